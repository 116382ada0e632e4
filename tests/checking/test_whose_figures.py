"""Figures that stand in a sentence for something else than the claim says."""

from __future__ import annotations

import pytest
from checking.sentences import judged, trial

from indexer.checking.values import Bearing

SUPPORTS, UNDETERMINED = Bearing.SUPPORTS, Bearing.UNDETERMINED
HARMS = trial(
    "The most common adverse events with ketamine were dizziness (34%), dissociation (25.5%) and nausea (12%).",
)
LESS = trial("Delirium was less frequent with ketamine than with placebo (3% versus 31%, p = 0.01).")
DOSES = trial("Ketamine 25 mg reduced depressive symptoms significantly more than a 1 mg dose.")


@pytest.mark.parametrize(
    ("claim", "result", "bearing"),
    [
        ("Ketamine causes dizziness in 34% of patients", HARMS, SUPPORTS),
        ("Ketamine causes dizziness in 25.5% of patients", HARMS, UNDETERMINED),
        ("Ketamine causes nausea in 34% of patients", HARMS, UNDETERMINED),
        ("Delirium is less frequent with ketamine (3%) than with placebo (31%)", LESS, SUPPORTS),
        ("Delirium is less frequent with ketamine (31%) than with placebo (3%)", LESS, UNDETERMINED),
        ("Ketamine lowers delirium from 3% to 31%", LESS, UNDETERMINED),
        ("Ketamine 25 mg reduces depressive symptoms", DOSES, SUPPORTS),
        ("Ketamine 1 mg reduces depressive symptoms", DOSES, UNDETERMINED),
    ],
)
def test_a_figure_counts_for_what_it_is_told_of(claim: str, result: object, bearing: Bearing) -> None:
    assert judged(claim, result).bearing is bearing  # type: ignore[arg-type]
