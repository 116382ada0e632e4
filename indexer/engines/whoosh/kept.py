"""What was made of postings, kept for the searches that follow: a draft asks for the same words forty times.

Touches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sized
from typing import Generic, TypeVar

Made = TypeVar("Made", bound=Sized)


class Kept(Generic[Made]):
    """Collections by what they were made of. Those that were asked for last are kept, of `most` members in all."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._made: dict[Hashable, Made] = {}

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for this key, or is made now."""
        known = self._made.pop(key, None)
        if known is None:
            known = make()
            self._held += len(known)
        self._made[key] = known  # the last asked for stand last
        while self._held > self._most and len(self._made) > 1:
            self._held -= len(self._made.pop(next(iter(self._made))))
        return known
