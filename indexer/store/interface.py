"""The port that every record store implements, and the values of the run log."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from indexer.changes import Changes, Decided, Known, Rejected
from indexer.external import ExternalStatus
from indexer.record import Record, RecordId
from indexer.runs import Run
from indexer.watched import Judgement, Turn, Watched, Wording


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record with what the store knows of it.

    `revision` is the store revision of its last change; `first_seen` and `last_fetched` are UTC; `strategies` are
    those it matches now, `former_strategies` those it matched once; `gone` is the reason, empty if it is not gone;
    `external` is what other sources say of it, by source, empty if none was asked.
    """

    record: Record
    revision: int
    first_seen: datetime.datetime
    last_fetched: datetime.datetime
    strategies: tuple[str, ...] = ()
    former_strategies: tuple[str, ...] = ()
    gone: str = ""
    external: tuple[ExternalStatus, ...] = ()


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """One change of one record: `kind` is new, revised, gone or returned; `fields` those that differed;
    `before` the record as it was, None for a new one."""

    id: RecordId
    revision: int
    run: int
    at: datetime.datetime
    kind: str
    fields: tuple[str, ...]
    before: Record | None


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """How much there is: `records` readable and not gone, `gone`, `rejected` kept aside (the same bytes in several
    runs count once), and by strategy name its present members that are not gone."""

    records: int
    gone: int
    rejected: int
    strategies: Mapping[str, int] = field(default_factory=dict)


class WatchedClaims(Protocol):
    """The claims that somebody watches. Every method that writes is one transaction."""

    def watch(self, wordings: Sequence[Wording], *, source: str, at: datetime.datetime) -> tuple[int, ...]:
        """Keeps claims, and returns the number of each. One that is watched already keeps its own."""

    def watched(self) -> tuple[Watched, ...]:
        """All of them, in the order of their numbers."""

    def unwatch(self, ids: Iterable[int]) -> None:
        """Lets go of claims, with all that was known of them. Their numbers are never given again."""

    def judged(self, claim: int, judgement: Judgement, turn: Turn | None) -> None:
        """Notes how a claim was judged, and what moved, if anything did. One that is not watched is left alone."""

    def turns(self, *, after_run: int = 0) -> tuple[tuple[int, Turn], ...]:
        """What moved after a run, each with its claim's number, oldest first. Of a claim that moves without end, the
        newest are kept."""


class RecordStore(Protocol):
    """Keeps everything. Every method that writes is one transaction: after a crash it has happened or it has not.

    Raises `StoreError` from any method when the database is missing, damaged, full, read-only or too new.
    """

    @property
    def revision(self) -> int:
        """Goes up by one with each applied batch that changed a record or let one go; 0 while nothing was stored."""

    @property
    def claims(self) -> WatchedClaims:
        """The claims that somebody watches."""

    def apply(self, decided: Decided) -> int:
        """Stores one decided batch, whole or not at all, and returns the revision after it.

        Records with raw bytes, membership in `decided.strategy`, revision entries, gone marks and rejected ones. A
        record that the batch both brings and lets go is stored and gone; one that is gone and arrives unchanged
        stays gone; letting go what is unknown or gone already changes nothing.

        Raises:
            StoreError: the batch contradicts itself or what is stored. Nothing of it was stored.
        """

    def changes_since(self, revision: int, limit: int) -> Changes:
        """What changed after `revision`, for at most about `limit` records; never cuts a revision in two.

        Raises:
            StoreError: the store is not that far: whoever asks follows another store.
        """

    def get(self, ids: Sequence[RecordId]) -> Mapping[RecordId, StoredRecord]:
        """The stored records among `ids`, gone ones too, in the order asked for; unknown ids are left out."""

    def raw(self, identifier: RecordId) -> bytes:
        """The bytes the record was parsed from; empty if it is unknown."""

    def known(self, ids: Iterable[RecordId]) -> Mapping[RecordId, Known]:
        """What a decision needs to know of those among `ids` that are stored."""

    def ids(self, *, strategy: str = "", gone: bool = False) -> Iterator[RecordId]:
        """Ids in ascending PMID order: of everything or of one strategy's present members; those that are gone, or
        those that are not."""

    def fingerprints(self) -> Mapping[RecordId, str]:
        """Every id that is not gone, with its fingerprint; for checking an engine against the store."""

    def history(self, identifier: RecordId) -> tuple[RevisionEntry, ...]:
        """Every change of one record, oldest first."""

    def entries_since(self, revision: int) -> Iterator[RevisionEntry]:
        """Every change after `revision`, oldest first; for the digest."""

    def rejected(self, *, run: int | None = None) -> Iterator[tuple[int, Rejected]]:
        """What could not be read, with the run it came in, oldest first."""

    def leave_strategy(self, strategy: str, ids: Iterable[RecordId], *, run: int, at: datetime.datetime) -> None:
        """Notes that these records no longer match a strategy. The records stay."""

    def absences(self) -> Mapping[RecordId, datetime.datetime]:
        """The records that PubMed did not have when last asked for them, with when that was first noticed (UTC)."""

    def set_absences(
        self, absent: Iterable[RecordId], present: Iterable[RecordId], *, run: int, at: datetime.datetime
    ) -> None:
        """Notes records as absent (the first note of each is kept), and forgets the notes of those present or gone."""

    def external_status(self, ids: Sequence[RecordId]) -> Mapping[RecordId, tuple[ExternalStatus, ...]]:
        """What other sources say of those among `ids` they were asked about, by source, each in its own order."""

    def set_external_status(self, source: str, answers: Mapping[RecordId, Sequence[ExternalStatus]]) -> None:
        """Puts what `source` says of these records in the place of what it said of them before. Neither the records
        nor the revision change.

        Raises:
            StoreError: one of the records is not stored. Nothing was changed.
        """

    def begin_run(self, run: Run) -> int:
        """Logs that a run began and returns its number; `run.id` is ignored."""

    def finish_run(self, run: Run) -> None:
        """Logs how run `run.id` ended. Only now does the window of a complete run count."""

    def runs(self, *, strategy: str = "", limit: int | None = None) -> tuple[Run, ...]:
        """The run log, newest first."""

    def last_complete(self, strategy: str, jobs: Sequence[str]) -> Run | None:
        """The newest complete run with a watermark of any of these jobs for a strategy: where its next window starts.

        A complete run without a watermark left a gap before it, so that a window starting from it would lose records.
        """

    def counts(self) -> StoreCounts:
        """How much there is."""

    def check(self) -> tuple[str, ...]:
        """Integrity findings as sentences, empty if sound: SQLite's own check, foreign keys, every fingerprint."""

    def close(self) -> None:
        """Lets go of the file. A closed store is not used again."""
