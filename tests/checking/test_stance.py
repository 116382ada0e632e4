"""Which way one sentence goes on a claim, and what is never decided."""

from __future__ import annotations

import pytest
from checking.sentences import METHODS, judged, trial

from indexer.checking.values import Bearing, Code, Direction
from indexer.record import Record

SUPPORTS, CONTRADICTS, UNDETERMINED = Bearing.SUPPORTS, Bearing.CONTRADICTS, Bearing.UNDETERMINED
FELL = "Ketamine significantly reduced suicidal ideation at 24 hours compared with placebo."
CLAIM = "Ketamine reduces suicidal ideation"


def test_a_finding_of_the_claims_own_parts_supports_it_with_its_words_quoted() -> None:
    found = judged(CLAIM, trial(FELL))
    assert found.bearing is SUPPORTS
    assert found.direction is Direction.LOWER
    assert all(word in found.reasons[0] for word in ("“Ketamine”", "“reduced”", "“suicidal ideation”"))


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        (CLAIM, "Ketamine did not reduce suicidal ideation compared with placebo."),
        (CLAIM, "Suicidal ideation was higher after ketamine than after placebo."),
        ("Ketamine does not reduce suicidal ideation", FELL),
        ("Ketamine increases suicidal ideation", FELL),
        ("Ketamine reduces depressive symptoms", "Ketamine lowered remission rates compared with placebo."),
    ],
)
def test_the_contrary_contradicts(claim: str, result: str) -> None:
    assert judged(claim, trial(result)).bearing is CONTRADICTS


@pytest.mark.parametrize("claim", ["Ketamine reduces depressive symptoms", "Ketamine is effective for depression"])
def test_more_remission_and_response_are_less_depression(claim: str) -> None:
    assert judged(claim, trial("Ketamine increased remission rates compared with placebo.")).bearing is SUPPORTS
    assert judged(claim, trial("Ketamine increased response rates compared with placebo.")).bearing is SUPPORTS


def test_less_hopelessness_is_not_less_depression() -> None:
    assert (
        judged("Ketamine reduces depressive symptoms", trial("Ketamine reduced hopelessness.")).bearing is UNDETERMINED
    )


@pytest.mark.parametrize(
    "result",
    [
        "Whether ketamine reduces suicidal ideation remains unclear.",
        "Future studies should test whether ketamine reduces suicidal ideation.",
        "Previous studies showed that ketamine reduces suicidal ideation.",
        "These findings do not support that ketamine reduces suicidal ideation.",
        "In a subgroup, ketamine reduced suicidal ideation.",
        "Although the primary outcome did not differ, ketamine reduced suicidal ideation.",
        "Ketamine is believed to reduce suicidal ideation.",
    ],
)
def test_what_is_no_finding_of_its_own_study_decides_nothing(result: str) -> None:
    assert judged(CLAIM, trial(result)).bearing is UNDETERMINED


def test_a_protocol_and_a_notice_have_no_findings() -> None:
    for types in (("Clinical Trial Protocol",), ("Published Erratum",)):
        found = judged(CLAIM, trial(FELL, types=types))
        assert found.bearing is UNDETERMINED
        assert "protocol" in found.reasons[0] or "notice" in found.reasons[0]


def test_no_difference_from_an_active_treatment_does_not_say_that_it_does_not_work() -> None:
    result = "Suicidal ideation did not differ between ketamine and electroconvulsive therapy."
    methods = "We randomly assigned 80 adults with depression to ketamine or electroconvulsive therapy."
    assert judged(CLAIM, trial(result, methods=methods)).bearing is UNDETERMINED


def test_better_than_an_active_treatment_is_another_claim() -> None:
    result = "Suicidal ideation was lower with ketamine than with lithium."
    assert judged(CLAIM, trial(result)).bearing is UNDETERMINED
    assert judged("Ketamine reduces suicidal ideation compared with lithium", trial(result)).bearing is SUPPORTS


def test_what_the_drug_was_given_with_is_part_of_what_helped() -> None:
    both = "Ketamine and naltrexone together reduced suicidal ideation."
    assert judged(CLAIM, trial(both)).bearing is UNDETERMINED
    methods = "We randomly assigned 80 adults with depression to ketamine or propofol anaesthesia for ECT."
    title = "Ketamine anaesthesia for electroconvulsive therapy"
    assert (
        judged(CLAIM, trial("Ketamine reduced suicidal ideation.", title=title, methods=methods)).bearing
        is UNDETERMINED
    )


def test_ketamine_and_esketamine_said_of_each_counts_for_each_but_pooled_for_none() -> None:
    methods = "We randomly assigned 80 adults with depression to ketamine, esketamine or placebo."
    title = "Ketamine and esketamine for suicidal ideation"
    each = trial("Both ketamine and esketamine reduced suicidal ideation.", title=title, methods=methods)
    pooled = trial("Suicidal ideation was lower in the ketamine/esketamine group.", title=title, methods=methods)
    assert judged(CLAIM, each).bearing is SUPPORTS
    assert judged(CLAIM, pooled).bearing is UNDETERMINED


def test_a_fall_that_names_no_drug_says_nothing_in_a_controlled_trial() -> None:
    assert judged(CLAIM, trial("Suicidal ideation fell significantly over the week.")).bearing is UNDETERMINED


@pytest.mark.parametrize(
    "claim",
    [
        "Ketamine reduces suicidal ideation in left-handed people",
        "Ketamine reduces suicidal ideation and stammering",
        "Ketamine reduces suicidal ideation in adolescents",
        "Ketamine lozenges reduce suicidal ideation",
    ],
)
def test_a_word_of_the_claim_that_the_record_has_not_is_a_part_that_nothing_was_found_on(
    claim: str,
) -> None:
    found = judged(claim, trial(FELL))
    assert found.bearing is UNDETERMINED
    assert found.reasons[0].startswith(("nothing is said of", "that it is said of"))


def test_words_of_how_much_and_how_surely_need_no_match() -> None:
    assert (
        judged("Ketamine treatment can significantly reduce suicidal ideation in people", trial(FELL)).bearing
        is SUPPORTS
    )


def test_no_finding_is_as_certain_as_absolute_wording() -> None:
    found = judged("Ketamine always reduces suicidal ideation", trial(FELL))
    assert found.bearing is UNDETERMINED
    assert Code.CERTAINTY in {one.code for one in found.mismatches}
    null = trial("Ketamine did not reduce suicidal ideation compared with placebo.")
    assert judged("Ketamine always reduces suicidal ideation", null).bearing is CONTRADICTS


def test_what_is_told_only_as_possible_is_hedged_for_a_claim_that_says_more() -> None:
    possible = trial("Ketamine might reduce suicidal ideation.")
    assert judged(CLAIM, possible).bearing is SUPPORTS
    assert judged(CLAIM, possible).hedged
    assert "told only as possible" in judged(CLAIM, possible).reasons[-1]
    assert judged("Ketamine may reduce suicidal ideation", possible).bearing is SUPPORTS
    assert not judged("Ketamine may reduce suicidal ideation", possible).hedged


def test_a_null_finding_need_not_say_how_soon() -> None:
    assert (
        judged(
            "Ketamine rapidly reduces suicidal ideation", trial("Ketamine did not reduce suicidal ideation.")
        ).bearing
        is CONTRADICTS
    )
    assert (
        judged("Ketamine rapidly reduces suicidal ideation", trial("Ketamine reduced suicidal ideation.")).bearing
        is UNDETERMINED
    )


def test_a_substance_that_the_claim_names_must_be_named_by_the_finding() -> None:
    for_cocaine = "Ketamine reduces craving for cocaine"
    assert judged(for_cocaine, trial("Ketamine reduced craving for cocaine.")).bearing is SUPPORTS
    assert judged(for_cocaine, trial("Ketamine reduced craving for alcohol.")).bearing is UNDETERMINED


def test_a_time_that_is_set_apart_is_not_when_it_was_found() -> None:
    found = trial("Ketamine reduced suicidal ideation at 4 hours, but not at day 28, compared with placebo.")
    assert judged("Ketamine reduces suicidal ideation within 4 hours", found).bearing is SUPPORTS
    assert judged("Ketamine reduces suicidal ideation at 4 weeks", found).bearing is UNDETERMINED


def test_a_claim_whose_outcome_no_table_knows_is_read_by_its_own_words_and_never_across_a_comparison() -> None:
    grew = trial("Ketamine increased the number of dendritic spines.")
    assert judged("Ketamine increases the number of dendritic spines", grew).bearing is SUPPORTS
    assert judged("Ketamine decreases the number of dendritic spines", grew).bearing is CONTRADICTS
    assert judged("Ketamine always increases the number of dendritic spines", grew).bearing is UNDETERMINED
    assert judged("Psilocybin increases the number of dendritic spines", grew).bearing is UNDETERMINED
    assert judged("Ketamine works better than lithium on dendritic spines", grew).bearing is UNDETERMINED


def test_what_a_claim_does_not_deny_does_not_contradict_it() -> None:
    assert judged("Ketamine does not cause mania", trial("Ketamine reduced manic symptoms.")).bearing is UNDETERMINED
    assert judged("Ketamine does not cause mania", trial("Ketamine increased manic symptoms.")).bearing is CONTRADICTS


def test_what_a_sentence_denies_must_be_what_the_claim_says() -> None:
    unharmed = trial("Ketamine did not impair cognition compared with placebo.")
    assert judged("Ketamine impairs cognition", unharmed).bearing is CONTRADICTS
    assert judged("Ketamine improves cognition", unharmed).bearing is UNDETERMINED
    assert judged("Ketamine does not impair cognition", unharmed).bearing is SUPPORTS
    assert judged("Ketamine does not improve cognition", unharmed).bearing is UNDETERMINED


def test_no_difference_only_later_does_not_deny_an_effect() -> None:
    late = trial("Ketamine did not reduce suicidal ideation at 12 weeks.")
    assert judged(CLAIM, late).bearing is UNDETERMINED
    assert judged("Ketamine reduces suicidal ideation at 12 weeks", late).bearing is CONTRADICTS


def test_well_tolerated_is_not_the_same_as_few_adverse_events() -> None:
    frequent = trial("Adverse events were more frequent with ketamine than with placebo.")
    assert judged("Ketamine is well tolerated", frequent).bearing is UNDETERMINED
    assert judged("Ketamine is well tolerated", trial("Ketamine was safe and well tolerated.")).bearing is SUPPORTS


def test_the_drug_that_makes_the_model_of_an_illness_treats_nothing() -> None:
    recreational = trial(
        "Ketamine reduced depressive symptoms.",
        title="Depressive symptoms in recreational ketamine users",
        methods=METHODS.replace(
            "We randomly assigned 80 adults", "We surveyed 80 recreational users of ketamine, adults"
        ),
        types=(),
    )
    assert judged("Ketamine reduces depressive symptoms", recreational).bearing is UNDETERMINED


# --- what need not be said in the words of the claim ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "one", "bearing"),
    [
        (
            "Ketamine reduces depressive symptoms",
            trial("There was no significant effect on depressive symptoms of either infusion compared to saline.",
                  title="Ketamine and lanicemine in depression",
                  methods="We randomly assigned 40 adults with depression to ketamine, lanicemine or saline."),
            Bearing.CONTRADICTS,
        ),
        (
            "Ketamine reduces anxiety in people who have not responded to other treatments",
            trial("Ketamine reduced anxiety compared with placebo.", title="Ketamine for treatment-refractory anxiety"),
            Bearing.SUPPORTS,
        ),
        (
            "Ketamine reduces anxiety in people who have not responded to other treatments",
            trial("Ketamine reduced anxiety compared with placebo.", title="Ketamine for anxiety"),
            Bearing.UNDETERMINED,
        ),
        (
            "Low-dose ketamine reduces depressive symptoms",
            trial("Ketamine reduced depressive symptoms compared with placebo."),
            Bearing.SUPPORTS,
        ),
        (
            "Low-dose ketamine reduces depressive symptoms",
            trial("Ketamine reduced depressive symptoms compared with placebo.",
                  methods="We randomly assigned 80 adults with depression to intravenous ketamine 2 mg/kg or placebo."),
            Bearing.UNDETERMINED,
        ),
    ],
)  # fmt: skip
def test_what_the_record_says_of_whom_and_how_much_holds_for_its_findings(
    claim: str, one: Record, bearing: Bearing
) -> None:
    assert judged(claim, one).bearing is bearing


def test_an_abbreviation_of_the_authors_own_is_what_they_say_it_is() -> None:
    one = trial(
        "Esketamine was more effective than placebo in reducing POD.",
        title="Esketamine and postoperative depression (POD)",
        methods="We randomly assigned 80 adults after surgery to esketamine or saline placebo.",
    )
    assert judged("Esketamine reduces postoperative delirium", one).bearing is not Bearing.SUPPORTS


@pytest.mark.parametrize(
    ("before", "bearing"),
    [
        ("Ketamine was given.", Bearing.SUPPORTS),
        ("Lithium was given.", Bearing.UNDETERMINED),
        ("Ketamine and lithium were given.", Bearing.UNDETERMINED),
        ("Scores were taken.", Bearing.UNDETERMINED),
    ],
)
def test_it_is_the_one_drug_of_the_sentence_before(before: str, bearing: Bearing) -> None:
    one = trial(f"{before} It effectively reduced depressive symptoms.")
    assert judged("Ketamine reduces depressive symptoms", one, "It effectively").bearing is bearing


def test_both_drugs_were_tolerated_is_said_of_each_and_both_helped_of_none() -> None:
    arms = {"title": "Ketamine and lithium in depression",
            "methods": "We randomly assigned 40 adults with depression to ketamine or lithium."}  # fmt: skip
    tolerated = trial("Both drugs were well tolerated.", **arms)
    assert judged("Ketamine is well tolerated", tolerated).bearing is Bearing.SUPPORTS
    helped = trial("Both drugs reduced depressive symptoms.", **arms)
    assert judged("Ketamine reduces depressive symptoms", helped).bearing is Bearing.UNDETERMINED


@pytest.mark.parametrize("outcome", ["depressive symptoms", "anxiety", "pain"])
def test_a_list_is_said_of_everything_in_it(outcome: str) -> None:
    listed = trial("Ketamine reduced depressive symptoms, anxiety, and pain compared with placebo.")
    assert judged(f"Ketamine reduces {outcome}", listed).bearing is Bearing.SUPPORTS
    two = trial("Lithium reduced depressive symptoms, anxiety and pain, and ketamine had no effect on sleep.")
    assert judged(f"Ketamine reduces {outcome}", two).bearing is not Bearing.SUPPORTS


ECT = "We randomly assigned 80 adults with depression to ketamine or electroconvulsive therapy."


@pytest.mark.parametrize(
    ("claim", "result", "bearing"),
    [
        ("Electroconvulsive therapy is more effective than ketamine for depression",
         "Ketamine was inferior to electroconvulsive therapy in depression.", SUPPORTS),
        ("Ketamine is more effective than electroconvulsive therapy for depression",
         "Electroconvulsive therapy was superior to ketamine in depression.", CONTRADICTS),
        ("Electroconvulsive therapy beats ketamine",
         "Ketamine was not superior to electroconvulsive therapy.", UNDETERMINED),
        ("Electroconvulsive therapy is more effective than ketamine for depression",
         "Ketamine was as effective as electroconvulsive therapy in depression.", CONTRADICTS),
        ("Ketamine beats lithium", "Electroconvulsive therapy was superior to ketamine.", UNDETERMINED),
        ("Ketamine beats electroconvulsive therapy",
         "Ketamine was superior to electroconvulsive therapy in reducing gambling.", UNDETERMINED),
        ("Ketamine beats electroconvulsive therapy",
         "Ketamine was superior to electroconvulsive therapy in cognition.", UNDETERMINED),
    ],
)  # fmt: skip
def test_a_comparison_is_the_same_from_the_other_side(claim: str, result: str, bearing: Bearing) -> None:
    assert judged(claim, trial(result, methods=ECT)).bearing is bearing


def test_two_doses_of_one_drug_are_no_other_side() -> None:
    result = "Ketamine (0.5 mg/kg) increased anxiety compared with ketamine (0.1 mg/kg) and placebo."
    claim = "Ketamine (0.5 mg/kg) reduces anxiety compared with ketamine (0.1 mg/kg)"
    assert judged(claim, trial(result)).bearing is not SUPPORTS


def test_no_difference_in_a_trial_of_two_arms_is_between_the_two() -> None:
    for result in ("There were no significant differences in nausea.", "Nausea did not differ."):
        assert judged("Ketamine causes nausea", trial(result)).bearing is CONTRADICTS
    assert judged("Ketamine causes nausea", trial("There were no differences in nausea.", methods=ECT)).bearing is (
        UNDETERMINED
    )


def test_nothing_found_in_a_trial_against_placebo_is_no_more_than_placebo() -> None:
    result = "Ketamine did not reduce suicidal ideation."
    claim = "Ketamine reduces suicidal ideation more than placebo"
    assert judged(claim, trial(result)).bearing is CONTRADICTS
    assert judged(claim, trial(result, methods=ECT)).bearing is UNDETERMINED
    assert judged(claim, trial("Ketamine reduced suicidal ideation.")).bearing is UNDETERMINED


def test_studies_that_disagree_decide_nothing_whatever_most_of_them_found() -> None:
    result = "Studies have shown mixed results, with most showing that ketamine reduced suicidal ideation."
    assert judged(CLAIM, trial(result)).bearing is UNDETERMINED


def test_what_people_use_is_never_set_beside_what_they_are_given() -> None:
    result = "Ketamine users had worse memory than controls."
    assert judged("Ketamine impairs memory", trial(result)).bearing is UNDETERMINED
    assert judged("Chronic ketamine use impairs memory", trial("Ketamine impaired memory.")).bearing is UNDETERMINED
    assert judged("Ketamine users have worse memory than non-users", trial(result)).bearing is SUPPORTS


def test_the_effect_of_a_drug_that_another_changes_is_no_effect_on_the_illness() -> None:
    result = "Naltrexone blocked the antidepressant effect of ketamine."
    methods = "We randomly assigned 80 adults with depression to naltrexone or placebo before ketamine."
    for claim, bearing in (
        ("Naltrexone blocks ketamine's antidepressant effect", SUPPORTS),
        ("Naltrexone does not block ketamine's antidepressant effect", CONTRADICTS),
        ("Naltrexone worsens depression", UNDETERMINED),
        ("Ketamine has no antidepressant effect", UNDETERMINED),
        ("Naltrexone blocks esketamine's antidepressant effect", UNDETERMINED),
    ):
        assert judged(claim, trial(result, methods=methods)).bearing is bearing, claim


def test_by_what_a_drug_works_is_told_by_a_title_that_names_it() -> None:
    claim = "Blocking opioid receptors with naltrexone blocks ketamine's antidepressant effect"
    methods = "We randomly assigned 80 adults with depression to naltrexone or placebo before ketamine."
    result = "Naltrexone blocked the antidepressant but not the dissociative effects of ketamine."
    told = trial(result, methods=methods, title="Opioid receptors and ketamine in depression")
    assert judged(claim, told).bearing is SUPPORTS
    assert judged(claim, trial(result, methods=methods)).bearing is UNDETERMINED
    assert judged(claim.replace("opioid", "dopamine"), told).bearing is UNDETERMINED


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        ("Ketamine impairs attention", "Ketamine impaired attention and sleep."),
        ("Ketamine improves mood", "Ketamine improved mood, perception and self-awareness."),
        (CLAIM, "Ketamine reduced suicidal ideation on a questionnaire."),
        (CLAIM, "Post hoc comparisons showed that ketamine reduced suicidal ideation."),
        (CLAIM, "Consistent with previous trials, ketamine reduced suicidal ideation."),
        (CLAIM, "We replicated our previous finding that ketamine reduced suicidal ideation."),
        (CLAIM, "Ketamine reduced suicidal ideation (number needed to treat 5)."),
        (CLAIM, "With video monitoring at home, ketamine reduced suicidal ideation."),
    ],
)
def test_what_studies_measure_is_not_what_they_ask_for(claim: str, result: str) -> None:
    assert judged(claim, trial(result)).bearing is SUPPORTS


@pytest.mark.parametrize(
    "result",
    [
        "That ketamine reduced suicidal ideation deserves attention.",
        "Clinicians should be aware that ketamine reduced suicidal ideation.",
        "It is an open question that ketamine reduced suicidal ideation.",
        "Patients' perceptions were that ketamine reduced suicidal ideation.",
        "Previous trials showed that ketamine reduced suicidal ideation.",
        "In a post hoc analysis, ketamine reduced suicidal ideation.",
    ],
)
def test_what_a_study_asks_for_is_none_of_its_findings(result: str) -> None:
    found = judged(CLAIM, trial(result))
    assert found.bearing is UNDETERMINED
    assert found.reasons[0].startswith("it is told as no finding of this study")


def test_treatment_that_did_nothing_is_the_drug_that_was_given() -> None:
    claim = "Ketamine increases cortisol levels"
    assert judged(claim, trial("Treatment did not affect cortisol levels in the whole group.")).bearing is CONTRADICTS
    assert judged(claim, trial("There were no significant effects on cortisol levels.")).bearing is CONTRADICTS
    forms = {"title": "Ketamine and esketamine in treatment-resistant depression",
             "methods": "We randomly assigned 80 adults to ketamine or esketamine."}  # fmt: skip
    none = "There were no changes in cortisol levels after the infusion, with ketamine or esketamine."
    assert judged(claim, trial(none, **forms)).bearing is CONTRADICTS
    between = "There were no differences in cortisol levels between the two after the infusion."
    assert judged(claim, trial(between, **forms)).bearing is UNDETERMINED


def test_a_drug_named_behind_the_clause_names_it() -> None:
    told = "Suicidal ideation fell after the infusion, but mood was no better after repeated ketamine."
    assert judged(CLAIM, trial(told)).bearing is SUPPORTS
    assert judged(CLAIM, trial(told.replace("repeated ketamine", "midazolam"))).bearing is UNDETERMINED


def test_a_claim_on_patients_given_ect_is_set_beside_them() -> None:
    with_ect = {"title": "Ketamine and seizures in patients receiving electroconvulsive therapy for depression",
                "methods": "We randomly assigned 80 adults receiving electroconvulsive therapy to ketamine or "
                           "saline."}  # fmt: skip
    longer = trial("Ketamine prolonged seizures compared with saline.", **with_ect)
    assert judged("Ketamine prolongs seizures during electroconvulsive therapy", longer).bearing is SUPPORTS
    assert judged("Ketamine prolongs seizures", longer).bearing is UNDETERMINED


def test_how_many_were_studied_is_that_of_the_record() -> None:
    assert judged(f"In a trial of 80 patients, {CLAIM.lower()}", trial(FELL)).bearing is SUPPORTS
    assert judged(f"In a trial of 90 patients, {CLAIM.lower()}", trial(FELL)).bearing is UNDETERMINED
    assert judged("Ketamine reduces suicidal ideation in 80 patients", trial(FELL)).bearing is UNDETERMINED


def test_other_words_for_the_same_are_no_leftovers() -> None:
    title = "Intravenous ketamine in an emergency department"
    assert judged("Ketamine in the emergency room reduces suicidal ideation", trial(FELL, title=title)).bearing is (
        SUPPORTS
    )
    assert judged("Ketamine in the emergency room reduces suicidal ideation", trial(FELL)).bearing is UNDETERMINED
    intranasal = trial(FELL.replace("Ketamine", "Intranasal ketamine"), title="Intranasal ketamine in depression")
    assert judged("Ketamine nose spray reduces suicidal ideation", intranasal).bearing is SUPPORTS
    assert judged("Ketamine nose spray reduces suicidal ideation", trial(FELL)).bearing is UNDETERMINED
    assert judged("Dozens of trials suggest that ketamine reduces suicidal ideation", trial(FELL)).bearing is SUPPORTS
    long_term = trial("Ketamine reduced suicidal ideation at long-term follow-up.")
    assert judged("Ketamine reduces suicidal ideation in the long run", long_term).bearing is SUPPORTS
    assert judged("Ketamine reduces suicidal ideation in the long run", trial(FELL)).bearing is UNDETERMINED


def test_no_difference_at_the_time_of_the_primary_outcome_denies_an_effect() -> None:
    told = "Ketamine did not reduce suicidal ideation at week 6 compared with placebo."
    assert judged(CLAIM, trial(told)).bearing is UNDETERMINED
    methods = f"{METHODS} The primary outcome was suicidal ideation at week 6."
    assert judged(CLAIM, trial(told, methods=methods)).bearing is CONTRADICTS


def test_a_measure_is_named_behind_the_waves_too() -> None:
    told = trial("Ketamine decreased spectral power in the alpha, beta and delta bands.")
    assert judged("Ketamine decreases alpha power", told).bearing is SUPPORTS
    assert judged("Ketamine decreases delta power", told).bearing is SUPPORTS
    assert judged("Ketamine decreases gamma power", told).bearing is UNDETERMINED


def test_what_came_about_at_an_operation_was_not_prevented() -> None:
    at_birth = {"title": "Intravenous ketamine for prevention of postpartum depression after caesarean section",
                "methods": "We randomly assigned 80 women to intravenous ketamine or saline placebo."}  # fmt: skip
    told = trial("The incidence of hallucinations was higher with ketamine than with placebo.", **at_birth)
    assert judged("Ketamine causes hallucinations", told).bearing is SUPPORTS
    lower = trial("The incidence of hallucinations was lower with ketamine than with placebo.", **at_birth)
    assert judged("Ketamine causes hallucinations", lower).bearing is UNDETERMINED


def test_who_was_healthy_is_not_who_the_sentence_is_about() -> None:
    methods = f"{METHODS} We compared them with healthy volunteers."
    claim = "Ketamine lowers cortisol levels"
    told = "Ketamine increased cortisol levels in depressed patients."
    assert judged(claim, trial(told, methods=methods)).bearing is CONTRADICTS
    assert judged(claim, trial(told.replace(" in depressed patients", ""), methods=methods)).bearing is UNDETERMINED


def test_what_does_not_change_the_whole_does_not_change_its_parts() -> None:
    unchanged = trial("Ketamine did not impair cognitive function.")
    assert judged("Ketamine impairs memory", unchanged).bearing is CONTRADICTS
    # that nothing happened to a part is more than that nothing happened on the whole
    assert judged("Ketamine does not impair memory", unchanged).bearing is UNDETERMINED
    screened = trial("Ketamine did not change scores on the Mini-Mental State Examination.")
    assert judged("Ketamine impairs memory", screened).bearing is UNDETERMINED
    assert judged("Ketamine impairs memory", trial("Ketamine impaired cognitive function.")).bearing is UNDETERMINED
    assert judged("Ketamine impairs cognition", trial("Ketamine did not impair memory.")).bearing is UNDETERMINED


def test_that_nobody_had_a_harm_denies_that_many_or_most_have_it() -> None:
    claim = "Intravenous ketamine causes mania in most patients"
    assert judged(claim, trial("There were no cases of mania.")).bearing is CONTRADICTS
    assert judged(claim, trial("Ketamine caused mania.")).bearing is UNDETERMINED
    open_label = METHODS.replace("intravenous ketamine or saline placebo", "ketamine or sertraline")
    assert judged(claim, trial("There were no cases of mania.", methods=open_label)).bearing is CONTRADICTS


def test_better_than_several_is_better_than_each() -> None:
    two = {"title": "Ketamine, esketamine and aripiprazole in adults with treatment-resistant depression",
           "methods": "We randomly assigned 80 adults to ketamine, esketamine or aripiprazole."}  # fmt: skip
    one = trial("Ketamine was more effective than esketamine and aripiprazole.", **two)
    assert judged("Esketamine is as effective as ketamine", one).bearing is CONTRADICTS
    assert judged("Esketamine is more effective than ketamine", one).bearing is CONTRADICTS
    assert judged("Esketamine is less effective than ketamine", one).bearing is SUPPORTS
    alike = trial("Ketamine was as effective as esketamine and aripiprazole together.", **two)
    assert judged("Esketamine is as effective as ketamine", alike).bearing is UNDETERMINED


def test_that_a_harm_is_soon_over_must_be_found_as_such() -> None:
    one = trial("Ketamine resulted in dissociation, which had resolved after 2 hours.")
    assert judged("Ketamine causes dissociation", one).bearing is SUPPORTS
    claim = "Dissociation after ketamine clears up within 2 hours"
    assert judged(claim, one).bearing is not CONTRADICTS
    assert judged(claim, trial("Dissociation after ketamine resolved within 1.5 hours.")).bearing is SUPPORTS
    assert judged(claim, trial("Dissociation after ketamine resolved within 3 days.")).bearing is UNDETERMINED
    assert judged(claim, trial("Ketamine increased dissociation at 2 hours.")).bearing is UNDETERMINED
    assert judged("Dissociation after ketamine is short-lived", trial("Ketamine increased dissociation.")).bearing is (
        UNDETERMINED
    )


def test_the_only_dose_of_a_study_need_not_be_said_again() -> None:
    claim = "Ketamine 0.5 mg/kg reduces suicidal ideation"
    methods = METHODS.replace("intravenous ketamine", "intravenous ketamine 0.5 mg/kg")
    assert judged(claim, trial(FELL, methods=methods)).bearing is SUPPORTS
    assert judged(claim.replace("0.5", "1.0"), trial(FELL, methods=methods)).bearing is UNDETERMINED
    several = methods.replace("0.5 mg/kg", "0.5 mg/kg or 1 mg/kg")
    assert judged(claim, trial(FELL, methods=several)).bearing is UNDETERMINED


def test_a_part_of_a_sample_by_origin_is_not_all_of_it() -> None:
    assert judged("Ketamine reduces depressive symptoms", trial(f"Among Asians, {FELL}")).bearing is UNDETERMINED


def test_how_often_something_happens_must_be_found_but_not_to_be_denied() -> None:
    claim = "Ketamine frequently tips bipolar patients into mania"
    methods = "We randomly assigned 80 adults with bipolar depression to intravenous ketamine or saline placebo."
    title = "Intravenous ketamine in adults with bipolar depression"
    assert judged(claim, trial("Ketamine increased mania.", title=title, methods=methods)).bearing is UNDETERMINED
    assert judged(claim, trial("Ketamine did not increase mania.", title=title, methods=methods)).bearing is CONTRADICTS


def test_infusions_are_not_tablets() -> None:
    methods = "We randomly assigned 80 adults with treatment-resistant depression to ketamine tablets or placebo."
    one = trial("Ketamine reduced anxiety.", title="Ketamine tablets in depression", methods=methods)
    assert judged("Ketamine infusions reduce anxiety", one).bearing is UNDETERMINED
    assert judged("Ketamine reduces anxiety", one).bearing is SUPPORTS


@pytest.mark.parametrize("lead", ["It", "Additionally, it", "Moreover, it"])
def test_it_stands_for_the_drug_of_the_sentence_before_behind_an_adverb_too(lead: str) -> None:
    one = trial(f"Ketamine was given once. {lead} improved sleep.")
    assert judged("Ketamine improves sleep", one).bearing is SUPPORTS


@pytest.mark.parametrize("verb", ["heals", "wipes out", "silences", "negates"])
def test_verbs_that_say_more_than_was_found(verb: str) -> None:
    assert judged(f"Ketamine {verb} suicidal ideation", trial(FELL)).bearing is UNDETERMINED


def test_a_title_that_says_who_they_are_tells_it() -> None:
    title = "Psilocybin for anxiety in patients with life-threatening cancer"
    methods = "We randomly assigned 80 patients with cancer to psilocybin or placebo."
    one = trial("Psilocybin reduced anxiety.", title=title, methods=methods)
    assert judged("Psilocybin reduces anxiety in people with life-threatening cancer", one).bearing is SUPPORTS


def test_what_one_clause_says_of_another_outcome_is_not_said_of_the_first() -> None:
    result = "With an improvement in anxiety after ketamine, no changes in BDNF levels were observed."
    assert judged("Ketamine improves anxiety", trial(result)).bearing is not CONTRADICTS


def test_a_cause_that_the_claim_names_must_be_found_as_one() -> None:
    for claim in (
        "Ketamine owes its antidepressant effect to a rise in BDNF",
        "Ketamine's antidepressant effect comes from a rise in BDNF",
        "Ketamine puts its antidepressant effect down to a rise in BDNF",
    ):
        assert judged(claim, trial("Ketamine improved depression.")).bearing is UNDETERMINED, claim


@pytest.mark.parametrize(
    "result",
    [
        "The more ketamine increased dissociation, the more suicidal ideation was reduced.",
        "Suicidal ideation was lower after the second infusion of ketamine than the first infusion.",
        "Suicidal ideation decreased from week 4 to month 12 after ketamine.",
        "Ketamine has the potential to reduce suicidal ideation.",
        "There was no difference in suicidal ideation between individuals with PTSD and others given ketamine.",
    ],
)
def test_what_tells_no_effect_of_treatment_decides_nothing(result: str) -> None:
    assert judged(CLAIM, trial(result)).bearing is UNDETERMINED


def test_of_scores_in_people_with_an_illness_another_thing_may_be_scored() -> None:
    title = "Ketamine in adults with PTSD"
    methods = "We randomly assigned 80 adults with PTSD to intravenous ketamine or saline placebo."
    result = (
        "There was a significant reduction in total EAT scores in the total group of PTSD participants with ketamine."
    )
    one = trial(result, title=title, methods=methods)
    assert judged("Ketamine reduces the severity of PTSD", one).bearing is UNDETERMINED


def test_alike_in_one_thing_and_better_in_another_is_both() -> None:
    result = (
        "Ketamine and electroconvulsive therapy had similar remission rates, but remission came significantly "
        "faster with electroconvulsive therapy."
    )
    claim = "Ketamine is more effective than electroconvulsive therapy for depression"
    assert judged(claim, trial(result, methods=ECT)).bearing is UNDETERMINED


def test_patients_of_several_kinds_pooled_tell_nothing_of_one() -> None:
    title = "Ketamine in depression"
    methods = (
        "We randomly assigned 80 adults with bipolar depression or unipolar depression to ketamine or saline placebo."
    )
    one = trial("Ketamine reduced depressive symptoms.", title=title, methods=methods)
    assert judged("Ketamine reduces depressive symptoms in bipolar depression", one).bearing is UNDETERMINED
    assert judged("Ketamine reduces depressive symptoms", one).bearing is SUPPORTS
    named = trial("Ketamine reduced depressive symptoms.", title="Ketamine in bipolar depression", methods=METHODS)
    assert judged("Ketamine reduces depressive symptoms in bipolar depression", named).bearing is SUPPORTS


def test_remission_of_another_illness_is_none_of_depression() -> None:
    title = "Ketamine in adults with PTSD"
    methods = "We randomly assigned 80 adults with PTSD to intravenous ketamine or saline placebo."
    one = trial("Ketamine increased remission rates compared with placebo.", title=title, methods=methods)
    assert judged("Ketamine reduces depressive symptoms", one).bearing is UNDETERMINED


def test_one_dose_that_did_nothing_denies_no_other() -> None:
    methods = "We randomly assigned 80 adults with depression to ketamine 0.2 mg/kg, ketamine 0.5 mg/kg or saline."
    one = trial("Ketamine 0.2 mg/kg did not reduce suicidal ideation.", methods=methods)
    assert judged(CLAIM, one).bearing is UNDETERMINED


def test_nothing_found_in_a_part_of_an_outcome_denies_not_the_whole() -> None:
    assert judged("Ketamine increases empathy", trial("Ketamine did not alter cognitive empathy.")).bearing is (
        UNDETERMINED
    )


def test_that_it_did_no_harm_is_not_that_it_did_nothing() -> None:
    result = "Ketamine did not increase depressive symptoms."
    assert judged("Ketamine does nothing for depressive symptoms", trial(result)).bearing is UNDETERMINED


@pytest.mark.parametrize(
    ("claim", "result"),
    [
        ("Only ketamine relieves suicidal ideation", "Ketamine relieved suicidal ideation in only 10 patients."),
        ("Ketamine alone relieves suicidal ideation", "Ketamine relieved suicidal ideation more than therapy alone."),
        ("Ketamine relieves suicidal ideation as quickly as lithium",
         "Ketamine relieved suicidal ideation more than lithium."),
        ("Ketamine lowers social anxiety", "Ketamine lowered anxiety."),
    ],
)  # fmt: skip
def test_the_same_word_of_another_thing_is_not_the_claims(claim: str, result: str) -> None:
    assert judged(claim, trial(result)).bearing is UNDETERMINED


@pytest.mark.parametrize(
    ("claim", "result", "bearing"),
    [
        ("Ketamine lowers gamma power", "Ketamine reduced alpha power.", UNDETERMINED),
        ("Ketamine lowers alpha power", "Ketamine reduced alpha power.", SUPPORTS),
        ("Ketamine lowers IL-6", "Ketamine reduced CRP levels.", UNDETERMINED),
        ("Ketamine lowers IL-6", "Ketamine reduced IL-6 levels.", SUPPORTS),
        ("Ketamine lowers inflammation", "Ketamine reduced inflammation.", SUPPORTS),
    ],
)
def test_one_measure_of_many_is_no_other(claim: str, result: str, bearing: Bearing) -> None:
    assert judged(claim, trial(result)).bearing is bearing


def test_nothing_found_in_a_part_of_them_is_not_said_of_all() -> None:
    result = "Ketamine did not reduce suicidal ideation in adults with comorbid brain injury."
    assert judged(CLAIM, trial(result)).bearing is UNDETERMINED
    assert judged(CLAIM, trial("Ketamine did not reduce suicidal ideation in adults.")).bearing is CONTRADICTS


def test_what_goes_together_under_another_treatment_too_is_not_the_claims() -> None:
    claim = "BDNF levels were not correlated with depression after ketamine"
    own = "BDNF levels were not correlated with depression after ketamine."
    both = "BDNF levels were not correlated with depression after ECT with ketamine anaesthesia."
    assert judged(claim, trial(own)).bearing is SUPPORTS
    assert judged(claim, trial(both)).bearing is UNDETERMINED


def test_an_abbreviation_is_not_part_of_another() -> None:
    one = trial("ABC-DMT was followed by less fatigue.", title="ABC-DMT in healthy adults")
    assert judged("DMT is followed by less fatigue", one).bearing is Bearing.UNDETERMINED
