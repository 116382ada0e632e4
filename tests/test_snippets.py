"""The sentence that shows why a record was found."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.record import AbstractSection, Record, record_id
from indexer.salience import told
from indexer.snippets import LONGEST, snippet


def record(*sections: tuple[str, str]) -> Record:
    return Record(record_id("1"), "1", abstract=tuple(AbstractSection(text, label, label) for label, text in sections))


TWO = record(
    ("BACKGROUND", "Ketamine may act on mood. Little is known."), ("RESULTS", "Mood improved with ketamine in a day.")
)


def test_no_abstract_no_snippet() -> None:
    assert snippet(record(), [("ketamine", False)]).text == ""


def test_a_result_is_shown_before_background_with_as_many_words() -> None:
    shown = snippet(TWO, [("ketamine", False)])
    assert shown.text == "Mood improved with ketamine in a day."
    assert shown.section == 1


def test_more_different_words_win_among_findings() -> None:
    both = record(("RESULTS", "Ketamine was given. Mood improved with ketamine. Sleep did not."))
    assert snippet(both, [("ketamine", False), ("mood", False)]).text == "Mood improved with ketamine."


def test_a_finding_with_one_word_comes_before_background_with_all() -> None:
    shown = snippet(TWO, [("ketamine", False), ("may", False), ("act", False)])
    assert (shown.section, shown.kind) == (1, "result")


def test_background_is_shown_and_named_only_where_no_finding_has_a_word() -> None:
    shown = snippet(TWO, [("may", False)])
    assert (shown.text, shown.kind) == ("Ketamine may act on mood.", "background")


def test_marks_are_the_searched_words_as_written() -> None:
    shown = snippet(TWO, [("improv", True), ("day", False)])
    assert [shown.text[start:end] for start, end in shown.marks] == ["improved", "day"]


def test_without_words_the_conclusion_or_a_result_is_shown() -> None:
    assert snippet(TWO, []).section == 1
    three = record(*((part.label, part.text) for part in TWO.abstract), ("CONCLUSION", "Ketamine may lift mood."))
    assert snippet(three, []).text == "Ketamine may lift mood."


def test_a_record_found_by_its_heading_alone_shows_a_finding() -> None:
    assert snippet(TWO, [("elsewhere", False)]).section == 1


@given(st.integers(0, 120), st.integers(0, 120))
def test_a_long_sentence_is_cut_around_the_word_and_stays_verbatim(before: int, after: int) -> None:
    text = "filler " * before + "ketamine" + " filler" * after
    shown = snippet(record(("", text)), [("ketamine", False)])
    assert [shown.text[start:end] for start, end in shown.marks] == ["ketamine"]
    assert shown.text.removeprefix("… ").removesuffix(" …") == text[shown.start : shown.end]
    assert len(shown.text) <= LONGEST + 4


def kinds(*sections: tuple[str, str]) -> list[str]:
    return [sentence.kind.value for sentence in told(record(*sections).abstract)]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("RESULTS", "result"), ("Main results", "result"), ("FINDINGS/RESULTS", "result"),
        ("RECENT FINDINGS", "result"),
        ("CONCLUSIONS AND RELEVANCE", "conclusion"), ("INTERPRETATION", "conclusion"),
        ("REVIEWER'S CONCLUSIONS", "conclusion"),
        ("DISCUSSION AND CONCLUSION", "conclusion"), ("SCHLUSSFOLGERUNG", "conclusion"), ("CONCLUSÃO", "conclusion"),
        ("IMPORTANCE", "background"), ("BACKGROUND AND AIMS", "background"), ("CONTEXT", "background"),
        ("PURPOSE OF REVIEW", "aim"), ("AIM OF THE STUDY", "aim"),
        ("MATERIALS AND METHODS", "method"), ("DESIGN, SETTING, AND PARTICIPANTS", "method"),
        ("MAIN OUTCOMES AND MEASURES", "method"), ("TRIAL REGISTRATION", "method"),
    ],
)  # fmt: skip
def test_a_label_says_what_stands_under_it_in_many_spellings(label: str, kind: str) -> None:
    sections = (AbstractSection("Mood and sleep.", label), AbstractSection("Other things.", "NOTE"))
    assert told(sections)[0].kind == kind


def test_the_library_s_category_counts_where_the_label_is_unknown() -> None:
    sections = (AbstractSection("Mood and sleep.", "WHAT CAME OUT", "RESULTS"), AbstractSection("More.", "NOTE"))
    assert told(sections)[0].kind == "result"


def test_an_inline_heading_holds_until_the_next() -> None:
    text = (
        "Objective: Mood in mice. Methods - Mice swam. They ate. Results: Mice swam on. They ate more. "
        "CONCLUSIONS. Mice may differ."
    )
    assert kinds(("", text)) == ["aim", "method", "method", "result", "result", "conclusion"]


def test_a_sentence_that_begins_like_a_heading_is_none() -> None:
    assert kinds(("", "Mood varies. Results in mice were mixed. Sleep did too."))[2] != "aim"
    assert len(kinds(("", "Mood varies. Results in mice were mixed. Sleep did too."))) == 3


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Previous studies found that ketamine improved mood.", "background"),
        ("Ketamine is known to act on glutamate.", "background"),
        ("Little is known about mood in mice.", "background"),
        ("Evidence suggests that ketamine's influence on growth factors might be involved.", "background"),
        ("We aimed to test ketamine.", "aim"),
        ("To evaluate ketamine in mice.", "aim"),
        ("This review will discuss ketamine.", "aim"),
        ("Mice were randomised to ketamine or saline.", "method"),
        ("Outcomes will be rated by blinded raters.", "method"),
        ("We found that ketamine improved mood.", "result"),
        ("Scores were lower after ketamine (95% CI 1.2 to 3.4; p < 0.001).", "result"),
        ("Ketamine resulted in less pain.", "result"),
    ],
)
def test_a_sentence_s_own_words_say_what_it_tells(sentence: str, kind: str) -> None:
    filler = "Mice sleep. "
    assert kinds(("", filler + sentence + " " + filler * 3))[1] == kind


def test_an_introduction_without_headings_ends_where_the_study_begins() -> None:
    text = (
        "Ketamine acts on mood. It changes sleep in mice. We examined forty mice. "
        "Mood improved significantly. Sleep stayed as it was. In conclusion, mice differ."
    )
    assert kinds(("", text)) == ["background", "background", "aim", "result", "result", "conclusion"]


def test_a_protocol_s_promise_is_no_conclusion() -> None:
    sections = (
        AbstractSection("Mood is rated.", "METHODS"),
        AbstractSection("This trial will provide data.", "DISCUSSION"),
    )
    assert [sentence.kind.value for sentence in told(sections)] == ["method", "aim"]


@given(st.text(max_size=300))
def test_any_text_is_told_once_and_in_order(text: str) -> None:
    listed = told((AbstractSection(text),))
    assert all(one.end <= two.start for one, two in itertools.pairwise(listed))
    assert all(text[one.start : one.end].strip() for one in listed)
