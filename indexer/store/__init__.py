"""Keep records, their revisions, which strategy found which, and the run log: the one truth.

`interface` is the port, `schema` the SQL, `sqlite` the store. May import `strategy` and below, and sqlite3;
touches `index/records.sqlite3` only. Importing this package opens nothing.
"""

from __future__ import annotations

from indexer.store.interface import RecordStore as RecordStore
