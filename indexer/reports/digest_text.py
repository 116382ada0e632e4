"""A digest for a terminal or a mail: plain text of at most 100 columns, no colour. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from indexer.digest import Digest
from indexer.reports import digest_claims
from indexer.reports.digest_entries import Entry
from indexer.reports.digest_outline import FOOTER, TITLE, Outline, Section, outline

WIDTH = 100
_LOUD = frozenset({"retracted", "announced"})


def digest_text(digest: Digest) -> str:
    """The digest as lines."""
    told = outline(digest)
    return "\n".join(line.rstrip() for line in _lines(told)) + "\n"


def _lines(told: Outline) -> Iterable[str]:
    yield from (TITLE, "=" * len(TITLE), "")
    yield from _wrapped(told.headline)
    for line in told.period:
        yield from _wrapped(line)
    if told.demonstration:
        yield ""
        yield from _wrapped(told.demonstration)
    for alert in told.alerts:
        first = "!! " if alert.key in {"incomplete", "unjudged"} else ""
        yield ""
        yield from _wrapped(alert.title, first, " " * len(first))
        for line in alert.lines:
            yield from _wrapped(line, "   - ", "     ")
    yield from _claims(told)
    for section in told.sections:
        yield from _section(section)
    if told.also:
        yield from ("", "Also", "----")
        for line in told.also:
            yield from _wrapped(line)
    if told.warnings:
        yield from ("", "What the runs warned of", "-----------------------")
        for line in told.warnings:
            yield from _wrapped(line, "- ", "  ")
    if told.runs:
        yield from ("", "Runs of this period", "-------------------")
        for run in told.runs:
            mark = "" if run.good else "!! "
            said = f"{run.number}. {run.when} UTC, {run.name} {run.job}: {run.outcome} ({run.counts})"
            yield from _wrapped(said, mark, "     ")
    yield ""
    yield from _wrapped(FOOTER)


def _claims(told: Outline) -> Iterable[str]:
    if not told.claims:
        return
    title = f"{digest_claims.TITLE} ({len(told.claims):,})"
    yield from ("", title, "-" * len(title), *_wrapped(digest_claims.LEAD))
    for one in told.claims:
        yield from ("", *_wrapped(f"{one.mark}: {one.text}", "* ", "  "), *_wrapped(one.about, "  ", "  "))
        for line in one.lines:
            yield from _wrapped(line, "  - ", "    ")


def _section(section: Section) -> Iterable[str]:
    title = f"{section.title} ({section.count:,})"
    yield ""
    if section.key in _LOUD:
        title = f"!! {title.upper()} !!"
        yield from ("!" * len(title), title, "!" * len(title))
    else:
        yield from (title, "-" * len(title))
    if section.lead:
        yield from _wrapped(section.lead)
    for group in section.groups:
        if group.title:
            yield ""
            yield from _wrapped(group.title, "# ", "  ")
        for entry in group.entries:
            yield ""
            yield from _entry(entry)
        if group.left_out:
            yield ""
            yield from _wrapped(f"and {group.left_out:,} more: `evidence digest --format json` lists all.", "  ", "  ")


def _entry(entry: Entry) -> Iterable[str]:
    marks = [f"[{entry.mark}] " if entry.mark else "", "[demonstration record] " if entry.demonstration else ""]
    yield from _wrapped("".join(marks) + entry.title, "* ", "  ")
    found = f"found by {entry.strategies}" if entry.strategies else ""
    about = (entry.kind, f"PMID {entry.pmid}", entry.url, found)
    for line in (entry.where, " · ".join(part for part in about if part)):
        if line:
            yield from _wrapped(line, "  ", "  ")
    for line in entry.remarks:
        yield from _wrapped(line, "  > ", "    ")
    for line in entry.changes:
        yield from _wrapped(line, "  - ", "    ")


def _wrapped(text: str, first: str = "", then: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
