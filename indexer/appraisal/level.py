"""The level of evidence a design can carry for a question about treating people.

The rule follows the Oxford Centre for Evidence-Based Medicine's 2011 table for treatment benefits, read one
design at a time: 1 systematic reviews (of trials), 2 randomised trials, 3 non-randomised controlled and cohort
studies, 4 case series, case-control and historically controlled studies, 5 mechanism and opinion. It speaks of
what a design can carry, not of how well a study was done.
"""

from __future__ import annotations

from indexer.appraisal.design import Design
from indexer.appraisal.species import Species

_LEVELS = {
    Design.META_ANALYSIS: "1",
    Design.SYSTEMATIC_REVIEW: "1",
    Design.RCT: "2",
    Design.TRIAL: "3",
    Design.COHORT: "3",
    Design.OBSERVATIONAL: "3",
    Design.CASE_CONTROL: "4",
    Design.CROSS_SECTIONAL: "4",
    Design.CASE_REPORT: "4",
    Design.REVIEW: "5",
    Design.OPINION: "5",
}


def level_of(design: str, species: str) -> tuple[str, str]:
    """The level and the rule it rests on; two empty strings where no level applies or is known.

    Guidelines, protocols and notices have no level of their own. Animal studies, and reviews of them, are mechanism: 5.
    """
    if species == Species.ANIMAL.value:
        return "5", "animals only: mechanism-based"
    if not design:
        return "", ""
    level = _LEVELS.get(Design(design), "")
    return (level, f"OCEBM 2011, {design}") if level else ("", "")
