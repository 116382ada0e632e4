"""Lists that were numbered and tables of a draft, as the page shows them."""

from __future__ import annotations

import pytest
from lxml import html

from indexer.checking.draft import read_draft
from indexer.reports.check_html_draft import draft_html
from tests.checks import report

TABLE = """\
Effects at a glance.

| Effect | How often | How long |
|---|---|---|
| Dizzy chairs | now and then | 90 minutes |
| Sore backs | | a day |

They pass.
"""
PAGE_TABLE = """\
<main><p>Effects at a glance.</p><table><tr><th>Effect</th><th>How often</th></tr>
<tr><td><p>Dizzy chairs</p><p>and stools</p></td><td>now and then</td></tr></table><p>They pass.</p></main>
"""


def shown(name: str, text: str) -> html.HtmlElement:
    draft = read_draft(name, text.encode())
    found = report(draft=draft, claims=(), unchecked=(), remarks=(), citations=())
    return html.fragment_fromstring("".join(draft_html(found, ())), create_parent="div")


def rows(page: html.HtmlElement) -> list[list[str]]:
    return [[cell.text_content() for cell in row.xpath("./td")] for row in page.xpath(".//tr")]


def test_the_cells_of_a_row_stand_side_by_side() -> None:
    page = shown("draft.md", TABLE)
    assert rows(page) == [
        ["Effect", "How often", "How long"],
        ["Dizzy chairs", "now and then", "90 minutes"],
        ["Sore backs", "", "a day"],
    ]
    assert [one.text_content() for one in page.xpath("./p")] == ["Effects at a glance.", "They pass."]


def test_a_table_without_outer_bars_has_its_columns_too() -> None:
    text = "Effect | How often\n---|---\nDizzy chairs | now and then\n"
    assert rows(shown("draft.md", text)) == [["Effect", "How often"], ["Dizzy chairs", "now and then"]]


def test_the_table_of_a_page_is_one() -> None:
    page = shown("draft.html", PAGE_TABLE)
    assert rows(page) == [["Effect", "How often"], ["Dizzy chairsand stools", "now and then"]]
    assert len(page.xpath("./p")) == 2


def test_a_bar_in_a_sentence_makes_no_table() -> None:
    assert rows(shown("draft.md", "Chairs | stools rock.\n\nThey rock.")) == []


@pytest.mark.parametrize(
    ("name", "text", "numbers"),
    [
        ("draft.md", "1. Chairs rock.\n2. Stools do not.\n", ["1", "2"]),
        ("draft.md", "3. **Chairs** rock.\n\nSo they do.\n\n4. Stools do not.\n", ["3", "4"]),
        ("draft.txt", "1) Chairs rock.\n2) Stools do not.\n", ["1", "2"]),
    ],
)
def test_a_numbered_list_keeps_its_numbers(name: str, text: str, numbers: list[str]) -> None:
    page = shown(name, text)
    assert page.xpath(".//ol/li/@value") == numbers
    assert not page.xpath(".//ul")


def test_the_lists_of_a_page_are_numbered_or_not_as_there() -> None:
    page = shown(
        "draft.html",
        "<main><ol><li>Chairs rock.</li><li>Stools rock.</li></ol><p>So.</p><ul><li>Beds do not.</li></ul></main>",
    )
    assert [one.text_content() for one in page.xpath(".//ol/li")] == ["Chairs rock.", "Stools rock."]
    assert [one.text_content() for one in page.xpath(".//ul/li")] == ["Beds do not."]


def test_a_list_without_numbers_has_none() -> None:
    page = shown("draft.md", "- Chairs rock.\n- 2 stools do not.\n")
    assert not page.xpath(".//ol")
    assert len(page.xpath(".//ul/li")) == 2
