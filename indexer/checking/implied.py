"""What a claim means without naming it: `has shown promise in postpartum depression`, `may bring quick relief`.

Where a clause says of an illness that a treatment helps, and names no outcome, the illness's own symptoms are meant;
where it speaks of relief or symptoms alone, those of the illness that the draft is about. Nothing is implied by a
clause that denies it, compares it, or ties it to a condition (`most effective when …`). It only says what is looked
for: the words of the claim must still be borne out as any claim's must.

Imports `named_outcomes`, `values` and below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indexer.checking.illnesses import symptom_of
from indexer.checking.values import Block, Certainty, Claim, Direction, Draft, Slot, Span
from indexer.text import plain
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind, find, mentions

_HELPS = re.compile(
    r"\b(?:encouraging (?:\w+ )?(?:results?|findings|evidence|outcomes)|promis(?:e|ing)|reliev\w+|relief|"
    r"improve(?:s|d|ments?)?|efficac\w+|effective(?:ly)?|benefits?|beneficial|helps?|helped|helpful|alleviat\w+|eas(?:es|ed)|works?)\b"
)
_NOT_SO = re.compile(
    r"\b(?:not|no|never|cannot|n't|without|fail(?:s|ed)? to|lacks?|more effective|less effective|most effective|"
    r"better than|worse than|than|versus|compared (?:with|to)|as effective|when|if|unless|only)\b"
)
# What a clause says it of, where it names no illness: the symptoms of the one that the draft is about.
_OF_THE_TOPIC = re.compile(r"\b(?:symptoms?|relief|mood)\b")
_MOST = 0.6
"""Share of the illnesses named in a draft whose symptoms must be the same for it to be about them."""


def topic_of(draft: Draft) -> str:
    """The outcome that a draft is about: the symptoms of the illness that it names most; empty if there is no such."""
    counts: Counter[str] = Counter()
    for passage in draft.passages:
        if passage.block is Block.FURNITURE:
            continue
        for mention in mentions(passage.text):
            symptom = symptom_of(mention.concept) if mention.concept.kind is Kind.CONDITION else None
            if symptom:
                counts[symptom] += 1
    if not counts:
        return ""
    name, count = counts.most_common(1)[0]
    return name if count >= _MOST * counts.total() else ""


def with_implied(claims: Sequence[Claim], topic: str) -> tuple[Claim, ...]:
    """The claims, each with the outcome that it implies where it names none."""
    return tuple(_implied(claim, topic) for claim in claims)


def _implied(claim: Claim, topic: str) -> Claim:
    """The claim with its implied outcome; the claim itself where it names its own, or implies none."""
    said = claim.statement
    conditions = [slot.value for slot in said.conditions]
    own = next((symptom for name in reversed(conditions) if (symptom := _symptom(name))), "")
    named = said.outcome.value if said.outcome else ""
    if said.direction is not Direction.UNKNOWN or said.against or not said.interventions or named not in ("", own):
        return claim
    sentence = plain(claim.sentence or claim.text)
    place = _place(claim)
    # A list of illnesses shares what is said behind its last one.
    helps = _HELPS.search(sentence, place if not conditions else 0)
    if helps is None or _NOT_SO.search(sentence, max(0, helps.start() - 60), min(len(sentence), helps.end() + 40)):
        return claim
    outcome = own or (topic if _OF_THE_TOPIC.search(plain(claim.text)) else "")
    good = directions.good_side(outcome) if outcome else ""
    if not good:
        return claim
    at = len(claim.source) - len(sentence)
    slot = said.outcome or Slot(outcome, Span(at + helps.start(), at + helps.end()))
    certainty = Certainty.ABSOLUTE if said.certainty is Certainty.ABSOLUTE else Certainty.MAY
    return replace(claim, statement=replace(said, outcome=slot, direction=Direction(good), certainty=certainty))


def _symptom(condition: str) -> str | None:
    concept = find(Kind.CONDITION, condition)
    return symptom_of(concept) if concept else None


def _place(claim: Claim) -> int:
    return max(0, claim.sentence.find(claim.text)) if claim.sentence else 0
