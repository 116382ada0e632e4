"""Estimates of an effect as they are printed: ratios, differences, standardised sizes, correlations, test statistics.

A measure is named in words (`odds ratio`, `least-squares mean difference`, `Cohen's d`) or by an abbreviation
(`aOR`, `SMD`, `d`, `β`, `F(1,22)`), and its value stands directly behind the name, or behind `was`, `of`, `=` and the
like. Abbreviations that are also words, or mean a heart rate or a respiratory rate, need capitals and a decimal number,
or a sign of equality. A range of values (`effect sizes of 0.5-0.8`) is not one.

Patterns run on `text.plain`; each is tried only where a cheap literal stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from indexer.appraisal.intervals import LIMITS, number
from indexer.appraisal.stems import places, stem


@dataclass(frozen=True, slots=True)
class Estimate:
    """`value` of `measure`, printed in `plain[start:end]`; the interval if it stands in brackets right behind
    (`OR (95% CI) = 1.5 (1.1-2.0)`)."""

    measure: str
    value: float
    unit: str
    start: int
    end: int
    low: float | None = None
    high: float | None = None
    confidence: float | None = None

    @property
    def is_test(self) -> bool:
        """Whether it is a test statistic, which has no interval."""
        return self.measure in _TESTS


_TESTS = frozenset({"t", "F", "z", "chi-square"})
_BOUNDED = frozenset({"r", "R squared", "eta squared", "AUC", "omega squared"})
"""Measures that lie between -1 and 1."""

_VALUE = r"(?P<value>(?:- ?|\+ ?|-- ?)?(?:\d{1,8}(?:\.\d{1,12})?|\.\d{1,12}))"
# No value: an interval's percentage, a range, a spread, a date, a number of people or of days.
_ENDS = (
    r"(?!\d|\.\d|,\d| ?%?-? ?(?:two-sided |bootstrap(?:ped)? |bayesian )?(?:cis?\b|cris?\b|confiden|credib)|"
    r" ?(?:±|\+/-)| ?- ?\d| to \d|-(?:week|day|month|year|point|item|fold)| ?(?:bpm|beats|breaths|patients|"
    r"participants|studies))"
)
_ASIDE = r"(?: ?[(\[](?! ?[-+]?[\d.]+ ?[,;)\]])[^()\[\]=]{1,45}[)\]])"
_NEAR = re.compile(
    rf"s?'?[)\]]?{_ASIDE}{{0,2}}(?: values?| estimates?| scores?)?(?: ?(?:=|:|,|≈|~)| (?:of|was|were|is|at))?"
    rf"(?: (?:approximately|about|estimated at|estimated to be|only))?(?P<open> ?[(\[])? ?{_VALUE}{_ENDS}"
)
_FAR = re.compile(
    r"s?(?: (?:for|in|of|between|versus|vs\.?|with|from|compared|on|at|relative|comparing|favou?ring|after|"
    r"associated|per|to)\b"
    rf"[^.;()\[\]=<>:]{{1,80}}?)(?:{_ASIDE})?(?: ?(?:=|:)| (?:was|were|is))(?: (?:approximately|"
    rf"about))?(?P<open> ?[(\[])? ?{_VALUE}{_ENDS}"
)
_UNIT_AFTER = re.compile(
    r"[ -]?(?P<unit>%|percentage points?|points?|mm ?hg|ng/ml|pg/ml|ug/ml|ug/l|mg/kg|mg|ml|mm|cm|kg|days?|hours?|"
    r"weeks?|months?|"
    r"years?|minutes?|min|seconds?|ms|h)(?![a-z])"
)
_BRACKETED = re.compile(rf"(?: ?(?:%|points?|mmhg))?,? ?[(\[] ?{LIMITS} ?(?:%|points?|mmhg)?[)\];,]")
_CONFIDENCE = re.compile(r"\b(9\d(?:\.\d+)?) ?%")

_ADJUSTED = r"(?P<adjusted>(?:multivariable[ -])?adjusted )?(?:crude |pooled |unadjusted |weighted |summary |overall )?"
# A word to look for, and what must stand before its end for it to name a measure. `{}` in a name is the group `kind`.
_NAMES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "ratio",
        re.compile(
            _ADJUSTED + r"(?P<kind>reporting odds|diagnostic odds|odds|relative risk|risk|hazards?|prevalence|"
            r"incidence rates?|incidence|rate|incident rate|incidence risk|proportional reporting|relative hazard|"
            r"subhazard|standardi[sz]ed mortality|mortality rate) ratio$"
        ),
        "{} ratio",
    ),
    ("relative risk", re.compile(_ADJUSTED + r"relative risk$"), "risk ratio"),
    (
        "difference",
        re.compile(
            r"(?P<kind>standardi[sz]ed mean|(?:least[ -]squares?|ls)[ -](?:mean |means )?(?:treatment )?|weighted mean|"
            r"(?:adjusted )?(?:absolute )?risk|(?:adjusted |estimated )?mean (?:group |treatment |between-group )?|"
            r"(?:treatment|between-group|group|median|rate|pooled mean|average)|)[ -]?\bdifference$"
        ),
        "{} difference",
    ),
    (" in means", re.compile(r"\bdifferences? in means$"), "mean difference"),
    ("mean change", re.compile(r"(?P<kind>(?:least[ -]squares?|ls) )?mean change$"), "{} mean change"),
    ("effect size", re.compile(r"effect size$"), "effect size"),
    ("cohen", re.compile(r"cohen$"), "Cohen's d"),
    ("hedge", re.compile(r"hedge$"), "Hedges' g"),
    ("needed to treat", re.compile(r"number needed to treat$"), "number needed to treat"),
    ("needed-to-treat", re.compile(r"number-needed-to-treat$"), "number needed to treat"),
    ("needed to harm", re.compile(r"number needed to harm$"), "number needed to harm"),
    ("needed-to-harm", re.compile(r"number-needed-to-harm$"), "number needed to harm"),
    ("area under the", re.compile(r"area under the$"), "AUC"),
    ("correlation coefficient", re.compile(r"coefficient$"), "r"),
)
_WORDS = tuple((word, stem(word), names, measure) for word, names, measure in _NAMES)
_OWN_WORDS = {
    "cohen": re.compile(r"'?s? ?d\b'?"),
    "hedge": re.compile(r"s?'?s? ?\(?g\b\)?"),
    "area under the": re.compile(
        r" (?:receiver[ -]operating[ -]characteristics? |roc )?(?:\(roc\) )?curve(?: \((?:auc|auroc|roc|auc-roc)\))?"
    ),
}
_ABBREVIATIONS = {
    "or": "odds ratio", "rr": "risk ratio", "hr": "hazard ratio", "irr": "incidence rate ratio",
    "pr": "prevalence ratio", "ror": "reporting odds ratio", "prr": "proportional reporting ratio",
    "shr": "subhazard ratio", "smd": "standardized mean difference", "md": "mean difference",
    "wmd": "weighted mean difference", "lsmd": "least-squares mean difference", "rd": "risk difference",
    "ard": "risk difference", "nnt": "number needed to treat", "nnh": "number needed to harm", "auc": "AUC",
    "auroc": "AUC", "es": "effect size", "d": "Cohen's d", "dz": "Cohen's d", "ds": "Cohen's d", "g": "Hedges' g",
    "gs": "Hedges' g", "r": "r", "rs": "Spearman's rho", "rho": "Spearman's rho", "ρ": "Spearman's rho", "β": "beta",
    "beta": "beta", "b": "b", "t": "t", "f": "F", "z": "z", "χ2": "chi-square", "χ 2": "chi-square",
    "x2": "chi-square", "chi2": "chi-square", "chi-square": "chi-square", "chi-squared": "chi-square",
    "chi square": "chi-square", "r2": "R squared", "η2": "eta squared", "η 2": "eta squared", "ηp2": "eta squared",
    "η2p": "eta squared", "η2g": "eta squared", "np2": "eta squared", "ηp 2": "eta squared", "η p2": "eta squared",
    "η p 2": "eta squared", "eta2": "eta squared", "eta squared": "eta squared", "eta-squared": "eta squared",
    "ω2": "omega squared",
}  # fmt: skip
_LETTERS = frozenset({"d", "g", "b", "t", "f", "z", "gs", "ds", "rs", "es", "pr", "rd", "md"})
"""Abbreviations that mean much else: only with a decimal number."""
_SYMBOLS = "=:"
_FIGURE = re.compile(r" ?[-+(\[]?-? ?\.?\d")
# How many and how probable is no estimate.
_COUNTED = (" n ", " n", "(n ", "(n", " p ", " p", "(p ", "(p")
_BEFORE_SYMBOL = re.compile(
    r"(?:^|(?<=[^a-z0-9.]))(?:(?P<adjusted>a(?!rd)|adj\.? ?|adjusted[ -]?)|c|u|pooled )?"
    rf"(?P<name>{'|'.join(sorted(map(re.escape, _ABBREVIATIONS), key=len, reverse=True))})"
    r"(?P<aside>[ _]?\(? ?\d+(?:\.\d+)? ?(?:[,;] ?(?:n ?= ?)?\d+(?:\.\d+)? ?)?\)?| ?[(\[][^()\[\]]{1,28}[)\]])?\*? ?$"
)
# After `95% CI` in brackets the name may stand farther off; in capitals no symbol is needed.
_CAPITALS = re.compile(
    r"(?P<name>OR|RR|HR|AOR|ROR|IRR|AHR|SHR|MD|SMD|WMD|LSMD|PR|PRR|NNT|NNH|AUC|AUROC|RD|ARD|ES)(?![A-Z])s?"
    r"(?=(?: ?[(\[][^()\[\]=]{1,30}[)\]])?(?:,| of| was| is|:)? ?[(\[]?[-−–]? ?\d*\.?\d)"
)


def estimates(text: str, plain: str, stems_: AbstractSet[str]) -> Iterator[Estimate]:
    """The estimates printed in `text` (whose `plain` writing and `stems` are given), in no order; one value may come
    twice."""
    for word, needed, names, measure in _WORDS:
        place = plain.find(word) if needed in stems_ else -1
        while place >= 0:
            end = place + len(word)
            if found := names.search(plain, max(0, place - 34), end):
                yield from _worded(plain, word, found, measure)
            place = plain.find(word, end)
    for place in sorted(place for symbol in _SYMBOLS for place in places(plain, symbol)):
        if not _FIGURE.match(plain, place + 1) or plain.endswith(_COUNTED, 0, place):
            continue
        before = max(0, place - 40)
        if (found := _BEFORE_SYMBOL.search(plain[before:place])) and (
            one := _lettered(plain, found["name"], found["adjusted"], before + found.start(), place)
        ):
            yield one
    for capitals in _CAPITALS.finditer(text):
        start = capitals.start()
        prefix = text[start - 1 : start] if start and text[start - 1].isalnum() else ""
        if prefix not in ("", "a", "c", "u", "w"):  # `aOR`, `cOR`
            continue
        name = capitals["name"].lower()
        adjusted = prefix == "a" or name in ("aor", "ahr")
        name = name.removeprefix("a") if name in ("aor", "ahr") else name
        if one := _lettered(plain, name, adjusted, start - len(prefix), capitals.end(), bare=True):
            yield one


def _worded(plain: str, word: str, found: re.Match[str], measure: str) -> Iterator[Estimate]:
    after = found.end()
    if own := _OWN_WORDS.get(word):
        rest = own.match(plain, after)
        if rest is None:
            return
        after = rest.end()
    said = found.groupdict()
    name = _measure(measure, said.get("kind") or "")
    value = _NEAR.match(plain, after) or (None if word in ("cohen", "hedge") else _FAR.match(plain, after))
    if value is None:
        return
    if name == "difference" and value["value"].isdigit() and not plain[after : value.start("value")].strip("s "):
        return  # `the difference 2 days later`
    if name == "difference" and value["open"] and plain[after : after + 1] == "s":
        return  # `no differences (48% in one group, …`
    if said.get("adjusted"):
        name = f"adjusted {name}"
    if one := _estimate(plain, name, found.start(), value, plain[after : value.start("value")]):
        yield one


def _measure(pattern: str, kind: str) -> str:
    """The name of a measure, however its kind is spelt."""
    kind = " ".join(kind.replace("-", " ").split()).replace("standardised", "standardized")
    kind = {"hazards": "hazard", "incidence rates": "incidence rate"}.get(kind, kind)
    if kind.startswith(("least", "ls")):
        kind = "least-squares mean"
    name = pattern.format(kind).strip()
    return _SAME.get(name, name)


_SAME = {
    "relative risk ratio": "risk ratio", "incident rate ratio": "incidence rate ratio",
    "relative hazard ratio": "hazard ratio", "adjusted mean difference": "mean difference",
    "estimated mean difference": "mean difference", "pooled mean difference": "mean difference",
    "average difference": "mean difference", "mean treatment difference": "mean difference",
    "mean group difference": "mean difference", "mean between group difference": "mean difference",
    "absolute risk difference": "risk difference", "adjusted risk difference": "risk difference",
    "treatment difference": "difference", "between group difference": "difference", "group difference": "difference",
    "least-squares mean mean change": "least-squares mean change",
}  # fmt: skip


def _lettered(
    plain: str, name: str, adjusted: object, start: int, after: int, *, bare: bool = False
) -> Estimate | None:
    """The estimate that an abbreviation names; `bare` if no symbol stands between it and its value."""
    value = _NEAR.match(plain, after)
    if value is None:
        return None
    measure = _ABBREVIATIONS[name]
    decimal = "." in value["value"]
    if name in _LETTERS and not decimal:
        return None
    if name == "f" and not re.search(r"\d", plain[start:after]):
        return None  # without degrees of freedom, `f = 12.5` may be anything
    one = _estimate(
        plain, f"adjusted {measure}" if adjusted else measure, start, value, plain[start : value.start("value")]
    )
    if one and not decimal and one.low is None:
        # `OR 2`, `RR 16`, `HR = 85`: a respiratory and a heart rate are written so too.
        if bare and name not in ("nnt", "nnh", "smd"):
            return None
        if name in ("hr", "rr") and one.value > 20:
            return None
    return one


def _estimate(plain: str, measure: str, start: int, value: re.Match[str], between: str) -> Estimate | None:
    """The value with its unit and, if one stands in brackets right behind it, its interval."""
    figure = number(value["value"].replace("--", "-"))
    base = measure.removeprefix("adjusted ")
    end = value.end("value")
    if base in _BOUNDED and not (-1 <= figure <= 1):
        return None
    if base.endswith("ratio") and figure < 0:
        return None
    unit = ""
    if found := _UNIT_AFTER.match(plain, end):
        unit, end = found["unit"], found.end()
        if base.endswith("ratio") or base in _BOUNDED:
            unit, end = "", value.end("value")
    low = high = None
    confidence = None
    if base not in _TESTS and (bracket := _BRACKETED.match(plain, end)):
        first, second = number(bracket["low"]), number(bracket["high"])
        if first <= figure <= second:
            low, high, end = first, second, bracket.end()
            percent = _CONFIDENCE.search(between)
            confidence = float(percent[1]) if percent else None
    return Estimate(measure, figure, unit, start, end, low, high, confidence)
