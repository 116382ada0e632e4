"""How often what the rules decided is right, and whether the chance that is said of it is true.

Every decided (claim, sentence) of two sets: SciFact's claims with the abstracts that their authors cited, and three
claims made of each prompt of Evidence Inference (that the outcome rose, fell, did not change) with the article's
abstract: one of the three is true, so that this set asks mostly for contradictions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from benchmarks.appraisal.measures import wilson
from benchmarks.appraisal.tables import Table, interval, share
from benchmarks.claims import choice
from benchmarks.claims.choice import Choice
from benchmarks.claims.direction import Prompt, claim_of, labels, reading_of
from benchmarks.claims.folds import by_fold, fitted, fold_of
from benchmarks.claims.measures import at_coverage, calibration_error
from benchmarks.claims.scifact import CONTRADICT, NOT_ENOUGH, SUPPORT, Abstract, LabelledClaim
from indexer.appraisal.reading import Reading
from indexer.checking import free
from indexer.checking.calibration import chance, row
from indexer.checking.evidence import rationales, wanted
from indexer.checking.library import Library
from indexer.checking.values import Bearing

_LABELS = {SUPPORT: Bearing.SUPPORTS, CONTRADICT: Bearing.CONTRADICTS, NOT_ENOUGH: Bearing.UNDETERMINED}
SHARES = (0.25, 0.5, 0.75, 1.0)


class Decided(NamedTuple):
    """A claim decided by a sentence: what it is grouped by, what was said, how much of it is held, whether rightly."""

    group: str
    bearing: Bearing
    covered: float
    right: bool


def of_claims(
    claims: Sequence[LabelledClaim], corpus: Mapping[str, Abstract], library: Library
) -> tuple[tuple[Decided, ...], int]:
    """What was decided of SciFact's claims, and of how many."""
    found, asked = [], 0
    for claim in claims:
        sought = wanted(claim.text, None, library)
        read = free.asked(claim.text, sought.weights)
        for number, label in claim.pairs:
            asked += 1
            reading = corpus[number].reading
            lines = [line for line, _ in rationales(sought, reading) if line.kind.is_finding]
            for one in (free.judge(read, reading, line) for line in lines):
                if one.bearing is not Bearing.UNDETERMINED:
                    found.append(Decided(claim.id, one.bearing, one.covered, _LABELS[label] is one.bearing))
                    break
    return tuple(found), asked


def of_prompts(prompts: Sequence[Prompt]) -> tuple[tuple[Decided, ...], int]:
    """What was decided of the claims made of prompts, and of how many."""
    found = []
    for prompt in prompts:
        reading = reading_of(prompt.abstract, prompt.title)
        for label in labels():
            one = _decided(claim_of(prompt, label), reading)
            if one.bearing is not Bearing.UNDETERMINED:
                right = (one.bearing is Bearing.SUPPORTS) is (label == prompt.label)
                found.append(Decided(prompt.article, one.bearing, one.covered, right))
    return tuple(found), len(prompts) * len(labels())


def _decided(claim: free.Asked, reading: Reading) -> free.Judged:
    told = [free.judge(claim, reading, line) for line in reading.lines if line.kind.is_finding]
    decided = [one for one in told if one.bearing is not Bearing.UNDETERMINED]
    if len({one.bearing for one in decided}) == 1:
        return max(decided, key=lambda one: one.covered)
    return free.Judged(Bearing.UNDETERMINED, "", 0.0)


def fit(every: Sequence[Decided]) -> tuple[float, ...]:
    """The curve, from what was decided."""
    return choice.fit([
        Choice((row(one.bearing, one.covered), (0.0,) * 3), (one.right, not one.right)) for one in every
    ])  # fmt: skip


def held_out(every: Sequence[Decided]) -> list[tuple[float, bool]]:
    """(chance fitted on the other folds, whether right) of each."""
    weights = fitted(by_fold(every, lambda one: one.group), fit)
    return [(chance(one.bearing, one.covered, weights[fold_of(one.group)]), one.right) for one in every]


def calibration_table(
    sets: Mapping[str, tuple[Sequence[Decided], int]],
) -> tuple[Table, Mapping[str, Mapping[str, float]]]:
    """For each set and for both: share decided, share of it right, calibration error, accuracy of the surest."""
    both = tuple(one for decided, _ in sets.values() for one in decided), sum(asked for _, asked in sets.values())
    chances = held_out(both[0])
    rows, measured, begin = [], {}, 0
    for name, (decided, asked) in {**sets, "both": both}.items():
        mine = chances if name == "both" else chances[begin : begin + len(decided)]
        begin += len(decided)
        right = wilson(sum(one.right for one in decided), len(decided))
        error, surest = calibration_error(mine), at_coverage(mine, SHARES)
        figures = {"asked": asked, "decided": len(decided) / asked, "right": right.value, "calibration_error": error}
        measured[name] = figures | {f"surest {part}": value for part, value in surest.items()}
        rows.append((name, f"{asked:,}", share(figures["decided"]), interval(right), share(error),
                     *(share(value) for value in surest.values())))  # fmt: skip
    header = ("set", "pairs", "decided", "right", "calibration error",
              *(f"surest {part:.0%}" for part in SHARES))  # fmt: skip
    note = (
        "chances fitted on the other folds; error: expected calibration error over ten bins; surest: of those decided"
    )
    return Table("How often a decided sentence is right", header, tuple(rows), note), measured
