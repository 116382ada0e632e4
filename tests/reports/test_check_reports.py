"""A checked draft as a page, text, Markdown, data and SARIF; and what moved since an earlier report."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from indexer.checking.general import GENERAL
from indexer.checking.values import Bearing, CheckReport, Code, Leaning, Mismatch, Stance, Verdict
from indexer.errors import UsageError
from indexer.record import Status, record_id
from indexer.reports.check_codes import CODES, STANCES, in_words
from indexer.reports.check_html import check_html
from indexer.reports.check_json import check_data, check_json, claim_data
from indexer.reports.check_markdown import check_markdown
from indexer.reports.check_marked import pieces
from indexer.reports.check_outline import Check, decisive, groups, headline, problems
from indexer.reports.check_sarif import check_sarif
from indexer.reports.check_since import compared, read_last
from indexer.reports.check_text import check_text, claim_text
from indexer.version import VERSION
from indexer.watched import Cause
from tests.checks import CONTRARY, RESTFUL, TRIAL, WITHDRAWN, claims, evidence, report, verdict
from tests.digests import golden
from tests.stones import HOSTILE

CHECK = Check((report(),))
PAGE = check_html(CHECK)


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.document_fromstring(PAGE)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("name", "write"),
    [("check.html", check_html), ("check.txt", check_text), ("check.md", check_markdown), ("check.json", check_json),
     ("check.sarif", check_sarif)],
)  # fmt: skip
def test_golden(name: str, write: Callable[[Check], str]) -> None:
    text = write(CHECK)
    assert write(CHECK) == text
    golden(name, text.replace(f'"{VERSION}"', '"VERSION"'))


# In words


def test_the_headline_tells_no_evidence_from_insufficient() -> None:
    assert headline(CHECK) == (
        "5 claims: 1 supported, 1 contradicted, 1 mixed, 1 insufficient, 1 with no evidence in this collection"
    )
    assert headline(Check((report(claims=()),))) == "No checkable claim was found"


def test_neither_side_crowds_the_other_out() -> None:
    many = [evidence(TRIAL, Bearing.SUPPORTS, "")] * 20
    few = [evidence(CONTRARY, Bearing.CONTRADICTS, "")] * 2
    unread = [evidence(RESTFUL, Bearing.UNDETERMINED, "")] * 9
    shown = {one.bearing: (len(one.shown), one.more) for one in groups(verdict(Stance.MIXED, *many, *few, *unread), 6)}
    assert shown == {Bearing.SUPPORTS: (4, 16), Bearing.CONTRADICTS: (2, 0), Bearing.UNDETERMINED: (0, 9)}
    assert sum(len(one.shown) for one in groups(verdict(Stance.MIXED, *many, *few, *unread), 0)) == 0


def test_where_nothing_bears_on_a_claim_only_the_nearest_are_shown() -> None:
    unread = [evidence(RESTFUL, Bearing.UNDETERMINED, "")] * 9
    (group,) = groups(verdict(Stance.INSUFFICIENT, *unread, found=False), 9)
    assert (len(group.shown), group.more) == (3, 6)


def test_the_words_that_decided_are_those_that_the_reasons_quote() -> None:
    one = evidence(CONTRARY, Bearing.CONTRADICTS, "restlessness no difference: “did not reduce”; “restlessness”")
    sentence = one.rationale.sentence
    found = [sentence[start:end] for start, end in decisive(one, CHECK.claims[0].claim)]
    assert found == ["did not reduce", "restlessness"]


def test_a_mismatch_is_no_problem_of_a_claim_that_holds() -> None:
    supported, insufficient = CHECK.claims[:2]
    assert supported.verdict.mismatches
    assert problems(supported) == ()
    assert problems(insufficient) == (Code.SPECIES,)


@pytest.mark.parametrize("write", [check_text, check_markdown, check_html])
def test_no_verdict_and_no_leaning_is_told_to_be_certain(write: Callable[[Check], str]) -> None:
    leaning = Leaning(Bearing.SUPPORTS, 0.999)
    unread = dataclasses.replace(evidence(CONTRARY, Bearing.UNDETERMINED, ""), leaning=leaning)
    given = verdict(Stance.SUPPORTS, evidence(TRIAL, Bearing.SUPPORTS, ""), unread, confidence=0.998)
    one = Check((report(claims=(dataclasses.replace(CHECK.claims[0], verdict=given),)),))
    text = " ".join(write(one).split())
    assert "onfidence over 0.99" in text
    assert "chance over 0.99" in text
    assert check_data(one)["claims"][0]["confidence"] == 0.998


@pytest.mark.parametrize("write", [check_text, check_markdown, check_html])
def test_mismatches_have_a_heading_that_says_what_they_are_of(write: Callable[[Check], str]) -> None:
    text = write(CHECK).replace("\\", "")
    assert text.count("Some evidence found is about something else") == 2
    assert text.index("Some evidence found is about something else") < text.index("EV203")


@pytest.mark.parametrize("write", [check_text, check_markdown, check_html])
def test_what_could_be_advised_on_any_claim_is_told_once(write: Callable[[Check], str]) -> None:
    general = sorted(GENERAL)
    given = [
        dataclasses.replace(one, verdict=dataclasses.replace(one.verdict, advice=(general[number % 2], "Say when.")))
        for number, one in enumerate(CHECK.claims)
    ]
    text = " ".join(write(Check((report(claims=tuple(given)),))).split()).replace("\\", "")
    assert text.count("Say when.") == len(given)
    assert text.count("Where no advice stands with a claim") == 1
    assert not any(line in text for line in GENERAL)
    assert "Where no advice stands" not in " ".join(write(CHECK).split())


def test_the_answer_on_one_claim_has_all_its_advice() -> None:
    (line, *_) = GENERAL
    alone = dataclasses.replace(CHECK.claims[3], verdict=dataclasses.replace(CHECK.claims[3].verdict, advice=(line,)))
    assert line in " ".join(claim_text([alone], 3).split())


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (Mismatch(Code.NUMBER, "174 patient", "not in the sentence"), "number: 174 patients in the claim, not in the"),
        (Mismatch(Code.NUMBER, "1 infusion", "not in the sentence"), "number: 1 infusion in the claim, not in the"),
        (Mismatch(Code.NUMBER, "4 studie", "not in the sentence"), "number: 4 studies in the claim"),
        (Mismatch(Code.DOSE, ".5 mg/kg", "not in the sentence"), "dose: 0.5 mg/kg in the claim"),
        (Mismatch(Code.TIME, "1 day", "2 day, 24 hours"), "time: 1 day in the claim, 2 days, 24 hours in the evidence"),
    ],
)
def test_figures_are_told_as_one_writes_them(one: Mismatch, told: str) -> None:
    assert in_words(one).startswith(told)
    assert not in_words(one).endswith("sentence in the evidence")


# The page


def test_the_draft_stands_on_the_page_with_each_claim_marked_in_words(page: html.HtmlElement) -> None:
    (draft,) = page.xpath("//div[@class='draft']")
    for number, label in enumerate(("supports", "insufficient", "mixed", "no evidence", "contradicts"), 1):
        marks = draft.xpath(f".//a[@href='#claim-{number}']")
        assert marks
        assert words(marks[-1]).endswith(f"{number} {label}")
        assert page.xpath(f"//article[@id='claim-{number}']")
    assert "reduces restlessness within a day" in words(draft)


@pytest.mark.parametrize("passage", report().draft.passages)
def test_the_pieces_of_a_passage_are_its_text(passage: Any) -> None:
    numbered = tuple(enumerate(report().claims, 1))
    found = list(pieces(passage, report(), numbered))
    assert "".join(one.text for one in found) == passage.text
    for number, one in numbered:
        marked = "".join(piece.text for piece in found if piece.claim == number)
        assert marked in {"", one.claim.text}


def test_a_claim_s_panel_has_its_evidence_with_level_and_the_words_that_decided(page: html.HtmlElement) -> None:
    (panel,) = page.xpath("//article[@id='claim-1']")
    assert "This collection supports it." in words(panel)
    assert "Rocking reduced restlessness within a day" in words(panel)
    assert [mark.text for mark in panel.xpath(".//details[@class='side-supports']//mark")] == [
        "reduced", "restlessness", "Restlessness", "lower",
    ]  # fmt: skip
    assert "meta-analysis, level 1" in words(panel)
    assert "EV203" in words(panel)


def test_a_retracted_record_is_shown_labelled_and_apart(page: html.HtmlElement) -> None:
    (panel,) = page.xpath("//article[@id='claim-1']")
    (excluded,) = panel.xpath(".//details[@class='excluded']")
    assert excluded.get("open") is not None
    assert "1 retracted" in words(excluded)
    assert "RETRACTED" in words(excluded)
    assert WITHDRAWN.pmid not in "".join(words(one) for one in panel.xpath(".//details[@class='side-supports']"))


def test_demonstration_records_are_marked_and_have_no_link(page: html.HtmlElement) -> None:
    assert "fictional" in words(page.xpath("//header")[0])
    assert not page.xpath("//a[starts-with(@href, 'http')]")
    assert page.xpath("//em[@class='demonstration']")


def test_the_snapshot_and_what_a_verdict_is_not_are_said(page: html.HtmlElement) -> None:
    told = words(page.xpath("//header")[0])
    for part in ("2026-11-21", "revision 7", "1,234 records", "rocking (2026-11-20)", "moss", "No medical advice"):
        assert part in told


def test_what_is_not_checked_is_listed_with_its_reason(page: html.HtmlElement) -> None:
    (unchecked,) = page.xpath("//details[@class='unchecked']")
    assert "Question 1 line 4 Will rocking always ensure rest?" in words(unchecked)


def test_nothing_is_asked_of_anywhere_and_nothing_runs(page: html.HtmlElement) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    (style,) = page.xpath("//style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not page.xpath("//script | //link | //img | //iframe | //*[@src] | //@style")
    assert not any(name.startswith("on") for element in page.iter() for name in element.keys())  # noqa: SIM118
    assert "url(" not in PAGE


def test_hostile_words_stay_words() -> None:
    for text in (PAGE, check_html(Check((report(HOSTILE),)))):
        assert "<script" not in text
        assert "alert(&#x27;1&#x27;)" in text


def test_every_link_of_the_page_leads_somewhere() -> None:
    for text in (PAGE, check_html(Check((report(), report("other.md"))))):
        found = html.document_fromstring(text)
        ids = found.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {target.removeprefix("#") for target in found.xpath("//a/@href")} <= set(ids)
        assert {one for several in found.xpath("//@aria-labelledby") for one in several.split()} <= set(ids)
        assert set(found.xpath("//label/@for")) <= set(ids)


def test_every_verdict_has_a_filter_that_needs_no_script(page: html.HtmlElement) -> None:
    boxes = page.xpath("//input[@type='checkbox']/@id")
    assert boxes == ["show-supports", "show-contradicts", "show-mixed", "show-insufficient", "show-no"]
    assert all(f"body:has(#{one}:not(:checked))" in PAGE for one in boxes)


def test_a_draft_without_a_claim_is_a_page_too() -> None:
    found = html.document_fromstring(check_html(Check((report(claims=(), remarks=(), citations=()),))))
    assert "Nothing in this draft could be checked" in words(found.xpath("//main")[0])


# Text and Markdown


def test_the_text_is_as_wide_as_asked_and_names_verdict_line_and_record() -> None:
    text = check_text(CHECK, width=72)
    assert max(map(len, text.splitlines())) <= 72
    assert "1. SUPPORTS · confidence 0.86 · line 3" in text
    assert f"PMID {RESTFUL.pmid}" in text
    assert "4. NO EVIDENCE" in text


def test_a_claim_that_is_a_part_of_a_sentence_is_shown_in_it() -> None:
    first = CHECK.reports[0].claims[0]
    part = dataclasses.replace(first.claim, sentence=f"Anxiety and {first.claim.text}", text=first.claim.text)
    parts = Check((report(claims=(dataclasses.replace(first, claim=part),)),))
    for write in (check_text, check_markdown, check_html):
        told = " ".join(write(parts).split())
        assert "Anxiety and" in told.replace("\\", "")
        assert "Anxiety and" not in write(CHECK)


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    odd = dataclasses.replace(CHECK.claims[0].claim, text="Rocking \x1b[31mreduces\x07 rest")
    text = claim_text([dataclasses.replace(CHECK.claims[0], claim=odd)], 3)
    assert "\x1b" not in text
    assert "\x07" not in text


def test_markdown_escapes_what_a_draft_and_a_record_say() -> None:
    text = check_markdown(CHECK)
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "| 4 | Moss \\& lichen" in text
    rows = [line for line in text.splitlines() if line.startswith("| 4 |")]
    assert rows[0].replace("\\|", "").count("|") == 6


# Data


def test_the_data_is_the_contract() -> None:
    data = check_data(CHECK)
    assert {"draft", "claims", "not_checkable", "citations", "summary"} <= set(data)
    for claim in data["claims"]:
        assert {
            "claim",
            "stance",
            "confidence",
            "balance",
            "evidence",
            "excluded",
            "text",
            "line",
            "start",
            "end",
        } <= set(claim)
        assert claim["stance"] in {stance.value for stance in Stance}
        for one in (*claim["evidence"], *claim["excluded"]):
            assert {"pmid", "sentence", "start", "end", "stance", "level", "design", "reasons", "mismatches",
                    "status"} <= set(one)  # fmt: skip
    assert data["claims"][0]["balance"]["supports"] == {"total": 2, "levels": {"1": 1, "2": 1}}
    assert data["claims"][0]["excluded"][0]["status"] == "retracted"
    assert data["citations"][0]["id"] == f"PMID {WITHDRAWN.pmid}"
    assert data["citations"][0]["code"] == "EV103"
    assert [one["code"] for one in data["remarks"]] == ["EV301"]
    assert data["not_checkable"][1]["reason"] == "question"
    assert data["summary"]["codes"] == {"EV103": 1, "EV203": 1, "EV301": 1}


def test_a_sound_citation_has_no_code() -> None:
    (citation,) = check_data(Check((report(remarks=()),)))["citations"]
    assert (citation["code"], citation["status"]) == (None, "retracted")


def test_of_several_drafts_each_is_the_contract_under_drafts() -> None:
    data = check_data(Check((report(), report("other.md"))))
    assert [one["draft"] for one in data["drafts"]] == ["draft.md", "other.md"]
    assert data["summary"]["claims"] == 10
    assert [claim["number"] for one in data["drafts"] for claim in one["claims"]] == list(range(1, 11))


def test_a_claim_of_several_parts_is_no_surer_than_its_weakest_part() -> None:
    whole = claim_data("Both.", CHECK.claims[:2], 5)
    assert (whole["stance"], len(whole["parts"])) == ("insufficient", 2)
    assert claim_data("Both.", (CHECK.claims[0], CHECK.claims[4]), 5)["stance"] == "contradicts"
    one = claim_data("One.", CHECK.claims[:1], 5)
    assert (one["stance"], one["claim"], one["parts"]) == ("supports", "One.", [])


# SARIF


def test_sarif_has_what_the_standard_requires() -> None:
    log = json.loads(check_sarif(CHECK))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"]
    assert [rule["id"] for rule in rules] == [*(one.value for one in STANCES), *(one.value for one in CODES)]
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in {"none", "note", "warning", "error"}
        # 3.27.9: a result that is no failure has no level.
        assert (result.get("kind", "fail") == "fail") == (result["level"] != "none")
        (location,) = result["locations"]
        artifact = location["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]


def test_sarif_regions_are_what_stands_in_the_draft() -> None:
    draft = CHECK.reports[0].draft.text
    (run,) = json.loads(check_sarif(CHECK))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        lines = draft.split("\n")
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
        assert draft[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_sarif_counts_lines_as_editors_do(end: str) -> None:
    before = report()
    draft = dataclasses.replace(before.draft, text=end.join(("one", "two", "three four")))
    start = draft.text.index("four")
    remark = dataclasses.replace(before.remarks[0], start=start, end=start + 4, line=3)
    found = json.loads(check_sarif(Check((report(draft=draft, claims=(), remarks=(remark,)),))))
    region = found["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (3, 7, 3, 11)


def test_every_code_is_explained() -> None:
    assert set(CODES) == set(Code)
    assert set(STANCES) == set(Stance)
    assert all(rule.name.isidentifier() and rule.help.endswith(".") for rule in (*CODES.values(), *STANCES.values()))


# What moved


def with_verdict(number: int, given: Verdict) -> CheckReport:
    """The report with another verdict on one claim."""
    claims = list(report().claims)
    claims[number] = dataclasses.replace(claims[number], verdict=given)
    return report(claims=tuple(claims), revision=9, made="2026-12-01")


def last() -> Any:
    return read_last("last.json", check_json(CHECK))


def test_nothing_moved_where_nothing_did() -> None:
    since = compared(last(), CHECK.reports, {})
    assert (since.moves, since.kept, since.revision, since.made) == ((), 5, 7, "2026-11-21")


def test_a_verdict_moved_because_of_a_new_a_revised_and_a_retracted_record() -> None:
    was = report().claims[0].verdict
    pulled = dataclasses.replace(was.evidence[0], status=Status.RETRACTED, counted=False)
    turned = dataclasses.replace(was.evidence[1], bearing=Bearing.CONTRADICTS)
    fresh = evidence(CONTRARY, Bearing.CONTRADICTS, "")
    now = verdict(Stance.CONTRADICTS, turned, fresh, excluded=(pulled, *was.excluded))
    since = compared(last(), (with_verdict(0, now),), {CONTRARY.id: "new", TRIAL.id: "revised", RESTFUL.id: "revised"})
    (move,) = since.moved
    assert (move.then, move.now, move.number) == ("supports", "contradicts", 1)
    assert [(one.pmid, one.cause, one.then, one.now) for one in move.because] == [
        (RESTFUL.pmid, Cause.RETRACTED, "supports", "excluded"),
        (CONTRARY.pmid, Cause.NEW, "", "contradicts"),
        (TRIAL.pmid, Cause.REVISED, "supports", "contradicts"),
    ]
    assert since.kept == 4


def test_evidence_that_changed_under_a_verdict_that_stands_is_told() -> None:
    was = report().claims[4].verdict
    now = dataclasses.replace(was, evidence=(*was.evidence, evidence(TRIAL, Bearing.CONTRADICTS, "")))
    (move,) = compared(last(), (with_verdict(4, now),), {TRIAL.id: "new"}).moves
    assert (move.then, move.now, [one.pmid for one in move.because]) == ("contradicts", "contradicts", [TRIAL.pmid])


def test_a_record_that_is_only_read_otherwise_is_no_news_of_the_collection() -> None:
    was = report().claims[4].verdict
    more = dataclasses.replace(was, evidence=(*was.evidence, evidence(TRIAL, Bearing.CONTRADICTS, "")))
    assert compared(last(), (with_verdict(4, more),), {}).moves == ()
    (move,) = compared(last(), (with_verdict(4, dataclasses.replace(more, stance=Stance.MIXED)),), {}).moved
    assert [one.cause for one in move.because] == [Cause.JUDGED]


def test_a_record_that_left_the_collection_is_named() -> None:
    was = report().claims[4].verdict
    now = dataclasses.replace(was, evidence=(), found=False, stance=Stance.INSUFFICIENT)
    (move,) = compared(last(), (with_verdict(4, now),), {CONTRARY.id: "gone"}).moved
    assert (move.then, move.now) == ("contradicts", "no evidence")
    assert [(one.cause, one.now) for one in move.because] == [(Cause.GONE, "")]


def test_claims_that_came_and_left_are_told_apart_from_verdicts_that_moved() -> None:
    before = report()
    claim = before.claims[0]
    renamed = dataclasses.replace(claim, claim=dataclasses.replace(claim.claim, text="Rocking lulls."))
    since = compared(last(), (report(claims=(renamed, *before.claims[1:])),), {})
    assert since.moved == ()
    assert [(one.text, one.then, one.now) for one in since.moves] == [
        ("Rocking lulls.", "", "supports"), (claim.claim.text, "supports", ""),
    ]  # fmt: skip


def test_what_moved_is_told_in_every_format() -> None:
    was = report().claims[0].verdict
    now = dataclasses.replace(
        was, stance=Stance.MIXED, evidence=(*was.evidence, evidence(CONTRARY, Bearing.CONTRADICTS, ""))
    )
    reports = (with_verdict(0, now),)
    check = Check(reports, since=compared(last(), reports, {CONTRARY.id: "new"}))
    for write in (check_html, check_text, check_markdown):
        told = " ".join(write(check).split())
        assert "Since 2026-11-21 (revision 7): 1 verdict moved" in told
        assert f"PMID {CONTRARY.pmid} is new in the collection" in told
    data = check_data(check)["since"]
    assert [(one["then"], one["now"]) for one in data["moved"]] == [("supports", "mixed")]
    results = json.loads(check_sarif(check))["runs"][0]["results"]
    assert "Supports → mixed" in results[0]["message"]["text"]


def test_an_earlier_report_may_have_its_envelope_and_several_drafts() -> None:
    data = json.dumps({"status": "ok", "command": "check", "data": check_data(CHECK)})
    assert read_last("last.json", data).claims == last().claims
    both = check_json(Check((report(), report("other.md"))))
    assert read_last("last.json", both).revision == 7
    assert compared(read_last("last.json", both), (report(), report("other.md")), {}).kept == 10


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"claims": [{}]}', '{"data": {"claims": []}}', '{"drafts": []}', "text"]
)
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"last\.json is no report"):
        read_last("last.json", text)


def test_pmids_of_the_tests_are_fictional() -> None:
    assert all(one.is_demonstration for one in (RESTFUL, TRIAL, CONTRARY, WITHDRAWN))
    assert record_id(TRIAL.pmid) == TRIAL.id


# What leans


@pytest.mark.parametrize("write", [check_text, check_markdown, check_html, check_json])
def test_what_a_sentence_seems_to_do_is_told_where_it_is_likely(write: Callable[[Check], str]) -> None:
    for chance, is_told in ((0.73, True), (0.31, False)):
        leaning = Leaning(Bearing.CONTRADICTS, chance)
        one = dataclasses.replace(evidence(CONTRARY, Bearing.UNDETERMINED, "it could not be read"), leaning=leaning)
        draft = report().draft
        given = verdict(Stance.INSUFFICIENT, one)
        text = write(Check((report(claims=(dataclasses.replace(claims(draft)[0], verdict=given),)),)))
        if write is check_json:
            (shown,) = json.loads(text)["claims"][0]["evidence"]
            assert shown["stance"] == "not determined"
            assert shown["leaning"] == {"stance": "contradicts", "chance": chance}
        else:
            said = f"seems to contradict the claim: chance {chance}, not counted"
            assert (said in " ".join(text.split()).replace("Seems", "seems")) is is_told
