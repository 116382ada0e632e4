"""How often a drug was given. Sentences are made up."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, record, stands_there

from indexer.appraisal import UNKNOWN, Regimen
from indexer.appraisal.drugs import drugs_of
from indexer.appraisal.reading import Reading
from indexer.appraisal.regimen import administrations_of, regimens_of


def regimens(text: str, title: str = "Ketamine for depression") -> list[Regimen]:
    one = reading(title, ("METHODS", text), ("RESULTS", "It worked."))
    return [judged.value for judged in regimens_of(one, drugs_of(one, UNKNOWN))]


def administrations(text: str) -> int | None:
    return administrations_of(reading("Ketamine for depression", ("METHODS", text), ("RESULTS", "It worked."))).value


@pytest.mark.parametrize(
    "text",
    [
        "Patients received a single infusion of ketamine.",
        "Patients received a single intravenous dose of ketamine or placebo.",
        "Patients received an infusion of ketamine or saline.",
        "This was a single-dose study of ketamine.",
    ],
)
def test_single(text: str) -> None:
    assert regimens(text) == [Regimen.SINGLE]


@pytest.mark.parametrize(
    "text",
    [
        "Patients received six infusions of ketamine.",
        "Patients received six (6) intravenous ketamine infusions.",
        "Ketamine was given twice weekly for four weeks.",
        "Ketamine was given twice a week.",
        "Repeated ketamine infusions were given.",
        "Oral ketamine was taken daily for 14 days.",
        "Patients had a course of ketamine infusions.",
        "Ketamine was given in 3 alternate day sessions of ketamine.",
    ],
)
def test_repeated(text: str) -> None:
    assert regimens(text) == [Regimen.REPEATED]


@pytest.mark.parametrize(
    "text",
    [
        "A continuous infusion of ketamine was given.",
        "Patients received a 96-hour ketamine infusion.",
        "Ketamine infusion ran at 0.25 mg/kg/h.",
    ],
)
def test_continuous(text: str) -> None:
    assert Regimen.CONTINUOUS in regimens(text)


def test_forty_minutes_are_one_dose() -> None:
    assert Regimen.CONTINUOUS not in regimens("Patients received a 2-hour ketamine infusion.")
    assert Regimen.CONTINUOUS not in regimens("Scores were taken 24 hours after the ketamine infusion.")


def test_maintenance_and_microdosing() -> None:
    assert Regimen.MAINTENANCE in regimens("Responders entered ketamine maintenance treatment.")
    assert regimens("Adults took microdoses of LSD.", "Microdosing LSD at home") == [Regimen.MICRODOSING]


@pytest.mark.parametrize(
    "text",
    [
        "Patients received two doses of ketamine or placebo.",
        "Two doses (0.1 and 0.5 mg/kg) of ketamine were compared.",
        "Patients on ketamine had six electroconvulsive treatments.",
        "Ketamine 0.5 mg/kg was given to adults.",
    ],
)
def test_what_does_not_say_stays_unknown(text: str) -> None:
    assert regimens(text) == []


def test_what_others_gave_is_not_this_studys() -> None:
    one = reading(
        "Ketamine for depression",
        ("BACKGROUND", "A single infusion of ketamine has been shown to work."),
        ("METHODS", "Patients received six ketamine infusions."),
    )
    assert [judged.value for judged in regimens_of(one, drugs_of(one, UNKNOWN))] == [Regimen.REPEATED]


def test_what_people_take_by_themselves_has_no_regimen() -> None:
    assert regimens("MDMA users took repeated doses of MDMA.", "Memory in MDMA users") == []


def test_the_number_given() -> None:
    assert administrations("Patients received six infusions of ketamine.") == 6
    assert administrations("Patients received two doses of ketamine one week apart.") == 2
    assert administrations("Patients received a single infusion of ketamine.") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Patients received up to six infusions of ketamine.",
        "Patients received 2-3 ketamine infusions.",
        "Patients received six ketamine infusions or eight ketamine infusions.",
        "Ketamine was given twice weekly.",
        "Ketamine was given.",
    ],
)
def test_an_unsure_number_is_unknown(text: str) -> None:
    assert administrations(text) is None


def test_a_text_without_drugs_has_none() -> None:
    assert administrations_of(reading("Iron", "Patients received six infusions.")) is UNKNOWN


def test_grounds_stand_where_they_say() -> None:
    one = record(
        "Ketamine", "Patients received six ketamine infusions. Responders had maintenance treatment with ketamine."
    )
    found = regimens_of(Reading(one), drugs_of(Reading(one), UNKNOWN))
    assert [judged.grounds[0].words for judged in found] == ["six ketamine infusions", "maintenance treatment"]
    assert all(stands_there(judged.grounds[0], one) for judged in found)
