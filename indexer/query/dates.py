"""Dates and numbers as people type them, made into bounds: `2018:2024`, `2019/03`, `last 90 days`, PMIDs, counts.

A partial date is the whole of what it names: `2019/03` is its 31 days. As in PubMed the far end is year 3000.
"""

from __future__ import annotations

import calendar
import datetime
import re

Bounds = tuple[int, int]

OPEN_END = 30001231
MOST = 999_999_999_999
"""The far end of an open range of counts."""
_DATE = re.compile(r"(\d{4})(?:/(\d{1,2})(?:/(\d{1,2}))?)?")
_COUNT = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}")
_RELATIVE = re.compile(r"last\s+(\d{1,5})\s+(day|week|month|year)s?", re.IGNORECASE)


class DateError(ValueError):
    """Text that is no date or number where one is needed; `hint` says how to write it, `code` what is wrong."""

    def __init__(self, message: str, hint: str, code: str) -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code


def date_bounds(text: str, today: datetime.date | None) -> Bounds:
    """The first and last day (YYYYMMDD) of a date, a range of dates, or the time up to `today`.

    Raises:
        DateError: it is none of them, cannot be, or runs backwards.
    """
    text = text.strip()
    if relative := _RELATIVE.fullmatch(text):
        if today is None:
            raise DateError(
                f"'{text}' depends on today's date, which this query must not",
                "Write the dates out, for example 2024/01/01:3000[dp].",
                "relative-date",
            )
        return _as_number(_back(today, int(relative.group(1)), relative.group(2).lower())), OPEN_END
    low, colon, high = text.partition(":")
    if not colon:
        return _one_date(text)
    return range_bounds(low, high, today)


def range_bounds(low: str, high: str, today: datetime.date | None) -> Bounds:
    """The bounds of a range of dates given by its two ends.

    Raises:
        DateError: an end is no date, or they stand the wrong way round.
    """
    for end in (low, high):
        if _RELATIVE.fullmatch(end.strip()):
            raise DateError(f"'{end.strip()}' cannot be an end of a range", "Use it alone, or two dates.", "bad-date")
        if not end.strip():
            raise DateError(
                "a range needs both ends",
                "For an open end write 1000 or 3000, for example 2018:3000[dp].",
                "half-range",
            )
    first, last = _one_date(low.strip())[0], _one_date(high.strip())[1]
    return _in_order(first, last, f"{low.strip()}:{high.strip()}")


def number_bounds(text: str) -> tuple[Bounds, ...]:
    """The bounds of every number or range in a list such as `12, 15:20 31`.

    Raises:
        DateError: a part is not a number, or runs backwards.
    """
    parts = re.sub(r"\s*:\s*", ":", text.strip()).replace(",", " ").split()
    if not parts:
        raise DateError("no number here", "Write a PMID, for example 12345[pmid].", "bad-number")
    return tuple(_number_range(part) for part in parts)


def count_bounds(text: str) -> Bounds:
    """The bounds of a count or a range of counts; either end may be left open: `50`, `50:500`, `50:`, `:1,200`.

    Raises:
        DateError: an end is no number, both are open, or they stand the wrong way round.
    """
    low, colon, high = (part.strip() for part in text.partition(":"))
    if not low and not high:
        raise DateError("no number here", "Write for example 50[n], 50:500[n] or 50:[n].", "bad-count")
    first = _count(low) if low else 0
    if not colon:
        return first, first
    return _in_order(first, _count(high) if high else MOST, text.strip())


def level_bounds(text: str) -> Bounds:
    """The bounds of a level of evidence, 1 to 5, or a range of levels; either end may be left open.

    Raises:
        DateError: it is no level, or the range runs backwards.
    """
    hint = "Levels are 1 (strongest) to 5: for example 1[level] or 1:2[level]."
    low, colon, high = (part.strip() for part in text.partition(":"))
    for end in filter(None, (low, high)):
        if end not in {"1", "2", "3", "4", "5"}:
            raise DateError(f"there is no level '{end}'", hint, "bad-level")
    if not low and not high:
        raise DateError("no level here", hint, "bad-level")
    first = int(low or 1)
    return _in_order(first, int(high or 5) if colon else first, text.strip())


def _count(text: str) -> int:
    if not _COUNT.fullmatch(text):
        raise DateError(f"'{text}' is not a number of participants", "Write digits: 50[n], 50:500[n].", "bad-count")
    return int(text.replace(",", ""))


def _number_range(part: str) -> Bounds:
    low, colon, high = part.partition(":")
    if colon and not (low and high):
        raise DateError("a range needs both ends", "For example 1:99999999[pmid].", "half-range")
    for number in (low, high) if colon else (low,):
        if not (number.isascii() and number.isdigit()) or int(number) == 0:
            raise DateError(
                f"'{number}' is not a PMID",
                "A PMID is a number; PMC numbers and DOIs go with [aid].",
                "bad-number",
            )
    return _in_order(int(low), int(high if colon else low), part)


def _in_order(low: int, high: int, text: str) -> Bounds:
    if low > high:
        raise DateError(f"the range {text} runs backwards", "Write the smaller end first.", "reversed-range")
    return low, high


def _one_date(text: str) -> Bounds:
    match = _DATE.fullmatch(text)
    if match is None or not text.isascii():
        raise DateError(f"'{text}' is not a date", "Write YYYY, YYYY/MM or YYYY/MM/DD.", "bad-date")
    year, month, day = (int(part or 0) for part in match.groups())
    if year < 1000 or (match[2] is not None and not 1 <= month <= 12):
        raise DateError(f"there is no date {text}", "Write YYYY, YYYY/MM or YYYY/MM/DD.", "impossible-date")
    if match[2] is None:
        return year * 10000 + 101, year * 10000 + 1231
    longest = calendar.monthrange(year, month)[1]
    if match[3] is None:
        return year * 10000 + month * 100 + 1, year * 10000 + month * 100 + longest
    if not 1 <= day <= longest:
        hint = f"{year}/{month:02d} has {longest} days."
        raise DateError(f"there is no date {text}", hint, "impossible-date")
    number = year * 10000 + month * 100 + day
    return number, number


def _back(today: datetime.date, count: int, unit: str) -> datetime.date:
    """`count` units before `today`; a day that the month lacks becomes its last."""
    try:
        if unit in {"day", "week"}:
            return today - datetime.timedelta(days=count * (7 if unit == "week" else 1))
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return datetime.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError) as error:
        raise DateError(f"{count} {unit}s reach back too far", "Use fewer.", "impossible-date") from error


def _as_number(day: datetime.date) -> int:
    return day.year * 10000 + day.month * 100 + day.day
