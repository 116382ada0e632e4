"""One claim, or a whole draft, against the collection: the steps put together.

Imports the ports and below; touches nothing itself.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from indexer.checking.absolute import absolute_remarks
from indexer.checking.advice import advice, said_of_other_form
from indexer.checking.asked import asked_of, evidence_of, read_statements
from indexer.checking.citations import check_citations
from indexer.checking.claim_parts import as_far_as_told
from indexer.checking.claims import find_claims, joined
from indexer.checking.evidence import find_evidence, is_on_topic
from indexer.checking.harms import harms_missing
from indexer.checking.implied import topic_of, with_implied
from indexer.checking.judges import Consultation
from indexer.checking.library import Library
from indexer.checking.semantic import Semantic
from indexer.checking.values import (
    Bearing,
    CheckedClaim,
    CheckReport,
    Claim,
    Direction,
    Draft,
    Evidence,
    Statement,
    Verdict,
)
from indexer.checking.verdict import level_of, weigh
from indexer.engines.interface import SearchEngine
from indexer.jobs import DISCOVER, FULL
from indexer.store.interface import RecordStore
from indexer.text import plain
from indexer.vocabulary import tables

__all__ = ["SHOWN", "check_claim", "check_draft", "read_claim"]

SHOWN = 12
"""Records shown for a claim: those that decide something first."""

WEIGHED = 8
"""Records of a claim, the most relevant ones, of which is told which way a sentence that decides nothing leans."""

Progress = Callable[[int, int], None]
"""Is told how many claims are done, and of how many."""


def read_claim(text: str) -> tuple[Claim, ...]:
    """The claims that a text of one sentence makes, one for each outcome (for two that go together one), and what they
    imply as in a draft; one that states nothing if none is read."""
    told = as_far_as_told(read_statements(text), plain(text)) or [Statement((), None, Direction.UNKNOWN)]
    if together := joined(told, text, 0, len(text)):
        told = [together]
    return with_implied([Claim(text, 0, len(text), 1, one) for one in told], topic="")


def check_claim(
    claim: Claim,
    library: Library,
    *,
    strict: bool = False,
    consultation: Consultation | None = None,
    is_cited: bool = False,
) -> Verdict:
    """What the collection says of one claim, and at what strength it could be said. `consultation` is with a judge
    besides the rules, if one is plugged in. `is_cited` if the draft cites a source for it, and need not be told to.

    Raises:
        JudgeError: that judge failed.
    """
    verdict = _weighed(claim, library, strict=strict, consultation=consultation)
    other = None if is_cited else _in_other_form(claim, verdict, library)
    return replace(verdict, advice=advice(claim, verdict, in_other_form=other, is_cited=is_cited))


def _in_other_form(claim: Claim, verdict: Verdict, library: Library) -> Verdict | None:
    """What the collection says of the claim with the form of the drug that its evidence is of; None if that is not to
    be asked."""
    text = said_of_other_form(claim, verdict)
    read = read_claim(text) if text else ()
    said = claim.statement
    if len(read) != 1 or (read[0].statement.outcome_name, read[0].statement.direction) != (
        said.outcome_name, said.direction
    ):  # fmt: skip
        return None
    return _weighed(read[0], library)


def _weighed(
    claim: Claim, library: Library, *, strict: bool = False, consultation: Consultation | None = None
) -> Verdict:
    """The verdict on a claim, without advice."""
    asked = asked_of(claim, library)
    found = find_evidence(asked.wanted, library)
    evidence = [
        evidence_of(asked, one, weigh=place < WEIGHED, at_length=place < SHOWN) for place, one in enumerate(found)
    ]
    if consultation is not None:
        evidence = consultation.consider(claim, evidence)
    evidence.sort(key=_order)
    decided = any(one.bearing is not Bearing.UNDETERMINED for one in evidence)
    is_found = decided or is_on_topic(asked.wanted, found)
    if not is_found:  # what does not bear on it leans nowhere either
        evidence = [replace(one, leaning=None) for one in evidence]
    return weigh(evidence, found=is_found, strict=strict)


def _order(evidence: Evidence) -> tuple[bool, bool, float, float, str]:
    """Those that decide before the others, they by level; then those that lean some way, and the rest, each by how
    relevant they are."""
    undetermined, score = evidence.bearing is Bearing.UNDETERMINED, -evidence.relevance
    level = 0.0 if undetermined else float(level_of(evidence))  # the many that decide nothing need not be appraised
    return (undetermined, evidence.leans is None, level, score, evidence.record.pmid)


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Without looking for cyclic garbage, of which reading leaves none, among all that is kept: a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def check_draft(
    draft: Draft,
    engine: SearchEngine,
    store: RecordStore,
    *,
    made: str,
    strict: bool = False,
    consultation: Consultation | None = None,
    semantic: Semantic | None = None,
    progress: Progress | None = None,
) -> CheckReport:
    """Every claim and every reference of a draft, against one state of the collection.

    Args:
        draft: as `draft.read_draft` gives it.
        engine: the index to search.
        store: the records behind it.
        made: when the report is made, as it shall say: the same draft, collection and moment give the same report.
        strict: ask for three findings, one of level 1 or 2, before a claim is supported.
        consultation: with a judge besides the rules.
        semantic: a model that ranks records by meaning as well as by words.
        progress: is called before each claim and once at the end.

    Raises:
        EngineError, StoreError: the index or the store cannot be used.
        JudgeError: the judge failed.
    """
    library = Library(engine, store, semantic)
    stated, unchecked = find_claims(draft, read_statements)
    claims = with_implied(stated, topic_of(draft))
    cited = check_citations(draft, claims, library)
    checked: list[CheckedClaim] = []
    with _not_collecting():
        for claim in claims:
            if progress:
                progress(len(checked), len(claims))
            is_cited = claim not in cited.uncited
            verdict = check_claim(claim, library, strict=strict, consultation=consultation, is_cited=is_cited)
            checked.append(CheckedClaim(claim, verdict))
    if progress:
        progress(len(claims), len(claims))
    remarks = (*cited.remarks, *absolute_remarks(claims), *harms_missing(draft, claims, library))
    return CheckReport(
        draft=draft,
        claims=tuple(checked),
        unchecked=unchecked,
        remarks=tuple(sorted(remarks, key=lambda one: (one.start, one.end, one.code.value))),
        revision=store.revision,
        records=store.counts().records,
        strategies=_strategies(store),
        made=made,
        strict=strict,
        judge=consultation.words if consultation else "rules",
        retrieval=f"words and {semantic.card}" if semantic else "words",
        tables=tables.active().fingerprint,
        citations=cited.citations,
    )


def _strategies(store: RecordStore) -> tuple[tuple[str, str], ...]:
    """The strategies that fed the collection, each with the day up to which it was harvested, or nothing."""
    found = []
    for name in store.counts().strategies:
        run = store.last_complete(name, (FULL, DISCOVER))
        found.append((name, run.started.date().isoformat() if run else ""))
    return tuple(found)
