"""Judge one record: what kind of evidence it is.

Each attribute has a module that reads it (`design`, `species`, `sample`, `drugs` …), and all read the same `Reading`.
Every judgement says what it rests on: NLM's indexing first, the record's own title and abstract second. Unknown is a
value, never a guess. `values` holds the words for all attributes, `level` the rule for the level of evidence.

A judgement is of what the abstract says, not of how well the study was done.

May import `record`, `salience`, `vocabulary` and `text`. Touches nothing.
"""

from __future__ import annotations

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
from indexer.appraisal.on_demand import judged
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
    "ATTRIBUTES",
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

APPRAISAL_VERSION = 12
"""Raised with every change of what a judgement may come out as, so that engines rebuild their columns."""


class Appraisal:
    """What one record is. Of an attribute with one value the unknown is a judgement of `None`; of one with several it
    is none at all.

    Each is judged when first asked for, by the vocabulary that was active when the appraisal was made, in `tables`.
    Two appraisals are equal if all their attributes are.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.tables = active()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Appraisal):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in ATTRIBUTES)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Appraisal({', '.join(f'{name}={getattr(self, name)!r}' for name in ATTRIBUTES)})"

    @judged
    def design(self) -> Judgement[Design | None]:
        """The kind of study."""
        return design_of(self._reading, self.species)

    @judged
    def features(self) -> tuple[Judgement[Feature], ...]:
        """What else is said of the design: open-label, crossover, a secondary analysis …"""
        return features_of(self._reading, self.design)

    @judged
    def level(self) -> Judgement[Level | None]:
        """The level of evidence; see `level`."""
        return level_of(self.design, self.features, self.species)

    @judged
    def species(self) -> Judgement[Species | None]:
        """Whom or what was studied."""
        return species_of(self._reading)

    @judged
    def sample(self) -> Sample:
        """How many were studied."""
        return sample_of(self._reading, self.design, self.species)

    @judged
    def conditions(self) -> tuple[Judgement[str], ...]:
        """The population's illnesses and states, the weightiest first."""
        return conditions_of(self._reading, self.species)

    @judged
    def ages(self) -> tuple[Judgement[Age], ...]:
        """The population's ages."""
        return ages_of(self._reading, self.species)

    @judged
    def drugs(self) -> tuple[Judgement[DrugUse], ...]:
        """The drugs, each with its role."""
        return drugs_of(self._reading, self.design)

    @judged
    def doses(self) -> tuple[Judgement[Dose], ...]:
        """The doses that are stated."""
        return doses_of(self._reading)

    @judged
    def routes(self) -> tuple[Judgement[Given], ...]:
        """How drugs were given."""
        return routes_of(self._reading, self.drugs)

    @judged
    def regimens(self) -> tuple[Judgement[Regimen], ...]:
        """Once, repeatedly, as maintenance."""
        return regimens_of(self._reading, self.drugs)

    @judged
    def administrations(self) -> Judgement[int | None]:
        """How often it was given."""
        return administrations_of(self._reading)

    @judged
    def comparators(self) -> tuple[Judgement[Comparator], ...]:
        """What it was compared with."""
        return comparators_of(self._reading, self.design, self.drugs)

    @judged
    def masking(self) -> Judgement[Masking | None]:
        """Who did not know what was given."""
        return masking_of(self._reading, self.design)

    @judged
    def times(self) -> tuple[Judgement[TimePoint], ...]:
        """When outcomes were measured."""
        return times_of(self._reading)

    @judged
    def outcomes(self) -> tuple[Judgement[Outcome], ...]:
        """What was measured."""
        return outcomes_of(self._reading)

    @judged
    def scales(self) -> tuple[Judgement[ScaleValue], ...]:
        """Figures on rating scales."""
        return scales_of(self._reading)

    @judged
    def effects(self) -> tuple[Judgement[Effect], ...]:
        """Estimates of effect with their intervals and p."""
        return effects_of(self._reading)

    @judged
    def funding(self) -> Judgement[Funding | None]:
        """Who paid."""
        return funding_of(self._reading)

    @judged
    def conflict(self) -> Judgement[Conflict | None]:
        """Whether interests are declared."""
        return conflict_of(self._reading)

    @judged
    def registrations(self) -> tuple[Judgement[Registration], ...]:
        """Where the study is registered."""
        return registrations_of(self._reading)


ATTRIBUTES = tuple(name for name, one in vars(Appraisal).items() if isinstance(one, judged))
"""The names of its attributes, in order."""

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
    return Appraisal(reading)
