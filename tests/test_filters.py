"""What the options of a search ask for, as parts of a query."""

from __future__ import annotations

import pytest

from indexer.errors import UsageError
from indexer.filters import Filters, narrowed
from indexer.query import parse
from indexer.query.syntax import Field
from indexer.query.write import write
from indexer.record import Status


def asked(**given: object) -> list[str]:
    return [write(part) for part in Filters(**given).query()]  # type: ignore[arg-type]


def test_no_filter_leaves_a_query_as_it_is() -> None:
    query = parse("ketamine[ti]")
    assert narrowed(query, Filters()) == narrowed(query, None) == query
    assert write(narrowed(query, Filters(humans=True))) == "ketamine[ti] AND humans[mh]"


def test_what_a_record_says_of_itself() -> None:
    assert asked(
        since_year=2018, until_year=2020, types=("Review",), languages=("german", "eng"), humans=True,
        has_abstract=True, statuses=(Status.RETRACTED,),
    ) == [
        "2018/01/01:2020/12/31[dp]", "review[pt]", "ger[la] OR eng[la]", "humans[mh]", "hasabstract[sb]",
        "retracted[sb]",
    ]  # fmt: skip


def test_values_of_one_filter_are_alternatives_and_filters_are_joined() -> None:
    judged = {Field.DESIGN: ("rct,sr",), Field.ROUTE: ("iv", "intranasal")}
    assert asked(judged=judged) == [
        '"randomized controlled trial"[design] OR "systematic review"[design]',
        "intravenous[route] OR intranasal[route]",
    ]


def test_a_value_with_a_comma_is_one_value() -> None:
    assert asked(judged={Field.DESIGN: ("editorial, letter or comment",)}) == ['"editorial letter or comment"[design]']


@pytest.mark.parametrize(
    ("levels", "query"),
    [
        (("1",), "1[level]"),
        (("1-2",), "1:2[level]"),
        (("1:2",), "1:2[level]"),
        (("1,3",), "1[level] OR 3[level]"),
        (("4", "1-2"), "4[level] OR 1:2[level]"),
        (("3-",), "3:5[level]"),
        (("unknown",), "all[sb] NOT 1:5[level]"),
        (("1,unknown",), "1[level] OR (all[sb] NOT 1:5[level])"),
    ],
)
def test_levels(levels: tuple[str, ...], query: str) -> None:
    assert asked(levels=levels) == [query]


def test_numbers_of_participants() -> None:
    assert asked(least=50) == ["50:[n]"]
    assert asked(most=50) == ["0:50[n]"]
    assert asked(least=50, most=500) == ["50:500[n]"]
    assert asked(least=0) == ["0:[n]"]  # any number, as long as it is known


def test_a_role_goes_with_the_drugs_or_with_any_drug() -> None:
    drugs = {Field.DRUG: ("ketamines",)}
    assert asked(judged=drugs) == ["ketamines[drug]"]
    assert asked(judged=drugs, drug_roles=("anesthetic",)) == ['"ketamines/anaesthetic"[drug]']
    assert asked(drug_roles=("misuse,model",)) == ['"any/recreational use"[drug] OR "any/disease model"[drug]']


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ({"judged": {Field.DRUG: ("esketmine",)}}, "esketamine"),
        ({"judged": {Field.DESIGN: ("rct,teapot",)}}, "Known are meta-analysis"),
        ({"judged": {Field.DRUG: ("ketamine",)}, "drug_roles": ("teapot",)}, "anaesthetic"),
        ({"levels": ("6",)}, "1 (strongest) to 5"),
        ({"levels": ("2-1",)}, "1 (strongest) to 5"),
        ({"least": 50, "most": 10}, "--min-n"),
        ({"since_year": 2020, "until_year": 2010}, "--since-year"),
        ({"types": ("RTC",)}, ""),
        ({"languages": ("klingonese",)}, "eng"),
        ({"judged": {Field.DESIGN: ("",)}}, "--design"),
        ({"judged": {Field.DRUG: (" , ",)}}, "--drug"),
        ({"levels": ("",)}, "--level"),
        ({"drug_roles": ("",)}, "--drug-role"),
        ({"types": ("",)}, "--type"),
        ({"judged": {Field.DRUG: ("esketmine/anaesthetic",)}}, '"esketamine/anaesthetic"[drug]'),
    ],
)
def test_what_means_nothing_is_refused(given: dict[str, object], advice: str) -> None:
    with pytest.raises(UsageError) as caught:
        asked(**given)
    assert advice in caught.value.hint


def test_what_stands_for_something_else_or_takes_in_more_is_noted() -> None:
    notes = Filters(judged={Field.OUTCOME: ("MADRS",), Field.SPECIES: ("mice",), Field.DESIGN: ("sr",)}).notes()
    assert len(notes) == 3
    assert '"MADRS" is a scale; searched as what it measures, depressive symptoms' in notes[0]
    assert '"mice"[species] is searched as animal' in notes[1]
    assert 'write "systematic review"[design:noexp]' in notes[2]
    assert Filters(judged={Field.DESIGN: ("rct",), Field.SPECIES: ("in vitro",)}).notes() == ()


def test_a_group_that_no_record_is_of_itself_has_nothing_alone() -> None:
    (note,) = Filters(judged={Field.DESIGN: ("preclinical",)}).notes()
    assert "takes in 2 narrower names" in note
    assert "noexp" not in note
