"""Kill -9 at random moments: nothing is lost, and running again gives what a run without a kill gives.

Each round starts a command in a process of its own, kills it after a random part of the time that the command
takes, and does so several times over before letting it finish. EVIDENCE_KILLS sets how many kills there are.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.app import Workspace
from indexer.settings import Settings
from indexer.standin.demonstration import demonstration_file
from indexer.standin.server import StandIn

KILLS = int(os.environ.get("EVIDENCE_KILLS", "50"))


def state(folder: Path) -> tuple[object, ...]:
    """Everything that matters of a workspace: records, raw bytes, memberships, and the index."""
    workspace = Workspace(Settings(folder))
    with workspace.store() as store, workspace.engine() as engine:
        assert store.check() == ()
        ids = list(store.ids(gone=True)) + list(store.ids())
        stored = store.get(ids)
        assert engine.revision == store.revision
        return (
            sorted(
                (key, one.record, one.strategies, one.gone, hashlib.sha256(store.raw(key)).hexdigest())
                for key, one in stored.items()
            ),
            engine.fingerprints(),
            store.fingerprints() == engine.fingerprints(),
        )


def start(folder: Path, *arguments: str, base_url: str = "") -> subprocess.Popen[bytes]:
    env = os.environ | {"NCBI_EMAIL": "someone@example.org", "EVIDENCE_BATCH": "20", "EVIDENCE_PER_SECOND": "100"}
    if base_url:
        env["EVIDENCE_BASE_URL"] = base_url
    return subprocess.Popen(
        [sys.executable, "-m", "indexer", "--workspace", str(folder), *arguments],
        env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def finish(folder: Path, *arguments: str, base_url: str = "") -> float:
    """Runs a command to its end and returns the seconds it took."""
    began = time.monotonic()
    process = start(folder, *arguments, base_url=base_url)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err.decode()
    return time.monotonic() - began


@contextmanager
def served() -> Iterator[str]:
    with StandIn([demonstration_file()], rate_limit=None) as server:
        yield server.base_url


def make(folder: Path) -> Path:
    Workspace(Settings(folder)).create()
    return folder


def kill_and_repeat(folder: Path, arguments: tuple[str, ...], *, seconds: float, kills: int, base_url: str) -> int:
    """Kills the command `kills` times at random moments, then lets it finish. Returns how often it was hit alive."""
    chance = random.Random(20261121)
    hit = 0
    for _ in range(kills):
        process = start(folder, *arguments, base_url=base_url)
        time.sleep(chance.uniform(0.3, 1.0) * seconds)
        hit += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
    finish(folder, *arguments, base_url=base_url)
    return hit


@pytest.mark.parametrize(
    ("arguments", "share"),
    [
        (("import", str(demonstration_file())), 0.4),
        (("refresh", "esketamine", "suicidal-ideation"), 0.3),
        (("engine", "rebuild"), 0.3),
    ],
    ids=["import", "refresh", "index"],
)
def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path, arguments: tuple[str, ...], share: float) -> None:
    with served() as base_url:
        calm, stormy = make(tmp_path / "calm"), make(tmp_path / "stormy")
        if arguments[0] == "engine":
            for folder in (calm, stormy):
                finish(folder, "import", str(demonstration_file()))
        seconds = finish(calm, *arguments, base_url=base_url)
        hit = kill_and_repeat(stormy, arguments, seconds=seconds, kills=round(KILLS * share), base_url=base_url)
        assert hit > 0, "no kill came in time: the test proves nothing"
        assert state(stormy) == state(calm)
