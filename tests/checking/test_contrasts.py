"""The contrast suite on records written for the project: what is swapped is never supported by its own sentence."""

from __future__ import annotations

import pytest
from checking.collection import library, trial
from checking.sentences import trial as one_trial

from benchmarks.claims import absent, contrasts
from indexer.checking.values import Bearing

RECORDS = [
    one_trial("Ketamine significantly reduced suicidal ideation at 24 hours compared with placebo."),
    one_trial("Intravenous ketamine 0.5 mg/kg reduced depressive symptoms at 7 days compared with placebo."),
    one_trial("Response was found in patients; ketamine increased remission rates at day 1 in 64% of patients."),
    one_trial("Ketamine was effective in reducing anxiety in patients with treatment-resistant depression."),
    one_trial("Ketamine was safe and well tolerated in patients."),
    one_trial("Ketamine caused dissociation within 40 minutes."),
]


def test_what_is_swapped_is_never_supported_and_what_is_not_is() -> None:
    unchanged, swapped, false_of_all = contrasts.measure(RECORDS)
    assert unchanged.asked == len(RECORDS)
    assert unchanged.supported == 1.0, "a suite that says nothing is trivially safe"
    for kind, tally in swapped.items():
        assert tally.asked > 0, kind
        assert tally.bearings[Bearing.SUPPORTS] == 0, (kind, tally.failures)
    assert false_of_all


def test_negation_and_the_other_direction_are_not_only_unsupported_but_contradicted() -> None:
    _, swapped, _ = contrasts.measure(RECORDS[:2])
    for kind in contrasts.FALSE_OF_ALL:
        assert swapped[kind].bearings[Bearing.CONTRADICTS] == swapped[kind].asked


def test_claims_false_of_the_collection_are_not_supported_by_it() -> None:
    _, _, false_of_all = contrasts.measure(RECORDS[:1])
    ours = library(*(trial(n, "Ketamine significantly reduced suicidal ideation.") for n in (1, 2, 3)))
    assert set(contrasts.verdicts(false_of_all, ours, 10)) <= set(contrasts.Stance) - {contrasts.Stance.SUPPORTS}


def test_there_are_sixty_claims_that_are_plainly_absent() -> None:
    listed = absent.claims()
    assert len(listed) == len(set(listed)) == 60
    assert {kind for kind, _ in listed} == {
        "other drug", "other condition", "invented outcome", "invented circumstance", "absolute",
    }  # fmt: skip


def test_absent_claims_are_supported_by_no_record() -> None:
    results = (
        "Ketamine significantly reduced suicidal ideation compared with placebo.",
        "Ketamine significantly reduced depressive symptoms compared with placebo.",
        "Ketamine significantly reduced anxiety compared with placebo.",
    )
    ours = library(*(trial(n, text, title=f"Study {n}") for n, text in enumerate(results * 2, start=1)))
    verdicts, supported = absent.measure(ours)
    assert supported == []
    assert verdicts["supports"] == 0


@pytest.mark.parametrize("kind", list(contrasts.FALSE_OF_ALL))
def test_the_kinds_false_of_all_are_kinds_of_the_suite(kind: str) -> None:
    _, swapped, _ = contrasts.measure([])
    assert kind in swapped
