"""What a digest says happened: one place for each record, the net change of a period, and what is not known."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.digest import Change, Digest, Place, what_changed
from indexer.errors import UsageError
from indexer.record import AbstractSection, Correction, History, PublicationType, Record, Status
from indexer.runs import Outcome
from indexer.store.interface import RevisionEntry
from indexer.store.sqlite import SqliteStore
from tests.digests import FIRST_DAY, MOOD, SLEEP, Story, changed, created, record, told

RETRACTED = PublicationType("Retracted Publication")
LATER = FIRST_DAY + datetime.timedelta(days=10, hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with created(tmp_path) as store:
        yield store


@pytest.fixture
def story(store: SqliteStore) -> Story:
    return Story(store)


def places(digest: Digest) -> dict[str, list[int]]:
    """Which fictional records stand where, by their numbers."""
    found: dict[str, list[int]] = {}
    for item in digest.items:
        found.setdefault(item.place.value, []).append(int(item.record.pmid) - 990_000_000)
    return found


def after(store: SqliteStore, story: Story, before: tuple[Record, ...], now: tuple[Record, ...]) -> Digest:
    """The digest of one run that serves `now`, where an earlier one had served `before`."""
    with story.run(0) as batch:
        batch.serve(*before)
    with story.run(1) as batch:
        batch.serve(*now)
    return what_changed(store, 1)


class TestPlaces:
    def test_every_record_of_a_full_story_stands_in_one_place(self, tmp_path: Path) -> None:
        digest = told(tmp_path)
        assert places(digest) == {
            "retracted": [1, 23], "concern": [2], "corrected": [3], "new": [24, 22, 21, 20], "returned": [8],
            "gone": [7, 25], "revised": [4], "dates_only": [5], "reverted": [6],
        }  # fmt: skip
        assert [item.stored.record.pmid for item in digest.announced] == ["990000009"]
        assert digest.has_demonstrations

    def test_retraction_weighs_more_than_being_new_or_gone(self, store: SqliteStore, story: Story) -> None:
        found_so = record(1, publication_types=(RETRACTED,))
        becomes = record(2)
        with story.run(0) as batch:
            batch.serve(becomes)
        with story.run(1) as batch:
            batch.serve(found_so, changed(becomes, publication_types=(RETRACTED,)))
            batch.delete(becomes)
        items = {item.record.pmid[-1]: item for item in what_changed(store, 1).of(Place.RETRACTED)}
        assert items["1"].change is Change.NEW
        assert items["2"].change is Change.GONE

    def test_what_was_retracted_before_is_not_news(self, store: SqliteStore, story: Story) -> None:
        old = record(1, publication_types=(RETRACTED,))
        digest = after(store, story, (old,), (changed(old, title="Another title"),))
        assert places(digest) == {"revised": [1]}

    def test_a_withdrawn_retraction_is_a_revision(self, store: SqliteStore, story: Story) -> None:
        old = record(1, publication_types=(RETRACTED,))
        digest = after(store, story, (old,), (changed(old, publication_types=()),))
        assert places(digest) == {"revised": [1]}

    @pytest.mark.parametrize(
        ("kind", "place"),
        [
            ("RetractionIn", "retracted"), ("RetractedandRepublishedIn", "retracted"),
            ("ExpressionOfConcernIn", "concern"), ("ErratumIn", "corrected"), ("UpdateIn", "corrected"),
            ("CommentIn", "revised"), ("ErratumFor", "revised"),
        ],
    )  # fmt: skip
    def test_links_and_what_they_make_of_a_record(
        self, store: SqliteStore, story: Story, kind: str, place: str
    ) -> None:
        old = record(1)
        digest = after(store, story, (old,), (changed(old, corrections=(Correction(kind, "J. 2026"),)),))
        assert places(digest) == {place: [1]}

    def test_a_second_erratum_is_a_correction_again(self, store: SqliteStore, story: Story) -> None:
        first, second = Correction("ErratumIn", "J. 2025"), Correction("ErratumIn", "J. 2026")
        old = record(1, corrections=(first,))
        digest = after(store, story, (old,), (changed(old, corrections=(first, second)),))
        assert places(digest) == {"corrected": [1]}

    def test_an_erratum_does_not_soften_a_retraction(self, store: SqliteStore, story: Story) -> None:
        old = record(1)
        links = (Correction("ErratumIn", "J. 2026"), Correction("RetractionIn", "J. 2026"))
        digest = after(store, story, (old,), (changed(old, corrections=links),))
        assert places(digest) == {"retracted": [1]}

    def test_a_notice_of_a_record_that_is_marked_already_announces_nothing(
        self, store: SqliteStore, story: Story
    ) -> None:
        old = record(1)
        notice = record(2, corrections=(Correction("RetractionOf", pmid=old.pmid),))
        digest = after(store, story, (old,), (notice, changed(old, publication_types=(RETRACTED,))))
        assert digest.announced == ()
        assert places(digest) == {"retracted": [1], "new": [2]}

    def test_a_notice_of_a_record_that_is_not_here_announces_nothing(self, store: SqliteStore, story: Story) -> None:
        notice = record(2, corrections=(Correction("RetractionOf", pmid="990000099"),))
        assert after(store, story, (), (notice,)).announced == ()


class TestNetChange:
    def test_several_changes_are_one_from_first_to_last(self, store: SqliteStore, story: Story) -> None:
        first = record(1, "First")
        with story.run(0) as batch:
            batch.serve(first)
        for day, title in ((1, "Second"), (2, "Third")):
            with story.run(day) as batch:
                batch.serve(changed(first, title=title))
        (item,) = what_changed(store, 1).items
        assert item.before is not None
        assert (item.before.title, item.record.title, item.steps) == ("First", "Third", ("revised", "revised"))
        assert item.at == FIRST_DAY + datetime.timedelta(days=2)

    def test_new_and_revised_is_new(self, store: SqliteStore, story: Story) -> None:
        with story.run(0) as batch:
            batch.serve(record(1))
        with story.run(1) as batch:
            batch.serve(record(1, "Revised at once"))
        (item,) = what_changed(store, 0).items
        assert (item.place, item.before, item.steps) == (Place.NEW, None, ("new", "revised"))

    def test_new_and_gone_is_gone_and_says_so(self, store: SqliteStore, story: Story) -> None:
        with story.run(0) as batch:
            batch.serve(record(1))
            batch.delete(record(1))
        (item,) = what_changed(store, 0).items
        assert (item.place, item.before, item.steps) == (Place.GONE, None, ("new", "gone"))
        assert item.stored.gone == "deleted by PubMed"

    def test_gone_and_back_within_the_period_changed_nothing(self, store: SqliteStore, story: Story) -> None:
        with story.run(0) as batch:
            batch.serve(record(1))
        with story.run(1) as batch:
            batch.delete(record(1))
            batch.serve(record(1))
        (item,) = what_changed(store, 1).items
        assert (item.place, item.steps) == (Place.REVERTED, ("gone", "returned"))

    def test_only_pubmed_s_dates(self, store: SqliteStore, story: Story) -> None:
        dates = History(revised=datetime.date(2026, 11, 2))
        digest = after(store, story, (record(1), record(2)), (
            record(1, history=dates), record(2, history=dates, abstract=(AbstractSection("More."),)),
        ))  # fmt: skip
        assert places(digest) == {"dates_only": [1], "revised": [2]}

    def test_a_refresh_that_writes_meanwhile_is_not_in_the_digest(
        self, store: SqliteStore, story: Story, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with story.run(0) as batch:
            batch.serve(record(1, "As it was"))
        read_entries = SqliteStore.entries_since

        def and_then_written(self: SqliteStore, revision: int) -> Iterator[RevisionEntry]:
            with story.run(1) as batch:
                batch.serve(record(1, "As it is", publication_types=(RETRACTED,)), record(2))
            return read_entries(self, revision)

        monkeypatch.setattr(SqliteStore, "entries_since", and_then_written)
        digest = what_changed(store, 0)
        (item,) = digest.items
        assert (item.record.title, item.place, digest.revision) == ("As it was", Place.NEW, 1)
        assert store.revision == 2


class TestPeriod:
    def test_after_a_run(self, store: SqliteStore, story: Story) -> None:
        for day in range(3):
            with story.run(day) as batch:
                batch.serve(record(day + 1))
        assert places(what_changed(store, 0)) == {"new": [3, 2, 1]}
        assert places(what_changed(store, 1)) == {"new": [3, 2]}
        assert places(what_changed(store, 2)) == {"new": [3]}
        nothing = what_changed(store, 3)
        assert (nothing.items, nothing.runs, nothing.since.revision) == ((), (), 3)

    def test_since_a_day(self, store: SqliteStore, story: Story) -> None:
        for day in range(3):
            with story.run(day) as batch:
                batch.serve(record(day + 1))
        digest = what_changed(store, FIRST_DAY.date() + datetime.timedelta(days=1))
        assert places(digest) == {"new": [3, 2]}
        assert [run.id for run in digest.runs] == [2, 3]
        assert (digest.since.revision, digest.since.run) == (1, 1)
        assert len(what_changed(store, datetime.date(2000, 1, 1)).items) == 3
        assert what_changed(store, datetime.date(2026, 12, 1)).items == ()

    def test_a_run_across_midnight_counts_from_midnight(self, store: SqliteStore, story: Story) -> None:
        with story.run(0, minute=18 * 60 - 1, job="full") as batch:  # 06:00 and 17 h 59 min; it ends at midnight
            batch.serve(record(1))
        digest = what_changed(store, FIRST_DAY.date() + datetime.timedelta(days=1))
        assert [run.id for run in digest.runs] == [1]
        assert digest.items == ()

    def test_by_default_the_last_refresh_with_all_its_runs(self, store: SqliteStore, story: Story) -> None:
        with story.run(0, job="full") as batch:
            batch.serve(record(1))
        for minute, strategy in enumerate(("mood", "sleep")):
            with story.run(1, strategy, minute=minute) as batch:
                batch.serve(record(2 + minute))
        digest = what_changed(store)
        assert digest.since.run == 1
        assert places(digest) == {"new": [3, 2]}

    def test_a_fruitless_refresh_before_it_is_told_with_it(self, store: SqliteStore, story: Story) -> None:
        story.quiet(0)
        with story.run(1, outcome=Outcome.INCOMPLETE) as batch:
            batch.serve(record(1))
        story.quiet(2)
        digest = what_changed(store)
        assert digest.since.run == 1
        assert places(digest) == {"new": [1]}
        assert digest.incomplete == ()

    def test_a_failure_after_it_is_told_with_it(self, store: SqliteStore, story: Story) -> None:
        story.quiet(0)
        with story.run(1) as batch:
            batch.serve(record(1))
        with story.run(2, outcome=Outcome.FAILED, error="no reply"):
            pass
        digest = what_changed(store)
        assert digest.since.run == 1
        assert places(digest) == {"new": [1]}
        assert [unknown.name for unknown in digest.incomplete] == ["mood"]

    def test_what_a_run_stored_before_it_died_is_told_once(self, store: SqliteStore, story: Story) -> None:
        story.quiet(0)
        with story.run(1, outcome=Outcome.RUNNING) as batch:
            batch.serve(record(1))
        with story.run(2) as batch:
            batch.serve(record(2))
        assert places(what_changed(store, 1)) == {"new": [2, 1]}
        assert places(what_changed(store, 2)) == {"new": [2]}

    @pytest.mark.parametrize("number", [4, 99])
    def test_an_unknown_run_is_an_error(self, store: SqliteStore, story: Story, number: int) -> None:
        for day in range(3):
            story.quiet(day)
        with pytest.raises(UsageError, match=f"no run {number}: the newest is 3"):
            what_changed(store, number)

    def test_nothing_ever_ran(self, store: SqliteStore) -> None:
        with pytest.raises(UsageError, match="nothing has ever run"):
            what_changed(store)


class TestWhatIsNotKnown:
    def test_a_failed_run_is_never_nothing_new(self, store: SqliteStore, story: Story) -> None:
        story.quiet(0, job="full")
        with story.run(1, outcome=Outcome.FAILED, error="no reply"):
            pass
        digest = what_changed(store, 1)
        (unknown,) = digest.incomplete
        assert digest.empty
        assert unknown.run is not None
        assert unknown.last_complete is not None
        assert (unknown.name, unknown.run.id, unknown.last_complete.id) == ("mood", 2, 1)

    @pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.INCOMPLETE, Outcome.RUNNING])
    def test_a_later_run_of_the_same_job_makes_good(self, store: SqliteStore, story: Story, outcome: Outcome) -> None:
        with story.run(0, outcome=outcome):
            pass
        story.quiet(1, job="revise")
        assert [unknown.name for unknown in what_changed(store, 0).incomplete] == ["mood"]
        story.quiet(2)
        assert what_changed(store, 0).incomplete == ()

    def test_a_full_harvest_makes_everything_good(self, store: SqliteStore, story: Story) -> None:
        for day, job in enumerate(("discover", "revise")):
            with story.run(day, job=job, outcome=Outcome.FAILED):
                pass
        story.quiet(2, job="full")
        assert what_changed(store, 0).incomplete == ()

    def test_a_gap_from_before_the_period_stays_a_gap(self, store: SqliteStore, story: Story) -> None:
        with story.run(0, outcome=Outcome.FAILED):
            pass
        story.quiet(1, job="revise")
        assert [unknown.name for unknown in what_changed(store, 1).incomplete] == ["mood"]

    def test_who_was_not_asked_is_overdue_or_not_due(self, store: SqliteStore, story: Story) -> None:
        story.quiet(0)
        story.quiet(0, "sleep", minute=1)
        story.quiet(3)
        early, late = (FIRST_DAY + datetime.timedelta(days=days) for days in (5, 9))
        digest = what_changed(store, 2, strategies=(MOOD, SLEEP), now=early)
        assert [unknown.name for unknown in digest.unasked] == ["sleep"]
        assert digest.incomplete == ()
        digest = what_changed(store, 2, strategies=(MOOD, SLEEP), now=late)
        assert [unknown.name for unknown in digest.incomplete] == ["sleep"]

    def test_a_scheduler_that_died_is_noticed(self, store: SqliteStore, story: Story) -> None:
        story.quiet(0)
        digest = what_changed(store, 1, strategies=(MOOD,), now=FIRST_DAY + datetime.timedelta(days=30))
        (unknown,) = digest.incomplete
        assert (digest.runs, unknown.run) == ((), None)

    def test_a_strategy_that_never_ran_is_named_without_alarm(self, store: SqliteStore, story: Story) -> None:
        story.quiet(0)
        digest = what_changed(store, 0, strategies=(MOOD, SLEEP), now=LATER)
        assert [(unknown.name, unknown.last_complete) for unknown in digest.unasked] == [("sleep", None)]
        assert digest.incomplete == ()

    def test_half_an_import_is_incomplete(self, store: SqliteStore, story: Story) -> None:
        story.quiet(0)
        with story.run(1, "", "import", outcome=Outcome.INCOMPLETE, source="half.xml", error="cut off"):
            pass
        (unknown,) = what_changed(store, 0).incomplete
        assert unknown.name == "half.xml"


def test_the_same_store_gives_the_same_digest(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert told(tmp_path / "a") == told(tmp_path / "b")


def test_a_concern_that_becomes_a_retraction_is_told_as_one(store: SqliteStore, story: Story) -> None:
    old = record(1, corrections=(Correction("ExpressionOfConcernIn", "J. 2025"),))
    (item,) = after(store, story, (old,), (changed(old, publication_types=(RETRACTED,)),)).of(Place.RETRACTED)
    assert item.before is not None
    assert item.before.status is Status.CONCERN
