"""Whatever arrives in whatever order: no decision is refused, both stores agree, and followers hold the same."""

from __future__ import annotations

import dataclasses
import datetime
import tempfile
from contextlib import closing
from pathlib import Path

from fakes import MemoryStore
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import records

from indexer.changes import Deleted, Incoming, Parsed, Rejected
from indexer.decide import decide
from indexer.record import Record, RecordId, record_id
from indexer.store import RecordStore
from indexer.store.sqlite import SqliteStore

START = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
PMIDS = ("1", "2", "3", "10", "20")
STRATEGIES = ("", "ketamine", "safety")


@dataclasses.dataclass(frozen=True)
class Arrival:
    """One batch as it comes from a source or a file, or, with `leaves`, PMIDs that a strategy no longer finds."""

    items: tuple[Parsed, ...] = ()
    strategy: str = ""
    from_file: bool = False
    lossy: bool = False
    leaves: tuple[str, ...] = ()


def plain(pmid: str, title: str = "A", version: int = 1) -> Incoming:
    return Incoming(Record(record_id(pmid), pmid, title=title, version=version), f"{title} {version}".encode())


def arrivals() -> st.SearchStrategy[Arrival]:
    pmid = st.sampled_from(PMIDS)
    item = st.one_of(
        st.builds(plain, pmid, st.sampled_from("AB"), st.integers(1, 2)),
        st.builds(plain, pmid, st.sampled_from("AB"), st.integers(1, 2)),
        records(pmids=pmid.map(int)).map(lambda one: Incoming(one, one.title.encode())),
        st.builds(Deleted, pmid),
        st.builds(Rejected, st.sampled_from(("", "5")), st.just("cannot be read"), st.sampled_from((b"", b"<x"))),
    )
    return st.one_of(
        st.builds(
            Arrival,
            st.lists(item, max_size=6).map(tuple),
            st.sampled_from(STRATEGIES),
            from_file=st.booleans(),
            lossy=st.booleans(),
        ),
        st.builds(
            Arrival,
            strategy=st.sampled_from(STRATEGIES[1:]),
            leaves=st.lists(pmid, min_size=1, max_size=3).map(tuple),
        ),
    )


def receive(store: RecordStore, number: int, arrival: Arrival) -> None:
    """What the use cases do with one batch."""
    at = START + datetime.timedelta(hours=number)
    if arrival.leaves:
        store.leave_strategy(arrival.strategy, map(record_id, arrival.leaves), run=number, at=at)
        return
    before, touched = store.revision, tuple(map(record_id, PMIDS))
    decided = decide(
        arrival.items, store.known(touched), run=number, at=at,
        strategy=arrival.strategy, from_file=arrival.from_file, lossy=arrival.lossy,
    ).decided  # fmt: skip
    entries = len(list(store.entries_since(0)))
    after = store.apply(decided)
    changed = len(list(store.entries_since(0))) > entries
    assert after == store.revision == before + changed, "the revision rises by one, and only with a change"


def everything(store: RecordStore) -> tuple[object, ...]:
    """All that can be asked of a store."""
    asked = tuple(map(record_id, (*PMIDS, "99")))
    return (
        store.revision,
        list(store.get(asked).items()),
        dict(store.known(asked)),
        [store.raw(identifier) for identifier in asked],
        [list(store.ids(strategy=name, gone=gone)) for name in STRATEGIES for gone in (False, True)],
        dict(store.fingerprints()),
        [store.history(identifier) for identifier in asked],
        list(store.entries_since(0)),
        list(store.rejected()),
        store.counts(),
    )


def follow(store: RecordStore, held: dict[RecordId, Record], revision: int, limit: int) -> dict[RecordId, Record]:
    """What a follower holds in the end that held `held` at `revision`."""
    held = dict(held)
    while True:
        changes = store.changes_since(revision, limit)
        upserted = [one.id for one in changes.upserts]
        assert len({*upserted, *changes.removed}) == len(upserted) + len(changes.removed), "each id once"
        assert changes.since == revision
        assert changes.complete == (changes.upto == store.revision)
        held.update((one.id, one) for one in changes.upserts)
        for identifier in changes.removed:
            held.pop(identifier, None)
        if changes.complete:
            return held
        assert changes.upto > revision, "each step goes on"
        revision = changes.upto


def present(store: RecordStore) -> dict[RecordId, Record]:
    return {identifier: stored.record for identifier, stored in store.get(tuple(store.ids())).items()}


A, A2, GONE = plain("1"), plain("1", version=2), Deleted("1")


def file(*items: Parsed) -> Arrival:
    return Arrival(items, from_file=True)


@settings(deadline=None, max_examples=40)
@given(st.lists(arrivals(), max_size=6))
@example([file(A, GONE), file(A), file(A2, GONE), file(A2)])
@example([file(A), file(GONE, A), Arrival((A,)), file(GONE), file(GONE)])
def test_the_stores_agree_on_everything_whatever_arrives(batches: list[Arrival]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(SqliteStore.create(Path(folder) / "records")) as sqlite:
        memory = MemoryStore()
        for number, batch in enumerate(batches, 1):
            receive(sqlite, number, batch)
            receive(memory, number, batch)
            assert everything(sqlite) == everything(memory)
        assert sqlite.check() == ()
        with SqliteStore.open(sqlite.path, read_only=True) as reopened:
            assert everything(reopened) == everything(memory)


@settings(deadline=None, max_examples=40)
@given(st.lists(arrivals(), max_size=7), st.integers(1, 8))
@example([file(A, plain("2")), file(GONE), file(A2)], 1)
def test_a_follower_holds_what_the_store_holds_from_wherever_it_starts(batches: list[Arrival], limit: int) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(SqliteStore.create(Path(folder) / "records")) as sqlite:
        for store in (sqlite, MemoryStore()):
            then = [(0, present(store))]
            for number, batch in enumerate(batches, 1):
                receive(store, number, batch)
                then.append((store.revision, present(store)))
            for revision, held in then:
                assert follow(store, held, revision, limit) == present(store)
