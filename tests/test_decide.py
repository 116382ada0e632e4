"""What is to be done with a batch, decided purely."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from indexer.canonical import fingerprint
from indexer.changes import Deleted, Incoming, Known, Parsed, Rejected
from indexer.decide import Decision, decide
from indexer.record import History, PublicationType, Record, RecordId, record_id

AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def record(pmid: str = "1", *, title: str = "A", version: int = 1, revised: str = "2020-01-01") -> Record:
    day = datetime.date.fromisoformat(revised)
    return Record(record_id(pmid), pmid, title=title, version=version, history=History(revised=day))


def incoming(*records: Record) -> list[Parsed]:
    return [Incoming(one, b"<x/>") for one in records]


def known(*records: Record, gone: bool = False) -> dict[RecordId, Known]:
    return {
        one.id: Known(fingerprint(one), one.version, one.history.revised, gone, one) for one in records
    }  # fmt: skip


def outcome(decision: Decision) -> dict[str, int]:
    counts = dataclasses.asdict(decision.counts)
    return {name: number for name, number in counts.items() if number and name != "returned"}


def decided(items: list[Parsed], stored: dict[RecordId, Known], **options: bool) -> dict[str, int]:
    decision = decide(items, stored, run=1, at=AT, **options)  # type: ignore[arg-type]
    counts = decision.counts
    assert counts.returned == counts.new + counts.revised + counts.unchanged + counts.superseded + counts.rejected
    assert len(items) == counts.returned + counts.duplicates + counts.deleted
    return outcome(decision)


def test_an_unknown_record_is_new() -> None:
    assert decided(incoming(record()), {}) == {"new": 1}


def test_the_same_record_again_is_unchanged() -> None:
    assert decided(incoming(record()), known(record())) == {"unchanged": 1}


def test_other_content_is_a_revision_even_when_the_revision_date_did_not_move() -> None:
    decision = decide(incoming(record(title="B")), known(record()), run=1, at=AT)
    assert [change.fields for change in decision.decided.revised] == [("title",)]


@pytest.mark.parametrize("older", [{"revised": "2019-12-31"}, {"version": 0}])
def test_an_older_state_changes_nothing(older: dict[str, object]) -> None:
    assert decided(incoming(record(title="B", **older)), known(record())) == {"superseded": 1}  # type: ignore[arg-type]


def test_of_two_versions_in_one_batch_the_higher_is_kept_whatever_their_order() -> None:
    low, high = record(version=2, title="B"), record(version=3, title="C")
    for batch in ((low, high), (high, low)):
        decision = decide(incoming(*batch), {}, run=1, at=AT)
        assert [item.record.title for item in decision.decided.new] == ["C"]
        assert outcome(decision) == {"new": 1, "duplicates": 1}


def test_what_cannot_be_read_is_kept_aside() -> None:
    assert decided([Rejected("", "no PMID", b"<PubmedArticle/>")], {}) == {"rejected": 1}


def test_a_deletion_lets_a_stored_record_go_and_is_counted_for_an_unknown_one() -> None:
    assert decided([Deleted("1"), Deleted("2")], known(record("1"))) == {"gone": 1, "deleted": 2}


def test_a_record_and_its_deletion_in_one_file_leave_it_gone() -> None:
    decision = decide([*incoming(record("1")), Deleted("1")], {}, run=1, at=AT, from_file=True)
    assert [gone.id for gone in decision.decided.gone] == [record_id("1")]


def test_an_old_file_does_not_bring_back_what_pubmed_deleted() -> None:
    assert decided(incoming(record()), known(record(), gone=True), from_file=True) == {"unchanged": 1}
    other = incoming(record(title="B"))
    assert decided(other, known(record(), gone=True), from_file=True) == {"superseded": 1}


def test_a_newer_file_or_pubmed_itself_brings_it_back() -> None:
    newer = incoming(record(revised="2021-01-01"))
    assert decided(newer, known(record(), gone=True), from_file=True) == {"revised": 1}
    assert decided(incoming(record()), known(record(), gone=True)) == {"revised": 1}


def test_a_lossy_format_revises_only_by_a_later_date() -> None:
    same_day, later = incoming(record(title="B")), incoming(record(title="B", revised="2020-01-02"))
    assert decided(same_day, known(record()), from_file=True, lossy=True) == {"superseded": 1}
    assert decided(later, known(record()), from_file=True, lossy=True) == {"revised": 1}


def test_a_retraction_is_counted_when_it_is_news() -> None:
    retracted = dataclasses.replace(record(), publication_types=(PublicationType("Retracted Publication"),))
    assert decided(incoming(retracted), known(record()))["retracted"] == 1
    assert decided(incoming(retracted), {})["retracted"] == 1
    assert "retracted" not in decided(incoming(retracted), known(retracted))


def test_a_full_harvest_is_believed_even_when_it_serves_something_older() -> None:
    older = incoming(record(title="B", revised="2019-12-31"))
    assert decided(older, known(record()), authoritative=True) == {"revised": 1}
