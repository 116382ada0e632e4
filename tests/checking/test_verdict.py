"""What a collection says of a claim: findings weighed by level, never by count alone."""

from __future__ import annotations

import pytest
from appraisal.abstracts import record
from checking.collection import library, numbered, retracted, trial

from indexer.checking.check import check_claim, read_claim
from indexer.checking.values import Bearing, Stance, Verdict
from indexer.record import Record, TrialId

CLAIM = "Ketamine reduces suicidal ideation in depression"
FELL = "Ketamine significantly reduced suicidal ideation compared with placebo."
NULL = "Ketamine did not reduce suicidal ideation compared with placebo."


def verdict(*records: Record, claim: str = CLAIM, strict: bool = False) -> Verdict:
    return check_claim(read_claim(claim)[0], library(*records), strict=strict)


def review(number: int, result: str) -> Record:
    """A meta-analysis of randomised trials."""
    methods = "We searched PubMed and pooled 12 randomized controlled trials in adults with major depressive disorder."
    one = record(
        "Ketamine for suicidal ideation: a systematic review and meta-analysis of randomized trials",
        ("METHODS", methods), ("RESULTS", result), mesh=("Humans",), types=("Meta-Analysis", "Systematic Review"),
    )  # fmt: skip
    return numbered(number, one)


def case(number: int, result: str) -> Record:
    """A report of one case."""
    one = record(
        "Ketamine in a man with depression: a case report",
        ("BACKGROUND", "Case reports show what may happen."),
        ("RESULTS", f"We report a man of 40 years with depression. {result}"),
        mesh=("Humans",), types=("Case Reports",),
    )  # fmt: skip
    return numbered(number, one)


def rats(number: int, result: str) -> Record:
    """An experiment in animals."""
    one = record(
        "Ketamine in stressed rats", ("METHODS", "Forty rats received ketamine or saline."), ("RESULTS", result),
        mesh=("Animals", "Rats"),
    )  # fmt: skip
    return numbered(number, one)


def other(number: int, result: str) -> Record:
    """A trial of another title, so that it is not taken for the same paper."""
    return trial(number, f"{result} Trial {number} was done in city {number}.", title=f"Ketamine study {number}")


def test_two_independent_trials_and_none_against_support_a_claim() -> None:
    found = verdict(other(1, FELL), other(2, FELL))
    assert found.stance is Stance.SUPPORTS
    assert found.balance.startswith("2 support (2 randomized controlled trials)")
    assert any("saline" in reason for reason in found.reasons), "what the findings are limited to is told"


def test_one_finding_is_not_enough() -> None:
    assert verdict(other(1, FELL)).stance is Stance.INSUFFICIENT


def test_the_same_paper_listed_twice_is_one_finding() -> None:
    assert verdict(trial(1, FELL), trial(2, FELL)).stance is Stance.INSUFFICIENT


def test_two_reports_of_one_registered_trial_are_one_finding() -> None:
    number_of_both = (TrialId("ClinicalTrials.gov", "NCT00000001"),)
    one, two = (numbered(number, other(number, FELL), trial_ids=number_of_both) for number in (1, 2))
    assert verdict(one, two).stance is Stance.INSUFFICIENT


def test_a_secondary_analysis_adds_nothing_to_its_trial() -> None:
    secondary = trial(2, FELL, title="Ketamine and suicidal thoughts: a secondary analysis")
    assert verdict(other(1, FELL), secondary).stance is Stance.INSUFFICIENT


def test_case_reports_and_animals_cannot_carry_a_claim_about_people() -> None:
    cases = [case(number, f"Ketamine reduced suicidal ideation in case {number}.") for number in (1, 2, 3)]
    assert verdict(*cases).stance is Stance.INSUFFICIENT
    animals = verdict(
        rats(1, "Ketamine increased BDNF in group 1."), rats(2, "Ketamine increased BDNF in group 2."),
        claim="Ketamine increases BDNF",
    )  # fmt: skip
    assert animals.stance is Stance.INSUFFICIENT
    assert {one.code.value for one in animals.mismatches} >= {"EV203"}


def test_a_null_finding_of_equal_level_makes_it_mixed() -> None:
    found = verdict(other(1, FELL), other(2, FELL), other(3, NULL))
    assert found.stance is Stance.MIXED
    assert "1 finds no difference" in found.balance


def test_a_null_finding_outweighed_three_to_one_is_told_beside_the_support_unless_asked_to_be_strict() -> None:
    found = [other(1, FELL), other(2, FELL), other(3, FELL), other(4, NULL)]
    assert verdict(*found).stance is Stance.SUPPORTS
    assert "1 finds no difference" in verdict(*found).balance
    assert verdict(*found).reasons[0].startswith("1 finding of no difference, of level 2 at best, outweighed by 3")
    assert verdict(*found, strict=True).stance is Stance.MIXED


def test_a_null_finding_outweighed_three_to_one_does_not_save_a_claim_that_denies_an_effect() -> None:
    denied = "Ketamine does not reduce suicidal ideation in depression"
    found = verdict(*(other(number, FELL) for number in (1, 2, 3)), other(4, NULL), claim=denied)
    assert found.stance is Stance.CONTRADICTS
    assert found.reasons[0].startswith("1 finding of no difference")
    assert verdict(other(1, FELL), other(2, NULL), claim=denied).stance is not Stance.CONTRADICTS


def test_a_contrary_finding_of_equal_level_is_never_outweighed() -> None:
    contrary = other(4, "Ketamine significantly increased suicidal ideation compared with placebo.")
    assert verdict(other(1, FELL), other(2, FELL), other(3, FELL), contrary).stance is Stance.MIXED


def test_what_is_told_only_as_possible_counts_for_half_and_carries_nothing() -> None:
    may = "Ketamine may reduce suicidal ideation compared with placebo."
    assert verdict(other(1, may), other(2, may), other(3, may), other(4, may)).stance is Stance.INSUFFICIENT
    assert verdict(other(1, FELL), other(2, may)).stance is Stance.INSUFFICIENT
    assert verdict(other(1, FELL), other(2, may), other(3, may)).stance is Stance.SUPPORTS
    assert verdict(other(1, may), other(2, may), claim=CLAIM.replace("reduces", "may reduce")).stance is Stance.SUPPORTS


def test_a_record_that_goes_both_ways_decides_nothing() -> None:
    both = other(1, f"{FELL} In those who stayed for a second course ketamine increased suicidal ideation.")
    (shown,) = verdict(both).evidence
    assert shown.bearing is Bearing.UNDETERMINED
    assert shown.reasons[0] == "other sentences of this record go the other way"


def test_a_finding_of_lower_level_against_does_not_undo_trials_and_is_shown() -> None:
    contrary = case(4, "Ketamine increased suicidal ideation in this man with depression, who is the fourth.")
    found = verdict(other(1, FELL), other(2, FELL), contrary)
    assert found.stance is Stance.SUPPORTS
    assert "1 contradicts" in found.balance


def test_only_contrary_findings_contradict() -> None:
    assert verdict(other(1, NULL), other(2, NULL)).stance is Stance.CONTRADICTS
    assert verdict(other(1, NULL)).stance is Stance.INSUFFICIENT


def test_small_studies_that_find_no_difference_do_not_contradict_by_themselves() -> None:
    cases = [case(number, f"Ketamine did not reduce suicidal ideation in case {number}.") for number in (1, 2)]
    assert verdict(*cases).stance is Stance.INSUFFICIENT


def test_retracted_findings_are_shown_and_never_counted() -> None:
    found = verdict(other(1, FELL), retracted(other(2, FELL)))
    assert found.stance is Stance.INSUFFICIENT
    assert [one.record.pmid for one in found.excluded] == ["990000002"]
    assert "1 retracted, excluded" in found.balance


def test_a_review_of_trials_weighs_more_than_a_trial_and_is_told_first() -> None:
    found = verdict(other(1, NULL), review(2, FELL), other(3, FELL))
    assert found.stance is Stance.SUPPORTS
    assert "a meta-analysis" in found.balance.split(";")[0]


def test_strict_asks_for_three() -> None:
    two = other(1, FELL), other(2, FELL)
    assert verdict(*two, strict=True).stance is Stance.INSUFFICIENT
    assert verdict(*two, other(3, FELL), strict=True).stance is Stance.SUPPORTS


def test_more_support_never_makes_it_less_certain() -> None:
    confidences = [verdict(*(other(n, FELL) for n in range(1, count + 1))).confidence for count in (1, 2, 3)]
    assert confidences == sorted(confidences)
    assert len(set(confidences)) == len(confidences)


def test_nothing_that_bears_on_it_is_told_apart_from_nothing_decided() -> None:
    nothing = verdict(other(1, FELL), claim="Aspirin cures warts")
    assert (nothing.stance, nothing.found) == (Stance.INSUFFICIENT, False)
    undecided = verdict(other(1, "Whether ketamine reduces suicidal ideation in depression remains unclear."))
    assert (undecided.stance, undecided.found) == (Stance.INSUFFICIENT, True)
    assert [one.bearing for one in undecided.evidence] == [Bearing.UNDETERMINED]


@pytest.mark.parametrize("words", ["always", "completely", "invariably"])
def test_absolute_wording_is_never_supported(words: str) -> None:
    claim = CLAIM.replace("Ketamine", f"Ketamine {words}")
    assert verdict(other(1, FELL), other(2, FELL), other(3, FELL), claim=claim).stance is Stance.INSUFFICIENT


def test_what_was_found_short_of_strong_wording_keeps_null_findings_from_contradicting() -> None:
    claim = "Ketamine halves suicidal ideation in depression"
    found = verdict(other(1, FELL), other(2, FELL), other(3, FELL), other(4, NULL), other(5, NULL), claim=claim)
    assert found.stance is Stance.INSUFFICIENT
    assert "3 that go its way, but not so far" in found.reasons[0]
    assert verdict(other(1, FELL), other(4, NULL), other(5, NULL), claim=claim).stance is Stance.CONTRADICTS
    rose = "Ketamine significantly increased suicidal ideation compared with placebo."
    assert verdict(other(1, FELL), other(2, FELL), other(4, rose), other(5, rose), claim=claim).stance is (
        Stance.CONTRADICTS
    )


NO_RISE = "Ketamine did not increase heart rate compared with placebo."
NO_HARM = "Ketamine does not raise heart rate in depression"


def people(number: int, count: int) -> Record:
    """A trial in so many people."""
    methods = (
        f"In this randomized, double-blind trial {count} adults with major depressive disorder received ketamine or "
        "placebo."
    )
    one = record(
        f"Ketamine study {number}", ("METHODS", methods),
        ("RESULTS", f"{NO_RISE} Trial {number} was in city {number}."),
        mesh=("Humans",), types=("Randomized Controlled Trial",),
    )  # fmt: skip
    return numbered(number, one)


def test_that_there_is_no_difference_is_not_shown_by_small_studies() -> None:
    few = verdict(people(1, 40), people(2, 44), claim=NO_HARM)
    assert few.stance is Stance.INSUFFICIENT
    assert "in 84 people together: too few" in few.reasons[0]
    assert verdict(people(1, 160), people(2, 150), claim=NO_HARM).stance is Stance.SUPPORTS


def test_a_review_or_a_test_of_non_inferiority_shows_that_there_is_none() -> None:
    assert verdict(people(1, 40), review(2, NO_RISE), claim=NO_HARM).stance is Stance.SUPPORTS
    level = "Ketamine was noninferior to electroconvulsive therapy for depressive symptoms."
    claim = "Ketamine is noninferior to electroconvulsive therapy for depressive symptoms"
    assert verdict(other(1, level), other(2, level), claim=claim).stance is Stance.SUPPORTS
