"""Forms in which results are told with no word of direction beside the outcome, and what looks like them."""

from __future__ import annotations

import pytest

from indexer.checking.asked import read_statements
from indexer.checking.values import Direction

LOWER, HIGHER, NONE, UNKNOWN = Direction.LOWER, Direction.HIGHER, Direction.NONE, Direction.UNKNOWN


def goes(sentence: str, outcome: str) -> tuple[Direction, tuple[str, ...]]:
    """Which way a sentence says that an outcome goes, and by whose doing."""
    found = next((one for one in read_statements(sentence) if one.outcome_name == outcome), None)
    return (found.direction, tuple(one.value for one in found.interventions)) if found else (UNKNOWN, ())


@pytest.mark.parametrize(
    ("sentence", "outcome", "way"),
    [
        # no effect
        ("There was no main effect of ketamine on pain.", "pain", NONE),
        ("The analysis did not reveal an effect of ketamine on pain.", "pain", NONE),
        ("Ketamine failed to show an effect on anxiety.", "anxiety symptoms", NONE),
        ("No significant treatment effect on anxiety was seen with ketamine.", "anxiety symptoms", NONE),
        ("No clinically significant change in blood pressure was observed with ketamine.", "blood pressure", NONE),
        ("There was no relevant change in blood pressure after ketamine.", "blood pressure", NONE),
        ("No additional change in anxiety was seen after the second dose of ketamine.", "anxiety symptoms", UNKNOWN),
        ("No cognitive impairment was found after ketamine.", "cognition", NONE),
        ("No cognitive decline was observed with ketamine.", "cognition", NONE),
        ("No nausea occurred with ketamine.", "nausea", NONE),
        ("No evidence of cognitive impairment was found with ketamine.", "cognition", NONE),
        ("The analysis did not identify any evidence of nausea with ketamine.", "nausea", NONE),
        # how many
        ("More patients achieved remission with ketamine than with midazolam.", "remission", HIGHER),
        ("More patients in the ketamine group than in the placebo group achieved remission.", "remission", HIGHER),
        ("Remission was achieved by more patients in the ketamine group.", "remission", HIGHER),
        ("A significantly higher proportion of patients had nausea with ketamine than with saline.", "nausea", HIGHER),
        ("A greater proportion of patients responded to ketamine than to midazolam.", "antidepressant response",
         HIGHER),
        ("The proportion of responders was significantly greater with ketamine than with placebo.",
         "antidepressant response", HIGHER),
        ("Patients in the ketamine group were more likely to achieve remission.", "remission", HIGHER),
        ("Patients receiving ketamine were more likely to respond than those receiving placebo.",
         "antidepressant response", HIGHER),
        ("Fewer patients in the ketamine group than in the placebo group relapsed.", "relapse", LOWER),
        ("People with bipolar depression respond to ketamine.", "antidepressant response", HIGHER),
        # whom a test favours
        ("The change in MADRS total score favored ketamine over placebo.", "depressive symptoms", LOWER),
        ("The difference in MADRS scores was in favour of ketamine.", "depressive symptoms", LOWER),
        ("The difference between groups in MADRS scores was significant, favoring ketamine.", "depressive symptoms",
         LOWER),
        # in what a change was seen
        ("Significant improvement was seen in depressive symptoms after ketamine.", "depressive symptoms", LOWER),
        ("Significant improvements were noted in anxiety and mood following ketamine.", "anxiety symptoms", LOWER),
        ("No improvement was seen in depressive symptoms after ketamine.", "depressive symptoms", NONE),
        # what is common
        ("The most common adverse events with ketamine were nausea and dizziness.", "dizziness", HIGHER),
        ("Common adverse events (≥20%) during ketamine treatment were dizziness and nausea.", "nausea", HIGHER),
        ("Nausea and dizziness are among the most common side effects of ketamine.", "dizziness", HIGHER),
        ("Ketamine was safe, nausea and vomiting being the most reported side effects.", "nausea", HIGHER),
        # forms of other rooms that go with them
        ("Ketamine led to a significant improvement in depressive symptoms.", "depressive symptoms", LOWER),
        ("Ketamine was associated with a lower risk of relapse.", "relapse", LOWER),
        ("A robust antidepressant effect was seen after ketamine.", "depressive symptoms", LOWER),
        ("Patients showed a rapid antidepressant response to ketamine.", "antidepressant response", HIGHER),
        ("Patients in the ketamine group reported less pain.", "pain", LOWER),
        ("In people with cancer, ketamine brought relief from anxiety and depression.", "anxiety symptoms", LOWER),
        ("In people with cancer, ketamine brought relief from anxiety and depression.", "depressive symptoms", LOWER),
    ],
)  # fmt: skip
def test_the_form_of_a_clause_says_which_way_an_outcome_goes(sentence: str, outcome: str, way: Direction) -> None:
    assert goes(sentence, outcome) == (way, ("ketamine",))


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("There was a significant main effect of ketamine on pain.", "pain"),
        ("There was no effect of ketamine on sleep, but pain was rated by nurses.", "pain"),
        ("No effect of ketamine on sleep was seen in patients whose pain had been treated.", "pain"),
        ("No evidence of remission was sought with ketamine.", "remission"),
        ("More patients with remission were women in the ketamine group.", "remission"),
        ("More patients who had no remission before were given ketamine.", "remission"),
        ("60% of patients responded to ketamine.", "antidepressant response"),
        ("Only ten patients responded to ketamine.", "antidepressant response"),
        ("Patients who had not responded to ketamine received lithium.", "antidepressant response"),
        ("The difference in MADRS scores did not favour ketamine.", "depressive symptoms"),
        ("The most common adverse events leading to dropout with ketamine were nausea and dizziness.", "nausea"),
        ("The most common adverse events in the placebo group were nausea and headache.", "nausea"),
        ("No serious adverse events occurred with ketamine.", "adverse events"),
    ],
)
def test_what_only_looks_like_such_a_form_says_nothing(sentence: str, outcome: str) -> None:
    assert goes(sentence, outcome)[0] is UNKNOWN


@pytest.mark.parametrize(
    ("sentence", "drug", "way"),
    [
        ("The antidepressant effect of ketamine was blocked by NBQX.", "NBQX", LOWER),
        ("The antidepressant effects of ketamine were abolished by rapamycin.", "rapamycin", LOWER),
        ("The antidepressant effect of ketamine was not blocked by naltrexone.", "naltrexone", NONE),
    ],
)
def test_what_another_drug_did_to_an_effect_is_read_behind_it_too(sentence: str, drug: str, way: Direction) -> None:
    assert goes(sentence, "effect of ketamine on depressive symptoms") == (way, (drug,))


def test_an_efficacy_like_that_of_another_treatment_is_no_difference() -> None:
    assert goes("Ketamine had similar efficacy to electroconvulsive therapy.", "efficacy") == (NONE, ("ketamine",))
