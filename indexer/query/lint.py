"""Judges the query of a strategy before it is sent: everything `parse` would refuse, and what is probably not meant.

Codes, severities and examples stand in `findings.CATALOGUE`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

from indexer.errors import QuerySyntaxError
from indexer.query.expand import accepted_keys
from indexer.query.fields import STREAMS_OF
from indexer.query.findings import CATALOGUE, Finding, Severity
from indexer.query.parse import parse
from indexer.query.syntax import (
    DATE_FIELDS,
    WORD_FIELDS,
    And,
    Field,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    Range,
    Span,
    Term,
    Word,
)
from indexer.query.tokenise import TYPOGRAPHIC_QUOTES, Kind, Piece, straighten, tokenise
from indexer.query.write import write
from indexer.vocabulary import mesh

__all__ = ["CATALOGUE", "Finding", "Severity", "lint"]

LONGEST = 4000
"""Characters. PubMed's own page and many proxies cut addresses near this length; the harvester posts and is safe."""

_HEADINGS = frozenset({Field.MESH, Field.MESH_MAJOR})
_FREE_TEXT = frozenset(
    {Field.TITLE, Field.ABSTRACT, Field.TITLE_ABSTRACT, Field.TEXT_WORD, Field.ALL, Field.OTHER_TERM}
)
_WILDCARD = re.compile(r"[a-z][?$#](?=[a-z])", re.IGNORECASE)


def lint(text: str) -> tuple[Finding, ...]:
    """Everything worth saying about a strategy's query, in the order of the text.

    A query that cannot be read gives its first error and whatever its pieces alone show.
    """
    try:
        pieces = tokenise(text)
    except QuerySyntaxError as error:
        return (_from_error(error),)
    found = list(_by_pieces(text, pieces))
    try:
        query = parse(text, local=False)
    except QuerySyntaxError as error:
        found.append(_from_error(error))
    else:
        found.extend(_by_tree(text, query))
        found.extend(_untagged(pieces))
        found.extend(_balance(query, len(text)))
    distinct = dict.fromkeys(found)
    return tuple(sorted(distinct, key=lambda finding: (finding.span, finding.code)))


def _finding(code: str, span: Span, message: str = "", hint: str = "") -> Finding:
    rule = CATALOGUE[code]
    return Finding(code, rule.severity, message or rule.meaning, span, hint)


def _from_error(error: QuerySyntaxError) -> Finding:
    return Finding(error.code, Severity.ERROR, error.message, error.span, error.hint)


def _by_pieces(text: str, pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    for position, character in enumerate(text):
        if character in TYPOGRAPHIC_QUOTES:
            yield _finding("smart-quotes", (position, position + 1), hint='Type " instead.')
    for match in _WILDCARD.finditer(text):
        yield _finding("wildcard", match.span(), f"'{match.group()[-1]}' is no wildcard in PubMed",
                       "Write the forms with OR, or truncate with *.")  # fmt: skip
    if len(text) > LONGEST:
        yield _finding("very-long", (LONGEST, len(text)), f"the query has {len(text)} characters",
                       "See whether terms that others cover can go.")  # fmt: skip
    for piece in pieces:
        if piece.kind is Kind.WORD and piece.text in {"and", "or", "not"} and not _is_tagged(piece, pieces):
            yield _finding("lower-case-operator", piece.span, f"'{piece.text}' in lower case is an ordinary word",
                           f"Write {piece.text.upper()} if the operator is meant.")  # fmt: skip
    yield from _mixed_operators(pieces)


def _is_tagged(piece: Piece, pieces: tuple[Piece, ...]) -> bool:
    """Whether a word belongs to a run that ends in a tag, such as `signs and symptoms[mh]`."""
    for later in pieces[pieces.index(piece) + 1 :]:
        if later.kind not in {Kind.WORD, Kind.COLON}:
            return later.kind is Kind.TAG
    return False


def _mixed_operators(pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    seen: list[set[str]] = [set()]
    for before, piece in pairwise((None, *pieces)):
        if piece is None:
            continue
        if piece.kind is Kind.OPEN:
            yield from _mixing(seen, _implied(before), piece)
            seen.append(set())
        elif piece.kind is Kind.CLOSE and len(seen) > 1:
            seen.pop()
        elif piece.kind is Kind.OPERATOR and before is not None and before.kind is not Kind.OPEN:
            yield from _mixing(seen, "OR" if piece.text == "OR" else "AND", piece)
        elif piece.kind in {Kind.WORD, Kind.QUOTED}:
            yield from _mixing(seen, _implied(before), piece)


def _implied(before: Piece | None) -> str:
    """AND where one operand ends and the next begins without an operator."""
    return "AND" if before is not None and before.kind in {Kind.TAG, Kind.CLOSE, Kind.QUOTED} else ""


def _mixing(seen: list[set[str]], operator: str, piece: Piece) -> Iterator[Finding]:
    if not operator or operator in seen[-1]:
        return
    seen[-1].add(operator)
    if len(seen[-1]) == 2:
        yield _finding("mixed-operators", piece.span, hint="Add parentheses that say what is meant.")


def _untagged(pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    """Runs of words and quoted texts that no tag follows; the ends of ranges are tagged after the colon."""
    hint = "Add a tag such as [tiab] or [mh]."
    run: Span | None = None
    for piece, after in zip(pieces, (*pieces[1:], None), strict=True):
        if piece.kind in {Kind.WORD, Kind.COLON, Kind.QUOTED}:
            run = (run[0] if run else piece.span[0], piece.span[1])
            ended = after is None or after.kind not in {Kind.WORD, Kind.COLON, Kind.TAG}
            if piece.kind is Kind.QUOTED and after is not None and after.kind is Kind.WORD:
                ended = True
            if ended and piece.kind is not Kind.COLON:
                yield _finding("untagged-term", run, hint=hint)
                run = None
        else:
            run = None


def _by_tree(text: str, query: Query) -> Iterator[Finding]:
    for node in _nodes(query):
        match node:
            case Or(parts=parts):
                yield from _redundant(parts)
            case Not():
                yield _finding("broad-not", node.span, hint="Check what is lost by running the removed part alone.")
            case Range(field=field, span=span) if field in DATE_FIELDS:
                yield _finding("date-in-strategy", span, hint="Leave dates to refresh --since.")
            case Phrase():
                yield from _phrase(text, node)
            case Term(field=field, text=key, truncated=False, span=span) if field in _HEADINGS:
                if mesh.find(key.partition("/")[0]) is None:
                    yield _finding("unknown-heading", span, f'"{key}" is not in the shipped part of MeSH',
                                   "Check its spelling; offline it is found by this name only.")  # fmt: skip
            case And() | Term() | Near() | Range():
                pass
            case _:
                assert_never(node)


def _phrase(text: str, phrase: Phrase) -> Iterator[Finding]:
    if any(word.truncated for word in phrase.words):
        yield _finding("truncated-phrase", phrase.span)
    typed = straighten(text[slice(*phrase.span)])
    if '"' not in typed and len(typed.rpartition("[")[0].split()) > 1:
        yield _finding("unquoted-phrase", phrase.span, hint="Put the phrase in quotation marks.")


def _nodes(query: Query) -> Iterator[Query]:
    """Every node that may be judged, parents first; what lies in the recommended filter is left alone."""
    if isinstance(query, Not) and _is_animal_filter(query.part):
        return
    yield query
    match query:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _nodes(part)
        case Not(part=part):
            yield from _nodes(part)
        case _:
            return


def _is_animal_filter(query: Query) -> bool:
    """`NOT (animals[mh] NOT humans[mh])` is the one NOT that librarians recommend."""
    match query:
        case And(parts=(Term(field=Field.MESH, text="animals"), Not(part=Term(field=Field.MESH, text="humans")))):
            return True
        case _:
            return False


def _redundant(parts: tuple[Query, ...]) -> Iterator[Finding]:
    for position, part in enumerate(parts):
        for other_position, other in enumerate(parts):
            covered = position != other_position and _covers(other, part)
            if covered and (other_position < position or not _covers(part, other)):
                yield _finding("redundant-term", part.span, f"{write(part)} is covered by {write(other)}", "Remove it.")
                break


def _covers(wide: Query, narrow: Query) -> bool:
    """Whether every record that matches `narrow` surely matches `wide`; False when that cannot be told."""
    if wide == narrow:
        return True
    match wide, narrow:
        case Term(), Term() | Phrase() | Near() if wide.field in WORD_FIELDS and narrow.field in WORD_FIELDS:
            words = (Word(narrow.text, narrow.truncated),) if isinstance(narrow, Term) else narrow.words
            inside = STREAMS_OF[narrow.field] <= STREAMS_OF[wide.field]
            return inside and any(_word_covers(Word(wide.text, wide.truncated), word) for word in words)
        case Term(), Term() if wide.field is narrow.field:
            return _key_covers(wide, narrow)
        case Range(), Range() if wide.field is narrow.field:
            return wide.low <= narrow.low and narrow.high <= wide.high
        case _:
            return False


def _word_covers(wide: Word, narrow: Word) -> bool:
    return narrow.text.startswith(wide.text) if wide.truncated else wide == narrow


def _key_covers(wide: Term, narrow: Term) -> bool:
    if wide.truncated:
        return (narrow.truncated or not narrow.explode) and narrow.text.startswith(wide.text)
    wider, narrower = accepted_keys(wide), accepted_keys(narrow)
    return wider is not None and narrower is not None and narrower <= wider


def _balance(query: Query, length: int) -> Iterator[Finding]:
    leaves = [node for node in _nodes(query) if isinstance(node, Term | Phrase | Near)]
    headings = any(leaf.field in _HEADINGS for leaf in leaves)
    free_text = any(leaf.field in _FREE_TEXT for leaf in leaves)
    if free_text and not headings:
        yield _finding("no-mesh", (0, length), hint="Add the heading with OR, if there is one.")
    if headings and not free_text:
        yield _finding("no-free-text", (0, length), hint="Add title and abstract words with OR.")
