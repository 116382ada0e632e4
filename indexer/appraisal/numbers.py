"""Whole numbers as abstracts write them: `84`, `1,234`, `1 234`, `twenty-four`, `one hundred and two`.

`numbers_in` finds them in plain writing (`text.plain`) and leaves out what only looks like one: parts of decimals,
ranges, percentages, names (`5-HT2A`, `GLYX-13`) and ordinals. What a number counts is for the caller to see.

Imports `stems` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from indexer.appraisal.stems import places

_ONES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
"""
_UNITS = {word: value for value, word in enumerate(_ONES.split())}
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: value * 10 for value, word in enumerate(_ROUND.split(), start=2)} | {"fourty": 40}
_MANY = {"dozen": 12, "hundred": 100, "thousand": 1000}

# Every text is searched, so that the pattern begins with what is found fastest. `0.5`, `3-methyl`, `>18`, `$40`,
# `45%`, `5-HT`, `18:00`: digits that belong to what stands before or after them.
_LONGEST = 15  # characters; longer runs of digits count nothing
_DIGITS = re.compile(
    r"[0-9](?<![\w.,<>~$+^'-][0-9])[0-9]*(?:(?:,[0-9]{3})+|(?: [0-9]{3})+(?!,))?"
    r"(?![0-9%'_^:/a-z]|[.,][0-9]|-(?!patient|subject|participant))"
)
_WORD = (
    r"(?:one|t(?:wo|hree|en|welve|hirteen|wenty|hirty|housand)|f(?:our(?:teen|ty)?|i(?:ve|fteen|fty)|orty)|"
    r"s(?:ix(?:teen|ty)?|even(?:teen|ty)?)|e(?:ight(?:een|y)?|leven)|nine(?:teen|ty)?|hundred)\b"
)
_SEVERAL = rf"{_WORD}(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{_WORD}|dozen\b))*(?![-'/])"
_WORDS = re.compile(_SEVERAL)
_BEFORE_WORDS = frozenset(" \n(;[")
_IN_WORDS = frozenset(_UNITS.keys() | _TENS.keys() | _MANY.keys())
_SPLIT = re.compile(r"[ -]+")


class Number(NamedTuple):
    """`text[start:end]` says `value`. `proportion` is set where it is what a proportion is of: `30` in `12/30`."""

    value: int
    start: int
    end: int
    proportion: bool = False


def numbers_in(plain: str, vocabulary: AbstractSet[str] | None = None) -> list[Number]:
    """The whole numbers of at least one, from the left; `vocabulary` holds the words of `plain`, if they are known."""
    found: list[Number] = []
    for match in _DIGITS.finditer(plain):
        start, end = match.span()
        before = plain[start - 1] if start else " "
        proportion = before == "/"
        if proportion and not plain[start - 2].isdigit():
            continue
        if match.end() - start > 4 and plain[start:end].find(" ", 0, 4) < 0 and " " in plain[start:end]:
            end = start + plain[start:end].index(" ")  # `2019 120 patients`
        value = value_of(plain[start:end])
        if value:
            found.append(Number(value, start, end, proportion))
    if worded := list(_worded(plain, _IN_WORDS if vocabulary is None else vocabulary & _IN_WORDS)):
        found += worded
        found.sort(key=_start)
    return found


def _worded(plain: str, words: AbstractSet[str]) -> Iterator[Number]:
    """The numbers that are written in words, some of `words` among them, from the left."""
    done = 0
    for place in sorted(place for word in words for place in places(plain, word)):
        if place < done or (place and plain[place - 1] not in _BEFORE_WORDS):
            continue
        if match := _WORDS.match(plain, place):
            done = match.end()
            if value := value_of(match.group()):
                yield Number(value, place, done)


def _start(number: Number) -> int:
    return number.start


@lru_cache(maxsize=4096)
def value_of(words: str) -> int | None:
    """The number that `words` say in plain writing; None if they say none (`hundred` alone, `two three`)."""
    if words[0].isdigit():
        if len(words) > _LONGEST:
            return None
        return int(words.replace(",", "").replace(" ", ""))
    total = current = 0
    room = 100  # what may follow must be less: 100 at first, 10 after a ten, 0 after a unit
    for word in _SPLIT.split(words):
        if word == "and":
            continue
        if word in _MANY:
            if not current:
                return None
            current *= _MANY[word]
            room = 100
            if word == "thousand":
                total, current = total + current, 0
            continue
        value = _TENS.get(word) or _UNITS[word]
        if value >= room:  # `twenty four` is 24, but `four twenty` and `two three` are two numbers each
            return None
        current += value
        room = 10 if value >= 20 else 0
    return total + current
