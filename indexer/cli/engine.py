"""`evidence engine`: the derived index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result, progress, snapshot
from indexer.errors import EngineError
from indexer.refresh import catch_up

if TYPE_CHECKING:
    from rich.console import Console


@click.group("engine", help="Rebuild or verify the full-text index. It is derived: nothing can be lost with it.")
def command() -> None:
    """The group of the engine's commands."""


@evidence_command("rebuild")
def rebuild_command(session: Session) -> Result:
    """Throw the full-text index away and build it anew from the store."""
    workspace = session.workspace
    with (
        workspace.store() as store,
        workspace.locked("engine rebuild"),
        workspace.engine(write=True) as engine,
        progress(quiet=session.quiet) as report,
    ):
        engine.clear()
        for step in catch_up(engine, store):
            report(step.what, step.done, step.total)
        indexed = len(engine.ids())
        state = snapshot(store, engine)

    def show(console: Console) -> None:
        console.print(f"{indexed:,} records indexed.")

    return Result({"indexed": indexed}, show, snapshot=state)


@evidence_command("verify")
def verify_command(session: Session) -> Result:
    """Read all of store and index, and compare them record by record. Exit code 1 if they differ or are damaged."""
    with session.workspace.store() as store, session.workspace.engine() as engine:
        findings, damage = store.check(), engine.check()
        stored = store.fingerprints()
        try:
            indexed, state = engine.fingerprints(), snapshot(store, engine)
        except EngineError as error:
            if error.code not in {"engine-damaged", "engine-outdated"}:
                raise
            # What cannot be read is one finding, and not that nothing is indexed.
            damage, indexed = damage or (error.message,), stored
            state = {**snapshot(store), "engine": engine.name}
    missing = sorted(stored.keys() - indexed.keys())
    extra = sorted(indexed.keys() - stored.keys())
    stale = sorted(key for key in stored.keys() & indexed.keys() if stored[key] != indexed[key])
    sound = not (missing or extra or stale or findings or damage)

    def show(console: Console) -> None:
        for finding in findings:
            console.print(f"store: {finding}")
        for finding in damage:
            console.print(f"index: {finding}")
        for name, ids in (("not indexed", missing), ("indexed but not stored", extra), ("indexed as it was", stale)):
            if ids:
                console.print(f"{len(ids):,} {name}: {', '.join(ids[:5])}{' …' if len(ids) > 5 else ''}")
        if sound:
            console.print(f"Sound: {len(stored):,} records, store and index agree.")
        else:
            console.print("Run `evidence engine rebuild` to build the index anew.")

    differing = {"missing": missing, "extra": extra, "stale": stale}
    data = {"sound": sound, "store": list(findings), "engine": list(damage), **differing}
    return Result(data, show, exit_code=0 if sound else 1, snapshot=state)


command.add_command(rebuild_command)
command.add_command(verify_command)
