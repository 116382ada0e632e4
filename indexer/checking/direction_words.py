"""Which way an outcome went, as likely as the words around it make it.

Each word of a sentence speaks for a rise, a fall or no change, and once more where it stands near the outcome; the
chances are the softmax of what all of them say. The weights are readable files with how they were fitted, one for the
sentences of abstracts (`data/direction_words.json`) and one for what writers claim (`data/claim_words.json`): these say
`eases`, `goes up` and `does nothing for`. They decide nothing: a word that stands near an outcome need not be said of
it. `leaning` weighs them with all else.

Reads its own packaged data only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from indexer.checking.calibration import softmax
from indexer.engines.ranking import stem

_FOLDER = Path(__file__).parent / "data"
_WORD = re.compile(r"[a-z][a-z'-]*|\d+(?:\.\d+)?|[<>=%;:,()]")
_OUTCOME, _GIVEN, _NUMBER = "[outcome]", "[given]", "[number]"
_NEAR = "near "
_BEFORE, _BEHIND = 8, 12
ALWAYS = "[always]"
"""What every sentence has."""


class Ways(NamedTuple):
    """The chances that an outcome rose, fell, and did not change; they make 1."""

    higher: float
    lower: float
    same: float


Weights = Mapping[str, Sequence[float]]
"""What a word speaks for: a rise, a fall, no change."""


def words(
    plainly: str, spans: Sequence[tuple[int, int]] = (), *, outcome: Collection[str] = (), given: Collection[str] = ()
) -> frozenset[str]:
    """The words of a sentence in plain writing as the weights have them: numbers, what was given and the outcome by a
    placeholder. The outcome stands at `spans` and wherever a word has one of its stems; `given` are stems too."""
    told = list(_words(plainly, spans, outcome, given))
    near = {
        other
        for place, word in enumerate(told)
        if word == _OUTCOME
        for other in range(max(0, place - _BEFORE), min(len(told), place + _BEHIND))
    }
    return frozenset({ALWAYS, *told, *(_NEAR + told[place] for place in near)})


def _words(
    plainly: str, spans: Sequence[tuple[int, int]], outcome: Collection[str], given: Collection[str]
) -> Iterator[str]:
    last = ""
    for match in _WORD.finditer(plainly):
        word = match.group()
        if word[0].isdigit():
            word = _NUMBER
        elif any(start < match.end() and match.start() < end for start, end in spans):
            word = _OUTCOME
        elif word[0].isalpha():
            root = stem(word)
            word = _OUTCOME if root in outcome else _GIVEN if root in given else word
        if word != last or word not in (_OUTCOME, _GIVEN):
            yield word
        last = word


def ways(told: Collection[str], weights: Weights | None = None) -> Ways:
    """The chances of a sentence of an abstract whose words these are."""
    return _ways(told, _shipped("direction_words.json") if weights is None else weights)


def claimed(told: Collection[str]) -> Ways:
    """The chances of a claim whose words these are."""
    return _ways(told, _shipped("claim_words.json"))


def _ways(told: Collection[str], weights: Weights) -> Ways:
    sums = [0.0, 0.0, 0.0]
    for word in told:
        for place, one in enumerate(weights.get(word, ())):
            sums[place] += one
    return Ways(*softmax(sums))


@lru_cache(maxsize=2)
def _shipped(name: str) -> Weights:
    told = json.loads((_FOLDER / name).read_text(encoding="utf-8"))["weights"]
    return {word: tuple(float(one) for one in each) for word, each in told.items()}
