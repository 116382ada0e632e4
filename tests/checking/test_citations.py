"""A draft's own references: found, looked up, and set beside the sentence that they stand in."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from appraisal.abstracts import record
from checking.collection import NOW, collection, library, numbered, retracted, trial

from indexer.changes import Decided, Gone
from indexer.checking.asked import read_statements
from indexer.checking.citations import Cited, check_citations
from indexer.checking.claims import find_claims
from indexer.checking.draft import read_draft
from indexer.checking.library import Library
from indexer.checking.references import references, without_references
from indexer.checking.values import Bearing, Code
from indexer.external import ExternalStatus, Nature
from indexer.record import Correction, Status

WORKED = "Ketamine significantly reduced suicidal ideation within 24 hours compared with saline (p < 0.001)."
DID_NOT = "Ketamine did not significantly reduce suicidal ideation compared with saline."
CLAIM = "Ketamine reduces suicidal ideation"


def ids(text: str) -> list[str]:
    return [str(one.identifier) for one in references(text) if one.identifier]


def cited(text: str, held: Library, name: str = "draft.txt") -> Cited:
    draft = read_draft(name, text.encode())
    claims, _ = find_claims(draft, read_statements)
    return check_citations(draft, claims, held)


def codes(found: Cited) -> list[Code]:
    return [one.code for one in found.remarks]


# --- what is a reference ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as shown (PMID 990000001)", ["PMID 990000001"]),
        ("as shown (PMID: 990000001).", ["PMID 990000001"]),
        ("pmid:0990001", ["PMID 990001"]),
        ("PMIDs 990000001, 990000002 and 990000003", ["PMID 990000001", "PMID 990000002", "PMID 990000003"]),
        ("https://pubmed.ncbi.nlm.nih.gov/990000001/?from=x", ["PMID 990000001"]),
        ("http://www.ncbi.nlm.nih.gov/pubmed/990000001", ["PMID 990000001"]),
        ("https://www.ncbi.nlm.nih.gov/pubmed/?term=990000001", ["PMID 990000001"]),
        ("https://europepmc.org/article/MED/990000001", ["PMID 990000001"]),
        ("PMCID: PMC9900001", ["PMC9900001"]),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9900001/", ["PMC9900001"]),
        ("doi: 10.5555/Fiction.1.", ["DOI 10.5555/fiction.1"]),
        ("(https://doi.org/10.5555/S0-1(05)6-9)", ["DOI 10.5555/s0-1(05)6-9"]),
        ("https://journal.example/doi/full/10.5555/fiction.1?download=true", ["DOI 10.5555/fiction.1"]),
        ("https://journal.example/10.5555/fiction.1/abstract", ["DOI 10.5555/fiction.1"]),
        ("https://dx.doi.org/10.5555%2Ffiction.1", ["DOI 10.5555/fiction.1"]),
        ('<a href="https://doi.org/10.5555/a&amp;b">here</a>', ["DOI 10.5555/a&b"]),
        ("[the trial](https://doi.org/10.5555/fiction.1)", ["DOI 10.5555/fiction.1"]),
    ],
)
def test_ids_are_found_in_text_and_behind_links(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize("text", ["10.5 mg/kg", "in 2019, 60% of 990 patients", "version 10.4/2", "PMDD 12345678"])
def test_other_numbers_are_no_references(text: str) -> None:
    assert references(text) == ()


def test_what_nobody_reads_of_a_page_is_no_reference() -> None:
    assert ids("<script>var x = 'PMID 990000001'</script><!-- PMID 990000002 -->PMID 990000003") == ["PMID 990000003"]


def test_a_number_in_brackets_stands_for_what_its_reference_gives() -> None:
    text = "It works [1,2]. It does not [3].\n\n1. A. PMID 990000001\n2. B. doi:10.5555/b\n3. C. Fictional J. 2020.\n"
    assert ids(text) == ["DOI 10.5555/b", "PMID 990000001", "PMID 990000001", "DOI 10.5555/b"]
    assert [one.identifier for one in references(text) if text[one.start : one.end] == "[3]"] == [None]


def test_a_footnote_stands_for_what_it_gives() -> None:
    text = "It works.[^a] So it does.²\n\n[^a]: A. PMID 990000001\n2. B. PMID 990000002\n"
    assert sorted(ids(text)[:2]) == ["PMID 990000001", "PMID 990000002"]


@pytest.mark.parametrize("unit", ["m²", "m<sup>2</sup>", "10<sup>2</sup> cells"])
def test_a_unit_with_a_raised_number_is_no_footnote(unit: str) -> None:
    assert ids(f"over 3 {unit} of skin\n\n2. B. PMID 990000002\n") == ["PMID 990000002"]


LISTED = '<h3>References</h3><ol><li id="r1">A. PMID 990000001</li><li id="r2">B. PMID 990000002</li></ol>'


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        ("<sup>1</sup>", ["PMID 990000001"]),
        ("<sup>1,2</sup>", ["PMID 990000001", "PMID 990000002"]),
        ('<sup><a href="#r2">1</a></sup>', ["PMID 990000002"]),
        (
            '<sup><a href="#r1">&#91;1&#93;</a></sup><sup><a href="#r2">[2]</a></sup>',
            ["PMID 990000001", "PMID 990000002"],
        ),
    ],
)
def test_a_number_that_a_page_raises_stands_for_the_item_of_its_list(raised: str, expected: list[str]) -> None:
    text = f"<p>It works.{raised} Then it does not.</p>{LISTED}"
    assert [str(one.identifier) for one in references(text) if one.start < text.index("Then")] == expected
    assert {one.about for one in references(text) if one.start < text.index("Then")} == {len("<p>It works.")}


def test_references_are_no_figures_of_a_claim() -> None:
    text = "It works in 60% (PMID 990000001; Doe et al., 2019) [3]."
    assert "60%" in without_references(text)
    assert len(without_references(text)) == len(text)
    assert not {"990000001", "2019", "3]"} & set(without_references(text).replace(")", " ").split())


# --- what is said of it -----------------------------------------------------------------------------------------------


def test_a_sound_citation_is_listed_without_a_remark() -> None:
    found = cited(f"{CLAIM} (PMID 990000001).", library(trial(1, WORKED)))
    assert found.remarks == ()
    assert [(one.id, one.status, one.bearing) for one in found.citations] == [
        ("PMID 990000001", Status.CURRENT, Bearing.SUPPORTS)
    ]


def test_a_doi_and_a_pmc_id_lead_to_the_record() -> None:
    held = library(trial(1, WORKED, doi="10.5555/Fiction.1", pmcid="PMC9900001"))
    found = cited(f"{CLAIM} (https://doi.org/10.5555/fiction.1; PMC9900001).", held)
    assert [one.record.pmid if one.record else "" for one in found.citations] == ["990000001", "990000001"]


def test_an_unknown_citation_is_not_in_this_collection_and_nothing_more() -> None:
    found = cited(f"{CLAIM} (PMID 990000002).", library(trial(1, WORKED)))
    assert codes(found) == [Code.UNKNOWN_CITATION]
    assert "not in this collection" in found.remarks[0].message
    assert "does not say that it does not exist" in found.remarks[0].message
    assert found.citations[0].record is None


def test_an_unknown_citation_is_remarked_once_however_often_it_is_cited() -> None:
    found = cited(f"{CLAIM} (PMID 990000002). {CLAIM} in adults (PMID 990000002).", library(trial(1, WORKED)))
    assert codes(found) == [Code.UNKNOWN_CITATION]
    assert len(found.citations) == 2


def test_a_retracted_record_is_named_with_its_notice() -> None:
    found = cited(f"{CLAIM} (PMID 990000001).", library(retracted(trial(1, WORKED))))
    assert codes(found) == [Code.RETRACTED_CITATION]
    assert "retracted (PMID 990000999)" in found.remarks[0].message


def test_an_expression_of_concern_is_told_as_such() -> None:
    worried = trial(1, WORKED, corrections=(Correction("ExpressionOfConcernIn", "", "990000998"),))
    found = cited(f"{CLAIM} (PMID 990000001).", library(worried))
    assert codes(found) == [Code.RETRACTED_CITATION]
    assert "expression of concern" in found.remarks[0].message


def test_a_corrected_record_is_noted_and_no_fault() -> None:
    mended = trial(1, WORKED, corrections=(Correction("ErratumIn", "", "990000998"),))
    found = cited(f"{CLAIM} (PMID 990000001).", library(mended))
    assert found.remarks == ()
    assert found.citations[0].note == "corrected or updated (PMID 990000998)"


def test_another_sources_word_on_a_retraction_counts() -> None:
    engine, store = collection(trial(1, WORKED))
    said = ExternalStatus("crossref", Nature.RETRACTION, NOW, date=datetime.date(2024, 1, 1))
    store.set_external_status("crossref", {trial(1, WORKED).id: (said,)})
    found = cited(f"{CLAIM} (PMID 990000001).", Library(engine, store))
    assert codes(found) == [Code.RETRACTED_CITATION]
    assert "according to Crossref" in found.remarks[0].message


def test_a_record_that_pubmed_no_longer_has_is_told() -> None:
    engine, store = collection(trial(1, WORKED))
    store.apply(Decided(run=2, at=NOW, gone=(Gone(trial(1, WORKED).id, "deleted"),)))
    found = cited(f"{CLAIM} (PMID 990000001).", Library(engine, store))
    assert codes(found) == [Code.UNKNOWN_CITATION]
    assert "no longer in PubMed" in found.remarks[0].message


def test_a_record_that_goes_the_other_way_contradicts() -> None:
    found = cited(f"{CLAIM} (PMID 990000001).", library(trial(1, DID_NOT)))
    assert codes(found) == [Code.CONTRADICTING_CITATION]
    assert DID_NOT in found.remarks[0].message
    assert [one.pmid for one in found.remarks[0].records] == ["990000001"]


def test_a_record_on_something_else_does_not_bear_on_the_sentence() -> None:
    other = numbered(1, record("Sleep in shift workers", ("RESULTS", "Nurses slept less after night shifts.")))
    background = tuple(trial(number, WORKED) for number in range(2, 6))
    found = cited(f"{CLAIM} (PMID 990000001).", library(other, *background))
    assert codes(found) == [Code.UNRELATED_CITATION]


def test_a_record_without_an_abstract_cannot_be_judged() -> None:
    bare = numbered(1, record("Sleep in shift workers"))
    assert codes(cited(f"{CLAIM} (PMID 990000001).", library(bare, trial(2, WORKED)))) == []


def test_a_sentence_that_could_not_be_decided_is_no_fault() -> None:
    vague = "Suicidal ideation and its course under ketamine were described in detail."
    found = cited(f"{CLAIM} (PMID 990000001).", library(trial(1, vague)))
    assert codes(found) == []
    assert found.citations[0].bearing is Bearing.UNDETERMINED


# --- which claim it stands for ----------------------------------------------------------------------------------------


def test_a_reference_behind_the_full_stop_belongs_to_the_sentence() -> None:
    held = library(trial(1, DID_NOT))
    assert Code.CONTRADICTING_CITATION in codes(cited(f"{CLAIM}. (PMID 990000001)", held))


@pytest.mark.parametrize(
    ("name", "noted", "listed"),
    [
        ("draft.md", "[^1]", "[^1]: PMID 990000001"),
        ("draft.md", "[^2][^1]", "[^1]: PMID 990000001\n[^2]: A book."),
        ("draft.md", "<sup>1</sup>", "1. Doe J. PMID 990000001"),
        ("draft.txt", "[1]", "[1] Doe J. PMID 990000001"),
        ("draft.txt", " [1]", "1. Doe J. PMID 990000001"),
        ("draft.txt", "¹", "1. Doe J. PMID 990000001"),
        ("draft.html", '<sup><a href="#a">1</a></sup>', '<ol><li id="a">PMID 990000001</li></ol>'),
    ],
)
def test_a_number_behind_the_full_stop_belongs_to_the_sentence_before(name: str, noted: str, listed: str) -> None:
    first, second = f"{CLAIM}.", "It reduces anxiety."
    text = f"{first}{noted} {second}\n\n{listed}\n"
    if name == "draft.html":
        text = f"<article><p>{first}{noted} {second}</p>{listed}</article>"
    found = find_claims(read_draft(name, text.encode()), read_statements)[0]
    assert [one.sentence for one in found] == [first, second]
    said = cited(text, library(trial(1, DID_NOT)), name)
    assert [(one.code, one.subject) for one in said.remarks if one.code is Code.NO_CITATION] == [
        (Code.NO_CITATION, second)
    ]
    assert Code.CONTRADICTING_CITATION in codes(said)


def test_a_number_within_a_sentence_ends_none() -> None:
    text = "Doe et al. [1] found that ketamine reduces anxiety.\n\n1. Doe J. PMID 990000001\n"
    found = find_claims(read_draft("draft.txt", text.encode()), read_statements)[0]
    assert [one.text for one in found] == ["Doe et al. [1] found that ketamine reduces anxiety."]


def test_a_reference_amid_two_claims_stands_for_the_first() -> None:
    held = library(trial(1, DID_NOT), trial(2, "Ketamine significantly reduced anxiety compared with saline."))
    text = "Ketamine reduces anxiety (PMID 990000002), and it reduces suicidal ideation (PMID 990000001)."
    found = cited(text, held)
    assert [(one.id, one.bearing) for one in found.citations] == [
        ("PMID 990000002", Bearing.SUPPORTS),
        ("PMID 990000001", Bearing.CONTRADICTS),
    ]


def test_references_side_by_side_stand_for_the_same_claim() -> None:
    held = library(trial(1, DID_NOT), trial(2, WORKED))
    found = cited(f"{CLAIM} (PMID 990000002; PMID 990000001).", held)
    assert [one.bearing for one in found.citations] == [Bearing.SUPPORTS, Bearing.CONTRADICTS]


def test_a_link_around_the_words_stands_for_them() -> None:
    link = f'<p>Much is known. <a href="https://pubmed.ncbi.nlm.nih.gov/990000001/">{CLAIM}</a>.</p>'
    found = cited(f"<html><body><article>{link}</article></body></html>", library(trial(1, DID_NOT)), "draft.html")
    assert codes(found) == [Code.CONTRADICTING_CITATION]


def test_a_reference_list_is_looked_up_and_stands_for_no_claim_itself() -> None:
    text = f"# Piece\n\n{CLAIM} [1].\n\n## References\n\n1. Doe J. A fiction. PMID 990000001\n"
    found = cited(text, library(trial(1, DID_NOT)), "draft.md")
    assert codes(found) == [Code.CONTRADICTING_CITATION]
    assert [one.bearing for one in found.citations] == [Bearing.CONTRADICTS, None]


# --- claims without a reference ---------------------------------------------------------------------------------------


def test_a_draft_that_cites_nothing_hears_it_once() -> None:
    found = cited(f"{CLAIM}.\n\nKetamine reduces anxiety.", library(trial(1, WORKED)))
    assert codes(found) == [Code.NO_CITATION]
    assert found.remarks[0].message.startswith("2 checkable sentences cite no source")


def test_a_draft_that_cites_hears_of_each_sentence_without() -> None:
    text = f"{CLAIM} (PMID 990000001).\n\nKetamine reduces anxiety and pain.\n\nKetamine reduces craving."
    found = cited(text, library(trial(1, WORKED)))
    assert [(one.code, one.line) for one in found.remarks] == [(Code.NO_CITATION, 3), (Code.NO_CITATION, 5)]


def test_a_reference_at_a_paragraphs_end_serves_the_whole_of_it() -> None:
    found = cited(f"Ketamine reduces anxiety. {CLAIM} (PMID 990000001).", library(trial(1, WORKED)))
    assert Code.NO_CITATION not in codes(found)


@pytest.mark.parametrize("source", ["(Doe et al., 2019)", "[4]"])
def test_a_citation_that_cannot_be_looked_up_is_a_citation(source: str) -> None:
    assert codes(cited(f"{CLAIM} {source}.", library(trial(1, WORKED)))) == []


def test_remarks_stand_where_they_say() -> None:
    text = f"Naïve “quotes” first.\n\n{CLAIM} (PMID 990000002)."
    found = cited(text, library(trial(1, WORKED)))
    for one in (*found.remarks, *found.citations):
        assert text[one.start : one.end] == one.subject
        assert one.line == 3
    assert dataclasses.is_dataclass(found)
