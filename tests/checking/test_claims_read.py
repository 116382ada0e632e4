"""Claims as they are found with the reader that checking uses: what a draft about a drug says without naming it."""

from __future__ import annotations

import pytest

from indexer.checking.asked import read_statements
from indexer.checking.claims import find_claims
from indexer.checking.draft import read_draft
from indexer.checking.values import Claim, NotCheckable, Unchecked

BEFORE = "A single infusion of ketamine reduces depressive symptoms within hours. "


def found(text: str) -> tuple[tuple[Claim, ...], tuple[Unchecked, ...]]:
    return find_claims(read_draft("draft.md", text.encode()), read_statements)


def drugs(claim: Claim) -> list[str]:
    return [one.value for one in claim.statement.interventions]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dissociation peaks at around 40 minutes and has gone within two hours.",
        "Blood pressure rises for a short time.",
        "In older adults the spray beat placebo convincingly.",
        "Those who stay on it after getting better are less likely to relapse.",
        "Bladder inflammation is common at the doses used for depression.",
        "Higher body mass index has been linked to a better response.",
        "Hippocampal volume shrinks after a course of six infusions.",
    ],
)
def test_what_goes_on_about_a_drug_is_a_claim_on_it(sentence: str) -> None:
    claims, unchecked = found(BEFORE + sentence)
    assert [one.text for one in unchecked] == []
    assert len(claims) > 1
    assert all(drugs(one) == ["ketamine"] for one in claims)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ketamine did not beat midazolam.",
        "Ketamine came out ahead of midazolam a day later.",
        "Repeated ketamine infusions clearly cut PTSD symptoms in military veterans.",
        "In rodents, opioid antagonists have no influence on the effects of ketamine.",
        "A single infusion of ketamine eased symptoms more than a saline drip did.",
    ],
)
def test_everyday_verbs_state_as_well(sentence: str) -> None:
    claims, unchecked = found(sentence)
    assert len(claims) == 1
    assert unchecked == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Depression is a common illness.",
        "The drip runs for forty minutes.",
        "A nurse will stay close by.",
        "Suicide rates have risen since 2010.",
    ],
)
def test_what_is_said_of_something_else_is_none(sentence: str) -> None:
    assert sentence in [one.text for one in found(BEFORE + sentence)[1]]


def test_the_items_of_a_list_go_on_from_its_head_which_is_no_claim_itself() -> None:
    claims, unchecked = found(f"{BEFORE}\n\nOther common side effects are:\n\n- dizziness and nausea\n- Headache\n")
    assert [one.text for one in claims[1:]] == ["dizziness", "nausea", "Headache"]
    assert [one.statement.outcome_name for one in claims[1:]] == ["dizziness", "nausea", "headache"]
    assert {one.context for one in claims[1:]} == {"common side effects are"}
    assert all(drugs(one) == ["ketamine"] for one in claims)
    assert [(one.text, one.reason) for one in unchecked] == [
        ("Other common side effects are:", NotCheckable.NO_STATEMENT)
    ]


def test_whom_a_list_opens_with_is_said_of_all_of_it() -> None:
    claims, _ = found("In people with cancer, psilocybin produced lasting relief from anxiety and depression.")
    assert [[one.value for one in each.statement.conditions] for each in claims] == [["cancer"], ["cancer"]]
    assert [one.statement.outcome_name for one in claims] == ["anxiety symptoms", "depressive symptoms"]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Ketamine lifts mood within hours, and more than half of patients respond within a day.",
            ["Ketamine lifts mood within hours", "more than half of patients respond within a day."],
        ),
        (
            "Ketamine improves depression, and a second infusion may last longer than the first one.",
            ["Ketamine improves depression", "a second infusion may last longer than the first one."],
        ),
        (
            "Ketamine reduces pain, and the risk of relapse.",
            ["Ketamine reduces pain", "the risk of relapse."],
        ),
    ],
)
def test_a_new_subject_behind_and_is_another_claim(sentence: str, parts: list[str]) -> None:
    assert [one.text for one in found(sentence)[0]] == parts


def test_neither_what_is_craved_nor_what_is_given_for_comparison_is_what_a_sentence_goes_on_about() -> None:
    claim = found("Ketamine is being tried in addiction. It may also reduce craving for cocaine.")[0][-1]
    assert drugs(claim) == ["ketamine"]
    later = found("Where midazolam stood in for it, ketamine reduced pain. It also reduces nausea.")[0][-1]
    assert drugs(later) == ["ketamine"]


def test_how_a_drug_is_given_is_said_of_the_later_parts_too() -> None:
    claims, _ = found("Oral ketamine reduces depression, and is well tolerated.")
    assert [[one.value for one in each.statement.routes] for each in claims] == [["oral"], ["oral"]]


@pytest.mark.parametrize(
    ("claim", "outcomes"),
    [
        ("Headaches are a common side effect of ketamine.", ["headache"]),
        ("Headache and nausea are among the usual side effects of ketamine.", ["headache", "nausea"]),
        ("Ketamine relieves pain but has many side effects.", ["pain", "adverse events"]),
    ],
)
def test_what_a_harm_is_called_is_no_second_claim(claim: str, outcomes: list[str]) -> None:
    assert [one.outcome_name for one in read_statements(claim)] == outcomes


@pytest.mark.parametrize(
    ("claim", "drug"),
    [
        ("Using ketamine recreationally damages the bladder.", "ketamine use"),
        ("People who use ketamine have poorer memory.", "ketamine use"),
        ("Ketamine damages the bladder.", "ketamine"),
    ],
)
def test_what_people_use_of_their_own_accord_is_no_treatment(claim: str, drug: str) -> None:
    assert [one.value for one in read_statements(claim)[0].interventions] == [drug]


def test_a_drug_that_people_are_addicted_to_is_not_given() -> None:
    (said,) = read_statements("Ketamine infusions lessen craving in people hooked on cocaine.")
    assert [one.value for one in said.interventions] == ["ketamine"]
    assert [one.value for one in said.conditions] == ["cocaine use disorder"]
