"""What must be asked of a source for one strategy, and when: planned from the run log, without asking anything.

* `full` fetches everything a strategy asks for. It finds what changed without a new revision date.
* `discover` fetches what PubMed created (`crdt`) since the last complete run, `revise` what it revised (`mdat`).
* `sweep` fetches what PubMed marks as retracted or of concern, however long ago it was revised.
* `reconcile` compares the whole set of PMIDs with the stored one, both ways.

Imports the store's interface and below; touches nothing itself.
"""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass

from indexer.runs import DateWindow, Outcome, Run
from indexer.store.interface import RecordStore
from indexer.strategy import SearchStrategy

OVERLAP = datetime.timedelta(days=30)
"""How far a window reaches back before the watermark: late indexing at NLM must not fall between two runs."""
_LOOKED_BACK = 100
LOOK_AHEAD = datetime.timedelta(days=2)
"""Windows end in the future, because PubMed dates some records a day or two ahead."""

FULL, DISCOVER, REVISE, SWEEP, RECONCILE = "full", "discover", "revise", "sweep", "reconcile"
# What a complete run of each job also has done: a full harvest does everything.
_COVERED_BY = {name: (FULL, name) for name in (DISCOVER, REVISE, SWEEP, RECONCILE)} | {FULL: (FULL,)}
_SWEPT = '"retracted publication"[pt] OR hasretractionin OR hasexpressionofconcernin'


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to ask of a source for one strategy.

    Only a job that `moves` the watermark leaves no gap behind it. `reworded` says that the query is another than
    that of the last full harvest, so that records it does not find are no sign of anything.
    """

    name: str
    window: DateWindow | None
    moves: bool
    reworded: bool = False


def plan_jobs(
    strategy: SearchStrategy,
    store: RecordStore,
    now: datetime.datetime,
    *,
    full: bool = False,
    due: bool = False,
    since: datetime.date | None = None,
) -> tuple[Job, ...]:
    """What must be asked now.

    Everything the first time, when asked for, and after the strategy's query has changed; else what was added and
    revised since the last complete run, and the sweep. With `due`, only what is older than the strategy allows,
    and then also the reconciliation and the full harvest. A job that failed last is always asked again.

    A `since` later than the last run's own window leaves a gap, so such a job does not move the watermark.
    """
    base = store.last_complete(strategy.name, (FULL,))
    stale = base is None or base.sent != strategy.query
    if full or (stale and since is None):
        return (Job(FULL, None, moves=True, reworded=stale and base is not None),)
    jobs = []
    for name, field in ((DISCOVER, "crdt"), (REVISE, "mdat")):
        last = None if stale else last_of(name, strategy, store)
        planned = min(last.watermark, now.date()) - OVERLAP if last and last.watermark else None
        low = since or planned or datetime.date.min
        window = DateWindow(field, low, now.date() + LOOK_AHEAD)
        jobs.append(Job(name, window, moves=planned is not None and low <= planned))
    if since is None:
        jobs.append(Job(SWEEP, None, moves=True))
    if due or _failed_last(FULL, strategy, store):
        # Last, so that a full harvest that is refused, say because too much has vanished, keeps nothing else waiting.
        jobs += [Job(RECONCILE, None, moves=True), Job(FULL, None, moves=True)]
        jobs = [job for job in jobs if (not due and job.window) or _is_due(job.name, strategy, store, now)]
        if jobs and jobs[-1].name == FULL:
            jobs = [job for job in jobs if job.name not in {SWEEP, RECONCILE}]
    return tuple(jobs)


def asked(strategy: SearchStrategy, job: Job) -> SearchStrategy:
    """The strategy as a job asks it: word for word, but for the sweep, which narrows it."""
    if job.name != SWEEP:
        return strategy
    return dataclasses.replace(strategy, query=f"({strategy.query}) AND ({_SWEPT})")


def every(job: str, strategy: SearchStrategy) -> datetime.timedelta:
    """How old the last complete run of a job may be before it is due again."""
    days = {SWEEP: strategy.sweep_days, RECONCILE: strategy.reconcile_days, FULL: strategy.full_days}
    return datetime.timedelta(days=days.get(job, strategy.every_days))


def last_of(job: str, strategy: SearchStrategy, store: RecordStore) -> Run | None:
    """The last complete run that did what a job does."""
    return store.last_complete(strategy.name, _COVERED_BY[job])


def _failed_last(job: str, strategy: SearchStrategy, store: RecordStore) -> bool:
    """Whether the newest run of a job did not complete: then it is to be made good, however young the last good one."""
    newest = next((run for run in store.runs(strategy=strategy.name, limit=_LOOKED_BACK) if run.job == job), None)
    return newest is not None and newest.outcome is not Outcome.COMPLETE


def _is_due(job: str, strategy: SearchStrategy, store: RecordStore, now: datetime.datetime) -> bool:
    if _failed_last(job, strategy, store):
        return True
    last = last_of(job, strategy, store)
    # An hour's grace: a nightly job must not skip a night because the last one started late.
    return last is None or now - last.started >= every(job, strategy) - datetime.timedelta(hours=1)
