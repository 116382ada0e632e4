"""Reads query text into a tree, as PubMed's help describes the language.

Operators are upper case, of equal rank, and taken left to right; parts side by side are ANDed. A tag on a group is
ignored without a word, as on the live service; a tag that names no field is kept, for the evaluator to deal with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from indexer.standin.fields import Field, Kind, field_named
from indexer.standin.words import Word, query_words

Operator = Literal["AND", "OR", "NOT"]
_TOKEN = re.compile(r'\s*(?:(?P<quoted>"[^"]*"?)|(?P<tag>\[[^\]]*\]?)|(?P<bracket>[()])|(?P<bare>:|[^\s()\[\]"]+))')
_RECALL = re.compile(r"#(\d+)")
_RANGE = re.compile(r"([^:]+?)\s*:\s*([^:]+)")


class QueryFailed(Exception):
    """A query that the search backend fails on: brackets or operators that do not add up."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words with or without a tag. `typed` is as written, without tag and quotes; `unknown_tag` named no field."""

    typed: str
    quoted: bool = False
    field: Field | None = None
    modifier: str = ""
    unknown_tag: str = ""

    @property
    def words(self) -> tuple[Word, ...]:
        """The words, folded."""
        return query_words(self.typed)


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, as written, of a date or PMID field."""

    field: Field
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Recall:
    """`#n`: an earlier result, by its query key."""

    key: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts joined left to right, each by the operator before it."""

    first: Node
    rest: tuple[tuple[Operator, Node], ...]


Node = Term | Range | Recall | Chain


def read_query(text: str, field: Field | None = None) -> Node:
    """Reads a query; `field` is what untagged terms get, as ESearch's `field=` does.

    Raises:
        QueryFailed: brackets or operators do not add up.
    """
    reader = _Reader(text, field)
    node = reader.chain()
    if reader.peek():
        raise QueryFailed("unbalanced parentheses")
    return node


class _Reader:
    def __init__(self, text: str, field: Field | None) -> None:
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while (found := _TOKEN.match(text, at)) is not None:
            self._tokens.append((found.lastgroup or "", found[found.lastgroup or 0]))
            at = found.end()
        self._at = 0
        self._field = field

    def peek(self, ahead: int = 0) -> tuple[str, str] | None:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def chain(self) -> Node:
        first = self._part()
        rest: list[tuple[Operator, Node]] = []
        while (token := self.peek()) is not None and token != ("bracket", ")"):
            operator = self._operator()
            rest.append((operator or "AND", self._part()))
        return Chain(first, tuple(rest)) if rest else first

    def _operator(self) -> Operator | None:
        match self.peek():
            case ("bare", ("AND" | "OR" | "NOT") as operator):
                self._at += 1
                if operator == "AND" and self.peek() == ("bare", "NOT"):
                    self._at += 1
                    return "NOT"
                return operator
            case _:
                return None

    def _part(self) -> Node:
        match self.peek():
            case ("bracket", "("):
                return self._group()
            case ("quoted", text):
                self._at += 1
                return self._ranged(self._tagged(text.strip('"'), quoted=True))
            case ("bare", text) if text not in ("AND", "OR", "NOT"):
                return self._run()
            case _:
                raise QueryFailed("an operator or bracket stands where a term was expected")

    def _group(self) -> Node:
        self._at += 1
        node = self.chain()
        if self.peek() != ("bracket", ")"):
            raise QueryFailed("unbalanced parentheses")
        self._at += 1
        if (token := self.peek()) is not None and token[0] == "tag":
            self._at += 1  # observed: `(asthma OR copd)[tiab]` counts as if the tag were not there
        return node

    def _run(self) -> Node:
        """Bare words up to a tag, an operator, a quotation or a bracket: they share the tag that follows."""
        words: list[str] = []
        while (token := self.peek()) is not None and token[0] == "bare" and token[1] not in ("AND", "OR", "NOT"):
            recalled = _RECALL.fullmatch(token[1])
            if recalled is not None:
                if words:
                    break
                self._at += 1
                return Recall(int(recalled[1]))
            words.append(token[1])
            self._at += 1
        return self._ranged(self._tagged(" ".join(words), quoted=False))

    def _tagged(self, text: str, *, quoted: bool) -> Term:
        token = self.peek()
        if token is None or token[0] != "tag":
            return Term(text, quoted, self._field)
        self._at += 1
        tag = token[1].strip("[]").strip()
        name, _, modifier = tag.partition(":")
        field = field_named(name)
        if field is None:
            return Term(text, quoted, self._field, unknown_tag=tag)
        return Term(text, quoted, field, modifier.strip().lower())

    def _ranged(self, term: Term) -> Node:
        """A range, when the term is one (`2020:2023[dp]`) or begins one (`"2020"[dp] : "2023"[dp]`)."""
        if self.peek() == ("bare", ":") and (after := self.peek(1)) is not None and after[0] in ("quoted", "bare"):
            self._at += 2
            high = self._tagged(after[1].strip('"'), quoted=after[0] == "quoted")
            if high.field is not None and term.field in (None, self._field, high.field):
                return _range(high.field, term.typed, high.typed)
            raise QueryFailed("the two ends of a range have different fields")
        found = _RANGE.fullmatch(term.typed)
        if found is not None and term.field is not None and _takes_ranges(term.field):
            return _range(term.field, found[1], found[2])
        return term


def _takes_ranges(field: Field) -> bool:
    return field.kind in (Kind.DATE, Kind.NUMBER)


def _range(field: Field, low: str, high: str) -> Node:
    if not _takes_ranges(field):
        raise QueryFailed(f"{field.long_name} takes no range")
    return Range(field, low.strip(), high.strip())
