"""What every record store does with other sources' word on its records."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from indexer.changes import Decided, Incoming
from indexer.errors import StoreError
from indexer.external import ExternalStatus, Nature
from indexer.record import Record, RecordId, record_id
from indexer.store import RecordStore
from indexer.store.sqlite import SqliteStore

MONDAY = datetime.datetime(2026, 1, 5, 8, 30, tzinfo=datetime.UTC)
ONE, TWO = record_id("1"), record_id("2")
RETRACTED = ExternalStatus(
    "crossref", Nature.RETRACTION, MONDAY, "publisher", datetime.date(2023, 4, 22), "10.5555/n", "Daten erfunden – ja"
)
CONCERN = ExternalStatus("crossref", Nature.CONCERN, MONDAY)
NONE = ExternalStatus("retraction-watch", Nature.NONE, MONDAY)


@pytest.fixture
def store(store: RecordStore) -> RecordStore:
    incoming = tuple(Incoming(Record(record_id(pmid), pmid, "A study."), b"<x/>") for pmid in ("1", "2"))
    store.apply(Decided(run=1, at=MONDAY, new=incoming))
    return store


def external(store: RecordStore, identifier: RecordId) -> tuple[ExternalStatus, ...]:
    assert store.external_status([identifier]).get(identifier, ()) == store.get([identifier])[identifier].external
    return store.get([identifier])[identifier].external


def test_nobody_was_asked_at_first(store: RecordStore) -> None:
    assert external(store, ONE) == ()
    assert store.external_status([ONE, TWO]) == {}


def test_what_a_source_says_comes_back_as_it_was_and_in_its_order(store: RecordStore) -> None:
    store.set_external_status("crossref", {ONE: (RETRACTED, CONCERN)})
    assert external(store, ONE) == (RETRACTED, CONCERN)
    assert external(store, TWO) == ()


def test_a_source_replaces_its_own_word_and_nobody_elses(store: RecordStore) -> None:
    store.set_external_status("crossref", {ONE: (RETRACTED, CONCERN), TWO: (CONCERN,)})
    store.set_external_status("retraction-watch", {ONE: (NONE,)})
    store.set_external_status("crossref", {ONE: (CONCERN,)})
    assert external(store, ONE) == (CONCERN, NONE)
    assert external(store, TWO) == (CONCERN,), "what was not answered now stays"


def test_neither_record_nor_revision_changes(store: RecordStore) -> None:
    before = (store.revision, store.fingerprints(), store.history(ONE))
    store.set_external_status("crossref", {ONE: (RETRACTED,)})
    assert (store.revision, store.fingerprints(), store.history(ONE)) == before


def test_a_record_that_is_not_stored_is_refused_and_nothing_kept(store: RecordStore) -> None:
    with pytest.raises(StoreError):
        store.set_external_status("crossref", {ONE: (RETRACTED,), record_id("99"): (RETRACTED,)})
    assert external(store, ONE) == ()


def test_a_word_that_cannot_be_read_is_found_and_named(tmp_path: Path) -> None:
    with SqliteStore.create(tmp_path / "records.sqlite3") as store:
        store.apply(Decided(run=1, at=MONDAY, new=(Incoming(Record(ONE, "1", "A study."), b"<x/>"),)))
        store.set_external_status("crossref", {ONE: (RETRACTED,)})
        store._connection.execute("UPDATE external_status SET nature = 'oblivion'")
        (finding,) = store.check()
        assert "crossref" in finding
        assert "pmid:1" in finding
        with pytest.raises(StoreError, match="oblivion"):
            store.get([ONE])
