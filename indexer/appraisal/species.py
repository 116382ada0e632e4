"""Who or what was studied: people, animals, both, or cells and tissue.

NLM's check tags come first (`Humans`, `Animals`), but they are also given for cell lines and for what is merely
discussed. So where both stand, or `Humans` beside cells alone, and no human age group is indexed (those are given for
people only), the text decides if it is clear. NLM indexes many a trial of a drug with `Animals` for what is told of
the drug in its introduction: where the text says of people that they were studied, and of animals never, the heading
is overruled, and a ground says so.

In the text, words that name subjects are weighed by where they stand: a title and what was done and found weigh more
than a conclusion, and background hardly. Patients in an introduction to a rat study are no participants, nor is a
mouse in the introduction to a trial an animal studied. Both are said to have been studied only where both are among
what was done or found. Words of clinical research that name nobody (`trial`, `placebo`) speak for people, but not
against animals that were studied: animals are randomised too. Cells, tissue and slices alone are `CELLS`, whatever they
were taken from; a study that uses cells beside live animals or people is a study of those.

A review has the species of what it reviews, by the same words; where they do not decide, it is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.species_words import (
    ANIMAL,
    CELLS,
    CLINICAL,
    COMPANIONS,
    COMPANY,
    CULTURED,
    HUMAN,
    IN_CULTURE,
    PHRASES,
    WORDS,
)
from indexer.appraisal.values import UNKNOWN, Ground, Judgement, Source, Species
from indexer.salience import Kind

# What a word weighs by the sentence it stands in. A title names what was studied.
_TITLE = 4.0
_PLACES = {
    Kind.METHOD: 2.0,
    Kind.RESULT: 2.0,
    Kind.AIM: 2.0,
    Kind.CONCLUSION: 1.0,
    Kind.UNKNOWN: 1.0,
    Kind.BACKGROUND: 0.25,
}
_DONE = (Kind.METHOD, Kind.RESULT, Kind.AIM)
_LEAST = 0.25  # one sure word, even in an introduction, where nothing speaks for another kind
_SURE = 1.4
_MOST = 3  # of one word, so that no word decides by repetition alone

_ANIMAL_TAGS = ("animals",)
_AGES = frozenset(
    {"adult", "young adult", "middle aged", "aged", "aged, 80 and over", "adolescent", "child", "child, preschool",
     "infant", "infant, newborn"}
)  # fmt: skip
_CELL_TAGS = frozenset(
    {"cell line", "cell line, tumor", "cells, cultured", "hek293 cells", "hela cells", "pc12 cells",
     "in vitro techniques", "induced pluripotent stem cells", "cho cells", "organoids", "primary cell culture"}
)  # fmt: skip


@dataclass(slots=True)
class _Weight:
    """How much speaks for one kind of subject, and where most of it stands."""

    total: float = 0.0
    done: int = 0
    titled: bool = False
    sure: bool = False
    best: float = 0.0
    span: tuple[int, int] = (0, 0)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, word: str, share: float, line: Line, span: tuple[int, int]) -> None:
        """Counts a word in a sentence. Only sure words say what was done or stand for a title."""
        sure, titled = share == 1, share == 1 and line.is_title
        weight = share * (_TITLE if line.is_title else _PLACES[line.kind])
        seen = self.counts.get(word, 0)
        if seen >= _MOST and not titled:
            return
        self.counts[word] = seen + 1
        self.total += weight
        self.sure |= sure
        self.done += sure and not line.is_title and line.kind in _DONE
        self.titled |= titled
        if weight > self.best:
            self.best, self.span = weight, span

    def take(self, other: _Weight) -> None:
        """Counts what was counted apart as said for this kind. None of it is a sure word."""
        self.total += other.total
        self.counts.update(other.counts)
        if other.best > self.best:
            self.best, self.span = other.best, other.span


def species_of(reading: Reading) -> Judgement[Species | None]:
    """The species, indexed or else read from the text."""
    headings = reading.headings
    human = [headings["humans"]] if "humans" in headings else []
    animal = [headings[name] for name in _ANIMAL_TAGS if name in headings]
    cells = sorted(_CELL_TAGS & headings.keys())
    if not human and not animal:
        return _read(reading)
    grounds = tuple(Ground(Source.MESH, name) for name in human + animal)
    if human and animal and (overruled := _people_only(reading, animal[0])):
        return Judgement(Species.HUMAN, (*(Ground(Source.MESH, name) for name in human), *overruled))
    if not (headings.keys() & _AGES) and ((human and animal) or cells):
        told = _read(reading)
        if told.value is Species.CELLS or (human and animal and told.value is not None):
            return Judgement(told.value, (*told.grounds, *grounds))
    species = Species.BOTH if human and animal else Species.HUMAN if human else Species.ANIMAL
    return Judgement(species, grounds)


def _people_only(reading: Reading, heading: str) -> tuple[Ground, ...]:
    """The words for people, and what is said against the heading for animals, where only people were studied."""
    weights = _weigh(reading)
    human, animal = weights[HUMAN], weights[ANIMAL]
    if not (human.sure or human.total >= _SURE) or not (human.done or human.titled):
        return ()
    if animal.done or animal.titled or animal.total * 2 > human.total:
        return ()
    why = f"MeSH heading {heading} overruled: the text tells of people only"
    return reading.ground(*human.span), Ground(Source.RULE, why)


def _read(reading: Reading) -> Judgement[Species | None]:
    weights = _weigh(reading)
    human, animal, cells = weights[HUMAN], weights[ANIMAL], weights[CELLS]

    def of(species: Species, *rest: _Weight) -> Judgement[Species | None]:
        return Judgement(species, tuple(reading.ground(*weight.span) for weight in rest))

    if not animal.total and cells.total < _SURE:
        return of(Species.HUMAN, human) if human.total >= _LEAST else UNKNOWN
    if _both(human, animal):
        return of(Species.BOTH, human, animal)
    if _is_of_cells(reading, human, animal, cells):
        return of(Species.CELLS, cells)
    low, high = sorted((human, animal), key=lambda weight: weight.total)
    is_alone = high.sure and not (low.total or cells.total or "review" in reading.plain)
    if high.total < (1 if is_alone else 2) * _LEAST or ("review" in reading.plain and high.total < 1.5 * low.total):
        return UNKNOWN
    if high.total == low.total or (high is animal and not (animal.sure or "animals" in animal.counts)):
        return UNKNOWN
    return of(Species.HUMAN if high is human else Species.ANIMAL, high)


def _is_of_cells(reading: Reading, human: _Weight, animal: _Weight, cells: _Weight) -> bool:
    """Whether cells outweigh whom they were taken from. Words of any laboratory (`apoptosis`, `assay`) do not where an
    animal is named, nor do cells where something was done `in vivo` as well."""
    if cells.total < _SURE or human.titled or cells.total <= max(human.total, 1.4 * animal.total):
        return False
    if not animal.sure or animal.total < max(human.total, 2 * _LEAST):
        return True
    return cells.sure and not (animal.done and "in vivo" in reading.plain)


def _both(human: _Weight, animal: _Weight) -> bool:
    """Both among what was done or found, and neither a passing mention."""
    if human.titled and animal.titled:
        return True
    low, high = sorted((human.total, animal.total))
    return human.done >= 2 and animal.done >= 2 and low >= 0.6 * high and not (human.titled or animal.titled)


def _weigh(reading: Reading) -> dict[str, _Weight]:
    plain = reading.plain
    weights = {kind: _Weight() for kind in (HUMAN, ANIMAL, CELLS, CLINICAL)}
    words = reading.vocabulary & WORDS.keys()
    company = not reading.vocabulary.isdisjoint(COMPANIONS) and bool(COMPANY.search(plain))
    if company:
        words -= COMPANIONS
    for word in sorted(words):
        kind, share = WORDS[word]
        _add(reading, weights[kind], word, share)
    for start, guard, pattern, kind, share in PHRASES:
        if start in reading.stems and guard in plain and not (company and guard in COMPANIONS):
            for match in pattern.finditer(plain):
                _put(reading, weights[kind], match.group(), share, match.span())
    human, animal = weights[HUMAN], weights[ANIMAL]
    if human.sure or "review" in plain or not _only_animals(human, animal):
        human.take(weights[CLINICAL])
    return weights


def _only_animals(human: _Weight, animal: _Weight) -> bool:
    """Whether animals were named as those studied, and people hardly."""
    return animal.sure and bool(animal.done or animal.titled) and human.total * 2 < animal.total


def _add(reading: Reading, weight: _Weight, word: str, share: float) -> None:
    """Every whole-word occurrence of a word."""
    plain, length = reading.plain, len(word)
    start = plain.find(word)
    while start >= 0:
        end = start + length
        is_word = not plain[start - 1 : start].isalnum() and not plain[end : end + 1].isalnum()
        if is_word and not (word in IN_CULTURE and _is_cultured(plain, start, end)):
            _put(reading, weight, word, share, (start, end))
        start = plain.find(word, end)


def _is_cultured(plain: str, start: int, end: int) -> bool:
    """Whether the animal's cells are spoken of: `a rat neuronal culture`, `primary rat neurons`."""
    return plain.endswith("primary ", 0, start) or CULTURED.match(plain, end) is not None


def _put(reading: Reading, weight: _Weight, word: str, share: float, span: tuple[int, int]) -> None:
    line = reading.line_at(span[0])
    if line is not None:
        weight.add(word, share, line, span)
