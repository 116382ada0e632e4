"""A check as data: the command line's contract, with what is needed to compare it with a later one. Pure."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from indexer.appraisal.wording import plain
from indexer.checking.moves import done
from indexer.checking.values import (
    Bearing,
    CheckedClaim,
    CheckReport,
    Claim,
    Code,
    Evidence,
    Mismatch,
    Remark,
    Stance,
    Verdict,
)
from indexer.reports import check_outline as outline
from indexer.reports import payload
from indexer.reports.check_codes import CODES, in_words
from indexer.reports.check_since import Move, Since
from indexer.reports.watched_claims import because_data
from indexer.version import VERSION

STANCES = {
    Bearing.SUPPORTS: "supports", Bearing.CONTRADICTS: "contradicts", Bearing.UNDETERMINED: "not determined",
}  # fmt: skip
"""What a record does for a claim, as data says it."""
CITATIONS = frozenset(
    {Code.NO_CITATION, Code.UNKNOWN_CITATION, Code.RETRACTED_CITATION, Code.UNRELATED_CITATION,
     Code.CONTRADICTING_CITATION}
)  # fmt: skip


def check_json(check: outline.Check) -> str:
    """The check as one JSON object: what `--against` reads."""
    return json.dumps(check_data(check), ensure_ascii=False, indent=2) + "\n"


def check_data(check: outline.Check) -> dict[str, Any]:
    """The contract's `data` of one draft; of several, each of them under `drafts`."""
    drafts = [_draft(report, claims, check.limit) for report, claims in check.numbered()]
    since = {"since": _since(check.since)} if check.since else {}
    if len(drafts) == 1:
        return drafts[0] | since
    return {"drafts": drafts, "summary": _summary(check.reports)} | since


def claim_data(text: str, claims: Sequence[CheckedClaim], limit: int) -> dict[str, Any]:
    """The contract's `data` of `claim`. What states several things holds only as far as all of them: the whole has the
    weakest stance of its parts, which stand under `parts` with their own evidence."""
    parts = [claim_object(one, limit) for one in claims]
    if len(parts) == 1:
        return parts[0] | {"claim": text, "parts": []}
    stances = {one.verdict.stance for one in claims}
    order = (Stance.CONTRADICTS, Stance.MIXED, Stance.INSUFFICIENT, Stance.SUPPORTS)
    stance = next((one for one in order if one in stances), Stance.INSUFFICIENT)
    balances = [_balance(one.verdict) for one in claims]
    return {
        "claim": text,
        "stance": stance.value,
        "found": any(one.verdict.found for one in claims),
        "confidence": min((one.verdict.confidence for one in claims if one.verdict.stance is stance), default=0.0),
        "balance": _sum(balances),
        "evidence": [one for part in parts for one in part["evidence"]],
        "excluded": [one for part in parts for one in part["excluded"]],
        "parts": parts,
    }


def claim_object(checked: CheckedClaim, limit: int) -> dict[str, Any]:
    """One claim with its verdict. `evidence` is shortened to `limit` records, `decided` never is."""
    verdict = checked.verdict
    shown = [one for group in outline.groups(verdict, limit) for one in group.shown]
    return {
        "claim": checked.claim.text,
        "stance": verdict.stance.value,
        "found": verdict.found,
        "confidence": verdict.confidence,
        "balance": _balance(verdict),
        "reasons": list(verdict.reasons),
        "advice": list(verdict.advice),
        "mismatches": [_mismatch(one) for one in verdict.mismatches],
        "read_as": _statement(checked.claim),
        "evidence": [_evidence(one) for one in shown],
        "left_out": len(verdict.evidence) - len(shown),
        "excluded": [_evidence(one) for one in verdict.excluded],
        "decided": [
            {"pmid": one.record.pmid, "stance": done(one), "level": _level(one), "status": one.status.value}
            for one in (*verdict.evidence, *verdict.excluded)
            if done(one)
        ],
    }


def _draft(report: CheckReport, claims: Sequence[tuple[int, CheckedClaim]], limit: int) -> dict[str, Any]:
    return {
        "draft": report.draft.name,
        "sha256": hashlib.sha256(report.draft.text.encode()).hexdigest(),
        "claims": [
            claim_object(one, limit)
            | {
                "number": number,
                "text": one.claim.text,
                "line": one.claim.line,
                "start": one.claim.start,
                "end": one.claim.end,
                "sentence": one.claim.sentence or one.claim.text,
                "context": one.claim.context,
            }
            for number, one in claims
        ],
        "not_checkable": [
            {"text": one.text, "reason": one.reason.value, "line": one.line, "start": one.start, "end": one.end}
            for one in report.unchecked
        ],
        "citations": list(_citations(report)),
        "remarks": [{"text": one.subject} | _remark(one) for one in report.remarks if one.code not in CITATIONS],
        "summary": _summary((report,)),
        "snapshot": {
            "made": report.made,
            "revision": report.revision,
            "records": report.records,
            "strategies": [{"name": name, "last_complete": day or None} for name, day in report.strategies],
            "strict": report.strict,
            "judge": report.judge,
            "retrieval": report.retrieval,
            "concepts": report.tables or None,
            "program": VERSION,
        },
    }


def _summary(reports: Sequence[CheckReport]) -> dict[str, Any]:
    claims = [one for report in reports for one in report.claims]
    stances = Counter(one.verdict.stance for one in claims)
    codes = Counter(one.code for report in reports for one in report.remarks)
    codes.update(code for one in claims for code in outline.problems(one))
    return {
        "claims": len(claims),
        **{stance.value: stances[stance] for stance in Stance},
        "no_evidence": sum(not one.verdict.found for one in claims),
        "not_checkable": sum(len(report.unchecked) for report in reports),
        "codes": {code.value: codes[code] for code in Code if codes[code]},
    }


def _balance(verdict: Verdict) -> dict[str, Any]:
    told: dict[str, Any] = {"words": verdict.balance}
    for bearing, name in STANCES.items():
        numbers = outline.levels(verdict, bearing)
        keys = ("1", "2", "3", "4", "5", "unknown")
        told[name.replace(" ", "_")] = {
            "total": sum(numbers), "levels": {key: number for key, number in zip(keys, numbers, strict=True) if number}
        }  # fmt: skip
    told["excluded"] = dict(Counter(one.status.value for one in verdict.excluded))
    return told


def _sum(balances: Sequence[dict[str, Any]]) -> dict[str, Any]:
    whole: dict[str, Any] = {"words": " | ".join(one["words"] for one in balances)}
    for name in ("supports", "contradicts", "not_determined"):
        levels: Counter[str] = Counter()
        for one in balances:
            levels.update(one[name]["levels"])
        whole[name] = {"total": levels.total(), "levels": dict(sorted(levels.items()))}
    excluded: Counter[str] = Counter()
    for one in balances:
        excluded.update(one["excluded"])
    return whole | {"excluded": dict(excluded)}


def _evidence(one: Evidence) -> dict[str, Any]:
    record, appraisal, why = one.record, one.appraisal, one.rationale
    return {
        "pmid": record.pmid,
        "title": outline.title(record),
        "journal": record.journal.medline or record.journal.abbreviation or record.journal.title,
        "year": record.year,
        "doi": record.doi,
        "url": payload.link(record),
        "demonstration": record.is_demonstration,
        "sentence": why.sentence,
        "section": why.section,
        "start": why.start,
        "end": why.end,
        "kind": why.kind,
        "score": why.score,
        "stance": STANCES[one.bearing],
        "counted": one.counted,
        "level": _level(one),
        "design": plain(appraisal.design.value),
        "species": plain(appraisal.species.value),
        "participants": appraisal.sample.participants.value,
        "population": [each.value for each in appraisal.conditions],
        "drugs": [plain(each.value) for each in appraisal.drugs],
        "routes": [plain(each.value) for each in appraisal.routes],
        "comparators": [plain(each.value) for each in appraisal.comparators],
        "leaning": _leaning(one),
        "reasons": list(one.reasons),
        "mismatches": [_mismatch(each) for each in one.mismatches],
        "status": one.status.value,
    }


def _leaning(one: Evidence) -> dict[str, Any] | None:
    """Which way a sentence that decides nothing probably goes; null where that cannot be said."""
    told = one.leaning
    return None if told is None else {"stance": STANCES[told.towards], "chance": round(told.chance, 2)}


def _level(one: Evidence) -> str | None:
    level = one.appraisal.level.value
    return None if level is None else str(int(level))


def _mismatch(one: Mismatch) -> dict[str, str]:
    return {"code": one.code.value, "claimed": one.claimed, "found": one.found, "message": in_words(one)}


def _citations(report: CheckReport) -> Iterator[dict[str, Any]]:
    """Every reference of the draft, one entry for each fault, with no code if it is sound; then claims without one."""
    told: set[Remark] = set()
    for citation in report.citations:
        faults = [one for one in outline.cited(citation, report.remarks) if one.code in CITATIONS]
        told.update(faults)
        about = {
            "id": citation.id,
            "text": citation.subject,
            "line": citation.line,
            "start": citation.start,
            "end": citation.end,
            "pmid": citation.record.pmid if citation.record else None,
            "status": citation.status.value if citation.status else None,
            "stance": STANCES[citation.bearing] if citation.bearing else None,
        }
        sound: dict[str, Any] = {"code": None, "title": None, "message": outline.standing(citation), "records": []}
        yield from (about | one for one in ([_remark(fault) for fault in faults] or [sound]))
    for one in report.remarks:
        if one.code in CITATIONS and one not in told:
            yield {"id": "", "text": one.subject} | _remark(one)


def _remark(one: Remark) -> dict[str, Any]:
    return {
        "code": one.code.value,
        "title": CODES[one.code].title,
        "message": one.message,
        "line": one.line,
        "start": one.start,
        "end": one.end,
        "records": [record.pmid for record in one.records],
    }


def _statement(claim: Claim) -> dict[str, Any]:
    told = claim.statement
    return {
        "words": outline.read_as(claim),
        "interventions": [slot.value for slot in told.interventions],
        "outcome": told.outcome_name or None,
        "direction": told.direction.value,
        "conditions": [slot.value for slot in told.conditions],
        "species": [slot.value for slot in told.species],
        "routes": [slot.value for slot in told.routes],
        "against": [slot.value for slot in told.against],
        "purpose": told.purpose.value,
        "certainty": told.certainty.value,
    }


def _since(since: Since) -> dict[str, Any]:
    return {
        "made": since.made,
        "revision": since.revision,
        "moved": [_move(one) for one in since.moved],
        "evidence_changed": [_move(one) for one in since.moves if one.then == one.now],
        "added": [_move(one) for one in since.moves if not one.then],
        "removed": [_move(one) for one in since.moves if not one.now],
        "kept": since.kept,
        "notes": list(since.notes),
    }


def _move(one: Move) -> dict[str, Any]:
    return {
        "claim": one.text,
        "number": one.number or None,
        "then": one.then or None,
        "now": one.now or None,
        "because": [because_data(each) for each in one.because],
    }
