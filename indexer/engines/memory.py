"""The slow engine that defines the answers: it asks `query.matches` of every record. It keeps nothing on disk.

Good for tests, for a few thousand records, and as the measure of every other engine.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer import canonical
from indexer.changes import Changes
from indexer.engines.facts import Standing, counted, facet_values, is_ranked, order_of, standing_of
from indexer.engines.interface import FacetField, Facets, Hit, Hits, Sort
from indexer.engines.ranking import (
    Collection,
    Ranked,
    added,
    profile_of,
    ranked_text,
    score,
    scoring_words,
    stems_meant,
    telling_words,
)
from indexer.engines.spelling import alike, likeliest
from indexer.errors import EngineError
from indexer.query.fields import Stream, streams
from indexer.query.match import matches
from indexer.query.syntax import Query, Word
from indexer.record import Record, RecordId
from indexer.text import fold


@dataclass(frozen=True, slots=True)
class _Entry:
    record: Record
    standing: Standing
    ranked: Ranked


class MemoryEngine:
    """A search engine over records held in memory."""

    name = "memory"

    def __init__(self) -> None:
        self._entries: dict[RecordId, _Entry] = {}
        self._revision = 0

    @property
    def revision(self) -> int:
        """The store revision it stands at; 0 before the first `apply`."""
        return self._revision

    @property
    def outdated(self) -> str:
        """It is built anew by every process, and never outdated."""
        return ""

    def apply(self, changes: Changes) -> None:
        """Takes in one batch. See `SearchEngine.apply`."""
        if changes.since > self._revision:
            raise EngineError(
                f"The changes start at revision {changes.since}, but the index stands at {self._revision}.",
                hint="Build the index again: evidence engine rebuild.",
            )
        entries = dict(self._entries)
        for identifier in changes.removed:
            entries.pop(identifier, None)
        for record in changes.upserts:
            entries[record.id] = _Entry(record, standing_of(record), ranked_text(streams(record)))
        self._entries, self._revision = entries, changes.upto

    def search(self, query: Query, *, limit: int | None, offset: int = 0, sort: Sort = Sort.RELEVANCE) -> Hits:
        """The records that match, best first. See `SearchEngine.search`."""
        found = [entry for entry in self._entries.values() if matches(entry.record, query)]
        scores = self._scores(scoring_words(query), found) if is_ranked(sort) else {}
        return _page(found, scores, sort, limit, offset)

    def facets(self, query: Query, fields: Sequence[FacetField]) -> Facets:
        """Counts over all records that match. See `SearchEngine.facets`."""
        places = {field: place for place, field in enumerate(FacetField)}
        values = [facet_values(entry.record) for entry in self._entries.values() if matches(entry.record, query)]
        return {field: counted(row[places[field]] for row in values) for field in fields}

    def similar(self, identifier: RecordId, *, limit: int) -> Hits:
        """The records most like one that is indexed. See `SearchEngine.similar`."""
        if identifier not in self._entries:
            return Hits(0, ())
        profile = profile_of(self._entries[identifier].ranked)
        having = {stem: self._having({stem}) for stem, _ in profile}
        looked_for = telling_words(profile, self._collection(), having)
        others = [entry for entry in self._entries.values() if entry.record.id != identifier]
        scores = self._scores(looked_for, others)
        return _page([entry for entry in others if entry.record.id in scores], scores, Sort.RELEVANCE, limit, 0)

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words spelt alike that occur more often. See `SearchEngine.suggest`."""
        wanted = fold(word)
        occurring = [_title_and_abstract(entry.record) for entry in self._entries.values()]
        candidates = alike(wanted, frozenset().union(*occurring))
        return likeliest(wanted, candidates, lambda one: sum(one in several for several in occurring))

    def ids(self) -> frozenset[RecordId]:
        """Every id in the index."""
        return frozenset(self._entries)

    def fingerprints(self) -> Mapping[RecordId, str]:
        """Every id with the fingerprint of its record."""
        return {identifier: canonical.fingerprint(entry.record) for identifier, entry in self._entries.items()}

    def check(self) -> tuple[str, ...]:
        """Nothing is kept where it could be damaged."""
        return ()

    def clear(self) -> None:
        """Forgets everything."""
        self._entries, self._revision = {}, 0

    def close(self) -> None:
        """Nothing is open."""

    def _collection(self) -> Collection:
        lengths = [entry.ranked.lengths for entry in self._entries.values()]
        return Collection.of(len(lengths), [sum(length[text] for length in lengths) for text in range(3)])

    def _having(self, stems: Iterable[str]) -> int:
        meant = frozenset(stems)
        return sum(not meant.isdisjoint(entry.ranked.stems) for entry in self._entries.values())

    def _scores(self, looked_for: Sequence[Word], found: Sequence[_Entry]) -> dict[RecordId, float]:
        collection = self._collection()
        scores: dict[RecordId, float] = {}
        for word in looked_for:
            meant = stems_meant(word, {stem for entry in self._entries.values() for stem in entry.ranked.stems})
            rarity = collection.rarity(self._having(meant))
            for entry in found:
                counts = added(entry.ranked.stems[stem] for stem in meant if stem in entry.ranked.stems)
                if any(counts):
                    gain = score(rarity, counts, collection.norms(entry.ranked.lengths))
                    scores[entry.record.id] = scores.get(entry.record.id, 0.0) + gain
        return scores


def _page(
    found: Sequence[_Entry], scores: Mapping[RecordId, float], sort: Sort, limit: int | None, offset: int
) -> Hits:
    order = order_of(sort)

    def key(entry: _Entry) -> tuple[float, ...]:
        return order(entry.standing, scores.get(entry.record.id, 0.0))

    first: Callable[..., list[_Entry]] = heapq.nsmallest
    best = sorted(found, key=key) if limit is None else first(offset + limit, found, key=key)
    page = (Hit(entry.record.id, scores.get(entry.record.id, 0.0)) for entry in best[offset:])
    return Hits(len(found), tuple(page))


def _title_and_abstract(record: Record) -> frozenset[str]:
    found = streams(record)
    return frozenset(
        word for stream in (Stream.TITLE, Stream.ABSTRACT) for run in found.get(stream, ()) for word in run
    )
