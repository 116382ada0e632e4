"""Faults that are states of PubMed itself: records that go, change, come late or merge."""

from __future__ import annotations

from indexer.jobs import DISCOVER, REVISE
from indexer.record import Status, record_id
from indexer.runs import Outcome
from indexer.standin.faults import ALL, FAULTS, Mutation
from tests.simulation.cases import TESTED, served
from tests.simulation.world import (
    COMPLETE,
    FIRST,
    NUMBER,
    PMIDS,
    STRATEGY,
    World,
    outcome,
)


def change(here: World, name: str, *pmids: int) -> tuple[int, ...]:
    """What a mutation changed in the library today."""
    (mutation,) = (fault for fault in ALL if isinstance(fault, Mutation) and fault.name == name)
    TESTED.add(name)
    return mutation.change(here.library, pmids, here.today)


def mutation(number: int) -> Mutation:
    found = FAULTS[number]
    assert isinstance(found, Mutation)
    TESTED.add(found.name)
    return found


def test_16_ids_that_go_meanwhile_are_missing_and_asked_for_twice_at_most(here: World) -> None:
    gone = (FIRST + 1, FIRST + 3)
    here.server.faults.push("efetch", mutation(16).meanwhile(here.library, gone, here.today))
    (run,) = here.refresh()
    assert run.outcome is Outcome.COMPLETE
    assert (run.counts.requested, run.counts.returned, run.counts.missing) == (NUMBER, NUMBER - 2, 2)
    assert here.stored() == tuple(pmid for pmid in PMIDS if pmid not in gone)
    assert [warning.code for warning in run.warnings] == ["missing-records"]
    fetched = [pmid for call in here.asked("efetch") for pmid in call.params["id"].split(",")]
    assert [fetched.count(str(pmid)) for pmid in gone] == [2, 2]
    assert [fetched.count(str(pmid)) for pmid in (FIRST, FIRST + 2)] == [1, 1]


def test_17_a_request_of_which_all_ids_are_gone(here: World) -> None:
    here.server.faults.push("efetch", mutation(17).meanwhile(here.library, PMIDS[:5], here.today))
    (run,) = here.refresh()
    assert run.outcome is Outcome.COMPLETE
    assert (run.counts.returned, run.counts.missing) == (NUMBER - 5, 5)
    assert here.stored() == PMIDS[5:]
    assert len(here.asked("efetch")) == 4


def test_17_stored_records_that_are_not_served_any_more_stay(here: World) -> None:
    here.refresh()
    change(here, "all-ids-gone", *PMIDS)
    here.pass_days(1)
    runs = here.refresh()
    assert [run.outcome for run in runs] == [Outcome.COMPLETE] * len(runs)
    assert here.stored() == PMIDS
    assert all(here.raw(pmid) for pmid in PMIDS)


def test_51_the_state_of_pubmed_is_logged_with_every_run(here: World) -> None:
    here.refresh()
    change(here, "index-frozen")
    for _ in range(3):
        here.pass_days(1)
        here.library.touch()
        here.refresh()
    builds = {run.source_build for run in here.store.runs(strategy=STRATEGY.name)}
    assert len(builds) == 1
    here.library.frozen = False
    here.pass_days(1)
    here.library.touch()
    here.refresh()
    assert here.store.runs(strategy=STRATEGY.name)[0].source_build not in builds


def test_52_a_mass_loss_takes_nothing_from_the_store(here: World) -> None:
    here.refresh()
    lost = change(here, "mass-loss", *PMIDS)
    assert len(lost) == 7
    here.pass_days(1)
    here.refresh()
    (run,) = here.refresh(full=True)
    assert run.counts.count == NUMBER - 7
    assert here.stored() == PMIDS
    assert here.store.counts().gone == 0


def test_53_a_retraction_is_found_by_its_date_of_revision(here: World) -> None:
    here.refresh()
    here.pass_days(1)
    change(here, "record-revised", FIRST + 4)
    runs = {run.job: run for run in here.refresh()}
    assert runs[REVISE].counts.revised == runs[REVISE].counts.retracted == 1
    assert outcome(runs[REVISE]) == COMPLETE
    identifier = record_id(str(FIRST + 4))
    stored = here.store.get([identifier])[identifier]
    assert stored.record.status is Status.RETRACTED
    assert here.raw(FIRST + 4) == served(here, FIRST + 4)
    assert set(here.store.history(identifier)[-1].fields) >= {"corrections", "mesh", "publication_types"}
    assert here.store.changes_since(stored.revision - 1, 10).upserts == (stored.record,)


def test_54_a_silent_revision_is_found_by_fetching_everything(here: World) -> None:
    here.refresh()
    here.pass_days(1)
    change(here, "revised-silently", FIRST + 4)
    assert sum(run.counts.revised for run in here.refresh()) == 0
    (run,) = here.refresh(full=True)
    assert (outcome(run), run.counts.revised, run.counts.unchanged) == (COMPLETE, 1, NUMBER - 1)
    assert here.raw(FIRST + 4) == served(here, FIRST + 4)


def test_55_a_back_dated_record_is_found(here: World) -> None:
    here.refresh()
    here.pass_days(1)
    (late,) = change(here, "back-dated-add")
    runs = {run.job: run for run in here.refresh()}
    assert (outcome(runs[DISCOVER]), runs[DISCOVER].counts.new) == (COMPLETE, 1)
    assert here.stored() == (*PMIDS, late)


def test_56_of_two_merged_records_both_are_kept_with_one_doi(here: World) -> None:
    here.refresh()
    here.pass_days(1)
    old, new = change(here, "merged", FIRST + 4)
    runs = {run.job: run for run in here.refresh()}
    assert runs[DISCOVER].counts.new == 1
    stored = here.store.get([record_id(str(old)), record_id(str(new))])
    dois = {one.record.doi for one in stored.values()}
    assert (len(stored), len(dois)) == (2, 1)
    assert dois != {None}


def test_56_a_record_that_no_longer_matches_is_kept(here: World) -> None:
    here.refresh()
    here.pass_days(1)
    change(here, "no-longer-matches", FIRST + 4)
    runs = here.refresh()
    assert [run.outcome for run in runs] == [Outcome.COMPLETE] * len(runs)
    assert here.stored() == PMIDS
