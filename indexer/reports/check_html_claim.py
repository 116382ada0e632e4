"""The panel of one claim in a page: verdict, balance, advice, and the sentences that bear on it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from indexer.checking.values import Bearing, CheckedClaim, Claim, Evidence, Mismatch, Verdict
from indexer.record import Record
from indexer.reports import check_outline as outline
from indexer.reports.check_codes import CODES, in_words, label
from indexer.reports.svg import LEVEL_KEYS, LEVEL_NAMES

_NEAREST = 2
_BAR = 300
_LEAST = 14
"""Pixels of the narrowest part of a bar: one that cannot be seen says nothing."""


def claim_html(number: int, checked: CheckedClaim, limit: int) -> Iterable[str]:
    """The panel of a claim, with at most `limit` records shown."""
    claim, verdict = checked.claim, checked.verdict
    key, called = outline.key(verdict), label(verdict)
    yield f'<article class="claim is-{key}" id="claim-{number}" aria-labelledby="h-{number}">'
    told = " · ".join(part for part in (outline.confidence(verdict), f"line {claim.line}") if part)
    yield f'<p class="top"><span class="badge"><span class="number">{number}</span> {escape(called)}</span> '
    yield f'<span class="about">{escape(told)}</span> <a class="about" href="#in-{number}">show in the draft</a></p>'
    yield f'<h4 id="h-{number}">{escape(claim.text)}</h4>'
    if whole := outline.whole(claim):
        yield f'<p class="about">A part of <q>{escape(whole)}</q></p>'
    if claim.context:
        yield f'<p class="about">What it speaks of is named before: <q>{escape(claim.context)}</q></p>'
    if read := outline.read_as(claim):
        yield f'<p class="about">Read as: {escape(read)}</p>'
    yield f'<p class="said"><strong>{escape(outline.SAID[called])}</strong> {escape(outline.why(verdict))}</p>'
    if advice := outline.advice(verdict):
        yield '<div class="advice"><p><b>Advice</b></p><ul>'
        yield from (f"<li>{escape(line)}</li>" for line in advice)
        yield "</ul></div>"
    yield from _balance(number, verdict)
    yield from _mismatches(verdict)
    shown = outline.groups(verdict, limit)
    for group in shown:
        yield from _group(group, claim, alone=verdict.found and len(shown) == 1)
    if verdict.excluded:
        yield from _excluded(verdict, claim)
    yield "</article>"


def record_html(record: Record) -> str:
    """A record's title with its link, journal, year and PMID; a demonstration record is marked, and has no link."""
    url = outline.link(record)
    title = f'<bdi dir="auto">{escape(outline.title(record))}</bdi>'
    linked = f'<a href="{escape(url)}">{title}</a>' if url else title
    mark = '<em class="demonstration">demonstration record</em> ' if record.is_demonstration else ""
    about = " · ".join(part for part in (outline.source(record), f"PMID {record.pmid}") if part)
    return f'{mark}{linked} <span class="about">{escape(about)}</span>'


def _balance(number: int, verdict: Verdict) -> Iterator[str]:
    """One bar a side, split by level: pictures for the eye, with their numbers in words beside them."""
    if not verdict.found:
        return
    sides = {bearing: outline.levels(verdict, bearing) for bearing in outline.SIDES}
    most = max(map(sum, sides.values())) or 1
    yield f'<table class="balance"><caption>{escape(verdict.balance)}</caption><tbody>'
    for bearing, numbers in sides.items():
        whole = sum(numbers)
        told = outline.by_level(numbers) or "none"
        yield f'<tr class="side"><th scope="row">{outline.SIDES[bearing]}</th><td class="n">{whole}</td>'
        yield f'<td>{_bar(numbers, most)}<span class="visually-hidden">{escape(told)}</span></td></tr>'
    yield "</tbody></table>"


def _bar(numbers: tuple[int, ...], most: int) -> str:
    left, parts = 0.0, []
    shown = [(key, name, one) for key, name, one in zip(LEVEL_KEYS, LEVEL_NAMES, numbers, strict=True) if one]
    room = _BAR - _LEAST * len(shown)
    for key, name, one in shown:
        width = round(_LEAST + room * one / most, 1)
        parts.append(f"<g><title>{one} {name.replace('level not known', 'of unknown level')}</title>")
        parts.append(f'<rect class="{key}" x="{left:g}" width="{width - 1:g}" height="14"/>')
        parts.append(f'<text class="on-bar" x="{left + (width - 1) / 2:g}" y="11">{one}</text></g>')
        left += width
    return f'<svg viewBox="0 0 {_BAR} 14" width="{_BAR}" height="14" aria-hidden="true">{"".join(parts)}</svg>'


def _excluded(verdict: Verdict, claim: Claim) -> Iterator[str]:
    """Records that are shown and never counted: open where they would have decided something."""
    decided = any(one.bearing is not Bearing.UNDETERMINED for one in verdict.excluded)
    said = ", ".join(f"{number} {status}" for status, number in outline.statuses(verdict.excluded))
    yield f'<details class="excluded"{" open" if decided else ""}><summary>Excluded, not counted: {escape(said)}'
    yield "</summary><ol>"
    yield from (_evidence(one, claim) for one in verdict.excluded)
    yield "</ol></details>"


def _mismatches(verdict: Verdict) -> Iterator[str]:
    if not verdict.mismatches:
        return
    yield f'<div class="mismatches"><p><b>{outline.ELSEWHERE}</b></p><ul>'
    yield "".join(map(_mismatch, verdict.mismatches))
    yield "</ul></div>"


def _mismatch(one: Mismatch) -> str:
    title = escape(CODES[one.code].title)
    return f'<li><b class="code" title="{title}">{one.code.value}</b> {escape(in_words(one))}</li>'


def _group(group: outline.Group, claim: Claim, *, alone: bool) -> Iterator[str]:
    """The records of a side. What decides nothing is folded away, but for the nearest two where there is no other."""
    head = f'{group.title} <span class="count">{len(group.shown) + group.more}</span>'
    if not group.shown:
        yield f'<p class="about">{head}, not shown here.</p>'
        return
    side = group.bearing.value.split(" ")[-1]
    first = group.shown[: _NEAREST if alone else 0]
    if first:
        near = "".join(_evidence(one, claim) for one in first)
        yield f'<div class="side-{side}"><h5>{head}</h5><ol>{near}</ol></div>'
    rest, is_open = group.shown[len(first) :], group.bearing is not Bearing.UNDETERMINED
    if rest:
        summary = f"{len(rest)} more of them" if first else head
        yield f'<details class="side-{side}"{" open" if is_open else ""}><summary>{summary}</summary>'
        yield f"<ol>{''.join(_evidence(one, claim) for one in rest)}</ol></details>"
    if group.more:
        yield f'<p class="about">{group.more:,} more are not shown: a higher <code>--limit</code> shows them.</p>'


def _evidence(one: Evidence, claim: Claim) -> str:
    mark = outline.MARKS.get(one.status, "")
    parts = [f'<li class="evidence status-{one.status.value}">']
    parts.append(f'<blockquote lang="en">{_marked(one, claim)}</blockquote><p class="source">')
    parts.append(f'<strong class="mark">{escape(mark)}</strong> ' if mark else "")
    parts.append(f'{record_html(one.record)}</p><p class="about">{escape(outline.kind(one))}</p>')
    leans = outline.leaning(one)
    parts.append(f'<p class="leans">{escape(leans[0].upper() + leans[1:])}.</p>' if leans else "")
    why = outline.grounds(one)
    if why:
        parts.append(f'<p class="why">{escape(why[0].upper() + why[1:])} ')
        parts.append(f'<span class="about">({escape(outline.stands(one))})</span></p>')
    codes = "".join(map(_mismatch, one.mismatches))
    parts.append(f'<ul class="codes">{codes}</ul>' if codes else "")
    return "".join((*parts, "</li>"))


def _marked(one: Evidence, claim: Claim) -> str:
    """The sentence with the words marked that decided, or that it shares with the claim."""
    sentence, last, parts = one.rationale.sentence, 0, []
    kind = "shared" if one.bearing is Bearing.UNDETERMINED else "decisive"
    for start, end in outline.decisive(one, claim):
        parts.append(f'{escape(sentence[last:start])}<mark class="{kind}">{escape(sentence[start:end])}</mark>')
        last = end
    return "".join((*parts, escape(sentence[last:])))
