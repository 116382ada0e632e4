"""Which sentences of a record bear on a claim, best first."""

from __future__ import annotations

import json
from pathlib import Path

from appraisal.abstracts import reading

from indexer.checking import ranker
from indexer.checking.evidence import Wanted, rationales
from indexer.checking.library import content_words
from indexer.checking.short_forms import meanings
from indexer.engines.ranking import stem

CLAIM = "Zinc lowers serum ferritin in older adults."


def best(claim: str, *sections: tuple[str, str], title: str = "A trial of zinc") -> str:
    read = reading(title, *sections)
    asked = ranker.asked(claim, {stem(word): 1.0 for word in content_words(claim)})
    _, line = max(ranker.scored(asked, read), key=lambda one: one[0])
    return read.text[line.start : line.end]


def test_a_finding_comes_before_the_aim_in_the_same_words() -> None:
    aim = "We aimed to determine whether zinc lowers serum ferritin in older adults."
    found = "Zinc lowered serum ferritin in the older adults."
    assert (
        best(CLAIM, ("OBJECTIVE", f"{aim}"), ("METHODS", "Eighty people took part."), ("RESULTS", f"{found}")) == found
    )


def test_the_sentence_that_holds_more_of_the_claim_comes_first() -> None:
    less, more = "Appetite was better with zinc.", "Serum ferritin was lower with zinc."
    assert best(CLAIM, ("RESULTS", f"{less} {more}")) == more


def test_a_sentence_with_the_claims_number_comes_first() -> None:
    sentences = "Serum ferritin fell by 12 units with zinc. Serum ferritin fell by 30 units with zinc."
    assert best("Zinc lowers serum ferritin by 12 units.", ("RESULTS", f"{sentences}")).count("12 units") == 1


def test_an_abbreviation_counts_as_its_words() -> None:
    read = reading("", ("BACKGROUND", "Bone mineral density (BMD) matters."), ("RESULTS", "BMD rose. Weight fell."))
    assert {stem(one) for one in ("bone", "mineral", "density")} <= ranker.sentences(read)[1].stems


def test_what_is_no_abbreviation_of_the_words_before_it_is_none() -> None:
    assert not meanings(reading("", ("RESULTS", "Most of the people (UK) were well.")))


def test_every_feature_has_a_weight_and_the_file_says_where_it_is_from() -> None:
    path = Path(ranker.__file__).parent / "data" / "rationale_weights.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    assert tuple(told["weights"]) == ranker.NAMES
    assert "SciFact" in told["source"]
    read = reading("", ("RESULTS", "Zinc helped."))
    assert {len(row) for row in ranker.features(ranker.asked(CLAIM, {"zinc": 1.0}), read)} == {len(ranker.NAMES)}


def wanted(claim: str) -> Wanted:
    return Wanted(claim, {stem(word): 1.0 for word in content_words(claim)}, None)


def test_a_record_without_a_finding_on_it_has_no_rationale() -> None:
    told = reading("", ("OBJECTIVE", "To determine whether zinc lowers serum ferritin in older adults."))
    assert rationales(wanted(CLAIM), told) == ()


def test_findings_are_among_the_rationales_though_the_background_says_it_better() -> None:
    told = reading("", ("BACKGROUND", f"{CLAIM} {CLAIM} {CLAIM} {CLAIM}"), ("RESULTS", "Ferritin was lower with it."))
    found = rationales(wanted(CLAIM), told)
    assert [line.kind.value for line, _ in found].count("result") == 1
