"""The records being served, changeable while the server runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

from indexer.standin.citation import Citation, read_citation
from indexer.standin.files import Deleted, Served, read_records
from indexer.standin.index import Index


class Library:
    """Served records by PMID, with the index over them. Safe to use from several threads.

    Args:
        clock: tells when a change was made; EInfo reports it as LastUpdate, which stands still while `frozen`.
    """

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.lock = RLock()
        self.index = Index()
        self.revision = 0
        self.frozen = False
        self._clock = clock
        self.last_update = clock()
        self._citations: dict[int, Citation] = {}
        self._numbers: dict[int, int] = {}
        self._by_number: dict[int, Citation] = {}

    def __len__(self) -> int:
        return len(self._citations)

    def __contains__(self, pmid: int) -> bool:
        return pmid in self._citations

    def load(self, paths: Iterable[Path]) -> None:
        """Reads files in order, as PubMed's update files are: later versions win, a DeleteCitation takes records out.

        Raises:
            UnreadableFile: a file is not complete PubMed XML.
            UnreadableRecord: a record is not well-formed or has no PMID.
        """
        for path in paths:
            for found in read_records(path):
                match found:
                    case Served(raw):
                        self.add(raw)
                    case Deleted(pmid):
                        self.delete(pmid)

    def add(self, raw: bytes) -> int:
        """Serves a record, in place of one of the same PMID unless that one has a higher version; returns its PMID."""
        citation, extract = read_citation(raw)
        with self.lock:
            known = self._citations.get(citation.pmid)
            if known is not None and known.version > citation.version:
                return citation.pmid
            self._forget(citation.pmid)
            number = self.index.add(citation.pmid, extract)
            self._citations[citation.pmid] = citation
            self._numbers[citation.pmid] = number
            self._by_number[number] = citation
            self._changed()
        return citation.pmid

    def replace(self, raw: bytes) -> int:
        """Serves a record in place of that of the same PMID, whatever the versions; returns its PMID.

        Raises:
            KeyError: no record of that PMID is served.
        """
        citation, _ = read_citation(raw)
        with self.lock:
            if citation.pmid not in self._citations:
                raise KeyError(citation.pmid)
            self._forget(citation.pmid)
            return self.add(raw)

    def delete(self, pmid: int) -> None:
        """Serves no record of this PMID any more; nothing happens if there was none."""
        with self.lock:
            if self._forget(pmid):
                self._changed()

    def touch(self) -> None:
        """Advances LastUpdate to now without changing a record, as a daily build without news does."""
        if not self.frozen:
            self.last_update = self._clock()

    def pmids(self) -> tuple[int, ...]:
        """The PMIDs of all records served, ascending."""
        with self.lock:
            return tuple(sorted(self._citations))

    def get(self, pmid: int) -> Citation | None:
        """The record of this PMID, if it is served."""
        return self._citations.get(pmid)

    def at(self, number: int) -> Citation:
        """The record of this index number, which must be alive."""
        return self._by_number[number]

    def numbers(self, pmids: Iterable[int]) -> frozenset[int]:
        """Index numbers of those PMIDs that are served."""
        return frozenset(self._numbers[pmid] for pmid in pmids if pmid in self._numbers)

    def _forget(self, pmid: int) -> bool:
        if self._citations.pop(pmid, None) is None:
            return False
        number = self._numbers.pop(pmid)
        del self._by_number[number]
        self.index.remove(number)
        return True

    def _changed(self) -> None:
        self.revision += 1
        self.touch()
