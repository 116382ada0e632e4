"""What every search engine does, said in examples and run over each of them; and that each agrees with `matches`."""

from __future__ import annotations

import dataclasses
import datetime
import gzip
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import canonical
from indexer.changes import Changes, Incoming
from indexer.engines import SearchEngine
from indexer.engines.interface import SAMPLE_SIZES, FacetField, Hits, Sort
from indexer.engines.memory import MemoryEngine
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import EngineError
from indexer.query import matches, parse
from indexer.query.syntax import Field, Near, Not, Phrase, Query, Range, Term, Word
from indexer.record import (
    AbstractSection,
    Author,
    Correction,
    History,
    Journal,
    MeshHeading,
    PartialDate,
    PublicationType,
    Record,
    RecordId,
    record_id,
)
from indexer.sources.pubmed_xml import read_xml
from tests.strategies import queries, records

MakeEngine = Callable[[], SearchEngine]


@pytest.fixture(params=["memory", "whoosh"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeEngine]:
    """Makes empty engines, and closes them at the end."""
    made: list[SearchEngine] = []

    def make_one() -> SearchEngine:
        folder = tmp_path / f"index{len(made)}"
        engine: SearchEngine = MemoryEngine() if request.param == "memory" else WhooshEngine(folder)
        made.append(engine)
        return engine

    yield make_one
    for engine in made:
        engine.close()


@pytest.fixture
def engine(make: MakeEngine) -> SearchEngine:
    """One empty engine."""
    return make()


def changes(*upserts: Record, since: int = 0, upto: int = 1, removed: Sequence[str] = ()) -> Changes:
    return Changes(since, upto, tuple(upserts), tuple(map(record_id, removed)), complete=True)


def record(pmid: int, title: str = "", abstract: str = "", **more: object) -> Record:
    sections = (AbstractSection(abstract),) if abstract else ()
    return dataclasses.replace(Record(id=record_id(str(pmid)), pmid=str(pmid), title=title, abstract=sections), **more)


def ids(hits: Hits) -> list[str]:
    return [hit.id.removeprefix("pmid:") for hit in hits.hits]


def found(engine: SearchEngine, query: str, **options: object) -> list[str]:
    return ids(engine.search(parse(query), limit=None, **options))  # type: ignore[arg-type]


# Taking in


def test_a_new_engine_stands_at_revision_0(engine: SearchEngine) -> None:
    assert engine.revision == 0


def test_an_engine_stands_at_the_revision_it_was_brought_to(engine: SearchEngine) -> None:
    engine.apply(changes(record(1), upto=7))
    assert engine.revision == 7


def test_an_empty_batch_moves_the_revision_and_nothing_is_found(engine: SearchEngine) -> None:
    engine.apply(changes(upto=3))
    assert engine.revision == 3
    assert engine.search(Not(Term(Field.TITLE, "ketamine")), limit=None) == Hits(0, ())
    assert engine.ids() == frozenset()
    assert engine.fingerprints() == {}
    assert engine.suggest("ketamin") == ()
    assert engine.facets(Term(Field.TITLE, "ketamine"), [FacetField.YEAR]) == {FacetField.YEAR: ()}
    assert engine.similar(record_id("1"), limit=5) == Hits(0, ())


def test_applying_a_batch_twice_is_applying_it_once(engine: SearchEngine) -> None:
    batch = changes(record(1, "Ketamine"), record(2, "Esketamine"), removed=["3"])
    engine.apply(batch)
    engine.apply(batch)
    assert found(engine, "ketamine[ti] OR esketamine[ti]") == ["2", "1"]
    assert engine.search(parse("all[sb]"), limit=0).total == 2


def test_a_newer_version_replaces_the_older(engine: SearchEngine) -> None:
    engine.apply(changes(record(1, "Ketamine"), record(2, "Lithium")))
    engine.apply(changes(record(1, "Esketamine"), since=1, upto=2))
    assert found(engine, "ketamine[ti]") == []
    assert found(engine, "esketamine[ti]") == ["1"]
    assert engine.ids() == {record_id("1"), record_id("2")}


def test_a_removed_record_is_not_found_and_can_come_back(engine: SearchEngine) -> None:
    engine.apply(changes(record(1, "Ketamine"), record(2, "Ketamine")))
    engine.apply(changes(since=1, upto=2, removed=["1", "9"]))
    assert found(engine, "ketamine[ti]") == ["2"]
    assert found(engine, "all[sb] NOT lithium[ti]") == ["2"]
    engine.apply(changes(record(1, "Ketamine again"), since=2, upto=3))
    assert sorted(found(engine, "ketamine[ti]")) == ["1", "2"]


def test_changes_that_leave_a_gap_are_refused(engine: SearchEngine) -> None:
    engine.apply(changes(record(1), upto=3))
    with pytest.raises(EngineError):
        engine.apply(changes(record(2), since=5, upto=6))
    assert engine.revision == 3
    assert engine.ids() == {record_id("1")}


def test_clearing_forgets_everything(engine: SearchEngine) -> None:
    engine.apply(changes(record(1, "Ketamine"), upto=5))
    engine.clear()
    assert engine.revision == 0
    engine.apply(changes(record(2, "Ketamine"), upto=5))
    assert found(engine, "ketamine[ti]") == ["2"]


def test_an_engine_tells_the_fingerprint_of_each_record_it_has(engine: SearchEngine) -> None:
    first, second = record(1, "Ketamine"), record(2, "Esketamine")
    engine.apply(changes(first, second))
    assert engine.fingerprints() == {one.id: canonical.fingerprint(one) for one in (first, second)}


def test_a_sound_index_and_an_absent_one_have_no_findings(engine: SearchEngine) -> None:
    assert engine.check() == ()
    engine.apply(changes(record(1, "Ketamine"), record(2, "Esketamine")))
    engine.apply(changes(record(1, "Ketamine again"), since=1, upto=2, removed=("2",)))
    assert engine.check() == ()


def test_many_small_batches_are_as_good_as_one(engine: SearchEngine) -> None:
    for number in range(1, 31):
        again = [record(number - 1, "Esketamine")] if number % 5 == 0 else []
        engine.apply(changes(record(number, "Ketamine"), *again, since=number - 1, upto=number))
    assert engine.search(parse("ketamine[ti]"), limit=0).total == 24
    assert found(engine, "esketamine[ti]", sort=Sort.NEWEST) == ["29", "24", "19", "14", "9", "4"]
    assert len(engine.ids()) == 30


# Order and pages


def test_a_page_is_part_of_the_whole_order(engine: SearchEngine) -> None:
    engine.apply(changes(*(record(number, "Ketamine", "depression " * (number % 7)) for number in range(1, 41))))
    query = parse("ketamine[ti] OR depression[ab]")
    for sort in Sort:
        whole = engine.search(query, limit=None, sort=sort)
        assert whole.total == len(whole.hits) == 40
        pages = [engine.search(query, limit=7, offset=offset, sort=sort) for offset in range(0, 42, 7)]
        assert [hit for page in pages for hit in page.hits] == list(whole.hits)
        assert {page.total for page in pages} == {40}
        assert engine.search(query, limit=5, offset=40, sort=sort) == Hits(40, ())
        assert engine.search(query, limit=0, sort=sort) == Hits(40, ())
        assert engine.search(query, limit=None, offset=38, sort=sort).hits == whole.hits[38:]


def test_a_word_in_the_title_counts_for_more(engine: SearchEngine) -> None:
    engine.apply(
        changes(
            record(1, "Mood", "Ketamine was given to everyone here"),
            record(2, "Ketamine", "Mood was measured in everyone here"),
            record(3, "Lithium", "Nothing was given to anyone here"),
        )
    )
    assert found(engine, "ketamine[tiab]") == ["2", "1"]


def test_a_rarer_word_counts_for_more(engine: SearchEngine) -> None:
    common = [record(number, f"Ketamine study {number}") for number in range(10, 20)]
    engine.apply(changes(record(1, "Ketamine"), record(2, "Scopolamine"), *common))
    assert found(engine, "ketamine[ti] OR scopolamine[ti]")[0] == "2"


def test_ranking_knows_a_word_in_its_other_forms_and_truth_does_not(engine: SearchEngine) -> None:
    engine.apply(
        changes(
            record(1, "Depression", "depression and other things that are long to tell"),
            record(2, "Depression", "depressive depressed depression"),
            record(3, "Depressive"),
        )
    )
    assert found(engine, "depression[tiab]") == ["2", "1"]


def test_words_under_not_never_score(engine: SearchEngine) -> None:
    engine.apply(changes(record(1, "Ketamine rats"), record(2, "Ketamine humans"), record(3, "Lithium rats")))
    hits = engine.search(parse("ketamine[ti] NOT (rats[ti] NOT humans[ti])"), limit=None)
    plain = engine.search(parse("ketamine[ti]"), limit=None)
    assert [hit for hit in plain.hits if hit.id == "pmid:2"] == list(hits.hits)
    nothing_scores = engine.search(Not(Term(Field.TITLE, "rats")), limit=None)
    assert [(hit.id, hit.score) for hit in nothing_scores.hits] == [("pmid:2", 0.0)]


def test_a_heading_scores_by_its_words(engine: SearchEngine) -> None:
    headed = (MeshHeading("Depressive Disorder, Treatment-Resistant"),)
    engine.apply(
        changes(
            record(1, "Outcome", mesh=headed),
            record(2, "Treatment-resistant depressive disorder", mesh=headed),
            record(3, "Lithium"),
        )
    )
    hits = engine.search(parse('"depressive disorder, treatment-resistant"[mh]'), limit=None)
    assert ids(hits) == ["2", "1"]
    assert all(hit.score > 0 for hit in hits.hits)


def test_names_and_affiliations_do_not_score(engine: SearchEngine) -> None:
    author = Author(family="Mood", initials="A", affiliations=("Mood clinic",))
    engine.apply(changes(record(1, "Mood mood mood", authors=(author,)), record(2, "Else", authors=(author,))))
    hits = engine.search(parse("mood a[au] AND mood[ad]"), limit=None)
    assert [(hit.id, hit.score) for hit in hits.hits] == [("pmid:2", 0.0), ("pmid:1", 0.0)]


def test_hits_that_score_nothing_follow_newest_first(engine: SearchEngine) -> None:
    author = (Author(family="Zarate", initials="CA"),)
    engine.apply(
        changes(
            record(1, "Else", authors=author, published=PartialDate(2020)),
            record(2, "Else", authors=author, published=PartialDate(2022, 3)),
            record(3, "Ketamine", published=PartialDate(1999)),
            record(4, "Else", authors=author),
        )
    )
    assert found(engine, "ketamine[ti] OR zarate[au]") == ["3", "2", "1", "4"]


RETRACTED = (Correction("RetractionIn"),)


def test_retracted_records_come_after_the_others(engine: SearchEngine) -> None:
    trial = (PublicationType("Randomized Controlled Trial"),)
    engine.apply(
        changes(
            record(1, "Ketamine ketamine ketamine", corrections=RETRACTED, publication_types=trial),
            record(2, "Mood", "ketamine among many other words that are here"),
            record(3, "Ketamine", publication_types=(PublicationType("Retracted Publication"),)),
            record(4, "Retraction: ketamine", corrections=(Correction("RetractionOf"),)),
        )
    )
    assert found(engine, "ketamine[tiab]")[2:] == ["1", "3"]
    assert found(engine, "ketamine[tiab]", sort=Sort.EVIDENCE)[2:] == ["1", "3"]
    assert found(engine, "ketamine[tiab]", sort=Sort.NEWEST) == ["4", "3", "2", "1"]


@pytest.mark.parametrize(("limit", "offset"), [(1, 0), (3, 0), (2, 3), (5, 18), (4, 30), (0, 0), (50, 0)])
def test_a_page_of_many_hits_is_that_part_of_all_of_them(engine: SearchEngine, limit: int, offset: int) -> None:
    withdrawn = [record(n, "Ketamine " * 9, "Mood " * n, corrections=RETRACTED) for n in range(1, 16)]
    alike = [record(n, "Ketamine trial", published=PartialDate(2000 + n % 7)) for n in range(16, 26)]
    others = [record(n, "Mood", "ketamine " * (n % 5) + "word " * n) for n in range(26, 41)]
    engine.apply(changes(*withdrawn, *alike, *others))
    query = parse("ketamine[tiab] OR mood[tiab]")
    every = engine.search(query, limit=None)
    assert every.total == 40
    assert [int(hit.id.removeprefix("pmid:")) <= 15 for hit in every.hits] == [False] * 25 + [True] * 15
    some = engine.search(query, limit=limit, offset=offset)
    assert (some.total, some.hits) == (40, every.hits[offset : offset + limit])


def test_newest_and_oldest_go_by_the_day_of_publication(engine: SearchEngine) -> None:
    engine.apply(
        changes(
            record(1, "Ketamine", published=PartialDate(2020, 5)),
            record(2, "Ketamine", published=PartialDate(2020, 5, 2)),
            record(3, "Ketamine", published=PartialDate(None, raw="Spring"), electronic=PartialDate(2019, 1, 1)),
            record(4, "Ketamine"),
            record(5, "Ketamine", published=PartialDate(2020)),
            record(6, "Ketamine", published=PartialDate(2020, 5)),
        )
    )
    assert found(engine, "ketamine[ti]", sort=Sort.NEWEST) == ["2", "6", "1", "5", "3", "4"]
    assert found(engine, "ketamine[ti]", sort=Sort.OLDEST) == ["3", "5", "6", "1", "2", "4"]
    assert {hit.score for hit in engine.search(parse("ketamine[ti]"), limit=None, sort=Sort.OLDEST).hits} == {0.0}


def test_evidence_goes_by_level_then_relevance(engine: SearchEngine) -> None:
    engine.apply(
        changes(
            record(1, "Ketamine", publication_types=(PublicationType("Case Reports"),)),
            record(2, "Mood", "ketamine once", publication_types=(PublicationType("Meta-Analysis"),)),
            record(3, "Mood", "ketamine once", publication_types=(PublicationType("Randomized Controlled Trial"),)),
            record(4, "Ketamine", publication_types=(PublicationType("Randomized Controlled Trial"),)),
            record(5, "Ketamine ketamine ketamine"),
        )
    )
    assert found(engine, "ketamine[tiab]", sort=Sort.EVIDENCE) == ["2", "4", "3", "1", "5"]


def test_ties_go_to_the_higher_pmid(engine: SearchEngine) -> None:
    engine.apply(changes(*(record(number, "Ketamine") for number in (9, 10, 2))))
    for sort in Sort:
        assert found(engine, "ketamine[ti]", sort=sort) == ["10", "9", "2"]


# Facets, similar records, spelling


def test_facets_count_what_matches(engine: SearchEngine) -> None:
    letters = Journal(title="Mood Letters", medline="Mood Lett")
    engine.apply(
        changes(
            record(
                1, "Ketamine", journal=letters, published=PartialDate(2020), languages=("eng", "ger"),
                publication_types=(PublicationType("Randomized Controlled Trial"), PublicationType("Letter")),
                mesh=(MeshHeading("Humans"),),
            ),
            record(2, "Ketamine", journal=letters, published=PartialDate(2021), languages=("eng",)),
            record(3, "Ketamine", published=PartialDate(2021), corrections=RETRACTED),
            record(4, "Lithium", published=PartialDate(2021), languages=("fre",)),
        )
    )  # fmt: skip
    facets = engine.facets(parse("ketamine[ti]"), list(FacetField))
    assert set(facets) == set(FacetField)
    assert facets[FacetField.YEAR] == (("2021", 2), ("2020", 1))
    assert facets[FacetField.JOURNAL] == (("Mood Lett", 2),)
    assert facets[FacetField.LANGUAGE] == (("eng", 2), ("ger", 1))
    assert facets[FacetField.PUBLICATION_TYPE] == (("Letter", 1), ("Randomized Controlled Trial", 1))
    assert facets[FacetField.STATUS] == (("current", 2), ("retracted", 1))
    assert facets[FacetField.DESIGN] == (("randomized controlled trial", 1),)
    assert facets[FacetField.LEVEL] == (("2", 1),)
    assert facets[FacetField.SPECIES] == (("human", 1),)
    assert set(engine.facets(parse("ketamine[ti]"), [FacetField.YEAR])) == {FacetField.YEAR}


JUDGED_FACETS = (
    FacetField.DESIGN, FacetField.SPECIES, FacetField.DRUG, FacetField.ROUTE, FacetField.POPULATION, FacetField.OUTCOME,
    FacetField.COMPARATOR, FacetField.REGIMEN,
)  # fmt: skip
"""Each is called as the field whose search finds what it counts."""

RANDOMISED = "We randomly assigned 120 adults with treatment-resistant depression to esketamine nasal spray or placebo."


def test_facets_count_what_is_judged(engine: SearchEngine) -> None:
    trial = (PublicationType("Randomized Controlled Trial"),)
    engine.apply(
        changes(
            record(1, "Intranasal esketamine for treatment-resistant depression", RANDOMISED, publication_types=trial),
            record(2, "Ketamine", publication_types=(PublicationType("Meta-Analysis"),)),
            record(3, "Nothing in particular"),
        )
    )
    everything = engine.facets(parse("all[sb]"), list(FacetField))
    assert ("randomized controlled trial", 1) in everything[FacetField.DESIGN]
    assert set(everything[FacetField.LEVEL]) == {("1", 1), ("2", 1)}
    for facet in JUDGED_FACETS:
        for value, count in everything[facet]:
            assert engine.search(parse(f'"{value}"[{facet.value}:noexp]'), limit=0).total == count, value


def test_a_size_of_a_sample_is_counted_by_the_band_a_search_would_find(engine: SearchEngine) -> None:
    randomised = [f"We randomised {number} patients." for number in (19, 20, 49, 99, 1000, 2500)]
    engine.apply(changes(*(record(number, "A trial", text) for number, text in enumerate(randomised, 1))))
    (bands,) = engine.facets(parse("all[sb]"), [FacetField.SAMPLE_SIZE]).values()
    assert bands
    ranges = {name: f"{least}:{most or ''}[n]" for name, least, most in SAMPLE_SIZES}
    for name, count in bands:
        assert engine.search(parse(ranges[name]), limit=0).total == count


def test_a_range_of_participants_may_be_open(engine: SearchEngine) -> None:
    randomised = [f"We randomised {number} patients." for number in (19, 20, 49, 99, 1000, 2500)]
    several = [record(number, "A trial", text) for number, text in enumerate(randomised, 1)]
    engine.apply(changes(*several))
    for text in ("20:[n]", ":49[n]", "21:1,000[n]", "99[n]", "0:[n]", "3000:[n]", "1:5[level]", "1:2[level]"):
        query = parse(text)
        assert {hit.id for hit in engine.search(query, limit=None).hits} == {
            one.id for one in several if matches(one, query)
        }


def test_similar_records_share_telling_words(engine: SearchEngine) -> None:
    filler = [record(number, f"Lithium study {number}", "Patients were treated") for number in range(20, 30)]
    engine.apply(
        changes(
            record(1, "Intranasal esketamine for suicidal ideation", "Esketamine was given to patients"),
            record(2, "Esketamine and suicidal ideation in adolescents"),
            record(3, "Suicidal ideation", "Patients were treated"),
            *filler,
        )
    )
    hits = engine.similar(record_id("1"), limit=3)
    assert ids(hits)[:2] == ["2", "3"]
    assert record_id("1") not in {hit.id for hit in engine.similar(record_id("1"), limit=100).hits}
    assert len(engine.similar(record_id("1"), limit=1).hits) == 1
    assert engine.similar(RecordId("pmid:77"), limit=3) == Hits(0, ())


def test_suggestions_are_spelt_alike_and_occur_more_often(engine: SearchEngine) -> None:
    engine.apply(
        changes(
            record(1, "Ketamine and esketamine"),
            record(2, "Ketamine", "ketamine norketamine"),
            record(3, "Ketamin", "Ketamine; ketamines"),
            record(4, "Ketamines"),
            record(5, "", "", keywords=("ketomine",)),
        )
    )
    assert engine.suggest("ketamin")[0] == "ketamine"
    assert engine.suggest("Ketamnie") == ("ketamine", "ketamines", "ketamin")
    assert engine.suggest("ketamine") == ()
    assert engine.suggest("lithium") == ()
    assert engine.suggest("esketamin")[0] == "esketamine"


# Reopening


def test_a_reopened_index_is_the_same(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.apply(changes(record(1, "Ketamine"), record(2, "Ketamine and mood"), upto=4))
    before = engine.search(parse("ketamine[ti]"), limit=None)
    engine.close()
    again = WhooshEngine(tmp_path, read_only=True)
    assert again.revision == 4
    assert again.search(parse("ketamine[ti]"), limit=None) == before
    again.close()


def test_engines_agree_on_order_and_score_to_the_last_digit(tmp_path: Path) -> None:
    texts = ["ketamine for depression", "depressed mood", "ketamine ketamine", "treating depressive mood", "suicide"]
    several = [record(n, texts[n % 5], f"{texts[n % 3]} {texts[n % 4]}") for n in range(1, 60)]
    several[7] = dataclasses.replace(several[7], corrections=RETRACTED)
    memory, whoosh = MemoryEngine(), WhooshEngine(tmp_path)
    for one in (memory, whoosh):
        one.apply(changes(*several[:30]))
        one.apply(changes(*several[25:], since=1, upto=2, removed=["3", "4"]))
    for text in ("ketamine[tiab]", "depress*[tiab] OR suicide[ti]", "mood[ti] NOT treating[ti]", "treating[tiab]"):
        for sort in Sort:
            assert whoosh.search(parse(text), limit=None, sort=sort) == memory.search(
                parse(text), limit=None, sort=sort
            )
    for number in ("7", "12", "30"):
        assert whoosh.similar(record_id(number), limit=20) == memory.similar(record_id(number), limit=20)
    whoosh.close()


# Agreement with `matches`

settings.register_profile("default-engines", max_examples=120)
settings.register_profile("long-engines", max_examples=3000)
_PROFILE = settings.get_profile(os.environ.get("EVIDENCE_ENGINE_PROFILE", "default-engines"))


@st.composite
def histories(draw: st.DrawFn) -> list[Changes]:
    """Batches as a store would give them: new records, newer versions, removals."""
    batches = []
    for revision in range(draw(st.integers(1, 3))):
        upserts = draw(st.lists(records(), max_size=8, unique_by=lambda one: one.id))
        held = {one.id for one in upserts}
        gone = draw(st.lists(st.integers(1, 40).map(str).map(record_id), max_size=4, unique=True))
        removed = tuple(one for one in gone if one not in held)
        batches.append(Changes(revision, revision + 1, tuple(upserts), removed, complete=True))
    return batches


def _remaining(batches: Sequence[Changes]) -> dict[RecordId, Record]:
    held: dict[RecordId, Record] = {}
    for batch in batches:
        for identifier in batch.removed:
            held.pop(identifier, None)
        held.update({one.id: one for one in batch.upserts})
    return held


@settings(_PROFILE, deadline=None, suppress_health_check=list(HealthCheck))
@given(batches=histories(), asked=st.lists(queries(), min_size=6, max_size=12))
def test_every_engine_finds_exactly_what_matches(batches: list[Changes], asked: list[Query]) -> None:
    remaining = _remaining(batches)
    with tempfile.TemporaryDirectory() as folder:
        engines: list[SearchEngine] = [MemoryEngine(), WhooshEngine(Path(folder))]
        for engine in engines:
            for batch in batches:
                engine.apply(batch)
            assert engine.ids() == remaining.keys()
        for query in asked:
            expected = {one.id for one in remaining.values() if matches(one, query)}
            answers = [engine.search(query, limit=None) for engine in engines]
            for engine, answer in zip(engines, answers, strict=True):
                assert {hit.id for hit in answer.hits} == expected, engine.name
                assert answer.total == len(expected) == len(answer.hits), engine.name
            assert answers[0] == answers[1]
            everything = list(FacetField)
            assert engines[0].facets(query, everything) == engines[1].facets(query, everything)
        for engine in engines:
            engine.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Phrase(Field.TITLE, (Word("depressed"), Word("mood"))), {"1"}),
        (Phrase(Field.TITLE, (Word("depress", truncated=True), Word("mood"))), {"1"}),
        (Phrase(Field.TITLE_ABSTRACT, (Word("mood"), Word("ketamine"))), set()),
        (Near(Field.TITLE, (Word("mood"), Word("depressed")), 0), {"1"}),
        (Near(Field.TITLE, (Word("mood"), Word("mood")), 3), {"2"}),
        (Near(Field.TITLE, (Word("mood"), Word("mood")), 0), set()),
        (Near(Field.TITLE, (Word("mo", truncated=True), Word("mood")), 1), {"2"}),
        (Near(Field.ABSTRACT, (Word("ketamine"), Word("works")), 5_000_000), set()),
        (Range(Field.PMID, 2, 10**15), {"2"}),
        (Range(Field.PMID, -5, 1), {"1"}),
        (Range(Field.PMID, 2, 1), set()),
        (Range(Field.PUBLISHED, 20191231, 20200101), {"1"}),
        (Range(Field.PUBLISHED, 20200102, 20991231), {"2"}),
        (Range(Field.ENTERED, 0, 99999999), {"2"}),
        (Not(Not(Term(Field.TITLE, "depressed"))), {"1"}),
    ],
)
def test_positions_and_ranges_are_exact(engine: SearchEngine, query: Query, expected: set[str]) -> None:
    one = record(1, "Depressed mood", published=PartialDate(2020))
    one = dataclasses.replace(one, abstract=(AbstractSection("Given ketamine"), AbstractSection("It works")))
    entered = History(entered=datetime.date(2021, 12, 31))
    two = record(2, "Mood and mood", "ketamine", published=PartialDate(2020, 2, 3), history=entered)
    engine.apply(changes(one, two))
    assert {one.id for one in (one, two) if matches(one, query)} == {record_id(pmid) for pmid in expected}
    assert set(ids(engine.search(query, limit=None))) == expected


# Real records

REALISTIC = (
    "ketamine[tiab] AND depress*[tiab]",
    "esketamine[tiab] AND suicid*[tiab] AND 2018:2024[dp]",
    '"treatment resistant depression"[tiab]',
    '"treatment-resistant"[tiab] AND ketamine[ti]',
    '"Depressive Disorder, Treatment-Resistant"[mh]',
    '"Depressive Disorder"[mh] AND ketamine[nm]',
    '"Depressive Disorder"[mh:noexp]',
    '"Mood Disorders"[mh] NOT "Depressive Disorder"[mh]',
    '"Ketamine/therapeutic use"[mh]',
    '"Ketamine"[majr] AND humans[mh]',
    "animals[mh] NOT humans[mh]",
    '"ketamine depression"[tiab:~3]',
    '"rapid antidepressant effect*"[tiab]',
    '"suicidal ideation"[tiab] OR "suicidal thoughts"[tiab]',
    "randomized controlled trial[pt]",
    "clinical trial[pt] AND ketamine[tiab]",
    "review[pt] NOT systematic review[pt]",
    "meta-analysis[pt] OR systematic review[pt]",
    "psilocybin[tiab] OR lsd[tiab] OR mdma[tiab]",
    "psychedelic*[ti]",
    "NMDA[tiab] AND (receptor[tiab] OR antagonist*[tiab])",
    "bdnf[tiab] AND mtor[tiab]",
    '"0.5 mg/kg"[tiab]',
    '"0.5 mg"[tiab:~2]',
    "zarate ca[au]",
    "zarate[au]",
    "zarate[1au]",
    "krystal jh[lastau]",
    "sanacora g[au] OR duman rs[au]",
    "nutt*[au]",
    "j psychopharmacol[ta]",
    '"biological psychiatry"[ta]',
    "psychopharmacol*[ta]",
    "german[la] OR ger[la]",
    "eng[la] NOT ketamine[all]",
    "2020[dp]",
    "2019/06:2020/03[dp]",
    "2021/01/01:2021/01/31[edat]",
    "2015:2016[crdt]",
    "2020/01/01:3000[mdat]",
    "dissociat*[tiab] AND (side effect*[tiab] OR adverse[tiab])",
    '"adverse effects"[sh]',
    "ketamine[ti] NOT anesthesia[tiab]",
    "electroconvulsive[tiab] AND ketamine[tiab]",
    "bipolar[tiab] AND ketamine[tiab]",
    "postpartum[tiab] OR perinatal[tiab]",
    "(ptsd[tiab] OR anxiety[tiab]) AND (mdma[tiab] OR ketamine[tiab])",
    "intranasal[tiab] AND esketamine[tiab]",
    "nct0*[si]",
    "hasabstract[sb] NOT medline[sb]",
    "retracted[sb]",
    "haserratumin[sb]",
    "england[pl]",
    "yale[ad] AND ketamine[tiab]",
    '"department of psychiatry"[ad]',
    '"mental disorders"[mh] AND "drug therapy"[sh]',
    "depression[ot]",
    "dose[ti] OR dosing[ti] OR dosage[ti]",
    "10.1016*[aid]",
    "1:25000000[pmid]",
    "all[sb] NOT (ketamine[all] OR psilocybin[all] OR lsd[all])",
    "rct[design] AND 1:2[level]",
    "review[design] NOT narrative review[design]",
    "ketamines[drug] AND human[species]",
    "any/anaesthetic[drug] OR any/comparator[drug]",
    "intravenous[route] OR intranasal[route]",
    "depression[population] AND 20:[n]",
    "placebo[comparator] AND 20:200[n]",
    "masked[masking]",
    "unknown[design] AND unknown[drug]",
    "unknown[outcome] OR adult[age]",
    "ketamine",
    "psychedelic therapy depression",
)


def test_realistic_queries_on_real_records_find_exactly_what_matches(shared_data: Path, tmp_path: Path) -> None:
    with gzip.open(shared_data / "pubmed" / "psychedelic-ketamine.xml.gz") as stream:
        real = {one.record.id: one.record for one in read_xml(stream) if isinstance(one, Incoming)}
    step = 1 if os.environ.get("EVIDENCE_ENGINE_PROFILE") else 6
    sample = list(real.values())[::step]
    engine = WhooshEngine(tmp_path)
    half = len(sample) // 2
    engine.apply(changes(*sample[: half + 10]))
    engine.apply(changes(*sample[half:], since=1, upto=2))
    answered = 0
    for text in REALISTIC:
        query = parse(text)
        expected = {one.id for one in sample if matches(one, query)}
        assert {hit.id for hit in engine.search(query, limit=None).hits} == expected, text
        answered += bool(expected)
    assert answered > len(REALISTIC) * 0.6
    for facet, pairs in engine.facets(parse("all[sb]"), JUDGED_FACETS).items():
        for value, count in pairs:
            assert engine.search(parse(f'"{value}"[{facet.value}:noexp]'), limit=0).total == count, value
    engine.close()
