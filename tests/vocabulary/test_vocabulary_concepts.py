"""The topic's concepts: conditions, outcomes, scales, routes and drugs, by name and in running text."""

from __future__ import annotations

import pytest

from indexer.text import plain, words
from indexer.vocabulary import concepts
from indexer.vocabulary.concepts import Kind


def named(text: str, kind: Kind = Kind.DRUG) -> list[tuple[str, str]]:
    """The concepts of a kind that `text` names, each with its words there."""
    return [
        (one.concept.name, text[one.start : one.end]) for one in concepts.mentions(text) if one.concept.kind is kind
    ]


class TestTables:
    @pytest.mark.parametrize("kind", list(Kind))
    def test_no_name_stands_in_two_rows_of_a_kind(self, kind: Kind) -> None:
        owners: dict[tuple[str, ...], str] = {}
        assert concepts.concepts(kind)
        for concept in concepts.concepts(kind):
            assert concept.kind is kind
            assert concept.names[0] == concept.name
            for name in concept.names:
                assert words(name), name
                assert owners.setdefault(words(name), concept.name) == concept.name, name

    @pytest.mark.parametrize("kind", list(Kind))
    def test_every_name_finds_its_concept(self, kind: Kind) -> None:
        for concept in concepts.concepts(kind):
            assert all(concepts.find(kind, name) == concept for name in concept.names)

    @pytest.mark.parametrize("kind", list(Kind))
    def test_nothing_is_narrower_than_itself(self, kind: Kind) -> None:
        for concept in concepts.concepts(kind):
            above, size = set(concept.broader), 0
            while len(above) > size:
                size = len(above)
                above |= {name for one in concepts.concepts(kind) if one.name in above for name in one.broader}
            assert concept.name not in above


class TestFind:
    @pytest.mark.parametrize(
        ("name", "drug"),
        [
            ("ketamine", "ketamine"),
            ("KETAMINE", "ketamine"),
            ("Ketalar", "ketamine"),
            ("CI-581", "ketamine"),
            ("(R,S)-ketamine", "ketamine"),
            ("(±)-ketamine", "ketamine"),
            ("esketamine", "esketamine"),
            ("Spravato", "esketamine"),
            ("S(+)-ketamine", "esketamine"),
            ("JNJ-54135419", "esketamine"),
            ("(R)-ketamine", "arketamine"),
            ("PCN-101", "arketamine"),
            ("(2R,6R)-hydroxynorketamine", "hydroxynorketamine"),
            ("norketamine", "norketamine"),
            ("AXS-05", "dextromethorphan-bupropion"),
            ("dextromethorphan", "dextromethorphan"),
            ("bupropion", "bupropion"),
            ("MK-801", "dizocilpine"),
            ("normal saline", "saline"),
            ("ECT", "electroconvulsive therapy"),
            ("ecstasy", "MDMA"),
            ("N-Methyl-3,4-methylenedioxyamphetamine", "MDMA"),
            ("magic mushroom", "psilocybin"),
            ("Salvia divinorum", "salvinorin A"),
            ("thiopentone", "thiopental"),
        ],
    )
    def test_names_brands_and_codes(self, name: str, drug: str) -> None:
        found = concepts.find(Kind.DRUG, name)
        assert found is not None
        assert found.name == drug

    @pytest.mark.parametrize(
        ("kind", "name", "concept"),
        [
            (Kind.ROUTE, "i.v.", "intravenous"),
            (Kind.ROUTE, "nasal spray", "intranasal"),
            (Kind.ROUTE, "per os", "oral"),
            (Kind.CONDITION, "TRD", "treatment-resistant depression"),
            (Kind.SCALE, "MADRS", "MADRS"),
        ],
    )
    def test_other_kinds(self, kind: Kind, name: str, concept: str) -> None:
        found = concepts.find(kind, name)
        assert found is not None
        assert concept in found.names

    @pytest.mark.parametrize("kind", list(Kind))
    def test_unknown(self, kind: Kind) -> None:
        assert concepts.find(kind, "no such thing") is None
        assert concepts.find(kind, "") is None

    def test_a_name_of_another_kind_is_unknown(self) -> None:
        assert concepts.find(Kind.DRUG, "intravenous") is None
        assert concepts.find(Kind.ROUTE, "ketamine") is None


class TestNarrower:
    def test_ketamine_is_the_racemate_and_ketamines_are_all_three(self) -> None:
        assert concepts.narrower(Kind.DRUG, "ketamine") == {"ketamine"}
        assert concepts.narrower(Kind.DRUG, "ketamines") == {"ketamines", "ketamine", "esketamine", "arketamine"}

    def test_a_family(self) -> None:
        found = concepts.narrower(Kind.DRUG, "psychedelic")
        assert {"psilocybin", "lysergide", "MDMA", "ayahuasca", "mescaline"} <= found
        assert not {"ketamine", "midazolam"} & found

    def test_resistant_depression_is_depression(self) -> None:
        assert "treatment-resistant depression" in concepts.narrower(Kind.CONDITION, "depression")

    def test_unknown_is_taken_at_its_word(self) -> None:
        assert concepts.narrower(Kind.DRUG, "no such") == {"no such"}


class TestMentions:
    def test_forms_are_told_apart_in_running_text(self) -> None:
        text = "S-ketamine was compared with (R)-ketamine, racemic ketamine and midazolam; (2R,6R)-HNK was measured."
        assert named(text) == [
            ("esketamine", "S-ketamine"),
            ("arketamine", "R)-ketamine"),
            ("ketamine", "racemic ketamine"),
            ("midazolam", "midazolam"),
            ("hydroxynorketamine", "2R,6R)-HNK"),
        ]

    def test_of_names_that_overlap_the_longest(self) -> None:
        assert named("dextromethorphan-bupropion") == [("dextromethorphan-bupropion", "dextromethorphan-bupropion")]
        assert named("an olanzapine-fluoxetine combination") == [
            ("olanzapine-fluoxetine", "olanzapine-fluoxetine combination")
        ]

    def test_the_same_words_may_be_of_two_kinds(self) -> None:
        text = "intranasal esketamine"
        assert named(text) == [("esketamine", "intranasal esketamine")]
        assert named(text, Kind.ROUTE) == [("intranasal", "intranasal")]

    @pytest.mark.parametrize("text", ["the patient's ketamine infusion", "the patient’s ketamine infusion"])
    def test_a_possessive_is_no_enantiomer(self, text: str) -> None:
        assert named(text) == [("ketamine", "ketamine")]

    def test_a_short_name_in_capitals_is_found_in_capitals_only(self) -> None:
        assert named("IV dosing", Kind.ROUTE) == [("intravenous", "IV")]
        assert named("given IN twice", Kind.ROUTE) == [("intranasal", "IN")]
        assert named("in the clinic, im Text, sc", Kind.ROUTE) == []
        assert named("ect and lsd") == []

    def test_a_plural_is_understood(self) -> None:
        assert named("magic mushrooms, antidepressants and placebos") == [
            ("psilocybin", "magic mushrooms"),
            ("placebo", "placebos"),
        ]
        assert named("ECTs") == [("electroconvulsive therapy", "ECTs")]

    @pytest.mark.parametrize("text", ["S‐ketamine", "S–ketamine", "S−ketamine", "s-Ketamine"])
    def test_whatever_the_hyphen_and_the_case(self, text: str) -> None:
        assert named(text) == [("esketamine", text)]

    def test_offsets_hold_when_plain_writing_is_given(self) -> None:
        text = "Während der Behandlung: Kétamine, µg und Esketamine"
        found = list(concepts.mentions(text, plain(text)))
        assert [text[one.start : one.end] for one in found if one.concept.kind is Kind.DRUG] == [
            "Kétamine",
            "Esketamine",
        ]

    def test_nothing_named(self) -> None:
        assert list(concepts.mentions("Nothing of the kind.")) == []
        assert list(concepts.mentions("")) == []
