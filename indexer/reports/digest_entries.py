"""The records of a digest in words: one `Entry` each, in groups. `digest_outline` puts them into sections. Pure.

Text from records loses control and direction characters here, so that no title can rewrite a terminal or turn a
line around; escaping for a markup is each format's own business.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.appraisal import Appraisal, Design, appraise
from indexer.digest import Announced, Change, Item, Place, weight
from indexer.record import Correction, Record, Status
from indexer.reports.differences import differences
from indexer.reports.payload import link, status_of
from indexer.store.interface import StoredRecord


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: `mark` is what it has become (`RETRACTED`), `remarks` why, `changes` what differs."""

    pmid: str
    title: str
    url: str
    mark: str
    where: str
    kind: str
    remarks: tuple[str, ...]
    changes: tuple[str, ...]
    strategies: str
    demonstration: bool
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading; `left_out` are those beyond `LISTED`. The title may be empty."""

    title: str
    entries: tuple[Entry, ...]
    left_out: int = 0


# C0 and C1 controls but no line end, the Unicode direction controls, and what XML forbids.
_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """`text` on one line, without characters that do something instead of being read."""
    return " ".join(_UNSAFE.sub(" ", text).split())


def group(title: str, items: Sequence[Item], listed: int | None) -> Group:
    shown = items if listed is None else items[:listed]
    return Group(title, tuple(map(_entry, shown)), len(items) - len(shown))


def by_strategy(items: Iterable[Item]) -> str:
    found = Counter(name for item in items for name in item.stored.strategies or ("no strategy (imported)",))
    told = "; ".join(f"{name} {count:,}" for name, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
    shared = len(found) > 1
    return f"By strategy{', where a record may belong to several' if shared else ''}: {told}." if told else ""


def by_design(items: Iterable[Item], listed: int | None) -> Iterable[Group]:
    """Strongest level first; within a level in the order of `Design`; what has no level, and what is unknown, last."""
    order = {design.value: number for number, design in enumerate(Design)}
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        appraisal = appraise(item.record)
        groups.setdefault((_level(appraisal), appraisal.design.value or ""), []).append(item)
    for (level, design), found in sorted(
        groups.items(), key=lambda pair: (pair[0][0] or "9", order.get(pair[0][1], len(order)))
    ):
        name = design or "design unknown"
        title = f"Level {level}: {name}" if level else f"No level: {name}"
        yield group(f"{title} ({len(found):,})", found, listed)


def _level(appraisal: Appraisal) -> str:
    return str(int(appraisal.level.value)) if appraisal.level.value else ""


def _entry(item: Item) -> Entry:
    status = status_of(item.stored)
    before = item.before
    remarks = tuple(clean(remark) for remark in _remarks(item))
    changes = tuple(
        clean(change.words)
        for change in (differences(before, item.record) if before else ())
        if not (change.field == "corrections" and _is_told(item))
    )
    return _plain_entry(item.stored, "" if status is Status.CURRENT else status.value.upper(), remarks, changes, item)


def announced_entry(announced: Announced) -> Entry:
    notice = announced.notice.record
    remark = clean(f"Announced by: {notice.title or '[no title]'} (PMID {notice.pmid})")
    return _plain_entry(announced.stored, "RETRACTION ANNOUNCED", (remark,), (), None)


def _plain_entry(
    stored: StoredRecord, mark: str, remarks: tuple[str, ...], changes: tuple[str, ...], item: Item | None
) -> Entry:
    record = stored.record
    authors = [author.short for author in record.authors]
    names = ", ".join(authors[:3]) + (" et al." if len(authors) > 3 else "")
    journal = record.journal.medline or record.journal.abbreviation or record.journal.title
    appraisal = appraise(record)
    level = _level(appraisal)
    kind = [appraisal.design.value, f"level {level}" if level else "", appraisal.species.value]
    return Entry(
        pmid=record.pmid,
        title=clean(record.title or record.vernacular_title) or "[no title]",
        url=link(record),
        mark=mark,
        where=clean(" · ".join(part for part in (names, journal, str(record.year or "")) if part)),
        kind=", ".join(part for part in kind if part),
        remarks=remarks,
        changes=changes,
        strategies=", ".join(stored.strategies),
        demonstration=record.is_demonstration,
        item=item,
    )


def _remarks(item: Item) -> Iterable[str]:
    """Why the record stands where it stands."""
    record, before = item.record, item.before
    if item.change is Change.GONE:
        came = "new" in item.steps or "returned" in item.steps
        yield f"Gone: {item.stored.gone}" + (" (it came and went within this period)" if came else "")
    links = [one for one in record.corrections if before is None or one not in before.corrections]
    if record.status is Status.RETRACTED:
        was = before.status if before else Status.CURRENT
        if was is not Status.RETRACTED:
            yield from _retraction(record)
            if item.steps[0] == "new":
                yield "New in this period, and found already retracted."
    elif before is not None and before.status is Status.RETRACTED:
        yield "No longer marked as retracted in PubMed. It was when this period began."
    notices = [one for one in links if weight(one) in _LOUD and weight(one) is not Status.RETRACTED]
    yield from (f"{_kind(one)}: {_target(one)}" for one in notices)
    if notices and item.steps[0] == "new":
        yield "New in this period, with this notice."


def _is_told(item: Item) -> bool:
    """Whether the remarks name every link that was added, and none was taken away."""
    before = item.before.corrections if item.before else ()
    added = [one for one in item.record.corrections if one not in before]
    loud = item.place in {Place.RETRACTED, Place.CONCERN, Place.CORRECTED}
    return loud and not set(before) - set(item.record.corrections) and all(weight(one) in _LOUD for one in added)


def _retraction(record: Record) -> Iterable[str]:
    notices = [one for one in record.corrections if weight(one) is Status.RETRACTED]
    yield from (f"{_kind(one)}: {_target(one)}" for one in notices)
    if not notices:
        yield "PubMed lists it as a Retracted Publication and links no notice."


_LOUD = frozenset({Status.RETRACTED, Status.CONCERN, Status.CORRECTED})
_KINDS = {
    "RetractionIn": "Retracted by",
    "RetractedandRepublishedIn": "Retracted and republished in",
    "ExpressionOfConcernIn": "Expression of concern",
    "ErratumIn": "Erratum",
    "CorrectedandRepublishedIn": "Corrected and republished in",
    "RepublishedIn": "Republished in",
    "UpdateIn": "Updated by",
}


def _kind(one: Correction) -> str:
    return _KINDS.get(one.kind, one.kind)


def _target(one: Correction) -> str:
    source = " ".join(part for part in (one.source, f"(PMID {one.pmid})" if one.pmid else "") if part)
    return ": ".join(part for part in (source, one.note) if part) or "no source given"
