"""Where evidence is about something else than the claim, part by part, each with a stable code.

What the claim says is set beside the clause of the sentence first and the record's appraisal second. A part that the
claim does not name is not compared. A part that the claim names and neither the sentence nor the record tells is a
mismatch too: nothing was found on it.

Imports `appraisal`, `vocabulary` and `values`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from indexer.appraisal import Appraisal, Control, Design, Species
from indexer.appraisal.forms import KETAMINES
from indexer.appraisal.people import USERS
from indexer.appraisal.reading import Line, Reading
from indexer.checking.acted_on import USE
from indexer.checking.clauses import within
from indexer.checking.statements import TREATED, is_repeated
from indexer.checking.values import (
    NONE_NAMED,
    NOT_TOLD,
    Certainty,
    Code,
    Direction,
    Mismatch,
    Purpose,
    Slot,
    Statement,
)
from indexer.salience import Kind as Told
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind, find, narrower

CORE = frozenset({Code.DRUG_FORM, Code.POPULATION, Code.SPECIES, Code.OUTCOME, Code.PREVENTION, Code.ROUTE, Code.TIME,
                  Code.COMPARATOR, Code.DOSE, Code.NUMBER})  # fmt: skip
"""Mismatches under which a sentence cannot support a claim, whatever it says. Certainty caps the wording only."""

# A record that is about keeping an illness from coming, however a sentence of it puts its scores.
_PREVENTS = re.compile(
    r"\b(?:prevent\w*|prophyla\w+|(?:incidence|prevalence|occurrence|risk) of (?:\w+ ){0,2}?(?:depress\w+|ppd|"
    r"postpartum depress\w+|post-?traumatic|ptsd|anxiety))\b"
)
_KEPT_FROM = frozenset({"postpartum depression", "perinatal depression", "postoperative depression"})
_OF_DEPRESSION = frozenset({"depressive symptoms", "antidepressant response", "remission"})
_SURGERY = "surgery"
_REVIEWS = frozenset({Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS, Design.REVIEW})
"""What tells of all the studies in it, whomever some of them were on."""
_WHO_HAVE = re.compile(
    r"\b(?:patients|people|adults|individuals|participants|women|men|veterans|those) (?:with|who have|facing) "
    r"(?:[\w-]+ ){0,3}$"
)
_THEIR_USE = re.compile(
    r"\b(?:lifetime|past[- ](?:year|month)|recreational|illicit|naturalistic|non-?medical|self-reported)\b.*\buse\b|"
    r"\b(?:use of|users?)\b"
)
_ONE_OF_THEM = re.compile(r"\b(?:single|one|first|initial|versus|vs)\b")
_THE_FIRST = re.compile(
    r"\b(?:first|initial|second) (?:[\w-]+ )?(?:infusions?|doses?|injections?|sessions?|administrations?|treatments?)\b"
)
_CONTROLS = {
    "placebo": {"placebo", "saline"},
    "saline": {"placebo", "saline"},
    "active placebo": {"midazolam"},
    "electroconvulsive therapy": {"electroconvulsive therapy"},
}


def mismatches(
    claim: Statement,
    said: Statement | None,
    appraisal: Appraisal,
    evidence: Reading | None = None,
    line: Line | None = None,
) -> tuple[Mismatch, ...]:
    """What a sentence (`line`; `said` is what it states, None if that could not be read) and its record (`evidence`, as
    appraised) have other than the claim."""
    return (
        *_drug(claim, said, appraisal, evidence),
        *_population(claim, said, appraisal, evidence, line),
        *_species(claim, said, appraisal),
        *_route(claim, said, appraisal),
        *_prevention(claim, said, appraisal, evidence),
        *_comparator(claim, said, appraisal),
        *_repetition(claim, said, appraisal, evidence),
        *_certainty(claim, said),
    )


def studied(appraisal: Appraisal) -> tuple[str, ...]:
    """The drugs that a record is about."""
    return tuple(dict.fromkeys(one.value.drug for one in appraisal.drugs if one.value.is_studied))


def _names(slots: Iterable[Slot]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slot.value for slot in slots))


def _drug(
    claim: Statement, said: Statement | None, appraisal: Appraisal, evidence: Reading | None
) -> Iterator[Mismatch]:
    about, told = studied(appraisal), _names(said.interventions) if said else ()
    if (
        USERS in (one.value for one in appraisal.conditions)
        and evidence is not None
        and _THEIR_USE.search(evidence.plain, 0, evidence.title_end)
    ):  # what a survey of users finds is of use, however a sentence puts it
        about = tuple(f"{one}{USE}" for one in about)
        told = tuple(one if one.endswith(USE) else f"{one}{USE}" for one in told)
    found = told or about
    for name in _names(claim.interventions):
        if not set(_names(claim.against)).isdisjoint(found) and name in _compared(said, appraisal):
            continue  # `ketamine was inferior to ECT` is on ECT too
        # A bare `ketamine` in a sentence of an esketamine trial is esketamine.
        if name in KETAMINES and about and name not in about and KETAMINES & set(about):
            yield Mismatch(Code.DRUG_FORM, name, ", ".join(one for one in about if one in KETAMINES))
        elif found and name not in found and not _is_among(Kind.DRUG, name, found):
            yield Mismatch(Code.DRUG_FORM, name, ", ".join(found))
        elif not found:
            yield Mismatch(Code.DRUG_FORM, name, NONE_NAMED)


def _compared(said: Statement | None, appraisal: Appraisal) -> set[str]:
    """What the sentence or its record compares with."""
    record = {one.value.name or one.value.control.value for one in appraisal.comparators}
    return record.union(_names(said.against) if said else ())


def _population(
    claim: Statement, said: Statement | None, appraisal: Appraisal, evidence: Reading | None, line: Line | None
) -> Iterator[Mismatch]:
    told = _names(said.conditions) if said else _named_in(evidence, line) if claim.conditions else ()
    about = tuple(one.value for one in appraisal.conditions)
    if claim.purpose is Purpose.PREVENTION and not claim.conditions:
        special = [one for one in about if one in _KEPT_FROM or _SURGERY in (one, *_broader(one))]
        if special:
            yield Mismatch(Code.POPULATION, "nobody in particular", ", ".join(dict.fromkeys(special)))
    if not claim.conditions and claim.purpose is Purpose.TREATMENT and claim.outcome_name in _OF_DEPRESSION:
        operated = [one for one in about if _SURGERY in (one, *_broader(one))]
        if operated and not any(
            _is_among(Kind.CONDITION, "depression", (one,)) for one in about if one not in _KEPT_FROM
        ):
            yield Mismatch(Code.POPULATION, "people with depression", ", ".join(operated))
    every = tuple(dict.fromkeys((*told, *about)))
    not_had = _KEPT_FROM if claim.purpose is Purpose.TREATMENT and _is_to_keep_from(about, evidence) else frozenset()
    for name in _names(claim.conditions):
        known = tuple(one for one in every if one == name or one not in not_had)
        if _is_in_title(name, evidence):
            continue
        if not _is_among(Kind.CONDITION, name, known):
            yield Mismatch(Code.POPULATION, name, ", ".join(known[:3]) or NONE_NAMED)
        elif told and not (_is_among(Kind.CONDITION, name, told) or any(_is_wider(name, one) for one in told)):
            yield Mismatch(Code.POPULATION, name, ", ".join(told))
        elif not _is_among(Kind.CONDITION, name, told) and (pooled := _pooled(name, about, evidence)):
            yield Mismatch(Code.POPULATION, name, ", ".join((name, *pooled)))
        elif name not in told and evidence is not None and appraisal.design.value in _REVIEWS:
            titled = illnesses_in_title(evidence)
            wider = [one for one in titled if _is_wider(name, one)]
            if wider and not any(_is_among(Kind.CONDITION, name, (one,)) for one in titled):
                yield Mismatch(Code.POPULATION, name, ", ".join(sorted(wider)))


def _is_to_keep_from(about: Iterable[str], evidence: Reading | None) -> bool:
    """Whether those studied did not have the depression that a record is about: it was to be kept from coming, or what
    was given was given at an operation."""
    is_operation = any(_SURGERY in (one, *_broader(one)) for one in about)
    return is_operation or (evidence is not None and _is_preventive(evidence))


def _named_in(evidence: Reading | None, line: Line | None) -> tuple[str, ...]:
    """The illnesses that a sentence names, whatever it states."""
    if evidence is None or line is None:
        return ()
    named = within(evidence.named(Kind.CONDITION), line.start, line.end)
    return tuple(dict.fromkeys(one.concept.name for one in named))


def _pooled(name: str, about: Iterable[str], evidence: Reading | None) -> tuple[str, ...]:
    """The other kinds of depression, or of anxiety disorder, of which a study has patients too, whose findings a
    sentence then tells of all together; none if its title names this kind alone."""
    families = (
        narrower(Kind.CONDITION, "depression") | narrower(Kind.CONDITION, "bipolar disorder"),
        narrower(Kind.CONDITION, "anxiety disorder"),
    )
    kinds = next((one for one in families if name in one), frozenset())
    if name in ("depression", "anxiety disorder") or not kinds or evidence is None:
        return ()
    titled = illnesses_in_title(evidence)
    others = tuple(one for one in about if one in kinds - {name} and not (_is_wider(one, name) or _is_wider(name, one)))
    is_titled = any(_is_among(Kind.CONDITION, name, (one,)) for one in titled)
    return () if is_titled and titled.isdisjoint(others) else others


def illnesses_in_title(evidence: Reading) -> frozenset[str]:
    """The illnesses that a title names."""
    return frozenset(one.concept.name for one in evidence.named(Kind.CONDITION) if one.end <= evidence.title_end)


def _is_in_title(name: str, evidence: Reading | None) -> bool:
    """Whether a title names an operation during which something was given, or says that those studied had this: it may
    be no illness that the record is on, but says who they are."""
    if evidence is None:
        return False
    accepted = narrower(Kind.CONDITION, name) if name == _SURGERY else {name}
    named = [
        one for one in evidence.named(Kind.CONDITION) if one.end <= evidence.title_end and one.concept.name in accepted
    ]
    if _SURGERY in (name, *_broader(name)):
        return bool(named) or _is_the_operation(name, evidence)
    return any(_WHO_HAVE.search(evidence.plain, 0, one.start) for one in named)


def _is_the_operation(name: str, evidence: Reading) -> bool:
    """Whether a record's aim or methods name this operation, and no part of it another."""
    named = [one for one in evidence.named(Kind.CONDITION) if _SURGERY in one.concept.broader]
    lines = [evidence.line_at(one.start) for one in named]
    told = any(line is not None and line.kind in (Told.AIM, Told.METHOD) for line in lines)
    return told and {one.concept.name for one in named} == {name}


def _broader(name: str) -> tuple[str, ...]:
    concept = find(Kind.CONDITION, name)
    return concept.broader if concept else ()


def _is_wider(name: str, other: str) -> bool:
    """Whether `other` is an illness that `name` is a kind of: a sentence may use the wider word for those studied."""
    return name in narrower(Kind.CONDITION, other)


def _species(claim: Statement, said: Statement | None, appraisal: Appraisal) -> Iterator[Mismatch]:
    claimed = "animal" if any(slot.value == "animal" for slot in claim.species) else "human"
    species = appraisal.species.value
    told = {slot.value for slot in said.species} if said else set()
    if told == {"animal"} and claimed == "human":
        yield Mismatch(Code.SPECIES, claimed, "animal")
    elif species is Species.BOTH and not told:
        yield Mismatch(Code.SPECIES, claimed, species.value)
    elif species is None:
        if claimed == "animal" and "animal" not in told:
            yield Mismatch(Code.SPECIES, claimed, NONE_NAMED)
    elif species is not Species.BOTH:
        found = "human" if species is Species.HUMAN else "animal" if species is Species.ANIMAL else "in vitro"
        if found != claimed:
            yield Mismatch(Code.SPECIES, claimed, species.value)


def _route(claim: Statement, said: Statement | None, appraisal: Appraisal) -> Iterator[Mismatch]:
    claimed, told = _names(claim.routes), _names(said.routes) if said else ()
    given = told or tuple(dict.fromkeys(one.value.route.value for one in appraisal.routes))
    if claimed and not (set(claimed) & set(told) if told else set(given) == set(claimed)):
        yield Mismatch(Code.ROUTE, ", ".join(claimed), ", ".join(dict.fromkeys(given)) or NONE_NAMED)


def _prevention(
    claim: Statement, said: Statement | None, appraisal: Appraisal, evidence: Reading | None
) -> Iterator[Mismatch]:
    if said is None or Purpose.ASSOCIATION in (claim.purpose, said.purpose):
        return
    if claim.outcome is not None and claim.outcome.value not in TREATED:
        return  # to sleep better after an operation is neither
    is_bad = claim.direction is Direction.HIGHER and directions.good_side(claim.outcome_name) == "lower"
    if is_bad and said.direction is claim.direction:
        return  # what came about at an operation was neither treated nor prevented
    found = said.purpose
    about = {one.value for one in appraisal.conditions}
    if found is Purpose.TREATMENT and evidence is not None and about & _KEPT_FROM and _is_preventive(evidence):
        found = Purpose.PREVENTION
    if claim.purpose is not found:
        yield Mismatch(Code.PREVENTION, claim.purpose.value, found.value)


def _is_preventive(evidence: Reading) -> bool:
    """Whether a record's title or aim is to keep an illness from coming."""
    return any(
        _PREVENTS.search(evidence.plain, line.start, line.end)
        for line in evidence.lines
        if line.is_title or line.kind in (Told.AIM, Told.METHOD, Told.CONCLUSION)
    )


def _comparator(claim: Statement, said: Statement | None, appraisal: Appraisal) -> Iterator[Mismatch]:
    claimed = _names(claim.against)
    if not claimed:
        return
    told = _names(said.against) if said else ()
    found = told or tuple(
        dict.fromkeys(
            one.value.name or one.value.control.value
            for one in appraisal.comparators
            if one.value.control not in (Control.NONE, Control.HEALTHY)
        )
    )
    is_null = said is not None and said.direction is Direction.NONE
    for name in claimed:
        accepted = _CONTROLS.get(name, {name})
        # Only a sentence that sets the two side by side tells which did better: a fall in one arm does not. That it did
        # nothing in a trial of nothing else is said of the two.
        others = set(found) - {Control.DOSE.value}
        if is_null and not told and others and others <= accepted:
            continue
        if not accepted & set(told):
            record = (name,) if accepted & {*found, *studied(appraisal)} and not told else ()
            yield Mismatch(Code.COMPARATOR, name, ", ".join(dict.fromkeys((*record, *found))) or NONE_NAMED)


def _repetition(
    claim: Statement, said: Statement | None, appraisal: Appraisal, evidence: Reading | None
) -> Iterator[Mismatch]:
    if claim.repeated is None or said is None:
        return
    regimens = {one.value.value for one in appraisal.regimens}
    found = said.repeated
    is_of_first = said.clause and evidence and _THE_FIRST.search(evidence.plain, said.clause.start, said.clause.end)
    if found is None and regimens and not is_of_first:
        found = not regimens <= {"single"} if "single" not in regimens or len(regimens) == 1 else None
    if found is None and evidence is not None and not is_of_first:
        found = _as_titled(evidence)
    if found is not claim.repeated:
        words = {True: "repeated doses", False: "a single dose", None: NOT_TOLD}
        yield Mismatch(Code.DOSE, words[claim.repeated], words[found])


def _as_titled(evidence: Reading) -> bool | None:
    """Whether a record's title says that doses were repeated, or that one was given; None if it says neither or
    both."""
    titled = is_repeated(evidence.plain, 0, evidence.title_end)
    return None if titled and _ONE_OF_THEM.search(evidence.plain, 0, evidence.title_end) else titled


def _certainty(claim: Statement, said: Statement | None) -> Iterator[Mismatch]:
    if claim.certainty is Certainty.ABSOLUTE:
        found = said.certainty.value if said else Direction.UNKNOWN.value
        yield Mismatch(Code.CERTAINTY, "said as certain", f"said as {found}")
    elif claim.certainty is Certainty.STATED and said is not None and said.certainty is Certainty.MAY:
        yield Mismatch(Code.CERTAINTY, "said without reserve", "said with reserve (may, suggests)")


def _is_among(kind: Kind, name: str, found: Iterable[str]) -> bool:
    """Whether one of these is the concept or a narrower one."""
    concept = find(kind, name)
    accepted = narrower(kind, concept.name) if concept else frozenset({name})
    return not accepted.isdisjoint(found)
