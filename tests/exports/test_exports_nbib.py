"""NBIB as our own reader and Biopython read it."""

from __future__ import annotations

import dataclasses
import io
import re
from typing import Any

import pytest
from Bio import Medline
from hypothesis import given

from indexer.changes import Incoming
from indexer.exports.nbib import WIDTH
from indexer.record import AbstractSection, Correction, MeshHeading, OtherAbstract, PartialDate, Record
from indexer.sources.nbib import read_nbib
from tests.exports.fictional import ALL, BARE, CHAPTER, FOREIGN, FULL, RETRACTED, exported
from tests.strategies import records


def again(*given_: Record) -> list[Record]:
    found = list(read_nbib(io.StringIO(exported("nbib", *given_))))
    assert all(isinstance(parsed, Incoming) for parsed in found), found
    return [parsed.record for parsed in found if isinstance(parsed, Incoming)]


def lines(record: Record, tag: str) -> list[str]:
    return [line[6:] for line in exported("nbib", record).splitlines() if line.startswith(f"{tag:<4}-")]


def as_nbib_holds_it(record: Record) -> Record:
    """`record` without what the format has no place for: unique ids, categories, a date's own spelling."""

    def heading(mesh: MeshHeading) -> MeshHeading:
        bare = tuple(dataclasses.replace(qualifier, ui="") for qualifier in mesh.qualifiers)
        return dataclasses.replace(mesh, ui="", qualifiers=bare)

    def sections(parts: tuple[AbstractSection, ...]) -> tuple[AbstractSection, ...]:
        return tuple(dataclasses.replace(part, category="") for part in parts)

    def date(value: PartialDate | None) -> PartialDate | None:
        return dataclasses.replace(value, raw="") if value else None

    return dataclasses.replace(
        record,
        abstract=sections(record.abstract),
        other_abstracts=tuple(
            OtherAbstract(other.kind, other.language, sections(other.sections)) for other in record.other_abstracts
        ),
        published=date(record.published) or PartialDate(None),
        electronic=date(record.electronic),
        journal=dataclasses.replace(record.journal, abbreviation=""),
        mesh=tuple(map(heading, record.mesh)),
        substances=tuple(dataclasses.replace(one, ui="") for one in record.substances),
        supplementary_mesh=tuple(dataclasses.replace(one, ui="") for one in record.supplementary_mesh),
        publication_types=tuple(dataclasses.replace(one, ui="") for one in record.publication_types),
        authors_complete=True,
        indexing_method="",
    )


def without_given_from_initials(record: Record) -> Record:
    people = tuple(
        dataclasses.replace(author, given="") if author.given == author.initials else author
        for author in record.authors
    )
    return dataclasses.replace(record, authors=people)


@pytest.mark.parametrize("record", ALL, ids=lambda record: record.pmid)
def test_a_record_comes_back(record: Record) -> None:
    (found,) = again(record)
    assert without_given_from_initials(as_nbib_holds_it(found)) == as_nbib_holds_it(record)


@given(records())
def test_what_any_record_says_comes_back(record: Record) -> None:
    (found,) = again(record)
    for name in ("pmid", "doi", "pmcid", "keywords", "languages", "history", "medline_status", "conflict_statement"):
        assert getattr(found, name) == _without_repeats(getattr(record, name)), name
    assert [author.orcid for author in found.authors] == [author.orcid for author in record.authors]
    assert [author.family for author in found.authors] == [author.family for author in record.authors]
    assert [author.short for author in found.authors] == [author.short for author in record.authors]
    assert " ".join(found.abstract_text.split()) == " ".join(record.abstract_text.split())
    assert as_nbib_holds_it(found).mesh == as_nbib_holds_it(record).mesh
    assert str(found.published) == str(record.published)


def _without_repeats(value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    found: dict[str, str] = {}
    for one in value:
        found.setdefault(one.casefold(), one)
    return tuple(found.values())


def test_biopython_reads_the_same() -> None:
    found = list(Medline.parse(io.StringIO(exported("nbib", *ALL))))
    assert [entry["PMID"] for entry in found] == [record.pmid for record in ALL]
    first = found[0]
    assert first["TI"] == FULL.title
    assert first["AB"] == FULL.abstract_text.replace("\n", " ")
    assert first["FAU"] == ["van der Berg, Jan Kees", "Zaraté, Carlos A Jr", "Łukasiewicz-O'Brien, Đurđa",
                            "de la Cruz, MJ", "Madonna"]  # fmt: skip
    assert first["AU"] == [author.short for author in FULL.authors if not author.collective]
    assert first["CN"] == ["Ketamine and Mood Trial Group, Testville"]
    assert first["MH"][1:] == ["Ketamine/*therapeutic use", "*Depressive Disorder, Treatment-Resistant/drug therapy"]
    assert first["AID"][0] == f"{FULL.doi} [doi]"
    assert found[4]["BTI"] == [CHAPTER.journal.title]


def test_lines_are_tagged_or_continued_and_no_longer_than_pubmed_makes_them() -> None:
    for line in exported("nbib", *ALL).splitlines():
        assert re.match(r"(?:[A-Z]{2,4} {0,2}(?<=.{4})- \S|      \S|$)", line), line
        assert len(line) <= WIDTH


def test_a_word_too_long_for_a_line_stays_whole() -> None:
    word = "x" * 200
    assert again(dataclasses.replace(BARE, title=f"a {word} b"))[0].title == f"a {word} b"


def test_dates_numbers_and_the_source_line() -> None:
    assert lines(FULL, "DP") == ["2020 Mar"]
    assert lines(FULL, "DEP") == ["20200105"]
    assert (lines(FULL, "DCOM"), lines(FULL, "LR")) == (["20200530"], ["20210203"])
    assert lines(FULL, "PHST") == ["2020/01/06 [pubmed]", "2020/06/01 [medline]", "2020/01/06 [entrez]"]
    source = "Demonstr Arch Mood. 2020 Mar;12(3):123-9. doi: 10.5555/Demo_(12)3<123>. Epub"
    assert lines(FULL, "SO")[0].startswith(source)
    assert lines(FOREIGN, "DP") == ["2019 May-Jun"]
    assert lines(RETRACTED, "SO") == ["Mood Lett. 2020 Spring;7:S12-5."]
    assert lines(dataclasses.replace(FULL, published=PartialDate(2020, 6, 8, "2020 06 08")), "DP") == ["2020 Jun 8"]


def test_every_record_ends_with_its_source_even_if_it_knows_none() -> None:
    assert lines(BARE, "SO") == ["PMID: 990000107."]


def test_an_owner_is_never_invented() -> None:
    assert lines(FULL, "OWN") == []


def test_links() -> None:
    links = (
        Correction("RetractionIn", "Mood Lett. 2021;8(1):2.", "2"), Correction("ErratumFor", "Mood Lett. 2020;7:1"),
        Correction("ExpressionOfConcernIn", "", "3"), Correction("ErratumIn", "Mood Lett. 2022;9:1", "4", "A note"),
        Correction("ReprintIn", "Mood Lett. 2023;1:1"),
    )  # fmt: skip
    record = dataclasses.replace(BARE, corrections=links)
    assert lines(record, "RIN") == ["Mood Lett. 2021;8(1):2. PMID: 2"]
    assert lines(record, "EFR") == ["Mood Lett. 2020;7:1"]
    assert lines(record, "ECI") == ["PMID: 3"]
    assert lines(record, "EIN") == ["Mood Lett. 2022;9:1. PMID: 4. A note"]
    assert "ReprintIn: Mood Lett. 2023;1:1" in lines(record, "GN")
    assert [(one.kind, one.pmid) for one in again(record)[0].corrections] == [
        ("RetractionIn", "2"), ("ErratumFor", ""), ("ExpressionOfConcernIn", "3"), ("ErratumIn", "4"),
    ]  # fmt: skip


def test_a_doi_that_pubmed_marks_as_invalid_does_not_become_valid() -> None:
    assert again(dataclasses.replace(BARE, other_ids=(("doi", "10.5555/wrong"),)))[0].doi == ""
