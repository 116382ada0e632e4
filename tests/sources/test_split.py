"""Whatever the PMIDs and however small the window, splitting finds each once, and in few searches."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import IncompleteError
from indexer.sources.faults import Ledger
from indexer.sources.reply import Found
from indexer.sources.split import HIGHEST_UID, all_pmids


class Searched:
    """A search over `pmids` that lists at most `window` of them, newest first."""

    def __init__(self, pmids: set[int], window: int) -> None:
        self.pmids = pmids
        self.window = window
        self.queries: list[str] = []

    def __call__(self, query: str) -> Found:
        self.queries.append(query)
        matching = self.pmids
        for low, high in re.findall(r"(\d+):(\d+)\[uid\]", query):
            matching = {pmid for pmid in matching if int(low) <= pmid <= int(high)}
        return Found(len(matching), tuple(map(str, sorted(matching, reverse=True)[: self.window])))


def found(search: Searched, window: int | None = None, ledger: Ledger | None = None) -> tuple[str, ...]:
    return all_pmids(
        search, "x OR y", count=len(search.pmids), window=window or search.window, ledger=ledger or Ledger()
    )


PMIDS = st.sets(st.one_of(st.integers(1, HIGHEST_UID), st.integers(1, 300), st.integers(990_000_001, 990_000_300)))


@settings(max_examples=200, deadline=None)
@given(PMIDS, st.integers(1, 40))
def test_each_pmid_is_found_once_in_ascending_order(pmids: set[int], window: int) -> None:
    search = Searched(pmids, window)
    assert found(search) == tuple(map(str, sorted(pmids)))
    # Halving costs at most two searches a level, for each piece that has to be told from its neighbours.
    pieces = math.ceil(len(pmids) / window)
    assert len(search.queries) <= 1 + 2 * 31 * pieces


@settings(max_examples=100, deadline=None)
@given(PMIDS, st.integers(1, 40), st.integers(1, 40))
def test_a_server_with_a_smaller_window_than_expected_loses_nothing(pmids: set[int], real: int, told: int) -> None:
    assert found(Searched(pmids, real), window=max(real, told)) == tuple(map(str, sorted(pmids)))


def test_the_lowest_and_the_highest_uid_are_covered() -> None:
    assert found(Searched({1, HIGHEST_UID}, 1)) == ("1", str(HIGHEST_UID))


def test_the_query_is_bracketed_so_that_its_or_does_not_swallow_the_range() -> None:
    search = Searched(set(range(1, 30)), 10)
    found(search)
    assert all(query.startswith("(x OR y) AND ") for query in search.queries)


def test_nothing_to_find_is_not_searched_for() -> None:
    search = Searched(set(), 10)
    assert found(search) == ()
    assert search.queries == []


def test_a_single_uid_that_counts_twice_ends_the_splitting() -> None:
    def absurd(query: str) -> Found:
        low, high = re.findall(r"(\d+):(\d+)\[uid\]", query)[0]
        return Found(2, (low,)) if int(low) <= 5 <= int(high) else Found(0)

    with pytest.raises(IncompleteError, match="more than one record"):
        all_pmids(absurd, "x", count=2, window=1, ledger=Ledger())
