"""What the abbreviations of a record stand for, by its own word: `bone mineral density (BMD)`.

Imports `appraisal` and `library`; touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from indexer.appraisal.reading import Reading
from indexer.checking.library import content_words, stems
from indexer.checking.once import once
from indexer.engines.ranking import stem
from indexer.text import words

# An abbreviation where it is introduced: `bone mineral density (BMD)`.
_INTRODUCED = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,9})s?[);,]")


@once
def meanings(reading: Reading) -> Mapping[str, frozenset[str]]:
    """Each abbreviation that a record introduces, as a stem, with the stems of the words that it stands for."""
    return _abbreviations(reading.text)


def with_meanings(held: Iterable[str], meant: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Stems, and what the abbreviations among them stand for; and the abbreviation where its words are there."""
    known = set(held)
    for short, long in meant.items():
        if short in known:
            known |= long
        elif long and long <= known:
            known.add(short)
    return frozenset(known)


def stems_told(reading: Reading, start: int, end: int) -> frozenset[str]:
    """The stems of the content words of `reading.text[start:end]`, with what its abbreviations stand for."""
    return with_meanings(stems(reading.text[start:end]), meanings(reading))


def _abbreviations(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for match in _INTRODUCED.finditer(text):
        letters = [letter for letter in match[1].lower() if letter.isalpha()]
        before = words(text[max(0, match.start() - 90) : match.start()])[-len(letters) - 2 :]
        for size in range(2, len(before) + 1):
            tail = before[-size:]
            if tail[0][0] == letters[0] and _stands_for(letters, tail):
                found.setdefault(
                    stem(words(match[1])[0]), frozenset(stem(word) for word in content_words(" ".join(tail)))
                )
                break
    return found


def _stands_for(letters: Sequence[str], told: Sequence[str]) -> bool:
    """Whether the letters occur in the words in order, the first letters of most words among them."""
    initials = [word[0] for word in told]
    place = 0
    for letter in letters:
        if letter in initials[place:]:
            place = initials.index(letter, place) + 1
    return place == len(initials) or len(set(initials) & set(letters)) >= max(2, len(set(letters)) - 1)
