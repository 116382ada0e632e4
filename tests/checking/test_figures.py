"""Numbers and times: what a claim names must stand in the same clause, with its unit."""

from __future__ import annotations

import pytest

from indexer.checking.figures import is_late, is_of_primary, times, unmatched
from indexer.checking.values import Code


def codes(claim: str, clause: str) -> list[Code]:
    return [one.code for one in unmatched(claim, clause)]


@pytest.mark.parametrize(
    ("claim", "clause"),
    [
        ("reduces ideation at 7 days", "reduced ideation at 1 week"),
        ("reduces ideation within 24 hours", "reduced ideation at 4 hours"),
        ("reduces ideation within one day", "reduced ideation within 40 minutes"),
        ("rapidly reduces ideation", "reduced ideation within 4 h"),
        ("rapidly reduces ideation", "rapid reduction in ideation"),
        ("lasting relief", "the effect was sustained"),
        ("lasting relief", "relief at 4 weeks"),
        ("0.5 mg/kg reduced it", "it fell after 0.5 mg/kg"),
        ("in 64 percent of patients", "in 64% of patients"),
        ("six infusions reduced it", "it fell after 6 infusions"),
        ("reduces it", "reduced it in 30 patients at 2 weeks"),
        ("in 64% of patients", "in 64.3% of patients"),
        ("in 65 per cent of patients", "in 64.6% of patients"),
        ("in 67% of patients", "in sixty-seven percent of patients"),
        ("sixty-seven percent responded", "67% responded"),
        ("reduces it within 10 days", "reduced it for 10 d."),
        ("in a double-blind trial it fell", "it fell"),
        ("lower in the long run", "lower in the long term"),
    ],
)
def test_what_is_the_same(claim: str, clause: str) -> None:
    assert codes(claim, clause) == []


@pytest.mark.parametrize(
    ("claim", "clause", "code"),
    [
        ("for up to 1 year", "for up to 1 week", Code.TIME),
        ("within 24 hours", "at 4 weeks", Code.TIME),
        ("within 40 months", "within 40 minutes", Code.TIME),
        ("at 24 hours", "at 4 hours", Code.TIME),
        ("at 24 hours", "it fell", Code.TIME),
        ("rapidly reduces it", "it fell at 6 weeks", Code.TIME),
        ("a lasting reduction", "a reduction at 24 hours", Code.TIME),
        ("for years", "for weeks", Code.TIME),
        ("0.5 mg/kg", "5 mg/kg", Code.DOSE),
        ("0.5 mg/kg", "0.5 mg", Code.DOSE),
        ("75 g of it", "75 mg of it", Code.DOSE),
        ("in 97.3% of patients", "in 64% of patients", Code.NUMBER),
        ("64 points", "64%", Code.NUMBER),
        ("in 64% of patients", "in 64.6% of patients", Code.NUMBER),
        ("in 64.5% of patients", "in 64% of patients", Code.NUMBER),
        ("eight infusions", "six infusions", Code.NUMBER),
    ],
)
def test_what_is_not(claim: str, clause: str, code: Code) -> None:
    assert codes(claim, clause) == [code]


def test_lists_and_ranges_are_times_each_by_itself() -> None:
    assert [one.hours for one in times("at 1, 3 and 7 days")] == [24.0, 72.0, 168.0]
    assert [one.hours for one in times("on days 1 and 3")] == [24.0, 72.0]


def test_words_that_hold_letters_of_units_are_no_times() -> None:
    assert times("safe and well tolerated, a history of it, an hourglass") == ()


def test_the_time_of_the_primary_outcome_is_no_later_one() -> None:
    primary = "the primary outcome was the score at week 6. scores at 24 hours were secondary."
    assert is_of_primary(primary, "did not differ at 6 weeks")
    assert not is_of_primary(primary, "did not differ at 12 weeks")
    assert not is_of_primary("the primary outcomes were scores at 24 hours and week 6", "did not differ at 6 weeks")
    assert not is_of_primary("scores were measured at week 6", "did not differ at 6 weeks")


def test_no_difference_later_does_not_deny_an_effect_of_which_no_time_was_claimed() -> None:
    assert is_late("reduces it", "no difference at 4 weeks")
    assert is_late("reduces it", "no long-term effect")
    assert not is_late("reduces it", "no difference at 24 hours")
    assert not is_late("reduces it at 4 weeks", "no difference at 4 weeks")
