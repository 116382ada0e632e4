"""How postings lie on disk: flat arrays, checked and compressed, with no pickle among them.

Whoosh asks a codec for its readers and writers. This one keeps Whoosh's own columns and its ordered hash of terms,
and replaces postings: Whoosh's blocks are pickles, read one posting at a time; here a term's documents are one array,
and what goes with each document is one more piece that is only looked at when it is wanted. A term's entry in the
hash says where its postings are, and their checksum is compared at every reading.

A term is bytes, its field included (see `schema`). Numbers are in the machine's own byte order, which is part of the
index's stamp.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import sub
from typing import Any, NamedTuple

from whoosh.codec.base import FieldWriter, TermsReader
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader
from whoosh.filedb.filetables import HashWriter, OrderedHashReader, OrderedHashWriter
from whoosh.util.numlists import GrowableArray

from indexer.engines.whoosh.sums import write_sums

_ENTRY = struct.Struct("!QIIIII")  # offset, and then a `Packed` with lengths for its bytes
_HASH_LENGTHS = struct.Struct("!ii")
_WORTH_COMPRESSING = 64
_VARYING = 0xFFFFFFFF
_SHAPE = struct.Struct("!I")  # the length of every value, or _VARYING


class DamagedPostings(Exception):
    """Postings are not what was written."""


class Packed(NamedTuple):
    """The postings of one term as they lie on disk.

    The first document stands apart from the steps that follow, so that a segment's documents can be moved up without
    unpacking anything.
    """

    first: int
    size: int
    checksum: int
    steps: bytes
    values: bytes


def pack(documents: Sequence[int], values: Sequence[bytes]) -> Packed:
    """Packs documents, in ascending order, and a value for each; no values at all if all are empty."""
    steps = _pack_numbers([*map(sub, documents[1:], documents)]) if len(documents) > 1 else b""
    packed = _pack_values(values) if values else b""
    return Packed(documents[0], len(documents), zlib.crc32(packed, zlib.crc32(steps)), steps, packed)


def repacked(packed: Packed, documents: Sequence[int]) -> Packed:
    """The same postings under other numbers of documents."""
    steps = _pack_numbers([*map(sub, documents[1:], documents)]) if len(documents) > 1 else b""
    return Packed(documents[0], packed.size, zlib.crc32(packed.values, zlib.crc32(steps)), steps, packed.values)


def documents_of(packed: Packed) -> array[int]:
    """The documents of a term, ascending."""
    documents = array("I", (packed.first,))
    if packed.steps:
        documents = array("I", accumulate(_unpack_numbers(packed.steps), initial=packed.first))
    if len(documents) != packed.size:
        raise DamagedPostings("there are more or fewer documents than were written")
    return documents


def values_of(packed: Packed) -> Sequence[bytes]:
    """The value that goes with each document."""
    return _unpack_values(packed.values, packed.size)


class FlatCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with flat postings. Its import path is in every index: it stays where it is."""

    length_stats = False  # lengths are in our own column

    def field_writer(self, storage: Any, segment: Any) -> FlatFieldWriter:
        """Writes terms and postings of a new segment."""
        return FlatFieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> FlatTermsReader:
        """Reads terms and postings of a segment."""
        return FlatTermsReader(storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> ColumnsReader:
        """Reads the columns of a segment."""
        return ColumnsReader(storage, segment)


class ColumnsReader(W3PerDocReader):  # type: ignore[misc]
    """Columns alone. Stored fields and lengths are not used, and their pickles are not read."""

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Nothing is stored."""
        return {}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Lengths are in our own column."""
        return 0

    def whole(self, name: str) -> bytes:
        """A column as it lies in its file, in one piece."""
        file, start, length = self._get_column_file(name)
        try:
            packed: bytes = file.get(start, length)
            return packed
        finally:
            file.close()


class _TermsWriter(OrderedHashWriter):  # type: ignore[misc]
    """Whoosh's ordered hash with a faster hash function than MD5, and one write for each term instead of three."""

    def __init__(self, dbfile: Any) -> None:
        HashWriter.__init__(self, dbfile, hashtype=1)  # CRC-32
        self.index = GrowableArray("H")
        self._position: int = dbfile.tell()
        self._last = b""

    def add(self, key: bytes, value: bytes) -> None:
        if key <= self._last:
            raise ValueError(f"{key!r} does not come after {self._last!r}")
        self._last = key
        self.dbfile.write(_HASH_LENGTHS.pack(len(key), len(value)) + key + value)
        self.index.append(self._position)
        hashed = zlib.crc32(key)
        self.buckets[hashed & 255].append((hashed, self._position))
        self._position += _HASH_LENGTHS.size + len(key) + len(value)


class FlatFieldWriter(FieldWriter):  # type: ignore[misc]
    """Writes packed postings, which must come in the order of their terms."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._terms = _TermsWriter(segment.create_file(storage, FlatCodec.TERMS_EXT))
        self._postings = segment.create_file(storage, FlatCodec.POSTS_EXT)
        self._storage, self._segment = storage, segment
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[tuple[bytes, Packed]]) -> None:
        """Writes all postings of the segment."""
        offset, write, add = 0, self._postings.write, self._terms.add
        for term, (first, count, checksum, steps, values) in items:
            add(term, _ENTRY.pack(offset, first, count, checksum, len(steps), len(values)))
            write(steps + values)
            offset += len(steps) + len(values)

    def close(self) -> None:
        """Finishes both files, and with them the segment: Whoosh has closed its columns before."""
        self._terms.close()
        self._postings.close()
        write_sums(self._storage, self._segment)
        self.is_closed = True


class FlatTermsReader(TermsReader):  # type: ignore[misc]
    """Terms of a segment in order, and their postings."""

    def __init__(self, storage: Any, segment: Any) -> None:
        name = segment.make_filename(FlatCodec.TERMS_EXT)
        self._terms = OrderedHashReader(storage.open_file(name), storage.file_length(name))
        self._postings = segment.open_file(storage, FlatCodec.POSTS_EXT)

    def indexed_field_names(self) -> Iterable[str]:
        """Whoosh asks for fields; here they are part of the terms."""
        return ()

    def beginning(self, prefix: bytes) -> Iterator[bytes]:
        """The terms that begin so, in order."""
        for term in self._terms.keys_from(prefix):
            if not term.startswith(prefix):
                return
            yield term

    def postings(self, term: bytes) -> Packed | None:
        """The postings of a term; None if it does not occur.

        Raises:
            DamagedPostings: they are not what was written.
        """
        entry = self._terms.get(term)
        return None if entry is None else self._read(entry)

    def all_postings(self) -> Iterator[tuple[bytes, Packed]]:
        """Every term with its postings, in order."""
        for term, entry in self._terms.items():
            yield term, self._read(entry)

    def close(self) -> None:
        """Lets go of both files."""
        self._terms.close()
        self._postings.close()

    def _read(self, entry: bytes) -> Packed:
        offset, first, count, checksum, steps, values = _ENTRY.unpack(entry)
        both = self._postings.get(offset, steps + values)
        if zlib.crc32(both) != checksum:
            raise DamagedPostings(f"the postings at byte {offset} have another checksum")
        return Packed(first, count, checksum, both[:steps], both[steps:])


def _pack_values(values: Sequence[bytes]) -> bytes:
    """All values one after the other, with their lengths if these differ."""
    length = len(values[0])
    joined = b"".join(values)
    if length * len(values) == len(joined) and all(len(value) == length for value in values):
        packed = _SHAPE.pack(length) + joined
    else:
        lengths = _pack_numbers([len(value) for value in values])
        packed = _SHAPE.pack(_VARYING) + _SHAPE.pack(len(lengths)) + lengths + joined
    return b"-" + packed if len(packed) < _WORTH_COMPRESSING else b"z" + zlib.compress(packed, 1)


def _unpack_values(packed: bytes, count: int) -> Sequence[bytes]:
    if not packed:
        return [b""] * count
    plain = zlib.decompress(packed[1:]) if packed[:1] == b"z" else packed[1:]
    (length,) = _SHAPE.unpack_from(plain)
    if length != _VARYING:
        return [plain[start : start + length] for start in range(_SHAPE.size, _SHAPE.size + count * length, length)]
    (size,) = _SHAPE.unpack_from(plain, _SHAPE.size)
    start = 2 * _SHAPE.size + size
    values = []
    for one in _unpack_numbers(plain[2 * _SHAPE.size : start]):
        values.append(plain[start : start + one])
        start += one
    return values


def _pack_numbers(numbers: Sequence[int]) -> bytes:
    """Numbers in the smallest integers that hold them all."""
    most = max(numbers)
    code = "B" if most < 1 << 8 else "H" if most < 1 << 16 else "I"
    return code.encode() + array(code, numbers).tobytes()


def _unpack_numbers(packed: bytes) -> array[int]:
    numbers = array(chr(packed[0]))
    numbers.frombytes(packed[1:])
    return numbers
