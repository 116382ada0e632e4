"""What `appraisal` judges of a record, as words that a query can ask for: the keys of the local fields.

PubMed has no such fields. Their values come from fixed lists (the words of `appraisal.values`, the concepts of
`vocabulary`), so that every value typed is known or refused. A value takes in what is narrower: `ketamines[drug]` its
three forms, `systematic review[design]` meta-analyses, which are systematic reviews that also pool. A slash adds what
something is to the study: `ketamine/anaesthetic[drug]`, `suicidal ideation/primary[outcome]`. `unknown` stands for a
record of which nothing could be told.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from indexer.appraisal import Appraisal, Judgement, Level, Species, appraise
from indexer.query.dates import MOST
from indexer.query.judged_words import GROUPS, QUALIFIERS, WORDS, variants
from indexer.query.syntax import And, Field, Not, Query, Range, Span, Term
from indexer.record import Record
from indexer.text import normal
from indexer.vocabulary import concepts
from indexer.vocabulary.concepts import Kind
from indexer.vocabulary.tables import Extension, active

UNKNOWN = "unknown"
"""The key of a record of which the field is not known."""
ANY = "any"
"""Whatever drug: `any[drug]`, `any/anaesthetic[drug]`."""
MOST_PARTICIPANTS = 999_999_999
"""More than this is a misread number, not a study."""

_LISTED = 25
_OPERATOR = re.compile(r"\s*(and|or|not)\s+(?=\S)")
_FOR_ANIMALS = frozenset({"animal", "animals"})
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


def narrower(field: Field, key: str) -> frozenset[str]:
    """`key` and every key that it takes in; a qualifier stays with each."""
    return _narrower(active(), field, key)


@lru_cache(maxsize=512)
def _narrower(added: Extension, field: Field, key: str) -> frozenset[str]:
    name, slash, qualifier = key.partition("/")
    found = {name} | _groups(field).get(name, frozenset())
    if kind := _CONCEPTS.get(field):
        title = _titles(added, kind).get(name)
        found |= {normal(one) for one in concepts.narrower(kind, title)} if title else set()
    return frozenset(f"{one}/{qualifier}" for one in found) if slash else frozenset(found)


def unknown_number(field: Field, span: Span = (0, 0)) -> Query:
    """Every record of which a number (`level`, `n`) is not known."""
    whole = Range(field, 1, int(max(Level))) if field is Field.LEVEL else Range(field, 0, MOST)
    return And((Term(Field.SUBSET, "all", span=span), Not(replace(whole, span=span), span)), span)


def note_of(field: Field, text: str, key: str, *, explode: bool = True) -> str:
    """What must be known of a value that was typed as `text` and read as `key`: that it stands for another name (a
    scale for what it measures, an animal for all), or what it takes in; empty if neither."""
    name, slash, _ = key.partition("/")
    notes = []
    typed = normal(text.rpartition("/")[0] if slash else text)
    if field is Field.OUTCOME and (measured := _scales(active()).get(typed)):
        notes.append(f'"{text}" is a scale; searched as what it measures, {measured[0]}')
    elif field is Field.SPECIES and name == normal(Species.ANIMAL) and typed not in _FOR_ANIMALS:
        notes.append(f'"{text}"[{field}] is searched as animal: animals are not told apart')
    below = len(narrower(field, key)) - 1 if explode else 0
    if below > 0:
        is_group = name in _group_keys(active(), field)
        own = "" if is_group else f"; for it alone write {key!r}[{field}:noexp]".replace("'", '"')
        notes.append(f'"{key}"[{field}] takes in {below} narrower name{"s" if below > 1 else ""}{own}')
    return ". ".join(notes)


def suggestion(field: Field, value: str) -> str:
    """What to write instead of a value that is not known."""
    begun = _OPERATOR.match(value)
    if begun:
        return f"Write {begun[1].upper()} in capitals: … {begun[1].upper()} {value[begun.end() :]}[{field}]."
    if field is Field.OUTCOME and (measured := _scales(active()).get(normal(value))):
        return f"{value} measures several outcomes: write {' or '.join(measured)}."
    name, slash, qualifier = value.rpartition("/")
    known = _qualifiers(field)
    if slash and known and normal(qualifier) not in known:
        near = difflib.get_close_matches(normal(qualifier), known, n=1, cutoff=0.7)
        after = f"After the slash goes {', '.join(qualifiers_of(field))}."
        return f'Did you mean "{name}/{known[near[0]]}"[{field}]?' if near else after
    name, rest = (name, f"/{qualifier}") if slash and known else (value, "")
    if better := closest(field, name):
        return f'Did you mean "{better}{rest}"[{field}]?'
    return f"{name!r} is none. Known are {listed(field)}." if rest else f"Known are {listed(field)}."


def words_of(field: Field) -> tuple[str, ...]:
    """The values that can be asked for, as they are written, groups and `unknown` after them."""
    own = [value for value, _ in WORDS.get(field, ())]
    kind = _CONCEPTS.get(field)
    listed = [one.name for one in concepts.concepts(kind)] if kind else []
    groups = [name for name, *_ in GROUPS.get(field, ())]
    return tuple(dict.fromkeys((*own, *listed, *groups, *(_group_names(active(), kind) if kind else ()), UNKNOWN)))


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
    near = difflib.get_close_matches(normal(text), _names(active(), field), n=1, cutoff=0.7)
    return _names(active(), field)[near[0]] if near else ""


def _find(field: Field, key: str) -> str | None:
    return _names(active(), field).get(key)


def _qualifiers(field: Field) -> Mapping[str, str]:
    return _named(QUALIFIERS.get(field, ()))


@lru_cache(maxsize=32)
def _names(added: Extension, field: Field) -> Mapping[str, str]:
    """Every name of every value, in normal form, with its key. Concepts yield to a field's own words."""
    found: dict[str, str] = {UNKNOWN: UNKNOWN}
    if field is Field.DRUG:
        found[ANY] = ANY
    found.update(_named(WORDS.get(field, ())))
    found.update(_named((name, others) for name, others, _ in GROUPS.get(field, ())))
    if kind := _CONCEPTS.get(field):
        named = [(name, concept.name) for concept in concepts.concepts(kind) for name in concept.names]
        named += [(name, name) for name in _group_names(added, kind)]
        for name, title in named:
            found.setdefault(normal(name), normal(title))
        for name, title in named:  # `ketamines` is a group of its own, and not the plural of ketamine
            for form in variants(name):
                found.setdefault(form, normal(title))
    if field is Field.OUTCOME:  # a scale stands for what it measures, where that is one outcome
        for scale, measured in _scales(added).items():
            if len(measured) == 1:
                found.setdefault(scale, normal(measured[0]))
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


@lru_cache(maxsize=16)
def _scales(_added: Extension) -> Mapping[str, tuple[str, ...]]:
    """The names of the scales in normal form, with the outcomes that each measures."""
    return {
        normal(name): scale.broader for scale in concepts.concepts(Kind.SCALE) if scale.broader for name in scale.names
    }


@lru_cache(maxsize=32)
def _group_keys(added: Extension, field: Field) -> frozenset[str]:
    """The keys of groups that no record has itself, such as `ketamines`: `:noexp` finds nothing with them."""
    own = {normal(value) for value, _ in WORDS.get(field, ())}
    kind = _CONCEPTS.get(field)
    named = {normal(name) for name, *_ in GROUPS.get(field, ())} | {
        normal(n) for n in (_group_names(added, kind) if kind else ())
    }
    return frozenset(named - own)


@lru_cache(maxsize=64)
def _titles(added: Extension, kind: Kind) -> Mapping[str, str]:
    """Concepts and groups by their keys, as the table writes them."""
    named = [*(one.name for one in concepts.concepts(kind)), *_group_names(added, kind)]
    return {normal(name): name for name in named}


@lru_cache(maxsize=64)
def _group_names(_added: Extension, kind: Kind) -> tuple[str, ...]:
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
