"""What a page or a terminal tells of the collection's numbers, in the same words whatever the format. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.axes import EVERYTHING
from indexer.query.judged import narrower
from indexer.query.keys import key_of
from indexer.query.syntax import Field
from indexer.reports.svg import LEVEL_NAMES, percent
from indexer.stats import Breakdown, Stats

TITLE = "The collection at a glance"
NOT_KNOWN = "not known"
LEVEL_NOTE = (
    "A level says what a design can carry for a question about treatment (after OCEBM 2011), not how well a study was "
    "done. Retracted records are counted here like others; the statuses say how many there are."
)
JUDGED_NOTE = (
    "Design, species, population and the like are judged from NLM's indexing and from titles and abstracts. Not known "
    "means that neither says it clearly enough; it does not mean that the study lacks it."
)
DEMONSTRATION_NOTE = "demonstration records, written for this program: fictional, and no evidence of anything"
FOOTER = "PubMed data: courtesy of the U.S. National Library of Medicine. Not medical advice."

_NESTED = frozenset({"population", "drug", "outcome"})
_COUNTED_ALONE = frozenset({"design", "species"})
_NARROWEST = " Narrowest names: a search for a broader one takes them in."


@dataclass(frozen=True, slots=True)
class Row:
    """A value and its records; `unknown` for the records of which the attribute is not known."""

    label: str
    count: int
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One attribute: its rows and what is to be said of them."""

    key: str
    title: str
    rows: tuple[Row, ...]
    known: int
    note: str


def heading(stats: Stats) -> str:
    """One line: how many records, of what."""
    records = f"{stats.records:,} {'record' if stats.records == 1 else 'records'}"
    if stats.query == EVERYTHING:
        return f"{records} in this collection"
    return f"{records} of {stats.collection:,} match {stats.query}"


def lines(stats: Stats) -> tuple[str, ...]:
    """What state the numbers are of, and what must be known before they are read."""
    dated = [year.year for year in stats.years if year.year is not None]
    span = f"Published {dated[0]} to {dated[-1]}. " if dated else ""
    gone = f" {stats.gone:,} more are gone from PubMed and not counted." if stats.gone else ""
    told = [f"{span}Counted on {stats.counted} from revision {stats.revision} of the store.{gone}"]
    if stats.demonstrations:
        told.append(f"{stats.demonstrations:,} of them are {DEMONSTRATION_NOTE}.")
    return tuple(told)


def tables(stats: Stats) -> tuple[Table, ...]:
    """Every attribute, then the strategies."""
    found = [_table(one, stats.records) for one in stats.breakdowns]
    if stats.strategies:
        rows = tuple(Row(name, count) for name, count in stats.strategies)
        found.append(Table("strategy", "Strategy", rows, stats.records, "A record may be found by several."))
    return tuple(found)


def coverage(stats: Stats) -> Table:
    """For how many records each judged attribute is known."""
    rows = tuple(Row(one.title, one.known) for one in stats.breakdowns if one.key != "status")
    note = f"Records, of {stats.records:,}, of which each is known."
    return Table("coverage", "How much is known", rows, stats.records, note)


def year_rows(stats: Stats) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """(year, counts by level, strongest first, unknown last)."""
    return tuple((str(year.year) if year.year is not None else "no date", year.levels) for year in stats.years)


def _table(one: Breakdown, records: int) -> Table:
    unknown = records - one.known
    rows = [Row(_label(one.key, value), count) for value, count in one.counts]
    if unknown:
        rows.append(Row(NOT_KNOWN, unknown, unknown=True))
    several = " A record may count under several." if one.several else ""
    several += _NARROWEST if one.key in _NESTED else ""
    several += _searched_wider(one) if one.key in _COUNTED_ALONE else ""
    known = "" if one.key == "status" else f"Known for {one.known:,} of {records:,} ({percent(one.known, records)})."
    return Table(one.key, one.title, tuple(rows), one.known, f"{known}{several}".strip())


def _searched_wider(one: Breakdown) -> str:
    """How a search for a value that takes in others differs from the number given here."""
    field = Field(one.key)
    wider = [value for value, _ in one.counts if len(narrower(field, key_of(field, value))) > 1]
    if not wider:
        return ""
    named = " or ".join((", ".join(wider[:-1]), wider[-1])) if len(wider) > 1 else wider[0]
    return (
        f" Each record is counted once; a search for {named} takes in others too. "
        f'"{wider[0]}"[{field}:noexp] answers the number given here.'
    )


def _label(key: str, value: str) -> str:
    return LEVEL_NAMES[int(value) - 1] if key == "level" and value.isdecimal() else value
