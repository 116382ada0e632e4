"""The study design: what NLM indexed, else what the text states.

Indexing comes first. The text corrects it where NLM's types are known to mislead: an article typed as a trial that
describes one to come is a protocol, one typed as a trial or review whose title names a systematic review is that, and
whatever was randomised among animals is an animal study. Where indexing is broad (`Clinical Trial`, `Review`, a heading
such as `Retrospective Studies`) the text may say more precisely what it is; then both are the grounds.

Where nothing states a design, an abstract that tells only what is known, is a review: see `overview`. It says so of
itself nowhere, so the ground is a rule.

May import the other modules of this package.
"""

from __future__ import annotations

from indexer.appraisal.design_overview import overview
from indexer.appraisal.design_text import design_in_text
from indexer.appraisal.design_types import indexed_heading, indexed_type
from indexer.appraisal.reading import Reading
from indexer.appraisal.values import UNKNOWN, Design, Judgement, Source, Species

# What the text may make of what indexing says broadly.
_FINER = {
    Design.TRIAL: frozenset({Design.RCT}),
    Design.OBSERVATIONAL: frozenset({Design.COHORT, Design.CASE_CONTROL, Design.CROSS_SECTIONAL}),
    Design.REVIEW: frozenset({Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW, Design.GUIDELINE}),
    Design.OPINION: frozenset({Design.CASE_REPORT, Design.CASE_SERIES, Design.RCT, Design.TRIAL}),
    # Headings describe parts of a trial too: its interviews, or its participants at the start.
    Design.CASE_CONTROL: frozenset({Design.RCT}),
    Design.CROSS_SECTIONAL: frozenset({Design.RCT}),
    Design.QUALITATIVE: frozenset({Design.RCT}),
    # Publishers type as case reports what is none.
    Design.CASE_REPORT: frozenset({Design.CASE_SERIES, Design.RCT, Design.CROSS_SECTIONAL}),
    Design.COHORT: frozenset({Design.RCT, Design.TRIAL, Design.CASE_SERIES, Design.CASE_CONTROL, Design.CROSS_SECTIONAL,
                              Design.CASE_REPORT, Design.QUALITATIVE, Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW,
                              Design.PROTOCOL}),
}  # fmt: skip
# Designs in which nobody was studied yet or anew, so that the species says nothing of the design.
_WITHOUT_SUBJECTS = frozenset(
    {Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW, Design.REVIEW, Design.OPINION, Design.PROTOCOL, Design.GUIDELINE,
     Design.NOTICE}
)  # fmt: skip


def design_of(reading: Reading, species: Judgement[Species | None]) -> Judgement[Design | None]:
    """The design; unknown where neither indexing nor the text states one."""
    typed = indexed_type(reading)
    told = design_in_text(reading, species)
    if typed is None:
        return _untyped(reading, species, told)
    return _both(told, typed) if told and _corrects(told, typed) else typed


def _corrects(told: Judgement[Design], typed: Judgement[Design]) -> bool:
    """Whether what the text says is believed rather than the publication type."""
    is_trial = typed.value in (Design.RCT, Design.TRIAL)
    match told.value:
        case Design.PROTOCOL:
            return is_trial or typed.value is Design.SYSTEMATIC_REVIEW
        case Design.META_ANALYSIS | Design.SYSTEMATIC_REVIEW if is_trial:
            return told.grounds[0].source is Source.TITLE
        case Design.ANIMAL | Design.IN_VITRO:
            return typed.value not in _WITHOUT_SUBJECTS
        case _:
            return told.value in _FINER.get(typed.value, ())


def _untyped(
    reading: Reading, species: Judgement[Species | None], told: Judgement[Design] | None
) -> Judgement[Design | None]:
    headed = indexed_heading(reading)
    if headed is None:
        return told or overview(reading, species) or UNKNOWN
    if told is None:
        return headed
    if told.value in _WITHOUT_SUBJECTS or told.value in (Design.ANIMAL, Design.IN_VITRO):
        return told
    return _both(told, headed) if told.value in _FINER.get(headed.value, ()) else headed


def _both(told: Judgement[Design], indexed: Judgement[Design]) -> Judgement[Design | None]:
    return Judgement(told.value, (*told.grounds, *indexed.grounds))
