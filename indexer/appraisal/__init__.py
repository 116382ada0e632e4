"""Judge one record: what kind of evidence it is.

`design` reads the study design, `species` who or what was studied, `level` turns a design into a level of
evidence. Every judgement says what it rests on; unknown is a value, never a guess. So far judgements rest on
PubMed's own indexing (publication types and MeSH) alone, and a record that is not indexed stays unknown.

May import `record`, `vocabulary` and `text`. Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.appraisal.design import Design as Design
from indexer.appraisal.design import design_of
from indexer.appraisal.level import level_of
from indexer.appraisal.species import Species as Species
from indexer.appraisal.species import species_of
from indexer.record import Record

APPRAISAL_VERSION = 1
"""Raised with every change of what a judgement may come out as, so that engines rebuild their columns."""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What one record is. Empty words are unknown.

    Args:
        design: a word of `Design`, or empty.
        level: `1` (strongest) to `5`, by the OCEBM-style rule of `level`, or empty.
        species: a word of `Species`, or empty.
        reasons: for each judgement made, what it rests on, as (attribute, words of the index).
    """

    design: str
    level: str
    species: str
    reasons: tuple[tuple[str, str], ...] = ()


def appraise(record: Record) -> Appraisal:
    """Judges one record from its publication types and MeSH headings."""
    design, design_reason = design_of(record)
    species, species_reason = species_of(record)
    level, level_reason = level_of(design, species)
    reasons = (("design", design_reason), ("species", species_reason), ("level", level_reason))
    return Appraisal(design, level, species, tuple(pair for pair in reasons if pair[1]))
