"""`evidence claims`: claims that are watched, and judged anew whenever the collection changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from indexer.app import utc_now
from indexer.checking.values import Draft, Unchecked
from indexer.checking.watch import TYPED, typed, wordings
from indexer.cli.check import draft_of
from indexer.cli.claim import refuse_unreadable
from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result, progress, snapshot
from indexer.cli.rejudge import judge_now
from indexer.errors import IncompleteError, StoreError, UsageError
from indexer.reports.watched_claims import claim_data, last_moved, reasons, standing
from indexer.watched import Watched, Wording, same

if TYPE_CHECKING:
    from rich.console import Console

_LIST = "`evidence claims list` shows them with their numbers."


@click.group("claims", help="Watch claims: each is judged anew when the collection changes, and the digest says so.")
def command() -> None:
    """The group of the watched claims' commands."""


@evidence_command("watch", epilog="""
\b
Examples:
  evidence claims watch 'Ketamine rapidly reduces suicidal ideation'
  evidence claims watch 'Esketamine prevents relapse.' 'Ketamine eases anxiety.' --strict
  evidence claims watch --draft draft.md
""")  # fmt: skip
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@click.option(
    "--draft", metavar="FILE", help="Watch all checkable claims of a draft (.md, .txt, .html, .docx; - is stdin)."
)
@click.option("--strict", is_flag=True, help="Ask for three findings, one of level 1 or 2, where two would do.")
def watch_command(session: Session, *, texts: tuple[str, ...], draft: str | None, strict: bool) -> Result:
    """Keep claims with the workspace, and judge them: by refresh and import from now on, whenever something changed.

    A TEXT is a sentence or a few; words without quotes are one TEXT. One that states several things is kept as several
    claims. A TEXT in which nothing checkable is said is refused, and nothing is kept.
    """
    if bool(texts) == (draft is not None):
        raise UsageError(
            "there is nothing to watch" if not texts else "both TEXT and --draft are given",
            hint="Give claims in quotes, or a whole draft with --draft FILE.",
        )
    drafts = [draft_of(draft)] if draft is not None else [_typed(one) for one in _told(texts)]
    found, unchecked = _checkable(drafts, strict=strict)
    workspace = session.workspace
    with workspace.locked("claims watch"), workspace.store(write=True) as store:
        known = {one.id for one in store.claims.watched()}
        ids = store.claims.watch(found, source=draft or "", at=utc_now())
        fresh = [number for number in dict.fromkeys(ids) if number not in known]
        with progress(quiet=session.quiet) as report:
            judging = judge_now(workspace, store, only=lambda one: one.id in fresh, report=report)
        watched = {one.id: one for one in store.claims.watched()}
        state = snapshot(store)
    new, old = [watched[one] for one in fresh], [watched[one] for one in dict.fromkeys(ids) if one in known]

    def show(console: Console) -> None:
        for one in new:
            console.print(f"Watching {one.id}. “{one.wording.text}”: {standing(one)}", soft_wrap=True)
        for one in old:
            console.print(f"Watched already: {one.id}. “{one.wording.text}”: {standing(one)}", soft_wrap=True)
        if unchecked:
            console.print(f"{len(unchecked):,} sentences say nothing that can be checked, and are not watched.")

    return Result(
        {
            "watched": [claim_data(one, state["revision"]) for one in new],
            "already": [claim_data(one, state["revision"]) for one in old],
            "not_checkable": [_unchecked(one) for one in unchecked],
        },
        show,
        warnings=judging.warnings,
        snapshot=state,
    )


@evidence_command("list", extended=False)
def list_command(session: Session) -> Result:
    """List the watched claims: how each stands, when it was judged last, and what moved last."""
    with session.workspace.store() as store:
        claims = store.claims.watched()
        state = snapshot(store)
    revision = state["revision"]
    behind = [one for one in claims if not one.is_current(revision)]

    def show(console: Console) -> None:
        if not claims:
            console.print("No claim is watched: `evidence claims watch TEXT` keeps one.")
            return
        _table(console, claims, revision)
        if behind:
            told = f"{len(behind):,} of {len(claims):,} were not judged on the collection as it is now"
            console.print(f"{told} (revision {revision}): `evidence claims check` does it.", soft_wrap=True)

    return Result(
        {"claims": [claim_data(one, revision) for one in claims], "revision": revision, "not_current": len(behind)},
        show,
        status="ok" if claims else "empty",
        snapshot=state,
    )


@evidence_command("drop", extended=False, epilog="""
\b
Examples:
  evidence claims drop 3 4
  evidence claims drop 'Ketamine rapidly reduces suicidal ideation'
""")  # fmt: skip
@click.argument("which", nargs=-1, required=True, metavar="ID|TEXT...")
def drop_command(session: Session, *, which: tuple[str, ...]) -> Result:
    """Stop watching claims, by their numbers or words, and forget how they stood. One that is unknown drops none."""
    workspace = session.workspace
    with workspace.locked("claims drop"), workspace.store(write=True) as store:
        chosen = _chosen(store.claims.watched(), which)
        store.claims.unwatch([one.id for one in chosen])
        state = snapshot(store)

    def show(console: Console) -> None:
        for one in chosen:
            console.print(f"Not watched any more: {one.id}. “{one.wording.text}”", soft_wrap=True)

    return Result({"dropped": [claim_data(one, state["revision"]) for one in chosen]}, show, snapshot=state)


@evidence_command("check")
def check_command(session: Session) -> Result:
    """Judge all watched claims by the collection as it is, and keep the verdicts. Refresh and import do it too."""
    workspace = session.workspace
    with workspace.locked("claims check"), workspace.store(write=True) as store:
        claims = store.claims.watched()
        if claims and not store.revision:
            raise StoreError(
                f"the index in {workspace.settings.workspace} holds no record yet, so that nothing can be judged",
                hint="Run `evidence refresh` or `evidence import FILE`; the claims are kept.",
                code="empty-store",
            )
        with progress(quiet=session.quiet) as report:
            judging = judge_now(workspace, store, report=report)
        claims = store.claims.watched()
        state = snapshot(store)
    moved = {one.claim.id for one in judging.done if one.turn is not None and one.turn.was}

    def show(console: Console) -> None:
        if not claims:
            console.print("No claim is watched: `evidence claims watch TEXT` keeps one.")
        for one in claims:
            console.print(f"{one.id}. “{one.wording.text}”: {standing(one)}", soft_wrap=True)
            if one.id in moved and one.turn is not None:
                console.print(f"   moved {last_moved(one.turn)}", soft_wrap=True)
                for line in reasons(one.turn.because, one.turn.changed, moved=one.turn.moved):
                    console.print(f"   - {line}", soft_wrap=True)

    error = None
    if judging.failed or judging.failure:
        ((_, message),) = judging.warnings
        error = IncompleteError(message, hint="What was judged is kept; the others stand as they were judged before.")
    return Result(
        {"claims": [claim_data(one, state["revision"]) for one in claims], **judging.data},
        show,
        status="incomplete" if error else "ok" if claims else "empty",
        exit_code=error.exit_code if error else 0,
        snapshot=state,
        error=error,
    )


# --- what was typed ---


def _told(texts: Sequence[str]) -> list[str]:
    """The texts of a command line: words without quotes are one text, quoted ones are each their own."""
    return list(texts) if any(len(one.split()) > 1 for one in texts) else [" ".join(texts)]


def _typed(text: str) -> Draft:
    refuse_unreadable(text, longer="`evidence claims watch --draft -`")
    return typed(text)


def _checkable(drafts: Sequence[Draft], *, strict: bool) -> tuple[list[Wording], list[Unchecked]]:
    """What can be watched in drafts.

    Raises:
        UsageError: in one of them nothing checkable is said.
    """
    found: list[Wording] = []
    left: list[Unchecked] = []
    for draft in drafts:
        claims, unchecked = wordings(draft, strict=strict)
        if not claims:
            counts = dict.fromkeys(one.reason.value for one in unchecked)
            why = f" ({', '.join(counts)})" if counts else ""
            shown = f"“{draft.text}”" if draft.name == TYPED else draft.name
            raise UsageError(
                f"no checkable claim is made in {shown}{why}; nothing is kept",
                hint="Say in a sentence what a treatment does: 'Ketamine reduces suicidal ideation within a day'.",
                code="no-claim",
            )
        found += claims
        left += unchecked
    return found, left


def _chosen(claims: Sequence[Watched], which: Sequence[str]) -> list[Watched]:
    """The claims of these numbers and words, each once.

    Raises:
        UsageError: there is none of one of them.
    """
    numbers = {str(one.id): one for one in claims}
    chosen: dict[int, Watched] = {}
    for asked in which if all(one.isdecimal() for one in which) else _told(which):
        sought = same(asked)
        found = [numbers[asked]] if asked in numbers else [
            one for one in claims if sought in (same(one.wording.text), same(one.wording.sentence))
        ]  # fmt: skip
        if not found:
            what = f"no claim number {asked}" if asked.isdecimal() else f"no watched claim “{asked}”"
            raise UsageError(f"there is {what}; nothing was dropped", hint=_LIST, code="unknown-claim")
        chosen |= {one.id: one for one in found}
    return list(chosen.values())


# --- what is shown ---


def _unchecked(one: Unchecked) -> dict[str, Any]:
    return {"text": one.text, "reason": one.reason.value, "line": one.line, "start": one.start, "end": one.end}


def _table(console: Console, claims: Sequence[Watched], revision: int) -> None:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("id", justify="right")
    table.add_column("claim", ratio=1)
    for name in ("stance", "judged"):
        table.add_column(name, no_wrap=True)
    table.add_column("moved last")
    for one in claims:
        judged = f"{one.last.at:%Y-%m-%d}" if one.last else "never"
        late = "" if one.is_current(revision) or one.last is None else " (not since)"
        moved = last_moved(one.turn) if one.turn else "nothing yet"
        strict = " [strict]" if one.wording.strict else ""
        table.add_row(str(one.id), f"{one.wording.text}{strict}", standing(one), f"{judged}{late}", moved)
    console.print(table)


for _command in (watch_command, list_command, drop_command, check_command):
    command.add_command(_command)
