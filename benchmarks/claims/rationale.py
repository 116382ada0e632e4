"""Whether the sentence that carries a claim is found in an abstract that bears on it.

The ranker's weights are fitted on the other folds of claims each time. Beside it stand its one strongest feature alone
(the share of the claim that a sentence holds) and, with the weights that are shipped, checking's own order, and what
checking shows of it: nothing of a record in which no sentence that may tell a finding bears on the claim, though the
labels also take what an abstract says of the state of knowledge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.appraisal.tables import Table, share
from benchmarks.claims import choice
from benchmarks.claims.choice import Choice
from benchmarks.claims.folds import by_fold, fitted, fold_of
from benchmarks.claims.measures import Rationales, rationales_of
from benchmarks.claims.scifact import Abstract, Gold, LabelledClaim
from indexer.appraisal.reading import Line, Reading
from indexer.checking import ranker
from indexer.checking.evidence import Wanted, bearing, rationales, wanted
from indexer.checking.library import Library


class Pair(NamedTuple):
    """A claim and an abstract that bears on it: the features of each sentence, and which given sentence it is."""

    claim: LabelledClaim
    abstract: Abstract
    gold: Gold
    rows: tuple[tuple[float, ...], ...]
    sentences: tuple[int, ...]


def pairs(claims: Sequence[LabelledClaim], corpus: Mapping[str, Abstract], library: Library) -> tuple[Pair, ...]:
    """Every claim with every abstract that supports or contradicts it."""
    found = []
    for claim in claims:
        asked = ranker.asked(claim.text, wanted(claim.text, None, library).weights)
        for number, gold in claim.gold.items():
            abstract = corpus[number]
            rows = tuple(ranker.features(asked, abstract.reading))
            told = tuple(abstract.sentence_of(one.line) for one in ranker.sentences(abstract.reading))
            found.append(Pair(claim, abstract, gold, rows, told))
    return tuple(found)


def fit(every: Sequence[Pair]) -> tuple[float, ...]:
    """The weights of the ranker, from pairs."""
    choices = [Choice(one.rows, tuple(told in one.gold.sentences for told in one.sentences)) for one in every]
    return choice.fit([one for one in choices if any(one.right)])


def rationale_table(every: Sequence[Pair], library: Library) -> tuple[Table, Mapping[str, Rationales]]:
    """First in gold, any of the first three in gold, F1 of the sentences, for each way to order them."""
    weights = fitted(by_fold(every, lambda one: one.claim.id), fit)
    ways: dict[str, Callable[[Pair], Sequence[int]]] = {
        "in the order of the abstract": lambda one: one.sentences,
        "last sentence first": lambda one: one.sentences[::-1],
        "share of the claim held": lambda one: ordered(one, _only("covered")),
        "ranker, fitted on the other folds": lambda one: ordered(one, weights[fold_of(one.claim.id)]),
        "as checking orders them (shipped weights)": lambda one: _as_checking(one, library, bearing),
        "… in records where a finding bears on it": lambda one: _as_checking(one, library, _shown),
        "… but for what says itself to be none": lambda one: _as_checking(one, library, _findings),
    }
    measured = {name: rationales_of((way(one), one.gold.sentences) for one in every) for name, way in ways.items()}
    rows = tuple(
        (name, share(one.first), share(one.three), share(one.f1_first), share(one.f1_three))
        for name, one in measured.items()
    )
    note = f"{len(every)} pairs of a claim and an abstract that bears on it; goals: first 0.70, among three 0.92"
    header = ("order", "first", "among three", "F1 of first", "F1 of three")
    return Table("Rationale sentences, SciFact, given the abstract", header, rows, note), measured


def ordered(pair: Pair, weights: Sequence[float]) -> list[int]:
    """The given sentences of a pair, the best first."""
    scores = [choice.total(weights, row) for row in pair.rows]
    return [pair.sentences[place] for place in sorted(range(len(scores)), key=lambda one: (-scores[one], one))]


def _only(name: str) -> tuple[float, ...]:
    return tuple(float(one == name) for one in ranker.NAMES)


def _as_checking(pair: Pair, library: Library, way: Callable[[Wanted, Reading], Sequence[Line]]) -> list[int]:
    asked = wanted(pair.claim.text, None, library)
    return [pair.abstract.sentence_of(line) for line in way(asked, pair.abstract.reading)]


def _shown(asked: Wanted, reading: Reading) -> list[Line]:
    return [line for line, _ in rationales(asked, reading)]


def _findings(asked: Wanted, reading: Reading) -> list[Line]:
    return [line for line in _shown(asked, reading) if not line.kind.precedes_findings]
