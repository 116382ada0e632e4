"""Numbers and times of a claim, and whether a clause of a sentence has the same.

A number counts with its unit. A length of time is compared in hours, so that a week is seven days; `within` it means
that soon or sooner. `Rapidly` and `long-lasting` are times too, only without a number. What stands in another clause of
the sentence is said of something else (`at 24 hours, but not at 1 week`) and matches nothing.

Imports the standard library and `values` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from indexer.checking.values import NO_TIME, Code, Mismatch

_SPELT_OUT = "one two three four five six seven eight nine ten eleven twelve"
_WORDS: dict[str, float] = {word: number for number, word in enumerate(_SPELT_OUT.split(), start=1)}
_WORDS |= {"a": 1, "an": 1, "single": 1, "twenty-four": 24, "half": 0.5, "few": 3, "several": 3}
_HOURS = {"mi": 1 / 60, "h": 1.0, "d": 24.0, "w": 168.0, "mo": 730.5, "y": 8766.0}
_SPELT = "|".join(sorted((word for word in _WORDS if not word[0].isdigit()), key=len, reverse=True))
_ONE = rf"(?:\d+(?:\.\d+)?|(?:{_SPELT})\b)"
_TIME = re.compile(
    rf"(?<![\w.])(?P<listed>{_ONE}(?:(?:, ?and |, or |, ?| and | or | to |-| - |/) ?{_ONE}){{0,6}})[ -]?"
    r"(?P<unit>minutes?|mins?|hours?|hrs?|(?<=[\d -])(?<!an )(?<!a )h|(?<=\d )d(?! ?[=<>])|days?|weeks?|wks?|"
    r"months?|years?|yrs?)"
    r"(?![\w/])(?!-old| old| of age)"
)
_NAMED_TIME = re.compile(
    r"\b(?P<unit>days?|weeks?|months?|hours?|years?) (?P<listed>\d+(?:(?:, ?and |, ?| and | or | to |"
    r"-) ?\d+){0,6})(?![\w%/]|\.\d)"
)
_DAY = re.compile(r"\b(?:at|on|by|and) d(?P<listed>\d+)\b(?! receptors?| dopamine|-)")
_SOONER = re.compile(
    r"\b(?:within|in (?:under|less than|as little as)|in|as early as|as soon as|under)(?: the first| just| only|"
    r" about)? $"
)
_FIGURE = re.compile(r"\d+(?:\.\d+)?|[a-z]+(?:-[a-z]+)?")
_NUMBER = re.compile(
    r"(?<![\w.])(?P<sign>[+-](?=\d))?(?P<number>\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)\s*-?\s*(?P<unit>%|percent|mg/kg|mg|"
    r"per cent|ug|mcg|g|ng/ml|ml|mmhg|"
    r"points?|-?fold|times|patients?|participants?|people|adults|studies|trials|sessions?|infusions?|doses?)?(?!\w)"
)
_COUNTED = re.compile(
    r"\b(?P<number>single|one(?! of (?:the|its|their) (?:most|more|commonest|best|main|few|many))|two|three|four|five|"
    r"six|seven|eight|nine|ten|twelve|half|twice|(?:double|triple)(?![- ]?(?:blind|dummy|mask))|doubled|"
    r"doubles|tripled|most|majority|(?<!at )all|third|quarter)\b"
    r"(?: (?:repeated|single|iv|intravenous|weekly|of(?: the)?|ketamine|esketamine|low-dose|[\d.]+ ?mg(?:/kg)?))*"
    r" ?(?P<unit>sessions?|infusions?|drips?|shots?|doses?|treatments?|patients?|participants?|people|times|studies|"
    r"trials)?"
)
_RAPID = re.compile(
    r"\b(?:rapid(?:ly)?|fast(?:er|-acting)?|quick(?:ly|er)?|immediate(?:ly)?|within (?:minutes|hours|a day|one day)|"
    r"same day|acute(?:ly)?|ultra-?rapid|prompt(?:ly)?)\b"
)
_LASTING = re.compile(
    r"\b(?:sustain\w*|(?:long(?:er)?-?|long )lasting|long-term|durab\w+|maintain\w*|persist\w*|prolong\w*|"
    r"permanent(?:ly)?|"
    r"for (?:weeks|months|years)|over (?:several )?(?:weeks|months|years)|lasting|enduring|indefinite\w*)\b"
)
_MONTHS = re.compile(
    r"\b(?:for|over|lasts?|lasting|after|several|many) (?:several |many )?(?P<unit>weeks|months|years|days|hours|"
    r"minutes)\b"
)
# `Sixty-seven percent`.
_TENS_SPELT = "ten twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * number for number, word in enumerate(_TENS_SPELT.split(), start=1)}
_SHARE_IN_WORDS = re.compile(
    rf"\b(?P<tens>{'|'.join(_TENS)})(?:[- ](?P<ones>{'|'.join(_SPELT_OUT.split()[:9])}))? ?(?:percent|per cent|%)"
)
# `A trial of 174 patients`: how many were studied, which is no part of what was found.
_THOSE_STUDIED = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|cohort|case series|meta-analys[ie]s|analys[ie]s|reviews?|surveys?|series) "
    r"(?:\w+ )?(?:of|in|with|on|among|involving|including|enrolling) (?:about |some |over |nearly |only |just )?"
    r"(?P<number>\d[\d,]*) (?:\w+ ){0,2}?(?P<unit>patients?|participants?|people|adults)\b"
)
# `Falls by 50 %` is another thing than `26 % had a fall of 50 %`.
_BY_SHARE = re.compile(r"\bby (?:about |around |over |more than |up to |nearly )?(?P<share>\d+(?:\.\d+)?) ?%")
_SHARE_OF = r"\bby (?:\w+ ){{0,2}}{0}(?:\.0)? ?%|(?<!a )(?<!of )(?<!>)\b{0} ?% (?:\w+ )?"
_SHARE_OF += r"(?:reduction|decrease|fall|drop|decline|increase|rise)"
_SOON_TOO = re.compile(r"\bshort(?:er)?[- ](?:term|and|or)\b")
# `The benefit at six weeks was sustained relative to 24 hours` was found at six weeks.
_SET_BESIDE = re.compile(
    rf"\b(?:relative to|compared (?:with|to)|versus|than)(?: at)?(?: the)? {_ONE}[ -]?"
    r"(?:h|hours?|days?|weeks?|months?)\b"
)
_EXCEPT = re.compile(r",? but (?:not|less so) (?:[^,]{1,25},|.*)")
"""What a clause sets apart from what it says: `at 4 hours, but not at day 25`."""
# How soon or how long something is said to be, and between how many hours a time is that also says so.
_VAGUE = (
    (re.compile(r"\bwithin (?:a few |just |mere )?minutes\b"), 0.0, 1.0),
    (re.compile(r"\b(?:within|in) (?:about )?a couple of hours\b"), 0.0, 3.0),
    (re.compile(r"\bwithin (?:a few |just |mere )?hours\b|\bin hours\b|\bwithin a day\b"), 0.0, 24.0),
    (re.compile(r"\b(?:immediate(?:ly)?|instant(?:ly|aneous\w*)?|at once|right away|straight away)\b"), 0.0, 4.0),
    (
        re.compile(r"\b(?:in the )?long[- ](?:term|run)\b|\bfor (?:good|life|ever)\b|\bpermanent\w*\b|\bforever\b"),
        4000.0,
        1e9,
    ),
)
_OF_INTERVAL = re.compile(r" ?%? ?(?:ci\b|cri\b|confidence|credible|hdi\b|hdr\b)")
# What a study was made to find, with when.
_PRIMARY = re.compile(r"\bprimary (?:\w+ ){0,2}?(?:outcomes?|end ?-?points?|measures?)\b[^.]{0,300}")
_HASTE = "rapid"
_SOON = 72.0
_LONG = 168.0
# A month is 30.4 days or 4 weeks, and both are meant.
_TOLERANCE = 0.15


class Time(NamedTuple):
    """A length of time in hours, as written; `sooner` if it is meant as a bound (`within 4 hours`)."""

    hours: float
    words: str
    sooner: bool


@lru_cache(maxsize=4096)
def times(plain: str) -> tuple[Time, ...]:
    """The lengths of time named in a text in plain writing, each of a list (`at 1, 3 and 7 days`) by itself. A claim is
    asked for its own at every sentence, and claims of a draft meet the same sentences again."""
    found: list[Time] = []
    for pattern in (_TIME, _NAMED_TIME):
        for match in pattern.finditer(plain):
            unit = hours(match["unit"])
            sooner = bool(_SOONER.search(plain[max(0, match.start() - 24) : match.start()]))
            for figure in _FIGURE.findall(match["listed"]):
                amount = _WORDS.get(figure) if not figure[0].isdigit() else float(figure)
                if amount is not None:
                    found.append(Time(amount * unit, f"{figure} {match['unit']}", sooner))
    found += [Time(24.0 * int(one["listed"]), f"{one['listed']} day", sooner=False) for one in _DAY.finditer(plain)]
    return tuple(found)


def unmatched(claim: str, clause: str) -> Iterator[Mismatch]:
    """The numbers and times of a claim that a clause does not have; both in plain writing."""
    if _has_any(claim):
        stated = _EXCEPT.sub("", clause)
        yield from _times(claim, stated)
        yield from _numbers(claim, stated)


@lru_cache(maxsize=512)
def _has_any(claim: str) -> bool:
    """Whether a claim says any number or time at all: most say none, and are set beside thousands of sentences."""
    patterns = (_MONTHS, _RAPID, _LASTING, _BY_SHARE, *(pattern for pattern, _, _ in _VAGUE))
    return bool(times(claim) or _figures(claim)) or any(one.search(claim) for one in patterns)


def is_bare_haste(mismatch: Mismatch) -> bool:
    """Whether a claim only says `rapidly`, which a finding that nothing happened need not say too."""
    return mismatch.code is Code.TIME and mismatch.claimed == _HASTE


def is_late(claim: str, clause: str) -> bool:
    """Whether a clause speaks of a later time, and the claim of none: no difference then does not deny an effect."""
    if times(claim) or _LASTING.search(claim) or _SOON_TOO.search(clause):
        return False
    return bool(_LASTING.search(clause)) or any(time.hours >= _LONG for time in times(clause))


def is_of_primary(plain: str, clause: str) -> bool:
    """Whether the later time that a clause speaks of is the one at which a record, in plain writing, says that its
    primary outcome was measured, and no sooner."""
    primary = [one.hours for part in _PRIMARY.finditer(plain) for one in times(part.group())]
    told = [one.hours for one in times(clause) if one.hours >= _LONG]
    if not primary or min(primary) < _LONG:
        return False
    return any(abs(one - other) <= _TOLERANCE * other for one in told for other in primary)


def hours(unit: str) -> float:
    """The hours of a unit of time in plain writing, in the singular or the plural."""
    return next(hours for start, hours in _HOURS.items() if unit.startswith(start))


def _times(claim: str, clause: str) -> Iterator[Mismatch]:
    asked, found = times(claim), times(_SET_BESIDE.sub(" ", clause))
    told = ", ".join(dict.fromkeys(one.words for one in found)) or NO_TIME
    for time in asked:
        if time.sooner:
            # `Within two weeks` is true of two hours, but not what was found; within three days it is near enough.
            least = 1e-6 if time.hours <= _SOON else time.hours / 4
            near = any(least <= one.hours <= time.hours * (1 + _TOLERANCE) for one in found)
        else:
            near = any(abs(one.hours - time.hours) <= _TOLERANCE * time.hours for one in found)
        if not near:
            yield Mismatch(Code.TIME, time.words, told)
    vague = {match["unit"] for match in _MONTHS.finditer(claim)}
    for unit in vague:
        if unit not in clause and not any(hours(unit) <= one.hours < 50 * hours(unit) for one in found):
            yield Mismatch(Code.TIME, unit, told)
    yield from _soon(claim, clause, found, told)
    if asked or vague:
        return
    if _RAPID.search(claim) and not (_RAPID.search(clause) or any(one.hours <= _SOON for one in found)):
        yield Mismatch(Code.TIME, _HASTE, told)
    if _LASTING.search(claim) and not (_LASTING.search(clause) or any(one.hours >= _LONG for one in found)):
        yield Mismatch(Code.TIME, "lasting", told)


def _soon(claim: str, clause: str, found: Sequence[Time], told: str) -> Iterator[Mismatch]:
    """`Within minutes`, `within hours`, `at once`, `in the long term`: how soon or how long without a number."""
    for pattern, least, most in _VAGUE:
        said = pattern.search(claim)
        if said and not pattern.search(clause) and not any(least <= one.hours <= most for one in found):
            yield Mismatch(Code.TIME, said.group(), told)


def _numbers(claim: str, clause: str) -> Iterator[Mismatch]:
    if (by := _BY_SHARE.search(claim)) and not re.search(_SHARE_OF.format(by["share"]), clause):
        yield Mismatch(Code.NUMBER, by.group(), "not in the sentence")
    held = set(_figures(clause))
    bare = {number for number, _ in held}
    for number, unit in _figures(claim):
        is_held = (number, unit) in held or (unit == "" and number in bare) or _is_rounded(number, unit, held)
        if not is_held:
            code = Code.DOSE if unit in ("mg", "mg/kg", "ug", "g", "ml") else Code.NUMBER
            yield Mismatch(code, f"{number} {unit}".strip(), "not in the sentence")


def _is_rounded(number: str, unit: str, held: Iterable[tuple[str, str]]) -> bool:
    """Whether a share is one of those held, rounded: 27% of 27.1%."""
    half = 0.5 * 10.0 ** -_decimals(number)
    return unit == "%" and any(
        unit == other and _decimals(exact) > _decimals(number) and abs(float(exact) - float(number)) <= half + 1e-9
        for exact, other in held
    )


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def those_studied(claim: str) -> Mapping[str, int]:
    """How many were studied by what a claim in plain writing reports (`in a trial of 174 patients`), by the words of
    the mismatch that a sentence without that number has."""
    found = ((one["number"].replace(",", ""), _unit(one)) for one in _THOSE_STUDIED.finditer(claim))
    return {f"{number} {unit}": int(number) for number, unit in found}


@lru_cache(maxsize=4096)
def _figures(plain: str) -> tuple[tuple[str, str], ...]:
    """The numbers of a text in plain writing that are no lengths of time, each with its unit."""
    found: list[tuple[str, str]] = []
    taken = [match.span() for pattern in (_TIME, _NAMED_TIME) for match in pattern.finditer(plain)]
    for match in _SHARE_IN_WORDS.finditer(plain):
        found.append((f"{_TENS[match['tens']] + _WORDS.get(match['ones'], 0):g}", "%"))
        taken.append(match.span())
    for pattern in (_NUMBER, _COUNTED):
        for match in pattern.finditer(plain):
            if any(start <= match.start("number") < end for start, end in taken):
                continue
            number = match["number"].replace(",", "").lstrip("0") or "0"
            number = f"{_WORDS[number]:g}" if number in _WORDS else number
            if pattern is _NUMBER and match["sign"] == "-":
                number = f"-{number}"
            # The 95% of a confidence interval is nobody's share.
            of_interval = " of an interval" if _OF_INTERVAL.match(plain, match.end()) else ""
            found.append((number, f"{_unit(match)}{of_interval}"))
    return tuple(found)


def _unit(match: re.Match[str]) -> str:
    unit = (match["unit"] or "").rstrip("s").strip("-")
    return {"percent": "%", "per cent": "%", "mcg": "ug"}.get(unit, unit)
