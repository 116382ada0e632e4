"""MeSH headings: the part of the tree that the topic needs, with entry terms.

A subset is honest because it is closed: where a heading is here, its tree numbers are all here, so that
`narrower` is MeSH's own explosion among the headings that are here. `data/mesh.tsv` says which edition it
follows. A heading's former names count as names of it, since old citations may still carry them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.text import normal
from indexer.vocabulary.tables import rows, values


@dataclass(frozen=True, slots=True)
class Heading:
    """A descriptor: its unique id (empty where not known for sure), its places in the tree, other names for it."""

    name: str
    ui: str
    tree_numbers: tuple[str, ...]
    entry_terms: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Index:
    headings: tuple[Heading, ...]
    by_key: Mapping[str, Heading]
    most_words: int


def headings() -> Iterator[Heading]:
    """Every heading that is here, in the order of the file."""
    yield from _index().headings


def find(key: str) -> Heading | None:
    """The heading called so, by `text.normal` of its name, a former name or an entry term (turned round or not)."""
    return _index().by_key.get(key)


@lru_cache(maxsize=1024)
def narrower(key: str) -> frozenset[str]:
    """Keys of the heading called `key` and of all below it in the tree, former names with them.

    An unknown key is taken at its word: the answer is that key alone.
    """
    top = find(key)
    if top is None:
        return frozenset({key})
    branches = tuple(number + "." for number in top.tree_numbers)
    below = [
        heading
        for heading in _index().headings
        if heading is top or any(number.startswith(branches) for number in heading.tree_numbers)
    ]
    return frozenset(normal(name) for heading in below for name in (heading.name, *heading.former_names))


def longest_match(words: Sequence[str]) -> int:
    """How many of the first `words` (as `text.words` gives them) make the longest name known here; 0 if none."""
    index = _index()
    for count in range(min(len(words), index.most_words), 0, -1):
        if " ".join(words[:count]) in index.by_key:
            return count
    return 0


@lru_cache(maxsize=1)
def _index() -> _Index:
    found = tuple(
        Heading(name, ui, values(tree_numbers), values(entry_terms), values(former_names))
        for name, ui, tree_numbers, entry_terms, former_names in rows("mesh.tsv")
    )
    by_key = {normal(heading.name): heading for heading in found}
    for heading in found:  # a heading's own name wins over another's entry term, and that over a turned-round name
        for name in (*heading.former_names, *heading.entry_terms):
            by_key.setdefault(normal(name), heading)
    for heading in found:
        for name in (heading.name, *heading.former_names, *heading.entry_terms):
            if turned := _turned_round(name):
                by_key.setdefault(normal(turned), heading)
    return _Index(found, by_key, max(key.count(" ") + 1 for key in by_key))


def _turned_round(name: str) -> str:
    """`Receptors, Glutamate` as `Glutamate Receptors`; empty if the name is not inverted once."""
    head, comma, rest = name.partition(", ")
    return f"{rest} {head}" if comma and ", " not in rest else ""
