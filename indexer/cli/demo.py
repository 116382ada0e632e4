"""`evidence demo`: the whole pipeline, offline, on fictional records."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.app import Workspace, utc_now
from indexer.checking.check import check_draft
from indexer.checking.draft import read_draft
from indexer.cli.command import Session, evidence_command
from indexer.cli.output import DEMONSTRATION, Result, snapshot, write_out
from indexer.cli.refresh import Options, harvest
from indexer.errors import UsageError
from indexer.exports import EXPORTERS
from indexer.record import FIRST_DEMONSTRATION_PMID
from indexer.reports import payload
from indexer.reports.check_codes import label
from indexer.reports.check_html import check_html
from indexer.reports.check_json import check_data
from indexer.reports.check_outline import Check, headline, together
from indexer.search import search
from indexer.settings import PubMedSettings, Settings

if TYPE_CHECKING:
    from rich.console import Console

QUERY = '"suicidal ideation"[tiab] AND ketamine[tiab]'
_WRITTEN = ("draft.md", "report.html", "found.ris")
# An address that cannot belong to anyone (RFC 2606); the stand-in only checks that there is one.
EMAIL = "demonstration@example.org"


@evidence_command("demo", extended=False)
@click.argument("directory", required=False, default="evidence-demo", metavar="[DIR]")
def command(session: Session, directory: str) -> Result:
    """Run the whole pipeline offline, in DIR: a stand-in of the E-utilities on this machine, a harvest through
    Biopython's Entrez client, the store, the Whoosh index, a search, an export, and the check of a draft.

    The records are fictional, written for this demonstration, and say so wherever they appear.
    """
    from indexer.standin.demonstration import demonstration_draft, demonstration_file
    from indexer.standin.server import StandIn

    folder = Path(directory)
    workspace = Workspace(Settings(folder))
    _refuse_real_collection(workspace)
    _refuse_own_files(folder, workspace)
    workspace.create()
    with StandIn([demonstration_file()], report_missing_phrases=False) as server:
        # The stand-in is ours alone, so there is no need for NCBI's three requests a second.
        pubmed = PubMedSettings(EMAIL, tool="evidence-indexer-demo", base_url=server.base_url, per_second=100)
        demo = Workspace(Settings(folder, pubmed=pubmed))
        refreshed = harvest(dataclasses.replace(session, workspace=demo), demo.strategies(), demo.source(), Options())
        requests = len(server.log)
    if refreshed.error is not None:
        return refreshed
    with demo.reading() as (store, engine):
        today = utc_now().date()
        answer = search(QUERY, engine, store, today=today, limit=3)
        draft, report = folder / "draft.md", folder / "report.html"
        shutil.copyfile(demonstration_draft(), draft)
        checked = check_draft(read_draft(str(draft), draft.read_bytes()), engine, store, made=today.isoformat())
        state = snapshot(store, engine)
    check = Check((checked,))
    write_out([check_html(check)], str(report))
    exported = folder / "found.ris"
    exported.write_text("".join(EXPORTERS["ris"](found.stored.record for found in answer.found)), encoding="utf-8")

    def show(console: Console) -> None:
        from indexer.cli import tables

        console.print(f"Harvested from a stand-in of PubMed's E-utilities on this machine, in {requests} requests:\n")
        refreshed.show(console)
        console.print(f"\nevidence search '{QUERY}'\n", style="bold")
        for number, found in enumerate(answer.found, 1):
            tables.hit(console, number, found)
        console.print(f"{len(answer.found)} of {answer.total} records; exported to {exported}\n")
        console.print(f"evidence check {draft} -o {report}\n", style="bold", soft_wrap=True)
        for one in checked.claims:
            console.print(f"    {label(one.verdict):13} {one.claim.text}", soft_wrap=True)
        for several in together(checked.remarks):
            console.print(f"    {several[0].code.value:13} {several[0].message}", soft_wrap=True)
        console.print(f"{headline(check)}; the report is {report}\n", soft_wrap=True)
        console.print("Try next:", style="bold")
        for line in _suggestions(folder):
            console.print(f"  {line}", soft_wrap=True)

    data = {
        "workspace": str(folder),
        "runs": refreshed.data["runs"],
        "query": answer.query,
        "total": answer.total,
        "hits": [payload.hit(found) for found in answer.found],
        "exported": str(exported),
        "check": check_data(check),
        "report": str(report),
        "requests": requests,
    }
    return Result(data, show, warnings=(DEMONSTRATION,), snapshot=state)


def _refuse_real_collection(workspace: Workspace) -> None:
    """Fictional records must never get among real ones."""
    if not workspace.settings.store_path.exists():
        return
    with workspace.store() as store:
        real = next((key for key in store.ids() if int(key.removeprefix("pmid:")) < FIRST_DEMONSTRATION_PMID), None)
    if real:
        raise UsageError(
            f"{workspace.settings.workspace} holds real records, and the demonstration's are fictional",
            hint="Name another folder: `evidence demo SOMEWHERE-ELSE`.",
            code="real-collection",
        )


def _refuse_own_files(folder: Path, workspace: Workspace) -> None:
    """What somebody keeps in a folder that no demonstration made must not be overwritten."""
    if workspace.settings.store_path.exists():
        return  # made by a demonstration, as the records in it say
    own = next((name for name in _WRITTEN if (folder / name).exists()), None)
    if own:
        raise UsageError(
            f"{folder / own} is there already, and the demonstration writes a file of this name",
            hint="Name another folder: `evidence demo SOMEWHERE-ELSE`.",
            code="own-files",
        )


def _suggestions(folder: Path) -> list[str]:
    return [
        f"evidence --workspace {folder} search 'esketamine[tiab] AND randomized controlled trial[pt]' --explain",
        f"evidence --workspace {folder} search does ketamine help with suicidal thoughts",
        f"evidence --workspace {folder} search 'retracted[sb]'",
        f"evidence --workspace {folder} claim 'Ketamine rapidly reduces suicidal ideation'",
        f"evidence --workspace {folder} export 'ketamine[mh] AND 2020:3000[dp]' --format bibtex",
        "evidence init my-workspace     and then, with a network:",
        "NCBI_EMAIL=you@example.org evidence --workspace my-workspace refresh",
    ]
