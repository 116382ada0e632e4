"""The log of unattended runs: one event a line, true to the run, and never the key."""

from __future__ import annotations

import dataclasses
import datetime
import io
import json
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from indexer.app import Workspace
from indexer.changes import Rejected
from indexer.cli.command import Session, evidence_command
from indexer.cli.journal import LogTo, Note, journal, logged, of_error, told
from indexer.cli.output import Result
from indexer.engines.memory import MemoryEngine
from indexer.errors import SourceUnreachable, UsageError
from indexer.importing import import_file
from indexer.record import Record, record_id
from indexer.refresh import catch_up, refresh_strategy
from indexer.runs import Outcome, Progress, Run, RunCounts, RunWarning
from indexer.settings import PubMedSettings, Secret, Settings
from indexer.strategy import SearchStrategy
from tests.fakes import MemoryStore
from tests.fakes_source import FakeSource

NOW = datetime.datetime(2026, 1, 5, 6, 17, tzinfo=datetime.UTC)
KEY = "0123456789abcdef+SECRET"
STRATEGY = SearchStrategy("mood", "Mood", "?", "ketamine[tiab]")


def session(tmp_path: Path) -> Session:
    settings = Settings(tmp_path, pubmed=PubMedSettings("a@example.org", Secret(KEY)))
    return Session(Workspace(settings), as_json=False, quiet=True)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def log(tmp_path: Path) -> LogTo:
    return LogTo("json", str(tmp_path / "log.jsonl"))


def records(count: int) -> list[Record]:
    return [Record(record_id(str(n)), str(n), f"Invented study {n} of ketamine.") for n in range(1, count + 1)]


def logged_refresh(tmp_path: Path, log: LogTo, source: FakeSource) -> list[dict[str, Any]]:
    store, engine = MemoryStore(), MemoryEngine()
    with journal(session(tmp_path), log, clock=lambda: NOW) as note:
        tell = told(note)
        for step in refresh_strategy(STRATEGY, source, store, clock=lambda: NOW):
            if isinstance(step, Progress | Run):
                tell(step)
        for step in catch_up(engine, store):
            tell(step)
    return lines(Path(log.path))


def test_a_refresh_is_told_from_beginning_to_end(tmp_path: Path, log: LogTo) -> None:
    events = logged_refresh(tmp_path, log, FakeSource(records(5), batch=2))
    assert [event["event"] for event in events] == [
        "run_started", "batch_stored", "batch_stored", "batch_stored", "run_finished", "engine_caught_up",
    ]  # fmt: skip
    assert {event["time"] for event in events} == {"2026-01-05T06:17:00.000Z"}
    assert all(event["strategy"] == "mood" and event["job"] == "full" for event in events[:-1])
    assert [event["done"] for event in events[1:4]] == [2, 4, 5]
    finished = events[-2]
    assert (finished["outcome"], finished["count"], finished["new"]) == ("complete", 5, 5)
    assert {field.name for field in dataclasses.fields(RunCounts)} <= set(finished)
    assert events[-1]["revision"] == 3


def test_an_empty_answer_and_an_outage_are_two_things(tmp_path: Path, log: LogTo) -> None:
    empty = logged_refresh(tmp_path, log, FakeSource())
    assert [event["event"] for event in empty if "strategy" in event] == ["run_started", "run_finished"]
    assert (empty[-1]["outcome"], empty[-1]["count"]) == ("complete", 0)
    Path(log.path).unlink()
    broken = FakeSource(records(5))
    broken.outage = SourceUnreachable("no network")
    failed = logged_refresh(tmp_path, log, broken)
    assert [event["event"] for event in failed] == ["run_started", "run_finished"]
    assert (failed[-1]["outcome"], failed[-1]["error"]) == ("failed", "no network")


def test_faults_and_warnings_are_events_of_their_own(tmp_path: Path, log: LogTo) -> None:
    run = Run(
        7, "mood", "revise", NOW, NOW + datetime.timedelta(seconds=2), Outcome.INCOMPLETE,
        warnings=(RunWarning("count-drift", "12 became 13"),), faults=(("timeout", 3),), error="broke off",
    )  # fmt: skip
    with journal(session(tmp_path), log) as note:
        told(note)(run)
    started, fault, warning, finished = lines(Path(log.path))
    assert started["event"] == "run_started"
    assert (fault["event"], fault["name"], fault["times"]) == ("fault", "timeout", 3)
    assert (warning["event"], warning["code"], warning["message"]) == ("warning", "count-drift", "12 became 13")
    assert (finished["run"], finished["outcome"], finished["error"]) == (7, "incomplete", "broke off")
    assert finished["seconds"] == 2.0


def test_an_import_is_told_by_its_file(tmp_path: Path, log: LogTo) -> None:
    with journal(session(tmp_path), log) as note:
        tell = told(note)
        items = [Rejected("9", "not to be read", b"<x/>")]
        for step in import_file("a.xml", items, MemoryStore(), clock=lambda: NOW, strategy="mood"):
            tell(step)
    events = lines(Path(log.path))
    assert [event["event"] for event in events] == ["run_started", "batch_stored", "run_finished"]
    assert {event["file"] for event in events} == {"a.xml"}
    assert events[-1]["rejected"] == 1


def test_each_job_of_a_strategy_begins_and_ends_once(tmp_path: Path, log: LogTo) -> None:
    with journal(session(tmp_path), log) as note:
        tell = told(note)
        for _ in range(2):
            for job in ("discover", "revise"):
                tell(Progress("mood", 0, 4, job))
                tell(Progress("mood", 4, 4, job))
                tell(Run(1, "mood", job, NOW, NOW, Outcome.COMPLETE))
    told_ = [(event["event"], event["job"]) for event in lines(Path(log.path))]
    once = [(event, job) for job in ("discover", "revise") for event in ("run_started", "batch_stored", "run_finished")]
    assert told_ == once * 2


def test_the_key_is_in_no_line_whoever_said_it(tmp_path: Path, log: LogTo) -> None:
    quoted = KEY.replace("+", "%2B")
    for form in ("json", "text"):
        with journal(session(tmp_path), dataclasses.replace(log, form=form)) as note:
            note("warning", {"message": f"it said {KEY}", "nested": [{"url": f"?api_key={quoted}&x=1"}]})
            note("warning", {"message": session(tmp_path).workspace.settings.pubmed.api_key})
            note("error", of_error(SourceUnreachable(f"no answer to ?api_key={quoted}", hint=f"look at {KEY}")))
    text = Path(log.path).read_text(encoding="utf-8")
    assert text.count("\n") == 6
    assert "***" in text
    assert KEY not in text
    assert quoted not in text
    assert "SECRET" not in text


def test_what_ends_a_run_is_logged_and_goes_on_its_way(tmp_path: Path, log: LogTo) -> None:
    failure = SourceUnreachable("no network", hint="Try again later.")
    with pytest.raises(SourceUnreachable), journal(session(tmp_path), log):
        raise failure
    with pytest.raises(KeyboardInterrupt), journal(session(tmp_path), log):
        raise KeyboardInterrupt
    first, second = lines(Path(log.path))
    assert {name: first[name] for name in of_error(failure)} == of_error(failure)
    assert (first["event"], first["exit_code"]) == ("error", 3)
    assert (second["event"], second["code"], second["exit_code"]) == ("error", "interrupted", 130)


def test_lines_go_to_stderr_unless_a_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with journal(session(tmp_path), LogTo("json")) as note:
        note("digest_written", {"path": "digest.md"})
    captured = capsys.readouterr()
    assert captured.out == ""
    assert json.loads(captured.err)["event"] == "digest_written"


def test_without_the_option_nothing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with journal(session(tmp_path), LogTo()) as note:
        note("run_started", {"strategy": "mood"})
    assert capsys.readouterr() == ("", "")


def test_text_is_one_line_an_event_that_grep_can_read(tmp_path: Path, log: LogTo) -> None:
    with journal(session(tmp_path), LogTo("text", log.path), clock=lambda: NOW) as note:
        note("warning", {"strategy": "mood", "message": "two\nlines, and a \x1b[31mcolour", "times": 3, "error": ""})
    assert Path(log.path).read_text(encoding="utf-8") == (
        '2026-01-05T06:17:00.000Z warning strategy=mood message="two\\nlines, and a \\u001b[31mcolour" times=3\n'
    )


def test_lines_are_added_to_what_is_there(tmp_path: Path, log: LogTo) -> None:
    for _ in range(3):
        with journal(session(tmp_path), log) as note:
            note("engine_caught_up", {"revision": 1})
    assert len(lines(Path(log.path))) == 3


def test_a_log_that_cannot_be_opened_is_said_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"), journal(session(tmp_path), LogTo("json", str(tmp_path))):
        pytest.fail("the run began")


def test_a_log_that_breaks_off_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stderr", Full())
    done = False
    with journal(session(tmp_path), LogTo("json")) as note:
        note("run_started", {"strategy": "mood"})
        done = True
    assert done


def test_a_name_that_is_not_utf_8_is_logged(tmp_path: Path, log: LogTo) -> None:
    with journal(session(tmp_path), log) as note:
        note("run_started", {"file": "caf\udce9.xml"})
    assert lines(Path(log.path))[0]["file"] == "caf\udce9.xml"


# The options


@evidence_command("work")
@click.option("--fail", is_flag=True)
@logged
def work(session: Session, *, fail: bool, note: Note) -> Result:
    """A command that can be logged."""
    note("run_started", {"strategy": "mood"})
    problem = SourceUnreachable("nothing came") if fail else None
    return Result({}, lambda _: None, exit_code=problem.exit_code if problem else 0, error=problem)


@pytest.mark.parametrize(
    ("arguments", "form", "in_file"),
    [
        ([], "", False),
        (["--log-format", "json"], "json", False),
        (["--log-format", "text"], "text", False),
        (["--log-file", "FILE"], "json", True),
        (["--log-format", "text", "--log-file", "FILE"], "text", True),
    ],
)
def test_where_the_lines_go(tmp_path: Path, arguments: list[str], form: str, in_file: bool) -> None:
    file = tmp_path / "log"
    words = [str(file) if word == "FILE" else word for word in arguments]
    done = CliRunner().invoke(work, ["--workspace", str(tmp_path), *words])
    written = file.read_text(encoding="utf-8") if in_file else done.stderr
    assert done.stderr == ("" if in_file else written)
    assert written.startswith({"": "", "json": '{"time": ', "text": "2"}[form])
    assert written.count("run_started") == (form != "")


def test_an_error_in_the_result_is_logged_too(tmp_path: Path) -> None:
    file = tmp_path / "log"
    CliRunner().invoke(work, ["--workspace", str(tmp_path), "--log-file", str(file), "--fail"])
    started, error = lines(file)
    assert (started["event"], error["event"], error["message"]) == ("run_started", "error", "nothing came")
    assert error["exit_code"] == 3


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    assert CliRunner().invoke(work, ["--workspace", str(tmp_path), "--log-format", "xml"]).exit_code == 2
