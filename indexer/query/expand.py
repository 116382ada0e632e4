"""Which keys a term accepts once its narrower headings, types and subheadings are counted in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from indexer.query import judged
from indexer.query.keys import EXACT
from indexer.query.syntax import JUDGED_KEYS, WORD_FIELDS, Field, Term
from indexer.vocabulary import mesh, publication_types, subheadings


def accepted_keys(term: Term) -> frozenset[str] | None:
    """The keys (of `fields.keys`) any one of which makes a record match; None for a truncated term.

    `depression/drug therapy` explodes both of its sides, as PubMed does. A truncated term stands for every key that
    begins with its text, and is never exploded.

    Raises:
        ValueError: the term is of a word field, which has no keys.
    """
    if term.field in WORD_FIELDS:
        raise ValueError(f"[{term.field}] is searched by words, not by keys")
    if term.truncated:
        return None
    if term.exact:
        return frozenset({EXACT + term.text})
    explosion = _EXPLOSIONS.get(term.field) if term.explode else None
    return explosion(term.text) if explosion else frozenset({term.text})


def _exploded(key: str) -> frozenset[str]:
    descriptor, slash, qualifier = key.partition("/")
    if not slash:
        return mesh.narrower(key)
    below = subheadings.narrower(qualifier)
    return frozenset(f"{heading}/{name}" for heading in mesh.narrower(descriptor) for name in below)


_EXPLOSIONS: Mapping[Field, Callable[[str], frozenset[str]]] = {
    Field.MESH: _exploded,
    Field.MESH_MAJOR: _exploded,
    Field.SUBHEADING: subheadings.narrower,
    Field.PUBLICATION_TYPE: publication_types.narrower,
    **{field: partial(judged.narrower, field) for field in JUDGED_KEYS},
}
