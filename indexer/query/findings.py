"""The catalogue of what can be wrong with a strategy's query: stable codes, each with a worked example.

Errors are what `parse` refuses; PubMed would ignore most of them in silence. Warnings are well formed and probably
not meant. Infos are worth a look. Examples of infos and warnings show that finding among others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from indexer.query.syntax import Span


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: how much it matters, what it means, a query that has it."""

    severity: Severity
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: `span` is where in the text, `hint` what to do."""

    code: str
    severity: Severity
    message: str
    span: Span
    hint: str = ""


def _error(meaning: str, example: str) -> Rule:
    return Rule(Severity.ERROR, meaning, example)


def _warning(meaning: str, example: str) -> Rule:
    return Rule(Severity.WARNING, meaning, example)


def _info(meaning: str, example: str) -> Rule:
    return Rule(Severity.INFO, meaning, example)


_WORDY = " OR ".join(f"word{number:03d}[tiab]" for number in range(300))

CATALOGUE: Mapping[str, Rule] = {
    # pieces
    "blank-query": _error("there is nothing to search for", "  "),
    "no-words": _error("a term without a letter or digit", '"--"[tiab]'),
    "unknown-operator": _error("a sign where PubMed wants AND, OR or NOT", "ketamine[ti] & mood[ti]"),
    "unbalanced-quote": _error("a quotation mark without its partner", '"suicidal ideation[tiab]'),
    "unbalanced-bracket": _error("a square bracket without its partner", "ketamine[tiab"),
    "unbalanced-parenthesis": _error("a parenthesis without its partner", "(ketamine[tiab] OR esketamine[tiab]"),
    "empty-group": _error("parentheses around nothing", "ketamine[tiab] AND ()"),
    "too-deep": _error("parentheses nested beyond reason", "(" * 61 + "ketamine[tiab]" + ")" * 61),
    "lookalike-asterisk": _error("a character that only looks like *", "suicid∗[tiab]"),
    "invisible-character": _error("a character that cannot be seen", "keta\u200bmine[tiab]"),
    "html-entity": _error("HTML in place of a character", '"nature &amp; science"[ta]'),
    "history-line": _error("a line number of a search history", "#1 AND #2"),
    # tags
    "unknown-tag": _error("a field tag that there is not", "ketamine[tiba]"),
    "local-tag": _error("a field of this index, which PubMed does not know", "ketamine[tiab] AND rct[design]"),
    "bad-tag": _error("a field tag that cannot be used so here", "ketamine[tiab:noexp]"),
    "second-tag": _error("two tags on one term", "ketamine[ti][ab]"),
    "tag-on-group": _error("a tag on parentheses, which PubMed ignores", "(ketamine OR esketamine)[tiab]"),
    "tag-without-term": _error("a tag with nothing before it", "[tiab]"),
    # operators
    "dangling-operator": _error("an operator with one side missing", "ketamine[tiab] AND"),
    "two-operators": _error("two operators in a row", "ketamine[tiab] AND NOT rats[tiab]"),
    # truncation and proximity
    "truncation-too-short": _error("fewer than four characters before *", "dep*[tiab]"),
    "inner-asterisk": _error("* inside a word", "anaes*thesia[tiab]"),
    "stray-asterisk": _error("* without a word before it", "*ketamine[tiab]"),
    "no-truncation": _error("* in a field of codes", "engl*[la]"),
    "proximity-of-one": _error("proximity of a single word", '"ketamine"[tiab:~3]'),
    # values
    "bad-date": _error("no date where one is needed", "recently[dp]"),
    "impossible-date": _error("a date that no calendar has", "2021/02/30[dp]"),
    "relative-date": _error("a date that depends on the day the query runs", '"last 90 days"[dp]'),
    "bad-number": _error("no PMID where one is needed", "PMC123[pmid]"),
    "half-range": _error("a range with one end", "2018:[dp]"),
    "reversed-range": _error("a range that runs backwards", "2024:2018[dp]"),
    "range-on-text": _error("a range in a field without numbers", "2018:2024[ti]"),
    "range-without-field": _error("a range without a field", "ketamine 2018:2024"),
    "range-of-two-fields": _error("a range between two fields", '"2018"[dp] : "2020"[edat]'),
    "unknown-filter": _error("a filter that cannot be decided offline", "free full text[sb]"),
    "unknown-subheading": _error("no MeSH subheading", '"ketamine/adverse weather"[mh]'),
    "unknown-language": _error("a language not known by this name", "klingonese[la]"),
    # of a search only: in a strategy the tag itself is the error
    "unknown-value": _error("nothing that this field can hold", "esketmine[drug]"),
    "bad-count": _error("no number where one is needed", "many[n]"),
    "bad-level": _error("no level of evidence", "7[level]"),
    # well formed, and probably not meant
    "untagged-term": _warning("PubMed maps untagged terms, differently from year to year", "ketamine AND mood[tiab]"),
    "lower-case-operator": _warning("and, or, not in lower case are ordinary words", "ketamine or esketamine"),
    "mixed-operators": _warning(
        "AND and OR side by side are evaluated from left to right", "ketamine[tiab] OR esketamine[tiab] AND mood[tiab]"
    ),
    "redundant-term": _warning("a term that another one covers", "ketamin*[tiab] OR ketamine[tiab]"),
    "unquoted-phrase": _warning("several words under one tag, without quotation marks", "suicidal ideation[tiab]"),
    "smart-quotes": _warning("typographic quotation marks", "“suicidal ideation”[tiab]"),
    "wildcard": _warning("a wildcard of another database", "wom?n[tiab]"),
    "broad-not": _warning("NOT also removes what mentions both", "ketamine[tiab] NOT anesthesia[tiab]"),
    "date-in-strategy": _warning("refresh adds its own dates", "ketamine[tiab] AND 2018:2024[dp]"),
    "very-long": _warning("longer than some forms and addresses take", _WORDY),
    # worth a look
    "truncated-phrase": _info("a phrase with *, which PubMed searches more slowly", '"treatment resist*"[tiab]'),
    "unknown-heading": _info("not in the shipped part of MeSH", '"teapots"[mh]'),
    "no-mesh": _info("free text without a heading", "ketamine[tiab]"),
    "no-free-text": _info("a heading without free text misses records not yet indexed", "ketamine[mh]"),
}
"""Every code there is."""
