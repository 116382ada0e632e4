"""Watched claims in words and as data: how each stands, what moved, and because of what. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from indexer.reports.check_outline import because
from indexer.watched import Because, Changed, ClaimMove, ClaimNews, Judgement, Turn, Watched, from_outside

_PARTS = {"rules": "The rules of checking", "judge": "The judge", "retrieval": "The retrieval"}
_MOST = 8
"""Records named for one move where people read it; data name all."""


def reasons(why: Sequence[Because], others: Sequence[Changed], *, moved: bool = True) -> Iterator[str]:
    """Why a claim moved, a line each: first what was changed in the checking itself, so that it is not taken for the
    literature's doing. `moved` is whether the stance did, and not the evidence alone."""
    outside = from_outside(why)
    for one in others:
        told = f"{_PARTS.get(one.what, one.what)} changed: {one.then} → {one.now}."
        yield told if outside else f"{told} No record did."
    if moved and not outside and not others:
        yield "No record that decides it changed: with what came to the collection, others are found for it."
    for record in why[:_MOST]:
        yield because(record)
    if len(why) > _MOST:
        yield f"… and {len(why) - _MOST:,} more records."


def standing(claim: Watched) -> str:
    """How a claim stands, in a word or two."""
    return claim.last.stance if claim.last else "not judged yet"


def last_moved(turn: Turn) -> str:
    """What moved last, in a few words."""
    now = turn.judgement
    if turn.moved:
        return f"{now.at:%Y-%m-%d}: {turn.was} → {now.stance}"
    return f"{now.at:%Y-%m-%d}: its evidence only"


def unjudged(claim: Watched) -> str:
    """That a claim was not judged on the collection as it is."""
    if claim.last is None:
        return f"{claim.id}. “{claim.wording.text}” was never judged."
    last = claim.last
    when = f"not judged since {last.at:%Y-%m-%d} (revision {last.revision})"
    return f"{claim.id}. “{claim.wording.text}” was {when}; it stood at “{last.stance}” then."


# --- data ---


def claim_data(claim: Watched, revision: int) -> dict[str, Any]:
    """A watched claim for the JSON contract, in a collection that is at a revision."""
    words, last, turn = claim.wording, claim.last, claim.turn
    return {
        "id": claim.id,
        "text": words.text,
        "sentence": words.sentence,
        "context": words.context,
        "source": claim.source,
        "strict": words.strict,
        "since": claim.since.isoformat(),
        "stance": last.stance if last else None,
        "balance": last.balance if last else None,
        "decided": [{"pmid": one.pmid, "title": one.title, "stance": one.did} for one in last.deciding] if last else [],
        "judged": _judged(last) if last else None,
        "current": claim.is_current(revision),
        "last_move": _move(turn.was, turn.judgement, turn.because, turn.changed) if turn else None,
    }


def moved_data(one: ClaimMove) -> dict[str, Any]:
    """What moved of one claim over a period."""
    move = _move(one.was, one.now, one.because, one.changed)
    return {"id": one.claim.id, "text": one.claim.wording.text, **move, "steps": list(one.steps)}


def news_data(news: ClaimNews) -> dict[str, Any]:
    """What a digest says of the watched claims besides those whose stance moved."""
    return {
        "claims": news.watched,
        "shifted": [moved_data(one) for one in news.shifted],
        "unjudged": [
            {"id": one.id, "text": one.wording.text, "judged": _judged(one.last) if one.last else None}
            for one in news.unjudged
        ],
        "unreadable": news.unreadable or None,
    }


def because_data(one: Because) -> dict[str, Any]:
    """A record that bears otherwise than before."""
    return {
        "pmid": one.pmid,
        "title": one.title,
        "cause": one.cause.value,
        "then": one.then or None,
        "now": one.now or None,
    }


def _move(was: str, now: Judgement, why: Sequence[Because], others: Sequence[Changed]) -> dict[str, Any]:
    return {
        "from": was,
        "to": now.stance,
        "at": now.at.isoformat(),
        "revision": now.revision,
        "balance": now.balance,
        "because": [because_data(one) for one in why],
        "by_records": from_outside(why),
        "method_changed": [{"part": one.what, "then": one.then, "now": one.now} for one in others],
    }


def _judged(last: Judgement) -> dict[str, Any]:
    return {
        "at": last.at.isoformat(),
        "revision": last.revision,
        "rules": last.method.rules,
        "judge": last.method.judge,
        "retrieval": last.method.retrieval,
    }
