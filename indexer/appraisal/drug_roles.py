"""What each drug that a text names is to the study.

First the drugs that the work is about: those in its title; where the title names none, or a class (`psychedelics`),
those in the authors' own sentences. Then, of each drug, what the words beside its name make it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.appraisal.drug_context import (
    Beside,
    beside,
    classes_in,
    is_added_to,
    is_for_psychosis,
    is_given_to_a_group,
    is_of_treatment,
    is_shared,
    is_taken_by_choice,
    letters_of,
)
from indexer.appraisal.forms import is_parent
from indexer.appraisal.reading import Reading
from indexer.appraisal.values import Design, Role
from indexer.salience import Kind
from indexer.vocabulary.concepts import Concept

Span = tuple[int, int]

# Groups of the table: what this literature is about, and what trials compare with.
_TOPIC = frozenset({"ketamines", "psychedelic"})
_CONTROLS = "comparator"
_INERT = frozenset({"placebo", "saline", "sham procedure", "mannitol"})
# Given beside a topic's drug these are its control, whatever the sentence; a procedure never puts to sleep.
_USUAL_CONTROLS = frozenset({"midazolam", "diphenhydramine", "remifentanil", "niacin"})
_PROCEDURES = frozenset(
    {
        "electroconvulsive therapy", "transcranial magnetic stimulation", "magnetic seizure therapy",
        "vagus nerve stimulation", "transcranial direct current stimulation",
    }
)  # fmt: skip
_TRIALS = frozenset({Design.RCT, Design.TRIAL, Design.PROTOCOL})
# What ayahuasca acts by, measured wherever the brew is given.
_BREW, _IN_BREW = "ayahuasca", "N,N-dimethyltryptamine"
# What future trials should do is not what this one did.
_AHEAD = re.compile(
    r"\b(?:needed|warranted|required|future|further|should|necessary|lack of|absence of|without|designed the)\b"
)
_AHEAD_WORDS = (
    "needed", "warranted", "required", "future", "further", "should", "necessary", "lack", "absence", "without",
    "designed",
)  # fmt: skip
_PLANNED = re.compile(r"\bdesigned the\b")
_ENOUGH = 5
"""So many sentences' words are read for what stands beside one drug's name; the rest repeat them."""


@dataclass(slots=True)
class Named:
    """Where one drug is named, and what stands beside its name there.

    `kinds` holds the first naming in each kind of sentence, `own` counts those outside the title and background,
    `besides` the first words of each cue, `marked` how often it was met and `titled` which were met in the title.
    """

    concept: Concept
    first: Span
    title: Span | None = None
    kinds: dict[Kind, Span] = field(default_factory=dict)
    own: int = 0
    besides: dict[Beside, Span] = field(default_factory=dict)
    marked: dict[Beside, int] = field(default_factory=dict)
    titled: set[Beside] = field(default_factory=set)

    @property
    def is_topical(self) -> bool:
        """Whether it is one of the drugs that this literature is about."""
        return not _TOPIC.isdisjoint(self.concept.broader)

    @property
    def is_control(self) -> bool:
        """Whether trials know it as a comparator."""
        return _CONTROLS in self.concept.broader

    @property
    def is_anaesthetic(self) -> bool:
        """Whether it put to sleep, by the words beside it in the title or in most other places."""
        if self.concept.name in _PROCEDURES:
            return False
        often = self.marked.get(Beside.ANAESTHESIA, 0) * 3 > min(self.own, _ENOUGH)
        return Beside.ANAESTHESIA in self.titled or often


def named_in(reading: Reading) -> dict[str, Named]:
    """The drugs that the text names, by name, in the order they are first named."""
    found: dict[str, Named] = {}
    ahead: dict[int, bool] = {}
    text, title_end = reading.plain, reading.title_end
    letters = letters_of(text)
    wishes = [word for word in _AHEAD_WORDS if word in reading.vocabulary]
    for mention in reading.drugs:
        name, span = mention.concept.name, (mention.start, mention.end)
        one = found.get(name) or found.setdefault(name, Named(mention.concept, span))
        in_title = mention.end <= title_end
        line = reading.line_at(mention.start)
        kind = line.kind if line else Kind.UNKNOWN
        if line and not in_title and one.is_control:
            if line.start not in ahead:
                ahead[line.start] = (
                    any(text.find(word, line.start, line.end) >= 0 for word in wishes)
                    and _AHEAD.search(text, line.start, line.end) is not None
                )
            kind = Kind.BACKGROUND if ahead[line.start] else kind
        elif line and not in_title and not one.is_topical and _is_planned(text, line.start, mention.start):
            kind = Kind.BACKGROUND
        if is_parent(mention, text):
            one.kinds.setdefault(Kind.BACKGROUND, span)
            continue
        if in_title:
            one.title = one.title or span
        else:
            one.kinds.setdefault(kind, span)
            one.own += kind is not Kind.BACKGROUND
        if line is None or (not in_title and (kind is Kind.BACKGROUND or one.own > _ENOUGH)):
            continue
        # How often counts for anaesthesia only, and what stands in the title must be known to.
        known = frozenset() if in_title else one.besides.keys() - {Beside.ANAESTHESIA}
        for what, words in beside(text, letters, (line.start, line.end), span, known):
            one.besides.setdefault(what, words)
            one.marked[what] = one.marked.get(what, 0) + 1
            if in_title:
                one.titled.add(what)
    return found


def _is_planned(text: str, start: int, end: int) -> bool:
    return text.find("designed the", start, end) >= 0 and _PLANNED.search(text, start, end) is not None


def subjects(reading: Reading, named: Mapping[str, Named]) -> frozenset[str]:
    """The drugs that the work is about."""
    candidates = [one for one in named.values() if not one.is_control]
    chosen = [one for one in candidates if one.title]
    if chosen and not classes_in(reading.plain[: reading.title_end]):
        rivals = max(one.own for one in chosen)
        chosen += [one for one in candidates if one.is_topical and not one.title and _stands_beside(one, rivals)]
    else:
        least = 1 if not any(one.is_topical for one in chosen) else 2
        chosen += [one for one in candidates if one.is_topical and not one.title and one.own >= least]
    if not chosen:
        most = max((one.own for one in candidates), default=0)
        chosen = [one for one in candidates if one.own and (one.own == most or Kind.AIM in one.kinds)]
    names = {one.concept.name for one in chosen}
    if _BREW in names and _IN_BREW in names and not named[_IN_BREW].title:
        names.discard(_IN_BREW)
    return frozenset(names)


def _stands_beside(one: Named, rivals: int) -> bool:
    """Whether a drug that the title leaves out is a subject beside those it names."""
    if one.own > 1 and (Beside.JOINED in one.besides or Kind.AIM in one.kinds):
        return True
    return Kind.CONCLUSION in one.kinds and one.own * 3 >= rivals


def role_of(
    reading: Reading, one: Named, named: Mapping[str, Named], main: frozenset[str], design: Design | None
) -> tuple[Role, Span | None]:
    """A drug's role among `named`, of which `main` are the subjects, and the words that decided it beside its name."""
    if not one.own and not one.title:
        return Role.MENTIONED, None
    if one.concept.name in _INERT:
        return _inert_role(reading, one)
    if one.is_topical:
        return _topical_role(reading, one, one.concept.name in main, design)
    role, decisive = _other_role(reading, one, named, main)
    if role is Role.COMPARATOR and (shared := _shared(reading, one, main)):
        return Role.ADJUNCT, shared
    return role, decisive


def _other_role(
    reading: Reading, one: Named, named: Mapping[str, Named], main: frozenset[str]
) -> tuple[Role, Span | None]:
    if one.is_anaesthetic or ("anaesthetic" in one.concept.broader and not one.title):
        return Role.ANAESTHETIC, one.besides.get(Beside.ANAESTHESIA)
    topical = any(named[other].is_topical for other in main)
    if topical or not one.title:
        part = _part_beside(one, "randomi" in reading.plain)
        if part is not None and (topical or main - {one.concept.name}):
            return part
    if topical and one.concept.name in _USUAL_CONTROLS:
        return Role.COMPARATOR, None
    is_subject = one.concept.name in main or (one.is_control and (one.title is not None or not main))
    if is_subject and Beside.USERS in one.titled:
        return Role.RECREATIONAL, one.besides[Beside.USERS]
    return (Role.STUDIED if is_subject else Role.MENTIONED), None


def _shared(reading: Reading, one: Named, main: frozenset[str]) -> Span | None:
    """Where it is said that every group was given the drug, or that a group was given a subject in addition to it."""
    text, drugs = reading.plain, reading.drugs
    for place, mention in enumerate(drugs):
        line = reading.line_at(mention.start)
        if mention.concept is not one.concept or line is None:
            continue
        if line.is_title:
            return None  # a title names what was compared
        span = mention.start, mention.end
        if is_shared(text, (line.start, line.end), span) or any(
            other.concept.name in main and is_added_to(text, span, (other.start, other.end))
            for other in drugs[place + 1 : place + 4]
        ):
            return span
    return None


def _inert_role(reading: Reading, one: Named) -> tuple[Role, Span | None]:
    """Placebo is what it is; saline is one if a study set it against something, for much else is dissolved in it."""
    against = next((one.besides[cue] for cue in (Beside.CONTROL, Beside.OR) if cue in one.besides), None)
    if one.concept.name == "saline" and against is None:
        against = _given_to_a_group(reading, one)
        if against is None and Beside.JOINED not in one.besides:
            return Role.MENTIONED, None
    return Role.COMPARATOR, against


def _given_to_a_group(reading: Reading, one: Named) -> Span | None:
    for mention in reading.drugs:
        line = reading.line_at(mention.start)
        if mention.concept is one.concept and line and line.kind is not Kind.BACKGROUND:
            span = mention.start, mention.end
            if is_given_to_a_group(reading.plain, (line.start, line.end), span):
                return span
    return None


def _topical_role(reading: Reading, one: Named, is_subject: bool, design: Design | None) -> tuple[Role, Span | None]:
    if one.is_anaesthetic:
        return Role.ANAESTHETIC, one.besides[Beside.ANAESTHESIA]
    if not is_subject:
        control = one.besides.get(Beside.ACTIVE_CONTROL)
        return (Role.COMPARATOR, control) if control else (Role.MENTIONED, None)
    given = design in _TRIALS or Beside.GIVEN in one.besides
    if Beside.USERS in one.titled or not given:
        by_choice = one.besides.get(Beside.USERS) or is_taken_by_choice(reading.plain, reading.title_end)
        if by_choice and (Beside.USERS in one.titled or not is_of_treatment(reading.plain, reading.title_end)):
            return Role.RECREATIONAL, by_choice
    model = is_for_psychosis(reading.plain, reading.title_end, one.title)
    if model is None and ("psychos" in reading.plain or "schizophren" in reading.plain):
        model = one.besides.get(Beside.MODEL)
    return (Role.MODEL, model) if model else (Role.STUDIED, None)


def _part_beside(one: Named, is_randomised: bool) -> tuple[Role, Span | None] | None:
    """The part that the words beside its name give a drug in a study of another."""
    cues = [(Beside.BEFORE, Role.ADJUNCT), (Beside.CONTROL, Role.COMPARATOR), (Beside.ACTIVE_CONTROL, Role.COMPARATOR)]
    if is_randomised and one.title is None:
        cues.append((Beside.OR, Role.COMPARATOR))
    if one.title is None or Beside.PLUS in one.titled:
        cues.append((Beside.PLUS, Role.ADJUNCT))
    return next(((role, one.besides[cue]) for cue, role in cues if cue in one.besides), None)
