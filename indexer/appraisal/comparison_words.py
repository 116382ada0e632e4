"""Comparisons that are no drug, in the authors' own words: other doses, usual care, waiting lists, other people.

A pattern is tried only around a word that it must hold, so that a text without that word costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.stems import stems
from indexer.appraisal.values import Control, Ground
from indexer.salience import Kind

_BEFORE, _AFTER, _OFTEN = 60, 50, 4
_AGAINST = r"(?:\bversus |\bvs\.? |compared (?:with|to) |comparison (?:with|to) |\bor |\bthan |\bcontrols?[^.;]{0,20})"
_LOW = r"(?:very |ultra-?)?(?:low|lower|high|higher|inactive)[- ]dose"
_PEOPLE = r"(?:subjects|volunteers|participants|individuals|people|persons)"


_Words = tuple[tuple[str, frozenset[str]], ...]


def _words(*literals: str, needing: frozenset[str] | None = None) -> _Words:
    """The literals, each with the stems of which the text must have one: its own if no others are needed."""
    return tuple((literal, needing or stems(literal)) for literal in literals)


@dataclass(frozen=True, slots=True)
class _Cue:
    control: Control
    words: _Words
    pattern: re.Pattern[str]


_CUES = (
    _Cue(
        Control.DOSE,
        _words("dose"),
        re.compile(
            r"\bdose[- ](?:response|ranging|finding|comparison)|\bascending[- ]dose|\bdose levels\b|"
            r"\b(?:different|various|several|three|four|five) (?:\w+ ){0,2}?doses (?:of|\()|"
            rf"\b(?:versus|vs\.?|compared (?:with|to)|or|than) (?:an? |the )?(?:\w+ )?{_LOW}s?\b|"
            rf"\b{_LOW} (?:\w+ ){{0,2}}?(?:comparator|control|group|arm|condition)|\bactive placebo dose"
        ),
    ),
    _Cue(
        Control.USUAL_CARE,
        _words("usual", "standard", "tau"),
        re.compile(
            _AGAINST + r"(?:\w+ ){0,2}(?:treatment[- ]as[- ]usual|care as usual|usual (?:care|treatment)|"
            r"standard (?:of )?care|standard treatment|tau\b)"
        ),
    ),
    _Cue(
        Control.WAITING_LIST,
        _words("wait", "delayed"),
        re.compile(r"\bwait(?:ing)?[- ]?list(?:ed)?\b|\bdelayed[- ]treatment (?:group|control|condition|arm)\b"),
    ),
    _Cue(
        Control.HEALTHY,
        _words("healthy"),
        re.compile(
            r"\bhealthy (?:[\w/-]+ ){0,2}?(?:controls?|comparison|hcs?)\b|"
            rf"\b(?:compared (?:with|to)|versus|vs\.?|than|patients and) (?:\w+ ){{0,3}}?healthy {_PEOPLE}\b"
        ),
    ),
    _Cue(
        Control.OTHER,
        _words("control ", "controls", "comparison", "naive", "users", "using"),
        re.compile(
            r"\b(?:(?:[\w-]+-)?naive|non-?drug|drug-free|non-?using|non-?users?|poly-?drug|cannabis|matched|alcohol|"
            r"\w+-using) "
            r"(?:[\w-]+ ){0,2}?(?:controls?|comparison|comparators)\b|\bnon-?(?:[\w-]+-)?users\b|"
            rf"\b(?:control|comparison) (?:groups?|sample|cohort|{_PEOPLE})\b|"
            r"\b(?:\d+|matched|and|to|with|than|versus|vs\.?) (?:age-matched |matched |normal )?controls\b|"
            r"\b(?:compared (?:with|to)|versus|than) (?:\w+ ){0,3}?(?:cannabis users|polydrug users|(?:[\w-]+-)?naive)"
        ),
    ),
)
_NONE = re.compile(
    r"\bsingle[- ]arm\b|\buncontrolled\b|\bno (?:placebo |active )?(?:control|comparison|comparator)(?: group| arm)?\b|"
    r"\bwithout (?:an? |any )?(?:placebo |active )?(?:control|comparison|comparator)|"
    r"\b(?:lack|absence) of (?:an? |any )?(?:placebo |active )?(?:control|comparison|comparator|randomi[sz])"
)
_OPEN = re.compile(r"\bopen[- ]label\b")
_NONE_WORDS = (
    *_words("single-arm", "single arm", "uncontrolled"),
    *_words("no ", "without", "lack of", "absence of", needing=stems("control", "comparison", "comparator", "randomi")),
)
_OPEN_WORDS = _words("open-label", "open label")
# What future trials should do is not what this one did.
_AHEAD = re.compile(r"\b(?:needed|warranted|required|future|further|should be|necessary|awaits?)\b")
_DENIED = re.compile(r"\b(?:no|without|lack of|lacked|absence of|lacking)\b[^,;]*$")
# An open-label study that was also this had a comparison at some time.
_COMPARED = re.compile(
    r"randomi[sz]|-blind|placebo|extension|versus|\bvs\b|crossover|\bcompared (?:with|to) (?!baseline)"
)


def compared_in(reading: Reading, *, has_treatment: bool) -> Iterator[tuple[Control, Ground]]:
    """The comparisons that the text tells of. A `control group` is one of its own only where no treatment was found
    that it could have had (`has_treatment`)."""
    for cue in _CUES:
        if cue.control is Control.OTHER and has_treatment:
            continue
        ground = _first(reading, cue.words, cue.pattern)
        if ground:
            has_treatment = True
            yield cue.control, ground


def said_to_have_none(reading: Reading, *, is_open_enough: bool) -> Ground | None:
    """The words that deny a comparison, or `open-label` in a text that speaks of none (if `is_open_enough`)."""
    denied = _first(reading, _NONE_WORDS, _NONE, ahead=True)
    text = reading.plain
    if denied or not is_open_enough or "label" not in reading.stems:
        return denied
    if "open-label" not in text and "open label" not in text:
        return None
    if _COMPARED.search(text):
        return None
    return _first(reading, _OPEN_WORDS, _OPEN)


def _first(reading: Reading, words: _Words, pattern: re.Pattern[str], *, ahead: bool = False) -> Ground | None:
    """The first words of the pattern in the authors' own sentences; of what lies `ahead` of them only if asked."""
    text = reading.plain
    for word, needed in words:
        if needed.isdisjoint(reading.stems):
            continue
        place, tried = text.find(word), 0
        while place >= 0 and tried < _OFTEN:
            line = _own(reading, place)
            if line:
                tried += 1
                match = pattern.search(text, max(line.start, place - _BEFORE), min(line.end, place + _AFTER))
                if match and (ahead or not _is_not_so(text, line, match.start())):
                    return reading.ground(*match.span())
            place = text.find(word, place + len(word))
    return None


def _is_not_so(text: str, line: Line, start: int) -> bool:
    """Whether the sentence denies what stands at `start`, or wishes for it."""
    return bool(_AHEAD.search(text, line.start, line.end) or _DENIED.search(text, max(line.start, start - 25), start))


def _own(reading: Reading, place: int) -> Line | None:
    line = reading.line_at(place)
    return None if line is None or line.kind is Kind.BACKGROUND else line
