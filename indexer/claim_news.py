"""What a period did to the watched claims, for the digest.

Reads the store through its port; touches nothing itself.
"""

from __future__ import annotations

import datetime

from indexer.errors import StoreError
from indexer.store.interface import RecordStore
from indexer.watched import ClaimNews, Turn, summed


def claim_news(
    store: RecordStore, *, revision: int, after_run: int = 0, since: datetime.datetime | None = None
) -> ClaimNews:
    """What moved of the watched claims up to a revision.

    Args:
        store: what is read; a refresh may be judging meanwhile.
        revision: later verdicts are left out.
        after_run: the run after which the period begins.
        since: when it begins instead, where a day was asked for.
    """
    try:
        watched, told = store.claims.watched(), store.claims.turns(after_run=0 if since else after_run)
    except StoreError as error:
        # Damage to what is watched hides nothing else that a digest tells.
        return ClaimNews(unreadable=error.message)
    turns: dict[int, list[Turn]] = {}
    for number, turn in told:
        if turn.judgement.revision <= revision and (since is None or turn.judgement.at >= since):
            turns.setdefault(number, []).append(turn)
    moves = [move for claim in watched if (move := summed(claim, turns.get(claim.id, ()))) is not None]
    return ClaimNews(
        watched=len(watched),
        moved=tuple(one for one in moves if one.moved),
        shifted=tuple(one for one in moves if not one.moved),
        unjudged=tuple(one for one in watched if one.last is None or one.last.revision < revision),
    )
