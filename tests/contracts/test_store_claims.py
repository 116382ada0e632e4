"""What every record store does with watched claims, and what the one on disk must never do."""

from __future__ import annotations

import dataclasses
import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from indexer.errors import StoreError
from indexer.store import RecordStore
from indexer.store.claims import KEPT
from indexer.store.sqlite import SqliteStore
from indexer.watched import Because, Cause, Changed, Did, Judgement, Method, Turn, Wording

NOW = datetime.datetime(2026, 1, 5, 8, 30, tzinfo=datetime.UTC)
STONES = Wording("It calms “stones”", "It calms “stones”, they say.", "Rocking is old.", "restlessness", "list item")
MOSS = Wording("Moss calms", "Moss calms.", strict=True)
JUDGED = Judgement(NOW, 3, Method("checking 1", "rules, then a judge", "words"), "supports", "2 support",
                   (Did("1", "Žižka’s stones", "supports"), Did("2", "Moss", "excluded")))  # fmt: skip
WHY = (Because("1", "Žižka’s stones", Cause.RETRACTED, "supports", "excluded"),)


def turn(number: int, was: str = "supports", stance: str = "mixed") -> Turn:
    at = NOW + datetime.timedelta(days=number)
    judgement = dataclasses.replace(JUDGED, at=at, stance=stance, revision=number)
    return Turn(number, was, judgement, WHY, (Changed("rules", "checking 0", "checking 1"),))


def test_a_claim_comes_back_as_it_was_kept(store: RecordStore) -> None:
    assert store.claims.watched() == ()
    assert store.claims.watch([STONES, MOSS], source="caf\u00e9.md", at=NOW) == (1, 2)
    first, second = store.claims.watched()
    assert (first.id, first.wording, first.source, first.since) == (1, STONES, "caf\u00e9.md", NOW)
    assert (first.last, first.turn, second.wording) == (None, None, MOSS)


def test_one_that_is_watched_already_keeps_its_number(store: RecordStore) -> None:
    store.claims.watch([STONES], source="a", at=NOW)
    again = dataclasses.replace(STONES, text=f"{STONES.text.upper()}.")
    assert store.claims.watch([MOSS, again, MOSS], source="b", at=NOW) == (2, 1, 2)
    assert [one.source for one in store.claims.watched()] == ["a", "b"]


def test_a_number_is_never_given_again(store: RecordStore) -> None:
    store.claims.watch([STONES, MOSS], source="", at=NOW)
    store.claims.judged(2, JUDGED, turn(1))
    store.claims.unwatch([2, 99])
    assert [one.id for one in store.claims.watched()] == [1]
    assert store.claims.turns() == ()
    assert store.claims.watch([MOSS], source="", at=NOW) == (3,)


def test_a_judgement_is_the_last_and_what_moved_is_remembered(store: RecordStore) -> None:
    store.claims.watch([STONES], source="", at=NOW)
    store.claims.judged(1, JUDGED, Turn(1, "", JUDGED))
    (claim,) = store.claims.watched()
    assert (claim.last, claim.turn) == (JUDGED, None)
    moved = turn(2)
    store.claims.judged(1, moved.judgement, moved)
    later = dataclasses.replace(moved.judgement, revision=9)
    store.claims.judged(1, later, None)
    (claim,) = store.claims.watched()
    assert (claim.last, claim.turn) == (later, moved)
    assert store.claims.turns() == ((1, Turn(1, "", JUDGED)), (1, moved))
    assert store.claims.turns(after_run=1) == ((1, moved),)


def test_one_that_is_not_watched_any_more_is_left_alone(store: RecordStore) -> None:
    store.claims.judged(5, JUDGED, turn(1))
    assert (store.claims.watched(), store.claims.turns()) == ((), ())


def test_neither_records_nor_revision_change(store: RecordStore) -> None:
    store.claims.watch([STONES], source="", at=NOW)
    store.claims.judged(1, JUDGED, turn(1))
    assert (store.revision, store.counts().records, store.runs()) == (0, 0, ())


# The one on disk


def test_a_claim_that_moves_without_end_is_kept_to_a_bound_and_its_stances_longest(tmp_path: Path) -> None:
    with SqliteStore.create(tmp_path / "records.sqlite3") as store:
        store.claims.watch([STONES, MOSS], source="", at=NOW)
        store.claims.judged(2, JUDGED, turn(1))
        store.claims.judged(1, JUDGED, Turn(1, "", JUDGED))
        store.claims.judged(1, JUDGED, turn(2, "supports", "mixed"))
        for number in range(3, KEPT + 30):
            store.claims.judged(1, JUDGED, turn(number, "mixed", "mixed"))
        runs = [one.run for number, one in store.claims.turns() if number == 1]
        assert len(runs) == KEPT
        assert runs[:2] == [1, 2], "where it began, and where its stance moved"
        assert runs[-1] == KEPT + 29
        assert sum(number == 2 for number, _ in store.claims.turns()) == 1, "another claim's are another claim's"


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("watched_claims", "judgement", "{"), ("watched_claims", "judgement", "{}"),
        ("watched_claims", "since", "yesterday"), ("claim_turns", "because", '[{"pmid": "1"}]'),
        ("claim_turns", "changed", "null"), ("claim_turns", "judgement", "[]"),
    ],
)  # fmt: skip
def test_a_damaged_row_is_found_and_told(tmp_path: Path, table: str, column: str, value: str) -> None:
    path = tmp_path / "records.sqlite3"
    with SqliteStore.create(path) as store:
        store.claims.watch([STONES], source="", at=NOW)
        store.claims.judged(1, JUDGED, turn(1))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
        connection.commit()
    with SqliteStore.open(path, read_only=True) as store:
        (finding,) = store.check()
        assert "atched claim 1" in finding
        with pytest.raises(StoreError) as caught:
            store.claims.watched()
        assert caught.value.code == "store-damaged"


def test_a_name_that_is_no_text_is_kept_all_the_same(tmp_path: Path) -> None:
    with SqliteStore.create(tmp_path / "records.sqlite3") as store:
        store.claims.watch([STONES], source="caf\udce9.md", at=NOW)
        assert "caf" in store.claims.watched()[0].source
