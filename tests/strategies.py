"""Hypothesis strategies for records and queries whose words overlap, so that a random pair matches often.

Everything is drawn from small pools: a dozen words that share beginnings, a handful of headings that lie in one
branch of MeSH, three authors who differ in their initials. `queries` makes only trees in the form that the parser
gives back (at least two parts to an `And` or `Or`, no blank text), so `parse(write(query)) == query` can be asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from hypothesis import strategies as st

from indexer.query.dates import MOST
from indexer.query.syntax import DATE_FIELDS, WORD_FIELDS, And, Field, Near, Not, Or, Phrase, Query, Range, Term, Word
from indexer.record import (
    AbstractSection,
    Author,
    Correction,
    Grant,
    History,
    Journal,
    Kind,
    MeshHeading,
    OtherAbstract,
    PartialDate,
    PublicationType,
    Qualifier,
    Record,
    Substance,
    TrialId,
    record_id,
)
from indexer.text import normal, words

WORDS = (
    "ketamine", "esketamine", "depression", "depressive", "depressed", "treatment", "treated", "resistant",
    "resistance", "suicidal", "suicide", "mood", "0.5", "mg",
)  # fmt: skip
TRUNCATED = ("keta", "depress", "depressi", "treat", "resist", "suicid", "mood", "eske")

# The first descriptors form a branch: Mood Disorders > Depressive Disorder > Depressive Disorder, Major.
HEADINGS = (
    "Mood Disorders", "Depressive Disorder", "Depressive Disorder, Major", "Depressive Disorder, Treatment-Resistant",
    "Depression", "Ketamine", "Humans", "Animals",
)  # fmt: skip
QUALIFIERS = ("drug therapy", "therapy", "adverse effects", "therapeutic use")
PUBLICATION_TYPES = (
    "Journal Article", "Clinical Trial", "Randomized Controlled Trial", "Review", "Systematic Review",
    "Meta-Analysis", "Retracted Publication", "Case Reports",
)  # fmt: skip
LANGUAGES = ("eng", "ger", "fre")
AUTHORS = (
    Author(family="Zarate", given="Carlos A", initials="CA", suffix="Jr", orcid="0000-0001-0000-0001"),
    Author(family="Zarate", given="Clara", initials="C"),
    Author(family="van der Berg", given="Jan Kees", initials="JK", affiliations=("Mood Clinic, Testville",)),
    Author(family="Müller", given="Änne", initials="Ä"),
    Author(family="O'Brien", initials="T"),
    Author(collective="Depression Trial Group"),
)
AUTHOR_KEYS = ("zarate", "zarate c", "zarate ca", "van der berg", "van der berg jk", "muller a", "o brien t")
JOURNALS = (
    Journal(
        title="Journal of Demonstration Psychiatry", abbreviation="J. Demonstr. Psychiatry",
        medline="J Demonstr Psychiatry", issns=("0000-0019",), country="Netherlands", volume="12", issue="3",
        pages="101-9",
    ),
    Journal(title="Mood Letters", abbreviation="Mood Lett", medline="Mood Lett", country="England", volume="7"),
    Journal(),
)  # fmt: skip
REFERENCES = ("RetractionIn", "RetractionOf", "ErratumIn", "ErratumFor", "ExpressionOfConcernIn", "CommentIn")
STATUSES = ("MEDLINE", "Publisher", "In-Process", "PubMed-not-MEDLINE")
FIRST_YEAR, LAST_YEAR = 2018, 2021


def texts(vocabulary: Sequence[str] = WORDS, *, max_size: int = 8) -> st.SearchStrategy[str]:
    """A run of words, now and then hyphenated or capitalised, perhaps empty."""
    joined = st.lists(st.tuples(st.sampled_from(vocabulary), st.sampled_from((" ", " ", "-", ", "))), max_size=max_size)
    plain = joined.map(lambda parts: "".join(word + gap for word, gap in parts).strip(" ,-"))
    return st.one_of(plain, plain.map(str.capitalize))


def dates() -> st.SearchStrategy[datetime.date]:
    """A day among few."""
    return st.builds(
        datetime.date,
        st.integers(FIRST_YEAR, LAST_YEAR),
        st.sampled_from((1, 2, 12)),
        st.sampled_from((1, 2, 28)),
    )


def partial_dates() -> st.SearchStrategy[PartialDate]:
    """A date of any precision, none included."""
    year = st.integers(FIRST_YEAR, LAST_YEAR)
    month = st.sampled_from((1, 2, 12))
    return st.one_of(
        st.just(PartialDate(None)),
        st.builds(PartialDate, year),
        st.builds(PartialDate, year, month),
        st.builds(PartialDate, year, month, st.sampled_from((1, 28))),
    )


def _sections(vocabulary: Sequence[str]) -> st.SearchStrategy[tuple[AbstractSection, ...]]:
    section = st.builds(AbstractSection, texts(vocabulary, max_size=10), st.sampled_from(("", "", "MOOD", "RESULTS")))
    return st.lists(section, max_size=3).map(tuple)


def _some(strategy: st.SearchStrategy, max_size: int = 3) -> st.SearchStrategy[tuple]:
    return st.lists(strategy, max_size=max_size).map(tuple)


def _headings() -> st.SearchStrategy[MeshHeading]:
    qualifier = st.builds(Qualifier, st.sampled_from(QUALIFIERS), st.just(""), st.booleans())
    return st.builds(MeshHeading, st.sampled_from(HEADINGS), st.just(""), st.booleans(), _some(qualifier, max_size=2))


@st.composite
def records(draw: st.DrawFn, vocabulary: Sequence[str] = WORDS, pmids: st.SearchStrategy[int] | None = None) -> Record:
    """A record with anything present or absent. `pmids` gives its number; by default 1 to 40."""
    pmid = str(draw(pmids if pmids is not None else st.integers(1, 40)))
    text = texts(vocabulary)
    other = st.builds(OtherAbstract, st.just("plain-language-summary"), st.just("eng"), _sections(vocabulary))
    day = st.none() | dates()
    return Record(
        id=record_id(pmid),
        pmid=pmid,
        title=draw(text),
        abstract=draw(_sections(vocabulary)),
        authors=draw(_some(st.sampled_from(AUTHORS))),
        journal=draw(st.sampled_from(JOURNALS)),
        published=draw(partial_dates()),
        kind=draw(st.sampled_from((Kind.ARTICLE, Kind.ARTICLE, Kind.BOOK))),
        doi=draw(st.sampled_from(("", f"10.9999/Test.{pmid}"))),
        pmcid=draw(st.sampled_from(("", f"PMC{pmid}"))),
        other_ids=draw(st.sampled_from(((), (("pii", f"S{pmid}-X"),)))),
        vernacular_title=draw(st.just("") | text),
        other_abstracts=draw(_some(other, max_size=1)),
        investigators=draw(_some(st.sampled_from(AUTHORS[:3]), max_size=1)),
        electronic=draw(st.none() | partial_dates()),
        mesh=draw(_some(_headings())),
        supplementary_mesh=draw(_some(st.just(Substance("Esketamine", "C000629870")), max_size=1)),
        substances=draw(_some(st.just(Substance("Ketamine", "D007649", "690G0D6V8H")), max_size=1)),
        keywords=draw(_some(texts(vocabulary, max_size=3).filter(bool), max_size=2)),
        publication_types=draw(_some(st.builds(PublicationType, st.sampled_from(PUBLICATION_TYPES)), max_size=2)),
        languages=draw(_some(st.sampled_from(LANGUAGES), max_size=2)),
        corrections=draw(_some(st.builds(Correction, st.sampled_from(REFERENCES)), max_size=1)),
        trial_ids=draw(_some(st.just(TrialId("ClinicalTrials.gov", "NCT00000001")), max_size=1)),
        funding=draw(_some(st.just(Grant("R01 MH000001", "NIMH", "United States")), max_size=1)),
        conflict_statement=draw(st.just("") | text),
        history=History(draw(day), draw(day), draw(day), draw(day), draw(day)),
        medline_status=draw(st.sampled_from(STATUSES)),
    )


def _words(vocabulary: Sequence[str]) -> st.SearchStrategy[Word]:
    folded = sorted({word for text in vocabulary for word in words(text)})
    stems = sorted({word[:length] for word in folded for length in (4, 6) if len(word) >= length and "." not in word})
    whole = st.builds(Word, st.sampled_from(folded))
    if not stems:
        return whole
    begun = st.builds(Word, st.sampled_from(sorted({*stems, *TRUNCATED} if vocabulary is WORDS else stems)))
    return st.one_of(whole, whole, begun.map(lambda word: Word(word.text, truncated=True)))


def _word_terms(vocabulary: Sequence[str]) -> st.SearchStrategy[Query]:
    field = st.sampled_from(sorted(WORD_FIELDS))
    common = st.sampled_from((Field.TITLE, Field.ABSTRACT, Field.TITLE_ABSTRACT, Field.ALL))
    fields = st.one_of(common, common, field)
    several = st.lists(_words(vocabulary), min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(lambda field, word: Term(field, word.text, word.truncated), fields, _words(vocabulary)),
        st.builds(Phrase, fields, several),
        st.builds(Near, fields, several, st.integers(0, 4)),
    )


def _key_terms() -> st.SearchStrategy[Query]:
    explode = st.booleans()
    heading = st.sampled_from([normal(name) for name in HEADINGS])
    qualifier = st.sampled_from(QUALIFIERS)
    pair = st.builds("{}/{}".format, heading, qualifier)

    def term(field: Field, text: st.SearchStrategy[str], **more: st.SearchStrategy[bool]) -> st.SearchStrategy[Query]:
        return st.builds(Term, st.just(field), text, **more)

    def value(field: Field, *texts_: str) -> st.SearchStrategy[Query]:
        return term(field, st.sampled_from(texts_))

    authors = (Field.AUTHOR, Field.FIRST_AUTHOR, Field.LAST_AUTHOR, Field.INVESTIGATOR)
    return st.one_of(
        term(Field.MESH, heading | pair, explode=explode),
        term(Field.MESH_MAJOR, heading | pair, explode=explode),
        term(Field.MESH, st.sampled_from(("depress", "depressive dis", "mood")), truncated=st.just(True)),
        term(Field.SUBHEADING, qualifier, explode=explode),
        term(Field.PUBLICATION_TYPE, st.sampled_from([normal(name) for name in PUBLICATION_TYPES]), explode=explode),
        st.builds(Term, st.sampled_from(authors), st.sampled_from(AUTHOR_KEYS), exact=st.booleans()),
        term(Field.AUTHOR, st.sampled_from(("zara", "van der", "mull")), truncated=st.just(True)),
        value(Field.CORPORATE_AUTHOR, "depression trial group"),
        value(Field.AUTHOR_IDENTIFIER, "0000000100000001"),
        value(
            Field.JOURNAL, "mood letters", "j demonstr psychiatry", "journal of demonstration psychiatry", "0000 0019"
        ),
        value(Field.VOLUME, "12", "7"),
        value(Field.ISSUE, "3"),
        value(Field.PAGE, "101"),
        value(Field.LANGUAGE, *LANGUAGES),
        value(Field.SUBSTANCE, "ketamine", "esketamine"),
        value(Field.ARTICLE_ID, "10.9999/test.1", "pmc2", "s3-x"),
        value(Field.SECONDARY_ID, "nct00000001", "clinicaltrials.gov/nct00000001"),
        value(Field.COUNTRY, "netherlands", "england"),
        st.one_of(
            term(
                Field.DESIGN,
                st.sampled_from(("randomized controlled trial", "systematic review", "review", "trial", "unknown")),
                explode=explode,
            ),
            term(Field.DRUG, st.sampled_from(("ketamines", "esketamine", "any", "unknown")), explode=explode),
            value(Field.SPECIES, "human", "animal", "unknown"),
            term(Field.POPULATION, st.sampled_from(("depression", "unknown")), explode=explode),
            value(Field.ROUTE, "intranasal", "unknown"),
            value(Field.COMPARATOR, "placebo", "unknown"),
            value(Field.OUTCOME, "suicidal ideation", "unknown"),
        ),
        value(Field.SUBSET, "all", "medline", "hasabstract", "retracted", "current", "hasretractionin", "pubmed books"),
    )


def _ranges() -> st.SearchStrategy[Query]:
    def number(day: datetime.date) -> int:
        return day.year * 10000 + day.month * 100 + day.day

    def ordered(field: Field, one: int, two: int) -> Range:
        return Range(field, min(one, two), max(one, two))

    day = dates().map(number)
    pmid = st.integers(1, 40)
    return st.one_of(
        st.builds(ordered, st.sampled_from(sorted(DATE_FIELDS)), day, day),
        st.builds(ordered, st.just(Field.PMID), pmid, pmid),
        st.builds(ordered, st.just(Field.LEVEL), st.integers(1, 5), st.integers(1, 5)),
        st.builds(Range, st.just(Field.PARTICIPANTS), st.integers(0, 20), st.sampled_from((20, 100, MOST))),
    )


def leaves(vocabulary: Sequence[str] = WORDS) -> st.SearchStrategy[Query]:
    """A query of one part: words twice as often as keys, keys twice as often as ranges."""
    word, key, number = _word_terms(vocabulary), _key_terms(), _ranges()
    return st.one_of(word, word, word, word, key, key, number)


def queries(vocabulary: Sequence[str] = WORDS, *, max_leaves: int = 6) -> st.SearchStrategy[Query]:
    """A whole query, in the form in which the parser gives it back."""

    def grow(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(st.builds(And, several), st.builds(Or, several), st.builds(Not, inner))

    return st.recursive(leaves(vocabulary), grow, max_leaves=max_leaves)
