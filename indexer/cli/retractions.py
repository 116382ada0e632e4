"""`evidence retractions`: PubMed's word on retractions beside other sources'."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

import click

from indexer.app import Workspace, utc_now
from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result, demonstration_warning, progress, snapshot
from indexer.cli.rejudge import judge_now, with_judging
from indexer.errors import EvidenceError, IncompleteError, UsageError
from indexer.record import RecordId
from indexer.reports import payload
from indexer.retraction_check import (
    SOURCE_NAMES,
    Agreement,
    Comparison,
    OnlyElsewhere,
    OnlyPubMed,
    SourceCheck,
    Standing,
    Unknown,
    ask_source,
    compared,
    source_label,
)
from indexer.runs import Progress
from indexer.store.interface import RecordStore, StoredRecord

if TYPE_CHECKING:
    from rich.console import Console

    from indexer.sources.interface import RetractionSource
    from indexer.sources.retraction_watch import RetractionWatchFile

# Retraction Watch adds notices every working day: a file whose newest one is older than this misses many.
_STALE = datetime.timedelta(days=60)

Named = OnlyElsewhere | OnlyPubMed | Agreement


@dataclass(frozen=True, slots=True)
class Comparisons:
    """A store's comparisons, sorted out: what differs, which retractions and concerns agree, how often a source was
    silent and why, and how many records no source has spoken of."""

    disagreements: tuple[tuple[StoredRecord, Named], ...]
    agreed: tuple[tuple[StoredRecord, Named], ...]
    sound: int
    unknown: Mapping[tuple[str, str], int]
    unasked: int

    @property
    def retracted_elsewhere(self) -> int:
        """How many records a source calls retracted that PubMed does not."""
        return len(
            {
                one.id
                for _, one in self.disagreements
                if isinstance(one, OnlyElsewhere) and one.elsewhere is Standing.RETRACTED
            }
        )


@click.group("retractions", help="Set PubMed's word on retractions beside Crossref's and Retraction Watch's.")
def command() -> None:
    """The group of the retractions' commands."""


@evidence_command("check", epilog="""
\b
Examples:
  NCBI_EMAIL=you@example.org evidence retractions check --crossref
  evidence retractions check --csv retraction_watch.csv --fail-on-disagreement
""")  # fmt: skip
@click.option("--crossref", "with_crossref", is_flag=True, help="Ask Crossref about every stored DOI. Needs a network.")
@click.option("--csv", "csv_file", metavar="FILE", help="A file in Retraction Watch's format; read offline.")
@click.option(
    "--max-age-days", type=click.IntRange(0, 3650), default=7, show_default=True,
    help="Use Crossref's answers of the last so many days again.",
)  # fmt: skip
@click.option(
    "--fail-on-disagreement", is_flag=True, help="Exit code 1 if a record is retracted elsewhere but not in PubMed."
)
def check_command(
    session: Session, *, with_crossref: bool, csv_file: str | None, max_age_days: int, fail_on_disagreement: bool
) -> Result:
    """Ask other sources which stored works were retracted, keep what they say, and show where they and PubMed differ.

    Their word is shown beside PubMed's and never replaces it. A work that a source does not know, or was not asked
    about because it failed, is unknown and not taken for sound.
    """
    if not with_crossref and csv_file is None:
        raise UsageError(
            "there is no source to check against",
            hint="Give --crossref, which needs a network, or --csv FILE with Retraction Watch's data.",
        )
    workspace = session.workspace
    _require_records(workspace)
    warnings: tuple[tuple[str, str], ...] = ()
    with ExitStack() as stack:
        sources: list[RetractionSource] = []
        if csv_file is not None:
            from indexer.sources.retraction_watch import RetractionWatchFile

            file = RetractionWatchFile(Path(csv_file), now=utc_now())
            warnings += _file_warnings(file)
            sources.append(file)
        stack.enter_context(workspace.locked("retractions check"))
        if with_crossref:
            sources.append(stack.enter_context(workspace.crossref(max_age=datetime.timedelta(days=max_age_days))))
        store = stack.enter_context(workspace.store(write=True))
        report = stack.enter_context(progress(quiet=session.quiet))
        checks = []
        for source in sources:
            for step in ask_source(store, source):
                if isinstance(step, Progress):
                    report(step.what, step.done, step.total)
                else:
                    checks.append(step)
        unknown = {check.source: check.unknown for check in checks}
        found = _sorted_out(store, tuple(unknown), unknown)
        # What is retracted elsewhere counts for no claim, and changes no revision by which that would be seen.
        judging = judge_now(workspace, store, report=report)
        state = snapshot(store)
    error = _error(checks)
    gate = 1 if fail_on_disagreement and found.retracted_elsewhere else 0
    result = Result(
        {"checked": [_check(check) for check in checks], **_data(found)},
        lambda console: _show(console, found, checks),
        status="ok" if error is None else "incomplete" if isinstance(error, IncompleteError) else "error",
        exit_code=error.exit_code if error else gate,
        warnings=warnings + _demonstrations(found),
        snapshot=state,
        error=error,
    )
    return with_judging(result, judging)


@evidence_command("list")
def list_command(session: Session) -> Result:
    """Show what earlier checks found, disagreements first. Asks nobody."""
    with session.workspace.store() as store:
        found = _sorted_out(store)
        state = snapshot(store)
    never = not (found.disagreements or found.agreed or found.sound)
    warnings = _demonstrations(found)
    if never:
        hint = "No other source was asked yet: run `evidence retractions check`."
        warnings += (("never-checked", hint),)
    return Result(
        _data(found),
        lambda console: _show(console, found, ()),
        status="empty" if never else "ok",
        warnings=warnings,
        snapshot=state,
    )


def _require_records(workspace: Workspace) -> None:
    if not workspace.settings.store_path.exists():
        with workspace.store():  # says what is missing, and what to do
            pass


def _sorted_out(
    store: RecordStore, sources: Sequence[str] = (), unknown: Mapping[str, Mapping[RecordId, str]] | None = None
) -> Comparisons:
    differing: list[tuple[StoredRecord, Named]] = []
    agreed: list[tuple[StoredRecord, Named]] = []
    silent: Counter[tuple[str, str]] = Counter()
    sound = unasked = 0
    for stored, comparisons in compared(store, sources, unknown):
        unasked += not comparisons
        for one in comparisons:
            match one:
                case OnlyElsewhere() | OnlyPubMed():
                    differing.append((stored, one))
                case Agreement(standing=Standing.CLEAR):
                    sound += 1
                case Agreement():
                    agreed.append((stored, one))
                case Unknown(source=source, reason=reason):
                    silent[source, reason] += 1
                case _:
                    assert_never(one)
    differing.sort(key=lambda pair: _gravity(pair[1]))
    return Comparisons(tuple(differing), tuple(agreed), sound, dict(silent.most_common()), unasked)


def _gravity(one: Comparison) -> tuple[bool, int]:
    """For sorting: what is worse elsewhere than in PubMed first, and of that the worst."""
    return (False, -one.elsewhere) if isinstance(one, OnlyElsewhere) else (True, 0)


def _error(checks: Sequence[SourceCheck]) -> EvidenceError | None:
    failures = [check.failure for check in checks if check.failure]
    if not failures:
        return None
    if not any(check.answered for check in checks):
        return failures[0]
    return IncompleteError(
        f"the check is not complete: {'; '.join(failure.message for failure in failures)}",
        hint=f"{failures[0].hint} What was answered is kept.",
        code=failures[0].code,
    )


def _file_warnings(file: RetractionWatchFile) -> tuple[tuple[str, str], ...]:
    warnings: tuple[tuple[str, str], ...] = ()
    if file.newest is None or utc_now().date() - file.newest > _STALE:
        newest = f"its newest notice is of {file.newest}" if file.newest else "none of its notices has a date"
        warnings += (("stale-file", f"{file.path} may be out of date: {newest}. Later notices are not in it."),)
    if file.broken_lines:
        lines = ", ".join(map(str, file.broken_lines[:5])) + (" …" if len(file.broken_lines) > 5 else "")
        message = f"{file.path}: {len(file.broken_lines)} rows are cut short and were left out (line {lines})."
        warnings += (("broken-lines", message),)
    return warnings


def _demonstrations(found: Comparisons) -> tuple[tuple[str, str], ...]:
    return demonstration_warning(stored.record for stored, _ in (*found.disagreements, *found.agreed))


def _check(check: SourceCheck) -> dict[str, Any]:
    return {
        "source": check.source,
        "asked": check.asked,
        "answered": check.answered,
        "unknown": check.asked - check.answered,
        "failure": check.failure.message if check.failure else None,
    }


def _data(found: Comparisons) -> dict[str, Any]:
    return {
        "disagreements": [_named(stored, one) for stored, one in found.disagreements],
        "agreed": [_named(stored, one) for stored, one in found.agreed],
        "unknown": [
            {"source": source, "reason": reason, "records": number}
            for (source, reason), number in found.unknown.items()
        ],
        "counts": {
            "disagreements": len(found.disagreements),
            "retracted_elsewhere_only": found.retracted_elsewhere,
            "agreed": len(found.agreed),
            "without_notice": found.sound,
            "unknown": sum(found.unknown.values()),
            "unasked": found.unasked,
        },
    }


def _named(stored: StoredRecord, one: Named) -> dict[str, Any]:
    kinds = {OnlyElsewhere: "only-elsewhere", OnlyPubMed: "only-pubmed", Agreement: "agreement"}
    pubmed, elsewhere = _standings(one)
    return {
        "pmid": stored.record.pmid,
        "title": stored.record.title,
        "doi": stored.record.doi,
        "kind": kinds[type(one)],
        "source": one.source,
        "pubmed": pubmed.words,
        "elsewhere": elsewhere.words,
        "reinstated": isinstance(one, OnlyPubMed) and one.reinstated,
        "notices": [payload.external(status) for status in one.statuses],
    }


def _standings(one: Named) -> tuple[Standing, Standing]:
    return (one.standing, one.standing) if isinstance(one, Agreement) else (one.pubmed, one.elsewhere)


def _show(console: Console, found: Comparisons, checks: Sequence[SourceCheck]) -> None:
    from rich.text import Text

    def listed(heading: str, pairs: Iterable[tuple[StoredRecord, Named]], style: str) -> None:
        pairs = tuple(pairs)
        if not pairs:
            return
        console.print(Text(f"{heading} ({len(pairs)})", style=style))
        for stored, one in pairs:
            _show_pair(console, stored, one)
        console.print()

    listed("Sources disagree", found.disagreements, "bold red")
    listed("Sources agree that these are retracted or under a concern", found.agreed, "bold")
    for check in checks:
        name = SOURCE_NAMES.get(check.source, check.source)
        console.print(f"{name}: {check.answered:,} of {check.asked:,} records answered.")
    for (source, reason), number in found.unknown.items():
        console.print(Text(f"unknown to {SOURCE_NAMES.get(source, source)}: {number:,} ({reason})", style="yellow"))
    if found.unasked:
        console.print(Text(f"never checked: {found.unasked:,}", style="yellow"))
    console.print(
        f"Disagreements: {len(found.disagreements):,} (records retracted elsewhere and not in PubMed: "
        f"{found.retracted_elsewhere:,}). Agreed notices: {len(found.agreed):,}. Without a notice: {found.sound:,}.",
        style="bold",
    )


def _show_pair(console: Console, stored: StoredRecord, one: Named) -> None:
    from rich.text import Text

    from indexer.cli import tables

    record = stored.record
    pubmed, elsewhere = _standings(one)
    again = ", reinstated" if isinstance(one, OnlyPubMed) and one.reinstated else ""
    mark = " [demonstration record]" if record.is_demonstration else ""
    console.print(Text(f"  PMID {record.pmid}  {record.title or '[no title]'}{mark}", style="cyan"))
    console.print(f"    PubMed: {pubmed.words}. {source_label(one)}: {elsewhere.words}{again}.")
    for status in one.statuses:
        console.print(Text(f"      {tables.notice(status)}", style="dim"))


for _command in (check_command, list_command):
    command.add_command(_command)
