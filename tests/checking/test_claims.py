"""Finding claims: what is checkable in a draft, cut where it says two things, and why the rest is not."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from checking.plain_reader import read
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.checking.claims import find_claims
from indexer.checking.draft import read_draft
from indexer.checking.values import Claim, Direction, Draft, NotCheckable, Unchecked
from indexer.text import sentences

PROMOTION, FURNITURE, QUESTION, OPINION = (
    NotCheckable.PROMOTION,
    NotCheckable.FURNITURE,
    NotCheckable.QUESTION,
    NotCheckable.OPINION,
)
MYTH = NotCheckable.MYTH
DEFINITION, ADVICE, OFF_TOPIC, NO_STATEMENT = (
    NotCheckable.DEFINITION,
    NotCheckable.ADVICE,
    NotCheckable.OFF_TOPIC,
    NotCheckable.NO_STATEMENT,
)


def found(text: str, name: str = "draft.md") -> tuple[tuple[Claim, ...], tuple[Unchecked, ...]]:
    return find_claims(read_draft(name, text.encode()), read)


def claims(text: str) -> list[str]:
    return [one.text for one in found(text)[0]]


def reasons(text: str) -> list[NotCheckable]:
    return [one.reason for one in found(text)[1]]


def interventions(claim: Claim) -> list[str]:
    return [one.value for one in claim.statement.interventions]


def conditions(claim: Claim) -> list[str]:
    return [one.value for one in claim.statement.conditions]


# --- one sentence, several claims ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Ketamine eases nausea and increases blood pressure.",
            ["Ketamine eases nausea", "increases blood pressure."],
        ),
        ("Ketamine reduces pain and fatigue within hours.", ["Ketamine reduces pain", "fatigue within hours."]),
        ("Ketamine reduces pain, fatigue, and anhedonia.", ["Ketamine reduces pain", "fatigue", "anhedonia."]),
        ("Ketamine guarantees peace and prevents dependency.", ["Ketamine guarantees peace", "prevents dependency."]),
        (
            "With ketamine there was a quick rise in alertness and a reduction in pain.",
            ["With ketamine there was a quick rise in alertness", "a reduction in pain."],
        ),
        (
            "While a single dose of ketamine brings quick relief, repeated doses may bring longer-lasting ease.",
            ["While a single dose of ketamine brings quick relief", "repeated doses may bring longer-lasting ease."],
        ),
    ],
)  # fmt: skip
def test_a_sentence_is_cut_where_it_says_another_thing(sentence: str, parts: list[str]) -> None:
    assert claims(sentence) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "Ketamine reduces suicidal ideation.",
        "Ketamine causes side effects such as nausea and dizziness.",
        "Ketamine reduces pain, offering help at night.",
        "Ketamine causes nausea, but this is mostly short-lived.",
        "In people with pain, ketamine reduces fatigue.",
        "Ketamine brought a small but lasting reduction in pain.",
        "Ketamine reduces pain (by 3 points; p = 0.02, and less fatigue in rats).",
    ],
)
def test_examples_glosses_and_brackets_begin_no_claim(sentence: str) -> None:
    assert claims(sentence) == [sentence]


def test_each_part_has_its_offsets_its_outcome_and_the_shared_subject() -> None:
    text = "# Notes\n\nIn short, **ketamine** lowers pain and\nraises blood pressure."
    pain, pressure = found(text)[0]
    assert text[pain.start : pain.end] == "In short, **ketamine** lowers pain"
    assert text[pressure.start : pressure.end] == pressure.text == "raises blood pressure."
    assert (pain.line, pressure.line) == (3, 4)
    assert (pain.statement.direction, pressure.statement.direction) == (Direction.LOWER, Direction.HIGHER)
    assert interventions(pain) == interventions(pressure) == ["ketamine"]
    assert (
        pain.sentence
        == pressure.sentence
        == pressure.source
        == "In short, ketamine lowers pain and raises blood pressure."
    )


def test_a_list_of_illnesses_is_a_claim_for_each() -> None:
    one, two, three = found(
        "Bipolar depression, PTSD, and anorexia nervosa are treated with ketamine, with promising results."
    )[0]
    assert [conditions(claim) for claim in (one, two, three)] == [
        ["bipolar depression"],
        ["post-traumatic stress disorder"],
        ["anorexia nervosa"],
    ]
    assert (one.text, two.text) == ("Bipolar depression", "PTSD")
    assert interventions(one) == interventions(three) == ["ketamine"]


def test_what_the_reader_does_not_know_is_a_claim_of_what_is_named() -> None:
    (claim,) = found("Ketamine is most effective in the morning.")[0]
    assert interventions(claim) == ["ketamine"]
    assert claim.statement.outcome is None
    assert claim.statement.direction is Direction.UNKNOWN


def test_what_a_drug_is_compared_with_is_not_its_subject() -> None:
    for sentence in (
        "Ketamine is more effective than midazolam.",
        "Compared with midazolam, ketamine is more effective.",
    ):
        (claim,) = found(sentence)[0]
        assert interventions(claim) == ["ketamine"]
        assert [one.value for one in claim.statement.against] == ["midazolam"]


def test_a_clause_about_other_treatments_does_not_become_one_about_the_drug() -> None:
    others, own = found("While most antidepressants take weeks to work, ketamine works within hours.")[0]
    assert interventions(others) == []
    assert interventions(own) == ["ketamine"]


# --- the subject from before -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "It can reduce pain.",
        "These effects include less fatigue, which improves sleep.",
        "This action increases cognition.",
        "However, its benefits fade within a week.",
        "This prevents relapse.",
        "Some patients experience nausea.",
        "Side effects are short-lived.",
        "In one trial, 40% of patients responded within a day.",
    ],
)
def test_a_sentence_that_does_not_name_its_subject_has_the_one_that_does_as_context(sentence: str) -> None:
    subject = "Ketamine is given as an infusion."
    last = found(f"{subject} {sentence}")[0][-1]
    assert last.context == subject
    assert interventions(last) == ["ketamine"]
    span = last.statement.interventions[0].span
    assert last.source[span.start : span.end] == "Ketamine"


def test_the_context_goes_on_to_the_sentence_before() -> None:
    text = "Ketamine must be given with care. Doctors watch over every infusion. This ensures safety."
    assert found(text)[0][-1].context == "Ketamine must be given with care. Doctors watch over every infusion."


def test_what_something_works_better_than_is_no_subject_of_the_next_sentence() -> None:
    text = "Esketamine reduces depression. It works better than midazolam. It also reduces anxiety."
    assert [interventions(one) for one in found(text)[0]][-1] == ["esketamine"]


def test_a_subject_is_carried_over_a_heading_but_never_from_promotion() -> None:
    text = "Ketamine works.\n\n## Harms\n\nOur clinic offers esketamine.\n\nIt can raise blood pressure."
    assert interventions(found(text)[0][-1]) == ["ketamine"]


def test_items_of_a_list_have_their_subject_from_before_it() -> None:
    text = "Ketamine has these effects:\n\n- reduces pain\n- causes nausea"
    assert [(one.text, interventions(one)) for one in found(text)[0]] == [
        ("reduces pain", ["ketamine"]),
        ("causes nausea", ["ketamine"]),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients with this disorder often experience pain and fatigue.",
        "This complexity is one reason why treatments fail.",
        "It is important that people know this.",
    ],
)
def test_what_speaks_of_something_else_takes_no_drug_from_before(sentence: str) -> None:
    assert len(found(f"Ketamine works. {sentence}")[0]) == 1


def test_without_a_drug_before_there_is_nothing_to_carry() -> None:
    assert claims("It can reduce pain.") == []


@pytest.mark.parametrize(
    "beside",
    [
        "Its effect seems to need opioid receptors, because naltrexone blocks it.",
        "In people who had responded to ketamine, lithium did no better than placebo.",
        "It was compared with midazolam and placebo.",
        "Riluzole added nothing.",
    ],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "Side effects are short-lived.",
        "Dissociation and raised blood pressure peak within the hour.",
        "Higher doses cause more nausea.",
    ],
)
@pytest.mark.parametrize("between", [" ", "\n\n", "\n\n## Doses\n\n"])
def test_what_was_named_beside_the_drug_is_not_gone_back_to(beside: str, sentence: str, between: str) -> None:
    text = f"# Ketamine\n\nKetamine reduces pain. It lifts mood. {beside}{between}{sentence}"
    assert {name for one in found(text)[0] if one.sentence == sentence for name in interventions(one)} == {"ketamine"}


def test_another_treatment_is_gone_back_to_where_it_is_what_the_paragraph_is_about() -> None:
    text = "# Ketamine\n\nKetamine reduces pain.\n\nPsilocybin was tried too. Side effects are mild. It causes nausea."
    assert [interventions(one) for one in found(text)[0]][1:] == [["psilocybin"], ["psilocybin"]]
    assert interventions(found(f"{text}\n\nSide effects are short-lived.")[0][-1]) == ["ketamine"]


def test_a_treatment_that_the_paragraph_is_about_stays_its_subject() -> None:
    text = "Ketamine reduces pain.\n\nECT reduces pain faster than ketamine. Side effects include nausea."
    assert interventions(found(f"# Ketamine\n\n{text}")[0][-1]) == ["electroconvulsive therapy"]


def test_two_drugs_that_are_one_subject_are_both_gone_back_to() -> None:
    text = "Ketamine reduces pain. Ketamine and lithium were given together. They cause nausea."
    assert interventions(found(text)[0][-1]) == ["ketamine", "lithium"]


@pytest.mark.parametrize(
    "sentence",
    [
        "A single infusion beats midazolam in people with pain.",
        "Ketamine lifts mood, and nausea is rare (in a study that compared it with midazolam).",
    ],
)
def test_no_drug_is_set_beside_itself(sentence: str) -> None:
    for claim in found(f"Ketamine reduces pain. {sentence}")[0]:
        assert interventions(claim) == ["ketamine"]


# --- what is no claim ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Is ketamine addictive?", QUESTION),
        ("Our clinic has helped many people with ketamine.", PROMOTION),
        ("A trusted provider offering ketamine in Springfield can help you.", PROMOTION),
        ("People looking for ketamine treatment Springfield IL have a choice.", PROMOTION),
        ("Clinics offering this service find that ketamine works.", PROMOTION),
        ("Book a free consultation and feel better with ketamine.", PROMOTION),
        ("Ketamine represents hope - a chance of relief after years.", OPINION),
        ("For many, ketamine has become a turning point.", OPINION),
        ("Ketamine is redefining how depression is treated.", OPINION),
        ("Ketamine is a powerful tool.", OPINION),
        (
            "Treatment-resistant depression is generally defined as depression that two drugs did not improve.",
            DEFINITION,
        ),
        ("This form of depression is known as resistant.", DEFINITION),
        ("Patients should consult a doctor before they use ketamine.", ADVICE),
        ("Ketamine must be given responsibly, with attention to risks.", ADVICE),
        ("Talk to your doctor about the risks of ketamine.", ADVICE),
        ("Soup is best when it is hot.", OFF_TOPIC),
        ("Ketamine was first made in a laboratory.", NO_STATEMENT),
        ("In this article we look at how ketamine reduces pain.", NO_STATEMENT),
        ("Blood pressure is watched during ketamine infusions to ensure safety.", NO_STATEMENT),
        ("More research is needed on ketamine for pain.", NO_STATEMENT),
        ("Depression is a common illness.", NO_STATEMENT),
        ("We do not prescribe to people with raised blood pressure or a history of ketamine misuse.", NO_STATEMENT),
        ("A history of ketamine misuse.", NO_STATEMENT),
        ("Myth: Ketamine reduces pain for good.", MYTH),
        ("Misconception 2: Ketamine causes nausea in everybody.", MYTH),
    ],
)
def test_why_a_sentence_is_no_claim(sentence: str, reason: NotCheckable) -> None:
    assert (claims(sentence), reasons(sentence)) == ([], [reason])


@pytest.mark.parametrize(
    "sentence",
    [
        "Ketamine can rapidly reduce suicidal ideation, offering potential benefits to people in crisis.",
        "Ketamine offers the possibility of fast relief.",
        "Studies in Norway found that ketamine reduces pain.",
        "Patients should know that ketamine can increase blood pressure.",
        "Ketamine offers new hope, reducing suicidal ideation within hours.",
        "Ketamine, also known as a dissociative anaesthetic, reduces pain.",
        "In a clinic, ketamine reduced hopelessness.",
        "Ketamine has been shown to improve cognition.",
    ],
)
def test_words_of_promotion_hope_or_advice_do_not_undo_a_finding_beside_them(sentence: str) -> None:
    assert claims(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ketamine lozenges work just as well as a drip.",
        "Ketamine is still the most powerful treatment for severe depression.",
        "Heavy users of ketamine can destroy their bladders.",
        "Blood pressure goes up a little with ketamine.",
    ],
)
def test_what_is_stated_in_plain_words_is_a_claim(sentence: str) -> None:
    assert claims(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Heavy recreational users destroy their bladders: one in four has urinary symptoms.",
        "Blood pressure goes up a little during the infusion.",
        "Our lozenges work as well as a drip.",
    ],
)
def test_what_only_the_drug_can_mean_is_a_claim_of_it(sentence: str) -> None:
    last = found(f"Ketamine reduces pain. {sentence}")[0][-1]
    assert (last.sentence, interventions(last)) == (sentence, ["ketamine"])


def test_that_nobody_knows_more_is_neither_advice_nor_a_part_of_the_claim() -> None:
    text = "Relapse is common after ketamine, and no one yet knows how long people should be treated."
    assert claims(text) == ["Relapse is common after ketamine"]


def test_a_myth_is_not_checked_and_the_fact_set_against_it_is() -> None:
    text = "**Myth:** Ketamine causes pain. It does so in everybody.\n**Fact:** Ketamine reduces pain. It lifts mood.\n"
    assert claims(text) == ["Ketamine reduces pain.", "It lifts mood."]
    assert reasons(text) == [MYTH, MYTH]
    assert reasons("## Myth #1: Ketamine causes pain\n\nKetamine reduces pain.") == [MYTH]


def test_the_label_of_an_answer_is_no_part_of_the_claim() -> None:
    assert claims("**Q: Does it help?**\nA: Ketamine reduces pain.") == ["Ketamine reduces pain."]


def test_cells_of_a_table_are_claims_only_as_sentences_of_their_own() -> None:
    text = (
        "Ketamine reduces pain.\n\n| Side effect | How often | Note |\n|---|---|---|\n"
        "| Raised blood pressure | rare at treatment doses | Ketamine increases blood pressure |\n"
        "| Nausea | common | Side effects are short-lived. |\n"
    )
    assert claims(text) == [
        "Ketamine reduces pain.",
        "Ketamine increases blood pressure",
        "Side effects are short-lived.",
    ]


def test_the_label_of_a_list_item_is_no_claim_and_what_it_says_is() -> None:
    items = "- **Works fast.** It eases nausea.\n- Not a cure.\n- Lasts for a week.\n- Causes nausea."
    text = f"Ketamine reduces pain.\n\n{items}"
    assert claims(text)[1:] == ["It eases nausea.", "Lasts for a week.", "Causes nausea."]


def test_headings_are_claims_only_if_they_say_which_drug_does_what() -> None:
    text = (
        "# Ketamine Reduces Suicidal Ideation\n\n## How Ketamine Reduces Pain\n\n## Less Pain\n\n## What Is Ketamine?\n"
    )
    assert claims(text) == ["Ketamine Reduces Suicidal Ideation"]
    assert reasons(text) == [NO_STATEMENT, NO_STATEMENT, QUESTION]


def test_furniture_is_listed_and_never_a_claim() -> None:
    text = "Ketamine works.\n\nLeave a Reply\n\nKetamine reduced my pain.\n"
    assert claims(text) == ["Ketamine works."]
    assert reasons(text) == [FURNITURE, FURNITURE]


# --- nothing is lost -------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "Ketamine reduces pain and improves sleep, cognition, and fatigue.",
        "While old drugs fail, it works;",
        "These effects last - and last.",
        "PTSD, depression and mania are treated",
        "Our clinic helps.",
        "\n\n# Less Pain\n\n",
        "\n- an item. - Another\n",
        "What now?",
        "“Hope”, he said.",
        "Side effects such as nausea, vomiting or",
        "and, but ; :",
        "\u2014",
    ]
)


def assert_complete(draft: Draft, listed: tuple[Claim, ...], unchecked: tuple[Unchecked, ...]) -> None:
    """Every sentence is in one list or the other, and everything stands where it says."""
    told = {one.sentence for one in listed} | {one.text for one in unchecked}
    for passage in draft.passages:
        for start, end in sentences(passage.text):
            assert passage.text[start:end] in told
    for one in (*listed, *unchecked):
        assert one.text
        assert draft.text[one.start : one.end].split() == one.text.split()
        assert draft.text.count("\n", 0, one.start) + 1 == one.line
    assert {one.sentence for one in listed}.isdisjoint(one.text for one in unchecked)
    for before, after in pairwise(listed):
        assert before.end <= after.start
    for one in listed:
        assert one.text in one.sentence
        for span in one.statement.direction_words:
            assert 0 <= span.start < span.end <= len(one.source)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=8).map(" ".join).filter(str.strip), st.sampled_from(["a.txt"]))
def test_no_sentence_is_dropped_and_claims_never_overlap(text: str, name: str) -> None:
    draft = read_draft(name, text.encode())
    assert_complete(draft, *_once(find_claims(draft, read)))


def _once(both: tuple[tuple[Claim, ...], tuple[Unchecked, ...]]) -> tuple[tuple[Claim, ...], tuple[Unchecked, ...]]:
    """A sentence that a text says twice may be a claim in one place only: the subject was named in between."""
    listed, unchecked = both
    said = {one.sentence for one in listed}
    return listed, tuple(one for one in unchecked if one.text not in said)


def test_two_hundred_sentences_take_well_under_a_second() -> None:
    text = "Ketamine reduces pain and improves sleep within hours. These effects may last, but nausea is common. " * 100
    draft = read_draft("a.txt", text.encode())
    start = time.perf_counter()
    listed, _ = find_claims(draft, read)
    assert time.perf_counter() - start < 1
    assert len(listed) > 200


# --- the sample drafts -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["ketamine-therapy-overview.txt", "role-of-ketamine.txt"])
def sample(request: pytest.FixtureRequest, shared_data: Path) -> tuple[str, Draft]:
    path = shared_data / "drafts" / request.param
    return request.param, read_draft(path.name, path.read_bytes())


def test_every_sentence_of_the_samples_is_in_one_list_or_the_other(sample: tuple[str, Draft]) -> None:
    assert_complete(sample[1], *_once(find_claims(sample[1], read)))


CLAIMED = {
    "ketamine-therapy-overview.txt": [
        "rapidly reduce suicidal ideation", "synaptic connectivity", "(BDNF)", "most effective when tailored",
        "longer-lasting improvements", "significant reductions in depressive symptoms", "usually short-lived",
    ],
    "role-of-ketamine.txt": [
        "can reduce suicidal ideation", "severe depressive symptoms", "rapid mood elevation", "emotional numbness",
        "bipolar depression", "PTSD-related", "anxiety disorders", "ensures safety", "prevents dependency",
        "rapid relief where other", "promise in addressing postpartum", "blocking NMDA", "promotes neural plasticity",
    ],
}  # fmt: skip
UNCLAIMED = {
    "ketamine-therapy-overview.txt": {
        "San Diego": PROMOTION, "represents hope": OPINION, "generally defined as": DEFINITION, "talked-about": OPINION,
        "What is Treatment": QUESTION, "In this article": NO_STATEMENT, "to ensure safety": NO_STATEMENT,
    },
    "role-of-ketamine.txt": {
        "in Columbia": PROMOTION, "Clinics offering": PROMOTION, "turning point": OPINION, "redefining": OPINION,
        "new hope": OPINION, "should consult": ADVICE, "Leave a Reply": FURNITURE, "email address": FURNITURE,
        "Roof Structures": FURNITURE, "mins read": FURNITURE, "Latest from": FURNITURE,
    },
}  # fmt: skip


def test_the_claims_of_the_samples(sample: tuple[str, Draft]) -> None:
    name, draft = sample
    listed, _ = find_claims(draft, read)
    for words in CLAIMED[name]:
        assert len([one for one in listed if words in one.text]) == 1, words
    own = [one for one in listed if "antidepressant" not in one.text and not one.text.startswith("Depression that")]
    assert [one.text for one in own if interventions(one) != ["ketamine"]] == []
    pronouns = [one for one in listed if one.sentence.startswith(("It ", "These ", "This "))]
    assert [one.text for one in pronouns if not one.context] == []


def test_what_in_the_samples_is_no_claim(sample: tuple[str, Draft]) -> None:
    name, draft = sample
    listed, unchecked = find_claims(draft, read)
    for words, reason in UNCLAIMED[name].items():
        assert not [one for one in listed if words in one.text], words
        assert {one.reason for one in unchecked if words in one.text} == {reason}, words
