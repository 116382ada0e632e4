"""`evidence doctor`: each thing that can be wrong is found, and said with its mend; a sound workspace has no error."""

from __future__ import annotations

import dataclasses
import datetime
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from indexer import doctor
from indexer.app import Workspace
from indexer.changes import Decided, Gone, Incoming, Rejected
from indexer.cli import run
from indexer.cli.doctor import dependencies
from indexer.doctor import Dependency, Finding, Severity
from indexer.engines.memory import MemoryEngine
from indexer.errors import SourceUnreachable
from indexer.freshness import freshness
from indexer.record import FIRST_DEMONSTRATION_PMID, Record, record_id
from indexer.refresh import catch_up
from indexer.runs import Outcome, Run
from indexer.settings import Settings
from indexer.sources.interface import SourceState
from indexer.sources.pacing import date_of
from indexer.standin.demonstration import demonstration_file
from indexer.standin.server import StandIn
from indexer.store import schema
from indexer.store.lock import Holder
from indexer.strategy import SearchStrategy
from tests.fakes import MemoryStore

NOW = datetime.datetime(2026, 3, 1, 6, tzinfo=datetime.UTC)
KEY = "0123456789abcdefSECRET"
STRATEGY = SearchStrategy("mood", "Mood", "?", "ketamine[tiab]")
TOML = 'name = "mood"\ntitle = "Mood"\nquestion = "?"\nquery = """ketamine[tiab]"""\n'

Doctor = Callable[..., tuple[int, list[dict[str, str]]]]


def incoming(number: int, title: str = "Invented.") -> Incoming:
    pmid = str(FIRST_DEMONSTRATION_PMID + number)
    return Incoming(Record(record_id(pmid), pmid, title), title.encode())


def stored(*numbers: int) -> MemoryStore:
    store = MemoryStore()
    store.apply(Decided(run=1, at=NOW, new=tuple(incoming(number) for number in numbers)))
    return store


def severities(findings: Iterator[Finding]) -> list[str]:
    return [one.severity.value for one in findings]


def only(findings: Iterator[Finding]) -> Finding:
    (one,) = findings
    return one


# Settings, network, clock


def test_without_an_address_no_refresh_can_run() -> None:
    email, key = doctor.check_identity("", has_key=False)
    assert (email.severity, key.severity) == (Severity.ERROR, Severity.NOTE)
    assert "NCBI_EMAIL" in email.mend
    assert severities(doctor.check_identity("", has_key=True, offline=True)) == ["warning", "ok"]
    assert severities(doctor.check_identity("a@example.org", has_key=True)) == ["ok", "ok"]


@pytest.mark.parametrize(
    ("apart", "severity"), [(0, "ok"), (299, "ok"), (-301, "warning"), (3600, "warning"), (-86400, "error")]
)
def test_the_clock_is_compared_with_the_server_s(apart: int, severity: str) -> None:
    state = SourceState("Build1", NOW + datetime.timedelta(seconds=apart))
    source, clock = doctor.check_source(lambda: state, lambda: NOW)
    assert (source.severity, clock.severity.value) == (Severity.OK, severity)
    assert bool(clock.mend) == (severity != "ok")


def test_a_server_that_does_not_say_its_time_is_no_clock() -> None:
    _, clock = doctor.check_source(lambda: SourceState("Build1"), lambda: NOW)
    assert (clock.severity, clock.check) == (Severity.NOTE, "clock")


def test_an_outage_is_one_finding_with_its_next_step() -> None:
    def ask() -> SourceState:
        raise SourceUnreachable("no network", hint="Try again later.")

    assert only(doctor.check_source(ask, lambda: NOW)) == Finding(
        "source", Severity.ERROR, "no network", "Try again later."
    )


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Sun, 01 Mar 2026 06:00:00 GMT", NOW),
        ("Sun, 01 Mar 2026 08:00:00 +0200", NOW),
        ("Sun, 01 Mar 2026 06:00:00 -0000", NOW),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_of_replies(said: str, read: datetime.datetime | None) -> None:
    assert date_of({"date": said}) == read


# The machine


@pytest.mark.parametrize(
    ("free", "used", "severity"), [(10**12, 10**9, "ok"), (10**9, 2 * 10**9, "warning"), (10**7, 10**6, "error")]
)
def test_room_on_the_disk(free: int, used: int, severity: str) -> None:
    folder, disk = doctor.check_space("index", free=free, used=used, unwritable="")
    assert (folder.severity.value, disk.severity.value) == ("ok", severity)


def test_a_folder_that_may_not_be_written_is_an_error() -> None:
    folder, _ = doctor.check_space("index", free=10**12, used=0, unwritable="Permission denied")
    assert folder.severity is Severity.ERROR
    assert "Permission denied" in folder.message


def test_packages_are_compared_with_what_is_asked_for() -> None:
    packages = [
        Dependency("click", ">=8.5,<9", "8.5.1"), Dependency("lxml", ">=5.3,<7", "4.9"), Dependency("rich", ">=13", ""),
    ]  # fmt: skip
    found = list(doctor.check_program((3, 10, 2), packages))
    assert [(one.check, one.severity.value) for one in found] == [
        ("python", "error"), ("packages", "warning"), ("packages", "error"), ("packages", "ok"),
    ]  # fmt: skip
    assert found[1].mend == "python -m pip install 'lxml>=5.3,<7'"
    assert severities(doctor.check_program((3, 12, 0), [])) == ["ok", "note"]


@pytest.mark.parametrize(
    ("version", "bounds", "good"),
    [
        ("1.88", ">=1.88,<1.90", True), ("1.9", ">=1.88,<1.90", False), ("1.90", "<1.90", False),
        ("3.54.0", "==3.54.0", True), ("3.54", "==3.54.0", True), ("3.54.1", "==3.54.0", False),
        ("9.0rc1", "<9", False), ("2.0", "", True), ("2.0", "!=2.0", False),
    ],
)  # fmt: skip
def test_versions(version: str, bounds: str, good: bool) -> None:
    assert doctor.satisfies(version, bounds) is good


def test_what_is_asked_for_is_read_from_the_installed_package(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ["click<9,>=8.5", "lxml (>=5.3)", 'rispy>=0.10; extra == "dev"', "no-such-package>=1"]
    monkeypatch.setattr("importlib.metadata.requires", lambda name: wanted)
    click, lxml, absent = dependencies()
    assert (click.name, click.required, bool(click.installed)) == ("click", "<9,>=8.5", True)
    assert (lxml.name, lxml.required) == ("lxml", ">=5.3")
    assert absent.installed == ""


# Store and index


def test_damage_is_an_error_each(monkeypatch: pytest.MonkeyPatch) -> None:
    store = stored(1)
    assert severities(doctor.check_store(store)) == ["ok", "ok", "ok"]
    monkeypatch.setattr(store, "check", lambda: ("Page 3 is wrong.", "Page 4 is wrong."))
    damaged = list(doctor.check_store(store))
    assert [one.severity.value for one in damaged] == ["ok", "error", "error"]
    assert "evidence restore" in damaged[1].mend


def test_what_could_not_be_read_counts_until_it_comes_readably() -> None:
    store = MemoryStore()
    one = incoming(1)
    first = store.begin_run(Run(0, "mood", "full", NOW))
    unreadable = (Rejected(one.record.pmid, "no title", b"<x/>"), Rejected("", "no PMID", b"<y/>"))
    store.apply(Decided(run=first, at=NOW, rejected=unreadable))
    found = only(doctor.check_rejected(store))
    assert (found.severity, found.message[:2]) == (Severity.WARNING, "2 ")
    store.apply(Decided(run=first, at=NOW + datetime.timedelta(days=1), new=(one,)))
    assert only(doctor.check_rejected(store)).message.startswith("1 ")


def test_an_old_version_that_is_stored_does_not_hide_a_new_one_that_could_not_be_read() -> None:
    store, one = stored(1), incoming(1)
    run_ = store.begin_run(Run(0, "mood", "revise", NOW + datetime.timedelta(days=5)))
    store.apply(Decided(run=run_, at=NOW, rejected=(Rejected(one.record.pmid, "no title", b"<x/>"),)))
    assert only(doctor.check_rejected(store)).severity is Severity.WARNING


def engine_of(store: MemoryStore) -> MemoryEngine:
    engine = MemoryEngine()
    for _ in catch_up(engine, store):
        pass
    return engine


def test_an_index_in_step_is_compared_record_by_record(monkeypatch: pytest.MonkeyPatch) -> None:
    store = stored(1, 2, 3)
    engine = engine_of(store)
    assert only(doctor.check_engine(store, engine, writing=False)).severity is Severity.OK
    first, second, third = sorted(engine.fingerprints())
    wrong = {first: engine.fingerprints()[first], second: "other", record_id("5"): "x"}
    monkeypatch.setattr(engine, "fingerprints", lambda: wrong)
    missing, extra, stale = doctor.check_engine(store, engine, writing=False)
    assert third in missing.message
    assert "not indexed" in missing.message
    assert "pmid:5" in extra.message
    assert second in stale.message
    assert {one.severity for one in (missing, extra, stale)} == {Severity.ERROR}
    assert {one.mend for one in (missing, extra, stale)} == {"evidence engine rebuild"}


def test_an_index_that_is_absent_behind_or_another_store_s() -> None:
    store = stored(1)
    assert "missing" in only(doctor.check_engine(store, MemoryEngine(), writing=False)).message
    engine = engine_of(store)
    store.apply(Decided(run=1, at=NOW, new=(incoming(2),), gone=(Gone(incoming(1).record.id, "deleted"),)))
    behind = only(doctor.check_engine(store, engine, writing=False))
    assert (behind.severity, "1 revisions behind" in behind.message) == (Severity.ERROR, True)
    assert only(doctor.check_engine(store, engine, writing=True)).severity is Severity.NOTE
    other = only(doctor.check_engine(stored(), engine, writing=True))
    assert (other.severity, "another store" in other.message) == (Severity.ERROR, True)


# Runs, strategies, freshness, lock


def logged(*runs: tuple[str, Outcome]) -> tuple[Run, ...]:
    """A run log, newest first, of (job, outcome) pairs given oldest first, a day apart."""
    days = [NOW - datetime.timedelta(days=len(runs) - n) for n in range(len(runs))]
    return tuple(
        Run(n + 1, "mood", job, days[n], outcome=outcome, error="broke off") for n, (job, outcome) in enumerate(runs)
    )[::-1]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([], "ok"),
        ([("full", Outcome.COMPLETE)], "ok"),
        ([("full", Outcome.RUNNING)], "warning"),
        ([("full", Outcome.RUNNING), ("full", Outcome.COMPLETE)], "ok"),
        ([("full", Outcome.COMPLETE), ("revise", Outcome.FAILED)], "warning"),
        ([("revise", Outcome.INCOMPLETE), ("full", Outcome.COMPLETE)], "ok"),
        ([("revise", Outcome.FAILED), ("discover", Outcome.COMPLETE)], "warning"),
    ],
)
def test_runs_that_ended_badly_and_were_not_made_good(runs: list[tuple[str, Outcome]], expected: str) -> None:
    found = only(doctor.check_runs(logged(*runs), ["mood"], NOW, writing_since=None))
    assert found.severity.value == expected
    assert found.mend == ("" if expected == "ok" else "evidence refresh mood")


def test_a_run_under_way_is_not_an_interrupted_one() -> None:
    runs = logged(("full", Outcome.RUNNING))
    assert only(doctor.check_runs(runs, ["mood"], NOW, writing_since=runs[0].started)).severity is Severity.OK
    later = runs[0].started + datetime.timedelta(hours=1)
    assert only(doctor.check_runs(runs, ["mood"], NOW, writing_since=later)).severity is Severity.WARNING


def test_an_import_that_broke_off_is_begun_anew_with_its_file() -> None:
    runs = (Run(1, "mood", "import", NOW, outcome=Outcome.INCOMPLETE, source="a.xml.gz", error="cut short"),)
    found = only(doctor.check_runs(runs, ["mood"], NOW, writing_since=None))
    assert found.mend == "evidence import a.xml.gz"
    assert "cut short" in found.message
    later = NOW + doctor.REMEMBERED + datetime.timedelta(days=1)
    assert only(doctor.check_runs(runs, [], later, writing_since=None)).severity is Severity.OK


def test_a_strategy_that_was_dropped_has_nothing_to_make_good() -> None:
    runs = logged(("full", Outcome.FAILED))
    assert only(doctor.check_runs(runs, ["sleep"], NOW, writing_since=None)).severity is Severity.OK


def test_strategies_are_judged() -> None:
    assert only(doctor.check_strategies([])).severity is Severity.WARNING
    broken = dataclasses.replace(STRATEGY, query="(ketamine[tiab]")
    found = list(doctor.check_strategies([STRATEGY, broken]))
    assert Severity.ERROR in {one.severity for one in found}
    assert Severity.OK not in {one.severity for one in found}
    assert list(doctor.check_strategies([STRATEGY]))[-1].severity is Severity.OK


def test_what_nobody_refreshed_is_said() -> None:
    store = MemoryStore()
    assert "never" in only(doctor.check_freshness([freshness(STRATEGY, store, NOW)], NOW)).message
    long_ago = NOW - datetime.timedelta(days=9)
    number = store.begin_run(Run(0, "mood", "full", long_ago))
    done = Run(
        number, "mood", "full", long_ago, long_ago, Outcome.COMPLETE, watermark=long_ago.date(), sent=STRATEGY.query
    )
    store.finish_run(done)
    late = only(doctor.check_freshness([freshness(STRATEGY, store, NOW)], NOW))
    assert (late.severity, "9 days ago" in late.message) == (Severity.WARNING, True)
    assert late.mend == "evidence refresh --due mood"
    changed = dataclasses.replace(STRATEGY, query="esketamine[tiab]")
    assert "changed" in only(doctor.check_freshness([freshness(changed, store, NOW)], NOW)).message
    assert only(doctor.check_freshness([freshness(STRATEGY, store, long_ago)], long_ago)).severity is Severity.OK


def test_a_run_that_holds_the_lock_for_days_is_looked_at() -> None:
    holder = Holder(42, "somewhere", NOW - datetime.timedelta(hours=2), "refresh")
    assert only(doctor.check_lock(None, NOW)).severity is Severity.OK
    assert only(doctor.check_lock(holder, NOW)).severity is Severity.NOTE
    late = only(doctor.check_lock(holder, NOW + datetime.timedelta(days=1)))
    assert (late.severity, late.mend) == (Severity.WARNING, "ps -p 42 (on somewhere)")


# The command


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "mood.toml").write_text(TOML)
    return Workspace(Settings(tmp_path))


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    with workspace.store(write=True) as store, workspace.engine(write=True) as engine:
        store.apply(Decided(run=1, at=NOW, strategy="mood", new=(incoming(1), incoming(2))))
        for _ in catch_up(engine, store):
            pass
    return workspace


@pytest.fixture
def examine(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Doctor:
    monkeypatch.setenv("NCBI_EMAIL", "someone@example.org")
    monkeypatch.setenv("NCBI_API_KEY", KEY)
    monkeypatch.delenv("EVIDENCE_BASE_URL", raising=False)

    def call(*arguments: str) -> tuple[int, list[dict[str, str]]]:
        capsys.readouterr()
        code = run(["--workspace", str(tmp_path), "doctor", *arguments, "--json"])
        out = capsys.readouterr().out
        assert KEY not in out
        findings: list[dict[str, str]] = json.loads(out)["data"]["findings"]
        assert all(set(one) == {"check", "severity", "message", "mend"} for one in findings)
        assert all(one["mend"] for one in findings if one["severity"] in {"warning", "error"}), "each has its mend"
        assert code == int(any(one["severity"] == "error" for one in findings))
        return code, findings

    return call


def of(findings: list[dict[str, str]], check: str) -> list[str]:
    return [one["severity"] for one in findings if one["check"] == check]


def test_a_sound_workspace(filled: Workspace, examine: Doctor) -> None:
    code, findings = examine("--offline")
    assert code == 0
    checks = ["python", "email", "key", "strategies", "folder", "disk", "lock"]
    checks += ["store", "integrity", "rejected", "runs", "engine"]
    assert {check: of(findings, check) for check in checks} == {check: ["ok"] for check in checks}
    assert of(findings, "overdue") == ["warning"]
    assert of(findings, "source") == []


def test_the_e_utilities_are_asked_once(filled: Workspace, examine: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    with StandIn([demonstration_file()]) as server:
        monkeypatch.setenv("EVIDENCE_BASE_URL", server.base_url)
        _, findings = examine()
        assert [entry.endpoint for entry in server.log] == ["einfo"]
    assert (of(findings, "source"), of(findings, "clock")) == (["ok"], ["ok"])
    monkeypatch.setenv("EVIDENCE_TRIES", "1")
    code, findings = examine()
    assert (code, of(findings, "source"), of(findings, "clock")) == (1, ["error"], [])
    assert of(findings, "engine") == ["ok"], "the other checks are made all the same"


def test_a_new_workspace_is_not_broken(workspace: Workspace, examine: Doctor) -> None:
    code, findings = examine("--offline")
    assert (code, of(findings, "store")) == (0, ["warning"])


def test_no_workspace_at_all(examine: Doctor) -> None:
    code, findings = examine("--offline")
    assert (code, of(findings, "workspace")) == (1, ["error"])


def test_a_broken_strategy_hides_nothing_else(filled: Workspace, examine: Doctor) -> None:
    (filled.settings.queries / "mood.toml").write_text(TOML.replace("[tiab]", "[tiab"))
    code, findings = examine("--offline")
    assert (code, of(findings, "workspace"), of(findings, "engine")) == (1, ["error"], ["ok"])


def test_a_changed_record_is_found(filled: Workspace, examine: Doctor) -> None:
    with closing(sqlite3.connect(filled.settings.store_path)) as connection:
        connection.execute("UPDATE records SET fingerprint = 'other' WHERE pmid = ?", (FIRST_DEMONSTRATION_PMID + 1,))
        connection.commit()
    code, findings = examine("--offline")
    assert (code, of(findings, "integrity"), of(findings, "engine")) == (1, ["error"], ["error"])


def test_a_store_of_a_newer_version_is_left_alone(filled: Workspace, examine: Doctor) -> None:
    path = filled.settings.store_path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    code, findings = examine("--offline")
    assert (code, of(findings, "store")) == (1, ["error"])
    assert path.read_bytes() == before


def test_a_store_of_an_older_version_is_brought_up_to_date(workspace: Workspace, examine: Doctor) -> None:
    path = workspace.settings.store_path
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        schema.migrate(connection, path, schema.MIGRATIONS[:1])
    code, findings = examine("--offline")
    assert (code, of(findings, "schema"), of(findings, "integrity")) == (0, ["note"], ["ok"])
    assert of(examine("--offline")[1], "schema") == []


def test_an_index_that_is_gone_or_damaged_is_rebuilt(filled: Workspace, examine: Doctor) -> None:
    folder = filled.settings.index / "whoosh"
    for file in folder.glob("*.toc"):
        file.write_bytes(b"damage")
    assert of(examine("--offline")[1], "engine") == ["error"]
    assert run(["--workspace", str(filled.settings.workspace), "engine", "rebuild", "--json"]) == 0
    assert of(examine("--offline")[1], "engine") == ["ok"]


def test_a_run_under_way_is_told(filled: Workspace, examine: Doctor) -> None:
    with filled.locked("refresh"), filled.store(write=True) as store:
        store.begin_run(Run(0, "mood", "full", datetime.datetime.now(datetime.UTC)))
        code, findings = examine("--offline")
    assert (code, of(findings, "lock"), of(findings, "runs")) == (0, ["note"], ["ok"])
    assert of(examine("--offline")[1], "runs") == ["warning"]


def test_people_see_the_mend(filled: Workspace, examine: Doctor, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--workspace", str(filled.settings.workspace), "doctor", "--offline"]) == 0
    shown = capsys.readouterr().out
    assert "mend: evidence refresh --due mood" in shown
    assert "0 errors" in shown
    assert KEY not in shown
