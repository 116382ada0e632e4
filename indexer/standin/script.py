"""Days that pass without anybody waiting: a virtual clock, a library that changes day by day, faults dealt to days.

    clock = VirtualClock()
    library = Library(clock.now)
    days, faults = Mutations(library, clock.now, seed=1), FaultSchedule(seed=1)
    with StandIn(library=library, clock=clock.now, monotonic=clock.monotonic, pause=clock.sleep) as server:
        for day in range(60):
            days.pass_day()
            faults.push(day, server.faults)
            …                                  # refresh, with clock.monotonic and clock.sleep
            truth(library, query, clock.now)   # what a complete refresh must have found
            clock.advance(timedelta(days=1))

Everything follows from the seeds and the clock: the same seeds give the same days.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from indexer.standin import edits
from indexer.standin.clock import VirtualClock
from indexer.standin.evaluate import Evaluator, Recalled
from indexer.standin.faults_library import FIRST_PMID, heir_of, served, years_before
from indexer.standin.grammar import read_query
from indexer.standin.history import QueryExpired
from indexer.standin.library import Library
from indexer.standin.schedule import FaultSchedule, Planned
from indexer.standin.synthetic import Sketch, on_topic, written

__all__ = ["Change", "Event", "FaultSchedule", "Mutations", "Planned", "VirtualClock", "truth"]


class Change(StrEnum):
    """What can happen to the library on a day."""

    ADD = "add"
    BACK_DATED = "back-dated"
    REVISE = "revise"
    INDEX = "index"
    RETRACT = "retract"
    CONCERN = "concern"
    VERSION = "version"
    SILENT = "silent"
    DELETE = "delete"
    UNMATCH = "unmatch"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one record; `other` is the notice of a retraction or concern, or the heir of a merged record."""

    change: Change
    pmid: int
    other: int = 0


# How often a change happens: once in so many days, besides the once in every block of days that it surely does.
_EVERY = {
    Change.REVISE: 2,
    Change.INDEX: 2,
    Change.BACK_DATED: 8,
    Change.VERSION: 10,
    Change.SILENT: 10,
    Change.UNMATCH: 15,
    Change.RETRACT: 20,
    Change.CONCERN: 20,
    Change.MERGE: 20,
    Change.DELETE: 20,
}
_BLOCK = 20
_MOST_ADDED = 3
_NOTICES = {
    Change.RETRACT: ("RetractionIn", "RetractionOf", "Retraction", "Retraction of Publication"),
    Change.CONCERN: ("ExpressionOfConcernIn", "ExpressionOfConcernFor", "Expression of concern",
                     "Expression of Concern"),
}  # fmt: skip
_SOURCE = "Demonstr J Simul Stud"


class Mutations:
    """The changes of a library, day by day. Each kind happens in every block of 20 days at least once.

    Args:
        library: what changes. It should hold articles; records go and change only if there are some.
        clock: today.
        seed: what happens.
        first_pmid: the PMID of the first record made.
    """

    def __init__(
        self, library: Library, clock: Callable[[], datetime], seed: int, *, first_pmid: int = FIRST_PMID
    ) -> None:
        self._library = library
        self._clock = clock
        self._seed = seed
        self._next = first_pmid
        self._days = 0
        self._dice = random.Random(f"{seed}/what")  # noqa: S311  (not secrecy)
        self._changed_today: set[int] = set()

    def pass_day(self) -> tuple[Event, ...]:
        """What happens on the next day, done to the library; nothing while the library is frozen.

        No record changes twice on one day.
        """
        day = self._days
        self._days += 1
        if self._library.frozen:
            return ()
        self._changed_today.clear()
        kinds = [Change.ADD] * self._dice.randint(0, _MOST_ADDED) + self._kinds(day)
        events = [event for kind in kinds if (event := self._do(kind)) is not None]
        self._library.touch()
        return tuple(events)

    def _kinds(self, day: int) -> list[Change]:
        sure = random.Random(f"{self._seed}/block/{day // _BLOCK}")  # noqa: S311
        fixed = {kind: sure.randrange(_BLOCK) for kind in (Change.ADD, *_EVERY)}
        kinds = [kind for kind, at in fixed.items() if at == day % _BLOCK]
        return kinds + [kind for kind, days in _EVERY.items() if self._dice.random() < 1 / days]

    def _do(self, change: Change) -> Event | None:
        if change in (Change.ADD, Change.BACK_DATED):
            today = self._today
            entered = years_before(today, 2) if change is Change.BACK_DATED else today
            return Event(change, self._add(on_topic(self._new_pmid(), self._dice, today, entered)))
        chosen = self._choose(change)
        if chosen is None:
            return None
        self._changed_today.add(chosen)
        return Event(change, chosen, self._to(change, chosen, served(self._library, chosen)))

    def _to(self, change: Change, pmid: int, raw: bytes) -> int:
        """Changes one record; returns the PMID of the record made with it, if any."""
        today, other = self._today, 0
        match change:
            case Change.REVISE:
                raw = edits.with_abstract(raw, f"{edits.title_of(raw)} Rewritten on {today}. Depressive symptoms fell.")
            case Change.SILENT:
                self._library.replace(edits.retitled(raw, f"{edits.title_of(raw)} Corrected {today}."))
                return 0
            case Change.INDEX:
                raw = edits.indexed(raw, today)
            case Change.VERSION:
                raw = edits.version_up(edits.retitled(raw, f"{edits.title_of(raw)} Next version."))
            case Change.UNMATCH:
                raw = edits.off_topic(raw)
            case Change.RETRACT | Change.CONCERN:
                raw, other = self._notice(change, pmid, raw)
            case Change.DELETE:
                self._library.delete(pmid)
                return 0
            case Change.MERGE:
                self._library.delete(pmid)
                return self._add(heir_of(raw, on_topic(self._new_pmid(), self._dice, today)))
            case _:
                raise ValueError(f"{change} changes no record that is there")
        self._library.replace(edits.revised(raw, today))
        return other

    def _notice(self, change: Change, pmid: int, raw: bytes) -> tuple[bytes, int]:
        towards, back, word, kind = _NOTICES[change]
        notice = self._new_pmid()
        sketch = on_topic(notice, self._dice, self._today)
        title = f"{word}: {edits.title_of(raw)}"
        text = "A simulated notice about a fictional study of ketamine in depression."
        sketch = replace(sketch, title=title, abstract=text, types=(kind,))
        self._library.add(edits.linked(written(sketch), back, _SOURCE, pmid))
        self._changed_today.add(notice)
        if change is Change.RETRACT:
            raw = edits.typed(raw, *edits.RETRACTED_TYPE)
        return edits.linked(raw, towards, _SOURCE, notice), notice

    def _add(self, sketch: Sketch) -> int:
        self._changed_today.add(sketch.pmid)
        return self._library.add(written(sketch))

    def _choose(self, change: Change) -> int | None:
        """A record that this can happen to, or None."""
        link = _NOTICES[change][0] if change in _NOTICES else ""
        candidates = [pmid for pmid in self._library.pmids() if pmid not in self._changed_today]
        self._dice.shuffle(candidates)
        for pmid in candidates:
            citation = self._library.get(pmid)
            if citation is None or citation.is_book:
                continue
            if not (link and edits.is_linked(citation.raw, link)):
                return pmid
        return None

    def _new_pmid(self) -> int:
        self._next += 1
        return self._next - 1

    @property
    def _today(self) -> date:
        return self._clock().date()


def truth(library: Library, query: str, clock: Callable[[], datetime]) -> dict[int, str]:
    """What the library holds for a query now, by its own evaluator: PMID to the SHA-256 of the served bytes.

    Raises:
        QueryFailed: the query cannot be read.
    """

    def recall(key: int) -> Recalled:
        raise QueryExpired(str(key))

    evaluator = Evaluator(library, clock)
    with library.lock:
        found = [library.at(number) for number in evaluator.evaluate(read_query(query, None), recall).numbers]
    return {one.pmid: hashlib.sha256(one.raw).hexdigest() for one in sorted(found, key=lambda one: one.pmid)}
