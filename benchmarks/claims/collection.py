"""A collection of records to search, as the program makes it: stored, indexed and opened.

Reads and writes under the folder it is given, and keeps what it built there for the next run.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

from indexer.changes import Incoming
from indexer.checking.library import Library
from indexer.engines.whoosh import WhooshEngine
from indexer.importing import import_file
from indexer.record import Record
from indexer.refresh import catch_up
from indexer.sources.files import RecordFile
from indexer.store.sqlite import SqliteStore


def built(records: Iterable[Record], folder: Path) -> Library:
    """The records as a collection under `folder`; opened if it was built there before."""
    path = folder / "records.sqlite3"
    if path.exists():
        return Library(WhooshEngine(folder / "whoosh", read_only=True), SqliteStore.open(path))
    folder.mkdir(parents=True, exist_ok=True)
    store = SqliteStore.create(path)
    arriving = (Incoming(record, record.pmid.encode()) for record in records)
    for _ in import_file("benchmark", arriving, store, clock=lambda: datetime.datetime.now(datetime.UTC)):
        pass
    for _ in catch_up(WhooshEngine(folder / "whoosh"), store):
        pass
    return Library(WhooshEngine(folder / "whoosh", read_only=True), store)


def in_file(path: Path) -> Iterable[Record]:
    """The records of a file of PubMed's XML."""
    return (item.record for item in RecordFile(path) if isinstance(item, Incoming))
