"""Cut a stream of PubMed XML into the bytes of its records and the bytes between them, in flat memory.

Each record is cut out whole, as served, so that it can be kept, and parsed on its own: one that is damaged cannot
take its neighbours with it. Comments and CDATA between records are skipped over, so that a record commented out
is not taken for one.

Imports `errors` and the standard library only.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from indexer.errors import InputFileError

CHUNK = 1 << 18
MAX_PIECE = 64 << 20
"""Bytes. The largest real records (thousands of authors or references) stay below 4 MiB."""


class ByteReader(Protocol):
    """Whatever bytes can be read from in pieces; a short read is not the end, an empty one is."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes."""


class Part(Enum):
    """What a piece is."""

    BETWEEN = "between"  # prolog, root tags, white space, DeleteCitation
    RECORD = "record"  # one whole PubmedArticle or PubmedBookArticle
    UNCLOSED = "unclosed"  # a record that lost its end tag: another tag of its rank came first
    CUT = "cut"  # a record that the end of the stream cut off


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of the stream in UTF-8, and the line (from 1) on which they begin."""

    part: Part
    data: bytes
    line: int


_OPENING = re.compile(rb"<!--|<!\[CDATA\[|<Pubmed(?:Book)?Article(?:[\s/][^>]*)?>")
_BOUNDARY = re.compile(rb"<(/?)Pubmed(?:Book)?Article(Set)?(?:[\s/][^>]*)?>")
_CLOSERS = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
# How much of a buffer's end is searched again when more has been read: longer than any tag looked for.
_OVERLAP = 4096


class _Buffer:
    """What has been read and not yet been given out."""

    def __init__(self, stream: ByteReader) -> None:
        self._chunks = _utf8_chunks(stream)
        self.data = b""
        self._start = 0
        self._line = 1

    @property
    def start(self) -> int:
        return self._start

    def search(self, pattern: re.Pattern[bytes], offset: int) -> re.Match[bytes] | None:
        """The first match from `offset` bytes after the start on, reading as far as it takes."""
        position = self._start + offset
        while True:
            if match := pattern.search(self.data, position):
                return match
            searched = max(position, len(self.data) - _OVERLAP) - self._start
            if not self._more():
                return None
            position = self._start + searched

    def take(self, part: Part, end: int | None) -> Piece:
        """What lies before position `end` of `data` (None: all of it), given out for good."""
        data = self.data[self._start : end]
        piece = Piece(part, data, self._line)
        self._start += len(data)
        self._line += data.count(b"\n")
        return piece

    def _more(self) -> bool:
        chunk = next(self._chunks, b"")
        self.data = self.data[self._start :] + chunk
        self._start = 0
        if len(self.data) > MAX_PIECE:
            raise InputFileError(
                f"what begins on line {self._line} does not end within {MAX_PIECE >> 20} MiB, as every record does",
                hint="Check that this is PubMed XML, or download it again.",
            )
        return bool(chunk)


def pieces(stream: ByteReader) -> Iterator[Piece]:
    """The pieces of `stream` in order; joined together they are the stream, its byte order mark aside.

    Raises:
        InputFileError: it is in an encoding that cannot be read, or one piece is larger than `MAX_PIECE`.
    """
    buffer = _Buffer(stream)
    while True:
        opening = _next_opening(buffer)
        between = buffer.take(Part.BETWEEN, opening.start() if opening else None)
        if between.data:
            yield between
        if opening is None:
            return
        if opening[0].endswith(b"/>"):
            yield buffer.take(Part.RECORD, buffer.start + len(opening[0]))
            continue
        boundary = buffer.search(_BOUNDARY, len(opening[0]))
        if boundary is None:
            yield buffer.take(Part.CUT, None)
        elif boundary[1] and not boundary[2]:
            yield buffer.take(Part.RECORD, boundary.end())
        else:
            yield buffer.take(Part.UNCLOSED, boundary.start())


def _next_opening(buffer: _Buffer) -> re.Match[bytes] | None:
    """The opening tag of the next record; None at the end of the stream."""
    offset = 0
    while opening := buffer.search(_OPENING, offset):
        closer = _CLOSERS.get(opening[0])
        if closer is None:
            return opening
        closed = buffer.search(re.compile(re.escape(closer)), opening.end() - buffer.start)
        if closed is None:
            return None
        offset = closed.end() - buffer.start
    return None


_DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")


def _utf8_chunks(stream: ByteReader) -> Iterator[bytes]:
    """The stream in UTF-8 and without a byte order mark; bytes that are not valid UTF-8 are passed on as they are."""
    head = stream.read(CHUNK)
    while head and len(head) < 256 and (further := stream.read(CHUNK)):
        head += further
    encoding = _encoding(head)
    if encoding == "utf-8":
        yield head.removeprefix(codecs.BOM_UTF8) or stream.read(CHUNK)
        while chunk := stream.read(CHUNK):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    chunk = head
    try:
        while chunk:
            yield decoder.decode(chunk).removeprefix("\ufeff").encode()
            chunk = stream.read(CHUNK)
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError as error:
        raise InputFileError(
            f"it is marked as {encoding} and is not: {error}", hint="Save it as UTF-8 and try again."
        ) from error


def _encoding(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputFileError("it is in UTF-16, which is not read here", hint="Save it as UTF-8 and try again.")
    declared = _DECLARED.match(head)
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        found = codecs.lookup(name).name
    except LookupError:
        found = ""
    # Only encodings in which markup is ASCII: the declaration itself was read as ASCII.
    if found == "ascii":
        return "utf-8"
    if found == "utf-8" or found.startswith(("iso8859-", "cp125")):
        return found
    raise InputFileError(f"its encoding, {name!r}, is not one that can be read", hint="Save it as UTF-8 and try again.")
