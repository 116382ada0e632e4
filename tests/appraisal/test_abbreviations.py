"""Abbreviations that a text defines otherwise than the tables."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading


def named(*texts: str, short: str) -> set[str]:
    read = reading(*texts)
    return {one.concept.name for one in read.mentions if read.text[one.start : one.end] == short}


def test_what_the_text_defines_outweighs_the_tables() -> None:
    assert named("A trial", "POD was rated on day 3.", short="POD") == {"delirium"}
    assert named("Postoperative depression (POD)", "POD was rated.", short="POD") == {"postoperative depression"}
    assert named("A trial", "BP was rated.", short="BP") == {"blood pressure"}
    assert named("A trial", "In bipolar disorder (BP), BP was rated.", short="BP") == {"bipolar disorder"}


def test_a_name_of_two_concepts_keeps_both() -> None:
    both = named("A trial", "Suicidal ideation was rated.", short="Suicidal ideation")
    assert len(both) == 2
    assert named("A trial", "Suicidal ideation (SI) was rated; SI fell.", short="SI") <= both


@pytest.mark.parametrize(
    "text",
    [
        "Pain (VAS) was rated; VAS fell.",  # measured with it, not short for it
        "Treatment-resistant major depressive disorder (MDD), and MDD was rated.",
    ],
)
def test_brackets_after_a_name_need_not_be_its_abbreviation(text: str) -> None:
    for short, meant in (("VAS", "VAS"), ("MDD", "major depressive disorder")):
        assert named("A trial", text, short=short) <= {meant}


def test_an_abbreviation_that_no_table_has_is_found_wherever_it_stands() -> None:
    assert named("A trial", "Esketamine nasal spray (ESK) was given. ESK+OAD helped.", short="ESK") == {
        "esketamine",
        "intranasal",
    }
    read = reading("WM in adults", "Working memory (WM) and non-WM tasks were rated. WMs fell.")
    assert [read.text[one.start : one.end] for one in read.mentions] == ["WM", "Working memory", "WM"]


def test_mentions_stand_from_the_left() -> None:
    read = reading(
        "A trial", "WM fell with ketamine. Working memory (WM) was rated, then anxiety (AX), then AX and WM."
    )
    starts = [one.start for one in read.mentions]
    assert starts == sorted(starts)
