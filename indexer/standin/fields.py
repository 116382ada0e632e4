"""The search fields: their tags, the names that translations print, and what kind of value each holds."""

from __future__ import annotations

from enum import Enum, StrEnum


class Zone(StrEnum):
    """A stream of words that an indexed citation has; word fields are unions of zones."""

    TITLE = "title"
    ABSTRACT = "abstract"
    OTHER_ABSTRACT = "other abstract"
    KEYWORDS = "keywords"
    VERNACULAR = "vernacular title"
    AFFILIATION = "affiliation"
    CONFLICT = "conflict of interest"
    HEADINGS = "headings"
    NAMES = "names"
    SOURCE = "source"
    TOKENS = "tokens"


class Kind(Enum):
    """How a field is searched."""

    WORDS = "words"
    KEY = "key"
    DATE = "date"
    NUMBER = "number"


class Field(Enum):
    """A field: its kind, the long name in translations, and the tags that mean it, all in lower case.

    The tags are PubMed's search tags and the codes that EInfo lists.
    """

    ALL = (Kind.WORDS, "All Fields", "all")
    TITLE = (Kind.WORDS, "Title", "ti titl")
    ABSTRACT = (Kind.WORDS, "Abstract", "ab")
    TITLE_ABSTRACT = (Kind.WORDS, "Title/Abstract", "tiab")
    TEXT_WORD = (Kind.WORDS, "Text Word", "tw word")
    OTHER_TERM = (Kind.WORDS, "Other Term", "ot otrm")
    AFFILIATION = (Kind.WORDS, "Affiliation", "ad affl")
    TRANSLITERATED = (Kind.WORDS, "Transliterated Title", "tt")
    CONFLICT = (Kind.WORDS, "Conflict of Interest Statements", "cois cos")
    AUTHOR = (Kind.KEY, "Author", "au auth")
    FIRST_AUTHOR = (Kind.KEY, "Author - First", "1au faut")
    LAST_AUTHOR = (Kind.KEY, "Author - Last", "lastau laut")
    FULL_AUTHOR = (Kind.KEY, "Author - Full", "fau full")
    CORPORATE = (Kind.KEY, "Author - Corporate", "cn coln")
    AUTHOR_ID = (Kind.KEY, "Author - Identifier", "auid")
    INVESTIGATOR = (Kind.KEY, "Investigator", "ir invr")
    JOURNAL = (Kind.KEY, "Journal", "ta jour jt is")
    VOLUME = (Kind.KEY, "Volume", "vi vol")
    ISSUE = (Kind.KEY, "Issue", "ip iss")
    PAGE = (Kind.KEY, "Pagination", "pg page")
    LANGUAGE = (Kind.KEY, "Language", "la lang")
    PUBLICATION_TYPE = (Kind.KEY, "Publication Type", "pt ptyp")
    MESH = (Kind.KEY, "MeSH Terms", "mh mesh")
    MESH_MAJOR = (Kind.KEY, "MeSH Major Topic", "majr")
    SUBHEADING = (Kind.KEY, "MeSH Subheading", "sh subh")
    SUBSTANCE = (Kind.KEY, "Supplementary Concept", "nm subs")
    REGISTRY = (Kind.KEY, "EC/RN Number", "rn ecno")
    ARTICLE_ID = (Kind.KEY, "Article Identifier", "aid doi lid pid pmc")
    SECONDARY_ID = (Kind.KEY, "Secondary Source ID", "si")
    GRANT = (Kind.KEY, "Grants and Funding", "gr grnt")
    COUNTRY = (Kind.KEY, "Place of Publication", "pl cnty")
    FILTER = (Kind.KEY, "Filter", "sb filt")
    UID = (Kind.NUMBER, "UID", "uid pmid")
    PUBLISHED = (Kind.DATE, "Date - Publication", "dp pdat")
    PRINTED = (Kind.DATE, "Date - Print Publication", "ppdt")
    ELECTRONIC = (Kind.DATE, "Date - Electronic Publication", "epdt")
    ENTRY = (Kind.DATE, "Date - Entry", "edat")
    CREATED = (Kind.DATE, "Date - Create", "crdt")
    INDEXED = (Kind.DATE, "Date - MeSH", "mhda")
    MODIFIED = (Kind.DATE, "Date - Modification", "mdat lr")
    COMPLETED = (Kind.DATE, "Date - Completion", "dcom cdat")

    def __init__(self, kind: Kind, long_name: str, tags: str) -> None:
        self.kind = kind
        self.long_name = long_name
        self.tags = tuple(tags.split())


_SYNONYMS = {
    "text words": Field.TEXT_WORD,
    "mesh": Field.MESH,
    "mesh terms": Field.MESH,
    "mesh major topics": Field.MESH_MAJOR,
    "subheading": Field.SUBHEADING,
    "subset": Field.FILTER,
    "substance name": Field.SUBSTANCE,
    "first author": Field.FIRST_AUTHOR,
    "author name": Field.AUTHOR,
    "last author": Field.LAST_AUTHOR,
    "full author name": Field.FULL_AUTHOR,
    "corporate author": Field.CORPORATE,
    "publication date": Field.PUBLISHED,
    "entrez date": Field.ENTRY,
    "entry date": Field.ENTRY,
    "create date": Field.CREATED,
    "date - entrez": Field.ENTRY,
    "mesh date": Field.INDEXED,
    "modification date": Field.MODIFIED,
    "completion date": Field.COMPLETED,
    "location id": Field.ARTICLE_ID,
    "grant number": Field.GRANT,
    "ad": Field.AFFILIATION,
    "all field": Field.ALL,
}
_BY_NAME = (
    {tag: field for field in Field for tag in field.tags}
    | {field.long_name.lower(): field for field in Field}
    | _SYNONYMS
)

_TITLE_ABSTRACT = (Zone.TITLE, Zone.ABSTRACT, Zone.OTHER_ABSTRACT, Zone.KEYWORDS)
ZONES: dict[Field, tuple[Zone, ...]] = {
    Field.ALL: tuple(Zone),
    Field.TITLE: (Zone.TITLE,),
    Field.ABSTRACT: (Zone.ABSTRACT, Zone.OTHER_ABSTRACT),
    # Title, abstract, other abstract and author keywords, as NLM describes [tiab].
    Field.TITLE_ABSTRACT: _TITLE_ABSTRACT,
    Field.TEXT_WORD: (*_TITLE_ABSTRACT, Zone.VERNACULAR, Zone.HEADINGS),
    Field.OTHER_TERM: (Zone.KEYWORDS,),
    Field.AFFILIATION: (Zone.AFFILIATION,),
    Field.TRANSLITERATED: (Zone.VERNACULAR,),
    Field.CONFLICT: (Zone.CONFLICT,),
}

# What `datetype` may be; crdt as a datetype is unverified, but harmless to serve.
DATE_TYPES = {
    "pdat": Field.PUBLISHED,
    "dp": Field.PUBLISHED,
    "edat": Field.ENTRY,
    "mdat": Field.MODIFIED,
    "crdt": Field.CREATED,
    "mhda": Field.INDEXED,
}


def field_named(name: str) -> Field | None:
    """The field that a tag or a long name means, whatever its case; None if there is none."""
    return _BY_NAME.get(" ".join(name.lower().split()))
