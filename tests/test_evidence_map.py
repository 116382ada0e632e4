"""The evidence map: what stands in a cell is what its search answers, and what is not known is said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from indexer.appraisal import Level
from indexer.axes import Axis, headings
from indexer.engines.interface import SearchEngine
from indexer.errors import UsageError
from indexer.evidence_map import EvidenceMap, Line, draw_map, records_of
from indexer.query import parse
from indexer.record import RecordId, pmid_of
from indexer.store.interface import RecordStore
from tests.stones import DAY, STUDIES, collection, study

Both = tuple[RecordStore, SearchEngine]


@pytest.fixture(params=["memory", "whoosh"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Both]:
    """The collection of stones in a store, and each engine in turn."""
    with collection(tmp_path, request.param) as opened:
        yield opened


def drawn(both: Both, query: str = "all[sb]", **options: object) -> EvidenceMap:
    store, engine = both
    return draw_map(parse(query, today=DAY), engine, store, drawn=DAY, **options)  # type: ignore[arg-type]


def answers(both: Both, search: str) -> set[RecordId]:
    return {hit.id for hit in both[1].search(parse(search, today=DAY), limit=None).hits}


def line(lines: tuple[Line, ...], label: str) -> Line:
    return next(one for one in lines if one.heading.label == label)


@pytest.mark.parametrize(
    ("rows", "columns"),
    [(Axis.POPULATION, Axis.OUTCOME), (Axis.DRUG, Axis.DESIGN), (Axis.ROUTE, Axis.COMPARATOR),
     (Axis.SPECIES, Axis.LEVEL), (Axis.YEARS, Axis.DESIGN), (Axis.DESIGN, Axis.POPULATION)],
    ids=lambda axis: axis.value,
)  # fmt: skip
@pytest.mark.parametrize("query", ["all[sb]", "ketamine[ti] NOT mice[ti]"])
def test_each_number_is_what_its_search_answers(both: Both, rows: Axis, columns: Axis, query: str) -> None:
    found = drawn(both, query, rows=rows, columns=columns, least=0 if rows is Axis.SPECIES else 1)
    assert answers(both, found.search()) == set(found.kinds)
    assert found.whole.total == len(found.kinds)
    for one in (*found.rows, *found.columns):
        assert len(answers(both, found.search(one))) == one.tally.total
    for i, row in enumerate(found.rows):
        for j, column in enumerate(found.columns):
            cell = found.cells.get((i, j))
            answered = answers(both, found.search(row, column))
            assert answered == (set(cell.ids) if cell else set())
            if cell:
                assert len(cell.ids) == cell.tally.total
                for level in {found.kinds[id_].level for id_ in cell.ids} - {None}:
                    search = f"({found.search(row, column)}) AND {level.value}[level] NOT retracted[sb]"
                    assert len(answers(both, search)) == cell.tally.of_level(level)


@pytest.mark.parametrize(("rows", "columns"), list(pairwise([*Axis, Axis.POPULATION])), ids=lambda axis: axis.value)
def test_a_map_can_be_laid_out_by_any_two(tmp_path: Path, rows: Axis, columns: Axis) -> None:
    with collection(tmp_path, "memory", *STUDIES[:3]) as both:
        found = drawn(both, rows=rows, columns=columns)
    assert (found.rows_by, found.columns_by) == (rows, columns)
    assert found.rows
    assert found.columns


@pytest.mark.parametrize("axis", list(Axis))
def test_every_record_stands_in_some_row_known_or_not(both: Both, axis: Axis) -> None:
    columns = Axis.LEVEL if axis is not Axis.LEVEL else Axis.DESIGN
    found = drawn(both, rows=axis, columns=columns)
    standing = {id_ for cell in found.cells.values() for id_ in cell.ids}
    assert standing == {one.id for one in STUDIES}
    known = {id_ for (i, _), cell in found.cells.items() if not found.rows[i].heading.unknown for id_ in cell.ids}
    unknown = {id_ for (i, _), cell in found.cells.items() if found.rows[i].heading.unknown for id_ in cell.ids}
    assert known.isdisjoint(unknown)


def test_a_broader_row_takes_in_the_narrower_ones_under_it(both: Both) -> None:
    found = drawn(both)
    labels = [(one.heading.label, one.heading.depth) for one in found.rows]
    broader, narrower = "major depressive disorder", "treatment-resistant depression"
    depths = dict(labels)
    assert depths[narrower] == depths[broader] + 1
    names = [label for label, _ in labels]
    assert names.index(broader) < names.index(narrower)
    assert line(found.rows, broader).tally.total > line(found.rows, narrower).tally.total > 0


def test_retracted_records_are_counted_apart_and_come_last(both: Both) -> None:
    found = drawn(both, rows=Axis.DESIGN, columns=Axis.POPULATION)
    row = [one.heading.label for one in found.rows].index("randomized controlled trial")
    column = [one.heading.label for one in found.columns].index("treatment-resistant depression")
    cell = found.cells[row, column]
    assert cell.tally.total == 3
    assert cell.tally.retracted == 1
    assert cell.tally.standing == cell.tally.of_level(Level.TWO) == 2
    assert [pmid_of(id_) for id_ in cell.ids] == ["990000102", "990000101", "990000107"]


def test_a_gap_is_an_empty_cell_between_headings_that_are_there(both: Both) -> None:
    found = drawn(both, rows=Axis.SPECIES, columns=Axis.DESIGN)
    row = [one.heading.label for one in found.rows].index("animal")
    column = [one.heading.label for one in found.columns].index("meta-analysis")
    assert (row, column) not in found.cells
    assert answers(both, found.search(found.rows[row], found.columns[column])) == set()


def test_designs_stand_apart_though_a_search_for_reviews_takes_in_meta_analyses(both: Both) -> None:
    found = drawn(both, rows=Axis.DESIGN, columns=Axis.LEVEL, least=0)
    assert line(found.rows, "meta-analysis").tally.total == 1
    assert line(found.rows, "systematic review").tally.total == 0


def test_headings_with_too_few_records_are_left_out_and_counted(both: Both) -> None:
    whole = drawn(both, rows=Axis.DESIGN, columns=Axis.SPECIES, least=1)
    few = drawn(both, rows=Axis.DESIGN, columns=Axis.SPECIES, least=2)
    gone = {one.heading.label for one in whole.rows} - {one.heading.label for one in few.rows}
    assert few.left_rows.headings == len(gone) > 0
    assert few.left_rows.least == 2
    assert all(one.tally.total >= 2 for one in few.rows if not one.heading.unknown)
    assert whole.left_rows.headings == 0


def test_nought_shows_what_no_record_has(both: Both) -> None:
    shown = drawn(both, rows=Axis.DESIGN, columns=Axis.SPECIES)
    whole = drawn(both, rows=Axis.DESIGN, columns=Axis.SPECIES, least=0)
    assert "qualitative study" not in {one.heading.label for one in shown.rows}
    assert line(whole.rows, "qualitative study").tally.total == 0


def test_unless_told_a_map_shows_the_largest_headings_only(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.evidence_map.MOST_HEADINGS", 2)
    found = drawn(both, rows=Axis.DESIGN, columns=Axis.SPECIES)
    assert len([one for one in found.rows if not one.heading.unknown]) <= 2
    assert found.left_rows.headings > 0
    assert drawn(both, rows=Axis.DESIGN, columns=Axis.SPECIES, least=1).left_rows.headings == 0


def test_rows_and_columns_are_two_different_things(both: Both) -> None:
    with pytest.raises(UsageError, match="both drug"):
        drawn(both, rows=Axis.DRUG, columns=Axis.DRUG)


def test_a_map_of_nothing_has_no_cell(both: Both) -> None:
    found = drawn(both, "nothingatall[ti]")
    assert (found.whole.total, found.cells, found.rows, found.columns) == (0, {}, (), ())


def test_the_snapshot_is_told(both: Both) -> None:
    found = drawn(both, "ketamine[ti]")
    assert (found.query, found.revision, found.collection) == ("ketamine[ti]", 1, len(STUDIES))
    assert (found.strategies, found.drawn) == (("stones",), DAY)


def test_the_same_collection_gives_the_same_map_by_either_engine(tmp_path: Path) -> None:
    maps = []
    for name in ("memory", "whoosh"):
        (tmp_path / name).mkdir()
        with collection(tmp_path / name, name) as both:
            maps.append(drawn(both))
    assert maps[0] == maps[1]


def test_records_are_fetched_once_each_and_missing_ones_left_out(both: Both) -> None:
    wanted = [STUDIES[0].id, STUDIES[0].id, RecordId("pmid:1")]
    assert records_of(both[0], wanted) == {STUDIES[0].id: STUDIES[0]}


# Headings


def test_years_are_told_in_bands_without_a_hole() -> None:
    bands = headings(Axis.YEARS, ["2004", "2013"])
    assert [one.label for one in bands] == ["2000 to 2004", "2005 to 2009", "2010 to 2014", "not known"]
    assert bands[0].search == "2000:2004[dp]"


def test_a_broader_concept_is_shown_even_where_no_record_names_it() -> None:
    labels = [one.label for one in headings(Axis.POPULATION, ["treatment-resistant depression"])]
    assert labels.index("depression") < labels.index("treatment-resistant depression")


def test_headings_keep_the_order_of_their_vocabulary_whatever_order_they_are_found_in() -> None:
    found = ["case report", "meta-analysis", "randomized controlled trial"]
    assert headings(Axis.DESIGN, found) == headings(Axis.DESIGN, reversed(found))
    assert [one.label for one in headings(Axis.LEVEL, ["3", "1"])] == ["level 1", "level 3", "not known"]


@pytest.mark.parametrize("axis", list(Axis))
def test_every_heading_there_could_be_is_a_search_that_is_understood(axis: Axis) -> None:
    for heading in headings(axis, ["2020"] if axis is Axis.YEARS else [], whole=True):
        parse(heading.search, today=DAY)


def test_a_record_of_two_populations_stands_in_two_rows_and_once_in_the_total(tmp_path: Path) -> None:
    one = study(
        50, "Ketamine in patients with alcohol use disorder and post-traumatic stress disorder",
        "We gave ketamine to 30 patients with alcohol use disorder and post-traumatic stress disorder.",
    )  # fmt: skip
    with collection(tmp_path, "memory", one) as both:
        found = drawn(both, columns=Axis.SPECIES)
    assert line(found.rows, "alcohol use disorder").tally.total == 1
    assert line(found.rows, "post-traumatic stress disorder").tally.total == 1
    assert found.whole.total == 1
