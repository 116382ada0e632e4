"""CSL-JSON as citeproc-py reads and prints it."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from indexer.record import PartialDate, Record
from tests.exports.fictional import ALL, BARE, BOOK, CHAPTER, FOREIGN, FULL, RETRACTED, exported


def item(record: Record) -> dict[str, Any]:
    (found,) = json.loads(exported("csl-json", record))
    return found


def printed(record: Record) -> str:
    """The record in a reference list, in a style that comes with citeproc-py."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    listed = CitationStylesBibliography(style, CiteProcJSON([item(record)]), formatter.plain)
    listed.register(Citation([CitationItem(record.id)]))
    return " ".join(map(str, listed.bibliography()))


def test_people() -> None:
    assert item(FULL)["author"] == [
        {"family": "Berg", "given": "Jan Kees", "non-dropping-particle": "van der"},
        {"family": "Zaraté", "given": "Carlos A", "suffix": "Jr"},
        {"family": "Łukasiewicz-O'Brien", "given": "Đurđa"},
        {"family": "Cruz", "given": "M J", "non-dropping-particle": "de la"},
        {"family": "Madonna"},
        {"literal": "Ketamine and Mood Trial Group, Testville"},
    ]


def test_a_particle_and_a_group_are_printed_in_their_place() -> None:
    pair = dataclasses.replace(FULL, authors=(FULL.authors[0], FULL.authors[-1]))
    text = printed(pair)
    assert text.startswith("van der Berg, J.K. and Ketamine and Mood Trial Group, Testville (2020)")
    assert "12(3), pp. 123–129" in text
    assert FULL.doi in text


@pytest.mark.parametrize("record", ALL[:-1], ids=lambda record: record.pmid)
def test_every_record_with_a_title_can_be_printed(record: Record) -> None:
    first_word = record.title.strip("[").split()[0].rstrip(".:")
    assert first_word.casefold() in printed(record).casefold()


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        (PartialDate(2020, 3, 9), {"date-parts": [[2020, 3, 9]]}),
        (PartialDate(2020), {"date-parts": [[2020]]}),
        (PartialDate(2020, raw="2020 Fall"), {"date-parts": [[2020]], "season": 3}),
        (PartialDate(2019, 5, raw="2019 May-Jun"), {"date-parts": [[2019, 5]]}),
        (PartialDate(None, raw="Anniversary issue"), {"literal": "Anniversary issue"}),
        (PartialDate(None), None),
    ],
)
def test_dates(date: PartialDate, issued: dict[str, Any] | None) -> None:
    assert item(dataclasses.replace(BARE, published=date)).get("issued") == issued


def test_an_electronic_date_stands_in_for_one_that_is_missing() -> None:
    record = dataclasses.replace(BARE, electronic=PartialDate(2021, 2, 3))
    assert item(record)["issued"] == {"date-parts": [[2021, 2, 3]]}


def test_kinds_languages_and_notes() -> None:
    assert [item(record)["type"] for record in (FULL, CHAPTER, BOOK)] == ["article-journal", "chapter", "book"]
    assert item(CHAPTER)["container-title"] == CHAPTER.journal.title
    assert [item(record)["language"] for record in (FULL, FOREIGN)] == ["en", "de"]
    assert "RETRACTED PUBLICATION" in item(RETRACTED)["note"].splitlines()
    assert (item(FULL)["PMID"], item(FULL)["PMCID"], item(FULL)["DOI"]) == (FULL.pmid, FULL.pmcid, FULL.doi)
