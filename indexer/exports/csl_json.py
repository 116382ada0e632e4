"""CSL-JSON 1.0, for citation processors (Pandoc, Zotero, citeproc).

The file is one array, an item a line. Particles (`van der`) are `non-dropping-particle`, as Dutch, German and Romance
names want it in a reference list. Notes stand in `note`.

Imports `record` and its neighbours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from indexer.exports.names import given_name, particle_and_name
from indexer.exports.pages import written_out
from indexer.exports.wording import issued, keywords, link, notes, one_line, others
from indexer.record import Author, Kind, PartialDate, Record

# PubMed's codes (MARC) that have a two-letter form in ISO 639-1, which CSL's language tags (BCP 47) ask for.
_LANGUAGES = {
    "afr": "af", "alb": "sq", "ara": "ar", "arm": "hy", "aze": "az", "bos": "bs", "bul": "bg", "cat": "ca",
    "chi": "zh", "cze": "cs", "dan": "da", "dut": "nl", "eng": "en", "est": "et", "fin": "fi", "fre": "fr",
    "geo": "ka", "ger": "de", "gle": "ga", "gre": "el", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu",
    "ice": "is", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "lav": "lv", "lit": "lt", "mac": "mk",
    "may": "ms", "nor": "no", "per": "fa", "pol": "pl", "por": "pt", "rum": "ro", "rus": "ru", "slo": "sk",
    "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi",
    "wel": "cy",
}  # fmt: skip
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_SEASON = re.compile(rf"\b({'|'.join(_SEASONS)})\b", re.IGNORECASE)


def export(records: Iterable[Record]) -> Iterator[str]:
    """The CSL-JSON file of `records`, a piece a record."""
    before = "[\n"
    for record in records:
        yield before + json.dumps(_item(record), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _item(record: Record) -> dict[str, Any]:
    journal, is_book = record.journal, record.kind is Kind.BOOK
    item = {
        "id": str(record.id),
        "type": _type(record),
        "title": record.title or record.vernacular_title,
        "author": [person for author in record.authors if (person := _person(author))],
        "container-title": journal.title or journal.medline or journal.abbreviation,
        "container-title-short": "" if is_book else journal.medline or journal.abbreviation,
        "publisher-place": journal.country if is_book else "",
        "volume": journal.volume,
        "issue": journal.issue,
        "page": written_out(journal.pages),
        "issued": _date(issued(record)),
        "ISSN": "" if is_book else next(iter(journal.issns), ""),
        "ISBN": next(iter(others(record, "isbn")), ""),
        "DOI": record.doi,
        "PMID": record.pmid,
        "PMCID": record.pmcid,
        "URL": link(record),
        "language": _LANGUAGES.get(record.languages[0], record.languages[0]) if record.languages else "",
        "keyword": "; ".join(keywords(record)),
        "note": "\n".join(notes(record)),
        "abstract": record.abstract_text,
    }
    return {name: value for name, value in item.items() if value}


def _type(record: Record) -> str:
    if record.kind is Kind.ARTICLE:
        return "article-journal"
    return "chapter" if record.journal.title else "book"


def _person(author: Author) -> dict[str, str]:
    if author.collective:
        return {"literal": author.collective}
    particle, family = particle_and_name(author.family)
    parts = {
        "family": family,
        "given": given_name(author),
        "non-dropping-particle": particle,
        "suffix": author.suffix,
    }
    return {name: one_line(value) for name, value in parts.items() if value}


def _date(date: PartialDate) -> dict[str, Any]:
    if date.year is None:
        return {"literal": date.raw} if date.raw else {}
    # A range keeps its first month: processors that know no ranges (citeproc-py) would print no date at all.
    found: dict[str, Any] = {"date-parts": [[part for part in (date.year, date.month, date.day) if part is not None]]}
    if date.month is None and (season := _SEASON.search(date.raw)):
        found["season"] = _SEASONS[season[1].lower()]
    return found
