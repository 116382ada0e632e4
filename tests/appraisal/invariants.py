"""What must hold of every appraisal of every record, whatever it says."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import fields

from appraisal.abstracts import stands_there

from indexer.appraisal import ATTRIBUTES, Appraisal, Design, Ground, Judgement, Level, Sample, Source, Species
from indexer.record import Record
from indexer.vocabulary import concepts

READABLE = 200
"""No ground is longer than a reader takes in at a glance, in characters."""

_WRITTEN = (Source.TITLE, Source.ABSTRACT, Source.CONFLICT)
_INDEXED: dict[Source, Callable[[Record], set[str]]] = {
    Source.PUBLICATION_TYPE: lambda one: {type_.name for type_ in one.publication_types},
    Source.MESH: lambda one: (
        {heading.descriptor for heading in one.mesh}
        | {entry.name for entry in one.supplementary_mesh}
        | {f"{heading.descriptor}/{qualifier.name}" for heading in one.mesh for qualifier in heading.qualifiers}
    ),
    Source.SUBSTANCE: lambda one: {entry.name for entry in (*one.substances, *one.supplementary_mesh)},
    Source.TRIAL_ID: lambda one: {entry.accession for entry in one.trial_ids},
    Source.GRANT: lambda one: {words for grant in one.funding for words in (grant.agency, grant.number)},
    Source.KEYWORD: lambda one: set(one.keywords),
}


def judgements(appraisal: Appraisal) -> Iterator[tuple[str, Judgement[object]]]:
    """Every judgement of an appraisal, with the name of its attribute."""
    for name in ATTRIBUTES:
        value = getattr(appraisal, name)
        if isinstance(value, Sample):
            for part in fields(value):
                yield from _listed(f"sample.{part.name}", getattr(value, part.name))
        else:
            yield from _listed(name, value)


def _listed(name: str, value: object) -> Iterator[tuple[str, Judgement[object]]]:
    for one in value if isinstance(value, tuple) else (value,):
        assert isinstance(one, Judgement), name
        yield name, one


def complaints(record: Record, appraisal: Appraisal) -> list[str]:
    """What does not hold of this appraisal of this record; nothing, if all is well."""
    found = [f"{name}: {text}" for name, one in judgements(appraisal) for text in _judgement(record, one)]
    found += [f"{name}: the same value twice" for name in _repeated(appraisal)]
    found += _values(appraisal)
    return [f"{record.pmid} {text}" for text in found]


def _judgement(record: Record, one: Judgement[object]) -> Iterator[str]:
    if one.value is None and one.grounds:
        yield "an unknown rests on something"
    if one.value is not None and not one.grounds:
        yield f"{one.value!r} rests on nothing"
    for ground in one.grounds:
        yield from _ground(record, ground)


def _ground(record: Record, ground: Ground) -> Iterator[str]:
    if not stands_there(ground, record):
        yield f"{ground} does not stand there"
    if ground.source in _WRITTEN:
        if len(ground.words) > READABLE:
            yield f"{len(ground.words)} characters are no short words: {ground.words[:80]!r} …"
        if ground.words != ground.words.strip():
            yield f"{ground.words!r} has white space around it"
    elif ground.source in _INDEXED and ground.words not in _INDEXED[ground.source](record):
        yield f"{ground} is not in the record"


_MAY_REPEAT = frozenset({"sample.arms", "effects"})  # two arms of 20; the same estimate at two places


def _repeated(appraisal: Appraisal) -> Iterator[str]:
    seen: dict[str, list[object]] = {}
    for name, one in judgements(appraisal):
        if one.value in seen.setdefault(name, []) and name not in _MAY_REPEAT:
            yield name
        seen[name].append(one.value)


def _values(one: Appraisal) -> Iterator[str]:
    yield from _numbers(one)
    for kind, names in (
        (concepts.Kind.DRUG, {use.value.drug for use in one.drugs} | {dose.value.drug for dose in one.doses}),
        (concepts.Kind.DRUG, {given.value.drug for given in one.routes}),
        (concepts.Kind.CONDITION, {condition.value for condition in one.conditions}),
        (concepts.Kind.OUTCOME, {outcome.value.name for outcome in one.outcomes}),
        (concepts.Kind.SCALE, {scale.value.scale for scale in one.scales}),
    ):
        unknown = names - {concept.name for concept in concepts.concepts(kind)} - {""}
        if unknown:
            yield f"not in the table of {kind.value}: {sorted(unknown)}"
    if one.design.value is Design.PROTOCOL and one.level.value is not None:
        yield "a protocol has a level"
    if one.design.value in (Design.ANIMAL, Design.IN_VITRO) and one.level.value is not Level.FIVE:
        yield f"{one.design.value} has level {one.level.value}"
    if one.species.value is Species.HUMAN and one.design.value is Design.ANIMAL:
        yield "an animal study of people alone"
    for registration in one.registrations:
        if not re.fullmatch(r"\S(?:.*\S)?", registration.value.number) or not registration.value.registry:
            yield f"no registration: {registration.value}"


def _numbers(one: Appraisal) -> Iterator[str]:
    for name, judged in judgements(one):
        value = judged.value
        if name.startswith("sample.") and isinstance(value, int) and not 0 <= value < 10**9:
            yield f"{name}: {value}"
    if one.administrations.value is not None and not 0 < one.administrations.value < 1000:
        yield f"administrations: {one.administrations.value}"
    for dose in (judged.value for judged in one.doses):
        if not 0 <= dose.low <= dose.high < math.inf or not dose.high or not dose.unit:
            yield f"dose: {dose}"
    for time in (judged.value for judged in one.times):
        if not 0 <= time.amount < math.inf or not 0 <= time.hours < math.inf or not time.unit:
            yield f"time: {time}"
    for effect in (judged.value for judged in one.effects):
        if effect.p is not None and (not 0 <= effect.p <= 1 or effect.p_sign not in ("<", "<=", "=", ">", ">=")):
            yield f"p: {effect}"
        if effect.low is not None and effect.high is not None and effect.low > effect.high:
            yield f"interval: {effect}"
        if effect.confidence is not None and not 50 <= effect.confidence < 100:
            yield f"confidence: {effect}"
    for scale in (judged.value for judged in one.scales):
        if scale.value is not None and not math.isfinite(scale.value):
            yield f"scale: {scale}"
