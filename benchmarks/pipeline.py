"""Speed of the main job, stage by stage, on record files you name: `python -m benchmarks.pipeline FILE...`.

Each stage's records per second stand beside the rate of the bare XML walk in the same run, so that numbers from
different machines compare: the last column is the stage's time as a multiple of that walk's.
"""

from __future__ import annotations

import datetime
import gzip
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from indexer.canonical import fingerprint
from indexer.changes import Incoming
from indexer.engines.whoosh import WhooshEngine
from indexer.importing import import_file
from indexer.query.parse import parse
from indexer.refresh import catch_up
from indexer.sources.files import RecordFile
from indexer.store.sqlite import SqliteStore

QUERIES = (
    "esketamine[tiab] AND suicid*[tiab] AND 2018:2024[dp]",
    '"treatment resist*"[tiab] OR "Depressive Disorder, Treatment-Resistant"[mh]',
    '"ketamine depression"[tiab:~5] NOT review[pt]',
    "patients with depression who received treatment",
)


def main(paths: list[str]) -> None:
    """Measures and prints one line a stage."""
    if not paths:
        sys.exit("usage: python -m benchmarks.pipeline FILE... (PubMed XML, plain or .gz)")
    incoming: list[Incoming] = []
    rows: list[tuple[str, int, float]] = []

    def measure(name: str, work: Callable[[], int]) -> None:
        start = time.perf_counter()
        count = work()
        rows.append((name, count, time.perf_counter() - start))

    def walk() -> int:
        return sum(_walk(Path(path)) for path in paths)

    def parse_all() -> int:
        incoming.extend(item for path in paths for item in RecordFile(path) if isinstance(item, Incoming))
        return len(incoming)

    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore.create(Path(folder) / "records.sqlite3")
        engine = WhooshEngine(Path(folder) / "whoosh")

        def keep() -> int:
            for _ in import_file("benchmark", incoming, store, clock=lambda: datetime.datetime.now(datetime.UTC)):
                pass
            return len(incoming)

        def index() -> int:
            for _ in catch_up(engine, store):
                pass
            return len(engine.ids())

        measure("walk the XML", walk)
        measure("parse", parse_all)
        measure("fingerprint", lambda: sum(1 for item in incoming if fingerprint(item.record)))
        measure("store", keep)
        measure("index", index)
        base = rows[0][2] / max(1, rows[0][1])
        print(f"{'stage':<14}{'records':>9}{'seconds':>9}{'records/s':>11}{'x walk':>8}")
        for name, count, seconds in rows:
            rate = count / seconds if seconds else 0.0
            print(f"{name:<14}{count:>9,}{seconds:>9.2f}{rate:>11,.0f}{seconds / max(1, count) / base:>8.1f}")
        engine.close()
        reader = WhooshEngine(Path(folder) / "whoosh", read_only=True)
        for text in QUERIES:
            query = parse(text)
            start = time.perf_counter()
            total = reader.search(query, limit=20).total
            print(f"{1000 * (time.perf_counter() - start):>8.1f} ms  {total:>7,} hits  {text}")
        reader.close()
        store.close()


def _walk(path: Path) -> int:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        count = 0
        for _, element in etree.iterparse(stream, tag="PubmedArticle", load_dtd=False, no_network=True):
            count += 1
            element.clear()
        return count


if __name__ == "__main__":
    main(sys.argv[1:])
