"""BibTeX as bibtexparser reads it."""

from __future__ import annotations

import dataclasses

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from bibtexparser.model import Entry

from indexer.exports.bibtex import protected
from indexer.record import Author, PartialDate, Record
from tests.exports.fictional import ALL, BARE, BOOK, CHAPTER, FOREIGN, FULL, RETRACTED, exported


def entries(*records: Record) -> list[Entry]:
    library = bibtexparser.parse_string(exported("bibtex", *records))
    assert not library.failed_blocks
    return library.entries


def decoded(record: Record) -> Entry:
    middleware = [SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()]
    library = bibtexparser.parse_string(exported("bibtex", record), append_middleware=middleware)
    assert not library.failed_blocks
    return library.entries[0]


def test_every_record_is_an_entry_with_its_own_key() -> None:
    assert [entry.key for entry in entries(*ALL)] == [
        "Berg2020", "Berg2020a", "PMID990000103", "Muller2019", "Berg2020b", "PMID990000106", "PMID990000107",
    ]  # fmt: skip


def test_names_come_apart_as_they_should() -> None:
    names = decoded(FULL)["author"]
    first, second = names[0], names[1]
    assert (first.von, first.last, first.first) == (["van", "der"], ["Berg"], ["Jan", "Kees"])
    assert (second.last, second.jr, second.first) == (["Zaraté"], ["Jr"], ["Carlos", "A"])
    assert names[2].last == ["Łukasiewicz-O'Brien"]
    assert (names[3].von, names[3].last, names[3].first) == (["de", "la"], ["Cruz"], ["M", "J"])
    assert names[4].last == ["Madonna"]


def test_a_group_stays_whole() -> None:
    assert entries(FULL)[0]["author"].endswith(" and {Ketamine and Mood Trial Group, Testville}")


def test_a_family_name_of_several_words_stays_whole_without_given_names() -> None:
    record = dataclasses.replace(BARE, authors=(Author("Garcia Lopez"), Author("Land", "Ann and Bo")))
    assert entries(record)[0]["author"] == "{Garcia Lopez} and Land, {Ann and Bo}"


def test_an_incomplete_list_of_authors_ends_with_others() -> None:
    assert entries(FOREIGN)[0]["author"] == "von Müller, Änne and Berg, Bo and others"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Ketamine in depression.", "Ketamine in depression."),
        ("NMDA receptors and Parkinson's disease", "{NMDA} receptors and {Parkinson's} disease"),
        ("Mood: Testville's view", "Mood: Testville's view"),
        ("(S)-ketamine, mGluR5 and COVID-19.", "({S)-ketamine}, {mGluR5} and {COVID-19}."),
        ("50% of $5 & #1_a", r"50\% of \$5 \& \#1\_a"),
        ("a ~ b ^ c \\ d {e", r"a \textasciitilde{} b \textasciicircum{} c \textbackslash{} d \textbraceleft{}e"),
        ("mood--a ''view''", "mood-{}-a '{}'view'{}'"),
        ("Δ9 and α", "Δ9 and α"),
        ("", ""),
    ],
)
def test_titles(title: str, written: str) -> None:
    assert protected(title) == written


def test_latex_is_escaped_but_not_in_dois() -> None:
    entry = entries(FULL)[0]
    assert entry["doi"] == FULL.doi
    assert r"costs were \$20 (\textasciitilde{}18 €)" in entry["abstract"]
    assert entry["pages"] == "123--129"
    assert entry["month"] == "mar"
    assert entry["language"] == "eng and dut"
    assert decoded(FULL)["journal"] == FULL.journal.title


def test_a_title_comes_back() -> None:
    title = "S-ketamine & NMDA receptors: 50% of all patients in the Testville_2 cohort -- a 10² trial."
    assert decoded(dataclasses.replace(FULL, title=title))["title"] == title


def test_kinds() -> None:
    assert [entry.entry_type for entry in entries(FULL, CHAPTER, BOOK)] == ["article", "incollection", "book"]
    assert entries(CHAPTER)[0]["booktitle"] == CHAPTER.journal.title
    assert entries(RETRACTED)[0]["note"].count("RETRACTED PUBLICATION") == 1


def test_keys_of_all_sorts_of_names() -> None:
    def keyed(author: Author, year: int | None = 2020) -> Record:
        return dataclasses.replace(BARE, authors=(author,), published=PartialDate(year))

    people = (
        Author("O'Brien"), Author("Łoś"), Author("Größe"), Author("王"),
        Author(collective="The Mood (Trial) Group Two"), Author("van der Berg"), Author("McDonald"),
    )  # fmt: skip
    assert [entry.key for entry in entries(*map(keyed, people))] == [
        "OBrien2020", "Los2020", "Grosse2020", "PMID990000107", "TheMoodTrial2020", "Berg2020", "McDonald2020",
    ]  # fmt: skip
    assert entries(keyed(Author("Berg"), None))[0].key == "BergND"


def test_keys_go_on_after_z_and_are_the_same_every_time() -> None:
    many = [dataclasses.replace(RETRACTED, id=f"pmid:{number}", pmid=str(number)) for number in range(1, 31)]
    keys = [entry.key for entry in entries(*many)]
    assert [keys[place] for place in (0, 1, 26, 27, 28)] == [
        "Berg2020",
        "Berg2020a",
        "Berg2020z",
        "Berg2020aa",
        "Berg2020ab",
    ]
    assert len(set(keys)) == len(many)
    assert exported("bibtex", *many) == exported("bibtex", *many)
