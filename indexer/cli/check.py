"""`evidence check`: every claim and every citation of a draft, against the collection."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from indexer.app import utc_now
from indexer.checking.check import SHOWN, check_draft
from indexer.checking.draft import DraftError, read_draft
from indexer.checking.moves import changes_since
from indexer.checking.semantic import Semantic, Unavailable, available
from indexer.checking.values import CheckReport, Draft
from indexer.cli.command import Session, evidence_command
from indexer.cli.gate import Gate, triggers
from indexer.cli.output import DEMONSTRATION, Result, progress, snapshot, write_out
from indexer.cli.stats import format_of, terminal_width
from indexer.errors import UsageError
from indexer.reports.check_html import check_html
from indexer.reports.check_json import check_data, check_json
from indexer.reports.check_markdown import check_markdown
from indexer.reports.check_outline import Check, has_demonstrations
from indexer.reports.check_sarif import check_sarif
from indexer.reports.check_since import compared, read_last
from indexer.reports.check_text import check_text

FORMATS: dict[str, Callable[[Check], str]] = {
    "text": check_text,
    "json": check_json,
    "markdown": check_markdown,
    "html": check_html,
    "sarif": check_sarif,
}
SUFFIXES = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".json": "json",
    ".sarif": "sarif",
}  # fmt: skip
SHORT = 4
"""Records shown for a claim where a report is read from top to bottom."""
_LARGEST = 10_000_001


@evidence_command("check", epilog="""
\b
Examples:
  evidence check draft.md                                  in the terminal
  evidence check draft.docx -o report.html                 a page with the claims marked in the draft
  evidence check draft.md -o report.json                   to compare with later:
  evidence check draft.md --against report.json -o report.html
  evidence check draft.md --format sarif --fail-on contradicts,retracted -o draft.sarif
""")  # fmt: skip
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="The format. [default: as FILE ends, or text]")
@click.option("--output", "-o", metavar="FILE", help="Write to FILE, all or nothing, instead of stdout.")
@click.option("--against", metavar="REPORT.json", help="Say which verdicts moved since that report, and why.")
@click.option(
    "--fail-on", type=Gate(), multiple=True, metavar="WHAT",
    help="Exit code 1 if this is found: contradicts, mixed, insufficient, retracted, moved, a code such as EV103. "
    "Repeatable, or with commas.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Ask for three findings, one of level 1 or 2, where two would do.")
@click.option(
    "--limit", type=click.IntRange(0), metavar="N",
    help=f"Records shown for a claim. [default: {SHOWN}; {SHORT} as text or Markdown]",
)  # fmt: skip
@click.option(
    "--judge", default="", metavar="JUDGE",
    help="Ask another judge besides the rules: command:WORDS, llm:WORDS or onnx:FOLDER; rules is none.",
)  # fmt: skip
@click.option("--semantic/--no-semantic", default=None, help="Rank records by meaning too; needs the extra [semantic].")
def command(
    session: Session,
    *,
    drafts: tuple[str, ...],
    form: str | None,
    output: str | None,
    against: str | None,
    fail_on: tuple[tuple[str, ...], ...],
    strict: bool,
    limit: int | None,
    judge: str,
    semantic: bool | None,
) -> Result:
    """Check every claim and every citation of a draft: Markdown, plain text, HTML or DOCX; `-` is stdin.

    Each claim comes with its verdict, the sentences that carry it, what they are evidence of, where they are about
    something else, and what could not be decided. What is no checkable claim is listed with the reason. Retracted
    records are shown and never counted. A verdict is about the abstracts in this collection, and no medical advice.
    """
    to_file = output is not None and output != "-"
    form = form or (
        format_of(output, SUFFIXES) if output is not None and to_file else "json" if session.as_json else "text"
    )
    gates = tuple(dict.fromkeys(one for several in fail_on for one in several))
    if "moved" in gates and against is None:
        raise UsageError("--fail-on moved needs an earlier report", hint="Name it with --against REPORT.json.")
    _refuse_overwriting(output if to_file else None, (*drafts, *([against] if against else [])))
    last = read_last(against, _text_of(against)) if against else None
    read = [draft_of(path) for path in drafts]
    workspace = session.workspace
    with (
        workspace.reading() as (store, engine),
        workspace.consultation(judge) as consultation,
        workspace.semantic(semantic) as model,
        progress(quiet=session.quiet) as show,
    ):
        made = utc_now().date().isoformat()
        reports: list[CheckReport] = []
        for draft in read:

            def told(done: int, total: int, name: str = draft.name) -> None:
                show(name, done, total)

            reports.append(
                check_draft(
                    draft,
                    engine,
                    store,
                    made=made,
                    strict=strict,
                    consultation=consultation,
                    semantic=available(model),
                    progress=told,
                )
            )
        since = compared(last, reports, changes_since(store, last.revision)) if last else None
        state = snapshot(store, engine)
    shown = limit if limit is not None else SHORT if form in {"text", "markdown"} else SHOWN
    check = Check(tuple(reports), shown, since)
    rendered = check_text(check, width=terminal_width()) if form == "text" and not to_file else FORMATS[form](check)
    found = triggers(check, gates)
    data = _data(check, gates, found) if session.as_json else {}
    if to_file:
        write_out([rendered], output)
    if session.as_json and (to_file or form != "json"):
        data |= {"format": form, "path": output if to_file else None, "content": None if to_file else rendered}

    def tell(_: object) -> None:
        if not to_file:
            write_out([rendered], None)
        elif not session.quiet:
            click.echo(f"{len(check.claims):,} claims checked, written to {output}", err=True)
        if found:
            click.echo(
                f"found, as asked by --fail-on: {', '.join(f'{name} ({n})' for name, n in found.items())}", err=True
            )

    return Result(
        data,
        tell,
        status="ok" if check.claims or any(report.remarks for report in reports) else "empty",
        exit_code=1 if found else 0,
        warnings=((DEMONSTRATION,) if has_demonstrations(check) else ()) + behind(state) + missing(model),
        snapshot=state,
    )


def behind(state: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The warning that goes with an answer from an index that is older than its store."""
    if state["engine_revision"] == state["revision"]:
        return ()
    return (("engine-behind", "The index is behind the store: run `evidence engine rebuild`."),)


def missing(model: Semantic | Unavailable | None) -> tuple[tuple[str, str], ...]:
    """The warning that goes with an answer for which semantic retrieval was asked for and could not be had."""
    return (("semantic-off", str(model)),) if isinstance(model, Unavailable) else ()


def _data(check: Check, gates: Sequence[str], found: dict[str, int]) -> dict[str, Any]:
    return check_data(check) | ({"gate": {"fail_on": list(gates), "found": found}} if gates else {})


def draft_of(path: str) -> Draft:
    """The draft in a file, or on stdin.

    Raises:
        DraftError: it cannot be read.
    """
    if path == "-":
        return read_draft("stdin", sys.stdin.buffer.read(_LARGEST))
    return read_draft(path, _bytes_of(path))


def _bytes_of(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise DraftError(
            f"{path} cannot be read: {error.strerror or error}", hint="Name a file, or `-` to read from stdin."
        ) from error


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise UsageError(
            f"{path} cannot be read: {reason}",
            hint="Hand in what `evidence check DRAFT --format json -o LAST.json` wrote.",
            code="against",
        ) from error


def _refuse_overwriting(output: str | None, inputs: Sequence[str]) -> None:
    """A report must not take the place of the draft that it is about, or of the report that it is compared with."""
    if output is None:
        return
    for path in inputs:
        with suppress(OSError):
            if path != "-" and Path(output).resolve() == Path(path).resolve():
                raise UsageError(
                    f"{output} is what is checked: the report would overwrite it", hint="Name another FILE."
                )
