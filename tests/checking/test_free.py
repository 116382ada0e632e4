"""Claims in any words, read by structure: what one sentence does for them, and what must stay undetermined."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading

from indexer.checking import free
from indexer.checking.calibration import chance
from indexer.checking.values import Bearing


def judged(claim: str, sentence: str, title: str = "") -> free.Judged:
    """What a sentence of results does for a claim, every word weighing alike."""
    read = reading(title, ("RESULTS", sentence))
    asked = free.asked(claim)
    return free.judge(asked, read, next(line for line in read.lines if not line.is_title))


def bearing(claim: str, sentence: str, title: str = "") -> Bearing:
    return judged(claim, sentence, title).bearing


SUPPORTS, CONTRADICTS, UNDETERMINED = Bearing.SUPPORTS, Bearing.CONTRADICTS, Bearing.UNDETERMINED


@pytest.mark.parametrize(
    ("claim", "sentence", "said"),
    [
        ("Zinc lowers serum ferritin.", "Zinc significantly reduced serum ferritin.", SUPPORTS),
        ("Zinc lowers serum ferritin.", "Serum ferritin was reduced by zinc.", SUPPORTS),
        ("Zinc lowers serum ferritin.", "Zinc increased serum ferritin.", CONTRADICTS),
        ("Zinc lowers serum ferritin.", "Zinc did not reduce serum ferritin.", CONTRADICTS),
        ("Zinc lowers serum ferritin.", "Zinc had no effect on serum ferritin.", CONTRADICTS),
        ("Zinc has no effect on serum ferritin.", "Serum ferritin did not differ after zinc.", SUPPORTS),
        ("Zinc has no effect on serum ferritin.", "Zinc raised serum ferritin.", CONTRADICTS),
        ("Zinc is associated with serum ferritin.", "Zinc was not associated with serum ferritin.", CONTRADICTS),
        ("Zinc is positively associated with ferritin.", "Zinc was inversely associated with ferritin.", CONTRADICTS),
        ("Zinc leads to lower ferritin.", "Zinc lowered ferritin.", SUPPORTS),
    ],
)  # fmt: skip
def test_the_direction_of_the_same_object_decides(claim: str, sentence: str, said: Bearing) -> None:
    assert bearing(claim, sentence) is said


def test_that_nothing_differed_is_said_of_all_in_a_list() -> None:
    sentence = "No differences were found between zinc and placebo in iron, copper, transferrin, albumin or ferritin."
    assert bearing("Zinc has no effect on ferritin.", sentence) is SUPPORTS
    assert bearing("Zinc raises ferritin.", sentence) is CONTRADICTS


def test_the_claims_own_abbreviation_stands_for_its_words() -> None:
    claim = "Zinc lowers total iron-binding capacity (TIBC)."
    assert bearing(claim, "Zinc significantly reduced TIBC.") is SUPPORTS
    assert bearing("Zinc lowers total iron-binding capacity.", "Zinc significantly reduced TIBC.") is UNDETERMINED


def test_a_trend_decides_nothing() -> None:
    assert (
        bearing("Zinc lowers serum ferritin.", "There was a trend for lower serum ferritin with zinc.") is UNDETERMINED
    )


def test_what_every_group_had_is_no_doing_of_one() -> None:
    sentence = "Zinc or placebo: in both groups serum ferritin was reduced by four weeks."
    assert bearing("Zinc lowers serum ferritin.", sentence) is UNDETERMINED


def test_a_difference_that_is_not_significant_is_none() -> None:
    sentence = "Zinc lowered serum ferritin, but the difference was not significant (p = 0.31)."
    assert bearing("Zinc lowers serum ferritin.", sentence) is CONTRADICTS
    assert bearing("Zinc has no effect on serum ferritin.", sentence) is SUPPORTS


def test_a_comparison_the_other_way_round_is_turned() -> None:
    sentence = "Serum ferritin was higher with placebo than with zinc."
    assert bearing("Zinc lowers serum ferritin compared with placebo.", sentence) is SUPPORTS
    assert bearing("Zinc raises serum ferritin compared with placebo.", sentence) is CONTRADICTS


def test_an_abbreviation_stands_for_its_words() -> None:
    read = reading("", ("BACKGROUND", "Bone mineral density (BMD) falls with age."), ("RESULTS", "Zinc increased BMD."))
    claim = "Zinc increases bone mineral density."
    asked = free.asked(claim)
    assert free.judge(asked, read, read.lines[-1]).bearing is SUPPORTS


@pytest.mark.parametrize(
    ("claim", "sentence", "reason"),
    [
        ("Serum ferritin in zinc users.", "Serum ferritin in zinc users was measured.", "no word of direction"),
        ("Zinc lowers serum ferritin.", "Copper lowered serum ferritin.", "enough|something else"),
        ("Zinc lowers serum ferritin.", "Zinc lowered serum iron and was given with ferritin.", "could not be read"),
        ("Zinc lowers serum ferritin.", "Zinc lowered serum ferritin and later raised serum ferritin.", "both ways"),
        ("Zinc lowers serum ferritin by 30 units.", "Zinc lowered serum ferritin by 12 units.", "numbers"),
        ("Zinc lowers serum ferritin.", "Zinc deficiency lowered serum ferritin.", "agent's loss"),
        ("Zinc improves serum ferritin.", "Zinc lowered serum ferritin.", "could not be read"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_not_determined_and_says_why(claim: str, sentence: str, reason: str) -> None:
    one = judged(claim, sentence)
    assert one.bearing is UNDETERMINED
    assert any(part in one.reason for part in reason.split("|"))


def test_another_subject_decides_nothing_however_much_the_words_agree() -> None:
    claim = "Zinc lowers serum ferritin in older people with kidney disease."
    sentence = "Copper lowered serum ferritin in older people with kidney disease."
    assert bearing(claim, sentence) is UNDETERMINED
    assert bearing(claim, sentence.replace("Copper", "Zinc")) is SUPPORTS


def test_subject_and_object_are_not_exchanged() -> None:
    assert bearing("Ferritin lowers zinc.", "Zinc lowered ferritin.") is UNDETERMINED


def test_the_words_that_decided_are_given() -> None:
    sentence = "Zinc lowered serum ferritin."
    read = reading("", ("RESULTS", sentence))
    asked = free.asked("Zinc reduces serum ferritin.", {"zinc": 1.0, "serum": 1.0, "ferritin": 1.0})
    ((start, end),) = free.judge(asked, read, read.lines[-1]).words
    assert read.text[start:end] == "lowered"


def test_the_chance_of_a_decided_sentence_grows_with_what_it_holds() -> None:
    assert 0.5 < chance(SUPPORTS, 0.5) < chance(SUPPORTS, 1.0) < 1
    assert chance(UNDETERMINED, 1.0) == 0


@pytest.mark.parametrize(
    "sentence",
    ["Zinc use was associated with lower odds of depression.", "Depression fell in those who used zinc."],
)
def test_that_one_goes_with_less_of_another_is_not_that_they_go_together(sentence: str) -> None:
    assert bearing("Zinc use is associated with depression.", sentence) is UNDETERMINED
