"""Traps of Whoosh and of files, each by name: what goes wrong elsewhere, and that it does not here."""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from indexer.changes import Changes
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh import commit as commits
from indexer.engines.whoosh import engine as engines
from indexer.engines.whoosh.merging import tier_of, to_merge
from indexer.engines.whoosh.schema import schema
from indexer.engines.whoosh.storage import IndexFolder
from indexer.engines.whoosh.sums import seal
from indexer.errors import EngineError
from indexer.query import parse
from indexer.query.syntax import Field, Near, Not, Phrase, Range, Term, Word
from indexer.record import AbstractSection, PartialDate, Record, RecordId, record_id


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    one = WhooshEngine(tmp_path / "whoosh")
    yield one
    one.close()


def record(pmid: int, title: str = "", abstract: str = "") -> Record:
    sections = (AbstractSection(abstract),) if abstract else ()
    return Record(id=record_id(str(pmid)), pmid=str(pmid), title=title, abstract=sections)


def changes(*upserts: Record, since: int = 0, upto: int = 1, removed: tuple[RecordId, ...] = ()) -> Changes:
    return Changes(since, upto, upserts, removed, complete=True)


def found(engine: WhooshEngine, query: str) -> set[str]:
    return {hit.id.removeprefix("pmid:") for hit in engine.search(parse(query), limit=None).hits}


def folder_of(engine: WhooshEngine) -> Path:
    return Path(engine._storage.folder)


def largest(engine: WhooshEngine, suffix: str) -> Path:
    return max(folder_of(engine).glob(f"*{suffix}"), key=lambda path: path.stat().st_size)


def unsealed(contents: Path) -> bytes:
    """A table of contents without the checksum at its end."""
    return contents.read_bytes()[:-4]


def segments_at(contents: bytes) -> int:
    """Where in a table of contents the list of segments begins: its last pickle."""
    return contents.rindex(b"\x80" + bytes((pickle.HIGHEST_PROTOCOL,)))


# The writer


def test_a_record_that_cannot_be_indexed_leaks_nothing_into_the_next(engine: WhooshEngine) -> None:
    engine.apply(changes(record(1, "Ketamine")))
    unfit = dataclasses.replace(record(2, "Leaking"), pmid="9" * 30)
    with pytest.raises(EngineError, match="pmid:2 cannot be indexed"):
        engine.apply(changes(unfit, record(3, "Esketamine"), since=1, upto=2))
    assert engine.revision == 1
    assert found(engine, "all[sb]") == {"1"}
    engine.apply(changes(record(3, "Esketamine"), since=1, upto=2))
    assert found(engine, "leaking[ti]") == set()
    assert found(engine, "esketamine[ti]") == {"3"}


@pytest.mark.parametrize("failure", [TypeError, OSError, MemoryError, KeyboardInterrupt])
@pytest.mark.parametrize("where", ["_add", "_delete", "merge_tiers"])
def test_a_failing_commit_leaves_the_old_state_and_no_poisoned_writer(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch, failure: type[BaseException], where: str
) -> None:
    engine.apply(changes(record(1, "Ketamine")))

    def fail(*_arguments: object, **_options: object) -> None:
        raise failure("no")

    with monkeypatch.context() as patched:
        patched.setattr(commits, where, fail)
        expected = EngineError if issubclass(failure, Exception) else failure
        with pytest.raises(expected):
            engine.apply(changes(record(2, "Esketamine"), since=1, upto=2))
    assert engine.revision == 1
    assert found(engine, "all[sb]") == {"1"}
    engine.apply(changes(record(2, "Esketamine"), since=1, upto=2))
    assert found(engine, "all[sb]") == {"1", "2"}


def test_one_id_twice_in_a_batch_is_there_once_in_its_last_state(engine: WhooshEngine) -> None:
    engine.apply(changes(record(1, "Ketamine"), record(2, "Mood"), record(1, "Esketamine")))
    assert found(engine, "all[sb]") == {"1", "2"}
    assert found(engine, "ketamine[ti]") == set()
    assert found(engine, "esketamine[ti]") == {"1"}


def test_a_held_lock_is_an_error_at_once_and_readers_do_not_wait(engine: WhooshEngine) -> None:
    engine.apply(changes(record(1, "Ketamine")))
    reader = WhooshEngine(folder_of(engine), read_only=True)
    with commits.locked(IndexFolder(str(folder_of(engine)))):
        for write in (lambda: engine.apply(changes(upto=2, since=1)), engine.clear):
            with pytest.raises(EngineError) as raised:
                write()
            assert raised.value.code == "engine-locked"
        assert found(reader, "ketamine[ti]") == {"1"}
    engine.apply(changes(record(2, "Ketamine"), since=1, upto=2))
    assert found(reader, "ketamine[ti]") == {"1", "2"}
    assert reader.revision == 2
    reader.close()


def test_a_reader_keeps_its_snapshot_while_its_files_are_removed(engine: WhooshEngine) -> None:
    for number in range(1, 5):
        engine.apply(changes(record(number, "Ketamine"), since=number - 1, upto=number))
    reader = WhooshEngine(folder_of(engine))
    snapshot = reader._usable()
    for number in range(5, 15):
        engine.apply(changes(record(number, "Ketamine"), since=number - 1, upto=number))
    assert sum(len(list(segment.terms.beginning(b"k:id:"))) for segment in snapshot.segments) == 4
    assert len(found(reader, "ketamine[ti]")) == 14
    reader.close()


def test_a_read_only_engine_writes_nothing_and_opening_creates_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "whoosh"
    engine = WhooshEngine(folder, read_only=True)
    assert engine.revision == 0
    for write in (lambda: engine.apply(changes()), engine.clear):
        with pytest.raises(EngineError):
            write()
    WhooshEngine(folder).clear()
    assert not folder.exists()


def test_asking_an_index_that_is_not_there_is_an_error_and_not_an_empty_answer(engine: WhooshEngine) -> None:
    with pytest.raises(EngineError) as raised:
        engine.search(Term(Field.TITLE, "ketamine"), limit=10)
    assert raised.value.code == "engine-missing"
    assert "evidence engine rebuild" in raised.value.hint


# Queries that Whoosh itself fails or answers otherwise


def test_proximity_holds_in_any_order_and_counts_words_truly(engine: WhooshEngine) -> None:
    engine.apply(changes(record(1, "Depression treated with ketamine"), record(2, "Ketamine against depression")))

    def near(distance: int) -> set[str]:
        words = (Word("ketamine"), Word("depression"))
        return {hit.id for hit in engine.search(Near(Field.TITLE, words, distance), limit=None).hits}

    assert near(0) == set()
    assert near(1) == {"pmid:2"}
    assert near(2) == {"pmid:1", "pmid:2"}


def test_a_phrase_never_crosses_from_one_section_into_the_next(engine: WhooshEngine) -> None:
    sections = (AbstractSection("Given ketamine"), AbstractSection("depression went", label="RESULTS"))
    engine.apply(changes(dataclasses.replace(record(1), abstract=sections)))
    words = (Word("ketamine"), Word("depression"))
    assert engine.search(Phrase(Field.ABSTRACT, words), limit=None).total == 0
    assert engine.search(Near(Field.ABSTRACT, words, 50), limit=None).total == 0
    assert found(engine, '"depression went"[ab]') == {"1"}


def test_ranges_are_right_at_their_ends_and_across_zero(engine: WhooshEngine) -> None:
    dated = [dataclasses.replace(record(year), published=PartialDate(year, 12, 31)) for year in (999, 1999, 2000, 2024)]
    engine.apply(changes(*dated))

    def between(low: int, high: int) -> list[str]:
        return sorted(hit.id for hit in engine.search(Range(Field.PUBLISHED, low, high), limit=None).hits)

    assert between(19991231, 20001231) == ["pmid:1999", "pmid:2000"]
    assert between(20000101, 20001230) == []
    assert between(-1, 99999999) == ["pmid:1999", "pmid:2000", "pmid:2024", "pmid:999"]
    assert between(20241231, 20241231) == ["pmid:2024"]


def test_words_are_ours_whatever_the_fork_takes_for_a_word(engine: WhooshEngine) -> None:
    engine.apply(changes(record(1, "(S)-Ketamine 0.5 mg/kg: TNF-α, CO₂ and naïve_x")))
    for word in ("s", "0.5", "mg", "tnf", "alpha", "co2", "naive", "x"):
        assert engine.search(Term(Field.TITLE, word), limit=None).total == 1, word
    for word in ("(s)", "mg/kg", "0", "5"):
        assert engine.search(Term(Field.TITLE, word), limit=None).total == 0, word


def test_the_stamp_is_no_record(engine: WhooshEngine) -> None:
    engine.apply(changes(record(1, "Ketamine"), upto=1))
    engine.apply(changes(since=1, upto=2))
    assert engine.search(Not(Term(Field.TITLE, "nothing")), limit=None).total == 1
    assert engine.search(Term(Field.TITLE, "", truncated=True), limit=None).total == 1
    assert len(engine.fingerprints()) == 1


# The stamp


@pytest.mark.parametrize("part", ["schema", "tokeniser", "appraisal", "evidence", "whoosh", "byteorder"])
def test_an_index_built_otherwise_stands_at_revision_0_and_is_built_again(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    engine.apply(changes(record(1, "Ketamine"), upto=5))
    other = {**commits.builder(), part: "other"}
    monkeypatch.setattr(commits, "builder", lambda: other)
    monkeypatch.setattr(engines, "builder", lambda: other)
    assert engine.revision == 0
    with pytest.raises(EngineError) as raised:
        engine.search(Term(Field.TITLE, "ketamine"), limit=None)
    assert raised.value.code == "engine-outdated"
    engine.apply(changes(record(2, "Esketamine"), upto=6))
    assert engine.revision == 6
    assert engine.ids() == {record_id("2")}


def test_the_stamp_says_which_whoosh_wrote_it() -> None:
    distribution, *version = commits.builder()["whoosh"]
    assert distribution.split()[0] in {"whoosh3", "whoosh-reloaded"}
    assert all(isinstance(number, int) for number in version)
    assert json.loads(json.dumps(commits.builder())) == commits.builder()


# Pickles


def test_a_strangers_pickle_is_not_run(engine: WhooshEngine, tmp_path: Path) -> None:
    engine.apply(changes(record(1, "Ketamine")))
    mark = tmp_path / "mark"

    class Stranger:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(mark),)

    contents = largest(engine, ".toc")
    plain = unsealed(contents)
    contents.write_bytes(plain[: segments_at(plain)] + pickle.dumps(Stranger(), 2))
    seal(contents)
    with pytest.raises(EngineError):
        WhooshEngine(folder_of(engine)).search(Term(Field.TITLE, "ketamine"), limit=None)
    assert not mark.exists()
    TOC.read(FileStorage(folder_of(engine)), "evidence", schema=schema())
    assert mark.exists(), "Whoosh alone would have run it"


def test_the_schema_in_the_folder_is_never_read(engine: WhooshEngine, tmp_path: Path) -> None:
    engine.apply(changes(record(1, "Ketamine")))
    contents = largest(engine, ".toc")
    plain = unsealed(contents)
    start, end = plain.index(b"\x80\x02"), segments_at(plain)
    # Same length, so that what follows (a generation, an unused number, the segments) stays readable.
    contents.write_bytes(plain[:start] + b"\xff" * (end - start - 8) + plain[end - 8 :])
    seal(contents)
    again = WhooshEngine(folder_of(engine))
    assert found(again, "ketamine[ti]") == {"1"}
    again.close()


# Damage


@pytest.mark.parametrize("suffix", [".toc", ".trm", ".row.col"])
@pytest.mark.parametrize("damage", ["emptied", "cut", "zeroed", "removed"])
def test_damage_is_noticed_at_opening(engine: WhooshEngine, suffix: str, damage: str) -> None:
    engine.apply(changes(*(record(number, f"Ketamine {number}") for number in range(1, 50))))
    path = largest(engine, suffix)
    plain = path.read_bytes()
    engine.close()
    if damage == "removed":
        path.unlink()
    else:
        kept = {"emptied": b"", "cut": plain[: len(plain) // 2], "zeroed": bytes(len(plain))}[damage]
        path.write_bytes(kept)
    again = WhooshEngine(folder_of(engine))
    if suffix == ".toc" and damage == "removed":
        assert again.revision == 0
    else:
        with pytest.raises(EngineError) as raised:
            _ = again.revision
        assert raised.value.code == "engine-damaged"
        assert "evidence engine rebuild" in raised.value.hint
    with pytest.raises(EngineError):
        again.search(Term(Field.TITLE, "ketamine"), limit=None)
    again.clear()
    again.apply(changes(record(1, "Ketamine"), upto=9))
    assert again.revision == 9
    assert again.ids() == {record_id("1")}
    again.close()


def test_damaged_postings_are_noticed_when_they_are_read(engine: WhooshEngine) -> None:
    engine.apply(changes(*(record(number, f"Ketamine {number}") for number in range(1, 50))))
    path = largest(engine, ".pst")
    plain = path.read_bytes()
    engine.close()
    path.write_bytes(bytes(byte ^ 0x55 for byte in plain))
    again = WhooshEngine(folder_of(engine))
    with pytest.raises(EngineError) as raised:
        again.search(Term(Field.TITLE, "ketamine"), limit=None)
    assert raised.value.code == "engine-damaged"
    again.clear()


def test_clearing_leaves_other_files_alone(engine: WhooshEngine) -> None:
    engine.apply(changes(record(1)))
    other = folder_of(engine) / "README.md"
    other.write_text("mine")
    (folder_of(engine) / "evidence.tmp").mkdir(exist_ok=True)
    engine.clear()
    assert {path.name for path in folder_of(engine).iterdir()} == {"README.md", "evidence_WRITELOCK"}
    assert engine.revision == 0


# Killing


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_killed_anywhere_in_a_commit_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    """The process is killed before each of its file operations in turn, until one commit comes through."""
    engine = WhooshEngine(tmp_path / "whoosh")
    for number in range(1, 4):
        engine.apply(changes(record(number, "Ketamine"), since=number - 1, upto=number))
    engine.close()
    old, new = {"1", "2", "3"}, {"2", "3", "4", "5"}
    batch = changes(record(4, "Esketamine"), record(5), since=3, upto=4, removed=(record_id("1"),))
    outcomes = []
    for steps in range(200):
        child = os.fork()
        if child == 0:  # pragma: no cover - the child never comes back
            _die_after(steps)
            WhooshEngine(tmp_path / "whoosh").apply(batch)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        reopened = WhooshEngine(tmp_path / "whoosh")
        assert (reopened.revision, found(reopened, "all[sb]")) in [(3, old), (4, new)]
        outcomes.append(reopened.revision)
        reopened.close()
        if os.WIFEXITED(status) or outcomes[-1] == 4:
            break
    assert len(outcomes) > 10
    assert outcomes[-1] == 4
    last = WhooshEngine(tmp_path / "whoosh")
    last.apply(batch)
    assert found(last, "all[sb]") == new
    left = {path.name.split(".")[0] for path in (tmp_path / "whoosh").glob("evidence_*.trm")}
    assert len(left) == len(last._usable().segments), "what killed commits had begun is gone"
    assert not list((tmp_path / "whoosh").glob("*.toc.*"))
    assert not (tmp_path / "whoosh" / "evidence.tmp").exists()
    last.close()


def _die_after(steps: int) -> None:
    """Kills this process at its next file operation in the index after `steps` of them."""
    remaining = [steps]

    def dying(name: str) -> None:
        plain = getattr(IndexFolder, name)

        def operation(*arguments: object, **options: object) -> object:
            if not remaining[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            remaining[0] -= 1
            return plain(*arguments, **options)

        setattr(IndexFolder, name, operation)

    for name in ("create_file", "rename_file", "delete_file", "open_file"):
        dying(name)


# Size and speed


def test_segments_stay_few_however_many_batches_there_are() -> None:
    sizes: list[int] = []
    rewritten = 0
    for _ in range(3000):
        chosen = to_merge(sizes, 10)
        rewritten += sum(sizes[place] for place in chosen)
        merged = 10 + sum(sizes[place] for place in chosen)
        sizes = [size for place, size in enumerate(sizes) if place not in chosen] + [merged]
        assert len(sizes) <= 3 * (tier_of(sum(sizes)) + 1)
    assert sum(sizes) == 30_000
    assert rewritten < 12 * 30_000


def test_a_large_segment_is_not_rewritten_for_a_small_batch() -> None:
    assert to_merge([20_000, 4_000, 100], 10) == []
    assert to_merge([20_000, 100, 0, 50, 10], 10) == [1, 2, 3, 4]


def test_opening_copies_nothing(engine: WhooshEngine) -> None:
    engine.apply(changes(*(record(number, f"word{number} ketamine") for number in range(1, 300))))
    opened = engine._usable().segments[0].terms._postings
    assert type(opened.file).__name__ == "mmap"
    with pytest.raises(EOFError):
        opened.get(largest(engine, ".pst").stat().st_size - 1, 2)


def test_importing_the_engine_stays_light() -> None:
    code = (
        "import sys; import indexer.engines.whoosh, indexer.engines.memory; "
        "print([m for m in ('numpy', 'Bio', 'requests', 'lxml', 'sqlite3', 'rich') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"
