"""Query text into a tree: PubMed's language, where what PubMed would ignore is an error with its place and a way out.

AND, OR and NOT are evaluated from left to right with equal weight; terms side by side are joined by AND; parentheses
group. `a OR b AND c` is therefore `(a OR b) AND c`. A run of untagged words is one operand.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import NoReturn

from indexer.query.operands import Context, Text, range_node, refuse_signs, tag_of, tagged, word_node
from indexer.query.syntax import And, Field, Not, Or, Query, Span
from indexer.query.tags import Tag
from indexer.query.tokenise import TYPOGRAPHIC_QUOTES, Kind, Piece, fail, straighten, tokenise
from indexer.query.translate import is_plain, loosen, translate
from indexer.text import words

__all__ = ["Parsed", "loosen", "parse", "parse_detailed"]

DEEPEST = 60
"""Parentheses inside parentheses beyond this are refused: nobody means them, and they would exhaust the stack."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query and how it was understood.

    Args:
        query: the tree.
        plain: the text was untagged words and nothing else, so that it may be loosened.
        words: those words, as compared; empty unless `plain`.
        notes: what was read into the text, one sentence each, in order.
    """

    query: Query
    plain: bool
    words: tuple[str, ...]
    notes: tuple[str, ...]


def parse(text: str, *, today: datetime.date | None = None, local: bool = True) -> Query:
    """The tree that `text` means. `today` is needed for `"last 90 days"[dp]` only; `local` is False for a query that
    is sent to PubMed, which must not name a field that PubMed does not know.

    Raises:
        QuerySyntaxError: the text breaks the rules; it carries the span and a hint.
    """
    return parse_detailed(text, today=today, local=local).query


def parse_detailed(text: str, *, today: datetime.date | None = None, local: bool = True) -> Parsed:
    """Like `parse`, with the notes on how the text was understood."""
    pieces = tokenise(text)
    if not pieces:
        fail(text, (0, len(text)), "the query is blank", "Write at least one word, for example esketamine[tiab].",
             code="blank-query")  # fmt: skip
    context = Context(text, today, [], local)
    if any(character in TYPOGRAPHIC_QUOTES for character in text):
        context.notes.append("typographic quotation marks were read as plain ones")
    query = _Parser(pieces, context).whole()
    plain = all(piece.kind in {Kind.WORD, Kind.COLON} for piece in pieces) and is_plain(text)
    return Parsed(query, plain, words(text) if plain else (), tuple(dict.fromkeys(context.notes)))


@dataclass(slots=True)
class _Chain:
    """Operands joined so far from left to right; `operator` joins `parts`, and is None while there is one."""

    parts: list[Query]
    operator: str | None
    start: int
    end: int

    def query(self) -> Query:
        if len(self.parts) == 1:
            return self.parts[0]
        span = (self.start, self.end)
        return Or(tuple(self.parts), span) if self.operator == "OR" else And(tuple(self.parts), span)

    def join(self, operator: str, operand: Query, end: int) -> None:
        if operator == "NOT":
            operator, operand = "AND", Not(operand, operand.span)
        if self.operator not in {None, operator}:
            self.parts = [self.query()]
        self.parts.append(operand)
        self.operator = operator
        self.end = end


class _Parser:
    """Recursive descent over the pieces of one query."""

    def __init__(self, pieces: tuple[Piece, ...], context: Context) -> None:
        self._pieces = pieces
        self._context = context
        self._plain = straighten(context.query)
        self._next = 0
        self._depth = 0

    def whole(self) -> Query:
        query = self._chain()
        if (piece := self._peek()) is not None:  # a chain ends nowhere else but at a ')'
            self._fail(
                piece.span, "')' without '(' before it", "Remove it, or open the group.", "unbalanced-parenthesis"
            )
        return query

    def _chain(self) -> Query:
        first = self._peek()
        start = first.span[0] if first else 0
        if first is not None and first.kind is Kind.OPERATOR and first.text == "NOT":
            self._take()
            part = self._operand(after=first)
            chain = _Chain([Not(part, (start, self._end()))], None, start, self._end())
        else:
            chain = _Chain([self._operand(after=None)], None, start, self._end())
        while (piece := self._peek()) is not None and piece.kind is not Kind.CLOSE:
            operator: Piece | None = None
            if piece.kind is Kind.OPERATOR:
                operator = self._take()
            operand = self._operand(after=operator)
            chain.join(operator.text if operator else "AND", operand, self._end())
        return chain.query()

    def _operand(self, after: Piece | None) -> Query:
        piece = self._peek()
        if piece is None or piece.kind is Kind.CLOSE:
            self._missing(piece, after)
        if piece.kind is Kind.OPERATOR:
            self._two_operators(piece, after)
        if piece.kind is Kind.TAG:
            self._tag_alone(piece)
        return self._group() if piece.kind is Kind.OPEN else self._text_operand()

    def _group(self) -> Query:
        opened = self._take()
        self._depth += 1
        if self._depth > DEEPEST:
            self._fail(opened.span, "parentheses are nested too deeply", f"Use at most {DEEPEST} levels.", "too-deep")
        if (piece := self._peek()) is not None and piece.kind is Kind.CLOSE:
            self._fail(
                (opened.span[0], piece.span[1]), "empty parentheses", "Write a term between them.", "empty-group"
            )
        if self._peek() is None:
            self._unclosed(opened)
        query = self._chain()
        if self._peek() is None:
            self._unclosed(opened)
        closed = self._take()
        self._depth -= 1
        if (tag := self._peek()) is not None and tag.kind is Kind.TAG:
            self._fail(
                (opened.span[0], tag.span[1]),
                f"the tag [{tag.text}] stands after a group, where PubMed ignores it",
                f"Tag each term inside the parentheses: (a[{tag.text}] OR b[{tag.text}]).",
                "tag-on-group",
            )
        return replace(query, span=(opened.span[0], closed.span[1]))

    def _text_operand(self) -> Query:
        left = self._text()
        if not left.quoted:
            refuse_signs(left, self._context)
        left_tag = self._tag()
        colon = self._peek()
        ends_in_colon = not left.quoted and left.text.endswith(":")
        if colon is not None and colon.kind is Kind.COLON and (left.quoted or left_tag):
            self._take()
            return self._range(left, left_tag)
        if ends_in_colon and left_tag is None and colon is not None and colon.kind is Kind.QUOTED:
            return self._range(replace(left, text=left.text[:-1].rstrip()), None)
        if left_tag is None:
            return self._untagged(left)
        return tagged(left, left_tag, (left.span[0], self._end()), self._context)

    def _untagged(self, text: Text) -> Query:
        if text.quoted:
            return word_node(text, Tag(Field.ALL), text.span, self._context)
        return translate(text, self._context)

    def _range(self, left: Text, left_tag: Tag | None) -> Query:
        piece = self._peek()
        span = (left.span[0], self._end())
        if piece is None or piece.kind not in {Kind.WORD, Kind.QUOTED}:
            self._fail(span, "a range needs both ends", 'For example "2018"[dp] : "3000"[dp].', "half-range")
        right = self._text()
        right_tag = self._tag()
        span = (left.span[0], self._end())
        tag = right_tag or left_tag
        if tag is None:
            self._fail(span, "a range needs a field", "For dates of publication add [dp]; or remove the colon.",
                       "range-without-field")  # fmt: skip
        if left_tag is not None and left_tag.field is not tag.field:
            self._fail(span, f"a range from [{left_tag.field}] to [{tag.field}]", "Give both ends the same field.",
                       "range-of-two-fields")  # fmt: skip
        return range_node(left, right, tag.field, span, self._context)

    def _text(self) -> Text:
        """Quoted text, or all words and colons up to the next piece of another kind."""
        first = self._take()
        if first.kind is Kind.QUOTED:
            return Text(first.text, first.span, first.span[0] + 1, quoted=True)
        while (piece := self._peek()) is not None and piece.kind in {Kind.WORD, Kind.COLON}:
            self._take()
        span = (first.span[0], self._end())
        return Text(self._plain[slice(*span)], span, span[0], quoted=False)

    def _tag(self) -> Tag | None:
        piece = self._peek()
        if piece is None or piece.kind is not Kind.TAG:
            return None
        self._take()
        tag = tag_of(piece, self._context)
        if (second := self._peek()) is not None and second.kind is Kind.TAG:
            hint = f"Write the term twice: (x[{piece.text}] OR x[{second.text}])."
            self._fail(second.span, "a second tag on one term", hint, "second-tag")
        return tag

    def _peek(self) -> Piece | None:
        return self._pieces[self._next] if self._next < len(self._pieces) else None

    def _take(self) -> Piece:
        self._next += 1
        return self._pieces[self._next - 1]

    def _end(self) -> int:
        return self._pieces[self._next - 1].span[1] if self._next else 0

    def _missing(self, piece: Piece | None, after: Piece | None) -> NoReturn:
        if after is None:
            span = piece.span if piece else (0, len(self._context.query))
            self._fail(span, "')' without '(' before it", "Remove it, or open the group.", "unbalanced-parenthesis")
        self._fail(after.span, f"nothing follows {after.text}", f"Add a term after {after.text}, or remove it.",
                   "dangling-operator")  # fmt: skip

    def _two_operators(self, piece: Piece, after: Piece | None) -> NoReturn:
        if after is None:
            hint = f"Add a term before {piece.text}, or remove it."
            self._fail(piece.span, f"nothing stands before {piece.text}", hint, "dangling-operator")
        hint = "Keep one of them."
        if piece.text == "NOT":
            hint = "Write NOT alone." if after.text == "AND" else f"Write {after.text} (NOT …) with parentheses."
        self._fail((after.span[0], piece.span[1]), f"{after.text} {piece.text}: two operators in a row", hint,
                   "two-operators")  # fmt: skip

    def _tag_alone(self, piece: Piece) -> NoReturn:
        self._fail(piece.span, f"the tag [{piece.text}] has no term before it",
                   f"Write a term before it, for example ketamine[{piece.text}]; quote text with brackets.",
                   "tag-without-term")  # fmt: skip

    def _unclosed(self, opened: Piece) -> NoReturn:
        self._fail(opened.span, "'(' is never closed", "Add the missing ')'.", "unbalanced-parenthesis")

    def _fail(self, span: Span, message: str, hint: str, code: str) -> NoReturn:
        fail(self._context.query, span, message, hint, code=code)
