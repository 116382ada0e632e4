"""Writing: one batch is one commit of Whoosh's, under Whoosh's own lock, stamped with what it was built from.

The table of contents is renamed into place last, so a process that is killed leaves the commit before it, and what
it had written of its own is removed by the next.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import whoosh
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from indexer.appraisal import APPRAISAL_VERSION
from indexer.engines.whoosh.codec import FlatCodec
from indexer.engines.whoosh.gathering import Gathered
from indexer.engines.whoosh.merging import merge_tiers
from indexer.engines.whoosh.schema import SCHEMA_VERSION, document_of, schema, stamp_document
from indexer.engines.whoosh.snapshot import INDEX_NAME, open_snapshot
from indexer.engines.whoosh.storage import IndexFolder
from indexer.errors import EngineError
from indexer.record import Record, RecordId
from indexer.text import TOKENISER_VERSION
from indexer.version import VERSION
from indexer.vocabulary.tables import active

CONCEPTS = "concepts"
"""Where `builder` tells of rows added to the concept tables."""

_LOCK = f"{INDEX_NAME}_WRITELOCK"
_FORKS = ("whoosh3", "whoosh-reloaded", "whoosh")
_OURS = (f"{INDEX_NAME}_", f"_{INDEX_NAME}_", f"{INDEX_NAME}.")


@dataclass(frozen=True, slots=True)
class Batch:
    """Records in the form in which they are added. Nothing about them can fail any more."""

    postings: Gathered
    columns: tuple[dict[str, bytes], ...]
    replaced: frozenset[RecordId]


def prepared(upserts: Iterable[Record], removed: Iterable[RecordId], revision: int) -> Batch:
    """One batch, made ready before a writer is opened: a document that fails half-way in Whoosh's writer leaks its
    terms into the next one, and two documents with one id in one writer both stay.

    Raises:
        EngineError: a record cannot be indexed truly.
    """
    newest = {record.id: record for record in upserts}
    # The stamp comes first: see `merging`.
    stamp = stamp_document({"revision": revision, **builder()})
    gathered, columns = Gathered(), [stamp.columns]
    gathered.add_document(0, stamp.terms)
    for number, record in enumerate(newest.values(), start=1):
        try:
            document = document_of(record)
        except ValueError as error:
            raise EngineError(
                f"{record.id} cannot be indexed: {error}.",
                hint="Nothing of its batch was indexed. Please report the record.",
                code="engine-record",
            ) from error
        gathered.add_document(number, document.terms)
        columns.append(document.columns)
    return Batch(gathered, tuple(columns), frozenset({*newest, *removed}))


def builder() -> dict[str, Any]:
    """What builds an index, as far as it decides what is in it; an index built otherwise must be built again.

    The program's own version is among it: the vocabulary and the meaning of fields change with releases. So are the
    rows that the workspace adds to the vocabulary, where it adds any.
    """
    added = active().judging
    return {
        "schema": SCHEMA_VERSION,
        "tokeniser": TOKENISER_VERSION,
        "appraisal": APPRAISAL_VERSION,
        "evidence": VERSION,
        "whoosh": [*_installed_forks(), *whoosh.__version__],
        "byteorder": sys.byteorder,
        **({CONCEPTS: added} if added else {}),
    }


@cache
def _installed_forks() -> tuple[str, ...]:
    """The distributions that may have brought `import whoosh`."""
    found = []
    for name in _FORKS:
        with suppress(metadata.PackageNotFoundError):
            found.append(f"{name} {metadata.version(name)}")
    return tuple(found)


@contextmanager
def locked(storage: IndexFolder) -> Iterator[None]:
    """Whoosh's lock on the index, at once or not at all.

    Raises:
        EngineError: another process holds it.
    """
    Path(storage.folder).mkdir(parents=True, exist_ok=True)
    lock = storage.lock(_LOCK)
    if not lock.acquire():
        raise EngineError(
            f"The full-text index in {storage.folder} is being written by another process.",
            hint="Wait for it to finish, then try again.",
            code="engine-locked",
        )
    try:
        yield
    finally:
        lock.release()


def commit(storage: IndexFolder, batch: Batch, *, afresh: bool) -> None:
    """Puts a batch into the index, on top of what is there or `afresh`. The lock must be held."""
    index = FileIndex.create(storage, schema(), INDEX_NAME) if afresh else FileIndex(storage, schema(), INDEX_NAME)
    try:
        writer = SegmentWriter(index, _lk=False, codec=FlatCodec(), compound=False)
        try:
            writer.pool = batch.postings
            _delete(storage, writer, batch.replaced)
            for columns in batch.columns:
                _add(writer, columns)
            writer.commit(mergetype=merge_tiers)
        except BaseException:
            # What a writer that failed can still close depends on where it failed. What it wrote is not part of the
            # index, and the next commit removes it.
            with suppress(Exception):
                writer.cancel()
            raise
        finally:
            batch.postings.cleanup()
    finally:
        storage.close_begun()
    # Whoosh removes segments of killed commits, but not tables of contents that were never renamed into place.
    for left in Path(storage.folder).glob(f"_{INDEX_NAME}_*.toc.*"):
        left.unlink()


def _add(writer: Any, columns: dict[str, bytes]) -> None:
    """What `SegmentWriter.add_document` does for columns; postings do not pass through it."""
    documents = writer.perdocwriter
    documents.start_doc(writer.docnum)
    for name, value in columns.items():
        documents.add_column_value(name, writer.schema[name].column_type, value)
    documents.finish_doc()
    writer.docnum += 1
    writer._added = True


def _delete(storage: IndexFolder, writer: Any, replaced: Iterable[RecordId]) -> None:
    """Marks the older versions of these records, and the stamp, as deleted."""
    snapshot = open_snapshot(storage)
    if snapshot is None:
        return
    try:
        for segment, theirs in zip(snapshot.segments, writer.segments, strict=True):
            numbers = [segment.find(identifier) for identifier in replaced] if segment.documents else []
            for number in (*numbers, *segment.stamps()):
                if number is not None:
                    theirs.delete_document(number)
    finally:
        snapshot.close()


def remove(storage: IndexFolder) -> None:
    """Removes what Whoosh made, however damaged, and nothing else. The lock must be held."""
    # Tables of contents first: killed midway, the index is absent rather than damaged, and is simply built anew.
    for path in sorted(Path(storage.folder).iterdir(), key=lambda path: path.suffix != ".toc"):
        if path.name == _LOCK or not path.name.startswith(_OURS):
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
