"""One parsed `PubmedArticle` as a `Record`.

Every value is read from its own place in the element: a PMID or an ArticleId of a reference, a correction or a
comment is never the record's. Elements and attributes not known here are ignored; the raw bytes keep them.
`CommentsCorrections` of type `Cites` are the reference list of older files and not corrections, and authors with
`ValidYN="N"` are former misspellings beside their correction: both stay in the raw bytes alone.

Imports lxml, `record` and below.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from lxml import etree

from indexer.record import (
    AbstractSection,
    Correction,
    Grant,
    History,
    Journal,
    Kind,
    MeshHeading,
    OtherAbstract,
    PartialDate,
    PublicationType,
    Qualifier,
    Record,
    Substance,
    TrialId,
    record_id,
)
from indexer.sources.identifiers import is_pmid, merged_trial_ids, pmcid
from indexer.sources.markup import children_of, clean, text_of, without_repeats
from indexer.sources.pubmed_dates import date_in_words, exact_date, partial_date
from indexer.sources.pubmed_ids import ArticleIds
from indexer.sources.pubmed_people import authors_complete, people

_Element = etree._Element


class Malformed(ValueError):
    """An element that cannot become a record. The message is the reason; `pmid` is empty if it has none."""

    def __init__(self, reason: str, pmid: str = "") -> None:
        super().__init__(reason)
        self.pmid = pmid


def part_with_pmid(parent: _Element, name: str) -> tuple[_Element, str, int]:
    """The child called `name` with the PMID and version that are its own.

    Raises:
        Malformed: there is none, or it is not a PMID.
    """
    part = parent.find(name)
    if part is None:
        raise Malformed(f"no {name}")
    element = part.find("PMID")
    text = "" if element is None else clean(element.text)
    if element is None or not text:
        raise Malformed(f"no PMID in {name}")
    if not is_pmid(text):
        raise Malformed(f"not a PMID: {text!r}")
    version = element.get("Version", "")
    return part, text, int(version) if _VERSION.fullmatch(version) else 1


_VERSION = re.compile(r"[1-9][0-9]{0,5}")


def article_record(element: _Element) -> Record:
    """The record in a `PubmedArticle`.

    Raises:
        Malformed: it lacks a usable PMID, an Article or its Journal.
    """
    citation, pmid, version = part_with_pmid(element, "MedlineCitation")
    cited = children_of(citation)
    article = cited.get("Article")
    if article is None:
        raise Malformed("no Article", pmid)
    parts = children_of(article)
    journal = parts.get("Journal")
    if journal is None:
        raise Malformed("no Journal in Article", pmid)
    data = element.find("PubmedData")
    title = text_of(parts.get("ArticleTitle"))
    abstract = sections(parts.get("Abstract"))
    ids = _article_ids(citation, article, data)
    return Record(
        id=record_id(pmid),
        pmid=pmid,
        version=version,
        kind=Kind.ARTICLE,
        title=title,
        vernacular_title=text_of(parts.get("VernacularTitle")),
        abstract=abstract,
        copyright=copyright_of(parts.get("Abstract")),
        other_abstracts=_other_abstracts(citation),
        authors=people(parts.get("AuthorList"), "Author"),
        authors_complete=authors_complete(parts.get("AuthorList")),
        investigators=people(cited.get("InvestigatorList"), "Investigator"),
        journal=_journal(journal, parts.get("Pagination"), cited.get("MedlineJournalInfo")),
        published=issue_date(journal.find("JournalIssue/PubDate")),
        electronic=_electronic(article),
        doi=ids.doi,
        pmcid=ids.pmcid,
        other_ids=ids.others,
        mesh=_mesh(cited.get("MeshHeadingList")),
        supplementary_mesh=tuple(
            Substance(text_of(name), name.get("UI", "")) for name in citation.iterfind("SupplMeshList/SupplMeshName")
        ),
        substances=_substances(cited.get("ChemicalList")),
        keywords=keywords(citation),
        publication_types=publication_types(article.iterfind("PublicationTypeList/PublicationType")),
        languages=unique(clean(language.text) for language in article.iterfind("Language")),
        corrections=_corrections(cited.get("CommentsCorrectionsList")),
        trial_ids=merged_trial_ids(_accessions(parts.get("DataBankList")), (title, *(part.text for part in abstract))),
        funding=grants(parts.get("GrantList")),
        conflict_statement=text_of(cited.get("CoiStatement")),
        history=history(citation, data),
        medline_status=citation.get("Status", ""),
        indexing_method=citation.get("IndexingMethod", ""),
        publication_status=clean(data.findtext("PublicationStatus")) if data is not None else "",
    )


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once, in order, without empty ones."""
    return tuple(text for text in dict.fromkeys(texts) if text)


def sections(parent: _Element | None) -> tuple[AbstractSection, ...]:
    """The AbstractText elements directly in `parent` that hold text."""
    if parent is None:
        return ()
    return tuple(
        AbstractSection(text, clean(part.get("Label")), part.get("NlmCategory", ""))
        for part in parent.iterfind("AbstractText")
        if (text := text_of(part))
    )


def copyright_of(abstract: _Element | None) -> str:
    """The copyright line of an abstract."""
    return "" if abstract is None else text_of(abstract.find("CopyrightInformation"))


def _other_abstracts(citation: _Element) -> tuple[OtherAbstract, ...]:
    return tuple(
        OtherAbstract(other.get("Type", ""), other.get("Language", ""), found)
        for other in citation.iterfind("OtherAbstract")
        if (found := sections(other))
    )


def _article_ids(citation: _Element, article: _Element, data: _Element | None) -> ArticleIds:
    ids = ArticleIds()
    for location in article.iterfind("ELocationID"):
        ids.add(location.get("EIdType", ""), clean(location.text), valid=location.get("ValidYN", "Y") != "N")
    if data is not None:
        # PubmedData/ArticleIdList alone: those below ReferenceList belong to other works.
        for identifier in data.iterfind("ArticleIdList/ArticleId"):
            ids.add(identifier.get("IdType", "pubmed"), clean(identifier.text))
    for other in citation.iterfind("OtherID"):
        text = clean(other.text)
        is_pmc = other.get("Source") == "NLM" and text.startswith("PMC") and pmcid(text)
        ids.add("pmc" if is_pmc else other.get("Source", ""), text)
    return ids


def _journal(journal: _Element, pagination: _Element | None, information: _Element | None) -> Journal:
    parts = children_of(journal)
    issue = children_of(parts.get("JournalIssue"))
    info = children_of(information)
    issns = (*journal.iterchildren("ISSN"), info.get("ISSNLinking"))
    return Journal(
        title=text_of(parts.get("Title")),
        abbreviation=text_of(parts.get("ISOAbbreviation")),
        medline=text_of(info.get("MedlineTA")),
        issns=unique(text_of(issn) for issn in issns),
        nlm_id=text_of(info.get("NlmUniqueID")),
        country=text_of(info.get("Country")),
        volume=text_of(issue.get("Volume")),
        issue=text_of(issue.get("Issue")),
        pages=page_range(pagination),
    )


def page_range(pagination: _Element | None) -> str:
    """`123-9` as PubMed abbreviates it, else first and last page as given."""
    parts = children_of(pagination)
    first, last = text_of(parts.get("StartPage")), text_of(parts.get("EndPage"))
    either = f"{first}-{last}" if first and last and first != last else first or last
    return text_of(parts.get("MedlinePgn")) or either


def issue_date(element: _Element | None) -> PartialDate:
    """A PubDate: year with month and day, with a season, or in MedlineDate's words."""
    if element is None:
        return PartialDate(None)
    parts = {child.tag: clean(child.text) for child in element}
    if words := parts.get("MedlineDate"):
        return date_in_words(words)
    year, month, day = parts.get("Year", ""), parts.get("Month", ""), parts.get("Day", "")
    raw = " ".join(part for part in (year, month, day, parts.get("Season", "")) if part)
    return partial_date(year, month, day, raw=raw)


def _electronic(article: _Element) -> PartialDate | None:
    for element in article.iterfind("ArticleDate"):
        if element.get("DateType", "Electronic") == "Electronic":
            date = issue_date(element)
            if date.raw:
                return date
    return None


def _mesh(headings: _Element | None) -> tuple[MeshHeading, ...]:
    if headings is None:
        return ()
    found = []
    for heading in headings.iterfind("MeshHeading"):
        descriptor = heading.find("DescriptorName")
        if descriptor is None:
            continue
        qualifiers = tuple(
            Qualifier(text_of(qualifier), qualifier.get("UI", ""), qualifier.get("MajorTopicYN") == "Y")
            for qualifier in heading.iterfind("QualifierName")
        )
        found.append(
            MeshHeading(
                text_of(descriptor), descriptor.get("UI", ""), descriptor.get("MajorTopicYN") == "Y", qualifiers
            )
        )
    return tuple(found)


def _substances(chemicals: _Element | None) -> tuple[Substance, ...]:
    if chemicals is None:
        return ()
    found = []
    for chemical in chemicals.iterfind("Chemical"):
        name = chemical.find("NameOfSubstance")
        if name is None:
            continue
        number = clean(chemical.findtext("RegistryNumber"))
        # PubMed writes 0 where there is no registry number.
        found.append(Substance(text_of(name), name.get("UI", ""), "" if number == "0" else number))
    return tuple(found)


def keywords(parent: _Element) -> tuple[str, ...]:
    """The keywords of every KeywordList, each once whatever its case."""
    return without_repeats(text_of(keyword) for keyword in parent.iterfind("KeywordList/Keyword"))


def publication_types(elements: Iterable[_Element]) -> tuple[PublicationType, ...]:
    """Publication types, each once."""
    found = (PublicationType(text_of(element), element.get("UI", "")) for element in elements)
    return tuple(dict.fromkeys(type_ for type_ in found if type_.name))


def _corrections(parent: _Element | None) -> tuple[Correction, ...]:
    if parent is None:
        return ()
    found = []
    for link in parent.iterfind("CommentsCorrections"):
        kind = link.get("RefType", "")
        if kind == "Cites":
            continue
        pmid = clean(link.findtext("PMID"))
        found.append(
            Correction(kind, text_of(link.find("RefSource")), pmid if is_pmid(pmid) else "", text_of(link.find("Note")))
        )
    return tuple(dict.fromkeys(found))


def _accessions(banks: _Element | None) -> Iterator[TrialId]:
    if banks is None:
        return
    for bank in banks.iterfind("DataBank"):
        registry = clean(bank.findtext("DataBankName"))
        for number in bank.iterfind("AccessionNumberList/AccessionNumber"):
            accession = clean(number.text)
            if accession:
                yield TrialId(registry, accession)


def grants(parent: _Element | None) -> tuple[Grant, ...]:
    """Grants, each once: PubMed repeats some word for word."""
    if parent is None:
        return ()
    found = (
        Grant(*(text_of(grant.find(name)) for name in ("GrantID", "Agency", "Country")))
        for grant in parent.iterfind("Grant")
    )
    return tuple(dict.fromkeys(grant for grant in found if grant != Grant()))


def history(citation: _Element, data: _Element | None) -> History:
    """PubMed's own dates. `entrez` is the create date (CRDT), `pubmed` the entry date (EDAT)."""
    stamps: dict[str | None, _Element] = {}
    if data is not None:
        for stamp in data.iterfind("History/PubMedPubDate"):
            stamps.setdefault(stamp.get("PubStatus"), stamp)

    return History(
        created=_day(stamps.get("entrez")),
        entered=_day(stamps.get("pubmed")),
        indexed=_day(stamps.get("medline")),
        completed=_day(citation.find("DateCompleted")),
        revised=_day(citation.find("DateRevised")),
    )


def _day(element: _Element | None) -> datetime.date | None:
    if element is None:
        return None
    parts = {child.tag: (child.text or "").strip() for child in element}
    return exact_date(parts.get("Year", ""), parts.get("Month", ""), parts.get("Day", ""))
