"""What a claim says besides drug, outcome and direction: left out, a true sentence would support a false claim."""

from __future__ import annotations

import pytest
from checking.sentences import judged, trial

from indexer.checking.values import Bearing

SUPPORTS, CONTRADICTS, UNDETERMINED = Bearing.SUPPORTS, Bearing.CONTRADICTS, Bearing.UNDETERMINED
FELL = "Ketamine significantly reduced depressive symptoms at 24 hours compared with placebo."
CLAIM = "Ketamine reduces depressive symptoms"


def test_the_plain_claim_is_supported() -> None:
    assert judged(CLAIM, trial(FELL)).bearing is SUPPORTS


@pytest.mark.parametrize(
    "more",
    [
        # how much in comparison, or with what
        "less than placebo",
        "only as much as placebo",
        "as much as placebo",
        "better than standard treatment",
        "faster than placebo",
        # whom it leaves out, or takes in
        "only in women",
        "in people without depression",
        "in patients whose depression responded to other treatments",
        "in people with sinusitis",
        "in hypertensive patients",
        "in older adults",
        "in teenagers",
        "in children",
        "in veterans",
        "in controls",
        "in relatives of patients",
        "in later life",
        "in hypertension",
        "in mania",
        "in diabetes",
        # when, at which dose
        "during the session",
        "before birth",
        "while the drug is acting",
        "after a second dose",
        # by what, with what, without what
        "by raising BDNF",
        "through better sleep",
        "without dissociation",
        "without side effects",
        "when anxiety is treated too",
        # how soon, how long, at what dose
        "within minutes",
        "instantly",
        "in the long term",
        "for good",
        "by 50%",
        "at any dose",
        "at high doses",
        # how much in all
        "dramatically",
    ],
)
def test_whatever_a_claim_says_more_must_be_said_by_the_sentence(more: str) -> None:
    assert judged(f"{CLAIM} {more}", trial(FELL)).bearing is UNDETERMINED


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        (f"{CLAIM} within hours", FELL),
        (f"{CLAIM} more than placebo", FELL),
        (f"{CLAIM} by 50%", "Ketamine reduced depressive symptoms by 50% compared with placebo."),
        (f"{CLAIM} dramatically", "Ketamine produced a large reduction in depressive symptoms."),
        (f"{CLAIM} in older adults", "In older adults, ketamine reduced depressive symptoms."),
        (f"{CLAIM} and anxiety", "Ketamine reduced depressive symptoms and anxiety."),
        ("Low doses of ketamine reduce depressive symptoms", "Low-dose ketamine reduced depressive symptoms."),
        ("Ketamine halves depressive symptoms", "Ketamine cut depressive symptoms by half."),
        (f"{CLAIM} in patients on a mood stabilizer", f"In patients on mood-stabilising drugs, {FELL}"),
        ("In a head-to-head trial, ketamine reduced depressive symptoms", FELL),
    ],
)
def test_what_a_sentence_says_too_is_no_hindrance(claim: str, result: str) -> None:
    assert judged(claim, trial(result)).bearing is SUPPORTS


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        ("Ketamine briefly raises blood pressure", "Ketamine raised blood pressure."),
        ("Ketamine raises blood pressure for a short while", "Ketamine raised blood pressure."),
        ("Ketamine infusions reduce anxiety", "Oral ketamine reduced anxiety."),
        ("Ketamine reduces suicidal ideation within 24 hours",
         "Ketamine reduced suicidal ideation at six weeks relative to 24 hours."),
        ("Ketamine takes away anxiety", "Ketamine reduced anxiety."),
    ],
)  # fmt: skip
def test_what_is_left_open_by_a_sentence_is_not_supported_by_it(claim: str, result: str) -> None:
    assert judged(claim, trial(result)).bearing is UNDETERMINED


def test_stubborn_illness_needs_a_study_of_such() -> None:
    claim = "Ketamine reduces anxiety in people with stubborn anxiety disorders"
    methods = "We randomly assigned 80 adults with an anxiety disorder to intravenous ketamine or saline placebo."
    title = "Ketamine in anxiety disorders"
    said = "Ketamine reduced anxiety compared with placebo."
    assert judged(claim, trial(said, title=title, methods=methods)).bearing is UNDETERMINED
    refractory = trial(said, title="Ketamine in refractory anxiety disorders", methods=methods)
    assert judged(claim, refractory).bearing is SUPPORTS


@pytest.mark.parametrize("word", ["halves", "abolishes", "eliminates", "cures", "stops"])
def test_words_that_say_more_than_less_need_a_finding_of_as_much(word: str) -> None:
    assert judged(f"Ketamine {word} depressive symptoms", trial(FELL)).bearing is UNDETERMINED


def test_26_percent_who_had_half_the_symptoms_are_no_fall_by_half() -> None:
    had = trial("With ketamine 26% had a 50% reduction in depressive symptoms.")
    assert judged(f"{CLAIM} by 50%", had).bearing is UNDETERMINED


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        # thoughts of suicide are no suicides
        ("Ketamine reduces suicide", "Ketamine reduced suicidal ideation compared with placebo."),
        ("Ketamine lowers the number of deaths by suicide", "Ketamine improved suicide and depression scores."),
        ("Ketamine reduces suicidal behaviour", "Ketamine reduced suicidal ideation compared with placebo."),
        # keeping from coming is not treating
        ("Ketamine prevents depression", FELL),
        ("Ketamine protects against depression", FELL),
        ("Ketamine prevents alcohol use", "Ketamine reduced alcohol use compared with placebo."),
        # of one part of a class nothing is said by another
        ("Ketamine raises theta power", "Ketamine increased gamma power."),
        ("Ketamine reduces phantom limb pain", "Ketamine reduced neuropathic pain."),
        ("Ketamine reduces craving for cocaine", "Ketamine reduced alcohol craving."),
        # acute impairment is no damage
        ("Ketamine damages memory", "Ketamine impaired memory compared with placebo."),
        # idioms
        ("Ketamine is less than effective for depression", FELL),
        ("Ketamine never fails to reduce depressive symptoms", FELL),
    ],
)
def test_another_thing_is_not_shown_by_what_is_near_it(claim: str, result: str) -> None:
    assert judged(claim, trial(result)).bearing is UNDETERMINED


@pytest.mark.parametrize(
    "result",
    [
        "Ketamine had no greater effect than placebo in acutely reducing depressive symptoms.",
        "Ketamine had the same antidepressant effects as placebo.",
    ],
)
def test_no_greater_effect_is_no_difference(result: str) -> None:
    assert judged(f"{CLAIM} more than placebo", trial(result)).bearing is CONTRADICTS


@pytest.mark.parametrize(
    "result",
    [
        "Ketamine gave a greater reduction in depressive symptoms; results did not reach a group difference (p = .06).",
        "Changes in cytokines after ketamine were not related to antidepressant response.",
        "Depressive symptoms after ketamine did not differ between bipolar and unipolar patients.",
        "Fewer people with depressive symptoms had used ketamine.",
        "After ketamine there was more remission, as well as lower dropouts.",
    ],
)
def test_what_only_seems_to_be_a_finding_decides_nothing(result: str) -> None:
    assert judged(CLAIM, trial(result)).bearing is not CONTRADICTS
    assert judged("Ketamine increases depressive symptoms", trial(result)).bearing is not SUPPORTS
    assert judged("Ketamine has no effect on depressive symptoms", trial(result)).bearing is not SUPPORTS


def test_safely_says_how_and_is_no_outcome() -> None:
    safe = trial("Ketamine was safe and well tolerated.")
    assert judged("Ketamine safely reduces depressive symptoms", safe).bearing is UNDETERMINED


@pytest.mark.parametrize(
    "claim",
    [
        # kinds of depression, and others than those who were studied
        "Ketamine reduces depressive symptoms in melancholic depression",
        "Ketamine works in melancholic depression",
        "Ketamine works in non-psychotic depression",
        "Ketamine works in bipolar II depression",
        "Ketamine works in mild depression",
        "Ketamine works in moderate depression",
        "Ketamine works in first-episode depression",
        "Ketamine works in recurrent depression",
        "Ketamine reduces depressive symptoms in first responders",
        # how it is given, and when
        "Add-on ketamine reduces depressive symptoms",
        "Ketamine monotherapy reduces depressive symptoms",
        "Ketamine reduces depressive symptoms from the first minute",
        "Ketamine reduces depressive symptoms on the second day",
        "Ketamine prolongs the antidepressant effect",
        "Ketamine has a short-lived antidepressant effect",
        # more or less than elsewhere
        "Ketamine works less well in women",
        "Ketamine is more effective in depression",
        "Ketamine is less effective for depression",
        "Ketamine works equally well in unipolar and bipolar depression",
        "Ketamine is the best treatment for depression",
        "Ketamine reduces depressive symptoms in minutes",
        "Ketamine infused over 24 hours reduces depressive symptoms",
        "Ketamine reduces severe anxiety and depressive symptoms",
        "Ketamine substantially reduces depressive symptoms",
        "Ketamine reduces depressive symptoms in breast cancer",
        "Ketamine reduces depressive symptoms in cancer survivors",
        "Ketamine reduces depressive symptoms if dissociation occurs",
        "Ketamine reduces depressive symptoms provided that anxiety lifts",
        "Inhaled ketamine reduces depressive symptoms",
    ],
)
def test_a_kind_a_way_or_a_degree_must_be_said_too(claim: str) -> None:
    assert judged(claim, trial(FELL)).bearing is UNDETERMINED


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        (
            "Ketamine works in melancholic depression",
            "In melancholic depression, ketamine reduced depressive symptoms.",
        ),
        ("Ketamine works in bipolar II depression", "In bipolar II depression, ketamine reduced depressive symptoms."),
        ("Add-on ketamine reduces depressive symptoms", "Ketamine as an adjunct reduced depressive symptoms."),
        (
            "Ketamine reduces depressive symptoms in the first week",
            "Ketamine reduced depressive symptoms within a week.",
        ),
        ("Ketamine has a short-lived antidepressant effect", "Ketamine had a transient antidepressant effect."),
        ("Ketamine reduces depressive symptoms in minutes", "Ketamine reduced depressive symptoms within 40 minutes."),
        (
            "Ketamine infused over an hour reduces depressive symptoms",
            "Ketamine infused over 1 h reduced depressive symptoms.",
        ),
        ("Ketamine substantially reduces depressive symptoms", "Ketamine markedly reduced depressive symptoms."),
    ],
)
def test_a_kind_or_a_way_that_is_said_too(claim: str, result: str) -> None:
    assert judged(claim, trial(result)).bearing is SUPPORTS


@pytest.mark.parametrize(
    "result",
    [
        "Ketamine reduced depressive symptoms more than with a single infusion.",
        "Depressive symptoms were lower in patients who received the combination of both drugs.",
        "Ketamine reduced cortisol in patients who remitted.",
    ],
)
def test_ways_of_giving_it_set_beside_each_other_and_several_drugs_at_once_tell_nothing_of_it(result: str) -> None:
    assert judged("Ketamine reduces depressive symptoms", trial(result)).bearing is UNDETERMINED


def test_low_doses_of_what_is_sprayed_must_be_called_so() -> None:
    nasal = trial("Esketamine reduced depressive symptoms.", title="Intranasal esketamine in depression")
    assert judged("Low-dose esketamine reduces depressive symptoms", nasal).bearing is UNDETERMINED
    assert judged("Esketamine reduces depressive symptoms", nasal).bearing is SUPPORTS


def test_what_is_in_the_blood_is_not_in_the_brain() -> None:
    serum = trial("Ketamine increased serum BDNF levels.", title="Ketamine and serum BDNF in depression")
    assert judged("Ketamine increases BDNF", serum).bearing is SUPPORTS
    assert judged("Ketamine increases BDNF in the brain", serum).bearing is UNDETERMINED
    assert judged("Ketamine increases proBDNF", serum).bearing is UNDETERMINED
