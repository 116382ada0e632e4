"""`SqliteStore`: the record store in one SQLite file, with a write-ahead log so that readers never wait.

`opening` opens the file, `schema` holds the SQL of its tables, `writing` applies batches, `runlog` keeps the run log,
`claims` what is watched, `transactions` what is whole or not at all, `integrity` checks, `rows` turns values into
columns and `failures` SQLite's errors into ours.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from indexer.changes import Changes, Decided, Known, Rejected
from indexer.errors import StoreError
from indexer.external import ExternalStatus
from indexer.record import Record, RecordId
from indexer.runs import Run
from indexer.store import external_rows, integrity, opening, rows, runlog, writing
from indexer.store.claims import SqliteClaims
from indexer.store.failures import as_damage, as_store_errors, damaged
from indexer.store.interface import RevisionEntry, StoreCounts, StoredRecord
from indexer.store.transactions import Kind, transaction

# SQLite allows 999 bound parameters a statement in every build; pages keep memory bounded.
_PAGE = 500


class SqliteStore:
    """A `RecordStore` in one file. Use `open` or `create`, and `close` it or use it as a context manager.

    One object belongs to one thread; any number of objects and processes may read while one writes.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path
        self.claims = SqliteClaims(connection, path)

    @classmethod
    def open(cls, path: Path, read_only: bool = False, *, busy_seconds: float = opening.BUSY_SECONDS) -> Self:
        """Opens an existing store, bringing its schema up to date unless `read_only`.

        Args:
            path: the database file.
            read_only: never write; works in a folder that may not be written to as well.
            busy_seconds: how long to wait for another writer.

        Raises:
            StoreError: it is missing, damaged, not ours or from a newer version.
        """
        return cls(opening.open_existing(path, read_only=read_only, busy_seconds=busy_seconds), path)

    @classmethod
    def create(cls, path: Path, *, busy_seconds: float = opening.BUSY_SECONDS) -> Self:
        """Opens the store at `path`, making it and its folder if there is none.

        Raises:
            StoreError: it cannot be made, or what is there is damaged, not ours or from a newer version.
        """
        return cls(opening.create(path, busy_seconds=busy_seconds), path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file. A closed store is not used again."""
        with as_store_errors(self.path):
            self._connection.close()

    # Writing

    def apply(self, decided: Decided) -> int:
        """Stores one decided batch, whole or not at all, and returns the revision after it.

        Raises:
            StoreError: the batch contradicts itself or the store, or the file cannot be written. Nothing is changed.
        """
        batch = writing.prepared(decided)
        with self._transaction("IMMEDIATE"):
            return writing.apply(self._connection, batch)

    def leave_strategy(self, strategy: str, ids: Iterable[RecordId], *, run: int, at: datetime.datetime) -> None:
        """Notes that these records no longer match a strategy. The records stay."""
        left = [(run, rows.from_time(at), strategy, identifier) for identifier in ids]
        with self._transaction("IMMEDIATE"):
            self._connection.executemany(
                "UPDATE memberships SET left_run = ?, left_at = ? WHERE strategy = ? AND id = ? AND left_run IS NULL",
                left,
            )

    def set_absences(
        self, absent: Iterable[RecordId], present: Iterable[RecordId], *, run: int, at: datetime.datetime
    ) -> None:
        """Notes records as absent (the first note of each is kept), and forgets the notes of those present or gone."""
        noted = [(identifier, run, rows.from_time(at)) for identifier in absent]
        forgotten = [(identifier,) for identifier in present]
        with self._transaction("IMMEDIATE"):
            self._connection.executemany("INSERT OR IGNORE INTO absences (id, run, at) VALUES (?, ?, ?)", noted)
            self._connection.executemany("DELETE FROM absences WHERE id = ?", forgotten)

    def set_external_status(self, source: str, answers: Mapping[RecordId, Sequence[ExternalStatus]]) -> None:
        """Puts what `source` says of these records in the place of what it said of them before."""
        with self._transaction("IMMEDIATE"):
            external_rows.replace(self._connection, source, answers)

    def begin_run(self, run: Run) -> int:
        """Logs that a run began and returns its number; `run.id` is ignored."""
        with self._transaction("IMMEDIATE"):
            return runlog.begin(self._connection, run)

    def finish_run(self, run: Run) -> None:
        """Logs how run `run.id` ended.

        Raises:
            StoreError: no such run was begun.
        """
        with self._transaction("IMMEDIATE"):
            runlog.finish(self._connection, run)

    # Reading

    @property
    def revision(self) -> int:
        """Goes up by one with each applied batch that changed a record or let one go; 0 while nothing was stored."""
        with as_store_errors(self.path):
            return writing.revision(self._connection)

    def changes_since(self, revision: int, limit: int) -> Changes:
        """What changed after `revision`, for at most about `limit` records; never cuts a revision in two.

        Raises:
            StoreError: the store is not that far: whoever asks follows another store.
        """
        with self._transaction("DEFERRED"):
            latest = writing.revision(self._connection)
            if revision > latest:
                raise StoreError(
                    f"Changes after revision {revision} were asked for, but {self.path} is at revision {latest}: "
                    "the index was built from another store, or the store was restored from an older copy.",
                    hint="Run `evidence engine rebuild`.",
                    code="store-behind",
                )
            upto = self._whole_revisions(revision, limit, latest)
            found = self._connection.execute(
                "SELECT id, gone, json FROM records LEFT JOIN contents USING (id) WHERE revision > ? AND revision <= ? "
                "ORDER BY revision, pmid, id",
                (revision, upto),
            ).fetchall()
        return Changes(
            since=revision,
            upto=upto,
            upserts=tuple(self._record(row["id"], row["json"]) for row in found if not row["gone"]),
            removed=tuple(RecordId(row["id"]) for row in found if row["gone"]),
            complete=upto == latest,
        )

    def _whole_revisions(self, after: int, limit: int, latest: int) -> int:
        """The newest revision such that not more than `limit` records changed after `after`; at least the next one."""
        total, upto = 0, after
        for number, size in self._connection.execute(
            "SELECT revision, count(*) FROM records WHERE revision > ? GROUP BY revision ORDER BY revision", (after,)
        ):
            total += size
            if total > limit and upto > after:
                return upto
            upto = number
        return latest

    def get(self, ids: Sequence[RecordId]) -> Mapping[RecordId, StoredRecord]:
        """The stored records among `ids`, gone ones too, in the order asked for; unknown ids are left out."""
        wanted = tuple(dict.fromkeys(ids))
        with self._transaction("DEFERRED"):
            found = {str(row["id"]): row for row in self._rows_of("records LEFT JOIN contents USING (id)", wanted)}
            present: dict[str, list[str]] = {}
            former: dict[str, list[str]] = {}
            for row in self._rows_of("memberships", wanted, order="strategy"):
                side = present if row["left_run"] is None else former
                side.setdefault(row["id"], []).append(row["strategy"])
            external = self._external(wanted)
        return {
            identifier: self._stored(
                identifier,
                found[identifier],
                present.get(identifier),
                former.get(identifier),
                external.get(identifier, ()),
            )
            for identifier in wanted
            if identifier in found
        }

    def external_status(self, ids: Sequence[RecordId]) -> Mapping[RecordId, tuple[ExternalStatus, ...]]:
        """What other sources say of those among `ids` they were asked about, by source, each in its own order."""
        with self._transaction("DEFERRED"):
            return self._external(tuple(dict.fromkeys(ids)))

    def raw(self, identifier: RecordId) -> bytes:
        """The bytes the record was parsed from; empty if it is unknown."""
        with as_store_errors(self.path):
            row = self._connection.execute("SELECT bytes FROM raw WHERE id = ?", (identifier,)).fetchone()
        return self._unpacked(f"the raw bytes of {identifier}", row["bytes"]) if row else b""

    def known(self, ids: Iterable[RecordId]) -> Mapping[RecordId, Known]:
        """What a decision needs to know of those among `ids` that are stored."""
        wanted = tuple(dict.fromkeys(ids))
        with self._transaction("DEFERRED"):
            found = list(self._rows_of("records LEFT JOIN contents USING (id)", wanted))
        return {RecordId(row["id"]): self._known(row) for row in found}

    def absences(self) -> Mapping[RecordId, datetime.datetime]:
        """The records that PubMed did not have when last asked for them, with when that was first noticed (UTC)."""
        with as_store_errors(self.path), as_damage(self.path, "the notes of absent records"):
            found = self._connection.execute("SELECT id, at FROM absences ORDER BY id")
            return {RecordId(row["id"]): rows.to_time(row["at"]) for row in found}

    def ids(self, *, strategy: str = "", gone: bool = False) -> Iterator[RecordId]:
        """Ids in ascending PMID order: of everything or of one strategy's present members; those that are gone, or
        those that are not."""
        members = (
            "AND id IN (SELECT id FROM memberships WHERE strategy = :strategy AND left_run IS NULL)" if strategy else ""
        )
        with as_store_errors(self.path):
            found = self._connection.execute(
                f"SELECT id FROM records WHERE (gone <> '') = :gone {members} ORDER BY pmid, id",  # noqa: S608
                {"gone": gone, "strategy": strategy},
            ).fetchall()
        return (RecordId(row["id"]) for row in found)

    def fingerprints(self) -> Mapping[RecordId, str]:
        """Every id that is not gone, with its fingerprint; for checking an engine against the store."""
        with as_store_errors(self.path):
            found = self._connection.execute("SELECT id, fingerprint FROM records WHERE gone = '' ORDER BY pmid, id")
            return {RecordId(row["id"]): row["fingerprint"] for row in found}

    def history(self, identifier: RecordId) -> tuple[RevisionEntry, ...]:
        """Every change of one record, oldest first."""
        with as_store_errors(self.path):
            found = self._connection.execute(
                "SELECT * FROM revisions WHERE id = ? ORDER BY sequence", (identifier,)
            ).fetchall()
        return tuple(self._entry(row) for row in found)

    def entries_since(self, revision: int) -> Iterator[RevisionEntry]:
        """Every change after `revision`, oldest first; for the digest."""
        condition = "SELECT * FROM revisions WHERE revision > :revision AND sequence > :after"
        for row in self._paged(condition, {"revision": revision}):
            yield self._entry(row)

    def rejected(self, *, run: int | None = None) -> Iterator[tuple[int, Rejected]]:
        """What could not be read, with the run it came in, oldest first."""
        condition = "SELECT * FROM rejected WHERE (:run IS NULL OR run = :run) AND sequence > :after"
        for row in self._paged(condition, {"run": run}):
            raw = self._unpacked(f"rejected bytes {row['sequence']}", row["bytes"])
            yield row["run"], Rejected(row["pmid"], row["reason"], raw)

    def runs(self, *, strategy: str = "", limit: int | None = None) -> tuple[Run, ...]:
        """The run log, newest first."""
        with as_store_errors(self.path), as_damage(self.path, "the run log"):
            return runlog.newest(self._connection, strategy, limit)

    def last_complete(self, strategy: str, jobs: Sequence[str]) -> Run | None:
        """The newest complete run with a watermark of any of these jobs: where the strategy's next window starts."""
        with as_store_errors(self.path), as_damage(self.path, "the run log"):
            return runlog.last_complete(self._connection, strategy, jobs)

    def counts(self) -> StoreCounts:
        """How much there is. Something rejected again, byte for byte, in a later run counts once."""
        with self._transaction("DEFERRED"):
            ask = self._connection.execute
            records, gone = ask("SELECT count(*) - total(gone <> ''), total(gone <> '') FROM records").fetchone()
            (rejected,) = ask("SELECT count(*) FROM (SELECT DISTINCT pmid, digest FROM rejected)").fetchone()
            members = ask(
                "SELECT strategy, total(left_run IS NULL AND gone = '') FROM memberships JOIN records USING (id) "
                "GROUP BY strategy ORDER BY strategy"
            ).fetchall()
        return StoreCounts(int(records), int(gone), rejected, {strategy: int(present) for strategy, present in members})

    def check(self) -> tuple[str, ...]:
        """Integrity findings as sentences, empty if sound: SQLite's own check, foreign keys and every record."""
        with self._transaction("DEFERRED"):
            return tuple(integrity.findings(self._connection))

    # The edge of SQLite

    def _transaction(self, kind: Kind) -> AbstractContextManager[None]:
        """One transaction: committed when the block ends, undone when it raises."""
        return transaction(self._connection, self.path, kind)

    def _rows_of(self, tables: str, ids: Sequence[RecordId], order: str = "id") -> Iterator[sqlite3.Row]:
        for start in range(0, len(ids), _PAGE):
            page = ids[start : start + _PAGE]
            marks = ",".join("?" * len(page))
            yield from self._connection.execute(
                f"SELECT * FROM {tables} WHERE id IN ({marks}) ORDER BY {order}",  # noqa: S608
                page,
            )

    def _paged(self, query: str, parameters: dict[str, Any]) -> Iterator[sqlite3.Row]:
        """All rows of a query over `sequence`, a page at a time, so that no cursor stays open between them."""
        after = 0
        while True:
            with as_store_errors(self.path):
                page = self._connection.execute(
                    f"{query} ORDER BY sequence LIMIT {_PAGE}", parameters | {"after": after}
                ).fetchall()
            yield from page
            if len(page) < _PAGE:
                return
            after = page[-1]["sequence"]

    def _record(self, identifier: str, packed: bytes | None) -> Record:
        if packed is None:
            raise damaged(self.path, f"record {identifier} has no content")
        with as_damage(self.path, f"record {identifier}"):
            return rows.to_record(packed)

    def _unpacked(self, what: str, packed: bytes) -> bytes:
        with as_damage(self.path, what):
            return rows.unpack(packed)

    def _known(self, row: sqlite3.Row) -> Known:
        record = self._record(row["id"], row["json"])
        with as_damage(self.path, f"what is known of {row['id']}"):
            return Known(
                fingerprint=row["fingerprint"],
                version=row["version"],
                revised=rows.to_day(row["revised"]),
                gone=bool(row["gone"]),
                record=record,
            )

    def _external(self, ids: Sequence[RecordId]) -> dict[RecordId, tuple[ExternalStatus, ...]]:
        found: dict[RecordId, tuple[ExternalStatus, ...]] = {}
        for row in self._rows_of("external_status", ids, order="id, source, position"):
            identifier = RecordId(row["id"])
            with as_damage(self.path, f"what {row['source']} says of {identifier}"):
                found[identifier] = (*found.get(identifier, ()), external_rows.to_status(row))
        return found

    def _stored(
        self,
        identifier: RecordId,
        row: sqlite3.Row,
        present: list[str] | None,
        former: list[str] | None,
        external: tuple[ExternalStatus, ...],
    ) -> StoredRecord:
        record = self._record(identifier, row["json"])
        with as_damage(self.path, f"what is known of {identifier}"):
            return StoredRecord(
                record=record,
                revision=row["revision"],
                first_seen=rows.to_time(row["first_seen"]),
                last_fetched=rows.to_time(row["last_fetched"]),
                strategies=tuple(present or ()),
                former_strategies=tuple(former or ()),
                gone=row["gone"],
                external=external,
            )

    def _entry(self, row: sqlite3.Row) -> RevisionEntry:
        before = self._record(row["id"], row["before"]) if row["before"] is not None else None
        with as_damage(self.path, f"the change of {row['id']} at revision {row['revision']}"):
            return RevisionEntry(
                id=RecordId(row["id"]),
                revision=row["revision"],
                run=row["run"],
                at=rows.to_time(row["at"]),
                kind=row["kind"],
                fields=rows.to_names(row["fields"]),
                before=before,
            )
