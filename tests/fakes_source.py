"""A source of literature held in memory, for tests of what uses one. It keeps the same contract as the real ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.changes import Incoming, Rejected
from indexer.errors import IncompleteError, SourceError
from indexer.record import Record
from indexer.runs import DateWindow, RunWarning
from indexer.sources.interface import Batch, HarvestPlan
from indexer.strategy import SearchStrategy


class FakeSource:
    """Every strategy matches all of `records`; change the attributes to change what happens next.

    `missing` are PMIDs that are found and never come; `rejected` come and cannot be read. `outage` is raised where a
    plan is made, `outage_at` (counted from 0) raises it at that batch instead; `uncounted` records are counted and
    never listed. `harvests` logs what was asked.
    """

    name: str = "fake"

    def __init__(self, records: Iterable[Record | Incoming] = (), *, batch: int = 200) -> None:
        self.batch = batch
        self.build = "fake build 1"
        self.records: dict[str, Incoming] = {}
        self.put(*records)
        self.missing: set[str] = set()
        self.rejected: dict[str, Rejected] = {}
        self.outage: SourceError | None = None
        self.outage_at: int | None = None
        self.uncounted = 0
        self.plan_warnings: tuple[RunWarning, ...] = ()
        self.harvests: list[tuple[SearchStrategy, DateWindow | None]] = []

    def put(self, *records: Record | Incoming) -> None:
        """Adds records, or replaces those with the same PMID."""
        for record in records:
            incoming = record if isinstance(record, Incoming) else Incoming(record, record.title.encode())
            self.records[incoming.record.pmid] = incoming

    def harvest(self, strategy: SearchStrategy, window: DateWindow | None) -> FakeHarvest:
        """Plans a harvest of everything."""
        self.harvests.append((strategy, window))
        if self.outage is not None and self.outage_at is None:
            raise self.outage
        return FakeHarvest(self, strategy)

    def fetch(self, pmids: tuple[str, ...]) -> Iterator[Batch]:
        """Fetches what is there of `pmids`."""
        unique = tuple(dict.fromkeys(pmids))
        for number, start in enumerate(range(0, len(unique), self.batch)):
            if self.outage is not None and number >= (self.outage_at or 0):
                raise self.outage
            yield self._batch(unique[start : start + self.batch])

    def matching(self) -> tuple[str, ...]:
        """The PMIDs that every strategy finds."""
        return tuple(sorted({*self.records, *self.missing, *self.rejected}, key=int))

    def _batch(self, asked: tuple[str, ...]) -> Batch:
        rejected = tuple(self.rejected[pmid] for pmid in asked if pmid in self.rejected)
        absent = {*self.missing, *self.rejected}
        here = [pmid for pmid in asked if pmid in self.records and pmid not in absent]
        return Batch(
            requested=asked,
            incoming=tuple(self.records[pmid] for pmid in here),
            rejected=rejected,
            missing=tuple(pmid for pmid in asked if pmid not in here and pmid not in self.rejected),
        )


class FakeHarvest:
    """One harvest of a `FakeSource`."""

    def __init__(self, source: FakeSource, strategy: SearchStrategy) -> None:
        self._source = source
        self._pmids = source.matching()
        self.plan = HarvestPlan(
            strategy.query,
            f"understood: {strategy.query}",
            len(self._pmids) + source.uncounted,
            source.build,
            source.plan_warnings,
        )
        self.faults: tuple[tuple[str, int], ...] = ()
        self.warnings: tuple[RunWarning, ...] = ()

    def pmids(self) -> tuple[str, ...]:
        """Every PMID, if they add up."""
        if self._source.uncounted:
            raise self._doubt()
        return self._pmids

    def __iter__(self) -> Iterator[Batch]:
        yield from self._source.fetch(self._pmids)
        if self._source.uncounted:
            raise self._doubt()

    def _doubt(self) -> IncompleteError:
        return IncompleteError(f"the fake counts {self.plan.count} records and lists {len(self._pmids)}")
