"""Illnesses as what is said to get better or worse.

`Relieves depression`, `effective in patients with PTSD`, `bipolar depression improved`, `patients with PTSD given
ketamine did better`: the outcome is the illness's symptoms. What only says who was studied is no outcome.

Imports `vocabulary` and modules of this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.checking import course_words as told
from indexer.checking.clauses import Clause
from indexer.checking.joins import CHANGING, WORKING, WORKS_IN, is_population, leads_to, without_names
from indexer.checking.no_difference import undivided
from indexer.checking.values import Slot, Span, Statement
from indexer.vocabulary.concepts import Concept, Kind, Mention, find
from indexer.vocabulary.directions import Cue

MOOD = "mood"
"""What is better where a depression is less; elsewhere an outcome of its own."""
_DEPRESSION = "depressive symptoms"
_SYMPTOMS = {
    "depression": _DEPRESSION,
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
# `Reduces symptoms in people with chronic PTSD`: of which illness they are stands beside.
_BARE_SYMPTOMS = re.compile(r"(?<![\w-])(?:symptoms|symptom severity|severity of symptoms)(?![\w-])")
_THEIR = re.compile(r"(?:^|\b(?:the|their|in|of|on|overall|total|core|his|her|your|clinical) )$")
# `Less likely to` suffer `postnatal` depression.
_LIKELY_TO = re.compile(r"\b(?:less|more) likely to $")
_OFTEN = re.compile(r" (?:[\w-]+ ){0,3}(?:less|more) (?:often|frequently|commonly)\b")
_HAVING = re.compile(r" (?:from )?(?:(?:an?|any|severe|new|further|another) )*$")
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
_FROM = " from"
_FREEING = ("relief", "recovery", "recover", "recovers", "recovered")
# A list of objects without their names; what stands behind a name has two spaces before it.
_LIST = re.compile(
    r"(?: (?:treatment|therapy|intervention|option|medication|drug|agent)s?)?"
    r"(?: (?:of|in|for|the|both|against|overall|total|severity of|symptoms of))* *"
    r"(?:[ ,]|and\b|or\b|both\b|symptoms?\b|scores?\b|severity\b|levels?\b)*"
)
# What sets a treatment beside another, of which the name is taken out: `works better than for depression`.
_BESIDE = re.compile(
    r"^(?: (?:better|as well|as good))?(?: (?:than|as|to|over|from))?"
    r"(?: (?!for\b|in\b|at\b|than\b|patients\b|people\b)[\w-]+){0,5}(?= (?:for|in|at|against)\b)"
)
# `Effective for nonpsychotic …`, `no better than placebo at relieving …`.
_WORKS_FOR = re.compile(
    r"^ (?:for|in|against|at (?:treating|relieving|easing|reducing|managing|fighting))"
    r"(?: (?!patients\b|people\b|those\b|adults\b|and\b|or\b)[\w-]+){0,2} $"
)
# `Suicidal ideation in the context of MDD improved`: the illness says in whom.
_OF_WHOM = re.compile(r"\b(?:in|with|context of|for|among|during|from) (?:the |severe |chronic )?$")
# `Patients with PTSD given ketamine improved more than …`: who got better had less of the illness.
_PEOPLE_GIVEN = re.compile(
    r"(?: (?:patients|people|adults|individuals|participants|inpatients|outpatients|veterans|women|men|sufferers|"
    r"adolescents|teenagers))?"
    r"(?: (?:who )?(?:(?:were|had been|have been|are) )?(?:given|receiv(?:ed|ing)|treated|assigned to|randomi[sz]ed to|"
    r"taking|took|on|got|getting|allocated to)(?: (?!than\b|compared\b|versus\b|not\b|no\b)[\w/.-]+){0,12}?)?"
    r"(?: (?:do|does|did|could|may|can)(?: not|n't)?)?(?: (?:get|gets|got|find|found|show|showed|see|saw))?"
    r"(?: (?:also|significantly|quickly|rapidly|may|can|could|generally|markedly|often|usually|tended to|tend to|"
    r"still|all|have|had))* "
)
_GOT_BETTER = frozenset(
    {"improved", "improve", "got better", "get better", "did better", "do better", "fared better", "fare better",
     "felt better", "feel better", "recovered", "recover", "benefited", "benefit", "did worse", "do worse",
     "fared worse", "fare worse", "worsened", "deteriorated", "did better than", "do better than", "fared better than",
     "performed better than", "performed better", "did no better", "no benefit", "no improvement"}
)  # fmt: skip
_IN_WHAT = re.compile(r" (?:\w+ ){0,2}?(?:in|on|their|at|with respect to|as to) (?:the |their )?[a-z]")
_NEW_ARM = re.compile(r" (?:\w+ ){0,2}?(?:in|on) (?:the |both |all )?(?:[\w-]+ ){0,2}(?:group|arm|days?|weeks?)")
_AND_SYMPTOMS = re.compile(r",? (?:and|or) (?:[\w-]+ ){1,3}?(?:symptoms?|scores?|severity)\b")
# Words that an illness may be the subject of without `was`.
_FELL = frozenset({"improved", "decreased", "declined", "worsened", "increased", "resolved", "improves", "worsens",
                   "at bay", "in check", "responds to", "responded to", "respond to",
                   "lifted", "lifts", "eased", "eases", "subsided", "faded", "remitted", "abated"})  # fmt: skip
_USERS = re.compile(r"(?:users|addicts|smokers|drinkers|alcoholics|depressives|dependents)$")
_MAKES = re.compile(r"\b(?:makes?|made|making) (?:[\w'-]+ ){0,4}$")
_MADE_SO = frozenset({"less likely", "more likely", "worse", "better", "rarer", "less common", "more common"})
_IS = re.compile(
    r"(?: |was|were|is|are|has|had|have|been|be|being|significantly|rapidly|also|markedly|scores?|symptoms?|severity|"
    r"levels?|ratings?|in the|group|arm)*"
)


_HOW_MUCH_OF = re.compile(
    r"\b(?:prevalence|incidences?|rates?|risk|odds|occurrence|frequency|severity|scores?|levels?|"
    r"proportion of \w+ with) "
    r"(?:of |for )?(?:the |a |new-onset )?$"
)
_LISTED_SUBJECTS = re.compile(
    r"[ ,]*,(?:[ ,]| and\b| or\b| symptoms?\b| scores?\b| levels?\b)*(?: (?:was|were|has|had|have|both|"
    r"all|also|\w+ly))* "
)


def symptoms_of_one(clause: Clause, illnesses: Sequence[Mention]) -> Iterator[tuple[str, list[Slot]]]:
    """Bare `symptoms` are those of the one illness that a clause names."""
    symptoms = {symptom_of(one.concept) for one in illnesses}
    bare = _BARE_SYMPTOMS.search(clause.plain, clause.start, clause.end)
    if bare is None or len(symptoms) != 1 or not (symptom := symptoms.pop()):
        return
    follows = any(cue.end + 1 == bare.start() for cue in clause.cues)
    if follows or _THEIR.search(clause.before(bare.start(), 12)):  # and not `ED symptoms`
        yield symptom, [Slot(symptom, Span(*bare.span()))]


def is_object(clause: Clause, condition: Mention, drugs: Sequence[Mention]) -> bool:
    """Whether an illness is what is said to get better or worse: `relieves depression`, `depression was reduced`,
    `effective in patients with depression`."""
    kept = told.KEPT_FROM.search(clause.plain, clause.start, condition.start)  # `protects women against` it
    if kept is not None or _did_not_differ(clause, condition) or _heads_list(clause, condition):
        return True
    return any(
        _is_governed_by(clause, cue, condition, drugs)
        if cue.end <= condition.start
        else _is_subject_of(clause, cue, condition, drugs)
        for cue in clause.cues
    )


def _did_not_differ(clause: Clause, condition: Mention) -> bool:
    """Whether it is in how many had an illness, or how ill they were, that groups did not differ."""
    if _HOW_MUCH_OF.search(clause.before(condition.start, 40)) is None:
        return False
    return undivided(clause, Span(condition.start, condition.end)) is not None


def _heads_list(clause: Clause, condition: Mention) -> bool:
    """Whether an illness is the first of several subjects of a change: `Depression, anxiety, and sleep improved`."""
    cue = next((one for one in clause.cues if one.start >= condition.end and one.meaning in CHANGING), None)
    if cue is None or condition.start != clause.start:
        return False
    between = without_names(clause, condition.end, cue.start)
    return between != clause.plain[condition.end : cue.start] and _LISTED_SUBJECTS.fullmatch(between) is not None


def _is_governed_by(clause: Clause, cue: Cue, condition: Mention, drugs: Sequence[Mention]) -> bool:
    """Whether an illness is the object of a word of direction before it."""
    if cue.meaning in ("holds", "occurs"):
        return _has_it_more(clause, cue, condition)
    between, works = _without_drugs(clause.plain, cue.end, condition.start, drugs), clause.word(cue) in WORKING
    if works:
        between = _BESIDE.sub("", between)
        if WORKS_IN.match(between) or _WORKS_FOR.match(between):
            return True
    freed = clause.word(cue).endswith(_FREEING) and clause.plain.startswith(_FROM, cue.end)
    if cue.meaning in CHANGING and _is_listed(clause, cue.end + len(_FROM) * freed, condition.start):
        return True
    if clause.word(cue).endswith(_FREEING):
        between = between.removeprefix(_FROM)
    # `Improvement in PTSD and depression symptoms`.
    if between in (" in ", " of ", " ") and _AND_SYMPTOMS.match(clause.plain, condition.end):
        return True
    if _OBJECT.match(between):
        return works or not between.strip().endswith(("in", "with"))
    return cue.meaning in CHANGING and _is_governed(clause, cue, condition, drugs)


def _has_it_more(clause: Clause, cue: Cue, condition: Mention) -> bool:
    """Whether people are said to have come down with an illness more or less than others: `less likely to develop` it,
    `developed` it `less often`."""
    if _HAVING.match(clause.plain[cue.end : condition.start]) is None:
        return False
    is_likely = _LIKELY_TO.search(clause.before(cue.start, 30)) is not None
    return is_likely or _OFTEN.match(clause.plain, condition.end) is not None


def _is_subject_of(clause: Clause, cue: Cue, condition: Mention, drugs: Sequence[Mention]) -> bool:
    """Whether an illness, or those who have it, are the subject of a word of direction behind it."""
    if _USERS.search(clause.plain[condition.start : condition.end]):
        return False  # `abusers have impaired memory`
    aside = clause.plain[condition.end : cue.start]
    if aside == " " and clause.word(cue) in _MADE_SO and _MAKES.search(clause.before(condition.start, 60)):
        return not clause.plain.startswith(" to ", cue.end)  # `makes postpartum depression less likely`
    if _IS.fullmatch(told.ASIDE.sub("", _without_drugs(clause.plain, condition.end, cue.start, drugs))) and (
        len(aside) > 1 or clause.word(cue) in _FELL
    ):
        is_subject = _OF_WHOM.search(clause.before(condition.start, 40)) is None
        if is_subject and not is_population(clause, Span(condition.start, condition.end)):
            return True
    return clause.word(cue) in _GOT_BETTER and _got_better(clause, condition, cue, drugs)


def _got_better(clause: Clause, condition: Mention, cue: Cue, drugs: Sequence[Mention]) -> bool:
    """Whether those who have an illness are said to have got better or worse, and not in something else."""
    own = Span(condition.start, condition.end)
    is_theirs = is_population(clause, own) or clause.plain.startswith("depressed", condition.start)
    if not is_theirs or not _PEOPLE_GIVEN.fullmatch(clause.plain, condition.end, cue.start):
        return False
    later = _IN_WHAT.match(clause.plain, cue.end)
    if later is None or _NEW_ARM.match(clause.plain, cue.end):
        return True
    # `Improved more on ketamine`
    return any(one.start <= later.end() - 1 < one.end for one in drugs)


def _is_governed(clause: Clause, cue: Cue, condition: Mention, drugs: Sequence[Mention]) -> bool:
    """Whether an illness is the object of a word of change as an outcome would be: `lowers the odds of postnatal
    depression`; nothing else is named between, and it is not in whom."""
    names = [one for one in clause.names if cue.end <= one.start and one.end <= condition.start]
    if any(all((one.start, one.end) != (drug.start, drug.end) for drug in drugs) for one in names):
        return False
    before, own = clause.before(condition.start, 30), Span(condition.start, condition.end)
    if is_population(clause, own):
        return False  # `reduction in scores in the total group of PTSD participants`
    return _OF_WHOM.search(before) is None and leads_to(clause, cue, own)


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
    return text + plain[place:end]


def symptom_of(condition: Concept) -> str | None:
    """The outcome by which an illness is followed: that of the first of its broader concepts that has one."""
    names = [condition.name]
    for name in names:
        if name in _SYMPTOMS:
            return _SYMPTOMS[name]
        concept = find(Kind.CONDITION, name)
        names += [one for one in (concept.broader if concept else ()) if one not in names]
    return None


def is_of_depression(claim: Statement) -> bool:
    """Whether a claim is on people with a depression, whose mood is what they are treated for."""
    named = [find(Kind.CONDITION, one.value) for one in claim.conditions]
    return any(one is not None and symptom_of(one) == _DEPRESSION for one in named)
