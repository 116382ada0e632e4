"""Claims that somebody watches: what was kept of each, how it was judged, and what moved since. Values, and pure.

A claim is kept by its words, not by what was read in them, so that later rules can read them anew. Its verdict is
written down when it moves, with the records that moved it; between moves only when it was last judged.

Imports nothing of the project.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """What has become of a record since."""

    RETRACTED = "retracted"
    CONCERN = "under an expression of concern"
    GONE = "gone from PubMed"
    NEW = "new in the collection"
    RETURNED = "back in PubMed"
    REVISED = "revised"
    JUDGED = "unchanged, but read or found otherwise"


@dataclass(frozen=True, slots=True)
class Because:
    """A record that bears otherwise than before. `then` and `now` are what it did: `supports`, `contradicts`,
    `excluded`, or nothing (empty)."""

    pmid: str
    title: str
    cause: Cause
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim's words: `text` as it stood in its `sentence`, after the sentence that names its subject (`context`)
    where it needs one. `topic` is the outcome that its draft is about, where the claim implies it; `block` the kind of
    passage that it stood in. `strict` asks for three findings, one of level 1 or 2."""

    text: str
    sentence: str
    context: str = ""
    topic: str = ""
    block: str = "paragraph"
    strict: bool = False

    @property
    def key(self) -> str:
        """What is the same for two wordings of one claim: white space, capitals and the full stop do not count."""
        parts = (self.context, self.sentence, self.text, "strict" if self.strict else "")
        return "\n".join(same(part) for part in parts)


def same(text: str) -> str:
    """A text as it is compared with another one."""
    return " ".join(text.casefold().split()).rstrip(" .")


@dataclass(frozen=True, slots=True)
class Method:
    """By what a claim was judged: the version of the rules, the judge besides them, and what ranked the records."""

    rules: str
    judge: str = "rules"
    retrieval: str = "words"


@dataclass(frozen=True, slots=True)
class Changed:
    """A part of the method (`rules`, `judge`, `retrieval`) that was another one before."""

    what: str
    then: str
    now: str


def changed(then: Method, now: Method) -> tuple[Changed, ...]:
    """In what two methods differ."""
    parts = ((name, str(getattr(then, name)), str(getattr(now, name))) for name in ("rules", "judge", "retrieval"))
    return tuple(Changed(*part) for part in parts if part[1] != part[2])


@dataclass(frozen=True, slots=True)
class Did:
    """What a record did for a claim: `supports`, `contradicts` or `excluded`."""

    pmid: str
    title: str
    did: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the collection at `revision` said of a claim: one of the five words that a verdict is called by, the
    balance in words, and every record that decided something or was excluded. `at` is UTC."""

    at: datetime.datetime
    revision: int
    method: Method
    stance: str
    balance: str
    deciding: tuple[Did, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A judgement that is another than the one before: its stance, which `was` another, or its deciding records.

    `was` is empty for the first judgement. `run` is the refresh or import that it counts to: the newest run if it was
    made at its end, else the next one to come. `changed` says what of the method was another.
    """

    run: int
    was: str
    judgement: Judgement
    because: tuple[Because, ...] = ()
    changed: tuple[Changed, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether the stance moved."""
        return bool(self.was) and self.was != self.judgement.stance


@dataclass(frozen=True, slots=True)
class Watched:
    """A claim that is watched `since` (UTC) some time. `last` is how it was judged last, None if it never was;
    `turn` is the last thing that moved, None if nothing has since the first judgement."""

    id: int
    wording: Wording
    source: str
    since: datetime.datetime
    last: Judgement | None = None
    turn: Turn | None = None

    def is_current(self, revision: int) -> bool:
        """Whether it was judged on this revision of the collection."""
        return self.last is not None and self.last.revision == revision


@dataclass(frozen=True, slots=True)
class ClaimMove:
    """What moved of one claim over a period, all told together: `was` and `now` may be the same, where only the
    evidence moved. `steps` are its stances in order, each once in a row."""

    claim: Watched
    was: str
    now: Judgement
    steps: tuple[str, ...]
    because: tuple[Because, ...]
    changed: tuple[Changed, ...]

    @property
    def moved(self) -> bool:
        """Whether its stance is another than when the period began."""
        return self.was != self.now.stance


@dataclass(frozen=True, slots=True)
class ClaimNews:
    """What a period did to the watched claims, of which there are `watched`: whose stance `moved`, whose evidence did
    (`shifted`, a stance that moved and moved back among them), and which were not judged on the collection as it is
    (`unjudged`). `unreadable` is why nothing is known of them, should the store be damaged there."""

    watched: int = 0
    moved: tuple[ClaimMove, ...] = ()
    shifted: tuple[ClaimMove, ...] = ()
    unjudged: tuple[Watched, ...] = ()
    unreadable: str = ""

    @property
    def pmids(self) -> frozenset[str]:
        """The records that it names."""
        return frozenset(one.pmid for move in (*self.moved, *self.shifted) for one in move.because)


def from_outside(because: Iterable[Because]) -> bool:
    """Whether a record that changed is among these, and not only some that are read or found otherwise."""
    return any(one.cause is not Cause.JUDGED for one in because)


def summed(claim: Watched, turns: Sequence[Turn]) -> ClaimMove | None:
    """A claim's turns within a period, oldest first, as one move; None if they come to nothing."""
    later = [turn for turn in turns if turn.was]
    if not later:
        return None
    now = later[-1].judgement
    steps = [later[0].was]
    steps += [turn.judgement.stance for turn in later if turn.moved]
    because = _net(one for turn in later for one in turn.because)
    if len(steps) == 1:
        # The evidence alone: what was only read or found otherwise says nothing of the literature.
        because = tuple(one for one in because if from_outside((one,)))
        if not because:
            return None
    others = tuple(dict.fromkeys(one for turn in later if turn.moved for one in turn.changed))
    return ClaimMove(claim, steps[0], now, tuple(steps), because, others)


def _net(told: Iterable[Because]) -> tuple[Because, ...]:
    """Each record once: what it did first, what it does last, and the weightiest thing that became of it meanwhile."""
    found: dict[str, Because] = {}
    for one in told:
        first = found.get(one.pmid, one)
        cause = min(first.cause, one.cause, key=list(Cause).index)
        found[one.pmid] = Because(one.pmid, one.title or first.title, cause, first.then, one.now)
    return weightiest_first(one for one in found.values() if one.then != one.now)


def weightiest_first(told: Iterable[Because]) -> tuple[Because, ...]:
    """In the order of their causes, then of their numbers."""
    return tuple(sorted(told, key=lambda one: (list(Cause).index(one.cause), one.pmid)))
