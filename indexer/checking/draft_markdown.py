"""A draft in Markdown: its blocks and, within them, the text that a reader sees, letter by letter with its place.

The blocks and spans of CommonMark that a draft has: headings, list items, quotations, tables, code, links, emphasis,
entities, HTML. Parsers made for rendering give lines, not letters, hence a reader of its own. A front matter, code
and link definitions are kept as furniture.

Imports `draft_passage`, `draft_text`, `references` and `values` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from indexer.checking.draft_passage import Lines, Pieces
from indexer.checking.draft_text import is_heading
from indexer.checking.references import RAISED_TAG
from indexer.checking.values import Block, Passage

_LINE = re.compile(r"(?P<said>[^\r\n]*)(?:\r\n|\r|\n|$)")
_QUOTED = re.compile(r" {0,3}(?:> ?)+")
_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_ATX_END = re.compile(r"[ \t]+#+[ \t]*$")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})[ \t]*$")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\] )?(?=\S)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:\s*\S+")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]+\]:\s*")
_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_SPAN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)(?P<code>[^`]+)(?P=ticks)"
    r"|(?P<image>!\[[^\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])?)"
    r"|(?P<note>[ \t]*(?:\[\^[^\]\s]+\])+(?=[.,;:!?])|\[\^[^\]\s]+\])"
    rf"|(?P<raised>{RAISED_TAG})"
    r"|(?P<open>\[)(?=[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\](?:\(|\[))"
    r"|(?P<close>\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\]))"
    r"|(?P<tag></?[A-Za-z][^<>]{0,1000}>)"
    r"|(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)"
    r"|(?P<stars>\*+(?=\S)|(?<=\S)\*+)"
    r"|(?P<lows>(?<![^\W_])_+(?=\S)|(?<=[^\s_])_+(?![^\W_]))"
    r"|(?P<struck>~~)"
)


class _Line(NamedTuple):
    """A line without its end and without the marks of quotation: `text[start:end]`."""

    start: int
    end: int
    said: str

    def after(self, marker: re.Match[str]) -> _Line:
        """What follows a marker at its beginning."""
        return _Line(self.start + marker.end(), self.end, self.said[marker.end() :])


def passages(text: str, lines: Lines) -> list[Passage]:
    """The passages of a Markdown text in order."""
    return [one for block, said, reason in _blocks(_lines(text)) if (one := _passage(block, said, reason, lines))]


def _lines(text: str) -> list[_Line]:
    # A comment is seen by nobody; its letters become blanks so that places hold.
    seen = _COMMENT.sub(lambda match: re.sub(r"[^\r\n]", " ", match.group()), text)
    found = []
    for match in _LINE.finditer(seen):
        line = _Line(match.start(), match.end("said"), match["said"])
        quoted = _QUOTED.match(line.said)
        found.append(line.after(quoted) if quoted else line)
    return found


_Found = tuple[Block, list[_Line], str]


def _blocks(lines: list[_Line]) -> Iterator[_Found]:
    number = _front_matter(lines)
    if number:
        yield from ((Block.FURNITURE, [line], "front matter") for line in lines[1 : number - 1])
    code = _code(lines, number)
    block, gathered = Block.PARAGRAPH, list[_Line]()
    for place in range(number, len(lines)):
        line = lines[place]
        if gathered and block is Block.PARAGRAPH and _SETEXT.match(line.said):
            yield Block.HEADING, gathered, ""
            gathered = []
            continue
        alone = code[place] if place in code else list(_alone(line, in_table=_in_table(lines, place)))
        marker = None if alone or place in code else _ITEM.match(line.said)
        ends = alone or marker or place in code or not line.said.strip() or _is_after_head(block, gathered, line)
        if gathered and ends:
            yield block, gathered, ""
            block, gathered = Block.PARAGRAPH, []
        if alone:
            yield from (found for found in alone if found[1])
        elif marker:
            block, gathered = Block.ITEM, [line.after(marker)]
        elif line.said.strip() and place not in code:
            gathered.append(line)
    if gathered:
        yield block, gathered, ""


def _code(lines: list[_Line], number: int) -> dict[int, list[_Found]]:
    """The lines of fenced code, from line `number` on, by their number; the fences themselves hold nothing."""
    found: dict[int, list[_Found]] = {}
    fence = ""
    for place in range(number, len(lines)):
        said = lines[place].said
        if not fence and _FENCE.match(said):
            fence = said.strip()[:3]
            found[place] = []
        elif fence and said.strip().startswith(fence):
            fence = ""
            found[place] = []
        elif fence:
            found[place] = [(Block.FURNITURE, [lines[place]], "code")]
    return found


def _front_matter(lines: list[_Line]) -> int:
    """The number of the first line after a front matter; 0 if there is none."""
    if lines and lines[0].said.rstrip() in ("---", "+++"):
        for number, line in enumerate(lines[1:60], start=2):
            if line.said.rstrip() in (lines[0].said.rstrip(), "..."):
                return number
    return 0


def _alone(line: _Line, *, in_table: bool) -> Iterator[_Found]:
    """What is a block by itself, whatever stands before and after; without a line if it holds no text."""
    if marker := _ATX.match(line.said):
        rest = line.after(marker)
        ending = _ATX_END.search(rest.said)
        yield Block.HEADING, [rest._replace(said=rest.said[: ending.start()]) if ending else rest], ""
    elif _RULE.match(line.said):
        yield Block.FURNITURE, [], ""
    elif _DEFINITION.match(line.said):
        yield Block.FURNITURE, [line], "link"
    elif marker := _FOOTNOTE.match(line.said):
        yield Block.PARAGRAPH, [line.after(marker)], ""
    elif in_table and _DELIMITERS.match(line.said):
        yield Block.FURNITURE, [], ""
    elif in_table:
        for cell in re.finditer(r"(?:\\\||[^|])+", line.said):
            yield Block.CELL, [_Line(line.start + cell.start(), line.start + cell.end(), cell.group())], ""


def _in_table(lines: list[_Line], place: int) -> bool:
    """Whether a line is a row: it has a bar, and the first or second of the rows together is the delimiters'."""
    if "|" not in lines[place].said:
        return False
    first = place
    while first and "|" in lines[first - 1].said and place - first < 500:
        first -= 1
    second = lines[first + 1].said if first + 1 < len(lines) else ""
    return "|" in second and "-" in second and _DELIMITERS.match(second) is not None


def _is_after_head(block: Block, gathered: list[_Line], line: _Line) -> bool:
    """Whether a line is no continuation of an item but what its head announces, though no blank line parts them."""
    if block is not Block.ITEM or len(gathered) > 1 or line.said[:1] in (" ", "\t"):
        return False
    return line.said[:1].isupper() and is_heading(gathered[0].said.strip().strip("*_"), alone=False)


def _passage(block: Block, lines: list[_Line], reason: str, whole: Lines) -> Passage | None:
    raw: list[str] = []
    places: list[int] = []
    for line in lines:
        raw += [*line.said, "\n"]
        places += range(line.start, line.start + len(line.said) + 1)
    pieces = Pieces()
    _seen("".join(raw), places, pieces)
    return pieces.passage(block, whole, reason)


def _seen(raw: str, places: list[int], pieces: Pieces) -> None:
    """Add what a reader sees of a block's text; `places[i]` is where `raw[i]` stands in the draft."""
    place = opened = 0
    for match in _SPAN.finditer(raw):
        _add(raw, places, place, match.start(), pieces)
        place = match.end()
        if match["escaped"]:
            _add(raw, places, match.start("escaped"), match.end(), pieces)
        elif match["code"]:
            _add(raw, places, match.start("code"), match.end("code"), pieces)
        elif match["entity"]:
            pieces.add_written(unescape(match["entity"]), places[match.start()], len(match["entity"]))
        elif match["open"]:
            opened += 1
        elif match["close"] and opened:
            opened -= 1
        elif match["close"]:
            _add(raw, places, match.start(), match.end(), pieces)
    _add(raw, places, place, len(raw), pieces)


def _add(raw: str, places: list[int], start: int, end: int, pieces: Pieces) -> None:
    for number in range(start, end):
        pieces.add(raw[number], places[number])
