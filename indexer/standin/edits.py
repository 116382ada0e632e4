"""What PubMed does to a citation it already has, as functions from its bytes to new bytes.

They take PubmedArticle records of any origin, books not.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

# The order of MedlineCitation's children in the DTD, as far as it matters here.
_ORDER = (
    "PMID", "DateCompleted", "DateRevised", "Article", "MedlineJournalInfo", "ChemicalList", "SupplMeshList",
    "CitationSubset", "CommentsCorrectionsList", "GeneSymbolList", "MeshHeadingList",
)  # fmt: skip
_TOPIC_HOLDERS = ("ChemicalList", "SupplMeshList", "MeshHeadingList", "KeywordList", "OtherAbstract")
HEADINGS = (("D007649", "Ketamine"), ("D003863", "Depression"), ("D006801", "Humans"))
RETRACTED_TYPE = ("D016441", "Retracted Publication")
OFF_TOPIC_TITLE = "A simulated study of another matter altogether"


def revised(raw: bytes, day: date) -> bytes:
    """With this DateRevised."""
    root, citation = _read(raw)
    _set_day(_child(citation, "DateRevised"), day)
    return _write(root)


def retitled(raw: bytes, title: str) -> bytes:
    """With another title."""
    root, citation = _read(raw)
    _set_text(_required(citation, "Article/ArticleTitle"), title)
    return _write(root)


def with_abstract(raw: bytes, text: str) -> bytes:
    """With an abstract of this one section."""
    root, citation = _read(raw)
    article = _required(citation, "Article")
    abstract = article.find("Abstract")
    if abstract is None:
        abstract = ET.Element("Abstract")
        article.insert(list(article).index(_required(article, "ArticleTitle")) + 1, abstract)
    for section in abstract.findall("AbstractText"):
        abstract.remove(section)
    section = ET.Element("AbstractText")
    section.text = text
    abstract.insert(0, section)
    return _write(root)


def indexed(raw: bytes, day: date, headings: tuple[tuple[str, str], ...] = HEADINGS) -> bytes:
    """With these MeSH headings (UI, name), status MEDLINE and the day of indexing."""
    root, citation = _read(raw)
    citation.set("Status", "MEDLINE")
    _set_day(_child(citation, "DateCompleted"), day)
    listing = _child(citation, "MeshHeadingList")
    listing.clear()
    for identifier, name in headings:
        heading = ET.SubElement(listing, "MeshHeading")
        ET.SubElement(heading, "DescriptorName", UI=identifier, MajorTopicYN="N").text = name
    for entry in root.iterfind("PubmedData/History/PubMedPubDate[@PubStatus='medline']"):
        _set_day(entry, day)
    return _write(root)


def linked(raw: bytes, kind: str, source: str, pmid: int | None = None) -> bytes:
    """With a CommentsCorrections entry of this RefType that points to another record, by its PMID if that is given."""
    root, citation = _read(raw)
    entry = ET.SubElement(_child(citation, "CommentsCorrectionsList"), "CommentsCorrections", RefType=kind)
    ET.SubElement(entry, "RefSource").text = source
    if pmid is not None:
        ET.SubElement(entry, "PMID", Version="1").text = str(pmid)
    return _write(root)


def typed(raw: bytes, identifier: str, name: str) -> bytes:
    """With one more publication type."""
    root, citation = _read(raw)
    ET.SubElement(_required(citation, "Article/PublicationTypeList"), "PublicationType", UI=identifier).text = name
    return _write(root)


def version_up(raw: bytes) -> bytes:
    """With the next version number."""
    root, citation = _read(raw)
    pmid = _required(citation, "PMID")
    pmid.set("Version", str(int(pmid.get("Version") or 1) + 1))
    return _write(root)


def off_topic(raw: bytes) -> bytes:
    """With a title and abstract about something else, and without headings, substances and keywords."""
    root, citation = _read(with_abstract(retitled(raw, OFF_TOPIC_TITLE), "Nothing of the former text is left."))
    for name in _TOPIC_HOLDERS:
        for element in citation.findall(name):
            citation.remove(element)
    return _write(root)


def title_of(raw: bytes) -> str:
    """The title, without markup."""
    return "".join(_required(_read(raw)[1], "Article/ArticleTitle").itertext())


def doi_of(raw: bytes) -> str:
    """The record's own DOI, or nothing."""
    return _read(raw)[0].findtext("PubmedData/ArticleIdList/ArticleId[@IdType='doi']") or ""


def is_linked(raw: bytes, kind: str) -> bool:
    """Whether it has a CommentsCorrections entry of this RefType."""
    return _read(raw)[1].find(f"CommentsCorrectionsList/CommentsCorrections[@RefType='{kind}']") is not None


def _read(raw: bytes) -> tuple[ET.Element, ET.Element]:
    root = ET.fromstring(raw)  # noqa: S314  (a served record, which has no DOCTYPE)
    return root, _required(root, "MedlineCitation")


def _write(root: ET.Element) -> bytes:
    raw: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=False)
    return raw


def _required(element: ET.Element, path: str) -> ET.Element:
    found = element.find(path)
    if found is None:
        raise ValueError(f"the record has no {path}")
    return found


def _child(citation: ET.Element, name: str) -> ET.Element:
    """The child of this name, made in its place where there is none."""
    found = citation.find(name)
    if found is None:
        found = ET.Element(name)
        before = set(_ORDER[: _ORDER.index(name)])
        citation.insert(max(at for at, child in enumerate(citation, 1) if child.tag in before), found)
    return found


def _set_day(element: ET.Element, day: date) -> None:
    for name, value in (("Year", day.year), ("Month", day.month), ("Day", day.day)):
        part = element.find(name)
        if part is None:
            part = ET.SubElement(element, name)
        part.text = f"{value:02d}"


def _set_text(element: ET.Element, text: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = text
