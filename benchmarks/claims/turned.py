"""Claims made false on purpose, so that what is fitted learns from them that one more word may turn a claim.

Of a claim that a sentence supports: the same of other people, of another time, beside another comparator, in another
animal, with a number; with a word by which it hardly ever happens; with its verb turned round. None of the words added
is one of those that `contrasts` swaps in, and nothing is made of the untouched halves.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator

from benchmarks.appraisal.labels import Half
from benchmarks.claims.pairs import Label, Placed

_OTHERS = (
    "in people with fibromyalgia", "in people with epilepsy", "in people with chronic fatigue", "in cancer patients",
    "in people with Alzheimer disease", "in people with social anxiety", "in teenagers", "in older people",
    "in pregnant women", "in war veterans", "in people with bulimia", "in heavy drinkers", "in prisoners", "in nurses",
    "in people with borderline personality disorder", "in people with psychotic depression", "in people with autism",
)  # fmt: skip
_TIMES = (
    "for ten years", "within five minutes", "half a year later", "for the rest of their lives", "after two years",
    "within seconds", "for 18 months", "a decade later",
)  # fmt: skip
_BESIDE = (
    "more than lamotrigine does", "better than sertraline", "compared with exercise", "compared with aripiprazole",
    "more than cognitive behavioural therapy", "more than transcranial magnetic stimulation", "in monkeys",
    "in zebrafish", "in rabbits",
)  # fmt: skip
_NUMBERS = ("in 93% of people", "by 47 points", "at a dose of 9 mg/kg", "in one in 40 people", "by two thirds")
_HARDLY = ("rarely", "hardly ever", "seldom", "never", "barely", "no longer")
_VERB = re.compile(
    r"\b(?:reduc\w+|lift\w*|eas\w+|reliev\w+|improv\w+|rais\w+|increas\w+|lower\w*|cut\w*|help\w*|work\w*|produc\w+|"
    r"caus\w+|bring\w*|prevent\w*|relie\w+|boost\w*|can|may)\b",
    re.IGNORECASE,
)
_TURNED = {
    "reduces": "raises", "reduce": "raise", "reduced": "raised", "lowers": "raises", "lower": "higher",
    "raises": "lowers", "raise": "lower", "improves": "worsens", "improve": "worsen", "improved": "worsened",
    "eases": "aggravates", "ease": "aggravate", "eased": "aggravated", "relieves": "worsens", "relieve": "worsen",
    "lifts": "deepens", "lift": "deepen", "increases": "cuts", "increase": "cut", "increased": "cut", "more": "less",
    "less": "more", "better": "worse", "faster": "slower", "fewer": "more", "cuts": "increases", "helps": "harms",
    "help": "harm", "rises": "falls", "rise": "fall", "goes up": "goes down", "go up": "go down", "falls": "rises",
}  # fmt: skip
_MOST = 4


def turned(one: Placed) -> Iterator[Placed]:
    """The pair with its claim made false, in up to four ways; nothing of a pair that does not support its claim, or is
    of an untouched half."""
    if one.pair.label is not Label.SUPPORTS or one.pair.half is Half.UNTOUCHED:
        return
    chance = random.Random(zlib.crc32(f"{one.pair.claim}{one.pair.pmid}".encode()))
    every = list(_ways(one.pair.claim.rstrip(". "), chance))
    chance.shuffle(every)
    for label, claim in every[:_MOST]:
        yield one._replace(pair=one.pair._replace(claim=f"{claim}.", label=label))


def _ways(claim: str, chance: random.Random) -> Iterator[tuple[Label, str]]:
    for words in (_OTHERS, _TIMES, _BESIDE, _NUMBERS):
        yield Label.NEITHER, f"{claim} {chance.choice(words)}"
    if verb := _VERB.search(claim):
        yield Label.CONTRADICTS, f"{claim[: verb.start()]}{chance.choice(_HARDLY)} {claim[verb.start() :]}"
    for word, other in _TURNED.items():
        if re.search(rf"\b{word}\b", claim):
            yield Label.CONTRADICTS, re.sub(rf"\b{word}\b", other, claim, count=1)
            return
