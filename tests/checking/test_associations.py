"""What goes with what: claims and findings that tell of two outcomes and of no effect of treatment."""

from __future__ import annotations

import pytest
from checking.sentences import judged, trial

from indexer.appraisal.reading import of_text
from indexer.checking.asked import read_statements
from indexer.checking.associations import associations
from indexer.checking.besides import besides
from indexer.checking.claims import find_claims
from indexer.checking.draft import read_draft
from indexer.checking.values import Bearing

SUPPORTS, CONTRADICTS, UNDETERMINED = Bearing.SUPPORTS, Bearing.CONTRADICTS, Bearing.UNDETERMINED
MORE = "The more people dissociate on ketamine, the better their depression gets"


@pytest.mark.parametrize(
    ("text", "outcomes", "is_there", "brings"),
    [
        ("Dissociation correlated with the antidepressant response.", {"dissociation", "depression"}, True, False),
        ("Dissociation was not associated with MADRS improvement.", {"dissociation", "depression"}, False, False),
        ("There was no relationship between BDNF and remission.", {"BDNF", "depression"}, False, False),
        ("Antidepressant effects were unrelated to dissociation.", {"dissociation", "depression"}, False, False),
        ("The antidepressant effect depends on BDNF.", {"BDNF", "depression"}, True, True),
        (MORE, {"dissociation", "depression"}, True, False),
    ],
)
def test_two_outcomes_and_whether_they_go_together(text: str, outcomes: set[str], is_there: bool, brings: bool) -> None:
    (found,) = associations(of_text(text), 0, len(text))
    assert (found.outcomes, found.is_there, found.brings) == (outcomes, is_there, brings)
    assert text[found.span.start : found.span.end].strip()


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine was associated with dissociation.",  # one outcome, of a drug
        "Dissociation and anxiety fell.",
        "Dissociation correlated with depression, anxiety and pain.",
        "Dissociation correlated with a poorer antidepressant response.",
        "Dissociation correlated with response but not with remission or anxiety.",
        "It is unclear whether dissociation correlates with response.",
        "No serious adverse events occurred in any of the older adults, and only a few related to anxiety did.",
    ],
)
def test_what_is_no_association_of_two_is_not_read_as_one(text: str) -> None:
    assert list(associations(of_text(text), 0, len(text))) == []


@pytest.mark.parametrize(
    ("claim", "result", "bearing"),
    [
        (MORE, "Dissociation correlated with the antidepressant response to ketamine.", SUPPORTS),
        (MORE, "Dissociation did not correlate with the antidepressant response to ketamine.", CONTRADICTS),
        (MORE, "Dissociation correlated with a poorer antidepressant response to ketamine.", UNDETERMINED),
        (MORE, "The antidepressant effects of ketamine were not mediated by dissociation.", UNDETERMINED),
        (
            "Dissociation is necessary for ketamine's antidepressant effect",
            "The antidepressant effects of ketamine were not mediated by dissociation.",
            CONTRADICTS,
        ),
        (MORE, "Anxiety correlated with the antidepressant response to ketamine.", UNDETERMINED),
        (MORE, "Ketamine increased dissociation and reduced depressive symptoms.", UNDETERMINED),
        (MORE, "With midazolam, dissociation did not correlate with the antidepressant response.", UNDETERMINED),
        (
            "Dissociation is necessary for ketamine's antidepressant effect",
            "Dissociation correlated with the antidepressant response to ketamine.",
            UNDETERMINED,
        ),
        (
            "Dissociation is necessary for ketamine's antidepressant effect",
            "There was no association between dissociation and the antidepressant response to ketamine.",
            CONTRADICTS,
        ),
        (
            "Dissociation is unrelated to ketamine's antidepressant effect",
            "There was no association between dissociation and the antidepressant response to ketamine.",
            SUPPORTS,
        ),
        ("Ketamine causes dissociation", "Dissociation correlated with response to ketamine.", UNDETERMINED),
    ],
)
def test_they_are_set_beside_each_other_and_beside_no_effect(claim: str, result: str, bearing: Bearing) -> None:
    assert judged(claim, trial(result)).bearing is bearing


def test_a_draft_makes_one_claim_of_it_and_says_how_it_was_understood() -> None:
    (checked,), _ = find_claims(read_draft("draft.txt", f"{MORE}.\n".encode()), read_statements)
    assert checked.text == f"{MORE}."
    assert besides(checked) == "depression and dissociation: go together"
    (soon,), _ = find_claims(read_draft("draft.txt", b"Dissociation after ketamine is short-lived.\n"), read_statements)
    assert besides(soon).startswith("and soon over")
    (over,), _ = find_claims(
        read_draft("draft.txt", b"The antidepressant effect of ketamine fades within a week.\n"), read_statements
    )
    assert "fades within a week" in besides(over)
    (plain,), _ = find_claims(read_draft("draft.txt", b"Ketamine reduces anxiety.\n"), read_statements)
    assert besides(plain) == ""
