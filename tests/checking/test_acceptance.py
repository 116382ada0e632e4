"""Two real drafts against the real records: what each kind of sentence should come out as.

The collection here is a part of a full one, 1,840 records on ketamine and psychedelics. Rows of the design's table are
asserted as they stand; where this part, or what can be read of it with certainty, does not carry the verdict of a full
collection, the test says what is right here instead, and why. Sentences of the drafts are named by a few of their
words.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from checking.collection import NOW

from indexer.changes import Decided, Incoming
from indexer.checking.check import check_draft
from indexer.checking.draft import read_draft
from indexer.checking.values import Bearing, CheckedClaim, CheckReport, Code, NotCheckable, Stance
from indexer.engines.whoosh import WhooshEngine
from indexer.record import Status
from indexer.sources.files import RecordFile
from indexer.store.sqlite import SqliteStore

OVERVIEW, ROLE = "ketamine-therapy-overview.txt", "role-of-ketamine.txt"
LARKIN_2011 = "21557878"
SUPPORTED = (Stance.SUPPORTS, Stance.MIXED)


@pytest.fixture(scope="module")
def reports(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, CheckReport]:
    folder = tmp_path_factory.mktemp("acceptance")
    store = SqliteStore.create(folder / "records.sqlite3")
    engine = WhooshEngine(folder / "whoosh")
    parsed = RecordFile(shared_data / "pubmed" / "psychedelic-ketamine.xml.gz")
    once = {one.record.id: one for one in parsed if isinstance(one, Incoming)}
    store.apply(Decided(run=1, at=NOW, new=tuple(once.values())))
    engine.apply(store.changes_since(0, 10_000))
    drafts = (read_draft(name, (shared_data / "drafts" / name).read_bytes()) for name in (OVERVIEW, ROLE))
    found = {draft.name: check_draft(draft, engine, store, made="2025-06-01") for draft in drafts}
    engine.close()
    store.close()
    return found


def claims(report: CheckReport, words: str) -> list[CheckedClaim]:
    found = [one for one in report.claims if words in one.claim.text]
    assert found, words
    return found


def claim(report: CheckReport, words: str) -> CheckedClaim:
    (found,) = claims(report, words)
    return found


def codes(one: CheckedClaim) -> set[Code]:
    return {mismatch.code for mismatch in one.verdict.mismatches}


@pytest.mark.parametrize("draft", [OVERVIEW, ROLE])
def test_suicidal_ideation_is_supported_and_the_retracted_trial_shown_as_excluded(
    reports: Mapping[str, CheckReport], draft: str
) -> None:
    """In one of them `offering potential benefits` praises what was said, and claims nothing more."""
    found = claim(reports[draft], "reduce suicidal ideation").verdict
    assert found.stance is Stance.SUPPORTS
    larkin = [one for one in found.excluded if one.record.pmid == LARKIN_2011]
    assert [one.status for one in larkin] == [Status.RETRACTED]
    assert LARKIN_2011 not in {one.record.pmid for one in found.evidence}
    assert "retracted, excluded" in found.balance


def test_what_is_said_of_other_treatments_besides_is_a_claim_of_its_own(reports: Mapping[str, CheckReport]) -> None:
    """That symptoms fall within hours is supported; that relief is faster than others' compares with all of them."""
    assert claim(reports[OVERVIEW], "within hours of administration").verdict.stance is Stance.SUPPORTS
    assert claim(reports[OVERVIEW], "faster relief than conventional").verdict.stance is Stance.INSUFFICIENT


@pytest.mark.parametrize("words", ["synaptic connectivity", "BDNF"])
def test_mechanisms_in_the_brain_are_insufficient_in_people(reports: Mapping[str, CheckReport], words: str) -> None:
    assert claim(reports[OVERVIEW], words).verdict.stance is Stance.INSUFFICIENT


def test_tailored_to_the_individual_is_insufficient(reports: Mapping[str, CheckReport]) -> None:
    assert claim(reports[OVERVIEW], "tailored to the individual").verdict.stance is Stance.INSUFFICIENT


def test_repeated_treatments_are_supported(reports: Mapping[str, CheckReport]) -> None:
    found = claim(reports[OVERVIEW], "longer-lasting improvements").verdict
    assert found.stance is Stance.SUPPORTS
    assert any("repeated" in one.rationale.sentence.casefold() for one in found.evidence[:12])


def test_depressive_symptoms_in_resistant_depression_are_supported_with_what_stands_against_it(
    reports: Mapping[str, CheckReport],
) -> None:
    found = claim(reports[OVERVIEW], "significant reductions in depressive symptoms").verdict
    assert found.stance in SUPPORTED
    assert "support" in found.balance


def test_short_lived_side_effects_bring_up_lasting_harms_once(reports: Mapping[str, CheckReport]) -> None:
    (found,) = [one for one in reports[OVERVIEW].remarks if one.code is Code.HARMS_MISSING]
    assert "short-lived" in found.subject
    assert "urinary symptoms" in found.message
    assert found.records
    assert claim(reports[OVERVIEW], "short-lived").verdict.stance is not Stance.CONTRADICTS


def test_a_draft_that_names_misuse_and_dissociation_hears_of_no_missing_harm(
    reports: Mapping[str, CheckReport],
) -> None:
    assert not [one for one in reports[ROLE].remarks if one.code is Code.HARMS_MISSING]


def test_postpartum_depression_is_told_to_be_evidence_on_esketamine(reports: Mapping[str, CheckReport]) -> None:
    found = claim(reports[ROLE], "promise in addressing postpartum depression")
    assert found.verdict.stance is Stance.INSUFFICIENT
    assert Code.DRUG_FORM in codes(found)
    assert any("are of esketamine, which tells nothing of ketamine" in one for one in found.verdict.advice)


def test_emotional_numbness_is_insufficient(reports: Mapping[str, CheckReport]) -> None:
    assert claim(reports[ROLE], "emotional numbness").verdict.stance is Stance.INSUFFICIENT


def test_three_illnesses_are_three_claims_with_their_own_evidence(reports: Mapping[str, CheckReport]) -> None:
    """A full collection is mixed on PTSD. In this part one trial of it tells of depressive symptoms; two are needed.
    Of the multicentre trial in veterans the protocol is here (PMID 30999057), its result is not."""
    bipolar, stress, anxiety = (
        claim(reports[ROLE], words).verdict for words in ("bipolar depression", "PTSD", "anxiety disorders")
    )
    assert bipolar.stance is Stance.SUPPORTS
    assert stress.stance is Stance.INSUFFICIENT
    assert any(one.bearing is Bearing.SUPPORTS for one in stress.evidence)
    assert anxiety.stance is not Stance.CONTRADICTS


@pytest.mark.parametrize("words", ["ensures safety", "prevents dependency"])
def test_absolute_wording_is_remarked_and_insufficient(reports: Mapping[str, CheckReport], words: str) -> None:
    found = claim(reports[ROLE], words)
    assert found.verdict.stance is Stance.INSUFFICIENT
    assert [one.start for one in reports[ROLE].remarks if one.code is Code.ABSOLUTE and words in one.subject] == [
        found.claim.start
    ]


def test_relief_where_other_therapies_fail_is_not_supported(reports: Mapping[str, CheckReport]) -> None:
    """It names no outcome and compares with all other treatments at once: no study does, and none may carry it."""
    found = claim(reports[ROLE], "where other therapies fail").verdict
    assert found.stance is Stance.INSUFFICIENT
    assert found.advice


@pytest.mark.parametrize(
    ("draft", "words", "reason"),
    [
        (OVERVIEW, "San Diego", NotCheckable.PROMOTION),
        (OVERVIEW, "represents hope", NotCheckable.OPINION),
        (ROLE, "Columbia", NotCheckable.PROMOTION),
        (ROLE, "turning point", NotCheckable.OPINION),
        (ROLE, "new hope", NotCheckable.OPINION),
        (ROLE, "Your email address", NotCheckable.FURNITURE),
        (ROLE, "Roof Structures", NotCheckable.FURNITURE),
    ],
)
def test_what_is_no_claim_is_listed_with_the_reason(
    reports: Mapping[str, CheckReport], draft: str, words: str, reason: NotCheckable
) -> None:
    found = [one.reason for one in reports[draft].unchecked if words in one.text]
    assert found
    assert set(found) == {reason}
    assert not [one for one in reports[draft].claims if words in one.claim.text]


@pytest.mark.parametrize("draft", [OVERVIEW, ROLE])
def test_every_quoted_sentence_stands_in_its_record_and_every_claim_in_the_draft(
    reports: Mapping[str, CheckReport], draft: str
) -> None:
    report = reports[draft]
    for one in report.claims:
        assert report.draft.text[one.claim.start : one.claim.end]
        for evidence in (*one.verdict.evidence, *one.verdict.excluded):
            told = evidence.rationale
            text = evidence.record.abstract[told.section].text
            assert text[told.start : told.end] == told.sentence


@pytest.mark.parametrize("draft", [OVERVIEW, ROLE])
def test_a_draft_that_cites_nothing_hears_it_once(reports: Mapping[str, CheckReport], draft: str) -> None:
    assert sum(one.code is Code.NO_CITATION for one in reports[draft].remarks) == 1
    assert reports[draft].citations == ()


@pytest.mark.parametrize("draft", [OVERVIEW, ROLE])
def test_nothing_retracted_counts(reports: Mapping[str, CheckReport], draft: str) -> None:
    counted = [one for claim_ in reports[draft].claims for one in claim_.verdict.evidence]
    assert counted
    assert {one.status for one in counted} <= {Status.CURRENT, Status.CORRECTED}
