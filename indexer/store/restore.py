"""Put a backup in the store's place: unpacked beside it, proven, and swapped in by one rename.

Imports `archive`, `opening`, `integrity` and below; touches the backup it reads, the store's files, and a draft
beside them.
"""

from __future__ import annotations

import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from indexer.errors import StoreError
from indexer.store import integrity, opening
from indexer.store.archive import CONTENT, Manifest, damaged_backup, digest_of, manifest_of, opened, position, sync
from indexer.store.failures import as_store_errors

KEPT = ".before-restore"
"""Appended to the name of a store that a restore has replaced."""
_LOGS = ("-wal", "-shm")


class Staged:
    """A backup whose content lies beside the store, proven to be what was backed up, ready to take its place."""

    def __init__(self, manifest: Manifest, draft: Path, store: Path) -> None:
        self.manifest = manifest
        self._draft = draft
        self._store = store

    def swap(self) -> Path | None:
        """Puts the content in the store's place, by one rename. The caller holds the workspace's lock.

        Returns:
            Where the old store is kept; None if there was none.

        Raises:
            StoreError: a reader holds on to the old store, or the folder cannot be written. The old store stands.
        """
        try:
            kept = None
            if self._store.exists():
                kept = self._keep()
                shutil.copymode(self._store, self._draft)
            # What a log holds is folded in or kept by now; a log left behind would be applied to the new store.
            for suffix in _LOGS:
                _beside(self._store, suffix).unlink(missing_ok=True)
            self._draft.replace(self._store)
            sync(self._store.parent)
        except OSError as error:
            raise _folder_unwritable(self._store, error) from error
        return kept

    def _keep(self) -> Path:
        kept = _beside(self._store, KEPT)
        number = 1
        while kept.exists():  # an older store that was kept is somebody's last copy
            number += 1
            kept = _beside(self._store, f"{KEPT}-{number}")
        log, kept_log = _beside(self._store, "-wal"), _beside(kept, "-wal")
        # The log is copied before SQLite opens a store that may be damaged: it would drop one that it cannot apply.
        for suffix in _LOGS:
            _beside(kept, suffix).unlink(missing_ok=True)
        if log.exists():
            shutil.copy2(log, kept_log)
        _link(self._store, kept)
        if self._folded():
            kept_log.unlink(missing_ok=True)
        return kept

    def _folded(self) -> bool:
        """Whether the old store's log could be folded into its file: not if it is damaged, which is no hindrance."""
        try:
            with closing(opening.open_existing(self._store, read_only=False)) as old, as_store_errors(self._store):
                (busy, _, _) = old.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except StoreError as error:
            if error.code in {"store-busy", "store-read-only", "store-full", "store-unreadable"}:
                raise
            return False
        if busy:
            raise StoreError(
                f"The record store {self._store} cannot be replaced: somebody is reading it and does not finish.",
                hint="Wait until that has ended and run the command again; nothing was changed.",
                code="store-busy",
            )
        return True


@contextmanager
def staged(backup: Path, store: Path) -> Iterator[Staged]:
    """Unpacks a backup beside the store, proves it, and brings its schema up to date; removes the draft at the end.

    Raises:
        StoreError: the backup is damaged or from a newer version, or the store's folder cannot be written.
        UsageError: there is no such file, or it is no backup.
    """
    draft = _beside(store, ".restoring")
    _remove(draft)
    try:
        with opened(backup) as file:
            manifest = manifest_of(file, backup)
            _unpack(file, backup, draft, manifest)
        _prove(draft, backup, manifest)
        yield Staged(manifest, draft, store)
    finally:
        with suppress(OSError):
            _remove(draft)


def _unpack(file: zipfile.ZipFile, backup: Path, draft: Path, manifest: Manifest) -> None:
    try:
        target = draft.open("wb")
    except OSError as error:
        raise _folder_unwritable(draft, error) from error
    with target:
        try:
            with file.open(CONTENT) as content:
                found, size = digest_of(content, target)
            target.flush()
            os.fsync(target.fileno())
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError) as error:
            raise damaged_backup(backup, f"its content cannot be unpacked: {error}") from error
        except OSError as error:
            raise _folder_unwritable(draft, error) from error
    if (found, size) != (manifest.sha256, manifest.size):
        raise damaged_backup(backup, f"its content has the SHA-256 {found[:12]}…, not {manifest.sha256[:12]}…")


def _prove(draft: Path, backup: Path, manifest: Manifest) -> None:
    """The store's own check; opening it to write also upgrades the schema of an older version's backup."""
    with closing(opening.open_existing(draft, read_only=False)) as connection, as_store_errors(backup):
        if finding := next(integrity.findings(connection), ""):
            raise damaged_backup(backup, finding)
        if position(connection) != (manifest.revision, manifest.records):
            raise damaged_backup(backup, "it is not at the revision it says it is at")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _link(source: Path, target: Path) -> None:
    draft = _beside(target, ".part")
    draft.unlink(missing_ok=True)
    try:
        os.link(source, draft)
    except OSError:  # not every file system has links
        shutil.copy2(source, draft)
    draft.replace(target)
    # Renaming one name of a file over another name of the same file does nothing (POSIX rename).
    draft.unlink(missing_ok=True)


def _remove(draft: Path) -> None:
    for suffix in ("", *_LOGS):
        _beside(draft, suffix).unlink(missing_ok=True)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _folder_unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{path} cannot be written: {error.strerror or error}. The store was not replaced.",
        hint="Check the permissions of that folder and its free space, then run the command again.",
        code="store-unwritable",
    )
