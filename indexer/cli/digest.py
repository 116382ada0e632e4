"""`evidence digest`: what is new, revised, corrected, retracted, gone."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import PurePath

import click

from indexer.app import utc_now
from indexer.cli.command import Session, evidence_command
from indexer.cli.output import DEMONSTRATION, Result, snapshot, write_out
from indexer.digest import Digest, Since, what_changed
from indexer.errors import EvidenceError, IncompleteError, UsageError
from indexer.reports.digest_atom import digest_atom
from indexer.reports.digest_claims import UNJUDGED, unjudged_title
from indexer.reports.digest_html import digest_html
from indexer.reports.digest_json import digest_data, digest_json
from indexer.reports.digest_markdown import digest_markdown
from indexer.reports.digest_text import digest_text

FORMATS: dict[str, Callable[[Digest], str]] = {
    "text": digest_text,
    "json": digest_json,
    "markdown": digest_markdown,
    "html": digest_html,
    "atom": digest_atom,
}
SUFFIXES = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".json": "json",
    ".xml": "atom", ".atom": "atom",
}  # fmt: skip


class DateOrRun(click.ParamType[Since]):
    """A day as YYYY-MM-DD or YYYY/MM/DD, or a run's number."""

    name = "date|run"

    def convert(self, value: Since | str, param: click.Parameter | None, ctx: click.Context | None) -> Since:
        """Reads either, or fails with what would do."""
        if not isinstance(value, str):
            return value
        if value.isascii() and value.isdigit():
            return int(value)
        try:
            return datetime.date.fromisoformat(value.replace("/", "-"))
        except ValueError:
            self.fail(f"{value!r} is neither a day, such as 2026-01-31, nor the number of a run.", param, ctx)


@evidence_command("digest", epilog="""
\b
Examples:
  evidence digest                              what the last refresh brought
  evidence digest --since 2026-11-01 -o digest.html
  evidence digest --since 120 --format markdown
""")  # fmt: skip
@click.option(
    "--since", type=DateOrRun(), metavar="DATE|RUN",
    help="A day (UTC), or the run after which to begin; 0 is everything. [default: the last refresh]",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="The format. [default: as FILE ends, or text]")
@click.option("--output", "-o", metavar="FILE", help="Write to FILE, all or nothing, instead of stdout.")
def command(session: Session, *, since: Since, form: str | None, output: str | None) -> Result:
    """Say what changed: retracted first, then concerns, corrected, new by level of evidence, returned, gone, revised.

    Each record appears once, with its net change over the period. What is not known, because a run failed or was
    never made, is said at the top, with exit code 5: it is never "nothing new". Runs less than ten minutes apart are
    one refresh.
    """
    to_file = output is not None and output != "-"
    form = form or (format_of(output) if output is not None and to_file else "text")
    now = utc_now()
    if isinstance(since, datetime.date) and since > now.date():
        raise UsageError(f"{since} is in the future", hint="Name a day that has begun in UTC.")
    with session.workspace.store() as store:
        digest = what_changed(store, since, strategies=session.workspace.strategies(), now=now)
        state = snapshot(store)
    rendered = FORMATS[form](digest)
    data = digest_data(digest) if session.as_json else {}
    if to_file:
        write_out([rendered], output)
    if session.as_json and (to_file or form != "json"):
        data |= {"format": form, "path": output if to_file else None, "content": None if to_file else rendered}
    return Result(
        data,
        lambda _: None if to_file else write_out([rendered], None),
        status="incomplete" if digest.incomplete else "empty" if digest.empty else "ok",
        exit_code=IncompleteError.exit_code if digest.incomplete else 0,
        warnings=_warnings(digest),
        snapshot=state | {"revision": digest.revision},
        error=_error(digest),
    )


def format_of(path: str) -> str:
    """The format that a file's name asks for.

    Raises:
        UsageError: its ending is none that is known.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(
            f"{path}: its ending does not say what format the digest should have",
            hint=f"Name it with {', '.join(SUFFIXES)}, or give `evidence digest` a --format.",
        )
    return SUFFIXES[suffix]


def write_digest(digest: Digest, path: str) -> None:
    """Writes a digest to a file, all or nothing, in the format that its name asks for.

    Raises:
        UsageError: the name's ending is unknown (`format_of` tells beforehand), or the file cannot be written.
    """
    write_out([FORMATS[format_of(path)](digest)], path)


def _warnings(digest: Digest) -> tuple[tuple[str, str], ...]:
    found = [(warning.code, f"{run.strategy}: {warning.message}") for run in digest.runs for warning in run.warnings]
    found += [
        ("unasked", f"{unknown.name} was not due in this period, or never ran: nothing is claimed about it")
        for unknown in digest.unasked
    ]
    if title := unjudged_title(digest.claims):
        found.append((UNJUDGED, f"{title}: {digest.claims.unreadable or '`evidence claims check` judges them'}"))
    return (*dict.fromkeys(found), *((DEMONSTRATION,) if digest.has_demonstrations else ()))


def _error(digest: Digest) -> EvidenceError | None:
    if not digest.incomplete:
        return None
    names = ", ".join(unknown.name for unknown in digest.incomplete)
    return IncompleteError(
        f"the digest is not complete: what changed is not known for {names}",
        hint="Run `evidence refresh`, then ask again with the same --since.",
    )
