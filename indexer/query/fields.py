"""What a record says under each field: the one place, used by `match` and by every engine alike.

A word field is one or more `Stream`s, and a stream is several independent runs of words (one per abstract section,
section label, keyword, heading …): phrases and proximity never cross from one run into the next. Key fields are
described next door in `keys`, whose two functions are offered here too. Number fields hold dates as YYYYMMDD, with
January and the 1st where PubMed knows no better, PMIDs, or what was counted or graded.

Nothing is remembered between calls but the vocabulary, which does not change while the program runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain

from indexer.query.judged import judged_numbers
from indexer.query.keys import key_of, keys
from indexer.query.syntax import COUNT_FIELDS, Field
from indexer.record import AbstractSection, Author, PartialDate, Record
from indexer.text import words

__all__ = ["STREAMS_OF", "Run", "Stream", "key_of", "keys", "numbers", "streams"]

Run = tuple[str, ...]
"""Words side by side, as `text.words` gives them; never empty."""


class Stream(StrEnum):
    """One kind of running text in a record. Every word of a record is in exactly one stream per place it stands."""

    TITLE = "title"
    ABSTRACT = "abstract"
    OTHER_ABSTRACT = "other_abstract"
    KEYWORD = "keyword"
    MESH = "mesh"
    SUBSTANCE = "substance"
    PUBLICATION_TYPE = "publication_type"
    VERNACULAR_TITLE = "vernacular_title"
    COLLECTIVE = "collective"
    TRIAL = "trial"
    CORRECTION = "correction"
    AUTHOR = "author"
    AFFILIATION = "affiliation"
    JOURNAL = "journal"
    CONFLICT = "conflict"
    IDENTIFIER = "identifier"
    FUNDING = "funding"


_TITLE_ABSTRACT = frozenset({Stream.TITLE, Stream.ABSTRACT, Stream.OTHER_ABSTRACT, Stream.KEYWORD})
# PubMed help, "Text Words [tw]": title, abstracts, MeSH terms and subheadings, publication types, substance names,
# corporate authors, secondary source ids, comment/correction notes and other terms.
_TEXT_WORDS = _TITLE_ABSTRACT | {
    Stream.MESH,
    Stream.SUBSTANCE,
    Stream.PUBLICATION_TYPE,
    Stream.VERNACULAR_TITLE,
    Stream.COLLECTIVE,
    Stream.TRIAL,
    Stream.CORRECTION,
}

STREAMS_OF: Mapping[Field, frozenset[Stream]] = {
    Field.TITLE: frozenset({Stream.TITLE}),
    Field.ABSTRACT: frozenset({Stream.ABSTRACT, Stream.OTHER_ABSTRACT}),
    Field.TITLE_ABSTRACT: _TITLE_ABSTRACT,
    Field.TEXT_WORD: _TEXT_WORDS,
    Field.OTHER_TERM: frozenset({Stream.KEYWORD}),
    Field.AFFILIATION: frozenset({Stream.AFFILIATION}),
    Field.TRANSLITERATED_TITLE: frozenset({Stream.VERNACULAR_TITLE}),
    Field.CONFLICT: frozenset({Stream.CONFLICT}),
    Field.ALL: frozenset(Stream),
}


def streams(record: Record) -> Mapping[Stream, tuple[Run, ...]]:
    """The words of a record by stream, each stream as its non-empty runs; streams without any are left out."""
    found: dict[Stream, tuple[Run, ...]] = {}
    for stream, texts in _texts(record):
        runs = tuple(run for run in map(words, texts) if run)
        if runs:
            found[stream] = runs
    return found


def _texts(record: Record) -> Iterator[tuple[Stream, Iterable[str]]]:
    journal = record.journal
    authors = (*record.authors, *record.investigators)
    yield Stream.TITLE, (record.title,)
    yield Stream.ABSTRACT, _section_texts(record.abstract)
    yield Stream.OTHER_ABSTRACT, chain.from_iterable(_section_texts(other.sections) for other in record.other_abstracts)
    yield Stream.KEYWORD, record.keywords
    yield Stream.MESH, _heading_texts(record)
    yield Stream.SUBSTANCE, _substance_texts(record)
    yield Stream.PUBLICATION_TYPE, (type_.name for type_ in record.publication_types)
    yield Stream.VERNACULAR_TITLE, (record.vernacular_title,)
    yield Stream.COLLECTIVE, (author.collective for author in authors)
    yield Stream.TRIAL, chain.from_iterable((trial.registry, trial.accession) for trial in record.trial_ids)
    yield Stream.CORRECTION, chain.from_iterable((link.source, link.note) for link in record.corrections)
    yield Stream.AUTHOR, chain.from_iterable(map(_author_texts, authors))
    yield Stream.AFFILIATION, chain.from_iterable(author.affiliations for author in authors)
    yield Stream.JOURNAL, (journal.title, journal.abbreviation, journal.medline, *journal.issns, journal.nlm_id)
    yield Stream.CONFLICT, (record.conflict_statement,)
    yield Stream.IDENTIFIER, _identifiers(record)
    yield Stream.FUNDING, chain.from_iterable((grant.number, grant.agency, grant.country) for grant in record.funding)


def _section_texts(sections: Iterable[AbstractSection]) -> Iterator[str]:
    """A label is a run of its own: `METHODS: Patients …` is not the phrase "methods patients"."""
    for section in sections:
        yield section.label
        yield section.text


def _heading_texts(record: Record) -> Iterator[str]:
    for heading in record.mesh:
        yield heading.descriptor
        for qualifier in heading.qualifiers:
            yield qualifier.name


def _substance_texts(record: Record) -> Iterator[str]:
    for substance in chain(record.substances, record.supplementary_mesh):
        yield substance.name
        if substance.registry != "0":  # PubMed's placeholder for "no number assigned"
            yield substance.registry


def _author_texts(author: Author) -> Iterator[str]:
    yield " ".join(part for part in (author.family, author.initials, author.suffix) if part)
    if author.given:
        yield f"{author.given} {author.family}"


def _identifiers(record: Record) -> Iterator[str]:
    yield from (record.pmid, record.doi, record.pmcid)
    yield from (value for _kind, value in record.other_ids)
    yield from (author.orcid for author in record.authors)


def numbers(record: Record, field: Field) -> tuple[int, ...]:
    """The values of a number field, in ascending order and without repetition: YYYYMMDD, the PMID,
    the level of evidence or how many took part.

    A record was published on its issue's date and on its electronic date alike, as in PubMed.
    """
    if field is Field.PMID:
        return (int(record.pmid),) if record.pmid.isascii() and record.pmid.isdigit() else ()
    if field in COUNT_FIELDS:
        return judged_numbers(record, field)
    if field is Field.PUBLISHED:
        dates = (_first_day(record.published), _first_day(record.electronic))
        return tuple(sorted({number for number in dates if number is not None}))
    history = record.history
    date = {
        Field.ENTERED: history.entered,
        Field.CREATED: history.created,
        Field.REVISED: history.revised,
        Field.INDEXED: history.indexed,
        Field.COMPLETED: history.completed,
    }.get(field)
    return () if date is None else (date.year * 10000 + date.month * 100 + date.day,)


def _first_day(date: PartialDate | None) -> int | None:
    if date is None or date.year is None:
        return None
    return date.year * 10000 + (date.month or 1) * 100 + (date.day or 1)
