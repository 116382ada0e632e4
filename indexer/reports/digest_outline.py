"""What a digest says to people, in words and in order, before any markup: the formats next door only set it. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.digest import Digest, Place, Start, Unknown
from indexer.reports import digest_claims
from indexer.reports.digest_claims import ClaimEntry, claim_entries
from indexer.reports.digest_entries import Group, announced_entry, by_design, by_strategy, clean, group
from indexer.runs import Outcome, Run

LISTED = 200
"""How many records of one group are listed for people; the rest is counted, and is whole in JSON and Atom."""

TITLE = "Evidence digest"
DEMONSTRATION = "Demonstration records are fictional, written for this program, and no evidence of anything."
FOOTER = (
    "PubMed data: courtesy of the U.S. National Library of Medicine. Levels say what a design can carry, not how well "
    "a study was done. Not medical advice."
)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the digest: `key` is a stable word, `count` how many records it tells of."""

    key: str
    title: str
    count: int
    lead: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to be read before anything else: `key` is `incomplete`, `unjudged` or `unasked`."""

    key: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run as a row: `good` unless it did not complete, `when` it started in UTC, `counts` what it came to."""

    number: int
    name: str
    job: str
    when: str
    outcome: str
    good: bool
    counts: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole digest in words. `headline` is one sentence, `summary` (section key, label, count) triples."""

    headline: str
    period: tuple[str, ...]
    alerts: tuple[Alert, ...]
    summary: tuple[tuple[str, str, int], ...]
    sections: tuple[Section, ...]
    also: tuple[str, ...]
    runs: tuple[RunLine, ...]
    warnings: tuple[str, ...]
    demonstration: str
    claims: tuple[ClaimEntry, ...] = ()


def outline(digest: Digest, *, listed: int | None = LISTED) -> Outline:
    """The digest in words, with at most `listed` records in each group of new or revised ones (None: all)."""
    return Outline(
        headline=_headline(digest),
        period=_period(digest),
        alerts=tuple(_alerts(digest)),
        summary=tuple(_counted(digest)),
        sections=tuple(section for section in _sections(digest, listed) if section.count),
        also=tuple(_also(digest)),
        runs=tuple(map(_run, digest.runs)),
        warnings=tuple(dict.fromkeys(
            f"{_name(run)} (run {run.id}): {clean(warning.message)}" for run in digest.runs for warning in run.warnings
        )),
        demonstration=DEMONSTRATION if digest.has_demonstrations else "",
        claims=claim_entries(digest.claims),
    )  # fmt: skip


_SUMMARY = (
    (Place.RETRACTED, "retracted", "retracted"),
    (Place.CONCERN, "expression of concern", "expressions of concern"),
    (Place.CORRECTED, "corrected", "corrected"),
    (Place.NEW, "new", "new"),
    (Place.RETURNED, "returned", "returned"),
    (Place.GONE, "gone", "gone"),
    (Place.REVISED, "revised", "revised"),
)


# The top


def _counted(digest: Digest) -> Iterable[tuple[str, str, int]]:
    for place, one, several in _SUMMARY:
        count = len(digest.of(place))
        yield place.value, one if count == 1 else several, count
    if digest.claims.watched:
        count = len(digest.claims.moved)
        yield digest_claims.KEY, "claim moved" if count == 1 else "claims moved", count


def _headline(digest: Digest) -> str:
    told = ", ".join(f"{count:,} {label}" for _, label, count in _counted(digest) if count)
    quiet = len(digest.items)
    if told:
        said = f"{told[0].upper()}{told[1:]}."
    elif digest.claims.shifted:
        said = "The evidence of watched claims changed."
    elif digest.announced:
        said = "A retraction was announced."
    elif quiet:
        said = f"Nothing to read: {_records(quiet)} changed in PubMed's housekeeping alone."
    elif digest.incomplete:
        said = "No change is known."
    elif not digest.runs:
        said = "Nothing ran in this period."
    else:
        said = "Nothing changed."
    return f"{said} Not everything is known: see below." if digest.incomplete else said


def _period(digest: Digest) -> tuple[str, ...]:
    last = f"run {digest.runs[-1].id}" if digest.runs else "no run"
    lines = [
        f"{_since(digest.since)}, up to {moment(digest.as_of)} ({last}, store revision {digest.revision}).",
        f"{_records(digest.records)} in the store.",
    ]
    if digest.strategies:
        lines.append(f"Strategies: {', '.join(digest.strategies)}.")
    return tuple(lines)


def _since(since: Start) -> str:
    if since.date is not None:
        return f"Since {since.date} 00:00 UTC (store revision {since.revision})"
    if since.at is None:
        return "Since the beginning"
    return f"Since {moment(since.at)} (after run {since.run}, store revision {since.revision})"


def _alerts(digest: Digest) -> Iterable[Alert]:
    if digest.incomplete:
        names = ", ".join(clean(unknown.name) for unknown in digest.incomplete)
        yield Alert("incomplete", f"Incomplete: what changed is not known for {names}", tuple(map(
            _unknown, digest.incomplete
        )))  # fmt: skip
    if title := digest_claims.unjudged_title(digest.claims):
        yield Alert("unjudged", title, tuple(digest_claims.unjudged_lines(digest.claims)))
    if digest.unasked:
        yield Alert("unasked", "Not asked in this period, because not due", tuple(map(_unknown, digest.unasked)))


def _unknown(unknown: Unknown) -> str:
    name, run = clean(unknown.name), unknown.run
    if run is None:
        said = f"{name}: no run in this period."
    else:
        why = f": {clean(run.error)}" if run.error else ""
        said = f"{name}: run {run.id} ({run.job}) of {moment(run.started)} {outcome(run)}{why.rstrip('.')}."
        if run.job == "import":
            return said
    last = unknown.last_complete
    if last is None:
        return f"{said} There is no complete run of this kind yet."
    return f"{said} Last complete run: {moment(last.finished or last.started)}."


# The sections


def _sections(digest: Digest, listed: int | None) -> Iterable[Section]:
    yield _section(digest, Place.RETRACTED, "Retracted", "Do not rely on these any more.")
    yield Section(
        "announced",
        "Retraction announced",
        len(digest.announced),
        "A retraction notice is in PubMed, but the record itself is not marked yet.",
        (Group("", tuple(map(announced_entry, digest.announced))),),
    )
    yield _section(digest, Place.CONCERN, "Expressions of concern", "Read the notice before you cite these.")
    yield _section(digest, Place.CORRECTED, "Corrected", "An erratum, update or republication was linked.")
    new = digest.of(Place.NEW)
    yield Section(Place.NEW, "New", len(new), by_strategy(new), tuple(by_design(new, listed)))
    yield _section(digest, Place.RETURNED, "Returned", "These had gone and are in PubMed again.")
    yield _section(digest, Place.GONE, "Gone", "PubMed no longer has these. They stay readable here.")
    yield _section(digest, Place.REVISED, "Revised", "", listed)


def _section(digest: Digest, place: Place, title: str, lead: str, listed: int | None = None) -> Section:
    items = digest.of(place)
    return Section(place.value, title, len(items), lead, (group("", items, listed),))


# The end


def _also(digest: Digest) -> Iterable[str]:
    if dates := digest.of(Place.DATES_ONLY):
        yield f"{_records(len(dates))} had only PubMed's own dates changed."
    if back := digest.of(Place.REVERTED):
        yield f"{_records(len(back))} changed and changed back."


def _run(run: Run) -> RunLine:
    counts = run.counts
    told = {
        "hits": counts.count, "new": counts.new, "revised": counts.revised, "retracted": counts.retracted,
        "gone": counts.gone, "missing": counts.missing, "rejected": counts.rejected,
    }  # fmt: skip
    return RunLine(
        number=run.id,
        name=_name(run),
        job=run.job,
        when=moment(run.started).removesuffix(" UTC"),
        outcome=outcome(run),
        good=run.outcome is Outcome.COMPLETE,
        counts=", ".join(f"{number:,} {name}" for name, number in told.items() if number)
        or ("no hits" if run.outcome is Outcome.COMPLETE else "nothing received"),
    )


def outcome(run: Run) -> str:
    """How a run ended, with an empty answer told from an outage."""
    match run.outcome:
        case Outcome.COMPLETE:
            return "complete" if run.counts.count else "complete and empty"
        case Outcome.INCOMPLETE:
            return "incomplete"
        case Outcome.FAILED:
            return "failed"
        case Outcome.RUNNING:
            return "not finished"


def _name(run: Run) -> str:
    return clean(run.strategy or run.source.rsplit("/", 1)[-1]) or "-"


def _records(count: int) -> str:
    return f"{count:,} record{'' if count == 1 else 's'}"


def moment(time: datetime.datetime) -> str:
    """A time to the minute, in UTC."""
    return f"{time.astimezone(datetime.UTC):%Y-%m-%d %H:%M} UTC"
