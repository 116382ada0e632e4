"""Authors and investigators in PubMed XML.

Imports lxml, `record` and below.
"""

from __future__ import annotations

from lxml import etree

from indexer.record import Author
from indexer.sources.identifiers import orcid
from indexer.sources.markup import clean, text_of


def people(parent: etree._Element | None, name: str) -> tuple[Author, ...]:
    """The people and groups in a list, in order, without those marked as misspellings (`ValidYN="N"`)."""
    if parent is None:
        return ()
    found = (_person(element) for element in parent.iterfind(name) if element.get("ValidYN") != "N")
    return tuple(person for person in found if person is not None)


def authors_complete(parent: etree._Element | None) -> bool:
    """False only where PubMed says that its list of authors is not complete."""
    return parent is None or parent.get("CompleteYN") != "N"


def _person(element: etree._Element) -> Author | None:
    parts: dict[str, str] = {}
    identifier = ""
    affiliations: dict[str, None] = {}
    for child in element:
        match child.tag:
            case "LastName" | "ForeName" | "Initials" | "Suffix" | "CollectiveName" | "FirstName" | "MiddleName":
                parts[child.tag] = text_of(child)
            case "Identifier" if child.get("Source", "").upper() == "ORCID":
                identifier = identifier or orcid(clean(child.text))
            case "AffiliationInfo":
                for affiliation in child:
                    if affiliation.tag == "Affiliation":  # the other kind is an Identifier of the institution
                        affiliations[text_of(affiliation)] = None
            case "Affiliation":  # before 2015
                affiliations[text_of(child)] = None
    affiliations.pop("", None)
    if parts.get("CollectiveName"):
        return Author(collective=parts["CollectiveName"], orcid=identifier, affiliations=tuple(affiliations))
    # FirstName and MiddleName are the forms of files before 2008.
    given = parts.get("ForeName") or " ".join(filter(None, (parts.get("FirstName"), parts.get("MiddleName"))))
    family = parts.get("LastName", "")
    if not (family or given):
        return None
    return Author(
        family=family,
        given=given,
        initials=parts.get("Initials", ""),
        suffix=parts.get("Suffix", ""),
        orcid=identifier,
        affiliations=tuple(affiliations),
    )
