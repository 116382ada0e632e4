"""Small collections of fictional records, in memory, for what is set beside them."""

from __future__ import annotations

import dataclasses
import datetime

from appraisal.abstracts import record
from fakes import MemoryStore

from indexer.changes import Decided, Incoming
from indexer.checking.library import Library
from indexer.engines.memory import MemoryEngine
from indexer.record import Correction, Record, record_id

NOW = datetime.datetime(2025, 6, 1, tzinfo=datetime.UTC)
TRIAL = ("Randomized Controlled Trial",)
FIRST = 990_000_001


def numbered(number: int, one: Record, **changes: object) -> Record:
    """The record under a PMID of its own: 990000001 is number 1."""
    pmid = str(FIRST + number - 1)
    return dataclasses.replace(one, id=record_id(pmid), pmid=pmid, **changes)  # type: ignore[arg-type]


def trial(number: int, result: str, *, title: str = "Ketamine in adults with depression", **changes: object) -> Record:
    """A randomised trial in adults whose abstract ends with this result."""
    methods = "We randomly assigned 80 adults with major depressive disorder to intravenous ketamine or saline placebo."
    found = record(
        f"{title}: a randomized controlled trial", ("METHODS", methods), ("RESULTS", result),
        mesh=("Humans", "Adult"), types=TRIAL,
    )  # fmt: skip
    return numbered(number, found, **changes)


def retracted(one: Record) -> Record:
    """The same record, retracted by a notice."""
    return dataclasses.replace(one, corrections=(Correction("RetractionIn", "Fictional J. 2024", "990000999"),))


def collection(*records: Record) -> tuple[MemoryEngine, MemoryStore]:
    """An engine and a store that hold these records."""
    engine, store = MemoryEngine(), MemoryStore()
    store.apply(Decided(run=1, at=NOW, new=tuple(Incoming(one, b"<raw/>") for one in records)))
    engine.apply(store.changes_since(0, 1000))
    return engine, store


def library(*records: Record) -> Library:
    """The same as checking has it."""
    return Library(*collection(*records))
