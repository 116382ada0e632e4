"""Records from files: PubMed XML or NBIB text, plain or gzipped, by path or from standard input.

What a file is, its content says, never its name. `RecordFile` can be iterated for what the file holds, and counts
on the side how many record and deletion elements went by in the bytes, without the parser's help: when the
iteration has ended without an error, `summary.articles + summary.books + summary.deletions` is the number of
things it has given.

Every failure is an `InputFileError` naming the file, the reason and the next step, raised after everything that
could be read has been given.
"""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

from indexer.changes import Parsed
from indexer.errors import InputFileError
from indexer.sources.counting import ElementCounter
from indexer.sources.interface import FileSummary
from indexer.sources.markup import clean
from indexer.sources.nbib import read_nbib
from indexer.sources.pubmed_xml import read_xml
from indexer.sources.xml_pieces import CHUNK, MAX_PIECE, ByteReader

STANDARD_INPUT = "-"


def read_path(path: Path | str) -> Iterator[Parsed]:
    """What the file at `path` holds, in its order; see `RecordFile`."""
    return iter(RecordFile(path))


def open_source(path: Path | str, stdin: BinaryIO) -> RecordFile:
    """The records of the file at `path`, or of `stdin` where `path` is `-`."""
    if str(path) == STANDARD_INPUT:
        return RecordFile("standard input", stdin)
    return RecordFile(path)


class RecordFile:
    """A file of records. Iterate it for `Incoming`, `Rejected` and `Deleted` in the order of the file.

    Args:
        path: the file, or the name of `stream` for messages.
        stream: where to read instead of opening `path`; it can be iterated once.
    """

    def __init__(self, path: Path | str, stream: BinaryIO | None = None) -> None:
        self.path = str(path)
        self._stream = stream
        self._counter = ElementCounter()
        self._notes: list[str] = []

    @property
    def summary(self) -> FileSummary:
        """What has gone by so far: elements seen in the bytes, independently of what the parser made of them."""
        counter = self._counter
        return FileSummary(self.path, counter.articles, counter.books, counter.deletions, tuple(self._notes))

    def __iter__(self) -> Iterator[Parsed]:
        """Reads the file.

        Raises:
            InputFileError: it cannot be opened, is empty, is not of a known kind, or is damaged.
        """
        self._counter, self._notes = ElementCounter(), []
        given = 0
        with ExitStack() as closing:
            stream = self._stream or closing.enter_context(_opened(self.path))
            try:
                for parsed in self._read(stream):
                    given += 1
                    yield parsed
            except InputFileError as error:
                raise InputFileError(f"{self.path}: {error.message}", hint=error.hint, code=error.code) from error
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                raise InputFileError(
                    f"{self.path}: the gzip data is damaged or cut off ({error}); {given:,} records read before that",
                    hint="Download it again, and compare its MD5 with the source's.",
                ) from error
            except OSError as error:
                raise InputFileError(
                    f"{self.path}: reading failed ({error.strerror or error}); {given:,} records read before that",
                    hint="Check the disk or the connection, and try again.",
                ) from error

    def _read(self, stream: ByteReader) -> Iterator[Parsed]:
        source = _Rewound(stream)
        if source.head.startswith(_GZIP):
            source = _Rewound(_Unzipped(source))
            self._notes.append("gzip")
        if _is_nbib(source.head):
            self._notes.append("nbib")
            yield from read_nbib(_lines(source, self._counter.nbib))
        else:
            self._notes.append("xml")
            yield from read_xml(_Tapped(source, self._counter.xml))


def _opened(name: str) -> BinaryIO:
    path = Path(name)
    if path.is_dir():
        raise InputFileError(
            f"{name}: this is a folder, not a file", hint=f"Name the files in it, for instance {path}/*.xml.gz"
        )
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise InputFileError(
            f"{name}: there is no such file", hint="Check the path and the folder you are in."
        ) from error
    except OSError as error:
        raise InputFileError(
            f"{name}: it cannot be opened ({error.strerror})", hint="Check its permissions."
        ) from error


_GZIP = b"\x1f\x8b"
_PACKED = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ\x00", "packed with xz"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
    (b"7z\xbc\xaf", "a 7z archive"),
)
_FIELD_START = re.compile(rb"\s*(?=.{4}-)([A-Z][A-Z0-9]{1,3}) *-[ \r\n]")
_WANTED = "Expected is PubMed XML (.xml, .xml.gz) or PubMed's text format (.nbib, 'Save > PubMed' on its website)."


def _is_nbib(head: bytes) -> bool:
    """Whether a file that begins with `head` is NBIB text; if not, it is XML.

    Raises:
        InputFileError: it is neither.
    """
    if not head.strip():
        raise InputFileError("it is empty" if not head else "there is nothing in it but white space", hint=_WANTED)
    for magic, what in _PACKED:
        if head.startswith(magic):
            raise InputFileError(f"it is {what}, which is not read here", hint="Unpack it, or pack it with gzip.")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputFileError("it is text in UTF-16, which is not read here", hint="Save it as UTF-8 and try again.")
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if text.startswith(b"<"):
        return False
    field = _FIELD_START.match(text)
    if field and field[1] == b"TY":
        raise InputFileError("it is an RIS file, which lacks most of a PubMed record", hint=_WANTED)
    if field:
        return True
    shown = clean(text[:60].decode("utf-8", "replace"))
    raise InputFileError(f"it is neither PubMed XML nor NBIB text: it begins {shown!r}", hint=_WANTED)


class _Rewound:
    """A reader whose first bytes have been looked at (`head`) and are read again all the same."""

    def __init__(self, stream: ByteReader) -> None:
        self._stream = stream
        self.head = b""
        while len(self.head) < 1024 and (chunk := stream.read(CHUNK)):
            self.head += chunk
        self._unread = self.head

    def read(self, size: int = -1, /) -> bytes:
        if self._unread:
            size = len(self._unread) if size < 0 else size
            chunk, self._unread = self._unread[:size], self._unread[size:]
            return chunk
        return self._stream.read(size)


class _Unzipped:
    """What is inside gzip data; everything before damage is given before the damage is raised."""

    def __init__(self, packed: ByteReader) -> None:
        self._inside = gzip.GzipFile(fileobj=cast("BinaryIO", packed), mode="rb")

    def read(self, size: int = -1, /) -> bytes:
        chunk: bytes = self._inside.read1(size)
        return chunk


class _Tapped:
    """A reader that shows `tap` everything read, and nothing (`b""`) at the end."""

    def __init__(self, stream: ByteReader, tap: Callable[[bytes], None]) -> None:
        self._stream = stream
        self._tap = tap

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._stream.read(size)
        self._tap(chunk)
        return chunk


def _lines(stream: ByteReader, tap: Callable[[bytes], None]) -> Iterator[bytes]:
    """The lines of `stream` with their ends, each shown to `tap` as it is given."""
    rest = b""
    while chunk := stream.read(CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            tap(line)
            yield line + b"\n"
        if len(rest) > MAX_PIECE:
            raise InputFileError(f"it has a line of more than {MAX_PIECE >> 20} MiB", hint=_WANTED)
    if rest:
        tap(rest)
        yield rest
