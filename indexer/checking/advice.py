"""At what strength a claim could be said: a fixed set of templates, filled with the evidence's own parts.

Advice is given where the evidence is weaker or narrower than the wording, and only from findings that were decided.
Where too little was decided there is nothing to say but on what little the claim rests, or to leave it out or cite a
source (`general`); what the evidence is about instead (another form of the drug, animals) is said if most of it is. To
say another form is advised only where the claim so worded was looked up too and is supported, and never in a claim that
sets the forms beside each other. No drug is named that the claim does not say it of.

Imports `absolute`, `library`, `mismatch`, `values` and below. Touches nothing; no text is made but what the templates
have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from indexer.appraisal import Age, Control, Design, Level, Source, TimePoint
from indexer.appraisal.forms import KETAMINES
from indexer.appraisal.reading import of_text
from indexer.appraisal.values import Moment
from indexer.checking.absolute import absolute_words, is_myth
from indexer.checking.besides import besides
from indexer.checking.course_words import NEGATION
from indexer.checking.general import LEAVE, NOTHING
from indexer.checking.library import stems
from indexer.checking.mismatch import CORE
from indexer.checking.values import (
    OPPOSITE,
    Bearing,
    Certainty,
    Claim,
    Code,
    Direction,
    Evidence,
    Stance,
    Verdict,
)
from indexer.text import plain
from indexer.vocabulary.concepts import Kind, find, narrower

# The templates. Each says what to write, then why.
_MAY = "Say “may” or “can”: the strongest finding for it is {kind}."
"""One study, or none that compares groups, does not show that something does: GRADE says `may` then."""
_NOT_ABSOLUTE = "Leave out “{word}”: studies report averages, and none of those found says that it holds for everyone."
_DIFFER = "Say that findings differ: {support} for it, {against} against it."
_TOO = "Say too that {against}."
"""A reader who hears of one side only takes a question for settled."""
_SO_FAR = "Say “as far as is known”: the strongest finding for it is {kind}."
"""Of what a claim denies: `can not` is no weaker than `does not`."""
_POPULATION = "Say of whom: “in {people}”, as in {share}."
"""What holds in the people studied need not hold in others (indirectness, in GRADE's words)."""
_TIME = "Say when: “{time}”, as in {share}."
_COMPARATOR = "Say against what: “compared with {names}”, as in {share}."
"""Better than saline is not better than the usual treatment."""
_ANIMALS = "If it stays, say “in animals”: {share} of studies in animals or cells."
_OF_ANIMALS = "Mind that {share} of studies in animals or cells, which tell nothing yet of people."
_FORM = "If it stays, say “{found}” and not “{claimed}”: {findings} it so (PMID {pmids})."
_OF_FORM = "Mind that {share} of {found}, which tells nothing of {claimed}."
_TURN = "Leave it out, or say what was found: {against}."
"""Fits a claim that denies something, too: `say the contrary` of `does not reduce` might be anything."""
_PLAINLY = "Say more plainly what does what to which outcome: that could not be read."
_UNLESS = "Leave it out, unless the source given for it shows it and still stands."
_RESTS = "If it stays, say that it rests on {what} (PMID {pmids})."
_AGAINST = "Leave it out: {against}."
_MYTH_HOLDS = "It is called a myth here, and {findings} it: do not call it one."

_MOST = 0.5
"""Share of findings that must have a part in common for it to be advised."""
_LIMIT = 4
_LEADING = 12
"""Findings looked at where none decides: those that bear on the claim most."""
_STRONG = frozenset({Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW, Design.RCT, Design.GUIDELINE})
_PEOPLE = {Age.CHILD: "children", Age.ADOLESCENT: "adolescents", Age.ADULT: "adults", Age.OLDER: "older adults"}
# Names in the table of illnesses that are of no illness.
_UNDERGONE = frozenset({"surgery", "caesarean section", "procedural sedation", "palliative care"})
_ARE_PEOPLE = {"pregnancy": "pregnant women"} | {
    name: name
    for name in (
        "healthy volunteers", "veterans", "recreational drug users", "patients receiving electroconvulsive therapy"
    )
}  # fmt: skip
_ACUTE = 72.0
_NAMED_AT_MOST = 3
# What is said of one form as such: by or of its maker, in a licence, or of the two halves of the racemate; and what
# somebody else said is not to be reworded.
_OF_THE_FORM = re.compile(
    r"[\"“”«»]|\b(?:makers?|manufactur\w+|compan(?:y|ies)|brands?|licen[cs]\w+|approv\w+|authori[sz]\w+|patents?|"
    r"racemic|racemate|enantiomers?|isomers?|generic|twin)\b"
)
_TIMED = re.compile(r"\d|\b(?:minute|hour|day|week|month|year)s?\b", re.IGNORECASE)


def advice(
    claim: Claim, verdict: Verdict, *, is_cited: bool = False, in_other_form: Verdict | None = None
) -> tuple[str, ...]:
    """What a writer could do about a claim, the weightiest first; nothing where it can stand as it is.

    Args:
        claim: the claim.
        verdict: what the collection says of it.
        is_cited: whether the draft cites a source for it.
        in_other_form: what the collection says of the claim as `said_of_other_form` words it.
    """
    support = [one for one in verdict.evidence if one.bearing is Bearing.SUPPORTS]
    against = [one for one in verdict.evidence if one.bearing is Bearing.CONTRADICTS]
    told: Iterable[str] = ()
    match verdict.stance:
        case _ if is_myth(claim):
            if verdict.stance is Stance.SUPPORTS:
                told = [_MYTH_HOLDS.format(findings=_which_support(len(support)))]
        case Stance.SUPPORTS:
            told = [*_certainty(claim, support), *_contrary(claim, against), *_narrower(claim, support)]
        case Stance.MIXED:
            differ = _DIFFER.format(support=_findings(len(support)), against=_findings(len(against)))
            told = [differ, *_absolute(claim), *_narrower(claim, support)]
        case Stance.CONTRADICTS:
            told = [_TURN.format(against=_against(claim, against))]
        case Stance.INSUFFICIENT if not verdict.found:
            told = [_UNLESS if is_cited else NOTHING]
        case Stance.INSUFFICIENT:
            told = [
                *_undecided(claim, support, against, is_cited=is_cited),
                *_instead(claim, verdict.evidence[:_LEADING], in_other_form),
            ]
    return tuple(dict.fromkeys(told))[:_LIMIT]


def said_of_other_form(claim: Claim, verdict: Verdict) -> str:
    """The claim's words with the form of the drug that most of the evidence is of, where nothing was decided and the
    claim is a whole sentence, names its own form once and no other, and says nothing of the form as such; empty
    otherwise."""
    text = claim.text
    if verdict.stance is not Stance.INSUFFICIENT or not verdict.found or is_myth(claim) or claim.context:
        return ""
    if claim.sentence not in ("", text) or _OF_THE_FORM.search(text.casefold()):
        return ""
    claimed, other, _ = _other_form(verdict.evidence[:_LEADING])
    named = [one for one in of_text(text).drugs if one.concept.name in KETAMINES]
    if len(named) != 1 or other not in KETAMINES:
        return ""
    start, end = named[0].start, named[0].end
    if text[start:end].casefold() != claimed:
        return ""
    return text[:start] + (other.capitalize() if text[start].isupper() else other) + text[end:]


def _undecided(claim: Claim, support: Sequence[Evidence], against: Sequence[Evidence], *, is_cited: bool) -> list[str]:
    """What to do with a claim that too little decides: its own findings first, if there are any."""
    said = claim.statement
    if support and not against:
        design = support[0].appraisal.design.value
        one = _named(design) if design else "one study"
        what = _findings(len(support)) if len(support) > 1 else one
        return [*_absolute(claim), _RESTS.format(what=what, pmids=_pmids(support))]
    if against and not support:
        return [_AGAINST.format(against=_against(claim, against))]
    # A claim on an outcome that is known, of which no direction and no relation was read, was not understood.
    if said.direction is Direction.UNKNOWN and said.outcome is not None and said.interventions and not besides(claim):
        return [_PLAINLY]
    return [_UNLESS if is_cited else LEAVE]


def _against(claim: Claim, against: Sequence[Evidence]) -> str:
    """What findings against a claim found, in words: `one finding went the other way, 2 findings found no
    difference`."""
    way = claim.statement.direction
    kinds = Counter(
        "is of a difference" if way is Direction.NONE and one.direction in OPPOSITE
        else "went the other way" if one.direction is OPPOSITE.get(way)
        else "found no difference" if one.direction is Direction.NONE
        else "goes against it"
        for one in against
    )  # fmt: skip
    many = {"is of a difference": "are of a difference", "goes against it": "go against it"}
    told = [f"{_findings(number)} {kind if number == 1 else many.get(kind, kind)}" for kind, number in kinds.items()]
    return ", ".join(told)


def _pmids(evidence: Sequence[Evidence]) -> str:
    return ", ".join(one.record.pmid for one in evidence[:_NAMED_AT_MOST])


def _which_support(number: int) -> str:
    """`one finding supports`, `3 findings support`."""
    return f"{_findings(number)} support{'s' if number == 1 else ''}"


def _findings(number: int) -> str:
    return "one finding" if number == 1 else f"{number} findings"


def _supporting(number: int, among: int) -> str:
    """`the finding that supports it`, `both findings that support it`, `4 of the 6 findings that support it`."""
    return f"{_share(number, among)} that {'supports' if among == 1 else 'support'} it"


def _found(number: int, among: int) -> str:
    """`the finding nearest to it is`, `4 of the 6 findings nearest to it are`, whichever way they go."""
    return f"{_share(number, among)} nearest to it {'is' if number == 1 else 'are'}"


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
    denies = claim.statement.direction is Direction.NONE or NEGATION.search(plain(claim.text)) is not None
    template = _SO_FAR if denies else _MAY
    of_level = f" of level {level.value}" if design in _STRONG and level is not None else ""
    yield template.format(kind=f"{_named(design)}{of_level}")


def _rank(evidence: Evidence) -> tuple[int, int]:
    """The strongest first: by level, and of one level by design."""
    design = evidence.appraisal.design.value
    return int(evidence.appraisal.level.value or 9), list(Design).index(design) if design else len(Design)


def _named(design: Design) -> str:
    article = "an" if design.value[0] in "aeiou" else "a"
    return f"{article} {design.value}"


def _contrary(claim: Claim, against: Sequence[Evidence]) -> Iterator[str]:
    if against:
        yield _TOO.format(against=_against(claim, against))


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
        yield _POPULATION.format(people=_people(name, _ages(support)), share=_supporting(counts[name], len(support)))


def _people(name: str, ages: str) -> str:
    """`adults with depression`, `adults undergoing surgery`, `healthy volunteers`."""
    if name in _UNDERGONE:
        return f"{ages} undergoing {name}"
    return _ARE_PEOPLE.get(name, f"{ages} with {name}")


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
    if claim.statement.against or claim.statement.direction is Direction.UNKNOWN:
        return  # what goes with what is compared with nothing
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


def _instead(claim: Claim, evidence: Sequence[Evidence], in_other_form: Verdict | None) -> Iterator[str]:
    """What evidence that decides nothing is about instead of the claim, and what to say of that, if a finding of it
    goes the claim's way."""
    way = claim.statement.direction
    animals = [one for one in evidence if any(each.code is Code.SPECIES for each in one.mismatches)]
    if animals and len(animals) >= _MOST * len(evidence) and _is_on_people(animals):
        goes = way is not Direction.UNKNOWN and any(_is_but_for_species(one, way) for one in animals)
        yield (_ANIMALS if goes else _OF_ANIMALS).format(share=_found(len(animals), len(evidence)))
    claimed, other, count = _other_form(evidence)
    if not other or not set(other.split(", ")).isdisjoint(one.concept.name for one in of_text(claim.source).drugs):
        return
    found = {one.record.id for one in evidence}
    support = [
        one
        for one in (in_other_form.evidence if in_other_form else ())
        if one.bearing is Bearing.SUPPORTS and one.record.id in found
    ]
    if in_other_form is not None and in_other_form.stance is Stance.SUPPORTS and support:
        findings = _which_support(len(support))
        yield _FORM.format(claimed=claimed, found=other, findings=findings, pmids=_pmids(support))
    else:
        yield _OF_FORM.format(claimed=claimed, found=other, share=_found(count, len(evidence)))


def _is_on_people(animals: Sequence[Evidence]) -> bool:
    return all(each.claimed == "human" for one in animals for each in one.mismatches if each.code is Code.SPECIES)


def _is_but_for_species(evidence: Evidence, way: Direction) -> bool:
    """Whether a finding goes the claim's way and is of nothing else than the claim but for the species."""
    return evidence.direction is way and {one.code for one in evidence.mismatches} & CORE == {Code.SPECIES}


def _other_form(evidence: Sequence[Evidence]) -> tuple[str, str, int]:
    """The form of the drug that was claimed, the one that most of the evidence is of, and how much of it; an empty form
    if most is of none. Midazolam is no form of ketamine."""
    found = [one for each in evidence for one in each.mismatches if one.code is Code.DRUG_FORM]
    forms = Counter((one.claimed, one.found) for one in found if {one.claimed, *one.found.split(", ")} <= KETAMINES)
    (claimed, other), count = forms.most_common(1)[0] if forms else (("", ""), 0)
    return (claimed, other, count) if count and count >= _MOST * len(evidence) else ("", "", 0)
