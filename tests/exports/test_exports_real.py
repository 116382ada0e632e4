"""Real records in every format, read back with other people's readers."""

from __future__ import annotations

import csv
import io
import itertools
import json
from pathlib import Path

import bibtexparser
import pytest
import rispy
from Bio import Medline

from indexer.changes import Incoming
from indexer.record import Record
from indexer.sources.files import RecordFile
from indexer.sources.nbib import read_nbib
from tests.exports.fictional import exported

# The third file is large; a slice of it will do.
FILES = {"pubmedsample18n0001": None, "psychedelic-ketamine": 600, "pubmed21n1298": 400}


@pytest.fixture(scope="module", params=list(FILES))
def real(request: pytest.FixtureRequest, shared_data: Path) -> list[Record]:
    path = shared_data / "pubmed" / f"{request.param}.xml.gz"
    parsed = itertools.islice(RecordFile(path), FILES[request.param])
    found = [one.record for one in parsed if isinstance(one, Incoming)]
    assert len(found) > 100
    return found


def flat(text: str) -> str:
    return " ".join(text.split())


def test_ris(real: list[Record]) -> None:
    for record, entry in zip(real, rispy.loads(exported("ris", *real)), strict=True):
        assert entry.get("title", "") == (record.title or record.vernacular_title)
        assert entry.get("doi", "") == record.doi
        assert entry.get("abstract", "") == flat(record.abstract_text)
        names = [name.split(", ")[0] for name in entry.get("authors", [])]
        assert names == [
            (author.collective or author.family or author.given).split(", ")[0] for author in record.authors
        ]


def test_bibtex(real: list[Record]) -> None:
    library = bibtexparser.parse_string(exported("bibtex", *real))
    assert not library.failed_blocks
    for record, entry in zip(real, library.entries, strict=True):
        assert entry["pmid"] == record.pmid
        assert (entry.get("doi").value if entry.get("doi") else "") == record.doi
        braces = 0
        for character in str(entry.get("title").value if entry.get("title") else ""):
            braces += {"{": 1, "}": -1}.get(character, 0)
            assert braces >= 0
        assert braces == 0


def test_csl_json(real: list[Record]) -> None:
    for record, item in zip(real, json.loads(exported("csl-json", *real)), strict=True):
        assert item.get("title", "") == (record.title or record.vernacular_title)
        assert item.get("DOI", "") == record.doi
        assert len(item.get("author", [])) == len(record.authors)


def test_nbib(real: list[Record]) -> None:
    text = exported("nbib", *real)
    for record, entry in zip(real, Medline.parse(io.StringIO(text)), strict=True):
        assert entry.get("TI", entry.get("BTI", "")) == record.title
        assert entry.get("AB", "") == flat(record.abstract_text)
        assert entry.get("AU", []) == [one.short or one.given for one in record.authors if not one.collective]
    for record, parsed in zip(real, read_nbib(io.StringIO(text)), strict=True):
        assert isinstance(parsed, Incoming), parsed
        found = parsed.record
        for name in ("title", "vernacular_title", "authors", "doi", "pmcid", "languages", "history", "keywords",
                     "status", "trial_ids", "funding", "copyright", "conflict_statement", "kind"):  # fmt: skip
            assert getattr(found, name) == getattr(record, name), (record.pmid, name)
        assert str(found.published) == str(record.published)
        assert str(found.electronic) == str(record.electronic)
        assert set(found.other_ids) == set(record.other_ids)
        assert [(one.kind, one.pmid) for one in found.corrections] == [
            (one.kind, one.pmid) for one in record.corrections
        ]
        assert flat(found.abstract_text) == flat(record.abstract_text)


def test_csv_and_json_lines(real: list[Record]) -> None:
    rows = csv.DictReader(io.StringIO(exported("csv", *real), newline=""), strict=True)
    lines = exported("jsonl", *real).splitlines()
    for record, row, line in zip(real, rows, lines, strict=True):
        title = record.title or record.vernacular_title
        assert row["title"].removeprefix("'") == title.removeprefix("'")
        assert row["doi"] == record.doi
        assert json.loads(line)["title"] == record.title
        assert json.loads(line)["authors"] == [author.short for author in record.authors]
