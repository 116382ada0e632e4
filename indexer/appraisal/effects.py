"""Effects as an abstract prints them: estimates with their intervals and p-values.

An interval or a p-value that stands with an estimate, in the same bracket or right behind it, is that estimate's;
any other stands for itself, as an `Effect` whose measure is empty. An interval behind a plain figure (`4.1 points
(95% CI 1.2-7.0)`) has that figure as its value. Nothing is computed and nothing filled in: an interval that does not
hold the value beside it is not joined to it. What the introduction reports of other studies is left out.

Measures: ratios, differences and sizes under their full names (`odds ratio`, `adjusted hazard ratio`, `standardized
mean difference`, `Cohen's d`, `beta` …), test statistics (`t`, `F`, `z`, `chi-square`), and rates in percent (`response
rate`, `remission rate`, `relapse rate`, `dropout rate`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.appraisal.cues import says_itself
from indexer.appraisal.estimates import Estimate, estimates
from indexer.appraisal.intervals import Interval, PValue, intervals, number, p_values
from indexer.appraisal.rates import rates
from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.values import Effect, Ground, Judgement
from indexer.salience import Kind as Told

_NEAR = 60
"""Characters from the end of an estimate within which an interval or a p-value can be its own."""
_SHORT = 120
"""Characters that a ground may have before it is given in its parts."""
_FIGURE_BEFORE = re.compile(
    r"(?<![\d.,-])(?P<value>(?:- ?|\+)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?) ?(?P<unit>%|mm ?hg|points?|ng/ml|pg/ml|"
    r"mg/kg|mg|ml|mm|"
    r"days?|hours?|weeks?|months?|years?|min|ms|h)?(?: [a-z]+){0,2}?(?:,| ?[(\[]|;) ?(?:(?:two|one)-sided )?$"
)
# Between an estimate and what belongs to it there is no new sentence, nor a new comparison.
_APART = re.compile(r"[.;] [a-z]{3,} (?!=)|\b(?:whereas|while|but|although)\b|\) and (?!95)")
# A sentence with statistics is the paper's own even if its place makes it an introduction, unless it says otherwise.
_OF_OTHERS = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|recent|several|other|many|some|numerous) (?:[a-z-]+ )?(?:stud|trial|research|"
    r"work|meta|report|review|evidence|shown|found)|"
    r"\bha(?:s|ve) (?:been |previously |also )?(?:shown|found|reported|demonstrated|estimated)"
)
_GROUNDS = 3
_UNITS = {
    "mmhg": "mmHg",
    "mm hg": "mmHg",
    "ng/ml": "ng/mL",
    "pg/ml": "pg/mL",
    "ug/ml": "ug/mL",
    "ml": "mL",
    "point": "points",
}


@dataclass(slots=True)
class _Joined:
    """An estimate, or none, with what has been found to belong to it so far."""

    estimate: Estimate | None
    parts: list[tuple[int, int]]
    interval: tuple[float, float, float | None] | None = None
    p: PValue | None = None

    @property
    def end(self) -> int:
        return max(end for _, end in self.parts)


def effects_of(reading: Reading) -> tuple[Judgement[Effect], ...]:
    """The effects of the record's own work in the order of the text, equal ones once with a ground for each."""
    plain = reading.plain
    found: list[Estimate | Interval | PValue] = [*intervals(plain, reading.stems), *p_values(plain, reading.vocabulary)]
    found += _once((*estimates(reading.text, plain, reading.stems), *rates(plain, reading.lines, reading.stems)))
    if not found:
        return ()
    grounds: dict[Effect, list[Ground]] = {}
    for joined in _joined(reading, sorted(found, key=lambda one: (one.start, -one.end))):
        kept = grounds.setdefault(_effect(joined), [])
        if len(kept) < _GROUNDS:
            kept += _grounds(reading, joined)
    return tuple(Judgement(effect, tuple(kept)) for effect, kept in grounds.items())


def _once(listed: Iterable[Estimate]) -> list[Estimate]:
    """Each value once: of two names for it the one with an interval, else the nearer (`effect size (d) = 0.5`)."""
    kept: list[Estimate] = []
    for one in sorted(listed, key=lambda one: one.start):
        if not kept or kept[-1].end < one.start:
            kept.append(one)
        elif kept[-1].low is None or one.low is not None:
            kept[-1] = one
    return kept


def _joined(reading: Reading, found: Sequence[Estimate | Interval | PValue]) -> list[_Joined]:
    plain = reading.plain
    joined: list[_Joined] = []
    for one in found:
        line = reading.line_at(one.start)
        if (
            line is None
            or "\n" in plain[one.start : one.end]
            or (line.kind is Told.BACKGROUND and _is_of_others(reading, line, one.start))
        ):
            continue
        recent = [other for other in joined[-3:] if other.parts[0][0] >= line.start]
        recent.reverse()
        span = one.start, one.end
        if isinstance(one, Estimate):
            given = None if one.low is None or one.high is None else (one.low, one.high, one.confidence)
            joined.append(_Joined(one, [span], given))
            _take_p_before(plain, joined)
        elif isinstance(one, Interval):
            if not _gave_interval(plain, one, recent):
                joined.append(_alone(plain, one, line.start))
        elif not _gave_p(plain, one, recent):
            joined.append(_Joined(None, [span], p=one))
    return joined


def _is_of_others(reading: Reading, line: Line, place: int) -> bool:
    """Whether what an introduction reports is another study's: under a heading of its own all but what the authors
    call theirs, else what they say others found."""
    plain, sections = reading.plain, reading.record.abstract
    if len(sections) > 1 and not says_itself(reading, line):
        return True
    return _OF_OTHERS.search(plain, max(line.start, place - 300), min(line.end, place + 150)) is not None


def _gave_interval(plain: str, one: Interval, recent: Iterable[_Joined]) -> bool:
    """Joins an interval to the latest estimate that it holds; whether there is one."""
    for other in recent:
        estimate = other.estimate
        if estimate is None or estimate.is_test or one.start - other.end > _NEAR:
            continue
        if other.interval or _APART.search(plain, other.end, one.start):
            return any(start <= one.start < end for start, end in other.parts)  # read with its estimate already
        if limits := one.holding(estimate.value, positive=estimate.measure.endswith("ratio")):
            other.interval = (*limits, one.confidence)
            other.parts.append((one.start, one.end))
            return True
    return False


def _gave_p(plain: str, one: PValue, recent: Sequence[_Joined]) -> bool:
    """Joins a p-value to the estimate or interval right before it; whether there is one."""
    if not recent or recent[0].p is not None or one.start - recent[0].end > _NEAR:
        return False
    if _APART.search(plain, recent[0].end, one.start):
        return False
    recent[0].p = one
    recent[0].parts.append((one.start, one.end))
    return True


def _take_p_before(plain: str, joined: list[_Joined]) -> None:
    """Joins a p-value that stands alone right before its estimate: `(p = .02, d = 0.8)`."""
    if len(joined) < 2:
        return
    last, before = joined[-1], joined[-2]
    alone = before.estimate is None and before.interval is None and before.p is not None
    opens = plain[before.parts[0][0] - 1] in "(["  # else it may belong to what stands before it
    if alone and opens and not plain[before.end : last.parts[0][0]].strip(" ,;"):
        last.p = before.p
        last.parts.insert(0, before.parts[0])
        del joined[-2]


def _alone(plain: str, one: Interval, begin: int) -> _Joined:
    """An interval that no named measure claims, with the plain figure right before it if that lies within."""
    before = plain[max(begin, one.start - 40) : one.start]
    figure = _FIGURE_BEFORE.search(before)
    if figure and (limits := one.holding(value := number(figure["value"]))):
        start = one.start - len(before) + figure.start()
        estimate = Estimate("", value, figure["unit"] or "", start, one.start)
        return _Joined(estimate, [(start, one.end)], (*limits, one.confidence))
    low, high = min(one.low, one.high), max(one.low, one.high)
    return _Joined(None, [(one.start, one.end)], (low, high, one.confidence))


def _effect(joined: _Joined) -> Effect:
    estimate, p = joined.estimate, joined.p
    low, high, confidence = joined.interval or (None, None, None)
    return Effect(
        estimate.measure if estimate else "",
        estimate.value if estimate else None,
        _UNITS.get(estimate.unit, estimate.unit) if estimate else "",
        low,
        high,
        confidence,
        p.value if p else None,
        p.sign if p else "",
    )


def _grounds(reading: Reading, joined: _Joined) -> Iterator[Ground]:
    """The words from the first part to the last; each part for itself if they are far apart."""
    parts = sorted(joined.parts)
    start, end = parts[0][0], joined.end
    if end - start <= _SHORT and "\n" not in reading.text[start:end]:
        yield reading.ground(start, end)
        return
    for one in parts:
        yield reading.ground(*one)
