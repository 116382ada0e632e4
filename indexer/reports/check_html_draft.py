"""A draft in a page: as its writer has it, each claim a link to its panel, with its number and its verdict in words.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from indexer.checking.values import Block, CheckedClaim, CheckReport, Code, Passage
from indexer.reports import check_outline as outline
from indexer.reports.check_codes import CODES, label
from indexer.reports.check_layout import Layout
from indexer.reports.check_marked import Piece, pieces

Claims = Sequence[tuple[int, CheckedClaim]]


def draft_html(report: CheckReport, claims: Claims) -> Iterable[str]:
    """The passages of a draft: headings, paragraphs, lists and tables as they were, page furniture folded away in its
    place."""
    begun: set[int] = set()
    layout = Layout(report.draft)
    for (block, number), several in groupby(report.draft.passages, key=lambda one: _kind(one, layout)):
        passages = [_Passage(one, report, dict(claims), begun) for one in several]
        match block:
            case Block.ITEM if number:
                yield f"<ol>{''.join(_numbered(one, layout) for one in passages)}</ol>"
            case Block.ITEM:
                yield f"<ul>{''.join(f'<li>{one.html()}</li>' for one in passages)}</ul>"
            case Block.CELL:
                yield from _table(passages, layout)
            case Block.HEADING:
                yield from (f'<p class="heading">{one.html()}</p>' for one in passages)
            case Block.PARAGRAPH:
                yield from (f"<p>{one.html()}</p>" for one in passages)
            case Block.FURNITURE:
                inside = "".join(f"<p>{one.html()}</p>" for one in passages)
                yield f'<details class="furniture"><summary>page furniture, not checked</summary>{inside}</details>'


def _kind(passage: Passage, layout: Layout) -> tuple[Block, bool]:
    """As what a passage is shown, and whether it is an item with a number. A cell in no row is a paragraph."""
    if layout.cell(passage):
        return Block.CELL, False
    return Block.PARAGRAPH if passage.block is Block.CELL else passage.block, layout.number(passage) is not None


def _numbered(one: _Passage, layout: Layout) -> str:
    """An item with its own number, if the draft writes it: a list may go on behind what parts it."""
    number = layout.number(one.passage)
    value = f' value="{number}"' if number else ""
    return f"<li{value}>{one.html()}</li>"


def _table(passages: Sequence[_Passage], layout: Layout) -> Iterator[str]:
    """The rows of a table, each cell in its column; what is empty in the draft has no passage."""
    placed = [(cell, one) for one in passages if (cell := layout.cell(one.passage))]
    first = min(cell.place for cell, _ in placed)
    yield '<div class="scroll"><table class="cells"><tbody>'
    for _, row in groupby(placed, key=lambda one: one[0].row):
        cells: dict[int, list[str]] = {}
        for cell, one in row:
            cells.setdefault(cell.place, []).append(one.html())
        told = ("<br>".join(cells.get(place, ())) for place in range(first, max(cells) + 1))
        yield f"<tr>{''.join(f'<td>{one}</td>' for one in told)}</tr>"
    yield "</tbody></table></div>"


class _Passage:
    """One passage with what is said of it; `begun` are the claims whose first mark stands on the page already."""

    def __init__(self, passage: Passage, report: CheckReport, claims: dict[int, CheckedClaim], begun: set[int]) -> None:
        self.passage = passage
        self.report = report
        self.claims = claims
        self.begun = begun

    def html(self) -> str:
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        for piece in pieces(self.passage, self.report, tuple(self.claims.items())):
            inside = self._remarked(piece)
            if piece.claim:
                yield self._claim(piece, inside)
            elif piece.unchecked and self.passage.block is not Block.FURNITURE:
                why = escape(f"not checked: {piece.unchecked.reason.value}")
                yield f'<span class="unread" title="{why}">{inside}</span>'
            else:
                yield inside

    def _remarked(self, piece: Piece) -> str:
        """The words, marked for each remark but those that only say what could be added, with its code after them."""
        inside = escape(piece.text)
        told = {place: self.report.remarks[place] for place in piece.remarks}
        for place, remark in told.items():
            rule = CODES[remark.code]
            if rule.level == "note" or remark.code is Code.HARMS_MISSING:
                continue
            title = escape(f"{rule.title}: {remark.message}")
            code = f'<b class="code">{remark.code.value}</b>' if place in piece.remarked else ""
            inside = f'<span class="remarked {rule.level}" title="{title}">{inside}{code}</span>'
        return inside

    def _claim(self, piece: Piece, inside: str) -> str:
        number, verdict = piece.claim, self.claims[piece.claim].verdict
        named = "" if number in self.begun else f' id="in-{number}"'
        self.begun.add(number)
        tag = ""
        if piece.ends:
            tag = f'<span class="tag"><span class="number">{number}</span> {escape(label(verdict))}</span>'
        return f'<a class="mark-{outline.key(verdict)}"{named} href="#claim-{number}">{inside}{tag}</a>'
