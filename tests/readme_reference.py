"""The command reference of README.md, made from the code. `python -m tests.readme_reference` writes it."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.cli.group import COMMANDS, evidence

README = Path(__file__).resolve().parent.parent / "README.md"
START, END = "<!-- reference: written by `make docs` -->", "<!-- end of reference -->"
COMMON = {"--workspace", "--json", "--quiet"}


def reference() -> str:
    """The reference in Markdown: every command with its arguments, options and first paragraph of help."""
    context = click.Context(evidence, info_name="evidence")
    parts = ["Every command takes `--workspace DIR`, `--json` and `--quiet`, and has `--help`.\n"]
    for name in COMMANDS:
        command = evidence.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            for sub, subcommand in command.commands.items():
                parts.append(_entry(f"{name} {sub}", subcommand))
        else:
            parts.append(_entry(name, command))
    return "\n".join(parts)


def _entry(name: str, command: click.Command) -> str:
    arguments = [parameter.make_metavar(click.Context(command)) for parameter in command.params
                 if isinstance(parameter, click.Argument)]  # fmt: skip
    lines = [f"### `{' '.join(['evidence', name, *arguments])}`", "", _first_paragraph(command), ""]
    for option in command.params:
        if isinstance(option, click.Option) and not COMMON & set(option.opts):
            record = option.get_help_record(click.Context(command))
            if record:
                lines.append(f"- `{record[0]}`: {record[1]}" if record[1] else f"- `{record[0]}`")
    return "\n".join(lines) + ("\n" if lines[-1] else "")


def _first_paragraph(command: click.Command) -> str:
    return " ".join((command.help or "").split("\n\n", maxsplit=1)[0].replace("\b", "").split())


def with_reference(readme: str) -> str:
    """The README's text with the reference put in its place."""
    before, rest = readme.split(START)
    _, after = rest.split(END)
    return f"{before}{START}\n{reference()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(with_reference(README.read_text(encoding="utf-8")), encoding="utf-8")
