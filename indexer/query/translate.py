"""What untagged words mean: a small, visible form of PubMed's automatic term mapping.

The longest runs of words that the shipped MeSH knows become that heading or the words themselves; other words are
wanted in all fields, all of them; PubMed's stop words are dropped unless nothing else is left. Every step leaves a
note, so that `search --explain` hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.query.keys import FILTER_WORDS, heading_key
from indexer.query.operands import Context, Text, nothing, read_words, refuse_untagged_range
from indexer.query.syntax import And, Field, Or, Phrase, Query, Span, Term, Word
from indexer.text import words
from indexer.vocabulary import mesh

# PubMed help, "Stopwords"; and, or, not stand here too, since in lower case they are no operators.
_STOP_WORDS_LISTED = (
    "a about again all almost also although always among an and another any are as at be because been before being "
    "between both but by can could did do does done due during each either enough especially etc for found from "
    "further had has have having here how however i if in into is it its itself just kg km made mainly make may mg "
    "might ml mm most mostly must nearly neither no nor not obtained of often on or our overall perhaps pmid quite "
    "rather really regarding seem seen several should show showed shown shows significantly since so some such than "
    "that the their theirs them then there therefore these they this those through thus to upon use used using "
    "various very was we were what when which while with within without would"
)
STOP_WORDS = frozenset(_STOP_WORDS_LISTED.split())
_LOWER_OPERATORS = frozenset({"and", "or", "not"})
_CHUNK = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What stands between two spaces: its words, and where."""

    words: tuple[Word, ...]
    span: Span

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)

    @property
    def is_open(self) -> bool:
        return any(word.truncated for word in self.words)

    @property
    def is_stop(self) -> bool:
        return len(self.words) == 1 and not self.is_open and self.words[0].text in STOP_WORDS


def is_plain(text: str) -> bool:
    """Whether untagged text is words and nothing more: no truncation, no filter word."""
    return "*" not in text and FILTER_WORDS.isdisjoint(words(text))


def translate(text: Text, context: Context) -> Query:
    """The node for a run of untagged, unquoted words."""
    refuse_untagged_range(text, context)
    chunks = _chunks(text, context)
    if not chunks:
        nothing(text, context)
    for operator in sorted(_LOWER_OPERATORS & set(text.text.split())):
        context.notes.append(f"'{operator}' in lower case is an ordinary word; the operator is {operator.upper()}")
    parts: list[Query] = []
    dropped: list[str] = []
    keep_stops = all(chunk.is_stop for chunk in chunks)
    position = 0
    while position < len(chunks):
        count = _mapped(chunks[position:])
        if count:
            parts.append(_heading_or_words(chunks[position : position + count], context))
        elif chunks[position].is_stop and not keep_stops:
            dropped.append(chunks[position].texts[0])
        else:
            parts.append(_in_all_fields(chunks[position]))
        position += count or 1
    if dropped:
        context.notes.append(f"dropped as PubMed does: {', '.join(dict.fromkeys(dropped))}")
    distinct = tuple(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else And(distinct, text.span)


def loosen(plain_words: Sequence[str]) -> Query:
    """Any one of the words in any field, for ranking when no record has them all; stop words count only when alone.

    Raises:
        ValueError: there is no word.
    """
    distinct = tuple(dict.fromkeys(part for word in plain_words for part in words(word)))
    wanted = tuple(word for word in distinct if word not in STOP_WORDS) or distinct
    if not wanted:
        raise ValueError("no words to search for")
    terms = tuple(Term(Field.ALL, word) for word in wanted)
    return terms[0] if len(terms) == 1 else Or(terms)


def _chunks(text: Text, context: Context) -> list[_Chunk]:
    found = []
    for match in _CHUNK.finditer(text.text):
        span = (text.start + match.start(), text.start + match.end())
        part = read_words(Text(match.group(), span, span[0], quoted=False), context)
        if part:
            found.append(_Chunk(part, span))
    return found


def _mapped(chunks: Sequence[_Chunk]) -> int:
    """How many of the first chunks make the name of a heading, whole; 0 if none."""
    closed: list[str] = []
    ends: dict[int, int] = {}
    for count, chunk in enumerate(chunks, start=1):
        if chunk.is_open or len(closed) > 16:
            break
        closed.extend(chunk.texts)
        ends[len(closed)] = count
    return ends.get(mesh.longest_match(closed), 0) if closed else 0


def _heading_or_words(chunks: Sequence[_Chunk], context: Context) -> Query:
    texts = [text for chunk in chunks for text in chunk.texts]
    span = (chunks[0].span[0], chunks[-1].span[1])
    key = heading_key(" ".join(texts))
    heading = mesh.find(key)
    name = heading.name if heading else key
    context.notes.append(f"'{' '.join(texts)}' is also searched as the MeSH heading \"{name}\"")
    return Or((Term(Field.MESH, key, span=span), _all_words(texts, span)), span)


def _all_words(texts: Iterable[str], span: Span) -> Query:
    every = tuple(dict.fromkeys(texts))
    wanted = tuple(text for text in every if text not in STOP_WORDS) or every
    terms = tuple(Term(Field.ALL, text, span=span) for text in wanted)
    return terms[0] if len(terms) == 1 else And(terms, span)


def _in_all_fields(chunk: _Chunk) -> Query:
    if len(chunk.words) > 1:
        return Phrase(Field.ALL, chunk.words, chunk.span)
    word = chunk.words[0]
    if word.text in FILTER_WORDS and not word.truncated:
        return Term(Field.SUBSET, word.text, span=chunk.span)
    return Term(Field.ALL, word.text, word.truncated, span=chunk.span)
