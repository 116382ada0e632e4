"""`evidence digest`: options, formats, exit codes, files."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.app import Workspace
from indexer.cli import run
from indexer.cli.digest import FORMATS, SUFFIXES, format_of, write_digest
from indexer.digest import what_changed
from indexer.errors import UsageError
from indexer.runs import Outcome
from indexer.settings import Settings
from tests.digests import FIRST_DAY, Story, created, full_story, record, told

Call = Callable[..., tuple[int, str, str]]
STRATEGY = 'name = "{0}"\ntitle = "{0}"\nquestion = "?"\nquery = """{0}[tiab]"""\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the strategies `mood` and `sleep`, and nothing in it yet."""
    (tmp_path / "queries").mkdir()
    (tmp_path / "index").mkdir()
    for name in ("mood", "sleep"):
        (tmp_path / "queries" / f"{name}.toml").write_text(STRATEGY.format(name))
    return tmp_path


@pytest.fixture
def digest(workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs `evidence digest` on the workspace a day after the story's end; gives exit code, stdout and stderr."""
    monkeypatch.setattr("indexer.cli.digest.utc_now", lambda: FIRST_DAY + datetime.timedelta(days=10, hours=1))

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--workspace", str(workspace), "digest", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def envelope(out: str) -> dict[str, Any]:
    assert out.count("\n") == 1, "exactly one object"
    value: dict[str, Any] = json.loads(out)
    return value


@pytest.fixture
def told_story(workspace: Path) -> Path:
    with created(workspace / "index") as store:
        full_story(store)
    return workspace


@pytest.mark.usefixtures("told_story")
def test_text_by_default_with_notes_on_stderr(digest: Call) -> None:
    code, out, err = digest("--since", "2")
    assert code == 5
    assert out.startswith("Evidence digest\n")
    assert "demonstration records" in err
    assert "error: the digest is not complete: what changed is not known for sleep" in err
    assert "Evidence digest" not in err


@pytest.mark.usefixtures("told_story")
def test_json_is_the_contract_s_envelope(digest: Call) -> None:
    code, out, _ = digest("--since", "2", "--json", "--format", "json")
    answer = envelope(out)
    assert (code, answer["status"], answer["command"], answer["error"]["code"]) == (
        5, "incomplete", "digest", "incomplete",
    )  # fmt: skip
    assert len(answer["data"]["retracted"]) == 2
    assert {warning["code"] for warning in answer["warnings"]} == {"translation-changed", "demonstration"}
    assert answer["snapshot"]["revision"] == 5


@pytest.mark.parametrize("form", list(FORMATS))
def test_every_format_goes_to_stdout_alone_and_marks_demonstrations(digest: Call, told_story: Path, form: str) -> None:
    with Workspace(Settings(told_story)).store() as store:
        strategies = Workspace(Settings(told_story)).strategies()
        expected = what_changed(store, 2, strategies=strategies, now=FIRST_DAY + datetime.timedelta(days=10, hours=1))
    code, out, _ = digest("--since", "2", "--format", form)
    assert (code, out) == (5, FORMATS[form](expected))
    assert "emonstration record" in out or '"demonstration": true' in out


@pytest.mark.usefixtures("told_story")
@pytest.mark.parametrize(("suffix", "form"), list(SUFFIXES.items()))
def test_a_file_s_ending_names_its_format(digest: Call, workspace: Path, suffix: str, form: str) -> None:
    path = workspace / f"out{suffix}"
    _, expected, _ = digest("--since", "2", "--format", form)
    code, out, _ = digest("--since", "2", "-o", path)
    assert (code, out) == (5, "")
    assert path.read_text(encoding="utf-8") == expected


@pytest.mark.usefixtures("told_story")
def test_json_beside_another_format_holds_it_or_names_its_file(digest: Call, workspace: Path) -> None:
    _, out, _ = digest("--since", "2", "--json", "--format", "markdown")
    assert envelope(out)["data"]["content"].startswith("# Evidence digest")
    _, out, _ = digest("--since", "2", "--json", "-o", workspace / "out.html")
    data = envelope(out)["data"]
    assert (data["format"], data["path"], data["content"]) == ("html", str(workspace / "out.html"), None)
    assert (workspace / "out.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.usefixtures("told_story")
def test_by_default_the_last_refresh(digest: Call) -> None:
    _, out, _ = digest("--json")
    data = envelope(out)["data"]
    assert data["since"]["run"] == 3
    assert [entry["pmid"] for entry in data["retracted"]] == ["990000001"]


@pytest.mark.usefixtures("told_story")
@pytest.mark.parametrize("day", ["2026-11-10", "2026/11/10"])
def test_since_a_day(digest: Call, day: str) -> None:
    _, out, _ = digest("--json", "--since", day)
    data = envelope(out)["data"]
    assert (data["since"]["date"], data["since"]["run"], len(data["new"])) == ("2026-11-10", 2, 4)


@pytest.mark.usefixtures("told_story")
@pytest.mark.parametrize(
    ("since", "said"),
    [("yesterday", "neither a day"), ("2026-02-30", "neither a day"), ("77", "no run 77"), ("2026-12-24", "future")],
)
def test_a_wrong_since_is_an_error_of_usage(digest: Call, since: str, said: str) -> None:
    code, out, err = digest("--since", since)
    assert (code, out) == (2, "")
    assert said in err


def test_a_complete_and_quiet_period_is_empty_and_no_error(digest: Call, workspace: Path) -> None:
    with created(workspace / "index") as store:
        for day, strategy in enumerate(("mood", "sleep")):
            Story(store).quiet(9 + day, strategy)
    code, out, err = digest("--json", "--since", "0")
    answer = envelope(out)
    assert (code, answer["status"], answer["error"], err) == (0, "empty", None, "")
    assert digest("--since", "0")[1].split("\n")[3] == "Nothing changed."


def test_an_outage_is_not_empty(digest: Call, workspace: Path) -> None:
    with created(workspace / "index") as store:
        Story(store).quiet(9)
        with Story(store).run(10, outcome=Outcome.FAILED, error="no reply"):
            pass
    code, out, _ = digest("--json", "--since", "1")
    answer = envelope(out)
    assert (code, answer["status"]) == (5, "incomplete")
    assert [unknown["name"] for unknown in answer["data"]["incomplete"]] == ["mood"]


def test_a_strategy_that_never_ran_is_a_warning(digest: Call, workspace: Path) -> None:
    with created(workspace / "index") as store, Story(store).run(10) as batch:
        batch.serve(record(1))
    code, out, _ = digest("--json")
    answer = envelope(out)
    assert (code, answer["status"]) == (0, "ok")
    assert "sleep" in {warning["code"]: warning["message"] for warning in answer["warnings"]}["unasked"]


def test_no_store_and_no_run_are_told(digest: Call, workspace: Path) -> None:
    assert digest()[0] == 4
    created(workspace / "index").close()
    code, _, err = digest()
    assert code == 2
    assert "nothing has ever run" in err


def test_an_unknown_ending_is_refused_before_anything_is_done(digest: Call, tmp_path: Path) -> None:
    code, _, err = digest("-o", "digest.pdf")
    assert code == 2
    assert ".html" in err
    with pytest.raises(UsageError, match=r"digest\.docx"):
        format_of("digest.docx")


def test_refresh_writes_a_digest_by_the_same_rule(tmp_path: Path) -> None:
    digest = told(tmp_path)
    write_digest(digest, str(tmp_path / "digest.MD"))
    assert (tmp_path / "digest.MD").read_text(encoding="utf-8").startswith("# Evidence digest")
    with pytest.raises(UsageError, match="cannot be written"):
        write_digest(digest, str(tmp_path / "nowhere" / "digest.md"))
