"""The jobs beyond what is new: what they notice, what they do, and what they refuse to believe."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.etiquette import is_off_peak
from indexer.jobs import DISCOVER, FULL, RECONCILE, REVISE, SWEEP
from indexer.record import Status, record_id
from indexer.runs import Outcome, Run
from indexer.standin.faults import FAULTS, named
from indexer.standin.scripted import Mutation
from indexer.vigilance import changed_translation, standstill
from tests.simulation.world import FIRST, STRATEGY, World, world

RECORDS = range(FIRST, FIRST + 60)
WEEKLY = dataclasses.replace(STRATEGY, every_days=1, sweep_days=7, reconcile_days=7, full_days=30)
NOON = datetime.datetime(2026, 11, 18, 17, 0, tzinfo=datetime.UTC)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, records=RECORDS, batch=50) as here:
        assert [run.outcome for run in here.refresh(WEEKLY)] == [Outcome.COMPLETE]
        yield here


def jobs(runs: list[Run]) -> list[str]:
    assert [run.error for run in runs] == [""] * len(runs)
    return [run.job for run in runs]


def change(here: World, number: int, *pmids: int) -> None:
    mutation = FAULTS[number]
    assert isinstance(mutation, Mutation)
    mutation.change(here.library, pmids, here.today)


def test_each_job_runs_when_the_strategy_says(here: World) -> None:
    assert jobs(here.refresh(WEEKLY, due=True)) == []
    ran = {}
    for day in range(1, 31):
        here.pass_days()
        ran[day] = jobs(here.refresh(WEEKLY, due=True))
    daily = [DISCOVER, REVISE]
    assert ran[1] == ran[2] == ran[6] == daily
    assert ran[7] == ran[14] == ran[21] == [*daily, SWEEP, RECONCILE]
    assert ran[30] == [*daily, FULL]


@pytest.mark.parametrize("due", [True, False])
def test_a_full_harvest_that_failed_is_made_good_by_the_next_refresh(here: World, due: bool) -> None:
    here.server.faults.push("*", named("rate429-forever"), times=None)
    (failed,) = here.refresh(WEEKLY, full=True)
    assert failed.outcome is Outcome.FAILED
    here.server.faults.clear()
    here.restart()
    assert jobs(here.refresh(WEEKLY, due=due))[-1] == FULL
    here.restart()
    assert FULL not in jobs(here.refresh(WEEKLY, due=due))


def test_a_deleted_record_is_gone_when_it_is_absent_twice_in_two_runs(here: World) -> None:
    here.library.delete(FIRST)
    (once,) = here.refresh(WEEKLY, full=True)
    assert (once.outcome, once.counts.gone) == (Outcome.COMPLETE, 0)
    (same_night,) = here.refresh(WEEKLY, full=True)
    assert same_night.counts.gone == 0
    here.pass_days()
    (twice,) = here.refresh(WEEKLY, full=True)
    assert twice.counts.gone == 1
    stored = here.store.get([record_id(str(FIRST))])[record_id(str(FIRST))]
    assert stored.gone == "no longer in PubMed"
    assert stored.record.title, "it stays readable"
    assert FIRST not in here.stored()
    assert here.store.absences() == {}


def test_a_record_that_is_there_again_was_never_gone(here: World) -> None:
    citation = here.library.get(FIRST)
    assert citation is not None
    raw = citation.raw
    here.library.delete(FIRST)
    here.refresh(WEEKLY, full=True)
    assert list(here.store.absences()) == [record_id(str(FIRST))]
    here.library.add(raw)
    here.pass_days(8)
    assert RECONCILE in jobs(here.refresh(WEEKLY, due=True))
    assert here.store.absences() == {}
    assert FIRST in here.stored()


def test_56_a_merged_record_is_gone_and_says_which_has_its_doi(here: World) -> None:
    change(here, 56, FIRST, FIRST + 1)
    for _ in range(2):
        here.pass_days()
        assert [run.outcome for run in here.refresh(WEEKLY, full=True)] == [Outcome.COMPLETE]
    reasons = {one.record.pmid: one.gone for one in here.store.get(list(here.store.ids(gone=True))).values()}
    assert any("has the same DOI" in reason for reason in reasons.values()), reasons


def test_a_record_that_matches_no_more_stays_and_leaves_the_strategy(here: World) -> None:
    citation = here.library.get(FIRST)
    assert citation is not None
    raw = citation.raw.replace(b"etamine", b"itamine").replace(b"epress", b"ipress")
    here.library.replace(raw)
    here.refresh(WEEKLY, full=True)
    key = record_id(str(FIRST))
    stored = here.store.get([key])[key]
    assert (stored.gone, stored.strategies, stored.former_strategies) == ("", (), (WEEKLY.name,))
    assert "itamine" in str(stored.record)


def test_a_narrower_query_lets_records_leave_without_asking_or_alarm(here: World) -> None:
    narrower = dataclasses.replace(WEEKLY, query=f"({WEEKLY.query}) AND {FIRST}:{FIRST + 9}[uid]")
    (run,) = here.refresh(narrower)
    assert (run.job, run.outcome, run.counts.requested) == (FULL, Outcome.COMPLETE, 10)
    assert len(list(here.store.ids(strategy=WEEKLY.name))) == 10
    assert len(here.stored()) == len(RECORDS)


@pytest.mark.parametrize("job", [FULL, RECONCILE])
def test_52_a_mass_loss_lets_nothing_go_and_says_so(here: World, job: str) -> None:
    change(here, 52, *RECORDS)
    for _ in range(3):
        here.pass_days(8)
        run = here.refresh(WEEKLY, full=job == FULL, due=job == RECONCILE)[-1]
        assert (run.job, run.outcome, run.watermark) == (job, Outcome.INCOMPLETE, None)
        assert "too many at once to believe" in run.error
        assert "--accept-loss" in run.error
    assert len(here.stored()) == len(RECORDS)
    assert here.store.counts().gone == 0
    for _ in range(2):
        here.pass_days()
        here.refresh(WEEKLY, full=True, accept_loss=True)
    assert 0 < len(here.stored()) < len(RECORDS) / 2


def test_54_a_change_without_a_date_is_found_by_fetching_everything(here: World) -> None:
    before = here.store.revision
    change(here, 54, FIRST)
    here.pass_days()
    here.refresh(WEEKLY)
    assert here.store.revision == before
    (run,) = here.refresh(WEEKLY, full=True)
    assert run.counts.revised == 1


def test_the_sweep_finds_an_old_retraction(here: World) -> None:
    citation = here.library.get(FIRST)
    assert citation is not None
    retracted = citation.raw.replace(
        b"</PublicationTypeList>",
        b'<PublicationType UI="D016441">Retracted Publication</PublicationType></PublicationTypeList>',
    )
    here.library.replace(retracted)
    runs = here.refresh(WEEKLY)
    assert [(run.job, run.counts.retracted) for run in runs] == [(DISCOVER, 0), (REVISE, 0), (SWEEP, 1)]
    key = record_id(str(FIRST))
    assert here.store.get([key])[key].record.status is Status.RETRACTED


def test_51_an_index_that_stands_still_is_told_and_that_nothing_is_new_says_nothing(here: World) -> None:
    here.library.frozen = True
    for day in range(5):
        here.restart()
        here.pass_days()
        codes = {warning.code for run in here.refresh(WEEKLY) for warning in run.warnings}
        assert ("upstream-stale" in codes) == (day >= 2), day


def test_44_another_translation_of_the_same_query_is_shown_and_a_new_date_is_none() -> None:
    def run(number: int, understood: str) -> Run:
        return Run(number, "a", DISCOVER, NOON, sent="(x) AND 2026/01/01:2026/02/01[crdt]", understood=understood)

    first = run(1, '"x"[tiab] OR "y"[tiab] AND 2026/01/01:2026/02/01[crdt]')
    dated = run(2, '"x"[tiab] OR "y"[tiab] AND 2026/01/08:2026/02/08[crdt]')
    other = run(3, '"x"[tiab] OR "z"[MeSH Terms] AND 2026/01/01:2026/02/01[crdt]')
    assert changed_translation(dated, [first]) == ()
    (warning,) = changed_translation(other, [dated, first])
    assert warning.code == "translation-changed"
    assert '-"y"[tiab]' in warning.message
    assert '+"z"[MeSH Terms]' in warning.message
    assert changed_translation(first, []) == ()
    assert standstill(first, [dated]) == ()


@pytest.mark.parametrize(
    ("when", "allowed"),
    [
        ("2026-11-18T17:00+00:00", False),  # Wednesday noon in New York
        ("2026-11-19T02:00+00:00", True),  # Wednesday 21:00
        ("2026-11-19T01:59+00:00", False),
        ("2026-11-19T09:59+00:00", True),  # Thursday 04:59
        ("2026-11-19T10:00+00:00", False),
        ("2026-11-21T17:00+00:00", True),  # Saturday noon
        ("2026-07-15T01:00+00:00", True),  # in summer 21:00 comes an hour earlier
        ("2026-07-15T00:59+00:00", False),
        ("2026-03-09T01:30+00:00", True),  # Sunday, hours after the change
        ("2026-11-02T09:30+00:00", True),  # Monday 04:30, standard time again
    ],
)
def test_off_peak_is_at_night_and_at_weekends_in_new_york(when: str, allowed: bool) -> None:
    assert is_off_peak(datetime.datetime.fromisoformat(when)) is allowed


def test_a_large_harvest_by_day_is_put_off(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.refresh.LARGE", 50)
    here.clock.advance(datetime.datetime(2026, 11, 25, 17, tzinfo=datetime.UTC) - here.clock.now())
    (run,) = here.refresh(WEEKLY, full=True, off_peak_only=True)
    assert (run.outcome, run.watermark) == (Outcome.INCOMPLETE, None)
    assert "--any-time" in run.error
    assert here.asked("efetch") == []
    (run,) = here.refresh(WEEKLY, full=True)
    assert run.outcome is Outcome.COMPLETE
