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
from indexer.checking.figures import times
from indexer.checking.limits import COMMONEST
from indexer.checking.values import OPPOSITE, Claim, Direction, Statement
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
_HEALTHY = re.compile(
    r"\bhealthy (?:\w+ ){0,2}?(?:volunteers|subjects|participants|adults|men|women|individuals|people)\b"
)
_ACUTE = 6.0
"""Hours within which a drug of this field acts."""


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
    if not _is_bad(claim):
        if told.direction in OPPOSITE and _HEALTHY.search(evidence.plain) and not _HEALTHY.search(whole):
            yield "those studied were healthy"
        return
    if COMMONEST.search(f"{whole} {plain(asks.context)}") and told.direction in OPPOSITE:
        yield "that it was less common than elsewhere does not say that it is not common"
    if _POSSIBLE.search(whole):
        yield "that it may happen to some is not denied by what happened on the whole"
    if told.direction in OPPOSITE and _CAUSES.search(whole) and not directions.is_harm(claim.outcome_name):
        yield "that it got better on the whole does not say that nobody had it"
    if _OPERATION.search(f"{evidence.plain[: evidence.title_end]} {sentence}") and not _OPERATION.search(whole):
        yield "it was given at an operation, where what it spares counts too"


def _is_bad(claim: Statement) -> bool:
    """Whether a claim says that something comes about or gets worse that nobody wants."""
    if directions.is_harm(claim.outcome_name):
        return claim.direction is Direction.HIGHER
    good = directions.good_side(claim.outcome_name)
    return claim.direction is {"lower": Direction.HIGHER, "higher": Direction.LOWER}.get(good)
