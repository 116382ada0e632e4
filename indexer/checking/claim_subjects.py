"""What a sentence of a draft is about: the drugs that it names, or those of the sentence before that it goes back to.

`It`, `these effects`, `this action` go back to what was said last; `some patients experience dizziness` speaks of the
treatment without naming it. A sentence of an illness (`patients with this form of depression`) goes back to no drug.
What was named beside the treatment only, to compare it, to block it or to add to it, is not gone back to: in doubt the
drug is meant that the draft is about.

Imports `text`, `vocabulary`, `agents` and `values`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indexer.checking.agents import CONTROLS, ECT, TREATING, is_consumed
from indexer.checking.values import Block, NotCheckable, Passage, Slot, Span
from indexer.text import plain
from indexer.vocabulary.concepts import Kind, Mention, mentions

# Given for comparison, so that `they` hardly ever means them.
_COMPARATORS = frozenset(("comparator",))
# What a paragraph may be about in a draft on something else, and not only name beside it.
_TREATMENTS = TREATING | {ECT}
# Treatments that are named by what they are, and not by a drug of the table.
_CLASS = re.compile(
    r"\b(?:anti-?depressants?|medications?|psychotherap\w+|talk therapy|psychedelics?|ssris?|snris?|"
    r"(?:standard|conventional|traditional|other|existing|available) (?:treatments?|therap\w+))\b"
)
_COMPARED = re.compile(
    r"\b(?:than|versus|vs\.?|unlike|compared (?:to|with)|from|over|rather than|in contrast to|for|of)\b[^,;]*$"
)
# What stands for something said before, at the beginning of a sentence, perhaps after an introduction.
_LEAD = r"^(?:(?:and|but|so|yet) )?(?:[^,]{1,120}, )?"
_NOUNS = (
    r"(?:effects?|actions?|approach(?:es)?|treatments?|therap(?:y|ies)|medications?|medicines?|drugs?|results?"
    r"|benefits?|improvements?|"
    r"changes?|mechanisms?|responses?|infusions?|sessions?|doses?|substances?|compounds?|anesthetics?|anaesthetics?"
    r"|options?|methods?|"
    r"interventions?|relief|process(?:es)?|propert(?:y|ies)|findings|increases?|reductions?|boost|blockade"
    r"|pathways?|onset|duration)"
)
_AUXILIARY = (
    r"(?:can|may|might|could|will|would|is|are|was|were|has|have|does|do|means?|leads?|help|allow|occur|"
    r"include|also|then|in turn|often)"
)
_PRONOUN = re.compile(
    _LEAD
    + r"(?:(?:this|that|these|those|such|its|their|the|both) (?:[\w-]+ ){0,2}?" + _NOUNS + r"\b"
    r"|(?:it|they)\b(?!(?:'s| is| was| has been| remains| can be| may be)? (?:\w+ly )?(?:important|crucial"
    r"|essential|worth|possible|clear|"
    r"known|estimated|recommended|vital|necessary|critical|noted|understandable|common for|takes a)\b)"
    r"|(?:its|their)\b"
    r"|(?:this|that|these|those) (?:\w+ly )?" + _AUXILIARY + r"\b"
    r"|this (?:\w+ly )?(?!is\b)\w{3,}s\b(?! (?:is|are|was|were|can|may|has)\b)"
    r"|(?:those|people|patients|adults|women|men|responders) (?:who (?:\w+ ){1,3})?on (?:it|them)\b)"
)  # fmt: skip
# What only a treatment has: said of one where no other subject is named.
_TREATED = re.compile(
    r"\b(?:side[- ]effects?|adverse (?:effects?|events?|reactions?)|treatments?|sessions?|infusions?|doses?|dosing"
    r"|injections?|therapy|"
    r"lozenges?|nasal sprays?|administ\w+|relief|response rates?|onset of (?:action|effects?)|"
    r"(?:recreational|heavy|chronic|regular|daily|frequent|habitual) (?:\w+ )?users|"
    r"the (?:\w+ )?(?:sprays?|drips?|drugs?|medicines?|gas|brew|trip)|both (?:drugs|forms|medicines|sprays?)|"
    r"(?:the|better|stronger|weaker|poorer|worse|greater) (?:antidepressant )?response|"
    r"(?:patients?|people|those|adults|women|men)\b[^,;]{0,80}? (?:responds?|relapsed?|do (?:well|better|"
    r"badly)|stay well"
    r"|remit)|"
    r"risks? of (?:misuse|abuse|addiction|dependence|dissociation)|experienc\w+ (?:\w+ ){0,3}(?:dissociat|nausea"
    r"|dizz|sedat|halluc))|\d ?% of|"
    r"\b(?:trials?|stud(?:y|ies)|meta-analys[ie]s|reviews?|researchers) (?:\w+ ){0,3}(?:found|show|suggest|report"
    r"|demonstrat)"
)
# Those who have an illness, and what it is like to have it.
_OF_ILLNESS = re.compile(
    r"^(?:many |most |some |often,? )*(?:patients?|people|individuals|those|adults) (?:with|living with|who have"
    r"|suffering from) "
    r"(?:this|the|such|[\w-]+ depression|[\w-]+ disorder|depression)\b(?! (?:who|that|which|treated|receiv"
    r"|given))[^,]{0,60}? "
    r"(?:experience|have|suffer|feel|face|struggle|live|present)\b"
)
_OTHER = re.compile(r"^(?:Other|Further|More|The other|Some other) ")
_REACH = 12
# Outcomes that a treatment has and an illness does not: what begins with one speaks of the treatment.
_OF_TREATMENT = frozenset(
    ("dissociation", "adverse events", "abuse liability", "haemodynamics", "psychedelic experience", "tolerance")
)
_EARLY = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: `passage.text[start:…]` is `text`; its plain writing and what it names."""

    passage: Passage
    start: int
    text: str
    plain: str
    named: tuple[Mention, ...]

    def of(self, kind: Kind) -> tuple[Mention, ...]:
        """What it names of one kind, from the left."""
        return tuple(one for one in self.named if one.concept.kind is kind)

    @property
    def drugs(self) -> tuple[Mention, ...]:
        """The drugs that it names, without controls such as placebo and without what people take or crave."""
        named = (one for one in self.of(Kind.DRUG) if one.concept.name not in CONTROLS)
        return tuple(one for one in named if not is_consumed(self.plain, one))

    @property
    def leads(self) -> bool:
        """Whether it is the head of a list: `Common side effects are:`."""
        return self.text.rstrip().endswith(":")

    @property
    def is_of_illness(self) -> bool:
        """Whether it tells what those with an illness go through."""
        return _OF_ILLNESS.match(self.plain) is not None

    @property
    def names_class(self) -> bool:
        """Whether it speaks of treatments by a common name, as `antidepressants`."""
        return _CLASS.search(self.plain) is not None


def sentence_of(passage: Passage, start: int, end: int) -> Sentence:
    """`passage.text[start:end]`, read for what it names."""
    text = passage.text[start:end]
    plainly = plain(text)
    return Sentence(passage, start, text, plainly, tuple(mentions(text, plainly)))


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence takes its subject from: words of the draft, and the drugs that they name; `leads` says that they
    are the head of a list, of which the sentence is an item (`Common side effects are:`)."""

    text: str
    subject: tuple[Slot, ...]
    leads: bool = False


def topic_drug(told: Iterable[Sentence]) -> str:
    """The drug that a draft is about: the one that most of its sentences are about, headings counted twice and cells of
    tables not at all; empty if two are named equally often."""
    counts: Counter[str] = Counter()
    for sentence in told:
        if sentence.passage.block is Block.CELL:
            continue
        for name in {one.concept.name for one in leading(sentence)}:
            counts[name] += 2 if sentence.passage.block is Block.HEADING else 1
    commonest = counts.most_common(2)
    if not commonest or (len(commonest) > 1 and commonest[0][1] == commonest[1][1]):
        return ""
    return commonest[0][0]


@dataclass(slots=True)
class Thread:
    """What has been said so far: sentences that named a drug, latest last, each with its number and its section's.
    `topic` is the drug that the draft is about, `_topical` the last sentence about it alone, and its section."""

    topic: str = ""
    _topical: tuple[int, Sentence] | None = None
    _named: list[tuple[int, int, Sentence, bool]] = field(default_factory=list)
    _number: int = 0
    _section: int = 0
    _last: Sentence | None = None
    _lead: Sentence | None = None

    def add(self, sentence: Sentence, reason: NotCheckable | None, *, heads: bool) -> None:
        """Remember a sentence; `heads` says that it is a heading, with which a section begins."""
        self._number += 1
        self._section += heads
        if sentence.passage.block is not Block.ITEM:
            self._lead = sentence if sentence.leads and not heads else None
        if reason not in (NotCheckable.PROMOTION, NotCheckable.FURNITURE, NotCheckable.QUESTION) and not heads:
            self._last = sentence
            # `It works better than ketamine` names no subject: what follows goes back further.
            if (
                sentence.passage.block is not Block.CELL
                and _is_own(sentence)
                and any(_COMPARATORS.isdisjoint(one.concept.broader) for one in sentence.drugs)
            ):
                self._named.append((self._number, self._section, sentence, reason is None))
                del self._named[:-_REACH]
                if {one.concept.name for one in leading(sentence)} == {self.topic}:
                    self._topical = self._section, sentence

    def context(self, sentence: Sentence) -> Context | None:
        """Where a sentence that needs one has its subject; None if it names its own, or speaks of something else."""
        if _is_own(sentence) or not self._named or sentence.is_of_illness:
            return None
        if self._lead is not None and sentence.passage.block is Block.ITEM:
            head = _OTHER.sub("", self._lead.text.rstrip(": "))
            return Context(
                head, slots(self._carried(self._lead) or self._carried(self._chosen(sentence)), 0), leads=True
            )
        if _PRONOUN.match(sentence.plain):
            return self._before(sentence)
        if not is_of_others(sentence.plain) and (
            sentence.passage.block is Block.ITEM or _TREATED.search(sentence.plain) or _begins_with_harm(sentence)
        ):
            return self._of(self._chosen(sentence))
        return None

    def _of(self, named: Sentence) -> Context:
        return Context(named.text, slots(self._carried(named), 0))

    def _carried(self, named: Sentence) -> tuple[Mention, ...]:
        """The drugs of a sentence that another goes back to: with the draft's own one no other that is only named
        beside it (`in those who responded to ketamine, lithium …`)."""
        found = leading(named)
        own = next((one for one in found if one.concept.name == self.topic), None)
        if own is None:
            return found
        return tuple(
            one for one in found if one.concept.name in {self.topic, *_TREATMENTS} or _is_joined(named, own, one)
        )

    def _chosen(self, sentence: Sentence) -> Sentence:
        """Of those that named a drug the one that `sentence` is likeliest to go on from."""
        _, section, chosen, _ = max(
            self._named,
            key=lambda one: (one[2].passage is sentence.passage, one[1] == self._section, one[3], one[0]),
        )
        return chosen if self._is_meant(sentence, chosen, section) else self._last_topical(chosen)

    def _is_meant(self, sentence: Sentence, named: Sentence, section: int) -> bool:
        """Whether `sentence` can go on from what was named and not from what the draft is about: in the same paragraph
        from another treatment, in the same section if the draft's own drug has not been named there."""
        names = {one.concept.name for one in self._carried(named)}
        if not self.topic or self._topical is None or self.topic in names:
            return True
        if section != self._section or names.isdisjoint(_TREATMENTS):
            return False
        return named.passage is sentence.passage or self._topical[0] != self._section

    def _last_topical(self, named: Sentence) -> Sentence:
        return self._topical[1] if self._topical else named

    def _before(self, sentence: Sentence) -> Context:
        """For a pronoun: from the last sentence that named a drug to the one before, if they are neighbours."""
        number, section, named, _ = self._named[-1]
        is_next = named is self._last and named.passage.block is not Block.ITEM
        if not is_next and named.passage is not sentence.passage and not self._is_meant(sentence, named, section):
            return self._of(self._last_topical(named))
        text = named.text
        if (
            self._last is not None
            and self._last.passage is named.passage is sentence.passage
            and self._number - number <= 2
        ):
            text = named.passage.text[named.start : self._last.start + len(self._last.text)]
        return Context(text, slots(self._carried(named), 0))


def _is_own(sentence: Sentence) -> bool:
    """Whether a sentence names a drug that it is about, not only one for comparison behind a pronoun."""
    own = leading(sentence)
    pronoun = _PRONOUN.match(sentence.plain)
    if pronoun is None:
        return bool(own)
    return any(
        one.start < pronoun.end() or not _COMPARED.search(sentence.plain[max(0, one.start - 30) : one.start])
        for one in own
    )


def _begins_with_harm(sentence: Sentence) -> bool:
    """Whether a sentence that names no illness begins with what only a treatment does (`dissociation peaks …`)."""
    first = next(iter(sentence.of(Kind.OUTCOME)), None)
    if first is None or first.start > _EARLY or sentence.of(Kind.CONDITION):
        return False
    return not _OF_TREATMENT.isdisjoint((first.concept.name, *first.concept.broader))


def leading(sentence: Sentence, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
    """The drugs that a stretch of a sentence is about and that another could go back to: those of `about` without what
    only gives a reason."""
    beside = not_meant(sentence)
    return tuple(one for one in about(sentence, start, end) if one not in beside)


def not_meant(sentence: Sentence) -> tuple[Mention, ...]:
    """The drugs that a sentence names beside what it is about: those for comparison, and what only gives a reason
    (`because naltrexone blocks it`), unless it is a treatment."""
    against = compared(sentence, 0, len(sentence.plain))
    return tuple(
        one
        for one in sentence.drugs
        if one in against or (one.concept.name not in _TREATMENTS and _REASON.search(sentence.plain, 0, one.start))
    )


def about(sentence: Sentence, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
    """The drugs that a stretch of a sentence is about, without those that they are compared with."""
    stop = len(sentence.plain) if end is None else end
    against = compared(sentence, start, stop)
    own = [one for one in sentence.drugs if start <= one.start < stop and one not in against]
    # What is given for comparison is hardly ever meant beside another drug: `midazolam as a stand-in, ketamine …`.
    return tuple(one for one in own if _COMPARATORS.isdisjoint(one.concept.broader)) or tuple(own)


def _is_joined(sentence: Sentence, one: Mention, other: Mention) -> bool:
    """Whether two drugs are named as one subject: `ketamine and lithium`."""
    first, second = sorted((one, other), key=lambda each: each.start)
    return _JOINED.fullmatch(sentence.plain, first.end, second.start) is not None


def compared(sentence: Sentence, start: int, end: int) -> tuple[Mention, ...]:
    """What a stretch of a sentence compares with: drugs named after `than`, `versus` and their like, controls too."""
    here = [one for one in sentence.of(Kind.DRUG) if start <= one.start < end]
    return tuple(one for one in here if _VERSUS.search(sentence.plain[max(start, one.start - 30) : one.start]))


# What a reason is given by, and what stands between two drugs that are one subject.
_REASON = re.compile(r"\b(?:because|since(?! \d)|given that|as shown by)\b[^;:]*$")
_JOINED = re.compile(r"(?:, [\w -]{1,40})?,? (?:and|or|as well as) (?:\w+ )?|/")
_VERSUS = re.compile(
    r"\b(?:than|versus|vs\.?|unlike|compared (?:\w+ )?(?:to|with)|rather than|in contrast to|different(?:ly)? from|"
    r"(?:superior|inferior|similar|comparable|equivalent) to|effective as|outperform\w*|"
    r"beats?|beaten|outd(?:id|oes|one)|surpass\w*|over)\b[^,;]*$"
)
_OTHERS = re.compile(
    rf"^(?:(?:while|although|though|whereas|even though|unlike) )?(?:(?:most|many|some|for [^,]{{1,40}},) "
    rf")?(?:[\w-]+ )?{_CLASS.pattern}"
)


def is_of_others(clause: str) -> bool:
    """Whether a clause, in plain writing, begins with treatments named by what they are: `most antidepressants …`."""
    return _OTHERS.match(clause) is not None


def slots(found: Sequence[Mention], at: int) -> tuple[Slot, ...]:
    """The concepts of mentions, each once, with spans that are `at` further on."""
    once: dict[str, Slot] = {}
    for one in found:
        once.setdefault(one.concept.name, Slot(one.concept.name, Span(one.start + at, one.end + at)))
    return tuple(once.values())
