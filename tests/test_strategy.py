"""Strategy files: what is read, what is refused and how it is said, and that the shipped ones are sound."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from indexer.errors import StrategyError
from indexer.query.lint import lint
from indexer.query.match import matches
from indexer.query.parse import parse
from indexer.record import AbstractSection, MeshHeading, Record, record_id
from indexer.strategy import SearchStrategy, read_strategies, read_strategy

SHIPPED = Path(__file__).resolve().parent.parent / "queries"

GOOD = """\
name = "sleep"
title = "Ketamine and sleep"
question = "Does ketamine change sleep?"
query = '''
ketamin*[tiab]
  AND (sleep[mh]
    OR insomni*[tiab])
'''
rationale = "Because."
created = 2026-11-20
updated = 2026-11-21
every_days = 3

[notes]
anything = ["goes", 1]
"""


def write(folder: Path, text: str, name: str = "sleep.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> StrategyError:
    with pytest.raises(StrategyError) as caught:
        read_strategy(path)
    assert str(path) in caught.value.message
    assert caught.value.hint
    return caught.value


class TestReading:
    def test_everything_in_the_file_is_in_the_strategy(self, tmp_path: Path) -> None:
        path = write(tmp_path, GOOD)
        assert read_strategy(path) == SearchStrategy(
            name="sleep",
            title="Ketamine and sleep",
            question="Does ketamine change sleep?",
            query="ketamin*[tiab] AND (sleep[mh] OR insomni*[tiab])",
            rationale="Because.",
            created=datetime.date(2026, 11, 20),
            updated=datetime.date(2026, 11, 21),
            every_days=3,
            path=str(path),
        )

    def test_four_keys_are_enough(self, tmp_path: Path) -> None:
        text = 'name = "sleep"\ntitle = "t"\nquestion = "q"\nquery = "ketamine[tiab]"\n'
        strategy = read_strategy(write(tmp_path, text))
        assert (strategy.created, strategy.updated, strategy.every_days, strategy.rationale) == (None, None, 7, "")

    def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(self, tmp_path: Path) -> None:
        path = tmp_path / "sleep.toml"
        path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
        assert read_strategy(path).query == "ketamin*[tiab] AND (sleep[mh] OR insomni*[tiab])"

    def test_relative_dates_are_understood_without_knowing_the_day(self, tmp_path: Path) -> None:
        path = write(tmp_path, GOOD.replace("sleep[mh]", '"last 90 days"[dp]'))
        assert '"last 90 days"[dp]' in read_strategy(path).query

    def test_a_folder_is_read_by_name_and_other_files_left_alone(self, tmp_path: Path) -> None:
        for name in ("b", "a-c", "a"):
            write(tmp_path, GOOD.replace('"sleep"', f'"{name}"'), f"{name}.toml")
        write(tmp_path, "not a strategy", "README.md")
        write(tmp_path, "not a strategy", ".hidden.toml")
        assert [strategy.name for strategy in read_strategies(tmp_path)] == ["a", "a-c", "b"]

    def test_an_empty_folder_has_no_strategies(self, tmp_path: Path) -> None:
        assert read_strategies(tmp_path) == ()

    def test_a_missing_folder_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(StrategyError, match="no such folder") as caught:
            read_strategies(tmp_path / "nowhere")
        assert "evidence init" in caught.value.hint

    def test_one_bad_file_stops_the_folder(self, tmp_path: Path) -> None:
        write(tmp_path, GOOD)
        write(tmp_path, GOOD, "other.toml")
        with pytest.raises(StrategyError, match=r"other\.toml"):
            read_strategies(tmp_path)


class TestRefusing:
    @pytest.mark.parametrize("key", ["name", "title", "question", "query"])
    def test_a_missing_key(self, tmp_path: Path, key: str) -> None:
        text = re.sub(rf"(?ms)^{key} = (?:'''.*?'''|\"[^\"]*\")\n", "", GOOD)
        error = refused(write(tmp_path, text))
        assert f"{key}: missing key" in error.message
        assert key in error.hint

    @pytest.mark.parametrize("key", ["title", "question", "query"])
    def test_an_empty_value(self, tmp_path: Path, key: str) -> None:
        text = re.sub(rf"(?ms)^{key} = (?:'''.*?'''|\"[^\"]*\")\n", f'{key} = " "\n', GOOD)
        assert f"{key}: it is empty" in refused(write(tmp_path, text)).message

    def test_an_unknown_key_with_a_suggestion(self, tmp_path: Path) -> None:
        error = refused(write(tmp_path, GOOD.replace("rationale", "rational")))
        assert "rational: unknown key" in error.message
        assert "Did you mean rationale?" in error.hint

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ('title = "Ketamine and sleep"', "title = 3", "title: wrong type, a number"),
            ('title = "Ketamine and sleep"', 'title = ["a"]', "title: wrong type, a list"),
            ("every_days = 3", 'every_days = "3"', "every_days: wrong type, text"),
            ("every_days = 3", "every_days = true", "every_days: wrong type, true or false"),
            ("every_days = 3", "every_days = 0", "every_days: 0 is not a number of days"),
            ("created = 2026-11-20", 'created = "2026-11-20"', "created: wrong type, text"),
            ("created = 2026-11-20", "created = 2026-11-20T10:00:00", "created: wrong type, a date with a time of day"),
            ("updated = 2026-11-21", "updated = 2026-11-19", "updated: 2026-11-19 is before created"),
            ('[notes]\nanything = ["goes", 1]', 'notes = "x"', "notes: wrong type, text"),
        ],
    )
    def test_a_wrong_value(self, tmp_path: Path, old: str, new: str, said: str) -> None:
        text = GOOD.replace(old, "") + new if new.startswith("notes") else GOOD.replace(old, new)
        if new.startswith("notes"):
            text = text.replace("\n[notes]\n", "\n")
        assert said in refused(write(tmp_path, text)).message

    def test_a_name_that_is_not_the_file_s(self, tmp_path: Path) -> None:
        error = refused(write(tmp_path, GOOD, "slumber.toml"))
        assert 'name: "sleep" is not the file\'s name' in error.message
        assert 'name = "slumber"' in error.hint

    def test_a_name_that_would_not_do_on_a_command_line(self, tmp_path: Path) -> None:
        error = refused(write(tmp_path, GOOD.replace('"sleep"', '"My sleep"'), "My sleep.toml"))
        assert 'name: "My sleep" is not a name' in error.message

    def test_a_query_that_is_not_understood_shows_its_own_line_with_a_caret(self, tmp_path: Path) -> None:
        error = refused(write(tmp_path, GOOD.replace("insomni*[tiab]", "insomni*[tiabb]")))
        first, line, carets = error.message.split("\n")
        assert first.endswith("query: unknown field tag [tiabb]")
        assert line == "  OR insomni*[tiabb])"
        assert line[carets.index("^") : carets.rindex("^") + 1] == "[tiabb]"
        assert "[tiab]" in error.hint

    def test_a_field_that_pubmed_does_not_know_is_refused(self, tmp_path: Path) -> None:
        error = refused(write(tmp_path, GOOD.replace("insomni*[tiab]", "rct[design]")))
        first, _, carets = error.message.split("\n")
        assert first.endswith("query: PubMed does not know [design]")
        assert carets.count("^") == len("[design]")
        assert "search" in error.hint

    def test_an_unbalanced_parenthesis_points_at_the_right_line(self, tmp_path: Path) -> None:
        error = refused(write(tmp_path, GOOD.replace("OR insomni*[tiab])", "OR insomni*[tiab]")))
        _, line, carets = error.message.split("\n")
        assert "^" in carets
        assert line.strip() in GOOD

    def test_invalid_toml_names_the_line(self, tmp_path: Path) -> None:
        error = refused(write(tmp_path, GOOD.replace('title = "Ketamine', "title = Ketamine")))
        assert "not valid TOML" in error.message
        assert "line 2" in error.message

    def test_a_file_that_is_not_utf8_names_the_line(self, tmp_path: Path) -> None:
        path = tmp_path / "sleep.toml"
        path.write_bytes(GOOD.replace("sleep?", "café?").encode("latin-1"))
        assert "line 3 is not UTF-8" in refused(path).message

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        assert "cannot be read" in refused(tmp_path / "sleep.toml").message

    def test_a_folder_called_like_a_strategy(self, tmp_path: Path) -> None:
        (tmp_path / "sleep.toml").mkdir()
        assert "cannot be read" in refused(tmp_path / "sleep.toml").message


def record(title: str, abstract: str = "", mesh: tuple[str, ...] = ()) -> Record:
    return Record(
        id=record_id("1"),
        pmid="1",
        title=title,
        abstract=(AbstractSection(text=abstract),) if abstract else (),
        mesh=tuple(MeshHeading(name) for name in mesh),
    )


WANTED = {
    "ketamine-trd": record("Ketamine in refractory major depression"),
    "esketamine": record("Nasal S-ketamine for depressive episodes"),
    "suicidal-ideation": record("Ketaminhydrochlorid bei Suizidalität", "Effect on suicidal thoughts."),
    "bipolar-depression": record("Ketamine and the risk of hypomania"),
    "perinatal-depression": record("Esketamine at caesarean section", "The Edinburgh Postnatal scale was used: mood."),
    "ptsd-anxiety": record("Arketamine for posttraumatic stress"),
    "mechanism": record("Hydroxynorketamine and AMPA receptors in the forced swim test", mesh=("Animals", "Mice")),
    "routes-pharmacokinetics": record("Sublingual ketamine in depressed outpatients"),
    "repeated-maintenance-dosing": record("Weekly maintenance infusions of ketamine for depression"),
    "safety-supervision": record("Cystitis among people who misuse ketamine", "A cohort of ketamine users."),
    "ketamine-vs-ect": record("Electroconvulsive therapy or ketamine", mesh=("Humans",)),
    "trd-definition-burden": record("The economic burden of treatment-resistant depression"),
}
UNWANTED = {
    "ketamine-trd": record("Ketamine for sedation of horses", mesh=("Animals", "Horses")),
    "esketamine": record("Esketamine for procedural sedation"),
    "suicidal-ideation": record("Ketamine lowers suicidal behaviour of rats", mesh=("Animals", "Rats")),
    "bipolar-depression": record("Ketamine for unipolar depression"),
    "perinatal-depression": record("Ketamine for labour pain in pregnancy"),
    "ptsd-anxiety": record("Ketamine and anxiety before an operation"),
    "mechanism": record("Ketamine and NMDA receptors in anaesthesia of the spinal cord"),
    "routes-pharmacokinetics": record("Intranasal ketamine for pain in children"),
    "repeated-maintenance-dosing": record("Repeated ketamine for dressing changes"),
    "safety-supervision": record("Blood pressure under ketamine anaesthesia"),
    "ketamine-vs-ect": record("Ketamine versus midazolam"),
    "trd-definition-burden": record("The economic burden of asthma"),
}


class TestTheShippedStrategies:
    @pytest.fixture(scope="class", name="shipped")
    @staticmethod
    def _shipped() -> dict[str, SearchStrategy]:
        return {strategy.name: strategy for strategy in read_strategies(SHIPPED)}

    def test_the_twelve_topics_are_there(self, shipped: dict[str, SearchStrategy]) -> None:
        assert set(WANTED) <= set(shipped)
        assert set(WANTED) == set(UNWANTED)

    def test_each_says_why_and_when(self, shipped: dict[str, SearchStrategy]) -> None:
        for strategy in shipped.values():
            assert len(strategy.rationale) > 200, strategy.name
            assert strategy.created, strategy.name
            assert strategy.updated, strategy.name

    def test_none_has_anything_to_lint(self, shipped: dict[str, SearchStrategy]) -> None:
        assert {name: found for name, strategy in shipped.items() if (found := lint(strategy.query))} == {}

    def test_every_term_is_tagged_and_every_heading_of_several_words_quoted(
        self, shipped: dict[str, SearchStrategy]
    ) -> None:
        for strategy in shipped.values():
            bare = re.sub(r'(?:"[^"]+"|[^\s()"\[\]]+)\[[^\]]+\]', " ", strategy.query)
            assert set(bare.replace("(", " ").replace(")", " ").split()) <= {"AND", "OR", "NOT"}, strategy.name

    def test_live_pubmed_would_take_them(self, shipped: dict[str, SearchStrategy]) -> None:
        for strategy in shipped.values():
            assert not re.search(r'\*[^"]*"\[[^\]]*~', strategy.query), "no truncation in proximity"
            assert not re.search(r"(?<![^\W_]{4})\*", strategy.query), "four characters before *"
            assert "[dp]" not in strategy.query, "no date limits"
            assert not re.search(r"~\d+\]", re.sub(r"\[tiab:~\d+\]", "", strategy.query)), "PubMed: ti, tiab, ad only"

    def test_animals_are_left_out_only_in_the_safe_form_and_never_for_mechanism(
        self, shipped: dict[str, SearchStrategy]
    ) -> None:
        for strategy in shipped.values():
            assert "NOT" not in strategy.query.replace("NOT (animals[mh] NOT humans[mh])", ""), strategy.name
        assert "NOT" not in shipped["mechanism"].query

    @pytest.mark.parametrize("name", WANTED)
    def test_each_finds_what_it_should_and_not_its_neighbour(
        self, name: str, shipped: dict[str, SearchStrategy]
    ) -> None:
        query = parse(shipped[name].query)
        assert matches(WANTED[name], query)
        assert not matches(UNWANTED[name], query)

    def test_the_guide_lists_them_all(self, shipped: dict[str, SearchStrategy]) -> None:
        guide = (SHIPPED / "README.md").read_text(encoding="utf-8")
        assert set(re.findall(r"^\| `([a-z-]+)` \| (?!yes|no)", guide, re.MULTILINE)) == set(shipped)

    def test_the_guide_s_example_is_itself_a_strategy(self, tmp_path: Path) -> None:
        guide = (SHIPPED / "README.md").read_text(encoding="utf-8")
        example = re.search(r"```toml\n(.*?)```", guide, re.DOTALL)
        assert example
        assert read_strategy(write(tmp_path, example.group(1), "ketamine-trd.toml")).every_days == 7
