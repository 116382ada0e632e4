"""Claims that are plainly not in a collection: how many come out as supported, which must be none.

    python -m benchmarks.claims.absent --workspace DIR [--strict] [--json]

The claims stand in `absent.tsv`, written for this project, for a collection on ketamine, esketamine and psychedelics.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from indexer.checking.check import check_claim, read_claim
from indexer.checking.library import Library
from indexer.checking.values import Bearing, Stance
from indexer.engines.whoosh import WhooshEngine
from indexer.store.sqlite import SqliteStore

CLAIMS = Path(__file__).with_name("absent.tsv")


def claims() -> list[tuple[str, str]]:
    """The claims as (kind, text)."""
    lines = [line for line in CLAIMS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(kind, text) for kind, text in (line.split("\t") for line in lines[1:])]


def measure(library: Library, *, strict: bool = False) -> tuple[Counter[str], list[tuple[str, str, int]]]:
    """The verdicts, `nothing found` told apart from `insufficient`; and the claims that have any support: their kind
    and text, and how many records seemed to support them."""
    verdicts: Counter[str] = Counter()
    supported: list[tuple[str, str, int]] = []
    for kind, text in claims():
        worst, records = "nothing found", 0
        for claim in read_claim(text):
            verdict = check_claim(claim, library, strict=strict)
            said = verdict.stance.value if verdict.found else "nothing found"
            if worst == "nothing found" or verdict.stance is Stance.SUPPORTS:
                worst = said
            records += sum(one.bearing is Bearing.SUPPORTS for one in verdict.evidence)
        verdicts[worst] += 1
        if records:
            supported.append((kind, text, records))
    return verdicts, supported


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims.absent", description=__doc__)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    index = options.workspace / "index"
    library = Library(WhooshEngine(index / "whoosh", read_only=True), SqliteStore.open(index / "records.sqlite3"))
    verdicts, supported = measure(library, strict=options.strict)
    if options.json:
        sys.stdout.write(json.dumps({"verdicts": verdicts, "with support": supported}, indent=1) + "\n")
        return 0
    sys.stdout.write(f"{sum(verdicts.values())} absent claims: {dict(verdicts)}; the goal is no `supports`\n")
    for kind, text, records in supported:
        sys.stdout.write(f"  {kind}: {text}: {records} records seem to support it\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
