"""Drugs that a clause names and that are not what was given in it: those whose effect another drug changes, and those
that people use of their own accord.

`Naltrexone blocked the antidepressant effect of ketamine` says something of naltrexone, and of ketamine's effect, not
of depression. `Ketamine users had poorer memory` says nothing of ketamine as a treatment. Each is read as what it is,
by a name of its own, so that it is never set beside a claim on treatment.

Pure functions of text in plain writing. Imports `vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.checking.clauses import Clause
from indexer.checking.values import Slot, Span
from indexer.vocabulary.concepts import Mention

EFFECT_OF = "effect of "
"""How the name of an outcome begins that is the effect of a drug on another outcome."""
_ON = " on "
USE = " use"
"""How the name of an intervention ends that is the use of a drug that nobody prescribed."""
_ITS = re.compile(
    r"(?:'s|s'|-induced|'s own)?(?: (?:rapid|acute|lasting|own|[a-z-]+(?:al|ive|ory|ic|ous|ed|ing)))*[ -]?"
)
_OF_IT = re.compile(
    r"s?(?:,? (?:but not|and|or)(?: the| its)? [\w-]+)?(?: response| effects?| actions?)? (?:of|to|from|"
    r"induced by|produced by|caused by|with|after) "
    r"(?:the |a |an |acute |single |subanesthetic |low-dose |intravenous |racemic )*"
)
_USERS = re.compile(
    r"[ -](?:poly-?(?:drug|substance) )?(?:users?|abusers?|abuse|misuse|addicts?|misusers?|dependen(?:ce|"
    r"t \w+))\b"
)
_THEIR_USE = re.compile(r"[ -](?:use|intake|consumption|exposure)\b")
_OWN_ACCORD = re.compile(
    r"\b(?:recreational|heavy|chronic|long-term|daily|frequent|illicit|street|regular|habitual|non-?medical|weekly|"
    r"lifetime|past-year|current|past|former|abstinent) (?:[\w-]+ )?$"
)
ANAESTHESIA = re.compile(r"[ -](?:based )?(?:general )?an(?:a)?esthesia\b")
"""Behind the name of a drug under which something else was given."""
_STREET_NAMES = frozenset({"ecstasy", "laughing gas", "magic mushrooms"})
_USE_OF = re.compile(
    r"\b(?:abuse|misuse|abusers|users|(?:recreational|heavy|chronic|illicit|non-?medical|regular|habitual|"
    r"long-term) use)"
    r" of (?:street )?$|"
    r"\b(?:people|those|adults|students|anyone) who (?:regularly |often |heavily )?(?:use|abuse|misuse) $"
)
_FOR_FUN = re.compile(r" (?:recreationally|for fun|at parties|at raves|to get high)\b")
_CHANGED_BY = re.compile(
    r" (?:was|were|is|are|can be|could be|has been|have been) (?:\w+ly |not |also )*(?:block|abolish|attenuat|prevent|"
    r"revers|inhibit|reduc|blunt|eliminat|antagoni|potentiat|enhanc|prolong|augment|abrogat|negat|suppress|"
    r"diminish)\w* (?:by|with|following|after|in the presence of) "
)
"""Behind the effect of a drug, by what another drug did to it."""


def is_use(clause: Clause, drug: Mention) -> bool:
    """Whether a drug is named as what people use or misuse: `ketamine abusers`, `heavy ecstasy use`."""
    before = clause.before(drug.start, 40)
    if _USERS.match(clause.plain, drug.end) or _FOR_FUN.match(clause.plain, drug.end) or _USE_OF.search(before):
        return True
    if _THEIR_USE.match(clause.plain, drug.end) is None:
        return False
    return clause.plain[drug.start : drug.end] in _STREET_NAMES or _OWN_ACCORD.search(before) is not None


def effect_of(clause: Clause, drugs: Sequence[Mention], outcome: Slot) -> Mention | None:
    """The drug of which an outcome is the effect that another drug, named before, is said to change."""
    start, end = outcome.span.start, outcome.span.end
    for one in drugs:
        if ANAESTHESIA.match(clause.plain, one.end):
            continue  # `agitation after sevoflurane anaesthesia` is no effect of sevoflurane
        behind = end <= one.start and _OF_IT.fullmatch(clause.plain, end, one.start)
        before = one.end <= start and _ITS.fullmatch(clause.plain, one.end, start)
        if behind or before:
            place = min(start, one.start)
            agents = [each for each in drugs if each.end <= place and each.concept.name != one.concept.name]
            if any(agents[0].end <= cue.start < place for cue in clause.cues if agents):
                return one
            by = _CHANGED_BY.match(clause.plain, max(end, one.end))
            if by and any(by.end() <= each.start and each.concept.name != one.concept.name for each in drugs):
                return one
    return None


def named_effect(outcome: Slot, drug: Mention) -> Slot:
    """The outcome as the effect of that drug; a drug that is named behind it belongs to its name."""
    span = Span(outcome.span.start, max(outcome.span.end, drug.end))
    return Slot(f"{EFFECT_OF}{drug.concept.name}{_ON}{outcome.value}", span)


def on_what(outcome: str) -> str:
    """The outcome on which an outcome is the effect of a drug; itself if it is none."""
    return outcome.partition(_ON)[2] if outcome.startswith(EFFECT_OF) else outcome
