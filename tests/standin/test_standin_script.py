"""Days that pass: the virtual clock, the changes of a library, the faults dealt to days, the truth at any moment."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from standin_client import Client

from indexer.standin import edits, faults_library
from indexer.standin.faults import Fault, Faults, Kind, named
from indexer.standin.files import Served, read_records
from indexer.standin.grammar import QueryFailed
from indexer.standin.library import Library
from indexer.standin.script import Change, Event, FaultSchedule, Mutations, VirtualClock, truth
from indexer.standin.server import StandIn
from indexer.standin.synthetic import on_topic, written

QUERY = "(ketamine[tiab] OR esketamine[tiab]) AND depress*[tiab]"
START = datetime(2026, 11, 21, 6, tzinfo=UTC)


def grown(clock: VirtualClock, number: int = 60) -> Library:
    """A library of records on the topic, made some months ago."""
    library, dice = Library(clock.now), random.Random(7)
    for pmid in range(990_150_001, 990_150_001 + number):
        library.add(written(on_topic(pmid, dice, date(2026, 5, 4))))
    return library


def lived(seed: int, days: int = 60) -> tuple[Library, list[tuple[Event, ...]], VirtualClock]:
    clock = VirtualClock()
    library = grown(clock)
    mutations = Mutations(library, clock.now, seed)
    events = []
    for _ in range(days):
        events.append(mutations.pass_day())
        clock.advance(timedelta(days=1))
    return library, events, clock


def raw(library: Library, pmid: int) -> bytes:
    return faults_library.served(library, pmid)


# the clock


def test_only_sleeping_and_advancing_move_the_clock():
    clock = VirtualClock()
    assert (clock.now(), clock.monotonic()) == (START, 0.0)
    assert (clock.now(), clock.monotonic()) == (START, 0.0)
    clock.sleep(2.5)
    clock.advance(timedelta(days=1))
    assert clock.monotonic() == 86_402.5
    assert clock.now() == START + timedelta(days=1, seconds=2.5)
    assert clock.slept == [2.5]


def test_the_clock_does_not_go_back():
    clock = VirtualClock()
    clock.sleep(-1)
    assert clock.monotonic() == 0
    with pytest.raises(ValueError, match="back"):
        clock.advance(timedelta(seconds=-1))


# changes


def test_the_same_seed_gives_the_same_days_to_the_byte():
    one, events, clock = lived(3)
    other, same, _ = lived(3)
    assert events == same
    assert truth(one, "all[sb]", clock.now) == truth(other, "all[sb]", clock.now)
    _, different, _ = lived(4)
    assert different != events


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_everything_happens_within_20_days_and_nothing_twice_a_day_to_one_record(seed):
    _, days, _ = lived(seed)
    for block in range(0, 60, 20):
        assert {event.change for day in days[block : block + 20] for event in day} == set(Change)
    for day in days:
        touched = [pmid for event in day for pmid in (event.pmid, event.other) if pmid]
        assert len(touched) == len(set(touched))
    made = [event.pmid for day in days for event in day if event.change in (Change.ADD, Change.BACK_DATED)]
    assert min(made) >= faults_library.FIRST_PMID
    assert 40 < len(made) < 200


def find(change: Change) -> tuple[Library, Event, date, bytes]:
    """The library after the first change of a kind, the change, its day, and the record's bytes before."""
    clock = VirtualClock()
    library = grown(clock)
    mutations = Mutations(library, clock.now, 5)
    while True:
        before = {pmid: raw(library, pmid) for pmid in library.pmids()}
        for event in mutations.pass_day():
            if event.change is change:
                return library, event, clock.now().date(), before.get(event.pmid, b"")
        clock.advance(timedelta(days=1))


def finds(library: Library, query: str) -> set[int]:
    return set(truth(library, query, lambda: START))


def on(day: date, field: str) -> str:
    return f"{day:%Y/%m/%d}[{field}]"


def test_an_added_record_is_on_topic_and_new_today():
    library, event, day, before = find(Change.ADD)
    assert before == b""
    assert event.pmid in finds(library, QUERY) & finds(library, on(day, "crdt")) & finds(library, on(day, "edat"))


def test_a_back_dated_record_is_new_today_and_old_by_its_entry_date():
    library, event, day, _ = find(Change.BACK_DATED)
    old = faults_library.years_before(day, 2)
    assert event.pmid in finds(library, QUERY) & finds(library, on(day, "crdt")) & finds(library, on(old, "edat"))


@pytest.mark.parametrize(
    ("change", "holds"),
    [(Change.REVISE, b"Rewritten on"), (Change.INDEX, b"<MeshHeadingList>"), (Change.VERSION, b'Version="2"')],
)
def test_revisions_move_the_date_of_revision(change, holds):
    library, event, day, before = find(change)
    assert (holds in before, holds in raw(library, event.pmid)) == (False, True)
    assert event.pmid in finds(library, on(day, "mdat")) & finds(library, QUERY)


def test_indexing_gives_headings_and_the_status_medline():
    library, event, _, _ = find(Change.INDEX)
    assert event.pmid in finds(library, "ketamine[mh] AND depression[mh] AND humans[mh]")
    assert b'Status="MEDLINE"' in raw(library, event.pmid)


@pytest.mark.parametrize(
    ("change", "tokens"),
    [
        (Change.RETRACT, ("hasretractionin", "hasretractionof")),
        (Change.CONCERN, ("hasexpressionofconcernin", "hasexpressionofconcernfor")),
    ],
)
def test_a_notice_and_its_paper_point_at_each_other(change, tokens):
    library, event, day, _ = find(change)
    assert event.pmid in finds(library, f"{tokens[0]} AND {on(day, 'mdat')}")
    assert event.other in finds(library, f"{tokens[1]} AND {on(day, 'crdt')}")
    assert f">{event.other}</PMID>".encode() in raw(library, event.pmid)
    assert f">{event.pmid}</PMID>".encode() in raw(library, event.other)
    retracted = finds(library, "retracted publication[pt]")
    assert (event.pmid in retracted) == (change is Change.RETRACT)
    assert event.other not in retracted


def test_a_silent_revision_does_not_move_the_date():
    library, event, day, before = find(Change.SILENT)
    assert raw(library, event.pmid) != before
    assert event.pmid not in finds(library, on(day, "mdat"))


def test_what_is_deleted_is_gone_and_what_no_longer_matches_is_not():
    library, event, _, _ = find(Change.DELETE)
    assert event.pmid not in library
    library, event, _, _ = find(Change.UNMATCH)
    assert event.pmid in library
    assert event.pmid not in finds(library, QUERY)


def test_a_merged_record_leaves_its_doi_to_another():
    library, event, day, before = find(Change.MERGE)
    assert event.pmid not in library
    assert edits.doi_of(raw(library, event.other)) == edits.doi_of(before) != ""
    assert event.other in finds(library, f"{QUERY} AND {on(day, 'crdt')}")


def test_a_frozen_library_does_not_change_and_thaws():
    clock = VirtualClock()
    library = grown(clock)
    mutations = Mutations(library, clock.now, 1)
    library.frozen = True
    before = library.last_update
    clock.advance(timedelta(days=3))
    assert [mutations.pass_day() for _ in range(3)] == [(), (), ()]
    assert library.last_update == before
    library.frozen = False
    assert any(mutations.pass_day() for _ in range(3))
    assert library.last_update > before


def test_in_an_empty_library_the_first_thing_to_happen_is_a_new_record():
    clock = VirtualClock()
    library = Library(clock.now)
    mutations = Mutations(library, clock.now, 1)
    events: list[Event] = []
    while not events:
        events.extend(mutations.pass_day())
    assert events[0].change in (Change.ADD, Change.BACK_DATED)
    assert len(library) > 0


# edits


def test_edits_keep_the_order_of_the_dtd_and_the_rest_of_the_record(records_file):
    for found in read_records(records_file):
        assert isinstance(found, Served)
        if b"PubmedBookArticle" in found.raw:
            continue
        made = edits.indexed(edits.linked(edits.revised(found.raw, START.date()), "ErratumIn", "X", 1), START.date())
        places = [made.find(f"<{name}".encode()) for name in edits._ORDER if f"<{name}".encode() in made]
        assert places == sorted(places)
        assert edits.title_of(made) == edits.title_of(found.raw)
        assert edits.is_linked(made, "ErratumIn")
        assert made.count(b"<MeshHeadingList>") == made.count(b"<CommentsCorrectionsList>") == 1


# truth


def test_the_truth_is_what_the_server_serves(shared_client):
    library = shared_client.server.library
    for query in ("ketamine[tiab]", "all[sb]", "depress* AND 2019:2026[dp]", "nothinglikeit[ti]"):
        found = truth(library, query, lambda: START)
        listed = shared_client.search(query)
        assert [str(pmid) for pmid in sorted(found)] == sorted(listed["idlist"], key=int)
        assert list(found) == sorted(found)
    for pmid, fingerprint in truth(library, "all[sb]", lambda: START).items():
        assert hashlib.sha256(raw(library, pmid)).hexdigest() == fingerprint
        assert raw(library, pmid) in shared_client.get("efetch", id=pmid).body
    with pytest.raises(QueryFailed):
        truth(library, "((ketamine", lambda: START)


def test_the_truth_follows_the_library():
    clock = VirtualClock()
    library = grown(clock, 3)
    before = truth(library, QUERY, clock.now)
    faults_library.change_silently(library, (990_150_002,), clock.now().date())
    after = truth(library, QUERY, clock.now)
    assert [pmid for pmid in before if before[pmid] != after[pmid]] == [990_150_002]
    library.delete(990_150_003)
    assert set(truth(library, QUERY, clock.now)) == {990_150_001, 990_150_002}


# faults by day


@pytest.mark.parametrize("seed", range(5))
def test_every_fault_comes_within_60_days_and_at_most_four_a_day(seed):
    schedule = FaultSchedule(seed)
    days = [schedule.of(day) for day in range(60)]
    assert all(len(day) <= 4 for day in days)
    assert any(not day for day in days)
    met = Counter(planned.fault.name for day in days for planned in day)
    assert set(met) == {fault.name for fault in FaultSchedule.FAULTS}
    assert all(planned.endpoint in planned.fault.endpoints for day in days for planned in day)


def test_the_schedule_follows_from_its_seed_and_goes_on_after_its_days():
    assert [FaultSchedule(1).of(day) for day in (70, 3)] == [FaultSchedule(1).of(day) for day in (70, 3)]
    assert [FaultSchedule(1).of(day) for day in range(60)] != [FaultSchedule(2).of(day) for day in range(60)]
    assert [FaultSchedule(1).of(day) for day in range(60)] != [FaultSchedule(1).of(day) for day in range(60, 120)]


def test_only_faults_that_pass_or_can_be_isolated_are_dealt():
    kinds = {fault.kind for fault in FaultSchedule.FAULTS}
    assert kinds == {Kind.TRANSIENT, Kind.POISON}
    names = {fault.name for fault in FaultSchedule.FAULTS}
    assert not names & {"blocked", "badkey", "zero-hits", "redirect302", "syntax"}
    assert names >= {"rate429", "reset", "stall", "slow-drip", "rate429-forever", "bad-utf8", "entities"}


def test_too_few_days_are_refused():
    with pytest.raises(ValueError, match="too few"):
        FaultSchedule(1, days=3)


def test_the_faults_of_a_day_are_pushed_and_happen():
    schedule = FaultSchedule(1)
    day = next(day for day in range(60) if schedule.of(day))
    faults = Faults()
    planned = schedule.push(day, faults)
    assert len(faults) == len(planned)
    for _ in range(40):
        for endpoint in ("esearch", "efetch", "einfo"):
            faults.next_for(endpoint)
    assert faults.happened == Counter({one.fault.name: one.times for one in planned})
    assert len(faults) == 0


def test_a_fault_of_ours_is_counted_by_name():
    with StandIn(library=grown(VirtualClock(), 1)) as server:
        server.faults.push("esearch", Fault("of-ours", named("http500").mark, named("http500").act), times=2)
        assert [Client(server).get("esearch", term=QUERY).status for _ in range(3)] == [500, 500, 200]
        assert server.faults.happened == {"of-ours": 2}
