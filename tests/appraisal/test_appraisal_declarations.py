"""Who paid, and what the authors declare of their interests."""

from __future__ import annotations

import dataclasses

import pytest
from appraisal.abstracts import record, stands_there

from indexer.appraisal import UNKNOWN, Basis, Conflict, Funding, Judgement, Source
from indexer.appraisal.conflicts import conflict_of
from indexer.appraisal.funding import funding_of
from indexer.appraisal.reading import Reading
from indexer.record import Grant, Record


def funding(one: Record) -> Judgement[Funding | None]:
    found = funding_of(Reading(one))
    assert all(stands_there(ground, one) for ground in found.grounds)
    return found


def declared(statement: str) -> Judgement[Conflict | None]:
    one = dataclasses.replace(record("A trial"), conflict_statement=statement)
    found = conflict_of(Reading(one))
    assert all(stands_there(ground, one) for ground in found.grounds)
    return found


def granted(*agencies: str) -> Record:
    return dataclasses.replace(record("A trial"), funding=tuple(Grant("1", agency) for agency in agencies))


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("NIMH NIH HHS", Funding.PUBLIC),
        ("Wellcome Trust", Funding.PUBLIC),
        ("Medical Research Council", Funding.PUBLIC),
        ("Lundbeck Foundation", Funding.PUBLIC),
        ("Multidisciplinary Association for Psychedelic Studies", Funding.PUBLIC),
        ("American Cancer Society, Inc.", Funding.PUBLIC),
        ("Janssen Research & Development, LLC", Funding.INDUSTRY),
        ("COMPASS Pathways", Funding.INDUSTRY),
        ("Fictional Remedies GmbH", Funding.INDUSTRY),
    ],
)
def test_a_grants_agency_tells_who_paid(agency: str, expected: Funding) -> None:
    found = funding(granted(agency))
    assert found.value is expected
    assert [(ground.source, ground.words) for ground in found.grounds] == [(Source.GRANT, agency)]
    assert found.basis is Basis.INDEXED


def test_industry_and_public_money_together() -> None:
    found = funding(granted("NIMH NIH HHS", "Janssen"))
    assert found.value is Funding.BOTH
    assert {ground.words for ground in found.grounds} == {"NIMH NIH HHS", "Janssen"}


@pytest.mark.parametrize("agency", ["-", "81770114", "Somebody"])
def test_a_payer_that_cannot_be_told_is_not_guessed_at(agency: str) -> None:
    assert funding(granted(agency)) == UNKNOWN


def test_research_support_in_the_publication_types() -> None:
    assert funding(record("A trial", types=("Research Support, N.I.H., Extramural",))).value is Funding.PUBLIC
    assert funding(record("A trial", types=("Research Support, Non-U.S. Gov't",))) == UNKNOWN


@pytest.mark.parametrize(
    ("sentence", "expected", "words"),
    [
        ("(Funded by Janssen Research & Development.)", Funding.INDUSTRY, "Janssen Research & Development"),
        ("The trial was sponsored by COMPASS Pathfinder.", Funding.INDUSTRY, "COMPASS Pathfinder"),
        (
            "This study was supported by the National Institute of Mental Health.",
            Funding.PUBLIC,
            "National Institute of Mental Health",
        ),
        ("Funding: Medical Research Council.", Funding.PUBLIC, "Medical Research Council"),
        ("This work received no external funding.", Funding.NONE, "no external funding"),
    ],
)
def test_funding_told_in_the_abstract(sentence: str, expected: Funding, words: str) -> None:
    found = funding(record("A trial", f"Forty patients were randomised. {sentence}"))
    assert found.value is expected
    assert words in [ground.words for ground in found.grounds]


def test_a_section_headed_funding() -> None:
    found = funding(record("A trial", ("RESULTS", "Mood rose."), ("FUNDING", "Wellcome Trust and Eli Lilly.")))
    assert found.value is Funding.BOTH
    assert funding(record("A trial", ("RESULTS", "Mood rose."), ("FUNDING", "None."))).value is Funding.NONE


@pytest.mark.parametrize(
    "sentence",
    [
        "These findings are supported by evidence from university hospitals.",
        "Trials funded by Janssen reported larger effects.",
        "Esketamine (Janssen) was given twice weekly.",
        "Patients were recruited at a university hospital.",
    ],
)
def test_other_peoples_money_is_not_this_studys(sentence: str) -> None:
    assert funding(record("A review", sentence)) == UNKNOWN


def test_funding_told_in_the_conflict_statement() -> None:
    one = dataclasses.replace(record("A trial"), conflict_statement="This study was funded by Janssen.")
    assert funding(one).value is Funding.INDUSTRY
    assert funding(one).grounds[0].source is Source.CONFLICT


def test_what_was_paid_to_an_author_is_not_the_studys_funding() -> None:
    one = dataclasses.replace(
        record("A trial"), conflict_statement="A.B. is supported by the Wellcome Trust and sponsored by Janssen."
    )
    assert funding(one) == UNKNOWN


@pytest.mark.parametrize(
    "statement",
    [
        "The authors declare no conflict of interest.",
        "Competing interestsThe authors declare no competing interests.",
        "Competing interests: None declared.",
        "Declaration of Competing Interest None.",
        "None.",
        "The authors have nothing to disclose.",
        "The authors report no financial relationships with commercial interests.",
        "The authors declare that they have no known competing financial interests or personal relationships.",
        "The research was conducted in the absence of any commercial relationships.",
        "No benefits in any form have been received from a commercial party.",
        "Conflicts of interest and sources of funding: none declared.",
        "The authors declare no competing interests. The sponsors of the study had no role in its design.",
        "The authors completed the form of the committee of medical journal editors. No conflicts were disclosed.",
        "This study was funded by the Medical Research Council. The authors declare no conflict of interest.",
    ],
)
def test_none_declared(statement: str) -> None:
    found = declared(statement)
    assert found.value is Conflict.NONE
    assert found.basis is Basis.TEXT


@pytest.mark.parametrize(
    "statement",
    [
        "A.B. has received consulting fees from Janssen.",
        "All authors are employees of Janssen and hold stock.",
        "A.B. has served on an advisory board. The other authors declare no conflict of interest.",
        "A.B. received honoraria from Lundbeck, and the remaining authors have nothing to disclose.",
        "The authors declare no conflicts of interest except A.B., who holds a patent.",
        "The authors declare no competing interests. C.D. is listed as inventor on a patent.",
        "A.B. is the founder of a clinic; all other authors declare none.",
        "A.B.: consultant for a company, C.D. and E.F. have no conflicts of interest.",
        "AB, CD No competing interests declared, EF has received funding from a company.",
        "The authors declare the following financial interests which may be considered as competing interests:",
        "A.B. runs a clinic. The other authors declare no conflict of interest.",
        "A.B. reports grants from the NIMH, outside the submitted work. No other disclosures were reported.",
    ],
)
def test_one_authors_interest_is_a_declared_interest(statement: str) -> None:
    assert declared(statement).value is Conflict.DECLARED


def test_the_deciding_words_are_short_enough_to_be_read() -> None:
    found = declared("A.B. has received consulting fees from " + ", ".join(["a fictional company"] * 40) + ".")
    assert found.value is Conflict.DECLARED
    assert "consulting" in found.grounds[0].words
    assert len(found.grounds[0].words) <= 160


@pytest.mark.parametrize(
    "statement",
    [
        "",
        "The funding source had no role in the writing of the article.",
        "See the full text.",
        "All other authors declare no conflict of interest.",
    ],
)
def test_a_statement_that_says_neither_stays_unknown(statement: str) -> None:
    assert declared(statement) == UNKNOWN


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("DECLARATION OF INTEREST", "None.", Conflict.NONE),
        ("DISCLOSURE", "A.B. has received speaker fees.", Conflict.DECLARED),
        ("CONFLICTS OF INTEREST", "The authors declare none.", Conflict.NONE),
    ],
)
def test_a_section_of_the_abstract_headed_so(label: str, text: str, expected: Conflict) -> None:
    one = record("A trial", ("RESULTS", "Mood rose."), (label, text))
    found = conflict_of(Reading(one))
    assert found.value is expected
    assert stands_there(found.grounds[0], one)


def test_a_declaration_within_the_abstract() -> None:
    one = record("A trial", "Mood rose in both groups. The authors declare no conflict of interest.")
    assert conflict_of(Reading(one)).value is Conflict.NONE


def test_conflicts_that_a_review_counted_are_not_its_authors() -> None:
    one = record("A review", "Most trials reported at least one conflict of interest.")
    assert conflict_of(Reading(one)) == UNKNOWN
