"""What the leanings are fitted on besides labels: claims made false, and which way the words of a claim go."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking.sentences import trial

from benchmarks.appraisal.labels import Half
from benchmarks.claims import claim_words
from benchmarks.claims.claim_words import Said
from benchmarks.claims.contrasts import _ANTONYMS, _POPULATIONS
from benchmarks.claims.pairs import SETS, Drawn, Label, Pair, Placed, Why, pairs
from benchmarks.claims.turned import turned
from indexer.appraisal.reading import Reading, of_text
from indexer.checking import direction_words
from indexer.checking.check import read_claim
from indexer.checking.values import Direction
from indexer.checking.weighing import Weighed


def placed(claim: str, label: Label = Label.SUPPORTS, half: Half = Half.EXAMINED) -> Placed:
    reading = Reading(trial("Ketamine reduced pain."))
    why = Why.FINDING if label is Label.SUPPORTS else Why.WEAKER
    pair = Pair("a", claim, "990000001", 0, 1, label, why, half, Drawn.CHOSEN, None)
    return Placed(pair, reading, reading.lines[-1])


def test_a_claim_is_made_false_and_says_something_else() -> None:
    every = [one.pair for one in turned(placed("Ketamine reduces pain."))]
    assert 1 < len(every) <= 4
    assert all(one.claim.startswith("Ketamine") and one.claim != "Ketamine reduces pain." for one in every)
    assert all(one.label is not Label.SUPPORTS for one in every)
    assert every == [one.pair for one in turned(placed("Ketamine reduces pain."))], "the same each time"


def test_nothing_is_made_of_what_is_untouched_or_supports_nothing() -> None:
    assert not list(turned(placed("Ketamine reduces pain.", half=Half.UNTOUCHED)))
    assert not list(turned(placed("Ketamine reduces pain.", Label.NEITHER)))


def test_what_is_added_is_none_of_what_the_contrasts_swap_in() -> None:
    added = {
        one.pair.claim for text in ("It eases pain.", "It lifts mood.", "It works.") for one in turned(placed(text))
    }
    assert added
    for words in _POPULATIONS.values():
        assert not any(f"with {words}" in one for one in added)
    assert "eases" not in _ANTONYMS


@pytest.mark.parametrize(
    ("claim", "way"),
    [
        ("Ketamine eases craving.", Direction.LOWER),
        ("Heart rate goes up for a while after the spray.", Direction.HIGHER),
        ("Ketamine does nothing for people who gamble.", Direction.NONE),
    ],
)
def test_the_words_of_a_claim_tell_which_way_it_goes(claim: str, way: Direction) -> None:
    (said,) = read_claim(claim)
    told = direction_words.claimed(Weighed(said, of_text(claim)).worded)
    assert sum(told) == pytest.approx(1.0)
    places = (Direction.HIGHER, Direction.LOWER, Direction.NONE)
    assert places[max(range(3), key=told.__getitem__)] is way


def test_words_of_claims_are_fitted_from_what_is_told() -> None:
    up = [Said(f"{n} soars", frozenset({direction_words.ALWAYS, "soars"}), Direction.HIGHER, True) for n in range(4)]
    down = [Said(f"{n} sinks", frozenset({direction_words.ALWAYS, "sinks"}), Direction.LOWER, True) for n in range(4)]
    same = [Said(f"{n} stays", frozenset({direction_words.ALWAYS, "stays"}), Direction.NONE, True) for n in range(4)]
    weights = claim_words.fit([*up, *down, *same])
    assert weights["soars"][0] > 0 > weights["soars"][1]
    assert weights["sinks"][1] > 0 > weights["sinks"][0]
    assert direction_words.ways({"stays"}, weights).same > 1 / 3


def test_no_claim_of_an_untouched_half_is_learned_from() -> None:
    untouched = {one.claim for path in SETS.values() for one in pairs(path) if one.half is Half.UNTOUCHED}
    lines = Path(claim_words.TOLD).read_text(encoding="utf-8").splitlines()
    claims = {line.split("\t")[0] for line in lines[3:]}
    assert len(claims) > 100
    assert not claims & untouched
