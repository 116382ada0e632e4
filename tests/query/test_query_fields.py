"""What each field tag finds, by hand-written sets over a small library; a row is a query and the numbers it finds."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.query.fields import STREAMS_OF, Stream, key_of, keys, numbers, streams
from indexer.query.syntax import KEY_FIELDS, LOCAL_FIELDS, NUMBER_FIELDS, WORD_FIELDS, Field
from indexer.record import AbstractSection, Author, PartialDate, Record
from tests.query.small_library import LIBRARY, citation, found
from tests.strategies import records

EVERY = set(range(1, 13))

WORD_TABLE = {
    "ketamine[ti]": {2, 5, 6},
    "ketamine[ab]": {3, 8},
    "ketamine[tiab]": {2, 3, 5, 6, 8},
    "mood[tiab]": {2, 9},  # record 2 by a keyword
    "ketamine[tw]": {1, 2, 3, 5, 6, 8},  # record 1 by heading and substance
    "ketamin[tw]": {2},  # the vernacular title
    "mood[ot]": {2},
    '"treatment resistance"[ot]': {2},
    "testville[ad]": {1},
    "suizid[tt]": {2},
    "esketamine[cois]": {8},
    "esketamine[all]": {1, 8},
    "berg[all]": {1},
    "testville[all]": {1},
    "nct00000001[all]": {1},
    "methods[ab]": {1},
    "testamine[tw]": {9},
    "review[tw]": {2},
    "muller[ti]": {4},
    "MÜLLER[ti]": {4},
    "alpha[ab]": {4},
    "co2[ab]": {4},
    "102[ab]": set(),  # 10² is not 102
    "0.5[ab]": {1},
    "depress*[ti]": {1, 2, 4, 7, 11},
    "depressi*[ti] NOT depression[ti]": {7, 11},
}

PHRASE_TABLE = {
    '"treatment resistant"[ti]': {1},
    "treatment-resistant[ti]": {1},
    '"treatment resistant"[tiab]': {1, 2},  # across a full stop, as words side by side
    '"treatment of resistant"[ti]': {12},
    '"resistant treatment"[tiab]': set(),
    '"methods patients"[ab]': set(),  # a label is a run of its own
    '"treated depression"[ab]': set(),  # sections do not touch
    '"resistance mood"[ot]': set(),  # nor do keywords
    '"treatment resist*"[tiab]': {1, 2},
    '"treat* resist*"[ot]': {2},
    '"depressi* disorder*"[ti]': {7, 11},
    '"depressi* disorder"[ti]': {11},
    '"treatment resistant"[tiab:~0]': {1, 2},
    '"resistant treatment"[tiab:~0]': {1, 2},  # any order
    '"resistant treatment"[tiab:~1]': {1, 2, 11, 12},
    '"treatment depression"[ti:~0]': {2},
    '"treatment depression"[ti:~1]': {1, 2},
    '"depression treatment"[ti:~7]': {1, 2},
    '"treatment major"[ti:~0]': {11},
    '"major major"[ti:~1]': set(),  # "major depressive disorder major" has two words between
    '"major major"[ti:~2]': {11},  # each takes a place of its own
    '"depressive major disorder"[ti:~0]': {11},
    '"ketamine ketamine"[ti:~9]': set(),
    '"resist* treat*"[tiab:~1]': {1, 2, 11, 12},
}

KEY_TABLE = {
    "zarate[au]": {1, 2},
    "zarate c[au]": {1, 2},
    "zarate ca[au]": {1},
    '"zarate c"[au]': {2},
    '"zarate ca"[au]': {1},
    '"Zarate CA Jr"[au]': {1},
    "Zarate, C.A.[au]": {1},
    "Zarate Carlos A[au]": {1},
    "carlos zarate[fau]": set(),
    "Carlos A Zarate[fau]": {1},
    "zara*[au]": {1, 2},
    "van der berg[au]": {1},
    "van der Berg JK[au]": {1},
    '"van der Berg J"[au]': set(),
    "berg jk[au]": set(),
    "muller a[au]": {4},
    "Müller Ä[au]": {4},
    "o'brien t[au]": {3},
    "obrien t[au]": {3},
    "mood trial group[au]": {8},
    "Mood Trial Group[cn]": {8},
    "zarate[1au]": {1, 2},
    "van der berg[1au]": set(),
    "van der berg[lastau]": {1},
    "zarate[lastau]": {2},
    "zarate ca[ir]": {8},
    "0000-0001-0000-0001[auid]": {1},
    "https://orcid.org/0000-0001-0000-0001[auid]": {1},
    "mood lett[ta]": {1},
    '"Mood letters (Testville, Nowhere)"[ta]': {1},
    "mood letters[ta]": {1},
    "0000-0019[ta]": {1},
    "12[vi]": {1},
    "3 suppl[ip]": {1},
    "101[pg]": {1},
    "101-9[pg]": {1},
    "english[la]": {1, 2, 3},
    "ger[la]": {2},
    "german[la]": {2},
    "netherlands[pl]": {1},
    "randomized controlled trial[pt]": {1},
    "clinical trial[pt]": {1, 5},
    "clinical trial[pt:noexp]": {5},
    "retracted publication[pt]": {5},
    "retraction of publication[pt]": {6},
    "retraction notice[pt]": {6},
    "mood disorders[mh]": {1, 7, 9},  # bipolar disorder lies elsewhere in MeSH
    "mood disorders[mh:noexp]": {9},
    "depressive disorder[mh]": {1, 7},
    "Depressive Disorder[MeSH Terms:noexp]": {7},
    "treatment resistant depression[mh]": {1},  # an entry term
    '"ketamine/adverse effects"[mh]': {1},
    '"ketamine/ae"[mh]': {1},
    '"ketamine/therapeutic use"[mh]': {1},  # adverse effects lie under therapeutic use
    '"ketamine/therapeutic use"[mh:noexp]': set(),
    '"depressive disorder/drug therapy"[mh]': {1},
    '"depressive disorder/therapy"[mh]': {1, 7},  # drug therapy lies under therapy
    '"depressive disorder/therapy"[mh:noexp]': {7},
    "depressive dis*[mh]": {1, 7},
    "testamine[mh]": {9},
    "mood disorders[majr]": {1},
    "mood disorders[majr:noexp]": set(),
    "ketamine[majr]": {3},
    '"depressive disorder, treatment-resistant/drug therapy"[majr]': {1},
    '"ketamine/pharmacology"[majr]': set(),  # the star is the descriptor's alone
    "drug therapy[sh]": {1},
    "dt[sh]": {1},
    "therapy[sh]": {1, 7},
    "therapy[sh:noexp]": {7},
    "ketamine[nm]": {1},
    "testamine[nm]": {9},
    "690G0D6V8H[rn]": {1},
    "D007649[rn]": {1},
    "10.9999/s0000-0001(19)12345-6[doi]": {1},
    "https://doi.org/10.9999/S0000-0001(19)12345-6[aid]": {1},
    "10.9999/*[aid]": {1},
    "PMC101[pmcid]": {1},
    "NCT00000001[si]": {1},
    "clinicaltrials.gov/nct00000001[si]": {1},
    "ClinicalTrials.gov[si]": {1},
    "R01MH000001[gr]": {1},
    "R01 MH000001[gr]": {1},
    "nimh*[gr]": {1},
    "all[sb]": EVERY,
    "medline[sb]": {1},
    "publisher[sb]": {2},
    "hasabstract": {1, 2, 3, 4, 10},
    "hasabstract[text]": {1, 2, 3, 4, 10},
    "hascois": {8},
    "pubmed books[sb]": {7},
    "pubmed pmc[sb]": {1},
    "humans[filter]": {1},
    "animals[filter]": {3},
    "retracted[sb]": {5},
    "notice[sb]": {6},
    "corrected[sb]": {7},
    "concern[sb]": {12},
    "current[sb]": EVERY - {5, 6, 7, 12},
    "hasretractionin": {5},
    "hasretractionin[sb]": {5},
    "haserratumin": {7},
    "hasexpressionofconcernin": {12},
}

NUMBER_TABLE = {
    "2019[dp]": {1, 2},  # record 2 by its electronic date
    "2020[dp]": {2},
    "2019/03[dp]": {1},
    "2019/03/01[dp]": {1},  # no day is the first
    "2019/03/02:2019/12/29[dp]": set(),
    "2018:2020[dp]": {1, 2, 3},
    "2018/12/31:2019/03[dp]": {1, 3},
    '"2023/01/01"[dp] : "3000"[dp]': {8, 9, 11},
    '("2023/01/01"[Date - Publication] : "3000"[Date - Publication])': {8, 9, 11},
    '"2023":"3000"[pdat]': {8, 9, 11},
    "2023 : 3000 [dp]": {8, 9, 11},
    '2023:"3000"[dp]': {8, 9, 11},
    '"last 90 days"[dp]': {9, 11},
    '"last 1 day"[dp]': {11},
    '"last 1 year"[dp]': {8, 9, 11},
    "last 2 months[dp]": {11},
    "2019/02/01[crdt]": {1},
    "2019/02/02[edat]": {1},
    "2020[lr]": {1},
    "2020/01/05[mdat]": {1},
    "2019/08[mhda]": {1},
    "2019/07/31[dcom]": {1},
    "5[pmid]": {5},
    "00000005[uid]": {5},
    "5,7 9[uid]": {5, 7, 9},
    "5:7[uid]": {5, 6, 7},
    "1:2,11[uid]": {1, 2, 11},
    '"5"[uid] : "7"[uid]': {5, 6, 7},
}

BOOLEAN_TABLE = {
    "ketamine[ti] AND review[ti]": {2},
    "ketamine[ti] review[ti]": {2},
    "ketamine[ti] NOT review[ti]": {5, 6},
    "NOT depress*[tiab]": {3, 5, 6, 8, 9, 12},
    "NOT depress*[tiab] AND ketamine[ti]": {5, 6},
    "all[sb] NOT pubmed books[sb]": EVERY - {7},
    "bipolar[ti] OR ketamine[ti] AND review[ti]": {2},  # (bipolar OR ketamine) AND review
    "bipolar[ti] OR (ketamine[ti] AND review[ti])": {2, 4},
    "ketamine[ti] AND review[ti] OR bipolar[ti]": {2, 4},
    "review[ti] OR bipolar[ti] NOT ketamine[ti]": {4},
    "review[ti] OR (bipolar[ti] NOT ketamine[ti])": {2, 4},
    "bipolar[ti] OR ketamine[ti] review[ti]": {2},  # side by side is AND, and waits its turn
    "music[ti] OR (NOT depress*[tiab])": {3, 5, 6, 8, 9, 12},
}

PLAIN_TABLE = {
    "ketamine": {1, 2, 3, 5, 6, 8},
    "treatment resistant depression": {1, 2},
    "what is the treatment of depression": {1, 2},
    "the": {10},  # only stop words: kept
    "ketamine review": {2},
    '"suicidal ideation"': {1},
    "suicid*": {1, 2},
    "mg/kg": {3},
}


@pytest.mark.parametrize(
    ("query", "numbers_"),
    [
        *WORD_TABLE.items(),
        *PHRASE_TABLE.items(),
        *KEY_TABLE.items(),
        *NUMBER_TABLE.items(),
        *BOOLEAN_TABLE.items(),
        *PLAIN_TABLE.items(),
    ],
)
def test_a_query_finds(query: str, numbers_: set[int]) -> None:
    assert found(query) == numbers_


def test_the_tables_show_every_field() -> None:
    shown = " ".join([*WORD_TABLE, *KEY_TABLE, *NUMBER_TABLE]).lower()
    given = [field for field in Field if field not in LOCAL_FIELDS]  # those that are judged: test_query_judged
    assert [field for field in given if f"[{field}" not in shown] == []


def test_fields_are_word_key_or_number_fields_and_word_fields_have_streams() -> None:
    assert set(STREAMS_OF) == WORD_FIELDS
    assert not WORD_FIELDS & KEY_FIELDS
    assert STREAMS_OF[Field.ALL] == set(Stream)


def test_streams_keep_their_runs_apart_and_leave_out_what_is_empty() -> None:
    record = citation(1, "Title", abstract=(AbstractSection("Some text", "AIM"), AbstractSection("", "")))
    held = streams(record)
    assert held[Stream.ABSTRACT] == (("aim",), ("some", "text"))
    assert held[Stream.TITLE] == (("title",),)
    assert set(held) == {Stream.TITLE, Stream.ABSTRACT, Stream.IDENTIFIER}


def test_an_author_is_indexed_under_every_beginning_of_the_initials() -> None:
    held = keys(citation(1, authors=(Author("Zarate", "", "CAB"),)), Field.AUTHOR)
    assert held == {"zarate", "=zarate", "zarate c", "zarate ca", "zarate cab", "=zarate cab"}


def test_numbers_are_dates_as_one_number() -> None:
    record = citation(7, published=PartialDate(2020), electronic=PartialDate(2019, 12, 30))
    assert numbers(record, Field.PUBLISHED) == (20191230, 20200101)
    assert numbers(record, Field.PMID) == (7,)
    assert numbers(record, Field.INDEXED) == ()


@pytest.mark.parametrize(
    ("field", "typed", "key"),
    [
        (Field.AUTHOR, "Zarate C. A.", "zarate ca"),
        (Field.AUTHOR, "E W", "e w"),  # a family name of one letter stays one
        (Field.AUTHOR, "de la Cruz-Müller J", "de la cruz muller j"),
        (Field.MESH, "Ketalar", "ketamine"),
        (Field.MESH, "Ketalar/AE", "ketamine/adverse effects"),
        (Field.LANGUAGE, "German", "ger"),
        (Field.SUBHEADING, "dt", "drug therapy"),
        (Field.SUBSET, "inprocess", "in process"),
        (Field.ARTICLE_ID, "doi: 10.9999/ABC", "10.9999/abc"),
        (Field.AUTHOR_IDENTIFIER, "orcid:0000-0001-0000-000X", "000000010000000x"),
        (Field.GRANT, "R01-MH 000001", "r01mh000001"),
        (Field.JOURNAL, "Mood  Lett.", "mood lett"),
    ],
)
def test_what_is_typed_is_compared_as(field: Field, typed: str, key: str) -> None:
    assert key_of(field, typed) == key


@given(records(), st.sampled_from(sorted(KEY_FIELDS)))
def test_a_held_key_is_its_own_normal_form(record: Record, field: Field) -> None:
    for key in keys(record, field):
        plain = key.removeprefix("=")
        assert key_of(field, plain) == plain
        assert plain


@given(st.sampled_from(sorted(KEY_FIELDS)), st.text(max_size=30))
@example(Field.GRANT, "A¼")
@example(Field.AUTHOR, "Smith A¼")
@example(Field.FIRST_AUTHOR, "⒈")
@example(Field.VOLUME, "a⒈b")
@example(Field.JOURNAL, "1⒛🄀2")
def test_normalising_twice_is_normalising_once(field: Field, text: str) -> None:
    once = key_of(field, text)
    assert key_of(field, once) == once


@given(records())
def test_numbers_belong_to_number_fields_and_keys_to_key_fields(record: Record) -> None:
    for field in Field:
        assert not (numbers(record, field) and field not in NUMBER_FIELDS)
        assert not (keys(record, field) and field not in KEY_FIELDS)


def test_a_record_is_taken_apart_in_about_a_millisecond() -> None:
    def once() -> float:
        start = time.perf_counter()
        for record in LIBRARY:
            streams(record)
            for field in KEY_FIELDS:
                keys(record, field)
        return (time.perf_counter() - start) / len(LIBRARY)

    assert min(once() for _ in range(5)) < 0.003
