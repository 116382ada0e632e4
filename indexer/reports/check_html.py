"""A check as one HTML page that needs nothing else: the draft with its claims marked, and a panel for each.

No script and no request: the filters are style rules on checkboxes, and every mark is a link. Every word of a draft or
a record is escaped, and the page's policy allows its own style sheet by its hash and nothing else. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from indexer.checking.values import CheckedClaim, CheckReport, Remark
from indexer.reports import check_outline as outline
from indexer.reports.check_codes import CODES, LABELS, label
from indexer.reports.check_html_claim import claim_html, record_html
from indexer.reports.check_html_draft import draft_html
from indexer.reports.check_since import Move, Since
from indexer.reports.check_style import CHECK_STYLE, policy
from indexer.reports.svg import LEVEL_KEYS, LEVEL_NAMES


def check_html(check: outline.Check) -> str:
    """The check as an HTML document."""
    told = f"{outline.TITLE}: {', '.join(report.draft.name for report in check.reports)}"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy())}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(told)}</title>\n<style>{CHECK_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(_body(check))
        + "\n</body>\n</html>\n"
    )


def _body(check: outline.Check) -> Iterable[str]:
    yield '<a class="skip" href="#main">Skip to the draft</a>'
    yield f'<header>\n<h1>{outline.TITLE}</h1>\n<p class="headline">{escape(outline.headline(check))}</p>'
    if told := outline.left_open(check):
        yield f'<p class="left-open">{escape(told)}</p>'
    for line in dict.fromkeys(line for report in check.reports for line in outline.snapshot(report)):
        yield f'<p class="period">{escape(line)}</p>'
    yield f'<p class="disclaimer">{escape(outline.FOOTER)}</p>'
    if outline.has_demonstrations(check):
        yield f'<p class="fiction">{escape(outline.FICTION)}</p>'
    yield "</header>"
    if check.since:
        yield from _since(check.since)
    yield from _filters(check)
    yield '<main id="main">'
    for place, (report, claims) in enumerate(check.numbered(), 1):
        yield from _report(place, report, claims, check.limit)
    yield f"</main>\n<footer><p>{escape(outline.FOOTER)}</p></footer>"


def _filters(check: outline.Check) -> Iterable[str]:
    """Checkboxes that hide the claims of a verdict: without script, by rules of the style sheet."""
    counts = Counter(label(one.verdict) for one in check.claims)
    yield '<form class="filters" aria-label="Which verdicts are shown"><fieldset><legend>Verdicts</legend>'
    for name in LABELS:
        word = name.split(" ", maxsplit=1)[0]
        disabled = "" if counts[name] else " disabled"
        yield (
            f'<label class="{word}"><input type="checkbox" id="show-{word}" checked{disabled}>'
            f'<span class="chip">{escape(name)}</span> {counts[name]}</label>'
        )
    yield "</fieldset>"
    yield '<ul class="keys" aria-label="Levels of evidence in the bars">'
    for level, name in zip(LEVEL_KEYS, LEVEL_NAMES, strict=True):
        square = f'<svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><rect class="{level}" '
        yield f'<li>{square}width="12" height="12"/></svg>{name}</li>'
    yield "</ul></form>"


def _report(place: int, report: CheckReport, claims: Sequence[tuple[int, CheckedClaim]], limit: int) -> Iterable[str]:
    name = escape(report.draft.name)
    yield f'<section class="draft-and-claims" aria-labelledby="name-{place}"><h2 id="name-{place}">{name}</h2>'
    yield '<div class="columns">'
    yield f'<div class="draft" tabindex="0" role="region" aria-label="The draft {name}">'
    yield from draft_html(report, claims)
    yield "</div>"
    yield f'<div class="claims"><h3 class="visually-hidden">Claims of {name}</h3>'
    if not claims:
        yield '<p class="none-found">Nothing in this draft could be checked: the reasons stand below.</p>'
    for number, one in claims:
        yield from claim_html(number, one, limit)
    yield "</div></div>"
    yield from _citations(place, report)
    yield from _remarks(place, report.remarks)
    yield from _unchecked(place, report)
    yield "</section>"


def _citations(place: int, report: CheckReport) -> Iterable[str]:
    if not report.citations:
        return
    yield f'<section aria-labelledby="citations-{place}"><h3 id="citations-{place}">Citations '
    yield f'<span class="count">{len(report.citations)}</span></h3><div class="scroll" tabindex="0" role="region" '
    yield f'aria-labelledby="citations-{place}"><table class="citations"><thead><tr>'
    heads = ("in the draft", "line", "record", "what became of it, what it does")
    yield "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead><tbody>"
    for one in report.citations:
        codes = "".join(f' <b class="code">{fault.code.value}</b>' for fault in outline.cited(one, report.remarks))
        record = record_html(one.record) if one.record else "–"
        yield f"<tr><td>{escape(one.id)}</td><td>{one.line}</td><td>{record}</td>"
        yield f"<td>{escape(outline.standing(one))}{codes}</td></tr>"
    yield "</tbody></table></div></section>"


def _remarks(place: int, remarks: Sequence[Remark]) -> Iterable[str]:
    if not remarks:
        return
    yield f'<section class="remarks" aria-labelledby="remarks-{place}"><h3 id="remarks-{place}">To be mended'
    yield f' <span class="count">{len(remarks)}</span></h3><ul>'
    for several in outline.together(remarks):
        one, rule = several[0], CODES[several[0].code]
        where = f' <span class="about">{outline.places(several)}</span>'
        yield f'<li class="remark {rule.level}"><b class="code">{one.code.value}</b> '
        yield f"<strong>{escape(rule.title)}</strong>{where}<br>{escape(one.message)} "
        yield f'<span class="about">{escape(rule.help)}</span>'
        subjects = [f"<li><q>{escape(each.subject)}</q></li>" for each in several if each.subject]
        records = [f"<li>{record_html(record)}</li>" for record in one.records]
        yield f"<ul>{''.join((*subjects, *records))}</ul>" if subjects or records else ""
        yield "</li>"
    yield "</ul></section>"


def _unchecked(place: int, report: CheckReport) -> Iterable[str]:
    if not report.unchecked:
        return
    yield f'<details class="unchecked" id="unchecked-{place}"><summary>Not checked, and why '
    yield f'<span class="count">{len(report.unchecked)}</span></summary>'
    for reason, several in outline.by_reason(report.unchecked):
        yield f'<h4>{escape(reason.value.capitalize())} <span class="count">{len(several)}</span></h4><ul>'
        for one in several:
            yield f'<li><span class="about">line {one.line}</span> {escape(one.text)}</li>'
        yield "</ul>"
    yield "</details>"


def _since(since: Since) -> Iterable[str]:
    loud = " moved" if since.moved else ""
    yield f'<aside class="since{loud}" aria-labelledby="since"><h2 id="since">What moved</h2>'
    yield f"<p>{escape(outline.since_headline(since))}</p>"
    if since.notes or since.moves:
        yield "<ul>"
        yield from (f"<li>{escape(note)}</li>" for note in since.notes)
        yield from (_move(move) for move in since.moves)
        yield "</ul>"
    yield "</aside>"


def _move(move: Move) -> str:
    text = f"<q>{escape(move.text)}</q>"
    linked = f'<a href="#claim-{move.number}">{text}</a>' if move.number else text
    because = "".join(f"<li>{escape(outline.because(one))}</li>" for one in move.because)
    return (
        f"<li><strong>{escape(outline.moved(move))}</strong>: {linked}{f'<ul>{because}</ul>' if because else ''}</li>"
    )
