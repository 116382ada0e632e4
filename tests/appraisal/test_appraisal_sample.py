"""Sample sizes: how many took part, and what must not be taken for it."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, record, stands_there

from indexer.appraisal.numbers import numbers_in
from indexer.appraisal.reading import Reading
from indexer.appraisal.sample import sample_of
from indexer.appraisal.values import UNKNOWN, Design, Judgement, Sample, Species

HUMAN = Judgement(Species.HUMAN)


def _sample(
    *methods: str,
    results: str = "It worked.",
    title: str = "Ketamine for depression.",
    background: str = "Depression is common.",
    design: Design | None = Design.RCT,
    species: Species = Species.HUMAN,
) -> Sample:
    one = reading(title, ("BACKGROUND", background), ("METHODS", " ".join(methods)), ("RESULTS", results))
    return sample_of(one, Judgement(design), Judgement(species))


def _participants(*methods: str, results: str = "It worked.", design: Design | None = Design.RCT) -> int | None:
    return _sample(*methods, results=results, design=design).participants.value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("84", 84),
        ("1,234", 1234),
        ("1 234", 1234),
        ("twenty-four", 24),
        ("Twenty four", 24),
        ("one hundred and two", 102),
        ("two hundred", 200),
        ("one thousand two hundred and six", 1206),
        ("two dozen", 24),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(written: str, value: int) -> None:
    assert _participants(f"We enrolled {written} patients with depression.") == value


@pytest.mark.parametrize(
    "written", ["0.5", "18-65", ">18", "45%", "5-HT", "$40", "someone", "tension", "45-year-old", "x2b", "four twenty"]
)
def test_what_only_looks_like_a_number_is_none(written: str) -> None:
    assert numbers_in(f"with {written} there".lower()) == []


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Thirty depressed inpatients received ketamine.", 30),
        ("Ketamine was given to 12 healthy, right-handed male volunteers.", 12),
        ("In 28 treatment-resistant depression (TRD) patients mood was rated.", 28),
        ("Depressed adults (N = 30) received ketamine.", 30),
        ("Healthy men (n=15) were given one infusion.", 15),
        ("A total of 47 were enrolled.", 47),
        ("The sample comprised 306 students.", 306),
        ("Respondents (n = 1 204) filled in a survey.", 1204),
        ("We did a 24-patient trial.", 24),
        ("Ketamine was given to 18 healthy male 20-28 yr olds.", 18),
        ("The sample comprised 184 18-35-year olds.", 184),
        ("Ten in-patients took part.", 10),
        ("Patients with scores greater than 20 were included, 48 patients in all.", 48),
        ("Data were taken from the electronic records of 9,410 patients.", 9410),
        ("We recruited 15 USMVs with severe symptoms.", 15),
    ],
)
def test_who_took_part_is_counted_however_they_are_called(sentence: str, value: int) -> None:
    assert _participants(sentence) == value


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients received 40 mg of ketamine over 40 minutes.",
        "Patients aged 18 to 65 years were eligible.",
        "Scores of 20 or more were needed.",
        "In 2019 patients were seen at 14 sites.",
        "Patients had six infusions over 12 days and 3 visits.",
        "At week 4 patients were rated again.",
        "Half (50%) of the patients responded.",
        "The trial compared two groups.",
        "Patients took 3 antidepressants.",
    ],
)
def test_doses_ages_scores_years_times_and_percentages_are_no_counts(sentence: str) -> None:
    assert _participants(sentence) is None


def test_a_number_from_the_background_is_another_studys() -> None:
    sample = _sample("Patients were treated.", background="A previous trial of 72 patients found an effect.")
    assert sample == Sample()


def test_screened_randomised_and_analysed_are_told_apart() -> None:
    sample = _sample(
        "Of 120 patients assessed for eligibility, 84 were randomised.",
        results="In all 80 patients completed the trial.",
    )
    assert (sample.screened.value, sample.randomised.value, sample.analysed.value) == (120, 84, 80)
    assert sample.participants.value == 84


def test_only_those_screened_leaves_the_number_unknown() -> None:
    sample = _sample("We screened 250 patients.")
    assert sample.screened.value == 250
    assert sample.participants == UNKNOWN


def test_randomised_counts_before_enrolled() -> None:
    sample = _sample("A total of 72 patients were enrolled and 60 patients were randomised.")
    assert (sample.enrolled.value, sample.randomised.value, sample.participants.value) == (72, 60, 60)


def test_a_randomised_trial_of_people_is_not_a_number_randomised() -> None:
    sample = _sample("In this randomised controlled trial 40 patients were treated.")
    assert sample.randomised == UNKNOWN
    assert sample.enrolled.value == 40


def test_those_who_left_or_had_an_event_are_not_the_sample() -> None:
    assert (
        _participants("Patients were given ketamine.", results="Three patients withdrew and 14 patients responded.")
        is None
    )


def test_a_proportion_tells_of_how_many_it_is() -> None:
    assert _participants("Patients were given ketamine.", results="Remission was seen in 12 of 30 patients.") == 30


def test_patients_and_controls_all_took_part() -> None:
    sample = _sample("We compared 20 patients with 18 healthy controls.")
    assert sample.enrolled.value == 38
    assert [ground.words for ground in sample.enrolled.grounds] == ["20 patients", "18 healthy controls"]
    assert [arm.value for arm in sample.arms] == [20, 18]


def test_controls_named_in_a_sentence_of_their_own_took_part_too() -> None:
    assert _participants("Twenty patients underwent imaging.", "Ten healthy controls were scanned once.") == 30


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Fifteen users, 16 former users and 13 people who never used were compared.", 44),
        ("We compared 20 depressed and 20 healthy women.", 40),
        ("Groups were users (n = 24), former users (n = 25) and others (n = 17).", 66),
        ("The participants were 12 men and 10 women.", 22),
    ],
)
def test_groups_side_by_side_are_summed(sentence: str, value: int) -> None:
    assert _participants(sentence) == value


@pytest.mark.parametrize(
    "sentence",
    [
        "Forty patients were randomised to ketamine (n = 21) or midazolam (n = 19).",
        "Forty patients (21 ketamine, 19 midazolam) were treated.",
        "Forty patients, 25 women and 15 men, were treated.",
        "We treated 40 patients: 21 patients had ketamine and 19 patients had midazolam.",
        "Forty patients were enrolled, of whom 31 patients completed.",
        "Forty patients were enrolled, with 31 patients receiving every dose.",
    ],
)
def test_parts_are_not_added_to_the_whole(sentence: str) -> None:
    assert _participants(sentence) == 40


def test_arms_are_given_when_they_add_up() -> None:
    sample = _sample("Forty patients were randomised to ketamine (n = 21) or midazolam (n = 19).")
    assert [arm.value for arm in sample.arms] == [21, 19]


def test_arms_alone_make_the_total() -> None:
    sample = _sample("Patients were randomised to ketamine (n = 20) or midazolam (n = 21).")
    assert sample.participants.value == 41
    assert [ground.words for ground in sample.participants.grounds] == ["20", "21"]


@pytest.mark.parametrize(
    "sentence",
    [
        "We studied two groups of 12 volunteers.",
        "Two groups were formed (n = 12 per group).",
        "There were two arms with 12 patients in each group.",
        "Maps were made for two groups (drug or placebo, 12 subjects/group).",
        "Scans were taken (n = 12 in both groups).",
    ],
)
def test_a_group_size_is_multiplied_by_the_groups_stated(sentence: str) -> None:
    assert _participants(sentence) == 24


def test_a_group_size_without_the_number_of_groups_stays_unknown() -> None:
    assert _participants("Patients were treated (n = 12 per group).") is None


def test_the_samples_of_numbered_studies_in_one_paper_are_summed() -> None:
    first = "In sub-study 1, a battery of tests was administered to newcomers (n = 40)."
    second = "In sub-study 2, the same tests were administered to experienced users (n = 23)."
    assert _participants(first, second, design=Design.CROSS_SECTIONAL) == 63
    assert _participants("In study 1, 38 students were tested.", "In study 1, reaction times were measured.") == 38


def test_a_total_said_before_numbered_studies_is_not_added_to_them() -> None:
    said = "A total of 63 people took part.", "In study 1, 40 people were tested.", "In study 2, 23 people were tested."
    assert _participants(*said, design=Design.CROSS_SECTIONAL) == 63


def test_those_found_again_count_and_those_contacted_do_not() -> None:
    sample = _sample(
        "Former patients (n = 1000) were contacted for follow-up.",
        results="Of the 203 participants in the follow-up, 52 had received the drug before.",
        design=Design.COHORT,
    )
    assert (sample.screened.value, sample.participants.value) == (1000, 203)


@pytest.mark.parametrize(
    ("results", "value"),
    [
        ("Patients (n = 215) had a mean score of 18.6.", 215),
        ("Ninety-six detoxified alcoholics were randomised.", 96),
        ("304 responses were received from users of the drug.", 304),
        ("In all, 69 individuals responded to the survey.", 69),
    ],
)
def test_results_may_say_who_took_part(results: str, value: int) -> None:
    assert _participants("It was an observation.", results=results, design=Design.CROSS_SECTIONAL) == value


def test_what_is_said_beyond_a_bracket_is_not_said_of_those_counted_in_it() -> None:
    said = "The study, with a larger sample (44 users, and 59 people who never used), failed to show a difference."
    assert _participants(said, design=Design.OBSERVATIONAL) == 103


def test_responses_to_a_treatment_are_no_people() -> None:
    assert _participants("It was an observation.", results="There were 12 responses in one arm.") is None


def test_without_headings_a_first_sentence_on_what_was_done_is_of_this_study() -> None:
    abstract = (
        "Fifteen users, who had no other dependence, and 15 controls were included in a study. Hormones fell in users. "
        "Mood did not differ."
    )
    sample = sample_of(reading("Hormones in users", abstract), Judgement(Design.OBSERVATIONAL), HUMAN)
    assert sample.participants.value == 30


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Earlier results are unclear METHODS: Twenty patients were randomised to one dose.", 20),
        ("Doses taken from a previous study were tested in eleven healthy volunteers.", 11),
        ("This recent, open-label pilot study in adults (N = 10) found that mood rose.", 10),
        ("Participant data (n = 60) were pooled from three trials.", 60),
        ("Six healthy adults inhaled a single dose.", 6),
        ("Six million adults have inhaled it.", None),
        ("In a previous study eleven volunteers were tested.", None),
    ],
)
def test_without_headings_more_of_the_beginning_is_of_this_study(sentence: str, value: int | None) -> None:
    abstract = f"Depression is a common disorder. {sentence} The effect of one dose was large."
    assert sample_of(reading("One dose", abstract), Judgement(Design.TRIAL), HUMAN).participants.value == value


def test_those_measured_in_two_ways_are_not_added() -> None:
    methods = "We scanned 13 adolescents. Data were available from 11 adolescents for imaging and from 10 for blood."
    assert _participants(methods) == 13
    methods = (
        "Twenty patients were enrolled. We measured the left side (n = 18), the right side (n = 16) and both (n = 9)."
    )
    assert _participants(methods) == 20


def test_one_arm_alone_was_not_all_who_were_randomised() -> None:
    methods = "Ten participants were randomised to a long infusion, while 10 had a short one."
    assert _participants(methods, results="All 20 participants completed the infusion.") == 20


def test_the_same_people_measured_again_are_not_added() -> None:
    assert (
        _participants("Mood was rated at baseline (n = 55), the morning after (n = 50) and after seven days (n = 22).")
        == 55
    )


def test_a_protocols_number_is_the_planned_one() -> None:
    sample = _sample("Approximately 198 eligible participants will be randomised.", design=Design.PROTOCOL)
    assert sample.participants.value == 198


def test_the_title_may_say_it() -> None:
    assert _sample("Records were read.", title="Ketamine in 163 patients: a cohort study").participants.value == 163


def test_a_case_report_is_of_one_person() -> None:
    sample = _sample("A 45-year-old woman received ketamine.", design=Design.CASE_REPORT)
    assert sample.participants.value == 1
    assert sample.participants.grounds[0].words == "A 45-year-old"


def test_a_series_is_of_as_many_cases_as_it_says() -> None:
    assert _participants("We report three cases of mania after ketamine.", design=Design.CASE_SERIES) == 3


def test_a_series_without_a_number_stays_unknown() -> None:
    assert _participants("A 45-year-old woman and others received ketamine.", design=Design.CASE_SERIES) is None


def test_a_review_counts_its_studies_and_the_people_in_them() -> None:
    sample = _sample(
        "Databases were searched.",
        results="We screened 900 articles. Twelve trials with a total of 1,150 participants were included.",
        design=Design.META_ANALYSIS,
    )
    assert (sample.studies.value, sample.enrolled.value) == (12, 1150)


@pytest.mark.parametrize(
    ("results", "studies"),
    [
        ("A search of three databases yielded 317 articles, where 29 studies met the inclusion criteria.", 29),
        (
            "The search found 10 relevant manuscripts that met our criteria: one trial, 5 cohort studies, 4 reports.",
            10,
        ),
        ("Eleven controlled trials and four open-label studies were included.", 15),
        ("Eleven studies (three randomised trials) with many outcomes were included.", 11),
        ("Twelve studies, including four trials and eight cohort studies of patients, were included.", 12),
        ("We included nine studies. Four trials were included in a second analysis.", 9),
        ("Thirty articles were selected, and another 2 articles were kept as supporting material.", 30),
        ("Two reviewers screened 900 records. Seven trials were included.", 7),
    ],
)
def test_the_studies_of_a_review_are_those_it_rests_on(results: str, studies: int) -> None:
    assert _sample(results=results, design=Design.SYSTEMATIC_REVIEW).studies.value == studies


def test_the_people_in_a_review_need_no_studies_in_their_sentence() -> None:
    results = "Five trials were eligible. Three hundred ninety-one patients with depression were included."
    assert _sample(results=results, design=Design.META_ANALYSIS).participants.value == 391


def test_a_narrative_review_took_no_one_in() -> None:
    assert _sample("One trial treated 40 patients.", design=Design.REVIEW) == Sample()


def test_animals_are_counted_apart_and_never_as_people() -> None:
    sample = _sample("Forty male rats were randomised.", design=Design.ANIMAL, species=Species.ANIMAL)
    assert sample.animals.value == 40
    assert (sample.enrolled, sample.randomised) == (UNKNOWN, UNKNOWN)


def test_people_and_animals_in_one_paper_are_both_counted() -> None:
    sample = _sample("We enrolled 30 patients.", "Mood was modelled in 24 mice.", design=None, species=Species.BOTH)
    assert (sample.enrolled.value, sample.animals.value) == (30, 24)


def test_every_ground_stands_in_the_record() -> None:
    one = record("Ketamine in 40 patients", ("METHODS", "Ketamine (n = 21) or midazolam (n = 19) was given."))
    sample = sample_of(Reading(one), Judgement(Design.RCT), HUMAN)
    grounds = [*sample.enrolled.grounds, *(ground for arm in sample.arms for ground in arm.grounds)]
    assert len(grounds) == 3
    assert all(stands_there(ground, one) for ground in grounds)


# -- arms named one after the other, and numbers that are no sample ---------------------------------------------------


@pytest.mark.parametrize(
    ("methods", "results", "arms"),
    [
        ("Adults took part.", "33 patients were assigned to the spray group and 34 to the tablet group.", (33, 34)),
        ("Adults took part.", "32 participants were randomised to ketamine and 31 to the placebo group.", (32, 31)),
        ("33 patients were randomised to a spray and 34 to tablets; 32 and 30 received one dose.", "", (33, 34)),
        ("It was open.", "Sprayed patients (N = 33) had more good weeks than other patients (N = 34) had.", (33, 34)),
    ],
)  # fmt: skip
def test_arms_named_one_after_the_other_are_one_sample(methods: str, results: str, arms: tuple[int, ...]) -> None:
    sample = _sample(methods, results=results)
    assert sample.participants.value == sum(arms)
    assert tuple(one.value for one in sample.arms) == arms


def test_a_second_arm_alone_is_no_sample() -> None:
    assert _participants("Adults were randomised to one operation and 24 to the other.") is None


def test_those_excluded_never_count_though_much_is_said_of_them() -> None:
    text = "Six patients who did not receive the drug because of a cancelled visit were excluded after randomisation."
    assert _participants("Adults took part.", results=text) is None
    cases = f"{text} The datasets of 42 cases were analysed by intention to treat."
    assert _participants("Adults took part.", results=cases) == 42


def test_cases_of_an_event_are_no_participants() -> None:
    assert _participants("Adults took part.", results="There were 12 cases of a fall, which involved stairs.") is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In clinical trial 2 (Trial 2) those patients received midazolam.", None),
        ("Cohort 3 patients received the higher dose.", None),
        ("In a double-blind experiment 18 healthy volunteers received the drug.", 18),
        ("In this study 8 patients received the drug.", 8),
        ("A crossover trial of 39 LMD participants compared the drug with placebo.", 39),
    ],
)
def test_a_number_after_a_study_is_its_name_or_its_size(sentence: str, expected: int | None) -> None:
    assert _participants(sentence) == expected


def test_a_group_within_a_group_is_a_part_of_it() -> None:
    text = "Patients (N = 71; genotype: AA (N = 12, 17%), AB (N = 40, 56%) and BB (N = 19, 27%)) received one dose."
    assert _participants("Adults took part.", results=text) in (71, None)


def test_those_who_had_an_event_are_no_sample_though_their_number_stands_in_brackets() -> None:
    assert (
        _participants("Adults took part.", results="The symptom most often reported as better (n = 52, 70%) was sleep.")
        is None
    )
    assert _participants("Adults took part.", results="The responders (n = 12) improved further.") is None


def test_of_a_protocol_the_number_planned_counts_not_those_randomised_so_far() -> None:
    text = "The target sample is 90 adults. So far 53 participants were randomised."
    assert _sample(text, design=Design.PROTOCOL).participants.value == 90


def test_data_of_an_earlier_trial_are_those_of_the_analysis() -> None:
    text = "Data for the current analysis were drawn from a trial of 39 adults; results have previously been published."
    one = reading("A drug and growth factors", text)
    assert sample_of(one, Judgement(Design.RCT), HUMAN).participants.value == 39
