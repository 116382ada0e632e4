"""Fictional records that have what exporters stumble over, and the golden files made of them.

Golden files are written anew by `python -m tests.exports.fictional` alone, from the repository's root; read the
difference before keeping it.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from indexer.exports import EXPORTERS
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

GOLDEN = Path(__file__).resolve().parent.parent / "golden"

JOURNAL = Journal(
    title="Demonstration Archives of Mood", abbreviation="Demonstr. Arch. Mood", medline="Demonstr Arch Mood",
    issns=("0000-0019", "0000-0027"), nlm_id="DEMO0001", country="Netherlands", volume="12", issue="3", pages="123-9",
)  # fmt: skip

FULL = Record(
    id=record_id("990000101"),
    pmid="990000101",
    title="S-ketamine & NMDA receptors: 50% of {all} patients in the Testville_2 cohort -- a 10² trial.",
    abstract=(
        AbstractSection("Mood may change within hours of an infusion of ketamine.", "BACKGROUND", "BACKGROUND"),
        AbstractSection("Ten people were given 0.5 mg/kg; α was 0.05 and costs were $20 (~18 €).", "METHODS"),
        AbstractSection("Scores fell by 8 points (95% CI −10 to −6).", "RESULTS"),
    ),
    authors=(
        Author("van der Berg", "Jan Kees", "JK", orcid="0000-0000-0000-001X", affiliations=("Mood Clinic.",)),
        Author("Zaraté", "Carlos A", "CA", "Jr"),
        Author("Łukasiewicz-O'Brien", "Đurđa", "Đ"),
        Author("de la Cruz", "", "MJ"),
        Author("Madonna"),
        Author(collective="Ketamine and Mood Trial Group, Testville"),
    ),
    journal=JOURNAL,
    published=PartialDate(2020, 3, raw="2020 Mar"),
    electronic=PartialDate(2020, 1, 5, "2020 01 05"),
    doi="10.5555/Demo_(12)3<123>",
    pmcid="PMC990000101",
    other_ids=(("pii", "S0000-0019(20)00001-X"), ("mid", "DEMOMS1")),
    other_abstracts=(OtherAbstract("Publisher", "dut", (AbstractSection("Stemming kan snel veranderen."),)),),
    copyright="Fictional; written for this program.",
    mesh=(
        MeshHeading("Humans", "D006801"),
        MeshHeading("Ketamine", "D007649", qualifiers=(Qualifier("therapeutic use", "Q000627", major=True),)),
        MeshHeading("Depressive Disorder, Treatment-Resistant", "D061218", True, (Qualifier("drug therapy"),)),
    ),
    substances=(Substance("Ketamine", "D007649", "690G0D6V8H"), Substance("Antidepressive Agents", "D000928")),
    supplementary_mesh=(Substance("Esketamine", "C000629870"),),
    keywords=("ketamine", "mood, rapid change of"),
    publication_types=(PublicationType("Journal Article"), PublicationType("Randomized Controlled Trial", "D016449")),
    languages=("eng", "dut"),
    trial_ids=(TrialId("DemonstrationRegistry", "DEMO-0001"),),
    funding=(Grant("MH000001", "Demonstration Fund", "Netherlands"), Grant(agency="Fund of Nowhere")),
    conflict_statement="The authors are fictional and have no interests.",
    history=History(
        datetime.date(2020, 1, 6), datetime.date(2020, 1, 6), datetime.date(2020, 6, 1), datetime.date(2020, 5, 30),
        datetime.date(2021, 2, 3),
    ),
    medline_status="MEDLINE",
    publication_status="ppublish",
)  # fmt: skip

RETRACTED = Record(
    id=record_id("990000102"),
    pmid="990000102",
    title="Esketamine spray and suicidal thoughts.",
    abstract=(AbstractSection("An abstract without sections."),),
    authors=(Author("Berg", "Anna", "A"),),
    journal=Journal(title="Mood Letters", medline="Mood Lett", volume="7", pages="S12-5"),
    published=PartialDate(2020, raw="2020 Spring"),
    languages=("eng",),
    publication_types=(PublicationType("Journal Article"), PublicationType("Retracted Publication", "D016441")),
    corrections=(Correction("RetractionIn", "Mood Lett. 2021;8(1):2", "990000103"),),
    medline_status="PubMed-not-MEDLINE",
)

NOTICE = Record(
    id=record_id("990000103"),
    pmid="990000103",
    title="Retraction: Esketamine spray and suicidal thoughts.",
    journal=Journal(title="Mood Letters", medline="Mood Lett", volume="8", issue="1", pages="e45"),
    published=PartialDate(2021, 1, 4, "2021 Jan 4"),
    publication_types=(PublicationType("Retraction of Publication", "D016440"),),
    corrections=(Correction("RetractionOf", "Mood Lett. 2020;7:S12-5", "990000102"),),
)

FOREIGN = Record(
    id=record_id("990000104"),
    pmid="990000104",
    title="[Ketamine in the treatment of depression].",
    vernacular_title="=Ketamin bei der Behandlung der Depression",
    authors=(Author("von Müller", "Änne", "Ä"), Author("Berg", "Bo", "B")),
    authors_complete=False,
    journal=Journal(title="Stimmung", medline="Stimmung", volume="3", pages="99-101; discussion 102"),
    published=PartialDate(2019, 5, raw="2019 May-Jun"),
    languages=("ger",),
    keywords=("=1+1", "@mood"),
)

CHAPTER = Record(
    id=record_id("990000105"),
    pmid="990000105",
    title="Ketamine.",
    kind=Kind.BOOK,
    authors=(Author("Berg", "Anna", "A"),),
    journal=Journal(title="A Demonstration Handbook of Mood", country="Testville"),
    published=PartialDate(2020, 1, raw="2020 Jan"),
    other_ids=(("bookaccession", "NBKDEMO1"), ("isbn", "0000000000000")),
    languages=("eng",),
)

BOOK = Record(id=record_id("990000106"), pmid="990000106", title="A Whole Book of Mood", kind=Kind.BOOK)

BARE = Record(id=record_id("990000107"), pmid="990000107")

ALL = (FULL, RETRACTED, NOTICE, FOREIGN, CHAPTER, BOOK, BARE)
GOLDEN_FILES = {
    "ris": "exports.ris", "bibtex": "exports.bib", "csl-json": "exports.csl.json", "nbib": "exports.nbib",
    "csv": "exports.csv", "jsonl": "exports.jsonl",
}  # fmt: skip


def exported(form: str, *records: Record) -> str:
    """The whole file of `records` in one format."""
    return "".join(EXPORTERS[form](records))


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, file in GOLDEN_FILES.items():
        (GOLDEN / file).write_text(exported(name, *ALL), encoding="utf-8", newline="")
