"""The outcomes and the illnesses that a clause names.

An outcome is named by its own name, by a scale that measures it, or by an illness that is said to get better or worse
(`relieves depression`, `effective in patients with PTSD`). What only says who was studied is no outcome. A bare
`depression` that is the outcome is no illness beside it.

Imports `appraisal` and `vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from indexer.appraisal.reading import Reading
from indexer.checking.clauses import Clause, within
from indexer.checking.course import TOLERABILITY
from indexer.checking.joins import CHANGING, WORKING, WORKS_IN, is_population, without_names
from indexer.checking.values import Slot, Span
from indexer.vocabulary.concepts import Concept, Kind, Mention, find, mentions

# Illnesses whose bare name is but the word for their symptoms: `relieves depression` tells nothing of who was treated.
_GENERAL = frozenset({"depression", "anxiety", "suicidality", "pain", "headache", "insomnia", "mania", "psychosis"})
_SYMPTOMS = {
    "depression": "depressive symptoms",
    "anxiety": "anxiety symptoms",
    "post-traumatic stress disorder": "PTSD symptoms",
    "obsessive-compulsive disorder": "obsessive-compulsive symptoms",
    "suicidality": "suicidality",
    "pain": "pain",
    "headache": "headache",
    "mania": "mania",
    "psychosis": "psychotic symptoms",
    "alcohol use disorder": "alcohol use",
    "substance use disorder": "substance use",
    "catatonia": "catatonic symptoms",
    "insomnia": "sleep",
}
_HARMS = "adverse events"
_LENGTH = "duration of effect"
_FALLS = "falls"
_TOLERATED = re.compile(r"\b(?:well[- ]tolerated|tolerable|safe(?:ly)?|safety|tolerability)\b")
_SAFE = re.compile(
    r"\b(?:safe|tolerable|safely(?= (?:used|given|administered|tolerated)))\b(?! and (?:\w+ )?well[- ]tolerated)"
)
# Of a scale only an item is meant, or it is but what something else was measured with.
_ITEM_BEFORE = re.compile(r"\b(?:parts?|items?|subscales?|component)(?: \w+)? (?:of|from|on) (?:the )?$")
_ITEM_AFTER = re.compile(r"^[- ]*\(?(?:items?|subscales?|si\b|suicid|anxiety|factor)")
_MEASURED_BY = re.compile(r"(?:\(|\b(?:measured|assessed|evaluated|rated|using|by|on|per|according))[^;]{0,50}$")
_OF_SUICIDALITY = re.compile(r" (?:rates? )?(?:from|of|in) (?:\w+ )?(?:suicid|si\b|ptsd|pain|anxiety|obsess|alcohol)")
_SUICIDAL = re.compile(r"(?:\bsi|suicid\w+|ideation|ptsd|anxiety|pain|ocd|alcohol)(?: symptoms?)? (?:\w+ )?$")
# `Suicide item`, `suicide and depression scores`: of thoughts or of a scale, not of deaths.
_NO_DEATH = re.compile(
    r"^(?:[ -](?:item|scale|scores?|probability|ideation|risk|severity|subscale|thoughts?|attempts?|related|"
    r"prevention|crisis)|[ -](?:and|or) \w+ (?:scores?|scales?|symptoms|ratings?))\b"
)
_NEAR = 60
# What may stand between a word of direction and the illness that is its object.
_RATE = r"(?:incidence|prevalence|risk|rates?|occurrence|onset|development|scores?)"
_OBJECT = re.compile(
    r"^(?:s|es|ed|ing)?(?:,? (?:of|in|for|on|with|against|the|their|his|her|overall|total|severe|chronic|both|acute|"
    r"elderly|older|adolescent|severely|chronically|non-psychotic|psychotic|anxious|recurrent|persistent|comorbid|"
    r"stubborn|hard-to-treat|difficult-to-treat|"
    r"and|also|symptoms of|severity of|patients'?|(?:treatment|therapy|management|relief|control) of|treating|managing|"
    r"(?:as (?:a |an )?)?(?:(?:add-on|augmentation|adjunctive|alternative|acute|rescue|maintenance|novel|"
    r"new|first-line) )?"
    r"(?:treatment|therapy|medication|medicine|drug|intervention|option|strategy|agent|approach|"
    r"alternative)s?(?: option)? for|"
    rf"to (?:develop|have|suffer(?: from)?|get|experience|report)|develop|(?:the )?{_RATE} of))*[ ]*$"
)
# `Relief from depression`.
_FREEING = ("relief", "recovery", "recover", "recovers", "recovered")
# A list of objects without their names; what stands behind a name has two spaces before it.
_LIST = re.compile(
    r"(?: (?:of|in|for|the|both|against|overall|total|severity of|symptoms of))* *"
    r"(?:[ ,]|and\b|or\b|both\b|symptoms?\b|scores?\b|severity\b|levels?\b)*"
)
# What sets a treatment beside another, of which the name is taken out: `works better than for depression`.
_BESIDE = re.compile(r"(?: (?:better|as well|as good))? (?:than|as|to)(?= (?:for|in|at)\b)")
# `Suicidal ideation in the context of MDD improved`: the illness says in whom.
_OF_WHOM = re.compile(r"\b(?:in|with|context of|for|among|during|from) (?:the |severe |chronic )?$")
# Words that an illness may be the subject of without `was`.
_FELL = frozenset({"improved", "decreased", "declined", "worsened", "increased", "resolved", "improves", "worsens"})
_IS = re.compile(
    r"(?: |was|were|is|are|has|had|have|been|be|being|significantly|rapidly|also|markedly|scores?|symptoms?|severity|"
    r"levels?|ratings?)*"
)


def named_outcomes(reading: Reading, clause: Clause) -> Mapping[str, Sequence[Slot]]:
    """The outcomes of a clause by their names in the table, each with the places that name it."""
    found: dict[str, list[Slot]] = {}
    illnesses = within(reading.named(Kind.CONDITION), clause.start, clause.end)
    taken: list[Mention] = []
    for one in _by_name(reading, clause):
        taken.append(one)
        slot = Slot(_own_name(clause.plain, one), Span(one.start, one.end))
        is_illness = any(other.start <= one.start and one.end < other.end for other in illnesses)
        if not (is_illness or is_population(clause, slot.span) or _is_of_another(clause, one)):
            found.setdefault(slot.value, []).append(slot)
    for one in within(reading.named(Kind.SCALE), clause.start, clause.end):
        if not _is_instrument(clause, one, found):
            for name in one.concept.broader:
                found.setdefault(name, []).append(Slot(name, Span(one.start, one.end)))
    drugs = within(reading.drugs, clause.start, clause.end)
    for one in illnesses:
        is_named = any(other.start <= one.start and one.end <= other.end for other in taken)
        symptom = symptom_of(one.concept)
        if symptom is not None and not is_named and _is_object(clause, one, drugs):
            found.setdefault(symptom, []).append(Slot(symptom, Span(one.start, one.end)))
    return found


def named_conditions(reading: Reading, clause: Clause, outcomes: Sequence[Slot]) -> Iterator[Slot]:
    """The illnesses named in a clause; a bare `depression` that is itself one of the `outcomes` is none."""
    for one in within(reading.named(Kind.CONDITION), clause.start, clause.end):
        is_outcome = any(slot.span.start < one.end and one.start < slot.span.end for slot in outcomes)
        if not (is_outcome and one.concept.name in _GENERAL):
            yield Slot(one.concept.name, Span(one.start, one.end))


def _by_name(reading: Reading, clause: Clause) -> Iterator[Mention]:
    """The mentions of outcomes, and `safe`, which is the adjective of one."""
    listed = within(reading.named(Kind.OUTCOME), clause.start, clause.end)
    for one in listed:
        if one.concept.name == _FALLS and any(other.end + 1 == one.start for other in listed):
            continue  # `opioid consumption falls`
        if reading.plain.startswith("-like", one.end):  # `reduces depression` of `reduces depression-like behaviour`
            cut = reading.plain.rfind(" ", one.start, one.end) + 1
            for other in mentions(reading.text[cut : one.end + _NEAR]):
                if other.concept.kind is Kind.OUTCOME and other.start == 0:
                    yield Mention(other.concept, other.start + cut, other.end + cut)
        else:
            yield one
            if one.concept.name == _LENGTH:  # `a sustained antidepressant effect` is an antidepressant effect
                cut = reading.plain.find(" ", one.start, one.end) + 1
                yield from (
                    Mention(other.concept, other.start + cut, other.end + cut)
                    for other in mentions(reading.text[cut : one.end])
                    if other.concept.kind is Kind.OUTCOME and cut > one.start and other.concept.name != _LENGTH
                )
    harms = find(Kind.OUTCOME, _HARMS)
    if harms is not None:
        yield from (Mention(harms, *one.span()) for one in _SAFE.finditer(reading.plain, clause.start, clause.end))


def _is_of_another(clause: Clause, one: Mention) -> bool:
    """Whether a remission or response is one from something else than depression: `remission of suicidal ideation`."""
    if one.concept.name == "suicide" and _NO_DEATH.search(clause.plain[one.end : one.end + 30]):
        return True
    if one.concept.name not in ("remission", "antidepressant response"):
        return False
    before, after = clause.before(one.start, 40), clause.plain[one.end : one.end + 40]
    return bool(_OF_SUICIDALITY.match(after) or _SUICIDAL.search(before))


def _own_name(plain: str, mention: Mention) -> str:
    is_tolerated = _TOLERATED.fullmatch(plain, mention.start, mention.end) is not None
    return TOLERABILITY if is_tolerated and mention.concept.name == _HARMS else mention.concept.name


def _is_instrument(clause: Clause, scale: Mention, found: Mapping[str, Sequence[Slot]]) -> bool:
    """Whether a scale is but what another named outcome was measured with, or only one item of it is meant."""
    plain = clause.plain
    if _ITEM_BEFORE.search(clause.before(scale.start, _NEAR)) or _ITEM_AFTER.match(plain[scale.end : scale.end + 20]):
        return True
    nearby = [one for some in found.values() for one in some if 0 <= scale.start - one.span.end <= _NEAR]
    return any(_MEASURED_BY.search(plain[one.span.end : scale.start]) for one in nearby)


def _is_object(clause: Clause, condition: Mention, drugs: Sequence[Mention]) -> bool:
    """Whether an illness is what is said to get better or worse: `relieves depression`, `depression was reduced`,
    `effective in patients with depression`."""
    for cue in clause.cues:
        works = clause.word(cue) in WORKING
        if cue.end <= condition.start and cue.meaning not in ("holds", "occurs"):
            between = _without_drugs(clause.plain, cue.end, condition.start, drugs)
            if works and WORKS_IN.match(between):
                return True
            if cue.meaning in CHANGING and _is_listed(clause, cue.end, condition.start):
                return True
            if clause.word(cue).endswith(_FREEING):
                between = between.removeprefix(" from")
            if _OBJECT.match(between):
                return works or not between.strip().endswith(("in", "with"))
        aside = clause.plain[condition.end : cue.start]
        if cue.start >= condition.end and _IS.fullmatch(aside) and (len(aside) > 1 or clause.word(cue) in _FELL):
            is_subject = _OF_WHOM.search(clause.before(condition.start, 40)) is None
            return is_subject and not is_population(clause, Span(condition.start, condition.end))
    return False


def _is_listed(clause: Clause, start: int, end: int) -> bool:
    """Whether nothing but other names of a list stands before an illness: `reduced anxiety, pain, and depression`."""
    names = [name for name in clause.names if start <= name.start and name.end <= end]
    return bool(names) and _LIST.fullmatch(without_names(clause, start, end)) is not None


def _without_drugs(plain: str, start: int, end: int, drugs: Sequence[Mention]) -> str:
    """`plain[start:end]` without the drugs in it: `as effective as ECT for depression`, `superior to placebo in …`."""
    text, place = "", start
    for one in drugs:
        if start <= one.start and one.end <= end and one.start >= place:
            text, place = text + plain[place : one.start].removesuffix(" "), one.end
    return _BESIDE.sub("", text + plain[place:end])


def symptom_of(condition: Concept) -> str | None:
    """The outcome by which an illness is followed: that of the first of its broader concepts that has one."""
    names = [condition.name]
    for name in names:
        if name in _SYMPTOMS:
            return _SYMPTOMS[name]
        concept = find(Kind.CONDITION, name)
        names += [one for one in (concept.broader if concept else ()) if one not in names]
    return None
