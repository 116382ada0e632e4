"""Which conditions the people studied had, or which an animal model stands for.

A condition named in an abstract is the study's own when it stands where a population is told: `patients with X`,
`X patients`, `diagnosed with X`, `treatment of X`. A title's disorder is its subject. Told from it are what was only
excluded (`without X`), measured (`X scores`), caused (`ketamine-induced X`), imitated in healthy people (`a model of
X`), or known before (background). Words that name a symptom and an illness alike (`anxiety`, `pain`, `depression`)
need a population's words around them everywhere. A heading of MeSH says what an article is about and not who took
part: it counts for disorders unless the sample is healthy, and for symptoms only with the text.

Of a condition and a broader one the narrower is given. A healthy comparison group is no population; see `people`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.appraisal.people import HEALTHY, USERS, people
from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.values import Ground, Judgement, Source, Species
from indexer.salience import Kind as Tells
from indexer.vocabulary.concepts import Concept, Kind, Mention, find, narrower
from indexer.vocabulary.tables import Extension, active

# How surely a mention tells whom the study is about. `_ENOUGH` makes a condition the study's own, among healthy people
# and drug users only `_SURE` does; a faint one is for MeSH to confirm.
_SURE, _ENOUGH, _FAINT = 3, 2, 1

_SYMPTOM_WORDS = frozenset(
    {
        "depression", "depressive", "depressive symptoms", "depressive symptomatology", "depression symptoms",
        "depressed", "suicide", "suicidal ideation", "suicidal ideations", "suicidal thoughts", "suicidal thinking",
        "suicidality", "suicidal behavior", "suicidal behaviour", "suicidal", "suicide risk", "risk of suicide",
        "suicide attempt", "suicide attempts", "anxiety", "anxiety symptoms", "anxious", "existential distress",
        "separation anxiety", "preoperative anxiety", "social anxiety", "phobias", "posttraumatic stress symptoms",
        "pain", "acute pain", "postoperative pain", "headache", "headaches", "migraine", "psychosis", "psychoses",
        "schizophrenia", "mania", "hypomania", "insomnia", "sleep disturbance", "sleep disturbances",
        "sleep disorder", "agitation", "delirium", "postoperative delirium", "emergence delirium",
        "emergence agitation", "agitated patients", "addiction", "drug abuse", "substance abuse",
        "substance misuse", "drug addiction", "drug dependence", "ketamine abuse", "ketamine misuse",
        "problematic alcohol use", "smokers", "smoking cessation", "palliative", "perioperative", "postoperative",
        "general anesthesia", "general anaesthesia", "surgery", "mechanical ventilation", "pregnancy",
        "mental disorder", "mental disorders", "mental illness", "neoplasm", "fracture", "asthma", "sepsis",
        "bronchospasm",
    }
)  # fmt: skip
_PERSON = (
    r"(?:patients?|people|persons?|participants?|subjects?|individuals?|volunteers?|adults?|adolescents?|youths?|"
    r"children|wom[ae]n|m[ae]n|males?|females?|veterans?|(?:in|out)patients?|cases?|sufferers?|survivors?|elders?|"
    r"parturients?|mothers|those|samples?|populations?|cohorts?|clients|students?|workers?|providers?)"
)
_WITH = (
    r"(?:with|having|had|diagnosed|suffering|meeting|met|fulfilling|experiencing|presenting|hospitali[sz]ed|undergoing|"
    r"scheduled|receiving|living with|treated for|admitted|affected by|at risk)"
)
# Words between `patients with` and the condition; a verb or a comparison among them begins something else.
_ON = (
    r"(?:(?!(?:had|has|have|show\w*|were|was|is|are|on|in|reduc\w*|improv\w*|increas\w*|decreas\w*|chang\w*|than|using|"
    r"assess\w*|measur\w*|scores?|effects?|after|before|during|compar\w*|report\w*|without|to|versus|vs)\b)"
    r"[^\s.;]+ ){0,9}"
)
_BEFORE = re.compile(
    rf"(?:\b{_PERSON},?(?: \([^)]{{0,30}}\))? (?:(?:who|that|aged|all|were|are|[\d-]+|years|old|either) ){{0,5}}"
    rf"{_WITH} {_ON}|"
    rf"\b(?:diagnos(?:is|es|ed)|criteria|suffer(?:s|ed|ing)?|episodes?) (?:of|with|for|from|as having) {_ON})[(\"']?$"
)
# People named by their condition.
_PEOPLE = (
    "ers",
    "addicts",
    "alcoholics",
    "depressives",
    "migraineurs",
    "patients",
    "women",
    "survivors",
    "parturients",
)
_AFTER = re.compile(
    rf"(?:\s*\([^)]{{0,40}}\))?[ -](?:(?!(?:in|of|and|or|with|among|for|from|than|on) )[\w/-]+ ){{0,2}}?{_PERSON}\b"
)
_TREATED = re.compile(
    r"(?:\b(?:treat(?:ment|ments|ing|ed)?|therap(?:y|ies)|management|manag(?:e|ing)|interventions?|options?|"
    r"antidepressants?|effica\w+|effective\w*|safety|use|used|benefits?|trials?|psychotherapy|prevent\w*|"
    r"prophyla\w+|recovery|relief|reliev\w+|alleviat\w+)\b[^.;:]{0,50}?\b(?:of|for|in|against|from|with)\b[^.;:]{0,45}|"
    r"\b(?:for|in|against) (?:the )?(?:(?:acute|rapid|adjunctive|effective|long-term|maintenance) )?"
    r"(?:(?:treatment|management|therapy|prevention|relief) (?:of|for) )?(?:[\w-]+,? (?:and |or )?){0,3}|"
    r"\b(?:treats?|treating|prevents?|preventing|relieves?|relieving) (?:[\w-]+,? (?:and |or )?){0,4}|"
    r"\btreatment-(?:resistant|refractory) )$"
)
# The same said of a symptom, which may stand near `treatment` as what it changed: next to it only.
_TREATED_OF = re.compile(
    r"\b(?:treat(?:ment|ing)|therapy|management|prevention|psychotherapy|intervention|antidepressant|ketamine|used?) "
    r"(?:of|for|in|to treat) (?:[\w-]+,? ){0,3}(?:(?:and|or) (?:[\w-]+ )?)?$"
)
# What a measured or provoked state, and not an illness of the sample, is called by.
_MEASURED = re.compile(
    r"[- ]?(?:\([^)]{0,20}\) )?(?:-?like\b|scores?\b|scales?\b|ratings?\b|severity\b|inventory\b|questionnaire\b|"
    r"levels?\b|subscales?\b|sensitivity\b|symptom scores?\b|measures?\b|threshold\b|tolerance\b|intensity\b|"
    r"-related behavio|"
    r"relief\b|management program|hotline|medications?\b|drugs?\b|vulnerability|models?\b|-induced\b|spectrum quotient)"
)
_PROVOKED = re.compile(
    r"(?:-induced|\b(?:induc\w+|provok\w+|mimic\w*|resembl\w+|models? (?:of|for)|model(?:s|ing|ling)?|similar to|"
    r"propensity for|symptoms (?:of|in)|(?:hypothesis|pathophysiology|pathogenesis|theor(?:y|ies)) of|manual of|"
    r"relevan\w+ (?:to|for)|implicat\w+ (?:in|for)|understanding)) (?:[\w-]+,? (?:and |or )?){0,2}$|"
    # Other things called depression.
    r"\b(?:respiratory|cardiorespiratory|spreading|myocardial|cardiac|circulatory|nervous system|cns|marrow|long-term|"
    r"synaptic|inbreeding|st) $"
)
_CHANGED = re.compile(
    r"\b(?:on|increas\w+|decreas\w+(?: in)?|reduc\w+|improv\w+(?: in)?|risk (?:of|for|factors? for)|levels? of|"
    r"severity of|scores? (?:of|for)|measures? of|changes? in|reductions? (?:in|of)) "
    r"(?:[\w-]+,? (?:and |or )?){0,2}$"
)
_DENIED = re.compile(
    r"\b(?:without|exclud\w+|exclusion|no|not|nor|never|free of|free from|absence of|lack of|neither|non|rather than|"
    r"other than|unrelated to|except|family history of) (?:[\w/-]+[, ]+){0,7}$"
)
_BESIDES = re.compile(
    r"\b(?:comorbid\w*|co-?occurring|co-?morbidity|lifetime|(?:family|personal|prior|past) history of)\b"
)
_MODEL_BEFORE = re.compile(r"\bmodels? (?:of|for) (?:[\w-]+ ){0,4}$")
_MODEL_AFTER = re.compile(r"-?(?:like (?:behavio|phenotyp|state|symptom)| (?:[\w-]+ )?(?:model|rats?|mice|mouse)\b)")
# Headings that say a symptom or a habit rather than an illness.
_LOOSE_HEADINGS = frozenset(
    {
        "depression", "anxiety", "pain", "suicide", "suicidal ideation", "suicide, attempted", "illicit drugs",
        "substance-related disorders", "drug users", "recreational drug use", "psychomotor agitation", "delirium",
        "emergence delirium", "wounds and injuries", "pregnancy", "mental disorders", "headache", "acute pain",
        "pain, postoperative", "schizophrenia", "psychotic disorders", "neoplasms", "surgery", "dissociative disorders",
        "behavior, addictive", "phencyclidine abuse", "smokers",
    }
)  # fmt: skip


def conditions_of(reading: Reading, species: Judgement[Species | None]) -> tuple[Judgement[str], ...]:
    """The conditions, populations and situations of care studied, each by its name in the table, surest first."""
    of_people = species.value not in (Species.ANIMAL, Species.CELLS)
    found = _named(reading, in_animals=species.value in (Species.ANIMAL, Species.BOTH))
    well = _well(reading, found) if of_people else {}
    needed = _SURE if well else _ENOUGH
    own = {name: grounds for name, (weight, grounds) in found.items() if weight >= needed}
    own.update(well)
    _confirm(reading, own, {} if well else found)
    kept = [name for name in own if not any(other != name and other in narrower(Kind.CONDITION, name) for other in own)]
    kept.sort(key=lambda name: -found[name][0] if name in found else -_SURE)
    return tuple(Judgement(name, tuple(own[name])) for name in kept)


_Found = dict[str, tuple[int, list[Ground]]]


def _named(reading: Reading, *, in_animals: bool) -> _Found:
    found: _Found = {}
    for mention in reading.named(Kind.CONDITION):
        name = mention.concept.name
        if name in (HEALTHY, USERS):
            continue
        before, grounds = found.get(name, (0, []))
        line = reading.line_at(mention.start) if before < _SURE else None
        if line is None:
            continue
        weight = _weight(reading, mention, line, in_animals=in_animals)
        if not weight:
            continue
        if weight > before:  # the surest words only
            grounds = [reading.ground(mention.start, mention.end)]
        found[name] = max(before, weight), grounds
    return found


def _weight(reading: Reading, mention: Mention, line: Line, *, in_animals: bool) -> int:
    """How surely a mention tells whom the study is about; 0 if it does not."""
    plain, start, end = reading.plain, mention.start, mention.end
    before, after = plain[max(line.start, start - 110) : start], plain[end : min(line.end, end + 60)]
    symptom = after.startswith(" symptom") or plain[start:end] in _SYMPTOM_WORDS
    if line.kind is Tells.BACKGROUND or _DENIED.search(before) or "exclu" in plain[line.start : line.end]:
        weight = 0
    elif in_animals and (_MODEL_BEFORE.search(before) or _MODEL_AFTER.match(after)):
        weight = _SURE
    elif _MEASURED.match(after):
        weight = 0
    elif plain.endswith(_PEOPLE, start, end) or _AFTER.match(after) or _BEFORE.search(before):
        weight = _of_people(line, before)
    elif _PROVOKED.search(before[-60:]) or (symptom and _CHANGED.search(before[-60:])):
        weight = 0
    elif line.is_title and (not symptom or _TREATED.search(before)):
        weight = _SURE
    elif line.is_title:
        weight = _ENOUGH if mention.concept.name == "depression" else _FAINT
    elif (_TREATED_OF if symptom else _TREATED).search(before):
        own = line.kind is not Tells.METHOD and (line.kind is not Tells.RESULT or _is_review(reading))
        weight = _ENOUGH if own else _FAINT
    else:
        weight = 0
    return weight


def _of_people(line: Line, before: str) -> int:
    """The weight of a condition that is told of people: what some of them had besides is a result, no population."""
    if line.is_title or line.kind in (Tells.AIM, Tells.METHOD):
        return _SURE
    return 0 if line.kind is Tells.RESULT and _BESIDES.search(before[-60:]) else _ENOUGH


def _is_review(reading: Reading) -> bool:
    """Whether the title calls it one: then its results name the populations of the studies it found."""
    title = reading.plain[: reading.title_end]
    return "review" in title or "meta-analy" in title


def _well(reading: Reading, found: _Found) -> dict[str, list[Ground]]:
    """Healthy volunteers and drug users, if they are the sample and not only its comparison."""
    seen = list(people(reading))
    if not seen:
        return {}
    patients = any(weight >= _ENOUGH for weight, _ in found.values())
    users = any(one.name == USERS for one in seen)
    healthy = any(one.name == HEALTHY and not one.is_control for one in seen)
    well: dict[str, list[Ground]] = {}
    for one in seen:
        line = reading.line_at(one.start)
        beside = patients or users or (line is not None and "patient" in reading.plain[line.start : line.end])
        if (one.is_control and beside) or (one.is_trait and (patients or healthy)):
            continue
        well.setdefault(one.name, [reading.ground(one.start, one.end)])
    return well


def _confirm(reading: Reading, own: dict[str, list[Ground]], found: _Found) -> None:
    """Puts what MeSH says first among the grounds, and adds what only MeSH says.

    NLM indexes outcomes and topics too, so that a heading of its own accord counts only if it is starred, if it says
    more precisely what the text says, or if the text says nothing; a loose one never does.
    """
    told = frozenset(own)
    for heading in reading.record.mesh:
        concept = _of_heading(active(), heading.descriptor)
        if concept is None:
            continue
        name = concept.name
        if name not in own:
            loose = heading.descriptor.casefold() in _LOOSE_HEADINGS or heading.descriptor.casefold() in _SYMPTOM_WORDS
            akin = not told or any(name in narrower(Kind.CONDITION, one) for one in told)
            if HEALTHY in told or USERS in told or not (name in found or (not loose and (akin or heading.is_major))):
                continue
        known = own.get(name) or (found[name][1] if name in found else [])
        ground = Ground(Source.MESH, heading.descriptor)
        own[name] = [ground, *(one for one in known if one != ground)]


@lru_cache(maxsize=4096)
def _of_heading(_added: Extension, descriptor: str) -> Concept | None:
    return find(Kind.CONDITION, descriptor)
