"""The values that travel between sources, store and engines: what came in, what was decided, what changed.

Imports `record` and below only.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from indexer.record import Record, RecordId


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record as it arrived: parsed, and the raw bytes of its own element (or NBIB block) as served."""

    record: Record
    raw: bytes


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that should have been a record and could not be read. It is kept aside with its bytes.

    `pmid` is empty when not even that could be read.
    """

    pmid: str
    reason: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Deleted:
    """PubMed says this PMID no longer exists (a `DeleteCitation` of an update file)."""

    pmid: str


Parsed = Incoming | Rejected | Deleted
"""What a reader of files or replies yields, in the order of the input."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds of a record, as far as a decision needs it."""

    fingerprint: str
    version: int
    revised: datetime.date | None
    gone: bool
    record: Record


@dataclass(frozen=True, slots=True)
class Revised:
    """A stored record that arrived with other content. `fields` names the `Record` fields that differ, sorted;
    it is empty only for a record that had been gone and came back as it was."""

    incoming: Incoming
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that PubMed no longer has: it stays readable and leaves the search."""

    id: RecordId
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to be done with one batch, decided purely and applied in one transaction.

    `unchanged` are ids that arrived and differ in nothing: only their membership and time of fetching are noted.
    `strategy` is the name whose membership the records get, or empty for none.
    """

    run: int
    at: datetime.datetime
    strategy: str = ""
    new: tuple[Incoming, ...] = ()
    revised: tuple[Revised, ...] = ()
    unchanged: tuple[RecordId, ...] = ()
    gone: tuple[Gone, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What an engine must do to go from revision `since` to revision `upto`.

    `upserts` and `removed` are disjoint and hold each id once, in its newest state. Applying it twice is the
    same as applying it once. `complete` says that `upto` is the store's own revision.
    """

    since: int
    upto: int
    upserts: tuple[Record, ...]
    removed: tuple[RecordId, ...]
    complete: bool
