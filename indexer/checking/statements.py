"""What a sentence says, clause by clause: which intervention does what to which outcome.

The same reading serves claims and evidence, so that like is set beside like. A clause may say several things (two
outcomes are two statements). Which way an outcome goes is read by `course`, whose doing it is by `agents`; what does
not fit has the direction `UNKNOWN`: overlap of words is no statement.

Imports `appraisal` and `vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from indexer.appraisal.reading import Reading
from indexer.checking.acted_on import USE, effect_of, is_use, named_effect
from indexer.checking.agents import CONTROLS, TREATING, Agents, agents
from indexer.checking.clauses import FINITE, Clause, clauses, within
from indexer.checking.course import Course, direction_of, says_no_way
from indexer.checking.efficacy import EFFICACY, efficacy_of, is_of_two
from indexer.checking.illnesses import symptom_of
from indexer.checking.named_outcomes import named_conditions, named_outcomes
from indexer.checking.once import once
from indexer.checking.two_figures import amounts_of, more_by_ratio, of_two
from indexer.checking.values import OPPOSITE, Certainty, Direction, Purpose, Slot, Span, Statement
from indexer.vocabulary.concepts import Kind, Mention
from indexer.vocabulary.tables import active

_MAY = re.compile(
    r"\b(?:may|might|could|can|potential(?:ly)?|possib\w+|suggest\w*|appears?|seems?|likely|tend(?:s|ed)? to|promising|"
    r"preliminary|often|some|sometimes|usually|typically|many)\b"
)
_ABSOLUTE = re.compile(
    r"\b(?:always|never|all patients|every patient|everyone|ensures?|ensuring|guarantee\w*|cures?|cured|completely|"
    r"eliminates?|eliminating|eradicat\w*|proven|no (?:side effects?|adverse effects?|risks?|harms?)|risk-free|"
    r"entirely|invariably|without (?:exception|side effects?|any risk|risks?)|prevents? (?:dependenc\w+|addiction)|"
    r"definitively|certain(?:ly)?|undoubtedly|unquestionabl\w+|indisputabl\w+|beyond (?:any |a |all "
    r")?doubt|100 ?%|permanent(?:ly)?|only (?:treatment|option)|completely safe|perfectly)\b"
)
_PREVENTION = re.compile(
    r"\b(?:prevent\w*|avert\w*|forestall\w*|(?:head|fend)(?:s|ed|ing)? off|prophyla\w+|risk of developing|"
    r"incidence|prevalence|"
    r"(?:onset|occurrence|rates?|risks?|odds|chances?|likelihood) of|"
    r"likely to (?:develop|get|suffer|have)|new-onset|protect\w* (?:(?!and\b)[\w-]+ ){0,8}?(?:against|"
    r"from)|wards? off|staves? off|episodes|"
    r"keeps? (?:\w+ ){0,2}from (?:getting|becoming))\b"
)
# Given at an operation, for how its patients fare afterwards.
_GIVEN_AT = re.compile(
    r"\b(?:(?:intra|peri|pre)-?operative(?:ly)?|intra-?partum|peri-?partum (?:use|admin\w+|esketamine|ketamine)|"
    r"(?:at|during|around|before) (?:(?:an?|the|their|her|elective|planned|emergency) ){0,2}(?:c-sections?|"
    r"c(?:a)?esare?an(?: sections?| deliver(?:y|ies)| births?)?|deliver(?:y|ies)|labou?r|childbirth|surger(?:y|ies)|"
    r"operations?|an(?:a)?esthesia))\b"
)
_ASSOCIATION = re.compile(r"\b(?:associated with|association|linked to|correlat\w+|related to)\b")
_GIVEN = r"(?:infusions?|doses?|dosing|treatments?|sessions?|administrations?|ketamine|esketamine|injections?)"
_REPEATED = re.compile(
    r"\b(?:repeated|serial|twice[- ]weekly|maintenance|(?:multiple|several|six|four|eight|weekly|subsequent|series of)"
    rf"(?: \w+){{0,2}} {_GIVEN}|(?:after|following|receiv\w+|given|over) (?:two|three|five|seven|ten|twelve) (?:\w+ )?"
    r"(?:infusions|doses|treatments|sessions|administrations|injections))\b"
)
_SINGLE = re.compile(rf"\b(?:single|one|a single)(?:[- ]dose| \w+)? ?{_GIVEN}\b")
_ABOUT = {
    "animal": re.compile(r"\b(?:rats?|mice|mouse|rodents?|animals?|animal models?|monkeys?|preclinical|murine)\b"),
    "human": re.compile(
        r"\b(?:patients?|people|adults?|humans?|participants?|individuals?|men|women|mothers?|volunteers?|persons?)\b"
    ),
}
# A clause that sets groups of patients side by side: what follows (`…, with longer time to relapse`) is said of them.
_OF_GROUPS = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\.?|and) (?:in )?(?:those|patients|participants|individuals|"
    r"non-?responders|non-anxious|healthy)\b"
)
# `Plus an oral antidepressant`.
_OF_ANOTHER = re.compile(r" (?:antidepressants?|ads?|oads?|medications?|ssris?|snris?|morphine|opioids?)\b")
# There were none whatever was given.
NO_CASES = re.compile(r"\b(?:no|zero) (?:\w+ )?(?:cases?|instances?|episodes?|reports?) of\b")
_THIS = re.compile(r"(?:this|which|these|that) (?:was|were|is|are|may|might|could|can|did|had|has|also)\b")
_OF_USERS = (" use disorder", "drug users")
# Outcomes that are an illness or a state of it, where `incidence` and `prevent` make another thing of it: it is kept
# from coming. Of events (relapse, an attempt, delirium) and harms they say no more than `fewer`.
TREATED = frozenset(
    {"depressive symptoms", "PTSD symptoms", "anxiety symptoms", "psychotic symptoms", "mania",
     "anhedonia", "alcohol use", "substance use", "suicidal ideation", "suicidality",
     "obsessive-compulsive symptoms", "eating disorder symptoms", "craving", "pain", "headache",
     "dependence", "negative symptoms", "hopelessness", "cognition", "memory"}
)  # fmt: skip


def statements(reading: Reading, start: int, end: int) -> tuple[Statement, ...]:
    """What `reading.text[start:end]`, a sentence, says; spans are into `reading.text`. Claims of a draft meet the same
    sentences again."""
    return _statements(reading, start, end, active().fingerprint)


def outcomes_in(reading: Reading, start: int, end: int) -> frozenset[str]:
    """The outcomes that `statements` of a sentence can be of; an effect of a drug on one by that one. Which way they go
    is not read: most sentences that a claim is set beside are on others than its own."""
    return _outcomes_in(reading, start, end, active().fingerprint)


@once
def _outcomes_in(reading: Reading, start: int, end: int, tables: str) -> frozenset[str]:
    found: set[str] = set()
    for one in _parts(reading, start, end, tables):
        found.update(one.outcomes or {EFFICACY, *_symptoms(reading, one.clause)})
    return frozenset(found)


class _Part(NamedTuple):
    """A clause with the outcomes that it names, each with its places."""

    clause: Clause
    outcomes: Mapping[str, Sequence[Slot]]


@once
def _parts(reading: Reading, start: int, end: int, _tables: str) -> tuple[_Part, ...]:
    return tuple(_Part(clause, named_outcomes(reading, clause)) for clause in clauses(reading, start, end))


@once
def _statements(reading: Reading, start: int, end: int, tables: str) -> tuple[Statement, ...]:
    found: list[Statement] = []
    carried: tuple[Slot, ...] = ()
    parts = _parts(reading, start, end, tables)
    for part in parts:
        clause = part.clause
        drugs = _given(reading, clause)
        told = list(_of_part(reading, part, drugs, carried))
        is_bare = told and FINITE.search(clause.plain, clause.start, clause.end) is None
        if is_bare and any(says_no_way(one.clause) for one in parts):
            # `…, pain being associated with anxiety, and a poorer quality of life`
            told = [replace(one, direction=Direction.UNKNOWN) for one in told]
        found += told
        if _OF_GROUPS.search(clause.plain, clause.start, clause.end):
            carried = ()
        elif told:
            carried = next((one.interventions for one in reversed(told) if one.interventions), carried)
        else:
            carried = tuple(map(_slot, drugs)) or carried
    return tuple(found)


def _symptoms(reading: Reading, clause: Clause) -> frozenset[str]:
    """The outcomes by which the illnesses that a clause names are followed."""
    named = within(reading.named(Kind.CONDITION), clause.start, clause.end)
    return frozenset(symptom for one in named if (symptom := symptom_of(one.concept)) is not None)


def _given(reading: Reading, clause: Clause) -> list[Mention]:
    """The drugs of a clause, without those that only name what was measured: the morphine of `morphine consumption`."""
    drugs = within(reading.drugs, clause.start, clause.end)
    measured = within(reading.named(Kind.OUTCOME), clause.start, clause.end)
    return [
        one
        for one in drugs
        if one.concept.name in TREATING or not any(each.start <= one.start and one.end <= each.end for each in measured)
    ]


def _of_part(reading: Reading, part: _Part, drugs: Sequence[Mention], carried: tuple[Slot, ...]) -> Iterator[Statement]:
    clause, outcomes = part
    conditions = tuple(named_conditions(reading, clause, [one for some in outcomes.values() for one in some]))
    said = _Said(reading, clause, conditions, carried)
    if not outcomes and drugs and (works := efficacy_of(clause, _symptoms(reading, clause))):
        yield _statement(said, drugs, works)
    for mentioned in outcomes.values():
        changed = effect_of(clause, drugs, mentioned[0])
        named = mentioned if changed is None else [named_effect(mentioned[0], changed)]
        yield _statement(said, [one for one in drugs if one is not changed], _course(clause, named))


class _Said(NamedTuple):
    """A clause, the conditions that it names, and the drugs that the clause before spoke of."""

    reading: Reading
    clause: Clause
    conditions: tuple[Slot, ...]
    carried: tuple[Slot, ...]


def _statement(said: _Said, drugs: Sequence[Mention], read: tuple[Slot, Course]) -> Statement:
    """What a clause says of an outcome of which the direction was read, by whose doing among `drugs`."""
    reading, clause, (outcome, (direction, words)) = said.reading, said.clause, read
    plain, start, end = clause.plain, clause.start, clause.end
    # `No sign that ketamine lengthened …`: the drug stands before what is said to happen, not before its denial.
    said_by = {one.start for one in clause.cues}
    begins = [word.start for word in words if word.start in said_by] or [word.start for word in words]
    reach = Span(min([outcome.span.start, *begins]), outcome.span.end)
    acting = agents(clause, drugs, reach)
    occurs = any(
        one.meaning in ("occurs", "holds") and one.start in {word.start for word in words} for one in clause.cues
    )
    if (direction is Direction.UNKNOWN or occurs) and (figures := of_two(clause, drugs, outcome)):
        direction, words = figures.direction, figures.words
        acting = Agents((figures.first,), figures.against)
    elif occurs and any(one.concept.name in CONTROLS for one in acting.drugs):
        # `Nausea was reported by 24% on ketamine and 7% on placebo`; where it is the other way round, or not told,
        # nothing is said of the treatment.
        amounts = amounts_of(clause, drugs, outcome)
        direction = Direction.HIGHER if amounts and amounts.one > amounts.two else Direction.UNKNOWN
        acting = Agents((amounts.first,), amounts.against) if amounts else acting
    elif direction is Direction.UNKNOWN and (more := more_by_ratio(clause, outcome)):
        direction, words = Direction.HIGHER, more
    alone = direction is Direction.NONE and not acting.against and is_of_two(clause, words)
    nobody = not drugs and any(NO_CASES.match(plain, word.start, word.end) for word in words)
    if clause.insignificant and direction in OPPOSITE:
        direction, words = Direction.NONE, (*words, clause.insignificant)
    elif clause.is_taken_back:
        direction = Direction.UNKNOWN
    if not (acting.is_sure or nobody) or alone:
        direction = Direction.UNKNOWN
    before = () if drugs or _THIS.match(plain, start) else said.carried
    uses = any(is_use(clause, one) for one in acting.drugs)
    return Statement(
        interventions=tuple(_taken(clause, one) for one in acting.drugs) or before,
        outcome=outcome,
        direction=direction,
        direction_words=words,
        against=tuple(map(_slot, acting.against)),
        conditions=_but_for_use(said.conditions) if uses else said.conditions,
        species=tuple(_species(plain, start, end)),
        routes=tuple(
            _slot(one) for one in within(reading.named(Kind.ROUTE), start, end) if not _OF_ANOTHER.match(plain, one.end)
        ),
        repeated=is_repeated(plain, start, end),
        purpose=_purpose(clause, outcome, words),
        certainty=certainty_of(plain, start, end),
        clause=Span(start, end),
    )


def _course(clause: Clause, mentioned: Sequence[Slot]) -> tuple[Slot, Course]:
    """Which way an outcome goes that a clause names once or several times; unknown where it goes two ways."""
    read = [(one, direction_of(clause, one)) for one in mentioned]
    known = [one for one in read if one[1][0] is not Direction.UNKNOWN]
    if len({direction for _, (direction, _) in known}) == 1:
        # `In the forced swim test, it reduced immobility`: what a verb governs tells more than where it was seen.
        return next((one for one in known if one[1][1][0].start < one[0].span.start), known[0])
    outcome, (_, words) = read[0]
    return outcome, (Direction.UNKNOWN, words if not known else ())


def _slot(mention: Mention) -> Slot:
    return Slot(mention.concept.name, Span(mention.start, mention.end))


def _but_for_use(conditions: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The conditions of those of whom it is said already that they use a drug."""
    return tuple(one for one in conditions if not one.value.endswith(_OF_USERS))


def _taken(clause: Clause, mention: Mention) -> Slot:
    """A drug as it was taken: what people use of their own accord is another thing than what they are given."""
    slot = _slot(mention)
    return Slot(f"{slot.value}{USE}", slot.span) if is_use(clause, mention) else slot


def _species(plain: str, start: int, end: int) -> Iterator[Slot]:
    for name, pattern in _ABOUT.items():
        if match := pattern.search(plain, start, end):
            yield Slot(name, Span(*match.span()))


def is_repeated(plain: str, start: int, end: int) -> bool | None:
    """Whether a stretch of plain text speaks of several doses; None if it says neither that nor one."""
    if _REPEATED.search(plain, start, end):
        return True
    return False if _SINGLE.search(plain, start, end) else None


def _purpose(clause: Clause, outcome: Slot, words: tuple[Span, ...]) -> Purpose:
    if outcome.value in TREATED and _PREVENTION.search(clause.plain, clause.start, clause.end):
        return Purpose.PREVENTION
    if outcome.value == "depressive symptoms" and _GIVEN_AT.search(clause.plain, clause.start, clause.end):
        return Purpose.PREVENTION
    if not words and _ASSOCIATION.search(clause.plain, clause.start, clause.end):
        return Purpose.ASSOCIATION
    return Purpose.TREATMENT


def certainty_of(plain: str, start: int, end: int) -> Certainty:
    """How surely a stretch of plain text speaks."""
    if _ABSOLUTE.search(plain, start, end):
        return Certainty.ABSOLUTE
    return Certainty.MAY if _MAY.search(plain, start, end) else Certainty.STATED
