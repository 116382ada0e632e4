"""The stand-in's controlled words: a small MeSH tree, publication types, qualifiers and translations of plain words.

Everything is data of its own under `data/`; a heading that is not there matches records that bear it by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.standin.fields import Field, field_named
from indexer.standin.words import key_of

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Tree:
    """Names of a hierarchy: for each, as compared, its preferred name and the keys of itself and all below it."""

    names: dict[str, str]
    below: dict[str, frozenset[str]]


def _rows(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def mesh() -> Tree:
    """The shipped part of MeSH: entry terms lead to their heading, whose narrower headings come by tree number."""
    numbers = {row[0]: [number for number in row[1].split("|") if number] for row in _rows("mesh.tsv")}
    names: dict[str, str] = {}
    below: dict[str, frozenset[str]] = {}
    for name, _, entry_terms in _rows("mesh.tsv"):
        stems = tuple(f"{number}." for number in numbers[name])
        narrower = {other for other, theirs in numbers.items() if any(number.startswith(stems) for number in theirs)}
        keys = frozenset(key_of(found) for found in {name} | (narrower if stems else set()))
        for term in (name, *entry_terms.split("|")):
            if key_of(term):
                names.setdefault(key_of(term), name)
                below.setdefault(key_of(term), keys)
    return Tree(names, below)


@cache
def publication_types() -> Tree:
    """Publication types; each is found under the types above it."""
    parents = {row[0]: row[1] for row in _rows("publication_types.tsv")}
    below: dict[str, set[str]] = {name: set() for name in parents}
    for name in parents:
        above = name
        while above:
            below[above].add(key_of(name))
            above = parents[above]
    return Tree(
        {key_of(name): name for name in parents},
        {key_of(name): frozenset(keys) for name, keys in below.items()},
    )


@cache
def qualifiers() -> dict[str, str]:
    """Two-letter codes of MeSH qualifiers, and what they stand for, as compared."""
    return {row[0]: key_of(row[1]) for row in _rows("qualifiers.tsv")}


@cache
def translations() -> dict[str, tuple[tuple[str, Field], ...]]:
    """Plain words, as compared, and the texts and fields they are searched as."""
    table = {}
    for words, parts in _rows("translations.tsv"):
        pairs = []
        for part in parts.split("|"):
            text, _, name = part.rstrip("]").partition("[")
            field = field_named(name)
            if field is None:
                raise ValueError(f"translations.tsv names an unknown field: {part}")
            pairs.append((text, field))
        table[key_of(words)] = tuple(pairs)
    return table
