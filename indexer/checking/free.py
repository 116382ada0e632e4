"""Which way a sentence goes on a claim whose outcome no table knows: the claim's own words, read by structure.

Each word of direction or relation governs an object (`senses`). A sentence speaks of the same thing as a claim if it
holds the claim's words by their weight, and for every such word of the claim has one that governs the same object.
Then the two are compared.

What does not fit is not determined, with the reason. Overlap of words alone decides nothing: a claim without a word of
direction or relation is never decided here, nor one whose numbers, times, drugs or illnesses the
sentence does not have.

Imports `appraisal`, `vocabulary` and the modules of this package that it names; touches nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from indexer.appraisal.reading import Line, Reading, of_text
from indexer.checking.course_words import DOUBTED, EVERYONE
from indexer.checking.figures import unmatched
from indexer.checking.library import content_words, stems
from indexer.checking.senses import COMPARED, CONTRARY, Governed, Sense, governed, stems_in, structure, told
from indexer.checking.short_forms import meanings, with_meanings
from indexer.checking.values import Bearing
from indexer.engines.ranking import stem
from indexer.text import plain
from indexer.vocabulary.concepts import Kind

OBJECT = 0.6
"""Share of the weight of what a claim's word of direction governs that the sentence's own must govern too."""
WHOLE = 0.6
"""Share of the claim's whole weight that the sentence and its title must hold, without its words of direction."""
SENTENCE = 0.4
"""Share of it that the sentence itself must hold: a title says what `it` and `treatment` are, not what was found."""
SUBJECT = 0.6
"""Share of the weight of what a claim says something of that the sentence and its title must hold."""
_STRAYS = 3
"""Content words that are not the claim's and may stand among those that a word of direction governs in a sentence."""

# `Increases antidepressant use` says nothing of an antidepressant effect.
_USE_OF = re.compile(
    r"\b(?:antidepressants?|anxiolytics?|medications?|drugs?|therapy|psychotherapy|benzodiazepines?|sedatives?) "
    r"(?:use|usage|consumption|prescri\w+|intake|requirements?)\b"
)
_NUMBER = re.compile(r"(?<![a-z\d-])\d+(?:\.\d+)?(?![a-z\d])")
# Words by which an agent is taken away or changed: what its loss does says the opposite of what it does.
_ALTERED = re.compile(
    r"\b(?:knock[- ]?(?:out|down)\w*|ko|cko|delet\w+|deficien\w+|deplet\w+|loss of|lack\w*|absence|null|without|"
    r"silenc\w+|mutations?|mutants?|mutated|inhibit(?:ion|ors?|ing)|block(?:ing|ade|ers?)|antagonists?|antagonism|inactivat\w+|"
    r"suppress(?:ion|ing)|ablat\w+|disrupt(?:ion|ing)|remov(?:al|ing)|withdraw\w+|discontinu\w+|independent(?:ly)?|"
    r"dispensable|insufficien\w+|pre-?treat\w+)\b"
)


class Asked(NamedTuple):
    """A claim as it is compared: what each word of direction governs, the weights of all other words, its numbers,
    the stems after its comparison, whether an agent is taken away, its subject, the names that it must share with the
    record, its words in plain writing, and what it says that its abbreviations stand for."""

    governed: tuple[Governed, ...]
    weights: Mapping[str, float]
    numbers: frozenset[str]
    against: frozenset[str]
    altered: bool
    subject: tuple[str, ...]
    named: frozenset[tuple[Kind, str]]
    plain: str
    meant: Mapping[str, frozenset[str]]


class Judged(NamedTuple):
    """What a sentence does for a claim, why, how much of the claim it holds, and the words that decided."""

    bearing: Bearing
    reason: str
    covered: float
    words: tuple[tuple[int, int], ...] = ()


def asked(text: str, weights: Mapping[str, float] | None = None) -> Asked:
    """Reads a claim; `weights` are those of its stems, which without them count alike."""
    low, reading = plain(text), of_text(text)
    if weights is None:
        weights = {stem(word): 1.0 for word in content_words(text)}
    parts = tuple(governed(text, low, 0, len(text), claim=True))
    turn = COMPARED.search(low)
    used = {stem(word) for start, end in structure(low) for word in content_words(text[start:end])}
    return Asked(
        parts,
        {one: weight for one, weight in weights.items() if one not in used},
        frozenset(_NUMBER.findall(low)),
        frozenset(stem(word) for word in content_words(text[turn.end() :])) if turn else frozenset(),
        _ALTERED.search(low) is not None,
        tuple(one for one in _subject(text, low, parts) if one not in used),
        _named(reading, 0, len(text)),
        low,
        meanings(reading),
    )


def judge(claim: Asked, reading: Reading, line: Line) -> Judged:
    """Sets one sentence beside a claim."""
    meant = {**claim.meant, **meanings(reading)}
    held = with_meanings(stems(reading.text[line.start : line.end]), meant)
    known = held | with_meanings(stems(reading.record.title), meant)
    covered = _share(claim.weights, claim.weights, held)
    reason = _too_little(claim, covered, known) or next(_unlike(claim, reading, line), "")
    if reason:
        return Judged(Bearing.UNDETERMINED, reason, covered)
    turned = _turned(claim, reading, line, meant)
    if turned is None:
        return Judged(Bearing.UNDETERMINED, "the sentence compares something else", covered)
    return _compared(claim, tuple(told(reading, line, turned=turned)), meant, covered)


def _too_little(claim: Asked, covered: float, known: frozenset[str]) -> str:
    """Why a sentence holds too little of a claim, `known` being its stems and its title's; empty if it does not."""
    if not claim.governed:
        return "the claim has no word of direction"
    if covered < SENTENCE or _share(claim.weights, claim.weights, known) < WHOLE:
        return "the sentence does not hold enough of the claim"
    if claim.subject and _share(claim.weights, claim.subject, known) < SUBJECT:
        return "the sentence is about something else"
    return ""


def _compared(claim: Asked, said: Sequence[Governed], meant: Mapping[str, frozenset[str]], covered: float) -> Judged:
    """Sets each word of direction of a claim beside those of a sentence that govern the same object."""
    against = 0
    deciding: list[tuple[int, int]] = []
    for one in claim.governed:
        same = [each for each in said if _governs(claim, one.object, each, meant)]
        compared = {_agrees(one.sense, each.sense) for each in same}
        if len(compared) > 1:
            return Judged(Bearing.UNDETERMINED, "the sentence goes both ways", covered)
        if not compared or None in compared:
            return Judged(Bearing.UNDETERMINED, "the direction of its object could not be read", covered)
        against += False in compared
        deciding += [(each.start, each.end) for each in same]
    if against > 1:
        return Judged(Bearing.UNDETERMINED, "the sentence differs in more than one direction", covered)
    return Judged(Bearing.CONTRADICTS if against else Bearing.SUPPORTS, "", covered, tuple(deciding))


# What the tables know must be the same in claim and sentence, however many other words they share.
_KINDS = (Kind.DRUG, Kind.CONDITION)
_WHOM = re.compile(
    r"\b(?:adolescen|teenage|child|infant|neonat|newborn|paediatric|pediatric|elderly|older|women|female|men\b|male|pregnan|"
    r"postpartum|perinatal|veteran|athlete|student|healthy)"
)
_DENIAL = re.compile(r"\b(?:no|not|never|neither|nor|cannot|without)\b")
_ANIMALS = re.compile(r"\b(?:rats?|mice|mouse|rodents?|animals?|monkeys?|dogs?|zebrafish|in vitro)\b")


def _unlike(claim: Asked, reading: Reading, line: Line) -> Iterator[str]:
    """Why a sentence is about something else than a claim, whatever it says."""
    sentence = reading.plain[line.start : line.end]
    around = sentence + " " + reading.plain[: reading.title_end]
    if claim.numbers - frozenset(_NUMBER.findall(sentence)) or any(True for _ in unmatched(claim.plain, sentence)):
        yield "the sentence does not have the claim's numbers"
    if claim.altered is not (_ALTERED.search(sentence) is not None):
        yield "what is said of an agent's loss is not said of the agent"
    if _ANIMALS.search(claim.plain) and not _ANIMALS.search(around):
        yield "the sentence is not about animals"
    if {one.group() for one in _WHOM.finditer(claim.plain)} - {one.group() for one in _WHOM.finditer(around)}:
        yield "the sentence does not say it of whom the claim does"
    if _DENIAL.search(claim.plain) and not any(one.sense is Sense.NONE for one in claim.governed):
        yield "what the claim denies could not be read"
    told_of = _named(reading, line.start, line.end) | _named(reading, 0, reading.title_end)
    if unnamed := claim.named - told_of:
        yield f"the sentence does not name {min(name for _, name in unnamed)}"
    if (used := _USE_OF.search(claim.plain)) and used.group() not in sentence:
        yield f"the sentence does not say it of {used.group()}"
    if any(one.sense is not Sense.NONE for one in claim.governed):
        if doubt := DOUBTED.search(sentence):
            yield f"the sentence tells it with doubt: “{doubt.group()}”"
        if EVERYONE.search(sentence):
            yield "the sentence says it of every group"
    if claim.against and COMPARED.search(sentence) is None:
        yield "the sentence compares with nothing"


def _named(reading: Reading, start: int, end: int) -> frozenset[tuple[Kind, str]]:
    return frozenset(
        (kind, one.concept.name)
        for kind in _KINDS
        for one in reading.named(kind)
        if start <= one.start and one.end <= end
    )


def _governs(claim: Asked, wanted: Sequence[str], said: Governed, meant: Mapping[str, frozenset[str]]) -> bool:
    """Whether a word of direction governs enough of what the claim's does, not far from itself; that nothing differed
    is told of lists, and of all in them."""
    near: list[str] = []
    strays = 0
    for one in said.object:
        near.append(one)
        strays += one not in wanted and not meant.get(one, frozenset()) & set(wanted)
        if strays > _STRAYS and said.sense is not Sense.NONE:
            break
    return _share(claim.weights, wanted, with_meanings(near, meant)) >= OBJECT


_GOES_WITH = frozenset({Sense.HIGHER, Sense.WORSE})
"""What says of an object that it goes with something, as long as no word says which way."""


def _agrees(claimed: Sense, said: Sense) -> bool | None:
    if claimed is said or (claimed is Sense.RELATED and said in _GOES_WITH):
        return True
    return False if frozenset((claimed, said)) in CONTRARY else None


def _share(weights: Mapping[str, float], wanted: Sequence[str] | Mapping[str, float], held: frozenset[str]) -> float:
    total = sum(weights.get(one, 0.0) for one in wanted)
    return sum(weights.get(one, 0.0) for one in wanted if one in held) / total if total else 0.0


def _turned(claim: Asked, reading: Reading, line: Line, meant: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether the sentence compares the other way round (`higher with placebo than with it`); None if what it compares
    with is not what the claim does."""
    turn = COMPARED.search(reading.plain, line.start, line.end)
    if turn is None:
        return False
    after = with_meanings(stems(reading.text[turn.end() : line.end]), meant)
    before = with_meanings(stems(reading.text[line.start : turn.start()]), meant)
    subject = _share(claim.weights, claim.subject, after - before), _share(claim.weights, claim.subject, before - after)
    against = tuple(claim.against)
    other = _share(claim.weights, against, after - before), _share(claim.weights, against, before - after)
    if subject[0] > subject[1] and other[1] >= other[0]:
        return True if turn.group() == "than" else None
    if against and other[0] <= other[1]:
        return None
    return False


def _subject(text: str, low: str, parts: Sequence[Governed]) -> tuple[str, ...]:
    """The stems of what a claim says something of: on the other side of its first word of direction from what this
    governs, up to the comparison, and what stands before it and is not governed."""
    if not parts:
        return ()
    first = parts[0]
    turn = COMPARED.search(low)
    end = min([len(text), *(one.start for one in parts[1:]), *([turn.start()] if turn else [])])
    behind = stems_in(text, first.end, end) if first.behind else []
    return tuple(one for one in (*stems_in(text, 0, first.start), *behind) if one not in first.object)
