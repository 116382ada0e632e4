"""What an evidence map tells in words, the same in every format. Pure."""

from __future__ import annotations

import shlex

from indexer.axes import EVERYTHING, Axis
from indexer.evidence_map import EvidenceMap, Line, Tally
from indexer.reports.svg import LEVEL_NAMES, percent
from indexer.stats import LEVELS

FOOTER = (
    "PubMed data: courtesy of the U.S. National Library of Medicine. An evidence map shows where evidence is, not what "
    "it says. Not medical advice."
)
_PLURALS = {
    Axis.POPULATION: "populations", Axis.OUTCOME: "outcomes", Axis.DRUG: "drugs", Axis.DESIGN: "designs",
    Axis.LEVEL: "levels of evidence", Axis.SPECIES: "species", Axis.ROUTE: "routes",
    Axis.COMPARATOR: "comparators", Axis.YEARS: "years",
}  # fmt: skip
_CAUTIONS = (
    "A record may stand in several cells, so that cells do not add up to the totals.",
    "Rules that read NLM's indexing, titles and abstracts sorted the records, not people: look at those of a cell.",
    "An empty cell means that no record of this collection was read so. It does not mean that no study was done.",
    "A level says what a design can carry for a question about treatment (after OCEBM 2011), not how well it was done.",
    (
        "Retracted records are counted apart, in no level, and a search answers with them too: where a cell says "
        "3 +1 R, its search finds 4 records."
    ),
)
_NESTED = frozenset({Axis.POPULATION, Axis.OUTCOME, Axis.DRUG})


def title(drawn: EvidenceMap) -> str:
    """What the map is laid out by."""
    return f"Evidence map: {_PLURALS[drawn.rows_by]} by {_PLURALS[drawn.columns_by]}"


def headline(drawn: EvidenceMap) -> str:
    """How many records, and how many of the cells are empty; those of what is not known are no gaps."""
    rows, columns = (
        {place for place, line in enumerate(lines) if not line.heading.unknown} for lines in (drawn.rows, drawn.columns)
    )
    cells = len(rows) * len(columns)
    gaps = cells - sum(i in rows and j in columns for i, j in drawn.cells)
    retracted = f", {drawn.whole.retracted:,} of them retracted" if drawn.whole.retracted else ""
    return f"{records(drawn.whole.total)}{retracted}; {gaps:,} of {cells:,} cells are empty"


def state(drawn: EvidenceMap) -> str:
    """The snapshot: what is needed to draw the map again."""
    which = "Every record of the collection" if drawn.query == EVERYTHING else f"What matches {drawn.query}"
    strategies = f"Strategies: {', '.join(drawn.strategies)}." if drawn.strategies else "Not harvested by a strategy."
    return (
        f"{which}, {drawn.whole.total:,} of {drawn.collection:,}. Drawn on {drawn.drawn} from revision "
        f"{drawn.revision} of the store. {strategies}"
    )


def limits(drawn: EvidenceMap) -> tuple[str, ...]:
    """What the map does not know, and how it must not be read."""
    whole = drawn.whole.total
    found = [_not_known(drawn, lines, axis) for lines, axis in
             ((drawn.rows, drawn.rows_by), (drawn.columns, drawn.columns_by))]  # fmt: skip
    level = drawn.whole.of_level(None)
    if level:
        found.append(f"Of {level:,} of {drawn.whole.standing:,} records that are not retracted no level is known.")
    for left, axis in ((drawn.left_rows, drawn.rows_by), (drawn.left_columns, drawn.columns_by)):
        if left.headings:
            found.append(
                f"{left.headings:,} {_PLURALS[axis]} with fewer than {left.least:,} records are left out; "
                "`evidence map --min 1` shows them."
            )
    nested = [_PLURALS[axis] for axis in (drawn.rows_by, drawn.columns_by) if axis in _NESTED]
    if nested:
        found.append(f"Among {' and '.join(nested)} a broader heading takes in what is indented under it.")
    found += _CAUTIONS
    return tuple(one for one in found if one) if whole else ()


def records(number: int) -> str:
    """A number of records in words."""
    return f"{number:,} {'record' if number == 1 else 'records'}"


def by_level(tally: Tally) -> str:
    """Counts by level, those that are none left out, and the retracted."""
    counts = zip(LEVEL_NAMES, levels(tally), strict=True)
    told = [f"{name}: {count:,}" for name, count in counts if count]
    return ", ".join([*told, *([f"retracted: {tally.retracted:,}"] if tally.retracted else [])])


def levels(tally: Tally) -> tuple[int, ...]:
    """Counts by level, strongest first, unknown last; the retracted are in none."""
    return tuple(tally.of_level(level) for level in LEVELS)


def command(search: str) -> str:
    """The command that gives the same records."""
    return f"evidence search {shlex.quote(search)}"


def _not_known(drawn: EvidenceMap, lines: tuple[Line, ...], axis: Axis) -> str:
    number = sum(line.tally.total for line in lines if line.heading.unknown)
    name = "date" if axis is Axis.YEARS else axis.value
    share = percent(number, drawn.whole.total)
    if not number:
        return f"Every record has a {name}." if axis in {Axis.YEARS, Axis.LEVEL} else ""
    return f"{records(number)} ({share}) with no {name} read: see the last row or column, “not known”."
