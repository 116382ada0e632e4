"""Judgements told in a few words, on one line, and as plain values."""

from __future__ import annotations

import json

import pytest
from appraisal.abstracts import appraisal

from indexer.appraisal import (
    ATTRIBUTES,
    Comparator,
    Control,
    Design,
    Dose,
    DrugUse,
    Effect,
    Given,
    Ground,
    Judgement,
    Level,
    Outcome,
    Registration,
    Role,
    Route,
    Sample,
    ScaleValue,
    Source,
    Species,
    TimePoint,
)
from indexer.appraisal.values import Moment
from indexer.appraisal.wording import attributes, in_words, plain, resting_on, summary


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Design.RCT, "randomized controlled trial"),
        (Level.TWO, "2"),
        (1200, "1,200"),
        ("depression", "depression"),
        (DrugUse("esketamine", Role.STUDIED), "esketamine"),
        (DrugUse("ketamine", Role.ANAESTHETIC), "ketamine (anaesthetic)"),
        (Dose(0.5, 0.5, "mg/kg", "ketamine"), "0.5 mg/kg ketamine"),
        (Dose(56, 84, "mg"), "56 to 84 mg"),
        (Given(Route.INTRANASAL, "esketamine"), "intranasal esketamine"),
        (Given(Route.ORAL), "oral"),
        (Comparator(Control.PLACEBO, "saline"), "saline (placebo)"),
        (Comparator(Control.PLACEBO, "placebo"), "placebo"),
        (Comparator(Control.USUAL_CARE), "usual care"),
        (TimePoint(24, "hour", 24, Moment.MEASURED), "24 hours (outcome measured)"),
        (TimePoint(1, "day", 24, Moment.FOLLOW_UP), "1 day (follow-up)"),
        (Outcome("suicidal ideation", primary=True), "suicidal ideation (primary)"),
        (Outcome("suicidal ideation"), "suicidal ideation"),
        (ScaleValue("MADRS"), "MADRS"),
        (ScaleValue("MADRS", -4.5, is_change=True), "MADRS -4.5 (change)"),
        (Registration("ClinicalTrials.gov", "NCT00000001"), "ClinicalTrials.gov NCT00000001"),
        (Effect("odds ratio", 1.5, "", 1.1, 2.0, 95, 0.01, "<"), "odds ratio 1.5 (95% CI 1.1 to 2) p < 0.01"),
        (Effect("rate", 40, "%"), "rate 40%"),
        (Effect("mean difference", -3.0, "points", -5, -1), "mean difference -3 points (-5 to -1)"),
        (Effect("", p=0.04), "p = 0.04"),
    ],
)
def test_a_value_in_words(value: object, words: str) -> None:
    assert in_words(value) == words


def test_what_is_known_stands_on_one_line() -> None:
    known = appraisal(
        design=Judgement(Design.RCT), level=Judgement(Level.TWO), species=Judgement(Species.HUMAN),
        sample=Sample(randomised=Judgement(1200)),
        drugs=tuple(map(Judgement, (DrugUse("esketamine", Role.STUDIED), DrugUse("saline", Role.COMPARATOR)))),
        routes=(Judgement(Given(Route.INTRANASAL, "esketamine")), Judgement(Given(Route.INTRANASAL))),
    )  # fmt: skip
    assert summary(known) == "randomized controlled trial, level 2 · human · n=1,200 · esketamine intranasal"
    assert summary(appraisal(design=Judgement(Design.PROTOCOL))) == "protocol"
    assert summary(appraisal()) == ""


def test_a_judgement_says_where_it_stands() -> None:
    read = Ground(Source.ABSTRACT, "randomly\nassigned", 1, 10, 27)
    indexed = Ground(Source.PUBLICATION_TYPE, "Randomized Controlled Trial")
    assert resting_on(Judgement(Design.RCT, (read,))) == "abstract: “randomly assigned”"
    assert resting_on(Judgement(Design.RCT, (indexed, read))) == (
        "publication type: Randomized Controlled Trial, and 1 more"
    )
    assert resting_on(Judgement(Level.TWO, (Ground(Source.RULE, "a rule"),))) == "a rule"
    assert resting_on(Judgement(None)) == ""
    long = Ground(Source.TITLE, "many words " * 30, 0, 0, 330)
    assert len(resting_on(Judgement(Design.RCT, (long,)))) < 110


def test_every_attribute_is_told_and_unknown_ones_have_nothing() -> None:
    told = {one.label: one.judgements for one in attributes(appraisal(sample=Sample(enrolled=Judgement(40))))}
    assert len(told) == len(ATTRIBUTES)
    assert told.pop("Sample") == (("40 enrolled", ""),)
    assert all(judgements == () for judgements in told.values())


def test_plain_values_are_what_json_has() -> None:
    ground = Ground(Source.TITLE, "esketamine", 0, 3, 13)
    known = appraisal(
        design=Judgement(Design.RCT, (Ground(Source.PUBLICATION_TYPE, "Randomized Controlled Trial"),)),
        drugs=(Judgement(DrugUse("esketamine", Role.STUDIED), (ground,)),),
    )
    told = json.loads(json.dumps(plain(known)))
    assert told["drugs"] == [
        {
            "value": {"drug": "esketamine", "role": "studied"},
            "basis": "text",
            "grounds": [
                {"source": "title", "basis": "text", "words": "esketamine", "section": 0, "start": 3, "end": 13}
            ],
        }
    ]
    assert told["design"]["basis"] == "indexed"
    assert told["design"]["grounds"][0]["start"] is None
    assert told["species"] == {"value": None, "basis": None, "grounds": []}
    assert told["level"]["value"] is None
