"""Tables, as aligned text or Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.appraisal.measures import Interval


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, the names of the columns, and rows of as many cells; the first column is text."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def render(table: Table, markdown: bool) -> str:
    """The table with its title and note."""
    body = _markdown(table) if markdown else _text(table)
    title = f"### {table.title}\n" if markdown else table.title
    return "\n".join([title, *([f"({table.note})"] if table.note else []), *([""] if markdown else []), *body, ""])


def _text(table: Table) -> Iterable[str]:
    widths = [max(map(len, column)) for column in zip(table.header, *table.rows, strict=True)]
    for row in (table.header, *table.rows):
        first, *others = row
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
        yield "  " + "  ".join(cells).rstrip()


def _markdown(table: Table) -> Iterable[str]:
    yield _pipes(table.header)
    yield _pipes(["---", *["---:"] * (len(table.header) - 1)])
    yield from (_pipes(row) for row in table.rows)


def _pipes(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def share(value: float) -> str:
    """`0.953`, or a dash where nothing was counted."""
    return "-" if math.isnan(value) else f"{value:.3f}"


def interval(one: Interval) -> str:
    """`0.953 [0.921, 0.972]`."""
    if math.isnan(one.low):
        return share(one.value)
    return f"{one.value:.3f} [{one.low:.3f}, {one.high:.3f}]"
