"""Query text cut into its pieces, with nothing dropped: words, quoted text, tags, parentheses, operators.

What PubMed would pass over in silence is refused here: look-alike asterisks, invisible characters, HTML entities,
line numbers of a search history, a quotation mark or bracket without its partner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NoReturn

from indexer.errors import QuerySyntaxError
from indexer.query.syntax import Span


class Kind(Enum):
    """What a piece of query text is."""

    WORD = auto()
    COLON = auto()
    QUOTED = auto()
    TAG = auto()
    OPEN = auto()
    CLOSE = auto()
    OPERATOR = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a query: `text` without quotation marks or brackets, `span` with them."""

    kind: Kind
    text: str
    span: Span


OPERATORS = frozenset({"AND", "OR", "NOT"})
TYPOGRAPHIC_QUOTES = "“”„‟«»″＂"
ASTERISKS = "∗＊⁎✱✲﹡٭"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_STRAIGHTENED = str.maketrans(dict.fromkeys(TYPOGRAPHIC_QUOTES, '"'))
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9a-fA-F]+);")
_HISTORY = re.compile(r"(?<![^\s(])#\d+(?![^\s)])")
# DOIs and Elsevier's PIIs may hold parentheses: `10.1016/S0140-6736(05)66379-9`.
_IDENTIFIER = re.compile(
    r"(?:doi:|https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/[^\s\"\[\]]+|S\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dX]", re.IGNORECASE
)
_WORD = re.compile(r"[^\s()\[\]\":]+")
_SINGLE = {"(": Kind.OPEN, ")": Kind.CLOSE, ":": Kind.COLON}


def straighten(query: str) -> str:
    """The query with typographic quotation marks made plain; every character keeps its place."""
    return query.translate(_STRAIGHTENED)


def tokenise(query: str) -> tuple[Piece, ...]:
    """The pieces of a query in order; together they hold every character that is not white space.

    Raises:
        QuerySyntaxError: a character or piece that must not be passed over.
    """
    _refuse_traps(query)
    return tuple(_pieces(query, straighten(query)))


def _pieces(query: str, plain: str) -> Iterator[Piece]:
    position = 0
    while position < len(plain):
        character = plain[position]
        if character.isspace():
            position += 1
            continue
        if character == '"':
            piece = _quoted(query, plain, position)
        elif character == "[":
            piece = _tag(query, plain, position)
        elif character == "]":
            fail(query, (position, position + 1), "']' without '[' before it", 'Quote text with brackets: "[…]".',
                 code="unbalanced-bracket")  # fmt: skip
        elif character in _SINGLE:
            piece = Piece(_SINGLE[character], character, (position, position + 1))
        else:
            piece = _word(plain, position)
        yield piece
        position = piece.span[1]


def _quoted(query: str, plain: str, start: int) -> Piece:
    end = plain.find('"', start + 1)
    if end < 0:
        fail(query, (start, start + 1), "quotation mark without its partner", 'Close the phrase with ".',
             code="unbalanced-quote")  # fmt: skip
    return Piece(Kind.QUOTED, plain[start + 1 : end], (start, end + 1))


def _tag(query: str, plain: str, start: int) -> Piece:
    end = plain.find("]", start)
    if end < 0:
        fail(query, (start, start + 1), "'[' without ']' after it", "Close the field tag, for example [tiab].",
             code="unbalanced-bracket")  # fmt: skip
    return Piece(Kind.TAG, plain[start + 1 : end], (start, end + 1))


def _word(plain: str, start: int) -> Piece:
    found = _IDENTIFIER.match(plain, start) or _WORD.match(plain, start)
    text = found.group() if found else plain[start]
    while text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1]
    kind = Kind.OPERATOR if text in OPERATORS else Kind.WORD
    return Piece(kind, text, (start, start + len(text)))


def _refuse_traps(query: str) -> None:
    for position, character in enumerate(query):
        if character in ASTERISKS:
            fail(query, (position, position + 1), f"'{character}' only looks like an asterisk: nothing is truncated",
                 "Type a plain * instead.", code="lookalike-asterisk")  # fmt: skip
        if character in _INVISIBLE:
            fail(query, (position, position + 1), f"invisible character U+{ord(character):04X}",
                 "Delete it; it often comes along when text is copied from a web page.",
                 code="invisible-character")  # fmt: skip
    if entity := _ENTITY.search(query):
        fail(query, entity.span(), f"'{entity.group()}' is HTML, not text",
             "Type the character itself, or leave it out.", code="html-entity")  # fmt: skip
    if line := _HISTORY.search(query):
        fail(query, line.span(), f"{line.group()} is a line of a search history, which is not known here",
             "Write that line's own text in parentheses.", code="history-line")  # fmt: skip


def fail(query: str, span: Span, message: str, hint: str, *, code: str) -> NoReturn:
    """Raises the error of this room: what is wrong, where, and how to put it right."""
    raise QuerySyntaxError(message, query=query, span=span, hint=hint, code=code)
