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

from indexer.changes import Parsed
from indexer.decide import decide
from indexer.engines.interface import SearchEngine
from indexer.errors import EngineError, IncompleteError, SourceError
from indexer.etiquette import LARGE, is_off_peak
from indexer.jobs import FULL, RECONCILE, Job, asked, plan_jobs
from indexer.record import RecordId, pmid_of, record_id
from indexer.runs import Clock, Outcome, Progress, Run, RunCounts, RunWarning
from indexer.sources.interface import Batch, Harvest, LiteratureSource
from indexer.store.interface import RecordStore
from indexer.strategy import SearchStrategy
from indexer.vanished import settle
from indexer.version import VERSION
from indexer.vigilance import changed_translation, standstill

ENGINE_BATCH = 2000
_LOOKED_BACK = 200
_REBUILT = frozenset({"engine-damaged", "engine-outdated"})


@dataclass(frozen=True, slots=True)
class _Task:
    """One job under way: for which strategy, as which run, with what."""

    strategy: SearchStrategy
    job: Job
    run: int
    source: LiteratureSource
    store: RecordStore
    clock: Clock
    accept_loss: bool = False

    def settle(self, absent: set[RecordId], members: int) -> Iterator[RunCounts]:
        """Does with absent records what `vanished.settle` says."""
        return settle(
            absent,
            members=members,
            strategy=self.strategy.name,
            source=self.source,
            store=self.store,
            clock=self.clock,
            run=self.run,
            accept_loss=self.accept_loss,
        )


def refresh_strategy(
    strategy: SearchStrategy,
    source: LiteratureSource,
    store: RecordStore,
    *,
    clock: Clock,
    full: bool = False,
    due: bool = False,
    since: datetime.date | None = None,
    off_peak_only: bool = False,
    accept_loss: bool = False,
) -> Iterator[Progress | Run]:
    """Brings the store up to date with one strategy, by the jobs of `plan_jobs`, each logged as a run.

    A failing source ends its run as failed or incomplete and yields it; it raises nothing, and the jobs after a
    failed one are not begun. With `off_peak_only`, a large harvest outside NCBI's off-peak hours is put off: its
    run is incomplete. Records that vanish in numbers are kept unless a person says `accept_loss`.
    """
    for job in plan_jobs(strategy, store, clock(), full=full, due=due, since=since):
        for step in _run_job(_Task(strategy, job, 0, source, store, clock, accept_loss), off_peak_only=off_peak_only):
            yield step
            if isinstance(step, Run) and step.outcome is not Outcome.COMPLETE:
                return


def _run_job(task: _Task, *, off_peak_only: bool) -> Iterator[Progress | Run]:
    strategy, job, store, clock = task.strategy, task.job, task.store, task.clock
    started = clock()
    earlier = store.runs(strategy=strategy.name, limit=_LOOKED_BACK)
    run = Run(0, strategy.name, job.name, started, window=job.window, source=task.source.name, version=VERSION)
    run = dataclasses.replace(run, id=store.begin_run(run))
    harvest: Harvest | None = None
    outcome, error = Outcome.INCOMPLETE, "interrupted"
    counts = RunCounts()
    try:
        harvest = task.source.harvest(asked(strategy, job), job.window)
        plan = harvest.plan
        run = dataclasses.replace(run, sent=plan.sent, understood=plan.understood, source_build=plan.build)
        if off_peak_only and plan.count > LARGE and not is_off_peak(clock()):
            raise IncompleteError(
                f"put off: {plan.count:,} records are more than NCBI wants fetched outside 21:00-05:00 US Eastern time "
                "on weekdays, or weekends; run it then, or with --any-time",
                code="put-off",
            )
        work = _reconcile if job.name == RECONCILE else _harvest
        for counts in work(harvest, dataclasses.replace(task, run=run.id)):
            yield Progress(strategy.name, counts.requested, harvest.plan.count, job.name)
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
            counts=dataclasses.replace(counts, count=harvest.plan.count) if harvest else counts,
            faults=harvest.faults if harvest else (),
            error=error,
        )
        run = dataclasses.replace(run, warnings=_warnings(run, harvest, earlier))
        store.finish_run(run)
    yield run


def _warnings(run: Run, harvest: Harvest | None, earlier: tuple[Run, ...]) -> tuple[RunWarning, ...]:
    heard = (*harvest.plan.warnings, *harvest.warnings) if harvest else ()
    return (*heard, *changed_translation(run, earlier), *standstill(run, earlier))


def _harvest(harvest: Harvest, task: _Task) -> Iterator[RunCounts]:
    """Fetches and stores all of a harvest, batch by batch; a full one also settles what it no longer holds."""
    name, store = task.strategy.name, task.store
    absent = set(store.ids(strategy=name)) if task.job.name == FULL else set()
    members, counts = len(absent), RunCounts()
    yield counts
    for batch in harvest:
        counts += _store_batch(batch, task)
        absent.difference_update(record_id(pmid) for pmid in batch.requested)
        yield counts
    if absent and task.job.reworded:
        store.leave_strategy(name, absent, run=task.run, at=task.clock())
    elif absent:
        yield from _summed(counts, task.settle(absent, members))


def _reconcile(harvest: Harvest, task: _Task) -> Iterator[RunCounts]:
    """Compares the whole set of PMIDs with the stored members: fetches what is new, settles what is absent."""
    store, counts = task.store, RunCounts()
    yield counts
    there = {record_id(pmid) for pmid in harvest.pmids()}
    here = set(store.ids(strategy=task.strategy.name))
    for batch in task.source.fetch(tuple(pmid_of(one) for one in sorted(there - here))):
        counts += _store_batch(batch, task)
        yield counts
    store.set_absences((), there & store.absences().keys(), run=task.run, at=task.clock())
    if here - there:
        yield from _summed(counts, task.settle(here - there, len(here)))


def _summed(counts: RunCounts, parts: Iterator[RunCounts]) -> Iterator[RunCounts]:
    for part in parts:
        counts += part
        yield counts


def _store_batch(batch: Batch, task: _Task) -> RunCounts:
    known = task.store.known(item.record.id for item in batch.incoming)
    items: tuple[Parsed, ...] = (*batch.incoming, *batch.rejected)
    decision = decide(
        items,
        known,
        run=task.run,
        at=task.clock(),
        strategy=task.strategy.name,
        authoritative=task.job.name == FULL,
    )
    task.store.apply(decision.decided)
    return decision.counts + RunCounts(
        requested=len(batch.requested),
        missing=len(batch.missing),
        duplicates=batch.duplicates,
        unrequested=len(batch.unrequested),
    )


def catch_up(
    engine: SearchEngine, store: RecordStore, limit: int = ENGINE_BATCH, *, checked: bool = False
) -> Iterator[Progress]:
    """Applies to the engine what the store has and it has not, batch by batch; a crash only repeats a batch.

    An engine that is ahead of the store followed another store: it is cleared and built anew. So is one that is
    damaged, whether that is found before or on the way; once, so that a disk that fails again says so. An index
    `checked` by this process already is not read through again.

    Raises:
        EngineError: the index cannot be written, or was damaged again while it was built anew.
    """
    try:
        if not checked and (findings := engine.check()):
            yield Progress("index", 0, None, f"the index is built anew: {findings[0]}")
            engine.clear()
        yield from _catch_up(engine, store, limit)
    except EngineError as error:
        if error.code not in _REBUILT:
            raise
        yield Progress("index", 0, None, f"the index is built anew: {error.message}")
        engine.clear()
        yield from _catch_up(engine, store, limit)


def _catch_up(engine: SearchEngine, store: RecordStore, limit: int) -> Iterator[Progress]:
    if engine.revision > store.revision:
        engine.clear()
    target = store.revision
    while engine.revision < target:
        changes = store.changes_since(engine.revision, limit)
        engine.apply(changes)
        yield Progress("index", engine.revision, target)
        target = store.revision
