"""`evidence similar`: records like one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result, demonstration_warning, snapshot
from indexer.cli.show import ids_of
from indexer.errors import UsageError
from indexer.reports import payload
from indexer.search import similar

if TYPE_CHECKING:
    from rich.console import Console


@evidence_command("similar")
@click.argument("pmid")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="How many records to show.")
def command(session: Session, pmid: str, limit: int) -> Result:
    """Show the records most like one, by the telling words of its title, abstract and headings."""
    (identifier,) = ids_of((pmid,))
    with session.workspace.reading() as (store, engine):
        if identifier not in store.get([identifier]):
            raise UsageError(f"PMID {pmid} is not in this collection", code="unknown-record")
        found = similar(identifier, engine, store, limit=limit)
        state = snapshot(store, engine)

    def show(console: Console) -> None:
        from indexer.cli import tables

        for number, one in enumerate(found, 1):
            tables.hit(console, number, one)
        if not found:
            console.print("No record is like it.")

    data = {"query": pmid, "total": len(found), "hits": [payload.hit(one) for one in found], "facets": {}}
    warnings = demonstration_warning(one.stored.record for one in found)
    return Result(data, show, status="ok" if found else "empty", warnings=warnings, snapshot=state)
