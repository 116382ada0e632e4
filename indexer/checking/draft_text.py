"""A draft in plain text: headings, list items and paragraphs, told by how they look.

Paragraphs are set apart by blank lines, or are lines of their own; lines that a program broke at a fixed width are put
together again. A heading has no mark here: it is a short line in which the words are capitalised or that stands between
blank lines, and it does not end like a sentence.

Imports `draft_passage` and `values` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.checking.draft_passage import Lines, Pieces
from indexer.checking.values import Block, Passage

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_ITEM = re.compile(r"\s*(?:[-*•▪‣◦–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_ITEM_WITHIN = re.compile(r"(?<=[.!?:;]) [-*•▪‣] ")
_RULE = re.compile(r"\s*(?:[-=_*~]\s*){3,}$")
# A line broken by a program is hardly longer than this; a line of a text that is not broken is a paragraph.
_WRAPPED = 110
_NARROWEST = 40
_HEADING_WORDS = 14
# Words that a capitalised title leaves small.
_SMALL_WORDS = (
    "a an the of in on at to for from by with without and or but nor as is are be vs via per into over your you it "
    "its "
    "after before between than that do does not within about"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_ENDS = (".", "!", ",", ";", "…")


def passages(text: str, lines: Lines) -> list[Passage]:
    """The passages of a plain text in order."""
    listed: list[Passage] = []
    for block in _blocks(text):
        width = max(end - start for start, end in block)
        group: list[tuple[int, int]] = []
        for number, span in enumerate(block):
            group.append(span)
            following = block[number + 1] if number + 1 < len(block) else None
            if following is None or not _goes_on(text, span, following, width):
                alone = len(block) == 1
                listed += _passage(text, group, lines, alone=alone)
                group = []
    return listed


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines without a blank one between them, each line as offsets without its white space."""
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = match.group()
        if line.strip() and not _RULE.match(line):
            start = match.start() + len(line) - len(line.lstrip())
            block.append((start, start + len(line.strip())))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether a line was broken where the next begins: that one starts small, or its first word had no room."""
    first, second = text[slice(*line)], text[slice(*following)]
    if _ITEM.match(second) and not second[0].isalpha():
        return False
    if second[0].islower() and len(second.split()) > 1 and not first.endswith((".", "!", "?", ":")):
        return len(first.split()) > 1
    # Where a sentence ends at the line's end, nothing is lost by taking the next line for a paragraph of its own.
    if _is_titled(_ITEM_WITHIN.split(first)[-1]):
        return False
    if not _NARROWEST <= width <= _WRAPPED or first.endswith((".", "!", "?", ":")):
        return False
    return len(first) + 1 + len(second.split()[0]) > width


def _passage(text: str, spans: list[tuple[int, int]], lines: Lines, *, alone: bool) -> Iterator[Passage]:
    start, end = spans[0][0], spans[-1][1]
    marker = _ITEM.match(text, start, end)
    pieces = Pieces()
    pieces.add(text[marker.end() if marker else start : end], marker.end() if marker else start)
    block = Block.ITEM if marker else Block.PARAGRAPH
    if not marker and len(spans) == 1 and is_heading(text[start:end], alone=alone):
        block = Block.HEADING
    if passage := pieces.passage(block, lines):
        yield passage


def is_heading(line: str, *, alone: bool) -> bool:
    """Whether a line looks like a heading; `alone` says that blank lines are around it."""
    words = line.split()
    if len(words) > _HEADING_WORDS or line.endswith((*_ENDS, ":")) or not any(map(str.isalpha, line)):
        return False
    return _is_titled(line) or (alone and line[0].isupper() and not line.endswith("?") and len(words) <= 8)


def _is_titled(line: str) -> bool:
    """Whether a short line is capitalised as a title is: every word but the small ones."""
    words = [word.strip("\"'“”‘’()?:,") for word in re.split(r"[\s–—/]+", line)]
    if line.endswith(_ENDS) or len(words) > _HEADING_WORDS:
        return False
    content = [word for word in words if word and word.lower() not in _SMALL]
    capital = sum(1 for word in content if word[0].isupper() or not word[0].isalpha())
    return bool(content) and line[0].isupper() and capital == len(content)
