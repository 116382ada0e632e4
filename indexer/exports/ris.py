"""RIS, for reference managers and screening tools (Zotero, EndNote, JabRef, ASReview, Rayyan).

Tags follow Research Information Systems' 2011 list as Zotero and EndNote read it: the PMID is the accession number
(`AN`) of the database `PubMed` (`DB`), the PMCID custom field 2 (`C2`).

Imports `record` and its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.exports.names import given_name
from indexer.exports.pages import start_and_end
from indexer.exports.wording import issued, keywords, link, notes, one_line, others
from indexer.record import Author, Kind, PartialDate, Record, Status


def export(records: Iterable[Record]) -> Iterator[str]:
    """The RIS file of `records`, a piece a record."""
    for record in records:
        lines = [f"{tag}  - {one_line(value)}" for tag, value in _fields(record) if value.strip()]
        yield "\n".join((*lines, "ER  - ", "", ""))


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    journal, is_book = record.journal, record.kind is Kind.BOOK
    yield "TY", ("CHAP" if journal.title else "BOOK") if is_book else "JOUR"
    for author in record.authors:
        yield "AU", _name(author)
    yield "TI", record.title or record.vernacular_title
    yield "TT", record.vernacular_title if record.title else ""
    yield "T2", journal.title or journal.medline or journal.abbreviation
    yield "J2", journal.medline or journal.abbreviation
    date = issued(record)
    yield "PY", f"{date.year:04d}" if date.year is not None else ""
    yield "DA", _date(date)
    yield "VL", journal.volume
    yield "IS", journal.issue
    start, end = start_and_end(journal.pages)
    yield "SP", start
    yield "EP", end
    yield "CY", journal.country if is_book else ""
    yield "SN", next(iter(others(record, "isbn") if is_book else journal.issns), "")
    yield "DO", record.doi
    yield "AN", record.pmid
    yield "DB", "" if record.is_demonstration else "PubMed"
    yield "C2", record.pmcid
    yield "LA", "; ".join(record.languages)
    yield "AB", record.abstract_text
    if record.status is Status.RETRACTED:
        yield "KW", "Retracted Publication"
    for keyword in keywords(record):
        yield "KW", keyword
    for note in notes(record):
        yield "N1", note
    types = "; ".join(type_.name for type_ in record.publication_types)
    yield "N1", f"Publication types: {types}" if types else ""
    yield "UR", link(record)


def _name(author: Author) -> str:
    """`van der Berg, Jan K, Jr`; a group's name as it is."""
    if author.collective:
        return author.collective
    return ", ".join(part for part in (author.family, given_name(author), author.suffix) if part)


def _date(date: PartialDate) -> str:
    """`YYYY/MM/DD/other`: parts unknown are empty, and a season or range stands in words after the last stroke."""
    if date.year is None:
        return f"///{date.raw}" if date.raw else ""
    month = f"{date.month:02d}" if date.month else ""
    day = f"{date.day:02d}" if date.day else ""
    words = "" if date.day else date.raw.replace(f"{date.year:04d}", "", 1).strip(" /-")
    is_range_or_season = not date.month or "-" in words
    return f"{date.year:04d}/{month}/{day}/{words if is_range_or_season else ''}"
