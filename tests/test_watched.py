"""What moved of a claim over a period, out of what was written down of each time it moved. Pure."""

from __future__ import annotations

import datetime

import pytest

from indexer.watched import (
    Because,
    Cause,
    Changed,
    ClaimMove,
    Judgement,
    Method,
    Turn,
    Watched,
    Wording,
    changed,
    summed,
)

DAY = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
METHOD = Method("checking 1")
CLAIM = Watched(1, Wording("Stones sleep", "Stones sleep."), "", DAY)


def turn(was: str, stance: str, *because: Because, by: tuple[Changed, ...] = (), revision: int = 1) -> Turn:
    return Turn(revision, was, Judgement(DAY, revision, METHOD, stance, ""), because, by)


def record(pmid: str, then: str, now: str, cause: Cause = Cause.NEW, title: str = "") -> Because:
    return Because(pmid, title, cause, then, now)


def whole(*turns: Turn) -> ClaimMove:
    found = summed(CLAIM, turns)
    assert found is not None
    return found


def test_the_first_judgement_is_no_move() -> None:
    assert summed(CLAIM, [turn("", "supports")]) is None
    assert summed(CLAIM, []) is None


def test_several_moves_are_one_from_the_first_to_the_last() -> None:
    found = whole(
        turn("insufficient", "supports", record("1", "", "supports")),
        turn("supports", "mixed", record("2", "", "contradicts")),
    )
    assert (found.was, found.now.stance, found.moved) == ("insufficient", "mixed", True)
    assert found.steps == ("insufficient", "supports", "mixed")
    assert [(one.pmid, one.now) for one in found.because] == [("1", "supports"), ("2", "contradicts")]


def test_evidence_gathered_before_the_stance_moved_is_among_the_reasons() -> None:
    found = whole(
        turn("insufficient", "insufficient", record("1", "", "supports")),
        turn("insufficient", "supports", record("2", "", "supports")),
    )
    assert [one.pmid for one in found.because] == ["1", "2"]
    assert found.steps == ("insufficient", "supports")


def test_a_record_is_told_once_with_what_it_did_first_and_last_and_the_weightiest_cause() -> None:
    found = whole(
        turn("insufficient", "supports", record("1", "", "supports", title="Old title")),
        turn("supports", "insufficient", record("1", "supports", "excluded", Cause.RETRACTED)),
    )
    assert found.because == (Because("1", "Old title", Cause.RETRACTED, "", "excluded"),)
    assert not found.moved


def test_a_record_that_is_back_where_it_was_is_no_reason() -> None:
    found = whole(
        turn("supports", "insufficient", record("1", "supports", "", Cause.GONE)),
        turn("insufficient", "supports", record("1", "", "supports", Cause.RETURNED)),
    )
    assert (found.because, found.steps) == ((), ("supports", "insufficient", "supports"))


def test_evidence_alone_counts_only_where_a_record_changed() -> None:
    assert summed(CLAIM, [turn("mixed", "mixed", record("1", "", "supports", Cause.JUDGED))]) is None
    shifted = whole(turn("mixed", "mixed", record("1", "", "supports"), record("2", "", "supports", Cause.JUDGED)))
    assert (shifted.moved, [one.pmid for one in shifted.because]) == (False, ["1"])


def test_other_rules_count_where_the_stance_moved_with_them() -> None:
    rules = Changed("rules", "checking 1", "checking 2")
    assert whole(turn("supports", "mixed", by=(rules,))).changed == (rules,)
    both = whole(turn("mixed", "mixed", record("1", "", "supports"), by=(rules,)), turn("mixed", "supports"))
    assert both.changed == ()


def test_what_differs_between_two_methods() -> None:
    assert changed(METHOD, METHOD) == ()
    assert changed(METHOD, Method("checking 2", "a judge")) == (
        Changed("rules", "checking 1", "checking 2"), Changed("judge", "rules", "a judge"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (Wording("Stones sleep", "Stones sleep."), Wording("stones  SLEEP.", "Stones sleep"), True),
        (Wording("Stones sleep", "Stones sleep."), Wording("Stones sleep", "Stones sleep.", strict=True), False),
        (Wording("It sleeps", "It sleeps.", "Moss."), Wording("It sleeps", "It sleeps.", "A stone."), False),
        (Wording("A dose of 0.5", "x"), Wording("A dose of 05", "x"), False),
    ],
)
def test_two_wordings_of_one_claim(one: Wording, other: Wording, *, alike: bool) -> None:
    assert (one.key == other.key) is alike
