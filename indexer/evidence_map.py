"""The use case that lays records out as an evidence map: rows by columns, what is known of each cell, and its gaps.

A cell is what two searches have in common. Each row, each column and each level is asked of the engine once, over the
records of the map; a cell is the set of records that both its row and its column found. So its number is what the
search printed with it answers, whatever an attribute means, and a map of a hundred headings costs a hundred searches
and no second reading of the records.

Imports the interfaces and below; touches nothing itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer.appraisal import Design, Level, Species
from indexer.axes import EVERYTHING, Axis, Heading, exactly, headings
from indexer.engines.interface import SearchEngine, Sort
from indexer.errors import UsageError
from indexer.query.parse import parse
from indexer.query.syntax import And, Query
from indexer.query.write import write
from indexer.record import Record, RecordId
from indexer.store.interface import RecordStore

MOST_HEADINGS = 30
"""Rows, and columns, that a map has unless more are asked for: what a reader can take in, and a page can hold."""
_RETRACTED = "retracted[sb]"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of evidence a record of the map is. Empty or None is unknown."""

    level: Level | None = None
    design: str = ""
    species: str = ""
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records, and of which kinds: `kinds` adds up to `total`."""

    kinds: tuple[tuple[Kind, int], ...] = ()

    @property
    def total(self) -> int:
        """All of them, as the search answers."""
        return sum(count for _, count in self.kinds)

    @property
    def retracted(self) -> int:
        """Those that are retracted; they count in no level."""
        return sum(count for kind, count in self.kinds if kind.retracted)

    @property
    def standing(self) -> int:
        """Those that are not retracted."""
        return self.total - self.retracted

    def of_level(self, level: Level | None) -> int:
        """Those of one level that are not retracted; None is those whose level is unknown."""
        return sum(count for kind, count in self.kinds if kind.level is level and not kind.retracted)


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column: its heading, and what records it has."""

    heading: Heading
    tally: Tally


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row and a column have in common. `ids` are all of it: strongest level first, then newest; retracted
    ones last."""

    tally: Tally
    ids: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many headings have some records, but fewer than `least`, and are not shown."""

    headings: int
    least: int


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """An evidence map and the state it was drawn from.

    `query` is the search for all records of the map, as understood. `cells` has those that are not empty, by the
    places of their row and column. `left_rows` and `left_columns` say what is left out. `kinds` has every record.
    """

    query: str
    rows_by: Axis
    columns_by: Axis
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    cells: Mapping[tuple[int, int], Cell]
    whole: Tally
    left_rows: LeftOut
    left_columns: LeftOut
    kinds: Mapping[RecordId, Kind]
    revision: int
    collection: int
    strategies: tuple[str, ...]
    drawn: datetime.date

    def search(self, *lines: Line) -> str:
        """The search for what these rows and columns have in common: it answers with as many records as are counted
        there."""
        whole = () if self.query == EVERYTHING and lines else (f"({self.query})" if lines else self.query,)
        return " AND ".join((*whole, *(line.heading.search for line in lines)))


def draw_map(
    query: Query,
    engine: SearchEngine,
    store: RecordStore,
    *,
    rows: Axis = Axis.POPULATION,
    columns: Axis = Axis.OUTCOME,
    least: int | None = None,
    drawn: datetime.date,
) -> EvidenceMap:
    """Lays out the records that match `query`.

    Args:
        query: which records; `all[sb]` is the whole collection.
        engine: where they are found.
        store: what snapshot and strategies the answer rests on.
        rows: what the rows are.
        columns: what the columns are.
        least: leave out rows and columns with fewer records; 0 also shows values that no record has. None leaves out
            the smallest until `MOST_HEADINGS` are left of an axis.
        drawn: the day the map is drawn.

    Raises:
        UsageError: rows and columns are the same.
        EngineError, StoreError: the index or the store is missing or damaged.
    """
    if rows is columns:
        raise UsageError(f"rows and columns are both {rows.value}", hint="Lay a map out by two different things.")
    desk = _Desk(query, engine, drawn)
    row_lines, left_rows = desk.lines(rows, least)
    column_lines, left_columns = desk.lines(columns, least)
    cells: dict[tuple[int, int], Cell] = {}
    for i, (_, in_row) in enumerate(row_lines):
        for j, (_, in_column) in enumerate(column_lines):
            if both := in_row & in_column:
                cells[i, j] = Cell(desk.tally(both), desk.ordered(both))
    counts = store.counts()
    return EvidenceMap(
        query=desk.text,
        rows_by=rows,
        columns_by=columns,
        rows=tuple(line for line, _ in row_lines),
        columns=tuple(line for line, _ in column_lines),
        cells=cells,
        whole=desk.tally(desk.rank),
        left_rows=left_rows,
        left_columns=left_columns,
        kinds=desk.kinds,
        revision=store.revision,
        collection=counts.records,
        strategies=tuple(name for name, number in counts.strategies.items() if number),
        drawn=drawn,
    )


def records_of(store: RecordStore, ids: Iterable[RecordId]) -> Mapping[RecordId, Record]:
    """The records of these ids, for a page that lists them; ids the store does not have are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[RecordId, Record] = {}
    for start in range(0, len(wanted), _BATCH):
        found |= {key: one.record for key, one in store.get(wanted[start : start + _BATCH]).items()}
    return found


class _Desk:
    """The searches of one map, over the records that match its query."""

    def __init__(self, query: Query, engine: SearchEngine, today: datetime.date) -> None:
        self._query = query
        self._engine = engine
        self._today = today
        self.text = write(query)
        newest = engine.search(query, limit=None, sort=Sort.NEWEST)
        self.rank = {hit.id: place for place, hit in enumerate(newest.hits)}
        retracted = self._find(_RETRACTED)
        level = self._values({str(one): f"{one}[level]" for one in map(int, Level)})
        design = self._values({one.value: exactly(Axis.DESIGN, one.value) for one in Design})
        species = self._values({one.value: exactly(Axis.SPECIES, one.value) for one in Species})
        self.kinds = {
            id_: Kind(
                Level(int(level[id_])) if id_ in level else None,
                design.get(id_, ""),
                species.get(id_, ""),
                id_ in retracted,
            )
            for id_ in self.rank
        }

    def lines(self, axis: Axis, least: int | None) -> tuple[Sequence[tuple[Line, frozenset[RecordId]]], LeftOut]:
        """The lines of an axis with enough records, each with its records, and what is left out. The line of those of
        which the axis is not known is never left out, unless it is empty."""
        found = self._engine.facets(self._query, (axis.facet,))[axis.facet]
        pairs = [
            (heading, self._find(heading.search))
            for heading in headings(axis, (value for value, _ in found), whole=least == 0)
        ]
        if least is None:
            sizes = sorted((len(ids) for heading, ids in pairs if not heading.unknown), reverse=True)
            least = sizes[MOST_HEADINGS] + 1 if len(sizes) > MOST_HEADINGS else 1
        enough = [(heading, ids) for heading, ids in pairs if len(ids) >= (1 if heading.unknown else least)]
        few = sum(0 < len(ids) < least for heading, ids in pairs if not heading.unknown)
        return [(Line(heading, self.tally(ids)), ids) for heading, ids in enough], LeftOut(few, least)

    def tally(self, ids: Iterable[RecordId]) -> Tally:
        """What kinds of record these are, in a fixed order."""
        counts: dict[Kind, int] = {}
        for id_ in ids:
            kind = self.kinds[id_]
            counts[kind] = counts.get(kind, 0) + 1
        return Tally(tuple(sorted(counts.items(), key=lambda pair: _strength(pair[0]))))

    def ordered(self, ids: Iterable[RecordId]) -> tuple[RecordId, ...]:
        """Strongest level first, then newest; retracted ones last."""
        return tuple(sorted(ids, key=lambda id_: (*_strength(self.kinds[id_])[:2], self.rank[id_])))

    def _find(self, search: str) -> frozenset[RecordId]:
        query = And((self._query, parse(search, today=self._today)))
        hits = self._engine.search(query, limit=None, sort=Sort.NEWEST).hits
        return frozenset(hit.id for hit in hits)

    def _values(self, searches: Mapping[str, str]) -> dict[RecordId, str]:
        return {id_: value for value, search in searches.items() for id_ in self._find(search)}


def _strength(kind: Kind) -> tuple[bool, int, str, str]:
    return kind.retracted, kind.level or max(Level) + 1, kind.design, kind.species
