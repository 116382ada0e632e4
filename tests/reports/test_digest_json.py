"""The digest as data: the command line's contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.reports.digest_json import digest_json
from tests.digests import HOSTILE, golden, told


@pytest.fixture
def data(tmp_path: Path) -> dict[str, Any]:
    return json.loads(digest_json(told(tmp_path)))


def test_the_full_story_reads_as_agreed(tmp_path: Path) -> None:
    golden("digest.json", digest_json(told(tmp_path)))


def test_the_contract_s_names_are_there(data: dict[str, Any]) -> None:
    assert {"since", "new", "revised", "corrected", "retracted", "gone", "claims"} <= set(data)
    assert {"concern", "returned", "runs", "incomplete"} <= set(data)
    wanted = {"pmid", "title", "journal", "year", "design", "level", "status", "url", "changed", "strategies"}
    for place in ("new", "revised", "corrected", "retracted", "concern", "returned", "gone"):
        assert data[place]
        assert all(wanted <= set(entry) for entry in data[place])


def test_a_retraction_is_told_in_full(data: dict[str, Any]) -> None:
    entry = data["retracted"][0]
    assert (entry["pmid"], entry["status"], entry["status_before"], entry["kind"]) == (
        "990000001", "retracted", "current", "revised",
    )  # fmt: skip
    assert entry["links_added"] == [
        {"kind": "RetractionIn", "pmid": "990000031", "source": "J Demonstr Psychiatry. 2026;9(1):2",
         "note": "the stones were paid"}
    ]  # fmt: skip
    assert entry["changed"][0] == {
        "field": "publication_types", "before": "", "after": "Retracted Publication",
        "words": "publication types added: Retracted Publication",
    }  # fmt: skip
    assert data["announced"][0]["notice"]["pmid"] == "990000024"


def test_titles_are_as_stored(data: dict[str, Any]) -> None:
    assert HOSTILE in [entry["title"] for entry in data["new"]]


def test_demonstration_records_are_marked_and_unlinked(data: dict[str, Any]) -> None:
    assert data["demonstration"] is True
    assert all(entry["demonstration"] and not entry["url"] for entry in data["new"])


def test_counts_by_strategy_agree_with_the_lists(data: dict[str, Any]) -> None:
    assert set(data["by_strategy"]) == {"mood", "sleep"}
    mood = data["by_strategy"]["mood"]
    assert all(mood[place] == len(data[place]) for place in mood)
    assert not any(data["by_strategy"]["sleep"].values())


def test_runs_and_what_is_not_known(data: dict[str, Any]) -> None:
    assert [(run["id"], run["outcome"], run["empty"]) for run in data["runs"]] == [
        (3, "complete", False), (4, "complete", False), (5, "complete", True), (6, "failed", False),
    ]  # fmt: skip
    (unknown,) = data["incomplete"]
    assert (unknown["name"], unknown["run"], unknown["outcome"]) == ("sleep", 6, "failed")
    assert (data["since"]["run"], data["since"]["revision"], data["until"]["revision"]) == (2, 2, 5)
    assert (data["dates_only"], data["reverted"]) == (["990000005"], ["990000006"])
