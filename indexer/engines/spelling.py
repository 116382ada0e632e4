"""Words spelt like another, by the number of letters to insert, remove, replace or swap with a neighbour.

Imports nothing of the project. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

_SUGGESTIONS = 5
_SHORT = 4


def alike(word: str, vocabulary: Iterable[str]) -> dict[str, int]:
    """The words of `vocabulary` at most two letters away from `word` (one if it is short), with their distance."""
    most = 1 if len(word) <= _SHORT else 2
    letters = set(word)
    found: dict[str, int] = {}
    for other in vocabulary:
        # One edit changes the length, or the set of letters on either side, by one at most.
        if abs(len(other) - len(word)) > most or len(letters.difference(other)) > most:
            continue
        far = distance(word, other, most)
        if 0 < far <= most:
            found[other] = far
    return found


def likeliest(word: str, candidates: dict[str, int], occurs: Callable[[str], int]) -> tuple[str, ...]:
    """Up to five of the candidates that occur more often than `word`: the closest, then the most frequent."""
    own = occurs(word)
    counted = ((far, -occurs(other), other) for other, far in candidates.items())
    return tuple(other for _, count, other in sorted(counted) if -count > own)[:_SUGGESTIONS]


def distance(one: str, two: str, most: int) -> int:
    """Optimal string alignment distance, or `most + 1` as soon as it must be larger than `most`."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, start=1):
        twice_before, before, row = before, row, [i]
        for j, other in enumerate(two, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                cost = min(cost, twice_before[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return most + 1
    return row[-1]
