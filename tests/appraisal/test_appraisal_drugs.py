"""The drugs of a record and their roles. Sentences are made up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from appraisal.abstracts import reading, record, stands_there

from indexer.appraisal import UNKNOWN, Design, Ground, Judgement, Role, Source
from indexer.appraisal.drugs import drugs_of, studied
from indexer.appraisal.reading import Reading
from indexer.record import MeshHeading, Substance

_RCT: Judgement[Design | None] = Judgement(
    Design.RCT, (Ground(Source.PUBLICATION_TYPE, "Randomized Controlled Trial"),)
)


def roles(title: str, *sections: str | tuple[str, str], design: Judgement[Design | None] = UNKNOWN) -> dict[str, Role]:
    return {one.value.drug: one.value.role for one in drugs_of(reading(title, *sections), design)}


class TestForms:
    @pytest.mark.parametrize(
        "name", ["Esketamine", "S-ketamine", "S(+)-ketamine", "(S)-ketamine", "Spravato", "S‐Ketamine", "S(+)ketamine"]
    )
    def test_one_drug_by_its_many_names(self, name: str) -> None:
        assert roles(f"{name} in resistant depression") == {"esketamine": Role.STUDIED}

    def test_arketamine_is_another(self) -> None:
        assert roles("(R)-ketamine for depression: an open pilot") == {"arketamine": Role.STUDIED}

    def test_a_bare_name_after_a_form_is_that_form(self) -> None:
        found = roles(
            "Nasal esketamine for relapse prevention",
            "Adults received esketamine 56 mg twice a week. Ketamine was well tolerated, and ketamine delayed relapse.",
        )
        assert found == {"esketamine": Role.STUDIED}

    def test_a_title_of_ketamine_means_the_form_that_was_given(self) -> None:
        found = roles(
            "Ketamine and attention in volunteers",
            "Volunteers received S-ketamine (0.1 mg/kg) and saline. Ketamine slowed responses. Ketamine was tolerated.",
        )
        assert found["esketamine"] is Role.STUDIED
        assert "ketamine" not in found

    def test_forms_that_are_compared_stay_apart(self) -> None:
        found = roles(
            "Esketamine versus racemic ketamine in depression",
            "Patients received esketamine or ketamine. Response to ketamine and to esketamine was alike.",
        )
        assert found["ketamine"] is Role.STUDIED
        assert found["esketamine"] is Role.STUDIED

    def test_a_review_keeps_both(self) -> None:
        found = roles(
            "Ketamine for depression: a systematic review",
            "We searched for trials of ketamine. One trial gave esketamine 84 mg. Ketamine was superior to placebo.",
        )
        assert found["ketamine"] is Role.STUDIED

    def test_the_parent_of_an_enantiomer_is_not_studied(self) -> None:
        found = roles("Esketamine, the S-enantiomer of ketamine, for pain", "We gave esketamine. Esketamine worked.")
        assert found["esketamine"] is Role.STUDIED
        assert found.get("ketamine", Role.MENTIONED) is Role.MENTIONED

    def test_a_form_named_by_its_letter_alone(self) -> None:
        found = roles("Effects of (S)- and (R)-ketamine on glucose metabolism", "Each was given once.")
        assert found == {"esketamine": Role.STUDIED, "arketamine": Role.STUDIED}

    def test_a_possessive_is_no_form(self) -> None:
        assert set(roles("The patient's ketamine infusion")) == {"ketamine"}


class TestRoles:
    def test_background_alone_is_a_mention(self) -> None:
        found = roles(
            "Psilocybin for depression",
            ("BACKGROUND", "Ketamine acts within hours."),
            ("METHODS", "Adults received psilocybin 25 mg."),
            ("RESULTS", "Psilocybin reduced depression scores."),
        )
        assert found == {"psilocybin": Role.STUDIED, "ketamine": Role.MENTIONED}

    @pytest.mark.parametrize(
        ("title", "text"),
        [
            ("Ketamine or propofol anaesthesia for electroconvulsive therapy", "Seizures were longer with ketamine."),
            ("Emergence after ketamine anesthesia in children", "Children were anaesthetised with ketamine."),
            ("Procedural sedation with ketamine", "Children received ketamine sedation for suturing."),
        ],
    )
    def test_ketamine_as_anaesthetic(self, title: str, text: str) -> None:
        assert roles(title, text)["ketamine"] is Role.ANAESTHETIC

    @pytest.mark.parametrize("word", ["subanaesthetic", "sub-anesthetic", "sub-anaesthetic"])
    def test_a_subanaesthetic_dose_is_no_anaesthesia(self, word: str) -> None:
        assert roles(f"A {word} dose of ketamine for depression")["ketamine"] is Role.STUDIED

    def test_ect_is_never_the_anaesthetic(self) -> None:
        found = roles("Anaesthesia in electroconvulsive therapy: ketamine anaesthesia and outcome")
        assert found["electroconvulsive therapy"] is Role.STUDIED

    @pytest.mark.parametrize(
        "title",
        [
            "The ketamine model of schizophrenia",
            "Ketamine-induced psychosis in volunteers",
            "Eye movements under ketamine: modelling schizophrenia in healthy volunteers",
        ],
    )
    def test_a_model_of_psychosis(self, title: str) -> None:
        assert roles(title, "Volunteers received ketamine. Psychosis ratings rose.")["ketamine"] is Role.MODEL

    def test_treating_people_who_have_psychosis_is_no_model(self) -> None:
        found = roles("Ketamine treatment of depression in patients with psychosis", "Patients received ketamine.")
        assert found["ketamine"] is Role.STUDIED

    @pytest.mark.parametrize(
        "title",
        [
            "Memory in abstinent MDMA users",
            "Ecstasy/polydrug users and sleep",
            "Recreational use of MDMA and mood",
            "Prevalence of MDMA use disorder in a clinic",
        ],
    )
    def test_people_who_take_it_themselves(self, title: str) -> None:
        assert roles(title, "MDMA users were compared with controls.")["MDMA"] is Role.RECREATIONAL

    def test_users_who_are_given_it_in_a_trial(self) -> None:
        found = roles(
            "Acute effects of MDMA on empathy", "Twelve recreational users of MDMA received MDMA 100 mg.", design=_RCT
        )
        assert found["MDMA"] is Role.STUDIED

    def test_another_disorder_of_use_is_treated(self) -> None:
        found = roles("Ketamine for alcohol use disorder", "Patients received ketamine infusions.")
        assert found["ketamine"] is Role.STUDIED

    def test_comparators(self) -> None:
        found = roles(
            "Ketamine in resistant depression",
            "Patients were randomised to ketamine or midazolam. Others received a saline placebo.",
        )
        assert found["midazolam"] is Role.COMPARATOR
        assert found["saline"] is Role.COMPARATOR
        assert found["placebo"] is Role.COMPARATOR

    def test_a_solvent_is_no_comparator(self) -> None:
        found = roles("Ketamine in depression", "Ketamine was diluted in saline.")
        assert found["saline"] is Role.MENTIONED

    def test_what_future_trials_should_do_is_no_comparison(self) -> None:
        found = roles("Ketamine in old age", "We treated ten people. Placebo-controlled trials are needed.")
        assert found["placebo"] is Role.MENTIONED

    def test_a_drug_given_before_is_an_adjunct(self) -> None:
        found = roles(
            "Opioid blockade and ketamine", "Patients had naltrexone pretreatment or placebo before ketamine."
        )
        assert found["naltrexone"] is Role.ADJUNCT

    def test_a_drug_given_with_it_is_an_adjunct(self) -> None:
        found = roles("Esketamine and remission", "Esketamine combined with sertraline was compared with quetiapine.")
        assert found["sertraline"] is Role.ADJUNCT
        assert found["quetiapine"] is Role.COMPARATOR

    def test_ayahuasca_is_not_also_a_study_of_what_it_contains(self) -> None:
        found = roles("Ayahuasca and mood", "Plasma DMT (dimethyltryptamine) was measured. DMT rose after ayahuasca.")
        assert found["N,N-dimethyltryptamine"] is Role.MENTIONED

    def test_a_metabolite_that_was_measured_is_mentioned(self) -> None:
        found = roles("Ketamine and response", "Norketamine was measured. Ketamine reduced scores in ten patients.")
        assert found["norketamine"] is Role.MENTIONED

    def test_a_metabolite_that_was_given_is_studied(self) -> None:
        assert roles("(2R,6R)-HNK in healthy adults")["hydroxynorketamine"] is Role.STUDIED

    def test_a_title_of_a_class_studies_those_the_authors_name(self) -> None:
        found = roles(
            "Classic psychedelics for depression: a meta-analysis",
            "We included trials of psilocybin and LSD. Psilocybin was superior. The psychedelic LSD was not.",
        )
        assert found["psilocybin"] is Role.STUDIED
        assert found["lysergide"] is Role.STUDIED


class TestMistakenNames:
    def test_lsd_of_another_kind(self) -> None:
        assert roles("Enzyme replacement in LSD", "Lysosomal storage diseases (LSD) are rare.") == {}

    def test_dmt_alone_may_be_a_therapy_of_sclerosis(self) -> None:
        assert roles("Switching DMT in multiple sclerosis", "Patients on a DMT were followed.") == {}

    def test_dmt_beside_its_name(self) -> None:
        found = roles("DMT in healthy volunteers", "N,N-dimethyltryptamine (DMT) was infused.")
        assert found == {"N,N-dimethyltryptamine": Role.STUDIED}

    def test_lithium_of_a_battery(self) -> None:
        assert roles("Lithium batteries", "The anode was coated.") == {}


class TestIndexing:
    def test_a_heading_comes_first_where_the_text_agrees(self) -> None:
        (found,) = drugs_of(reading("Ketamine for depression", mesh=("Ketamine",)), UNKNOWN)
        assert found.grounds == (Ground(Source.MESH, "Ketamine"), Ground(Source.TITLE, "Ketamine", 0, 0, 8))

    def test_the_heading_ketamine_makes_no_esketamine_racemic(self) -> None:
        found = drugs_of(reading("Esketamine nasal spray", mesh=("Ketamine",)), UNKNOWN)
        assert studied(found) == ("esketamine",)

    def test_a_major_heading_speaks_for_a_record_that_names_no_drug(self) -> None:
        one = replace(record("Rapid relief of suicidal thoughts"), mesh=(MeshHeading("Ketamine", major=True),))
        assert studied(drugs_of(Reading(one), UNKNOWN)) == ("ketamine",)

    def test_a_substance_alone_is_a_mention(self) -> None:
        one = replace(record("Rapid relief"), substances=(Substance("Fluoxetine"),))
        (found,) = drugs_of(Reading(one), UNKNOWN)
        assert (found.value.role, found.grounds[0].source) == (Role.MENTIONED, Source.SUBSTANCE)


def test_nothing_is_made_of_a_text_without_drugs() -> None:
    assert drugs_of(reading("Sleep and mood", "We measured sleep."), UNKNOWN) == ()
    assert drugs_of(reading(), UNKNOWN) == ()


def test_grounds_stand_where_they_say() -> None:
    one = record("Ketamine users", "We asked MDMA users about ketamine abuse.", "Ketamine or midazolam was given.")
    found = drugs_of(Reading(one), UNKNOWN)
    assert found
    assert all(stands_there(ground, one) for judged in found for ground in judged.grounds)
