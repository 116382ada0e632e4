"""What a word and a sentence are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text import fold, normal, plain, sentences, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Treatment-resistant depression", ("treatment", "resistant", "depression")),
        ("0.5 mg/kg, 0.5mg", ("0.5", "mg", "kg", "0.5", "mg")),
        ("TNF-α and β2", ("tnf", "alpha", "and", "beta2")),
        ("5 μg, 5 µg", ("5", "ug", "5", "ug")),
        ("10² cells, CO₂, Ca²⁺", ("10", "2", "cells", "co2", "ca2")),
        ("Zürich, Łódź, Ørsted", ("zurich", "lodz", "orsted")),
        ("Parkinson's", ("parkinson", "s")),
        ("½ mg, 2½ mg, 1⅓", ("0.5", "mg", "2", "0.5", "mg", "1", "0.3333")),
        ("\u0660.\u0665 mg", ("0.5", "mg")),
        ("⒈ Methods, a⒉b, 1⒛3, 🄀", ("1", "methods", "a", "2", "b", "1", "20", "3", "0")),
        ("p<0.05; n=20", ("p", "0.05", "n", "20")),
        ("snake_case", ("snake", "case")),
        ("", ()),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


def test_a_power_of_ten_never_becomes_another_number() -> None:
    assert "102" not in words("10² cells")


@given(st.text())
def test_offsets_point_at_the_word(text: str) -> None:
    for token in tokens(text):
        assert fold(text[token.start : token.end]) == token.word


@given(st.text())
def test_composed_and_decomposed_text_has_the_same_words(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert words(composed) == words(unicodedata.normalize("NFC", unicodedata.normalize("NFD", text)))


def test_accents_do_not_depend_on_how_they_are_written() -> None:
    assert words("e\u0301tude") == words("\u00e9tude") == ("etude",)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_normal_is_stable(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One ended. Two began.", ["One ended.", "Two began."]),
        ("It fell (p = .05). Then it rose.", ["It fell (p = .05).", "Then it rose."]),
        ("Ketamine vs. Placebo was compared.", ["Ketamine vs. Placebo was compared."]),
        ("See Fig. 2 for J. Smith et al. 2020.", ["See Fig. 2 for J. Smith et al. 2020."]),
        ("Doses of 0.5 mg/kg i.v. were used.", ["Doses of 0.5 mg/kg i.v. were used."]),
        ("Vitamin C. The next one.", ["Vitamin C.", "The next one."]),
        ("Did it work? Yes! It did.", ["Did it work?", "Yes!", "It did."]),
        ("A list:\n- first thing\n- second thing", ["A list:", "- first thing", "- second thing"]),
        ("Title\n\nBody text here", ["Title", "Body text here"]),
        ('He said "stop." Then left.', ['He said "stop."', "Then left."]),
        ("It fell (P <. 001) by 8.2 ±. 1.7 points.", ["It fell (P <. 001) by 8.2 ±. 1.7 points."]),
        ("no capital. here either", ["no capital. here either"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet="Ab .!?\n()\"'-1"))
def test_sentences_lose_no_visible_character(text: str) -> None:
    covered = {place for start, end in sentences(text) for place in range(start, end)}
    assert all(text[place].isspace() for place in range(len(text)) if place not in covered)


class TestPlain:
    """Text for patterns: one writing for many, and not a character more or less."""

    @given(st.text())
    def test_it_is_as_long_as_the_text(self, text: str) -> None:
        assert len(plain(text)) == len(text)

    def test_accents_hyphens_spaces_quotes_and_points(self) -> None:
        assert plain("Åsberg – 0·5\u00a0mg “a” CO₂ −3") == 'asberg - 0.5 mg "a" co2 -3'
        assert plain("Lines\nstay") == "lines\nstay"
