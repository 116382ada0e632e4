"""Everyday words by which a claim says when, in how many, in whose hands: dropped, a false claim is supported."""

from __future__ import annotations

import pytest
from checking.collection import library
from checking.collection import trial as collected
from checking.sentences import judged, trial

from indexer.checking.asked import read_statements
from indexer.checking.check import check_claim, read_claim
from indexer.checking.values import Bearing

SUPPORTS, UNDETERMINED = Bearing.SUPPORTS, Bearing.UNDETERMINED
FELL = trial(
    "Ketamine significantly reduced depressive symptoms at 24 hours compared with placebo (d = 1.2, 95% CI 1-2)."
)
FELL_AGAIN = "Ketamine significantly reduced suicidal ideation compared with saline."
FELL_TOO = "Ketamine rapidly reduced suicidal ideation in these adults."
WORSE = trial("Ketamine increased heart rate during the infusion.")


def test_the_plain_claims_are_supported() -> None:
    assert judged("Ketamine reduces depressive symptoms", FELL).bearing is SUPPORTS
    assert judged("Ketamine increases heart rate", WORSE).bearing is SUPPORTS


@pytest.mark.parametrize(
    "claim",
    [
        # the drug withheld, failing, or too little of it
        "Getting off ketamine reduces depressive symptoms",
        "Giving up ketamine reduces depressive symptoms",
        "Failing to give ketamine reduces depressive symptoms",
        "A failed course of ketamine reduces depressive symptoms",
        "Bad ketamine reduces depressive symptoms",
        "Ketamine reduces depressive symptoms at doses too small to feel",
        "Ketamine reduces depressive symptoms in people who feel well",
        "Ketamine given to others reduces depressive symptoms",
        "Ketamine reduces depressive symptoms at any level of severity",
        # because of something, or beside something that does more
        "Ketamine reduces depressive symptoms, which is why it lowers pain",
        "Ketamine reduces depressive symptoms as a result",
        "Ketamine reduces depressive symptoms, and midazolam does as well",
        # later, without saying how much later
        "Years later, ketamine reduces depressive symptoms",
        "Ketamine reduces depressive symptoms in the years after treatment",
        "Ketamine reduces depressive symptoms the following year",
        "Ketamine reduces depressive symptoms long after treatment",
        "Ketamine reduces depressive symptoms between doses",
        "Ketamine reduces depressive symptoms at follow-up",
        # before any treatment
        "Baseline depressive symptoms were lower with ketamine",
        "Initial depressive symptoms were lower with ketamine",
        "Depressive symptoms were already lower with ketamine",
        "Ketamine reduces depressive symptoms at long-term follow-up",
        # in how many, how much
        "Ketamine reduces depressive symptoms in few patients",
        "Ketamine reduces depressive symptoms with every further dose",
        "With age, ketamine reduces depressive symptoms",
        "Ketamine reduces depressive symptoms in two thirds of patients",
        "Ketamine reduces depressive symptoms in 95% of patients",
        "Ketamine reduces depressive symptoms in every study",
        "Ketamine reduces depressive symptoms at any age",
        "Ketamine reduces depressive symptoms with a small effect",
        "Ketamine reduces depressive symptoms every six months",
        "Ketamine reduces depressive symptoms at low doses only",
        "Ketamine reduces depressive symptoms at lower cost",
        "It is certain that ketamine reduces depressive symptoms",
        # less, or more, under some condition
        "Ketamine reduces depressive symptoms less when repeated",
        "Ketamine reduces depressive symptoms more with age",
        # used, not given
        "Ketamine reduces depressive symptoms when abused",
        "Ketamine reduces depressive symptoms in heavy users",
        "Ketamine reduces depressive symptoms in people addicted to it",
        "Ketamine reduces depressive symptoms with regular use",
        "Ketamine use reduces depressive symptoms",
        # less of the drug
        "Delaying ketamine reduces depressive symptoms",
        "Cutting the dose of ketamine reduces depressive symptoms",
        "Switching from ketamine reduces depressive symptoms",
        "Less frequent ketamine reduces depressive symptoms",
        # something of that name, and not the drug
        "Ketamine research reduces depressive symptoms",
        "Ketamine craving reduces depressive symptoms",
        "The ketamine control group had lower depressive symptoms",
        "Reductions in ketamine reduce depressive symptoms",
        "Ketamine's ability to reduce depressive symptoms lowers costs",
        "Remission on ketamine reduces depressive symptoms",
        # what is done about it, and not the thing itself
        "Ketamine reduces research on depressive symptoms",
        "Ketamine reduces treatments for depressive symptoms",
        # another does so too
        "Ketamine reduces depressive symptoms, and so does placebo",
        "Ketamine reduces depressive symptoms in the same way as placebo",
        # of the evidence and its history
        "Large trials show that ketamine reduces depressive symptoms",
        "There is strong evidence that ketamine reduces depressive symptoms",
        "It has long been known that ketamine reduces depressive symptoms",
        "In the 1970s, ketamine was shown to reduce depressive symptoms",
        "Ketamine was the first drug shown to reduce depressive symptoms",
        # by what, in which order, in what form
        "Ketamine reduces depressive symptoms by reducing anxiety",
        "Ketamine reduces depressive symptoms before anxiety",
        "Ketamine reduces depressive symptoms first",
        "Small doses of ketamine reduce depressive symptoms",
        "Ketamine spray reduces depressive symptoms",
        "Ketamine reduces depressive symptoms after birth",
        "Ketamine reduces depressive symptoms despite antidepressant use",
        # a second thing that nobody found
        "Ketamine reduces depressive symptoms and extends life",
        # the other way round
        "Depressive symptoms reduce the effect of ketamine",
        "Depressive symptoms reduce the efficacy of ketamine",
        "The effect of ketamine is reduced by depressive symptoms",
        "The effect of ketamine on depressive symptoms decreases",
        "Lower depressive symptoms lead to ketamine",
    ],
)
def test_what_a_claim_adds_must_be_said_too(claim: str) -> None:
    assert judged(claim, FELL).bearing is not SUPPORTS


def test_a_dose_with_which_something_rises_is_no_treatment() -> None:
    assert judged("Heart rate increases with ketamine dose", WORSE).bearing is not SUPPORTS


def test_a_time_with_a_figure_is_compared_as_one() -> None:
    held = trial("Depressive symptoms were significantly lower one year after ketamine.")
    assert judged("Ketamine reduces depressive symptoms one year later", held).bearing is SUPPORTS


def test_the_weeks_after_birth_are_whose_illness_it_is() -> None:
    given = trial(
        "Esketamine reduced the incidence of postpartum depression.",
        title="Esketamine at caesarean section for the prevention of postpartum depression",
        methods="We randomly assigned 80 women having a caesarean section to esketamine or saline placebo.",
    )
    claim = "Esketamine at caesarean section lowers the risk of postpartum depression"
    assert judged(claim, given).bearing is SUPPORTS
    assert judged(f"{claim} in the weeks after birth", given).bearing is SUPPORTS


def test_relapse_into_which_illness_is_asked() -> None:
    title, methods = "Ketamine in people who drink", "We randomly assigned 80 adults to ketamine or saline placebo."
    fewer = trial("Ketamine significantly reduced relapse compared with placebo.", title=title, methods=methods)
    assert judged("Ketamine reduces relapse", fewer).bearing is UNDETERMINED


def test_craving_is_for_something() -> None:
    less = trial("Ketamine reduced craving for cocaine.")
    assert judged("Ketamine increases craving for ketamine", less).bearing is UNDETERMINED


def test_a_share_that_counts_as_response_is_none_of_people() -> None:
    half = trial("Ketamine reduced depressive symptoms; response was a 50% reduction in scores.")
    assert judged("Ketamine reduces depressive symptoms", half).bearing is SUPPORTS
    assert judged("Ketamine reduces depressive symptoms in 50% of patients", half).bearing is UNDETERMINED


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        ("Ketamine for pain reduces nausea", "Ketamine significantly reduced pain compared with placebo."),
        ("Ketamine for anxiety lowers mortality", "Ketamine significantly reduced anxiety compared with placebo."),
        ("The effect of ketamine on heart rate increases mortality", "Ketamine increased heart rate."),
    ],
)
def test_a_verb_with_an_object_says_nothing_of_what_stands_before_it(claim: str, result: str) -> None:
    for statement in read_statements(claim):
        assert judged(claim, trial(result), statement=statement).bearing is UNDETERMINED


def test_what_quotes_a_sentence_adds_nothing_to_it() -> None:
    told = "Large trials show that ketamine reduces depressive symptoms."
    assert judged(told, trial(told)).bearing is SUPPORTS
    assert judged(told, FELL).bearing is UNDETERMINED


COMMON = trial("The most common adverse events with ketamine were nausea and dizziness.")
SEEN = trial("Nausea occurred in 4% of those who were given ketamine.")


@pytest.mark.parametrize(
    "claim",
    [
        "Nausea is among the most common side effects of ketamine",
        "Common side effects of ketamine include nausea",
        "Nausea is one of the most common side effects of ketamine",
    ],
)
def test_what_is_called_common_must_be_said_to_be(claim: str) -> None:
    assert judged(claim, COMMON).bearing is SUPPORTS
    assert judged(claim, SEEN).bearing is UNDETERMINED


def test_an_operation_that_a_claim_speaks_of_must_be_told() -> None:
    assert judged("Ketamine increases heart rate during the procedure", WORSE).bearing is UNDETERMINED


def test_the_commonest_of_all_is_more_than_one_of_the_common() -> None:
    first = trial("Nausea was the most common adverse event with ketamine.")
    assert judged("The commonest side effect of ketamine is nausea", first).bearing is SUPPORTS
    assert judged("The commonest side effect of ketamine is nausea", COMMON).bearing is UNDETERMINED


def test_what_is_craved_is_not_what_is_given() -> None:
    fell = trial("Ketamine reduced craving for cocaine.", title="Ketamine for cocaine use disorder")
    assert judged("Ketamine reduces cocaine craving", fell).bearing is Bearing.SUPPORTS
    assert judged("Ketamine does not reduce cocaine craving", fell).bearing is Bearing.CONTRADICTS


def test_the_next_morning_is_the_following_one_and_one_of_the_next_day() -> None:
    told = trial("Ketamine reduced depressive symptoms the next morning.")
    assert judged("Ketamine reduces depressive symptoms the following morning", told).bearing is SUPPORTS
    assert judged("Ketamine reduces depressive symptoms the following day", told).bearing is SUPPORTS
    assert judged("Ketamine reduces depressive symptoms the following week", told).bearing is UNDETERMINED
    day = trial("Ketamine reduced depressive symptoms the next day.")
    assert judged("Ketamine reduces depressive symptoms the following morning", day).bearing is UNDETERMINED


@pytest.mark.parametrize(
    "claim",
    [
        "Ketamine reduces hospital admissions for depressive symptoms",
        "Ketamine reduces the cost of depression",
        "Ketamine delays the fall in depressive symptoms",
        "Ketamine follows an improvement of depressive symptoms",
        "Depressive symptoms are what ketamine reduces least",
        "Ketamine reduces depressive symptoms in a handful of patients",
        "Ketamine reduces depressive symptoms in the odd patient",
    ],
)
def test_what_is_not_the_outcome_that_is_named_or_hardly_so(claim: str) -> None:
    assert judged(claim, FELL).bearing is UNDETERMINED


def test_getting_used_to_an_effect_and_having_it_least_of_all_are_not_having_it() -> None:
    sick = trial("The most common side effect of ketamine was nausea.")
    assert judged("Nausea is a common side effect of ketamine", sick).bearing is SUPPORTS
    assert judged("Nausea is the least common side effect of ketamine", sick).bearing is UNDETERMINED
    raised = trial("Ketamine increased dissociation during the infusion.")
    assert judged("Tolerance develops to the dissociative effects of ketamine", raised).bearing is UNDETERMINED


def test_what_is_had_while_it_acts_is_not_denied_years_later() -> None:
    later = trial("Ketamine did not increase dissociation.", title="Ketamine in depression: a long-term follow-up")
    assert judged("Ketamine increases dissociation", later).bearing is UNDETERMINED
    assert judged("Ketamine increases dissociation", trial("Ketamine did not increase dissociation.")).bearing is (
        Bearing.CONTRADICTS
    )


@pytest.mark.parametrize(
    "claim",
    [
        "Failing to respond to ketamine reduces depressive symptoms",
        "Not taking ketamine reduces depressive symptoms",
        "Patients whom ketamine does not help have fewer depressive symptoms",
        "Ketamine was given up and depressive symptoms fell",
        "Ketamine would have reduced depressive symptoms",
        "Ketamine reduced depressive symptoms in some patients and raised them in others",
        "The sooner ketamine is given, the more it reduces depressive symptoms",
        "Ketamine reduces depressive symptoms in the evening",
        "Ketamine reduces depressive symptoms for life",
        "Ketamine had reduced depressive symptoms before the trial began",
        "The R-form of ketamine reduces depressive symptoms",
        "The second infusion of ketamine reduces depressive symptoms",
        "Case reports show that ketamine reduces depressive symptoms",
        "Ketamine reduces depressive symptoms by half",
        "Ketamine reduces depressive symptoms in people with severe bipolar depression",
    ],
)
def test_less_of_a_drug_others_and_times_that_no_sentence_tells(claim: str) -> None:
    assert judged(claim, FELL).bearing is UNDETERMINED


def test_who_says_it_is_no_part_of_what_is_said() -> None:
    found = library(collected(1, FELL_AGAIN), collected(2, FELL_TOO))
    for opening in ("According to a review, k", "Doctors say that k", "K"):
        claim = f"{opening}etamine reduces suicidal ideation."
        assert check_claim(read_claim(claim)[0], found).balance.startswith("2 support"), claim
