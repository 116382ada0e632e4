"""One writing run at a time, a dead one's lock is free, and everybody learns who holds it."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.errors import LocalDataError, LockHeld
from indexer.store.lock import Holder, WorkspaceLock, peek
from indexer.store.sqlite import SqliteStore

SINCE = datetime.datetime(2026, 1, 5, 8, 30, tzinfo=datetime.UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index" / "lock"


def lock(path: Path, command: str = "evidence refresh", pid: int = 4711) -> WorkspaceLock:
    return WorkspaceLock(path, now=SINCE, command=command, host="library", pid=pid)


HOLDER = """
import datetime, os, sys
from pathlib import Path
from indexer.store.lock import WorkspaceLock
since = datetime.datetime(2026, 1, 5, 8, 30, tzinfo=datetime.UTC)
with WorkspaceLock(Path(sys.argv[1]), now=since, command="evidence import", host="library", pid=os.getpid()):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until its input ends."""
    arguments = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        yield holder
        if not holder.stdin.closed:
            holder.stdin.close()


def test_nobody_holds_a_lock_that_was_never_taken(path: Path) -> None:
    assert peek(path) is None
    assert not path.parent.exists(), "looking makes nothing"


def test_the_holder_is_known_while_it_holds_and_gone_afterwards(path: Path) -> None:
    with lock(path):
        assert peek(path) == Holder(4711, "library", SINCE, "evidence refresh")
    assert peek(path) is None
    assert [file.name for file in path.parent.iterdir()] in ([], ["lock"]), "no note stays behind"


def test_since_is_told_in_utc(path: Path) -> None:
    there = datetime.timezone(datetime.timedelta(hours=2))
    with WorkspaceLock(path, now=SINCE.astimezone(there), command="evidence refresh", host="library", pid=1):
        holder = peek(path)
    assert holder is not None
    assert holder.since == SINCE
    assert "2026-01-05 08:30:00 UTC" in str(holder)


def test_a_second_run_is_turned_away_and_told_by_whom(path: Path) -> None:
    with another_process(path) as holder:
        with pytest.raises(LockHeld) as caught, lock(path):
            pytest.fail("two runs hold the lock")
        for fact in (f"process {holder.pid}", "library", "2026-01-05 08:30:00 UTC", "evidence import"):
            assert fact in caught.value.message
        assert caught.value.hint
        assert caught.value.exit_code == 6
        found = peek(path)
        assert found is not None
        assert found.pid == holder.pid, "being turned away does not change who holds it"
    with lock(path):
        pass


def test_a_killed_holders_lock_is_free_at_once(path: Path) -> None:
    with another_process(path) as holder:
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        assert path.with_name("lock.json").exists(), "the kill left its note"
        assert peek(path) is None
        with lock(path):
            found = peek(path)
            assert found is not None
            assert found.pid == 4711


def test_a_failing_run_lets_go(path: Path) -> None:
    with pytest.raises(ValueError, match="no such strategy"), lock(path):
        raise ValueError("no such strategy")
    assert peek(path) is None


@pytest.mark.parametrize("note", ["", "{", "[]", '{"pid": 1}', '{"pid": "x", "host": 1, "since": 2, "command": 3}'])
def test_a_holder_that_has_not_yet_said_who_it_is_still_holds(path: Path, note: str) -> None:
    with another_process(path):
        path.with_name("lock.json").write_text(note)
        assert peek(path) == Holder()
        with pytest.raises(LockHeld, match="only just begun"), lock(path):
            pytest.fail("two runs hold the lock")


def test_a_lock_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file where the folder should be")
    with pytest.raises(LocalDataError) as caught, lock(tmp_path / "index" / "lock"):
        pytest.fail("there is no such folder")
    assert caught.value.code == "lock-unwritable"
    assert caught.value.hint


def test_readers_read_while_it_is_held(path: Path, tmp_path: Path) -> None:
    records = tmp_path / "index" / "records.sqlite3"
    SqliteStore.create(records).close()
    with another_process(path), SqliteStore.open(records, read_only=True) as store:
        assert store.revision == 0
