"""`evidence claim` and `evidence check`: options, formats, exit codes, files."""

from __future__ import annotations

import datetime
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.cli import run
from indexer.cli.check import FORMATS, SHORT, SUFFIXES
from indexer.cli.gate import GATES
from indexer.standin.demonstration import demonstration_file
from tests.stones import DAY, study, workspace_of

Call = Callable[..., tuple[int, str, str]]
CLAIM = "Ketamine reduces depressive symptoms in treatment-resistant depression"
DRAFT = f"""\
# On ketamine

{CLAIM}. Esketamine reduces depressive symptoms.

Zebrafish ladders lower mortgage rates. Will it rain? Ketamine always ensures remission (PMID 990099999).
"""
RCT = ("Journal Article", "Randomized Controlled Trial")
METHOD = "We randomised {0} adults with treatment-resistant depression to intravenous ketamine or placebo."
STUDIES = (
    study(1, "Intravenous ketamine in treatment-resistant depression: a randomized trial", METHOD.format(60),
          "Ketamine significantly reduced depressive symptoms in treatment-resistant depression.", types=RCT),
    study(2, "Ketamine or placebo for treatment-resistant depression: a randomized trial", METHOD.format(90),
          "Ketamine reduced depressive symptoms compared with placebo.", types=RCT, year=2022),
    *(study(number, f"Moss number {number}", "Moss grew on the stones.", "Moss covered the stones.")
      for number in range(3, 12)),
)  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a few fictional studies, which no test changes."""
    return workspace_of(tmp_path_factory.mktemp("studies"), *STUDIES)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


@pytest.fixture
def evidence(workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs a command on the workspace; gives exit code, stdout and stderr."""
    now = datetime.datetime.combine(DAY, datetime.time(12), datetime.UTC)
    monkeypatch.setattr("indexer.cli.check.utc_now", lambda: now)
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


# claim


def test_claim_as_json_is_the_contract(evidence: Call, workspace: Path) -> None:
    code, out, err = evidence("claim", CLAIM, "--json")
    answer = envelope(out)
    assert (code, answer["status"], answer["command"], err) == (0, "ok", "claim", "")
    data = answer["data"]
    assert {"claim", "stance", "confidence", "balance", "evidence", "excluded"} <= set(data)
    assert data["claim"] == CLAIM
    assert data["stance"] in {"supports", "contradicts", "mixed", "insufficient"}
    assert data["evidence"]
    assert [warning["code"] for warning in answer["warnings"]] == ["demonstration"]
    for one in data["evidence"]:
        _, shown, _ = evidence("show", one["pmid"], "--json")
        abstract = envelope(shown)["data"]["records"][0]["abstract"]
        assert abstract[one["section"]]["text"][one["start"] : one["end"]] == one["sentence"]


def test_claim_prints_its_verdict_and_warns_of_fiction(evidence: Call) -> None:
    code, out, err = evidence("claim", *CLAIM.split(), "--limit", 1)
    assert code == 0
    assert f"“{CLAIM}”" in out
    assert "no medical advice" in out.lower()
    assert "fictional" in err


def test_a_claim_that_nothing_bears_on_is_an_empty_answer(evidence: Call) -> None:
    code, out, _ = evidence("claim", "Zebrafish ladders lower mortgage rates", "--json")
    answer = envelope(out)
    assert (code, answer["status"]) == (0, "empty")
    assert (answer["data"]["stance"], answer["data"]["found"]) == ("insufficient", False)


@pytest.mark.parametrize(("claim", "said"), [("  ", "blank"), ("?!", "blank"), ("word " * 500, "evidence check -")])
def test_what_is_no_claim_is_refused(evidence: Call, claim: str, said: str) -> None:
    code, out, err = evidence("claim", claim)
    assert (code, out) == (2, "")
    assert said in err


# check


def test_check_as_json_is_the_contract(evidence: Call, draft: Path) -> None:
    code, out, _ = evidence("check", draft, "--json")
    answer = envelope(out)
    assert (code, answer["status"], answer["command"]) == (0, "ok", "check")
    data = answer["data"]
    assert {"draft", "claims", "not_checkable", "citations", "summary"} <= set(data)
    assert data["draft"] == str(draft)
    assert "content" not in data
    for claim in data["claims"]:
        assert DRAFT[claim["start"] : claim["end"]] == claim["text"]
        assert DRAFT.splitlines()[claim["line"] - 1].find(claim["text"]) >= 0
    assert {"id", "code", "message"} <= set(data["citations"][0])
    assert [(one["id"], one["code"]) for one in data["citations"] if one["id"]] == [("PMID 990099999", "EV102")]
    assert {one["reason"] for one in data["not_checkable"]} >= {"question"}


@pytest.mark.parametrize("form", list(FORMATS))
def test_every_format_goes_to_stdout_alone(evidence: Call, draft: Path, form: str) -> None:
    code, out, err = evidence("check", draft, "--format", form)
    assert code == 0
    assert CLAIM in " ".join(out.replace("“", "").split())
    assert "demonstration" in out
    assert err.startswith("note: These are demonstration records")


@pytest.mark.parametrize(("suffix", "form"), list(SUFFIXES.items()))
def test_a_file_s_ending_names_its_format(evidence: Call, draft: Path, suffix: str, form: str) -> None:
    path = draft.parent / f"out{suffix}"
    _, expected, _ = evidence("check", draft, "--format", form)
    code, out, err = evidence("check", draft, "-o", path)
    assert (code, out) == (0, "")
    assert "claims checked, written to" in err
    assert path.read_text(encoding="utf-8") == expected


def test_the_same_draft_and_collection_give_the_same_bytes(evidence: Call, draft: Path) -> None:
    assert evidence("check", draft, "--format", "html") == evidence("check", draft, "--format", "html")


def test_json_beside_another_format_holds_it_or_names_its_file(evidence: Call, draft: Path) -> None:
    _, out, _ = evidence("check", draft, "--json", "--format", "sarif")
    assert json.loads(envelope(out)["data"]["content"])["version"] == "2.1.0"
    _, out, _ = evidence("check", draft, "--json", "-o", draft.parent / "out.html")
    data = envelope(out)["data"]
    assert (data["format"], data["content"]) == ("html", None)


def test_limit_is_of_what_is_shown_and_not_of_what_is_weighed(evidence: Call, draft: Path) -> None:
    shown, balances = [], []
    for limit in (0, 1, 12):
        _, out, _ = evidence("check", draft, "--json", "--limit", limit)
        claim = envelope(out)["data"]["claims"][0]
        shown.append(len(claim["evidence"]))
        balances.append(claim["balance"])
    assert shown[:2] == [0, 1]
    assert balances[0] == balances[1] == balances[2]
    assert SHORT < 12


def test_several_drafts_are_one_report(evidence: Call, draft: Path) -> None:
    other = draft.parent / "other.txt"
    other.write_text(f"{CLAIM}.", encoding="utf-8")
    code, out, _ = evidence("check", draft, other, "--format", "html")
    assert code == 0
    assert out.count("<!DOCTYPE html>") == 1
    assert str(other) in out
    _, out, _ = evidence("check", draft, other, "--json")
    assert [one["draft"] for one in envelope(out)["data"]["drafts"]] == [str(draft), str(other)]


def test_a_draft_from_stdin(evidence: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{CLAIM}.".encode())))
    code, out, _ = evidence("check", "-", "--json")
    data = envelope(out)["data"]
    assert (code, data["draft"], [claim["text"] for claim in data["claims"]]) == (0, "stdin", [f"{CLAIM}."])


def test_a_draft_without_claims_is_an_empty_answer(evidence: Call, draft: Path) -> None:
    draft.write_text("Will it rain?\n", encoding="utf-8")
    code, out, _ = evidence("check", draft, "--json")
    answer = envelope(out)
    assert (code, answer["status"], answer["data"]["claims"]) == (0, "empty", [])


# the gate


def test_a_gate_that_finds_something_is_exit_code_1_and_says_what(evidence: Call, draft: Path) -> None:
    code, out, err = evidence("check", draft, "--fail-on", "EV102,ev103")
    assert code == 1
    assert out.startswith("Claim check")
    assert "found, as asked by --fail-on: EV102 (1)" in err
    code, out, _ = evidence("check", draft, "--fail-on", "EV102", "--fail-on", "insufficient", "--json")
    answer = envelope(out)
    assert (code, answer["status"], answer["data"]["gate"]["fail_on"]) == (1, "ok", ["EV102", "insufficient"])
    assert answer["data"]["gate"]["found"]["EV102"] == 1


def test_a_gate_that_finds_nothing_is_exit_code_0(evidence: Call, draft: Path) -> None:
    code, _, err = evidence("check", draft, "--fail-on", "retracted")
    assert code == 0
    assert "--fail-on" not in err


@pytest.mark.parametrize("asked", ["supports", "EV999", "nothing", ",", ""])
def test_an_unknown_gate_is_refused_with_all_that_there_are(evidence: Call, draft: Path, asked: str) -> None:
    code, out, err = evidence("check", draft, "--fail-on", asked)
    assert (code, out) == (2, "")
    told = " ".join(err.split())
    assert all(name in told for name in GATES)


# an earlier report


def test_against_an_earlier_report_nothing_moved(evidence: Call, draft: Path) -> None:
    last = draft.parent / "last.json"
    assert evidence("check", draft, "-o", last)[0] == 0
    code, out, _ = evidence("check", draft, "--against", last, "--fail-on", "moved")
    assert code == 0
    assert "no verdict moved" in out
    # The command's own JSON object does as well as the report.
    _, out, _ = evidence("check", draft, "--json")
    last.write_text(out, encoding="utf-8")
    assert evidence("check", draft, "--against", last)[0] == 0


def test_a_verdict_that_moved_is_told_and_is_a_gate(evidence: Call, draft: Path) -> None:
    last = draft.parent / "last.json"
    evidence("check", draft, "-o", last)
    data = json.loads(last.read_text(encoding="utf-8"))
    claim = data["claims"][0]
    claim["found"] = True
    claim["stance"] = "contradicts" if claim["stance"] != "contradicts" else "supports"
    last.write_text(json.dumps(data), encoding="utf-8")
    code, out, err = evidence("check", draft, "--against", last, "--fail-on", "moved", "--json")
    since = envelope(out)["data"]["since"]
    assert (code, [one["then"] for one in since["moved"]]) == (1, [claim["stance"]])
    assert err == ""


def test_moved_needs_an_earlier_report(evidence: Call, draft: Path) -> None:
    code, _, err = evidence("check", draft, "--fail-on", "moved")
    assert code == 2
    assert "--against" in err


@pytest.mark.parametrize("held", [None, b"not json", b"\xff\xfe\x00", b'{"data": {}}'])
def test_what_is_no_earlier_report_is_refused(evidence: Call, draft: Path, held: bytes | None) -> None:
    last = draft.parent / "last.json"
    if held is not None:
        last.write_bytes(held)
    code, out, err = evidence("check", draft, "--against", last)
    assert (code, out) == (2, "")
    assert str(last) in err


# what can go wrong


@pytest.mark.parametrize(
    ("name", "held"),
    [("absent.md", None), ("empty.md", b""), ("paper.pdf", b"%PDF-1.7"), ("a.docx", b"no"), (".", None)],
)
def test_a_draft_that_cannot_be_read_is_told(evidence: Call, tmp_path: Path, name: str, held: bytes | None) -> None:
    if held is not None:
        (tmp_path / name).write_bytes(held)
    code, out, _ = evidence("check", tmp_path / name, "--json")
    answer = envelope(out)
    assert (code, answer["status"], answer["error"]["code"]) == (2, "error", "draft")
    assert answer["error"]["hint"]


def test_a_report_never_takes_the_place_of_its_draft(evidence: Call, draft: Path) -> None:
    code, _, err = evidence("check", draft, "-o", draft)
    assert code == 2
    assert "overwrite" in err
    assert draft.read_text(encoding="utf-8") == DRAFT


def test_an_unknown_ending_is_refused_before_anything_is_done(evidence: Call, draft: Path) -> None:
    code, _, err = evidence("check", draft, "-o", draft.parent / "out.pdf")
    assert code == 2
    assert ".sarif" in err


@pytest.mark.parametrize("asked", [("claim", CLAIM), ("check", "draft.md")])
def test_an_empty_collection_says_how_to_fill_it(
    tmp_path: Path, draft: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...]
) -> None:
    assert run(["init", str(tmp_path / "empty"), "--json"]) == 0
    capsys.readouterr()
    words = [str(draft) if word == "draft.md" else word for word in asked]
    assert run(["--workspace", str(tmp_path / "empty"), *words]) == 4
    told = capsys.readouterr().err
    assert all(name in told for name in ("evidence refresh", "evidence import", "evidence demo"))


def test_the_demonstration_s_retracted_trial_is_shown_and_not_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "demonstration")
    assert run(["init", folder, "--json"]) == 0
    assert run(["--workspace", folder, "import", str(demonstration_file()), "--json"]) == 0
    capsys.readouterr()
    assert run(["--workspace", folder, "claim", "Ketamine rapidly reduces suicidal ideation", "--json"]) == 0
    data = envelope(capsys.readouterr().out)["data"]
    assert "retracted" in {one["status"] for one in data["excluded"]}
    assert "retracted" not in {one["status"] for one in data["evidence"]}
