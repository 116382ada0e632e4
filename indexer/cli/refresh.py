"""`evidence refresh`: harvest, store, index, report."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from indexer.app import Workspace, utc_now
from indexer.cli.command import Session, evidence_command
from indexer.cli.digest import format_of, write_digest
from indexer.cli.journal import Note, logged, told, unheard
from indexer.cli.output import Result, progress, snapshot
from indexer.cli.rejudge import judge_after, judge_before, newest_run, with_judging
from indexer.digest import what_changed
from indexer.errors import EvidenceError, IncompleteError, SourceUnreachable, StrategyError, UsageError
from indexer.jobs import plan_jobs
from indexer.refresh import catch_up, refresh_strategy
from indexer.reports import payload
from indexer.runs import Outcome, Progress, Run
from indexer.settings import NCBI_BASE_URL
from indexer.sources.interface import LiteratureSource
from indexer.strategy import SearchStrategy

if TYPE_CHECKING:
    from rich.console import Console

OFFLINE = (
    "Nothing that was stored has changed. Try again later; `evidence demo` and `evidence import FILE` need no network."
)


class Day(click.ParamType[datetime.date]):
    """A day as YYYY-MM-DD or YYYY/MM/DD."""

    name = "date"

    def convert(
        self, value: str | datetime.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """Reads a day, or fails with what would do."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value.replace("/", "-"))
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2026-01-31.", param, ctx)


@evidence_command("refresh")
@click.argument("names", nargs=-1, metavar="[STRATEGY]...")
@click.option("--full", is_flag=True, help="Fetch everything again, not only what is new or revised.")
@click.option("--due", is_flag=True, help="Only strategies whose last complete run is older than they allow.")
@click.option("--since", type=Day(), metavar="DATE", help="Look from this day on.")
@click.option("--any-time", is_flag=True, help="Fetch large harvests outside NCBI's off-peak hours too.")
@click.option("--accept-loss", is_flag=True, help="Believe it when many records have vanished from PubMed at once.")
@click.option("--digest", "digest_file", metavar="FILE", help="Write what changed to FILE (.txt .md .html .json .xml).")
@click.option("--dry-run", is_flag=True, help="Ask PubMed how many records there are, and store nothing.")
@logged
def command(
    session: Session,
    *,
    names: tuple[str, ...],
    full: bool,
    due: bool,
    since: datetime.date | None,
    any_time: bool,
    accept_loss: bool,
    digest_file: str | None,
    dry_run: bool,
    note: Note,
) -> Result:
    """Harvest PubMed for all strategies or those named, store, index, and report what changed.

    The first run of a strategy fetches everything it asks for; later ones what is new or revised since the last
    complete run, and retractions. With --due, all PMIDs are compared and everything is fetched again as often as
    the strategy says. Needs NCBI_EMAIL; NCBI_API_KEY makes it faster. Run it again after any failure: nothing is lost.
    """
    if since and (full or due):
        raise UsageError("--since contradicts --full and --due", hint="Leave one of them out.")
    if digest_file is not None:
        format_of(digest_file)
    workspace = session.workspace
    strategies, unusable = (workspace.strategies(names), ()) if names else workspace.readable_strategies()
    if unusable and not strategies:
        raise unusable[0]
    if not strategies:
        raise UsageError(f"there is no strategy in {workspace.settings.queries}", hint="Run `evidence init` there.")
    source = workspace.source()
    if dry_run:
        return count(strategies, source)
    guarded = not any_time and workspace.settings.pubmed.base_url == NCBI_BASE_URL
    options = Options(
        full=full, due=due, since=since, off_peak_only=guarded, accept_loss=accept_loss, digest_file=digest_file
    )
    return _with_unusable(harvest(session, strategies, source, options, note), unusable)


def _with_unusable(result: Result, unusable: tuple[StrategyError, ...]) -> Result:
    """The result of a refresh that had to leave out strategies whose files cannot be used."""
    if not unusable:
        return result
    left_out = "; ".join(error.message for error in unusable)
    error = result.error or IncompleteError(f"left out: {left_out}", hint=unusable[0].hint, code=unusable[0].code)
    warnings = (*result.warnings, *((error.code, error.message) for error in unusable))
    status = "incomplete" if result.error is None else result.status
    return dataclasses.replace(result, error=error, warnings=warnings, status=status, exit_code=error.exit_code)


@dataclass(frozen=True, slots=True)
class Options:
    """How a refresh was asked for."""

    full: bool = False
    due: bool = False
    since: datetime.date | None = None
    off_peak_only: bool = False
    accept_loss: bool = False
    digest_file: str | None = None


def harvest(
    session: Session,
    strategies: tuple[SearchStrategy, ...],
    source: LiteratureSource,
    options: Options,
    note: Note = unheard,
) -> Result:
    """Refreshes strategies from a source under the workspace's lock, and brings the engine up to date."""
    workspace: Workspace = session.workspace
    done: list[Run] = []
    tell = told(note)
    with workspace.locked("refresh"), workspace.store(write=True) as store, progress(quiet=session.quiet) as report:
        newest = newest_run(store)
        now = utc_now()
        chosen = tuple(one for one in strategies if not options.due or plan_jobs(one, store, now, due=True))
        judging = judge_before(workspace, store, note, report)
        with workspace.engine(write=True) as engine:

            def follow(*, checked: bool) -> None:
                for step in catch_up(engine, store, checked=checked):
                    tell(step)
                    report(step.what, step.done, step.total)

            # After each strategy, so that a first harvest of hours can be searched from its first strategy on.
            for number, strategy in enumerate(chosen):
                for step in refresh_strategy(
                    strategy,
                    source,
                    store,
                    clock=utc_now,
                    full=options.full,
                    due=options.due,
                    since=options.since,
                    off_peak_only=options.off_peak_only,
                    accept_loss=options.accept_loss,
                ):
                    tell(step)
                    match step:
                        case Progress(what, at, total):
                            report(what, at, total)
                        case Run():
                            done.append(step)
                follow(checked=number > 0)
            if not chosen:
                follow(checked=False)
            judging += judge_after(workspace, store, engine, begun=newest, note=note, report=report)
            state = snapshot(store, engine)
        if options.digest_file is not None:
            write_digest(what_changed(store, newest, strategies=chosen, now=utc_now()), options.digest_file)
            note("digest_written", {"path": options.digest_file})
    skipped = [one.name for one in strategies if one not in chosen]
    for name in skipped:
        note("not_due", {"strategy": name})
    return with_judging(result_of(done, state, skipped), judging)


def result_of(done: list[Run], state: dict[str, object], skipped: Iterable[str] = ()) -> Result:
    """The result of a refresh or an import: complete, incomplete, or failed altogether."""
    failed = [run for run in done if run.outcome is Outcome.FAILED]
    unfinished = [run for run in done if run.outcome is Outcome.INCOMPLETE]
    error: EvidenceError | None = None
    if failed and len(failed) == len(done):
        error = SourceUnreachable(f"nothing could be harvested: {failed[0].error}", hint=OFFLINE, code="source-failed")
    elif failed or unfinished:
        names = ", ".join(dict.fromkeys(run.strategy or run.source for run in (*failed, *unfinished)))
        error = IncompleteError(
            f"not everything was done: {names}", hint="What came is stored. Run the same command again to go on."
        )
    found = sum(run.counts.count for run in done)
    status = "ok" if found else "empty"
    if error is not None:
        status = "incomplete" if error.exit_code == IncompleteError.exit_code else "error"
    left = tuple(skipped)

    def show(console: Console) -> None:
        from indexer.cli import tables

        if done:
            tables.runs(console, done, told=True)
        if left:
            console.print(f"Not due: {', '.join(left)}")

    told = dict.fromkeys(
        (warning.code, f"{run.strategy}: {warning.message}") for run in done for warning in run.warnings
    )
    warnings = tuple(told)
    data = {"runs": [payload.run(run) for run in done], "not_due": list(left)}
    exit_code = error.exit_code if error else 0
    return Result(data, show, status=status, exit_code=exit_code, warnings=warnings, snapshot=state, error=error)


def count(strategies: tuple[SearchStrategy, ...], source: LiteratureSource) -> Result:
    """How many records strategies would find now, and how the source understood them; stores nothing."""
    plans = [(strategy, source.harvest(strategy, None).plan) for strategy in strategies]

    def show(console: Console) -> None:
        for strategy, plan in plans:
            console.print(f"{strategy.name}: {plan.count:,} records")

    data = {
        "runs": [],
        "plans": [
            {"strategy": strategy.name, "sent": plan.sent, "understood": plan.understood, "count": plan.count}
            for strategy, plan in plans
        ],
    }
    warnings = tuple(
        (note.code, f"{strategy.name}: {note.message}") for strategy, plan in plans for note in plan.warnings
    )
    return Result(data, show, warnings=warnings)
