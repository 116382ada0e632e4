"""A whole draft against a collection: every claim with its verdict, references, wording, harms left out."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest
from appraisal.abstracts import record
from checking.collection import NOW, collection, library, numbered, retracted, trial

import indexer
from indexer.changes import Decided, Incoming
from indexer.checking.absolute import absolute_spans
from indexer.checking.besides import besides
from indexer.checking.check import check_claim, check_draft, read_claim
from indexer.checking.draft import read_draft
from indexer.checking.values import Bearing, CheckReport, Code, Direction, Remark, Stance, Verdict
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import UsageError
from indexer.record import Record, Status
from indexer.runs import Outcome, Run
from indexer.store.sqlite import SqliteStore

REDUCED = "Ketamine significantly reduced suicidal ideation compared with saline."
CALMED = "Ketamine significantly reduced anxiety compared with saline."
AGAIN = "Ketamine rapidly reduced suicidal ideation in these adults."
TWO = (trial(1, REDUCED), trial(2, AGAIN, title="Suicidal ideation after ketamine"))
CALM = (trial(3, CALMED), trial(4, "Ketamine rapidly reduced anxiety in these adults.", title="Anxiety after ketamine"))
LIFTED = (
    trial(
        5, "Ketamine significantly reduced depressive symptoms compared with midazolam.", title="Ketamine in depression"
    ),
    trial(6, "Depression scores fell significantly after ketamine.", title="Depression after ketamine"),
)
WEATHER = tuple(
    numbered(50 + number, record(f"Weather {number}", ("RESULTS", "Rain fell on roofs and gardens.")))
    for number in range(6)
)


def checked(text: str, *records: Record, strict: bool = False) -> CheckReport:
    engine, store = collection(*records)
    return check_draft(read_draft("draft.md", text.encode()), engine, store, made="2025-06-01", strict=strict)


def verdict(text: str, *records: Record) -> Verdict:
    (claim,) = read_claim(text)
    return check_claim(claim, library(*records))


def remarks(text: str, *records: Record, code: Code) -> list[Remark]:
    return [one for one in checked(text, *records).remarks if one.code is code]


# --- one claim --------------------------------------------------------------------------------------------------------


def test_two_trials_that_agree_support_a_claim() -> None:
    found = verdict("Ketamine reduces suicidal ideation.", *TWO)
    assert found.stance is Stance.SUPPORTS
    assert {one.record.pmid for one in found.evidence} == {"990000001", "990000002"}


def test_every_quoted_sentence_stands_in_its_record() -> None:
    for one in verdict("Ketamine reduces suicidal ideation.", *TWO).evidence:
        told = one.rationale
        assert one.record.abstract[told.section].text[told.start : told.end] == told.sentence


def test_retracted_records_are_shown_and_never_counted() -> None:
    found = verdict("Ketamine reduces suicidal ideation.", *(retracted(one) for one in TWO))
    assert found.stance is Stance.INSUFFICIENT
    assert found.evidence == ()
    assert [one.status for one in found.excluded] == [Status.RETRACTED] * 2


def test_what_the_collection_has_nothing_on_is_told_apart() -> None:
    found = verdict("Ketamine improves the taste of oranges.", *WEATHER)
    assert (found.stance, found.found) == (Stance.INSUFFICIENT, False)


def test_a_record_that_shares_a_stray_word_is_no_evidence() -> None:
    stray = numbered(9, record("Rain", ("RESULTS", "Rain significantly reduced the dust in gardens.")))
    found = verdict("Ketamine reduces suicidal ideation.", *TWO, stray, *WEATHER)
    assert "990000009" not in {one.record.pmid for one in found.evidence}


def test_a_sentence_that_says_nothing_checkable_is_insufficient() -> None:
    assert verdict("Spring is lovely.", *TWO).stance is Stance.INSUFFICIENT


def test_those_that_decide_come_first() -> None:
    vague = trial(3, "Suicidal ideation under ketamine was the outcome, and its course was described.")
    found = verdict("Ketamine reduces suicidal ideation.", vague, *TWO, *WEATHER)
    bearings = [one.bearing.value for one in found.evidence]
    assert bearings == ["likely supports", "likely supports", "not determined"]


# --- a draft ----------------------------------------------------------------------------------------------------------


def test_each_claim_has_its_verdict_and_its_place() -> None:
    text = "# On ketamine\n\nKetamine reduces suicidal ideation and anxiety.\n\nBook a free consultation today!\n"
    report = checked(text, *TWO, *CALM)
    outcomes = [one.claim.statement.outcome_name for one in report.claims]
    assert outcomes == ["suicidal ideation", "anxiety symptoms"]
    for one in report.claims:
        assert text[one.claim.start : one.claim.end] == one.claim.text
        assert one.claim.line == 3
        assert one.verdict.stance is Stance.SUPPORTS
    assert [one.line for one in report.unchecked] == [1, 5]


def test_a_subject_from_the_sentence_before_is_looked_for() -> None:
    report = checked("Ketamine is an anaesthetic. It reduces suicidal ideation.", *TWO)
    last = report.claims[-1]
    assert "etamine" not in last.claim.text
    assert last.verdict.stance is Stance.SUPPORTS


def test_a_better_mood_of_depressed_people_is_less_depression() -> None:
    assert verdict("Ketamine lifts mood in depression.", *LIFTED).stance is Stance.SUPPORTS
    assert verdict("Ketamine lifts mood in healthy volunteers.", *LIFTED).stance is not Stance.SUPPORTS
    assert verdict("Ketamine lowers mood in depression.", *LIFTED).stance is Stance.CONTRADICTS


def test_what_only_says_what_a_drug_is_is_no_part_of_a_claim() -> None:
    plain = "Ketamine was superior to midazolam, a sedative that makes people drowsy."
    (claim,) = read_claim(plain)
    assert (claim.statement.outcome_name, [one.value for one in claim.statement.against]) == ("efficacy", ["midazolam"])


def test_that_two_outcomes_go_together_is_one_claim() -> None:
    for text in (
        "Ketamine's antidepressant effect does not depend on dissociation.",
        "The more people dissociate, the better the response to ketamine.",
    ):
        assert len(read_claim(text)) == 1
    assert len(read_claim("Ketamine reduces pain and anxiety.")) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the antidepressant effect of ketamine fades within two weeks", "over by then"),
        ("dissociation after ketamine resolves within two hours", "soon over"),
        ("the more people dissociate, the better the response to ketamine", "go together"),
    ],
)
def test_what_the_readme_says_is_read_is_read(text: str, said: str) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert text in " ".join(readme.split())
    (claim,) = read_claim(f"{text[0].upper()}{text[1:]}.")
    assert said in besides(claim)


def test_of_whom_something_is_said_tells_not_which_way_it_went() -> None:
    text = "Two thirds of those who respond to an infusion of ketamine relapse within a fortnight"
    (claim,) = read_claim(f"{text}.")
    assert (claim.statement.outcome_name, claim.statement.direction) == ("relapse", Direction.UNKNOWN)
    told = checked(f"{text}, and although more infusions prolong the response, they cannot guarantee it.").claims
    assert (told[0].claim.text, told[0].claim.statement.direction) == (text, Direction.UNKNOWN)
    (kept,) = read_claim("Ketamine reduces anxiety in those who respond to it.")
    assert kept.statement.direction is Direction.LOWER


@pytest.mark.parametrize(
    "text",
    [
        "Subcutaneous ketamine relieves depression as effectively as intravenous infusions.",
        "Ketamine lozenges reduce anxiety more than a single infusion.",
    ],
)
def test_one_way_of_giving_a_drug_beside_another_says_of_neither_what_it_does(text: str) -> None:
    assert [one.statement.direction for one in read_claim(text)] == [Direction.UNKNOWN]
    for kept in (
        "Ketamine reduces anxiety more than an infusion of saline.",
        "Oral ketamine reduces anxiety, although it takes longer than an infusion.",
    ):
        assert [one.statement.direction for one in read_claim(kept)] == [Direction.LOWER]


def test_that_a_treatment_works_is_looked_for_in_what_shows_it() -> None:
    report = checked("Against midazolam, ketamine came out ahead.", *LIFTED)
    assert report.claims[0].verdict.found


def test_how_common_something_is_is_said_of_each_of_a_list() -> None:
    seen = (trial(7, "Nausea occurred with ketamine."), trial(8, "Ketamine increased nausea.", title="Nausea"))
    report = checked("Dizziness and nausea are among the most common side effects of ketamine.", *seen)
    assert report.claims[0].claim.text == "Dizziness"
    assert {one.verdict.stance for one in report.claims} == {Stance.INSUFFICIENT}
    said = (trial(7, "The most common adverse events with ketamine were nausea and dizziness."),
            trial(8, "Nausea was the most common adverse event with ketamine.", title="Nausea"))  # fmt: skip
    again = checked("Nausea and dizziness are among the most common side effects of ketamine.", *said)
    assert again.claims[0].verdict.stance is Stance.SUPPORTS


def test_a_time_behind_the_second_claim_counts_for_the_first_too() -> None:
    text = "Ketamine reduces suicidal ideation and anxiety for up to one year."
    report = checked(text, *TWO, *CALM)
    assert {one.verdict.stance for one in report.claims} == {Stance.INSUFFICIENT}


def test_a_time_of_the_next_clause_is_not_said_of_the_first() -> None:
    report = checked("Ketamine reduces suicidal ideation, but the benefit is greatest after six months.", *TWO)
    assert report.claims[0].verdict.stance is Stance.SUPPORTS
    late = checked("Ketamine reduces suicidal ideation, but only after six months.", *TWO)
    assert late.claims[0].verdict.stance is not Stance.SUPPORTS


@pytest.mark.parametrize(
    ("where", "stance"),
    [
        ("", Stance.SUPPORTS),
        ("During chemotherapy, ", Stance.INSUFFICIENT),
        ("In monkeys, ", Stance.INSUFFICIENT),
        ("In cluster headache, ", Stance.INSUFFICIENT),
        ("After a stroke, ", Stance.INSUFFICIENT),
        ("Smoked, ", Stance.INSUFFICIENT),
        ("Ten years on, ", Stance.INSUFFICIENT),
    ],
)
def test_what_a_sentence_opens_with_is_said_of_all_its_claims(where: str, stance: Stance) -> None:
    report = checked(f"{where}ketamine reduces anxiety, and it reduces suicidal ideation.", *TWO, *CALM)
    assert {one.verdict.stance for one in report.claims} == {stance}


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine reduces anxiety in children and reduces suicidal ideation.",
        "Ketamine reduces anxiety and reduces suicidal ideation in children.",
    ],
)
def test_whom_one_claim_of_a_sentence_is_said_of_the_others_may_be_too(text: str) -> None:
    report = checked(text, *TWO, *CALM)
    assert {one.verdict.stance for one in report.claims} == {Stance.INSUFFICIENT}


@pytest.mark.parametrize("more", ["it lengthens life", "it reduces treatment", "it lowers risk"])
def test_a_second_claim_without_an_outcome_has_no_support_from_the_first(more: str) -> None:
    report = checked(f"Ketamine reduces suicidal ideation, and {more}.", *TWO)
    assert report.claims[-1].verdict.stance is Stance.INSUFFICIENT


def test_a_reference_is_no_figure_of_its_claim() -> None:
    report = checked("Ketamine reduces suicidal ideation (PMID 990000001).", *TWO)
    assert [one.verdict.stance for one in report.claims] == [Stance.SUPPORTS]


def test_strict_asks_for_more() -> None:
    loose, strict = (checked("Ketamine reduces suicidal ideation.", *TWO, strict=strict) for strict in (False, True))
    assert [one.verdict.stance for one in loose.claims] == [Stance.SUPPORTS]
    assert [one.verdict.stance for one in strict.claims] == [Stance.INSUFFICIENT]
    assert strict.strict


def test_the_same_draft_gives_the_same_report() -> None:
    text = "Ketamine reduces suicidal ideation (PMID 990000001; PMID 990000077). It always works."
    assert checked(text, *TWO) == checked(text, *TWO)


def test_the_report_names_the_snapshot_and_the_strategies() -> None:
    engine, store = collection(*TWO)
    begun = Run(0, "mood", "full", NOW)
    begun = dataclasses.replace(begun, id=store.begin_run(begun))
    other = numbered(7, record("Something", ("RESULTS", "Nothing.")))
    store.apply(Decided(run=begun.id, at=NOW, strategy="mood", new=(Incoming(other, b"<raw/>"),)))
    store.finish_run(
        dataclasses.replace(begun, outcome=Outcome.COMPLETE, finished=NOW, watermark=datetime.date(2025, 6, 1))
    )
    engine.apply(store.changes_since(engine.revision, 100))
    report = check_draft(read_draft("a.txt", b"Nothing."), engine, store, made="2025-06-02")
    assert (report.revision, report.records, report.made) == (2, 3, "2025-06-02")
    assert report.strategies == (("mood", "2025-06-01"),)


def test_progress_is_told_claim_by_claim() -> None:
    engine, store = collection(*TWO)
    told: list[tuple[int, int]] = []
    draft = read_draft("a.txt", b"Ketamine reduces anxiety. Ketamine reduces suicidal ideation.")
    check_draft(draft, engine, store, made="", progress=lambda done, among: told.append((done, among)))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_a_draft_without_claims_has_a_report_too() -> None:
    report = checked("Spring is lovely.", *TWO)
    assert (report.claims, report.remarks) == ((), ())
    assert len(report.unchecked) == 1


def test_a_dose_that_was_not_found_is_told_as_the_claim_writes_it() -> None:
    (found,) = checked("Ketamine at 0.7 mg/kg reduces suicidal ideation.", *TWO).claims
    assert any("not 0.7 mg/kg" in reason for one in found.verdict.evidence for reason in one.reasons)


# --- wording ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("This ensures safety", "ensures"),
        ("Ketamine always works", "always"),
        ("It cures depression", "cures"),
        ("It has no side effects", "no side effects"),
        ("it helps every patient", "every patient"),
        ("It prevents dependency", "prevents dependency"),
        ("The only treatment that works", "The only treatment that"),
        ("It stops worry in every patient within an hour", "in every patient"),
        ("It relieves pain in each patient with a broken leg", "in each patient"),
        ("It helps in all cases", "in all cases"),
        ("It never fails", "never fails"),
        ("It is 100 % effective", "100 % effective"),
        ("Nobody relapses", "Nobody"),
        ("It has none of the side effects", "none of the side effects"),
        ("It is not addictive and always helps", "always"),
        ("It not only cures pain", "cures"),
    ],
)
def test_words_that_leave_no_exception_are_found(text: str, word: str) -> None:
    assert [text[start:end] for start, end in absolute_spans(text)] == [word]


@pytest.mark.parametrize(
    "text",
    [
        "It does not cure depression",
        "It is not always effective",
        "It cannot guarantee relief",
        "Vital signs are monitored to ensure safety",
        "people who never responded to other drugs",
        "All patients who received it were adults",
        "a completely randomized design",
        "It reduces suicidal ideation",
        "Studies have not shown that the tablet prevents suicide",
        "There is no evidence that it prevents relapse",
        "It is unknown whether it cures depression",
        "It is not a cure, and it isn't a miracle",
        "It does not work in the same way for everyone",
        "Nobody knows why",
    ],
)
def test_words_that_are_denied_or_mean_something_else_are_not(text: str) -> None:
    assert list(absolute_spans(text)) == []


@pytest.mark.parametrize("start", ["Myth: ", "Myth 2 - ", "Common misconception: "])
def test_what_is_called_a_myth_is_no_overstatement_of_the_draft(start: str) -> None:
    text = "Ketamine always reduces suicidal ideation."
    assert remarks(f"{start}{text}", *TWO, code=Code.ABSOLUTE) == []
    assert len(remarks(text, *TWO, code=Code.ABSOLUTE)) == 1


def test_an_absolute_claim_is_remarked_once_and_never_supported() -> None:
    report = checked("Ketamine always reduces suicidal ideation.", *TWO)
    found = [one for one in report.remarks if one.code is Code.ABSOLUTE]
    assert len(found) == 1
    assert "“always”" in found[0].message
    assert [one.verdict.stance for one in report.claims] == [Stance.INSUFFICIENT]


# --- harms ------------------------------------------------------------------------------------------------------------

DISSOCIATED = trial(11, "Dissociation was more frequent with ketamine than with saline.")
RAISED = trial(12, "Ketamine transiently increased systolic blood pressure compared with saline.")
BLADDER = numbered(
    13,
    record(
        "Urinary symptoms in adults who use ketamine: a cohort study",
        ("METHODS", "We followed 120 adults with chronic recreational ketamine use."),
        ("RESULTS", "Lower urinary tract symptoms were common with long-term ketamine use."),
        mesh=("Humans", "Adult"),
        types=("Observational Study",),
    ),
)


def test_a_draft_that_names_no_harm_hears_of_those_that_the_collection_has() -> None:
    text = "Ketamine reduces suicidal ideation.\n\nKetamine reduces anxiety."
    (found,) = remarks(text, *TWO, DISSOCIATED, RAISED, code=Code.HARMS_MISSING)
    assert "dissociation (PMID 990000011)" in found.message
    assert "raised blood pressure (PMID 990000012)" in found.message
    assert "urinary" not in found.message
    assert {one.pmid for one in found.records} == {"990000011", "990000012"}


def test_a_draft_that_names_a_harm_hears_nothing() -> None:
    text = "Ketamine reduces suicidal ideation. It may raise blood pressure and cause dissociation."
    assert remarks(text, *TWO, DISSOCIATED, RAISED, code=Code.HARMS_MISSING) == []


def test_harms_that_are_denied_are_not_named() -> None:
    text = "Ketamine reduces suicidal ideation. It has no side effects."
    assert len(remarks(text, *TWO, DISSOCIATED, code=Code.HARMS_MISSING)) == 1


def test_what_the_drug_is_given_against_is_no_harm_of_it() -> None:
    text = "Ketamine reduces suicidal ideation."
    assert len(remarks(f"{text} It treats alcohol addiction.", *TWO, DISSOCIATED, code=Code.HARMS_MISSING)) == 1
    assert remarks(f"{text} This treatment can cause addiction.", *TWO, DISSOCIATED, code=Code.HARMS_MISSING) == []


def test_harms_that_are_called_short_lived_bring_up_the_lasting_ones() -> None:
    text = "Ketamine reduces suicidal ideation. Side effects of ketamine such as dizziness are mild and short-lived."
    (found,) = remarks(text, *TWO, DISSOCIATED, BLADDER, code=Code.HARMS_MISSING)
    assert "urinary symptoms (PMID 990000013)" in found.message
    assert "dissociation" not in found.message
    assert "short-lived" in found.subject


def test_without_a_lasting_harm_in_the_collection_nothing_is_said() -> None:
    text = "Ketamine reduces suicidal ideation. Side effects of ketamine such as dizziness are mild and short-lived."
    assert remarks(text, *TWO, DISSOCIATED, code=Code.HARMS_MISSING) == []


def test_a_harm_that_is_only_denied_is_not_pointed_out() -> None:
    text = "Ketamine reduces suicidal ideation. At the doses given here it is completely safe and not addictive."
    (found,) = remarks(text, *TWO, DISSOCIATED, code=Code.HARMS_MISSING)
    assert "only to deny" in found.message


def test_a_lasting_harm_that_is_only_denied_is_brought_up_where_others_are_named() -> None:
    text = "Ketamine reduces suicidal ideation. It can cause dizziness. Ketamine does not damage the bladder."
    (found,) = remarks(text, *TWO, DISSOCIATED, BLADDER, code=Code.HARMS_MISSING)
    assert "urinary symptoms (PMID 990000013)" in found.message
    assert "bladder" in found.subject


@pytest.mark.parametrize(
    "said", ["Heavy users may destroy their bladders.", "Bladder pain troubles those who abuse it."]
)
def test_a_lasting_harm_that_the_draft_names_elsewhere_is_not_left_out(said: str) -> None:
    text = "Ketamine reduces suicidal ideation. Side effects of ketamine such as dizziness are mild and short-lived."
    assert remarks(f"{text}\n\n{said}", *TWO, DISSOCIATED, BLADDER, code=Code.HARMS_MISSING) == []


def test_the_misuse_of_another_drug_is_none_of_this_one() -> None:
    of_opioids, of_ketamine = (
        numbered(
            place,
            record(
                f"Adults in pain clinics after ketamine {place}: a cohort study",
                ("METHODS", "We followed 120 adults who received ketamine for a year."),
                ("RESULTS", f"Repeated doses led to misuse of {drug} in twelve adults."),
                mesh=("Humans", "Adult"),
                types=("Observational Study",),
            ),
        )
        for place, drug in ((16, "opioids"), (17, "ketamine"))
    )
    text = "Ketamine reduces suicidal ideation. Side effects of ketamine such as dizziness are mild and short-lived."
    assert remarks(text, *TWO, of_opioids, code=Code.HARMS_MISSING) == []
    assert len(remarks(text, *TWO, of_ketamine, code=Code.HARMS_MISSING)) == 1


def test_what_treats_the_misuse_of_other_drugs_is_no_record_of_misuse() -> None:
    texts = (
        ("Ketamine for alcohol use disorder: a randomized controlled trial", "adults with alcohol use disorder"),
        ("Misuse of ketamine: a cohort study", "recreational ketamine users"),
    )
    treats, misused = (
        numbered(
            place,
            record(
                title,
                ("METHODS", f"We followed 120 {whom} for a year."),
                ("RESULTS", f"The abuse liability of ketamine was high in these {whom} who used it repeatedly."),
                mesh=("Humans", "Adult"),
                types=("Observational Study",),
            ),
        )
        for place, (title, whom) in enumerate(texts, 14)
    )
    text = "Ketamine reduces suicidal ideation. Side effects of ketamine such as dizziness are mild and short-lived."
    (found,) = remarks(text, *TWO, treats, misused, code=Code.HARMS_MISSING)
    assert misused.pmid in found.message
    assert treats.pmid not in found.message
    assert remarks(text, *TWO, treats, code=Code.HARMS_MISSING) == []


def test_retracted_records_tell_of_no_harm() -> None:
    assert remarks("Ketamine reduces anxiety.", *TWO, retracted(DISSOCIATED), code=Code.HARMS_MISSING) == []


def test_the_harms_of_ketamine_are_not_asked_of_another_drug() -> None:
    assert remarks("Psilocybin reduces anxiety.", *TWO, DISSOCIATED, code=Code.HARMS_MISSING) == []


# --- for other programs -----------------------------------------------------------------------------------------------


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "queries").mkdir()
    (tmp_path / "index").mkdir()
    store = SqliteStore.create(tmp_path / "index" / "records.sqlite3")
    store.apply(Decided(run=1, at=NOW, new=tuple(Incoming(one, b"<raw/>") for one in TWO)))
    engine = WhooshEngine(tmp_path / "index" / "whoosh")
    engine.apply(store.changes_since(0, 100))
    engine.close()
    store.close()
    return tmp_path


def test_a_claim_can_be_checked_from_python(workspace: Path) -> None:
    (found,) = indexer.check_claim("Ketamine reduces suicidal ideation", workspace)
    assert found.verdict.stance is Stance.SUPPORTS


def test_a_draft_can_be_checked_from_python(workspace: Path) -> None:
    path = workspace / "draft.md"
    path.write_text("Ketamine reduces suicidal ideation.\n", encoding="utf-8")
    report = indexer.check_draft(path, workspace)
    assert [one.verdict.stance for one in report.claims] == [Stance.SUPPORTS]
    assert report == indexer.check_draft(path, workspace)


def test_a_draft_that_is_not_there_is_the_callers_to_mend(workspace: Path) -> None:
    with pytest.raises(UsageError):
        indexer.check_draft(workspace / "nowhere.md", workspace)


@pytest.mark.parametrize(
    "result", ["Ketamine increased dissociation and blood pressure.", "Dissociation and blood pressure did not change."]
)
def test_what_each_of_two_did_does_not_say_that_they_go_together(result: str) -> None:
    found = library(trial(1, result, title="Dissociation and blood pressure after ketamine"))
    for claim in ("Blood pressure is linked to dissociation.", "Blood pressure is not associated with dissociation."):
        verdict = check_claim(read_claim(claim)[0], found)
        assert [one.bearing for one in verdict.evidence] == [Bearing.UNDETERMINED], claim
