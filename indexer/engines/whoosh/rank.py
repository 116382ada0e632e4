"""Scores of documents, from the postings of stems; the arithmetic is that of `engines.ranking`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from indexer.engines.ranking import Counts, added, score, stems_meant
from indexer.engines.whoosh.schema import stem_term
from indexer.engines.whoosh.snapshot import Segment, Snapshot
from indexer.query.syntax import Word


def scores(snapshot: Snapshot, looked_for: Iterable[Word], found: Sequence[Set[int]]) -> list[dict[int, float]]:
    """For each segment, the scores of those documents in `found` that have any of the words looked for."""
    collection = snapshot.collection
    scored: list[dict[int, float]] = [{} for _ in snapshot.segments]
    for word in looked_for:
        occurrences = _occurrences(snapshot, word)
        rarity = collection.rarity(sum(map(len, occurrences)))
        for place, segment in enumerate(snapshot.segments):
            counts, gained, known, lengths = occurrences[place], scored[place], segment.norms, segment.lengths
            for document in counts.keys() & found[place]:
                norm = known.get(document)
                if norm is None:
                    norm = known[document] = collection.norms(lengths[document])
                gained[document] = gained.get(document, 0.0) + score(rarity, counts[document], norm)
    return scored


def having(snapshot: Snapshot, stem: str) -> int:
    """How many records have a stem."""
    term = stem_term(stem)
    return sum(len(segment.documents.intersection(segment.with_term(term))) for segment in snapshot.segments)


def _occurrences(snapshot: Snapshot, word: Word) -> list[Mapping[int, Sequence[int]]]:
    """What is counted of a scoring word in each document, segment by segment. A truncated one stands for the same stems
    in all of them."""
    begun, kind = stem_term(word.text), len(stem_term(""))
    present = (
        term[kind:].decode()
        for segment in (snapshot.segments if word.truncated else ())
        for term in segment.terms.beginning(begun)
    )
    meant = sorted(stems_meant(word, present))
    if len(meant) == 1:
        return [segment.counts(stem_term(meant[0])) for segment in snapshot.segments]
    return [_added(segment, meant) for segment in snapshot.segments]


def _added(segment: Segment, stems: Sequence[str]) -> Mapping[int, Sequence[int]]:
    """What is counted of several stems together."""
    several: dict[int, list[Counts]] = {}
    for stem in stems:
        for document, value in segment.counts(stem_term(stem)).items():
            several.setdefault(document, []).append((value[0], value[1], value[2]))
    return {document: added(each) for document, each in several.items()}
