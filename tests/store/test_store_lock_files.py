"""The files of the lock: what stays, what goes, and what happens where they cannot be written."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.errors import StoreError
from indexer.store.lock import WorkspaceLock, peek

SINCE = datetime.datetime(2026, 1, 5, 8, 30, tzinfo=datetime.UTC)
NOBODY = 65534


def lock(path: Path) -> WorkspaceLock:
    return WorkspaceLock(path, now=SINCE, command="evidence refresh", host="library", pid=4711)


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


def test_the_lock_file_itself_stays_so_that_all_lock_the_same_one(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with lock(path):
        inode = path.stat().st_ino
    assert path.exists()
    with lock(path):
        assert path.stat().st_ino == inode
    peek(path)
    assert path.stat().st_ino == inode


def test_a_note_left_behind_by_a_dead_process_names_no_holder(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.touch()
    note = {"pid": 4711, "host": "library", "since": SINCE.isoformat(), "command": "evidence refresh"}
    path.with_name("lock.json").write_text(json.dumps(note))
    assert peek(path) is None
    with lock(path):
        pass
    assert not path.with_name("lock.json").exists()


def test_where_nothing_may_be_written_the_store_error_says_so(folder: Path) -> None:
    folder.chmod(0o555)
    with unprivileged(), pytest.raises(StoreError) as caught, lock(folder / "lock"):
        pytest.fail("the folder may not be written to")
    assert caught.value.code == "lock-unwritable"
    assert str(folder / "lock") in caught.value.message
    assert caught.value.exit_code == 4
    assert list(folder.iterdir()) == []


def test_looking_from_an_account_that_may_only_read_changes_nothing(folder: Path) -> None:
    path = folder / "lock"
    with lock(path):
        note = path.with_name("lock.json").read_bytes()
        path.chmod(0o444)
        folder.chmod(0o555)
        with unprivileged():
            holder = peek(path)
            assert holder is not None
            assert holder.pid == 4711
        folder.chmod(0o755)
    path.with_name("lock.json").write_bytes(note)  # as a killed holder leaves it
    folder.chmod(0o555)
    with unprivileged():
        assert peek(path) is None
    assert sorted(file.name for file in folder.iterdir()) == ["lock", "lock.json"]


def test_a_note_that_cannot_be_removed_does_not_keep_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    note = path.with_name("lock.json")
    with lock(path):
        note.unlink()
        note.mkdir()
    assert peek(path) is None
