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

from benchmarks.appraisal.labels import Half
from benchmarks.claims import calibration, claim_words, direction, leaning, rationale, scifact
from benchmarks.claims.collection import built
from benchmarks.claims.measures import calibration_error
from benchmarks.claims.pairs import SETS, placed
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

_WORDS = (
    "Fitted by `python -m benchmarks.claims.fit`, as a softmax regression, on the evidence of Evidence Inference's "
    "training prompts (DeYoung et al. 2020, MIT): what each word says of an outcome that rose, fell, did not change."
)
_CLAIM_WORDS = (
    "Fitted by `python -m benchmarks.claims.fit`, as a softmax regression, on claims of the examined halves of the "
    "files in benchmarks/claims/data: what each word of a claim says of an outcome that rises, falls, does not change."
)
_TREES = (
    "Fitted by `python -m benchmarks.claims.fit`, as gradient-boosted trees, on the examined halves of the pairs in "
    "benchmarks/claims/data; the curve on chances held out. A node is [feature, up to which value left, left, right], "
    "a leaf [what it adds]; `sides` are those of `leaning.SIDES`."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fits and writes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims.fit", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds claims/")
    parser.add_argument("--leaning", action="store_true", help="only what tells which way a sentence leans")
    options = parser.parse_args(arguments)
    if not options.leaning:
        _fit_ranking(options.data)
    prompts = leaning.worded(direction.prompts(options.data))
    _write("direction_words.json", {"source": _WORDS, "sentences": len(prompts), "weights": leaning.fit_words(prompts)})
    claims = claim_words.every_claim()
    _write("claim_words.json", {"source": _CLAIM_WORDS, "claims": len(claims), "weights": claim_words.fit(claims)})
    every = [one for path in SETS.values() for one in placed(options.data, path) if one.pair.half is Half.EXAMINED]
    trees = leaning.fit(leaning.examples(every))  # they read what the weights of words say
    _write("leaning_trees.json", {"source": _TREES, "pairs": len(every), **trees._asdict()})
    return 0


def _fit_ranking(data: Path) -> None:
    """How sentences are ranked, and how often a decided one is right."""
    corpus = scifact.corpus(data)
    with tempfile.TemporaryDirectory() as folder:
        library = built((one.record for one in corpus.values()), Path(folder))
        claims = scifact.claims(data)
        every = rationale.pairs(claims, corpus, library)
        decided = calibration.of_claims(claims, corpus, library)[0]
    decided += calibration.of_prompts(direction.prompts(data))[0]
    weights = dict(zip(ranker.NAMES, (round(one, 3) for one in rationale.fit(every)), strict=True))
    _write("rationale_weights.json", {"source": _SOURCE, "pairs": len(every), "weights": weights})
    curve = dict(zip(NAMES, (round(one, 3) for one in calibration.fit(decided)), strict=True))
    error = round(calibration_error(calibration.held_out(decided)), 3)
    told = {"source": _CURVE, "decided": len(decided), "calibration error held out": error, "weights": curve}
    _write("decided_chances.json", told)


def _write(name: str, told: dict[str, object]) -> None:
    """One line for each part of what is told, and for each row of a table in it."""
    lines = ["{"]
    for key, value in told.items():
        if isinstance(value, dict):
            rows = [f"    {json.dumps(name)}: {json.dumps(each)}" for name, each in value.items()]
            lines += [f"  {json.dumps(key)}: {{", ",\n".join(rows), "  },"]
        else:
            lines.append(f"  {json.dumps(key)}: {json.dumps(value)},")
    lines[-1] = lines[-1].removesuffix(",")
    (SHIPPED / name).write_text("\n".join([*lines, "}"]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
