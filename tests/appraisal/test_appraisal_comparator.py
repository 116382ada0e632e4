"""What a study compared with. Sentences are made up."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, record, stands_there

from indexer.appraisal import UNKNOWN, Comparator, Control, Design, Ground, Judgement, Source
from indexer.appraisal.comparator import comparators_of
from indexer.appraisal.drugs import drugs_of
from indexer.appraisal.reading import Reading


def design(value: Design) -> Judgement[Design | None]:
    return Judgement(value, (Ground(Source.PUBLICATION_TYPE, value.value),))


def comparators(
    text: str, title: str = "Ketamine for depression", of: Judgement[Design | None] = UNKNOWN
) -> list[Comparator]:
    one = reading(title, ("METHODS", text), ("RESULTS", "It worked."))
    return [judged.value for judged in comparators_of(one, of, drugs_of(one, of))]


@pytest.mark.parametrize(
    "text",
    [
        "Patients were randomised to ketamine or placebo.",
        "This was a placebo-controlled trial of ketamine.",
        "Ketamine was compared with placebo.",
    ],
)
def test_placebo(text: str) -> None:
    assert comparators(text) == [Comparator(Control.PLACEBO)]


@pytest.mark.parametrize(
    "text", ["Patients received ketamine or saline.", "Patients received ketamine or placebo (saline)."]
)
def test_saline_is_a_placebo_of_that_name(text: str) -> None:
    assert comparators(text) == [Comparator(Control.PLACEBO, "saline")]


def test_midazolam_is_an_active_control() -> None:
    assert comparators("Patients were randomised to ketamine or midazolam.") == [
        Comparator(Control.ACTIVE, "midazolam")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In this placebo-controlled trial patients received ketamine or midazolam.",
        "Ketamine was compared with an active placebo, midazolam.",
    ],
)
def test_a_placebo_that_is_midazolam_is_none(text: str) -> None:
    assert comparators(text) == [Comparator(Control.ACTIVE, "midazolam")]


def test_placebo_and_an_active_control_in_three_arms() -> None:
    assert comparators("Patients were randomised to ketamine, midazolam or placebo.") == [
        Comparator(Control.PLACEBO),
        Comparator(Control.ACTIVE, "midazolam"),
    ]


def test_ect_on_either_side() -> None:
    for title in ("Ketamine versus electroconvulsive therapy", "Electroconvulsive therapy versus ketamine"):
        assert comparators("Both were given.", title) == [Comparator(Control.ECT)]


def test_two_studied_drugs_are_compared_with_each_other() -> None:
    assert comparators("Both were given.", "Esketamine versus racemic ketamine") == [
        Comparator(Control.ACTIVE, "ketamine")
    ]


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("High doses of ketamine were compared with a low dose.", Control.DOSE),
        ("This dose-ranging study gave ketamine.", Control.DOSE),
        ("Ketamine was compared with treatment as usual.", Control.USUAL_CARE),
        ("Ketamine was given at once or after a waiting list.", Control.WAITING_LIST),
        ("Patients on ketamine and 20 healthy controls were scanned.", Control.HEALTHY),
        ("MDMA users and ecstasy-naive controls were tested.", Control.OTHER),
        ("Ketamine users were compared with non-users.", Control.OTHER),
    ],
)
def test_comparisons_that_are_no_drug(text: str, control: Control) -> None:
    assert [one.control for one in comparators(text)] == [control]


def test_standard_care_in_both_arms_is_no_comparator() -> None:
    assert comparators("Patients received ketamine plus standard of care.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine was given in a single-arm study.",
        "This was an open-label study of ketamine.",
        "Ketamine was given to ten people without a control group.",
    ],
)
def test_known_to_have_none(text: str) -> None:
    assert comparators(text) == [Comparator(Control.NONE)]


def test_a_report_of_a_case_has_none() -> None:
    one = reading("Ketamine in a young man", "He received ketamine.")
    (found,) = comparators_of(one, design(Design.CASE_REPORT), drugs_of(one, UNKNOWN))
    assert found == Judgement(Comparator(Control.NONE), design(Design.CASE_REPORT).grounds)


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine was given to adults in a clinic.",
        "Ketamine was given to adults. Placebo-controlled trials are needed.",
        "An open-label phase followed the randomised phase of ketamine.",
    ],
)
def test_silence_is_unknown(text: str) -> None:
    assert comparators(text) == []


def test_a_narrative_review_compares_nothing() -> None:
    assert comparators("Ketamine was superior to placebo.", of=design(Design.REVIEW)) == []


def test_a_meta_analysis_compares_what_its_trials_did() -> None:
    assert comparators("Ketamine was compared with placebo.", of=design(Design.META_ANALYSIS)) == [
        Comparator(Control.PLACEBO)
    ]


def test_grounds_stand_where_they_say() -> None:
    one = record("Ketamine versus midazolam", "Patients received ketamine or saline. Healthy controls were scanned.")
    found = comparators_of(Reading(one), UNKNOWN, drugs_of(Reading(one), UNKNOWN))
    assert {judged.value.control for judged in found} == {Control.PLACEBO, Control.ACTIVE, Control.HEALTHY}
    assert all(stands_there(ground, one) for judged in found for ground in judged.grounds)


@pytest.mark.parametrize(
    "text",
    [
        "Both the ketamine and placebo groups were administered clonidine and midazolam.",
        "Patients in both groups were sedated with midazolam.",
        "All groups received oral midazolam.",
    ],
)
def test_what_both_groups_were_given_is_no_comparator(text: str) -> None:
    assert comparators(f"Patients were randomised to ketamine or placebo. {text}") == [Comparator(Control.PLACEBO)]


def test_what_a_drug_is_added_to_is_no_comparator() -> None:
    text = (
        "Women were randomly assigned to the control treatment (sufentanil 2 ug/kg) or the same with additional "
        "esketamine. The control group was told nothing."
    )
    assert comparators(text, "Esketamine after surgery") == [Comparator(Control.OTHER)]


@pytest.mark.parametrize(
    "text",
    [
        "Patients were assigned to esketamine or control. The control group received 5 mL of 0.9% normal saline.",
        "Group C received 0.2 ml/kg of normal saline intravenously and Group E esketamine.",
        "The other group was given an equal volume of saline.",
    ],
)
def test_a_group_given_saline_is_a_placebo_group(text: str) -> None:
    assert comparators(text, "Esketamine after surgery") == [Comparator(Control.PLACEBO, "saline")]


def test_saline_that_a_drug_is_dissolved_in_is_no_comparator() -> None:
    assert comparators("The esketamine group received esketamine in 100 ml of saline.", "Esketamine") == []


def test_the_comparator_of_a_trial_only_planned_is_not_the_studys() -> None:
    text = "We designed the Night Owl trial, comparing ketamine with methylphenidate. Patients were asked about it."
    assert comparators(text) == []
