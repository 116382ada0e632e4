"""`evidence refresh`: harvest, store, index, report."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from indexer.app import Workspace, utc_now
from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result, progress, snapshot
from indexer.errors import EvidenceError, IncompleteError, SourceUnreachable, UsageError
from indexer.refresh import FULL, catch_up, plan_jobs, refresh_strategy
from indexer.reports import payload
from indexer.runs import Outcome, Progress, Run
from indexer.sources.interface import LiteratureSource
from indexer.store.interface import RecordStore
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
@click.option("--dry-run", is_flag=True, help="Ask PubMed how many records there are, and store nothing.")
def command(
    session: Session, *, names: tuple[str, ...], full: bool, due: bool, since: datetime.date | None, dry_run: bool
) -> Result:
    """Harvest PubMed for all strategies or those named, store, index, and report what changed.

    The first run of a strategy fetches everything it asks for; later ones what is new or revised since the last
    complete run. Needs NCBI_EMAIL; NCBI_API_KEY makes it faster. Run it again after any failure: nothing is lost.
    """
    if full and since:
        raise UsageError("--full and --since contradict each other", hint="Leave one of them out.")
    workspace = session.workspace
    strategies = workspace.strategies(names)
    if not strategies:
        raise UsageError(f"there is no strategy in {workspace.settings.queries}", hint="Run `evidence init` there.")
    source = workspace.source()
    if dry_run:
        return count(strategies, source)
    return harvest(session, strategies, source, full=full, due=due, since=since)


def harvest(
    session: Session,
    strategies: tuple[SearchStrategy, ...],
    source: LiteratureSource,
    *,
    full: bool = False,
    due: bool = False,
    since: datetime.date | None = None,
) -> Result:
    """Refreshes strategies from a source under the workspace's lock, and brings the engine up to date."""
    workspace: Workspace = session.workspace
    done: list[Run] = []
    with workspace.locked("refresh"), workspace.store(write=True) as store, progress(quiet=session.quiet) as report:
        chosen = tuple(one for one in strategies if not due or _is_due(one, store))
        for strategy in chosen:
            for step in refresh_strategy(strategy, source, store, clock=utc_now, full=full, since=since):
                match step:
                    case Progress(what, at, total):
                        report(what, at, total)
                    case Run():
                        done.append(step)
        with workspace.engine(write=True) as engine:
            for step in catch_up(engine, store):
                report(step.what, step.done, step.total)
            state = snapshot(store, engine)
    skipped = [one.name for one in strategies if one not in chosen]
    return result_of(done, state, skipped)


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
            tables.runs(console, done)
        if left:
            console.print(f"Not due: {', '.join(left)}")

    warnings = tuple((warning.code, f"{run.strategy}: {warning.message}") for run in done for warning in run.warnings)
    data = {"runs": [payload.run(run) for run in done], "not_due": list(left)}
    exit_code = error.exit_code if error else 0
    return Result(data, show, status=status, exit_code=exit_code, warnings=warnings, snapshot=state, error=error)


def _is_due(strategy: SearchStrategy, store: RecordStore) -> bool:
    now = utc_now()
    jobs = plan_jobs(strategy, store, now.date())
    if any(job.name == FULL for job in jobs):
        return True
    last = [store.last_complete(strategy.name, (FULL, job.name)) for job in jobs]
    age = datetime.timedelta(days=strategy.every_days)
    return any(run is None or run.finished is None or now - run.finished >= age for run in last)


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
