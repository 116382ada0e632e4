"""A store with a history, for the tests of the digest: fictional records, and refreshes on days of their own.

`Story` writes a store as a refresh does: a run begins, batches are decided and applied, the run ends. `full_story` is
one in which everything happens that a digest can tell.
"""

from __future__ import annotations

import dataclasses
import datetime
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexer.changes import Deleted, Incoming
from indexer.decide import decide
from indexer.digest import Digest, what_changed
from indexer.record import (
    AbstractSection,
    Author,
    Correction,
    History,
    Journal,
    MeshHeading,
    PartialDate,
    PublicationType,
    Record,
    record_id,
)
from indexer.runs import Outcome, Run, RunCounts, RunWarning
from indexer.store.interface import RecordStore
from indexer.store.sqlite import SqliteStore
from indexer.strategy import SearchStrategy

FIRST_DAY = datetime.datetime(2026, 11, 1, 6, 0, tzinfo=datetime.UTC)
MOOD = SearchStrategy("mood", "Mood", "?", "mood[tiab]")
SLEEP = SearchStrategy("sleep", "Sleep", "?", "sleep[tiab]")
RCT = (PublicationType("Journal Article"), PublicationType("Randomized Controlled Trial"))
META = (PublicationType("Meta-Analysis"),)


def record(number: int, title: str = "", **fields: Any) -> Record:
    """A fictional record: 1 is PMID 990000001, which marks it as a demonstration."""
    pmid = str(990_000_000 + number)
    standard: dict[str, Any] = {
        "title": title or f"A fictional study of the mood of stones, part {number}",
        "authors": (Author(family="Stein", initials="A"), Author(family="Kiesel", initials="B")),
        "journal": Journal(title="Journal of Demonstration Psychiatry", medline="J Demonstr Psychiatry"),
        "published": PartialDate(2026),
        "publication_types": (PublicationType("Journal Article"),),
        "history": History(created=datetime.date(2026, 10, 1)),
    }
    return Record(record_id(pmid), pmid, **(standard | fields))


def changed(before: Record, **fields: Any) -> Record:
    """The record with other content."""
    return dataclasses.replace(before, **fields)


class Story:
    """Writes runs into a store, one after the other, each on the day it is told."""

    def __init__(self, store: RecordStore) -> None:
        self.store = store

    @contextmanager
    def run(
        self,
        day: int,
        strategy: str = "mood",
        job: str = "discover",
        *,
        minute: int = 0,
        outcome: Outcome = Outcome.COMPLETE,
        **fields: Any,
    ) -> Iterator[Batches]:
        """One run that takes a minute, `day` days after the first and `minute` minutes later. If `outcome` is
        RUNNING it dies without a word."""
        started = FIRST_DAY + datetime.timedelta(days=day, minutes=minute)
        run = Run(0, strategy, job, started, source="pubmed", version="0")
        run = dataclasses.replace(run, id=self.store.begin_run(run))
        batches = Batches(self.store, run)
        yield batches
        if outcome is not Outcome.RUNNING:
            counts = fields.pop("counts", None) or batches.counts
            finished = started + datetime.timedelta(minutes=1)
            self.store.finish_run(dataclasses.replace(
                run, finished=finished, outcome=outcome, counts=counts, revision=self.store.revision, **fields
            ))  # fmt: skip

    def quiet(self, day: int, strategy: str = "mood", **fields: Any) -> None:
        """A complete run with hits that brings nothing."""
        with self.run(day, strategy, **{"counts": RunCounts(count=3)} | fields):
            pass


class Batches:
    """What one run stores."""

    def __init__(self, store: RecordStore, run: Run) -> None:
        self.store = store
        self.number = run.id
        self._run = run
        self.counts = RunCounts()

    def serve(self, *records: Record) -> None:
        """PubMed serves these."""
        self._store([Incoming(one, b"<raw/>") for one in records])

    def delete(self, *records: Record) -> None:
        """PubMed says these are no more."""
        self._store([Deleted(one.pmid) for one in records])

    def _store(self, items: Sequence[Incoming | Deleted]) -> None:
        ids = [record_id(item.record.pmid if isinstance(item, Incoming) else item.pmid) for item in items]
        decision = decide(
            items, self.store.known(ids), run=self.number, at=self._run.started, strategy=self._run.strategy
        )
        self.store.apply(decision.decided)
        self.counts += dataclasses.replace(decision.counts, count=len(items))


def created(folder: Path) -> SqliteStore:
    """An empty store."""
    return SqliteStore.create(folder / "records.sqlite3")


HOSTILE = (
    "<script>alert('1')</script> & \"quotes\" *stars* [link](http://example.org) | pipe \x1b[31m \u202eyranoitulover"
)


def full_story(store: RecordStore) -> None:
    """Eleven days: everything is stored on the first, and on the last two it all happens."""
    story = Story(store)
    doomed = record(1, "Stones feel better at once", publication_types=RCT, published=PartialDate(2024))
    doubted = record(2, "Pebbles and hope", published=PartialDate(2023))
    wrong = record(3, "Gravel in 12 patients", abstract=(AbstractSection("We saw 12 patients with gravel twice."),))
    indexed = record(4, "Boulders, revisited", abstract=(AbstractSection("We saw many boulders."),))
    dated, shaky = record(5), record(6)
    deleted, lost = record(7, "A record that PubMed deletes"), record(8, "A record that comes back")
    unmarked = record(9, "An article whose retraction is only announced")
    with story.run(0, job="full") as batch:
        batch.serve(doomed, doubted, wrong, indexed, dated, shaky, deleted, lost, unmarked)
    with story.run(1) as batch:
        batch.delete(lost)
    with story.run(9) as batch:
        batch.serve(
            record(20, "Stones and mood: a meta-analysis", publication_types=META),
            record(21, "Stones against placebo", publication_types=RCT),
            record(22, HOSTILE),
            record(23, "Already retracted when found", publication_types=(PublicationType("Retracted Publication"),)),
            record(24, "Retraction: an article", corrections=(Correction("RetractionOf", pmid=unmarked.pmid),),
                   publication_types=(PublicationType("Retraction of Publication"),)),
            record(25, "New, and soon gone"),
            changed(shaky, title="A title for a day"),
            lost,
        )  # fmt: skip
    retraction = Correction("RetractionIn", "J Demonstr Psychiatry. 2026;9(1):2", "990000031", "the stones were paid")
    with story.run(
        10, job="revise", warnings=(RunWarning("translation-changed", "PubMed understands mood differently now"),)
    ) as batch:
        batch.serve(
            changed(doomed, publication_types=(*RCT, PublicationType("Retracted Publication")),
                    corrections=(retraction,)),
            changed(doubted, corrections=(Correction("ExpressionOfConcernIn", "Ed Note. 2026", "990000032"),)),
            changed(wrong, corrections=(Correction("ErratumIn", "Correct. 2026", "990000033"),),
                    abstract=(AbstractSection("We saw 21 patients with gravel twice."),)),
            changed(indexed, mesh=(MeshHeading("Humans"), MeshHeading("Mood Disorders, Stony")),
                    medline_status="MEDLINE", doi="10.9999/boulders"),
            changed(dated, history=History(created=datetime.date(2026, 10, 1), revised=datetime.date(2026, 11, 10))),
            shaky,
        )  # fmt: skip
        batch.delete(deleted, record(25))
    with story.run(10, "sleep", minute=2, counts=RunCounts(count=0)):
        pass
    with story.run(
        10, "sleep", "revise", minute=4, outcome=Outcome.FAILED, error="PubMed could not be reached: no reply in 30 s"
    ):
        pass


GOLDEN = Path(__file__).resolve().parent / "golden"


def golden(name: str, text: str) -> None:
    """Holds `text` against the file `golden/NAME`, byte for byte; EVIDENCE_WRITE_GOLDEN=1 writes it instead."""
    path = GOLDEN / name
    if os.environ.get("EVIDENCE_WRITE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_text(encoding="utf-8") == text, f"look at the difference, then set EVIDENCE_WRITE_GOLDEN=1: {path}"


def told(folder: Path) -> Digest:
    """The digest of the last two days of `full_story`."""
    with created(folder) as store:
        full_story(store)
        return what_changed(store, 2, strategies=(MOOD, SLEEP), now=FIRST_DAY + datetime.timedelta(days=10, hours=1))
