"""What a fault is, and the queue that lets it happen at a certain call: the machinery under the tables of faults."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from threading import Lock

from indexer.standin.exchange import Reply, Request
from indexer.standin.library import Library
from indexer.standin.wire import Wire

ANY = "*"


class Mark(StrEnum):
    """Where a fault's bytes come from: published replies of the live service, or us."""

    OBSERVED = "observed"
    DESIGNED = "designed"


class Kind(StrEnum):
    """What kind of trouble a fault is.

    TRANSIENT passes when the request is sent again; POISON damages or changes what is delivered; REFUSAL will not
    pass however often one asks; NOTICE is a sound answer that must be understood.
    """

    TRANSIENT = "transient"
    POISON = "poison"
    REFUSAL = "refusal"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a fault works with: the request, what the normal reply would be, the connection, and a way to wait."""

    request: Request
    answer: Callable[[], Reply]
    wire: Wire
    pause: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Fault:
    """A named fault. `act` gives the reply to send instead, or None when it has dealt with the connection itself.

    `number` is its place in the catalogue of faults, 0 for one that has none; faults of one number are variants.
    `trigger` is when the live service does it, `response` what comes, `harvester` what a correct one does then.
    `endpoints` are those it makes sense for, and `times` how often in a row it happens to be what it is.
    """

    name: str
    mark: Mark
    act: Callable[[Exchange], Reply | None]
    number: int = 0
    kind: Kind = Kind.TRANSIENT
    trigger: str = ""
    response: str = ""
    harvester: str = ""
    endpoints: tuple[str, ...] = ("esearch", "efetch", "einfo")
    times: int = 1


@dataclass(frozen=True, slots=True)
class Mutation:
    """A fault that is a state of the library rather than a reply. `change` is given the library, the PMIDs concerned
    and the day, and returns the PMIDs it changed."""

    name: str
    mark: Mark
    change: Callable[[Library, tuple[int, ...], date], tuple[int, ...]]
    number: int
    trigger: str
    response: str
    harvester: str

    def meanwhile(self, library: Library, pmids: tuple[int, ...], day: date) -> Fault:
        """A fault that lets this happen just before the call it is pushed for, which is then answered normally."""

        def act(exchange: Exchange) -> Reply:
            self.change(library, pmids, day)
            return exchange.answer()

        return Fault(f"{self.name}-meanwhile", self.mark, act, self.number, Kind.NOTICE)


@dataclass(slots=True)
class _Pushed:
    endpoint: str
    fault: Fault
    wait: int
    times: int | None


class Faults:
    """The script. Safe to use from several threads. `happened` counts faults by name."""

    def __init__(self) -> None:
        self.happened: Counter[str] = Counter()
        self._lock = Lock()
        self._script: list[_Pushed] = []

    def push(self, endpoint: str, fault: Fault, *, nth: int = 1, times: int | None = 1) -> None:
        """Lets `fault` happen at the nth call of `endpoint` from now, `times` calls in a row (None: for ever).

        `endpoint` is `esearch`, `efetch`, … or `*` for any. Faults due at the same call take turns in the order in
        which they were pushed.
        """
        if nth < 1 or (times is not None and times < 1):
            raise ValueError(f"nth={nth} and times={times} must be 1 or more")
        with self._lock:
            self._script.append(_Pushed(endpoint, fault, nth - 1, times))

    def clear(self) -> None:
        """All is well from now on."""
        with self._lock:
            self._script.clear()

    def next_for(self, endpoint: str) -> Fault | None:
        """The fault due at this call of the endpoint, if any; the call is counted."""
        with self._lock:
            due: _Pushed | None = None
            for pushed in self._script:
                if pushed.endpoint not in (endpoint, ANY):
                    continue
                if pushed.wait > 0:
                    pushed.wait -= 1
                elif due is None:
                    due = pushed
            if due is None:
                return None
            if due.times is not None:
                due.times -= 1
                if due.times == 0:
                    self._script.remove(due)
            self.happened[due.fault.name] += 1
            return due.fault

    def __len__(self) -> int:
        return len(self._script)
