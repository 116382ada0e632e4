"""The command `evidence`: its subcommands, each loaded only when it is asked for."""

from __future__ import annotations

import difflib
import importlib
from typing import Any

import click

from indexer.version import VERSION

# command -> (module in indexer.cli, one line of help): so that `--help` loads none of them.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "Make a workspace with the shipped strategies."),
    "demo": ("demo", "Run the whole pipeline offline on fictional demonstration records."),
    "refresh": ("refresh", "Harvest PubMed, store, index, and report what changed."),
    "import": ("import_", "Store and index PubMed XML or NBIB files."),
    "search": ("search", "Search abstracts in PubMed's own syntax, offline."),
    "show": ("show", "Show records in full, with status and appraisal."),
    "similar": ("similar", "Show records like one record."),
    "export": ("export", "Hand records to other tools: RIS, BibTeX, CSL-JSON, NBIB, CSV, JSONL."),
    "strategies": ("strategies", "List, show and lint the saved searches, and read their run log."),
    "status": ("status", "Say how fresh the index is and what ran last."),
    "retractions": ("retractions", "Set PubMed's word on retractions beside Crossref's and Retraction Watch's."),
    "claim": ("claim", "Say what the collection says of one claim, with the sentences that carry it."),
    "check": ("check", "Check every claim and citation of a draft: text, page, JSON or SARIF."),
    "claims": ("claims", "Watch claims: they are judged anew when the collection changes."),
    "concepts": ("concepts", "List, show and lint the concepts that are known, the workspace's own among them."),
    "stats": ("stats", "Count the collection: years, levels, designs, drugs, and how much is known."),
    "map": ("map", "Lay out the evidence as a map: populations by outcomes, with its gaps."),
    "digest": ("digest", "Say what is new, revised, corrected, retracted or gone, in five formats."),
    "doctor": ("doctor", "Check everything, and say how to mend what is wrong."),
    "engine": ("engine", "Rebuild or verify the full-text index."),
    "backup": ("backup", "Write the store to one file that proves itself."),
    "restore": ("restore", "Put a backup in the store's place."),
    "completion": ("completion", "Print a completion script for a shell."),
}

EXAMPLES = """\b
Examples:
  evidence demo                                      try everything offline
  evidence search 'esketamine[tiab] AND suicid*[tiab] AND 2018:2024[dp]'
  evidence search does ketamine help with suicidal thoughts
  evidence claim 'Ketamine rapidly reduces suicidal ideation'
  evidence check draft.md -o report.html
  evidence import records.xml.gz
  NCBI_EMAIL=you@example.org evidence refresh
"""


class LazyGroup(click.Group):
    """A group whose commands are modules, imported when they are run, with a suggestion for a mistyped one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Loads one command's module."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"indexer.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Finds the command, or says which one may have been meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else "`evidence --help` lists the commands."
            raise click.UsageError(f"There is no command {name!r}. {hint}", ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=EXAMPLES
)
@click.version_option(VERSION, prog_name="evidence")
@click.option("--workspace", metavar="DIR", help="The workspace to use. [default: $EVIDENCE_WORKSPACE, else here]")
@click.pass_context
def evidence(ctx: click.Context, workspace: str | None) -> Any:
    """Search PubMed evidence on a topic: a local, living index, in PubMed's own language.

    PubMed data: courtesy of the U.S. National Library of Medicine. See NOTICE.md. Not medical advice.
    """
    ctx.obj = workspace
