"""The use case that answers a query: parse, filter, find, fetch, and show why.

Plain words are ANDed as in PubMed; when no record has all of them, the records that have some are ranked
instead and the answer says so, so that a whole sentence is never answered with nothing for that reason alone.

Imports the interfaces and below; touches nothing itself.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indexer.engines.interface import FacetField, Hits, SearchEngine, Sort
from indexer.errors import UsageError
from indexer.query.fields import key_of
from indexer.query.parse import Parsed, loosen, parse_detailed
from indexer.query.syntax import WORD_FIELDS, And, Field, Near, Not, Or, Phrase, Query, Range, Term
from indexer.query.write import write
from indexer.record import RecordId, Status
from indexer.snippets import Snippet, snippet
from indexer.store.interface import RecordStore, StoredRecord
from indexer.text import normal
from indexer.vocabulary import languages as language_names
from indexer.vocabulary import publication_types

# Letters a word must have before another spelling is suggested: shorter ones are too near to too many.
_SHORTEST_MENDED = 5
# Words of a query that are looked at: spelling is slow, and nobody reads a hundred suggestions.
_MOST_MENDED = 12
# Fields whose words a reader can expect to see marked in the text.
_SHOWN = WORD_FIELDS | {Field.MESH, Field.MESH_MAJOR, Field.SUBSTANCE}


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must have besides matching the query. Empty means no condition; values of one filter are ORed.

    `types` are publication types, with the narrower ones; `languages` codes or English names.
    """

    since_year: int | None = None
    until_year: int | None = None
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    humans: bool = False
    has_abstract: bool = False
    statuses: tuple[Status, ...] = ()

    def query(self) -> tuple[Query, ...]:
        """The conditions as parts of a query."""
        parts: list[Query] = []
        if self.since_year is not None or self.until_year is not None:
            low, high = self.since_year or 1, self.until_year or 9999
            if low > high:
                raise UsageError(
                    f"the years {low} to {high} run backwards", hint="Give the earlier year to --since-year."
                )
            parts.append(Range(Field.PUBLISHED, low * 10000 + 101, high * 10000 + 1231))
        for type_ in self.types:
            _refuse_unknown_type(type_)
        parts += _any(Field.PUBLICATION_TYPE, self.types)
        for language in self.languages:
            if not language_names.is_known(normal(language)):
                raise UsageError(
                    f"there is no language {language!r}", hint="Give its English name or MEDLINE code: eng."
                )
        parts += _any(Field.LANGUAGE, self.languages)
        if self.humans:
            parts.append(Term(Field.MESH, "humans"))
        if self.has_abstract:
            parts.append(Term(Field.SUBSET, "hasabstract"))
        parts += _any(Field.SUBSET, tuple(status.value for status in self.statuses))
        return tuple(parts)


def _refuse_unknown_type(given: str) -> None:
    if publication_types.find(normal(given)) is not None:
        return
    initials = {"".join(word[0] for word in name.split()).casefold(): name for name in publication_types.names()}
    near = difflib.get_close_matches(given.casefold(), [name.casefold() for name in publication_types.names()], n=1)
    better = initials.get(given.casefold()) or (near[0] if near else "")
    raise UsageError(
        f"there is no publication type {given!r}",
        hint=f"Did you mean {better!r}?" if better else "Give one of PubMed's own names, such as 'Systematic Review'.",
        code="unknown-type",
    )


def _any(field_: Field, values: tuple[str, ...]) -> tuple[Query, ...]:
    if not values:
        return ()
    parts = tuple(Term(field_, key_of(field_, value)) for value in values)
    return (parts[0] if len(parts) == 1 else Or(parts),)


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
    conditions = (filters or Filters()).query()
    query = _with(parsed.query, conditions)
    hits = engine.search(query, limit=limit, offset=offset, sort=sort)
    loosened = False
    notes = parsed.notes
    if hits.total == 0 and parsed.plain and len(parsed.words) > 1:
        loose = _with(_loosened(parsed), conditions)
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


def _with(query: Query, conditions: tuple[Query, ...]) -> Query:
    return And((query, *conditions)) if conditions else query


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
