"""`evidence concepts`: the tables of concepts by which records and claims are read, and what the workspace adds."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result
from indexer.errors import EngineError, UsageError
from indexer.text import words
from indexer.vocabulary import concepts
from indexer.vocabulary.concepts import Kind
from indexer.vocabulary.extension_advice import advice
from indexer.vocabulary.extension_files import Problem
from indexer.vocabulary.origins import TABLES, Entry, entries

if TYPE_CHECKING:
    from rich.console import Console

_SHOWN = 4


@click.group("concepts", help="List, show and lint the concepts that are known, the workspace's own among them.")
def command() -> None:
    """The group of the concepts' commands."""


@evidence_command("list", epilog="""
\b
Examples:
  evidence concepts list
  evidence concepts list drugs
  evidence concepts list --own --json
""")  # fmt: skip
@click.argument("tables", nargs=-1, type=click.Choice(TABLES), metavar="[TABLE]...")
@click.option("--own", is_flag=True, help="Only those of which the workspace says something.")
def list_command(session: Session, *, tables: tuple[str, ...], own: bool) -> Result:
    """List what is known of drugs, conditions, outcomes, scales, routes and directions, or how much of each."""
    read = session.workspace.concept_tables()
    known = {table: list(entries(table, read)) for table in tables or TABLES}
    found = {table: [one for one in listed if one.own or not own] for table, listed in known.items()}

    def show(console: Console) -> None:
        if not tables and not own:
            for table, listed in found.items():
                ours = sum(one.own for one in listed)
                console.print(f"{len(listed):>5,} {table}{f', {ours} with rows of the workspace' if ours else ''}")
            console.print("`evidence concepts list TABLE` lists one; rows in concepts/ add to it.")
            return
        _table(console, [one for listed in found.values() for one in listed])

    data = {
        "concepts": [_data(one) for listed in found.values() for one in listed],
        "counts": {table: len(listed) for table, listed in found.items()},
        "rows": len(read.rows),
        "fingerprint": read.extension.fingerprint if read.extension else "",
    }
    return Result(data, show, status="ok" if any(found.values()) else "empty")


@evidence_command("show")
@click.argument("name", nargs=-1, required=True)
def show_command(session: Session, *, name: tuple[str, ...]) -> Result:
    """Show what a name stands for: the concept, its names, what it belongs to and takes in, and where that stands."""
    asked = " ".join(name)
    read = session.workspace.concept_tables()
    known = [one for table in TABLES for one in entries(table, read)]
    key = words(asked)
    found = [one for one in known if any(words(other) == key for other in (one.name, *one.other_names))]
    own = {one.table for one in found}
    # `NMDA antagonist` is what several drugs belong to, and no drug itself.
    found += dict.fromkeys(
        Entry(one.table, wider, (), (), ())
        for one in known
        for wider in one.broader
        if words(wider) == key and one.table not in own
    )
    if not found:
        names = [other for one in known for other in (one.name, *one.other_names)]
        near = difflib.get_close_matches(asked, names, n=1, cutoff=0.7)
        raise UsageError(
            f"no concept is called {asked!r}",
            hint=f"Did you mean {near[0]!r}?" if near else "`evidence concepts list TABLE` lists what is known.",
            code="unknown-concept",
        )
    below = [_below(one) for one in found]

    def show(console: Console) -> None:
        for one, narrower in zip(found, below, strict=True):
            console.print(f"{one.name} ({one.table})", style="bold")
            told = (
                ("also", one.other_names),
                ("belongs to", one.broader),
                ("takes in", narrower),
                ("good side", (one.good,) if one.good else ()),
                ("harm", ("yes",) if one.harm else ()),
                ("shown by", one.shown_by),
                ("from", tuple(map(str, one.origins))),
            )
            for what, values in told:
                if values:
                    console.print(f"  {what}: {', '.join(values)}", soft_wrap=True)

    return Result({"concepts": [_data(one) | {"narrower": sub} for one, sub in zip(found, below, strict=True)]}, show)


@evidence_command("check", extended=False)
def check_command(session: Session) -> Result:
    """Say what is wrong with the rows in concepts/, or worth a look. Exit code 1 if a row cannot be used.

    A row that contradicts the packaged tables or another row stops every command that reads them. What is worth a look
    is used all the same.
    """
    workspace = session.workspace
    read = workspace.concept_tables()
    problems = [*(one for one in read.problems if one.is_error), *(one for one in read.problems if not one.is_error)]
    problems += advice(read)
    errors = sum(one.is_error for one in problems)
    outdated = ""
    if not errors and workspace.settings.index.is_dir():
        # A damaged index is no matter of the tables: `evidence doctor` tells of it.
        with suppress(EngineError), workspace.engine() as engine:
            outdated = engine.outdated

    def show(console: Console) -> None:
        for one in problems:
            console.print(f"{'error' if one.is_error else 'note'} {one.code}: concepts/{one}.", soft_wrap=True)
            console.print(f"    {one.hint}", style="dim", soft_wrap=True)
        console.print(f"{len(read.rows)} rows, {errors} errors, {len(problems) - errors} other findings.")
        if outdated:
            console.print(f"The full-text index {outdated}: run `evidence engine rebuild`.", soft_wrap=True)

    data = {
        "problems": [_problem(one) for one in problems],
        "errors": errors,
        "rows": len(read.rows),
        "fingerprint": read.extension.fingerprint if read.extension else "",
        "outdated": outdated,
    }
    return Result(data, show, exit_code=1 if errors else 0)


def _below(one: Entry) -> list[str]:
    if one.table not in {kind.value for kind in Kind}:
        return []
    return sorted(concepts.narrower(Kind(one.table), one.name) - {one.name})


def _data(one: Entry) -> dict[str, Any]:
    return {
        "table": one.table,
        "name": one.name,
        "broader": list(one.broader),
        "other_names": list(one.other_names),
        "good": one.good,
        "harm": one.harm,
        "shown_by": list(one.shown_by),
        "own": one.own,
        "from": [{"file": origin.file, "line": origin.line, "own": origin.own} for origin in one.origins],
    }


def _problem(one: Problem) -> dict[str, Any]:
    return {
        "severity": "error" if one.is_error else "note",
        "code": one.code,
        "file": one.file,
        "line": one.line,
        "message": one.message,
        "hint": one.hint,
    }


def _table(console: Console, listed: Sequence[Entry]) -> None:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in ("name", "belongs to", "also", "from"):
        table.add_column(column)
    for one in listed:
        origins = [origin for origin in one.origins if origin.own] or one.origins[:1]
        table.add_row(one.name, ", ".join(one.broader), _some(one.other_names), ", ".join(map(str, origins)))
    console.print(table)


def _some(values: Iterable[str]) -> str:
    listed = list(values)
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return f"{', '.join(listed[:_SHOWN])}{more}"


for _command in (list_command, show_command, check_command):
    command.add_command(_command)
