"""What an evidence map is laid out by: the rows or columns of an axis, each with the search that finds its records.

A heading is the text of a search, and nothing else decides what belongs to it: what stands under a heading is what
`evidence search` answers to it. Populations, outcomes and drugs stand in the order of their vocabulary, the narrower
under the broader, which takes them in; the others are apart from one another and stand in the order of their
enumeration, years from the earliest. What is not known of an axis is a heading too, and the last.

Imports `engines.interface`, `appraisal` and `vocabulary`. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from indexer.appraisal import Control, Design, Level, Route, Species
from indexer.engines.interface import FacetField
from indexer.vocabulary import concepts

EVERYTHING = "all[sb]"
"""The search for every record."""
YEARS_IN_BAND = 5


class Axis(StrEnum):
    """What rows or columns can be."""

    POPULATION = "population"
    OUTCOME = "outcome"
    DRUG = "drug"
    DESIGN = "design"
    LEVEL = "level"
    SPECIES = "species"
    ROUTE = "route"
    COMPARATOR = "comparator"
    YEARS = "years"

    @property
    def facet(self) -> FacetField:
        """What hits are counted by to learn which values occur."""
        return FacetField.YEAR if self is Axis.YEARS else FacetField(self.value)


@dataclass(frozen=True, slots=True)
class Heading:
    """One row or column: its name, the search that finds its records, how far it is indented under a broader one, and
    whether it holds the records of which the axis is not known."""

    label: str
    search: str
    depth: int = 0
    unknown: bool = False


_CONCEPTS = {
    Axis.POPULATION: concepts.Kind.CONDITION,
    Axis.OUTCOME: concepts.Kind.OUTCOME,
    Axis.DRUG: concepts.Kind.DRUG,
}
_ENUMERATIONS: dict[Axis, type[StrEnum]] = {
    Axis.DESIGN: Design,
    Axis.SPECIES: Species,
    Axis.ROUTE: Route,
    Axis.COMPARATOR: Control,
}


def headings(axis: Axis, found: Iterable[str], *, whole: bool = False) -> tuple[Heading, ...]:
    """The rows or columns of an axis.

    Args:
        axis: what they are.
        found: the values that occur, as a facet gives them.
        whole: those of the vocabulary that do not occur as well: a gap is a finding.
    """
    values = set(found)
    if axis is Axis.YEARS:
        known = _bands(values)
    elif axis is Axis.LEVEL:
        known = tuple(
            Heading(f"level {one}", f"{one}[level]") for one in map(int, Level) if whole or str(one) in values
        )
    elif axis in _CONCEPTS:
        known = _tree(axis, values, whole=whole)
    else:
        known = _members(axis, values, whole=whole)
    return (*known, Heading("not known", unknown(axis), unknown=True))


def unknown(axis: Axis) -> str:
    """The search for the records of which an axis is not known."""
    match axis:
        case Axis.YEARS:
            return f"({EVERYTHING} NOT 1000:3000[dp])"
        case Axis.LEVEL:
            return f"({EVERYTHING} NOT 1:5[level])"
        case _:
            return f"unknown[{axis.value}]"


def exactly(axis: Axis, value: str) -> str:
    """The search for one value of an axis and none that it takes in elsewhere (`systematic review` takes in
    meta-analyses)."""
    return f'"{value}"[{axis.value}:noexp]'


def _members(axis: Axis, values: set[str], *, whole: bool) -> tuple[Heading, ...]:
    own = [member.value for member in _ENUMERATIONS[axis]]
    shown = own if whole else [value for value in own if value in values]
    return tuple(Heading(value, exactly(axis, value)) for value in (*shown, *sorted(values.difference(own))))


def _bands(years: Iterable[str]) -> tuple[Heading, ...]:
    known = sorted(int(year) for year in years)
    if not known:
        return ()
    first = known[0] - known[0] % YEARS_IN_BAND
    lows = range(first, known[-1] + 1, YEARS_IN_BAND)
    pairs = ((low, low + YEARS_IN_BAND - 1) for low in lows)
    return tuple(Heading(f"{low} to {high}", f"{low}:{high}[dp]") for low, high in pairs)


def _tree(axis: Axis, values: set[str], *, whole: bool) -> tuple[Heading, ...]:
    """Concepts under the first of their broader ones, which are shown even where no record names them alone."""
    table = {one.name: one for one in concepts.concepts(_CONCEPTS[axis])}
    shown = set(table) if whole else _with_broader(values, table)
    below: dict[str, list[str]] = {}
    for name, concept in table.items():
        if name in shown:
            parent = next((broader for broader in concept.broader if broader in shown), "")
            below.setdefault(parent, []).append(name)
    below.setdefault("", []).extend(sorted(values.difference(table)))
    return tuple(Heading(name, f'"{name}"[{axis.value}]', depth) for name, depth in _walk(below, "", 0, frozenset()))


def _with_broader(values: Iterable[str], table: dict[str, concepts.Concept]) -> set[str]:
    shown: set[str] = set()
    waiting = [value for value in values if value in table]
    while waiting:
        name = waiting.pop()
        if name not in shown:
            shown.add(name)
            waiting += [broader for broader in table[name].broader if broader in table]
    return shown


def _walk(below: dict[str, list[str]], name: str, depth: int, above: frozenset[str]) -> Sequence[tuple[str, int]]:
    listed: list[tuple[str, int]] = []
    for child in below.get(name, ()):
        if child not in above:  # a table that runs in a circle must not
            listed.append((child, depth))
            listed += _walk(below, child, depth + 1, above | {child})
    return listed
