"""Rating scales and the figures printed beside them; thresholds, percentages and differences are not scores."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, record, stands_there

from indexer.appraisal.reading import Reading
from indexer.appraisal.scales import scales_of
from indexer.appraisal.values import ScaleValue
from indexer.vocabulary import concepts
from indexer.vocabulary.concepts import Kind

METHODS = ("METHODS", "People took part in a trial.")


def scales(sentence: str, heading: str = "RESULTS") -> list[ScaleValue]:
    return [one.value for one in scales_of(reading("", METHODS, (heading, sentence)))]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("MADRS", "MADRS"),
        ("Montgomery–Åsberg Depression Rating Scale", "MADRS"),
        ("Montgomery-Asberg Depression Rating Scale", "MADRS"),
        ("HDRS-17", "HAM-D"),
        ("HAMD-24", "HAM-D"),
        ("17-item Hamilton Depression Rating Scale", "HAM-D"),
        ("Hamilton Rating Scale for Depression", "HAM-D"),
        ("Hamilton Anxiety Rating Scale", "HAM-A"),
        ("QIDS-SR16", "QIDS"),
        ("Beck Depression Inventory-II", "BDI"),
        ("PHQ-9", "PHQ-9"),
        ("Scale for Suicide Ideation", "SSI"),
        ("Columbia-Suicide Severity Rating Scale", "C-SSRS"),
        ("CAPS-5", "CAPS"),
        ("PCL-5", "PCL"),
        ("CGI-S", "CGI"),
        ("Clinician-Administered Dissociative States Scale", "CADSS"),
        ("EQ-5D-5L", "EQ-5D"),
        ("MEQ30", "MEQ"),
        ("Yale-Brown Obsessive Compulsive Scale", "Y-BOCS"),
    ],
)
def test_a_scale_is_known_by_its_names(written: str, name: str) -> None:
    assert scales(f"The {written} was given.") == [ScaleValue(name)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The MADRS score decreased by 15.2 points.", [(15.2, True)]),
        ("The mean MADRS change was −19.8.", [(-19.8, True)]),
        ("The mean change in MADRS total score was −19.8 versus −15.8.", [(-19.8, True), (-15.8, True)]),
        ("There was a 15.2-point reduction in the MADRS.", [(15.2, True)]),
        ("There was a mean reduction of 15.2 points on the MADRS.", [(15.2, True)]),
        ("Baseline MADRS 33.1 (SD 5) was high.", [(33.1, False)]),
        ("The mean MADRS score was 33.1 (SD 5).", [(33.1, False)]),
        ("Depression was severe (MADRS = 38).", [(38.0, False)]),
        ("Mean MADRS scores fell from 32.1 ± 10.1 to 15.1 ± 8.6.", [(32.1, False), (15.1, False)]),
        ("MADRS scores fell from 32.1 (SD 10.1) at baseline to 15.1 (SD 8.6).", [(32.1, False), (15.1, False)]),
    ],
)
def test_a_figure_beside_its_name_is_a_score_or_a_change(sentence: str, expected: list[tuple[float, bool]]) -> None:
    assert scales(sentence) == [ScaleValue("MADRS", value, change) for value, change in expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients with MADRS ≥ 20 took part.",
        "A MADRS score of 20 or more was needed.",
        "MADRS scores fell by 50%.",
        "The MADRS was given at 4 and 24 h.",
        "MADRS scores at 24 hours were lower.",
        "The mean difference in MADRS was -4.0.",
        "MADRS scores were 4.0 points lower with ketamine.",
        "MADRS scores fell (p = 0.02).",
        "MADRS scores fell (n = 14).",
        "The MADRS, 10 items, was given.",
        "MADRS scores changed (F(1, 20) = 14.36).",
    ],
)
def test_other_figures_are_not_scores(sentence: str) -> None:
    assert scales(sentence) == [ScaleValue("MADRS")]


def test_figures_of_several_scales_at_once_are_given_to_none() -> None:
    found = scales("MADRS and HAM-A scores were 21.0 and 17.0, respectively.")
    assert {one for one in found if one.value is not None and one.scale == "HAM-A"} == set()


def test_the_figure_of_the_next_scale_is_its_own() -> None:
    found = scales("MADRS decreased, and the HAM-D score was 12.5.")
    assert found == [ScaleValue("HAM-D", 12.5), ScaleValue("MADRS")]


@pytest.mark.parametrize("sentence", ["The SSI rate was low after surgery.", "Nothing was said of it.", ""])
def test_no_scale_is_guessed(sentence: str) -> None:
    assert scales(sentence) == []


def test_what_the_introduction_speaks_of_was_not_used() -> None:
    assert scales("Previous studies have shown lower MADRS scores.", "BACKGROUND") == []


def test_a_scale_measures_an_outcome() -> None:
    found = concepts.find(Kind.SCALE, "Montgomery-Åsberg Depression Rating Scale")
    assert found is not None
    assert found.broader == ("depressive symptoms",)


def test_the_words_stand_where_the_ground_says() -> None:
    it = record("", METHODS, ("RESULTS", "The mean MADRS score was 33.1 (SD 5)."))
    (judged,) = scales_of(Reading(it))
    assert [ground.words for ground in judged.grounds] == ["MADRS score was 33.1"]
    assert stands_there(judged.grounds[0], it)
