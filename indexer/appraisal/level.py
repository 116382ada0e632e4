"""The level of evidence a design can carry for a question about treating people.

The rule follows the Oxford 2011 Levels of Evidence (OCEBM Levels of Evidence Working Group, Oxford Centre for
Evidence-Based Medicine), in its row for treatment benefits, `Does this intervention help?`, read one design at a time:

1. systematic reviews of randomised trials;
2. randomised trials;
3. non-randomised controlled cohort and follow-up studies;
4. case series, case-control studies, historically controlled studies;
5. mechanism-based reasoning.

The table leaves room for judgement (a level may be graded down for indirectness or quality); here it is used so:

* A systematic review carries what it reviews. Where it says that it included randomised trials alone it is 1; beside
  other designs 2, since its summary rests on both; observational or open-label studies alone 3; case reports alone 4.
  Where it does not say, it is 1 as the table has it, and the words say that it does not say. A scoping review maps
  studies without weighing their effects: 5.
* A secondary analysis of a randomised trial is graded down to 3, pooled or not: what it compares need not be what was
  randomised. A pooled analysis of randomised trials is 2: without a systematic search it is no systematic review. One
  that takes in open-label trials as well is 3.
* A trial not stated to be randomised is 3 if it may have had controls; a single-arm one is a case series: 4.
* Cross-sectional studies say nothing of what follows a treatment: 4. Observational studies of no stated kind: 4.
* A narrative review or an opinion, and whatever was studied in animals or cells only, argues from mechanism or
  experience: 5. A qualitative study, a protocol, a guideline and a notice are no evidence on this question: unknown.

It speaks of what a design can carry, not of how well a study was done.
"""

from __future__ import annotations

from indexer.appraisal.values import UNKNOWN, Design, Feature, Ground, Judgement, Level, Source, Species

_RULE = "OCEBM 2011, treatment benefits"
_NO_EVIDENCE = frozenset({Design.PROTOCOL, Design.GUIDELINE, Design.NOTICE, Design.QUALITATIVE})
_NOT_IN_PEOPLE = {Species.ANIMAL: "animals only", Species.CELLS: "cells only"}
_LEVELS = {
    Design.RCT: Level.TWO,
    Design.TRIAL: Level.THREE,
    Design.COHORT: Level.THREE,
    Design.OBSERVATIONAL: Level.FOUR,
    Design.CASE_CONTROL: Level.FOUR,
    Design.CROSS_SECTIONAL: Level.FOUR,
    Design.CASE_SERIES: Level.FOUR,
    Design.CASE_REPORT: Level.FOUR,
    Design.REVIEW: Level.FIVE,
    Design.OPINION: Level.FIVE,
    Design.ANIMAL: Level.FIVE,
    Design.IN_VITRO: Level.FIVE,
}


def level_of(
    design: Judgement[Design | None], features: tuple[Judgement[Feature], ...], species: Judgement[Species | None]
) -> Judgement[Level | None]:
    """The level, with the rule that gave it in one line; unknown where the design is, or where it has none."""
    if design.value is None or design.value in _NO_EVIDENCE:
        return UNKNOWN
    has = frozenset(feature.value for feature in features)
    level, said = _level(design.value, has)
    if species.value in _NOT_IN_PEOPLE:
        level, said = Level.FIVE, f"{design.value}, {_NOT_IN_PEOPLE[species.value]}"
    return Judgement(level, (Ground(Source.RULE, f"{_RULE}: {said} → {int(level)}"),))


def _level(design: Design, has: frozenset[Feature]) -> tuple[Level, str]:
    if design in (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW):
        return _level_of_review(design, has)
    if design is Design.RCT and Feature.SECONDARY in has:
        return Level.THREE, f"secondary analysis of a {design}, graded down"
    if design is Design.RCT and {Feature.POOLED, Feature.OPEN_LABEL} <= has:
        return Level.THREE, f"pooled analysis of {design}s with open-label ones, graded down"
    if design is Design.TRIAL and Feature.SINGLE_ARM in has:
        return Level.FOUR, "single-arm trial"
    return _LEVELS[design], str(design)


def _level_of_review(design: Design, has: frozenset[Feature]) -> tuple[Level, str]:
    if Feature.SCOPING in has:
        return Level.FIVE, "scoping review, which maps studies without weighing them"
    if Feature.OF_TRIALS in has:
        if has & {Feature.OF_OBSERVATIONAL, Feature.OF_CASES}:
            return Level.TWO, f"{design} of randomised trials and other studies, graded down"
        return Level.ONE, f"{design} of randomised trials"
    if Feature.OF_OBSERVATIONAL in has:
        return Level.THREE, f"{design} of studies without randomisation"
    if Feature.OF_CASES in has:
        return Level.FOUR, f"{design} of case reports"
    return Level.ONE, f"{design}, the designs it included not stated"
