"""Text out of PubMed's markup: nothing lost, no number changed."""

from __future__ import annotations

import pytest
from lxml import etree

from indexer.sources.markup import clean, text_of, without_repeats
from indexer.text import words

MATH = "http://www.w3.org/1998/Math/MathML"


def text(markup: str) -> str:
    return text_of(etree.fromstring(f"<AbstractText>{markup}</AbstractText>"))


def formula(markup: str) -> str:
    return text(f'<math xmlns="{MATH}">{markup}</math>')


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("plain words", "plain words"),
        ("p &lt; 0.05 and q &gt; 1 &amp; more", "p < 0.05 and q > 1 & more"),
        ("before <i>in <b>both</b></i> after <u>end</u>.", "before in both after end."),
        ("<i>S</i>-ketamine", "S-ketamine"),
        ("<i>a</i> <b>b</b>", "a b"),
        ("  much \n\t white\u00a0\u2009space ", "much white space"),
        ("nai\u0308ve", "na\u00efve"),
        ("a<!-- remark -->b", "ab"),
        ("a<?pi x?>b", "ab"),
        ("<![CDATA[p < 0.05]]>", "p < 0.05"),
        ("<NewThing>still <x>here</x></NewThing> too", "still here too"),
        ("one<DispFormula>x</DispFormula>two", "one x two"),
        ("", ""),
        ("<b/>", ""),
    ],
)
def test_inline_markup_goes_and_its_words_stay(markup: str, expected: str) -> None:
    assert text(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("10<sup>2</sup>", "10²"),
        ("10<sup>-3</sup>", "10⁻³"),
        ("10<sup>−3</sup>", "10⁻³"),
        ("10<sup> 5</sup> cells", "10⁵ cells"),
        ("10<sup>2.5</sup>", "10^(2.5)"),
        ("10<sup>n</sup>", "10^(n)"),
        ("2<sup>-ΔΔCt</sup>", "2^(-ΔΔCt)"),
        ("24<sup>0/7</sup> weeks", "24^(0/7) weeks"),
        ("0.4<sub>1.6</sub>", "0.4_(1.6)"),
        ("m<sup>2</sup>", "m²"),
        ("R<sup>2</sup> = 0.5", "R² = 0.5"),
        ("CO<sub>2</sub>", "CO₂"),
        ("Ca<sup>2+</sup>", "Ca²⁺"),
        ("VO<sub>2max</sub>", "VO₂max"),
        ("5-HT<sub>2A</sub>", "5-HT₂A"),
        ("[<sup>11</sup>C]raclopride", "[¹¹C]raclopride"),
        ("<sup>99m</sup>Tc", "⁹⁹mTc"),
        ("V<sub>max</sub>", "Vmax"),
        ("GABA<sub>A</sub>", "GABAA"),
        ("t<sub>1/2</sub>", "t1/2"),
        ("PM<sub>2.5</sub>", "PM2.5"),
        ("PM<sub>2.5</sub>7", "PM_(2.5)7"),
        ("AUC<sub>0-24</sub>", "AUC₀₋₂₄"),
        ("5<sup>th</sup> day", "5th day"),
        ("DSM 100<sup>T</sup>", "DSM 100T"),
        ("F4/80<sup>low</sup>", "F4/80low"),
        ("CD4<sup>+</sup>CD25<sup>high</sup>", "CD4⁺CD25high"),
        ("Nrf2<sup>-/-</sup>", "Nrf2-/-"),
        ("ketamine<sup>1,2</sup>", "ketamine¹,²"),
        ("x<sup></sup>y", "xy"),
        ("<b>10<sup>2</sup></b>", "10²"),
        ("a<sub><i>2</i></sub>", "a₂"),
    ],
)
def test_superscripts_and_subscripts_change_no_number(markup: str, expected: str) -> None:
    assert text(markup) == expected


def test_a_power_never_reads_as_one_number_and_a_formula_stays_one_word() -> None:
    assert words(text("10<sup>2</sup>")) == ("10", "2")
    assert words(text("10<sup>2.5</sup>")) == ("10", "2.5")
    assert words(text("CO<sub>2</sub> VO<sub>2max</sub>")) == ("co2", "vo2max")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<mi>p</mi><mo>&lt;</mo><mn>0.05</mn>", "p < 0.05"),
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>", "(a+b)/c"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x²"),
        ("<msup><mn>10</mn><mrow><mo>-</mo><mn>3</mn></mrow></msup>", "10⁻³"),
        ("<msup><mi>e</mi><mi>x</mi></msup>", "e^(x)"),
        ("<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>", "(a+b)²"),
        ("<msub><mi>C</mi><mtext>max</mtext></msub>", "Cmax"),
        ("<msubsup><mi>T</mi><mn>2</mn><mo>∗</mo></msubsup>", "T₂∗"),
        ("<munder><mi>min</mi><mrow><mi>x</mi><mo>&gt;</mo><mn>0</mn></mrow></munder>", "min_(x > 0)"),
        ("<munderover><mo>∑</mo><mn>1</mn><mi>n</mi></munderover>", "∑₁^(n)"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x\u0304"),
        ("<msqrt><mi>n</mi></msqrt>", "√n"),
        ("<msqrt><mi>n</mi><mo>+</mo><mn>1</mn></msqrt>", "√(n+1)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "³√x"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a, b)"),
        ('<mfenced open="[" close="]" separators=";"><mi>a</mi><mi>b</mi></mfenced>', "[a; b]"),
        ("<mn>3</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>", "3 1/2"),
        ("<mi>a</mi><mspace/><mtext>mg kg</mtext>", "a mg kg"),
        ("<mmultiscripts><mi>C</mi><mprescripts/><none/><mn>11</mn></mmultiscripts>", "¹¹C"),
        ("<mtable><mtr><mtd>1</mtd><mtd>2</mtd></mtr><mtr><mtd>3</mtd></mtr></mtable>", "1, 2; 3"),
        ("<semantics><mi>x</mi><annotation>\\TeX x</annotation></semantics>", "x"),
        ("<semantics><annotation>only this</annotation></semantics>", "only this"),
        ("<mnew><mi>kept</mi></mnew>", "kept"),
        ("<mfrac><mn>1</mn></mfrac>", "1"),
        ("<mrow>\n  <mi>x</mi>\n  <mo>=</mo>\n  <mn>1</mn>\n</mrow>", "x = 1"),
    ],
)  # fmt: skip
def test_formulae_are_written_on_one_line(markup: str, expected: str) -> None:
    assert formula(markup) == expected


def test_a_formula_beside_digits_makes_no_new_number() -> None:
    assert text(f'3<math xmlns="{MATH}"><mn>5</mn></math>7') == "3 5 7"
    assert text(f'x<mml:math xmlns:mml="{MATH}"><mml:mn>5</mml:mn></mml:math>y') == "x5y"


def test_every_character_of_a_formula_survives() -> None:
    markup = (
        "<msubsup><mi>K</mi><mtext>app</mtext><mo>‡</mo></msubsup><mo>=</mo><mfrac><mtext>rate</mtext>"
        "<msup><mfenced><mi>M</mi></mfenced><mi>h</mi></msup></mfrac>"
    )
    for word in ("K", "app", "‡", "rate", "M", "h"):
        assert word in formula(markup)


def test_cleaning_is_the_same_twice() -> None:
    for given in ("a  b", "nai\u0308ve", "\u212b ngstrom", "", None):
        assert clean(clean(given)) == clean(given)


def test_repeats_go_whatever_their_case_and_the_first_spelling_stays() -> None:
    assert without_repeats(["Ketamine", "ketamine", "", "TRD", "Ketamine"]) == ("Ketamine", "TRD")
