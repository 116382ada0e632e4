"""Ordinary ways of saying what a treatment does, and what only looks like them."""

from __future__ import annotations

import pytest

from indexer.checking.asked import read_statements
from indexer.checking.values import Direction, Statement

LOWER, HIGHER, NONE, UNKNOWN = Direction.LOWER, Direction.HIGHER, Direction.NONE, Direction.UNKNOWN


def said(sentence: str, outcome: str) -> Statement:
    """What the sentence says of this outcome; of one that it says nothing of, a statement that says nothing."""
    return next((one for one in read_statements(sentence) if one.outcome_name == outcome), Statement((), None, UNKNOWN))


@pytest.mark.parametrize(
    ("sentence", "outcome", "way", "against"),
    [
        # counts in two groups
        ("Remission was seen in 11 of 18 patients on ketamine and 3 of 18 on saline (p = 0.006).", "remission", HIGHER,
         "saline"),
        ("Response rates were 11/18 with ketamine and 3/18 with saline (p = 0.006).", "antidepressant response",
         HIGHER, "saline"),
        ("Nausea occurred in 5 (10%) women given ketamine and 19 (38%) given saline (p = 0.001).", "nausea", LOWER,
         "saline"),
        ("Nausea was reported by 25 of 52 participants after ketamine and by 4 of 51 after placebo (p < 0.001).",
         "nausea", HIGHER, "placebo"),
        ("Dizziness was reported in 24% of patients receiving ketamine and 7% of those receiving placebo.",
         "dizziness", HIGHER, "placebo"),
        ("EPDS scores at 6 weeks after birth were 5.3 in women given ketamine and 7.6 in those on saline (p = 0.008).",
         "depressive symptoms", LOWER, "saline"),
        # groups that were made by what they were given
        ("Depressive symptoms did not differ between women given ketamine and women given saline (p = 0.66).",
         "depressive symptoms", NONE, "saline"),
        ("Delirium did not differ according to whether ketamine or saline had been administered.", "delirium", NONE,
         "saline"),
        ("Women who got ketamine developed postpartum depression far less often than women who got saline.",
         "depressive symptoms", LOWER, "saline"),
        ("Cocaine use was less likely in those who had been given ketamine than in those who had got midazolam.",
         "substance use", LOWER, "midazolam"),
        ("People who used ketamine were more likely to reach remission than those who received a placebo spray.",
         "remission", HIGHER, "placebo"),
        ("Relapse was less likely with maintenance ketamine than with maintenance midazolam.", "relapse", LOWER,
         "midazolam"),
        ("The response rate was more than twofold greater with ketamine than with placebo.", "antidepressant response",
         HIGHER, "placebo"),
        # no difference
        ("Nausea was as common during ketamine as during midazolam.", "nausea", NONE, "midazolam"),
        ("The difference in MADRS total score between ketamine and ECT did not reach significance.",
         "depressive symptoms", NONE, "electroconvulsive therapy"),
        ("Neither sleep quality nor its parts changed after ketamine relative to placebo.", "sleep", NONE, "placebo"),
        ("The rate of mania was not increased by ketamine over placebo (OR 1.08, 95% CI 0.33-3.51).", "mania", NONE,
         "placebo"),
        ("Ketamine has not been found to affect memory.", "memory", NONE, ""),
        ("Ketamine caused no bladder inflammation.", "urinary symptoms", NONE, ""),
        ("There was no sign that ketamine lengthened seizures.", "seizure", NONE, ""),
        ("Having ketamine does not make you drowsy the next day.", "sedation", NONE, ""),
        ("Psilocybin left BDNF where it was.", "BDNF", NONE, ""),
        # that a harm happens
        ("Patients had nausea and dizziness after ketamine.", "dizziness", HIGHER, ""),
        ("Some patients have vivid or frightening dreams after ketamine.", "sleep", LOWER, ""),
        ("You may feel sick after ketamine.", "nausea", HIGHER, ""),
        ("Ketamine makes some women feel sick.", "nausea", HIGHER, ""),
        ("Mania is a common consequence of ketamine.", "mania", HIGHER, ""),
        # one subject, several verbs; what says of what kind a change was; what stands aside
        ("Dissociative symptoms peaked 40 minutes after ketamine and were markedly greater than under saline.",
         "dissociation", HIGHER, "saline"),
        ("Ketamine produces a rapid but transient reduction in depressive symptoms.", "depressive symptoms", LOWER, ""),
        ("Suicidal thoughts, which can be the most frightening part, ease within a day of ketamine.",
         "suicidal ideation", LOWER, ""),
        ("Given around an operation, ketamine reduces pain.", "pain", LOWER, ""),
        ("One thing that we noticed is that cravings drop off after an infusion of ketamine.", "craving", LOWER, ""),
        ("Compared with those on midazolam plus therapy, relapse fell in those on ketamine plus therapy.", "relapse",
         LOWER, "midazolam"),
        # idioms
        ("Ketamine sends blood pressure through the roof.", "blood pressure", HIGHER, ""),
        ("Ketamine robs regular clubbers of sleep.", "sleep", LOWER, ""),
        ("Ketamine shaved a third off opioid consumption.", "opioid consumption", LOWER, ""),
        ("Delirium struck fewer children when ketamine was given.", "delirium", LOWER, ""),
        ("Relapse is quicker after ketamine than after ECT.", "relapse", HIGHER, "electroconvulsive therapy"),
        ("Psilocybin brings down depression scores within weeks.", "depressive symptoms", LOWER, ""),
        ("Verbal memory suffers after ketamine.", "memory", LOWER, ""),
    ],
)  # fmt: skip
def test_what_is_read(sentence: str, outcome: str, way: Direction, against: str) -> None:
    told = said(sentence, outcome)
    assert told.direction is way
    assert {"ketamine", "psilocybin"} & {one.value for one in told.interventions}
    assert against in {"", *(one.value for one in told.against)}
    assert bool(told.against) is bool(against)


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        # a harm that the controls had as well
        ("Nausea occurred in 5 women given ketamine and in 19 women given saline.", "nausea"),
        ("Nausea occurred after ketamine and after saline.", "nausea"),
        ("Dizziness was reported in 7% of patients receiving ketamine and 24% of those receiving placebo.",
         "dizziness"),
        # who they were, and not what was given to them
        ("Women were more likely than men to have dissociation with ketamine.", "dissociation"),
        ("Depressive symptoms did not differ between women and men after ketamine.", "depressive symptoms"),
        ("Patients who had nausea after ketamine were younger.", "nausea"),
        # had, of what everybody has
        ("Patients had blood pressure measured after ketamine.", "blood pressure"),
        # hoped for, and not found out
        ("Doctors hoped that ketamine would prevent delirium.", "delirium"),
        ("Ketamine has yet to reduce relapse.", "relapse"),
        # not said of the drug
        ("Ketamine was lower than before in pain.", "pain"),
        # back to something is no subject
        ("Relapse to heavy drinking was prolonged after ketamine.", "alcohol use"),
    ],
)  # fmt: skip
def test_what_is_not_read(sentence: str, outcome: str) -> None:
    assert said(sentence, outcome).direction is UNKNOWN


@pytest.mark.parametrize(
    ("sentence", "outcome", "way"),
    [
        # left as it was
        ("Ketamine leaves the blood pressure unchanged.", "blood pressure", NONE),
        ("Esketamine leaves the dizziness unchanged.", "dizziness", NONE),
        # how they responded, and to what
        ("Patients respond worse to ketamine.", "antidepressant response", UNKNOWN),
        ("Few patients respond to ketamine.", "antidepressant response", UNKNOWN),
        ("A total of 126 (26% response rate) of the clinics responded to the survey.", "antidepressant response",
         UNKNOWN),
        # a change, and both ways
        ("Psilocybin induced region-dependent alterations in glutamate.", "glutamate", UNKNOWN),
        ("After psilocybin, glutamate increased in the hippocampus and decreased in the cingulate.", "glutamate",
         UNKNOWN),
        ("Ketamine reduced pain and increased nausea.", "nausea", HIGHER),
        # a decline is the change itself
        ("Esketamine was associated with cognitive performance decline.", "cognition", LOWER),
        # words of direction that say something else
        ("Ketamine was associated with a reduction in fear of harm and aggression.", "irritability", LOWER),
        ("The content of psilocybin experiences overshadowed any withdrawal symptoms.", "withdrawal symptoms", UNKNOWN),
        ("Esketamine had a manageable safety profile.", "adverse events", UNKNOWN),
        ("Ketamine is safe and effective, as side effects were mild.", "adverse events", UNKNOWN),
        ("Esketamine reduces pain with short-term complications.", "adverse events", UNKNOWN),
        ("Addressing sleep disturbances could enhance outcomes of psilocybin.", "sleep", UNKNOWN),
        ("EEG power increased after alcohol intake and after MDMA.", "alcohol use", UNKNOWN),
        # what goes with what
        ("Higher levels of depersonalization with midazolam were associated with less improvement.", "dissociation",
         UNKNOWN),
        # what is said beside a finding
        ("Ketamine has several advantageous indications, including pain and sedation.", "sedation", UNKNOWN),
        ("These findings advocate for ketamine to reduce pain.", "pain", UNKNOWN),
        ("The effects of ketamine, such as delirium, may have compromised study blinding.", "delirium", UNKNOWN),
        ("Ketamine had no effects on BP(ND).", "blood pressure", UNKNOWN),
        ("Fibromyalgia was another matter, pain being associated with anxiety, and a poorer quality of life.",
         "quality of life", UNKNOWN),
        # of nobody
        ("Ketamine causes drowsiness in nobody.", "sedation", UNKNOWN),
        ("People on ketamine rarely feel sick.", "nausea", UNKNOWN),
        ("Nobody had nausea after ketamine.", "nausea", UNKNOWN),
        ("Patients had mania before they were given ketamine.", "mania", UNKNOWN),
        # said of it, and not so
        ("It is a myth that ketamine reduces pain.", "pain", UNKNOWN),
        ("Patients who refuse ketamine have less pain.", "pain", UNKNOWN),
    ],
)  # fmt: skip
def test_what_was_taken_for_it(sentence: str, outcome: str, way: Direction) -> None:
    assert said(sentence, outcome).direction is way


def test_a_faster_pulse_is_no_arrhythmia_and_says_nothing_of_the_qt_interval() -> None:
    names = {one.outcome_name for one in read_statements("MDMA increased heart rate.")}
    assert names == {"heart rate"}
    assert said("MDMA causes arrhythmia.", "arrhythmia").direction is HIGHER
    assert said("LSD lengthens the QT interval.", "QT interval").direction is HIGHER


@pytest.mark.parametrize(
    ("sentence", "outcome", "way"),
    [
        ("Ketamine helps with depression.", "depressive symptoms", LOWER),
        ("Ketamine does not help with suicidal thoughts.", "suicidal ideation", NONE),
        ("Patients on ketamine seek help with depression.", "depressive symptoms", UNKNOWN),
        ("Ketamine beats placebo with few suicidal thoughts.", "suicidal ideation", UNKNOWN),
        ("Ketamine does not work in older adults.", "efficacy", NONE),
        ("How ketamine may work in older adults is unknown.", "efficacy", UNKNOWN),
        ("Esketamine starts working within 24 hours.", "efficacy", HIGHER),
        ("Ketamine kicks in within hours.", "efficacy", HIGHER),
        ("Ketamine is not inferior to electroconvulsive therapy.", "efficacy", NONE),
    ],
)
def test_what_writers_say_of_a_treatment_that_works_or_does_not(sentence: str, outcome: str, way: Direction) -> None:
    assert said(sentence, outcome).direction is way


def test_an_action_or_mechanism_of_the_drug_named_before_is_its_doing() -> None:
    assert said("This action rapidly increases synaptic plasticity.", "synaptic plasticity").direction is HIGHER
