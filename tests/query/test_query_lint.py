"""The catalogue of query errors: every code with its example, and what must not be complained about."""

from __future__ import annotations

import pytest

from indexer.query.findings import CATALOGUE, Severity
from indexer.query.lint import Finding, lint


def marked(text: str, code: str) -> list[str]:
    """What the findings with this code point at."""
    return [text[slice(*finding.span)] for finding in lint(text) if finding.code == code]


# What a field of this index cannot hold: in a strategy it is the field that is wrong.
IN_SEARCHES = {"unknown-value", "bad-count", "bad-level"}


@pytest.mark.parametrize("code", sorted(IN_SEARCHES))
def test_of_a_local_field_the_tag_itself_is_the_error(code: str) -> None:
    assert [finding.code for finding in lint(CATALOGUE[code].example)] == ["local-tag"]


@pytest.mark.parametrize("code", [code for code in CATALOGUE if code not in IN_SEARCHES])
def test_each_code_is_found_in_its_example(code: str) -> None:
    rule = CATALOGUE[code]
    findings = [finding for finding in lint(rule.example) if finding.code == code]
    assert findings
    for finding in findings:
        assert finding.severity is rule.severity
        assert 0 <= finding.span[0] <= finding.span[1] <= len(rule.example)
        assert finding.message


@pytest.mark.parametrize("code", [code for code, rule in CATALOGUE.items() if rule.severity is not Severity.ERROR])
def test_an_example_of_less_than_an_error_is_no_error(code: str) -> None:
    assert all(finding.severity is not Severity.ERROR for finding in lint(CATALOGUE[code].example))


GOOD = (
    '("Ketamine"[Mesh] OR ketamin*[tiab] OR esketamin*[tiab] OR "CI 581"[tiab]) '
    'AND ("Depressive Disorder"[mh] OR depress*[tiab]) NOT (animals[mh] NOT humans[mh])'
)


def test_a_good_strategy_passes_without_a_word() -> None:
    assert lint(GOOD) == ()


def test_findings_come_in_the_order_of_the_text() -> None:
    findings = lint("ketamine or mood[tiab] NOT 2018:2020[dp] AND x y[ti] OR z[ti]")
    assert list(findings) == sorted(findings, key=lambda finding: finding.span)
    assert len(findings) == len(set(findings))


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("ketamine AND mood[tiab]", "untagged-term", ["ketamine"]),
        ('ketamine[ti] "mood swings" x[ti]', "untagged-term", ['"mood swings"']),
        ('("2019"[dp] : "3000"[dp]) AND x[ti]', "untagged-term", []),
        ('"2019" : "3000"[dp]', "untagged-term", []),
        ("signs and symptoms[mh]", "lower-case-operator", []),
        ("ketamine or mood[ti]", "lower-case-operator", []),  # part of the phrase that the tag takes
        ("ketamine or mood", "lower-case-operator", ["or"]),
        ("a[ti] OR b[ti] AND c[ti]", "mixed-operators", ["AND"]),
        ("a[ti] AND b[ti] OR c[ti] OR d[ti]", "mixed-operators", ["OR"]),
        ("a[ti] OR (b[ti] AND c[ti])", "mixed-operators", []),
        ("a[ti] AND b[ti] NOT c[ti]", "mixed-operators", []),
        ("a[ti] OR b[ti] c[ti]", "mixed-operators", ["c"]),
        ("a[ti] OR b[ti] NOT c[ti]", "mixed-operators", ["NOT"]),
        ("a[ti] OR b[ti] (c[ti])", "mixed-operators", ["("]),
        ("(NOT a[ti]) OR b[ti]", "mixed-operators", []),
        ("x[ti] OR x[ti]", "redundant-term", ["x[ti]"]),
        ("x[tiab] OR x[ti]", "redundant-term", ["x[ti]"]),
        ("x[ti] OR x[tiab]", "redundant-term", ["x[ti]"]),
        ("x[ti] OR x[ab]", "redundant-term", []),
        ("ketamin*[tiab] OR ketamine[tiab]", "redundant-term", ["ketamine[tiab]"]),
        ('mood[tiab] OR "mood swings"[tiab]', "redundant-term", ['"mood swings"[tiab]']),
        ('mood[tiab] OR "mood swings"[tiab:~3]', "redundant-term", ['"mood swings"[tiab:~3]']),
        ('"mood swings"[tiab] OR mood[tiab]', "redundant-term", ['"mood swings"[tiab]']),
        ("x[tiab] AND x[tiab]", "redundant-term", []),
        ('"mood disorders"[mh] OR "depressive disorder"[mh]', "redundant-term", ['"depressive disorder"[mh]']),
        ('"mood disorders"[mh:noexp] OR "depressive disorder"[mh]', "redundant-term", []),
        ('"clinical trial"[pt] OR "randomized controlled trial"[pt]', "redundant-term",
         ['"randomized controlled trial"[pt]']),
        ("2019[dp] OR 2018:2020[dp]", "redundant-term", ["2019[dp]"]),
        ("mood swings[tiab]", "unquoted-phrase", ["mood swings[tiab]"]),
        ("treatment-resistant[tiab]", "unquoted-phrase", []),
        ("“mood swings”[tiab]", "unquoted-phrase", []),
        ("“mood swings”[tiab]", "smart-quotes", ["“", "”"]),
        ("wom?n[tiab] OR effective?", "wildcard", ["m?"]),
        ("x[tiab] NOT y[tiab]", "broad-not", ["y[tiab]"]),
        ("x[tiab] NOT (animals[mh] NOT humans[mh])", "broad-not", []),
        ('"teapots"[mh] OR teapots*[mh]', "unknown-heading", ['"teapots"[mh]']),
        ("ketamine[mh] OR ketamin*[tiab]", "no-mesh", []),
    ],
)  # fmt: skip
def test_a_finding_points_at_its_place(text: str, code: str, where: list[str]) -> None:
    assert marked(text, code) == where


def test_a_query_that_cannot_be_read_still_shows_what_its_pieces_tell() -> None:
    codes = {finding.code for finding in lint("“mood swings”[tiba] OR x[ti] AND y[ti]")}
    assert codes == {"unknown-tag", "smart-quotes", "mixed-operators"}


def test_an_error_carries_the_hint_of_the_parser() -> None:
    (finding,) = (finding for finding in lint("ketamine[tiba]") if finding.severity is Severity.ERROR)
    assert finding == Finding(
        "unknown-tag", Severity.ERROR, "unknown field tag [tiba]", (8, 14), "Did you mean [tiab] (Title/Abstract)?"
    )
