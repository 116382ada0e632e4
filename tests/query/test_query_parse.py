"""What text becomes: tags by every name, order of evaluation, spans, notes, and what untagged words mean."""

from __future__ import annotations

import datetime
import gzip
import re
from pathlib import Path

import pytest

from indexer.query.parse import loosen, parse, parse_detailed
from indexer.query.syntax import DATE_FIELDS, JUDGED_KEYS, And, Field, Near, Not, Or, Phrase, Range, Term, Word
from indexer.query.tags import FIELDS, LONG_NAMES
from indexer.query.translate import STOP_WORDS
from indexer.query.write import write

VALUES = {
    Field.LANGUAGE: "eng", Field.SUBHEADING: "therapy", Field.SUBSET: "medline", Field.ARTICLE_ID: "10.9999/abcd",
    Field.PMID: "12", **dict.fromkeys(DATE_FIELDS, "2020"), Field.PARTICIPANTS: "12", Field.LEVEL: "2",
    **dict.fromkeys(JUDGED_KEYS, "unknown"),
}  # fmt: skip


def title(word: str) -> Term:
    """A word in the title."""
    return Term(Field.TITLE, word)


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_is_known_by_all_its_names_in_any_case_and_after_a_space(name: str) -> None:
    value = VALUES.get(FIELDS[name], "mood")
    trees = {parse(f"{value}{tag}") for tag in (f"[{name}]", f"[{name.upper()}]", f" [ {name.title()} ]")}
    assert len(trees) == 1
    (tree,) = trees
    assert isinstance(tree, Term | Range)
    assert tree.field is FIELDS[name]


def test_every_field_has_a_long_name_that_is_known() -> None:
    assert set(LONG_NAMES) == set(Field)
    assert all(FIELDS[name.lower().replace(" - ", "-")] is field for field, name in LONG_NAMES.items())


A, B, C = title("a"), title("b"), title("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a[ti]", A),
        ("((a[ti]))", A),
        ("a[ti] AND b[ti] AND c[ti]", And((A, B, C))),
        ("a[ti] b[ti] c[ti]", And((A, B, C))),
        ("a[ti]b[ti]", And((A, B))),
        ("(a[ti] AND b[ti]) AND c[ti]", And((And((A, B)), C))),
        ("a[ti] AND (b[ti] AND c[ti])", And((A, And((B, C))))),
        ("a[ti] OR b[ti] AND c[ti]", And((Or((A, B)), C))),
        ("a[ti] AND b[ti] OR c[ti]", Or((And((A, B)), C))),
        ("a[ti] OR b[ti] OR c[ti] NOT a[ti] OR b[ti]", Or((And((Or((A, B, C)), Not(A))), B))),
        ("a[ti] NOT b[ti]", And((A, Not(B)))),
        ("a[ti] AND b[ti] NOT c[ti]", And((A, B, Not(C)))),
        ("a[ti] NOT (b[ti] OR c[ti])", And((A, Not(Or((B, C)))))),
        ("NOT a[ti]", Not(A)),
        ("NOT a[ti] OR b[ti]", Or((Not(A), B))),
        ("NOT (NOT a[ti])", Not(Not(A))),
        ("(a[ti])(b[ti])", And((A, B))),
        ("(a[ti] OR b[ti]) c[ti]", And((Or((A, B)), C))),
        ('"x y"[ti]', Phrase(Field.TITLE, (Word("x"), Word("y")))),
        ("“x y”[ti]", Phrase(Field.TITLE, (Word("x"), Word("y")))),
        ("x y[ti]", Phrase(Field.TITLE, (Word("x"), Word("y")))),
        ("x-y[ti]", Phrase(Field.TITLE, (Word("x"), Word("y")))),
        ("x: y[ti]", Phrase(Field.TITLE, (Word("x"), Word("y")))),
        ('"mood* disor* x"[ti]', Phrase(Field.TITLE, (Word("mood", True), Word("disor", True), Word("x")))),
        ('"x y"[ti:~0]', Near(Field.TITLE, (Word("x"), Word("y")), 0)),
        ('"x y"[Title/Abstract:~12]', Near(Field.TITLE_ABSTRACT, (Word("x"), Word("y")), 12)),
        ("mood*[ti]", Term(Field.TITLE, "mood", truncated=True)),
        ("TNF-α[ti]", Phrase(Field.TITLE, (Word("tnf"), Word("alpha")))),
        ("0.5[ti]", title("0.5")),
        ("and[ti]", title("and")),
        ('"AND"[ti]', title("and")),
        ("signs and symptoms[mh]", Term(Field.MESH, "signs and symptoms")),
        ('"Zarate CA"[au]', Term(Field.AUTHOR, "zarate ca", exact=True)),
        ("ketamine[mh:noexp]", Term(Field.MESH, "ketamine", explode=False)),
        ("2019:2020/02[dp]", Range(Field.PUBLISHED, 20190101, 20200229)),
        ('"last 2 weeks"[edat]', Range(Field.ENTERED, 20240317, 30001231)),
        ('"last 1 month"[dp]', Range(Field.PUBLISHED, 20240229, 30001231)),  # 31 March less a month
        ("3,5:6[uid]", Or((Range(Field.PMID, 3, 3), Range(Field.PMID, 5, 6)))),
        ("(10.9999/S0140-6736(05)66379-9[doi])", Term(Field.ARTICLE_ID, "10.9999/s0140-6736(05)66379-9")),
        ("a[ti] (10.9999/s(1)2) b[ti]", And((A, Phrase(Field.ALL, tuple(map(Word, ("10.9999", "s", "1", "2")))), B))),
        ("S0140-6736(05)66379-9[pii] a[ti]", And((Term(Field.ARTICLE_ID, "s0140-6736(05)66379-9"), A))),
    ],
)  # fmt: skip
def test_a_text_means(text: str, tree: object) -> None:
    assert parse(text, today=datetime.date(2024, 3, 31)) == tree


@pytest.mark.parametrize(
    ("text", "first"),
    [("last 1 day", 20240304), ("LAST 2 Weeks", 20240220), ("last 1 month", 20240205), ("last 4 years", 20200305)],
)
def test_the_last_days_count_back_from_the_day_given(text: str, first: int) -> None:
    assert parse(f'"{text}"[dp]', today=datetime.date(2024, 3, 5)) == Range(Field.PUBLISHED, first, 30001231)


def test_spans_show_where_each_part_stands() -> None:
    text = "(esketamine[tiab] OR x y [ti]) NOT 2018:2020[dp]"
    tree = parse(text)
    assert isinstance(tree, And)
    group, removed = tree.parts
    assert isinstance(group, Or)
    assert isinstance(removed, Not)
    spans = [tree.span, group.span, *(part.span for part in group.parts), removed.part.span]
    assert [text[slice(*span)] for span in spans] == [
        text,
        "(esketamine[tiab] OR x y [ti])",
        "esketamine[tiab]",
        "x y [ti]",
        "2018:2020[dp]",
    ]


def everywhere(*words: str) -> tuple[Term, ...]:
    """Words in all fields."""
    return tuple(Term(Field.ALL, word) for word in words)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("ketamine", "ketamine[mh] OR ketamine[all]"),
        ("flurbish", "flurbish[all]"),
        ("flurbish grommet", "flurbish[all] AND grommet[all]"),
        ("flurbish of the grommet", "flurbish[all] AND grommet[all]"),
        ("flurbish flurbish", "flurbish[all]"),
        ("the of", "the[all] AND of[all]"),
        ("flurbish-grommet", '"flurbish grommet"[all]'),
        ("flurb* grommet", "flurb*[all] AND grommet[all]"),
        ('"treatment resistant depression"', '"treatment resistant depression"[all]'),
        ('"ketamine"', "ketamine[all]"),
        (
            "treatment resistant depression",
            '"depressive disorder treatment resistant"[mh] OR (treatment[all] AND resistant[all] AND depression[all])',
        ),
        (
            "flurbish in major depressive disorder",
            'flurbish[all] AND ("depressive disorder major"[mh] OR (major[all] AND depressive[all] AND disorder[all]))',
        ),
        ("depression-flurbish", '"depression flurbish"[all]'),  # no heading inside a hyphenated word
        ("flurbish hasabstract", "flurbish[all] AND hasabstract[sb]"),
        ("flurbish[ti] OR grommet sprocket", "flurbish[ti] OR (grommet[all] AND sprocket[all])"),
        ("flurbish: a grommet?", "flurbish[all] AND grommet[all]"),
    ],
)
def test_untagged_words_mean(text: str, canonical: str) -> None:
    assert write(parse(text)) == canonical


def test_a_plain_text_is_told_apart_from_one_that_uses_the_language() -> None:
    plain = parse_detailed("Is ketamine effective: for depression?")
    assert plain.plain
    assert plain.words == ("is", "ketamine", "effective", "for", "depression")
    for text in ("ketamine[ti]", "ketamine AND mood", '"ketamine"', "(ketamine)", "suicid*", "ketamine hasabstract"):
        parsed = parse_detailed(text)
        assert (parsed.plain, parsed.words) == (False, ())


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("ketamine", 'the MeSH heading "Ketamine"'),
        ("flurbish of the grommet", "dropped as PubMed does: of, the"),
        ("flurbish or grommet", "the operator is OR"),
        ("mood swings[ti]", '"mood swings" was taken as one phrase in [ti]'),
        ("mood disorders[mh]", "narrower names"),
        ("teapots[mh]", "not in the shipped part of MeSH"),
        ("“mood swings”[ti]", "typographic quotation marks"),
    ],
)
def test_a_note_tells_what_was_read_into_the_text(text: str, note: str) -> None:
    assert note in "\n".join(parse_detailed(text).notes)


@pytest.mark.parametrize(
    "text", ["ketamine[ti]", '"mood swings"[tiab] AND 2018:2020[dp]', "teapots[mh:noexp] OR x[ti]"]
)
def test_what_is_plain_to_see_leaves_no_note_but_on_vocabulary(text: str) -> None:
    assert [note for note in parse_detailed(text).notes if "MeSH" not in note] == []


def test_a_loosened_text_wants_any_of_its_words() -> None:
    assert loosen(("is", "ketamine", "effective", "ketamine")) == Or(everywhere("ketamine", "effective"))
    assert loosen(("ketamine", "is")) == everywhere("ketamine")[0]
    assert loosen(("is", "the")) == Or(everywhere("is", "the"))
    with pytest.raises(ValueError, match="no words"):
        loosen(())


def test_stop_words_are_words() -> None:
    assert {"of", "the", "with", "or"} <= STOP_WORDS
    assert not {"ketamine", "depression", "trial"} & STOP_WORDS


STRATEGIES = (
    ('("Ketamine"[Mesh] OR ketamin*[tiab] OR esketamin*[tiab] OR "CI 581"[tiab] OR Ketalar[tiab] OR "S-ketamine"[nm])'
    ' AND ("Depressive Disorder"[Mesh] OR "Depression"[Mesh:NoExp] OR depress*[tiab] OR TRD[tiab])'
    " NOT (animals[mh] NOT humans[mh])"),
    ('(randomized controlled trial[pt] OR controlled clinical trial[pt] OR randomized[tiab] OR placebo[tiab] OR '
    '"drug therapy"[sh] OR randomly[tiab] OR trial[tiab] OR groups[tiab]) NOT (animals[mh] NOT humans[mh])'),
    ('("suicidal ideation"[MeSH Terms] OR "suicid* ideation"[Title/Abstract:~2]) AND (("2010/01/01"[Date - Publication]'
    ' : "3000"[Date - Publication]) AND (english[Language] OR german[lang]))'),
    '(esketamine [tiab] OR "JNJ-54135419"[tw]) AND ("lancet psychiatry"[Journal] OR JAMA[ta]) AND hasabstract[sb]',
    '"retracted publication"[pt] OR hasretractionin OR hasexpressionofconcernin',
)  # fmt: skip


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_strategies_as_librarians_write_them_are_read(strategy: str) -> None:
    tree = parse(strategy)
    assert parse(write(tree)) == tree


def test_titles_of_real_records_are_read_as_plain_text(shared_data: Path) -> None:
    """Whatever stands in a title may be pasted into the search; only marks of the language itself may be refused."""
    with gzip.open(shared_data / "pubmed" / "psychedelic-ketamine.xml.gz", "rt", encoding="utf-8") as file:
        titles = re.findall(r"<ArticleTitle>([^<\[\]\"()*:&]{20,})</ArticleTitle>", file.read())
    assert len(titles) > 100
    for text in titles:
        if not {"AND", "OR", "NOT"} & set(text.split()):
            assert parse_detailed(text).plain
