"""The table of what other sources say of stored records: written and read inside the caller's transaction.

Imports `external` and below, and sqlite3; touches the connection it is given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from indexer.external import ExternalStatus, Nature
from indexer.record import RecordId
from indexer.store import rows


def replace(connection: sqlite3.Connection, source: str, answers: Mapping[RecordId, Sequence[ExternalStatus]]) -> None:
    """Puts a source's answers in the place of its earlier ones about the same records."""
    connection.executemany(
        "DELETE FROM external_status WHERE id = ? AND source = ?", [(identifier, source) for identifier in answers]
    )
    connection.executemany(
        "INSERT INTO external_status (id, source, position, asserted_by, nature, date, notice_doi, reason, checked_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                identifier,
                source,
                position,
                status.asserted_by,
                status.nature.value,
                rows.from_day(status.date),
                status.notice_doi,
                status.reason,
                rows.from_time(status.checked),
            )
            for identifier, statuses in answers.items()
            for position, status in enumerate(statuses)
        ],
    )


def to_status(row: sqlite3.Row) -> ExternalStatus:
    """The status in one row."""
    return ExternalStatus(
        source=row["source"],
        nature=Nature(row["nature"]),
        checked=rows.to_time(row["checked_at"]),
        asserted_by=row["asserted_by"],
        date=rows.to_day(row["date"]),
        notice_doi=row["notice_doi"],
        reason=row["reason"],
    )
