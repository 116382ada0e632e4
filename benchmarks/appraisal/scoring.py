"""Judges the labelled records and pairs what is said with what was labelled.

A `Score` is one attribute on one set and one half; the trivial answers that ours has to beat are scored beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.appraisal import mapping
from benchmarks.appraisal.attributes import ATTRIBUTES, NOTHING, Attribute, Said
from benchmarks.appraisal.labels import Half, Labelled, Set
from benchmarks.appraisal.measures import Cells, count
from indexer.appraisal import Appraisal, appraise
from indexer.record import Record

_SYNTHESIS = re.compile(r"systematic review|meta-?analys[ei]s", re.IGNORECASE)
_RANDOM = re.compile(r"\brandom", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled record and what we say of it."""

    labelled: Labelled
    appraisal: Appraisal


@dataclass(frozen=True, slots=True)
class Score:
    """One attribute on one set and half.

    `cells` are of the records whose label says; of the `silent` others we say something of `silent_said`.
    `baselines` are the cells of trivial answers, by name; `finer` how often a label of the list that the attribute
    names met an answer.
    """

    attribute: Attribute
    set: Set
    half: Half
    cells: Cells
    silent: int
    silent_said: int
    baselines: Mapping[str, Cells] = field(default_factory=dict)
    finer: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """A record of which we do not say what the label says."""

    labelled: Labelled
    truth: Said | None
    answer: Said
    words: tuple[str, ...]


def judge(sets: Mapping[Set, Sequence[Labelled]], halves: Sequence[Half]) -> Mapping[Set, tuple[Judged, ...]]:
    """Appraises the labelled records of these halves."""
    return {
        name: tuple(Judged(one, appraise(one.record)) for one in listed if one.half in halves)
        for name, listed in sets.items()
    }


def scores(judged: Mapping[Set, Sequence[Judged]], halves: Sequence[Half]) -> Iterator[Score]:
    """Every attribute on every set it is labelled in, one half beside the other."""
    for attribute in ATTRIBUTES:
        for name in attribute.sets:
            for half in halves:
                yield _score(attribute, name, half, [one for one in judged[name] if one.labelled.half is half])


def _score(attribute: Attribute, name: Set, half: Half, judged: Sequence[Judged]) -> Score:
    stated: list[tuple[Record, Said, Said]] = []
    silent: list[Said] = []
    for one in judged:
        truth, answer = compare(attribute, one)
        if truth is None:
            silent.append(answer)
        else:
            stated.append((one.labelled.record, truth, answer))
    return Score(
        attribute,
        name,
        half,
        count((truth, answer) for _, truth, answer in stated),
        len(silent),
        sum(1 for answer in silent if answer),
        {
            title: count((truth, answer(record)) for record, truth, _ in stated)
            for title, answer in _baselines(attribute, [truth for _, truth, _ in stated])
        },
        Counter(
            (label, " + ".join(sorted(compare(attribute, one)[1])))
            for one in judged
            for label in one.labelled.labels.get(attribute.finer, ())
        ),
    )


def compare(attribute: Attribute, one: Judged) -> tuple[Said | None, Said]:
    """(what the label says, what we say), in the same classes."""
    truth = attribute.truth(one.labelled)
    return truth, attribute.agrees(truth or NOTHING, attribute.answer(one.appraisal))


def _baselines(attribute: Attribute, truths: Sequence[Said]) -> Iterator[tuple[str, Callable[[Record], Said]]]:
    """The trivial answers: always the commonest one; of designs also the one that two words in the text give."""
    commonest = Counter(truths).most_common(1)[0][0] if truths else NOTHING
    yield "commonest", lambda record: commonest
    if attribute.name == "design":
        yield "keyword", by_keyword


def by_keyword(record: Record) -> Said:
    """`random…` anywhere is a trial, a title that says review or synthesis is a systematic review."""
    if _SYNTHESIS.search(record.title):
        return frozenset({mapping.REVIEWED})
    if _RANDOM.search(record.title) or _RANDOM.search(record.abstract_text):
        return frozenset({mapping.RCT})
    return frozenset({mapping.OTHER})


def differences(judged: Sequence[Judged], attribute: Attribute) -> Iterator[Difference]:
    """Where we say otherwise than the label, or say something where it does not, with the words we read."""
    for one in judged:
        truth, answer = compare(attribute, one)
        if (truth or NOTHING) != answer:
            words = tuple(dict.fromkeys(ground.words for ground in attribute.grounds(one.appraisal)))
            yield Difference(one.labelled, truth, answer, words)
