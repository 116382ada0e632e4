"""Fifteen fictional records, each there for something queries must get right; PMIDs from 990100001 up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n'
)
TAIL = "</PubmedArticleSet>\n"
FIRST = 990_100_000


def _day(text: str) -> str:
    parts = zip(("Year", "Month", "Day"), text.split("/"), strict=False)
    return "".join(f"<{name}>{value}</{name}>" for name, value in parts)


def article(
    number: int,
    title: str,
    *,
    abstract: str = "",
    version: int = 1,
    status: str = "MEDLINE",
    pub_date: str = "<Year>2020</Year>",
    electronic: str = "",
    created: str = "2020/1/10",
    entered: str = "2020/1/11",
    indexed: str = "2020/2/1",
    revised: str = "2020/03/01",
    authors: str = "",
    language: str = "eng",
    types: Iterable[str] = ("Journal Article",),
    mesh: str = "",
    extra: str = "",
    in_article: str = "",
    ids: str = "",
    references: str = "",
    journal: str = "Demonstr J Synth Stud",
) -> str:
    """A PubmedArticle of the fictional record `number`, its parts given as XML where they are not plain text."""
    kinds = "".join(f'<PublicationType UI="">{kind}</PublicationType>' for kind in types)
    article_date = f'<ArticleDate DateType="Electronic">{_day(electronic)}</ArticleDate>' if electronic else ""
    history = "".join(
        f'<PubMedPubDate PubStatus="{name}">{_day(day)}</PubMedPubDate>'
        for name, day in (("pubmed", entered), ("medline", indexed), ("entrez", created))
    )
    return (
        f'<PubmedArticle><MedlineCitation Status="{status}" Owner="NLM">'
        f'<PMID Version="{version}">{FIRST + number}</PMID><DateRevised>{_day(revised)}</DateRevised>'
        f'<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Internet"><Volume>{number}</Volume>'
        f"<PubDate>{pub_date}</PubDate></JournalIssue><Title>Demonstration journal of synthetic studies</Title>"
        f"<ISOAbbreviation>{journal}</ISOAbbreviation></Journal><ArticleTitle>{title}</ArticleTitle>{abstract}"
        f"{authors}<Language>{language}</Language>{in_article}<PublicationTypeList>{kinds}</PublicationTypeList>"
        f"{article_date}</Article><MedlineJournalInfo><Country>Nowhere</Country><MedlineTA>{journal}</MedlineTA>"
        f"</MedlineJournalInfo>{mesh}{extra}</MedlineCitation><PubmedData><History>{history}</History>"
        f"<PublicationStatus>ppublish</PublicationStatus><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{FIRST + number}</ArticleId>{ids}</ArticleIdList>{references}'
        "</PubmedData></PubmedArticle>"
    )


def plain(text: str) -> str:
    """An abstract without sections."""
    return f"<Abstract><AbstractText>{text}</AbstractText></Abstract>"


def people(*names: tuple[str, str, str]) -> str:
    """An author list of (last name, fore name, initials)."""
    each = "".join(
        f"<Author><LastName>{last}</LastName><ForeName>{fore}</ForeName><Initials>{initials}</Initials></Author>"
        for last, fore, initials in names
    )
    return f"<AuthorList>{each}</AuthorList>"


def headings(*names: str) -> str:
    """MeSH headings written `Descriptor` or `Descriptor/qualifier`; a `*` before a part makes it major."""
    made = []
    for name in names:
        descriptor, _, qualifier = name.partition("/")
        parts = f'<DescriptorName UI="" MajorTopicYN="{_yn(descriptor)}">{descriptor.lstrip("*")}</DescriptorName>'
        if qualifier:
            parts += f'<QualifierName UI="" MajorTopicYN="{_yn(qualifier)}">{qualifier.lstrip("*")}</QualifierName>'
        made.append(f"<MeshHeading>{parts}</MeshHeading>")
    return f"<MeshHeadingList>{''.join(made)}</MeshHeadingList>"


def _yn(name: str) -> str:
    return "Y" if name.startswith("*") else "N"


def refers(kind: str, number: int) -> str:
    """A CommentsCorrections entry."""
    return (
        f'<CommentsCorrectionsList><CommentsCorrections RefType="{kind}"><RefSource>Demonstr J Synth Stud</RefSource>'
        f"<PMID>{FIRST + number}</PMID></CommentsCorrections></CommentsCorrectionsList>"
    )


def keywords(*words: str) -> str:
    """A keyword list."""
    each = "".join(f'<Keyword MajorTopicYN="N">{word}</Keyword>' for word in words)
    return f'<KeywordList Owner="NOTNLM">{each}</KeywordList>'


TRIAL = article(
    1,
    "Single infusion of ketamine in treatment-resistant depression: a randomised trial",
    abstract='<Abstract><AbstractText Label="AIM">We compared ketamine with midazolam.</AbstractText>'
    '<AbstractText Label="RESULTS">Scores fell by 10<sup>2</sup> points &amp; more (p &lt; 0.05) in <i>crossover</i> '
    "groups.</AbstractText></Abstract>",
    pub_date="<Year>2019</Year><Month>Mar</Month><Day>05</Day>",
    electronic="2018/12/20",
    created="2018/12/21",
    entered="2018/12/22",
    indexed="2019/6/1",
    revised="2019/06/02",
    authors=people(("Demofield", "Anna B", "AB"), ("Examplar", "Jo A", "JA")),
    types=("Journal Article", "Randomized Controlled Trial"),
    mesh=headings("Ketamine/*administration &amp; dosage", "Depressive Disorder, Treatment-Resistant", "Humans"),
    in_article="<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>"
    "<AccessionNumber>NCT99010001</AccessionNumber></AccessionNumberList></DataBank></DataBankList>",
    ids='<ArticleId IdType="doi">10.5555/Demo.0001</ArticleId>',
)
ESKETAMINE = article(
    2,
    "Kétamine et dépression résistante",
    language="fre",
    in_article="<VernacularTitle>Spray nasal imaginaire</VernacularTitle>",
    extra='<SupplMeshList><SupplMeshName Type="Chemical" UI="C000629870">Esketamine</SupplMeshName></SupplMeshList>'
    + keywords("nasal spray", "Esketamine"),
    created="2020/5/1",
    entered="2020/5/2",
)
REVIEW = article(
    3,
    "Antidepressants for depression: a systematic review",
    abstract=plain("Suicidal ideation and suicidality were outcomes. Treatment of resistant forms was not."),
    pub_date="<Year>2021</Year><Month>06</Month>",
    created="2021/6/10",
    entered="2021/6/11",
    revised="2021/07/01",
    types=("Journal Article", "Systematic Review", "Meta-Analysis"),
    mesh=headings("*Depression", "Antidepressive Agents", "Humans"),
)
MOUSE = article(
    4,
    "Ketamine and synapses in mice",
    created="2017/2/2",
    entered="2017/2/3",
    pub_date="<Year>2017</Year><Month>Feb</Month>",
    mesh=headings("*Mice", "Ketamine/pharmacology", "Animals"),
    authors=people(("Examplar", "Jo", "J")),
)
RETRACTED = article(
    5,
    "A trial of ketamine that was withdrawn",
    types=("Journal Article", "Clinical Trial", "Retracted Publication"),
    created="2018/1/1",
    entered="2018/1/2",
    pub_date="<Year>2018</Year>",
    extra=refers("RetractionIn", 6),
)
NOTICE = article(
    6,
    "Retraction notice",
    types=("Retraction of Publication",),
    created="2019/1/1",
    entered="2019/1/2",
    pub_date="<Year>2019</Year>",
    extra=refers("RetractionOf", 5),
)
TWO_MONTHS = article(
    7,
    "Follow-up over two months",
    created="2016/12/1",
    entered="2016/12/2",
    pub_date="<MedlineDate>2016 Nov-Dec</MedlineDate>",
)
SEASON = article(
    8,
    "A spring issue",
    created="2015/4/1",
    entered="2015/4/2",
    pub_date="<Year>2015</Year><Season>Spring</Season>",
)
COLLECTIVE = article(
    9,
    "Consortium report",
    created="2014/1/1",
    entered="2014/1/2",
    pub_date="<Year>2014</Year>",
    authors="<AuthorList><Author><CollectiveName>Imaginary Mood Consortium</CollectiveName></Author></AuthorList>",
)
BOOK = (
    f'<PubmedBookArticle><BookDocument><PMID Version="1">{FIRST + 10}</PMID><ArticleIdList>'
    '<ArticleId IdType="bookaccession">NBK990100</ArticleId></ArticleIdList><Book><Publisher><PublisherName>Demo'
    "</PublisherName></Publisher><BookTitle>Demonstration handbook</BookTitle><PubDate><Year>2022</Year></PubDate>"
    "</Book><ArticleTitle>Ketamine chapter</ArticleTitle><Language>eng</Language>"
    "<Abstract><AbstractText>About ketamine.</AbstractText></Abstract></BookDocument><PubmedBookData><History>"
    f'<PubMedPubDate PubStatus="entrez">{_day("2022/2/2")}</PubMedPubDate>'
    f'<PubMedPubDate PubStatus="pubmed">{_day("2022/2/3")}</PubMedPubDate></History></PubmedBookData>'
    "</PubmedBookArticle>"
)
CITING = article(
    11,
    "A paper that cites others",
    status="Publisher",
    created="2013/1/1",
    entered="2013/1/2",
    pub_date="<Year>2013</Year>",
    ids='<ArticleId IdType="doi">10.5555/demo.0011</ArticleId>',
    references="<ReferenceList><Reference><Citation>Someone</Citation><ArticleIdList>"
    '<ArticleId IdType="doi">10.5555/cited</ArticleId></ArticleIdList></Reference></ReferenceList>',
)
LATE = article(
    12,
    "Added late to the database",
    created="2014/9/23",
    entered="2012/3/1",
    pub_date="<Year>2012</Year>",
)
OTHER_ABSTRACT = article(
    13,
    "Paper with a summary in plain words",
    created="2012/2/1",
    entered="2012/2/2",
    pub_date="<Year>2012</Year>",
    extra='<OtherAbstract Type="plain-language-summary" Language="eng"><AbstractText>Easily readable words'
    "</AbstractText></OtherAbstract>",
)
BIPOLAR = article(
    14,
    "Lamotrigine after bipolar episodes",
    created="2011/1/1",
    entered="2011/1/2",
    pub_date="<Year>2011</Year>",
    mesh=headings("Bipolar Disorder/drug therapy", "Humans"),
)
SYMPTOMS = article(
    15,
    "Mood and the seasons",
    abstract=plain("Depression of the mood; depression after treatment. Resistant depression too."),
    created="2010/1/1",
    entered="2010/1/2",
    pub_date="<Year>2010</Year>",
    mesh=headings("Seasonal Affective Disorder"),
)
ALL = (
    TRIAL,
    ESKETAMINE,
    REVIEW,
    MOUSE,
    RETRACTED,
    NOTICE,
    TWO_MONTHS,
    SEASON,
    COLLECTIVE,
    BOOK,
    CITING,
    LATE,
    OTHER_ABSTRACT,
    BIPOLAR,
    SYMPTOMS,
)
EVERYTHING = frozenset(range(1, 16))


def write_file(path: Path, *parts: str) -> Path:
    """Writes a PubMed XML file of these records and deletions."""
    path.write_text(HEAD + "\n".join(parts) + "\n" + TAIL, encoding="utf-8")
    return path


def deletion(*numbers: int) -> str:
    """A DeleteCitation."""
    pmids = "".join(f'<PMID Version="1">{FIRST + number}</PMID>\n' for number in numbers)
    return f"<DeleteCitation>\n{pmids}</DeleteCitation>"
