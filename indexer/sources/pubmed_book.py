"""One parsed `PubmedBookArticle` (a book, or a chapter as in StatPearls) as a `Record`.

A chapter's title is its own and `journal.title` the book's; a whole book is titled by the book and `journal.title`
is the collection it appears in. The publisher's place stands as `journal.country` does for journals; ISBNs and the
Bookshelf accession are among the other ids. Editors are not authors.

Imports lxml, `pubmed_elements` and below.
"""

from __future__ import annotations

from lxml import etree

from indexer.record import Journal, Kind, PartialDate, Record, record_id
from indexer.sources.identifiers import merged_trial_ids
from indexer.sources.markup import clean, text_of
from indexer.sources.pubmed_elements import (
    Malformed,
    copyright_of,
    grants,
    history,
    issue_date,
    keywords,
    page_range,
    part_with_pmid,
    publication_types,
    sections,
    unique,
)
from indexer.sources.pubmed_ids import ArticleIds
from indexer.sources.pubmed_people import authors_complete, people


def book_record(element: etree._Element) -> Record:
    """The record in a `PubmedBookArticle`.

    Raises:
        Malformed: it lacks a usable PMID or any title.
    """
    document, pmid, version = part_with_pmid(element, "BookDocument")
    book = document.find("Book")
    chapter = text_of(document.find("ArticleTitle"))
    whole = "" if book is None else text_of(book.find("BookTitle"))
    if not (chapter or whole):
        raise Malformed("neither ArticleTitle nor BookTitle", pmid)
    data = element.find("PubmedBookData")
    abstract = sections(document.find("Abstract"))
    ids = _ids(document, book, data)
    author_list = _author_list(document, book if not chapter else None)
    return Record(
        id=record_id(pmid),
        pmid=pmid,
        version=version,
        kind=Kind.BOOK,
        title=chapter or whole,
        vernacular_title=text_of(document.find("VernacularTitle")),
        abstract=abstract,
        copyright=copyright_of(document.find("Abstract")),
        authors=people(author_list, "Author"),
        authors_complete=authors_complete(author_list),
        investigators=people(document.find("InvestigatorList"), "Investigator"),
        journal=_journal(document, book, whole if chapter else ""),
        published=_published(document, book),
        doi=ids.doi,
        pmcid=ids.pmcid,
        other_ids=ids.others,
        keywords=keywords(document),
        publication_types=publication_types(document.iterfind("PublicationType")),
        languages=unique(clean(language.text) for language in document.iterfind("Language")),
        trial_ids=merged_trial_ids((), (chapter or whole, *(part.text for part in abstract))),
        funding=grants(document.find("GrantList")),
        history=history(document, data),
        publication_status="" if data is None else clean(data.findtext("PublicationStatus")),
    )


def _author_list(document: etree._Element, book: etree._Element | None) -> etree._Element | None:
    """The list of authors: the document's own, for a whole book else the book's."""
    for parent in (document, book):
        if parent is not None:
            for found in parent.iterfind("AuthorList"):
                if found.get("Type", "authors") != "editors":
                    return found
    return None


def _ids(document: etree._Element, book: etree._Element | None, data: etree._Element | None) -> ArticleIds:
    ids = ArticleIds()
    for parent in (document, data):
        if parent is not None:
            for identifier in parent.iterfind("ArticleIdList/ArticleId"):
                ids.add(identifier.get("IdType", "pubmed"), clean(identifier.text))
    if book is not None:
        for isbn in book.iterfind("Isbn"):
            ids.add("isbn", clean(isbn.text))
    return ids


def _journal(document: etree._Element, book: etree._Element | None, title: str) -> Journal:
    pages = page_range(document.find("Pagination"))
    if book is None:
        return Journal(pages=pages)
    return Journal(
        title=title or text_of(book.find("CollectionTitle")),
        country=text_of(book.find("Publisher/PublisherLocation")),
        volume=text_of(book.find("Volume")),
        pages=pages,
    )


def _published(document: etree._Element, book: etree._Element | None) -> PartialDate:
    date = issue_date(None if book is None else book.find("PubDate"))
    return date if date.raw else issue_date(document.find("ContributionDate"))
