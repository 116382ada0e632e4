"""How often what somebody writes is read as it is meant: which drug does what to which outcome.

    python -m benchmarks.claims --data DIR --part wordings

Claims as writers word them and results as abstracts tell them, made up for this (`data/wordings.tsv`), each with the
drug, the outcome and which way it goes by its author. A claim that is not read cannot be checked; one that is read
otherwise would be checked as something else. An outcome that is named by its want (`sleep disturbance lower`) may be
read the other way round (`sleep higher`): the label is turned as the reader turns the bare name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.appraisal.labels import Half
from benchmarks.appraisal.measures import wilson
from benchmarks.appraisal.tables import Table, interval
from indexer.checking import free
from indexer.checking.acted_on import USE
from indexer.checking.asked import read_statements
from indexer.checking.check import read_claim
from indexer.checking.values import OPPOSITE, Direction, Statement
from indexer.vocabulary.concepts import Kind, find

WORDINGS = Path(__file__).with_name("data") / "wordings.tsv"
DIRECTIONS = {"higher": Direction.HIGHER, "lower": Direction.LOWER, "none": Direction.NONE}
"""Which way an outcome goes, as the labels have it."""


class Wording(NamedTuple):
    """A sentence, and what its author says that it says. `kind` is `claim` or `result`."""

    kind: str
    half: Half
    author: str
    text: str
    drug: str
    outcome: str
    direction: Direction
    versus: str


class Read(StrEnum):
    """How a sentence was read. By its own words: no table knows its outcome, and checking compares what it says."""

    RIGHT = "right"
    OTHERWISE = "otherwise"
    BY_WORDS = "by its own words"
    NOT = "not read"


def wordings(path: Path = WORDINGS) -> tuple[Wording, ...]:
    """Every sentence of the file."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    told = (line.split("\t") for line in lines[1:])
    return tuple(
        Wording(kind, Half(half), author, text, drug, outcome, DIRECTIONS[way], versus)
        for kind, half, author, text, drug, outcome, way, versus in told
    )


def read(one: Wording) -> Read:
    """How the sentence is read: right if all that is read of it is of its drug and goes its way."""
    told = _statements(one)
    known = [each for each in told if each.outcome is not None and each.direction is not Direction.UNKNOWN]
    if known:
        return Read.RIGHT if all(_is_right(one, each) for each in known) else Read.OTHERWISE
    is_named = any(each.outcome is not None for each in told)
    return Read.BY_WORDS if not is_named and one.kind == "claim" and free.asked(one.text).governed else Read.NOT


def _statements(one: Wording) -> Sequence[Statement]:
    if one.kind == "claim":
        return [claim.statement for claim in read_claim(one.text)]
    return read_statements(one.text)


def _is_right(one: Wording, told: Statement) -> bool:
    drug = find(Kind.DRUG, one.drug)
    name = drug.name if drug else one.drug
    meant = OPPOSITE.get(one.direction, one.direction) if _is_turned(one.outcome) else one.direction
    return told.direction is meant and name in {slot.value.removesuffix(USE) for slot in told.interventions}


@lru_cache(maxsize=4096)
def _is_turned(outcome: str) -> bool:
    """Whether more of what is named so is read as less of an outcome: `sleep disturbance`."""
    told = [one for one in read_statements(f"Ketamine increases {outcome}.") if one.outcome is not None]
    return any(one.direction is Direction.LOWER for one in told)


def wordings_table(every: Sequence[Wording]) -> tuple[Table, Mapping[str, Mapping[str, float]]]:
    """How the sentences of each kind and half are read."""
    rows, measured = [], {}
    for kind in ("claim", "result"):
        for half in Half:
            mine = [one for one in every if one.kind == kind and one.half is half]
            counts, key = Counter(map(read, mine)), f"{kind}s, {half.value}"
            measured[key] = {each.value: counts[each] / len(mine) for each in Read}
            rows.append((key, str(len(mine)), interval(wilson(counts[Read.RIGHT], len(mine))),
                         *(str(counts[each]) for each in Read)))  # fmt: skip
    header = ("sentences", "n", "read right", *(each.value for each in Read))
    note = "made up for their wording; of the untouched halves only figures were ever looked at"
    return Table("Ordinary wordings: what is read of them", header, tuple(rows), note), measured
