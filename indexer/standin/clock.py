"""A clock that passes only when it is told to, for days that nobody waits for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Lock

START = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


class VirtualClock:
    """A date and a monotonic second count that only `sleep` and `advance` move. Safe to use from several threads.

    `slept` holds what was slept, in seconds.
    """

    def __init__(self, start: datetime = START) -> None:
        self.slept: list[float] = []
        self._lock = Lock()
        self._start = start
        self._passed = timedelta()

    def now(self) -> datetime:
        """The date and time."""
        return self._start + self._passed

    def monotonic(self) -> float:
        """Seconds since the start."""
        return self._passed.total_seconds()

    def sleep(self, seconds: float) -> None:
        """Lets so many seconds pass, at once."""
        with self._lock:
            self.slept.append(seconds)
            self._passed += timedelta(seconds=max(0.0, seconds))

    def advance(self, time: timedelta) -> None:
        """Lets time pass that nobody sleeps.

        Raises:
            ValueError: it would go backwards.
        """
        if time < timedelta():
            raise ValueError(f"the clock cannot go back by {-time}")
        with self._lock:
            self._passed += time
