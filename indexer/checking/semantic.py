"""Semantic retrieval: records ranked by what they say as well as by the words they share with a claim.

The port is `Semantic`; a model implements it elsewhere. It changes which records are read for a claim and in which
order they come, and nothing else: what a sentence does for a claim is decided as ever. It is off unless asked for;
where it cannot be had, `Unavailable` says why and the words alone rank.

The scores of BM25 and the likeness, each spread from 0 to 1 over the candidates, count half and half. What this gains
is measured in `benchmarks/claims/semantic.py`.

Imports `record` only; touches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from indexer.record import Record

CANDIDATES = 100
"""Records that the words find, among which the likeness of meaning may change the order. On SciFact's training claims
nDCG@10 rises as much with 100 of them as with 1,000 (0.702 to 0.732 and 0.733), and each costs a model's time once."""

_HALF = 0.5
Key = TypeVar("Key", bound=str)


class Semantic(Protocol):
    """A model that says how alike texts are."""

    @property
    def card(self) -> str:
        """Name, version and hash of the model, for a report."""

    def likeness(self, claim: str, passages: Sequence[str]) -> Sequence[float]:
        """How alike the claim and each passage are in meaning, in the passages' order: cosines, from -1 to 1."""

    def close(self) -> None:
        """Lets go of what it holds."""


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Semantic retrieval was asked for and cannot be had: why, and what to do about it."""

    reason: str
    hint: str = ""

    def __str__(self) -> str:
        return f"Semantic retrieval is off, words alone rank: {self.reason}. {self.hint}".rstrip()


def available(found: Semantic | Unavailable | None) -> Semantic | None:
    """The model, if there is one."""
    return None if isinstance(found, Unavailable) else found


def passage(record: Record) -> str:
    """What of a record is set beside a claim: its title and its abstract. A model reads as much of it as it can."""
    return " ".join((record.title, *(section.text for section in record.abstract)))


def mixed(
    claim: str, ranked: Sequence[tuple[Key, float]], passages: Mapping[Key, str], semantic: Semantic
) -> list[tuple[Key, float]]:
    """Candidates in the order of both rankings, best first, with scores between 0 and 1.

    Args:
        claim: the claim's text.
        ranked: candidates with the scores of a search by words.
        passages: the text of each candidate; one that is missing here keeps its words' half only.
        semantic: the model.
    """
    keys = [key for key, _ in ranked if key in passages]
    likeness = dict(zip(keys, _spread(semantic.likeness(claim, [passages[key] for key in keys])), strict=True))
    words = dict(zip((key for key, _ in ranked), _spread([score for _, score in ranked]), strict=True))
    scores = {key: _HALF * words[key] + (1 - _HALF) * likeness.get(key, 0.0) for key, _ in ranked}
    return sorted(scores.items(), key=lambda one: (-one[1], one[0]))


def _spread(scores: Sequence[float]) -> list[float]:
    """The scores spread from 0 (the least) to 1 (the most); all 1 where they are one and the same."""
    if not scores:
        return []
    least, most = min(scores), max(scores)
    return [(score - least) / (most - least) if most > least else 1.0 for score in scores]
