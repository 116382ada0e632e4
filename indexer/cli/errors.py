"""The one place where failures become messages and exit codes."""

from __future__ import annotations

import signal
from types import FrameType

import click

from indexer.cli.output import print_error
from indexer.errors import EvidenceError, UsageError

INTERRUPTED = 130


def handled(command: click.Command, arguments: list[str]) -> int:
    """Runs a click command and returns the exit code; whatever goes wrong is told on stderr, or as the JSON object."""
    as_json = "--json" in (arguments[: arguments.index("--")] if "--" in arguments else arguments)
    name = next((word for word in arguments if not word.startswith("-")), "evidence")
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        result = command.main(args=arguments, prog_name="evidence", standalone_mode=False)
    except EvidenceError as error:
        print_error(name, error, as_json=as_json)
        return error.exit_code
    except click.ClickException as error:
        usage = error.ctx.get_usage() if isinstance(error, click.UsageError) and error.ctx else ""
        hint = f"See `{error.ctx.command_path} --help`." if isinstance(error, click.UsageError) and error.ctx else ""
        print_error(name, UsageError(error.format_message(), hint=hint), as_json=as_json, usage=usage)
        return UsageError.exit_code
    except (KeyboardInterrupt, click.Abort):
        problem = EvidenceError(
            "interrupted: what was stored before stays, and the watermark did not move",
            hint="Run the command again to go on.",
            code="interrupted",
        )
        print_error(name, problem, as_json=as_json)
        return INTERRUPTED
    return result if isinstance(result, int) else 0


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
