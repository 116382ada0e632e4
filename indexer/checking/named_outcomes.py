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
from indexer.checking.illnesses import is_object, symptom_of, symptoms_of_one
from indexer.checking.joins import is_population
from indexer.checking.values import Slot, Span
from indexer.vocabulary.concepts import Kind, Mention, find, mentions

# Illnesses whose bare name is but the word for their symptoms: `relieves depression` tells nothing of who was treated.
GENERAL = frozenset({"depression", "anxiety", "suicidality", "pain", "headache", "insomnia", "mania", "psychosis"})
HARMS = "adverse events"
_LENGTH = "duration of effect"
_FALLS = "falls"
_TOLERATED = re.compile(r"\b(?:well[- ]tolerated|tolerable|safe(?:ly)?|safety|tolerability)\b")
_SAFE = re.compile(
    r"\b(?:safe|tolerable|safely(?= (?:used|given|administered|tolerated)))\b(?! and (?:\w+ )?well[- ]tolerated)"
)
_HARMS_IT = re.compile(r"harms (?:the|your|their|people|users|patients)\b")
_NOUN_BEFORE = re.compile(r"(?:^|\b(?:of|for|more|fewer|any|no|and|or|in|from|by|with|patient|the) |, )$")
_PROCEDURES = frozenset({"sedation", "intubation", "anaesthetic effect"})
_FOR_PROCEDURE = re.compile(
    r"\b(?:after|for|during|undergoing|following|before|procedural|emergency|"
    r"requiring) (?:\w+ )?$"
)
_BAD_MOOD = re.compile(r"\b(?:dysphoric|depressed|low|negative|sad|irritable|anxious) $")
_RETURN_TO = re.compile(r"\b(?:relapses?|relapsed|relapsing|return|returned) to (?:\w+ )?$")
_OF_SURVEY = re.compile(r"\b(?:survey|questionnaire|clinics|clinicians|centers|centres|respondents)\b")
# `Rose after` alcohol intake: when, and not what.
_TAKING = re.compile(r"\b(?:intake|consumption|use|drinking)$")
_WHEN = re.compile(r"\b(?:after|following|during|before|prior to|upon) (?:\w+ )?$")
# `Addressing` sleep disturbances `could enhance …`.
_ADDRESSING = re.compile(
    r"\b(?:addressing|targeting|managing|monitoring|tackling|assessing|"
    r"measuring) (?:[\w-]+ ){0,2}$"
)
_TEAS = ("ayahuasca", "hoasca", "mushroom", "a ", "the ")
# `Antidepressant and anxiolytic effects`.
_AND_MORE = re.compile(
    r"\b(?P<named>anti-?depress(?:ant|ive)),? (?:and|or|&|/|but also|but not)(?: the)? (?:[\w-]+ly )?(?:anti-?\w+|"
    r"anxiolytic|pro-?\w+|analgesic|"
    r"psychedelic|dissociative) (?:effects?|responses?|actions?|efficacy|properties|benefits?|activity)\b"
)
# `A greater proportion of patients responded to ketamine`; who `had not responded` before is somebody else.
_RESPONDED = re.compile(
    r"\b(?:(?:patients|participants|subjects|people|individuals|adults|adolescents|women|men|veterans|"
    r"they)(?: with(?: (?!who\b|did\b|not\b)[\w-]+){1,4}?| (?:in|on|receiving|given|treated with)(?: (?!who\b|"
    r"not\b)[\w-]+){1,8}?)?(?: \w+ly| also| often| can| may| do)?|likely to) (?P<verb>respond(?:ed|"
    r"s)?)\b(?! (?:poorly|partially|less|only|worse|badly|late|rarely|more|better|slowly|weakly|to (?:the |our |"
    r"an? )?(?:\w+ )?(?:survey|questionnaire|request)))"
)
# An organ is an outcome where something is said to harm it, and only there.
_ORGAN = re.compile(
    r"\b(?:damag|harm|injur|wreck|ruin|hurt|destroy|scar|toxic (?:to|for)|bad for|hard on|inflam)\w*"
    r" (?:(?:the|your|their|people's|users'|patients'|human|lining of the) ){0,2}"
    r"(?:(?:bladder|liver|kidneys?|brain|bile ducts?)(?:,? (?:and|or) (?:the )?)?){0,2}?"
    r"(?P<organ>bladder|liver|kidneys?|brain|bile ducts?)\b"
)
_HARM_OF = {"bladder": "urinary symptoms", "liver": "liver injury", "bile duct": "liver injury",
            "bile ducts": "liver injury", "kidney": "kidney injury", "kidneys": "kidney injury",
            "brain": "neurotoxicity"}  # fmt: skip
# Of a scale only an item is meant, or it is but what something else was measured with.
_ITEM_BEFORE = re.compile(r"\b(?:parts?|items?|subscales?|component)(?: \w+)? (?:of|from|on) (?:the )?$")
_ITEM_AFTER = re.compile(r"^[- ]*\(?(?:items?|subscales?|si\b|suicid|anxiety|factor)")
_MEASURED_BY = re.compile(r"(?:\(|\b(?:measured|assessed|evaluated|rated|using|by|on|per|according))[^;]{0,50}$")
_OF_SUICIDALITY = re.compile(r" (?:rates? )?(?:from|of|in) (?:\w+ )?(?:suicid|si\b|ptsd|pain|anxiety|obsess|alcohol)")
_ITSELF = re.compile(r"anti-?depress|depress")
_SUICIDAL = re.compile(
    r"(?:\bsi|functional|diagnostic|suicid\w+|ideation|ptsd|anxiety|pain|ocd|alcohol)(?: symptoms?)? (?:\w+ )?$"
)
# `Suicide item`, `suicide and depression scores`: of thoughts or of a scale, not of deaths.
_NO_DEATH = re.compile(
    r"^(?:[ -](?:item|scale|scores?|probability|ideation|risk|severity|subscales?|thoughts?|attempts?|related|"
    r"prevention|crisis)|[ -](?:and|or) \w+ (?:scores?|scales?|symptoms|ratings?))\b"
)
_NEAR = 60
_WHO_HAVE = re.compile(
    r"\b(?:people|patients|adults|those|individuals|veterans|women|men|participants) (?:with|who have|suffering from) "
    r"(?:\w+ )?$"
)
_WORKING_ON = re.compile(
    r"(?:in [\w -]{3,30}, )?(?:block|inhibit|activat|stimulat|antagoni[sz]|knock(?:ing)? out|delet)\w*ing "
    r"(?:the )?(?:[\w-]+ )?"
)
_WITH_WHAT = re.compile(r"s?(?: receptors?| signall?ing)? (?:with|by|using) ")


def named_outcomes(reading: Reading, clause: Clause) -> Mapping[str, Sequence[Slot]]:
    """The outcomes of a clause by their names in the table, each with the places that name it."""
    found: dict[str, list[Slot]] = {}
    illnesses = within(reading.named(Kind.CONDITION), clause.start, clause.end)
    taken: list[Mention] = []
    for one in _by_name(reading, clause):
        slot = Slot(_own_name(clause.plain, one), Span(one.start, one.end))
        is_illness = any(other.start <= one.start and one.end < other.end for other in illnesses)
        is_whom = is_population(clause, slot.span)
        if not is_whom:  # `helps people with anxiety`: it is whom it helps, and may be what it helps with
            taken.append(one)
        if not (is_illness or is_whom or is_means(clause.plain, one, clause.start) or _is_of_another(clause, one)):
            found.setdefault(slot.value, []).append(slot)
    for one in within(reading.named(Kind.SCALE), clause.start, clause.end):
        if not _is_instrument(clause, one, found):
            for name in one.concept.broader:
                found.setdefault(name, []).append(Slot(name, Span(one.start, one.end)))
    drugs = within(reading.drugs, clause.start, clause.end)
    for one in illnesses:
        is_named = any(other.start <= one.start and one.end <= other.end for other in taken)
        symptom = symptom_of(one.concept)
        if symptom is not None and not is_named and is_object(clause, one, drugs):
            found.setdefault(symptom, []).append(Slot(symptom, Span(one.start, one.end)))
    if not found:
        found.update(symptoms_of_one(clause, illnesses))
    return found


def named_conditions(reading: Reading, clause: Clause, outcomes: Sequence[Slot]) -> Iterator[Slot]:
    """The illnesses named in a clause; a bare `depression` that is itself one of the `outcomes` is none."""
    for one in within(reading.named(Kind.CONDITION), clause.start, clause.end):
        if clause.plain.startswith("-like", one.end):
            continue  # `schizophrenia-like symptoms`
        is_outcome = any(slot.span.start < one.end and one.start < slot.span.end for slot in outcomes)
        is_outcome = is_outcome and _WHO_HAVE.search(clause.before(one.start, 40)) is None
        if not (is_outcome and one.concept.name in GENERAL):
            yield Slot(one.concept.name, Span(one.start, one.end))


def _by_name(reading: Reading, clause: Clause) -> Iterator[Mention]:
    """The mentions of outcomes, and `safe`, which is the adjective of one."""
    listed = within(reading.named(Kind.OUTCOME), clause.start, clause.end)
    for one in listed:
        if _is_no_name(reading.plain, one):
            continue
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
    for name, start, end in _otherwise(clause):
        concept = find(Kind.OUTCOME, name)
        if concept is not None and not any(one.start <= start < one.end for one in listed):
            yield Mention(concept, start, end)


def _is_no_name(plain: str, one: Mention) -> bool:
    """Whether words that name an outcome elsewhere name none here: `harms the bladder`, `first responders`, `pressure
    falls`, `sedation with esketamine`, `mindfulness-based`, `drinking ayahuasca`."""
    start, end = one.start, one.end
    before = plain[max(0, start - 30) : start]
    if one.concept.name == _FALLS and plain[start:end] == "falls" and not _NOUN_BEFORE.search(before):
        return True
    if one.concept.name in _PROCEDURES and (
        plain.startswith((" with ", " using "), end) or _FOR_PROCEDURE.search(before)
    ):
        return True
    return bool(
        _HARMS_IT.match(plain, start)
        or plain.endswith("first ", 0, start)
        or _RETURN_TO.search(before)
        or (plain.startswith("respon", start) and _OF_SURVEY.search(plain, max(0, start - 60), end + 80))
        or (_TAKING.search(plain, start, end) and _WHEN.search(before))
        or _ADDRESSING.search(before)
        or (plain[start:end] == "bp" and plain.startswith(("(nd", "nd", "-nd", " nd"), end))  # a binding potential
        or plain.startswith(("-based", " apn", " deprivation", "-depriv"), end)
        or (one.concept.name == "mood" and _BAD_MOOD.search(before))
        or (plain[start:end] == "drinking" and plain.startswith(_TEAS, end + 1))
    )


def _otherwise(clause: Clause) -> Iterator[tuple[str, int, int]]:
    """Outcomes that are named by words which by themselves name none: their names, and where."""
    plain, start, end = clause.plain, clause.start, clause.end
    yield from ((_HARM_OF[one["organ"]], *one.span("organ")) for one in _ORGAN.finditer(plain, start, end))
    yield from (("depressive symptoms", *one.span("named")) for one in _AND_MORE.finditer(plain, start, end))
    if "respond" in plain:
        yield from (("antidepressant response", *one.span("verb")) for one in _RESPONDED.finditer(plain, start, end))
    yield from ((HARMS, *one.span()) for one in _SAFE.finditer(plain, start, end))


def is_means(plain: str, one: Mention, start: int = 0) -> bool:
    """Whether, in a clause from `start`, it is only what another drug works on: `Blocking opioid receptors with
    naltrexone abolishes …`."""
    by = _WITH_WHAT.match(plain, one.end)
    return by is not None and _WORKING_ON.fullmatch(plain, start, one.start) is not None


def _is_of_another(clause: Clause, one: Mention) -> bool:
    """Whether a remission or response is one from something else than depression: `remission of suicidal ideation`."""
    if one.concept.name == "suicide" and _NO_DEATH.search(clause.plain[one.end : one.end + 30]):
        return True
    if one.concept.name not in ("remission", "antidepressant response"):
        return False
    if _ITSELF.match(clause.plain, one.start):
        return False
    before, after = clause.before(one.start, 40), clause.plain[one.end : one.end + 40]
    return bool(_OF_SUICIDALITY.match(after) or _SUICIDAL.search(before))


def _own_name(plain: str, mention: Mention) -> str:
    is_tolerated = _TOLERATED.fullmatch(plain, mention.start, mention.end) is not None
    return TOLERABILITY if is_tolerated and mention.concept.name == HARMS else mention.concept.name


def _is_instrument(clause: Clause, scale: Mention, found: Mapping[str, Sequence[Slot]]) -> bool:
    """Whether a scale is but what another named outcome was measured with, or only one item of it is meant."""
    plain = clause.plain
    if _ITEM_BEFORE.search(clause.before(scale.start, _NEAR)) or _ITEM_AFTER.match(plain[scale.end : scale.end + 20]):
        return True
    nearby = [one for some in found.values() for one in some if 0 <= scale.start - one.span.end <= _NEAR]
    return any(_MEASURED_BY.search(plain[one.span.end : scale.start]) for one in nearby)
