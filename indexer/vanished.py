"""What becomes of stored records that a strategy's full set no longer holds.

PubMed is asked for each by its number. One that is still there has only left the strategy. One that is not there
is noted as absent, and is gone when it is absent again in another run, a day later: it stays readable, labelled,
and leaves the search. When many vanish at once, something is wrong upstream, and nothing is done.

Imports the interfaces and below; touches nothing itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from itertools import islice

from indexer.changes import Decided, Gone
from indexer.decide import decide
from indexer.errors import IncompleteError
from indexer.record import RecordId, pmid_of, record_id
from indexer.runs import Clock, RunCounts
from indexer.sources.interface import LiteratureSource
from indexer.store.interface import RecordStore

MOST_ABSENT = 0.2
"""The share of a strategy's records that may be absent from one answer before it is taken for a fault upstream."""
MOST_GONE = 0.02
"""The share that may be gone at once, asked for one by one, before that is."""
ALWAYS_BELIEVED = 3
"""So many may vanish from a strategy of any size."""
APART = datetime.timedelta(hours=20)
"""How long after it was first absent a record must be absent again to be gone: never in the same night."""
_PAGE = 500


def settle(
    absent: Collection[RecordId],
    *,
    members: int,
    strategy: str,
    source: LiteratureSource,
    store: RecordStore,
    clock: Clock,
    run: int,
    accept_loss: bool = False,
) -> Iterator[RunCounts]:
    """Asks for each absent record by its number and does what the answer means.

    Args:
        absent: the records that the strategy's full set does not hold any more.
        members: how many records the strategy had.
        accept_loss: a person has looked and believes it, however many they are.

    Yields:
        What to add to the run's counts, batch by batch.

    Raises:
        IncompleteError: too many vanished at once to be believed; none of them was let go.
    """
    if not accept_loss:
        _refuse(len(absent), members, MOST_ABSENT, "not in PubMed's answer any more")
    missing: list[RecordId] = []
    for batch in source.fetch(tuple(pmid_of(identifier) for identifier in sorted(absent))):
        here = [item.record.id for item in batch.incoming]
        decision = decide(batch.incoming, store.known(here), run=run, at=clock())
        store.apply(decision.decided)
        store.leave_strategy(strategy, here, run=run, at=clock())
        store.set_absences((), here, run=run, at=clock())
        missing += (record_id(pmid) for pmid in batch.missing)
        yield decision.counts + RunCounts(requested=len(batch.requested), missing=len(batch.missing))
    if not accept_loss:
        _refuse(len(missing), members, MOST_GONE, "not in PubMed any more")
    yield _let_go(missing, store, run, clock())


def _let_go(missing: Collection[RecordId], store: RecordStore, run: int, now: datetime.datetime) -> RunCounts:
    """Lets go of the records that were absent before, and notes the others."""
    before = store.absences()
    sure = [one for one in missing if one in before and now - before[one] >= APART]
    store.apply(Decided(run=run, at=now, gone=tuple(Gone(one, _reason(one, store)) for one in sure)))
    store.set_absences([one for one in missing if one not in sure], sure, run=run, at=now)
    return RunCounts(gone=len(sure))


def _refuse(vanished: int, members: int, share: float, what: str) -> None:
    if vanished > max(ALWAYS_BELIEVED, share * members):
        raise IncompleteError(
            f"{vanished} of {members} stored records are {what}: too many at once to believe, so none of them was let "
            "go; see whether the query or PubMed changed, and if it is true, refresh with --accept-loss",
            code="mass-loss",
        )


def _reason(identifier: RecordId, store: RecordStore) -> str:
    """Why a record is gone: merged into another one that carries its DOI, or simply not there any more."""
    doi = store.get([identifier])[identifier].record.doi.casefold()
    others = store.ids()
    while doi and (page := tuple(islice(others, _PAGE))):
        for other, stored in store.get(page).items():
            if other != identifier and stored.record.doi.casefold() == doi:
                return f"no longer in PubMed; PMID {stored.record.pmid} has the same DOI"
    return "no longer in PubMed"
