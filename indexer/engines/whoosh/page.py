"""The best of many documents, in the order that was asked for."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence, Set
from itertools import chain

from indexer.engines.facts import order_of
from indexer.engines.interface import Hit, Hits, Sort
from indexer.engines.whoosh.snapshot import Snapshot


def page(  # noqa: PLR0917 - what a page is made from, and what was asked
    snapshot: Snapshot,
    found: Sequence[Set[int]],
    scored: Sequence[Mapping[int, float]],
    sort: Sort,
    limit: int | None,
    offset: int,
) -> Hits:
    """The hits from `offset` on, `limit` of them: of each segment `found` are its documents and `scored` what they
    score."""
    order = order_of(sort)
    total = sum(map(len, found))
    among = found
    if limit is not None and sort is Sort.RELEVANCE:
        among = _highest(snapshot, found, scored, offset + limit)
    keyed = (
        (order(segment.row(number).standing, gained.get(number, 0.0)), gained.get(number, 0.0), place, number)
        for place, (segment, numbers, gained) in enumerate(zip(snapshot.segments, among, scored, strict=True))
        for number in numbers
    )
    best = sorted(keyed) if limit is None else heapq.nsmallest(offset + limit, keyed)
    hits = (Hit(snapshot.segments[place].id(number), score) for _, score, place, number in best[offset:])
    return Hits(total, tuple(hits))


def _highest(
    snapshot: Snapshot, found: Sequence[Set[int]], scored: Sequence[Mapping[int, float]], wanted: int
) -> Sequence[Set[int]]:
    """Those documents that score high enough to be among so many by relevance; all of them where that cannot be told
    from scores. Most documents of a search by any of several words need not be looked up then."""
    among = 2 * wanted
    while 0 < among < sum(map(len, scored)):
        least = heapq.nlargest(among, chain.from_iterable(one.values() for one in scored))[-1]
        high = [{number for number, score in one.items() if score >= least} for one in scored]
        # Retracted ones stand behind all others, whatever they score.
        if sum(_is_sound(snapshot, place, number) for place, one in enumerate(high) for number in one) >= wanted:
            return high
        among *= 2
    return found


def _is_sound(snapshot: Snapshot, place: int, number: int) -> bool:
    return not snapshot.segments[place].row(number).standing.retracted
