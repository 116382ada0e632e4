"""What is known of each concept, and the file and line that each part of it comes from.

Reads the packaged files once more, for their line numbers; given a workspace's rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.text import words
from indexer.vocabulary import concepts, directions
from indexer.vocabulary.concepts import Kind
from indexer.vocabulary.extending import WorkspaceTables
from indexer.vocabulary.tables import active, lines, rows, values

DIRECTIONS = "directions"
TABLES = (*(kind.value for kind in Kind), DIRECTIONS)
"""What can be listed: the kinds of concepts, and the words of direction."""
_GOOD_SIDES = "good_sides.tsv"


@dataclass(frozen=True, slots=True)
class Origin:
    """A line of a packaged file or, if it is the workspace's `own`, of one in its `concepts/`."""

    file: str
    line: int
    own: bool

    def __str__(self) -> str:
        return f"{'concepts/' if self.own else ''}{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept, or one direction with its phrases. `good`, `harm` and `shown_by` are said of outcomes alone."""

    table: str
    name: str
    broader: tuple[str, ...]
    other_names: tuple[str, ...]
    origins: tuple[Origin, ...]
    good: str = ""
    harm: bool = False
    shown_by: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether the workspace says anything of it."""
        return any(one.own for one in self.origins)


def entries(table: str, tables: WorkspaceTables) -> Iterator[Entry]:
    """What is known, of one of `TABLES`, in its order; the workspace's `tables` must be the active ones."""
    origins = _origins(f"{table}.tsv", tables)
    if table == DIRECTIONS:
        phrases: dict[str, tuple[str, ...]] = {}
        for name, _, listed in rows("directions.tsv", active()):
            phrases[name] = (*phrases.get(name, ()), *values(listed))
        for name, found in phrases.items():
            yield Entry(table, name, (), found, origins.get(words(name), ()))
        return
    kind = Kind(table)
    sides = _origins(_GOOD_SIDES, tables) if kind is Kind.OUTCOME else {}
    for one in concepts.concepts(kind):
        key = words(one.name)
        told = (*origins.get(key, ()), *sides.get(key, ()))
        entry = Entry(table, one.name, one.broader, one.names[1:], told)
        if kind is Kind.OUTCOME:
            shown = tuple(sorted(directions.shown_by(one.name) - {one.name}))
            good, harm = directions.good_side(one.name), directions.is_harm(one.name)
            entry = Entry(table, one.name, one.broader, one.names[1:], told, good, harm, shown)
        yield entry


def _origins(file: str, tables: WorkspaceTables) -> dict[tuple[str, ...], tuple[Origin, ...]]:
    """Where each concept of a file stands, by the words of its own name."""
    found: dict[tuple[str, ...], tuple[Origin, ...]] = {}
    packaged = iter(lines(file))
    next(packaged)
    listed = [(cells[0], Origin(file, line, own=False)) for line, cells in packaged]
    listed += [(row.name, Origin(file, row.line, own=True)) for row in tables.rows_of(file)]
    for name, origin in listed:
        found[words(name)] = (*found.get(words(name), ()), origin)
    return found
