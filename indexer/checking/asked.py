"""A claim made ready to be set beside records, and one record set beside it.

Imports `evidence`, `stance`, `retraction_check` and below; touches nothing itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.appraisal.reading import Line, Reading
from indexer.checking.evidence import Found, Wanted, rationales, wanted
from indexer.checking.library import Library
from indexer.checking.references import without_references
from indexer.checking.stance import Judged, judge
from indexer.checking.statements import statements
from indexer.checking.values import Bearing, Claim, Evidence, Rationale, Statement
from indexer.checking.verdict import is_counted
from indexer.record import Record, Status, record_id
from indexer.retraction_check import OnlyElsewhere, Standing, compare
from indexer.store.interface import StoredRecord
from indexer.text import plain

_FIGURE = re.compile(
    r"(?:(?:within|for|up to|over|after|at|in) )*"
    r"(?:about |(?:an?|one|two|three|four|six|the first|several|a few) |\d[\d.,-]* ?)*"
    r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|% of \w+)\b|\b\d[\d.,]*(?: ?%| mg/kg| mg)?"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim, its own words ready to be read, and what is searched for."""

    claim: Claim
    reading: Reading
    wanted: Wanted


def as_reading(text: str) -> Reading:
    """A text of a draft, ready to be read as a record's title is."""
    return Reading(Record(record_id("0"), "0", title=" ".join(text.split("\n"))))


def read_statements(text: str) -> tuple[Statement, ...]:
    """What a text of a few sentences says; spans are into the text."""
    return statements(as_reading(text), 0, len(text))


def asked_of(claim: Claim, library: Library) -> Asked:
    """Makes a claim ready: its words without references, and with the drugs that it has from the sentence before, so
    that `It can reduce …` is looked for as what it says."""
    text = without_references(claim.text)
    carried = [slot.value for slot in claim.statement.interventions if slot.value not in text.casefold()]
    sought = wanted(" ".join([text, *carried]), claim.statement, library, source=claim.source)
    return Asked(claim, as_reading(_with_figures(claim)), sought)


def _with_figures(claim: Claim) -> str:
    """The words of a claim; one that gives no figure has those behind it in its sentence, for they are said of it too:
    `reduces anxiety` of `reduces anxiety and pain for up to one year`."""
    text = without_references(claim.text)
    place = claim.sentence.find(claim.text)
    if place < 0 or _FIGURE.search(plain(text)):
        return text
    behind = without_references(claim.sentence)[place + len(claim.text) :]
    return ", ".join([text, *(behind[match.start() : match.end()] for match in _FIGURE.finditer(plain(behind)))])


def set_beside(asked: Asked, stored: StoredRecord, library: Library) -> Evidence | None:
    """What one record does for a claim; None if none of its sentences that tell a finding bears on it."""
    reading, appraisal = library.read(stored)
    lines = rationales(asked.wanted, reading)
    return evidence_of(asked, Found(stored, reading, appraisal, lines)) if lines else None


def evidence_of(asked: Asked, found: Found) -> Evidence:
    """A record with that of its best sentences which decides, or with the best one where none does. A sentence that
    tells no finding of the record's own decides nothing, and is shown for none."""
    judged, line, score = _best(asked, found)
    ground = found.reading.ground(line.start, line.end)
    status = status_of(found.stored)
    return Evidence(
        record=found.stored.record,
        status=status,
        appraisal=found.appraisal,
        rationale=Rationale(
            section=ground.section,
            start=ground.start,
            end=ground.end,
            sentence=ground.words,
            kind=line.kind.value,
            score=round(score, 3),
        ),
        bearing=judged.bearing,
        reasons=judged.reasons,
        mismatches=judged.mismatches,
        counted=is_counted(status),
        direction=judged.direction,
    )


def _best(asked: Asked, found: Found) -> tuple[Judged, Line, float]:
    lines = [(line, score) for line, score in found.lines if line.kind.is_finding]
    first: tuple[Judged, Line, float] | None = None
    for line, score in lines:
        here = judge(asked.claim, asked.reading, found.reading, found.appraisal, line), line, score
        if here[0].bearing is not Bearing.UNDETERMINED:
            return here
        first = first or here
    if first is None:
        raise ValueError(f"no sentence of {found.stored.record.id} tells a finding")
    return first


def status_of(stored: StoredRecord) -> Status:
    """What has become of a record. Where another source says worse than PubMed, its word counts: to take a retracted
    work for a sound one is the worse mistake."""
    status = stored.record.status
    if status is Status.RETRACTED:
        return status
    worst = max((one.elsewhere for one in compare(stored) if isinstance(one, OnlyElsewhere)), default=Standing.CLEAR)
    if worst in (Standing.RETRACTED, Standing.PARTLY_RETRACTED):
        return Status.RETRACTED
    if stored.gone:
        return Status.GONE
    return Status.CONCERN if worst is Standing.CONCERN else status
