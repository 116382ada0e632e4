"""Publication types, subheadings and languages."""

from __future__ import annotations

import pytest

from indexer.text import normal
from indexer.vocabulary import languages, publication_types, subheadings


class TestPublicationTypes:
    def test_a_clinical_study_is_also_every_trial_and_observational_study(self) -> None:
        found = publication_types.narrower("clinical study")
        assert {
            "clinical trial",
            "clinical trial phase iii",
            "controlled clinical trial",
            "randomized controlled trial",
            "pragmatic clinical trial",
            "equivalence trial",
            "observational study",
        } <= found
        assert not {"case reports", "review", "clinical trial protocol"} & found

    def test_a_randomised_trial_is_found_under_each_of_its_broader_types(self) -> None:
        for broader in ("controlled clinical trial", "clinical trial", "clinical study"):
            assert "randomized controlled trial" in publication_types.narrower(broader)
        assert "controlled clinical trial" not in publication_types.narrower("randomized controlled trial")

    def test_reviews_and_guidelines(self) -> None:
        assert publication_types.narrower("review") == {"review", "systematic review", "scoping review"}
        assert publication_types.narrower("meta analysis") == {"meta analysis", "network meta analysis"}
        assert publication_types.narrower("guideline") == {"guideline", "practice guideline"}

    def test_a_renamed_type_answers_to_both_names(self) -> None:
        notice = publication_types.find("retraction of publication")
        assert notice is publication_types.find("retraction notice")
        assert notice is not None
        assert notice.ui == "D016440"
        assert publication_types.narrower("retraction notice") == {"retraction notice", "retraction of publication"}

    def test_a_retracted_work_is_not_its_notice(self) -> None:
        assert publication_types.narrower("retracted publication") == {"retracted publication"}

    def test_unknown_is_taken_at_its_word(self) -> None:
        assert publication_types.find("no such type") is None
        assert publication_types.narrower("no such type") == {"no such type"}

    def test_every_broader_type_is_itself_a_type(self) -> None:
        known = {type_.name: type_ for type_ in publication_types._by_key().values()}
        assert len(known) > 60
        assert all(broader in known for type_ in known.values() for broader in type_.broader)
        uis = [type_.ui for type_ in known.values() if type_.ui]
        assert len(uis) == len(set(uis))


class TestSubheadings:
    @pytest.mark.parametrize("key", ["ae", "adverse effects"])
    def test_found_by_abbreviation_or_name(self, key: str) -> None:
        assert subheadings.find(key) == "adverse effects"

    def test_names_come_back_as_mesh_writes_them(self) -> None:
        assert subheadings.find(normal("administration & dosage")) == "administration & dosage"
        assert subheadings.find("ad") == "administration & dosage"

    def test_families(self) -> None:
        assert subheadings.narrower("adverse effects") == {"adverse effects", "poisoning", "toxicity"}
        assert {"drug therapy", "surgery", "transplantation"} <= subheadings.narrower("therapy")
        assert "drug therapy" not in subheadings.narrower("therapeutic use")
        assert subheadings.narrower("th") == subheadings.narrower("therapy")
        assert subheadings.narrower("psychology") == {"psychology"}

    def test_unknown(self) -> None:
        assert subheadings.find("no such") is None
        assert subheadings.narrower("no such") == {"no such"}

    def test_every_abbreviation_is_two_letters_and_its_own(self) -> None:
        found = list(subheadings.rows("subheadings.tsv"))
        names = {row[0] for row in found}
        assert len({row[1] for row in found}) == len(found) == len(names)
        assert all(len(row[1]) == 2 and row[1].isupper() for row in found)
        assert all(broader in names for row in found for broader in subheadings.values(row[2]))


class TestLanguages:
    @pytest.mark.parametrize("key", ["ger", "german", "de", "deu"])
    def test_german_by_any_of_its_names(self, key: str) -> None:
        assert languages.code(key) == "ger"

    def test_and_back(self) -> None:
        assert languages.name("ger") == "German"
        assert languages.name("und") == "Undetermined"

    def test_unknown_comes_back_as_it_went(self) -> None:
        assert languages.code("klingon") == "klingon"
        assert languages.name("qqq") == "qqq"

    def test_no_key_means_two_languages(self) -> None:
        keys = [
            normal(key)
            for code, name, codes, names in languages.rows("languages.tsv")
            for key in {code, name, *languages.values(codes), *languages.values(names)}
        ]
        assert len(keys) == len(set(keys))
