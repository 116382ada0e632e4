"""The sentence that shows why a record was found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.record import AbstractSection, Record, record_id
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


def test_more_different_words_win() -> None:
    assert snippet(TWO, [("ketamine", False), ("may", False), ("act", False)]).section == 0


def test_marks_are_the_searched_words_as_written() -> None:
    shown = snippet(TWO, [("improv", True), ("day", False)])
    assert [shown.text[start:end] for start, end in shown.marks] == ["improved", "day"]


def test_without_words_the_abstract_begins() -> None:
    assert snippet(TWO, []).text == "Ketamine may act on mood."


@given(st.integers(0, 120), st.integers(0, 120))
def test_a_long_sentence_is_cut_around_the_word_and_stays_verbatim(before: int, after: int) -> None:
    text = "filler " * before + "ketamine" + " filler" * after
    shown = snippet(record(("", text)), [("ketamine", False)])
    assert [shown.text[start:end] for start, end in shown.marks] == ["ketamine"]
    assert shown.text.removeprefix("… ").removesuffix(" …") == text[shown.start : shown.end]
    assert len(shown.text) <= LONGEST + 4
