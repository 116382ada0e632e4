"""What a claim speaks of though it names an outcome: what is done about it, tolerance to it, when it comes.

`Ketamine reduces hospital admissions for suicidal ideation`, `tolerance develops to its dissociative effects`, `delays
the fall in anxiety`, `works if dissociation occurs`: of the outcome itself nothing is said, so that no finding on it
decides such a claim.

Imports `appraisal`, `vocabulary` and the modules of this package that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from indexer.appraisal.reading import Reading
from indexer.vocabulary.concepts import Kind

# What is made less of is not the outcome but what is done about it.
_DONE_ABOUT_IT = re.compile(
    r"\b(?:research|trials?|stud(?:y|ies)|(?:mean )?age|papers?|interest|funding|stigma|prescriptions?|"
    r"visits?|admissions?|(?:re-?)?hospitali[sz]ations?|stays?|calls?|consultations?|appointments?|referrals?|costs?|"
    r"needs?|demand|opioids?|painkillers?|adherence to treatment) "
    r"(?:for|on|of|in|into|about) (?:the |their )?$"
)
_TREATMENT_OF = re.compile(r"\btreatments? (?:for|on|of|in|into|about) (?:the )?$")
_DONE_BEHIND = re.compile(
    r" (?:trials?|research|stud(?:y|ies)|treatments?|funding|stigma|clinics?|services|relapses?)\b"
)
# What somebody gets used to, or knows of.
_USED_TO = re.compile(
    r"\b(?:tolerance|resistance|habituation|sensiti[sz]ation|sensitivity|immunity|adaptation|insight|attitudes?|"
    r"attention)\b(?: [\w-]+){0,2} (?:to|into|towards?) (?:[\w'-]+ ){0,4}$"
)
# `If dissociation occurs`, `provided that anxiety lifts`: the outcome is when, not what.
_ON_CONDITION = re.compile(
    r"\b(?:if|given that|provided that|providing|so long as|as long as|unless|until|once|whenever|assuming(?: that)?|"
    r"in case) (?:[\w'-]+ ){0,4}$"
)
# `Delays the fall in …`, `follows an improvement of …`: a verb of time before what it is said of.
_IN_TIME = re.compile(
    r"\b(?:delay|follow|preced|slow|hasten|postpon|accelerat|speed|interrupt|halt|stall|mask|mimic|outlast|coincid|"
    r"accompan)(?:e?s|ies|ed|ing|y)?(?: up| down| with)? (?:(?:an?|the|any|its|their|further|more) )*"
    r"(?:fall|drop|decline|reduction|decrease|improvement|rise|increase|relief|recovery|remission|response|onset)s?\b"
)
# `Works by causing dizziness`.
_BY_DOING = re.compile(r"\bby (?:\w+ly )?\w+ing (?:[\w'-]+ ){0,2}$")
_UNREAL = re.compile(r"\b(?:would|could|should|might) have (?:\w+ly )?\w+(?:ed|en|t)\b")
_LEAST = re.compile(r"(?<!at )\bleast\b")


@lru_cache(maxsize=4096)
def of_something_else(own: str, asked: Reading) -> tuple[str, ...]:
    """Why a claim that seems to be on the outcome `own` is not; empty if it is. A claim is asked for it at every
    sentence."""
    low = asked.plain
    found: list[str] = []
    for one in (*asked.named(Kind.OUTCOME), *asked.named(Kind.CONDITION)):
        if one.concept.kind is Kind.OUTCOME and one.concept.name != own:
            continue
        if _DONE_ABOUT_IT.search(low, 0, one.start) or _DONE_BEHIND.match(low, one.end):
            found.append("the claim is on what is done about it")
    mentions = [one for one in asked.named(Kind.OUTCOME) if one.concept.name == own]
    if mentions and all(_USED_TO.search(low, 0, one.start) for one in mentions):
        found.append("the claim is on getting used to it")
    if mentions and all(_ON_CONDITION.search(low, 0, one.start) for one in mentions):
        found.append("the claim names it only as a condition")
    if mentions and all(_BY_DOING.search(low, 0, one.start) for one in mentions):
        found.append("the claim names it only as the way in which something else comes about")
    if said := _IN_TIME.search(low) or _UNREAL.search(low):
        found.append(f"what the claim says with “{said.group()}” could not be read")
    return tuple(found)


def on_treatment(asked: Reading) -> Iterator[str]:
    """That a claim is on the treatment of what it names, and may not be on what this did."""
    if any(_TREATMENT_OF.search(asked.plain, 0, one.start) for one in asked.named(Kind.CONDITION)):
        yield "the claim is on what is done about it"


def least(low: str, sentence: str) -> Iterator[str]:
    """That something happens least of all, which no sentence says that does not say so."""
    if _LEAST.search(low) and not _LEAST.search(sentence):
        yield "nothing is said of “least”"
