"""Apply one decided batch: everything packed beforehand, then plain SQL inside the caller's transaction.

Imports `changes` and below, and sqlite3; touches the connection it is given.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.changes import Decided
from indexer.errors import StoreError
from indexer.store import rows

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Batch:
    """A decided batch with its columns ready, so that the database is locked only for writing them."""

    decided: Decided
    at: str
    new: tuple[rows.PackedRecord, ...]
    revised: tuple[rows.PackedRecord, ...]


def prepared(decided: Decided) -> Batch:
    """The batch, packed.

    Raises:
        StoreError: it decides about one record twice, other than that it arrived and is then let go.
    """
    arrived, leaving = Counter(_arrived(decided)), Counter(gone.id for gone in decided.gone)
    twice = sorted(identifier for counts in (arrived, leaving) for identifier, times in counts.items() if times > 1)
    if twice:
        raise _contradiction(f"it decides more than once about {', '.join(twice[:5])}")
    return Batch(
        decided=decided,
        at=rows.from_time(decided.at),
        new=tuple(rows.packed(incoming) for incoming in decided.new),
        revised=tuple(rows.packed(revised.incoming) for revised in decided.revised),
    )


def revision(connection: sqlite3.Connection) -> int:
    """The store's revision."""
    (number,) = connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
    return int(number)


def apply(connection: sqlite3.Connection, batch: Batch) -> int:
    """Writes the batch and returns the revision after it. The caller owns the transaction.

    Raises:
        StoreError: the batch does not fit what is stored: somebody else has written since it was decided.
    """
    decided = batch.decided
    stored = _gone_marks(connection, [*_arrived(decided), *(gone.id for gone in decided.gone)])
    _refuse_stale(decided, stored)
    # PubMed's deletions name records that were never stored here, and name them again in every later file; one file
    # may also bring a record and, at its end, its deletion.
    written = {item.id for item in (*batch.new, *batch.revised)}
    going = [gone for gone in decided.gone if gone.id in written or stored.get(gone.id) is False]
    latest = revision(connection)
    if batch.new or batch.revised or going:
        latest += 1
        connection.execute("UPDATE meta SET value = ? WHERE key = 'revision'", (latest,))
    _write_new(connection, batch, latest)
    _write_revised(connection, batch, latest, stored)
    for gone in going:
        _keep_before(connection, batch, latest, identifier=gone.id, kind="gone")
        connection.execute(
            "UPDATE records SET gone = ?, revision = ? WHERE id = ?",
            (gone.reason or "no reason given", latest, gone.id),
        )
    connection.executemany(
        "UPDATE records SET last_fetched = ? WHERE id = ?", [(batch.at, identifier) for identifier in decided.unchanged]
    )
    _write_memberships(connection, batch)
    connection.executemany(
        "INSERT INTO rejected (run, at, strategy, pmid, reason, digest, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                decided.run,
                batch.at,
                decided.strategy,
                item.pmid,
                item.reason,
                rows.digest(item.raw),
                rows.pack(item.raw),
            )
            for item in decided.rejected
        ],
    )
    return latest


def _write_new(connection: sqlite3.Connection, batch: Batch, latest: int) -> None:
    connection.executemany(
        "INSERT INTO records (id, pmid, version, fingerprint, revised, revision, first_seen, last_fetched) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (item.id, item.pmid, item.version, item.fingerprint, item.revised, latest, batch.at, batch.at)
            for item in batch.new
        ],
    )
    connection.executemany(
        "INSERT INTO contents (id, json) VALUES (?, ?)", [(item.id, item.json) for item in batch.new]
    )
    connection.executemany("INSERT INTO raw (id, bytes) VALUES (?, ?)", [(item.id, item.raw) for item in batch.new])
    connection.executemany(
        "INSERT INTO revisions (id, revision, run, at, kind, fields, before) VALUES (?, ?, ?, ?, 'new', '[]', NULL)",
        [(item.id, latest, batch.decided.run, batch.at) for item in batch.new],
    )


def _write_revised(connection: sqlite3.Connection, batch: Batch, latest: int, stored: dict[str, bool]) -> None:
    for item, revised in zip(batch.revised, batch.decided.revised, strict=True):
        kind = "returned" if stored[item.id] else "revised"
        _keep_before(connection, batch, latest, identifier=item.id, kind=kind, fields=revised.fields)
        connection.execute(
            "UPDATE records SET pmid = ?, version = ?, fingerprint = ?, revised = ?, revision = ?, last_fetched = ?, "
            "gone = '' WHERE id = ?",
            (item.pmid, item.version, item.fingerprint, item.revised, latest, batch.at, item.id),
        )
        connection.execute("UPDATE contents SET json = ? WHERE id = ?", (item.json, item.id))
        connection.execute("UPDATE raw SET bytes = ? WHERE id = ?", (item.raw, item.id))


def _keep_before(
    connection: sqlite3.Connection,
    batch: Batch,
    latest: int,
    *,
    identifier: str,
    kind: str,
    fields: tuple[str, ...] = (),
) -> None:
    connection.execute(
        "INSERT INTO revisions (id, revision, run, at, kind, fields, before) "
        "SELECT id, ?, ?, ?, ?, ?, json FROM contents WHERE id = ?",
        (latest, batch.decided.run, batch.at, kind, rows.from_names(fields), identifier),
    )


def _write_memberships(connection: sqlite3.Connection, batch: Batch) -> None:
    decided = batch.decided
    if not decided.strategy:
        return
    connection.executemany(
        "INSERT INTO memberships (strategy, id, first_run, last_run) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (strategy, id) DO UPDATE SET last_run = excluded.last_run, left_run = NULL, left_at = NULL",
        [(decided.strategy, identifier, decided.run, decided.run) for identifier in _arrived(decided)],
    )


def _arrived(decided: Decided) -> Iterator[str]:
    yield from (incoming.record.id for incoming in decided.new)
    yield from (revised.incoming.record.id for revised in decided.revised)
    yield from decided.unchanged


def _gone_marks(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, bool]:
    """Those among `ids` that are stored, each with whether it is gone."""
    wanted = list(ids)
    marks: dict[str, bool] = {}
    for start in range(0, len(wanted), _PAGE):
        page = wanted[start : start + _PAGE]
        query = f"SELECT id, gone <> '' FROM records WHERE id IN ({','.join('?' * len(page))})"  # noqa: S608
        marks.update((identifier, bool(gone)) for identifier, gone in connection.execute(query, page))
    return marks


def _refuse_stale(decided: Decided, stored: dict[str, bool]) -> None:
    for incoming in decided.new:
        if incoming.record.id in stored:
            raise _contradiction(f"{incoming.record.id} is decided to be new and is stored already")
    for revised in decided.revised:
        if revised.incoming.record.id not in stored:
            raise _contradiction(f"{revised.incoming.record.id} is decided to be revised and is not stored")
    for identifier in decided.unchanged:
        # One that is gone may be: an old file that brings it again does not undo its deletion.
        if identifier not in stored:
            raise _contradiction(f"{identifier} is decided to be unchanged and is not stored")


def _contradiction(what: str) -> StoreError:
    return StoreError(
        f"A batch cannot be stored: {what}. Nothing of it was stored.",
        hint="Run the command again, so that the batch is decided anew from what is stored now.",
        code="store-stale-batch",
    )
