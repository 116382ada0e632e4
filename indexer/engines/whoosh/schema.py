"""What a record is to Whoosh: terms, and a few columns.

A term is a letter for its kind, a name and the text: `w:title:ketamine`, `k:mh:depression`, `s:depress`. So Whoosh's
schema is the same whatever fields the query language has.

* `w`, exact words of each `Stream`, with their positions. A position is the number of the run, shifted, plus the
  place in the run, so that nothing is ever near a word of another run.
* `k`, whole values of each key field; dates and PMIDs at four precisions, so that a range is a few terms; the id.
* `s`, stems that rank, with their counts in title, abstract and headings as three bytes.
"""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from whoosh.columns import FixedBytesColumn, VarBytesColumn
from whoosh.fields import COLUMN, Schema

from indexer import canonical
from indexer.engines.facts import Standing, facet_values, standing_of
from indexer.engines.ranking import Counts, Profile, Ranked, profile_of, ranked_text
from indexer.query.fields import Run, Stream, keys, numbers, streams
from indexer.query.syntax import KEY_FIELDS, NUMBER_FIELDS, Field
from indexer.record import Record, RecordId

SCHEMA_VERSION = 3
"""Raised with every change of this module, `codec` or `sums`, so that old indexes are built again."""

ROW, ID, FACETS, PROFILE, STAMP = "row", "id", "facets", "profile", "stamp"

STAMP_TERM = b"k:stamp"

RUN_SHIFT = 20
DIGITS = 12
PRECISIONS = (6, 8, 10, 12)
"""How many leading digits of a number make a term. Of a date that is all, year, month and day."""

_ROW = struct.Struct("!BQIBBIII32s")
_RECORD, _STAMP = 1, 2
_VALUES, _FACET = "\x1f", "\x1e"


def schema() -> Any:
    """The one schema, which never comes from a file."""
    return Schema(
        row=COLUMN(FixedBytesColumn(_ROW.size)),
        id=COLUMN(VarBytesColumn()),
        facets=COLUMN(VarBytesColumn()),
        profile=COLUMN(VarBytesColumn()),
        stamp=COLUMN(VarBytesColumn()),
    )


class Row(NamedTuple):
    """What is kept of a document in fixed width."""

    standing: Standing
    lengths: Counts
    fingerprint: str


def unpack_row(packed: bytes) -> Row:
    """The row of a record.

    Raises:
        ValueError: it is not the row of a record.
    """
    kind, number, date, level, retracted, title, abstract, headings, fingerprint = _ROW.unpack(packed)
    if kind != _RECORD:
        raise ValueError("a row is not the row of a record")
    return Row(Standing(number, date, level, retracted), (title, abstract, headings), fingerprint.hex())


def lengths_in(packed: bytes) -> Iterator[Counts]:
    """The lengths in each of many rows that follow each other."""
    for *_, title, abstract, headings, _fingerprint in _ROW.iter_unpack(packed):
        yield title, abstract, headings


def is_row(packed: bytes) -> bool:
    """Whether this is a row that was written: of a record or of the stamp."""
    return packed[:1] in {bytes((_RECORD,)), bytes((_STAMP,))}


@dataclass(frozen=True, slots=True)
class Document:
    """Something ready to be added: (term, value) pairs, and a value for each column."""

    terms: list[tuple[bytes, bytes]]
    columns: dict[str, bytes]


def document_of(record: Record) -> Document:
    """Everything that the index keeps of a record.

    Raises:
        ValueError: the record cannot be indexed truly.
    """
    runs = streams(record)
    ranked = ranked_text(runs)
    terms = [
        *_word_terms(record, runs),
        *_key_terms(record),
        *((stem_term(stem), bytes(counts)) for stem, counts in ranked.stems.items()),
    ]
    columns = {
        ROW: _row(record, ranked),
        ID: record.id.encode(),
        FACETS: _FACET.join(_VALUES.join(values) for values in facet_values(record)).encode(),
        PROFILE: json.dumps(profile_of(ranked), ensure_ascii=False).encode(),
        STAMP: b"",
    }
    return Document(terms, columns)


def stamp_document(stamp: dict[str, Any]) -> Document:
    """The one document that is not a record: it says what the index was built from and by."""
    row = _ROW.pack(_STAMP, 0, 0, 0, 0, 0, 0, 0, bytes(32))
    columns = {ROW: row, ID: b"", FACETS: b"", PROFILE: b"", STAMP: json.dumps(stamp, sort_keys=True).encode()}
    return Document([(STAMP_TERM, b"")], columns)


def word_term(stream: Stream, word: str) -> bytes:
    """The term of a word in a stream, or how all begin that stand for words beginning so."""
    return f"w:{stream.value}:{word}".encode()


def key_term(field: Field, key: str) -> bytes:
    """The term of a value of a key field, or how all begin that stand for values beginning so."""
    return f"k:{field.value}:{key}".encode()


def stem_term(stem: str) -> bytes:
    """The term of a stem, or how all begin that stand for stems beginning so."""
    return f"s:{stem}".encode()


def number_term(field: Field, digits: str) -> bytes:
    """The term of all numbers that begin with `digits`, when written with `DIGITS` digits."""
    return f"k:{field.value}:{len(digits)}:{digits}".encode()


def id_term(identifier: RecordId) -> bytes:
    """The term that only this record has."""
    return f"k:id:{identifier}".encode()


def facets_from(packed: bytes) -> list[list[str]]:
    """For each `FacetField` in order, the values of a document."""
    return [values.split(_VALUES) if values else [] for values in packed.decode().split(_FACET)]


def profile_from(packed: bytes) -> Profile:
    """What a document is about."""
    return tuple((stem, weight) for stem, weight in json.loads(packed))


def places_from(packed: bytes) -> array[int]:
    """The positions in one document, ascending."""
    places = array(chr(packed[0]))
    places.frombytes(packed[1:])
    return places


def _row(record: Record, ranked: Ranked) -> bytes:
    try:
        return _ROW.pack(_RECORD, *standing_of(record), *ranked.lengths, bytes.fromhex(canonical.fingerprint(record)))
    except struct.error as error:
        raise ValueError(f"{record.id} holds a number that is too large: {error}") from error


def _word_terms(record: Record, streamed: Mapping[Stream, tuple[Run, ...]]) -> Iterator[tuple[bytes, bytes]]:
    for stream, runs in streamed.items():
        places: dict[str, list[int]] = {}
        for number, run in enumerate(runs):
            if len(run) >> RUN_SHIFT:
                raise ValueError(f"{record.id} has a text of {len(run)} words, which is too long")
            for place, word in enumerate(run, start=number << RUN_SHIFT):
                places.setdefault(word, []).append(place)
        prefix = word_term(stream, "")
        for word, where in places.items():
            last = where[-1]
            code = "H" if last < 1 << 16 else "I" if last < 1 << 32 else "Q"
            yield prefix + word.encode(), code.encode() + array(code, where).tobytes()


def _key_terms(record: Record) -> Iterator[tuple[bytes, bytes]]:
    yield id_term(record.id), b""
    for field in KEY_FIELDS:
        for key in keys(record, field):
            yield key_term(field, key), b""
    for field in NUMBER_FIELDS:
        terms: set[bytes] = set()
        for number in numbers(record, field):
            digits = f"{number:0{DIGITS}d}"
            if len(digits) > DIGITS or number < 0:
                raise ValueError(f"{record.id} holds the number {number} under [{field}], which is too large")
            terms.update(number_term(field, digits[:precision]) for precision in PRECISIONS)
        for term in terms:
            yield term, b""
