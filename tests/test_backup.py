"""`evidence backup` and `evidence restore`: what comes back is what was there, or nothing is touched."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from indexer.app import Workspace, utc_now
from indexer.changes import Decided, Gone, Incoming
from indexer.cli import run
from indexer.errors import StoreError, UsageError
from indexer.record import FIRST_DEMONSTRATION_PMID, AbstractSection, Record, RecordId, record_id
from indexer.refresh import catch_up
from indexer.settings import Settings
from indexer.store import schema
from indexer.store.archive import CONTENT, MANIFEST, Manifest
from indexer.store.backup import back_up
from indexer.store.restore import staged
from indexer.store.sqlite import SqliteStore

Evidence = Callable[..., tuple[int, dict[str, Any]]]


def incoming(number: int, word: str = "ketamine") -> Incoming:
    pmid = str(FIRST_DEMONSTRATION_PMID + number)
    title = f"Invented study {number} of {word}."
    section = AbstractSection(f"Nothing was found in {number}. " * 20, "RESULTS")
    return Incoming(Record(record_id(pmid), pmid, title, abstract=(section,)), title.encode())


def batch(first: int, count: int, word: str = "ketamine", gone: tuple[RecordId, ...] = ()) -> Decided:
    new = tuple(incoming(number, word) for number in range(first, first + count))
    return Decided(run=1, at=utc_now(), strategy="all", new=new, gone=tuple(Gone(one, "deleted") for one in gone))


def make(folder: Path, *batches: Decided) -> Workspace:
    """A workspace with these batches stored and indexed."""
    (folder / "queries").mkdir(parents=True)
    workspace = Workspace(Settings(folder))
    with workspace.store(write=True) as store, workspace.engine(write=True) as engine:
        for one in batches:
            store.apply(one)
        for _ in catch_up(engine, store):
            pass
    return workspace


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}


def titles(workspace: Workspace) -> set[str]:
    """What can be found, by way of the engine; fails if engine and store differ."""
    with workspace.reading() as (store, engine):
        assert engine.fingerprints() == store.fingerprints()
        assert engine.revision == store.revision
        return {one.record.title for one in store.get(tuple(engine.ids())).values()}


@pytest.fixture
def evidence(capsys: pytest.CaptureFixture[str]) -> Evidence:
    """Runs a command on a workspace; gives exit code and JSON object."""

    def call(workspace: Workspace, *arguments: object) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = run(["--workspace", str(workspace.settings.workspace), *map(str, arguments), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return call


def altered(backup: Path, **changes: object) -> None:
    """Rewrites a backup's manifest."""
    with zipfile.ZipFile(backup) as file:
        manifest, stored = json.loads(file.read(MANIFEST)), file.read(CONTENT)
    with zipfile.ZipFile(backup, "w") as file:
        file.writestr(MANIFEST, json.dumps(manifest | changes))
        file.writestr(CONTENT, stored)


@contextmanager
def unchanged(*paths: Path) -> Iterator[None]:
    before = [path.read_bytes() for path in paths]
    yield
    assert [path.read_bytes() for path in paths] == before


# The way there and back


def test_what_comes_back_is_everything_that_was_there(tmp_path: Path, evidence: Evidence) -> None:
    there = make(tmp_path / "there", batch(1, 30), batch(31, 5, gone=(record_id(str(FIRST_DEMONSTRATION_PMID + 3)),)))
    code, answer = evidence(there, "backup", tmp_path / "b.zip")
    assert (code, answer["data"]["records"], answer["data"]["revision"]) == (0, 35, 2)
    here = make(tmp_path / "here")
    here.settings.store_path.unlink()
    code, answer = evidence(here, "restore", tmp_path / "b.zip")
    assert (code, answer["data"]["kept"], answer["snapshot"]["engine_revision"]) == (0, None, 2)
    assert content(here.settings.store_path) == content(there.settings.store_path)
    assert titles(here) == titles(there)
    with here.store() as store:
        assert store.check() == ()


def test_a_backup_says_what_it_is_and_any_tool_can_prove_it(tmp_path: Path, evidence: Evidence) -> None:
    there = make(tmp_path / "there", batch(1, 3))
    _, answer = evidence(there, "backup", tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as file:
        assert file.namelist() == [MANIFEST, CONTENT]
        manifest, stored = json.loads(file.read(MANIFEST)), file.read(CONTENT)
    assert hashlib.sha256(stored).hexdigest() == manifest["sha256"] == answer["data"]["sha256"]
    assert len(stored) == manifest["size"]
    assert set(manifest) == {field.name for field in dataclasses.fields(Manifest)}
    (tmp_path / "plain.sqlite3").write_bytes(stored)
    assert len(content(tmp_path / "plain.sqlite3")["records"]) == 3


def test_it_is_one_moment_s_store_while_another_writes(tmp_path: Path) -> None:
    there = make(tmp_path / "there", batch(1, 200))
    path = there.settings.store_path
    stop = threading.Event()

    def write() -> None:
        with SqliteStore.open(path) as store:
            number = 1000
            while not stop.is_set():
                store.apply(batch(number, 10))
                number += 10

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = [back_up(path, tmp_path / f"{n}.zip", now=utc_now(), program="1") for n in range(4)]
    finally:
        stop.set()
        writer.join()
    assert len({one.revision for one in backups}) > 1, "the writer did not write meanwhile: the test proves nothing"
    for number, manifest in enumerate(backups):
        assert manifest.records == 200 + 10 * (manifest.revision - 1), "whole batches only"
        with staged(tmp_path / f"{number}.zip", tmp_path / f"{number}.sqlite3") as stage:
            stage.swap()
        with SqliteStore.open(tmp_path / f"{number}.sqlite3", read_only=True) as store:
            assert (store.check(), store.revision) == ((), manifest.revision)


def test_a_backup_replaces_the_last_one_and_leaves_nothing_lying_about(tmp_path: Path, evidence: Evidence) -> None:
    there = make(tmp_path / "there", batch(1, 3))
    (tmp_path / "backups").mkdir()
    assert evidence(there, "backup", tmp_path / "backups" / "b.zip")[0] == 0
    first = (tmp_path / "backups" / "b.zip").read_bytes()
    with there.store(write=True) as store:
        store.apply(batch(10, 2))
    with (tmp_path / "backups" / "b.zip").open("rb") as held:
        assert evidence(there, "backup", tmp_path / "backups" / "b.zip")[0] == 0
        assert held.read() == first, "a new file takes its name: nobody reads half a backup"
    assert [path.name for path in (tmp_path / "backups").iterdir()] == ["b.zip"]
    here = make(tmp_path / "here")
    assert evidence(here, "restore", tmp_path / "backups" / "b.zip", "--force")[1]["data"]["records"] == 5
    assert not list(here.settings.index.glob("*.restoring*"))


# What a backup refuses


def test_a_damaged_store_never_replaces_a_good_backup(tmp_path: Path, evidence: Evidence) -> None:
    there = make(tmp_path / "there", batch(1, 3))
    assert evidence(there, "backup", tmp_path / "b.zip")[0] == 0
    with closing(sqlite3.connect(there.settings.store_path)) as connection:
        connection.execute("UPDATE records SET fingerprint = 'other' WHERE pmid % 2 = 0")
        connection.commit()
    with unchanged(tmp_path / "b.zip"):
        code, answer = evidence(there, "backup", tmp_path / "b.zip")
    assert (code, answer["error"]["code"]) == (4, "store-damaged")
    assert "does not match its fingerprint" in answer["error"]["message"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_it_never_overwrites_anything_but_a_backup(tmp_path: Path, evidence: Evidence) -> None:
    there = make(tmp_path / "there", batch(1, 3))
    notes = tmp_path / "notes.txt"
    notes.write_text("A year's work.")
    store = there.settings.store_path
    for target in (notes, store, store.with_name(store.name + "-wal"), tmp_path, tmp_path / "no" / "such" / "folder"):
        with unchanged(notes, store):
            assert evidence(there, "backup", target)[0] == 2, target


def test_without_a_store_there_is_nothing_to_back_up(tmp_path: Path, evidence: Evidence) -> None:
    (tmp_path / "queries").mkdir()
    code, answer = evidence(Workspace(Settings(tmp_path)), "backup", tmp_path / "b.zip")
    assert (code, answer["error"]["code"]) == (4, "no-store")
    assert not (tmp_path / "b.zip").exists()


# What a restore refuses


@pytest.fixture
def pair(tmp_path: Path, evidence: Evidence) -> tuple[Workspace, Path]:
    """A workspace with a store of its own, and another one's backup."""
    there = make(tmp_path / "there", batch(1, 20, "esketamine"))
    assert evidence(there, "backup", tmp_path / "b.zip")[0] == 0
    return make(tmp_path / "here", batch(100, 4)), tmp_path / "b.zip"


def test_a_store_that_is_there_is_replaced_only_when_told_so(pair: tuple[Workspace, Path], evidence: Evidence) -> None:
    here, backup = pair
    with unchanged(here.settings.store_path):
        code, answer = evidence(here, "restore", backup)
    assert (code, answer["error"]["code"]) == (2, "store-exists")
    assert "--force" in answer["error"]["hint"]


def write_and_die(path: Path) -> None:
    """Stores seven records, which a process that is killed leaves in the write-ahead log alone."""
    program = f"""
import os, sys; sys.path[:0] = {sys.path!r}
from tests.test_backup import batch, Path, SqliteStore
SqliteStore.open(Path({str(path)!r})).apply(batch(500, 7))
os._exit(9)"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    assert path.with_name(path.name + "-wal").stat().st_size > 0


def test_the_old_store_is_kept_whole_with_what_was_only_in_its_log(
    pair: tuple[Workspace, Path], evidence: Evidence
) -> None:
    here, backup = pair
    write_and_die(here.settings.store_path)
    code, answer = evidence(here, "restore", backup, "--force")
    assert code == 0
    with SqliteStore.open(Path(answer["data"]["kept"]), read_only=True) as old:
        assert (old.check(), old.counts().records) == ((), 11)
    assert len(titles(here)) == 20


def bits_flipped(backup: Path) -> None:
    # In the middle lies the content: a kept byte less or more would break the frame, a flipped one only the content.
    whole = bytearray(backup.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    backup.write_bytes(whole)


def cut_short(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])


def emptied(backup: Path) -> None:
    backup.write_bytes(b"")


def swapped_content(backup: Path) -> None:
    with zipfile.ZipFile(backup) as file:
        manifest = file.read(MANIFEST)
    with zipfile.ZipFile(backup, "w") as file:
        file.writestr(MANIFEST, manifest)
        file.writestr(CONTENT, b"SQLite format 3\x00 and then something else")


def unsound_content(backup: Path) -> None:
    """Somebody edited the content and put its new hash into the manifest: the store's own check still sees it."""
    loose = backup.with_name("loose.sqlite3")
    with zipfile.ZipFile(backup) as file:
        loose.write_bytes(file.read(CONTENT))
        manifest = json.loads(file.read(MANIFEST))
    with closing(sqlite3.connect(loose)) as connection:
        connection.execute("UPDATE records SET fingerprint = 'other'")
        connection.commit()
    stored = loose.read_bytes()
    with zipfile.ZipFile(backup, "w") as file:
        digest = hashlib.sha256(stored).hexdigest()
        file.writestr(MANIFEST, json.dumps(manifest | {"sha256": digest, "size": len(stored)}))
        file.writestr(CONTENT, stored)


def other_revision(backup: Path) -> None:
    altered(backup, revision=99)


def no_numbers(backup: Path) -> None:
    altered(backup, schema="three")


@pytest.mark.parametrize(
    "spoil", [bits_flipped, cut_short, emptied, swapped_content, unsound_content, other_revision, no_numbers]
)
def test_a_damaged_backup_changes_nothing(
    pair: tuple[Workspace, Path], evidence: Evidence, spoil: Callable[[Path], None]
) -> None:
    here, backup = pair
    spoil(backup)
    before = titles(here)
    with unchanged(here.settings.store_path):
        code, answer = evidence(here, "restore", backup, "--force")
    assert (code, answer["error"]["code"]) == (4, "backup-damaged")
    assert titles(here) == before
    assert not list(here.settings.index.glob("*restor*"))


@pytest.mark.parametrize("newer", [{"format": 2}, {"schema": len(schema.MIGRATIONS) + 1}])
def test_a_newer_version_s_backup_changes_nothing(
    pair: tuple[Workspace, Path], evidence: Evidence, newer: dict[str, int]
) -> None:
    here, backup = pair
    altered(backup, **newer, program="99.0")
    with unchanged(here.settings.store_path):
        code, answer = evidence(here, "restore", backup, "--force")
    assert (code, answer["error"]["code"]) == (4, "backup-too-new")
    assert "99.0" in answer["error"]["message"]


def test_a_file_that_is_none_of_ours_is_told_from_a_damaged_one(
    pair: tuple[Workspace, Path], evidence: Evidence
) -> None:
    here, backup = pair
    with zipfile.ZipFile(backup, "w") as file:
        file.writestr("holiday.jpg", b"sea")
    assert evidence(here, "restore", backup, "--force")[0] == 2
    assert evidence(here, "restore", backup.with_name("nowhere.zip"), "--force")[0] == 2


def test_while_somebody_writes_nothing_is_restored(pair: tuple[Workspace, Path], evidence: Evidence) -> None:
    here, backup = pair
    with here.locked("refresh"), unchanged(here.settings.store_path):
        assert evidence(here, "restore", backup, "--force")[0] == 6


# What a restore must get right


def test_an_index_of_another_store_never_lives_on(tmp_path: Path, evidence: Evidence) -> None:
    # The same revision, other records: only clearing the index tells them apart.
    there = make(tmp_path / "there", batch(1, 5, "esketamine"), batch(6, 5, "esketamine"))
    evidence(there, "backup", tmp_path / "b.zip")
    here = make(tmp_path / "here", batch(100, 5), batch(105, 5))
    assert evidence(here, "restore", tmp_path / "b.zip", "--force")[0] == 0
    assert titles(here) == titles(there)


def test_a_damaged_store_can_be_replaced_and_is_kept(pair: tuple[Workspace, Path], evidence: Evidence) -> None:
    here, backup = pair
    path = here.settings.store_path
    path.write_bytes(b"nothing that SQLite knows" * 300)
    path.with_name(path.name + "-wal").write_bytes(b"an old log")
    code, answer = evidence(here, "restore", backup, "--force")
    assert code == 0
    assert len(titles(here)) == 20
    kept = Path(answer["data"]["kept"])
    assert kept.read_bytes().startswith(b"nothing that")
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"an old log"


def test_a_second_restore_keeps_the_store_before_it(pair: tuple[Workspace, Path], evidence: Evidence) -> None:
    here, backup = pair
    for _ in range(2):
        code, answer = evidence(here, "restore", backup, "--force")
        assert code == 0
    with SqliteStore.open(Path(answer["data"]["kept"]), read_only=True) as old:
        assert old.counts().records == 20


READER = f"""
import sys; sys.path[:0] = {sys.path!r}
from pathlib import Path
from indexer.store.sqlite import SqliteStore
with SqliteStore.open(Path(sys.argv[1]), read_only=True) as store:
    print(*store.ids(), flush=True)
    for _ in sys.stdin:
        print(*store.ids(), *store.check(), flush=True)
"""


def test_a_reader_keeps_its_store_while_another_takes_its_place(
    pair: tuple[Workspace, Path], evidence: Evidence
) -> None:
    here, backup = pair
    command = [sys.executable, "-c", READER, str(here.settings.store_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        before = reader.stdout.readline()
        assert len(before.split()) == 4
        assert evidence(here, "restore", backup, "--force")[0] == 0
        with here.store(write=True) as writer:
            writer.apply(batch(900, 50))
            reader.stdin.write("again\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == before
            reader.stdin.close()
            assert reader.wait() == 0
    with here.store() as store:
        assert (store.check(), store.counts().records) == ((), 70)


def test_an_older_version_s_backup_is_brought_up_to_date(tmp_path: Path) -> None:
    old = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(old)) as connection:
        connection.row_factory = sqlite3.Row
        connection.isolation_level = None
        schema.migrate(connection, old, schema.MIGRATIONS[:1])
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    stored = old.read_bytes()
    manifest = {
        "format": 1, "program": "0.1", "schema": 1, "revision": 0, "records": 0, "created": "2026-01-01T00:00:00+00:00",
        "size": len(stored), "sha256": hashlib.sha256(stored).hexdigest(),
    }  # fmt: skip
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as file:
        file.writestr(MANIFEST, json.dumps(manifest))
        file.writestr(CONTENT, stored)
    with staged(tmp_path / "b.zip", tmp_path / "new.sqlite3") as stage:
        assert stage.swap() is None
    with SqliteStore.open(tmp_path / "new.sqlite3", read_only=True) as store:
        assert store.check() == ()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_an_error_and_no_damage(pair: tuple[Workspace, Path]) -> None:
    here, backup = pair
    here.settings.index.chmod(0o555)
    try:
        with pytest.raises(StoreError, match="cannot be written"), staged(backup, here.settings.store_path):
            pass
    finally:
        here.settings.index.chmod(0o755)


def test_a_full_disk_leaves_the_last_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = make(tmp_path / "there", batch(1, 3))
    target = tmp_path / "b.zip"
    back_up(there.settings.store_path, target, now=utc_now(), program="1")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with unchanged(target), pytest.raises(UsageError, match="No space left"):
        back_up(there.settings.store_path, target, now=utc_now(), program="1")
    assert {path.name for path in tmp_path.iterdir()} == {"there", "b.zip"}


# Killed


# Restores into a fresh copy of a workspace again and again, in a process that kills itself before the nth call that
# changes names or waits for the disk, until one runs through. Prints how each ended.
DEADLY = f"""
import os, shutil, signal, sys; sys.path[:0] = {sys.path!r}
from pathlib import Path
from indexer.app import Workspace
from indexer.engines.whoosh import WhooshEngine
from indexer.settings import Settings
from indexer.store import restore
template, backup, target = map(Path, sys.argv[1:])
left = 0
def deadly(function):
    def call(*args, **more):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **more)
    return call
status = None
while status != 0:
    folder = target / str(left)
    shutil.copytree(template, folder)
    child = os.fork()
    if child == 0:
        for owner, names in ((Path, ("unlink", "replace")), (os, ("link", "fsync"))):
            for name in names:
                setattr(owner, name, deadly(getattr(owner, name)))
        Workspace(Settings(folder)).restore(backup)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(status)
    left += 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_kill_at_any_step_of_a_restore_leaves_either_store(pair: tuple[Workspace, Path], tmp_path: Path) -> None:
    template, backup = pair
    write_and_die(template.settings.store_path)
    (tmp_path / "killed").mkdir()
    command = [sys.executable, "-c", DEADLY, template.settings.workspace, backup, tmp_path / "killed"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    *killed, through = map(int, done.stdout.split())
    assert (set(killed), through) == ({-signal.SIGKILL}, 0)
    seen = []
    for step in range(len(killed) + 1):
        here = Workspace(Settings(tmp_path / "killed" / str(step)))
        with here.store() as store, here.engine() as engine:
            assert store.check() == ()
            seen.append(store.counts().records)
            assert engine.revision == 0 or seen[-1] == 11, "an index never outlives its store"
        with here.locked("refresh"), here.store(write=True) as store, here.engine(write=True) as engine:
            for _ in catch_up(engine, store):
                pass
        assert len(titles(here)) == seen[-1], "and the next run builds it anew"
    assert seen == sorted(seen)
    assert set(seen) == {11, 20}
    assert seen.count(11) > 5


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_kill_at_any_moment_of_a_backup_leaves_a_whole_one(tmp_path: Path) -> None:
    there = make(tmp_path / "there", *(batch(100 * n, 100) for n in range(1, 6)))
    target = tmp_path / "b.zip"
    back_up(there.settings.store_path, target, now=utc_now(), program="first")
    program = f"""
import sys; sys.path[:0] = {sys.path!r}
from tests.test_backup import back_up, Path, utc_now
print("ready", flush=True)
for number in range(1000):
    back_up(Path({str(there.settings.store_path)!r}), Path({str(target)!r}), now=utc_now(), program=str(number))
"""
    chance = random.Random(20260105)
    for _ in range(4):
        with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=chance.uniform(0.01, 0.25))
            process.send_signal(signal.SIGKILL)
        with staged(target, tmp_path / "proof.sqlite3") as stage:
            assert stage.manifest.records == 500
