"""Watched claims in a digest: whose stance moved, because of what, and which were not judged; in every format."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from indexer.cli.digest import FORMATS
from indexer.digest import Digest
from indexer.reports.digest_json import digest_data
from indexer.watched import Because, Cause, Changed, ClaimMove, ClaimNews, Judgement, Method, Watched, Wording
from tests.digests import HOSTILE, told

DAY = datetime.datetime(2026, 11, 11, 6, tzinfo=datetime.UTC)
NOW = Judgement(DAY, 5, Method("checking 2, appraisal 3"), "insufficient", "1 supports; 1 retracted, excluded")
WORDS = Wording(f"It calms {HOSTILE}", f"It calms {HOSTILE}, they say.", "Rocking is an old remedy.")
CLAIM = Watched(7, WORDS, "draft.md", DAY - datetime.timedelta(days=9), NOW)
LATE = Watched(
    8, Wording("Moss calms stones", "Moss calms stones."), "", DAY - datetime.timedelta(days=9),
    dataclasses.replace(NOW, revision=2, stance="mixed", at=DAY - datetime.timedelta(days=8)),
)  # fmt: skip
RETRACTED = Because("990000001", "Stones feel better at once", Cause.RETRACTED, "supports", "excluded")
FOUND = Because("990000004", "Boulders, revisited", Cause.JUDGED, "", "contradicts")
RULES = Changed("rules", "checking 1, appraisal 3", "checking 2, appraisal 3")


def move(
    *because: Because, changed: tuple[Changed, ...] = (), steps: tuple[str, ...] = ("supports", "insufficient")
) -> ClaimMove:
    return ClaimMove(CLAIM, steps[0], NOW, steps, because, changed)


@pytest.fixture
def digest(tmp_path: Path) -> Digest:
    """The digest of the story, with two watched claims: one moved by a retraction, one not judged since."""
    return dataclasses.replace(told(tmp_path), claims=ClaimNews(2, moved=(move(RETRACTED),), unjudged=(LATE,)))


def said(digest: Digest, form: str) -> str:
    return " ".join(FORMATS[form](digest).replace("\\", "").split())


@pytest.mark.parametrize("form", ["text", "markdown", "html", "atom"])
def test_each_format_tells_what_moved_why_and_what_was_not_judged(digest: Digest, form: str) -> None:
    page = said(digest, form)
    assert "supports → insufficient" in page
    assert "PMID 990000001 is retracted: supported it, is excluded (Stones feel better at once)" in page
    assert "claim 7, judged on 2026-11-11 at revision 5: 1 supports; 1 retracted, excluded" in page
    assert "1 of 2 watched claims was not judged on the collection as it is now" in page
    assert "was not judged since 2026-11-03 (revision 2); it stood at “mixed” then." in page


def test_the_words_of_a_claim_are_escaped(digest: Digest) -> None:
    assert "<script>" not in FORMATS["html"](digest)
    assert "\x1b" not in FORMATS["text"](digest)
    assert "\\<script\\>" in FORMATS["markdown"](digest)
    ElementTree.fromstring(FORMATS["atom"](digest))


def test_moved_claims_are_counted_at_the_top_and_stand_before_the_records(digest: Digest) -> None:
    text = FORMATS["text"](digest)
    assert "1 claim moved." in " ".join(text.split())
    assert text.index("Watched claims (1)") < text.index("RETRACTED")
    assert '<a href="#claims"><b>1</b> claim moved</a>' in FORMATS["html"](digest)


def test_data_hold_each_move_with_its_records(digest: Digest) -> None:
    data = digest_data(digest)
    (claim,) = data["claims"]
    assert (claim["id"], claim["from"], claim["to"], claim["by_records"]) == (7, "supports", "insufficient", True)
    assert claim["because"] == [
        {"pmid": "990000001", "title": "Stones feel better at once", "cause": "retracted", "then": "supports",
         "now": "excluded"}
    ]  # fmt: skip
    assert [one["id"] for one in data["watching"]["unjudged"]] == [8]
    json.dumps(data)


def test_new_rules_are_named_and_no_record_is_blamed(digest: Digest) -> None:
    by_rules = dataclasses.replace(digest, claims=ClaimNews(1, moved=(move(FOUND, changed=(RULES,)),)))
    page = said(by_rules, "text")
    assert "The rules of checking changed: checking 1, appraisal 3 → checking 2, appraisal 3. No record did." in page
    both = dataclasses.replace(digest, claims=ClaimNews(1, moved=(move(RETRACTED, changed=(RULES,)),)))
    assert "The rules of checking changed" in said(both, "text")
    assert "No record did" not in said(both, "text")


def test_a_claim_that_moved_without_a_cause_says_as_much(digest: Digest) -> None:
    found = dataclasses.replace(digest, claims=ClaimNews(1, moved=(move(FOUND),)))
    page = said(found, "text")
    assert "No record that decides it changed" in page
    assert "PMID 990000004 is unchanged, but read or found otherwise" in page


def test_evidence_that_moved_without_the_stance_is_told_as_that(digest: Digest) -> None:
    news = ClaimNews(
        2, shifted=(move(RETRACTED, steps=("insufficient",)), move(steps=("insufficient", "supports", "insufficient")))
    )
    page = said(dataclasses.replace(digest, claims=news), "text")
    assert "still insufficient, its evidence changed" in page
    assert "insufficient again, after supports" in page
    assert "No record that decides it changed" not in page
    assert "claims moved" not in page.split("Watched claims")[0], "no stance is said to have moved"


def test_a_record_that_moves_a_claim_is_marked_if_it_is_a_demonstration(digest: Digest) -> None:
    bare = dataclasses.replace(digest, items=(), announced=())
    assert bare.has_demonstrations
    assert not dataclasses.replace(bare, claims=ClaimNews(1)).has_demonstrations


def test_with_no_claim_watched_nothing_is_said_of_claims(tmp_path: Path) -> None:
    assert "laim" not in FORMATS["text"](told(tmp_path)).replace("claimed", "")


def test_more_records_than_anybody_reads_are_counted(digest: Digest) -> None:
    many = tuple(Because(str(990_000_100 + n), "", Cause.NEW, "", "supports") for n in range(20))
    page = said(dataclasses.replace(digest, claims=ClaimNews(1, moved=(move(*many),))), "text")
    assert "… and 12 more records." in page
