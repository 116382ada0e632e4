"""The collection's numbers for a terminal: bars of characters, no colour, as wide as the terminal is. Pure.

Where the encoding has no block characters, bars are of ASCII; levels are then told apart by their digits.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from indexer.reports import stats_outline as outline
from indexer.reports.svg import LEVEL_NAMES, percent
from indexer.stats import Stats

WIDEST = 120
NARROWEST = 40
MOST_YEARS = 24
MOST_VALUES = 12
_BLOCKS = " ▏▎▍▌▋▊▉"
_SHADES = "█▓▒░▪·"
_DIGITS = "12345?"


def stats_text(stats: Stats, *, width: int = 100, blocks: bool = True) -> str:
    """The numbers as lines.

    Args:
        stats: the numbers.
        width: columns of the terminal.
        blocks: whether it can show block characters.
    """
    room = max(NARROWEST, min(width, WIDEST))
    return "\n".join(line.rstrip() for line in _lines(stats, room, blocks=blocks)) + "\n"


def can_show(encoding: str | None) -> bool:
    """Whether an encoding has the block characters."""
    try:
        (_BLOCKS + _SHADES).encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _lines(stats: Stats, width: int, *, blocks: bool) -> Iterable[str]:
    yield from _wrapped(outline.heading(stats), width)
    for line in outline.lines(stats):
        yield from _wrapped(line, width)
    if not stats.records:
        return
    yield from _years(stats, width, blocks=blocks)
    for table in (*outline.tables(stats), outline.coverage(stats)):
        yield from _table(table, stats.records, width, blocks=blocks)
    yield ""
    for note in (outline.JUDGED_NOTE, outline.LEVEL_NOTE):
        yield from _wrapped(note, width)


def _years(stats: Stats, width: int, *, blocks: bool) -> Iterable[str]:
    signs = _SHADES if blocks else _DIGITS
    yield from _titled("Year, by level of evidence")
    key = "  ".join(f"{sign} {name}" for sign, name in zip(signs, LEVEL_NAMES, strict=True))
    yield from _wrapped(key, width)
    rows = _recent(outline.year_rows(stats))
    most = max(sum(counts) for _, counts in rows)
    label = max(len(name) for name, _ in rows)
    room = width - label - len(f"{most:,}") - 3
    for name, counts in rows:
        bar = stacked(counts, signs, most, room)
        yield f"{name:>{label}} {bar}{' ' if bar else ''}{sum(counts):,}"


def stacked(counts: Sequence[int], signs: str, most: int, room: int) -> str:
    """A bar of as many characters as its sum has of `most` in `room`, shared out by largest remainders; one that
    is not empty has at least one."""
    whole = sum(counts)
    if not whole:
        return ""
    length = max(1, round(room * whole / most))
    exact = [length * count / whole for count in counts]
    cells = [int(part) for part in exact]
    by_remainder = sorted(range(len(counts)), key=lambda place: (cells[place] - exact[place], place))
    for place in by_remainder[: length - sum(cells)]:
        cells[place] += 1
    return "".join(sign * number for sign, number in zip(signs, cells, strict=True))


def _recent(rows: Sequence[tuple[str, tuple[int, ...]]]) -> Sequence[tuple[str, tuple[int, ...]]]:
    """The latest years one by one, those before them as one row."""
    undated = [row for row in rows if not row[0].isdecimal()]
    dated = [row for row in rows if row[0].isdecimal()]
    early, late = dated[: -(MOST_YEARS - 1)], dated[-(MOST_YEARS - 1) :]
    if len(dated) <= MOST_YEARS:
        early, late = [], dated
    summed = [tuple(map(sum, zip(*(counts for _, counts in early), strict=True)))]
    return [*((f"to {early[-1][0]}", counts) for counts in summed if early), *late, *undated]


def _table(table: outline.Table, records: int, width: int, *, blocks: bool) -> Iterable[str]:
    yield from _titled(table.title)
    if table.note:
        yield from _wrapped(table.note, width)
    values = [row for row in table.rows if not row.unknown]
    rows = [*values[:MOST_VALUES], *(row for row in table.rows if row.unknown)]
    if not rows:
        return
    label = min(max(len(row.label) for row in rows), width // 3)
    most = max(row.count for row in rows) or 1
    number = len(f"{most:,}")
    room = width - label - number - 10
    for row in rows:
        name = row.label if len(row.label) <= label else row.label[: label - 1] + ("…" if blocks else "~")
        bar = _bar(row.count, most, room, blocks=blocks)
        yield f"{name:<{label}}  {row.count:>{number},} {percent(row.count, records):>6} {bar}"
    rest = len(values) - MOST_VALUES
    if rest > 0:
        yield f"and {rest:,} rarer {'value' if rest == 1 else 'values'}"


def _bar(count: int, most: int, room: int, *, blocks: bool) -> str:
    if not blocks:
        return "#" * max(round(room * count / most), int(count > 0))
    eighths = max(round(8 * room * count / most), int(count > 0))
    return "█" * (eighths // 8) + (_BLOCKS[eighths % 8] if eighths % 8 else "")


def _titled(title: str) -> Sequence[str]:
    return "", title, "-" * len(title)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)
