"""What all commands have in common: `--json`, `--quiet`, `--workspace`, and how a result is printed."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import click

from indexer.app import Workspace
from indexer.cli.output import Result, emit
from indexer.errors import UsageError
from indexer.settings import read_settings


@dataclass(frozen=True, slots=True)
class Session:
    """How one command was called."""

    workspace: Workspace
    as_json: bool
    quiet: bool


def evidence_command(
    name: str, *, extended: bool = True, **attributes: Any
) -> Callable[[Callable[..., Result | int]], click.Command]:
    """Makes a click command of a function `(session, **parameters) -> Result`, or an exit code if it printed itself.

    Args:
        name: as it is called.
        extended: the workspace's concept tables count while it runs and prints, and it stops where they are wrong.
        attributes: for click.
    """

    def wrap(function: Callable[..., Result | int]) -> click.Command:
        @functools.wraps(function)
        def run(*, as_json: bool, quiet: bool, workspace: str | None, **parameters: Any) -> int:
            context = click.get_current_context()
            root: str | None = context.find_root().obj
            session = Session(Workspace(read_settings(workspace=workspace or root)), as_json, quiet)
            try:
                with session.workspace.extended() if extended else nullcontext():
                    result = function(session, **parameters)
                    if isinstance(result, int):
                        return result
                    emit(context.command_path.removeprefix("evidence "), result, as_json=as_json)
                sys.stdout.flush()
            except BrokenPipeError:
                # Whoever read the output has enough; Python flushes stdout once more at exit: give it somewhere to go.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                return 0
            except OSError as error:
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                raise UsageError(
                    f"the output cannot be written: {error.strerror}", hint="Make room where it goes.", code="output"
                ) from error
            return result.exit_code

        command: click.Command = click.command(name, cls=click.Command, **attributes)(run)
        command.params += [
            click.Option(["--workspace"], metavar="DIR", help="The workspace to use."),
            click.Option(["--json", "as_json"], is_flag=True, help="Print one JSON object, on success and on failure."),
            click.Option(["--quiet", "-q"], is_flag=True, help="No progress."),
        ]
        return command

    return wrap
