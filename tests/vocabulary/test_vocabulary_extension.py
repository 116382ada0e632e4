"""What a workspace adds to the concept tables: how it is read, what contradicts what, and where it counts."""

from __future__ import annotations

import contextvars
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from appraisal.abstracts import record

from indexer.appraisal import appraise
from indexer.query import judged
from indexer.query.syntax import Field
from indexer.vocabulary import concepts, directions
from indexer.vocabulary.concepts import Kind
from indexer.vocabulary.extending import WorkspaceTables, read
from indexer.vocabulary.extension_advice import advice
from indexer.vocabulary.extension_files import FILES, columns
from indexer.vocabulary.tables import PACKAGED, Extension, active, extended, extension, rows

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = "name\tbroader\tother_names\n"


def tables(**files: str) -> WorkspaceTables:
    """Rows below the column names of each table, given without them."""
    return read(written(**files))


def written(**files: str) -> dict[str, bytes]:
    """The files that have these rows below the column names."""
    heads = {file: "\t".join(columns(file)) for file in FILES}
    return {f"{name}.tsv": f"{heads[f'{name}.tsv']}\n{below}".encode() for name, below in files.items()}


def added(**files: str) -> Extension:
    """The extension of rows that are in order."""
    found = tables(**files)
    assert found.extension is not None, found.problems
    return found.extension


def told(files: Mapping[str, bytes]) -> list[tuple[str, int, str]]:
    """The errors in these files: where, and of which kind."""
    found = read(files)
    assert (found.extension is None) == any(one.is_error for one in found.problems)
    return [(one.file, one.line, one.code) for one in found.problems if one.is_error]


def errors(**files: str) -> list[tuple[str, int, str]]:
    """The errors in rows below the column names."""
    return told(written(**files))


def named(text: str, kind: Kind = Kind.DRUG) -> list[str]:
    return [one.concept.name for one in concepts.mentions(text) if one.concept.kind is kind]


class TestRows:
    def test_a_new_name_adds_a_concept_with_its_other_names_and_plurals(self) -> None:
        with extended(added(drugs="fictamine\tNMDA antagonist\tFIC-101|fictal powder\n")):
            assert named("Fictamine, FIC 101 and two fictal powders beside Ketamine") == [
                "fictamine", "fictamine", "fictamine", "ketamine",
            ]  # fmt: skip
            assert "fictamine" in concepts.narrower(Kind.DRUG, "NMDA antagonist")
        assert named("Fictamine, FIC 101 and two fictal powders beside Ketamine") == ["ketamine"]

    def test_a_known_name_takes_other_names_and_broader_ones_and_keeps_its_own(self) -> None:
        before = concepts.find(Kind.DRUG, "memantine")
        assert before is not None
        with extended(added(drugs="Memantine\tglutamate modulator\tFictanda\n")):
            after = concepts.find(Kind.DRUG, "Fictanda")
            assert after is not None
            assert after.name == "memantine"
            assert after.names == (*before.names, "Fictanda")
            assert after.broader == (*before.broader, "glutamate modulator")
        assert concepts.find(Kind.DRUG, "memantine") == before

    def test_two_rows_of_one_new_name_are_one_concept(self) -> None:
        with extended(added(drugs="fictamine\t\tFIC-101\nFICTAMINE\tNMDA antagonist\tFIC-102\n")):
            found = concepts.find(Kind.DRUG, "FIC-102")
            assert found is not None
            assert (found.name, found.names, found.broader) == (
                "fictamine", ("fictamine", "FIC-101", "FIC-102"), ("NMDA antagonist",),
            )  # fmt: skip

    def test_a_scale_may_measure_an_outcome_that_is_new_too(self) -> None:
        with extended(added(scales="FGS\tsocial glow\tFictional Glow Scale\n", outcomes="social glow\n")):
            found = concepts.find(Kind.SCALE, "Fictional Glow Scale")
            assert found is not None
            assert found.broader == ("social glow",)
            assert judged.judged_key(Field.OUTCOME, "FGS") == "social glow"

    def test_good_sides_harms_and_what_shows_an_outcome(self) -> None:
        sides = "social glow\thigher\nfictal rash\tlower\tyes\n"
        outcomes = "social glow\nfictal rash\nglow of mind\tsocial glow\n"
        with extended(added(outcomes=outcomes, good_sides=f"{sides}anhedonia\t\t\tsocial glow\n")):
            assert directions.good_side("social glow") == directions.good_side("glow of mind") == "higher"
            assert (directions.good_side("fictal rash"), directions.is_harm("fictal rash")) == ("lower", True)
            assert directions.shown_by("anhedonia") == {"anhedonia", "social glow"}
            assert directions.good_side("anhedonia") == "lower"
        assert directions.good_side("social glow") == ""
        assert directions.shown_by("anhedonia") == {"anhedonia"}

    def test_phrases_of_direction_whatever_their_case(self) -> None:
        text = "the score fictasoared in both groups"
        with extended(added(directions="higher\t\tFictasoared\n")):
            assert [one.meaning for one in directions.cues(text, 0, len(text))] == ["higher"]
        assert list(directions.cues(text, 0, len(text))) == []

    def test_other_names_of_a_route(self) -> None:
        with extended(added(routes="oral\t\tgulped down\n")):
            assert named("it was gulped down twice", Kind.ROUTE) == ["oral"]
            assert judged.judged_key(Field.ROUTE, "gulped down") == "oral"

    def test_white_space_comments_a_byte_order_mark_and_windows_line_ends_do_not_matter(self) -> None:
        plain = read({"drugs.tsv": f"{NAMES}fictamine\t\tFIC-101|FIC-102\n".encode()})
        other = b"\xef\xbb\xbf# mine\r\n\r\nname\tbroader\tother_names\r\n fictamine\t\tFIC-101 |  FIC-102\t\r\n"
        assert read({"drugs.tsv": other}).extension is plain.extension is not None

    @pytest.mark.parametrize("data", [b"", b"# only a comment\n", NAMES.encode()])
    def test_a_file_without_rows_adds_nothing(self, data: bytes) -> None:
        assert read({"drugs.tsv": data}).extension is PACKAGED
        assert read({}).extension is PACKAGED


class TestContradictions:
    def test_a_name_of_another_concept(self) -> None:
        assert errors(drugs="fictamine\t\tSpravato\n") == [("drugs.tsv", 2, "taken")]
        assert errors(drugs="Spravato\t\tfictal spray\n") == [("drugs.tsv", 2, "taken")]
        assert errors(drugs="ketamines\n") == [("drugs.tsv", 2, "taken")], "the plural of ketamine"
        assert errors(drugs="fictamine\t\tFIC-1\nfictazine\t\tfic 1\n") == [("drugs.tsv", 3, "taken")]
        assert errors(outcomes="fictal glow\t\tSpravato\n") == [], "another kind"

    def test_the_message_names_whose_it_is_and_where_and_the_hint_what_to_write(self) -> None:
        (one,) = tables(drugs="# mine\nfictamine\t\tFIC-1\nfictazine\t\tFIC-1\n").problems
        assert str(one) == (
            'drugs.tsv, line 4: "FIC-1" is a name of fictamine (drugs.tsv, line 3) and cannot name fictazine too'
        )
        (one,) = tables(drugs="Spravato\n").problems
        assert str(one) == 'drugs.tsv, line 2: "Spravato" is another name of esketamine (in the packaged table)'
        assert one.hint == 'To add names to it, begin the row with "esketamine".'

    def test_something_broader_that_nobody_knows(self) -> None:
        (one,) = tables(drugs="fictamine\tNMDA antagonists of old\n").problems
        assert (one.code, one.is_error) == ("unknown-broader", True)
        (one,) = tables(outcomes="fictal dread\tanxiety\n").problems
        assert one.hint == 'Write "anxiety symptoms", of which it is another name.'
        (one,) = tables(scales="FGS\tanxiety\n").problems
        assert one.hint == 'Write "anxiety symptoms", of which it is another name.'
        (one,) = tables(drugs="fictamine\tNMDA antagonyst\n").problems
        assert one.hint.startswith('Did you mean "NMDA antagonist"?')

    def test_nothing_belongs_to_itself(self) -> None:
        assert errors(drugs="fictamine\tfictamine\n") == [("drugs.tsv", 2, "circle")]
        assert errors(drugs="one fict\ttwo fict\ntwo fict\tone fict\n") == [("drugs.tsv", 3, "circle")]
        assert errors(outcomes="depressive symptoms\thopelessness\n") == [("outcomes.tsv", 2, "circle")]

    def test_routes_and_directions_are_fixed(self) -> None:
        assert errors(routes="astral\n") == [("routes.tsv", 2, "fixed")]
        assert errors(routes="oral\tintranasal\n") == [("routes.tsv", 2, "fixed")]
        assert errors(directions="sideways\t\tfictaslid\n") == [("directions.tsv", 2, "fixed")]
        assert errors(directions="better\tworse\tfictaglowed\n") == [("directions.tsv", 2, "fixed")]
        assert errors(directions="better\t\tWorsened\n") == [("directions.tsv", 2, "taken")]
        assert errors(directions="better\t\tfictaslid\nworse\t\tfictaslid\n") == [("directions.tsv", 3, "taken")]

    def test_a_good_side_is_not_turned_round(self) -> None:
        assert errors(good_sides="remission\tlower\n") == [("good_sides.tsv", 2, "side")]
        assert errors(outcomes="glow\n", good_sides="glow\tlower\nglow\thigher\n") == [("good_sides.tsv", 3, "side")]

    def test_not_that_of_what_a_packaged_outcome_belongs_to_either(self) -> None:
        listed = {name for name, *_ in rows("good_sides.tsv")}
        heir = next(
            one.name
            for one in concepts.concepts(Kind.OUTCOME)
            if one.name not in listed and directions.good_side(one.name) == "lower"
        )
        assert errors(good_sides=f"{heir}\thigher\n") == [("good_sides.tsv", 2, "side")]
        assert errors(good_sides=f"{heir}\tlower\n") == []

    def test_what_good_sides_say_must_be_readable_and_of_an_outcome(self) -> None:
        assert errors(good_sides="remission\tup\n") == [("good_sides.tsv", 2, "side")]
        assert errors(good_sides="remission\thigher\tperhaps\n") == [("good_sides.tsv", 2, "side")]
        assert errors(good_sides="fictal glow\thigher\n") == [("good_sides.tsv", 2, "unknown-outcome")]
        assert errors(good_sides="anxiety\tlower\n") == [("good_sides.tsv", 2, "unknown-outcome")], "not its own name"
        assert errors(good_sides="anhedonia\tlower\t\tfictal glow\n") == [("good_sides.tsv", 2, "unknown-outcome")]

    def test_with_one_error_nothing_is_added_and_all_errors_are_told(self) -> None:
        found = tables(drugs="fictamine\nSpravato\n", routes="astral\n")
        assert found.extension is None
        assert [str(one).split(":")[0] for one in found.problems] == ["drugs.tsv, line 3", "routes.tsv, line 2"]


class TestForm:
    @pytest.mark.parametrize(
        ("data", "line", "code"),
        [
            (b"\xff\xfen\x00a\x00", 1, "encoding"),
            (NAMES.encode() + b"fictamine\t\tfict\xe9\n", 2, "encoding"),
            (b"fictamine\t\tFIC-101\n", 1, "columns"),
            (b"# mine\nname\tother_names\nfictamine\tFIC-101\n", 2, "columns"),
            (b"name broader other_names\n", 1, "columns"),
            (NAMES.encode() + b"fictamine  NMDA antagonist  FIC-101\n", 2, "tabs"),
            (NAMES.encode() + b"fictamine|FIC-101\n", 2, "tabs"),
            (NAMES.encode() + b"fictamine\t\tFIC-101\tFIC-102\n", 2, "cells"),
            (NAMES.encode() + b'"fictamine"\t\tFIC-101\n', 2, "quotes"),
            (NAMES.encode() + b"\t\tFIC-101\n", 2, "no-name"),
            (NAMES.encode() + b"fictamine|fictazine\t\tFIC-101\n", 2, "no-name"),
            (NAMES.encode() + b"fictamine\t\tFIC-101||FIC-102\n", 2, "empty-value"),
            (NAMES.encode() + b"fictamine\t\t-\n", 2, "unreadable"),
            (NAMES.encode() + "fictamine\t\tFIC\u200b101\n".encode(), 2, "unreadable"),
        ],
    )
    def test_what_is_not_in_the_form_is_told_by_line(self, data: bytes, line: int, code: str) -> None:
        assert told({"drugs.tsv": data}) == [("drugs.tsv", line, code)]

    @pytest.mark.parametrize("name", ["drug.tsv", "drugs.csv", "drugs.tsv.txt", "companies.tsv"])
    def test_a_file_that_adds_to_no_table_is_not_passed_over(self, name: str) -> None:
        assert told({name: NAMES.encode()}) == [(name, 0, "unknown-file")]


class TestAdvice:
    @pytest.mark.parametrize(
        ("files", "codes"),
        [
            ({"outcomes": "social glow\n"}, ["no-good-side"]),
            ({"outcomes": "social glow\n", "good_sides": "social glow\thigher\n"}, []),
            ({"outcomes": "social glow\n", "good_sides": "social glow\n"}, []),
            ({"outcomes": "social glow\tanhedonia\n"}, []),
            ({"outcomes": "anhedonia\t\tlack of fict\n"}, []),
            ({"scales": "FGS\t\tFictional Glow Scale\n"}, ["measures-nothing"]),
            ({"drugs": "fictamine\t\tfic\n"}, ["short-name"]),
            ({"drugs": "fictamine\t\tFIC\n"}, []),
            ({"drugs": "fictamine\t\t幻药\n"}, ["not-found-in-texts"]),
            ({"drugs": "fictamine\t\tfictal powder. Strong\n"}, ["not-found-in-texts"]),
            ({"drugs": "fictamine\t\tremission\n"}, ["two-kinds"]),
            ({"outcomes": "depressive symptoms\t\tfictal gloom\n"}, []),
            ({"conditions": "fictal gloom\n", "outcomes": "anhedonia\t\tfictal gloom\n"}, ["two-kinds", "two-kinds"]),
        ],
    )
    def test_what_is_used_and_may_not_do_what_is_meant(self, files: dict[str, str], codes: list[str]) -> None:
        found = tables(**files)
        assert found.extension is not None
        assert [one.code for one in advice(found)] == codes
        assert not any(one.is_error for one in advice(found))

    @pytest.mark.parametrize(
        "files",
        [
            {"drugs": "esketamine\t\tSpravato\n"},
            {"directions": "better\t\timproved\n"},
            {"good_sides": "remission\thigher\n"},
        ],
    )
    def test_a_row_that_says_what_is_known_adds_nothing(self, files: dict[str, str]) -> None:
        found = tables(**files)
        assert [(one.code, one.is_error) for one in found.problems] == [("nothing-new", False)]
        assert found.extension is PACKAGED

    def test_no_advice_stands_beside_an_error(self) -> None:
        assert advice(tables(outcomes="social glow\n", drugs="Spravato\n")) == ()


class TestActive:
    def test_one_lies_in_the_other_and_the_inner_one_counts(self) -> None:
        one, other = added(drugs="fictamine\n"), added(drugs="fictazine\n")
        text = "fictamine, fictazine"
        with extended(one):
            with extended(other):
                assert named(text) == ["fictazine"]
            assert named(text) == ["fictamine"]
        assert named(text) == []

    def test_an_exception_ends_it_too(self) -> None:
        with pytest.raises(KeyError), extended(added(drugs="fictamine\n")):
            raise KeyError
        assert active() is PACKAGED

    def test_two_threads_have_each_their_own(self) -> None:
        both = threading.Barrier(2)
        found: dict[str, list[str]] = {}

        def work(drug: str) -> None:
            with extended(added(drugs=f"{drug}\n")):
                both.wait(10)
                found[drug] = named("fictamine, fictazine")
                both.wait(10)

        threads = [threading.Thread(target=work, args=(drug,)) for drug in ("fictamine", "fictazine")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == {"fictamine": ["fictamine"], "fictazine": ["fictazine"]}

    def test_a_thread_sees_its_starter_s_in_a_copy_of_the_context(self) -> None:
        found: list[Extension] = []
        with extended(added(drugs="fictamine\n")):
            expected, context = active(), contextvars.copy_context()
            for run in (lambda: found.append(active()), lambda: context.run(lambda: found.append(active()))):
                thread = threading.Thread(target=run)
                thread.start()
                thread.join()
        assert found[1] is expected
        assert found[0] is PACKAGED or sys.version_info >= (3, 14)

    def test_a_record_is_judged_anew_by_other_tables(self) -> None:
        one = record("Fictamine in adults with depression", ("METHODS", "Forty adults were given fictamine."))
        before = appraise(one)
        assert before.drugs == ()
        with extended(added(drugs="fictamine\n")):
            assert [use.value.drug for use in appraise(one).drugs] == ["fictamine"]
        assert appraise(one) == before

    def test_headings_and_substances_are_read_by_them_too(self) -> None:
        one = record("An unusual case", mesh=("Fictamine", "Fictal Disorder", "Humans"))
        with extended(added(drugs="fictamine\n", conditions="fictal disorder\n")):
            found = appraise(one)
            assert [use.value.drug for use in found.drugs] == ["fictamine"]
            assert [condition.value for condition in found.conditions] == ["fictal disorder"]
        assert (appraise(one).drugs, appraise(one).conditions) == ((), ())

    def test_queries_are_read_by_them_too(self) -> None:
        def known() -> tuple[bool, bool, bool]:
            return (
                judged.is_known(Field.DRUG, judged.judged_key(Field.DRUG, "FIC-101")),
                "fictamine" in judged.narrower(Field.DRUG, "nmda antagonist"),
                "fictamine" in judged.words_of(Field.DRUG),
            )

        with extended(added(drugs="fictamine\tNMDA antagonist\tFIC-101\n")):
            assert known() == (True, True, True)
        assert known() == (False, False, False)


class TestFingerprints:
    def test_the_same_rows_are_the_same_extension_wherever_they_stand(self) -> None:
        one = read({"drugs.tsv": f"# mine\n\n{NAMES}fictamine\t\tFIC-101\n".encode()}).extension
        assert one is added(drugs="fictamine\t\tFIC-101\n")
        assert one is not added(drugs="fictamine\t\tFIC-102\n")

    def test_the_packaged_tables_have_none(self) -> None:
        assert (PACKAGED.fingerprint, PACKAGED.judging) == ("", "")
        assert extension({"drugs.tsv": ()}) is PACKAGED

    def test_what_says_only_how_findings_are_read_judges_no_record(self) -> None:
        alone = added(outcomes="social glow\n")
        both = added(outcomes="social glow\n", good_sides="social glow\thigher\n")
        assert both.fingerprint != alone.fingerprint
        assert both.judging == alone.judging != ""
        assert added(directions="better\t\tfictaglowed\n").judging == ""

    def test_only_checking_asks_for_directions(self) -> None:
        """The other half of the promise: what decides an index has no hand in them."""
        script = (
            "import sys, indexer.appraisal, indexer.engines.whoosh, indexer.engines.memory, indexer.query.judged\n"
            "assert 'indexer.vocabulary.directions' not in sys.modules"
        )
        subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)


def test_no_module_reads_the_tables_when_it_is_imported() -> None:
    """What a module worked out once would stay as it was whatever tables became active later."""
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for room in ("appraisal", "checking", "query", "engines", "vocabulary")
        for path in sorted((ROOT / "indexer" / room).rglob("*.py"))
    ]
    script = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "from indexer.vocabulary import concepts, directions\n"
        "caches = concepts._table, directions._meanings, directions._sides, directions._harms, directions._shown\n"
        "assert all(cache.cache_info().currsize == 0 for cache in caches)"
    )
    subprocess.run([sys.executable, "-c", script, *modules], check=True, cwd=ROOT)
