"""`evidence claim`: what the collection says of one claim."""

from __future__ import annotations

import click

from indexer.checking.check import SHOWN, check_claim, read_claim
from indexer.checking.library import Library
from indexer.checking.semantic import available
from indexer.checking.values import CheckedClaim
from indexer.cli.check import behind, missing
from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result, demonstration_warning, snapshot, write_out
from indexer.cli.stats import terminal_width
from indexer.errors import UsageError
from indexer.reports.check_json import claim_data
from indexer.reports.check_text import claim_text

_LONGEST = 2000


@evidence_command("claim", epilog="""
\b
Examples:
  evidence claim 'Ketamine rapidly reduces suicidal ideation'
  evidence claim Esketamine prevents relapse in treatment-resistant depression --strict
  evidence claim 'Ketamine ensures safety' --json
""")  # fmt: skip
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(0), default=SHOWN, show_default=True, help="How many records to show.")
@click.option("--strict", is_flag=True, help="Ask for three findings, one of level 1 or 2, where two would do.")
@click.option(
    "--judge", default="", metavar="JUDGE",
    help="Ask another judge besides the rules: command:WORDS, llm:WORDS or onnx:FOLDER; rules is none.",
)  # fmt: skip
@click.option("--semantic/--no-semantic", default=None, help="Rank records by meaning too; needs the extra [semantic].")
def command(
    session: Session, *, text: tuple[str, ...], limit: int, strict: bool, judge: str, semantic: bool | None
) -> Result:
    """Say what this collection says of one claim: supports, contradicts, mixed or insufficient, with the sentences.

    What a sentence of an abstract does for the claim is decided by what it states, never by the words it shares; what
    cannot be decided is shown as not determined. Retracted records are shown and never counted. A claim that states
    several things is answered for each. A verdict is about these abstracts, and no medical advice.
    """
    claim = " ".join(" ".join(text).split())
    refuse_unreadable(claim)
    workspace = session.workspace
    with (
        workspace.reading() as (store, engine),
        workspace.consultation(judge) as consultation,
        workspace.semantic(semantic) as model,
    ):
        library = Library(engine, store, available(model))
        checked = [
            CheckedClaim(one, check_claim(one, library, strict=strict, consultation=consultation))
            for one in read_claim(claim)
        ]
        state = snapshot(store, engine)
    found = [one for each in checked for one in (*each.verdict.evidence, *each.verdict.excluded)]
    return Result(
        claim_data(claim, checked, limit) | {"judge": consultation.words if consultation else "rules"}
        if session.as_json
        else {},
        lambda _: write_out([claim_text(checked, limit, width=terminal_width())], None),
        status="ok" if any(one.verdict.found for one in checked) else "empty",
        warnings=demonstration_warning(one.record for one in found)
        + behind(state)
        + missing(model)
        + ((("judge", consultation.words),) if consultation else ()),
        snapshot=state,
    )


def refuse_unreadable(claim: str, *, longer: str = "`evidence check -`") -> None:
    """Refuses what is no sentence.

    Args:
        claim: what was typed.
        longer: where a text of many claims belongs.

    Raises:
        UsageError: it is blank, too long, or no text.
    """
    if any("\ud800" <= character <= "\udfff" for character in claim):
        raise UsageError("the claim holds bytes that are no text in this terminal's encoding", hint="Type it in UTF-8.")
    if not any(character.isalnum() for character in claim):
        raise UsageError("the claim is blank", hint="Say in a sentence what is claimed.")
    if len(claim) > _LONGEST:
        raise UsageError(f"a claim of {len(claim):,} characters is a text of many claims", hint=f"Hand it to {longer}.")
