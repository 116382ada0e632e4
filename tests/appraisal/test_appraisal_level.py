"""The level of evidence: OCEBM's 2011 table for treatment benefits, one design at a time."""

from __future__ import annotations

import pytest

from indexer.appraisal import UNKNOWN, Basis, Design, Feature, Judgement, Level, Species
from indexer.appraisal.level import level_of

HUMAN = Judgement(Species.HUMAN)


def level(design: Design | None, *features: Feature, species: Species | None = Species.HUMAN) -> Level | None:
    return level_of(Judgement(design), tuple(Judgement(one) for one in features), Judgement(species)).value


@pytest.mark.parametrize(
    ("design", "expected"),
    [
        (Design.META_ANALYSIS, 1),
        (Design.SYSTEMATIC_REVIEW, 1),
        (Design.RCT, 2),
        (Design.TRIAL, 3),
        (Design.COHORT, 3),
        (Design.OBSERVATIONAL, 4),
        (Design.CASE_CONTROL, 4),
        (Design.CROSS_SECTIONAL, 4),
        (Design.CASE_SERIES, 4),
        (Design.CASE_REPORT, 4),
        (Design.REVIEW, 5),
        (Design.OPINION, 5),
        (Design.ANIMAL, 5),
        (Design.IN_VITRO, 5),
    ],
)
def test_each_design_carries_a_level(design: Design, expected: int) -> None:
    assert level(design) == expected


@pytest.mark.parametrize("design", [None, Design.PROTOCOL, Design.GUIDELINE, Design.NOTICE, Design.QUALITATIVE])
def test_what_is_no_evidence_on_treatment_has_no_level(design: Design | None) -> None:
    assert level_of(Judgement(design), (), HUMAN) == UNKNOWN


def test_every_design_has_been_thought_of() -> None:
    without = {design for design in Design if level(design) is None}
    assert without == {Design.PROTOCOL, Design.GUIDELINE, Design.NOTICE, Design.QUALITATIVE}


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ((Feature.OF_TRIALS,), 1),
        ((Feature.OF_TRIALS, Feature.OF_OBSERVATIONAL), 2),
        ((Feature.OF_TRIALS, Feature.OF_CASES), 2),
        ((Feature.OF_OBSERVATIONAL,), 3),
        ((Feature.OF_OBSERVATIONAL, Feature.OF_CASES), 3),
        ((Feature.OF_CASES,), 4),
        ((Feature.SCOPING,), 5),
        ((Feature.SCOPING, Feature.OF_TRIALS), 5),
    ],
)
def test_a_review_carries_what_it_reviews(features: tuple[Feature, ...], expected: int) -> None:
    assert level(Design.SYSTEMATIC_REVIEW, *features) == expected


def test_a_secondary_analysis_is_graded_down_and_a_pooled_one_is_not() -> None:
    assert level(Design.RCT, Feature.SECONDARY) == 3
    assert level(Design.RCT, Feature.POOLED) == 2


def test_a_pooled_analysis_is_graded_down_where_it_is_secondary_or_takes_in_open_label_trials() -> None:
    assert level(Design.RCT, Feature.POOLED, Feature.SECONDARY) == 3
    assert level(Design.RCT, Feature.POOLED, Feature.OPEN_LABEL) == 3
    assert level(Design.RCT, Feature.OPEN_LABEL) == 2


def test_a_single_arm_trial_is_a_case_series() -> None:
    assert level(Design.TRIAL, Feature.SINGLE_ARM) == 4


@pytest.mark.parametrize("species", [Species.ANIMAL, Species.CELLS])
@pytest.mark.parametrize("design", [Design.META_ANALYSIS, Design.RCT])
def test_what_was_not_studied_in_people_is_mechanism(design: Design, species: Species) -> None:
    assert level(design, species=species) == 5


def test_an_unknown_species_does_not_lower_a_level() -> None:
    assert level(Design.RCT, species=None) == 2
    assert level(Design.RCT, species=Species.BOTH) == 2


def test_the_rule_is_said_in_one_line() -> None:
    told = level_of(Judgement(Design.SYSTEMATIC_REVIEW), (Judgement(Feature.OF_TRIALS),), HUMAN)
    assert told.basis is Basis.RULE
    assert [ground.words for ground in told.grounds] == [
        "OCEBM 2011, treatment benefits: systematic review of randomised trials → 1"
    ]


def test_the_line_admits_what_a_review_does_not_say() -> None:
    told = level_of(Judgement(Design.META_ANALYSIS), (), HUMAN)
    assert "not stated" in told.grounds[0].words
