"""Vectors of passages, kept between runs: embedding a passage costs some 20 ms, reading its vector next to nothing.

An SQLite file of its own, worth nothing but time: it can be deleted at any moment. Where it cannot be used, vectors are
kept for the run only. Touches that file.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    model   TEXT NOT NULL,       -- SHA-256 of the model's file
    passage BLOB NOT NULL,       -- SHA-256 of the text
    vector  BLOB NOT NULL,       -- 32-bit floats, little-endian on every machine we know
    PRIMARY KEY (model, passage)
) WITHOUT ROWID
"""
_PAGE = 500


class Vectors:
    """Vectors of `width` numbers by the SHA-256 of their text, as one model made them."""

    def __init__(self, path: Path, *, model: str, width: int) -> None:
        self._model = model
        self._width = width
        self._held: dict[bytes, Sequence[float]] = {}
        self._connection = _opened(path)

    def get(self, keys: Sequence[bytes]) -> Mapping[bytes, Sequence[float]]:
        """The vectors known of these texts."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self._held]
        for start in range(0, len(wanted), _PAGE):
            self._held.update(self._read(wanted[start : start + _PAGE]))
        return {key: self._held[key] for key in keys if key in self._held}

    def put(self, vectors: Mapping[bytes, Sequence[float]]) -> None:
        """Keeps vectors."""
        self._held.update(vectors)
        if self._connection is None:
            return
        rows = [(self._model, key, array("f", vector).tobytes()) for key, vector in vectors.items()]
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        except sqlite3.Error:  # a full disk, another run's lock: the answer does not hang on it
            self.close()

    def close(self) -> None:
        """Lets go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _read(self, keys: Sequence[bytes]) -> Mapping[bytes, Sequence[float]]:
        if self._connection is None or not keys:
            return {}
        places = ",".join("?" * len(keys))
        query = f"SELECT passage, vector FROM vectors WHERE model = ? AND passage IN ({places})"  # noqa: S608
        try:
            rows = self._connection.execute(query, (self._model, *keys)).fetchall()
        except sqlite3.Error:
            self.close()
            return {}
        right = self._width * array("f").itemsize
        return {key: array("f", vector).tolist() for key, vector in rows if len(vector) == right}


def _opened(path: Path) -> sqlite3.Connection | None:
    try:
        connection = sqlite3.connect(path, timeout=1.0)
    except sqlite3.Error:
        return None
    try:
        connection.execute(_SCHEMA)
    except sqlite3.Error:
        connection.close()
        return None
    return connection
