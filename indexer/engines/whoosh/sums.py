"""Checksums of whole files: of each file of a segment, kept beside them, and at the end of a table of contents.

A segment's files never change once they are written, so one more file, `.sum`, says of each what it held. Whoosh
removes it with the others. It is compared before a segment is merged, so that damage is never copied under a new
checksum, and by `WhooshEngine.check`; a table of contents is compared at every opening.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from pathlib import Path
from typing import Any

_EXTENSION = ".sum"
_SEAL = struct.Struct("!I")


def write_sums(storage: Any, segment: Any) -> None:
    """Writes the checksums of all files of a segment. They must be closed."""
    sums = {name: _checksum(_path(storage, name)) for name in sorted(storage.list()) if _belongs(name, segment)}
    kept = storage.create_file(segment.make_filename(_EXTENSION))
    kept.write(json.dumps(sums).encode())
    kept.close()


def damaged_files(storage: Any, segment: Any) -> list[str]:
    """The names of those files of a segment that are not what was written.

    Raises:
        OSError: a file cannot be read.
    """
    own = segment.make_filename(_EXTENSION)
    try:
        sums = json.loads(_path(storage, own).read_bytes())
    except (FileNotFoundError, ValueError):
        return [own]
    if not isinstance(sums, dict) or not sums or not all(_belongs(name, segment) for name in sums):
        return [own]
    return [name for name, written in sums.items() if not _is_as(_path(storage, name), written)]


def seal(path: Path) -> None:
    """Adds its checksum to a file that is closed, and flushes it to disk."""
    checksum = zlib.crc32(path.read_bytes())
    with path.open("ab") as opened:
        opened.write(_SEAL.pack(checksum))
        opened.flush()
        os.fsync(opened.fileno())


def is_sealed(path: Path) -> bool:
    """Whether a file ends with the checksum of what comes before."""
    held = path.read_bytes()
    return len(held) > _SEAL.size and _SEAL.pack(zlib.crc32(held[: -_SEAL.size])) == held[-_SEAL.size :]


def _path(storage: Any, name: str) -> Path:
    return Path(storage.folder) / name


def _belongs(name: str, segment: Any) -> bool:
    return name.startswith(f"{segment.segment_id()}.") and Path(name).name == name


def _is_as(path: Path, written: object) -> bool:
    try:
        return _checksum(path) == written
    except FileNotFoundError:
        return False


def _checksum(path: Path) -> list[int]:
    """The length and the CRC-32 of a file."""
    with path.open("rb") as opened:
        size = os.fstat(opened.fileno()).st_size
        if not size:
            return [0, 0]
        with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as held:
            return [size, zlib.crc32(held)]
