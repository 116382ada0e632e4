"""Who or what was studied: from check tags, else from the words of the text and where they stand."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, stands_there

from indexer.appraisal import Basis, Species
from indexer.appraisal.species import species_of


def species(title: str = "", *sections: str | tuple[str, str], mesh: tuple[str, ...] = ()) -> Species | None:
    return species_of(reading(title, *sections, mesh=mesh)).value


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Forty outpatients received one infusion.", Species.HUMAN),
        ("We measured sleep in healthy volunteers.", Species.HUMAN),
        ("An online survey was filled in by 210 respondents.", Species.HUMAN),
        ("A 54-year-old carpenter was admitted twice.", Species.HUMAN),
        ("Male Wistar rats were tested twice.", Species.ANIMAL),
        ("C57BL/6 mice received saline and were tested in the tail suspension test.", Species.ANIMAL),
        ("Immobility was scored in the forced swim test after an i.p. dose.", Species.ANIMAL),
        ("Squirrel monkeys were trained to press a key.", Species.ANIMAL),
        ("Currents were recorded in transfected HEK293 cells.", Species.CELLS),
        ("Cultured hippocampal neurons were exposed in vitro.", Species.CELLS),
        ("Recordings were made from acute cortical slices.", Species.CELLS),
        ("Human fibroblasts and a human cell line were exposed in vitro.", Species.CELLS),
    ],
)
def test_the_words_for_those_studied_tell_the_species(sentence: str, expected: Species) -> None:
    assert species("A study", ("METHODS", sentence)) is expected


def test_nothing_is_guessed_from_a_text_that_names_nobody() -> None:
    assert species("Ketamine and glutamate", "The compound was synthesised in four steps.") is None
    assert species("", "") is None


def test_patients_in_the_introduction_of_an_animal_study_are_no_participants() -> None:
    told = species(
        "Effect of a single dose on burying",
        ("BACKGROUND", "Many patients with depression do not respond."),
        ("METHODS", "Rats were given one dose and tested a day later."),
        ("RESULTS", "Treated rats buried less."),
        ("CONCLUSIONS", "The compound may help patients."),
    )
    assert told is Species.ANIMAL


def test_mice_in_the_introduction_of_a_trial_are_not_studied() -> None:
    told = species(
        "One infusion for low mood",
        ("BACKGROUND", "In mice and rats the drug acts within an hour."),
        ("METHODS", "Patients received the drug or saline."),
    )
    assert told is Species.HUMAN


def test_both_were_studied_only_if_both_are_among_what_was_done() -> None:
    told = species(
        "Plasma levels across species",
        ("METHODS", "We sampled 20 patients. Twelve rats were sampled alike."),
        ("RESULTS", "Levels fell in patients. In rats they rose."),
    )
    assert told is Species.BOTH


def test_a_computer_mouse_decides_nothing_against_participants() -> None:
    told = species(
        "Reaction times", ("METHODS", "Participants clicked a mouse. Volunteers and patients were compared.")
    )
    assert told is Species.HUMAN


def test_what_is_done_as_in_trials_of_people_does_not_outweigh_the_animals_it_was_done_to() -> None:
    told = species(
        "A placebo-controlled trial of one compound in a model of relapse",
        ("METHODS", "In a randomised controlled trial in three laboratories the compound or placebo was given."),
        ("RESULTS", "Relapse was rarer after the compound, above all in female rats."),
        ("CONCLUSIONS", "A clinical trial should follow."),
    )
    assert told is Species.ANIMAL


@pytest.mark.parametrize(
    "title",
    ["A preclinical randomised controlled trial of one compound", "A pre-clinical, multicenter trial of one compound"],
)
def test_a_preclinical_trial_is_none_of_people(title: str) -> None:
    assert species(title, ("RESULTS", "Intake fell.")) is Species.ANIMAL


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("A placebo-controlled trial of one compound", "As in rats, one dose helped subjects with low mood."),
        ("A placebo-controlled trial of one compound", "As in rats, one dose helped patients with low mood."),
        ("Preclinical work and a clinical trial of one compound", "Mood rose after one dose."),
    ],
)
def test_a_trial_that_speaks_of_animals_stays_one_of_people(title: str, sentence: str) -> None:
    methods = "Twenty subjects were randomised to the compound or placebo."
    assert species(title, ("METHODS", methods), ("RESULTS", sentence)) is Species.HUMAN


def test_a_review_of_trials_that_speaks_of_animals_is_not_one_of_animals_for_that() -> None:
    told = species(
        "Clinical trials of one compound: a review",
        ("METHODS", "We searched for placebo-controlled trials."),
        ("RESULTS", "It is active in rats. Controlled trials agree."),
    )
    assert told is not Species.ANIMAL


def test_an_animal_that_keeps_company_is_not_studied() -> None:
    told = species(
        "Animal-assisted therapy in a nursing home",
        ("METHODS", "Residents met a dog each week; the dog stayed an hour."),
    )
    assert told is Species.HUMAN


def test_animal_models_alone_make_no_animal_study() -> None:
    assert species("What do models teach?", "Animal models suggest several mechanisms.") is None


def test_a_review_of_people_and_of_animals_alike_has_no_species() -> None:
    told = species("Mechanisms: a review", "This review looks at studies in patients and in rats.")
    assert told is None


def test_check_tags_come_before_the_text() -> None:
    judged = species_of(reading("In rats", ("METHODS", "Rats were tested."), mesh=("Humans", "Adult")))
    assert judged.value is Species.HUMAN
    assert judged.basis is Basis.INDEXED
    assert species("", mesh=("Animals",)) is Species.ANIMAL
    assert species("", mesh=("Humans", "Animals", "Adult")) is Species.BOTH


def test_both_check_tags_without_ages_leave_it_to_the_text() -> None:
    animals = "Rats were given one dose.", "Humans", "Animals"
    assert species("", ("METHODS", animals[0]), mesh=animals[1:]) is Species.ANIMAL
    assert species("", ("METHODS", "Levels were measured."), mesh=animals[1:]) is Species.BOTH


def test_a_human_cell_line_is_no_person_whatever_the_check_tag_says() -> None:
    cells = ("METHODS", "A cell line was transfected and studied in vitro.")
    assert species("", cells, mesh=("Humans", "Cell Line")) is Species.CELLS
    assert species("", cells, mesh=("Humans", "Adult", "Cell Line")) is Species.HUMAN


def test_grounds_are_words_of_the_text() -> None:
    read = reading("In rats", ("METHODS", "Wistar rats were tested."))
    judged = species_of(read)
    assert judged.grounds
    assert all(stands_there(ground, read.record) for ground in judged.grounds)
    assert judged.basis is Basis.TEXT


def test_words_of_any_laboratory_do_not_make_cells_of_a_study_of_rats() -> None:
    assert (
        species(
            "White matter after injury",
            ("METHODS", "Rats were treated."),
            ("RESULTS", "Apoptosis fell. Apoptosis and proliferation were normal."),
        )
        is Species.ANIMAL
    )


def test_cells_and_live_animals_are_a_study_of_animals() -> None:
    methods = "Muscle cells were grown in vitro. A rat carotid artery was injured to assess the drug in vivo."
    results = "The drug slowed proliferation in vitro and in vivo. An in vitro assay agreed."
    assert species("A plant compound", ("METHODS", methods), ("RESULTS", results)) is Species.ANIMAL


def test_one_sure_word_is_enough_where_nothing_speaks_against_it() -> None:
    assert (
        species("Withdrawal in the cold", "Nesting of dependent ground squirrels depended on temperature.")
        is Species.ANIMAL
    )


def test_only_people_report_on_themselves() -> None:
    assert (
        species("Sleep and thinking", ("RESULTS", "Self-reported sleep predicted self-reported memory."))
        is Species.HUMAN
    )


def test_a_heading_for_animals_is_overruled_where_the_text_tells_of_people_only() -> None:
    read = reading(
        "One drug in healthy volunteers",
        ("BACKGROUND", "In animals the drug releases serotonin."),
        ("METHODS", "Sixteen healthy volunteers received the drug and placebo."),
        mesh=("Humans", "Animals", "Adult", "Rats"),
    )
    judged = species_of(read)
    assert judged.value is Species.HUMAN
    assert judged.basis is Basis.INDEXED
    assert "MeSH heading Animals overruled: the text tells of people only" in [one.words for one in judged.grounds]


def test_a_heading_for_animals_stands_where_animals_were_studied_too_or_nobody_is_named() -> None:
    mesh = ("Humans", "Animals", "Adult")
    both = ("METHODS", "Patients were scanned. Rats were given one dose and scanned too.")
    assert species("A tracer", both, mesh=mesh) is Species.BOTH
    assert species("A tracer", ("METHODS", "Levels were measured."), mesh=mesh) is Species.BOTH


def test_cells_kept_from_animals_are_cells() -> None:
    methods = ("METHODS", "A rat neuronal culture was grown.")
    assert species("A protein of nerves", methods, ("RESULTS", "Branches of the cells shrank.")) is Species.CELLS
    assert species("Primary rat neurons and a protein", ("METHODS", "They were grown.")) is Species.CELLS
    assert species("A protein of nerves", ("METHODS", "Rats were raised in cages of one culture.")) is Species.ANIMAL


@pytest.mark.parametrize("animals", ["pregnant gilts", "mares", "chimpanzees", "Nile tilapia", "locusts"])
def test_animals_of_farms_and_of_the_wild(animals: str) -> None:
    assert (
        species("One diet or another", ("METHODS", f"In all, 77 {animals} were fed one of two diets."))
        is Species.ANIMAL
    )


def test_cases_are_people_where_nothing_says_otherwise() -> None:
    assert species("Cysts in the brain", ("RESULTS", "Nine cases of epilepsy were followed.")) is Species.HUMAN
    dogs = "Nine cases of epilepsy in dogs were followed. The dogs recovered."
    assert species("Cysts in the brain", ("RESULTS", dogs)) is Species.ANIMAL
