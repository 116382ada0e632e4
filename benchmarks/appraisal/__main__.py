"""The command: `python -m benchmarks.appraisal --data DIR`; see the package."""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.appraisal import measures
from benchmarks.appraisal.attributes import ATTRIBUTES
from benchmarks.appraisal.findings import attribute_tables, goals_table
from benchmarks.appraisal.goals import measured
from benchmarks.appraisal.labels import TOPIC_RECORDS, Half, Set, labelled
from benchmarks.appraisal.noise import noise_table
from benchmarks.appraisal.scoring import Judged, Score, differences, judge, scores
from benchmarks.appraisal.tables import Table, render
from indexer.appraisal import appraise
from indexer.changes import Incoming
from indexer.errors import EvidenceError
from indexer.sources.files import RecordFile

_STRIPPED = (
    "Publication types are stripped from every topic record before it is judged: in that file they were made from the "
    "hand labels. Its MeSH is NLM's own; 'text only' is without it too. The study types are title and abstract alone."
)
_REFUSED = (
    "error: the errors of the untouched half are not shown, for it would no longer be untouched: its figures say what "
    "the rules do on records that nobody has looked at. Use --half examined."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; 2 where the errors of the untouched half are asked for."""
    options = _parser().parse_args(arguments)
    if options.errors and options.half in ("untouched", "both"):
        print(_REFUSED, file=sys.stderr)
        return 2
    halves = _halves(options.half or ("examined" if options.errors else "both"))
    try:
        sets = labelled(options.data)
    except (OSError, EvidenceError) as error:
        print(f"error: the labelled records cannot be read: {error}", file=sys.stderr)
        return 2
    judged = judge(sets, halves)
    if options.errors:
        for line in _errors(judged, options.errors, options.set):
            print(line)
        return 0
    found = list(scores(judged, halves))
    if options.json:
        print(json.dumps(_as_json(found), indent=2))
        return 0
    print(_STRIPPED, end="\n\n")
    tables = [goals_table(found), *attribute_tables(found), noise_table(judged, halves), _speed(options.data)]
    for table in tables:
        print(render(table, options.markdown))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.appraisal", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds appraisal/ and study_types/")
    parser.add_argument("--half", choices=["examined", "untouched", "both"], help="default: both, side by side")
    names = sorted({attribute.name for attribute in ATTRIBUTES})
    parser.add_argument("--errors", choices=names, help="list where we differ, of the examined half only")
    parser.add_argument("--set", choices=[one.value for one in Set], help="with --errors: of this set only")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="figures for programs")
    form.add_argument("--markdown", action="store_true", help="tables in Markdown")
    return parser


def _halves(asked: str) -> tuple[Half, ...]:
    return tuple(Half) if asked == "both" else (Half(asked),)


def _errors(judged: Mapping[Set, Sequence[Judged]], name: str, only: str | None) -> Iterator[str]:
    for attribute in ATTRIBUTES:
        for one in attribute.sets:
            if attribute.name != name or (only and one.value != only):
                continue
            yield f"# {name} · {one.value}: label -> answer"
            for different in differences(judged[one], attribute):
                record = different.labelled.record
                said = f"{_plus(different.truth)} -> {_plus(different.answer)}"
                yield f"{record.pmid}  {said}  {' | '.join(different.words)[:160]!r}  {record.title[:120]}"


def _plus(classes: frozenset[str] | None) -> str:
    return "(label does not say)" if classes is None else " + ".join(sorted(classes)) or "(none)"


def _as_json(found: Sequence[Score]) -> dict[str, object]:
    def number(value: float) -> float | None:
        return None if math.isnan(value) else round(value, 4)

    return {
        "goals": [
            {
                "goal": goal.name,
                "set": score.set.value,
                "half": score.half.value,
                "aim": goal.aim,
                "reached": number(value),
                "met": value >= goal.aim,
            }
            for goal, score, value in measured(found)
        ],
        "attributes": [
            {
                "attribute": score.attribute.name,
                "set": score.set.value,
                "half": score.half.value,
                "labelled": score.cells.total(),
                "coverage": number(measures.wilson(*measures.said(score.cells)).value),
                "accuracy": number(measures.wilson(*measures.exact(score.cells)).value),
                "macro_f1": number(measures.macro_f1(score.cells)),
                "micro_f1": number(measures.micro_f1(score.cells)),
                "silent": score.silent,
                "silent_said": score.silent_said,
                "baselines": {name: number(measures.macro_f1(cells)) for name, cells in score.baselines.items()},
                "classes": {
                    one: {
                        "n": hits.right + hits.missed,
                        "precision": number(hits.precision),
                        "recall": number(hits.recall),
                        "f1": number(hits.f1),
                    }
                    for one in measures.classes(score.cells)
                    for hits in [measures.hits(score.cells, one)]
                },
            }
            for score in found
        ],
    }


def _speed(data: Path) -> Table:
    """Records appraised a second, as a multiple of the time that reading the same file took in this run."""
    start = time.perf_counter()
    records = [item.record for item in RecordFile(data / TOPIC_RECORDS) if isinstance(item, Incoming)]
    parsed = time.perf_counter()
    for record in records:
        appraise(record)
    appraised = time.perf_counter()
    parse, judging = parsed - start, appraised - parsed
    return Table(
        f"Speed, on {len(records):,} records",
        ("stage", "seconds", "records/s", "x parse"),
        (
            ("parse", f"{parse:.2f}", f"{len(records) / parse:,.0f}", "1.0"),
            ("appraise", f"{judging:.2f}", f"{len(records) / judging:,.0f}", f"{judging / parse:.1f}"),
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
