"""Which documents of a segment match a query: exact sets over postings, equal to `query.matches`.

Whoosh's own queries are not used: its ordered and counting span queries fail or answer otherwise than PubMed.

Sets of integers were measured against bit sets: on 24,000 records a query is dominated by reading postings, and the
set operations of the slowest query take a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import reduce
from typing import assert_never

from indexer.engines.whoosh.schema import DIGITS, PRECISIONS, RUN_SHIFT, key_term, number_term, places_from, word_term
from indexer.engines.whoosh.snapshot import Segment
from indexer.query.expand import accepted_keys
from indexer.query.fields import STREAMS_OF, Stream
from indexer.query.syntax import DATE_FIELDS, WORD_FIELDS, And, Field, Near, Not, Or, Phrase, Query, Range, Term, Word

Places = Sequence[int]
"""Positions of a word in one document, ascending."""


def matching(segment: Segment, query: Query) -> Set[int]:
    """The records of the segment that match."""
    return _true(segment, query) & segment.documents


def _true(segment: Segment, query: Query) -> Set[int]:  # noqa: PLR0911 - one return for each kind of node
    """Documents that match; deleted ones and the stamp may be among them."""
    match query:
        case Term():
            return segment.matching.get(query, lambda: frozenset(_of_term(segment, query)))
        case Phrase(field=field, words=words):
            return _with_words(segment, field, words, None)
        case Near(field=field, words=words, distance=distance):
            return _with_words(segment, field, words, distance)
        case Range():
            return _union(segment, _range_terms(segment, query))
        case And(parts=parts):
            return reduce(lambda found, part: found and found & _true(segment, part), parts, segment.documents)
        case Or(parts=parts):
            return reduce(lambda found, part: found | _true(segment, part), parts, frozenset[int]())
        case Not(part=part):
            return segment.documents - _true(segment, part)
        case _:
            assert_never(query)


def _of_term(segment: Segment, term: Term) -> Set[int]:
    if term.field in WORD_FIELDS:
        return _with_word(segment, term.field, Word(term.text, term.truncated))
    return _with_key(segment, term)


def _union(segment: Segment, terms: Iterable[bytes]) -> Set[int]:
    found: set[int] = set()
    for term in terms:
        found.update(segment.with_term(term))
    return found


def _with_word(segment: Segment, field: Field, word: Word) -> Set[int]:
    terms = (term for stream in STREAMS_OF[field] for term in _terms(segment, stream, word))
    return _union(segment, terms)


def _terms(segment: Segment, stream: Stream, word: Word) -> Iterable[bytes]:
    term = word_term(stream, word.text)
    return segment.terms.beginning(term) if word.truncated else (term,)


def _with_key(segment: Segment, term: Term) -> Set[int]:
    accepted = accepted_keys(term)
    if accepted is None:
        return _union(segment, segment.terms.beginning(key_term(term.field, term.text)))
    return _union(segment, (key_term(term.field, key) for key in accepted))


def _with_words(segment: Segment, field: Field, words: Sequence[Word], distance: int | None) -> Set[int]:
    """Documents with the words side by side in order, or, given a distance, near each other in any order."""
    found: set[int] = set()
    for stream in STREAMS_OF[field]:
        holding = [_union(segment, list(_terms(segment, stream, word))) for word in words]
        candidates = set.intersection(*map(set, holding)) - found
        if not candidates:
            continue
        places = {word: _places(segment, stream, word, candidates) for word in dict.fromkeys(words)}
        for document in candidates:
            of_each = [places[word][document] for word in words]
            if _in_order(of_each) if distance is None else _near(of_each, len(words) + distance):
                found.add(document)
    return found


def _places(segment: Segment, stream: Stream, word: Word, candidates: Set[int]) -> dict[int, Places]:
    places: dict[int, Places] = {}
    for term in _terms(segment, stream, word):
        for document, value in segment.with_values(term):
            if document in candidates:
                here = places_from(value)
                places[document] = sorted((*places[document], *here)) if document in places else here
    return places


def _in_order(of_each: Sequence[Places]) -> bool:
    starts = set(of_each[0])
    for step, places in enumerate(of_each[1:], start=1):
        starts &= {place - step for place in places}
        if not starts:
            return False
    return True


def _near(of_each: Sequence[Places], size: int) -> bool:
    """Whether a window of `size` positions within one run gives each word a position of its own.

    A smallest such window begins at a position of one of the words.
    """
    for start in sorted(set().union(*of_each)):
        end = min(start + size, ((start >> RUN_SHIFT) + 1) << RUN_SHIFT)
        within = [[place for place in places if start <= place < end] for places in of_each]
        if all(within) and _distinct(within):
            return True
    return False


def _distinct(within: Sequence[Sequence[int]]) -> bool:
    """Whether each word can have a position of its own: words may be equal, or one the beginning of another.

    Words with the fewest positions choose first, so that a wrong choice shows early; queries have few words.
    """
    scarcest = sorted(within, key=len)

    def choose(word: int, taken: frozenset[int]) -> bool:
        if word == len(scarcest):
            return True
        return any(choose(word + 1, taken | {place}) for place in scarcest[word] if place not in taken)

    return choose(0, frozenset())


def _range_terms(segment: Segment, query: Range) -> Iterator[bytes]:
    """A few terms that together stand for all numbers of the segment from `low` to `high`."""
    low, high = max(query.low, 0), min(query.high, 10**DIGITS - 1)
    if query.field in DATE_FIELDS:
        low, high = _widened(low, high)
    # Whole blocks of the coarsest precision, as far as there are any: an open range has no end to count up to.
    digits = PRECISIONS[0]
    block = 10 ** (DIGITS - digits)
    first, beyond = -(-low // block), (high + 1) // block
    if first >= beyond:
        yield from _fine_terms(query.field, low, high)
        return
    for term in segment.terms.beginning(key_term(query.field, f"{digits}:")):
        if first <= int(term[-digits:]) < beyond:
            yield term
    yield from _fine_terms(query.field, low, first * block - 1)
    yield from _fine_terms(query.field, beyond * block, high)


def _fine_terms(field: Field, low: int, high: int) -> Iterator[bytes]:
    """The fewest terms of the finer precisions that stand for all numbers from `low` to `high`."""
    while low <= high:
        for digits in PRECISIONS[1:]:
            block = 10 ** (DIGITS - digits)
            if low % block == 0 and low + block - 1 <= high:
                yield number_term(field, f"{low // block:0{digits}d}")
                low += block
                break


def _widened(low: int, high: int) -> tuple[int, int]:
    """The same days, from the 0th of a 0th month to the 99th of a 99th: whole months and years are single terms."""
    if low % 100 <= 1:
        low -= low % 100
        if low // 100 % 100 <= 1:
            low -= low % 10000
    if high % 100 >= 31:
        high += 99 - high % 100
        if high // 100 % 100 >= 12:
            high += 9999 - high % 10000
    return low, high
