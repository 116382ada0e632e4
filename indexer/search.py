"""The use case that answers a query: parse, filter, find, fetch, and show why.

Plain words are ANDed as in PubMed; when no record has all of them, the records that have some are ranked
instead and the answer says so, so that a whole sentence is never answered with nothing for that reason alone.

Imports the interfaces and below; touches nothing itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indexer.engines.interface import FacetField, Hits, SearchEngine, Sort
from indexer.filters import Filters, narrowed
from indexer.query.parse import Parsed, loosen, parse_detailed
from indexer.query.syntax import WORD_FIELDS, And, Field, Near, Not, Or, Phrase, Query, Range, Term
from indexer.query.write import write
from indexer.record import RecordId
from indexer.snippets import Snippet, snippet
from indexer.store.interface import RecordStore, StoredRecord
from indexer.text import normal

# Letters a word must have before another spelling is suggested: shorter ones are too near to too many.
_SHORTEST_MENDED = 5
# Words of a query that are looked at: spelling is slow, and nobody reads a hundred suggestions.
_MOST_MENDED = 12
# Fields whose words a reader can expect to see marked in the text.
_SHOWN = WORD_FIELDS | {Field.MESH, Field.MESH_MAJOR, Field.SUBSTANCE}


@dataclass(frozen=True, slots=True)
class Found:
    """One hit with its record and the part of its text that shows why."""

    stored: StoredRecord
    score: float
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """An answer and how it came about.

    `query` is the query as understood, in PubMed syntax, and `tree` the same as a value; `notes` say what was
    done to plain words; `loosened` that no record had all words and those with some were ranked; `suggestions`
    are better known spellings of words that occur nowhere, as (word, spelling).
    """

    query: str
    tree: Query
    total: int
    found: tuple[Found, ...]
    notes: tuple[str, ...] = ()
    loosened: bool = False
    facets: Mapping[FacetField, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    suggestions: tuple[tuple[str, str], ...] = ()
    missing: tuple[RecordId, ...] = ()


def search(
    text: str,
    engine: SearchEngine,
    store: RecordStore,
    *,
    today: datetime.date,
    filters: Filters | None = None,
    limit: int = 20,
    offset: int = 0,
    sort: Sort = Sort.RELEVANCE,
    facets: Sequence[FacetField] = (),
) -> SearchAnswer:
    """Answers a query in PubMed syntax.

    Raises:
        QuerySyntaxError: the query breaks the rules of the language.
        EngineError: the index is missing or damaged.
        StoreError: the store is.
    """
    parsed = parse_detailed(text, today=today)
    query = narrowed(parsed.query, filters)
    hits = engine.search(query, limit=limit, offset=offset, sort=sort)
    loosened = False
    notes = (*parsed.notes, *filters.notes()) if filters else parsed.notes
    if hits.total == 0 and parsed.plain and len(parsed.words) > 1:
        loose = narrowed(_loosened(parsed), filters)
        some = engine.search(loose, limit=limit, offset=offset, sort=sort)
        if some.total:
            query, hits, loosened = loose, some, True
            notes = (*notes, "No record has all of these words: those that have some of them are ranked instead.")
    stored = store.get([hit.id for hit in hits.hits])
    words = searched_words(query)
    return SearchAnswer(
        query=write(query),
        tree=query,
        total=hits.total,
        found=_found(hits, stored, words),
        notes=notes,
        loosened=loosened,
        facets=engine.facets(query, facets) if facets else {},
        suggestions=_suggestions(engine, words) if hits.total == 0 or loosened else (),
        missing=tuple(hit.id for hit in hits.hits if hit.id not in stored),
    )


def similar(identifier: RecordId, engine: SearchEngine, store: RecordStore, *, limit: int = 10) -> tuple[Found, ...]:
    """The records most like one, best first, each with the sentence that tells what it found."""
    hits = engine.similar(identifier, limit=limit)
    return _found(hits, store.get([hit.id for hit in hits.hits]), ())


def searched_words(query: Query) -> tuple[tuple[str, bool], ...]:
    """The words a hit may show as found, with whether each stands for its beginning; none under NOT."""
    match query:
        case Term(field=field_, text=text, truncated=truncated):
            parts = text.split() if field_ in _SHOWN else []
            return tuple((word, truncated and word == parts[-1]) for word in parts)
        case Phrase(words=words) | Near(words=words):
            return tuple((word.text, word.truncated) for word in words)
        case And(parts=parts) | Or(parts=parts):
            return tuple(dict.fromkeys(word for part in parts for word in searched_words(part)))
        case Not() | Range():
            return ()


def _loosened(parsed: Parsed) -> Query:
    """Any part of a plain query, headings that its words were mapped to among them, or any of its words."""
    parts = parsed.query.parts if isinstance(parsed.query, And) else (parsed.query,)
    either = [
        one for part in (*parts, loosen(parsed.words)) for one in (part.parts if isinstance(part, Or) else (part,))
    ]
    return Or(tuple(dict.fromkeys(either)))


def _found(
    hits: Hits, stored: Mapping[RecordId, StoredRecord], words: tuple[tuple[str, bool], ...]
) -> tuple[Found, ...]:
    return tuple(
        Found(stored[hit.id], hit.score, snippet(stored[hit.id].record, words)) for hit in hits.hits if hit.id in stored
    )


def _suggestions(engine: SearchEngine, words: tuple[tuple[str, bool], ...]) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for word, truncated in words[:_MOST_MENDED]:
        if truncated or len(word) < _SHORTEST_MENDED or normal(word) != word:
            continue
        if engine.search(Term(Field.ALL, word), limit=0).total == 0:
            pairs += [(word, better) for better in engine.suggest(word)[:1]]
    return tuple(pairs)
