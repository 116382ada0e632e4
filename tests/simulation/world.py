"""PubMed's stand-in, the harvester and the store together, on a clock that only sleeping moves."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from indexer.cli.refresh import result_of
from indexer.jobs import DISCOVER, FULL, REVISE, SWEEP
from indexer.refresh import refresh_strategy
from indexer.runs import Outcome, Run
from indexer.sources.pubmed import PubMedSource
from indexer.standin.clock import VirtualClock
from indexer.standin.library import Library
from indexer.standin.requestlog import Entry
from indexer.standin.server import StandIn
from indexer.standin.synthetic import on_topic, written
from indexer.store.sqlite import SqliteStore
from indexer.strategy import SearchStrategy

KEY = "0123456789abcdef-SECRET"
QUERY = "(ketamine[tiab] OR esketamine[tiab]) AND depress*[tiab]"
STRATEGY = SearchStrategy("ketamine", "Ketamine", "Does it help?", QUERY)
FIRST = 990_150_001
NUMBER = 12
PMIDS = tuple(range(FIRST, FIRST + NUMBER))
BATCH = 5
# A key allows ten requests a second.
_LEAST_GAP = 1 / 10


@dataclass
class World:
    """Twelve records on the topic, fetched five at a time: two searches, EInfo, three fetches."""

    folder: Path
    clock: VirtualClock
    library: Library
    server: StandIn
    store: SqliteStore
    options: dict[str, Any] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    _source: PubMedSource | None = None

    @property
    def source(self) -> PubMedSource:
        """The harvester, kept from run to run as a process keeps it."""
        if self._source is None:
            settings: dict[str, Any] = {
                "email": "someone@example.org", "tool": "evidence-test", "api_key": KEY, "batch": BATCH,
                "base_url": self.server.base_url, "clock": self.clock.monotonic, "sleep": self.clock.sleep,
                "random": random.Random(1), "timeout": 5.0, "deadline": 300.0,
            }  # fmt: skip
            self._source = PubMedSource(**(settings | self.options))
        return self._source

    def restart(self) -> None:
        """A new process a minute later: nothing is remembered but what is stored."""
        self.clock.advance(datetime.timedelta(minutes=1))
        self._source = None

    def refresh(self, strategy: SearchStrategy = STRATEGY, **options: Any) -> list[Run]:
        """One refresh; its runs."""
        self.server.log.clear()
        steps = refresh_strategy(strategy, self.source, self.store, clock=self.clock.now, **options)
        runs = [step for step in steps if isinstance(step, Run)]
        self.runs += runs
        return runs

    def pass_days(self, days: int = 1) -> None:
        self.clock.advance(datetime.timedelta(days=days))

    @property
    def today(self) -> datetime.date:
        return self.clock.now().date()

    def stored(self) -> tuple[int, ...]:
        """The PMIDs that are stored and not gone."""
        return tuple(int(identifier.removeprefix("pmid:")) for identifier in self.store.ids())

    def raw(self, pmid: int) -> bytes:
        from indexer.record import record_id

        return self.store.raw(record_id(str(pmid)))

    def watermark(self, job: str = FULL) -> datetime.date | None:
        """The day up to which everything was seen."""
        last = self.store.last_complete(STRATEGY.name, (FULL, job))
        return last.watermark if last else None

    def asked(self, endpoint: str) -> list[Entry]:
        return self.server.log.of(endpoint)

    def behaved(self) -> None:
        """Manners that hold in every run: identity, pacing, no key anywhere, nothing but XML by id."""
        log = list(self.server.log)
        assert all(entry.params["tool"] == "evidence-test" for entry in log)
        assert all(entry.params["email"] == "someone@example.org" for entry in log)
        assert all(entry.params["api_key"] == "REDACTED" for entry in log)
        assert all(later.at - sooner.at >= _LEAST_GAP for sooner, later in pairwise(log))
        assert {entry.endpoint for entry in log} <= {"esearch", "efetch", "einfo"}
        assert not any(entry.params.get("retstart") or entry.params.get("WebEnv") for entry in log)
        assert all(entry.params["retmode"] == "xml" and entry.params["id"] for entry in self.asked("efetch"))
        assert KEY not in repr(self.runs)
        assert all(KEY.encode() not in path.read_bytes() for path in self.folder.iterdir())
        assert self.store.check() == ()


@contextmanager
def world(folder: Path, *, records: Iterable[int] = PMIDS, window: int = 9999, **options: Any) -> Iterator[World]:
    """A world with these records, all six months old."""
    clock = VirtualClock()
    library, dice = Library(clock.now), random.Random(7)
    for pmid in records:
        library.add(written(on_topic(pmid, dice, datetime.date(2026, 5, 4))))
    server = StandIn(
        library=library, window=window, rate_limit=3, clock=clock.now, monotonic=clock.monotonic, pause=clock.sleep
    )
    store = SqliteStore.create(folder / "records.sqlite3")
    try:
        with server:
            yield World(folder, clock, library, server, store, options)
    finally:
        store.close()


def exit_code(runs: list[Run]) -> int:
    """What a command line ends with after these runs."""
    return result_of(runs, {}).exit_code


def outcome(run: Run) -> tuple[Outcome, bool]:
    """How a run ended, and whether it moved the watermark."""
    return run.outcome, run.watermark is not None


COMPLETE = (Outcome.COMPLETE, True)
INCOMPLETE = (Outcome.INCOMPLETE, False)
FAILED = (Outcome.FAILED, False)
DAILY = [DISCOVER, REVISE, SWEEP]
