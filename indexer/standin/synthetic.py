"""Synthetic fictional citations, for a library that changes from day to day.

Every one bears the marks of the demonstration records: a journal called "Demonstration", a DOI under
10.5555/demonstration., the keyword "demonstration record", a copyright line that says so, and a PMID from 990000001 up.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

JOURNAL = "Demonstration Journal of Simulated Studies"
_TA = "Demonstr J Simul Stud"
_DRUGS = ("Ketamine", "Esketamine", "Intranasal esketamine", "Intravenous ketamine")
_AIMS = (
    "for treatment-resistant depression",
    "in major depressive disorder",
    "for depression with suicidal ideation",
    "and relapse of depression",
)
_DESIGNS = (
    ("a randomised trial", "Randomized Controlled Trial"),
    ("a cohort study", "Observational Study"),
    ("a systematic review", "Systematic Review"),
    ("a case series", "Case Reports"),
)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a synthetic citation says. `entered` is its EDAT, `created` its CRDT."""

    pmid: int
    title: str
    abstract: str
    created: date
    entered: date
    revised: date
    types: tuple[str, ...] = ("Journal Article",)
    doi: str = ""
    version: int = 1
    status: str = "Publisher"


def on_topic(pmid: int, dice: random.Random, created: date, entered: date | None = None) -> Sketch:
    """A citation about ketamine in depression; all of it invented."""
    drug, aim, (design, kind) = dice.choice(_DRUGS), dice.choice(_AIMS), dice.choice(_DESIGNS)
    people = dice.randint(12, 400)
    title = f"{drug} {aim}: {design} (simulated {pmid})"
    abstract = (
        f"Simulated {design} of {drug.lower()} {aim} in {people} invented people. Depressive symptoms were rated at "
        f"{dice.choice((24, 72, 168))} h. Nothing here happened, and nothing follows from it."
    )
    return Sketch(
        pmid, title, abstract, created, entered or created, created,
        types=("Journal Article", kind), doi=f"10.5555/demonstration.simulated.{pmid}",
    )  # fmt: skip


def written(sketch: Sketch) -> bytes:
    """The citation as PubMed XML."""
    kinds = "".join(f'<PublicationType UI="">{escape(kind)}</PublicationType>' for kind in sketch.types)
    doi = f'<ArticleId IdType="doi">{escape(sketch.doi)}</ArticleId>' if sketch.doi else ""
    history = "".join(
        f'<PubMedPubDate PubStatus="{name}">{day_elements(day)}</PubMedPubDate>'
        for name, day in (("pubmed", sketch.entered), ("medline", sketch.entered), ("entrez", sketch.created))
    )
    return (
        f'<PubmedArticle><MedlineCitation Status="{sketch.status}" Owner="NOTNLM">'
        f'<PMID Version="{sketch.version}">{sketch.pmid}</PMID>'
        f"<DateRevised>{day_elements(sketch.revised)}</DateRevised>"
        '<Article PubModel="Electronic"><Journal><JournalIssue CitedMedium="Internet">'
        f"<PubDate><Year>{sketch.entered.year}</Year></PubDate></JournalIssue><Title>{JOURNAL}</Title>"
        f"<ISOAbbreviation>{_TA}</ISOAbbreviation></Journal><ArticleTitle>{escape(sketch.title)}</ArticleTitle>"
        f"<Abstract><AbstractText>{escape(sketch.abstract)}</AbstractText><CopyrightInformation>Fictional record "
        "written for demonstration; not literature.</CopyrightInformation></Abstract>"
        '<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Exemplari</LastName><ForeName>Ada</ForeName>'
        "<Initials>A</Initials></Author></AuthorList><Language>eng</Language>"
        f"<PublicationTypeList>{kinds}</PublicationTypeList></Article>"
        f"<MedlineJournalInfo><Country>Demonstration</Country><MedlineTA>{_TA}</MedlineTA></MedlineJournalInfo>"
        '<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">demonstration record</Keyword></KeywordList>'
        f"</MedlineCitation><PubmedData><History>{history}</History><PublicationStatus>epublish</PublicationStatus>"
        f'<ArticleIdList><ArticleId IdType="pubmed">{sketch.pmid}</ArticleId>{doi}</ArticleIdList></PubmedData>'
        "</PubmedArticle>"
    ).encode()


def day_elements(day: date) -> str:
    """Year, Month and Day elements."""
    return f"<Year>{day.year}</Year><Month>{day.month:02d}</Month><Day>{day.day:02d}</Day>"
