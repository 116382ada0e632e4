"""The collection's numbers as Markdown tables. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from indexer.reports import stats_outline as outline
from indexer.reports.svg import LEVEL_NAMES, percent
from indexer.stats import Stats

_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def stats_markdown(stats: Stats) -> str:
    """The numbers as a Markdown document."""
    return "\n".join(_lines(stats)) + "\n"


def _lines(stats: Stats) -> Iterable[str]:
    yield from (f"# {outline.TITLE}", "", f"**{_plain(outline.heading(stats))}**", "")
    for line in outline.lines(stats):
        yield from (_plain(line), "")
    yield from ("## Records by year and level of evidence", "")
    rows = [
        (label, f"{sum(counts):,}", *(f"{count:,}" for count in counts)) for label, counts in outline.year_rows(stats)
    ]
    yield from _table(("year", "records", *LEVEL_NAMES), rows)
    for table in (*outline.tables(stats), outline.coverage(stats)):
        yield from (f"## {table.title}", "")
        if table.note:
            yield from (table.note, "")
        shares = [(row.label, f"{row.count:,}", percent(row.count, stats.records)) for row in table.rows]
        yield from _table((table.title.lower(), "records", "share"), shares)
    yield from (outline.JUDGED_NOTE, "", outline.LEVEL_NOTE, "", outline.FOOTER)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|---{'|---:' * (len(heads) - 1)}|"
    for row in rows:
        yield f"| {' | '.join(map(_plain, row))} |"
    yield ""


def _plain(words: str) -> str:
    return _MARKS.sub(r"\\\1", words)
