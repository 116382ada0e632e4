"""What a digest says of the watched claims, in words: the formats next door only set it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.reports.digest_entries import clean
from indexer.reports.watched_claims import reasons, unjudged
from indexer.watched import ClaimMove, ClaimNews

KEY = "claims"
UNJUDGED = "claims-unjudged"
"""The code of the warning that goes with claims that were not judged."""
TITLE = "Watched claims"
LEAD = "What this collection says of them is another than it was. Read why before you let them stand."


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim: its words, what moved in a few words (`mark`), and why, a line each."""

    text: str
    mark: str
    about: str
    lines: tuple[str, ...]
    move: ClaimMove


def claim_entries(news: ClaimNews) -> tuple[ClaimEntry, ...]:
    """The claims of which something moved, those whose stance did first."""
    return tuple(map(_entry, (*news.moved, *news.shifted)))


def _entry(move: ClaimMove) -> ClaimEntry:
    if move.moved:
        mark = f"{move.was} → {move.now.stance}"
    elif len(move.steps) > 1:
        mark = f"{move.now.stance} again, after {' → '.join(move.steps[1:-1])}"
    else:
        mark = f"still {move.now.stance}, its evidence changed"
    words = move.claim.wording
    context = f" (after: “{words.context}”)" if words.context else ""
    judged = f"judged on {move.now.at:%Y-%m-%d} at revision {move.now.revision}"
    about = f"claim {move.claim.id}, {judged}: {move.now.balance}"
    lines = (clean(line) for line in reasons(move.because, move.changed, moved=move.moved))
    return ClaimEntry(clean(f"“{words.text}”{context}"), mark, clean(about), tuple(lines), move)


def unjudged_title(news: ClaimNews) -> str:
    """That claims were not judged on the collection as it is; empty if all were."""
    if news.unreadable:
        return "Nothing is known of the watched claims"
    count, whole = len(news.unjudged), news.watched
    if not count:
        return ""
    some = f"{count:,} of {whole:,} watched claims" if whole > 1 else "The watched claim"
    return f"{some} {'was' if count == 1 else 'were'} not judged on the collection as it is now"


def unjudged_lines(news: ClaimNews) -> Iterable[str]:
    """Which those are, and since when, with what to do at the end."""
    if news.unreadable:
        yield clean(news.unreadable)
        return
    yield from (clean(unjudged(one)) for one in news.unjudged)
    yield "`evidence claims check` judges them."
