"""`evidence stats` and `evidence map`: options, formats, exit codes, files."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.cli import run
from tests.stones import DAY, STUDIES, workspace_of

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the collection of stones, which no test changes."""
    return workspace_of(tmp_path_factory.mktemp("stones"))


@pytest.fixture
def evidence(workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs a command on the workspace; gives exit code, stdout and stderr."""
    now = datetime.datetime.combine(DAY, datetime.time(12), datetime.UTC)
    for module in ("stats", "map"):
        monkeypatch.setattr(f"indexer.cli.{module}.utc_now", lambda: now)
    monkeypatch.delenv("COLUMNS", raising=False)

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--workspace", str(workspace), *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def envelope(out: str) -> dict[str, Any]:
    assert out.count("\n") == 1, "exactly one object"
    value: dict[str, Any] = json.loads(out)
    return value


# stats


def test_stats_prints_the_collection_and_warns_of_fiction(evidence: Call) -> None:
    code, out, err = evidence("stats")
    assert code == 0
    assert out.startswith(f"{len(STUDIES)} records in this collection\n")
    assert "Year, by level of evidence" in out
    assert "fictional" in err


def test_stats_are_no_wider_than_the_terminal(evidence: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    _, out, _ = evidence("stats")
    assert max(map(len, out.splitlines())) <= 60


def test_stats_as_json_are_the_contract(evidence: Call) -> None:
    code, out, _ = evidence("stats", "ketamine[ti]", "--json")
    answer = envelope(out)
    assert (code, answer["status"], answer["command"]) == (0, "ok", "stats")
    data = answer["data"]
    assert data["records"] == sum(year["records"] for year in data["years"])
    assert data["attributes"]["design"]["known"] + data["attributes"]["design"]["unknown"] == data["records"]
    assert answer["snapshot"]["revision"] == data["revision"] == 1
    assert [warning["code"] for warning in answer["warnings"]] == ["demonstration"]


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.txt", "10 records"), ("a.md", "# The collection"), ("a.html", "<!DOCTYPE html>"), ("a.svg", "<?xml"),
     ("a.json", "{")],
)  # fmt: skip
def test_stats_are_written_in_the_format_a_file_asks_for(evidence: Call, tmp_path: Path, name: str, start: str) -> None:
    code, out, _ = evidence("stats", "-o", tmp_path / name)
    assert (code, out) == (0, "")
    assert (tmp_path / name).read_text().startswith(start)


def test_a_query_that_finds_nothing_is_an_empty_answer(evidence: Call) -> None:
    for command in ("stats", "map"):
        code, out, _ = evidence(command, "nothingatall[ti]", "--json")
        assert (code, envelope(out)["status"]) == (0, "empty")


# map


def test_map_prints_a_page(evidence: Call) -> None:
    code, out, err = evidence("map")
    assert code == 0
    assert out.startswith("<!DOCTYPE html>")
    assert out.endswith("</html>\n")
    assert "fictional" in err


@pytest.mark.parametrize(
    "asked", [(), ("--level", "1-2", "--species", "human", "--since-year", 2015), ("ketamine", "depression")]
)
def test_map_as_json_is_data_and_its_searches_answer_what_it_counts(evidence: Call, asked: tuple[object, ...]) -> None:
    _, out, _ = evidence("map", *asked, "--rows", "drug", "--columns", "design", "--json")
    data = envelope(out)["data"]
    assert (data["rows_by"], data["columns_by"]) == ("drug", "design")
    assert "content" not in data
    assert data["cells"]
    for cell in data["cells"]:
        _, found, _ = evidence("search", cell["search"], "--limit", 0, "--json")
        assert envelope(found)["data"]["total"] == cell["records"] == len(cell["pmids"])


def test_a_page_is_put_into_the_object_if_it_is_asked_for_by_name(evidence: Call) -> None:
    _, out, _ = evidence("map", "--format", "html", "--json")
    assert envelope(out)["data"]["content"].startswith("<!DOCTYPE html>")


def test_map_is_written_in_the_format_a_file_asks_for(evidence: Call, tmp_path: Path) -> None:
    for name, start in (("a.html", "<!DOCTYPE html>"), ("a.csv", "row,column,"), ("a.json", "{")):
        code, out, _ = evidence("map", "ketamine[ti]", "-o", tmp_path / name)
        assert (code, out) == (0, "")
        assert (tmp_path / name).read_text().startswith(start)


def test_map_leaves_out_what_is_too_small(evidence: Call) -> None:
    def rows(least: int) -> set[str]:
        _, out, _ = evidence("map", "--rows", "design", "--columns", "species", "--min", least, "--format", "csv")
        return {row["row"] for row in csv.DictReader(io.StringIO(out))}

    assert rows(2) < rows(1) < rows(0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("map", "--rows", "drug", "--columns", "drug"), "both drug"),
        (("map", "--rows", "weather"), "weather"),
        (("map", "-o", "map.docx"), "does not say what format"),
        (("stats", "-o", "stats.pdf"), "does not say what format"),
        (("stats", "esketmine[drug]"), "esketmine"),
        (("map", "ketamine AND ("), "error"),
    ],
)
def test_what_cannot_be_done_is_said_with_exit_code_2(evidence: Call, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = evidence(*arguments)
    assert (code, out) == (2, "")
    assert said in err
