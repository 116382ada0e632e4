"""`evidence stats`: the collection at a glance."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import PurePath

import click

from indexer.app import utc_now
from indexer.axes import EVERYTHING
from indexer.cli.command import Session, evidence_command
from indexer.cli.filters import filter_options
from indexer.cli.output import DEMONSTRATION, Result, snapshot, write_out
from indexer.errors import UsageError
from indexer.filters import Filters, narrowed
from indexer.query.parse import parse
from indexer.reports.stats_html import stats_html
from indexer.reports.stats_json import stats_data, stats_json
from indexer.reports.stats_markdown import stats_markdown
from indexer.reports.stats_svg import stats_svg
from indexer.reports.stats_text import can_show, stats_text
from indexer.stats import Stats, count

FORMATS: dict[str, Callable[[Stats], str]] = {
    "text": stats_text,
    "json": stats_json,
    "svg": stats_svg,
    "html": stats_html,
    "markdown": stats_markdown,
}
SUFFIXES = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".json": "json",
    ".svg": "svg",
}  # fmt: skip
_PIPED_WIDTH = 100


@evidence_command("stats", epilog="""
\b
Examples:
  evidence stats                                    the whole collection, in the terminal
  evidence stats 'esketamine[tiab]' --species human -o esketamine.html
  evidence stats --format svg -o collection.svg
""")  # fmt: skip
@click.argument("query", nargs=-1)
@filter_options
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="The format. [default: as FILE ends, or text]")
@click.option("--output", "-o", metavar="FILE", help="Write to FILE, all or nothing, instead of stdout.")
def command(
    session: Session, *, query: tuple[str, ...], filters: Filters, form: str | None, output: str | None
) -> Result:
    """Count the collection, or what a query finds: records by year and level of evidence, designs, populations, drugs,
    routes, outcomes, participants, strategies; and how much of it is known.

    A query is matched exactly, as by `evidence export`. What cannot be told of a record is counted as not known.
    """
    to_file = output is not None and output != "-"
    form = form or (
        format_of(output, SUFFIXES) if output is not None and to_file else "json" if session.as_json else "text"
    )
    today = utc_now().date()
    asked = narrowed(parse(" ".join(query) or EVERYTHING, today=today), filters)
    with session.workspace.reading() as (store, engine):
        stats = count(asked, engine, store, counted=today)
        state = snapshot(store, engine)
    rendered = _for_terminal(stats) if form == "text" and not to_file else FORMATS[form](stats)
    data = stats_data(stats) if session.as_json else {}
    if to_file:
        write_out([rendered], output)
    if session.as_json and (to_file or form != "json"):
        data |= {"format": form, "path": output if to_file else None, "content": None if to_file else rendered}
    return Result(
        data,
        lambda _: written(stats.records, output, quiet=session.quiet) if to_file else write_out([rendered], None),
        status="ok" if stats.records else "empty",
        warnings=(DEMONSTRATION,) if stats.demonstrations else (),
        snapshot=state,
    )


def format_of(path: str, suffixes: dict[str, str]) -> str:
    """The format that a file's name asks for.

    Raises:
        UsageError: its ending is none that is known.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in suffixes:
        raise UsageError(
            f"{path}: its ending does not say what format it should have",
            hint=f"Name it with {', '.join(suffixes)}, or give a --format.",
        )
    return suffixes[suffix]


def written(records: int, path: str | None, *, quiet: bool) -> None:
    """Says on stderr what a file holds."""
    if not quiet:
        click.echo(f"the numbers of {records:,} records written to {path}", err=True)


def terminal_width() -> int:
    """The width of what stdout goes to; 100 where that is no terminal."""
    sized = sys.stdout.isatty() or "COLUMNS" in os.environ
    return shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns if sized else _PIPED_WIDTH


def _for_terminal(stats: Stats) -> str:
    return stats_text(stats, width=terminal_width(), blocks=can_show(sys.stdout.encoding))
