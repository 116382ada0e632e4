"""What differs between two states of a record, in words."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given, settings

from indexer.canonical import changed_fields
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
from indexer.reports.differences import LABELS, LONGEST, MOST, differences
from tests.strategies import records

PLAIN = Record(record_id("1"), "1")
DAY = datetime.date(2026, 11, 1)


def words(before: dict[str, object], after: dict[str, object]) -> list[str]:
    one, two = (dataclasses.replace(PLAIN, **fields) for fields in (before, after))  # type: ignore[arg-type]
    return [change.words for change in differences(one, two)]


def test_every_field_of_a_record_has_words() -> None:
    assert set(LABELS) == {field.name for field in dataclasses.fields(Record)}


@pytest.mark.parametrize(
    ("field", "before", "after", "said"),
    [
        ("mesh", (), (MeshHeading("Humans"), MeshHeading("Mood Disorders, Stony")),
         "MeSH headings added: Humans; Mood Disorders, Stony"),
        ("mesh", (MeshHeading("Ketamine"),), (MeshHeading("Ketamine", major=True, qualifiers=(Qualifier("therapy"),)),),
         "MeSH headings added: Ketamine* (therapy) · removed: Ketamine"),
        ("publication_types", (PublicationType("Journal Article"),),
         (PublicationType("Journal Article"), PublicationType("Retracted Publication")),
         "publication types added: Retracted Publication"),
        ("abstract", (), (AbstractSection("Now there is one."),), "abstract added"),
        ("abstract", (AbstractSection("Gone."),), (), "abstract removed"),
        ("abstract", (AbstractSection("In all we gave 0.5 mg/kg to each of the 12 patients we saw."),),
         (AbstractSection("In all we gave 5 mg/kg to each of the 12 patients we saw."),),
         "abstract changed: “… all we gave 0.5 mg/kg to each …” → “… all we gave 5 mg/kg to each …”"),
        ("abstract", (AbstractSection("One. Two."),), (AbstractSection("One."), AbstractSection("Two.")),
         "abstract divided differently"),
        ("title", "Ketamin", "Ketamine", "title changed: “Ketamin” → “Ketamine”"),
        ("authors", (Author("A", initials="B"), Author("C")), (Author("C"), Author("A", initials="B")),
         "authors in another order"),
        ("authors", (Author("A"),), (Author("A", orcid="0000-0001-0000-0001"),), "details of authors changed"),
        ("journal", Journal(volume="12"), Journal(volume="12", issue="3", nlm_id="7"),
         "journal: NLM id added: 7; issue added: 3"),
        ("published", PartialDate(2026, 3), PartialDate(2026, 4), "date of publication 2026-03 → 2026-04"),
        ("electronic", None, PartialDate(2026), "date of electronic publication added: 2026"),
        ("doi", "", "10.9999/x", "DOI added: 10.9999/x"),
        ("doi", "10.9999/x", "", "DOI removed: 10.9999/x"),
        ("version", 1, 2, "version 1 → 2"),
        ("kind", Kind.ARTICLE, Kind.BOOK, "kind of record article → book"),
        ("authors_complete", True, False, "list of authors complete True → False"),
        ("history", History(), History(revised=DAY), "PubMed's own dates: revised added: 2026-11-01"),
        ("corrections", (), (Correction("ErratumIn", "J. 2026", "2"),),
         "links to notices and related work added: ErratumIn J. 2026 (PMID 2)"),
        ("substances", (), (Substance("Ketamine"),), "substances added: Ketamine"),
        ("trial_ids", (), (TrialId("ClinicalTrials.gov", "NCT00000000"),), "trial registrations added: NCT00000000"),
        ("funding", (Grant("1", "Agency"),), (), "funding removed: 1 Agency"),
        ("other_ids", (), (("pii", "S1"),), "other identifiers added: pii S1"),
        ("other_abstracts", (), (OtherAbstract("Publisher", "ger", (AbstractSection("Ja."),)),),
         "other abstracts added"),
        ("keywords", ("a", "b"), ("b",), "keywords removed: a"),
    ],
)  # fmt: skip
def test_one_field(field: str, before: object, after: object, said: str) -> None:
    assert words({field: before}, {field: after}) == [said]


def test_long_values_are_cut_and_long_lists_counted() -> None:
    (said,) = words({}, {"keywords": tuple(f"{'x' * 100}{number}" for number in range(20))})
    assert said.count("…") == MOST
    assert said.endswith("; and 12 more")
    assert len(said) < MOST * (LONGEST + 2) + 50


def test_what_matters_to_readers_comes_first() -> None:
    said = words({}, {"history": History(revised=DAY), "title": "T", "publication_types": (PublicationType("Review"),)})
    assert [line.split()[0] for line in said] == ["publication", "title", "PubMed's"]


@settings(max_examples=40, deadline=None)
@given(records(), records())
def test_every_difference_is_told_and_nothing_else(one: Record, two: Record) -> None:
    told = differences(one, two)
    assert sorted(change.field for change in told) == list(changed_fields(one, two))
    assert all(change.words for change in told)
    assert differences(one, one) == ()
