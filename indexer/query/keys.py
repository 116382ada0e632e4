"""Whole values: what a record holds under each key field, and how the value that someone typed is compared with it.

A key is a normal form (`text.normal` unless said otherwise), so that case, accents and punctuation never matter.
Fields whose values are judged, not given, are described next door in `judged`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from indexer.query.judged import judged_key, judged_keys
from indexer.query.syntax import JUDGED_KEYS, Field
from indexer.record import Author, Journal, Kind, Record, Status
from indexer.text import normal, words
from indexer.vocabulary import languages, mesh, subheadings

EXACT = "="
"""Begins an author's key that holds the initials in full, for names typed in quotation marks."""

# RefTypes of the PubMed DTD (250101); PubMed offers each as a filter `has…`.
_REFERENCES = (
    "AssociatedDataset", "AssociatedPublication", "CommentIn", "CommentOn", "CorrectedandRepublishedFrom",
    "CorrectedandRepublishedIn", "ErratumFor", "ErratumIn", "ExpressionOfConcernFor", "ExpressionOfConcernIn",
    "OriginalReportIn", "ReprintIn", "ReprintOf", "RepublishedFrom", "RepublishedIn", "RetractedandRepublishedFrom",
    "RetractedandRepublishedIn", "RetractionIn", "RetractionOf", "SummaryForPatientsIn", "UpdateIn", "UpdateOf",
)  # fmt: skip
_MEDLINE_STATUSES = (
    "completed", "in data review", "in process", "medline", "oldmedline", "publisher", "pubmed not medline",
)  # fmt: skip
SUBSETS = frozenset(
    {
        "all",
        *_MEDLINE_STATUSES,
        *(f"has{kind.lower()}" for kind in _REFERENCES),
        *(status.value for status in Status if status is not Status.GONE),
        "hasabstract",
        "hascois",
        "humans",
        "animals",
        "pubmed books",
        "pubmed pmc",
    }
)
"""Every value of `[sb]` that can be decided from a record; any other is an error where it is typed."""

FILTER_WORDS = frozenset(name for name in SUBSETS if name.startswith("has"))
"""Filters that PubMed takes for such without a tag too, and as `hasabstract[text]`."""

_SUBSET_NAMES = {
    "has abstract": "hasabstract",
    "inprocess": "in process",
    "indatareview": "in data review",
    "pubmednotmedline": "pubmed not medline",
    "pubmedbooks": "pubmed books",
    "human": "humans",
    "animal": "animals",
}
# NLM renamed the notice's type (seen in 2026); records of either year carry the same id.
_RENAMED_TYPES = {"D016440": ("retraction of publication", "retraction notice")}
_DOI_PREFIX = re.compile(r"^(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)+")
_ORCID_PREFIX = re.compile(r"^(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:\s*)+")
_PLACE = re.compile(r"\s*\([^()]*\)\s*$")


def key_of(field: Field, text: str) -> str:
    """What someone typed for a key field, in the form in which it is compared; empty if nothing remains.

    Applying it to its own result changes nothing. Entry terms of the shipped MeSH become their heading's name,
    subheadings' abbreviations their names, names of languages their MEDLINE codes.
    """
    if field in JUDGED_KEYS:
        return judged_key(field, text)
    return _KEY_OF.get(field, normal)(text)


def keys(record: Record, field: Field) -> frozenset[str]:
    """The keys of a record under a key field; empty for word and number fields."""
    if field in JUDGED_KEYS:
        return frozenset(judged_keys(record, field))
    found = _KEYS.get(field)
    return frozenset(key for key in found(record) if key) if found else frozenset()


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _people(record: Record) -> tuple[Author, ...]:
    """PubMed's first and last author are the first and last personal name."""
    return tuple(author for author in record.authors if author.family)


def _author_key(parts: tuple[str, ...]) -> str:
    """`zarate c a` and `zarate ca` are one name: single letters at the end are initials and join."""
    first = len(parts)
    while first > 1 and len(parts[first - 1]) == 1:
        first -= 1
    initials = _run_together(parts[first:])
    return " ".join((*parts[:first], initials) if initials else parts)


def _name_keys(author: Author) -> Iterator[str]:
    """Family name with every beginning of the initials, with all of them marked exact, and the name in full."""
    if author.collective:
        group = normal(author.collective)
        yield group
        yield EXACT + group
    if not author.family:
        return
    initials = _run_together(words(author.initials))
    suffix = normal(author.suffix)
    families = {normal(author.family)}
    if "'" in author.family or "’" in author.family:
        families.add(normal(author.family.replace("'", "").replace("’", "")))
    for family in families:
        yield family
        yield EXACT + family
        for length in range(1, len(initials) + 1):
            yield _author_key((*family.split(), initials[:length]))
        whole = _author_key((*family.split(), *((initials,) if initials else ())))
        yield EXACT + whole
        if suffix:
            yield f"{whole} {suffix}"
            yield f"{EXACT}{whole} {suffix}"
        if author.given:
            given = words(author.given)
            for name in ((*family.split(), *given), (*given, *family.split())):
                yield _author_key(name)
                yield EXACT + _author_key(name)


def _run_together(parts: Iterable[str]) -> str:
    """Words with nothing between them, not even a decimal point: read again, that would part them."""
    return "".join(parts).replace(".", "")


def _journal_keys(journal: Journal) -> Iterator[str]:
    for name in (journal.title, journal.abbreviation, journal.medline):
        key = normal(name)
        yield key
        yield key.removeprefix("the ")
    # `Journal of psychopharmacology (Oxford, England)` is known without its place too.
    yield normal(_PLACE.sub("", journal.title))
    yield normal(journal.nlm_id)
    for issn in journal.issns:
        yield normal(issn)


def _type_keys(record: Record) -> Iterator[str]:
    for type_ in record.publication_types:
        yield normal(type_.name)
        yield from _RENAMED_TYPES.get(type_.ui, ())


@lru_cache(maxsize=65536)
def heading_key(name: str) -> str:
    """The normal name of the shipped heading that `name` is a name or entry term of, else the normal name itself."""
    key = normal(name)
    heading = mesh.find(key)
    return key if heading is None else normal(heading.name)


@lru_cache(maxsize=1024)
def _subheading(key: str) -> str:
    return subheadings.find(key) or key


def _typed_heading(text: str) -> str:
    descriptor, slash, qualifier = text.rpartition("/")
    if slash and descriptor.strip() and subheadings.find(normal(qualifier)):
        return f"{heading_key(descriptor)}/{_subheading(normal(qualifier))}"
    return heading_key(text)


def _heading_keys(record: Record) -> Iterator[str]:
    for heading in record.mesh:
        key = heading_key(heading.descriptor)
        yield key
        for qualifier in heading.qualifiers:
            yield f"{key}/{_subheading(normal(qualifier.name))}"
    for concept in record.supplementary_mesh:
        yield heading_key(concept.name)


def _major_keys(record: Record) -> Iterator[str]:
    """A star on a qualifier makes the pair and the descriptor major; a star on the descriptor makes no pair so."""
    for heading in record.mesh:
        key = heading_key(heading.descriptor)
        if heading.is_major:
            yield key
        for qualifier in heading.qualifiers:
            if qualifier.major:
                yield f"{key}/{_subheading(normal(qualifier.name))}"


def _registry_keys(record: Record) -> Iterator[str]:
    for substance in (*record.substances, *record.supplementary_mesh):
        if substance.registry != "0":  # PubMed's placeholder for "no number assigned"
            number = normal(substance.registry)
            yield number
            yield number.removeprefix("ec ")
        yield normal(substance.ui)


def _trial_keys(record: Record) -> Iterator[str]:
    for trial in record.trial_ids:
        accession = _plain(trial.accession)
        yield accession
        if trial.registry and accession:
            yield f"{_plain(trial.registry)}/{accession}"
        yield _plain(trial.registry)


def _subset_keys(record: Record) -> Iterator[str]:
    yield "all"
    yield normal(record.medline_status)
    yield record.status.value
    for correction in record.corrections:
        yield f"has{correction.kind.lower()}"
    if any(section.text for section in record.abstract):
        yield "hasabstract"
    if record.conflict_statement:
        yield "hascois"
    if record.kind is Kind.BOOK:
        yield "pubmed books"
    if record.pmcid:
        yield "pubmed pmc"
    for heading in record.mesh:
        if heading.descriptor in {"Humans", "Animals"}:
            yield heading.descriptor.lower()


def _subset(text: str) -> str:
    key = normal(text)
    return _SUBSET_NAMES.get(key, key)


def _language(text: str) -> str:
    return languages.code(normal(text))


def _article_id(text: str) -> str:
    return _DOI_PREFIX.sub("", _plain(text))


def _orcid(text: str) -> str:
    return _ORCID_PREFIX.sub("", _plain(text)).replace("-", "")


def _compact(text: str) -> str:
    """Grant numbers are printed with and without their spaces and dashes."""
    return _run_together(words(text))


def _author(text: str) -> str:
    return _author_key(words(text))


_KEY_OF: Mapping[Field, Callable[[str], str]] = {
    Field.MESH: _typed_heading,
    Field.MESH_MAJOR: _typed_heading,
    Field.SUBHEADING: lambda text: _subheading(normal(text)),
    Field.AUTHOR: _author,
    Field.FIRST_AUTHOR: _author,
    Field.LAST_AUTHOR: _author,
    Field.INVESTIGATOR: _author,
    Field.LANGUAGE: _language,
    Field.SUBSET: _subset,
    Field.ARTICLE_ID: _article_id,
    Field.SECONDARY_ID: _plain,
    Field.AUTHOR_IDENTIFIER: _orcid,
    Field.GRANT: _compact,
}
"""Where the normal form is not `text.normal`."""


def _names(authors: Iterable[Author]) -> Iterator[str]:
    return chain.from_iterable(map(_name_keys, authors))


def _article_ids(record: Record) -> Iterator[str]:
    yield _article_id(record.doi)
    yield _article_id(record.pmcid)
    for _kind, value in record.other_ids:
        yield _article_id(value)


_KEYS: Mapping[Field, Callable[[Record], Iterable[str]]] = {
    Field.AUTHOR: lambda record: _names(record.authors),
    Field.FIRST_AUTHOR: lambda record: _names(_people(record)[:1]),
    Field.LAST_AUTHOR: lambda record: _names(_people(record)[-1:]),
    Field.INVESTIGATOR: lambda record: _names(record.investigators),
    Field.CORPORATE_AUTHOR: lambda record: (
        normal(author.collective) for author in (*record.authors, *record.investigators)
    ),
    Field.AUTHOR_IDENTIFIER: lambda record: (
        _orcid(author.orcid) for author in (*record.authors, *record.investigators)
    ),
    Field.JOURNAL: lambda record: _journal_keys(record.journal),
    Field.VOLUME: lambda record: (normal(record.journal.volume),),
    Field.ISSUE: lambda record: (normal(record.journal.issue),),
    Field.PAGE: lambda record: (normal(record.journal.pages), *words(record.journal.pages)[:1]),
    Field.LANGUAGE: lambda record: map(_language, record.languages),
    Field.COUNTRY: lambda record: (normal(record.journal.country),),
    Field.PUBLICATION_TYPE: _type_keys,
    Field.MESH: _heading_keys,
    Field.MESH_MAJOR: _major_keys,
    Field.SUBHEADING: lambda record: (
        _subheading(normal(qualifier.name)) for heading in record.mesh for qualifier in heading.qualifiers
    ),
    Field.SUBSTANCE: lambda record: (
        normal(substance.name) for substance in (*record.substances, *record.supplementary_mesh)
    ),
    Field.REGISTRY_NUMBER: _registry_keys,
    Field.ARTICLE_ID: _article_ids,
    Field.SECONDARY_ID: _trial_keys,
    Field.GRANT: lambda record: (_compact(value) for grant in record.funding for value in (grant.number, grant.agency)),
    Field.SUBSET: _subset_keys,
}
