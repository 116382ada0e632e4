"""`evidence doctor`: what is wrong, and how to mend it."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer import doctor
from indexer.app import Workspace, utc_now
from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result
from indexer.doctor import Dependency, Finding, Severity
from indexer.errors import EvidenceError
from indexer.freshness import freshness
from indexer.vocabulary.extension_advice import advice

if TYPE_CHECKING:
    from rich.console import Console

DISTRIBUTION = "evidence-indexer"
_STYLES = {Severity.OK: "green", Severity.NOTE: "cyan", Severity.WARNING: "yellow", Severity.ERROR: "bold red"}


@evidence_command("doctor", extended=False, epilog="""
\b
Examples:
  evidence doctor
  evidence doctor --offline --json
""")  # fmt: skip
@click.option("--offline", is_flag=True, help="Ask nothing of the network.")
def command(session: Session, *, offline: bool) -> Result:
    """Check the installation and the workspace, and say how to mend what is wrong. Exit code 1 if there is an error.

    Looks at settings, network and clock, disk, store (every record), index, run log, strategies, watched claims, lock
    and packages. Reads every record, so that it takes a while. Changes nothing, except that a store of an older version
    of this program is brought up to date.
    """
    workspace = session.workspace
    findings = list(_examined(workspace, offline=offline))
    counts = {severity: sum(one.severity is severity for one in findings) for severity in Severity}

    def show(console: Console) -> None:
        for one in findings:
            console.print(f"{one.severity.value:<8}", style=_STYLES[one.severity], end="")
            console.print(f"{one.check}: {one.message}", soft_wrap=True)
            if one.mend and one.severity is not Severity.OK:
                console.print(f"        mend: {one.mend}", style="dim", soft_wrap=True)
        console.print(f"{counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings.")

    data = {
        "findings": [
            {"check": one.check, "severity": one.severity.value, "message": one.message, "mend": one.mend}
            for one in findings
        ],
        "counts": {severity.value: number for severity, number in counts.items()},
    }
    return Result(data, show, exit_code=1 if counts[Severity.ERROR] else 0)


def _examined(workspace: Workspace, *, offline: bool) -> Iterator[Finding]:
    settings = workspace.settings
    yield from doctor.check_program(sys.version_info[:3], dependencies())
    yield from doctor.check_identity(
        settings.pubmed.email, has_key=settings.pubmed.api_key is not None, offline=offline
    )
    if not offline and settings.pubmed.email:
        yield from doctor.check_source(workspace.source_state, utc_now)
    tables = tuple(_either("concepts", lambda: _concepts(workspace)))
    yield from tables
    if any(one.severity is Severity.ERROR for one in tables):
        message = "Not looked at: the concept tables, by which their queries are read, cannot be used."
        yield Finding("strategies", Severity.NOTE, message, "evidence concepts check")
    else:
        with workspace.extended():
            strategies = tuple(_either("workspace", lambda: _strategies(workspace)))
        yield from strategies
    if settings.index.is_dir():
        yield from _space(settings.index)
        yield from doctor.check_lock(workspace.lock_holder(), utc_now())
    yield from _either("store", lambda: _kept(workspace))


def _either(check: str, findings: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """What a check finds; a failure is a finding too, so that the other checks are still made."""
    try:
        yield from findings()
    except EvidenceError as error:
        # Nothing was harvested yet: that is how every workspace begins.
        yield doctor.of_error(check, error, Severity.WARNING if error.code == "no-store" else Severity.ERROR)


def _concepts(workspace: Workspace) -> Iterator[Finding]:
    tables = workspace.concept_tables()
    yield from doctor.check_concepts(tables, advice(tables))


def _strategies(workspace: Workspace) -> Iterator[Finding]:
    yield from doctor.check_strategies(workspace.strategies())


def _kept(workspace: Workspace) -> Iterator[Finding]:
    if _upgraded(workspace):
        yield Finding("schema", Severity.NOTE, "The store was made by an older version and is now brought up to date.")
    with workspace.store() as store:
        yield from doctor.check_store(store)
        holder, now = workspace.lock_holder(), utc_now()
        with suppress(EvidenceError):  # unreadable strategies are a finding already
            strategies = workspace.strategies()
            names = [one.name for one in strategies]
            since = (holder.since or now) if holder else None
            yield from doctor.check_runs(store.runs(), names, now, writing_since=since)
            yield from doctor.check_freshness([freshness(one, store, now) for one in strategies], now)
        yield from _either("claims", lambda: doctor.check_claims(store, writing=holder is not None))

        def compared() -> Iterator[Finding]:
            with workspace.engine() as engine:
                yield from doctor.check_engine(store, engine, writing=holder is not None)

        if workspace.settings.engine == "memory":
            yield Finding("engine", Severity.OK, "The index is built anew in memory for every command.")
        else:
            yield from _either("engine", compared)


def _upgraded(workspace: Workspace) -> bool:
    """Opens the store once; one of an older schema is brought up to date, which nothing but writing does."""
    try:
        with workspace.store():
            return False
    except EvidenceError as error:
        if error.code != "store-too-old":
            raise
    with workspace.locked("doctor"), workspace.store(write=True):
        return True


def _space(folder: Path) -> Iterator[Finding]:
    unwritable = ""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        unwritable = error.strerror or str(error)
    used = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # a run may be writing: what vanishes meanwhile does not count
            used += path.stat().st_size
    yield from doctor.check_space(str(folder), free=shutil.disk_usage(folder).free, used=used, unwritable=unwritable)


def dependencies() -> Iterator[Dependency]:
    """What the installed package says it needs, and what is there; nothing where it is run uninstalled."""
    with suppress(importlib.metadata.PackageNotFoundError):
        for line in importlib.metadata.requires(DISTRIBUTION) or ():
            wanted, _, marker = line.partition(";")
            found = re.match(r"\s*([\w.-]+)\s*(?:\[[^]]*\])?\s*\(?([^)]*)\)?", wanted)
            if found is None or "extra" in marker:
                continue
            try:
                installed = importlib.metadata.version(found[1])
            except importlib.metadata.PackageNotFoundError:
                installed = ""
            yield Dependency(found[1], found[2].strip(), installed)
