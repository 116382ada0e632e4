"""`evidence retractions`: what it shows, what it keeps, how it ends; and how the answers appear elsewhere."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fake_crossref as at
import pytest
from fake_crossref import FakeCrossref, update

from indexer.app import Workspace
from indexer.changes import Decided, Incoming
from indexer.cli import run
from indexer.errors import SettingsError
from indexer.record import PublicationType, Record, record_id
from indexer.refresh import catch_up
from indexer.settings import CROSSREF_URL, Settings, read_settings

NOW = datetime.datetime.now(datetime.UTC)
HEADER = "RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason"
TODAY = f"{NOW.month}/{NOW.day}/{NOW.year} 0:00"

Evidence = Callable[..., tuple[int, dict[str, Any]]]
Spoken = Callable[..., tuple[int, str, str]]


def record(pmid: str, *, retracted: bool = False, doi: str | None = None) -> Record:
    types = (PublicationType("Retracted Publication", "D016441"),) if retracted else ()
    doi = f"10.5555/{pmid}" if doi is None else doi
    return Record(record_id(pmid), pmid, f"Ketamine study {pmid}", doi=doi, publication_types=types)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Four records: 1 and 2 are sound in PubMed, 3 is retracted there, 4 has no DOI."""
    it = Workspace(Settings(tmp_path))
    it.create()
    fresh = (record("1"), record("2"), record("3", retracted=True), record("4", doi=""))
    with it.store(write=True) as store, it.engine(write=True) as engine:
        store.apply(Decided(run=1, at=NOW, new=tuple(Incoming(one, b"<x/>") for one in fresh)))
        for _ in catch_up(engine, store):
            pass
    return tmp_path


@pytest.fixture
def spoken(workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Spoken:
    """Runs one command line in the workspace; gives exit code, stdout and stderr."""
    for name in ("NCBI_EMAIL", "NCBI_API_KEY", "EVIDENCE_WORKSPACE", "EVIDENCE_BASE_URL", "EVIDENCE_CROSSREF_URL"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--workspace", str(workspace), *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def evidence(spoken: Spoken) -> Evidence:
    """The same with `--json`; gives exit code and envelope."""

    def call(*arguments: str) -> tuple[int, dict[str, Any]]:
        code, out, _ = spoken(*arguments, "--json")
        assert out.count("\n") == 1, "exactly one object"
        return code, json.loads(out)

    return call


@pytest.fixture
def crossref(spoken: Spoken, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeCrossref]:
    """A fake Crossref that knows 1 as retracted, 2 and 3 as sound."""
    with at.running() as fake:
        monkeypatch.setenv("EVIDENCE_CROSSREF_URL", fake.url)
        monkeypatch.setenv("EVIDENCE_PER_SECOND", "1000")
        monkeypatch.setenv("EVIDENCE_TRIES", "1")
        monkeypatch.setenv("NCBI_EMAIL", "asker@example.org")
        fake.knows("10.5555/1", update("retraction", "10.5555/n1", source="retraction-watch"))
        fake.knows("10.5555/2")
        fake.knows("10.5555/3")
        yield fake


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A file of Retraction Watch's that knows 2 as retracted and 3 as well."""
    path = tmp_path / "retraction_watch.csv"
    rows = [f"{TODAY},10.5555/n2,10.5555/2,0,Retraction,+Why;", f"{TODAY},10.5555/n3,10.5555/3,3,Retraction,+Why;"]
    path.write_text("\n".join([HEADER, *rows]) + "\n")
    return str(path)


def differing(answer: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["pmid"], one["source"], one["kind"]) for one in answer["data"]["disagreements"]]


def test_crossref_is_asked_and_what_differs_comes_first(evidence: Evidence, crossref: FakeCrossref) -> None:
    code, answer = evidence("retractions", "check", "--crossref")
    assert (code, answer["status"], answer["error"]) == (0, "ok", None)
    assert differing(answer) == [("1", "crossref", "only-elsewhere"), ("3", "crossref", "only-pubmed")]
    (notice,) = answer["data"]["disagreements"][0]["notices"]
    assert notice | {"checked": ""} == {
        "source": "crossref",
        "asserted_by": "retraction-watch",
        "nature": "retraction",
        "date": "2023-04-22",
        "notice_doi": "10.5555/n1",
        "reason": "",
        "checked": "",
    }
    assert answer["data"]["unknown"] == [{"source": "crossref", "reason": "PubMed gives no DOI for it", "records": 1}]
    assert answer["data"]["checked"] == [
        {"source": "crossref", "asked": 4, "answered": 3, "unknown": 1, "failure": None}
    ]
    assert len(crossref.log) == 1


def test_a_file_works_offline_and_both_are_told_apart(evidence: Evidence, crossref: FakeCrossref, file: str) -> None:
    code, answer = evidence("retractions", "check", "--csv", file)
    assert code == 0
    assert differing(answer) == [("2", "retraction-watch", "only-elsewhere")]
    assert [one["pmid"] for one in answer["data"]["agreed"]] == ["3"]
    assert crossref.log == []

    _, both = evidence("retractions", "check", "--csv", file, "--crossref")
    assert differing(both) == [
        ("1", "crossref", "only-elsewhere"),
        ("2", "retraction-watch", "only-elsewhere"),
        ("3", "crossref", "only-pubmed"),
    ]
    assert both["data"]["counts"]["retracted_elsewhere_only"] == 2


def test_list_shows_what_was_kept_and_asks_nobody(evidence: Evidence, crossref: FakeCrossref, file: str) -> None:
    code, before = evidence("retractions", "list")
    assert (code, before["status"], before["warnings"][0]["code"]) == (0, "empty", "never-checked")
    assert before["data"]["counts"]["unasked"] == 4
    evidence("retractions", "check", "--crossref", "--csv", file)
    crossref.log.clear()
    code, answer = evidence("retractions", "list")
    assert (code, answer["status"]) == (0, "ok")
    assert len(differing(answer)) == 3
    assert crossref.log == []


def test_a_second_check_uses_the_answers_that_were_kept(evidence: Evidence, crossref: FakeCrossref) -> None:
    first = evidence("retractions", "check", "--crossref")
    assert evidence("retractions", "check", "--crossref") == first
    assert len(crossref.log) == 1
    evidence("retractions", "check", "--crossref", "--max-age-days", "0")
    assert len(crossref.log) == 2


def test_the_gate_fails_only_when_asked_to(evidence: Evidence, file: str, tmp_path: Path) -> None:
    assert evidence("retractions", "check", "--csv", file)[0] == 0
    assert evidence("retractions", "check", "--csv", file, "--fail-on-disagreement")[0] == 1
    concern = tmp_path / "concern.csv"
    concern.write_text(f"{HEADER}\n{TODAY},,10.5555/2,0,Expression of concern,\n")
    code, answer = evidence("retractions", "check", "--csv", str(concern), "--fail-on-disagreement")
    assert (code, len(answer["data"]["disagreements"])) == (0, 2), "a concern, and PubMed's own retraction"


def test_an_outage_is_an_error_and_never_no_retraction(evidence: Evidence, crossref: FakeCrossref) -> None:
    crossref.script.append(at.status(503))
    code, answer = evidence("retractions", "check", "--crossref", "--fail-on-disagreement")
    assert (code, answer["status"]) == (3, "error")
    assert answer["error"]["code"] == "source-unreachable"
    assert answer["data"]["counts"]["without_notice"] == 0
    assert answer["data"]["counts"]["unknown"] == 4
    assert evidence("retractions", "list")[1]["status"] == "empty"


def test_an_outage_beside_a_good_file_is_incomplete(evidence: Evidence, crossref: FakeCrossref, file: str) -> None:
    crossref.script.append(at.status(503))
    code, answer = evidence("retractions", "check", "--crossref", "--csv", file, "--fail-on-disagreement")
    assert (code, answer["status"]) == (5, "incomplete")
    assert differing(answer) == [("2", "retraction-watch", "only-elsewhere")]


def test_an_earlier_answer_survives_an_outage(evidence: Evidence, crossref: FakeCrossref) -> None:
    evidence("retractions", "check", "--crossref")
    crossref.script.append(at.status(503))
    code, answer = evidence("retractions", "check", "--crossref", "--max-age-days", "0")
    assert code == 3
    assert ("1", "crossref", "only-elsewhere") in differing(answer)


def test_people_see_the_disagreement_first_and_the_sources_side_by_side(
    spoken: Spoken, crossref: FakeCrossref, file: str
) -> None:
    code, out, err = spoken("retractions", "check", "--crossref", "--csv", file)
    assert (code, err) == (0, "")
    assert out.startswith("Sources disagree (3)")
    assert "PubMed: no retraction noted. Crossref/Retraction Watch: retracted." in out
    assert "PubMed: retracted. Crossref: no retraction noted." in out
    assert "Crossref/Retraction Watch: retraction on 2023-04-22 by 10.5555/n1" in out
    assert "unknown to Crossref: 1 (PubMed gives no DOI for it)" in out


def test_show_and_search_label_it_as_the_others_word(evidence: Evidence, spoken: Spoken, file: str) -> None:
    evidence("retractions", "check", "--csv", file)
    said = "retracted according to Retraction Watch (not in PubMed)"
    shown = evidence("show", "2", "3", "4")[1]["data"]["records"]
    assert [(one["status"], one["external_status"]) for one in shown] == [
        ("current", said),
        ("retracted", None),
        ("current", None),
    ]
    assert [one["nature"] for one in shown[0]["external"]] == ["retraction"]
    assert [one["nature"] for one in shown[2]["external"]] == ["none"]
    hits = {one["pmid"]: one for one in evidence("search", "ketamine")[1]["data"]["hits"]}
    assert (hits["2"]["status"], hits["2"]["external_status"]) == ("current", said)
    assert hits["1"]["external_status"] is None
    assert said in spoken("search", "ketamine")[1]
    page = spoken("show", "2")[1]
    assert said in page
    assert "Retraction Watch: retraction" in page
    assert "10.5555/n2" in page


def test_the_order_of_hits_is_as_before(evidence: Evidence, file: str) -> None:
    before = [(one["pmid"], one["score"]) for one in evidence("search", "ketamine")[1]["data"]["hits"]]
    evidence("retractions", "check", "--csv", file)
    assert [(one["pmid"], one["score"]) for one in evidence("search", "ketamine")[1]["data"]["hits"]] == before


# Usage


def test_a_source_must_be_named(spoken: Spoken) -> None:
    code, _, err = spoken("retractions", "check")
    assert code == 2
    assert "--crossref" in err
    assert "--csv" in err


def test_crossref_needs_an_address_to_write_to(
    spoken: Spoken, crossref: FakeCrossref, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NCBI_EMAIL")
    code, _, err = spoken("retractions", "check", "--crossref")
    assert code == 2
    assert "NCBI_EMAIL" in err
    assert crossref.log == []


def test_a_file_that_is_none_is_refused_before_anything_is_done(spoken: Spoken, tmp_path: Path) -> None:
    code, _, err = spoken("retractions", "check", "--csv", str(tmp_path / "evidence.toml"))
    assert code == 2
    assert "evidence.toml" in err


def test_an_old_or_damaged_file_is_used_with_a_warning(evidence: Evidence, tmp_path: Path) -> None:
    old = tmp_path / "old.csv"
    old.write_text(f"{HEADER}\n1/1/2020 0:00,,10.5555/2,0,Retraction,\n1/1/2020 0:00,,10.55\n")
    code, answer = evidence("retractions", "check", "--csv", str(old))
    assert code == 0
    assert {warning["code"] for warning in answer["warnings"]} == {"stale-file", "broken-lines"}


def test_without_records_there_is_nothing_to_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    Workspace(Settings(empty)).create()
    assert run(["--workspace", str(empty), "retractions", "check", "--csv", file]) == 4
    assert run(["--workspace", str(empty), "retractions", "list"]) == 4
    assert "evidence refresh" in capsys.readouterr().err
    assert list((empty / "index").iterdir()) == [], "a failed check makes no store"


def test_crossref_s_address_comes_from_the_environment(tmp_path: Path) -> None:
    folder = str(tmp_path)
    assert read_settings(workspace=folder, environment={}).crossref_url == CROSSREF_URL
    env = {"EVIDENCE_CROSSREF_URL": "http://127.0.0.1:8000/v1"}
    assert read_settings(workspace=folder, environment=env).crossref_url == "http://127.0.0.1:8000/v1/"
    with pytest.raises(SettingsError, match="not one"):
        read_settings(workspace=folder, environment={"EVIDENCE_CROSSREF_URL": "crossref"})
