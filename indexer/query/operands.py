"""One term with its tag, made into a node: words for word fields, a whole value for key fields, bounds for numbers."""

from __future__ import annotations

import datetime
import difflib
import re
from dataclasses import dataclass

from indexer.query import judged
from indexer.query.dates import (
    Bounds,
    DateError,
    count_bounds,
    date_bounds,
    level_bounds,
    number_bounds,
    range_bounds,
)
from indexer.query.keys import FILTER_WORDS, SUBSETS, key_of
from indexer.query.syntax import (
    DATE_FIELDS,
    JUDGED_KEYS,
    LOCAL_FIELDS,
    NUMBER_FIELDS,
    WORD_FIELDS,
    Field,
    Near,
    Or,
    Phrase,
    Query,
    Range,
    Span,
    Term,
    Word,
)
from indexer.query.tags import Tag, TagError, read_tag
from indexer.query.tokenise import Piece, fail
from indexer.text import normal, tokens
from indexer.vocabulary import languages, mesh, publication_types, subheadings

SHORTEST_BEGINNING = 4
"""PubMed's least number of characters before `*`."""

_AUTHORS = frozenset({Field.AUTHOR, Field.FIRST_AUTHOR, Field.LAST_AUTHOR, Field.INVESTIGATOR})
_IDENTIFIERS = frozenset({Field.ARTICLE_ID, Field.AUTHOR_IDENTIFIER, Field.SECONDARY_ID})
_CODES = frozenset({Field.LANGUAGE, Field.SUBSET, Field.SUBHEADING}) | JUDGED_KEYS
_SIGNS = {"&": "AND", "&&": "AND", "+": "AND", "|": "OR", "||": "OR", "-": "NOT", "!": "NOT"}
_SIGN = re.compile(r"(?<!\S)(?:&&?|\|\|?|[+!-])(?!\S)")
_RANGE = re.compile(r"\S:\S|\s:\s|^:|:$")
_DATE_RANGE = re.compile(r"\b\d{4}(?:/\d{1,2}){0,2}\s*:\s*\d{4}(?:/\d{1,2}){0,2}\b")


@dataclass(frozen=True, slots=True)
class Text:
    """What stands before a tag: `text` without quotation marks, `span` with them, `start` where `text` begins."""

    text: str
    span: Span
    start: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What making a node needs besides its text: the whole query for carets, the day, where notes go, and whether
    fields that PubMed does not know may be named."""

    query: str
    today: datetime.date | None
    notes: list[str]
    local: bool = True


def tag_of(piece: Piece, context: Context) -> Tag:
    """The meaning of a tag piece, or the error with its caret."""
    try:
        tag = read_tag(piece.text)
    except TagError as error:
        code = "unknown-tag" if str(error).startswith("unknown field tag") else "bad-tag"
        fail(context.query, piece.span, str(error), error.hint, code=code)
    if tag.field in LOCAL_FIELDS and not context.local:
        fail(context.query, piece.span, f"PubMed does not know [{tag.field}]", "Put it in a search instead.",
             code="local-tag")  # fmt: skip
    return tag


def tagged(text: Text, tag: Tag, span: Span, context: Context) -> Query:
    """The node for `text[tag]`; `span` covers both."""
    if tag.field in NUMBER_FIELDS:
        return _numbers(text, tag.field, span, context)
    _refuse_range(text, tag.field, context)
    if tag.field in WORD_FIELDS:
        return word_node(text, tag, span, context)
    return _key_term(text, tag, span, context)


def range_node(low: Text, high: Text, field: Field, span: Span, context: Context) -> Query:
    """The node for `"low"[field] : "high"[field]`."""
    if field not in NUMBER_FIELDS:
        _no_range(field, span, context)
    try:
        if field in DATE_FIELDS:
            return Range(field, *range_bounds(low.text, high.text, context.today), span)
        ((first, last),) = _bounds(field, f"{low.text.strip()}:{high.text.strip()}")
    except DateError as error:
        fail(context.query, span, str(error), error.hint, code=error.code)
    except ValueError:
        fail(context.query, span, "a range has two ends", "For example 1:99999999[pmid].", code="bad-number")
    return Range(field, first, last, span)


def word_node(text: Text, tag: Tag, span: Span, context: Context) -> Query:
    """A word, a phrase or words near each other."""
    found = read_words(text, context)
    if not found:
        nothing(text, context)
    if tag.distance is not None:
        if len(found) < 2:
            fail(context.query, span, "proximity needs at least two words", f"Drop :~{tag.distance}, or add a word.",
                 code="proximity-of-one")  # fmt: skip
        return Near(tag.field, found, tag.distance, span)
    if len(found) == 1:
        anywhere = tag.field in {Field.ALL, Field.TEXT_WORD}
        filters = anywhere and found[0].text in FILTER_WORDS and not found[0].truncated
        return Term(Field.SUBSET if filters else tag.field, found[0].text, found[0].truncated, span=span)
    if not text.quoted and any(character.isspace() for character in text.text):
        context.notes.append(f'"{text.text}" was taken as one phrase in [{tag.field}]')
    return Phrase(tag.field, found, span)


def read_words(text: Text, context: Context) -> tuple[Word, ...]:
    """The words of `text`, those followed by `*` truncated."""
    stars = {position for position, character in enumerate(text.text) if character == "*"}
    found = []
    for token in tokens(text.text):
        truncated = token.end in stars
        if truncated:
            stars.discard(token.end)
            if text.text[token.end + 1 : token.end + 2].isalnum():
                where = (text.start + token.start, text.start + token.end + 2)
                _not_at_end(where, context)
            if len(token.word) < SHORTEST_BEGINNING:
                _too_short(text.text[token.start : token.end], text.start + token.start, context)
        found.append(Word(token.word, truncated))
    for star in sorted(stars):
        where = (text.start + star, text.start + star + 1)
        fail(context.query, where, "* with no word before it", "Put * right after the beginning of a word: suicid*.",
             code="stray-asterisk")  # fmt: skip
    return tuple(found)


def nothing(text: Text, context: Context) -> None:
    """Refuses text that holds no word at all."""
    typed = text.text.strip()
    fail(context.query, text.span, f"nothing to search for in '{typed}'" if typed else "nothing to search for",
         "Write at least one letter or digit.", code="no-words")  # fmt: skip


def refuse_signs(text: Text, context: Context) -> None:
    """Refuses signs that stand for operators elsewhere, which PubMed passes over: `a[ti] & b[ti]`, `a | b`."""
    for match in _SIGN.finditer(text.text):
        if match.start() == 0 or match.group() in {"&&", "|", "||"}:
            where = (text.start + match.start(), text.start + match.end())
            fail(context.query, where, f"'{match.group()}' is not an operator", f"Write {_SIGNS[match.group()]}.",
                 code="unknown-operator")  # fmt: skip


def refuse_untagged_range(text: Text, context: Context) -> None:
    """`2018:2024` without a field is refused rather than searched as two words."""
    if found := _DATE_RANGE.search(text.text):
        where = (text.start + found.start(), text.start + found.end())
        fail(context.query, where, "a range needs a field", f"For dates of publication write {found.group()}[dp].",
             code="range-without-field")  # fmt: skip


def _refuse_range(text: Text, field: Field, context: Context) -> None:
    if not text.quoted and field not in _IDENTIFIERS and _RANGE.search(text.text):
        _no_range(field, text.span, context)


def _no_range(field: Field, span: Span, context: Context) -> None:
    fail(context.query, span, f"[{field}] holds no numbers, so a range cannot be asked",
         "Ranges go with dates (dp, edat, crdt, mdat, mhda, dcom), pmid, n and level; quote text with a colon.",
         code="range-on-text")  # fmt: skip


def _numbers(text: Text, field: Field, span: Span, context: Context) -> Query:
    try:
        if field in DATE_FIELDS:
            return Range(field, *date_bounds(text.text, context.today), span)
        if field not in DATE_FIELDS and field is not Field.PMID and normal(text.text) == judged.UNKNOWN:
            return judged.unknown_number(field, span)
        ranges = _bounds(field, text.text)
    except DateError as error:
        fail(context.query, text.span, str(error), error.hint, code=error.code)
    nodes = tuple(Range(field, low, high, span) for low, high in ranges)
    return nodes[0] if len(nodes) == 1 else Or(nodes, span)


def _bounds(field: Field, text: str) -> tuple[Bounds, ...]:
    if field is Field.PARTICIPANTS:
        return (count_bounds(text),)
    return (level_bounds(text),) if field is Field.LEVEL else number_bounds(text)


def _key_term(text: Text, tag: Tag, span: Span, context: Context) -> Query:
    value = text.text.strip()
    if "*" in value:
        return _truncated_key(text, value, tag, span, context)
    key = key_of(tag.field, value)
    if not normal(key):
        nothing(text, context)
    _refuse_unknown(tag.field, value, key, text.span, context)
    term = Term(tag.field, key, explode=tag.explode, exact=text.quoted and tag.field in _AUTHORS, span=span)
    if tag.field in JUDGED_KEYS:
        if note := judged.note_of(tag.field, value, key, explode=tag.explode):
            context.notes.append(note)
    else:
        _note_explosion(term, context)
    return term


def _truncated_key(text: Text, value: str, tag: Tag, span: Span, context: Context) -> Query:
    begun = value.rstrip("*")
    if "*" in begun or value.count("*") > 1:
        at = text.start + text.text.index("*")
        _not_at_end((at, at + 1), context)
    if tag.field in _CODES:
        fail(context.query, text.span, f"[{tag.field}] holds codes and fixed names, so it cannot be truncated",
             "Write the whole value.", code="no-truncation")  # fmt: skip
    if tag.field in {Field.MESH, Field.MESH_MAJOR}:
        descriptor, slash, rest = begun.rpartition("/")
        key = f"{key_of(tag.field, descriptor)}/{normal(rest)}" if slash else normal(begun)
    else:
        key = key_of(tag.field, begun)
    if len(key) < SHORTEST_BEGINNING:
        _too_short(begun, text.start, context)
    if tag.field not in _IDENTIFIERS and not begun[-1].isalnum():
        at = text.start + text.text.index("*")
        fail(context.query, (at, at + 1), "* with no word before it", "Put * right after the beginning of a word.",
             code="stray-asterisk")  # fmt: skip
    return Term(tag.field, key, truncated=True, explode=tag.explode, span=span)


def _refuse_unknown(field: Field, value: str, key: str, span: Span, context: Context) -> None:
    """Fixed lists are known in full, so that a value outside them is a slip and not an empty answer."""
    match field:
        case _ if field in JUDGED_KEYS and not judged.is_known(field, key):
            fail(context.query, span, f"[{field}] has no value '{value}'", judged.suggestion(field, value),
                 code="unknown-value")  # fmt: skip
        case Field.SUBSET if key not in SUBSETS:
            if languages.code(key) != key:
                hint = f"For a language write {languages.code(key)}[la]."
            elif key in {"systematic", "systematic reviews"}:
                hint = 'Write "systematic review"[pt].'
            else:
                hint = (
                    _closest(key, SUBSETS)
                    or "Known are medline, publisher, in process, hasabstract, retracted and more."
                )
            fail(context.query, span, f"the filter '{value}' cannot be decided offline", hint, code="unknown-filter")
        case Field.SUBHEADING if subheadings.find(key) is None:
            fail(context.query, span, f"'{value}' is no MeSH subheading", "For example adverse effects[sh], or ae[sh].",
                 code="unknown-subheading")  # fmt: skip
        case Field.MESH | Field.MESH_MAJOR if "/" in value and "/" not in key and mesh.find(key) is None:
            qualifier = value.rpartition("/")[2].strip()
            fail(context.query, span, f"'{qualifier}' is no MeSH subheading",
                 'For example "ketamine/adverse effects"[mh].', code="unknown-subheading")  # fmt: skip
        case Field.LANGUAGE if not re.fullmatch(r"[a-z]{3}", key):
            fail(context.query, span, f"the language '{value}' is not known",
                 "Write its three-letter MEDLINE code, for example ger[la].", code="unknown-language")  # fmt: skip
        case _:
            pass


def _closest(key: str, known: frozenset[str]) -> str:
    close = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.75)
    return f"Did you mean {close[0]}[sb]?" if close else ""


def _note_explosion(term: Term, context: Context) -> None:
    match term.field:
        case Field.MESH | Field.MESH_MAJOR:
            descriptor = term.text.partition("/")[0]
            if mesh.find(descriptor) is None:
                context.notes.append(f'"{descriptor}" is not in the shipped part of MeSH: found by this name only')
                return
            below = len(mesh.narrower(descriptor)) - 1
        case Field.PUBLICATION_TYPE:
            below = len(publication_types.narrower(term.text)) - 1
        case Field.SUBHEADING:
            below = len(subheadings.narrower(term.text)) - 1
        case _:
            return
    if below > 0 and term.explode:
        context.notes.append(f'"{term.text}"[{term.field}] takes in {below} narrower name{"s" if below > 1 else ""}')


def _too_short(begun: str, start: int, context: Context) -> None:
    fail(context.query, (start, start + len(begun) + 1), f"'{begun}*' is too short to truncate",
         f"PubMed wants at least {SHORTEST_BEGINNING} characters before *.", code="truncation-too-short")  # fmt: skip


def _not_at_end(span: Span, context: Context) -> None:
    fail(context.query, span, "* stands inside a word", "Only endings can be left open: write both forms with OR.",
         code="inner-asterisk")  # fmt: skip
