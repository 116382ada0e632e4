"""The values of claim checking: a draft, its claims, the evidence for each, and what is said of it.

Every quoted sentence stands in a stored record at the offsets given, every claim in the draft at its own. Nothing here
holds text that somebody did not write.

Imports `appraisal` and `record` for their words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from indexer.appraisal import Appraisal
from indexer.record import Record, Status

# --- the draft ---


class Block(StrEnum):
    """What a piece of a draft is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    CELL = "table cell"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text of one kind. `text` is as a reader sees it; `places[i]` is the offset in the draft as given of
    `text[i]` (one more at the end for its end). `line` counts from 1; in a DOCX file it is the paragraph. `reason`
    says of furniture how it was known. `wide` are the letters written with more than one (`&rsquo;`): which of
    `text`, and how many the draft has for it."""

    block: Block
    text: str
    places: tuple[int, ...]
    line: int
    reason: str = ""
    wide: tuple[tuple[int, int], ...] = ()

    def standing(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, which must not be empty, stands in the draft: offsets into its text."""
        last = end - 1
        return self.places[start], self.places[last] + dict(self.wide).get(last, 1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as handed in: its name, its text as decoded, and its passages in order."""

    name: str
    text: str
    passages: tuple[Passage, ...]


# --- what a sentence says ---


class Direction(StrEnum):
    """Which way an outcome went. `NONE` is a finding of no difference; `UNKNOWN` is not determined."""

    LOWER = "lower"
    HIGHER = "higher"
    NONE = "no difference"
    MIXED = "mixed"
    UNKNOWN = "not determined"


OPPOSITE = {Direction.LOWER: Direction.HIGHER, Direction.HIGHER: Direction.LOWER}
"""The other way of each direction that has one."""


class Certainty(StrEnum):
    """How surely a sentence says it."""

    MAY = "may"
    STATED = "stated"
    ABSOLUTE = "absolute"


class Purpose(StrEnum):
    """Whether something is treated, prevented, or merely found together."""

    TREATMENT = "treatment"
    PREVENTION = "prevention"
    ASSOCIATION = "association"


class Span(NamedTuple):
    """`text[start:end]` of the sentence that it was read from."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a statement: its value in the words of the tables, and where it stands."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit (`%`, `mg/kg`, `hour`, `points`, or empty) and where it stands."""

    value: float
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """What one clause says of one outcome.

    `interventions` are drugs by name, `outcome` a name of the table of outcomes (None if the clause names none that is
    known), `direction` where the outcome went after negation was taken into account. `against` is what the
    intervention is compared with. `rest` are content words that no slot accounts for; `clause` is
    where the clause stands that it was read from.
    """

    interventions: tuple[Slot, ...]
    outcome: Slot | None
    direction: Direction
    direction_words: tuple[Span, ...] = ()
    against: tuple[Slot, ...] = ()
    conditions: tuple[Slot, ...] = ()
    species: tuple[Slot, ...] = ()
    routes: tuple[Slot, ...] = ()
    onset: tuple[Quantity, ...] = ()
    duration: tuple[Quantity, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    repeated: bool | None = None
    purpose: Purpose = Purpose.TREATMENT
    certainty: Certainty = Certainty.STATED
    rest: tuple[str, ...] = ()
    clause: Span | None = None

    @property
    def outcome_name(self) -> str:
        """The outcome's name; empty if none was read."""
        return self.outcome.value if self.outcome else ""


# --- claims ---


class NotCheckable(StrEnum):
    """Why a sentence of a draft is no claim that can be checked."""

    PROMOTION = "promotional"
    FURNITURE = "page furniture"
    QUESTION = "question"
    OPINION = "opinion"
    MYTH = "told as a myth, to be denied"
    DEFINITION = "definition"
    ADVICE = "advice"
    OFF_TOPIC = "outside the collection's topic"
    NO_STATEMENT = "states nothing checkable"


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement: `text` as in the draft (`draft.text[start:end]`), its line, what it says.

    `sentence` is the whole sentence that it is a part of. Where this names its subject by `it` or `these effects`, or
    not at all, `context` is the sentence of the draft that does. The spans of the statement are into `source`.
    """

    text: str
    start: int
    end: int
    line: int
    statement: Statement
    sentence: str = ""
    context: str = ""

    @property
    def source(self) -> str:
        """What the statement was read from: the sentence, after its context if it has one."""
        sentence = self.sentence or self.text
        return f"{self.context} {sentence}" if self.context else sentence


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A sentence that is no checkable claim, and why."""

    text: str
    start: int
    end: int
    line: int
    reason: NotCheckable


# --- evidence ---


class Stance(StrEnum):
    """The words of the contract."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    MIXED = "mixed"
    INSUFFICIENT = "insufficient"


class Bearing(StrEnum):
    """What one sentence does for a claim."""

    SUPPORTS = "likely supports"
    CONTRADICTS = "likely contradicts"
    UNDETERMINED = "not determined"


class Code(StrEnum):
    """Stable codes of what is found; numbers never change their meaning."""

    NO_CITATION = "EV101"
    UNKNOWN_CITATION = "EV102"
    RETRACTED_CITATION = "EV103"
    UNRELATED_CITATION = "EV104"
    CONTRADICTING_CITATION = "EV105"
    DRUG_FORM = "EV201"
    POPULATION = "EV202"
    SPECIES = "EV203"
    ROUTE = "EV204"
    OUTCOME = "EV205"
    PREVENTION = "EV206"
    TIME = "EV207"
    COMPARATOR = "EV208"
    DOSE = "EV209"
    CERTAINTY = "EV210"
    NUMBER = "EV211"
    ABSOLUTE = "EV301"
    HARMS_MISSING = "EV302"


# A figure as it is compared: without the nought before its point, its unit in the singular (`studie`).
_POINT = re.compile(r"(?<![\w.])\.(?=\d)")
_COUNTED = re.compile(
    r"(?<![\w.,])(?P<number>(?!1 )\d[\d.,]*) (?P<unit>patient|participant|studie|trial|session|infusion|dose|treatment|"
    r"drip|shot|time|point|minute|hour|day|week|month|year)\b"
)


def _as_written(figures: str) -> str:
    return _COUNTED.sub(r"\g<number> \g<unit>s", _POINT.sub("0.", figures))


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where evidence is of something else than the claim: what the claim says, what the evidence says."""

    code: Code
    claimed: str
    found: str

    @property
    def in_claim(self) -> str:
        """What the claim says, as one writes it: `174 patients`, `0.5 mg/kg`."""
        return _as_written(self.claimed)

    @property
    def in_evidence(self) -> str:
        """What the evidence says, as one writes it."""
        return _as_written(self.found)

    @property
    def is_unsaid(self) -> bool:
        """Whether the evidence has nothing of it, or only the record has it, rather than something else."""
        return self.found in UNSAID or self.claimed in self.found.split(", ")


NONE_NAMED, NOT_TOLD, NO_TIME = "none named", "not told", "no time told"
UNSAID = frozenset({NONE_NAMED, NOT_TOLD, NO_TIME})
"""What stands in a mismatch for what the evidence leaves unsaid."""


@dataclass(frozen=True, slots=True)
class Rationale:
    """A sentence of a record that bears on a claim: `abstract[section].text[start:end]`; section -1 is the title."""

    section: int
    start: int
    end: int
    sentence: str
    kind: str
    score: float


LIKELY = 0.6
"""The chance from which on a leaning is told to a reader."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """Which way a sentence that decides nothing probably goes (`SUPPORTS` or `CONTRADICTS`), and how often the like was
    right among labelled pairs, 0 to 1. No verdict counts it."""

    towards: Bearing
    chance: float

    @property
    def is_likely(self) -> bool:
        """Whether it is more likely than that the sentence goes the other way or does not bear on the claim."""
        return self.chance >= LIKELY


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record with the sentence that bears on the claim, and what it does for it. `direction` is which way the
    sentence says the claim's outcome went: a finding of no difference is told from one of the contrary. `hedged` if it
    tells only as possible what the claim states, `overstated` if it goes the claim's way and the claim is worded too
    strongly for it. `leaning` is which way it goes at best where it decides nothing, None where it is of something
    else. `relevance` orders the evidence of one claim."""

    record: Record
    status: Status
    appraisal: Appraisal
    rationale: Rationale
    bearing: Bearing
    reasons: tuple[str, ...]
    mismatches: tuple[Mismatch, ...] = ()
    counted: bool = True
    direction: Direction = Direction.UNKNOWN
    hedged: bool = False
    overstated: bool = False
    leaning: Leaning | None = None
    relevance: float = 0.0

    @property
    def leans(self) -> Bearing | None:
        """Which way it probably goes where it decides nothing; None where neither is likely."""
        return self.leaning.towards if self.leaning is not None and self.leaning.is_likely else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the collection says of a claim. `found` is False where nothing in it bears on the claim."""

    stance: Stance
    confidence: float
    found: bool
    evidence: tuple[Evidence, ...]
    excluded: tuple[Evidence, ...]
    reasons: tuple[str, ...]
    balance: str
    advice: tuple[str, ...] = ()
    mismatches: tuple[Mismatch, ...] = field(default=())


# --- the report ---


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim and what the collection says of it."""

    claim: Claim
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be mended in a draft that is not a verdict: a citation (EV101-EV105), absolute wording (EV301),
    harms missing (EV302). `subject` is what it is about as it stands in the draft (`draft.text[start:end]`)."""

    code: Code
    message: str
    subject: str
    start: int
    end: int
    line: int
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference of the draft to one record: `id` is `PMID 1`, `DOI 10.…` or `PMC1`, `subject` stands in the draft at
    `draft.text[start:end]`.

    `record` and `status` are None where the collection does not hold it, which does not say that it does not exist.
    `note` says what has become of it, empty if nothing has. `bearing` is what it does for the claims that it is given
    for; None if it is given for none.
    """

    id: str
    subject: str
    start: int
    end: int
    line: int
    record: Record | None = None
    status: Status | None = None
    note: str = ""
    bearing: Bearing | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A whole draft, checked against one state of the collection.

    `strategies` are (name, day of the last complete run or empty) pairs; `judge` names what decided the stances,
    `retrieval` what ranked the records; `tables` tells the workspace's own rows of the concept tables from others,
    empty if it has none; `citations` are all references of the draft, sound ones too.
    """

    draft: Draft
    claims: tuple[CheckedClaim, ...]
    unchecked: tuple[Unchecked, ...]
    remarks: tuple[Remark, ...]
    revision: int
    records: int
    strategies: tuple[tuple[str, str], ...]
    made: str
    strict: bool = False
    judge: str = "rules"
    retrieval: str = "words"
    tables: str = ""
    citations: tuple[Citation, ...] = ()
