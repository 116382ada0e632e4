"""How old the people studied were."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, stands_there

from indexer.appraisal import Age, Basis, Judgement, Species
from indexer.appraisal.ages import ages_of
from indexer.appraisal.reading import Reading

PEOPLE: Judgement[Species | None] = Judgement(Species.HUMAN)


def ages(read: Reading, species: Judgement[Species | None] = PEOPLE) -> list[Age]:
    found = ages_of(read, species)
    assert all(one.grounds and stands_there(ground, read.record) for one in found for ground in one.grounds)
    return [one.value for one in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Forty patients aged 18-65 years were enrolled.", [Age.ADULT]),
        ("Patients (aged 18 to 80 years) were enrolled.", [Age.ADULT, Age.OLDER]),
        ("Participants between 21 and 60 years of age were enrolled.", [Age.ADULT]),
        ("Participants were 12–17 years old.", [Age.ADOLESCENT]),
        ("Patients ages 6-11 took part.", [Age.CHILD]),
        ("Patients aged 16–24 years took part.", [Age.ADOLESCENT, Age.ADULT]),
        ("Patients 65 years and older were enrolled.", [Age.OLDER]),
        ("Patients aged ≥18 years were enrolled.", [Age.ADULT]),
        ("Patients aged 18 or older were enrolled.", [Age.ADULT]),
        ("We enrolled 30 patients (mean age 43.2 years).", [Age.ADULT]),
        ("The mean (SD) age was 71.5 (5.2) years.", [Age.OLDER]),
        ("A 45-year-old man received ketamine.", [Age.ADULT]),
        ("A 15-year-old girl received ketamine.", [Age.ADOLESCENT]),
        ("Ketamine was given to adolescents with depression.", [Age.ADOLESCENT]),
        ("Paediatric patients were enrolled.", [Age.CHILD]),
        ("Older adults with depression were enrolled.", [Age.OLDER]),
        ("College students filled in a questionnaire.", [Age.ADULT]),
    ],
)
def test_ages_are_read_from_figures_and_from_words(sentence: str, expected: list[Age]) -> None:
    assert ages(reading("A trial", ("METHODS", sentence))) == expected


def test_the_words_that_told_it_are_shown() -> None:
    (judgement,) = ages_of(reading("A trial", ("METHODS", "Patients aged 18-65 years were enrolled.")), PEOPLE)
    assert judgement.grounds[0].words == "aged 18-65 years"
    assert judgement.basis is Basis.TEXT


def test_mesh_headings_come_first() -> None:
    found = ages_of(reading("In older adults", mesh=("Aged", "Aged, 80 and over")), PEOPLE)
    assert [one.value for one in found] == [Age.OLDER]
    assert [ground.words for ground in found[0].grounds] == ["Aged", "Aged, 80 and over", "older adults"]


def test_adolescent_beside_adult_may_mean_eighteen_year_olds() -> None:
    assert ages(reading("Esketamine: a trial", mesh=("Adolescent", "Adult", "Young Adult"))) == [Age.ADULT]
    read = reading("Esketamine in adolescents and adults", mesh=("Adolescent", "Adult"))
    assert ages(read) == [Age.ADOLESCENT, Age.ADULT]
    assert ages(reading("Esketamine: a trial", mesh=("Adolescent",))) == [Age.ADOLESCENT]


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients were followed for 18 years.",
        "The dosage was between 18 and 65 mg.",
        "Infusions lasted between 40 and 60 minutes.",
        "Adult hippocampal neurogenesis was measured.",
        "Childhood trauma was rated.",
        "Child abuse was rated.",
        "We excluded patients older than 65 years.",
        "The percentage was 45.",
    ],
)
def test_what_is_no_participants_age(sentence: str) -> None:
    assert ages(reading("A trial", ("METHODS", sentence))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Trials with elective surgery and adolescent/child participants were excluded.",
        "Children and adolescents were excluded.",
        "Studies of paediatric populations were not included.",
        "Minors, adolescents and pregnant women were not eligible.",
        "We excluded pregnant women, children and adolescents.",
        "We excluded studies of children/adolescents.",
        "Ineligible were children.",
        "Teenagers were ineligible.",
        "Patients older than 65 years or with dementia were excluded.",
        "Studies of individuals older than 65 years, without a control group, or of open label were excluded.",
        "Participants aged 12-17 years were excluded.",
    ],
)
def test_who_was_left_out_was_not_studied(sentence: str) -> None:
    assert ages(reading("A review", ("METHODS", sentence))) == []
    methods = ("METHODS", f"Adults took part. {sentence}")
    assert ages(reading("A review", ("BACKGROUND", "Little is known."), methods)) == [Age.ADULT]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of 60 adolescents, 12 were excluded.", [Age.ADOLESCENT]),
        ("Adolescents with psychosis were excluded.", [Age.ADOLESCENT]),
        ("Forty children took part; those with seizures were excluded.", [Age.CHILD]),
        ("Forty patients over 65 years of age took part, and three were excluded.", [Age.OLDER]),
        ("Patients over 65 years of age took part and those with dementia were excluded.", [Age.OLDER]),
        ("Adults aged 18-65 years were enrolled and smokers were excluded.", [Age.ADULT]),
        ("Adults were included, and children were excluded.", [Age.ADULT]),
    ],
)
def test_some_who_were_left_out_leave_the_others_in(sentence: str, expected: list[Age]) -> None:
    assert ages(reading("A trial", ("METHODS", sentence))) == expected


def test_ages_of_others_in_the_background_do_not_count() -> None:
    read = reading(
        "A trial",
        ("BACKGROUND", "Depression is common in adolescents and older adults."),
        ("METHODS", "Forty adults were randomised."),
    )
    assert ages(read) == [Age.ADULT]


@pytest.mark.parametrize("species", [Species.ANIMAL, Species.CELLS])
def test_animals_and_cells_have_no_such_ages(species: Species) -> None:
    read = reading("Ketamine in adult rats", ("METHODS", "Adolescent and adult rats were used."))
    assert ages(read, Judgement(species)) == []


def test_adult_mice_in_a_study_of_unknown_species_are_no_adults() -> None:
    assert ages(reading("Ketamine in adult male mice"), Judgement(None)) == []


def test_nothing_said_is_nothing_known() -> None:
    assert ages(reading("Ketamine for depression", "Forty patients were randomised.")) == []
