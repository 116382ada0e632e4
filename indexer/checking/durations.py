"""How long a claim says that an effect lasts, and by when a sentence says that it was over.

`Lasts for months` is denied by `did not persist over a month`, by `lasted for up to a week` and by `had worn off by day
7`: each tells an effect, and an end to it. That an effect was still there says the same way as the claim; the time is
compared in `figures`.

Imports modules of this package only.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.checking.figures import hours, times
from indexer.checking.values import Span

_LASTS = re.compile(
    r"\b(?:last(?:s|ed|ing)?|persist(?:s|ed|ing)?|endur(?:e|es|ed|ing)|sustained|maintained|continu(?:e|es|ed)|"
    r"remain(?:s|ed)?|work(?:s|ed)?|effective|keeps?)\b(?: \w+){0,4} ?\b(?:for|over|at least|more than|"
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
_REACH = 40
# Of a time that was not told as an end it takes a claim that is so many times longer.
_FAR = 4.0


class End(NamedTuple):
    """The words by which an effect was over; `is_told` if it was seen to be over, and not only no longer followed."""

    span: Span
    is_told: bool


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
