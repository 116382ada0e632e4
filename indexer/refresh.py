"""The use case that brings records in from a source: harvest, decide, store, and let the engine catch up.

It acts on the ports it is handed, yields `Progress` while it works and, after each job, the finished `Run`. A
batch is stored in one transaction, and the watermark moves only with a run that is complete: a crash or an
outage at any point costs nothing but the work since the last batch.

Imports the three interfaces and below; touches nothing itself.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.decide import decide
from indexer.engines.interface import SearchEngine
from indexer.errors import IncompleteError, SourceError
from indexer.runs import Clock, DateWindow, Outcome, Progress, Run, RunCounts
from indexer.sources.interface import Batch, Harvest, LiteratureSource
from indexer.store.interface import RecordStore
from indexer.strategy import SearchStrategy
from indexer.version import VERSION

OVERLAP = datetime.timedelta(days=30)
"""How far a window reaches back before the watermark: late indexing at NLM must not fall between two runs."""
LOOK_AHEAD = datetime.timedelta(days=2)
"""Windows end in the future, because PubMed dates some records a day or two ahead."""
ENGINE_BATCH = 2000

FULL, DISCOVER, REVISE = "full", "discover", "revise"


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to ask of a source for one strategy. Only a job that `moves` the watermark leaves no gap behind it."""

    name: str
    window: DateWindow | None
    moves: bool


def plan_jobs(
    strategy: SearchStrategy,
    store: RecordStore,
    today: datetime.date,
    *,
    full: bool = False,
    since: datetime.date | None = None,
) -> tuple[Job, ...]:
    """What must be asked: everything, when asked for, the first time, or after the strategy's query has changed;
    else what was added (by `crdt`) and what was revised (by `mdat`) since the last complete run.

    A `since` later than that run's own window leaves a gap, so such a job does not move the watermark.
    """
    base = store.last_complete(strategy.name, (FULL,))
    stale = base is None or base.sent != strategy.query
    if full or (stale and since is None):
        return (Job(FULL, None, moves=True),)
    jobs = []
    for name, field in ((DISCOVER, "crdt"), (REVISE, "mdat")):
        last = store.last_complete(strategy.name, (FULL, name))
        planned = None
        if not stale and last is not None and last.watermark is not None:
            planned = min(last.watermark, today) - OVERLAP
        low = since or planned or datetime.date.min
        window = DateWindow(field, low, today + LOOK_AHEAD)
        jobs.append(Job(name, window, moves=planned is not None and low <= planned))
    return tuple(jobs)


def refresh_strategy(
    strategy: SearchStrategy,
    source: LiteratureSource,
    store: RecordStore,
    *,
    clock: Clock,
    full: bool = False,
    since: datetime.date | None = None,
) -> Iterator[Progress | Run]:
    """Brings the store up to date with one strategy, by the jobs of `plan_jobs`, each logged as a run.

    A failing source ends its run as failed or incomplete and yields it; it raises nothing, and the jobs after a
    failed one are not begun.
    """
    for job in plan_jobs(strategy, store, clock().date(), full=full, since=since):
        for step in _run_job(strategy, job, source, store, clock):
            yield step
            if isinstance(step, Run) and step.outcome is not Outcome.COMPLETE:
                return


def _run_job(
    strategy: SearchStrategy, job: Job, source: LiteratureSource, store: RecordStore, clock: Clock
) -> Iterator[Progress | Run]:
    started = clock()
    run = Run(0, strategy.name, job.name, started, window=job.window, source=source.name, version=VERSION)
    run = dataclasses.replace(run, id=store.begin_run(run))
    harvest: Harvest | None = None
    counts = RunCounts()
    outcome, error = Outcome.INCOMPLETE, "interrupted"
    try:
        harvest = source.harvest(strategy, job.window)
        plan = harvest.plan
        run = dataclasses.replace(run, sent=plan.sent, understood=plan.understood, source_build=plan.build)
        counts = RunCounts(count=plan.count)
        yield Progress(strategy.name, 0, plan.count, job.name)
        for batch in harvest:
            counts += _store_batch(batch, run.id, strategy.name, store, clock)
            yield Progress(strategy.name, counts.requested, plan.count, job.name)
        if counts.requested == counts.returned + counts.missing:
            outcome, error = Outcome.COMPLETE, ""
        else:
            error = f"{counts.requested} requested, {counts.returned} returned, {counts.missing} missing: no balance"
    except IncompleteError as failure:
        error = failure.message
    except SourceError as failure:
        outcome, error = Outcome.INCOMPLETE if counts.returned else Outcome.FAILED, failure.message
    finally:
        run = dataclasses.replace(
            run,
            finished=clock(),
            outcome=outcome,
            watermark=started.date() if outcome is Outcome.COMPLETE and job.moves else None,
            revision=store.revision,
            counts=counts,
            warnings=(*harvest.plan.warnings, *harvest.warnings) if harvest else (),
            faults=harvest.faults if harvest else (),
            error=error,
        )
        store.finish_run(run)
    yield run


def _store_batch(batch: Batch, run: int, strategy: str, store: RecordStore, clock: Clock) -> RunCounts:
    known = store.known(item.record.id for item in batch.incoming)
    decision = decide((*batch.incoming, *batch.rejected), known, run=run, at=clock(), strategy=strategy)
    store.apply(decision.decided)
    return decision.counts + RunCounts(
        requested=len(batch.requested),
        missing=len(batch.missing),
        duplicates=batch.duplicates,
        unrequested=len(batch.unrequested),
    )


def catch_up(engine: SearchEngine, store: RecordStore, limit: int = ENGINE_BATCH) -> Iterator[Progress]:
    """Applies to the engine what the store has and it has not, batch by batch; a crash only repeats a batch.

    An engine that is ahead of the store followed another store: it is cleared and built anew.
    """
    if engine.revision > store.revision:
        engine.clear()
    target = store.revision
    while engine.revision < target:
        changes = store.changes_since(engine.revision, limit)
        engine.apply(changes)
        yield Progress("index", engine.revision, target)
        target = store.revision
