"""Where evidence is about something else than the claim, each with its code."""

from __future__ import annotations

import pytest
from appraisal.abstracts import record
from checking.sentences import METHODS, TITLE, judged, trial

from indexer.checking.mismatch import CORE
from indexer.checking.values import Bearing, Code

FELL = "Ketamine significantly reduced depressive symptoms compared with placebo."


def codes(claim: str, one: object) -> set[Code]:
    found = judged(claim, one)  # type: ignore[arg-type]
    core = {each.code for each in found.mismatches} & CORE
    assert (found.bearing is Bearing.SUPPORTS) == (not core) or not core
    return core


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("Esketamine reduces depressive symptoms", Code.DRUG_FORM),
        ("Arketamine reduces depressive symptoms", Code.DRUG_FORM),
        ("Lithium reduces depressive symptoms", Code.DRUG_FORM),
        ("Ketamine reduces depressive symptoms in bipolar depression", Code.POPULATION),
        ("Ketamine reduces depressive symptoms in postpartum depression", Code.POPULATION),
        ("Ketamine reduces depressive symptoms in PTSD", Code.POPULATION),
        ("Ketamine reduces depressive symptoms in rats", Code.SPECIES),
        ("Oral ketamine reduces depressive symptoms", Code.ROUTE),
        ("Ketamine reduces depressive symptoms compared with midazolam", Code.COMPARATOR),
        ("Ketamine reduces depressive symptoms compared with ECT", Code.COMPARATOR),
        ("Ketamine reduces depressive symptoms for up to 1 year", Code.TIME),
        ("Ketamine 3 mg/kg reduces depressive symptoms", Code.DOSE),
        ("Ketamine reduces depressive symptoms in 90% of patients", Code.NUMBER),
    ],
)
def test_one_part_that_differs_is_named_by_its_code_and_nothing_is_supported(claim: str, code: Code) -> None:
    assert codes(claim, trial(FELL)) == {code}
    assert judged(claim, trial(FELL)).bearing is Bearing.UNDETERMINED


@pytest.mark.parametrize(
    "claim",
    [
        "Ketamine reduces depressive symptoms",
        "Ketamine reduces depressive symptoms in depression",
        "Ketamine reduces depressive symptoms in treatment-resistant depression",
        "Intravenous ketamine reduces depressive symptoms",
        "Ketamine reduces depressive symptoms compared with placebo",
        "Ketamine reduces depressive symptoms compared with saline",
    ],
)
def test_what_the_record_tells_or_the_claim_leaves_open_is_no_mismatch(claim: str) -> None:
    assert codes(claim, trial(FELL)) == set()
    assert judged(claim, trial(FELL)).bearing is Bearing.SUPPORTS


def test_evidence_of_a_wider_group_does_not_show_it_of_a_narrower() -> None:
    wide = trial(
        FELL, title="Ketamine in major depressive disorder",
        methods="We randomly assigned 80 adults with major depressive disorder to ketamine or placebo.",
    )  # fmt: skip
    assert codes("Ketamine reduces depressive symptoms in treatment-resistant depression", wide) == {Code.POPULATION}


def test_a_bare_ketamine_in_a_trial_of_esketamine_is_esketamine() -> None:
    methods = METHODS.replace("intravenous ketamine", "intranasal esketamine")
    one = trial(FELL, title="Esketamine nasal spray in depression", methods=methods)
    assert codes("Ketamine reduces depressive symptoms", one) == {Code.DRUG_FORM}


def test_evidence_from_animals_does_not_support_a_claim_about_people() -> None:
    one = record(
        "Ketamine in stressed rats",
        ("METHODS", "Forty male Wistar rats received intraperitoneal ketamine or saline."),
        ("RESULTS", "Ketamine increased hippocampal BDNF levels."),
        mesh=("Animals", "Rats"),
    )
    assert codes("Ketamine increases BDNF in patients", one) == {Code.SPECIES}
    assert codes("Ketamine increases BDNF", one) == {Code.SPECIES}
    assert codes("Ketamine increases BDNF in rats", one) == set()


def test_lower_scores_in_a_trial_of_prevention_treat_nothing() -> None:
    one = trial(
        "Depression scores were lower with esketamine than with placebo.",
        title="Esketamine for the prevention of postpartum depression after caesarean delivery",
        methods="We randomly assigned 300 women having caesarean delivery to esketamine or placebo to prevent "
        "postpartum depression.",
    )
    assert Code.PREVENTION in codes("Esketamine reduces depressive symptoms in postpartum depression", one)
    assert Code.PREVENTION not in codes("Esketamine prevents postpartum depression", one)


def test_given_at_an_operation_it_prevents_and_which_operation_must_be_told() -> None:
    methods = "We randomly assigned 300 women having caesarean delivery to esketamine or placebo."
    title = "Esketamine for the prevention of postpartum depression"
    one = trial("Esketamine lowered the incidence of postpartum depression.", title=title, methods=methods)
    claim = "Esketamine given at a caesarean section lowers the chance of postpartum depression"
    assert codes(claim, one) == set()
    assert judged(claim, one).bearing is Bearing.SUPPORTS
    scores = trial("EPDS scores were lower with esketamine.", title=title, methods=methods)
    assert judged(claim, scores).bearing is Bearing.UNDETERMINED
    assert judged(claim.replace("a caesarean section", "breast cancer surgery"), one).bearing is Bearing.UNDETERMINED


def test_lifted_mood_after_an_operation_is_no_treatment_of_depression() -> None:
    one = trial(
        "Depressive symptoms were less frequent in the ketamine group three months after surgery.",
        title="Ketamine and cognition in older patients having orthopaedic surgery",
        methods="We randomly assigned 300 patients having elective surgery to ketamine or saline placebo.",
    )
    assert codes("The antidepressant effect of ketamine lasts for three months", one) >= {Code.POPULATION}


def test_two_anxiety_disorders_pooled_tell_nothing_of_one() -> None:
    methods = "We gave ketamine to 12 adults with generalized anxiety disorder or social anxiety disorder."
    one = trial(
        "Ketamine reduced anxiety.", title="Ketamine in generalized anxiety and social anxiety", methods=methods
    )
    assert codes("Ketamine reduces anxiety in social anxiety disorder", one) >= {Code.POPULATION}


def test_the_route_of_another_drug_is_no_route_of_this() -> None:
    one = trial(
        "Oral esketamine had no benefit compared with placebo in depression.",
        title="Oral esketamine in treatment-resistant depression",
        methods="We randomly assigned 80 adults with treatment-resistant depression to oral esketamine or placebo.",
    )
    claim = "Esketamine nasal spray plus an oral antidepressant eases treatment-resistant depression"
    assert codes(claim, one) >= {Code.ROUTE}


def test_to_sleep_better_after_an_operation_is_neither_prevented_nor_treated() -> None:
    one = trial(
        "Esketamine improved sleep quality after surgery.",
        title="Esketamine for the prevention of postoperative depression",
        methods="We randomly assigned 300 adults having elective surgery to esketamine or placebo.",
    )
    assert codes("Esketamine improves sleep quality after surgery", one) == set()


def test_a_fall_in_one_arm_does_not_tell_which_of_two_did_better() -> None:
    methods = METHODS.replace("saline placebo", "midazolam")
    claim = "Ketamine reduces depressive symptoms more than midazolam"
    assert codes(claim, trial("Ketamine reduced depressive symptoms.", methods=methods)) == {Code.COMPARATOR}
    told = trial("Ketamine reduced depressive symptoms more than midazolam.", methods=methods)
    assert codes(claim, told) == set()


def test_reserve_is_told_and_is_no_core_part() -> None:
    one = trial("These results suggest that ketamine reduces depressive symptoms.", title=TITLE)
    found = judged("Ketamine reduces depressive symptoms", one)
    assert found.bearing is Bearing.SUPPORTS
    assert [each.code for each in found.mismatches] == [Code.CERTAINTY]


def test_what_a_treatment_is_compared_with_is_no_other_drug() -> None:
    methods = (
        "We randomly assigned 80 adults with treatment-resistant depression to ketamine or electroconvulsive therapy."
    )
    one = trial("Ketamine was inferior to electroconvulsive therapy in remission.", methods=methods)
    assert Code.DRUG_FORM not in codes("ECT beats ketamine at relieving depression", one)
    assert Code.DRUG_FORM in codes("Lithium beats ketamine at relieving depression", one)


def test_what_only_the_record_compares_with_is_left_unsaid() -> None:
    claim = "Ketamine reduces depressive symptoms more than placebo"
    told = judged(claim, trial("Ketamine reduced depressive symptoms."))
    (found,) = (one for one in told.mismatches if one.code is Code.COMPARATOR)
    assert found.is_unsaid
    other = judged("Ketamine reduces depressive symptoms more than midazolam", trial(FELL))
    assert not any(one.is_unsaid for one in other.mismatches if one.code is Code.COMPARATOR)


def test_an_illness_that_the_sentence_names_is_that_of_whom_it_tells() -> None:
    one = record(
        "Ketamine for psychiatric disorders: a systematic review",
        ("METHODS", "We searched two databases for trials of ketamine in psychiatric disorders."),
        ("RESULTS", "For alcohol use disorder, reports of abstinence were more frequent after ketamine."),
    )
    assert Code.POPULATION not in codes("Ketamine helps people with alcohol use disorder stay abstinent", one)
    assert Code.POPULATION in codes("Ketamine helps people with cocaine use disorder stay abstinent", one)


def test_a_title_says_whether_doses_were_repeated_where_the_abstract_tells_of_both() -> None:
    methods = f"{METHODS} They had a single infusion of ketamine, and later six infusions of ketamine."
    both = {"title": "Repeated intravenous ketamine in treatment-resistant depression", "methods": methods}
    claim = "Repeated ketamine reduces depressive symptoms"
    assert judged(claim, trial(FELL, **both)).bearing is Bearing.SUPPORTS
    first = FELL.replace("reduced", "reduced, after the first infusion,")
    assert judged(claim, trial(first, **both)).bearing is Bearing.UNDETERMINED
    assert judged(claim, trial(FELL, methods=methods)).bearing is Bearing.UNDETERMINED
    beside = {**both, "title": "Single and repeated intravenous ketamine in treatment-resistant depression"}
    assert judged(claim, trial(FELL, **beside)).bearing is Bearing.UNDETERMINED


def test_those_kept_from_an_illness_did_not_have_its_kind() -> None:
    one = trial(
        "Ketamine reduced pain at 24 hours.",
        title="Intraoperative ketamine to prevent postoperative depression",
        methods="We randomly assigned 80 adults undergoing surgery to intravenous ketamine or saline.",
    )
    assert Code.POPULATION in codes("Ketamine reduces pain in depressed patients", one)


def test_what_a_survey_of_users_finds_is_of_use() -> None:
    one = trial(
        "Individuals who used psilocybin had a lower blood pressure.",
        title="Lifetime psilocybin use and blood pressure: a survey",
        methods="We surveyed 900 recreational users of psilocybin.",
        types=(),
    )
    assert Code.DRUG_FORM in codes("Psilocybin lowers blood pressure", one)
