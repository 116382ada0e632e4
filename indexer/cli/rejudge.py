"""What every command that changes the collection does at its end: it judges the watched claims anew.

Nothing that goes wrong here ends the command or takes back what it did. It is told as a warning, and the claims stay as
they were judged before, with the date of that.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indexer.app import Workspace, utc_now
from indexer.cli.journal import Note, unheard
from indexer.cli.output import Result
from indexer.errors import EvidenceError
from indexer.refresh import catch_up
from indexer.reports.digest_claims import UNJUDGED
from indexer.reports.watched_claims import claim_data
from indexer.store.interface import RecordStore
from indexer.watched import Watched

if TYPE_CHECKING:
    from rich.console import Console

    from indexer.checking.watch import Rejudged
    from indexer.engines.interface import SearchEngine

Report = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Judging:
    """What came of judging claims. `left` were not got to, because of `failure`."""

    done: tuple[Rejudged, ...] = ()
    left: tuple[Watched, ...] = ()
    failure: str = ""

    def __add__(self, later: Judging) -> Judging:
        """Two judgings of one command together."""
        return Judging(self.done + later.done, self.left + later.left, later.failure or self.failure)

    @property
    def moved(self) -> tuple[Rejudged, ...]:
        """The claims whose stance moved."""
        return tuple(one for one in self.done if one.turn is not None and one.turn.moved)

    @property
    def judged(self) -> int:
        """How many claims were judged."""
        return len({one.claim.id for one in self.done if not one.failure})

    @property
    def failed(self) -> tuple[tuple[Watched, str], ...]:
        """The claims that were not judged, each with the reason."""
        met = [(one.claim, one.failure) for one in self.done if one.failure]
        return (*met, *((one, self.failure) for one in self.left))

    @property
    def warnings(self) -> tuple[tuple[str, str], ...]:
        """One warning for all that was not judged."""
        if not self.failed:
            return ((UNJUDGED, f"the watched claims were not judged: {self.failure}"),) if self.failure else ()
        reasons = "; ".join(dict.fromkeys(reason.rstrip(".") for _, reason in self.failed))
        times = [one.last.at for one, _ in self.failed if one.last is not None]
        since = f"not judged since {min(times):%Y-%m-%d}" if len(times) == len(self.failed) else "some never judged"
        number = len({one.id for one, _ in self.failed})
        told = f"{number} of {len(self.done) + len(self.left)} watched claims could not be judged ({since}): {reasons}"
        return ((UNJUDGED, f"{told}. Run `evidence claims check`."),)

    @property
    def data(self) -> dict[str, Any]:
        """The same for the JSON contract."""
        return {
            "judged": self.judged,
            "moved": [claim_data(one.claim, one.claim.last.revision) for one in self.moved if one.claim.last],
            "failed": [{"id": one.id, "text": one.wording.text, "reason": reason} for one, reason in self.failed],
        }

    def show(self, console: Console) -> None:
        """Prints how many were judged, and what moved."""
        if self.judged:
            console.print(f"Watched claims: {self.judged:,} judged, {len(self.moved):,} moved.")
        for one in self.moved:
            if one.turn is not None:
                said = f"“{one.claim.wording.text}”: {one.turn.was} → {one.turn.judgement.stance}"
                console.print(f"  {one.claim.id}. {said}", soft_wrap=True)


def with_judging(result: Result, judging: Judging) -> Result:
    """A command's result with what became of the watched claims."""

    def show(console: Console) -> None:
        result.show(console)
        judging.show(console)

    return dataclasses.replace(
        result, data=result.data | {"claims": judging.data}, show=show, warnings=result.warnings + judging.warnings
    )


def newest_run(store: RecordStore) -> int:
    """The number of the newest run, 0 if there is none."""
    return next((run.id for run in store.runs(limit=1)), 0)


def judge_before(
    workspace: Workspace, store: RecordStore, note: Note = unheard, report: Report | None = None
) -> Judging:
    """Judges anew what was judged by other rules than today's, before a run changes the collection: so that what moves
    is known to be the rules' doing. It counts to the run to come."""
    try:
        if not _by_other_rules(store):
            return Judging()
        with workspace.engine(write=True) as engine:
            for _ in catch_up(engine, store):
                pass
            return judge(workspace, store, engine, run=newest_run(store) + 1, note=note, report=report)
    except EvidenceError:
        return Judging()  # what is wrong with the store or the index is told when the run meets it


def _by_other_rules(store: RecordStore) -> bool:
    known = [one.last.method.rules for one in store.claims.watched() if one.last and one.is_current(store.revision)]
    if not known:
        return False
    from indexer.checking.watch import method

    return any(rules != method().rules for rules in known)


def judge_after(
    workspace: Workspace,
    store: RecordStore,
    engine: SearchEngine,
    *,
    begun: int,
    note: Note = unheard,
    report: Report | None = None,
) -> Judging:
    """Judges what was not judged on the collection as it is now.

    It counts to the newest run; where none was made since the command began, when `begun` was the newest, to the next
    one: digests up to that one may have been read already.
    """
    return judge(
        workspace, store, engine, run=max(newest_run(store), begun + 1),
        only=lambda one: not one.is_current(store.revision), note=note, report=report,
    )  # fmt: skip


def judge_now(
    workspace: Workspace,
    store: RecordStore,
    *,
    only: Callable[[Watched], bool] = lambda _: True,
    report: Report | None = None,
) -> Judging:
    """Judges watched claims between two runs, for which the index is brought up to date. It counts to the run to come,
    since digests of those before it may have been read already."""
    claims: tuple[Watched, ...] = ()
    try:
        claims = tuple(filter(only, store.claims.watched())) if store.revision else ()
        if not claims:
            return Judging()
        with workspace.engine(write=True) as engine:
            if engine.revision != store.revision:
                for step in catch_up(engine, store):
                    if report is not None:
                        report(step.what, step.done, step.total)
            return judge(workspace, store, engine, run=newest_run(store) + 1, only=only, report=report)
    except EvidenceError as error:
        return Judging(left=claims, failure=error.message)


def judge(
    workspace: Workspace,
    store: RecordStore,
    engine: SearchEngine,
    *,
    run: int,
    only: Callable[[Watched], bool] = lambda _: True,
    note: Note = unheard,
    report: Report | None = None,
) -> Judging:
    """Judges watched claims, and raises nothing.

    Args:
        workspace: its settings name the judge and the retrieval.
        store: open for writing.
        engine: in step with the store.
        run: the run that it counts to.
        only: which of the claims.
        note: writes events.
        report: is told how far it is.
    """
    done: list[Rejudged] = []
    claims: tuple[Watched, ...] = ()
    failure = ""
    try:
        claims = tuple(filter(only, store.claims.watched())) if store.revision else ()
        for step in _steps(workspace, store, engine, claims, run) if claims else ():
            done.append(step)
            if report is not None:
                report("claims", len(done), len(claims))
    except EvidenceError as error:
        failure = error.message
    except Exception as error:  # noqa: BLE001 - what was harvested is stored, and must not be told as lost
        failure = f"{type(error).__name__}: {error}"
    judging = Judging(tuple(done), claims[len(done) :], failure)
    _note(judging, note)
    return judging


def _steps(
    workspace: Workspace, store: RecordStore, engine: SearchEngine, claims: Collection[Watched], run: int
) -> Iterator[Rejudged]:
    from indexer.checking.library import Library
    from indexer.checking.semantic import available
    from indexer.checking.watch import method, rejudge

    with workspace.consultation() as consultation, workspace.semantic() as found:
        model = available(found)
        by = method(consultation, model)
        library = Library(engine, store, model)
        yield from rejudge(tuple(claims), library, by, run=run, clock=utc_now, consultation=consultation)


def _note(judging: Judging, note: Note) -> None:
    for one in judging.moved:
        if one.turn is not None:
            note("claim_moved", {"claim": one.claim.id, "was": one.turn.was, "now": one.turn.judgement.stance})
    for code, message in judging.warnings:
        note("warning", {"code": code, "message": message})
    if judging.done:
        note("claims_judged", {"claims": judging.judged, "moved": len(judging.moved)})
