"""A claim made ready to be set beside records, and one record set beside it.

Imports `evidence`, `stance`, `retraction_check` and below; touches nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from indexer.appraisal.reading import Line, Reading, of_text
from indexer.checking import durations, free
from indexer.checking.evidence import Found, Wanted, rationales, wanted
from indexer.checking.frames import is_list_of_harms
from indexer.checking.judging import by_words, judge
from indexer.checking.leaning import leaning
from indexer.checking.library import Library
from indexer.checking.named_outcomes import HARMS
from indexer.checking.references import without_references
from indexer.checking.stance import Judged
from indexer.checking.statements import statements
from indexer.checking.values import Bearing, Claim, Direction, Evidence, Leaning, Rationale, Slot, Span, Statement
from indexer.checking.verdict import is_counted
from indexer.checking.weighing import Weighed
from indexer.record import Status
from indexer.retraction_check import OnlyElsewhere, Standing, compare
from indexer.store.interface import StoredRecord
from indexer.text import plain
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind

_FIGURE = re.compile(
    r"(?:(?:within|for|up to|over|after|at|in) )*"
    r"(?:about |(?:an?|one|two|three|four|six|the first|several|a few) |\d[\d.,-]* ?)*"
    r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|% of \w+)\b|\b\d[\d.,]*(?: ?%| mg/kg| mg)?"
)


# What says by itself how soon, how long or how often: figures of another clause are not said of it too.
_OWN_TIME = re.compile(
    r"\b(?:single|repeated|rapid|quick|fast|immediate|short-term|long-term|lasting|^while|^although)"
)
# What a sentence opens with is said of all its parts; whom it ends with, too.
_OPENING = re.compile(
    r"(?P<scope>(?:In|On|At|During|After|Before|Under|Over|By|Through|Among|For|With|Without|Compared|Given|Used|Taken|"
    r"Swallowed|Smoked|Injected|Inhaled|Stopping|Combined|Added|Unlike|Where|Following|\w+ (?:minutes|hours|days|weeks|"
    r"months|years) (?:after|on|later))\b[^,;.]{0,70}), "
)
_IN_WHOM = re.compile(
    r"\b(?:in|among) (?:\w+ )?(?:children|adolescents|teen\w+|boys|girls|infants|older (?:adults|people)|old age|women|"
    r"men|veterans|mice|rats|rodents|monkeys|animals|healthy \w+)\b",
    re.IGNORECASE,
)
# How a drug was given, said with its name in an earlier part of a sentence: `Oral ketamine acts slowly, and is safe`.
_GIVEN_SO = re.compile(
    r"\b(?:oral|swallowed|sublingual|intranasal|nasal|intravenous|iv|intramuscular|im|subcutaneous|rectal|"
    r"inhaled|repeated|"
    r"single|daily|weekly|low-dose|high-dose|maintenance|chronic) (?:[\w-]+ )?(?:[\w-]*ketamine|psilocybin|mdma|lsd|"
    r"ayahuasca|infusions?|doses?|injections?|treatment)\b",
    re.IGNORECASE,
)
_OWN_DOSES = re.compile(
    r"\b(?:repeated|multiple|several|single|series|treatments?|infusions?|doses?|sessions?|"
    r"sprays?)\b"
)
# Where a sentence goes on to say something else: its figures are of that.
_NEXT_CLAUSE = re.compile(
    r"[;:]|,? (?:but|whereas|while|although|though|and|so) (?=(?:the|it|its|this|these|they|their|an?) )"
)
_PRAISE = re.compile(r"(?<=\w), (?:offering|providing|giving|bringing|delivering) [^,;.]*(?=[,;.]|$)")
# Who says it: `according to a review, …`, `doctors say that …`.
_SAID_BY = re.compile(
    r"^(?:according to (?:(?!case|rat|mice|mouse|animal)[^,\d]){3,60}, |"
    r"(?:doctors|experts|clinicians|psychiatrists|specialists|scientists|researchers) "
    r"(?:say|report|find|found|have found)(?: that)? )",
    re.IGNORECASE,
)
# What is thought of it, or done because of it, and is no part of what is claimed.
_COMMENT = re.compile(
    r"(?<=\w), (?:a fact (?:that|which)|which (?:worr(?:y|ies|ied)|surpris\w+|pleas\w+|annoy\w+|matters?|is why|"
    r"may be why|explains? why|should (?:make|remind|give)|has (?:persuaded|led|prompted)|came as|is "
    r"(?:good|bad|welcome) "
    r"news)|so (?:tell|ask|do not|don't|let|please|be|clinics|clinicians|doctors|nurses|staff|we|you|plan|bring)\b) "
    r"[^,;.]*(?=[,;.]|$)",
    re.IGNORECASE,
)
# In what a drug was given, said where a claim that goes back to it has it from: `Ketamine as the anaesthetic for ECT
# …. It lengthens seizures`.
_SETTING = re.compile(
    r"\b(?:as (?:an?|the) (?:\w+ )?an(?:a)?esthetic(?: (?:agent|for|in|during|before))*(?: (?:ect|electro\w+ \w+))?|"
    r"(?:at|during|in|before|after|for) (?:(?:the|an?|elective|major|cardiac|spinal) )*(?:surger(?:y|ies)|operations?|"
    r"c(?:a)?esare?an\w*(?: \w+)?|childbirth|labou?r|ect)|under (?:general )?an(?:a)?esthesia|"
    r"(?:combined|together|along) with (?:\w+ ){0,2}?(?:psychotherapy|therapy|support|lithium|naltrexone))\b",
    re.IGNORECASE,
)
# A context that an item of a list goes on: `Common side effects are`.
_HEAD_OF_LIST = re.compile(r"\b(?:are|is|were|was|include|includes|included|can cause|may cause|causes?)$")
# In front of `side effect`: `is a common but short-lived`, `are among the usual`.
_CALLED = re.compile(
    r"\b(?:is|are|was|were|as|remains?)(?: (?:an?|the|its|one|among|of|very|most|more|less|but|also|common(?:est|ly)?|"
    r"frequent(?:ly)?|usual|typical|rare|main|known|reported|short-lived|brief|transient|possible|likely|important|"
    r"uncommon|infrequent|well-known|mild|temporary))* $"
)
_GLOSS = re.compile(r", (?:an?|the(?! (?:more|less|\w+er|best|worst|\w+est)\b)) [^,;.]{3,80}(?:,(?= )|(?=[.;]|$))")
_BOTH_WAYS = "other sentences of this record go the other way"


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim, its own words ready to be read, what is searched for, and its words as they are compared where no table
    knows its outcome."""

    claim: Claim
    reading: Reading
    wanted: Wanted
    weighed: Weighed
    words: free.Asked | None = None


def read_statements(text: str) -> tuple[Statement, ...]:
    """What a text of a few sentences says; spans are into the text."""
    reading = of_text(_without_glosses(text))
    said = statements(reading, 0, len(text))
    if is_list_of_harms(reading.plain):  # `the commonest side effects are …`: it is said of each of them
        said = tuple(one for one in said if one.outcome_name != HARMS) or said
    said = tuple(one for one in said if not _is_only_called_so(one, reading.plain)) or said
    over = durations.over_by(reading.plain)
    return said if over is None else tuple(_ending(one, reading, over.span) for one in said)


def _is_only_called_so(said: Statement, low: str) -> bool:
    """Whether side effects are no outcome of their own, but what another is called."""
    if said.outcome is None or said.outcome.value != HARMS or said.direction is not Direction.UNKNOWN:
        return False
    return _CALLED.search(low[: said.outcome.span.start]) is not None


def _without_glosses(text: str) -> str:
    """A text with what only says of a drug what it is blanked: `midazolam, a sedative that makes people drowsy`."""
    if _GLOSS.search(text) is None:
        return text
    drugs = {one.end for one in of_text(text).drugs}
    return _GLOSS.sub(lambda one: " " * len(one.group()) if one.start() in drugs else one.group(), text)


def _ending(said: Statement, reading: Reading, words: Span) -> Statement:
    """What a claim says of an effect that it says is over by some time: that there was one, by the only drug that it
    names; `stance` asks until when."""
    good = directions.good_side(said.outcome_name)
    if said.outcome is None or not good or directions.is_harm(said.outcome_name):
        return said
    drugs = tuple(
        {one.concept.name: Slot(one.concept.name, Span(one.start, one.end)) for one in reading.drugs}.values()
    )
    given = said.interventions or (drugs if len(drugs) == 1 else ())
    return replace(said, interventions=given, direction=Direction(good), direction_words=(words,))


def asked_of(claim: Claim, library: Library) -> Asked:
    """Makes a claim ready: its words without references, and with the drugs that it has from the sentence before, so
    that `It can reduce …` is looked for as what it says."""
    text = _told(claim)
    carried = [slot.value for slot in claim.statement.interventions if slot.value not in text.casefold()]
    sought = wanted(" ".join([text, *carried]), claim.statement, library, source=claim.source)
    reading = of_text(_with_figures(claim))
    return Asked(claim, reading, sought, Weighed(claim, reading), by_words(claim, text, sought.weights))


def _told(claim: Claim) -> str:
    """The words of a claim, without references and without who says it, and what only praises it or comments on it:
    `according to doctors, …`, `…, offering help to many`, `…, which worries patients`."""
    return _SAID_BY.sub("", _COMMENT.sub(_but_effects, _PRAISE.sub("", without_references(claim.text))))


def _but_effects(comment: re.Match[str]) -> str:
    """A comment that says something of an outcome is none: `…, which is why it relieves depression`."""
    said = of_text(comment.group())
    return comment.group() if said.named(Kind.OUTCOME) or said.named(Kind.CONDITION) else ""


def _with_figures(claim: Claim) -> str:
    """The words of a claim; one that gives no figure has those behind it in its sentence, for they are said of it too:
    `reduces anxiety` of `reduces anxiety and pain for up to one year`."""
    place = claim.sentence.find(claim.text)
    own = f"{claim.context} {_told(claim)}" if _HEAD_OF_LIST.search(claim.context) else _told(claim)
    text = "; ".join([own, *(_scope(claim, place) if place >= 0 else ()), *_setting(claim)])
    if place < 0 or _FIGURE.search(plain(text)) or _OWN_TIME.search(plain(text)):
        return text
    behind = _NEXT_CLAUSE.split(without_references(claim.sentence)[place + len(claim.text) :], maxsplit=1)[0]
    return ", ".join([text, *(behind[match.start() : match.end()] for match in _FIGURE.finditer(plain(behind)))])


def _scope(claim: Claim, place: int) -> Iterator[str]:
    """Where, when and in whom a sentence says what it says, for a claim that is a later part of it (`During
    chemotherapy, psilocybin eases nausea, and it reduces anxiety`), and in whom for any part. The claim stands at
    `place` in its sentence."""
    opening = _OPENING.match(claim.sentence)
    if opening and place >= opening.end("scope"):
        yield opening["scope"]
    end = place + len(claim.text)
    if place and not _OWN_DOSES.search(claim.text) and not of_text(claim.text).drugs:
        yield from (one.group() for one in _GIVEN_SO.finditer(claim.sentence, 0, place))
    yield from (one.group() for one in _IN_WHOM.finditer(claim.sentence) if not place <= one.start() < end)


def _setting(claim: Claim) -> Iterator[str]:
    """In what the drug was given that a claim has from the sentence before."""
    if claim.context and claim.context not in claim.sentence:
        yield from (one.group() for one in _SETTING.finditer(claim.context))


def set_beside(asked: Asked, stored: StoredRecord, library: Library) -> Evidence | None:
    """What one record does for a claim; None if none of its sentences that tell a finding bears on it."""
    reading, appraisal = library.read(stored)
    lines = rationales(asked.wanted, reading)
    return evidence_of(asked, Found(stored, reading, appraisal, lines)) if lines else None


def evidence_of(asked: Asked, found: Found, *, weigh: bool = True, at_length: bool = True) -> Evidence:
    """A record with that of its best sentences which decides, or with the best one where none does: one that goes the
    claim's way, only not so far, before others. A sentence that tells no finding of the record's own decides nothing,
    and is shown for none. `weigh` asks which way one that decides nothing leans, `at_length` of one
    that is on another outcome what else it does not match."""
    best = _best(asked, found, weigh=weigh, at_length=at_length)
    judged, line = best.judged, best.line
    ground = found.reading.ground(line.start, line.end)
    status = status_of(found.stored)
    is_kept = is_counted(status)
    return Evidence(
        record=found.stored.record,
        status=status,
        appraisal=found.appraisal,
        rationale=Rationale(
            section=ground.section,
            start=ground.start,
            end=ground.end,
            sentence=ground.words,
            kind=line.kind.value,
            score=round(best.covered, 3),
        ),
        bearing=judged.bearing,
        reasons=judged.reasons,
        mismatches=judged.mismatches,
        counted=is_kept,
        direction=judged.direction,
        hedged=judged.hedged,
        overstated=judged.overstated,
        leaning=best.leaning if is_kept else None,
        relevance=found.relevance,
    )


class _Told(NamedTuple):
    """A sentence of a record, what it does for the claim, how much of this it covers, and which way it leans."""

    judged: Judged
    line: Line
    covered: float
    leaning: Leaning | None = None


def _best(asked: Asked, found: Found, *, weigh: bool, at_length: bool) -> _Told:
    """The sentence that decides; where two of the record decide differently the best one, which is then not determined;
    where none does, one that goes the claim's way, only not so far, or that leans most, or the best one. One that says
    itself to be background, an aim or a method is not looked at."""
    lines = [(line, covered) for line, covered in found.lines if not line.kind.precedes_findings]
    if not lines:
        raise ValueError(f"no sentence of {found.stored.record.id} may tell a finding")
    reading, appraisal, words = found.reading, found.appraisal, asked.words
    judged_at = partial(judge, asked.claim, asked.reading, reading, appraisal, words=words, at_length=at_length)
    told = [_Told(judged_at(line), line, covered) for line, covered in lines]
    decided = [one for one in told if one.judged.bearing is not Bearing.UNDETERMINED]
    if len({one.judged.bearing for one in decided}) > 1:
        judged = decided[0].judged
        both = replace(judged, bearing=Bearing.UNDETERMINED, reasons=(_BOTH_WAYS, *judged.reasons))
        return decided[0]._replace(judged=both)
    return decided[0] if decided else _likeliest(asked, found, told, weigh=weigh)


def _likeliest(asked: Asked, found: Found, told: Sequence[_Told], *, weigh: bool) -> _Told:
    """Of sentences that decide nothing the one to be shown; those that lean different ways cancel out."""
    overstated = next((one for one in told if one.judged.overstated), None)
    if overstated is not None or not weigh:
        return overstated or told[0]
    weighed = [
        one._replace(leaning=leaning(asked.weighed, one.judged, found.reading, found.appraisal, one.line))
        for one in told
    ]
    likely = [(one.leaning, one) for one in weighed if one.leaning is not None and one.leaning.is_likely]
    if len({each.towards for each, _ in likely}) > 1:
        return told[0]
    return max(likely, key=lambda each: each[0].chance)[1] if likely else weighed[0]


def status_of(stored: StoredRecord) -> Status:
    """What has become of a record. Where another source says worse than PubMed, its word counts: to take a retracted
    work for a sound one is the worse mistake."""
    status = stored.record.status
    if status is Status.RETRACTED:
        return status
    worst = max((one.elsewhere for one in compare(stored) if isinstance(one, OnlyElsewhere)), default=Standing.CLEAR)
    if worst in (Standing.RETRACTED, Standing.PARTLY_RETRACTED):
        return Status.RETRACTED
    if stored.gone:
        return Status.GONE
    return Status.CONCERN if worst is Standing.CONCERN else status
