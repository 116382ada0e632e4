"""The recipes in docs/scheduling.md: what they call exists, and cron, systemd and YAML can read them."""

from __future__ import annotations

import configparser
import datetime
import importlib.util
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from indexer.cli.group import evidence
from indexer.cli.journal import of_run
from indexer.etiquette import is_off_peak
from indexer.runs import Outcome, Run

DOCS = Path(__file__).resolve().parent.parent / "docs"
GUIDE = DOCS / "scheduling.md"
FOLDER = DOCS / "scheduling"
FILES = (GUIDE, *sorted(FOLDER.iterdir()))


def calls(path: Path) -> list[list[str]]:
    """Every call of `evidence` in a file, as words up to a redirection."""
    found = re.findall(
        r"(?:^|[\s/=])evidence ((?:--?[a-z]|[a-z])[^\n`]*)", path.read_text(encoding="utf-8"), re.MULTILINE
    )
    lines = [shlex.split(line, comments=True) for line in found if line.count('"') % 2 == 0 and "'" not in line]
    cut = [line[: next((n for n, word in enumerate(line) if word in {">", "|", "||"}), len(line))] for line in lines]
    commands = set(evidence.list_commands(click.Context(evidence)))
    return [line for line in cut if line[0] in commands or line[0] == "--workspace"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_command_and_option_exists(path: Path) -> None:
    found = calls(path)
    assert found or path.suffix == ".timer"
    for words in found:
        rest = words[2:] if words[0] == "--workspace" else words
        command = evidence.get_command(click.Context(evidence), rest[0])
        assert command is not None, words
        # Without running it: click reads the words as it would, and fails at any it does not know.
        assert command.make_context(rest[0], rest[1:]).params, words


def test_the_guide_names_every_file_and_only_what_is_there() -> None:
    links = set(re.findall(r"\]\(([^)#]+)\)", GUIDE.read_text(encoding="utf-8")))
    assert all((DOCS / link).exists() for link in links)
    assert {f"scheduling/{path.name}" for path in FOLDER.iterdir()} <= links


def test_the_line_of_log_in_the_guide_is_of_that_shape() -> None:
    (line,) = re.findall(r"^\{.*\}$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    moment = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
    _, fields = next(of_run(Run(1, "mood", "discover", moment, moment, Outcome.COMPLETE)))
    assert set(json.loads(line)) <= {"time", "event", *fields}


def cron_jobs() -> list[tuple[list[str], str]]:
    lines = (FOLDER / "crontab").read_text(encoding="utf-8").splitlines()
    jobs = [line for line in lines if line and not line.startswith("#") and not re.match(r"\w+=", line)]
    return [(line.split()[:5], line.split(maxsplit=5)[5]) for line in jobs]


def test_cron_can_read_its_lines() -> None:
    jobs = cron_jobs()
    assert [command.split()[1] for _, command in jobs] == ["refresh", "backup", "status", "doctor"]
    for fields, command in jobs:
        for field, (low, high) in zip(fields, ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7)), strict=True):
            assert field == "*" or low <= int(field) <= high, fields
        # Outside of a backslash, cron takes a percent sign for the end of the command.
        assert not re.search(r"(?<!\\)%", command)
        checked = subprocess.run(["sh", "-n", "-c", command.replace("\\%", "%")], check=False, capture_output=True)
        assert checked.returncode == 0, checked.stderr


def test_the_nightly_refresh_is_off_peak_all_year_round() -> None:
    (minute, hour, *_), _ = cron_jobs()[0]
    timer = read(FOLDER / "evidence.timer")
    assert timer["Timer"]["OnCalendar"] == f"*-*-* {int(hour):02}:{int(minute):02}:00 UTC"
    assert f'cron: "{minute} {hour} * * *"' in (FOLDER / "github-actions.yml").read_text(encoding="utf-8")
    latest = datetime.timedelta(minutes=20)
    assert timer["Timer"]["RandomizedDelaySec"] == "20min"
    first = datetime.datetime(2026, 1, 1, int(hour), int(minute), tzinfo=datetime.UTC)
    days = [first + datetime.timedelta(days=day) for day in range(365)]
    assert all(is_off_peak(day) and is_off_peak(day + latest) for day in days)


class _Many(dict[str, str]):
    """A unit may say ExecStart more than once: each is kept."""

    def __setitem__(self, key: str, value: object) -> None:
        if key in self and isinstance(value, list):
            value = [*self[key], *value] if isinstance(self[key], list) else value
        super().__setitem__(key, value)  # type: ignore[assignment]


def read(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None, dict_type=_Many, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


def test_the_service_may_write_where_it_must() -> None:
    service = read(FOLDER / "evidence.service")["Service"]
    assert service["Type"] == "oneshot"
    writable = service["ReadWritePaths"].split()
    written = re.findall(r"--digest (\S+)|backup (\S+)", service["ExecStart"])
    assert len(written) == 2
    for path in [one or other for one, other in written] + [service["Environment"].partition("=")[2]]:
        assert any(Path(path).is_relative_to(folder) for folder in writable), path


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    for path in FOLDER.glob("evidence.*"):
        # It asks that what is started exists on this machine.
        text = path.read_text(encoding="utf-8").replace("/srv/venv/bin/evidence", sys.executable)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    assert len(units) == 2
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if "evidence." in line]
    assert (done.returncode, ours) == (0, []), done.stderr
    calendar = read(FOLDER / "evidence.timer")["Timer"]["OnCalendar"]
    subprocess.run(["systemd-analyze", "calendar", calendar], check=True, capture_output=True)


def test_the_workflow_has_the_shape_that_actions_want() -> None:
    text = (FOLDER / "github-actions.yml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert not any("\t" in line for line in lines)
    assert all((len(line) - len(line.lstrip())) % 2 == 0 for line in lines)
    assert re.findall(r"^(\w+):", text, re.MULTILINE) == ["name", "on", "permissions", "concurrency", "jobs"]
    steps = re.split(r"^      - ", text, flags=re.MULTILINE)[1:]
    assert len(steps) == 10
    # Each step does one thing, and an action is pinned to a version.
    assert all(len(re.findall(r"^(?: {8})?(?:run|uses): ", step, re.MULTILINE)) == 1 for step in steps)
    assert all(re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", action) for action in re.findall(r"uses: (\S+)", text))
    assert text.count("${{") == text.count("}}")
    if importlib.util.find_spec("yaml") is not None:
        assert len(importlib.import_module("yaml").safe_load(text)["jobs"]["refresh"]["steps"]) == 10


def test_no_recipe_holds_a_key() -> None:
    for path in FILES:
        for said in re.findall(r"NCBI_API_KEY\s*[=:]\s*(\S+)", path.read_text(encoding="utf-8")):
            assert said.startswith(("…", "${{")), (path, said)
