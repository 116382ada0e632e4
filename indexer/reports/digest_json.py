"""A digest as data: the command line's contract, whole, nothing shortened but the short forms of what changed."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from indexer.digest import Announced, Digest, Item, Place, Unknown
from indexer.record import Correction
from indexer.reports import payload
from indexer.reports.differences import differences
from indexer.reports.watched_claims import moved_data, news_data
from indexer.store.interface import StoredRecord

_CITED = (
    "pmid", "title", "journal", "year", "authors", "doi", "publication_types", "design", "level", "species", "status",
    "demonstration", "url", "strategies", "former_strategies", "corrections", "gone",
)  # fmt: skip
_LISTED = [place for place in Place if place not in {Place.DATES_ONLY, Place.REVERTED}]


def digest_json(digest: Digest) -> str:
    """The digest as one JSON object."""
    return json.dumps(digest_data(digest), ensure_ascii=False, indent=2) + "\n"


def digest_data(digest: Digest) -> dict[str, Any]:
    """The contract's `data`. Each record stands in one list; `kind` says whether it is also new, revised or gone.

    `claims` are the watched ones whose stance moved; `watching` says what else there is to say of those watched.
    """
    since = digest.since
    return {
        "since": {
            "run": since.run,
            "revision": since.revision,
            "at": since.at.isoformat() if since.at else None,
            "date": since.date.isoformat() if since.date else None,
        },
        "until": {
            "run": digest.runs[-1].id if digest.runs else None,
            "revision": digest.revision,
            "at": digest.as_of.isoformat(),
        },
        "records": digest.records,
        "strategies": list(digest.strategies),
        "demonstration": digest.has_demonstrations,
        "incomplete": [_unknown(unknown) for unknown in digest.incomplete],
        "unasked": [_unknown(unknown) for unknown in digest.unasked],
        "announced": [_announced(announced) for announced in digest.announced],
        **{place.value: [_entry(item) for item in digest.of(place)] for place in _LISTED},
        "dates_only": [item.record.pmid for item in digest.of(Place.DATES_ONLY)],
        "reverted": [item.record.pmid for item in digest.of(Place.REVERTED)],
        "claims": [moved_data(move) for move in digest.claims.moved],
        "watching": news_data(digest.claims),
        "by_strategy": _by_strategy(digest),
        "runs": [payload.run(run) for run in digest.runs],
    }


def _entry(item: Item) -> dict[str, Any]:
    before = item.before
    return {
        **_citation(item.stored),
        "kind": item.change.value,
        "steps": list(item.steps),
        "at": item.at.isoformat(),
        "status_before": before.status.value if before else None,
        "changed": [
            {"field": change.field, "before": change.before, "after": change.after, "words": change.words}
            for change in (differences(before, item.record) if before else ())
        ],
        "links_added": [
            _link(one) for one in item.record.corrections if before is None or one not in before.corrections
        ],
    }


def _announced(announced: Announced) -> dict[str, Any]:
    return {**_citation(announced.stored), "notice": _citation(announced.notice)}


def _citation(stored: StoredRecord) -> dict[str, Any]:
    full = payload.record(stored)
    return {name: full[name] for name in _CITED}


def _link(one: Correction) -> dict[str, str]:
    return {"kind": one.kind, "pmid": one.pmid, "source": one.source, "note": one.note}


def _unknown(unknown: Unknown) -> dict[str, Any]:
    run, last = unknown.run, unknown.last_complete
    finished = last.finished if last else None
    return {
        "name": unknown.name,
        "run": run.id if run else None,
        "outcome": run.outcome.value if run else None,
        "error": run.error if run else "",
        "last_complete": finished.isoformat() if finished else None,
    }


def _by_strategy(digest: Digest) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[Place]] = {name: Counter() for name in digest.strategies}
    for item in digest.items:
        for name in item.stored.strategies:
            counted.setdefault(name, Counter())[item.place] += 1
    return {name: {place.value: counts[place] for place in _LISTED} for name, counts in counted.items()}
