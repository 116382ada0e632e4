"""The goals of the appraisal, and whether each is met on each set and half."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.appraisal import mapping, measures
from benchmarks.appraisal.measures import Cells
from benchmarks.appraisal.scoring import Score


@dataclass(frozen=True, slots=True)
class Goal:
    """A measure of one attribute, and what it should reach."""

    name: str
    attribute: str
    aim: float
    reached: Callable[[Cells], float]
    is_accuracy: bool = False

    def where_said(self, cells: Cells) -> float:
        """The accuracy of what we say, unknowns left out; NaN for other measures."""
        return measures.wilson(*measures.exact_where_said(cells)).value if self.is_accuracy else math.nan


def _accuracy(cells: Cells) -> float:
    return measures.wilson(*measures.exact(cells)).value


GOALS = (
    Goal("RCT F1", "design", 0.95, lambda cells: measures.hits(cells, mapping.RCT).f1),
    Goal("systematic review F1", "design", 0.90, lambda cells: measures.hits(cells, mapping.REVIEWED).f1),
    Goal("species accuracy", "species", 0.97, _accuracy, is_accuracy=True),
    Goal("drug F1 (micro)", "drug", 0.95, measures.micro_f1),
    Goal("route accuracy where stated", "route", 0.90, _accuracy, is_accuracy=True),
    Goal("sample size right where stated", "sample", 0.85, _accuracy, is_accuracy=True),
)
"""Unknown counts as wrong in all of them; `where stated` is where the label states one."""


def measured(scores: Sequence[Score]) -> Iterator[tuple[Goal, Score, float]]:
    """Each goal with what was reached, on every set and half it is measured on."""
    for goal in GOALS:
        for score in scores:
            if score.attribute.name == goal.attribute:
                yield goal, score, goal.reached(score.cells)
