"""PubMed's word on retractions beside others': what agrees, what differs, and what nobody knows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

import pytest
from fakes import MemoryStore

from indexer.changes import Decided, Gone, Incoming
from indexer.errors import SourceUnreachable
from indexer.external import Answer, Answered, Asked, ExternalStatus, Nature, NotAnswered
from indexer.record import Correction, PublicationType, Record, record_id
from indexer.retraction_check import (
    Agreement,
    Comparison,
    OnlyElsewhere,
    OnlyPubMed,
    SourceCheck,
    Standing,
    Unknown,
    ask_source,
    compare,
    compared,
    label,
    standing,
)
from indexer.runs import Progress
from indexer.store.interface import StoredRecord

NOW = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=1)


def record(pmid: str = "1", *, retracted: bool = False, concern: bool = False, notice: bool = False) -> Record:
    types = [PublicationType("Retraction of Publication")] * notice + [
        PublicationType("Retracted Publication")
    ] * retracted
    links = (Correction("ExpressionOfConcernIn"),) if concern else ()
    return Record(
        record_id(pmid), pmid, f"Study {pmid}", doi=f"10.5555/{pmid}", publication_types=tuple(types), corrections=links
    )


def status(
    nature: Nature = Nature.RETRACTION,
    day: str = "2023-04-22",
    *,
    source: str = "crossref",
    by: str = "publisher",
    notice: str = "10.5555/n",
) -> ExternalStatus:
    if nature is Nature.NONE:
        return ExternalStatus(source, nature, NOW)
    date = datetime.date.fromisoformat(day) if day else None
    return ExternalStatus(source, nature, NOW, by, date, notice)


def stored(it: Record, *external: ExternalStatus) -> StoredRecord:
    return StoredRecord(it, 1, NOW, NOW, external=external)


def only(it: Record, *external: ExternalStatus) -> Comparison:
    (comparison,) = compare(stored(it, *external))
    return comparison


# Comparing


def test_both_say_retracted() -> None:
    assert only(record(retracted=True), status()) == Agreement(
        record_id("1"), "crossref", Standing.RETRACTED, (status(),)
    )


def test_neither_does() -> None:
    said = only(record(), status(Nature.NONE))
    assert isinstance(said, Agreement)
    assert said.standing is Standing.CLEAR


@pytest.mark.parametrize(
    ("nature", "expected"),
    [
        (Nature.RETRACTION, Standing.RETRACTED),
        (Nature.PARTIAL_RETRACTION, Standing.PARTLY_RETRACTED),
        (Nature.CONCERN, Standing.CONCERN),
    ],
)
def test_only_the_other_source_does(nature: Nature, expected: Standing) -> None:
    said = only(record(), status(nature))
    assert isinstance(said, OnlyElsewhere)
    assert (said.pubmed, said.elsewhere) == (Standing.CLEAR, expected)


@pytest.mark.parametrize("nature", [Nature.CORRECTION, Nature.OTHER, Nature.REINSTATEMENT])
def test_other_notices_are_no_disagreement(nature: Nature) -> None:
    assert isinstance(only(record(), status(nature)), Agreement)


def test_a_concern_in_pubmed_and_a_retraction_elsewhere_differ() -> None:
    said = only(record(concern=True), status())
    assert isinstance(said, OnlyElsewhere)
    assert said.pubmed is Standing.CONCERN


def test_only_pubmed_does() -> None:
    said = only(record(retracted=True), status(Nature.NONE))
    assert isinstance(said, OnlyPubMed)
    assert not said.reinstated


def test_a_work_reinstated_elsewhere_differs_from_pubmed_and_says_so() -> None:
    said = only(record(retracted=True), status(day="2020-01-01"), status(Nature.REINSTATEMENT, "2021-01-01"))
    assert isinstance(said, OnlyPubMed)
    assert said.reinstated


def test_unknown_is_not_sound() -> None:
    reasons = {"crossref": {record_id("1"): "PubMed gives no DOI for it"}}
    (said,) = compare(stored(record()), ("crossref",), reasons)
    assert said == Unknown(record_id("1"), "crossref", Standing.CLEAR, "PubMed gives no DOI for it")
    (silent,) = compare(stored(record()), ("crossref",))
    assert isinstance(silent, Unknown)
    assert compare(stored(record())) == ()


def test_every_source_is_compared_for_itself() -> None:
    said = compare(stored(record(), status(), status(Nature.NONE, source="retraction-watch")))
    assert [type(one) for one in said] == [OnlyElsewhere, Agreement]


def test_a_notice_kept_under_the_works_own_doi_is_not_retracted_by_itself() -> None:
    notice, work = record(notice=True), record()
    own = status(notice="10.5555/1")
    assert isinstance(only(notice, own), Agreement)
    assert isinstance(only(work, own), OnlyElsewhere), "a retraction in the article's own place is one"


@pytest.mark.parametrize(
    ("notices", "expected"),
    [
        ([], Standing.CLEAR),
        ([(Nature.RETRACTION, "2020-01-01"), (Nature.REINSTATEMENT, "2021-01-01")], Standing.CLEAR),
        ([(Nature.REINSTATEMENT, "2021-01-01"), (Nature.RETRACTION, "2020-01-01")], Standing.CLEAR),
        ([(Nature.RETRACTION, "2020-01-01"), (Nature.REINSTATEMENT, "2020-01-01")], Standing.CLEAR),
        ([(Nature.REINSTATEMENT, "2020-01-01"), (Nature.RETRACTION, "2021-01-01")], Standing.RETRACTED),
        ([(Nature.RETRACTION, ""), (Nature.REINSTATEMENT, "2021-01-01")], Standing.RETRACTED),
        ([(Nature.RETRACTION, "2020-01-01"), (Nature.REINSTATEMENT, "")], Standing.RETRACTED),
        ([(Nature.CONCERN, "2019-01-01"), (Nature.RETRACTION, "2020-01-01")], Standing.RETRACTED),
        (
            [(Nature.RETRACTION, "2020-01-01"), (Nature.REINSTATEMENT, "2021-01-01"), (Nature.CONCERN, "2022-01-01")],
            Standing.CONCERN,
        ),
    ],
)
def test_what_notices_come_to_together(notices: list[tuple[Nature, str]], expected: Standing) -> None:
    assert standing([status(nature, day) for nature, day in notices]) is expected


def test_the_label_names_the_sources_and_says_that_pubmed_does_not() -> None:
    watch = status(source="retraction-watch", by="retraction-watch")
    passed_on = status(by="retraction-watch")
    assert label(stored(record(), status())) == "retracted according to Crossref (not in PubMed)"
    assert label(stored(record(), watch)) == "retracted according to Retraction Watch (not in PubMed)"
    assert label(stored(record(), passed_on)) == ("retracted according to Crossref/Retraction Watch (not in PubMed)")
    assert label(stored(record(), status(), watch)) == (
        "retracted according to Crossref and Retraction Watch (not in PubMed)"
    )
    assert label(stored(record(), status(Nature.CONCERN), watch)) == (
        "retracted according to Retraction Watch (not in PubMed)"
    ), "the worst is said"
    assert label(stored(record(retracted=True), status())) == ""
    assert label(stored(record(), status(Nature.NONE))) == ""
    assert label(stored(record())) == ""


# Asking


class Scripted:
    """A source that answers from a table, and fails when it meets a certain PMID."""

    name = "crossref"

    def __init__(self, fails_at: str = "") -> None:
        self.fails_at = fails_at
        self.retracted: set[str] = set()
        self.silent: set[str] = set()
        self.asked: list[str] = []

    def ask(self, asked: Sequence[Asked]) -> Iterator[Answer]:
        for one in asked:
            self.asked.append(one.pmid)
            if one.pmid == self.fails_at:
                raise SourceUnreachable("Crossref fell silent")
            if one.pmid in self.silent:
                yield NotAnswered(one.id, "unheard of")
            else:
                nature = Nature.RETRACTION if one.pmid in self.retracted else Nature.NONE
                yield Answered(one.id, (status(nature),))


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    fresh = tuple(Incoming(record(str(number), retracted=number == 3), b"x") for number in range(1, 601))
    store.apply(Decided(run=1, at=NOW, new=fresh))
    return store


def ask(store: MemoryStore, source: Scripted) -> SourceCheck:
    *steps, last = ask_source(store, source)
    assert all(isinstance(step, Progress) and step.total == 600 for step in steps)
    assert isinstance(last, SourceCheck)
    return last


def kinds(store: MemoryStore, check: SourceCheck) -> dict[str, type[Comparison]]:
    return {
        it.record.pmid: type(one)
        for it, found in compared(store, (check.source,), {check.source: check.unknown})
        for one in found
    }


def test_every_record_is_asked_about_kept_and_compared(store: MemoryStore) -> None:
    source = Scripted()
    source.retracted, source.silent = {"2", "3"}, {"4"}
    check = ask(store, source)
    assert (check.asked, check.answered, check.failure) == (600, 599, None)
    assert check.unknown == {record_id("4"): "unheard of"}
    found = kinds(store, check)
    assert found.pop("2") is OnlyElsewhere
    assert found.pop("4") is Unknown
    assert set(found.values()) == {Agreement}


def test_records_that_are_gone_are_not_asked_about(store: MemoryStore) -> None:
    store.apply(Decided(run=2, at=LATER, gone=(Gone(record_id("5"), "deleted"),)))
    source = Scripted()
    *_, check = ask_source(store, source)
    assert isinstance(check, SourceCheck)
    assert "5" not in source.asked
    assert check.asked == 599


def test_an_outage_keeps_what_was_answered_and_leaves_the_rest_unknown(store: MemoryStore) -> None:
    check = ask(store, Scripted(fails_at="400"))
    assert check.answered == 399
    assert check.failure is not None
    found = kinds(store, check)
    assert [found[pmid] for pmid in ("3", "399", "400", "401", "600")] == [
        OnlyPubMed,
        Agreement,
        Unknown,
        Unknown,
        Unknown,
    ]


def test_nothing_is_asked_after_a_failure(store: MemoryStore) -> None:
    source = Scripted(fails_at="1")
    assert ask(store, source).answered == 0
    assert source.asked == ["1"]


def test_an_outage_does_not_take_back_an_earlier_answer(store: MemoryStore) -> None:
    source = Scripted()
    source.retracted = {"2"}
    ask(store, source)
    check = ask(store, Scripted(fails_at="1"))
    assert kinds(store, check)["2"] is OnlyElsewhere


def test_a_retraction_taken_back_at_the_source_goes_with_its_next_answer(store: MemoryStore) -> None:
    source = Scripted()
    source.retracted = {"2"}
    ask(store, source)
    assert kinds(store, ask(store, Scripted()))["2"] is Agreement
