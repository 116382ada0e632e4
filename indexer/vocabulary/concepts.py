"""The topic's concepts other than headings: conditions, outcomes, scales, routes and drugs, with their synonyms.

Each kind is a readable file in `data/`: a name, what it is narrower than, other names. A name of a kind stands in
one row only; the same words may name concepts of two kinds (`depression` is a condition and an outcome). A plural `s`
at the end of a name is understood. A name of at most four letters that is written in capitals (`TRD`, `SI`) is found
in capitals only, so that no everyday word is taken for it. A workspace may add rows: see `tables` and `extending`.

Touches its own packaged data only; imports `text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, compress, count
from typing import NamedTuple

from indexer.text import plain, words
from indexer.vocabulary.tables import Extension, active, rows, values

_SHORT = 4
# A word as in `text.tokens`, in plain writing.
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)+|[^\W_]+")
# Letters of other scripts and signs, and full stops that are not in a decimal number.
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_STOP = re.compile(r"\.(?:(?![0-9])|(?<![0-9]\.))")
# A decimal number that touches a letter, of which it is kept apart: `0.5mg`.
_TOUCHING = re.compile(r"\.(?:[0-9]+[a-zX]|(?<=[a-zX][0-9]\.)|(?<=[a-zX][0-9]{2}\.)|(?<=[a-zX][0-9]{3}\.))")
# What each character is between words: itself in a word or a number, a blank elsewhere.
_SPACED = bytes(code if chr(code).isalnum() or chr(code) == "." else ord(" ") for code in range(128)) + bytes(128)
# Where no name goes on: a line's end, or a sentence's or clause's (`… brain. Injury …`, but `i.v. infusion`).
_END = re.compile(r"[\n.;:!?](?:(?<=\n)|(?<=[a-z]{3}.) |(?<=[a-z]{3}[)\]].) )")


class Kind(StrEnum):
    """What sort of thing a concept is; the value is the name of its file."""

    CONDITION = "conditions"
    OUTCOME = "outcomes"
    SCALE = "scales"
    ROUTE = "routes"
    DRUG = "drugs"


@dataclass(frozen=True, slots=True)
class Concept:
    """One row. `name` is the preferred one, `broader` the concepts or the group it belongs to, `names` all names."""

    kind: Kind
    name: str
    broader: tuple[str, ...]
    names: tuple[str, ...]


class Mention(NamedTuple):
    """Where a text names a concept: `text[start:end]`."""

    concept: Concept
    start: int
    end: int


def concepts(kind: Kind) -> tuple[Concept, ...]:
    """Every concept of a kind, in the order of its file."""
    return _table(active(), kind)


def find(kind: Kind, name: str) -> Concept | None:
    """The concept of this kind that `name` names, whatever its case, hyphens and accents; else None."""
    return _by_words(active(), kind).get(words(name))


def narrower(kind: Kind, name: str) -> frozenset[str]:
    """`name` and the names of all concepts beneath it."""
    return _narrower(active(), kind, name)


def forms(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name, and those of its plural if it is understood."""
    split = words(name)
    if not split[-1].isalpha() or split[-1].endswith("s"):
        return (split,)
    return split, (*split[:-1], f"{split[-1]}s")


class Cut(NamedTuple):
    """Plain writing cut into words; empty ones stand where more than one character separates two. Word `i` ends at
    `ends[i] + i`. A word with a letter that is not ASCII has another in its place: no name in the tables has one."""

    words: list[str]
    ends: list[int]


def cut(plainly: str) -> Cut:
    """The words of a text in plain writing (`text.plain`), as `text.tokens` has them but for Greek letters."""
    text = plainly if plainly.isascii() else _NOT_ASCII.sub(_stand_in, plainly)
    # Every text is cut: bytes are translated, and blanks split at, many times faster than a pattern finds the words.
    spaced = _STOP.sub(" ", text.encode("ascii").translate(_SPACED).decode("ascii"))
    if _TOUCHING.search(spaced):
        found = list(_WORD.finditer(text))
        return Cut([match.group() for match in found], [match.end() - place for place, match in enumerate(found)])
    parts = spaced.split(" ")
    return Cut(parts, list(accumulate(map(len, parts))))


def _stand_in(match: re.Match[str]) -> str:
    return "X" if match.group().isalnum() else " "


def mentions(text: str, plainly: str = "", words_of: Cut | None = None) -> Iterator[Mention]:
    """The concepts named in `text`, from the left; of names of one kind that overlap the longest.

    The `s` of a possessive is no prefix: in `the patient's ketamine` the drug is ketamine, not esketamine. `plainly`
    is `text.plain` of it and `words_of` the `cut` of that, if they are known already.
    """
    plainly = plainly or plain(text)
    found, ends = words_of or cut(plainly)
    firsts, alone, in_two = _by_beginning(active())
    size = len(found)
    taken: dict[Kind, int] = {}
    for place in compress(count(), map(firsts.__contains__, found)):
        word, second = found[place], place + 1
        while second < size and not found[second]:
            second += 1
        longer = in_two.get(f"{word} {found[second]}", ()) if second < size else ()
        names = alone.get(word, ())
        if not longer and not names:
            continue
        start = ends[place] + place - len(word)
        if longer:
            if len(word) == 1 and place and ends[place - 1] and plainly[start - 1] == "'":
                longer = ()
            third = second + 1
            while third < size and not found[third]:
                third += 1
            after = found[third] if third < size else ""
            names = *[name for name in longer if len(name[0]) == 1 or name[0][1] == after], *names  # longest first
        for rest, concept, capitals in names:
            if taken.get(concept.kind, 0) > place:
                continue
            last = place
            if rest:
                last = second if len(rest) == 1 else _last(found, second, rest)
                if not last or _END.search(plainly, start, ends[last] + last):
                    continue
            end = ends[last] + last
            if capitals and not text[start:end].removesuffix("s").isupper():
                continue
            taken[concept.kind] = last + 1
            yield Mention(concept, start, end)


def _last(found: list[str], second: int, rest: list[str]) -> int:
    """Where the last word of a name stands that goes on with `rest` at `second`; 0 if the text goes on otherwise."""
    place = second - 1
    for word in rest:
        place += 1
        while place < len(found) and not found[place]:
            place += 1
        if place == len(found) or found[place] != word:
            return 0
    return place


@lru_cache(maxsize=64)
def _table(added: Extension, kind: Kind) -> tuple[Concept, ...]:
    """The packaged concepts with what is added; of rows with one name the first, with what the others add to it."""
    found: dict[str, Concept] = {}
    for name, broader, others in rows(f"{kind.value}.tsv", added):
        known = found.get(name, Concept(kind, name, (), (name,)))
        found[name] = Concept(
            kind,
            name,
            tuple(dict.fromkeys((*known.broader, *values(broader)))),
            tuple(dict.fromkeys((*known.names, *values(others)))),
        )
    return tuple(found.values())


@lru_cache(maxsize=4096)
def _narrower(added: Extension, kind: Kind, name: str) -> frozenset[str]:
    found, size = {name}, 0
    while len(found) > size:
        size = len(found)
        found |= {one.name for one in _table(added, kind) if not found.isdisjoint(one.broader)}
    return frozenset(found)


@lru_cache(maxsize=64)
def _by_words(added: Extension, kind: Kind) -> Mapping[tuple[str, ...], Concept]:
    return {words(name): concept for concept in _table(added, kind) for name in concept.names}


_Name = tuple[list[str], Concept, bool]
_Names = tuple[_Name, ...]


class _Beginnings(NamedTuple):
    """The names by how they begin: `firsts` are all first words, `alone` holds the names that are one word, `in_two`
    the longer ones by their first two words, longest first. To look up two words together is faster than one in the
    table of another. A name is (the words after the first, concept, whether in capitals only)."""

    firsts: frozenset[str]
    alone: Mapping[str, _Names]
    in_two: Mapping[str, _Names]


@lru_cache(maxsize=16)
def _by_beginning(added: Extension) -> _Beginnings:
    """The names of all concepts; of those that a plural would make the same the first row's counts."""
    found: dict[str, dict[tuple[Kind, tuple[str, ...]], _Name]] = {}
    for kind in Kind:
        for concept in _table(added, kind):
            for name in concept.names:
                capitals = len(name) <= _SHORT and name.isupper()
                for form in forms(name):
                    same = found.setdefault(" ".join(form[:2]), {})
                    same.setdefault((kind, form[1:]), (list(form[1:]), concept, capitals))
    ordered = {begun: tuple(sorted(names.values(), key=lambda one: -len(one[0]))) for begun, names in found.items()}
    return _Beginnings(
        frozenset(begun.split()[0] for begun in ordered),
        {begun: names for begun, names in ordered.items() if " " not in begun},
        {begun: names for begun, names in ordered.items() if " " in begun},
    )
