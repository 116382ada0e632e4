"""`evidence claims`: what is kept, what moves it, what the digest says of it; and what must never be lost by it."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from appraisal.abstracts import record
from checking.collection import numbered, retracted, trial
from fakes_source import FakeSource

import indexer.checking.watch
from indexer.app import Workspace
from indexer.checking.values import Claim, Verdict
from indexer.cli import run
from indexer.errors import SourceUnreachable
from indexer.settings import Settings
from indexer.store import schema
from indexer.watched import Method

Call = Callable[..., tuple[int, dict[str, Any]]]
Spoken = Callable[..., tuple[int, str, str]]

CLAIM = "Ketamine reduces suicidal ideation"
FIRST = trial(1, "Ketamine significantly reduced suicidal ideation compared with saline.")
SECOND = trial(2, "Ketamine rapidly reduced suicidal ideation in these adults.", title="Suicidal ideation and ketamine")
WEATHER = tuple(
    numbered(50 + number, record(f"Weather {number}", ("RESULTS", "Rain fell on roofs and gardens.")))
    for number in range(6)
)
THIRD = trial(3, "After one day ketamine had reduced suicidal ideation more than saline.", title="One day of ketamine")
STRATEGY = 'name = "{0}"\ntitle = "{0}"\nquestion = "?"\nquery = """{0}[tiab]"""\n'


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> FakeSource:
    """PubMed, as it is asked by every refresh of the test."""
    source = FakeSource((FIRST, SECOND, *WEATHER))
    monkeypatch.setattr(Workspace, "source", lambda self: source)
    return source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one strategy, in which nothing has run yet."""
    folder = tmp_path / "workspace"
    (folder / "queries").mkdir(parents=True)
    (folder / "queries" / "mood.toml").write_text(STRATEGY.format("mood"))
    return folder


@pytest.fixture
def spoken(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Spoken:
    """Runs one command line; gives exit code, stdout and stderr."""
    for name in ("NCBI_EMAIL", "NCBI_API_KEY", "EVIDENCE_WORKSPACE", "EVIDENCE_BASE_URL"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--workspace", str(folder), *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def evidence(spoken: Spoken) -> Call:
    """The same with `--json`; gives exit code and envelope."""

    def call(*arguments: object) -> tuple[int, dict[str, Any]]:
        code, out, _ = spoken(*arguments, "--json")
        envelope: dict[str, Any] = json.loads(out)
        return code, envelope

    return call


@pytest.fixture
def watching(evidence: Call, source: FakeSource) -> FakeSource:
    """One claim that two trials support, watched and judged."""
    assert evidence("refresh")[0] == 0
    assert evidence("claims", "watch", CLAIM)[0] == 0
    return source


def kept(evidence: Call) -> list[dict[str, Any]]:
    claims: list[dict[str, Any]] = evidence("claims", "list")[1]["data"]["claims"]
    return claims


def turns(folder: Path) -> list[tuple[str, str]]:
    """What the store remembers of moves: (was, stance), oldest first."""
    with Workspace(Settings(folder)).store() as store:
        return [(turn.was, turn.judgement.stance) for _, turn in store.claims.turns()]


# --- watch, list, drop ------------------------------------------------------------------------------------------------


def test_a_claim_is_kept_and_judged_at_once(evidence: Call, source: FakeSource) -> None:
    evidence("refresh")
    code, answer = evidence("claims", "watch", *CLAIM.split())
    assert (code, answer["status"], answer["command"]) == (0, "ok", "claims watch")
    (claim,) = answer["data"]["watched"]
    assert (claim["id"], claim["text"], claim["stance"], claim["current"]) == (1, CLAIM, "supports", True)
    assert {(one["pmid"], one["stance"]) for one in claim["decided"]} == {
        (FIRST.pmid, "supports"), (SECOND.pmid, "supports"),
    }  # fmt: skip
    assert claim["judged"]["rules"].startswith("checking ")
    assert (claim["judged"]["judge"], claim["judged"]["revision"]) == ("rules", answer["snapshot"]["revision"])
    assert claim["last_move"] is None
    assert kept(evidence) == [claim]


def test_one_that_is_watched_already_keeps_its_number(evidence: Call, watching: FakeSource) -> None:
    code, answer = evidence("claims", "watch", "  ketamine reduces   suicidal ideation. ")
    assert (code, answer["data"]["watched"]) == (0, [])
    assert [one["id"] for one in answer["data"]["already"]] == [1]
    assert len(kept(evidence)) == 1
    assert evidence("claims", "watch", CLAIM, "--strict")[1]["data"]["watched"][0]["strict"] is True


def test_texts_in_quotes_are_each_their_own_and_what_states_two_things_is_two_claims(
    evidence: Call, source: FakeSource
) -> None:
    _, answer = evidence("claims", "watch", "Ketamine reduces anxiety and depression.", f"{CLAIM}.")
    texts = [one["text"] for one in answer["data"]["watched"]]
    assert len(texts) == 3
    assert texts[-1].rstrip(".") == CLAIM
    assert {one["sentence"] for one in answer["data"]["watched"][:2]} == {"Ketamine reduces anxiety and depression."}
    _, answer = evidence("claims", "drop", "Ketamine reduces anxiety and depression")
    assert len(answer["data"]["dropped"]) == 2


def test_all_claims_of_a_draft_are_watched_with_the_sentences_that_name_their_subject(
    evidence: Call, source: FakeSource, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(f"# On ketamine\n\n{CLAIM}. It can also reduce anxiety.\n\nWill it rain?\n", encoding="utf-8")
    code, answer = evidence("claims", "watch", "--draft", draft)
    assert code == 0
    assert [one["context"] for one in answer["data"]["watched"]] == ["", f"{CLAIM}."]
    assert {one["source"] for one in answer["data"]["watched"]} == {str(draft)}
    assert "question" in {one["reason"] for one in answer["data"]["not_checkable"]}


def test_before_anything_is_stored_a_claim_waits_for_the_first_refresh(
    evidence: Call, spoken: Spoken, source: FakeSource
) -> None:
    assert evidence("claims", "watch", CLAIM)[1]["data"]["watched"][0]["stance"] is None
    code, answer = evidence("claims", "check")
    assert (code, answer["error"]["code"]) == (4, "empty-store")
    assert "not judged yet" in spoken("claims", "list")[1]
    assert evidence("refresh")[1]["data"]["claims"] == {"judged": 1, "moved": [], "failed": []}
    assert kept(evidence)[0]["stance"] == "supports"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nothing to watch"), (("  ",), "blank"), (("Will it rain?",), "question"),
        (("The office is open from nine to five.",), "no checkable claim"), (("word " * 500,), "--draft -"),
        (("--draft", "missing.md"), "cannot be read"), ((CLAIM, "--draft", "draft.md"), "both"),
        ((f"{CLAIM}.", "Will it rain?"), "nothing is kept"),
    ],
)  # fmt: skip
def test_what_makes_no_checkable_claim_is_refused_and_nothing_is_kept(
    spoken: Spoken, evidence: Call, source: FakeSource, arguments: tuple[str, ...], said: str
) -> None:
    evidence("refresh")
    code, out, err = spoken("claims", "watch", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert kept(evidence) == []


def test_a_claim_is_dropped_by_its_number_or_its_words(evidence: Call, watching: FakeSource, folder: Path) -> None:
    code, answer = evidence("claims", "drop", f"{CLAIM.upper()}.")
    assert (code, [one["id"] for one in answer["data"]["dropped"]]) == (0, [1])
    assert (kept(evidence), turns(folder)) == ([], [])
    assert evidence("claims", "watch", CLAIM)[1]["data"]["watched"][0]["id"] == 2, "no number is given twice"
    assert evidence("claims", "drop", "2")[0] == 0


@pytest.mark.parametrize("which", [("7",), ("Zinc cures colds",), ("1", "7"), ("0",)])
def test_dropping_what_is_unknown_drops_nothing(evidence: Call, watching: FakeSource, which: tuple[str, ...]) -> None:
    code, answer = evidence("claims", "drop", *which)
    assert (code, answer["error"]["code"]) == (2, "unknown-claim")
    assert "claims list" in answer["error"]["hint"]
    assert len(kept(evidence)) == 1


def test_with_nothing_watched_the_answers_are_empty(evidence: Call, source: FakeSource) -> None:
    evidence("refresh")
    for command in ("list", "check"):
        code, answer = evidence("claims", command)
        assert (code, answer["status"], answer["data"]["claims"]) == (0, "empty", [])


def test_whoever_holds_the_workspace_is_not_disturbed(evidence: Call, watching: FakeSource, folder: Path) -> None:
    with Workspace(Settings(folder)).locked("refresh"):
        for arguments in (("watch", "Ketamine reduces anxiety"), ("drop", "1"), ("check",)):
            assert evidence("claims", *arguments)[0] == 6
        assert len(kept(evidence)) == 1, "reading needs no lock"


# --- what moves a claim -----------------------------------------------------------------------------------------------


def test_a_retraction_takes_a_supported_claim_back_and_the_refresh_says_so(
    evidence: Call, spoken: Spoken, watching: FakeSource
) -> None:
    watching.put(retracted(SECOND))
    _, answer = evidence("refresh")
    (moved,) = answer["data"]["claims"]["moved"]
    assert (moved["stance"], moved["last_move"]["from"], moved["last_move"]["to"]) == (
        "insufficient", "supports", "insufficient",
    )  # fmt: skip
    assert moved["last_move"]["because"] == [
        {"pmid": SECOND.pmid, "title": SECOND.title, "cause": "retracted", "then": "supports", "now": "excluded"}
    ]
    assert (moved["last_move"]["by_records"], moved["last_move"]["method_changed"]) == (True, [])
    _, out, _ = spoken("claims", "list")
    assert "supports →" in out, "the answer before the last move; the column may break after the arrow"


def test_a_new_trial_moves_a_claim_and_a_deletion_moves_it_back(evidence: Call, source: FakeSource) -> None:
    del source.records[SECOND.pmid]
    evidence("refresh")
    evidence("claims", "watch", CLAIM)
    source.put(SECOND)
    (move,) = evidence("refresh")[1]["data"]["claims"]["moved"]
    assert (move["last_move"]["from"], move["stance"]) == ("insufficient", "supports")
    assert [(one["pmid"], one["cause"], one["then"]) for one in move["last_move"]["because"]] == [
        (SECOND.pmid, "new in the collection", None)
    ]
    _, answer = evidence("digest", "--since", "0")
    (told,) = answer["data"]["claims"]
    assert (told["from"], told["to"]) == ("insufficient", "supports")


def test_an_import_judges_too(evidence: Call, source: FakeSource, folder: Path, tmp_path: Path) -> None:
    from indexer.standin.demonstration import demonstration_file

    evidence("claims", "watch", CLAIM)
    _, answer = evidence("import", demonstration_file())
    assert answer["data"]["claims"]["judged"] == 1
    assert kept(evidence)[0]["current"] is True


def test_an_outage_leaves_a_claim_as_it_was(evidence: Call, watching: FakeSource, folder: Path) -> None:
    before = kept(evidence)
    watching.outage = SourceUnreachable("no reply")
    code, answer = evidence("refresh")
    assert (code, answer["data"]["claims"]) == (3, {"judged": 0, "moved": [], "failed": []})
    assert kept(evidence) == before


def test_nothing_new_judges_nothing_and_the_history_does_not_grow(
    evidence: Call, watching: FakeSource, folder: Path
) -> None:
    before = kept(evidence)
    for _ in range(3):
        assert evidence("refresh")[1]["data"]["claims"]["judged"] == 0
        evidence("claims", "check")
    assert turns(folder) == [("", "supports")]
    watching.put(numbered(90, record("More weather", ("RESULTS", "Snow fell on roofs and gardens."))))
    assert evidence("refresh")[1]["data"]["claims"]["judged"] == 1
    assert turns(folder) == [("", "supports")], "what moves nothing is not written down"
    assert kept(evidence)[0]["judged"]["revision"] > before[0]["judged"]["revision"], "but that it was judged is"


def by_other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer.checking.watch, "CHECKING_VERSION", 99)


# --- other rules ------------------------------------------------------------------------------------------------------


def stricter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version of the rules, by which two trials do not suffice."""
    by_other_rules(monkeypatch)
    real = indexer.checking.watch.check_claim

    def check_claim(claim: Claim, library: Any, **options: Any) -> Verdict:
        return real(claim, library, **(options | {"strict": True}))

    monkeypatch.setattr(indexer.checking.watch, "check_claim", check_claim)


def test_a_move_by_new_rules_is_not_laid_at_the_literatures_door(
    evidence: Call, spoken: Spoken, watching: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(evidence)[0]["judged"]["rules"]
    stricter(monkeypatch)
    watching.put(THIRD)
    _, answer = evidence("refresh")
    by_rules, by_records = answer["data"]["claims"]["moved"]
    assert (by_rules["last_move"]["from"], by_rules["last_move"]["to"]) == ("supports", "insufficient")
    assert (by_rules["last_move"]["by_records"], by_rules["last_move"]["because"]) == (False, [])
    (changed,) = by_rules["last_move"]["method_changed"]
    assert (changed["part"], changed["then"]) == ("rules", before)
    assert "checking 99" in changed["now"]
    assert (by_records["last_move"]["to"], by_records["last_move"]["method_changed"]) == ("supports", [])
    assert [one["pmid"] for one in by_records["last_move"]["because"]] == ["990000003"]


def test_the_digest_tells_rules_from_records(
    spoken: Spoken, evidence: Call, watching: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    stricter(monkeypatch)
    assert evidence("claims", "check")[1]["data"]["moved"][0]["stance"] == "insufficient"
    evidence("refresh")
    _, out, _ = spoken("digest", "--since", "1")
    assert "supports → insufficient" in out
    said = " ".join(out.split())
    assert "The rules of checking changed: checking" in said
    assert "No record did." in said


# --- failures ---------------------------------------------------------------------------------------------------------


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def check_claim(*_: object, **__: object) -> Verdict:
        raise error

    monkeypatch.setattr(indexer.checking.watch, "check_claim", check_claim)


@pytest.mark.parametrize("error", [ValueError("a rule is broken"), SourceUnreachable("the judge is silent")])
def test_a_failure_in_judging_costs_the_refresh_nothing(
    evidence: Call, spoken: Spoken, watching: FakeSource, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    before = kept(evidence)[0]
    watching.put(retracted(SECOND))
    with monkeypatch.context() as patched:
        failing(patched, error)
        code, answer = evidence("refresh")
    assert (code, answer["status"], answer["data"]["runs"][0]["outcome"]) == (0, "ok", "complete")
    warnings = {one["code"]: one["message"] for one in answer["warnings"]}
    assert str(error) in warnings["claims-unjudged"]
    assert "not judged since" in warnings["claims-unjudged"]
    assert answer["data"]["claims"]["failed"][0]["id"] == 1
    after = kept(evidence)[0]
    assert (after["stance"], after["judged"], after["current"]) == ("supports", before["judged"], False)
    code, answer = evidence("digest")
    assert [one["id"] for one in answer["data"]["watching"]["unjudged"]] == [1]
    assert "claims-unjudged" in {one["code"] for one in answer["warnings"]}
    assert evidence("refresh")[1]["data"]["claims"]["moved"][0]["stance"] == "insufficient", (
        "the next one makes it good"
    )


def test_one_claim_that_cannot_be_judged_does_not_cost_the_others(
    evidence: Call, watching: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence("claims", "watch", "Ketamine reduces anxiety")
    real = indexer.checking.watch.check_claim

    def check_claim(claim: Claim, library: Any, **options: Any) -> Verdict:
        if "anxiety" in claim.text:
            raise ValueError("a rule is broken")
        return real(claim, library, **options)

    monkeypatch.setattr(indexer.checking.watch, "check_claim", check_claim)
    code, answer = evidence("claims", "check")
    assert (code, answer["status"], answer["data"]["judged"]) == (5, "incomplete", 1)
    assert [one["id"] for one in answer["data"]["failed"]] == [2]


def test_a_judge_that_cannot_be_had_leaves_every_claim_as_it_was(
    evidence: Call, watching: FakeSource, folder: Path
) -> None:
    (folder / "evidence.toml").write_text('[judge]\nuse = "command:no-such-judge-here"\n')
    code, answer = evidence("claims", "check")
    assert (code, answer["data"]["judged"], len(answer["data"]["failed"])) == (5, 0, 1)
    assert kept(evidence)[0]["stance"] == "supports"


# --- the digest -------------------------------------------------------------------------------------------------------


@pytest.fixture
def moved(evidence: Call, watching: FakeSource) -> FakeSource:
    """A claim that a retraction has moved."""
    watching.put(retracted(SECOND))
    assert evidence("refresh")[0] == 0
    return watching


def test_the_digest_says_which_claim_moved_and_why(evidence: Call, moved: FakeSource) -> None:
    _, answer = evidence("digest", "--since", "1")
    (claim,) = answer["data"]["claims"]
    assert (claim["id"], claim["text"], claim["from"], claim["to"]) == (1, CLAIM, "supports", "insufficient")
    assert [(one["pmid"], one["cause"]) for one in claim["because"]] == [(SECOND.pmid, "retracted")]
    assert answer["data"]["watching"] == {"claims": 1, "shifted": [], "unjudged": [], "unreadable": None}


@pytest.mark.parametrize("form", ["text", "markdown", "html", "atom"])
def test_every_format_of_the_digest_says_so(spoken: Spoken, moved: FakeSource, form: str) -> None:
    _, out, _ = spoken("digest", "--since", "1", "--format", form)
    said = " ".join(out.replace("\\", "").split())
    assert CLAIM in said
    assert "supports → insufficient" in said
    assert f"PMID {SECOND.pmid} is retracted: supported it, is excluded" in said


def test_a_period_in_which_nothing_moved_says_nothing(evidence: Call, spoken: Spoken, moved: FakeSource) -> None:
    run_ = evidence("digest")[1]["data"]["until"]["run"]
    evidence("refresh")
    _, answer = evidence("digest", "--since", run_)
    assert (answer["data"]["claims"], answer["data"]["watching"]["claims"]) == ([], 1)
    assert "Watched claims" not in spoken("digest", "--since", run_)[1]


def test_a_claim_that_moved_and_moved_back_is_no_move_and_is_told(evidence: Call, moved: FakeSource) -> None:
    moved.put(THIRD)
    evidence("refresh")
    _, answer = evidence("digest", "--since", "1")
    assert answer["data"]["claims"] == []
    (back,) = answer["data"]["watching"]["shifted"]
    assert back["steps"] == ["supports", "insufficient", "supports"]


# --- never lost -------------------------------------------------------------------------------------------------------


def test_a_backup_holds_the_claims_and_a_restore_brings_them_back(
    evidence: Call, moved: FakeSource, folder: Path, tmp_path: Path
) -> None:
    before = kept(evidence)
    assert evidence("backup", tmp_path / "b.zip")[0] == 0
    evidence("claims", "drop", "1")
    assert evidence("restore", tmp_path / "b.zip", "--force")[0] == 0
    assert kept(evidence) == before
    assert turns(folder) == [("", "supports"), ("supports", "insufficient")]
    assert evidence("claims", "check")[0] == 0


def test_a_rebuilt_index_keeps_them(evidence: Call, moved: FakeSource) -> None:
    before = kept(evidence)
    assert evidence("engine", "rebuild")[0] == 0
    assert kept(evidence) == before


def test_a_store_from_before_there_were_claims_is_brought_up_to_date(
    evidence: Call, source: FakeSource, folder: Path
) -> None:
    path = folder / "index" / "records.sqlite3"
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        schema.migrate(connection, path, schema.MIGRATIONS[:3])
    assert evidence("claims", "list")[1]["error"]["code"] == "store-too-old"
    assert evidence("claims", "watch", CLAIM)[0] == 0
    assert evidence("refresh")[0] == 0
    assert kept(evidence)[0]["stance"] == "supports"


def test_a_row_that_cannot_be_read_is_named_by_doctor_and_costs_neither_refresh_nor_digest(
    evidence: Call, spoken: Spoken, moved: FakeSource, folder: Path
) -> None:
    with closing(sqlite3.connect(folder / "index" / "records.sqlite3")) as connection:
        connection.execute("UPDATE watched_claims SET judgement = 'not JSON'")
        connection.commit()
    code, answer = evidence("claims", "list")
    assert (code, answer["error"]["code"]) == (4, "store-damaged")
    moved.put(numbered(91, WEATHER[0]))
    code, answer = evidence("refresh")
    assert (code, answer["data"]["runs"][0]["outcome"]) == (0, "complete")
    assert "claims-unjudged" in {one["code"] for one in answer["warnings"]}
    _, answer = evidence("digest")
    assert answer["data"]["new"]
    assert answer["data"]["claims"] == []
    assert "cannot be read" in answer["data"]["watching"]["unreadable"]
    assert "Nothing is known of the watched claims" in spoken("digest")[1]
    _, answer = evidence("doctor", "--offline")
    told = [one["message"] for one in answer["data"]["findings"] if one["severity"] == "error"]
    assert any("Watched claim 1 cannot be read" in one for one in told)


def test_doctor_says_whether_the_claims_were_judged(
    evidence: Call, watching: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> dict[str, Any]:
        _, answer = evidence("doctor", "--offline")
        (finding,) = (one for one in answer["data"]["findings"] if one["check"] == "claims")
        return dict(finding)

    assert (found()["severity"], "All 1 watched" in found()["message"]) == ("ok", True)
    watching.put(retracted(SECOND))
    with monkeypatch.context() as patched:
        failing(patched, ValueError("a rule is broken"))
        evidence("refresh")
    assert (found()["severity"], found()["mend"]) == ("warning", "evidence claims check")


def test_a_retraction_known_elsewhere_alone_moves_a_claim(evidence: Call, source: FakeSource, tmp_path: Path) -> None:
    source.put(dataclasses.replace(SECOND, doi="10.9999/second"))
    evidence("refresh")
    evidence("claims", "watch", CLAIM)
    file = tmp_path / "retractions.csv"
    file.write_text(
        "RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\n"
        f"1/5/2026 0:00,10.9999/notice,10.9999/second,{SECOND.pmid},Retraction,+Invented\n"
    )
    _, answer = evidence("retractions", "check", "--csv", file)
    (moved,) = answer["data"]["claims"]["moved"]
    assert (moved["stance"], moved["last_move"]["because"][0]["cause"]) == ("insufficient", "retracted")


def test_another_judge_is_told_as_such(evidence: Call, watching: FakeSource, folder: Path) -> None:
    with Workspace(Settings(folder)).store(write=True) as store:
        (claim,) = store.claims.watched()
        assert claim.last is not None
        other = dataclasses.replace(claim.last, method=Method("checking 1", "another judge"), stance="mixed")
        store.claims.judged(claim.id, other, None)
    _, answer = evidence("claims", "check")
    (moved,) = answer["data"]["moved"]
    assert {one["part"] for one in moved["last_move"]["method_changed"]} == {"rules", "judge"}
