"""Harms that a draft leaves out: pointed out once, with records of the collection.

A draft that says what ketamine is good for and names no harm gets the four that matter most; one that calls harms
short-lived and names no lasting one gets the lasting ones, if the collection has any. Which these are is a fixed list
with its reasons; whether the collection has records on them is looked up, and what it has nothing on is not mentioned.

Imports `library`, `values` and below; touches nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.appraisal import Species
from indexer.checking.asked import status_of
from indexer.checking.library import Library
from indexer.checking.values import Block, Claim, Code, Direction, Draft, Remark
from indexer.checking.verdict import is_counted
from indexer.engines.interface import Sort
from indexer.query.syntax import And, Field, Or, Term
from indexer.record import Record
from indexer.text import plain
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind, find, mentions, narrower

GROUP = "ketamines"
"""The drugs of the table whose harms these are."""


@dataclass(frozen=True, slots=True)
class Harm:
    """A harm in words, and the outcomes of the table that are it."""

    name: str
    outcomes: tuple[str, ...]
    lasting: bool = False


# The warnings and precautions of esketamine's label name sedation and dissociation, raised blood pressure, abuse and
# misuse, and ulcerative or interstitial cystitis; the last two are what long use does.
HARMS = (
    Harm("dissociation", ("dissociation",)),
    Harm("raised blood pressure", ("blood pressure", "haemodynamics")),
    Harm("misuse or dependence", ("abuse liability",), lasting=True),
    Harm("urinary symptoms", ("urinary symptoms",), lasting=True),
)
_RECORDS = 2
_LOOKED_AT = 30
_SHORT = re.compile(
    r"\b(?:short-lived|transient(?:ly)?|temporary|temporarily|brief(?:ly)?|fleeting|passing|resolve[sd]?|subside[sd]?|"
    r"wear(?:s)? off|go away|goes away)\b"
)
_LONG = re.compile(
    r"\b(?:long-term|chronic(?:ally)?|persist\w*|repeated|recreational|daily use|irreversible|abusers?|addict\w*)\b"
)
_NAMED_AT_ALL = re.compile(
    r"\b(?:side[- ]effects?|adverse (?:events?|effects?|reactions?)|harms?|risks? (?:of|include|associated)|overdos\w+|"
    r"toxicity|dissociat\w+|addict\w+|misuse|abuse|dependen(?:ce|cy)|blood pressure|hypertension|bladder|cystitis|"
    r"urinary|nausea|hallucinat\w+|sedation|dizz\w+)\b"
)
_DENIED = re.compile(r"\b(?:no|without|zero|free (?:of|from)|not cause|never cause\w*)\b(?: \w+){0,3} ?$")


def harms_missing(draft: Draft, claims: Sequence[Claim], library: Library) -> Iterator[Remark]:
    """EV302, at most once."""
    benefit = next(filter(_is_benefit, claims), None)
    if benefit is None:
        return
    read = [plain(one.text) for one in draft.passages if one.block is not Block.FURNITURE]
    named = _outcomes_named(draft)
    if not any(_is_named(text) for text in read):
        found = [(harm, records) for harm in HARMS if (records := _records(harm, library))]
        if found:
            yield _remark(benefit, "The draft says what it is good for and names no harm.", found)
        return
    short = next((claim for claim in claims if _is_of_harm(claim) and _SHORT.search(plain(claim.text))), None)
    lasting = [harm for harm in HARMS if harm.lasting and named.isdisjoint(_all(harm))]
    if short is not None:
        found = [(harm, records) for harm in lasting if (records := _records(harm, library, long=True))]
        if found:
            yield _remark(
                short, "Harms are called short-lived here; there are lasting ones that the draft leaves out.", found
            )


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
    return frozenset(
        mention.concept.name
        for passage in draft.passages
        if passage.block is not Block.FURNITURE
        for mention in mentions(passage.text)
        if mention.concept.kind is Kind.OUTCOME
    )


def _is_named(text: str) -> bool:
    """Whether a text names a harm, and not to deny it."""
    return any(
        not _DENIED.search(text, max(0, match.start() - 40), match.start()) for match in _NAMED_AT_ALL.finditer(text)
    )


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
        for mention in reading.named(Kind.OUTCOME):
            line = reading.line_at(mention.start)
            if mention.concept.name not in wanted or line is None or not line.kind.is_finding:
                continue
            if long and not _LONG.search(reading.plain, line.start, line.end):
                continue
            chosen.append(stored.record)
            break
        if len(chosen) == _RECORDS:
            break
    return tuple(chosen)
