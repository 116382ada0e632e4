"""The study design as NLM indexed it: publication types first, then the few MeSH headings that state a design.

NLM's types say what an article reports, and several may stand on one record, so the order below decides: a protocol
carries the type of its trial too, and a case report may carry `Review` for the literature it looks through.
`Clinical Trial`, `Observational Study` and `Review` are broad: the text may say more precisely what they are.

Imports `reading` and `values` only.
"""

from __future__ import annotations

from collections.abc import Mapping

from indexer.appraisal.reading import Reading
from indexer.appraisal.values import Design, Ground, Judgement, Source

# Publication types as PubMed prints them, lower case; earlier lines before later ones.
_TYPES: tuple[tuple[Design, frozenset[str]], ...] = (
    (Design.NOTICE, frozenset({"retraction of publication", "retraction notice", "published erratum",
                               "expression of concern"})),
    (Design.ANIMAL, frozenset({"randomized controlled trial, veterinary", "clinical trial, veterinary",
                               "observational study, veterinary"})),
    (Design.META_ANALYSIS, frozenset({"meta-analysis", "network meta-analysis"})),
    (Design.SYSTEMATIC_REVIEW, frozenset({"systematic review", "scoping review"})),
    (Design.GUIDELINE, frozenset({"guideline", "practice guideline", "consensus development conference",
                                  "consensus development conference, nih"})),
    (Design.PROTOCOL, frozenset({"clinical trial protocol"})),
    (Design.RCT, frozenset({"randomized controlled trial", "pragmatic clinical trial", "equivalence trial"})),
    (Design.TRIAL, frozenset({"clinical trial", "controlled clinical trial", "clinical trial, phase i",
                              "clinical trial, phase ii", "clinical trial, phase iii", "clinical trial, phase iv",
                              "adaptive clinical trial"})),
    (Design.CASE_REPORT, frozenset({"case reports"})),
    (Design.OPINION, frozenset({"editorial", "letter", "comment", "news"})),
    (Design.REVIEW, frozenset({"review"})),
)  # fmt: skip
_HEADINGS: tuple[tuple[Design, frozenset[str]], ...] = (
    (Design.CASE_CONTROL, frozenset({"case-control studies"})),
    (Design.CROSS_SECTIONAL, frozenset({"cross-sectional studies"})),
    (Design.COHORT, frozenset({"cohort studies", "follow-up studies", "longitudinal studies", "prospective studies",
                               "retrospective studies"})),
    (Design.QUALITATIVE, frozenset({"qualitative research", "focus groups", "interviews as topic",
                                    "grounded theory"})),
)  # fmt: skip
_LAST: tuple[tuple[Design, frozenset[str]], ...] = (
    (Design.OBSERVATIONAL, frozenset({"observational study", "clinical study"})),
)


def indexed_type(reading: Reading) -> Judgement[Design] | None:
    """The design that the publication types name."""
    record = reading.record
    types = {type_.name.casefold(): type_.name for type_ in record.publication_types}
    return _first(_TYPES, types, Source.PUBLICATION_TYPE) if types else None


def indexed_heading(reading: Reading) -> Judgement[Design] | None:
    """The design that a MeSH heading names, or else the type of observational studies."""
    types = {type_.name.casefold(): type_.name for type_ in reading.record.publication_types}
    return _first(_HEADINGS, reading.headings, Source.MESH) or _first(_LAST, types, Source.PUBLICATION_TYPE)


def _first(
    table: tuple[tuple[Design, frozenset[str]], ...], present: Mapping[str, str], source: Source
) -> Judgement[Design] | None:
    for design, names in table:
        if not names.isdisjoint(present):
            return Judgement(design, (Ground(source, present[min(names & present.keys())]),))
    return None
