"""Words that say which way an outcome goes, and which way is good.

Both tables are readable files in `data/`, to which a workspace may add rows. Touches its own packaged data only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from indexer.vocabulary.concepts import Kind, find
from indexer.vocabulary.tables import Extension, active, rows, values


class Cue(NamedTuple):
    """A word of direction in a text: `meaning` is `lower`, `higher`, `better`, `worse` or `same`; `holds` of words
    that say that somebody has or keeps something, `delays` and `occurs`, each of which says a direction of some
    outcomes only."""

    meaning: str
    start: int
    end: int


def cues(plainly: str, start: int, end: int) -> Iterator[Cue]:
    """The words of direction in `plainly[start:end]`, plain writing (`text.plain`), from the left."""
    meanings = _meanings(active())
    for match in _pattern(active()).finditer(plainly, start, end):
        yield Cue(meanings[match.group()], *match.span())


def good_side(outcome: str) -> str:
    """`lower` or `higher`: which is better for a patient; empty where neither is or nobody can say."""
    sides, names, seen = _sides(active()), [outcome], set[str]()
    for name in names:
        if name in sides:
            return sides[name]
        seen.add(name)
        concept = find(Kind.OUTCOME, name)
        names += [one for one in (concept.broader if concept else ()) if one not in seen]
    return ""


def is_harm(outcome: str) -> bool:
    """Whether it is a harm of treatment, whose mere occurrence says something: listed so, or an adverse event."""
    harms = _harms(active())
    if outcome in harms:
        return True
    concept = find(Kind.OUTCOME, outcome)
    return concept is not None and not harms.isdisjoint(concept.broader)


def shown_by(outcome: str) -> frozenset[str]:
    """The outcome itself, and the narrower ones that are accepted as showing it."""
    return frozenset({outcome, *_shown(active()).get(outcome, ())})


@lru_cache(maxsize=16)
def _meanings(added: Extension) -> Mapping[str, str]:
    return {phrase: meaning for meaning, _, phrases in rows("directions.tsv", added) for phrase in values(phrases)}


@lru_cache(maxsize=16)
def _pattern(added: Extension) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?<!needed to ){_any_of(frozenset(_meanings(added)))}(?![\w-])")


def _any_of(listed: frozenset[str]) -> str:
    """A pattern for any of many phrases, the longest first. Phrases share their beginnings, so that at each place of a
    text a few letters are tried, and not every phrase."""
    heads: dict[str, set[str]] = {}
    for phrase in listed - {""}:
        heads.setdefault(phrase[0], set()).add(phrase[1:])
    parts = [re.escape(head) + _any_of(frozenset(tails)) for head, tails in sorted(heads.items())]
    joined = f"(?:{'|'.join(parts)})" if parts else ""
    return f"{joined}?" if "" in listed and joined else joined


@lru_cache(maxsize=16)
def _sides(added: Extension) -> Mapping[str, str]:
    return {name: good for name, good, _, _ in rows("good_sides.tsv", added) if good}


@lru_cache(maxsize=16)
def _harms(added: Extension) -> frozenset[str]:
    return frozenset(name for name, _, harm, _ in rows("good_sides.tsv", added) if harm)


@lru_cache(maxsize=16)
def _shown(added: Extension) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, _, _, shown in rows("good_sides.tsv", added):
        found[name] = (*found.get(name, ()), *values(shown))
    return found
