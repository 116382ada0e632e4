"""Stand-ins over the fifteen fictional records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from standin_client import Client
from standin_records import ALL, write_file

from indexer.standin.library import Library
from indexer.standin.server import StandIn

NOW = datetime(2026, 10, 8, 6, 33, tzinfo=UTC)


@pytest.fixture(scope="session")
def records_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_file(tmp_path_factory.mktemp("standin") / "records.xml", *ALL)


@pytest.fixture(scope="session")
def shared_client(records_file: Path) -> Iterator[Client]:
    """For tests that only ask."""
    with StandIn([records_file], clock=lambda: NOW) as server:
        yield Client(server)


@pytest.fixture
def start(records_file: Path) -> Iterator[Callable[..., Client]]:
    """Starts a stand-in of its own, with switches; stopped at the end of the test."""
    servers: list[StandIn] = []

    def starter(**switches: Any) -> Client:
        switches.setdefault("clock", lambda: NOW)
        if "library" not in switches:
            switches.setdefault("paths", [records_file])
        server = StandIn(**switches)
        server.start()
        servers.append(server)
        return Client(server)

    yield starter
    for server in servers:
        server.stop()


@pytest.fixture
def library(records_file: Path) -> Library:
    made = Library(lambda: NOW)
    made.load([records_file])
    return made
