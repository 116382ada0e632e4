"""Claims set beside single sentences of the collection on ketamine and psychedelics, labelled by hand.

    python -m benchmarks.claims.pairs --data DIR [--set own|chosen|writers] [--json] [--markdown]

checks that each stored place is a whole sentence of its record and counts the labels. How the three sets of pairs were
drawn and what the labels mean stands in `data/README.md`. Only places are stored, never the sentences.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from benchmarks.appraisal.labels import TOPIC_RECORDS, Half
from benchmarks.appraisal.tables import Table, render
from benchmarks.claims.collection import in_file
from indexer.appraisal.reading import Line, Reading
from indexer.checking.values import Bearing
from indexer.errors import EvidenceError, UsageError
from indexer.record import Record

PAIRS = Path(__file__).with_name("data") / "pairs.jsonl"
CHOSEN = PAIRS.with_name("chosen.jsonl")
WRITERS = PAIRS.with_name("writers.jsonl")
SETS: Mapping[str, Path] = {"own": PAIRS, "chosen": CHOSEN, "writers": WRITERS}
"""The sets by name: pairs drawn for many kinds of hard cases, more such pairs chosen by other readers for claims of
their own, and what a search brings to the claims of writers."""


class Label(StrEnum):
    """What a sentence, read with its title, does for a claim as it is worded."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    NEITHER = "neither"


def label_of(bearings: Collection[Bearing]) -> Label:
    """What a sentence does for a claim that makes several statements: it supports it if it supports all of them, and
    contradicts it if it contradicts any and supports none."""
    if set(bearings) == {Bearing.SUPPORTS}:
        return Label.SUPPORTS
    if Bearing.CONTRADICTS in bearings and Bearing.SUPPORTS not in bearings:
        return Label.CONTRADICTS
    return Label.NEITHER


class Why(StrEnum):
    """What settled a label."""

    FINDING = "finding"
    OPPOSITE = "opposite"
    NO_DIFFERENCE = "no_difference"
    OTHER_OUTCOME = "other_outcome"
    OTHER_DRUG = "other_drug"
    OTHER_POPULATION = "other_population"
    OTHER_COMPARATOR = "other_comparator"
    OTHER_TIME = "other_time"
    NOT_A_FINDING = "not_a_finding"
    PREDICTOR = "predictor"
    WEAKER = "weaker"
    MIXED = "mixed"
    OFF_TOPIC = "off_topic"


class Drawn(StrEnum):
    """How a sentence came to stand beside a claim: by its rank among all, or chosen as a finding or a hard case."""

    RANKED = "ranked"
    CHOSEN = "chosen"


class Pair(NamedTuple):
    """A claim and the sentence `Reading(record).text[start:end]`, with its label; `second` is another reader's, who
    did not see the first, and None where nobody has labelled it again."""

    id: str
    claim: str
    pmid: str
    start: int
    end: int
    label: Label
    why: Why
    half: Half
    drawn: Drawn
    second: Label | None


class Placed(NamedTuple):
    """A pair with its record and its sentence."""

    pair: Pair
    reading: Reading
    line: Line


def pairs(path: Path = PAIRS) -> tuple[Pair, ...]:
    """Every labelled pair, the pairs of a claim side by side."""
    return tuple(_pair(line) for line in path.read_text(encoding="utf-8").splitlines())


def _pair(line: str) -> Pair:
    told = json.loads(line)
    second = told["second"]
    return Pair(
        told["id"],
        told["claim"],
        told["pmid"],
        told["start"],
        told["end"],
        Label(told["label"]),
        Why(told["why"]),
        Half(told["half"]),
        Drawn(told["drawn"]),
        None if second is None else Label(second),
    )


def placed(data: Path, path: Path = PAIRS) -> tuple[Placed, ...]:
    """Every pair of the file `path` with the sentence that it is about, out of the collection under the folder `data`.

    Raises:
        OSError: the collection cannot be read.
        UsageError: it lacks a record, or a place is no whole sentence of its record.
    """
    return found(pairs(path), in_file(data / TOPIC_RECORDS))


def found(wanted: Sequence[Pair], records: Iterable[Record]) -> tuple[Placed, ...]:
    """The pairs, each with its record among `records` and its sentence there; raises as `placed` does."""
    pmids = {pair.pmid for pair in wanted}
    readings = {record.pmid: Reading(record) for record in records if record.pmid in pmids}
    return tuple(_placed(pair, readings.get(pair.pmid)) for pair in wanted)


def _placed(pair: Pair, reading: Reading | None) -> Placed:
    if reading is None:
        raise UsageError(f"pair {pair.id}: the collection has no record {pair.pmid}")
    line = reading.line_at(pair.start)
    if line is None or (line.start, line.end) != (pair.start, pair.end):
        raise UsageError(f"pair {pair.id}: {pair.start}-{pair.end} is no whole sentence of record {pair.pmid}")
    return Placed(pair, reading, line)


def counted(every: Sequence[Pair]) -> tuple[Table, dict[str, dict[str, int]]]:
    """How many pairs have each label, by half, by how they were drawn, and in all: as a table and as figures."""
    groups = {
        **{half.value: [pair for pair in every if pair.half is half] for half in Half},
        **{drawn.value: [pair for pair in every if pair.drawn is drawn] for drawn in Drawn},
        "all": list(every),
    }
    told = {name: _counts(group) for name, group in groups.items()}
    header = ("pairs", "claims", *(label.value for label in Label), "all", "labelled twice", "alike")
    rows = tuple((name, *(str(number) for number in one.values())) for name, one in told.items())
    return Table("Claims and sentences, labelled by hand", header, rows), told


def _counts(group: Sequence[Pair]) -> dict[str, int]:
    labels = Counter(pair.label for pair in group)
    twice = [pair for pair in group if pair.second is not None]
    return {
        "claims": len({pair.claim for pair in group}),
        **{label.value: labels[label] for label in Label},
        "all": len(group),
        "labelled twice": len(twice),
        "alike": sum(pair.second is pair.label for pair in twice),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Checks and counts; 2 where a place is no sentence or the collection cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims.pairs", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds pubmed/")
    parser.add_argument("--set", choices=list(SETS), default="own", help="default: own")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="figures for programs")
    form.add_argument("--markdown", action="store_true", help="the table in Markdown")
    options = parser.parse_args(arguments)
    try:
        every = placed(options.data, SETS[options.set])
    except (OSError, EvidenceError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    table, told = counted([one.pair for one in every])
    print(json.dumps(told, indent=2) if options.json else render(table, options.markdown))
    return 0


if __name__ == "__main__":
    sys.exit(main())
