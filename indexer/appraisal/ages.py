"""How old the people studied were.

From MeSH's age headings, and from the text: a range (`aged 18-65 years`), a bound (`65 years or older`), a mean
(`mean age 43.2`), one patient's age (`a 45-year-old man`), or the word for the group (`adolescents`). An age heading
says that some participant was of that age: studies of adults from 18 years on carry `Adolescent` (13 to 18 years)
too, so that beside adults it counts only if the text speaks of adolescents. A range that reaches beyond 65 years
holds older adults, as NLM's `Aged` does. Animals have no such ages.

Each pattern is tried only around a word that it cannot do without. Pure functions of a `Reading`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.stems import places, stems
from indexer.appraisal.values import Age, Ground, Judgement, Source, Species
from indexer.salience import Kind

# MeSH's age headings with the years that their scope notes give.
_HEADINGS = {
    "infant, newborn": Age.CHILD,
    "infant": Age.CHILD,
    "child, preschool": Age.CHILD,
    "child": Age.CHILD,  # 6 to 12 years
    "adolescent": Age.ADOLESCENT,  # 13 to 18 years
    "young adult": Age.ADULT,  # 19 to 24 years
    "adult": Age.ADULT,
    "middle aged": Age.ADULT,
    "aged": Age.OLDER,  # 65 years and over
    "aged, 80 and over": Age.OLDER,
}
# Figures are sorted as regulators sort them (ICH E11: adolescents from 12 years).
_ADOLESCENT_FROM, _ADULT_FROM, _OLDER_FROM = 12.0, 18.0, 65.0

_N = r"(\d{1,2}(?:\.\d+)?)"
_YEARS = r"(?:[- ]?(?:years?|yrs?|y/?o)\b(?:[- ](?:of age|old))?)"
_RANGE = re.compile(
    r"\b(?:aged?s?|age range|between|range[ds]?)\b[ :,=(]{0,3}"
    r"(?:(?:of|from|between|range[ds]?|was|were|is|in years|years)[ :,=]{1,2}){0,4}"
    rf"{_N}{_YEARS}? ?(?:-|to|and|through|until) ?{_N}\b(?! ?(?:%|mg|hours?|days?|weeks?|months?|min)){_YEARS}?|"
    rf"\b{_N} ?(?:-|to|and) ?{_N}[- ]years?[- ](?:old|of age)\b"
)
_BOUND = re.compile(
    r"(?:\b(?:aged?|over|above|from|at least|older than|minimum age(?: of)?)|>=|≥|>) ?(?:>=|≥|>|over|at least)? ?"
    rf"{_N} ?(?:years|yrs|y)\b(?: of age| old)?|"
    rf"\b{_N} ?(?:years|yrs|y)\b(?: of age| old)? (?:and|or) (?:older|over|above)\b|"
    rf"\b(?:aged?|ages) (?:>=|≥|>|over|at least) ?{_N}\b|"
    rf"\b(?:aged?|ages) {_N} (?:and|or) (?:older|over|above)\b"
)
_MEAN = re.compile(
    r"\b(?:mean|average|median|m)[- ]?(?:[(\[](?:sd|range|iqr|s\.d\.|standard deviation)[)\]] )?ages?\b"
    rf"[^.;\d]{{0,30}}{_N}\b(?! ?(?:days|weeks|months|hours))|"
    rf"\bages?,? (?:mean|median|average|m)\b[^.;\d]{{0,20}}{_N}|\bmage ?= ?{_N}"
)
_ONE = re.compile(
    rf"\b{_N}[- ]?(?:years?|yrs?)[- ](?:old|aged)\b|\b(?:patient|man|woman|male|female|boy|girl) aged {_N}\b"
)
_AROUND = 45
_DIGIT = re.compile(r"\d")
_AGE_WORDS = (("year", stems("year")), ("yrs", stems("yrs")), ("age", stems("age", "mage")), ("≥", stems("≥")))
"""Letters that a figure of age stands near, each with the stems of which the text must have one."""

# Each group's words: the stems of which one begins each, the letters that they are looked for with, the pattern.
_GROUPS = (
    (
        Age.CHILD,
        stems("child", "pediatric", "paediatric", "school", "infant", "neonate", "toddler"),
        ("child", "diatric", "infant", "neonat", "toddler", "school-age", "school age"),
        re.compile(
            r"\b(?:child|children|pa?ediatrics?|school[- ]aged?|infants?|neonates?|toddlers?)\b"
            r"(?![ -](?:abuse|maltreat|neglect|trauma|psychiatr|birth|bearing|protect))"
        ),
    ),
    (
        Age.ADOLESCENT,
        stems("adolescent", "teenage", "youth", "juvenile", "school"),
        ("adolescen", "teenage", "youth", "juvenile", "school"),
        re.compile(
            r"\b(?:adolescents?|teenage(?:rs?|d)?|youths?|juvenile|(?:high|secondary)[- ]school(?: students)?)\b"
            r"(?![ -](?:onset|period|exposure))"
        ),
    ),
    (
        Age.ADULT,
        stems("adult", "students"),
        ("adult", " students"),
        re.compile(
            r"(?<!older )\badults?\b(?! (?:hippocamp|neurogen|psychiatr|neural|brain|rats?|mice|mouse|"
            r"(?:fe)?male (?:rat|mice)))|\b(?:university|college|undergraduate|medical) students\b"
        ),
    ),
    (
        Age.OLDER,
        stems("older", "elderly", "geriatric", "late", "old"),
        ("older ", "elderly", "geriatric", "late-life", "late life", "old age"),
        re.compile(
            r"\b(?:older (?:adults?|people|patients|persons|men|women|individuals|participants|subjects|surgical)|"
            r"elderly|geriatric|late[- ]life|old age)\b"
        ),
    ),
)
# Words that name who was left out whole. `Children with seizures were excluded` leaves other children in.
_WHO = (
    r"(?:and|or|child|children|adolescents?|teenagers|youths?|infants?|neonates|minors|adults?|elderly|older|younger|"
    r"pa?ediatric|geriatric|pregnant|breast-?feeding|lactating|women|men|people|persons?|patients?|participants?|"
    r"subjects?|individuals?|volunteers|populations?|samples?|groups?|studies|trials|reports|cases)"
)
# Before the words of those who did not take part, or not at that age.
_NOT_SAMPLE = re.compile(
    r"(?:\b(?:during|since|versus|than in|mothers? (?:and|of)|of their|their|whose|unlike|not|onset in)|"
    rf"\b(?:exclud\w*|ineligible|not eligible)(?: (?:were|of|in|on|with|for|{_WHO}),?|/{_WHO})*|"
    r"\b(?:animal|rat|mouse|mice|rodent)s?\b[^.;]{0,30})[ /]$"
)
# After them.
_LEFT_OUT = r" (?:was|were|are) (?:all |also )?(?:excluded|ineligible|not (?:eligible|included|enrolled))\b"
_THEY_LEFT_OUT = re.compile(rf"(?:[/, -]+{_WHO}\b)*{_LEFT_OUT}")
# After a bound of age, up to the verb that it belongs to: `older than 65 years or with dementia`.
_BOUND_LEFT_OUT = re.compile(
    r"(?:(?!\b(?:was|were|are|is|but|while|whom)\b|, (?:and\b|\d)|"
    r"\band (?:\d|one\b|two\b|three\b|four\b|five\b|some\b|none\b|those\b|all\b))[^;:])*?"
    rf"{_LEFT_OUT}"
)
_ANIMAL = re.compile(r" (?:[\w-]+ )?(?:rats?|mice|mouse|rodents?|monkeys?|macaques?)\b")


def ages_of(reading: Reading, species: Judgement[Species | None]) -> tuple[Judgement[Age], ...]:
    """The age groups, youngest first; none if nothing says, or no people were studied."""
    if species.value in (Species.ANIMAL, Species.CELLS):
        return ()
    grounds: dict[Age, list[Ground]] = {}
    for heading, printed in reading.headings.items():
        if indexed := _HEADINGS.get(heading):
            grounds.setdefault(indexed, []).append(Ground(Source.MESH, printed))
    told: dict[Age, Ground] = {}
    for age, start, end in (*_figures(reading), *_groups(reading)):
        told.setdefault(age, reading.ground(start, end))
    if Age.ADULT in grounds and Age.CHILD not in grounds and Age.ADOLESCENT not in told:
        grounds.pop(Age.ADOLESCENT, None)
    for age, ground in told.items():
        grounds.setdefault(age, []).append(ground)
    return tuple(Judgement(age, tuple(grounds[age])) for age in Age if age in grounds)


def _figures(reading: Reading) -> Iterator[tuple[Age, int, int]]:
    """Ages told in figures, with the words."""
    plain = reading.plain
    for begin, stop in _near_figures(reading):
        for match in _RANGE.finditer(plain, begin, stop):
            word = match.group()
            if ("age" in word or "old" in word) and _own(reading, match) is not None:
                low, high = (float(one) for one in match.groups() if one)
                yield from ((age, *match.span()) for age in _between(low, high))
        for pattern in (_BOUND, _MEAN, _ONE):
            for match in pattern.finditer(plain, begin, stop):
                line = _own(reading, match)
                if line is None or "exclu" in plain[line.start : match.start()]:
                    continue
                if pattern is _BOUND and _BOUND_LEFT_OUT.match(plain, match.end(), line.end):
                    continue
                word, years = match.group(), float(next(one for one in match.groups() if one))
                if years >= 1 and (pattern is not _BOUND or "age" in word or "old" in word):
                    yield _at(years), *match.span()


def _near_figures(reading: Reading) -> Iterator[tuple[int, int]]:
    """The stretches of text with a word of age and a figure near it."""
    plain = reading.plain
    begin = stop = -1
    words = [word for word, needed in _AGE_WORDS if not needed.isdisjoint(reading.stems)]
    for place in sorted(place for word in words for place in places(plain, word)):
        if _is_within_word(plain, place):
            continue
        if place - _AROUND > stop:
            if stop > 0 and _DIGIT.search(plain, begin, stop):
                yield begin, stop
            begin = max(0, place - _AROUND)
        stop = place + _AROUND
    if stop > 0 and _DIGIT.search(plain, begin, stop):
        yield begin, stop


def _is_within_word(plain: str, place: int) -> bool:
    """Whether the letters stand within another word (`dosage`, `percentage`), `mage` apart."""
    before = plain[place - 1 : place]
    return before.isalpha() and not (before == "m" and not plain[max(0, place - 2) : place - 1].isalpha())


def _groups(reading: Reading) -> Iterator[tuple[Age, int, int]]:
    """Ages told by the group's name in the title, aims, methods or findings."""
    plain = reading.plain
    for age, stems_, hints, pattern in _GROUPS:
        if stems_.isdisjoint(reading.stems):
            continue
        for place in sorted(place for hint in hints for place in places(plain, hint)):
            match = pattern.search(plain, max(0, place - 15), place + 40)
            if match is None or _ANIMAL.match(plain, match.end()):
                continue
            line = _own(reading, match)
            if line is not None and not _NOT_SAMPLE.search(plain, max(line.start, match.start() - 60), match.start()):
                yield age, *match.span()
                break


def _own(reading: Reading, match: re.Match[str]) -> Line | None:
    """The sentence, if it is not about what was known before, nor says that those of that age were left out."""
    line = reading.line_at(match.start())
    if line is None or line.kind is Kind.BACKGROUND or _THEY_LEFT_OUT.match(reading.plain, match.end(), line.end):
        return None
    return line


def _between(low: float, high: float) -> Iterator[Age]:
    """The groups in a range, its ends included: 18 to 65 years are adults."""
    if low < high:
        if low < _ADOLESCENT_FROM:
            yield Age.CHILD
        if low < _ADULT_FROM and high >= _ADOLESCENT_FROM:
            yield Age.ADOLESCENT
        if high > _ADULT_FROM and low < _OLDER_FROM:
            yield Age.ADULT
        if high > _OLDER_FROM:
            yield Age.OLDER


def _at(years: float) -> Age:
    if years < _ADOLESCENT_FROM:
        return Age.CHILD
    if years < _ADULT_FROM:
        return Age.ADOLESCENT
    return Age.ADULT if years < _OLDER_FROM else Age.OLDER
