"""What SQLite's failures mean to a user: the edge at which `sqlite3.Error` becomes `StoreError`.

Imports sqlite3 and `errors`; touches nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import StoreError

_REBUILD = (
    "Nothing was written. Move it away together with its -wal and -shm files, then restore a backup or fetch anew "
    "with `evidence refresh --full`."
)

# Primary result codes of SQLite (https://www.sqlite.org/rescode.html) -> code, reason, next step.
_MEANING: dict[int, tuple[str, str, str]] = {
    sqlite3.SQLITE_FULL: (
        "store-full",
        "the disk is full",
        "Free some space and run the command again; what was stored before is whole.",
    ),
    sqlite3.SQLITE_READONLY: (
        "store-read-only",
        "it may not be written to",
        "Check the permissions of the file and its folder; what was stored before is whole.",
    ),
    sqlite3.SQLITE_BUSY: (
        "store-busy",
        "another process is writing to it and did not finish in time",
        "Wait for that process (`evidence status` names it) and run the command again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        "store-busy",
        "another process is writing to it and did not finish in time",
        "Wait for that process (`evidence status` names it) and run the command again.",
    ),
    sqlite3.SQLITE_CORRUPT: ("store-damaged", "it is damaged", _REBUILD),
    sqlite3.SQLITE_NOTADB: ("store-not-ours", "it is not an SQLite database", _REBUILD),
    sqlite3.SQLITE_CANTOPEN: (
        "store-unreadable",
        "it cannot be opened",
        "Check that the file and its folder exist and that you may read them.",
    ),
    sqlite3.SQLITE_PERM: (
        "store-unreadable",
        "access to it is refused",
        "Check the permissions of the file and its folder.",
    ),
    sqlite3.SQLITE_IOERR: (
        "store-input-output",
        "the disk failed while it was read or written",
        "Check the disk and its free space, then run `evidence doctor`; what was stored before is whole.",
    ),
}


@contextmanager
def as_store_errors(path: Path) -> Iterator[None]:
    """Raises any `sqlite3.Error` from the block again as a `StoreError` that names the file, reason and next step."""
    try:
        yield
    except sqlite3.Error as error:
        code, reason, hint = _MEANING.get(
            # Extended codes carry the primary one in their low byte.
            getattr(error, "sqlite_errorcode", 0) & 0xFF,
            ("store", "SQLite refused", "Run `evidence doctor` to see whether the store is sound."),
        )
        raise StoreError(
            f"The record store {path} cannot be used: {reason} ({error}).", hint=hint, code=code
        ) from error


@contextmanager
def as_damage(path: Path, what: str) -> Iterator[None]:
    """Raises whatever shows that stored values are not what was stored again as a `StoreError` that names them."""
    try:
        yield
    except (ValueError, TypeError, KeyError) as error:
        raise damaged(path, f"{what} cannot be read: {error}") from error


def damaged(path: Path, what: str) -> StoreError:
    """The error for stored bytes that can no longer be read as what they were."""
    return StoreError(f"The record store {path} is damaged: {what}.", hint=_REBUILD, code="store-damaged")
