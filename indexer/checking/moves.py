"""What a verdict is called, and which records move one: those that do something else for a claim than before.

Imports the values and the store's port only, so that reports can use it; touches what the port touches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from indexer.checking.values import Bearing, Evidence, Verdict
from indexer.record import RecordId, Status, record_id
from indexer.store.interface import RecordStore
from indexer.watched import Because, Cause, weightiest_first

_ENDED = {Status.RETRACTED: Cause.RETRACTED, Status.CONCERN: Cause.CONCERN, Status.GONE: Cause.GONE}
_CHANGED = {"new": Cause.NEW, "returned": Cause.RETURNED, "revised": Cause.REVISED, "gone": Cause.GONE}

NO_EVIDENCE = "no evidence"


def label(verdict: Verdict) -> str:
    """What a verdict is called: a word of the contract, or `no evidence` where nothing here bears on the claim."""
    return verdict.stance.value if verdict.found else NO_EVIDENCE


def done(evidence: Evidence) -> str:
    """What a record does for a claim: `supports`, `contradicts`, `excluded`, or nothing (empty)."""
    if not evidence.counted:
        return "excluded"
    return "" if evidence.bearing is Bearing.UNDETERMINED else evidence.bearing.value.removeprefix("likely ")


def because(
    verdict: Verdict,
    before: Mapping[str, str],
    changes: Mapping[RecordId, str],
    lost: Mapping[str, tuple[str, Status]] | None = None,
) -> tuple[Because, ...]:
    """The records that bear otherwise than before, the weightiest cause first.

    Args:
        verdict: what is found now.
        before: by PMID, what each record did then; one that did nothing is left out.
        changes: the kind of change of each record since, as `changes_since` gives it.
        lost: title and status of records that are no longer found, by PMID, as far as they are known.
    """
    return weightiest_first(_moved(verdict, before, changes, lost or {}))


def _moved(
    verdict: Verdict,
    before: Mapping[str, str],
    changes: Mapping[RecordId, str],
    lost: Mapping[str, tuple[str, Status]],
) -> Iterator[Because]:
    found = {one.record.pmid: one for one in (*verdict.evidence, *verdict.excluded)}
    for pmid in (*found, *(one for one in before if one not in found)):
        evidence = found.get(pmid)
        then, now = before.get(pmid, ""), done(evidence) if evidence else ""
        if then == now:
            continue
        change = _CHANGED.get(changes.get(record_id(pmid), ""), Cause.JUDGED)
        if evidence is not None:
            cause = _ENDED.get(evidence.status, change) if now == "excluded" else change
            yield Because(pmid, evidence.record.title, cause, then, now)
        else:
            title, status = lost.get(pmid, ("", Status.CURRENT))
            # What was excluded already is not found any more for another reason than that.
            yield Because(pmid, title, change if then == "excluded" else _ENDED.get(status, change), then, now)


def changes_since(store: RecordStore, revision: int) -> Mapping[RecordId, str]:
    """The kind of change of each record since a revision: `new` outweighs what came after. Nothing where the store is
    not that far."""
    changes: dict[RecordId, str] = {}
    for entry in store.entries_since(revision) if revision <= store.revision else ():
        if changes.get(entry.id) != "new":
            changes[entry.id] = entry.kind
    return changes
