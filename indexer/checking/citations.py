"""A draft's own references: are they in the collection, what has become of them, do they bear on what they stand for?

A reference stands for the claims of its sentence: for those before it since the last reference, or for all of them if
none stands before it; one alone between two sentences belongs to the first. The cited record is set beside these claims
as any other is, and a remark is made only where it goes the other way (EV105), or where it is about something else
(EV104): that a sentence could not be decided is no fault of the writer's. A record that the collection does not hold is
unknown here (EV102), which does not say that it does not exist.

Imports `asked`, `references` and below; touches nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.checking.asked import asked_of, set_beside, status_of
from indexer.checking.draft_passage import Lines
from indexer.checking.evidence import coverage, names_all
from indexer.checking.library import Library, content_words
from indexer.checking.references import Identifier, Reference, Scheme, references
from indexer.checking.values import Bearing, Block, Citation, Claim, Code, Draft, Evidence, Remark
from indexer.query.fields import key_of
from indexer.query.syntax import Field, Term
from indexer.record import Correction, Record, Status, record_id
from indexer.retraction_check import label
from indexer.store.interface import StoredRecord
from indexer.text import sentences

# What a cited record must share with a claim: one of ketamine is not borne out by a study of esketamine.
_ABOUT = 0.46
"""Share of a claim's weight below which a whole title and abstract is about something else."""
_ABOUT_ELSE = {
    Code.DRUG_FORM: "of {found}, not {claimed}",
    Code.SPECIES: "a study in {found}, not in {claimed}s",
    Code.POPULATION: "of {found}, not {claimed}",
    Code.PREVENTION: "of {found}, not {claimed}",
}
_UNKNOWN = "is not in this collection, so it could not be looked at. That does not say that it does not exist."
# A sentence that is but a reference has hardly a word besides: `(PMID 12345678; see also …)`.
_FEW_WORDS = 2
# What has become of a record, in words, and PubMed's names for the links to the notice that says so.
_NOTES: Mapping[Status, tuple[str, frozenset[str]]] = {
    Status.CURRENT: ("", frozenset()),
    Status.RETRACTED: ("retracted", frozenset({"RetractionIn", "RetractedandRepublishedIn"})),
    Status.CONCERN: ("under an expression of concern", frozenset({"ExpressionOfConcernIn"})),
    Status.CORRECTED: (
        "corrected or updated",
        frozenset({"ErratumIn", "CorrectedandRepublishedIn", "RepublishedIn", "UpdateIn"}),
    ),
    Status.NOTICE: ("itself a notice of retraction, correction or concern, not a study", frozenset()),
    Status.GONE: ("no longer in PubMed", frozenset()),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """The references of a draft, what is to be said of them and of claims without any, and which claims have none."""

    citations: tuple[Citation, ...]
    remarks: tuple[Remark, ...]
    uncited: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the running text, as offsets into the draft, with the number of its passage."""

    start: int
    end: int
    passage: int


def check_citations(draft: Draft, claims: Sequence[Claim], library: Library) -> Cited:
    """Looks up every reference of a draft and sets it beside the claims that it stands for."""
    found = references(draft.text)
    lines = Lines(draft.text)
    running = tuple(_running(draft, found))
    held: dict[Identifier, StoredRecord | None] = {}
    citations: list[Citation] = []
    remarks: list[Remark] = []
    told: set[tuple[Identifier, Code]] = set()
    for reference in found:
        if reference.identifier is None:
            continue
        stored = held.setdefault(reference.identifier, _look_up(reference.identifier, library))
        meant = _claims_of(reference, found, claims, running)
        evidence = [(one, set_beside(asked_of(one, library), stored, library)) for one in meant] if stored else []
        citation = _citation(reference, draft, lines, stored, [one for _, one in evidence])
        citations.append(citation)
        for code, message in _faults(citation, stored, evidence, library):
            # Unknown or retracted is said of a record once, that it does not bear on a sentence of each sentence.
            if (
                code in (Code.UNRELATED_CITATION, Code.CONTRADICTING_CITATION)
                or (reference.identifier, code) not in told
            ):
                told.add((reference.identifier, code))
                records = (citation.record,) if citation.record else ()
                remarks.append(_remark(citation, code, message, records))
    cited = [(place.passage, place.end) for one in found if (place := _sentence_at(one.about, running))]
    uncited = tuple(_uncited(cited, claims, running))
    remarks += _of_uncited(uncited, running, cites=bool(cited))
    return Cited(tuple(citations), tuple(remarks), uncited)


def _running(draft: Draft, found: Iterable[Reference]) -> Iterator[_Sentence]:
    """The sentences of the running text; one that is but a reference is a part of the one before it."""
    spans = [(one.start, one.end) for one in found]
    last: _Sentence | None = None
    for number, passage in enumerate(draft.passages):
        if passage.block is Block.FURNITURE:
            continue
        for start, end in sentences(passage.text):
            here = _Sentence(*passage.standing(start, end), number)
            if last is not None and last.passage == number and _is_reference(draft.text, here, spans):
                last = _Sentence(last.start, here.end, number)
                continue
            if last is not None:
                yield last
            last = here
    if last is not None:
        yield last


def _is_reference(text: str, sentence: _Sentence, spans: Iterable[tuple[int, int]]) -> bool:
    inside = [(start, end) for start, end in spans if start < sentence.end and end > sentence.start]
    if not inside:
        return False
    place, left = sentence.start, []
    for start, end in sorted(inside):
        left.append(text[place : max(place, start)])
        place = max(place, end)
    left.append(text[place : sentence.end])
    return len(content_words(" ".join(left))) <= _FEW_WORDS


def _claims_of(
    reference: Reference, found: Sequence[Reference], claims: Sequence[Claim], running: Sequence[_Sentence]
) -> list[Claim]:
    """The claims that a reference stands for; none where it stands in a list of references or beside no claim."""
    sentence = _sentence_at(reference.about, running)
    if sentence is None:
        return []
    inside = [one for one in claims if sentence.start <= one.start < sentence.end]
    others = [one.about for one in found if sentence.start <= one.about <= sentence.end]
    # References side by side stand for the same: `(PMID 1; PMID 2)` has no claim between.
    earlier = [
        one for one in others if any(one <= claim.start < reference.about for claim in inside) and one < reference.about
    ]
    since = max(earlier, default=sentence.start)
    before = [one for one in inside if since <= one.start < reference.about]
    return before or inside


def _sentence_at(place: int, running: Sequence[_Sentence]) -> _Sentence | None:
    """The sentence that holds an offset, or ends just before it: a full stop stands before a footnote's number."""
    return next((one for one in running if one.start <= place <= one.end), None)


def _look_up(identifier: Identifier, library: Library) -> StoredRecord | None:
    if identifier.scheme is Scheme.PMID:
        ids = [record_id(identifier.value)]
    else:
        key = key_of(Field.ARTICLE_ID, identifier.value)
        ids = [hit.id for hit in library.engine.search(Term(Field.ARTICLE_ID, key), limit=1).hits]
    return next(iter(library.stored(ids)), None)


def _citation(
    reference: Reference,
    draft: Draft,
    lines: Lines,
    stored: StoredRecord | None,
    evidence: Sequence[Evidence | None],
) -> Citation:
    bearings = {one.bearing for one in evidence if one is not None}
    decided = [one for one in (Bearing.SUPPORTS, Bearing.CONTRADICTS) if one in bearings]
    bearing = decided[0] if len(decided) == 1 else Bearing.UNDETERMINED
    return Citation(
        id=str(reference.identifier),
        subject=draft.text[reference.start : reference.end],
        start=reference.start,
        end=reference.end,
        line=lines.number(reference.start),
        record=stored.record if stored else None,
        status=status_of(stored) if stored else None,
        note=_note(stored) if stored else "",
        bearing=bearing if evidence else None,
    )


def _note(stored: StoredRecord) -> str:
    """What has become of a record, in words."""
    elsewhere = label(stored)
    if elsewhere:
        return elsewhere
    status = status_of(stored)
    words, kinds = _NOTES[status]
    return f"{words}{_by(stored.record, kinds)}"


def _by(record: Record, kinds: frozenset[str]) -> str:
    """The notice that says so: ` (PMID 1)`, else its source, else nothing."""
    notices = [one for one in record.corrections if one.kind in kinds]
    names = dict.fromkeys(name for name in map(_notice, notices) if name)
    return f" ({'; '.join(names)})" if names else ""


def _notice(notice: Correction) -> str:
    return f"PMID {notice.pmid}" if notice.pmid else notice.source


def _faults(
    citation: Citation, stored: StoredRecord | None, evidence: Sequence[tuple[Claim, Evidence | None]], library: Library
) -> Iterator[tuple[Code, str]]:
    if stored is None:
        yield Code.UNKNOWN_CITATION, f"{citation.id} {_UNKNOWN}"
        return
    if citation.status in (Status.RETRACTED, Status.CONCERN, Status.NOTICE):
        yield Code.RETRACTED_CITATION, f"{citation.id} is {citation.note}."
        return
    if citation.status is Status.GONE:
        yield Code.UNKNOWN_CITATION, f"{citation.id} is {citation.note}."
        return
    against = [one for _, one in evidence if one is not None and one.bearing is Bearing.CONTRADICTS]
    if against and citation.bearing is Bearing.CONTRADICTS:
        yield Code.CONTRADICTING_CITATION, f"{citation.id} likely says the contrary: “{against[0].rationale.sentence}”"
        return
    if evidence and citation.bearing is Bearing.UNDETERMINED and stored.record.abstract:
        other = [_other(claim, one, stored, library) for claim, one in evidence]
        if all(other):
            yield Code.UNRELATED_CITATION, f"{citation.id} is {other[0]}."


def _other(claim: Claim, evidence: Evidence | None, stored: StoredRecord, library: Library) -> str:
    """What else than the claim a record is about; empty where it bears on the claim, or may."""
    reading, sought = library.reading(stored), asked_of(claim, library).wanted
    whole = 0, len(reading.text)
    if coverage(sought, reading, *whole) < _ABOUT and not names_all(sought, reading, *whole):
        return "about something else than this sentence, by its title and abstract"
    if evidence is None or evidence.bearing is not Bearing.UNDETERMINED:
        return ""
    return next(
        (
            _ABOUT_ELSE[one.code].format(claimed=one.claimed, found=one.found)
            for one in evidence.mismatches
            if one.code in _ABOUT_ELSE
        ),
        "",
    )


def _uncited(
    cited: Sequence[tuple[int, int]], claims: Sequence[Claim], running: Sequence[_Sentence]
) -> Iterator[Claim]:
    """Claims without a reference after their sentence in its paragraph, for one at a paragraph's end mostly stands for
    the whole of it. `cited` are the passages and ends of the sentences with one."""
    for claim in claims:
        sentence = _sentence_at(claim.start, running)
        if sentence is None or not any(passage == sentence.passage and end >= sentence.end for passage, end in cited):
            yield claim


def _of_uncited(uncited: Sequence[Claim], running: Sequence[_Sentence], *, cites: bool) -> Iterator[Remark]:
    """EV101. A draft that cites nothing hears it once; one that cites hears it of each sentence."""
    if uncited and not cites:
        first, count = uncited[0], len({claim.sentence or claim.text for claim in uncited})
        said = "One checkable sentence cites" if count == 1 else f"{count} checkable sentences cite"
        yield Remark(
            Code.NO_CITATION, f"{said} no source, here or elsewhere in the draft.",
            first.text, first.start, first.end, first.line,
        )  # fmt: skip
        return
    seen: set[int] = set()
    for claim in uncited:
        sentence = _sentence_at(claim.start, running)
        if sentence is not None and sentence.start not in seen:
            seen.add(sentence.start)
            yield Remark(
                Code.NO_CITATION, "No source is cited for this.", claim.text, claim.start, claim.end, claim.line
            )


def _remark(citation: Citation, code: Code, message: str, records: tuple[Record, ...]) -> Remark:
    return Remark(code, message, citation.subject, citation.start, citation.end, citation.line, records)
