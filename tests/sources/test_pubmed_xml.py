"""What is read from one PubmedArticle or PubmedBookArticle: a fact, a test."""

from __future__ import annotations

import datetime

import pytest

from indexer.changes import Incoming, Rejected
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
    PublicationType,
    Qualifier,
    Record,
    Status,
    Substance,
    TrialId,
)
from indexer.sources.pubmed_xml import read_xml_bytes

JOURNAL = "<Journal><Title>Demonstration Journal</Title></Journal>"


def article(
    inside: str = "",
    *,
    citation: str = "",
    data: str = "",
    pmid: str = '<PMID Version="1">1</PMID>',
    journal: str = JOURNAL,
) -> str:
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">{pmid}<Article PubModel="Print">{journal}'
        f"{inside}</Article>{citation}</MedlineCitation><PubmedData>{data}</PubmedData></PubmedArticle>"
    )


def parsed(xml: str) -> Incoming | Rejected:
    (one,) = read_xml_bytes(f"<PubmedArticleSet>{xml}</PubmedArticleSet>".encode())
    assert isinstance(one, (Incoming, Rejected))
    return one


def record(xml: str) -> Record:
    one = parsed(xml)
    assert isinstance(one, Incoming), one
    return one.record


def read(inside: str = "", *, citation: str = "", data: str = "") -> Record:
    return record(article(inside, citation=citation, data=data))


def test_a_record_with_nothing_in_it_is_a_record() -> None:
    bare = record(article())
    assert bare.pmid == "1"
    assert bare.id == "pmid:1"
    assert bare.kind is Kind.ARTICLE
    assert bare.version == 1
    assert bare.title == ""
    assert bare.abstract == ()
    assert bare.authors == ()
    assert bare.mesh == ()
    assert bare.published.year is None
    assert bare.electronic is None
    assert bare.journal == Journal(title="Demonstration Journal")
    assert bare.medline_status == "MEDLINE"


def test_version_is_the_citations_own() -> None:
    assert record(article(pmid='<PMID Version="4">30000001</PMID>')).version == 4
    assert record(article(pmid="<PMID>1</PMID>")).version == 1
    assert record(article(pmid='<PMID Version="x">1</PMID>')).version == 1
    assert record(article(pmid=f'<PMID Version="{"9" * 5000}">1</PMID>')).version == 1


@pytest.mark.parametrize(
    ("xml", "pmid", "reason"),
    [
        (article(pmid=""), "", "no PMID"),
        (article(pmid="<PMID/>"), "", "no PMID"),
        (article(pmid="<PMID>abc</PMID>"), "", "not a PMID: 'abc'"),
        (article(pmid="<PMID>0001</PMID>"), "", "not a PMID: '0001'"),
        (article(pmid="<PMID>0</PMID>"), "", "not a PMID: '0'"),
        (article(pmid="<PMID>1234567890</PMID>"), "", "not a PMID: '1234567890'"),
        (article(pmid="<PMID>١٢</PMID>"), "", "not a PMID"),
        (article(journal=""), "1", "no Journal"),
        ("<PubmedArticle><MedlineCitation><PMID>7</PMID></MedlineCitation></PubmedArticle>", "7", "no Article"),
        ("<PubmedArticle><PubmedData/></PubmedArticle>", "", "no MedlineCitation"),
        ("<PubmedArticle/>", "", "no MedlineCitation"),
        ("<PubmedBookArticle><PubmedBookData/></PubmedBookArticle>", "", "no BookDocument"),
        ("<PubmedBookArticle><BookDocument><PMID>8</PMID></BookDocument></PubmedBookArticle>", "8", "BookTitle"),
    ],
)
def test_what_cannot_be_a_record_is_rejected_with_its_reason_and_bytes(xml: str, pmid: str, reason: str) -> None:
    one = parsed(xml)
    assert isinstance(one, Rejected)
    assert one.pmid == pmid
    assert reason in one.reason
    assert one.raw == xml.encode()


def test_a_correction_or_reference_never_lends_its_pmid() -> None:
    links = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="ErratumFor"><RefSource>J</RefSource>'
        "<PMID>5</PMID></CommentsCorrections></CommentsCorrectionsList>"
    )
    one = parsed(article(citation=links, pmid=""))
    assert isinstance(one, Rejected)
    assert one.pmid == ""


def test_ids_come_from_the_records_own_list_only() -> None:
    got = read(
        data="""
        <ArticleIdList><ArticleId IdType="pubmed">1</ArticleId><ArticleId IdType="doi">10.5555/Own</ArticleId>
          <ArticleId IdType="pmc">PMC123</ArticleId><ArticleId IdType="pii">S01</ArticleId>
          <ArticleId IdType="mid">NIHMS9</ArticleId></ArticleIdList>
        <ReferenceList><Reference><Citation>Another.</Citation><ArticleIdList>
          <ArticleId IdType="pubmed">999</ArticleId><ArticleId IdType="doi">10.5555/other</ArticleId>
          <ArticleId IdType="pmc">PMC999</ArticleId></ArticleIdList></Reference></ReferenceList>"""
    )
    assert (got.doi, got.pmcid) == ("10.5555/Own", "PMC123")
    assert got.other_ids == (("pii", "S01"), ("mid", "NIHMS9"))


@pytest.mark.parametrize(
    ("location", "listed", "doi", "others"),
    [
        ('<ELocationID EIdType="doi" ValidYN="Y">10.5555/A</ELocationID>', "10.5555/a", "10.5555/A", ()),
        (
            '<ELocationID EIdType="doi" ValidYN="N">10.5555/bad</ELocationID>',
            "10.5555/b",
            "10.5555/b",
            ("10.5555/bad",),
        ),
        ('<ELocationID EIdType="doi">10.5555/A</ELocationID>', "10.5555/b", "10.5555/A", ("10.5555/b",)),
        ('<ELocationID EIdType="doi" ValidYN="N">10.5555/a</ELocationID>', "10.5555/A", "", ("10.5555/a",)),
        ('<ELocationID EIdType="pii" ValidYN="Y">e1</ELocationID>', "https://doi.org/10.5555/x", "10.5555/x", ()),
        ("", "doi: 10.5555/x", "10.5555/x", ()),
        ("", "not a doi", "", ("not a doi",)),
    ],
)
def test_the_first_valid_doi_counts(location: str, listed: str, doi: str, others: tuple[str, ...]) -> None:
    got = read(location, data=f'<ArticleIdList><ArticleId IdType="doi">{listed}</ArticleId></ArticleIdList>')
    assert got.doi == doi
    assert tuple(value for kind, value in got.other_ids if kind == "doi") == others


def test_a_pmcid_may_stand_among_nlms_other_ids() -> None:
    got = read(citation='<OtherID Source="NLM">PMC77</OtherID><OtherID Source="NASA">A-1</OtherID>')
    assert got.pmcid == "PMC77"
    assert got.other_ids == (("NASA", "A-1"),)


def test_titles_stay_as_pubmed_has_them() -> None:
    got = read(
        "<ArticleTitle>[A <i>title</i>, translated].</ArticleTitle><VernacularTitle>Ein Titel.</VernacularTitle>"
    )
    assert got.title == "[A title, translated]."
    assert got.vernacular_title == "Ein Titel."
    assert read("<ArticleTitle/>").title == ""


def test_a_structured_abstract_keeps_labels_and_categories() -> None:
    got = read(
        """<Abstract><AbstractText Label="AIMS" NlmCategory="OBJECTIVE">To see.</AbstractText>
        <AbstractText Label="EMPTY" NlmCategory="METHODS"/><AbstractText>10<sup>2</sup> mice.</AbstractText>
        <CopyrightInformation>© Nobody.</CopyrightInformation></Abstract>"""
    )
    assert got.abstract == (AbstractSection("To see.", "AIMS", "OBJECTIVE"), AbstractSection("10² mice."))
    assert got.abstract_text == "AIMS: To see.\n10² mice."
    assert got.copyright == "© Nobody."


def test_other_abstracts_stay_apart() -> None:
    got = read(
        "<Abstract><AbstractText>Main.</AbstractText></Abstract>",
        citation="""<OtherAbstract Type="plain-language-summary" Language="eng"><AbstractText>Plainly.</AbstractText>
        </OtherAbstract><OtherAbstract Type="Publisher" Language="spa"><AbstractText Label="FIN">Sí.</AbstractText>
        </OtherAbstract><OtherAbstract Type="Publisher" Language="ger"><AbstractText/></OtherAbstract>""",
    )
    assert got.abstract == (AbstractSection("Main."),)
    assert got.other_abstracts == (
        OtherAbstract("plain-language-summary", "eng", (AbstractSection("Plainly."),)),
        OtherAbstract("Publisher", "spa", (AbstractSection("Sí.", "FIN"),)),
    )


def test_authors_of_every_shape() -> None:
    got = read(
        """<AuthorList CompleteYN="N">
        <Author ValidYN="Y" EqualContrib="Y"><LastName>van der Berg</LastName><ForeName>Jan K</ForeName>
          <Initials>JK</Initials><Suffix>Jr</Suffix>
          <Identifier Source="ORCID">http://orcid.org/0000-0001-0000-000x</Identifier>
          <AffiliationInfo><Affiliation>First.</Affiliation>
            <Identifier Source="GRID">grid.1</Identifier></AffiliationInfo>
          <AffiliationInfo><Affiliation>Second.</Affiliation></AffiliationInfo></Author>
        <Author ValidYN="Y"><LastName>Mononym</LastName></Author>
        <Author ValidYN="Y"><CollectiveName>The <i>Demo</i> Group</CollectiveName></Author>
        <Author ValidYN="N"><LastName>Mispelt</LastName></Author>
        <Author><LastName>Old</LastName><FirstName>Ada</FirstName><MiddleName>B</MiddleName>
          <Affiliation>Before 2015.</Affiliation></Author>
        <Author ValidYN="Y"/></AuthorList>"""
    )
    assert got.authors == (
        Author(
            family="van der Berg", given="Jan K", initials="JK", suffix="Jr", orcid="0000-0001-0000-000X",
            affiliations=("First.", "Second."),
        ),
        Author(family="Mononym"),
        Author(collective="The Demo Group"),
        Author(family="Old", given="Ada B", affiliations=("Before 2015.",)),
    )  # fmt: skip
    assert not got.authors_complete
    assert read("<AuthorList><Author><LastName>A</LastName></Author></AuthorList>").authors_complete


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("http://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1825-009X", "0000-0002-1825-009X"),
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("000000021825009x", "0000-0002-1825-009X"),
        ("0000-0002-1825-009", ""),
        ("unknown", ""),
    ],
)
def test_orcid_has_one_spelling(given: str, expected: str) -> None:
    identifier = f'<Identifier Source="ORCID">{given}</Identifier>'
    got = read(f"<AuthorList><Author><LastName>A</LastName>{identifier}</Author></AuthorList>")
    assert got.authors[0].orcid == expected


def test_investigators_are_not_authors() -> None:
    got = read(
        citation="<InvestigatorList><Investigator><LastName>Inv</LastName><ForeName>I</ForeName>"
        "<Initials>I</Initials></Investigator></InvestigatorList>"
        "<PersonalNameSubjectList><PersonalNameSubject><LastName>Subject</LastName></PersonalNameSubject>"
        "</PersonalNameSubjectList>"
    )
    assert got.authors == ()
    assert got.investigators == (Author(family="Inv", given="I", initials="I"),)


def test_the_journal() -> None:
    got = record(
        article(
            "<Pagination><StartPage>10</StartPage><EndPage>19</EndPage><MedlinePgn>10-9</MedlinePgn></Pagination>",
            journal="""<Journal><ISSN IssnType="Electronic">1111-1111</ISSN><JournalIssue CitedMedium="Internet">
            <Volume>12</Volume><Issue>Suppl 1</Issue><PubDate><Year>2020</Year><Month>Mar</Month></PubDate>
            </JournalIssue>
            <Title>Journal &amp; Title</Title><ISOAbbreviation>J. Title</ISOAbbreviation></Journal>""",
            citation="<MedlineJournalInfo><Country>England</Country><MedlineTA>J Title</MedlineTA>"
            "<NlmUniqueID>123</NlmUniqueID><ISSNLinking>2222-2222</ISSNLinking></MedlineJournalInfo>",
        )
    )
    assert got.journal == Journal(
        title="Journal & Title", abbreviation="J. Title", medline="J Title", issns=("1111-1111", "2222-2222"),
        nlm_id="123", country="England", volume="12", issue="Suppl 1", pages="10-9",
    )  # fmt: skip
    assert str(got.published) == "2020-03"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("<MedlinePgn>e12</MedlinePgn>", "e12"),
        ("<StartPage>10</StartPage><EndPage>19</EndPage>", "10-19"),
        ("<StartPage>10</StartPage>", "10"),
        ("<StartPage>10</StartPage><EndPage>10</EndPage>", "10"),
        ("<MedlinePgn/>", ""),
    ],
)
def test_pages(pages: str, expected: str) -> None:
    assert read(f"<Pagination>{pages}</Pagination>").journal.pages == expected


@pytest.mark.parametrize(
    ("inside", "expected", "raw"),
    [
        ("<Year>2021</Year><Month>06</Month><Day>08</Day>", "2021-06-08", "2021 06 08"),
        ("<Year>2021</Year><Season>Spring</Season>", "2021", "2021 Spring"),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998-12", "1998 Dec-1999 Jan"),
        ("<Year>2021</Year><Month>Feb</Month><Day>31</Day>", "2021-02", "2021 Feb 31"),
        ("", "", ""),
    ],
)
def test_the_issues_date_keeps_its_precision_and_words(inside: str, expected: str, raw: str) -> None:
    journal = f"<Journal><JournalIssue><PubDate>{inside}</PubDate></JournalIssue></Journal>"
    got = record(article(journal=journal)).published
    assert (str(got), got.raw) == (expected, raw)


def test_the_electronic_date_is_apart() -> None:
    got = read('<ArticleDate DateType="Electronic"><Year>2020</Year><Month>12</Month><Day>31</Day></ArticleDate>')
    assert str(got.electronic) == "2020-12-31"
    assert got.published.year is None
    assert got.year == 2020


def test_history_knows_which_date_is_which() -> None:
    def stamp(status: str, day: int) -> str:
        return (
            f'<PubMedPubDate PubStatus="{status}"><Year>2021</Year><Month>6</Month><Day>{day}</Day><Hour>6</Hour>'
            "</PubMedPubDate>"
        )

    got = read(
        citation="<DateCompleted><Year>2021</Year><Month>07</Month><Day>01</Day></DateCompleted>"
        "<DateRevised><Year>2021</Year><Month>08</Month><Day>02</Day></DateRevised>",
        data=f"<History>{stamp('received', 1)}{stamp('entrez', 2)}{stamp('pubmed', 3)}{stamp('medline', 4)}</History>",
    )
    assert got.history == History(
        created=datetime.date(2021, 6, 2),
        entered=datetime.date(2021, 6, 3),
        indexed=datetime.date(2021, 6, 4),
        completed=datetime.date(2021, 7, 1),
        revised=datetime.date(2021, 8, 2),
    )


def test_an_incomplete_history_date_is_none() -> None:
    got = read(data='<History><PubMedPubDate PubStatus="entrez"><Year>2021</Year></PubMedPubDate></History>')
    assert got.history.created is None


def test_mesh_is_major_by_descriptor_or_by_any_qualifier() -> None:
    got = read(
        citation="""<MeshHeadingList>
        <MeshHeading><DescriptorName UI="D1" MajorTopicYN="Y">Ketamine</DescriptorName></MeshHeading>
        <MeshHeading><DescriptorName UI="D2" MajorTopicYN="N">Depression</DescriptorName>
          <QualifierName UI="Q1" MajorTopicYN="N">blood</QualifierName>
          <QualifierName UI="Q2" MajorTopicYN="Y">drug therapy</QualifierName></MeshHeading>
        <MeshHeading><DescriptorName MajorTopicYN="N">Humans</DescriptorName></MeshHeading></MeshHeadingList>"""
    )
    assert got.mesh == (
        MeshHeading("Ketamine", "D1", major=True),
        MeshHeading("Depression", "D2", False, (Qualifier("blood", "Q1"), Qualifier("drug therapy", "Q2", major=True))),
        MeshHeading("Humans"),
    )
    assert [heading.is_major for heading in got.mesh] == [True, True, False]


def test_substances_and_supplementary_concepts() -> None:
    got = read(
        citation="""<ChemicalList><Chemical><RegistryNumber>690G0D6V8H</RegistryNumber>
        <NameOfSubstance UI="D007649">Ketamine</NameOfSubstance></Chemical><Chemical><RegistryNumber>0</RegistryNumber>
        <NameOfSubstance UI="C000629870">Esketamine</NameOfSubstance></Chemical></ChemicalList>
        <SupplMeshList><SupplMeshName Type="Protocol" UI="C1">Protocol one</SupplMeshName></SupplMeshList>"""
    )
    assert got.substances == (Substance("Ketamine", "D007649", "690G0D6V8H"), Substance("Esketamine", "C000629870"))
    assert got.supplementary_mesh == (Substance("Protocol one", "C1"),)


def test_keywords_of_every_list_once() -> None:
    got = read(
        citation='<KeywordList Owner="NOTNLM"><Keyword>Ketamine</Keyword><Keyword> <i>TRD</i></Keyword><Keyword/>'
        '</KeywordList><KeywordList Owner="NASA"><Keyword>ketamine</Keyword><Keyword>BDNF</Keyword></KeywordList>'
    )
    assert got.keywords == ("Ketamine", "TRD", "BDNF")


def test_repeated_languages_grants_and_types_count_once() -> None:
    grant = "<Grant><GrantID>R01</GrantID><Acronym>MH</Acronym><Agency>NIMH</Agency><Country>US</Country></Grant>"
    kind = '<PublicationType UI="D016428">Journal Article</PublicationType>'
    got = read(
        f"<Language>eng</Language><Language>spa</Language><Language>eng</Language>"
        f"<GrantList>{grant}{grant}<Grant><Agency>Wellcome</Agency></Grant><Grant/></GrantList>"
        f"<PublicationTypeList>{kind}{kind}</PublicationTypeList>"
    )
    assert got.languages == ("eng", "spa")
    assert got.funding == (Grant("R01", "NIMH", "US"), Grant(agency="Wellcome"))
    assert got.publication_types == (PublicationType("Journal Article", "D016428"),)


def link(kind: str, source: str = "J Demo. 2020;1:1", pmid: str = "<PMID Version='1'>2</PMID>", note: str = "") -> str:
    return f'<CommentsCorrections RefType="{kind}"><RefSource>{source}</RefSource>{pmid}{note}</CommentsCorrections>'


def corrections(*links: str) -> Record:
    return read(citation=f"<CommentsCorrectionsList>{''.join(links)}</CommentsCorrectionsList>")


def test_corrections_with_and_without_a_pmid() -> None:
    got = corrections(
        link("ErratumIn", note="<Note>Dosage error.</Note>"), link("RetractionIn", pmid=""), link("Cites")
    )
    assert got.corrections == (
        Correction("ErratumIn", "J Demo. 2020;1:1", "2", "Dosage error."),
        Correction("RetractionIn", "J Demo. 2020;1:1"),
    )
    assert got.pmid == "1"


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("RetractionIn", Status.RETRACTED),
        ("RetractionOf", Status.NOTICE),
        ("ExpressionOfConcernIn", Status.CONCERN),
        ("ErratumIn", Status.CORRECTED),
        ("ErratumFor", Status.NOTICE),
        ("CommentIn", Status.CURRENT),
    ],
)
def test_links_say_who_is_affected(kind: str, status: Status) -> None:
    assert corrections(link(kind)).status is status


def test_retracted_by_publication_type_alone() -> None:
    kind = '<PublicationType UI="D016441">Retracted Publication</PublicationType>'
    assert read(f"<PublicationTypeList>{kind}</PublicationTypeList>").status is Status.RETRACTED


def bank(name: str, *numbers: str) -> str:
    listed = "".join(f"<AccessionNumber>{number}</AccessionNumber>" for number in numbers)
    return (
        f"<DataBank><DataBankName>{name}</DataBankName><AccessionNumberList>{listed}</AccessionNumberList></DataBank>"
    )


def test_trial_ids_are_listed_or_named_in_the_text() -> None:
    got = read(
        f"<DataBankList>{bank('ClinicalTrials.gov', 'NCT00000001')}{bank('GENBANK', 'AY1', 'AY2')}</DataBankList>"
        "<ArticleTitle>Follow-up of NCT00000003</ArticleTitle>"
        "<Abstract><AbstractText>Trial NCT00000001, NCT 00000002.</AbstractText></Abstract>"
    )
    assert got.trial_ids == (
        TrialId("ClinicalTrials.gov", "NCT00000001"),
        TrialId("GENBANK", "AY1"),
        TrialId("GENBANK", "AY2"),
        TrialId("ClinicalTrials.gov", "NCT00000003"),
        TrialId("ClinicalTrials.gov", "NCT00000002"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ClinicalTrials.gov: NCT00000001.", TrialId("ClinicalTrials.gov", "NCT00000001")),
        ("ISRCTN00000001", TrialId("ISRCTN", "ISRCTN00000001")),
        ("ChiCTR-TRC-00000001", TrialId("ChiCTR", "ChiCTR-TRC-00000001")),
        ("ChiCTR0000000001", TrialId("ChiCTR", "ChiCTR0000000001")),
        ("UMIN000000001", TrialId("UMIN CTR", "UMIN000000001")),
        ("ACTRN00000000000001", TrialId("ANZCTR", "ACTRN00000000000001")),
        ("DRKS00000001", TrialId("DRKS", "DRKS00000001")),
        ("CTRI/2000/01/000001", TrialId("CTRI", "CTRI/2000/01/000001")),
        ("IRCT20000000000001N1", TrialId("IRCT", "IRCT20000000000001N1")),
        ("jRCTs000000001", TrialId("jRCT", "jRCTs000000001")),
        ("EudraCT 2000-000001-10", TrialId("EudraCT", "2000-000001-10")),
        ("Netherlands Trial Register NTR0001", TrialId("NTR", "NTR0001")),
    ],
)
def test_registrations_in_an_abstract(text: str, expected: TrialId) -> None:
    assert read(f"<Abstract><AbstractText>See {text}</AbstractText></Abstract>").trial_ids == (expected,)


@pytest.mark.parametrize(
    "text",
    ["NCT0000000", "NCT000000012", "2000-000001-10", "NTR1234 receptors", "the CT scan", "XNCT00000001", "UMIN 1"],
)
def test_what_only_resembles_a_registration_is_none(text: str) -> None:
    assert read(f"<Abstract><AbstractText>See {text}.</AbstractText></Abstract>").trial_ids == ()


def test_statements_and_statuses() -> None:
    got = record(
        '<PubmedArticle><MedlineCitation Status="In-Process" IndexingMethod="Automated"><PMID>1</PMID><Article>'
        f"{JOURNAL}</Article><CoiStatement>None &amp; nothing.</CoiStatement></MedlineCitation>"
        "<PubmedData><PublicationStatus>epublish</PublicationStatus></PubmedData></PubmedArticle>"
    )
    assert got.conflict_statement == "None & nothing."
    assert (got.medline_status, got.indexing_method, got.publication_status) == ("In-Process", "Automated", "epublish")


def test_unknown_elements_and_attributes_are_ignored_and_stay_in_the_bytes() -> None:
    xml = article("<ArticleTitle New='1'>T</ArticleTitle><NewThing>x</NewThing>", citation="<Newer/>")
    one = parsed(xml)
    assert isinstance(one, Incoming)
    assert one.record == read("<ArticleTitle>T</ArticleTitle>")
    assert b"<NewThing>x</NewThing>" in one.raw


CHAPTER = """<PubmedBookArticle><BookDocument><PMID Version="1">990000009</PMID><ArticleIdList>
  <ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList>
  <Book><Publisher><PublisherName>Demo Press</PublisherName><PublisherLocation>Demo City</PublisherLocation></Publisher>
   <BookTitle book="demo">Demonstration Book</BookTitle><PubDate><Year>2024</Year><Month>01</Month></PubDate>
   <AuthorList Type="editors"><Author><LastName>Editor</LastName></Author></AuthorList>
   <CollectionTitle>Demo Collection</CollectionTitle><Isbn>9780000000000</Isbn></Book>
  {title}<Language>eng</Language>
  <AuthorList Type="authors" CompleteYN="Y">
   <Author><LastName>Writer</LastName><ForeName>W</ForeName></Author></AuthorList>
  <PublicationType UI="D016454">Review</PublicationType>
  <Abstract><AbstractText Label="Uses">Ketamine is used.</AbstractText></Abstract>
  <KeywordList><Keyword>ketamine</Keyword></KeywordList>
  <DateRevised><Year>2024</Year><Month>2</Month><Day>3</Day></DateRevised></BookDocument>
 <PubmedBookData><History>
  <PubMedPubDate PubStatus="entrez"><Year>2024</Year><Month>1</Month><Day>9</Day></PubMedPubDate>
  </History><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>
   <ArticleId IdType="pubmed">990000009</ArticleId></ArticleIdList></PubmedBookData></PubmedBookArticle>"""


def test_a_book_chapter() -> None:
    got = record(CHAPTER.format(title='<ArticleTitle book="demo">Ketamine</ArticleTitle>'))
    assert got.kind is Kind.BOOK
    assert (got.pmid, got.title, got.journal.title) == ("990000009", "Ketamine", "Demonstration Book")
    assert got.authors == (Author(family="Writer", given="W"),)
    assert got.abstract == (AbstractSection("Ketamine is used.", "Uses"),)
    assert str(got.published) == "2024-01"
    assert got.other_ids == (("bookaccession", "NBK1"), ("isbn", "9780000000000"))
    assert got.publication_types == (PublicationType("Review", "D016454"),)
    assert got.keywords == ("ketamine",)
    assert got.languages == ("eng",)
    assert got.history.created == datetime.date(2024, 1, 9)
    assert got.history.revised == datetime.date(2024, 2, 3)
    assert got.publication_status == "ppublish"


def test_a_whole_book_is_titled_by_the_book() -> None:
    got = record(CHAPTER.format(title=""))
    assert (got.title, got.journal.title) == ("Demonstration Book", "Demo Collection")
