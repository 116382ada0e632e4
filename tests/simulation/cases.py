"""What the tests of faults share: which faults are tested, and what a good run and a recovery are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from indexer.runs import Run
from indexer.standin.faults import named
from tests.simulation.world import COMPLETE, NUMBER, PMIDS, World, exit_code, outcome

TRIES = 5
TESTED: set[str] = set()


def about(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Notes which faults a test is about, so that none is forgotten."""
    TESTED.update(names)
    return lambda test: test


def of_each(rows: list[Any]) -> pytest.MarkDecorator:
    """One test a row; its first member names the fault."""
    TESTED.update(row[0] for row in rows)
    ids = [f"{named(row[0]).number:02d}-{row[0]}" + (f"-{row[1]}" if len(row) > 1 else "") for row in rows]
    return pytest.mark.parametrize("row", rows, ids=ids)


def whole(here: World, run: Run, **counts: int) -> None:
    """The run is complete, all twelve records are stored, the watermark is today's, and the command is content."""
    assert outcome(run) == COMPLETE
    assert run.error == ""
    assert (run.counts.count, run.counts.returned, here.stored()) == (NUMBER, NUMBER, PMIDS)
    assert here.watermark() == here.today
    assert exit_code([run]) == 0
    expected = {"new": NUMBER, "missing": 0, "rejected": 0, "duplicates": 0, "unrequested": 0} | counts
    assert {name: getattr(run.counts, name) for name in expected} == expected
    if not counts:
        assert all(here.raw(pmid) == served(here, pmid) for pmid in PMIDS)


def served(here: World, pmid: int) -> bytes:
    citation = here.library.get(pmid)
    assert citation is not None
    return citation.raw


def recovers(here: World, new: int = NUMBER) -> None:
    """The next refresh, in a new process and with all well, brings what the failed one did not."""
    here.restart()
    (run,) = here.refresh()
    whole(here, run, new=new)
    assert run.faults == ()
