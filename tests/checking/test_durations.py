"""How long an effect lasts: what a claim says, and findings that it was over sooner."""

from __future__ import annotations

import pytest
from checking.sentences import judged, trial

from indexer.checking.durations import claimed, ended, over_by
from indexer.checking.values import Bearing, Direction

MONTHS = "The antidepressant effect of a single ketamine infusion lasts for months"
TITLE = "A single ketamine infusion in adults with treatment-resistant depression"
HOURS = {"week": 168.0, "month": 730.5}


@pytest.mark.parametrize(
    ("claim", "hours"),
    [
        ("its effect lasts for months.", 2 * HOURS["month"]),
        ("its benefits last about a week", HOURS["week"]),
        ("relief is sustained for at least 2 weeks", 2 * HOURS["week"]),
        ("its effect lasts up to a week", None),
        ("its effect lasts only a week", None),
        ("it works within 24 hours", None),
        ("it lowers pain after a week", None),
    ],
)
def test_what_a_claim_says_at_least(claim: str, hours: float | None) -> None:
    assert claimed(claim) == hours


@pytest.mark.parametrize(
    "clause",
    [
        "the effect did not persist over a month",
        "effects were not maintained at 4 weeks",
        "the improvement was no longer significant at day 7",
        "relief wore off within two weeks",
        "lasting for up to 1 week",
    ],
)
def test_an_effect_that_was_over(clause: str) -> None:
    assert ended(clause, 0, len(clause), sooner_than=2 * HOURS["month"])
    assert ended(clause, 0, len(clause), sooner_than=24.0) is None, "that it was over later denies nothing"


@pytest.mark.parametrize("clause", ["lasting for at least 1 week", "the effect was seen at 1 week", "it did not fall"])
def test_what_is_no_end(clause: str) -> None:
    assert ended(clause, 0, len(clause), sooner_than=2 * HOURS["month"]) is None


@pytest.mark.parametrize(
    "result",
    [
        "The antidepressant effect of the single ketamine infusion did not persist beyond 2 weeks.",
        "Ketamine had rapid antidepressant effects, lasting for up to 1 week.",
    ],
)
def test_an_end_before_the_claimed_time_contradicts_and_is_no_effect_of_the_contrary(result: str) -> None:
    said = judged(MONTHS, trial(result, title=TITLE))
    assert (said.bearing, said.direction) == (Bearing.CONTRADICTS, Direction.NONE)


@pytest.mark.parametrize(
    "result",
    [
        "The antidepressant effect of the single ketamine infusion persisted at 2 weeks.",
        "The antidepressant effect of ketamine was significant at 24 hours.",
        "The antidepressant effect of lithium did not persist beyond 2 weeks.",
    ],
)
def test_a_time_that_is_no_end_or_is_another_drugs_decides_nothing(result: str) -> None:
    assert judged(MONTHS, trial(result, title=TITLE)).bearing is Bearing.UNDETERMINED


FADES = "The antidepressant effect of a single ketamine infusion fades within a week or two"


@pytest.mark.parametrize(
    ("claim", "hours"),
    [
        ("the effect is gone by about two weeks", 2 * HOURS["week"]),
        ("the benefit has usually worn off after a week or two", 2 * HOURS["week"]),
        ("the lift usually fades within one to two weeks", 2 * HOURS["week"]),
        ("relief lasts no more than a week", HOURS["week"]),
        ("the response is lost after 24 hours", 24.0),
        ("suicidal thoughts fade within a week", None),
        ("the effect lasts for a week", None),
        ("the effect fades", None),
    ],
)
def test_by_when_a_claim_says_that_an_effect_is_over(claim: str, hours: float | None) -> None:
    over = over_by(claim)
    assert (over and over.hours) == hours
    assert over is None or claim.startswith(("is", "has", "usually", "fades", "lasts"), over.span.start)


@pytest.mark.parametrize(
    ("result", "bearing"),
    [
        ("The antidepressant effect of ketamine did not persist beyond 1 week.", Bearing.SUPPORTS),
        ("The antidepressant effect of ketamine was lost by day 7.", Bearing.SUPPORTS),
        ("The antidepressant effect of ketamine persisted for 3 months.", Bearing.CONTRADICTS),
        ("Ketamine reduced depressive symptoms at 3 months.", Bearing.CONTRADICTS),
        ("Ketamine reduced depressive symptoms at 24 hours.", Bearing.UNDETERMINED),
        ("Ketamine reduced depressive symptoms.", Bearing.UNDETERMINED),
        ("Ketamine had no antidepressant effect.", Bearing.UNDETERMINED),
        ("The antidepressant effect of ketamine did not persist beyond 3 months.", Bearing.UNDETERMINED),
        ("Ketamine increased dissociation at 3 months.", Bearing.UNDETERMINED),
    ],
)
def test_an_end_is_told_by_an_end_and_denied_by_what_was_there_later(result: str, bearing: Bearing) -> None:
    assert judged(FADES, trial(result, title=TITLE)).bearing is bearing


def test_what_goes_on_being_given_may_work_for_longer() -> None:
    methods = (
        "We randomly assigned 80 adults with depression to ketamine twice a week for 3 months or to saline placebo."
    )
    claim = FADES.replace("a single ketamine infusion", "ketamine")
    one = trial(
        "Ketamine reduced depressive symptoms at 3 months.", title="Repeated ketamine infusions", methods=methods
    )
    assert judged(claim, one).bearing is Bearing.UNDETERMINED


# --- by when a harm is over -------------------------------------------------------------------------------------------

GONE = trial("Dissociative symptoms were transient and generally resolved within 1.5 hours after ketamine.")


@pytest.mark.parametrize(
    ("claim", "bearing"),
    [
        ("Dissociation after ketamine usually fades within two hours", Bearing.SUPPORTS),
        ("Dissociation has gone within two hours of ketamine", Bearing.SUPPORTS),
        ("Dissociation after ketamine resolves within 30 minutes", Bearing.UNDETERMINED),
        ("Nausea after ketamine resolves within two hours", Bearing.UNDETERMINED),
        ("Dissociation peaks 40 minutes after ketamine and resolves within two hours", Bearing.UNDETERMINED),
    ],
)
def test_by_when_a_harm_is_over_is_asked_of_the_sentence(claim: str, bearing: Bearing) -> None:
    assert judged(claim, GONE).bearing is bearing


def test_when_a_harm_is_worst_must_be_told_as_claimed() -> None:
    worst = trial("Dissociation peaked at 40 minutes and resolved within 2 hours after ketamine.")
    claim = "Dissociation peaks at about {} minutes and resolves within two hours of ketamine"
    assert judged(claim.format(40), worst).bearing is Bearing.SUPPORTS
    assert judged(claim.format(5), worst).bearing is Bearing.UNDETERMINED


def test_what_did_not_resolve_is_not_over() -> None:
    stayed = trial("Dissociative symptoms had not resolved within 2 hours after ketamine.")
    assert judged("Dissociation after ketamine resolves within two hours", stayed).bearing is Bearing.UNDETERMINED
