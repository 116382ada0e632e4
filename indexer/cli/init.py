"""`evidence init`: make a workspace."""

from __future__ import annotations

import click

from indexer.app import Workspace
from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result
from indexer.settings import read_settings


@evidence_command("init", extended=False)
@click.argument("directory", required=False, metavar="[DIR]")
def command(session: Session, directory: str | None) -> Result:
    """Make a workspace with the shipped strategies, in DIR or here.

    A strategy that is there already stays as it is.
    """
    workspace = Workspace(read_settings(workspace=directory)) if directory else session.workspace
    made = workspace.create()
    folder = workspace.settings.workspace

    def show(console: object) -> None:
        click.echo(f"{folder} is a workspace with {len(workspace.strategies())} strategies ({len(made)} files made).")
        click.echo("Next: export NCBI_EMAIL=you@example.org and `evidence refresh`, or `evidence import FILE` offline.")

    data = {"workspace": str(folder), "made": [str(path) for path in made]}
    return Result(data, show)
