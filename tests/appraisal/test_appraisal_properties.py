"""Appraisals of texts that nobody would write: nothing breaks, grounds hold, and time grows with length alone."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from appraisal.abstracts import record
from appraisal.invariants import complaints
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.appraisal import Appraisal, appraise
from indexer.appraisal.values import UNKNOWN
from indexer.record import Record
from indexer.vocabulary import concepts

# What patterns look for, so that random texts come near them.
PIECES = (
    "ketamine", "esketamine", "S-ketamine", "ketamine's", "midazolam", "saline", "intravenous", "IV", "nasal spray",
    "0.5 mg/kg", "56/84 mg", "mg kg−1", "over 40 min", "at 24 h", "day 7", "4-week", "aged 18-65 years",
    "mean age 43.2", "n = 20", "(n=", "N = 1,234", "1 234", "twenty-four patients", "one hundred and two",
    "per group", "were randomised", "randomly assigned", "double-blind", "placebo-controlled", "open-label",
    "crossover", "rats", "mice", "i.p.", "cells", "healthy volunteers", "treatment-resistant depression",
    "suicidal ideation", "MADRS", "HAM-D", "95% CI 1.2-3.4", "[95% CI: −1.1, 2.0]", "p < .001", "p=1.2×10−5",
    "odds ratio 2.1", "Cohen's d = 0.4", "64% vs 28%", "systematic review", "meta-analysis", "12 RCTs",
    "we report a case", "a 45-year-old man", "study protocol", "will be", "NCT01234567", "CRD42020123456", "ChiCTR-",
    "Funded by Janssen.", "no conflict of interest", "primary outcome", "compared with", "versus", "or", "and", "of",
    "the", "(", ")", ";", ",", ". ", ": ", "-", "–", "−", "·", "±", "½", "10²", "İ", "ß", "ﬁ", "\n", "\u2009",
    "\u00a0", "\u0301", "%", "=", "<", ">", "/", "'", "’", "0", "1", "999999999999999999999", "1e400", ".5",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map(" ".join)
GLUED = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
TYPES = st.sampled_from(
    ["Review", "Randomized Controlled Trial", "Meta-Analysis", "Case Reports", "Editorial", "Nonesuch"]
)
HEADINGS = st.sampled_from(["Humans", "Animals", "Mice", "Ketamine", "Adult", "Depressive Disorder, Major", "Nonesuch"])
LABELS = st.sampled_from(["", "BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS", "FUNDING"])


@settings(max_examples=150, deadline=None)
@given(
    title=TEXTS | GLUED,
    sections=st.lists(st.tuples(LABELS, TEXTS | GLUED), max_size=4),
    types=st.lists(TYPES, max_size=2, unique=True),
    mesh=st.lists(HEADINGS, max_size=3, unique=True),
    conflict=TEXTS,
)
def test_whatever_a_record_says_it_is_judged_on_words_that_stand_there(
    title: str, sections: list[tuple[str, str]], types: list[str], mesh: list[str], conflict: str
) -> None:
    one = replace(record(title, *sections, types=tuple(types), mesh=tuple(mesh)), conflict_statement=conflict)
    judged = appraise(one)
    assert not complaints(one, judged)
    assert appraise(replace(one)) == judged


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_arbitrary_characters_break_nothing(text: str) -> None:
    one = record(text, text)
    assert not complaints(one, appraise(one))


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "Ketamine", "The weather of the coast."])
def test_of_nothing_nothing_is_known(text: str) -> None:
    one = appraise(record(text))
    assert one.sample.participants == one.administrations == one.masking == one.funding == one.level == UNKNOWN
    assert one.species == one.design == UNKNOWN
    assert not one.routes
    assert not one.comparators
    assert not one.ages


def test_an_empty_record_has_an_appraisal() -> None:
    assert isinstance(appraise(Record(record().id, "990000001")), Appraisal)


# What arbitrary texts and real records brought to light


def test_no_name_and_no_count_goes_on_into_the_next_section() -> None:
    one = record("Traumatic events and the injured brain. A survey of 2020", "Patients slept at day 7", "Days passed.")
    judged = appraise(one)
    assert not complaints(one, judged)
    assert judged.sample.participants == UNKNOWN
    spans = [text[mention.start : mention.end] for text in TWO_SENTENCES for mention in concepts.mentions(text)]
    assert spans
    assert not [span for span in spans if "\n" in span or ". " in span]


TWO_SENTENCES = ("We studied depression.\nResistant infections grew.", "It is known of pain. Chronic pain is rarer.")


def test_the_dose_of_a_placebo_is_no_dose_and_a_falling_range_is_a_range() -> None:
    one = appraise(record("", "Volunteers received MDMA (0, 75 and 125 mg).", "Then ketamine 10-5 mg was infused."))
    assert {(dose.value.low, dose.value.high) for dose in one.doses} >= {(75, 75), (125, 125)}
    assert all(0 < dose.value.low <= dose.value.high for dose in one.doses)


def test_a_run_of_digits_too_long_to_be_a_number_counts_nobody() -> None:
    assert appraise(record("", f"We enrolled {'12' * 3000} patients.")).sample.participants == UNKNOWN


# Each is repeated to 12,500 and to 50,000 characters. A pattern that tries every end for every start takes sixteen
# times as long for the second; one that backtracks into itself never comes back.
REPEATED = (
    "n = 1 ", "n=", "1 ", "12", "1,234 ", "1,234", "0.", "(", "( n = ", "(n = 20) or ", "[95% CI ", "-", " ", "- ",
    "\n", "randomized ", "randomly assigned to ", "double-", "patients ", "patients and ", "of 120 ", "twenty-",
    "twenty ", "one hundred and ", "ketamine ", "ketamine or ", "ketamine, ", "esketamine versus ", "0.5 mg/kg, ",
    "0.5 ", "mg ", "at 24, ", "day 1 and ", "4-week ", "aged 18 to ", "years ", "MADRS ", "MADRS score ", "p < ",
    "p<0.001, ", "95% CI ", "95% CI 1.2 to 3.4; ", "odds ratio ", "OR 1.2 ", "64% vs ", "%", "rats ", "in rats ",
    "mice were ", "healthy ", "depression ", "treatment-resistant ", "without ", "review of ", "a review ",
    "cases of ", "case ", "a 45-year-old ", "will be ", "NCT", "NCT0123456", "ChiCTR", "funded by ",
    "supported by the ", "no conflict ", "compared with ", "placebo-controlled ", "intravenous ", "infusion of ",
    "single ", "twice weekly ", "primary outcome ", "a", "A", "é", "a. ", "et al. ", "screened, ", "were enrolled ",
    "in total, ", "participants (", "volunteers; ", "years, ",
)  # fmt: skip
SHORT, LONG = 12_500, 50_000
AT_ONCE = 0.25
"""Seconds that are not worth comparing."""


def seconds(piece: str, length: int) -> float:
    text = (piece * (length // len(piece) + 1))[:length]
    best = float("inf")
    for _ in range(2):
        one = record("Ketamine", text)
        start = time.process_time()
        appraise(one)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("piece", REPEATED)
def test_time_grows_with_the_length_of_the_text_and_no_faster(piece: str) -> None:
    long = seconds(piece, LONG)
    if long < AT_ONCE:
        return
    assert long < 8 * seconds(piece, SHORT)
