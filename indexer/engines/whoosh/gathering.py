"""Postings on their way into a segment, by term: those of new documents, and those of segments that are merged.

`Gathered` takes the place of Whoosh's sorting pool, which sorts postings one by one, those of merged segments too.
Here terms are sorted, and merged segments are streamed in beside the new documents; a term that only one of them has
is copied as it lies on disk.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from operator import itemgetter

from indexer.engines.whoosh.codec import FlatTermsReader, Packed, documents_of, pack, repacked, values_of


class Gathered:
    """Postings by term. Documents must be added in ascending order, and segments after them."""

    def __init__(self) -> None:
        self._documents: dict[bytes, list[int]] = {}
        self._values: dict[bytes, list[bytes]] = {}
        self._streams: list[Iterator[tuple[bytes, Packed]]] = []
        self._merged: list[FlatTermsReader] = []

    def add_document(self, document: int, terms: Iterable[tuple[bytes, bytes]]) -> None:
        """The postings of a new document: (term, value) pairs. All values of a term are empty, or none is."""
        documents, values = self._documents, self._values
        for term, value in terms:
            held = documents.get(term)
            if held is None:
                documents[term] = [document]
                if value:
                    values[term] = [value]
            else:
                held.append(document)
                if value:
                    values[term].append(value)

    def add_segment(self, terms: FlatTermsReader, up: int, dropped: Set[int], *, without: bytes) -> None:
        """All postings of a segment but those `without`. Its documents move up by `up`; those `dropped` are left out,
        and what follows them moves up less."""
        self._merged.append(terms)
        postings = ((term, packed) for term, packed in terms.all_postings() if term != without)
        self._streams.append(_kept(postings, up, dropped) if dropped else _moved(postings, up))

    def iter_postings(self) -> Iterator[tuple[bytes, Packed]]:
        """Everything, in order of terms, each term once."""
        new = ((term, pack(self._documents[term], self._values.get(term, ()))) for term in sorted(self._documents))
        if not self._streams:
            yield from new
            return
        held: bytes | None = None
        several: list[Packed] = []
        for term, packed in heapq.merge(new, *self._streams, key=itemgetter(0)):
            if term != held:
                if held is not None:
                    yield held, _joined(several)
                held, several = term, []
            several.append(packed)
        if held is not None:
            yield held, _joined(several)

    def cleanup(self) -> None:
        """Lets go of merged segments."""
        while self._merged:
            self._merged.pop().close()


def _moved(postings: Iterable[tuple[bytes, Packed]], up: int) -> Iterator[tuple[bytes, Packed]]:
    for term, packed in postings:
        first, count, checksum, steps, values = packed
        yield term, Packed(first + up, count, checksum, steps, values)


def _kept(postings: Iterable[tuple[bytes, Packed]], up: int, dropped: Set[int]) -> Iterator[tuple[bytes, Packed]]:
    order = sorted(dropped)
    for term, packed in postings:
        documents = documents_of(packed)
        moved = [document + up - bisect_left(order, document) for document in documents if document not in dropped]
        if len(moved) == len(documents):
            yield term, repacked(packed, moved)
        elif moved:
            values = values_of(packed) if packed.values else ()
            kept = [value for document, value in zip(documents, values, strict=False) if document not in dropped]
            yield term, pack(moved, kept)


def _joined(several: list[Packed]) -> Packed:
    if len(several) == 1:
        return several[0]
    documents = [document for packed in several for document in documents_of(packed)]
    values = [value for packed in several if packed.values for value in values_of(packed)]
    return pack(documents, values)
