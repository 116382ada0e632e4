"""Outcomes: what the record's own work looked at, which is primary, and what is no outcome. And the table of them."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, record, stands_there

from indexer.appraisal.outcomes import outcomes_of
from indexer.appraisal.reading import Reading
from indexer.text import words
from indexer.vocabulary import concepts
from indexer.vocabulary.concepts import Kind

METHODS = ("METHODS", "People took part in a trial.")


def outcomes(sentence: str, heading: str = "RESULTS", title: str = "") -> set[str]:
    return {one.value.name for one in outcomes_of(reading(title, METHODS, (heading, sentence)))}


def primary(sentence: str) -> set[str]:
    return {one.value.name for one in outcomes_of(reading("", METHODS, ("METHODS", sentence))) if one.value.primary}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Depressive symptoms fell.", {"depressive symptoms"}),
        ("Depression severity fell.", {"depressive symptoms"}),
        ("The antidepressant effect was rapid.", {"depressive symptoms"}),
        ("Suicidal thoughts became fewer.", {"suicidal ideation"}),
        ("There were no suicide attempts.", {"suicide attempt"}),
        ("Depersonalisation was brief.", {"dissociation"}),
        ("Depersonalization was brief.", {"dissociation"}),
        ("Working memory was unchanged.", {"memory"}),
        ("Blood pressure and heart rate rose.", {"blood pressure", "heart rate"}),
        ("Nausea, dizziness and somnolence were common.", {"nausea", "dizziness", "sedation"}),
        ("Serum BDNF rose.", {"BDNF"}),
        ("Dendritic spine density rose.", {"synaptic plasticity"}),
        ("mTORC1 signalling was activated.", {"mTOR signalling"}),
        ("IL-6 and TNF-α fell.", {"inflammation"}),
        ("Immobility in the forced swim test was shorter.", {"depression-like behaviour"}),
        ("Gamma power rose.", {"EEG"}),
        ("Ketamine cystitis was not seen.", {"urinary symptoms"}),
        ("Morphine consumption was lower.", {"opioid consumption"}),
        ("Emotional numbness was less.", {"emotional blunting"}),
        ("Abuse liability was low.", {"abuse liability"}),
    ],
)
def test_an_outcome_is_known_by_its_names(sentence: str, expected: set[str]) -> None:
    assert outcomes(sentence) == expected


def test_a_scale_stands_for_the_outcome_it_measures() -> None:
    assert outcomes("The MADRS was given.") == {"depressive symptoms"}
    assert outcomes("The CADSS was given.") == {"dissociation"}


def test_a_title_names_outcomes() -> None:
    assert outcomes("It worked.", title="Ketamine and sleep quality") == {"sleep"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients with treatment-resistant depression took part.",
        "Depression was diagnosed by interview.",
        "Patients with chronic pain took part.",
        "Adults with panic symptoms and anxiety were enrolled.",
        "Anxiety disorders were allowed.",
        "People without psychosis were eligible.",
        "Those with a history of mania were excluded.",
        "Naltrexone is an opioid receptor antagonist.",
        "Ketamine is a dissociative anaesthetic.",
        "Surgical site infection (SSI) was rare and SI units were used.",
        "Nothing was said of it.",
        "",
    ],
)
def test_participants_and_drugs_are_no_outcomes(sentence: str) -> None:
    assert outcomes(sentence) == set()


def test_suicidality_of_patients_is_an_outcome_too() -> None:
    assert outcomes("Patients with suicidal ideation were enrolled.") == {"suicidal ideation"}
    assert outcomes("Acutely suicidal patients were enrolled.") == {"suicidality"}


def test_a_short_abbreviation_counts_once_its_meaning_is_given() -> None:
    assert outcomes("Suicidal ideation was rated. SI was lower.") == {"suicidal ideation"}
    assert outcomes("SI was lower.") == set()


def test_what_the_introduction_speaks_of_is_no_outcome() -> None:
    assert outcomes("Previous studies have shown effects on sleep quality.", "BACKGROUND") == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The primary outcome was depression severity; secondary outcomes included anxiety.", {"depressive symptoms"}),
        ("The primary endpoint is remission at week 4.", {"remission"}),
        ("Primary outcome: change in MADRS. Anxiety was rated too.", {"depressive symptoms"}),
        ("The co-primary outcomes were response and pain.", {"pain"}),
        ("Suicidal ideation was the primary outcome, and anxiety was rated too.", {"suicidal ideation"}),
        ("Pain served as the primary outcome measure.", {"pain"}),
        ("Main outcome measures were sleep quality and fatigue.", {"sleep", "fatigue"}),
        ("Patients in primary care rated their anxiety.", set()),
        ("Secondary outcomes were anxiety and pain.", set()),
    ],
)
def test_primary_is_what_the_authors_call_so(sentence: str, expected: set[str]) -> None:
    assert primary(sentence) == expected


def test_primary_outcomes_come_first_with_the_words_that_say_so() -> None:
    it = record(
        "Ketamine and anxiety",
        ("METHODS", "Anxiety and sleep quality were rated. The primary outcome was sleep quality."),
        ("RESULTS", "Sleep was better."),
    )
    judged = outcomes_of(Reading(it))
    assert [(one.value.name, one.value.primary) for one in judged] == [("sleep", True), ("anxiety symptoms", False)]
    assert it.abstract[0].text[: judged[0].grounds[0].start].endswith("primary outcome was ")
    assert all(stands_there(ground, it) for one in judged for ground in one.grounds)


def test_what_an_outcome_is_part_of_follows_from_the_table() -> None:
    assert {"suicidal ideation", "suicide attempt"} < concepts.narrower(Kind.OUTCOME, "suicidality")
    assert "remission" in concepts.narrower(Kind.OUTCOME, "depressive symptoms")
    assert "memory" in concepts.narrower(Kind.OUTCOME, "cognition")


@pytest.mark.parametrize("kind", [Kind.OUTCOME, Kind.SCALE])
def test_a_name_stands_in_one_row(kind: Kind) -> None:
    named = [(words(name), one.name) for one in concepts.concepts(kind) for name in one.names]
    assert len({name for name, _ in named}) == len(named)


def test_what_rows_lead_to_are_outcomes() -> None:
    known = {one.name for one in concepts.concepts(Kind.OUTCOME)}
    for kind in (Kind.OUTCOME, Kind.SCALE):
        assert {name for one in concepts.concepts(kind) for name in one.broader} <= known


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The drug lowered the lever response rate.", "antidepressant response"),
        ("Speed rose at the cost of accuracy.", "cost"),
        ("They received 0.5 mg/kg body weight.", "weight"),
        ("The difference held when adjusted for age and body mass index.", "weight"),
        ("The covariates were age and body mass index.", "weight"),
    ],
)
def test_figures_of_speech_doses_and_covariates_are_no_outcomes(sentence: str, name: str) -> None:
    assert name not in outcomes(sentence)


def test_the_same_words_are_outcomes_where_they_were_measured() -> None:
    assert "antidepressant response" in outcomes("The response rate was 60%.")
    assert "cost" in outcomes("Treatment came at a lower cost.")
    assert "weight" in outcomes("Body weight rose.")


def test_what_people_had_to_have_is_no_outcome() -> None:
    asked = "Partners had to be adults and report misuse of a prescription. Craving was measured weekly."
    found = {one.value.name for one in outcomes_of(reading("", METHODS, ("METHODS", asked)))}
    assert "craving" in found
    assert "abuse liability" not in found
