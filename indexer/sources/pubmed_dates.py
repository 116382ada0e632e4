"""Dates as PubMed writes them, read as far as they are valid and never further.

Imports `record` only.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from indexer.record import PartialDate

_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTHS = {"sept": 9}
_MONTHS |= {name: number for number, name in enumerate(_NAMES, start=1)}
_MONTHS |= {name[:3]: number for number, name in enumerate(_NAMES, start=1)}

_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|2[0-9]{3})(?!\d)")
_MONTH = r"[A-Za-z]{3,9}\.?|0?[1-9](?![^\W_])|1[0-2](?![^\W_])"
# `2021 Jun 8`, `2019 May-Jun`, `1998 Dec-1999 Jan`, `2015 Nov 15-21`, `2019 05-06`, `2021/06/08`
_YEAR_FIRST = re.compile(rf"(?P<year>[12]\d{{3}})[\s/](?P<month>{_MONTH})(?P<rest>.*)")
# `Jan-Feb 2005`, `Dec 1998-Jan 1999`, `8 Jun 2021` is not PubMed's
_MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?(?:\s*-\s*[A-Za-z]{3,9}\.?)?\s+(?P<year>[12]\d{3})(?!\d)")
_DAY = re.compile(r"[\s/]+(\d{1,2})(?!\d)")
_ISO = re.compile(r"([12]\d{3})-(\d{2})-(\d{2})")


@lru_cache(maxsize=1024)
def month_number(text: str) -> int | None:
    """1 to 12 for `Jun`, `June`, `6`, `06` or the first of `May-Jun`; None for anything else."""
    first = re.split(r"[-/\s]", text.strip(), maxsplit=1)[0].rstrip(".").lower()
    if first.isascii() and first.isdigit():
        return int(first) if 1 <= int(first) <= 12 and len(first) <= 2 else None
    return _MONTHS.get(first)


def exact_date(year: str, month: str, day: str) -> datetime.date | None:
    """A whole, valid date, or None."""
    number = month_number(month)
    if number is None or not _is_number(year) or not _is_number(day):
        return None
    try:
        return datetime.date(int(year), number, int(day))
    except ValueError:
        return None


def partial_date(year: str, month: str = "", day: str = "", raw: str = "") -> PartialDate:
    """A date from its parts: what is impossible is left out, together with everything finer than it.

    `raw` defaults to the parts as given.
    """
    raw = raw or " ".join(part for part in (year, month, day) if part)
    if not _YEAR.fullmatch(year):
        return PartialDate(None, raw=raw)
    number = month_number(month)
    # A range of months (`May-Jun`) has no day of its own.
    if number is None or not day or exact_date(year, month, day) is None or "-" in month:
        return PartialDate(int(year), number, raw=raw)
    return PartialDate(int(year), number, int(day), raw=raw)


def date_in_words(text: str) -> PartialDate:
    """A date from PubMed's words: a MedlineDate or the `DP` line of the text format.

    A range keeps its first month, a season its year; two years with one month after them (`1999-2000 Jan`) keep
    the first year alone, since the month is not that year's.
    """
    text = " ".join(text.split())
    if match := _ISO.fullmatch(text):
        return partial_date(match[1], match[2], match[3], raw=text)
    if (match := _YEAR_FIRST.match(text)) and month_number(match["month"]) is not None:
        rest = match["rest"]
        day = _DAY.fullmatch(rest)
        return partial_date(match["year"], match["month"], day[1] if day else "", raw=text)
    if (match := _MONTH_FIRST.match(text)) and month_number(match["month"]) is not None:
        return partial_date(match["year"], match["month"], raw=text)
    year = _YEAR.search(text)
    return PartialDate(int(year[0]) if year else None, raw=text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4
