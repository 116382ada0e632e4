"""What an abbreviation stands for in this text, where its authors define it otherwise than the tables.

`POD` is postoperative delirium to the tables, and in a report on `postoperative depression (POD)` it is that. Pure
functions of a text and the mentions in it; imports the vocabulary only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.vocabulary.concepts import Concept, Mention

_DEFINED = re.compile(r" \(([A-Z][A-Za-z]{1,5})\)")


def own_abbreviations(text: str, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """`found`, the mentions in `text` from the left, with the abbreviations that the text defines given the concepts
    that they stand for there, whether the tables know them as others or not at all."""
    own: dict[str, list[Concept]] = {}
    unknown: dict[str, list[Concept]] = {}
    for match in _DEFINED.finditer(text):
        spelt = [one for one in found if one.end == match.start()]
        if not spelt or not _abbreviates(match[1], text[spelt[0].start : spelt[0].end]):
            continue
        meant = [one.concept for one in spelt]
        short = [one.concept for one in found if (one.start, one.end) == match.span(1)]
        if not short:
            unknown[match[1]] = meant
        elif not any(one in meant for one in short):  # `suicidal ideation` names an illness and an outcome
            own[match[1]] = meant
    listed = tuple(_with_own(text, found, own)) if own else tuple(found)
    return _with_unknown(text, listed, unknown) if unknown else listed


def _with_unknown(text: str, found: tuple[Mention, ...], unknown: dict[str, list[Concept]]) -> tuple[Mention, ...]:
    """The mentions and, wherever they stand by themselves, abbreviations that no table has."""
    added = [
        Mention(concept, *match.span())
        for short, concepts in unknown.items()
        for match in re.finditer(rf"(?<![\w-]){short}(?!\w)", text)
        if not any(one.start < match.end() and match.start() < one.end for one in found)
        for concept in concepts
    ]
    return tuple(sorted((*found, *added), key=lambda one: one.start)) if added else found


def _with_own(text: str, found: Sequence[Mention], own: dict[str, list[Concept]]) -> Iterator[Mention]:
    put: set[int] = set()
    for one in found:
        concepts = own.get(text[one.start : one.end])
        if concepts is None:
            yield one
        elif one.start not in put:
            put.add(one.start)
            yield from (one._replace(concept=concept) for concept in concepts)


def _abbreviates(short: str, words: str) -> bool:
    """Whether the letters of an abbreviation stand in the words in their order, the first at their beginning."""
    letters, rest = short.casefold(), words.casefold()
    if letters[0] != rest[0]:
        return False
    for letter in letters:
        place = rest.find(letter)
        if place < 0:
            return False
        rest = rest[place + 1 :]
    return True
