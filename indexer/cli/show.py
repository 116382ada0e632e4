"""`evidence show`: records in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result, demonstration_warning, snapshot
from indexer.errors import UsageError
from indexer.record import RecordId, record_id
from indexer.reports import payload

if TYPE_CHECKING:
    from rich.console import Console


def ids_of(pmids: tuple[str, ...]) -> list[RecordId]:
    """Record ids of PMIDs as typed: `38000001` or `pmid:38000001`.

    Raises:
        UsageError: something is not a PMID.
    """
    ids = []
    for typed in pmids:
        digits = typed.lower().removeprefix("pmid:").strip()
        if not digits.isdigit() or not digits.isascii() or int(digits) == 0:
            raise UsageError(f"{typed!r} is not a PMID", hint="A PMID is a number, such as 38000001.")
        ids.append(record_id(str(int(digits))))
    return ids


@evidence_command("show")
@click.argument("pmids", nargs=-1, required=True, metavar="PMID...")
def command(session: Session, pmids: tuple[str, ...]) -> Result:
    """Show records in full, with status, appraisal and links. Retracted and gone records are labelled."""
    ids = ids_of(pmids)
    with session.workspace.store() as store:
        found = store.get(ids)
        state = snapshot(store)
    unknown = [identifier.removeprefix("pmid:") for identifier in ids if identifier not in found]
    if not found:
        raise UsageError(
            f"PMID {', '.join(unknown)} {'is' if len(unknown) == 1 else 'are'} not in this collection",
            hint="It may exist in PubMed: this index holds only what its strategies found or was imported.",
            code="unknown-record",
        )

    def show(console: Console) -> None:
        from indexer.cli import tables

        for number, stored in enumerate(found.values()):
            if number:
                console.rule()
            tables.record(console, stored)

    warnings = demonstration_warning(stored.record for stored in found.values())
    warnings += tuple(("unknown-record", f"PMID {pmid} is not in this collection.") for pmid in unknown)
    data = {"records": [payload.record(stored) for stored in found.values()], "unknown": unknown}
    return Result(data, show, warnings=warnings, snapshot=state)
