"""A check in Markdown (CommonMark with tables), every word of a record or a draft escaped. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.checking.values import CheckedClaim, CheckReport, Evidence, Remark
from indexer.record import Record
from indexer.reports import check_outline as outline
from indexer.reports.check_codes import CODES, in_words, label
from indexer.reports.check_since import Since
from indexer.reports.digest_markdown import escaped


def check_markdown(check: outline.Check) -> str:
    """The check as a Markdown document."""
    return "\n".join(_lines(check)) + "\n"


def _lines(check: outline.Check) -> Iterable[str]:
    yield from (f"# {outline.TITLE}", "", f"**{escaped(outline.headline(check))}**")
    if told := outline.left_open(check):
        yield from ("", escaped(told))
    if outline.has_demonstrations(check):
        yield from ("", f"> **{escaped(outline.FICTION)}**")
    if check.since:
        yield from _since(check.since)
    for report, claims in check.numbered():
        yield from ("", f"## {escaped(report.draft.name)}", "", "| | claim | line | verdict | balance |")
        yield "|--:|---|--:|---|---|"
        for number, one in claims:
            cells = (str(number), escaped(one.claim.text), str(one.claim.line), f"**{label(one.verdict)}**",
                     escaped(one.verdict.balance))  # fmt: skip
            yield f"| {' | '.join(cells)} |"
        for number, one in claims:
            yield from _claim(number, one, check.limit)
        yield from _citations(report)
        yield from _remarks(report.remarks)
        yield from _unchecked(report)
    yield from ("", "---", "")
    lines = dict.fromkeys(line for report in check.reports for line in outline.snapshot(report))
    yield from (f"- {escaped(line)}" for line in lines)
    yield from ("", escaped(outline.FOOTER))


def _claim(number: int, checked: CheckedClaim, limit: int) -> Iterable[str]:
    claim, verdict = checked.claim, checked.verdict
    yield from ("", f"### {number}. {label(verdict).capitalize()}: {escaped(claim.text)}", "")
    told = [f"{outline.SAID[label(verdict)]} {outline.why(verdict)}".strip()]
    told += [f"Balance: {verdict.balance}."] if verdict.found else []
    told += [f"{outline.confidence(verdict).capitalize()}."] if outline.confidence(verdict) else []
    yield escaped(" ".join(told))
    notes = [f"A part of: “{whole}”"] if (whole := outline.whole(claim)) else []
    notes += [f"Subject from: “{claim.context}”"] if claim.context else []
    notes += [f"Read as: {outline.read_as(claim)}"] if outline.read_as(claim) else []
    notes += [f"Advice: {line}" for line in outline.advice(verdict)]
    if notes or verdict.mismatches:
        yield ""
        yield from (f"- {escaped(note)}" for note in notes)
    if verdict.mismatches:
        yield f"- {escaped(outline.ELSEWHERE)}:"
        yield from (f"  - {escaped(f'{one.code.value} {in_words(one)}')}" for one in verdict.mismatches)
    for group in outline.groups(verdict, limit):
        if group.shown:
            more = f" ({group.more:,} more)" if group.more else ""
            yield from ("", f"**{group.title}**{more}", "")
            for one in group.shown:
                yield from _evidence(one)
    if verdict.excluded:
        yield from ("", "**Excluded, not counted**", "")
        for one in verdict.excluded:
            yield from _evidence(one)


def _evidence(one: Evidence) -> Iterable[str]:
    mark = f"**{outline.MARKS[one.status]}** " if one.status in outline.MARKS else ""
    yield f"- {mark}{_cited(one.record)}  "
    yield f"  {escaped(outline.kind(one))}"
    yield f"  > {escaped(one.rationale.sentence)}"
    if told := "; ".join(part for part in (outline.leaning(one), outline.grounds(one)) if part):
        yield ""
        yield f"  {escaped(told)}"


def _cited(record: Record) -> str:
    url = outline.link(record)
    demonstration = "*demonstration record* " if record.is_demonstration else ""
    pmid = f"[PMID {record.pmid}]({url})" if url else f"PMID {escaped(record.pmid)}"
    return f"{demonstration}{escaped(outline.title(record))} · {escaped(outline.source(record))} · {pmid}"


def _citations(report: CheckReport) -> Iterable[str]:
    if not report.citations:
        return
    yield from ("", f"### Citations ({len(report.citations):,})", "")
    for one in report.citations:
        codes = "".join(f" **{fault.code.value}**" for fault in outline.cited(one, report.remarks))
        record = f" · {_cited(one.record)}" if one.record else ""
        yield f"- line {one.line}: {escaped(one.id)}{codes}: {escaped(outline.standing(one))}{record}"


def _remarks(remarks: Sequence[Remark]) -> Iterable[str]:
    if not remarks:
        return
    yield from ("", "### To be mended", "")
    for several in outline.together(remarks):
        one, place = several[0], outline.places(several)
        where = f" ({place})" if place else ""
        yield f"- **{one.code.value}** {escaped(CODES[one.code].title)}{where}. {escaped(one.message)}"
        yield from (f"  - “{escaped(each.subject)}”" for each in several if each.subject)
        yield from (f"  - {_cited(record)}" for record in one.records)


def _unchecked(report: CheckReport) -> Iterable[str]:
    if not report.unchecked:
        return
    yield from ("", f"### Not checked ({len(report.unchecked):,})", "")
    for reason, several in outline.by_reason(report.unchecked):
        yield f"- **{escaped(reason.value)}**"
        yield from (f"  - line {one.line}: {escaped(one.text)}" for one in several)


def _since(since: Since) -> Iterable[str]:
    yield from ("", "## What moved", "", f"**{escaped(outline.since_headline(since))}**", "")
    yield from (f"- {escaped(note)}" for note in since.notes)
    for move in since.moves:
        number = f"{move.number}. " if move.number else ""
        yield f"- **{escaped(outline.moved(move))}**: {escaped(number)}{escaped(move.text)}"
        yield from (f"  - {escaped(outline.because(one))}" for one in move.because)
