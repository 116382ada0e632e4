"""`evidence import`: store and index files of records."""

from __future__ import annotations

import dataclasses
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from indexer.app import utc_now
from indexer.cli.command import Session, evidence_command
from indexer.cli.journal import Note, logged, told
from indexer.cli.output import Result, progress, snapshot
from indexer.cli.refresh import result_of
from indexer.cli.rejudge import judge_after, judge_before, newest_run, with_judging
from indexer.errors import IncompleteError, InputFileError
from indexer.importing import import_file
from indexer.refresh import catch_up
from indexer.runs import Progress, Run

if TYPE_CHECKING:
    from indexer.sources.files import RecordFile


@evidence_command("import", epilog="""
\b
Examples:
  evidence import pubmed25n0001.xml.gz pubmed25n1298.xml.gz
  evidence import export.nbib --strategy ketamine-trd
  efetch -db pubmed -id 1,2,3 -format xml | evidence import -
""")  # fmt: skip
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--strategy", default="", metavar="NAME", help="Count the records as found by this strategy.")
@logged
def command(session: Session, *, paths: tuple[str, ...], strategy: str, note: Note) -> Result:
    """Store and index PubMed XML (plain or .gz, also baseline and update files) or NBIB text; `-` is stdin.

    Every record in a file is stored, was stored already, is kept aside as unreadable with the reason, or is a
    deletion: the counts add up, or the run is incomplete. Files are taken in the order given.
    """
    from indexer.sources.files import open_source

    workspace = session.workspace
    if strategy:
        workspace.strategies((strategy,))
    done: list[Run] = []
    tell = told(note)
    failures: list[InputFileError] = []
    with workspace.locked("import"), workspace.store(write=True) as store, progress(quiet=session.quiet) as report:
        begun = newest_run(store)
        judging = judge_before(workspace, store, note, report)
        for path in paths:
            file = open_source(path, sys.stdin.buffer)
            try:
                for step in import_file(
                    file.path,
                    file,
                    store,
                    clock=utc_now,
                    strategy=strategy,
                    lossy=partial(_is_lossy, file),
                    expected=partial(_elements, file),
                ):
                    tell(step)
                    match step:
                        case Progress(what, at, total):
                            report(what, at, total)
                        case Run():
                            done.append(step)
            except InputFileError as failure:
                failures.append(failure)
                done += store.runs(limit=1)
        with workspace.engine(write=True) as engine:
            for step in catch_up(engine, store):
                tell(step)
                report(step.what, step.done, step.total)
            judging += judge_after(workspace, store, engine, begun=begun, note=note, report=report)
            state = snapshot(store, engine)
    result = with_judging(result_of(done, state), judging)
    if failures:
        hint = failures[0].hint if len(failures) == 1 else "; ".join(failure.hint for failure in failures)
        message = "; ".join(failure.message for failure in failures)
        kept = any(run.counts.count for run in done)
        kind = IncompleteError if kept else InputFileError
        problem = kind(message, hint=hint, code=failures[0].code)
        return dataclasses.replace(
            result,
            status="incomplete" if kept else "error",
            exit_code=problem.exit_code,
            error=problem,
        )
    return result


def _is_lossy(file: RecordFile) -> bool:
    return "nbib" in file.summary.notes


def _elements(file: RecordFile) -> int:
    return file.summary.articles + file.summary.books + file.summary.deletions
