"""The inverted index over served records: which records have a word, a whole value or a date.

Records are numbered as they come and never renumbered; a replaced or deleted record's number simply stops being alive.
Positions are not kept: a phrase is looked up in the folded text of the records that have all of its words.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator

from indexer.standin.citation import Extract
from indexer.standin.fields import Field, Zone
from indexer.standin.words import Word, words_of

Numbers = frozenset[int]
_STREAM_END = "\n"
_AFTER_LAST = chr(0x10FFFF)  # sorts after every word, so `begins with` is a range of sorted words


class Postings:
    """Keys, and the records that have each; keys can also be asked for by their beginning."""

    def __init__(self) -> None:
        self._records: dict[str, array[int]] = {}
        self._sorted: list[str] | None = None

    def add(self, keys: Iterable[str], number: int) -> None:
        """Notes that record `number` has each of the keys."""
        for key in keys:
            records = self._records.get(key)
            if records is None:
                self._records[key] = records = array("I")
                self._sorted = None
            records.append(number)

    def get(self, key: str) -> Iterable[int]:
        """The records that have this key."""
        return self._records.get(key, ())

    def beginning(self, prefix: str) -> Iterator[int]:
        """The records that have a key beginning so."""
        for key in self.keys_beginning(prefix):
            yield from self._records[key]

    def keys_beginning(self, prefix: str) -> list[str]:
        """The keys that begin so."""
        if self._sorted is None:
            self._sorted = sorted(self._records)
        low = bisect_left(self._sorted, prefix)
        return self._sorted[low : bisect_right(self._sorted, prefix + _AFTER_LAST)]


class Index:
    """All served records by word, value, date and PMID. Not locked: its `Library` is."""

    def __init__(self) -> None:
        self._texts: dict[Zone, list[str]] = {zone: [] for zone in Zone}
        self._words: dict[Zone, Postings] = {zone: Postings() for zone in Zone}
        self._keys: dict[Field, Postings] = {field: Postings() for field in Field}
        self._dates: dict[Field, list[tuple[int, int]]] = {}
        self._pmids: list[tuple[int, int]] = []
        self._unsorted: set[Field] = set()
        self._size = 0
        self.alive: set[int] = set()

    def add(self, pmid: int, extract: Extract) -> int:
        """Indexes a record; returns its number."""
        number, self._size = self._size, self._size + 1
        self.alive.add(number)
        insort(self._pmids, (pmid, number))
        for zone in Zone:
            streams = [words_of(text) for text in extract.texts.get(zone, ())]
            self._texts[zone].append(_STREAM_END.join(f" {' '.join(words)} " for words in streams if words))
            self._words[zone].add({word for words in streams for word in words}, number)
        for field, keys in extract.keys.items():
            self._keys[field].add(keys, number)
        for field, values in extract.dates.items():
            self._dates.setdefault(field, []).extend((value, number) for value in values)
            self._unsorted.add(field)
        return number

    def remove(self, number: int) -> None:
        """The record of this number is not found any more."""
        self.alive.discard(number)

    def with_words(self, zones: Iterable[Zone], words: tuple[Word, ...]) -> Numbers:
        """Records that have the words side by side, in order, within one stream of one of the zones."""
        if len(words) == 1:
            found = {number for zone in zones for number in self._having(zone, words[0])}
            return frozenset(found & self.alive)
        pattern = re.compile(" " + " ".join(re.escape(w.text) + r"[^ \n]*" * w.truncated for w in words) + " ")
        return self._where(zones, words, lambda text: pattern.search(text) is not None)

    def with_words_near(self, zones: Iterable[Zone], words: tuple[Word, ...], distance: int) -> Numbers:
        """Records with the words in any order and at most `distance` others among them, within one stream."""
        span = len(words) + distance

        def near(text: str) -> bool:
            return any(_window(stream.split(), words, span) for stream in text.split(_STREAM_END))

        return self._where(zones, words, near)

    def with_key(self, field: Field, key: str) -> Numbers:
        """Records that have this whole value."""
        return frozenset(self.alive.intersection(self._keys[field].get(key)))

    def with_key_beginning(self, field: Field, prefix: str) -> Numbers:
        """Records that have a whole value that begins so."""
        return frozenset(self.alive.intersection(self._keys[field].beginning(prefix)))

    def keys_beginning(self, field: Field, prefix: str) -> list[str]:
        """The whole values, of records alive or not, that begin so."""
        return self._keys[field].keys_beginning(prefix)

    def with_date(self, field: Field, low: int, high: int) -> Numbers:
        """Records with a date from `low` to `high`, both included."""
        values = self._dates.setdefault(field, [])
        if field in self._unsorted:
            values.sort()
            self._unsorted.discard(field)
        return self._slice(values, low, high)

    def with_pmid(self, low: int, high: int) -> Numbers:
        """Records with a PMID from `low` to `high`, both included."""
        return self._slice(self._pmids, low, high)

    def _slice(self, values: list[tuple[int, int]], low: int, high: int) -> Numbers:
        first, end = bisect_left(values, (low, -1)), bisect_left(values, (high + 1, -1))
        return frozenset(self.alive.intersection(number for _, number in values[first:end]))

    def _having(self, zone: Zone, word: Word) -> Iterable[int]:
        postings = self._words[zone]
        return postings.beginning(word.text) if word.truncated else postings.get(word.text)

    def _where(self, zones: Iterable[Zone], words: tuple[Word, ...], holds: Callable[[str], bool]) -> Numbers:
        found: set[int] = set()
        for zone in zones:
            candidates = set(self.alive)
            for word in words:
                candidates.intersection_update(self._having(zone, word))
            found.update(number for number in candidates - found if holds(self._texts[zone][number]))
        return frozenset(found)


def _window(stream: list[str], words: tuple[Word, ...], span: int) -> bool:
    """Whether `words`, each at a place of its own, stand within `span` consecutive words of the stream."""
    places = [
        [at for at, text in enumerate(stream) if (text.startswith(w.text) if w.truncated else text == w.text)]
        for w in words
    ]
    starts = sorted({at for found in places for at in found})
    return any(_distinct([[at for at in found if start <= at < start + span] for found in places]) for start in starts)


def _distinct(choices: list[list[int]], taken: frozenset[int] = frozenset()) -> bool:
    """Whether each list can give a number that no other list gives."""
    if not choices:
        return True
    return any(_distinct(choices[1:], taken | {at}) for at in choices[0] if at not in taken)
