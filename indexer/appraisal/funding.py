"""Who paid for a study: industry, the public and charities, both, or nobody.

From NLM's indexing (grants, the publication types `Research Support …`) and the text: a section headed `FUNDING`, or
`funded by …`, in the abstract or in the conflict of interest statement. A payer is industry if it is in the table of
companies or named as a company is (`… Pharmaceuticals`, `… GmbH`); public or non-profit if it is named as agencies,
universities, hospitals and charities are. What is neither is not guessed at: `Research Support, Non-U.S. Gov't` says
nothing, for it takes in companies and charities alike.

Pure functions of a `Reading`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from indexer.appraisal.reading import Reading
from indexer.appraisal.stems import stems
from indexer.appraisal.values import UNKNOWN, Funding, Ground, Judgement, Source
from indexer.text import plain as plain_of
from indexer.vocabulary.tables import rows, values

# A company's or a family's foundation is a charity (Lundbeck Foundation, Novo Nordisk Fonden).
_CHARITY = re.compile(r"\b(?:foundation|fonden|fondation|fundacio\w*|fondazione|stiftung|charit\w+|trust)\b")
_FORM = re.compile(
    r"\b(?:inc|ltd|llc|llp|corp|corporation|gmbh|plc|s\.?p\.?a|b\.v|co\., ltd|pty|pharma|pharmaceuticals?|"
    r"pharmaceutica|biopharma|biotech|therapeutics|biosciences|pharmaceutical compan\w+)\b"
)
_PUBLIC = re.compile(
    r"\b(?:national|nih|nimh|nida|niaaa|nigms|nhlbi|nccih|ncats|nsf|hhs|nhmrc|cihr|mrc|nihr|dfg|bmbf|fapesp|cnpq|capes|"
    r"anr|jsps|kakenhi|inserm|nsfc|erc|zonmw|darpa|va|phs|ministry|ministere|ministerio|ministero|bundesministerium|"
    r"ministr\w+|department|federal|government|governo|state|council|agency|agence|institutes?|instituto|universit\w+|"
    r"college|school|faculty|hospital|hospitals|clinic|academy|academ\w+|foundation|fonden|fondation|fundacao|"
    r"fundacion|"
    r"fondazione|stiftung|trust|charity|charities|charitable|society|association|fund|funds|endowment|veterans|"
    r"public health|research council|european (?:commission|union|research council)|horizon 2020|wellcome|usona|"
    r"multidisciplinary association for psychedelic studies|maps|heffter|deutsche forschungsgemeinschaft|"
    r"deutscher|schweizerischer nationalfonds|cancer research uk|world health organi[sz]ation|chief scientist office|"
    r"conselho|suomen akatemia|bureau|board|programmes?|narodowe centrum|uniwersytet|secretaria|administration|"
    r"philanthrop\w+|donors?|donations?|crowd-?funding|scholarship|fellowship)\b"
)
_PAID = re.compile(
    r"\b(?:funded|sponsored|financed|supported financially|financially supported|funding (?:was |"
    r"is )?(?:provided|received|obtained))"
    r" (?:in (?:whole|part) )?(?:by|from|through)\s|"
    r"\b(?:study|trial|work|research|project|review|analysis|this) (?:was |is |has been |were )(?:\w+ )?supported "
    r"(?:in (?:whole|part) )?(?:by|with|through)\s|"
    r"\b(?:funding(?: sources?| statement| body)?|sponsors?|financial support|source of funding)(?::| -|\. ?)\s?|"
    r"\bsupported by (?:an? |the )?(?=(?:[\w.&,-]+ ){0,8}?(?:grants?|national institute|nih|foundation|"
    r"pharmaceuticals?|janssen)\b)"
)
# A conflict statement tells of what was paid to authors too: there the study itself must be named.
_STUDY_PAID = re.compile(
    r"\b(?:this|the|our) (?:[\w-]+ ){0,2}?(?:study|trial|work|research|project|review|analysis|article|manuscript)\b"
    r"[^.;,]{0,40}?\b(?:funded|sponsored|supported|financed|received (?:\w+ )?(?:funding|support)|funding) "
    r"(?:in (?:whole|part) )?(?:by|through|from)\s"
)
# Somebody else's payments: `industry-funded trials`, `studies funded by …`, `previously funded`.
_OTHERS = re.compile(
    r"\b(?:studies|trials|research|stud(?:y|ies) that (?:was|were)|those|participants|applications|centers|"
    r"centres|publicly) (?:were |was )?$"
)
_NOBODY = re.compile(
    r"\b(?:no (?:external |specific |financial |particular |outside |additional )?(?:funding|financial support|"
    r"sponsor\w*|grants?)|"
    r"(?:was|were|is) (?:not funded|unfunded)|without (?:external |any |specific )?(?:funding|financial support)|"
    r"(?:did not|not) receive(?:d)? any (?:specific |external |financial )?(?:funding|grant|support|financial support)|"
    r"funding(?: sources?)?: ?(?:none|no funding|not applicable)|self-funded|unfunded)\b"
)
# The members of a list of payers, without the words that lead to a name.
_PIECE = re.compile(
    r"(?:\s|[,;()]|\b(?:and|the|by|from|an?|grants?|research|part|in|through|of)\s)*"
    r"(?P<name>[^,;()\s][^,;()]*?)(?=,? and |[,;()]|\Z)"
)
_CUES = ("fund", "sponsor", "supported", "financ", "support:")
_PAID_STEMS = stems("fund", "sponsor", "supported", "financ")
_NOBODY_STEMS = stems("fund", "sponsor", "financial", "unfund")
_END = re.compile(r"[.;)](?:\s|$)|\n|$")
_LONGEST = 160
_GOVERNMENT = re.compile(r"research support, (?:n\.i\.h|u\.s\. gov|american recovery)")


def funding_of(reading: Reading) -> Judgement[Funding | None]:
    """Who paid, with the payers' names; an unknown if nothing says or no payer could be told."""
    industry: list[Ground] = []
    public: list[Ground] = []
    for ground in _named(reading):
        (industry if _is_industry(ground.words) else public).append(ground)
    if industry and public:
        return Judgement(Funding.BOTH, (*industry, *public))
    if industry:
        return Judgement(Funding.INDUSTRY, tuple(industry))
    if public:
        return Judgement(Funding.PUBLIC, tuple(public))
    nobody = _nobody(reading)
    return Judgement(Funding.NONE, (nobody,)) if nobody else UNKNOWN


def _named(reading: Reading) -> Iterator[Ground]:
    """The payers that can be told, NLM's first, each once."""
    record, seen = reading.record, set[str]()
    for grant in record.funding:
        if grant.agency and grant.agency not in seen and (_is_industry(grant.agency) or _is_public(grant.agency)):
            seen.add(grant.agency)
            yield Ground(Source.GRANT, grant.agency)
    for type_ in record.publication_types:
        if _GOVERNMENT.match(type_.name.casefold()):
            yield Ground(Source.PUBLICATION_TYPE, type_.name)
    headed = _headed(reading)
    if headed or not _PAID_STEMS.isdisjoint(reading.stems):
        for start, end in _payers(reading.plain, reading.text, _PAID, headed):
            yield reading.ground(start, end)
    statement = record.conflict_statement
    if statement:
        for start, end in _payers(plain_of(statement), statement, _STUDY_PAID, ()):
            yield reading.conflict_ground(start, end)


def _headed(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Where sections headed `FUNDING` stand in the text."""
    found, place = [], reading.title_end + 1
    for section in reading.record.abstract:
        label = section.label.casefold()
        if label and ("fund" in label or "sponsor" in label or "financial support" in label):
            found.append((place, place + len(section.text)))
        place += len(section.text) + 1
    return tuple(found)


def _payers(
    plain: str, text: str, paid: re.Pattern[str], headed: tuple[tuple[int, int], ...]
) -> Iterator[tuple[int, int]]:
    """The names of payers that can be told, as offsets: companies, and runs of words that name an agency."""
    spans = list(headed)
    if any(cue in plain for cue in _CUES):
        for match in paid.finditer(plain):
            if not _OTHERS.search(plain, max(0, match.start() - 40), match.start()):
                last = min(len(plain), match.end() + 300)
                stop = _END.search(plain, match.end(), last)
                spans.append((match.end(), stop.start() if stop else last))
    taken = 0
    for start, end in sorted(spans):
        for piece in _PIECE.finditer(plain, start, end):
            one, other = piece.span("name")
            words = text[one : min(other, one + _LONGEST)].rstrip(" .:")
            if one >= taken and not _FORM.fullmatch(plain[one : one + len(words)]) and _is_payer(words):
                taken = one + len(words)
                yield one, taken


def _is_payer(words: str) -> bool:
    return _is_industry(words) or _is_public(words)


def _nobody(reading: Reading) -> Ground | None:
    plain, record = reading.plain, reading.record
    if not _NOBODY_STEMS.isdisjoint(reading.stems):
        match = _NOBODY.search(plain)
        if match:
            return reading.ground(*match.span())
    for start, end in _headed(reading):
        if re.match(r"\s*(?:none|nil|not applicable|n/a)\b", plain[start:end]):
            return reading.ground(start, end)
    statement = record.conflict_statement
    match = _NOBODY.search(plain_of(statement)) if "fund" in statement.lower() else None
    if match:
        return reading.conflict_ground(*match.span())
    return None


@lru_cache(maxsize=4096)
def _is_industry(words: str) -> bool:
    plain = plain_of(words)
    if _CHARITY.search(plain) or "universit" in plain:
        return False
    # `American Cancer Society, Inc.` is a charity: a legal form decides only where nothing else does.
    return _companies().search(plain) is not None or (_FORM.search(plain) is not None and not _is_public(words))


@lru_cache(maxsize=4096)
def _is_public(words: str) -> bool:
    return _PUBLIC.search(plain_of(words)) is not None


@lru_cache(maxsize=1)
def _companies() -> re.Pattern[str]:
    names = [plain_of(name) for row in rows("companies.tsv") for name in (row[0], *values(row[1]))]
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))})\b")
