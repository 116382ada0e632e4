"""The port that every source implements."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from indexer.changes import Incoming, Rejected
from indexer.external import Answer, Asked
from indexer.runs import DateWindow, RunWarning
from indexer.strategy import SearchStrategy


@dataclass(frozen=True, slots=True)
class HarvestPlan:
    """What the source said before any record was fetched.

    `sent` is the query text as sent, `understood` the source's translation of it, `count` how many records it
    says match, `build` the source's own state (EInfo's DbBuild and LastUpdate).
    """

    sent: str
    understood: str
    count: int
    build: str = ""
    warnings: tuple[RunWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """One fetched batch: PMIDs `requested` = those of `incoming` and `rejected` + `missing`, always.

    `duplicates` counts records that came more than once (the highest version is kept); `unrequested` are PMIDs
    that came unasked and were left out.
    """

    requested: tuple[str, ...]
    incoming: tuple[Incoming, ...]
    rejected: tuple[Rejected, ...] = ()
    missing: tuple[str, ...] = ()
    duplicates: int = 0
    unrequested: tuple[str, ...] = ()


class Harvest(Protocol):
    """One strategy's harvest under way. Iterate it once; every PMID found is requested in exactly one batch.

    Raises, while iterating, a `SourceError` when the source failed and `IncompleteError` when it answered but the
    pieces do not add up to its own count: what was yielded before stays good, and the harvest is incomplete.
    """

    @property
    def plan(self) -> HarvestPlan:
        """What the source said it would give."""

    @property
    def faults(self) -> tuple[tuple[str, int], ...]:
        """Faults met and survived so far, by name."""

    @property
    def warnings(self) -> tuple[RunWarning, ...]:
        """What was noticed so far beyond the plan's own warnings: count drift, missing ids, schema surprises."""

    def pmids(self) -> tuple[str, ...]:
        """Every PMID that matches, ascending, without fetching records; proven against the source's count."""

    def __iter__(self) -> Iterator[Batch]:
        """Fetches batch by batch."""


class LiteratureSource(Protocol):
    """Somewhere records come from. Outage, empty answer and partial answer are three different things: an empty
    answer is a plan with count 0, an outage raises `SourceError`, a partial one raises while iterating."""

    name: str

    def harvest(self, strategy: SearchStrategy, window: DateWindow | None) -> Harvest:
        """Plans a harvest of what `strategy` asks for, within `window` if one is given.

        Raises:
            SourceUnreachable, SourceRefused, SourceBlocked: no plan could be made.
        """

    def fetch(self, pmids: tuple[str, ...]) -> Iterator[Batch]:
        """Fetches given PMIDs in batches, whatever strategy they belong to."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """What a source says of itself: the state of its data in a line, and what its clock showed (UTC; None: unsaid)."""

    build: str
    at: datetime.datetime | None = None


class RetractionSource(Protocol):
    """Somewhere that knows what became of works. Saying nothing of a work is not the same as saying it is sound."""

    name: str

    def ask(self, asked: Sequence[Asked]) -> Iterator[Answer]:
        """What is known of each record asked about: one answer each, in any order.

        Raises:
            SourceError: while iterating, when the source failed; answers yielded before stay good.
        """


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What a file of records held, as its reader counted while reading.

    `articles`, `books` and `deletions` are elements seen; their sum is what must be accounted for.
    """

    path: str
    articles: int = 0
    books: int = 0
    deletions: int = 0
    notes: tuple[str, ...] = field(default=())
