"""At what strength a claim could be said: a fixed set of templates, filled with the evidence's own parts.

Advice is given where the evidence is weaker or narrower than the wording, and only from findings that were decided.
Where too little was decided there is nothing to say but to leave the claim out or to cite a source; what the evidence
is about instead (another form of the drug, animals) is said if most of it is.

Imports `absolute`, `library`, `values` and below. Touches nothing; no text is made but what the templates have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from indexer.appraisal import Age, Control, Design, Level, Source, TimePoint
from indexer.appraisal.forms import KETAMINES
from indexer.appraisal.values import Moment
from indexer.checking.absolute import absolute_words
from indexer.checking.besides import besides
from indexer.checking.library import stems
from indexer.checking.values import Bearing, Certainty, Claim, Code, Direction, Evidence, Stance, Verdict
from indexer.vocabulary.concepts import Kind, find, narrower

# The templates. Each says what to write, then why.
_MAY = "Say “may” or “can”: the strongest finding for it is {kind}."
"""One study, or none that compares groups, does not show that something does: GRADE says `may` then."""
_NOT_ABSOLUTE = "Leave out “{word}”: studies report averages, and none of those found says that it holds for everyone."
_DIFFER = "Say that findings differ: {support} for it, {against} against it."
_CONTRARY = "Say that {against} went the other way."
"""A reader who hears of one side only takes a question for settled."""
_POPULATION = "Say of whom: “in {people}”, as in {share}."
"""What holds in the people studied need not hold in others (indirectness, in GRADE's words)."""
_TIME = "Say when: “{time}”, as in {share}."
_COMPARATOR = "Say against what: “compared with {names}”, as in {share}."
"""Better than saline is not better than the usual treatment."""
_ANIMALS = "If it stays, say “in animals”: {share} of studies in animals or cells."
_FORM = "If it stays, say “{found}” and not “{claimed}”: {share} of that."
_TURN = "Leave it out, or say the contrary: {against} went the other way."
_PLAINLY = (
    "Say it more plainly, as in “{drug} reduces …”: which way it goes could not be read, and nothing could decide it."
)
_LEAVE = "Leave it out, or cite a source that shows it."
_NOTHING = "Leave it out, or cite a source: nothing in this collection was found to bear on it."

_MOST = 0.5
"""Share of findings that must have a part in common for it to be advised."""
_LIMIT = 4
_LEADING = 12
"""Findings looked at where none decides: those that bear on the claim most."""
_STRONG = frozenset({Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW, Design.RCT, Design.GUIDELINE})
_PEOPLE = {Age.CHILD: "children", Age.ADOLESCENT: "adolescents", Age.ADULT: "adults", Age.OLDER: "older adults"}
_ACUTE = 72.0
_TIMED = re.compile(r"\d|\b(?:minute|hour|day|week|month|year)s?\b", re.IGNORECASE)


def advice(claim: Claim, verdict: Verdict) -> tuple[str, ...]:
    """What a writer could do about a claim, the weightiest first; nothing where it can stand as it is."""
    support = [one for one in verdict.evidence if one.bearing is Bearing.SUPPORTS]
    against = [one for one in verdict.evidence if one.bearing is Bearing.CONTRADICTS]
    match verdict.stance:
        case Stance.SUPPORTS:
            told = [*_certainty(claim, support), *_contrary(against), *_narrower(claim, support)]
        case Stance.MIXED:
            differ = _DIFFER.format(support=_findings(len(support)), against=_findings(len(against)))
            told = [differ, *_absolute(claim), *_narrower(claim, support)]
        case Stance.CONTRADICTS:
            told = [_TURN.format(against=_findings(len(against)))]
        case Stance.INSUFFICIENT:
            told = [*_plainly(claim), _LEAVE, *_instead(verdict.evidence[:_LEADING])] if verdict.found else [_NOTHING]
    return tuple(dict.fromkeys(told))[:_LIMIT]


def _plainly(claim: Claim) -> Iterator[str]:
    """A claim on an outcome that is known, of which no direction and no relation was read, was not understood."""
    said = claim.statement
    if said.direction is Direction.UNKNOWN and said.outcome is not None and said.interventions and not besides(claim):
        yield _PLAINLY.format(drug=said.interventions[0].value)


def _findings(number: int) -> str:
    return "one finding" if number == 1 else f"{number} findings"


def _supporting(number: int, among: int) -> str:
    """`the finding that supports it`, `both findings that support it`, `4 of the 6 findings that support it`."""
    return f"{_share(number, among)} that {'supports' if among == 1 else 'support'} it"


def _found(number: int, among: int) -> str:
    """`the one finding is`, `4 of the 6 findings are`: of what was found, whichever way it goes."""
    return f"{_share(number, among)} found {'is' if number == 1 else 'are'}"


def _share(number: int, among: int) -> str:
    if number == among:
        return {1: "the finding", 2: "both findings"}.get(among, f"all {among} findings")
    return f"{number} of the {among} findings"


def _absolute(claim: Claim) -> Iterator[str]:
    if claim.statement.certainty is Certainty.ABSOLUTE:
        yield from (_NOT_ABSOLUTE.format(word=word) for word in absolute_words(claim))


def _certainty(claim: Claim, support: Sequence[Evidence]) -> Iterator[str]:
    yield from _absolute(claim)
    strongest = min(support, key=_rank, default=None)
    if claim.statement.certainty is Certainty.MAY or strongest is None:
        return
    design, level = strongest.appraisal.design.value, strongest.appraisal.level.value
    if design is None or (design in _STRONG and level is not None and level <= Level.TWO):
        return
    yield _MAY.format(kind=_named(design))


def _rank(evidence: Evidence) -> int:
    return int(evidence.appraisal.level.value or 9)


def _named(design: Design) -> str:
    article = "an" if design.value[0] in "aeiou" else "a"
    return f"{article} {design.value}"


def _contrary(against: Sequence[Evidence]) -> Iterator[str]:
    if against:
        yield _CONTRARY.format(against=_findings(len(against)))


def _narrower(claim: Claim, support: Sequence[Evidence]) -> Iterator[str]:
    if support:
        yield from _population(claim, support)
        yield from _time(claim, support)
        yield from _comparator(claim, support)


def _population(claim: Claim, support: Sequence[Evidence]) -> Iterator[str]:
    """The narrowest illness that most findings share and that the claim does not name, with the age of the people."""
    claimed = {slot.value for slot in claim.statement.conditions}
    outcome = stems(claim.statement.outcome_name)
    counts: Counter[str] = Counter()
    for one in support:
        held = {judged.value for judged in one.appraisal.conditions}
        counts.update({wider for name in held for wider in (name, *_broader(name)) if find(Kind.CONDITION, wider)})
    shared = [
        name
        for name, count in counts.items()
        if count >= _MOST * len(support)
        and stems(name) - outcome  # `in people with suicidality` adds nothing to a claim about suicidal ideation
        and (not claimed or any(name in narrower(Kind.CONDITION, other) for other in claimed))
        and not any(other in narrower(Kind.CONDITION, name) for other in claimed)
    ]
    narrow = [
        name
        for name in shared
        if not any(other != name and other in narrower(Kind.CONDITION, name) for other in shared)
    ]
    if narrow:
        name = min(narrow, key=lambda one: (-counts[one], one))
        yield _POPULATION.format(people=f"{_ages(support)} with {name}", share=_supporting(counts[name], len(support)))


def _broader(name: str) -> tuple[str, ...]:
    concept = find(Kind.CONDITION, name)
    return concept.broader if concept else ()


def _ages(support: Sequence[Evidence]) -> str:
    counts = Counter(frozenset(one.value for one in each.appraisal.ages) for each in support if each.appraisal.ages)
    if not counts:
        return "people"
    ages, count = counts.most_common(1)[0]
    if len(ages) != 1 or count < _MOST * len(support) or count < sum(counts.values()):
        return "people"
    return _PEOPLE[next(iter(ages))]


def _time(claim: Claim, support: Sequence[Evidence]) -> Iterator[str]:
    """The time after treatment that the supporting sentences themselves give, where the claim gives none."""
    if _TIMED.search(claim.text):
        return
    found = [(one, times) for one in support if (times := _times(one))]
    if len(found) < max(2, _MOST * len(support)):
        return
    longest = [max(times, key=lambda one: one.hours) for _, times in found]
    latest, earliest = max(longest, key=lambda one: one.hours), min(longest, key=lambda one: one.hours)
    if latest.hours <= _ACUTE:
        time = f"within {_length(latest)}"
    elif latest.hours == earliest.hours:
        time = f"{_length(latest)} after treatment"
    else:
        time = f"{_length(earliest)} to {_length(latest)} after treatment"
    yield _TIME.format(time=time, share=_supporting(len(found), len(support)))


def _times(evidence: Evidence) -> list[TimePoint]:
    """The times that stand in the rationale itself, how long treatment lasted left out."""
    rationale = evidence.rationale
    return [
        one.value
        for one in evidence.appraisal.times
        if one.value.moment is not Moment.TREATMENT
        and any(
            ground.source is Source.ABSTRACT
            and ground.section == rationale.section
            and rationale.start <= ground.start < rationale.end
            for ground in one.grounds
        )
    ]


def _length(time: TimePoint) -> str:
    return f"{time.amount:g} {time.unit}{'' if time.amount == 1 else 's'}"


def _comparator(claim: Claim, support: Sequence[Evidence]) -> Iterator[str]:
    if claim.statement.against:
        return
    counts: Counter[str] = Counter()
    compared = 0
    for one in support:
        names = {
            judged.value.name or judged.value.control.value
            for judged in one.appraisal.comparators
            if judged.value.control in (Control.PLACEBO, Control.ACTIVE, Control.ECT)
        } - {Control.ACTIVE.value}
        compared += bool(names)
        counts.update(names)
    if counts and compared >= _MOST * len(support):
        commonest = " or ".join(sorted(name for name, _ in counts.most_common(2)))
        yield _COMPARATOR.format(names=commonest, share=_supporting(compared, len(support)))


def _instead(evidence: Sequence[Evidence]) -> Iterator[str]:
    """What evidence that decides nothing is about instead of the claim."""
    for code, template in ((Code.SPECIES, _ANIMALS), (Code.DRUG_FORM, _FORM)):
        found = [one for each in evidence for one in each.mismatches if one.code is code]
        if not found or len(found) < _MOST * len(evidence):
            continue
        (claimed, other), count = Counter((one.claimed, one.found) for one in found).most_common(1)[0]
        number = len(found) if code is Code.SPECIES else count
        fits = claimed == "human" if code is Code.SPECIES else _are_forms(claimed, other)
        if number >= _MOST * len(evidence) and fits:
            yield template.format(claimed=claimed, found=other, share=_found(number, len(evidence)))


def _are_forms(claimed: str, other: str) -> bool:
    """Whether what was found is but another form of what is claimed: esketamine for ketamine, not midazolam."""
    return {claimed, *other.split(", ")} <= KETAMINES
