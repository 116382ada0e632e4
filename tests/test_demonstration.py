"""The demonstration records: every one says that it is fictional, and together they cover what the product can do.

They are edited by hand in `indexer/standin/data/demonstration.xml`; these tests are what an edit has to keep.
"""

from __future__ import annotations

import datetime
import importlib.util
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from indexer.changes import Incoming
from indexer.record import FIRST_DEMONSTRATION_PMID, Kind, Record, Status
from indexer.sources.pubmed_xml import read_xml
from indexer.standin.demonstration import demonstration_file

RECORDS = ("PubmedArticle", "PubmedBookArticle")
COPYRIGHT = "Fictional record written for demonstration; not literature."
SAFE_PARSER = {"load_dtd": False, "no_network": True, "resolve_entities": False}


@pytest.fixture(scope="module")
def elements() -> list[etree._Element]:
    events = etree.iterparse(str(demonstration_file()), tag=RECORDS, **SAFE_PARSER)
    return [element for _, element in events]


@pytest.fixture(scope="module")
def records() -> list[Record]:
    with demonstration_file().open("rb") as stream:
        parsed = list(read_xml(stream))
    assert [item for item in parsed if not isinstance(item, Incoming)] == [], "the parser rejects a record"
    return [item.record for item in parsed if isinstance(item, Incoming)]


@pytest.fixture(scope="module")
def by_pmid(records: list[Record]) -> dict[str, Record]:
    return {record.pmid: record for record in records}


def pmid_of(element: etree._Element) -> str:
    return element.findtext("MedlineCitation/PMID") or element.findtext("BookDocument/PMID") or ""


def words_of(record: Record) -> str:
    return f"{record.title}\n{record.abstract_text}".lower()


# The file


def test_the_file_is_valid_pubmed_xml() -> None:
    bio = importlib.util.find_spec("Bio")
    assert bio is not None
    assert bio.origin is not None
    dtd = etree.DTD(str(Path(bio.origin).parent / "Entrez" / "DTDs" / "pubmed_250101.dtd"))
    document = etree.parse(str(demonstration_file()), etree.XMLParser(**SAFE_PARSER))
    assert dtd.validate(document), dtd.error_log.filter_from_errors()


def test_every_record_is_a_block_of_its_own_that_a_diff_can_show() -> None:
    lines = demonstration_file().read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line in ("<PubmedArticle>", "<PubmedBookArticle>")]
    ends = [number for number, line in enumerate(lines) if line in ("</PubmedArticle>", "</PubmedBookArticle>")]
    assert len(starts) == len(ends)
    assert all(lines[start - 1] == "" for start in starts)
    assert all(line == line.rstrip() and "\t" not in line for line in lines)


def test_our_parser_rejects_nothing(elements: list[etree._Element], records: list[Record]) -> None:
    assert [record.pmid for record in records] == [pmid_of(element) for element in elements]
    assert len(records) >= 150


def test_pmids_are_unique_ascending_and_in_the_range_set_aside(records: list[Record]) -> None:
    pmids = [int(record.pmid) for record in records]
    assert pmids == sorted(set(pmids))
    assert pmids[0] == FIRST_DEMONSTRATION_PMID
    assert pmids[-1] < FIRST_DEMONSTRATION_PMID + 1000
    assert all(record.is_demonstration for record in records)


# The marks


def test_every_journal_and_book_is_called_a_demonstration(elements: list[etree._Element]) -> None:
    for element in elements:
        names = [*element.iter("Title"), *element.iter("BookTitle")]
        short = [*element.iter("ISOAbbreviation"), *element.iter("MedlineTA")]
        assert names, pmid_of(element)
        assert all("Demonstration" in "".join(name.itertext()) for name in names), pmid_of(element)
        assert all("Demonstr" in (name.text or "") for name in short), pmid_of(element)


def test_every_record_bears_the_keyword(records: list[Record]) -> None:
    assert [record.pmid for record in records if "demonstration record" not in record.keywords] == []


def test_every_abstract_says_that_it_is_not_literature(elements: list[etree._Element]) -> None:
    for element in elements:
        for abstract in (*element.iter("Abstract"), *element.iter("OtherAbstract")):
            assert abstract.findtext("CopyrightInformation") == COPYRIGHT, pmid_of(element)


def test_every_identifier_is_plainly_fictional(elements: list[etree._Element]) -> None:
    for element in elements:
        own = pmid_of(element)
        for identifier in (*element.iter("ArticleId"), *element.iter("ELocationID")):
            text = identifier.text or ""
            match identifier.get("IdType") or identifier.get("EIdType"):
                case "doi":
                    assert re.fullmatch(r"10\.5555/demonstration\.\d{3}", text), own
                case "pubmed":
                    assert int(text) >= FIRST_DEMONSTRATION_PMID, own
                case "pmc":
                    assert text == f"PMC{own}"
                case "pii":
                    assert text.startswith("demonstration-"), own
                case other:
                    assert other == "bookaccession", own
                    assert text.startswith("DEMOBK"), own
        assert all(
            (orcid.text or "").replace("-", "")[-16:].startswith("000000000000") for orcid in element.iter("Identifier")
        )
        assert {name.text for name in element.iter("DataBankName")} <= {"DemonstrationRegistry"}
        assert all(re.fullmatch(r"DEMO-TRIAL-\d{4}", number.text or "") for number in element.iter("AccessionNumber"))
        assert all((grant.text or "").startswith("DEMO-GRANT-") for grant in element.iter("GrantID"))
        assert not list(element.iter("ISSN")), "an ISSN would be somebody's"


def test_authors_come_from_a_short_list_of_names_that_mean_example(elements: list[etree._Element]) -> None:
    families = {name.text for element in elements for name in element.iter("LastName")}
    assert len(families) <= 30
    for element in elements:
        affiliations = [place.text or "" for place in element.iter("Affiliation")]
        assert all("Demonstration Institute of Fictional Studies" in place for place in affiliations), pmid_of(element)
        assert affiliations or not list(element.iter("Author")), pmid_of(element)


def test_nothing_but_the_marks_names_a_registry_or_a_real_identifier() -> None:
    text = demonstration_file().read_text(encoding="utf-8")
    assert not re.search(r"\bNCT\d|ISRCTN|EudraCT|CRD42|10\.(?!5555/demonstration\.)\d{4,}/", text)


# Links


def test_links_between_records_resolve_in_both_directions(by_pmid: dict[str, Record]) -> None:
    answer = {
        "RetractionIn": "RetractionOf",
        "ErratumIn": "ErratumFor",
        "ExpressionOfConcernIn": "ExpressionOfConcernFor",
        "UpdateIn": "UpdateOf",
        "CommentIn": "CommentOn",
    }
    answer |= {back: forth for forth, back in answer.items()}
    seen = Counter[str]()
    for record in by_pmid.values():
        for link in record.corrections:
            seen[link.kind] += 1
            backwards = {(other.kind, other.pmid) for other in by_pmid[link.pmid].corrections}
            assert (answer[link.kind], record.pmid) in backwards, (record.pmid, link)
    assert set(seen) == set(answer)


def test_references_lead_to_records_that_are_here(elements: list[etree._Element], by_pmid: dict[str, Record]) -> None:
    cited = [identifier for element in elements for identifier in element.findall(".//Reference//ArticleId")]
    assert len(cited) >= 30
    assert all(identifier.text in by_pmid for identifier in cited if identifier.get("IdType") == "pubmed")


def test_secondary_analyses_share_the_registration_of_their_trial(records: list[Record]) -> None:
    registered = Counter(trial.accession for record in records for trial in record.trial_ids)
    assert sum(count > 1 for count in registered.values()) >= 5


def test_every_status_a_source_can_give_is_there(records: list[Record]) -> None:
    assert set(Status) - {record.status for record in records} == {Status.GONE}
    assert Counter(record.status for record in records)[Status.RETRACTED] == 1


# Dates


def test_history_dates_are_in_order(records: list[Record]) -> None:
    for record in records:
        history = record.history
        if record.kind is Kind.BOOK:
            continue
        assert history.created is not None
        assert history.entered is not None
        assert history.revised is not None
        assert history.indexed is not None
        if history.entered < history.created:
            assert (history.created - history.entered).days > 300, record.pmid
        assert history.indexed >= history.created, record.pmid
        assert history.created <= history.revised <= datetime.date(2026, 11, 21), record.pmid
        if history.completed is not None:
            assert history.completed <= history.revised, record.pmid


def test_a_notice_revises_the_record_it_concerns(by_pmid: dict[str, Record]) -> None:
    for record in by_pmid.values():
        for link in record.corrections:
            notice = by_pmid[link.pmid].history.created
            if link.kind.endswith("In"):
                assert notice is not None
                assert record.history.revised is not None
                assert record.history.revised >= notice, record.pmid


def test_the_dates_have_all_the_shapes_pubmed_gives_them(elements: list[etree._Element], records: list[Record]) -> None:
    dates = [date for element in elements for date in element.iter("PubDate")]
    assert sum(date.find("MedlineDate") is not None for date in dates) >= 5
    assert sum(date.find("Season") is not None for date in dates) >= 5
    assert sum([child.tag for child in date] == ["Year"] for date in dates) >= 10
    assert sum(date.find("Day") is not None for date in dates) >= 10
    years = {record.year for record in records}
    assert years == set(range(2006, 2027))
    crossing = [r for r in records if r.electronic and r.electronic.year != r.published.year]
    assert len(crossing) >= 5
    assert [record.pmid for record in records if _back_dated(record)], "no record with a back-dated EDAT"


def _back_dated(record: Record) -> bool:
    created, entered = record.history.created, record.history.entered
    return created is not None and entered is not None and (created - entered).days > 300


# Coverage

TOPICS: list[tuple[str, str, int]] = [
    ("ketamine infusion in treatment-resistant depression", r"ketamine[\s\S]*treatment-resistant depression", 30),
    ("against midazolam", r"midazolam", 15),
    ("esketamine nasal spray", r"esketamine nasal spray", 15),
    ("arketamine and (R)-ketamine", r"arketamine|\(r\)-ketamine", 5),
    ("suicidal ideation", r"suicidal (ideation|thoughts)", 15),
    ("bipolar depression", r"bipolar depression", 5),
    (
        "postpartum depression: prevention",
        r"prevent[\s\S]*postpartum depression|postpartum depression[\s\S]*prevent",
        4,
    ),
    ("postpartum depression: treatment", r"established postpartum depression|treatment for .*postpartum depression", 2),
    ("PTSD", r"post-traumatic stress|ptsd", 5),
    ("anxiety disorders", r"social anxiety|anxiety disorders", 3),
    ("obsessive-compulsive disorder", r"obsessive-compulsive", 2),
    ("ketamine or ECT", r"electroconvulsive therapy", 10),
    ("repeated dosing, maintenance, relapse", r"maintenance|relapse|repeated infusions", 15),
    ("oral", r"\boral ketamine|by mouth|oral esketamine", 4),
    ("sublingual", r"sublingual", 3),
    ("intramuscular", r"intramuscular", 3),
    ("subcutaneous", r"subcutaneous", 2),
    ("pharmacokinetics", r"pharmacokinetic|bioavailability", 5),
    ("dissociation", r"dissociat", 20),
    ("blood pressure", r"blood pressure|systolic", 15),
    ("bladder", r"bladder|cystitis|urinary", 8),
    ("liver", r"liver|hepatic", 4),
    ("misuse and dependence", r"misuse|dependence", 10),
    ("supervision and monitoring", r"supervis|monitor", 10),
    ("BDNF", r"bdnf", 8),
    ("mTOR and AMPA", r"mtor|ampa receptor", 6),
    ("new synapses", r"synap|spine", 6),
    ("healthy volunteers", r"healthy (male )?volunteers", 5),
    ("recreational use", r"recreational", 3),
    ("anaesthesia rather than treatment", r"ana?esthe", 10),
    ("definition of treatment resistance", r"criteria|defin|staging", 4),
    ("burden", r"burden|cost", 4),
    ("off-topic: psychedelics", r"psilocybin", 1),
    ("off-topic: magnetic stimulation", r"theta-burst", 1),
    ("off-topic: psychotherapy", r"internet-delivered cognitive", 1),
    ("off-topic: SSRI", r"sertraline versus", 1),
]


@pytest.mark.parametrize(("topic", "pattern", "least"), TOPICS, ids=[topic for topic, _, _ in TOPICS])
def test_the_topic_is_covered(records: list[Record], topic: str, pattern: str, least: int) -> None:
    found = [record.pmid for record in records if re.search(pattern, words_of(record))]
    assert len(found) >= least, (topic, found)


def test_the_publication_types_of_the_field_are_there(records: list[Record]) -> None:
    found = Counter(type_.name for record in records for type_ in record.publication_types)
    least = {
        "Randomized Controlled Trial": 50,
        "Meta-Analysis": 10,
        "Systematic Review": 10,
        "Review": 6,
        "Observational Study": 12,
        "Case Reports": 6,
        "Clinical Trial Protocol": 2,
        "Practice Guideline": 2,
        "Editorial": 3,
        "Letter": 3,
        "Comment": 3,
        "Preprint": 1,
        "Published Erratum": 1,
        "Expression of Concern": 1,
        "Retracted Publication": 1,
        "Retraction of Publication": 1,
    }
    assert {name: found[name] for name, number in least.items() if found[name] < number} == {}


def test_results_point_both_ways(records: list[Record]) -> None:
    trials = [r for r in records if "Randomized Controlled Trial" in {t.name for t in r.publication_types}]
    null = re.compile(
        r"no significant difference|not superior|did not (reduce|differ|prevent|improve)|not significant|no better"
    )
    assert sum(bool(null.search(words_of(trial))) for trial in trials) >= 20
    assert sum(not null.search(words_of(trial)) for trial in trials) >= 20


def test_people_animals_and_cells_are_told_apart_by_their_headings(records: list[Record]) -> None:
    headings = [{heading.descriptor for heading in record.mesh} for record in records]
    assert sum("Humans" in found for found in headings) >= 120
    assert sum("Animals" in found and "Humans" not in found for found in headings) >= 5
    assert sum("Cells, Cultured" in found for found in headings) == 2


FEATURES: list[tuple[str, Callable[[Record], object], int]] = [
    ("a book chapter", lambda r: r.kind is Kind.BOOK, 2),
    ("a second version", lambda r: r.version == 2, 1),
    ("no abstract", lambda r: not r.abstract, 6),
    ("no authors", lambda r: not r.authors, 3),
    ("no DOI", lambda r: not r.doi, 3),
    ("a PMCID", lambda r: r.pmcid, 8),
    ("a collective author", lambda r: any(a.collective for a in r.authors), 4),
    ("a collective author alone", lambda r: [bool(a.collective) for a in r.authors] == [True], 2),
    ("a particle", lambda r: any(a.family.startswith(("van der ", "de la ", "von ")) for a in r.authors), 10),
    ("a suffix", lambda r: any(a.suffix for a in r.authors), 5),
    ("a family name alone", lambda r: any(a.family and not a.given for a in r.authors), 3),
    ("a non-ASCII name", lambda r: any(not a.family.isascii() for a in r.authors), 50),
    ("an ORCID", lambda r: any(a.orcid for a in r.authors), 50),
    ("an incomplete author list", lambda r: not r.authors_complete, 2),
    ("investigators", lambda r: r.investigators, 1),
    ("a structured abstract", lambda r: sum(bool(part.category) for part in r.abstract) > 2, 40),
    ("another language", lambda r: r.languages and r.languages != ("eng",), 7),
    ("a vernacular title", lambda r: r.vernacular_title and r.title.startswith("["), 7),
    ("a translated abstract", lambda r: any(o.language != "eng" for o in r.other_abstracts), 4),
    ("a plain-language summary", lambda r: any(o.kind == "plain-language-summary" for o in r.other_abstracts), 1),
    ("a trial registration", lambda r: r.trial_ids, 50),
    ("funding", lambda r: r.funding, 3),
    ("a conflict statement", lambda r: r.conflict_statement, 4),
    ("a substance", lambda r: r.substances, 100),
    ("not indexed yet", lambda r: r.medline_status in ("Publisher", "In-Process", "In-Data-Review"), 6),
    ("ahead of print", lambda r: r.publication_status == "aheadofprint", 1),
    ("a major heading by its qualifier only", lambda r: any(h.is_major and not h.major for h in r.mesh), 100),
    ("a major heading by itself", lambda r: any(h.major for h in r.mesh), 5),
    ("automated indexing", lambda r: r.indexing_method == "Automated", 10),
]


@pytest.mark.parametrize(("feature", "has", "least"), FEATURES, ids=[feature for feature, _, _ in FEATURES])
def test_the_feature_is_there(records: list[Record], feature: str, has: Callable[[Record], object], least: int) -> None:
    found = [record.pmid for record in records if has(record)]
    assert len(found) >= least, (feature, found)


def test_markup_escapes_and_mathml_are_there_to_be_kept(elements: list[etree._Element]) -> None:
    tags = Counter(etree.QName(node).localname for element in elements for node in element.iter(etree.Element))
    assert tags["i"] >= 5
    assert tags["sup"] >= 5
    assert tags["sub"] >= 1
    assert tags["math"] == 1
    texts = ["".join(node.itertext()) for element in elements for node in element.iter("AbstractText")]
    assert sum(" < " in text or "<0" in text for text in texts) >= 8


def test_headings_keep_one_identifier_and_an_identifier_one_heading(records: list[Record]) -> None:
    pairs = {(heading.descriptor, heading.ui) for record in records for heading in record.mesh}
    pairs |= {(q.name, q.ui) for record in records for heading in record.mesh for q in heading.qualifiers}
    assert all(ui for _, ui in pairs)
    assert len({name for name, _ in pairs}) == len({ui for _, ui in pairs}) == len(pairs)
