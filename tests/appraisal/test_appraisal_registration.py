"""Registrations: indexed first, each once, in the registry's own writing."""

from __future__ import annotations

import dataclasses

import pytest
from appraisal.abstracts import reading, record, stands_there

from indexer.appraisal.reading import Reading
from indexer.appraisal.registration import registrations_of
from indexer.appraisal.values import Source
from indexer.record import TrialId


def _numbers(*sentences: str) -> list[tuple[str, str]]:
    return [
        (one.value.registry, one.value.number) for one in registrations_of(reading("A trial.", " ".join(sentences)))
    ]


@pytest.mark.parametrize(
    ("printed", "registry", "number"),
    [
        ("ClinicalTrials.gov: NCT00000001.", "ClinicalTrials.gov", "NCT00000001"),
        ("Registered as NCT 00000001.", "ClinicalTrials.gov", "NCT00000001"),
        ("ISRCTN 00000001", "ISRCTN", "ISRCTN00000001"),
        ("EudraCT number: 2099-000001-01.", "EudraCT", "2099-000001-01"),
        ("EudraCT 2099‐000001‐01", "EudraCT", "2099-000001-01"),
        ("EU CT 2099-500001-01-00", "EU CT", "2099-500001-01"),
        ("chictr.org.cn ChiCTR-TRC-00000001", "ChiCTR", "ChiCTR-TRC-00000001"),
        ("ChiCTR0000000001", "ChiCTR", "ChiCTR0000000001"),
        ("ACTRN00000000000001", "ANZCTR", "ACTRN00000000000001"),
        ("UMIN-CTR ID: 000000001", "UMIN-CTR", "UMIN000000001"),
        ("jRCTs000000001", "jRCT", "jRCTs000000001"),
        ("DRKS-ID: 00000001", "DRKS", "DRKS00000001"),
        ("DRKS00000001", "DRKS", "DRKS00000001"),
        ("IRCT00000000000001N1", "IRCT", "IRCT00000000000001N1"),
        ("CTRI/2099/01/000001", "CTRI", "CTRI/2099/01/000001"),
        ("TCTR20990000001", "TCTR", "TCTR20990000001"),
        ("KCT0000001", "CRiS", "KCT0000001"),
        ("PACTR209900000000001", "PACTR", "PACTR209900000000001"),
        ("PROSPERO CRD 42099000001", "PROSPERO", "CRD42099000001"),
        ("INPLASY209900001", "INPLASY", "INPLASY209900001"),
        ("https://osf.io/ab1cd", "OSF", "osf.io/ab1cd"),
        ("doi 10.17605/OSF.IO/AB1CD", "OSF", "osf.io/ab1cd"),
        ("Netherlands Trial Register NTR 0001", "NTR", "NTR0001"),
    ],
)
def test_a_printed_number_is_read_and_written_as_its_registry_writes_it(
    printed: str, registry: str, number: str
) -> None:
    assert _numbers(printed) == [(registry, number)]


@pytest.mark.parametrize(
    "text",
    [
        "The extinct species had 00000001 descendants.",
        "Grant 2099-000001-01 paid for the work.",
        "NCT0001 is too short, and NCT000000012 too long.",
        "Patients (n = 100000) were enrolled in a controlled trial.",
        "See osf.io for details.",
    ],
)
def test_what_only_looks_like_a_registration_is_none(text: str) -> None:
    assert _numbers(text) == []


def test_several_stand_in_the_order_of_the_text_each_once() -> None:
    text = "EudraCT 2099-000001-01; NCT00000002 and NCT00000001. Later again NCT00000002."
    assert [number for _, number in _numbers(text)] == ["2099-000001-01", "NCT00000002", "NCT00000001"]


def test_an_indexed_number_comes_first_and_the_printed_one_is_its_second_ground() -> None:
    one = dataclasses.replace(
        record("A trial.", "Registered (NCT00000001, NCT00000002)."),
        trial_ids=(TrialId("ClinicalTrials.gov", "NCT00000002"),),
    )
    first, second = registrations_of(Reading(one))
    assert (first.value.number, second.value.number) == ("NCT00000002", "NCT00000001")
    assert [ground.source for ground in first.grounds] == [Source.TRIAL_ID, Source.ABSTRACT]
    assert stands_there(first.grounds[1], one)


def test_an_indexed_number_without_its_letters_gets_them() -> None:
    one = dataclasses.replace(record("A trial.", "ISRCTN00000001."), trial_ids=(TrialId("ISRCTN", "00000001"),))
    assert [each.value.number for each in registrations_of(Reading(one))] == ["ISRCTN00000001"]


def test_an_accession_that_looks_like_no_number_is_kept_as_it_stands() -> None:
    one = dataclasses.replace(record("A trial."), trial_ids=(TrialId("ISRCTN", "ISRCTN123"),))
    assert [each.value.number for each in registrations_of(Reading(one))] == ["ISRCTN123"]


def test_entries_of_other_databanks_are_no_registrations() -> None:
    one = dataclasses.replace(record("A gene."), trial_ids=(TrialId("GENBANK", "AB000001"), TrialId("PDB", "1ABC")))
    assert registrations_of(Reading(one)) == ()
