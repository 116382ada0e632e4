"""Killed at any moment, the store holds whole batches and nothing else, and carrying on ends where no kill would."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from store_records import batch

from indexer.store.sqlite import SqliteStore

BATCHES = 60
SIZE = 40
KILLS = 12

# Applies what is missing, batch by batch: the revision says how many are there, as a rerun of a harvest would find.
WRITER = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
from store_records import batch
from indexer.store.sqlite import SqliteStore
print("ready", flush=True)
with SqliteStore.create(Path(sys.argv[1])) as store:
    for number in range(store.revision, {BATCHES}):
        store.apply(batch(number, {SIZE}))
"""


def start(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_kill_at_any_moment_loses_no_whole_batch_and_leaves_no_part_of_one(tmp_path: Path) -> None:
    path = tmp_path / "killed.sqlite3"
    chance = random.Random(20260105)
    reached = []
    for _ in range(KILLS):
        with start(path) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            try:
                writer.wait(timeout=chance.uniform(0, 0.06))
            except subprocess.TimeoutExpired:
                writer.send_signal(signal.SIGKILL)
        with SqliteStore.create(path) as store:
            assert store.check() == ()
            assert store.counts().records == store.revision * SIZE
            present = tuple(store.ids())
            assert present == tuple(
                one.record.id for number in range(store.revision) for one in batch(number, SIZE).new
            )
            reached.append(store.revision)

    assert reached == sorted(reached), "what was stored stays stored"
    assert len(set(reached)) > 2, f"the kills must fall between batches, not before or after them all: {reached}"
    with start(path) as writer:
        assert writer.wait() == 0
    undisturbed = tmp_path / "undisturbed.sqlite3"
    with SqliteStore.create(undisturbed) as store:
        for number in range(BATCHES):
            store.apply(batch(number, SIZE))
    assert content(path) == content(undisturbed)
