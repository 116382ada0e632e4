"""Which words of a claim go with a rise, a fall and no change of its outcome.

A softmax regression over the words of claims, for those whose direction no rule reads: fitted on the claims of the
examined halves of the labelled pairs, with the direction that the rules read or, where they read none, that a reader
told (`data/directions.tsv`), and on the examined half of the ordinary wordings.

    python -m benchmarks.claims.claim_words

prints how often it is right of claims of other folds, beside the words of abstracts and the commonest direction.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.appraisal.labels import Half
from benchmarks.appraisal.measures import wilson
from benchmarks.appraisal.tables import Table, interval, render
from benchmarks.claims.folds import FOLDS, fold_of
from benchmarks.claims.pairs import SETS, pairs
from benchmarks.claims.wordings import DIRECTIONS, wordings
from benchmarks.claims.words import fit_words
from indexer.appraisal.reading import of_text
from indexer.checking import direction_words
from indexer.checking.check import read_claim
from indexer.checking.values import Claim, Direction
from indexer.checking.weighing import Weighed

TOLD = Path(__file__).with_name("data") / "directions.tsv"
_WAYS = (Direction.HIGHER, Direction.LOWER, Direction.NONE)
_FEWEST = 2
"""How many claims must have a word for it to be weighed."""
_FREEDOM = 1.0
"""How freely weights may grow: the inverse of the penalty on their squares; chosen by cross-validation."""


class Said(NamedTuple):
    """A claim as its words are weighed, which way its outcome goes, and whether the rules read that."""

    claim: str
    words: frozenset[str]
    label: Direction
    is_read: bool


def every_claim() -> tuple[Said, ...]:
    """The claims that there are labels for, none of an untouched half."""
    return (*_of_pairs(), *_of_wordings())


def _of_pairs() -> Iterator[Said]:
    with TOLD.open(encoding="utf-8") as stream:
        rows = csv.DictReader((line for line in stream if not line.startswith("#")), delimiter="\t")
        told = {(row["claim"], row["outcome"]): DIRECTIONS.get(row["direction"]) for row in rows}
    claims = {one.claim for path in SETS.values() for one in pairs(path) if one.half is Half.EXAMINED}
    for text in sorted(claims):
        every = read_claim(text)
        for one in every:
            read = one.statement.direction
            label = read if read is not Direction.UNKNOWN else told.get((text, one.statement.outcome_name))
            if label is not None and (len(every) == 1 or read is Direction.UNKNOWN):
                yield _said(one, label)


def _of_wordings() -> Iterator[Said]:
    for one in wordings():
        if one.half is Half.EXAMINED and one.kind == "claim" and (read := read_claim(one.text)):
            yield _said(read[0], one.direction)


def _said(claim: Claim, label: Direction) -> Said:
    worded = Weighed(claim, of_text(claim.text)).worded
    return Said(claim.text, worded, label, claim.statement.direction is not Direction.UNKNOWN)


def fit(every: Sequence[Said]) -> direction_words.Weights:
    """What each word that is not rare speaks for."""
    higher, lower, same = (way.value for way in _WAYS)
    told = ((one.words, one.label.value) for one in every)
    return fit_words(told, (higher, lower, same), fewest=_FEWEST, freedom=_FREEDOM)


def held_out(every: Sequence[Said]) -> list[Direction]:
    """The likeliest direction of each claim by what was fitted on the other folds."""
    weights = [fit([one for one in every if fold_of(one.claim) != fold]) for fold in range(FOLDS)]
    return [_likeliest(direction_words.ways(one.words, weights[fold_of(one.claim)])) for one in every]


def _likeliest(ways: direction_words.Ways) -> Direction:
    return _WAYS[max(range(len(_WAYS)), key=ways.__getitem__)]


def main() -> int:
    """Prints how often each way of telling is right."""
    every = every_claim()
    common = Counter(one.label for one in every).most_common(1)[0][0]
    told = {
        "the commonest direction": [common] * len(every),
        "by the words of abstracts": [_likeliest(direction_words.ways(one.words)) for one in every],
        "by the words of other claims": held_out(every),
    }
    rows = []
    for name, said in told.items():
        row = [name]
        for is_read in (True, False):
            right = [way is one.label for one, way in zip(every, said, strict=True) if one.is_read is is_read]
            row += [str(len(right)), interval(wilson(sum(right), len(right)))]
        rows.append(tuple(row))
    header = ("told", "read by rules", "right", "not read by rules", "right")
    sys.stdout.write(render(Table("Direction of claims, by their words", header, tuple(rows)), False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
