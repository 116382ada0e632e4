"""When NCBI wants large jobs to run: on weekdays from 21:00 to 05:00 US Eastern time, or at weekends.

Source: A General Introduction to the E-utilities (NBK25497), which means more than 100 requests. Touches nothing.
"""

from __future__ import annotations

import datetime

LARGE = 20_000
"""Records from which a harvest takes more than 100 requests of 200 records."""
_SATURDAY = 5


def is_off_peak(now: datetime.datetime) -> bool:
    """Whether a large job may run at this time (with its zone)."""
    there = now.astimezone(_eastern(now))
    return there.weekday() >= _SATURDAY or there.hour >= 21 or there.hour < 5


def _eastern(now: datetime.datetime) -> datetime.timezone:
    """US Eastern time: daylight saving from the second Sunday in March to the first in November, at 2 o'clock.

    Written out because a machine for unattended jobs need not have a time zone database.
    """
    standard = (now.astimezone(datetime.UTC) - datetime.timedelta(hours=5)).replace(tzinfo=None)
    begins = _sunday(standard.year, 3, 2) + datetime.timedelta(hours=2)
    ends = _sunday(standard.year, 11, 1) + datetime.timedelta(hours=1)
    return datetime.timezone(datetime.timedelta(hours=-4 if begins <= standard < ends else -5))


def _sunday(year: int, month: int, number: int) -> datetime.datetime:
    first = datetime.datetime(year, month, 1)  # noqa: DTZ001 - a wall-clock time, compared with another
    return first + datetime.timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))
