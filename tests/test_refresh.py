"""Refresh end to end: PubMed's stand-in, the harvester, the store and the engine, without a command line."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.app import Workspace
from indexer.jobs import DISCOVER, FULL, LOOK_AHEAD, OVERLAP, REVISE, SWEEP, plan_jobs
from indexer.refresh import catch_up, refresh_strategy
from indexer.runs import Outcome, Progress, Run
from indexer.settings import PubMedSettings, Settings
from indexer.standin.demonstration import demonstration_file
from indexer.standin.server import StandIn
from indexer.store.interface import RecordStore
from indexer.store.sqlite import SqliteStore
from indexer.strategy import SearchStrategy

NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
KETAMINE = SearchStrategy("ketamine", "Ketamine", "?", "ketamine[tiab] OR esketamine[tiab]")


def workspace(folder: Path, server: StandIn, window: int = 9999, batch: int = 200) -> Workspace:
    pubmed = PubMedSettings(
        email="someone@example.org", base_url=server.base_url, window=window, batch=batch, tries=2, per_second=1000
    )
    (folder / "queries").mkdir(exist_ok=True)
    (folder / "index").mkdir(exist_ok=True)
    return Workspace(Settings(folder, pubmed=pubmed))


def runs(steps: Iterator[Progress | Run]) -> list[Run]:
    return [step for step in steps if isinstance(step, Run)]


def fetched(server: StandIn) -> Counter[str]:
    """How often each PMID was asked for by EFetch."""
    return Counter(
        pmid for request in server.log if request.endpoint == "efetch" for pmid in request.params["id"].split(",")
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore.create(tmp_path / "records.sqlite3")
    yield store
    store.close()


def test_the_first_run_takes_everything_and_the_second_changes_nothing(tmp_path: Path, store: SqliteStore) -> None:
    with StandIn([demonstration_file()], rate_limit=None) as server:
        source = workspace(tmp_path, server, batch=50).source()
        (first,) = runs(refresh_strategy(KETAMINE, source, store, clock=lambda: NOW))
        assert (first.job, first.outcome) == (FULL, Outcome.COMPLETE)
        assert first.counts.count == first.counts.new == store.counts().records > 50
        assert set(fetched(server).values()) == {1}
        revision = store.revision
        again = runs(refresh_strategy(KETAMINE, source, store, clock=lambda: NOW))
        assert [(run.job, run.outcome) for run in again] == [
            (DISCOVER, Outcome.COMPLETE),
            (REVISE, Outcome.COMPLETE),
            (SWEEP, Outcome.COMPLETE),
        ]
        assert all(run.counts.new == run.counts.revised == 0 for run in again)
        (full,) = runs(refresh_strategy(KETAMINE, source, store, clock=lambda: NOW, full=True))
        assert full.counts.unchanged == full.counts.count == first.counts.count
        assert store.revision == revision


def test_windows_reach_back_and_into_the_future(store: SqliteStore) -> None:
    today = NOW.date()
    assert [job.name for job in plan_jobs(KETAMINE, store, NOW)] == [FULL]
    complete(store, KETAMINE)
    discover, revise, _ = plan_jobs(KETAMINE, store, NOW)
    assert discover.window is not None
    assert revise.window is not None
    assert (discover.window.field, revise.window.field) == ("crdt", "mdat")
    assert discover.window.low == today - OVERLAP
    assert discover.window.high == today + LOOK_AHEAD
    assert discover.moves
    assert revise.moves


def test_a_changed_query_is_harvested_in_full(store: SqliteStore) -> None:
    complete(store, KETAMINE)
    changed = dataclasses.replace(KETAMINE, query="ketamine[tiab]")
    assert [job.name for job in plan_jobs(changed, store, NOW)] == [FULL]


def test_a_late_start_leaves_a_gap_and_so_does_not_move_the_watermark(store: SqliteStore) -> None:
    today = NOW.date()
    assert not any(job.moves for job in plan_jobs(KETAMINE, store, NOW, since=today))
    complete(store, KETAMINE)
    assert not any(job.moves for job in plan_jobs(KETAMINE, store, NOW, since=today))
    assert all(job.moves for job in plan_jobs(KETAMINE, store, NOW, since=today - OVERLAP))


def complete(store: RecordStore, strategy: SearchStrategy) -> None:
    run = Run(0, strategy.name, FULL, NOW, sent=strategy.query)
    number = store.begin_run(run)
    store.finish_run(dataclasses.replace(run, id=number, finished=NOW, outcome=Outcome.COMPLETE, watermark=NOW.date()))


@pytest.mark.parametrize(
    ("name", "window", "term"),
    [
        ("psychedelic-ketamine.xml.gz", 50, "ketamine[tiab] OR esketamine[tiab] OR psilocybin[tiab]"),
        ("pubmed21n1298.xml.gz", 9999, "all[sb]"),
    ],
)
def test_more_hits_than_the_window_are_harvested_exactly_once(
    tmp_path: Path, store: SqliteStore, shared_data: Path, name: str, window: int, term: str
) -> None:
    with StandIn([shared_data / "pubmed" / name], window=window, rate_limit=None) as server:
        pubmed = workspace(tmp_path, server, window=window, batch=500)
        source = pubmed.source()
        strategy = SearchStrategy("all", "All", "?", term)
        (run,) = runs(refresh_strategy(strategy, source, store, clock=lambda: NOW))
        assert run.error == ""
        assert run.outcome is Outcome.COMPLETE
        assert run.counts.count == run.counts.new == store.counts().records > window
        assert run.counts.missing == run.counts.rejected == 0
        assert set(fetched(server).values()) == {1}
        again = runs(refresh_strategy(strategy, source, store, clock=lambda: NOW))
        assert all(one.counts.new == one.counts.revised == 0 for one in again)
        with pubmed.engine(write=True) as engine:
            for _ in catch_up(engine, store):
                pass
            assert engine.fingerprints() == store.fingerprints()
