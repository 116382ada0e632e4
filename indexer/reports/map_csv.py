"""An evidence map as CSV: a line for every cell, the empty ones too, and for every total. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from indexer.evidence_map import EvidenceMap, Line, Tally
from indexer.reports.map_outline import levels

HEADER = (
    "row", "column", "records", "level_1", "level_2", "level_3", "level_4", "level_5", "level_not_known", "retracted",
    "search",
)  # fmt: skip
ALL = "(all)"
"""What stands for a row or column in the lines of totals."""


def map_csv(drawn: EvidenceMap) -> str:
    """The map as CSV with `\\r\\n` line ends (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows(_rows(drawn))
    return out.getvalue()


def _rows(drawn: EvidenceMap) -> Iterable[tuple[str | int, ...]]:
    yield _row(drawn, drawn.whole)
    for column in drawn.columns:
        yield _row(drawn, column.tally, column=column)
    for i, row in enumerate(drawn.rows):
        yield _row(drawn, row.tally, row=row)
        for j, column in enumerate(drawn.columns):
            cell = drawn.cells.get((i, j))
            yield _row(drawn, cell.tally if cell else Tally(), row=row, column=column)


def _row(
    drawn: EvidenceMap, tally: Tally, *, row: Line | None = None, column: Line | None = None
) -> tuple[str | int, ...]:
    search = drawn.search(*(line for line in (row, column) if line))
    names = (line.heading.label if line else ALL for line in (row, column))
    return (*names, tally.total, *levels(tally), tally.retracted, search)
