"""Replies that are sound and unfamiliar, and records missing, twice, unasked or damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.jobs import DISCOVER
from indexer.record import record_id
from indexer.runs import Outcome
from indexer.standin.faults import Fault, named
from indexer.standin.faults_data import STRANGER, in_one, in_title, without
from indexer.standin.scripted import Kind, Mark
from indexer.strategy import SearchStrategy
from tests.simulation.cases import about, of_each, served, whole
from tests.simulation.world import (
    COMPLETE,
    DAILY,
    FAILED,
    FIRST,
    INCOMPLETE,
    NUMBER,
    PMIDS,
    STRATEGY,
    World,
    exit_code,
    outcome,
    world,
)

# Replies that are sound and unfamiliar -----------------------------------------------------------------------------

UNNOTICED = [("xml-as-plain", "esearch"), ("xml-as-plain", "efetch"), ("byte-order-mark", "esearch"),
             ("byte-order-mark", "efetch"), ("unknown-dtd", "efetch")]  # fmt: skip


@of_each(UNNOTICED)
def test_it_makes_no_difference(here: World, row: tuple[str, str]) -> None:
    name, endpoint = row
    here.server.faults.push(endpoint, named(name), times=None)
    (run,) = here.refresh()
    whole(here, run)
    assert (run.faults, run.warnings) == ((), ())
    assert here.server.faults.happened[name] == len(here.asked(endpoint))


@about("new-element")
def test_39_what_is_new_in_a_record_is_kept_with_its_bytes(here: World) -> None:
    here.server.faults.push("efetch", named("new-element"))
    (run,) = here.refresh()
    whole(here, run, new=NUMBER)
    assert b'<NewThing Kind="new">News</NewThing>' in here.raw(FIRST)
    assert b"NewThing" not in here.raw(FIRST + 1)


@about("zero-hits")
def test_19_no_hits_are_complete_and_empty(here: World) -> None:
    nothing = SearchStrategy("nothing", "Nothing", "?", "nothinglikeit[ti]")
    (run,) = here.refresh(nothing)
    assert outcome(run) == COMPLETE
    assert (run.counts.count, run.counts.requested) == (0, 0)
    assert (exit_code([run]), here.stored()) == (0, ())
    assert here.asked("efetch") == []


@about("zero-hits")
def test_19_no_hits_today_take_nothing_away(here: World) -> None:
    here.refresh()
    here.pass_days(1)
    runs = here.refresh()
    assert [(run.job, outcome(run), run.counts.count) for run in runs] == [(job, COMPLETE, 0) for job in DAILY]
    assert here.stored() == PMIDS
    assert here.watermark(DISCOVER) == here.today
    here.server.faults.push("esearch", named("zero-hits"), times=None)
    (run,) = here.refresh(full=True)
    assert (outcome(run), run.counts.count) == (INCOMPLETE, 0)
    assert "too many at once to believe" in run.error
    assert "phrase-not-found" in [warning.code for warning in run.warnings]
    assert here.stored() == PMIDS
    assert here.store.counts().gone == 0


@about("query-dropped-quoted", "query-dropped-phrase")
@pytest.mark.parametrize(
    ("name", "code"),
    [("query-dropped-quoted", "quoted-phrase-not-found"), ("query-dropped-phrase", "phrase-not-found")],
)
def test_42_a_run_whose_query_was_changed_is_flagged(here: World, name: str, code: str) -> None:
    here.server.faults.push("esearch", named(name))
    (run,) = here.refresh()
    whole(here, run)
    assert [warning.code for warning in run.warnings] == [code]
    (logged,) = here.store.runs(strategy=STRATEGY.name)
    assert logged.warnings == run.warnings


@about("query-dropped-field")
def test_42_the_real_thing(here: World) -> None:
    (run,) = here.refresh(SearchStrategy("wrong-tag", "Wrong", "?", "ketamine[nosuchfield]"))
    assert outcome(run) == FAILED
    assert "[nosuchfield]" in run.error
    assert here.asked("efetch") == []


@about("translation-changed")
def test_44_what_pubmed_understood_is_logged_with_every_run(here: World) -> None:
    (first,) = here.refresh()
    here.server.faults.push("esearch", named("translation-changed"))
    (second,) = here.refresh(full=True)
    assert second.understood == f'{first.understood} OR "demonstration"[All Fields]'
    assert [run.understood for run in here.store.runs(strategy=STRATEGY.name)] == [second.understood, first.understood]
    assert second.sent == first.sent == STRATEGY.query
    whole(here, second, new=0)


# Records missing, twice, unasked, damaged --------------------------------------------------------------------------


@of_each([("clamp",), ("short-page",), ("cut-at-boundary",)])
def test_records_that_did_not_come_are_asked_for_by_id(here: World, row: tuple[str]) -> None:
    here.server.faults.push("efetch", named(row[0]))
    (run,) = here.refresh()
    whole(here, run)
    assert run.faults == (("missing-asked-again", 1),)
    assert run.warnings == ()
    first, second = (call.params["id"].split(",") for call in here.asked("efetch")[:2])
    assert len(first) == 5
    assert second == first[-len(second) :]
    assert len(second) < len(first)


@about("retmax-clamp")
def test_13_a_clamped_list_is_asked_for_again(here: World) -> None:
    here.server.faults.push("esearch", named("retmax-clamp"), nth=2)
    (run,) = here.refresh()
    whole(here, run)
    assert dict(run.faults) == {"short-page": 1}


@about("retmax-clamp")
def test_13_a_window_smaller_than_thought_is_split(tmp_path: Path) -> None:
    with world(tmp_path, window=4) as here:
        (run,) = here.refresh()
        whole(here, run)
        here.behaved()


@about("count-drift")
@pytest.mark.parametrize("nth", [1, 2])
def test_20_a_count_that_grows_is_counted_again(here: World, nth: int) -> None:
    here.server.faults.push("esearch", named("count-drift"), nth=nth)
    (run,) = here.refresh()
    whole(here, run)
    assert dict(run.faults)["count-drift"] == 1
    fetched = [pmid for call in here.asked("efetch") for pmid in call.params["id"].split(",")]
    assert fetched == [str(pmid) for pmid in PMIDS]


@about("duplicate-record")
def test_22_a_record_that_comes_twice_is_stored_once(here: World) -> None:
    here.server.faults.push("efetch", named("duplicate-record"))
    (run,) = here.refresh()
    whole(here, run, duplicates=1)


@about("two-versions")
def test_22_of_two_versions_the_higher_is_stored(here: World) -> None:
    here.server.faults.push("efetch", named("two-versions"))
    (run,) = here.refresh()
    whole(here, run, duplicates=1)
    stored = here.store.get([record_id(str(FIRST))])[record_id(str(FIRST))]
    assert stored.record.version == 2
    assert stored.record.title.startswith("Second version.")


@about("unrequested-record")
def test_23_a_record_that_nobody_asked_for_is_left_out_and_told(here: World) -> None:
    here.server.faults.push("efetch", named("unrequested-record"))
    (run,) = here.refresh()
    whole(here, run, unrequested=1)
    assert [warning.code for warning in run.warnings] == ["unrequested-records"]
    assert str(STRANGER) in run.warnings[0].message
    assert here.raw(STRANGER) == b""


def lasting(name: str, pmid: int) -> Fault:
    """The damage to one record, wherever it is served."""
    change = {
        "bad-utf8": in_title(b"\xff\xfe"),
        "nul-byte": in_title(b"\x00"),
        "no-article": without(b"Article"),
    }[name]
    return Fault(f"{name}-lasting", Mark.DESIGNED, in_one(change, pmid), kind=Kind.POISON)


@about("bad-utf8", "nul-byte")
@pytest.mark.parametrize("name", ["bad-utf8", "nul-byte"])
def test_37_a_record_of_bad_bytes_is_set_aside_alone(here: World, name: str) -> None:
    bad = FIRST + 6
    here.server.faults.push("efetch", lasting(name, bad), times=None)
    (run,) = here.refresh()
    assert run.outcome is Outcome.COMPLETE
    assert (run.counts.returned, run.counts.new, run.counts.rejected) == (NUMBER, NUMBER - 1, 1)
    assert here.stored() == tuple(pmid for pmid in PMIDS if pmid != bad)
    ((number, rejected),) = here.store.rejected()
    assert (number, rejected.pmid) == (run.id, str(bad))
    assert rejected.raw
    assert dict(run.faults)["poison-record"] == 1
    here.server.faults.clear()
    (again,) = here.refresh(full=True)
    whole(here, again, new=1)


@about("no-article")
def test_40_a_record_without_an_article_is_set_aside_with_its_bytes(here: World) -> None:
    here.server.faults.push("efetch", lasting("no-article", FIRST + 2), times=None)
    (run,) = here.refresh()
    assert run.outcome is Outcome.COMPLETE
    assert (run.counts.new, run.counts.rejected, run.counts.missing) == (NUMBER - 1, 1, 0)
    ((_, rejected),) = here.store.rejected()
    assert rejected.pmid == str(FIRST + 2)
    assert b"<PMID" in rejected.raw
    assert exit_code([run]) == 0
    here.server.faults.clear()
    (again,) = here.refresh(full=True)
    whole(here, again, new=1)


@about("no-journal")
def test_40_a_record_without_a_journal_does_not_spoil_the_rest(here: World) -> None:
    here.server.faults.push("efetch", named("no-journal"))
    (run,) = here.refresh()
    assert run.outcome is Outcome.COMPLETE
    assert run.counts.new + run.counts.rejected == NUMBER
    assert here.stored() >= PMIDS[1:]
    here.server.faults.clear()
    here.refresh(full=True)
    assert all(here.raw(pmid) == served(here, pmid) for pmid in PMIDS)


@about("no-pmid")
def test_40_a_record_without_a_pmid_is_found_by_asking_singly(here: World) -> None:
    here.server.faults.push("efetch", named("no-pmid"))
    (run,) = here.refresh()
    whole(here, run)
    assert here.asked("efetch")[1].params["id"] == str(FIRST)
    assert [warning.code for warning in run.warnings] == ["nameless-record"]
