"""A finding that goes the other way and denies nothing of a claim: of another time, of the whole, of an operation."""

from __future__ import annotations

import pytest
from checking.sentences import METHODS, TITLE, judged, trial

from indexer.checking.values import Bearing
from indexer.record import Record

CONTRADICTS, UNDETERMINED = Bearing.CONTRADICTS, Bearing.UNDETERMINED
CALMED = trial("Ketamine significantly reduced anxiety one week after treatment compared with placebo.")
SPARED = "Ketamine did not impair cognitive function after six infusions."


def test_the_plain_claims_are_denied() -> None:
    assert judged("Ketamine increases anxiety", CALMED).bearing is CONTRADICTS
    assert judged("Ketamine impairs cognitive function", trial(SPARED)).bearing is CONTRADICTS


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        # while it acts
        ("Ketamine increases anxiety during the infusion", CALMED),
        ("Ketamine transiently increases anxiety", CALMED),
        ("Ketamine acutely impairs cognitive function", trial(SPARED)),
        # in some
        ("Ketamine can increase anxiety", CALMED),
        ("Ketamine increases anxiety in some patients", CALMED),
        # that it happens is no mean
        ("Ketamine causes anxiety", CALMED),
        ("Ketamine commonly triggers anxiety", CALMED),
    ],
)
def test_what_denies_nothing(claim: str, result: Record) -> None:
    assert judged(claim, result).bearing is UNDETERMINED


def test_what_happened_at_once_denies_what_is_said_of_then() -> None:
    at_once = trial("Ketamine reduced anxiety during the infusion.")
    assert judged("Ketamine increases anxiety during the infusion", at_once).bearing is CONTRADICTS


def test_less_of_a_harm_at_an_operation_is_no_harm_denied_elsewhere() -> None:
    title = "Intraoperative ketamine for pain after arthroplasty"
    spared = trial("Ketamine significantly reduced nausea compared with placebo.", title=title)
    assert judged("Ketamine increases nausea", spared).bearing is UNDETERMINED
    assert judged("Ketamine at surgery increases nausea", spared).bearing is CONTRADICTS


def test_groups_that_both_were_given_it_tell_nothing_of_it() -> None:
    result = "No significant differences were found in quality of life between the two groups."
    methods = "Forty adults with anxiety and forty without it received intravenous ketamine."
    both = trial(result, methods=methods, types=())
    assert judged("Ketamine improves quality of life", both).bearing is UNDETERMINED
    assert judged("Ketamine does not improve quality of life", both).bearing is UNDETERMINED
    assert judged("Ketamine improves quality of life", trial(result)).bearing is CONTRADICTS


def test_serious_harms_are_not_any_harms() -> None:
    none = trial("There were no serious adverse events with ketamine.")
    some = trial("Adverse events were common with ketamine.")
    assert judged("Ketamine causes adverse events", none).bearing is not CONTRADICTS
    assert judged("Ketamine does not cause serious adverse events", some).bearing is not CONTRADICTS


def test_doses_too_small_to_be_felt_are_doses_of_their_own() -> None:
    title = "Microdosing of LSD in healthy volunteers"
    methods = "We randomly assigned 80 healthy adults to LSD or placebo."
    none = trial("LSD did not improve mood compared with placebo.", title=title, methods=methods)
    assert judged("LSD improves mood", none).bearing is UNDETERMINED
    assert judged("Microdoses of LSD improve mood", none).bearing is CONTRADICTS


def test_a_drug_swallowed_does_not_clear_one_that_was_infused() -> None:
    methods = METHODS.replace("intravenous ketamine", "oral ketamine tablets")
    title = TITLE.replace("Intravenous", "Oral")
    none = trial("There was no increase in blood pressure with ketamine.", title=title, methods=methods)
    assert judged("Ketamine increases blood pressure", none).bearing is UNDETERMINED
    assert judged("Ketamine does not increase blood pressure", none).bearing is UNDETERMINED


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        # of good things whose want is named, or which come to an end
        ("Ketamine reduces postoperative cognitive dysfunction", "Ketamine lowered the risk of POCD."),
        ("Ketamine causes fewer cognitive side effects than placebo", "Ketamine improved cognition."),
        ("Ketamine increases remission of suicidal ideation", "Ketamine raised the SI remission rate."),
        ("Ketamine improves cognition", "Ketamine affected higher cognitive functions."),
        # not more effective is no more
        ("Ketamine is no better than placebo at reducing pain",
         "Ketamine was not more effective than placebo treatment in reducing pain."),
    ],
)  # fmt: skip
def test_readings_that_turned_a_finding_round(claim: str, result: str) -> None:
    assert judged(claim, trial(result)).bearing is not CONTRADICTS


def test_not_more_effective_denies_that_it_is() -> None:
    result = trial("Ketamine was not more effective than placebo treatment in reducing pain.")
    assert judged("Ketamine reduces pain more than placebo", result).bearing is CONTRADICTS


def test_what_healthy_people_had_denies_no_benefit_to_patients() -> None:
    methods = "We randomly assigned 80 healthy volunteers to intravenous ketamine or saline placebo."
    title = "Intravenous ketamine in healthy volunteers"
    dulled = trial("Ketamine impaired memory compared with placebo.", methods=methods, title=title)
    assert judged("Ketamine improves memory", dulled).bearing is UNDETERMINED
    assert judged("Ketamine improves memory in healthy volunteers", dulled).bearing is CONTRADICTS


def test_less_of_a_harm_than_elsewhere_does_not_make_it_rare() -> None:
    less = trial("Nausea was less common with ketamine than with placebo (12% vs 30%, p = 0.01).")
    assert judged("Ketamine increases nausea", less).bearing is CONTRADICTS
    assert judged("Nausea is among the most common side effects of ketamine", less).bearing is UNDETERMINED


RELIEVED = "Ketamine reduced depressive symptoms at one week compared with placebo."


def test_that_it_works_denies_that_it_does_not() -> None:
    assert judged("Ketamine does not reduce depressive symptoms", trial(RELIEVED)).bearing is CONTRADICTS


@pytest.mark.parametrize(
    "claim",
    [
        "Ketamine is not a cure for depression",
        "Ketamine never cures depression",
        "Ketamine does not always relieve depression",
        "Ketamine does not relieve depression in everyone",
        "Ketamine does not eliminate depressive symptoms",
        "Ketamine does not relieve depression for long",
        "Ketamine does not relieve depression immediately",
        "Ketamine does not relieve depression dramatically",
        "Ketamine might not relieve depression",
        "Ketamine has not been proven to relieve depression",
    ],
)
def test_that_it_works_does_not_deny_that_it_is_no_more_than_that(claim: str) -> None:
    assert judged(claim, trial(RELIEVED)).bearing is UNDETERMINED


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        ("Ketamine does not relieve depression for long", "Ketamine reduced depressive symptoms for six months."),
        ("Ketamine does not relieve depression rapidly", "Ketamine rapidly reduced depressive symptoms."),
        ("Ketamine does not cause severe dissociation", "Ketamine caused severe dissociation."),
        ("Ketamine does not cause dissociation at all", "Ketamine caused dissociation."),
    ],
)
def test_what_goes_as_far_as_the_claim_denies_it(claim: str, result: str) -> None:
    assert judged(claim, trial(result)).bearing is CONTRADICTS


def test_a_harm_is_not_denied_by_its_treatment_nor_a_reduction_by_nobody_who_had_it() -> None:
    treated = trial("Ketamine reduced headache at one hour.", title="Ketamine for headache")
    assert judged("Ketamine increases headache", treated).bearing is UNDETERMINED
    nobody = trial("There were no cases of mania.", title="Ketamine in bipolar disorder")
    assert judged("Ketamine reduces mania", nobody).bearing is UNDETERMINED
    assert judged("Ketamine triggers mania", nobody).bearing is CONTRADICTS


def test_that_it_brought_no_benefit_does_not_deny_that_it_does_harm() -> None:
    missed = trial("Ketamine showed no antidepressant advantage over placebo.")
    assert judged("Ketamine worsens depressive symptoms", missed).bearing is UNDETERMINED
    assert judged("Ketamine reduces depressive symptoms", missed).bearing is CONTRADICTS


def test_that_a_harm_became_less_with_time_presupposes_it() -> None:
    fewer = trial("Dissociation became less frequent with ketamine after the sixth session.", types=())
    assert judged("Ketamine causes dissociation", fewer).bearing is UNDETERMINED
    assert judged(
        "Ketamine causes dissociation", trial("Ketamine caused less dissociation than midazolam.")
    ).bearing is (CONTRADICTS)
