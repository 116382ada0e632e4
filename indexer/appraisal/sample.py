"""How many took part.

The number of participants is that of all who took part, control groups among them. Those screened are told apart and
never counted. A protocol's number is the planned one: it stands as enrolled or randomised, with the words that show
it to be planned, because whoever asks for studies of a size wants those to come as well. Of a synthesis the studies
it includes are counted, and people only where they are said to be those of the studies. A number from a sentence on
what was known is another study's. What is not stated is unknown: nothing is computed but the sum of groups named
side by side, and one group's size times the number of groups.

Imports `reading`, `values`, `sample_counts`, `sample_groups` and `sample_words`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.appraisal.reading import Reading
from indexer.appraisal.sample_counts import Count, counts_of
from indexer.appraisal.sample_groups import Group, groups_of
from indexer.appraisal.sample_words import (
    AND,
    CONTROLS,
    MORE,
    OUT_OF,
    SECOND,
    SERIES,
    SINGLE_CASE,
    STUDIES_CHOSEN,
    STUDIES_INCLUDED,
    STUDIES_NAMED,
    STUDIES_PARTS,
    STUDIES_SCREENED,
    SUBSTUDIES,
    SUBSTUDY,
    WE_INCLUDED,
    YEARS_OLD,
    Said,
    Thing,
)
from indexer.appraisal.values import UNKNOWN, Design, Judgement, Sample, Species
from indexer.salience import Kind

_SYNTHESES = frozenset({Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW})
_SILENT = frozenset({Design.REVIEW, Design.GUIDELINE, Design.NOTICE, Design.IN_VITRO})
_CASES = frozenset({Design.CASE_REPORT, Design.CASE_SERIES})
_PEOPLE = frozenset({Thing.PEOPLE, Thing.SEX, Thing.BARE})
# Groups this much lighter than the heaviest are of parts of the sample.
_CLOSE = 2.5


def sample_of(reading: Reading, design: Judgement[Design | None], species: Judgement[Species | None]) -> Sample:
    """How many the record says took part, each number with the words that say it."""
    if design.value in _SILENT:
        return Sample()
    counts = counts_of(reading)
    if design.value in _SYNTHESES:
        return _synthesis(reading, counts)
    animals: Judgement[int | None] = UNKNOWN
    if species.value in (Species.ANIMAL, Species.BOTH):
        animals = _animals(reading, counts)
        if species.value is Species.ANIMAL:
            return Sample(animals=animals)
    if species.value is Species.CELLS:
        return Sample()
    people = _PEOPLE | {Thing.CASES} if design.value in _CASES else _PEOPLE
    sample = _people(reading, groups_of(reading, [one for one in counts if one.thing in people]), animals)
    if design.value is Design.PROTOCOL and (sample.enrolled.value or 0) > (sample.randomised.value or 0):
        sample = replace(sample, randomised=UNKNOWN)  # those randomised so far
    if design.value not in _CASES and sample.participants.value is None:
        # `the data of 426 cases were analysed`: in a study of many the cases are its patients
        cases = [one for one in counts if one.thing is Thing.CASES and _took_part(one)]
        sample = _people(reading, groups_of(reading, cases), animals) if cases else sample
    if design.value in _CASES and sample.participants.value in (None, sample.animals.value):
        return Sample(enrolled=_single(reading, design.value), animals=animals)
    return sample


def _took_part(one: Count) -> bool:
    """Whether cases were studied; `12 cases involved a fall` is a finding."""
    if one.said in (Said.RANDOMISED, Said.ANALYSED):
        return True
    return one.said is Said.ENROLLED and one.line.kind is not Kind.RESULT


def _judged(reading: Reading, group: Group | None) -> Judgement[int | None]:
    if group is None:
        return UNKNOWN
    return Judgement(group.value, tuple(reading.ground(one.start, one.end) for one in group.counts))


def _largest(groups: Sequence[Group]) -> Group | None:
    """Of the weightiest the largest, since no part is larger than the whole; the first of equals."""
    if not groups:
        return None
    least = max(one.weight for one in groups) - _CLOSE
    return max((one for one in groups if one.weight >= least), key=lambda one: one.value)


def _without_parts(reading: Reading, groups: list[Group]) -> list[Group]:
    """The same without sums of bare sizes in brackets that go beyond those who took part, each size being within it:
    the same people were measured in several places or ways (`the left side (n = 18), the right side (n = 20)`)."""
    sure = [
        one.value
        for one in groups
        if len(one.counts) == 1
        and one.counts[0].thing is Thing.PEOPLE
        and (one.said in (Said.ENROLLED, Said.RANDOMISED) or one.counts[0].line.kind is Kind.METHOD)
    ]
    return [
        one
        for one in groups
        if not any(max(part.value for part in one.counts) <= value < one.value for value in sure)
        or not all(part.is_n and part.aside and part.thing is Thing.BARE for part in one.counts)
        or len(one.counts) < 2
        or CONTROLS.search(reading.plain, one.counts[0].line.start, one.counts[-1].end)
    ]


def _people(reading: Reading, groups: list[Group], animals: Judgement[int | None]) -> Sample:
    groups = _without_parts(reading, groups)
    by_said = {
        said: _largest([one for one in groups if one.said is said])
        for said in (Said.SCREENED, Said.RANDOMISED, Said.ANALYSED)
    }
    screened, randomised, analysed = by_said.values()
    enrolled = _largest([one for one in groups if one.said not in by_said])
    if enrolled and analysed and enrolled.value < analysed.value:
        enrolled = None  # a part of those analysed
    if randomised and analysed and randomised.value < analysed.value:
        randomised = None  # one arm
    if enrolled and randomised and enrolled.value < randomised.value:
        enrolled = None
    if enrolled:
        enrolled = _of_substudies(reading, groups) or _with_controls(reading, enrolled, groups)
    chosen = randomised or enrolled or analysed
    return Sample(
        screened=_judged(reading, screened),
        enrolled=_judged(reading, enrolled),
        randomised=_judged(reading, randomised),
        analysed=_judged(reading, analysed),
        animals=animals,
        arms=_arms(reading, chosen, groups),
    )


def _with_controls(reading: Reading, enrolled: Group, groups: list[Group]) -> Group:
    """The sample and the control group that another sentence of the methods adds to it."""
    if enrolled.has_controls or CONTROLS.search(_words(reading, enrolled)):
        return enrolled
    for one in groups:
        if (
            one is not enrolled
            and one.counts[0].line.kind is Kind.METHOD
            and enrolled.counts[0].line.kind is Kind.METHOD
            and len(one.counts) == 1
            and one.said in (Said.NOTHING, Said.ENROLLED, Said.STUDIED)
            and CONTROLS.search(_words(reading, one))
        ):
            counts = (*enrolled.counts, *one.counts)
            return Group(enrolled.value + one.value, enrolled.said, counts, enrolled.weight)
    return enrolled


def _of_substudies(reading: Reading, groups: list[Group]) -> Group | None:
    """The samples of parts of the paper that are named by number (`study 1`, `sub-study 2`) together; None where there
    are no two, or where a sample is spoken of before them."""
    plain = reading.plain
    if not any(plain.startswith(SECOND, end) for part in SUBSTUDIES for end in _ends(plain, part)):
        return None
    named = [(match.start(), match[1]) for match in SUBSTUDY.finditer(plain, reading.title_end)]
    if len({name for _, name in named}) < 2:
        return None
    parts: dict[str, Group] = {}
    for group in groups:
        one = group.counts[0]
        is_loose = one.thing is Thing.BARE and not one.is_n
        if is_loose or group.said is Said.SCREENED or one.line.kind is Kind.CONCLUSION:
            continue
        name = max(((place, name) for place, name in named if place < one.start), default=None)
        if name is None or any(count.is_total for count in group.counts):
            return None
        if name[1] not in parts or group.weight > parts[name[1]].weight:
            parts[name[1]] = group
    if len(parts) < 2:
        return None
    counts = tuple(count for group in parts.values() for count in group.counts)
    weight = max(group.weight for group in parts.values())
    return Group(sum(group.value for group in parts.values()), Said.ENROLLED, counts, weight)


def _ends(plain: str, part: str) -> Iterator[int]:
    """Where each of the literals ends."""
    place = plain.find(part)
    while place >= 0:
        yield place + len(part)
        place = plain.find(part, place + len(part))


def _words(reading: Reading, group: Group) -> str:
    return " ".join(reading.plain[one.start : one.end] for one in group.counts)


def _arms(reading: Reading, chosen: Group | None, groups: list[Group]) -> tuple[Judgement[int], ...]:
    """The groups whose sizes add up to the sample."""
    if chosen is None:
        return ()
    for group in (chosen, *groups):
        if len(group.arms) > 1 and sum(one.value for one in group.arms) == chosen.value:
            return tuple(Judgement(one.value, (reading.ground(one.start, one.end),)) for one in group.arms)
    return ()


def _animals(reading: Reading, counts: list[Count]) -> Judgement[int | None]:
    return _judged(reading, _largest(groups_of(reading, [one for one in counts if one.thing is Thing.ANIMALS])))


def _single(reading: Reading, design: Design | None) -> Judgement[int | None]:
    """One, where a single person is described, or as many as are described by their ages."""
    plain = reading.plain
    if design is Design.CASE_SERIES:
        return UNKNOWN
    several = [match for line in reading.lines for match in YEARS_OLD.finditer(plain, line.start, line.end)]
    if len(several) > 1 and SERIES.search(plain):
        return UNKNOWN
    described = SINGLE_CASE.search(plain)
    return Judgement(1, (reading.ground(described.start(), described.end()),)) if described else UNKNOWN


def _synthesis(reading: Reading, counts: list[Count]) -> Sample:
    """Of a review the studies it includes, and the people that these are said to hold."""
    plain = reading.plain
    told = [one for one in counts if one.line.kind is not Kind.BACKGROUND]
    lines = {line.start for line in reading.lines if STUDIES_NAMED.search(plain, line.start, line.end)}
    people = [
        one
        for one in told
        if (one.thing is Thing.PEOPLE or (one.thing is Thing.BARE and one.is_n))
        and one.said is not Said.LOST
        and (
            one.is_total
            or (one.said is not Said.EVENT and one.line.start in lines)
            or (one.said is Said.ENROLLED and one.line.kind is Kind.RESULT)
        )
    ]
    return Sample(
        studies=_included(reading, [one for one in told if one.thing is Thing.STUDIES]),
        enrolled=_of_one(reading, max(people, key=lambda one: one.value, default=None)),
    )


def _of_one(reading: Reading, one: Count | None) -> Judgement[int | None]:
    return UNKNOWN if one is None else Judgement(one.value, (reading.ground(one.start, one.end),))


def _included(reading: Reading, named: list[Count]) -> Judgement[int | None]:
    """How many studies a review rests on; `named` are all counts of studies."""
    plain = reading.plain
    likely = [(weight, -one.start, one) for one in named if (weight := _inclusion(plain, one, named)) > 0]
    if not likely:
        return UNKNOWN
    _, _, last = max(likely)
    kinds = [last]
    for one in reversed(named[: named.index(last)]):  # `eleven trials and four cohort studies were included`
        if one.line.start != last.line.start or not AND.fullmatch(plain, one.end, kinds[0].start):
            break
        kinds.insert(0, one)
    return Judgement(sum(one.value for one in kinds), tuple(reading.ground(one.start, one.end) for one in kinds))


def _inclusion(plain: str, one: Count, named: list[Count]) -> int:
    """How likely a count of studies is that of those a review rests on, and not of those it looked at; 0 is not.

    What stands beyond the next count is said of that (`yielded 317 articles, of which 29 studies met our criteria`);
    counts in brackets, after a colon or `including` are of the kinds of those counted before.
    """
    others = [other for other in named if other.line.start == one.line.start and other is not one]
    outside = [other for other in others if not other.aside]
    first = min((other.end for other in outside if other.end <= one.start), default=one.start)
    before = max((other.end for other in outside if other.end <= one.start), default=one.line.start)
    after = min((other.start for other in outside if other.start >= one.end), default=one.line.end)
    follows = plain[one.end : min(after, one.end + 70)]
    around = plain[max(before, one.start - 40) : one.end] + follows
    weight = 2 + 2 * bool(STUDIES_INCLUDED.search(around)) - 2 * bool(STUDIES_SCREENED.search(around))
    weight += bool(STUDIES_CHOSEN.search(follows) or WE_INCLUDED.search(plain, before, one.start)) - (one.value == 1)
    is_part = (one.aside and outside) or STUDIES_PARTS.search(plain, first, one.start)
    if is_part or MORE.search(plain, before, one.start):
        weight -= 3
    return weight - bool(OUT_OF.search(plain[one.line.start : one.start]))
