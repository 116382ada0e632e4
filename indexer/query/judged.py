"""What `appraisal` judges of a record, as words that a query can ask for: the keys of the local fields.

PubMed has no such fields. Their values come from fixed lists (the words of `appraisal.values`, the concepts of
`vocabulary`), so that every value typed is known or refused. A value takes in what is narrower: `ketamines[drug]` its
three forms, `systematic review[design]` meta-analyses, which are systematic reviews that also pool. A slash adds what
something is to the study: `ketamine/anaesthetic[drug]`, `suicidal ideation/primary[outcome]`. `unknown` stands for a
record of which nothing could be told.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from indexer.appraisal import Appraisal, Judgement, appraise
from indexer.query.judged_words import GROUPS, QUALIFIERS, WORDS, variants
from indexer.query.syntax import Field
from indexer.record import Record
from indexer.text import normal
from indexer.vocabulary import concepts
from indexer.vocabulary.concepts import Kind

UNKNOWN = "unknown"
"""The key of a record of which the field is not known."""
ANY = "any"
"""Whatever drug: `any[drug]`, `any/anaesthetic[drug]`."""
MOST_PARTICIPANTS = 999_999_999
"""More than this is a misread number, not a study."""

_LISTED = 25
_CONCEPTS: Mapping[Field, Kind] = {
    Field.POPULATION: Kind.CONDITION,
    Field.DRUG: Kind.DRUG,
    Field.OUTCOME: Kind.OUTCOME,
    Field.COMPARATOR: Kind.DRUG,
}


def judged_keys(record: Record, field: Field) -> Iterator[str]:
    """The keys of a record under a judged key field; `unknown` if nothing is known."""
    found = list(_KEYS[field](appraise(record)))
    yield from found
    if not any("/" not in key for key in found):
        yield UNKNOWN


def judged_numbers(record: Record, field: Field) -> tuple[int, ...]:
    """The level of evidence, or how many took part; none if unknown."""
    appraisal = appraise(record)
    number = appraisal.level.value if field is Field.LEVEL else appraisal.sample.participants.value
    return () if number is None or not 0 <= number <= MOST_PARTICIPANTS else (int(number),)


def judged_key(field: Field, text: str) -> str:
    """What someone typed, in the form in which it is compared; `is_known` says whether it means anything."""
    whole = normal(text)
    if (key := _find(field, whole)) is not None:
        return key
    name, slash, qualifier = text.rpartition("/")
    key = _find(field, normal(name)) if slash else None
    role = _qualifiers(field).get(normal(qualifier))
    return f"{key}/{role}" if key and role else whole


def is_known(field: Field, key: str) -> bool:
    """Whether `key`, of `judged_key`, is one that records can have."""
    name, slash, qualifier = key.partition("/")
    if slash:
        return _find(field, name) is not None and qualifier in _qualifiers(field).values()
    return _find(field, name) is not None


@lru_cache(maxsize=512)
def narrower(field: Field, key: str) -> frozenset[str]:
    """`key` and every key that it takes in; a qualifier stays with each."""
    name, slash, qualifier = key.partition("/")
    found = {name} | _groups(field).get(name, frozenset())
    if kind := _CONCEPTS.get(field):
        title = _titles(kind).get(name)
        found |= {normal(one) for one in concepts.narrower(kind, title)} if title else set()
    return frozenset(f"{one}/{qualifier}" for one in found) if slash else frozenset(found)


def words_of(field: Field) -> tuple[str, ...]:
    """The values that can be asked for, as they are written, groups and `unknown` after them."""
    own = [value for value, _ in WORDS.get(field, ())]
    kind = _CONCEPTS.get(field)
    listed = [one.name for one in concepts.concepts(kind)] if kind else []
    groups = [name for name, *_ in GROUPS.get(field, ())]
    return tuple(dict.fromkeys((*own, *listed, *groups, *(_group_names(kind) if kind else ()), UNKNOWN)))


def listed(field: Field) -> str:
    """The values that can be asked for, in one line; of a long list the first and how many more there are."""
    every = words_of(field)
    more = f" and {len(every) - _LISTED} more" if len(every) > _LISTED else ""
    return f"{', '.join(every[:_LISTED])}{more}"


def qualifiers_of(field: Field) -> tuple[str, ...]:
    """What may stand after a slash, as it is written."""
    return tuple(value for value, _ in QUALIFIERS.get(field, ()))


def closest(field: Field, text: str) -> str:
    """The value that `text` was probably meant for, as it is written; empty if none is near."""
    near = difflib.get_close_matches(normal(text), _names(field), n=1, cutoff=0.7)
    return _names(field)[near[0]] if near else ""


def _find(field: Field, key: str) -> str | None:
    return _names(field).get(key)


def _qualifiers(field: Field) -> Mapping[str, str]:
    return _named(QUALIFIERS.get(field, ()))


@lru_cache(maxsize=32)
def _names(field: Field) -> Mapping[str, str]:
    """Every name of every value, in normal form, with its key. Concepts yield to a field's own words."""
    found: dict[str, str] = {UNKNOWN: UNKNOWN}
    if field is Field.DRUG:
        found[ANY] = ANY
    found.update(_named(WORDS.get(field, ())))
    found.update(_named((name, others) for name, others, _ in GROUPS.get(field, ())))
    if kind := _CONCEPTS.get(field):
        named = [(name, concept.name) for concept in concepts.concepts(kind) for name in concept.names]
        named += [(name, name) for name in _group_names(kind)]
        for name, title in named:
            found.setdefault(normal(name), normal(title))
        for name, title in named:  # `ketamines` is a group of its own, and not the plural of ketamine
            for form in variants(name):
                found.setdefault(form, normal(title))
    if field is Field.ROUTE:
        for concept in concepts.concepts(Kind.ROUTE):
            if (route := found.get(normal(concept.name))) is not None:
                for name in concept.names:
                    found.setdefault(normal(name), route)
    return found


@lru_cache(maxsize=32)
def _groups(field: Field) -> Mapping[str, frozenset[str]]:
    return {normal(name): frozenset(map(normal, members)) for name, _, members in GROUPS.get(field, ())}


def _named(words: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    listed = tuple(words)
    for value, _ in listed:
        found.setdefault(normal(value), normal(value))
    for value, others in listed:
        for name in (value, *others):
            for form in variants(name):
                found.setdefault(form, normal(value))
    return found


@lru_cache(maxsize=8)
def _titles(kind: Kind) -> Mapping[str, str]:
    """Concepts and groups by their keys, as the table writes them."""
    named = [*(one.name for one in concepts.concepts(kind)), *_group_names(kind)]
    return {normal(name): name for name in named}


@lru_cache(maxsize=8)
def _group_names(kind: Kind) -> tuple[str, ...]:
    """What concepts belong to and is no concept itself, such as `ketamines`."""
    own = {one.name for one in concepts.concepts(kind)}
    broader = dict.fromkeys(name for one in concepts.concepts(kind) for name in one.broader)
    return tuple(name for name in broader if name not in own)


def _one(judgement: Judgement[str | None]) -> Iterator[str]:
    if judgement.value is not None:
        yield normal(judgement.value)


def _each(judgements: Iterable[Judgement[str]]) -> Iterator[str]:
    return (normal(one.value) for one in judgements)


def _drugs(appraisal: Appraisal) -> Iterator[str]:
    for one in appraisal.drugs:
        name, role = normal(one.value.drug), normal(one.value.role)
        if one.value.is_studied:
            yield name
            yield ANY
        yield f"{name}/{role}"
        yield f"{ANY}/{role}"


def _outcomes(appraisal: Appraisal) -> Iterator[str]:
    for one in appraisal.outcomes:
        yield normal(one.value.name)
        if one.value.primary:
            yield f"{normal(one.value.name)}/primary"


def _comparators(appraisal: Appraisal) -> Iterator[str]:
    for one in appraisal.comparators:
        yield normal(one.value.control)
        if one.value.name:
            yield judged_key(Field.COMPARATOR, one.value.name)


_KEYS: Mapping[Field, Callable[[Appraisal], Iterable[str]]] = {
    Field.DESIGN: lambda appraisal: _one(appraisal.design),
    Field.FEATURE: lambda appraisal: _each(appraisal.features),
    Field.SPECIES: lambda appraisal: _one(appraisal.species),
    Field.POPULATION: lambda appraisal: _each(appraisal.conditions),
    Field.AGE: lambda appraisal: _each(appraisal.ages),
    Field.DRUG: _drugs,
    Field.ROUTE: lambda appraisal: (normal(one.value.route) for one in appraisal.routes),
    Field.REGIMEN: lambda appraisal: _each(appraisal.regimens),
    Field.COMPARATOR: _comparators,
    Field.MASKING: lambda appraisal: _one(appraisal.masking),
    Field.OUTCOME: _outcomes,
}
