"""A record made ready to be read once: its title and abstract as one text, in sentences, with its concepts found.

Judging a record looks at the same text from many sides; here is done once what each would do again. Offsets are
into `text`; `ground` turns them into offsets of the title or the section they stand in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from indexer.appraisal.abbreviations import own_abbreviations
from indexer.appraisal.forms import resolved
from indexer.appraisal.stems import stems_in
from indexer.appraisal.values import Ground, Source
from indexer.record import Record, record_id
from indexer.salience import Kind, told
from indexer.text import plain
from indexer.vocabulary import concepts
from indexer.vocabulary.concepts import Mention


class Line(NamedTuple):
    """A sentence of the abstract, or the title: `reading.text[start:end]`."""

    start: int
    end: int
    kind: Kind
    is_title: bool = False


class Reading:
    """One record, read. What is expensive is done when it is first asked for."""

    def __init__(self, record: Record) -> None:
        self.record = record
        pieces, starts, place = [record.title], [0], len(record.title) + 1
        for section in record.abstract:
            pieces.append(section.text)
            starts.append(place)
            place += len(section.text) + 1
        self.text = "\n".join(pieces)
        """The title, then each section of the abstract, a line each."""
        self._starts = starts
        self.made: dict[Hashable, object] = {}
        """What others made of it, by what they asked for, to be asked for again."""

    @cached_property
    def plain(self) -> str:
        """`text` as `text.plain` has it, for patterns, with the same offsets: lower case, one kind of hyphen."""
        return plain(self.text)

    @cached_property
    def _cut(self) -> concepts.Cut:
        return concepts.cut(self.plain)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of `plain`, so that a word that is nowhere need not be looked for."""
        return frozenset(self._cut.words)

    @cached_property
    def units(self) -> frozenset[str]:
        """What stands behind the digits that words of `plain` begin with: `h` of `24h`."""
        words = self.vocabulary  # below the colon are the digits
        return frozenset([word.lstrip("0123456789") for word in words if word < ":" and word[-1:].isalpha()])

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of the stems that modules ask for those that words of `plain`, or their `units`, begin with; see `stems`."""
        return stems_in(chain(self.vocabulary, self.units))

    @cached_property
    def headings(self) -> dict[str, str]:
        """The MeSH headings of the record as printed, by their lower case."""
        return {heading.descriptor.casefold(): heading.descriptor for heading in self.record.mesh}

    @cached_property
    def title_end(self) -> int:
        """Where the title ends."""
        return len(self.record.title)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The concepts named in `text`, of every kind, from the left; an abbreviation that the text itself defines
        stands for what it is defined as, see `abbreviations`."""
        return own_abbreviations(self.text, tuple(concepts.mentions(self.text, self.plain, self._cut)))

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def mentions_in(self, start: int, end: int) -> Iterator[Mention]:
        """The concepts of every kind that `text[start:end]` names, from the left."""
        starts = self._mention_starts
        for mention in self.mentions[bisect_left(starts, start) : bisect_left(starts, end)]:
            if mention.end <= end:
                yield mention

    def named(self, kind: concepts.Kind) -> tuple[Mention, ...]:
        """The concepts of one kind named in `text`, from the left."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[concepts.Kind, tuple[Mention, ...]]:
        found: dict[concepts.Kind, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.concept.kind, []).append(mention)
        return {kind: tuple(listed) for kind, listed in found.items()}

    @cached_property
    def drugs(self) -> tuple[Mention, ...]:
        """The drugs named in `text`, from the left; a bare `ketamine` as the form it stands for, see `forms`."""
        return resolved(self.plain, self.named(concepts.Kind.DRUG), self.title_end)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The title, then the sentences of the abstract, each with what it tells; lone headings are left out."""
        title = (Line(0, self.title_end, Kind.UNKNOWN, is_title=True),) if self.record.title else ()
        starts = self._starts[1:]
        return title + tuple(
            Line(starts[one.section] + one.start, starts[one.section] + one.end, one.kind)
            for one in told(self.record.abstract)
        )

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, place: int) -> Line | None:
        """The sentence that holds the offset; None between sentences."""
        number = bisect_right(self._line_starts, place) - 1
        if number < 0:
            return None
        line = self.lines[number]
        return line if place < line.end else None

    def place(self, ground: Ground) -> int:
        """Where in `text` a ground begins; -1 if it does not stand in title or abstract."""
        if ground.source is Source.TITLE:
            return ground.start
        return self._starts[ground.section + 1] + ground.start if ground.source is Source.ABSTRACT else -1

    def ground(self, start: int, end: int) -> Ground:
        """The words `text[start:end]`, which must stand within the title or one section, as a ground; white space
        around them is left out."""
        words, start, end = _trimmed(self.text, start, end)
        if start <= self.title_end:
            return Ground(Source.TITLE, words, 0, start, end)
        part = bisect_right(self._starts, start) - 1
        begin = self._starts[part]
        return Ground(Source.ABSTRACT, words, part - 1, start - begin, end - begin)

    def conflict_ground(self, start: int, end: int) -> Ground:
        """The words `record.conflict_statement[start:end]` as a ground, without white space around them."""
        words, start, end = _trimmed(self.record.conflict_statement, start, end)
        return Ground(Source.CONFLICT, words, 0, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[str, int, int]:
    words = text[start:end]
    if words[:1].isspace() or words[-1:].isspace():
        start += len(words) - len(words.lstrip())
        words = words.strip()
    return words, start, start + len(words)


def of_text(text: str) -> Reading:
    """A text of no record, ready to be read as a title is; its offsets are those of `text`."""
    return Reading(Record(record_id("0"), "0", title=" ".join(text.split("\n"))))
