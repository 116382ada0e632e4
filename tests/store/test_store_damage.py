"""What goes wrong with disks and files ends in a `StoreError` with a next step, and nothing stored is harmed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from store_records import NOW, batch, incoming

from indexer.changes import Decided, Gone
from indexer.errors import StoreError
from indexer.record import record_id
from indexer.store.sqlite import SqliteStore

NOBODY = 65534


@contextmanager
def unprivileged() -> Iterator[None]:
    """Without the administrator's right to write everywhere, where the tests run as one."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not tmp_path: its parents are closed to everybody but the owner, and these tests give up being the owner.
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def path(folder: Path) -> Path:
    path = folder / "records.sqlite3"
    with SqliteStore.create(path) as store:
        store.apply(batch(0, 50))
    return path


def caught_from(action: object) -> StoreError:
    with pytest.raises(StoreError) as caught:
        action()  # type: ignore[operator]
    assert caught.value.hint, "every failure names a next step"
    return caught.value


def assert_whole(path: Path, records: int = 50) -> None:
    with SqliteStore.open(path) as store:
        assert store.check() == ()
        assert store.counts().records == records


# Full


def test_a_full_disk_undoes_the_batch_and_a_retry_with_space_succeeds(path: Path) -> None:
    with SqliteStore.open(path) as store:
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages + 3}")

        error = caught_from(lambda: store.apply(batch(1, 200)))

        assert error.code == "store-full"
        assert str(path) in error.message
        assert store.revision == 1
        assert store.check() == ()
        store._connection.execute("PRAGMA max_page_count = 1000000")
        assert store.apply(batch(1, 200)) == 2
    assert_whole(path, 250)


# Read-only


def test_reading_works_in_a_folder_and_of_a_file_that_may_not_be_written(path: Path, folder: Path) -> None:
    path.chmod(0o444)
    folder.chmod(0o555)
    with unprivileged(), SqliteStore.open(path, read_only=True) as store:
        assert store.counts().records == 50
        assert store.get([record_id("990000001")])
        assert store.check() == ()
    assert [file.name for file in folder.iterdir()] == [path.name]


def test_writing_where_it_is_not_allowed_says_so_and_changes_nothing(path: Path, folder: Path) -> None:
    path.chmod(0o444)
    folder.chmod(0o555)
    before = path.read_bytes()
    with unprivileged():
        error = caught_from(lambda: SqliteStore.open(path))
    assert error.code in {"store-read-only", "store-unreadable"}
    assert "permissions" in error.hint or "read" in error.hint
    assert path.read_bytes() == before


def test_a_folder_that_may_not_be_written_cannot_get_a_store(folder: Path) -> None:
    folder.chmod(0o555)
    with unprivileged():
        error = caught_from(lambda: SqliteStore.create(folder / "index" / "records.sqlite3"))
    assert error.code == "store-unwritable"


def test_a_store_that_may_not_be_read_says_so(path: Path) -> None:
    path.chmod(0o000)
    with unprivileged():
        assert caught_from(lambda: SqliteStore.open(path, read_only=True)).code == "store-unreadable"


def test_a_store_opened_to_read_refuses_to_write(path: Path) -> None:
    with SqliteStore.open(path, read_only=True) as store:
        assert caught_from(lambda: store.apply(batch(60, 1))).code == "store-read-only"
    assert_whole(path)


# Busy


def test_readers_do_not_wait_for_a_writer_and_see_the_last_whole_batch(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE meta SET value = 77")
        with SqliteStore.open(path, read_only=True, busy_seconds=0) as reader:
            assert reader.revision == 1
            assert reader.counts().records == 50
        writer.execute("ROLLBACK")


def test_a_second_writer_gives_up_in_the_end_and_says_why(path: Path) -> None:
    with SqliteStore.open(path, busy_seconds=0) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        error = caught_from(lambda: store.apply(batch(60, 1)))
        assert error.code == "store-busy"
        assert "evidence status" in error.hint
        other.execute("ROLLBACK")
        assert store.apply(batch(60, 1)) == 2


def test_a_second_writer_waits_for_a_short_one(path: Path) -> None:
    begun = threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            begun.set()
            threading.Event().wait(0.1)
            other.execute("ROLLBACK")

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait()
    with SqliteStore.open(path) as store:
        assert store.apply(batch(60, 1)) == 2
    holder.join()


# Damaged


def test_a_truncated_file_is_reported_by_whatever_meets_it_first(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)

    def use() -> None:
        with SqliteStore.open(path) as store:
            store.get(tuple(store.ids()))

    error = caught_from(use)
    assert error.code == "store-damaged"
    assert "backup" in error.hint or "refresh" in error.hint


def test_a_file_cut_inside_its_header_is_refused(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(60)
    assert caught_from(lambda: SqliteStore.open(path)).code in {"store-not-ours", "store-damaged"}


def tampered(path: Path, *statements: str) -> tuple[str, ...]:
    """What `check` finds after somebody else has written into the database, without foreign keys enforced."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    with SqliteStore.open(path) as store:
        return store.check()


FIRST = "pmid:990000001"
SECOND = "pmid:990000002"


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        (f"UPDATE records SET fingerprint = 'x' WHERE id = '{FIRST}'", "does not match its fingerprint"),
        (f"UPDATE contents SET json = x'00ff' WHERE id = '{FIRST}'", f"{FIRST} cannot be read"),
        (f"UPDATE raw SET bytes = x'00ff' WHERE id = '{FIRST}'", f"{FIRST} cannot be read"),
        (f"DELETE FROM raw WHERE id = '{FIRST}'", f"{FIRST} has no raw bytes"),
        (f"DELETE FROM contents WHERE id = '{FIRST}'", f"{FIRST} has no content"),
        (
            f"DELETE FROM revisions WHERE id = '{FIRST}'",
            f"The last change of {FIRST} is not in the list of changes",
        ),
        ("UPDATE meta SET value = 9", "its newest change is of revision 1"),
        ("INSERT INTO raw VALUES ('pmid:5', x'00')", "belongs to no row of records"),
    ],
)
def test_check_finds_each_kind_of_damage(path: Path, statement: str, finding: str) -> None:
    findings = tampered(path, statement)
    assert any(finding in one for one in findings), findings


def test_check_names_a_record_that_stands_under_anothers_id(path: Path) -> None:
    findings = tampered(
        path,
        f"UPDATE contents SET json = (SELECT json FROM contents WHERE id = '{SECOND}') WHERE id = '{FIRST}'",
        "UPDATE records SET fingerprint = (SELECT fingerprint FROM records AS other "
        f"WHERE other.id = '{SECOND}') WHERE id = '{FIRST}'",
    )
    assert findings == (f"The content of {FIRST} is another record's.",)


def test_check_stays_readable_when_everything_is_damaged(path: Path) -> None:
    findings = tampered(path, "UPDATE records SET fingerprint = 'x'")
    assert len(findings) == 21
    assert findings[-1] == "… and 30 more of this kind."


def test_an_unreadable_record_is_an_error_that_names_it_and_never_skipped(path: Path) -> None:
    tampered(path, f"UPDATE contents SET json = x'00ff' WHERE id = '{FIRST}'")
    with SqliteStore.open(path) as store:
        error = caught_from(lambda: store.get([record_id("990000001")]))
        assert FIRST in error.message
        assert error.code == "store-damaged"
        caught_from(lambda: store.changes_since(0, 1000))
        assert store.get([record_id("990000002")])


# In the middle of a batch


def test_whatever_breaks_a_batch_off_undoes_all_of_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer.store import writing

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    whole = Decided(run=2, at=NOW, strategy="all", new=(incoming(900),), gone=(Gone(record_id("990000001"), "x"),))
    with SqliteStore.open(path) as store:
        with monkeypatch.context() as patch:
            patch.setattr(writing, "_write_memberships", interrupt)
            with pytest.raises(KeyboardInterrupt):
                store.apply(whole)
        assert store.revision == 1
        assert store.counts().gone == 0
        assert store.apply(whole) == 2


def test_a_moment_without_a_time_zone_is_refused(path: Path) -> None:
    with SqliteStore.open(path) as store, pytest.raises(ValueError, match="no time zone"):
        store.apply(Decided(run=1, at=NOW.replace(tzinfo=None)))


def test_paths_may_hold_anything(folder: Path) -> None:
    path = folder / "a b%20?#ü" / "records.sqlite3"
    with SqliteStore.create(path) as store:
        store.apply(batch(0, 1))
    with SqliteStore.open(path, read_only=True) as store:
        assert store.revision == 1
    assert path.exists()
