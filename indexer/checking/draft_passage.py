"""How a passage is put together from pieces of a draft: white space closed up, every letter knowing where it stood.

Each reader of a format says which stretches of the draft a reader of it sees; this turns them into a `Passage`.

Imports `references` and `values` only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from indexer.checking.references import passed_over
from indexer.checking.values import Block, Passage

# A list marker that has lost its line break stands after a sentence's end and before a capital.
_GLUED = re.compile(r"(?<=[.!?:;]) [-*•▪‣] (?=[\"'“‘(]?[A-Z0-9])")


class Lines:
    """The lines of a draft, to know in which an offset is. A line ends at a line feed, a carriage return or both."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(map(len, _cut(text)))]

    def number(self, place: int) -> int:
        """The line, from 1, that holds the offset `place`."""
        return min(bisect_right(self._starts, place), max(1, len(self._starts) - 1))


def _cut(text: str) -> list[str]:
    """Lines with their ends; `str.splitlines` would also cut at separators that no editor counts."""
    lines: list[str] = []
    for part in text.split("\n"):
        pieces = part.split("\r")
        if pieces[-1] == "" and len(pieces) > 1:  # `\r\n`: one end, not two
            lines += [piece + "\r" for piece in pieces[:-2]]
            lines.append(pieces[-2] + "\r\n")
        else:
            lines += [piece + "\r" for piece in pieces[:-1]]
            lines.append(pieces[-1] + "\n")
    return lines


class Pieces:
    """The letters of a passage to be, each with its place in the draft."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._places: list[int] = []
        self._wide: dict[int, int] = {}

    def __bool__(self) -> bool:
        return any(not letter.isspace() for letter in self._letters)

    def add(self, text: str, place: int) -> None:
        """Text that stands in the draft letter by letter from `place` on."""
        self._letters += text
        self._places += range(place, place + len(text))

    def add_written(self, text: str, place: int, length: int) -> None:
        """Text that the draft writes otherwise, with `length` letters at `place`: `&amp;` for `&`."""
        for _ in text:
            self._wide[len(self._places)] = length
            self._places.append(place)
        self._letters += text

    def passage(self, block: Block, lines: Lines, reason: str = "") -> Passage | None:
        """The passage, its white space closed up; None if there is nothing but that."""
        letters: list[str] = []
        places: list[int] = []
        wide: list[tuple[int, int]] = []
        blank = False
        for number, letter in enumerate(self._letters):
            if letter.isspace() or letter in _UNSEEN:
                if not blank and letters and letter not in _UNSEEN:
                    blank = True
                    letters.append(" ")
                    places.append(self._places[number])
                continue
            blank = False
            if number in self._wide:
                wide.append((len(letters), self._wide[number]))
            letters.append(letter)
            places.append(self._places[number])
        if letters and letters[-1] == " ":
            letters.pop()
            places.pop()
        if not letters:
            return None
        last = len(letters) - 1
        places.append(places[last] + (wide[-1][1] if wide and wide[-1][0] == last else 1))
        return Passage(block, "".join(letters), tuple(places), lines.number(places[0]), reason, tuple(wide))


# Soft hyphen, zero-width space, joiners and marks, byte order mark: nobody sees them, and they hide words.
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


def part(passage: Passage, start: int, end: int, block: Block | None = None, lines: Lines | None = None) -> Passage:
    """`passage.text[start:end]` as a passage of its own, without white space around it; it must not be blank."""
    text = passage.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    first, last = passage.standing(start, end)
    return Passage(
        block or passage.block,
        passage.text[start:end],
        (*passage.places[start:end], last),
        lines.number(first) if lines else passage.line,
        passage.reason,
        tuple((letter - start, length) for letter, length in passage.wide if start <= letter < end),
    )


def without_glued_items(passages: Sequence[Passage], lines: Lines) -> list[Passage]:
    """Passages in which a list marker stands in the middle of a line, cut there.

    Pages copied as text often lose the line break before a marker: `… medications. - Second Heading`.
    """
    found: list[Passage] = []
    for one in passages:
        cuts = list(_GLUED.finditer(one.text)) if one.block is not Block.FURNITURE else []
        if not cuts:
            found.append(one)
            continue
        start, block = 0, one.block
        for match in cuts:
            found.append(part(one, start, match.start(), block, lines))
            start, block = match.end(), Block.ITEM
        found.append(part(one, start, len(one.text), block, lines))
    return found


def without_notes(passages: Sequence[Passage]) -> list[Passage]:
    """Passages without the numbers of references that are no part of a sentence: `within hours.[1] In a trial`."""
    return [_without(one, passed_over(one.text)) if one.block is not Block.FURNITURE else one for one in passages]


def _without(passage: Passage, spans: Sequence[tuple[int, int]]) -> Passage:
    """A passage without some stretches of its text, none of them the whole of it."""
    inside = {letter for span in spans for letter in range(*span)}
    left = [letter for letter in range(len(passage.text)) if letter not in inside]
    if len(left) == len(passage.text) or not left:
        return passage
    wide = dict(passage.wide)
    return Passage(
        passage.block,
        "".join(passage.text[letter] for letter in left),
        (*(passage.places[letter] for letter in left), passage.standing(left[-1], left[-1] + 1)[1]),
        passage.line,
        passage.reason,
        tuple((place, wide[letter]) for place, letter in enumerate(left) if letter in wide),
    )
