"""An evidence map as a page, as CSV and as data."""

from __future__ import annotations

import base64
import csv
import dataclasses
import hashlib
import io
import json
import re
import shlex

import pytest
from lxml import html

from indexer.record import Record, RecordId, record_id
from indexer.reports.map_csv import map_csv
from indexer.reports.map_html import listed_ids, map_html
from indexer.reports.map_json import map_data, map_json
from indexer.reports.map_outline import headline, limits
from indexer.reports.map_style import page_rule
from tests.digests import golden
from tests.stones import STUDIES, told_map

MAP = told_map()
RECORDS: dict[RecordId, Record] = {one.id: one for one in STUDIES}


@pytest.fixture(scope="module")
def text() -> str:
    return map_html(MAP, RECORDS)


@pytest.fixture(scope="module")
def page(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_they_read_as_agreed(text: str) -> None:
    golden("map.html", text)
    golden("map.json", map_json(MAP))
    golden("map.csv", map_csv(MAP).replace("\r\n", "\n"))


# The grid


def test_the_grid_is_a_table_with_headings_on_two_sides(page: html.HtmlElement) -> None:
    (table,) = page.xpath("//table")
    assert words(table.xpath("./caption")[0]).startswith("Population in rows, outcome in columns.")
    columns = [words(th) for th in table.xpath("./thead//th[@scope='col']")]
    rows = [words(th) for th in table.xpath("./tbody//th[@scope='row']")]
    assert columns == ["all records", "depressive symptoms", "suicidal ideation", "not known"]
    assert rows == ["all records", "depression", "treatment-resistant depression", "not known"]
    assert {len(tr.xpath("./td")) for tr in table.xpath("./tbody/tr")} == {4}
    assert page.xpath("//th[not(@scope)]") == []


def test_a_cell_says_its_number_its_levels_and_leads_to_its_records(page: html.HtmlElement) -> None:
    (cell,) = page.xpath("//td[@id='t-1-0']")
    (link,) = cell.xpath("./a")
    assert link.get("aria-label") == (
        "treatment-resistant depression × depressive symptoms: 3 records. level 2: 2, retracted: 1."
    )
    assert words(cell) == "2+1 R"
    (section,) = page.xpath(f"//section[@id='{link.get('href').removeprefix('#')}']")
    assert len(section.xpath(".//ol/li")) == 3


def test_gaps_are_there_to_be_seen(page: html.HtmlElement) -> None:
    gaps = page.xpath("//td[@class='gap']")
    assert len(gaps) == 4
    assert {words(gap) for gap in gaps} == {"0"}
    assert "1 of 4 cells are empty" in headline(MAP), "a cell of what is not known is no gap"


def test_the_search_of_a_cell_can_be_copied_into_a_shell(page: html.HtmlElement) -> None:
    code = page.xpath("//section[@id='c-1-0']//code")[0].text_content()
    program, verb, search = shlex.split(code)
    assert (program, verb) == ("evidence", "search")
    assert search == (
        '(ketamine[ti]) AND "treatment-resistant depression"[population] AND "depressive symptoms"[outcome]'
    )


def test_retracted_records_are_marked_and_last(page: html.HtmlElement) -> None:
    entries = page.xpath("//section[@id='c-1-0']//ol/li")
    assert "RETRACTED" in entries[-1].text_content()
    assert not any("RETRACTED" in entry.text_content() for entry in entries[:-1])


def test_demonstration_records_are_marked_and_lead_nowhere(page: html.HtmlElement) -> None:
    assert "pubmed.ncbi" not in html.tostring(page, encoding="unicode")
    assert page.xpath("//p[@class='fiction']")
    assert all("demonstration record" in entry.text_content() for entry in page.xpath("//section//ol/li"))


def test_a_real_record_leads_to_pubmed() -> None:
    one = dataclasses.replace(STUDIES[1], id=record_id("2"), pmid="2")
    found = html.document_fromstring(map_html(MAP, {**RECORDS, STUDIES[1].id: one}))
    assert "https://pubmed.ncbi.nlm.nih.gov/2/" in found.xpath("//section[@id='c-0-1']//li/a/@href")


def test_a_long_list_is_cut_and_says_so() -> None:
    short = html.document_fromstring(map_html(MAP, RECORDS, listed=1))
    (section,) = short.xpath("//section[@id='c-0-0']")
    assert len(section.xpath(".//ol/li")) == 1
    assert "and 3 more" in section.text_content()
    assert listed_ids(MAP, 1) == tuple(dict.fromkeys(cell.ids[0] for cell in MAP.cells.values()))


def test_a_record_that_the_store_lost_is_told_of() -> None:
    assert "pmid:990000102, which the store does not have" in map_html(MAP, {})


# What it does not know


def test_what_is_not_known_is_said() -> None:
    told = " ".join(limits(MAP))
    assert "1 record (12 %) with no population read" in told
    assert "2 records (25 %) with no outcome read" in told
    assert "Of 4 of 7 records that are not retracted no level is known." in told
    assert "3 populations with fewer than 2 records are left out" in told
    assert "does not mean that no study was done" in told


def test_the_state_it_was_drawn_from_is_said(page: html.HtmlElement) -> None:
    told = words(page.xpath("//header")[0])
    for part in ("ketamine[ti]", "8 of 1,234", "2026-11-21", "revision 7", "pebbles, stones"):
        assert part in told


def test_an_empty_map_is_a_page_too() -> None:
    nothing = dataclasses.replace(MAP, rows=(), columns=(), cells={}, kinds={}, whole=dataclasses.replace(
        MAP.whole, kinds=()))  # fmt: skip
    found = html.document_fromstring(map_html(nothing, {}))
    assert "0 records" in words(found.xpath("//header")[0])


# The page by itself


def test_nothing_is_asked_of_anywhere_and_only_its_own_script_may_run(text: str, page: html.HtmlElement) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    (script,) = page.xpath("//script[not(@type)]")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not page.xpath("//link | //img | //iframe | //*[@src] | //@style")
    assert not any(name.startswith("on") for element in page.iter() for name in element.keys())  # noqa: SIM118
    assert "url(" not in text
    assert not re.search(r"fetch\(|XMLHttpRequest|import\(|innerHTML|eval\(", script.text)


def test_without_the_script_all_is_there_but_the_filters(page: html.HtmlElement) -> None:
    (form,) = page.xpath("//form")
    assert form.get("hidden") is not None
    assert page.xpath("//section[@class='cell']//ol/li")
    assert page.xpath("//td//svg/path | //td//svg/circle")


def test_the_filters_count_what_the_page_shows(page: html.HtmlElement) -> None:
    data = json.loads(page.xpath("//script[@id='data']")[0].text)
    assert data["cells"].keys() == {td.get("id") for td in page.xpath("//td[@id]")}
    assert len(data["cells"]) == 1 + 3 + 3 + 5
    for key, counts in data["cells"].items():
        standing = sum(number for kind, number in counts if not data["kinds"][kind][3])
        assert page.xpath(f"//td[@id='{key}']//span[@class='n']")[0].text == str(standing)
    used = {int(kind) for kind in page.xpath("//li/@data-kind")}
    assert used <= set(range(len(data["kinds"])))
    offered = set(page.xpath("//form//input[@name='design']/@value"))
    assert offered == {kind[1] for kind in data["kinds"]}


def test_a_hostile_title_stays_a_title(text: str, page: html.HtmlElement) -> None:
    (title,) = [bdi for bdi in page.xpath("//bdi") if "alert" in bdi.text_content()]
    assert len(title) == 0
    assert text.count("<script") == 2
    assert text.count("</script>") == 2


def test_a_hostile_query_cannot_break_out() -> None:
    hostile = dataclasses.replace(MAP, query="</script><script>alert('1')</script>[ti]")
    found = map_html(hostile, RECORDS)
    assert found.count("<script") == 2
    code = html.document_fromstring(found).xpath("//section[@id='c-0-1']//code")[0].text_content()
    assert shlex.split(code)[2].startswith("(</script><script>alert('1')</script>[ti]) AND ")


def test_every_link_of_the_page_leads_somewhere(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target.removeprefix("#") for target in page.xpath("//a/@href")} <= set(ids)
    assert {one for several in page.xpath("//@aria-labelledby") for one in several.split()} <= set(ids)


@pytest.mark.parametrize(("columns", "paper"), [(10, "A4"), (33, "A4"), (34, "A3"), (60, "A2"), (100, "A1"),
                                                (200, "A0")])  # fmt: skip
def test_a_wide_map_is_printed_on_wide_paper(columns: int, paper: str) -> None:
    assert f"size: {paper} landscape" in page_rule(columns)


# Data


def test_the_csv_has_a_line_for_every_cell_gaps_too() -> None:
    rows = list(csv.DictReader(io.StringIO(map_csv(MAP))))
    assert len(rows) == 1 + 3 + 3 + 9
    gap = next(row for row in rows if (row["row"], row["column"]) == ("treatment-resistant depression", "not known"))
    assert gap["records"] == "0"
    assert gap["search"].endswith("AND unknown[outcome]")
    for row in rows:
        parts = [int(row[name]) for name in row if name.startswith("level_")]
        assert sum(parts) + int(row["retracted"]) == int(row["records"])


def test_the_data_adds_up() -> None:
    data = map_data(MAP)
    assert [row["label"] for row in data["rows"]] == ["depression", "treatment-resistant depression", "not known"]
    for one in (data, *data["rows"], *data["columns"], *data["cells"]):
        assert sum(one["levels"].values()) + one["retracted"] == one["records"]
    for cell in data["cells"]:
        assert len(cell["pmids"]) == cell["records"]
