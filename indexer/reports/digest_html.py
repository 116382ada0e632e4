"""A digest as one HTML page that needs nothing else: no script, no request, readable in print and by a screen reader.

Every word of a record is escaped, and the page's own policy forbids whatever is not its style sheet. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from indexer.digest import Digest
from indexer.reports import digest_claims
from indexer.reports.digest_claims import ClaimEntry
from indexer.reports.digest_entries import Entry
from indexer.reports.digest_outline import FOOTER, TITLE, Outline, Section, outline
from indexer.reports.digest_style import STYLE

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def digest_html(digest: Digest) -> str:
    """The digest as an HTML document."""
    told = outline(digest)
    body = "\n".join(_body(told))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{TITLE}: {escape(told.headline)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n"
        "</html>\n"
    )


def entry_html(entry: Entry, level: int = 3) -> str:
    """One record as an `article` whose heading has the given level."""
    mark = f'<strong class="mark">{escape(entry.mark)}</strong> ' if entry.mark else ""
    if entry.demonstration:
        mark += '<em class="demonstration">demonstration record</em> '
    title = f'<bdi dir="auto">{escape(entry.title)}</bdi>'
    if entry.url:
        title = f'<a href="{escape(entry.url)}">{title}</a>'
    pmid = f'<span class="pmid">PMID {escape(entry.pmid)}</span>'
    found = f"found by {escape(entry.strategies)}" if entry.strategies else ""
    about = " · ".join(part for part in (escape(entry.where), escape(entry.kind), pmid, found) if part)
    parts = [
        f"<h{level}>{mark}{title}</h{level}>",
        f'<p class="about">{about}</p>',
    ]
    parts += [f'<p class="remark">{escape(line)}</p>' for line in entry.remarks]
    if entry.changes:
        parts.append(f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in entry.changes)}</ul>")
    return f"<article>{''.join(parts)}</article>"


def claim_html(one: ClaimEntry) -> str:
    """One watched claim as an `article`."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in one.lines)
    return (
        f'<article><h3><strong class="mark">{escape(one.mark)}</strong> <bdi dir="auto">{escape(one.text)}</bdi></h3>'
        f'<p class="about">{escape(one.about)}</p>{f"<ul>{lines}</ul>" if lines else ""}</article>'
    )


def _body(told: Outline) -> Iterable[str]:
    yield '<a class="skip" href="#main">Skip to the records</a>'
    yield f'<header>\n<h1>{TITLE}</h1>\n<p class="headline">{escape(told.headline)}</p>'
    yield from (f'<p class="period">{escape(line)}</p>' for line in told.period)
    if told.demonstration:
        yield f'<p class="fiction">{escape(told.demonstration)}</p>'
    yield "</header>"
    for alert in told.alerts:
        lines = "".join(f"<li>{escape(line)}</li>" for line in alert.lines)
        yield (
            f'<aside class="{alert.key}" aria-labelledby="{alert.key}"><h2 id="{alert.key}">{escape(alert.title)}</h2>'
            f"<ul>{lines}</ul></aside>"
        )
    yield from _summary(told)
    yield '<main id="main">'
    if told.claims:
        key, count = digest_claims.KEY, len(told.claims)
        yield f'<section class="{key}" aria-labelledby="{key}">'
        yield f'<h2 id="{key}">{digest_claims.TITLE} <span class="count">{count:,}</span></h2>'
        yield f'<p class="lead">{escape(digest_claims.LEAD)}</p>'
        yield from map(claim_html, told.claims)
        yield "</section>"
    for section in told.sections:
        yield from _section(section)
    if told.also:
        yield '<section aria-labelledby="also"><h2 id="also">Also</h2>'
        yield from (f"<p>{escape(line)}</p>" for line in told.also)
        yield "</section>"
    if told.warnings:
        lines = "".join(f"<li>{escape(line)}</li>" for line in told.warnings)
        yield '<section aria-labelledby="warnings"><h2 id="warnings">What the runs warned of</h2>'
        yield f"<ul>{lines}</ul></section>"
    yield from _runs(told)
    yield f"</main>\n<footer><p>{escape(FOOTER)}</p></footer>"


def _summary(told: Outline) -> Iterable[str]:
    present = {section.key for section in told.sections} | ({digest_claims.KEY} if told.claims else set())
    yield '<nav aria-label="What this digest holds"><ul class="tiles">'
    for key, label, count in told.summary:
        inside = f"<b>{count:,}</b> {escape(label)}"
        linked = f'<a href="#{key}">{inside}</a>' if key in present else f"<span>{inside}</span>"
        yield f'<li class="{key if count else "none"}">{linked}</li>'
    yield "</ul></nav>"


def _section(section: Section) -> Iterable[str]:
    key = section.key
    yield f'<section class="{key}" aria-labelledby="{key}">'
    yield f'<h2 id="{key}">{escape(section.title)} <span class="count">{section.count:,}</span></h2>'
    if section.lead:
        yield f'<p class="lead">{escape(section.lead)}</p>'
    for group in section.groups:
        if group.title:
            yield f"<h3>{escape(group.title)}</h3>"
        yield from (entry_html(entry, 4 if group.title else 3) for entry in group.entries)
        if group.left_out:
            yield f"<p>and {group.left_out:,} more: <code>evidence digest --format json</code> lists all.</p>"
    yield "</section>"


def _runs(told: Outline) -> Iterable[str]:
    if not told.runs:
        return
    yield '<section class="runs" aria-labelledby="runs"><h2 id="runs">Runs of this period</h2>'
    yield '<div class="scroll" role="region" aria-labelledby="runs" tabindex="0"><table><thead><tr>'
    heads = ("run", "started (UTC)", "strategy", "job", "outcome", "records")
    yield "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead><tbody>"
    for run in told.runs:
        outcome = run.outcome if run.good else f"<strong>{run.outcome}</strong>"
        cells = (escape(run.name), escape(run.job), outcome, run.counts)
        yield f'<tr class="{"good" if run.good else "bad"}"><th scope="row">{run.number}</th>'
        yield f'<td class="when">{run.when}</td>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
    yield "</tbody></table></div></section>"
