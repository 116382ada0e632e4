"""`evidence search`: PubMed syntax, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.app import utc_now
from indexer.axes import EVERYTHING
from indexer.cli.command import Session, evidence_command
from indexer.cli.filters import filter_options
from indexer.cli.output import Result, demonstration_warning, snapshot
from indexer.engines.interface import FacetField, Sort
from indexer.errors import UsageError
from indexer.filters import Filters
from indexer.reports import payload
from indexer.search import SearchAnswer
from indexer.search import search as run_search

if TYPE_CHECKING:
    from rich.console import Console


@evidence_command("search", epilog="""
\b
Examples:
  evidence search 'ketamine[tiab] AND suicid*[tiab] AND 2018:2024[dp]'
  evidence search '"treatment resist*"[tiab] AND randomized controlled trial[pt]' --sort newest
  evidence search '"esketamine relapse"[tiab:~5]' --json
  evidence search does ketamine help with suicidal thoughts --explain
  evidence search --design protocol --drug ketamines
  evidence search 'depress*[tiab]' --design rct --drug esketamine --route intranasal --min-n 50 --level 1-2
""")  # fmt: skip
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(0), default=10, show_default=True, help="How many hits to show.")
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True, help="How many to skip first.")
@click.option("--sort", type=click.Choice([sort.value for sort in Sort]), default="relevance", show_default=True)
@filter_options
@click.option("--facets", is_flag=True, help="Count all hits by year, type, design, level, drug, route, size and more.")
@click.option("--explain", is_flag=True, help="Show how the query was understood.")
def command(
    session: Session,
    *,
    query: tuple[str, ...],
    limit: int,
    offset: int,
    sort: str,
    filters: Filters,
    facets: bool,
    explain: bool,
) -> Result:
    """Search abstracts in PubMed syntax: tags, Boolean operators from left to right, phrases, truncation,
    proximity, dates and exploding MeSH. Plain words are ANDed, and ranked where no record has them all. With options
    that narrow and no QUERY, all records that meet them.
    """
    if not query and filters == Filters():
        raise UsageError(
            "there is nothing to search for", hint="Give a query, or an option that narrows: --design protocol."
        )
    text = " ".join(query) if query else EVERYTHING
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UsageError("the query holds bytes that are no text in this terminal's encoding", hint="Type it in UTF-8.")
    with session.workspace.reading() as (store, engine):
        answer = run_search(
            text,
            engine,
            store,
            today=utc_now().date(),
            filters=filters,
            limit=limit,
            offset=offset,
            sort=Sort(sort),
            facets=tuple(FacetField) if facets else (),
        )
        state = snapshot(store, engine)
    data = {
        "query": answer.query,
        "total": answer.total,
        "offset": offset,
        "loosened": answer.loosened,
        "notes": list(answer.notes),
        "suggestions": [{"word": word, "better": better} for word, better in answer.suggestions],
        "hits": [payload.hit(found) for found in answer.found],
        "facets": {
            name.value: [{"value": value, "count": count} for value, count in pairs]
            for name, pairs in answer.facets.items()
        },
    }
    warnings = demonstration_warning(found.stored.record for found in answer.found)
    if answer.loosened:
        warnings += (("loosened", answer.notes[-1]),)
    if answer.missing:
        warnings += (
            ("engine-ahead", f"{len(answer.missing)} hits are not in the store: run `evidence engine verify`."),
        )
    if state["engine_revision"] != state["revision"]:
        warnings += (("engine-behind", "The index is behind the store: run `evidence engine rebuild`."),)
    return Result(
        data,
        lambda console: _show(console, answer, offset=offset, explain=explain),
        status="ok" if answer.total else "empty",
        warnings=warnings,
        snapshot=state,
    )


def _show(console: Console, answer: SearchAnswer, *, offset: int, explain: bool) -> None:
    from indexer.cli import tables

    if explain:
        tables.explanation(console, answer)
    for word, better in answer.suggestions:
        console.print(f"{word!r} occurs nowhere. Did you mean {better!r}?", style="yellow")
    if not answer.total:
        console.print("No record matches.")
    for number, found in enumerate(answer.found, offset + 1):
        tables.hit(console, number, found)
    if answer.facets:
        tables.facets(console, answer.facets, answer.total)
    if answer.total:
        last = offset + len(answer.found)
        shown = f"{offset + 1}-{last} of {answer.total}" if answer.found else f"{answer.total}"
        console.print(f"{shown} {'records' if answer.total != 1 else 'record'}", style="bold")
