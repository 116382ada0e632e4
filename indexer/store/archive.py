"""The file that a backup is: how it is written, opened, and told from anything else.

A backup is a ZIP file of two members: `records.sqlite3`, the whole store as it was at one moment, and `manifest.json`,
which says what it is, with the SHA-256 of the first. `backup` makes it, `restore` puts it back.

Imports `schema` and below, and sqlite3; touches the backup it is given.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from indexer.errors import StoreError, UsageError
from indexer.store import schema

FORMAT = 1
CONTENT, MANIFEST = "records.sqlite3", "manifest.json"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: `sha256` and `size` (bytes) are of its content, `created` is UTC."""

    format: int
    program: str
    schema: int
    revision: int
    records: int
    created: datetime.datetime
    size: int
    sha256: str


@contextmanager
def opened(backup: Path) -> Iterator[zipfile.ZipFile]:
    """The backup, open for reading.

    Raises:
        UsageError: there is no such file.
        StoreError: it is no ZIP file, or no whole one.
    """
    try:
        file = zipfile.ZipFile(backup)
    except OSError as error:
        raise UsageError(
            f"{backup} cannot be read: {error.strerror or error}", hint="Name a file that `evidence backup` made."
        ) from error
    except zipfile.BadZipFile as error:
        # The list of members stands at the end: a backup that was cut short has none.
        raise damaged_backup(backup, f"it is no backup, or its end is missing ({error})") from error
    with file:
        yield file


def manifest_of(file: zipfile.ZipFile, backup: Path) -> Manifest:
    """What a backup says of itself.

    Raises:
        UsageError: it is some other ZIP file.
        StoreError: it is damaged, or a newer version made it.
    """
    try:
        plain = json.loads(file.read(MANIFEST))
        form = int(plain["format"])
        number = int(plain["schema"])
    except KeyError as error:
        raise UsageError(
            f"{backup} is not a backup of evidence: {error.args[0]}", hint="Name a file that `evidence backup` made."
        ) from error
    except (ValueError, TypeError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise damaged_backup(backup, f"its manifest cannot be read: {error}") from error
    if form > FORMAT or number > len(schema.MIGRATIONS):
        raise StoreError(
            f"{backup} was made by a newer version, {plain.get('program', 'unknown')}.",
            hint="Upgrade evidence, then restore it; nothing was changed.",
            code="backup-too-new",
        )
    try:
        created = datetime.datetime.fromisoformat(plain["created"])
        return Manifest(
            form, str(plain["program"]), number, int(plain["revision"]), int(plain["records"]), created,
            int(plain["size"]), str(plain["sha256"]),
        )  # fmt: skip
    except (ValueError, TypeError, KeyError) as error:
        raise damaged_backup(backup, f"its manifest cannot be read: {error}") from error


def to_json(manifest: Manifest) -> str:
    """The manifest as it stands in the backup."""
    return json.dumps(asdict(manifest) | {"created": manifest.created.isoformat()}, indent=2) + "\n"


def digest_of(content: IO[bytes], copy_to: IO[bytes] | None = None) -> tuple[str, int]:
    """SHA-256 and number of the bytes in a stream, which are written to another one if it is given."""
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if copy_to is not None:
            copy_to.write(chunk)
    return digest.hexdigest(), size


def position(connection: sqlite3.Connection) -> tuple[int, int]:
    """A store's revision and how many records it has, gone ones too."""
    (revision,) = connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
    (records,) = connection.execute("SELECT count(*) FROM records").fetchone()
    return int(revision), int(records)


def sync(path: Path) -> None:
    """Makes sure that a file, or the names in a folder, are on the disk and not only on their way to it."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def damaged_backup(backup: Path, what: str) -> StoreError:
    """The error for a backup that is not what was backed up."""
    return StoreError(
        f"The backup {backup} is damaged: {what}.",
        hint="Restore another backup; nothing was changed.",
        code="backup-damaged",
    )
