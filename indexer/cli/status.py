"""`evidence status`: how fresh the index is, and a gate for monitoring."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from indexer.app import utc_now
from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result, snapshot
from indexer.freshness import Freshness, freshness
from indexer.reports import payload

if TYPE_CHECKING:
    from rich.console import Console

    from indexer.store.lock import Holder


@evidence_command("status", epilog="""
\b
Examples:
  evidence status
  evidence status --max-age 192 --json     for monitoring: exit code 1 when something is too old
""")  # fmt: skip
@click.option(
    "--max-age", type=click.FloatRange(0), metavar="HOURS",
    help="Exit code 1 if a strategy was brought up to date longer ago, or never, or the index is behind the store.",
)  # fmt: skip
def command(session: Session, *, max_age: float | None) -> Result:
    """Say how many records there are, how fresh each strategy is, whether the index is in step, and who is writing."""
    workspace = session.workspace
    holder = workspace.lock_holder()
    now = utc_now()
    with workspace.store() as store, workspace.engine() as engine:
        counts = store.counts()
        states = [freshness(strategy, store, now) for strategy in workspace.strategies()]
        runs = store.runs(limit=10)
        state = snapshot(store, engine)
        if workspace.settings.engine == "memory":  # built anew from the store for every search
            state["engine_revision"] = store.revision
        lag = store.revision - state["engine_revision"]
        outdated = engine.outdated
    problems = list(_problems(states, lag, now, max_age))
    strategies = [_strategy(one, counts.strategies.get(one.strategy.name, 0), now) for one in states]
    data = {
        "records": counts.records,
        "gone": counts.gone,
        "rejected": counts.rejected,
        "revision": state["revision"],
        "engine": state["engine"],
        "engine_revision": state["engine_revision"],
        "lag": lag,
        "outdated": outdated,
        "overdue": [one.strategy.name for one in states if one.late],
        "strategies": strategies,
        "last_outcome": runs[0].outcome.value if runs else None,
        "last_runs": [payload.run(run) for run in runs],
        "lock": _lock(holder),
        "max_age_hours": max_age,
        "problems": [message for _, message in problems],
    }

    def show(console: Console) -> None:
        console.print(f"{counts.records:,} records, {counts.gone:,} gone, {counts.rejected:,} rejected, kept aside")
        console.print(f"store revision {data['revision']}, engine {data['engine']} {_in_words(lag)}")
        if outdated:
            console.print(f"The full-text index {outdated}.", soft_wrap=True)
        if holder:
            console.print(f"in use by {holder}", soft_wrap=True)
        _table(console, strategies)

    return Result(data, show, exit_code=1 if problems else 0, warnings=tuple(problems), snapshot=state)


def _problems(
    states: Sequence[Freshness], lag: int, now: datetime.datetime, max_age: float | None
) -> Iterator[tuple[str, str]]:
    """What the gate finds; nothing where there is none."""
    if max_age is None:
        return
    for state in states:
        name, age = state.strategy.name, state.age(now)
        if age is None:
            yield "never-complete", f"{name} was never completely refreshed"
        elif state.changed:
            yield "query-changed", f"the query of {name} has changed since it was harvested"
        elif age > datetime.timedelta(hours=max_age):
            yield "too-old", f"{name} was brought up to date {_hours(age):,} hours ago; at most {max_age:g} are allowed"
    if lag:
        yield "lag", f"the full-text index is {_in_words(lag)}"


def _strategy(state: Freshness, records: int, now: datetime.datetime) -> dict[str, Any]:
    age = state.age(now)
    last = state.last
    return {
        "name": state.strategy.name,
        "records": records,
        "last_complete": state.finished.isoformat() if state.finished else None,
        "age_hours": _hours(age) if age is not None else None,
        "every_days": state.strategy.every_days,
        "changed": state.changed,
        "overdue": bool(state.late),
        "overdue_jobs": list(state.late),
        "last_run": {
            "id": last.id,
            "job": last.job,
            "outcome": last.outcome.value,
            "started": last.started.isoformat(),
            "error": last.error,
        }
        if last
        else None,
    }


def _lock(holder: Holder | None) -> dict[str, Any] | None:
    if holder is None:
        return None
    since = holder.since.isoformat() if holder.since else None
    return {"pid": holder.pid, "host": holder.host, "command": holder.command, "since": since}


def _in_words(lag: int) -> str:
    if lag < 0:
        return "ahead of the store, and so of another one: run `evidence engine rebuild`"
    return "in step" if lag == 0 else f"{lag} revisions behind the store: run `evidence engine rebuild`"


def _hours(age: datetime.timedelta) -> float:
    return round(age.total_seconds() / 3600, 1)


def _table(console: Console, strategies: Sequence[dict[str, Any]]) -> None:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in ("strategy", "records", "up to date", "due every", "last run", ""):
        table.add_column(column)
    for row in strategies:
        age = f"{row['age_hours']} h ago" if row["last_complete"] else "never"
        outcome = row["last_run"]["outcome"] if row["last_run"] else "none"
        note = "query changed" if row["changed"] else "overdue" if row["overdue"] else ""
        table.add_row(row["name"], f"{row['records']:,}", age, f"{row['every_days']} days", outcome, note)
    console.print(table)
