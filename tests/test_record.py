"""What a record says of itself, its canonical form and its fingerprint."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given

from indexer.canonical import changed_fields, fingerprint, from_json, to_json
from indexer.record import (
    AbstractSection,
    Author,
    Correction,
    History,
    PartialDate,
    PublicationType,
    Record,
    Status,
    record_id,
)
from tests.strategies import records

PLAIN = Record(record_id("1"), "1")


@given(records())
def test_a_record_survives_its_canonical_form(record: Record) -> None:
    assert from_json(to_json(record)) == record


def test_the_canonical_form_leaves_out_what_is_empty() -> None:
    assert to_json(PLAIN) == '{"id":"pmid:1","pmid":"1"}'


def test_every_field_changes_the_fingerprint() -> None:
    changes = {
        "title": "T", "version": 2, "doi": "10.5555/x", "languages": ("eng",), "published": PartialDate(2020),
        "abstract": (AbstractSection("x"),), "authors": (Author("a"),), "authors_complete": False,
        "history": History(revised=datetime.date(2020, 1, 1)),
    }  # fmt: skip
    prints = {fingerprint(dataclasses.replace(PLAIN, **{name: value})) for name, value in changes.items()}  # type: ignore[arg-type]
    assert len(prints | {fingerprint(PLAIN)}) == len(changes) + 1
    for name, value in changes.items():
        assert changed_fields(PLAIN, dataclasses.replace(PLAIN, **{name: value})) == (name,)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "[]", "null", '{"id":"pmid:1"}', '{"id":"pmid:1","pmid":"1","unknown":1}'])
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(text)


@pytest.mark.parametrize(
    ("kinds", "types", "status"),
    [
        ((), (), Status.CURRENT),
        (("RetractionIn",), (), Status.RETRACTED),
        ((), ("Retracted Publication",), Status.RETRACTED),
        (("RetractionOf",), (), Status.NOTICE),
        ((), ("Retraction of Publication",), Status.NOTICE),
        ((), ("Retraction Notice",), Status.NOTICE),
        (("RetractionIn", "RetractionOf"), (), Status.RETRACTED),
        (("ExpressionOfConcernIn",), (), Status.CONCERN),
        (("ExpressionOfConcernFor",), (), Status.NOTICE),
        (("ErratumIn",), (), Status.CORRECTED),
        (("ErratumFor",), (), Status.NOTICE),
        (("ErratumIn", "RetractionIn"), (), Status.RETRACTED),
        (("CommentIn", "CommentOn", "Cites"), (), Status.CURRENT),
    ],
)
def test_status(kinds: tuple[str, ...], types: tuple[str, ...], status: Status) -> None:
    record = dataclasses.replace(
        PLAIN,
        corrections=tuple(Correction(kind) for kind in kinds),
        publication_types=tuple(PublicationType(name) for name in types),
    )
    assert record.status is status


@pytest.mark.parametrize(
    ("date", "text", "first"),
    [
        (PartialDate(2019), "2019", datetime.date(2019, 1, 1)),
        (PartialDate(2019, 3), "2019-03", datetime.date(2019, 3, 1)),
        (PartialDate(2019, 3, 4), "2019-03-04", datetime.date(2019, 3, 4)),
        (PartialDate(None, raw="Spring"), "Spring", None),
    ],
)
def test_partial_dates_invent_nothing(date: PartialDate, text: str, first: datetime.date | None) -> None:
    assert str(date) == text
    assert date.first_day() == first


def test_demonstration_records_are_told_by_their_number() -> None:
    assert Record(record_id("990000001"), "990000001").is_demonstration
    assert not Record(record_id("41000000"), "41000000").is_demonstration
