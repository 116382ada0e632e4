"""Semantic retrieval on and off, on SciFact's training claims against its whole corpus.

`python -m benchmarks.claims.semantic --data DIR --work DIR [--candidates N …]`. Nothing is fitted: the model is used
as it comes, the mix is half and half. nDCG@10 and recall at 10 and 100 of the abstracts that each claim's author cited,
as BEIR scores this set (Thakur et al. 2021); and of those only that support or contradict it, over the claims that have
one. Needs the extra `[semantic]`; without it only the row of the words alone is printed.

Reads the folder of data; keeps the index and the vectors in the working folder for the next run.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Collection, Sequence
from pathlib import Path

from benchmarks.claims.collection import built
from benchmarks.claims.scifact import LabelledClaim, claims, corpus
from indexer.checking.library import Library, content_words
from indexer.checking.semantic import Unavailable, mixed, passage
from indexer.models.minilm import open_minilm
from indexer.query.syntax import Field, Or, Term
from indexer.record import RecordId

DEEPEST = 1000


def main() -> None:
    """Prints a row a setting."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--work", type=Path, required=True)
    asked.add_argument("--candidates", type=int, nargs="*", default=[100, 200, 1000])
    options = asked.parse_args()
    records = {abstract.record.id: abstract.record for abstract in corpus(options.data).values()}
    library = built(records.values(), options.work / "scifact")
    labelled = claims(options.data)
    start = time.perf_counter()
    ranked = {claim.id: by_words(claim, library) for claim in labelled}
    _row("words alone", labelled, {key: [one for one, _ in best] for key, best in ranked.items()}, start)
    semantic = open_minilm(options.work / "vectors.sqlite3")
    if isinstance(semantic, Unavailable):
        print(semantic)
        return
    for among in options.candidates:
        start, orders = time.perf_counter(), {}
        for claim in labelled:
            best = ranked[claim.id][:among]
            texts = {key: passage(records[key]) for key, _ in best}
            orders[claim.id] = [key for key, _ in mixed(claim.text, best, texts, semantic)]
        _row(f"with {semantic.card}, top {among}", labelled, orders, start)


def by_words(claim: LabelledClaim, library: Library) -> list[tuple[RecordId, float]]:
    """The best records that have any content word of a claim, with their scores."""
    return library.best(Or(tuple(Term(Field.TITLE_ABSTRACT, word) for word in content_words(claim.text))), DEEPEST)


def ndcg(order: Sequence[str], relevant: Collection[str], depth: int = 10) -> float:
    """Normalised discounted cumulative gain of the first `depth`, each relevant one worth the same."""
    gain = sum(1 / math.log2(place + 2) for place, one in enumerate(order[:depth]) if one in relevant)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(depth, len(relevant))))


def recall(order: Sequence[str], relevant: Collection[str], depth: int) -> float:
    """The share of what is relevant that is among the first `depth`."""
    return sum(one in relevant for one in order[:depth]) / len(relevant)


def _row(name: str, labelled: Sequence[LabelledClaim], orders: dict[str, list[RecordId]], start: float) -> None:
    took = (time.perf_counter() - start) / len(labelled)
    print(f"{name}: {1000 * took:.0f} ms a claim")
    found = {claim.id: [str(one).removeprefix("pmid:") for one in orders[claim.id]] for claim in labelled}
    for kind, told in (
        ("cited", [(found[claim.id], frozenset((*claim.cited, *claim.gold))) for claim in labelled]),
        ("labelled", [(found[claim.id], frozenset(claim.gold)) for claim in labelled if claim.gold]),
    ):
        gain = sum(ndcg(order, relevant) for order, relevant in told) / len(told)
        ten, hundred = (sum(recall(order, relevant, n) for order, relevant in told) / len(told) for n in (10, 100))
        print(f"  {kind:9} {len(told):4} claims  nDCG@10 {gain:.3f}  recall@10 {ten:.3f}  recall@100 {hundred:.3f}")


if __name__ == "__main__":
    main()
