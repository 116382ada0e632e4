"""The digest as a page: self-contained, escaped, accessible."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from indexer.reports.digest_html import digest_html
from indexer.reports.digest_style import STYLE
from tests.digests import HOSTILE, golden, told


@pytest.fixture
def text(tmp_path: Path) -> str:
    return digest_html(told(tmp_path))


@pytest.fixture
def page(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def test_the_full_story_reads_as_agreed(text: str) -> None:
    golden("digest.html", text)


def test_it_needs_nothing_from_elsewhere(text: str, page: html.HtmlElement) -> None:
    assert not page.xpath("//script | //link | //img | //iframe | //*[@src] | //@style")
    assert not any(name.startswith("on") for element in page.iter() for name in element.keys())  # noqa: SIM118
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_a_hostile_title_stays_a_title(text: str, page: html.HtmlElement) -> None:
    assert "<script" not in text
    (title,) = [bdi for bdi in page.xpath("//bdi") if "alert" in bdi.text_content()]
    visible = re.sub("[\x1b\u202e]", "", HOSTILE).replace("  ", " ")
    assert title.text_content().replace("  ", " ") == visible
    assert len(title) == 0


def test_a_reader_without_eyes_finds_the_way(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en"
    assert page.xpath("//title")[0].text.startswith("Evidence digest: ")
    assert page.xpath("//a[@class='skip']/@href") == ["#main"]
    assert len(page.xpath("//main[@id='main'] | //h1")) == 2
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {target.removeprefix("#") for target in page.xpath("//a/@href")} | set(page.xpath("//@aria-labelledby"))
    assert targets <= set(ids)
    assert page.xpath("//th[not(@scope)]") == []


def test_retractions_come_before_everything_but_what_is_not_known(page: html.HtmlElement) -> None:
    assert [heading.get("id") for heading in page.xpath("//h2")] == [
        "incomplete", "retracted", "announced", "concern", "corrected", "new", "returned", "gone", "revised", "also",
        "warnings", "runs",
    ]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` or `#rgb` (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", re.findall(r":root \{[^}]*--ink[^}]*\}", STYLE), ids=("light", "dark", "print"))
def test_every_text_has_enough_contrast(palette: str) -> None:
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", palette))
    pairs = [(ink, paper) for ink in ("ink", "soft", "link", "red", "amber", "green") for paper in ("paper", "card")]
    pairs += [("red", "red-paper"), ("ink", "red-paper"), ("amber", "amber-paper"), ("ink", "amber-paper"),
              ("card", "red")]  # fmt: skip
    for ink, paper in pairs:
        light, dark = sorted((luminance(colours[ink]), luminance(colours[paper])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, paper)
