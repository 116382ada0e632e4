"""`evidence export`: records for other tools."""

from __future__ import annotations

from collections.abc import Iterator

import click

from indexer.app import utc_now
from indexer.cli.command import Session, evidence_command
from indexer.cli.filters import filter_options
from indexer.cli.output import Result, demonstration_warning, snapshot, write_out
from indexer.cli.show import ids_of
from indexer.engines.interface import Sort
from indexer.errors import UsageError
from indexer.exports import EXPORTERS
from indexer.filters import Filters, narrowed
from indexer.query.parse import parse
from indexer.record import Record, RecordId
from indexer.store.interface import RecordStore

BATCH = 500


@evidence_command("export", epilog="""
\b
Examples:
  evidence export 'esketamine[tiab] AND 2020:3000[dp]' --format ris -o esketamine.ris
  evidence export 'ketamine[tiab]' --design rct --species human --format csv -o trials.csv
  evidence export --strategy suicidal-ideation --format jsonl | jq .title
  evidence export --pmid 38000001 --pmid 38000002 --format bibtex
""")  # fmt: skip
@click.argument("query", nargs=-1)
@click.option("--pmid", "pmids", multiple=True, metavar="PMID", help="Export this record; repeatable, order is kept.")
@click.option("--strategy", metavar="NAME", help="Export what a strategy has found.")
@click.option("--format", "form", type=click.Choice(list(EXPORTERS)), required=True, help="The format.")
@click.option("--sort", type=click.Choice([sort.value for sort in Sort]), default="relevance", show_default=True)
@click.option("--limit", type=click.IntRange(1), help="At most this many. [default: all]")
@filter_options
@click.option("--output", "-o", metavar="FILE", help="Write to FILE, all or nothing, instead of stdout.")
def command(
    session: Session,
    *,
    query: tuple[str, ...],
    pmids: tuple[str, ...],
    strategy: str | None,
    form: str,
    sort: str,
    limit: int | None,
    filters: Filters,
    output: str | None,
) -> Result | int:
    """Hand records to other tools: what a query finds in order of rank, PMIDs in the order given, or a strategy.

    Retracted and demonstration records are marked in every format.
    """
    if sum(map(bool, (query, pmids, strategy))) != 1:
        raise UsageError(
            "say what to export: a query, --pmid, or --strategy, and only one of them",
            hint="All records are `evidence export 'all[sb]' --format …`.",
        )
    if not query and filters != Filters():
        raise UsageError(
            "filters narrow a query, and there is none", hint="Without a query of your own write 'all[sb]'."
        )
    with session.workspace.store() as store:
        state = snapshot(store)
        if query:
            with session.workspace.reading() as (_, engine):
                parsed = narrowed(parse(" ".join(query), today=utc_now().date()), filters)
                hits = engine.search(parsed, limit=limit, sort=Sort(sort))
                ids = [hit.id for hit in hits.hits]
                state = snapshot(store, engine)
        elif strategy:
            session.workspace.strategies((strategy,))
            ids = list(store.ids(strategy=strategy))[:limit]
        else:
            ids = ids_of(pmids)[:limit]
            known = store.get(ids)
            unknown = [identifier.removeprefix("pmid:") for identifier in ids if identifier not in known]
            if unknown:
                verb, them = ("is", "it") if len(unknown) == 1 else ("are", "them")
                raise UsageError(
                    f"PMID {', '.join(unknown)} {verb} not in this collection",
                    hint=f"Leave {them} out, or import {them} first.",
                )
        empty = () if ids else (("nothing-exported", _nothing(query)),)
        seen = _Seen()
        chunks = EXPORTERS[form](seen.watch(_records(store, ids)))
        if session.as_json:
            content = "".join(chunks) if output is None else ""
            if output is not None:
                write_out(chunks, output)
            data = {"format": form, "records": len(ids), "content": content or None, "path": output}
            return Result(
                data, lambda console: None, "ok" if ids else "empty", warnings=seen.warnings() + empty, snapshot=state
            )
        write_out(chunks, output)
    message = f"{len(ids):,} records written to {output}" if output and output != "-" else ""
    for line in (message, *(f"note: {text}" for _, text in (*seen.warnings(), *empty))):
        if line and not session.quiet:
            click.echo(line, err=True)
    return 0


def _nothing(query: tuple[str, ...]) -> str:
    exact = " An export holds only records that match exactly; `evidence search` also ranks near ones." if query else ""
    return f"No record was exported.{exact}"


class _Seen:
    """Notes in passing whether there are demonstration records among those that are written."""

    def __init__(self) -> None:
        self._demonstration: Record | None = None

    def watch(self, records: Iterator[Record]) -> Iterator[Record]:
        for record in records:
            if record.is_demonstration:
                self._demonstration = record
            yield record

    def warnings(self) -> tuple[tuple[str, str], ...]:
        return demonstration_warning([self._demonstration] if self._demonstration else [])


def _records(store: RecordStore, ids: list[RecordId]) -> Iterator[Record]:
    for start in range(0, len(ids), BATCH):
        for stored in store.get(ids[start : start + BATCH]).values():
            yield stored.record
