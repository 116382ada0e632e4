"""A check as SARIF 2.1.0 (OASIS), for editors and code review: verdicts, mismatches and remarks where they stand.

A verdict is a result of the rule named after its stance, `supports` one that passed; a mismatch or a remark one of the
rule named by its code. Columns count characters from 1, as `columnKind` says. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from indexer.checking.values import CheckedClaim, CheckReport, Code, Draft, Remark, Stance, Verdict
from indexer.reports import check_outline as outline
from indexer.reports.check_codes import CODES, STANCES, Rule, in_words, label
from indexer.version import VERSION

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_RULES: dict[str, Rule] = {
    **{stance.value: rule for stance, rule in STANCES.items()},
    **{code.value: rule for code, rule in CODES.items()},
}
_INDEX = {identifier: place for place, identifier in enumerate(_RULES)}


def check_sarif(check: outline.Check) -> str:
    """The check as a SARIF log with one run."""
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "evidence", "semanticVersion": VERSION, "rules": list(_rules())}},
                "columnKind": "unicodeCodePoints",
                "artifacts": [_artifact(report) for report in check.reports],
                "results": list(_results(check)),
                "properties": {
                    "disclaimer": outline.FOOTER,
                    "snapshot": [line for report in check.reports for line in outline.snapshot(report)],
                    **({"demonstration": outline.FICTION} if outline.has_demonstrations(check) else {}),
                    **({"since": outline.since_headline(check.since)} if check.since else {}),
                },
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rules() -> Iterator[dict[str, Any]]:
    for identifier, rule in _RULES.items():
        yield {
            "id": identifier,
            "name": rule.name,
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": f"{rule.title}. {rule.help}"},
            "help": {"text": rule.help},
            "defaultConfiguration": {"level": rule.level},
        }


def _artifact(report: CheckReport) -> dict[str, Any]:
    return {"location": {"uri": _uri(report.draft)}, "roles": ["analysisTarget"]}


def _results(check: outline.Check) -> Iterator[dict[str, Any]]:
    moves = {move.number: move for move in (check.since.moves if check.since else ()) if move.number}
    for place, (report, claims) in enumerate(check.numbered()):
        for number, one in claims:
            moved = f" {outline.moved(moves[number]).capitalize()}." if number in moves else ""
            yield from _of_claim(one, report.draft, place, moved)
        for remark in report.remarks:
            yield _of_remark(remark, report.draft, place)


def _of_claim(checked: CheckedClaim, draft: Draft, place: int, moved: str) -> Iterator[dict[str, Any]]:
    claim, verdict = checked.claim, checked.verdict
    location = _location(draft, place, claim.start, claim.end, claim.line)
    result = _result(verdict.stance.value, _said(verdict) + moved, location)
    result["kind"] = "pass" if verdict.stance is Stance.SUPPORTS else "fail"
    result["partialFingerprints"] = {"claim/v1": " ".join(claim.text.split())}
    result["properties"] = {"stance": verdict.stance.value, "confidence": verdict.confidence, "found": verdict.found}
    yield result
    for code in outline.problems(checked):
        several = "; ".join(in_words(one) for one in verdict.mismatches if one.code is code)
        yield _result(code.value, f"{CODES[code].title}: {several}. {CODES[code].help}", location)


def _said(verdict: Verdict) -> str:
    decided = [one for one in (*verdict.evidence, *verdict.excluded) if one.bearing.value != "not determined"]
    pmids = ", ".join(f"PMID {one.record.pmid}" for one in decided[:5])
    parts = [
        outline.SAID[label(verdict)],
        outline.why(verdict),
        f"Balance: {verdict.balance}." if verdict.found else "",
    ]
    return " ".join(part for part in (*parts, f"See {pmids}." if pmids else "", *verdict.advice) if part)


def _of_remark(remark: Remark, draft: Draft, place: int) -> dict[str, Any]:
    rule = CODES[remark.code]
    location = _location(draft, place, remark.start, remark.end, remark.line)
    return _result(remark.code.value, f"{remark.message} {rule.help}".strip(), location)


def _result(rule: str, message: str, location: dict[str, Any]) -> dict[str, Any]:
    return {
        "ruleId": rule,
        "ruleIndex": _INDEX[rule],
        "level": _RULES[rule].level,
        "message": {"text": message},
        "locations": [location],
    }


def _location(draft: Draft, place: int, start: int, end: int, line: int) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(draft), "index": place}}
    if start < end:
        last, column = _position(draft.text, end)
        physical["region"] = {
            "startLine": line,
            "startColumn": _position(draft.text, start)[1],
            "endLine": line + last - _position(draft.text, start)[0],
            "endColumn": column,
            "charOffset": start,
            "charLength": end - start,
            "snippet": {"text": draft.text[start:end]},
        }
    return {"physicalLocation": physical}


def _position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1. A line ends at a line feed, a carriage return or both."""
    before = text[:offset].replace("\r\n", "\n\n").replace("\r", "\n")  # as many characters as before
    pairs = text.count("\r\n", 0, offset)
    return before.count("\n") - pairs + 1, offset - before.rfind("\n")


def _uri(draft: Draft) -> str:
    return quote(draft.name.replace("\\", "/")) or "draft"


def codes() -> Iterable[str]:
    """The identifiers of all rules: stances first, then codes by number."""
    return (*(stance.value for stance in Stance), *(code.value for code in Code))
