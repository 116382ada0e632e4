"""Whether a record matches a query: slow, right, and the definition of what a query means.

Every engine must agree with `matches` on every record and query, or refuse the query.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from indexer.query.expand import accepted_keys
from indexer.query.fields import STREAMS_OF, Run, keys, numbers, streams
from indexer.query.syntax import WORD_FIELDS, And, Field, Near, Not, Or, Phrase, Query, Range, Term, Word
from indexer.record import Record


def matches(record: Record, query: Query) -> bool:  # noqa: PLR0911 - one return a kind of node
    """Whether `record` is among the answers to `query`."""
    match query:
        case And(parts=parts):
            return all(matches(record, part) for part in parts)
        case Or(parts=parts):
            return any(matches(record, part) for part in parts)
        case Not(part=part):
            return not matches(record, part)
        case Range(field=field, low=low, high=high):
            return any(low <= number <= high for number in numbers(record, field))
        case Phrase(field=field, words=words):
            return any(_has_phrase(run, words) for run in _runs(record, field))
        case Near(field=field, words=words, distance=distance):
            return any(_has_near(run, words, distance) for run in _runs(record, field))
        case Term(field=field, text=text, truncated=truncated) if field in WORD_FIELDS:
            wanted = Word(text, truncated)
            return any(_is(found, wanted) for run in _runs(record, field) for found in run)
        case Term():
            return _has_key(record, query)
        case _:
            assert_never(query)


def _runs(record: Record, field: Field) -> list[Run]:
    wanted = STREAMS_OF[field]
    return [run for stream, runs in streams(record).items() if stream in wanted for run in runs]


def _is(found: str, wanted: Word) -> bool:
    return found.startswith(wanted.text) if wanted.truncated else found == wanted.text


def _has_key(record: Record, term: Term) -> bool:
    held = keys(record, term.field)
    accepted = accepted_keys(term)
    if accepted is None:
        return any(key.startswith(term.text) for key in held)
    return not held.isdisjoint(accepted)


def _has_phrase(run: Run, wanted: Sequence[Word]) -> bool:
    starts = range(len(run) - len(wanted) + 1)
    return any(all(_is(run[start + i], word) for i, word in enumerate(wanted)) for start in starts)


def _has_near(run: Run, wanted: Sequence[Word], distance: int) -> bool:
    """Whether some window of `len(wanted) + distance` words gives each wanted word a position of its own."""
    size = len(wanted) + distance
    starts = range(max(1, len(run) - size + 1))
    return any(_all_placed(run[start : start + size], wanted) for start in starts)


def _all_placed(window: Run, wanted: Sequence[Word]) -> bool:
    """Bipartite matching by augmenting paths (Kuhn): a word that takes another's position moves that one on."""
    owner: dict[int, int] = {}

    def place(index: int, tried: set[int]) -> bool:
        for position, found in enumerate(window):
            if position in tried or not _is(found, wanted[index]):
                continue
            tried.add(position)
            if position not in owner or place(owner[position], tried):
                owner[position] = index
                return True
        return False

    return all(place(index, set()) for index in range(len(wanted)))
