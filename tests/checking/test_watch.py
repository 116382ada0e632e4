"""Which claims of a text can be watched, that they are read later as in their draft, and how they are judged."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

import pytest
from appraisal.abstracts import record
from checking.collection import NOW, collection, numbered, retracted, trial

from indexer.changes import Decided, Gone, Incoming, Revised
from indexer.checking.check import check_draft
from indexer.checking.draft import read_draft
from indexer.checking.judges import Answer, Card, Consultation, Sentence
from indexer.checking.library import Library
from indexer.checking.moves import label
from indexer.checking.values import NotCheckable
from indexer.checking.watch import Rejudged, method, rejudge, reread, typed, wordings
from indexer.engines.memory import MemoryEngine
from indexer.errors import JudgeError
from indexer.vocabulary.tables import extended, extension
from indexer.watched import Cause, Wording
from tests.fakes import MemoryStore

CLAIM = "Ketamine reduces suicidal ideation."
TRIALS = (
    trial(1, "Ketamine significantly reduced suicidal ideation compared with saline."),
    trial(2, "Ketamine rapidly reduced suicidal ideation in these adults.", title="Suicidal ideation after ketamine"),
)
WEATHER = tuple(
    numbered(50 + number, record(f"Weather {number}", ("RESULTS", "Rain fell on roofs and gardens.")))
    for number in range(6)
)
DRAFT = f"""\
# Ketamine therapy

Ketamine is given by infusion. It can reduce suicidal ideation, lift severe depressive symptoms within hours, and ease
anxiety. {CLAIM} Repeated ketamine infusions prolong the relief of depression for up to one year.

## Benefits

- Reduces anxiety and pain
- Ketamine has shown promise in postpartum depression and PTSD.
- Side effects of ketamine are usually short-lived.

Ketamine Cuts Cravings in Hours. These effects last for weeks. This has been encouraging in bipolar depression.
"""
LATER = NOW + datetime.timedelta(days=1)


def kept(text: str) -> tuple[Wording, ...]:
    return wordings(typed(text))[0]


# --- what can be watched ----------------------------------------------------------------------------------------------


def test_every_claim_of_a_draft_is_judged_later_as_it_is_in_its_draft() -> None:
    draft = read_draft("draft.md", DRAFT.encode())
    engine, store = collection(*TRIALS, *WEATHER)
    report = check_draft(draft, engine, store, made="")
    found, unchecked = wordings(draft)
    assert len(found) > 8
    assert [one.text for one in unchecked] == [one.text for one in report.unchecked]
    in_draft = {(one.claim.text, one.claim.context): one for one in report.claims}
    assert {(one.text, one.context) for one in found} == set(in_draft)
    for wording in found:
        claim, there = reread(wording), in_draft[wording.text, wording.context].claim
        assert claim is not None
        assert (claim.statement.outcome_name, claim.statement.direction) == (
            there.statement.outcome_name, there.statement.direction,
        ), wording.text  # fmt: skip
    store.claims.watch(found, source="", at=NOW)
    for one in judged(engine, store):
        verdict = in_draft[one.claim.wording.text, one.claim.wording.context].verdict
        assert one.claim.last is not None
        assert one.claim.last.stance == label(verdict)


def test_what_is_no_claim_is_told_with_the_reason() -> None:
    found, unchecked = wordings(typed("Will it rain? Ketamine is a medicine that was first made long ago."))
    assert found == ()
    assert NotCheckable.QUESTION in {one.reason for one in unchecked}


def test_the_same_claim_twice_is_watched_once() -> None:
    assert len(kept(f"{CLAIM} {CLAIM}")) == 1


def test_a_text_of_a_later_cut_is_still_found_and_one_that_says_nothing_is_not() -> None:
    (wording,) = kept(CLAIM)
    assert reread(dataclasses.replace(wording, text="reduces suicidal ideation")) is not None
    assert reread(Wording("The sky is blue.", "The sky is blue.")) is None


# --- how they stand ---------------------------------------------------------------------------------------------------


def judged(
    engine: MemoryEngine, store: MemoryStore, *, run: int = 1, consultation: Consultation | None = None
) -> list[Rejudged]:
    library = Library(engine, store)
    by = method(consultation)
    return list(
        rejudge(store.claims.watched(), library, by, run=run, clock=lambda: LATER, consultation=consultation)
    )  # fmt: skip


@pytest.fixture
def watching() -> tuple[MemoryEngine, MemoryStore]:
    """One claim that two trials support, judged."""
    engine, store = collection(*TRIALS, *WEATHER)
    store.claims.watch(kept(CLAIM), source="", at=NOW)
    (first,) = judged(engine, store)
    assert (first.turn is not None and first.turn.was, first.failure) == ("", "")
    return engine, store


def test_a_record_that_is_gone_moves_a_claim_under_its_own_name(watching: tuple[MemoryEngine, MemoryStore]) -> None:
    engine, store = watching
    store.apply(Decided(run=2, at=LATER, gone=(Gone(TRIALS[1].id, "deleted"),)))
    engine.apply(store.changes_since(1, 1000))
    (one,) = judged(engine, store, run=2)
    assert one.turn is not None
    assert (one.turn.was, one.turn.judgement.stance, one.turn.run) == ("supports", "insufficient", 2)
    (why,) = one.turn.because
    assert (why.pmid, why.title, why.cause, why.now) == (TRIALS[1].pmid, TRIALS[1].title, Cause.GONE, "")


def test_a_retracted_record_is_told_as_retracted_and_excluded(watching: tuple[MemoryEngine, MemoryStore]) -> None:
    engine, store = watching
    changed = Revised(Incoming(retracted(TRIALS[0]), b"<raw/>"), ("corrections",))
    store.apply(Decided(run=2, at=LATER, revised=(changed,)))
    engine.apply(store.changes_since(1, 1000))
    (one,) = judged(engine, store, run=2)
    assert one.turn is not None
    assert [(why.pmid, why.cause, why.then, why.now) for why in one.turn.because] == [
        (TRIALS[0].pmid, Cause.RETRACTED, "supports", "excluded")
    ]
    assert judged(engine, store, run=3)[0].turn is None, "and once only"


class Silent:
    """A judge that does not answer; it counts how often it was asked."""

    def __init__(self) -> None:
        self.card = Card("silent", "1")
        self.asked = 0

    def judge(self, claim: str, sentences: Sequence[Sentence]) -> Answer:
        self.asked += 1
        raise JudgeError("the judge is silent")

    def close(self) -> None:
        """Nothing to let go of."""


def test_a_judge_that_fails_is_asked_once_and_every_claim_stays_as_it_was(
    watching: tuple[MemoryEngine, MemoryStore],
) -> None:
    engine, store = watching
    store.claims.watch(kept("Ketamine rapidly reduces suicidal ideation in adults."), source="", at=NOW)
    before, silent = store.claims.watched(), Silent()
    found = judged(engine, store, consultation=Consultation(silent))
    assert [one.failure for one in found] == ["the judge is silent"] * 2
    assert silent.asked == 1
    assert store.claims.watched() == before


def test_what_a_workspace_adds_to_the_concept_tables_is_part_of_the_rules() -> None:
    packaged = method().rules
    with extended(extension({"drugs.tsv": (("fictamine", "", ""),)})):
        assert method().rules.startswith(packaged)
        assert method().rules != packaged


def test_a_retracted_record_that_never_decided_anything_is_no_move(
    watching: tuple[MemoryEngine, MemoryStore],
) -> None:
    engine, store = watching
    aside = retracted(trial(3, "Suicidal ideation after ketamine was described in many words."))
    store.apply(Decided(run=2, at=LATER, new=(Incoming(aside, b"<raw/>"),)))
    engine.apply(store.changes_since(1, 1000))
    (one,) = judged(engine, store, run=2)
    assert one.claim.last is not None
    assert "excluded" in {each.did for each in one.claim.last.deciding}
    assert one.turn is None
