"""How often a sentence that was decided by the rules for any words is decided rightly.

The chance is a logistic curve over how much of the claim the sentence holds, one for support and one for contradiction,
fitted on labelled pairs; `data/decided_chances.json` holds it, with how it was fitted and the error held out. It speaks
of one sentence, not of a verdict.

Reads its own packaged data only.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from indexer.checking.values import Bearing

_CHANCES = Path(__file__).parent / "data" / "decided_chances.json"

NAMES = ("always", "covered", "contradicts")
"""What the curve weighs, in the order of `row`."""


def row(bearing: Bearing, covered: float) -> tuple[float, ...]:
    """What the curve weighs of one decided sentence, `covered` being the share of the claim that it holds, 0 to 1."""
    return 1.0, covered, float(bearing is Bearing.CONTRADICTS)


def chance(bearing: Bearing, covered: float, weights: Sequence[float] | None = None) -> float:
    """The chance, 0 to 1, that a sentence decided so is decided rightly; 0 for one that is not decided."""
    if bearing is Bearing.UNDETERMINED:
        return 0.0
    used = _shipped() if weights is None else weights
    total = sum(weight * value for weight, value in zip(used, row(bearing, covered), strict=True))
    return logistic(total)


def logistic(total: float) -> float:
    """The chance, 0 to 1, with these odds, of which `total` is the logarithm."""
    return 1 / (1 + math.exp(-total))


def softmax(sums: Sequence[float]) -> list[float]:
    """Of things of which one is so the chance of each, by what speaks for it; they make 1."""
    top = max(sums)
    powers = [math.exp(one - top) for one in sums]
    whole = sum(powers)
    return [one / whole for one in powers]


@lru_cache(maxsize=1)
def _shipped() -> tuple[float, ...]:
    told = json.loads(_CHANCES.read_text(encoding="utf-8"))["weights"]
    return tuple(float(told[name]) for name in NAMES)
