"""How long a claim says that an effect lasts, or by when that it is over, and by when a sentence says that it was.

`Lasts for months` is denied by `did not persist over a month`, by `lasted for up to a week` and by `had worn off by day
7`: each tells an effect, and an end to it. That an effect was still there says the same way as the claim; the time is
compared in `figures`.

Imports modules of this package only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from indexer.checking.figures import Time, hours, times
from indexer.checking.values import Span

_LASTS = re.compile(
    r"\b(?:last(?:s|ed|ing)?|persist(?:s|ed|ing)?|endur(?:e|es|ed|ing)|sustained|maintained|continu(?:e|es|ed)|"
    r"remain(?:s|ed)?|h[eo]lds? up|work(?:s|ed)?|effective|keeps?)\b(?: \w+){0,4} ?\b(?:for|over|at least|more than|"
    r"beyond|until|up to|through)\b|"
    r"\b(?:lasts|last|lasting|persists?|persisting)\b"
)
_BARE = re.compile(r"\b(?:for|last|lasts|lasting|over) (?:many |several |about )?(?P<unit>days|weeks|months|years)\b")
_CLOSED = re.compile(r"\b(?:only|up to|no (?:more|longer) than|less than|under|at most|just)\b")
# What ended, and the words up to the time by which it had.
_ENDED = re.compile(
    r"\b(?:(?:did|does|do|was|were|is|are|has|have|had)(?: not|n't)(?: \w+)? (?:persist|last|maintain|sustain|endure|"
    r"continue|remain|hold)\w*|no longer(?: \w+){0,3}|(?:wore|wears?|wearing|worn) off|wan(?:e|es|ed|ing)|"
    r"fad(?:e|es|ed|ing)|dissipat(?:e|es|ed)|disappear(?:s|ed)?|(?:was|were|is|are) (?:lost|gone|"
    r"transient|short-lived))"
    r" (?:\w+ ){0,2}?(?:over|beyond|past|after|for|at|until|to|by|within|through|more than|longer than|"
    r"day|week|month)\b"
)
_BRIEF = re.compile(
    r"\b(?:last(?:s|ed|ing)?|persist(?:s|ed|ing)?|endur(?:es|ed|ing)|maintained|sustained) (?:for )?"
    r"(?:only |just |no longer than |less than |up to ){1,2}"
)
# `Fades within a week`, `has worn off after a week or two`, `lasts no more than a week`.
_OVER = re.compile(
    r"\b(?:(?:is|are|was|were|has|have|had) )?(?:\w+ly |often )?(?:been )?(?:fad(?:e|es|ed)|(?:wears?|wore|worn) off|"
    r"vanish(?:es|ed)?|disappear(?:s|ed)?|wan(?:es|ed?)|gone|lost|dissipat(?:es|ed?)|evaporat(?:es|ed?)|melts? away|"
    r"(?:lasts?|persists?|endures?) (?:for )?(?:only|just|no (?:more|longer) than|not (?:more|longer) than|"
    r"less than|at most|under))"
    r"(?: (?:again|away|entirely|completely|largely|mostly))?"
    r"(?: (?:within|by|after|in|before|inside|for))?(?: (?:about|around|roughly|just|only|as little as|the "
    r"first)){0,2} "
)
# What fades is an effect: `suicidal thoughts fade within hours` is one.
_AN_EFFECT = re.compile(
    r"\b(?:effects?|benefits?|responses?|relief|lift|boost|improvements?|gains?|reductions?|efficacy|remissions?|"
    r"results?|action)\b[^.;,:]*$"
)
_OR_TWO = re.compile(r" or (?:two|so)\b")
_REACH = 40
# Of a time that was not told as an end it takes a claim that is so many times longer.
_FAR = 4.0
_DENIED = re.compile(r"\b(?:not|never|rarely|seldom|hardly|only (?:some|few|half))(?: \w+){0,2} $")


class End(NamedTuple):
    """The words by which an effect was over; `is_told` if it was seen to be over, and not only no longer followed."""

    span: Span
    is_told: bool


class Over(NamedTuple):
    """The words by which a claim says that an effect is over, and the hours after which it is."""

    span: Span
    hours: float


# A harm that `resolves within two hours`, `had gone by the end of the day`, `returned to baseline in 80 minutes`.
_HARM_OVER = re.compile(
    r"\b(?:fad(?:e|es|ed)|(?:wears?|wore) off|resolv(?:e|es|ed)|subsid(?:e|es|ed)|settl(?:e|es|ed)|pass(?:es|ed)?|"
    r"clear(?:s|ed)?(?: up| away)?|disappear(?:s|ed)?|dissipat(?:e|es|ed)|abat(?:e|es|ed)|(?:is|are|was|"
    r"were|has|have|had)"
    r"(?: \w+ly| been)? gone|return(?:s|ed|ing)? to (?:baseline|normal|pre-?(?:dose|treatment|infusion)(?: \w+)?))"
    r"(?: (?:spontaneously|completely|again|away|largely|mostly|levels?|values?|without intervention)){0,2}"
    r" (?:within|by|in|after|at|inside)(?: (?:about|around|roughly|approximately|the first|less than|"
    r"under|the end of))? "
)


@lru_cache(maxsize=1024)
def harm_over_by(plain: str) -> Over | None:
    """By when a text in plain writing says that a harm is over; None if it says no such thing, or denies it."""
    for match in _HARM_OVER.finditer(plain):
        told = _times_at(plain, match.end())
        if told and not _DENIED.search(plain, 0, match.start()):
            return Over(Span(match.start(), _end_of(told[0], plain, match.end())), told[0].hours)
    return None


@lru_cache(maxsize=256)
def over_by(plain: str) -> Over | None:
    """By when a claim in plain writing says that an effect is over; None if it says no such thing. A claim is asked for
    it at every sentence."""
    for match in _OVER.finditer(plain):
        told = _times_at(plain, match.end())
        if told and _AN_EFFECT.search(plain, 0, match.start()):
            unit = _end_of(told[-1], plain, match.end())
            more = _OR_TWO.match(plain, unit)
            hours_told = max(one.hours for one in told) * (2 if more else 1)
            return Over(Span(match.start(), more.end() if more else unit), hours_told)
    return None


def _times_at(plain: str, place: int) -> Sequence[Time]:
    """The times told from a place on, if the first begins there; none otherwise."""
    told = times(plain[place : place + _REACH])
    return told if told and plain.startswith(told[0].words.split()[0], place) else ()


def _end_of(time: Time, plain: str, place: int) -> int:
    """Where the last word of a time ends that is told from a place on."""
    last = time.words.split()[-1]
    return plain.find(last, place) + len(last)


def claimed(plain: str) -> float | None:
    """The hours that a claim in plain writing says that an effect lasts at least; None if it says no such thing."""
    lasts = _LASTS.search(plain)
    if lasts is None:
        return None
    if bare := _BARE.search(plain):
        return 2 * hours(bare["unit"])
    told = [one for one in times(plain[lasts.start() :]) if not one.sooner]
    return told[0].hours if len(told) == 1 and not _CLOSED.search(plain, lasts.start()) else None


def ended(plain: str, start: int, end: int, *, sooner_than: float) -> End | None:
    """Where the clause `plain[start:end]` says that an effect was over so much sooner that it denies that it lasted."""
    for pattern, least in ((_ENDED, 1.0), (_BRIEF, _FAR)):
        for match in pattern.finditer(plain, start, end):
            near = times(plain[match.start() : min(end, match.end() + _REACH)])
            if near and near[0].hours * least < sooner_than * 0.9:
                return End(Span(*match.span()), least == 1.0)
    return None
