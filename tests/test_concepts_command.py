"""A workspace that adds to the concept tables: from its files to searches, claims, the index and the doctor."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from appraisal.abstracts import record
from checking.collection import NOW, TRIAL, numbered, trial

import indexer
from indexer.app import Workspace
from indexer.changes import Decided, Incoming
from indexer.checking.values import Stance
from indexer.cli import run
from indexer.errors import ConceptsError, EngineError, LocalDataError
from indexer.record import Record
from indexer.refresh import catch_up
from indexer.settings import Settings
from indexer.vocabulary.tables import PACKAGED, active

NAMES = "name\tbroader\tother_names\n"
DRUGS = f"{NAMES}fictamine\tNMDA antagonist\tFIC-101\n"
OUTCOMES = f"{NAMES}social glow\t\tglow with others\n"
SIDES = "name\tgood\tharm\tshown by\nsocial glow\thigher\n"
CLAIM = "Fictamine improves social glow"

Run = Callable[..., tuple[int, dict[str, Any]]]


def of_fictamine(number: int, name: str, result: str) -> Record:
    """A randomised trial of a drug that only the workspace knows."""
    methods = f"We randomly assigned 80 adults with major depressive disorder to intravenous {name} or saline placebo."
    found = record(
        f"{name} in adults with depression: a randomized controlled trial", ("METHODS", methods), ("RESULTS", result),
        mesh=("Humans", "Adult"), types=TRIAL,
    )  # fmt: skip
    return numbered(number, found)


RECORDS = (
    of_fictamine(1, "fictamine", "Fictamine increased social glow compared with placebo (p < .001)."),
    of_fictamine(2, "FIC-101", "FIC-101 increased social glow significantly more than placebo (p = .01)."),
    trial(3, "Ketamine reduced depressive symptoms compared with placebo (p < .001)."),
)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that adds nothing and holds the records; tests copy it."""
    folder = tmp_path_factory.mktemp("plain")
    workspace = Workspace(Settings(folder))
    workspace.create()
    with workspace.store(write=True) as store, workspace.engine(write=True) as engine:
        store.apply(Decided(run=1, at=NOW, new=tuple(Incoming(one, b"<raw/>") for one in RECORDS)))
        for _ in catch_up(engine, store):
            pass
    return folder


@pytest.fixture
def folder(plain: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(plain, tmp_path / "workspace"))


@pytest.fixture
def evidence(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command line on the workspace; gives exit code and JSON."""

    def call(*arguments: object) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = run(["--workspace", str(folder), *map(str, arguments), "--json"])
        assert active() is PACKAGED
        return code, json.loads(capsys.readouterr().out)

    return call


def add(folder: Path, **files: str) -> None:
    """Writes these files into the workspace's `concepts/`."""
    for name, text in files.items():
        (folder / "concepts" / f"{name}.tsv").write_text(text, encoding="utf-8")


def pmids(answer: dict[str, Any]) -> list[str]:
    return sorted(hit["pmid"] for hit in answer["data"]["hits"])


def test_a_drug_of_one_s_own_is_found_and_gone_with_its_row(evidence: Run, folder: Path) -> None:
    code, answer = evidence("search", "depression", "--drug", "fictamine")
    assert (code, answer["error"]["code"]) == (2, "unknown-value")
    add(folder, drugs=DRUGS)
    assert evidence("engine", "rebuild")[0] == 0
    code, answer = evidence("search", "depression", "--drug", "fictamine")
    assert (code, pmids(answer)) == (0, ["990000001", "990000002"])
    assert pmids(evidence("search", "FIC-101[drug]")[1]) == ["990000001", "990000002"]
    assert pmids(evidence("search", "NMDA antagonist[drug]")[1]) == ["990000001", "990000002"]
    assert (
        "fictamine" in evidence("show", "990000002")[1]["data"]["records"][0]["appraisal"]["drugs"][0]["value"]["drug"]
    )
    (folder / "concepts" / "drugs.tsv").unlink()
    assert evidence("engine", "rebuild")[0] == 0
    code, answer = evidence("search", "depression", "--drug", "fictamine")
    assert (code, answer["error"]["code"]) == (2, "unknown-value")
    assert pmids(evidence("search", "NMDA antagonist[drug]")[1]) == []


def test_a_claim_on_an_outcome_of_one_s_own_is_decided_once_its_good_side_is_told(evidence: Run, folder: Path) -> None:
    add(folder, drugs=DRUGS, outcomes=OUTCOMES)
    evidence("engine", "rebuild")
    assert evidence("claim", CLAIM)[1]["data"]["stance"] == "insufficient"
    (problem,) = evidence("concepts", "check")[1]["data"]["problems"]
    assert (problem["code"], problem["file"], problem["line"]) == ("no-good-side", "outcomes.tsv", 2)
    add(folder, good_sides=SIDES)
    assert evidence("concepts", "check")[1]["data"]["problems"] == []
    assert evidence("claim", CLAIM)[1]["data"]["stance"] == "supports", "without a rebuild"
    assert evidence("claim", "Fictamine worsens social glow")[1]["data"]["stance"] == "contradicts"
    add(folder, good_sides=SIDES.replace("higher", "lower"))
    assert evidence("claim", CLAIM)[1]["data"]["stance"] == "contradicts"
    for name in ("drugs", "outcomes", "good_sides"):
        (folder / "concepts" / f"{name}.tsv").unlink()
    evidence("engine", "rebuild")
    assert evidence("claim", CLAIM)[1]["data"]["stance"] == "insufficient"


def test_two_workspaces_in_one_process(folder: Path, tmp_path: Path) -> None:
    add(folder, drugs=DRUGS, outcomes=OUTCOMES, good_sides=SIDES)
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    add(other, good_sides=SIDES.replace("higher", "lower"))
    for one in (folder, other):
        workspace = Workspace(Settings(one))
        with workspace.store() as store, workspace.engine(write=True) as engine:
            for _ in catch_up(engine, store):
                pass
    for _ in range(2):
        (here,) = indexer.check_claim(CLAIM, folder)
        (there,) = indexer.check_claim(CLAIM, other)
        assert (here.verdict.stance, there.verdict.stance) == (Stance.SUPPORTS, Stance.CONTRADICTS)
    assert active() is PACKAGED


def test_an_index_refuses_to_answer_by_another_workspace_s_tables(folder: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    add(other, drugs=DRUGS)
    with Workspace(Settings(folder)).reading() as (_, engine):
        assert len(engine.ids()) == len(RECORDS)
        with Workspace(Settings(other)).extended(), pytest.raises(EngineError, match="concept tables"):
            engine.ids()
        assert len(engine.ids()) == len(RECORDS)


def test_the_index_knows_the_tables_it_was_built_with(evidence: Run, folder: Path) -> None:
    add(folder, drugs=DRUGS)
    code, answer = evidence("search", "ketamine")
    assert (code, answer["error"]["code"]) == (4, "engine-missing")
    assert "before the workspace's concept tables were added to" in answer["error"]["message"]
    assert "evidence engine rebuild" in answer["error"]["hint"]
    _, status = evidence("status")
    assert status["data"]["outdated"] == "was built before the workspace's concept tables were added to"
    assert status["data"]["lag"] == status["data"]["revision"]
    findings = evidence("doctor", "--offline")[1]["data"]["findings"]
    (engine,) = [one for one in findings if one["check"] == "engine"]
    assert (engine["severity"], engine["mend"]) == ("error", "evidence engine rebuild")
    assert "concept tables" in engine["message"]
    assert "concept tables" in evidence("concepts", "check")[1]["data"]["outdated"]
    assert evidence("engine", "verify")[0] == 1
    evidence("engine", "rebuild")
    assert evidence("status")[1]["data"]["outdated"] == evidence("concepts", "check")[1]["data"]["outdated"] == ""
    add(folder, drugs=DRUGS.replace("FIC-101", "FIC-102"))
    assert "with other rows" in evidence("status")[1]["data"]["outdated"]
    add(folder, drugs=f"# only this comment is new\n{DRUGS}", good_sides=f"{SIDES.splitlines()[0]}\nanhedonia\t\t\t\n")
    assert evidence("status")[1]["data"]["outdated"] == ""


def test_the_next_run_builds_it_anew(folder: Path) -> None:
    add(folder, drugs=DRUGS)
    workspace = Workspace(Settings(folder))
    with pytest.raises(LocalDataError), workspace.reading():
        pass
    with workspace.store() as store, workspace.engine(write=True) as engine:
        steps = list(catch_up(engine, store))
    assert any("concept tables" in step.note for step in steps)
    with workspace.reading() as (store, engine):
        assert engine.fingerprints() == store.fingerprints()


@pytest.mark.parametrize("command", [("search", "ketamine"), ("claim", CLAIM), ("status",), ("engine", "rebuild")])
def test_a_wrong_row_stops_the_command_and_says_where_and_why(
    evidence: Run, folder: Path, command: tuple[str, ...]
) -> None:
    add(folder, drugs=f"{NAMES}fictamine\t\tSpravato\nketamine\tketaminoid\t\n", outcomes=OUTCOMES)
    code, answer = evidence(*command)
    assert (code, answer["error"]["code"]) == (2, "concepts")
    place = f"{folder / 'concepts' / 'drugs.tsv'}, line 2: "
    assert answer["error"]["message"] == (
        f'{place}"Spravato" is a name of esketamine (in the packaged table) and cannot name fictamine too'
    )
    assert answer["error"]["hint"].endswith("`evidence concepts check` lists 1 more.")


def test_what_needs_no_tables_goes_on_with_wrong_ones(evidence: Run, folder: Path, tmp_path: Path) -> None:
    add(folder, drugs=f"{NAMES}Spravato\n")
    assert evidence("backup", tmp_path / "backup.zip")[0] == 0
    code, answer = evidence("doctor", "--offline")
    findings = {one["check"]: one for one in answer["data"]["findings"] if one["severity"] != "ok"}
    assert code == 1
    assert (findings["concepts"]["severity"], findings["strategies"]["severity"]) == ("error", "note")
    assert "line 2" in findings["concepts"]["message"]
    code, answer = evidence("concepts", "check")
    assert (code, answer["data"]["errors"], answer["data"]["problems"][0]["code"]) == (1, 1, "taken")


def test_a_folder_or_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "concepts" / "drugs.tsv").mkdir()
    with pytest.raises(ConceptsError, match=r"drugs\.tsv cannot be read"):
        Workspace(Settings(folder)).extension()
    shutil.rmtree(folder / "concepts")
    (folder / "concepts").write_text("drugs")
    with pytest.raises(ConceptsError, match="concepts cannot be read"):
        Workspace(Settings(folder)).extension()


def test_notes_hidden_files_and_an_editor_s_copies_are_no_tables(folder: Path) -> None:
    for name in (".gitkeep", "notes.md", "drugs.tsv~", ".drugs.tsv.swp"):
        (folder / "concepts" / name).write_text("anything")
    assert Workspace(Settings(folder)).extension() is PACKAGED
    (folder / "concepts" / "drug.tsv").write_text(DRUGS)
    with pytest.raises(ConceptsError, match=r"drug\.tsv: adds to no table"):
        Workspace(Settings(folder)).extension()


def test_a_workspace_without_the_folder_adds_nothing(folder: Path) -> None:
    shutil.rmtree(folder / "concepts")
    assert Workspace(Settings(folder)).extension() is PACKAGED


class TestListing:
    def test_counts_and_the_workspace_s_own(self, evidence: Run, folder: Path) -> None:
        before = evidence("concepts", "list")[1]["data"]["counts"]
        add(folder, drugs=f"{DRUGS}memantine\t\tFictanda\n")
        code, answer = evidence("concepts", "list", "--own")
        assert (code, answer["status"]) == (0, "ok")
        assert [(one["name"], one["from"][-1]) for one in answer["data"]["concepts"]] == [
            ("memantine", {"file": "drugs.tsv", "line": 3, "own": True}),
            ("fictamine", {"file": "drugs.tsv", "line": 2, "own": True}),
        ]
        assert evidence("concepts", "list")[1]["data"]["counts"] == before | {"drugs": before["drugs"] + 1}
        assert answer["data"]["fingerprint"]

    def test_nothing_of_one_s_own(self, evidence: Run) -> None:
        code, answer = evidence("concepts", "list", "--own")
        assert (code, answer["status"], answer["data"]["concepts"], answer["data"]["fingerprint"]) == (
            0,
            "empty",
            [],
            "",
        )

    def test_one_concept_with_where_each_part_stands(self, evidence: Run, folder: Path) -> None:
        add(folder, outcomes=OUTCOMES, good_sides=SIDES)
        (one,) = evidence("concepts", "show", "glow", "with", "others")[1]["data"]["concepts"]
        assert (one["name"], one["good"], one["harm"]) == ("social glow", "higher", False)
        assert [(origin["file"], origin["line"]) for origin in one["from"]] == [
            ("outcomes.tsv", 2),
            ("good_sides.tsv", 2),
        ]
        both = evidence("concepts", "show", "depressive symptoms")[1]["data"]["concepts"]
        assert [one["table"] for one in both] == ["conditions", "outcomes", "scales"]
        assert "remission" in both[1]["narrower"]
        assert all(not origin["own"] for one in both for origin in one["from"])

    def test_a_group_is_shown_with_its_members(self, evidence: Run, folder: Path) -> None:
        add(folder, drugs=DRUGS)
        (one,) = evidence("concepts", "show", "NMDA antagonist")[1]["data"]["concepts"]
        assert one["table"] == "drugs"
        assert {"fictamine", "memantine"} <= set(one["narrower"])

    def test_a_phrase_of_direction(self, evidence: Run) -> None:
        (one,) = evidence("concepts", "show", "worsened")[1]["data"]["concepts"]
        assert (one["table"], one["name"]) == ("directions", "worse")

    def test_an_unknown_name_is_an_error_with_what_may_be_meant(self, evidence: Run) -> None:
        code, answer = evidence("concepts", "show", "ketamne")
        assert (code, answer["error"]["code"]) == (2, "unknown-concept")
        assert answer["error"]["hint"] == "Did you mean 'ketamine'?"

    def test_for_people(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        add(folder, drugs=DRUGS, outcomes=OUTCOMES)
        for words in (["list"], ["list", "--own"], ["show", "FIC-101"], ["check"]):
            assert run(["--workspace", str(folder), "concepts", *words]) == 0
        shown = capsys.readouterr().out
        wanted = (
            "drugs, 1 with rows of the workspace",
            "concepts/drugs.tsv:2",
            "belongs to: NMDA antagonist",
            "note no-good-side: concepts/outcomes.tsv, line 2",
            "2 rows, 0 errors, 1 other findings.",
        )
        for told in wanted:
            assert told in shown


def test_init_explains_how_and_what_it_shows_can_be_copied(tmp_path: Path) -> None:
    workspace = Workspace(Settings(tmp_path / "new"))
    workspace.create()
    readme = (tmp_path / "new" / "concepts" / "README.md").read_text(encoding="utf-8")
    assert workspace.extension() is PACKAGED
    rows = [line.strip().replace("→", "\t") for line in readme.splitlines() if line.startswith("    ") and "→" in line]
    assert rows[:2] == ["name\tbroader\tother_names", "fictamine\tNMDA antagonist\tFIC-101|fictamine hydrochloride"]
    add(tmp_path / "new", drugs="\n".join(rows[:2]))
    assert len(workspace.concept_tables().rows) == 1
    assert workspace.extension() is not PACKAGED
