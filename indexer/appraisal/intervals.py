"""Confidence intervals and p-values as they are printed in a text.

`95% CI 1.2-3.4`, `95% CI, -5.4 to -1.2`, `[95% CI: 1.1, 2.0]`, `CI95%`, `95% credible interval of …`; `p = .03`,
`P<0.001`, `p < . 001`, `p=1.2x10-5`, `ps < .05`, `P for trend = .04`, `p value of 0.04`, `p = n.s.`. Standard errors,
deviations, interquartile ranges and prediction intervals are no intervals here, and a level of significance
(`P < .05 was considered significant`) is no p-value.

Patterns run on `text.plain`; each is tried only where a cheap literal stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from indexer.appraisal.stems import stem

NOT_SIGNIFICANT = "n.s."
"""The sign of a result that is called not significant without a figure."""

_SIZE = r"\d{1,8}(?:\.\d{1,12})?|\.\d{1,12}"
_UNIT = (
    r"(?: ?(?:%|mm ?hg|points?|ng/ml|pg/ml|ug/ml|mg/kg|mg|ml|mm|cm|kg|"
    r"days?|hours?|weeks?|months?|years?|min|ms|h)(?![a-z]))?"
)
LIMITS = (
    rf"(?P<low>(?:[-+] ?)?(?:\d{{1,3}}(?:,\d{{3}})+(?= ?(?:-|to\b))|{_SIZE})){_UNIT}"
    r"(?: ?(?:-|~|;|,|/|\.\.+) ?| (?:to|and|through|-) )"
    rf"(?P<high>(?:[-+] ?)?(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|{_SIZE}))(?![\d]|\.\d)"
)
"""Two numbers that bound an interval, as groups `low` and `high`."""

# From the word on; what stands before it (`95% `, `95%-`) is looked at backwards.
_INTERVAL = re.compile(
    r"(?:cis?|cris?|(?:confidence|credible|credibility|uncertainty) (?:intervals?|limits?|bounds?))(?![a-z])"
    r"(?: ?[(\[{](?:95 ?%? ?)?(?:cis?|cris?)[)\]}])?"
    r"(?:[ -]?[(\[]?(?P<after>9\d(?:\.\d+)?) ?%[)\]]?|(?P<bare>9[059])(?=[ :=,(\[]))?"
    r"(?: (?:for|of|around) (?!the order)[^\d;.()\[\]\n]{3,60}?)?"
    r"(?: ?(?:=|:|,|;|\bof\b|\bis\b|\bwas\b|\branging from\b|\branged from\b|\bfrom\b|\bbetween\b)){0,2} ?[(\[{]{0,2} ?"
    + LIMITS
)
_PERCENT_BEFORE = re.compile(r"(?<![\d.])(?P<percent>(?:68|[89]\d)(?:\.\d+)?) ?%?[ -]{0,2}(?:[a-z-]+ ){0,2}?\(?$")
_PLAIN_PERCENT_BEFORE = re.compile(r"(?P<percent>9[059])$")

_SIGN = r"(?:<\s?or\s?=|=\s?<|[<>]\s?=|[<=>≤≥⩽⩾≦≧≈~])"
_P = re.compile(
    r"p(?<![a-z0-9η]p)(?:'?s\b|[ -]?val(?:ue)?s?\b)?"
    r"(?:[ _-]?\(?(?:for )?(?:(?:linear |the )?(?:trend|interaction|heterogeneity|difference|nonlinearity|"
    r"non-linearity|overlap)|"
    r"adj(?:usted)?|corr(?:ected)?|fdr|fwer?|unc(?:orr(?:ected)?)?|bonf(?:erroni)?|two-tailed|one-tailed|2-tailed|"
    r"1-tailed|"
    r"perm|int|trend|tukey|holm|bh|group|time|anova|one-sided|two-sided)[ -]?(?:corrected|adjusted)?\)?\.?){0,2}"
    rf"(?:\s?(?:was|were|is|of|:)?\s?(?P<sign>{_SIGN})\s?|(?<=[es]) (?:of|was|were|is|:) ?)"
    r"(?:(?P<number>(?:[01]\s?[.,]\s?\d+|\.\s?\d+|[01](?![\d.])|\d(?:\.\d+)?(?=\s?[x×*e])))"
    r"(?:\s?(?:[x×*]\s?10|e)\s?(?:\^|\()?\s?(?P<exponent>[-−]\s?\d{1,3}))?|(?P<power>10\s?\^?\(?[-−]\s?\d{1,3})|"
    r"(?P<none>n\.?s\b\.?))"
)
_NS = re.compile(r"(?<=[(\[;, ])n\.s\.(?=[)\];, ])|(?<=[(\[])ns(?=[)\]])")
_NS_WORD = re.compile(r"[a-z]{4,} ns[ -](?!n?\.?s\b|vs|or|for|in)[a-z]{3,}")
_LEVEL_BEFORE = re.compile(
    r"(?:significan\w+|alpha|threshold\w*|cut-?off)[^.;]{0,45}\b(?:set|defined|considered|accepted|established|"
    r"assumed|taken|"
    r"declared|determined|level|threshold|fixed)\b[^.;()]{0,25}\(?$|(?:significance|alpha) (?:level|"
    r"threshold) (?:of )?\(?$|"
    r"\bset (?:at|to) (?:a )?$"
)
_LEVEL_AFTER = re.compile(
    r"\)? ?(?:\([^()]{1,25}\) )?(?:(?:was|were|is|being) (?:statistically )?(?:considered|regarded|deemed|accepted|"
    r"defined|taken|"
    r"used|set|judged|interpreted|chosen|assumed|indicative|required)|(?:as|indicated|denoted) (?:the |statistical)|"
    r"(?:was|were) (?:the |our )?(?:level|threshold|cut-?off|statistically significant))"
)
_SIGNS = {"≤": "<=", "⩽": "<=", "≦": "<=", "≥": ">=", "⩾": ">=", "≧": ">=", "≈": "=", "~": "="}


@dataclass(frozen=True, slots=True)
class Interval:
    """`low` to `high` at `confidence` percent (None if not said), printed in `plain[start:end]`; `dashed` is the lower
    limit if the minus before it was a dash."""

    low: float
    high: float
    confidence: float | None
    start: int
    end: int
    dashed: float

    def holding(self, value: float, *, positive: bool = False) -> tuple[float, float] | None:
        """The limits, if `value` lies between them; `positive` of what cannot be negative."""
        for low in (self.dashed,) if positive else (self.low, self.dashed):
            if min(low, self.high) <= value <= max(low, self.high):
                return min(low, self.high), max(low, self.high)
        return None


@dataclass(frozen=True, slots=True)
class PValue:
    """`sign` is `<`, `=`, `>`, `<=` or `>=`; `n.s.` and no value where no figure is given."""

    value: float | None
    sign: str
    start: int
    end: int


def number(written: str) -> float:
    """A number as printed: with a spaced sign, and commas between thousands."""
    return float(written.replace(" ", "").replace("\n", "").replace(",", ""))


def intervals(plain: str, stems_: AbstractSet[str]) -> Iterator[Interval]:
    """The intervals printed in `plain`, whose `stems` are given, from the left."""
    for place in _places(plain, stems_):
        found = _INTERVAL.match(plain, place)
        if found is None:
            continue
        before = plain[max(0, place - 30) : place]
        percent = found["after"] or found["bare"]
        start = place
        said = _PERCENT_BEFORE.search(before) if "%" in before else _PLAIN_PERCENT_BEFORE.search(before)
        if said:
            percent, start = said["percent"], place - len(before) + said.start()
        elif percent is None and "." not in found["low"]:
            continue  # `CI 12-15`: cognitive impairment as often
        low, high = number(found["low"]), number(found["high"])
        dashed = abs(low) if found["low"][:1] == "-" and not found["low"][1:2].isdigit() else low
        yield Interval(low, high, float(percent) if percent else None, start, found.end(), dashed)


def _places(plain: str, stems_: AbstractSet[str]) -> list[int]:
    """Where `CI` or its words stand, from the left."""
    beginnings = [_CI, *(pattern for word, pattern in _IN_WORDS if word in stems_)]
    return sorted([match.start() for pattern in beginnings for match in pattern.finditer(plain)])


# Each begins with letters of its own, which makes the search for it fast.
_CI = re.compile(r"cis?(?![a-z])(?<![a-z]ci)(?<![a-z]cis)")
_IN_WORDS = (
    (stem("confidence"), re.compile(r"confidence (?:interval|limit|bound)")),
    (stem("cri"), re.compile(r"cris?(?![a-z])(?<![a-z]cri)(?<![a-z]cris)")),
    (stem("credib"), re.compile(r"credib(?:le|ility) (?:interval|limit|bound)")),
    (stem("uncertainty"), re.compile(r"uncertainty interval")),
)


def p_values(plain: str, vocabulary: AbstractSet[str]) -> Iterator[PValue]:
    """The p-values printed in `plain`, whose words are given, from the left."""
    if any(map(plain.__contains__, "<=>≤≥")) or (
        not _VALUES.isdisjoint(vocabulary) and ("p value" in plain or "p-value" in plain)
    ):
        yield from _given(plain)
    if _IN_LETTERS.isdisjoint(vocabulary):
        return
    if "n.s" in plain or "ns)" in plain:
        yield from _not_significant(plain)


_VALUES = frozenset({"value", "values"})
_IN_LETTERS = frozenset({"s", "ns"})  # `n.s.` is two words


def _given(plain: str) -> Iterator[PValue]:
    for match in _P.finditer(plain):
        start, end = match.span()
        if match["none"]:
            yield PValue(None, NOT_SIGNIFICANT, start, end)
            continue
        value = _probability(match)
        if value > 1 or _LEVEL_AFTER.match(plain, end) or _LEVEL_BEFORE.search(plain, max(0, start - 90), start):
            continue
        sign = re.sub(r"\s|or", "", match["sign"] or "=")
        yield PValue(value, {"=<": "<="}.get(_SIGNS.get(sign, sign), _SIGNS.get(sign, sign)), start, end)


def _not_significant(plain: str) -> Iterator[PValue]:
    """What is called not significant. Where the letters stand in the text without brackets too, they are short for
    something else: `nasal spray (NS)`, `normal saline (NS)`."""
    means_else = _NS_WORD.search(plain) is not None
    for match in _NS.finditer(plain):
        if match.group() == "n.s." or not (means_else or plain.endswith(("spray (", "saline ("), 0, match.start())):
            yield PValue(None, NOT_SIGNIFICANT, *match.span())


def _probability(match: re.Match[str]) -> float:
    if match["power"]:
        return float(f"1e-{re.sub(r'[^0-9]', '', match['power'][2:])}")
    written = re.sub(r"\s", "", match["number"]).replace(",", ".")
    exponent = re.sub(r"\s", "", match["exponent"] or "").replace("−", "-")
    return float(f"{written}e{exponent}" if exponent else written)
