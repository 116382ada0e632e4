"""Real files: every record accounted for, and the same values as an independent reading gives.

The independent readings are regular expressions over the bytes, ElementTree, and Biopython's own parser.
"""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from Bio import Entrez

from indexer import canonical
from indexer.changes import Deleted, Incoming, Parsed
from indexer.record import Record, Status
from indexer.sources.files import RecordFile
from indexer.sources.pubmed_xml import read_xml_bytes

SMALL = ("pubmedsample18n0001", "subset_odd", "psychedelic-ketamine")
UPDATE = "pubmed21n1298"
SAMPLE = 600  # records of the large file that are compared field by field


def path(shared_data: Path, name: str) -> Path:
    return shared_data / "pubmed" / f"{name}.xml.gz"


def tags_in_bytes(body: bytes) -> tuple[int, int]:
    """Records and deletions by regular expression alone."""
    deleted = b"".join(re.findall(rb"<DeleteCitation>.*?</DeleteCitation>", body, re.DOTALL))
    return len(re.findall(rb"<PubmedArticle[ >]", body)), deleted.count(b"<PMID")


@pytest.mark.parametrize(
    ("name", "articles", "deletions"),
    [("pubmedsample18n0001", 177, 0), ("subset_odd", 1084, 28), ("psychedelic-ketamine", 1840, 0)],
)
def test_every_element_of_a_file_is_accounted_for(shared_data: Path, name: str, articles: int, deletions: int) -> None:
    file = RecordFile(path(shared_data, name))
    found = list(file)
    assert tags_in_bytes(gzip.decompress(path(shared_data, name).read_bytes())) == (articles, deletions)
    assert (file.summary.articles, file.summary.books, file.summary.deletions) == (articles, 0, deletions)
    assert sum(isinstance(one, Incoming) for one in found) == articles
    assert sum(isinstance(one, Deleted) for one in found) == deletions


def test_a_whole_update_file_is_accounted_for_in_its_order(shared_data: Path) -> None:
    """20,788 articles and 20 deletions; one PMID occurs in four versions, another entered PubMed long before its
    record was created (CRDT is `entrez`, EDAT is `pubmed`)."""
    file = RecordFile(path(shared_data, UPDATE))
    ids: list[tuple[str, int]] = []
    deleted: list[str] = []
    for one in file:
        match one:
            case Incoming(record):
                ids.append((record.pmid, record.version))
                if record.pmid == "25242986":
                    assert (str(record.history.created), str(record.history.entered)) == ("2014-09-23", "2012-03-01")
            case Deleted(pmid):
                deleted.append(pmid)
            case rejected:
                pytest.fail(rejected.reason)
    assert (file.summary.articles, file.summary.books, file.summary.deletions) == (20_788, 0, 20)
    assert (len(ids), len(deleted)) == (20_788, 20)
    with gzip.open(path(shared_data, UPDATE)) as stream:
        body = stream.read()
    expected = re.findall(rb'<MedlineCitation[^>]*>\s*<PMID Version="(\d+)">(\d+)</PMID>', body)
    assert "25242986" in dict(ids)
    assert ids == [(pmid.decode(), int(version)) for version, pmid in expected]
    assert sorted(version for pmid, version in ids if pmid == "30271887") == [1, 2, 3, 4]
    assert b"".join(body.rpartition(b"<DeleteCitation>")[2:]).count(b"<PMID") == 20


def records(shared_data: Path, name: str) -> Iterator[Incoming]:
    for count, one in enumerate(RecordFile(path(shared_data, name))):
        if count >= SAMPLE:
            return
        if isinstance(one, Incoming):
            yield one


@pytest.mark.parametrize("name", [*SMALL, UPDATE])
def test_raw_bytes_and_canonical_json_give_the_record_back(shared_data: Path, name: str) -> None:
    for incoming in list(records(shared_data, name))[::5]:
        again: tuple[Parsed, ...] = tuple(read_xml_bytes(b"<PubmedArticleSet>" + incoming.raw + b"</PubmedArticleSet>"))
        assert again == (incoming,)
        assert canonical.from_json(canonical.to_json(incoming.record)) == incoming.record


def flat(element: ET.Element | None) -> str:
    return "" if element is None else "".join("".join(element.itertext()).split())


# Superscripts, marks and spaces that the reader adds or changes on purpose.
_UNSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()0123456789+-=()")


def same_text(ours: str, theirs: ET.Element | None) -> bool:
    """Whether both have the same letters and digits in the same order, scripts and formula marks aside."""

    def letters(text: str) -> str:
        return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text.translate(_UNSCRIPT))))

    return letters(ours) == letters(flat(theirs))


@pytest.mark.parametrize("name", [*SMALL, UPDATE])
def test_fields_agree_with_elementtree(shared_data: Path, name: str) -> None:
    compared = 0
    for incoming in records(shared_data, name):
        check_against_elementtree(incoming.record, ET.fromstring(incoming.raw))
        compared += 1
    assert compared >= 150


def check_against_elementtree(record: Record, root: ET.Element) -> None:
    article = root.find("MedlineCitation/Article")
    assert article is not None
    assert record.pmid == root.findtext("MedlineCitation/PMID")
    assert same_text(record.title, article.find("ArticleTitle")), record.pmid
    theirs = [part for part in article.findall("Abstract/AbstractText") if flat(part)]
    assert len(record.abstract) == len(theirs)
    for ours, part in zip(record.abstract, theirs, strict=True):
        assert same_text(ours.text, part), (record.pmid, ours.text)
        assert ours.category == part.get("NlmCategory", "")
    authors = [author for author in article.findall("AuthorList/Author") if author.get("ValidYN") != "N"]
    assert [author.family or author.collective for author in record.authors] == [
        " ".join((author.findtext("LastName") or author.findtext("CollectiveName") or "").split()) for author in authors
    ]
    dois = {
        element.text.strip().lower()
        for element in (*article.findall("ELocationID[@EIdType='doi']"),
                        *root.findall("PubmedData/ArticleIdList/ArticleId[@IdType='doi']"))
        if element.text
    }  # fmt: skip
    assert (record.doi.lower() in dois) if dois else (record.doi == "")
    assert record.pmcid == (root.findtext("PubmedData/ArticleIdList/ArticleId[@IdType='pmc']") or record.pmcid)
    assert len(record.mesh) == len(root.findall("MedlineCitation/MeshHeadingList/MeshHeading"))
    majors = root.findall("MedlineCitation/MeshHeadingList/MeshHeading/*[@MajorTopicYN='Y']/..")
    assert sum(heading.is_major for heading in record.mesh) == len(majors)
    assert len(record.substances) == len(root.findall("MedlineCitation/ChemicalList/Chemical"))
    year = article.findtext("Journal/JournalIssue/PubDate/Year")
    if year:
        assert record.published.year == int(year)
    for status, date in (("entrez", record.history.created), ("pubmed", record.history.entered)):
        stamp = root.find(f"PubmedData/History/PubMedPubDate[@PubStatus='{status}']")
        if stamp is not None:
            assert date is not None
            assert (date.year, date.month) == (int(stamp.findtext("Year") or 0), int(stamp.findtext("Month") or 0))


def test_fields_agree_with_biopythons_parser(shared_data: Path) -> None:
    """Against Entrez.read(escape=True), which keeps the markup that is compared away here."""
    body = gzip.decompress(path(shared_data, "pubmedsample18n0001").read_bytes())
    ours = [one.record for one in read_xml_bytes(body) if isinstance(one, Incoming)]
    theirs = Entrez.read(io.BytesIO(body), escape=True)["PubmedArticle"]
    assert len(ours) == len(theirs) == 177
    for record, parsed in zip(ours, theirs, strict=True):
        citation = parsed["MedlineCitation"]
        assert record.pmid == str(citation["PMID"])
        assert same_text(record.title, ET.fromstring(f"<t>{citation['Article']['ArticleTitle']}</t>"))
        authors = [
            author for author in citation["Article"].get("AuthorList", []) if author.attributes.get("ValidYN") != "N"
        ]
        assert len(record.authors) == len(authors)
        assert list(record.languages) == list(dict.fromkeys(map(str, citation["Article"]["Language"])))


def test_a_retraction_is_seen(shared_data: Path) -> None:
    statuses = {
        one.record.pmid: one.record.status
        for one in RecordFile(path(shared_data, "psychedelic-ketamine"))
        if isinstance(one, Incoming)
    }
    assert statuses["21557878"] is Status.RETRACTED
