"""The plug for another judge of stance than the rules, and what its word may change.

A judge sees a claim and the sentences chosen for it, and says of each whether it supports the claim, contradicts it, or
decides nothing, with a score. None is the default; whoever has one plugs it in (`models/`). It is consulted after the
rules, and can do two things only:

* decide what the rules left undetermined, if it is sure enough, and never where the sentence or its record differs from
  the claim in a core part, where the record does not count (retracted, gone, of concern) or tells no finding (protocol,
  notice);
* veto what the rules decided, by saying the opposite. Then nothing is determined.

It cannot turn a finding round, nor support a claim that is worded as certain, which no finding is; and how findings
are weighed is as without it. Each report names it by its card.

Imports `appraisal` and the values; touches nothing.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.appraisal import Design
from indexer.checking.mismatch import CORE
from indexer.checking.values import Bearing, Certainty, Claim, Evidence

LEAST = 0.8
"""How sure a judge must be before its word counts, unless settings say otherwise."""

STANCES: Mapping[str, Bearing] = {
    "supports": Bearing.SUPPORTS,
    "contradicts": Bearing.CONTRADICTS,
    "undetermined": Bearing.UNDETERMINED,
}
"""The words in which a judge answers."""

_OPPOSITE = {Bearing.SUPPORTS: Bearing.CONTRADICTS, Bearing.CONTRADICTS: Bearing.SUPPORTS}
_NO_FINDING = frozenset({Design.PROTOCOL, Design.NOTICE})
_CARD_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be judged; its `id` is never used twice, so that a late answer cannot be taken for another's."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a judge says of one sentence. `score` is from 0 to 1; `quote`, if any, stands in it word for word."""

    id: str
    bearing: Bearing
    score: float
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A judge's opinions, at most one a sentence; one that is missing decides nothing. `discarded` says, one by one,
    why something that it said was not believed."""

    opinions: tuple[Opinion, ...]
    discarded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """What a judge is: `sha256` is of its model's or its program's files, as we found them; the rest its own word."""

    name: str
    version: str = ""
    sha256: str = ""
    calibrated_on: str = ""

    def __str__(self) -> str:
        named = f"{self.name} {self.version}".strip()
        hashed = f"SHA-256 {self.sha256}" if self.sha256 else "hash unknown"
        said = f"calibrated on {self.calibrated_on}" if self.calibrated_on else "not said to be calibrated"
        return f"{named} ({hashed}; {said})"


class Judge(Protocol):
    """Whatever can say what sentences do for a claim."""

    @property
    def card(self) -> Card:
        """What it is, for the report."""

    def judge(self, claim: str, sentences: Sequence[Sentence]) -> Answer:
        """What each sentence by itself does for the claim.

        Raises:
            JudgeError: it does not answer in time, or not in the form agreed on.
        """

    def close(self) -> None:
        """Lets go of what it holds."""


def one_line(told: object) -> str:
    """What a judge says of itself, fit to be printed: one line, no control characters, not long."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in str(told)).split())
    return text if len(text) <= _CARD_LENGTH else f"{text[: _CARD_LENGTH - 1]}…"


class Consultation:
    """One judge through one run: consulted on each claim, with a count of what came of it."""

    def __init__(self, judge: Judge, *, least: float = LEAST) -> None:
        self._judge = judge
        self._least = least
        self._counts: Counter[str] = Counter()
        self._discarded: Counter[str] = Counter()

    def consider(self, claim: Claim, evidence: Sequence[Evidence]) -> list[Evidence]:
        """The evidence, in its order, with what the judge decided or vetoed; its reasons first.

        Raises:
            JudgeError: the judge failed. Nothing is then decided in its name.
        """
        first = self._counts["sentences"] + 1
        asked = dict(zip(map(str, itertools.count(first)), filter(_is_asked, evidence), strict=False))
        if not asked:
            return list(evidence)
        text = f"{claim.context} {claim.text}" if claim.context else claim.text
        answer = self._judge.judge(text, [Sentence(key, one.rationale.sentence) for key, one in asked.items()])
        self._counts["sentences"] += len(asked)
        self._discarded.update(answer.discarded)
        settled = {
            id(asked[one.id]): self._settled(claim, asked[one.id], one) for one in answer.opinions if one.id in asked
        }
        return [settled.get(id(one), one) for one in evidence]

    @property
    def card(self) -> Card:
        """What the judge is."""
        return self._judge.card

    @property
    def words(self) -> str:
        """The judge's card and what came of it, for the report."""
        counts = self._counts
        told = f"{counts['sentences']} sentences judged, {counts['decided']} decided, {counts['vetoed']} vetoed"
        refused = "; ".join(f"{count} × {why}" for why, count in sorted(self._discarded.items()))
        return f"rules, then {self._judge.card}: {told}" + (f"; discarded: {refused}" if refused else "")

    def _settled(self, claim: Claim, evidence: Evidence, opinion: Opinion) -> Evidence:
        if opinion.bearing is Bearing.UNDETERMINED or opinion.score < self._least:
            return evidence
        quoted = f": “{opinion.quote}”" if opinion.quote else ""
        says = f"{self._judge.card.name} says {opinion.bearing.value} ({opinion.score:.2f}){quoted}"
        if evidence.bearing is Bearing.UNDETERMINED:
            absolute = claim.statement.certainty is Certainty.ABSOLUTE
            if not _may_be_decided(evidence) or (absolute and opinion.bearing is Bearing.SUPPORTS):
                return evidence
            self._counts["decided"] += 1
            reasons = (says, *evidence.reasons)
            return dataclasses.replace(evidence, bearing=opinion.bearing, reasons=reasons, leaning=None)
        if opinion.bearing is _OPPOSITE[evidence.bearing]:
            self._counts["vetoed"] += 1
            vetoed = f"{says}; the rules said {evidence.bearing.value}"
            return dataclasses.replace(evidence, bearing=Bearing.UNDETERMINED, reasons=(vetoed, *evidence.reasons))
        return evidence


def _is_asked(evidence: Evidence) -> bool:
    """Whether a judge's word could change anything."""
    return evidence.counted and (evidence.bearing is not Bearing.UNDETERMINED or _may_be_decided(evidence))


def _may_be_decided(evidence: Evidence) -> bool:
    differs = any(one.code in CORE for one in evidence.mismatches)
    return evidence.counted and not differs and evidence.appraisal.design.value not in _NO_FINDING
