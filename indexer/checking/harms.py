"""Harms that a draft leaves out: pointed out once, with records of the collection.

A draft that says what ketamine is good for and names no harm gets the four that matter most; one that calls harms
short-lived, or denies a lasting one, gets the lasting ones that it names nowhere, if the collection has any. To name a
harm only to deny it is not to name it. Which these are is a fixed list with its reasons; whether the collection has
records on them is looked up, and what it has nothing on is not mentioned.

Imports `library`, `values` and below; touches nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.appraisal import Appraisal, Species
from indexer.appraisal.people import USERS
from indexer.checking.asked import status_of
from indexer.checking.library import Library
from indexer.checking.values import Block, Claim, Code, Direction, Draft, Remark
from indexer.checking.verdict import is_counted
from indexer.engines.interface import Sort
from indexer.query.syntax import And, Field, Or, Term
from indexer.record import Record
from indexer.text import plain
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind, Mention, find, mentions, narrower

GROUP = "ketamines"
"""The drugs of the table whose harms these are."""


@dataclass(frozen=True, slots=True)
class Harm:
    """A harm in words, the outcomes of the table that are it, and how drafts put it."""

    name: str
    outcomes: tuple[str, ...]
    told: re.Pattern[str]
    lasting: bool = False


# The warnings and precautions of esketamine's label name sedation and dissociation, raised blood pressure, abuse and
# misuse, and ulcerative or interstitial cystitis; the last two are what long use does.
HARMS = (
    Harm("dissociation", ("dissociation",), re.compile(r"\bdissociat\w+|\bout[- ]of[- ]body\b")),
    Harm(
        "raised blood pressure",
        ("blood pressure", "haemodynamics"),
        re.compile(r"\bblood pressure\b|\bhypertensi\w+"),
    ),
    Harm(
        "misuse or dependence",
        ("abuse liability",),
        re.compile(r"\b(?:addict\w*|(?:mis|ab)us(?:e|es|ed|ing|ers?)|dependen(?:ce|cy)|recreational\w*|hooked on)\b"),
        lasting=True,
    ),
    Harm(
        "urinary symptoms",
        ("urinary symptoms",),
        re.compile(r"\b(?:bladders?|cystitis|urin(?:ary|ation|ate|e)|urolog\w+)\b"),
        lasting=True,
    ),
)
_REACH = 60
"""Letters before a harm in which a word that denies it is looked for."""
_RECORDS = 2
_LOOKED_AT = 30
_SHORT = re.compile(
    r"\b(?:short-lived|transient(?:ly)?|temporary|temporarily|brief(?:ly)?|fleeting|passing|resolve[sd]?|subside[sd]?|"
    r"wear(?:s)? off|worn off|go away|goes away|(?:gone|over) (?:within|in|by|after))\b"
)
_LONG = re.compile(
    r"\b(?:long-term|chronic(?:ally)?|persist\w*|repeated|recreational|daily use|irreversible|abusers?|addict\w*)\b"
)
_NAMED_AT_ALL = re.compile(
    r"\b(?:side[- ]effects?|adverse (?:events?|effects?|reactions?)|harms?|risks? (?:of|include|associated)|overdos\w+|"
    r"toxicity|dissociat\w+|addict\w+|misuse|abuse|dependen(?:ce|cy)|blood pressure|hypertension|bladder|cystitis|"
    r"urinary|nausea|hallucinat\w+|sedation|dizz\w+)\b"
)
# What denies a harm behind it: `no dizziness or nausea`, `is not addictive`; `not addictive and may raise …` does not.
_DENIED = re.compile(
    r"\b(?:no|not(?! (?:only|just|merely)\b)|never|nor|neither|cannot|\w+n't|without|zero|free (?:of|from)|none of|"
    r"lack(?:s|ing)?)\b"
    r"(?: (?!(?:but|because|so|while|although|which)\b|and (?:can|may|will|might|\w+s )\b)[\w'-]+){0,5} ?$"
)
_OTHER_DRUGS = r"(?:alcohol|opioids?|opiates?|heroin|cocaine|stimulants?|nicotine|tobacco|cannabis|benzodiazepines?)"
# What the drug is given against is no harm of it: `treats alcohol addiction`.
_TREATED = re.compile(
    rf"\b(?:{_OTHER_DRUGS}|gambling)(?: use)?[ -]$|"
    r"\b(?:treat(?:s|ed|ing)?|(?:treatments?|therap(?:y|ies)) (?:of|for)|reliev(?:es?|ed|ing)|overcom(?:es?|ing)|"
    r"against) (?:(?:people|patients|adults|those) with )?(?:the |their |drug |substance |severe |chronic )?$"
)
_OF_ANOTHER = re.compile(rf" (?:of|on) (?:\w+ )?{_OTHER_DRUGS}\b")
_DEPENDENCE = "substance use disorder"
_ON_THESE = frozenset({"ketamine use disorder", "hallucinogen use disorder"})
_NONE, _DENIES = "names no harm", "names harms only to deny them"
_SHORT_LIVED = "Harms are called short-lived here; there are lasting ones that the draft leaves out."
_ONLY_DENIED = "A lasting harm is denied here; the draft names no lasting one."


def harms_missing(draft: Draft, claims: Sequence[Claim], library: Library) -> Iterator[Remark]:
    """EV302, at most once."""
    benefit = next(filter(_is_benefit, claims), None)
    if benefit is None:
        return
    read = [plain(one.text) for one in draft.passages if one.block is not Block.FURNITURE]
    if not any(_is_named(_NAMED_AT_ALL, text) for text in read):
        found = [(harm, records) for harm in HARMS if (records := _records(harm, library))]
        if found:
            said = _DENIES if any(map(_NAMED_AT_ALL.search, read)) else _NONE
            yield _remark(benefit, f"The draft says what it is good for and {said}.", found)
        return
    named = _outcomes_named(draft)
    lasting = [
        harm
        for harm in HARMS
        if harm.lasting and named.isdisjoint(_all(harm)) and not any(_is_named(harm.told, text) for text in read)
    ]
    short = next((claim for claim in claims if _is_of_harm(claim) and _SHORT.search(plain(claim.text))), None)
    denies = next((claim for claim in claims if any(one.told.search(plain(claim.text)) for one in lasting)), None)
    if (belittled := short or denies) is not None:
        found = [(harm, records) for harm in lasting if (records := _records(harm, library, long=True))]
        if found:
            yield _remark(belittled, _SHORT_LIVED if short else _ONLY_DENIED, found)


def _remark(claim: Claim, said: str, found: Sequence[tuple[Harm, tuple[Record, ...]]]) -> Remark:
    listed = "; ".join(f"{harm.name} (PMID {', '.join(one.pmid for one in records)})" for harm, records in found)
    records = tuple(dict.fromkeys(one for _, several in found for one in several))
    return Remark(
        Code.HARMS_MISSING, f"{said} The collection has records on {listed}.",
        claim.text, claim.start, claim.end, claim.line, records,
    )  # fmt: skip


def _is_benefit(claim: Claim) -> bool:
    """Whether a claim says that one of these drugs makes something better."""
    statement = claim.statement
    if not any(_is_of_group(slot.value) for slot in statement.interventions) or _is_of_harm(claim):
        return False
    if statement.direction in (Direction.LOWER, Direction.HIGHER):
        return directions.good_side(statement.outcome_name) == statement.direction.value
    cues = {cue.meaning for cue in directions.cues(plain(claim.text), 0, len(claim.text))}
    return statement.direction is Direction.UNKNOWN and "better" in cues


def _is_of_group(drug: str) -> bool:
    concept = find(Kind.DRUG, drug)
    return concept is not None and GROUP in (concept.name, *concept.broader)


def _is_of_harm(claim: Claim) -> bool:
    outcome = claim.statement.outcome_name
    return outcome in narrower(Kind.OUTCOME, "adverse events") or any(outcome in _all(one) for one in HARMS)


def _outcomes_named(draft: Draft) -> frozenset[str]:
    """The outcomes that a draft names, and not to deny them."""
    return frozenset(
        mention.concept.name
        for passage in draft.passages
        if passage.block is not Block.FURNITURE
        for mention in mentions(passage.text)
        if mention.concept.kind is Kind.OUTCOME and _is_a_harm_here(plain(passage.text), mention.start)
    )


def _is_named(harm: re.Pattern[str], text: str) -> bool:
    """Whether a text in plain writing names a harm, and not to deny it."""
    return any(_is_a_harm_here(text, match.start()) for match in harm.finditer(text))


def _is_a_harm_here(text: str, place: int) -> bool:
    """Whether what a text names at `place` is neither denied nor what the drug is given against."""
    before = text[max(0, place - _REACH) : place]
    return _DENIED.search(before) is None and _TREATED.search(before) is None


def _all(harm: Harm) -> frozenset[str]:
    return frozenset(name for one in harm.outcomes for name in narrower(Kind.OUTCOME, one))


def _records(harm: Harm, library: Library, *, long: bool = False) -> tuple[Record, ...]:
    """Records of studies in people whose findings name the harm, the best evidence first; with `long`, of long use."""
    query = And((Term(Field.DRUG, GROUP), Or(tuple(Term(Field.OUTCOME, name) for name in harm.outcomes))))
    hits = library.engine.search(query, limit=_LOOKED_AT, sort=Sort.EVIDENCE).hits
    wanted, chosen = _all(harm), []
    for stored in library.stored(hit.id for hit in hits):
        reading, appraisal = library.read(stored)
        if appraisal.species.value is not Species.HUMAN or not is_counted(status_of(stored)):
            continue
        if _is_of_others_dependence(appraisal):
            continue
        for mention in reading.named(Kind.OUTCOME):
            line = reading.line_at(mention.start)
            if mention.concept.name not in wanted or line is None or not line.kind.is_finding:
                continue
            if _is_of_another_drug(reading.plain, mention):
                continue
            if long and not _LONG.search(reading.plain, line.start, line.end):
                continue
            chosen.append(stored.record)
            break
        if len(chosen) == _RECORDS:
            break
    return tuple(chosen)


def _is_of_another_drug(text: str, mention: Mention) -> bool:
    """Whether a harm that a record names is that of another drug: `misuse of opioids`, `alcohol misuse`."""
    before = text[max(0, mention.start - _REACH) : mention.start]
    return _TREATED.search(before) is not None or _OF_ANOTHER.match(text, mention.end) is not None


def _is_of_others_dependence(appraisal: Appraisal) -> bool:
    """Whether a record is on people dependent on other drugs, and on nobody who takes this one of his own accord: in
    these it is given against their dependence, which says nothing of its own misuse."""
    about = {one.value for one in appraisal.conditions}
    return bool(about & (narrower(Kind.CONDITION, _DEPENDENCE) - _ON_THESE)) and USERS not in about
