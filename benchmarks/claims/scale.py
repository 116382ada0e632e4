"""What it costs to check a draft in a large collection, beside the same draft in a small one.

    python -m benchmarks.claims.scale --data DIR [--records 100000] [--claims 40] [--copies all|topic] [--work DIR]

The large collection is all records under `DIR/pubmed`, filled up with copies of them (or of those on the topic alone)
that have fictional PMIDs, a number of their own in the title, and the sentences of each section in another order: no
two are alike. The small one is the records on ketamine and psychedelics. The draft has claims that were written for
`pairs`.

Each collection is measured in a process of its own, once cold (from the start of the interpreter, nothing read yet)
and once more warm. Seconds are of one core; those of the clock say also what else the machine was doing. A build of
100,000 records takes minutes: name a folder with `--work` to keep it for the next run.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count, islice, pairwise
from pathlib import Path
from typing import NamedTuple

from benchmarks.appraisal.labels import TOPIC_RECORDS
from benchmarks.appraisal.tables import Table, render
from benchmarks.claims.collection import built, in_file
from benchmarks.claims.pairs import pairs
from indexer.checking.asked import read_statements
from indexer.checking.check import check_draft
from indexer.checking.claims import find_claims
from indexer.checking.draft import read_draft
from indexer.checking.values import Draft
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import EvidenceError, UsageError
from indexer.record import FIRST_DEMONSTRATION_PMID, AbstractSection, Record, record_id
from indexer.store.sqlite import SqliteStore
from indexer.text import sentences

GOAL = "goal: 40 claims in 100,000 records in under 10 seconds of one core, with progress"
ALL, TOPIC = "all", "topic"
_RECORDS, _CLAIMS = 100_000, 40
_FIRST_COPY = FIRST_DEMONSTRATION_PMID + 1_000_000


class Cost(NamedTuple):
    """What one check of the draft took: seconds of one core and of the clock, seconds of one core of its claims, and
    the longest time by the clock without a word on progress."""

    core: float
    clock: float
    claims: tuple[float, ...]
    silence: float

    def told(self) -> dict[str, float]:
        """The figures by name, rounded to milliseconds."""
        each = {"claim_median": statistics.median(self.claims), "claim_worst": max(self.claims)}
        figures = {"core": self.core, "clock": self.clock, **each, "silence": self.silence}
        return {name: round(seconds, 3) for name, seconds in figures.items()}


class Measured(NamedTuple):
    """A collection's records, the claims that were checked against it, both costs, and the most memory that was held,
    in megabytes."""

    records: int
    claims: int
    cold: Cost
    warm: Cost
    memory: int


def draft(size: int) -> str:
    """The first so many claims of `pairs` that are read as claims, a paragraph each.

    Raises:
        UsageError: there are not so many.
    """
    distinct = [claim for claim in dict.fromkeys(pair.claim for pair in pairs()) if _is_read(claim)]
    if not 0 < size <= len(distinct):
        raise UsageError(f"there are {len(distinct)} claims, not {size}", hint="Ask for fewer with --claims.")
    return "\n\n".join(distinct[:size]) + "\n"


def _is_read(claim: str) -> bool:
    return bool(find_claims(_draft(claim), read_statements)[0])


def _draft(text: str) -> Draft:
    return read_draft("draft.txt", text.encode())


def every(data: Path) -> Iterator[Record]:
    """The records under `DIR/pubmed`, each PMID once, those on the topic first."""
    topic, seen = data / TOPIC_RECORDS, set[str]()
    for path in (topic, *(one for one in sorted(topic.parent.glob("*.xml*")) if one != topic)):
        for record in in_file(path):
            if record.pmid not in seen:
                seen.add(record.pmid)
                yield record


def filled_up(data: Path, size: int, copied: str = ALL) -> Iterator[Record]:
    """So many records: the real ones, then copies of all or of those on the topic, round after round."""
    real = list(islice(every(data), size))
    yield from real
    origins = real if copied == ALL else list(in_file(data / TOPIC_RECORDS))
    rounds = (record for _ in count() for record in origins)
    for number, record in enumerate(islice(rounds, size - len(real))):
        yield copy(record, number)


def copy(record: Record, number: int) -> Record:
    """A record of the same words that no search or reading takes for the same text; the same each time."""
    pmid, order = str(_FIRST_COPY + number), random.Random(number)
    title = f"{record.title.rstrip('.')}: series {number}."
    abstract = tuple(_shuffled(section, order) for section in record.abstract)
    return dataclasses.replace(record, id=record_id(pmid), pmid=pmid, title=title, abstract=abstract, doi="", pmcid="")


def _shuffled(section: AbstractSection, order: random.Random) -> AbstractSection:
    told = [section.text[start:end] for start, end in sentences(section.text)]
    order.shuffle(told)
    return dataclasses.replace(section, text=" ".join(told))


def measure(folder: Path, text: str) -> Measured:
    """Checks a draft twice against the collection built in `folder`, in a process that has done nothing else."""
    with multiprocessing.get_context("spawn").Pool(1) as fresh:
        return fresh.apply(_measured, (folder, text))


def _measured(folder: Path, text: str) -> Measured:
    store = SqliteStore.open(folder / "records.sqlite3", read_only=True)
    engine = WhooshEngine(folder / "whoosh", read_only=True)
    cold = _cost(engine, store, text, core=0.0)  # what the interpreter took to start is part of it
    warm = _cost(engine, store, text, core=time.process_time())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Measured(store.counts().records, len(cold.claims), cold, warm, memory)


def _cost(engine: WhooshEngine, store: SqliteStore, text: str, core: float) -> Cost:
    begun, at, clocks = time.perf_counter(), list[float](), list[float]()

    def told(_done: int, _total: int) -> None:
        at.append(time.process_time())
        clocks.append(time.perf_counter())

    check_draft(_draft(text), engine, store, made="", progress=told)
    ended = time.perf_counter()
    each = tuple(after - before for before, after in pairwise(at))
    silence = max(after - before for before, after in pairwise((begun, *clocks, ended)))
    return Cost(time.process_time() - core, ended - begun, each, silence)


def table_of(measured: Sequence[Measured]) -> Table:
    """A row for each collection, cold and warm, and how many times the first costs what the last does."""
    rows = [
        (
            f"{one.records:,}", str(one.claims), way, *(f"{seconds:.2f}" for seconds in cost.told().values()),
            str(one.memory),
        )
        for one in measured
        for way, cost in (("cold", one.cold), ("warm", one.warm))
    ]  # fmt: skip
    rows += [
        ("ratio", "", way, *(f"{value:.2f}" for value in figures.values()), "")
        for way, figures in ratios(measured[0], measured[-1]).items()
    ]
    header = ("records", "claims", "", "core", "clock", "claim, median", "claim, worst", "silence", "MB")
    return Table("Seconds to check a draft", header, tuple(rows), GOAL)


def ratios(large: Measured, small: Measured) -> dict[str, dict[str, float]]:
    """How many times each cost in the large collection is that in the small one."""
    ways = {"cold": (large.cold, small.cold), "warm": (large.warm, small.warm)}
    return {
        way: {name: round(value / max(few.told()[name], 0.001), 2) for name, value in many.told().items()}
        for way, (many, few) in ways.items()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; 2 where the data cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims.scale", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds pubmed/")
    parser.add_argument("--records", type=int, default=_RECORDS, help=f"of the large collection; default: {_RECORDS:,}")
    parser.add_argument("--claims", type=int, default=_CLAIMS, help=f"of the draft; default: {_CLAIMS}")
    parser.add_argument("--copies", choices=(ALL, TOPIC), default=ALL, help="what is copied; default: all records")
    parser.add_argument("--work", type=Path, help="where the collections are kept for the next run; default: nowhere")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="figures for programs")
    form.add_argument("--markdown", action="store_true", help="the table in Markdown")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as nowhere:
        work = options.work or Path(nowhere)
        large, small = work / f"scale-{options.copies}-{options.records}", work / "topic"
        try:
            text = draft(options.claims)
            built(filled_up(options.data, options.records, options.copies), large).store.close()
            built(in_file(options.data / TOPIC_RECORDS), small).store.close()
            measured = [measure(folder, text) for folder in (large, small)]
        except (OSError, EvidenceError) as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
    if options.json:
        figures = [
            {**one._asdict(), "cold": one.cold.told(), "warm": one.warm.told(), "each_cold": _rounded(one.cold.claims)}
            for one in measured
        ]
        print(json.dumps({"large": figures[0], "small": figures[-1], "ratio": ratios(measured[0], measured[-1])}))
    else:
        print(render(table_of(measured), options.markdown))
    return 0


def _rounded(seconds: Sequence[float]) -> list[float]:
    return [round(one, 3) for one in seconds]


if __name__ == "__main__":
    sys.exit(main())
