"""How hits, records and runs look in a terminal. Loads rich, so it is imported only when there is something to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from indexer.appraisal import appraise
from indexer.appraisal.wording import attributes, summary
from indexer.engines.interface import FacetField
from indexer.external import ExternalStatus, Nature
from indexer.query.write import explain
from indexer.record import Record, Status
from indexer.reports import payload
from indexer.retraction_check import SOURCE_NAMES, label
from indexer.runs import Run
from indexer.search import Found, SearchAnswer
from indexer.store.interface import StoredRecord

_STYLES = {
    Status.RETRACTED: "bold white on red",
    Status.CONCERN: "bold red",
    Status.NOTICE: "magenta",
    Status.CORRECTED: "yellow",
    Status.GONE: "bold red",
}
_FACET_VALUES = 8
_ONE_VALUE = frozenset({FacetField.LEVEL, FacetField.DESIGN, FacetField.SPECIES, FacetField.SAMPLE_SIZE})


def hit(console: Console, number: int, found: Found) -> None:
    """One hit: title, where and when, what kind of evidence, and the sentence that shows why."""
    record = found.stored.record
    title = Text(f"{number}. ", style="bold")
    title.append(record.title or record.vernacular_title or "[no title]", style="bold cyan")
    console.print(title)
    body = Text()
    _append_status(body, found.stored)
    body.append(_where(record), style="dim")
    if kind := summary(appraise(record)):
        body.append(f"\n{kind}", style="green")
    if found.snippet.text:
        body.append("\n")
        if found.snippet.kind.precedes_findings:
            body.append(f"{found.snippet.kind}: ", style="dim")
        body.append_text(_marked(found.snippet.text, found.snippet.marks))
    _indented(console, body, 4)
    console.print()


def record(console: Console, stored: StoredRecord) -> None:
    """One record in full."""
    it = stored.record
    full = payload.record(stored)
    console.print(Text(it.title or "[no title]", style="bold cyan"))
    if it.vernacular_title:
        console.print(Text(it.vernacular_title, style="italic"))
    line = Text()
    _append_status(line, stored)
    line.append(_where(it), style="dim")
    console.print(line)
    if it.authors:
        console.print(Text("; ".join(author.short for author in it.authors)))
    for correction in it.corrections:
        target = f" PMID {correction.pmid}" if correction.pmid else ""
        console.print(Text(f"{correction.kind}: {correction.source}{target}", style="red"))
    console.print()
    for section in it.abstract:
        heading = Text(f"{section.label}: ", style="bold") if section.label else Text()
        console.print(heading.append(section.text, style="not bold"))
    if not it.abstract:
        console.print(Text("No abstract.", style="dim"))
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    rows = [
        ("Types", ", ".join(type_.name for type_ in it.publication_types)),
        ("MeSH", "; ".join(f"{heading.descriptor}{'*' if heading.is_major else ''}" for heading in it.mesh)),
        ("Substances", "; ".join(full["substances"])),
        ("Keywords", "; ".join(it.keywords)),
        ("Trials", ", ".join(trial.accession for trial in it.trial_ids)),
        ("Conflicts", it.conflict_statement),
        ("DOI", it.doi),
        ("PMCID", it.pmcid),
        ("Dates", f"published {it.published}, created {it.history.created}, revised {it.history.revised}"),
        ("Strategies", ", ".join(stored.strategies)),
        ("Gone", stored.gone),
        ("Elsewhere", "\n".join(notice(status) for status in stored.external)),
        ("PubMed", full["url"]),
        ("Copyright", it.copyright),
    ]
    for name, value in rows:
        if value:
            table.add_row(name, Text(value))
    console.print()
    console.print(_appraisal(it))
    console.print()
    console.print(table)


def _appraisal(record: Record) -> Table:
    """What is judged of a record, each value with the words it rests on; what is unknown in one row."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    unknown = []
    for told in attributes(appraise(record)):
        if not told.judgements:
            unknown.append(told.label.lower())
            continue
        lines = Text()
        for number, (value, ground) in enumerate(told.judgements):
            lines.append("\n" if number else "").append(value)
            if ground:
                lines.append(f"  {ground}", style="dim")
        table.add_row(told.label, lines)
    if unknown:
        table.add_row("Unknown", Text(", ".join(unknown), style="dim"))
    return table


def notice(status: ExternalStatus) -> str:
    """What another source says of a record, on one line."""
    name = SOURCE_NAMES.get(status.source, status.source)
    if status.asserted_by and status.asserted_by != status.source:
        name += f"/{SOURCE_NAMES.get(status.asserted_by, status.asserted_by)}"
    what = "no notice" if status.nature is Nature.NONE else status.nature.value
    parts = [
        what,
        f"on {status.date}" if status.date else "",
        f"by {status.notice_doi}" if status.notice_doi else "",
        f"({status.reason})" if status.reason else "",
        f"[checked {status.checked.date()}]",
    ]
    return f"{name}: {' '.join(part for part in parts if part)}"


def explanation(console: Console, answer: SearchAnswer) -> None:
    """How a query was understood: its canonical text, its tree, and what was done to plain words."""
    console.print(Text("understood as ", style="bold").append(answer.query, style="not bold"))
    _indented(console, Text(explain(answer.tree)), 2)
    for note in answer.notes:
        console.print(f"  - {note}", style="yellow")
    console.print()


def facets(console: Console, counted: Mapping[FacetField, tuple[tuple[str, int], ...]], total: int) -> None:
    """The most frequent values of each field, with their counts; of `total` hits those of which one is not known."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, pairs in counted.items():
        shown = [f"{value or 'unknown'} {count}" for value, count in pairs[:_FACET_VALUES]]
        rest = len(pairs) - len(shown)
        if name in _ONE_VALUE and (unknown := total - sum(count for _, count in pairs)):
            shown.append(f"not known {unknown}")
        table.add_row(name.value.replace("_", " "), Text(", ".join(shown) + (f", {rest} more" if rest > 0 else "")))
    console.print(table)
    console.print(
        'Each design and species is counted alone: "systematic review"[design] and human[species] take in others too, '
        '"systematic review"[design:noexp] does not.',
        style="dim",
    )


def runs(console: Console, done: Iterable[Run], *, told: bool = False) -> None:
    """Runs, one a line, with what they came to; columns without any number are left out.

    Args:
        done: the runs.
        told: their warnings are told elsewhere.
    """
    shown = tuple(done)
    always = ("count", "new", "revised", "unchanged")
    others = ("superseded", "duplicates", "retracted", "deleted", "gone", "missing", "rejected")
    names = (*always, *(name for name in others if any(getattr(run.counts, name) for run in shown)))
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
    for column in ("strategy", "job", "outcome"):
        table.add_column(column)
    for name in names:
        table.add_column({"count": "hits", "superseded": "older"}.get(name, name), justify="right")
    notes = []
    for run in shown:
        style = "" if run.outcome.value == "complete" else "bold red"
        name = run.strategy or run.source.rsplit("/", 1)[-1]
        numbers = (f"{getattr(run.counts, column):,}" for column in names)
        table.add_row(name, run.job, Text(run.outcome.value, style=style), *numbers)
        notes += [run.error if run.error.startswith(run.source) else f"{name}: {run.error}"] if run.error else []
        notes += [] if told else [f"{name}: {warning.message}" for warning in run.warnings]
    console.print(table)
    for note in dict.fromkeys(notes):
        console.print(Text(note, style="red"))


def _indented(console: Console, text: Text, indent: int) -> None:
    """Prints wrapped text with a left margin and without the trailing blanks that a padded block would have."""
    for line in text.wrap(console, max(20, console.width - indent)):
        line.rstrip()
        console.print(Text(" " * indent).append_text(line), soft_wrap=True)


def _marked(text: str, places: Iterable[tuple[int, int]]) -> Text:
    out = Text(text)
    for start, end in places:
        out.stylize("bold yellow", start, end)
    return out


def _append_status(line: Text, stored: StoredRecord) -> None:
    status = payload.status_of(stored)
    if status is not Status.CURRENT:
        line.append(f" {status.value.upper()} ", style=_STYLES[status]).append(" ")
    if elsewhere := label(stored):
        line.append(f" {elsewhere} ", style="bold red reverse").append(" ")
    if stored.record.is_demonstration:
        line.append("[demonstration record]", style="bold magenta").append(" ")


def _where(record: Record) -> str:
    authors = [author.short for author in record.authors]
    names = ", ".join(authors[:3]) + (" et al." if len(authors) > 3 else "")
    journal = record.journal.medline or record.journal.abbreviation or record.journal.title
    year = str(record.year) if record.year else ""
    return " · ".join(part for part in (names, journal, year, f"PMID {record.pmid}") if part)
