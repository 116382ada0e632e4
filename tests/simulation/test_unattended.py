"""Sixty unattended days with faults every day: at the end the store holds what PubMed holds, nothing lost, nothing
invented, and every day's report was true. The only thing a person ever does is to believe, a day later, a mass loss
that a run reported. EVIDENCE_DAYS and EVIDENCE_SEEDS make it longer (`make soak`)."""

from __future__ import annotations

import dataclasses
import datetime
import os
from collections import Counter
from pathlib import Path

import pytest

from indexer.canonical import fingerprint
from indexer.changes import Incoming
from indexer.jobs import FULL, RECONCILE
from indexer.record import Record, pmid_of, record_id
from indexer.runs import Outcome, Run
from indexer.sources.pubmed_xml import read_xml_bytes
from indexer.standin.script import FaultSchedule, Mutations, truth
from tests.simulation.world import FIRST, QUERY, STRATEGY, World, world

DAYS = int(os.environ.get("EVIDENCE_DAYS", "60"))
SEEDS = [int(seed) for seed in os.environ.get("EVIDENCE_SEEDS", "1,2,3").split(",")]
# The 2 % rule needs some records to be a share of.
RECORDS = range(FIRST, FIRST + 150)
DAILY = dataclasses.replace(STRATEGY, every_days=1, sweep_days=3, reconcile_days=5, full_days=21)
DAY = datetime.timedelta(days=1)


def members(here: World) -> dict[int, str]:
    """What the store says PubMed holds for the strategy: PMID to the record's fingerprint."""
    fingerprints = here.store.fingerprints()
    return {int(pmid_of(one)): fingerprints[one] for one in here.store.ids(strategy=DAILY.name)}


def held(here: World) -> dict[int, str]:
    """What PubMed's stand-in holds for it, by its own evaluator, read with the reader of files."""
    pmids = truth(here.library, QUERY, here.clock.now)
    served = {pmid: here.library.get(pmid) for pmid in pmids}
    return {pmid: fingerprint(_read(one.raw)) for pmid, one in served.items() if one is not None}


def _read(raw: bytes) -> Record:
    (item,) = read_xml_bytes(b"<PubmedArticleSet>" + raw + b"</PubmedArticleSet>")
    assert isinstance(item, Incoming)
    return item.record


def report_is_true(here: World, run: Run, before: dict[int, str], now: dict[int, str]) -> None:
    """What a run says of itself is what happened: to the store, and to PubMed."""
    happened = Counter(entry.kind for entry in here.store.entries_since(0) if entry.run == run.id)
    counts = run.counts
    assert counts.new == happened["new"]
    assert counts.revised == happened["revised"] + happened["returned"]
    assert counts.gone == happened["gone"]
    if run.outcome is Outcome.COMPLETE:
        assert counts.requested == counts.returned + counts.missing
        if run.window is None and run.job != "sweep":
            assert counts.count == len(before), "a complete look at everything saw everything"
    else:
        assert run.error
        assert run.watermark is None
    if run.outcome is Outcome.COMPLETE and run.job in {FULL, RECONCILE} and not counts.missing + counts.rejected:
        ever = {entry.id for entry in here.store.entries_since(0)}
        assert {record_id(str(pmid)) for pmid in set(before) & set(now)} <= ever


@pytest.mark.parametrize("seed", SEEDS)
def test_unattended_days_with_faults_every_day(tmp_path: Path, seed: int) -> None:
    with world(tmp_path, records=RECORDS, timeout=0.15, batch=50) as here:
        assert [run.outcome for run in here.refresh(DAILY)] == [Outcome.COMPLETE]
        mutations = Mutations(here.library, here.clock.now, seed)
        schedule = FaultSchedule(seed, days=DAYS)
        outcomes: Counter[Outcome] = Counter()
        ever_there: set[int] = set(RECORDS)
        today: list[Run] = []
        for day in range(DAYS):
            here.restart()
            mutations.pass_day()
            there = truth(here.library, QUERY, here.clock.now)
            ever_there |= set(there)
            schedule.push(day, here.server.faults)
            asked_for_a_person = any("--accept-loss" in run.error for run in today)
            believed = {"full": True, "accept_loss": True} if asked_for_a_person else {"due": True}
            today = here.refresh(DAILY, **believed)
            for run in today:
                outcomes[run.outcome] += 1
                report_is_true(here, run, there, truth(here.library, QUERY, here.clock.now))
            assert set(members(here)) <= ever_there, "nothing is invented"
            here.behaved()
            here.clock.advance(DAY)
        assert outcomes[Outcome.COMPLETE] > DAYS / 2
        assert outcomes[Outcome.INCOMPLETE] + outcomes[Outcome.FAILED] > 0, "the faults were felt"
        assert here.server.faults.happened, "faults happened"

        calm(here)
        assert members(here) == held(here)
        gone = {int(pmid_of(one)) for one in here.store.ids(gone=True)}
        assert gone, "records were deleted and merged, and let go"
        assert not gone & set(here.library.pmids()), "nothing that PubMed holds is called gone"
        assert all(here.store.get([one])[one].gone for one in here.store.ids(gone=True))


def calm(here: World) -> None:
    """Two quiet days: everything is fetched again, and what was absent once can be absent twice. A person is there
    to say that the losses of weeks, which no complete look has settled, are true."""
    here.server.faults.clear()
    for _ in range(2):
        here.clock.advance(DAY)
        here.restart()
        runs = here.refresh(DAILY, full=True, accept_loss=True)
        assert [(run.outcome, run.error) for run in runs] == [(Outcome.COMPLETE, "")]
