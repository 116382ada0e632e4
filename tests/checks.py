"""A checked draft for the tests of reports: fictional records, and verdicts set by hand, so that no rule moves them."""

from __future__ import annotations

from html import unescape

from indexer.appraisal import appraise
from indexer.checking.draft import read_draft
from indexer.checking.values import (
    Bearing,
    CheckedClaim,
    CheckReport,
    Citation,
    Claim,
    Code,
    Direction,
    Draft,
    Evidence,
    Mismatch,
    NotCheckable,
    Rationale,
    Remark,
    Slot,
    Span,
    Stance,
    Statement,
    Unchecked,
    Verdict,
)
from indexer.record import Record, Status
from tests.stones import HOSTILE, study

RCT = ("Journal Article", "Randomized Controlled Trial")
RESTFUL = study(
    1, "Rocking chairs for the restlessness of stones: a meta-analysis of randomized trials",
    "We included nine trials.", "Rocking reduced restlessness within a day (SMD -0.4).",
    types=("Meta-Analysis",), year=2024,
)  # fmt: skip
TRIAL = study(
    2, f"Rocking and restlessness, a randomized trial {HOSTILE}",
    "We randomised 64 adults with insomnia to rocking or to a chair that stood still.",
    "Restlessness was lower after rocking than after sitting still.", types=RCT, year=2022,
)  # fmt: skip
CONTRARY = study(
    3, "No effect of rocking on restlessness: a randomized trial", "We randomised 400 adults.",
    "Rocking did not reduce restlessness at four weeks.", types=RCT, year=2025,
)  # fmt: skip
MICE = study(
    4, "Rocking in restless mice", "Mice were rocked.", "Rocked mice slept longer.", mesh=("Animals", "Mice"), year=2019
)
WITHDRAWN = study(
    5, "Rocking ends restlessness at once", "Fourteen people were rocked.", "Rocking reduced restlessness at once.",
    types=("Journal Article", "Retracted Publication"), year=2011,
)  # fmt: skip
MOSS = "Moss &amp; lichen calm &lt;script>alert('1')&lt;/script> | pipe"
"""Hostile words, as Markdown writes them."""
TEXT = f"""\
# Rocking chairs

Rocking reduces **restlessness** within a day, and it prevents insomnia. It deepens sleep [PMID {WITHDRAWN.pmid}].
Will rocking always ensure rest? {MOSS}.

- Sitting still is worse than rocking.
"""


def report(name: str = "draft.md", **fields: object) -> CheckReport:
    """The draft with five claims, one of each verdict and one that nothing bears on; with `fields` other than so."""
    draft = read_draft(name, TEXT.encode())
    start = draft.text.index("[PMID") + 1
    end = start + len(f"PMID {WITHDRAWN.pmid}")
    line = draft.text.count("\n", 0, start) + 1
    subject = draft.text[start:end]
    whole = {
        "draft": draft,
        "claims": claims(draft),
        "unchecked": (
            Unchecked("Rocking chairs", *_place(draft, "Rocking chairs"), 1, NotCheckable.NO_STATEMENT),
            Unchecked("Will rocking always ensure rest?", *_place(draft, "Will rocking"), 4, NotCheckable.QUESTION),
        ),
        "remarks": (
            Remark(Code.RETRACTED_CITATION, "It was retracted in 2012.", subject, start, end, line, (WITHDRAWN,)),
            Remark(Code.ABSOLUTE, "“always” is more than a study can show.", "always",
                   *_place(draft, "always"), 4),
        ),
        "revision": 7,
        "records": 1234,
        "strategies": (("rocking", "2026-11-20"), ("moss", "")),
        "made": "2026-11-21",
        "citations": (
            Citation(f"PMID {WITHDRAWN.pmid}", subject, start, end, line, WITHDRAWN, Status.RETRACTED,
                     "retracted in 2012", Bearing.SUPPORTS),
        ),
    }  # fmt: skip
    return CheckReport(**(whole | fields))  # type: ignore[arg-type]


def claims(draft: Draft) -> tuple[CheckedClaim, ...]:
    support = (evidence(RESTFUL, Bearing.SUPPORTS, "“reduced”; “restlessness”"),
               evidence(TRIAL, Bearing.SUPPORTS, "“Restlessness”; “lower”"))  # fmt: skip
    against = evidence(CONTRARY, Bearing.CONTRADICTS, "“did not reduce”; “restlessness”")
    mice = evidence(MICE, Bearing.UNDETERMINED, "in animals", Mismatch(Code.SPECIES, "human", "animal"))
    excluded = evidence(WITHDRAWN, Bearing.SUPPORTS, "“reduced”; “restlessness”", status=Status.RETRACTED)
    return (
        _claim(draft, "Rocking reduces **restlessness** within a day", verdict(
            Stance.SUPPORTS, *support, mice, excluded=(excluded,), confidence=0.86,
            advice=("Say against what: “compared with sitting still”.",))),
        _claim(draft, "it prevents insomnia", verdict(Stance.INSUFFICIENT, mice)),
        _claim(draft, "It deepens sleep", verdict(Stance.MIXED, *support, against, confidence=0.6),
               context="Rocking reduces restlessness within a day, and it prevents insomnia."),
        _claim(draft, MOSS, verdict(Stance.INSUFFICIENT, found=False)),
        _claim(draft, "Sitting still is worse than rocking", verdict(Stance.CONTRADICTS, against, confidence=0.7)),
    )  # fmt: skip


def verdict(
    stance: Stance, *found_evidence: Evidence, excluded: tuple[Evidence, ...] = (), found: bool = True,
    confidence: float = 0.0, advice: tuple[str, ...] = (),
) -> Verdict:  # fmt: skip
    mismatches = tuple(dict.fromkeys(each for one in found_evidence for each in one.mismatches))
    balance = f"{len(found_evidence)} found" if found else "no evidence in this collection"
    return Verdict(stance, confidence, found, found_evidence, excluded, ("Because it is so.",), balance, advice,
                   mismatches)  # fmt: skip


def evidence(
    record: Record, bearing: Bearing, why: str, *mismatches: Mismatch, status: Status = Status.CURRENT
) -> Evidence:
    """The last sentence of a record's abstract, as evidence."""
    section = len(record.abstract) - 1
    text = record.abstract[section].text
    rationale = Rationale(section, 0, len(text), text, "result", 0.8)
    counted = status is not Status.RETRACTED
    return Evidence(record, status, appraise(record), rationale, bearing, (why,), mismatches, counted)


def _claim(draft: Draft, written: str, given: Verdict, context: str = "") -> CheckedClaim:
    start, end = _place(draft, written)
    text = unescape(written.replace("**", ""))
    statement = Statement((Slot("rocking", Span(0, 2)),), Slot("restlessness", Span(0, 2)), Direction.LOWER)
    return CheckedClaim(Claim(text, start, end, draft.text.count("\n", 0, start) + 1, statement, "", context), given)


def _place(draft: Draft, words: str) -> tuple[int, int]:
    start = draft.text.index(words)
    return start, start + len(words)
