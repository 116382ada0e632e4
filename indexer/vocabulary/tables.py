"""Reads the tab-separated files in `data/`.

Lines that begin with `#` say where a file's facts come from; the first other line names the columns. A cell
may hold several values, separated by `|`; trailing empty cells may be left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def rows(file_name: str) -> Iterator[tuple[str, ...]]:
    """The rows of `data/FILE_NAME` below its column names, each as long as there are columns."""
    columns = 0
    for line in (_DATA / file_name).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = tuple(line.split("\t"))
        if columns:
            yield cells + ("",) * (columns - len(cells))
        else:
            columns = len(cells)


def values(cell: str) -> tuple[str, ...]:
    """The values of one cell."""
    return tuple(cell.split("|")) if cell else ()
