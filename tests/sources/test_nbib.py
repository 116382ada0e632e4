"""PubMed's text format: every field, and no record lost in silence."""

from __future__ import annotations

import datetime
import io

import pytest
from Bio import Medline

from indexer.changes import Incoming, Rejected
from indexer.record import (
    AbstractSection,
    Author,
    Correction,
    Grant,
    History,
    Journal,
    Kind,
    MeshHeading,
    OtherAbstract,
    PublicationType,
    Qualifier,
    Record,
    Status,
    Substance,
    TrialId,
)
from indexer.sources.nbib import read_nbib

FULL = """\
PMID- 990000001
OWN - NLM
STAT- MEDLINE
DCOM- 20210701
LR  - 20210802
IS  - 1111-1111 (Electronic)
IS  - 2222-2222 (Linking)
VI  - 12
IP  - 3
DP  - 2021 May-Jun
TI  - [A title that goes on
      over two lines].
PG  - 10-9
LID - 10.5555/Demo.1 [doi]
LID - e12 [pii]
AB  - BACKGROUND: Ketamine, p < 0.05. METHODS: We gave it. DNA: not a label. RESULTS:
      It worked; OR: 2.
CI  - (c) Nobody.
FAU - van der Berg, Jan K Jr
AU  - van der Berg JK Jr
AUID- ORCID: 000000010000000x
AD  - First place.
AD  - Second place.
FAU - Mononym
AU  - Mononym
CN  - The Demo Group
AU  - Old AB
LA  - eng
LA  - ger
GR  - R01 MH000001/MH/NIMH NIH HHS/United States
GR  - MR/1/2/MRC_/Medical Research Council/United Kingdom
GR  - Wellcome Trust/United Kingdom
GR  - R01 MH000001/MH/NIMH NIH HHS/United States
PT  - Journal Article
PT  - Randomized Controlled Trial
DEP - 20210608
TT  - Ein Titel.
PL  - England
TA  - J Demo
JT  - Journal of demonstration
JID - 0000001
RN  - 690G0D6V8H (Ketamine)
RN  - 0 (Drugs (all))
RN  - EC 1.1.1.1 (Enzyme)
NM  - A protocol
SB  - IM
SI  - ClinicalTrials.gov/NCT00000001
SI  - figshare/10.5555/data
EIN - J Demo. 2022;1:1. PMID: 990000002
RIN - J Demo. 2023;1:1
MH  - *Depression/drug therapy/*psychology
MH  - Humans
PMC - PMC123
MID - NIHMS9
OAB - Publisher
OAB - Ein Text.
OABL- ger
OT  - *ketamine
OT  - Ketamine
OT  - TRD
COIS- None.
FIR - Inv, Ida
IR  - Inv I
IRAD- Somewhere.
EDAT- 2021/06/09 06:00
MHDA- 2021/07/02 06:00
CRDT- 2021/06/08 07:00
PHST- 2021/06/08 00:00 [entrez]
AID - 10.5555/demo.1 [doi]
AID - S01 [pii]
PST - ppublish
SO  - J Demo. 2021 May-Jun;12(3):10-9. doi: 10.5555/Demo.1.
"""


def blocks(text: str) -> list[Incoming | Rejected]:
    found = list(read_nbib(io.BytesIO(text.encode())))
    assert all(isinstance(one, (Incoming, Rejected)) for one in found)
    return [one for one in found if isinstance(one, (Incoming, Rejected))]


def record(text: str) -> Record:
    (one,) = blocks(text)
    assert isinstance(one, Incoming), one
    return one.record


def short(text: str) -> list[str]:
    return [one.record.pmid if isinstance(one, Incoming) else f"rejected {one.pmid or '?'}" for one in blocks(text)]


def test_every_field_has_its_place() -> None:
    got = record(FULL)
    assert got == Record(
        id=got.id,
        pmid="990000001",
        title="[A title that goes on over two lines].",
        vernacular_title="Ein Titel.",
        abstract=(
            AbstractSection("Ketamine, p < 0.05.", "BACKGROUND"),
            AbstractSection("We gave it. DNA: not a label.", "METHODS"),
            AbstractSection("It worked; OR: 2.", "RESULTS"),
        ),
        copyright="(c) Nobody.",
        other_abstracts=(OtherAbstract("Publisher", "ger", (AbstractSection("Ein Text."),)),),
        authors=(
            Author(
                "van der Berg", "Jan K", "JK", "Jr", "", "0000-0001-0000-000X", ("First place.", "Second place.")
            ),
            Author(family="Mononym"),
            Author(collective="The Demo Group"),
            Author(family="Old", initials="AB"),
        ),
        investigators=(Author("Inv", "Ida", "I", affiliations=("Somewhere.",)),),
        journal=Journal(
            title="Journal of demonstration", abbreviation="J Demo", medline="J Demo", issns=("1111-1111", "2222-2222"),
            nlm_id="0000001", country="England", volume="12", issue="3", pages="10-9",
        ),
        published=got.published,
        electronic=got.electronic,
        doi="10.5555/Demo.1",
        pmcid="PMC123",
        other_ids=(("pii", "e12"), ("pii", "S01"), ("mid", "NIHMS9")),
        mesh=(
            MeshHeading("Depression", "", True, (Qualifier("drug therapy"), Qualifier("psychology", major=True))),
            MeshHeading("Humans"),
        ),
        supplementary_mesh=(Substance("A protocol"),),
        substances=(
            Substance("Ketamine", registry="690G0D6V8H"), Substance("Drugs (all)"),
            Substance("Enzyme", registry="EC 1.1.1.1"),
        ),
        keywords=("ketamine", "TRD"),
        publication_types=(PublicationType("Journal Article"), PublicationType("Randomized Controlled Trial")),
        languages=("eng", "ger"),
        corrections=(
            Correction("ErratumIn", "J Demo. 2022;1:1", "990000002"), Correction("RetractionIn", "J Demo. 2023;1:1"),
        ),
        trial_ids=(TrialId("ClinicalTrials.gov", "NCT00000001"), TrialId("figshare", "10.5555/data")),
        funding=(
            Grant("R01 MH000001", "NIMH NIH HHS", "United States"),
            Grant("MR/1/2", "Medical Research Council", "United Kingdom"),
            Grant("", "Wellcome Trust", "United Kingdom"),
        ),
        conflict_statement="None.",
        history=History(
            created=datetime.date(2021, 6, 8), entered=datetime.date(2021, 6, 9), indexed=datetime.date(2021, 7, 2),
            completed=datetime.date(2021, 7, 1), revised=datetime.date(2021, 8, 2),
        ),
        medline_status="MEDLINE",
        publication_status="ppublish",
    )  # fmt: skip
    assert (str(got.published), got.published.raw) == ("2021-05", "2021 May-Jun")
    assert str(got.electronic) == "2021-06-08"
    assert got.status is Status.RETRACTED


def test_biopythons_reader_sees_the_same_text() -> None:
    theirs = Medline.read(io.StringIO(FULL))
    ours = record(FULL)
    assert (theirs["PMID"], theirs["TI"], theirs["MH"]) == (
        ours.pmid, ours.title, ["*Depression/drug therapy/*psychology", "Humans"],
    )  # fmt: skip
    assert theirs["AB"].split() == " ".join(ours.abstract_text.split()).split()


def test_a_record_is_its_pmid_at_the_least() -> None:
    assert record("PMID- 1\n") == Record(id=record("PMID- 1\n").id, pmid="1")


def test_line_ends_marks_and_blank_lines_are_no_matter() -> None:
    two = "PMID- 1\nTI  - One.\n\nPMID- 2\nTI  - Two\n      lines.\n"
    for text in (two, two.replace("\n", "\r\n"), "\ufeff" + two, "\n\n" + two + "\n\n", two.rstrip("\n")):
        assert [one.record.title for one in blocks(text) if isinstance(one, Incoming)] == ["One.", "Two lines."]
    as_text = list(read_nbib(io.StringIO(two)))
    assert as_text == list(read_nbib(io.BytesIO(two.encode())))


def test_raw_is_the_block_and_gives_the_same_record() -> None:
    (first, second) = blocks(f"\n{FULL}\n\nPMID- 2\nSO  - x\n")
    assert first.raw == FULL.encode()
    assert list(read_nbib(io.BytesIO(second.raw))) == [second]


def test_records_without_a_blank_line_between_them_are_two() -> None:
    assert short("PMID- 1\nTI  - One.\nPMID- 2\nTI  - Two.\n") == ["1", "2"]


def test_a_second_pmid_inside_another_field_is_no_record() -> None:
    assert short("PMID- 1\nAB  - See\n      PMID- 2 there\n") == ["1"]


@pytest.mark.parametrize(
    ("block", "pmid", "reason"),
    [
        ("TI  - No id.\n", "?", "no PMID"),
        ("PMID- \nTI  - No id.\n", "?", "no PMID"),
        ("PMID- abc\n", "?", "not a PMID: 'abc'"),
        ("PMID- 012\n", "?", "not a PMID: '012'"),
        ('{"error":"API rate limit exceeded"}\n', "?", "API rate limit"),
        ("id: 33372060 Error occurred: The following PMID is not available: 33372060\n", "?", "no PMID"),
        ("PMID- 7\nTI  - Fine.\n<html>broken in\n", "7", "'<html>broken in'"),
    ],
)
def test_a_block_that_cannot_be_a_record_is_rejected_and_the_others_live(block: str, pmid: str, reason: str) -> None:
    text = f"PMID- 1\n\n{block}\nPMID- 3\n"
    assert short(text) == ["1", f"rejected {pmid}", "3"]
    rejected = blocks(text)[1]
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason
    assert "block on line 3" in rejected.reason
    assert rejected.raw == block.encode()


def test_bytes_that_are_not_utf8_reject_their_block_alone() -> None:
    found = list(read_nbib(io.BytesIO(b"PMID- 1\n\nPMID- 2\nTI  - na\xefve\n\nPMID- 3\n")))
    assert [type(one) for one in found] == [Incoming, Rejected, Incoming]
    assert "not UTF-8" in found[1].reason if isinstance(found[1], Rejected) else False


def test_a_download_cut_off_in_its_last_record_is_noticed() -> None:
    text = "PMID- 1\nTI  - One.\nSO  - J.\n\nPMID- 2\nTI  - Two is lo\n"
    assert short(text) == ["1", "rejected 2"]
    assert "cut off" in getattr(blocks(text)[1], "reason", "")


def test_an_unusual_line_separator_inside_a_field_is_text() -> None:
    assert record("PMID- 1\nTI  - One\u2028two\x85three.\n").title == "One two three."


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("One text without labels.", [""]),
        ("DNA: a review. RNA: another.", [""]),
        ("We saw this. METHODS: late label.", [""]),
        ("OBJECTIVE: To see. DESIGN, SETTING, AND PARTICIPANTS: A trial. CONCLUSIONS AND RELEVANCE: Fine.",
         ["OBJECTIVE", "DESIGN, SETTING, AND PARTICIPANTS", "CONCLUSIONS AND RELEVANCE"]),
        ("AIMS: 95% CI: 1-2 and so on. RESULTS: None.", ["AIMS", "RESULTS"]),
        ("Background: mixed case. Methods: stays whole.", [""]),
    ],
)  # fmt: skip
def test_an_abstract_is_split_only_at_labels_beyond_doubt(text: str, labels: list[str]) -> None:
    got = record(f"PMID- 1\nAB  - {text}\n")
    assert [section.label for section in got.abstract] == labels
    assert " ".join(got.abstract_text.split()) == text


def test_a_book_chapter() -> None:
    got = record(
        "PMID- 9\nTI  - Ketamine\nBTI - Demonstration Book\nISBN- 9780000000000 (print)\nFED - Editor, E\n"
        "ED  - Editor E\nFAU - Writer, W\nAU  - Writer W\n"
    )
    assert got.kind is Kind.BOOK
    assert (got.title, got.journal.title) == ("Ketamine", "Demonstration Book")
    assert [author.short for author in got.authors] == ["Writer W"]
    assert got.other_ids == (("isbn", "9780000000000"),)
    assert record("PMID- 9\nBTI - Whole\nCTI - Collection\n").title == "Whole"


@pytest.mark.parametrize(
    ("lines", "kind", "language", "text"),
    [
        ("OAB - Publisher; Abstract available from the publisher.\nOABL- spa\n", "Publisher", "spa",
         "Abstract available from the publisher."),
        ("OAB - Un resumen.\nOABL- spa\n", "", "spa", "Un resumen."),
        ("OAB - plain-language-summary\nOAB - Plainly.\nOABL- eng\n", "plain-language-summary", "eng", "Plainly."),
    ],
)  # fmt: skip
def test_other_abstracts(lines: str, kind: str, language: str, text: str) -> None:
    assert record(f"PMID- 1\n{lines}").other_abstracts == (OtherAbstract(kind, language, (AbstractSection(text),)),)


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        ("FAU - de la Cruz, María José\nAU  - de la Cruz MJ\n", Author("de la Cruz", "María José", "MJ")),
        ("FAU - King, Martin Luther 3rd\nAU  - King ML 3rd\n", Author("King", "Martin Luther", "ML", "3rd")),
        ("AU  - van der Berg JK Jr\n", Author("van der Berg", initials="JK", suffix="Jr")),
        ("AU  - Plato\n", Author("Plato")),
        ("FAU - Li, Na\n", Author("Li", "Na")),
    ],
)
def test_names(lines: str, author: Author) -> None:
    assert record(f"PMID- 1\n{lines}").authors == (author,)
