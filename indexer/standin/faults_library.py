"""Faults that are states of the library: records that go, change, come late or merge, and an index that stands still.

Each changes the library it is given and returns the PMIDs it changed.
"""

from __future__ import annotations

import dataclasses
import random
from datetime import date

from indexer.standin import edits
from indexer.standin.library import Library
from indexer.standin.scripted import Mark, Mutation
from indexer.standin.synthetic import Sketch, on_topic, written

FIRST_PMID = 990_200_001
"""PMIDs of records made while the library is served begin here."""

Pmids = tuple[int, ...]
_LOST = 0.6


def free_pmid(library: Library) -> int:
    """The lowest PMID for a new record that lies above all used so far."""
    return max((FIRST_PMID - 1, *library.pmids())) + 1


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 28 February for a leap day."""
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)


def served(library: Library, pmid: int) -> bytes:
    """A record's bytes.

    Raises:
        KeyError: it is not served.
    """
    citation = library.get(pmid)
    if citation is None:
        raise KeyError(pmid)
    return citation.raw


def delete(library: Library, pmids: Pmids, day: date) -> Pmids:
    """Serves none of these any more."""
    for pmid in pmids:
        library.delete(pmid)
    return pmids


def freeze(library: Library, pmids: Pmids, day: date) -> Pmids:
    """Lets LastUpdate stand still."""
    library.frozen = True
    return ()


def lose_most(library: Library, pmids: Pmids, day: date) -> Pmids:
    """Deletes 60 % of these."""
    return delete(library, pmids[: round(len(pmids) * _LOST)], day)


def retract(library: Library, pmids: Pmids, day: date) -> Pmids:
    """MeSH and a retraction come to each of these, with a new DateRevised."""
    for pmid in pmids:
        raw = edits.typed(edits.indexed(served(library, pmid), day), *edits.RETRACTED_TYPE)
        # Two of ten such links were seen to name only the source, no PMID.
        raw = edits.linked(raw, "RetractionIn", "Demonstr J Simul Stud")
        library.replace(edits.revised(raw, day))
    return pmids


def change_silently(library: Library, pmids: Pmids, day: date) -> Pmids:
    """Each of these says something else; its DateRevised does not."""
    for pmid in pmids:
        raw = served(library, pmid)
        library.replace(edits.retitled(raw, f"{edits.title_of(raw)} Corrected without notice."))
    return pmids


def add_back_dated(library: Library, pmids: Pmids, day: date) -> Pmids:
    """A record is created today whose entry date lies two years back."""
    pmid = free_pmid(library)
    dice = random.Random(pmid)  # noqa: S311  (not secrecy)
    return (library.add(written(on_topic(pmid, dice, day, years_before(day, 2)))),)


def take_off_topic(library: Library, pmids: Pmids, day: date) -> Pmids:
    """None of these speaks of its topic any more."""
    for pmid in pmids:
        library.replace(edits.revised(edits.off_topic(served(library, pmid)), day))
    return pmids


def merge(library: Library, pmids: Pmids, day: date) -> Pmids:
    """Each of these vanishes, and a new record carries its DOI and title; returns both PMIDs, the old one first."""
    changed: list[int] = []
    for pmid in pmids:
        raw, heir = served(library, pmid), free_pmid(library)
        dice = random.Random(heir)  # noqa: S311  (not secrecy)
        library.delete(pmid)
        changed += (pmid, library.add(written(heir_of(raw, on_topic(heir, dice, day)))))
    return tuple(changed)


def heir_of(raw: bytes, sketch: Sketch) -> Sketch:
    """A citation under another PMID that carries the title and the DOI of this record."""
    return dataclasses.replace(sketch, title=edits.title_of(raw), doi=edits.doi_of(raw) or sketch.doi)


_OBSERVED, _DESIGNED = Mark.OBSERVED, Mark.DESIGNED
TABLE: tuple[Mutation, ...] = (
    Mutation("some-ids-gone", _OBSERVED, delete, 16, "PMIDs are gone when they are fetched",
             "200, the others, and not a word", "records which are missing; asks for them once more, not for ever"),
    Mutation("all-ids-gone", _OBSERVED, delete, 17, "all PMIDs of a request are gone",
             "200, an empty set of about 205 bytes", "records them as missing: candidates for gone"),
    Mutation("index-frozen", _DESIGNED, freeze, 51, "PubMed's own updating stops",
             "EInfo's LastUpdate is the same for three days", "says that upstream is stale"),
    Mutation("mass-loss", _DESIGNED, lose_most, 52, "a shard of the index is down", "Count falls by 60 %",
             "lets nothing go, and says why"),
    Mutation("record-revised", _DESIGNED, retract, 53, "NLM indexes or retracts", "new content and a new DateRevised",
             "stores it as revised, and indexes it again"),
    Mutation("revised-silently", _DESIGNED, change_silently, 54, "maintenance at NLM",
             "new content under the old DateRevised", "finds it by fetching everything now and then"),
    Mutation("back-dated-add", _DESIGNED, add_back_dated, 55, "an old paper is added late",
             "CRDT today, EDAT two years ago", "finds it, because it looks by CRDT"),
    Mutation("merged", _DESIGNED, merge, 56, "two records of one paper become one",
             "a PMID vanishes, another has its DOI", "keeps the old one, marked gone, and links the two by DOI"),
    Mutation("no-longer-matches", _DESIGNED, take_off_topic, 56, "a record is corrected",
             "a PMID no longer matches the query and still exists", "keeps it, as one that matched once"),
)  # fmt: skip
