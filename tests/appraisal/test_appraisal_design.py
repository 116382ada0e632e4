"""The study design and its features: what is indexed, what the text states of its own study, and what stays unknown."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, stands_there

from indexer.appraisal import Basis, Design, Feature, Judgement, Source
from indexer.appraisal.design import design_of
from indexer.appraisal.features import features_of
from indexer.appraisal.species import species_of

Section = str | tuple[str, str]


def judged(title: str = "", *sections: Section, **indexed: tuple[str, ...]) -> Judgement[Design | None]:
    read = reading(title, *sections, **indexed)
    return design_of(read, species_of(read))


def design(title: str = "", *sections: Section, **indexed: tuple[str, ...]) -> Design | None:
    return judged(title, *sections, **indexed).value


def features(title: str = "", *sections: Section, **indexed: tuple[str, ...]) -> set[Feature]:
    read = reading(title, *sections, **indexed)
    return {feature.value for feature in features_of(read, design_of(read, species_of(read)))}


# -- randomised trials ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Sixty patients were randomized to one infusion of ketamine or saline.",
        "Patients were randomly assigned to two groups.",
        "We randomised 40 adults (1:1) to the drug or placebo.",
        "In a double-blind, randomised, placebo-controlled crossover study, 12 volunteers took each dose.",
        "Twelve volunteers received both treatments in random order.",
        "Random allocation of the patients was concealed.",
        "Eight schools were cluster randomised and their students followed.",
        "Volunteers took part in two randomized treatment periods.",
        "Patients were divided into two groups by a random number table.",
        "The second survey randomized 68 adults to see the form or not.",
        "Patients were randomly distributed to three wards.",
    ],
)
def test_a_trial_that_says_so_of_itself_is_randomised(sentence: str) -> None:
    assert design("Effects on mood", ("METHODS", sentence)) is Design.RCT


def test_a_title_that_names_a_randomised_trial_is_enough() -> None:
    assert design("Infusions for low mood: a randomised controlled trial") is Design.RCT
    assert design("Infusions for low mood: a random controlled study") is Design.RCT
    assert design("Sample sizes of people for a cluster randomization design") is not Design.RCT
    assert design("Infusions for low mood: lessons of randomised controlled trials") is not Design.RCT


@pytest.mark.parametrize(
    "sentence",
    [
        "Randomized controlled trials are needed in such patients.",
        "A randomised trial would help these patients.",
        "Previous randomized trials enrolled younger patients.",
        "These findings support the need for a large randomised controlled trial.",
        "Such patients responded, and they need a randomised trial.",
        "Forty patients took part in this non-randomised study.",
        "Two hundred patients were randomly selected from the register.",
        "We used Mendelian randomization on the patients' genotypes.",
        "Patients were randomly divided into a training set and a validation set.",
        "Patients were included in a random-effects model.",
    ],
)
def test_other_trials_samples_and_statistics_are_no_randomisation(sentence: str) -> None:
    assert design("Effects on mood", ("METHODS", sentence)) is not Design.RCT


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients helped us to shape the drug's dose for a definitive randomised controlled trial.",
        "In patients this was a case series rather than a prospective randomized controlled study.",
        "To show it in patients requires a prospective and randomized study.",
        "A prospective randomized trial is running in such patients.",
        "Patients named the target in randomized presentations of faces.",
        "The probe projects randomly distributed spots onto the patients' skin.",
        "Patients were randomly divided into training (70%) and validation (30%) subsets.",
    ],
)
def test_a_trial_to_come_and_what_only_sounds_like_one(sentence: str) -> None:
    assert design("A study", ("METHODS", "Patients were seen."), ("RESULTS", sentence)) is not Design.RCT


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This is a cross-sectional analysis of patients in a randomized trial.", Design.CROSS_SECTIONAL),
        (
            "The study concerns cross-sectional data from a randomized clinical trial of patients.",
            Design.CROSS_SECTIONAL,
        ),
        ("An observational cohort study of patients within a randomised trial was done.", Design.COHORT),
        ("Data of patients from the usual-care arm of a randomized trial were used.", None),
    ],
)
def test_what_was_only_observed_in_a_trials_participants_was_not_randomised(
    sentence: str, expected: Design | None
) -> None:
    found = design("Pain of patients", ("METHODS", sentence), ("RESULTS", "Many patients had pain."))
    assert found is expected if expected else found is not Design.RCT


def test_a_trial_in_the_introduction_is_not_this_study() -> None:
    abstract = (
        ("BACKGROUND", "In one study, patients were randomised to ketamine or midazolam."),
        ("METHODS", "We asked respondents of an online survey about it."),
    )
    assert design("What patients expect", *abstract) is Design.CROSS_SECTIONAL


def test_blinding_without_stated_randomisation_is_a_trial_not_a_randomised_one() -> None:
    sentence = "In a double-blind, placebo-controlled crossover study 15 healthy volunteers received both doses."
    assert design("Attention after a low dose", ("METHODS", sentence)) is Design.TRIAL


@pytest.mark.parametrize(
    "sentence",
    [
        "In a double-blind, placebo-controlled trial 40 patients took the drug or placebo for six weeks.",
        "Sixteen outpatients took part in a double-blind study and received the drug and a placebo in turn.",
    ],
)
def test_a_blinded_trial_against_placebo_is_marked_as_possibly_randomised(sentence: str) -> None:
    assert design("Mood after six weeks", ("METHODS", sentence)) is Design.TRIAL
    assert Feature.POSSIBLY_RANDOMISED in features("Mood after six weeks", ("METHODS", sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients in this double-blind, placebo-controlled study were not randomised.",
        "Volunteers took drug and placebo in a fixed order in this double-blind study.",
        "Forty patients took the drug in this open-label trial.",
        "We analysed data from a recent double-blind, placebo-controlled crossover study in volunteers.",
    ],
)
def test_a_trial_that_was_allocated_otherwise_is_not_possibly_randomised(sentence: str) -> None:
    assert Feature.POSSIBLY_RANDOMISED not in features("Mood after six weeks", ("METHODS", sentence))


def test_a_randomised_trial_is_not_called_possibly_so() -> None:
    sentence = "In a double-blind trial 40 patients were randomised to the drug or placebo."
    assert Feature.POSSIBLY_RANDOMISED not in features("Mood after six weeks", ("METHODS", sentence))


def test_an_extension_of_a_randomised_trial_is_not_randomised_by_it() -> None:
    abstract = (
        "We previously completed a randomised crossover study in patients. Here they took the drug in an open trial."
    )
    assert design("Six weeks of open treatment", ("METHODS", abstract)) is Design.TRIAL


def test_volunteers_with_previous_experience_are_not_those_of_a_previous_study() -> None:
    abstract = (
        "Brain waves were studied in 18 volunteers with previous experience of it in a double-blind crossover trial. "
        "Alpha waves decreased."
    )
    assert design("Brain waves after a brew", abstract) is Design.TRIAL


def test_an_essay_on_trials_is_no_trial() -> None:
    assert design("Rethinking placebo-controlled clinical trials", "Patients guess their treatment.") is None


def test_points_that_are_randomly_distributed_are_no_trial() -> None:
    assert design("A probe for surfaces", "Spots were randomly distributed over the detector.") is None


@pytest.mark.parametrize("word", ["randomized", "randomly assigned"])
def test_animals_may_be_randomised_without_being_a_trial(word: str) -> None:
    assert design("Swimming after one dose", ("METHODS", f"Forty rats were {word} to drug or saline.")) is Design.ANIMAL


def test_cells_are_no_animal_study() -> None:
    assert design("Currents", ("METHODS", "We recorded transfected HEK293 cells in vitro.")) is Design.IN_VITRO


# -- protocols --------------------------------------------------------------------------------------------------------


def test_a_protocol_describes_a_trial_to_come() -> None:
    methods = (
        "Sixty patients will be randomised to the drug or placebo. Mood will be assessed. Safety will be evaluated."
    )
    to_come = ("METHODS", methods)
    assert design("Infusions for low mood: study protocol for a randomised controlled trial") is Design.PROTOCOL
    assert design("Infusions for low mood", to_come) is Design.PROTOCOL
    assert design("The MOOD trial: rationale and design", to_come) is Design.PROTOCOL


def test_a_protocol_of_a_review_is_no_review() -> None:
    assert design("Infusions for low mood: protocol for a systematic review and meta-analysis") is Design.PROTOCOL


def test_a_trial_that_speaks_of_the_future_once_is_no_protocol() -> None:
    abstract = ("Eighty patients were randomised to drug or placebo.", "A larger sample will be recruited next year.")
    assert design("Infusions for low mood", ("METHODS", abstract[0]), ("DISCUSSION", abstract[1])) is Design.RCT


def test_an_article_typed_as_a_trial_that_is_a_protocol_is_a_protocol() -> None:
    told = judged("Infusions for low mood: study protocol", types=("Randomized Controlled Trial",))
    assert told.value is Design.PROTOCOL
    assert [ground.source for ground in told.grounds] == [Source.TITLE, Source.PUBLICATION_TYPE]
    assert design("", types=("Clinical Trial Protocol", "Randomized Controlled Trial")) is Design.PROTOCOL


# -- reviews ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Infusions for low mood: a meta-analysis of randomised trials", Design.META_ANALYSIS),
        ("Infusions for low mood: a systematic review", Design.SYSTEMATIC_REVIEW),
        ("Infusions for low mood: a scoping review", Design.SYSTEMATIC_REVIEW),
        ("An overview of systematic reviews of infusions", Design.SYSTEMATIC_REVIEW),
        ("Clinical practice guideline for low mood", Design.GUIDELINE),
        ("Infusions for low mood: a narrative review", Design.REVIEW),
        ("Erratum to: Infusions for low mood", Design.NOTICE),
        ("Reply to a letter on infusions", Design.OPINION),
    ],
)
def test_a_title_names_its_paper(title: str, expected: Design) -> None:
    assert design(title) is expected


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("'Infusions for low mood: A randomised trial': Correction.", "Eighty adults were randomised."),
        ("Infusions for low mood: a randomised trial", "Reports an error in 'Infusions for low mood' by A. B."),
        ("Infusions for low mood: a randomised trial", "[This corrects the article DOI: 10.1/x.]."),
    ],
)
def test_a_correction_that_repeats_the_abstract_is_no_second_study(title: str, said: str) -> None:
    told = f"{said} (The following abstract of the original article appeared.) {RANDOMISED[1]}"
    assert design(title, ("", told)) is Design.NOTICE


def test_a_title_may_be_about_correcting_something() -> None:
    assert design("Infusions after surgical correction", RANDOMISED) is Design.RCT
    assert design("Low mood and its correction: a pilot", RANDOMISED) is Design.RCT


def test_a_systematic_review_that_pools_is_a_meta_analysis() -> None:
    pooled = ("METHODS", "We performed a meta-analysis of the included studies.")
    assert design("Infusions: a systematic review", pooled) is Design.META_ANALYSIS
    impossible = ("RESULTS", "A meta-analysis was not possible.")
    assert design("Infusions: a systematic review", impossible) is Design.SYSTEMATIC_REVIEW


def test_a_reporting_guideline_names_meta_analyses_without_there_being_one() -> None:
    followed = ("METHODS", "We followed the Preferred Reporting Items for Systematic Reviews and Meta-Analyses.")
    assert design("Infusions for low mood", followed) is Design.SYSTEMATIC_REVIEW


def test_a_search_of_databases_that_chose_studies_is_a_systematic_review() -> None:
    searched = ("METHODS", "We searched MEDLINE and Embase. Randomised controlled trials were included.")
    assert design("Infusions for low mood", searched) is Design.SYSTEMATIC_REVIEW


def test_a_review_of_charts_is_a_study_of_patients() -> None:
    told = design("Infusions in one clinic", ("METHODS", "A systematic retrospective chart review of 12 patients."))
    assert told is Design.COHORT


def test_a_systematic_review_of_charts_is_no_systematic_review() -> None:
    methods = "Benefit was assessed by a systematic retrospective chart review of a case series from one practice."
    assert design("Experience with a nasal spray in adolescents", ("METHODS", methods)) is Design.CASE_SERIES


@pytest.mark.parametrize(
    "sentence",
    [
        "The present study reviewed the records of 90 patients admitted to one ward.",
        "This was a retrospective review of patients treated with infusions.",
    ],
)
def test_a_study_that_reviewed_records_is_a_cohort(sentence: str) -> None:
    assert design("Admissions for low mood", ("METHODS", sentence)) is Design.COHORT


def test_a_review_that_mentions_randomised_trials_stays_a_review() -> None:
    abstract = "This review summarises the evidence. In one study, patients were randomised to drug or placebo."
    assert design("Glutamate and mood", abstract) is Design.REVIEW


@pytest.mark.parametrize(
    "sentences",
    [
        "We report a compound with a new bridge. Its bonds are discussed.",
        "Forty users were tested on three tasks. The results are discussed in terms of attention.",
        "This paper describes the outcomes of a new technique. A total of 23 patients were included.",
    ],
)
def test_discussing_or_describing_makes_no_review_of_a_paper_that_found_something(sentences: str) -> None:
    assert design("A new approach", sentences) is not Design.REVIEW


def test_a_survey_whose_title_reads_like_a_review_is_a_survey() -> None:
    methods = ("METHODS", "We describe data of a nationwide, cross-sectional survey of 600 people who drink.")
    assert design("Perspectives on assisted therapy: an exploratory survey", methods) is Design.CROSS_SECTIONAL


OVERVIEW = (
    "Low mood is common among people with chronic illness. It impairs recovery and the quality of life of patients and "
    "their families. Several drugs are available, but their onset is slow. Clinicians should ask about sleep, and "
    "psychotherapy may help where drugs do not."
)


def test_an_overview_that_does_not_call_itself_a_review_is_one() -> None:
    told = judged("Low mood in the medically ill", OVERVIEW)
    assert told.value is Design.REVIEW
    assert told.basis is Basis.RULE


@pytest.mark.parametrize(
    "abstract",
    [
        OVERVIEW + " We treated some of them.",
        OVERVIEW + " The results of a questionnaire support this.",
        OVERVIEW + " Among 120 patients every third has low mood.",
        "Low mood is common among patients. It was rare in the past. Drugs were few. Hope was all there was.",
        "Low mood is common among patients. It impairs recovery.",
        "The compound is stable. It forms crystals. Its colour may change with heat.",
    ],
)
def test_what_tells_of_work_of_its_own_or_too_little_is_no_overview(abstract: str) -> None:
    assert design("Low mood in the medically ill", abstract) is None


def test_an_abstract_in_sections_is_no_overview() -> None:
    sections = ("INTRODUCTION", OVERVIEW), ("DISCUSSION", "Patients need time.")
    assert design("Low mood in the medically ill", *sections) is None


def test_a_heading_counts_before_the_way_an_abstract_is_told() -> None:
    assert design("Low mood in the medically ill", OVERVIEW, mesh=("Retrospective Studies",)) is Design.COHORT


def test_a_paper_that_discusses_its_own_results_is_no_review() -> None:
    abstract = ("Twenty participants were scanned twice.", "Implications for treatment are discussed.")
    assert design("Scans and mood", ("METHODS", abstract[0]), ("CONCLUSIONS", abstract[1])) is not Design.REVIEW


# -- other designs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We report the case of a woman whose mood lifted.", Design.CASE_REPORT),
        ("A 45-year-old man presented with low mood.", Design.CASE_REPORT),
        ("We describe three patients whose mood lifted.", Design.CASE_SERIES),
        ("Semi-structured interviews with patients were read by two of us.", Design.QUALITATIVE),
        ("In this nested case-control study patients were matched by age.", Design.CASE_CONTROL),
        ("A cross-sectional study of 300 students was done.", Design.CROSS_SECTIONAL),
        ("Patients of a prospective cohort were seen yearly.", Design.COHORT),
        ("Twelve patients took part in an open-label trial.", Design.TRIAL),
        ("This observational study included 60 patients.", Design.OBSERVATIONAL),
    ],
)
def test_each_design_is_read_from_words_that_state_it(sentence: str, expected: Design) -> None:
    assert design("Low mood", ("METHODS", sentence)) is expected


def test_a_case_among_many_patients_is_no_case_report() -> None:
    abstract = ("METHODS", "Scans of 140 patients were read. A patient with a cyst was left out.")
    assert design("Scans and mood", abstract) is not Design.CASE_REPORT


def test_groups_that_were_only_compared_were_observed() -> None:
    compared = "Memory was poorer in users than in matched controls."
    assert design("Memory in users", ("RESULTS", compared)) is Design.OBSERVATIONAL
    given = ("METHODS", "Patients and matched controls were scanned after one infusion.")
    assert design("Scans and mood", given) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Twenty-three ecstasy users and 16 non-users completed a battery of memory tests.",
        "We administered tests to 30 MDMA users and compared them with people from the same clubs.",
        "Fifty people attending ayahuasca ceremonies were assessed before and four weeks after.",
        "Calls to poison control centers over ten years were analysed.",
        "Adverse event reporting system data on nasal sprays were mined.",
    ],
)
def test_people_who_were_watched_in_what_they_do_themselves_were_observed(sentence: str) -> None:
    assert design("Memory and mood", ("METHODS", sentence)) is Design.OBSERVATIONAL


def test_users_who_were_given_a_drug_were_not_merely_observed() -> None:
    methods = ("METHODS", "Eight MDMA users received MDMA 75 mg and placebo in two sessions.")
    assert design("Heart rate after a dose", methods) is Design.TRIAL


def test_users_of_services_and_of_the_web_are_no_users_of_drugs() -> None:
    methods = ("METHODS", "Attitudes towards the users differed between wards. Service users reported more trust.")
    assert design("Attitudes on the ward", methods) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Twelve patients with depression received a single infusion of ketamine 0.5 mg/kg.", Design.TRIAL),
        ("Healthy volunteers were given 10 mg of the drug, and its concentration was measured.", Design.TRIAL),
        ("Thirty people completed an online questionnaire about their experiences.", Design.CROSS_SECTIONAL),
        ("We examined the medical charts of all inpatients of one year.", Design.COHORT),
        ("Patients received ketamine and were rated with an observational protocol.", Design.OBSERVATIONAL),
    ],
)
def test_a_study_that_names_no_design_is_told_by_what_was_done(sentence: str, expected: Design) -> None:
    assert design("Mood after a dose", ("METHODS", sentence)) is expected


def test_former_participants_of_trials_who_are_followed_up_are_no_trial() -> None:
    methods = ("METHODS", "We asked people who had been in a ketamine clinical trial years ago about later treatment.")
    assert design("Long-term follow-up of participants in clinical trials", methods) is Design.COHORT


def test_millions_of_people_do_not_make_a_case_many() -> None:
    abstract = "The operation is done in 19 million people a year. We present a case of a 43-year-old woman with fever."
    assert design("A rare complication", abstract) is Design.CASE_REPORT


def test_a_case_of_several_patients_is_a_series() -> None:
    assert (
        design("Fever after a dose", "We present the clinical course of five elderly patients.") is Design.CASE_SERIES
    )


def test_a_child_who_is_spoken_of_in_interviews_is_no_case() -> None:
    abstract = "Parents of a child with a rare disease grieve early. In-depth interviews with 19 parents were held."
    assert design("Living with loss", ("METHODS", abstract)) is Design.QUALITATIVE


def test_what_states_no_design_is_unknown() -> None:
    told = judged("Mood and scans", ("METHODS", "Patients and controls were scanned."))
    assert told.value is None
    assert told.basis is None


def test_interviews_within_a_randomised_trial_are_a_qualitative_study() -> None:
    abstract = ("METHODS", "Twelve participants of a randomised controlled trial were interviewed.")
    assert design("How it felt: a qualitative study", abstract) is Design.QUALITATIVE


# -- indexing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (("Journal Article", "Randomized Controlled Trial"), Design.RCT),
        (("Meta-Analysis", "Systematic Review"), Design.META_ANALYSIS),
        (("Review", "Case Reports"), Design.CASE_REPORT),
        (("Randomized Controlled Trial, Veterinary",), Design.ANIMAL),
        (("Comment", "Letter"), Design.OPINION),
        (("Retraction of Publication",), Design.NOTICE),
        (("Observational Study",), Design.OBSERVATIONAL),
        (("Journal Article",), None),
    ],
)
def test_publication_types_name_designs(types: tuple[str, ...], expected: Design | None) -> None:
    assert design("", types=types) is expected


def test_publication_types_come_before_the_text() -> None:
    told = judged("Low mood", ("METHODS", "In this cohort study patients were seen."), types=("Case Reports",))
    assert told.value is Design.CASE_REPORT
    assert told.basis is Basis.INDEXED


def test_the_text_says_more_precisely_what_is_indexed_broadly() -> None:
    randomised = ("METHODS", "Patients were randomised to drug or placebo.")
    assert design("Low mood", randomised, types=("Clinical Trial",)) is Design.RCT
    assert design("Low mood: a systematic review", types=("Review",)) is Design.SYSTEMATIC_REVIEW
    assert design("Low mood", randomised, mesh=("Humans", "Adult", "Prospective Studies")) is Design.RCT
    assert design("Low mood", types=("Review",)) is Design.REVIEW


def test_a_review_typed_as_a_trial_is_a_review_if_its_title_says_so() -> None:
    typed = ("Randomized Controlled Trial",)
    assert design("Low mood: a systematic review of randomised trials", types=typed) is Design.SYSTEMATIC_REVIEW
    assert design("Low mood", ("METHODS", "We searched MEDLINE. Studies were included."), types=typed) is Design.RCT


def test_whatever_was_randomised_among_animals_is_an_animal_study() -> None:
    assert design("Rats", types=("Randomized Controlled Trial",), mesh=("Animals", "Rats")) is Design.ANIMAL


def test_a_heading_for_part_of_a_trial_does_not_make_it_less() -> None:
    randomised = ("METHODS", "Patients were randomised to drug or placebo.")
    assert design("Low mood", randomised, mesh=("Humans", "Adult", "Cross-Sectional Studies")) is Design.RCT


def test_a_mesh_heading_states_a_design() -> None:
    told = judged("Low mood", mesh=("Humans", "Adult", "Cross-Sectional Studies"))
    assert told.value is Design.CROSS_SECTIONAL
    assert told.grounds[0].source is Source.MESH


# -- features ---------------------------------------------------------------------------------------------------------

RANDOMISED = ("METHODS", "Forty patients were randomised to drug or placebo.")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This is a post hoc analysis of the trial.", Feature.SECONDARY),
        ("Data from a randomised controlled trial were used.", Feature.SECONDARY),
        ("Data of both trials were pooled.", Feature.POOLED),
        ("Each took both drugs in a crossover design.", Feature.CROSSOVER),
        ("This pilot study was small.", Feature.PILOT),
        ("All could enter an open-label extension.", Feature.EXTENSION),
        ("The second phase was open-label.", Feature.OPEN_LABEL),
        ("It was run at 12 sites.", Feature.MULTICENTRE),
        ("The margin of non-inferiority was 2 points.", Feature.NON_INFERIORITY),
        ("It had a randomised withdrawal phase.", Feature.WITHDRAWAL),
        ("Follow-up was prospective.", Feature.PROSPECTIVE),
    ],
)
def test_features_are_read_where_the_paper_speaks_of_itself(sentence: str, expected: Feature) -> None:
    assert expected not in features("Low mood", RANDOMISED)
    assert expected in features("Low mood", RANDOMISED, ("METHODS", sentence))


def test_a_secondary_analysis_typed_as_a_trial_stays_one() -> None:
    text = "Low mood", ("METHODS", "This is a secondary analysis of a trial in 90 patients.")
    assert design(*text, types=("Randomized Controlled Trial",)) is Design.RCT
    assert features(*text, types=("Randomized Controlled Trial",)) == {Feature.SECONDARY}


def test_data_of_an_earlier_study_make_a_secondary_analysis() -> None:
    methods = ("METHODS", "We modelled data from a recent crossover study of volunteers who took drug or placebo.")
    assert Feature.SECONDARY in features("A model of synapses", methods)


def test_a_regression_analysis_is_no_secondary_analysis() -> None:
    assert features("Low mood", RANDOMISED, ("METHODS", "Regression analysis was used.")) == set()


def test_a_feature_of_a_study_wished_for_is_none_of_this_one() -> None:
    assert features("Low mood", RANDOMISED, ("DISCUSSION", "A multicentre crossover trial is needed.")) == set()


def test_features_of_reviews_are_apart_from_those_of_studies() -> None:
    text = "Low mood: a network meta-analysis", ("RESULTS", "Ten randomised crossover trials were included.")
    assert features(*text) == {Feature.NETWORK, Feature.OF_TRIALS}


def test_a_review_says_what_it_included() -> None:
    title = "Low mood: a systematic review"
    assert features(title, ("RESULTS", "Six cohort studies and four case reports were included.")) == {
        Feature.OF_OBSERVATIONAL,
        Feature.OF_CASES,
    }
    assert features(title, ("METHODS", "We excluded case reports.")) == set()
    assert features(title, ("DISCUSSION", "Randomised trials are needed.")) == set()


def test_indexed_features_count_before_the_text() -> None:
    read = reading("Low mood", RANDOMISED, types=("Multicenter Study",), mesh=("Cross-Over Studies",))
    found = features_of(read, design_of(read, species_of(read)))
    assert {feature.value: feature.grounds[0].source for feature in found} == {
        Feature.CROSSOVER: Source.MESH,
        Feature.MULTICENTRE: Source.PUBLICATION_TYPE,
    }


def test_what_is_no_study_has_no_features() -> None:
    pilot = ("METHODS", "A pilot of this software was multicentre.")
    assert design("Software for clinics", pilot) is None
    assert features("Software for clinics", pilot) == set()
    assert features("Pilot and multicentre studies: a narrative review") == set()


def test_grounds_are_words_of_the_record() -> None:
    read = reading("A pilot study", RANDOMISED, ("METHODS", "It was an open-label crossover study at 12 sites."))
    told = design_of(read, species_of(read))
    everything = [*told.grounds, *(ground for one in features_of(read, told) for ground in one.grounds)]
    assert len(everything) > 3
    assert all(stands_there(ground, read.record) for ground in everything)


def test_the_words_of_a_ground_are_few() -> None:
    told = judged("Infusions for low mood in the elderly, and what became of them: Corrigendum")
    assert told.value is Design.NOTICE
    assert told.grounds[0].words == "Corrigendum"


# -- secondary and pooled analyses -----------------------------------------------------------------------------------

_RANDOMISED = ("METHODS", "Eighty adults were randomised to the drug or placebo.")


@pytest.mark.parametrize(
    "section",
    [
        ("METHODS", "Analyses included the intention-to-treat sample, sensitivity and post-hoc analyses."),
        ("RESULTS", "In secondary analyses, the drug also helped sleep."),
        ("RESULTS", "Anxiety fell with the higher dose only (post hoc analysis: A<C)."),
        ("RESULTS", "Post hoc analyses of the time effect showed a fall after one day."),
        ("RESULTS", "Secondary analysis of all participants found the same at one month."),
        ("METHODS", "Patients were enrolled in a double-blind randomised controlled trial."),
        ("RESULTS", "A post hoc analysis of data from the first week agreed."),
        ("METHODS", "A substudy of sleep was planned in a third of the sites."),
        ("CONCLUSIONS", "Baseline data from all participants agree with what was previously reported."),
    ],
)
def test_a_trial_that_also_made_secondary_analyses_is_not_one(section: tuple[str, str]) -> None:
    assert Feature.SECONDARY not in features("A drug for low mood", _RANDOMISED, section)


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Sleep and a drug for low mood: a secondary analysis", ("RESULTS", "Sleep was better.")),
        ("Post hoc analyses of a trial of a drug for low mood", ("RESULTS", "Sleep was better.")),
        ("Sleep and a drug", ("METHODS", "This is a post hoc analysis of the first trial.")),
        ("Sleep and a drug", ("METHODS", "This secondary analysis looked at sleep.")),
        ("Sleep and a drug", ("METHODS", "In this secondary publication, sleep is reported.")),
        ("Sleep and a drug", ("METHODS", "We conducted a secondary analysis of data from two trials.")),
        (
            "Sleep and a drug",
            ("METHODS", "Post hoc analysis of sleep (at weeks 1, 2 and 4) from two randomised trials."),
        ),
        ("Sleep and a drug", ("METHODS", "Using data from a randomised, double-blind (DB) trial, we looked at sleep.")),
        ("Sleep and a drug", ("METHODS", "Data were drawn from a trial whose results have been published elsewhere.")),
        ("Sleep and a drug", ("METHODS", "Participants from a previous randomised trial were interviewed.")),
        ("Sleep and a drug", ("METHODS", "Secondary analyses were conducted on the NIGHTFALL study.")),
    ],
)
def test_a_study_that_says_so_of_itself_is_a_secondary_analysis(title: str, section: tuple[str, str]) -> None:
    assert Feature.SECONDARY in features(title, _RANDOMISED, section)


def test_groups_put_together_are_no_pooled_analysis() -> None:
    together = ("RESULTS", "Both measures rose when the two groups were pooled together.")
    assert Feature.POOLED not in features("A drug for low mood", _RANDOMISED, together)
    assert Feature.POOLED not in features(
        "A drug for low mood", _RANDOMISED, ("RESULTS", "Pooled group means differed.")
    )


def test_individual_data_of_several_trials_are_a_pooled_analysis_and_no_secondary_one() -> None:
    pooled = (
        "METHODS",
        "Individual data from three randomised trials were pooled; patients were randomised to a drug.",
    )
    assert features("A drug for low mood", pooled) == {Feature.POOLED}


# -- trials wished for, planned, or under way ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "section",
    [
        ("CONCLUSIONS", "These effects need to be investigated in a randomized control trial."),
        ("CONCLUSIONS", "Its place remains to be tested in a randomised controlled trial."),
        ("CONCLUSIONS", "This could be confirmed in a randomised controlled trial."),
        ("BACKGROUND", "We designed the Night Owl (NIGHT-OWL) trial, a randomised controlled trial of a drug."),
    ],
)
def test_a_trial_wished_for_or_planned_is_none(section: tuple[str, str]) -> None:
    assert design("Patients and a drug", section, ("METHODS", "Patients were asked what they thought.")) not in (
        Design.RCT,
        Design.TRIAL,
    )


def test_a_survey_of_who_would_take_part_is_cross_sectional() -> None:
    planned = "We designed the Night Owl (NIGHT-OWL) trial, a randomised controlled trial of a drug."
    assert design("Preference assessment for the NIGHT-OWL trial", planned) is Design.CROSS_SECTIONAL


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (
            "A drug for low mood: clinical trial design and rationale",
            "Here we report design and rationale of the trial.",
        ),
        (
            "A drug: rationale and design considerations for a randomised trial",
            "We describe the protocol and its reasons.",
        ),
        ("Design and methodology of a trial of a drug", "This manuscript reports the aims, design, and methodology."),
        ("A novel study design for a drug", "This poster will discuss the design of an ongoing randomised trial."),
    ],
)
def test_a_paper_that_tells_a_trials_design_is_a_protocol(title: str, told: str) -> None:
    section = ("METHODS", f"Adults were randomised to a drug or placebo. {told}")
    assert design(title, section) is Design.PROTOCOL
    assert design(title, section, types=("Randomized Controlled Trial",)) is Design.PROTOCOL


def test_a_trial_whose_title_names_its_design_is_no_protocol() -> None:
    found = ("RESULTS", "Adults were randomised to a drug or placebo; it helped (p = .01).")
    assert design("A drug for low mood: design and methods of a randomised trial and its results", found) is Design.RCT
    about = "This article discusses the design of clinical trials in low mood."
    assert design("Study design and the placebo response", about) is not Design.PROTOCOL
