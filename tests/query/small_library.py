"""Twelve records written for the tests, each with something of its own, numbered 1 to 12."""

from __future__ import annotations

import datetime
from dataclasses import replace

from indexer.query import matches, parse
from indexer.record import (
    AbstractSection,
    Author,
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

TODAY = datetime.date(2024, 3, 31)


def citation(pmid: int, title: str = "", **more: object) -> Record:
    """A record with this number and title, and whatever else is given."""
    return replace(Record(record_id(str(pmid)), str(pmid), title), **more)


def _abstract(*texts: str) -> tuple[AbstractSection, ...]:
    return tuple(AbstractSection(text) for text in texts)


def _types(*names: str) -> tuple[PublicationType, ...]:
    return tuple(PublicationType(name) for name in names)


_MOOD_LETTERS = Journal(
    title="Mood letters (Testville, Nowhere)", abbreviation="Mood Lett.", medline="Mood Lett", issns=("0000-0019",),
    nlm_id="0000001", country="Netherlands", volume="12", issue="3 Suppl", pages="101-9",
)  # fmt: skip

LIBRARY = (
    citation(
        1, "Esketamine nasal spray for treatment-resistant depression",
        abstract=(
            AbstractSection("Patients with suicidal ideation were treated.", "METHODS"),
            AbstractSection("Depression scores fell by 0.5 points.", "RESULTS"),
        ),
        authors=(
            Author("Zarate", "Carlos A", "CA", "Jr", "", "0000-0001-0000-0001", ("Mood Clinic, Testville",)),
            Author("van der Berg", "Jan Kees", "JK"),
        ),
        journal=_MOOD_LETTERS,
        published=PartialDate(2019, 3),
        publication_types=_types("Randomized Controlled Trial"),
        mesh=(
            MeshHeading("Depressive Disorder, Treatment-Resistant", major=False,
                        qualifiers=(Qualifier("drug therapy", major=True),)),
            MeshHeading("Ketamine", qualifiers=(Qualifier("adverse effects"),)),
            MeshHeading("Humans"),
        ),
        substances=(Substance("Ketamine", "D007649", "690G0D6V8H"),),
        languages=("eng",), doi="10.9999/S0000-0001(19)12345-6", pmcid="PMC101",
        trial_ids=(TrialId("ClinicalTrials.gov", "NCT00000001"),), medline_status="MEDLINE",
        funding=(Grant("R01 MH000001", "NIMH NIH HHS", "United States"),),
        history=History(created=datetime.date(2019, 2, 1), entered=datetime.date(2019, 2, 2),
                        indexed=datetime.date(2019, 8, 1), completed=datetime.date(2019, 7, 31),
                        revised=datetime.date(2020, 1, 5)),
    ),
    citation(
        2, "Ketamine and suicide: a review of depression treatment",
        abstract=_abstract("We discuss treatment. Resistant cases are named."),
        authors=(Author("Zarate", "Clara", "C"),), publication_types=_types("Review"),
        published=PartialDate(2020), electronic=PartialDate(2019, 12, 30), keywords=("treatment resistance", "mood"),
        languages=("ger", "eng"), vernacular_title="Ketamin und Suizid", medline_status="Publisher",
    ),
    citation(
        3, "Anaesthesia in rats", abstract=_abstract("Ketamine was given at 10 mg/kg to rats."),
        mesh=(MeshHeading("Animals"), MeshHeading("Ketamine", major=True, qualifiers=(Qualifier("pharmacology"),))),
        authors=(Author("O'Brien", "Tara", "T"),), languages=("eng",), published=PartialDate(2018, 12, 31),
    ),
    citation(
        4, "Müller's sign in bipolar depression", authors=(Author("Müller", "Änne", "Ä"),),
        abstract=_abstract("TNF-α rose, and CO₂ fell to 10² units."),
        mesh=(MeshHeading("Bipolar Disorder", major=True),), published=PartialDate(2021, 2, 28), languages=("fre",),
    ),
    citation(
        5, "A retracted trial of ketamine", publication_types=_types("Retracted Publication", "Clinical Trial"),
        corrections=(Correction("RetractionIn", "Mood Lett. 2022", "6"),), published=PartialDate(2021),
    ),
    citation(
        6, "Retraction: a trial of ketamine", corrections=(Correction("RetractionOf", "Mood Lett. 2021", "5"),),
        publication_types=(PublicationType("Retraction of Publication", "D016440"),), published=PartialDate(2022),
    ),
    citation(
        7, "Depressive disorders: a handbook chapter", kind=Kind.BOOK,
        mesh=(MeshHeading("Depressive Disorder", qualifiers=(Qualifier("therapy"),)),),
        corrections=(Correction("ErratumIn"),), published=PartialDate(2017),
    ),
    citation(
        8, "Electroconvulsive therapy", other_abstracts=(
            OtherAbstract("plain-language-summary", "eng", _abstract("ECT was compared with ketamine in plain words.")),
        ),
        investigators=(Author("Zarate", "Carlos A", "CA"),), authors=(Author(collective="Mood Trial Group"),),
        conflict_statement="Fees from a maker of esketamine.", published=PartialDate(2023, 5),
    ),
    citation(9, "Mood disorders and music", mesh=(MeshHeading("Mood Disorders"),), supplementary_mesh=(
        Substance("Testamine", "C000000001"),), published=PartialDate(2024, 1, 2)),
    citation(10, abstract=_abstract("Untitled: depression of the lever arm."), published=PartialDate(None, raw="n.d.")),
    citation(11, "Resistant to treatment: major depressive disorder, major problem",
             published=PartialDate(2024, 3, 30)),
    citation(12, "Treatment of resistant bacteria", corrections=(Correction("ExpressionOfConcernIn"),)),
)  # fmt: skip


def found(query: str) -> set[int]:
    """The numbers of the records in the library that match."""
    tree = parse(query, today=TODAY)
    return {int(record.pmid) for record in LIBRARY if matches(record, tree)}
