"""Narrative reviews that nowhere say what they are.

A study tells what was done and found, nearly always in the past tense and in sections; an overview of a subject tells
in the present tense what is known and what should be done. So an abstract of several sentences without headings is
taken for a review if people are its subject, if none of it speaks in the first person or of a study's parts (`this
study`, `participants`, `results`, a number of patients), and if hardly any sentence is in the past tense. Essays and
clinical lectures are told so too; none of them is evidence beyond their authors' experience. It is asked last, where
no word states another design.

Imports `reading` and `values` only.
"""

from __future__ import annotations

import re

from indexer.appraisal.reading import Reading
from indexer.appraisal.values import Design, Ground, Judgement, Source, Species

_RULE = "tells what is known, with no study of its own"
_LEAST = 3  # sentences; fewer do not show how a paper is told
_PAST_OF = 6  # one sentence in so many may tell of the past, as a history of the subject does
_FIRST_PERSON = frozenset({"we", "our", "i", "my", "us"})
_PAST = re.compile(r"\b(?:was|were|did|had|underwent)\b")
_STUDY = re.compile(
    r"\b(?:(?:this|these|present|current|the) (?:\\w+ )?(?:study|studies|audit|survey|experiment|investigation)|"
    r"results?|findings|here|"
    r"in total|a total of|n ?= ?\d|p ?[<=>]|experiments?|methods?|showed|demonstrated|revealed|found|proposed|"
    r"developed|"
    r"analy[sz]ed|respondents|participants|protocol|algorithm|dataset|software|is described|(?:is|are) (?:reported|"
    r"presented|compared)|survey|cases?|memorial|obituary|memoriali[sz]es|\d{2,} (?:[\w-]+ ){0,3}(?:patients|subjects|"
    r"children|women|men|people|individuals|adults|cases))\b"
)


def overview(reading: Reading, species: Judgement[Species | None]) -> Judgement[Design | None] | None:
    """A review by the way it is told; None where anything speaks of a study."""
    if species.value not in (Species.HUMAN, Species.BOTH) or not _FIRST_PERSON.isdisjoint(reading.vocabulary):
        return None
    if any(section.label for section in reading.record.abstract):
        return None
    told = [line for line in reading.lines if not line.is_title]
    plain, start = reading.plain, reading.title_end
    if len(told) < _LEAST or _STUDY.search(plain, start):
        return None
    if sum(_PAST.search(plain, line.start, line.end) is not None for line in told) * _PAST_OF > len(told):
        return None
    return Judgement(Design.REVIEW, (Ground(Source.RULE, _RULE),))
