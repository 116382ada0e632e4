"""The one place where failures become messages and exit codes."""

from __future__ import annotations

import os
import signal
import sys
from io import TextIOWrapper
from types import FrameType

import click

from indexer.cli.output import print_error
from indexer.errors import EvidenceError, UsageError

INTERRUPTED = 130


def handled(command: click.Command, arguments: list[str]) -> int:
    """Runs a click command and returns the exit code; whatever goes wrong is told on stderr, or as the JSON object."""
    as_json = "--json" in (arguments[: arguments.index("--")] if "--" in arguments else arguments)
    name = _command_name(command, arguments)
    _make_stdout_usable()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        result = command.main(args=arguments, prog_name="evidence", standalone_mode=False)
    except EvidenceError as error:
        # Where stdout is what failed, there is no place for the object.
        print_error(name, error, as_json=as_json and error.code != "output")
        return error.exit_code
    except click.ClickException as error:
        usage = error.ctx.get_usage() if isinstance(error, click.UsageError) and error.ctx else ""
        hint = f"See `{error.ctx.command_path} --help`." if isinstance(error, click.UsageError) and error.ctx else ""
        print_error(name, UsageError(error.format_message(), hint=hint), as_json=as_json, usage=usage)
        return UsageError.exit_code
    except (KeyboardInterrupt, click.Abort):
        problem = EvidenceError(
            "interrupted: what was stored stays, and what had not ended does not count as complete",
            hint="Run the command again to go on.",
            code="interrupted",
        )
        print_error(name, problem, as_json=as_json)
        return INTERRUPTED
    except SystemExit as ending:
        # click ends so when the reader of its help has closed the pipe, which is no error.
        closed = type(sys.stdout).__name__.endswith("PacifyFlushWrapper")
        return 0 if closed or ending.code is None else int(ending.code)
    return result if isinstance(result, int) else 0


def _command_name(command: click.Command, arguments: list[str]) -> str:
    """What was called, by its words: `search`, `engine verify`; `evidence` if nothing was."""
    names: list[str] = []
    skip = False
    for word in arguments:
        if skip or word.startswith("-"):
            skip = word == "--workspace" and not skip
            continue
        if not isinstance(command, click.Group):
            break
        found = command.get_command(click.Context(command), word)
        if found is None:
            return " ".join([*names, word])
        names.append(word)
        command = found
    return " ".join(names) or "evidence"


def _make_stdout_usable() -> None:
    """Text that the terminal's encoding lacks is escaped instead of failing, and a closed stdout is none to fail on."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open until the end
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
