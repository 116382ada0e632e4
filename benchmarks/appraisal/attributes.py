"""What is measured: for each attribute what the labels say of a record, and what we say of it, in the same classes.

A class is a word. What is said of a record is a set of them; empty is unknown. A label that does not say (`Unknown`,
`Not applicable`) is None: it leaves a record out of the scores, and what we say of such records is counted on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from benchmarks.appraisal import mapping
from benchmarks.appraisal.labels import Labelled, Set
from indexer.appraisal import Appraisal, Ground, Role
from indexer.vocabulary import concepts

Said = frozenset[str]
NOTHING: Said = frozenset()
TOPIC_SETS = (Set.TOPIC, Set.TOPIC_TEXT)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute on some sets. `truth` and `answer` give classes, `grounds` what the answer rests on; `agrees` gives
    the answer as it is scored beside the truth, for classes that overlap.

    `single` says that a record has one value at most, so that a confusion table can be drawn. `finer` is a list of
    labels to print our answers by, where a class holds several of them.
    """

    name: str
    sets: tuple[Set, ...]
    truth: Callable[[Labelled], Said | None]
    answer: Callable[[Appraisal], Said]
    grounds: Callable[[Appraisal], tuple[Ground, ...]]
    single: bool = True
    note: str = ""
    finer: str = ""
    agrees: Callable[[Said, Said], Said] = lambda truth, answer: answer


def _label(name: str, meaning: Mapping[str, str | None]) -> Callable[[Labelled], Said | None]:
    return lambda one: _meant(one, name, meaning) or None


def _list(name: str, meaning: Mapping[str, str | None]) -> Callable[[Labelled], Said | None]:
    """Of a list that was filled in as a whole: what is not in it, was not there."""
    return lambda one: _meant(one, name, meaning)


def _meant(one: Labelled, name: str, meaning: Mapping[str, str | None]) -> Said:
    found = (meaning[value] for value in one.labels.get(name, ()))
    return frozenset(value for value in found if value is not None)


def within(kind: concepts.Kind, names: Iterable[str], spans: Mapping[str, mapping.Span]) -> Said:
    """The classes that concepts of these names belong to."""
    known = frozenset(names)
    return frozenset(one for one, span in spans.items() if not known.isdisjoint(_beneath(kind, span)))


@cache
def _beneath(kind: concepts.Kind, span: mapping.Span) -> Said:
    def beneath(names: tuple[str, ...]) -> Said:
        return frozenset(found for name in names for found in concepts.narrower(kind, name))

    return beneath(span.named) - beneath(span.but)


def _topic_design(one: Labelled) -> Said:
    classes = {mapping.TOPIC_DESIGN[value] for value in one.labels.get("study_type", ())}
    return frozenset(classes - {mapping.OTHER} or classes)  # one record is `RCT` and `Other`


def _sample_truth(one: Labelled) -> Said | None:
    values = one.labels.get("number_of_participants", ())
    return frozenset(value for value in values if mapping.SAMPLE_BINS[value] is not None) or None


def _sample_answer(appraisal: Appraisal) -> Said:
    number = None if appraisal.sample.animals.value is not None else appraisal.sample.participants.value
    if number is None:
        return NOTHING
    return frozenset(
        name for name, bounds in mapping.SAMPLE_BINS.items() if bounds is not None and bounds[0] <= number <= bounds[1]
    )


def _either_bin(truth: Said, answer: Said) -> Said:
    return truth if truth & answer else frozenset(sorted(answer)[:1])


def _drugs(appraisal: Appraisal) -> Said:
    known = {name for name in mapping.DRUGS.values() if name is not None}
    return frozenset(
        use.value.drug for use in appraisal.drugs if use.value.role is not Role.MENTIONED and use.value.drug in known
    )


def _routes(appraisal: Appraisal) -> Said:
    known = {name for name in mapping.DRUGS.values() if name is not None} | {""}
    return frozenset(mapping.route(one.value.route) for one in appraisal.routes if one.value.drug in known)


def _regimens(appraisal: Appraisal) -> Said:
    found = (mapping.regimen(one.value) for one in appraisal.regimens)
    return frozenset(value for value in found if value is not None)


def _design_grounds(appraisal: Appraisal) -> tuple[Ground, ...]:
    return appraisal.design.grounds


def _species(appraisal: Appraisal) -> Said:
    value = appraisal.species.value
    return frozenset({value.value}) if value else NOTHING


def _conditions(appraisal: Appraisal) -> Said:
    names = (one.value for one in appraisal.conditions)
    return within(concepts.Kind.CONDITION, names, mapping.CONDITION_SPANS)


def _condition_truth(one: Labelled) -> Said:
    # Their recreational users are `Healthy Participants` too, with or without a healthy group to compare them with.
    classes = _meant(one, "condition", mapping.CONDITIONS)
    return _condition_agrees(classes, classes)


def _condition_agrees(truth: Said, answer: Said) -> Said:
    return answer - {"healthy"} if "recreational use" in truth else answer


def _outcomes(appraisal: Appraisal) -> Said:
    names = (one.value.name for one in appraisal.outcomes)
    return within(concepts.Kind.OUTCOME, names, mapping.OUTCOME_SPANS)


ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute(
        "design",
        TOPIC_SETS,
        _topic_design,
        lambda one: frozenset({mapping.topic_design(one.design.value)}) if one.design.value else NOTHING,
        _design_grounds,
        note="'other' is any design that their codebook does not name: non-randomised trials, narrative reviews …",
    ),
    Attribute(
        "design",
        (Set.TYPES,),
        _label("accepted_label", mapping.TYPES_DESIGN),
        lambda one: frozenset({mapping.types_design(one.design.value)}) if one.design.value else NOTHING,
        _design_grounds,
        note="'other' is Human-non-RCT-… and Remaining together",
        finer="accepted_label",
    ),
    Attribute(
        "species",
        (Set.TYPES,),
        _label("accepted_label", mapping.TYPES_SPECIES),
        _species,
        lambda one: one.species.grounds,
        note="Non-systematic-review and Remaining do not say; Clinical-study-protocol is human",
    ),
    Attribute(
        "species",
        TOPIC_SETS,
        lambda one: frozenset({"human"}),
        _species,
        lambda one: one.species.grounds,
        note="all of these records are about people; majority class is right by construction",
    ),
    Attribute(
        "sample",
        TOPIC_SETS,
        _sample_truth,
        _sample_answer,
        lambda one: one.sample.participants.grounds,
        note="the labels' bins; 100 lies in two of them and is right in either",
        agrees=_either_bin,
    ),
    Attribute(
        "drug",
        TOPIC_SETS,
        _label("substances", mapping.DRUGS),
        _drugs,
        lambda one: tuple(ground for use in one.drugs for ground in use.grounds[:1]),
        single=False,
        note="drugs of any role but 'mentioned'; Combination Therapy, Analogue and Unknown are no drugs",
    ),
    Attribute(
        "route",
        TOPIC_SETS,
        _label("application_form", mapping.ROUTES),
        _routes,
        lambda one: tuple(ground for given in one.routes for ground in given.grounds[:1]),
        single=False,
        note="routes of the labelled drugs",
    ),
    Attribute(
        "regimen",
        TOPIC_SETS,
        _label("regimen", mapping.REGIMENS),
        _regimens,
        lambda one: tuple(ground for regimen in one.regimens for ground in regimen.grounds[:1]),
        single=False,
    ),
    Attribute(
        "comparator",
        TOPIC_SETS,
        _label("study_control", mapping.CONTROLS),
        lambda one: frozenset(mapping.control(comparator.value.control) for comparator in one.comparators),
        lambda one: tuple(ground for comparator in one.comparators for ground in comparator.grounds[:1]),
        single=False,
    ),
    Attribute(
        "condition",
        TOPIC_SETS,
        _condition_truth,
        _conditions,
        lambda one: tuple(ground for condition in one.conditions for ground in condition.grounds[:1]),
        single=False,
        note="'healthy' is not scored where the label is 'Recreational Drug Use': there it stands for users as well",
        agrees=_condition_agrees,
    ),
    Attribute(
        "outcome",
        TOPIC_SETS,
        _list("outcomes", mapping.OUTCOMES),
        _outcomes,
        lambda one: tuple(ground for outcome in one.outcomes for ground in outcome.grounds[:1]),
        single=False,
        note="only the labels that an outcome of ours can mean",
    ),
    Attribute(
        "age",
        TOPIC_SETS,
        _label("age_of_participants", mapping.AGES),
        lambda one: frozenset(mapping.age(age.value) for age in one.ages),
        lambda one: tuple(ground for age in one.ages for ground in age.grounds[:1]),
        single=False,
        note="their annotators took participants for adults where nothing was said",
    ),
)
