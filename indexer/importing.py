"""The use case that brings in a file of records: read, decide, store, in batches, as one run.

Imports the interfaces and below; touches nothing itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence

from indexer.changes import Incoming, Parsed
from indexer.decide import decide
from indexer.errors import EvidenceError, IncompleteError
from indexer.record import record_id
from indexer.runs import Clock, Outcome, Progress, Run, RunCounts
from indexer.store.interface import RecordStore
from indexer.version import VERSION

IMPORT = "import"
IMPORT_BATCH = 500


def import_file(
    path: str,
    items: Iterable[Parsed],
    store: RecordStore,
    *,
    clock: Clock,
    strategy: str = "",
    lossy: Callable[[], bool] = lambda: False,
    expected: Callable[[], int | None] = lambda: None,
) -> Iterator[Progress | Run]:
    """Stores what a file of records holds, in batches, and logs it as one run.

    Args:
        path: what the file is called in the run log.
        items: its records, rejections and deletions, in order.
        strategy: the strategy whose members the records become, or empty.
        lossy: whether the format holds less than PubMed's XML does, asked once reading has begun.
        expected: how many elements the reader counted on its own, asked when it is through.

    Raises:
        EvidenceError: the file cannot be read to its end; what came before is stored, the run is incomplete.
    """
    run = Run(0, strategy, IMPORT, clock(), source=path, version=VERSION)
    run = dataclasses.replace(run, id=store.begin_run(run))
    counts = RunCounts()
    outcome, error = Outcome.RUNNING, "interrupted"
    stream = iter(items)
    try:
        for batch in _batches(stream, IMPORT_BATCH):
            ids = [record_id(_pmid(item)) for item in batch if _pmid(item)]
            decision = decide(
                batch, store.known(ids), run=run.id, at=clock(), strategy=strategy, from_file=True, lossy=lossy()
            )
            store.apply(decision.decided)
            counts = counts + decision.counts
            seen = counts.returned + counts.duplicates + counts.deleted
            counts = dataclasses.replace(counts, count=seen, requested=counts.returned)
            yield Progress(path, seen)
        total = expected()
        if total is not None and total != counts.count:
            raise IncompleteError(
                f"{path} holds {total} records and deletions, and {counts.count} were accounted for",
                hint="Please report this file as a fault of the reader.",
            )
        outcome, error = Outcome.COMPLETE, ""
    except EvidenceError as failure:
        outcome, error = Outcome.INCOMPLETE if counts.count else Outcome.FAILED, failure.message
        raise
    finally:
        if outcome is Outcome.RUNNING:
            outcome = Outcome.INCOMPLETE
        finished = dataclasses.replace(
            run, finished=clock(), outcome=outcome, counts=counts, revision=store.revision, error=error
        )
        store.finish_run(finished)
    yield finished


def _pmid(item: Parsed) -> str:
    return item.record.pmid if isinstance(item, Incoming) else item.pmid


def _batches(items: Iterator[Parsed], size: int) -> Iterator[Sequence[Parsed]]:
    """Slices of `items`. When reading fails, what was read before it is still handed on, then the failure raised."""
    while True:
        batch: list[Parsed] = []
        failure: EvidenceError | None = None
        try:
            for item in items:
                batch.append(item)
                if len(batch) == size:
                    break
        except EvidenceError as error:
            failure = error
        if batch:
            yield batch
        if failure is not None:
            raise failure
        if not batch:
            return
