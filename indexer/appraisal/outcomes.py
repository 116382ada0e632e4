"""Which outcomes a study looked at: symptoms, harms, how long they last, and what was measured in blood and brain.

An outcome counts where the title, an aim, a method, a result or a conclusion names it, or names a scale that measures
it; what the introduction speaks of does not. Words that describe the participants (`patients with chronic pain`,
`anxiety disorders`, `a history of psychosis`) or a kind of drug (`opioid receptor antagonist`) name no outcome, except
that suicidality is nearly always both why people are treated and what is measured. Primary is what the authors call so.

The value is the most particular concept named; what it is part of follows from `concepts.narrower`. Outcomes come in
the order of the text, the primary ones first, each with at most three grounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import islice

from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.stems import places
from indexer.appraisal.values import Judgement, Outcome
from indexer.salience import Kind as Told
from indexer.vocabulary import concepts
from indexer.vocabulary.concepts import Kind, Mention

_GROUNDS = 3
_AMBIGUOUS = 3
"""Abbreviations of at most so many letters mean other things too: `SI` units, surgical site infection (SSI)."""

_PEOPLE = (
    r"(?:patients?|inpatients?|outpatients?|subjects?|participants?|individuals?|people|persons?|adults?|"
    r"adolescents?|children|youths?|veterans?|women|men|mothers|survivors?|volunteers|users|cases?|those)"
)
# What stands before words that say who took part, or who could not.
_OF_PEOPLE = re.compile(
    rf"(?:\b{_PEOPLE}(?: \([^()]*\))? (?:with|suffering from|experiencing|presenting with|diagnosed with|reporting|"
    r"who (?:had|have|suffer from)|at (?:high |increased )?risk (?:of|for))|"
    r"\b(?:history of|without|exclud\w+|exclusion of|comorbid|co-morbid|concomitant|diagnos[ie]s of|treatment of|"
    r"ketamine model of|models? of))(?: [\w,-]+){0,4} $"
)
_OF_DRUGS_OR_PEOPLE = re.compile(
    rf"[ -](?:{_PEOPLE}|population|disorders?|syndromes?|clinics?|specialists?|medicine|services?|units?|"
    r"(?:receptor )?(?:ant)?agonists?|(?:receptor )?(?:modulators?|inhibitors?|blockers?|antagonism)|"
    r"stabili[sz]\w+|drugs?|medications?|agents?|hypothesis|surgery|therapy)\b"
)
# What a result was adjusted for, what people had to have, and figures of speech.
_NOT_MEASURED = {
    "cost": re.compile(r"\bat (?:the (?:expense and )?|no |little )$"),
    "antidepressant response": re.compile(
        r"\b(?:levers?|lever-?press(?:ing)?|key|operant|nose-?poke|skin|immune|startle|evoked|survey|questionnaire) $"
    ),
    "weight": re.compile(r"(?:/ ?kg|\bper kg|\bper kilogram|\bkg)(?: of)?[ (]+$|\bper (?:unit )?$|\bideal $"),
}
_COVARIATE = re.compile(
    r"\b(?:adjust\w*|controll?(?:ed|ing)|correct(?:ed|ing)|stratified|match(?:ed|ing)) (?:for|by|on)\b[^.;:]{0,70}$|"
    r"\bcovariates?\b[^.;:]{0,40}$"
)
_ADJUSTING = ("adjust", "control", "correct", "stratified", "match", "covariate")
# A sentence on who could take part.
_ELIGIBILITY = re.compile(
    r"\b(?:were eligible|eligible if|eligibility criteria|(?:inclusion|exclusion) criteria|had to (?:be|have|report)|"
    r"must (?:be|have)|were required to (?:be|have))\b"
)
_ELIGIBILITY_WORDS = frozenset({"eligible", "eligibility", "criteria", "must", "required"})
_PRIMARY_WORDS = ("primary ", "main outcome")
_PRIMARY = re.compile(
    r"(?<!\w)(?:primary (?:\w+ )?(?:outcomes?|end[- ]?points?|measures?|variables?|endpoints?)(?: measures?|"
    r" variables?)?|"
    r"main outcome(?: measure)?s?)"
)
_NAMED_BEFORE = re.compile(r"(?:\bas|\bwas|\bwere|\bis|\bare|\bbeing|\bserved as) (?:the |our |a )?(?:co-)?$")
_NAMED_AFTER = re.compile(
    r" ?(?:\([^()]*\)|\[[^\[\]]*\])? ?(?:was|were|is|are|will be|included?|comprised|of|:|,|\(|-|=)"
)
_LONGEST_PRIMARY = 600
_MOST_PRIMARY = 20
"""Characters of a statement of the primary outcome, and such statements in a record, that are read at most."""
_NO_LONGER = re.compile(r"\bsecondary\b|\bsafety was\b|\btertiary\b|\bexploratory\b|\bkey second")


def outcomes_of(reading: Reading) -> tuple[Judgement[Outcome], ...]:
    """The outcomes the record's own work is about; those called primary first."""
    primary = tuple(islice(_primary_spans(reading), _MOST_PRIMARY))
    found: dict[str, list[tuple[int, int]]] = {}
    chief: set[str] = set()
    settled: set[str] = set()  # further words would add nothing to them
    for name, mention in _named(reading, settled):
        spans = found.setdefault(name, [])
        if any(start <= mention.start < end for start, end in primary):
            if name not in chief:
                spans.insert(0, (mention.start, mention.end))
            chief.add(name)
        elif len(spans) < _GROUNDS:
            spans.append((mention.start, mention.end))
            if len(spans) == _GROUNDS and not primary:
                settled.add(name)
    judged = [
        Judgement(Outcome(name, name in chief), tuple(reading.ground(*span) for span in spans[:_GROUNDS]))
        for name, spans in found.items()
    ]
    return tuple(sorted(judged, key=lambda one: not one.value.primary))


def supported(reading: Reading, mention: Mention) -> bool:
    """Whether a name means what its table says: an abbreviation of two or three capitals only where the record also
    names the concept, or what it measures, in full."""
    concept = mention.concept
    return not _is_ambiguous(reading.text, mention) or not _named_in_full(reading).isdisjoint(
        (concept.name, *concept.broader)
    )


# Outcomes and scales ask for them, name by name.
@lru_cache(maxsize=1)
def _named_in_full(reading: Reading) -> frozenset[str]:
    """The outcomes and scales that the record names otherwise than by two or three letters, and what they measure."""
    return frozenset(
        name
        for kind in (Kind.OUTCOME, Kind.SCALE)
        for mention in reading.named(kind)
        if not _is_ambiguous(reading.text, mention)
        for name in (mention.concept.name, *mention.concept.broader)
    )


def _is_ambiguous(text: str, mention: Mention) -> bool:
    if mention.end - mention.start > _AMBIGUOUS + 1:
        return False
    word = text[mention.start : mention.end].removesuffix("s")
    return len(word) <= _AMBIGUOUS and word.isupper()


def _named(reading: Reading, settled: AbstractSet[str]) -> Iterator[tuple[str, Mention]]:
    """Each outcome with the words that count for it, in the order of the text, until it is settled."""
    both = (*reading.named(Kind.OUTCOME), *reading.named(Kind.SCALE))
    asked = _eligibility(reading)
    for mention in sorted(both, key=lambda one: one.start):
        if mention.concept.name in settled:
            continue
        line = reading.line_at(mention.start)
        if line is None or line.kind is Told.BACKGROUND or line.start in asked or not supported(reading, mention):
            continue
        if mention.concept.kind is Kind.SCALE:
            for name in mention.concept.broader:
                yield name, mention
        elif _is_measured(reading.plain, line, mention):
            yield mention.concept.name, mention


def _eligibility(reading: Reading) -> frozenset[int]:
    """Where the sentences begin that say who could take part."""
    plain = reading.plain
    if _ELIGIBILITY_WORDS.isdisjoint(reading.vocabulary) and "had to" not in plain:
        return frozenset()
    return frozenset(
        line.start
        for line in reading.lines
        if line.kind in (Told.METHOD, Told.UNKNOWN) and _ELIGIBILITY.search(plain, line.start, line.end)
    )


def _is_measured(plain: str, line: Line, mention: Mention) -> bool:
    before = plain[max(line.start, mention.start - 80) : mention.start]
    if mention.concept.name in concepts.narrower(Kind.OUTCOME, "suicidality"):
        return not before.endswith(("history of ", "without "))
    other = _NOT_MEASURED.get(mention.concept.name)
    if (other and other.search(before)) or (any(map(before.__contains__, _ADJUSTING)) and _COVARIATE.search(before)):
        return False
    return not (_OF_DRUGS_OR_PEOPLE.match(plain, mention.end) or _OF_PEOPLE.search(before))


def _primary_spans(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where the text says what the primary outcome is: `Depression score was the primary outcome`, or `The primary
    outcome was …` up to the secondary ones."""
    plain, done = reading.plain, 0
    for place in sorted(place for word in _PRIMARY_WORDS for place in places(plain, word)):
        match = _PRIMARY.match(plain, place) if place >= done else None
        line = reading.line_at(place) if match else None
        if match is None or line is None:
            continue
        done = match.end()
        if _NAMED_BEFORE.search(plain, max(line.start, match.start() - 20), match.start()):
            yield line.start, match.start()
        elif linked := _NAMED_AFTER.match(plain, match.end(), line.end):
            last = min(line.end, linked.end() + _LONGEST_PRIMARY)
            stop = _NO_LONGER.search(plain, linked.end(), last)
            yield match.end(), stop.start() if stop else last
