"""A small collection for the tests of counts and maps: fictional records whose kind of evidence is plain to see."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.app import Workspace
from indexer.appraisal import Level
from indexer.axes import Axis, Heading
from indexer.changes import Incoming
from indexer.decide import decide
from indexer.engines.interface import SearchEngine
from indexer.evidence_map import Cell, EvidenceMap, Kind, LeftOut, Line, Tally
from indexer.record import (
    AbstractSection,
    Journal,
    MeshHeading,
    PartialDate,
    PublicationType,
    Record,
    RecordId,
    record_id,
)
from indexer.refresh import catch_up
from indexer.settings import Settings
from indexer.stats import Breakdown, Stats, Year
from indexer.store.interface import RecordStore
from indexer.store.sqlite import SqliteStore

DAY = datetime.date(2026, 11, 21)
STRATEGY = "stones"
HOSTILE = "<script>alert('1')</script> & \"quotes\" | pipe </script> *stars*"


def study(number: int, title: str, *sections: str, year: int | None = 2020, **more: object) -> Record:
    """A fictional record; `types` and `mesh` are names."""
    types = more.pop("types", ())
    mesh = more.pop("mesh", ("Humans",))
    pmid = str(990_000_100 + number)
    return Record(
        record_id(pmid),
        pmid,
        title=title,
        abstract=tuple(AbstractSection(text) for text in sections),
        journal=Journal(medline="J Demonstr Psychiatry"),
        published=PartialDate(year),
        publication_types=tuple(PublicationType(name) for name in types),  # type: ignore[attr-defined]
        mesh=tuple(MeshHeading(name) for name in mesh),  # type: ignore[attr-defined]
    )


_RCT = ("Journal Article", "Randomized Controlled Trial")
STUDIES = (
    study(
        1, "Intravenous ketamine versus midazolam in treatment-resistant depression: a randomized controlled trial",
        "We randomised 40 adults with treatment-resistant depression to one infusion of intravenous ketamine or "
        "midazolam.", "Depressive symptoms fell more with ketamine than with midazolam.", types=_RCT, year=2013,
    ),
    study(
        2, "Esketamine nasal spray for treatment-resistant depression: a randomized placebo-controlled trial",
        "In all, 220 adults with treatment-resistant depression were randomised to intranasal esketamine or placebo.",
        "Depressive symptoms fell with esketamine; suicidal ideation did not differ.", types=_RCT, year=2019,
    ),
    study(
        3, "Ketamine for suicidal ideation: a meta-analysis of randomized trials",
        "We included ten trials of ketamine in patients with depression.", "Suicidal ideation fell within a day.",
        types=("Meta-Analysis", "Systematic Review"), year=2021,
    ),
    study(
        4, "Ketamine in major depressive disorder: a retrospective cohort study",
        "We followed 120 patients with major depressive disorder who had been given intravenous ketamine.",
        "Depressive symptoms fell over six weeks.", mesh=("Humans", "Cohort Studies"), year=2021,
    ),
    study(
        5, "A patient with bipolar depression given ketamine: a case report", "We describe one patient.",
        types=("Case Reports",), year=2015,
    ),
    study(
        6, "Ketamine in stressed mice", "Mice were given intraperitoneal ketamine.", "Immobility fell.",
        mesh=("Animals", "Mice"), year=2016,
    ),
    study(
        7, "Ketamine for treatment-resistant depression: a randomized trial that was withdrawn",
        "We randomised 30 patients with treatment-resistant depression to ketamine or placebo.",
        "Depressive symptoms fell.", types=(*_RCT, "Retracted Publication"), year=2018,
    ),
    study(8, "On stones", "Stones are told of.", types=("Editorial",), mesh=(), year=2020),
    study(9, "Pebbles", mesh=(), year=None),
    study(
        10, f"Ketamine for depression: a review {HOSTILE}", "We review ketamine for depression.", types=("Review",),
        year=2020,
    ),
)  # fmt: skip


@contextmanager
def collection(folder: Path, engine: str, *studies: Record) -> Iterator[tuple[RecordStore, SearchEngine]]:
    """A store with these studies (or all of `STUDIES`) found by one strategy, and an engine that has caught up."""
    workspace = _filled(folder, engine, studies or STUDIES)
    with workspace.reading() as both:
        yield both


def workspace_of(folder: Path, *studies: Record) -> Path:
    """A workspace folder with these studies (or all of `STUDIES`), indexed by Whoosh."""
    _filled(folder, "whoosh", studies or STUDIES)
    return folder


def _filled(folder: Path, engine: str, studies: tuple[Record, ...]) -> Workspace:
    (folder / "queries").mkdir()
    (folder / "index").mkdir()
    workspace = Workspace(Settings(workspace=folder, engine=engine))
    at = datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC)
    store = SqliteStore.create(workspace.settings.store_path)
    arriving = [Incoming(one, b"<raw/>") for one in studies]
    known = store.known([one.id for one in studies])
    store.apply(decide(arriving, known, run=1, at=at, strategy=STRATEGY).decided)
    with workspace.engine(write=True) as made:
        for _ in catch_up(made, store):
            pass
    store.close()
    return workspace


def told_stats() -> Stats:
    """Numbers made up for the reports: they do not depend on what is judged of any record."""
    return Stats(
        query="all[sb]",
        records=1234,
        demonstrations=0,
        years=(
            *(Year(year, (0, year - 1990, 1, 2, 0, 3)) for year in range(1991, 2021)),
            Year(2021, (10, 20, 30, 40, 50, 60)),
            Year(None, (0, 0, 0, 1, 0, 2)),
        ),
        breakdowns=(
            Breakdown("level", "Level of evidence", (("1", 10), ("2", 485), ("4", 100)), 595),
            Breakdown("design", "Design", (("randomized controlled trial", 485), ("case report", 1)), 486),
            Breakdown("drug", "Drug studied", (("ketamine", 900), ("esketamine", 300)), 1100, several=True),
            Breakdown("route", "Route", (), 0, several=True),
            Breakdown("outcome", "Outcome", tuple((f"fictional outcome {n}", 40 - n) for n in range(20)), 600,
                      several=True),
            Breakdown("sample_size", "Participants", (("1-19", 300), ("1000+", 3)), 303),
            Breakdown("status", "Status", (("current", 1233), ("retracted", 1)), 1234),
        ),
        strategies=(("pebbles", 34), ("stones", 1200)),
        collection=1234,
        gone=2,
        revision=7,
        counted=DAY,
    )  # fmt: skip


_TRIAL = Kind(Level.TWO, "randomized controlled trial", "human")
_WITHDRAWN = Kind(Level.TWO, "randomized controlled trial", "human", retracted=True)
_MICE = Kind(Level.FIVE, "animal study", "animal")
_UNCLEAR = Kind()


def told_map() -> EvidenceMap:
    """A map made up for the reports, of some of `STUDIES`: two populations, one under the other, by two outcomes."""
    ids = [one.id for one in STUDIES]
    kinds = dict(zip(ids, (_TRIAL, _TRIAL, _UNCLEAR, _UNCLEAR, _UNCLEAR, _MICE, _WITHDRAWN), strict=False))
    kinds[STUDIES[9].id] = _UNCLEAR

    def tally(*chosen: RecordId) -> Tally:
        return Tally(
            tuple((kind, number) for kind in (_TRIAL, _MICE, _UNCLEAR, _WITHDRAWN)
                  if (number := sum(kinds[id_] == kind for id_ in chosen)))
        )  # fmt: skip

    def cell(*places: int) -> Cell:
        chosen = [ids[place] for place in places]
        return Cell(tally(*chosen), tuple(chosen))

    resistant = Heading("treatment-resistant depression", '"treatment-resistant depression"[population]', 1)
    unknown = Heading("not known", "unknown[population]", unknown=True)
    return EvidenceMap(
        query="ketamine[ti]",
        rows_by=Axis.POPULATION,
        columns_by=Axis.OUTCOME,
        rows=(
            Line(Heading("depression", '"depression"[population]'), tally(*ids[:4], ids[6], ids[9])),
            Line(resistant, tally(ids[0], ids[1], ids[6])),
            Line(unknown, tally(ids[5])),
        ),
        columns=(
            Line(Heading("depressive symptoms", '"depressive symptoms"[outcome]'), tally(*ids[:2], ids[3], ids[6])),
            Line(Heading("suicidal ideation", '"suicidal ideation"[outcome]'), tally(ids[1], ids[2])),
            Line(Heading("not known", "unknown[outcome]", unknown=True), tally(ids[5], ids[9])),
        ),
        cells={
            (0, 0): cell(1, 0, 3, 6), (0, 1): cell(1, 2), (0, 2): cell(9), (1, 0): cell(1, 0, 6), (2, 2): cell(5),
        },
        whole=tally(*kinds),
        left_rows=LeftOut(3, 2),
        left_columns=LeftOut(0, 1),
        kinds=kinds,
        revision=7,
        collection=1234,
        strategies=("pebbles", "stones"),
        drawn=DAY,
    )  # fmt: skip
