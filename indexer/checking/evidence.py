"""The sentences of the collection that bear on a claim.

Two searches are fused: by the claim's parts (its drug in any form, its outcome, through the same tags a person would
use) and by its words. Within a record the sentence is chosen that shares most of the claim's weight, among those that
tell a finding; a background sentence, an aim or a method is never evidence.

How much of the claim's weight its best sentence and the title cover says whether the collection has anything on it at
all: scores of a search only rank within one answer, coverage compares between claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from indexer.appraisal import Appraisal
from indexer.appraisal.reading import Line, Reading
from indexer.checking import ranker
from indexer.checking.efficacy import EFFICACY, SHOWN_BY
from indexer.checking.illnesses import MOOD, is_of_depression
from indexer.checking.library import Library, content_words, stems
from indexer.checking.once import once
from indexer.checking.semantic import CANDIDATES, mixed, passage
from indexer.checking.values import Direction, Slot, Statement
from indexer.engines.ranking import stem
from indexer.query.syntax import And, Field, Or, Query, Term
from indexer.record import RecordId
from indexer.store.interface import StoredRecord
from indexer.text import plain
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind, find, narrower

RECORDS = 50
"""Records that are read for a claim."""

STRONGEST = 20
"""Records of the highest level that are read besides."""

UNDECIDED = 16
"""Records that are read for a claim which states no direction, so that none can decide it."""

BEARING = 0.4
"""Share of the best sentence's coverage below which another record's does not bear on the claim."""

ENOUGH = 0.55
"""Share of a claim's weight that a sentence and its title must cover for the collection to have anything on it."""

COVERED = 0.25
"""Weight of that share beside the search's score, which is at most 1, in the order of records that decide nothing."""

# Words in more records than this say little of a topic that all share: each costs a tenth of a second to rank by.
_VERY_MANY = 2000
_FEWEST_WORDS, _MOST_WORDS = 3, 12
_FORMS = frozenset({"ketamines"})
_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A record that may bear on a claim, its best sentences first, and how much of the claim each covers (0 to 1).
    `relevance` orders records of one claim only."""

    stored: StoredRecord
    reading: Reading
    appraisal: Appraisal
    lines: tuple[tuple[Line, float], ...]
    relevance: float = 0.0


@dataclass(frozen=True, slots=True)
class Named:
    """A part of a claim that a table knows: its stems, which any name of these concepts stands for. `group` are those
    drugs of which it is a form."""

    stems: frozenset[str]
    kind: Kind
    concepts: frozenset[str]
    group: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim as it is searched for: its words with their weights, and its statement if it makes one.

    `sought` are those words that are looked for in the index. `topic` are its words without those that say which way
    something goes: a finding of the contrary bears on it as much.
    """

    text: str
    weights: dict[str, float]
    statement: Statement | None
    named: tuple[Named, ...] = ()
    ranked: ranker.Asked | None = None
    sought: tuple[str, ...] = ()
    topic: dict[str, float] = field(default_factory=dict)


def wanted(text: str, statement: Statement | None, library: Library, *, source: str = "") -> Wanted:
    """Weighs the words of a claim. `source` is what its statement was read from, if that is not `text` itself."""
    weights: dict[str, float] = {}
    for word in content_words(text):
        key = stem(word)
        weights[key] = max(weights.get(key, 0.0), library.weight(word))
    named = tuple(_named(source or text, statement)) if statement else ()
    topic = _topic(text, weights, named)
    asked, sought = ranker.asked(text, topic if statement else weights), _sought(text, topic, library)
    return Wanted(text, weights, statement, named, asked, sought, topic)


def _topic(text: str, weights: dict[str, float], named: Sequence[Named]) -> dict[str, float]:
    """The words of a claim but for those of direction that name none of its parts; all of them if no other is left."""
    low = plain(text)
    ways = {
        stem(word) for cue in directions.cues(low, 0, len(low)) for word in content_words(text[cue.start : cue.end])
    }
    ways -= frozenset[str]().union(*(one.stems for one in named))
    return {word: weight for word, weight in weights.items() if word not in ways} or weights


def _sought(text: str, weights: dict[str, float], library: Library) -> tuple[str, ...]:
    """The words of a claim that are worth searching for by themselves, in its own order: the rarest. Those that are in
    very many records cost most and tell least, and are left out if enough are left."""
    known = [word for word in content_words(text) if weights.get(stem(word), 0.0) > 0]
    rarest = sorted(known, key=lambda word: (-weights[stem(word)], word))
    rare = [word for word in rarest if library.count(word) <= _VERY_MANY]
    chosen = set(rare[:_MOST_WORDS] if len(rare) >= _FEWEST_WORDS else rarest[:_FEWEST_WORDS])
    return tuple(word for word in known if word in chosen)


def _named(text: str, statement: Statement) -> Iterable[Named]:
    outcomes = (statement.outcome,) if statement.outcome else ()
    for kind, slots in (
        (Kind.DRUG, statement.interventions),
        (Kind.OUTCOME, outcomes),
        (Kind.CONDITION, statement.conditions),
    ):
        for one in _of_kind(text, kind, slots):
            wider = _sought_for(statement) if kind is Kind.OUTCOME else ()
            yield replace(one, concepts=one.concepts.union(*(narrower(kind, name) for name in wider)))


def _of_kind(text: str, kind: Kind, slots: Iterable[Slot]) -> Iterator[Named]:
    for slot in slots:
        own = stems(text[slot.span.start : slot.span.end])
        yield Named(own, kind, narrower(kind, slot.value), _FORMS.intersection(_forms([slot.value])))


def _sought_for(statement: Statement) -> tuple[str, ...]:
    """The names of the outcomes that are looked for: that something works, and that the mood of depressed people is
    better, in what is accepted as showing it."""
    own = statement.outcome_name
    if own == EFFICACY:
        return tuple(sorted(SHOWN_BY - {EFFICACY}))
    return (own, *sorted(SHOWN_BY - {EFFICACY})) if own == MOOD and is_of_depression(statement) else (own,)


def find_evidence(claim: Wanted, library: Library, *, limit: int = RECORDS) -> list[Found]:
    """The records that bear on a claim, the most relevant first: as the searches rank them, and by how much of it
    their sentence covers.

    Only they are appraised: a record whose best sentence covers far less than another's has come for a stray word.
    """
    if claim.statement is None or claim.statement.direction is Direction.UNKNOWN:
        limit = min(limit, UNDECIDED)
    covering: list[tuple[StoredRecord, Reading, tuple[tuple[Line, float], ...], float]] = []
    scores = dict(fused(claim, library, limit))
    for stored in library.stored(scores):
        reading = library.reading(stored)
        lines = rationales(claim, reading)
        if lines:
            covering.append((stored, reading, lines, most_covered(lines)))
    best = max((covered for *_, covered in covering), default=0.0)
    found = [
        Found(stored, reading, library.appraisal(stored), lines, scores[stored.record.id] + COVERED * covered)
        for stored, reading, lines, covered in covering
        if covered >= BEARING * best or any(_names_core(claim, reading, line) for line, _ in lines)
    ]
    return sorted(found, key=lambda one: (-one.relevance, -int(one.stored.record.pmid or 0)))


def most_covered(lines: Sequence[tuple[Line, float]]) -> float:
    """The largest share of a claim that one of these sentences covers, of those that may tell a finding."""
    return max((covered for line, covered in lines if not line.kind.precedes_findings), default=0.0)


def is_on_topic(claim: Wanted, found: Sequence[Found]) -> bool:
    """Whether the collection has anything on a claim: a sentence that covers enough of its words with the title, or one
    that names everything in it that the tables know, an outcome or an illness and a drug or another form of it among
    them. Of a claim that says of a treatment only that it works, one that names all treatments of it."""
    if most_held(claim, found) >= ENOUGH:
        return True
    working = _that_work(claim)
    parts = working or claim.named
    return any(
        _names(parts, one.reading, line.start, line.end, alone=bool(working)) for one in found for line, _ in one.lines
    )


def _that_work(claim: Wanted) -> tuple[Named, ...]:
    """The treatments of a claim that says only that one works, or beside another; none of any other claim."""
    said = claim.statement
    if said is None or said.outcome_name != EFFICACY:
        return ()
    return tuple(_of_kind(claim.text, Kind.DRUG, (*said.interventions, *said.against)))


def most_held(claim: Wanted, found: Sequence[Found]) -> float:
    """The largest share of a claim that a sentence which may tell a finding holds together with its title, 0 to 1."""
    return max(
        (
            _share_held(
                claim, one.reading, ((line.start, line.end), (0, one.reading.title_end)), claim.topic or claim.weights
            )
            for one in found
            for line, _ in one.lines
            if not line.kind.precedes_findings
        ),
        default=0.0,
    )


def names_all(claim: Wanted, reading: Reading, start: int, end: int) -> bool:
    """Whether `reading.text[start:end]` names everything in a claim that the tables know, the drugs in any form; never
    for a claim in which they know no drug, or nothing else."""
    return _names(claim.named, reading, start, end)


def _names_core(claim: Wanted, reading: Reading, line: Line) -> bool:
    """Whether a sentence names a claim's drugs and its outcome, whatever else the claim has."""
    core = tuple(one for one in claim.named if one.kind is not Kind.CONDITION)
    return _names(core, reading, line.start, line.end)


def _names(parts: Sequence[Named], reading: Reading, start: int, end: int, *, alone: bool = False) -> bool:
    kinds = {one.kind for one in parts}
    if Kind.DRUG not in kinds or (len(kinds) == 1 and not alone):
        return False
    return all(
        any(
            mention.concept.name in named.concepts or not named.group.isdisjoint(mention.concept.broader)
            for mention in reading.named(named.kind)
            if start <= mention.start and mention.end <= end
        )
        for named in parts
    )


def bearing(claim: Wanted, reading: Reading) -> list[Line]:
    """The sentences of a record's abstract that cover any of a claim, whatever they tell, best first."""
    told = ranker.sentences(reading)
    asked = claim.ranked or ranker.asked(claim.text, claim.weights)
    also = [_by_other_names(claim, reading, each.line) for each in told]
    ranked = sorted(ranker.scored(asked, reading, also), key=lambda one: (-one[0], one[1].start))
    return [line for _, line in ranked if _share_held(claim, reading, ((line.start, line.end),), claim.weights) > 0]


def rationales(claim: Wanted, reading: Reading) -> tuple[tuple[Line, float], ...]:
    """The sentences of a record that bear on a claim, best first, each with the share of the claim that it covers: the
    three best, and the best that tell a finding up to three; where none does, those that do not say what they are.
    Empty if no such sentence covers any of it.

    What tells no finding (background, aim, method, unknown) is there to be shown as what it is; `stance` never decides
    by it.
    """
    best = bearing(claim, reading)
    findings = [line for line in best if line.kind.is_finding][:_SENTENCES]
    findings = findings or [line for line in best if not line.kind.precedes_findings][:_SENTENCES]
    if not findings:
        return ()
    kept = {*findings, *best[:_SENTENCES]}
    return tuple((line, coverage(claim, reading, line.start, line.end)) for line in best if line in kept)


def _by_other_names(claim: Wanted, reading: Reading, line: Line) -> frozenset[str]:
    """The stems of the claim whose concept a sentence names by another name."""
    held = _named_at(reading, line.start, line.end)
    return frozenset().union(
        *(named.stems for named in claim.named if not held.get(named.kind, _NOTHING).isdisjoint(named.concepts))
    )


_NOTHING = frozenset[str]()


@once
def _named_at(reading: Reading, start: int, end: int) -> Mapping[Kind, frozenset[str]]:
    """The concepts that `reading.text[start:end]` names, by kind."""
    found: dict[Kind, set[str]] = {}
    for one in reading.mentions_in(start, end):
        found.setdefault(one.concept.kind, set()).add(one.concept.name)
    return {kind: frozenset(names) for kind, names in found.items()}


def coverage(claim: Wanted, reading: Reading, start: int, end: int) -> float:
    """The share of a claim's weight whose words, or other names of what they name, stand in a sentence."""
    return _share_held(claim, reading, ((start, end),), claim.topic or claim.weights)


def _share_held(claim: Wanted, reading: Reading, places: Sequence[tuple[int, int]], weights: dict[str, float]) -> float:
    """The share of the weight of a claim's words that stands at any of these places of a record."""
    total = sum(weights.values())
    if not total:
        return 0.0
    held: set[str] = set()
    for start, end in places:
        held |= stems(reading.text[start:end])
        names = _named_at(reading, start, end)
        for named in claim.named:
            if not names.get(named.kind, _NOTHING).isdisjoint(named.concepts):
                held |= named.stems
    return sum(weight for word, weight in weights.items() if word in held) / total


def fused(claim: Wanted, library: Library, limit: int) -> list[tuple[RecordId, float]]:
    """The best records for a claim with their scores, 0 to 1, the best first; then those of the highest level, and
    retracted ones, that the searches do not rank among them, with none."""
    scores: dict[RecordId, float] = {}
    among = limit if library.semantic is None else max(limit, CANDIDATES)
    for query, weight in _queries(claim):
        for identifier, score in library.best(query, among):
            scores[identifier] = scores.get(identifier, 0.0) + weight * score
    ranked = sorted(scores.items(), key=lambda one: (-one[1], one[0]))[:among]
    if library.semantic is not None:
        texts = {one.record.id: passage(one.record) for one in library.stored([key for key, _ in ranked])}
        ranked = mixed(claim.text, ranked, texts, library.semantic)
    top = ranked[0][1] if ranked and ranked[0][1] > 0 else 1.0
    best = {identifier: score / top for identifier, score in ranked[:limit]}
    strongest = _strongest(claim)
    if strongest is not None:
        best = dict.fromkeys(library.strongest(strongest, STRONGEST), 0.0) | best
    # An engine puts retracted records last: they are asked for by themselves, so that they are shown as excluded.
    withdrawn = library.retracted(_either(claim)) if best else ()
    every = dict.fromkeys(withdrawn, 0.0) | best
    return sorted(every.items(), key=lambda one: -one[1])


def _either(claim: Wanted) -> Query | None:
    """Any of the claim's drugs, its outcome and its illnesses, as they are judged."""
    statement = claim.statement
    if statement is None:
        return None
    terms: list[Query] = [Term(Field.DRUG, name) for name in _forms([slot.value for slot in statement.interventions])]
    if statement.outcome is not None:
        terms += _outcome(statement)
    return _any(terms)


def _queries(claim: Wanted) -> Iterator[tuple[Query, float]]:
    """By its words, and by its parts with its words, each with its weight: words alone also find what is said aside."""
    rarest = _any([Term(Field.TITLE_ABSTRACT, word) for word in claim.sought])
    if rarest is None:
        return
    yield rarest, 0.5
    parts, conditions = _parts(claim)
    if not parts:
        return
    # Ranked by the words that name its parts as well: few records are left to be ranked.
    named = frozenset[str]().union(*(one.stems for one in claim.named if one.kind is not Kind.DRUG))
    told = [word for word in content_words(claim.text) if word in claim.sought or stem(word) in named]
    words = _any([Term(Field.TITLE_ABSTRACT, word) for word in told]) or rarest
    if conditions is not None:
        yield And((*parts, conditions, words)), 1.0
    yield And((*parts, words)), 1.0


def _strongest(claim: Wanted) -> Query | None:
    """By its parts alone, for a claim that can be decided: the highest level of evidence must not be missed for being
    worded otherwise."""
    if claim.statement is None or claim.statement.direction is Direction.UNKNOWN:
        return None
    parts, conditions = _parts(claim)
    return And((*parts, *((conditions,) if conditions is not None else ()))) if parts else None


def _parts(claim: Wanted) -> tuple[list[Query], Query | None]:
    """A claim's outcome and drugs, as records are judged for them; none without a known outcome. Its illnesses."""
    statement = claim.statement
    outcome = _outcome(statement) if statement is not None else []
    if statement is None or not outcome:
        return [], None
    drugs = _any([Term(Field.DRUG, name) for name in _forms([slot.value for slot in statement.interventions])])
    conditions = _any([Term(Field.POPULATION, slot.value) for slot in statement.conditions])
    return [*outcome, *((drugs,) if drugs is not None else ())], conditions


def _outcome(statement: Statement) -> list[Query]:
    """The outcome of a claim; that something works is looked for in what is accepted as showing it."""
    if statement.outcome is None:
        return []
    shown = _any([Term(Field.OUTCOME, name) for name in _sought_for(statement) if find(Kind.OUTCOME, name)])
    return [shown] if shown is not None else []


def _forms(drugs: Sequence[str]) -> tuple[str, ...]:
    """The drugs, and the other forms of each: evidence on esketamine is shown for ketamine, as what it is."""
    names: list[str] = []
    for drug in drugs:
        concept = find(Kind.DRUG, drug)
        group = [one for one in (concept.broader if concept else ()) if one in _FORMS]
        names += group or [drug]
    return tuple(dict.fromkeys(names))


def _any(parts: Sequence[Query]) -> Query | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Or(tuple(parts))
