"""One commit of the index, read from disk: its segments, each with its terms, postings and columns.

A snapshot stays as it is while later commits come and go. Numbers of documents count within their segment.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh.index import TOC

from indexer.engines.interface import FacetField
from indexer.engines.ranking import Collection, Counts, Profile
from indexer.engines.whoosh.codec import ColumnsReader, FlatCodec, FlatTermsReader, documents_of, values_of
from indexer.engines.whoosh.kept import Kept
from indexer.engines.whoosh.schema import (
    FACETS,
    ID,
    PROFILE,
    ROW,
    STAMP,
    STAMP_TERM,
    Row,
    facets_from,
    id_term,
    is_row,
    lengths_in,
    profile_from,
    schema,
    unpack_row,
)
from indexer.engines.whoosh.storage import IndexFolder
from indexer.engines.whoosh.sums import damaged_files, is_sealed
from indexer.record import RecordId

INDEX_NAME = "evidence"
_ATTEMPTS = 20
_MOST_KEPT = 100_000
"""Numbers of documents that a segment keeps of each sort: some ten megabytes."""


class DamagedIndex(Exception):
    """The index is not what was written."""


class Segment:
    """Part of the index, written at once. `documents` are those that are records and not deleted."""

    def __init__(self, storage: IndexFolder, segment: Any) -> None:
        self.terms: FlatTermsReader = segment.codec().terms_reader(storage, segment)
        self._columns: ColumnsReader = segment.codec().per_document_reader(storage, segment)
        self._size: int = segment.doc_count_all()
        self._deleted = frozenset(segment.deleted_docs())
        self._storage, self._segment = storage, segment
        self._schema = schema()
        self._unpacked: dict[int, Row] = {}
        self.norms: dict[int, tuple[float, float, float]] = {}  # of those documents that were ranked
        self.matching: Kept[frozenset[int]] = Kept(_MOST_KEPT)
        """The documents of terms of queries."""
        self._counts: Kept[Mapping[int, bytes]] = Kept(_MOST_KEPT)

    @cached_property
    def documents(self) -> frozenset[int]:
        """The records, without deleted ones and without the stamp."""
        return frozenset(range(self._size)) - self._deleted - frozenset(self.with_term(STAMP_TERM))

    def with_term(self, term: bytes) -> Sequence[int]:
        """The documents with a term, ascending, deleted ones too."""
        packed = self.terms.postings(term)
        return documents_of(packed) if packed else ()

    def with_values(self, term: bytes) -> Iterator[tuple[int, bytes]]:
        """The documents with a term, deleted ones too, and what is kept of the term in each."""
        packed = self.terms.postings(term)
        return zip(documents_of(packed), values_of(packed), strict=True) if packed else iter(())

    def counts(self, term: bytes) -> Mapping[int, bytes]:
        """What is kept of a term in each of the documents with it, without deleted ones."""
        return self._counts.get(term, lambda: self._counted(term))

    def _counted(self, term: bytes) -> Mapping[int, bytes]:
        every = dict(self.with_values(term))
        if self.documents.issuperset(every):
            return every
        return {number: value for number, value in every.items() if number in self.documents}

    def find(self, identifier: RecordId) -> int | None:
        """The document of a record, if it is here."""
        found = [number for number in self.with_term(id_term(identifier)) if number in self.documents]
        return found[0] if found else None

    def stamp(self) -> dict[str, Any] | None:
        """What the index says of itself, if this is the segment that knows."""
        for number in self.with_term(STAMP_TERM):
            if number not in self._deleted:
                read: dict[str, Any] = json.loads(self._column(STAMP)[number])
                return read
        return None

    def stamps(self) -> list[int]:
        """Documents that hold a stamp and are not deleted."""
        return [number for number in self.with_term(STAMP_TERM) if number not in self._deleted]

    def row(self, number: int) -> Row:
        """What is kept of a document in fixed width."""
        known = self._unpacked.get(number)
        if known is None:  # a draft asks forty times for the rows of much the same documents
            known = self._unpacked[number] = unpack_row(self._rows[number])
        return known

    def id(self, number: int) -> RecordId:
        """The id of a document."""
        return RecordId(self._ids[number].decode())

    def facets(self, number: int) -> list[list[str]]:
        """For each `FacetField` in order, the values of a document."""
        values = facets_from(self._column(FACETS)[number])
        if len(values) != len(FacetField):
            raise DamagedIndex(f"document {number} has {len(values)} kinds of facets")
        return values

    def profile(self, number: int) -> Profile:
        """What a document is about."""
        return profile_from(self._column(PROFILE)[number])

    @cached_property
    def totals(self) -> tuple[int, int, int]:
        """How many words all titles, abstracts and headings have."""
        lengths = [each for number, each in enumerate(self.lengths) if number in self.documents]
        title, abstract, headings = map(sum, zip(*lengths, strict=True)) if lengths else (0, 0, 0)
        return title, abstract, headings

    @cached_property
    def lengths(self) -> list[Counts]:
        """How many words the texts of each document have; one by one they would take ten times as long."""
        return list(lengths_in(self._columns.whole(ROW)))

    def check(self) -> None:
        """Reads what every search reads first.

        Raises:
            DamagedIndex: rows are missing.
        """
        if self._size and not (is_row(self._rows[0]) and is_row(self._rows[self._size - 1])):
            raise DamagedIndex("rows are missing")

    def damaged_files(self) -> list[str]:
        """The names of those files that are not what was written; every byte of them is read."""
        return damaged_files(self._storage, self._segment)

    def close(self) -> None:
        """Lets go of files."""
        self.terms.close()
        self._columns.close()

    @cached_property
    def _rows(self) -> Sequence[bytes]:
        return self._column(ROW)

    @cached_property
    def _ids(self) -> Sequence[bytes]:
        return self._column(ID)

    def _column(self, name: str) -> Sequence[bytes]:
        held: dict[str, Sequence[bytes]] = self.__dict__.setdefault("_held", {})
        if name not in held:
            held[name] = self._columns.column_reader(name, self._schema[name].column_type)
        return held[name]


class Snapshot:
    """All segments of one commit, and what they say of themselves."""

    def __init__(self, generation: int, segments: Sequence[Segment]) -> None:
        self.generation = generation
        self.segments = tuple(segments)
        stamps = [stamp for stamp in (segment.stamp() for segment in segments) if stamp is not None]
        if len(stamps) > 1:
            raise DamagedIndex("there is more than one stamp")
        self.stamp: dict[str, Any] = stamps[0] if stamps else {}

    @cached_property
    def collection(self) -> Collection:
        """What ranking needs of the whole index."""
        totals = [sum(segment.totals[text] for segment in self.segments) for text in range(3)]
        return Collection.of(sum(len(segment.documents) for segment in self.segments), totals)

    def findings(self) -> tuple[str, ...]:
        """What is wrong with it, in sentences."""
        damaged = [name for segment in self.segments for name in segment.damaged_files()]
        if damaged:
            return tuple(f"{name} is damaged: it is not what was written." for name in damaged)
        held = Counter(segment.id(number) for segment in self.segments for number in segment.documents)
        return tuple(f"{identifier} is in it {times} times." for identifier, times in held.items() if times > 1)

    def close(self) -> None:
        """Lets go of files."""
        for segment in self.segments:
            segment.close()


def newest_commit(storage: IndexFolder) -> tuple[object, ...] | None:
    """What tells the newest commit from any other; None if there is none. Generations start again after a clear."""
    for _ in range(_ATTEMPTS):
        generation = TOC._latest_generation(storage, INDEX_NAME)
        if generation < 0:
            return None
        with suppress(FileNotFoundError):
            found = (Path(storage.folder) / TOC._filename(INDEX_NAME, generation)).stat()
            return generation, found.st_ino, found.st_mtime_ns
    raise DamagedIndex("its table of contents comes and goes")


def open_snapshot(storage: IndexFolder) -> Snapshot | None:
    """The newest commit; None if there is none.

    A commit removes the files of the one before it. Whoever was about to open these takes the newer commit.
    """
    for _ in range(_ATTEMPTS):
        before = newest_commit(storage)
        if before is None:
            return None
        try:
            return _open(storage)
        except FileNotFoundError:
            if newest_commit(storage) == before:
                raise
    raise DamagedIndex("its files come and go")


def _open(storage: IndexFolder) -> Snapshot:
    generation = TOC._latest_generation(storage, INDEX_NAME)
    name = TOC._filename(INDEX_NAME, generation)
    if not is_sealed(Path(storage.folder) / name):
        raise DamagedIndex(f"{name} is not what was written")
    contents = TOC.read(storage, INDEX_NAME, gen=generation, schema=schema())
    segments = []
    for segment in contents.segments:
        if not isinstance(segment.codec(), FlatCodec):
            raise DamagedIndex("a segment was written by another codec")
        opened = Segment(storage, segment)
        opened.check()
        segments.append(opened)
    return Snapshot(contents.generation, segments)
