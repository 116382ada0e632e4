"""Why a sentence of a draft is no claim that evidence could bear on.

Each reason has its own words, and words alone hardly ever suffice: `offering` promotes where a clinic or a place
offers, not where a drug offers a benefit; hope and advice do not undo a finding that the same sentence states beside
them. What has no reason here is not yet a claim: `claims` asks whether it states anything.

Imports `text` and `values` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.checking.values import Direction, NotCheckable, Statement

_PLACE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]round|[Aa]cross|[Ss]erving|[Aa]t) (?!(?:Phase|Major|Treatment|Ketamine|Esketamine"
    r"|Depression|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|PTSD|MDD|TRD|IV|IM)\b)"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)*"
)
_TOWN = re.compile(
    r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?,? (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]"
    r"|O[HKR]|PA|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY]|UK)\b"
)
_SEEKING = re.compile(
    r"\b(?:seek(?:ing|s)?|look(?:ing)? for|search(?:ing)? for|explor(?:e|ing)|visit|find(?:ing)?|provid(?:er|ers)"
    r"|clinics?|"
    r"cent(?:er|re)s?|practices?|offices?|spas?|services?|offer(?:s|ing|ed)?|residents?|locations?)\b"
)
_SERVICE = re.compile(
    r"\b(?:clinics?|providers?|cent(?:er|re)s?|practices?|compan(?:y|ies)|spas?) (?:who |that |which )?(?:offer"
    r"|like ours|near|"
    r"specializ|specialis|provides? (?:ketamine|this|these|the service))|\bketamine (?:clinics|providers) (?:are"
    r"|have|can|offer)\b"
)
_OURS = re.compile(
    r"\b(?:our (?:clinics?|team|cent(?:er|re)s?|patients|providers?|specialists?|staff|doctors?|program|practice"
    r"|office|services?|"
    r"experienced|board|services)|(?:contact|call|visit|reach out to|join|email) (?:us|our)|call (?:now|today)|"
    r"near (?:you|me)|we (?:offer|accept|specialise|specialize|are proud|are here|welcome|pride)|at our|"
    r"(?:book|schedule|request) (?:a|an|your)(?: free)? (?:\w+ )?(?:consultation|appointment|session|call|visit"
    r"|evaluation)|"
    r"free consultation|learn more about our|get started today|insurance accepted|limited[- ]time|sign up (?:now"
    r"|today))\b"
)
_ADVICE = re.compile(
    r"\b(?:should(?!(?: also| always)? (?:know|be aware|note|be (?:told|noted|informed|warned)|understand"
    r"|remember)\b)|must(?! have)|"
    r"ought to|(?:is|are) (?:strongly |generally )?advised|(?:recommend|advise)s?\b(?! (?:for|in) )|"
    r"(?:talk|speak) (?:to|with) (?:your|a|their)|consult (?:your|a|with|their)|be sure to|make sure|"
    r"requires? (?:that|careful|close)|need to (?:be|consult|talk|discuss|consider)|"
    r"it(?:'s| is) (?:important|essential|crucial|vital|best|wise|advisable) (?:for\b|that\b|to (?!emphasi[sz]e"
    r"|note|remember|"
    r"understand|recogni[sz]e|know|say|mention|stress|point)))"
    r"|^(?:please |always |never |do not |don't )?(?:talk|speak|ask|consult|seek|remember|discuss|avoid|check|tell"
    r"|keep|follow|"
    r"stop|start|choose|bring|wear|drink|plan) (?!and )"
)
_DEFINITION = re.compile(
    r"\b(?:(?:is|are|was|were|be) (?:(?:also|commonly|generally|often|sometimes|usually|typically) )?(?:known|defined"
    r"|referred to|"
    r"described|called|termed|classified) as\b|(?:is|are) (?:\w+ly )?(?:defined|called|termed|referred to)\b"
    r"|refers? to\b|"
    r"(?:is|are) the terms? \w+|the terms? .{1,40} (?:means|describes|refers)|stands for|is short for|"
    r"is (?:an?|one) (?:\w+ )?(?:type|form|kind|class|subtype|category) of|can be defined|by definition)\b"
)
_OPINION = re.compile(
    r"\b(?:hope(?!less)(?:s|ful)?|turning point|redefin\w+|re-?shap(?:es|ed|ing)|revolution\w*|game[- ]chang\w+"
    r"|breakthroughs?|"
    r"paradigm\w*|beacon|transformative|captur\w+ (?:the )?(?:attention|imagination)|(?:attracted|drawn|gained"
    r"|garnered|generated) "
    r"(?:\w+ ){0,3}(?:attention|interest|excitement|popularity|headlines)|talked[- ]about|exciting|excitement"
    r"|opens? (?:\w+ )?doors?|"
    r"(?:(?:is|are|was|were|be|become) (?:\w+ )?more than|more than just) an? \w+|(?:important|valuable|"
    r"viable|attractive|compelling|real|true) (?:new "
    r")?(?:option|tool|addition)|"
    r"(?<!most )(?:powerful|sophisticated|valuable|remarkable|incredible|amazing|wonderful) (?:tool|medicine|drug"
    r"|therapy|treatment|option)|"
    r"one[- ]size[- ]fits[- ]all|cure[- ]all|magic bullet|silver bullet|relevance in|(?:is|are) (?:crucial|key"
    r"|paramount|vital)\b|"
    r"last resort|new era|frontier|journey|in (?:my|our) (?:view|opinion|experience)|i (?:think|believe|feel)|we "
    r"(?:think|believe|feel)|"
    r"(?:it|this) matters|the future of|miracle|life[- ]changing|(?:saved|changed) (?:my|his|her|their|our) li(?:fe"
    r"|ves)|deserves?|fascinating|inspir\w+)\b"
)
_ABOUT_ITSELF = re.compile(
    r"\b(?:(?:in )?this (?:article|post|guide|blog|page|section|piece|newsletter|paper|chapter)|(?:here|below"
    r"|next),? we|"
    r"we(?:'ll| will)? (?:take a|explore|look at|discuss|cover|explain|review|walk)|let's|read on|keep reading)\b"
)
_AHEAD = re.compile(
    r"\b(?:(?:further|more|additional|future|ongoing|larger) (?:\w+ ){0,2}(?:research|stud(?:y|ies)|trials?|work) "
    r"(?:\w+ ){0,2}"
    r"(?:needed|required|warranted|necessary|will|may|could|underway|continues?)|remains? to be|(?:as|while) (?:the "
    r")?research continues|"
    r"(?:is|are) learning (?:more )?(?:about )?|(?:researchers|scientists|studies|trials) (?:\w+ )?(?:are|is) "
    r"(?:\w+ )?(?:investigating|"
    r"studying|exploring|examining|testing|looking)|(?:is|are|remains?) (?:still )?(?:unclear|unknown|uncertain)"
    r"|not yet (?:known|clear))\b"
)
# What a service does not do itself is no finding: `we do not prescribe to people with …`.
_OWN_RULE = re.compile(
    r"\bwe (?:do not|don't|cannot|can't|will not|won't|never|only) "
    r"(?:prescribe|treat|accept|admit|offer|give|see|take)\b"
)
_MYTH = re.compile(r"(?:the )?(?:myth|misconception|fiction)(?: (?:#|no\. )?\d+)? ?[:-] ")
# What nobody knows yet is no advice: `no one knows how long people should be treated`.
_UNKNOWN = re.compile(
    r"\b(?:know[ns]?|clear|unclear|sure|certain|uncertain|agreed?|debate[ds]?|settled|studied|tested)\b[^,;.]*"
    r"\b(?:how|whether|when|who|what|which|why)\b[^,;.]*$"
)
# What parts a sentence so far that one half does not colour the other.
_HALF = re.compile(r"[;:—–]| - |,? (?:but|and|which|while|whereas|because|since|so) |, (?:\w+ing )?")


def reason(text: str, plainly: str, told: Iterable[Statement], at: int = 0) -> NotCheckable | None:
    """Why this sentence is no claim, or None if nothing in its words says so.

    `plainly` is `text.plain` of it; `told` is what was read in it, with spans that count it from `at`.
    """
    if plainly.rstrip("\"')] ").endswith("?"):
        return NotCheckable.QUESTION
    if _is_promotion(text, plainly):
        return NotCheckable.PROMOTION
    findings = [one.outcome.span.start - at for one in told if one.outcome and one.direction is not Direction.UNKNOWN]
    if _SERVICE.search(plainly) and not findings:
        return NotCheckable.PROMOTION
    for pattern, why in _SOFT:
        match = pattern.search(plainly)
        if match and pattern is _ADVICE and _UNKNOWN.search(plainly, 0, match.start()):
            continue
        if match and not any(_is_elsewhere(plainly, match, place) for place in findings if place >= 0):
            return why
    return None


def is_myth(plainly: str) -> bool:
    """Whether a sentence is told as a myth: `Myth: …`."""
    return _MYTH.match(plainly) is not None


_SOFT = (
    (_DEFINITION, NotCheckable.DEFINITION),
    (_ADVICE, NotCheckable.ADVICE),
    (_ABOUT_ITSELF, NotCheckable.NO_STATEMENT),
    (_OWN_RULE, NotCheckable.NO_STATEMENT),
    (_OPINION, NotCheckable.OPINION),
    (_AHEAD, NotCheckable.NO_STATEMENT),
)


def _is_promotion(text: str, plainly: str) -> bool:
    """Whether a place or a service is what the sentence is about."""
    if _OURS.search(plainly):
        return True
    return _SEEKING.search(plainly) is not None and (_PLACE.search(text) or _TOWN.search(text)) is not None


def _is_elsewhere(plainly: str, match: re.Match[str], place: int) -> bool:
    """Whether a finding stands in another half of the sentence than the words matched, and is no gloss on them
    (`it represents hope - a possibility of relief`)."""
    first, last = sorted((match.start(), place))
    border = _HALF.search(plainly, first, last)
    if border is None:
        return False
    glosses = place > match.start() and border.group()[0] in "—–: -"
    return not (glosses and re.match(r"\s*(?:an?|the) ", plainly[border.end() :]))
