"""Doses, infusion rates and concentrations, as printed, each tied to a drug where the sentence ties it to one.

A unit says what a figure is: `mg/kg` a dose by weight, `mg` a dose, `mg/kg/h` a rate, `ng/mL` a concentration; they
are never converted into each other. Several doses in a row (`0.1, 0.2 and 0.5 mg/kg`, `56/84 mg`) are several values,
`28 to 84 mg` and `0.5-1 mg/kg` are one range. What stands in the background is another study's. A figure counts where
its sentence names a drug or speaks of dosing: `100 mg/dL` of glucose is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.values import Dose, Ground, Judgement
from indexer.salience import Kind
from indexer.vocabulary.concepts import Mention

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|(?<![\d.])\.\d+)"
_MASS = (
    r"(?:mcg|ug|mg|ng|micrograms?|milligrams?|g(?=/kg| of (?:dried|psilo|magn)| dried| magnes)|"
    r"um(?= (?:of )?[\w()-]*ketamine))"
)
_MASSES = frozenset({"mcg", "ug", "mg", "ng", "microgram", "micrograms", "milligram", "milligrams", "g", "um"})
_SEPARATED = r"(?: ?/ ?| per |[.*](?=kg|h|min)| (?=(?:kg|h|min|ml|l) ?-1))"
_DIVISOR = r"(?:(?:70 ?)?kg|kilograms?|h|hrs?|hours?|min|minutes?|ml|dl|l|days?|d)\b(?: ?-1)?"
# Every text of a drug is searched: what the number begins with is found at once, and looked behind then.
_DOSE = re.compile(
    r"(?P<last>[.0-9](?<![\w.,][.0-9])(?:(?<=\.)\d+|(?<=[0-9])(?:\d{0,2}(?:,\d{3})+(?!\d)|\d*(?:\.\d+)?)))"
    rf"[ -]?(?P<mass>{_MASS})(?P<by>(?:{_SEPARATED}{_DIVISOR}){{0,2}})(?![\w/])"
)
# Figures without a unit of their own, listed before the last: `0.1, 0.2 and `, `56/`, `0.5-`.
_BETWEEN = r"(?: ?, ?(?:and |or )?| ?/ ?| ?-{1,2} ?| (?:to|and|or|vs\.?|versus|up to) )"
_LISTED = re.compile(rf"(?<![\w.,=])(?:{_NUMBER}{_BETWEEN}){{1,7}}$")
_ONE = re.compile(rf"({_NUMBER})({_BETWEEN})")
# A figure of something else: `at week 4, 28 mg`; `n = 12, 0.5 mg`.
_OF_ELSE = re.compile(r"(?:weeks?|days?|months?|hours?|years?|groups?|phase|sessions?|visits?|studies|[=<>]|no\.) ?$")
_RANGE = re.compile(r"(?: ?-{1,2} ?| to | up to )")
_DOSING = re.compile(r"\bdos(?:e|es|ed|age|ing)\b|receiv|administ|inject|infus|tablet|capsule|daily|treated with")
_CONCENTRATIONS = frozenset({"ng/mL", "µg/mL", "mg/L", "µg/L", "ng/L", "µM"})
_NEVER_DOSES = frozenset({"mg/dL", "µg/dL", "ng/dL", "ng", "mg/mL"})
_NAMES = {
    "mcg": "µg", "ug": "µg", "microgram": "µg", "micrograms": "µg", "milligram": "mg", "milligrams": "mg", "um": "µM",
    "kilogram": "kg", "kilograms": "kg", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "minute": "min",
    "minutes": "min", "ml": "mL", "dl": "dL", "l": "L", "day": "d", "days": "d", "70 kg": "70kg",
}  # fmt: skip
_PART = re.compile(r"70 ?kg|[a-z]+")
_UNNAMED = frozenset({"placebo", "saline", "sham procedure", "electroconvulsive therapy"})
# What may stand between a drug and its dose, and between a dose and its drug.
_TO_DOSE = re.compile(
    r"(?: (?:hydrochloride|hcl|infusions?|iv|nasal spray|dose|doses|at|of))*[ (:,]{1,3}(?:at |dose )?$"
)
_TO_DRUG = re.compile(
    r"[)\]]?(?: (?!and\b|or\b|vs\b|versus\b|plus\b|with\b|than\b|to\b|followed\b|after\b|before\b)[\w./()-]+){0,5} \(?$"
)


def doses_of(reading: Reading) -> tuple[Judgement[Dose], ...]:
    """The doses that the study speaks of, in the order of the text, each once for a drug."""
    text = reading.plain
    if _MASSES.isdisjoint(reading.vocabulary) and _MASSES.isdisjoint(reading.units):
        return ()
    if (
        "mg" not in text
        and "ug/" not in text
        and not any(unit in text for unit in (" ug", "mcg", "ng/ml", "microgr", " um "))
    ):
        return ()
    found: dict[Dose, list[Ground]] = {}
    dosing: dict[int, bool] = {}
    for line, start, end, low, high, unit in _figures(reading):
        if not high:
            continue  # `0, 75 and 125 mg`: nothing was given, the placebo
        drug = _drug_of(reading, line, start, end)
        if line.start not in dosing:
            dosing[line.start] = _DOSING.search(text, line.start, line.end) is not None
        if not drug and (unit in _CONCENTRATIONS or not dosing[line.start]):
            continue
        grounds = found.setdefault(Dose(min(low, high), max(low, high), unit, drug), [])
        if not grounds:
            grounds.append(reading.ground(start, end))
    tied = {(dose.low, dose.high, dose.unit) for dose in found if dose.drug}
    return tuple(
        Judgement(dose, tuple(grounds))
        for dose, grounds in found.items()
        if dose.drug or (dose.low, dose.high, dose.unit) not in tied
    )


def _figures(reading: Reading) -> Iterator[tuple[Line, int, int, float, float, str]]:
    """Each dose: its sentence, the words that print it, the lowest and highest of its range, and its unit."""
    text = reading.plain
    waiting: tuple[Line, int, int, float, float, str] | None = None
    for match in _DOSE.finditer(text):
        line = reading.line_at(match.start())
        unit = _unit(match["mass"], match["by"])
        if line is None or line.kind is Kind.BACKGROUND or unit in _NEVER_DOSES:
            continue
        start, end, last = match.start(), match.end(), _number(match["last"])
        if waiting:
            if waiting[5] == unit and waiting[4] < last and _RANGE.fullmatch(text, waiting[2], start):
                yield (line, waiting[1], end, waiting[3], last, unit)
                waiting = None
                continue
            yield waiting
        low = last
        listed = _LISTED.search(text, max(line.start, start - 60), start)
        if listed and not _OF_ELSE.search(text, max(line.start, listed.start() - 12), listed.start()):
            start = listed.start()
            for value, between in _ONE.findall(listed.group()):
                if low != last:  # the value before was the lower end of a range
                    yield (line, start, end, low, _number(value), unit)
                    low = last
                elif _RANGE.fullmatch(between):
                    low = _number(value)
                else:
                    yield (line, start, end, _number(value), _number(value), unit)
        waiting = (line, start, end, low, last, unit) if low <= last else (line, start, end, last, last, unit)
    if waiting:
        yield waiting


def _number(printed: str) -> float:
    return float(printed.replace(",", ""))


def _unit(mass: str, by: str) -> str:
    parts = [mass, *_PART.findall(by.replace(" per ", "/"))]
    return "/".join(_NAMES.get(part, part) for part in parts)


def _drug_of(reading: Reading, line: Line, start: int, end: int) -> str:
    """The drug whose dose stands at `start` to `end`, by the words between them; empty if two could be meant."""
    here = _drugs_in(reading.drugs, line)
    text = reading.plain
    before = next((one for one in reversed(here) if one.end <= start), None)
    after = next((one for one in here if one.start >= end), None)
    if before and _TO_DOSE.match(text, before.end, start) and not text.startswith(" of ", end):
        return before.concept.name
    if after and after.start - end < 60 and _TO_DRUG.match(text, end, after.start):
        return after.concept.name
    if before and start - before.end < 60 and ";" not in text[before.end : start]:
        return before.concept.name
    names = {one.concept.name for one in here}
    return names.pop() if len(names) == 1 else ""


def _drugs_in(drugs: Sequence[Mention], line: Line) -> list[Mention]:
    return [one for one in drugs if line.start <= one.start < line.end and one.concept.name not in _UNNAMED]
