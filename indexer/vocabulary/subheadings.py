"""MeSH subheadings (qualifiers), their two-letter abbreviations and their families.

`therapy[sh]` finds `drug therapy` too, since PubMed explodes subheadings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from indexer.text import normal
from indexer.vocabulary.tables import rows, values


@dataclass(frozen=True, slots=True)
class _Subheading:
    name: str
    key: str
    broader: tuple[str, ...]


def find(key: str) -> str | None:
    """The subheading's name as MeSH writes it, by `text.normal` of its name, a former name or its abbreviation."""
    found = _by_key().get(key)
    return found.name if found else None


@lru_cache(maxsize=128)
def narrower(key: str) -> frozenset[str]:
    """Keys of the subheading called `key` and of all in its family, down to the last; unknown: that key alone."""
    top = _by_key().get(key)
    if top is None:
        return frozenset({key})
    keys = {top.key}
    for subheading in set(_by_key().values()):
        if top.name in subheading.broader:
            keys |= narrower(subheading.key)
    return frozenset(keys)


@lru_cache(maxsize=1)
def _by_key() -> Mapping[str, _Subheading]:
    by_key: dict[str, _Subheading] = {}
    for name, abbreviation, broader, former_names in rows("subheadings.tsv"):
        subheading = _Subheading(name, normal(name), values(broader))
        for other in (name, abbreviation, *values(former_names)):
            by_key[normal(other)] = subheading
    return by_key
