"""What can be counted of a sentence beside a claim: the features that `leaning` weighs.

Words that both have, parts that the tables know and where they are named, what kind of sentence it is, which way its
words go, what of the claim it leaves unsaid, and words by which claims and sentences compare, deny, hedge or say when.

Reads no files.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from indexer.appraisal.reading import Line, Reading
from indexer.checking import direction_words
from indexer.checking.clauses import within
from indexer.checking.course_words import NEGATION
from indexer.checking.direction_words import Ways
from indexer.checking.library import stems
from indexer.checking.mismatch import CORE
from indexer.checking.once import once
from indexer.checking.restrictions import of_whom
from indexer.checking.stance import Judged, drugs_of, drugs_of_title, unsaid
from indexer.checking.statements import statements
from indexer.checking.trees import Features
from indexer.checking.unfit import NO_FINDING
from indexer.checking.values import Certainty, Claim, Direction
from indexer.engines.ranking import stem
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind, Mention
from indexer.vocabulary.directions import Cue

_IN_SENTENCE, _IN_TITLE, _IN_RECORD = 1.0, 0.7, 0.4
_MOST = 10
_PLACES = 4
"""Decimals of a feature: the borders between two values, which the trees have, are exact with one more."""
_WORD = re.compile(r"[a-z][a-z-]+|\d[\d.]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SIGNIFICANT = re.compile(r"\bsignifican|\bp ?[<=]")
_NOT_SIGNIFICANT = re.compile(
    r"\b(?:no significant|not significant|non-?significant|did not|no (?:\w+ )?difference|similar|comparable)"
)
_GIVEN = frozenset(stem(word) for word in ("ketamine", "esketamine", "infusion", "drug", "treatment", "dose"))
_WAYS = {
    Direction.HIGHER: Ways(1.0, 0.0, 0.0),
    Direction.LOWER: Ways(0.0, 1.0, 0.0),
    Direction.NONE: Ways(0.0, 0.0, 1.0),
}
_SIGNS = {Direction.HIGHER: 1, Direction.LOWER: -1}
_LIMITING = re.compile(
    r"“(?:[^”]*\b(?:not?|never|nobody|none|nothing|neither|nor|no one|rarely|seldom|hardly|barely|scarcely|few(?:er)?|"
    r"less|least|little|lack|fails?|failed|stops?|without|except|unless|instead|rather|only|alone|once|until|before|"
    r"later|most|all|every|each|always|both|either|some|many|several|any|more|than|half|twice|double|thirds?|"
    r"quarters?)\b[^”]*)”"
)
"""A word, quoted in a reason, by which a claim says how much, how often, of whom, when, or that it is not so."""
_WORDINGS: Mapping[str, re.Pattern[str]] = {
    "compares": re.compile(
        r"\b(?:than|versus|vs|compared|beats?|outperform\w*|superior|inferior|as (?:well|effective|good|much|often)|"
        r"similar|comparable|equal\w*|over placebo)\b"
    ),
    "hedges": re.compile(
        r"\b(?:may|might|could|can|some|sometimes|suggest\w*|potential\w*|promis\w+|trend\w*|appears?|possib\w+|"
        r"preliminary|likely|seems?)\b"
    ),
    "foretells": re.compile(
        r"\b(?:predict\w*|baseline|associated with (?:\w+ ){0,3}(?:response|improvement|remission)|correlat\w+|"
        r"moderat(?:e|ed|es|or|ors|ing)\b|mediat\w+|genotype\w*|carriers?|responders)\b"
    ),
    "turns": re.compile(r"\b(?:but|however|although|though|whereas|while|except|only)\b"),
    "counts all": re.compile(
        r"\b(?:all|every|always|never|most|cures?|completely|nobody|no one|none|everyone|any|half|guarantee\w*|"
        r"permanent\w*|for good)\b"
    ),
    "denies in words": re.compile(
        r"\b(?:no|not|never|without|neither|nor|nothing|fails?|failed|unlikely|useless|little)\b|n't\b"
    ),
}
_TIMES: Mapping[str, re.Pattern[str]] = {
    "hours": re.compile(r"\b(?:hours?|hrs?|h|minutes?|min|same day)\b"),
    "days": re.compile(r"\b(?:days?|24 ?h|overnight|next day)\b"),
    "weeks": re.compile(r"\b(?:weeks?|wk)\b"),
    "months": re.compile(r"\bmonths?\b"),
    "years": re.compile(r"\b(?:years?|long[- ]term|lasting|lifelong)\b"),
    "soon": re.compile(r"\b(?:rapid\w*|quick\w*|fast\w*|within|soon)\b"),
}


class Weighed:
    """A claim as sentences are weighed for it. `asked` is its text, ready to be read."""

    def __init__(self, claim: Claim, asked: Reading) -> None:
        self.claim = claim
        self.asked = asked

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of its words that say something."""
        return stems(self.asked.text)

    @cached_property
    def parts(self) -> tuple[tuple[Kind, frozenset[str]], ...]:
        """What it names that the tables know: of each any name that stands for it."""
        return tuple((one.concept.kind, _meant(one)) for one in self._named)

    @cached_property
    def _named(self) -> tuple[Mention, ...]:
        return tuple(one for kind in Kind for one in self.asked.named(kind))

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Its words of direction."""
        return tuple(directions.cues(self.asked.plain, 0, len(self.asked.plain)))

    def _stems(self, places: Iterable[Mention | Cue]) -> frozenset[str]:
        return frozenset[str]().union(*(stems(self.asked.text[one.start : one.end]) for one in places))

    @cached_property
    def rest(self) -> frozenset[str]:
        """The stems of what is neither a part that the tables know nor a word of direction."""
        low = self.asked.plain
        known = [(one.start, one.end) for one in self._named]
        known += [(one.start, one.end) for one in self.cues]
        loose = [
            match.group()
            for match in _WORD.finditer(low)
            if not any(start < match.end() and match.start() < end for start, end in known)
        ]
        return stems(" ".join(loose))

    @cached_property
    def outcome(self) -> frozenset[str]:
        """The stems of what it says something of: its outcome, or all its words where no table knows one."""
        said = self.claim.statement
        if said.outcome is None:
            return self.words - self._stems(self.cues) - self.given
        return self._stems(one for one in self.asked.named(Kind.OUTCOME) if one.concept.name == said.outcome_name)

    @cached_property
    def given(self) -> frozenset[str]:
        """The stems of the drugs that it names, and of what stands for one."""
        return _GIVEN | self._stems(self.asked.drugs)

    @cached_property
    def way(self) -> Ways:
        """Which way it says that its outcome goes; chances, where that could not be read."""
        known = _WAYS.get(self.claim.statement.direction)
        if known is not None:
            return known
        return direction_words.claimed(self.worded)

    @cached_property
    def worded(self) -> frozenset[str]:
        """Its words as the weights of words have them."""
        return direction_words.words(self.asked.plain, outcome=self.outcome, given=self.given)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in it."""
        return frozenset(_NUMBER.findall(self.asked.plain))

    @cached_property
    def drugs(self) -> frozenset[str]:
        """What it says the effect is of."""
        return frozenset(one.value for one in self.claim.statement.interventions)

    @cached_property
    def against(self) -> frozenset[str]:
        """What it compares that with."""
        return frozenset(one.value for one in self.claim.statement.against)

    @cached_property
    def denies(self) -> bool:
        """Whether it denies something."""
        return NEGATION.search(self.asked.plain) is not None


def _meant(one: Mention) -> frozenset[str]:
    name = one.concept.name
    return directions.shown_by(name) if one.concept.kind is Kind.OUTCOME else frozenset({name})


class Beside:
    """A claim beside one sentence of a record, as judged, and what several looks at the two need."""

    def __init__(self, weighed: Weighed, judged: Judged, evidence: Reading, line: Line) -> None:
        self.weighed, self.judged, self.evidence, self.line = weighed, judged, evidence, line

    @cached_property
    def sentence(self) -> str:
        """The sentence in plain writing."""
        return self.evidence.plain[self.line.start : self.line.end]

    @cached_property
    def held(self) -> frozenset[str]:
        """The stems of the sentence's words."""
        return stems(self.evidence.text[self.line.start : self.line.end])

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The sentence's words of direction."""
        return tuple(directions.cues(self.evidence.plain, self.line.start, self.line.end))

    @cached_property
    def left_unsaid(self) -> tuple[str, ...]:
        """What the claim says that the sentence does not, in words."""
        claim = self.weighed.claim
        told_of = claim.statement.outcome_name
        return tuple(unsaid(claim, self.weighed.asked, self.evidence, self.line, told_of=told_of))

    @cached_property
    def ways(self) -> Ways:
        """Which way the claim's outcome went by the words of the sentence: more remission is less depression."""
        weighed, evidence, line = self.weighed, self.evidence, self.line
        said, spans, is_turned = weighed.claim.statement, list[tuple[int, int]](), False
        if said.outcome is not None:
            told = within(evidence.named(Kind.OUTCOME), line.start, line.end)
            shown = directions.shown_by(said.outcome_name)
            same = [one for one in told if one.concept.name == said.outcome_name]
            same = same or [one for one in told if one.concept.name in shown]
            spans = [(one.start - line.start, one.end - line.start) for one in same]
            sides = {
                directions.good_side(one) for one in (said.outcome_name, *(each.concept.name for each in same[:1]))
            }
            is_turned = sides == {"lower", "higher"}
        words = direction_words.words(self.sentence, spans, outcome=weighed.outcome, given=weighed.given)
        ways = direction_words.ways(words)
        return Ways(ways.lower, ways.higher, ways.same) if is_turned else ways


def features(two: Beside) -> Features:
    """What is weighed of a sentence beside a claim. Shares, chances and `place` are 0 to 1; the rest are counts, or 0
    and 1; what is not there is 0."""
    told = chain(_of_wording(two), _of_the_unsaid(two), _of_words(two), _of_parts(two), _of_sentence(two), _of_way(two))
    return {name: round(value, _PLACES) for name, value in told}


Feature = tuple[str, float]


def _of_sentence(two: Beside) -> Iterator[Feature]:
    """What kind of sentence it is, whatever it is set beside, and what of the claim it was found not to match."""
    weighed, judged, evidence, line = two.weighed, two.judged, two.evidence, two.line
    yield "length", math.log(1 + len(two.sentence))
    yield "words of claim", float(len(weighed.words))
    yield "title", float(line.is_title)
    yield "last", float(line.end >= len(evidence.text.rstrip()))
    yield "place", line.start / max(1, len(evidence.text))
    yield f"told as {line.kind.value or 'nothing'}", 1.0
    yield "numbers", float(min(_MOST, len(_NUMBER.findall(two.sentence))))
    yield "significant", float(_SIGNIFICANT.search(two.sentence) is not None)
    yield "words of direction", float(len(two.cues))
    told = statements(evidence, line.start, line.end)
    yield "statements", float(min(_MOST, len(told)))
    yield "statements with a direction", float(sum(one.direction is not Direction.UNKNOWN for one in told))
    yield "worded too strongly", float(judged.overstated)
    codes = {one.code for one in judged.mismatches if one.code in CORE}
    yield "mismatches", float(len(codes))
    yield from ((f"mismatch {code.name}", 1.0) for code in codes)


def _of_words(two: Beside) -> Iterator[Feature]:
    """How much of the claim's words the sentence holds, the sentence with its title, and the whole record."""
    weighed, sentence, whole = two.weighed, two.held, _of_record(two.evidence)
    titled = sentence | _of_title(two.evidence)
    for name, wanted in (("words", weighed.words), ("other words", weighed.rest)):
        yield f"{name} held", _share(wanted, sentence)
        yield f"{name} held with title", _share(wanted, titled)
        yield f"{name} held by record", _share(wanted, whole)
    yield "other words missing", float(len(weighed.rest - titled))
    yield "no other word missing", float(weighed.rest <= titled)
    yield "share of sentence", len(weighed.words & sentence) / max(1, len(sentence))


@once
def _of_title(evidence: Reading) -> frozenset[str]:
    """The stems of a title."""
    return stems(evidence.text[: evidence.title_end])


@once
def _of_record(evidence: Reading) -> frozenset[str]:
    """The stems of all that a record says, of which several sentences are weighed."""
    every = (stems(evidence.text[one.start : one.end]) for one in evidence.lines)
    return _of_title(evidence).union(*every)


def _share(wanted: frozenset[str], held: frozenset[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 1.0


def _of_parts(two: Beside) -> Iterator[Feature]:
    """Where the parts of the claim are named that the tables know: in the sentence, its title or its record."""
    weighed, evidence, line = two.weighed, two.evidence, two.line
    places: dict[Kind, list[float]] = {}
    for kind, names in weighed.parts:
        places.setdefault(kind, []).append(_where(evidence, line, kind, names))
    for kind, held in places.items():
        yield f"{kind.value} named", min(held)
        yield f"{kind.value} in claim", 1.0
    every = [one for held in places.values() for one in held]
    mean = sum(every) / len(every) if every else 1.0
    yield "parts named", mean
    yield "least part named", min(every, default=1.0)
    yield "parts and other words", mean * (1.0 if weighed.rest <= two.held else 0.0)
    drugs, titled = drugs_of(evidence, line), drugs_of_title(evidence)
    said = weighed.claim.statement
    outcomes = {one.concept.name for one in within(evidence.named(Kind.OUTCOME), line.start, line.end)}
    is_told = said.outcome is not None and not outcomes.isdisjoint(directions.shown_by(said.outcome_name))
    yield "its drug", float(not drugs.isdisjoint(weighed.drugs))
    yield "its drug in title", float(not titled.isdisjoint(weighed.drugs))
    yield "no drug in claim", float(not weighed.drugs)
    yield "other drugs", min(3.0, float(len(drugs - weighed.drugs - weighed.against)))
    yield "compares", float(bool(weighed.against))
    yield "its comparator", float(not drugs.isdisjoint(weighed.against))
    yield "outcome in tables", float(said.outcome is not None)
    yield "its outcome", float(is_told)
    yield "outcomes", min(6.0, float(len(outcomes)))
    yield "its drug and outcome", float(is_told and not (drugs | titled).isdisjoint(weighed.drugs))


def _where(evidence: Reading, line: Line, kind: Kind, names: frozenset[str]) -> float:
    best = 0.0
    for one in evidence.named(kind):
        if one.concept.name in names:
            if line.start <= one.start < line.end:
                return _IN_SENTENCE
            best = max(best, _IN_TITLE if one.start < evidence.title_end else _IN_RECORD)
    return best


def _of_way(two: Beside) -> Iterator[Feature]:
    """What tells whether a sentence goes the claim's way."""
    weighed, judged, sentence, ways = two.weighed, two.judged, two.sentence, two.ways
    way, claimed = weighed.claim.statement.direction, weighed.way
    denials = len(NEGATION.findall(sentence))
    yield "no change likely", ways.same
    yield "surest way", max(ways)
    yield "way alike", sum(map(float.__mul__, ways, claimed))
    yield "way opposite", ways.higher * claimed.lower + ways.lower * claimed.higher
    yield "one unchanged", ways.same * (1 - claimed.same) + claimed.same * (1 - ways.same)
    yield "cues alike", _cues_alike(two)
    missing = {one.meaning for one in weighed.cues} - {one.meaning for one in two.cues}
    yield "cues of claim missing", float(len(missing))
    yield "not significant", float(_NOT_SIGNIFICANT.search(sentence) is not None)
    yield "denials", float(denials)
    yield "claim denies", float(weighed.denies)
    yield "only one denies", float(weighed.denies is not bool(denials))
    yield f"claim {way.value}", 1.0
    if judged.direction is not Direction.UNKNOWN:
        yield "read", 1.0
        yield f"read as {judged.direction.value}, claim {way.value}", 1.0
    yield "numbers of claim missing", float(len(weighed.numbers.difference(_NUMBER.findall(sentence))))


def _cues_alike(two: Beside) -> float:
    """How many words of direction go the claim's way, less those that go the other."""
    said = two.weighed.claim.statement
    sign = _SIGNS.get(said.direction, 0)
    good = {"higher": 1, "lower": -1}.get(directions.good_side(said.outcome_name), 0) if said.outcome else 0
    meant = {"higher": 1, "lower": -1, "better": good, "worse": -good}
    return max(-3.0, min(3.0, float(sign * sum(meant.get(one.meaning, 0) for one in two.cues))))


def _of_wording(two: Beside) -> Iterator[Feature]:
    """How the claim and the sentence put it: whether they compare, deny, hedge, or speak of the same times."""
    claim, sentence = two.weighed.asked.plain, two.sentence
    for name, pattern in _WORDINGS.items():
        yield f"claim {name}", float(pattern.search(claim) is not None)
        yield f"sentence {name}", float(min(_MOST, len(pattern.findall(sentence))))
    missing = 0
    for name, pattern in _TIMES.items():
        asked, told = pattern.search(claim) is not None, pattern.search(sentence) is not None
        yield f"time in {name}", 2.0 * asked + told
        missing += asked and not told
    yield "times missing", float(missing)


def _of_the_unsaid(two: Beside) -> Iterator[Feature]:
    """How much of the claim the sentence would have to say too, to support it, and does not."""
    missing, weighed, evidence = two.left_unsaid, two.weighed, two.evidence
    yield "left unsaid", float(min(_MOST, len(missing)))
    yield "words left unsaid", float(min(_MOST, sum(one.startswith("nothing is said of") for one in missing)))
    yield "limits left unsaid", float(sum(map(is_limiting, missing)))
    yield "told as no finding", float(NO_FINDING.search(two.sentence) is not None)
    around = f"{two.sentence} {evidence.plain[: evidence.title_end]}"
    yield "of other people", float(sum(1 for _ in of_whom(weighed.asked.plain, around)))
    yield "absolute", float(weighed.claim.statement.certainty is Certainty.ABSOLUTE)


def is_limiting(reason: str) -> bool:
    """Whether what is left unsaid is a word that a claim must not lose: `rarely`, `only`, `nobody`."""
    return _LIMITING.search(reason) is not None
