"""The port that every search engine implements; the contract suite in `tests/contracts` says it in examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from indexer.changes import Changes
from indexer.query.syntax import Query
from indexer.record import RecordId


class Sort(StrEnum):
    """How hits are ordered. Ties are broken by PMID, newest first, so that an order is repeatable."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    EVIDENCE = "evidence"


class FacetField(StrEnum):
    """What hits can be counted by."""

    YEAR = "year"
    JOURNAL = "journal"
    PUBLICATION_TYPE = "publication_type"
    LANGUAGE = "language"
    STATUS = "status"
    DESIGN = "design"
    LEVEL = "level"
    SPECIES = "species"
    DRUG = "drug"
    ROUTE = "route"
    POPULATION = "population"
    OUTCOME = "outcome"
    COMPARATOR = "comparator"
    REGIMEN = "regimen"
    SAMPLE_SIZE = "sample_size"


SAMPLE_SIZES: tuple[tuple[str, int, int | None], ...] = (
    ("1-19", 1, 19),
    ("20-49", 20, 49),
    ("50-99", 50, 99),
    ("100-199", 100, 199),
    ("200-499", 200, 499),
    ("500-999", 500, 999),
    ("1000+", 1000, None),
)
"""The bands by which sizes of samples are counted: (name, least, most)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `score` is the engine's own, comparable within one answer only; 0.0 when not ranked."""

    id: RecordId
    score: float


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of an answer and the exact number of records that match."""

    total: int
    hits: tuple[Hit, ...]


Facets = Mapping[FacetField, tuple[tuple[str, int], ...]]
"""For each field asked for, (value, count) pairs, most frequent first, then by value."""


class SearchEngine(Protocol):
    """Finds ids by query. Truth is `query.matches`: an engine that cannot answer exactly raises `UnsupportedQuery`."""

    name: str

    @property
    def revision(self) -> int:
        """The store revision it was built from; 0 if absent or built by another schema, tokeniser or engine version or
        with other concept tables than are active."""

    @property
    def outdated(self) -> str:
        """Why what is there cannot be used, as `was built …`; empty if it can, or if nothing is there."""

    def apply(self, changes: Changes) -> None:
        """Takes in one batch, atomically, and then stands at `changes.upto`. Idempotent.

        Raises:
            EngineError: the index is damaged or cannot be written; nothing of the batch is visible then.
        """

    def search(self, query: Query, *, limit: int | None, offset: int = 0, sort: Sort = Sort.RELEVANCE) -> Hits:
        """The records that match, best first; `limit` None is all of them.

        Relevance is BM25 over stemmed words of title, abstract and headings; words under NOT never score, and
        retracted records come after the others that match.

        Raises:
            UnsupportedQuery: this engine cannot answer this query exactly.
            EngineError: the index is missing or damaged.
        """

    def facets(self, query: Query, fields: Sequence[FacetField]) -> Facets:
        """Counts over all records that match, by each of `fields`."""

    def similar(self, identifier: RecordId, *, limit: int) -> Hits:
        """The records most like one that is indexed, best first, without itself; empty if it is not indexed."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """Up to five indexed words that are spelt like `word` and occur more often, likeliest first."""

    def ids(self) -> frozenset[RecordId]:
        """Every id in the index."""

    def fingerprints(self) -> Mapping[RecordId, str]:
        """Every id in the index with the fingerprint of the record it was indexed from; for `engine verify`."""

    def check(self) -> tuple[str, ...]:
        """Integrity findings as sentences, empty if it is sound or absent: every posting and column is read.

        Damage raises nothing here, nor does an index built by another version: both are findings. It is quick enough
        to go before every `apply` of a refresh.

        Raises:
            EngineError: it cannot be looked at, for want of permission or the like.
        """

    def clear(self) -> None:
        """Throws the index away; `revision` is 0 after it."""

    def close(self) -> None:
        """Lets go of files. A closed engine is not used again."""
