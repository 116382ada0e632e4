"""What an engine keeps of a record besides its words: where it stands in an order, and what it is counted by.

Both engines take these from here, so that an order and a count mean the same in each. May import `appraisal`,
`record` and below. Touches nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from indexer.appraisal import appraise
from indexer.engines.interface import SAMPLE_SIZES, FacetField, Sort
from indexer.record import PartialDate, Record, Status

UNKNOWN_LEVEL = 9
_UNKNOWN_DATE_LAST = 99_99_99_99


class Standing(NamedTuple):
    """What an order needs to know of a record.

    `number` is the PMID, 0 if the id is not a number; `date` the day of publication as YYYYMMDD, 0 if unknown;
    `level` the level of evidence, 1 strongest, `UNKNOWN_LEVEL` if unknown; `retracted` 0 or 1.
    """

    number: int
    date: int
    level: int
    retracted: int


def standing_of(record: Record) -> Standing:
    """The record's standing, from its own dates and publication types."""
    level = appraise(record).level.value
    return Standing(
        number=int(record.pmid) if record.pmid.isascii() and record.pmid.isdecimal() else 0,
        date=_day(record.published) or (_day(record.electronic) if record.electronic else 0),
        level=UNKNOWN_LEVEL if level is None else int(level),
        retracted=int(record.status is Status.RETRACTED),
    )


def _day(date: PartialDate) -> int:
    """The first day it may mean, as a number; 0 if the year is unknown."""
    if date.year is None:
        return 0
    return date.year * 10000 + (date.month or 1) * 100 + (date.day or 1)


def order_of(sort: Sort) -> Callable[[Standing, float], tuple[float, ...]]:
    """A key that sorts hits as `sort` asks, from standing and score.

    Ties go to the higher PMID. In an order by relevance or evidence retracted records come last, and records that
    score nothing follow the others, newest first. In an order by date an unknown date is last.
    """

    def relevance(standing: Standing, score: float) -> tuple[float, ...]:
        newest = 0 if score else -standing.date
        return (standing.retracted, -score, newest, -standing.number)

    def evidence(standing: Standing, score: float) -> tuple[float, ...]:
        newest = 0 if score else -standing.date
        return (standing.retracted, standing.level, -score, newest, -standing.number)

    def newest(standing: Standing, score: float) -> tuple[float, ...]:
        return (-standing.date, -standing.number)

    def oldest(standing: Standing, score: float) -> tuple[float, ...]:
        return (standing.date or _UNKNOWN_DATE_LAST, -standing.number)

    keys = {Sort.RELEVANCE: relevance, Sort.EVIDENCE: evidence, Sort.NEWEST: newest, Sort.OLDEST: oldest}
    return keys[sort]


def is_ranked(sort: Sort) -> bool:
    """Whether this order looks at scores."""
    return sort in {Sort.RELEVANCE, Sort.EVIDENCE}


def facet_values(record: Record) -> tuple[tuple[str, ...], ...]:
    """What the record is counted by: for each `FacetField`, in the order of the enumeration, its values, none
    twice. What is unknown is not counted."""
    appraisal = appraise(record)
    journal = record.journal
    values: dict[FacetField, Iterable[str]] = {
        FacetField.YEAR: [str(record.year)] if record.year is not None else [],
        FacetField.JOURNAL: [journal.medline or journal.abbreviation or journal.title],
        FacetField.PUBLICATION_TYPE: [type_.name for type_ in record.publication_types],
        FacetField.LANGUAGE: record.languages,
        FacetField.STATUS: [record.status.value],
        FacetField.DESIGN: [appraisal.design.value or ""],
        FacetField.LEVEL: [str(int(appraisal.level.value))] if appraisal.level.value else [],
        FacetField.SPECIES: [appraisal.species.value or ""],
        FacetField.DRUG: [one.value.drug for one in appraisal.drugs if one.value.is_studied],
        FacetField.ROUTE: [one.value.route for one in appraisal.routes],
        FacetField.POPULATION: [one.value for one in appraisal.conditions],
        FacetField.OUTCOME: [one.value.name for one in appraisal.outcomes],
        FacetField.COMPARATOR: [word for one in appraisal.comparators for word in (one.value.control, one.value.name)],
        FacetField.REGIMEN: [one.value for one in appraisal.regimens],
        FacetField.SAMPLE_SIZE: [sample_size(appraisal.sample.participants.value)],
    }
    return tuple(tuple(dict.fromkeys(" ".join(one.split()) for one in values[field] if one)) for field in FacetField)


def sample_size(participants: int | None) -> str:
    """The band of `SAMPLE_SIZES` that a number of participants lies in; empty if it is unknown or in none."""
    if participants is None:
        return ""
    bands = (
        name for name, least, most in SAMPLE_SIZES if least <= participants and (most is None or participants <= most)
    )
    return next(bands, "")


def counted(values: Iterable[Sequence[str]]) -> tuple[tuple[str, int], ...]:
    """(value, count) pairs, most frequent first, then by value."""
    counts = Counter(value for several in values for value in several)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
