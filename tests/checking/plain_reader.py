"""A simple reader of statements, for tests of what uses one: every outcome of the tables, with the nearest word before
it that says which way it went."""

from __future__ import annotations

import re

from indexer.checking.values import Direction, Slot, Span, Statement
from indexer.text import plain
from indexer.vocabulary.concepts import Kind, mentions

_LOWER = re.compile(r"\b(?:reduc\w+|lower\w*|reliev\w+|eas(?:e|es|ed)|lifts?|prevents?|decreas\w+)\b")
_HIGHER = re.compile(r"\b(?:increas\w+|rais\w+|enhanc\w+|promot\w+|improv\w+|worsens?|caus(?:e|es|ed)|elevat\w+)\b")


def read(text: str) -> tuple[Statement, ...]:
    """One statement for each outcome that is named, the first time it is; spans are into `text`."""
    plainly = plain(text)
    found = list(mentions(text, plainly))
    drugs = tuple(Slot(one.concept.name, Span(one.start, one.end)) for one in found if one.concept.kind is Kind.DRUG)
    told: dict[str, Statement] = {}
    for one in found:
        if one.concept.kind is Kind.OUTCOME and one.concept.name not in told:
            start = max(0, one.start - 60)
            words = [
                (match.end(), direction, Span(*match.span()))
                for pattern, direction in ((_LOWER, Direction.LOWER), (_HIGHER, Direction.HIGHER))
                for match in pattern.finditer(plainly, start, one.start)
            ]
            last = max(words, default=None, key=lambda word: word[0])
            outcome = Slot(one.concept.name, Span(one.start, one.end))
            told[one.concept.name] = Statement(
                drugs, outcome, last[1] if last else Direction.UNKNOWN, (last[2],) if last else ()
            )
    return tuple(told.values())
