"""What can be judged of a record: the words for each attribute, and what a judgement rests on.

A `Judgement` is a value with its grounds. Of an attribute with one value the unknown is `None`; of one with several
it is none at all. A ground names words of the record: of its indexing, or of its text with their offsets, so that
whoever reads a judgement can look at what was read.

Imports the standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Generic, NamedTuple, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Basis(StrEnum):
    """Where a judgement was read: NLM's indexing, the record's own text, or a rule over other judgements."""

    INDEXED = "indexed"
    TEXT = "text"
    RULE = "rule"


class Source(StrEnum):
    """The part of a record that a ground stands in."""

    PUBLICATION_TYPE = "publication type"
    MESH = "MeSH heading"
    SUBSTANCE = "substance"
    TRIAL_ID = "trial registration"
    GRANT = "grant"
    TITLE = "title"
    ABSTRACT = "abstract"
    KEYWORD = "author keyword"
    CONFLICT = "conflict of interest statement"
    RULE = "rule"

    @property
    def basis(self) -> Basis:
        """Whether NLM (or a registry) said it, the authors wrote it, or a rule follows from other judgements."""
        if self is Source.RULE:
            return Basis.RULE
        written = (Source.TITLE, Source.ABSTRACT, Source.KEYWORD, Source.CONFLICT)
        return Basis.TEXT if self in written else Basis.INDEXED


class Ground(NamedTuple):
    """Words that a judgement rests on.

    In a title `words` is `record.title[start:end]`, in an abstract `record.abstract[section].text[start:end]`, in a
    conflict statement `record.conflict_statement[start:end]`; elsewhere `words` is the whole value and the offsets -1.
    """

    source: Source
    words: str
    section: int = 0
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Judgement(Generic[T_co]):
    """A value and what it rests on, the weightiest ground first. An unknown has no grounds."""

    value: T_co
    grounds: tuple[Ground, ...] = ()

    @property
    def basis(self) -> Basis | None:
        """Where its first ground stands; None for an unknown."""
        return self.grounds[0].source.basis if self.grounds else None


UNKNOWN: Judgement[None] = Judgement(None)
"""What the record does not say, or what could not be read from it."""


class Design(StrEnum):
    """Study designs. Animal and in vitro studies are designs of their own, whatever was randomised in them."""

    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic review"
    GUIDELINE = "guideline"
    PROTOCOL = "protocol"
    RCT = "randomized controlled trial"
    TRIAL = "trial not stated to be randomised"
    COHORT = "cohort study"
    CASE_CONTROL = "case-control study"
    CROSS_SECTIONAL = "cross-sectional study"
    OBSERVATIONAL = "observational study"
    CASE_SERIES = "case series"
    CASE_REPORT = "case report"
    QUALITATIVE = "qualitative study"
    ANIMAL = "animal study"
    IN_VITRO = "in vitro study"
    REVIEW = "narrative review"
    OPINION = "editorial, letter or comment"
    NOTICE = "notice"


class Feature(StrEnum):
    """What else is said of a design."""

    SECONDARY = "secondary analysis"
    POOLED = "pooled analysis"
    NETWORK = "network meta-analysis"
    UMBRELLA = "umbrella review"
    SCOPING = "scoping review"
    CROSSOVER = "crossover"
    PILOT = "pilot"
    EXTENSION = "extension"
    OPEN_LABEL = "open-label"
    PROSPECTIVE = "prospective"
    RETROSPECTIVE = "retrospective"
    MULTICENTRE = "multicentre"
    NON_INFERIORITY = "non-inferiority"
    WITHDRAWAL = "randomised withdrawal"
    SINGLE_ARM = "single-arm"
    POSSIBLY_RANDOMISED = "possibly randomised"
    OF_TRIALS = "reviews randomised trials"
    OF_OBSERVATIONAL = "reviews observational studies"
    OF_CASES = "reviews case reports"


class Level(IntEnum):
    """Level of evidence, 1 the strongest, by the rule of `level`."""

    ONE = 1
    TWO = 2
    THREE = 3
    FOUR = 4
    FIVE = 5


class Species(StrEnum):
    """Who or what was studied."""

    HUMAN = "human"
    ANIMAL = "animal"
    BOTH = "human and animal"
    CELLS = "in vitro"


class Age(StrEnum):
    """The participants' ages, as the study describes them."""

    CHILD = "child"
    ADOLESCENT = "adolescent"
    ADULT = "adult"
    OLDER = "older adult"


class Role(StrEnum):
    """What a drug is to the study."""

    STUDIED = "studied"
    COMPARATOR = "comparator"
    ANAESTHETIC = "anaesthetic"
    ADJUNCT = "adjunct"
    RECREATIONAL = "recreational use"
    MODEL = "disease model"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class DrugUse:
    """A drug by its name in the table of drugs, and what it is to the study."""

    drug: str
    role: Role

    @property
    def is_studied(self) -> bool:
        """Whether the study is about it: it is neither what something was compared with nor merely mentioned."""
        return self.role not in (Role.COMPARATOR, Role.MENTIONED)


@dataclass(frozen=True, slots=True)
class Dose:
    """`low` to `high` (equal unless a range was given) of `unit` (`mg/kg`, `mg`, `mg/kg/h`, `ng/mL`); `drug` may be
    empty where the text does not tie the dose to one."""

    low: float
    high: float
    unit: str
    drug: str = ""


class Route(StrEnum):
    """How a drug was given."""

    INTRAVENOUS = "intravenous"
    INTRANASAL = "intranasal"
    INTRAMUSCULAR = "intramuscular"
    SUBCUTANEOUS = "subcutaneous"
    ORAL = "oral"
    SUBLINGUAL = "sublingual"
    INTRAPERITONEAL = "intraperitoneal"
    INHALED = "inhaled"
    RECTAL = "rectal"
    TOPICAL = "topical"
    EPIDURAL = "epidural or intrathecal"
    INTRACEREBRAL = "intracerebral"


@dataclass(frozen=True, slots=True)
class Given:
    """A route, and the drug that was given so; empty where the text does not tie the route to one."""

    route: Route
    drug: str = ""


class Regimen(StrEnum):
    """How often a drug was given."""

    SINGLE = "single"
    REPEATED = "repeated"
    CONTINUOUS = "continuous"
    MAINTENANCE = "maintenance"
    MICRODOSING = "microdosing"


class Control(StrEnum):
    """What an intervention was compared with. `NONE` is a study known to have no comparison group."""

    PLACEBO = "placebo"
    ACTIVE = "active"
    ECT = "electroconvulsive therapy"
    DOSE = "other dose"
    USUAL_CARE = "usual care"
    WAITING_LIST = "waiting list"
    HEALTHY = "healthy controls"
    OTHER = "other group"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Comparator:
    """A comparison and, where it was a drug or substance, which (`midazolam`, `saline`)."""

    control: Control
    name: str = ""


class Masking(StrEnum):
    """Who did not know the treatment."""

    OPEN = "open"
    SINGLE = "single"
    DOUBLE = "double"
    TRIPLE = "triple"
    QUADRUPLE = "quadruple"
    ASSESSOR = "assessor"


class Moment(StrEnum):
    """What a time point is."""

    MEASURED = "outcome measured"
    FOLLOW_UP = "follow-up"
    TREATMENT = "length of treatment"
    ONSET = "onset"


@dataclass(frozen=True, slots=True)
class TimePoint:
    """`amount` of `unit` (minute, hour, day, week, month, year) after treatment, and the same in `hours`."""

    amount: float
    unit: str
    hours: float
    moment: Moment


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome by its name in the table of outcomes; `primary` if the authors call it so."""

    name: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class ScaleValue:
    """A rating scale by its name in the table of scales, with the figure said of it, if any (`change` or `score`)."""

    scale: str
    value: float | None = None
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """An estimate as printed: `measure` (`odds ratio`, `Cohen's d`, `mean difference`, `rate` …), its value and unit.

    `low` and `high` bound the interval at `confidence` percent; `p` stands with its sign (`<`, `=`, `>`, `<=`, `>=`);
    `n.s.` is the sign of what is called so without a figure. What is not given is None or empty. Nothing is computed.
    """

    measure: str
    value: float | None = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    confidence: float | None = None
    p: float | None = None
    p_sign: str = ""


class Funding(StrEnum):
    """Who paid."""

    INDUSTRY = "industry"
    PUBLIC = "public or non-profit"
    BOTH = "industry and public"
    NONE = "no funding"


class Conflict(StrEnum):
    """What the authors declare."""

    DECLARED = "declared"
    NONE = "none declared"


@dataclass(frozen=True, slots=True)
class Registration:
    """A trial or review registration: `ClinicalTrials.gov`, `NCT…`; `PROSPERO`, `CRD…`."""

    registry: str
    number: str


@dataclass(frozen=True, slots=True)
class Sample:
    """How many. `screened` were assessed for eligibility, `enrolled` took part, `randomised` and `analysed` as said,
    `arms` the size of each group; `studies` is how many a review included and `animals` how many animals were used."""

    screened: Judgement[int | None] = UNKNOWN
    enrolled: Judgement[int | None] = UNKNOWN
    randomised: Judgement[int | None] = UNKNOWN
    analysed: Judgement[int | None] = UNKNOWN
    animals: Judgement[int | None] = UNKNOWN
    studies: Judgement[int | None] = UNKNOWN
    arms: tuple[Judgement[int], ...] = ()

    @property
    def participants(self) -> Judgement[int | None]:
        """The number of people (of animals, in an animal study) that the study speaks of: randomised, else enrolled,
        else analysed; those screened never count."""
        for one in (self.randomised, self.enrolled, self.analysed, self.animals):
            if one.value is not None:
                return one
        return UNKNOWN
