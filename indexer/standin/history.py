"""The history server: results kept under a WebEnv and a query key, frozen when they were made."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from threading import Lock

from indexer.standin.evaluate import Recalled


class QueryExpired(Exception):
    """No such result: the WebEnv is unknown or has expired, or never had this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Unable to obtain query #{key}")


class History:
    """Results by WebEnv and query key.

    Args:
        monotonic: tells the seconds by which a WebEnv ages.
        lifetime: seconds after its last use that a WebEnv is forgotten; None never. Sources disagree about the
            live service's (1 to 48 hours).
        token: makes the 24 hexadecimal digits of a WebEnv.
    """

    def __init__(
        self,
        monotonic: Callable[[], float],
        lifetime: float | None = None,
        token: Callable[[], str] = lambda: secrets.token_hex(12),
    ) -> None:
        self.lifetime = lifetime
        self._monotonic = monotonic
        self._token = token
        self._lock = Lock()
        self._environments: dict[str, list[Recalled]] = {}
        self._last_used: dict[str, float] = {}

    def keep(self, pmids: tuple[int, ...], text: str, environment: str = "") -> tuple[str, int]:
        """Keeps a result, in the given WebEnv if it is still known, else in a new one; returns WebEnv and query key."""
        with self._lock:
            name = environment if self._is_known(environment) else f"MCID_{self._token()}"
            results = self._environments.setdefault(name, [])
            results.append(Recalled(pmids, text))
            self._last_used[name] = self._monotonic()
            return name, len(results)

    def recall(self, environment: str, key: str) -> Recalled:
        """The result of a WebEnv and query key.

        Raises:
            QueryExpired: there is none.
        """
        with self._lock:
            if self._is_known(environment) and key.isdecimal():
                results = self._environments[environment]
                if 1 <= int(key) <= len(results):
                    self._last_used[environment] = self._monotonic()
                    return results[int(key) - 1]
        raise QueryExpired(key)

    def forget(self) -> None:
        """Expires every WebEnv at once."""
        with self._lock:
            self._environments.clear()
            self._last_used.clear()

    def _is_known(self, environment: str) -> bool:
        if environment not in self._environments:
            return False
        if self.lifetime is not None and self._monotonic() - self._last_used[environment] > self.lifetime:
            del self._environments[environment], self._last_used[environment]
            return False
        return True
