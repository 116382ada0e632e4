"""The store's schema: one readable SQL string a migration, numbered from 1 in their order, never edited.

`PRAGMA user_version` says how many have run, `PRAGMA application_id` that the file is ours. A change to the schema
is a new string at the end of `MIGRATIONS`; each runs in one transaction together with its number.

Imports sqlite3 and `errors`; touches the connection it is given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from indexer.errors import StoreError

# "evix" in ASCII: what tells our databases from any other SQLite file.
APPLICATION_ID = 0x65766978

_FIRST = """
-- Every citation ever stored, with what decisions and lists need. Small rows: an unchanged record rewrites only this.
CREATE TABLE records (
    id           TEXT PRIMARY KEY,       -- 'pmid:38000001'
    pmid         INTEGER,                -- for the order of lists; null for ids of other sources
    version      INTEGER NOT NULL,       -- PubMed's own version of the citation
    fingerprint  TEXT NOT NULL,          -- SHA-256 of the JSON in contents
    revised      TEXT,                   -- PubMed's date last revised, ISO 8601
    revision     INTEGER NOT NULL,       -- the store revision of the last change
    first_seen   TEXT NOT NULL,          -- UTC, ISO 8601, as all times here
    last_fetched TEXT NOT NULL,
    gone         TEXT NOT NULL DEFAULT ''  -- why PubMed no longer has it; empty if it has
);
CREATE INDEX records_by_pmid ON records (pmid, id);
CREATE INDEX records_by_revision ON records (revision);

-- The records themselves: canonical JSON, zlib.
CREATE TABLE contents (
    id   TEXT PRIMARY KEY REFERENCES records (id),
    json BLOB NOT NULL
);

-- What each record was parsed from, as served: zlib.
CREATE TABLE raw (
    id    TEXT PRIMARY KEY REFERENCES records (id),
    bytes BLOB NOT NULL
);

-- Which strategy found which record. A record that no longer matches keeps its row, with the run that noticed.
CREATE TABLE memberships (
    strategy  TEXT NOT NULL,
    id        TEXT NOT NULL REFERENCES records (id),
    first_run INTEGER NOT NULL,
    last_run  INTEGER NOT NULL,
    left_run  INTEGER,                   -- null while it matches
    left_at   TEXT,
    PRIMARY KEY (strategy, id)
) WITHOUT ROWID;
CREATE INDEX memberships_by_id ON memberships (id);

-- Every change of every record. before is the whole record as it was (canonical JSON, zlib); null for a new one.
CREATE TABLE revisions (
    sequence INTEGER PRIMARY KEY,
    id       TEXT NOT NULL REFERENCES records (id),
    revision INTEGER NOT NULL,
    run      INTEGER NOT NULL,
    at       TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('new', 'revised', 'gone', 'returned')),
    fields   TEXT NOT NULL,              -- JSON array of the names of the fields that differed
    before   BLOB,
    UNIQUE (id, revision, kind)          -- one batch may bring a record and let it go
);
CREATE INDEX revisions_by_revision ON revisions (revision);

-- What should have been a record and could not be read, a row for each time it arrived.
CREATE TABLE rejected (
    sequence INTEGER PRIMARY KEY,
    run      INTEGER NOT NULL,
    at       TEXT NOT NULL,
    strategy TEXT NOT NULL,
    pmid     TEXT NOT NULL,              -- empty if not even that could be read
    reason   TEXT NOT NULL,
    digest   TEXT NOT NULL,              -- SHA-256 of the bytes as served
    bytes    BLOB NOT NULL               -- zlib
);
CREATE INDEX rejected_by_run ON rejected (run);

-- The run log.
CREATE TABLE runs (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    strategy     TEXT NOT NULL,
    job          TEXT NOT NULL,
    started      TEXT NOT NULL,
    finished     TEXT,
    outcome      TEXT NOT NULL,
    window_field TEXT,                   -- the date window asked for: field, first and last day; null if none
    window_low   TEXT,
    window_high  TEXT,
    watermark    TEXT,
    sent         TEXT NOT NULL,
    understood   TEXT NOT NULL,
    source       TEXT NOT NULL,
    source_build TEXT NOT NULL,
    revision     INTEGER NOT NULL,
    counts       TEXT NOT NULL,          -- JSON object of runs.RunCounts
    warnings     TEXT NOT NULL,          -- JSON array of [code, message]
    faults       TEXT NOT NULL,          -- JSON array of [name, times]
    error        TEXT NOT NULL,
    version      TEXT NOT NULL           -- the program's
);
CREATE INDEX runs_by_strategy ON runs (strategy, id);

-- One number: how many batches have changed a record.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value INTEGER NOT NULL
);
INSERT INTO meta VALUES ('revision', 0);
"""

_SECOND = """
-- Records that PubMed did not have when it was asked for them by number, and when that was first noticed. A record
-- that is absent again, later, is gone; one that is there again loses its row.
CREATE TABLE absences (
    id  TEXT PRIMARY KEY REFERENCES records (id),
    run INTEGER NOT NULL,
    at  TEXT NOT NULL
);
"""

_THIRD = """
-- What other sources than PubMed say has become of a work: their word, kept apart from the record. A source that was
-- asked and has no notice leaves one row of nature 'none'; a record that no source was asked about has no row.
CREATE TABLE external_status (
    id          TEXT NOT NULL REFERENCES records (id),
    source      TEXT NOT NULL,           -- who was asked: 'crossref', 'retraction-watch'
    position    INTEGER NOT NULL,        -- the order in which the source gave them
    asserted_by TEXT NOT NULL,           -- whose word it is, if the source passes on another's
    nature      TEXT NOT NULL,           -- external.Nature
    date        TEXT,                    -- the day of the notice
    notice_doi  TEXT NOT NULL,
    reason      TEXT NOT NULL,
    checked_at  TEXT NOT NULL,
    PRIMARY KEY (id, source, position)
) WITHOUT ROWID;
"""

_FOURTH = """
-- Claims that somebody watches, by their words, and when each was last judged. Only a person takes one away.
CREATE TABLE watched_claims (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given again
    key        TEXT NOT NULL UNIQUE,               -- watched.Wording.key
    text       TEXT NOT NULL,
    sentence   TEXT NOT NULL,
    context    TEXT NOT NULL,
    topic      TEXT NOT NULL,
    block      TEXT NOT NULL,
    strict     INTEGER NOT NULL,
    source     TEXT NOT NULL,                      -- the draft's name; empty if it was typed
    since      TEXT NOT NULL,
    judgement  TEXT                                -- JSON of the last watched.Judgement; null if it never was judged
);

-- What moved of them: a row for the first judgement, and one each time a stance or the deciding records were others.
CREATE TABLE claim_turns (
    sequence  INTEGER PRIMARY KEY,
    claim     INTEGER NOT NULL REFERENCES watched_claims (id),
    run       INTEGER NOT NULL,                    -- the refresh or import that it counts to
    at        TEXT NOT NULL,
    was       TEXT NOT NULL,                       -- the stance before; empty for the first
    stance    TEXT NOT NULL,
    judgement TEXT NOT NULL,                       -- JSON of watched.Judgement
    because   TEXT NOT NULL,                       -- JSON array of watched.Because
    changed   TEXT NOT NULL                        -- JSON array of watched.Changed
);
CREATE INDEX claim_turns_by_claim ON claim_turns (claim, sequence);
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _SECOND, _THIRD, _FOURTH)


def identify(connection: sqlite3.Connection, path: Path, newest: int = len(MIGRATIONS)) -> int:
    """The schema version of the database, 0 for one without any table. `newest` is the newest one known.

    Raises:
        StoreError: it is somebody else's database, or one that a newer version of this program wrote.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application == 0 and version == 0:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables == 0:
            return 0
    if application != APPLICATION_ID:
        raise StoreError(
            f"{path} is an SQLite database, but not a record store of evidence (application_id {application:#x}).",
            hint="Check --workspace, or move that file away and run `evidence refresh` or `evidence import`.",
            code="store-not-ours",
        )
    if version > newest:
        raise StoreError(
            f"{path} was written by a newer version: its schema is number {version}, "
            f"this version knows numbers up to {newest}.",
            hint="Upgrade evidence, or use another workspace; the file was left as it is.",
            code="store-too-new",
        )
    return int(version)


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[str] = MIGRATIONS) -> None:
    """Brings the database to the newest schema, each step in its own transaction. Does nothing if it is there.

    Raises:
        StoreError: as `identify`.
    """
    while True:
        # The version is read again inside the lock: another process may have migrated meanwhile.
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = identify(connection, path, len(migrations))
            if version == len(migrations):
                connection.execute("ROLLBACK")
                return
            for statement in _statements(migrations[version]):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> list[str]:
    # Not executescript(): that commits the open transaction first.
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return [*statements, pending] if pending.strip() else statements
