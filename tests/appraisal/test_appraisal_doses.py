"""Doses as printed. Sentences are made up."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, record, stands_there

from indexer.appraisal import Dose
from indexer.appraisal.doses import doses_of
from indexer.appraisal.reading import Reading


def doses(text: str, title: str = "A trial") -> list[Dose]:
    return [one.value for one in doses_of(reading(title, ("METHODS", text), ("RESULTS", "It worked.")))]


@pytest.mark.parametrize(
    ("printed", "low", "high", "unit"),
    [
        ("0.5 mg/kg", 0.5, 0.5, "mg/kg"),
        ("0.5mg/kg", 0.5, 0.5, "mg/kg"),
        ("84-mg", 84, 84, "mg"),
        ("0.5 mg kg-1", 0.5, 0.5, "mg/kg"),
        ("0.5 mg·kg−1", 0.5, 0.5, "mg/kg"),
        ("0.25 mg/kg/h", 0.25, 0.25, "mg/kg/h"),
        ("0.25 mg kg-1 h-1", 0.25, 0.25, "mg/kg/h"),
        ("5 µg/kg/min", 5, 5, "µg/kg/min"),
        ("5 μg/kg per minute", 5, 5, "µg/kg/min"),
        ("100 mcg", 100, 100, "µg"),
        ("20 mg/70 kg", 20, 20, "mg/70kg"),
        ("1,000 mg", 1000, 1000, "mg"),
        ("20 mg per day", 20, 20, "mg/d"),
        ("28 mg to 84 mg", 28, 84, "mg"),
        ("28 to 84 mg", 28, 84, "mg"),
        ("0.5-1.0 mg/kg", 0.5, 1, "mg/kg"),
        ("0.5–1.0 mg/kg", 0.5, 1, "mg/kg"),
    ],
)
def test_one_dose_however_printed(printed: str, low: float, high: float, unit: str) -> None:
    assert doses(f"Patients received ketamine {printed} once.") == [Dose(low, high, unit, "ketamine")]


@pytest.mark.parametrize(
    ("printed", "values", "unit"),
    [
        ("0.1, 0.2 and 0.5 mg/kg", [0.1, 0.2, 0.5], "mg/kg"),
        ("56/84 mg", [56, 84], "mg"),
        ("0.5 or 1 mg/kg", [0.5, 1], "mg/kg"),
        ("25, 50, 100, and 200 µg", [25, 50, 100, 200], "µg"),
        ("0.5 mg/kg and 1.0 mg/kg", [0.5, 1.0], "mg/kg"),
    ],
)
def test_doses_in_a_row_are_several(printed: str, values: list[float], unit: str) -> None:
    assert doses(f"Patients received ketamine {printed}.") == [Dose(one, one, unit, "ketamine") for one in values]


def test_a_time_beside_it_is_no_dose() -> None:
    assert doses("Ketamine 0.5 mg/kg over 40 min was given.") == [Dose(0.5, 0.5, "mg/kg", "ketamine")]
    assert doses("At week 4, 28 mg esketamine was given.") == [Dose(28, 28, "mg", "esketamine")]


def test_each_drug_has_its_own() -> None:
    assert doses("Ketamine (0.5 mg/kg) or midazolam (0.045 mg/kg) was infused.") == [
        Dose(0.5, 0.5, "mg/kg", "ketamine"),
        Dose(0.045, 0.045, "mg/kg", "midazolam"),
    ]
    assert doses("They took 20 mg of paroxetine and then 100 mg of MDMA.") == [
        Dose(20, 20, "mg", "paroxetine"),
        Dose(100, 100, "mg", "MDMA"),
    ]


def test_a_dose_of_nobody_knows_what_has_no_drug() -> None:
    assert doses("A dose of 30 mg was given.") == [Dose(30, 30, "mg")]


def test_a_concentration_keeps_its_unit() -> None:
    assert doses("Ketamine reached 150 ng/mL.") == [Dose(150, 150, "ng/mL", "ketamine")]


@pytest.mark.parametrize(
    "text",
    [
        "Fasting glucose was 100 mg/dL in patients.",
        "Serum BDNF was 20 ng/mL.",
        "Twelve rats weighed 300 g.",
        "Scores fell by 10 points in 84 patients.",
    ],
)
def test_what_is_no_dose(text: str) -> None:
    assert doses(text) == []


def test_a_dose_of_the_background_is_anothers() -> None:
    found = doses_of(
        reading(
            "Esketamine",
            ("BACKGROUND", "Previous studies have shown that ketamine 0.5 mg/kg works."),
            ("METHODS", "Adults received esketamine 56 mg."),
        )
    )
    assert [one.value for one in found] == [Dose(56, 56, "mg", "esketamine")]


def test_a_bare_name_takes_the_form_it_stands_for() -> None:
    found = doses_of(
        reading("Esketamine at night", ("METHODS", "Adults received esketamine. Ketamine 28 mg was tolerated."))
    )
    assert [one.value.drug for one in found] == ["esketamine"]


def test_grounds_stand_where_they_say() -> None:
    one = record("LSD", ("METHODS", "We gave LSD 25 and 50 µg to volunteers."))
    found = doses_of(Reading(one))
    assert [ground.words for judged in found for ground in judged.grounds] == ["25 and 50 µg", "25 and 50 µg"]
    assert all(stands_there(ground, one) for judged in found for ground in judged.grounds)
