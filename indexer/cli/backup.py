"""`evidence backup`: the store in one file that proves itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result

if TYPE_CHECKING:
    from rich.console import Console

    from indexer.store.archive import Manifest


@evidence_command("backup", extended=False, epilog="""
\b
Examples:
  evidence backup /backups/evidence.zip
  evidence backup "/backups/evidence-$(date +%F).zip" --json
""")  # fmt: skip
@click.argument("file", metavar="FILE")
def command(session: Session, *, file: str) -> Result:
    """Write the whole store to FILE, all or nothing: records, raw XML, revisions, members, run log, watched claims.

    The copy is one moment's, also while a refresh runs. It is checked record by record, and FILE holds its SHA-256.
    The full-text index is not in it, since it can be built anew; nor are the strategies, which are files of yours.
    """
    manifest = session.workspace.back_up(Path(file))

    def show(console: Console) -> None:
        console.print(f"{manifest.records:,} records at revision {manifest.revision} are in {file}.", soft_wrap=True)
        console.print(f"Content: {manifest.size:,} bytes, SHA-256 {manifest.sha256}", soft_wrap=True)

    return Result({"path": file, **described(manifest)}, show)


def described(manifest: Manifest) -> dict[str, Any]:
    """A backup's manifest in the JSON contract."""
    return {
        "created": manifest.created.isoformat(),
        "program": manifest.program,
        "schema": manifest.schema,
        "revision": manifest.revision,
        "records": manifest.records,
        "size": manifest.size,
        "sha256": manifest.sha256,
    }
