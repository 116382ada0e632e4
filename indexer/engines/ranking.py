"""Relevance, as both engines compute it: BM25F over stemmed words of title, abstract and headings.

A record's three texts are weighed together before the weight of a further occurrence is dampened (Robertson,
Zaragoza and Taylor, CIKM 2004), so that a word in the title counts for more without counting twice. A word's rarity
is taken over the records in the index now. Both engines call the same functions in the same order, and their scores
are therefore equal, not merely alike.

May import `query` and `text`, and Whoosh's stemmer. Touches nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from whoosh.lang.porter import stem as _porter

from indexer.query.fields import Run, Stream
from indexer.query.syntax import WORD_FIELDS, And, Field, Near, Not, Or, Phrase, Query, Range, Term, Word
from indexer.text import words

_WEIGHTS = (3.0, 1.0, 2.0)  # title, abstract, headings
_TEXTS = (
    (Stream.TITLE,),
    (Stream.ABSTRACT, Stream.OTHER_ABSTRACT),
    (Stream.MESH, Stream.SUBSTANCE, Stream.KEYWORD),
)
_K1 = 1.2
_B = 0.75
MOST_FREQUENT = 255
"""More occurrences than this in one text count as this many: an engine may keep a count in one byte."""

# Fields whose words say what a record is about. An affiliation or a name does not.
_TELLING = (WORD_FIELDS - {Field.AFFILIATION, Field.CONFLICT}) | {Field.MESH, Field.MESH_MAJOR, Field.SUBSTANCE}

_PROFILE_SIZE = 40
_PROFILE_USED = 20

Counts = tuple[int, int, int]
"""How often something occurs in, or how many words there are in, title, abstract and headings."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its ending, by Porter's rules; words with digits or of other scripts stay as they are."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    stemmed: str = _porter(word)
    return stemmed


@dataclass(frozen=True, slots=True)
class Ranked:
    """What ranking needs of one record: how many words each text has, and how often each stem occurs in each."""

    lengths: Counts
    stems: Mapping[str, Counts]


def ranked_text(streams: Mapping[Stream, Sequence[Run]]) -> Ranked:
    """The stemmed words of a record's title, its abstracts, and its headings, substances and keywords."""
    title, abstract, headings = (
        [stem(word) for stream in several for run in streams.get(stream, ()) for word in run] for several in _TEXTS
    )
    in_title, in_abstract, in_headings = Counter(title), Counter(abstract), Counter(headings)
    stems: dict[str, Counts] = {
        word: (
            min(in_title[word], MOST_FREQUENT),
            min(in_abstract[word], MOST_FREQUENT),
            min(in_headings[word], MOST_FREQUENT),
        )
        for word in {*in_title, *in_abstract, *in_headings}
    }
    return Ranked((len(title), len(abstract), len(headings)), stems)


def scoring_words(query: Query) -> tuple[Word, ...]:
    """The stems, or beginnings of stems, that score for a query: its words, but none that stands under NOT."""
    found: set[Word] = set()
    _collect(query, found)
    return tuple(sorted(found, key=lambda word: (word.text, word.truncated)))


def _collect(query: Query, found: set[Word]) -> None:
    match query:
        case Term(field=field) if field in WORD_FIELDS:
            if field in _TELLING:
                found.add(_stemmed(Word(query.text, query.truncated)))
        case Term(field=field):
            if field in _TELLING:
                *whole, last = words(query.text) or ("",)
                found.update(_stemmed(Word(text)) for text in whole)
                if last:
                    found.add(_stemmed(Word(last, query.truncated)))
        case Phrase(field=field, words=several) | Near(field=field, words=several):
            if field in _TELLING:
                found.update(_stemmed(word) for word in several)
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                _collect(part, found)
        case Not() | Range():
            pass
        case _:
            assert_never(query)


def _stemmed(word: Word) -> Word:
    return word if word.truncated else Word(stem(word.text))


@dataclass(frozen=True, slots=True)
class Collection:
    """What ranking needs of the whole index: how many records, and how many words each text has on average."""

    records: int
    averages: tuple[float, float, float]

    @classmethod
    def of(cls, records: int, totals: Sequence[int]) -> Collection:
        """From the number of records and the number of words in all titles, abstracts and headings."""
        title, abstract, headings = (total / records if records and total else 1.0 for total in totals)
        return cls(records, (title, abstract, headings))

    def rarity(self, having: int) -> float:
        """The weight of a word that `having` records have; always positive."""
        return math.log(1 + (self.records - having + 0.5) / (having + 0.5))

    def norms(self, lengths: Counts) -> tuple[float, float, float]:
        """What one occurrence weighs in each text of a record with texts of these lengths."""
        title, abstract, headings = self.averages
        return (
            _WEIGHTS[0] / (1 - _B + _B * lengths[0] / title),
            _WEIGHTS[1] / (1 - _B + _B * lengths[1] / abstract),
            _WEIGHTS[2] / (1 - _B + _B * lengths[2] / headings),
        )


def score(rarity: float, counts: Sequence[int], norms: Sequence[float]) -> float:
    """What a word that occurs so often in a record adds to the record's score."""
    weight = counts[0] * norms[0] + counts[1] * norms[1] + counts[2] * norms[2]
    return rarity * weight * (_K1 + 1) / (weight + _K1)


Profile = tuple[tuple[str, int], ...]
"""What a record is about: (stem, weight), heaviest first."""


def profile_of(ranked: Ranked) -> Profile:
    """The stems that weigh most in a record, at most forty; short words and numbers tell nothing."""
    telling = (
        (word, int(counts[0] * _WEIGHTS[0] + counts[1] * _WEIGHTS[1] + counts[2] * _WEIGHTS[2]))
        for word, counts in ranked.stems.items()
        if len(word) > 2 and not word[0].isdigit()
    )
    return tuple(sorted(telling, key=lambda pair: (-pair[1], pair[0]))[:_PROFILE_SIZE])


def telling_words(profile: Profile, collection: Collection, having: Mapping[str, int]) -> tuple[Word, ...]:
    """The words of a profile to look for in other records: the heaviest by weight times rarity, at most twenty."""
    weighed = ((weight * collection.rarity(having[word]), word) for word, weight in profile if having.get(word, 0) > 1)
    chosen = sorted(weighed, key=lambda pair: (-pair[0], pair[1]))[:_PROFILE_USED]
    return tuple(Word(word) for word in sorted(word for _, word in chosen))


def stems_meant(word: Word, stems: Iterable[str]) -> frozenset[str]:
    """Which of the index's stems a scoring word stands for: itself, or every one that begins so when truncated."""
    if not word.truncated:
        return frozenset({word.text})
    return frozenset({stem(word.text), *(one for one in stems if one.startswith(word.text))})


def added(several: Iterable[Counts]) -> Counts:
    """Occurrences of several stems that stand for one word, added up."""
    title = abstract = headings = 0
    for counts in several:
        title += counts[0]
        abstract += counts[1]
        headings += counts[2]
    return (title, abstract, headings)
