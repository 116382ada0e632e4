"""Reads the tab-separated files in `data/`, and the rows that a workspace adds to some of them.

Lines that begin with `#` say where a file's facts come from; the first other line names the columns. A cell
may hold several values, separated by `|`; trailing empty cells may be left out.

A workspace's rows are an `Extension`, which `extending` makes of its files. One is active at a time: inside `with
extended(…)`, in this thread or task alone, and the packaged tables alone outside of it. A thread begins with the
packaged tables alone, unless it is run in a copy of its starter's context (`contextvars.copy_context`). Whatever is
worked out from the tables and kept is kept for each extension: `active()` is part of the key. Two `with` blocks may lie
one in the other, and the inner one's tables count there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
# They say how a finding is read when a claim is checked, and nothing of how a record is judged.
_CHECKING_ALONE = frozenset({"directions.tsv", "good_sides.tsv"})

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Extension:
    """The rows that a workspace adds to the tables, free of contradictions.

    One is what it is and equals no other, so that it is quick to look up by: `extension` gives the same one for the
    same rows. `fingerprint` tells it from others, and is empty for none; `judging` is the same of those tables alone
    by which a record is judged, so that an index knows whether it was built with them.
    """

    rows: Mapping[str, Rows]
    fingerprint: str = ""
    judging: str = ""


PACKAGED = Extension({})
"""The packaged tables as they are."""

_ACTIVE: ContextVar[Extension] = ContextVar("active", default=PACKAGED)

# Asked for every heading of every record: the method itself, with no function around it.
active = _ACTIVE.get
"""What is added to the packaged tables here and now: `active()`."""


def extension(added: Mapping[str, Rows]) -> Extension:
    """The extension of these rows, by the names of the files that they are added to."""
    return _extension(tuple((name, listed) for name, listed in sorted(added.items()) if listed))


@contextmanager
def extended(by: Extension) -> Iterator[None]:
    """Adds a workspace's rows to the tables for as long as the block runs."""
    token = _ACTIVE.set(by)
    try:
        yield
    finally:
        _ACTIVE.reset(token)


def rows(file_name: str, added: Extension = PACKAGED) -> Iterator[tuple[str, ...]]:
    """The rows of `data/FILE_NAME` below its column names, each as long as there are columns; then those `added`."""
    columns = 0
    for _, cells in lines(file_name):
        if columns:
            yield cells + ("",) * (columns - len(cells))
        else:
            columns = len(cells)
    yield from added.rows.get(file_name, ())


def lines(file_name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines of `data/FILE_NAME` that are not empty and no comment, with their numbers: first the column names."""
    text = (_DATA / file_name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if line and not line.startswith("#"):
            yield number, tuple(line.split("\t"))


def values(cell: str) -> tuple[str, ...]:
    """The values of one cell."""
    return tuple(cell.split("|")) if cell else ()


@lru_cache(maxsize=64)
def _extension(added: tuple[tuple[str, Rows], ...]) -> Extension:
    if not added:
        return PACKAGED
    judging = [one for one in added if one[0] not in _CHECKING_ALONE]
    return Extension(dict(added), _fingerprint(added), _fingerprint(judging) if judging else "")


def _fingerprint(added: object) -> str:
    return hashlib.sha256(repr(added).encode()).hexdigest()[:16]
