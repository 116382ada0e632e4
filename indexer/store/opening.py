"""Open the database file: the right settings, the right schema, or a `StoreError` that says what is in the way.

May import sqlite3; touches the database file it is given and its `-wal` and `-shm` companions.
"""

from __future__ import annotations

import sqlite3
import urllib.parse
from pathlib import Path

from indexer.errors import StoreError
from indexer.store import schema
from indexer.store.failures import as_store_errors

BUSY_SECONDS = 30.0
"""How long a writer waits for another one before it gives up."""


def create(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection to the store at `path`, which is made, with its folder, if it is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {path.parent} for the record store cannot be made: {error.strerror}.",
            hint="Check the permissions of the folder above it, or choose another --workspace.",
            code="store-unwritable",
        ) from error
    return _connected(path, "rwc", busy_seconds)


def open_existing(path: Path, *, read_only: bool, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection to the existing store at `path`.

    Raises:
        StoreError: there is none, or it cannot be used; the message says why.
    """
    if _is_absent(path):
        raise _missing(path)
    return _read_only(path, busy_seconds) if read_only else _connected(path, "rw", busy_seconds)


def _missing(path: Path) -> StoreError:
    return StoreError(
        f"There is no record store at {path}.",
        hint="Fetch records with `evidence refresh`, read files with `evidence import PATH`, "
        "or look round first with `evidence demo`.",
        code="store-missing",
    )


def _is_absent(path: Path) -> bool:
    try:
        # A process killed while it made its first store may leave an empty file.
        return path.stat().st_size == 0
    except FileNotFoundError:
        return True
    except OSError:
        return False  # opening it will say what is wrong


def _connected(path: Path, mode: str, busy_seconds: float) -> sqlite3.Connection:
    with as_store_errors(path):
        connection = _raw_connection(path, f"mode={mode}", busy_seconds)
        try:
            # Identified before anything is changed: somebody else's database must stay as it is.
            schema.identify(connection, path)
            (journal,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
            # FULL: in WAL mode NORMAL may lose the last transactions when the power fails (sqlite.org/pragma.html).
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_size_limit = 67108864")
            schema.migrate(connection, path)
        except BaseException:
            connection.close()
            raise
        if journal != "wal":
            connection.close()
            raise StoreError(
                f"The record store {path} cannot be used: SQLite cannot keep a write-ahead log there "
                f"(journal mode {journal}).",
                hint="Keep the workspace on a local disk: network file systems do not share the memory it needs.",
                code="store-no-wal",
            )
        return connection


def _read_only(path: Path, busy_seconds: float) -> sqlite3.Connection:
    log = path.with_name(path.name + "-wal")
    with as_store_errors(path):
        try:
            return _reading(path, "mode=ro", busy_seconds)
        except sqlite3.OperationalError:
            # Even a reader makes the log's -shm file, which it cannot in a folder it may not write to. If there is
            # no log, nobody is writing and everything is in the main file, which may then be read as it stands.
            with_log = log.exists() and log.stat().st_size > 0
            if with_log:
                raise
            return _reading(path, "mode=ro&immutable=1", busy_seconds)


def _reading(path: Path, how: str, busy_seconds: float) -> sqlite3.Connection:
    connection = _raw_connection(path, how, busy_seconds)
    try:
        version = schema.identify(connection, path)
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    if version < len(schema.MIGRATIONS):
        connection.close()
        if version == 0:  # the making of it was interrupted before there was a table
            raise _missing(path)
        raise StoreError(
            f"The record store {path} has schema number {version} and this version needs {len(schema.MIGRATIONS)}.",
            hint="Run `evidence refresh` or `evidence doctor` once, with leave to write there; it upgrades the store.",
            code="store-too-old",
        )
    return connection


def _raw_connection(path: Path, how: str, busy_seconds: float) -> sqlite3.Connection:
    uri = f"file:{urllib.parse.quote(str(path.absolute()))}?{how}"
    # isolation_level None: transactions begin and end where this package says so, nowhere else.
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=busy_seconds)
    connection.row_factory = sqlite3.Row
    return connection
