"""`evidence restore`: a backup becomes the store again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli.backup import described
from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result, progress, snapshot
from indexer.errors import UsageError
from indexer.refresh import catch_up

if TYPE_CHECKING:
    from rich.console import Console


@evidence_command("restore", epilog="""
\b
Examples:
  evidence restore /backups/evidence.zip
  evidence --workspace /srv/evidence restore /backups/evidence.zip --force
""")  # fmt: skip
@click.argument("file", metavar="FILE")
@click.option("--force", is_flag=True, help="Replace the store that is there; it is kept beside the restored one.")
def command(session: Session, *, file: str, force: bool) -> Result:
    """Put a backup in the store's place and build the full-text index anew.

    The backup is proven first: its SHA-256, and every record. A damaged one, or one of a newer version, changes
    nothing. The old store is kept as index/records.sqlite3.before-restore, and an
    empty folder becomes a workspace.
    """
    workspace = session.workspace
    path = workspace.settings.store_path
    if not workspace.settings.queries.is_dir():
        workspace.create()
    with workspace.locked("restore"):
        if path.exists() and path.stat().st_size > 0 and not force:
            raise UsageError(
                f"{workspace.settings.workspace} has a store already",
                hint="Add --force to replace it; it is kept beside the restored one. `evidence backup` saves it first.",
                code="store-exists",
            )
        manifest, kept = workspace.restore(Path(file))
        with (
            workspace.store() as store,
            workspace.engine(write=True) as engine,
            progress(quiet=session.quiet) as report,
        ):
            for step in catch_up(engine, store):
                report(step.what, step.done, step.total)
            state = snapshot(store, engine)

    def show(console: Console) -> None:
        when = f"{manifest.created:%Y-%m-%d %H:%M} UTC"
        console.print(f"Restored {manifest.records:,} records at revision {manifest.revision}, as of {when}.")
        if kept:
            console.print(f"The store that was here is kept as {kept}.", soft_wrap=True)

    data = {"path": file, **described(manifest), "kept": str(kept) if kept else None}
    return Result(data, show, snapshot=state)
