"""Dates as the stand-in compares them: the number YYYYMMDD, with what is missing filled in as PubMed does."""

from __future__ import annotations

import calendar
import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_PARTIAL = re.compile(r"\s*(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?\s*")
_MEDLINE_DATE = re.compile(r"(\d{4})(?:\s+([A-Za-z]{3})[a-z]*(?:\s+(\d{1,2})(?!\d))?)?")
_LAST = re.compile(r"last (\d+) (day|month|year)s?")


def as_number(year: int, month: int = 1, day: int = 1) -> int:
    """YYYYMMDD."""
    return year * 10000 + month * 100 + day


def as_slashes(number: int) -> str:
    """YYYY/MM/DD, as query translations write a date."""
    return f"{number // 10000:04d}/{number // 100 % 100:02d}/{number % 100:02d}"


def month_number(text: str) -> int:
    """1 to 12 for `Jun`, `June`, `6` or `06`; 1 for anything else (a season, nothing)."""
    text = text.strip()
    if text.isdecimal() and 1 <= int(text) <= 12:
        return int(text)
    return _MONTHS.get(text[:3].lower(), 1)


def of_element(element: ET.Element | None) -> int | None:
    """The date of an element with Year, Month and Day or MedlineDate below it.

    A missing month is January and a missing day the 1st, as PubMed indexes them; a MedlineDate counts from its first
    month. None when there is no year.
    """
    if element is None:
        return None
    year = (element.findtext("Year") or "").strip()
    if year.isdecimal():
        day = (element.findtext("Day") or "").strip()
        month = month_number(element.findtext("Month") or "")
        return as_number(int(year), month, int(day) if day.isdecimal() else 1)
    found = _MEDLINE_DATE.search(element.findtext("MedlineDate") or "")
    if found is None:
        return None
    return as_number(int(found[1]), month_number(found[2] or ""), int(found[3] or 1))


def bounds(text: str) -> tuple[int, int] | None:
    """First and last day of a partial date (`2023`, `2023/05`, `2023/05/07`), or None if it is not one."""
    found = _PARTIAL.fullmatch(text)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[2] is None:
        return as_number(year), as_number(year, 12, 31)
    if not 1 <= month <= 12 or year < 1:
        return None
    last = calendar.monthrange(min(year, date.max.year), month)[1]
    if found[3] is None:
        return as_number(year, month), as_number(year, month, last)
    return (as_number(year, month, day), as_number(year, month, day)) if 1 <= day <= last else None


def of_day(day: date) -> int:
    """The number of a day."""
    return as_number(day.year, day.month, day.day)


def days_before(today: date, days: int) -> int:
    """The day that lies `days` before `today`."""
    return of_day(today - timedelta(days=days))


def last_period(text: str, today: date) -> tuple[int, int] | None:
    """The range that `last 90 days`, `last 6 months` or `last 2 years` means, up to and with `today`."""
    found = _LAST.fullmatch(text.strip().lower())
    if found is None:
        return None
    number, unit = int(found[1]), found[2]
    if unit == "day":
        return days_before(today, number), of_day(today)
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    day = min(today.day, calendar.monthrange(max(year, 1), month + 1)[1])
    return as_number(year, month + 1, day), of_day(today)
