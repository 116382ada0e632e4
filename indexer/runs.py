"""What a run was, and how far one is: the values of the run log and of progress. Imports nothing of the project."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

Clock = Callable[[], datetime.datetime]
"""Gives the time in UTC, with its zone."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a use case is: `done` of `total` (None: unknown) of `what`, and a few words on it."""

    what: str
    done: int
    total: int | None = None
    note: str = ""


class Outcome(StrEnum):
    """How a run ended. `RUNNING` in the log of a process that is dead means it was interrupted."""

    RUNNING = "running"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DateWindow:
    """Days, both included, on one of PubMed's own dates: `crdt` to discover, `mdat` to revise."""

    field: str
    low: datetime.date
    high: datetime.date


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What happened to the records of a run.

    `count` is the source's own number of hits (or of citations in a file); `requested` = `returned` + `missing`;
    `returned` = new + revised + unchanged + rejected + superseded. `retracted` are those among new and revised
    that now are and were not before; `superseded` arrived with an older version or date than the stored one;
    `duplicates` arrived twice in one batch; `unrequested` arrived unasked and were left out; `deleted` are the
    deletions a file announces, and `gone` those records that were let go for one or another reason.
    """

    count: int = 0
    requested: int = 0
    returned: int = 0
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    retracted: int = 0
    gone: int = 0
    missing: int = 0
    rejected: int = 0
    duplicates: int = 0
    superseded: int = 0
    unrequested: int = 0
    deleted: int = 0

    def __add__(self, other: RunCounts) -> RunCounts:
        """The counts of two parts of one run together."""
        names = [field.name for field in dataclasses.fields(self)]
        return RunCounts(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True)
class RunWarning:
    """Something in a run that a person should know; `code` is stable."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Run:
    """One logged execution of one job for one strategy, or of one file's import.

    Times are UTC. `sent` is the query text as sent, `understood` what the source said it made of it.
    `watermark` is the day up to which a complete run has seen everything. `faults` counts faults met and
    survived, by name. `error` is why it did not complete.
    """

    id: int
    strategy: str
    job: str
    started: datetime.datetime
    finished: datetime.datetime | None = None
    outcome: Outcome = Outcome.RUNNING
    window: DateWindow | None = None
    watermark: datetime.date | None = None
    sent: str = ""
    understood: str = ""
    source: str = ""
    source_build: str = ""
    revision: int = 0
    counts: RunCounts = field(default_factory=RunCounts)
    warnings: tuple[RunWarning, ...] = ()
    faults: tuple[tuple[str, int], ...] = ()
    error: str = ""
    version: str = ""
