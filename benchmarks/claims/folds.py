"""Which fold something belongs to, and fitting on the other folds only.

Five folds by the SHA-256 of an id. While rules are written only the first two are looked at; the others are only
ever counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

FOLDS = 5
LOOKED_AT = (0, 1)
"""The folds whose single errors may be read while rules are written; of the others only figures are ever printed."""

T = TypeVar("T")
M = TypeVar("M")


def fold_of(identifier: str) -> int:
    """The fold of a claim or an article: stable, and blind to what it says."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % FOLDS


def by_fold(every: Iterable[T], identify: Callable[[T], str]) -> Mapping[int, Sequence[T]]:
    """Everything by its fold, in order; every fold is there."""
    folds: dict[int, list[T]] = {number: [] for number in range(FOLDS)}
    for one in every:
        folds[fold_of(identify(one))].append(one)
    return folds


def fitted(folds: Mapping[int, Sequence[T]], fit: Callable[[Sequence[T]], M]) -> Mapping[int, M]:
    """For each fold what was fitted on all the others."""
    return {number: fit([one for other, each in folds.items() if other != number for one in each]) for number in folds}
