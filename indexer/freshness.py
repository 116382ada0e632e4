"""How fresh each strategy is: when it was last brought up to date, and what of it is overdue.

Reads the run log through the store's port; imports `jobs` and below; touches nothing itself.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from indexer.jobs import DISCOVER, FULL, REVISE, last_of, plan_jobs
from indexer.runs import Run
from indexer.store.interface import RecordStore
from indexer.strategy import SearchStrategy

GRACE = datetime.timedelta(days=1)
"""How late a job may be before it counts as overdue: a nightly `refresh --due` comes to a weekly strategy up to a day
after its week is over."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """One strategy's state.

    `finished` is when it was last brought up to date, in UTC: when the older of its last two complete runs, for what
    PubMed added and for what it revised, ended. None if that never was. `changed` says that its query is not the one
    that was last harvested in full. `late` names the jobs that should have run a day ago at least, or at once where
    the strategy was never harvested or has changed. `last` is its newest run, however that ended.
    """

    strategy: SearchStrategy
    finished: datetime.datetime | None
    changed: bool
    late: tuple[str, ...]
    last: Run | None

    @property
    def complete(self) -> bool:
        """Whether everything the strategy asks for today was once harvested."""
        return self.finished is not None and not self.changed

    def age(self, now: datetime.datetime) -> datetime.timedelta | None:
        """How long ago it was brought up to date; None if it never was."""
        return None if self.finished is None else now - self.finished


def freshness(strategy: SearchStrategy, store: RecordStore, now: datetime.datetime) -> Freshness:
    """How fresh one strategy is at `now` (UTC)."""
    base = last_of(FULL, strategy, store)
    ends = [run.finished for job in (DISCOVER, REVISE) if base and (run := last_of(job, strategy, store)) is not None]
    return Freshness(
        strategy=strategy,
        finished=min((end for end in ends if end is not None), default=None),
        changed=base is not None and base.sent != strategy.query,
        late=tuple(job.name for job in plan_jobs(strategy, store, now - GRACE, due=True)),
        last=next(iter(store.runs(strategy=strategy.name, limit=1)), None),
    )
