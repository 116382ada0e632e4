"""The local fields: what is judged of a record, as words a query can ask for. What is judged is given here."""

from __future__ import annotations

import pytest
from appraisal.abstracts import appraisal

from indexer.appraisal import (
    UNKNOWN,
    Age,
    Appraisal,
    Comparator,
    Control,
    Design,
    DrugUse,
    Feature,
    Given,
    Judgement,
    Level,
    Masking,
    Outcome,
    Regimen,
    Role,
    Route,
    Sample,
    Species,
)
from indexer.errors import QuerySyntaxError
from indexer.query import judged, matches, parse
from indexer.query.fields import key_of, keys, numbers
from indexer.query.lint import lint
from indexer.query.syntax import JUDGED_KEYS, LOCAL_FIELDS, Field
from indexer.query.write import explain, write
from indexer.record import Record
from tests.query.small_library import citation


def known(*values: object) -> tuple[Judgement, ...]:
    return tuple(map(Judgement, values))


JUDGED = {
    1: appraisal(
        design=Judgement(Design.RCT), level=Judgement(Level.TWO), species=Judgement(Species.HUMAN),
        features=known(Feature.CROSSOVER, Feature.MULTICENTRE), sample=Sample(randomised=Judgement(97)),
        conditions=known("treatment-resistant depression"), ages=known(Age.ADULT, Age.OLDER),
        drugs=known(DrugUse("esketamine", Role.STUDIED), DrugUse("midazolam", Role.COMPARATOR)),
        routes=known(Given(Route.INTRANASAL, "esketamine")), regimens=known(Regimen.REPEATED),
        comparators=known(Comparator(Control.ACTIVE, "midazolam")), masking=Judgement(Masking.DOUBLE),
        outcomes=known(Outcome("depressive symptoms", primary=True), Outcome("suicidal ideation")),
    ),
    2: appraisal(
        design=Judgement(Design.META_ANALYSIS), level=Judgement(Level.ONE), species=Judgement(Species.HUMAN),
        conditions=known("major depressive disorder"), sample=Sample(studies=Judgement(12), enrolled=Judgement(1200)),
        drugs=known(DrugUse("ketamine", Role.STUDIED)),
        comparators=known(Comparator(Control.PLACEBO, "saline"), Comparator(Control.ECT)),
    ),
    3: appraisal(
        design=Judgement(Design.ANIMAL), level=Judgement(Level.FIVE), species=Judgement(Species.ANIMAL),
        sample=Sample(animals=Judgement(20)), regimens=known(Regimen.SINGLE),
        drugs=known(DrugUse("ketamine", Role.ANAESTHETIC), DrugUse("esketamine", Role.MENTIONED)),
        routes=known(Given(Route.INTRAPERITONEAL)),
    ),
    4: appraisal(
        design=Judgement(Design.COHORT), level=Judgement(Level.THREE), species=Judgement(Species.BOTH),
        sample=Sample(screened=Judgement(400), enrolled=Judgement(50)), conditions=known("depression"),
        masking=Judgement(Masking.OPEN),
    ),
    5: appraisal(),
}  # fmt: skip
LIBRARY = tuple(citation(number, "Esketamine and human trials of 97 adults") for number in JUDGED)

TABLE = {
    "rct[design]": {1},
    "randomised trials[design]": {1},
    "randomized controlled trial[design]": {1},
    "trial[design]": {1},
    "meta-analysis[design]": {2},
    "systematic review[design]": {2},  # a meta-analysis is one that pools
    "systematic review[design:noexp]": set(),
    "review[design]": {2},
    "narrative review[design]": set(),
    "observational[design]": {4},
    "observational study[design:noexp]": set(),
    "preclinical[design]": {3},
    "unknown[design]": {5},
    "cross-over[feature]": {1},
    "multicenter[feature]": {1},
    "unknown[feature]": {2, 3, 4, 5},
    "human[species]": {1, 2, 4},  # studied in both: studied in humans
    "animals[species]": {3, 4},
    "humans[species:noexp]": {1, 2},
    "TRD[population]": {1},
    "depression[population]": {1, 2, 4},
    "depression[population:noexp]": {4},
    "major depression[condition]": {1, 2},
    "unknown[population]": {3, 5},
    "elderly[age]": {1},
    "adult[age]": {1},
    "child[age]": set(),
    "esketamine[drug]": {1},  # merely mentioned in 3
    "Spravato[drug]": {1},
    "ketamine[drug]": {2, 3},  # one form is not the other
    "ketamines[drug]": {1, 2, 3},
    "midazolam[drug]": set(),  # a comparator is not what is studied
    "midazolam/comparator[drug]": {1},
    "ketamine/anesthetic[drug]": {3},
    "ketamines/studied[drug]": {1, 2},
    "esketamine/mentioned[drug]": {3},
    "any/anaesthetic[drug]": {3},
    "any[drug]": {1, 2, 3},
    "unknown[drug]": {4, 5},
    "intranasal[route]": {1},
    "i.p.[route]": {3},
    "unknown[route]": {2, 4, 5},
    "repeated[regimen]": {1},
    "single dose[regimen]": {3},
    "midazolam[comparator]": {1},
    "benzodiazepine[comparator]": set(),  # the table of drugs has midazolam among comparators
    "active control[comparator]": {1},
    "saline[comparator]": {2},
    "placebo[comparator]": {2},
    "ect[comparator]": {2},
    "double-blind[masking]": {1},
    "masked[masking]": {1},
    "open-label[blinding]": {4},
    "depressive symptoms[outcome]": {1},
    "depressive symptoms/primary[outcome]": {1},
    "suicidal ideation/primary[outcome]": set(),
    "1[level]": {2},
    "1:2[level]": {1, 2},
    "3:[level]": {3, 4},
    "all[sb] NOT 1:5[level]": {5},
    "97[n]": {1},
    "50:[n]": {1, 2, 4},
    "50:500[n]": {1, 4},
    ":50[n]": {3, 4},  # those screened never count, animals do
    "1,000:2,000[n]": {2},
    '"50"[n] : "100"[sample size]': {1, 4},
}


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    def stands_in(record: Record) -> Appraisal:
        return JUDGED[int(record.pmid)]

    monkeypatch.setattr(judged, "appraise", stands_in)


@pytest.mark.parametrize(("query", "expected"), TABLE.items())
def test_a_local_field_finds(query: str, expected: set[int]) -> None:
    tree = parse(query)
    assert {int(record.pmid) for record in LIBRARY if matches(record, tree)} == expected


def test_the_table_shows_every_local_field() -> None:
    shown = " ".join(TABLE)
    assert [field for field in LOCAL_FIELDS if f"[{field}" not in shown] == []


@pytest.mark.parametrize("query", TABLE)
def test_what_was_read_is_written_and_read_again(query: str) -> None:
    assert parse(write(parse(query))) == parse(query)


@pytest.mark.parametrize("field", sorted(JUDGED_KEYS))
def test_every_word_that_is_offered_is_known_and_is_its_own_key(field: Field) -> None:
    for word in judged.words_of(field):
        key = key_of(field, word)
        assert judged.is_known(field, key), word
        assert key_of(field, key) == key
        assert key in judged.narrower(field, key)
        for below in judged.narrower(field, key):
            assert judged.is_known(field, below)


@pytest.mark.parametrize("number", JUDGED)
@pytest.mark.parametrize("field", sorted(JUDGED_KEYS))
def test_what_a_record_holds_can_be_asked_for(number: int, field: Field) -> None:
    held = keys(citation(number), field)
    assert held
    assert all(judged.is_known(field, key) and key_of(field, key) == key for key in held)
    assert ("unknown" in held) == all("/" in key or key == "unknown" for key in held)


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("esketmine[drug]", 'Did you mean "esketamine"[drug]?'),
        ("randomzed trial[design]", "Did you mean"),
        ("teapot[design]", "Known are meta-analysis, systematic review"),
        ("ketamine/teapot[drug]", ""),
        ("teapot/anaesthetic[drug]", ""),
        ("rct/primary[design]", ""),
        ("0[level]", "1 (strongest) to 5"),
    ],
)
def test_a_value_that_there_is_not_is_refused_rather_than_answered_with_nothing(query: str, advice: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)
    assert advice in caught.value.hint


def test_a_misread_size_of_a_sample_is_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    huge = appraisal(sample=Sample(enrolled=Judgement(10**15)))
    monkeypatch.setattr(judged, "appraise", lambda _: huge)
    assert numbers(citation(1), Field.PARTICIPANTS) == ()
    assert appraisal(level=UNKNOWN).level.value is None


@pytest.mark.parametrize("field", sorted(LOCAL_FIELDS))
def test_a_strategy_must_not_name_what_pubmed_does_not_know(field: Field) -> None:
    value = "1" if field in {Field.LEVEL, Field.PARTICIPANTS} else "unknown"
    text = f"ketamine[tiab] AND {value}[{field}]"
    assert [(one.code, one.message) for one in lint(text)] == [("local-tag", f"PubMed does not know [{field}]")]
    with pytest.raises(QuerySyntaxError) as caught:
        parse(text, local=False)
    assert text[slice(*caught.value.span)] == f"[{field}]"


def test_explain_says_that_a_field_is_judged_here() -> None:
    assert explain(parse("rct[design]")) == "Study Design (judged here): randomized controlled trial"
    assert explain(parse("50:[n]")) == "Participants (judged here): 50 or more"


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("human[species] and rct[design]", "Write AND in capitals: … AND rct[design]."),
        ("human[species] or animal[species]", "OR in capitals"),
        ("esketmine/anaesthetic[drug]", '"esketamine/anaesthetic"[drug]'),
        ("ketamine/anaesthetik[drug]", '"ketamine/anaesthetic"[drug]'),
        ("wibble/anaesthetic[drug]", "'wibble' is none. Known are ketamine"),
        ("HADS[outcome]", "HADS measures several outcomes: write depressive symptoms or anxiety symptoms."),
        ("4[phase]", '"clinical trial, phase iv"[pt]'),
    ],
)
def test_a_slip_is_answered_with_what_to_write(query: str, advice: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)
    assert advice in caught.value.hint


@pytest.mark.parametrize("animal", ["rat", "rats", "mouse", "mice", "rodents"])
def test_an_animal_stands_for_all(animal: str) -> None:
    assert parse(f"{animal}[species]") == parse("animal[species]")


def test_a_scale_stands_for_what_it_measures() -> None:
    assert parse("MADRS[outcome]") == parse("depressive symptoms[outcome]")


def test_a_number_that_is_not_known_can_be_asked_for() -> None:
    assert write(parse("unknown[level]")) == "all[sb] NOT 1:5[level]"
    assert write(parse("ketamine[ti] AND unknown[n]")) == "ketamine[ti] AND (all[sb] NOT 0:[n])"
    for text in ("unknown[level]", "ketamine[ti] AND unknown[n]"):
        assert parse(write(parse(text))) == parse(text)
