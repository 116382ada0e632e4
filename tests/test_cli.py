"""The command line's contract: shapes, exit codes, and what goes where."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.cli import run
from indexer.cli.group import COMMANDS
from indexer.standin.demonstration import demonstration_file
from indexer.standin.server import StandIn

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that holds the demonstration records; tests only read it."""
    folder = tmp_path_factory.mktemp("demonstration")
    assert run(["init", str(folder), "--json"]) == 0
    assert run(["--workspace", str(folder), "import", str(demonstration_file()), "--json"]) == 0
    return folder


@pytest.fixture
def evidence(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command line; gives exit code, stdout and stderr."""
    for name in ("NCBI_EMAIL", "NCBI_API_KEY", "EVIDENCE_WORKSPACE", "EVIDENCE_BASE_URL"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def envelope(out: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(out)
    assert set(value) == {"status", "command", "data", "warnings", "error", "snapshot"}
    assert out.count("\n") == 1, "exactly one object"
    return value


def test_search_answers_in_the_contract_s_shape(evidence: Run, demonstration: Path) -> None:
    code, out, err = evidence("--workspace", demonstration, "search", "ketamine[tiab]", "--json", "--facets")
    answer = envelope(out)
    assert (code, answer["status"], answer["command"], err) == (0, "ok", "search", "")
    assert answer["data"]["total"] >= len(answer["data"]["hits"]) == 10
    wanted = {"pmid", "title", "journal", "year", "authors", "score", "snippet", "doi", "publication_types", "level",
              "design", "species", "status", "participants", "population", "drugs", "routes"}  # fmt: skip
    assert all(wanted <= set(hit) for hit in answer["data"]["hits"])
    assert answer["data"]["facets"]["year"]
    assert answer["snapshot"]["engine"] == "whoosh"
    assert answer["snapshot"]["engine_revision"] == answer["snapshot"]["revision"] > 0
    assert answer["warnings"][0]["code"] == "demonstration"


def test_no_hits_is_a_success_of_its_own_kind(evidence: Run, demonstration: Path) -> None:
    code, out, _ = evidence("--workspace", demonstration, "search", "zzzz[tiab]", "--json")
    answer = envelope(out)
    assert (code, answer["status"], answer["data"]["total"]) == (0, "empty", 0)


def test_a_whole_sentence_is_never_answered_with_nothing(evidence: Run, demonstration: Path) -> None:
    sentence = "some people wonder whether ketamine quickly relieves really severe depression nowadays"
    code, out, _ = evidence("--workspace", demonstration, "search", *sentence.split(), "--json")
    answer = envelope(out)
    assert code == 0
    assert answer["data"]["loosened"] is True
    assert answer["data"]["total"] > 0


def test_a_mistyped_word_gets_a_suggestion(evidence: Run, demonstration: Path) -> None:
    _, out, _ = evidence("--workspace", demonstration, "search", "ketamnie[tiab]", "--json")
    assert {"word": "ketamnie", "better": "ketamine"} in envelope(out)["data"]["suggestions"]


@pytest.mark.parametrize("query", ["ketamine[tiabb]", "(ketamine", "", "   ", '"ketamine', "[tiab]", "ketamine AND"])
def test_a_broken_query_is_an_error_with_a_caret_never_ignored(evidence: Run, demonstration: Path, query: str) -> None:
    code, out, err = evidence("--workspace", demonstration, "search", "--", query)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert "^" in err
    assert "hint: " in err
    code, out, err = evidence("--workspace", demonstration, "search", "--json", "--", query)
    answer = envelope(out)
    assert (code, err, answer["status"], answer["error"]["code"]) == (2, "", "error", answer["error"]["code"])
    assert answer["error"]["message"]


def test_paging_tiles_the_answer(evidence: Run, demonstration: Path) -> None:
    def page(offset: int, limit: int) -> list[str]:
        arguments = ("search", "ketamine[tiab]", "--offset", offset, "--limit", limit, "--json")
        return [hit["pmid"] for hit in envelope(evidence("--workspace", demonstration, *arguments)[1])["data"]["hits"]]

    assert page(0, 20) == page(0, 7) + page(7, 7) + page(14, 6)


def test_retracted_records_are_labelled_and_last(evidence: Run, demonstration: Path) -> None:
    arguments = ("search", "ketamine[tiab]", "--limit", 1000, "--json")
    hits = envelope(evidence("--workspace", demonstration, *arguments)[1])["data"]["hits"]
    statuses = [hit["status"] for hit in hits]
    assert "retracted" in statuses
    first = statuses.index("retracted")
    assert set(statuses[first:]) == {"retracted"}
    _, out, _ = evidence("--workspace", demonstration, "search", "retracted[sb]")
    assert "RETRACTED" in out
    assert "[demonstration record]" in out


def test_filters_are_conditions(evidence: Run, demonstration: Path) -> None:
    base = ("--workspace", demonstration, "search", "ketamine[tiab]", "--limit", 1000, "--json")
    everything = envelope(evidence(*base)[1])["data"]["total"]
    for options in (
        ("--since-year", 2020, "--until-year", 2022), ("--type", "Randomized Controlled Trial"), ("--humans",),
        ("--has-abstract",), ("--language", "English"), ("--status", "current"),
    ):  # fmt: skip
        data = envelope(evidence(*base, *options)[1])["data"]
        assert 0 < data["total"] <= everything
    years = envelope(evidence(*base, "--since-year", 2020, "--until-year", 2022)[1])["data"]["hits"]
    assert all(2019 <= hit["year"] <= 2023 for hit in years)


def test_what_is_judged_is_a_condition_too(evidence: Run, demonstration: Path) -> None:
    base = ("--workspace", demonstration, "search", "all[sb]", "--limit", 1000, "--json")
    hits = envelope(evidence(*base)[1])["data"]["hits"]
    trials = envelope(evidence(*base, "--design", "rct", "--level", "1-2")[1])["data"]["hits"]
    assert {hit["pmid"] for hit in trials} == {
        hit["pmid"] for hit in hits if hit["design"] == "randomized controlled trial" and hit["level"] in {"1", "2"}
    }
    sized = envelope(evidence(*base, "--min-n", 20, "--max-n", 400)[1])["data"]["hits"]
    assert {hit["pmid"] for hit in sized} == {hit["pmid"] for hit in hits if 20 <= (hit["participants"] or 0) <= 400}
    either = envelope(evidence(*base, "--species", "human,animal")[1])["data"]["total"]
    assert either == sum(hit["species"] in {"human", "animal", "human and animal"} for hit in hits)


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        (("--drug", "esketmine"), "esketamine"),
        (("--design", "teapot"), "meta-analysis"),
        (("--drug-role", "teapot"), "anaesthetic"),
        (("--level", "7"), "1 (strongest) to 5"),
        (("--min-n", "9", "--max-n", "3"), "--min-n"),
    ],
)
def test_a_word_that_means_nothing_is_refused_with_those_that_do(
    evidence: Run, demonstration: Path, options: tuple[str, ...], advice: str
) -> None:
    for command in (("search", "all[sb]"), ("export", "all[sb]", "--format", "csv")):
        code, out, err = evidence("--workspace", demonstration, *command, *options)
        assert (code, out) == (2, "")
        assert advice in err


def test_options_that_narrow_need_no_query(evidence: Run, demonstration: Path) -> None:
    base = ("--workspace", demonstration, "search", "--limit", 1000, "--json")
    alone = envelope(evidence(*base, "--design", "protocol")[1])["data"]
    asked = envelope(evidence(*base, "all[sb]", "--design", "protocol")[1])["data"]
    assert alone["hits"] == asked["hits"] != []
    code, _, err = evidence("--workspace", demonstration, "search")
    assert code == 2
    assert "nothing to search for" in err


def test_records_of_no_level_can_be_asked_for(evidence: Run, demonstration: Path) -> None:
    base = ("--workspace", demonstration, "search", "--limit", 1000, "--json")
    unknown = envelope(evidence(*base, "--level", "unknown")[1])["data"]
    assert unknown["hits"]
    assert {hit["level"] for hit in unknown["hits"]} == {None}
    assert envelope(evidence(*base, "unknown[level]")[1])["data"]["total"] == unknown["total"]


def test_facets_say_how_many_are_not_known_and_how_a_search_differs(evidence: Run, demonstration: Path) -> None:
    _, out, _ = evidence("--workspace", demonstration, "search", "all[sb]", "--facets", "--limit", 0)
    assert "not known" in out
    assert "[design:noexp]" in out


def test_several_pmids_that_are_not_there_are_told_of_in_the_plural(evidence: Run, demonstration: Path) -> None:
    base = ("--workspace", demonstration)
    for command in (("show", "1", "2"), ("export", "--pmid", "1", "--pmid", "2", "--format", "csv")):
        assert "PMID 1, 2 are not in this collection" in evidence(*base, *command)[2]
    assert "PMID 1 is not in this collection" in evidence(*base, "show", "1")[2]


def test_explain_tells_what_is_judged_here(evidence: Run, demonstration: Path) -> None:
    arguments = ("search", "ketamine[tiab]", "--design", "rct", "--explain", "--limit", 1)
    _, out, _ = evidence("--workspace", demonstration, *arguments)
    assert "Study Design (judged here): randomized controlled trial" in out


def test_an_export_is_narrowed_by_the_same_filters(evidence: Run, demonstration: Path) -> None:
    base = ("--workspace", demonstration)
    found = envelope(evidence(*base, "search", "all[sb]", "--design", "rct", "--limit", 1000, "--json")[1])["data"]
    code, out, _ = evidence(*base, "export", "all[sb]", "--design", "rct", "--format", "jsonl")
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {record["pmid"] for record in records} == {hit["pmid"] for hit in found["hits"]} != set()
    assert {record["design"] for record in records} == {"randomized controlled trial"}
    code, _, err = evidence(*base, "export", "--pmid", "990000001", "--design", "rct", "--format", "csv")
    assert code == 2
    assert "all[sb]" in err


def test_show_says_what_each_judgement_rests_on(evidence: Run, demonstration: Path) -> None:
    hits = envelope(
        evidence("--workspace", demonstration, "search", "randomized controlled trial[pt]", "--limit", 1, "--json")[1]
    )["data"]["hits"]
    pmid = hits[0]["pmid"]
    _, out, _ = evidence("--workspace", demonstration, "show", pmid, "--json")
    (record,) = envelope(out)["data"]["records"]
    appraisal = record["appraisal"]
    assert appraisal["design"]["value"] == record["design"] == hits[0]["design"]
    assert appraisal["level"]["value"] == int(record["level"])
    assert appraisal["sample"]["participants"]["value"] == record["participants"]
    ground = appraisal["design"]["grounds"][0]
    assert set(ground) == {"source", "basis", "words", "section", "start", "end"}
    assert all(one["grounds"] for one in appraisal["drugs"])
    for one in (*appraisal["drugs"], *appraisal["outcomes"], appraisal["species"]):
        for ground in one["grounds"]:
            if ground["source"] == "abstract":
                text = record["abstract"][ground["section"]]["text"]
                assert text[ground["start"] : ground["end"]] == ground["words"]
    _, out, _ = evidence("--workspace", demonstration, "show", pmid)
    assert "Level" in out
    assert "OCEBM" in out
    assert "Unknown" in out


def test_show_holds_everything_and_names_what_is_unknown(evidence: Run, demonstration: Path) -> None:
    code, out, _ = evidence("--workspace", demonstration, "show", "990000001", "5", "--json")
    answer = envelope(out)
    assert code == 0
    (record,) = answer["data"]["records"]
    assert {"abstract", "mesh", "identifiers", "corrections", "appraisal"} <= set(record)
    assert answer["data"]["unknown"] == ["5"]
    assert evidence("--workspace", demonstration, "show", "5")[0] == 2
    assert evidence("--workspace", demonstration, "show", "x")[0] == 2


def test_similar_leaves_itself_out(evidence: Run, demonstration: Path) -> None:
    _, out, _ = evidence("--workspace", demonstration, "similar", "990000001", "--json")
    hits = [hit["pmid"] for hit in envelope(out)["data"]["hits"]]
    assert hits
    assert "990000001" not in hits


@pytest.mark.parametrize("form", ["ris", "bibtex", "csl-json", "nbib", "csv", "jsonl"])
def test_export_to_a_file_and_to_stdout_are_the_same(
    evidence: Run, demonstration: Path, tmp_path: Path, form: str
) -> None:
    base = ("--workspace", demonstration, "export", "suicid*[tiab]", "--format", form)
    code, out, _ = evidence(*base)
    assert code == 0
    assert out
    target = tmp_path / "out"
    assert evidence(*base, "-o", target)[0] == 0
    assert target.read_text(encoding="utf-8", newline="") == out if sys.version_info >= (3, 13) else True
    assert target.read_bytes().decode() == out
    data = envelope(evidence(*base, "--json")[1])["data"]
    assert data["content"] == out


def test_export_of_pmids_keeps_their_order(evidence: Run, demonstration: Path) -> None:
    arguments = ("export", "--pmid", "990000003", "--pmid", "990000001", "--format", "jsonl")
    _, out, _ = evidence("--workspace", demonstration, *arguments)
    assert [json.loads(line)["pmid"] for line in out.splitlines()] == ["990000003", "990000001"]


def test_a_failed_write_leaves_the_old_file(evidence: Run, demonstration: Path, tmp_path: Path) -> None:
    code, _, err = evidence(
        "--workspace", demonstration, "export", "ketamine", "--format", "ris", "-o", tmp_path / "no" / "out"
    )
    assert code == 2
    assert "cannot be written" in err


def test_status_and_verify(evidence: Run, demonstration: Path) -> None:
    data = envelope(evidence("--workspace", demonstration, "status", "--json")[1])["data"]
    assert data["lag"] == 0
    assert data["lock"] is None
    assert {"records", "revision", "engine_revision", "strategies", "last_runs"} <= set(data)
    code, out, _ = evidence("--workspace", demonstration, "engine", "verify", "--json")
    assert (code, envelope(out)["data"]["sound"]) == (0, True)


@pytest.fixture
def own_copy(demonstration: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration, to be damaged."""
    return Path(shutil.copytree(demonstration, tmp_path / "copy"))


@pytest.mark.parametrize("suffix", [".pst", ".trm", ".id.col", ".facets.col", ".profile.col", ".row.col", ".toc"])
@pytest.mark.parametrize("how", ["overwritten", "cut"])
def test_verify_tells_damage_and_a_rebuild_mends_it(evidence: Run, own_copy: Path, suffix: str, how: str) -> None:
    damaged = max((own_copy / "index" / "whoosh").glob(f"*{suffix}"), key=lambda path: path.stat().st_size)
    plain = damaged.read_bytes()
    fifth = len(plain) // 5
    overwritten = plain[:fifth] + bytes(255 - byte for byte in plain[fifth : 4 * fifth]) + plain[4 * fifth :]
    damaged.write_bytes(overwritten if how == "overwritten" else plain[: len(plain) * 2 // 3])
    code, out, _ = evidence("--workspace", own_copy, "engine", "verify", "--json")
    data = envelope(out)["data"]
    assert (code, data["sound"], data["store"], data["missing"]) == (1, False, [], [])
    assert any(damaged.name in finding or "cannot be read" in finding for finding in data["engine"])
    code, out, _ = evidence("--workspace", own_copy, "engine", "verify")
    assert (code, "index: " in out, "Sound" in out, "evidence engine rebuild" in out) == (1, True, False, True)
    assert evidence("--workspace", own_copy, "engine", "rebuild")[0] == 0
    assert evidence("--workspace", own_copy, "engine", "verify")[0] == 0


def test_verify_without_an_index_is_not_a_finding_but_an_error(evidence: Run, own_copy: Path) -> None:
    shutil.rmtree(own_copy / "index" / "whoosh")
    code, out, _ = evidence("--workspace", own_copy, "engine", "verify", "--json")
    assert (code, envelope(out)["error"]["code"]) == (4, "engine-missing")


def test_no_index_yet_says_what_to_do(evidence: Run, tmp_path: Path) -> None:
    code, _, err = evidence("--workspace", tmp_path, "search", "ketamine")
    assert code == 2
    assert "evidence init" in err
    evidence("init", tmp_path)
    code, _, err = evidence("--workspace", tmp_path, "search", "ketamine")
    assert code == 4
    assert "evidence demo" in err


def test_refresh_without_an_address_says_so(evidence: Run, tmp_path: Path) -> None:
    evidence("init", tmp_path)
    code, _, err = evidence("--workspace", tmp_path, "refresh")
    assert code == 2
    assert "NCBI_EMAIL" in err


def test_refresh_without_a_network_is_an_outage_and_no_empty_answer(
    evidence: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence("init", tmp_path)
    monkeypatch.setenv("NCBI_EMAIL", "someone@example.org")
    monkeypatch.setenv("EVIDENCE_BASE_URL", "http://127.0.0.1:9/entrez/eutils/")  # the discard port: nobody answers
    monkeypatch.setenv("EVIDENCE_TRIES", "1")
    code, out, _ = evidence("--workspace", tmp_path, "refresh", "esketamine", "--json")
    answer = envelope(out)
    assert (code, answer["status"]) == (3, "error")
    assert [run["outcome"] for run in answer["data"]["runs"]] == ["failed"]
    assert "evidence demo" in answer["error"]["hint"]
    assert "evidence import" in answer["error"]["hint"]
    assert evidence("--workspace", tmp_path, "search", "ketamine")[0] == 4


def test_refresh_reports_its_runs_and_writes_the_digest(
    evidence: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence("init", tmp_path)
    with StandIn([demonstration_file()]) as server:
        monkeypatch.setenv("NCBI_EMAIL", "someone@example.org")
        monkeypatch.setenv("EVIDENCE_BASE_URL", server.base_url)
        monkeypatch.setenv("EVIDENCE_PER_SECOND", "100")
        digest = tmp_path / "digest.md"
        command = ("--workspace", tmp_path, "refresh", "esketamine", "bipolar-depression", "--json")
        code, out, _ = evidence(*command, "--digest", digest)
        answer = envelope(out)
        assert (code, answer["status"]) == (0, "ok")
        wanted = {"strategy", "outcome", "sent", "understood", "count", "requested", "returned", "new", "revised",
                  "unchanged", "retracted", "gone", "missing", "rejected", "duplicates"}  # fmt: skip
        assert all(wanted <= set(run) for run in answer["data"]["runs"])
        assert answer["snapshot"]["engine_revision"] == answer["snapshot"]["revision"] > 0
        assert "emonstration" in digest.read_text(encoding="utf-8")
        code, out, _ = evidence(*command, "--due")
        assert (code, envelope(out)["data"]["not_due"]) == (0, ["esketamine", "bipolar-depression"])
        assert evidence(*command, "--digest", tmp_path / "digest.pdf")[0] == 2
        assert evidence(*command, "--due", "--since", "2026-01-01")[0] == 2


def test_a_mistyped_command_gets_a_suggestion(evidence: Run) -> None:
    code, _, err = evidence("serach", "x")
    assert code == 2
    assert "'search'" in err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(evidence: Run, name: str) -> None:
    code, out, _ = evidence(name, "--help")
    assert code == 0
    assert "Usage: evidence" in out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(evidence: Run, shell: str) -> None:
    code, out, _ = evidence("completion", shell)
    assert code == 0
    assert "_EVIDENCE_COMPLETE" in out


def test_strategies(evidence: Run, demonstration: Path) -> None:
    data = envelope(evidence("--workspace", demonstration, "strategies", "list", "--json")[1])["data"]
    names = [strategy["name"] for strategy in data["strategies"]]
    assert len(names) >= 12
    assert evidence("--workspace", demonstration, "strategies", "show", names[0])[0] == 0
    assert evidence("--workspace", demonstration, "strategies", "lint")[0] == 0
    assert evidence("--workspace", demonstration, "strategies", "show", "nosuch")[0] == 2


def test_a_closed_pipe_is_no_error(demonstration: Path) -> None:
    command = f"{sys.executable} -m indexer --workspace {demonstration} export 'all[sb]' --format jsonl | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)


@pytest.mark.parametrize("arguments", [["--help"], ["search", "ketamine[tiab]", "--json"]])
def test_start_up_is_light(demonstration: Path, arguments: list[str]) -> None:
    program = (
        "import sys; from indexer.cli import run; run(sys.argv[1:]); "
        "heavy = {'Bio', 'requests', 'numpy', 'urllib3', 'lxml'} & set(sys.modules); "
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--workspace", str(demonstration), *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "command", [["search", "ketamine", "--limit", "700"], ["status"], ["show", "990000001"], ["--help"]]
)
def test_a_reader_that_stops_is_no_error_for_any_command(demonstration: Path, command: list[str]) -> None:
    line = f"{sys.executable} -m indexer --workspace {demonstration} {' '.join(command)} | true"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Traceback" not in done.stderr


def test_output_that_cannot_be_written_is_one_clear_line(demonstration: Path) -> None:
    line = f"{sys.executable} -m indexer --workspace {demonstration} search ketamine --json > /dev/full"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error: the output cannot be written")
    assert done.stderr.count("\n") == 2


def test_a_link_is_followed_and_a_pipe_is_written_to(evidence: Run, demonstration: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    assert evidence("--workspace", demonstration, "export", "ketamine", "--format", "ris", "-o", link)[0] == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("TY")
    assert evidence("--workspace", demonstration, "export", "ketamine", "--format", "ris", "-o", "/dev/null")[0] == 0
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["search", "bad[zz]"], "search"),
        (["strategies", "show", "nosuch"], "strategies show"),
        (["show", "5"], "show"),
        (["nosuch"], "nosuch"),
    ],
)
def test_a_failure_names_the_command(evidence: Run, demonstration: Path, arguments: list[str], name: str) -> None:
    assert envelope(evidence("--workspace", demonstration, *arguments, "--json")[1])["command"] == name


def test_a_filter_value_that_does_not_exist_is_refused(evidence: Run, demonstration: Path) -> None:
    for option, value in (("--type", "RCT"), ("--type", "Randomised Trial"), ("--language", "klingon")):
        code, _, err = evidence("--workspace", demonstration, "search", "ketamine", option, value)
        assert (code, value in err) == (2, True)
    assert "Controlled Trial" in evidence("--workspace", demonstration, "search", "ketamine", "--type", "RCT")[2]


def test_an_empty_export_says_so(evidence: Run, demonstration: Path) -> None:
    code, out, err = evidence("--workspace", demonstration, "export", "zebra[ti]", "--format", "jsonl")
    assert (code, out) == (0, "")
    assert "No record was exported" in err


def test_one_unusable_strategy_does_not_stop_the_others(evidence: Run, tmp_path: Path) -> None:
    evidence("init", tmp_path)
    (tmp_path / "queries" / "broken.toml").write_text("name = ")
    code, out, _ = evidence("--workspace", tmp_path, "strategies", "lint", "--json")
    data = envelope(out)["data"]
    assert (code, len(data["unusable"]), data["strategies"] >= 12) == (1, 1, True)


def test_a_file_of_which_a_part_was_kept_is_incomplete(evidence: Run, demonstration: Path, tmp_path: Path) -> None:
    evidence("init", tmp_path)
    cut = tmp_path / "cut.xml"
    cut.write_bytes(demonstration_file().read_bytes()[:100_000])
    code, out, _ = evidence("--workspace", tmp_path, "import", cut, "--json")
    assert (code, envelope(out)["status"]) == (5, "incomplete")
    other = tmp_path / "other.xml"
    other.write_text("%PDF-1.4")
    assert evidence("--workspace", tmp_path, "import", other)[0] == 2
