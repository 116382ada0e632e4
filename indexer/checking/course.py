"""Which way an outcome goes in a clause, by the word of direction that is said of it.

`joins` tells which word is said of which outcome; here is read what it says after negation, comparison and doubt are
taken into account. Some outcomes say their direction themselves (`antidepressant effect`, `pain relief`): of those it
is asked whether they are stated, denied or weakened. What is not stated is not determined.

Pure functions of text in plain writing. Imports `vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.checking import course_words as told
from indexer.checking.acted_on import EFFECT_OF
from indexer.checking.clauses import Clause
from indexer.checking.denials import denied
from indexer.checking.frames import framed, listed
from indexer.checking.joins import CHANGING, EFFECTIVE, VERB_OF_CHANGE, brought_into, is_said_of, leads_to
from indexer.checking.no_difference import is_of_others, undivided
from indexer.checking.values import OPPOSITE, Direction, Slot, Span
from indexer.vocabulary import directions
from indexer.vocabulary.directions import Cue

TOLERABILITY = "tolerability"
"""The outcome of `safe and well tolerated`; how often harms occurred is another (`adverse events`)."""
_HAD = frozenset({TOLERABILITY, "abuse liability", "dependence"})
"""Outcomes that a drug is said to have: `has no addictive potential`."""
_HAVE = re.compile(r"ha(?:ve|s|d)|experienc(?:e|ed)|exhibit(?:s|ed)?|displayed")
# What people had before, or who had it.
_EARLIER = re.compile(
    r"\b(?:before|prior|previous\w*|history|already|baseline|pre-?existing|lifetime|past|ever|current|comorbid|who|whose|"
    r"that|which|either|both)\b"
)
_MEASURED = frozenset({"blood pressure", "heart rate", "sedation", "seizure"})
"""Harms that everybody has some of: to have had one says nothing."""
_FAR = 60
# Outcomes that a share of the patients has.
_SHARED = frozenset({"antidepressant response", "remission", "relapse"})
_SCORED = re.compile(r" (?:(?:total|mean|overall|scores?|symptoms?|severity|ratings?|levels?) ){0,3}")
_MEASURE = re.compile(r"\b(?:than|versus|vs\.?) (?:the |a )?$")
_COMPARING = re.compile(r"\b(?:than|versus|vs\.?|compared|relative|to|over)\b")
_AT = re.compile(r"(?: (?!and\b|or\b|but\b)[\w-]+){1,4} (?:at|in|for) (?:\w+ly )?")
_LEADING = ("led to ", "leads to ", "lead to ", "leading to ")
"""Before `lower rates`, which is then no verb."""
_FOR_DOING = re.compile(r"\b(?:in|for|at|of|on|aimed at) (?:\w+ly )?$")

# Words that are said of those who have an illness, or of both sides, and tell something all the same.
_SAID_OF_ALL = re.compile(r"(?:in )?favo|respond")
_DENIALS = frozenset({"no", "not"})
# What merely says that there was something: `a reduction … was observed`.
_STATING = frozenset({"holds", "occurs"})

Course = tuple[Direction, tuple[Span, ...]]
"""A direction, and the words that say it."""

_UNREAD: Course = (Direction.UNKNOWN, ())


def direction_of(clause: Clause, outcome: Slot) -> Course:
    """Which way `outcome` goes in a clause, and the words that say so."""
    course = _course(clause, outcome)
    if course[0] is Direction.NONE and is_of_others(clause):
        return _UNREAD
    is_change = course[0] in OPPOSITE
    if is_change and told.IN_NOBODY.search(clause.plain, clause.start, clause.end):
        return _UNREAD
    return _UNREAD if is_change and told.NOT_TOLD_APART.search(clause.plain, clause.start, clause.end) else course


def _course(clause: Clause, outcome: Slot) -> Course:
    plain, span = clause.plain, outcome.span
    if says_no_way(clause):
        return _UNREAD
    if outcome.value == TOLERABILITY and (stated := told.IS_SAFE.search(plain[: span.end], clause.start)):
        went = Direction.LOWER if denied(plain, clause.start, span.start) else Direction.HIGHER
        return went, (Span(stated.start(1), span.end),)
    cues = [one for one in clause.cues if not (clause.word(one) in told.DEGREES and _is_alternative(clause, one))]
    ahead = [one for one in cues if _is_ahead(clause, one, span)]
    behind = [one for one in cues if one.start >= span.end and is_said_of(clause, span, one)]
    inner = next(
        (one for one in cues if span.start <= one.start and one.end <= span.end and not _is_name(clause, outcome, one)),
        None,
    )
    if not outcome.value.startswith(EFFECT_OF) and _is_directed(clause, span, inner):
        return _of_directed(clause, outcome, [*ahead[-1:], *behind[:1]])
    first, then = inner or (ahead[-1] if ahead else None), _telling(behind)
    if (whole := _by_clause(clause, outcome)) is not None:
        return whole
    told_of = _joined(clause, outcome, _left_alone(clause, span) or first or _around(clause, span), then)
    if told_of[0] is Direction.UNKNOWN and (form := listed(clause, outcome)) is not None:
        return _by_form(clause, outcome, form)
    return told_of


def _by_clause(clause: Clause, outcome: Slot) -> Course | None:
    """What a clause as a whole says of an outcome: that nobody had it, that it did not differ, or what its form is."""
    if none := _of_none(clause, outcome):
        return Direction.NONE, (Span(*none.span()),)
    if alike := undivided(clause, outcome.span):
        return Direction.NONE, (alike,)
    form = framed(clause, outcome)
    return None if form is None else _by_form(clause, outcome, form)


def _is_ahead(clause: Clause, cue: Cue, outcome: Span) -> bool:
    """Whether an outcome is the object of a word of direction before it, or begins in it: `lower risk of relapse`."""
    if cue.start < outcome.start < cue.end < outcome.end:
        return True
    return cue.end <= outcome.start and leads_to(clause, cue, outcome)


def _by_form(clause: Clause, outcome: Slot, cue: Cue) -> Course:
    """What the form of a clause says of an outcome; unknown where that is told of everybody or of the controls."""
    words = (Span(cue.start, cue.end),)
    if cue.meaning == "same":
        return Direction.NONE, words
    is_beside = _COMPARING.search(clause.plain, clause.start, clause.end) is not None or _SAID_OF_ALL.match(
        clause.word(cue)
    )
    if _includes_none(clause) or (_is_circumstance(clause, cue, outcome.span) and not is_beside):
        return _UNREAD
    if cue.meaning == "occurs":
        return (Direction.HIGHER if directions.is_harm(outcome.value) else Direction.UNKNOWN), words
    return as_said(clause.plain, cue, outcome), words


def _of_users(clause: Clause) -> str:
    """What a clause says, without those whom users of a drug are set beside: they are its comparison."""
    said = clause.plain[clause.start : clause.end]
    return told.NON_USERS.sub(" ", said) if told.USERS.search(said) else said


def _is_lack(clause: Clause, cue: Cue) -> bool:
    """Whether a word only names the want of something: the decline of `cognitive decline`."""
    return cue.meaning == "worse" or told.LACK.fullmatch(clause.word(cue)) is not None


def _is_name(clause: Clause, outcome: Slot, cue: Cue) -> bool:
    """Whether a word is but part of an outcome's name: the decline of `cognitive decline`, `quality of recovery`."""
    word = clause.word(cue)
    return (
        _is_lack(clause, cue)
        or word in ("rescue", "experience")
        or (word == "recovery" and outcome.value.startswith("recovery"))
    )


@lru_cache(maxsize=512)
def says_no_way(clause: Clause) -> bool:
    """Whether a clause, which may name several outcomes, tells what goes with what, or doubts what it tells."""
    return _is_relation(clause) or told.DOUBTED.search(clause.plain, clause.start, clause.end) is not None


def _is_relation(clause: Clause) -> bool:
    """Whether a clause tells who has more of an outcome or what it goes with, and nothing that a treatment did."""
    likelier = told.LIKELIER.search(clause.plain, clause.start, clause.end)
    if likelier and not (
        told.GIVEN_BEFORE.search(clause.plain, clause.start, likelier.start())
        or told.LIKELY_WITH.match(clause.plain, likelier.end(), clause.end)
    ):
        return True
    if told.RELATED_TOO.match(clause.plain, clause.start, clause.end):
        return True
    around = clause.plain[max(0, clause.start - told.NEAR) : clause.end + told.NEAR]
    return told.THE_MORE.search(around) is not None or is_moderated(_of_users(clause))


def is_moderated(said: str) -> bool:
    """Whether it tells who has more of an outcome, or what goes with what: nothing that a treatment did."""
    if told.MODERATED.search(said):
        return True
    controls = told.THAN_CONTROLS.search(said)
    return controls is not None and not told.OF_AN_ARM.search(said, 0, controls.start())


def _of_none(clause: Clause, outcome: Slot) -> re.Match[str] | None:
    """The words by which nobody had an outcome, or by which there was no case of a harm."""
    nobody = told.NOBODY.search(clause.plain, clause.start, outcome.span.end)
    if nobody is None and directions.is_harm(outcome.value):
        return told.NO_CASE.search(clause.plain, clause.start, outcome.span.start)
    return nobody


def _left_alone(clause: Clause, outcome: Span) -> Cue | None:
    """The `intact` of `leaves memory intact`."""
    kept = told.UNCHANGED.match(clause.plain, outcome.end, clause.end)
    return Cue("same", *kept.span("kept")) if kept and told.LEFT.search(clause.before(outcome.start, 40)) else None


def _around(clause: Clause, outcome: Span) -> Cue | None:
    """The verb of `protects people from` a relapse, which is lower, and of `tips patients into` mania, which is
    higher."""
    if kept := told.KEPT_FROM.search(clause.plain, clause.start, outcome.start):
        return Cue("lower", *kept.span("verb"))
    if brought := brought_into(clause.plain, clause.start, outcome.start):
        return Cue("higher", *brought.span("verb"))
    before = clause.before(outcome.start, 60)
    if taken := told.TAKEN_FROM.search(before):
        at = outcome.start - len(before)
        start, end = taken.span("verb" if taken["verb"] else "cut")
        return Cue("lower", at + start, at + end)
    sent = told.SENT.search(clause.before(outcome.start, 40))
    where = told.SENT_WHERE.match(clause.plain, outcome.end, clause.end) if sent else None
    if where is None:
        return None
    part = next(name for name in ("way", "high", "low") if where[name])
    return Cue("higher" if where["way"] == "up" or where["high"] else "lower", *where.span(part))


def _telling(behind: Sequence[Cue]) -> Cue | None:
    """Of the words behind an outcome the first that says a way: `showed` of `showed improvement` says none."""
    return next((one for one in behind if one.meaning not in _STATING), behind[0] if behind else None)


def _joined(clause: Clause, outcome: Slot, first: Cue | None, then: Cue | None) -> Course:
    """What the nearest word before an outcome and the nearest behind it say of it together."""
    if first and _is_reached(clause, outcome, first):
        first = Cue("higher", first.start, first.end)
    if first and then and first.meaning in _STATING and then.start - outcome.span.end <= 1:
        first = None  # `showed rapid OCD symptom improvement`
    if first and then and clause.word(first) in told.MORE and _is_its_change(clause, outcome, then):
        first = None  # `a greater anxiety score reduction`
    cue = first or then
    if cue is None:
        return _by_shares(clause, outcome)
    words = (Span(cue.start, cue.end),)
    if _is_change(clause, cue) and (few := told.SHARE_OF_THOSE.search(clause.plain, clause.start, cue.start)):
        return Direction.NONE, (Span(*few.span()), *words)
    is_sized = then is cue and _is_its_change(clause, outcome, cue) and _has_size(clause, cue)
    if is_sized or not _is_finding(clause, cue) or _is_circumstance(clause, cue, outcome.span):
        return Direction.UNKNOWN, words
    if first and (level := _no_better(clause, first)):
        return Direction.NONE, (Span(level.start, level.end), *words)
    if first and then and then.meaning not in _STATING and (compared := _compared(clause, first, then)) is not None:
        return compared, (*words, Span(then.start, then.end))
    return _read(clause, cue, outcome)


def _is_reached(clause: Clause, outcome: Slot, cue: Cue) -> bool:
    """Whether a treatment is said to be better, or not, at bringing people to an outcome: `in achieving remission`."""
    if cue.meaning != "holds" or outcome.value not in _SHARED or not clause.word(cue).endswith("ing"):
        return False
    return _FOR_DOING.search(clause.before(cue.start, 24)) is not None


def _is_its_change(clause: Clause, outcome: Slot, then: Cue) -> bool:
    """Whether a word makes one noun with the outcome before it: `anxiety score reduction`."""
    between = clause.plain[outcome.span.end : then.start]
    return _is_change(clause, then) and _SCORED.fullmatch(between) is not None


def _has_size(clause: Clause, change: Cue) -> bool:
    """Whether a change is said to be of another size than one beside it: `the pain increase was lower than …`."""
    return any(
        clause.word(one) in told.SIZES - told.MORE and told.BARE_AUXILIARY.search(clause.plain, change.end, one.start)
        for one in clause.cues
        if one.start >= change.end
    )


def _no_better(clause: Clause, cue: Cue) -> Cue | None:
    """The words by which a treatment is no better than another at doing what `cue` says: `no better than placebo at
    reducing …`."""
    for one in clause.cues:
        # `Was not more effective than placebo in reducing …`.
        is_denied = clause.word(one) in EFFECTIVE and denied(clause.plain, clause.start, one.start) is not None
        if one.end > cue.start or not (one.meaning == "same" or (one.meaning == "better" and is_denied)):
            continue
        # `Does nothing to prevent …`.
        is_nothing = clause.plain[one.end : cue.start] == " " and clause.word(one).endswith(" to")
        if is_nothing or _AT.fullmatch(clause.plain, one.end, cue.start):
            return one
    return None


def _by_shares(clause: Clause, outcome: Slot) -> Course:
    """Of an outcome whose share in one group is set beside that in another, where a test tells them apart: higher if
    the first is. Whose the first is, `agents` says."""
    shares = told.SHARES.search(clause.plain, outcome.span.end, clause.end)
    is_share = outcome.value in _SHARED or directions.is_harm(outcome.value)
    if shares is None or not is_share or not told.TOLD_APART.search(clause.plain, shares.end(), clause.end):
        return _UNREAD
    first, second = float(shares["first"]), float(shares["second"])
    if first == second or _includes_none(clause):
        return _UNREAD
    return (Direction.HIGHER if first > second else Direction.LOWER), (Span(*shares.span()),)


def _of_nothing(clause: Clause) -> Span | None:
    """The subject by which a clause denies whatever it says: `None of the treatments raised …`."""
    found = told.NONE_OF.match(clause.plain, clause.start, clause.end)
    return Span(*found.span("none")) if found else None


def _is_alternative(clause: Clause, cue: Cue) -> bool:
    """`Three or more infusions`."""
    return clause.plain.endswith(" or ", 0, cue.start)


def _is_directed(clause: Clause, outcome: Span, inner: Cue | None) -> bool:
    named = told.DIRECTED.search(clause.plain, outcome.start, outcome.end)
    if told.TAKEN.search(clause.plain, outcome.start, outcome.end):
        return False
    if inner is None and named is not None:
        return True
    return clause.before(outcome.start, 5).rstrip("- ").endswith("anti")


def _compared(clause: Clause, first: Cue, then: Cue) -> Direction | None:
    """What `then` says of the change named by `first` (`reductions in … were greater`); None if it adds nothing."""
    if then.meaning == "same":
        return Direction.NONE
    if clause.word(first) in told.SIZES - told.MORE and _is_change(clause, then):
        return Direction.UNKNOWN  # `a smaller anxiety score reduction`
    is_than = clause.plain.startswith(" than ", then.end)  # `reduced pain more than placebo`
    if clause.word(then) in ("better than", "better") and first.meaning in ("lower", "higher"):
        return None  # `cuts suicidal ideation better than placebo`
    if clause.word(then) in told.MORE | {"superior"} and (is_than or _is_change(clause, first)):
        return None
    return Direction.UNKNOWN if then.meaning != first.meaning else None


def _read(clause: Clause, cue: Cue, outcome: Slot) -> Course:
    """What a word says of the outcome that it is joined with."""
    plain, words = clause.plain, (Span(cue.start, cue.end),)
    denial = denied(plain, clause.start, cue.start) or _of_nothing(clause)
    if denial and told.FREE_OF.search(plain, denial.start, outcome.span.start):
        denial = None  # `the absence of anxiety was more frequent`
    if cue.meaning == "same":  # `not non-inferior` is no finding of no difference
        return (Direction.UNKNOWN if denial else Direction.NONE), words
    went = as_said(plain, cue, outcome, is_denied=denial is not None)
    if (
        clause.word(cue).startswith("suffer")
        and outcome.span.end <= cue.start
        and not directions.is_harm(outcome.value)
    ):
        went = _towards(directions.good_side(outcome.value), better=False)  # `verbal memory suffers`
    if cue.end <= outcome.span.start and (low := told.LOW_BEFORE.search(plain, cue.end, outcome.span.start)):
        # `Causes low blood pressure`, `produced negligible changes in mood`.
        is_lower = low["low"] == "low" and went is Direction.HIGHER and clause.word(cue) in told.BRINGING
        went = Direction.LOWER if is_lower else Direction.UNKNOWN
    is_rare = told.RARE.match(plain, outcome.span.end, clause.end)
    # `Induced alterations in glutamate`
    is_mere = cue.end <= outcome.span.start and told.MERE_CHANGE.search(plain, cue.end, outcome.span.start)
    says_no_way_of_it = went is Direction.UNKNOWN or is_rare or is_mere or _goes_both_ways(clause, cue)
    if says_no_way_of_it or _is_weakened(clause, cue, is_denied=denial is not None):
        return Direction.UNKNOWN, words
    alike = told.NO_MORE.match(plain, cue.end)  # `improved no more than with placebo`
    alike = alike or told.AS_WELL.search(plain, max(cue.end, outcome.span.end), clause.end)
    if denial is None and alike is not None:
        denial = Span(*alike.span("alike"))
    if denial:
        return Direction.NONE, (denial, *words)
    behind = max(cue.end, outcome.span.end)
    if unseen := _unseen(clause, behind):
        return unseen[0], (*words, *unseen[1])
    if _is_change(clause, cue) and (alike := told.ALIKE.search(plain, clause.start, cue.start)):
        return Direction.NONE, (Span(alike.start(1), alike.end(1)), *words)
    is_presupposed = (_is_change(clause, cue) or clause.word(cue) in told.DEGREES) and told.PRESUPPOSED.search(
        plain, behind, clause.end
    )
    # `Did not raise the share of those who had a reduction in …`: what is denied reaches further than its verb.
    reached = _is_change(clause, cue) and any(
        denied(plain, clause.start, one.start)
        for one in clause.cues
        if one.end <= cue.start and one.meaning in CHANGING
    )
    is_harm = directions.is_harm(outcome.value)
    fades = is_harm and told.OVER_TIME.search(plain, clause.start, clause.end) is not None
    if is_harm and told.GOES_AWAY.fullmatch(clause.word(cue)):  # what was over had been there
        went, fades = Direction.HIGHER, not _was_brought_on(clause, outcome.span, cue)
    return (Direction.UNKNOWN if is_presupposed or reached or fades else went), words


def _goes_both_ways(clause: Clause, cue: Cue) -> bool:
    """Whether another word beside it, of the same outcome, says the contrary: `rose in one region and fell in another`,
    `reduced associative, but increased sensory` connectivity."""
    contrary = {"lower": "higher", "higher": "lower", "better": "worse", "worse": "better"}.get(cue.meaning)
    for one in clause.cues:
        if one.meaning != contrary:
            continue
        start, end = min(one.end, cue.end), max(one.start, cue.start)
        is_named = any(start <= name.start < end for name in clause.names)
        if (
            not is_named
            and told.AND_THEN.search(clause.plain, start, end)
            and VERB_OF_CHANGE.fullmatch(clause.word(one))
        ):
            return True
    return False


def _was_brought_on(clause: Clause, outcome: Span, cue: Cue) -> bool:
    """Whether a harm of which it is said that it was over was one of treatment: `dissociation after ketamine resolved`,
    but not `headache resolved after ketamine`."""
    if cue.start < outcome.end:
        return False
    brought = told.BROUGHT_ON.search(clause.plain, outcome.end, cue.start)
    return bool(brought or told.EMERGENT.search(clause.before(outcome.start, 40)))


def _unseen(clause: Clause, place: int) -> Course | None:
    """What `was not significant`, `was not observed` behind a change makes of it: no difference; unknown if it only did
    not last, or if something else stands between that may be meant."""
    match = told.NOT_SEEN.search(clause.plain, place, clause.end)
    if match is None:
        return None
    between = clause.plain[place : match.start()]
    is_other = "," in between or any(
        place <= one.start < match.start() for one in clause.cues if one.meaning != "holds"
    )
    went = Direction.UNKNOWN if match["gone"] or is_other else Direction.NONE
    return went, (Span(*match.span()),)


def _is_weakened(clause: Clause, cue: Cue, *, is_denied: bool) -> bool:
    """Whether a change is but a smaller one, is only what another is measured by, or may be none by its interval: that
    is what is said where it is denied."""
    if told.LESSER.search(clause.plain, clause.start, cue.start) or (_includes_none(clause) and not is_denied):
        return True
    if _is_change(clause, cue) and any(
        one.meaning in ("lower", "worse") and told.ITS_OBJECT.fullmatch(clause.plain, one.end, cue.start)
        for one in clause.cues
        if one.end <= cue.start
    ):
        return True  # `attenuated the increase in …`
    if clause.word(cue) in told.SIZES and told.OF_CHANGE.search(clause.plain, clause.start, cue.start):
        return True  # `changes in … were greater`: which way they went is not said
    return _is_change(clause, cue) and _MEASURE.search(clause.before(cue.start, 12)) is not None


def _is_change(clause: Clause, cue: Cue) -> bool:
    """Whether a word of direction is a noun for a change: `increase`, `increase in`."""
    return clause.word(cue).split()[0] in told.CHANGES


def _includes_none(clause: Clause) -> bool:
    """Whether a confidence interval in the clause includes no effect (1 of a ratio, 0 of a difference)."""
    for match in told.INTERVAL.finditer(clause.plain, clause.start, clause.end):
        low, high = float(match["low"].replace(" ", "")), float(match["high"].replace(" ", ""))
        none = 1.0 if told.RATIO.search(clause.before(match.start(), 40)) else 0.0
        if low < none < high:
            return True
    return False


def as_said(plain: str, cue: Cue, outcome: Slot, *, is_denied: bool = False) -> Direction:
    """The direction that a word gives to an outcome that it is said of, before anything denies it; `is_denied` tells
    that something does, so that a `no` or `not` beside it is read already."""
    good = directions.good_side(outcome.value)
    is_harm = directions.is_harm(outcome.value)
    is_kept = good == "higher" and plain.startswith("spar", cue.start)  # `spares opioids`, but `spares memory`
    match "holds" if is_kept else cue.meaning:
        case "lower" | "higher":
            return _less_or_more(plain, cue, outcome)
        case "better" | "worse":
            return _towards(good, better=cue.meaning == "better")
        case "holds" if not _is_had(plain, cue, outcome):
            return Direction.HIGHER if outcome.value in _HAD else Direction.UNKNOWN
        case "delays":
            return Direction.LOWER if outcome.value == "relapse" else Direction.UNKNOWN
        case _ if _is_seldom(plain, cue, but_denial=is_denied):
            return Direction.UNKNOWN
        case _:
            is_lack = good == "higher" and told.LACK.search(plain, outcome.span.start, outcome.span.end)
            return Direction.HIGHER if is_harm else Direction.LOWER if is_lack else Direction.UNKNOWN


def _is_had(plain: str, cue: Cue, outcome: Slot) -> bool:
    """Whether people are said to have had a harm, or trouble with what is good: `had nausea`, `experience
    nightmares`."""
    if cue.end > outcome.span.start or _HAVE.fullmatch(plain, cue.start, cue.end) is None:
        return False
    around = plain[max(0, cue.start - _FAR) : outcome.span.end + _FAR]
    if told.FEW.search(around) or _EARLIER.search(around):
        return False
    if directions.good_side(outcome.value) == "higher":
        return told.LACK.search(plain, outcome.span.start, outcome.span.end) is not None
    named = plain[outcome.span.start : outcome.span.end]
    return directions.is_harm(outcome.value) and outcome.value not in _MEASURED and "safety" not in named


def _less_or_more(plain: str, cue: Cue, outcome: Slot) -> Direction:
    """Which way an outcome goes of whose name there is less or more: less of `free of anxiety` is more anxiety."""
    went = Direction(cue.meaning)
    start, end = outcome.span.start, outcome.span.end
    before = plain[max(0, start - 30) : start]
    if told.ITS_RESPONSE.match(plain, end) or told.THRESHOLD.search(plain, start, end) or told.BORNE.search(before):
        return Direction.UNKNOWN
    good = directions.good_side(outcome.value)
    if told.ITS_LACK.match(plain, end):
        went = OPPOSITE[went]  # `cognitive deficits`
    is_sent = told.SENT.search(before) and told.SENT_TO.match(plain, end) and not directions.is_harm(outcome.value)
    if told.COUNT_TO_IT.search(before) or is_sent:
        return Direction.UNKNOWN
    if told.ITS_END.match(plain, end) or told.END_OF_IT.search(before):
        return _towards(good, better=went is Direction.HIGHER)
    if told.ITS_TREATMENT.match(plain, end) or (good == "higher" and told.ITS_RISK.match(plain, end)):
        return Direction.UNKNOWN
    if told.GOOD_NAME.search(plain, start, end):
        return _towards(good, better=went is Direction.HIGHER)
    trouble = told.TROUBLE_WITH.search(plain[max(0, start - _FAR) : start])
    # `Cognitive decline increased`; but `a cognitive decline` is the change itself
    its_trouble = told.ITS_TROUBLE.match(plain, end)
    trouble = trouble or (
        its_trouble if its_trouble and not its_trouble.start() <= cue.start < its_trouble.end() else None
    )
    is_lack = good == "higher" and (told.LACK.search(plain, start, end) or trouble) is not None
    is_lack = is_lack or (not good and told.A_LOSS.search(plain, start, end) is not None)
    is_wait = outcome.value == "relapse" and plain.startswith("time to", start)
    is_free = told.FREE_OF.search(before) or told.ITS_FREEDOM.match(plain, end)
    return OPPOSITE[went] if is_lack or is_wait or is_free else went


def _is_seldom(plain: str, cue: Cue, *, but_denial: bool) -> bool:
    near = plain[max(0, cue.start - 30) : cue.start], plain[cue.end : cue.end + 40]
    said = [one.group() for text in near for one in told.SELDOM.finditer(text)]
    return any(not (but_denial and one in _DENIALS) for one in said)


def _towards(good: str, *, better: bool) -> Direction:
    if not good:
        return Direction.UNKNOWN
    return Direction.LOWER if (good == "lower") == better else Direction.HIGHER


def _of_directed(clause: Clause, outcome: Slot, near: Sequence[Cue]) -> Course:
    """Of an outcome that says its own direction: stated, denied, or weakened by something else (not determined). `near`
    are the words of direction that are said of it."""
    plain, span = clause.plain, outcome.span
    words = (Span(span.start, span.end),)
    same = [Span(cue.start, cue.end) for cue in near if cue.meaning == "same"]
    if alike := told.ALIKE.search(plain, clause.start, span.start):
        same.append(Span(alike.start(1), alike.end(1)))
    if same:
        return Direction.NONE, (*words, *same)
    lesser = told.LESSER.search(plain, clause.start, span.start)
    if lesser or told.ITS_USE.match(plain, span.end) or any(cue.meaning in ("lower", "worse") for cue in near):
        return Direction.UNKNOWN, words
    if denial := denied(plain, clause.start, span.start) or _of_nothing(clause):
        return Direction.NONE, (denial, *words)
    if unseen := _unseen(clause, span.end):
        return unseen[0], (*words, *unseen[1])
    stated = any(
        cue.meaning in ("higher", "better", "holds")
        or clause.word(cue) in told.SEEN
        or clause.word(cue).endswith("associated with")
        for cue in near
    )
    if not stated or _is_circumstance(clause, Cue("", span.start, span.end), span):
        return Direction.UNKNOWN, words
    return _towards(directions.good_side(outcome.value), better=True), words


def _is_circumstance(clause: Clause, cue: Cue, outcome: Span) -> bool:
    """Whether it is said of everybody, of the control group, of the time before treatment or of who was studied, and so
    tells nothing of what a treatment did."""
    plain, start, end = clause.plain, clause.start, clause.end
    # `No headache occurred in either group` is said of the treated too.
    is_lacking = cue.meaning == "occurs" and denied(plain, start, outcome.start) is not None
    if cue.meaning != "same" and not is_lacking and told.EVERYONE.search(plain, start, end):
        return True
    against = _COMPARING.search(plain, start, end)
    control = told.CONTROL.search(plain, start, against.start() if against else end)
    if control and "ketamine" not in plain[start : control.start()]:
        return True
    # `In patients with alcohol use disorder, ketamine reduced …`: whom it is said of comes first, and then the subject.
    # `Patients with PTSD improved`: it is said of those whose illness is the outcome.
    before = clause.before(cue.start, 60)
    is_theirs = outcome.end <= cue.start or told.LEFT_WITH.search(before)
    people = None if is_theirs else told.POPULATION_BEFORE.search(before)
    return bool(told.AT_BASELINE.search(plain, start, end) or (people and "," not in people.group()))


def _is_finding(clause: Clause, cue: Cue) -> bool:
    """Whether a word of direction states: a noun that somebody shows, a verb that is no mere purpose."""
    word = clause.word(cue)
    if word == "help" and told.MODAL.search(clause.before(cue.start, 12)):
        return True
    if word in told.ABSTRACT and not (word == "benefit" and clause.plain.startswith(" from ", cue.end)):
        return told.ASSERTING.search(clause.plain, clause.start, clause.end) is not None
    before = clause.before(cue.start, 24)
    is_verb = not _is_change(clause, cue) and cue.meaning != "same" and not word.endswith("ed")
    if is_verb and f" {before}".endswith(" to ") and not before.endswith(_LEADING):
        return told.ABLE.search(before.removesuffix("to ")) is not None
    if word.endswith("ing") and _FOR_DOING.search(before):
        return told.WORKING.search(clause.plain, clause.start, cue.start) is not None
    return True
