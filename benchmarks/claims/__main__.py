"""The command: `python -m benchmarks.claims --data DIR`; see the package."""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.appraisal.labels import Half
from benchmarks.appraisal.tables import Table, render, share
from benchmarks.claims import (
    absent,
    calibration,
    contrasts,
    direction,
    hand,
    labels,
    leaning,
    rationale,
    retrieval,
    scifact,
    topic,
    wordings,
)
from benchmarks.claims.collection import built, in_file
from benchmarks.claims.measures import SHOWN
from benchmarks.claims.pairs import SETS, placed
from indexer.checking.library import Library
from indexer.checking.values import Bearing
from indexer.errors import EvidenceError

_TOPIC = Path("pubmed") / "psychedelic-ketamine.xml.gz"

Part = Iterator[tuple[str, Table, object]]


class Bench:
    """The labelled data under a folder and the collections made of it, each made when first asked for."""

    def __init__(self, data: Path, work: Path) -> None:
        self.data = data
        self._work = work
        self.claims = scifact.claims(data)
        self.corpus = scifact.corpus(data)

    def own(self) -> Library:
        """SciFact's own corpus."""
        return built((one.record for one in self.corpus.values()), self._work / "scifact")

    def topic(self) -> Library:
        """The records on ketamine and psychedelics."""
        return built(in_file(self.data / _TOPIC), self._work / "topic")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; 2 where the data cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds claims/ and pubmed/")
    parser.add_argument("--part", choices=sorted(PARTS), action="append", help="default: all")
    parser.add_argument("--work", type=Path, help="where the collections are kept for the next run; default: nowhere")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="figures for programs")
    form.add_argument("--markdown", action="store_true", help="tables in Markdown")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        try:
            bench = Bench(options.data, options.work or Path(folder))
        except (OSError, EvidenceError) as error:
            print(f"error: the labelled claims cannot be read: {error}", file=sys.stderr)
            return 2
        figures: dict[str, object] = {}
        for part in options.part or PARTS:
            for name, table, told in PARTS[part](bench):
                figures[name] = told
                if not options.json:
                    print(render(table, options.markdown), flush=True)
    if options.json:
        print(json.dumps(_plain(figures), indent=2))
    return 0


def _scifact(bench: Bench) -> Part:
    library = bench.own()
    yield "retrieval", *retrieval.retrieval_table(bench.claims, library)
    yield "rationale", *rationale.rationale_table(rationale.pairs(bench.claims, bench.corpus, library), library)
    cited = labels.judged(
        [(claim, number) for claim in bench.claims for number, _ in claim.pairs], bench.corpus, library
    )
    yield "labels", *labels.label_table(cited)
    search = retrieval.ways(library)["any word, BM25"]
    first = [(claim, number) for claim in bench.claims for number in search(claim.text)[:SHOWN]]
    yield "abstracts", *labels.abstract_table(cited, labels.judged(first, bench.corpus, library), bench.claims)


def _direction(bench: Bench) -> Part:
    yield "direction", *direction.direction_table(direction.prompts(bench.data))


def _calibration(bench: Bench) -> Part:
    sets = {
        "SciFact, abstracts cited": calibration.of_claims(bench.claims, bench.corpus, bench.own()),
        "Evidence Inference, abstracts": calibration.of_prompts(direction.prompts(bench.data)),
    }
    yield "calibration", *calibration.calibration_table(sets)


def _off_topic(bench: Bench) -> Part:
    yield "topic", *topic.topic_table(bench.claims, bench.own(), bench.topic())


def _absent(bench: Bench) -> Part:
    verdicts, supported = absent.measure(bench.topic())
    rows = tuple((name, str(count)) for name, count in verdicts.most_common())
    note = f"{len(absent.claims())} claims that are plainly not in the collection; goal: none supported"
    told = {"verdicts": dict(verdicts), "with support": len(supported)}
    yield "absent", Table("Absent claims", ("verdict", "claims"), rows, note), told


def _hand(bench: Bench) -> Part:
    for name, path in SETS.items():
        table, told = hand.hand_table(hand.answered(placed(bench.data, path)), tuple(Half), name)
        yield "hand" if name == "own" else name, table, told


def _wordings(_: Bench) -> Part:
    yield "wordings", *wordings.wordings_table(wordings.wordings())


def _leaning(bench: Bench) -> Part:
    every = {name: leaning.examples(placed(bench.data, path)) for name, path in SETS.items()}
    yield "leaning", *leaning.leaning_table(every)


def _contrasts(bench: Bench) -> Part:
    true, kinds, _ = contrasts.measure(in_file(bench.data / _TOPIC))
    tallies = {"unchanged (true)": true, **kinds}
    rows = tuple(
        (name, str(one.asked), str(one.bearings[Bearing.SUPPORTS]), share(one.supported), str(one.leaning))
        for name, one in tallies.items()
    )
    header = ("claims made from a sentence", "n", "supported by it", "share", "seem supported, not counted")
    told = {
        name: {"claims": one.asked, "supported": one.bearings[Bearing.SUPPORTS], "leaning": one.leaning}
        for name, one in tallies.items()
    }
    yield "contrasts", Table("Contrasts", header, rows, "swapped claims: goal 0, at most 0.01"), told


PARTS: Mapping[str, Callable[[Bench], Part]] = {
    "scifact": _scifact, "direction": _direction, "calibration": _calibration, "topic": _off_topic, "absent": _absent,
    "contrasts": _contrasts, "hand": _hand,
    "leaning": _leaning, "wordings": _wordings,
}  # fmt: skip


def _plain(value: object) -> object:
    """Figures as JSON has them: rounded, and null where nothing was counted."""
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    return {name: _plain(one) for name, one in value.items()} if isinstance(value, Mapping) else value


if __name__ == "__main__":
    sys.exit(main())
