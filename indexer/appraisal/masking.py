"""Who did not know the treatment.

Read from MeSH as a publication type would be (`Double-Blind Method`), then from the words: `double-blind`, `triple
masked`, `open-label`, `rater-blinded`. Of a study with a blinded and an open part the blinded one is reported, the
open one is a further feature of the design; of an open study whose raters were blinded, the raters'. Words on another
study (`previous open-label trials`) and on blind people (`blind patients`, `colour-blind`) say nothing of masking, and
neither do reviews, whose studies differ.

Imports `reading` and `values`.
"""

from __future__ import annotations

import re
from itertools import repeat

from indexer.appraisal.reading import Reading
from indexer.appraisal.stems import places, stem, stems
from indexer.appraisal.values import UNKNOWN, Design, Ground, Judgement, Masking, Source
from indexer.salience import Kind

_INDEXED = {"double-blind method": Masking.DOUBLE, "single-blind method": Masking.SINGLE}
_MANY = {
    "single": Masking.SINGLE,
    "double": Masking.DOUBLE,
    "triple": Masking.TRIPLE,
    "quadruple": Masking.QUADRUPLE,
    "observer": Masking.ASSESSOR,
    "patient": Masking.SINGLE,
    "participant": Masking.SINGLE,
    "subject": Masking.SINGLE,
}
_BY_STEM = tuple((word, stem(word)) for word in _MANY)
_BLIND = r"(?:blind(?:ed|ing|ly|ness)?|mask(?:ed|ing))\b"
_ASSESSORS = (
    r"(?:independent )?(?:outcome |clinical |central |study )?(?:assessor|rater|evaluator|observer|investigator)s?"
)
_DEGREE = re.compile(
    rf"(?<!\w)(single|double|triple|quadruple|participant|patient|subject|observer)(?: or (?:double|triple))?"
    rf"[ -]{{0,3}}(?:and )?(?:dummy,? )?{_BLIND}"
)
_ASSESSOR = re.compile(
    rf"\b{_ASSESSORS}[- ]{_BLIND}|\b{_BLIND}[ -](?:to |of )?(?:the )?{_ASSESSORS}\b|"
    rf"\b{_ASSESSORS} (?:(?!not\b)[\w(),]+ ){{0,4}}?(?:was|were|are|is|be|remained) (?:kept )?{_BLIND}|"
    rf"\b{_BLIND} (?:outcome )?(?:assessment|rating|evaluation)s?\b"
)
_OPEN = re.compile(
    r"\b(?:open[- ]?label(?:l?ed)?|unblinded|un-blinded|non-?blinded|not blinded|unmasked|"
    r"open (?:trial|pilot|study|randomi[sz]ed))\b"
)
_OPEN_STEMS = stems("open", "blinded", "unblinded", "nonblinded", "unmasked")
# After these words another study is meant, or there was none.
_ELSEWHERE = re.compile(
    r"\b(?:previous|prior|earlier|recent|other|several|few|future|further|larger|no|lack of|need for|needed|without|"
    r"additional|subsequent|small|existing|many|most|published|and a|warrant\w*)\b[^.;]{0,40}$"
)
_OWN = re.compile(r"\b(?:this|present|current|our|we|here)\b")
_AHEAD = re.compile(r"\b(?:are|is) (?:needed|warranted|required|necessary)\b|\bshould be\b|\bwarrant")
_REVIEWS = frozenset(
    {
        Design.META_ANALYSIS,
        Design.SYSTEMATIC_REVIEW,
        Design.REVIEW,
        Design.GUIDELINE,
        Design.OPINION,
        Design.NOTICE,
        Design.IN_VITRO,
        Design.CASE_REPORT,
    }
)


def masking_of(reading: Reading, design: Judgement[Design | None]) -> Judgement[Masking | None]:
    """How the study was masked, as far as the record says."""
    if design.value in _REVIEWS:
        return UNKNOWN
    plain = reading.plain
    if "blind" in plain or "mask" in plain:
        degree = _degree(reading)
        if degree is not None:
            return degree
        assessor = _first(reading, _ASSESSOR)
        if assessor is not None:
            return Judgement(Masking.ASSESSOR, (assessor,))
    for heading, printed in reading.headings.items():
        if masking := _INDEXED.get(heading):
            return Judgement(masking, (Ground(Source.MESH, printed),))
    if not _OPEN_STEMS.isdisjoint(reading.stems):
        opened = _first(reading, _OPEN)
        if opened is not None:
            return Judgement(Masking.OPEN, (opened,))
    return UNKNOWN


def _degree(reading: Reading) -> Judgement[Masking | None] | None:
    plain, stems_ = reading.plain, reading.stems
    begun = (place for word, needed in _BY_STEM if needed in stems_ for place in places(plain, word))
    for match in map(_DEGREE.match, repeat(plain), sorted(begun)):
        if match and _is_of_this_study(reading, match.start(), match.end()):
            return Judgement(_MANY[match[1]], (reading.ground(match.start(), match.end()),))
    return None


def _first(reading: Reading, pattern: re.Pattern[str]) -> Ground | None:
    for match in pattern.finditer(reading.plain):
        if _is_of_this_study(reading, match.start(), match.end()):
            return reading.ground(match.start(), match.end())
    return None


def _is_of_this_study(reading: Reading, start: int, end: int) -> bool:
    """Whether words that stand there are said of the study itself."""
    line = reading.line_at(start)
    if line is None:
        return False
    if line.is_title:
        return True
    before, after = reading.plain[line.start : start], reading.plain[end : line.end]
    if _ELSEWHERE.search(before) or _AHEAD.search(after):
        return False
    return line.kind is not Kind.BACKGROUND or _OWN.search(before) is not None
