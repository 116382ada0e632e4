"""Whether a claim that a collection has nothing on is answered with "no evidence in this collection".

SciFact's claims, of all of biomedicine, are set against the collection on ketamine and psychedelics. Beside it, how
often that is said wrongly: of the same claims against their own corpus, for those that an abstract there supports or
contradicts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.appraisal.measures import wilson
from benchmarks.appraisal.tables import Table, interval
from benchmarks.claims.folds import by_fold, fitted, fold_of
from benchmarks.claims.scifact import LabelledClaim
from indexer.checking.asked import asked_of
from indexer.checking.check import read_claim
from indexer.checking.evidence import ENOUGH, find_evidence, is_on_topic, most_held
from indexer.checking.library import Library

GOAL = 0.97


def topic_table(claims: Sequence[LabelledClaim], own: Library, other: Library) -> tuple[Table, Mapping[str, float]]:
    """The shares answered "nothing here", off the topic and on it: as checking does, and with the least coverage fitted
    on the other folds so that the goal is met there."""
    off = [(claim, *_covered(claim, other)) for claim in claims]
    on = [(claim, *_covered(claim, own)) for claim in claims if claim.gold]
    least = fitted(by_fold(off, lambda one: one[0].id), lambda rest: _least([covered for _, covered, _ in rest]))
    nothing = sum(not topical for *_, topical in off), len(off)
    wrongly = sum(not topical for *_, topical in on), len(on)
    fitted_nothing = sum(covered < least[fold_of(claim.id)] for claim, covered, _ in off), len(off)
    fitted_wrongly = sum(covered < least[fold_of(claim.id)] for claim, covered, _ in on), len(on)
    rows = (
        ("as checking answers", interval(wilson(*nothing)), interval(wilson(*wrongly))),
        (f"least coverage fitted ({min(least.values()):.2f} to {max(least.values()):.2f})",
         interval(wilson(*fitted_nothing)), interval(wilson(*fitted_wrongly))),
    )  # fmt: skip
    note = (
        f'goal: "nothing" of {GOAL} off the topic; checking asks for {ENOUGH}; area under the curve {_auc(on, off):.3f}'
    )
    header = ("rule", '"nothing here", off topic', '"nothing here", on topic (wrong)')
    measured = {"off_topic_nothing": nothing[0] / nothing[1], "on_topic_nothing": wrongly[0] / wrongly[1],
                "auc": _auc(on, off)}  # fmt: skip
    return Table("Claims off the topic", header, rows, note), measured


def _covered(claim: LabelledClaim, library: Library) -> tuple[float, bool]:
    covered, topical = 0.0, False
    for one in read_claim(claim.text)[:1]:
        asked = asked_of(one, library).wanted
        found = find_evidence(asked, library)
        covered = most_held(asked, found)
        topical = is_on_topic(asked, found)
    return covered, topical


def _least(covered: Sequence[float]) -> float:
    """The least coverage above which at most the allowed share of claims off the topic comes."""
    return sorted(covered)[min(len(covered) - 1, int(GOAL * len(covered)) + 1)]


def _auc(on: Sequence[tuple[object, float, bool]], off: Sequence[tuple[object, float, bool]]) -> float:
    pairs = [(high > low) + 0.5 * (high == low) for _, high, _ in on for _, low, _ in off]
    return sum(pairs) / len(pairs)
