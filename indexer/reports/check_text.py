"""A check as plain text for a terminal or a mail: each claim with its verdict, its balance and its evidence. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from indexer.checking.values import CheckedClaim, CheckReport, Evidence, Remark
from indexer.reports import check_outline as outline
from indexer.reports.check_codes import CODES, in_words, label
from indexer.reports.check_since import Move, Since

WIDTH = 100
_QUOTE = 300


def check_text(check: outline.Check, *, width: int = WIDTH) -> str:
    """The whole check as lines no wider than `width`."""
    return "\n".join(_lines(check, width)) + "\n"


def claim_text(claims: Sequence[CheckedClaim], limit: int, *, width: int = WIDTH) -> str:
    """The claims of one sentence, as `evidence claim` shows them."""
    lines: list[str] = []
    for number, one in enumerate(claims, 1):
        lines += _claim(one, str(number) if len(claims) > 1 else "", limit, width, one.verdict.advice)
    return "\n".join([*lines, *_wrapped(outline.FOOTER, "", width)]) + "\n"


def _lines(check: outline.Check, width: int) -> Iterable[str]:
    yield from (outline.TITLE, "", *_wrapped(outline.headline(check), "", width))
    yield from _wrapped(outline.left_open(check), "", width)
    if outline.has_demonstrations(check):
        yield from _wrapped(outline.FICTION, "", width)
    if check.since:
        yield from ("", *_since(check.since, width))
    for report, claims in check.numbered():
        yield from ("", report.draft.name, "=" * min(len(report.draft.name), width), "")
        for number, one in claims:
            yield from _claim(one, str(number), check.limit, width, outline.advice(one.verdict))
        yield from _citations(report, width)
        yield from _remarks(report.remarks, width)
        yield from _unchecked(report, width)
    for line in dict.fromkeys(line for report in check.reports for line in outline.snapshot(report)):
        yield from _wrapped(line, "", width)
    yield from ("", *_wrapped(outline.FOOTER, "", width))


def _claim(checked: CheckedClaim, number: str, limit: int, width: int, advice: Sequence[str]) -> Iterable[str]:
    claim, verdict = checked.claim, checked.verdict
    place = f"line {claim.line}" if number and claim.start < claim.end else ""
    head = " · ".join(part for part in (label(verdict).upper(), outline.confidence(verdict), place) if part)
    yield from _wrapped(f"{number + '. ' if number else ''}{head}", "", width)
    yield from _wrapped(f"“{claim.text}”", "   ", width)
    if whole := outline.whole(claim):
        yield from _wrapped(f"(a part of: “{whole}”)", "   ", width)
    if claim.context:
        yield from _wrapped(f"(subject from: “{claim.context}”)", "   ", width)
    if read := outline.read_as(claim):
        yield from _wrapped(f"read as: {read}", "   ", width)
    yield from _wrapped(f"{outline.SAID[label(verdict)]} {outline.why(verdict)}", "   ", width)
    if verdict.found:
        yield from _wrapped(f"balance: {verdict.balance}", "   ", width)
    for line in advice:
        yield from _wrapped(f"advice: {line}", "   ", width)
    if verdict.mismatches:
        yield f"   {outline.ELSEWHERE}:"
    for one in verdict.mismatches:
        yield from _wrapped(f"{one.code.value} {in_words(one)}", "     ", width, hanging="  ")
    for group in outline.groups(verdict, limit):
        if not group.shown:
            continue
        more = f" ({group.more:,} more)" if group.more else ""
        yield f"   {group.title}{more}:"
        for evidence in group.shown:
            yield from _evidence(evidence, width)
    if verdict.excluded:
        yield "   Excluded, not counted:"
        for evidence in verdict.excluded:
            yield from _evidence(evidence, width)
    yield ""


def _evidence(one: Evidence, width: int) -> Iterable[str]:
    mark = outline.MARKS.get(one.status, "")
    fiction = "demonstration record" if one.record.is_demonstration else ""
    parts = (mark, fiction, f"PMID {one.record.pmid}", outline.source(one.record), outline.kind(one))
    yield from _wrapped("- " + " · ".join(part for part in parts if part), "     ", width, hanging="  ")
    sentence = one.rationale.sentence
    shown = sentence if len(sentence) <= _QUOTE else sentence[:_QUOTE].rsplit(" ", 1)[0] + " […]"
    yield from _wrapped(f"“{shown}”", "       ", width)
    yield from _wrapped(outline.leaning(one), "       ", width)
    yield from _wrapped(outline.grounds(one), "       ", width)


def _citations(report: CheckReport, width: int) -> Iterable[str]:
    if not report.citations:
        return
    yield f"Citations ({len(report.citations):,})"
    for one in report.citations:
        codes = ", ".join(fault.code.value for fault in outline.cited(one, report.remarks))
        told = f"line {one.line}: {one.id}: {outline.standing(one)}{f' ({codes})' if codes else ''}"
        yield from _wrapped(told, "   ", width, hanging="  ")
    yield ""


def _remarks(remarks: Sequence[Remark], width: int) -> Iterable[str]:
    if not remarks:
        return
    yield "To be mended"
    for several in outline.together(remarks):
        one, place = several[0], outline.places(several)
        title = f"{one.code.value} {place}{': ' if place else ''}{CODES[one.code].title}. {one.message}"
        yield from _wrapped(title, "   ", width)
        for each in several:
            yield from _wrapped(f"“{each.subject}”" if each.subject else "", "     ", width)
        for record in one.records:
            yield from _wrapped(
                f"PMID {record.pmid} · {outline.source(record)} · {outline.title(record)}", "     ", width
            )
    yield ""


def _unchecked(report: CheckReport, width: int) -> Iterable[str]:
    if not report.unchecked:
        return
    yield f"Not checked ({len(report.unchecked):,})"
    for reason, several in outline.by_reason(report.unchecked):
        yield f"   {reason.value}:"
        for one in several:
            yield from _wrapped(f"line {one.line}: {textwrap.shorten(one.text, 160, placeholder=' …')}", "     ", width)
    yield ""


def _since(since: Since, width: int) -> Iterable[str]:
    yield from _wrapped(outline.since_headline(since), "", width)
    for note in since.notes:
        yield from _wrapped(note, "   ", width)
    for move in since.moves:
        yield from _move(move, width)


def _move(move: Move, width: int) -> Iterable[str]:
    number = f"{move.number}. " if move.number else ""
    yield from _wrapped(f"{number}{outline.moved(move)}: “{move.text}”", "   ", width)
    for one in move.because:
        yield from _wrapped(outline.because(one), "     ", width)


def _wrapped(text: str, indent: str, width: int, hanging: str = "") -> list[str]:
    """Lines of at most `width`; control characters, which a terminal would obey, are left out."""
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    return textwrap.wrap(
        clean, max(width, 40), initial_indent=indent, subsequent_indent=indent + hanging, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
