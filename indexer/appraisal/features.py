"""What else is said of a design: crossover, open-label, secondary, and of a review what kinds of study it included.

A feature is read where the paper speaks of its own study: in the title, or in a sentence that is neither background nor
about other studies. A review's `open-label` or `crossover` is that of the studies it tells of, so a review has features
of reviews only, and a primary study those of primary studies. `Multicenter Study` and the MeSH headings for crossover
and prospective or retrospective studies count before the text.

`reviews randomised trials` and its like say what a review included, as far as it says so; `level` reads them.

May import the other modules of this package.
"""

from __future__ import annotations

import re

from indexer.appraisal.cues import Cue, in_own_sentence, in_title, is_own, says_itself, stated
from indexer.appraisal.design_text import possibly_randomised
from indexer.appraisal.feature_cues import (
    INCLUDED,
    OF_REVIEWS,
    OF_STUDIES,
    OTHER_DATA,
    POOLED_TITLE,
    SECONDARY_MADE,
    SECONDARY_SAID,
    SECONDARY_TITLE,
)
from indexer.appraisal.reading import Reading
from indexer.appraisal.values import Design, Feature, Ground, Judgement, Source
from indexer.salience import Kind

_REVIEWS = frozenset({Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW})
_STUDIES = frozenset(
    {Design.RCT, Design.TRIAL, Design.COHORT, Design.CASE_CONTROL, Design.CROSS_SECTIONAL, Design.OBSERVATIONAL,
     Design.QUALITATIVE, Design.CASE_SERIES, Design.PROTOCOL}
)  # fmt: skip
_TRIALS = frozenset({Design.RCT, Design.TRIAL, Design.PROTOCOL})

# Publication types and MeSH headings that state a feature, lower case.
_INDEXED = {
    "multicenter study": Feature.MULTICENTRE,
    "network meta-analysis": Feature.NETWORK,
    "scoping review": Feature.SCOPING,
    "equivalence trial": Feature.NON_INFERIORITY,
    "cross-over studies": Feature.CROSSOVER,
    "retrospective studies": Feature.RETROSPECTIVE,
    "prospective studies": Feature.PROSPECTIVE,
    "pilot projects": Feature.PILOT,
    "multicenter studies as topic": Feature.MULTICENTRE,
}
_INDEXED_OF_REVIEWS = frozenset({Feature.NETWORK, Feature.SCOPING})

_OF_TRIALS_ONLY = frozenset(
    {Feature.CROSSOVER, Feature.SINGLE_ARM, Feature.NON_INFERIORITY, Feature.WITHDRAWAL, Feature.EXTENSION,
     Feature.OPEN_LABEL}
)  # fmt: skip
_EXCLUDED = re.compile(r"\b(?:exclud\w+|rather than|instead of|not included|lack of|few|no)\b")


def features_of(reading: Reading, design: Judgement[Design | None]) -> tuple[Judgement[Feature], ...]:
    """What else is said of the design, in the order of `Feature`; nothing where the design is unknown."""
    if design.value in _REVIEWS:
        found = _indexed(reading, of_reviews=True)
        for feature, one in OF_REVIEWS:
            _note(found, feature, in_title(reading, one) or in_own_sentence(reading, one))
        for feature, one in INCLUDED:
            _note(found, feature, _included(reading, one))
    elif design.value in _STUDIES:
        found = _indexed(reading, of_reviews=False)
        for feature, one in OF_STUDIES:
            if feature not in found and (feature not in _OF_TRIALS_ONLY or design.value in _TRIALS):
                _note(found, feature, stated(reading, one))
        _note(found, Feature.POOLED, in_title(reading, POOLED_TITLE))
        _note(found, Feature.SECONDARY, _secondary(reading, is_pooled=Feature.POOLED in found))
        if design.value is Design.TRIAL and (blinded := possibly_randomised(reading)):
            found[Feature.POSSIBLY_RANDOMISED] = blinded
    else:
        return ()
    return tuple(Judgement(feature, (found[feature],)) for feature in Feature if feature in found)


def _secondary(reading: Reading, *, is_pooled: bool) -> Ground | None:
    """The words that say that the study itself is a secondary analysis. That a trial had secondary analyses too does
    not make it one, nor does a pooled analysis rest on other data than those of the trials it pools."""
    return (
        in_title(reading, SECONDARY_TITLE)
        or in_own_sentence(reading, SECONDARY_SAID)
        or _before_findings(reading, SECONDARY_MADE)
        or (None if is_pooled else _before_findings(reading, OTHER_DATA))
    )


def _before_findings(reading: Reading, one: Cue) -> Ground | None:
    """The cue in a sentence that tells neither results nor conclusions. Whose study a method is needs no saying, and
    that a trial was `previously published` is what is looked for."""
    for start, end, line in one.in_abstract(reading, but=(Kind.RESULT, Kind.CONCLUSION)):
        if line.kind in (Kind.METHOD, Kind.AIM) or says_itself(reading, line) or is_own(reading, line):
            return reading.ground(start, end)
    return None


def _note(found: dict[Feature, Ground], feature: Feature, ground: Ground | None) -> None:
    if ground:
        found.setdefault(feature, ground)


def _indexed(reading: Reading, *, of_reviews: bool) -> dict[Feature, Ground]:
    found: dict[Feature, Ground] = {}
    types = {type_.name.casefold(): type_.name for type_ in reading.record.publication_types}
    for source, names in ((Source.PUBLICATION_TYPE, types), (Source.MESH, reading.headings)):
        for name, printed in names.items():
            feature = _INDEXED.get(name)
            if feature and (feature in _INDEXED_OF_REVIEWS) is of_reviews:
                found.setdefault(feature, Ground(source, printed))
    return found


def _included(reading: Reading, one: Cue) -> Ground | None:
    """A kind of study that a review says it included: not one it excluded, missed or calls for."""
    if ground := in_title(reading, one):
        return ground
    for start, end, line in one.in_abstract(reading):
        if is_own(reading, line) and not _EXCLUDED.search(reading.plain, line.start, line.end):
            return reading.ground(start, end)
    return None
