"""One sentence set beside a claim, whichever kind it is: that something goes a way, that an effect is over by some
time, that one outcome goes with another.

Imports `stance` and below; touches nothing.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from indexer.appraisal import Appraisal, Regimen
from indexer.appraisal.reading import Line, Reading
from indexer.checking import durations, free, stance
from indexer.checking.associations import Association, associations
from indexer.checking.figures import times
from indexer.checking.stance import Judged
from indexer.checking.values import Bearing, Claim, Direction, Span
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind

_LATER = 1.3
"""How many times as late an effect must have been seen that is said to be over by then."""
_PEAK = re.compile(r"\b(?:peak\w*|worst|strongest|maximal|highest)\b")
_PEAK_AT = re.compile(
    r"\bpeak\w*\b[^.;]{0,30}?\b(?:at|around|about|within|after|by) (?:about |around |"
    r"approximately )?"
)
_HELD = re.compile(
    r"\b(?:persist\w*|sustain\w*|maintain\w*|last(?:s|ed|ing)|endur\w+|remain(?:s|ed)?|continu(?:es|ed)|durable|"
    r"follow-?up|after (?:a|the|one|1) (?:single |last |final )?(?:\w+ )?(?:dose|infusion|session|treatment))\b"
)


def judge(
    claim: Claim,
    asked: Reading,
    evidence: Reading,
    appraisal: Appraisal,
    line: Line,
    *,
    words: free.Asked | None = None,
    at_length: bool = True,
) -> Judged:
    """Sets one sentence beside a claim. `asked` is the claim's own text, ready to be read, `words` the same as its own
    words are compared, for a claim of which no table knows the outcome; `at_length` as `stance` has it."""
    if other := _of_another_kind(claim, asked, _Beside(evidence, appraisal, line)):
        return other
    if words is not None and not _is_of_its_drug(claim, asked, evidence, line):
        return Judged(Bearing.UNDETERMINED, ("the sentence does not name the intervention",))
    over = durations.over_by(asked.plain) if line.kind.is_finding and words is None else None
    if over is None or directions.is_harm(claim.statement.outcome_name):
        return stance.judge(claim, asked, evidence, appraisal, line, words=words, at_length=at_length)
    lasts = _worded(asked, over.span, f"lasts for {over.hours * _LATER:.0f} hours")
    so_long = stance.judge(claim, lasts, evidence, appraisal, line)
    if so_long.bearing is Bearing.CONTRADICTS and _ended(evidence, line, over.hours * _LATER):
        return dataclasses.replace(so_long, bearing=Bearing.SUPPORTS, direction=claim.statement.direction)
    there = stance.judge(claim, _worded(asked, over.span, ""), evidence, appraisal, line)
    later = _seen_later(evidence, appraisal, line, over.hours * _LATER)
    if there.bearing is Bearing.SUPPORTS and later:
        reasons = (*there.reasons, f"and that at {later}, when the claim says that it is over")
        return dataclasses.replace(there, bearing=Bearing.CONTRADICTS, reasons=reasons)
    return Judged(Bearing.UNDETERMINED, ("it does not say by when the effect was over",), there.mismatches)


def _is_of_its_drug(claim: Claim, asked: Reading, evidence: Reading, line: Line) -> bool:
    """Whether a sentence or its title names the drug that a claim has from the sentence before; own words do not."""
    given = {one.value for one in claim.statement.interventions}
    if not given or not given.isdisjoint(one.concept.name for one in asked.drugs):
        return True
    return not given.isdisjoint(stance.drugs_of(evidence, line) | stance.drugs_of_title(evidence))


def by_words(claim: Claim, text: str, weights: Mapping[str, float] | None = None) -> free.Asked | None:
    """The claim's text as its own words are compared, where no table knows its outcome or anything that could bring
    it about; None where both are known. `weights` are those of its stems."""
    told = claim.statement
    is_known = told.outcome is not None and bool(told.interventions or told.against)
    return None if is_known else free.asked(text, weights)


class _Beside(NamedTuple):
    """A sentence, with what its record is."""

    evidence: Reading
    appraisal: Appraisal
    line: Line


def _of_another_kind(claim: Claim, asked: Reading, beside: _Beside) -> Judged | None:
    """Sets a sentence beside a claim that is not on what a treatment does: on what goes with what, or on when a harm is
    over; None for any other."""
    says_no_effect = claim.statement.direction is Direction.UNKNOWN
    if says_no_effect and beside.line.kind.is_finding and (related := _associated(asked)):
        return _of_association(claim, asked, related, beside)
    if directions.is_harm(claim.statement.outcome_name) and (gone := durations.harm_over_by(asked.plain)):
        return _of_harm_over(claim, asked, gone, beside)
    return None


def _of_association(claim: Claim, asked: Reading, related: Association, beside: _Beside) -> Judged:
    """Sets a sentence beside a claim that one outcome goes with another, or does not."""
    evidence, line = beside.evidence, beside.line
    told = [one for one in associations(evidence, line.start, line.end) if one.outcomes == related.outcomes]
    if not told or len({one.is_there for one in told}) > 1:
        return Judged(Bearing.UNDETERMINED, ("it does not say whether the two go together",))
    is_for = told[0].is_there is related.is_there
    if is_for and related.is_there and related.brings and not told[0].brings:
        return Judged(Bearing.UNDETERMINED, ("that the two go together does not say that one brings the other",))
    if not told[0].is_there and told[0].brings and not related.brings:
        return Judged(Bearing.UNDETERMINED, ("that one does not bring the other does not say that they are unrelated",))
    bare = _worded(asked, related.span, "")
    if hindered := stance.hindrances(claim, bare, evidence, beside.appraisal, line, is_for=is_for):
        return hindered
    words = evidence.text[told[0].span.start : told[0].span.end]
    said = f"{' and '.join(sorted(related.outcomes))}: {told[0].in_words}, “{words}”"
    return Judged(Bearing.SUPPORTS if is_for else Bearing.CONTRADICTS, (said,))


def _of_harm_over(claim: Claim, asked: Reading, over: durations.Over, beside: _Beside) -> Judged:
    """Sets a sentence beside a claim that a harm is over by some time: it supports it where it names the harm, and says
    that it was over by then; when the harm is worst must be told too."""
    evidence, line = beside.evidence, beside.line
    sentence = evidence.plain[line.start : line.end]
    told = durations.harm_over_by(sentence) if line.kind.is_finding else None
    named = {
        one.concept.name for one in evidence.named(Kind.OUTCOME) if line.start <= one.start and one.end <= line.end
    }
    if told is None or claim.statement.outcome_name not in named:
        return Judged(Bearing.UNDETERMINED, ("it does not say by when it was over",))
    if told.hours > over.hours * _LATER:
        return Judged(Bearing.UNDETERMINED, ("it says that it was over at a later time",))
    if not _is_peak_told(asked.plain, sentence):
        return Judged(Bearing.UNDETERMINED, ("when it is worst is not said so",))
    bare = _worded(asked, over.span, "")
    if hindered := stance.hindrances(claim, bare, evidence, beside.appraisal, line, is_for=True):
        return hindered
    return Judged(
        Bearing.SUPPORTS, (f"over by then: “{evidence.text[line.start :][told.span.start : told.span.end]}”",)
    )


def _is_peak_told(asked: str, sentence: str) -> bool:
    """Whether a sentence says of when a harm is worst what a claim says of it, if it says anything."""
    if _PEAK.search(asked) is None:
        return True
    claimed, told = _PEAK_AT.search(asked), _PEAK_AT.search(sentence)
    if claimed is None or told is None:
        return False
    times_of = [times(text[one.end() : one.end() + 30])[:1] for one, text in ((claimed, asked), (told, sentence))]
    return all(times_of) and abs(times_of[0][0].hours - times_of[1][0].hours) <= times_of[0][0].hours / 2


def _seen_later(evidence: Reading, appraisal: Appraisal, line: Line, least: float) -> str:
    """The time, later than `least` hours, at which a sentence says that an effect of what was given once, or one that
    held, was there; empty if there is none."""
    later = [one for one in times(evidence.plain[line.start : line.end]) if one.hours > least and not one.sooner]
    is_single = {one.value for one in appraisal.regimens} == {Regimen.SINGLE}
    held = is_single or _HELD.search(evidence.plain, line.start, line.end)
    return later[-1].words if later and held and not _ended(evidence, line, float("inf")) else ""


def _ended(evidence: Reading, line: Line, sooner_than: float) -> bool:
    return durations.ended(evidence.plain, line.start, line.end, sooner_than=sooner_than) is not None


@lru_cache(maxsize=4096)
def _associated(asked: Reading) -> Association | None:
    """The first association that a claim states. A claim is asked for it at every sentence, as for its words below."""
    return next(associations(asked, 0, len(asked.text)), None)


@lru_cache(maxsize=4096)
def _worded(asked: Reading, span: Span, words: str) -> Reading:
    """A claim with other words in the place of some of its own."""
    text = f"{asked.text[: span.start]}{words}{asked.text[span.end :]}"
    return Reading(dataclasses.replace(asked.record, title=text))
