"""What the stand-in knows about one record: the served bytes, what queries need, and what results are sorted by."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from indexer.standin import dates
from indexer.standin.fields import Field, Zone
from indexer.standin.languages import LANGUAGES
from indexer.standin.words import key_of, words_of

_PACKING_LEVEL = 2  # 233 MB of real records: 60 MB packed in 4 s


class UnreadableRecord(Exception):
    """A record that is not well-formed, or has no PMID of its own."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A served record. `created` and `published` (YYYYMMDD, 0 if unknown) and the two names are what sorting needs."""

    pmid: int
    version: int
    packed: bytes
    is_book: bool
    created: int
    published: int
    first_author: str
    journal: str

    @property
    def raw(self) -> bytes:
        """The record's bytes as they stood in the file."""
        return zlib.decompress(self.packed)


@dataclass(frozen=True, slots=True)
class Extract:
    """What the index takes from a record: texts by zone, whole values by field, dates (YYYYMMDD) by field."""

    texts: dict[Zone, list[str]] = field(default_factory=dict)
    keys: dict[Field, set[str]] = field(default_factory=dict)
    dates: dict[Field, set[int]] = field(default_factory=dict)

    def add_text(self, zone: Zone, *texts: str) -> None:
        """Adds texts, each a stream of its own: no phrase crosses from one to the next."""
        self.texts.setdefault(zone, []).extend(text for text in texts if text)

    def add_key(self, name: Field, *values: str) -> None:
        """Adds whole values, as compared."""
        self.keys.setdefault(name, set()).update(key for value in values if (key := key_of(value)))

    def add_date(self, name: Field, value: int | None) -> None:
        """Adds a date, if there is one."""
        if value is not None:
            self.dates.setdefault(name, set()).add(value)


def read_citation(raw: bytes) -> tuple[Citation, Extract]:
    """Reads one PubmedArticle or PubmedBookArticle.

    Raises:
        UnreadableRecord: it is not well-formed XML, or has no PMID.
    """
    try:
        root = ET.fromstring(raw)  # noqa: S314  (no DOCTYPE in a cut record, so no entities)
    except ET.ParseError as error:
        raise UnreadableRecord(f"a record is not well-formed ({error}): {raw[:120]!r}") from error
    is_book = root.tag == "PubmedBookArticle"
    citation = root.find("BookDocument" if is_book else "MedlineCitation")
    pmid = None if citation is None else citation.find("PMID")
    if citation is None or pmid is None or not (pmid.text or "").strip().isdecimal():
        raise UnreadableRecord(f"a record has no PMID: {raw[:120]!r}")
    article = citation if is_book else citation.find("Article")
    found = Extract()
    _read_words(found, citation, ET.Element("Article") if article is None else article)
    _read_people(found, citation)
    _read_source(found, citation, root)
    _read_headings(found, citation)
    _read_dates(found, citation, root)
    _read_filters(found, citation, is_book)
    authors = list(_names(citation.iterfind("Article/AuthorList/Author" if not is_book else ".//AuthorList/Author")))
    return Citation(
        pmid=int((pmid.text or "").strip()),
        version=int(pmid.get("Version") or 1),
        packed=zlib.compress(raw, _PACKING_LEVEL),
        is_book=is_book,
        created=max(found.dates.get(Field.CREATED, {0})),
        published=max(found.dates.get(Field.PUBLISHED, {0})),
        first_author=authors[0] if authors else "",
        journal=key_of(citation.findtext("MedlineJournalInfo/MedlineTA") or ""),
    ), found


def _text(element: ET.Element | None) -> str:
    """All text below an element: `.text` would stop at the first inline tag."""
    return "" if element is None else "".join(element.itertext())


def _texts(elements: Iterable[ET.Element]) -> Iterator[str]:
    return (_text(element) for element in elements)


def _names(authors: Iterable[ET.Element]) -> Iterator[str]:
    """`last ii` as compared, the suffix after the initials, collective names left out."""
    for author in authors:
        last = author.findtext("LastName")
        if last:
            yield key_of(f"{last} {author.findtext('Initials') or ''} {author.findtext('Suffix') or ''}")


def _read_words(found: Extract, citation: ET.Element, article: ET.Element) -> None:
    title = _text(article.find("ArticleTitle")) or _text(citation.find("Book/BookTitle"))
    found.add_text(Zone.TITLE, title)
    for section in article.iterfind("Abstract/AbstractText"):
        found.add_text(Zone.ABSTRACT, section.get("Label") or "", _text(section))
    for other in citation.iterfind("OtherAbstract/AbstractText"):
        found.add_text(Zone.OTHER_ABSTRACT, other.get("Label") or "", _text(other))
    found.add_text(Zone.KEYWORDS, *_texts(citation.iterfind("KeywordList/Keyword")))
    found.add_text(Zone.VERNACULAR, _text(article.find("VernacularTitle")))
    found.add_text(Zone.CONFLICT, _text(citation.find("CoiStatement")))
    found.add_text(Zone.AFFILIATION, *_texts(citation.iterfind(".//AffiliationInfo/Affiliation")))


def _read_people(found: Extract, citation: ET.Element) -> None:
    authors = citation.findall("Article/AuthorList/Author") or citation.findall(".//AuthorList/Author")
    names = list(_names(authors))
    found.add_key(Field.AUTHOR, *names)
    found.add_key(Field.FIRST_AUTHOR, *names[:1])
    found.add_key(Field.LAST_AUTHOR, *names[-1:])
    full = [f"{a.findtext('LastName')} {a.findtext('ForeName')}" for a in authors if a.findtext("ForeName")]
    found.add_key(Field.FULL_AUTHOR, *full)
    collective = [_text(element) for author in authors for element in author.iterfind("CollectiveName")]
    found.add_key(Field.CORPORATE, *collective)
    investigators = list(_names(citation.iterfind("InvestigatorList/Investigator")))
    found.add_key(Field.INVESTIGATOR, *investigators)
    identifiers = [_text(identifier) for author in authors for identifier in author.iterfind("Identifier")]
    found.add_key(Field.AUTHOR_ID, *identifiers, *(value.rpartition("/")[2] for value in identifiers))
    found.add_text(Zone.NAMES, *names, *full, *collective, *investigators)


def _read_source(found: Extract, citation: ET.Element, root: ET.Element) -> None:
    journal = [
        *_texts(citation.iterfind("Article/Journal/Title")),
        *_texts(citation.iterfind("Article/Journal/ISOAbbreviation")),
        *_texts(citation.iterfind("MedlineJournalInfo/MedlineTA")),
        *_texts(citation.iterfind("Book/BookTitle")),
    ]
    numbers = [
        *_texts(citation.iterfind("Article/Journal/ISSN")),
        *_texts(citation.iterfind("MedlineJournalInfo/ISSNLinking")),
        *_texts(citation.iterfind("MedlineJournalInfo/NlmUniqueID")),
    ]
    found.add_key(Field.JOURNAL, *journal, *numbers)
    found.add_key(Field.VOLUME, citation.findtext("Article/Journal/JournalIssue/Volume") or "")
    found.add_key(Field.ISSUE, citation.findtext("Article/Journal/JournalIssue/Issue") or "")
    pages = citation.findtext("Article/Pagination/MedlinePgn") or ""
    found.add_key(Field.PAGE, pages, pages.partition("-")[0])
    # Only the record's own identifiers: PubmedData/ReferenceList holds those of the works it cites.
    data = "PubmedBookData" if root.tag == "PubmedBookArticle" else "PubmedData"
    identifiers = [
        *_texts(root.iterfind(f"{data}/ArticleIdList/ArticleId")),
        *_texts(citation.iterfind("ArticleIdList/ArticleId")),
        *_texts(citation.iterfind("Article/ELocationID")),
    ]
    found.add_key(Field.ARTICLE_ID, *identifiers)
    for bank in citation.iterfind("Article/DataBankList/DataBank"):
        accessions = list(_texts(bank.iterfind("AccessionNumberList/AccessionNumber")))
        name = bank.findtext("DataBankName") or ""
        found.add_key(Field.SECONDARY_ID, name, *accessions, *(f"{name} {accession}" for accession in accessions))
        found.add_text(Zone.SOURCE, *(f"{name} {accession}" for accession in accessions))
    grants = list(_texts(citation.iterfind("Article/GrantList/Grant/*")))
    found.add_key(Field.GRANT, *grants)
    found.add_key(Field.COUNTRY, citation.findtext("MedlineJournalInfo/Country") or "")
    found.add_text(Zone.SOURCE, *journal, *numbers, *identifiers, *grants)
    for code in [*_texts(citation.iterfind("Article/Language")), *_texts(citation.iterfind("Language"))]:
        found.add_key(Field.LANGUAGE, code, LANGUAGES.get(code.lower(), ""))
        found.add_key(Field.FILTER, LANGUAGES.get(code.lower(), ""))


def _read_headings(found: Extract, citation: ET.Element) -> None:
    for heading in citation.iterfind("MeshHeadingList/MeshHeading"):
        descriptor = heading.find("DescriptorName")
        name = key_of(_text(descriptor))
        qualifiers = heading.findall("QualifierName")
        majors = {key_of(_text(q)) for q in qualifiers if q.get("MajorTopicYN") == "Y"}
        is_major = bool(majors) or (descriptor is not None and descriptor.get("MajorTopicYN") == "Y")
        found.add_key(Field.MESH, name)
        if is_major:
            found.add_key(Field.MESH_MAJOR, name)
        for qualifier in {key_of(_text(q)) for q in qualifiers}:
            found.keys[Field.MESH].add(f"{name}/{qualifier}")
            found.add_key(Field.SUBHEADING, qualifier)
            if qualifier in majors:
                found.keys[Field.MESH_MAJOR].add(f"{name}/{qualifier}")
        found.add_text(Zone.HEADINGS, " ".join(_texts(heading)))
    substances = [
        *_texts(citation.iterfind("ChemicalList/Chemical/NameOfSubstance")),
        *_texts(citation.iterfind("SupplMeshList/SupplMeshName")),
    ]
    found.add_key(Field.SUBSTANCE, *substances)
    found.add_key(Field.REGISTRY, *_texts(citation.iterfind("ChemicalList/Chemical/RegistryNumber")))
    types = [
        *_texts(citation.iterfind("Article/PublicationTypeList/PublicationType")),
        *_texts(citation.iterfind("PublicationType")),
    ]
    found.add_key(Field.PUBLICATION_TYPE, *types)
    found.add_text(Zone.HEADINGS, *substances, *types)


def _read_dates(found: Extract, citation: ET.Element, root: ET.Element) -> None:
    printed = [
        dates.of_element(element)
        for path in ("Article/Journal/JournalIssue/PubDate", "Book/PubDate")
        for element in citation.iterfind(path)
    ]
    electronic = [
        dates.of_element(element)
        for path in ("Article/ArticleDate", "ContributionDate")
        for element in citation.iterfind(path)
    ]
    for value in printed:
        found.add_date(Field.PRINTED, value)
        found.add_date(Field.PUBLISHED, value)
    for value in electronic:
        found.add_date(Field.ELECTRONIC, value)
        found.add_date(Field.PUBLISHED, value)
    found.add_date(Field.MODIFIED, dates.of_element(citation.find("DateRevised")))
    found.add_date(Field.COMPLETED, dates.of_element(citation.find("DateCompleted")))
    # `entrez` is the create date and `pubmed` the entry date, as dated records show (and NLM described in 2008).
    statuses = {"pubmed": Field.ENTRY, "entrez": Field.CREATED, "medline": Field.INDEXED}
    for element in root.iterfind("./*/History/PubMedPubDate"):
        name = statuses.get(element.get("PubStatus") or "")
        if name is not None:
            found.add_date(name, dates.of_element(element))


def _read_filters(found: Extract, citation: ET.Element, is_book: bool) -> None:
    tokens = ["".join(words_of(citation.get("Status") or "")), "pubmed books" if is_book else ""]
    if any(found.texts.get(Zone.ABSTRACT, ())):
        tokens.append("hasabstract")
    for reference in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        tokens.append(f"has{(reference.get('RefType') or '').lower()}")
    tokens.extend(name for name in ("humans", "animals") if name in found.keys.get(Field.MESH, ()))
    found.add_key(Field.FILTER, "all", "pubmed", *tokens)
    # The tokens work untagged, as `hasretractionin` does on the live service.
    found.add_text(Zone.TOKENS, *(token for token in tokens if token.startswith("has")))
