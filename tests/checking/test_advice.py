"""At what strength a claim could be said: from findings that were decided, in the evidence's own parts."""

from __future__ import annotations

from appraisal.abstracts import record
from checking.collection import library, numbered, trial

from indexer.checking.advice import advice
from indexer.checking.check import check_claim, read_claim
from indexer.checking.values import Stance, Verdict
from indexer.record import Record

CLAIM = "Ketamine reduces suicidal ideation."
REDUCED = "Ketamine significantly reduced suicidal ideation within 24 hours compared with saline."
AGAIN = "At 24 hours, ketamine markedly reduced suicidal ideation in these adults."
NOT = "Ketamine did not significantly reduce suicidal ideation compared with saline."
TWO = (trial(1, REDUCED), trial(2, AGAIN, title="Suicidal ideation after ketamine"))
OPEN = tuple(
    numbered(
        20 + number,
        record(
            f"Course {number} of suicidal ideation: an open-label study of ketamine",
            ("METHODS", "In an open-label trial, 20 adults with major depressive disorder received ketamine."),
            ("RESULTS", f"In clinic {number}, ketamine reduced suicidal ideation."),
            mesh=("Humans", "Adult"),
            types=("Clinical Trial",),
        ),
    )
    for number in (1, 2)
)


def advised(text: str, *records: Record) -> tuple[str, ...]:
    (claim,) = read_claim(text)
    found = check_claim(claim, library(*records))
    assert advice(claim, found) == found.advice
    return found.advice


def stance(text: str, *records: Record) -> Stance:
    (claim,) = read_claim(text)
    return check_claim(claim, library(*records)).stance


def test_what_the_findings_share_is_said_of_a_wider_claim() -> None:
    told = advised(CLAIM, *TWO)
    assert any("in adults with major depressive disorder" in one for one in told)
    assert any("within 24 hours" in one for one in told)
    assert any("compared with" in one and "saline" in one for one in told)
    assert any("both findings that support it" in one for one in told)


def test_a_claim_that_says_so_already_is_left_alone() -> None:
    text = "Ketamine reduces suicidal ideation in major depressive disorder within 24 hours."
    told = advised(text, *TWO)
    assert not any("Say of whom" in one or "Say when" in one for one in told)


def test_weak_evidence_is_worded_with_may() -> None:
    assert stance(CLAIM, *OPEN) is Stance.SUPPORTS
    assert any("“may”" in one for one in advised(CLAIM, *OPEN))


def test_a_claim_that_says_may_needs_no_weaker_word() -> None:
    assert not any("“may”" in one for one in advised("Ketamine may reduce suicidal ideation.", *OPEN))


def test_trials_at_random_need_no_weaker_word() -> None:
    assert not any("“may”" in one for one in advised(CLAIM, *TWO))


def test_findings_on_both_sides_are_to_be_told() -> None:
    records = (*TWO, trial(3, NOT, title="No effect on suicidal ideation"))
    assert stance(CLAIM, *records) is Stance.MIXED
    assert advised(CLAIM, *records)[0].startswith("Say that findings differ: 2 findings for it, one finding against it")


def test_a_claim_that_the_findings_go_against_is_to_be_left_or_turned() -> None:
    records = (
        trial(3, NOT, title="No effect on suicidal ideation"),
        trial(4, "Ketamine did not reduce suicidal ideation in these adults."),
    )
    assert stance(CLAIM, *records) is Stance.CONTRADICTS
    assert advised(CLAIM, *records) == ("Leave it out, or say the contrary: 2 findings went the other way.",)


def test_too_little_decided_is_to_be_left_or_cited_and_nothing_more() -> None:
    assert advised(CLAIM, trial(1, REDUCED)) == ("Leave it out, or cite a source that shows it.",)


def test_nothing_found_is_told_apart() -> None:
    (told,) = advised("Ketamine improves the taste of oranges.", numbered(1, record("Rain", ("RESULTS", "Rain fell."))))
    assert told == "Leave it out, or cite a source: nothing in this collection was found to bear on it."


def test_evidence_from_animals_is_named_as_such() -> None:
    rats = tuple(
        numbered(
            30 + number,
            record(
                f"BDNF after ketamine in rats {number}",
                ("METHODS", "Male Wistar rats received ketamine 10 mg/kg intraperitoneally."),
                ("RESULTS", f"Ketamine increased BDNF in the hippocampus of rats of batch {number}."),
                mesh=("Animals", "Rats", "Rats, Wistar"),
            ),
        )
        for number in (1, 2)
    )
    told = advised("Ketamine increases BDNF.", *rats)
    assert told[0] == "Leave it out, or cite a source that shows it."
    assert any("in animals" in one and "both findings" in one for one in told)


def test_evidence_on_another_form_of_the_drug_is_named_as_such() -> None:
    others = tuple(
        numbered(
            40 + number,
            record(
                f"Esketamine nasal spray and suicidal ideation {number}: a randomized controlled trial",
                ("METHODS", "We randomly assigned 80 adults with major depressive disorder to esketamine or placebo."),
                ("RESULTS", f"At site {number}, esketamine reduced suicidal ideation compared with placebo."),
                mesh=("Humans", "Adult"),
                types=("Randomized Controlled Trial",),
            ),
        )
        for number in (1, 2)
    )
    told = advised(CLAIM, *others)
    assert stance(CLAIM, *others) is Stance.INSUFFICIENT
    assert any("“esketamine” and not “ketamine”" in one for one in told)


def test_another_drug_is_no_form_of_it() -> None:
    others = tuple(
        numbered(
            50 + number,
            record(
                f"Midazolam and suicidal ideation {number}: a randomized controlled trial",
                ("METHODS", "We randomly assigned 80 adults with major depressive disorder to midazolam or placebo."),
                ("RESULTS", f"At site {number}, midazolam reduced suicidal ideation compared with placebo."),
                mesh=("Humans", "Adult"),
                types=("Randomized Controlled Trial",),
            ),
        )
        for number in (1, 2)
    )
    told = advised(CLAIM, *others)
    assert len(told) == 1
    assert "midazolam" not in told[0]


def test_a_claim_that_was_not_understood_is_to_be_said_more_plainly() -> None:
    records = (trial(3, NOT, title="No effect on suicidal ideation"),)
    told = advised("Ketamine and suicidal ideation are old friends.", *records)
    assert told[0].startswith("Say it more plainly, as in “ketamine reduces …”")
    assert not any("plainly" in one for one in advised(CLAIM, *records))


def test_advice_is_short() -> None:
    records = (*OPEN, trial(3, NOT, title="No effect on suicidal ideation"))
    assert len(advised("Ketamine always reduces suicidal ideation.", *records)) <= 4


def test_no_evidence_at_all_needs_no_evidence_to_advise() -> None:
    (claim,) = read_claim(CLAIM)
    empty = Verdict(Stance.INSUFFICIENT, 0.0, found=True, evidence=(), excluded=(), reasons=(), balance="")
    assert advice(claim, empty) == ("Leave it out, or cite a source that shows it.",)
