"""Claims that are watched: which of a text can be, and how they stand in the collection as it is.

A claim is kept by its words and read anew each time it is judged. A verdict is written down when its stance or the
records that decide it are others than at the judging before, with what became of those records; where the rules, the
judge or the retrieval were others too, that is written beside it.

Imports `check`, `moves` and below; writes to the store it is handed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.appraisal import APPRAISAL_VERSION
from indexer.checking import CHECKING_VERSION
from indexer.checking.asked import read_statements, status_of
from indexer.checking.check import check_claim
from indexer.checking.claims import find_claims
from indexer.checking.implied import topic_of, with_implied
from indexer.checking.judges import Consultation
from indexer.checking.library import Library
from indexer.checking.moves import because, changes_since, done, label
from indexer.checking.semantic import Semantic
from indexer.checking.values import Block, Claim, Draft, Passage, Unchecked, Verdict
from indexer.errors import EvidenceError, JudgeError
from indexer.record import RecordId, record_id
from indexer.runs import Clock
from indexer.vocabulary.tables import active
from indexer.watched import Because, Did, Judgement, Method, Turn, Watched, Wording, changed, same

TYPED = "claim"
"""The name of a draft that was typed."""

_BLOCKS = (Block.PARAGRAPH, Block.ITEM, Block.HEADING)


@dataclass(frozen=True, slots=True)
class Rejudged:
    """What came of judging one claim: how it stands now, what moved, or why it could not be judged."""

    claim: Watched
    turn: Turn | None = None
    failure: str = ""


def method(consultation: Consultation | None = None, semantic: Semantic | None = None) -> Method:
    """By what claims are judged now. What a workspace adds to the concept tables is part of the rules."""
    added = f", concepts {active().fingerprint}" if active().fingerprint else ""
    return Method(
        rules=f"checking {CHECKING_VERSION}, appraisal {APPRAISAL_VERSION}{added}",
        judge=f"rules, then {consultation.card}" if consultation else "rules",
        retrieval=f"words and {semantic.card}" if semantic else "words",
    )


# --- what can be watched ---


def typed(text: str) -> Draft:
    """A text of a sentence or a few, as a draft of one paragraph."""
    return _of_passages((Block.PARAGRAPH, " ".join(text.split())))


def wordings(draft: Draft, *, strict: bool = False) -> tuple[tuple[Wording, ...], tuple[Unchecked, ...]]:
    """The claims of a draft that can be watched, each once, and what in it is no checkable claim."""
    stated, unchecked = find_claims(draft, read_statements)
    topic = topic_of(draft)
    found: dict[str, Wording] = {}
    for claim, implied in zip(stated, with_implied(stated, topic), strict=True):
        one = _wording(implied, topic if implied != claim else "", strict=strict)
        found.setdefault(one.key, one)
    return tuple(found.values()), unchecked


def _wording(claim: Claim, topic: str, *, strict: bool) -> Wording:
    """A claim's words, with the kind of passage in which they are read as they were in their draft."""
    one = Wording(claim.text, claim.sentence or claim.text, claim.context, topic, strict=strict)
    said = _said(claim)
    read = (replace(one, block=block.value) for block in _BLOCKS)
    return next((each for each in read if (again := reread(each)) is not None and _said(again) == said), one)


def _said(claim: Claim) -> tuple[object, ...]:
    """What a claim says, wherever it stands."""
    told = claim.statement
    slots = (told.interventions, told.against, told.conditions, told.routes)
    names = (tuple(slot.value for slot in several) for several in slots)
    return (claim.text, claim.context, told.outcome_name, told.direction, told.purpose, told.certainty, *names)


def reread(wording: Wording) -> Claim | None:
    """The claim of these words, as it is read now; None if nothing checkable is read in them any more."""
    text = f"{wording.context} {wording.sentence}" if wording.context else wording.sentence
    stated, _ = find_claims(_of_passages((Block(wording.block), text)), read_statements)
    claims = [one for one in with_implied(stated, wording.topic) if one.sentence == wording.sentence]
    sought = same(wording.text)
    exact = [one for one in claims if same(one.text) == sought]
    # Later rules may cut a sentence elsewhere.
    return next(iter(exact or [one for one in claims if same(one.text) in sought or sought in same(one.text)]), None)


def _of_passages(*parts: tuple[Block, str]) -> Draft:
    text = "\n".join(one for _, one in parts)
    passages, start = [], 0
    for block, one in parts:
        passages.append(Passage(block, one, tuple(range(start, start + len(one) + 1)), 1))
        start += len(one) + 1
    return Draft(TYPED, text, tuple(passages))


# --- how they stand ---


def rejudge(
    claims: Sequence[Watched],
    library: Library,
    by: Method,
    *,
    run: int,
    clock: Clock,
    consultation: Consultation | None = None,
) -> Iterator[Rejudged]:
    """Judges claims by the collection as it is, and writes down each verdict as it comes.

    A claim that cannot be judged stays as it was judged before, and the others are judged all the same; a judge that
    fails is not asked again.

    Args:
        claims: what is to be judged.
        library: the collection, whose engine is in step with its store.
        by: as `method` gives it.
        run: the refresh or import that it counts to, as in `watched.Turn`.
        clock: gives the time in UTC.
        consultation: with a judge besides the rules.
    """
    store = library.store
    revision = store.revision
    changes: dict[int, Mapping[RecordId, str]] = {}
    broken = ""
    for claim in claims:
        try:
            if broken:
                yield Rejudged(claim, failure=broken)
                continue
            read = reread(claim.wording)
            if read is None:
                yield Rejudged(claim, failure="nothing checkable is read in its words any more; drop it or reword it")
                continue
            verdict = check_claim(read, library, strict=claim.wording.strict, consultation=consultation)
            now = Judgement(clock(), revision, by, label(verdict), verdict.balance, _deciding(verdict))
            last = claim.last
            if last is not None and last.revision not in changes:
                changes[last.revision] = changes_since(store, last.revision)
            why = _because(verdict, last, changes[last.revision], library) if last is not None else ()
            turn = _turn(now, last, why, run)
            store.claims.judged(claim.id, now, turn)
            yield Rejudged(replace(claim, last=now, turn=turn if turn and turn.was else claim.turn), turn)
        except JudgeError as error:
            broken = error.message
            yield Rejudged(claim, failure=broken)
        except EvidenceError as error:
            yield Rejudged(claim, failure=error.message)
        except Exception as error:  # noqa: BLE001 - nobody watches; one claim must cost neither the others nor the run
            yield Rejudged(claim, failure=f"{type(error).__name__}: {error}")


def _because(
    verdict: Verdict, last: Judgement, changes: Mapping[RecordId, str], library: Library
) -> tuple[Because, ...]:
    before = {one.pmid: one.did for one in last.deciding}
    found = {one.record.pmid for one in (*verdict.evidence, *verdict.excluded)}
    gone = library.stored(record_id(pmid) for pmid in before if pmid not in found)
    lost = {one.record.pmid: (one.record.title, status_of(one)) for one in gone}
    told = because(verdict, before, changes, lost)
    # A retracted record that never decided anything moves nothing when it comes or goes.
    return tuple(one for one in told if not {one.then, one.now} <= {"", "excluded"})


def _turn(now: Judgement, last: Judgement | None, why: tuple[Because, ...], run: int) -> Turn | None:
    """What moved; None if nothing did."""
    if last is None:
        return Turn(run, "", now)
    if last.stance == now.stance and not why:
        return None
    return Turn(run, last.stance, now, why, changed(last.method, now.method))


def _deciding(verdict: Verdict) -> tuple[Did, ...]:
    found = ((one, done(one)) for one in (*verdict.evidence, *verdict.excluded))
    return tuple(Did(one.record.pmid, one.record.title, does) for one, does in found if does)
