"""A world of its own for each test of a fault."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.simulation.world import World, world


@pytest.fixture(autouse=True)
def _nobody_else_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a reply says: no DTD is fetched and no other host is looked up."""
    ask = socket.getaddrinfo

    def only_here(host: Any, *args: Any, **options: Any) -> Any:
        assert host == "127.0.0.1", f"{host} was looked up"
        return ask(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", only_here)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as made:
        yield made
        made.behaved()
