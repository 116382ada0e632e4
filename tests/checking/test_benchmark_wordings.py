"""The measure of what is read of ordinary wordings: right, otherwise, by its own words, or not at all."""

from __future__ import annotations

import pytest

from benchmarks.appraisal.labels import Half
from benchmarks.claims.wordings import Read, Wording, read, wordings, wordings_table
from indexer.checking.values import Direction


def wording(text: str, drug: str, outcome: str, way: Direction, kind: str = "claim") -> Wording:
    return Wording(kind, Half.EXAMINED, "test", text, drug, outcome, way, "")


@pytest.mark.parametrize(
    ("text", "drug", "outcome", "way", "how"),
    [
        ("Ketamine reduces pain.", "ketamine", "pain", Direction.LOWER, Read.RIGHT),
        ("LSD reduces pain.", "lsd", "pain", Direction.LOWER, Read.RIGHT),
        ("Ketamine reduces pain.", "ketamine", "pain", Direction.HIGHER, Read.OTHERWISE),
        ("Midazolam reduces pain.", "ketamine", "pain", Direction.LOWER, Read.OTHERWISE),
        ("Ketamine reduces sleep disturbance.", "ketamine", "sleep disturbance", Direction.LOWER, Read.RIGHT),
        ("Ketamine reduces sleep disturbance.", "ketamine", "sleep disturbance", Direction.HIGHER, Read.OTHERWISE),
        ("Ketamine reduces gambling.", "ketamine", "gambling", Direction.LOWER, Read.BY_WORDS),
        ("Ketamine and pain are old friends.", "ketamine", "pain", Direction.LOWER, Read.NOT),
    ],
)
def test_how_a_claim_is_read(text: str, drug: str, outcome: str, way: Direction, how: Read) -> None:
    assert read(wording(text, drug, outcome, way)) is how


def test_a_result_is_never_read_by_its_own_words_alone() -> None:
    assert read(wording("Ketamine reduces gambling.", "ketamine", "gambling", Direction.LOWER, "result")) is Read.NOT


def test_the_file_has_both_kinds_in_both_halves_and_no_sentence_twice() -> None:
    every = wordings()
    assert {(one.kind, one.half) for one in every} == {(kind, half) for kind in ("claim", "result") for half in Half}
    assert len({one.text for one in every}) == len(every)
    table, measured = wordings_table(every[:40] + every[-40:])
    assert len(table.rows) == len(measured) == 4
    assert all(sum(shares.values()) == pytest.approx(1) for shares in measured.values())
