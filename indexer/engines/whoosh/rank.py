"""Scores of documents, from the postings of stems; the arithmetic is that of `engines.ranking`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from indexer.engines.ranking import Counts, added, score, stems_meant
from indexer.engines.whoosh.schema import stem_term
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.query.syntax import Word


@dataclass(frozen=True, slots=True)
class _Postings:
    """Where one scoring word occurs in one segment, deleted documents left out."""

    counts: Mapping[int, Sequence[int]]


def scores(snapshot: Snapshot, looked_for: Iterable[Word], found: Sequence[Set[int]]) -> list[dict[int, float]]:
    """For each segment, the scores of those documents in `found` that have any of the words looked for."""
    collection = snapshot.collection
    scored: list[dict[int, float]] = [{} for _ in snapshot.segments]
    for word in looked_for:
        occurrences = _occurrences(snapshot, word)
        rarity = collection.rarity(sum(len(one.counts) for one in occurrences))
        for place, segment in enumerate(snapshot.segments):
            counts, gained, known = occurrences[place].counts, scored[place], segment.norms
            for document in counts.keys() & found[place]:
                norm = known.get(document)
                if norm is None:
                    norm = known[document] = collection.norms(segment.row(document).lengths)
                gained[document] = gained.get(document, 0.0) + score(rarity, counts[document], norm)
    return scored


def having(snapshot: Snapshot, stem: str) -> int:
    """How many records have a stem."""
    term = stem_term(stem)
    return sum(len(segment.documents.intersection(segment.with_term(term))) for segment in snapshot.segments)


def _occurrences(snapshot: Snapshot, word: Word) -> list[_Postings]:
    """Where a scoring word occurs, segment by segment. A truncated one stands for the same stems in all of them."""
    begun, kind = stem_term(word.text), len(stem_term(""))
    present = (
        term[kind:].decode()
        for segment in (snapshot.segments if word.truncated else ())
        for term in segment.terms.beginning(begun)
    )
    meant = sorted(stems_meant(word, present))
    found = []
    for segment in snapshot.segments:
        several: dict[int, list[Counts]] = {}
        counts: dict[int, Sequence[int]] = {}
        for stem in meant:
            if len(meant) == 1:
                counts = dict(segment.with_values(stem_term(stem)))
            else:
                for document, value in segment.with_values(stem_term(stem)):
                    several.setdefault(document, []).append((value[0], value[1], value[2]))
        counts = counts or {document: added(each) for document, each in several.items()}
        if len(counts) and not segment.documents.issuperset(counts):
            counts = {document: one for document, one in counts.items() if document in segment.documents}
        found.append(_Postings(counts))
    return found
