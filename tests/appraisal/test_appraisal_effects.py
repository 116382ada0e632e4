"""Effects as printed: estimates, intervals and p-values, what belongs together, and what is none."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, record, stands_there

from indexer.appraisal.effects import effects_of
from indexer.appraisal.reading import Reading
from indexer.appraisal.values import Effect

METHODS = ("METHODS", "Patients took part in a trial.")


def effects(sentence: str) -> list[Effect]:
    return [one.value for one in effects_of(reading("", METHODS, ("RESULTS", sentence)))]


def one(sentence: str) -> Effect:
    (effect,) = effects(sentence)
    return effect


@pytest.mark.parametrize(
    ("printed", "measure", "value"),
    [
        ("odds ratio 2.31", "odds ratio", 2.31),
        ("odds ratio [OR] = 2.31", "odds ratio", 2.31),
        ("an odds ratio for remission of the ketamine group was 2.31", "odds ratio", 2.31),
        ("OR, 2.31", "odds ratio", 2.31),
        ("aOR = 2.31", "adjusted odds ratio", 2.31),
        ("AOR: 2.31", "adjusted odds ratio", 2.31),
        ("adjusted hazard ratio, 0.49", "adjusted hazard ratio", 0.49),
        ("HR 0.49", "hazard ratio", 0.49),
        ("relative risk (RR) of 1.8", "risk ratio", 1.8),
        ("incidence rate ratio was 1.8", "incidence rate ratio", 1.8),
        ("IRR=1.8", "incidence rate ratio", 1.8),
        ("ROR 7.5", "reporting odds ratio", 7.5),
        ("reporting odds ratio = 7.5", "reporting odds ratio", 7.5),
        ("prevalence ratio: 1.2", "prevalence ratio", 1.2),
        ("SMD −0.75", "standardized mean difference", -0.75),
        ("SMD = − 0.75", "standardized mean difference", -0.75),
        ("standardised mean difference of -0.75", "standardized mean difference", -0.75),
        ("Hedges' g = 0.61", "Hedges' g", 0.61),
        ("Hedge's g of 0.61", "Hedges' g", 0.61),
        ("Cohen’s d = 0.8", "Cohen's d", 0.8),
        ("Cohen d, 0.80", "Cohen's d", 0.8),
        ("d=.8", "Cohen's d", 0.8),
        ("effect size (Cohen's d) = 0.8", "Cohen's d", 0.8),
        ("effect size of 0·8", "effect size", 0.8),
        ("WMD = -3.1", "weighted mean difference", -3.1),
        ("mean difference in score between groups was -4.0", "mean difference", -4.0),
        ("least-squares mean difference, −4.0", "least-squares mean difference", -4.0),
        ("LS mean difference −4.0", "least-squares mean difference", -4.0),
        ("least squares mean change of -12.4", "least-squares mean change", -12.4),
        ("number needed to treat was 7", "number needed to treat", 7),
        ("NNT = 7", "number needed to treat", 7),
        ("AUC = 0.81", "AUC", 0.81),
        ("area under the receiver operating characteristic curve of 0.81", "AUC", 0.81),
        ("partial η² = 0.12", "eta squared", 0.12),
        ("ηp2=.12", "eta squared", 0.12),
        ("β = -0.33", "beta", -0.33),
        ("r = -.45", "r", -0.45),
        ("F(1, 22) = 5.10", "F", 5.1),
        ("t(18) = 2.51", "t", 2.51),
        ("χ²(1, N = 40) = 4.62", "chi-square", 4.62),
        ("Z = −2.69", "z", -2.69),
    ],
)
def test_a_measure_is_known_by_its_name_or_abbreviation(printed: str, measure: str, value: float) -> None:
    effect = one(f"Scores differed ({printed}).")
    assert (effect.measure, effect.value) == (measure, value)


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("OR 2.0, 95% CI 1.2-3.4", 1.2, 3.4),
        ("OR 2.0; 95%CI: 1.2 to 3.4", 1.2, 3.4),
        ("OR 2.0 [95% CI: 1.2, 3.4]", 1.2, 3.4),
        ("OR = 2.0, CI95% = [1.2; 3.4]", 1.2, 3.4),
        ("OR 2.0 (95 % CI 1·2–3·4)", 1.2, 3.4),
        ("OR = 2.0, 95% confidence interval (CI) = 1.2, 3.4", 1.2, 3.4),
        ("OR = 2.0, 95% confidence interval of 1.2 to 3.4", 1.2, 3.4),
        ("odds ratio 2.0; 95% confidence interval [CI], 1.2-3.4", 1.2, 3.4),
        ("OR 2.0, 95% credible interval 1.2–3.4", 1.2, 3.4),
        ("OR 2.0, 95% CrI 1.2 to 3.4", 1.2, 3.4),
        ("OR (95% CI) = 2.0 (1.2-3.4)", 1.2, 3.4),
        ("OR [95% CI]: 2.0 [1.2, 3.4]", 1.2, 3.4),
        ("SMD −3.3, 95% CI, −5.4 to −1.2", -5.4, -1.2),
        ("SMD = − 3.3, 95% CI [− 5.4, − 1.2]", -5.4, -1.2),
        ("SMD -3.3; 95% CI -5.4--1.2", -5.4, -1.2),
        ("SMD 0.1; 95% CI -0.4-0.6", -0.4, 0.6),
    ],
)
def test_an_interval_belongs_to_the_estimate_before_it(printed: str, low: float, high: float) -> None:
    effect = one(f"Ketamine was better ({printed}).")
    assert (effect.low, effect.high, effect.confidence) == (low, high, 95)
    assert effect.measure


def test_other_confidences_are_kept() -> None:
    assert one("The hazard ratio was 0.9 (90% CI 0.7-1.1).").confidence == 90


@pytest.mark.parametrize(
    ("printed", "sign", "p"),
    [
        ("p = .03", "=", 0.03),
        ("P<0.001", "<", 0.001),
        ("p < . 001", "<", 0.001),
        ("p = 0. 03", "=", 0.03),
        ("P<0·001", "<", 0.001),
        ("p > 0.05", ">", 0.05),
        ("p ≤ 0.01", "<=", 0.01),
        ("p=1.2x10-5", "=", 1.2e-5),
        ("p = 1.2 × 10−5", "=", 1.2e-5),
        ("p < 10-4", "<", 1e-4),
        ("p=3e-8", "=", 3e-8),
        ("ps < .05", "<", 0.05),
        ("all p's < .05", "<", 0.05),
        ("P for trend = .04", "=", 0.04),
        ("P-value = 0.04", "=", 0.04),
        ("a p value of 0.04", "=", 0.04),
        ("pFDR < 0.05", "<", 0.05),
        ("p(FWE) < 0.05", "<", 0.05),
        ("p = 0,03", "=", 0.03),
        ("p = n.s.", "n.s.", None),
    ],
)
def test_p_values_however_they_are_set(printed: str, sign: str, p: float | None) -> None:
    effect = one(f"Scores were lower after ketamine ({printed}).")
    assert effect.measure == ""
    assert effect.p_sign == sign
    assert effect.p == (pytest.approx(p) if p is not None else None)


def test_an_estimate_takes_its_interval_and_its_p_value() -> None:
    effect = one("Remission was likelier with ketamine (OR = 2.0, 95% CI 1.2-3.4, p = .01).")
    assert effect == Effect("odds ratio", 2.0, "", 1.2, 3.4, 95.0, 0.01, "=")


def test_a_p_value_may_stand_before_its_estimate() -> None:
    assert one("Scores fell (p = .02, d = 0.80).") == Effect("Cohen's d", 0.8, p=0.02, p_sign="=")


def test_a_p_value_between_two_results_is_not_taken_by_the_second() -> None:
    found = effects("It was 12 in one and 9 in the other, P = .20; d = 0.80 for pain.")
    assert [(one.measure, one.p) for one in found] == [("", 0.2), ("Cohen's d", None)]


def test_each_estimate_keeps_its_own() -> None:
    found = effects(
        "Response (RR 1.5, 95% CI 1.1-2.0; p = .01) and remission (RR 1.2, 95% CI 0.9-1.6; p = .20) differed."
    )
    assert [(one.value, one.high, one.p) for one in found] == [(1.5, 2.0, 0.01), (1.2, 1.6, 0.2)]


def test_the_interval_behind_a_test_statistic_is_that_of_the_size() -> None:
    found = effects("Scores fell (d = 0.80, t(18) = 2.51, p = .02, 95% CI 0.2-1.4).")
    assert found == [Effect("Cohen's d", 0.8, "", 0.2, 1.4, 95.0), Effect("t", 2.51, p=0.02, p_sign="=")]


def test_a_plain_figure_keeps_its_unit_and_interval() -> None:
    assert one("Scores fell by 4.1 points (95% CI 1.2-7.0).") == Effect("", 4.1, "points", 1.2, 7.0, 95.0)
    assert one("Pressure rose by 12 mm Hg (95% CI, 8 to 16).").unit == "mmHg"
    assert one("It occurred in 12% (95% CI 10%-14%).") == Effect("", 12.0, "%", 10.0, 14.0, 95.0)


def test_an_interval_that_does_not_hold_the_value_is_not_joined_to_it() -> None:
    found = effects("The odds ratio was 2.0 and the other one was better (95% CI 4.0-6.0).")
    assert [(one.measure, one.low) for one in found] == [("odds ratio", None), ("", 4.0)]


def test_a_dash_before_an_interval_is_no_minus() -> None:
    assert one("The odds ratio was 2.0 (95% CI – 1.2, 3.4).").low == 1.2


def test_rates_compared_are_both_given() -> None:
    found = effects("Response rates were 64% with ketamine versus 28% with midazolam (p = .003).")
    assert found == [Effect("response rate", 64.0, "%"), Effect("response rate", 28.0, "%", p=0.003, p_sign="=")]


def test_a_share_of_people_who_remitted_is_a_rate() -> None:
    assert one("In all, 31% of patients achieved remission.") == Effect("remission rate", 31.0, "%")


@pytest.mark.parametrize(
    "sentence",
    [
        "Response was a reduction of at least 50% from baseline.",
        "Response (≥50% decrease in score) was common.",
        "Nausea was reported by 20% of patients.",
        "Ketamine or 20 mg of placebo was given.",
        "The heart rate (HR = 85 bpm) and respiratory rate (RR 16) were stable.",
        "HR was 85 ± 10 before infusion.",
        "Patients (n = 30; M = 12, F = 18) were included.",
        "Median age was 43 (IQR 30-52) years and mean weight 70 (SD 12) kg.",
        "The score was 30.5 (SE 1.2).",
        "Patients with MCI (CI, 12-15) took part.",
        "The effect sizes ranged from 0.5-0.8.",
        "There were no differences (48% in one group and 52% in the other).",
        "Odds ratios and 95% confidence intervals were calculated.",
        "Nothing was said of it.",
        "",
    ],
)
def test_nothing_is_invented(sentence: str) -> None:
    assert effects(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A p < 0.05 was considered statistically significant.",
        "Statistical significance was set at p < 0.05.",
        "The significance level was defined as P < .05.",
        "The threshold for significance was set at a p value of 0.05.",
    ],
)
def test_a_level_of_significance_is_no_result(sentence: str) -> None:
    assert effects(sentence) == []


def test_what_the_introduction_reports_is_not_this_study() -> None:
    one = reading("", METHODS, ("BACKGROUND", "Earlier studies have found that ketamine works (d = 1.20, p < .001)."))
    assert effects_of(one) == ()


def test_an_equal_effect_is_given_once_with_a_ground_for_each() -> None:
    (judged,) = effects_of(
        reading("", METHODS, ("RESULTS", "Mood improved (p < .001). Sleep improved too (p < .001)."))
    )
    assert len(judged.grounds) == 2


def test_the_words_stand_where_the_ground_says() -> None:
    it = record("Ketamine in trials", METHODS, ("RESULTS", "It was better (OR = 2.0; 95% CI, 1.2–3.4; P = .01)."))
    (judged,) = effects_of(Reading(it))
    (ground,) = judged.grounds
    assert stands_there(ground, it)
    assert ground.words == "OR = 2.0; 95% CI, 1.2–3.4; P = .01"


def test_what_an_introduction_reports_under_its_heading_is_anothers() -> None:
    known = ("BACKGROUND", "Shock treatment has remission rates of approximately 75% to 90%.")
    assert effects_of(reading("", known, METHODS)) == ()
    own = ("BACKGROUND", "In this study remission rates were 75% and 90%.")
    assert [one.value.value for one in effects_of(reading("", own, METHODS))] == [75, 90]


@pytest.mark.parametrize(
    "sentence",
    [
        "Esketamine nasal spray (NS) was given weekly.",
        "The patients received normal saline (NS).",
        "Esketamine spray (NS) helped; esketamine NS was safe.",
    ],
)
def test_ns_that_is_short_for_something_else_is_no_p_value(sentence: str) -> None:
    assert effects(sentence) == []


def test_ns_in_brackets_is_not_significant_elsewhere() -> None:
    assert one("The groups did not differ (NS).").p_sign == "n.s."
