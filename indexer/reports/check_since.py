"""What moved since an earlier report: which verdicts, and because of which new, revised or retracted records.

Claims are matched by their words, so that a draft may have been edited between. The earlier report is the JSON of
`evidence check`, with or without its envelope. Pure.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from indexer.checking.moves import because
from indexer.checking.values import CheckedClaim, CheckReport
from indexer.errors import UsageError
from indexer.record import RecordId
from indexer.reports.check_codes import NO_EVIDENCE, label
from indexer.version import VERSION
from indexer.watched import Because, Cause


@dataclass(frozen=True, slots=True)
class Move:
    """A claim whose verdict moved, or (`then` as `now`) whose evidence did. `then` is empty for a claim that is new in
    the draft, `now` for one that left it; `number` is the claim's number in the report, 0 if it left."""

    text: str
    number: int
    then: str
    now: str
    because: tuple[Because, ...] = ()

    @property
    def is_of_draft(self) -> bool:
        """Whether the draft changed and not the collection."""
        return not self.then or not self.now


@dataclass(frozen=True, slots=True)
class Since:
    """What moved since the report of day `made` at store revision `revision`. `kept` claims stand as they stood;
    `notes` say what else was different."""

    made: str
    revision: int
    moves: tuple[Move, ...]
    kept: int
    notes: tuple[str, ...] = ()

    @property
    def moved(self) -> tuple[Move, ...]:
        """The verdicts that are others than before."""
        return tuple(move for move in self.moves if move.then != move.now and not move.is_of_draft)


@dataclass(frozen=True, slots=True)
class Last:
    """An earlier report: its claims by their words (and which of those with the same words), each with what its verdict
    was called and what each record did for it."""

    made: str
    revision: int
    program: str
    strict: bool
    claims: Mapping[tuple[str, int], tuple[str, Mapping[str, str]]]


def read_last(name: str, text: str) -> Last:
    """The earlier report of this JSON.

    Raises:
        UsageError: it is none.
    """
    try:
        value = json.loads(text)
        data = value.get("data", value)
        drafts = data.get("drafts", [data])
        found = [claim for draft in drafts for claim in draft["claims"]]
        stood = map(_stood, found)
        claims = dict(zip(_keys(str(claim["claim"]) for claim in found), stood, strict=True))
        known = drafts[0]["snapshot"]
        return Last(str(known["made"]), int(known["revision"]), str(known["program"]), bool(known["strict"]), claims)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{name} is no report of `evidence check`",
            hint="Hand in what `evidence check DRAFT --format json -o LAST.json` wrote.",
            code="against",
        ) from error


def compared(last: Last, reports: Iterable[CheckReport], changes: Mapping[RecordId, str]) -> Since:
    """What moved since `last`.

    Args:
        last: the earlier report.
        reports: what was found now.
        changes: the kind of the last change (`new`, `revised`, `returned`, `gone`) of each record since its revision.
    """
    several = tuple(reports)
    checked = [one for report in several for one in report.claims]
    now = dict(zip(_keys(one.claim.text for one in checked), checked, strict=True))
    moves = [_move(number, one, last.claims.get(key), changes) for number, (key, one) in enumerate(now.items(), 1)]
    told = [move for move in moves if move is not None]
    left = [Move(key[0], 0, was, "") for key, (was, _) in last.claims.items() if key not in now]
    return Since(last.made, last.revision, (*told, *left), len(moves) - len(told), tuple(_notes(last, several)))


def _stood(claim: Mapping[str, Any]) -> tuple[str, Mapping[str, str]]:
    was = str(claim["stance"]) if claim["found"] else NO_EVIDENCE
    return was, {str(one["pmid"]): str(one["stance"]) for one in claim["decided"]}


def _keys(texts: Iterable[str]) -> Iterator[tuple[str, int]]:
    """What each claim is known by: its words, and which of those with the same words it is."""
    seen: Counter[str] = Counter()
    for text in texts:
        words = " ".join(text.split())
        yield words, seen[words]
        seen[words] += 1


def _move(
    number: int, checked: CheckedClaim, stood: tuple[str, Mapping[str, str]] | None, changes: Mapping[RecordId, str]
) -> Move | None:
    verdict, text = checked.verdict, " ".join(checked.claim.text.split())
    now = label(verdict)
    if stood is None:
        return Move(text, number, "", now)
    was, records = stood
    why = because(verdict, records, changes)
    if was != now:
        return Move(text, number, was, now, why)
    outside = tuple(one for one in why if one.cause is not Cause.JUDGED)
    return Move(text, number, was, now, outside) if outside else None


def _notes(last: Last, reports: tuple[CheckReport, ...]) -> Iterator[str]:
    if last.program != VERSION:
        yield f"That report was made by version {last.program} of this program, this one by {VERSION}."
    if any(report.strict != last.strict for report in reports):
        yield "That report was strict, this one is not." if last.strict else "This report is strict, that one was not."
    if any(report.revision < last.revision for report in reports):
        yield "That report was made against a later revision, or against another collection."
