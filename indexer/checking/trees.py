"""Boosted trees as they are shipped: what speaks for each side of a question, read from a file of plain numbers.

No model library is needed to use them; `benchmarks/claims/leaning.py` fits them and checks that they say the same here.

Reads no files.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from indexer.checking.calibration import softmax

Features = Mapping[str, float]

Node = tuple[int, float, int, int] | tuple[float]
"""Which feature is looked at, up to which value the left branch holds, left and right branch; or what a leaf adds."""

Tree = Sequence[Node]


class Trees(NamedTuple):
    """What speaks for each side: what it has to begin with, and its trees, each of which adds something by these
    features. `curve` makes of the chance of the likelier side how often the like was right."""

    features: tuple[str, ...]
    start: tuple[float, ...]
    sides: tuple[Sequence[Tree], ...]
    curve: tuple[float, float]


def chances(told: Features, trees: Trees) -> list[float]:
    """The chance of each side, as the trees have it."""
    row = [told.get(name, 0.0) for name in trees.features]
    sums = [start + sum(_leaf(tree, row) for tree in own) for start, own in zip(trees.start, trees.sides, strict=True)]
    return softmax(sums)


def _leaf(tree: Tree, row: Sequence[float]) -> float:
    node = tree[0]
    while len(node) > 1:
        feature, least, left, right = node
        node = tree[left if row[feature] <= least else right]
    return node[0]


def odds(chance: float) -> float:
    """The logarithm of the odds of a chance, kept finite."""
    kept = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))
