"""A damaged index is told by `check`, and mended by the next `catch_up`, whichever of its files it was."""

from __future__ import annotations

import datetime
import errno
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.changes import Changes, Decided, Incoming
from indexer.engines.memory import MemoryEngine
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh import commit as commits
from indexer.engines.whoosh import engine as engines
from indexer.errors import EngineError
from indexer.query import parse
from indexer.record import AbstractSection, Record, record_id
from indexer.refresh import catch_up
from tests.fakes import MemoryStore

NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
NAMES = [".toc", ".trm", ".pst", ".sum", *(f".{column}.col" for column in ("row", "id", "facets", "profile", "stamp"))]


def incoming(number: int, title: str = "Ketamine") -> Incoming:
    sections = (AbstractSection(f"Trial {number} of esketamine in treatment-resistant depression."),)
    return Incoming(Record(id=record_id(str(number)), pmid=str(number), title=title, abstract=sections), b"<x/>")


def follow(engine: WhooshEngine | MemoryEngine, store: MemoryStore, limit: int = 2000) -> None:
    for _ in catch_up(engine, store, limit):
        pass


@pytest.fixture
def store() -> MemoryStore:
    """Two revisions, so that an index of one commit for each has deleted documents."""
    store = MemoryStore()
    store.apply(Decided(run=1, at=NOW, strategy="mood", new=tuple(map(incoming, range(1, 60)))))
    store.apply(Decided(run=2, at=NOW, strategy="mood", new=tuple(map(incoming, range(60, 80)))))
    return store


@pytest.fixture
def folder(tmp_path: Path, store: MemoryStore) -> Path:
    """An index of all that is stored, closed."""
    engine = WhooshEngine(tmp_path / "whoosh")
    follow(engine, store, 50)
    assert engine.check() == ()
    engine.close()
    return tmp_path / "whoosh"


@pytest.fixture
def engine(folder: Path) -> Iterator[WhooshEngine]:
    engine = WhooshEngine(folder)
    yield engine
    engine.close()


def largest(folder: Path, suffix: str) -> Path:
    return max(folder.glob(f"*{suffix}"), key=lambda path: path.stat().st_size)


def test_every_file_is_among_those_that_are_damaged_here(folder: Path) -> None:
    files = [path.name for path in folder.iterdir() if path.is_file() and path.name != "evidence_WRITELOCK"]
    others = [name for name in files if not name.endswith(tuple(NAMES))]
    assert {name.split(".", 1)[1] for name in others} <= {"vps", "_stored.col"}, (
        "files that Whoosh makes and we read not"
    )


def spoilt(plain: bytes, how: str, dice: random.Random) -> bytes:
    match how:
        case "random":
            return dice.randbytes(len(plain))
        case "middle":
            fifth = len(plain) // 5
            return plain[:fifth] + dice.randbytes(3 * fifth) + plain[4 * fifth :]
        case "cut":
            return plain[: len(plain) * 2 // 3]
        case "one bit":
            place = dice.randrange(len(plain))
            return plain[:place] + bytes((plain[place] ^ 1 << dice.randrange(8),)) + plain[place + 1 :]
        case _:
            return b""


@pytest.mark.parametrize("how", ["random", "middle", "cut", "one bit", "emptied"])
@pytest.mark.parametrize("suffix", NAMES)
def test_damage_is_told_and_mended_by_the_next_catch_up(
    engine: WhooshEngine, folder: Path, store: MemoryStore, suffix: str, how: str
) -> None:
    path = largest(folder, suffix)
    path.write_bytes(spoilt(path.read_bytes(), how, random.Random(f"{suffix} {how}")))
    findings = engine.check()
    assert findings
    assert all(finding.endswith(".") for finding in findings)
    follow(engine, store)
    assert engine.check() == ()
    assert engine.revision == store.revision
    assert engine.fingerprints() == store.fingerprints()
    assert engine.search(parse("ketamine[ti]"), limit=None).total == 79


def test_a_removed_file_is_damage_too(engine: WhooshEngine, folder: Path, store: MemoryStore) -> None:
    largest(folder, ".facets.col").unlink()
    assert any(".facets.col is damaged" in finding for finding in engine.check())
    follow(engine, store)
    assert engine.check() == ()


def test_damage_under_a_batch_is_mended_on_the_way(
    engine: WhooshEngine, folder: Path, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Damage that comes after the check: merging looks again, so it is not copied under a new checksum."""
    for number in (101, 102, 103):
        store.apply(Decided(run=3, at=NOW, strategy="mood", new=(incoming(number),)))
    monkeypatch.setattr(engine, "check", lambda: ())
    path = largest(folder, ".profile.col")
    path.write_bytes(spoilt(path.read_bytes(), "one bit", random.Random(1)))
    for _ in catch_up(engine, store, 1):
        pass
    monkeypatch.undo()
    assert engine.check() == ()
    assert engine.fingerprints() == store.fingerprints()


def test_an_index_of_another_version_is_a_finding_and_built_anew(
    engine: WhooshEngine, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {**commits.builder(), "schema": "other"}
    monkeypatch.setattr(commits, "builder", lambda: other)
    monkeypatch.setattr(engines, "builder", lambda: other)
    assert engine.check() == (f"The full-text index in {engine._folder} was built by another version.",)
    follow(engine, store)
    assert engine.check() == ()
    assert engine.fingerprints() == store.fingerprints()


class Failing(MemoryEngine):
    """Fails to take in a batch as often as it is told to."""

    def __init__(self, times: int, code: str) -> None:
        super().__init__()
        self.times, self.code, self.cleared = times, code, 0

    def apply(self, changes: Changes) -> None:
        if self.times:
            self.times -= 1
            raise EngineError("no", code=self.code)
        super().apply(changes)

    def clear(self) -> None:
        self.cleared += 1
        super().clear()


@pytest.mark.parametrize("code", ["engine-damaged", "engine-outdated"])
def test_it_is_built_anew_once_and_a_second_failure_is_told(store: MemoryStore, code: str) -> None:
    once = Failing(1, code)
    follow(once, store)
    assert (once.cleared, once.fingerprints()) == (1, store.fingerprints())
    twice = Failing(2, code)
    with pytest.raises(EngineError) as raised:
        follow(twice, store)
    assert (twice.cleared, raised.value.code) == (1, code)


@pytest.mark.parametrize("code", ["engine-locked", "engine-record", "engine-unavailable"])
def test_an_index_is_not_thrown_away_for_what_is_no_damage(store: MemoryStore, code: str) -> None:
    engine = Failing(1, code)
    with pytest.raises(EngineError):
        follow(engine, store)
    assert engine.cleared == 0


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left"), PermissionError(errno.EACCES, "no")])
def test_a_full_disk_does_not_cost_the_index(
    engine: WhooshEngine, store: MemoryStore, monkeypatch: pytest.MonkeyPatch, failure: OSError
) -> None:
    stood = engine.revision
    store.apply(Decided(run=3, at=NOW, strategy="mood", new=(incoming(101),)))

    def fail(*_: object) -> None:
        raise failure

    with monkeypatch.context() as patched:
        patched.setattr(commits, "_add", fail)
        with pytest.raises(EngineError) as raised:
            follow(engine, store)
    assert raised.value.code == "engine-unavailable"
    assert engine.revision == stood
    assert engine.search(parse("ketamine[ti]"), limit=None).total == 79
