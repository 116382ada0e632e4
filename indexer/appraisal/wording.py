"""Judgements told: each value in a few words for people, in plain types for JSON, and a record's kind on one line."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from enum import Enum
from typing import Any

from indexer.appraisal import ATTRIBUTES, Appraisal
from indexer.appraisal.values import (
    Basis,
    Comparator,
    Dose,
    DrugUse,
    Effect,
    Given,
    Ground,
    Judgement,
    Outcome,
    Registration,
    Role,
    Sample,
    ScaleValue,
    TimePoint,
)

_LONGEST_GROUND = 90
_MOST_DRUGS = 3
_LABELS = {
    "conditions": "Population",
    "ages": "Ages",
    "times": "Time points",
    "conflict": "Conflicts declared",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """One attribute: `judgements` are what is known of it, each as (value, what it rests on); none if unknown."""

    label: str
    judgements: tuple[tuple[str, str], ...]


def attributes(appraisal: Appraisal) -> Iterator[Told]:
    """Every attribute in words, in the order of `Appraisal`, unknown ones too."""
    for name in ATTRIBUTES:
        value = getattr(appraisal, name)
        label = _LABELS.get(name, name.capitalize())
        if isinstance(value, Sample):
            yield Told(label, tuple(_sample(value)))
        else:
            several = value if isinstance(value, tuple) else (value,)
            known = (one for one in several if one.value is not None)
            yield Told(label, tuple((in_words(one.value), resting_on(one)) for one in known))


def resting_on(judgement: Judgement[Any]) -> str:
    """The words of the weightiest ground and where they stand; how many more grounds there are."""
    if not judgement.grounds:
        return ""
    more = len(judgement.grounds) - 1
    return _ground(judgement.grounds[0]) + (f", and {more} more" if more else "")


def in_full(appraisal: Appraisal) -> dict[str, Any]:
    """Every attribute with its value, of the type it has, and what that rests on; unknown is null or an empty list."""
    told: dict[str, Any] = plain(appraisal)
    told["sample"]["participants"] = plain(appraisal.sample.participants)
    return told


def in_words(value: object) -> str:  # noqa: PLR0911, PLR0912 - one branch a kind of value
    """A value in a few words: `ketamine (anaesthetic)`, `saline (placebo)`, `0.5 mg/kg ketamine`."""
    match value:
        case DrugUse(drug=drug, role=role):
            return drug if role is Role.STUDIED else f"{drug} ({role})"
        case Dose(low=low, high=high, unit=unit, drug=drug):
            amount = f"{low:g}" if low == high else f"{low:g} to {high:g}"
            return f"{amount} {unit} {drug}".strip()
        case Given(route=route, drug=drug):
            return f"{route} {drug}".strip()
        case Comparator(control=control, name=name):
            return f"{name} ({control})" if name and name != control else str(control)
        case TimePoint(amount=amount, unit=unit, moment=moment):
            return f"{amount:g} {unit}{'' if amount == 1 else 's'} ({moment})"
        case Outcome(name=name, primary=primary):
            return f"{name} (primary)" if primary else name
        case ScaleValue(scale=scale, value=None):
            return scale
        case ScaleValue(scale=scale, value=number, is_change=is_change):
            return f"{scale} {number:g}{' (change)' if is_change else ''}"
        case Effect():
            return _effect(value)
        case Registration(registry=registry, number=number):
            return f"{registry} {number}".strip()
        case Enum():
            return str(value.value)
        case int():
            return f"{value:,}"
        case _:
            return str(value)


def summary(appraisal: Appraisal) -> str:
    """What kind of evidence it is, on one line, of what is known: design and level, species, size, drugs and routes."""
    level = appraisal.level.value
    number = appraisal.sample.participants.value
    kind = [str(appraisal.design.value or ""), f"level {int(level)}" if level is not None else ""]
    routes = list(dict.fromkeys(str(one.value.route) for one in appraisal.routes))
    drugs = [in_words(one.value) for one in appraisal.drugs if one.value.is_studied]
    drugs = [*drugs[:_MOST_DRUGS], *([f"{len(drugs) - _MOST_DRUGS} more"] if len(drugs) > _MOST_DRUGS else [])]
    parts = (
        ", ".join(filter(None, kind)),
        str(appraisal.species.value or ""),
        "" if number is None else f"n={number:,}",
        " ".join(filter(None, (", ".join(drugs), "/".join(routes)))),
    )
    return " · ".join(filter(None, parts))


def plain(value: object) -> Any:
    """A value as JSON has it: dictionaries, lists, numbers, strings, null. Of a judgement also what it rests on."""
    match value:
        case Judgement():
            return {
                "value": plain(value.value),
                "basis": plain(value.basis),
                "grounds": [_plain_ground(ground) for ground in value.grounds],
            }
        case Appraisal():
            return {name: plain(getattr(value, name)) for name in ATTRIBUTES}
        case tuple():
            return [plain(one) for one in value]
        case Enum():
            return value.value
        case _ if dataclasses.is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        case _:
            return value


def _plain_ground(ground: Ground) -> dict[str, Any]:
    stands = ground.start >= 0
    return {
        "source": ground.source.value,
        "basis": ground.source.basis.value,
        "words": ground.words,
        "section": ground.section if stands else None,
        "start": ground.start if stands else None,
        "end": ground.end if stands else None,
    }


def _sample(sample: Sample) -> Iterator[tuple[str, str]]:
    for name in ("screened", "enrolled", "randomised", "analysed", "animals", "studies"):
        judgement: Judgement[int | None] = getattr(sample, name)
        if judgement.value is not None:
            yield f"{judgement.value:,} {name}", resting_on(judgement)
    for arm in sample.arms:
        yield f"{arm.value:,} in a group", resting_on(arm)


def _ground(ground: Ground) -> str:
    words = " ".join(ground.words.split())
    words = words if len(words) <= _LONGEST_GROUND else f"{words[:_LONGEST_GROUND].rsplit(' ', 1)[0]} …"
    match ground.source.basis:
        case Basis.RULE:
            return words
        case Basis.INDEXED:
            return f"{ground.source}: {words}"
        case Basis.TEXT:
            return f"{ground.source}: “{words}”"


def _effect(effect: Effect) -> str:
    unit = effect.unit if effect.unit in {"", "%"} else f" {effect.unit}"
    parts = [effect.measure if effect.value is None else f"{effect.measure} {effect.value:g}{unit}".strip()]
    if effect.low is not None and effect.high is not None:
        confidence = f"{effect.confidence:g}% CI " if effect.confidence is not None else ""
        parts.append(f"({confidence}{effect.low:g} to {effect.high:g})")
    if effect.p is not None:
        parts.append(f"p {effect.p_sign or '='} {effect.p:g}")
    return " ".join(filter(None, parts))
