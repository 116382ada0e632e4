"""`evidence status`: how old everything is, and a gate that monitoring can rely on."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.app import Workspace
from indexer.changes import Decided, Incoming
from indexer.cli import run
from indexer.freshness import GRACE, freshness
from indexer.jobs import DISCOVER, FULL, RECONCILE, REVISE, SWEEP
from indexer.record import FIRST_DEMONSTRATION_PMID, Record, record_id
from indexer.refresh import catch_up
from indexer.runs import Outcome, Run
from indexer.settings import Settings
from indexer.store.interface import RecordStore
from tests.fakes import MemoryStore

NOW = datetime.datetime(2026, 3, 1, 6, tzinfo=datetime.UTC)
QUERY = "ketamine[tiab]"
STRATEGY = 'name = "{0}"\ntitle = "{0}"\nquestion = "?"\nquery = """{1}"""\nevery_days = 7\n'

Status = Callable[..., tuple[int, dict[str, Any]]]


def hours(number: float) -> datetime.timedelta:
    return datetime.timedelta(hours=number)


def log(
    store: RecordStore, ago: datetime.timedelta, *, job: str = FULL, outcome: Outcome = Outcome.COMPLETE,
    strategy: str = "mood", sent: str = QUERY, error: str = "",
) -> None:  # fmt: skip
    """Logs a run that ended so long ago."""
    end = NOW - ago
    number = store.begin_run(Run(0, strategy, job, end, sent=sent))
    if outcome is not Outcome.RUNNING:
        watermark = end.date() if outcome is Outcome.COMPLETE else None
        store.finish_run(
            Run(number, strategy, job, end, end, outcome, sent=sent, watermark=watermark, error=error)
        )  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """One strategy, one record, stored and indexed; no run."""
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "mood.toml").write_text(STRATEGY.format("mood", QUERY))
    workspace = Workspace(Settings(tmp_path))
    with workspace.store(write=True) as store, workspace.engine(write=True) as engine:
        add(store, 1)
        for _ in catch_up(engine, store):
            pass
    return workspace


def add(store: RecordStore, number: int) -> None:
    pmid = str(FIRST_DEMONSTRATION_PMID + number)
    incoming = Incoming(Record(record_id(pmid), pmid, "Invented."), b"<x/>")
    store.apply(Decided(run=1, at=NOW, strategy="mood", new=(incoming,)))


@pytest.fixture
def status(workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Status:
    monkeypatch.setattr("indexer.cli.status.utc_now", lambda: NOW)

    def call(*arguments: object) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        folder = workspace.settings.workspace
        code = run(["--workspace", str(folder), "status", *map(str, arguments), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return call


def test_a_fresh_index_passes_the_gate(workspace: Workspace, status: Status) -> None:
    with workspace.store(write=True) as store:
        log(store, hours(5))
    code, answer = status("--max-age", 24)
    (strategy,) = answer["data"]["strategies"]
    assert (code, answer["data"]["problems"], answer["data"]["lag"], answer["data"]["overdue"]) == (0, [], 0, [])
    assert (strategy["age_hours"], strategy["overdue"], strategy["changed"]) == (5.0, False, False)
    assert (strategy["last_run"]["outcome"], answer["data"]["last_outcome"]) == ("complete", "complete")


def test_without_the_gate_nothing_fails(status: Status) -> None:
    code, answer = status()
    assert (code, answer["warnings"], answer["data"]["problems"]) == (0, [], [])
    assert answer["data"]["overdue"] == ["mood"]
    assert answer["data"]["strategies"][0]["last_complete"] is None
    assert answer["data"]["last_outcome"] is None


@pytest.mark.parametrize(("age", "code"), [(23.9, 0), (24, 0), (24.1, 1)])
def test_the_gate_s_edge(workspace: Workspace, status: Status, age: float, code: int) -> None:
    with workspace.store(write=True) as store:
        log(store, hours(age))
    assert status("--max-age", 24)[0] == code


def test_never_complete_fails_at_any_age(workspace: Workspace, status: Status) -> None:
    with workspace.store(write=True) as store:
        log(store, hours(1), outcome=Outcome.FAILED, error="no network")
    code, answer = status("--max-age", 100000)
    assert (code, answer["warnings"][0]["code"]) == (1, "never-complete")
    assert answer["data"]["strategies"][0]["last_run"]["error"] == "no network"
    assert answer["data"]["last_outcome"] == "failed"


def test_a_failed_run_does_not_make_older_work_younger(workspace: Workspace, status: Status) -> None:
    with workspace.store(write=True) as store:
        log(store, hours(48))
        for outcome in (Outcome.FAILED, Outcome.INCOMPLETE, Outcome.RUNNING):
            log(store, hours(1), job=DISCOVER, outcome=outcome)
    code, answer = status("--max-age", 24)
    assert (code, answer["warnings"][0]["code"]) == (1, "too-old")
    assert answer["data"]["strategies"][0]["age_hours"] == 48.0


def test_half_a_refresh_does_not_count_as_one(workspace: Workspace, status: Status) -> None:
    with workspace.store(write=True) as store:
        log(store, hours(48))
        log(store, hours(1), job=DISCOVER)
    assert status()[1]["data"]["strategies"][0]["age_hours"] == 48.0
    with workspace.store(write=True) as store:
        log(store, hours(0.5), job=REVISE)
    assert status("--max-age", 24)[1]["data"]["strategies"][0]["age_hours"] == 1.0


def test_a_changed_query_was_never_complete(workspace: Workspace, status: Status) -> None:
    with workspace.store(write=True) as store:
        log(store, hours(1), sent="esketamine[tiab]")
    code, answer = status("--max-age", 24)
    assert (code, answer["warnings"][0]["code"]) == (1, "query-changed")
    assert answer["data"]["strategies"][0]["overdue"] is True


def test_an_index_behind_its_store_fails_the_gate(workspace: Workspace, status: Status) -> None:
    with workspace.store(write=True) as store:
        log(store, hours(1))
        add(store, 2)
    code, answer = status("--max-age", 24)
    assert (code, answer["data"]["lag"], answer["warnings"][0]["code"]) == (1, 1, "lag")


def test_an_engine_in_memory_is_never_behind(
    workspace: Workspace, status: Status, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVIDENCE_ENGINE", "memory")
    with workspace.store(write=True) as store:
        log(store, hours(1))
    code, answer = status("--max-age", 24)
    assert (code, answer["data"]["lag"]) == (0, 0)


def test_who_is_writing_is_said(workspace: Workspace, status: Status) -> None:
    with workspace.locked("refresh"):
        lock = status()[1]["data"]["lock"]
    assert lock["command"] == "refresh"
    assert datetime.datetime.fromisoformat(lock["since"]).tzinfo is not None
    assert status()[1]["data"]["lock"] is None


def test_the_gate_wants_a_number(status: Status) -> None:
    assert status("--max-age", "soon")[0] == 2
    assert status("--max-age", -1)[0] == 2


def test_people_see_it_too(workspace: Workspace, status: Status, capsys: pytest.CaptureFixture[str]) -> None:
    with workspace.store(write=True) as store:
        log(store, hours(480))
    capsys.readouterr()
    assert run(["--workspace", str(workspace.settings.workspace), "status", "--max-age", "1"]) == 1
    shown = capsys.readouterr()
    assert "480.0 h ago" in shown.out
    assert "overdue" in shown.out
    assert "mood was brought up to date 480.0 hours ago" in shown.err


# What overdue means


@pytest.mark.parametrize(
    ("age", "late"),
    [
        (datetime.timedelta(days=6), ()),
        (datetime.timedelta(days=7, hours=12), ()),
        (datetime.timedelta(days=8, hours=1), (DISCOVER, REVISE)),
    ],
)
def test_a_job_is_overdue_a_day_after_it_was_due(age: datetime.timedelta, late: tuple[str, ...]) -> None:
    from indexer.strategy import SearchStrategy

    store = MemoryStore()
    strategy = SearchStrategy("mood", "Mood", "?", QUERY, every_days=7)
    log(store, hours(24 * 20), job=FULL)
    for job in (SWEEP, RECONCILE):
        log(store, hours(1), job=job)
    for job in (DISCOVER, REVISE):
        log(store, age, job=job)
    assert datetime.timedelta(days=1) == GRACE
    assert freshness(strategy, store, NOW).late == late
