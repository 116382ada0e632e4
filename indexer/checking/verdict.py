"""What the collection says of a claim, over all records.

* `supports` needs two independent findings that support it, one at least that can carry a claim about people (a review
  of studies, a trial or a cohort study), none against it of equal or higher level, and more weight than all that is
  against it. A finding that is told only as possible (`may reduce`) of what the claim states counts for half of one,
  and carries nothing.
* `contradicts` asks the same of the other side; findings of no difference alone contradict only where one is of level 1
  or 2, since small studies find no difference for want of people.
* A claim that there is no difference is supported by findings of none only where one is of a review (level 1) or of a
  test of non-inferiority, or where they rest on `PEOPLE_FOR_NONE` people: small studies find none for want of people.
* Findings of no difference of an equal level stand beside support, and do not undo it, where two findings of that level
  or higher support and outweigh them three to one: single studies, and reviews of few, miss what there is for want of
  people. A finding of the contrary direction is never outweighed so, and neither is anything if asked to be strict.
* Of a claim that is worded more strongly than anything that was found (`halves`, `always`) findings of no difference
  that are outweighed by those that go its way, but not so far, decide nothing.
* `mixed` where decided findings stand on both sides otherwise; `insufficient` otherwise, with the evidence still shown.
  That no record bears on it is told apart from all.
* Findings are weighed by level, never by count alone. Retracted records, notices and records of concern are shown and
  never counted. Secondary analyses, reports of one registered trial and the same paper listed twice are one finding.

Imports `appraisal`, `vocabulary`, `calibration` and `values`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from indexer.appraisal import Appraisal, Design, Feature
from indexer.checking import calibration
from indexer.checking.values import Bearing, Code, Direction, Evidence, Mismatch, Stance, Verdict
from indexer.record import Status
from indexer.text import words
from indexer.vocabulary.concepts import Kind, narrower

_UNCOUNTED = frozenset({Status.RETRACTED, Status.NOTICE, Status.CONCERN, Status.GONE})
_CARRYING = 3
"""The weakest level that can carry a claim about people. Case reports, narrative reviews, animals and cells cannot."""
_NO_CARRIER = frozenset(
    {Design.CASE_REPORT, Design.CASE_SERIES, Design.REVIEW, Design.OPINION, Design.ANIMAL, Design.IN_VITRO,
     Design.PROTOCOL, Design.NOTICE, Design.QUALITATIVE}
)  # fmt: skip
_WEIGHT = {1: 4.0, 2: 3.0, 3: 1.5, 4: 0.5, 5: 0.25}
UNKNOWN_WEIGHT = 0.5
_TELLING = 2
"""The weakest level at which a finding of no difference tells against a claim by itself."""
_OUTWEIGHING = 3.0
"""How many times the weight of findings of no difference those of a difference must have to stand beside them."""
PEOPLE_FOR_NONE = 300
"""How many people findings of no difference must rest on to show that there is none. What happened to nobody of 300 may
still happen to one in a hundred (the rule of three: Hanley and Lippman-Hand, JAMA 1983;249:1743), and absence of
evidence is not evidence of absence (Altman and Bland, BMJ 1995;311:485)."""
_TESTED = re.compile(r"non-?inferior|equivalen|bioequivalen", re.IGNORECASE)
_INERT = frozenset({"placebo", "saline", "midazolam", "active"})
_PLURALS = {
    Design.META_ANALYSIS: "meta-analyses",
    Design.TRIAL: "trials not stated to be randomised",
    Design.COHORT: "cohort studies",
    Design.CASE_CONTROL: "case-control studies",
    Design.CROSS_SECTIONAL: "cross-sectional studies",
    Design.OBSERVATIONAL: "observational studies",
    Design.CASE_SERIES: "case series",
    Design.QUALITATIVE: "qualitative studies",
    Design.ANIMAL: "animal studies",
    Design.IN_VITRO: "in vitro studies",
    Design.OPINION: "editorials, letters or comments",
}


def is_counted(status: Status) -> bool:
    """Whether a record of this status may count for or against a claim."""
    return status not in _UNCOUNTED


def weigh(evidence: Sequence[Evidence], *, found: bool, strict: bool = False) -> Verdict:
    """The verdict over the records found for one claim. `strict` asks for three findings, one of level 1 or 2."""
    counted = [one for one in evidence if one.counted]
    excluded = tuple(one for one in evidence if not one.counted)
    kept = tuple(counted)
    if not found:
        return Verdict(
            Stance.INSUFFICIENT, 0.0, found=False, evidence=kept, excluded=excluded,
            reasons=("No record of this collection was found to bear on it.",),
            balance="no evidence in this collection",
        )  # fmt: skip
    support = independent([one for one in counted if one.bearing is Bearing.SUPPORTS])
    against = independent([one for one in counted if one.bearing is Bearing.CONTRADICTS])
    stance, reasons = _stance(support, against, strict=strict)
    weaker = independent([one for one in counted if one.overstated])
    if stance is Stance.CONTRADICTS and _is_but_the_wording(weaker, against):
        number = f"{len(weaker)} that go its way, but not so far"
        stance, reasons = Stance.INSUFFICIENT, (f"Findings of no difference are outweighed by {number} as it says.",)
    return Verdict(
        stance,
        _confidence(support, against, strict=strict),
        found=True,
        evidence=kept,
        excluded=excluded,
        reasons=reasons,
        balance=balance(counted, excluded),
        mismatches=common_mismatches(counted),
    )


def independent(evidence: Sequence[Evidence]) -> list[Evidence]:
    """One finding a study: of records that share a registration the strongest, and no secondary or pooled analysis
    beside the trials it may rest on."""
    chosen: list[Evidence] = []
    taken: set[str] = set()
    primary = [one for one in evidence if not _is_secondary(one.appraisal)]
    for one in sorted(primary or evidence, key=_strength):
        marks = {registration.value.number for registration in one.appraisal.registrations}
        abstract = " ".join(section.text for section in one.record.abstract)
        marks |= {" ".join(words(text)) for text in (one.record.title, abstract) if text}
        if marks & taken:
            continue
        taken |= marks
        chosen.append(one)
    return chosen


def limits(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """What all of some findings have in common and what they therefore say nothing beyond: who was studied, and what
    the treatment was compared with."""
    told: list[str] = []
    conditions = [{each.value for each in one.appraisal.conditions} for one in evidence]
    shared = set.intersection(*conditions) if conditions else set()
    narrowest = sorted(one for one in shared if narrower(Kind.CONDITION, one) & shared == {one})
    if narrowest:
        told.append(f"All of them are of {', '.join(narrowest)}.")
    compared = [{each.value.name or each.value.control.value for each in one.appraisal.comparators} for one in evidence]
    against = sorted(set().union(*compared)) if compared else []
    if against and all(compared) and set(against) <= _INERT:
        told.append(f"All of them compare it with {' or '.join(against)}.")
    return tuple(told)


def _stance(
    support: Sequence[Evidence], against: Sequence[Evidence], *, strict: bool
) -> tuple[Stance, tuple[str, ...]]:
    if support and against:
        return _of_both_sides(support, against, strict=strict)
    if not support and not against:
        return Stance.INSUFFICIENT, ("Evidence was found; which way it goes was not determined.",)
    side, stance = (support, Stance.SUPPORTS) if support else (against, Stance.CONTRADICTS)
    if lack := _lacking(side, strict=strict) or (_too_few(support) if support else ""):
        return Stance.INSUFFICIENT, (lack,)
    return stance, (
        f"{len(side)} independent findings, none of equal or higher level the other way.",
        *limits(side),
    )


def _of_both_sides(
    support: Sequence[Evidence], against: Sequence[Evidence], *, strict: bool
) -> tuple[Stance, tuple[str, ...]]:
    best_for, best_against = level_of(support[0]), level_of(against[0])
    if not strict and _is_only_missed(support, against):
        return Stance.SUPPORTS, _outweighed(against, support, "a difference")
    if not strict and _is_only_missed(against, support):
        return Stance.CONTRADICTS, _outweighed(support, against, "one")
    if best_against <= best_for:
        return Stance.MIXED, (f"Findings of {_level(against[0])} stand against it, of {_level(support[0])} for it.",)
    outweighs = sum(map(_weight, support)) > sum(map(_weight, against))
    if outweighs and _enough(support, strict=strict):
        return Stance.SUPPORTS, ("Only findings of a lower level stand against it.", *limits(support))
    return Stance.MIXED, ("The stronger ones for it are too few, or weigh too little, to outweigh those against it.",)


def _outweighed(missed: Sequence[Evidence], told: Sequence[Evidence], of: str) -> tuple[str, ...]:
    """That findings of no difference (`missed`) are outweighed by those `of` one."""
    found = "1 finding" if len(missed) == 1 else f"{len(missed)} findings"
    return (
        f"{found} of no difference, of {_level(missed[0])} at best, outweighed by {len(told)} of {of}.",
        *limits(told),
    )


def _is_only_missed(told: Sequence[Evidence], missed: Sequence[Evidence]) -> bool:
    """Whether all findings of one side are of no difference (`missed`), and those of the other, of one, outweigh them
    by far."""
    if any(one.direction is not Direction.NONE for one in missed):
        return False
    of_one = [one for one in told if one.direction is not Direction.NONE]
    as_strong = [one for one in of_one if level_of(one) <= level_of(missed[0]) and carries(one.appraisal)]
    weight = sum(map(_weight, missed))
    return len(as_strong) > 1 and sum(map(_weight, of_one)) >= _OUTWEIGHING * weight


def _is_but_the_wording(weaker: Sequence[Evidence], against: Sequence[Evidence]) -> bool:
    """Whether findings that go a claim's way, if not as far as its wording, outweigh those of no difference."""
    is_null = all(one.direction is Direction.NONE for one in against)
    return is_null and sum(map(_weight, weaker)) > sum(map(_weight, against))


def _level(strongest: Evidence) -> str:
    level = strongest.appraisal.level.value
    return f"level {level.value}" if level else "unknown level"


def _lacking(side: Sequence[Evidence], *, strict: bool) -> str:
    """Why the findings of one side, with none on the other, do not suffice; empty if they do."""
    needed = _needed(strict=strict)
    if len(side) < needed:
        found = "Only 1 independent finding was decided" if len(side) == 1 else f"Only {len(side)} were decided"
        return f"{found}; {needed} are needed."
    if _findings(side) < needed or all(one.hedged for one in side if carries(one.appraisal)):
        return "What was found is told only as possible (may, might, could), and the claim states it."
    if all(one.direction is Direction.NONE for one in side) and level_of(side[0]) > _TELLING:
        return "Only findings of no difference were decided, none from a randomised trial or a review of trials."
    if not _enough(side, strict=strict):
        if any(carries(one.appraisal) for one in side):
            return "No finding is of level 1 or 2, as asked for."
        return "Case reports, narrative reviews and animal studies cannot carry a claim about people."
    return ""


def _too_few(support: Sequence[Evidence]) -> str:
    """Why findings of no difference do not show that there is none; empty if they do, or if any is of a difference."""
    if any(one.direction is not Direction.NONE for one in support):
        return ""
    if any(level_of(one) == 1 or _TESTED.search(one.rationale.sentence) for one in support):
        return ""
    people = sum(one.appraisal.sample.participants.value or 0 for one in support)
    if people >= PEOPLE_FOR_NONE:
        return ""
    told = f"in {people:,} people together" if people else "in an unknown number of people"
    return (
        f"Only findings of no difference were decided, {told}: too few to tell that there is none. A review, a test of "
        f"non-inferiority or {PEOPLE_FOR_NONE} people would."
    )


def _enough(side: Sequence[Evidence], *, strict: bool) -> bool:
    carriers = [one for one in side if carries(one.appraisal) and not one.hedged]
    if strict and not any(level_of(one) <= 2 for one in carriers):
        return False
    return _findings(side) >= _needed(strict=strict) and bool(carriers)


def _findings(side: Sequence[Evidence]) -> float:
    """How many findings a side has; one that is told only as possible is half of one."""
    return sum(0.5 if one.hedged else 1.0 for one in side)


def _needed(*, strict: bool) -> int:
    return 3 if strict else 2


def carries(appraisal: Appraisal) -> bool:
    """Whether this kind of evidence can carry a claim about people by itself."""
    if appraisal.design.value in _NO_CARRIER:
        return False
    level = appraisal.level.value
    return level is not None and level <= _CARRYING


def level_of(evidence: Evidence) -> int:
    """Its level, 9 if unknown."""
    return int(evidence.appraisal.level.value or 9)


def _strength(evidence: Evidence) -> tuple[int, int, int]:
    size = evidence.appraisal.sample.participants.value or 0
    return level_of(evidence), -size, -int(evidence.record.pmid or 0)


def _is_secondary(appraisal: Appraisal) -> bool:
    return any(one.value in (Feature.SECONDARY, Feature.POOLED) for one in appraisal.features)


def _confidence(support: Sequence[Evidence], against: Sequence[Evidence], *, strict: bool) -> float:
    """The chance that enough of the sentences on the heavier side are read rightly, each with its calibrated chance,
    times the share of the decided weight that is on that side; 0 if nothing is decided."""
    pro, con = (sum(_weight(one) for one in side) for side in (support, against))
    if not pro + con:
        return 0.0
    side = support if pro >= con else against
    chances = [calibration.chance(one.bearing, one.rationale.score) for one in side]
    enough = at_least(_needed(strict=strict), chances)
    return round(enough * max(pro, con) / (pro + con), 3)


def at_least(needed: int, chances: Sequence[float]) -> float:
    """The chance that at least so many of independent things are so, each with its own chance."""
    exactly = [1.0, *(0.0 for _ in chances)]
    for chance in chances:
        exactly = [
            left * (1 - chance) + (exactly[number - 1] * chance if number else 0.0)
            for number, left in enumerate(exactly)
        ]
    return sum(exactly[needed:])


def _weight(evidence: Evidence) -> float:
    return _WEIGHT.get(level_of(evidence), UNKNOWN_WEIGHT)


def balance(counted: Sequence[Evidence], excluded: Sequence[Evidence]) -> str:
    """The decided findings in words: how many on each side, of what kind, and what was left out."""
    support = [one for one in counted if one.bearing is Bearing.SUPPORTS]
    against = [one for one in counted if one.bearing is Bearing.CONTRADICTS]
    null = [one for one in against if one.direction is Direction.NONE]
    contrary = [one for one in against if one.direction is not Direction.NONE]
    parts = [
        f"{len(side)} {one if len(side) == 1 else many}{_of_which(side)}"
        for side, one, many in (
            (support, "supports", "support"),
            (contrary, "contradicts", "contradict"),
            (null, "finds no difference", "find no difference"),
        )
        if side
    ]
    undetermined = [one for one in counted if one.bearing is Bearing.UNDETERMINED]
    if undetermined:
        parts.append(f"{len(undetermined)} not determined{_leaning(undetermined)}")
    retracted = sum(one.status is Status.RETRACTED for one in excluded)
    if retracted:
        parts.append(f"{retracted} retracted, excluded")
    others = len(excluded) - retracted
    if others:
        parts.append(f"{others} of concern, a notice or gone, excluded")
    return "; ".join(parts) or "no evidence in this collection"


def _leaning(undetermined: Sequence[Evidence]) -> str:
    """How many of those that decide nothing lean which way, in words; empty where none does."""
    counts = Counter(one.leans for one in undetermined)
    sides = ((Bearing.SUPPORTS, "support"), (Bearing.CONTRADICTS, "contradict"))
    told = [f"{counts[side]} seem{'s' if counts[side] == 1 else ''} to {word}" for side, word in sides if counts[side]]
    return f", of which {' and '.join(told)}" if told else ""


def _of_which(side: Sequence[Evidence]) -> str:
    """`2 meta-analyses and a 2025 randomized controlled trial`: the kinds of evidence, the strongest first."""
    kinds: dict[Design, list[Evidence]] = {}
    for one in side:
        if one.appraisal.design.value is not None:
            kinds.setdefault(one.appraisal.design.value, []).append(one)
    told = []
    for design in sorted(kinds, key=list(Design).index):
        alike = kinds[design]
        year = alike[0].record.published.year
        single = f"{year} {design.value}" if year else design.value
        article = "an" if single[0] in "aeiou" else "a"
        told.append(
            f"{article} {single}" if len(alike) == 1 else f"{len(alike)} {_PLURALS.get(design, f'{design.value}s')}"
        )
    if not told:
        return ""
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f" ({listed})" if len(side) == 1 or sum(map(len, kinds.values())) == len(side) else f", of which {listed}"


def common_mismatches(evidence: Iterable[Evidence]) -> tuple[Mismatch, ...]:
    """The mismatches that the evidence has most, one of each code, the commonest first."""
    counts: Counter[Mismatch] = Counter(one for each in evidence for one in each.mismatches)
    chosen: dict[Code, Mismatch] = {}
    for mismatch, _ in counts.most_common():
        chosen.setdefault(mismatch.code, mismatch)
    return tuple(chosen.values())
