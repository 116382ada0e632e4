"""What a finding that goes against a claim must have in common with it to deny it.

`Ketamine impairs cognition while it acts` is not denied by better cognition after a course; `can cause anxiety` not by
less anxiety on the whole; `causes nausea` not by less nausea at operations, where it spares opioids. What is denied is
read elsewhere; here is asked whether the two speak of the same.

Imports `appraisal`, `vocabulary` and the modules of this package that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.appraisal.reading import Reading
from indexer.checking.course_words import HEALTHY, NEGATION
from indexer.checking.figures import times
from indexer.checking.limits import COMMONEST
from indexer.checking.mismatch import illnesses_in_title
from indexer.checking.statements import NO_CASES
from indexer.checking.values import OPPOSITE, Certainty, Claim, Direction, Statement
from indexer.text import plain
from indexer.vocabulary import directions

# That something happens while a drug acts, in a claim and in an abstract.
_ACUTE_CLAIM = re.compile(
    r"\b(?:acute(?:ly)?|transient(?:ly)?|brief(?:ly)?|temporar(?:y|ily)|short-lived|passing|fleeting(?:ly)?|"
    r"momentar(?:y|ily)|under the influence|(?:immediately|right|shortly|soon|straight) after|at the peak|"
    r"(?:during|throughout) (?:the |an? |each |every |its |their )?(?:\w+ )?(?:infusions?|sessions?|dosing|"
    r"experiences?|trips?|onset|effects?)|while (?:the |it|an? )(?:\w+ )?(?:is|acts|works|lasts)|"
    r"in the (?:hours|days) after)\b"
)
_ACUTE_TOLD = re.compile(
    r"\b(?:acute(?:ly)?|transient\w*|brief\w*|temporar\w+|during|immediate\w*|peak\w*|onset|under the influence|"
    r"intoxicat\w+|short-lived|same day|post-?infusion|post-?dose)\b"
)
# That something happens to some, or may.
_POSSIBLE = re.compile(
    r"\b(?:can|may|might|could|sometimes|occasionally|rarely|at times|on occasion)\b|"
    r"\b(?:in|for|among|by|to) (?:some|a few|a minority of|certain|rare|individual|isolated|vulnerable|susceptible)\b|"
    r"\b(?:some|a few|a minority of|certain) (?:\w+ )?(?:patients|people|participants|users|individuals|adults|cases|"
    r"volunteers|subjects)\b"
)
# That a drug brings something about, which is more than that there is more of it on the whole.
_CAUSES = re.compile(
    r"\b(?:caus(?:es?|ed|ing)|produc(?:es?|ed|ing)|induc(?:es?|ed|ing)|trigger(?:s|ed|ing)?|provok(?:es?|ed|ing)|"
    r"brings?|brought|bringing|(?:leads?|led|leading) to|occur(?:s|red)?|happens?|arises?|"
    r"(?:is|are) (?:\w+ly )?(?:common|frequent|seen|reported|observed)|experiences?|side effects?|"
    r"adverse (?:effects?|events?|reactions?))\b"
)
_OPERATION = re.compile(
    r"\b(?:surg(?:ery|eries|ical)|(?:peri|post|intra|pre)-?operative(?:ly)?|an(?:a)?esthetic induction|"
    r"general an(?:a)?esthesia|c(?:a)?esare?an|arthroplasty|tonsillectom\w+|\w+ectomy|operations?)\b"
)
_OF_PATIENTS = re.compile(r"\b(?:in|among) (?:the |these |our )?(?:[\w-]+ ){0,2}patients\b")
_IN_TIME = re.compile(
    r"\b(?:over time|over (?:the )?(?:course|sessions|infusions|weeks|months)|"
    r"(?:after|by|from) (?:the )?(?:first|second|third|"
    r"fourth|fifth|sixth|last|final|\d+(?:st|nd|rd|th)) (?:session|infusion|dose|treatment|week)|"
    r"with (?:repeated|each|"
    r"subsequent|further|successive|continued)|across (?:sessions|infusions|doses|visits)|"
    r"became (?:less|rarer|milder|fewer)|"
    r"(?:on|after|with) repeat(?:ed)? \w+)\b"
)
_NO_BENEFIT = re.compile(
    r"\b(?:benefits?|beneficial|advantage\w*|superior\w*|better|effective\w*|efficac\w+|respon[ds]\w*|improv\w+|"
    r"wan(?:e|ed|ing)|"
    r"anti-?depressant|anxiolytic)\b"
)
_ACUTE = 6.0
"""Hours within which a drug of this field acts."""
# What a claim denies only as far as that: `is no cure`, `does not always`, `not in everyone`, `not for long`; each with
# the words by which a finding says as much.
_SO_FAR = (
    (
        re.compile(
            r"\b(?:always|every\w*|each|(?<!at )all|completely|entirely|fully|totally|wholly|altogether|universal\w*|"
            r"necessarily|invariabl[ey]|guarantee\w*|reliabl[ey]|consistent(?:ly)?|automatically|usually|generally|"
            r"often|frequently|commonly|regularly|most|the majority|half|alone|by itself|on its own)\b"
        ),
        re.compile(
            r"\b(?:always|every(?:one|body)|(?:all|every|each) (?:\w+ )?(?:patients?|participants?|subjects?|cases?|"
            r"of them)|complete(?:ly)?|entire(?:ly)?|full(?:y)?|invariabl[ey])\b"
        ),
    ),
    (
        re.compile(r"\b(?:prove[ns]?|proved|settled|certain(?:ly)?|beyond doubt)\b"),
        re.compile(r"\b(?:prove[ns]?|proved|confirm\w*)\b"),
    ),
    (
        re.compile(r"\b(?:cur(?:e[sd]?|ing)|solv\w+|solutions?|heal(?:s|ed)?|fix(?:es|ed)?|panacea|miracles?|magic)\b"),
        re.compile(r"\bcur(?:e[sd]?|ing)\b"),
    ),
    (
        re.compile(
            r"\b(?:eliminat\w+|eradicat\w+|abolish\w*|eras(?:es?|ed)|banish\w*|wip(?:es?|ed)|resolv\w+|stop(?:s|ped|ping)?|end(?:s|ed)?|halv\w+|doubl(?:es?|ed)|"
            r"restor\w+|normali[sz]\w+|revers\w+|remov\w+|rid)\b"
        ),
        re.compile(
            r"\b(?:eliminat\w+|eradicat\w+|abolish\w*|resol\w+|halv\w+|doubl\w+|restor\w+|"
            r"normali[sz]\w+|revers\w+|remi(?:ssion|tted)|free|absen\w+|disappear\w+)\b"
        ),
    ),
    (
        re.compile(
            r"\b(?:immediate(?:ly)?|instant(?:ly)?|at once|(?:straight|right) ?away|overnight|rapid(?:ly)?|"
            r"quick(?:ly)?|fast(?:er)?|soon(?:er)?|early)\b"
        ),
        re.compile(
            r"\b(?:immediate(?:ly)?|instant\w*|rapid\w*|quick\w*|fast\w*|soon\w*|early|acute(?:ly)?|minutes?|min|"
            r"hours?|hrs?|24 ?h|same day|day 1|one day)\b"
        ),
    ),
    (
        re.compile(r"\b(?:for (?:very )?long|long(?:er)?|last(?:s|ing)?|sustain\w*|durabl[ey]|permanent(?:ly)?|forever|"
                   r"for good|persist\w*|prolonged)\b"),
        re.compile(r"\b(?:long\w*|sustain\w*|persist\w*|maintain\w*|durab\w*|last(?:s|ed|ing)|endur\w*|"
                   r"months?|years?|permanent\w*)\b"),
    ),
    (
        re.compile(r"\b(?:severe(?:ly)?|serious(?:ly)?|grave(?:ly)?|dangerous(?:ly)?|life-threatening|harmful(?:ly)?)\b"),
        re.compile(r"\b(?:sever\w+|serious\w*|grave\w*|dangerous\w*|life-threatening|grade [345]|harm\w*)\b"),
    ),
    (
        re.compile(
            r"\b(?:strong(?:ly)?|large(?:ly)?|big|huge(?:ly)?|massive\w*|dramatic\w*|marked(?:ly)?|substantial(?:ly)?|"
            r"considerabl[ey]|great(?:ly)?|(?<!how )much|profound(?:ly)?|robust(?:ly)?|a lot|meaningful(?:ly)?|"
            r"clinically)\b"
        ),
        re.compile(
            r"\b(?:strong\w*|large\w*|huge\w*|massive\w*|dramatic\w*|marked\w*|substantial\w*|considerabl\w*|great\w*|"
            r"profound\w*|robust\w*|meaningful\w*|clinical\w*)\b"
        ),
    ),
)  # fmt: skip


def not_denied(asks: Claim, asked: Reading, told: Statement, evidence: Reading) -> Iterator[str]:
    """Why what a sentence says does not deny a claim though it goes another way; nothing if it does. `asked` is the
    claim's own text; how it is said stands in its sentence, of which it may be a part: `may cause nausea, anxiety`."""
    claim, whole = asks.statement, f"{asked.plain} {plain(asks.sentence)}"
    line = evidence.line_at(told.clause.start) if told.clause else None
    if line is None:
        return
    sentence = evidence.plain[line.start : line.end]
    is_acute = _ACUTE_TOLD.search(sentence) is not None or any(one.hours <= _ACUTE for one in times(sentence))
    if _ACUTE_CLAIM.search(whole) and not is_acute:
        yield "nothing is said of the time while it acts"
    if claim.direction is Direction.NONE:
        yield from denied_so_far(claim, asked.plain, sentence)
    if claim.direction is Direction.LOWER and NO_CASES.search(sentence) and told.direction is Direction.NONE:
        yield "that nobody came down with it does not say that it did not lessen it"
    if not _is_bad(claim):
        is_of_patients = _OF_PATIENTS.search(sentence) and not HEALTHY.search(sentence)
        is_of_healthy = HEALTHY.search(evidence.plain) and not is_of_patients and not HEALTHY.search(whole)
        if told.direction in OPPOSITE and is_of_healthy:
            yield "those studied were healthy"
        return
    yield from _harm_not_denied(asks, told, evidence, sentence, whole)


def _harm_not_denied(asks: Claim, told: Statement, evidence: Reading, sentence: str, whole: str) -> Iterator[str]:
    """Why a sentence does not deny a claim (`whole`) that something comes about or gets worse that nobody wants."""
    claim = asks.statement
    if told.direction in OPPOSITE and not told.against and _IN_TIME.search(sentence):
        yield "that it became less with time presupposes it"
    if told.direction in OPPOSITE and claim.outcome_name in illnesses_in_title(evidence):
        yield "it was given to people who had it"
    if told.direction is Direction.NONE and _NO_BENEFIT.search(sentence):
        yield "that it brought no benefit does not say that it did no harm"
    if COMMONEST.search(f"{whole} {plain(asks.context)}") and told.direction in OPPOSITE:
        yield "that it was less common than elsewhere does not say that it is not common"
    if _POSSIBLE.search(whole):
        yield "that it may happen to some is not denied by what happened on the whole"
    if told.direction in OPPOSITE and _CAUSES.search(whole) and not directions.is_harm(claim.outcome_name):
        yield "that it got better on the whole does not say that nobody had it"
    if _OPERATION.search(f"{evidence.plain[: evidence.title_end]} {sentence}") and not _OPERATION.search(whole):
        yield "it was given at an operation, where what it spares counts too"


def denied_so_far(claim: Statement, asked: str, sentence: str) -> Iterator[str]:
    """What a claim denies only as far as a word goes that the sentence does not say: that it works does not deny that
    it `does not always work`, `is no cure` or `may not work`."""
    denies = NEGATION.search(asked)
    if denies is None:
        return
    if claim.certainty is Certainty.MAY:
        yield "that it did does not deny that it may not"
    for denied, told in _SO_FAR:
        if (word := denied.search(asked, denies.end())) and not told.search(sentence):
            yield f"the claim denies it only with “{word.group()}”, of which nothing is said"


def _is_bad(claim: Statement) -> bool:
    """Whether a claim says that something comes about or gets worse that nobody wants."""
    if directions.is_harm(claim.outcome_name):
        return claim.direction is Direction.HIGHER
    good = directions.good_side(claim.outcome_name)
    return claim.direction is {"lower": Direction.HIGHER, "higher": Direction.LOWER}.get(good)
