"""Cues: words that state a design, and where in a record they may be believed.

A title speaks of its own paper. A sentence of the abstract does too, unless it gives background, wishes for other
studies (`randomized trials are needed`) or tells of them (`previous trials`). Cues are looked for from the left and
the first that may be believed counts. A cue names literals, one of which stands in every match, so that nearly all
patterns need never be tried.

Imports `reading` and `values` only.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.stems import stem
from indexer.appraisal.values import Ground
from indexer.salience import Kind


@dataclass(frozen=True, slots=True)
class Cue:
    """`pattern` is for plain writing (`reading.plain`); wherever it matches, one of `literals` stands.

    Each literal holds the beginning of a word and comes with its stem: to look that up is many times faster than to
    look for the literal. `stems` are those of all.
    """

    pattern: re.Pattern[str]
    literals: tuple[tuple[str, str], ...]
    stems: frozenset[str]

    def in_title(self, reading: Reading) -> tuple[int, int] | None:
        """Where the cue first stands in the title."""
        present = reading.stems
        if self.stems.isdisjoint(present):
            return None
        plain, end = reading.plain, reading.title_end
        for stem_, literal in self.literals:
            if stem_ in present and plain.find(literal, 0, end) >= 0:
                match = self.pattern.search(plain, 0, end)
                return match.span() if match else None
        return None

    def in_abstract(self, reading: Reading, but: Container[Kind] = ()) -> Iterator[tuple[int, int, Line]]:
        """Where the cue stands in the abstract, from the left, with the sentence, except in those that tell one of
        `but`. Only sentences that hold one of the literals are tried."""
        present = reading.stems
        if self.stems.isdisjoint(present):
            return
        plain, line_at = reading.plain, reading.line_at
        lines: set[Line] = set()
        for stem_, literal in self.literals:
            if stem_ not in present:
                continue
            place = plain.find(literal, reading.title_end)
            while place >= 0:
                if line := line_at(place):
                    lines.add(line)
                    place = line.end
                place = plain.find(literal, place + 1)
        for line in sorted(lines):
            if line.kind not in but:
                for match in self.pattern.finditer(plain, line.start, line.end):
                    yield *match.span(), line


def cue(pattern: str, *literals: str) -> Cue:
    """A cue; without literals the pattern is one itself."""
    pairs = tuple((stem(literal), literal) for literal in literals or (pattern,))
    return Cue(re.compile(rf"(?<!\w)(?:{pattern})"), pairs, frozenset(stem_ for stem_, _ in pairs))


_NEAR = 40  # characters

# Other people's studies, or studies to come.
_OTHERS = re.compile(
    r"\b(?:needed|warranted|required|future|needs? for|lack of|absence of|lacking|scarc\w+|necessary|"
    r"should be (?:confirm|"
    r"conduct|perform|test|investigat|examin|replicat)\w*|(?:previous|prior) (?:[\w-]+ ){0,3}(?:stud|trial|research|"
    r"report|work|investigat|finding|analys|literature|evidence|experiment)\w*|previously (?:been )?(?:shown|reported|"
    r"published|found|described|demonstrated|observed|conducted|performed|completed|compared|"
    r"tested|investigated|examined|assessed|studied)|"
    r"earlier (?:\w+ ){0,2}(?:stud|trial)\w*|recent (?:\w+ ){0,3}(?:studies|trials)|(?:few|several|many|some|no|"
    r"numerous|other) (?:\w+ ){0,3}(?:studies|trials)|further (?:\w+ ){0,4}(?:stud|trial|research|investigat)\w*|"
    r"(?:needs?|remains?|ought|yet|awaits?|has|have) (?:to be|being)|awaits?|(?:could|may|might|can) be (?:\w+ )?"
    r"(?:test|investigat|examin|evaluat|confirm|replicat)\w*|designed the (?:[\w()/-]+,? ){0,12}?trial(?=,)|"
    r"larger|has been shown|have been shown|have shown|will|would|not (?:be )?(?:possible|feasible|performed|"
    r"conducted)|preclud\w+)\b"
)

# What makes even a sentence among the background speak of the paper itself.
_SELF = re.compile(
    r"\b(?:we|our|this (?:[\w-]+ ){0,3}(?:study|trial|review|analysis|paper|article|investigation)|"
    r"(?:present|current) (?:study|analysis|trial|report|investigation)|here)\b"
)

_DONE = re.compile(
    r"\b(?:was|were) (?:\w+ )?(?:studied|assessed|investigated|examined|evaluated|measured|undertaken|carried out|"
    r"recorded|"
    r"administered|given|randomi[sz]ed|randomly|assigned|recruited|enrolled|compared|tested|treated)\b"
    r"(?!.{0,200}\b(?:is|are|has|have|remains?)\b)"
)


def says_itself(reading: Reading, line: Line) -> bool:
    """Whether a sentence names the paper or its authors: `we`, `this study`."""
    return _SELF.search(reading.plain, line.start, line.end) is not None


def is_own(reading: Reading, line: Line) -> bool:
    """Whether a sentence speaks of the paper's own study."""
    if line.is_title:
        return True
    if line.kind is Kind.BACKGROUND and not says_itself(reading, line):
        # Without headings the first sentence may be all there is of the methods: `12 volunteers were studied in a …`.
        sections = reading.record.abstract
        if len(sections) > 1 or sections[0].label or not _DONE.search(reading.plain, line.start, line.end):
            return False
    return not _OTHERS.search(reading.plain, line.start, line.end)


def in_title(reading: Reading, one: Cue) -> Ground | None:
    """The cue in the title."""
    span = one.in_title(reading)
    return reading.ground(*span) if span else None


def in_abstract(reading: Reading, one: Cue, but: re.Pattern[str] | None = None) -> Ground | None:
    """The cue in any sentence of the abstract, whatever it tells, unless `but` matches it or the words next to it."""
    if one.stems.isdisjoint(reading.stems):
        return None
    for start, end, line in one.in_abstract(reading):
        if but is None or not _is_next(reading, but, start, end, line):
            return reading.ground(start, end)
    return None


def in_own_sentence(reading: Reading, one: Cue, but: re.Pattern[str] | None = None) -> Ground | None:
    """The same in a sentence that speaks of the paper's own study."""
    if one.stems.isdisjoint(reading.stems):  # as it is of most cues and most records
        return None
    for start, end, line in one.in_abstract(reading):
        if is_own(reading, line) and (but is None or not _is_next(reading, but, start, end, line)):
            return reading.ground(start, end)
    return None


def _is_next(reading: Reading, one: re.Pattern[str], start: int, end: int, line: Line) -> bool:
    return one.search(reading.plain, max(line.start, start - _NEAR), min(line.end, end + _NEAR)) is not None


def stated(reading: Reading, one: Cue) -> Ground | None:
    """The cue in the title or, failing that, in a sentence of the abstract about the paper's own study."""
    return in_title(reading, one) or in_own_sentence(reading, one)
