"""NBIB, PubMed's text format (MEDLINE): a tag of four characters, `- `, continued after six spaces.

Tags and their order are NLM's (MEDLINE/PubMed Data Element Field Descriptions). What a record does not know is not
invented: there is no `OWN`, and dates have no hour. `SO` ends every record, for readers that tell by it whether a
file was cut off. Notes that have no tag of their own stand in `GN`.

Imports `record` and its neighbours.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from indexer.exports.wording import DEMONSTRATION, heading, linked, one_line, others, reference
from indexer.record import Author, Correction, Grant, Kind, PartialDate, Record

Field = tuple[str, str]

WIDTH = 88
"""Characters in a line at most, with its tag and the space that PubMed leaves before a break; a longer word stands
alone. Readers that join lines as they are rely on that space."""

# PubMed's RefType to the tag of its link.
_LINKS = {
    "CommentIn": "CIN", "CommentOn": "CON", "ErratumIn": "EIN", "ErratumFor": "EFR", "RetractionIn": "RIN",
    "RetractionOf": "ROF", "ExpressionOfConcernIn": "ECI", "ExpressionOfConcernFor": "ECF",
    "CorrectedandRepublishedIn": "CRI", "CorrectedandRepublishedFrom": "CRF", "RepublishedIn": "RPI",
    "RepublishedFrom": "RPF", "RetractedandRepublishedIn": "RRI", "RetractedandRepublishedFrom": "RRF",
    "UpdateIn": "UIN", "UpdateOf": "UOF", "OriginalReportIn": "ORI", "SummaryForPatientsIn": "SPIN",
    "AssociatedDataset": "DDIN", "AssociatedPublication": "DRIN",
}  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def export(records: Iterable[Record]) -> Iterator[str]:
    """The NBIB file of `records`, a piece a record, a blank line between two."""
    for number, record in enumerate(records):
        parts = (_head, _people, _publication, _subjects, _dates, _identifiers)
        fields = (*chain.from_iterable(part(record) for part in parts), ("SO", _source(record)))
        lines = [line for tag, value in fields if (text := one_line(value)) for line in _wrapped(tag, text)]
        yield "\n".join(([""] if number else []) + [*lines, ""])


def _wrapped(tag: str, text: str) -> Iterator[str]:
    line, first, *words = f"{tag:<4}- ", *text.split(" ")
    line += first
    for word in words:
        if len(line) + len(word) + 2 > WIDTH:
            yield f"{line} "
            line = f"      {word}"
        else:
            line = f"{line} {word}"
    yield line


def _head(record: Record) -> Iterator[Field]:
    journal, is_book = record.journal, record.kind is Kind.BOOK
    yield "PMID", record.pmid
    yield "STAT", record.medline_status
    yield "DCOM", _compact(record.history.completed)
    yield "LR", _compact(record.history.revised)
    if not is_book:
        yield from (("IS", issn) for issn in journal.issns)
    yield from (("ISBN", isbn) for isbn in others(record, "isbn"))
    yield "VI", journal.volume
    yield "IP", journal.issue
    yield "DP", _in_words(record.published)
    # A chapter has its own title and the book's; a whole book the book's alone.
    is_whole_book = is_book and not journal.title
    yield "TI", "" if is_whole_book else record.title
    yield "BTI", record.title if is_whole_book else journal.title if is_book else ""
    yield "PG", journal.pages
    yield "LID", f"{record.doi} [doi]" if record.doi else ""
    yield "AB", record.abstract_text
    for other in record.other_abstracts:
        yield "OAB", other.kind
        yield "OAB", "\n".join(f"{part.label}: {part.text}" if part.label else part.text for part in other.sections)
        yield "OABL", other.language
    yield "CI", record.copyright


def _people(record: Record) -> Iterator[Field]:
    for author in record.authors:
        if author.collective:
            yield "CN", author.collective
        else:
            yield "FAU", _full(author)
            yield "AU", author.short or author.given
        yield "AUID", f"ORCID: {author.orcid}" if author.orcid else ""
        yield from (("AD", affiliation) for affiliation in author.affiliations)


def _publication(record: Record) -> Iterator[Field]:
    journal, is_book = record.journal, record.kind is Kind.BOOK
    yield from (("LA", language) for language in record.languages)
    yield from (("SI", f"{trial.registry}/{trial.accession}") for trial in record.trial_ids)
    yield from (("GR", _grant(grant)) for grant in record.funding)
    yield from (("PT", type_.name) for type_ in record.publication_types)
    yield "TT", record.vernacular_title
    yield "DEP", _electronic(record.electronic) if record.electronic else ""
    yield "PL", journal.country
    if not is_book:
        yield "TA", journal.medline or journal.abbreviation
        yield "JT", journal.title
        yield "JID", journal.nlm_id


def _subjects(record: Record) -> Iterator[Field]:
    for substance in record.substances:
        yield "RN", f"{substance.registry or '0'} ({substance.name})"
    yield from (("NM", substance.name) for substance in record.supplementary_mesh)
    yield from (_link(correction) for correction in record.corrections)
    yield from (("MH", heading(mesh, stars=True)) for mesh in record.mesh)
    yield "PMC", record.pmcid
    yield from (("MID", number) for number in others(record, "mid"))
    if record.is_demonstration:
        yield "GN", DEMONSTRATION
    yield from (("OT", keyword) for keyword in record.keywords)
    for investigator in record.investigators:
        yield "FIR", _full(investigator)
        yield "IR", investigator.short
        yield from (("IRAD", affiliation) for affiliation in investigator.affiliations)
    yield "COIS", record.conflict_statement


def _dates(record: Record) -> Iterator[Field]:
    history = record.history
    yield "EDAT", _day(history.entered)
    yield "MHDA", _day(history.indexed)
    yield "CRDT", _day(history.created)
    named = (("pubmed", history.entered), ("medline", history.indexed), ("entrez", history.created))
    yield from (("PHST", f"{_day(day)} [{name}]") for name, day in named if day)


# An identifier's kind as it can stand in an AID; PMCIDs, manuscript numbers and ISBNs have tags of their own.
_KIND = re.compile(r"[A-Za-z0-9-]+")
_OWN_TAG = frozenset({"mid", "isbn"})


def _identifiers(record: Record) -> Iterator[Field]:
    yield "AID", f"{record.doi} [doi]" if record.doi else ""
    for kind, value in record.other_ids:
        if kind in _OWN_TAG or (kind == "doi" and not record.doi):
            # A DOI beside an empty `doi` is one that PubMed marks as invalid; an AID could not say so.
            continue
        if _KIND.fullmatch(kind) and kind not in {"pmc", "pmcid"}:
            yield "AID", f"{value} [{kind}]"
        else:
            yield "OID", f"{kind}: {value}"
    yield "PST", record.publication_status


def _source(record: Record) -> str:
    """`J Demo. 2020 Jan;1(2):3-9. doi: 10.5555/x. Epub 2019 Dec 3.`; for a record that knows none of it, its PMID."""
    journal = record.journal
    where = journal.volume + (f"({journal.issue})" if journal.issue else "")
    when = ";".join(part for part in (_in_words(record.published), where) if part)
    name = journal.title if record.kind is Kind.BOOK else journal.medline or journal.abbreviation or journal.title
    epub = _in_words(record.electronic) if record.electronic else ""
    parts = (
        name.rstrip("."),
        ":".join(part for part in (when, journal.pages) if part),
        f"doi: {record.doi}" if record.doi else "",
        f"Epub {epub}" if epub and epub != _in_words(record.published) else "",
    )
    return " ".join(f"{part}." for part in parts if part) or f"PMID: {record.pmid}."


def _full(author: Author) -> str:
    """`Berg, Jan Kees Jr`."""
    given = " ".join(part for part in (author.given or author.initials, author.suffix) if part)
    return ", ".join(part for part in (author.family, given) if part) or author.collective


def _grant(grant: Grant) -> str:
    """Number, agency and country between strokes; what stands before an absent country keeps its stroke."""
    if not (grant.number or grant.country):
        return grant.agency
    return "/".join((*([grant.number] if grant.number else []), grant.agency, grant.country))


def _link(correction: Correction) -> Field:
    tag = _LINKS.get(correction.kind)
    if tag is None:
        return "GN", linked(correction)
    return tag, ". ".join(part for part in (reference(correction).rstrip("."), correction.note) if part)


_NUMBERS = re.compile(r"[\d\s/-]*")


def _in_words(date: PartialDate) -> str:
    """`2020 Jan 5`; a range or season, or a date that is not one, in its source's own words."""
    if date.year is None or (date.day is None and date.raw and not _NUMBERS.fullmatch(date.raw)):
        return date.raw
    month = _MONTHS[date.month - 1] if date.month else ""
    return " ".join(part for part in (f"{date.year:04d}", month, str(date.day or "")) if part)


def _electronic(date: PartialDate) -> str:
    if date.year is None or date.month is None or date.day is None:
        return _in_words(date)
    return f"{date.year:04d}{date.month:02d}{date.day:02d}"


def _compact(day: datetime.date | None) -> str:
    return f"{day:%Y%m%d}" if day else ""


def _day(day: datetime.date | None) -> str:
    return f"{day:%Y/%m/%d}" if day else ""
