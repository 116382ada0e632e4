"""A digest in Markdown (CommonMark with tables), every word of a record escaped. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.digest import Digest
from indexer.reports import digest_claims
from indexer.reports.digest_entries import Entry
from indexer.reports.digest_outline import FOOTER, TITLE, Outline, Section, outline

# What begins markup anywhere in a line; a bare address and an e-mail address become links on many sites.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$@]|:(?=//))")
# What begins a list or underlines a heading, at the start of a line only.
_STARTS = re.compile(r"^([-+=]|\d+(?=[.)]))")


def digest_markdown(digest: Digest) -> str:
    """The digest as a Markdown document."""
    return "\n".join(_lines(outline(digest))) + "\n"


def escaped(text: str) -> str:
    """`text` as Markdown that reads as just that text."""
    inside = _SPECIAL.sub(r"\\\1", text).replace("www.", "www\\.")
    return _STARTS.sub(_at_the_start, inside)


def _at_the_start(match: re.Match[str]) -> str:
    # A digit cannot be escaped, but a character reference is never markup.
    return "".join(f"&#{ord(one)};" for one in match[1])


def _lines(told: Outline) -> Iterable[str]:
    yield from (f"# {TITLE}", "", f"**{escaped(told.headline)}**", "")
    yield from (f"- {escaped(line)}" for line in told.period)
    if told.demonstration:
        yield from ("", f"> **{escaped(told.demonstration)}**")
    for alert in told.alerts:
        yield from ("", f"> **{escaped(alert.title)}**", ">")
        yield from (f"> - {escaped(line)}" for line in alert.lines)
    if told.claims:
        yield from ("", f"## {digest_claims.TITLE} ({len(told.claims):,})", "", escaped(digest_claims.LEAD), "")
    for one in told.claims:
        yield from (f"- **{escaped(one.mark)}**: {escaped(one.text)}  ", f"  {escaped(one.about)}")
        yield from (f"  - {escaped(line)}" for line in one.lines)
    for section in told.sections:
        yield from _section(section)
    if told.also:
        yield from ("", "## Also", "")
        yield from (f"- {escaped(line)}" for line in told.also)
    if told.warnings:
        yield from ("", "## What the runs warned of", "")
        yield from (f"- {escaped(line)}" for line in told.warnings)
    if told.runs:
        yield from ("", "## Runs of this period", "")
        yield "| run | started (UTC) | strategy | job | outcome | records |"
        yield "|--:|---|---|---|---|---|"
        for run in told.runs:
            outcome = run.outcome if run.good else f"**{run.outcome}**"
            cells = (str(run.number), run.when, escaped(run.name), escaped(run.job), outcome, run.counts)
            yield f"| {' | '.join(cells)} |"
    yield from ("", "---", "", escaped(FOOTER))


def _section(section: Section) -> Iterable[str]:
    title = section.title.upper() if section.key in {"retracted", "announced"} else section.title
    yield from ("", f"## {escaped(title)} ({section.count:,})")
    if section.lead:
        yield from ("", escaped(section.lead))
    for group in section.groups:
        if group.title:
            yield from ("", f"### {escaped(group.title)}")
        yield ""
        for entry in group.entries:
            yield from _entry(entry)
        if group.left_out:
            yield from ("", f"… and {group.left_out:,} more: `evidence digest --format json` lists all.")


def _entry(entry: Entry) -> Iterable[str]:
    mark = f"**{escaped(entry.mark)}** " if entry.mark else ""
    demonstration = "*demonstration record* " if entry.demonstration else ""
    pmid = f"[PMID {entry.pmid}]({entry.url})" if entry.url else f"PMID {escaped(entry.pmid)}"
    yield f"- {mark}{demonstration}**{escaped(entry.title)}**  "
    found = escaped(f"found by {entry.strategies}") if entry.strategies else ""
    about = (escaped(entry.where), escaped(entry.kind), pmid, found)
    yield f"  {' · '.join(part for part in about if part)}"
    yield from (f"  - **{escaped(line)}**" for line in entry.remarks)
    yield from (f"  - {escaped(line)}" for line in entry.changes)
