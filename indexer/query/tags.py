"""The names of fields as people write them in square brackets, and what may stand after them.

PubMed's short tags, its long names ("Title/Abstract") and the codes that its EInfo lists, in any case; and the names of
the local fields, which PubMed does not have.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.query.syntax import JUDGED_KEYS, WORD_FIELDS, Field

LONG_NAMES: Mapping[Field, str] = {
    Field.ALL: "All Fields",
    Field.TITLE: "Title",
    Field.ABSTRACT: "Abstract",
    Field.TITLE_ABSTRACT: "Title/Abstract",
    Field.TEXT_WORD: "Text Word",
    Field.OTHER_TERM: "Other Term",
    Field.AFFILIATION: "Affiliation",
    Field.TRANSLITERATED_TITLE: "Transliterated Title",
    Field.CONFLICT: "Conflict of Interest Statements",
    Field.AUTHOR: "Author",
    Field.FIRST_AUTHOR: "Author - First",
    Field.LAST_AUTHOR: "Author - Last",
    Field.INVESTIGATOR: "Investigator",
    Field.CORPORATE_AUTHOR: "Author - Corporate",
    Field.AUTHOR_IDENTIFIER: "Author - Identifier",
    Field.JOURNAL: "Journal",
    Field.VOLUME: "Volume",
    Field.ISSUE: "Issue",
    Field.PAGE: "Pagination",
    Field.LANGUAGE: "Language",
    Field.PUBLICATION_TYPE: "Publication Type",
    Field.MESH: "MeSH Terms",
    Field.MESH_MAJOR: "MeSH Major Topic",
    Field.SUBHEADING: "MeSH Subheading",
    Field.SUBSTANCE: "Supplementary Concept",
    Field.REGISTRY_NUMBER: "EC/RN Number",
    Field.ARTICLE_ID: "Article Identifier",
    Field.SECONDARY_ID: "Secondary Source ID",
    Field.GRANT: "Grants and Funding",
    Field.COUNTRY: "Place of Publication",
    Field.SUBSET: "Subset",
    Field.PMID: "PMID",
    Field.PUBLISHED: "Date - Publication",
    Field.ENTERED: "Date - Entry",
    Field.CREATED: "Date - Create",
    Field.REVISED: "Date - Modification",
    Field.INDEXED: "Date - MeSH",
    Field.COMPLETED: "Date - Completion",
    Field.DESIGN: "Study Design",
    Field.FEATURE: "Design Feature",
    Field.SPECIES: "Species",
    Field.POPULATION: "Population",
    Field.AGE: "Age Group",
    Field.DRUG: "Drug Studied",
    Field.ROUTE: "Route of Administration",
    Field.REGIMEN: "Regimen",
    Field.COMPARATOR: "Comparator",
    Field.MASKING: "Masking",
    Field.OUTCOME: "Outcome",
    Field.LEVEL: "Level of Evidence",
    Field.PARTICIPANTS: "Participants",
}

_MORE_NAMES: Mapping[Field, tuple[str, ...]] = {
    Field.ALL: ("all fields", "all field"),
    Field.TITLE: ("titl",),
    Field.TITLE_ABSTRACT: ("title abstract",),
    Field.TEXT_WORD: ("text words", "word", "text"),
    Field.OTHER_TERM: ("otrm", "other terms"),
    Field.AFFILIATION: ("affl",),
    Field.CONFLICT: ("conflict of interest statement", "conflict of interest"),
    Field.AUTHOR: ("auth", "authors", "full", "fau", "full author name", "author - full", "author name"),
    Field.FIRST_AUTHOR: ("faut", "first author", "first author name"),
    Field.LAST_AUTHOR: ("laut", "last author", "last author name"),
    Field.INVESTIGATOR: ("finv", "fir", "full investigator name", "investigator - full"),
    Field.CORPORATE_AUTHOR: ("coln", "corporate author"),
    Field.AUTHOR_IDENTIFIER: ("author identifier", "orcid"),
    Field.JOURNAL: ("jour", "jid", "is", "nlm unique id", "issn"),
    Field.VOLUME: ("vol",),
    Field.ISSUE: ("iss",),
    Field.PAGE: ("page", "pages"),
    Field.LANGUAGE: ("lang",),
    Field.PUBLICATION_TYPE: ("ptyp", "publication types"),
    Field.MESH: ("mesh", "mesh term"),
    Field.MESH_MAJOR: ("mesh major topics", "mjr", "major"),
    Field.SUBHEADING: ("subh", "mesh subheadings", "subheading"),
    Field.SUBSTANCE: ("subs", "substance", "substance name", "supplementary concepts"),
    Field.REGISTRY_NUMBER: ("ecno", "ec", "ec/rn", "registry number"),
    Field.ARTICLE_ID: ("pid", "lid", "location id", "doi", "pii", "pmc", "pmcid", "article id"),
    Field.SECONDARY_ID: ("secondary source identifier", "secondary id"),
    Field.GRANT: ("grnt", "grant number", "grant numbers", "grant"),
    Field.COUNTRY: ("cnty", "country", "place of publication"),
    Field.SUBSET: ("filt", "filter", "subsets"),
    Field.PMID: ("uid", "pubmed id"),
    Field.PUBLISHED: ("pdat", "publication date"),
    Field.ENTERED: ("entrez date", "entry date", "date - entrez"),
    Field.CREATED: ("create date",),
    Field.REVISED: ("lr", "modification date", "last revision date", "date last revised"),
    Field.INDEXED: ("mesh date",),
    Field.COMPLETED: ("completion date", "cdat"),
    Field.DESIGN: ("designs", "study type"),
    Field.FEATURE: ("features",),
    Field.POPULATION: ("populations", "condition", "conditions"),
    Field.AGE: ("ages", "age groups"),
    Field.DRUG: ("drugs",),
    Field.ROUTE: ("routes",),
    Field.REGIMEN: ("regimens",),
    Field.COMPARATOR: ("comparators", "control"),
    Field.MASKING: ("blinding",),
    Field.OUTCOME: ("outcomes",),
    Field.LEVEL: ("levels", "evidence level"),
    Field.PARTICIPANTS: ("number of participants", "sample size"),
}

UNAVAILABLE: Mapping[str, str] = {
    "pa": "pharmacological actions are not part of a PubMed record",
    "pharmacological action": "pharmacological actions are not part of a PubMed record",
    "papx": "pharmacological actions are not part of a PubMed record",
    "ps": "personal names as subjects are not kept here",
    "personal name as subject": "personal names as subjects are not kept here",
    "ppdt": "print and electronic dates are searched together, as [dp]",
    "epdt": "print and electronic dates are searched together, as [dp]",
    "ed": "editors are not kept here",
    "editor": "editors are not kept here",
    "book": "titles of books are not kept apart; try [ti]",
    "isbn": "ISBNs are not kept here",
    "pubn": "publishers are not kept here",
    "publisher": "publishers are not kept here; publisher[sb] finds records as publishers supplied them",
    "own": "owners are not kept here",
    "owner": "owners are not kept here",
    "phase": 'phases of trials are publication types: "clinical trial, phase iv"[pt], and 1 to 3 likewise',
    "trial phase": 'phases of trials are publication types: "clinical trial, phase iv"[pt], and 1 to 3 likewise',
}
"""Tags that PubMed has and this index cannot answer, each with the reason."""

# What other databases and habits call a field.
_FOREIGN = {
    "kw": Field.OTHER_TERM, "keyword": Field.OTHER_TERM, "keywords": Field.OTHER_TERM, "key": Field.OTHER_TERM,
    "abs": Field.ABSTRACT, "tab": Field.TITLE_ABSTRACT, "ti,ab": Field.TITLE_ABSTRACT,
    "ti ab": Field.TITLE_ABSTRACT, "ti/ab": Field.TITLE_ABSTRACT, "title-abs": Field.TITLE_ABSTRACT,
    "year": Field.PUBLISHED, "date": Field.PUBLISHED, "yr": Field.PUBLISHED, "py": Field.PUBLISHED,
    "so": Field.JOURNAL, "jn": Field.JOURNAL, "exp": Field.MESH, "de": Field.MESH, "mm": Field.MESH_MAJOR,
    "id": Field.PMID, "type": Field.PUBLICATION_TYPE, "subject": Field.MESH, "name": Field.AUTHOR,
}  # fmt: skip

EXPLODING = frozenset({Field.MESH, Field.MESH_MAJOR, Field.SUBHEADING, Field.PUBLICATION_TYPE}) | JUDGED_KEYS
_PROXIMITY = re.compile(r"~\s*(\d{1,4})")


def _squeezed(name: str) -> str:
    return re.sub(r"\s*([-/])\s*", r"\1", " ".join(name.lower().split()))


FIELDS: Mapping[str, Field] = {
    **{_squeezed(name): field for field, names in _MORE_NAMES.items() for name in names},
    **{_squeezed(name): field for field, name in LONG_NAMES.items()},
    **{field.value: field for field in Field},
}
"""Every accepted name, lower case and with its white space squeezed."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What stood between square brackets: the field, whether narrower terms count, the distance of `:~N`."""

    field: Field
    explode: bool = True
    distance: int | None = None


class TagError(ValueError):
    """A tag that means nothing; `hint` says what may have been meant."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def read_tag(text: str) -> Tag:
    """The meaning of the text between square brackets.

    Raises:
        TagError: it names no field, or says something of it that cannot be.
    """
    name, colon, modifier = text.partition(":")
    field = FIELDS.get(_squeezed(name))
    if field is None:
        raise _unknown(name)
    if not colon:
        return Tag(field)
    modifier = "".join(modifier.lower().split())
    if modifier in {"noexp", "noexplode"}:
        if field not in EXPLODING:
            raise TagError(
                f"[{field}] has no narrower terms, so :noexp means nothing",
                "Use :noexp with mh, majr, sh or pt, or with what is judged here.",
            )
        return Tag(field, explode=False)
    distance = _PROXIMITY.fullmatch(modifier)
    if distance is None:
        raise TagError(f"unknown addition ':{modifier}' in [{text}]", "Known are :noexp, and :~N for proximity.")
    if field not in WORD_FIELDS:
        raise TagError(
            f"[{field}] holds whole values, so proximity :~N cannot be asked",
            'Proximity needs running text, for example "ketamine depression"[tiab:~5].',
        )
    return Tag(field, distance=int(distance.group(1)))


def _unknown(name: str) -> TagError:
    squeezed = _squeezed(name)
    if not squeezed:
        return TagError("empty field tag []", "Name a field, for example [tiab], or leave the brackets out.")
    if squeezed in UNAVAILABLE:
        reason = UNAVAILABLE[squeezed]
        return TagError(f"field tag [{name.strip()}] cannot be searched here", f"{reason[0].upper()}{reason[1:]}.")
    meant = _FOREIGN.get(squeezed)
    if meant is None:
        close = difflib.get_close_matches(squeezed, list(FIELDS), n=1, cutoff=0.6)
        meant = FIELDS[close[0]] if close else None
    message = f"unknown field tag [{name.strip()}]"
    if meant is None:
        return TagError(
            message, 'Known are ti, ab, tiab, tw, mh, pt, au, ta, dp and more; quote text with brackets: "[…]".'
        )
    return TagError(message, f"Did you mean [{meant}] ({LONG_NAMES[meant]})?")
