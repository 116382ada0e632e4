"""Attributes that are judged when first asked for, and then kept: a search shows four of twenty.

Imports `vocabulary.tables`. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, Self, TypeVar, overload

from indexer.vocabulary.tables import Extension, active, extended

T = TypeVar("T")


class _Judges(Protocol):
    tables: Extension


class judged(Generic[T]):  # noqa: N801 - used as `property` is
    """Makes a method an attribute. It is judged by the tables that its owner was made with, whichever are active when
    it is asked for."""

    def __init__(self, judge: Callable[[Any], T]) -> None:
        self._judge = judge
        self._name = judge.__name__
        self.__doc__ = judge.__doc__

    @overload
    def __get__(self, of: None, owner: type) -> Self: ...

    @overload
    def __get__(self, of: _Judges, owner: type) -> T: ...

    def __get__(self, of: _Judges | None, owner: type) -> Self | T:
        if of is None:
            return self
        if of.tables is active():
            value = self._judge(of)
        else:
            with extended(of.tables):
                value = self._judge(of)
        of.__dict__[self._name] = value  # found there before this descriptor is asked again
        return value
