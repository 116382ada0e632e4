"""Counting right and wrong, and how sure the counts make us.

Everything is computed from `Cells`: how often a truth (a set of classes) met an answer (a set of classes, empty for
unknown). Where there is a truth, an unknown is never right: it costs recall and accuracy, and no precision.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Classes = frozenset[str]
Cells = Counter[tuple[Classes, Classes]]
"""How often each (truth, answer) occurred."""

RESAMPLES = 400
SEED = 20210901
_Z = 1.959964  # the 97.5th percentile of the normal distribution


@dataclass(frozen=True, slots=True)
class Interval:
    """A share and the bounds of its 95 % interval, all from 0 to 1; NaN where nothing was counted."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Hits:
    """One class against the rest: found rightly, said wrongly, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Of those said, the share that is right."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of those there are, the share that is said."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; NaN where the class neither occurs nor is said."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def count(pairs: Iterable[tuple[Classes, Classes]]) -> Cells:
    """The cells of (truth, answer) pairs."""
    return Counter(pairs)


def classes(cells: Cells) -> tuple[str, ...]:
    """The classes that occur in the truth, the commonest first."""
    found: Counter[str] = Counter()
    for (truth, _), times in cells.items():
        for one in truth:
            found[one] += times
    return tuple(sorted(found, key=lambda one: (-found[one], one)))


def hits(cells: Cells, one: str) -> Hits:
    """One class against all others."""
    right = wrong = missed = 0
    for (truth, answer), times in cells.items():
        if one in truth:
            if one in answer:
                right += times
            else:
                missed += times
        elif one in answer:
            wrong += times
    return Hits(right, wrong, missed)


def macro_f1(cells: Cells) -> float:
    """The mean of the F1 of the classes that occur in the truth."""
    scores = [hits(cells, one).f1 for one in classes(cells)]
    return sum(scores) / len(scores) if scores else math.nan


def micro_f1(cells: Cells) -> float:
    """F1 over all (record, class) pairs."""
    right = sum(times * len(truth & answer) for (truth, answer), times in cells.items())
    said_or_there = sum(times * (len(truth) + len(answer)) for (truth, answer), times in cells.items())
    return _share(2 * right, said_or_there)


def exact(cells: Cells) -> tuple[int, int]:
    """(records of which exactly the truth is said, all records)."""
    return sum(times for (truth, answer), times in cells.items() if truth == answer), cells.total()


def exact_where_said(cells: Cells) -> tuple[int, int]:
    """(records of which exactly the truth is said, records of which anything is said)."""
    return sum(times for (truth, answer), times in cells.items() if answer and truth == answer), said(cells)[0]


def touching(cells: Cells) -> tuple[int, int]:
    """(records of which at least one true class is said, all records that have one)."""
    having = sum(times for (truth, _), times in cells.items() if truth)
    return sum(times for (truth, answer), times in cells.items() if truth & answer), having


def said(cells: Cells) -> tuple[int, int]:
    """(records of which anything is said, all records)."""
    return sum(times for (_, answer), times in cells.items() if answer), cells.total()


def wilson(part: int, whole: int) -> Interval:
    """A share with its Wilson score interval (Wilson 1927, J Am Stat Assoc 22:209-212)."""
    if not whole:
        return Interval(math.nan, math.nan, math.nan)
    share = part / whole
    scale = 1 + _Z**2 / whole
    middle = (share + _Z**2 / (2 * whole)) / scale
    reach = _Z / scale * math.sqrt(share * (1 - share) / whole + _Z**2 / (4 * whole**2))
    return Interval(share, max(0.0, middle - reach), min(1.0, middle + reach))


def bootstrap(
    cells: Cells, statistics: Mapping[str, Callable[[Cells], float]], seed: int = SEED
) -> Mapping[str, Interval]:
    """Statistics, each with its percentile interval over `RESAMPLES` drawings of as many records with replacement."""
    if not cells:
        return dict.fromkeys(statistics, Interval(math.nan, math.nan, math.nan))
    kinds, weights = list(cells), list(cells.values())
    dice = random.Random(seed)  # a repeatable drawing, no secret
    drawn = [Counter(dice.choices(kinds, weights, k=cells.total())) for _ in range(RESAMPLES)]
    return {name: _spread(statistic(cells), map(statistic, drawn)) for name, statistic in statistics.items()}


def _spread(value: float, drawn: Iterable[float]) -> Interval:
    values = sorted(one for one in drawn if not math.isnan(one))
    if math.isnan(value) or not values:
        return Interval(value, math.nan, math.nan)
    return Interval(value, values[int(0.025 * len(values))], values[int(0.975 * len(values))])
