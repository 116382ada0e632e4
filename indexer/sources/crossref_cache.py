"""What Crossref answered about each DOI, and when: so that nobody is asked twice within a few days.

An SQLite file of its own beside the store, worth nothing but time: it can be deleted at any moment. Touches that file.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import LocalDataError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    doi     TEXT PRIMARY KEY,
    updates TEXT,                -- JSON, as served; null: Crossref does not know this DOI
    asked   TEXT NOT NULL        -- UTC, ISO 8601
)
"""
_PAGE = 500

Updates = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Cached:
    """One answer: the work's updates as served, None where Crossref does not know the DOI; and when it came."""

    updates: Updates | None
    asked: datetime.datetime


class CrossrefCache:
    """Answers by DOI in lower case.

    Raises:
        LocalDataError: the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._guarded():
            self._connection = sqlite3.connect(path)
            self._connection.execute(_SCHEMA)

    def close(self) -> None:
        """Lets go of the file."""
        with self._guarded():
            self._connection.close()

    def get(self, dois: Sequence[str], *, since: datetime.datetime, until: datetime.datetime) -> Mapping[str, Cached]:
        """The answers among `dois` that came between the two; one from the future says that a clock was wrong."""
        found: dict[str, Cached] = {}
        with self._guarded():
            for start in range(0, len(dois), _PAGE):
                page = dois[start : start + _PAGE]
                query = f"SELECT doi, updates, asked FROM answers WHERE doi IN ({','.join('?' * len(page))})"  # noqa: S608
                for doi, updates, asked in self._connection.execute(query, page):
                    cached = Cached(
                        json.loads(updates) if updates is not None else None, datetime.datetime.fromisoformat(asked)
                    )
                    if since <= cached.asked <= until:
                        found[doi] = cached
        return found

    def put(self, answers: Mapping[str, Updates | None], at: datetime.datetime) -> None:
        """Keeps answers, in the place of earlier ones."""
        rows = [
            (doi, json.dumps(updates) if updates is not None else None, at.isoformat())
            for doi, updates in answers.items()
        ]
        with self._guarded(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO answers (doi, updates, asked) VALUES (?, ?, ?)", rows)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise LocalDataError(
                f"The answers kept in {self._path} cannot be used: {error}.",
                hint="Delete that file: it only saves time. If it comes back, check the disk and who may write there.",
                code="cache-unusable",
            ) from error
