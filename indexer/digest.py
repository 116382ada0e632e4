"""The use case that says what changed: since a date, since a run, or with the last refresh.

A record that changed in the period appears once, in the weightiest place, with what it was when the period began
and what it is now. What is not known is told apart from what did not change: a strategy that was asked and did not
answer, or that should have been asked and was not, is `incomplete` and never "nothing new".

Reads the store through its port; imports the interfaces and below; touches nothing itself.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import dropwhile, pairwise, takewhile

from indexer.claim_news import claim_news
from indexer.errors import UsageError
from indexer.record import Correction, Record, RecordId, Status, record_id
from indexer.runs import Outcome, Run
from indexer.store.interface import RecordStore, RevisionEntry, StoredRecord
from indexer.strategy import SearchStrategy
from indexer.watched import ClaimNews

Since = datetime.date | int | None
"""A day (from 00:00 UTC), a run's number (what came after it; 0 is everything), or None: the last refresh."""
Time = datetime.datetime | None
"""A moment in UTC, if it is known."""

BETWEEN_REFRESHES = datetime.timedelta(minutes=10)
"""One refresh logs several runs, each beginning when the one before it ends; after a longer pause a new one began."""
GRACE = datetime.timedelta(days=1)
"""How late a strategy may be before it counts as overdue: scheduled jobs start and end at slightly different times."""
# A full harvest makes good whatever another job of the same strategy left open; imports ask no source.
_FULL, _IMPORT = "full", "import"
_PAGE = 500


class Change(StrEnum):
    """What became of a record over the whole period."""

    NEW = "new"
    REVISED = "revised"
    RETURNED = "returned"
    GONE = "gone"


class Place(StrEnum):
    """Where a record stands in a digest: the weightiest place it belongs to, in this order."""

    RETRACTED = "retracted"
    CONCERN = "concern"
    CORRECTED = "corrected"
    NEW = "new"
    RETURNED = "returned"
    GONE = "gone"
    REVISED = "revised"
    DATES_ONLY = "dates_only"
    REVERTED = "reverted"


@dataclass(frozen=True, slots=True)
class Item:
    """One record that changed. `before` is what it was when the period began, None if it was not there.

    `at` is when it changed last; `steps` are the kinds of all its changes, oldest first, so that a record that came
    and went within the period can be told from one that had been there.
    """

    stored: StoredRecord
    place: Place
    change: Change
    before: Record | None
    at: datetime.datetime
    steps: tuple[str, ...]

    @property
    def record(self) -> Record:
        """The record as it is now."""
        return self.stored.record


@dataclass(frozen=True, slots=True)
class Announced:
    """A retraction notice that is new in the period, of a record that PubMed does not yet mark as retracted."""

    stored: StoredRecord
    notice: StoredRecord


@dataclass(frozen=True, slots=True)
class Unknown:
    """A strategy (or an imported file) of which the period does not tell everything.

    `run` is the one that did not complete and was not made good since, perhaps from before the period; None if there
    was no run at all in the period. `last_complete` is the newest complete run that covers the same, ever.
    """

    name: str
    run: Run | None
    last_complete: Run | None


@dataclass(frozen=True, slots=True)
class Start:
    """Where the period begins: after `run` (0: at the beginning), when the store was at `revision`.

    `date` is the day that was asked for, if one was; `at` when `run` ended.
    """

    revision: int
    run: int
    at: Time
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """What changed from `since` to the store's `revision`, which is how things were `as_of` (UTC).

    `items` are in order of their places, `DATES_ONLY` where nothing but PubMed's own dates changed and `REVERTED`
    where a record changed and changed back. `records` is how many the store holds, `born` when its first run began.
    `unasked` strategies were not due in the period, or never ran at all: nothing is claimed about them. `claims` is
    what the period did to the watched claims.
    """

    since: Start
    revision: int
    as_of: datetime.datetime
    born: datetime.datetime
    records: int
    strategies: tuple[str, ...]
    runs: tuple[Run, ...]
    incomplete: tuple[Unknown, ...] = ()
    unasked: tuple[Unknown, ...] = ()
    announced: tuple[Announced, ...] = ()
    items: tuple[Item, ...] = ()
    claims: ClaimNews = field(default_factory=ClaimNews)

    def of(self, place: Place) -> tuple[Item, ...]:
        """The records that stand in one place, newest publication first."""
        return tuple(item for item in self.items if item.place is place)

    @property
    def empty(self) -> bool:
        """Whether no change is known. It means "nothing new" only where nothing is `incomplete`."""
        return not (self.announced or self.items or self.claims.moved or self.claims.shifted)

    @property
    def has_demonstrations(self) -> bool:
        """Whether a demonstration record, which is fictional, appears anywhere."""
        records = [one.record for one in self.items] + [announced.stored.record for announced in self.announced]
        records += [Record(RecordId(""), pmid) for pmid in self.claims.pmids]
        return any(one.is_demonstration for one in records)


def what_changed(
    store: RecordStore,
    since: Since = None,
    *,
    strategies: Sequence[SearchStrategy] | None = None,
    now: Time = None,
) -> Digest:
    """The digest of a period that ends now.

    Args:
        store: what is read; a refresh may be writing to it meanwhile.
        since: where the period begins. By default with the last refresh that completed any run, and the refreshes
            just before it that completed none.
        strategies: those that are kept up to date; by default all that ever ran.
        now: the time in UTC. With it, and `strategies`, one that was not due is told from one that is overdue.

    Raises:
        UsageError: there is no such run, or no run at all.
    """
    revision, runs = store.revision, store.runs()[::-1]
    if not runs:
        raise UsageError(
            "nothing has ever run here, so there is nothing to tell",
            hint="Run `evidence refresh` or `evidence import FILE` first.",
            code="no-runs",
        )
    ends = _ends(runs)
    start, period = _period(runs, ends, since)
    since_then = takewhile(lambda entry: entry.revision <= revision, store.entries_since(start.revision))
    entries = tuple(dropwhile(lambda entry: not _is_within(entry, start), since_then))
    items = tuple(sorted(_items(store, entries, revision), key=_rank))
    incomplete, unasked = _open_questions(runs, period, strategies, now)
    times = [end or run.started for run, end in zip(runs, ends, strict=True)]
    return Digest(
        since=start,
        revision=revision,
        as_of=max((*times, *(entry.at for entry in entries))),
        born=runs[0].started,
        records=store.counts().records,
        strategies=_names(runs, strategies),
        runs=period,
        incomplete=incomplete,
        unasked=unasked,
        announced=tuple(_announced(store, items)),
        items=items,
        claims=claim_news(
            store, revision=revision, after_run=start.run, since=start.at if start.date is not None else None
        ),
    )


def weight(link: Correction) -> Status:
    """What one link alone makes of the record that carries it: `RetractionIn` retracts, `ErratumIn` corrects."""
    return Record(RecordId(""), "", corrections=(link,)).status


# The period


def _ends(runs: Sequence[Run]) -> tuple[Time, ...]:
    """When each run ended. One that died without a word did so before the next began; the newest may be running."""
    known = [run.finished or after.started for run, after in pairwise(runs)]
    return (*known, runs[-1].finished)


def _period(runs: Sequence[Run], ends: Sequence[Time], since: Since) -> tuple[Start, tuple[Run, ...]]:
    """Where the period begins, and its runs, oldest first."""
    at: Time
    if isinstance(since, datetime.date):
        at = midnight = datetime.datetime.combine(since, datetime.time(), datetime.UTC)
        # Up to the first run that reaches into the period: should the clock ever have gone back, nothing is missed.
        before = runs[: sum(1 for _ in takewhile(lambda end: end is not None and end < midnight, ends))]
        number, date = before[-1].id if before else 0, since
    else:
        number, date = _last_refresh(runs, ends) if since is None else since, None
        if number and all(run.id != number for run in runs):
            raise UsageError(
                f"there is no run {number}: the newest is {runs[-1].id}",
                hint="`evidence strategies history` lists the runs; a day is written 2026-01-31.",
                code="unknown-run",
            )
        before = [run for run in runs if run.id <= number]
        at = ends[len(before) - 1] if before else None
    revision = max((run.revision for run in before), default=0)
    return Start(revision, number, at, date), tuple(runs[len(before) :])


def _is_within(entry: RevisionEntry, start: Start) -> bool:
    """Whether a change after the start's revision belongs to the period: an unfinished run logged no revision."""
    if start.date is not None and start.at is not None:
        return entry.at >= start.at
    return entry.run > start.run


def _last_refresh(runs: Sequence[Run], ends: Sequence[Time]) -> int:
    """The run before the last refresh that completed something and before the fruitless ones that led up to it."""
    refreshes: list[list[Run]] = [[runs[0]]]
    for run, end in zip(runs[1:], ends, strict=False):
        if end is not None and run.started - end > BETWEEN_REFRESHES:
            refreshes.append([])
        refreshes[-1].append(run)
    fruitful = [any(run.outcome is Outcome.COMPLETE for run in refresh) for refresh in refreshes]
    position = max((number for number, good in enumerate(fruitful) if good), default=0)
    while position and not fruitful[position - 1]:
        position -= 1
    return refreshes[position - 1][-1].id if position else 0


# The records


def _items(store: RecordStore, entries: Iterable[RevisionEntry], revision: int) -> Iterator[Item]:
    """The net change of every record that changed."""
    changes: dict[RecordId, list[RevisionEntry]] = {}
    for entry in entries:
        changes.setdefault(entry.id, []).append(entry)
    ids = list(changes)
    for start in range(0, len(ids), _PAGE):
        for identifier, stored in store.get(ids[start : start + _PAGE]).items():
            yield _net(changes[identifier], _as_it_was(store, stored, revision))


def _as_it_was(store: RecordStore, stored: StoredRecord, revision: int) -> StoredRecord:
    """The record at `revision`, should a refresh have changed it since the digest began to read."""
    if stored.revision <= revision:
        return stored
    later = [entry for entry in store.history(stored.record.id) if entry.revision > revision]
    if not later or later[0].before is None:
        return stored
    gone = (stored.gone or "no longer in PubMed") if later[0].kind == "returned" else ""
    return dataclasses.replace(stored, record=later[0].before, gone=gone, revision=revision)


def _net(entries: Sequence[RevisionEntry], stored: StoredRecord) -> Item:
    before = entries[0].before
    if stored.gone:
        change = Change.GONE
    elif entries[0].kind in {Change.NEW, Change.RETURNED}:
        change = Change(entries[0].kind)
    else:
        change = Change.REVISED
    place = _place(stored.record, before, change)
    return Item(stored, place, change, before, entries[-1].at, tuple(entry.kind for entry in entries))


def _place(record: Record, before: Record | None, change: Change) -> Place:
    """Where a record belongs; a new link counts even where the status was the same before it."""
    known = before.status if before else Status.CURRENT
    added = {weight(link) for link in record.corrections if before is None or link not in before.corrections}
    is_retracted = record.status is Status.RETRACTED
    if is_retracted and known is not Status.RETRACTED:
        place = Place.RETRACTED
    elif not is_retracted and Status.CONCERN in added:
        place = Place.CONCERN
    elif not is_retracted and Status.CORRECTED in added:
        place = Place.CORRECTED
    elif change is not Change.REVISED:
        place = Place(change.value)
    elif before is None or before == record:
        place = Place.REVERTED
    elif dataclasses.replace(before, history=record.history) == record:
        place = Place.DATES_ONLY
    else:
        place = Place.REVISED
    return place


def _announced(store: RecordStore, items: Iterable[Item]) -> Iterator[Announced]:
    """PubMed sometimes has the notice long before it marks the article itself: readers should not wait for it."""
    notices = [
        (record_id(link.pmid), item.stored)
        for item in items
        if not item.stored.gone
        for link in item.record.corrections
        if link.kind == "RetractionOf" and link.pmid
    ]
    targets = store.get([identifier for identifier, _ in notices])
    for identifier, notice in notices:
        target = targets.get(identifier)
        if target is not None and target.record.status is not Status.RETRACTED:
            yield Announced(target, notice)


def _rank(item: Item) -> tuple[int, bool, int, int, str]:
    """By place; first what readers may have used already, then the newest publication."""
    record, number = item.record, int(item.record.pmid) if item.record.pmid.isdecimal() else 0
    return tuple(Place).index(item.place), item.before is None, -(record.year or 0), -number, record.id


# What is not known


def _names(runs: Iterable[Run], strategies: Sequence[SearchStrategy] | None) -> tuple[str, ...]:
    if strategies is not None:
        return tuple(strategy.name for strategy in strategies)
    return tuple(sorted({run.strategy for run in runs if run.strategy and run.job != _IMPORT}))


def _open_questions(
    runs: Sequence[Run], period: Sequence[Run], strategies: Sequence[SearchStrategy] | None, now: Time
) -> tuple[tuple[Unknown, ...], tuple[Unknown, ...]]:
    """Which strategies and files are incomplete in the period, and which strategies were rightly not asked."""
    every = {strategy.name: datetime.timedelta(days=strategy.every_days) for strategy in strategies or ()}
    incomplete: list[Unknown] = []
    unasked: list[Unknown] = []
    for name in dict.fromkeys((*_names(runs, strategies), *_names(period, None))):
        own = [run for run in runs if run.strategy == name and run.job != _IMPORT]
        left = _left_open(own)
        jobs = {_FULL, left.job} if left else {run.job for run in own}
        complete = [run for run in own if run.outcome is Outcome.COMPLETE and run.job in jobs]
        unknown = Unknown(name, left, complete[-1] if complete else None)
        if left is not None:
            incomplete.append(unknown)
        elif not own or own[-1] not in period:
            excused = not own or _in_time(own[-1], every.get(name), now)
            (unasked if excused else incomplete).append(unknown)
    last_imports = {run.source: run for run in period if run.job == _IMPORT}
    incomplete += [
        Unknown(run.source, run, None) for run in last_imports.values() if run.outcome is not Outcome.COMPLETE
    ]
    return tuple(incomplete), tuple(unasked)


def _in_time(last: Run, every: datetime.timedelta | None, now: Time) -> bool:
    """Whether a strategy was not due yet; as long as nobody can tell, it counts as due."""
    if every is None or now is None:
        return False
    return now - (last.finished or last.started) < every + GRACE


def _left_open(own: Sequence[Run]) -> Run | None:
    """The newest run, in the period or before it, that did not complete and that no later one has made good."""
    left: dict[str, Run] = {}
    for run in own:
        if run.outcome is not Outcome.COMPLETE:
            left[run.job] = run
        elif run.job == _FULL:
            left.clear()
        else:
            left.pop(run.job, None)
    return max(left.values(), key=lambda run: run.id, default=None)
