"""What a sentence says: whose doing, of which outcome, which way; and what says nothing that could be taken for it."""

from __future__ import annotations

import pytest

from indexer.appraisal.reading import of_text
from indexer.checking.acted_on import on_what
from indexer.checking.asked import read_statements
from indexer.checking.efficacy import EFFICACY
from indexer.checking.statements import outcomes_in, statements
from indexer.checking.values import Certainty, Direction, Purpose, Statement

LOWER, HIGHER, NONE, UNKNOWN = Direction.LOWER, Direction.HIGHER, Direction.NONE, Direction.UNKNOWN


def said(sentence: str, outcome: str) -> Statement:
    """What the sentence says of this outcome; of one that it says nothing of, a statement that says nothing."""
    found = [one for one in read_statements(sentence) if one.outcome_name == outcome]
    return found[0] if found else Statement((), None, UNKNOWN)


def drugs(one: Statement) -> list[str]:
    return [slot.value for slot in one.interventions]


def against(one: Statement) -> list[str]:
    return [slot.value for slot in one.against]


@pytest.mark.parametrize(
    ("sentence", "outcome", "direction"),
    [
        ("Ketamine rapidly reduced suicidal ideation.", "suicidal ideation", LOWER),
        # those who have an illness, and what is said of several things at once
        ("Depressed people given ketamine do better than those given midazolam.", "depressive symptoms", LOWER),
        ("Patients with depression benefit from ketamine.", "depressive symptoms", LOWER),
        ("Patients with depression do not benefit from ketamine.", "depressive symptoms", NONE),
        ("Depression, anxiety, and sleep were significantly improved by ketamine.", "depressive symptoms", LOWER),
        ("Bladder inflammation is common among people who take ketamine.", "urinary symptoms", HIGHER),
        # what something is brought
        ("Ketamine brings dizziness.", "dizziness", HIGHER),
        ("Ketamine brings lasting remission.", "remission", HIGHER),
        ("Ketamine brings depression scores down.", "depressive symptoms", LOWER),
        ("Ketamine brings anxiety under control.", "anxiety symptoms", UNKNOWN),
        ("Suicidal ideation was significantly lower in the ketamine group.", "suicidal ideation", LOWER),
        ("A marked reduction in suicidal thoughts was seen after ketamine.", "suicidal ideation", LOWER),
        ("Ketamine was effective in treating depression.", "depressive symptoms", LOWER),
        ("Ketamine is effective in adult patients with depression.", "depressive symptoms", LOWER),
        ("Ketamine exerted a rapid antidepressant effect.", "depressive symptoms", LOWER),
        ("Ketamine had no antidepressant effect.", "depressive symptoms", NONE),
        ("Ketamine reduced anti-suicidal ideation effects of clozapine.", "suicidal ideation", UNKNOWN),
        ("Ketamine increased remission rates.", "remission", HIGHER),
        ("Ketamine caused memory impairment.", "memory", LOWER),
        ("Ketamine attenuated memory impairment.", "memory", HIGHER),
        ("Ketamine lowered the incidence of hypotension.", "hypotension", LOWER),
        ("Ketamine worsened anxiety.", "anxiety symptoms", HIGHER),
        ("Ketamine did not reduce suicidal ideation.", "suicidal ideation", NONE),
        ("Ketamine failed to improve sleep quality.", "sleep", NONE),
        ("There was no significant difference between ketamine and placebo in anxiety.", "anxiety symptoms", NONE),
        ("Anxiety did not differ between ketamine and placebo.", "anxiety symptoms", NONE),
        ("The reduction in anxiety after ketamine was not significant.", "anxiety symptoms", NONE),
        ("Ketamine produced similar reductions in pain as placebo.", "pain", NONE),
        ("Ketamine not only reduced anxiety.", "anxiety symptoms", LOWER),
        ("Esketamine delayed relapse.", "relapse", LOWER),
        ("Time to relapse was longer with esketamine.", "relapse", LOWER),
        ("Dissociation occurred in 20% of patients receiving ketamine.", "dissociation", HIGHER),
        ("Dissociation was more common with ketamine than with placebo.", "dissociation", HIGHER),
        ("Ketamine was safe and well tolerated.", "tolerability", HIGHER),
        ("Ketamine was not well tolerated.", "tolerability", LOWER),
        ("Ketamine improved PTSD.", "PTSD symptoms", LOWER),
        # what a treatment is said to be
        ("Ketamine is an effective treatment for depression.", "depressive symptoms", LOWER),
        ("Ketamine is a better option for depression than lithium.", "depressive symptoms", LOWER),
        ("Ketamine is helpful for anxiety.", "anxiety symptoms", LOWER),
        ("Ketamine can help people with bipolar depression.", "depressive symptoms", LOWER),
        ("Ketamine outperforms placebo in depression.", "depressive symptoms", LOWER),
        ("Ketamine brings relief from depression.", "depressive symptoms", LOWER),
        ("The antidepressant effect of ketamine appears within hours.", "depressive symptoms", LOWER),
        ("Ketamine had a higher suicidal ideation remission rate than placebo.", "suicidal ideation", LOWER),
        ("The suicidal ideation response was higher with ketamine.", "suicidal ideation", UNKNOWN),
        # a test that tells nothing apart shows no fall, and is what no difference is told with
        ("Anxiety fell after ketamine (p = 0.40).", "anxiety symptoms", UNKNOWN),
        ("There was no difference between ketamine and placebo in anxiety (p = 0.40).", "anxiety symptoms", NONE),
        ("Ketamine gave a greater mean anxiety score reduction than placebo.", "anxiety symptoms", LOWER),
        ("Ketamine gave a smaller anxiety score reduction than placebo.", "anxiety symptoms", UNKNOWN),
        ("Ketamine had beneficial effects on suicidal ideation.", "suicidal ideation", LOWER),
        ("Ketamine reduced anxiety in a heterogeneous sample.", "anxiety symptoms", LOWER),
        ("Ketamine reduced anxiety with heterogeneous results.", "anxiety symptoms", UNKNOWN),
        ("Ketamine exhibited a sustained antidepressant effect.", "depressive symptoms", LOWER),
        ("The risk ratios of anxiety were decreased in the ketamine group.", "anxiety symptoms", LOWER),
        # who is likelier to have what: told of who was treated, or of who they were
        ("Patients on esketamine were less likely to relapse than those on placebo.", "relapse", LOWER),
        ("Patients given ketamine were more likely to reach remission.", "remission", HIGHER),
        ("Women were more likely to have dissociation with ketamine.", "dissociation", UNKNOWN),
        # those who have an illness got better, or were brought into a state
        ("Patients with PTSD given ketamine improved more than those given midazolam.", "PTSD symptoms", LOWER),
        ("Patients with PTSD given ketamine improved no more than those given saline.", "PTSD symptoms", NONE),
        ("Patients with PTSD improved in sleep after ketamine.", "PTSD symptoms", UNKNOWN),
        ("Adolescents with depression improved more on ketamine than on midazolam.", "depressive symptoms", LOWER),
        ("Ketamine tips bipolar patients into mania.", "mania", HIGHER),
        ("Ketamine does not tip bipolar patients into mania.", "mania", NONE),
        ("Ketamine keeps depression at bay.", "depressive symptoms", LOWER),
        ("Depression improved no more with ketamine than with placebo.", "depressive symptoms", NONE),
        ("Bipolar depression responds to ketamine.", "depressive symptoms", LOWER),
        ("Ketamine lowers a new mother's chance of postpartum depression.", "depressive symptoms", LOWER),
        ("Ketamine reduced anxiety better than midazolam.", "anxiety symptoms", LOWER),
        ("Ketamine reduced symptoms in people with chronic PTSD.", "PTSD symptoms", LOWER),
        ("Ketamine reduced ED symptoms in people with chronic PTSD.", "PTSD symptoms", UNKNOWN),
        ("Ketamine produced immediate, substantial, and sustained improvements in anxiety.", "anxiety symptoms", LOWER),
        ("There was no case of interstitial cystitis after ketamine.", "urinary symptoms", NONE),
        ("Ketamine damages the bladder.", "urinary symptoms", HIGHER),
        ("Ketamine reached the bladder.", "urinary symptoms", UNKNOWN),
        ("mTOR in the medial prefrontal cortex is rapidly increased by ketamine.", "mTOR signalling", HIGHER),
        ("Ketamine dampens the postoperative rise in anxiety.", "anxiety symptoms", UNKNOWN),
        ("A dose-response profile for ketamine was noted for changes in blood pressure.", "blood pressure", UNKNOWN),
        ("MDMA gave decreased cold pain ratings, increased pain ratings.", "pain", UNKNOWN),
        # that it works, where nothing says in what
        ("Ketamine was superior to midazolam.", "efficacy", HIGHER),
        ("Ketamine was not superior to midazolam.", "efficacy", NONE),
        ("Ketamine was no better than midazolam.", "efficacy", NONE),
        ("Ketamine was inferior to electroconvulsive therapy.", "efficacy", LOWER),
        ("Ketamine was superior to midazolam in reducing gambling.", "efficacy", UNKNOWN),
        ("Ketamine was superior to midazolam in PTSD.", "PTSD symptoms", LOWER),
        ("It is unclear whether ketamine is superior to midazolam.", "efficacy", UNKNOWN),
        ("Ketamine works differently from antidepressants.", "efficacy", UNKNOWN),
        ("Ketamine works by blocking receptors.", "efficacy", UNKNOWN),
        # a drug's effect as what another changes
        (
            "Naltrexone blocked the antidepressant effects of ketamine.",
            "effect of ketamine on depressive symptoms",
            LOWER,
        ),
        (
            "Naltrexone did not block ketamine's antidepressant effect.",
            "effect of ketamine on depressive symptoms",
            NONE,
        ),
        (
            "Naltrexone blocked the antidepressant but not the dissociative effects of ketamine.",
            "effect of ketamine on dissociation",
            UNKNOWN,
        ),
        # as newspapers put it
        ("Anhedonia gets better after ketamine.", "anhedonia", LOWER),
        ("Suicidal thoughts fade after ketamine.", "suicidal ideation", LOWER),
        ("Blood pressure climbs after esketamine.", "blood pressure", HIGHER),
        ("Anhedonia, the inability to feel pleasure, gets better after ketamine.", "anhedonia", LOWER),
        ("Blood pressure climbs for a while after each esketamine dose.", "blood pressure", HIGHER),
        ("Postoperative opioid consumption falls when ketamine is given.", "opioid consumption", LOWER),
        ("The antidepressant effect of ketamine peaks after a day.", "depressive symptoms", LOWER),
        ("Ketamine is no better than lithium for non-psychotic depression.", "depressive symptoms", NONE),
        ("Ketamine increased freedom from suicidal ideation.", "suicidal ideation", LOWER),
        ("The absence of suicidal ideation was more frequent with ketamine.", "suicidal ideation", LOWER),
        ("Esketamine increased relapse-free survival.", "relapse", LOWER),
        ("Ketamine increased tolerance to pain.", "pain", UNKNOWN),
        ("Ketamine increased the pain threshold.", "pain", UNKNOWN),
        ("Ketamine attenuated the increase in anxiety.", "anxiety symptoms", UNKNOWN),
        ("Ketamine reduced the reduction in anxiety.", "anxiety symptoms", UNKNOWN),
        ("Ketamine increased the decline in anxiety.", "anxiety symptoms", LOWER),
        ("Suicidal thoughts disappear after ketamine.", "suicidal ideation", LOWER),
        ("Depression scores drop after ketamine.", "depressive symptoms", LOWER),
        ("Blood pressure rises after ketamine.", "blood pressure", HIGHER),
        ("Dissociation is a common side effect of ketamine.", "dissociation", HIGHER),
        ("Ketamine is associated with dissociation.", "dissociation", HIGHER),
        ("Ketamine is not associated with dissociation.", "dissociation", NONE),
        # whom it protects from what
        ("Esketamine protects people with depression from relapse.", "relapse", LOWER),
        ("Esketamine does not protect people with depression from relapse.", "relapse", NONE),
        # nobody, and the share of those who
        ("None of 12 patients had a response in suicidal ideation after ketamine.", "suicidal ideation", NONE),
        (
            "Ketamine did not raise the share of patients who had a 50% reduction in depressive symptoms.",
            "depressive symptoms",
            NONE,
        ),
        # what something was measured with parts nothing
        (
            (
                "Anxiety, measured with a scale that is in use in hospitals of the region and elsewhere and that"
                " anybody can fill in, decreased after ketamine."
            ),
            "anxiety symptoms",
            LOWER,
        ),
        ("A reduction in anxiety was not observed with ketamine.", "anxiety symptoms", NONE),
        ("Anxiety showed improvement after ketamine.", "anxiety symptoms", LOWER),
        ("Ketamine showed rapid OCD symptom improvement.", "obsessive-compulsive symptoms", LOWER),
        ("These trials confirm an antidepressant effect of ketamine.", "depressive symptoms", LOWER),
        ("Improvements in anxiety occurred within an hour of ketamine.", "anxiety symptoms", LOWER),
        # whom it is said of comes first
        ("In patients with alcohol use disorder, ketamine reduced drinking days.", "alcohol use", LOWER),
        ("Ketamine infusions in adolescents with anxiety appear to improve sleep.", "sleep", HIGHER),
        ("Ketamine helps older people with depression.", "depressive symptoms", LOWER),
        # lists
        ("Well-being, sleep, and anxiety improved after ketamine.", "sleep", HIGHER),
        ("Ketamine reduced anxiety and lifted depressive symptoms.", "depressive symptoms", LOWER),
        # `no better at` is no difference; `better at` is one
        ("Ketamine was no better than placebo at reducing anxiety.", "anxiety symptoms", NONE),
        ("Ketamine was as effective as lithium in reducing anxiety.", "anxiety symptoms", NONE),
        ("Ketamine was better than placebo at reducing anxiety.", "anxiety symptoms", LOWER),
        ("Ketamine works better than lithium for depression.", "depressive symptoms", LOWER),
        ("Ketamine works within hours to relieve anxiety.", "anxiety symptoms", LOWER),
        ("Ketamine had no apparent effect on anxiety.", "anxiety symptoms", NONE),
        ("Ketamine was not associated with differences in suicide attempts.", "suicide attempt", NONE),
        # what is no direction: numbers needed to treat, figures of the arms in brackets
        ("Ketamine led to higher remission rates (number needed to treat 5).", "remission", HIGHER),
        (
            "Ketamine reduced anxiety compared with midazolam (scale: midazolam, mean 24; ketamine, mean 15).",
            "anxiety symptoms",
            LOWER,
        ),
        # what is craved is not what was given
        ("Ketamine reduced craving for cocaine.", "craving", LOWER),
        ("Psilocybin with psychotherapy reduced drinking days.", "alcohol use", LOWER),
    ],
)
def test_which_way_an_outcome_goes(sentence: str, outcome: str, direction: Direction) -> None:
    assert said(sentence, outcome).direction is direction


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        # said of who was studied, not of what happened
        ("Patients with suicidal ideation required more ketamine infusions.", "suicidal ideation"),
        ("Lower anxiety at baseline predicted response to ketamine.", "anxiety symptoms"),
        ("Anxiety did not differ between the ketamine and placebo groups at baseline.", "anxiety symptoms"),
        ("Responders to ketamine had lower anxiety than non-responders.", "anxiety symptoms"),
        ("Patients who received ketamine had lower anxiety than healthy controls.", "anxiety symptoms"),
        # said of everybody, or of the control group
        ("Pain decreased in both groups.", "pain"),
        ("Anxiety decreased in the placebo group.", "anxiety symptoms"),
        # no more than a hint, a purpose, or taken back
        ("There was a trend towards reduced anxiety with ketamine.", "anxiety symptoms"),
        ("Ketamine was used to reduce pain.", "pain"),
        ("The reduction in anxiety after ketamine was not sustained.", "anxiety symptoms"),
        ("Ketamine reduced anxiety (p = 0.31).", "anxiety symptoms"),
        ("Ketamine increased remission (risk ratio 1.8, 95% CI 0.7 to 4.4).", "remission"),
        ("Ketamine produced a smaller reduction in anxiety.", "anxiety symptoms"),
        ("Ketamine produced less consistent suicidal ideation results.", "suicidal ideation"),
        ("A smaller reduction in pain was found with ketamine.", "pain"),
        ("The reduction in anxiety after ketamine was associated with younger age.", "anxiety symptoms"),
        ("Ketamine was not non-inferior to electroconvulsive therapy in anxiety.", "anxiety symptoms"),
        ("Response (a decrease in pain of 50%) was frequent with ketamine.", "antidepressant response"),
        # the other arm fell as well
        ("Anxiety fell by 12 points with ketamine, whereas the midazolam group fell by 17 points.", "anxiety symptoms"),
        ("Changes in anxiety were greater with ketamine.", "anxiety symptoms"),
        ("A reduction in anxiety may be necessary after ketamine.", "anxiety symptoms"),
        ("Adults with low anxiety achieved more benefits from ketamine.", "anxiety symptoms"),
        ("Ketamine led to lower relapse rates with no side effects.", "adverse events"),
        # another thing's doing
        ("Improvements in sleep after lithium reduced anxiety.", "anxiety symptoms"),
        ("Ketamine plus lithium reduced anxiety.", "anxiety symptoms"),
        ("Naltrexone blocked the antidepressant effects of ketamine.", "depressive symptoms"),
        ("Listening to calm music following ketamine helped to reduce anxiety.", "anxiety symptoms"),
        ("Different modalities including ketamine have been shown to reduce anxiety.", "anxiety symptoms"),
        ("Lamotrigine reduced ketamine-induced dissociation.", "dissociation"),
        ("Ketamine and psilocybin increased heart rate; only aspirin reduced pain.", "pain"),
        # the drug is only part of a noun
        ("Ketamine levels increased anxiety.", "anxiety symptoms"),
    ],
)
def test_what_is_not_determined(sentence: str, outcome: str) -> None:
    assert said(sentence, outcome).direction is UNKNOWN


def test_the_second_half_of_a_comparison_is_never_the_intervention() -> None:
    for sentence in (
        "Ketamine reduced anxiety more than midazolam.",
        "Compared with midazolam, ketamine reduced anxiety.",
        "Anxiety was lower with ketamine than with midazolam.",
        "Ketamine was superior to midazolam in reducing anxiety.",
    ):
        one = said(sentence, "anxiety symptoms")
        assert (drugs(one), against(one), one.direction) == (["ketamine"], ["midazolam"], LOWER), sentence


def test_an_illness_that_says_in_whom_is_no_outcome() -> None:
    assert (
        said("Suicidal ideation in the context of depression improved after ketamine.", "depressive symptoms").outcome
        is None
    )
    assert said("Prevalence of depression was lower with ketamine.", "depressive symptoms").direction is LOWER


def test_an_antidepressant_that_goes_on_is_no_other_treatment() -> None:
    one = said("Esketamine plus an oral antidepressant reduced relapse compared with placebo.", "relapse")
    assert (drugs(one), against(one), one.direction) == (["esketamine"], ["placebo"], LOWER)


def test_what_another_was_compared_with_is_not_what_acts() -> None:
    one = said("Anxiety was lower with lithium than with ketamine.", "anxiety symptoms")
    assert (drugs(one), against(one)) == (["lithium"], ["ketamine"])


def test_placebo_controlled_names_no_intervention() -> None:
    one = said("In this placebo-controlled trial ketamine reduced anxiety.", "anxiety symptoms")
    assert drugs(one) == ["ketamine"]


def test_two_shares_set_beside_one_another_need_a_test_that_tells_them_apart() -> None:
    told = said(
        "Response rates were 64% with ketamine versus 28% with midazolam (p = .006).", "antidepressant response"
    )
    assert (told.direction, drugs(told), against(told)) == (HIGHER, ["ketamine"], ["midazolam"])
    untold = said("Response rates were 64% with ketamine versus 58% with midazolam.", "antidepressant response")
    assert untold.direction is UNKNOWN


def test_a_share_free_of_suicidal_thoughts_is_no_remission_of_depression() -> None:
    sentence = "Remission of suicidal ideation was seen in 80% with ketamine versus 30% with saline (p < .01)."
    assert said(sentence, "remission").direction is UNKNOWN
    assert said(sentence, "suicidal ideation").direction is UNKNOWN


def test_each_outcome_of_a_sentence_is_a_statement_of_its_own() -> None:
    sentence = "Ketamine reduced anxiety but increased blood pressure."
    assert said(sentence, "anxiety symptoms").direction is LOWER
    other = said(sentence, "blood pressure")
    assert (other.direction, drugs(other)) == (HIGHER, ["ketamine"])


def test_what_is_denied_of_one_outcome_is_not_said_of_another() -> None:
    sentence = "Ketamine improved depressive symptoms, but not sleep quality."
    assert said(sentence, "depressive symptoms").direction is LOWER
    assert said(sentence, "sleep").direction is UNKNOWN


def test_an_illness_that_gets_better_is_an_outcome_and_remains_the_population() -> None:
    one = said("Ketamine is effective for treatment-resistant depression.", "depressive symptoms")
    assert one.direction is LOWER
    assert [slot.value for slot in one.conditions] == ["treatment-resistant depression"]
    assert said("Ketamine relieves depression.", "depressive symptoms").conditions == ()


def test_keeping_an_illness_from_coming_is_not_treating_it() -> None:
    assert said("Esketamine reduced the incidence of postpartum depression.", "depressive symptoms").purpose is (
        Purpose.PREVENTION
    )
    assert said("Esketamine relieved postpartum depression.", "depressive symptoms").purpose is Purpose.TREATMENT


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("Ketamine ensures safety.", Certainty.ABSOLUTE),
        ("Ketamine always relieves depression.", Certainty.ABSOLUTE),
        ("Ketamine prevents dependence.", Certainty.ABSOLUTE),
        ("Ketamine may relieve depression.", Certainty.MAY),
        ("Ketamine relieves depression.", Certainty.STATED),
    ],
)
def test_how_surely_it_is_said(sentence: str, certainty: Certainty) -> None:
    assert read_statements(sentence)[0].certainty is certainty


def test_a_scale_that_measured_another_outcome_is_no_outcome_of_its_own() -> None:
    sentence = "Suicidal ideation, measured with the suicidal item of the MADRS, decreased after ketamine."
    assert said(sentence, "suicidal ideation").outcome is not None
    assert said(sentence, "depressive symptoms").outcome is None


def test_the_words_that_say_it_stand_where_they_are_said_to() -> None:
    sentence = "Ketamine did not reduce suicidal ideation."
    one = said(sentence, "suicidal ideation")
    assert [sentence[word.start : word.end] for word in one.direction_words] == ["not", "reduce"]


def test_behaviour_of_animals_is_no_depression() -> None:
    sentence = "Ketamine reduces depression-like behaviour in mice."
    assert said(sentence, "depression-like behaviour").direction is LOWER
    assert said(sentence, "depressive symptoms").outcome is None


@pytest.mark.parametrize(
    ("sentence", "outcome", "direction"),
    [
        # what denies, and how far
        ("Ketamine did not affect mood, increased cortisol, and raised BDNF.", "stress hormones", HIGHER),
        ("Ketamine did not affect mood, increase cortisol, or raise BDNF.", "stress hormones", NONE),
        ("Ketamine without psychotherapy relieves anxiety.", "anxiety symptoms", LOWER),
        ("Ketamine relieved pain without reducing anxiety.", "anxiety symptoms", NONE),
        ("None of the treatments raised blood pressure after ketamine.", "blood pressure", NONE),
        ("Ketamine reduced anxiety, with no increase in mania.", "mania", NONE),
        ("Ketamine failed to reduce delirium but reduced hypotension.", "hypotension", LOWER),
        # words that only look like ones of direction
        ("Ketamine caused lower back pain.", "pain", HIGHER),
        ("Ketamine caused low blood pressure.", "hypotension", HIGHER),
        ("Ketamine caused low cortisol.", "stress hormones", LOWER),
        ("Ketamine produced negligible changes in anxiety or cognition.", "cognition", NONE),
        ("Ketamine gave a shorter time to response and remission.", "remission", UNKNOWN),
        ("Prolonged seizures can be treated with ketamine.", "seizure", UNKNOWN),
        ("Reduced anxiety was observed after ketamine.", "anxiety symptoms", LOWER),
        ("Ketamine users reported more difficulties in long-term memory.", "memory", LOWER),
        ("Ketamine reduced GABA deficits.", "GABA", HIGHER),
        ("Ketamine lifts mood.", "mood", HIGHER),
        ("Ketamine improved dysphoric mood.", "mood", UNKNOWN),
        ("Ketamine beat placebo with minimal dissociation.", "dissociation", UNKNOWN),
        ("Electroconvulsive therapy was outperformed by ketamine in reducing anxiety.", "anxiety symptoms", UNKNOWN),
        ("Connectivity is reduced in depression and normalised by ketamine.", "brain connectivity", UNKNOWN),
        ("Sedation with esketamine lowered anxiety.", "sedation", UNKNOWN),
        ("Ketamine increased sleep apnea.", "sleep", UNKNOWN),
        # what goes with what, and what only looks so
        ("EPDS scores were lower in the esketamine group than in controls.", "depressive symptoms", LOWER),
        ("Ketamine-treated patients had less anxiety than controls.", "anxiety symptoms", LOWER),
        ("Anxiety was lower in people with depression than in controls.", "anxiety symptoms", UNKNOWN),
        ("MDMA lowered CAPS scores more than placebo in moderate-to-severe PTSD.", "PTSD symptoms", LOWER),
        ("Anxiety did moderate the response to ketamine.", "anxiety symptoms", UNKNOWN),
        ("Psilocybin was associated with antidepressant effects.", "depressive symptoms", LOWER),
        ("Dissociation was associated with antidepressant effects of ketamine.", "depressive symptoms", UNKNOWN),
        ("Long-term ketamine is associated with cognitive decline.", "cognition", LOWER),
        ("Ketamine is not associated with cognitive decline.", "cognition", NONE),
        ("Naltrexone pretreatment attenuates pain.", "pain", LOWER),
        ("Anxiety was lower at pretreatment in ketamine recipients.", "anxiety symptoms", UNKNOWN),
        ("Patients with PTSD had antidepressant responses to ketamine.", "antidepressant response", HIGHER),
        ("Age predicted antidepressant responses to ketamine.", "antidepressant response", UNKNOWN),
        # lists
        ("Ketamine users had no deficits in word fluency, inhibition, learning, or memory.", "memory", NONE),
        ("There were zero cases of mania or psychosis.", "psychotic symptoms", NONE),
        ("Cystitis is a common complication of ketamine.", "urinary symptoms", HIGHER),
        ("Ketamine cuts suicidal ideation, and it leaves memory intact.", "memory", NONE),
        ("Ketamine cuts suicidal ideation and leaves memory intact.", "memory", NONE),
        ("Ketamine cuts suicidal ideation, and memory is spared.", "memory", UNKNOWN),
        ("Ketamine cuts suicidal ideation, and it hurts the memory.", "memory", LOWER),
        # where it was given, and what else
        ("Ketamine reduced emergence agitation after sevoflurane anaesthesia.", "delirium", LOWER),
        ("The combination of remimazolam and esketamine improves sleep.", "sleep", UNKNOWN),
        ("Adding ketamine during surgery cuts the amount of morphine patients need.", "opioid consumption", LOWER),
        ("Esketamine improves the quality of recovery.", "recovery after surgery", HIGHER),
        ("Ketamine relieves pain about as well as morphine.", "pain", NONE),
        ("Ketamine improves mood as well as sleep.", "mood", HIGHER),
        ("Ketamine is no less effective than ECT in depression.", "depressive symptoms", NONE),
        ("Blood pressure rose in younger vs older patients with esketamine.", "blood pressure", UNKNOWN),
        # two ways of giving one drug, set beside each other
        (
            "Two and three doses of ketamine a week are equally effective in depression.",
            "depressive symptoms",
            UNKNOWN,
        ),
        ("Ketamine is as effective as ECT in depression.", "depressive symptoms", NONE),
        ("Ketamine is ineffective in depression.", "depressive symptoms", NONE),
        # where it is sent
        ("Ketamine sends blood pressure up.", "blood pressure", HIGHER),
        ("Ketamine brings anxiety scores down.", "anxiety symptoms", LOWER),
        ("Ketamine brought anxiety scores to less than half of what they had been.", "anxiety symptoms", UNKNOWN),
        ("Ketamine brings dissociation to most patients.", "dissociation", HIGHER),
        ("Ketamine sends patients up the stairs with anxiety.", "anxiety symptoms", UNKNOWN),
        ("Ketamine dulls patients' memory.", "memory", LOWER),
        ("Perioperative use of esketamine reduces anxiety.", "anxiety symptoms", LOWER),
        # a harm that was soon over was there
        ("Dissociation after ketamine clears up within two hours.", "dissociation", HIGHER),
        ("Dissociative symptoms were transient.", "dissociation", HIGHER),
        ("Treatment-emergent dissociation resolved within two hours.", "dissociation", HIGHER),
        ("Headache resolved within two hours after ketamine.", "headache", UNKNOWN),
        ("Headache goes away with ketamine.", "headache", UNKNOWN),
        ("Blood pressure and pulse elevations after ketamine were transient.", "blood pressure", HIGHER),
        ("Blood pressure goes up during ketamine treatment.", "blood pressure", HIGHER),
        # left as it was
        ("Ketamine leaves blood pressure and heart rate unchanged.", "blood pressure", NONE),
        ("Long-term esketamine leaves cognition intact.", "cognition", NONE),
        ("Cognition stays stable with ketamine.", "cognition", NONE),
        # what is denied of one thing is not denied of the next
        ("Although ketamine is not approved, it impairs cognition.", "cognition", LOWER),
        ("While ketamine is not a cure, it reduces anxiety.", "anxiety symptoms", LOWER),
        ("Ketamine, which is not addictive, relieves depression.", "depressive symptoms", LOWER),
        ("Ketamine, not yet approved, impairs cognition.", "cognition", LOWER),
        ("Ketamine does not cause headache and improves quality of life.", "quality of life", HIGHER),
        ("Ketamine has no effect on anxiety and impairs cognition.", "cognition", LOWER),
        ("Ketamine showed no benefit for pain and impaired cognition.", "cognition", LOWER),
        ("Ketamine has no effect on pain, worsens cognition and raises blood pressure.", "cognition", LOWER),
        ("Ketamine did not reduce pain and brought on mania.", "mania", HIGHER),
        ("Ketamine does not cause bladder damage and is well tolerated.", "tolerability", HIGHER),
        ("Ketamine does not reduce pain, anxiety or depression.", "depressive symptoms", NONE),
        ("Ketamine did not improve mood and reduce anxiety.", "anxiety symptoms", NONE),
        ("Ketamine did not in these patients reduce anxiety.", "anxiety symptoms", NONE),
        # more of the remedy is not less of the ill
        ("Ketamine increases analgesic consumption.", "opioid consumption", HIGHER),
        ("Ketamine increases rescue analgesia.", "opioid consumption", HIGHER),
        ("Ketamine increases anxiolytic use.", "anxiety symptoms", UNKNOWN),
        ("Ketamine reduces anxiety medication.", "anxiety symptoms", UNKNOWN),
        ("Psilocybin reduces control over alcohol use.", "alcohol use", UNKNOWN),
        ("Psilocybin reduces the diagnosis of depression.", "depressive symptoms", UNKNOWN),
        ("Psilocybin lowers sobriety.", "alcohol use", HIGHER),
        ("Psilocybin increases sobriety.", "alcohol use", LOWER),
        ("Ketamine increases safety risk.", "tolerability", UNKNOWN),
        # seldom is neither more nor less
        ("Dizziness is rare with esketamine.", "dizziness", UNKNOWN),
        ("A rise in blood pressure is rare with ketamine.", "blood pressure", UNKNOWN),
        # what goes with what is no change
        ("Higher blood pressure during ketamine goes with better mood.", "mood", UNKNOWN),
        ("The antidepressant effect of ketamine grows with the dose.", "depressive symptoms", UNKNOWN),
        # whose doing it is not
        ("Stopping ketamine reduced anxiety.", "anxiety symptoms", UNKNOWN),
        ("Lamotrigine prevents ketamine from reducing anxiety.", "anxiety symptoms", UNKNOWN),
    ],
)
def test_readings_that_were_wrong_once(sentence: str, outcome: str, direction: Direction) -> None:
    assert said(sentence, outcome).direction is direction


def test_what_a_sentence_may_be_of_is_known_before_it_is_read() -> None:
    listed = [each[0] for each in test_which_way_an_outcome_goes.pytestmark[0].args[1]]
    listed += ["Naltrexone blocked the antidepressant effects of ketamine.", "Ketamine was superior to midazolam."]
    checked = 0
    for sentence in listed:
        reading = of_text(sentence)
        told = {on_what(one.outcome_name) for one in statements(reading, 0, len(sentence)) if one.outcome}
        assert told <= outcomes_in(reading, 0, len(sentence)), sentence
        checked += len(told)
    assert checked > 100


def test_a_sentence_without_an_outcome_may_be_of_none_but_that_something_works() -> None:
    sentence = "Forty patients were given ketamine."
    assert outcomes_in(of_text(sentence), 0, len(sentence)) == {EFFICACY}
