"""`evidence strategies`: the saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result
from indexer.query.lint import Finding, lint
from indexer.reports import payload

if TYPE_CHECKING:
    from rich.console import Console


@click.group("strategies", help="List, show and lint the saved searches, count their hits, and read their run log.")
def command() -> None:
    """The group of the strategies' commands."""


@evidence_command("list")
def list_command(session: Session) -> Result:
    """List the strategies and how many records each has found."""
    strategies = session.workspace.strategies()
    counts: dict[str, int] = {}
    if session.workspace.settings.store_path.exists():
        with session.workspace.store() as store:
            counts = dict(store.counts().strategies)

    def show(console: Console) -> None:
        from rich.table import Table

        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
        table.add_column("strategy", no_wrap=True)
        table.add_column("records", justify="right")
        table.add_column("title")
        for strategy in strategies:
            table.add_row(strategy.name, f"{counts.get(strategy.name, 0):,}", strategy.title)
        console.print(table)

    data = {
        "strategies": [
            {
                "name": strategy.name,
                "title": strategy.title,
                "every_days": strategy.every_days,
                "records": counts.get(strategy.name, 0),
                "path": strategy.path,
            }
            for strategy in strategies
        ]
    }
    return Result(data, show, status="ok" if strategies else "empty")


@evidence_command("show")
@click.argument("name")
def show_command(session: Session, name: str) -> Result:
    """Show one strategy: its question, query and rationale."""
    (strategy,) = session.workspace.strategies((name,))

    def show(console: Console) -> None:
        console.print(strategy.title, style="bold")
        console.print(f"Question: {strategy.question}")
        console.print(f"Query: {strategy.query}")
        if strategy.rationale:
            console.print(f"Rationale: {strategy.rationale}")
        console.print(f"Created {strategy.created}, revised {strategy.updated}, due every {strategy.every_days} days.")

    data = {
        "name": strategy.name,
        "title": strategy.title,
        "question": strategy.question,
        "query": strategy.query,
        "rationale": strategy.rationale,
        "created": str(strategy.created or ""),
        "updated": str(strategy.updated or ""),
        "every_days": strategy.every_days,
        "path": strategy.path,
    }
    return Result(data, show)


@evidence_command("lint")
@click.argument("names", nargs=-1, metavar="[NAME]...")
def lint_command(session: Session, names: tuple[str, ...]) -> Result:
    """Judge strategies as a librarian peer-reviewing a search would. Exit code 1 if one has an error."""
    workspace = session.workspace
    strategies, unusable = (workspace.strategies(names), ()) if names else workspace.readable_strategies()
    judged = [(strategy, lint(strategy.query)) for strategy in strategies]
    findings = [(strategy.name, strategy.query, finding) for strategy, found in judged for finding in found]
    errors = sum(finding.severity == "error" for _, _, finding in findings) + len(unusable)

    def show(console: Console) -> None:
        for error in unusable:
            console.print(f"error {error.code}: {error.message} {error.hint}")
        for name, query, finding in findings:
            console.print(f"{name}: {finding.severity} {finding.code}: {finding.message}")
            console.print(f"    {_excerpt(query, finding)}", style="dim")
        others = len(findings) + len(unusable) - errors
        console.print(f"{len(judged) + len(unusable)} strategies, {errors} errors, {others} other findings.")

    data = {
        "findings": [
            {
                "strategy": name,
                "severity": finding.severity,
                "code": finding.code,
                "message": finding.message,
                "span": list(finding.span),
            }
            for name, _, finding in findings
        ],
        "unusable": [{"code": error.code, "message": error.message, "hint": error.hint} for error in unusable],
        "strategies": len(judged),
    }
    return Result(data, show, exit_code=1 if errors else 0)


@evidence_command("history")
@click.argument("name", required=False)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many runs to show.")
def history_command(session: Session, name: str | None, limit: int) -> Result:
    """Read the run log, newest first: of one strategy, or of all."""
    with session.workspace.store() as store:
        runs = store.runs(strategy=name or "", limit=limit)
    if name and not runs:
        session.workspace.strategies((name,))

    def show(console: Console) -> None:
        from indexer.cli import tables

        tables.runs(console, runs)

    return Result({"runs": [payload.run(run) for run in runs]}, show, status="ok" if runs else "empty")


@evidence_command("count")
@click.argument("names", nargs=-1, metavar="[NAME]...")
def count_command(session: Session, names: tuple[str, ...]) -> Result:
    """Ask PubMed how many records strategies find now, and how it understood them. Needs a network."""
    from indexer.cli.refresh import count

    return count(session.workspace.strategies(names), session.workspace.source())


def _excerpt(query: str, finding: Finding) -> str:
    start, end = finding.span
    left, right = max(0, start - 20), min(len(query), end + 20)
    return f"{'…' if left else ''}{query[left:right]}{'…' if right < len(query) else ''}"


for _command in (list_command, show_command, lint_command, history_command, count_command):
    command.add_command(_command)
