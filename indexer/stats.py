"""The use case that counts the collection, or what a query finds: years by level, kinds of evidence, what is known.

Counts come from the engine, which was told at indexing what each record is judged to be: nothing is judged again. Of
each attribute it is said for how many records it is known, and an unknown is never counted as a value.

Imports the interfaces and below; touches nothing itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.appraisal import Level
from indexer.axes import EVERYTHING
from indexer.engines.interface import FacetField, SearchEngine, Sort
from indexer.query.parse import parse
from indexer.query.syntax import And, Query
from indexer.query.write import write
from indexer.record import FIRST_DEMONSTRATION_PMID, RecordId, pmid_of
from indexer.store.interface import RecordStore

LEVELS: tuple[Level | None, ...] = (*Level, None)
"""The order in which counts by level stand: strongest first, unknown last."""


@dataclass(frozen=True, slots=True)
class Year:
    """The records of one year, by level in the order of `LEVELS`; `year` None is those without a date."""

    year: int | None
    levels: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.levels)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The records by the values of one attribute.

    `counts` are (value, records) pairs; where `several` is set, a record may count under several values. `known` is
    the number of records that have any value.
    """

    key: str
    title: str
    counts: tuple[tuple[str, int], ...]
    known: int
    several: bool = False


@dataclass(frozen=True, slots=True)
class Stats:
    """What there is. `query` is the search as understood; `years` ascend without a gap, those without a date last.

    `breakdowns` are of the records found; `strategies` says how many of them each strategy has found; `collection` is
    how many records there are in all, `revision` the state of the store and `counted` the day.
    """

    query: str
    records: int
    demonstrations: int
    years: tuple[Year, ...]
    breakdowns: tuple[Breakdown, ...]
    strategies: tuple[tuple[str, int], ...]
    collection: int
    gone: int
    revision: int
    counted: datetime.date

    def breakdown(self, key: str) -> Breakdown:
        """One of `breakdowns`."""
        return next(one for one in self.breakdowns if one.key == key)


@dataclass(frozen=True, slots=True)
class _Attribute:
    field: FacetField
    title: str
    unknown: str
    several: bool = False
    in_order: bool = False


# In the order in which they are shown. `unknown` is the search for the records of which it is not known.
_ATTRIBUTES = (
    _Attribute(FacetField.LEVEL, "Level of evidence", f"{EVERYTHING} NOT 1:5[level]", in_order=True),
    _Attribute(FacetField.DESIGN, "Design", "unknown[design]"),
    _Attribute(FacetField.SPECIES, "Species", "unknown[species]"),
    _Attribute(FacetField.POPULATION, "Population", "unknown[population]", several=True),
    _Attribute(FacetField.DRUG, "Drug studied", "unknown[drug]", several=True),
    _Attribute(FacetField.ROUTE, "Route", "unknown[route]", several=True),
    _Attribute(FacetField.REGIMEN, "Regimen", "unknown[regimen]", several=True),
    _Attribute(FacetField.COMPARATOR, "Comparator", "unknown[comparator]", several=True),
    _Attribute(FacetField.OUTCOME, "Outcome", "unknown[outcome]", several=True),
    _Attribute(FacetField.SAMPLE_SIZE, "Participants", f"{EVERYTHING} NOT 0:999999999[n]", in_order=True),
    _Attribute(FacetField.STATUS, "Status", ""),
)


def count(query: Query, engine: SearchEngine, store: RecordStore, *, counted: datetime.date) -> Stats:
    """Counts the records that match `query`; `all[sb]` is the whole collection.

    Raises:
        EngineError, StoreError: the index or the store is missing or damaged.
    """
    found = frozenset(hit.id for hit in engine.search(query, limit=None, sort=Sort.NEWEST).hits)
    facets = engine.facets(query, [one.field for one in _ATTRIBUTES])
    counts = store.counts()
    return Stats(
        query=write(query),
        records=len(found),
        demonstrations=sum(map(_is_demonstration, found)),
        years=_years(query, engine, counted, len(found)),
        breakdowns=tuple(_breakdown(one, query, engine, facets, counted, len(found)) for one in _ATTRIBUTES),
        strategies=tuple((name, len(found.intersection(store.ids(strategy=name)))) for name in counts.strategies),
        collection=counts.records,
        gone=counts.gone,
        revision=store.revision,
        counted=counted,
    )


def _years(query: Query, engine: SearchEngine, today: datetime.date, records: int) -> tuple[Year, ...]:
    """All years are counted once and each level within them; what a year has over its levels is of no known level."""
    whole = _by_year(query, engine)
    by_level = [_by_year(_both(query, f"{int(level)}[level]", today), engine) for level in Level]

    def levels(total: int, known: list[int]) -> tuple[int, ...]:
        return (*known, total - sum(known))

    span = range(min(whole), max(whole) + 1) if whole else ()
    years = [Year(year, levels(whole.get(year, 0), [one.get(year, 0) for one in by_level])) for year in span]
    undated = records - sum(whole.values())
    if undated:
        of_level = [
            engine.search(_both(query, f"{int(level)}[level]", today), limit=0).total - sum(one.values())
            for level, one in zip(Level, by_level, strict=True)
        ]
        years.append(Year(None, levels(undated, of_level)))
    return tuple(years)


def _by_year(query: Query, engine: SearchEngine) -> Mapping[int, int]:
    return {int(year): number for year, number in engine.facets(query, (FacetField.YEAR,))[FacetField.YEAR]}


def _breakdown(  # noqa: PLR0917 - what is counted, where, and of how many
    attribute: _Attribute,
    query: Query,
    engine: SearchEngine,
    facets: Mapping[FacetField, tuple[tuple[str, int], ...]],
    today: datetime.date,
    records: int,
) -> Breakdown:
    counts = facets[attribute.field]
    if attribute.in_order:
        counts = tuple(sorted(counts, key=lambda pair: _first_number(pair[0])))
    unknown = engine.search(_both(query, attribute.unknown, today), limit=0).total if attribute.unknown else 0
    return Breakdown(attribute.field.value, attribute.title, counts, records - unknown, attribute.several)


def _both(query: Query, search: str, today: datetime.date) -> Query:
    return And((query, parse(search, today=today)))


def _first_number(band: str) -> int:
    """The number a band begins with: `20-49`, `1000+`."""
    digits = ""
    for character in band:
        if not character.isdecimal():
            break
        digits += character
    return int(digits or 0)


def _is_demonstration(identifier: RecordId) -> bool:
    pmid = pmid_of(identifier)
    return pmid.isascii() and pmid.isdigit() and int(pmid) >= FIRST_DEMONSTRATION_PMID
