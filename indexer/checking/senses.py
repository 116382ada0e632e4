"""Words of direction and relation in a text, and what each governs.

`reduces`, `has no effect on`, `is associated with`: each governs an object, which follows it, or stands before it where
it is a predicate (`was reduced`, `is higher`). Negation is followed by the same rule as in `statements`. Nothing here
needs to know what the object is.

Imports `vocabulary` and `course`; touches nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple

from indexer.appraisal.reading import Line, Reading
from indexer.checking.denials import denied
from indexer.checking.library import content_words
from indexer.engines.ranking import stem
from indexer.text import tokens
from indexer.vocabulary import directions


class Sense(StrEnum):
    """What a word of direction says of its object, negation taken into account."""

    LOWER = "lower"
    HIGHER = "higher"
    BETTER = "better"
    WORSE = "worse"
    NONE = "none"
    RELATED = "related"


CONTRARY = frozenset(
    frozenset(one)
    for one in (
        (Sense.LOWER, Sense.HIGHER), (Sense.BETTER, Sense.WORSE), (Sense.LOWER, Sense.NONE), (Sense.HIGHER, Sense.NONE),
        (Sense.BETTER, Sense.NONE), (Sense.WORSE, Sense.NONE), (Sense.RELATED, Sense.NONE),
    )
)  # fmt: skip
"""Pairs that cannot both be true of one object. `better` is not set beside `lower`: nobody says which side is good."""

_SENSES = {"lower": Sense.LOWER, "higher": Sense.HIGHER, "better": Sense.BETTER, "worse": Sense.WORSE,
           "same": Sense.NONE}  # fmt: skip
_INVERTED = {Sense.LOWER: Sense.HIGHER, Sense.HIGHER: Sense.LOWER, Sense.BETTER: Sense.WORSE, Sense.WORSE: Sense.BETTER}
_RELATION = re.compile(
    r"\b(?:associated with|correlate[sd]? with|linked to|related to|associations? (?:with|of|between)|involved in|"
    r"required for|necessary for|essential for|contributes? to|depend(?:s|ent) on|"
    r"risk factors? for|predict(?:s|ed|or of|ors of|ive of)?|regulat(?:e|es|ed|ing|or of))\b"
)
_INVERSE, _DIRECT = ("negatively ", "inversely "), ("positively ", "directly ")
# A difference that is not significant is none, whichever way it points.
_NOT_SIGNIFICANT = re.compile(
    r"\b(?:not|no|non|without|neither|nor|did not (?:reach|attain))[ -](?:\w+ ){0,3}?(?:significan\w+|meaningful\w*)|"
    r"\bn\.?s\.?\)|\bp ?[=>≥] ?0?\.(?:0[6-9]|05[1-9]|[1-9])\d*"
)
_NO_DIFFERENCE = re.compile(
    r"\bno (?:[\w-]+ ){0,4}?(?:differences?|changes?|effects?|associations?|correlations?|benefits?|"
    r"improvements?|impact)\b(?! only)|\b(?:did|do|does|was|were|is|are) not (?:[\w-]+ly )?(?:differ|different|change|"
    r"changed|alter|altered|affect|affected|vary)\b"
)
_SIGNIFICANT = re.compile(r"\bp ?[<≤] ?0?\.0|\bp ?= ?0?\.(?:0[0-4]\d*|050?\b)")
# What these govern is said by the word of direction that follows: `leads to an increased risk`.
_CAUSATIVE = re.compile(
    r"(?:lead|leads|led|leading|result|results|resulted|resulting|associated|correlated|linked|related) (?:to|in|with)|"
    r"(?:caus|induc|produc|trigger|generat|evok)\w*|promot\w*|contributes? to|predict\w*|more|less"
)
_PREDICATE = re.compile(
    r"\b(?:was|were|is|are|be|been|being|become|becomes|remained|remain|had|has)(?: \w+ly)?(?: also| not| no| never)?"
    r"(?: \w+ly)? ?$"
)
_PREDICATIVE = re.compile(r"\w+ed|lower|higher|greater|less|fewer|more \w+|longer|shorter|smaller|larger|unaffected"
                          r"|similar|comparable|unchanged|worse|fell|rose|dropped|cut")  # fmt: skip
# `X increased significantly in the treated`: with no object behind it, it is said of its subject.
_OF_SUBJECT = re.compile(
    r"(?:increased|decreased|rose|fell|dropped|declined|improved|worsened|diminished|deteriorated|reduced)"
    r"(?: \w+ly| also| only| more| further)*(?:$|[,.;:]| ?\(| (?:in|after|from|by|with|at|during|over|within|between|"
    r"among|compared|relative|on|when|following|until)\b)"
)
COMPARED = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|in comparison (?:with|to)|relative to|as opposed to|rather than)\b"
)
"""What stands after it is what something is compared with."""
_BORDER = re.compile(
    r"; |: |\. |,? (?:but|whereas|although|though|however|while|yet|which|who|and "
    r"(?:was|were|is|are|had|has|did|does))\b"
)


class Governed(NamedTuple):
    """A word of direction, and the stems of the words that it governs, nearest first: those before it if
    `behind`."""

    sense: Sense
    start: int
    end: int
    object: tuple[str, ...]
    behind: bool = False


def governed(text: str, low: str, start: int, end: int, *, claim: bool = False) -> Iterator[Governed]:
    """The words of direction of a stretch of text, each with what it governs. In evidence a word that says that nothing
    changed is taken with either side: `X did not differ`, `no difference in X`."""
    cues = _cues(low, start, end)
    borders = [match.start() for match in _BORDER.finditer(low, start, end)]
    borders += [match.start() for match in COMPARED.finditer(low, start, end)]
    for place, (sense, cue_start, cue_end) in enumerate(cues):
        left = max([start, *(one for one in borders if one < cue_start), *(one[2] for one in cues[:place])])
        right = min([end, *(one for one in borders if one >= cue_end), *(one[1] for one in cues[place + 1 :])])
        before, after = tuple(stems_in(text, left, cue_start)[::-1]), tuple(stems_in(text, cue_end, right))
        is_form = _PREDICATIVE.fullmatch(low[cue_start:cue_end])
        predicate = _PREDICATE.search(low, left, cue_start) if is_form else None
        if sense is Sense.NONE and not claim:
            yield Governed(sense, cue_start, cue_end, after)
            yield Governed(sense, cue_start, cue_end, before, behind=True)
        else:
            is_said_of_subject = predicate is not None or not after or _OF_SUBJECT.match(low, cue_start, right)
            behind = bool(before) and bool(is_said_of_subject)
            yield Governed(sense, cue_start, cue_end, before if behind else after, behind)


def told(reading: Reading, line: Line, *, turned: bool = False) -> Iterator[Governed]:
    """What a sentence of evidence says: no difference where it is not significant, inverted where it is compared the
    other way round."""
    low = reading.plain
    null = (
        None if _SIGNIFICANT.search(low, line.start, line.end) else _NOT_SIGNIFICANT.search(low, line.start, line.end)
    )
    every = list(governed(reading.text, low, line.start, line.end))
    if null and not every:
        yield Governed(Sense.NONE, null.start(), null.end(), tuple(stems_in(reading.text, line.start, line.end)))
    for one in every:
        sense = Sense.NONE if null else _INVERTED.get(one.sense, one.sense) if turned else one.sense
        yield one._replace(sense=sense)


def structure(low: str) -> Iterator[tuple[int, int]]:
    """Where the words stand by which a text says which way: they are no part of what it speaks of."""
    yield from ((start, end) for _, start, end in _all_cues(low, 0, len(low)))
    if turn := COMPARED.search(low):
        yield turn.span()


def stems_in(text: str, start: int, end: int) -> list[str]:
    """The stems of the content words of a stretch of text, in order."""
    piece = text[start:end]
    telling = set(content_words(piece))
    return [stem(token.word) for token in tokens(piece) if token.word in telling]


def _cues(low: str, start: int, end: int) -> list[tuple[Sense, int, int]]:
    """The words of direction and relation, from the left; of a cause and its change only the change."""
    found = _all_cues(low, start, end)
    kept = [
        one
        for one, after in zip_longest(found, found[1:])
        if one and not (after and low.count(" ", one[2], after[1]) <= 3 and _CAUSATIVE.fullmatch(low[one[1] : one[2]]))
    ]
    return [(_denied(low, start, one), one[1], one[2]) for one in kept]


def _all_cues(low: str, start: int, end: int) -> list[tuple[Sense, int, int]]:
    found = [
        (_SENSES[cue.meaning], cue.start, cue.end)
        for cue in directions.cues(low, start, end)
        if cue.meaning in _SENSES
    ]  # fmt: skip
    for match in _NO_DIFFERENCE.finditer(low, start, end):
        found = [one for one in found if one[2] <= match.start() or match.end() <= one[1]]
        found.append((Sense.NONE, match.start(), match.end()))
    for match in _RELATION.finditer(low, start, end):
        if not any(one[1] < match.end() and match.start() < one[2] for one in found):
            found.append(_related(low, start, *match.span()))
    return sorted(found, key=lambda one: one[1])


def _related(low: str, start: int, left: int, right: int) -> tuple[Sense, int, int]:
    """A word of relation, with the adverb before it that says which way."""
    for sense, adverbs in ((Sense.LOWER, _INVERSE), (Sense.HIGHER, _DIRECT)):
        for adverb in adverbs:
            if low.endswith(adverb, start, left):
                return sense, left - len(adverb), right
    return Sense.RELATED, left, right


def _denied(low: str, start: int, cue: tuple[Sense, int, int]) -> Sense:
    sense = cue[0]
    if sense is Sense.NONE or not denied(low, start, cue[1]):
        return sense
    return Sense.NONE
