"""What lies in the database and is not what was stored is found and named, by `check` and by whoever reads it."""

from __future__ import annotations

import datetime
import os
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from store_records import NOW, batch, incoming

from indexer.changes import Decided, Gone, Rejected, Revised
from indexer.errors import StoreError
from indexer.record import record_id
from indexer.runs import DateWindow, Outcome, Run, RunCounts, RunWarning
from indexer.store import schema
from indexer.store.sqlite import SqliteStore

FIRST = record_id("990000001")
RUN = Run(0, "all", "full", NOW, outcome=Outcome.COMPLETE, watermark=NOW.date(), counts=RunCounts(count=3))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one of everything that can be stored."""
    path = tmp_path / "records.sqlite3"
    with SqliteStore.create(path) as store:
        store.apply(batch(0, 3))
        store.apply(Decided(run=2, at=NOW, revised=(Revised(incoming(1), ("title",)),)))
        store.apply(Decided(run=3, at=NOW, gone=(Gone(record_id("990000002"), "deleted by PubMed"),)))
        store.apply(Decided(run=3, at=NOW, rejected=(Rejected("5", "no title", b"<x"),)))
        store.begin_run(RUN)
        assert store.check() == ()
    return path


def tamper(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(statement).rowcount > 0
        connection.commit()


def history(store: SqliteStore) -> object:
    return store.history(FIRST), store.history(record_id("990000002"))


@pytest.mark.parametrize(
    ("statement", "finding", "read"),
    [
        ("UPDATE revisions SET before = x'00ff' WHERE before IS NOT NULL", "before revision 2 cannot be read", history),
        ("UPDATE rejected SET bytes = x'00ff'", "Rejected bytes 1, of run 3", lambda store: list(store.rejected())),
        ("UPDATE rejected SET digest = 'x'", "Rejected bytes 1, of run 3", None),
        ("UPDATE runs SET warnings = '[[1]]'", "Run 1 of the run log cannot be read", SqliteStore.runs),
        ("UPDATE runs SET counts = '{\"invented\": 1}'", "Run 1 of the run log", SqliteStore.runs),
        ("UPDATE runs SET started = 'never'", "Run 1", lambda store: store.last_complete("all", ("full",))),
        ("DELETE FROM contents", "has no content", lambda store: store.known([FIRST])),
        ("DELETE FROM contents", "has no content", lambda store: store.get([FIRST])),
        ("DELETE FROM contents", "has no content", lambda store: store.changes_since(0, 10)),
        ("INSERT INTO memberships VALUES ('all', 'pmid:5', 1, 1, NULL, NULL)", "A row of memberships", None),
    ],
)
def test_what_was_tampered_with_is_found_and_never_passed_over(
    path: Path, statement: str, finding: str, read: Callable[[SqliteStore], object] | None
) -> None:
    tamper(path, statement)
    with SqliteStore.open(path, read_only=True) as store:
        assert any(finding in one for one in store.check()), store.check()
        if read is not None:
            with pytest.raises(StoreError) as caught:
                read(store)
            assert caught.value.code == "store-damaged"
            assert str(path) in caught.value.message
            assert caught.value.hint


def test_rows_that_belong_to_no_record_are_refused(path: Path) -> None:
    with SqliteStore.open(path) as store, pytest.raises(sqlite3.IntegrityError):
        store._connection.execute("INSERT INTO raw VALUES ('pmid:5', x'00')")


def test_a_file_name_that_is_not_text_can_be_logged(path: Path) -> None:
    name = os.fsdecode(b"r\xe9sultats.xml")
    run = Run(0, "", "import", NOW, source=name, warnings=(RunWarning("odd", name),), error=f"{name} is cut short")
    with SqliteStore.open(path) as store:
        number = store.begin_run(run)
        (logged, *_) = store.runs()
        assert logged.id == number
        if sys.platform != "win32":
            assert logged.source == r"r\udce9sultats.xml"
        assert "sultats.xml" in logged.error
        assert store.check() == ()


def test_a_last_statement_without_its_semicolon_is_run_all_the_same(path: Path) -> None:
    with SqliteStore.open(path) as store:
        schema.migrate(store._connection, path, (*schema.MIGRATIONS, "CREATE TABLE one (x);\nCREATE TABLE two (x)"))
        assert store._connection.execute("SELECT count(*) FROM two").fetchone()[0] == 0


def test_whoever_reads_while_batches_are_stored_sees_whole_batches_only(path: Path) -> None:
    size, batches, begun = 20, 40, threading.Event()

    def write() -> None:
        with SqliteStore.open(path) as store:
            begun.set()
            for number in range(1, batches + 1):
                store.apply(batch(number, size))

    with SqliteStore.open(path, read_only=True, busy_seconds=0) as reader:
        start = reader.revision
        writer = threading.Thread(target=write)
        writer.start()
        begun.wait()
        seen = set()
        while writer.is_alive():
            changes = reader.changes_since(start, 10**9)
            assert len(changes.upserts) == (changes.upto - start) * size
            seen.add(changes.upto)
        writer.join()
        assert reader.revision == start + batches
    assert len(seen) > 1, "the reader must have read while the writer wrote"


def test_a_window_round_trips_to_the_first_day_there_is(path: Path) -> None:
    # A job without a watermark to start from asks from the first day of the calendar.
    window = DateWindow("crdt", datetime.date.min, datetime.date(2026, 1, 7))
    with SqliteStore.open(path) as store:
        store.begin_run(Run(0, "all", "discover", NOW, window=window))
        assert store.runs(limit=1)[0].window == window
