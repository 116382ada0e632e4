"""Drafts in Markdown: what a reader sees, and where it stands."""

from __future__ import annotations

import pytest

from indexer.checking.draft import read_draft
from indexer.checking.values import Block, Draft


def draft(text: str) -> Draft:
    return read_draft("draft.md", text.encode())


def outline(text: str) -> list[tuple[str, str]]:
    return [(one.block.value, one.text) for one in draft(text).passages]


def test_blocks() -> None:
    text = "# One #\n\nTwo\nthree\n\n- four\n  five\n* [ ] six\n1. seven\n\nEight\n-----\n> nine\n> ten\n\n***\n"
    assert outline(text) == [
        ("heading", "One"),
        ("paragraph", "Two three"),
        ("list item", "four five"),
        ("list item", "six"),
        ("list item", "seven"),
        ("heading", "Eight"),
        ("paragraph", "nine ten"),
    ]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("**Short** and _light_ sleep", "Short and light sleep"),
        ("snake_case and 2 * 3", "snake_case and 2 * 3"),
        ("a [short nap](https://example.org/a_(b) 'title') helps", "a short nap helps"),
        ("a [short nap][1] helps", "a short nap helps"),
        ("It helps [^1][^2]. So does a nap.<sup>3</sup>", "It helps. So does a nap."),
        ("helps[^1] ![a picture](x.png)now", "helps now"),
        ("`code` \\*star\\* &amp; A&rsquo;s", "code *star* & A’s"),
        ("a<br>b <span class='x'>c</span>", "ab c"),
        ("seen <!-- not\nthis --> only", "seen only"),
        ("in brackets [like this] (too)", "in brackets [like this] (too)"),
    ],
)
def test_what_a_reader_sees_of_a_span(written: str, seen: str) -> None:
    assert outline(written) == [("paragraph", seen)]


def test_every_word_is_found_again_behind_the_marks() -> None:
    found = draft("# T\n\nIt **rapidly reduces** [sleep\nloss](http://x.org) &amp; more.")
    one = found.passages[1]
    start = one.text.index("sleep loss")
    assert found.text[slice(*one.standing(start, start + 10))] == "sleep\nloss"
    place = one.text.index("&")
    assert found.text[slice(*one.standing(place, place + 1))] == "&amp;"
    assert one.line == 3


def test_front_matter_code_and_link_definitions_are_furniture() -> None:
    found = draft("---\ntitle: Sleep\n---\nText.\n\n```\nsleep = 1\n```\n\n[1]: https://example.org\n")
    assert [(one.block, one.reason) for one in found.passages] == [
        (Block.FURNITURE, "front matter"),
        (Block.PARAGRAPH, ""),
        (Block.FURNITURE, "code"),
        (Block.FURNITURE, "link"),
    ]


def test_cells_of_a_table_are_passages() -> None:
    assert outline("| Drug | Effect |\n|---|---|\n| naps | shorten it |\n\nA | B") == [
        ("table cell", "Drug"),
        ("table cell", "Effect"),
        ("table cell", "naps"),
        ("table cell", "shorten it"),
        ("paragraph", "A | B"),
    ]


def test_an_item_that_is_a_head_does_not_run_into_what_it_announces() -> None:
    assert outline("- **Faster Sleep**\nPeople fall asleep soon.") == [
        ("list item", "Faster Sleep"),
        ("paragraph", "People fall asleep soon."),
    ]
