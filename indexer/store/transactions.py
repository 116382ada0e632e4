"""One transaction of SQLite's, whole or not at all.

Imports `failures` and sqlite3; touches the connection it is given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from indexer.store.failures import as_store_errors

Kind = Literal["IMMEDIATE", "DEFERRED"]
"""How it begins: to write, or to read one moment's state."""


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path, kind: Kind) -> Iterator[None]:
    """One transaction: committed when the block ends, undone when it raises.

    Raises:
        StoreError: SQLite failed.
    """
    with as_store_errors(path):
        connection.execute(f"BEGIN {kind}")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            # Some failures (disk full, corruption) make SQLite undo the transaction by itself.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
