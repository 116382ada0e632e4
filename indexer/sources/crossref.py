"""Crossref as a source of retractions: what notices it knows about DOIs, many at a time.

Where the field names come from:

- `works?filter=doi:A,doi:B` finds either: the same filter given again means OR (a maintainer, CrossRef/rest-api-doc
  issue 234). A comma separates filters, so that a DOI with a comma is asked about alone, as `works/DOI`.
- `updated-by` stands on the work that a notice is about, `update-to` on the notice; each entry has `DOI`, `type`,
  `label`, `updated`, `source` (`publisher` or `retraction-watch`) and, from Retraction Watch, `record-id`
  (Crossref's tutorial "Get Retraction Watch metadata from Crossref's API" and its announcement that the annotations
  of the Labs API are deprecated, community.crossref.org/t/15884).
- `updated-by` and `update-to` may be named in `select` (the API's own list, as checked by the tests of the Rust
  package crossref-client). `select` works for lists only (CrossRef/rest-api-doc issue 289).

A DOI that Crossref does not know, or that went unanswered, stays unknown: it is never "not retracted".
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from indexer.errors import SourceRefused
from indexer.external import Answer, Answered, Asked, ExternalStatus, Nature, NotAnswered
from indexer.runs import Clock
from indexer.sources import identifiers
from indexer.sources.crossref_cache import Cached, CrossrefCache, Updates
from indexer.sources.crossref_exchange import Exchange, NotAcceptable
from indexer.sources.faults import Transient

NAME = "crossref"
_SELECT = "DOI,update-to,updated-by"
# Filters of one request together; DOIs are mostly far shorter, but some old ones have 200 characters.
_LONGEST_FILTER = 3000
# So many single DOIs refused in a row mean that the way we ask is wrong, not the DOIs.
_MOST_REFUSALS = 3

# Types of updates that publishers may deposit with Crossref, and Retraction Watch's natures, with `_` for other marks.
# A withdrawal or removal takes the whole work back, as a retraction does; its own word is kept as the reason.
_NATURES = {
    "retraction": Nature.RETRACTION,
    "withdrawal": Nature.RETRACTION,
    "removal": Nature.RETRACTION,
    "partial_retraction": Nature.PARTIAL_RETRACTION,
    "expression_of_concern": Nature.CONCERN,
    "correction": Nature.CORRECTION,
    "corrigendum": Nature.CORRECTION,
    "erratum": Nature.CORRECTION,
    "reinstatement": Nature.REINSTATEMENT,
}


class Crossref:
    """A `RetractionSource`.

    Args:
        exchange: asks the server.
        cache: answers kept from earlier.
        now: the time.
        max_age: how old a kept answer may be to be used again.
        batch: DOIs asked about at a time.
    """

    name = NAME

    def __init__(
        self, exchange: Exchange, cache: CrossrefCache, *, now: Clock, max_age: datetime.timedelta, batch: int = 50
    ) -> None:
        self._exchange = exchange
        self._cache = cache
        self._now = now
        self._max_age = max_age
        self._batch = batch
        self._refusals = 0

    def ask(self, asked: Sequence[Asked]) -> Iterator[Answer]:
        """What Crossref says of each, kept answers first.

        Raises:
            SourceError: while iterating, when Crossref gave no answer.
            LocalDataError: the kept answers cannot be used.
        """
        by_doi: dict[str, list[Asked]] = {}
        for one in asked:
            doi = key(one.doi)
            if doi:
                by_doi.setdefault(doi, []).append(one)
            else:
                yield NotAnswered(one.id, "PubMed gives no DOI for it")
        now = self._now()
        kept = self._cache.get(tuple(by_doi), since=now - self._max_age, until=now)
        for doi, cached in kept.items():
            yield from _answers(by_doi[doi], cached)
        for dois in _batches([doi for doi in by_doi if doi not in kept], self._batch):
            found = self._looked_up(dois)
            at = self._now()
            self._cache.put(found, at)
            for doi in dois:
                if doi in found:
                    yield from _answers(by_doi[doi], Cached(found[doi], at))
                else:
                    yield from (NotAnswered(one.id, f"Crossref does not accept the DOI {doi}") for one in by_doi[doi])

    def _looked_up(self, dois: Sequence[str]) -> dict[str, Updates | None]:
        """Updates by DOI, None for one that Crossref does not know; a DOI it will not be asked about is left out."""
        try:
            found = self._one(dois[0]) if "," in dois[0] else self._several(dois)
        except NotAcceptable as fault:
            if len(dois) > 1:
                middle = len(dois) // 2
                return self._looked_up(dois[:middle]) | self._looked_up(dois[middle:])
            self._refusals += 1
            if self._refusals >= _MOST_REFUSALS:
                raise SourceRefused(
                    f"Crossref takes our questions to be wrong: {fault.detail}",
                    hint="Its API may have changed: upgrade evidence, or use a file with --csv.",
                ) from None
            return {}
        self._refusals = 0
        return found

    def _one(self, doi: str) -> dict[str, Updates | None]:
        work = self._exchange.get(f"works/{quote(doi, safe='')}", {}, _work)
        # Another DOI of the same work may answer: whether its notices are about this one, we do not know.
        return {doi: work[1] if work and work[0] == doi else None}

    def _several(self, dois: Sequence[str]) -> dict[str, Updates | None]:
        asked = {
            "filter": ",".join(f"doi:{doi}" for doi in dois),
            "rows": str(len(dois)),
            "select": _SELECT,
        }
        works = self._exchange.get("works", asked, _works)
        if works is None:
            raise SourceRefused(
                "Crossref's list of works was not found: the server answered 404",
                hint="Check EVIDENCE_CROSSREF_URL: it ends in /v1/ at Crossref itself.",
            )
        return {doi: works.get(doi) for doi in dois}


def key(text: str) -> str:
    """A DOI as it is compared: bare and in lower case; empty if the text is none."""
    return identifiers.doi(text).lower()


def _batches(dois: Sequence[str], size: int) -> Iterator[list[str]]:
    batch: list[str] = []
    for doi in dois:
        if "," in doi:
            yield [doi]
            continue
        if batch and (len(batch) == size or sum(len(other) + 5 for other in (*batch, doi)) > _LONGEST_FILTER):
            yield batch
            batch = []
        batch.append(doi)
    if batch:
        yield batch


def _works(message: dict[str, Any]) -> dict[str, Updates]:
    items, total = message.get("items"), message.get("total-results")
    if not isinstance(items, list) or total != len(items):
        # Whatever the list leaves out would look unknown, although Crossref may well know it.
        raise Transient("short-list", f"the list is not whole ({total!r} works announced)", most_tries=3)
    return dict(_work(item) for item in items)


def _work(item: object) -> tuple[str, Updates]:
    """A work's DOI and its updates."""
    doi = key(str(item.get("DOI", ""))) if isinstance(item, dict) else ""
    if not isinstance(item, dict) or not doi:
        raise Transient("odd-work", "a work has no DOI", most_tries=2)
    return doi, _updates(item, doi)


def _updates(work: Mapping[str, Any], doi: str) -> Updates:
    """The updates of a work, those among them that a publisher deposited in its own record."""
    ours, others = work.get("updated-by") or [], work.get("update-to") or []
    both = [*ours, *others] if isinstance(ours, list) and isinstance(others, list) else [None]
    if not all(isinstance(update, dict) for update in both):
        raise Transient("odd-updates", "the updates of a work are not a list", most_tries=2)
    return [*ours, *(update for update in others if key(str(update.get("DOI", ""))) == doi and update not in ours)]


def _answers(asked: Sequence[Asked], cached: Cached) -> Iterator[Answer]:
    for one in asked:
        if cached.updates is None:
            yield NotAnswered(one.id, "Crossref does not know its DOI")
        else:
            statuses = tuple(_status(update, cached.asked) for update in cached.updates)
            yield Answered(one.id, statuses or (ExternalStatus(NAME, Nature.NONE, cached.asked),))


def _status(update: Mapping[str, Any], checked: datetime.datetime) -> ExternalStatus:
    kind = str(update.get("type") or "").strip().lower().replace("-", "_").replace(" ", "_")
    nature = _NATURES.get(kind, Nature.OTHER)
    plain = nature.value.replace(" ", "_") == kind
    return ExternalStatus(
        source=NAME,
        nature=nature,
        checked=checked,
        asserted_by=str(update.get("source") or ""),
        date=_day(update.get("updated")),
        notice_doi=key(str(update.get("DOI") or "")),
        reason="" if plain else str(update.get("label") or kind),
    )


def _day(updated: object) -> datetime.date | None:
    """The day in Crossref's `{"date-parts": [[2023, 4, 22]], …}`; None for a month or year alone."""
    parts = updated.get("date-parts") if isinstance(updated, dict) else None
    try:
        return datetime.date(*parts[0]) if isinstance(parts, list) else None
    except (ValueError, TypeError, IndexError):
        return None
