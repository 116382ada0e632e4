"""A judge and a model of meaning plugged into a whole check: what they change, and what the report says of them."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from checking.collection import NOW, collection, library, retracted, trial

from indexer.changes import Decided, Incoming
from indexer.checking.check import check_claim, check_draft, read_claim
from indexer.checking.draft import read_draft
from indexer.checking.judges import Answer, Card, Consultation, Opinion, Sentence
from indexer.checking.library import Library
from indexer.checking.values import Bearing, Stance
from indexer.cli import run
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import JudgeError
from indexer.record import Record
from indexer.refresh import catch_up
from indexer.runs import Run
from indexer.store.sqlite import SqliteStore

CLAIM = "Ketamine reduces suicidal ideation."
# What no rule reads as a direction of this outcome.
OPEN = (
    trial(1, "With ketamine, suicidal ideation was all but gone by the next morning."),
    trial(2, "By the next day ketamine had left little of the suicidal ideation.", title="Suicidal ideation"),
)
REDUCED = (
    trial(3, "Ketamine significantly reduced suicidal ideation compared with saline."),
    trial(4, "Ketamine rapidly reduced suicidal ideation in these adults.", title="Suicidal ideation after ketamine"),
)


AGREES = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    told = {"name": "agrees"}
    if "sentences" in asked:
        told = {"judgements": [{"id": one["id"], "stance": "supports", "score": 1} for one in asked["sentences"]]}
    print(json.dumps(told), flush=True)
"""


class Says:
    """A judge that says one thing of every sentence."""

    card = Card("scripted", "1")

    def __init__(self, bearing: Bearing) -> None:
        self.said = bearing

    def judge(self, claim: str, sentences: Sequence[Sentence]) -> Answer:
        return Answer(tuple(Opinion(one.id, self.said, 0.95) for one in sentences))

    def close(self) -> None:
        pass


def stance(bearing: Bearing | None, *records: Record, claim: str = CLAIM) -> Stance:
    (read,) = read_claim(claim)
    consultation = Consultation(Says(bearing)) if bearing else None
    return check_claim(read, library(*records), consultation=consultation).stance


def test_it_decides_what_the_rules_leave_open_and_vetoes_what_they_decide() -> None:
    assert stance(None, *OPEN) is Stance.INSUFFICIENT
    assert stance(Bearing.SUPPORTS, *OPEN) is Stance.SUPPORTS
    assert stance(None, *REDUCED) is Stance.SUPPORTS
    assert stance(Bearing.UNDETERMINED, *REDUCED) is Stance.SUPPORTS
    assert stance(Bearing.CONTRADICTS, *REDUCED) is Stance.INSUFFICIENT


def test_one_that_supports_everything_supports_neither_another_drug_nor_retracted_work_nor_certainty() -> None:
    assert stance(Bearing.SUPPORTS, *REDUCED, claim="Esketamine reduces suicidal ideation.") is Stance.INSUFFICIENT
    assert stance(Bearing.SUPPORTS, *(retracted(one) for one in OPEN)) is Stance.INSUFFICIENT
    assert stance(Bearing.SUPPORTS, *OPEN, claim="Ketamine always reduces suicidal ideation.") is Stance.INSUFFICIENT


def test_the_report_names_judge_and_model() -> None:
    engine, store = collection(*OPEN)
    draft = read_draft("draft.md", CLAIM.encode())
    plain = check_draft(draft, engine, store, made="2025-06-01")
    assert (plain.judge, plain.retrieval) == ("rules", "words")
    consultation = Consultation(Says(Bearing.SUPPORTS))
    told = check_draft(draft, engine, store, made="2025-06-01", consultation=consultation, semantic=Backwards())
    assert told.judge.startswith("rules, then scripted 1 (hash unknown; not said to be calibrated): 2 sentences judged")
    assert told.retrieval == "words and backwards"


class Backwards:
    """A model to which the last passage is most alike, whatever it says."""

    card = "backwards"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def likeness(self, claim: str, passages: Sequence[str]) -> Sequence[float]:
        self.asked.append(claim)
        return [float(place) for place, _ in enumerate(passages)]

    def close(self) -> None:
        pass


def test_meaning_changes_what_is_found_and_not_what_a_sentence_does() -> None:
    model = Backwards()
    engine, store = collection(*REDUCED)
    (read,) = read_claim(CLAIM)
    with_model, without = (check_claim(read, Library(engine, store, one)) for one in (model, None))
    assert model.asked == [CLAIM]
    assert {(one.record.id, one.bearing) for one in with_model.evidence} == {
        (one.record.id, one.bearing) for one in without.evidence
    }


# --- on the command line ---------------------------------------------------------------------------------------------


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with two studies."""
    (tmp_path / "queries").mkdir()
    (tmp_path / "index").mkdir()
    store = SqliteStore.create(tmp_path / "index" / "records.sqlite3")
    engine = WhooshEngine(tmp_path / "index" / "whoosh")
    with closing(store), closing(engine):
        run_id = store.begin_run(Run(0, "all", "full", NOW))
        store.apply(Decided(run=run_id, at=NOW, new=tuple(Incoming(one, b"<raw/>") for one in OPEN)))
        for _ in catch_up(engine, store):
            pass
    return tmp_path


def test_a_judge_on_the_command_line_decides_or_says_why_it_cannot(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "judge.py").write_text(AGREES, encoding="utf-8")
    asked = ["--workspace", str(workspace), "claim", CLAIM, "--json", "--judge"]
    assert run([*asked, shlex.join([f"command:{sys.executable}", "judge.py"])]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["data"]["stance"] == "supports"
    assert told["data"]["judge"].startswith("rules, then agrees (SHA-256 ")
    assert "judge" in {one["code"] for one in told["warnings"]}
    assert run([*asked, "oracle"]) == 2
    assert "command:WORDS" in json.loads(capsys.readouterr().out)["error"]["hint"]
    assert run([*asked, shlex.join([f"command:{sys.executable}", "-c", "pass"])]) == JudgeError.exit_code
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "judge"


def test_semantic_retrieval_that_is_not_there_is_a_warning_and_words_rank(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.models.minilm.PACKAGE", "no_such_package_anywhere")
    (workspace / "evidence.toml").write_text("[semantic]\non = true\n", encoding="utf-8")
    assert run(["--workspace", str(workspace), "claim", CLAIM, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert "semantic-off" in {one["code"] for one in told["warnings"]}
    assert len(told["data"]["evidence"]) == 2
    assert run(["--workspace", str(workspace), "claim", CLAIM, "--json", "--no-semantic"]) == 0
    assert "semantic-off" not in {one["code"] for one in json.loads(capsys.readouterr().out)["warnings"]}
