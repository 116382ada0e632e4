"""Counting the collection: years by level, attributes, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.engines.interface import SearchEngine
from indexer.query import parse
from indexer.stats import Stats, count
from indexer.store.interface import RecordStore
from tests.stones import DAY, STUDIES, collection

Both = tuple[RecordStore, SearchEngine]


@pytest.fixture(params=["memory", "whoosh"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Both]:
    """The collection of stones in a store, and each engine in turn."""
    with collection(tmp_path, request.param) as opened:
        yield opened


def counted(both: Both, query: str = "all[sb]") -> Stats:
    store, engine = both
    return count(parse(query, today=DAY), engine, store, counted=DAY)


def answers(both: Both, search: str) -> int:
    return both[1].search(parse(search, today=DAY), limit=0).total


def test_every_record_is_in_one_year_and_at_one_level(both: Both) -> None:
    stats = counted(both)
    assert stats.records == len(STUDIES) == sum(year.total for year in stats.years)
    for year in stats.years:
        if year.year is not None:
            assert year.total == answers(both, f"{year.year}[dp]")
            for level, number in enumerate(year.levels[:5], 1):
                assert number == answers(both, f"{year.year}[dp] AND {level}[level]")


def test_years_ascend_without_a_gap_and_those_without_a_date_come_last(both: Both) -> None:
    years = [year.year for year in counted(both).years]
    assert years == [*range(2013, 2022), None]


def test_known_and_unknown_make_the_whole(both: Both) -> None:
    stats = counted(both)
    for one in stats.breakdowns:
        if not one.several:
            assert sum(number for _, number in one.counts) == one.known, one.key
        assert max((number for _, number in one.counts), default=0) <= one.known <= stats.records
        if one.key in {"design", "species", "population", "drug", "route", "outcome", "comparator", "regimen"}:
            assert stats.records - one.known == answers(both, f"unknown[{one.key}]")


def test_what_cannot_be_told_is_not_counted_as_a_value(both: Both) -> None:
    species = counted(both).breakdown("species")
    assert dict(species.counts)["animal"] == 1
    assert species.known < len(STUDIES)
    assert not {"", "unknown", "None"} & {value for value, _ in species.counts}


def test_levels_and_sizes_stand_in_their_own_order_and_others_by_number(both: Both) -> None:
    stats = counted(both)
    levels = [value for value, _ in stats.breakdown("level").counts]
    assert levels == sorted(levels)
    sizes = [int(value.split("-")[0].rstrip("+")) for value, _ in stats.breakdown("sample_size").counts]
    assert sizes == sorted(sizes)
    designs = [number for _, number in stats.breakdown("design").counts]
    assert designs == sorted(designs, reverse=True)


def test_a_query_counts_only_what_it_finds(both: Both) -> None:
    stats = counted(both, "esketamine[ti]")
    assert (stats.records, stats.query, stats.collection) == (1, "esketamine[ti]", len(STUDIES))
    assert dict(stats.breakdown("design").counts) == {"randomized controlled trial": 1}
    assert stats.strategies == (("stones", 1),)
    assert [year.year for year in stats.years] == [2019]


def test_retracted_and_demonstration_records_are_told(both: Both) -> None:
    stats = counted(both)
    assert dict(stats.breakdown("status").counts)["retracted"] == 1
    assert stats.demonstrations == len(STUDIES)


def test_nothing_found_is_counted_as_nothing(both: Both) -> None:
    stats = counted(both, "nothingatall[ti]")
    assert (stats.records, stats.years, stats.demonstrations) == (0, (), 0)
    assert all(one.counts == () and one.known == 0 for one in stats.breakdowns)


def test_both_engines_count_alike(tmp_path: Path) -> None:
    found = []
    for name in ("memory", "whoosh"):
        (tmp_path / name).mkdir()
        with collection(tmp_path / name, name) as both:
            found.append(counted(both))
    assert found[0] == found[1]
