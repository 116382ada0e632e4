"""What an outcome was in each of two groups, where only figures say which way it went.

`Response rates were 64% with ketamine and 28% with saline (p < 0.001)`, `the difference in pain scores between ketamine
and saline was -0.2 (95% CI -0.9 to 0.5)`. Two figures alone tell nothing from chance: the sentence must give a p-value,
call the difference significant, or give its confidence interval.

Pure functions of text in plain writing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer.checking.clauses import Clause
from indexer.checking.course_words import ASIDE
from indexer.checking.values import Direction, Slot, Span
from indexer.vocabulary.concepts import Mention

_A_NUMBER = re.compile(r"\d")
_NUMBER = r"-?\d+(?:\.\d+)?"
_UNIT = (
    r"(?: ?%| percent| points?)?(?: ?\((?!p\b)[^()]{0,40}\)| ?(?:±|\+/-) ?[\d.]+)?"
    r"(?: (?:of (?:the )?)?(?:patients|participants|women|children|subjects|people|cases|those|mothers|infants|"
    r"adults))?"
)
_GROUP = (
    r"(?:with|in|for|after|under|on|among|of|following|by|given|receiving|treated with) (?:the )?(?:(?:patients|"
    r"those|women|children|subjects|participants|people) (?:(?:given|on|receiving|who received|treated with|taking|"
    r"in|allocated to|randomi[sz]ed to) (?:the )?)?)?"
)
_KIND = r"(?:[- ](?:group|arm|patients|recipients|infusions?|treatment|treated patients|spray|users))*"
_NAME = r"[a-z][\w-]*(?: [a-z][\w-]*)?"
# `64% with ketamine and 28% with saline`.
_FIGURES = re.compile(
    rf"\b(?P<one>{_NUMBER})(?: ?(?:of|"
    rf"/) ?(?P<of_one>\d+))?(?: ?[(\[](?P<share_one>[\d.]+) ?%[)\]])?{_UNIT} {_GROUP}(?P<first>{_NAME}?){_KIND},? "
    rf"(?:and|but|vs\.?|versus|compared (?:with|to)|against|as against) (?:(?:only|just|to|with|by|in) )*"
    rf"(?P<two>{_NUMBER})(?: ?(?:of|"
    rf"/) ?(?P<of_two>\d+))?(?: ?[(\[](?P<share_two>[\d.]+) ?%[)\]])?{_UNIT} {_GROUP}(?P<second>{_NAME}?){_KIND}(?= "
    rf"?[,;.()\[]|$| (?:at|after|on|by|\w+ly|p)\b)"
)
_NO_DRUG = re.compile(r"(?:placebo|control|controls|sham|comparison|standard|usual)\b")
# Other things than how much of the outcome there was, or by when.
_OTHERWISE = re.compile(
    r"\b(?:no|not|nor|neither|without|free|lack|absence|differences?|changes?|reductions?|decreases?|improvements?|"
    r"increases?|declines?|drops?|falls?|rises?|gains?|time|times|latenc\w+|duration|onset|days|hours|minutes|ratios?|"
    r"odds|hazards?|risk|corrected|predict\w*|correlat\w*|associat\w*|if|whether|than|who|which|while|whereas|effects?|"
    r"sizes?|doses?|mg|prior|before|baseline|previous\w*|history|women|men|males?|females?|responders?|attempts?)\b"
)
# `At 24 hours`, `on day 3`: when it was.
_AT = re.compile(
    r"\b(?:at|on|by|after|within|over|in|during)(?: the(?: first)?)? (?:\d+(?:\.\d+)?|one|two|three|four|six|eight)"
    r"[ -]?(?:hours?|h|days?|weeks?|months?|minutes?|min|years?)\b|\b(?:on|at|by) (?:days?|weeks?|months?) \d+"
)
# `Scores at six weeks after` caesarean section: when or in what it was measured.
_WHEN = re.compile(r"\b(?:after|following|during|undergoing|before|since|on the|on) (?:the )?(?:\w+ )?$")
_TIMES = re.compile(r"^ ?(?:days?|hours?|weeks?|months?|min(?:utes)?|h|mg|ml|years?|times?)\b")
_TELLING = re.compile(r"\b(?:was|were|is|are|occurred|reported|seen|observed|found|achieved|had|reached|:|at)\b|[(:]")
_P = re.compile(r"\bp(?: ?-?values?)? ?(?:was |of )?(?P<how>[<>=≤≥]) ?(?P<value>0?\.\d+|0|1(?:\.0+)?)(?!\d)")
_SIGNIFICANT = re.compile(r"(?<!not )(?<!non)(?<!non-)\bsignificant(?:ly)?\b")
_NOT_SIGNIFICANT = re.compile(r"\b(?:not|non-?)(?: statistically)? ?significant|\bn\.?s\.?\b")
_CHANCE = 0.05
_SURELY_NOT = 0.1
# `The difference in` scores `between ketamine and saline was -0.9 points (95% CI -3.2 to 1.4)`.
_DIFFERENCE = re.compile(r"\bdifferences? (?:in|of|for) (?:\w+ ){0,4}$")
_WAS = re.compile(
    rf"[^;.]{{0,60}}?\bbetween\b(?P<who>[^;.()]{{3,60}}?)(?:,)? (?:was|were|of|=|:) ?(?P<size>{_NUMBER})(?! ?%)"
)
_INTERVAL = re.compile(
    rf"\b95 ?% ?(?:ci|confidence intervals?|cri)\b[ :,=\[(]{{0,3}}(?P<low>{_NUMBER})(?: ?(?:to|,|;|-|and) ?)"
    rf"(?P<high>{_NUMBER})"
)
_FAR = 60
# `Raised the risk of harms, among them headache (RR 2.47, 95% CI 1.41 to 4.32)`: more of each than without it.
_RATIO = re.compile(
    r"(?:s|es)?(?: (?:and|or) \w+| symptoms?| events?)? ?[(\[](?:pooled |adjusted )?"
    r"(?:(?:risk|odds|hazard|rate) ratios?|relative risks?|rr|or|hr)\b(?:[ ,=:]*[(\[](?:rr|or|hr)[)\]])?[ ,=:]*"
    r"(?P<ratio>\d+\.\d+)(?P<rest>[^()]{0,90})"
)
_MORE = re.compile(r"\b(?:increas\w+|higher|greater|more|caus\w+|elevated|raised)\b")
_NOT_MORE = re.compile(
    r"\b(?:lower\w*|reduc\w+|decreas\w+|fewer|less|no|not|nor|neither|without|fell|similar|attenuat\w+|prevent\w*|"
    r"protect\w*|than|baseline|trait|predict\w*|correlat\w*|interact\w*)\b"
)


class Set(NamedTuple):
    """The drug whose figure comes first, what it is set against (none named for a placebo that no table has), which
    way the outcome went with the first, and the words that say it."""

    first: Mention
    against: tuple[Mention, ...]
    direction: Direction
    words: tuple[Span, ...]


class Amounts(NamedTuple):
    """What the outcome was with the first drug and with what it is set against, whether or not a test tells them apart,
    and where that stands."""

    first: Mention
    against: tuple[Mention, ...]
    one: float
    two: float
    found: re.Match[str]


def amounts_of(clause: Clause, drugs: Sequence[Mention], outcome: Slot) -> Amounts | None:
    """The figures of two groups for an outcome; None where there are none."""
    found = _FIGURES.search(clause.plain, outcome.span.end, clause.end)
    return _amounts(clause, drugs, outcome, found) if found else None


def _amounts(clause: Clause, drugs: Sequence[Mention], outcome: Slot, found: re.Match[str]) -> Amounts | None:
    first, second = (_drug(drugs, found.span(part)) for part in ("first", "second"))
    if first is None or first is second or (second is None and not _NO_DRUG.match(found["second"])):
        return None
    if not _is_of_outcome(clause, outcome, found):
        return None
    return Amounts(first, (second,) if second else (), _amount(found, "one"), _amount(found, "two"), found)


def of_two(clause: Clause, drugs: Sequence[Mention], outcome: Slot) -> Set | None:
    """What the figures of two groups say of an outcome; None where there are none, or nothing tells them apart."""
    if not drugs or _A_NUMBER.search(clause.plain, outcome.span.end, clause.end) is None:
        return None
    found = _FIGURES.search(clause.plain, outcome.span.end, clause.end)
    if found is None:
        return _of_difference(clause, drugs, outcome)
    amounts = _amounts(clause, drugs, outcome, found)
    direction = _direction(clause, amounts) if amounts else Direction.UNKNOWN
    if amounts is None or direction is Direction.UNKNOWN:
        return None
    words = (Span(*amounts.found.span("one")), Span(*amounts.found.span("two")))
    return Set(amounts.first, amounts.against, direction, words)


def _amount(found: re.Match[str], part: str) -> float:
    """A figure; of `11 of 18` and of `11 (61%)` the share."""
    if share := found[f"share_{part}"]:
        return float(share)
    whole = found[f"of_{part}"]
    return float(found[part]) / float(whole) if whole and float(whole) else float(found[part])


def _drug(drugs: Sequence[Mention], place: tuple[int, int]) -> Mention | None:
    return next((one for one in drugs if one.start < place[1] and place[0] < one.end), None)


def _is_of_outcome(clause: Clause, outcome: Slot, found: re.Match[str]) -> bool:
    """Whether the figures are how much of the outcome there was."""
    lead = _AT.sub(" ", ASIDE.sub(" ", clause.plain[clause.start : found.start("one")]))
    between = clause.plain[outcome.span.end : found.start("one")]
    if _OTHERWISE.search(lead) or _TELLING.search(between) is None:
        return False
    if any(_TIMES.match(clause.plain, found.end(part)) for part in ("one", "two")):
        return False
    begin = clause.plain.rfind(", ", clause.start, outcome.span.start)
    others = [
        one
        for one in clause.names
        if begin < one.end and one.start < found.start("one") and not _WHEN.search(clause.before(one.start, 30))
    ]
    is_only = all(one.start < outcome.span.end and outcome.span.start < one.end for one in others)
    return is_only and clause.plain[found.start("one") - 1] not in "-/"


def _direction(clause: Clause, amounts: Amounts) -> Direction:
    found, one, two = amounts.found, amounts.one, amounts.two
    tested = _tested(clause.plain, found.end("two"), clause.end)
    if tested is None and _SIGNIFICANT.search(clause.plain, clause.start, found.start()):
        tested = True
    if tested is None:
        return Direction.UNKNOWN
    if not tested:
        return Direction.NONE
    return Direction.UNKNOWN if one == two else Direction.HIGHER if one > two else Direction.LOWER


def _tested(plain: str, start: int, end: int) -> bool | None:
    """Whether a test behind two figures told them apart; None where there is none, or where it nearly did."""
    behind = min(end, start + _FAR)
    if _NOT_SIGNIFICANT.search(plain, start, behind):
        return False
    given = _P.search(plain, start, behind)
    if given is None:
        return True if _SIGNIFICANT.search(plain, start, behind) else None
    value = float(given["value"])
    if given["how"] in "<≤":
        return True if value <= _CHANCE else None
    if given["how"] == "=":
        return True if value < _CHANCE else False if value >= _SURELY_NOT else None
    return False if value >= _CHANCE else None


def more_by_ratio(clause: Clause, outcome: Slot) -> tuple[Span, ...]:
    """The words by which a list of what there was more of gives an outcome a ratio surely above 1; none if it does
    not. What the ratio is of stands before the list: without `increased` it may be of the comparison."""
    plain = clause.plain
    found = _RATIO.match(plain, outcome.span.end)
    if found is None or float(found["ratio"]) <= 1:
        return ()
    begin = max(plain.rfind(end, 0, outcome.span.start) for end in (". ", "; ")) + 1
    more = _MORE.search(plain, begin, outcome.span.start)
    if more is None or _NOT_MORE.search(plain, begin, outcome.span.start):
        return ()
    interval = _INTERVAL.search(found["rest"])
    is_sure = float(interval["low"]) > 1 if interval else _tested(plain, found.start("rest"), found.end("rest"))
    return (Span(*more.span()), Span(*found.span("ratio"))) if is_sure else ()


def _of_difference(clause: Clause, drugs: Sequence[Mention], outcome: Slot) -> Set | None:
    """A difference between two drugs whose confidence interval holds zero is none that was shown; one that is below
    zero is less with the first."""
    plain = clause.plain
    if not _DIFFERENCE.search(plain[clause.start : outcome.span.start]):
        return None
    size = _WAS.match(plain, outcome.span.end, clause.end)
    interval = _INTERVAL.search(plain, size.end(), min(clause.end, size.end() + _FAR)) if size else None
    if size is None or interval is None:
        return None
    named = [one for one in drugs if size.start("who") <= one.start and one.end <= size.end("who")]
    low, high = float(interval["low"]), float(interval["high"])
    if not named or len(named) > 2 or low > high or not low <= float(size["size"]) <= high:
        return None
    if low <= 0 <= high:
        direction = Direction.NONE
    elif high < 0 and plain.find(" and ", named[0].end, size.end("who")) > 0:
        direction = Direction.LOWER
    else:
        return None  # how much better it was is told without a sign as well
    return Set(named[0], tuple(named[1:]), direction, (Span(*size.span("size")), Span(*interval.span())))
