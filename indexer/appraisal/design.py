"""The study design, from PubMed's publication types (and the few MeSH headings that state a design)."""

from __future__ import annotations

from enum import StrEnum

from indexer.record import Record


class Design(StrEnum):
    """Study designs, in the order in which one is preferred when a record is indexed with several."""

    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic review"
    GUIDELINE = "guideline"
    PROTOCOL = "protocol"
    RCT = "randomized controlled trial"
    TRIAL = "non-randomised trial"
    COHORT = "cohort study"
    CASE_CONTROL = "case-control study"
    CROSS_SECTIONAL = "cross-sectional study"
    OBSERVATIONAL = "observational study"
    CASE_REPORT = "case report or series"
    REVIEW = "narrative review"
    OPINION = "editorial, letter or comment"
    NOTICE = "notice"


# Publication types as PubMed prints them, lower case. A protocol is told before a trial: it carries both types.
_BY_TYPE: tuple[tuple[Design, frozenset[str]], ...] = (
    (Design.NOTICE, frozenset({"retraction of publication", "retraction notice", "published erratum",
                               "expression of concern"})),
    (Design.META_ANALYSIS, frozenset({"meta-analysis", "network meta-analysis"})),
    (Design.SYSTEMATIC_REVIEW, frozenset({"systematic review", "scoping review"})),
    (Design.GUIDELINE, frozenset({"guideline", "practice guideline", "consensus development conference"})),
    (Design.PROTOCOL, frozenset({"clinical trial protocol"})),
    (Design.RCT, frozenset({"randomized controlled trial", "pragmatic clinical trial", "equivalence trial"})),
    (Design.TRIAL, frozenset({"clinical trial", "controlled clinical trial", "clinical trial, phase i",
                              "clinical trial, phase ii", "clinical trial, phase iii", "clinical trial, phase iv",
                              "adaptive clinical trial"})),
    (Design.CASE_REPORT, frozenset({"case reports"})),
    (Design.OPINION, frozenset({"editorial", "letter", "comment", "news"})),
)  # fmt: skip
_BY_HEADING: tuple[tuple[Design, frozenset[str]], ...] = (
    (Design.COHORT, frozenset({"cohort studies", "follow-up studies", "longitudinal studies", "prospective studies",
                               "retrospective studies"})),
    (Design.CASE_CONTROL, frozenset({"case-control studies"})),
    (Design.CROSS_SECTIONAL, frozenset({"cross-sectional studies"})),
)  # fmt: skip
_LATER_TYPES: tuple[tuple[Design, frozenset[str]], ...] = (
    (Design.OBSERVATIONAL, frozenset({"observational study"})),
    (Design.REVIEW, frozenset({"review"})),
)


def design_of(record: Record) -> tuple[str, str]:
    """The design and the publication type or heading it rests on; two empty strings if the index does not say."""
    types = {type_.name.casefold(): type_.name for type_ in record.publication_types}
    headings = {heading.descriptor.casefold(): heading.descriptor for heading in record.mesh}
    for table, present, source in (
        (_BY_TYPE, types, "publication type"),
        (_LATER_TYPES[1:], types, "publication type"),
        (_BY_HEADING, headings, "MeSH heading"),
        (_LATER_TYPES[:1], types, "publication type"),
    ):
        for design, names in table:
            found = sorted(names & present.keys())
            if found:
                return design.value, f"{source} {present[found[0]]}"
    return "", ""
