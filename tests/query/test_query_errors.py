"""What the language refuses, where exactly it points, and what it advises: nothing is passed over in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.errors import QuerySyntaxError
from indexer.query import parse
from indexer.query.findings import CATALOGUE, Severity
from indexer.query.syntax import Field
from indexer.query.tags import UNAVAILABLE

# A query, the part of it that the carets mark, the code, a word of the hint.
TABLE = [
    ("", "", "blank-query", "at least one word"),
    ("  \t", "  \t", "blank-query", "at least one word"),
    ("()", "()", "empty-group", "term"),
    ("mood[ti] OR ( )", "( )", "empty-group", "term"),
    ("(mood[ti]", "(", "unbalanced-parenthesis", "missing ')'"),
    ("(", "(", "unbalanced-parenthesis", "missing ')'"),
    ("mood[ti])", ")", "unbalanced-parenthesis", "open the group"),
    (")", ")", "unbalanced-parenthesis", "open the group"),
    ('"suicidal ideation[ti]', '"', "unbalanced-quote", "Close"),
    ("mood[ti", "[", "unbalanced-bracket", "[tiab]"),
    ("mood ti]", "]", "unbalanced-bracket", "Quote"),
    ("mood[ti] AND", "AND", "dangling-operator", "after AND"),
    ("(mood[ti] OR) x[ti]", "OR", "dangling-operator", "after OR"),
    ("OR mood[ti]", "OR", "dangling-operator", "before OR"),
    ("NOT", "NOT", "dangling-operator", "after NOT"),
    ("mood[ti] AND OR x[ti]", "AND OR", "two-operators", "Keep one"),
    ("mood[ti] AND NOT x[ti]", "AND NOT", "two-operators", "NOT alone"),
    ("mood[ti] OR NOT x[ti]", "OR NOT", "two-operators", "OR (NOT"),
    ("mood[ti] & x[ti]", "&", "unknown-operator", "AND"),
    ("ketamine | esketamine", "|", "unknown-operator", "OR"),
    ("[ti]", "[ti]", "tag-without-term", "before it"),
    ("mood[ti] AND [ab]", "[ab]", "tag-without-term", "before it"),
    ("mood[ti][ab]", "[ab]", "second-tag", "x[ti] OR x[ab]"),
    ("(mood OR x[ti])[tiab]", "(mood OR x[ti])[tiab]", "tag-on-group", "a[tiab] OR b[tiab]"),
    ("mood[tiba]", "[tiba]", "unknown-tag", "Did you mean [tiab]"),
    ("mood[Titel]", "[Titel]", "unknown-tag", "Did you mean [ti]"),
    ("mood[kw]", "[kw]", "unknown-tag", "Did you mean [ot]"),
    ("mood[]", "[]", "bad-tag", "[tiab]"),
    ("mood[pa]", "[pa]", "bad-tag", "not part of a PubMed record"),
    ("mood[ti:noexp]", "[ti:noexp]", "bad-tag", "mh, majr, sh or pt"),
    ("mood[mh:~3]", "[mh:~3]", "bad-tag", "running text"),
    ("mood[mh:exp]", "[mh:exp]", "bad-tag", ":noexp"),
    ("mood[zzzzzz]", "[zzzzzz]", "unknown-tag", "Known are"),
    ('"mood"[ti:~2]', '"mood"[ti:~2]', "proximity-of-one", "add a word"),
    ("mo*[ti]", "mo*", "truncation-too-short", "4 characters"),
    ('"treatment res*"[ti]', "res*", "truncation-too-short", "4 characters"),
    ("zar*[au]", "zar*", "truncation-too-short", "4 characters"),
    ("dep*", "dep*", "truncation-too-short", "4 characters"),
    ("wom*n[ti]", "wom*n", "inner-asterisk", "both forms"),
    ("dep*ssion[mh]", "*", "inner-asterisk", "both forms"),
    ("*ketamine[ti]", "*", "stray-asterisk", "right after"),
    ("ketamine *", "*", "stray-asterisk", "right after"),
    ('"mood -*"[mh]', "*", "stray-asterisk", "right after"),
    ("suicid∗[ti]", "∗", "lookalike-asterisk", "plain *"),
    ("keta\u200bmine", "\u200b", "invisible-character", "copied"),
    ("nature &amp; science[ta]", "&amp;", "html-entity", "character itself"),
    ("#1 AND mood[ti]", "#1", "history-line", "own text"),
    ("engl*[la]", "engl*", "no-truncation", "whole value"),
    ('"--"[ti]', '"--"', "no-words", "letter or digit"),
    ('""', '""', "no-words", "letter or digit"),
    ('" "[mh]', '" "', "no-words", "letter or digit"),
    ("...", "...", "no-words", "letter or digit"),
    ("2024:2018[dp]", "2024:2018", "reversed-range", "smaller end"),
    ('"2024"[dp] : "2018"[dp]', '"2024"[dp] : "2018"[dp]', "reversed-range", "smaller end"),
    ("9:3[pmid]", "9:3", "reversed-range", "smaller end"),
    ("2021/02/30[dp]", "2021/02/30", "impossible-date", "28 days"),
    ("2021/13[dp]", "2021/13", "impossible-date", "YYYY"),
    ("2021/00[dp]", "2021/00", "impossible-date", "YYYY"),
    ("21[dp]", "21", "bad-date", "YYYY/MM"),
    ("2021-03[dp]", "2021-03", "bad-date", "YYYY/MM"),
    ("٢٠٢١[dp]", "٢٠٢١", "bad-date", "YYYY/MM"),
    ("2018:[dp]", "2018:", "half-range", "3000"),
    (":2018[dp]", ":2018", "half-range", "1000"),
    ('"2018"[dp] :', '"2018"[dp] :', "half-range", "3000"),
    ("1:2:3[pmid]", "1:2:3", "bad-number", "PMID"),
    ("PMC12[pmid]", "PMC12", "bad-number", "[aid]"),
    ("0[pmid]", "0", "bad-number", "PMID"),
    ('"last 90 days"[dp]', '"last 90 days"', "relative-date", "Write the dates out"),
    ("2018:2024[ti]", "2018:2024", "range-on-text", "dp"),
    ('"a"[ti] : "b"[ti]', '"a"[ti] : "b"[ti]', "range-on-text", "dp"),
    ("ketamine 2018:2024", "2018:2024", "range-without-field", "2018:2024[dp]"),
    ('"2018" : "2024"', '"2018" : "2024"', "range-without-field", "[dp]"),
    ('"2018"[dp] : "2020"[edat]', '"2018"[dp] : "2020"[edat]', "range-of-two-fields", "same field"),
    ("free full text[sb]", "free full text", "unknown-filter", "medline"),
    ("english[Filter]", "english", "unknown-filter", "eng[la]"),
    ("systematic[sb]", "systematic", "unknown-filter", "[pt]"),
    ("hasabstrct[sb]", "hasabstrct", "unknown-filter", "hasabstract[sb]"),
    ("bad weather[sh]", "bad weather", "unknown-subheading", "adverse effects"),
    ('"ketamine/bad weather"[mh]', '"ketamine/bad weather"', "unknown-subheading", "adverse effects"),
    ("esketmine[drug]", "esketmine", "unknown-value", "esketamine"),
    ("rct[dezign]", "[dezign]", "unknown-tag", "[design]"),
    ("keta*[drug]", "keta*", "no-truncation", "whole value"),
    ("many[n]", "many", "bad-count", "digits"),
    (":[n]", ":", "bad-count", "50:[n]"),
    ("90:50[n]", "90:50", "reversed-range", "smaller end"),
    ("7[level]", "7", "bad-level", "strongest"),
    ("2:1[level]", "2:1", "reversed-range", "smaller end"),
    ("klingonese[la]", "klingonese", "unknown-language", "three-letter"),
    ("(" * 61 + "a[ti]" + ")" * 61, "(", "too-deep", "60 levels"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "marked", "code", "advice"), TABLE)
def test_a_query_is_refused(query: str, marked: str, code: str, advice: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)
    error = caught.value
    assert (query[slice(*error.span)], error.code) == (marked, code)
    assert advice in error.hint
    assert error.exit_code == 2


def test_the_second_of_two_equal_characters_is_the_one_that_is_marked() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse("(mood[ti]) OR (rats[ti]")
    assert caught.value.caret() == "(mood[ti]) OR (rats[ti]\n              ^"


def test_the_caret_stands_right_after_typographic_quotation_marks() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse("“suicidal ideation”[tiab] AND x[tiba]")
    assert caught.value.caret().splitlines()[1].index("^") == len("“suicidal ideation”[tiab] AND x")


@pytest.mark.parametrize("tag", UNAVAILABLE)
def test_a_tag_that_pubmed_has_and_we_cannot_answer_says_why(tag: str) -> None:
    with pytest.raises(QuerySyntaxError, match="cannot be searched here") as caught:
        parse(f"ketamine[{tag.upper()}]")
    assert caught.value.hint


def test_every_error_that_can_be_raised_is_in_the_catalogue_and_shown_in_the_table() -> None:
    room = Path(parse.__code__.co_filename).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    catalogued = {code for code, rule in CATALOGUE.items() if rule.severity is Severity.ERROR}
    catalogued -= {"local-tag"}  # wrong in what is sent to PubMed only
    assert {code for _query, _marked, code, _advice in TABLE} == catalogued
    assert set(re.findall(r'code="([a-z-]+)"', source)) <= catalogued | {"local-tag"}


@pytest.mark.parametrize(
    "text", ["ketamine", "(", '"', "[", "*", ":", "AND", "NOT", ")", "]", "0", "/", "“", "#1", "-"]
)
def test_no_short_text_does_anything_but_parse_or_be_refused(text: str) -> None:
    for query in (text, f"a{text}", f"{text}b", f"{text}[dp]", f"{text}[mh]", f"x[ti] {text}", f"{text} {text}"):
        try:
            parse(query)
        except QuerySyntaxError as error:
            start, end = error.span
            assert 0 <= start <= end <= len(query)


@pytest.mark.parametrize("field", list(Field))
def test_no_field_takes_a_blank_term(field: Field) -> None:
    with pytest.raises(QuerySyntaxError):
        parse(f'" - "[{field}]')
