"""The claims that somebody watches, in the store's own file: so that a backup holds them, and a verdict and the records
that it rests on are always of one store.

What moved is kept to `KEPT` rows a claim: of one that moves without end the oldest changes of evidence alone go first.

Imports `watched`, `rows` and below, and sqlite3; touches the connection it is given.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from indexer.store import rows
from indexer.store.failures import as_damage, as_store_errors
from indexer.store.transactions import transaction
from indexer.watched import Because, Cause, Changed, Did, Judgement, Method, Turn, Watched, Wording

KEPT = 200
"""Rows of what moved, for one claim: a claim that moved once a month fills them in sixteen years."""
_WORDS = ("text", "sentence", "context", "topic", "block")


class SqliteClaims:
    """The `WatchedClaims` of one store."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def watch(self, wordings: Sequence[Wording], *, source: str, at: datetime.datetime) -> tuple[int, ...]:
        """Keeps claims, and returns the number of each. One that is watched already keeps its own."""
        kept = [
            {name: getattr(one, name) for name in _WORDS}
            | {"key": one.key, "strict": int(one.strict), "source": rows.encodable(source), "since": rows.from_time(at)}
            for one in wordings
        ]
        with transaction(self._connection, self._path, "IMMEDIATE"):
            known = {key for (key,) in self._connection.execute("SELECT key FROM watched_claims")}
            # Not INSERT OR IGNORE: that would use up a number each time.
            for row in kept:
                if row["key"] not in known:
                    known.add(row["key"])
                    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
                    self._connection.execute(f"INSERT INTO watched_claims ({names}) VALUES ({marks})", row)  # noqa: S608
            numbers = {
                key: int(number) for key, number in self._connection.execute("SELECT key, id FROM watched_claims")
            }
        return tuple(numbers[one.key] for one in wordings)

    def watched(self) -> tuple[Watched, ...]:
        """All of them, in the order of their numbers."""
        newest = (
            "SELECT * FROM claim_turns WHERE sequence IN (SELECT max(sequence) FROM claim_turns WHERE was <> '' "
            "GROUP BY claim)"
        )
        with transaction(self._connection, self._path, "DEFERRED"), as_damage(self._path, "the watched claims"):
            turns = {row["claim"]: to_turn(row) for row in self._connection.execute(newest)}
            found = self._connection.execute("SELECT * FROM watched_claims ORDER BY id").fetchall()
            return tuple(to_watched(row, turns.get(row["id"])) for row in found)

    def unwatch(self, ids: Iterable[int]) -> None:
        """Lets go of claims, with all that was known of them. Their numbers are never given again."""
        let_go = [(number,) for number in ids]
        with transaction(self._connection, self._path, "IMMEDIATE"):
            self._connection.executemany("DELETE FROM claim_turns WHERE claim = ?", let_go)
            self._connection.executemany("DELETE FROM watched_claims WHERE id = ?", let_go)

    def judged(self, claim: int, judgement: Judgement, turn: Turn | None) -> None:
        """Notes how a claim was judged, and what moved, if anything did. One that is not watched is left alone."""
        told = from_judgement(judgement)
        with transaction(self._connection, self._path, "IMMEDIATE"):
            here = self._connection.execute("UPDATE watched_claims SET judgement = ? WHERE id = ?", (told, claim))
            if turn is not None and here.rowcount:
                self._connection.execute(
                    "INSERT INTO claim_turns (claim, run, at, was, stance, judgement, because, changed) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        claim, turn.run, rows.from_time(turn.judgement.at), turn.was, turn.judgement.stance,
                        from_judgement(turn.judgement), _listed(turn.because), _listed(turn.changed),
                    ),
                )  # fmt: skip
                self._connection.execute(
                    "DELETE FROM claim_turns WHERE claim = :claim AND sequence IN (SELECT sequence FROM claim_turns "
                    "WHERE claim = :claim ORDER BY was <> stance DESC, sequence DESC LIMIT -1 OFFSET :kept)",
                    {"claim": claim, "kept": KEPT},
                )

    def turns(self, *, after_run: int = 0) -> tuple[tuple[int, Turn], ...]:
        """What moved after a run, each with its claim's number, oldest first."""
        with as_store_errors(self._path), as_damage(self._path, "what moved of the watched claims"):
            found = self._connection.execute("SELECT * FROM claim_turns WHERE run > ? ORDER BY sequence", (after_run,))
            return tuple((row["claim"], to_turn(row)) for row in found)


def unreadable(connection: sqlite3.Connection) -> Iterator[str]:
    """Findings on rows that cannot be read, as sentences."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    for row in cursor.execute("SELECT * FROM watched_claims ORDER BY id"):
        try:
            to_watched(row, None)
        except (ValueError, TypeError, KeyError) as error:
            yield f"Watched claim {row['id']} cannot be read: {error}."
    for row in cursor.execute("SELECT * FROM claim_turns ORDER BY sequence"):
        try:
            to_turn(row)
        except (ValueError, TypeError, KeyError) as error:
            yield f"What moved of watched claim {row['claim']} (row {row['sequence']}) cannot be read: {error}."


def to_watched(row: sqlite3.Row, turn: Turn | None) -> Watched:
    """The claim in one row of `watched_claims`.

    Raises:
        ValueError, TypeError, KeyError: it cannot be read.
    """
    wording = Wording(**{name: row[name] for name in _WORDS}, strict=bool(row["strict"]))
    last = to_judgement(row["judgement"]) if row["judgement"] is not None else None
    return Watched(row["id"], wording, row["source"], rows.to_time(row["since"]), last, turn)


def to_turn(row: sqlite3.Row) -> Turn:
    """What one row of `claim_turns` tells.

    Raises:
        ValueError, TypeError, KeyError: it cannot be read.
    """
    because = tuple(Because(**one | {"cause": Cause(one["cause"])}) for one in _objects(row["because"]))
    changed = tuple(Changed(**one) for one in _objects(row["changed"]))
    return Turn(row["run"], row["was"], to_judgement(row["judgement"]), because, changed)


def from_judgement(judgement: Judgement) -> str:
    """A judgement as stored."""
    return json.dumps(dataclasses.asdict(judgement) | {"at": rows.from_time(judgement.at)}, ensure_ascii=False)


def to_judgement(text: str) -> Judgement:
    """A stored judgement.

    Raises:
        ValueError, TypeError, KeyError: it cannot be read.
    """
    plain = json.loads(text)
    return Judgement(
        at=rows.to_time(plain["at"]),
        revision=int(plain["revision"]),
        method=Method(**plain["method"]),
        stance=str(plain["stance"]),
        balance=str(plain["balance"]),
        deciding=tuple(Did(**one) for one in plain["deciding"]),
    )


def _listed(values: Iterable[Because | Changed]) -> str:
    return json.dumps([dataclasses.asdict(one) for one in values], ensure_ascii=False)


def _objects(text: str) -> list[dict[str, Any]]:
    return [dict(one) for one in json.loads(text)]
