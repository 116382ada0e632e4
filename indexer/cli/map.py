"""`evidence map`: where evidence is, and where there is none."""

from __future__ import annotations

from collections.abc import Mapping

import click

from indexer.app import utc_now
from indexer.axes import EVERYTHING, Axis
from indexer.cli.command import Session, evidence_command
from indexer.cli.filters import filter_options
from indexer.cli.output import Result, demonstration_warning, snapshot, write_out
from indexer.cli.stats import format_of, written
from indexer.evidence_map import EvidenceMap, draw_map, records_of
from indexer.filters import Filters, narrowed
from indexer.query.parse import parse
from indexer.record import Record, RecordId
from indexer.reports.map_csv import map_csv
from indexer.reports.map_html import LISTED, listed_ids, map_html
from indexer.reports.map_json import map_data, map_json

FORMATS = ("html", "csv", "json")
SUFFIXES = {".html": "html", ".htm": "html", ".csv": "csv", ".json": "json"}
AXES = [axis.value for axis in Axis]


@evidence_command("map", epilog="""
\b
Examples:
  evidence map -o map.html                          populations by outcomes
  evidence map 'esketamine[drug]' --rows population --columns design -o esketamine.html
  evidence map --rows drug --columns design --level 1-2 --min 5 --format csv
""")  # fmt: skip
@click.argument("query", nargs=-1)
@click.option("--rows", type=click.Choice(AXES), default="population", show_default=True, help="What the rows are.")
@click.option("--columns", type=click.Choice(AXES), default="outcome", show_default=True, help="What the columns are.")
@click.option(
    "--min", "fewest", type=click.IntRange(0), metavar="N",
    help="Leave out rows and columns with fewer records; 0 shows those without any too. [default: the 30 largest]",
)  # fmt: skip
@click.option(
    "--list", "listed", type=click.IntRange(0), default=LISTED, show_default=True, metavar="N",
    help="How many records the page lists for a cell.",
)  # fmt: skip
@filter_options
@click.option("--format", "form", type=click.Choice(FORMATS), help="The format. [default: as FILE ends, or html]")
@click.option("--output", "-o", metavar="FILE", help="Write to FILE, all or nothing, instead of stdout.")
def command(
    session: Session,
    *,
    query: tuple[str, ...],
    rows: str,
    columns: str,
    fewest: int | None,
    listed: int,
    filters: Filters,
    form: str | None,
    output: str | None,
) -> Result:
    """Lay out the collection, or what a query finds, as an evidence map: rows by columns, each cell with its records
    by level of evidence, and its gaps.

    The page needs nothing else and asks for nothing. Each cell gives its records and the search that finds them again,
    retracted ones among them, though they are counted apart (3 +1 R: the search answers 4). What is not known is the
    last row and the last column.
    """
    to_file = output is not None and output != "-"
    form = form or (
        format_of(output, SUFFIXES) if output is not None and to_file else "json" if session.as_json else "html"
    )
    today = utc_now().date()
    asked = narrowed(parse(" ".join(query) or EVERYTHING, today=today), filters)
    with session.workspace.reading() as (store, engine):
        drawn = draw_map(asked, engine, store, rows=Axis(rows), columns=Axis(columns), least=fewest, drawn=today)
        records = records_of(store, listed_ids(drawn, listed)) if form == "html" else {}
        warnings = demonstration_warning(records.values() or records_of(store, listed_ids(drawn, 1)).values())
        state = snapshot(store, engine)
    rendered = _rendered(drawn, records, form, listed)
    data = map_data(drawn) if session.as_json else {}
    if to_file:
        write_out([rendered], output)
    if session.as_json and (to_file or form != "json"):
        data |= {"format": form, "path": output if to_file else None, "content": None if to_file else rendered}
    return Result(
        data,
        lambda _: written(drawn.whole.total, output, quiet=session.quiet) if to_file else write_out([rendered], None),
        status="ok" if drawn.whole.total else "empty",
        warnings=warnings,
        snapshot=state,
    )


def _rendered(drawn: EvidenceMap, records: Mapping[RecordId, Record], form: str, listed: int) -> str:
    if form == "csv":
        return map_csv(drawn)
    return map_json(drawn) if form == "json" else map_html(drawn, records, listed=listed)
