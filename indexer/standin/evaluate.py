"""Evaluates queries over a library, and tells what was really evaluated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from indexer.standin import headings, lookup
from indexer.standin.fields import Field
from indexer.standin.grammar import Chain, Node, Range, Recall, Term
from indexer.standin.index import Numbers
from indexer.standin.library import Library
from indexer.standin.words import Word, query_words

_REMEMBERED_NUMBERS = 3_000_000  # about 200 MB of sets, at worst
_NONE: Numbers = frozenset()


@dataclass(frozen=True, slots=True)
class Notes:
    """What the service reports beside the result. `translated` pairs plain words with what they became."""

    translated: tuple[tuple[str, str], ...] = ()
    phrases_not_found: tuple[str, ...] = ()
    fields_not_found: tuple[str, ...] = ()
    phrases_ignored: tuple[str, ...] = ()
    quoted_not_found: tuple[str, ...] = ()

    def __add__(self, other: Notes) -> Notes:
        return Notes(
            self.translated + other.translated,
            self.phrases_not_found + other.phrases_not_found,
            self.fields_not_found + other.fields_not_found,
            self.phrases_ignored + other.phrases_ignored,
            self.quoted_not_found + other.quoted_not_found,
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result: index numbers, the translation, and how it may be combined.

    `ignored` parts (stop words) take no part; a `dropped` part (a quoted phrase not found) disappears from the
    translation of an OR; `compound` text needs brackets inside a longer one; only `lasting` outcomes may be remembered.
    """

    numbers: Numbers
    text: str
    notes: Notes = Notes()
    ignored: bool = False
    dropped: bool = False
    compound: bool = False
    lasting: bool = True


@dataclass(frozen=True, slots=True)
class Recalled:
    """An earlier result: its PMIDs and translation."""

    pmids: tuple[int, ...]
    text: str


class Evaluator:
    """Evaluates queries over a library.

    Args:
        library: the records; the caller holds its lock while evaluating.
        clock: tells today, for `last 90 days`.
        unknown_tags: `report` names them in FieldNotFound, `silent` does not; both were observed, on different dates.
            Either way the term runs as if it had no tag.
        report_missing_phrases: whether phrases that no served record has are reported as not found.
    """

    def __init__(
        self,
        library: Library,
        clock: Callable[[], datetime],
        *,
        unknown_tags: Literal["report", "silent"] = "report",
        report_missing_phrases: bool = True,
    ) -> None:
        self._library = library
        self._clock = clock
        self._unknown_tags = unknown_tags
        self._report_missing = report_missing_phrases
        self._memory: dict[Node, Outcome] = {}
        self._memory_size = 0
        self._memory_of: tuple[int, date] = (-1, date.min)

    def evaluate(self, node: Node, recall: Callable[[int], Recalled]) -> Outcome:
        """The result of a query; `recall` gives earlier results by query key, or raises."""
        state = (self._library.revision, self._clock().date())
        if state != self._memory_of or self._memory_size > _REMEMBERED_NUMBERS:
            self._memory, self._memory_size, self._memory_of = {}, 0, state
        return self._node(node, recall)

    def _node(self, node: Node, recall: Callable[[int], Recalled]) -> Outcome:
        known = self._memory.get(node)
        if known is not None:
            return known
        match node:
            case Term():
                outcome = self._term(node)
            case Range():
                found = lookup.look_up_range(self._library.index, node)
                notes = Notes() if found.known else Notes(phrases_not_found=(f"{node.low}:{node.high}",))
                # Not remembered: splitting by PMID asks for each range once.
                return Outcome(found.numbers, found.text, notes, lasting=False)
            case Recall(key):
                recalled = recall(key)
                return Outcome(
                    self._library.numbers(recalled.pmids), recalled.text or f"#{key}", compound=True, lasting=False
                )
            case Chain():
                outcome = self._chain(node, recall)
        if outcome.lasting:
            self._memory[node] = outcome
            self._memory_size += len(outcome.numbers)
        return outcome

    def _chain(self, chain: Chain, recall: Callable[[int], Recalled]) -> Outcome:
        result = self._node(chain.first, recall)
        joined_by = ""
        for operator, node in chain.rest:
            part = self._node(node, recall)
            lasting, notes = result.lasting and part.lasting, result.notes + part.notes
            if part.ignored or result.ignored:
                kept = result if part.ignored else part
                result = replace(kept, notes=notes, lasting=lasting, ignored=part.ignored and result.ignored)
                continue
            match operator:
                case "AND":
                    numbers = result.numbers & part.numbers
                case "OR":
                    numbers = result.numbers | part.numbers
                case "NOT":
                    numbers = result.numbers - part.numbers
            if operator == "OR" and (part.dropped or result.dropped):
                kept = result if part.dropped else part
                result = replace(kept, numbers=numbers, notes=notes, lasting=lasting)
                continue
            left = f"({result.text})" if result.compound and joined_by != operator else result.text
            right = f"({part.text})" if part.compound else part.text
            result = Outcome(numbers, f"{left} {operator} {right}", notes, compound=True, lasting=lasting)
            joined_by = operator
        return result

    def _term(self, term: Term) -> Outcome:
        if term.unknown_tag:
            plain = self._term(Term(term.typed, term.quoted, term.field))
            named = (term.unknown_tag,) if self._unknown_tags == "report" else ()
            return replace(plain, notes=plain.notes + Notes(fields_not_found=named))
        if not term.words:
            return Outcome(_NONE, "", Notes(phrases_ignored=(term.typed,)), ignored=True)
        if term.field is None and not term.quoted:
            return self._plain_words(term)
        return self._looked_up(term)

    def _looked_up(self, term: Term) -> Outcome:
        found = lookup.look_up(self._library.index, term, self._clock().date())
        stop_word = not term.quoted and len(term.words) == 1 and term.words[0].is_stop_word
        if found.known or not (self._report_missing or stop_word):
            return Outcome(found.numbers, found.text)
        field = term.field or Field.ALL
        if term.quoted:
            # The live service was seen to name the tag as well, for a quoted heading not found.
            tag = f"[{term.field.tags[0]}]" if term.field else ""
            notes = Notes(quoted_not_found=(f'"{term.typed}"{tag}',))
            return Outcome(found.numbers, f'("{term.typed}"[{field.long_name}])', notes, dropped=True)
        return Outcome(found.numbers, f"({term.typed}[{field.long_name}])", Notes(phrases_not_found=(term.typed,)))

    def _plain_words(self, term: Term) -> Outcome:
        """Untagged words: the longest runs with a translation, the rest in all fields, everything ANDed."""
        words, parts, at = term.words, [], 0
        typed: list[str] = []
        for piece in term.typed.split():
            inside = query_words(piece)
            typed += [piece] if len(inside) == 1 else [str(word) for word in inside]
        while at < len(words):
            end = next(end for end in range(len(words), at, -1) if end == at + 1 or self._table(words[at:end]))
            parts.append(self._plain_part(words[at:end], " ".join(typed[at:end])))
            at = end
        result = parts[0]
        for part in parts[1:]:
            notes = result.notes + part.notes
            if part.ignored or result.ignored:
                both = part.ignored and result.ignored
                result = replace(result if part.ignored else part, notes=notes, ignored=both)
                continue
            texts = [result.text] if result is not parts[0] or not result.compound else [f"({result.text})"]
            texts.append(f"({part.text})" if part.compound else part.text)
            result = Outcome(result.numbers & part.numbers, " AND ".join(texts), notes, compound=True)
        return result

    def _table(self, words: tuple[Word, ...]) -> tuple[tuple[str, Field], ...]:
        if any(word.truncated for word in words):
            return ()
        return headings.translations().get(" ".join(word.text for word in words), ())

    def _plain_part(self, words: tuple[Word, ...], typed: str) -> Outcome:
        table = self._table(words)
        if not table:
            if words[0].is_stop_word:
                return Outcome(_NONE, "", Notes(phrases_ignored=(typed,)), ignored=True)
            return self._looked_up(Term(typed))
        found = [
            lookup.look_up(self._library.index, Term(text, quoted=True, field=field), self._clock().date())
            for text, field in table
        ]
        text = " OR ".join(part.text for part in found)
        numbers: Numbers = frozenset().union(*(part.numbers for part in found))
        return Outcome(numbers, text, Notes(translated=((typed, text),)), compound=len(found) > 1)
