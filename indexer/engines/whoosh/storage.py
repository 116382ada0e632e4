"""The index folder as Whoosh sees it: files are mapped, not copied; pickles are read with suspicion; commits are safe.

* Whoosh's own opening copies every file of a segment into memory (`BufferFile` wraps a `BytesIO`); here a file is
  mapped and a read takes only the bytes it asks for.
* Whoosh keeps its table of contents as a pickle, and a pickle from a stranger can run anything. Here only the few
  classes that a segment consists of are let in.
* Whoosh never calls fsync, so a table of contents could reach the disk before what it lists. Here every file is
  flushed to disk before its closing, and the folder after a renaming.

Touches the index folder only.
"""

from __future__ import annotations

import io
import mmap
import os
import pickle
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from indexer.engines.whoosh.sums import seal

_ALLOWED = frozenset(
    {
        ("indexer.engines.whoosh.codec", "FlatCodec"),
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("collections", "defaultdict"),
        ("builtins", "int"),
        ("builtins", "set"),
        ("builtins", "object"),
        ("copyreg", "_reconstructor"),
    }
)


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        # Pickles of protocol 2 spell some modules as Python 2 did.
        module = {"__builtin__": "builtins", "copy_reg": "copyreg"}.get(module, module)
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in an index")
        return super().find_class(module, name)


class MappedFile(StructFile):  # type: ignore[misc]
    """A file of the index, read where it lies."""

    def __init__(self, path: Path, name: str) -> None:
        with path.open("rb") as opened:
            # An empty file cannot be mapped; it is damage, and reading it will say so.
            empty = os.fstat(opened.fileno()).st_size == 0
            self._view: Any = b"" if empty else mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        super().__init__(io.BytesIO(b"") if empty else self._view, name=name)

    def get(self, position: int, length: int) -> bytes:
        """`length` bytes from `position`.

        Raises:
            EOFError: the file is shorter.
        """
        taken: bytes = self._view[position : position + length]
        if len(taken) != length:
            raise EOFError(f"{self._name} ends before byte {position + length}")
        return taken

    def read_pickle(self) -> Any:
        """The pickled value here, if it consists of what an index may hold."""
        try:
            return _Unpickler(self.file).load()
        except MemoryError as error:
            raise pickle.UnpicklingError("a pickle asks for more memory than there is") from error


class IndexFolder(FileStorage):  # type: ignore[misc]
    """A folder whose files are opened mapped and written through to the disk."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._begun: list[Any] = []

    def open_file(self, name: str, **options: Any) -> MappedFile:
        """Opens a file for reading."""
        return MappedFile(Path(self._fpath(name)), name)

    def create_file(self, name: str, **options: Any) -> Any:
        """Creates a file whose closing flushes it to disk."""
        created = super().create_file(name, onclose=_flush_to_disk, **options)
        self._begun.append(created.raw_file())
        return created

    def temp_storage(self, name: str | None = None) -> _Scratch:
        """A folder inside for files that do not outlive a commit."""
        scratch: _Scratch = _Scratch(self._fpath(name or "evidence.tmp"), self._begun).create()
        return scratch

    def close_begun(self) -> None:
        """Closes what a writer that failed had begun and left open."""
        for opened in self._begun:
            opened.close()
        self._begun.clear()

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Renames a table of contents, the only file that Whoosh renames, once it is sealed; flushes the folder."""
        seal(Path(self._fpath(oldname)))
        super().rename_file(oldname, newname, safe=safe)
        if os.name == "posix":
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


class _Scratch(FileStorage):  # type: ignore[misc]
    def __init__(self, path: str, begun: list[Any]) -> None:
        super().__init__(path)
        self._begun = begun

    def create_file(self, name: str, **options: Any) -> Any:
        created = super().create_file(name, **options)
        self._begun.append(created.raw_file())
        return created


def _flush_to_disk(opened: Any) -> None:
    opened.file.flush()
    os.fsync(opened.file.fileno())
