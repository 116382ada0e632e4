"""Each of the 56 scripted faults against the harvester, the use case and the store, as a scheduled job meets them.

Asserted is how the run ended and what a command line would exit with, what the store holds, whether the watermark
moved, and what was sent: pacing, no request too many, none after a block, no key anywhere.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from indexer.jobs import DISCOVER, OVERLAP, REVISE
from indexer.standin.faults import ALL, Fault, Mutation, named, variants
from indexer.standin.scripted import Exchange, Mark
from indexer.strategy import SearchStrategy
from tests.simulation import test_faults_library, test_faults_records, test_faults_refused
from tests.simulation.cases import TESTED, TRIES, about, of_each, recovers, whole
from tests.simulation.world import (
    COMPLETE,
    FAILED,
    FIRST,
    INCOMPLETE,
    NUMBER,
    PMIDS,
    World,
    exit_code,
    outcome,
    world,
)

# Faults that pass when the request is sent again -------------------------------------------------------------------

PASSING = [
    # fault, endpoint, what the run log calls it, least seconds waited
    ("rate429", "esearch", "rate-limited", 2.0),
    ("rate429", "efetch", "rate-limited", 2.0),
    ("rate200", "esearch", "rate-limited", 2.0),
    ("rate200", "efetch", "rate-limited", 2.0),
    ("retry-after-date", "efetch", "rate-limited", 18.0),
    ("http500", "esearch", "http-500", 0.7),
    ("http502", "efetch", "http-502", 0.7),
    ("http503", "esearch", "http-503", 5.0),
    ("http504", "efetch", "http-504", 0.7),
    ("backend502-in-200", "esearch", "backend-failed", 0.7),
    ("proxy-stream-400", "efetch", "backend-failed", 0.7),
    ("proxy-stream-200", "efetch", "backend-failed", 0.7),
    ("webenv-expired", "esearch", "history-lost", 0.7),
    ("webenv-expired", "efetch", "history-lost", 0.7),
    ("webenv-expired-200", "efetch", "history-lost", 0.7),
    ("history-out-of-range", "efetch", "history-lost", 0.7),
    ("stall", "efetch", "timeout", 0.7),
    ("slow-drip", "efetch", "deadline", 0.7),
    ("reset", "esearch", "connection", 0.7),
    ("reset", "efetch", "connection", 0.7),
    ("no-reply", "efetch", "no-reply", 0.7),
    ("short-body", "esearch", "short-body", 0.7),
    ("short-body", "efetch", "short-body", 0.7),
    ("chunk-cut", "efetch", "short-body", 0.7),
    ("clean-eof", "esearch", "cut-body", 0.7),
    ("clean-eof", "efetch", "cut-body", 0.7),
    ("empty-200", "esearch", "empty-body", 0.7),
    ("empty-200", "efetch", "empty-body", 0.7),
    ("prolog-only", "esearch", "no-document", 0.7),
    ("prolog-only", "efetch", "no-document", 0.7),
    ("maintenance", "esearch", "html-page", 0.7),
    ("maintenance-xhtml", "efetch", "html-page", 0.7),
    ("json-as-xml", "efetch", "wrong-type", 0.7),
    ("bad-utf8", "efetch", "unreadable-body", 0.7),
    ("nul-byte", "efetch", "unreadable-body", 0.7),
    ("uri-too-long", "efetch", "uri-too-long", 0.0),
]


@of_each(PASSING)
def test_it_passes_when_the_same_request_is_sent_again(here: World, row: tuple[str, str, str, float]) -> None:
    name, endpoint, counted, least = row
    if name == "stall":
        here.options["timeout"] = 1.0
    here.server.faults.push(endpoint, named(name), nth=2)
    (run,) = here.refresh()
    whole(here, run)
    assert run.faults == ((counted, 1),)
    assert run.warnings == ()
    calls = here.asked(endpoint)
    (first,) = (at for at, call in enumerate(calls) if call.fault == name)
    again = calls[first + 1]
    assert again.params == calls[first].params
    assert (calls[first].status, again.status) != (200, 0)
    assert again.at - calls[first].at >= least
    assert sum(call.params == again.params for call in calls) == 2


@about("uri-too-long")
def test_48_after_a_414_the_same_request_is_a_post(here: World) -> None:
    here.server.faults.push("efetch", named("uri-too-long"))
    (run,) = here.refresh()
    whole(here, run)
    assert [call.method for call in here.asked("efetch")] == ["GET", "POST", "GET", "GET"]


@about("uri-too-long")
def test_48_many_ids_are_posted_from_the_start(tmp_path: Path) -> None:
    with world(tmp_path, records=range(FIRST, FIRST + 450), batch=200) as here:
        (run,) = here.refresh()
        assert outcome(run) == COMPLETE
        sizes = [(call.method, len(call.params["id"].split(","))) for call in here.asked("efetch")]
        assert sizes == [("POST", 200), ("POST", 200), ("GET", 50)]
        here.behaved()


@about("slow-drip")
def test_25_the_deadline_is_for_the_whole_reply(here: World) -> None:
    here.server.faults.push("efetch", named("slow-drip"))
    (run,) = here.refresh()
    whole(here, run)
    first, second = here.asked("efetch")[:2]
    assert second.at - first.at >= 300
    assert dict(run.faults) == {"deadline": 1}


@about("http500")
def test_06_the_waits_grow_from_try_to_try(here: World) -> None:
    here.server.faults.push("efetch", named("http500"), times=TRIES - 1)
    (run,) = here.refresh()
    whole(here, run)
    at = [call.at for call in here.asked("efetch")][:TRIES]
    waits = [later - sooner for sooner, later in pairwise(at)]
    assert waits == sorted(waits)
    assert 0.75 <= waits[0] <= 1.25
    assert 6 <= waits[-1] <= 10
    assert run.faults == (("http-500", TRIES - 1),)


LASTING = sorted({row[0] for row in PASSING if row[1] == "efetch"} - {"stall", "uri-too-long"})


@pytest.mark.parametrize("name", LASTING)
def test_if_it_does_not_pass_the_run_ends_incomplete_and_loses_nothing(here: World, name: str) -> None:
    here.server.faults.push("efetch", named(name), nth=2, times=None)
    (run,) = here.refresh()
    assert outcome(run) == INCOMPLETE
    assert exit_code([run]) == 5
    assert run.error
    assert (here.stored(), here.watermark()) == (PMIDS[:5], None)
    here.server.faults.clear()
    recovers(here, new=NUMBER - 5)


# Faults that stay --------------------------------------------------------------------------------------------------


@about("rate429-forever")
def test_03_a_limit_that_stays_fails_the_run_after_bounded_tries(here: World) -> None:
    here.server.faults.push("*", named("rate429-forever"), times=None)
    (run,) = here.refresh()
    assert outcome(run) == FAILED
    assert exit_code([run]) == 3
    assert (here.stored(), here.watermark()) == ((), None)
    assert len(here.server.log) == TRIES
    assert here.clock.monotonic() >= 2.0 * (TRIES - 1)
    here.server.faults.clear()
    recovers(here)


@about("rate429-forever")
def test_03_the_watermark_of_the_last_good_day_stays(here: World) -> None:
    here.refresh()
    good = here.today
    here.pass_days(3)
    here.server.faults.push("esearch", named("rate429-forever"), times=None)
    (run,) = here.refresh()
    assert (run.job, outcome(run)) == (DISCOVER, FAILED)
    assert here.watermark(DISCOVER) == here.watermark(REVISE) == good
    assert here.stored() == PMIDS
    here.server.faults.clear()
    here.pass_days(1)
    discover, revise, sweep = here.refresh()
    assert outcome(discover) == outcome(revise) == outcome(sweep) == COMPLETE
    assert discover.window is not None
    assert discover.window.low == good - OVERLAP


@about("retry-after-hour")
def test_04_an_hour_is_not_slept_through(here: World) -> None:
    here.server.faults.push("esearch", named("retry-after-hour"))
    (run,) = here.refresh()
    assert outcome(run) == FAILED
    assert "3600 seconds" in run.error
    assert len(here.server.log) == 1
    assert here.clock.monotonic() < 1
    recovers(here)


@about("syntax")
def test_47_a_query_that_is_refused_is_asked_a_few_times_and_then_blamed(here: World) -> None:
    here.server.faults.push("esearch", named("syntax"), times=None)
    (run,) = here.refresh()
    assert outcome(run) == FAILED
    assert "did not accept esearch in 5 tries" in run.error
    assert "unbalanced brackets" in run.error
    assert [call.endpoint for call in here.server.log] == ["esearch"] * TRIES
    here.server.faults.clear()
    recovers(here)


@about("syntax")
def test_47_the_real_thing(here: World) -> None:
    broken = SearchStrategy("broken", "Broken", "?", "((ketamine[tiab]")
    (run,) = here.refresh(broken)
    assert outcome(run) == FAILED
    assert here.stored() == ()


# All of them -------------------------------------------------------------------------------------------------------


def test_no_fault_is_forgotten() -> None:
    mutations = {fault.name for fault in ALL if isinstance(fault, Mutation)}
    # The faults are noted when the modules are imported.
    assert all((test_faults_library, test_faults_records, test_faults_refused))
    assert TESTED | mutations == {fault.name for fault in ALL}
    assert mutations == {fault.name for number in (16, 17, *range(51, 57)) for fault in variants(number)}


def test_faults_of_the_database_state_cost_a_warning_at_most(here: World) -> None:
    def silent(_: Exchange) -> None:
        return None

    here.server.faults.push("einfo", Fault("no-einfo", Mark.DESIGNED, silent), times=None)
    (run,) = here.refresh()
    whole(here, run)
    assert [warning.code for warning in run.warnings] == ["build-unknown"]
