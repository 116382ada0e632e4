"""Log lines for runs that nobody watches: one event a line, as JSON or as text, on stderr or in a file.

An event is a name and a few fields; every line begins with the time in UTC. The API key is blotted out wherever it
might stand. A log that cannot be written stops no harvest. Events of an import say `file` where others say `strategy`.

    run_started      strategy, job, total (how many records the source says there are, if it is known)
    batch_stored     strategy, job, done, total
    fault            strategy, job, name, times     met and survived
    warning          strategy, job, code, message
    run_finished     strategy, job, run, outcome, every count, watermark, error, seconds
    not_due          strategy
    engine_caught_up revision
    claim_moved      claim, was, now
    claims_judged    claims, moved
    digest_written   path
    error            code, message, hint, exit_code
"""

from __future__ import annotations

import dataclasses
import functools
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import click

from indexer.app import utc_now
from indexer.cli.command import Session
from indexer.cli.output import Result
from indexer.errors import EvidenceError, UsageError
from indexer.importing import IMPORT
from indexer.runs import Clock, Progress, Run
from indexer.sources.faults import redacted

Note = Callable[[str, Mapping[str, Any]], None]
"""Writes one event: its name and its fields."""

FORMATS = ("json", "text")
INTERRUPTED = 130
# What `catch_up` calls its progress.
_INDEX = "index"


def unheard(event: str, fields: Mapping[str, Any]) -> None:
    """Writes nothing: what a command that was not asked for a log takes notes with."""


@dataclass(frozen=True, slots=True)
class LogTo:
    """Where log lines go: `form` is one of `FORMATS` or empty for none, `path` a file, or empty for stderr."""

    form: str = ""
    path: str = ""


def logged(function: Callable[..., Result]) -> Callable[..., Result]:
    """Gives a command `--log-format` and `--log-file`, and its function `note`, which writes events.

    What ends the command with an error, raised or in its result, is logged here.
    """

    @functools.wraps(function)
    def with_journal(session: Session, *, log_format: str | None, log_file: str | None, **parameters: Any) -> Result:
        form = log_format or ("json" if log_file else "")
        with journal(session, LogTo(form, log_file or "")) as note:
            result = function(session, note=note, **parameters)
            if result.error is not None:
                note("error", of_error(result.error))
                result.error.told = bool(form and not log_file)
            # A quiet job says nothing but what is wrong; the log, the digest and `evidence status` hold the rest.
            show = (lambda console: None) if session.quiet else result.show
            return dataclasses.replace(result, show=show, told=session.quiet or bool(form))

    form = click.option("--log-format", type=click.Choice(FORMATS), help="Log events on stderr, one a line.")
    file = click.option(
        "--log-file", metavar="FILE", help="Append them to FILE instead, as JSON unless said otherwise."
    )
    return form(file(with_journal))


@contextmanager
def journal(session: Session, log: LogTo, *, clock: Clock = utc_now) -> Iterator[Note]:
    """Opens the log; yields what writes an event. What ends the block with an error is logged, and goes on its way.

    Raises:
        UsageError: the log file cannot be opened.
    """
    if not log.form:
        yield unheard
        return
    key = session.workspace.settings.pubmed.api_key
    with _opened(log.path) as target:

        def note(event: str, fields: Mapping[str, Any]) -> None:
            moment = clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")
            said = {name: _blotted(value, key) for name, value in fields.items() if value not in (None, "")}
            line = _as_json(moment, event, said) if log.form == "json" else _as_text(moment, event, said)
            with suppress(OSError):
                stream = target or sys.stderr
                stream.write(f"{line}\n")
                stream.flush()

        try:
            yield note
        except EvidenceError as error:
            note("error", of_error(error))
            error.told = not log.path
            raise
        except KeyboardInterrupt:
            note("error", {"code": "interrupted", "message": "interrupted", "exit_code": INTERRUPTED})
            raise


def told(note: Note) -> Callable[[Progress | Run], None]:
    """What to hand every step of a refresh, an import and a catch-up to, so that it is logged."""
    begun: set[tuple[str, str]] = set()

    def begin(name: str, job: str, total: int | None) -> None:
        if (name, job) not in begun:
            begun.add((name, job))
            note("run_started", {**_which(name, job), "total": total})

    def tell(step: Progress | Run) -> None:
        match step:
            case Progress(what=what, note=str(said)) if what == _INDEX and said:
                note("warning", {"code": "index-rebuilt", "message": said})
            case Progress(what=what, note="", total=int(total), done=done):
                # A job of a run has a name, and a file no total: this is the engine, or work that is no run.
                if what == _INDEX and done == total:
                    note("engine_caught_up", {"revision": done})
            case Progress(what=name, done=done, total=total, note=said):
                job = said or IMPORT
                begin(name, job, total)
                if done:
                    note("batch_stored", {**_which(name, job), "done": done, "total": total})
            case Run():
                name = _name(step)
                begin(name, step.job, None)
                begun.discard((name, step.job))
                for event, fields in of_run(step):
                    note(event, fields)

    return tell


def of_run(run: Run) -> Iterator[tuple[str, dict[str, Any]]]:
    """The events of a finished run: faults, warnings, the end."""
    which = _which(_name(run), run.job)
    for name, times in run.faults:
        yield "fault", {**which, "name": name, "times": times}
    for warning in run.warnings:
        yield "warning", {**which, "code": warning.code, "message": warning.message}
    yield (
        "run_finished",
        {
            **which,
            "run": run.id,
            "outcome": run.outcome.value,
            **dataclasses.asdict(run.counts),
            "watermark": str(run.watermark or ""),
            "error": run.error,
            "seconds": round((run.finished - run.started).total_seconds(), 3) if run.finished else None,
        },
    )


def _name(run: Run) -> str:
    return run.source if run.job == IMPORT else run.strategy


def _which(name: str, job: str) -> dict[str, Any]:
    return {"file" if job == IMPORT else "strategy": name, "job": job}


def of_error(error: EvidenceError) -> dict[str, Any]:
    """The fields of the event `error`."""
    return {"code": error.code, "message": error.message, "hint": error.hint, "exit_code": error.exit_code}


@contextmanager
def _opened(path: str) -> Iterator[TextIO | None]:
    if not path:
        yield None
        return
    with ExitStack() as closing:
        try:
            file = closing.enter_context(Path(path).open("a", encoding="utf-8"))
        except OSError as error:
            raise UsageError(
                f"the log file {path} cannot be written: {error.strerror}",
                hint="Name a file in a folder you may write to.",
            ) from error
        yield file


def _blotted(value: Any, key: str | None) -> Any:
    """A field without the API key, and as JSON takes it."""
    match value:
        case bool() | int() | float():
            return value
        case Mapping():
            return {str(name): _blotted(part, key) for name, part in value.items()}
        case list() | tuple():
            return [_blotted(part, key) for part in value]
        case _:
            return redacted(str(value), key)


def _as_json(moment: str, event: str, fields: Mapping[str, Any]) -> str:
    # ASCII: a name that is not UTF-8 has lone surrogates, which no encoder takes.
    return json.dumps({"time": moment, "event": event, **fields})


def _as_text(moment: str, event: str, fields: Mapping[str, Any]) -> str:
    shown = " ".join(f"{name}={_word(value)}" for name, value in fields.items())
    return f"{moment} {event} {shown}".rstrip()


def _word(value: Any) -> str:
    plain = str(value)
    if isinstance(value, str) and plain.isprintable() and plain.isascii() and not set(' "=') & set(plain):
        return plain
    return json.dumps(value)
