"""The run log's SQL. Imports `runs` and sqlite3; touches the connection it is given."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from indexer.errors import StoreError
from indexer.runs import Outcome, Run
from indexer.store import rows


def begin(connection: sqlite3.Connection, run: Run) -> int:
    """Adds a run and returns its number."""
    columns = rows.from_run(run)
    names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    connection.execute(f"INSERT INTO runs ({names}) VALUES ({marks})", columns)  # noqa: S608
    (number,) = connection.execute("SELECT last_insert_rowid()").fetchone()
    return int(number)


def finish(connection: sqlite3.Connection, run: Run) -> None:
    """Rewrites run `run.id`.

    Raises:
        StoreError: there is no such run.
    """
    columns = rows.from_run(run)
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    cursor = connection.execute(f"UPDATE runs SET {assignments} WHERE id = :id", columns | {"id": run.id})  # noqa: S608
    if cursor.rowcount == 0:
        raise StoreError(
            f"Run {run.id} cannot be finished: it was never begun.",
            hint="Run `evidence doctor` to see whether the store is sound.",
            code="store-unknown-run",
        )


def newest(connection: sqlite3.Connection, strategy: str, limit: int | None) -> tuple[Run, ...]:
    """The runs of one strategy, or of all if it is empty, newest first."""
    found = connection.execute(
        "SELECT * FROM runs WHERE (:strategy = '' OR strategy = :strategy) ORDER BY id DESC LIMIT :limit",
        # A negative limit is none (sqlite.org/lang_select.html).
        {"strategy": strategy, "limit": -1 if limit is None else limit},
    )
    return tuple(rows.to_run(row) for row in found)


def last_complete(connection: sqlite3.Connection, strategy: str, jobs: Sequence[str]) -> Run | None:
    """The newest complete run of any of these jobs that left no gap behind it: one without a watermark did."""
    marks = ",".join("?" * len(jobs))
    row = connection.execute(
        f"SELECT * FROM runs WHERE strategy = ? AND outcome = ? AND watermark IS NOT NULL AND job IN ({marks}) "  # noqa: S608
        "ORDER BY id DESC LIMIT 1",
        (strategy, Outcome.COMPLETE.value, *jobs),
    ).fetchone()
    return rows.to_run(row) if row else None
