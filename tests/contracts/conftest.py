"""Every store there is, in turn, for the tests that hold for all of them; each is checked when its test is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import MemoryStore

from indexer.store import RecordStore
from indexer.store.sqlite import SqliteStore


@pytest.fixture(params=["sqlite", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RecordStore]:
    makers: dict[str, Callable[[], RecordStore]] = {
        "sqlite": lambda: SqliteStore.create(tmp_path / "records.sqlite3"),
        "memory": MemoryStore,
    }
    store = makers[request.param]()
    yield store
    assert store.check() == ()
    store.close()
