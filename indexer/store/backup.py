"""Make a backup of the store while others read and write it.

The copy is SQLite's own online backup, checked to the last record and read back from the disk; the target appears in
one rename, so that a kill at any moment leaves what was there or the whole backup.

Imports `archive`, `opening`, `integrity` and below, and sqlite3; touches the store's files, the target, and a draft
folder beside the target.
"""

from __future__ import annotations

import datetime
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from indexer.errors import UsageError
from indexer.store import integrity, opening, schema
from indexer.store.archive import CONTENT, FORMAT, MANIFEST, Manifest, digest_of, position, sync, to_json
from indexer.store.failures import as_store_errors, damaged

# Records and raw XML are packed already: more effort takes longer and saves little.
_EFFORT = 1


def back_up(store: Path, target: Path, *, now: datetime.datetime, program: str) -> Manifest:
    """Writes a backup of the store at `store` to `target`, all or nothing; others may read and write meanwhile.

    The copy is checked to the last record first, so that a damaged store never replaces a good backup.

    Args:
        now: the present moment, with a time zone.
        program: the version of this program.

    Raises:
        StoreError: the store is missing, damaged or from a newer version.
        UsageError: the target cannot be written, or is a file that is no backup.
    """
    _refuse_target(store, target)
    with _draft_folder(target) as folder:
        copy = folder / CONTENT
        with closing(opening.open_existing(store, read_only=True)) as live:
            _copy(live, store, copy)
        manifest = _described(copy, store, now, program)
        archive = folder / "backup.zip"
        try:
            with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=_EFFORT) as file:
                file.writestr(MANIFEST, to_json(manifest))
                file.write(copy, CONTENT)
            with zipfile.ZipFile(archive) as file, file.open(CONTENT) as content:
                written, _ = digest_of(content)
            if written != manifest.sha256:
                raise UsageError(
                    f"{target} cannot be written: what was written is not what came back from the disk",
                    hint="Check the disk, and name a file on another one.",
                )
            sync(archive)
            archive.replace(target)
            sync(target.parent)
        except OSError as error:
            raise _unwritable(target, error) from error
    return manifest


def _copy(live: sqlite3.Connection, store: Path, copy: Path) -> None:
    with as_store_errors(copy), closing(sqlite3.connect(copy, isolation_level=None)) as target:
        # In one step: page by page, SQLite begins anew whenever another process has written in between.
        with as_store_errors(store):
            live.backup(target, pages=-1)
        # Without a log of its own the copy is one file.
        target.execute("PRAGMA journal_mode = DELETE")


def _described(copy: Path, store: Path, now: datetime.datetime, program: str) -> Manifest:
    with as_store_errors(store), closing(sqlite3.connect(copy)) as connection:
        connection.row_factory = sqlite3.Row
        version = schema.identify(connection, store)
        if finding := next(integrity.findings(connection), ""):
            raise damaged(store, f"it was not backed up, since it is not sound ({finding})")
        revision, records = position(connection)
    with copy.open("rb") as content:
        digest, size = digest_of(content)
    return Manifest(FORMAT, program, version, revision, records, now.astimezone(datetime.UTC), size, digest)


@contextmanager
def _draft_folder(target: Path) -> Iterator[Path]:
    try:
        folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_target(store: Path, target: Path) -> None:
    if target.absolute().parent.resolve() == store.parent.resolve() and target.name.startswith(store.name):
        raise UsageError(f"{target} is the store's own file", hint="Name another file, best on another disk.")
    if target.is_dir():
        raise UsageError(f"{target} is a folder", hint=f"Name a file in it: {target / 'evidence-backup.zip'}.")
    if target.exists() and target.stat().st_size > 0:
        try:
            with zipfile.ZipFile(target) as file:
                known = MANIFEST in file.namelist()
        except (OSError, zipfile.BadZipFile):
            known = False
        if not known:
            raise UsageError(f"{target} exists and is no backup", hint="Name another file, or move that one away.")


def _unwritable(target: Path, error: OSError) -> UsageError:
    return UsageError(
        f"{target} cannot be written: {error.strerror or error}", hint="Name a file in a folder you may write to."
    )
