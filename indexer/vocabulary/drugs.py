"""The topic's drugs and comparators: names, brands and research codes for each, forms told apart.

Racemic ketamine, esketamine and arketamine are three concepts. A bare `ketamine` names the racemate, as authors
mostly use it; `S-ketamine` never counts as `ketamine`. Only names we are sure of are in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.text import tokens
from indexer.text import words as words_of
from indexer.vocabulary.tables import rows, values


@dataclass(frozen=True, slots=True)
class Drug:
    """One concept. `group` is what it is to the topic: `ketamine`, `metabolite`, `antidepressant`, `comparator` …

    `names` begins with the preferred name; a treatment that is no drug (electroconvulsive therapy) is here too,
    where trials compare with it.
    """

    name: str
    group: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a drug: `text[start:end]`."""

    drug: Drug
    start: int
    end: int


def concepts() -> Iterator[Drug]:
    """Every drug that is known here, in the order of the file."""
    yield from dict.fromkeys(_by_words().values())


def find(words: Sequence[str]) -> Drug | None:
    """The drug that exactly these words name (`text.words` of a name), else None."""
    return _by_words().get(tuple(words))


def mentions(text: str) -> Iterator[Mention]:
    """The drugs named in `text`, from the left; of overlapping names the longest.

    The `s` of a possessive is no prefix: in `the patient's ketamine` the drug is ketamine, not esketamine.
    """
    known, most = _by_words(), _most_words()
    found = list(tokens(text))
    words = tuple(token.word for token in found)
    start = 0
    while start < len(words):
        possessive = len(words[start]) == 1 and text[: found[start].start].endswith(("'", "’"))
        for end in range(start if possessive else min(start + most, len(words)), start, -1):
            drug = known.get(words[start:end])
            if drug is not None:
                yield Mention(drug, found[start].start, found[end - 1].end)
                start = end
                break
        else:
            start += 1


@lru_cache(maxsize=1)
def _by_words() -> Mapping[tuple[str, ...], Drug]:
    found = [Drug(name, group, (name, *values(others))) for name, group, others in rows("drugs.tsv")]
    return {words_of(name): drug for drug in found for name in drug.names}


@lru_cache(maxsize=1)
def _most_words() -> int:
    return max(map(len, _by_words()))
