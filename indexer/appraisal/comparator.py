"""What the study compared with: placebo, another drug, ECT, another dose, usual care, a waiting list, other people.

The drugs' roles say most (`drugs`): placebo, saline and sham are placebos, midazolam and its like active controls. A
group of healthy or otherwise different people is a comparison though no treatment (`comparison_words`). `NONE` is a
study known to have no comparison group: the authors say so, it is open-label and names none, or it is a report of
cases; silence is unknown. What future trials should compare with, and what a narrative review tells of others'
trials, is not the study's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.appraisal.comparison_words import compared_in, said_to_have_none
from indexer.appraisal.reading import Reading
from indexer.appraisal.values import Comparator, Control, Design, DrugUse, Ground, Judgement, Role, Source
from indexer.salience import Kind

_WITHOUT = frozenset({Design.REVIEW, Design.OPINION, Design.NOTICE, Design.GUIDELINE, Design.QUALITATIVE})
_COMPARING = frozenset({Design.RCT, Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW, Design.PROTOCOL})
_CASES = frozenset({Design.CASE_REPORT, Design.CASE_SERIES})
_INERT = frozenset({"placebo", "saline", "sham procedure", "mannitol"})
_NAMED_INERT = ("saline", "mannitol", "sham procedure")
_ECT = "electroconvulsive therapy"
# `placebo-controlled` is also said of trials whose only control is one of these; a placebo beside them is given as one.
_ACTIVE_PLACEBOS = frozenset({"midazolam", "diphenhydramine", "remifentanil", "niacin", "methylphenidate", "lorazepam"})
_GIVEN_PLACEBO = re.compile(
    r"(?:\bor|\band|receiv\w+|versus|\bvs\.?|\bto|\bthan|,) (?:inactive |inert |oral |matching )?placebo\b"
    r"(?!-| control| \()|"
    r"(?<!active )placebo (?:groups?|arms?|infusions?|conditions?|sessions?)\b"
)
_BETWEEN = re.compile(
    r"\W*(?:\w+ )?(?:versus|vs\.?|compared (?:with|to)|in comparison (?:with|to)) (?:[\w-]+ ){0,3}\W*"
)


def comparators_of(
    reading: Reading, design: Judgement[Design | None], drugs: Sequence[Judgement[DrugUse]]
) -> tuple[Judgement[Comparator], ...]:
    """What the study compared with, treatments first; none where it does not say."""
    if design.value in _WITHOUT:
        return ()
    found: dict[Comparator, tuple[Ground, ...]] = {}
    for comparator, grounds in (*_placebos(reading, drugs), *_actives(reading, drugs)):
        found.setdefault(comparator, grounds)
    for control, ground in compared_in(reading, has_treatment=bool(found)):
        found.setdefault(Comparator(control), (ground,))
    if not found:
        none = _none(reading, design)
        return (Judgement(Comparator(Control.NONE), (none,)),) if none else ()
    return tuple(Judgement(comparator, grounds) for comparator, grounds in found.items())


def _placebos(reading: Reading, drugs: Sequence[Judgement[DrugUse]]) -> Iterator[tuple[Comparator, tuple[Ground, ...]]]:
    compared = {one.value.drug: one for one in drugs if one.value.role is Role.COMPARATOR}
    if _INERT.isdisjoint(compared):
        return
    name = next((one for one in _NAMED_INERT if one in compared), "")
    if not name and not _ACTIVE_PLACEBOS.isdisjoint(compared) and not _GIVEN_PLACEBO.search(reading.plain):
        return
    grounds = tuple(compared[one].grounds[-1] for one in ("placebo", name) if one in compared)
    yield Comparator(Control.PLACEBO, name), grounds


def _actives(reading: Reading, drugs: Sequence[Judgement[DrugUse]]) -> Iterator[tuple[Comparator, tuple[Ground, ...]]]:
    """Drugs whose role is to be compared with, and of two that are studied the one named after `versus`."""
    for one in drugs:
        if one.value.role is Role.COMPARATOR and one.value.drug not in _INERT:
            yield _active(one.value.drug), one.grounds[-1:]
    studied = {one.value.drug for one in drugs if one.value.role in (Role.STUDIED, Role.ANAESTHETIC)}
    if len(studied) < 2:
        return
    for before, after in pairwise(reading.drugs):
        first, second = before.concept.name, after.concept.name
        if first == second or not {first, second} <= studied or after.start - before.end > 60:
            continue
        line = reading.line_at(before.start)
        if line is None or line.kind is Kind.BACKGROUND or after.start >= line.end:
            continue
        if _BETWEEN.fullmatch(reading.plain, before.end, after.start):
            yield _active(first if first == _ECT else second), (reading.ground(before.start, after.end),)


def _active(name: str) -> Comparator:
    return Comparator(Control.ECT) if name == _ECT else Comparator(Control.ACTIVE, name)


def _none(reading: Reading, design: Judgement[Design | None]) -> Ground | None:
    """The words, or the design, by which there was no comparison group."""
    said = said_to_have_none(reading, is_open_enough=design.value not in _COMPARING)
    if said or design.value not in _CASES:
        return said
    return next(iter(design.grounds), Ground(Source.RULE, str(design.value)))
