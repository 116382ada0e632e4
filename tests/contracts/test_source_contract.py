"""What every source of literature must do, whichever it is.

To add one, write a class with `build` and put it into `KINDS`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Protocol

import pytest

from indexer.errors import IncompleteError, SourceError, SourceUnreachable
from indexer.record import Record, record_id
from indexer.sources.interface import Batch, Harvest, LiteratureSource
from indexer.sources.pubmed import PubMedSource
from indexer.strategy import SearchStrategy
from tests.fakes_source import FakeSource
from tests.scripted_entrez import Asked, Scripted, VirtualTime, article, article_set, search_result

STRATEGY = SearchStrategy("topic", "A topic", "A question?", "ketamine[tiab]")
SIZE = 5


class Build(Protocol):
    """Makes a source that finds `pmids`, in batches of `SIZE`.

    `missing` are found and never come. `outage` is "plan" or "fetch": it fails before, or in the second batch.
    `uncounted` more are counted than can be listed.
    """

    def __call__(
        self, pmids: list[str], *, missing: Iterable[str] = ..., outage: str = ..., uncounted: int = ...
    ) -> LiteratureSource: ...


class OverTheWire(Scripted):
    """PubMed on this machine, with the faults the contract asks about."""

    missing: frozenset[str] = frozenset()
    outage = ""
    uncounted = 0

    def reply(self, request: Asked) -> str:
        if request.utility == "efetch":
            if self.outage == "fetch" and len(self.asked("efetch")) > 1:
                return ""
            return article_set(*(article(pmid) for pmid in request.ids if pmid not in self.missing))
        return "" if self.outage == "plan" else super().reply(request)

    def search(self, request: Asked) -> str:
        if request.parameters["retmax"] == "0":
            return search_result(len(self.pmids) + self.uncounted)
        return super().search(request)


def over_the_wire(stack: ExitStack) -> Build:
    def build(
        pmids: list[str], *, missing: Iterable[str] = (), outage: str = "", uncounted: int = 0
    ) -> LiteratureSource:
        server = stack.enter_context(OverTheWire(pmids))
        server.missing, server.outage, server.uncounted = frozenset(missing), outage, uncounted
        calm = VirtualTime()
        return PubMedSource(
            email="a@example.org",
            base_url=server.base_url,
            batch=SIZE,
            clock=calm.clock,
            sleep=calm.sleep,
            random=random.Random(1),
        )

    return build


def in_memory(stack: ExitStack) -> Build:
    def build(
        pmids: list[str], *, missing: Iterable[str] = (), outage: str = "", uncounted: int = 0
    ) -> LiteratureSource:
        gone = set(missing)
        fake = FakeSource((Record(record_id(pmid), pmid, title=pmid) for pmid in pmids if pmid not in gone), batch=SIZE)
        fake.missing = gone
        fake.uncounted = uncounted
        fake.outage = SourceUnreachable("the fake is down") if outage else None
        fake.outage_at = 1 if outage == "fetch" else None
        return fake

    return build


KINDS: dict[str, Callable[[ExitStack], Build]] = {"pubmed": over_the_wire, "fake": in_memory}


@pytest.fixture(params=list(KINDS))
def build(request: pytest.FixtureRequest) -> Iterator[Build]:
    with ExitStack() as stack:
        yield KINDS[request.param](stack)


def numbers(first: int, last: int) -> list[str]:
    return [str(number) for number in range(first, last + 1)]


def accounted(batch: Batch) -> bool:
    parts = [*(item.record.pmid for item in batch.incoming), *(item.pmid for item in batch.rejected), *batch.missing]
    return len(parts) == len(set(parts)) and set(parts) == set(batch.requested)


def drain(harvest: Harvest, got: list[Batch]) -> None:
    """Keeps what came, also when it ends in an error."""
    for batch in harvest:
        got.append(batch)


def test_it_has_a_name(build: Build) -> None:
    assert build([]).name


def test_an_empty_answer_is_a_plan_of_nothing_and_no_batch(build: Build) -> None:
    harvest = build([]).harvest(STRATEGY, None)
    assert harvest.plan.count == 0
    assert harvest.pmids() == ()
    assert list(harvest) == []


def test_an_outage_is_an_error_and_never_an_empty_answer(build: Build) -> None:
    with pytest.raises(SourceError) as met:
        build(numbers(1, 3), outage="plan").harvest(STRATEGY, None)
    assert met.value.exit_code == 3


def test_an_outage_on_the_way_leaves_what_came_good(build: Build) -> None:
    got: list[Batch] = []
    harvest = build(numbers(1, 12), outage="fetch").harvest(STRATEGY, None)
    with pytest.raises(SourceError):
        drain(harvest, got)
    assert [batch.requested for batch in got] == [tuple(numbers(1, 5))]
    assert all(map(accounted, got))


def test_the_plan_says_what_was_sent_and_what_was_understood(build: Build) -> None:
    plan = build(numbers(1, 12)).harvest(STRATEGY, None).plan
    assert plan.sent == STRATEGY.query
    assert plan.understood
    assert plan.build
    assert plan.count == 12


def test_each_pmid_is_in_exactly_one_batch(build: Build) -> None:
    harvest = build(numbers(1, 12)).harvest(STRATEGY, None)
    requested = [pmid for batch in harvest for pmid in batch.requested]
    assert sorted(requested, key=int) == numbers(1, 12)
    assert len(requested) == harvest.plan.count


def test_every_pmid_can_be_had_without_a_record(build: Build) -> None:
    assert build(["30", "4", "200"]).harvest(STRATEGY, None).pmids() == ("4", "30", "200")


def test_what_was_requested_came_or_is_missing(build: Build) -> None:
    batches = list(build(numbers(1, 12), missing=["2", "11"]).harvest(STRATEGY, None))
    assert all(map(accounted, batches))
    assert [pmid for batch in batches for pmid in batch.missing] == ["2", "11"]


def test_given_pmids_are_fetched_in_batches_each_once(build: Build) -> None:
    batches = list(build(numbers(1, 12), missing=["2"]).fetch(tuple(numbers(1, 7))))
    assert all(map(accounted, batches))
    assert [pmid for batch in batches for pmid in batch.requested] == numbers(1, 7)
    assert max(len(batch.requested) for batch in batches) == SIZE


def test_records_that_are_counted_and_not_listed_make_it_incomplete(build: Build) -> None:
    harvest = build(numbers(1, 4), uncounted=1).harvest(STRATEGY, None)
    got: list[Batch] = []
    with pytest.raises(IncompleteError):
        drain(harvest, got)
    assert [batch.requested for batch in got] == [tuple(numbers(1, 4))]
    with pytest.raises(IncompleteError):
        build(numbers(1, 4), uncounted=1).harvest(STRATEGY, None).pmids()


def test_faults_and_warnings_can_be_read_at_any_time(build: Build) -> None:
    harvest = build(numbers(1, 3)).harvest(STRATEGY, None)
    assert (harvest.faults, harvest.warnings) == ((), ())
    list(harvest)
    assert (harvest.faults, harvest.warnings) == ((), ())


def test_harvesting_twice_gives_the_same(build: Build) -> None:
    source = build(numbers(1, 12))
    first, second = (list(source.harvest(STRATEGY, None)) for _ in range(2))
    assert [batch.incoming for batch in first] == [batch.incoming for batch in second]
