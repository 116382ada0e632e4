"""Batches of generated records for the tests of the store. All fictional, with demonstration ids."""

from __future__ import annotations

import datetime

from indexer.changes import Decided, Incoming
from indexer.record import FIRST_DEMONSTRATION_PMID, AbstractSection, Author, Record, record_id

NOW = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)


def incoming(number: int) -> Incoming:
    """The record of this number, always the same."""
    pmid = str(FIRST_DEMONSTRATION_PMID + number)
    it = Record(
        id=record_id(pmid),
        pmid=pmid,
        title=f"Invented study {number}.",
        abstract=(AbstractSection(f"Result {number}: " + "ketamine changed nothing that exists. " * 20, "RESULTS"),),
        authors=tuple(Author(f"Nobody{position}", "Ann", "A") for position in range(5)),
    )
    return Incoming(it, f"<PubmedArticle>{number}</PubmedArticle>".encode() * 40)


def batch(number: int, size: int) -> Decided:
    """The batch of this number, always the same: `size` new records."""
    return Decided(
        run=1, at=NOW, strategy="all", new=tuple(incoming(number * size + position) for position in range(size))
    )
