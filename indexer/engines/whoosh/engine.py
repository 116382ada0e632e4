"""The Whoosh adapter: the port's verbs over snapshots and commits. Foreign exceptions stop here."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from indexer.changes import Changes
from indexer.engines.facts import counted, is_ranked
from indexer.engines.interface import FacetField, Facets, Hits, Sort
from indexer.engines.ranking import scoring_words, telling_words
from indexer.engines.spelling import alike, likeliest
from indexer.engines.whoosh.commit import CONCEPTS, builder, commit, locked, prepared, remove
from indexer.engines.whoosh.evaluate import matching
from indexer.engines.whoosh.page import page
from indexer.engines.whoosh.rank import having, scores
from indexer.engines.whoosh.schema import word_term
from indexer.engines.whoosh.snapshot import Snapshot, newest_commit, open_snapshot
from indexer.engines.whoosh.storage import IndexFolder
from indexer.errors import EngineError, EvidenceError
from indexer.query.fields import Stream
from indexer.query.syntax import Query
from indexer.record import RecordId
from indexer.text import fold

_REBUILD = "Build it from the stored records: evidence engine rebuild."
_DAMAGED = "engine-damaged"
_NOT_DAMAGE = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
)
"""What the system says of itself and not of the index, which must not be thrown away for it."""
_SPELT = (Stream.TITLE, Stream.ABSTRACT)


class WhooshEngine:
    """A search engine over an index folder. Nothing is created before the first `apply`.

    Args:
        folder: where the index is, or will be.
        read_only: refuse to write.
    """

    name = "whoosh"

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._folder = folder
        self._read_only = read_only
        self._storage = IndexFolder(str(folder))
        self._snapshot: Snapshot | None = None
        self._seen: tuple[object, ...] | None = None

    @property
    def revision(self) -> int:
        """The store revision it was built from; 0 if it is absent or was built otherwise.

        Raises:
            EngineError: the index is damaged.
        """
        with self._guarded("read"):
            return _revision(self._current())

    @property
    def outdated(self) -> str:
        """Why what is there cannot be used. See `SearchEngine.outdated`."""
        with self._guarded("read"):
            return _outdated(self._current())

    def apply(self, changes: Changes) -> None:
        """Takes in one batch as one commit. See `SearchEngine.apply`."""
        self._refuse_if_read_only()
        batch = prepared(changes.upserts, changes.removed, changes.upto)
        with self._guarded("written"), locked(self._storage):
            revision = _revision(self._current())
            if changes.since > revision:
                raise EngineError(
                    f"The changes begin at revision {changes.since}, but the full-text index stands at {revision}.",
                    hint=_REBUILD,
                    code="engine-behind",
                )
            # At revision 0 there is nothing, or something that was built otherwise.
            commit(self._storage, batch, afresh=revision == 0)

    def search(self, query: Query, *, limit: int | None, offset: int = 0, sort: Sort = Sort.RELEVANCE) -> Hits:
        """The records that match, best first. See `SearchEngine.search`."""
        with self._guarded("read"):
            snapshot = self._usable()
            found = [matching(segment, query) for segment in snapshot.segments]
            words = scoring_words(query) if is_ranked(sort) else ()
            return page(snapshot, found, scores(snapshot, words, found), sort, limit, offset)

    def facets(self, query: Query, fields: Sequence[FacetField]) -> Facets:
        """Counts over all records that match. See `SearchEngine.facets`."""
        places = {field: place for place, field in enumerate(FacetField)}
        with self._guarded("read"):
            segments = self._usable().segments
            values = [segment.facets(number) for segment in segments for number in matching(segment, query)]
        return {field: counted(row[places[field]] for row in values) for field in fields}

    def similar(self, identifier: RecordId, *, limit: int) -> Hits:
        """The records most like one that is indexed. See `SearchEngine.similar`."""
        with self._guarded("read"):
            snapshot = self._usable()
            numbers = [segment.find(identifier) for segment in snapshot.segments]
            own = [(place, number) for place, number in enumerate(numbers) if number is not None]
            if not own:
                return Hits(0, ())
            ((place, number),) = own
            profile = snapshot.segments[place].profile(number)
            frequencies = {stem: having(snapshot, stem) for stem, _ in profile}
            words = telling_words(profile, snapshot.collection, frequencies)
            scored = scores(snapshot, words, [segment.documents for segment in snapshot.segments])
            scored[place].pop(number, None)
            return page(snapshot, [one.keys() for one in scored], scored, Sort.RELEVANCE, limit, 0)

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words spelt alike that occur more often. See `SearchEngine.suggest`."""
        wanted = fold(word)
        with self._guarded("read"):
            snapshot = self._usable()
            return likeliest(wanted, alike(wanted, _vocabulary(snapshot)), lambda one: _occurs(snapshot, one))

    def ids(self) -> frozenset[RecordId]:
        """Every id in the index."""
        with self._guarded("read"):
            segments = self._usable().segments
            return frozenset(segment.id(number) for segment in segments for number in segment.documents)

    def fingerprints(self) -> Mapping[RecordId, str]:
        """Every id in the index with the fingerprint of the record it was indexed from."""
        with self._guarded("read"):
            segments = self._usable().segments
            pairs = ((segment, number) for segment in segments for number in segment.documents)
            return {segment.id(number): segment.row(number).fingerprint for segment, number in pairs}

    def check(self) -> tuple[str, ...]:
        """What is wrong with the index, in sentences. See `SearchEngine.check`."""
        while True:
            try:
                with self._guarded("read"):
                    snapshot = self._current()
                    if snapshot is None:
                        return ()
                    findings = snapshot.findings()
                    if findings and newest_commit(self._storage) != self._seen:
                        continue  # a commit has removed the files that were being read
            except EngineError as error:
                if error.code != _DAMAGED:
                    raise
                return (error.message,)
            return findings if _revision(snapshot) else (*findings, self._refused(snapshot).message)

    def clear(self) -> None:
        """Throws the index away, however damaged it is. Files in the folder that are not the index's stay."""
        self._refuse_if_read_only()
        self.close()
        if self._folder.is_dir():
            with self._guarded("removed"), locked(self._storage):
                remove(self._storage)

    def close(self) -> None:
        """Lets go of files."""
        if self._snapshot is not None:
            self._snapshot.close()
        self._snapshot = self._seen = None

    def _current(self) -> Snapshot | None:
        """The newest commit; None if there is none."""
        newest = newest_commit(self._storage)
        if newest != self._seen:
            self.close()
            self._snapshot = open_snapshot(self._storage)
            # Should a commit have come in between, the next call opens that one.
            self._seen = newest
        return self._snapshot

    def _usable(self) -> Snapshot:
        """The newest commit.

        Raises:
            EngineError: there is none, or it was built otherwise.
        """
        snapshot = self._current()
        if snapshot is None:
            raise EngineError(f"There is no full-text index in {self._folder}.", hint=_REBUILD, code="engine-missing")
        if not _revision(snapshot):
            raise self._refused(snapshot)
        return snapshot

    def _refused(self, snapshot: Snapshot) -> EngineError:
        message = f"The full-text index in {self._folder} {_outdated(snapshot)}."
        return EngineError(message, hint=_REBUILD, code="engine-outdated")

    def _refuse_if_read_only(self) -> None:
        if self._read_only:
            raise EngineError(
                f"The full-text index in {self._folder} was opened for reading only.", code="engine-read-only"
            )

    @contextmanager
    def _guarded(self, verb: str) -> Iterator[None]:
        """Whatever Whoosh or the disk raises becomes an `EngineError` here: a damaged index fails in many ways."""
        try:
            yield
        except EvidenceError:
            raise
        except Exception as error:
            message = f"The full-text index in {self._folder} cannot be {verb}: {str(error) or type(error).__name__}."
            if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in _NOT_DAMAGE):
                hint = "Check who may use the folder, and the space on the disk; then try again."
                raise EngineError(message, hint=hint, code="engine-unavailable") from error
            raise EngineError(message, hint=_REBUILD, code=_DAMAGED) from error


def _revision(snapshot: Snapshot | None) -> int:
    """The revision in the stamp, if the stamp is what this program would write."""
    if snapshot is None or not snapshot.stamp or _outdated(snapshot):
        return 0
    revision = snapshot.stamp.get("revision")
    return revision if isinstance(revision, int) else 0


def _outdated(snapshot: Snapshot | None) -> str:
    """Why the stamp is not what this program would write now; empty if it is, or there is none."""
    if snapshot is None:
        return ""
    stamp = {name: value for name, value in (snapshot.stamp or {}).items() if name != "revision"}
    expected = builder()
    if stamp == expected:
        return ""
    if stamp == {name: value for name, value in expected.items() if name != CONCEPTS}:
        return "was built before the workspace's concept tables were added to"
    if {**stamp, CONCEPTS: ""} == {**expected, CONCEPTS: ""}:
        return "was built with other rows in the workspace's concept tables than there are now"
    return "was built by another version"


def _vocabulary(snapshot: Snapshot) -> Iterator[str]:
    """The words of titles and abstracts; some come more than once."""
    for segment in snapshot.segments:
        for stream in _SPELT:
            start = word_term(stream, "")
            for term in segment.terms.beginning(start):
                yield term[len(start) :].decode()


def _occurs(snapshot: Snapshot, word: str) -> int:
    """In how many records a word is in the title or the abstract."""
    terms = [word_term(stream, word) for stream in _SPELT]
    return sum(
        len(segment.documents.intersection(number for term in terms for number in segment.with_term(term)))
        for segment in snapshot.segments
    )
