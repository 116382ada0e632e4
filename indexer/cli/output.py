"""What a command prints: one JSON object with `--json`, else tables and lines for people; progress on stderr."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.errors import EvidenceError, QuerySyntaxError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from indexer.engines.interface import SearchEngine
    from indexer.record import Record
    from indexer.store.interface import RecordStore

DEMONSTRATION = (
    "demonstration",
    "These are demonstration records, written for this program. They are fictional and no evidence of anything.",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a command came to.

    Args:
        data: the JSON contract's `data`.
        show: prints the same for people to the console it is handed.
        status: `ok`, `empty` or `incomplete`.
        exit_code: 0, or 1 for a gate that found something, or 3 or 5 for a source that failed.
        warnings: (code, message) pairs.
        snapshot: what state of the index the answer was computed from.
        error: why the work was not done or not all done, where part of the result is there all the same.
        told: the warnings stand in a log already, or nobody wants them on stderr.
    """

    data: dict[str, Any]
    show: Callable[[Console], None]
    status: str = "ok"
    exit_code: int = 0
    warnings: tuple[tuple[str, str], ...] = ()
    snapshot: dict[str, Any] = field(default_factory=dict)
    error: EvidenceError | None = None
    told: bool = False


def snapshot(store: RecordStore, engine: SearchEngine | None = None) -> dict[str, Any]:
    """The state an answer was computed from, in the contract's shape."""
    return {
        "revision": store.revision,
        "records": store.counts().records,
        "engine": engine.name if engine else None,
        "engine_revision": engine.revision if engine else None,
    }


def demonstration_warning(records: Iterable[Record]) -> tuple[tuple[str, str], ...]:
    """The warning that goes with any output in which a demonstration record appears."""
    return (DEMONSTRATION,) if any(record.is_demonstration for record in records) else ()


def emit(command: str, result: Result, *, as_json: bool) -> None:
    """Prints a result: the envelope on stdout, or the human form on stdout and its warnings on stderr."""
    if as_json:
        _print_json(command, result)
        return
    result.show(console())
    sys.stdout.flush()
    for _, message in () if result.told else result.warnings:
        _stderr(f"note: {message}")
    if result.error is not None:
        _print_problem(result.error)


def print_error(command: str, error: EvidenceError, *, as_json: bool, usage: str = "") -> None:
    """Tells a failure: the envelope on stdout with `--json`, else lines on stderr."""
    if as_json:
        status = "incomplete" if error.exit_code == 5 else "error"
        _print_json(command, Result({}, lambda _: None, status=status, error=error))
        return
    if usage:
        _stderr(usage)
    _print_problem(error)


def _print_problem(error: EvidenceError) -> None:
    if error.told:
        return
    _stderr(f"error: {error.message}")
    if isinstance(error, QuerySyntaxError):
        _stderr(_excerpt(error))
    if error.hint:
        _stderr(f"hint: {error.hint}")


def _excerpt(error: QuerySyntaxError) -> str:
    """The part of the query with the fault, and carets under it; control characters show as blanks."""
    start, end = error.span
    left = max(0, start - 60)
    shown = "".join(char if char.isprintable() else " " for char in error.query[left : end + 40][:160])
    carets = "^" * max(1, min(end - start, 160 - (start - left)))
    return f"  {'…' if left else ''}{shown}\n  {' ' * (start - left + bool(left))}{carets}"


def _print_json(command: str, result: Result) -> None:
    problem: dict[str, Any] | None = None
    if result.error is not None:
        problem = {"code": result.error.code, "message": result.error.message, "hint": result.error.hint}
        if isinstance(result.error, QuerySyntaxError):
            problem |= {"query": result.error.query, "span": list(result.error.span)}
    envelope = {
        "status": result.status,
        "command": command,
        "data": result.data,
        "warnings": [{"code": code, "message": message} for code, message in result.warnings],
        "error": problem,
        "snapshot": result.snapshot or None,
    }
    sys.stdout.write(json.dumps(envelope, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None) + "\n")


def _stderr(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def console(*, stderr: bool = False) -> Console:
    """A console that knows whether colour is wanted: not without a terminal, with NO_COLOR or TERM=dumb."""
    from rich.console import Console

    class Honest(Console):
        """A console that leaves a closed pipe to us: rich would end the program with exit code 1."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    target = sys.stderr if stderr else sys.stdout
    width = None if target.isatty() or "COLUMNS" in os.environ else 110
    return Honest(stderr=stderr, width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int, int | None], None]]:
    """Shows how far the work is, on stderr when it is a terminal: call what is yielded with (what, done, total)."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda what, done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def update(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield update


def write_out(chunks: Iterable[str], path: str | None) -> None:
    """Writes text to stdout (`-` or None) or, all or nothing, to a file.

    A symbolic link is followed, and what is no regular file (a device, a pipe) is written to, never replaced.

    Raises:
        UsageError: the file cannot be written; it is then as it was.
    """
    if path is None or path == "-":
        for chunk in chunks:
            sys.stdout.write(chunk)
        return
    target = Path(path)
    try:
        target = target.resolve()
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="") as file:
                file.writelines(chunks)
            return
        _replace(target, chunks)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}", hint="Name a file in a folder you may write to, with room."
        ) from error


def _replace(target: Path, chunks: Iterable[str]) -> None:
    temporary = ""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=target.parent, prefix=f".{target.name}.", delete=False
        ) as file:
            temporary = file.name
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
