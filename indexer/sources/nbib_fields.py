"""The fields of one NBIB block as a `Record`.

Field meanings: MEDLINE/PubMed Data Element (Field) Descriptions, NLM. Fields not known here are ignored; the raw
bytes keep them.

Imports `record` and below.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

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
from indexer.sources.identifiers import merged_trial_ids
from indexer.sources.markup import without_repeats
from indexer.sources.nbib_people import authors, investigators
from indexer.sources.pubmed_dates import date_in_words, exact_date, partial_date
from indexer.sources.pubmed_ids import ArticleIds


class Field(NamedTuple):
    """One field: its tag, and its text on one line."""

    tag: str
    text: str


def record_from(pmid: str, fields: list[Field]) -> Record:
    """The record in the fields of one block, which are in the order of the block."""
    grouped: dict[str, list[str]] = {}
    for field in fields:
        if field.text:
            grouped.setdefault(field.tag, []).append(field.text)

    def first(tag: str) -> str:
        return grouped.get(tag, [""])[0]

    title, abstract = first("TI"), structured(first("AB"))
    ids = _ids(grouped)
    is_book = "BTI" in grouped
    return Record(
        id=record_id(pmid),
        pmid=pmid,
        kind=Kind.BOOK if is_book else Kind.ARTICLE,
        title=title or first("BTI"),
        vernacular_title=first("TT"),
        abstract=abstract,
        copyright=first("CI"),
        other_abstracts=_other_abstracts(fields),
        authors=authors(fields),
        investigators=investigators(fields),
        journal=_journal(grouped, is_book=is_book),
        published=date_in_words(first("DP")) if "DP" in grouped else PartialDate(None),
        electronic=_compact(first("DEP")) if "DEP" in grouped else None,
        doi=ids.doi,
        pmcid=ids.pmcid,
        other_ids=ids.others,
        mesh=tuple(_heading(text) for text in grouped.get("MH", ())),
        supplementary_mesh=tuple(Substance(name) for name in dict.fromkeys(grouped.get("NM", ()))),
        substances=tuple(dict.fromkeys(_substance(text) for text in grouped.get("RN", ()))),
        keywords=without_repeats(text.removeprefix("*") for text in grouped.get("OT", ())),
        publication_types=tuple(PublicationType(name) for name in dict.fromkeys(grouped.get("PT", ()))),
        languages=tuple(dict.fromkeys(grouped.get("LA", ()))),
        corrections=tuple(_corrections(fields)),
        trial_ids=merged_trial_ids(_accessions(grouped.get("SI", ())), (title, *(part.text for part in abstract))),
        funding=tuple(dict.fromkeys(_grant(text) for text in grouped.get("GR", ()))),
        conflict_statement=first("COIS"),
        history=History(
            created=_day(first("CRDT")),
            entered=_day(first("EDAT")),
            indexed=_day(first("MHDA")),
            completed=_day(first("DCOM")),
            revised=_day(first("LR")),
        ),
        medline_status=first("STAT"),
        publication_status=first("PST"),
    )


# A label is capitals before a colon with one of these words among them; others (`DNA: `, `OR: `) stay text.
_LABEL_WORD = re.compile(
    r"\b(?:BACKGROUND|OBJECTIVES?|AIMS?|PURPOSE|INTRODUCTION|METHODS?|METHODOLOGY|DESIGN|SETTINGS?|PARTICIPANTS|"
    r"PATIENTS|SUBJECTS|POPULATION|INTERVENTIONS?|MEASURES?|MEASUREMENTS?|OUTCOMES?|MATERIALS?|RESULTS?|FINDINGS|"
    r"CONCLUSIONS?|INTERPRETATION|DISCUSSION|LIMITATIONS?|SIGNIFICANCE|IMPORTANCE|RELEVANCE|REGISTRATION|FUNDING|"
    r"CONTEXT|RATIONALE|HYPOTHESIS|IMPLICATIONS|SUMMARY|QUESTION|EVIDENCE|APPROACH|REVIEW|SOURCES|ANALYSIS|"
    r"PROCEDURES?|EXPOSURES?|STUDY)\b"
)
_LABEL = re.compile(r"(?:^|(?<=[.?!)\]%] ))([A-Z][A-Z ,/&()'-]{2,70}): ")


def structured(text: str) -> tuple[AbstractSection, ...]:
    """An abstract's sections, split at labels in capitals (`METHODS: `) if it begins with one; else one section."""
    labels = [match for match in _LABEL.finditer(text) if _LABEL_WORD.search(match[1])]
    if not text:
        return ()
    if not labels or labels[0].start() != 0:
        return (AbstractSection(text),)
    ends = [match.start() for match in labels[1:]] + [len(text)]
    return tuple(
        AbstractSection(text[match.end() : end].strip(), match[1])
        for match, end in zip(labels, ends, strict=True)
        if text[match.end() : end].strip()
    )


_OTHER_KIND = re.compile(r"(Publisher|plain-language-summary|NASA|PIP|KIE|AAMC|AIDS)(?:; (.*))?")


def _other_abstracts(fields: list[Field]) -> tuple[OtherAbstract, ...]:
    """OAB fields, each with the OABL (language) that follows it."""
    found: list[OtherAbstract] = []
    kind = ""
    for field in fields:
        if field.tag == "OAB" and field.text:
            named = _OTHER_KIND.fullmatch(field.text)
            kind, text = (named[1], named[2] or "") if named else (kind, field.text)
            if text:
                found.append(OtherAbstract(kind, "", structured(text)))
                kind = ""
        elif field.tag == "OABL" and found and not found[-1].language:
            found[-1] = OtherAbstract(found[-1].kind, field.text, found[-1].sections)
    return tuple(found)


_TYPED = re.compile(r"(.+?) \[([A-Za-z0-9-]+)\]")


def _ids(grouped: dict[str, list[str]]) -> ArticleIds:
    ids = ArticleIds()
    for text in (*grouped.get("LID", ()), *grouped.get("AID", ())):
        if match := _TYPED.fullmatch(text):
            ids.add(match[2], match[1])
    for text in grouped.get("PMC", ()):
        ids.add("pmc", text)
    for text in grouped.get("MID", ()):
        ids.add("mid", text)
    for text in grouped.get("ISBN", ()):
        ids.add("isbn", text.split(" (")[0])
    for text in grouped.get("OID", ()):
        source, _, number = text.partition(": ")
        ids.add(source if number else "other", number or text)
    return ids


def _journal(grouped: dict[str, list[str]], *, is_book: bool) -> Journal:
    def first(*tags: str) -> str:
        return next((grouped[tag][0] for tag in tags if tag in grouped), "")

    if is_book:
        title = first("BTI") if "TI" in grouped else first("CTI")
        return Journal(title=title, country=first("PL"), volume=first("VI"), pages=first("PG"))
    return Journal(
        title=first("JT"),
        abbreviation=first("TA"),
        medline=first("TA"),
        issns=tuple(dict.fromkeys(text.split(" ")[0] for text in grouped.get("IS", ()))),
        nlm_id=first("JID"),
        country=first("PL"),
        volume=first("VI"),
        issue=first("IP"),
        pages=first("PG"),
    )


def _heading(text: str) -> MeshHeading:
    descriptor, *qualifiers = text.split("/")
    return MeshHeading(
        descriptor.removeprefix("*"),
        major=descriptor.startswith("*"),
        qualifiers=tuple(Qualifier(part.removeprefix("*"), major=part.startswith("*")) for part in qualifiers),
    )


_NUMBER_AND_NAME = re.compile(r"(\S+|EC [0-9.-]+) \((.+)\)")


def _substance(text: str) -> Substance:
    """`690G0D6V8H (Ketamine)`; a 0 stands where there is no registry number."""
    if match := _NUMBER_AND_NAME.fullmatch(text):
        return Substance(match[2], registry="" if match[1] == "0" else match[1])
    return Substance(text)


def _accessions(texts: Iterable[str]) -> Iterator[TrialId]:
    for text in texts:
        registry, _, number = text.partition("/")
        if number:
            yield TrialId(registry, number)


_ACRONYM = re.compile(r"[A-Z]{2}|[A-Z0-9]+_")


def _grant(text: str) -> Grant:
    """`R01 MH000001/MH/NIMH NIH HHS/United States`: number, acronym, agency, country; the first two may be absent."""
    *front, country = text.split("/")
    if not front:
        return Grant(agency=text)
    *front, agency = front
    if front and _ACRONYM.fullmatch(front[-1]):
        front.pop()
    return Grant("/".join(front), agency, country)


# Tag to PubMed's RefType.
_LINKS = {
    "CIN": "CommentIn", "CON": "CommentOn", "EIN": "ErratumIn", "EFR": "ErratumFor", "RIN": "RetractionIn",
    "ROF": "RetractionOf", "ECI": "ExpressionOfConcernIn", "ECF": "ExpressionOfConcernFor",
    "CRI": "CorrectedandRepublishedIn", "CRF": "CorrectedandRepublishedFrom", "RPI": "RepublishedIn",
    "RPF": "RepublishedFrom", "RRI": "RetractedandRepublishedIn", "RRF": "RetractedandRepublishedFrom",
    "UIN": "UpdateIn", "UOF": "UpdateOf", "ORI": "OriginalReportIn", "SPIN": "SummaryForPatientsIn",
    "DDIN": "AssociatedDataset", "DRIN": "AssociatedPublication",
}  # fmt: skip
_LINKED_PMID = re.compile(r"\.?\s*PMID: ?([1-9][0-9]{0,8})\b\.?")


def _corrections(fields: list[Field]) -> Iterator[Correction]:
    """`RIN - J Demo. 2020 Jan;1(1):2. PMID: 990000001`"""
    for tag, text in fields:
        if kind := _LINKS.get(tag):
            match = _LINKED_PMID.search(text)
            source = (text[: match.start()] + text[match.end() :]).strip() if match else text
            yield Correction(kind, source, match[1] if match else "")


_DAY = re.compile(r"(\d{4})/?(\d{2})/?(\d{2})(?: .*)?")


def _day(text: str) -> datetime.date | None:
    """`2021/06/09 06:00` or `20210609`."""
    match = _DAY.fullmatch(text)
    return exact_date(match[1], match[2], match[3]) if match else None


def _compact(text: str) -> PartialDate:
    match = _DAY.fullmatch(text)
    return partial_date(match[1], match[2], match[3], raw=text) if match else date_in_words(text)
