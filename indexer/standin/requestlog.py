"""The log of every request, for tests to assert pacing, POST use, `tool` and `email`, and silence after a block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import overload

REDACTED = "REDACTED"
_SECRETS = ("api_key",)


@dataclass(frozen=True, slots=True)
class Entry:
    """One request. `at` is monotonic seconds; `status` is 0 while unanswered and when a fault cut the connection.

    `params` are those of the URL and the body together, with the API key redacted; `body_size` is in bytes.
    """

    at: float
    endpoint: str
    method: str
    path: str
    params: Mapping[str, str]
    body_size: int
    status: int = 0
    fault: str = ""


class RequestLog(Sequence[Entry]):
    """Requests in the order in which they came. Safe to use from several threads.

    A request is in the log before any of its reply is sent.
    """

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._lock = Lock()

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        with self._lock:
            return self._entries[at]

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        with self._lock:
            return iter(list(self._entries))

    def of(self, endpoint: str) -> list[Entry]:
        """The requests to one endpoint."""
        return [entry for entry in self if entry.endpoint == endpoint]

    def clear(self) -> None:
        """Forgets all; only between requests."""
        with self._lock:
            self._entries.clear()

    def note(self, entry: Entry) -> int:
        """Logs a request that has come; returns its number for `answered`."""
        params = {name: REDACTED if name in _SECRETS and text else text for name, text in entry.params.items()}
        with self._lock:
            self._entries.append(replace(entry, params=params))
            return len(self._entries) - 1

    def answered(self, number: int, *, status: int = 0, fault: str = "") -> None:
        """Adds what the request is answered with."""
        with self._lock:
            if number < len(self._entries):
                known = self._entries[number]
                self._entries[number] = replace(known, status=status or known.status, fault=fault or known.fault)
