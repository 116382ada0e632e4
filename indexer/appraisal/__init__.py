"""Judge one record: what kind of evidence it is.

Each attribute has a module that reads it (`design`, `species`, `sample`, `drugs` …), and all read the same `Reading`.
Every judgement says what it rests on: NLM's indexing first, the record's own title and abstract second. Unknown is a
value, never a guess. `values` holds the words for all attributes, `level` the rule for the level of evidence.

A judgement is of what the abstract says, not of how well the study was done.

May import `record`, `salience`, `vocabulary` and `text`. Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.appraisal.ages import ages_of
from indexer.appraisal.comparator import comparators_of
from indexer.appraisal.conditions import conditions_of
from indexer.appraisal.conflicts import conflict_of
from indexer.appraisal.design import design_of
from indexer.appraisal.doses import doses_of
from indexer.appraisal.drugs import drugs_of
from indexer.appraisal.effects import effects_of
from indexer.appraisal.features import features_of
from indexer.appraisal.funding import funding_of
from indexer.appraisal.level import level_of
from indexer.appraisal.masking import masking_of
from indexer.appraisal.outcomes import outcomes_of
from indexer.appraisal.reading import Reading
from indexer.appraisal.regimen import administrations_of, regimens_of
from indexer.appraisal.registration import registrations_of
from indexer.appraisal.routes import routes_of
from indexer.appraisal.sample import sample_of
from indexer.appraisal.scales import scales_of
from indexer.appraisal.species import species_of
from indexer.appraisal.times import times_of
from indexer.appraisal.values import (
    UNKNOWN,
    Age,
    Basis,
    Comparator,
    Conflict,
    Control,
    Design,
    Dose,
    DrugUse,
    Effect,
    Feature,
    Funding,
    Given,
    Ground,
    Judgement,
    Level,
    Masking,
    Outcome,
    Regimen,
    Registration,
    Role,
    Route,
    Sample,
    ScaleValue,
    Source,
    Species,
    TimePoint,
)
from indexer.record import Record
from indexer.vocabulary.tables import Extension, active

__all__ = [
    "APPRAISAL_VERSION",
    "UNKNOWN",
    "Age",
    "Appraisal",
    "Basis",
    "Comparator",
    "Conflict",
    "Control",
    "Design",
    "Dose",
    "DrugUse",
    "Effect",
    "Feature",
    "Funding",
    "Given",
    "Ground",
    "Judgement",
    "Level",
    "Masking",
    "Outcome",
    "Regimen",
    "Registration",
    "Role",
    "Route",
    "Sample",
    "ScaleValue",
    "Source",
    "Species",
    "TimePoint",
    "appraise",
    "appraise_reading",
]

APPRAISAL_VERSION = 6
"""Raised with every change of what a judgement may come out as, so that engines rebuild their columns."""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What one record is. Of an attribute with one value the unknown is a judgement of `None`; of one with several it
    is none at all."""

    design: Judgement[Design | None]
    features: tuple[Judgement[Feature], ...]
    level: Judgement[Level | None]
    species: Judgement[Species | None]
    sample: Sample
    conditions: tuple[Judgement[str], ...]
    ages: tuple[Judgement[Age], ...]
    drugs: tuple[Judgement[DrugUse], ...]
    doses: tuple[Judgement[Dose], ...]
    routes: tuple[Judgement[Given], ...]
    regimens: tuple[Judgement[Regimen], ...]
    administrations: Judgement[int | None]
    comparators: tuple[Judgement[Comparator], ...]
    masking: Judgement[Masking | None]
    times: tuple[Judgement[TimePoint], ...]
    outcomes: tuple[Judgement[Outcome], ...]
    scales: tuple[Judgement[ScaleValue], ...]
    effects: tuple[Judgement[Effect], ...]
    funding: Judgement[Funding | None]
    conflict: Judgement[Conflict | None]
    registrations: tuple[Judgement[Registration], ...]


_last: tuple[Record, Extension, Appraisal] | None = None


def appraise(record: Record) -> Appraisal:
    """Judges one record. Asked again for the record it judged last, it answers at once."""
    global _last  # noqa: PLW0603 - one slot: an index asks of each record for its columns, keys and facets in turn
    last = _last
    if last is not None and last[0] is record and last[1] is active():
        return last[2]
    appraisal = appraise_reading(Reading(record))
    _last = record, active(), appraisal
    return appraisal


def appraise_reading(reading: Reading) -> Appraisal:
    """Judges a record that has been made ready to be read."""
    species = species_of(reading)
    design = design_of(reading, species)
    features = features_of(reading, design)
    drugs = drugs_of(reading, design)
    return Appraisal(
        design=design,
        features=features,
        level=level_of(design, features, species),
        species=species,
        sample=sample_of(reading, design, species),
        conditions=conditions_of(reading, species),
        ages=ages_of(reading, species),
        drugs=drugs,
        doses=doses_of(reading),
        routes=routes_of(reading, drugs),
        regimens=regimens_of(reading, drugs),
        administrations=administrations_of(reading),
        comparators=comparators_of(reading, design, drugs),
        masking=masking_of(reading, design),
        times=times_of(reading),
        outcomes=outcomes_of(reading),
        scales=scales_of(reading),
        effects=effects_of(reading),
        funding=funding_of(reading),
        conflict=conflict_of(reading),
        registrations=registrations_of(reading),
    )
