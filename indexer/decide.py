"""What is to be done with one batch of what came in, decided purely: nothing here touches a store.

Imports `changes`, `canonical`, `runs` and below only.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.canonical import changed_fields, fingerprint
from indexer.changes import Decided, Deleted, Gone, Incoming, Known, Parsed, Rejected, Revised
from indexer.record import RecordId, Status, record_id
from indexer.runs import RunCounts


@dataclass(frozen=True, slots=True)
class Decision:
    """A decided batch and what it adds to the run's counts."""

    decided: Decided
    counts: RunCounts


def decide(
    items: Iterable[Parsed],
    known: Mapping[RecordId, Known],
    *,
    run: int,
    at: datetime.datetime,
    strategy: str = "",
    from_file: bool = False,
    lossy: bool = False,
    authoritative: bool = False,
) -> Decision:
    """What is to be done with one batch, purely.

    A record that arrives with an older version or revision date than the stored one is superseded and changes
    nothing. A record that is gone comes back only with something newer when it is read `from_file` (an old file
    must not undo a deletion), and at once when PubMed serves it. From a `lossy` format, a stored record is
    revised only by a later revision date. An `authoritative` source is believed even when what it serves is older:
    a full harvest, which thereby also mends what a faulty reply once brought.
    """
    newest: dict[RecordId, Incoming] = {}
    rejected: list[Rejected] = []
    deleted: list[RecordId] = []
    duplicates = 0
    for item in items:
        match item:
            case Incoming(record, _):
                rival = newest.get(record.id)
                duplicates += rival is not None
                if rival is None or _age(item) >= _age(rival):
                    newest[record.id] = item
            case Rejected():
                rejected.append(item)
            case Deleted(pmid):
                deleted.append(record_id(pmid))
    new: list[Incoming] = []
    revised: list[Revised] = []
    unchanged: list[RecordId] = []
    superseded = 0
    for identifier, incoming in newest.items():
        stored = known.get(identifier)
        if stored is None:
            new.append(incoming)
        elif fingerprint(incoming.record) == stored.fingerprint and not (stored.gone and not from_file):
            unchanged.append(identifier)
        elif not authoritative and _is_superseded(incoming, stored, from_file=from_file, lossy=lossy):
            superseded += 1
            unchanged.append(identifier)
        else:
            revised.append(Revised(incoming, changed_fields(stored.record, incoming.record)))
    gone = [
        Gone(identifier, "deleted by PubMed")
        for identifier in dict.fromkeys(deleted)
        if (identifier in known and not known[identifier].gone) or identifier in newest
    ]
    retracted = sum(item.record.status is Status.RETRACTED for item in new)
    retracted += sum(
        change.incoming.record.status is Status.RETRACTED
        and known[change.incoming.record.id].record.status is not Status.RETRACTED
        for change in revised
    )
    counts = RunCounts(
        returned=len(newest) + len(rejected), new=len(new), revised=len(revised),
        unchanged=len(unchanged) - superseded, retracted=retracted, gone=len(gone), rejected=len(rejected),
        duplicates=duplicates, superseded=superseded, deleted=len(deleted),
    )  # fmt: skip
    return Decision(
        Decided(run, at, strategy, tuple(new), tuple(revised), tuple(unchanged), tuple(gone), tuple(rejected)), counts
    )


def _age(incoming: Incoming) -> tuple[int, datetime.date]:
    record = incoming.record
    return record.version, record.history.revised or datetime.date.min


def _is_superseded(incoming: Incoming, stored: Known, *, from_file: bool, lossy: bool) -> bool:
    version, revised = _age(incoming)
    before = (stored.version, stored.revised or datetime.date.min)
    if (lossy or stored.gone) and from_file:
        return (version, revised) <= before
    return (version, revised) < before
