"""RIS as rispy reads it."""

from __future__ import annotations

import dataclasses
from typing import Any

import rispy

from indexer.record import PartialDate, Record
from tests.exports.fictional import BARE, BOOK, CHAPTER, FOREIGN, FULL, RETRACTED, exported


def read(record: Record) -> dict[str, Any]:
    (entry,) = rispy.loads(exported("ris", record))
    assert "unknown_tag" not in entry
    return entry


def test_an_article() -> None:
    entry = read(FULL)
    assert entry["type_of_reference"] == "JOUR"
    assert entry["authors"] == [
        "van der Berg, Jan Kees", "Zaraté, Carlos A, Jr", "Łukasiewicz-O'Brien, Đurđa", "de la Cruz, M J", "Madonna",
        "Ketamine and Mood Trial Group, Testville",
    ]  # fmt: skip
    assert entry["title"] == FULL.title
    assert entry["doi"] == FULL.doi
    assert entry["accession_number"] == FULL.pmid
    assert entry["custom2"] == FULL.pmcid
    assert (entry["start_page"], entry["end_page"]) == ("123", "129")
    assert (entry["year"], entry["date"]) == ("2020", "2020/03//")
    assert entry["abstract"] == FULL.abstract_text.replace("\n", " ")
    assert entry["keywords"] == [
        "Humans", "Ketamine/therapeutic use", "Depressive Disorder, Treatment-Resistant/drug therapy", "ketamine",
        "mood, rapid change of",
    ]  # fmt: skip
    assert entry["language"] == "eng; dut"


def test_only_real_records_are_said_to_come_from_pubmed() -> None:
    real = dataclasses.replace(FULL, id="pmid:1", pmid="1")
    assert read(real)["name_of_database"] == "PubMed"
    assert read(real)["urls"] == ["https://pubmed.ncbi.nlm.nih.gov/1/"]
    assert not {"name_of_database", "urls"} & read(FULL).keys()


def test_a_retraction() -> None:
    entry = read(RETRACTED)
    assert "RETRACTED PUBLICATION" in entry["notes"]
    assert "Retraction in: Mood Lett. 2021;8(1):2. PMID: 990000103" in entry["notes"]
    assert "Retracted Publication" in entry["keywords"]


def test_dates_as_far_as_they_are_known() -> None:
    def date(published: PartialDate) -> str:
        return read(dataclasses.replace(BARE, published=published)).get("date", "")

    assert date(PartialDate(2020, 3, 9, "2020 Mar 9")) == "2020/03/09/"
    assert date(PartialDate(2020, raw="2020 Spring")) == "2020///Spring"
    assert date(PartialDate(2019, 5, raw="2019 May-Jun")) == "2019/05//May-Jun"
    assert date(PartialDate(2019)) == "2019///"
    assert date(PartialDate(None, raw="Anniversary issue")) == "///Anniversary issue"
    assert date(PartialDate(None)) == ""


def test_books_and_translations() -> None:
    assert (read(CHAPTER)["type_of_reference"], read(CHAPTER)["secondary_title"]) == ("CHAP", CHAPTER.journal.title)
    assert read(CHAPTER)["issn"] == "0000000000000"
    assert (read(BOOK)["type_of_reference"], read(BOOK)["title"]) == ("BOOK", BOOK.title)
    assert read(FOREIGN)["translated_title"] == FOREIGN.vernacular_title
    assert "PubMed's list of authors is not complete" in read(FOREIGN)["notes"]
