"""Faults that no asking again will mend, and a block: asked once, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import UsageError
from indexer.runs import Run
from indexer.standin.faults import named
from tests.simulation.cases import about, of_each, recovers, whole
from tests.simulation.world import (
    FAILED,
    FIRST,
    INCOMPLETE,
    KEY,
    NUMBER,
    PMIDS,
    World,
    exit_code,
    outcome,
    world,
)

REFUSED = [
    # fault, endpoint, words of the error
    ("badkey", "esearch", "rejects the API key"),
    ("badkey", "efetch", "rejects the API key"),
    ("window-esearch", "esearch", "more was asked for than it lists"),
    ("window-efetch", "efetch", "more was asked for than it lists"),
    ("no-valid-ids", "efetch", "ID list is empty!"),
    ("entities", "efetch", "declares XML entities"),
    ("query-dropped-field", "esearch", "[NoSuchField]"),
    ("sort-ignored", "esearch", "Unknown sort schema"),
    ("empty-term", "esearch", "Empty term"),
    ("bad-database", "esearch", "Invalid db name"),
    ("redirect302", "esearch", "redirected to elsewhere.example (status 302)"),
    ("redirect302", "efetch", "redirected to elsewhere.example (status 302)"),
    ("redirect307", "esearch", "redirected to elsewhere.example (status 307)"),
    ("redirect307", "efetch", "redirected to elsewhere.example (status 307)"),
]


@of_each(REFUSED)
def test_it_is_refused_at_once_and_the_next_run_makes_it_good(here: World, row: tuple[str, str, str]) -> None:
    name, endpoint, words = row
    here.server.faults.push(endpoint, named(name), nth=2)
    (run,) = here.refresh()
    assert run.faults == ((name_of(run), 1),)
    assert words in run.error
    assert here.watermark() is None
    last = here.server.log[-1]
    assert (last.endpoint, last.fault) == (endpoint, name)
    if endpoint == "esearch":
        assert outcome(run) == FAILED
        assert exit_code([run]) == 3
        assert here.stored() == ()
        recovers(here)
    else:
        assert outcome(run) == INCOMPLETE
        assert exit_code([run]) == 5
        assert here.stored() == PMIDS[:5]
        recovers(here, new=NUMBER - 5)


def name_of(run: Run) -> str:
    """The one fault that the run log names."""
    ((name, _),) = run.faults
    return name


@about("badkey")
def test_05_the_key_is_echoed_by_the_server_and_by_nobody_else(here: World) -> None:
    here.server.faults.push("esearch", named("badkey"))
    (run,) = here.refresh()
    assert outcome(run) == FAILED
    assert len(here.server.log) == 1
    assert KEY not in run.error
    assert "API key" in run.error


@about("redirect302", "redirect307")
@pytest.mark.parametrize("name", ["redirect302", "redirect307"])
def test_49_a_post_is_not_sent_elsewhere(tmp_path: Path, name: str) -> None:
    with world(tmp_path, records=range(FIRST, FIRST + 250), batch=200) as here:
        here.server.faults.push("efetch", named(name))
        (run,) = here.refresh()
        assert outcome(run) == FAILED
        assert [call.method for call in here.asked("efetch")] == ["POST"]
        assert here.stored() == ()
        here.behaved()


@about("no-valid-ids")
def test_18_what_is_no_pmid_is_not_sent(here: World) -> None:
    for wrong in ("", "abc", "0", "01", "1,2", "-3"):
        with pytest.raises(UsageError):
            list(here.source.fetch((str(FIRST), wrong)))
    assert len(here.server.log) == 0


@about("window-esearch", "window-efetch")
def test_10_11_what_lies_beyond_the_window_is_split_and_never_paged(tmp_path: Path) -> None:
    with world(tmp_path, window=4) as here:
        here.options["window"] = 4
        (run,) = here.refresh()
        whole(here, run)
        assert run.faults == ()
        terms = [call.params["term"] for call in here.asked("esearch")]
        assert sum("[uid]" in term for term in terms) >= 3
        here.behaved()


@about("too-many-uids")
def test_50_esummary_is_never_asked_and_its_error_is_a_refusal(here: World) -> None:
    here.server.faults.push("efetch", named("too-many-uids"))
    (run,) = here.refresh()
    assert outcome(run) == FAILED
    assert "Too many UIDs" in run.error
    assert here.asked("esummary") == []
    assert len(here.asked("efetch")) == 1
    recovers(here)


@about("entities")
def test_41_no_entity_is_expanded_into_the_store(here: World) -> None:
    here.server.faults.push("efetch", named("entities"), times=None)
    (run,) = here.refresh()
    assert outcome(run) == FAILED
    assert here.stored() == ()
    assert max(path.stat().st_size for path in here.folder.iterdir()) < 1_000_000


@about("blocked", "blocked-page")
@pytest.mark.parametrize("name", ["blocked", "blocked-page"])
def test_34_after_a_block_nothing_is_sent_any_more(here: World, name: str) -> None:
    here.server.faults.push("efetch", named(name), nth=2)
    (run,) = here.refresh()
    assert outcome(run) == INCOMPLETE
    assert exit_code([run]) == 5
    assert "blocked" in run.error
    assert here.server.log[-1].fault == name
    assert all(call.path != "/misuse" for call in here.server.log)
    assert (here.stored(), here.watermark()) == (PMIDS[:5], None)
    (again,) = here.refresh()
    assert outcome(again) == FAILED
    assert "blocked" in again.error
    assert len(here.server.log) == 0
    recovers(here, new=NUMBER - 5)
