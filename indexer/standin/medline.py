"""Writes a record as MEDLINE text: four-letter tags, lines folded under them."""

from __future__ import annotations

import textwrap
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from indexer.standin import dates

_WIDTH = 88
_REFERENCES = {
    "CommentIn": "CIN",
    "CommentOn": "CON",
    "ErratumIn": "EIN",
    "ErratumFor": "EFR",
    "ExpressionOfConcernIn": "ECI",
    "ExpressionOfConcernFor": "ECF",
    "RepublishedIn": "RPI",
    "RepublishedFrom": "RPF",
    "RetractionIn": "RIN",
    "RetractionOf": "ROF",
    "UpdateIn": "UIN",
    "UpdateOf": "UOF",
    "PreprintIn": "PIN",
    "PreprintOf": "POF",
}
_STATUS_DATES = {"pubmed": "EDAT", "medline": "MHDA", "entrez": "CRDT"}


def medline_text(raw: bytes) -> str:
    """The record as MEDLINE text, ending in a line break; fields that it does not have are left out."""
    root = ET.fromstring(raw)  # noqa: S314  (a cut record, read before when it was indexed)
    return "".join(_line(tag, value) for tag, value in _fields(root) if value)


def _line(tag: str, value: str) -> str:
    folded = textwrap.wrap(value, _WIDTH - 6, break_long_words=False, break_on_hyphens=False)
    return f"{tag:<4}- " + "\n      ".join(folded) + "\n"


def _text(element: ET.Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _fields(root: ET.Element) -> Iterator[tuple[str, str]]:
    is_book = root.tag == "PubmedBookArticle"
    citation = root.find("BookDocument" if is_book else "MedlineCitation")
    if citation is None:
        return
    article = citation if is_book else citation.find("Article")
    yield "PMID", _text(citation.find("PMID"))
    yield "OWN", citation.get("Owner") or ""
    yield "STAT", citation.get("Status") or ""
    yield "DCOM", _compact(citation.find("DateCompleted"))
    yield "LR", _compact(citation.find("DateRevised"))
    if article is not None:
        yield from _article(article, citation)
    yield from _indexing(citation)
    yield from _history(root, citation)
    yield "SO", _source(citation)


def _compact(element: ET.Element | None) -> str:
    value = dates.of_element(element)
    return "" if value is None else str(value)


def _published(citation: ET.Element) -> str:
    date = citation.find("Article/Journal/JournalIssue/PubDate")
    date = citation.find("Book/PubDate") if date is None else date
    return "" if date is None else " ".join(_text(part) for part in date)


def _article(article: ET.Element, citation: ET.Element) -> Iterator[tuple[str, str]]:
    for issn in article.iterfind("Journal/ISSN"):
        yield "IS", f"{_text(issn)} ({issn.get('IssnType') or ''})"
    yield "VI", _text(article.find("Journal/JournalIssue/Volume"))
    yield "IP", _text(article.find("Journal/JournalIssue/Issue"))
    yield "DP", _published(citation)
    yield "TI", _text(article.find("ArticleTitle"))
    yield "BTI", _text(citation.find("Book/BookTitle"))
    yield "PG", _text(article.find("Pagination/MedlinePgn"))
    for location in article.iterfind("ELocationID"):
        yield "LID", f"{_text(location)} [{location.get('EIdType') or ''}]"
    sections = [
        f"{section.get('Label')}: {_text(section)}" if section.get("Label") else _text(section)
        for section in article.iterfind("Abstract/AbstractText")
    ]
    yield "AB", " ".join(sections)
    yield "CI", _text(article.find("Abstract/CopyrightInformation"))
    for author in article.iterfind("AuthorList/Author"):
        yield from _author(author)
    for language in article.iterfind("Language"):
        yield "LA", _text(language)
    for bank in article.iterfind("DataBankList/DataBank"):
        for accession in bank.iterfind("AccessionNumberList/AccessionNumber"):
            yield "SI", f"{_text(bank.find('DataBankName'))}/{_text(accession)}"
    for grant in article.iterfind("GrantList/Grant"):
        yield "GR", "/".join(_text(part) for part in grant)
    for kind in article.iterfind("PublicationTypeList/PublicationType"):
        yield "PT", _text(kind)
    yield "DEP", _compact(article.find("ArticleDate"))
    yield "TT", _text(article.find("VernacularTitle"))


def _author(author: ET.Element) -> Iterator[tuple[str, str]]:
    last, suffix = _text(author.find("LastName")), _text(author.find("Suffix"))
    if last:
        full = f"{last}, {_text(author.find('ForeName'))}".rstrip(", ")
        yield "FAU", f"{full} {suffix}".strip()
        yield "AU", f"{last} {_text(author.find('Initials'))} {suffix}".strip()
    yield "CN", _text(author.find("CollectiveName"))
    for identifier in author.iterfind("Identifier"):
        yield "AUID", f"{identifier.get('Source') or ''}: {_text(identifier)}"
    for affiliation in author.iterfind("AffiliationInfo/Affiliation"):
        yield "AD", _text(affiliation)


def _indexing(citation: ET.Element) -> Iterator[tuple[str, str]]:
    yield "PL", _text(citation.find("MedlineJournalInfo/Country"))
    yield "TA", _text(citation.find("MedlineJournalInfo/MedlineTA"))
    yield "JT", _text(citation.find("Article/Journal/Title"))
    yield "JID", _text(citation.find("MedlineJournalInfo/NlmUniqueID"))
    for chemical in citation.iterfind("ChemicalList/Chemical"):
        yield "RN", f"{_text(chemical.find('RegistryNumber'))} ({_text(chemical.find('NameOfSubstance'))})"
    for subset in citation.iterfind("CitationSubset"):
        yield "SB", _text(subset)
    for heading in citation.iterfind("MeshHeadingList/MeshHeading"):
        parts = [f"{'*' * (part.get('MajorTopicYN') == 'Y')}{_text(part)}" for part in heading]
        yield "MH", "/".join(parts)
    for keyword in citation.iterfind("KeywordList/Keyword"):
        yield "OT", f"{'*' * (keyword.get('MajorTopicYN') == 'Y')}{_text(keyword)}"
    yield "COIS", _text(citation.find("CoiStatement"))
    for other in citation.iterfind("OtherAbstract"):
        yield "OAB", " ".join(_text(section) for section in other.iterfind("AbstractText"))
    for reference in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        tag = _REFERENCES.get(reference.get("RefType") or "")
        pmid = _text(reference.find("PMID"))
        if tag is not None:
            yield tag, f"{_text(reference.find('RefSource'))}{f' PMID: {pmid}' if pmid else ''}"


def _history(root: ET.Element, citation: ET.Element) -> Iterator[tuple[str, str]]:
    for moment in root.iterfind("./*/History/PubMedPubDate"):
        status, value = moment.get("PubStatus") or "", dates.of_element(moment)
        if value is not None:
            hour, minute = ((moment.findtext(part) or "0").strip() for part in ("Hour", "Minute"))
            at = f"{dates.as_slashes(value)} {int(hour):02d}:{int(minute):02d}"
            tag = _STATUS_DATES.get(status)
            yield (tag, at) if tag else ("PHST", f"{at} [{status}]")
    data = "PubmedBookData" if root.tag == "PubmedBookArticle" else "PubmedData"
    for identifier in root.iterfind(f"{data}/ArticleIdList/ArticleId"):
        if identifier.get("IdType") != "pubmed":
            yield "AID", f"{_text(identifier)} [{identifier.get('IdType') or ''}]"
    yield "PST", _text(root.find(f"{data}/PublicationStatus"))


def _source(citation: ET.Element) -> str:
    journal = _text(citation.find("MedlineJournalInfo/MedlineTA")) or _text(citation.find("Book/BookTitle"))
    issue = citation.find("Article/Journal/JournalIssue")
    volume = "" if issue is None else _text(issue.find("Volume"))
    number = "" if issue is None else _text(issue.find("Issue"))
    pages = _text(citation.find("Article/Pagination/MedlinePgn"))
    rest = f";{volume}" if volume else ""
    rest += f"({number})" if number else ""
    rest += f":{pages}" if pages else ""
    return f"{journal}. {_published(citation)}{rest}."
