"""What checking says of sentences that were labelled by hand for it, and what saying always something would cost.

    python -m benchmarks.claims.hand --data DIR [--set own|chosen|writers] [--half examined|untouched|both] [--errors]
        [--json] [--markdown]

Each claim is read as `evidence claim` reads it and set beside the one sentence; what the sentence does for all the
claims that it makes is the answer. Beside it stand the commonest label and overlap of words, which must never decide.
`--errors` prints PMID and offsets of what was decided wrongly, or not decided, of the examined half only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.appraisal.labels import Half
from benchmarks.appraisal.measures import Interval, wilson
from benchmarks.appraisal.tables import Table, interval, render, share
from benchmarks.claims.pairs import SETS, Label, Pair, Placed, label_of, placed
from indexer.appraisal import appraise
from indexer.appraisal.reading import of_text
from indexer.checking.check import read_claim
from indexer.checking.judging import by_words, judge
from indexer.checking.library import content_words
from indexer.checking.values import Bearing
from indexer.engines.ranking import stem
from indexer.errors import EvidenceError

GOAL = "goals: 0.80 of what is decided right, at 0.30 decided; at most 0.02 opposite"
_LABELS = {
    Bearing.SUPPORTS: Label.SUPPORTS,
    Bearing.CONTRADICTS: Label.CONTRADICTS,
    Bearing.UNDETERMINED: Label.NEITHER,
}
_OVERLAP = 0.6
_TITLES = {
    "own": "Claims and sentences, labelled by hand",
    "chosen": "More claims and sentences, chosen and labelled by other readers",
    "writers": "Writers' claims and the sentences that a search brings, labelled by hand",
}
_REFUSED = (
    "error: the errors of the untouched half are not shown, for it would no longer be untouched. Use --half examined."
)


class Answered(NamedTuple):
    """A pair, what checking says of it with its reasons, and what overlap of words would say."""

    pair: Pair
    said: Label
    reasons: tuple[str, ...]
    overlap: Label


class Measured(NamedTuple):
    """How often something was decided, how much of that is right, the same of supports alone, how many are of the
    opposite label, and how many of the sentences that do bear on their claim were decided rightly."""

    pairs: int
    decided: float
    right: Interval
    supports_right: Interval
    opposite: float
    recall: float


def answered(every: Sequence[Placed]) -> tuple[Answered, ...]:
    """Every pair, judged."""
    return tuple(_answered(one) for one in every)


def _answered(one: Placed) -> Answered:
    told = list(_bearings(one))
    reasons = tuple(reason for _, said in told for reason in said)
    return Answered(one.pair, label_of([bearing for bearing, _ in told]), reasons, _by_overlap(one))


def _bearings(one: Placed) -> Iterator[tuple[Bearing, tuple[str, ...]]]:
    appraisal = appraise(one.reading.record)
    for claim in read_claim(one.pair.claim):
        words = by_words(claim, claim.text)
        judged = judge(claim, of_text(claim.text), one.reading, appraisal, one.line, words=words)
        yield judged.bearing, judged.reasons


def _by_overlap(one: Placed) -> Label:
    claim = {stem(word) for word in content_words(one.pair.claim)}
    held = {stem(word) for word in content_words(one.reading.text[one.line.start : one.line.end])}
    return Label.SUPPORTS if len(claim & held) >= _OVERLAP * len(claim) else Label.NEITHER


def measure(every: Sequence[tuple[Label, Label]]) -> Measured:
    """Measures (true label, answer) pairs."""
    decided = [(true, said) for true, said in every if said is not Label.NEITHER]
    right = sum(true is said for true, said in decided)
    supports = [true is said for true, said in decided if said is Label.SUPPORTS]
    opposite = sum(true is not Label.NEITHER and true is not said for true, said in decided)
    bearing = sum(true is not Label.NEITHER for true, _ in every)
    return Measured(
        len(every), len(decided) / len(every), wilson(right, len(decided)), wilson(sum(supports), len(supports)),
        opposite / len(every), right / bearing,
    )  # fmt: skip


def hand_table(
    every: Sequence[Answered], halves: Sequence[Half], which: str = "own"
) -> tuple[Table, Mapping[str, Measured]]:
    """Checking and what it must beat, by half; and checking on those pairs that two readers labelled alike."""
    rows, told = [], {}
    for half in halves:
        mine = [one for one in every if one.pair.half is half]
        alike = [one for one in mine if one.pair.second is one.pair.label]
        ways = {
            "the commonest label that decides": [(one.pair.label, Label.SUPPORTS) for one in mine],
            "overlap of words": [(one.pair.label, one.overlap) for one in mine],
            "as checking decides": [(one.pair.label, one.said) for one in mine],
            "… where two readers agree": [(one.pair.label, one.said) for one in alike],
            "the second reader": [(one.pair.label, one.pair.second) for one in mine if one.pair.second],
        }
        for name, pairs in ways.items():
            if pairs:
                told[f"{half.value}: {name}"] = figures = measure(pairs)
                rows.append((
                    half.value, name, str(figures.pairs), share(figures.decided), interval(figures.right),
                    interval(figures.supports_right), share(figures.opposite), share(figures.recall),
                ))  # fmt: skip
    header = ("half", "judge", "pairs", "decided", "right", "supports right", "opposite", "found of those that bear")
    return Table(_TITLES[which], header, tuple(rows), GOAL), told


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; 2 where the data cannot be read, or errors of the untouched half are asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims.hand", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds pubmed/")
    parser.add_argument(
        "--half", choices=["examined", "untouched", "both"], help="default: both; with --errors examined"
    )
    parser.add_argument("--set", choices=list(SETS), default="own", help="which pairs; default: own")
    parser.add_argument("--errors", action="store_true", help="what was not decided as labelled, of the examined half")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="figures for programs")
    form.add_argument("--markdown", action="store_true", help="the table in Markdown")
    options = parser.parse_args(arguments)
    asked = options.half or ("examined" if options.errors else "both")
    if options.errors and asked != "examined":
        print(_REFUSED, file=sys.stderr)
        return 2
    halves = tuple(Half) if asked == "both" else (Half(asked),)
    try:
        every = answered([one for one in placed(options.data, SETS[options.set]) if one.pair.half in halves])
    except (OSError, EvidenceError) as error:
        print(f"error: the labelled pairs cannot be read: {error}", file=sys.stderr)
        return 2
    if options.errors:
        for one in every:
            if one.said is not one.pair.label:
                place = f"{one.pair.pmid} {one.pair.start}-{one.pair.end}"
                label = f"{one.pair.label.value} ({one.pair.why.value}), said {one.said.value}"
                print(f"{label}\t{place}\t{one.pair.claim}\t"
                      f"{'; '.join(one.reasons)}")  # fmt: skip
        return 0
    table, told = hand_table(every, halves, options.set)
    print(
        json.dumps({name: one._asdict() for name, one in told.items()})
        if options.json
        else render(table, options.markdown)
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
