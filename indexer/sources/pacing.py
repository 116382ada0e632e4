"""When the next request may go: pacing, backoff, and how long a server asked to wait.

NCBI allows 3 requests a second from one address, 10 with a key. Time, sleep and randomness are arguments. Touches
nothing itself.
"""

from __future__ import annotations

import datetime
import random
import threading
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime

PER_SECOND = 3.0
PER_SECOND_WITH_KEY = 10.0
# Spacing of exactly 1/3 s was seen to hit the limit now and then, 0.37 s not (a comment in Bio.Entrez).
_MARGIN = 1.1
_FIRST_WAIT = 1.0
_LONGEST_BACKOFF = 60.0


class Pace:
    """Gives out slots at least 1.1/`per_second` seconds apart, to all threads together.

    Args:
        per_second: requests a second the server allows.
        clock: monotonic seconds; a wall clock that is set back would stall it.
        sleep: waits so many seconds.
    """

    def __init__(self, per_second: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._interval = _MARGIN / per_second
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free: float | None = None

    def wait(self) -> None:
        """Returns when the caller's slot has come."""
        with self._lock:
            now = self._clock()
            slot = now if self._free is None else max(now, self._free)
            self._free = slot + self._interval
        if slot > now:
            self._sleep(slot - now)


def backoff(attempt: int, dice: random.Random, asked: float | None = None) -> float:
    """Seconds to wait after try number `attempt` (from 1) failed: doubling, jittered, never less than `asked`.

    Jitter keeps many callers that met the same outage from coming back in step.
    """
    if asked is not None:
        return asked + dice.uniform(0.0, 1.0)
    wait: float = min(_LONGEST_BACKOFF, _FIRST_WAIT * 2.0 ** (attempt - 1))
    return wait * dice.uniform(0.75, 1.25)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a reply's `Retry-After` asks for, or None if it says nothing usable.

    A date is taken relative to the reply's own `Date`, so that a local clock that is wrong does not matter.
    Header names are lower case.
    """
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
        now = parsedate_to_datetime(headers.get("date", ""))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # TypeError: one of the two names no time zone
        return None


def date_of(headers: Mapping[str, str]) -> datetime.datetime | None:
    """What the server's clock showed, in UTC: a reply's own `Date`, or None if it says nothing usable.

    Header names are lower case.
    """
    try:
        said = parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError, OverflowError):
        return None
    return said.astimezone(datetime.UTC) if said.tzinfo else said.replace(tzinfo=datetime.UTC)
