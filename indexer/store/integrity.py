"""Whether the database is sound, down to every record: findings as sentences.

Imports `canonical` and below, and sqlite3; touches the connection it is given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice

from indexer import canonical
from indexer.store import claims, external_rows, rows

# More findings of one kind than this say nothing new.
_ENOUGH = 20


def findings(connection: sqlite3.Connection) -> Iterator[str]:
    """Everything wrong: SQLite's own check, foreign keys, every record against its fingerprint, all bytes readable."""
    for (answer,) in connection.execute(f"PRAGMA integrity_check({_ENOUGH})"):
        if answer != "ok":
            yield f"SQLite: {answer}."
    for check in (
        _orphans,
        _missing,
        _unreadable,
        _unreadable_before,
        _unreadable_rejected,
        _unreadable_runs,
        _unreadable_external,
        claims.unreadable,
        _counting,
    ):
        found = check(connection)
        yield from islice(found, _ENOUGH)
        more = sum(1 for _ in found)
        if more:
            yield f"… and {more} more of this kind."


def _orphans(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        which = "A row" if row is None else f"Row {row}"  # tables without a rowid have no number to give
        yield f"{which} of {table} belongs to no row of {parent}."


def _missing(connection: sqlite3.Connection) -> Iterator[str]:
    for identifier, content, raw in connection.execute(
        "SELECT records.id, contents.id, raw.id FROM records LEFT JOIN contents USING (id) LEFT JOIN raw USING (id) "
        "WHERE contents.id IS NULL OR raw.id IS NULL ORDER BY records.pmid, records.id"
    ):
        if content is None:
            yield f"{identifier} has no content."
        if raw is None:
            yield f"{identifier} has no raw bytes."


def _unreadable(connection: sqlite3.Connection) -> Iterator[str]:
    for identifier, fingerprint, content, raw in connection.execute(
        "SELECT id, fingerprint, json, bytes FROM records JOIN contents USING (id) JOIN raw USING (id) "
        "ORDER BY pmid, id"
    ):
        try:
            text = rows.unpack(content)
            if rows.digest(text) != fingerprint:
                yield f"The content of {identifier} does not match its fingerprint."
            elif canonical.from_json(text.decode()).id != identifier:
                yield f"The content of {identifier} is another record's."
            rows.unpack(raw)
        except ValueError as error:
            yield f"{identifier} cannot be read: {error}."


def _unreadable_before(connection: sqlite3.Connection) -> Iterator[str]:
    for identifier, revision, before in connection.execute(
        "SELECT id, revision, before FROM revisions WHERE before IS NOT NULL ORDER BY sequence"
    ):
        try:
            rows.to_record(before)
        except ValueError as error:
            yield f"{identifier} as it was before revision {revision} cannot be read: {error}."


def _unreadable_rejected(connection: sqlite3.Connection) -> Iterator[str]:
    for sequence, run, digest, packed in connection.execute(
        "SELECT sequence, run, digest, bytes FROM rejected ORDER BY sequence"
    ):
        try:
            sound = rows.digest(rows.unpack(packed)) == digest
        except ValueError:
            sound = False
        if not sound:
            yield f"Rejected bytes {sequence}, of run {run}, are not what was kept aside."


def _unreadable_runs(connection: sqlite3.Connection) -> Iterator[str]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    for row in cursor.execute("SELECT * FROM runs ORDER BY id"):
        try:
            rows.to_run(row)
        except (ValueError, TypeError, KeyError) as error:
            yield f"Run {row['id']} of the run log cannot be read: {error}."


def _unreadable_external(connection: sqlite3.Connection) -> Iterator[str]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    for row in cursor.execute("SELECT * FROM external_status ORDER BY id, source, position"):
        try:
            external_rows.to_status(row)
        except (ValueError, TypeError) as error:
            yield f"What {row['source']} says of {row['id']} cannot be read: {error}."


def _counting(connection: sqlite3.Connection) -> Iterator[str]:
    (stored,) = connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
    (highest,) = connection.execute("SELECT coalesce(max(revision), 0) FROM revisions").fetchone()
    if highest != stored:
        yield f"The store is at revision {stored}, but its newest change is of revision {highest}."
    for (identifier,) in connection.execute(
        "SELECT id FROM records WHERE revision <> "
        "coalesce((SELECT max(revision) FROM revisions WHERE revisions.id = records.id), 0) ORDER BY pmid, id"
    ):
        yield f"The last change of {identifier} is not in the list of changes."
