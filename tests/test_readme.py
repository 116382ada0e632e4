"""The README's commands and reference are true."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from indexer.cli import run
from indexer.cli.group import COMMANDS, evidence
from indexer.query.syntax import LOCAL_FIELDS
from tests.readme_reference import README, with_reference

TEXT = README.read_text(encoding="utf-8")
ROOT = README.parent


def command_lines(text: str) -> list[list[str]]:
    """Every `evidence …` command in the code blocks of a Markdown text, as words, comments and pipes left out."""
    lines = []
    for block in re.findall(r"```(?:sh|crontab)\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            found = re.search(r"(?:^|[\s/])evidence (.*)", line)
            if found and "=" not in line.split("evidence ")[0]:
                words = shlex.split(found[1], comments=True)
                stop = next((n for n, word in enumerate(words) if word in {"|", ">>", "2>&1"}), len(words))
                lines.append(words[:stop])
    return lines


def test_the_reference_is_what_the_code_says() -> None:
    assert with_reference(TEXT) == TEXT, "run `make docs`"


@pytest.mark.parametrize("words", command_lines(TEXT), ids=" ".join)
def test_every_command_in_the_readme_has_options_that_exist(words: list[str]) -> None:
    if words[0] == "--workspace":
        words = words[2:]
    command = evidence.get_command(click.Context(evidence), words[0])
    assert command is not None, words[0]
    if isinstance(command, click.Group):
        command, words = command.commands[words[1]], words[1:]
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if re.match(r"--?[a-z]", word)} <= known


def test_the_demonstration_overwrites_nobodys_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "mine"
    own.mkdir()
    (own / "draft.md").write_text("My own paper.", encoding="utf-8")
    assert run(["demo", str(own)]) == 2
    assert "draft.md is there already" in capsys.readouterr().err
    assert [one.name for one in own.iterdir()] == ["draft.md"]
    assert (own / "draft.md").read_text(encoding="utf-8") == "My own paper."


def test_the_tour_runs_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["demo", "demo-workspace"]) == 0
    shown = capsys.readouterr()
    assert "Try next" in shown.out
    assert "fictional" in shown.err
    tour = TEXT.split("<!-- tour", 1)[1].split("<!-- end of tour -->")[0]
    commands = command_lines(tour)
    assert len(commands) > 5
    for words in commands:
        assert run(words) == 0, words
        shown = capsys.readouterr()
        assert shown.out or "records written" in shown.err
        assert "No record matches" not in shown.out


def test_every_command_is_in_the_reference() -> None:
    assert all(f"`evidence {name}" in TEXT for name in COMMANDS)


def test_every_local_field_is_explained() -> None:
    assert [field for field in LOCAL_FIELDS if f"[{field}]" not in TEXT] == []


def test_every_room_is_packaged() -> None:
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    rooms = {".".join(file.parent.relative_to(ROOT).parts) for file in (ROOT / "indexer").rglob("*.py")}
    rooms |= {f"indexer.{folder}.data" for folder in ("checking", "standin", "vocabulary")}
    rooms |= {"indexer.queries"}
    assert set(setup["packages"]) == rooms


def test_links_in_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", TEXT):
        assert (ROOT / target).exists(), target
