"""What every format says of a record in the same words: its marks, its address, its names for things.

Imports `record` only.
"""

from __future__ import annotations

from typing import assert_never

from indexer.record import Correction, MeshHeading, PartialDate, Record, Status

DEMONSTRATION = "Demonstration record: fictional, not literature"
RETRACTED = "RETRACTED PUBLICATION"
INCOMPLETE_AUTHORS = "PubMed's list of authors is not complete"

# Links worth a note in formats that have no field for them, with the words PubMed puts before them.
_LINKS = {
    "RetractionIn": "Retraction in",
    "RetractionOf": "Retraction of",
    "RetractedandRepublishedIn": "Retracted and republished in",
    "RetractedandRepublishedFrom": "Retracted and republished from",
    "ExpressionOfConcernIn": "Expression of concern in",
    "ExpressionOfConcernFor": "Expression of concern for",
    "ErratumIn": "Erratum in",
    "ErratumFor": "Erratum for",
    "CorrectedandRepublishedIn": "Corrected and republished in",
    "CorrectedandRepublishedFrom": "Corrected and republished from",
    "RepublishedIn": "Republished in",
    "UpdateIn": "Update in",
    "UpdateOf": "Update of",
}


def one_line(text: str) -> str:
    """`text` with every run of white space, line ends of all kinds included, as one space."""
    return " ".join(text.split())


def link(record: Record) -> str:
    """The record's page at PubMed; empty for a demonstration record, which has none."""
    return "" if record.is_demonstration else f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/"


def notes(record: Record) -> tuple[str, ...]:
    """What a reader must know before using the record: that it is fictional, retracted, in doubt, or a notice."""
    marks = [DEMONSTRATION] if record.is_demonstration else []
    if mark := _mark(record.status):
        marks.append(mark)
    marks += [linked(correction) for correction in record.corrections if correction.kind in _LINKS]
    if not record.authors_complete:
        marks.append(INCOMPLETE_AUTHORS)
    return tuple(marks)


def linked(correction: Correction) -> str:
    """`Retraction in: J Demo. 2020;1(1):2. PMID: 990000001`, its note after it."""
    words = one_line(reference(correction))
    said = f"{_LINKS.get(correction.kind, correction.kind)}{f': {words}' if words else ''}"
    return f"{said} ({one_line(correction.note)})" if correction.note else said


def reference(correction: Correction) -> str:
    """Where a link leads: `J Demo. 2020;1(1):2. PMID: 990000001`, either part alone, or nothing."""
    source = correction.source.rstrip(". ") if correction.pmid else correction.source
    return ". PMID: ".join((source, correction.pmid)) if source and correction.pmid else _alone(source, correction.pmid)


def _alone(source: str, pmid: str) -> str:
    return f"PMID: {pmid}" if pmid else source


def _mark(status: Status) -> str:
    match status:
        case Status.RETRACTED:
            return RETRACTED
        case Status.CONCERN:
            return "EXPRESSION OF CONCERN"
        case Status.CORRECTED:
            return "CORRECTED OR UPDATED LATER"
        case Status.NOTICE:
            return "NOTICE ABOUT ANOTHER PUBLICATION"
        case Status.CURRENT | Status.GONE:
            return ""
        case _:  # pragma: no cover
            assert_never(status)


def heading(mesh: MeshHeading, *, stars: bool = False) -> str:
    """A heading as PubMed writes it: `Depression/drug therapy/psychology`, main points starred if asked for."""
    parts = [(mesh.descriptor, mesh.major), *((qualifier.name, qualifier.major) for qualifier in mesh.qualifiers)]
    return "/".join(f"*{name}" if stars and major else name for name, major in parts)


def keywords(record: Record) -> tuple[str, ...]:
    """MeSH headings and then the authors' own keywords, each once whatever its case."""
    found: dict[str, str] = {}
    for keyword in (*map(heading, record.mesh), *record.keywords):
        if text := one_line(keyword):
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


def issued(record: Record) -> PartialDate:
    """The date to cite: the issue's, else the electronic one where only that gives a year."""
    if record.published.year is None and record.electronic is not None and record.electronic.year is not None:
        return record.electronic
    return record.published


def others(record: Record, kind: str) -> tuple[str, ...]:
    """The record's further identifiers of one kind (`isbn`, `bookaccession` …)."""
    return tuple(value for name, value in record.other_ids if name == kind)
