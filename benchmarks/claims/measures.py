"""Counting right and wrong of rankings, rationales, labels and chances.

The counting of classes, with its intervals, is `benchmarks.appraisal.measures`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

SHOWN = 3
BINS = 10


class Ranking(NamedTuple):
    """How well answers were ordered: means over all questions."""

    ndcg10: float
    recall10: float
    recall100: float


class Rationales(NamedTuple):
    """Shares of pairs with a right sentence first or among the first three, and F1 over all their sentences where the
    first, or the first three, are the answer."""

    first: float
    three: float
    f1_first: float
    f1_three: float


class Found(NamedTuple):
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float


def ranking_of(answers: Iterable[tuple[Sequence[str], Collection[str]]]) -> Ranking:
    """Measures (answer in its order, what is right) pairs; a right one gains 1, discounted by log2 of its place + 1."""
    rows = [(_ndcg(answer[:10], right), _recall(answer[:10], right), _recall(answer[:100], right))
            for answer, right in answers]  # fmt: skip
    return Ranking(*(sum(column) / len(column) for column in zip(*rows, strict=True)))


def _ndcg(answer: Sequence[str], right: Collection[str]) -> float:
    gain = sum(1 / math.log2(place + 2) for place, one in enumerate(answer) if one in right)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(10, len(right))))


def _recall(answer: Sequence[str], right: Collection[str]) -> float:
    return len(set(answer) & set(right)) / len(right)


def rationales_of(answers: Iterable[tuple[Sequence[int], Collection[int]]]) -> Rationales:
    """Measures (sentences in the order shown, gold sentences) pairs."""
    every = [(tuple(dict.fromkeys(answer)), frozenset(gold)) for answer, gold in answers]
    first = sum(bool(answer) and answer[0] in gold for answer, gold in every) / len(every)
    three = sum(any(one in gold for one in answer[:SHOWN]) for answer, gold in every) / len(every)
    return Rationales(first, three, _f1_of(every, 1), _f1_of(every, SHOWN))


def _f1_of(every: Sequence[tuple[tuple[int, ...], frozenset[int]]], size: int) -> float:
    right = sum(len(set(answer[:size]) & gold) for answer, gold in every)
    said = sum(len(answer[:size]) for answer, _ in every)
    return f1(right, said, sum(len(gold) for _, gold in every)).f1


def f1(right: int, said: int, there: int) -> Found:
    """Precision, recall and F1 from counts; zero where nothing was said or is there."""
    precision, recall = (right / said if said else 0.0), (right / there if there else 0.0)
    return Found(precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0)


def calibration_error(chances: Sequence[tuple[float, bool]]) -> float:
    """The expected calibration error of (chance given, whether right): over ten bins of equal width, the mean distance
    between the mean chance and the share that is right, by the size of the bin (Naeini et al. 2015)."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for one in chances:
        bins.setdefault(min(BINS - 1, int(one[0] * BINS)), []).append(one)
    return sum(abs(sum(chance - right for chance, right in each)) for each in bins.values()) / max(1, len(chances))


def at_coverage(chances: Sequence[tuple[float, bool]], shares: Sequence[float]) -> Mapping[float, float]:
    """Accuracy among the surest so many of all (chance, whether right), for each share."""
    surest = sorted(chances, key=lambda one: -one[0])
    kept = {one: surest[: max(1, round(one * len(surest)))] for one in shares}
    return {one: sum(right for _, right in each) / len(each) for one, each in kept.items() if surest}
