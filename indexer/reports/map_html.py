"""An evidence map as one HTML page that needs nothing else: the grid, and for each cell its records and its search.

Everything is there without the script, which only adds filters. Every word of a record is escaped. Pure.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from html import escape

from indexer.evidence_map import Cell, EvidenceMap, Kind, Line, Tally
from indexer.record import Record, RecordId
from indexer.reports import map_outline as outline
from indexer.reports import payload
from indexer.reports.map_script import SCRIPT, policy
from indexer.reports.map_style import MAP_STYLE, page_rule
from indexer.reports.svg import LEVEL_KEYS, LEVEL_NAMES, pie
from indexer.stats import LEVELS

LISTED = 25
"""Records that the list of a cell shows, unless more are asked for."""
_LARGEST, _SMALLEST = 17.0, 4.0
_DEEPEST = 6
_UNKNOWN = "not known"


def map_html(drawn: EvidenceMap, records: Mapping[RecordId, Record], *, listed: int = LISTED) -> str:
    """The map as an HTML document.

    Args:
        drawn: the map.
        records: the records that its lists show; one that is missing is shown by its PMID.
        listed: how many records the list of a cell shows.
    """
    page = _Page(drawn, records, listed)
    title = outline.title(drawn)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy())}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>\n{MAP_STYLE}{page_rule(len(drawn.columns))}</style>\n</head>\n<body>\n"
        + "\n".join(page.body(title))
        + f"\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def listed_ids(drawn: EvidenceMap, listed: int = LISTED) -> tuple[RecordId, ...]:
    """The records that the page's lists show, each once."""
    return tuple(dict.fromkeys(id_ for cell in drawn.cells.values() for id_ in cell.ids[:listed]))


class _Page:
    """One page: the map, the records its lists show, and the number of each kind of evidence."""

    def __init__(self, drawn: EvidenceMap, records: Mapping[RecordId, Record], listed: int) -> None:
        self.drawn = drawn
        self.records = records
        self.listed = listed
        self.kinds = {kind: number for number, (kind, _) in enumerate(drawn.whole.kinds)}
        self.most = max((cell.tally.standing for cell in drawn.cells.values()), default=0) or 1

    def body(self, title: str) -> Iterable[str]:
        yield '<a class="skip" href="#grid">Skip to the map</a>'
        yield f'<header>\n<h1>{escape(title)}</h1>\n<p class="headline">{escape(outline.headline(self.drawn))}</p>'
        yield f'<p class="period">{escape(outline.state(self.drawn))}</p>'
        if self._has_demonstrations():
            yield (
                '<p class="fiction">Some of these are demonstration records, written for this program. They are '
                "fictional and no evidence of anything.</p>"
            )
        yield "</header>\n<main>"
        yield from self._keys()
        yield from self._filters()
        yield from self._grid()
        yield '<section aria-labelledby="limits"><h2 id="limits">What this map does not know</h2><ul class="said">'
        yield from (f"<li>{escape(line)}</li>" for line in outline.limits(self.drawn))
        yield "</ul></section>"
        yield from self._lists()
        yield f"</main>\n<footer><p>{escape(outline.FOOTER)}</p></footer>"
        yield f'<script type="application/json" id="data">{self._data()}</script>'

    def _has_demonstrations(self) -> bool:
        return any(record.is_demonstration for record in self.records.values())

    def _keys(self) -> Iterable[str]:
        yield '<ul class="keys" aria-label="Key">'
        for key, name in zip(LEVEL_KEYS, LEVEL_NAMES, strict=True):
            disc = f'<svg viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true"><circle class="{key}" r="6"/>'
            yield f"<li>{disc}</svg>{name}</li>"
        yield '<li><span class="r">+1 R</span> one retracted record, counted apart</li>'
        yield "<li>The larger a disc, the more records that are not retracted. Hatched: no record.</li></ul>"

    def _filters(self) -> Iterable[str]:
        """The form; it is hidden until the script can answer it."""
        kinds = self.kinds
        levels = {str(int(kind.level or 0)) for kind in kinds}
        choices = [("level", str(int(level or 0)), name) for level, name in zip(LEVELS, LEVEL_NAMES, strict=True)
                   if str(int(level or 0)) in levels]  # fmt: skip
        for field in ("species", "design"):
            values = {getattr(kind, field) for kind in kinds}
            choices += [(field, value, value or _UNKNOWN) for value in sorted(values, key=lambda one: (not one, one))]
        yield '<form id="filters" hidden aria-label="Filters">'
        for field in ("level", "species", "design"):
            boxes = "".join(
                f'<label><input type="checkbox" name="{field}" value="{escape(value)}" checked>{escape(name)}</label> '
                for name_of, value, name in choices
                if name_of == field
            )
            yield f"<fieldset><legend>{field.capitalize()}</legend>{boxes}</fieldset>"
        yield '<button type="reset">Show all</button> <span id="shown" role="status"></span></form>'

    def _grid(self) -> Iterable[str]:
        drawn = self.drawn
        yield '<div class="grid-box" id="grid" tabindex="0" role="region" aria-label="The map, scrollable">'
        yield f'<table class="map"><caption>{escape(drawn.rows_by.value.capitalize())} in rows, '
        yield f"{escape(drawn.columns_by.value)} in columns. A number leads to its records. {self._unknown()}</caption>"
        yield '<thead><tr><td class="corner"></td><th scope="col" class="turned"><span>all records</span></th>'
        for column in drawn.columns:
            under = " under" if column.heading.depth else ""
            dashes = "– " * column.heading.depth
            yield (
                f'<th scope="col" class="turned{_not_known(column)}"><span class="{under.strip()}">'
                f"{dashes}{escape(column.heading.label)}</span></th>"
            )
        yield "</tr></thead>\n<tbody>"
        yield '<tr><th scope="row">all records</th>'
        yield self._sum("t-all", drawn.whole, "all records")
        for j, column in enumerate(drawn.columns):
            yield self._sum(f"t-k{j}", column.tally, column.heading.label)
        yield "</tr>"
        for i, row in enumerate(drawn.rows):
            depth = f"d{min(row.heading.depth, _DEEPEST)}"
            yield f'<tr><th scope="row" class="{depth}{_not_known(row)}">{escape(row.heading.label)}</th>'
            yield self._sum(f"t-r{i}", row.tally, row.heading.label)
            yield from (self._cell(i, j) for j in range(len(drawn.columns)))
            yield "</tr>"
        yield "</tbody></table></div>"

    def _unknown(self) -> str:
        """Where those stand of which something is not known: at the far end, which a wide map does not show at once."""
        ends = [
            f"last {name} ({lines[-1].tally.total:,})"
            for name, lines in (("row", self.drawn.rows), ("column", self.drawn.columns))
            if lines and lines[-1].heading.unknown
        ]
        return f"“Not known” is the {' and the '.join(ends)}." if ends else ""

    def _sum(self, identifier: str, tally: Tally, label: str) -> str:
        told = escape(f"{label}: {outline.by_level(tally) or 'no record'}")
        return f'<td class="sum" id="{identifier}"><span title="{told}">{_numbers(tally)}</span></td>'

    def _cell(self, i: int, j: int) -> str:
        cell = self.drawn.cells.get((i, j))
        if cell is None:
            return '<td class="gap"><span>0</span></td>'
        told = escape(f"{self._name(i, j)}: {outline.records(cell.tally.total)}. {outline.by_level(cell.tally)}.")
        # Not quite to scale at the small end: a disc whose slices cannot be told apart shows nothing.
        radius = _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(cell.tally.standing / self.most)
        disc = pie(outline.levels(cell.tally), round(radius, 2)) if cell.tally.standing else ""
        picture = f'<svg viewBox="-18 -18 36 36" width="36" height="36" aria-hidden="true">{disc}</svg>'
        return (
            f'<td id="t-{i}-{j}"><a href="#c-{i}-{j}" aria-label="{told}" title="{told}">{picture}'
            f"{_numbers(cell.tally)}</a></td>"
        )

    def _name(self, i: int, j: int) -> str:
        return f"{self.drawn.rows[i].heading.label} × {self.drawn.columns[j].heading.label}"

    def _lists(self) -> Iterable[str]:
        yield '<section class="lists" id="lists" aria-labelledby="h-lists"><h2 id="h-lists">Records of a cell</h2>'
        yield (
            "<p>Choose a number in the map to see its records here, with the search that gives them again; or "
            '<a href="#lists">show every list</a>.</p>'
        )
        for (i, j), cell in sorted(self.drawn.cells.items()):
            yield from self._list(i, j, cell)
        yield "</section>"

    def _list(self, i: int, j: int, cell: Cell) -> Iterable[str]:
        drawn = self.drawn
        search = outline.command(drawn.search(drawn.rows[i], drawn.columns[j]))
        yield f'<section class="cell" id="c-{i}-{j}" aria-labelledby="h-{i}-{j}">'
        yield f'<h3 id="h-{i}-{j}">{escape(self._name(i, j))}: {outline.records(cell.tally.total)}</h3>'
        yield f'<p class="about">{escape(outline.by_level(cell.tally))}. <a href="#t-{i}-{j}">Back to the map</a></p>'
        yield f"<p><code>{escape(search)}</code></p><ol>"
        yield from (self._entry(id_) for id_ in cell.ids[: self.listed])
        yield "</ol>"
        if len(cell.ids) > self.listed:
            yield f"<p>and {len(cell.ids) - self.listed:,} more: the search lists all.</p>"
        yield "</section>"

    def _entry(self, identifier: RecordId) -> str:
        kind = self.drawn.kinds[identifier]
        number = self.kinds[kind]
        record = self.records.get(identifier)
        if record is None:
            return f'<li data-kind="{number}">{escape(identifier)}, which the store does not have</li>'
        link = payload.link(record)
        title = f'<bdi dir="auto">{escape(record.title or record.vernacular_title or "[no title]")}</bdi>'
        marks = '<strong class="mark">RETRACTED</strong> ' if kind.retracted else ""
        if record.is_demonstration:
            marks += '<em class="demonstration">demonstration record</em> '
        journal = record.journal.medline or record.journal.abbreviation or record.journal.title
        year = str(record.year) if record.year else ""
        about = " · ".join(part for part in (journal, year, *_in_words(kind), f"PMID {record.pmid}") if part)
        linked = f'<a href="{escape(link)}">{title}</a>' if link else title
        return f'<li data-kind="{number}">{marks}{linked} <span class="about">{escape(about)}</span></li>'

    def _data(self) -> str:
        """What the filters count: the kinds of evidence, and how many of each are in every cell and total."""
        drawn = self.drawn
        tallies = {"t-all": drawn.whole}
        tallies |= {f"t-k{j}": column.tally for j, column in enumerate(drawn.columns)}
        tallies |= {f"t-r{i}": row.tally for i, row in enumerate(drawn.rows)}
        tallies |= {f"t-{i}-{j}": cell.tally for (i, j), cell in sorted(drawn.cells.items())}
        data = {
            "kinds": [[int(kind.level or 0), kind.design, kind.species, int(kind.retracted)] for kind in self.kinds],
            "cells": {
                key: [[self.kinds[kind], number] for kind, number in tally.kinds] for key, tally in tallies.items()
            },
            "most": self.most,
            "largest": _LARGEST,
            "smallest": _SMALLEST,
        }
        return json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")


def _numbers(tally: Tally) -> str:
    retracted = f'<span class="r">+{tally.retracted:,} R</span>' if tally.retracted else ""
    return f'<span class="n">{tally.standing:,}</span>{retracted}'


def _in_words(kind: Kind) -> tuple[str, ...]:
    level = f"level {int(kind.level)}" if kind.level else ""
    return kind.design, level, kind.species


def _not_known(line: Line) -> str:
    return " not-known" if line.heading.unknown else ""
