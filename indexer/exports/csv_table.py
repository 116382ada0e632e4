"""CSV for spreadsheets and statistics: RFC 4180 with a header, a row a record, rows ending with `\\r\\n`.

Several values in one cell stand apart with `; `. A cell that a spreadsheet would run as a formula begins with `'`
instead (OWASP, CSV Injection): whoever reads the file with a program takes that one character off.

Imports `record`, `appraisal` and its neighbours.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from indexer.appraisal import Appraisal, Judgement, appraise
from indexer.appraisal.wording import in_words
from indexer.exports.wording import DEMONSTRATION, heading, link, one_line
from indexer.record import Record

HEADER = (
    "pmid", "title", "authors", "journal", "year", "published", "doi", "pmcid", "publication_types", "languages",
    "status", "design", "features", "level", "species", "participants", "studies", "population", "ages", "drugs",
    "doses", "routes", "regimens", "administrations", "comparators", "masking", "times", "outcomes", "scales",
    "effects", "registrations", "funding", "conflict", "mesh", "keywords", "abstract", "url", "demonstration",
)  # fmt: skip
# OWASP's list, with the full-width forms that spreadsheets in East Asia take for the same.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export(records: Iterable[Record]) -> Iterator[str]:
    """The CSV file of `records`: its header, then a piece a record."""
    yield _row(HEADER)
    for record in records:
        yield _row(harmless(one_line(cell)) for cell in _cells(record))


def harmless(cell: str) -> str:
    """`cell`, after an apostrophe if a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(record: Record) -> tuple[str, ...]:
    return (
        record.pmid,
        record.title or record.vernacular_title,
        _several(author.short for author in record.authors),
        record.journal.medline or record.journal.abbreviation or record.journal.title,
        "" if record.year is None else str(record.year),
        str(record.published),
        record.doi,
        record.pmcid,
        _several(type_.name for type_ in record.publication_types),
        _several(record.languages),
        record.status.value,
        *_judged(appraise(record)),
        _several(heading(mesh, stars=True) for mesh in record.mesh),
        _several(record.keywords),
        record.abstract_text,
        link(record),
        DEMONSTRATION if record.is_demonstration else "",
    )


def _judged(appraisal: Appraisal) -> tuple[str, ...]:
    sample = appraisal.sample
    return (
        _value(appraisal.design),
        _values(appraisal.features),
        _value(appraisal.level),
        _value(appraisal.species),
        _number(sample.participants),
        _number(sample.studies),
        _values(appraisal.conditions),
        _values(appraisal.ages),
        _values(appraisal.drugs),
        _values(appraisal.doses),
        _values(appraisal.routes),
        _values(appraisal.regimens),
        _number(appraisal.administrations),
        _values(appraisal.comparators),
        _value(appraisal.masking),
        _values(appraisal.times),
        _values(appraisal.outcomes),
        _values(appraisal.scales),
        _values(appraisal.effects),
        _values(appraisal.registrations),
        _value(appraisal.funding),
        _value(appraisal.conflict),
    )


def _value(judgement: Judgement[Any]) -> str:
    return "" if judgement.value is None else in_words(judgement.value)


def _values(judgements: Iterable[Judgement[Any]]) -> str:
    return _several(dict.fromkeys(in_words(one.value) for one in judgements))


def _number(judgement: Judgement[int | None]) -> str:
    return "" if judgement.value is None else str(judgement.value)


def _several(values: Iterable[str]) -> str:
    return "; ".join(value for value in values if value)


def _row(cells: Iterable[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()
