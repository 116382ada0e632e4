"""CSV and JSON Lines as the standard library reads them."""

from __future__ import annotations

import csv
import dataclasses
import io
import json

import pytest

from indexer.exports.csv_table import HEADER, harmless
from indexer.record import AbstractSection, Record
from tests.exports.fictional import ALL, BARE, FOREIGN, FULL, NOTICE, RETRACTED, exported


def row(record: Record) -> dict[str, str]:
    (found,) = csv.DictReader(io.StringIO(exported("csv", record), newline=""), strict=True)
    return found


def test_the_columns() -> None:
    assert ",".join(HEADER) == (
        "pmid,title,authors,journal,year,published,doi,pmcid,publication_types,languages,status,design,features,level,"
        "species,participants,studies,population,ages,drugs,doses,routes,regimens,administrations,comparators,"
        "masking,times,outcomes,scales,effects,registrations,funding,conflict,mesh,keywords,abstract,url,demonstration"
    )


def test_a_row() -> None:
    found = row(FULL)
    assert found["title"] == FULL.title
    assert found["authors"].startswith("van der Berg JK; Zaraté CA Jr; ")
    assert found["authors"].endswith("; Ketamine and Mood Trial Group, Testville")
    assert (found["year"], found["published"], found["doi"]) == ("2020", "2020-03", FULL.doi)
    assert found["languages"] == "eng; dut"
    assert (found["design"], found["species"]) == ("randomized controlled trial", "human")
    assert found["mesh"].split("; ")[1] == "Ketamine/*therapeutic use"


def test_rows_end_as_rfc_4180_has_it_and_cells_are_one_line() -> None:
    text = exported("csv", *ALL)
    assert text.count("\r\n") == text.count("\n") == len(ALL) + 1


def test_status() -> None:
    assert [row(record)["status"] for record in (FULL, RETRACTED, NOTICE)] == ["current", "retracted", "notice"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert harmless(f"{start}1") == f"'{start}1"
    assert not harmless(f"a{start}").startswith("'")


def test_formulas_from_records_are_disarmed() -> None:
    assert row(FOREIGN)["keywords"] == "'=1+1; @mood"
    evil = dataclasses.replace(BARE, title='=HYPERLINK("http://example.org")', abstract=(AbstractSection("-1 \r\n+2"),))
    assert row(evil)["title"] == '\'=HYPERLINK("http://example.org")'
    assert row(evil)["abstract"] == "'-1 +2"


def test_a_line_of_json() -> None:
    found = json.loads(exported("jsonl", FULL))
    assert list(found) == [
        "pmid", "title", "journal", "year", "authors", "doi", "publication_types", "level", "design", "features",
        "species", "participants", "studies", "population", "ages", "drugs", "doses", "routes", "regimens",
        "comparators", "masking", "outcomes", "registrations", "funding", "conflict", "status",
        "abstract", "vernacular_title", "mesh", "identifiers", "corrections", "keywords", "languages", "url",
        "notes", "demonstration", "appraisal",
    ]  # fmt: skip
    assert found["abstract"][0] == {"label": "BACKGROUND", "text": FULL.abstract[0].text}
    assert found["mesh"][1] == {
        "descriptor": "Ketamine", "ui": "D007649", "major": True, "qualifiers": ["therapeutic use"],
    }  # fmt: skip
    assert found["identifiers"]["trials"] == [{"registry": "DemonstrationRegistry", "accession": "DEMO-0001"}]
    assert found["demonstration"] is True
    assert found["appraisal"]["design"]["value"] == found["design"]
    assert found["appraisal"]["design"]["grounds"][0]["words"]


def test_unknown_is_null() -> None:
    found = json.loads(exported("jsonl", BARE))
    assert (found["year"], found["level"], found["design"], found["species"]) == (None, None, None, None)
    assert (found["participants"], found["masking"], found["drugs"], found["outcomes"]) == (None, None, [], [])


TRIAL = dataclasses.replace(
    BARE,
    title="Intranasal esketamine for treatment-resistant depression: a randomised controlled trial",
    abstract=(AbstractSection("We randomised 120 adults to esketamine nasal spray or placebo."),),
)


def test_what_is_judged_of_a_record_has_its_columns() -> None:
    found = row(TRIAL)
    assert (found["design"], found["level"], found["species"]) == ("randomized controlled trial", "2", "human")
    assert found["participants"] == "120"
    assert "esketamine" in found["drugs"].split("; ")
    assert "intranasal" in found["routes"]
    assert "treatment-resistant depression" in found["population"].split("; ")
    line = json.loads(exported("jsonl", TRIAL))
    assert line["participants"] == 120
    assert {"drug": "esketamine", "role": "studied"} in line["drugs"]
    assert "intranasal" in {given["route"] for given in line["routes"]}


def test_lines_of_json_are_lines_to_every_reader() -> None:
    strange = dataclasses.replace(BARE, title="a\u2028b\u0085c\u2029d")
    (line,) = exported("jsonl", strange).splitlines()
    assert json.loads(line)["title"] == strange.title
