"""PubMed's publication types and which of them includes which.

A search for `clinical trial[pt]` finds randomised trials too, since PubMed explodes publication types. Two
names can stand for one type where NLM renamed it (`Retraction Notice`, once `Retraction of Publication`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from indexer.text import normal
from indexer.vocabulary.tables import rows, values


@dataclass(frozen=True, slots=True)
class PublicationTypeName:
    """A publication type: its unique id (empty where not known for sure), what it belongs to, other names for it."""

    name: str
    ui: str = ""
    broader: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


def find(key: str) -> PublicationTypeName | None:
    """The publication type called so, by `text.normal` of its name or another name for it."""
    return _by_key().get(key)


def names() -> tuple[str, ...]:
    """Every name of every publication type, for suggestions."""
    return tuple(name for type_ in _by_key().values() for name in (type_.name, *type_.other_names))


@lru_cache(maxsize=256)
def narrower(key: str) -> frozenset[str]:
    """Keys of the type called `key` and of all types it includes, under all their names; unknown: that key alone."""
    top = find(key)
    if top is None:
        return frozenset({key})
    keys = {normal(name) for name in (top.name, *top.other_names)}
    for type_ in _by_key().values():
        if top.name in type_.broader:
            keys |= narrower(normal(type_.name))
    return frozenset(keys)


@lru_cache(maxsize=1)
def _by_key() -> Mapping[str, PublicationTypeName]:
    found = [
        PublicationTypeName(name, ui, values(broader), values(other_names))
        for name, ui, broader, other_names in rows("publication_types.tsv")
    ]
    return {normal(name): type_ for type_ in found for name in (type_.name, *type_.other_names)}
