"""Drafts from web pages: the main content, not what a page puts around it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.checking.draft import DraftError, read_draft
from indexer.checking.values import Block, Draft

PROSE = "Sleep is short in many people who work at night, and it is light in those who are old."


def draft(text: str) -> Draft:
    return read_draft("page.html", text.encode())


def content(text: str) -> list[str]:
    return [one.text for one in draft(text).passages if one.block is not Block.FURNITURE]


def test_a_page_gives_its_main_content() -> None:
    page = f"""<!doctype html><html><head><title>Site</title><style>p {{}}</style></head><body class="has-sidebar">
    <a href="#c">Skip to content</a><header><h1>Site name</h1></header><nav><ul><li><a href="/">Start</a></ul></nav>
    <main id="c"><article><header><h1>Sleep &amp; Age</h1><p class="byline">By Ann Example</p></header>
    <p>{PROSE}</p><h2>Naps</h2><ul><li>They are short<li>They are light</ul>
    <div class="share-buttons"><a>Tell friends</a></div><section id="comments"><p>Naps cured me.</p></section>
    </article></main><aside><p>Try our pillow.</p></aside>
    <footer>Imprint</footer><script>var p = "<p>no</p>";</script>"""
    assert content(page) == ["Sleep & Age", PROSE, "Naps", "They are short", "They are light"]
    kept = {one.text: one.reason for one in draft(page).passages if one.block is Block.FURNITURE}
    assert kept["Naps cured me."] == "comments"
    assert kept["Try our pillow."] == "aside"
    assert kept["Imprint"] == "footer"
    assert "no" not in kept


@pytest.mark.parametrize(
    "box",
    [
        '<div class="related-posts"><h3>More</h3><p>Roofs of old houses.</p></div>',
        '<div id="cookieNotice"><p>Yes please, biscuits.</p></div>',
        "<form><p>Your name here, please.</p></form>",
        '<div role="navigation"><p>Somewhere else.</p></div>',
        '<section class="widget newsletter"><p>Letters for you.</p></section>',
        '<p class="post-meta">Yesterday, in Naps</p>',
        "<div hidden><p>Nobody sees it.</p></div>",
        '<div style="display: none"><p>Nobody sees it.</p></div>',
        '<p><a href="/x">Another story of ours</a></p>',
    ],
)
def test_boxes_that_are_furniture(box: str) -> None:
    assert content(f"<body><p>{PROSE}</p>{box}<p>It ends.</p></body>") == [PROSE, "It ends."]


@pytest.mark.parametrize("box", ["<form>", '<div class="content-with-sidebar">', '<div class="share-wrapper">'])
def test_a_box_that_holds_most_of_the_page_is_no_furniture(box: str) -> None:
    assert content(f"<body>{box}<p>{PROSE}</p></body>") == [PROSE]


def test_of_several_articles_the_one_that_is_most_of_the_page_counts() -> None:
    page = f"<article><p>{PROSE} {PROSE}</p></article><article><p>Roofs of houses.</p></article>"
    assert content(page) == [f"{PROSE} {PROSE}"]


def test_words_are_found_again_behind_tags_and_entities() -> None:
    found = draft("<p>The\n brain&rsquo;s <b>short</b> sleep &#8212; light &amp bare R&D.</p>")
    one = found.passages[0]
    assert one.text == "The brain’s short sleep — light & bare R&D."
    assert one.line == 1

    def stands(words: str) -> str:
        start = one.text.index(words)
        return found.text[slice(*one.standing(start, start + len(words)))]

    assert stands("brain’s short") == "brain&rsquo;s <b>short"
    assert stands("—") == "&#8212;"
    assert stands("&") == "&amp"
    assert stands("R&D.") == "R&D."


def test_cells_of_a_table_are_known_as_such() -> None:
    page = f"<article><p>{PROSE}</p><table><tr><th>Harm</th><td><p>Light sleep</p></td></tr></table></article>"
    assert [one.block for one in draft(page).passages] == [Block.PARAGRAPH, Block.CELL, Block.CELL]


def test_the_raised_number_of_a_reference_is_no_part_of_the_text_and_that_of_a_unit_is() -> None:
    page = (
        '<article><p>It is short.<sup class="r"><a href="#r1"><b>[1]</b></a></sup> Over 3 m<sup>2</sup> it is not.</p>'
    )
    assert content(page) == ["It is short. Over 3 m2 it is not."]


def test_a_line_break_parts_words_and_paragraphs_left_open_are_two() -> None:
    assert content("<p>Short<br>sleep.<p>Light sleep.") == ["Short sleep.", "Light sleep."]


@pytest.mark.parametrize(
    "broken", ["<![if !x]>", "<![x", "<!x[", "<![CDATA[x]]>", "</", "<a <a <a", "<a b='", "&#xZZ;", "<!--"]
)
def test_broken_markup_hides_no_sentence_before_it(broken: str) -> None:
    assert content(f"<p>Sleep is short.</p>{broken}")[0] == "Sleep is short."


def test_tags_that_never_close_cost_no_time() -> None:
    start = time.perf_counter()
    draft("<p>Short.</p>" + "<a " * 20_000)
    assert time.perf_counter() - start < 2


def test_windows_1252_is_read_where_the_page_declares_it() -> None:
    found = read_draft("a.html", "<meta charset=windows-1252><p>Sleep’s end</p>".encode("cp1252"))
    assert found.passages[0].text == "Sleep’s end"


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/!-[]&;#x pdiv=\"'ab?"), max_size=120))
def test_no_page_is_too_broken_to_be_read(text: str) -> None:
    try:
        assert draft(f"<p>{text}").passages
    except DraftError as refused:
        assert "no text" in refused.message  # noqa: PT017 - most broken pages have text, some have none
