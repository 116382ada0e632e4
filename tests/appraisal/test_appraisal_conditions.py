"""Who was studied: patients by their condition, people who are not patients, and what an animal model stands for."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, stands_there

from indexer.appraisal import Basis, Judgement, Source, Species
from indexer.appraisal.conditions import conditions_of
from indexer.appraisal.reading import Reading
from indexer.vocabulary import concepts

PEOPLE: Judgement[Species | None] = Judgement(Species.HUMAN)
ANIMALS: Judgement[Species | None] = Judgement(Species.ANIMAL)


def conditions(read: Reading, species: Judgement[Species | None] = PEOPLE) -> set[str]:
    found = conditions_of(read, species)
    assert all(stands_there(ground, read.record) for one in found for ground in one.grounds)
    assert all(one.grounds for one in found)
    return {one.value for one in found}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ketamine infusions for treatment-resistant depression", "treatment-resistant depression"),
        ("Esketamine in treatment resistant major depressive disorder", "treatment-resistant depression"),
        ("Ketamine add-on in bipolar depression", "bipolar depression"),
        ("Esketamine at caesarean delivery and post-natal depression", "postpartum depression"),
        ("Ketamine in late-life depression", "late-life depression"),
        ("MDMA-assisted therapy for posttraumatic stress disorder", "post-traumatic stress disorder"),
        ("Ketamine for generalised anxiety disorder: an open trial", "generalized anxiety disorder"),
        ("Intranasal ketamine against OCD", "obsessive-compulsive disorder"),
        ("Psilocybin for alcohol dependence", "alcohol use disorder"),
        ("Ketamine for severe anorexia nervosa", "anorexia nervosa"),
        ("Ketamine in complex regional pain syndrome", "complex regional pain syndrome"),
        ("Ketamine in refractory status epilepticus", "status epilepticus"),
        ("Ketamine cystitis in three young men", "ketamine cystitis"),
    ],
)
def test_a_disorder_in_the_title_is_the_studys_own(title: str, expected: str) -> None:
    assert expected in conditions(reading(title))


def test_the_most_specific_condition_is_given_and_the_broader_is_implied() -> None:
    found = conditions(
        reading(
            "Ketamine for depression",
            ("METHODS", "Forty patients with treatment-resistant depression were randomised."),
        )
    )
    assert found == {"treatment-resistant depression"}
    assert "treatment-resistant depression" in concepts.narrower(concepts.Kind.CONDITION, "depression")


def test_resistant_bipolar_depression_is_not_unipolar() -> None:
    found = conditions(reading("Ketamine in treatment-resistant bipolar depression"))
    assert found == {"treatment-resistant bipolar depression"}
    assert not found & concepts.narrower(concepts.Kind.CONDITION, "major depressive disorder")


@pytest.mark.parametrize(
    "sentence",
    [
        "Twenty outpatients with panic disorder received one infusion.",
        "We recruited adults diagnosed with panic disorder.",
        "Panic disorder patients were given esketamine.",
        "Participants (n = 12) who met criteria for panic disorder were enrolled.",
    ],
)
def test_a_population_is_read_from_the_methods(sentence: str) -> None:
    assert conditions(reading("One infusion of ketamine", ("METHODS", sentence))) == {"panic disorder"}


def test_two_conditions_of_one_sample_are_both_given() -> None:
    found = conditions(
        reading("One infusion", ("METHODS", "Patients with major depressive disorder or bipolar depression took part."))
    )
    assert found == {"major depressive disorder", "bipolar depression"}


def test_what_is_only_background_is_not_studied() -> None:
    read = reading(
        "Pharmacokinetics of esketamine nasal spray",
        ("BACKGROUND", "Esketamine is approved for patients with treatment-resistant depression."),
        ("METHODS", "Twelve healthy volunteers received one dose."),
    )
    assert conditions(read) == {"healthy volunteers"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients with schizophrenia or bipolar disorder were excluded.",
        "Exclusion criteria were a diagnosis of bipolar disorder and pregnancy.",
        "Participants had no bipolar disorder.",
        "Subjects without bipolar disorder were scanned.",
        "All had a family history of bipolar disorder.",
    ],
)
def test_exclusions_are_not_the_population(sentence: str) -> None:
    assert conditions(reading("One infusion of ketamine", ("METHODS", sentence))) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Anxiety was reduced at 24 hours.",
        "Pain scores fell after the infusion.",
        "Depression severity and anxiety were rated weekly.",
        "Suicidal ideation decreased in the ketamine group.",
    ],
)
def test_an_outcome_is_not_the_population(sentence: str) -> None:
    found = conditions(reading("Ketamine in major depressive disorder: a randomised trial", ("RESULTS", sentence)))
    assert found == {"major depressive disorder"}


def test_patients_with_suicidal_ideation_are_a_population() -> None:
    assert conditions(reading("Ketamine in the emergency room for patients with suicidal ideation")) == {"suicidality"}


def test_comorbidity_counted_in_the_results_is_not_the_population() -> None:
    found = conditions(
        reading(
            "Ketamine in major depressive disorder",
            ("METHODS", "Forty people were randomised."),
            ("RESULTS", "Nine patients with comorbid panic disorder and 31 others completed the study."),
        )
    )
    assert found == {"major depressive disorder"}


def test_depression_of_breathing_is_no_mood() -> None:
    assert conditions(reading("Respiratory depression after esketamine")) == set()


@pytest.mark.parametrize(
    "title",
    [
        "A ketamine model of schizophrenia: attention in healthy volunteers",
        "Ketamine-induced psychosis in healthy volunteers",
        "Schizophrenia-like symptoms under ketamine in healthy male subjects",
    ],
)
def test_a_disorder_imitated_in_healthy_people_is_not_theirs(title: str) -> None:
    assert conditions(reading(title, mesh=("Schizophrenia", "Humans"))) == {"healthy volunteers"}


def test_a_healthy_comparison_group_does_not_make_the_population_healthy() -> None:
    read = reading(
        "Brain connectivity after ketamine in major depressive disorder",
        ("METHODS", "We scanned 30 patients with major depressive disorder and 28 matched healthy controls."),
    )
    assert conditions(read) == {"major depressive disorder"}


def test_healthy_people_who_got_the_drug_beside_patients_are_given_too() -> None:
    read = reading(
        "Ketamine and reward in depressed patients and healthy volunteers",
        ("METHODS", "Healthy volunteers received the same infusion."),
    )
    assert conditions(read) == {"depression", "healthy volunteers"}


@pytest.mark.parametrize(
    "words",
    ["healthy volunteers", "healthy right-handed men", "healthy adult participants", "normal volunteers"],
)
def test_healthy_samples_in_their_many_words(words: str) -> None:
    read = reading("Effects of ketamine on memory", ("METHODS", f"Sixteen {words} were given ketamine."))
    assert conditions(read) == {"healthy volunteers"}


@pytest.mark.parametrize(
    "title",
    [
        "Memory in current ecstasy/polydrug users",
        "Sleep of recreational ketamine users",
        "A survey of festival attendees",
        "Ecstasy use and mood in young people",
    ],
)
def test_recreational_users_are_a_population_of_their_own(title: str) -> None:
    assert conditions(reading(title)) == {"recreational drug users"}


def test_ketamine_use_in_a_clinic_is_not_recreational() -> None:
    assert conditions(reading("Ketamine use in bipolar depression")) == {"bipolar depression"}


def test_dependence_on_ketamine_is_a_disorder() -> None:
    assert "ketamine use disorder" in conditions(reading("Cognition in patients with ketamine use disorder"))


def test_ect_is_a_population_only_where_it_is_being_given_and_not_compared() -> None:
    anaesthetised = conditions(reading("Ketamine anaesthesia in patients undergoing ECT for depression"))
    assert "patients receiving electroconvulsive therapy" in anaesthetised
    assert conditions(reading("Ketamine versus electroconvulsive therapy for depression")) == {"depression"}


def test_an_animal_model_stands_for_its_condition() -> None:
    read = reading("Ketamine in a rat model of depression", ("METHODS", "Rats underwent chronic mild stress."))
    (judgement,) = conditions_of(read, ANIMALS)
    assert judgement.value == "depression"
    assert judgement.grounds[0].words == "depression"
    assert conditions(reading("Ketamine reverses depressive-like behavior in mice"), ANIMALS) == {"depression"}


def test_an_animals_anxiety_in_the_maze_is_an_outcome() -> None:
    read = reading("Ketamine and the elevated plus maze in rats", ("RESULTS", "Anxiety was lower in treated rats."))
    assert conditions(read, ANIMALS) == set()


def test_mesh_is_the_first_ground() -> None:
    read = reading(
        "Esketamine for treatment-resistant depression",
        mesh=("Depressive Disorder, Treatment-Resistant", "Humans"),
    )
    (judgement,) = conditions_of(read, PEOPLE)
    assert judgement.basis is Basis.INDEXED
    assert [ground.source for ground in judgement.grounds] == [Source.MESH, Source.TITLE]


def test_mesh_may_be_more_precise_than_the_text() -> None:
    read = reading("Ketamine in depressed patients", mesh=("Depressive Disorder, Major",))
    assert conditions(read) == {"major depressive disorder"}


def test_a_heading_for_an_outcome_is_not_the_population() -> None:
    read = reading(
        "Esketamine for postoperative depression after mastectomy",
        mesh=("Depression", "Dissociative Disorders", "Suicidal Ideation", "Anxiety"),
    )
    assert "postoperative depression" in conditions(read)
    assert not conditions(read) & {"dissociative disorder", "suicidality", "anxiety"}


def test_abbreviations_are_found_in_capitals_only() -> None:
    assert conditions(reading("Ketamine for patients with GAD")) == {"generalized anxiety disorder"}
    assert conditions(reading("Patients with gad flies")) == set()


def test_a_record_that_names_no_population_has_none() -> None:
    assert conditions(reading("Synthesis of arylcyclohexylamines", "A new route is described.")) == set()


def test_every_broader_condition_is_in_the_table() -> None:
    table = concepts.concepts(concepts.Kind.CONDITION)
    names = {one.name for one in table}
    assert {broader for one in table for broader in one.broader} <= names
