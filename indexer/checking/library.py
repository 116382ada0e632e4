"""The collection as checking needs it: records found, fetched, read and appraised, each once a run.

Imports the two ports, `query` and `appraisal`. Touches what the ports touch.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from indexer.appraisal import Appraisal, appraise_reading
from indexer.appraisal.reading import Reading
from indexer.checking.semantic import Semantic
from indexer.engines.interface import SearchEngine, Sort
from indexer.engines.ranking import stem
from indexer.query.syntax import And, Field, Query, Term
from indexer.record import RecordId
from indexer.store.interface import RecordStore, StoredRecord
from indexer.text import words

RETRACTED = 20
"""Retracted records that are looked at for a claim, so as to be shown as excluded."""

_EVERYDAY = frozenset(
    words(
        "a an and are as at be been being by can could did do does for from had has have he her his i if in into is "
        "it its may might more most must no nor not of on or our over she should so some such than that the their "
        "them then there these they this those to under up was we were what when where which while who whose will "
        "with within without would you your also both each either via per about after before between during through "
        "often usually typically many much several clinical significant significantly researchers scientists reports "
        "reported indicate indicates particularly especially various certain help helps ensure provide provides "
        "providing offer offers show shows shown study studies research found find finding evidence suggest suggests "
        "demonstrated including"
    )
)


class Library:
    """Records by need. Readings are kept for the whole run: the claims of a draft share most of their evidence."""

    def __init__(self, engine: SearchEngine, store: RecordStore, semantic: Semantic | None = None) -> None:
        self.engine = engine
        self.store = store
        self.semantic = semantic
        self._records = max(1, store.counts().records)
        self._stored: dict[RecordId, StoredRecord] = {}
        self._readings: dict[RecordId, Reading] = {}
        self._appraisals: dict[RecordId, Appraisal] = {}
        self._strongest: dict[Query, tuple[RecordId, ...]] = {}
        self._retracted: dict[Query, tuple[RecordId, ...]] = {}
        self._counts: dict[str, int] = {}

    def best(self, query: Query, limit: int) -> list[tuple[RecordId, float]]:
        """The best records for a query with their scores, between 0 and 1: shares of the best one's."""
        hits = self.engine.search(query, limit=limit).hits
        top = max((hit.score for hit in hits), default=0.0)
        return [(hit.id, hit.score / top if top else 1.0) for hit in hits]

    def strongest(self, query: Query, limit: int) -> tuple[RecordId, ...]:
        """The records for a query that are of the highest level of evidence, in that order."""
        if query not in self._strongest:
            hits = self.engine.search(query, limit=limit, sort=Sort.EVIDENCE).hits
            self._strongest[query] = tuple(hit.id for hit in hits)
        return self._strongest[query]

    def stored(self, ids: Iterable[RecordId]) -> list[StoredRecord]:
        """The records of these ids, in their order; what the store does not hold is left out."""
        wanted = list(ids)
        missing = [one for one in wanted if one not in self._stored]
        if missing:
            self._stored.update(self.store.get(missing))
        return [self._stored[one] for one in wanted if one in self._stored]

    def retracted(self, among: Query | None) -> tuple[RecordId, ...]:
        """Retracted records among those that a query finds, the newest first."""
        if among is None:
            return ()
        if among not in self._retracted:
            query = And((Term(Field.SUBSET, "retracted"), among))
            hits = self.engine.search(query, limit=RETRACTED, sort=Sort.NEWEST).hits
            self._retracted[among] = tuple(hit.id for hit in hits)
        return self._retracted[among]

    def read(self, stored: StoredRecord) -> tuple[Reading, Appraisal]:
        """A record ready to be read, and what it is."""
        return self.reading(stored), self.appraisal(stored)

    def reading(self, stored: StoredRecord) -> Reading:
        """A record ready to be read."""
        known = self._readings.get(stored.record.id)
        if known is None:
            known = self._readings[stored.record.id] = Reading(stored.record)
        return known

    def appraisal(self, stored: StoredRecord) -> Appraisal:
        """What a record is."""
        known = self._appraisals.get(stored.record.id)
        if known is None:
            known = self._appraisals[stored.record.id] = appraise_reading(self.reading(stored))
        return known

    def weight(self, word: str) -> float:
        """How telling a word is: the logarithm of how rare it is among titles and abstracts, at least 0."""
        return max(0.0, math.log((self._records + 1) / (self.count(word) + 0.5)))

    def count(self, word: str) -> int:
        """How many records have a word in title or abstract."""
        if word not in self._counts:
            # In no order: to rank what is only counted would read every posting twice.
            self._counts[word] = self.engine.search(Term(Field.TITLE_ABSTRACT, word), limit=0, sort=Sort.NEWEST).total
        return self._counts[word]


class Words(NamedTuple):
    """The words of a text: the stems of those that say something, each word once, in order and as a set, and how many
    words there are in all."""

    stems: tuple[str, ...]
    held: frozenset[str]
    length: int


def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that say something, each once, in order: no everyday words, no single letters."""
    return _telling(words(text))


def _telling(told: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in told if word not in _EVERYDAY and (len(word) > 1 or word.isdigit())))


@lru_cache(maxsize=16384)
def words_of(text: str) -> Words:
    """The words of a sentence, which are asked for by every claim that it is looked at for."""
    told = words(text)
    found = tuple(stem(word) for word in _telling(told))
    return Words(found, frozenset(found), len(told))


def stems(text: str) -> frozenset[str]:
    """The stems of the content words of a text."""
    return words_of(text).held
