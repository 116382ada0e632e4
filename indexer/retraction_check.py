"""The use case that sets PubMed's word on retractions beside other sources': ask, keep, compare.

`ask_source` asks one source about every stored record and keeps what it says; `compare` weighs one stored record's
status in PubMed against each source, purely; `compared` does so for the whole store. Nobody's word replaces another's,
and what a source did not say is unknown, never "not retracted".

Imports the interfaces and below; touches nothing itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from indexer.errors import SourceError
from indexer.external import Answered, Asked, ExternalStatus, Nature, NotAnswered
from indexer.record import Record, RecordId, Status
from indexer.runs import Progress
from indexer.sources.interface import RetractionSource
from indexer.store.interface import RecordStore, StoredRecord

# Records asked about and stored at a time.
_PAGE = 250

SOURCE_NAMES: Mapping[str, str] = {"crossref": "Crossref", "retraction-watch": "Retraction Watch"}


class Standing(IntEnum):
    """How a work stands with one source, by weight."""

    CLEAR = 0
    CONCERN = 1
    PARTLY_RETRACTED = 2
    RETRACTED = 3

    @property
    def words(self) -> str:
        """As it reads in a sentence."""
        return {
            Standing.CLEAR: "no retraction noted",
            Standing.CONCERN: "under an expression of concern",
            Standing.PARTLY_RETRACTED: "partly retracted",
            Standing.RETRACTED: "retracted",
        }[self]


@dataclass(frozen=True, slots=True)
class Agreement:
    """PubMed and the source say the same."""

    id: RecordId
    source: str
    standing: Standing
    statuses: tuple[ExternalStatus, ...]


@dataclass(frozen=True, slots=True)
class OnlyElsewhere:
    """The source says worse of the work than PubMed does."""

    id: RecordId
    source: str
    pubmed: Standing
    elsewhere: Standing
    statuses: tuple[ExternalStatus, ...]


@dataclass(frozen=True, slots=True)
class OnlyPubMed:
    """PubMed says worse of the work than the source does: it has no such notice, or says the work was reinstated."""

    id: RecordId
    source: str
    pubmed: Standing
    elsewhere: Standing
    reinstated: bool
    statuses: tuple[ExternalStatus, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """The source has said nothing of the work."""

    id: RecordId
    source: str
    pubmed: Standing
    reason: str


Comparison = Agreement | OnlyElsewhere | OnlyPubMed | Unknown


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """How asking one source went.

    `answered` records it spoke of, `unknown` why it said nothing of others, and `failure` why it was not asked about
    all: those are unknown too.
    """

    source: str
    asked: int
    answered: int
    unknown: Mapping[RecordId, str] = field(default_factory=dict)
    failure: SourceError | None = None


def ask_source(store: RecordStore, source: RetractionSource) -> Iterator[Progress | SourceCheck]:
    """Asks `source` about every record that is not gone, keeps its answers, and at last says how it went.

    Each page of answers is stored as it comes, so that a failure loses nothing. What the source said at an earlier
    check about a record it does not answer now stays, with the time it was said.
    """
    ids = tuple(store.ids())
    answered = done = 0
    unknown: dict[RecordId, str] = {}
    failure: SourceError | None = None
    for page in _pages(ids):
        yield Progress(f"asking {SOURCE_NAMES.get(source.name, source.name)}", done, len(ids))
        records = (stored.record for stored in store.get(page).values())
        answers: dict[RecordId, tuple[ExternalStatus, ...]] = {}
        try:
            for answer in source.ask([Asked(record.id, record.pmid, record.doi) for record in records]):
                match answer:
                    case Answered(identifier, statuses):
                        answers[identifier] = statuses
                    case NotAnswered(identifier, reason):
                        unknown[identifier] = reason
        except SourceError as error:
            failure = error
        store.set_external_status(source.name, answers)
        answered += len(answers)
        done += len(page)
        if failure is not None:
            break
    yield SourceCheck(source.name, len(ids), answered, unknown, failure)


def _pages(ids: Sequence[RecordId]) -> Iterator[tuple[RecordId, ...]]:
    for start in range(0, len(ids), _PAGE):
        yield tuple(ids[start : start + _PAGE])


def compared(
    store: RecordStore, sources: Sequence[str] = (), unknown: Mapping[str, Mapping[RecordId, str]] | None = None
) -> Iterator[tuple[StoredRecord, tuple[Comparison, ...]]]:
    """Every record that is not gone, in order of PMID, with its comparison with each source.

    Args:
        store: the records and what is kept of other sources.
        sources: compare with these; by default with those that have said something of the record.
        unknown: by source, why it said nothing of a record when it was asked just now.
    """
    for page in _pages(tuple(store.ids())):
        for stored in store.get(page).values():
            yield stored, compare(stored, sources, unknown)


def compare(
    stored: StoredRecord, sources: Sequence[str] = (), unknown: Mapping[str, Mapping[RecordId, str]] | None = None
) -> tuple[Comparison, ...]:
    """How PubMed's word on one record compares with each source's; the arguments are those of `compared`."""
    said: dict[str, list[ExternalStatus]] = {}
    for status in stored.external:
        said.setdefault(status.source, []).append(status)
    pubmed, identifier = pubmed_standing(stored.record), stored.record.id
    comparisons: list[Comparison] = []
    for source in sources or tuple(said):
        statuses = tuple(status for status in said.get(source, ()) if not _is_itself(stored.record, status))
        if source not in said:
            reason = (unknown or {}).get(source, {}).get(identifier, "it was not asked, or did not answer")
            comparisons.append(Unknown(identifier, source, pubmed, reason))
            continue
        elsewhere = standing(statuses)
        if elsewhere > pubmed:
            comparisons.append(OnlyElsewhere(identifier, source, pubmed, elsewhere, statuses))
        elif elsewhere < pubmed:
            reinstated = any(status.nature is Nature.REINSTATEMENT for status in statuses)
            comparisons.append(OnlyPubMed(identifier, source, pubmed, elsewhere, reinstated, statuses))
        else:
            comparisons.append(Agreement(identifier, source, pubmed, statuses))
    return tuple(comparisons)


def standing(statuses: Sequence[ExternalStatus]) -> Standing:
    """How a work stands by one source's notices together.

    A reinstatement lifts retractions of its own day or earlier. Where a day is missing it lifts nothing: nobody knows
    which came last, and taking a retracted work for a sound one is the worse mistake.
    """
    lifted = max(
        (status.date for status in statuses if status.nature is Nature.REINSTATEMENT and status.date), default=None
    )
    return max((_weight(status, lifted) for status in statuses), default=Standing.CLEAR)


def _weight(status: ExternalStatus, lifted: datetime.date | None) -> Standing:
    over = lifted is not None and status.date is not None and status.date <= lifted
    match status.nature:
        case Nature.RETRACTION:
            return Standing.CLEAR if over else Standing.RETRACTED
        case Nature.PARTIAL_RETRACTION:
            return Standing.CLEAR if over else Standing.PARTLY_RETRACTED
        case Nature.CONCERN:
            return Standing.CLEAR if over else Standing.CONCERN
        case Nature.CORRECTION | Nature.REINSTATEMENT | Nature.OTHER | Nature.NONE:
            return Standing.CLEAR


def pubmed_standing(record: Record) -> Standing:
    """How the work stands with PubMed."""
    match record.status:
        case Status.RETRACTED:
            return Standing.RETRACTED
        case Status.CONCERN:
            return Standing.CONCERN
        case Status.CORRECTED | Status.NOTICE | Status.CURRENT | Status.GONE:
            return Standing.CLEAR


def label(stored: StoredRecord) -> str:
    """What a reader must be told of a record beyond PubMed's own status; empty if no source says worse than PubMed.

    `retracted according to Crossref (not in PubMed)`, for instance.
    """
    worse = [one for one in compare(stored) if isinstance(one, OnlyElsewhere)]
    if not worse:
        return ""
    worst = max(one.elsewhere for one in worse)
    names = " and ".join(source_label(one) for one in worse if one.elsewhere is worst)
    return f"{worst.words} according to {names} (not in PubMed)"


def source_label(comparison: OnlyElsewhere | OnlyPubMed | Agreement) -> str:
    """A source's name, with whose word it passes on where that is another's: `Crossref/Retraction Watch`."""
    name = SOURCE_NAMES.get(comparison.source, comparison.source)
    origins = {status.asserted_by for status in comparison.statuses if status.nature is not Nature.NONE}
    if comparison.source == "crossref" and origins == {"retraction-watch"}:
        return f"{name}/Retraction Watch"
    return name


def _is_itself(record: Record, status: ExternalStatus) -> bool:
    """Whether a notice is this very record: PubMed keeps notices as records, now and then under the work's own DOI."""
    return record.status is Status.NOTICE and bool(status.notice_doi) and status.notice_doi == record.doi.lower()
