"""The files by which a workspace adds rows to the tables, cut into rows; what is wrong with their form is told.

A file has the name, the columns and the comment lines of the packaged one. White space around a value does not count.
Nothing is guessed: what is not in that form is a problem, and so is a file that adds to no table.

Pure: given names and bytes. Imports `text` and `tables`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.text import words
from indexer.vocabulary.tables import lines

FILES = (
    "conditions.tsv",
    "outcomes.tsv",
    "scales.tsv",
    "routes.tsv",
    "drugs.tsv",
    "directions.tsv",
    "good_sides.tsv",
)
"""The tables that a workspace can add to, each after those that it speaks of."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line of a file, or worth a look; line 0 is the whole file. `code` is a stable word."""

    file: str
    line: int
    code: str
    message: str
    hint: str
    is_error: bool = True

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a workspace's file: its cells, as many as the table has columns, each with its values."""

    file: str
    line: int
    cells: tuple[tuple[str, ...], ...]

    @property
    def name(self) -> str:
        """What the row is about."""
        return self.cells[0][0]

    def problem(self, code: str, message: str, hint: str, *, is_error: bool = True) -> Problem:
        """A problem of this row."""
        return Problem(self.file, self.line, code, message, hint, is_error)


def rows_of(file: str, data: bytes) -> Iterator[Row | Problem]:
    """The rows of one file, and what is wrong with its form, from the top."""
    if file not in FILES:
        known = ", ".join(sorted(FILES))
        yield Problem(file, 0, "unknown-file", "adds to no table", f"The tables are {known}; notes end in .md.")
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield Problem(file, line, "encoding", "is not UTF-8", "Save the file as plain text in UTF-8.")
        return
    wanted = columns(file)
    begun = False
    for number, written in enumerate(text.split("\n"), start=1):
        if not written.strip() or written.startswith("#"):
            continue
        if begun:
            yield _row(file, number, written, len(wanted))
        elif tuple(cell.strip() for cell in written.split("\t")) == wanted:
            begun = True
        else:
            yield Problem(
                file,
                number,
                "columns",
                "must name the columns before the first row",
                f"Write {'<TAB>'.join(wanted)}, with a tab character for each <TAB>.",
            )
            return


def columns(file: str) -> tuple[str, ...]:
    """The names of a table's columns."""
    return next(lines(file))[1]


def _row(file: str, number: int, line: str, size: int) -> Row | Problem:
    cells = [cell.strip() for cell in line.split("\t")]
    found = tuple(tuple(_tidy(cell)) for cell in [*cells, *[""] * size][:size])
    fault = next(_faults(line, cells, found), None)
    if fault is None:
        return Row(file, number, found)
    code, message, hint = fault
    written = f"Write {'<TAB>'.join(columns(file))}, with a tab character for each <TAB>."
    return Problem(file, number, code, message, hint or written)


def _faults(line: str, cells: list[str], found: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a line, the worst first, as (code, message, hint); without a hint the columns are one."""
    if len(cells) == 1 and ("|" in line or "  " in line.strip()):
        yield "tabs", "has no tab between its cells", ""
    if any(cells[len(found) :]):
        yield "cells", f"has {len(cells)} cells, and the table {len(found)} columns", ""
    for cell in cells:
        if len(cell) > 1 and cell[0] == cell[-1] == '"':
            yield "quotes", f"puts {cell} in quotation marks", "Write the cell without them."
    if len(found[0]) != 1:
        yield "no-name", "has no name, or several, in its first cell", ""
    for value in (value for cell in found for value in cell):
        if not value:
            yield "empty-value", "has an empty value beside a |", "Take the | out, or write the value."
        elif not value.isprintable() or not words(value):
            yield "unreadable", f"has {value!r}, which has no letter or digit to be found by", "Correct it."


def _tidy(cell: str) -> Iterator[str]:
    """The values of a cell, with single blanks."""
    if cell.strip():
        yield from (" ".join(value.split()) for value in cell.split("|"))
