"""Rate limiting as the live service does it: so many requests in a second, by address or by API key."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

_WITH_KEY = 10
_SECOND = 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may pass; `count` is how many came within the second, this one included."""

    allowed: bool
    limit: int
    count: int

    @property
    def remaining(self) -> int:
        """How many more may come now."""
        return max(0, self.limit - self.count)


class RateLimit:
    """Counts requests over the last second.

    Args:
        without_key: requests a second for a caller without an API key; with one it is 10, as on the live service.
        monotonic: tells the seconds.
    """

    def __init__(self, without_key: int, monotonic: Callable[[], float]) -> None:
        self._without_key = without_key
        self._monotonic = monotonic
        self._lock = Lock()
        self._passed: dict[str, deque[float]] = {}
        self._refused: dict[str, deque[float]] = {}

    def judge(self, client: str, api_key: str) -> Verdict:
        """Counts a request and says whether it may pass; a refused request does not use up the limit."""
        limit = _WITH_KEY if api_key else self._without_key
        caller = f"key {api_key}" if api_key else client
        with self._lock:
            now = self._monotonic()
            passed, refused = self._passed.setdefault(caller, deque()), self._refused.setdefault(caller, deque())
            for times in (passed, refused):
                while times and now - times[0] >= _SECOND:
                    times.popleft()
            allowed = len(passed) < limit
            (passed if allowed else refused).append(now)
            return Verdict(allowed, limit, len(passed) + len(refused))
