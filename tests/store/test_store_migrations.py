"""Whose database it is, and how its schema grows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from store_records import batch

from indexer.errors import StoreError
from indexer.store import schema
from indexer.store.sqlite import SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index" / "records.sqlite3"


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_new_store_is_marked_as_ours_and_writes_durably(path: Path) -> None:
    with SqliteStore.create(path) as store:
        ask = store._connection.execute
        assert ask("PRAGMA synchronous").fetchone()[0] == 2
        assert ask("PRAGMA foreign_keys").fetchone()[0] == 1
    assert pragma(path, "application_id") == schema.APPLICATION_ID
    assert pragma(path, "user_version") == len(schema.MIGRATIONS)
    assert pragma(path, "journal_mode") == "wal"


def test_creating_what_exists_opens_it(path: Path) -> None:
    with SqliteStore.create(path) as store:
        store.apply(batch(0, 3))
    with SqliteStore.create(path) as store:
        assert store.revision == 1
    with SqliteStore.open(path) as store:
        assert store.counts().records == 3


@pytest.mark.parametrize("read_only", [False, True])
def test_a_missing_store_names_the_ways_to_make_one(path: Path, read_only: bool) -> None:
    with pytest.raises(StoreError) as caught:
        SqliteStore.open(path, read_only=read_only)
    assert caught.value.code == "store-missing"
    assert str(path) in caught.value.message
    for command in ("evidence refresh", "evidence import", "evidence demo"):
        assert command in caught.value.hint
    assert not path.exists(), "opening makes nothing"


def test_an_empty_file_is_no_store_yet_and_can_become_one(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with pytest.raises(StoreError, match="There is no record store"):
        SqliteStore.open(path, read_only=True)
    with SqliteStore.create(path) as store:
        assert store.check() == ()


def test_a_database_whose_making_was_interrupted_can_be_made_again(path: Path) -> None:
    # The journal mode is set before the first migration's transaction: a kill between leaves a header alone.
    path.parent.mkdir()
    execute(path, "PRAGMA journal_mode = WAL")
    assert path.stat().st_size > 0
    with pytest.raises(StoreError, match="There is no record store"):
        SqliteStore.open(path, read_only=True)
    with SqliteStore.create(path) as store:
        store.apply(batch(0, 1))
        assert store.check() == ()


@pytest.mark.parametrize("open_", [SqliteStore.open, SqliteStore.create, lambda path: SqliteStore.open(path, True)])
def test_a_newer_schema_is_refused_and_left_as_it_is(path: Path, open_: object) -> None:
    SqliteStore.create(path).close()
    newer = len(schema.MIGRATIONS) + 1
    execute(path, f"PRAGMA user_version = {newer}")
    before = path.read_bytes()

    with pytest.raises(StoreError) as caught:
        open_(path)  # type: ignore[operator]

    assert caught.value.code == "store-too-new"
    assert "written by a newer version" in caught.value.message
    assert f"number {newer}" in caught.value.message
    assert f"up to {len(schema.MIGRATIONS)}" in caught.value.message
    assert "Upgrade" in caught.value.hint
    assert path.read_bytes() == before


@pytest.mark.parametrize("open_", [SqliteStore.open, SqliteStore.create])
def test_somebody_elses_database_is_refused_and_left_as_it_is(path: Path, open_: object) -> None:
    path.parent.mkdir()
    execute(path, "CREATE TABLE holiday (photo TEXT)")
    before = path.read_bytes()

    with pytest.raises(StoreError) as caught:
        open_(path)  # type: ignore[operator]

    assert caught.value.code == "store-not-ours"
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("Dear diary, " * 1000)
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        SqliteStore.create(path)
    assert caught.value.code == "store-not-ours"
    assert path.read_bytes() == before


def later(*scripts: str) -> tuple[str, ...]:
    return (*schema.MIGRATIONS, *scripts)


def test_migrations_run_once_in_order_and_keep_the_records(path: Path) -> None:
    with SqliteStore.create(path) as store:
        store.apply(batch(0, 2))
        migrations = later("CREATE TABLE one (x TEXT);\nINSERT INTO one VALUES ('a;b');", "ALTER TABLE one ADD y TEXT;")
        schema.migrate(store._connection, path, migrations)
        schema.migrate(store._connection, path, migrations)
        assert store._connection.execute("SELECT x, y FROM one").fetchall()[0]["x"] == "a;b"
        assert store.counts().records == 2
    assert pragma(path, "user_version") == len(schema.MIGRATIONS) + 2


def test_a_migration_that_fails_leaves_the_store_at_the_last_whole_one(path: Path) -> None:
    with SqliteStore.create(path) as store:
        store.apply(batch(0, 2))
        broken = later("CREATE TABLE one (x TEXT);", "CREATE TABLE two (x TEXT);\nINSERT INTO nowhere VALUES (1);")
        with pytest.raises(sqlite3.OperationalError):
            schema.migrate(store._connection, path, broken)
        assert not store._connection.in_transaction
        tables = {row[0] for row in store._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert "one" in tables
    assert "two" not in tables
    assert pragma(path, "user_version") == len(schema.MIGRATIONS) + 1


def test_a_read_only_store_of_an_older_schema_asks_for_an_upgrade(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SqliteStore.create(path).close()
    monkeypatch.setattr(schema, "MIGRATIONS", later("CREATE TABLE one (x TEXT);"))
    with pytest.raises(StoreError) as caught:
        SqliteStore.open(path, read_only=True)
    # identify() knows its newest number from its default, so only what reads MIGRATIONS sees the later one.
    assert caught.value.code == "store-too-old"
