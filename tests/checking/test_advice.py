"""At what strength a claim could be said: from findings that were decided, in the evidence's own parts."""

from __future__ import annotations

import pytest
from appraisal.abstracts import record
from checking.collection import collection, library, numbered, trial

from indexer.checking.advice import advice
from indexer.checking.check import check_claim, check_draft, read_claim
from indexer.checking.draft import read_draft
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
    return check_claim(claim, library(*records)).advice


def of_esketamine(said: str) -> tuple[Record, ...]:
    """Two trials of esketamine, each with this finding."""
    return tuple(
        numbered(
            40 + number,
            record(
                f"Esketamine nasal spray and suicidal ideation {number}: a randomized controlled trial",
                ("METHODS", "We randomly assigned 80 adults with major depressive disorder to esketamine or placebo."),
                ("RESULTS", f"At site {number}, {said}"),
                mesh=("Humans", "Adult"),
                types=("Randomized Controlled Trial",),
            ),
        )
        for number in (1, 2)
    )


def stance(text: str, *records: Record) -> Stance:
    (claim,) = read_claim(text)
    return check_claim(claim, library(*records)).stance


def test_what_the_findings_share_is_said_of_a_wider_claim() -> None:
    told = advised(CLAIM, *TWO)
    assert any("in adults with major depressive disorder" in one for one in told)
    assert any("within 24 hours" in one for one in told)
    assert any("compared with" in one and "saline" in one for one in told)
    assert any("both findings that support it" in one for one in told)


@pytest.mark.parametrize(
    ("studied", "told"),
    [("healthy volunteers", "in healthy volunteers"), ("adults undergoing surgery", "in adults undergoing surgery")],
)
def test_people_who_are_not_ill_are_named_as_what_they_are(studied: str, told: str) -> None:
    records = tuple(
        numbered(
            60 + number,
            record(
                f"Ketamine and anxiety in {studied} {number}: a randomized controlled trial",
                ("METHODS", f"We randomly assigned 80 {studied} to ketamine or placebo."),
                ("RESULTS", f"At site {number}, ketamine reduced anxiety compared with placebo."),
                mesh=("Humans", "Adult"),
                types=("Randomized Controlled Trial",),
            ),
        )
        for number in (1, 2)
    )
    assert any(f"“{told}”" in one for one in advised("Ketamine reduces anxiety.", *records))


def test_a_claim_that_says_so_already_is_left_alone() -> None:
    text = "Ketamine reduces suicidal ideation in major depressive disorder within 24 hours."
    told = advised(text, *TWO)
    assert not any("Say of whom" in one or "Say when" in one for one in told)


def test_weak_evidence_is_worded_with_may() -> None:
    assert stance(CLAIM, *OPEN) is Stance.SUPPORTS
    assert any("“may”" in one for one in advised(CLAIM, *OPEN))


def test_a_denial_is_not_worded_with_can() -> None:
    (claim,), (denial,) = read_claim(CLAIM), read_claim("Ketamine does not increase suicidal ideation.")
    told = advice(denial, check_claim(claim, library(*OPEN)))
    assert any("“as far as is known”" in one for one in told)
    assert not any("“can”" in one for one in told)


def test_a_claim_that_says_may_needs_no_weaker_word() -> None:
    assert not any("“may”" in one for one in advised("Ketamine may reduce suicidal ideation.", *OPEN))


def test_trials_at_random_need_no_weaker_word() -> None:
    assert not any("“may”" in one for one in advised(CLAIM, *TWO))


def test_findings_on_both_sides_are_to_be_told() -> None:
    records = (*TWO, trial(3, NOT, title="No effect on suicidal ideation"))
    assert stance(CLAIM, *records) is Stance.MIXED
    assert advised(CLAIM, *records)[0].startswith("Say that findings differ: 2 findings for it, one finding against it")


NONE = (
    trial(3, NOT, title="No effect on suicidal ideation"),
    trial(4, "Ketamine did not reduce suicidal ideation in these adults."),
)


@pytest.mark.parametrize(
    ("text", "records", "found"),
    [
        (CLAIM, NONE, "2 findings found no difference"),
        ("Ketamine increases suicidal ideation.", TWO, "2 findings went the other way"),
        ("Ketamine does not reduce suicidal ideation.", TWO, "2 findings are of a difference"),
    ],
)
def test_of_a_claim_that_findings_go_against_is_told_what_they_found(
    text: str, records: tuple[Record, ...], found: str
) -> None:
    assert stance(text, *records) is Stance.CONTRADICTS
    assert advised(text, *records) == (f"Leave it out, or say what was found: {found}.",)


def test_one_finding_is_told_to_be_what_the_claim_rests_on() -> None:
    one = trial(1, REDUCED)
    expected = f"If it stays, say that it rests on a randomized controlled trial (PMID {one.pmid})."
    assert advised(CLAIM, one) == (expected,)


def test_one_finding_against_a_claim_is_told() -> None:
    assert advised(CLAIM, NONE[0]) == ("Leave it out: one finding found no difference.",)


def test_nothing_is_advised_on_what_is_called_a_myth() -> None:
    assert advised(f"Myth: {CLAIM}", *NONE) == ()


def test_a_claim_with_a_source_is_not_told_to_cite_one() -> None:
    text = "Ketamine worsens sleep after surgery [PMID 12345678].\n\nKetamine improves sleep after surgery."
    engine, store = collection(*TWO)
    cited, uncited = check_draft(read_draft("a.md", text.encode()), engine, store, made="").claims
    assert not any("cite a source" in one for one in cited.verdict.advice)
    assert any("unless the source given for it" in one for one in cited.verdict.advice)
    assert any("cite a source" in one for one in uncited.verdict.advice)


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


REDUCED_BY_ESKETAMINE = of_esketamine("esketamine reduced suicidal ideation compared with placebo.")


def test_another_form_of_the_drug_is_advised_where_the_findings_support_the_claim_of_it() -> None:
    told = advised(CLAIM, *REDUCED_BY_ESKETAMINE)
    assert stance(CLAIM, *REDUCED_BY_ESKETAMINE) is Stance.INSUFFICIENT
    pmids = ", ".join(one.pmid for one in REDUCED_BY_ESKETAMINE)
    assert f"If it stays, say “esketamine” and not “ketamine”: 2 findings support it so (PMID {pmids})." in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CLAIM, "esketamine did not reduce suicidal ideation compared with placebo."),
        (CLAIM, "suicidal ideation was measured in those given esketamine."),
        ("Ketamine halves suicidal ideation.", "esketamine reduced suicidal ideation compared with placebo."),
        ("According to its maker, ketamine reduces suicidal ideation.", "esketamine reduced suicidal ideation."),
        ("“Ketamine reduces suicidal ideation.”", "esketamine reduced suicidal ideation compared with placebo."),
        ("Racemic ketamine reduces suicidal ideation.", "esketamine reduced suicidal ideation."),
    ],
)
def test_no_form_is_advised_that_the_findings_do_not_support_or_the_claim_is_not_of(text: str, said: str) -> None:
    told = advised(text, *of_esketamine(said))
    assert not any("and not" in one for one in told)
    assert any("of esketamine, which tells nothing of ketamine" in one for one in told)


def test_forms_that_a_claim_sets_beside_each_other_are_not_swapped() -> None:
    told = advised("Ketamine reduces suicidal ideation more than esketamine.", *REDUCED_BY_ESKETAMINE)
    assert not any("tells nothing" in one or "and not" in one for one in told)


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
    assert told[0].startswith("Say more plainly what does what to which outcome")
    assert not any("ketamine" in one for one in told)
    assert not any("plainly" in one for one in advised(CLAIM, *records))


def test_advice_is_short() -> None:
    records = (*OPEN, trial(3, NOT, title="No effect on suicidal ideation"))
    assert len(advised("Ketamine always reduces suicidal ideation.", *records)) <= 4


def test_no_evidence_at_all_needs_no_evidence_to_advise() -> None:
    (claim,) = read_claim(CLAIM)
    empty = Verdict(Stance.INSUFFICIENT, 0.0, found=True, evidence=(), excluded=(), reasons=(), balance="")
    assert advice(claim, empty) == ("Leave it out, or cite a source that shows it.",)
