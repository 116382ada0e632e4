"""Find what is checkable in a draft: sentences, cut where they say more than one thing, each with its subject.

Every sentence of the draft comes out: as one claim or more, or as not checkable with the reason. A claim says something
that a study could have found, of a drug, of a treatment or of an illness. Where a sentence has its subject from before
(`It can reduce …`, `These effects …`, `Some patients experience dizziness`), the claim has the sentence that names it.

What a clause says is read by a function that is handed in; what it does not know (`is most effective when tailored`)
is still a claim, with a statement of what was named in it and nothing more.

Imports `text`, `vocabulary`, `values` and its own rooms `claim_parts`, `claim_subjects`, `not_claims`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.appraisal.reading import of_text
from indexer.checking import claim_parts, not_claims
from indexer.checking.associations import associations
from indexer.checking.claim_subjects import (
    Context,
    Sentence,
    Thread,
    about,
    compared,
    is_of_others,
    leading,
    not_meant,
    sentence_of,
    slots,
    topic_drug,
)
from indexer.checking.draft_passage import Lines
from indexer.checking.named_outcomes import GENERAL
from indexer.checking.statements import certainty_of
from indexer.checking.values import Block, Claim, Direction, Draft, NotCheckable, Passage, Slot, Statement, Unchecked
from indexer.text import plain, sentences
from indexer.vocabulary.concepts import Kind, Mention

Read = Callable[[str], tuple[Statement, ...]]
"""Reads what a text of a few sentences says, one statement for each outcome; spans are into the text."""

_ASKING_HEAD = re.compile(r"^(?:how|what|why|when|who|where|which|can|is|are|does|do|should)\b")
_MEDICAL = re.compile(
    r"\b(?:patients?|symptoms?|therap\w+|treatments?|clinic\w*|mental|psychiatr\w+|brain|research\w*|stud(?:y|ies)"
    r"|findings?|doctors?|"
    r"physicians?|providers?|doses?|dosing|infusions?|sessions?|disorders?|neuro\w+|serotonin|receptors?|medical"
    r"|health\w*|care)\b"
)
_LABEL_WORDS = 4
# What people have had is no statement: `a history of ketamine misuse`.
_HAD = re.compile(r"(?:an? |any )?(?:[\w-]+ ){0,3}history of (?:[\w-]+ ){0,4}[\w-]+\.?")
_TIMED = re.compile(r"\d|\b(?:minute|hour|day|night|week|fortnight|month|year)s?\b")
# The word before what is told as true, or as an answer, and is no part of it.
_TOLD_AS = re.compile(r"(?:the )?(?:a:|(?:fact|truth|reality|answer)(?: (?:#|no\. )?\d+)? ?[:-]) ")
# That nobody knows more is no part of what is known.
_NOBODY_KNOWS = re.compile(
    r",? (?:and|but|though|although) (?:no ?one|nobody|it (?:is|remains) (?:not|un)[^,;]{0,20}) ?(?:\w+ ){0,2}"
    r"(?:knows?|clear|known|certain)\b[^;]*$"
)
# What joins a part to the next one: `relapse within a fortnight, and`.
_JOINED_ON = re.compile(r"[,;]? (?:and|but|or|yet),?$")
_SAID_OF_TREATMENT = re.compile(r"\b(?:relief|effective|remission|respon[ds]\w*|weeks|months|benefits?|side effects)\b")


def find_claims(draft: Draft, read: Read) -> tuple[tuple[Claim, ...], tuple[Unchecked, ...]]:
    """The claims of a draft and what in it is none, both in the order of the draft."""
    claims: list[Claim] = []
    unchecked: list[Unchecked] = []
    lines = Lines(draft.text)
    told = [sentence_of(passage, start, end) for passage in draft.passages for start, end in sentences(passage.text)]
    myth: Passage | None = None
    thread = Thread(topic_drug(one for one in told if one.passage.block is not Block.FURNITURE))
    for sentence in told:
        block = sentence.passage.block
        context = None if block is Block.FURNITURE else thread.context(sentence)
        # A myth goes on to the end of its paragraph, or to the fact that is set against it.
        if not_claims.is_myth(sentence.plain):
            myth = sentence.passage
        elif _TOLD_AS.match(sentence.plain):
            myth = None
        is_myth = myth is sentence.passage and block is not Block.FURNITURE
        reason, found = (NotCheckable.MYTH, []) if is_myth else _judged(sentence, context, read)
        claims += (_claim(sentence, one, context, lines) for one in found)
        if reason is not None:
            place = sentence.passage.standing(sentence.start, sentence.start + len(sentence.text))
            unchecked.append(Unchecked(sentence.text, *place, lines.number(place[0]), reason))
        if block is not Block.FURNITURE:
            thread.add(sentence, reason, heads=block is Block.HEADING)
    return tuple(claims), tuple(unchecked)


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a sentence that is a claim, and what it says."""

    start: int
    end: int
    statement: Statement


def _claim(sentence: Sentence, part: _Part, context: Context | None, lines: Lines) -> Claim:
    start, end = sentence.start + part.start, sentence.start + part.end
    place = sentence.passage.standing(start, end)
    text = sentence.passage.text[start:end]
    words = context.text if context else ""
    return Claim(text, *place, lines.number(place[0]), part.statement, sentence.text, words)


def _judged(sentence: Sentence, context: Context | None, read: Read) -> tuple[NotCheckable | None, list[_Part]]:
    """The claims of a sentence, or the reason that it has none."""
    if sentence.passage.block is Block.FURNITURE:
        return NotCheckable.FURNITURE, []
    is_item = context is not None and context.leads and bool(sentence.of(Kind.OUTCOME))
    if _is_head(sentence) and not is_item:
        return _of_head(sentence, read)
    source = f"{context.text} {sentence.text}" if context else sentence.text
    at = len(source) - len(sentence.text)
    told = claim_parts.as_far_as_told(read(source), plain(source))
    told = [one for one in told if one.outcome and one.outcome.span.start >= at]
    reason = not_claims.reason(sentence.text, sentence.plain, told, at)
    if reason is not None:
        return reason, []
    if _is_bare_cell(sentence) or _is_label(sentence, context) or _HAD.fullmatch(sentence.plain):
        return NotCheckable.NO_STATEMENT, []
    if not context and not sentence.named and not sentence.names_class and not _MEDICAL.search(sentence.plain):
        return NotCheckable.OFF_TOPIC, []
    directed = any(one.direction is not Direction.UNKNOWN for one in told)
    # The head of a list says nothing by itself, and what is listed nothing without it.
    states = directed if is_item or sentence.leads else _states(sentence, told, context, at)
    return (None, list(_parts(sentence, told, context, at, read))) if states else (NotCheckable.NO_STATEMENT, [])


def _is_head(sentence: Sentence) -> bool:
    """Whether this is a heading, or the head of an item: a few words, capitalised, without a full stop."""
    if sentence.passage.block is not Block.ITEM:
        return sentence.passage.block is Block.HEADING
    words = [word for word in sentence.text.split() if len(word) > 3]
    titled = bool(words) and all(not word[0].islower() for word in words)
    return titled and len(words) <= 8 and not sentence.text.endswith((".", "!", ";", ","))


def _is_bare_cell(sentence: Sentence) -> bool:
    """Whether this is what a cell of a table holds if it is no sentence of its own: what it is said of stands in other
    cells."""
    is_cell = sentence.passage.block is Block.CELL
    return is_cell and not sentence.drugs and not sentence.text.rstrip('"”’) ').endswith((".", "!", "?"))


def _is_label(sentence: Sentence, context: Context | None) -> bool:
    """Whether this is but the label of a list item, of a few words that name nothing: `Works fast.`, `Not a cure.`"""
    if sentence.passage.block is not Block.ITEM or (context is not None and context.leads):
        return False
    return len(sentence.text.split()) <= _LABEL_WORDS and not sentence.named and not _TIMED.search(sentence.plain)


def _of_head(sentence: Sentence, read: Read) -> tuple[NotCheckable | None, list[_Part]]:
    """A heading is a claim only if it says by itself which drug does what (`Ketamine Cuts Cravings in Hours`)."""
    if sentence.plain.endswith("?"):
        return NotCheckable.QUESTION, []
    if sentence.drugs and not _ASKING_HEAD.match(sentence.plain) and claim_parts.is_checkable(sentence.plain):
        told = [one for one in read(sentence.text) if one.direction is not Direction.UNKNOWN and one.interventions]
        if told and not_claims.reason(sentence.text, sentence.plain, told) is None:
            return None, list(_parts(sentence, told, None, 0, read))
    return NotCheckable.NO_STATEMENT, []


def _states(sentence: Sentence, told: Sequence[Statement], context: Context | None, at: int) -> bool:
    """Whether a sentence says something checkable of a drug or treatment, or of an illness which way something goes."""
    if not claim_parts.is_checkable(sentence.plain):
        return bool(sentence.drugs) and claim_parts.is_told(sentence.plain, told, at)
    if sentence.drugs or context:
        return True
    directed = [one for one in told if one.direction is not Direction.UNKNOWN]
    if sentence.names_class:
        return is_of_others(sentence.plain) and (
            bool(directed) or _SAID_OF_TREATMENT.search(sentence.plain) is not None
        )
    # An illness that does something stands before the word that says what: `depression raises the risk of …`.
    first = min((one.start for one in sentence.of(Kind.CONDITION)), default=len(sentence.text))
    does = any(first + at < word.start for one in directed for word in one.direction_words)
    return does and not sentence.is_of_illness


def _parts(
    sentence: Sentence, told: Sequence[Statement], context: Context | None, at: int, read: Read
) -> Iterator[_Part]:
    """The claims of a sentence that has at least one; a statement that names no drug has it from before."""
    subject = context.subject if context else ()
    # No drug is set beside itself, and one that only gives a reason is no subject.
    beside = {one.start for one in not_meant(sentence)}
    for start, end in claim_parts.clauses(sentence.plain):
        own = slots(leading(sentence, start, end), at)
        others = not own and is_of_others(sentence.plain[start:end])
        subject = own or subject
        here = claim_parts.within(told, start + at, end + at) or _read_alone(sentence, start, end, at, read)
        for left, right, statement in _pieces(sentence, start, end, here, at):
            told_here = tuple(
                one
                for one in statement.interventions
                if not subject or (one.span.start >= at and one.span.start - at not in beside)
            )
            drugs = () if others else told_here or subject or slots(about(sentence), at)
            again = others or any(left <= one.start < right for one in sentence.drugs)
            routes = statement.routes or (() if again else slots(_route_before(sentence, left), at))
            yield _trimmed(sentence, left, right, replace(statement, interventions=drugs, routes=routes))


def _route_before(sentence: Sentence, place: int) -> list[Mention]:
    """How the drug was given that a later part of a sentence has from before: `Oral ketamine …, and is safe`."""
    return [
        one
        for one in sentence.of(Kind.ROUTE)
        if any(one.start < place and drug.start - one.end == 1 for drug in sentence.drugs)
    ]


def _pieces(
    sentence: Sentence, start: int, end: int, told: Sequence[Statement], at: int
) -> list[tuple[int, int, Statement]]:
    """The claims of a clause: one for each outcome, else one for each illness of a list, else one."""
    if together := joined(told, sentence.text, start, end):
        return [(start, end, together)]
    illnesses = sentence.of(Kind.CONDITION)
    listed = claim_parts.condition_parts(sentence.plain, start, end, illnesses)
    if len(listed) > 1:
        base = _bare(sentence, start, end, at)
        found = []
        # `In people with cancer, … anxiety and depression`: what stands before the list is said of all of it.
        shared = listed[0][2][:-1]
        for left, right, named in listed:
            own = [one for one in told if one.outcome and _is_of(one.outcome, named, at)]
            whole = (*(one for one in shared if one not in named), *named)
            # An illness that is said to get better or worse is the outcome, and not who was treated.
            directed = next((one for one in own if one.direction is not Direction.UNKNOWN), None)
            in_whom = [
                one for one in whole if not (own and one.concept.name in GENERAL and _is_its_name(own[0], one, at))
            ]
            statement = directed or replace(own[0] if own else base, conditions=slots(in_whom, at))
            found.append((left, right, statement))
        others = [one for one in told if one.outcome and not _is_of(one.outcome, illnesses, at)]
        if not others:
            return found
    stated = [one for one in told if one.outcome and not _is_inside(one.outcome, illnesses, at)]
    return claim_parts.outcome_parts(sentence.plain, start, end, stated, at) or [
        (start, end, _bare(sentence, start, end, at))
    ]


def joined(told: Sequence[Statement], text: str, start: int, end: int) -> Statement | None:
    """Of two outcomes that are only said to go together, or not to, in `text[start:end]` the first: it is one claim."""
    if any(one.direction is not Direction.UNKNOWN for one in told):
        return None
    first = next((one for one in told if one.outcome), None)
    return first if first and next(associations(of_text(text), start, end), None) else None


def _is_its_name(statement: Statement, illness: Mention, at: int) -> bool:
    """Whether the outcome of a statement is named by the name of an illness: the anxiety of `relief from anxiety`."""
    return statement.outcome is not None and _is_of(statement.outcome, (illness,), at)


def _is_of(outcome: Slot, illnesses: Sequence[Mention], at: int) -> bool:
    """Whether the words that name an outcome are those of an illness: `anxiety` of `anxiety disorders`."""
    return any(one.start + at <= outcome.span.start and outcome.span.end <= one.end + at for one in illnesses)


def _is_inside(outcome: Slot, illnesses: Sequence[Mention], at: int) -> bool:
    """Whether an outcome is but a part of an illness's name: `alcohol use` of `alcohol use disorder`."""
    length = outcome.span.end - outcome.span.start
    return any(_is_of(outcome, (one,), at) and one.end - one.start > length for one in illnesses)


def _read_alone(sentence: Sentence, start: int, end: int, at: int, read: Read) -> list[Statement]:
    """What is read in a clause by itself, where the whole sentence gave nothing for it: a reader may name an outcome
    once in a sentence that says two things of it."""
    if start == 0 and end == len(sentence.text):
        return []
    told = claim_parts.as_far_as_told(read(sentence.text[start:end]), sentence.plain[start:end])
    return [claim_parts.moved(one, start + at) for one in told]


def _trimmed(sentence: Sentence, start: int, end: int, statement: Statement) -> _Part:
    """A part without white space and commas around it, and without the label of the sentence (`Fact: …`)."""
    if start == 0 and (label := _TOLD_AS.match(sentence.plain)):
        start = label.end()
    while start < end and not (sentence.text[start].isalnum() or sentence.text[start] in "\"“‘'(["):
        start += 1
    if unknown := _NOBODY_KNOWS.search(sentence.plain[:end], start):
        end = unknown.start()
    if joined_on := _JOINED_ON.search(sentence.plain[:end], start):
        end = joined_on.start()
    while end > start and (sentence.text[end - 1].isspace() or sentence.text[end - 1] in ",;:—–-"):
        end -= 1
    return _Part(start, end, statement)


def _bare(sentence: Sentence, start: int, end: int, at: int) -> Statement:
    """What is named in a clause of which no more could be read: an outcome, if any, goes no known way."""
    illnesses = sentence.of(Kind.CONDITION)
    outcomes = slots([one for one in sentence.of(Kind.OUTCOME) if start <= one.start < end], at)
    outcomes = tuple(one for one in outcomes if not _is_of(one, illnesses, at))
    return Statement(
        interventions=(),
        outcome=outcomes[0] if outcomes else None,
        direction=Direction.UNKNOWN,
        against=slots(compared(sentence, start, end), at),
        conditions=slots(illnesses, at),
        routes=slots(sentence.of(Kind.ROUTE), at),
        certainty=certainty_of(sentence.plain, start, end),
    )
