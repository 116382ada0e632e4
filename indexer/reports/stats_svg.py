"""The collection's numbers as plots: each a figure, for a page, or all on one sheet, as an SVG file. Pure."""

from __future__ import annotations

from indexer.reports import stats_outline as outline
from indexer.reports.svg import LEVEL_NAMES, Figure, alone, bars, columns
from indexer.stats import Stats

MOST_BARS = 14
"""Values a plot shows; the rest is summed up in words, and stands in the table."""


def stats_svg(stats: Stats) -> str:
    """One SVG file with every plot."""
    plots = [*attribute_figures(stats), coverage_figure(stats)]
    pairs = [plots[at : at + 2] for at in range(0, len(plots), 2)]
    notes = (*outline.lines(stats), outline.LEVEL_NOTE[: outline.LEVEL_NOTE.index(".") + 1], outline.FOOTER)
    return alone([[year_figure(stats)], *pairs], outline.heading(stats), notes)


def year_figure(stats: Stats) -> Figure:
    """Records by year, stacked by level."""
    dated = [(label, counts) for label, counts in outline.year_rows(stats) if label.isdecimal()]
    undated = sum(year.total for year in stats.years if year.year is None)
    totals = {label: sum(counts) for label, counts in dated}
    best = max(totals, key=lambda label: totals[label], default="")
    told = f"Stacked columns from {dated[0][0]} to {dated[-1][0]}; most in {best} ({totals[best]:,})." if dated else ""
    if undated:
        told += f" {undated:,} without a date are not shown."
    levels = [sum(counts[place] for _, counts in dated) for place in range(len(LEVEL_NAMES))]
    told += " " + ", ".join(f"{name}: {count:,}" for name, count in zip(LEVEL_NAMES, levels, strict=True)) + "."
    return Figure("years", 888, 300, "Records by year and level of evidence", told.strip(), columns(dated))


def attribute_figures(stats: Stats) -> tuple[Figure, ...]:
    """Each attribute's values, most frequent first, with what is not known."""
    return tuple(_figure(table, stats.records) for table in outline.tables(stats))


def coverage_figure(stats: Stats) -> Figure:
    """For how many records each attribute is known."""
    return _figure(outline.coverage(stats), stats.records)


def _figure(table: outline.Table, records: int) -> Figure:
    values = [row for row in table.rows if not row.unknown]
    unknown = [row for row in table.rows if row.unknown]
    shown = values[:MOST_BARS]
    drawn = [(row.label, row.count, _colour(table, row.label)) for row in shown]
    drawn += [(row.label, row.count, "unknown") for row in unknown]
    rest = len(values) - len(shown)
    more = f" {rest:,} rarer {'value' if rest == 1 else 'values'} not shown." if rest else ""
    height, body = bars(drawn, whole=records)
    note = f"{table.note}{more}".strip()
    told = "; ".join(f"{label}: {count:,}" for label, count, _ in drawn)
    return Figure(table.key, 430, height, table.title, f"{note} {told}.".strip(), body, note)


def _colour(table: outline.Table, label: str) -> str:
    return f"l{label.removeprefix('level ')}" if table.key == "level" else "bar"
