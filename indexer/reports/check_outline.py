"""What a check says, in words and in order, whatever the format: claims, their evidence, what could not be decided.

Pure over the values of `checking`. No sentence is made here but fixed ones; what is quoted stands in a record.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.appraisal.wording import in_words as judged
from indexer.appraisal.wording import summary
from indexer.checking.besides import besides
from indexer.checking.general import GENERAL
from indexer.checking.values import (
    Bearing,
    CheckedClaim,
    CheckReport,
    Citation,
    Claim,
    Code,
    Direction,
    Evidence,
    NotCheckable,
    Remark,
    Stance,
    Unchecked,
    Verdict,
)
from indexer.record import Record, Status
from indexer.reports import payload
from indexer.reports.check_codes import CODES, LABELS, NO_EVIDENCE, label
from indexer.reports.check_since import Move, Since
from indexer.watched import Because, Cause

TITLE = "Claim check"
FOOTER = (
    "This says what the abstracts in one collection say of each claim. Full texts were not read, how well a study was "
    "done was not judged, and what is not determined is not decided either way. Read the records before you rely on "
    "them. No medical advice. PubMed data: courtesy of the U.S. National Library of Medicine."
)
FICTION = (
    "Some of these are demonstration records, written for this program. They are fictional and no evidence of anything."
)
SAID = {
    "supports": "This collection supports it.",
    "contradicts": "This collection speaks against it.",
    "mixed": "Findings stand on both sides.",
    "insufficient": "This collection does not decide it.",
    NO_EVIDENCE: "Nothing in this collection was found to bear on it.",
}
ELSEWHERE = "Some evidence found is about something else"
"""Above the mismatches of a claim: they are of any of the evidence, mostly of what decides nothing."""
LEFT_OPEN = (
    "Where no advice stands with a claim that is insufficient or has no evidence: leave it out, or cite a source that "
    "shows it."
)
NEAREST = "The nearest records, which do not bear on it"
SIDES = {Bearing.SUPPORTS: "Supports", Bearing.CONTRADICTS: "Contradicts", Bearing.UNDETERMINED: "Not determined"}
MARKS = {
    Status.RETRACTED: "RETRACTED", Status.CONCERN: "EXPRESSION OF CONCERN", Status.CORRECTED: "corrected",
    Status.NOTICE: "a notice", Status.GONE: "gone from PubMed",
}  # fmt: skip
_QUOTED = re.compile("“([^”]+)”")
# Words long enough to say something, and numbers; those that begin alike are taken for the same (`reduces`, `reduced`).
_TELLING = re.compile(r"[^\W\d_]{6,}|\d+(?:\.\d+)?")
_ALIKE = 6
_MOST_NAMED = 3
_NEVER_OVER = 0.99
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Check:
    """What a report tells of: drafts checked against one state of the collection, how many records are shown for a
    claim, and what moved since an earlier report."""

    reports: tuple[CheckReport, ...]
    limit: int = 12
    since: Since | None = None

    def numbered(self) -> Iterator[tuple[CheckReport, tuple[tuple[int, CheckedClaim], ...]]]:
        """Each draft with its claims, which are numbered from 1 through all drafts."""
        first = 1
        for report in self.reports:
            yield report, tuple(enumerate(report.claims, first))
            first += len(report.claims)

    @property
    def claims(self) -> tuple[CheckedClaim, ...]:
        """The claims of all drafts."""
        return tuple(claim for report in self.reports for claim in report.claims)


def key(verdict: Verdict) -> str:
    """The same in one word, for a class or an id."""
    return label(verdict).split(" ", maxsplit=1)[0]


def headline(check: Check) -> str:
    """The whole in a line: how many claims, and how many of each verdict."""
    counts = Counter(label(one.verdict) for one in check.claims)
    words = {
        "supports": "supported", "contradicts": "contradicted", "mixed": "mixed", "insufficient": "insufficient",
        NO_EVIDENCE: "with no evidence in this collection",
    }  # fmt: skip
    told = ", ".join(f"{counts[one]} {words[one]}" for one in LABELS if counts[one])
    number = len(check.claims)
    return f"{count(number, 'claim')}: {told}" if number else "No checkable claim was found"


def count(number: int, noun: str) -> str:
    """`1 claim`, `2 claims`, `1,234 records`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def snapshot(report: CheckReport) -> tuple[str, ...]:
    """Against what it was checked, so that it can be repeated."""
    strict = ", strictly (three findings, one of level 1 or 2)" if report.strict else ""
    collection = f"revision {report.revision} of a collection of {count(report.records, 'record')}"
    how = f"records ranked by {report.retrieval}, judged by {report.judge}"
    lines = [f"Checked on {report.made} against {collection}{strict}; {how}."]
    if report.tables:
        lines.append(f"With this workspace's own rows of the concept tables ({report.tables[:12]}).")
    days = sorted({day for _, day in report.strategies if day})
    ran = [f"{', '.join(name for name, one in report.strategies if one == day)} ({day})" for day in days]
    never = [name for name, day in report.strategies if not day]
    if ran:
        lines.append(f"Strategies with the day of their last complete run: {'; '.join(ran)}.")
    if never:
        lines.append(f"Strategies that never ran to the end: {', '.join(never)}.")
    return tuple(lines)


def has_demonstrations(check: Check) -> bool:
    """Whether a fictional record is among the evidence."""
    found = (one for claim in check.claims for one in (*claim.verdict.evidence, *claim.verdict.excluded))
    remarked = (record for report in check.reports for remark in report.remarks for record in remark.records)
    return any(one.record.is_demonstration for one in found) or any(one.is_demonstration for one in remarked)


# --- one claim --------------------------------------------------------------------------------------------------------


def whole(claim: Claim) -> str:
    """The sentence of which a claim is a part, on one line; empty if it is all of it."""
    sentence = " ".join(claim.sentence.split())
    return sentence if len(sentence) > len(" ".join(claim.text.split())) else ""


def read_as(claim: Claim) -> str:
    """What was understood of a claim, in the words of the tables; empty if nothing was."""
    told = claim.statement
    drugs = ", ".join(dict.fromkeys(slot.value for slot in told.interventions))
    outcome = ""
    if told.outcome:
        known = told.direction is not Direction.UNKNOWN
        outcome = f"{told.outcome_name} {told.direction.value if known else '(direction not read)'}"
    more = besides(claim)
    parts = [drugs, more if told.direction is Direction.UNKNOWN and more else outcome]
    parts += [more] if more not in parts else []
    for word, slots in (
        ("in", told.conditions),
        ("in", told.species),
        ("given", told.routes),
        ("versus", told.against),
    ):
        names = ", ".join(dict.fromkeys(slot.value for slot in slots))
        parts.append(f"{word} {names}" if names else "")
    times = [*told.onset, *told.duration, *told.quantities]
    spans = dict.fromkeys((one.span.start, one.span.end) for one in times)
    parts.append(", ".join(claim.source[start:end] for start, end in spans))
    return " · ".join(part for part in parts if part)


def why(verdict: Verdict) -> str:
    """Why the verdict is what it is, in its own words; empty where it says no more than that there is nothing."""
    return " ".join(verdict.reasons) if verdict.found else ""


def confidence(verdict: Verdict) -> str:
    """How sure the verdict is, in words; empty where there is none."""
    decided = verdict.found and verdict.stance is not Stance.INSUFFICIENT
    return f"confidence {chance(verdict.confidence)}" if decided and verdict.confidence else ""


def chance(number: float) -> str:
    """A chance in two places; none is certain, however it is rounded."""
    return f"over {_NEVER_OVER}" if number > _NEVER_OVER else f"{number:.2f}"


def advice(verdict: Verdict) -> tuple[str, ...]:
    """What is advised on this claim; what could be said of any that is undecided is told once, by `left_open`."""
    return tuple(line for line in verdict.advice if line not in GENERAL)


def left_open(check: Check) -> str:
    """What to do with claims on which nothing more is advised; empty if there are none."""
    return LEFT_OPEN if any(not GENERAL.isdisjoint(one.verdict.advice) for one in check.claims) else ""


def levels(verdict: Verdict, bearing: Bearing) -> tuple[int, ...]:
    """How many counted records of each level stand on a side: level 1 to 5, unknown last."""
    counts = Counter(
        int(one.appraisal.level.value or 0) for one in verdict.evidence if one.counted and one.bearing is bearing
    )
    return tuple(counts[level] for level in (1, 2, 3, 4, 5, 0))


def by_level(numbers: Sequence[int]) -> str:
    """Counts of `levels` in words: `2 at level 1, 5 at level 2`."""
    names = ("at level 1", "at level 2", "at level 3", "at level 4", "at level 5", "of unknown level")
    return ", ".join(f"{number} {name}" for number, name in zip(numbers, names, strict=True) if number)


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one side that are shown, and how many more there are."""

    title: str
    bearing: Bearing
    shown: tuple[Evidence, ...]
    more: int


def groups(verdict: Verdict, limit: int) -> tuple[Group, ...]:
    """At most `limit` records, by side. Neither side may crowd the other out; what decides nothing comes last, the
    nearest first, and only the nearest few where nothing bears on the claim."""
    sides = {bearing: [one for one in verdict.evidence if one.bearing is bearing] for bearing in SIDES}
    sides[Bearing.UNDETERMINED].sort(key=_nearest)
    pro, con, rest = (len(sides[bearing]) for bearing in SIDES)
    fewer = min(con, max(limit - pro, (limit + 1) // 2 if pro else limit))
    taken = {Bearing.CONTRADICTS: fewer, Bearing.SUPPORTS: min(pro, limit - fewer)}
    taken[Bearing.UNDETERMINED] = min(rest, limit - sum(taken.values()), limit if verdict.found else _NEAREST)
    return tuple(
        Group(
            SIDES[bearing] if verdict.found else NEAREST,
            bearing,
            tuple(found[: taken[bearing]]),
            len(found) - taken[bearing],
        )
        for bearing, found in sides.items()
        if found
    )


def _nearest(evidence: Evidence) -> tuple[float, float]:
    """What leans most, then what covers most of the claim."""
    chance = evidence.leaning.chance if evidence.leaning and evidence.leans else 0.0
    return -chance, -evidence.rationale.score


def problems(checked: CheckedClaim) -> tuple[Code, ...]:
    """The mismatches that a writer has to mend. Of a claim that holds, they are of evidence that was not needed."""
    if checked.verdict.stance is Stance.SUPPORTS:
        return ()
    return tuple(dict.fromkeys(one.code for one in checked.verdict.mismatches))


# --- one record -------------------------------------------------------------------------------------------------------


def source(record: Record) -> str:
    """Where a record appeared: journal and year."""
    journal = record.journal.medline or record.journal.abbreviation or record.journal.title
    return " ".join(part for part in (journal, str(record.year or "")) if part)


def title(record: Record) -> str:
    """A record's title, in whatever language it has one."""
    return record.title or record.vernacular_title or "[no title]"


def kind(evidence: Evidence) -> str:
    """What kind of evidence it is: design, level, species, size, drug and route; then in whom, against what, when."""
    appraisal = evidence.appraisal
    parts = [summary(appraisal)]
    people = [one.value for one in appraisal.conditions[:_MOST_NAMED]]
    against = list(dict.fromkeys(one.value.name or one.value.control.value for one in appraisal.comparators))
    times = list(dict.fromkeys(judged(one.value).split(" (")[0] for one in appraisal.times[:_MOST_NAMED]))
    parts += [f"in {', '.join(people)}"] if people else []
    parts += [f"versus {', '.join(against[:_MOST_NAMED])}"] if against and against != ["none"] else []
    parts += [f"at {', '.join(times)}"] if times else []
    return " · ".join(part for part in parts if part)


def link(record: Record) -> str:
    """The record's page at PubMed; empty for a demonstration record, which has none."""
    return payload.link(record)


def leaning(evidence: Evidence) -> str:
    """Which way a sentence that decides nothing probably goes, in words; empty where that cannot be said."""
    if evidence.leaning is None or evidence.leans is None:
        return ""
    way = "support" if evidence.leans is Bearing.SUPPORTS else "contradict"
    return f"seems to {way} the claim: chance {chance(evidence.leaning.chance)}, not counted"


def grounds(evidence: Evidence) -> str:
    """Why a sentence decides nothing, or by which of its words it decides; empty where there is nothing to say."""
    how = "not decided" if evidence.bearing is Bearing.UNDETERMINED else "read as"
    return f"{how}: {'; '.join(evidence.reasons)}" if evidence.reasons else ""


def stands(evidence: Evidence) -> str:
    """Where in the record the sentence stands: `title`, `RESULTS`, `abstract`."""
    section = evidence.rationale.section
    if section < 0:
        return "title"
    return evidence.record.abstract[section].label or "abstract"


def statuses(excluded: Sequence[Evidence]) -> tuple[tuple[str, int], ...]:
    """Why records are not counted, in words, and how many for each reason."""
    words = {Status.RETRACTED: "retracted", Status.CONCERN: "under an expression of concern",
             Status.NOTICE: "only a notice", Status.GONE: "gone from PubMed"}  # fmt: skip
    counts = Counter(words.get(one.status, one.status.value) for one in excluded)
    return tuple(counts.items())


def cited(citation: Citation, remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """What is to be mended of a reference."""
    return tuple(one for one in remarks if (one.start, one.end) == (citation.start, citation.end))


def together(remarks: Sequence[Remark]) -> tuple[tuple[Remark, ...], ...]:
    """Remarks that say the same thing of several places, as one, the gravest first."""
    same: dict[tuple[Code, str], list[Remark]] = {}
    for one in remarks:
        same.setdefault((one.code, one.message), []).append(one)
    order = ("error", "warning", "note")
    return tuple(map(tuple, sorted(same.values(), key=lambda several: order.index(CODES[several[0].code].level))))


def places(several: Sequence[Remark]) -> str:
    """`line 3`, `lines 3, 8`; empty where remarks are of the whole draft."""
    lines = [str(line) for line in dict.fromkeys(one.line for one in several) if line]
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(lines)}" if lines else ""


def standing(citation: Citation) -> str:
    """What has become of a cited record, and what it does for the claims that it is given for."""
    if citation.record is None:
        return "not in this collection"
    does = {
        Bearing.SUPPORTS: "likely supports its sentence", Bearing.CONTRADICTS: "likely contradicts its sentence",
        Bearing.UNDETERMINED: "what it does for its sentence is not determined", None: "given for no claim",
    }  # fmt: skip
    return "; ".join(part for part in (citation.note, does[citation.bearing]) if part)


def decisive(evidence: Evidence, claim: Claim) -> tuple[tuple[int, int], ...]:
    """The words of a sentence that decided, as the reasons quote them; of one that decides nothing, those that it
    shares with the claim. Offsets into the sentence, in order, none overlapping."""
    sentence = evidence.rationale.sentence
    if evidence.bearing is Bearing.UNDETERMINED:
        shared = {match[0].lower()[:_ALIKE] for match in _TELLING.finditer(claim.text)}
        return tuple(one.span() for one in _TELLING.finditer(sentence) if one[0].lower()[:_ALIKE] in shared)
    spans: list[tuple[int, int]] = []
    last = 0
    for reason in evidence.reasons:
        for quoted in _QUOTED.findall(reason):
            start = sentence.find(quoted, last)
            if start >= 0:
                last = start + len(quoted)
                spans.append((start, last))
    return tuple(spans)


# --- what is not checked ----------------------------------------------------------------------------------------------


def by_reason(unchecked: Sequence[Unchecked]) -> tuple[tuple[NotCheckable, tuple[Unchecked, ...]], ...]:
    """What is no claim, by reason, in the order in which the reasons are listed."""
    order = list(NotCheckable)
    ordered = sorted(unchecked, key=lambda one: (order.index(one.reason), one.start))
    return tuple((reason, tuple(several)) for reason, several in groupby(ordered, key=lambda one: one.reason))


# --- what moved -------------------------------------------------------------------------------------------------------


def since_headline(since: Since) -> str:
    """What moved, in a line."""
    changed = sum(1 for one in since.moves if one.then == one.now)
    added, removed = (sum(1 for one in since.moves if not getattr(one, side)) for side in ("then", "now"))
    parts = [f"{count(len(since.moved), 'verdict')} moved" if since.moved else "no verdict moved"]
    parts += [f"{changed} kept while their evidence changed"] if changed else []
    parts += [f"{added} new in the draft"] if added else []
    parts += [f"{removed} no longer in the draft"] if removed else []
    return f"Since {since.made} (revision {since.revision}): {', '.join(parts)}, {since.kept} unchanged."


def moved(move: Move) -> str:
    """A move in a few words: `supports → mixed`."""
    if not move.then:
        return f"new in the draft: {move.now}"
    if not move.now:
        return f"no longer in the draft (was {move.then})"
    return f"{move.then} → {move.now}" if move.then != move.now else f"still {move.now}, its evidence changed"


def because(one: Because) -> str:
    """Why, in a few words: `PMID 1 is retracted: supported it, is excluded`."""
    told = {"": "", "supports": "supports it", "contradicts": "contradicts it", "excluded": "is excluded"}
    past = {"": "did not decide", "supports": "supported it", "contradicts": "contradicted it",
            "excluded": "was excluded"}  # fmt: skip
    now = told[one.now] or "decides nothing now"
    title = f" ({one.title})" if one.title else ""
    before = f"{past[one.then]}, " if one.cause is not Cause.NEW else ""
    return f"PMID {one.pmid} is {one.cause}: {before}{now}{title}"
