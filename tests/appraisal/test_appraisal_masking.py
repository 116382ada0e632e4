"""Masking: of this study, not of another, and not of people who cannot see."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, record, stands_there

from indexer.appraisal.masking import masking_of
from indexer.appraisal.reading import Reading
from indexer.appraisal.values import UNKNOWN, Basis, Design, Judgement, Masking

RCT = Judgement(Design.RCT)


def _masking(*sentences: str, design: Design | None = Design.RCT) -> Masking | None:
    one = reading("Ketamine for depression.", ("METHODS", " ".join(sentences)), ("RESULTS", "It worked."))
    return masking_of(one, Judgement(design)).value


@pytest.mark.parametrize(
    ("sentence", "masking"),
    [
        ("This was a double-blind trial.", Masking.DOUBLE),
        ("This was a double blinded trial.", Masking.DOUBLE),
        ("This was a double‐masked trial.", Masking.DOUBLE),
        ("A double-dummy, double-blind design was used.", Masking.DOUBLE),
        ("A triple-masked, placebo-controlled trial was run.", Masking.TRIPLE),
        ("The trial was quadruple-blinded.", Masking.QUADRUPLE),
        ("A single-blind crossover study was done.", Masking.SINGLE),
        ("Patient-blinded infusions were given.", Masking.SINGLE),
        ("An open-label extension followed.", Masking.OPEN),
        ("The study was open label.", Masking.OPEN),
        ("Treatment was unblinded.", Masking.OPEN),
        ("A rater-blinded study was done.", Masking.ASSESSOR),
        ("Outcome assessors were blinded to group.", Masking.ASSESSOR),
        ("Ratings were made by blinded assessors.", Masking.ASSESSOR),
        ("Investigators, outcome assessors (raters) and statisticians were blinded to treatment.", Masking.ASSESSOR),
    ],
)
def test_masking_is_read_from_the_methods(sentence: str, masking: Masking) -> None:
    assert _masking(sentence) is masking


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients were given ketamine.",
        "We enrolled blind patients and colour-blind volunteers.",
        "Previous open-label studies were small.",
        "A larger double-blind trial is needed.",
        "Double-blind trials are warranted.",
        "Other double-blind trials had found less.",
        "The face mask was kept on.",
    ],
)
def test_what_is_not_said_of_this_study_stays_unknown(sentence: str) -> None:
    assert _masking(sentence) is None


def test_the_blinded_part_counts_before_the_open_one() -> None:
    assert _masking("An open-label phase preceded.", "The second phase was double-blind.") is Masking.DOUBLE


def test_open_treatment_with_blinded_raters_is_masked_for_the_raters() -> None:
    assert _masking("This open-label trial had blinded raters.") is Masking.ASSESSOR


def test_raters_who_were_not_blinded_were_not() -> None:
    assert _masking("Observers were not blinded.") is Masking.OPEN


def test_a_protocol_plans_its_masking() -> None:
    assert _masking("The trial will be double-blind.", design=Design.PROTOCOL) is Masking.DOUBLE


@pytest.mark.parametrize("design", [Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW, Design.REVIEW, Design.CASE_REPORT])
def test_reviews_and_reports_of_cases_have_no_masking_of_their_own(design: Design) -> None:
    assert _masking("We included double-blind trials.", design=design) is None


def test_background_tells_of_other_studies_unless_it_says_this_one() -> None:
    known = reading("A", ("BACKGROUND", "Double-blind trials of ketamine exist."), ("RESULTS", "It worked."))
    own = reading("A", ("BACKGROUND", "In this double-blind trial ketamine was given."), ("RESULTS", "It worked."))
    assert masking_of(known, RCT) == UNKNOWN
    assert masking_of(own, RCT).value is Masking.DOUBLE


def test_the_title_counts_and_is_the_ground() -> None:
    one = record("A randomised, double-blind trial of ketamine", "It worked.")
    judged = masking_of(Reading(one), RCT)
    assert judged.grounds[0].words == "double-blind"
    assert stands_there(judged.grounds[0], one)


def test_mesh_says_it_where_the_text_does_not() -> None:
    judged = masking_of(reading("A trial", "It worked.", mesh=("Double-Blind Method",)), RCT)
    assert (judged.value, judged.basis) == (Masking.DOUBLE, Basis.INDEXED)
