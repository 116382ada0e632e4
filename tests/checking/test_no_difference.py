"""That groups did not differ: in which outcomes of a list, and of which nothing is said."""

from __future__ import annotations

import pytest
from checking.sentences import judged, trial

from indexer.checking.asked import read_statements
from indexer.checking.values import Bearing, Direction

LOWER, HIGHER, NONE, UNKNOWN = Direction.LOWER, Direction.HIGHER, Direction.NONE, Direction.UNKNOWN


def goes(sentence: str, outcome: str) -> Direction:
    found = [one.direction for one in read_statements(sentence) if one.outcome_name == outcome]
    return found[0] if found else UNKNOWN


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("There was not a significant difference in nausea from the first to the last day between the arms.", "nausea"),
        ("No significant difference was found between ketamine and placebo in terms of anxiety (P=0.41).",
         "anxiety symptoms"),
        ("No statistically significant differences were seen regarding heart rate, nausea or vomiting.", "vomiting"),
        ("There were also no differences between the two groups in sleep, heart rate, pain, and nausea.", "nausea"),
        ("There was no statistical difference between the arms regarding the frequency of headache (9% vs. 11%).",
         "headache"),
        ("No significant difference was found between the nausea scores of each arm.", "nausea"),
        ("Nausea, headache, and pain on the second day were similar in both arms (P>0.05).", "headache"),
        ("The heart rate (80 vs 82 beats; P = 0.5) and severity of pain did not significantly differ.", "heart rate"),
        ("Heart rate did not show a significant difference.", "heart rate"),
        ("Anxiety and quality of life were not statistically significant between ketamine and placebo.",
         "quality of life"),
        ("Pain scores among all groups were similar at all hours.", "pain"),
        ("Reduction of anxiety demonstrated no significant differences between ketamine and placebo.",
         "anxiety symptoms"),
    ],
)  # fmt: skip
def test_what_did_not_differ(sentence: str, outcome: str) -> None:
    assert goes(sentence, outcome) is NONE


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        # before treatment
        ("The baseline mean anxiety scores did not differ between ketamine and placebo.", "anxiety symptoms"),
        ("There was no difference between the arms before the intervention in anxiety.", "anxiety symptoms"),
        # not those who were treated and others
        ("There was no difference between the sexes in anxiety after ketamine.", "anxiety symptoms"),
        ("No differences between the doses were seen in anxiety after ketamine.", "anxiety symptoms"),
        # of another outcome
        ("Despite higher anxiety with ketamine, heart rate and sleep did not differ.", "anxiety symptoms"),
        ("No difference was seen in sleep, and the arm that was given ketamine had more trouble with anxiety.",
         "anxiety symptoms"),
        ("No difference was found except in anxiety after ketamine.", "anxiety symptoms"),
        ("Anxiety after ketamine was similar to that reported by earlier studies.", "anxiety symptoms"),
    ],
)  # fmt: skip
def test_what_is_not_said_to_be_alike(sentence: str, outcome: str) -> None:
    assert goes(sentence, outcome) is not NONE


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Heart rate was lower with ketamine; however, the difference between the groups was not significant.",
         "heart rate"),
        ("Pain was lower with ketamine, but the difference did not reach significance.", "pain"),
        ("Opioid use was less with ketamine but did not reach statistical significance.", "opioid consumption"),
        ("Nausea was more frequent with ketamine, but no significant difference was observed (P = 0.3).", "nausea"),
        ("Ketamine reduced anxiety by two points, although this was not significant.", "anxiety symptoms"),
    ],
)  # fmt: skip
def test_a_change_that_no_test_tells_from_chance_is_none(sentence: str, outcome: str) -> None:
    assert goes(sentence, outcome) is NONE


def test_a_change_in_every_group_alike_is_nobodys_doing() -> None:
    assert goes("Anxiety fell after ketamine, with no differences between the groups.", "anxiety symptoms") is UNKNOWN


def test_a_change_that_did_not_last_is_not_one_that_was_not_found() -> None:
    assert goes("Anxiety fell after ketamine, but the fall was not maintained.", "anxiety symptoms") is UNKNOWN


@pytest.mark.parametrize(
    ("sentence", "outcome", "direction"),
    [
        # a name that only says how the figures were worked out is no doubt
        ("Memory was significantly improved after ketamine in a linear mixed model.", "memory", HIGHER),
        ("Results were mixed: memory improved after ketamine.", "memory", UNKNOWN),
        ("Greater reductions from baseline in anxiety scores were observed with ketamine at week 4.",
         "anxiety symptoms", LOWER),
        ("Larger increases from baseline to day 2 in heart rate were seen with ketamine.", "heart rate", HIGHER),
        ("We observed significant antidepressant effects of ketamine when compared with placebo.",
         "depressive symptoms", LOWER),
        ("Pain was significantly more improved with ketamine than with placebo.", "pain", LOWER),
        # of what there was more, or less
        ("Weight loss was greater with ketamine than with placebo.", "weight", LOWER),
        ("The pain increase was significantly lower with ketamine than with placebo.", "pain", UNKNOWN),
        ("Better results in pain were seen with ketamine.", "pain", LOWER),
    ],
)  # fmt: skip
def test_readings_of_trials_that_were_wrong_once(sentence: str, outcome: str, direction: Direction) -> None:
    assert goes(sentence, outcome) is direction


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("No significant differences were found in the prevalence of postpartum depression between the two arms.",
         "depressive symptoms"),
        ("The incidence of postpartum depression was similar in the ketamine and placebo groups.",
         "depressive symptoms"),
    ],
)  # fmt: skip
def test_an_illness_that_is_counted_is_what_did_not_differ(sentence: str, outcome: str) -> None:
    assert goes(sentence, outcome) is NONE


@pytest.mark.parametrize(
    "result",
    [
        "Suicidal ideation fell by 4 points in favour of ketamine, which was not statistically significant (p = 0.14).",
        "Suicidal ideation was lower with ketamine, a difference that was not significant (p = 0.14).",
    ],
)
def test_what_was_not_significant_is_no_difference_though_it_is_told_as_one(result: str) -> None:
    one = trial(result)
    assert judged("Ketamine reduces suicidal ideation", one).bearing is Bearing.CONTRADICTS
    assert judged("Ketamine does not reduce suicidal ideation", one).bearing is Bearing.SUPPORTS
