"""The drugs a record names, and what each is to the study.

A drug is studied if the title says so, or, where the title names none (or only a class: `psychedelics`), if the
authors' own sentences do. What stands in the background alone is mentioned. Words beside a name make it an
anaesthetic, a model of psychosis, a drug that people take by themselves, a comparator or an adjunct (`drug_roles`).
MeSH headings and substances come first as grounds where the text agrees; `Ketamine`, which NLM also gives to work on
esketamine, never makes a study of esketamine one of the racemate (`forms`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from indexer.appraisal.drug_roles import Named, Span, named_in, role_of, subjects
from indexer.appraisal.forms import FORMS, RACEMATE
from indexer.appraisal.reading import Reading
from indexer.appraisal.values import Design, DrugUse, Ground, Judgement, Role, Source
from indexer.salience import Kind
from indexer.vocabulary import concepts
from indexer.vocabulary.tables import Extension, active

_ORDER = {role: place for place, role in enumerate(Role)}
# Headings that NLM gives to work on a racemate and on its forms alike.
_ONE_HEADING = {RACEMATE: FORMS, "citalopram": frozenset({"escitalopram"})}
_ABOUT = frozenset({Role.STUDIED, Role.ANAESTHETIC, Role.RECREATIONAL, Role.MODEL})


def drugs_of(reading: Reading, design: Judgement[Design | None]) -> tuple[Judgement[DrugUse], ...]:
    """Each drug that the record names, once, with its role: those studied first, then as they are first named."""
    indexed = _indexed(reading)
    if not reading.drugs and not indexed:
        return ()
    named = named_in(reading)
    main = subjects(reading, named)
    judged: list[Judgement[DrugUse]] = []
    for name, one in named.items():
        role, decisive = role_of(reading, one, named, main, design.value)
        grounds = (*(ground for ground, _ in indexed.get(name, ())), *_grounds(reading, one, decisive))
        judged.append(Judgement(DrugUse(name, role), grounds))
    for name, found in indexed.items():
        if name in named or not _ONE_HEADING.get(name, frozenset()).isdisjoint(named):
            continue
        # A major heading is what NLM says the work is about; the text, where it names drugs, knows better.
        role = Role.STUDIED if not named and any(major for _, major in found) else Role.MENTIONED
        judged.append(Judgement(DrugUse(name, role), tuple(ground for ground, _ in found)))
    return tuple(sorted(judged, key=lambda one: _ORDER[one.value.role]))


def studied(drugs: Sequence[Judgement[DrugUse]]) -> tuple[str, ...]:
    """The names of the drugs that a work is about, whatever it looks at them as."""
    return tuple(one.value.drug for one in drugs if one.value.role in _ABOUT)


def _grounds(reading: Reading, one: Named, decisive: Span | None) -> tuple[Ground, ...]:
    spans = [one.title] if one.title else []
    for kind in (Kind.AIM, Kind.METHOD, Kind.RESULT, Kind.CONCLUSION, Kind.UNKNOWN):
        if kind in one.kinds:
            spans.append(one.kinds[kind])
            break
    if decisive:
        spans.append(decisive)
    return tuple(reading.ground(*span) for span in dict.fromkeys(spans or [one.first]))


def _indexed(reading: Reading) -> dict[str, list[tuple[Ground, bool]]]:
    """The drugs that NLM indexed, each with its headings and substances and whether they are a main point."""
    found: dict[str, list[tuple[Ground, bool]]] = {}
    for ground, major in _headings(reading):
        name = _drug_of(active(), ground.words)
        if name:
            found.setdefault(name, []).append((ground, major))
    return found


def _headings(reading: Reading) -> Iterator[tuple[Ground, bool]]:
    for heading in reading.record.mesh:
        if _drug_of(active(), heading.descriptor):
            yield Ground(Source.MESH, heading.descriptor), heading.is_major
    for substance in reading.record.substances:
        if _drug_of(active(), substance.name):
            yield Ground(Source.SUBSTANCE, substance.name), False


@lru_cache(maxsize=1 << 16)
def _drug_of(_added: Extension, descriptor: str) -> str:
    concept = concepts.find(concepts.Kind.DRUG, descriptor)
    return concept.name if concept else ""
