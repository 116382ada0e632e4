"""What a claim means without naming it: the symptoms of the illness that it, or the draft, is about."""

from __future__ import annotations

import pytest

from indexer.checking.asked import read_statements
from indexer.checking.claims import find_claims
from indexer.checking.draft import read_draft
from indexer.checking.implied import topic_of, with_implied
from indexer.checking.values import Certainty, Claim, Direction, Draft

TOPIC = "Depression is common. People with treatment-resistant depression need other ways.\n\n"


def draft(text: str) -> Draft:
    return read_draft("draft.txt", text.encode())


def last(text: str) -> Claim:
    one = draft(text)
    stated, _ = find_claims(one, read_statements)
    return with_implied(stated, topic_of(one))[-1]


def test_a_draft_is_about_the_symptoms_of_the_illness_that_it_names_most() -> None:
    assert topic_of(draft(TOPIC)) == "depressive symptoms"


def test_a_draft_of_many_illnesses_is_about_none() -> None:
    assert topic_of(draft("Depression, chronic pain and PTSD. Mania, alcohol use disorder and insomnia.")) == ""


def test_promise_in_an_illness_means_its_symptoms() -> None:
    said = last("Ketamine has shown promise in bipolar depression.").statement
    assert (said.outcome_name, said.direction) == ("depressive symptoms", Direction.LOWER)
    assert [slot.value for slot in said.conditions] == ["bipolar depression"]
    assert said.certainty is Certainty.MAY


def test_relief_means_the_symptoms_that_the_draft_is_about() -> None:
    said = last(TOPIC + "Ketamine can provide quick relief.").statement
    assert (said.outcome_name, said.direction) == ("depressive symptoms", Direction.LOWER)


def test_relief_means_nothing_without_a_topic() -> None:
    assert last("Ketamine can provide quick relief.").statement.direction is Direction.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine has not shown promise in bipolar depression.",
        "Ketamine brings relief when tailored to the person.",
        "Ketamine brings more relief than lithium.",
        "Ketamine brings relief where psychotherapy failed to help.",
    ],
)
def test_nothing_is_implied_by_what_is_denied_compared_or_conditional(text: str) -> None:
    one = draft(TOPIC + text)
    stated, _ = find_claims(one, read_statements)
    assert stated
    assert with_implied(stated, topic_of(one)) == stated


def test_a_claim_that_names_its_outcome_keeps_it() -> None:
    said = last(TOPIC + "Ketamine improves sleep.").statement
    assert said.outcome_name == "sleep"


def test_the_words_that_imply_it_stand_in_the_source() -> None:
    claim = last(TOPIC + "Ketamine works in many ways. It can provide quick relief.")
    assert claim.statement.outcome is not None
    span = claim.statement.outcome.span
    assert claim.source[span.start : span.end] == "relief"
