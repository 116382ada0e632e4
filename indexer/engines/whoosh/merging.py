"""Which segments a commit merges, so that there are never many and no record is rewritten often.

Segments are sorted into tiers by size, each four times the one below. A tier that would have a fourth segment is
merged into one, which then belongs to the next tier; so there are at most three to a tier, and a record moves up
a tier each time it is rewritten. Whoosh's own policy compares with Fibonacci numbers and lets big segments lie; its
`optimize` rewrites everything, which no refresh should pay for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from whoosh.reading import SegmentReader

from indexer.engines.whoosh.codec import FlatTermsReader
from indexer.engines.whoosh.gathering import Gathered
from indexer.engines.whoosh.schema import STAMP_TERM
from indexer.engines.whoosh.snapshot import DamagedIndex
from indexer.engines.whoosh.sums import damaged_files

_SMALLEST_TIER = 256
_FACTOR = 4


def tier_of(documents: int) -> int:
    """The tier of a segment: 0 up to 256 documents, then one more for each factor of four."""
    tier, most = 0, _SMALLEST_TIER
    while documents > most:
        tier, most = tier + 1, most * _FACTOR
    return tier


def to_merge(sizes: Sequence[int], added: int) -> list[int]:
    """The places of those segments (by their live documents) that are merged into a commit adding `added` more.

    An empty segment is always among them. Merging goes on while the outcome is the fourth of its tier.
    """
    chosen = [place for place, size in enumerate(sizes) if size == 0]
    total = added
    while True:
        tier = tier_of(total)
        below = [place for place, size in enumerate(sizes) if place not in chosen and tier_of(size) <= tier]
        if len(below) < _FACTOR - 1:
            return sorted(chosen)
        chosen += below
        total += sum(sizes[place] for place in below)


def merge_tiers(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """A merge policy for `SegmentWriter.commit`: takes the chosen segments into the one being written, and returns
    the others."""
    chosen = set(to_merge([segment.doc_count() for segment in segments], writer.doc_count()))
    for place in sorted(chosen):
        _take_in(writer, segments[place])
    return [segment for place, segment in enumerate(segments) if place not in chosen]


def _take_in(writer: Any, segment: Any) -> None:
    """What `SegmentWriter.add_reader` does, with postings streamed by term instead of sorted one by one."""
    if damaged := damaged_files(writer.storage, segment):
        raise DamagedIndex(f"{damaged[0]} is not what was written")
    gathered: Gathered = writer.pool
    up = writer.docnum
    reader = SegmentReader(writer.storage, writer.schema, segment)
    writer.write_per_doc(set(writer.schema.names()), reader)
    reader.close()
    # Its postings are read when the commit writes them; `Gathered.cleanup` closes it after that.
    terms: FlatTermsReader = segment.codec().terms_reader(writer.storage, segment)
    # The stamp is a segment's first document, and every commit deletes the one before it. Without it, what has no
    # other deletions moves as a whole.
    dropped = set(segment.deleted_docs())
    if 0 in dropped:
        up, dropped = up - 1, dropped - {0}
    gathered.add_segment(terms, up, dropped, without=STAMP_TERM)
    writer._added = True
