"""PubMed's dates: as precise as they are valid, in their own words, nothing invented."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources.pubmed_dates import date_in_words, exact_date, month_number, partial_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jun", 6), ("June", 6), ("june", 6), ("Sept", 9), ("Sep.", 9), ("6", 6), ("06", 6), ("12", 12),
        ("May-Jun", 5), ("Nov/Dec", 11),
        ("0", None), ("13", None), ("006", None), ("Spring", None), ("", None), ("Juno", None), ("²", None),
    ],
)  # fmt: skip
def test_months_by_name_and_number(text: str, expected: int | None) -> None:
    assert month_number(text) == expected


@pytest.mark.parametrize(
    ("parts", "expected", "raw"),
    [
        (("2021", "Jun", "8"), "2021-06-08", "2021 Jun 8"),
        (("2021", "06", "08"), "2021-06-08", "2021 06 08"),
        (("2021", "Jun", ""), "2021-06", "2021 Jun"),
        (("2021", "", ""), "2021", "2021"),
        (("2021", "", "8"), "2021", "2021 8"),
        (("2021", "Feb", "30"), "2021-02", "2021 Feb 30"),
        (("2020", "Feb", "29"), "2020-02-29", "2020 Feb 29"),
        (("2021", "13", "1"), "2021", "2021 13 1"),
        (("2021", "Spring", ""), "2021", "2021 Spring"),
        (("2021", "May-Jun", "5"), "2021-05", "2021 May-Jun 5"),
        (("2021", "Jun", "0"), "2021-06", "2021 Jun 0"),
        (("0000", "Jun", "1"), "0000 Jun 1", "0000 Jun 1"),
        (("in press", "", ""), "in press", "in press"),
        (("", "", ""), "", ""),
    ],
)
def test_dates_from_parts(parts: tuple[str, str, str], expected: str, raw: str) -> None:
    date = partial_date(*parts)
    assert (str(date), date.raw) == (expected, raw)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2019 May-Jun", "2019-05"),
        ("2019 May - Jun", "2019-05"),
        ("1978-1979", "1978"),
        ("1978-79", "1978"),
        ("2005-06", "2005"),
        ("2015 Nov 15-21", "2015-11"),
        ("2015 Nov 28-Dec 5", "2015-11"),
        ("1998 Dec-1999 Jan", "1998-12"),
        ("Dec 1998-Jan 1999", "1998-12"),
        ("Jan-Feb 2005", "2005-01"),
        ("1999-2000 Jan", "1999"),
        ("2001 Jan-Dec", "2001-01"),
        ("2019 05-06", "2019-05"),
        ("2000 Spring", "2000"),
        ("2000 Spring-Summer", "2000"),
        ("Fall 2001", "2001"),
        ("Winter 1999-2000", "1999"),
        ("1978 3rd Quarter", "1978"),
        ("1st Quart 2005", "2005"),
        ("2021 Jun 8", "2021-06-08"),
        ("2021 Jun", "2021-06"),
        ("2021", "2021"),
        ("2021/06/08", "2021-06-08"),
        ("2021-06-08", "2021-06-08"),
        ("2021 Feb 30", "2021-02"),
        ("undated", "undated"),
        ("", ""),
    ],
)
def test_dates_in_words_keep_the_first_month_and_their_words(words: str, expected: str) -> None:
    date = date_in_words(words)
    assert (str(date), date.raw) == (expected, words)


def test_a_whole_date_or_none() -> None:
    assert exact_date("2021", "6", "8") == datetime.date(2021, 6, 8)
    assert exact_date("2021", "Jun", "08") == datetime.date(2021, 6, 8)
    assert exact_date("2021", "2", "30") is None
    assert exact_date("2021", "6", "") is None
    assert exact_date("", "6", "1") is None
    assert exact_date("99999", "6", "1") is None


@given(st.text(max_size=30) | st.from_regex(r"[12][0-9]{3}[ -/][0-9A-Za-z -/]{0,12}", fullmatch=True))
def test_any_words_give_a_valid_date_or_no_year(text: str) -> None:
    date = date_in_words(text)
    assert (date.first_day() is None) == (date.year is None)
    assert str(date.year or "") in text


@given(st.tuples(*[st.sampled_from(["", "0", "2", "02", "Feb", "29", "30", "31", "99", "2021", "2020", "x"])] * 3))
def test_any_parts_give_a_valid_date_or_no_year(parts: tuple[str, str, str]) -> None:
    date = partial_date(*parts)
    assert (date.first_day() is None) == (date.year is None)
