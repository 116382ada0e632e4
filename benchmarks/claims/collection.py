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
    """The records as a collection under `folder`. If it was built there before, `records` are not read, and the index
    is brought up to date: one that another version built is built anew."""
    path, arriving = folder / "records.sqlite3", folder / "arriving.sqlite3"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{arriving.name}*"):  # of a build that was interrupted
            left.unlink()
        _keep(records, arriving)
        arriving.rename(path)
    store = SqliteStore.open(path)
    for _ in catch_up(WhooshEngine(folder / "whoosh"), store, checked=True):
        pass
    return Library(WhooshEngine(folder / "whoosh", read_only=True), store)


def _keep(records: Iterable[Record], path: Path) -> None:
    """Stores records as an import does; the file is whole when this returns."""
    items = (Incoming(record, record.pmid.encode()) for record in records)
    with SqliteStore.create(path) as store:
        for _ in import_file("benchmark", items, store, clock=lambda: datetime.datetime.now(datetime.UTC)):
            pass


def in_file(path: Path) -> Iterable[Record]:
    """The records of a file of PubMed's XML."""
    return (item.record for item in RecordFile(path) if isinstance(item, Incoming))
