"""`evidence status`: how fresh the index is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.app import utc_now
from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result, snapshot
from indexer.refresh import DISCOVER, FULL
from indexer.reports import payload

if TYPE_CHECKING:
    from rich.console import Console


@evidence_command("status")
def command(session: Session) -> Result:
    """Say how many records there are, how fresh each strategy is, whether the index is in step, and who is writing."""
    workspace = session.workspace
    holder = workspace.lock_holder()
    now = utc_now()
    with workspace.store() as store, workspace.engine() as engine:
        counts = store.counts()
        strategies = []
        for strategy in workspace.strategies():
            last = store.last_complete(strategy.name, (FULL, DISCOVER))
            finished = last.finished if last else None
            strategies.append(
                {
                    "name": strategy.name,
                    "records": counts.strategies.get(strategy.name, 0),
                    "last_complete": finished.isoformat() if finished else None,
                    "age_hours": round((now - finished).total_seconds() / 3600, 1) if finished else None,
                    "every_days": strategy.every_days,
                }
            )
        runs = store.runs(limit=10)
        lag = store.revision - engine.revision
        data = {
            "records": counts.records,
            "gone": counts.gone,
            "rejected": counts.rejected,
            "revision": store.revision,
            "engine": engine.name,
            "engine_revision": engine.revision,
            "lag": lag,
            "strategies": strategies,
            "last_runs": [payload.run(run) for run in runs],
            "lock": {"pid": holder.pid, "host": holder.host, "command": holder.command, "since": str(holder.since)}
            if holder
            else None,
        }
        state = snapshot(store, engine)

    def show(console: Console) -> None:
        from rich.table import Table

        console.print(f"{counts.records:,} records, {counts.gone:,} gone, {counts.rejected:,} rejected, kept aside")
        behind = "in step" if lag == 0 else f"{lag} revisions behind: run `evidence engine rebuild`"
        console.print(f"store revision {data['revision']}, engine {data['engine']} {behind}")
        if holder:
            console.print(f"locked by {holder.command} (process {holder.pid} on {holder.host}) since {holder.since}")
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
        for column in ("strategy", "records", "last complete run", "due every"):
            table.add_column(column)
        for row in strategies:
            age = f"{row['age_hours']} h ago" if row["last_complete"] else "never"
            table.add_row(str(row["name"]), f"{row['records']:,}", age, f"{row['every_days']} days")
        console.print(table)

    return Result(data, show, snapshot=state)
