"""Fits what is shipped: `python -m benchmarks.claims.fit --data DIR` writes the files in `indexer/checking/data`.

The benchmark measures the same fitting by cross-validation; here it is done once on all that is there.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.claims import calibration, direction, rationale, scifact
from benchmarks.claims.collection import built
from benchmarks.claims.measures import calibration_error
from indexer.checking import ranker
from indexer.checking.calibration import NAMES

SHIPPED = Path(ranker.__file__).parent / "data"
_SOURCE = (
    "Fitted by `python -m benchmarks.claims.fit`, as a conditional logit over the sentences of one abstract, on the "
    "rationales of SciFact's training claims (Wadden et al. 2020; claims and annotations CC BY 4.0, abstracts ODC-By "
    "1.0). No text of theirs is in this file."
)

_CURVE = (
    "Fitted by `python -m benchmarks.claims.fit`, as a logistic curve, on the sentences that the rules decided of "
    "SciFact's training claims (Wadden et al. 2020, CC BY 4.0) and of claims made of Evidence Inference's training "
    "prompts (DeYoung et al. 2020, MIT). No text of theirs is in this file."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fits and writes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims.fit", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds claims/")
    options = parser.parse_args(arguments)
    corpus = scifact.corpus(options.data)
    with tempfile.TemporaryDirectory() as folder:
        library = built((one.record for one in corpus.values()), Path(folder))
        claims = scifact.claims(options.data)
        every = rationale.pairs(claims, corpus, library)
        decided = calibration.of_claims(claims, corpus, library)[0]
    decided += calibration.of_prompts(direction.prompts(options.data))[0]
    weights = dict(zip(ranker.NAMES, (round(one, 3) for one in rationale.fit(every)), strict=True))
    _write("rationale_weights.json", {"source": _SOURCE, "pairs": len(every), "weights": weights})
    curve = dict(zip(NAMES, (round(one, 3) for one in calibration.fit(decided)), strict=True))
    error = round(calibration_error(calibration.held_out(decided)), 3)
    told = {"source": _CURVE, "decided": len(decided), "calibration error held out": error, "weights": curve}
    _write("decided_chances.json", told)
    return 0


def _write(name: str, told: object) -> None:
    (SHIPPED / name).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
