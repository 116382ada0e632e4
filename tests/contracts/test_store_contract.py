"""What every record store does, whatever it is made of: the one suite for `RecordStore`."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from indexer import canonical
from indexer.changes import Changes, Decided, Gone, Incoming, Rejected, Revised
from indexer.errors import StoreError
from indexer.record import AbstractSection, Author, History, Record, RecordId, record_id
from indexer.runs import DateWindow, Outcome, Run, RunCounts, RunWarning
from indexer.store import RecordStore

MONDAY = datetime.datetime(2026, 1, 5, 8, 30, tzinfo=datetime.UTC)
TUESDAY = MONDAY + datetime.timedelta(days=1)


def record(pmid: str, title: str = "Ketamine, studied.") -> Record:
    return Record(
        id=record_id(pmid),
        pmid=pmid,
        title=title,
        abstract=(AbstractSection("Depression fell by 10² – or not.", "RESULTS"),),
        authors=(Author("Žárate", "Élodie", "É"),),
        history=History(revised=datetime.date(2025, 12, 24)),
    )


def incoming(pmid: str, title: str = "Ketamine, studied.") -> Incoming:
    return Incoming(record(pmid, title), f"<PubmedArticle>{pmid} {title}</PubmedArticle>".encode())


def ids(*pmids: str) -> tuple[RecordId, ...]:
    return tuple(record_id(pmid) for pmid in pmids)


def new(*pmids: str, run: int = 1, strategy: str = "ketamine", at: datetime.datetime = MONDAY) -> Decided:
    return Decided(run=run, at=at, strategy=strategy, new=tuple(incoming(pmid) for pmid in pmids))


def retitled(pmid: str, title: str, *, run: int = 2) -> Decided:
    return Decided(run=run, at=TUESDAY, strategy="ketamine", revised=(Revised(incoming(pmid, title), ("title",)),))


def gone(*pmids: str, run: int = 3) -> Decided:
    return Decided(run=run, at=TUESDAY, gone=tuple(Gone(identifier, "deleted by PubMed") for identifier in ids(*pmids)))


# Records


def test_an_empty_store_says_so(store: RecordStore) -> None:
    assert store.revision == 0
    assert store.counts().records == 0
    assert list(store.ids()) == []
    assert store.changes_since(0, 100) == Changes(0, 0, (), (), complete=True)


def test_a_new_record_comes_back_as_it_was_with_its_bytes(store: RecordStore) -> None:
    assert store.apply(new("7")) == 1

    (stored,) = store.get(ids("7")).values()
    assert stored.record == record("7")
    assert (stored.revision, stored.first_seen, stored.last_fetched) == (1, MONDAY, MONDAY)
    assert (stored.strategies, stored.former_strategies, stored.gone) == (("ketamine",), (), "")
    assert store.raw(record_id("7")) == incoming("7").raw


def test_get_keeps_the_order_asked_for_and_leaves_out_the_unknown(store: RecordStore) -> None:
    store.apply(new("1", "2", "3"))
    assert list(store.get(ids("3", "99", "1", "3"))) == list(ids("3", "1"))
    assert store.raw(record_id("99")) == b""


def test_more_ids_than_a_statement_has_parameters(store: RecordStore) -> None:
    pmids = [str(number) for number in range(1, 2501)]
    store.apply(new(*pmids))
    wanted = ids(*reversed(pmids))
    assert list(store.get(wanted)) == list(wanted)
    assert len(store.known(wanted)) == 2500


def test_ids_ascend_by_pmid_as_numbers(store: RecordStore) -> None:
    store.apply(new("100", "20", "3"))
    assert list(store.ids()) == list(ids("3", "20", "100"))


def test_times_in_other_zones_are_the_same_moment(store: RecordStore) -> None:
    there = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    store.apply(new("1", at=MONDAY.astimezone(there)))
    assert store.get(ids("1"))[record_id("1")].first_seen == MONDAY


# Revisions


def test_the_revision_rises_once_a_batch_and_only_for_a_change(store: RecordStore) -> None:
    assert store.apply(new("1", "2")) == 1
    assert store.apply(Decided(run=2, at=TUESDAY, strategy="ketamine", unchanged=ids("1", "2"))) == 1
    assert store.apply(Decided(run=2, at=TUESDAY, rejected=(Rejected("5", "no title", b"<x"),))) == 1
    assert store.apply(retitled("1", "Ketamine, revised.")) == 2
    assert store.apply(gone("2")) == 3
    assert store.revision == 3


def test_an_unchanged_record_was_fetched_again_and_is_otherwise_as_before(store: RecordStore) -> None:
    store.apply(new("1"))
    store.apply(Decided(run=2, at=TUESDAY, strategy="other", unchanged=ids("1")))

    stored = store.get(ids("1"))[record_id("1")]
    assert (stored.first_seen, stored.last_fetched, stored.revision) == (MONDAY, TUESDAY, 1)
    assert stored.strategies == ("ketamine", "other")
    assert len(store.history(record_id("1"))) == 1


def test_history_tells_each_change_and_what_was_before(store: RecordStore) -> None:
    store.apply(new("1"))
    store.apply(retitled("1", "Ketamine, revised."))
    store.apply(gone("1"))
    store.apply(Decided(run=4, at=TUESDAY, revised=(Revised(incoming("1", "Ketamine, revised."), ()),)))

    first, second, third, fourth = store.history(record_id("1"))
    assert [entry.kind for entry in (first, second, third, fourth)] == ["new", "revised", "gone", "returned"]
    assert [entry.revision for entry in (first, second, third, fourth)] == [1, 2, 3, 4]
    assert [entry.run for entry in (first, second, third, fourth)] == [1, 2, 3, 4]
    assert first.before is None
    assert (second.fields, second.before) == (("title",), record("1"))
    assert third.before == record("1", "Ketamine, revised.")
    assert fourth.fields == ()
    assert store.raw(record_id("1")) == incoming("1", "Ketamine, revised.").raw


def test_entries_since_a_revision_come_oldest_first(store: RecordStore) -> None:
    store.apply(new(*(str(number) for number in range(1, 1202))))
    store.apply(retitled("2", "Ketamine, revised."))
    store.apply(gone("1"))
    assert [(entry.id, entry.kind) for entry in store.entries_since(1)] == [
        (record_id("2"), "revised"),
        (record_id("1"), "gone"),
    ]
    assert len(list(store.entries_since(0))) == 1203
    assert list(store.entries_since(3)) == []


# Gone


def test_a_gone_record_stays_readable_and_leaves_the_lists(store: RecordStore) -> None:
    store.apply(new("1", "2"))
    store.apply(gone("1"))

    assert list(store.ids()) == list(ids("2"))
    assert list(store.ids(gone=True)) == list(ids("1"))
    assert list(store.fingerprints()) == list(ids("2"))
    assert store.get(ids("1"))[record_id("1")].gone == "deleted by PubMed"
    assert store.known(ids("1"))[record_id("1")].gone
    assert (store.counts().records, store.counts().gone) == (1, 1)


def test_letting_go_twice_or_of_something_unknown_changes_nothing(store: RecordStore) -> None:
    store.apply(new("1"))
    store.apply(gone("1"))
    assert store.apply(gone("1", "99")) == 2
    assert len(store.history(record_id("1"))) == 2


def test_a_record_that_returns_is_no_longer_gone(store: RecordStore) -> None:
    store.apply(new("1"))
    store.apply(gone("1"))
    assert store.apply(Decided(run=4, at=TUESDAY, revised=(Revised(incoming("1"), ()),))) == 3
    assert store.get(ids("1"))[record_id("1")].gone == ""
    assert store.changes_since(2, 10).upserts == (record("1"),)


def test_a_record_that_a_batch_both_brings_and_lets_go_is_stored_and_gone(store: RecordStore) -> None:
    # One update file may hold a citation and, at its end, the citation's deletion.
    store.apply(new("2", "3"))
    assert store.apply(dataclasses.replace(new("1", run=2), gone=gone("1").gone)) == 2
    assert store.apply(dataclasses.replace(retitled("2", "Ketamine, revised.", run=3), gone=gone("2").gone)) == 3
    assert store.apply(Decided(run=4, at=TUESDAY, unchanged=ids("3"), gone=gone("3").gone)) == 4
    again = Decided(run=5, at=TUESDAY, revised=(Revised(incoming("1"), ()),), gone=gone("1").gone)
    assert store.apply(again) == 5

    assert list(store.ids()) == []
    assert list(store.ids(gone=True)) == list(ids("1", "2", "3"))
    kinds = {pmid: [entry.kind for entry in store.history(record_id(pmid))] for pmid in ("1", "2", "3")}
    assert kinds == {
        "1": ["new", "gone", "returned", "gone"],
        "2": ["new", "revised", "gone"],
        "3": ["new", "gone"],
    }
    assert store.get(ids("2"))[record_id("2")].record == record("2", "Ketamine, revised.")
    assert store.history(record_id("2"))[-1].before == record("2", "Ketamine, revised.")
    changes = store.changes_since(0, 100)
    assert (changes.upserts, sorted(changes.removed)) == ((), list(ids("1", "2", "3")))


def test_a_gone_record_that_arrives_unchanged_stays_gone(store: RecordStore) -> None:
    # An old file that holds it again does not undo its deletion.
    store.apply(new("1"))
    store.apply(gone("1"))
    assert store.apply(Decided(run=4, at=TUESDAY, strategy="other", unchanged=ids("1"))) == 2
    stored = store.get(ids("1"))[record_id("1")]
    assert (stored.gone, stored.last_fetched, stored.revision) == ("deleted by PubMed", TUESDAY, 2)
    assert store.counts().strategies == {"ketamine": 0, "other": 0}


# All or nothing


@pytest.mark.parametrize(
    "contradiction",
    [
        Decided(run=2, at=TUESDAY, new=(incoming("5"), incoming("1"))),
        Decided(run=2, at=TUESDAY, new=(incoming("5"), incoming("5"))),
        Decided(run=2, at=TUESDAY, new=(incoming("5"),), revised=(Revised(incoming("99"), ("title",)),)),
        Decided(run=2, at=TUESDAY, new=(incoming("5"),), unchanged=ids("99")),
        Decided(run=2, at=TUESDAY, new=(incoming("5"), incoming("2"))),
        Decided(run=2, at=TUESDAY, revised=(Revised(incoming("1"), ("title",)),), unchanged=ids("1")),
        Decided(run=2, at=TUESDAY, new=(incoming("5"),), gone=(Gone(record_id("1"), "x"), Gone(record_id("1"), "y"))),
    ],
    ids=[
        "new-but-stored",
        "twice-new",
        "revised-but-unknown",
        "unchanged-but-unknown",
        "new-but-gone",
        "revised-and-unchanged",
        "twice-gone",
    ],
)
def test_a_batch_that_contradicts_the_store_is_refused_whole(store: RecordStore, contradiction: Decided) -> None:
    store.apply(new("1", "2"))
    store.apply(gone("2"))
    with pytest.raises(StoreError) as caught:
        store.apply(dataclasses.replace(contradiction, rejected=(Rejected("8", "bad", b"<x"),)))
    assert caught.value.code == "store-stale-batch"
    assert store.revision == 2
    assert list(store.ids()) == list(ids("1"))
    assert list(store.rejected()) == []


# What decisions need


def test_known_holds_what_a_decision_needs(store: RecordStore) -> None:
    store.apply(new("1"))
    known = store.known(ids("1", "99"))
    assert list(known) == list(ids("1"))
    it = known[record_id("1")]
    assert it.fingerprint == canonical.fingerprint(record("1")) == store.fingerprints()[record_id("1")]
    assert (it.version, it.revised, it.gone, it.record) == (1, datetime.date(2025, 12, 24), False, record("1"))


# Following the store


def follow(store: RecordStore, limit: int) -> tuple[dict[RecordId, Record], list[Changes]]:
    """What an engine holds that follows the store from nothing, and the steps it took."""
    held: dict[RecordId, Record] = {}
    steps = [store.changes_since(0, limit)]
    while not steps[-1].complete:
        steps.append(store.changes_since(steps[-1].upto, limit))
    for step in steps:
        held.update((it.id, it) for it in step.upserts)
        for identifier in step.removed:
            held.pop(identifier, None)
    return held, steps


@pytest.mark.parametrize("limit", [1, 3, 4, 5, 1000])
def test_whoever_follows_the_changes_holds_what_the_store_holds(store: RecordStore, limit: int) -> None:
    store.apply(new("1", "2", "3"))
    store.apply(new("4", "5"))
    store.apply(retitled("1", "Ketamine, revised."))
    store.apply(gone("2"))

    held, steps = follow(store, limit)

    assert held == {identifier: stored.record for identifier, stored in store.get(tuple(store.ids())).items()}
    assert steps[-1].upto == store.revision
    for step in steps:
        assert not {it.id for it in step.upserts} & set(step.removed)


def test_changes_never_cut_a_revision_in_two(store: RecordStore) -> None:
    store.apply(new("1", "2", "3"))
    store.apply(new("4", "5"))
    store.apply(new("6", "7", "8", "9"))

    first = store.changes_since(0, 1)
    assert (first.upto, len(first.upserts), first.complete) == (1, 3, False)
    both = store.changes_since(0, 5)
    assert (both.upto, len(both.upserts), both.complete) == (2, 5, False)
    last = store.changes_since(2, 6)
    assert (last.since, last.upto, len(last.upserts), last.complete) == (2, 3, 4, True)


def test_changes_hold_a_record_once_in_its_newest_state(store: RecordStore) -> None:
    store.apply(new("1", "2"))
    store.apply(retitled("1", "First."))
    store.apply(retitled("1", "Second."))
    changes = store.changes_since(1, 100)
    assert [it.title for it in changes.upserts] == ["Second."]


def test_a_follower_ahead_of_the_store_is_told_so(store: RecordStore) -> None:
    store.apply(new("1"))
    with pytest.raises(StoreError) as caught:
        store.changes_since(2, 100)
    assert caught.value.code == "store-behind"


# Strategies


def test_records_that_no_longer_match_are_former_members_and_stay(store: RecordStore) -> None:
    store.apply(new("1", "2"))
    store.apply(Decided(run=2, at=MONDAY, strategy="safety", unchanged=ids("1")))
    store.leave_strategy("ketamine", ids("1", "99"), run=3, at=TUESDAY)

    stored = store.get(ids("1"))[record_id("1")]
    assert (stored.strategies, stored.former_strategies) == (("safety",), ("ketamine",))
    assert list(store.ids(strategy="ketamine")) == list(ids("2"))
    assert list(store.ids()) == list(ids("1", "2"))
    assert store.counts().strategies == {"ketamine": 1, "safety": 1}
    assert store.revision == 1


def test_a_record_may_match_again(store: RecordStore) -> None:
    store.apply(new("1"))
    store.leave_strategy("ketamine", ids("1"), run=2, at=TUESDAY)
    store.apply(Decided(run=3, at=TUESDAY, strategy="ketamine", unchanged=ids("1")))
    stored = store.get(ids("1"))[record_id("1")]
    assert (stored.strategies, stored.former_strategies) == (("ketamine",), ())


def test_a_batch_of_no_strategy_leaves_memberships_alone(store: RecordStore) -> None:
    store.apply(new("1", strategy=""))
    assert store.get(ids("1"))[record_id("1")].strategies == ()
    assert store.counts().strategies == {}


def test_gone_records_are_not_counted_among_a_strategys(store: RecordStore) -> None:
    store.apply(new("1", "2"))
    store.apply(gone("1"))
    assert store.counts().strategies == {"ketamine": 1}
    assert list(store.ids(strategy="ketamine")) == list(ids("2"))
    assert list(store.ids(strategy="ketamine", gone=True)) == list(ids("1"))


# What could not be read


def test_what_could_not_be_read_is_kept_aside_with_its_bytes(store: RecordStore) -> None:
    broken, nameless = Rejected("5", "no title", b"<a>\x00\xff"), Rejected("", "no PMID", b"")
    store.apply(Decided(run=1, at=MONDAY, rejected=(broken,)))
    store.apply(Decided(run=2, at=TUESDAY, rejected=(nameless, broken)))

    assert list(store.rejected()) == [(1, broken), (2, nameless), (2, broken)]
    assert list(store.rejected(run=2)) == [(2, nameless), (2, broken)]
    assert store.counts().rejected == 2, "the same bytes again are not another rejected record"


# The run log

RUN = Run(
    id=0,
    strategy="ketamine",
    job="discover",
    started=MONDAY,
    window=DateWindow("crdt", datetime.date(2025, 12, 1), datetime.date(2026, 1, 7)),
    sent="ketamine[tiab] – “as sent”",
    source="pubmed",
    version="0.1.0",
)


def test_a_run_is_running_until_it_is_finished(store: RecordStore) -> None:
    number = store.begin_run(RUN)
    (begun,) = store.runs()
    assert begun == dataclasses.replace(RUN, id=number)
    assert begun.outcome is Outcome.RUNNING

    finished = dataclasses.replace(
        begun,
        finished=TUESDAY,
        outcome=Outcome.INCOMPLETE,
        watermark=datetime.date(2026, 1, 5),
        understood='"ketamine"[Title/Abstract]',
        source_build="Build-1",
        revision=3,
        counts=RunCounts(count=5, requested=5, returned=4, new=4, missing=1),
        warnings=(RunWarning("count-drift", "5 became 6"),),
        faults=(("rate429", 2), ("http500", 1)),
        error="one record never came",
    )
    store.finish_run(finished)
    assert store.runs() == (finished,)


def test_run_numbers_rise_and_the_log_is_newest_first(store: RecordStore) -> None:
    first = store.begin_run(RUN)
    second = store.begin_run(dataclasses.replace(RUN, strategy="safety"))
    third = store.begin_run(RUN)
    assert first < second < third
    assert [run.id for run in store.runs()] == [third, second, first]
    assert [run.id for run in store.runs(strategy="ketamine")] == [third, first]
    assert [run.id for run in store.runs(limit=2)] == [third, second]
    assert store.runs(limit=0) == ()


def test_the_last_complete_run_is_the_newest_of_these_jobs(store: RecordStore) -> None:
    def ran(job: str, outcome: Outcome, strategy: str = "ketamine", *, watermark: bool = True) -> int:
        run = dataclasses.replace(RUN, job=job, strategy=strategy)
        run = dataclasses.replace(run, id=store.begin_run(run), outcome=outcome)
        store.finish_run(dataclasses.replace(run, watermark=TUESDAY.date() if watermark else None))
        return run.id

    assert store.last_complete("ketamine", ("discover",)) is None
    ran("discover", Outcome.COMPLETE)
    wanted = ran("discover", Outcome.COMPLETE)
    full = ran("full", Outcome.COMPLETE)
    ran("discover", Outcome.INCOMPLETE)
    ran("discover", Outcome.FAILED)
    ran("discover", Outcome.COMPLETE, strategy="safety")
    ran("discover", Outcome.COMPLETE, watermark=False)  # complete for its own window, which left a gap before it
    store.begin_run(RUN)

    found = store.last_complete("ketamine", ("discover",))
    assert found is not None
    assert found.id == wanted
    either = store.last_complete("ketamine", ("discover", "full"))
    assert either is not None
    assert either.id == full
    assert store.last_complete("ketamine", ()) is None


def test_a_run_that_never_began_cannot_be_finished(store: RecordStore) -> None:
    with pytest.raises(StoreError) as caught:
        store.finish_run(dataclasses.replace(RUN, id=42))
    assert caught.value.code == "store-unknown-run"
