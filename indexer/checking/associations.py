"""What goes with what: that one outcome rises, falls or comes with another, or that the two have nothing to do with
each other.

`The more you dissociate, the better the response` and `Dissociation did not correlate with response` say nothing of
what a drug does to either; they are read as what they are, two outcomes and whether one goes with the other. Which of
the two brings the other is not read: a finding that they go together bears out no more than that.

Imports `appraisal`, `vocabulary` and modules of this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.appraisal.reading import Reading
from indexer.checking.clauses import Clause, clauses, within
from indexer.checking.course_words import NEGATION
from indexer.checking.values import Span
from indexer.vocabulary.concepts import Kind

# Different names of how ill or well somebody with depression is.
_ONE_THING = dict.fromkeys(("depressive symptoms", "antidepressant response", "remission", "mood"), "depression")
_GOES_WITH = re.compile(
    r"\b(?P<word>correlat\w+|associat(?:ed|es?|ions?)|relationships?|relat(?:es?|ed|ion) (?:to|between|with)|"
    r"link(?:s|ed)? (?:to|with)|predict(?:s|ed|or|ors|ive)?|track(?:s|ed)?|"
    r"(?:go|goes|went|gone) (?:hand in hand|along) with|"
    r"connect(?:ed|ion) (?:to|with|between))\b"
)
_BRINGS = re.compile(
    r"\b(?P<word>mediat(?:es|ed|or|ors)|depend(?:s|ed|ent)? (?:\w+ )?(?:on|upon)|hing(?:es|ed) on|necessary|required?|"
    r"requires|essential|needed|explain(?:s|ed)|account(?:s|ed) for)\b"
)
_THE_MORE = re.compile(
    r"\bthe (?P<word>more|stronger|deeper|greater|higher)\b[^.;]*?,? the (?:more|better|greater|stronger|larger|bigger|"
    r"higher)\b"
)
_APART = re.compile(
    r"\b(?P<word>unrelated to|uncorrelated with|independent(?:ly)? (?:of|from)|regardless of|irrespective of)\b"
)
_SEEN_BETWEEN = " was detected between "
_BETWEEN = re.compile(r"\bbetween\b")
_REACH = 90
"""How far, in characters, an outcome may stand from the word that says what it goes with."""
_DENIES = 70
_TWO = 2
# One falls as the other rises, or it is another thing that is said.
_OTHERWISE = re.compile(
    r"\b(?:inverse\w*|negative(?:ly)? (?:\w+ )?(?:correlat|associat|relat|predict)\w*|poorer|worse|less|lower|smaller|"
    r"weaker|reduced likelihood|but not|except|negligible|only (?:in|for|among)|whether|partial\w*|trend|"
    r"may|might|could|"
    r"non-?responders?|baseline|pre-?treatment)\b"
)


class Association(NamedTuple):
    """Two outcomes, the words by which they are said to go together or not, whether they do, and whether one is said
    to bring the other."""

    outcomes: frozenset[str]
    span: Span
    is_there: bool
    brings: bool

    @property
    def in_words(self) -> str:
        """What is said of the two."""
        if not self.is_there:
            return "have nothing to do with each other"
        return "one brings the other" if self.brings else "go together"


def associations(reading: Reading, start: int, end: int) -> Iterator[Association]:
    """What `reading.text[start:end]` says of what goes with what, clause by clause; nothing of a clause in which more
    than two outcomes stand beside the word that says it."""
    for clause in clauses(reading, start, end):
        plain = clause.plain
        tried = (
            pattern.search(plain, clause.start, clause.end) for pattern in (_THE_MORE, _BRINGS, _GOES_WITH, _APART)
        )
        found = next((one for one in tried if one is not None), None)
        if found is None or _OTHERWISE.search(plain, clause.start, clause.end):
            continue
        named = _joined(plain, found, list(_named(reading, clause)))
        if named:
            denied = list(NEGATION.finditer(plain, clause.start, clause.end))
            near = [one for one in denied if 0 <= found.start() - one.end() <= _DENIES or _behind(found, one)]
            if len(near) == len(denied) <= 1:  # a denial elsewhere may be of anything
                is_there = not denied and found.re is not _APART
                yield Association(named, Span(*found.span("word")), is_there, found.re is _BRINGS)


def _behind(said: re.Match[str], denial: re.Match[str]) -> bool:
    """Whether a denial stands right behind the word: `correlated not at all with`."""
    return 0 <= denial.start() - said.end() <= 1


def _joined(plain: str, said: re.Match[str], named: Sequence[tuple[str, int, int]]) -> frozenset[str]:
    """The two outcomes that a word joins: one on each side, or both behind `between`; empty if it is not two."""
    if said.re is _THE_MORE:
        both = frozenset(name for name, _, _ in named)
        return both if len(both) == _TWO else frozenset()
    before = frozenset(name for name, _, stop in named if 0 <= said.start() - stop <= _REACH)
    after = frozenset(name for name, begun, _ in named if 0 <= begun - said.end() <= _REACH)
    if _BETWEEN.search(plain, said.start(), said.end() + len(_SEEN_BETWEEN)):
        return after if len(after) == _TWO and not before else frozenset()
    return before | after if len(before) == len(after) == 1 and before != after else frozenset()


def _named(reading: Reading, clause: Clause) -> Iterator[tuple[str, int, int]]:
    """The outcomes of a clause as (name, start, end), what says how depressed somebody is by one name."""
    for kind in (Kind.OUTCOME, Kind.SCALE, Kind.CONDITION):
        for one in within(reading.named(kind), clause.start, clause.end):
            names: tuple[str, ...] = (one.concept.name,)
            if kind is Kind.SCALE:
                names = one.concept.broader
            elif kind is Kind.CONDITION:
                names = ("depressive symptoms",) * (one.concept.name == "depression")
            for name in names:
                yield _ONE_THING.get(name, name), one.start, one.end
