"""A record store held in memory, for tests of what uses one. It passes the same contract as the real one."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer import canonical
from indexer.changes import Changes, Decided, Incoming, Known, Rejected
from indexer.errors import StoreError
from indexer.external import ExternalStatus
from indexer.record import Record, RecordId
from indexer.runs import Outcome, Run
from indexer.store.interface import RevisionEntry, StoreCounts, StoredRecord
from indexer.watched import Judgement, Turn, Watched, Wording


@dataclasses.dataclass
class _Kept:
    incoming: Incoming
    revision: int
    first_seen: datetime.datetime
    last_fetched: datetime.datetime
    gone: str = ""


class MemoryClaims:
    """The `WatchedClaims` of a `MemoryStore`."""

    def __init__(self) -> None:
        self._watched: dict[int, Watched] = {}
        self._turns: list[tuple[int, Turn]] = []
        self._given = 0

    def watch(self, wordings: Sequence[Wording], *, source: str, at: datetime.datetime) -> tuple[int, ...]:
        for wording in wordings:
            if wording.key not in {one.wording.key for one in self._watched.values()}:
                self._given += 1
                self._watched[self._given] = Watched(self._given, wording, source, at)
        numbers = {one.wording.key: number for number, one in self._watched.items()}
        return tuple(numbers[wording.key] for wording in wordings)

    def watched(self) -> tuple[Watched, ...]:
        return tuple(self._watched.values())

    def unwatch(self, ids: Iterable[int]) -> None:
        for number in ids:
            self._watched.pop(number, None)
        self._turns = [pair for pair in self._turns if pair[0] in self._watched]

    def judged(self, claim: int, judgement: Judgement, turn: Turn | None) -> None:
        if claim in self._watched:
            moved = turn if turn and turn.was else self._watched[claim].turn
            self._watched[claim] = dataclasses.replace(self._watched[claim], last=judgement, turn=moved)
            self._turns += [(claim, turn)] if turn else []

    def turns(self, *, after_run: int = 0) -> tuple[tuple[int, Turn], ...]:
        return tuple(pair for pair in self._turns if pair[1].run > after_run)


class MemoryStore:
    """A `RecordStore` that lives as long as the object."""

    def __init__(self) -> None:
        self.claims = MemoryClaims()
        self.revision = 0
        self._kept: dict[RecordId, _Kept] = {}
        self._present: dict[str, dict[RecordId, bool]] = {}
        self._entries: list[RevisionEntry] = []
        self._rejected: list[tuple[int, Rejected]] = []
        self._runs: list[Run] = []
        self._absent: dict[RecordId, datetime.datetime] = {}
        self._external: dict[RecordId, dict[str, tuple[ExternalStatus, ...]]] = {}

    def apply(self, decided: Decided) -> int:
        fresh = {one.record.id: one for one in decided.new}
        revised = {one.incoming.record.id: one for one in decided.revised}
        named = [one.record.id for one in decided.new] + [one.incoming.record.id for one in decided.revised]
        arrived, leaving = [*named, *decided.unchanged], [one.id for one in decided.gone]
        twice = any(len(set(some)) < len(some) for some in (arrived, leaving))
        if twice or not self._fits(fresh, revised, decided.unchanged):
            raise StoreError("A batch cannot be stored.", code="store-stale-batch")
        going = [
            one for one in decided.gone if one.id in named or (one.id in self._kept and not self._kept[one.id].gone)
        ]
        if fresh or revised or going:
            self.revision += 1
        for identifier, incoming in fresh.items():
            self._kept[identifier] = _Kept(incoming, self.revision, decided.at, decided.at)
            self._note(decided, identifier, "new", (), None)
        for identifier, change in revised.items():
            kept = self._kept[identifier]
            self._note(decided, identifier, "returned" if kept.gone else "revised", change.fields, kept.incoming.record)
            self._kept[identifier] = _Kept(change.incoming, self.revision, kept.first_seen, decided.at)
        for gone in going:
            kept = self._kept[gone.id]
            self._note(decided, gone.id, "gone", (), kept.incoming.record)
            kept.gone, kept.revision = gone.reason or "no reason given", self.revision
        for identifier in decided.unchanged:
            self._kept[identifier].last_fetched = decided.at
        if decided.strategy and arrived:
            members = self._present.setdefault(decided.strategy, {})
            members.update(dict.fromkeys(arrived, True))
        self._rejected += ((decided.run, one) for one in decided.rejected)
        return self.revision

    def _fits(self, fresh: Iterable[RecordId], revised: Iterable[RecordId], unchanged: Iterable[RecordId]) -> bool:
        return (
            not any(identifier in self._kept for identifier in fresh)
            and all(identifier in self._kept for identifier in revised)
            and all(identifier in self._kept for identifier in unchanged)
        )

    def _note(self, decided: Decided, id_: RecordId, kind: str, fields: tuple[str, ...], before: Record | None) -> None:
        self._entries.append(RevisionEntry(id_, self.revision, decided.run, decided.at, kind, fields, before))

    def changes_since(self, revision: int, limit: int) -> Changes:
        if revision > self.revision:
            raise StoreError("The store is behind.", code="store-behind")
        changed = sorted((kept.revision, key) for key, kept in self._kept.items() if kept.revision > revision)
        upto, taken = revision, 0
        for number in sorted({number for number, _ in changed}):
            size = sum(1 for other, _ in changed if other == number)
            if taken and taken + size > limit:
                break
            upto, taken = number, taken + size
        else:
            upto = self.revision
        chosen = [self._kept[key] for number, key in changed if number <= upto]
        return Changes(
            revision,
            upto,
            tuple(kept.incoming.record for kept in chosen if not kept.gone),
            tuple(kept.incoming.record.id for kept in chosen if kept.gone),
            upto == self.revision,
        )

    def get(self, ids: Sequence[RecordId]) -> Mapping[RecordId, StoredRecord]:
        return {identifier: self._stored(identifier) for identifier in ids if identifier in self._kept}

    def _stored(self, identifier: RecordId) -> StoredRecord:
        kept = self._kept[identifier]
        found = {name: members[identifier] for name, members in self._present.items() if identifier in members}
        return StoredRecord(
            kept.incoming.record,
            kept.revision,
            kept.first_seen,
            kept.last_fetched,
            tuple(sorted(name for name, present in found.items() if present)),
            tuple(sorted(name for name, present in found.items() if not present)),
            kept.gone,
            self._said(identifier),
        )

    def _said(self, identifier: RecordId) -> tuple[ExternalStatus, ...]:
        answers = self._external.get(identifier, {})
        return tuple(status for source in sorted(answers) for status in answers[source])

    def external_status(self, ids: Sequence[RecordId]) -> Mapping[RecordId, tuple[ExternalStatus, ...]]:
        return {identifier: said for identifier in ids if (said := self._said(identifier))}

    def set_external_status(self, source: str, answers: Mapping[RecordId, Sequence[ExternalStatus]]) -> None:
        if not all(identifier in self._kept for identifier in answers):
            raise StoreError("A status is about a record that is not stored.", code="store")
        for identifier, statuses in answers.items():
            self._external.setdefault(identifier, {})[source] = tuple(statuses)

    def raw(self, identifier: RecordId) -> bytes:
        return self._kept[identifier].incoming.raw if identifier in self._kept else b""

    def known(self, ids: Iterable[RecordId]) -> Mapping[RecordId, Known]:
        found = {}
        for identifier in ids:
            if kept := self._kept.get(identifier):
                it = kept.incoming.record
                found[identifier] = Known(
                    canonical.fingerprint(it), it.version, it.history.revised, bool(kept.gone), it
                )
        return found

    def ids(self, *, strategy: str = "", gone: bool = False) -> Iterator[RecordId]:
        members = self._present.get(strategy, {})
        return iter(
            sorted(
                (
                    identifier
                    for identifier, kept in self._kept.items()
                    if bool(kept.gone) == gone and (not strategy or members.get(identifier))
                ),
                key=lambda identifier: int(self._kept[identifier].incoming.record.pmid),
            )
        )

    def fingerprints(self) -> Mapping[RecordId, str]:
        return {identifier: canonical.fingerprint(self._kept[identifier].incoming.record) for identifier in self.ids()}

    def history(self, identifier: RecordId) -> tuple[RevisionEntry, ...]:
        return tuple(entry for entry in self._entries if entry.id == identifier)

    def entries_since(self, revision: int) -> Iterator[RevisionEntry]:
        return (entry for entry in tuple(self._entries) if entry.revision > revision)

    def rejected(self, *, run: int | None = None) -> Iterator[tuple[int, Rejected]]:
        return (pair for pair in tuple(self._rejected) if run is None or pair[0] == run)

    def leave_strategy(self, strategy: str, ids: Iterable[RecordId], *, run: int, at: datetime.datetime) -> None:
        members = self._present.get(strategy, {})
        members.update((identifier, False) for identifier in ids if identifier in members)

    def absences(self) -> Mapping[RecordId, datetime.datetime]:
        return dict(self._absent)

    def set_absences(
        self, absent: Iterable[RecordId], present: Iterable[RecordId], *, run: int, at: datetime.datetime
    ) -> None:
        for identifier in absent:
            self._absent.setdefault(identifier, at)
        for identifier in present:
            self._absent.pop(identifier, None)

    def begin_run(self, run: Run) -> int:
        self._runs.append(dataclasses.replace(run, id=len(self._runs) + 1))
        return len(self._runs)

    def finish_run(self, run: Run) -> None:
        if not 1 <= run.id <= len(self._runs):
            raise StoreError("No such run was begun.", code="store-unknown-run")
        self._runs[run.id - 1] = run

    def runs(self, *, strategy: str = "", limit: int | None = None) -> tuple[Run, ...]:
        return tuple(run for run in reversed(self._runs) if not strategy or run.strategy == strategy)[:limit]

    def last_complete(self, strategy: str, jobs: Sequence[str]) -> Run | None:
        complete = (run for run in self.runs(strategy=strategy) if run.outcome is Outcome.COMPLETE)
        return next((run for run in complete if run.job in jobs and run.watermark is not None), None)

    def counts(self) -> StoreCounts:
        return StoreCounts(
            records=len(tuple(self.ids())),
            gone=len(tuple(self.ids(gone=True))),
            rejected=len({(rejected.pmid, rejected.raw) for _, rejected in self._rejected}),
            strategies={name: len(tuple(self.ids(strategy=name))) for name in sorted(self._present)},
        )

    def check(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        """Nothing to let go of."""
