"""Whether the abstracts that a claim's author cited are found in the whole corpus, beside plain searches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from benchmarks.appraisal.tables import Table, share
from benchmarks.claims.measures import Ranking, ranking_of
from benchmarks.claims.scifact import LabelledClaim
from indexer.checking.asked import asked_of
from indexer.checking.check import read_claim
from indexer.checking.evidence import find_evidence, fused
from indexer.checking.library import Library, content_words
from indexer.query.syntax import And, Field, Or, Query, Term
from indexer.record import RecordId, pmid_of

DEPTH = 100


def ways(library: Library) -> Mapping[str, Callable[[str], Sequence[str]]]:
    """The ways to search, each giving the numbers of at most `DEPTH` abstracts, best first."""

    def all_words(text: str) -> Sequence[str]:
        return _best(library, And(_terms(text)))

    def any_word(text: str) -> Sequence[str]:
        return _best(library, Or(_terms(text)))

    def as_checked(text: str) -> Sequence[str]:
        asked = asked_of(read_claim(text)[0], library).wanted
        return _numbers([key for key, _ in fused(asked, library, DEPTH)])[:DEPTH]

    def as_shown(text: str) -> Sequence[str]:
        asked = asked_of(read_claim(text)[0], library).wanted
        return _numbers([one.stored.record.id for one in find_evidence(asked, library, limit=DEPTH)])[:DEPTH]

    return {
        "every word (AND)": all_words,
        "any word, BM25": any_word,
        "as checking searches": as_checked,
        "… in the order of what is read": as_shown,
    }


def retrieval_table(claims: Sequence[LabelledClaim], library: Library) -> tuple[Table, Mapping[str, Ranking]]:
    """nDCG@10, recall at 10 and at 100 of each way to search."""
    measured = {
        name: ranking_of((way(claim.text), frozenset(claim.cited)) for claim in claims)
        for name, way in ways(library).items()
    }
    rows = tuple((name, *map(share, one)) for name, one in measured.items())
    note = f"{len(claims)} claims; right are the abstracts that the claim's author cited, as BEIR has it"
    return Table("Retrieval, SciFact", ("search", "nDCG@10", "recall@10", "recall@100"), rows, note), measured


def _terms(text: str) -> tuple[Query, ...]:
    return tuple(Term(Field.TITLE_ABSTRACT, word) for word in content_words(text))


def _best(library: Library, query: Query) -> Sequence[str]:
    return _numbers([identifier for identifier, _ in library.best(query, DEPTH)])


def _numbers(ids: Sequence[RecordId]) -> list[str]:
    return [pmid_of(one) for one in ids]
