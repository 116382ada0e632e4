"""Fitting a linear model that chooses among candidates, in plain Python.

The conditional logit (McFadden 1974): of the candidates of one choice, each a row of numbers, the chance of each is
the softmax of its weighted sum; the weights are those under which the right candidates were likeliest, with a penalty
on their squares. Ordinary logistic regression is the choice between a row and nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.checking.calibration import softmax

STEPS = 150
RATE = 0.06
PENALTY = 1.0

Row = Sequence[float]


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one choice, and which of them are right (at least one)."""

    rows: tuple[Row, ...]
    right: tuple[bool, ...]


def total(weights: Row, row: Row) -> float:
    """The weighted sum of a row."""
    return sum(map(float.__mul__, weights, row))


def chances(weights: Row, rows: Sequence[Row]) -> list[float]:
    """The chance of each candidate."""
    return softmax([total(weights, row) for row in rows])


def fit(choices: Sequence[Choice], penalty: float = PENALTY) -> tuple[float, ...]:
    """The weights under which the right candidates are likeliest, by Adam (Kingma and Ba 2015) from zero."""
    size = len(choices[0].rows[0])
    weights, first, second = [0.0] * size, [0.0] * size, [0.0] * size
    for step in range(1, STEPS + 1):
        slope = [-penalty * one for one in weights]
        for choice in choices:
            said = chances(weights, choice.rows)
            right = sum(chance for chance, is_right in zip(said, choice.right, strict=True) if is_right)
            for row, chance, is_right in zip(choice.rows, said, choice.right, strict=True):
                pull = (chance / right if is_right else 0.0) - chance
                if abs(pull) > 1e-6:
                    for place, value in enumerate(row):
                        slope[place] += pull * value
        rate = RATE / (1 + step / 60)
        for place, one in enumerate(slope):
            first[place] = 0.9 * first[place] + 0.1 * one
            second[place] = 0.99 * second[place] + 0.01 * one * one
            weights[place] += rate * first[place] / (math.sqrt(second[place]) + 1e-8)
    return tuple(weights)
