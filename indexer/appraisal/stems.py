"""Beginnings of words that patterns cannot do without, so that none is tried where it cannot match.

To search a text for a literal takes as long as to look up ten words, and most literals are in few texts. A module
names its stems once, when it is imported; a record's words are looked up once, for all of them.

Imports the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[a-z0-9]+")
_FIRST = 3
# The stems by their first letters. One small table stays near at hand: to remember what each word ever met begins
# with takes longer.
_named: dict[str, tuple[str, ...]] = {}


def places(text: str, literal: str) -> Iterator[int]:
    """Where the literal stands in the text, from the left."""
    place = text.find(literal)
    while place >= 0:
        yield place
        place = text.find(literal, place + 1)


def stems(*literals: str) -> frozenset[str]:
    """The longest word of each literal, as a stem: the literal stands nowhere where no word begins with it. Of a
    literal with shorter words than three letters it is empty, and the empty stem is in every text."""
    found = [max(_WORD.findall(literal), key=len, default="") for literal in literals]
    for one in found:
        listed = _named.get(one[:_FIRST], ())
        if len(one) >= _FIRST and one not in listed:
            _named[one[:_FIRST]] = (*listed, one)
    return frozenset(one if len(one) >= _FIRST else "" for one in found)


def stem(literal: str) -> str:
    """The stem of one literal."""
    return next(iter(stems(literal)))


def stems_in(words: Iterable[str]) -> frozenset[str]:
    """The stems named by any module that words begin with."""
    found = {""}
    get = _named.get
    for word in words:
        if listed := get(word[:_FIRST]):
            for one in listed:
                if word.startswith(one):
                    found.add(one)
    return frozenset(found)
