"""What every export format keeps to, and the files they make to the byte."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest
from hypothesis import given

from indexer.exports import EXPORTERS
from indexer.exports.names import apart, particle_and_name
from indexer.exports.pages import start_and_end, written_out
from indexer.record import Author, Correction, PublicationType, Record
from tests.exports.fictional import ALL, BARE, FULL, GOLDEN, GOLDEN_FILES, NOTICE, RETRACTED, exported
from tests.strategies import records

FORMS = list(EXPORTERS)
# A record as PubMed might have it: what is not a demonstration has a page there.
PLAIN = dataclasses.replace(FULL, id="pmid:1", pmid="1")


def test_the_formats_and_their_order() -> None:
    assert FORMS == ["ris", "bibtex", "csl-json", "nbib", "csv", "jsonl"]


@pytest.mark.parametrize("form", FORMS)
def test_the_golden_file(form: str) -> None:
    assert exported(form, *ALL) == (GOLDEN / GOLDEN_FILES[form]).read_bytes().decode()


@pytest.mark.parametrize("form", FORMS)
def test_a_demonstration_record_says_so_and_has_no_page_at_pubmed(form: str) -> None:
    text = " ".join(exported(form, FULL).split())
    assert "Demonstration record: fictional, not literature" in text
    assert "pubmed.ncbi" not in text


@pytest.mark.parametrize("form", FORMS)
def test_no_other_record_is_called_a_demonstration(form: str) -> None:
    text = exported(form, PLAIN)
    assert "Demonstration record" not in text
    assert ("https://pubmed.ncbi.nlm.nih.gov/1/" in text) == (form != "nbib")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "mark", [{"publication_types": (PublicationType("Retracted Publication"),)},
             {"corrections": (Correction("RetractionIn", "Mood Lett. 2021;8(1):2", "2"),)}], ids=["type", "link"],
)  # fmt: skip
def test_a_retracted_work_says_so(form: str, mark: dict[str, tuple[Correction | PublicationType, ...]]) -> None:
    retracted = exported(form, dataclasses.replace(PLAIN, **mark))  # type: ignore[arg-type]
    signs = {"nbib": r"PT  - Retracted Publication|RIN - ", "csv": ",retracted,", "jsonl": '"status": "retracted"'}
    sign = signs.get(form, "RETRACTED PUBLICATION")
    assert re.search(sign, retracted)
    assert not re.search(sign, exported(form, PLAIN))


@pytest.mark.parametrize("form", FORMS)
def test_a_notice_is_not_marked_as_retracted(form: str) -> None:
    text = exported(form, NOTICE)
    assert "RETRACTED" not in text
    assert "Retracted Publication" not in text
    assert '"retracted"' not in text
    assert ",retracted," not in text


@pytest.mark.parametrize("form", FORMS)
def test_what_is_absent_leaves_no_trace(form: str) -> None:
    text = exported(form, BARE)
    assert "None" not in text
    if form in {"ris", "nbib"}:
        assert not [
            line for line in text.splitlines() if re.fullmatch(r"[A-Z0-9]{2,4} *-\s*", line) and "ER" not in line
        ]
    if form in {"bibtex", "csl-json"}:
        assert not re.search(r'= \{\}|: (?:""|\[\]|\{\}|null)', text)


@pytest.mark.parametrize("form", FORMS)
def test_records_stand_in_the_order_given(form: str) -> None:
    there, back = exported(form, *ALL), exported(form, *reversed(ALL))
    places = [there.index(record.pmid) for record in (BARE, RETRACTED)]
    assert places[0] > places[1]
    assert back.index(BARE.pmid) < back.index(FULL.pmid)


@pytest.mark.parametrize("form", FORMS)
def test_an_exporter_holds_one_record_at_a_time(form: str) -> None:
    taken = 0

    def endless() -> Iterator[Record]:
        nonlocal taken
        while True:
            taken += 1
            yield BARE

    pieces = EXPORTERS[form](endless())
    for _ in range(5):
        next(pieces)
    assert taken <= 5


def test_nothing_exported_is_still_a_file_of_its_kind() -> None:
    files = {form: exported(form) for form in FORMS}
    assert files["csl-json"] == "[]\n"
    assert files.pop("csv").startswith("pmid,title,")
    assert set(files.values()) == {"", "[]\n"}


@given(records())
def test_any_record_can_be_exported(record: Record) -> None:
    for form in FORMS:
        text = exported(form, record, record)
        assert text.encode()
        assert "None" not in text


@pytest.mark.parametrize(
    ("family", "particle", "name"),
    [
        ("van der Berg", "van der", "Berg"),
        ("de la Cruz Garcia", "de la", "Cruz Garcia"),
        ("'t Hooft", "'t", "Hooft"),
        ("Van der Berg", "", "Van der Berg"),
        ("Garcia y Vega", "", "Garcia y Vega"),
        ("d'Angelo", "", "d'Angelo"),
        ("von", "", "von"),
        ("van der berg", "", "van der berg"),
        ("ó Öst", "ó", "Öst"),
        ("", "", ""),
    ],
)
def test_particles(family: str, particle: str, name: str) -> None:
    assert particle_and_name(family) == (particle, name)


@pytest.mark.parametrize(
    ("initials", "written"), [("JK", "J K"), ("J", "J"), ("IuV", "Iu V"), ("J-P", "J-P"), ("ÄÖ", "Ä Ö"), ("", "")]
)
def test_initials(initials: str, written: str) -> None:
    assert apart(initials) == written


@pytest.mark.parametrize(
    ("pages", "start", "end"),
    [
        ("123-9", "123", "129"),
        ("99-101", "99", "101"),
        ("S12-5", "S12", "S15"),
        ("S12-S15", "S12", "S15"),
        ("e45", "e45", ""),
        ("e1-10", "e1", "e10"),
        ("1234.e1-5", "1234.e1", "1234.e5"),
        ("129-35.e2", "129", "135.e2"),
        ("i-iv", "i", "iv"),
        ("5-5", "5", "5"),
        ("2020-0123", "2020-0123", ""),
        ("87-5", "87-5", ""),
        ("1-59745-097-9:175", "1-59745-097-9:175", ""),
        ("12, 15-8", "12, 15-18", ""),
        ("99-101; discussion 110-2", "99", "101; discussion 110-112"),
        ("", "", ""),
    ],
)
def test_pages(pages: str, start: str, end: str) -> None:
    assert start_and_end(pages) == (start, end)
    assert "-".join(filter(None, (start, end))) == written_out(pages)


def test_an_author_with_nothing_at_all_breaks_nothing() -> None:
    for form in FORMS:
        exported(form, dataclasses.replace(BARE, authors=(Author(), Author(given="Ada"))))
