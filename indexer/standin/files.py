"""Cuts PubMed XML files into their records, keeping each record's bytes exactly as they stand in the file."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_START = re.compile(rb"<(PubmedArticle|PubmedBookArticle|DeleteCitation)(?=[\s/>])")
_ENDS = {
    name: re.compile(rb"</" + name + rb"\s*>") for name in (b"PubmedArticle", b"PubmedBookArticle", b"DeleteCitation")
}
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([^\"']+)")
_DELETED = re.compile(rb"<PMID[^>]*>\s*(\d+)\s*</PMID>")
_LONGEST_START = 64  # bytes kept when no record has begun, so that a start tag cut by a block's end is seen
_BLOCK = 1 << 20


class UnreadableFile(Exception):
    """A file that cannot be served: not PubMed XML, cut short, or not UTF-8."""


@dataclass(frozen=True, slots=True)
class Served:
    """A PubmedArticle or PubmedBookArticle, as its bytes stand in the file."""

    raw: bytes


@dataclass(frozen=True, slots=True)
class Deleted:
    """A PMID named in a DeleteCitation."""

    pmid: int


def read_records(path: Path) -> Iterator[Served | Deleted]:
    """The records and deletions of a `.xml` or `.xml.gz` file, in its order.

    Records are found by their tags rather than by an XML reader, because ElementTree gives no byte offsets and what is
    served must be what the file holds, byte for byte; each record is parsed when it is indexed.

    Raises:
        UnreadableFile: the file is absent, damaged, cut short, not UTF-8, or holds no PubMed set.
    """
    try:
        with path.open("rb") as plain, gzip.GzipFile(fileobj=plain) if path.suffix == ".gz" else plain as stream:
            yield from _cut(stream.read, path)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(f"{path}: {error}") from error


def _cut(read: Callable[[int], bytes], path: Path) -> Iterator[Served | Deleted]:
    buffer, position, seen_set = b"", 0, False
    while block := read(_BLOCK):
        if not buffer and position == 0:
            _require_utf8(block, path)
        buffer, position = buffer[position:] + block, 0
        while (start := _START.search(buffer, position)) is not None:
            end = _ENDS[start[1]].search(buffer, start.end())
            if end is None:
                break
            yield from _found(start[1], buffer[start.start() : end.end()])
            position = end.end()
        begun = _START.search(buffer, position)
        seen_set = seen_set or b"Set>" in buffer[position : begun.start() if begun else None]
        position = begun.start() if begun else max(position, len(buffer) - _LONGEST_START)
    rest = buffer[position:]
    if _START.search(rest) is not None:
        raise UnreadableFile(f"{path}: the file ends inside a record; fetch it again")
    if not seen_set:
        raise UnreadableFile(f"{path}: no PubmedArticleSet in this file; give PubMed XML, plain or gzipped")


def _require_utf8(head: bytes, path: Path) -> None:
    declared = _ENCODING.search(head[:200])
    if declared is not None and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise UnreadableFile(f"{path}: encoding {declared[1].decode()} is not served; convert it to UTF-8")


def _found(name: bytes, raw: bytes) -> Iterator[Served | Deleted]:
    if name == b"DeleteCitation":
        for pmid in _DELETED.findall(raw):
            yield Deleted(int(pmid))
    else:
        yield Served(raw)
