"""Rates of response, remission and relapse as they are printed, in percent.

`response rates were 64% with ketamine and 28% with midazolam` is two rates; so is `64% vs. 28% achieved remission`. The
percentage belongs to the event named in the same clause. That by which a score must fall to count as a response
(`≥50% reduction`), the percentage of an interval, and a share of something else are no rates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from indexer.appraisal.estimates import Estimate
from indexer.appraisal.reading import Line
from indexer.appraisal.stems import stems

_EVENTS = {
    "respon": "response rate", "remi": "remission rate", "relaps": "relapse rate", "recurr": "relapse rate",
    "drop": "dropout rate", "discontinu": "dropout rate",
}  # fmt: skip
_EVENT_STEMS = stems(*_EVENTS)
_EVENT = (
    r"(?P<event>respon(?:se|ded|ders?)|remi(?:ssion|tted|tters?)|relaps(?:ed?|es)|recurrence|"
    r"drop-?outs?|discontinuation)"
)
_PERCENT = r"(?<![\d.<>≤≥-])(?P<percent>\d{1,3}(?:\.\d+)?) ?%(?! ?-?(?:ci\b|cri\b|confiden|credib))"
# `response rates (≥50% reduction) were 64%`: brackets are passed over.
_RATE_FIRST = re.compile(
    rf"\b{_EVENT} rates?\b(?P<between>(?:[^.;%()\d]| ?\([^()]*\)|\.(?=\d)|"
    rf"(?<=[a-z -])\d+(?![\d.]*%)){{0,90}}?)[ (]{_PERCENT}"
)
_SHARE_FIRST = re.compile(
    rf"{_PERCENT}(?: ?\([^()]{{1,30}}\))? (?:of (?:the |all )?(?:[a-z-]+ ){{1,4}}?)?(?:[a-z-]+ (?:vs\.?|versus|"
    rf"and) [^%;.]{{0,30}})?"
    rf"(?:were |had |have |met (?:the )?criteria for |met |achiev\w+ |reached |attained |showed |experienced |in |a |"
    rf"clinical |full |"
    rf"criteria |treatment |classified |considered |as |for |antidepressant |complete |partial |sustained |"
    rf"were in ){{0,4}}{_EVENT}\b"
    r"(?! (?:to|of) (?:at least|≥)|-free)"
)
# What links a percentage with the next of the same rate.
_AND_NEXT = re.compile(
    r"(?: ?[(\[][^()\[\]]*[)\]])?,?(?: (?!of\b|had\b|reported\b|experienced\b)[a-z0-9/-]+){0,6}?,? ?"
    rf"\b(?:vs\.?|versus|and|compared (?:with|to)|than|or|relative to)\b(?: [a-z0-9/-]+){{0,5}}? \(?{_PERCENT}"
)
_NOT_A_RATE = re.compile(
    r"\b(?:reduction|decrease|improvement|decline|increase|at least|by|drop|lower|higher|nausea|adverse)\b"
)


def rates(plain: str, lines: tuple[Line, ...], stems_: AbstractSet[str]) -> Iterator[Estimate]:
    """The rates printed in `plain`, whose `stems` are given, outside the introduction, each with `%` as its unit."""
    if "%" not in plain or _EVENT_STEMS.isdisjoint(stems_):
        return
    for line in lines:
        if plain.find("%", line.start, line.end) < 0:
            continue
        taken: set[int] = set()
        for pattern in (_RATE_FIRST, _SHARE_FIRST):
            for found in pattern.finditer(plain, line.start, line.end):
                if pattern is _RATE_FIRST and _NOT_A_RATE.search(re.sub(r"\([^()]*\)", "", found["between"])):
                    continue
                if (
                    plain[found.end() : found.end() + 12]
                    .lstrip(")")
                    .startswith((" reduction", " or great", " decrease"))
                ):
                    continue
                for start, end, percent in _linked(plain, line, found):
                    if start not in taken and percent <= 100:
                        taken.add(start)
                        begin = found.start() if start == found.start("percent") and pattern is _RATE_FIRST else start
                        stop = found.end() if pattern is _SHARE_FIRST and start == found.start("percent") else end
                        yield Estimate(_name(found["event"]), percent, "%", begin, stop)


def _linked(plain: str, line: Line, found: re.Match[str]) -> Iterator[tuple[int, int, float]]:
    """(start, end, value) of the percentage found and of those set against it."""
    one: re.Match[str] | None = found
    while one is not None:
        end = one.end("percent") + (plain[one.end("percent")] == " ") + 1
        yield one.start("percent"), end, float(one["percent"])
        one = _AND_NEXT.match(plain, end, line.end)
        if one is not None and re.search(r"\b(?:remi|respon|relaps|drop)\w*", one.group()):
            return


def _name(event: str) -> str:
    return next(name for beginning, name in _EVENTS.items() if event.startswith(beginning))
