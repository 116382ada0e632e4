"""What a citation is: `Record` and its parts, frozen values without any I/O.

Text is NFC, white space collapsed, inline markup gone with nothing lost: superscripts and subscripts are kept
as Unicode (`10²`), so that no number changes. Absence is `""`, `()` or `None`, never a placeholder.

Imports `text` and `errors` only.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

RecordId = NewType("RecordId", str)
"""A CURIE such as `pmid:38000001`; other sources may bring other prefixes."""


def record_id(pmid: str) -> RecordId:
    """The id of the PubMed citation `pmid` (digits only, no leading zero)."""
    return RecordId(f"pmid:{pmid}")


def pmid_of(identifier: RecordId) -> str:
    """The PMID inside a record id."""
    return identifier.removeprefix("pmid:")


# Ids from here up are set aside for the demonstration records that the project wrote itself: PubMed is decades
# away from them. Whatever is made from such a record says so.
FIRST_DEMONSTRATION_PMID = 990_000_001


class Kind(StrEnum):
    """Which element of a PubmedArticleSet a record came from."""

    ARTICLE = "article"
    BOOK = "book"


class Status(StrEnum):
    """What has become of a record; the words of the CLI contract. `GONE` is known to the store only."""

    CURRENT = "current"
    RETRACTED = "retracted"
    CONCERN = "concern"
    CORRECTED = "corrected"
    NOTICE = "notice"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as its source: year, perhaps month, perhaps day, and the source's own words.

    `year` is None only when no year could be read; `raw` is then all there is. A range or season keeps its
    first month (`2019 May-Jun` is 2019-05, `2019 Spring` is the year alone) and its words in `raw`.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    raw: str = ""

    def first_day(self) -> datetime.date | None:
        """The first day it may mean, as PubMed indexes it: no month is January, no day is the 1st."""
        if self.year is None:
            return None
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        """ISO 8601 as far as it is known: `2019`, `2019-03`, `2019-03-04`; else the source's words."""
        if self.year is None:
            return self.raw
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class AbstractSection:
    """One AbstractText: `label` as printed (`METHODS`), `category` as NLM sorts it (`METHODS`), or both empty."""

    text: str
    label: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class OtherAbstract:
    """A further abstract: `kind` as PubMed has it (`Publisher`, `plain-language-summary`), `language` a code."""

    kind: str
    language: str
    sections: tuple[AbstractSection, ...]


@dataclass(frozen=True, slots=True)
class Author:
    """A person (`family`, `given`, `initials`, `suffix`) or a group (`collective` alone)."""

    family: str = ""
    given: str = ""
    initials: str = ""
    suffix: str = ""
    collective: str = ""
    orcid: str = ""
    affiliations: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """As PubMed prints it: `van der Berg JK Jr`, or the group's name."""
        if self.collective:
            return self.collective
        return " ".join(part for part in (self.family, self.initials, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Journal:
    """Where it appeared. `abbreviation` is the ISO one, `medline` NLM's own (field tag `ta`)."""

    title: str = ""
    abbreviation: str = ""
    medline: str = ""
    issns: tuple[str, ...] = ()
    nlm_id: str = ""
    country: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A MeSH subheading of one heading."""

    name: str
    ui: str = ""
    major: bool = False


@dataclass(frozen=True, slots=True)
class MeshHeading:
    """A MeSH descriptor with its qualifiers. `major` is the descriptor's own star; see `is_major`."""

    descriptor: str
    ui: str = ""
    major: bool = False
    qualifiers: tuple[Qualifier, ...] = ()

    @property
    def is_major(self) -> bool:
        """Whether this heading is a main point of the article: a star on the descriptor or on any qualifier."""
        return self.major or any(qualifier.major for qualifier in self.qualifiers)


@dataclass(frozen=True, slots=True)
class Substance:
    """A chemical or a supplementary concept: name, MeSH unique id, CAS or EC registry number."""

    name: str
    ui: str = ""
    registry: str = ""


@dataclass(frozen=True, slots=True)
class PublicationType:
    """A publication type, by MeSH unique id where the source gives one."""

    name: str
    ui: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A link to a related notice or work: `kind` is PubMed's RefType (`RetractionIn`, `ErratumFor` …)."""

    kind: str
    source: str = ""
    pmid: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TrialId:
    """A registration or data-bank accession: (`ClinicalTrials.gov`, `NCT00000000`)."""

    registry: str
    accession: str


@dataclass(frozen=True, slots=True)
class Grant:
    """Funding: grant number, agency, country; any may be empty."""

    number: str = ""
    agency: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """PubMed's own dates. `created` is CRDT (`entrez`), `entered` EDAT (`pubmed`), `indexed` MHDA (`medline`),
    `completed` DCOM, `revised` the date last revised (LR, MDAT)."""

    created: datetime.date | None = None
    entered: datetime.date | None = None
    indexed: datetime.date | None = None
    completed: datetime.date | None = None
    revised: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One PubMed citation.

    `published` is the journal issue's date, `electronic` the date of electronic publication. `keywords` are the
    authors' own. `other_ids` holds (type, value) pairs other than PMID, DOI and PMCID. `medline_status` is the
    citation's `Status` attribute (`MEDLINE`, `Publisher` …), `publication_status` e.g. `epublish`.
    """

    id: RecordId
    pmid: str
    title: str = ""
    abstract: tuple[AbstractSection, ...] = ()
    authors: tuple[Author, ...] = ()
    journal: Journal = field(default_factory=Journal)
    published: PartialDate = field(default_factory=lambda: PartialDate(None))
    version: int = 1
    kind: Kind = Kind.ARTICLE
    doi: str = ""
    pmcid: str = ""
    other_ids: tuple[tuple[str, str], ...] = ()
    vernacular_title: str = ""
    other_abstracts: tuple[OtherAbstract, ...] = ()
    copyright: str = ""
    authors_complete: bool = True
    investigators: tuple[Author, ...] = ()
    electronic: PartialDate | None = None
    mesh: tuple[MeshHeading, ...] = ()
    supplementary_mesh: tuple[Substance, ...] = ()
    substances: tuple[Substance, ...] = ()
    keywords: tuple[str, ...] = ()
    publication_types: tuple[PublicationType, ...] = ()
    languages: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    trial_ids: tuple[TrialId, ...] = ()
    funding: tuple[Grant, ...] = ()
    conflict_statement: str = ""
    history: History = field(default_factory=History)
    medline_status: str = ""
    indexing_method: str = ""
    publication_status: str = ""

    @property
    def is_demonstration(self) -> bool:
        """Whether the project wrote this record itself, so that nobody may take it for literature."""
        return self.pmid.isascii() and self.pmid.isdigit() and int(self.pmid) >= FIRST_DEMONSTRATION_PMID

    @property
    def year(self) -> int | None:
        """The year of publication: the issue's, else the electronic one."""
        if self.published.year is not None:
            return self.published.year
        return self.electronic.year if self.electronic else None

    @property
    def abstract_text(self) -> str:
        """The whole abstract, a paragraph a section, labels kept as `LABEL: text`."""
        return "\n".join(f"{part.label}: {part.text}" if part.label else part.text for part in self.abstract)

    @property
    def status(self) -> Status:
        """Retracted, of concern, corrected, itself a notice, or current, in that order of weight.

        A record is retracted when its publication type or a `RetractionIn` link says so; a `RetractionOf` link
        makes it the notice and never retracts it.
        """
        kinds = {correction.kind for correction in self.corrections}
        types = {type_.name.casefold() for type_ in self.publication_types}
        uis = {type_.ui for type_ in self.publication_types}
        if "retracted publication" in types or "D016441" in uis or kinds & _RETRACTED:
            return Status.RETRACTED
        if kinds & _CONCERN:
            return Status.CONCERN
        if kinds & _NOTICE or types & _NOTICE_TYPES or "D016440" in uis:
            return Status.NOTICE
        if kinds & _CORRECTED:
            return Status.CORRECTED
        return Status.CURRENT


_RETRACTED = frozenset({"RetractionIn", "RetractedandRepublishedIn"})
_CONCERN = frozenset({"ExpressionOfConcernIn"})
_CORRECTED = frozenset({"ErratumIn", "CorrectedandRepublishedIn", "RepublishedIn", "UpdateIn"})
_NOTICE = frozenset({"RetractionOf", "ErratumFor", "ExpressionOfConcernFor"})
_NOTICE_TYPES = frozenset(
    {"retraction of publication", "retraction notice", "published erratum", "expression of concern"}
)
