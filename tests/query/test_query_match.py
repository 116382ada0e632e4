"""`matches` against a brute force of its own: every placing of words tried, sets of ids combined by hand."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise, permutations, product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from indexer.changes import Incoming
from indexer.query import matches, parse
from indexer.query.syntax import And, Field, Near, Not, Or, Phrase, Query, Term, Word
from indexer.record import Record
from indexer.sources.pubmed_xml import read_xml
from tests.query.small_library import citation
from tests.strategies import leaves, queries, records

LETTERS = ("aaaa", "aaab", "bbbb")
few_words = st.lists(st.sampled_from(LETTERS), max_size=7)
wanted_words = st.lists(
    st.builds(Word, st.sampled_from(LETTERS)) | st.builds(Word, st.just("aaa"), st.just(True)), min_size=2, max_size=4
)


def fits(found: str, wanted: Word) -> bool:
    """Whether a word of the text is what a word of the query means."""
    return found[: len(wanted.text)] == wanted.text if wanted.truncated else found == wanted.text


def placings(text: list[str], wanted: list[Word]) -> list[tuple[int, ...]]:
    """Every way to give each wanted word a position of its own where it stands."""
    return [
        places
        for places in permutations(range(len(text)), len(wanted))
        if all(fits(text[place], word) for place, word in zip(places, wanted, strict=True))
    ]


@given(few_words, wanted_words)
def test_a_phrase_is_a_placing_in_a_row(text: list[str], wanted: list[Word]) -> None:
    expected = any(
        all(later == earlier + 1 for earlier, later in pairwise(places)) for places in placings(text, wanted)
    )
    record = citation(1, " ".join(text))
    assert matches(record, Phrase(Field.TITLE, tuple(wanted))) is expected


@given(few_words, wanted_words, st.integers(0, 4))
def test_near_is_a_placing_with_few_other_words_among(text: list[str], wanted: list[Word], distance: int) -> None:
    expected = any(max(places) - min(places) + 1 - len(wanted) <= distance for places in placings(text, wanted))
    record = citation(1, " ".join(text))
    assert matches(record, Near(Field.TITLE, tuple(wanted), distance)) is expected


@given(few_words, st.permutations(range(3)), st.integers(0, 3))
def test_near_does_not_mind_the_order(text: list[str], order: list[int], distance: int) -> None:
    wanted = tuple(Word(letter) for letter in LETTERS)
    record = citation(1, " ".join(text))
    turned = tuple(wanted[index] for index in order)
    assert matches(record, Near(Field.TITLE, wanted, distance)) is matches(record, Near(Field.TITLE, turned, distance))


@given(records(), queries(), queries())
def test_operators_are_those_of_logic(record: Record, one: Query, two: Query) -> None:
    first, second = matches(record, one), matches(record, two)
    assert matches(record, And((one, two))) is (first and second)
    assert matches(record, Or((one, two))) is (first or second)
    assert matches(record, Not(one)) is (not first)


@given(records(), st.sampled_from(("keta", "depress", "treat", "suicid")))
def test_a_truncated_word_is_every_word_that_begins_so(record: Record, beginning: str) -> None:
    words = [word for run in (record.title.lower().replace(",", " ").replace("-", " ").split(),) for word in run]
    assert matches(record, Term(Field.TITLE, beginning, truncated=True)) is any(
        word.startswith(beginning) for word in words
    )


@given(records(), st.sampled_from(("ketamine", "mood", "resistant")))
def test_narrow_fields_lie_inside_wide_ones(record: Record, word: str) -> None:
    def has(field: Field) -> bool:
        return matches(record, Term(field, word))

    for narrow, wide in product((Field.TITLE, Field.ABSTRACT, Field.OTHER_TERM), (Field.TITLE_ABSTRACT,)):
        assert not has(narrow) or has(wide)
    assert not has(Field.TITLE_ABSTRACT) or has(Field.TEXT_WORD)
    assert not has(Field.TEXT_WORD) or has(Field.ALL)


def test_real_records_match_as_a_plain_look_at_their_text_says(shared_data: Path) -> None:
    with gzip.open(shared_data / "pubmed" / "psychedelic-ketamine.xml.gz") as file:
        held = [item.record for item in read_xml(file) if isinstance(item, Incoming)]
    tree = parse("esketamine[ti] AND (suicid*[ti] OR resistant-depression[ti]) AND 2018:2020[dp]")
    word = re.compile(r"(?<![a-z0-9])esketamine(?![a-z0-9])")
    other = re.compile(r"(?<![a-z0-9])(?:suicid|resistant[ -]depression(?![a-z0-9]))")
    expected = {
        record.pmid
        for record in held
        if word.search(record.title.lower())
        and other.search(record.title.lower())
        and any(date and date.year in {2018, 2019, 2020} for date in (record.published, record.electronic))
    }
    assert len(expected) > 5
    assert {record.pmid for record in held if matches(record, tree)} == expected


def test_random_pairs_match_often_enough_to_prove_something() -> None:
    """What the suites draw must be found about as often as not, or agreement would say nothing."""
    seen: list[bool] = []

    @given(records(), leaves())
    def look(record: Record, query: Query) -> None:
        seen.append(matches(record, query))

    look()
    assert 0.05 < sum(seen) / len(seen) < 0.95
