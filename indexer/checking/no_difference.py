"""That groups did not differ, and in what: `no significant difference was found between the groups in A, B or C`,
`A, B and C were similar in both groups`.

A word of direction speaks of what stands near it; that nothing differed is mostly told of a list, behind the groups
and the verb. What stands in the reach of such words did not differ; a border, a change or another verb ends it.

Pure functions of text in plain writing.
"""

from __future__ import annotations

import re

from indexer.checking.clauses import Clause
from indexer.checking.course_words import ASIDE, AT_BASELINE, NOT_TREATED
from indexer.checking.values import Span

_ADJECTIVES = (
    r"(?:(?:statistical(?:ly)?|significant(?:ly)?|clinical(?:ly)?|meaningful|relevant|marked|other|overall|further|major|"
    r"between-group|group|intergroup|inter-group|apparent|detectable|obvious|clear|consistent|such|main|material|"
    r"substantial|appreciable|noticeable|important|treatment) ){0,4}"
)
# `No difference was observed in …`: the head that a list may follow.
_NO_DIFFERENCE = re.compile(
    r"\b(?:no|not an?|not any|without an?y?|without|(?:(?:did|could) not|failed to) (?:find|observe|detect|show|"
    rf"see|reveal|demonstrate|identify|note)(?: an?y?)?) {_ADJECTIVES}differences?\b"
)
# `… were similar`, `… did not differ`, `… showed no difference`: what a list may stand before.
_DID_NOT_DIFFER = re.compile(
    r"\b(?:(?:was|were) of (?:equal|similar|comparable|identical|the same) (?:length|duration|magnitude|severity|"
    r"size|intensity)|(?:was|were|is|are|remained) identical|(?:was|were|is|are|remained)(?: also| both| all|"
    r" \w+ly)? (?:not (?:statistically |significantly |statistically significant(?:ly)? |markedly |"
    r"clinically )?different|not statistically significant(?= between)|similar|comparable|equivalent|"
    r"indistinguishable|the same)|(?:did|do|does) not (?:\w+ly ){0,2}differ|"
    rf"did not (?:show|demonstrate|reveal|have) (?:an? |any )?{_ADJECTIVES}differences?|"
    rf"(?:showed|had|has|have|demonstrated|displayed|revealed) no {_ADJECTIVES}differences?)\b"
)
_SEEN = re.compile(
    r"\b(?:(?:was|were|is|are|has been|have been|could be)(?: also)? (?:found|observed|seen|detected|noted|reported|"
    r"evident|"
    r"identified|shown|demonstrated|recorded|apparent|present|revealed)|(?:existed|emerged|occurred|appeared))\b"
)
_LEADS_TO_LIST = re.compile(
    r"\b(?:in|for|regarding|concerning|in terms of|with (?:respect|regard) to|as regards|on|in relation to|"
    r"between)(?= )"
)
_BORDER = re.compile(
    r"[;:]|\. |\b(?:but|whereas|while|although|though|however|except|other than|apart from|besides|only|yet|who|"
    r"which|that|because|after adjust\w+|than|was|were|is|are|had|has|have|did|does|do|showed|show|may|might|could|"
    r"can|preventing|reducing|improving|increasing|baseline|demographic\w*|correlat\w*|associat\w*|interaction)\b"
)
_BEFORE_A_VERB = re.compile(
    r"[;:]|\. |\b(?:but|whereas|while|although|though|however|except|besides|only|yet|who|which|that|because|than|was|"
    r"were|is|are|had|has|have|did|does|do|showed|show|may|might|could|can|no|not|baseline|demographic\w*|"
    r"correlat\w*|associat\w*|interaction|predict\w*)\b"
)
# What is set beside each other is no treatment and its comparison.
_OF_OTHERS = re.compile(
    r"\bbetween (?:both|the two) (?:conditions|sessions|visits)|"
    r"\b(?:between|among|across|by) (?:the )?(?:\w+ ){0,3}?(?:sex(?:es)?|genders?|ages?|age groups?|strains?|"
    rf"genotypes?|responders|non-?responders|sites|raters|subgroups?|(?:men|women|males?|females?)\b{NOT_TREATED}|doses?|"
    r"dosages?|routes?|time ?points?|sessions|infusions|days|visits|diagnos[ie]s|scales|measures|studies)\b"
)
_EXCEPT = re.compile(r"\b(?:except(?: for)?|with the exception of|apart from|other than)\b")
_ASIDE_REACH = 100
_DESPITE = re.compile(r"\b(?:despite|in spite of|notwithstanding)\b[^,]*$")
# Behind what did not differ: what it was like is no other arm of the study.
_LIKE_OTHERS = re.compile(r" (?:to|with|as) (?:those|that|what|previous\w*|reported|published|earlier|other)\b")


def undivided(clause: Clause, outcome: Span) -> Span | None:
    """The words by which a clause says that `outcome` did not differ between those treated and others, from a list
    that it stands in; None if none do."""
    plain = clause.plain
    if _EXCEPT.search(plain, max(0, clause.start - _ASIDE_REACH), clause.end):
        return None  # of what is left out the same is not said
    if is_of_others(clause) or AT_BASELINE.search(plain, clause.start, clause.end):
        return None
    if _is_composite(plain, clause.start, outcome.start):
        return None
    for head in _NO_DIFFERENCE.finditer(plain, clause.start, outcome.start):
        if _is_listed(clause, head.end(), outcome.start):
            return Span(*head.span())
    for told in _DID_NOT_DIFFER.finditer(plain, outcome.end, clause.end):
        is_other = _LIKE_OTHERS.match(plain, told.end()) is not None
        return None if is_other or not _is_subject(clause, outcome, told.start()) else Span(*told.span())
    return None


def _is_composite(plain: str, start: int, place: int) -> bool:
    """Whether what stands at `place` is but one of those in brackets that were counted together: `adverse events
    (nausea, vomiting and dizziness)`."""
    opened = plain.rfind("(", start, place)
    if opened < 0 or ")" in plain[opened:place]:
        return False
    return "," in plain[opened : plain.find(")", place)]


def is_of_others(clause: Clause) -> bool:
    """Whether a clause sets sexes, ages, doses or times beside each other, and not those treated beside others."""
    return _OF_OTHERS.search(clause.plain, clause.start, clause.end) is not None


def _is_listed(clause: Clause, start: int, place: int) -> bool:
    """Whether what stands at `place` is among what did not differ, `start` being where the words that say so end."""
    between = _SEEN.sub(" ", ASIDE.sub(" ", clause.plain[start:place]), count=1)
    if _BORDER.search(between) or _has_change(clause, start, place):
        return False
    return _LEADS_TO_LIST.search(between) is not None


def _is_subject(clause: Clause, outcome: Span, place: int) -> bool:
    """Whether an outcome is one of the subjects of the words at `place` that say that nothing differed."""
    subject = ASIDE.sub(" ", clause.plain[clause.start : place])
    if _BEFORE_A_VERB.search(subject) or _has_change(clause, outcome.end, place):
        return False
    if _DESPITE.search(clause.plain, clause.start, outcome.start):
        return False
    before = clause.plain.rfind(", ", clause.start, outcome.start)
    # `In the placebo group, pain …, anxiety was similar`: only a list has commas.
    return before < 0 or not _has_change(clause, clause.start, outcome.start)


def _has_change(clause: Clause, start: int, place: int) -> bool:
    """Whether a word that says that something changed stands between, and is no part of a name."""
    return any(one.meaning not in ("same", "holds", "occurs") for one in clause.cues_between(start, place))
