"""What a person should hear about a run that went through: PubMed reading the query differently, standing still,
or losing many records at once.

Imports the store's interface and below; touches nothing itself.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable

from indexer.runs import Run, RunWarning

STANDSTILL = datetime.timedelta(days=3)
"""How long PubMed's own state may stay as it was before a run says so: it is updated daily."""
_DATE = re.compile(r"\d{4}/\d{2}/\d{2}")


def changed_translation(run: Run, earlier: Iterable[Run]) -> tuple[RunWarning, ...]:
    """A warning if the source understood the same text otherwise than the last time, with what differs.

    Args:
        run: the run at hand.
        earlier: runs of the same strategy before it, newest first.
    """
    for last in earlier:
        if last.job == run.job and last.understood and _undated(last.sent) == _undated(run.sent):
            before, now = _undated(last.understood), _undated(run.understood)
            if before == now or not run.understood:
                return ()
            return (
                RunWarning(
                    "translation-changed",
                    f"PubMed reads this query otherwise than in run {last.id}: {_difference(before, now)}",
                ),
            )
    return ()


def standstill(run: Run, earlier: Iterable[Run]) -> tuple[RunWarning, ...]:
    """A warning if the source's own state is the same as some days ago: nothing new may then mean nothing."""
    if not run.source_build:
        return ()
    oldest = None
    for last in earlier:
        if last.source_build and last.source_build != run.source_build:
            break
        oldest = last if last.source_build else oldest
    if oldest is None or run.started - oldest.started < STANDSTILL:
        return ()
    return (
        RunWarning(
            "upstream-stale",
            f"PubMed itself has not been updated since {oldest.started:%Y-%m-%d} ({run.source_build}): "
            "that nothing is new says nothing",
        ),
    )


def _undated(text: str) -> str:
    return _DATE.sub("DATE", text)


def _difference(before: str, now: str) -> str:
    """What of two translations differs, as words taken away and added, at most a few hundred characters."""
    left, right = before.split(), now.split()
    parts = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            parts += [f"-{' '.join(left[a:b])}"] if b > a else []
            parts += [f"+{' '.join(right[c:d])}"] if d > c else []
    text = " ".join(parts)
    return text if len(text) <= 400 else f"{text[:400]} …"
