"""The samples that the sentences of a record speak of: counts put together that are said of one sample.

`20 patients and 18 healthy controls` is one sample of 38; `40 patients (20 ketamine, 20 saline)` is one of 40 in two
arms; `three groups of 12` is one of 36; `(n = 40), (n = 35) after a week` is one of 40 measured twice.

Imports `numbers`, `reading`, `sample_counts` and `sample_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.appraisal.numbers import value_of
from indexer.appraisal.reading import Reading
from indexer.appraisal.sample_counts import Count, verbs
from indexer.appraisal.sample_words import (
    ASIDE,
    CONTRAST,
    CONTROLS,
    DONE,
    EARLIER,
    GROUPS,
    GROUPS_OF,
    KNOWN,
    OUT_OF,
    OWN,
    OWN_DATA,
    OWN_DONE,
    PER_GROUP,
    SUBSET,
    TIMES,
    TRIAL,
    WITH,
    Said,
    Thing,
)
from indexer.salience import Kind

_WEIGHT = {
    Kind.METHOD: 5.0,
    Kind.AIM: 5.0,
    Kind.UNKNOWN: 4.0,
    Kind.BACKGROUND: 3.5,
    Kind.RESULT: 3.0,
    Kind.CONCLUSION: 2.0,
}
_TITLE_WEIGHT = 4.5
# What is said of one of several counts holds for the sample: the strongest.
_STRENGTH = (
    Said.EVENT,
    Said.NOTHING,
    Said.SCREENED,
    Said.STUDIED,
    Said.ANALYSED,
    Said.ENROLLED,
    Said.RANDOMISED,
)
_DONE = frozenset({Said.STUDIED, Said.ENROLLED, Said.RANDOMISED, Said.ANALYSED})
_OWN_VERB = frozenset({Said.LOST, Said.SCREENED, Said.RANDOMISED, Said.ENROLLED, Said.ANALYSED})
_LONGEST_BETWEEN = 200
_BRACKET = re.compile(r" ?\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Group:
    """A sample of `value`, by the `counts` that add up to it (one, or its `arms`). `weight` says how likely it is to
    be that of the whole study."""

    value: int
    said: Said
    counts: tuple[Count, ...]
    weight: float
    arms: tuple[Count, ...] = ()

    @property
    def has_controls(self) -> bool:
        """Whether it is known to hold more than one kind of people."""
        return len(self.counts) > 1


def groups_of(reading: Reading, counts: Sequence[Count]) -> list[Group]:
    """The samples that are spoken of, from the left. `counts` are of one kind: people, or animals."""
    found: list[Group] = []
    for _, listed in groupby(counts, key=lambda one: one.line.start):
        found += _in_sentence(reading, list(listed))
    return found


def _in_sentence(reading: Reading, counts: list[Count]) -> Iterator[Group]:
    plain, line = reading.plain, counts[0].line
    if line.kind is Kind.BACKGROUND and not _is_own(reading, counts):
        return
    counts = [one for one in counts if _is_sample(plain, one)]
    while counts:
        run = _run(plain, counts)
        counts = counts[counts.index(run[-1]) + 1 :]
        group = _group(reading, run)
        if group is not None:
            yield group
        # What follows in the sentence is of some of them, unless it says more than that.
        counts = [one for one in counts if one.said in (Said.RANDOMISED, Said.ENROLLED, Said.ANALYSED) or one.is_total]


def _is_own(reading: Reading, counts: list[Count]) -> bool:
    """Whether a sentence taken for one on what was known is of the study itself after all."""
    line = counts[0].line
    words = reading.plain[line.start : line.end]
    # `Mood is … METHODS: Forty patients were given …`: what follows a heading in the sentence is of its own.
    told = words[words.rfind(": ", 0, counts[0].start - line.start) + 1 :]
    is_bare = len(reading.record.abstract) == 1
    if is_bare and OWN_DONE.search(reading.plain, line.start, counts[0].start):
        return True
    if EARLIER.search(words) and not OWN_DATA.search(words):
        return False
    if OWN.search(words) or OWN_DATA.search(words):
        return True
    # Without headings the first sentence may be all there is of the methods: `40 patients were given …`.
    done = any(one.said in _DONE or (one.is_n and (DONE.search(words) or TRIAL.search(words))) for one in counts)
    return done and is_bare and KNOWN.search(told) is None


def _is_sample(plain: str, one: Count) -> bool:
    """Whether a count may be of a whole sample, not of those who left or had an event."""
    if one.said is Said.LOST or one.value < 2 or (one.aside and one.thing is Thing.SEX and not one.is_n):
        return False
    if one.is_total:
        return True
    if one.said is Said.EVENT:
        is_method = one.line.kind.precedes_findings or TRIAL.search(plain, one.line.start, one.start) is not None
        return is_method and (one.is_n or one.thing is not Thing.BARE)
    return one.line.kind is not Kind.CONCLUSION or one.said not in (Said.NOTHING, Said.EVENT)


def _run(plain: str, counts: list[Count]) -> list[Count]:
    """The first of the counts and those that stand in one enumeration with it."""
    run = counts[:1]
    for one in counts[1:]:
        if one.aside and not one.is_n and not run[-1].aside:
            continue  # `19 users (6 of one drug, 13 of two) and 23 controls`
        if not _is_joined(plain, run[-1], one):
            break
        run.append(one)
    return run


def _is_joined(plain: str, one: Count, other: Count) -> bool:
    """Whether two counts stand side by side, as groups of one sample do."""
    between = _BRACKET.sub("", plain[one.end : other.start])
    if len(between) > _LONGEST_BETWEEN or _is_part(plain, one, other, between):
        return False
    if other.is_n:
        if one.aside and plain.count("(", one.end, other.start) > plain.count(")", one.end, other.start):
            return False  # `patients (n = 71; of one type (n = 12), of another (n = 40))`
        label = plain[one.end : other.start].removesuffix("=").rstrip(" =n")
        return not one.is_n or (one.aside == other.aside and TIMES.search(label[-40:]) is None)
    begin = max(one.line.start, one.start - 30)
    compared = WITH.search(between) is not None and "compar" in plain[begin : one.start]
    return ":" not in between and (compared or CONTRAST.search(between) is not None)


def _is_part(plain: str, one: Count, other: Count, between: str) -> bool:
    """Whether the words say that the other count is of some of those counted first, or of the same ones later."""
    if (
        ASIDE.search(between)
        or one.said is Said.SCREENED
        or OUT_OF.search(plain[max(one.line.start, one.start - 60) : one.start])
    ):
        return True
    if other.said in _OWN_VERB and other.said is not one.said and _has_verb(plain, one.end, other.start):
        return True  # `20 received it and 15 completed`
    if ";" in between and one.said is Said.RANDOMISED and other.said in (Said.STUDIED, Said.ANALYSED):
        return True  # `336 to one and 340 to the other; 334 and 336 received it`
    if other.thing is Thing.BARE and not other.is_n and one.said is Said.ANALYSED:
        return True  # `43 completed the first assessment, 20 the second`
    # `35 patients, 20 men and 15 women`, but `14 users and 10 women who never used`
    return other.thing is Thing.SEX and one.thing is Thing.PEOPLE and between != " and "


def _has_verb(plain: str, start: int, end: int) -> bool:
    return any(verb.said is not Said.EVENT for verb in verbs(plain, start, end))


def _group(reading: Reading, run: list[Count]) -> Group | None:
    plain, line = reading.plain, run[0].line
    first, rest = run[0], run[1:]
    arms: list[Count] = []
    if rest and not first.is_n and all(one.is_n and one.aside for one in rest):
        # `40 patients (ketamine, n = 21; saline, n = 19)`, but `20 patients and controls (n = 18)`
        if len(rest) > 1 or CONTROLS.search(plain, first.end, rest[0].start) is None:
            arms, run = rest, [first]
    elif len(rest) > 1 and first.value == sum(one.value for one in rest):
        arms, run = rest, [first]
    elif len(run) > 1:
        arms = run
    if any(one.thing is Thing.SEX for one in arms):
        arms = []  # men and women are no arms
    value = sum(one.value for one in run)
    times = _groups_of_that_size(reading, first)
    if times is not None:
        value, run, arms = first.value * times, [first], []
        if not times:
            return None
    said = max((one.said for one in run), key=_STRENGTH.index)
    weight = _TITLE_WEIGHT if line.is_title else _WEIGHT[line.kind]
    weight += 2 * (said in (Said.ENROLLED, Said.RANDOMISED)) + (said is Said.STUDIED)
    weight += 2 * any(one.is_total for one in run)
    if SUBSET.search(plain, max(line.start, first.start - 60), min(line.end, run[-1].end + 60)):
        weight -= 3
    return Group(value, said, tuple(run), weight, tuple(arms))


def _groups_of_that_size(reading: Reading, one: Count) -> int | None:
    """How many groups there are of the size; 0 if that is not said, None if it is not the size of a group."""
    plain, line = reading.plain, one.line
    per = PER_GROUP.match(plain, one.end)
    if per is None and GROUPS_OF.search(plain, max(line.start, one.start - 60), one.start) is None:
        return None
    if per and "both" in per.group():
        return 2
    groups = GROUPS.search(plain, line.start, line.end) or GROUPS.search(plain)
    return (value_of(groups[1]) or 0) if groups else 0
