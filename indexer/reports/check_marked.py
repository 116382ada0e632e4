"""A draft as its writer sees it, cut where claims, remarks and unchecked sentences begin and end. Pure.

Offsets of claims are into the draft as given; a passage knows where each of its letters stands there, so that what is
marked is exactly what was checked, whatever markup lies between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.checking.values import CheckedClaim, CheckReport, Passage, Remark, Unchecked


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage's text with what is said of it. `claim` is the number of the claim that it is a part of,
    0 for none; `ends` says whether it is the claim's last piece in the passage. `remarks` are places in the report's
    remarks, `remarked` those of them that end with this piece."""

    text: str
    claim: int = 0
    ends: bool = False
    remarks: tuple[int, ...] = ()
    remarked: tuple[int, ...] = ()
    unchecked: Unchecked | None = None


def pieces(passage: Passage, report: CheckReport, claims: Sequence[tuple[int, CheckedClaim]]) -> Iterator[Piece]:
    """The pieces of a passage, in order; together they are its text."""
    marks = {number: span for number, one in claims if (span := _within(passage, one.claim.start, one.claim.end))}
    remarks = {place: span for place, one in enumerate(report.remarks) if (span := _of_remark(passage, one))}
    unchecked = [(one, span) for one in report.unchecked if (span := _within(passage, one.start, one.end))]
    spans = [*marks.values(), *remarks.values(), *(span for _, span in unchecked)]
    cuts = sorted({0, len(passage.text), *(cut for span in spans for cut in span)})
    for start, end in pairwise(cuts):
        number = next((one for one, span in marks.items() if span[0] <= start < span[1]), 0)
        yield Piece(
            passage.text[start:end],
            number,
            ends=bool(number) and end == marks[number][1],
            remarks=tuple(place for place, span in remarks.items() if span[0] <= start < span[1]),
            remarked=tuple(place for place, span in remarks.items() if span[1] == end),
            unchecked=next((one for one, span in unchecked if span[0] <= start < span[1]), None),
        )


def _of_remark(passage: Passage, remark: Remark) -> tuple[int, int] | None:
    return _within(passage, remark.start, remark.end)


def _within(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """Where `draft[start:end]` stands in a passage's text; None if it does not."""
    places = passage.places[: len(passage.text)]
    if start >= end or not places or end <= places[0] or start > places[-1]:
        return None
    first, last = bisect_left(places, start), bisect_left(places, end)
    return (first, last) if first < last else None
