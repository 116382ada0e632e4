"""The query tree: frozen nodes, each with the span of the text it came from.

Word fields hold running text and are searched word by word, with phrases, truncation and proximity. Key fields
hold whole values (a heading, an author, a language) and are searched by the whole value, or by its beginning
when truncated. Number fields hold dates (as YYYYMMDD), PMIDs or counts and take ranges.

Local fields are this index's own, which PubMed does not have: what `appraisal` judges of a record.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """A field tag, by PubMed's short name, or by ours for a local field."""

    # word fields
    ALL = "all"
    TITLE = "ti"
    ABSTRACT = "ab"
    TITLE_ABSTRACT = "tiab"
    TEXT_WORD = "tw"
    OTHER_TERM = "ot"
    AFFILIATION = "ad"
    TRANSLITERATED_TITLE = "tt"
    CONFLICT = "cois"
    # key fields
    AUTHOR = "au"
    FIRST_AUTHOR = "1au"
    LAST_AUTHOR = "lastau"
    INVESTIGATOR = "ir"
    CORPORATE_AUTHOR = "cn"
    AUTHOR_IDENTIFIER = "auid"
    JOURNAL = "ta"
    VOLUME = "vi"
    ISSUE = "ip"
    PAGE = "pg"
    LANGUAGE = "la"
    PUBLICATION_TYPE = "pt"
    MESH = "mh"
    MESH_MAJOR = "majr"
    SUBHEADING = "sh"
    SUBSTANCE = "nm"
    REGISTRY_NUMBER = "rn"
    ARTICLE_ID = "aid"
    SECONDARY_ID = "si"
    GRANT = "gr"
    COUNTRY = "pl"
    SUBSET = "sb"
    # number fields
    PMID = "pmid"
    PUBLISHED = "dp"
    ENTERED = "edat"
    CREATED = "crdt"
    REVISED = "mdat"
    INDEXED = "mhda"
    COMPLETED = "dcom"
    # local fields: keys
    DESIGN = "design"
    FEATURE = "feature"
    SPECIES = "species"
    POPULATION = "population"
    AGE = "age"
    DRUG = "drug"
    ROUTE = "route"
    REGIMEN = "regimen"
    COMPARATOR = "comparator"
    MASKING = "masking"
    OUTCOME = "outcome"
    # local fields: numbers
    LEVEL = "level"
    PARTICIPANTS = "n"


WORD_FIELDS = frozenset(
    {
        Field.ALL,
        Field.TITLE,
        Field.ABSTRACT,
        Field.TITLE_ABSTRACT,
        Field.TEXT_WORD,
        Field.OTHER_TERM,
        Field.AFFILIATION,
        Field.TRANSLITERATED_TITLE,
        Field.CONFLICT,
    }
)
DATE_FIELDS = frozenset({Field.PUBLISHED, Field.ENTERED, Field.CREATED, Field.REVISED, Field.INDEXED, Field.COMPLETED})
COUNT_FIELDS = frozenset({Field.LEVEL, Field.PARTICIPANTS})
NUMBER_FIELDS = DATE_FIELDS | COUNT_FIELDS | {Field.PMID}
KEY_FIELDS = frozenset(Field) - WORD_FIELDS - NUMBER_FIELDS
JUDGED_KEYS = frozenset(
    {
        Field.DESIGN,
        Field.FEATURE,
        Field.SPECIES,
        Field.POPULATION,
        Field.AGE,
        Field.DRUG,
        Field.ROUTE,
        Field.REGIMEN,
        Field.COMPARATOR,
        Field.MASKING,
        Field.OUTCOME,
    }
)
"""Key fields whose values are judged, not given: a fixed list of words each."""
LOCAL_FIELDS = JUDGED_KEYS | COUNT_FIELDS
"""Fields that PubMed does not know, so that no query sent to it may name them."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase, as `text.fold` writes it; truncated, it stands for every word that begins so."""

    text: str
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a word field, or one whole value of a key field.

    Args:
        field: a word or key field.
        text: the word or key as compared (`text.fold`, `fields.key_of`).
        truncated: `*` at the end: every word or key that begins so.
        explode: for `mh`, `majr`, `sh`, `pt` and the judged fields: narrower terms count too.
        exact: for authors: quoted, so initials must be the same, not merely begin so.
        span: where it stands in the query text; not compared.
    """

    field: Field
    text: str
    truncated: bool = False
    explode: bool = True
    exact: bool = False
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more words side by side, in order, within one stream of text of a word field."""

    field: Field
    words: tuple[Word, ...]
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Words in any order with at most `distance` other words among them, within one stream of a word field.

    Each word takes a position of its own: the window from the first to the last holds at most
    `len(words) + distance` words.
    """

    field: Field
    words: tuple[Word, ...]
    distance: int
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Range:
    """A number field between `low` and `high`, both included: YYYYMMDD for dates, else the number itself."""

    field: Field
    low: int
    high: int
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of its parts (at least one)."""

    parts: tuple[Query, ...]
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of its parts (at least one)."""

    parts: tuple[Query, ...]
    span: Span = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Every record that `part` does not match. `a NOT b` is `And((a, Not(b)))`."""

    part: Query
    span: Span = dataclasses.field(default=(0, 0), compare=False)


Query = Term | Phrase | Near | Range | And | Or | Not
