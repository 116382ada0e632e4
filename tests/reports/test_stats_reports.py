"""The collection's numbers in a terminal, on a page, as plots and as data."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
from lxml import etree, html

from indexer.reports.digest_style import STYLE
from indexer.reports.stats_html import stats_html
from indexer.reports.stats_json import stats_data, stats_json
from indexer.reports.stats_markdown import stats_markdown
from indexer.reports.stats_svg import MOST_BARS, attribute_figures, stats_svg
from indexer.reports.stats_text import can_show, stacked, stats_text
from indexer.reports.svg import DARK, LEVEL_KEYS, LIGHT, percent, pie, tick
from tests.digests import golden
from tests.reports.test_digest_html import luminance
from tests.stones import HOSTILE, told_stats

STATS = told_stats()
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.document_fromstring(stats_html(STATS))


@pytest.mark.parametrize(
    ("name", "render"),
    [("stats.txt", stats_text), ("stats.md", stats_markdown), ("stats.json", stats_json), ("stats.svg", stats_svg),
     ("stats.html", stats_html)],
)  # fmt: skip
def test_they_read_as_agreed(name: str, render: object) -> None:
    golden(name, render(STATS))  # type: ignore[operator]


# Terminal


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("blocks", [True, False])
def test_no_line_is_wider_than_the_terminal(width: int, blocks: bool) -> None:
    lines = stats_text(STATS, width=width, blocks=blocks).splitlines()
    assert max(map(len, lines)) <= min(width, 120)


def test_a_terminal_without_block_characters_gets_ascii() -> None:
    text = stats_text(STATS, blocks=False)
    text.encode("ascii")
    assert "#####" in text
    assert "1 level 1  2 level 2" in text


@pytest.mark.parametrize(("encoding", "shown"), [("utf-8", True), ("ascii", False), ("latin-1", False), (None, False),
                                                 ("no-such-encoding", False)])  # fmt: skip
def test_it_is_known_which_encodings_have_them(encoding: str | None, shown: bool) -> None:
    assert can_show(encoding) is shown


def test_a_stacked_bar_is_shared_out_whole() -> None:
    assert stacked((1, 1, 2, 0, 0, 0), "12345?", 4, 8) == "11223333"
    assert stacked((0, 0, 0, 0, 0, 1), "12345?", 1000, 10) == "?"
    assert stacked((0,) * 6, "12345?", 4, 8) == ""
    assert len(stacked((1, 1, 1, 0, 0, 0), "12345?", 3, 10)) == 10


def test_early_years_are_summed_up_and_none_is_lost() -> None:
    lines = stats_text(STATS).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("█ level 1")) + 1
    rows = lines[start : lines.index("", start)]
    assert rows[0].startswith("to 1998")
    assert rows[-1].strip().startswith("no date")
    assert sum(int(row.split()[-1].replace(",", "")) for row in rows) == sum(year.total for year in STATS.years)


def test_an_empty_collection_says_so_and_draws_nothing() -> None:
    nothing = dataclasses.replace(STATS, records=0, years=(), breakdowns=(), query="stones[ti]")
    assert stats_text(nothing).startswith("0 records of 1,234 match stones[ti]\n")
    assert "---" not in stats_text(nothing)
    assert "<svg" not in stats_html(nothing)
    etree.fromstring(stats_svg(nothing).encode())


# What is not known


def test_what_is_not_known_is_a_row_of_its_own_everywhere(page: html.HtmlElement) -> None:
    assert "not known                    748   61 %" in stats_text(STATS)
    assert "| not known | 748 | 61 % |" in stats_markdown(STATS)
    assert stats_data(STATS)["attributes"]["design"]["unknown"] == 748
    section = page.xpath("//section[@aria-labelledby='h-design']")[0]
    assert "Known for 486 of 1,234 (39 %)." in section.text_content()
    assert "not known: 748 of 1,234" in section.text_content()


def test_shares_are_never_rounded_to_none_or_all() -> None:
    assert [percent(*pair) for pair in ((0, 0), (0, 9), (1, 1000), (999, 1000), (9, 9), (1, 2))] == [
        "0 %", "0 %", "< 1 %", "> 99 %", "100 %", "50 %",
    ]  # fmt: skip


# Plots


def test_the_svg_stands_alone_and_tells_itself() -> None:
    root = etree.fromstring(stats_svg(STATS).encode())
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text == "1,234 records in this collection"
    assert root.find(f"{SVG}desc").text
    assert not list(root.iter(f"{SVG}script"))
    text = stats_svg(STATS)
    assert "href" not in text
    assert "url(" not in text
    assert "prefers-color-scheme: dark" in text
    groups = [group for group in root.iter(f"{SVG}g") if group.get("role") == "img"]
    assert all(group.find(f"{SVG}title").text for group in groups)
    assert len(groups) == 1 + len(attribute_figures(STATS)) + 1


def test_marks_stay_inside_the_drawing() -> None:
    for figure in attribute_figures(STATS):
        body = etree.fromstring(f"<svg>{figure.body}</svg>")
        for rect in body.iter("rect"):
            assert 0 <= float(rect.get("x")) <= float(rect.get("x")) + float(rect.get("width")) <= figure.width
            assert 0 <= float(rect.get("y")) <= float(rect.get("y")) + float(rect.get("height")) <= figure.height


def test_bars_are_as_long_as_their_numbers() -> None:
    (design,) = [figure for figure in attribute_figures(STATS) if figure.key == "drug"]
    first, second, _ = etree.fromstring(f"<svg>{design.body}</svg>").iter("rect")
    assert float(first.get("width")) == pytest.approx(3 * float(second.get("width")), abs=0.2)


def test_what_a_plot_leaves_out_is_said_and_in_the_table(page: html.HtmlElement) -> None:
    (outcome,) = [figure for figure in attribute_figures(STATS) if figure.key == "outcome"]
    assert f"{20 - MOST_BARS} rarer values not shown." in outcome.note
    assert len(page.xpath("//section[@aria-labelledby='h-outcome']//tbody/tr")) == 21


def test_a_pie_is_whole() -> None:
    assert pie((0, 3, 0, 0, 0, 0), 10) == '<circle class="l2" r="10"/>'
    slices = etree.fromstring(f"<svg>{pie((1, 1, 2, 0, 0, 0), 10)}</svg>")
    assert [path.get("class") for path in slices] == ["l1", "l2", "l3"]
    ends = [path.get("d").split("A")[0].split("L")[1] for path in slices]
    assert ends == ["0 -10", "10 0", "0 10"]
    assert pie((0,) * 6, 10) == ""


@pytest.mark.parametrize(("most", "step"), [(0, 1), (4, 1), (7, 2), (23, 5), (100, 20), (340, 100), (12000, 5000)])
def test_scales_have_round_steps(most: int, step: int) -> None:
    assert tick(most) == step


# Page


def test_the_page_needs_nothing_from_elsewhere(page: html.HtmlElement) -> None:
    assert not page.xpath("//script | //link | //img | //iframe | //*[@src] | //@style")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "url(" not in stats_html(STATS)


def test_the_page_can_be_read_without_seeing_it(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = {one for several in page.xpath("//@aria-labelledby") for one in several.split()}
    assert named <= set(ids)
    assert page.xpath("//th[not(@scope)]") == []
    assert page.xpath("//table[not(caption)]") == []
    assert all(svg.get("role") == "img" for svg in page.iter("svg"))


def test_demonstration_records_are_told_at_the_top() -> None:
    fictional = dataclasses.replace(STATS, demonstrations=3)
    for text in (stats_text(fictional), stats_markdown(fictional), stats_html(fictional), stats_svg(fictional)):
        assert "3 of them are demonstration records" in " ".join(text.split())
    assert "demonstration records" not in stats_html(STATS)


def test_a_hostile_query_stays_words() -> None:
    hostile = dataclasses.replace(STATS, query=HOSTILE)
    assert "<script" not in stats_html(hostile)
    assert "<script" not in stats_svg(hostile)
    etree.fromstring(stats_svg(hostile).encode())
    assert r"\*stars\*" in stats_markdown(hostile)
    assert json.loads(stats_json(hostile))["query"] == HOSTILE


@pytest.mark.parametrize(("colours", "dark"), [(LIGHT, False), (DARK, True)], ids=("light", "dark"))
def test_each_level_stands_out_from_its_ground(colours: str, dark: bool) -> None:
    palettes = re.findall(r":root \{[^}]*--ink[^}]*\}", STYLE)
    grounds = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", palettes[int(dark)]))
    marks = dict(re.findall(r"--(l\d): (#[0-9a-f]+);", colours))
    assert sorted(marks) == sorted(LEVEL_KEYS)
    for key, mark in marks.items():
        for ground in ("paper", "card"):
            light, deep = sorted((luminance(mark), luminance(grounds[ground])), reverse=True)
            assert (light + 0.05) / (deep + 0.05) >= 3, (key, ground)
