"""The use case that looks for what is wrong with an installation and a workspace, and says how to mend each thing.

Every check takes values or ports and yields `Finding`s, one at least: what is in order is said too, so that a
missing check cannot be taken for a good one. What the machine is like is found out by the caller.

Reads the store and the engine through their ports; imports the interfaces and below; touches nothing itself.
"""

from __future__ import annotations

import datetime
import operator
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from indexer.engines.interface import SearchEngine
from indexer.errors import EvidenceError
from indexer.freshness import Freshness
from indexer.query.findings import Severity as LintSeverity
from indexer.query.lint import lint
from indexer.record import RecordId, record_id
from indexer.runs import Clock, Outcome, Run
from indexer.sources.interface import SourceState
from indexer.store.interface import RecordStore
from indexer.strategy import SearchStrategy
from indexer.vocabulary.extending import WorkspaceTables
from indexer.vocabulary.extension_files import Problem

if TYPE_CHECKING:
    from indexer.store.lock import Holder

REBUILD = "evidence engine rebuild"
RESTORE = "Restore a backup (`evidence restore FILE --force`), or move index/ away and run `evidence refresh --full`."

SKEW = datetime.timedelta(minutes=5)
"""How far two honest clocks may be apart."""
WRONG_DAY = datetime.timedelta(hours=24)
"""From here on the days asked for are the wrong ones: harvests look two days ahead at most."""
LONG_RUN = datetime.timedelta(hours=24)
REMEMBERED = datetime.timedelta(days=30)
LEAST_FREE = 100 * 2**20
"""Bytes. A batch, its log and the index's own new segment need some tens of megabytes."""
_ENOUGH = 10
_COMPARED = {
    ">=": operator.ge, "<=": operator.le, "==": operator.eq, "!=": operator.ne, ">": operator.gt, "<": operator.lt,
}  # fmt: skip
_OLDEST_PYTHON = (3, 11)


class Severity(StrEnum):
    """How much a finding matters: an error means that answers are wrong or that the next run will fail."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, and what to do about it; `mend` is empty where nothing need be done."""

    check: str
    severity: Severity
    message: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Dependency:
    """A package this program needs: which versions (as `>=1.88,<1.90`), and which is installed; empty if none."""

    name: str
    required: str
    installed: str


def of_error(check: str, error: EvidenceError, severity: Severity = Severity.ERROR) -> Finding:
    """A failure as a finding: its next step is the mend."""
    return Finding(check, severity, error.message, error.hint)


def check_identity(email: str, *, has_key: bool, offline: bool = False) -> Iterator[Finding]:
    """Whether NCBI would know who asks. The key itself never gets here."""
    if email:
        yield Finding("email", Severity.OK, f"NCBI_EMAIL is {email}.")
    else:
        severity = Severity.WARNING if offline else Severity.ERROR
        yield Finding(
            "email", severity, "NCBI_EMAIL is not set: no refresh can run.", "export NCBI_EMAIL=you@example.org"
        )
    if has_key:
        yield Finding("key", Severity.OK, "NCBI_API_KEY is set: ten requests a second.")
    else:
        yield Finding(
            "key",
            Severity.NOTE,
            "NCBI_API_KEY is not set: three requests a second.",
            "export NCBI_API_KEY=… (from your NCBI account's settings; it is optional)",
        )


def check_source(ask: Callable[[], SourceState], clock: Clock) -> Iterator[Finding]:
    """Whether the source answers one small question, and whether its clock and ours agree."""
    try:
        state = ask()
    except EvidenceError as error:
        yield of_error("source", error)
        return
    yield Finding("source", Severity.OK, f"The E-utilities answer: PubMed {state.build}.")
    if state.at is None:
        yield Finding("clock", Severity.NOTE, "The server did not say what time it is: the clock was not compared.")
        return
    apart = abs(clock() - state.at)
    minutes = round(apart.total_seconds() / 60)
    if apart <= SKEW:
        yield Finding("clock", Severity.OK, "This machine's clock and the server's agree.")
        return
    severity = Severity.ERROR if apart >= WRONG_DAY else Severity.WARNING
    yield Finding(
        "clock",
        severity,
        f"This machine's clock and the server's are {minutes:,} minutes apart.",
        "timedatectl set-ntp true",
    )


def check_space(folder: str, *, free: int, used: int, unwritable: str) -> Iterator[Finding]:
    """Whether the index folder may be written to (`unwritable` says why not) and has room; sizes in bytes."""
    if unwritable:
        yield Finding("folder", Severity.ERROR, f"{folder} cannot be written: {unwritable}.", f"ls -ld {folder}")
    else:
        yield Finding("folder", Severity.OK, f"{folder} can be written.")
    room = f"{_size(free)} are free where {folder} lies, which holds {_size(used)}."
    if free < LEAST_FREE:
        yield Finding("disk", Severity.ERROR, f"Only {room} The next run may fail.", f"df -h {folder}")
    elif free < used:
        # A rebuilt index or a restored store lies beside the old one until it is whole.
        yield Finding("disk", Severity.WARNING, f"Only {room} A rebuild or a restore may fail.", f"df -h {folder}")
    else:
        yield Finding("disk", Severity.OK, room)


def check_program(python: tuple[int, int, int], dependencies: Iterable[Dependency]) -> Iterator[Finding]:
    """Whether Python and the packages are of versions this program was made for."""
    version = ".".join(map(str, python))
    if python[:2] < _OLDEST_PYTHON:
        yield Finding("python", Severity.ERROR, f"Python {version} is too old.", "Install Python 3.11 or newer.")
    else:
        yield Finding("python", Severity.OK, f"Python {version}.")
    wrong, sound = [], []
    for one in dependencies:
        if not one.installed:
            wrong.append(Finding("packages", Severity.ERROR, f"{one.name} is not installed.", _install(one)))
        elif not satisfies(one.installed, one.required):
            message = f"{one.name} {one.installed} is installed, and {one.name}{one.required} is asked for."
            wrong.append(Finding("packages", Severity.WARNING, message, _install(one)))
        else:
            sound.append(f"{one.name} {one.installed}")
    yield from wrong
    if sound:
        yield Finding("packages", Severity.OK, f"{', '.join(sound)}.")
    elif not wrong:
        yield Finding(
            "packages", Severity.NOTE, "The program is not installed as a package: versions were not compared."
        )


def satisfies(version: str, required: str) -> bool:
    """Whether a version such as `1.88` lies within bounds such as `>=1.88,<1.90`; only numbers are compared."""
    return all(_within(_numbers(version), bound.strip()) for bound in required.split(",") if bound.strip())


def check_store(store: RecordStore) -> Iterator[Finding]:
    """Whether the store is sound to the last record, and what it could not read."""
    yield Finding("store", Severity.OK, f"The store opens; it is at revision {store.revision}.")
    damage = store.check()
    for sentence in damage:
        yield Finding("integrity", Severity.ERROR, sentence, RESTORE)
    if not damage:
        yield Finding("integrity", Severity.OK, f"All {store.counts().records:,} records are what was stored.")
        yield from check_rejected(store)


def check_rejected(store: RecordStore) -> Iterator[Finding]:
    """What came and could not be read, and has not come again readably since."""
    began = {run.id: run.started for run in store.runs()}
    rejected = [(number, item.pmid, item.reason) for number, item in store.rejected()]
    stored = store.get([record_id(pmid) for _, pmid, _ in rejected if pmid])
    fetched = {key: one.last_fetched for key, one in stored.items()}
    never = datetime.datetime.min.replace(tzinfo=datetime.UTC)
    open_ = {
        (pmid, reason)
        for number, pmid, reason in rejected
        if not pmid or fetched.get(record_id(pmid), never) < began.get(number, never) or record_id(pmid) not in fetched
    }
    if not open_:
        yield Finding("rejected", Severity.OK, "No record is kept aside as unreadable.")
        return
    some = "; ".join(f"{pmid or 'no PMID'}: {reason}" for pmid, reason in islice(sorted(open_), 3))
    yield Finding(
        "rejected",
        Severity.WARNING,
        f"{len(open_):,} records came and could not be read; they are kept aside and cannot be found: {some}.",
        "evidence refresh --full (a newer version may read them: upgrade first)",
    )


def check_claims(store: RecordStore, *, writing: bool) -> Iterator[Finding]:
    """Whether the watched claims were judged on the collection as it is; `writing` says that a run is under way."""
    watched = store.claims.watched()
    behind = [one for one in watched if not one.is_current(store.revision)]
    if not behind:
        message = (
            f"All {len(watched):,} watched claims were judged on this revision." if watched else "None is watched."
        )
        yield Finding("claims", Severity.OK, message)
        return
    times = [one.last.at for one in behind if one.last is not None]
    since = f"not since {min(times):%Y-%m-%d}" if len(times) == len(behind) else "some of them never"
    message = f"{len(behind):,} of {len(watched):,} watched claims were not judged on this revision ({since})."
    severity = Severity.NOTE if writing or not store.revision else Severity.WARNING
    yield Finding("claims", severity, message, "evidence claims check")


def check_engine(store: RecordStore, engine: SearchEngine, *, writing: bool) -> Iterator[Finding]:
    """Whether the index holds what the store holds; `writing` says that a run is under way, which brings it up."""
    built, stored = engine.revision, store.revision
    if stored == built == 0:
        yield Finding("engine", Severity.OK, "Nothing is stored yet, and nothing indexed.")
    elif built == 0:
        message = f"The full-text index {engine.outdated or 'is missing'}: nothing can be found."
        yield Finding("engine", Severity.NOTE if writing else Severity.ERROR, message, REBUILD)
    elif built > stored:
        message = f"The full-text index is at revision {built} and the store at {stored}: it follows another store."
        yield Finding("engine", Severity.ERROR, message, REBUILD)
    elif built < stored:
        message = f"The full-text index is {stored - built} revisions behind the store."
        message += " A run is under way, which will bring it up." if writing else " What came since cannot be found."
        yield Finding("engine", Severity.NOTE if writing else Severity.ERROR, message, REBUILD)
    else:
        yield from _compared(store, engine)


def _compared(store: RecordStore, engine: SearchEngine) -> Iterator[Finding]:
    wanted, indexed = store.fingerprints(), engine.fingerprints()
    kinds: tuple[tuple[str, Iterable[RecordId]], ...] = (
        ("stored and not indexed", wanted.keys() - indexed.keys()),
        ("indexed and not stored", indexed.keys() - wanted.keys()),
        ("indexed as they were before", (key for key in wanted.keys() & indexed.keys() if wanted[key] != indexed[key])),
    )
    damage = engine.check()
    yield from (Finding("engine", Severity.ERROR, f"{finding}", REBUILD) for finding in damage)
    sound = not damage
    for what, ids in kinds:
        if some := sorted(ids):
            sound = False
            names = ", ".join(some[:5]) + (" …" if len(some) > 5 else "")
            yield Finding("engine", Severity.ERROR, f"{len(some):,} records are {what}: {names}.", REBUILD)
    if sound:
        yield Finding("engine", Severity.OK, f"Index and store agree on all {len(wanted):,} records.")


def check_runs(
    runs: Sequence[Run], names: Collection[str], now: datetime.datetime, *, writing_since: datetime.datetime | None
) -> Iterator[Finding]:
    """Runs that were killed or failed, and were not made good since; `runs` newest first, as the store gives them.

    Args:
        names: the strategies there are; nobody can make good a run of one that was dropped.
        now: imports that failed long before are over and done with.
        writing_since: when the run that now holds the lock began; None if nobody holds it.
    """
    settled: set[tuple[str, str]] = set()
    open_: list[Finding] = []
    for run in runs:
        imported = run.job == "import"
        what = run.source if imported else run.strategy
        if (imported and now - run.started > REMEMBERED) or (not imported and run.strategy not in names):
            continue
        if (what, run.job) in settled or (what, "full") in settled:
            continue
        if run.outcome is Outcome.RUNNING and writing_since is not None and run.started >= writing_since:
            continue
        settled.add((what, run.job))
        if run.outcome is Outcome.COMPLETE:
            continue
        ended = "was interrupted" if run.outcome is Outcome.RUNNING else f"is {run.outcome.value}: {run.error}"
        message = f"Run {run.id} ({what}, {run.job}) of {run.started:%Y-%m-%d} {ended}. What it stored is whole."
        open_.append(
            Finding("runs", Severity.WARNING, message, f"evidence {'import' if imported else 'refresh'} {what}")
        )
    yield from open_[:_ENOUGH]
    if len(open_) > _ENOUGH:
        message = f"{len(open_) - _ENOUGH} more runs did not end well."
        yield Finding("runs", Severity.WARNING, message, "evidence strategies history")
    if not open_:
        yield Finding("runs", Severity.OK, "Every strategy's and file's last run ended well.")


def check_concepts(tables: WorkspaceTables, advised: Sequence[Problem]) -> Iterator[Finding]:
    """Whether what the workspace adds to the concept tables can be used, and what of it is worth a look."""
    for one in tables.problems:
        if one.is_error:
            yield Finding("concepts", Severity.ERROR, f"concepts/{one}.", one.hint)
    if tables.extension is None:
        return
    looked = len(advised) + len(tables.problems)
    if looked:
        message = f"{looked} of what the workspace adds to the concept tables is worth a look."
        yield Finding("concepts", Severity.NOTE, message, "evidence concepts check")
    if tables.rows:
        message = f"The workspace adds {len(tables.rows)} rows to the concept tables, without a contradiction."
    else:
        message = "The workspace adds nothing to the concept tables."
    yield Finding("concepts", Severity.OK, message)


def check_strategies(strategies: Sequence[SearchStrategy]) -> Iterator[Finding]:
    """Whether there are strategies, and what a librarian would say of their queries."""
    if not strategies:
        yield Finding(
            "strategies", Severity.WARNING, "There is no strategy: nothing is ever refreshed.", "evidence init"
        )
        return
    worst = False
    for strategy in strategies:
        found = lint(strategy.query)
        for one in found:
            if one.severity is LintSeverity.ERROR:
                worst = True
                message = f"{strategy.name}: {one.code}: {one.message}"
                yield Finding(
                    "strategies", Severity.ERROR, message, one.hint or f"evidence strategies lint {strategy.name}"
                )
        warnings = sum(one.severity is LintSeverity.WARNING for one in found)
        if warnings:
            message = f"{strategy.name}: {warnings} {'warning' if warnings == 1 else 'warnings'} about its query."
            yield Finding("strategies", Severity.NOTE, message, f"evidence strategies lint {strategy.name}")
    if not worst:
        yield Finding(
            "strategies", Severity.OK, f"All {len(strategies)} strategies can be read, and none has an error."
        )


def check_freshness(states: Iterable[Freshness], now: datetime.datetime) -> Iterator[Finding]:
    """Which strategies nobody has refreshed for too long."""
    late = [state for state in states if state.late]
    for state in late:
        name, age = state.strategy.name, state.age(now)
        if age is None:
            message = f"{name} was never completely refreshed."
        elif state.changed:
            message = f"The query of {name} has changed since it was harvested."
        else:
            message = f"{name} was last brought up to date {age.days} days ago; overdue: {', '.join(state.late)}."
        yield Finding("overdue", Severity.WARNING, message, f"evidence refresh --due {name}")
    if not late:
        yield Finding("overdue", Severity.OK, "No strategy is overdue.")


def check_lock(holder: Holder | None, now: datetime.datetime) -> Iterator[Finding]:
    """Who writes now. The operating system frees a dead holder's lock, so whoever holds it is alive."""
    if holder is None:
        yield Finding("lock", Severity.OK, "Nobody is writing.")
    elif holder.since is not None and now - holder.since > LONG_RUN:
        message = f"The workspace has been in use for more than a day, by {holder}."
        yield Finding("lock", Severity.WARNING, message, f"ps -p {holder.pid} (on {holder.host})")
    else:
        yield Finding("lock", Severity.NOTE, f"The workspace is in use by {holder}.", "evidence status")


def _install(one: Dependency) -> str:
    return f"python -m pip install '{one.name}{one.required}'"


def _size(count: int) -> str:
    return f"{count / 2**30:,.1f} GB" if count >= 2**30 else f"{count / 2**20:,.0f} MB"


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, found[0].split("."))) if found else ()


def _within(version: tuple[int, ...], bound: str) -> bool:
    found = re.fullmatch(r"(>=|<=|==|!=|>|<)\s*([\d.]+).*", bound)
    if found is None:
        return True
    limit = _numbers(found[2])
    length = max(len(version), len(limit))
    have, want = ((*numbers, *(0,) * (length - len(numbers))) for numbers in (version, limit))
    return bool(_COMPARED[found[1]](have, want))
