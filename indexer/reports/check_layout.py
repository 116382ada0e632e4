"""Which passages of a draft stand in one numbered list or in one row of a table, by what stands around them in it.

A passage has its words and their places; that a list was numbered, and where a cell ended, stands in the draft alone:
in the marks of Markdown, or in the tags of a page. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from indexer.checking.values import Block, Draft, Passage

_TAG = re.compile(r"<(?P<close>/?)(?P<name>ol|ul|table|tr|td|th)\b", re.IGNORECASE)
# A number before an item, with the marks of emphasis that may stand between them.
_NUMBER = re.compile(r"[ \t>]*(?P<number>\d{1,9})[.)][ \t]+[^\w\s]*$")
_BAR = re.compile(r"(?<!\\)\|")


class Cell(NamedTuple):
    """A cell of a table: where its row begins in the draft, and which of the row's cells it is."""

    row: int
    place: int


class Layout:
    """The lists and tables of one draft."""

    def __init__(self, draft: Draft) -> None:
        self._text = draft.text
        self._tags = tuple(_TAG.finditer(draft.text))
        self._places = [one.start() for one in self._tags]
        self._has_cells = any(one["name"].lower() in ("td", "th") for one in self._tags)
        told = [self._cell(one) for one in draft.passages if one.block is Block.CELL]
        self._rows = {cell.row for cell in told if cell}

    def number(self, passage: Passage) -> int | None:
        """The number that an item of a list has: 0 if its list is numbered and the draft does not write the number,
        None if it has none."""
        if passage.block is not Block.ITEM or not passage.places:
            return None
        first = passage.places[0]
        if written := _NUMBER.match(self._text[self._line(first) : first]):
            return int(written["number"])
        lists: list[str] = []
        for tag in self._before(first):
            if tag["name"].lower() in ("ol", "ul"):
                lists = lists[:-1] if tag["close"] else [*lists, tag["name"].lower()]
        return 0 if lists and lists[-1] == "ol" else None

    def cell(self, passage: Passage) -> Cell | None:
        """The cell of a table that a passage stands in; None if it stands in none. What is taken for furniture (`90
        minutes`) stands in one if it shares its row with what is not."""
        cell = self._cell(passage) if passage.block in (Block.CELL, Block.FURNITURE) else None
        return cell if cell and cell.row in self._rows else None

    def _cell(self, passage: Passage) -> Cell | None:
        if not passage.places:
            return None
        first, last = passage.places[0], passage.places[-1]
        if self._has_cells:
            return self._cell_of_page(first)
        start = self._line(first)
        end = self._text.find("\n", last)
        before = self._text[start:first]
        if not _BAR.search(before) and not _BAR.search(self._text, last, end if end >= 0 else len(self._text)):
            return None
        return Cell(start, len(_BAR.findall(before)))

    def _cell_of_page(self, first: int) -> Cell | None:
        row, place, inside = -1, 0, False
        for tag in self._before(first):
            name, closes = tag["name"].lower(), bool(tag["close"])
            if name == "tr":
                row, place, inside = (-1 if closes else tag.start()), 0, False
            elif name in ("td", "th"):
                place, inside = place + (not closes), not closes
            elif name == "table":
                row, inside = -1, False
        return Cell(row, place) if inside and row >= 0 else None

    def _before(self, place: int) -> tuple[re.Match[str], ...]:
        return self._tags[: bisect_left(self._places, place)]

    def _line(self, place: int) -> int:
        """Where the line begins that holds `place`."""
        return max(self._text.rfind("\n", 0, place), self._text.rfind("\r", 0, place)) + 1
