"""How often the study gave its drug, and how many times.

`a single infusion` is single; `six infusions`, `twice weekly for four weeks` and `daily for 14 days` are repeated; an
infusion over many hours, or one at a rate, is continuous. Two doses compared (`two doses (5 and 20 mg)`) are not two
givings, and a crossover of one dose a condition is single. What stands in the background is another study's, and what
people took by themselves has no regimen but microdosing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.stems import places, stem
from indexer.appraisal.values import UNKNOWN, DrugUse, Ground, Judgement, Regimen, Role
from indexer.salience import Kind

_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fourteen": 14, "fifteen": 15, "sixteen": 16, "twenty": 20,
}  # fmt: skip
_MANY = rf"(?:{'|'.join(_NUMBERS)}|[2-9]|[1-3]\d)"
_DRUG = r"(?:(?:es|s-|\(s\)-|\(r,s\)-)?ketamine|psilocybin|mdma|lsd|ayahuasca|dmt|ibogaine|5-meo-dmt)"
_GIVING = r"(?:dose|infusion|injection|administration|bolus|session|treatment|application|exposure|ingestion)"
_SPAN = rf"(?:{_MANY}|\d+|one)[ -](?:\w+ )?(?:days?|weeks?|months?)\b"
_TIMES = r"(?:a[ -]|per |every |each )?(?:week(?:ly)?|day|daily)\b"

# What may stand between a number and what is counted: `six intravenous ketamine infusions`.
_QUALITY = (
    r"(?:(?:iv|intravenous|intramuscular|subcutaneous|intranasal|im|sc|i\.v\.|oral|open-label|serial|consecutive|repeated|"
    r"sub-?ana?esthetic|low-dose|racemic|weekly|thrice-weekly|twice-weekly|daily|separate|additional|further|subsequent|"
    r"dosing|drug|treatment|medication|active|high|moderate|low|separate|alternate|day|8-hour|8-h|eight-hour|experimental|infusion|administration|psychotherapy|"
    rf"{_DRUG}|{_DRUG}-assisted|assisted|\d\.\d+ ?mg/kg|\d+ ?mg)[ -]+){{0,4}}"
)
_COUNT = re.compile(
    rf"(?<![-.,/\w])(?P<least>\w+(?:-| to | or ))??(?P<number>{_MANY})(?: \(\w+\))?[ -]+(?P<quality>{_QUALITY})$"
)
_COUNTED = tuple(
    (word, stem(word))
    for word in ("infusions", "injections", "administrations", "doses", "dosages", "sessions", "treatments")
)
# A number of doses, or of sessions of nothing named, counts givings only where time passes between them.
_IN_TIME = re.compile(r"[^.;]{0,45}\b(?:apart|interval|separat|weeks?|days?|months?|later|daily|every|followed)")
_OF_A_DRUG = re.compile(
    rf"{_DRUG}|\bdrug|dosing|medication|infusion|administration|intra(?:nasal|muscular|venous)|subcut|psychotherapy"
)
_OF_DRUG = re.compile(rf" of (?:[\w.]+ ){{0,3}}{_DRUG}")

# Phrases by the word that they begin with, and its stem; the first word is found fast, the rest is matched.
_Phrases = tuple[tuple[str, str, re.Pattern[str]], ...]


def _phrases(*pairs: tuple[str, str]) -> _Phrases:
    return tuple((word, stem(word), re.compile(word + rest)) for word, rest in pairs)


_OF_GIVING = rf"[ -](?:[\w.,/()-]+ ){{0,5}}?{_GIVING}s?\b"
_SINGLE = _phrases(
    ("single", rf"(?:{_OF_GIVING}|-(?:dose|infusion|administration)\b)"),
    ("one-time", _OF_GIVING),
    ("acute ", r"(?:[\w,-]+ ){0,2}?(?:administration|dose|challenge)\b"),
    ("one ", r"(?:[\w.,/-]+ ){0,3}?(?:dose|infusion|injection) of\b"),
)
# Said with the article: single, if nothing says that it was repeated.
_ONCE = (
    r"(?:an?|either an?) (?!course|series|maintenance|daily|weekly)(?:[\w.,/()-]+ ){0,6}?"
    r"(?:infusion|dose|injection|bolus)\b"
)
_GAVE = ("received ", "receive ", "given ", "underwent ", "after ", "administered ")
_ARTICLE = _phrases(*((word, _ONCE) for word in _GAVE))
_AGAIN = rf"[ -](?:[\w.,()-]+ ){{0,4}}?(?:{_GIVING}s?|dosing|{_DRUG})\b"
_AT_TIMES = rf"[ -](?:dos|infus|administ|{_DRUG}|treatment for|oral|intranasal)|\b[^.;]{{0,20}}\bfor {_SPAN}"
_WITHIN = rf" (?:\w+ ){{0,2}}(?:over|during|within|across) (?:a )?(?:period of )?{_SPAN}"
_REPEATED = _phrases(
    *((word, _AGAIN) for word in ("repeated", "repeat", "serial", "multiple", "successive", "consecutive")),
    *((word, rf"[ -]{_TIMES}") for word in ("once", "twice", "thrice", "times")),
    ("weekly", rf"(?:{_AT_TIMES})"),
    ("daily", rf"(?:{_AT_TIMES})"),
    ("per day", rf"\b[^.;]{{0,20}}\bfor {_SPAN}"),
    ("course of ", r"(?:[\w-]+ ){0,4}(?:infusions|injections|treatments?|doses|ketamine|esketamine)\b"),
    ("series of ", r"(?:[\w-]+ ){0,4}(?:infusions|injections|treatments|doses)\b"),
    ("infusions", _WITHIN),
    ("injections", _WITHIN),
)
_CONTINUOUS = _phrases(
    ("continuous", r"(?:ly)?[ -](?:[\w.,-]+ ){0,4}?infus\w+"),
    ("infusion", r"[^;]{0,40}?\d ?(?:mg|u?g|mcg)[/ ]kg[/ ](?:h|min)"),
)
# `ninety-six hour infusion`, `100-h infusion`; of fewer hours it is one dose.
_LONG = re.compile(
    r"(?P<number>\d+|\w+ty-\w+|twenty|forty|seventy)[ -](?P<unit>hours?|h|days?)[ -](?:long |continuous )?"
    r"(?:iv |intravenous |\w*ketamine )*$"
)
_HOURS = 12
_MAINTENANCE = _phrases(
    (
        "maintenance",
        rf"[ -](?:[\w-]+ ){{0,3}}?(?:treatment|therapy|phase|period|sessions|{_GIVING}s?|{_DRUG}|dosing)\b",
    ),
)
_MICRO = _phrases(("microdos", r"(?:e|es|ed|er|ers|ing)\b"), ("micro-dos", r"(?:e|es|ed|ing)\b"))
_MEANT = frozenset({Role.STUDIED, Role.ANAESTHETIC, Role.MODEL})
# Courses of other things, and what others gave.
_OF_ELSE = re.compile(
    r"electroconvulsive|\bects?\b|\br?tms\b|vaccin|\bmethadone|chemotherap|previous|prior stud|questionn|web|app\b"
)


def regimens_of(reading: Reading, drugs: Sequence[Judgement[DrugUse]]) -> tuple[Judgement[Regimen], ...]:
    """Each way in which the study gave its drugs; none where it does not say, or gave none."""
    roles = {one.value.role for one in drugs}
    found: dict[Regimen, Ground | None] = {}
    if Role.RECREATIONAL in roles or Role.STUDIED in roles:
        found[Regimen.MICRODOSING] = _first(reading, _MICRO)
    if not _MEANT.isdisjoint(roles):
        repeated = _repeated(reading)
        found[Regimen.REPEATED] = repeated
        found[Regimen.SINGLE] = _first(reading, _SINGLE) or (None if repeated else _first(reading, _ARTICLE))
        found[Regimen.CONTINUOUS] = _first(reading, _CONTINUOUS) or _long(reading)
        found[Regimen.MAINTENANCE] = _first(reading, _MAINTENANCE)
    return tuple(Judgement(regimen, (ground,)) for regimen in Regimen if (ground := found.get(regimen)))


def administrations_of(reading: Reading) -> Judgement[int | None]:
    """How many doses or infusions each participant was given; unknown where two numbers are said, or `up to` one."""
    if not reading.drugs:
        return UNKNOWN
    counts = _counts(reading)
    if len({number for number, _, _ in counts}) == 1 and not any(unsure for _, _, unsure in counts):
        return Judgement(counts[0][0], (counts[0][1],))
    if counts or _repeated(reading):
        return UNKNOWN
    single = _first(reading, _SINGLE)
    return Judgement(1, (single,)) if single else UNKNOWN


def _own(reading: Reading, place: int) -> Line | None:
    line = reading.line_at(place)
    return None if line is None or line.kind is Kind.BACKGROUND else line


def _first(reading: Reading, phrases: _Phrases) -> Ground | None:
    """The first of the phrases that an own sentence has of a drug that it names, and not of another treatment."""
    text = reading.plain
    for word, needed, pattern in phrases:
        for place in places(text, word) if needed in reading.stems else ():
            match = pattern.match(text, place) if not text[place - 1 : place].isalpha() else None
            line = _own(reading, place) if match else None
            if match is None or line is None or match.end() > line.end:
                continue
            if _OF_ELSE.search(text, max(line.start, place - 25), match.end()) or not _names_a_drug(reading, line):
                continue
            return reading.ground(*match.span())
    return None


def _names_a_drug(reading: Reading, line: Line) -> bool:
    return any(line.start <= one.start < line.end and "comparator" not in one.concept.broader for one in reading.drugs)


# Both judgements ask for these two, one after the other.
@lru_cache(maxsize=1)
def _repeated(reading: Reading) -> Ground | None:
    return next((ground for _, ground, _ in _counts(reading)), None) or _first(reading, _REPEATED)


@lru_cache(maxsize=1)
def _counts(reading: Reading) -> tuple[tuple[int, Ground, bool], ...]:
    return tuple(_counted(reading))


def _counted(reading: Reading) -> Iterator[tuple[int, Ground, bool]]:
    """Each number of doses or infusions given, with its words and whether it is but one that
    may have been (`up to six`, `four or six`)."""
    text = reading.plain
    for counted, needed in _COUNTED:
        for place in places(text, counted) if needed in reading.stems else ():
            line = _own(reading, place)
            match = _COUNT.search(text, max(line.start, place - 70), place) if line else None
            if match is None or line is None:
                continue
            end = place + len(counted)
            before = text[max(line.start, match.start() - 25) : match.start()]
            if _OF_ELSE.search(before) or before.endswith("than "):
                continue
            if counted in ("doses", "dosages") and not _IN_TIME.match(text, end):
                continue
            if counted in ("sessions", "treatments") and not (
                (_OF_A_DRUG.search(match["quality"]) and _names_a_drug(reading, line)) or _OF_DRUG.match(text, end)
            ):
                continue
            number = _NUMBERS.get(match["number"]) or int(match["number"])
            is_unsure = match["least"] is not None or before.endswith(
                ("up to ", "maximum of ", "at least ", "to ", "or ")
            )
            yield number, reading.ground(match.start(), end), is_unsure


def _long(reading: Reading) -> Ground | None:
    """An infusion of many hours or of days."""
    text = reading.plain
    for place in places(text, "infusion"):
        line = _own(reading, place)
        match = _LONG.search(text, max(line.start, place - 50), place) if line else None
        if match is None or (match["number"].isdecimal() and match["unit"][0] == "h" and int(match["number"]) < _HOURS):
            continue
        return reading.ground(match.start(), place + len("infusion"))
    return None
