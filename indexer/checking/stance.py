"""Which way one sentence of a record goes on a claim: likely supports, likely contradicts, or not determined.

Filled slots decide, never overlap of words. A sentence is decided only if it states something of the claim's own
outcome, of the claim's intervention, in a direction that could be read, as a finding of its own study, and if every
part that the claim names (form of the drug, population, species, route, times, numbers, comparator, and any word that
no table knows) is matched by the sentence or its record. Whatever is left is not determined, and says why. Absolute
wording is supported by no sentence.

A claim whose outcome no table knows is read by `free` from its own words, under the same conditions.

Imports `appraisal`, `vocabulary` and the modules of this package that it names.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.appraisal import Appraisal, Dose, Regimen
from indexer.appraisal.reading import Line, Reading
from indexer.checking import durations, free
from indexer.checking.acted_on import on_what
from indexer.checking.clauses import within
from indexer.checking.course import TOLERABILITY, as_said, is_moderated
from indexer.checking.course_words import NEGATION
from indexer.checking.efficacy import EFFICACY, SHOWN_BY
from indexer.checking.figures import is_bare_haste, is_late, is_of_primary, those_studied, times, unmatched
from indexer.checking.illnesses import MOOD, is_of_depression
from indexer.checking.leftovers import leftovers, unaccounted
from indexer.checking.limits import limits
from indexer.checking.mismatch import CORE, mismatches, studied
from indexer.checking.opposed import not_denied
from indexer.checking.restrictions import is_part_of_whole, of_whom, restrictions, too_strong
from indexer.checking.statements import NO_CASES, outcomes_in, statements
from indexer.checking.unfit import NO_FINDING, NO_RESULTS, other_roles, unfit
from indexer.checking.values import (
    OPPOSITE,
    Bearing,
    Certainty,
    Claim,
    Code,
    Direction,
    Mismatch,
    Purpose,
    Slot,
    Span,
    Statement,
)
from indexer.text import plain
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind, find, narrower

# Words by which neither of two did better; `no better than` and `not superior` say it of one of them only.
_EVEN = re.compile(
    r"\b(?:differ\w*|similar\w*|comparabl[ey]|equal\w*|equivalent|the same|as (?:effective|good)|on (?:a )?par)\b"
)
_AN_EFFECT = re.compile(
    r"\b(?:effects?|actions?|benefits?) of\b|(?<=[a-z])'s? (?:\w+ )?(?:effects?|actions?|benefits?)\b"
)
_HOW_LONG = re.compile(
    r"\b(?:fad(?:e|es|ed|ing)|wears? off|wore off|wanes?|vanish\w*|last(?:s|ed)?|persist\w*|"
    r"endur\w+)\b"
)
_ONE_DOSE = frozenset({"1 infusion", "1 dose", "1 session", "1 treatment", "1 drip", "1 shot"})
_BESIDE = re.compile(
    r"\b(?:than|as \w+ as|versus|vs|compared|superior|inferior|equivalent|equal to|outperforms?|beats?|"
    r"respond(?:s|ed)? (?:worse|better|more|less))\b"
)
# What tells of an illness that people came down with, or did not, and what of how ill they were.
_CHANCE = re.compile(r"\b(?:chances?|risks?|odds|likelihood|(?:less|more) likely|incidence|prevalence|rates?|cases?)\b")
_SCORE = re.compile(r"\bscores?\b|\bscale\b|\bepds\b|\bphq|\bhads\b")
_FAR = 40
_SERIOUS = re.compile(
    r"\b(?:serious|severe|life-threatening|grave|dangerous|major) (?:(?!or\b|and\b)[\w-]+ "
    r"){0,2}?(?:adverse|side|harms?|"
    r"toxicity|complications?|events?|effects?|reactions?|t?e?aes|saes)\b"
)
_SCREENING = re.compile(r"mini|mmse|moca|montreal cog")
_NEXT = 8
# `Did not improve in veterans with comorbid brain injury`.
_OF_A_PART = re.compile(
    r"\b(?:with|and) (?:comorbid|co-occurring|concomitant)\b|\b(?:a|the|this|in) subgroups?\b|"
    r"\b(?:non-?)?anx(?:ious)?[- ](?:trd|mdd|(?:treatment-resistant |major |bipolar |unipolar )?depress\w+|patients)\b"
)
_WAVES = "EEG"
# `Power in the alpha, beta and delta bands`, `slow oscillations (delta band)`.
_BANDS = re.compile(
    r" (?:(?:in|of|within|across|at) (?:the )?|\((?:the )?)"
    r"(?:(?:alpha|beta|gamma|delta|theta)(?:, and |, | and | or |/)?)+"
)
_MEASURES = {
    _WAVES: re.compile(r"gamma|theta|alpha|delta|beta|p300|n100|mismatch|entropy|complexity|evoked|cordance"),
    "inflammation": re.compile(
        r"il-?\d+|interleukin-?\d+|tnf|crp|c-reactive|nf-k|nlrp3|kynuren|quinolinic|microglia|neutrophil|leukocyte|interferon"
    ),
}
"""Outcomes that have many measures, which go their own ways, by what tells these apart."""
# `Prevented depression at 4 days but not 42 days`.
_BUT_NOT_THEN = re.compile(
    r",? but not (?:at |on |after |by |in |for )?(?:the )?(?:(?:day|week|month|pod) )?(?:\d|one|two|three|four|six)\b"
)
# That one thing goes with another.
_GOES_WITH = re.compile(
    r"\b(?:associat\w+|link(?:s|ed)?|tied|relat(?:es|ed|ion\w*)|connected|correlat\w+|accompan\w+|"
    r"go(?:es)? (?:along )?with)\b"
)
_ABBREVIATED = re.compile(r"(?<![\w-])[A-Z]{3,6}(?![\w-])")
_NOT_DENIED, _NOT_ABOUT = "is not what the claim denies", "is not what the claim is about"
_GENES = "genetic markers"
_DENIAL = 2
"""Words that a denial takes at least: the one that denies, and the one of direction."""


# What says that something was not found, and not that nothing was found out.
_NOT_BORNE_OUT = re.compile(r"\b(?:do|does|did) not support the (?:hypothesis|notion|idea|assumption) that ")
# A conclusion that something may be so carries no claim that it is so.
_SPECULATES = re.compile(r"\b(?:may|might|could|possibly|conceivably|potentially)\b")


@dataclass(frozen=True, slots=True)
class Judged:
    """What a sentence does for a claim, why, and where it is about something else. `direction` is which way it says the
    outcome went: `NONE` tells a null finding from one of the contrary. `hedged` if the sentence tells it only as
    possible (`may reduce`) and the claim states it; `overstated` if the sentence would support the claim, were this not
    worded so strongly (`halves`, `always`)."""

    bearing: Bearing
    reasons: tuple[str, ...]
    mismatches: tuple[Mismatch, ...] = ()
    direction: Direction = Direction.UNKNOWN
    hedged: bool = False
    overstated: bool = False


def judge(
    claim: Claim,
    asked: Reading,
    evidence: Reading,
    appraisal: Appraisal,
    line: Line,
    *,
    words: free.Asked | None = None,
    at_length: bool = True,
) -> Judged:
    """Sets one sentence beside a claim. `asked` is the claim's own text, ready to be read, `words` the same as its own
    words are compared, for a claim of which no table knows the outcome. Of a sentence that states nothing of the
    outcome is asked what else it does not match only if wanted `at_length`: that asks for most of an appraisal."""
    if not line.kind.is_finding:
        told_as = f"as {line.kind.value}" if line.kind.value else "without saying what it is"
        return Judged(Bearing.UNDETERMINED, (f"the sentence is told {told_as}, not as a finding",))
    if words is not None:
        return _by_words(claim, asked, evidence, appraisal, line, words=words)
    same = _of_its_outcome(claim.statement, evidence, line)
    over = _over(claim.statement, asked, same, evidence)
    if same or at_length:
        return _by_slots(
            claim, asked, evidence, appraisal, line, same=[over] if over else same, is_over=over is not None
        )
    return Judged(Bearing.UNDETERMINED, _undetermined(claim.statement, same, evidence, appraisal))


def _by_slots(
    claim: Claim,
    asked: Reading,
    evidence: Reading,
    appraisal: Appraisal,
    line: Line,
    *,
    same: Sequence[Statement],
    is_over: bool,
) -> Judged:
    """A claim set beside what a sentence states of its outcome (`same`); `is_over` if that is that an effect was over
    sooner than the claim says."""
    bearing = next((one for one in same if one.direction is not Direction.UNKNOWN), None)
    told = bearing or (same[0] if same else None)
    start, end = (told.clause.start, told.clause.end) if told and told.clause else (line.start, line.end)
    other = (
        *mismatches(claim.statement, told, appraisal, evidence, line),
        *_numbers(asked, evidence, appraisal, start, end),
    )
    direction = _seen_as(claim.statement, bearing) if bearing else Direction.UNKNOWN
    is_for = direction is claim.statement.direction
    nobody = bearing is not None and NO_CASES.search(_direction_words(bearing, evidence)) is not None
    apart = [one for one in other if is_for or not _is_of_no_matter(one, is_over=is_over, nobody=nobody)]
    reasons = (
        _undetermined(claim.statement, same, evidence, appraisal)
        or tuple(_differences(apart))
        or tuple(_beyond(claim.statement, asked, evidence, line, is_for=is_for))
        or tuple(restrictions(claim, asked, evidence, line, told_of=told.outcome_name if told else ""))
        or tuple(limits(claim, asked, evidence, line, is_for=is_for))
        or tuple(_unlike(claim.statement, bearing, asked, evidence, claim.source))
        or tuple(_denials(claim.statement, claim.source, bearing, evidence))
        or tuple(_opposed(claim, bearing, asked, evidence))
    )
    if reasons or bearing is None:
        return Judged(Bearing.UNDETERMINED, reasons, other, direction)
    is_benefit = claim.statement.direction.value == directions.good_side(claim.statement.outcome_name)
    strong = too_strong(asked.plain, evidence, line, is_benefit=is_benefit)
    if is_for and (wording := (*strong, *_too_sure(claim.statement, is_for=True))):
        return Judged(Bearing.UNDETERMINED, wording[:1], other, direction, overstated=True)
    quoted = "; ".join(_quoted(evidence, bearing))
    decided = Bearing.SUPPORTS if direction is claim.statement.direction else Bearing.CONTRADICTS
    told_by = f"{bearing.outcome_name} {bearing.direction.value}: {quoted}"
    if _is_hedged(claim.statement, evidence.plain[start:end]):
        return Judged(
            decided, (told_by, "told only as possible, and the claim states it"), other, direction, hedged=True
        )
    return Judged(decided, (told_by,), other, direction)


def _is_of_no_matter(mismatch: Mismatch, *, is_over: bool, nobody: bool) -> bool:
    """Whether what a claim says is denied all the same: how fast, when an effect is over sooner than it says, in how
    many where nobody had it."""
    if mismatch.code is Code.TIME and is_over:
        return True
    return is_bare_haste(mismatch) or (nobody and mismatch.code is Code.NUMBER)


def _direction_words(told: Statement, evidence: Reading) -> str:
    return " ".join(evidence.plain[word.start : word.end] for word in told.direction_words)


def _mirrored(claim: Statement, told: Statement, evidence: Reading) -> Statement:
    """What a sentence says of two treatments, said of the one that the claim is about: that ketamine did worse than ECT
    is that ECT did better than ketamine; that it was not better tells nothing of whether ECT was."""
    claimed, against = {slot.value for slot in claim.interventions}, {slot.value for slot in claim.against}
    named, beside = {slot.value for slot in told.interventions}, {slot.value for slot in told.against}
    is_even = told.direction is not Direction.NONE or _EVEN.search(_direction_words(told, evidence)) is not None
    # `More effective than esketamine and aripiprazole` is more effective than each.
    is_beside = claimed == beside or (told.direction in OPPOSITE and claimed < beside)
    if not claimed or not named or claimed & against or not is_beside or against != named or not is_even:
        return told
    went = OPPOSITE.get(told.direction, told.direction)
    own = tuple(slot for slot in told.against if slot.value in claimed)
    return dataclasses.replace(told, interventions=own, against=told.interventions, direction=went)


def _over(claim: Statement, asked: Reading, same: Sequence[Statement], evidence: Reading) -> Statement | None:
    """What a sentence says of an effect that was over before the claim says that it is."""
    lasts = durations.claimed(asked.plain)
    if lasts is None:
        return None
    for one in same:
        known = one.direction in (Direction.UNKNOWN, claim.direction)
        if known and one.clause is not None:
            end = durations.ended(evidence.plain, one.clause.start, one.clause.end, sooner_than=lasts)
            if end is not None and (end.is_told or one.direction is claim.direction):
                return dataclasses.replace(one, direction=Direction.NONE, direction_words=(end.span,))
    return None


def _numbers(asked: Reading, evidence: Reading, appraisal: Appraisal, start: int, end: int) -> Iterator[Mismatch]:
    """Numbers and times of a claim that `evidence.text[start:end]` does not have; `a single infusion` is had by any
    sentence of a study of nothing else, how many were studied by any of a study of so many."""
    studied_so_many = those_studied(asked.plain)
    is_single = {one.value for one in appraisal.regimens} == {Regimen.SINGLE}
    for one in unmatched(asked.plain, evidence.plain[start:end]):
        is_only_dose = one.code is Code.DOSE and {_dose(one.value) for one in appraisal.doses} == {one.claimed}
        if one.claimed in studied_so_many and studied_so_many[one.claimed] == appraisal.sample.participants.value:
            continue
        if not (is_only_dose or (is_single and one.claimed in _ONE_DOSE)):
            yield one


def _dose(given: Dose) -> str:
    """A dose as `figures` has those of a claim; empty for a range."""
    return f"{given.low:g} {given.unit}".removeprefix("0") if given.low == given.high else ""


def _by_words(
    claim: Claim, asked: Reading, evidence: Reading, appraisal: Appraisal, line: Line, *, words: free.Asked
) -> Judged:
    """A claim whose outcome no table knows, read by the structure of its words."""
    other = mismatches(claim.statement, None, appraisal, evidence, line)
    said = free.judge(words, evidence, line)
    reasons = (
        *_not_by_words(asked, evidence, line, words),
        *_denied_by_one(said, asked, evidence, line),
        *((said.reason,) if said.bearing is Bearing.UNDETERMINED else ()),
        *_no_finding(appraisal, evidence.plain[line.start : line.end]),
        *(("it tells what goes with what",) if is_moderated(evidence.plain[line.start : line.end]) else ()),
        *_differences(other),
        *other_roles(claim.statement, "", appraisal),
        *unsaid(claim, asked, evidence, line, told_of=""),
        *(too_strong(asked.plain, evidence, line) if said.bearing is Bearing.SUPPORTS else ()),
        *_too_sure(claim.statement, is_for=said.bearing is Bearing.SUPPORTS),
    )[:1]
    if reasons:
        return Judged(Bearing.UNDETERMINED, reasons, other)
    quoted = "; ".join(f"“{evidence.text[start:end]}”" for start, end in said.words)
    hedged = _is_hedged(claim.statement, evidence.plain[line.start : line.end])
    return Judged(said.bearing, (f"the claim's own words: {quoted}",), other, hedged=hedged)


def hindrances(
    claim: Claim, asked: Reading, evidence: Reading, appraisal: Appraisal, line: Line, *, is_for: bool
) -> Judged | None:
    """What keeps a sentence from deciding a claim that is not on the effect of a treatment; none if it may."""
    other = mismatches(claim.statement, None, appraisal, evidence, line)
    claimed = {slot.value for slot in claim.statement.interventions} or {one.concept.name for one in asked.drugs}
    named = drugs_of(evidence, line)
    sentence = evidence.plain[line.start : line.end]
    reasons = (
        *_no_finding(appraisal, _NOT_BORNE_OUT.sub("not ", sentence)),
        *(("the sentence is about another drug",) if named and not claimed & named else ()),
        *(("the record is not about this drug",) if _is_of_others(claimed, named, evidence, appraisal) else ()),
        *_another_gene(asked, sentence),
        *((f"it is said of {min(named - claimed)} too",) if claimed and named - claimed else ()),
        *_differences(other),
        *(_beyond(claim.statement, asked, evidence, line, is_for=True) if is_for else ()),
        *(of_whom(asked.plain, f"{sentence} {evidence.plain[: evidence.title_end]}") if is_for else ()),
        *(limits(claim, asked, evidence, line, is_for=True) if is_for else ()),
    )[:1]
    return Judged(Bearing.UNDETERMINED, reasons, other) if reasons else None


def _is_of_others(claimed: set[str], named: frozenset[str], evidence: Reading, appraisal: Appraisal) -> bool:
    """Whether a sentence names no drug, and its record is about others than the claim."""
    about = {*drugs_of_title(evidence), *studied(appraisal)}
    return bool(claimed and about) and not named and claimed.isdisjoint(about)


def _another_gene(asked: Reading, sentence: str) -> Iterator[str]:
    """A gene or variant that the claim names and the sentence does not: one tells nothing of others."""
    for one in asked.named(Kind.OUTCOME):
        words = asked.plain[one.start : one.end]
        if one.concept.name == _GENES and words not in sentence:
            yield f"nothing is said of “{words}”"


def _no_finding(appraisal: Appraisal, sentence: str) -> Iterator[str]:
    """Why a sentence in plain writing is no finding of its study, whatever it says."""
    if appraisal.design.value in NO_RESULTS:
        yield NO_RESULTS[appraisal.design.value]
    if silent := NO_FINDING.search(sentence):
        yield f"it is told as no finding of this study: “{silent.group()}”"


def drugs_of(evidence: Reading, line: Line) -> frozenset[str]:
    """The drugs that a sentence names."""
    return frozenset(one.concept.name for one in evidence.drugs if line.start <= one.start and one.end <= line.end)


def drugs_of_title(evidence: Reading) -> frozenset[str]:
    """The drugs that a title names."""
    return frozenset(one.concept.name for one in evidence.drugs if one.end <= evidence.title_end)


def _not_by_words(asked: Reading, evidence: Reading, line: Line, words: free.Asked) -> Iterator[str]:
    """Why a claim is not compared by its words alone: it sets two treatments beside each other without saying in what,
    is on what one drug does to another's effect or on how long an effect lasts, or is about a drug that the sentence
    does not name."""
    yield from _relates(asked, evidence, line)
    around = f"{evidence.text[line.start : line.end]} {evidence.record.title}"
    for name in _ABBREVIATED.findall(asked.text):
        if not re.search(rf"(?<![\w-]){name}s?(?![\w-])", around):
            yield f"the sentence does not name {name}"
    effect = _AN_EFFECT.search(asked.plain)
    if effect and any(one.end <= effect.start() for one in asked.drugs):
        yield "the claim is on the effect of another drug"
    if _HOW_LONG.search(asked.plain):
        yield "how long the claim says that it lasts could not be read"
    if words.against or _BESIDE.search(asked.plain):
        yield "the claim compares, and what is compared could not be read"
    if unnamed := {one.concept.name for one in asked.drugs} - drugs_of(evidence, line):
        yield f"the sentence does not name {min(unnamed)}"


def _relates(asked: Reading, evidence: Reading, line: Line) -> Iterator[str]:
    """Why a claim that one thing goes with another is not compared by its words: the sentence names not both, or says
    of them only what each of them did."""
    if _GOES_WITH.search(asked.plain) is None:
        return
    if _GOES_WITH.search(evidence.plain, line.start, line.end) is None:
        yield "the sentence does not say that anything goes with anything"
    kinds = (Kind.OUTCOME, Kind.CONDITION)
    told = {one.concept.name for kind in kinds for one in within(evidence.named(kind), line.start, line.end)}
    for one in (one for kind in kinds for one in asked.named(kind)):
        if narrower(one.concept.kind, one.concept.name).isdisjoint(told):
            yield f"the sentence does not name {asked.text[one.start : one.end]}"


def _denied_by_one(said: free.Judged, asked: Reading, evidence: Reading, line: Line) -> Iterator[str]:
    denies = NEGATION.search(asked.plain), NEGATION.search(evidence.plain, line.start, line.end)
    if said.bearing is Bearing.SUPPORTS and (denies[0] is None) is not (denies[1] is None):
        yield "one of the two denies something, and what could not be read"


def _too_sure(claim: Statement, *, is_for: bool) -> Iterator[str]:
    if claim.certainty is Certainty.ABSOLUTE and is_for:
        yield "no finding is as certain as the claim's wording"


def _is_hedged(claim: Statement, clause: str) -> bool:
    return claim.certainty is not Certainty.MAY and _SPECULATES.search(clause) is not None


def _beyond(claim: Statement, asked: Reading, evidence: Reading, line: Line, *, is_for: bool) -> Iterator[str]:
    """What the claim says that neither the sentence nor its title has a word of; a substance that is no treatment in
    it (`craving for cocaine`) must stand in the sentence or the title."""
    treating = {slot.value for slot in (*claim.interventions, *claim.against)}
    told = drugs_of(evidence, line) | drugs_of_title(evidence)
    for one in asked.drugs:
        if one.concept.name not in treating | told:
            yield f"nothing is said of “{one.concept.name}”"
    for word in unaccounted(leftovers(asked, is_for=is_for), evidence, line.start, line.end):
        yield f"nothing is said of “{word}”"


def unsaid(claim: Claim, asked: Reading, evidence: Reading, line: Line, *, told_of: str) -> Iterator[str]:
    """What a claim says that a sentence which tells of the outcome `told_of` would have to say too, to support it, and
    does not."""
    yield from _beyond(claim.statement, asked, evidence, line, is_for=True)
    yield from restrictions(claim, asked, evidence, line, told_of=told_of)
    yield from limits(claim, asked, evidence, line, is_for=True)


def _is_serious(low: str, outcome: Span) -> bool:
    """Whether it is serious ones of a harm that are meant."""
    found = _SERIOUS.finditer(low, max(0, outcome.start - _FAR), outcome.end + _FAR)
    return any(one.start() < outcome.end and outcome.start < one.end() for one in found)


def _unlike(claim: Statement, told: Statement | None, asked: Reading, evidence: Reading, source: str) -> Iterator[str]:
    """Where a direction that was read is not said as the claim says it, or does not touch what the claim says."""
    if told is None or told.clause is None:
        return
    direction, clause = _seen_as(claim, told), evidence.plain[told.clause.start : told.clause.end]
    line = evidence.line_at(told.clause.start)
    otherwise = _BUT_NOT_THEN.search(evidence.plain, line.start, line.end) if line else None
    if otherwise and direction in OPPOSITE and not times(asked.plain):
        yield f"the sentence says that it was otherwise at another time: “{otherwise.group().strip(' ,')} …”"
    if direction is Direction.NONE and is_late(asked.plain, clause) and not is_of_primary(evidence.plain, clause):
        yield "it says only of a later time that there was no difference"
    if direction is Direction.NONE and (part := _OF_A_PART.search(clause)) and part.group() not in asked.plain:
        yield f"it says only of a part of them that there was no difference: “{part.group()}”"
    if claim.outcome and told.outcome:
        serious = _is_serious(plain(source), claim.outcome.span), _is_serious(evidence.plain, told.outcome.span)
        if serious[0] is not serious[1]:
            yield "one speaks of serious harms, the other of any"
        yield from _another_measure(claim.outcome, plain(source), told.outcome, told.clause, evidence.plain)
    if claim.purpose is Purpose.PREVENTION and direction is claim.direction and told.outcome is not None:
        span = told.outcome.span
        is_score = _SCORE.search(evidence.plain, span.start, span.end + _NEXT)
        if is_score and _CHANCE.search(asked.plain) and not _CHANCE.search(clause):
            yield "it tells of scores, not of how many fell ill"


def _another_measure(own: Slot, source: str, told: Slot, clause: Span, evidence: str) -> Iterator[str]:
    """Where a claim names one measure of an outcome that has many (gamma power, IL-6) and a sentence tells of
    another."""
    pattern = _MEASURES.get(own.value)
    if pattern is None or told.value != own.value:
        return
    claimed = set(pattern.findall(source[own.span.start : own.span.end]))
    span = told.span if own.value == _WAVES else clause
    bands = _BANDS.match(evidence, span.end) if own.value == _WAVES else None
    if claimed and claimed.isdisjoint(pattern.findall(evidence[span.start : bands.end() if bands else span.end])):
        yield f"it is another measure: not {', '.join(sorted(claimed))}"


def _opposed(claim: Claim, told: Statement | None, asked: Reading, evidence: Reading) -> Iterator[str]:
    """Why a finding that goes against the claim does not deny it."""
    if told is not None and _seen_as(claim.statement, told) is not claim.statement.direction:
        yield from not_denied(claim, asked, told, evidence)


def _denials(claim: Statement, source: str, told: Statement | None, evidence: Reading) -> Iterator[str]:
    """Where one side denies a direction that the other does not speak of: `did not impair` is nothing to `improves`."""
    if told is None:
        return
    by_claim, by_told = denied(claim, plain(source)), _turned(claim, told, denied(told, evidence.plain))
    direction = _seen_as(claim, told)
    if direction in OPPOSITE and by_claim not in (Direction.UNKNOWN, direction):
        yield f"that it went {direction.value} {_NOT_DENIED}"
    asserted = by_claim if claim.direction is Direction.NONE else claim.direction
    if asserted is Direction.UNKNOWN and not directions.is_harm(claim.outcome_name):
        # That it does nothing for an illness denies that it helps: `did not increase` denies something else.
        asserted = {"lower": Direction.LOWER, "higher": Direction.HIGHER}.get(
            directions.good_side(claim.outcome_name), asserted
        )
    if Direction.UNKNOWN not in (by_told, asserted) and by_told is not asserted:
        yield f"that it did not go {by_told.value} {_NOT_ABOUT}"


def is_beside_the_point(reason: str) -> bool:
    """Whether a finding decides nothing because one side denies what the other does not speak of."""
    return reason.endswith((_NOT_DENIED, _NOT_ABOUT))


def denied(said: Statement, source: str) -> Direction:
    """The direction that a statement denies (`does not cause mania`: higher); unknown if it denies none."""
    if said.direction is not Direction.NONE or len(said.direction_words) < _DENIAL or said.outcome is None:
        return Direction.UNKNOWN
    went = {
        as_said(source, cue, said.outcome)
        for word in said.direction_words
        for cue in directions.cues(source, word.start, word.end)
        if cue.meaning != "same"
    }
    return went.pop() if len(went) == 1 else Direction.UNKNOWN


def _differences(other: Sequence[Mismatch]) -> Iterator[str]:
    for one in other:
        if one.code in CORE and one.found == one.claimed:
            yield f"{one.code.name.replace('_', ' ').lower()}: {one.claimed}, but not in this sentence"
        elif one.code in CORE:
            yield f"{one.code.name.replace('_', ' ').lower()}: {one.in_evidence}, not {one.in_claim}"


def _undetermined(
    claim: Statement, same: Sequence[Statement], evidence: Reading, appraisal: Appraisal
) -> tuple[str, ...]:
    """Why a sentence decides nothing; empty if it may."""
    if claim.outcome is None or claim.direction in (Direction.UNKNOWN, Direction.MIXED):
        return ("the claim states no direction of an outcome that could be read",)
    if not same:
        return ("the sentence states nothing of this outcome",)
    known = [one for one in same if one.direction is not Direction.UNKNOWN]
    if not known:
        return ("the direction of the outcome could not be read",)
    if len({_seen_as(claim, one) for one in known}) > 1:
        return ("the sentence goes both ways",)
    return tuple(unfit(claim, known[0], evidence, appraisal))[:1]


def _of_its_outcome(claim: Statement, evidence: Reading, line: Line) -> list[Statement]:
    """What a sentence states of the claim's outcome, or of what shows it."""
    if claim.outcome is None:
        return []
    changed = {on_what(claim.outcome.value)} - {claim.outcome.value}
    if not any(one in changed or _may_show(claim, one) for one in outcomes_in(evidence, line.start, line.end)):
        return []
    told = (_mirrored(claim, one, evidence) for one in statements(evidence, line.start, line.end))
    return [one for one in told if _same_outcome(claim, one, evidence)]


def _same_outcome(claim: Statement, told: Statement, evidence: Reading) -> bool:
    if told.outcome is None:
        return False
    if _shows(claim, told.outcome.value):
        return True
    is_denied = told.direction is Direction.NONE and claim.direction is not Direction.NONE
    # A screening test of a few minutes says nothing of each part.
    is_short = _SCREENING.match(evidence.plain, told.outcome.span.start) is not None
    return is_denied and not is_short and _may_show(claim, told.outcome.value)


def _may_show(claim: Statement, outcome: str) -> bool:
    """Whether a finding on an outcome may show what a claim says of its own; of a whole only that nothing changed."""
    return _shows(claim, outcome) or (
        TOLERABILITY not in (claim.outcome_name, outcome) and is_part_of_whole(claim.outcome_name, outcome)
    )


def _shows(claim: Statement, outcome: str) -> bool:
    """Whether a finding on an outcome shows what a claim says of its own."""
    own = claim.outcome_name
    if TOLERABILITY in (own, outcome):
        return own == outcome
    if own == EFFICACY:
        return outcome in SHOWN_BY
    if own == MOOD and outcome in SHOWN_BY and is_of_depression(claim):
        return True
    concept = find(Kind.OUTCOME, own)
    return outcome in directions.shown_by(concept.name if concept else own)


def _seen_as(claim: Statement, told: Statement) -> Direction:
    """The direction as the claim's outcome has it: more remission is less depression."""
    return _turned(claim, told, told.direction)


def _turned(claim: Statement, told: Statement, direction: Direction) -> Direction:
    sides = {directions.good_side(claim.outcome_name), directions.good_side(told.outcome_name)}
    return OPPOSITE.get(direction, direction) if sides == {"lower", "higher"} else direction


def _quoted(evidence: Reading, told: Statement) -> Iterator[str]:
    slots: list[Slot] = [*told.interventions, *((told.outcome,) if told.outcome else ())]
    for start, end in sorted({(one.start, one.end) for one in (*told.direction_words, *(slot.span for slot in slots))}):
        yield f"“{evidence.text[start:end]}”"
