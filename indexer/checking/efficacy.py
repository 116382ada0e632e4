"""That a treatment works, or works better than another, where a clause does not say in what.

`Ketamine was superior to midazolam`, `ECT beats ketamine`: what got better is whatever the treatment is for, and in
this field that is depression. It is read as an outcome of its own, which a finding on depression shows too; where the
clause names an object that no table knows (`superior in reducing gambling`), nothing is read.

Pure functions of text in plain writing. Imports `vocabulary`.
"""

from __future__ import annotations

import re

from indexer.checking import course_words as told
from indexer.checking.clauses import Clause
from indexer.checking.course import Course, is_moderated
from indexer.checking.denials import denied
from indexer.checking.joins import EFFECTIVE
from indexer.checking.values import OPPOSITE, Direction, Slot, Span
from indexer.vocabulary.directions import Cue

EFFICACY = "efficacy"
"""The outcome of a treatment that works, in whatever it is given for."""
SHOWN_BY = frozenset({EFFICACY, "depressive symptoms", "antidepressant response", "remission"})
"""The outcomes that are accepted as showing it."""
_SAYS = EFFECTIVE | {
     "as effective as", "did not separate from", "held its own against", "held their own against",
     "hold their own against", "holds its own against", "less efficacious", "no advantage over", "no benefit over",
     "no different from", "non-inferiority", "noninferiority", "on a par with", "on par with",
     "comparable effectiveness to", "comparable efficacy to", "equivalent efficacy to",
     "similar effectiveness to", "similar efficacy as", "similar efficacy to",
     "separate from placebo", "separated from placebo", "separates from placebo", "work as well as",
     "work no better than", "worked as well as",
}  # fmt: skip
_OF_ONE = frozenset({"ineffective", "useless", "effective", "efficacious", "works"})
_OF_WHAT = re.compile(
    r"\b(?:in|for|at|on|as|against|regarding|concerning|of|with) (?:the |its |their |a |an |our |this )?"
)
_SAYS_NOT_WHAT = re.compile(
    r"(?:[\d.]|patients|adults|people|participants|those|women|men|adolescents|individuals|inpatients|"
    r"outpatients|hospitali[sz]ed|clinical|real|"
    r"veterans|older|elderly|weeks?|days?|hours?|months?|short|long|term|terms|study|trial|analys\w+|meta-analysis|"
    r"nearly|almost|virtually|pivotal|phase|registration|key|small|large|randomi[sz]ed|double-blind|"
    r"open-label|monotherapy|augmentation|add-on|adjunct\w*|treatment|antidepressants?|any|all|both|most|"
    r"some|many|every|"
    r"endpoint|follow-up|general|its|head-to-head|respect|regard)"
)
_WORKS_HOW = re.compile(
    r"work(?:s|ed) (?:differently|by|through|on|as an?|like|via|at the|similarly|alongside|how|"
    r"because)\b"
)
_GAP = re.compile(
    r"\b(?:(?:over|under)(?:estimat|stat)\w+|exaggerat\w+|whether|if|to be|not yet|potentially|promising)\b"
)


def efficacy_of(clause: Clause, symptoms: frozenset[str]) -> tuple[Slot, Course] | None:
    """The efficacy that a clause tells of without saying in what, and which way it goes; None if it tells of none.
    Where the illnesses that the clause names have one outcome in `symptoms`, it is this that got better."""
    for cue in clause.cues:
        is_told = clause.word(cue) in _SAYS or (
            clause.word(cue) == "work" and denied(clause.plain, clause.start, cue.start)
        )
        if is_told and not _has_object(clause, cue):
            span, went = Span(cue.start, cue.end), _went(clause, cue)
            if len(symptoms) != 1:
                return Slot(EFFICACY, span), (went, (span,))
            return Slot(next(iter(symptoms)), span), (OPPOSITE.get(went, went), (span,))
    return None


def is_of_two(clause: Clause, words: tuple[Span, ...]) -> bool:
    """Whether these words say of two treatments that they work alike, so that nothing is said where but one is named:
    `twice-weekly and thrice-weekly infusions are equally effective`."""
    said = [clause.plain[one.start : one.end] for one in words]
    return any(one in _SAYS and one not in _OF_ONE for one in said)


def _went(clause: Clause, cue: Cue) -> Direction:
    said = clause.plain[clause.start : clause.end]
    if is_moderated(said) or any(one.search(said) for one in (told.DOUBTED, told.NOT_TOLD_APART, _GAP)):
        return Direction.UNKNOWN
    is_better = cue.meaning == "better"
    if denied(clause.plain, clause.start, cue.start):
        return Direction.NONE if is_better else Direction.UNKNOWN
    if cue.meaning == "same":
        return Direction.NONE
    return Direction.HIGHER if is_better else Direction.LOWER


def _has_object(clause: Clause, cue: Cue) -> bool:
    """Whether something is named in which it works, other than whom, when and how it was studied; or by what."""
    if _WORKS_HOW.match(clause.plain, cue.start):
        return True
    for match in _OF_WHAT.finditer(clause.plain, cue.end, clause.end):
        is_named = any(one.start <= match.end() < one.end for one in clause.names)
        if not is_named and not _SAYS_NOT_WHAT.match(clause.plain, match.end()):
            return True
    return False
