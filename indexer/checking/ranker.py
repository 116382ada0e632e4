"""Which sentences of a record bear on a claim: a small linear model over what can be counted.

Each sentence gets features that say how much of the claim it holds and what kind of sentence it is; the model weighs
them. The weights are a readable file, `data/rationale_weights.json`, with how they were fitted. They only order the
sentences of one record: which way a sentence goes is read elsewhere, and whether a collection has anything on a claim
is said by coverage alone.

Imports `appraisal`, `salience` and `vocabulary`; reads its own packaged data only.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from indexer.appraisal.reading import Line, Reading
from indexer.checking.library import content_words, words_of
from indexer.checking.once import once
from indexer.checking.short_forms import meanings, with_meanings
from indexer.engines.ranking import stem
from indexer.salience import Kind
from indexer.vocabulary import directions

_WEIGHTS = Path(__file__).parent / "data" / "rationale_weights.json"
_ROOT = 5
"""Words that share this many first letters (`inhibits`, `inhibitory`) are half a match where their stems differ."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WANTED = re.compile(r"\b(?:aim(?:ed)?|objective|purpose|to (?:determine|investigate|assess|evaluate|examine)|whether|"
                     r"unknown|unclear|poorly understood|remains?|hypothesi\w+)\b")  # fmt: skip


class Sentence(NamedTuple):
    """A sentence as the features need it, made once a record."""

    line: Line
    stems: frozenset[str]
    roots: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    numbers: frozenset[str]
    length: int
    directed: bool
    wanting: bool


class Asked(NamedTuple):
    """A claim as the features need it: its stems with their weights, in order."""

    weights: Mapping[str, float]
    order: tuple[str, ...]
    numbers: frozenset[str]
    directed: bool


def asked(text: str, weights: Mapping[str, float]) -> Asked:
    """Makes a claim ready, `weights` being those of its stems."""
    order = tuple(stem(word) for word in content_words(text))
    low = text.lower()
    return Asked(weights, order, frozenset(_NUMBER.findall(low)), any(True for _ in directions.cues(low, 0, len(low))))


@once
def sentences(reading: Reading) -> tuple[Sentence, ...]:
    """The sentences of a record's abstract."""
    meant = meanings(reading)
    return tuple(_sentence(reading, line, meant) for line in reading.lines if not line.is_title)


def _sentence(reading: Reading, line: Line, meant: Mapping[str, frozenset[str]]) -> Sentence:
    text = reading.text[line.start : line.end]
    low = reading.plain[line.start : line.end]
    told = words_of(text)
    held = with_meanings(told.held, meant)
    return Sentence(
        line,
        held,
        frozenset(one[:_ROOT] for one in held if len(one) >= _ROOT),
        frozenset(pairwise(told.stems)),
        frozenset(_NUMBER.findall(low)),
        told.length,
        any(True for _ in directions.cues(reading.plain, line.start, line.end)),
        _WANTED.search(low) is not None,
    )


NAMES = (
    "covered", "covered, beside the best", "roots covered", "heaviest covered", "pairs", "neighbours covered",
    "numbers shared", "numbers missing", "direction", "share of sentence", "length", "place", "last",
    "result", "conclusion", "background", "aim", "method", "wanted words",
)  # fmt: skip
"""The features, in the order of `features`."""


def features(claim: Asked, reading: Reading, also: Sequence[frozenset[str]] = ()) -> list[tuple[float, ...]]:
    """The features of each of `sentences(reading)` for a claim; shares are 0 to 1. `also` are stems of the
    claim that each sentence holds by another name."""
    told = sentences(reading)
    if also:
        told = tuple(each._replace(stems=each.stems | more) for each, more in zip(told, also, strict=True))
    total = sum(claim.weights.values()) or 1.0
    heaviest = max(claim.weights, key=lambda one: claim.weights[one], default="")
    pairs = list(pairwise(claim.order))
    covered = [sum(weight for one, weight in claim.weights.items() if one in each.stems) / total for each in told]
    top = max(covered, default=0.0)
    whole = len(told)
    rows = []
    for place, each in enumerate(told):
        roots = sum(
            weight for one, weight in claim.weights.items()
            if one in each.stems or (len(one) >= _ROOT and one[:_ROOT] in each.roots)
        ) / total  # fmt: skip
        around = max(covered[place - 1] if place else 0.0, covered[place + 1] if place + 1 < whole else 0.0)
        shared = len(claim.numbers & each.numbers)
        kind = each.line.kind
        rows.append((
            covered[place],
            covered[place] - top,
            roots,
            float(heaviest in each.stems),
            sum(pair in each.pairs for pair in pairs) / max(1, len(pairs)),
            around,
            shared / len(claim.numbers) if claim.numbers else 0.0,
            float(bool(claim.numbers) and not shared),
            float(claim.directed and each.directed),
            sum(one in claim.weights for one in each.stems) / max(1, len(each.stems)),
            math.log(1 + each.length) - 3.2,
            place / max(1, whole - 1),
            float(place == whole - 1),
            *(float(kind is one) for one in (Kind.RESULT, Kind.CONCLUSION, Kind.BACKGROUND, Kind.AIM, Kind.METHOD)),
            float(each.wanting),
        ))  # fmt: skip
    return rows


def scored(claim: Asked, reading: Reading, also: Sequence[frozenset[str]] = ()) -> Iterator[tuple[float, Line]]:
    """Each sentence of a record's abstract with its score for a claim: higher bears on it more."""
    weights = shipped()
    for each, row in zip(sentences(reading), features(claim, reading, also), strict=True):
        yield sum(weight * value for weight, value in zip(weights, row, strict=True)), each.line


@lru_cache(maxsize=1)
def shipped() -> tuple[float, ...]:
    """The weights of the file, in the order of `NAMES`."""
    told = json.loads(_WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return tuple(float(told[name]) for name in NAMES)
