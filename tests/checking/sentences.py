"""A claim set beside one sentence of a fictional record."""

from __future__ import annotations

from appraisal.abstracts import record

from indexer.appraisal import appraise
from indexer.appraisal.reading import Reading, of_text
from indexer.checking.asked import read_statements
from indexer.checking.judging import judge
from indexer.checking.stance import Judged
from indexer.checking.values import Claim, Statement
from indexer.record import Record

METHODS = (
    "We randomly assigned 80 adults with treatment-resistant depression to intravenous ketamine or saline placebo."
)
TITLE = "Intravenous ketamine in adults with treatment-resistant depression"
TRIAL = ("Randomized Controlled Trial",)


def trial(result: str, *, title: str = TITLE, methods: str = METHODS, types: tuple[str, ...] = TRIAL) -> Record:
    """A randomised trial whose abstract has this result."""
    return record(
        title, ("BACKGROUND", "Depression is common."), ("METHODS", methods), ("RESULTS", result),
        mesh=("Humans", "Adult"), types=types,
    )  # fmt: skip


def judged(claim: str, one: Record, sentence: str = "", *, statement: Statement | None = None) -> Judged:
    """What the record's last sentence (or that which begins with `sentence`) does for a claim: the first thing that it
    states, or `statement`."""
    reading = Reading(one)
    line = next(
        (each for each in reversed(reading.lines) if reading.text.startswith(sentence, each.start)), reading.lines[-1]
    )
    said = read_statements(claim)
    assert said, f"the claim says nothing that could be read: {claim}"
    return judge(Claim(claim, 0, len(claim), 1, statement or said[0]), of_text(claim), reading, appraise(one), line)
