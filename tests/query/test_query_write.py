"""A tree written out and read again is the same tree, and reads well."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from indexer.query import parse
from indexer.query.syntax import And, Field, Near, Not, Or, Phrase, Query, Range, Term, Word
from indexer.query.write import explain, write
from tests.strategies import queries


@settings(max_examples=400)
@given(queries(max_leaves=8))
def test_writing_and_reading_gives_the_same_tree(query: Query) -> None:
    assert parse(write(query)) == query


@given(queries())
def test_what_is_written_is_canonical(query: Query) -> None:
    assert write(parse(write(query))) == write(query)


A, B = Term(Field.TITLE, "a"), Term(Field.TITLE, "b")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (A, "a[ti]"),
        (Term(Field.TITLE_ABSTRACT, "suicid", truncated=True), "suicid*[tiab]"),
        (Term(Field.MESH, "mood disorders"), '"mood disorders"[mh]'),
        (Term(Field.MESH, "mood disorders", explode=False), '"mood disorders"[mh:noexp]'),
        (Term(Field.AUTHOR, "zarate ca"), "zarate ca[au]"),
        (Term(Field.AUTHOR, "zarate ca", exact=True), '"zarate ca"[au]'),
        (Term(Field.ARTICLE_ID, "10.9999/s(1)2"), '"10.9999/s(1)2"[aid]'),
        (Phrase(Field.TITLE, (Word("a"), Word("resist", True))), '"a resist*"[ti]'),
        (Near(Field.TITLE, (Word("a"), Word("b")), 3), '"a b"[ti:~3]'),
        (Range(Field.PUBLISHED, 20180101, 30001231), "2018/01/01:3000/12/31[dp]"),
        (Range(Field.PMID, 7, 7), "7[pmid]"),
        (Range(Field.PMID, 7, 9), "7:9[pmid]"),
        (And((A, Not(B))), "a[ti] NOT b[ti]"),
        (And((Not(A), B)), "(NOT a[ti]) AND b[ti]"),
        (Or((And((A, B)), Not(B))), "(a[ti] AND b[ti]) OR (NOT b[ti])"),
        (Not(Or((A, B))), "NOT (a[ti] OR b[ti])"),
        (And((Or((A,)), B)), "a[ti] AND b[ti]"),
    ],
)
def test_a_tree_is_written(query: Query, text: str) -> None:
    assert write(query) == text


@pytest.mark.parametrize("query", [And(()), Or(())])
def test_a_node_without_parts_cannot_be_written(query: Query) -> None:
    with pytest.raises(ValueError, match="without parts"):
        write(query)


def test_an_explanation_is_an_outline() -> None:
    query = parse(
        'ketamine[ti] AND ("mood swing*"[tiab] OR "a b"[ab:~2] OR depression[mh:noexp]) '
        'NOT 2018[dp] AND 5[pmid] AND "zarate c"[au] AND suicid*[tw]'
    )
    assert explain(query).splitlines() == [
        "all of:",
        "  Title: ketamine",
        "  any of:",
        '    Title/Abstract: "mood swing*" (side by side)',
        '    Abstract: "a b" (any order, at most 2 words between)',
        "    MeSH Terms: depression (without narrower terms)",
        "  not:",
        "    Date - Publication: 2018/01/01 to 2018/12/31",
        "  PMID: 5",
        "  Author: zarate c (these initials exactly)",
        "  Text Word: suicid* (words or names that begin so)",
    ]
