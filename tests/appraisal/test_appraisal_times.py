"""Time points: when it was measured, how long it lasted, how soon it came; and lengths of time that are none."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, record, stands_there

from indexer.appraisal.reading import Reading
from indexer.appraisal.times import times_of
from indexer.appraisal.values import Moment

METHODS = ("METHODS", "Patients took part in a trial.")


def times(sentence: str, heading: str = "RESULTS") -> list[tuple[float, str, Moment]]:
    return [
        (one.value.amount, one.value.unit, one.value.moment)
        for one in times_of(reading("", METHODS, (heading, sentence)))
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Scores were lower at 24 hours.", [(24, "hour")]),
        ("Scores were lower 24 h post-infusion.", [(24, "hour")]),
        ("Mood was rated 40 minutes after the infusion.", [(40, "minute")]),
        ("Scores were lower on day 7.", [(7, "day")]),
        ("Scores were lower at week 4.", [(4, "week")]),
        ("Ratings were made on days 1, 3 and 7.", [(1, "day"), (3, "day"), (7, "day")]),
        ("Ratings were made at 4 and 24 h.", [(4, "hour"), (24, "hour")]),
        ("Scores were lower at weeks 4 and 8.", [(4, "week"), (8, "week")]),
        ("It was assessed after 2-4 weeks.", [(2, "week"), (4, "week")]),
        ("It was assessed after four to six weeks.", [(4, "week"), (6, "week")]),
        ("Benefits were maintained for up to 1 year.", [(1, "year")]),
        ("The benefit was seen up to one month.", [(1, "month")]),
        ("There were benefits lasting 7 days.", [(7, "day")]),
        ("Scores were lower one week later.", [(1, "week")]),
        ("Pain was lower at 1.5 hours.", [(1.5, "hour")]),
        ("Delirium by postoperative day 3 was rare.", [(3, "day")]),
    ],
)
def test_when_an_outcome_was_measured(sentence: str, expected: list[tuple[float, str]]) -> None:
    assert times(sentence) == [(amount, unit, Moment.MEASURED) for amount, unit in expected]


@pytest.mark.parametrize(
    ("sentence", "amount", "unit", "moment"),
    [
        ("At the 6-month follow-up, most were well.", 6, "month", Moment.FOLLOW_UP),
        ("Patients were followed up for 12 months.", 12, "month", Moment.FOLLOW_UP),
        ("A 4-week double-blind phase came first.", 4, "week", Moment.TREATMENT),
        ("Patients received esketamine twice weekly for 4 weeks.", 4, "week", Moment.TREATMENT),
        ("An antidepressant effect was seen within 2 hours.", 2, "hour", Moment.ONSET),
        ("Benefit appeared as early as 40 minutes.", 40, "minute", Moment.ONSET),
    ],
)
def test_what_kind_of_time_it_is(sentence: str, amount: float, unit: str, moment: Moment) -> None:
    assert times(sentence) == [(amount, unit, moment)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients were aged 18 years or older.",
        "The mean age was 45 years.",
        "A 52-year-old woman was treated.",
        "Rats that were 8 weeks old were used.",
        "Ketamine was infused over 40 min.",
        "Ketamine (0.5 mg/kg over 40 minutes) was given.",
        "A 40-minute infusion was given.",
        "The half-life of 3 hours is short.",
        "Use in the past 12 months was common.",
        "Suicide attempts in the last 2 years were counted.",
        "The drug was given every 2 weeks.",
        "Infusions were given on days 1, 4 and 8.",
        "The current episode had lasted; duration of illness was 12 months.",
        "A 2-week washout came before.",
        "Doses of 5 mg/day and 3 mg/kg/h were used.",
        "Use was surveyed in the 10 years of the registry.",
        "Pupils in Year 10 took part.",
        "Nothing was said of it.",
        "",
    ],
)
def test_other_lengths_of_time_are_no_time_points(sentence: str) -> None:
    assert times(sentence) == []


def test_day_0_is_no_time_point() -> None:
    assert times("Scores were taken on days 0, 13 and 26.") == [
        (13, "day", Moment.MEASURED),
        (26, "day", Moment.MEASURED),
    ]


def test_what_the_introduction_says_is_not_this_study() -> None:
    assert times("Previous studies have shown effects at 24 hours.", "BACKGROUND") == []


def test_they_come_shortest_first_and_in_hours() -> None:
    one = times_of(
        reading("", METHODS, ("RESULTS", "Scores were lower at 2 weeks, on day 1 and at 40 minutes after it."))
    )
    assert [round(each.value.hours, 3) for each in one] == [0.667, 24, 336]


def test_the_words_stand_where_the_ground_says() -> None:
    it = record("Mood at 24 hours", METHODS, ("RESULTS", "Scores were lower at 24 hours and on Day 7."))
    judged = times_of(Reading(it))
    assert [ground.words for one in judged for ground in one.grounds] == ["24 hours", "24 hours", "Day 7"]
    assert all(stands_there(ground, it) for one in judged for ground in one.grounds)
