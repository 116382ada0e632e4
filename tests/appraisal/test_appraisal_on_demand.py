"""An appraisal is judged attribute by attribute, when each is asked for."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading

import indexer.appraisal
from indexer.appraisal import ATTRIBUTES, Appraisal, Design, appraise_reading
from indexer.vocabulary.tables import extended, extension

TITLE = "Zorbulate for insomnia: a randomized controlled trial."


def test_what_was_judged_once_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    one = appraise_reading(reading(TITLE))
    design = one.design
    assert design.value is Design.RCT
    monkeypatch.setattr(indexer.appraisal, "design_of", None)
    assert one.design is design


def test_what_is_not_asked_for_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer.appraisal, "funding_of", None)
    assert appraise_reading(reading(TITLE)).level.value is not None


def test_it_is_judged_by_the_tables_that_it_was_made_with() -> None:
    added = extension({"drugs.tsv": (("zorbulate", "", ""),)})
    with extended(added):
        one = appraise_reading(reading(TITLE))
    assert [drug.value.drug for drug in one.drugs] == ["zorbulate"]
    assert appraise_reading(reading(TITLE)).drugs == ()


def test_appraisals_are_equal_if_all_their_attributes_are() -> None:
    assert appraise_reading(reading(TITLE)) == appraise_reading(reading(TITLE))
    assert appraise_reading(reading(TITLE)) != appraise_reading(reading("Zorbulate for insomnia."))
    assert appraise_reading(reading(TITLE)) != TITLE


def test_every_attribute_is_listed_once_and_documented() -> None:
    assert len(set(ATTRIBUTES)) == len(ATTRIBUTES) > 20
    assert all(getattr(Appraisal, name).__doc__ for name in ATTRIBUTES)
    assert repr(appraise_reading(reading())).startswith("Appraisal(design=")
