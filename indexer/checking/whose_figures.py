"""Whose the figures of a sentence are: that a number of a claim stands in it is not enough.

`Dizziness (33.9%) and dissociation (25.5%)` does not say that 25.5% were dizzy, `27.1% vs 17.6%` not that the first had
17.6%, `more than a 1 mg dose` nothing of what 1 mg did.

Imports `appraisal` and `vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.appraisal.reading import Line, Reading
from indexer.checking.clauses import within
from indexer.vocabulary.concepts import Kind

_SHARE = re.compile(r"(?<![\d.])(?P<number>\d+(?:\.\d+)?) ?(?:%|percent\b|per cent\b)")
_DOSE = re.compile(r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)[ -]?(?P<unit>mg/kg|mg|mcg|µg|ug)\b")
_FROM_TO = re.compile(r"\bfrom (?P<first>\d+(?:\.\d+)?) ?%? to (?P<then>\d+(?:\.\d+)?) ?(?:%|percent)")
_LOWERED = re.compile(r"\b(?:lower|reduc|decreas|cut|drop|fall|fell|declin|shr[aiu]nk)\w*\b")
_OF_ANOTHER = re.compile(
    r"(?:\b(?:than|versus|vs\.?|compared (?:with|to)|but not|and not|not)"
    r"(?: (?:at|with|for|the|an?|placebo|control))*|[<>≥≤]) ?$"
)
_EITHER_SIDE = 40


def others_figures(own: str, asked: str, evidence: Reading, line: Line) -> Iterator[str]:
    """Where a figure of a claim on the outcome `own` stands in a sentence for something else. `asked` is the claim in
    plain writing."""
    sentence = evidence.plain[line.start : line.end]
    yield from _shares(own, asked, evidence, line)
    yield from _order(asked, sentence)
    for dose in _DOSE.finditer(asked):
        same = [
            one
            for one in _DOSE.finditer(sentence)
            if (float(one["number"]), one["unit"]) == (float(dose["number"]), dose["unit"])
        ]
        before = [sentence[max(0, one.start() - _EITHER_SIDE) : one.start()] for one in same]
        if same and all(map(_OF_ANOTHER.search, before)) and not _OF_ANOTHER.search(asked[: dose.start()]):
            yield f"{dose.group()} is what it is set beside"


def _shares(own: str, asked: str, evidence: Reading, line: Line) -> Iterator[str]:
    """Shares in brackets behind the name of another outcome."""
    named = within(evidence.named(Kind.OUTCOME), line.start, line.end)
    for share in _SHARE.finditer(asked):
        owners = set()
        for one in _SHARE.finditer(evidence.plain, line.start, line.end):
            if float(one["number"]) == float(share["number"]):
                opened = evidence.plain.rfind("(", line.start, one.start())
                is_open = opened > evidence.plain.rfind(")", line.start, one.start())
                before = [each for each in named if is_open and each.end <= opened]
                owners.add(max(before, key=lambda each: each.end).concept.name if before else own)
        if owners and own not in owners:
            yield f"{share.group()} is told of {min(owners)}"


def _order(asked: str, sentence: str) -> Iterator[str]:
    """Two shares of a claim that stand the other way round in a sentence, or do not go the way that is claimed."""
    claimed = [float(one["number"]) for one in _SHARE.finditer(asked)]
    told = [float(one["number"]) for one in _SHARE.finditer(sentence)]
    are_two = len(claimed) == len(set(claimed)) == 2 and all(told.count(one) == 1 for one in claimed)
    if are_two and told.index(claimed[0]) > told.index(claimed[1]):
        yield "the two shares stand the other way round"
    fell = _FROM_TO.search(asked)
    if fell and _LOWERED.search(asked) and float(fell["first"]) < float(fell["then"]):
        yield "what the claim says to fall rises in its figures"
