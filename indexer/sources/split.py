"""Every PMID that a query matches, although PubMed lists only the newest 9,999 of a search.

The range of UIDs is halved until each piece can be listed whole. UIDs are the best axis: each record has one, it never
changes, and the pieces are disjoint and cover everything (EDirect does the same). Touches nothing: it is given the
function that searches.
"""

from __future__ import annotations

from collections.abc import Callable

from indexer.errors import IncompleteError, SourceRefused
from indexer.sources.faults import Ledger
from indexer.sources.reply import Found

HIGHEST_UID = 999_999_999

Search = Callable[[str], Found]
"""One search that lists as many ids as the window holds."""


def all_pmids(search: Search, query: str, *, count: int, window: int, ledger: Ledger) -> tuple[str, ...]:
    """The PMIDs `query` matches, ascending; each once.

    Args:
        search: searches one query.
        query: the query as sent for the plan.
        count: how many hits the plan saw: decides whether to split at once.
        window: how many ids one search can list.
        ledger: where short pages are counted.

    Raises:
        IncompleteError: a piece kept listing fewer ids than it counted.
        SourceRefused: the source ignored the range of UIDs.
    """
    if count == 0:
        return ()
    if count <= window:
        found = _listed(search, query, window, ledger)
        if len(found.ids) == found.count:
            return tuple(sorted(found.ids, key=int))
    ids: list[str] = []
    pieces = _halves(1, HIGHEST_UID)
    while pieces:
        low, high = pieces.pop()
        found = _listed(search, f"({query}) AND {low}:{high}[uid]", window, ledger)
        if not all(low <= int(pmid) <= high for pmid in found.ids):
            raise SourceRefused(
                "PubMed ignored the range of UIDs that splits a large search, so that records would be lost.",
                hint="Nothing is lost so far: run again later, and report this if it stays so.",
                code="range-ignored",
            )
        if len(found.ids) == found.count:
            ids.extend(found.ids)
        else:
            pieces += _halves(low, high)
    return tuple(sorted(ids, key=int))


def _listed(search: Search, query: str, window: int, ledger: Ledger) -> Found:
    """One search; it may have more hits than ids.

    A page that comes short is asked for once more; if it stays short the window is smaller than we were told, and
    splitting mends that too.
    """
    found = search(query)
    if len(found.ids) < min(found.count, window):
        ledger.count("short-page")
        found = search(query)
    if found.count and not found.ids:
        raise IncompleteError(
            f"PubMed counts {found.count} records and lists none of them: the harvest is incomplete.",
            hint="Run the refresh again; what was stored stays good.",
            code="unlisted",
        )
    return found


def _halves(low: int, high: int) -> list[tuple[int, int]]:
    """The two halves, the upper first: they are taken from the end."""
    if low == high:
        raise IncompleteError(
            f"PubMed counts more than one record at PMID {low}: the harvest is incomplete.",
            hint="Run the refresh again; what was stored stays good.",
            code="unlisted",
        )
    middle = (low + high) // 2
    return [(middle + 1, high), (low, middle)]
