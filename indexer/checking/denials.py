"""Whether something is denied: which word denies it, and how far that word reaches.

`Did not reduce pain or anxiety` denies both. `Although it is not approved, ketamine impairs …`, `which is not
addictive, relieves …` and `does not cause headache and improves …` deny the first thing only.

Pure functions of text in plain writing.
"""

from __future__ import annotations

import re

from indexer.checking.course_words import NEGATION, NO_NEGATION
from indexer.checking.values import Span

# How far before a word the one that denies it may stand.
_DENIAL_REACH = 60
_OF_NOUNS = frozenset({"without", "lack of", "absence of"})
_OF_OTHERS = re.compile(r" (?:more |less )?(?:to|than|over|after|with|under|following) ")
_NEXT_VERB = re.compile(r", (?:and |but )?(?:\w+ly )?$")
_FINITE = re.compile(r"[a-z]+(?:ed|s)\b")
_DENIAL_WORDS = 6
# Between what is denied of a subject and what is then said of it: `is not approved, it impairs …`.
_ANEW = re.compile(r"(?:, (?:and |but |yet )?| (?:and|but|yet) )(?:it|they|this|these) ")
_CONCEDING = re.compile(r"[ ,]*(?:although|though|even though|while|whereas|even if|because|since)\b")
_ASIDE_DENIED = re.compile(r", (?:(?:which|who|that|though|although|but) (?:[\w']+ ){0,3})?$")
_AND_VERB = re.compile(r"(?: and| but| yet|,) (?:\w+ly |also |even )?$")
_AND_IS = re.compile(r"(?: and| but| yet|,) (?:is|was|are|were|has|had) (?:\w+ )*$")
_VERB_S = re.compile(r"[a-z]+s (?!in\b|of\b|to\b|from\b|after\b|with\b|at\b|during\b|were\b|was\b|and\b|or\b)\w")
_PAST = re.compile(r"(?:[a-z]+ed|brought|led|gave|made)\b")
_DID = re.compile(r"\b(?:did|showed|had|found|demonstrated|produced|yielded|gave|brought) $")


def denied(plain: str, start: int, place: int) -> Span | None:
    """The word that denies what stands at `place`: at most six words before it in the clause that begins at `start`."""
    for match in NEGATION.finditer(plain, max(start, place - _DENIAL_REACH), place):
        if plain.endswith("but ", 0, match.start()) and (
            "," in plain[match.end() : place] or _OF_OTHERS.match(plain, match.end())
        ):
            continue  # `25 mg, but not 10 mg, reduced …`; `superior to placebo but not to midazolam in lowering …`
        if match.group() in _OF_NOUNS and _FINITE.match(plain, place):
            continue  # `MDMA without psychotherapy relieves …`
        if _is_over(plain, start, match, place):
            continue  # `did not affect mood, increased cortisol`; `although it is not approved, ketamine impairs …`
        if NO_NEGATION.match(plain, match.start()) or plain.count(" ", match.end(), place) > _DENIAL_WORDS:
            continue
        return Span(*match.span())
    return None


def _is_over(plain: str, start: int, denial: re.Match[str], place: int) -> bool:
    """Whether what a word denies is over before `place`: after a concession, an aside or another verb."""
    between = plain[denial.end() : place]
    if _ANEW.search(between) or _AND_IS.search(between):
        return True
    did_not = plain.endswith(("did ", "does ", "do "), 0, denial.start())
    if did_not and _NEXT_VERB.search(between) and _FINITE.match(plain, place):
        return True
    if ", " in between:
        if _CONCEDING.match(plain, start):
            return True
        if between.endswith(", ") and _ASIDE_DENIED.search(plain, start, denial.start()):
            return True
    if _AND_VERB.search(between) is None:
        return False
    did = _DID.search(plain, start, denial.start()) is not None
    # `Did not show reduced pain and increased sleep` denies both.
    is_past = did and _PAST.match(plain, place) is not None and _PAST.search(between) is None
    return is_past or _VERB_S.match(plain, place) is not None
