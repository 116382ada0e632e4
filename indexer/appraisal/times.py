"""When outcomes were measured, how long treatment and follow-up lasted, and how soon an effect set in.

A length of time counts only with words that make it one of these: `at 24 hours`, `40 minutes after`, `day 7`, `weeks 4
and 8`, `within 2 hours`, `4-week double-blind phase`, `6-month follow-up`, `for up to 1 year`, `lasting 7 days`. Ages,
the length of an infusion or an illness, half-lives, how often a drug was given (`every 2 weeks`, `infusions on days 1
and 3`), what lies before the study (`in the past 12 months`) and what the introduction says of other studies are not
time points.

Months are a twelfth of a year of 365.25 days. Patterns run on `text.plain`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.stems import stem
from indexer.appraisal.values import Ground, Judgement, Moment, TimePoint
from indexer.salience import Kind as Told

_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0}
_UNITS = {"mi": "minute", "h": "hour", "d": "day", "we": "week", "wk": "week", "mo": "month", "y": "year"}
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fourteen": 14, "sixteen": 16, "eighteen": 18, "twenty": 20, "twenty-four": 24,
    "thirty": 30, "forty": 40, "forty-eight": 48, "sixty": 60, "seventy-two": 72,
}  # fmt: skip
_ONE = rf"(?:\d+(?:\.\d+)?|\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b)"
_UNIT_WORD = r"(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|wks?|months?|years?)"
# Several at once: `1, 3 and 7`, `2-4`, `four to six`.
_LISTED = rf"{_ONE}(?:(?:, ?and |, or |, ?| and | or | to |-| - |/) ?{_ONE}){{0,8}}"
_BEFORE = re.compile(rf"(?<![a-z0-9.,<>≤≥=%-])(?P<listed>{_LISTED})[ -]?$")
_AFTER = re.compile(
    rf" ?(?P<listed>{_LISTED})(?![\d.]*\d|%| ?%| ?mg|[ -]?(?:{_UNIT_WORD}|patients|participants|subjects|of)\b)"
)
_UNIT = re.compile(r"(?:minutes?|mins?|hours?|days?|weeks?|months?|years?)\b")
_UNIT_STEMS = tuple(map(stem, ("minute", "min", "hour", "day", "week", "month", "year")))
_SHORT_UNITS = frozenset({"h", "hr", "hrs", "wk", "wks"})
_SHORT_UNIT = re.compile(r"[0-9][ -]?(?P<unit>hrs?|h|wks?)\b(?!/)")
_NUMBER = re.compile(_ONE)

_NEVER_AFTER = re.compile(
    r"[- ](?:old|olds|of age|ago|earlier|prior|before|previously|half-li|infusion|bolus|sessions?|period of (?:no|"
    r"wash)|wash-?out|"
    r"interval|apart|history|recall|(?:of )?(?:illness|duration of illness|abstinen|experience)|inpatient|hospital|"
    r"scan|recording|"
    r"per (?:day|week|month)|a (?:day|week|month)|each|every|cycle|incubation|exposure|pulse)|'? (?:of )?(?:age|"
    r"education)\b|/| ?\(?(?:iqr|range|sd)\b|"
    r" ?(?:±|\+/-)|s?(?: and)? (?:older|younger|above|over)\b"
)
_NEVER_BEFORE = re.compile(
    r"(?:\b(?:aged?|ages|mean age|median age|age of|age range|old|past|last|previous|prior|preceding|recent|every|"
    r"each|per|once|twice|"
    r"times|interval|intervals of|half-li\w+(?: of| was)?|born|postnatal|gestational|embryonic|gestation|"
    r"separated by|apart|"
    r"illness|episode|history|duration of illness|current episode|sentence|education|experience|abstinent|"
    r"infus\w+ (?:was |were |given |lasting |administered )?(?:over|for|of|during|in)|(?:given|administered|injected|"
    r"delivered) (?:\w+ )?over|"
    r"over a period of|mg/kg,? (?:\w+ )?(?:over|for)|mg(?:/kg)? (?:\w+ ){0,2}(?:over|for)|(?:bolus|infusion),?|iv over|"
    r"intravenous(?:ly)? over|symptoms for|illness for|wash-?out|lag of|at least one|over the (?:past|last|previous))"
    r"(?: (?:of|was|the|a|an|at least|about|for|than|to|approximately|within|during|mean|median))*|mg/kg over) ?\(?$"
)
_GIVEN = re.compile(
    r"\b(?:infus\w+|inject\w+|dos(?:e|es|ed|ing)|administ\w+|received|given|sessions?|treated|ketamine)\b[^.;]{0,25}$"
)
_THEN = re.compile(r"\b(?:at|by|until|after|to|from|between)\b[^.;]{0,12}$")
_FOLLOWED_AFTER = re.compile(
    r"[- ](?:\w+[- ])?(?:follow-?\s?ups?|followup|long-term follow|fu\b|observation|naturalistic)"
)
_FOLLOWED_BEFORE = re.compile(r"(?:follow(?:ed)?-?\s?ups?|followup|followed)\b[^.;\d]{0,35}$")
_TREATED_AFTER = re.compile(
    r"[- ](?:long )?,? ?(?:of )?(?:[a-z-]+,? ){0,3}?(?:double-blind|open-label|randomi[sz]ed|treatment|trial|study|"
    r"course|induction|maintenance|"
    r"phase|intervention|regimen|therapy|programme?|period|rct|placebo)"
)
_TREATED_BEFORE = re.compile(
    r"\b(?:treat\w*|receiv\w*|administ\w*|infusions?|sessions?|doses?|weekly|daily|therapy|course|given|twice a week|"
    r"medication|taken)\b"
    r"[^.;]{0,40}\b(?:for|over|during|across|throughout)(?: a period of| the| up to| about| approximately)? ?$"
)
_ONSET_BEFORE = re.compile(
    r"\b(?:as early as|as soon as|as quickly as|beginning (?:at|within)|starting (?:at|from|within)|onset (?:of|at|"
    r"within|in|time)[^.;\d]{0,25}|"
    r"(?:time to|latency)[^.;\d]{0,40}|appear\w* (?:at|within)|emerg\w+ (?:at|within))(?: only| just| about|"
    r" approximately)? ?$"
)
_WITHIN = re.compile(
    r"\b(?:within|in as little as|in under|in less than|in just|over the first|"
    r"in the first)(?: the)?(?: first)?(?: only| about| approximately)? ?$"
)
_EFFECT = re.compile(
    r"\b(?:effects?|respon[sd]\w*|improv\w*|reduc\w*|relie\w*|decreas\w*|antidepress\w*|antisuicid\w*|anti-suicid\w*|"
    r"onset|remi(?:ssion|tted)|"
    r"alleviat\w*|resolv\w*|resolution|rapid\w*|benefit\w*|occurr?\w*|peak\w*|transient)\b"
)
_MEASURED_BEFORE = re.compile(
    r"(?:\b(?:at|on|by|through|until|till|after|to|from|between|across|beyond|post|(?:up|out) to|week|day|"
    r"for at least|for up to|for more than|"
    r"for over|lasting|lasted|lasts|last|persist\w*(?: for)?|sustain\w* (?:for|over|through|at)|maintain\w* (?:for|"
    r"over|through|at)|"
    r"remain\w* (?:for|\w+ for)|durable for|endur\w+ for|first|next|initial|following|subsequent|total of|period of|"
    r"over|duration of|evaluated|assessed|measured|observed|baseline,?|pre-?(?:dose|infusion|treatment),?|"
    r"during(?: the)?|throughout)"
    r"(?: the| a| an| up to| about| approximately| at least| around| more than| less than| first| next| following|"
    r" subsequent| initial|, )*"
    r"|\bbaseline,?(?: and| to)|\+ ?|[~≈]|\bpost-?(?:infusion|treatment|dose|operative(?:ly)?|ketamine|surgery|"
    r"administration|injection|op)"
    r"(?: at| on| by|:)?) ?\(?$"
)
_MEASURED_AFTER = re.compile(
    r"[- ]?\(?(?:post\b|post-|posts|after\b|later\b|following\b|from (?:baseline|the (?:first|last)|infusion|"
    r"treatment)|since|time-?\s?points?|"
    r"assessment|visit|evaluation|end-?\s?point|outcomes?|postoperativ|post[a-z]+|into|mark|p\.?i\.?\b|of (?:follow|"
    r"treatment|observation)|"
    r"survival|mortality|primary|data|scores?|of completing|afterwards?|thereafter)"
)
_WHOLE_YEARS = re.compile(
    r"\b(?:at|after|up to|for up to|within|to|over|through|and|or|lasting|lasted|at least|beyond|from)(?: the| a)? ?$"
)


@dataclass(frozen=True, slots=True)
class _Span:
    """A length of time in the text: its numbers, its unit, and whether the unit stands first (`week 4`)."""

    start: int
    end: int
    amounts: tuple[float, ...]
    unit: str
    unit_first: bool


def times_of(reading: Reading) -> tuple[Judgement[TimePoint], ...]:
    """The time points of the record's own work, the shortest first, each with the words that say so."""
    plain = reading.plain
    found: dict[TimePoint, list[Ground]] = {}
    for span in _spans(reading):
        line = reading.line_at(span.start)
        if line is None or line.kind is Told.BACKGROUND or "\n" in plain[span.start : span.end]:
            continue
        moment = _moment(plain, line, span)
        if moment is None:
            continue
        ground = reading.ground(span.start, span.end)
        for amount in span.amounts:
            grounds = found.setdefault(TimePoint(amount, span.unit, amount * _HOURS[span.unit], moment), [])
            if len(grounds) < 3:
                grounds.append(ground)
    ordered = sorted(found.items(), key=lambda one: one[0].hours)
    return tuple(Judgement(point, tuple(grounds)) for point, grounds in ordered)


def _spans(reading: Reading) -> Iterator[_Span]:
    plain = reading.plain
    for word in _UNIT_STEMS:
        place = plain.find(word) if word in reading.stems else -1
        while place >= 0:
            unit = _UNIT.match(plain, place)
            end = place + len(word)
            if (
                unit
                and not plain[place - 1 : place].isalpha()
                and unit.group().startswith("minute") == (word == "minute")
            ):
                end = unit.end()
                yield from _around(plain, place, end)
            place = plain.find(word, end)
    if _SHORT_UNITS.isdisjoint(reading.vocabulary) and _SHORT_UNITS.isdisjoint(reading.units):
        return
    for short in _SHORT_UNIT.finditer(plain):
        yield from _around(plain, short.start("unit"), short.end())


def _around(plain: str, start: int, end: int) -> Iterator[_Span]:
    """The numbers before a unit, or after it."""
    unit = next(name for letters, name in _UNITS.items() if plain.startswith(letters, start))
    begin = max(0, start - 48)
    if before := _BEFORE.search(plain[begin:start]):
        amounts = _amounts(before["listed"])
        if amounts:
            yield _Span(begin + before.start("listed"), end, amounts, unit, unit_first=False)
            return
    if unit in ("hour", "day", "week", "month") and end - start >= 3 and (after := _AFTER.match(plain, end)):
        amounts = _amounts(after["listed"])
        if amounts and after["listed"][0].isdigit():
            yield _Span(start, after.end(), amounts, unit, unit_first=True)


def _amounts(listed: str) -> tuple[float, ...]:
    """The numbers of a list, in its order; no time point is 0 or more than a thousand units away."""
    numbers = (float(_WORDS.get(one, 0) or one) for one in _NUMBER.findall(listed))
    return tuple(dict.fromkeys(one for one in numbers if 0 < one <= 1000))


def _moment(plain: str, line: Line, span: _Span) -> Moment | None:
    """What the words around a length of time make of it; None where they make it none of these."""
    before = plain[max(line.start, span.start - 60) : span.start]
    if span.unit_first:
        if _GIVEN.search(before[-40:]) and not _THEN.search(before):
            return None
        return Moment.FOLLOW_UP if _FOLLOWED_AFTER.match(plain, span.end, line.end) else Moment.MEASURED
    if _NEVER_AFTER.match(plain, span.end, line.end) or _NEVER_BEFORE.search(before):
        return None
    return _stated(plain, line, span, before)


def _stated(plain: str, line: Line, span: _Span, before: str) -> Moment | None:
    moment: Moment | None = None
    if _FOLLOWED_AFTER.match(plain, span.end, line.end) or _FOLLOWED_BEFORE.search(before):
        moment = Moment.FOLLOW_UP
    elif _ONSET_BEFORE.search(before):
        moment = Moment.ONSET
    elif _WITHIN.search(before):
        moment = (
            Moment.ONSET if _EFFECT.search(plain, max(line.start, span.start - 250), span.start) else Moment.MEASURED
        )
    elif _MEASURED_AFTER.match(plain, span.end, line.end):
        moment = Moment.MEASURED
    elif _TREATED_BEFORE.search(before) or (
        _HOURS[span.unit] >= 24 and _TREATED_AFTER.match(plain, span.end, min(line.end, span.end + 60))
    ):
        moment = Moment.TREATMENT
    elif _MEASURED_BEFORE.search(before):
        moment = Moment.MEASURED
    if span.unit == "year" and span.amounts[0] > 1 and moment in (Moment.MEASURED, Moment.TREATMENT):
        return moment if _WHOLE_YEARS.search(before) else None  # `a 5-year period`, `the 10 years of the survey`
    return moment
