"""The benchmark of claims: its arithmetic on cases done by hand, its folds, its fitting, its data."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest

from benchmarks.claims import choice, direction, measures, scifact
from benchmarks.claims.calibration import Decided, calibration_table, held_out
from benchmarks.claims.choice import Choice
from benchmarks.claims.folds import FOLDS, by_fold, fitted, fold_of
from indexer.checking.values import Bearing

# Arithmetic


def test_a_ranking_is_discounted_by_place_and_measured_against_the_best_possible() -> None:
    perfect = measures.ranking_of([(["a", "b", "c"], {"a", "b"})])
    assert perfect == (1.0, 1.0, 1.0)
    second = measures.ranking_of([(["x", "a"], {"a"})])
    assert second.ndcg10 == pytest.approx(1 / math.log2(3))
    deep = measures.ranking_of([([str(one) for one in range(50)], {"20"})])
    assert deep == (0.0, 0.0, 1.0)


def test_rationales_count_the_first_any_of_three_and_all_sentences() -> None:
    found = measures.rationales_of([([2, 0, 1], {2, 5}), ([3, 4, 1, 7], {7})])
    assert (found.first, found.three) == (0.5, 0.5)
    assert found.f1_first == pytest.approx(measures.f1(1, 2, 3).f1)
    assert found.f1_three == pytest.approx(measures.f1(1, 6, 3).f1)


def test_f1_is_zero_where_nothing_was_said() -> None:
    assert measures.f1(0, 0, 4) == (0.0, 0.0, 0.0)


def test_the_calibration_error_is_the_distance_of_chance_and_truth_by_bin() -> None:
    assert measures.calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == pytest.approx(0)
    assert measures.calibration_error([(0.95, True), (0.95, False), (0.15, False), (0.15, False)]) == pytest.approx(
        (0.9 + 0.3) / 4
    )


def test_accuracy_at_coverage_is_of_the_surest() -> None:
    told = measures.at_coverage([(0.9, True), (0.8, True), (0.7, False), (0.6, False)], (0.5, 1.0))
    assert told == {0.5: 1.0, 1.0: 0.5}


# Folds and fitting


def test_a_fold_is_stable_and_never_fitted_on_itself() -> None:
    assert fold_of("12") == fold_of("12")
    folds = by_fold([str(one) for one in range(60)], lambda one: one)
    assert set(folds) == set(range(FOLDS))
    for number, seen in fitted(folds, frozenset).items():
        assert not seen & set(folds[number])
        assert len(seen) + len(folds[number]) == 60


def test_fitting_finds_the_feature_that_tells() -> None:
    choices = [Choice(((1.0, place % 2), (0.0, place % 2)), (True, False)) for place in range(20)]
    telling, idle = choice.fit(choices)
    assert telling > 1
    assert abs(idle) < 1e-3
    assert choice.chances((telling, idle), choices[0].rows)[0] > 0.8


def test_held_out_chances_follow_what_is_right() -> None:
    every = [Decided(str(one), Bearing.SUPPORTS, 0.8, one % 5 != 0) for one in range(200)]
    assert all(0.65 < chance < 0.95 for chance, _ in held_out(every))
    table, figures = calibration_table({"made": (every, 400)})
    assert figures["made"]["decided"] == 0.5
    assert figures["both"]["right"] == 0.8
    assert len(table.rows) == 2


# SciFact


def folder(tmp_path: Path) -> Path:
    """Data of the shape that the labelled sets have."""
    told = tmp_path / "claims" / "scifact"
    told.mkdir(parents=True)
    abstract = ["BACKGROUND Ferritin falls with age.", "RESULTS Zinc lowered ferritin.", "It was not measured again."]
    with gzip.open(told / "corpus.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(json.dumps({"doc_id": 7, "title": "Zinc", "abstract": abstract, "structured": True}) + "\n")
    evidence = {"7": [{"sentences": [1], "label": "SUPPORT"}]}
    claim = {"id": 3, "claim": "Zinc lowers ferritin.", "evidence": evidence, "cited_doc_ids": [7, 8]}
    (told / "claims_train.jsonl").write_text(json.dumps(claim) + "\n", encoding="utf-8")
    return tmp_path


def test_headings_become_labels_and_sentences_are_found_again(tmp_path: Path) -> None:
    abstract = scifact.corpus(folder(tmp_path))["7"]
    assert [section.label for section in abstract.record.abstract] == ["BACKGROUND", "RESULTS"]
    assert [abstract.sentence_of(line) for line in abstract.reading.lines] == [-1, 0, 1, 2]


def test_an_abstract_cited_without_a_label_says_not_enough(tmp_path: Path) -> None:
    (claim,) = scifact.claims(folder(tmp_path))
    assert claim.pairs == (("7", scifact.SUPPORT), ("8", scifact.NOT_ENOUGH))
    assert claim.gold["7"].sentences == {1}


# Direction


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ("Ferritin was significantly lower with zinc than with placebo (p = 0.01).", direction.DECREASED),
        ("Ferritin was significantly higher with zinc than with placebo (p = 0.01).", direction.INCREASED),
        ("Ferritin did not differ between the groups (p = 0.44).", direction.SAME),
        ("Ferritin was higher with zinc, but not significantly so (p = 0.20).", direction.SAME),
        ("Ferritin was measured in both groups.", direction.UNKNOWN),
    ],
)
def test_the_direction_of_an_outcome_is_read_or_left_open(evidence: str, said: str) -> None:
    prompt = direction.Prompt("1", "zinc 50 mg", "ferritin", "", evidence, "", "")
    assert direction.read(prompt, prompt.evidence, prompt.intervention) == said


def test_the_baseline_takes_the_first_word_of_direction() -> None:
    assert direction.first_word("Ferritin increased, then decreased.") == direction.INCREASED
    assert direction.first_word("Ferritin was measured.") == direction.SAME
