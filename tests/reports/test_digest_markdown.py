"""The digest in Markdown, read back by markdown-it (which rich brings along)."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

from indexer.digest import what_changed
from indexer.reports.digest_markdown import digest_markdown, escaped
from tests.digests import HOSTILE, Story, created, golden, record, told

READER = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")


def test_the_full_story_reads_as_agreed(tmp_path: Path) -> None:
    golden("digest.md", digest_markdown(told(tmp_path)))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "*a* _b_ `c` ~~d~~ **e**", "[x](http://example.org) ![y](z)", "a | b",
        "# no heading",
        "- no list", "+ no list", "1. no list", "23) no list", "> no quotation", "=== ", "&amp; &#60; AT&T", "\\*",
        "---",
        "<http://example.org>", "10.1000/x_y_z", "[Title in brackets].", "$x^2$",
    ],
)  # fmt: skip
def test_an_escaped_text_reads_as_just_that_text(text: str) -> None:
    page = html.fromstring(f"<div>{READER.render(escaped(text))}</div>")
    assert [child.tag for child in page.iterdescendants()] == ["p"]
    assert page.text_content().strip() == text.strip()


@pytest.mark.parametrize("text", ["see http://example.org", "www.example.org", "a@example.org", "@somebody"])
def test_no_address_becomes_a_link_by_itself(text: str) -> None:
    assert not any(piece in escaped(text) for piece in ("http://", "www.e", "a@e", " @")) or "\\@" in escaped(text)


def test_titles_are_bold_and_nothing_more(tmp_path: Path) -> None:
    page = html.fromstring(READER.render(digest_markdown(told(tmp_path))))
    assert not page.xpath("//script | //img | //a")
    titles = [strong.text_content() for strong in page.xpath("//li/strong | //li/p/strong")]
    assert any(title.startswith("<script>alert('1')</script> & \"quotes\" *stars* [link](") for title in titles)
    assert len(page.xpath("//table//tr")) == 1 + 4
    assert "RETRACTED" in page.xpath("//h2")[0].text_content()


def test_a_record_of_pubmed_is_linked(tmp_path: Path) -> None:
    with created(tmp_path) as store:
        with Story(store).run(0) as batch:
            batch.serve(record(-989_999_993, HOSTILE))
        page = html.fromstring(READER.render(digest_markdown(what_changed(store, 0))))
    assert page.xpath("//a/@href") == ["https://pubmed.ncbi.nlm.nih.gov/7/"]
