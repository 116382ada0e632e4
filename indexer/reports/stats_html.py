"""The collection's numbers as one HTML page that needs nothing else: plots with their tables, no script. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from indexer.reports import stats_outline as outline
from indexer.reports.digest_style import STYLE
from indexer.reports.stats_svg import attribute_figures, coverage_figure, year_figure
from indexer.reports.svg import DARK, LEVEL_NAMES, LIGHT, MARKS, Figure, inside, percent
from indexer.stats import Stats

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_OWN = f"""\
:root {{ {LIGHT} }}
@media (prefers-color-scheme: dark) {{ :root {{ {DARK} }} }}
{MARKS}body {{ max-width: 61rem; }}
svg {{ display: block; width: 100%; height: auto; max-width: 58rem; }}
.plots svg {{ max-width: 31rem; }}
.plots {{ columns: 2 min(24rem, 100%); column-gap: 1rem; }}
.plots section, .years {{ margin: 0 0 1rem; padding: 1rem 1.2rem; border: 1px solid var(--line); border-radius: 10px;
  background: var(--card); break-inside: avoid; }}
.plots h2, .years h2 {{ border: 0; padding: 0; font-size: 1.1rem; margin: 0; }}
.note {{ color: var(--soft); font-size: .88rem; }}
details {{ margin-top: .6rem; font-size: .9rem; }}
summary {{ cursor: pointer; color: var(--link); }}
summary:focus-visible {{ outline: 3px solid var(--link); outline-offset: 2px; }}
td, thead th:not(:first-child) {{ text-align: right; font-variant-numeric: tabular-nums; }}
tbody th {{ font-weight: 500; }}
@media print {{
  :root {{ {LIGHT} }}
  body {{ font-size: 9pt; }}
  .plots {{ columns: 2; }}
  .plots section, .years {{ padding: .5rem .7rem; margin-bottom: .6rem; }}
  details {{ display: none; }}
  rect, circle, path {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
}}
"""


def stats_html(stats: Stats) -> str:
    """The numbers as an HTML document."""
    body = "\n".join(_body(stats))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{outline.TITLE}: {escape(outline.heading(stats))}</title>\n<style>\n{STYLE}{_OWN}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _body(stats: Stats) -> Iterable[str]:
    yield '<a class="skip" href="#main">Skip to the plots</a>'
    yield f'<header>\n<h1>{outline.TITLE}</h1>\n<p class="headline">{escape(outline.heading(stats))}</p>'
    first, *others = outline.lines(stats)
    yield f'<p class="period">{escape(first)}</p>'
    yield from (f'<p class="fiction">{escape(line)}</p>' for line in others)
    yield '</header>\n<main id="main">'
    if stats.records:
        yield from _years(stats)
        yield '<div class="plots">'
        tables = (*outline.tables(stats), outline.coverage(stats))
        figures = (*attribute_figures(stats), coverage_figure(stats))
        for table, figure in zip(tables, figures, strict=True):
            yield from _plot(table, figure, stats.records)
        yield "</div>"
    yield "</main>\n<footer>"
    yield from (f"<p>{escape(line)}</p>" for line in (outline.JUDGED_NOTE, outline.LEVEL_NOTE, outline.FOOTER))
    yield "</footer>"


def _years(stats: Stats) -> Iterable[str]:
    figure = year_figure(stats)
    yield f'<section class="years" aria-labelledby="h-years"><h2 id="h-years">{figure.title}</h2>{inside(figure)}'
    cells = [(label, [f"{count:,}" for count in (sum(counts), *counts)]) for label, counts in outline.year_rows(stats)]
    yield _table("Records by year and level", ("year", "records", *LEVEL_NAMES), cells) + "</section>"


def _plot(table: outline.Table, figure: Figure, records: int) -> Iterable[str]:
    yield f'<section aria-labelledby="h-{table.key}"><h2 id="h-{table.key}">{escape(table.title)}</h2>'
    yield f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    yield inside(figure) if table.rows else '<p class="note">No record says.</p>'
    cells = [(row.label, [f"{row.count:,}", percent(row.count, records)]) for row in table.rows]
    yield _table(table.title, (table.title.lower(), "records", "share"), cells) + "</section>"


def _table(caption: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>\n'
        for label, cells in rows
    )
    return (
        f'<details><summary>The numbers as a table</summary><div class="scroll" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}, table"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div></details>"
    )
