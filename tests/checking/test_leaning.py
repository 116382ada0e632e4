"""Which way sentences that decide nothing lean: what is likely is told, and no verdict counts it."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from appraisal.abstracts import record
from checking.collection import library, numbered, retracted, trial
from checking.sentences import TITLE
from checking.sentences import trial as one_trial

from benchmarks.appraisal.labels import Half
from benchmarks.claims import leaning as bench
from benchmarks.claims.pairs import Drawn, Label, Pair, Placed, Why
from indexer.appraisal import appraise
from indexer.appraisal.reading import Reading, of_text
from indexer.checking import direction_words, leaning, weighing
from indexer.checking import trees as trees_
from indexer.checking.check import check_claim, read_claim
from indexer.checking.judging import by_words, judge
from indexer.checking.values import Bearing, Claim, Evidence, Leaning, Stance
from indexer.record import Record
from indexer.reports import check_outline as outline

CLAIM = "Ketamine reduces suicidal ideation."
UNREAD = (
    "Suicidal ideation in the ketamine group and in the saline group was not statistically different at day 3 "
    "(p = 0.4)."
)
NO_WAY = "There was a significant effect of ketamine on suicidal ideation at 24 hours (p < 0.001)."
SURE = 0.9
EITHER = frozenset({Bearing.SUPPORTS, Bearing.CONTRADICTS})


def lean(claim: str, one: Record) -> Leaning | None:
    """Which way the record's last sentence leans."""
    reading, appraisal, said = Reading(one), appraise(one), read_claim(claim)[0]
    asked, line = of_text(claim), reading.lines[-1]
    judged = judge(said, asked, reading, appraisal, line, words=by_words(said, claim))
    return leaning.leaning(weighing.Weighed(said, asked), judged, reading, appraisal, line)


def shown(claim: str, *records: Record) -> tuple[Stance, str, tuple[Evidence, ...]]:
    (asked,) = read_claim(claim)
    verdict = check_claim(asked, library(*records))
    return verdict.stance, verdict.balance, (*verdict.evidence, *verdict.excluded)


# --- what leans -------------------------------------------------------------------------------------------------------


def test_a_sentence_that_the_rules_do_not_read_leans_and_says_how_likely() -> None:
    told = lean(CLAIM, one_trial(UNREAD))
    assert told is not None
    assert told.towards is Bearing.CONTRADICTS
    assert told.is_likely
    assert told.chance < 1


def test_what_the_rules_decide_does_not_lean() -> None:
    assert lean(CLAIM, one_trial("Ketamine reduced suicidal ideation compared with saline.")) is None


@pytest.mark.parametrize(
    "claim",
    [
        "Esketamine reduces suicidal ideation.",
        "Ketamine reduces suicidal ideation in bipolar disorder.",
        "Ketamine reduces suicidal ideation in mice.",
        "Intramuscular ketamine reduces suicidal ideation.",
        "Ketamine reduces suicidal ideation for one year.",
        "Ketamine 2 mg/kg reduces suicidal ideation.",
        "Ketamine reduces suicidal ideation by 60%.",
        "Ketamine reduces suicidal ideation more than midazolam.",
        "Ketamine reduces suicidal ideation in firefighters.",
        "As a sedative, ketamine reduces suicidal ideation.",
    ],
)
def test_nothing_of_something_else_leans(claim: str) -> None:
    assert lean(claim, one_trial(UNREAD)) is None


@pytest.mark.parametrize(
    "sentence",
    [
        f"We will ask whether {UNREAD[0].lower()}{UNREAD[1:]}",
        "Future studies should ask whether suicidal ideation with ketamine and with saline is different at day 3.",
    ],
)
def test_nothing_that_is_no_finding_leans(sentence: str) -> None:
    assert lean(CLAIM, one_trial(sentence)) is None


def test_no_sentence_leans_to_absolute_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaning, "lean", lambda told: Leaning(Bearing.SUPPORTS, SURE))
    assert lean(CLAIM, one_trial(NO_WAY)) == Leaning(Bearing.SUPPORTS, SURE)
    assert lean("Ketamine always reduces suicidal ideation.", one_trial(NO_WAY)) is None


def test_no_sentence_leans_to_the_way_that_it_was_read_not_to_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaning, "lean", lambda told: Leaning(Bearing.SUPPORTS, SURE))
    rose = one_trial("Suicidal ideation increased after rapamycin and ketamine.", title="Rapamycin and ketamine")
    assert judge_of(CLAIM, rose) is Bearing.UNDETERMINED
    assert lean(CLAIM, rose) is None


@pytest.mark.parametrize(
    "claim",
    [
        "Ketamine rarely reduces suicidal ideation.",
        "Ketamine reduces nobody's suicidal ideation.",
    ],
)
def test_no_sentence_leans_to_a_claim_with_a_word_that_it_does_not_have(
    claim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaning, "lean", lambda told: Leaning(Bearing.SUPPORTS, SURE))
    assert lean(CLAIM, one_trial(NO_WAY)) is not None
    assert lean(claim, one_trial(NO_WAY)) is None


def test_what_the_claim_says_and_the_sentence_leaves_open_is_weighed() -> None:
    open_ = lean("Ketamine eases suicidal ideation within a day.", one_trial(NO_WAY.replace(" at 24 hours", "")))
    assert open_ is not None
    assert lean("Ketamine eases suicidal ideation for one year.", one_trial(NO_WAY)) is None


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (
            "Ketamine does not increase suicidal ideation.",
            "Suicidal ideation fell more in the ketamine than the saline arm.",
        ),
        ("Ketamine never worsens anxiety.", "The ketamine arm had a robust anxiolytic response (p < 0.001)."),
        ("Ketamine improves cognition.", "Ketamine did not impair cognition in any of the tests."),
    ],
)
def test_what_a_claim_does_not_deny_is_nothing_against_it(
    claim: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaning, "lean", lambda told: Leaning(Bearing.CONTRADICTS, SURE))
    assert judge_of(claim, one_trial(sentence)) is Bearing.UNDETERMINED
    assert lean(claim, one_trial(sentence)) is None


@pytest.mark.parametrize("claim", ["Ketamine rarely reduces suicidal ideation.", "Few people respond to ketamine."])
def test_how_seldom_something_is_a_sentence_must_say(claim: str) -> None:
    assert lean(claim, one_trial(UNREAD)) is None
    assert lean(claim, one_trial(NO_WAY)) is None


def test_what_goes_with_what_a_sentence_must_say() -> None:
    claim = "The longer the depression, the weaker the antidepressant response to ketamine."
    assert lean(claim, one_trial(UNREAD)) is None


@pytest.mark.parametrize("sentence", [UNREAD, NO_WAY])
def test_nothing_is_likely_of_an_age_that_is_not_told(sentence: str) -> None:
    told = lean("Ketamine reduces suicidal ideation in adolescents.", one_trial(sentence))
    assert told is None or not told.is_likely


def test_no_sentence_leans_that_names_another_drug_only() -> None:
    assert lean(CLAIM, one_trial(UNREAD.replace("ketamine", "rapamycin"), title="Rapamycin")) is None


def judge_of(claim: str, one: Record) -> Bearing:
    reading, said = Reading(one), read_claim(claim)[0]
    return judge(said, of_text(claim), reading, appraise(one), reading.lines[-1]).bearing


# --- what is done with it ---------------------------------------------------------------------------------------------


def test_leanings_are_told_and_no_verdict_counts_them() -> None:
    stance, balance, evidence = shown(CLAIM, *(trial(number, UNREAD) for number in range(1, 5)))
    assert stance is Stance.INSUFFICIENT
    assert balance == "4 not determined, of which 4 seem to contradict"
    assert {outline.leaning(one) for one in evidence} == {
        f"seems to contradict the claim: chance {evidence[0].leaning.chance:.2f}, not counted"
        if evidence[0].leaning
        else ""
    }


def test_what_leans_is_shown_before_what_does_not() -> None:
    unlike = [trial(number, "Suicidal ideation was rated by nurses; ketamine was given.") for number in (1, 2, 3)]
    _, _, evidence = shown(CLAIM, *unlike, trial(4, UNREAD))
    assert evidence[0].record.pmid == "990000004"
    assert [one.leaning is not None and one.leaning.is_likely for one in evidence] == [True, False, False, False]


def test_retracted_records_do_not_lean() -> None:
    _, balance, evidence = shown(CLAIM, retracted(trial(1, UNREAD)))
    assert balance == "1 retracted, excluded"
    assert [one.leaning for one in evidence] == [None]


def test_of_a_record_whose_sentences_lean_both_ways_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    sides = iter([Bearing.SUPPORTS, Bearing.CONTRADICTS])
    monkeypatch.setattr(leaning, "lean", lambda told: Leaning(next(sides), SURE))
    other = UNREAD.replace("day 3", "day 7")
    _, balance, evidence = shown(CLAIM, numbered(1, record(TITLE, ("RESULTS", f"{UNREAD} {other}"))))
    assert balance == "1 not determined"
    assert [outline.leaning(one) for one in evidence] == [""]


def test_what_is_less_likely_than_not_is_not_told_to_a_reader() -> None:
    (claim,) = read_claim(CLAIM)
    (one,) = check_claim(claim, library(trial(1, UNREAD))).evidence
    assert outline.leaning(one) != ""
    assert not Leaning(Bearing.SUPPORTS, 0.59).is_likely
    assert Leaning(Bearing.SUPPORTS, 0.6).is_likely


# --- the trees --------------------------------------------------------------------------------------------------------


def test_trees_add_up_by_hand() -> None:
    split = ((0, 0.5, 1, 2), (-1.0,), (2.0,))
    trees = trees_.Trees(("held",), (0.0, 1.0, 0.0), ((((0.5,),),), (((0.0,),),), (split, split)), (0.0, 1.0))
    low = trees_.chances({}, trees)
    assert low == pytest.approx(_softmax(0.5, 1.0, -2.0))
    high = trees_.chances({"held": 1.0}, trees)
    assert high == pytest.approx(_softmax(0.5, 1.0, 4.0))
    assert leaning.lean({"held": 1.0}, trees) == Leaning(Bearing.SUPPORTS, pytest.approx(high[2]))
    assert leaning.lean({}, trees) == Leaning(Bearing.CONTRADICTS, pytest.approx(low[0]))


def _softmax(*sums: float) -> list[float]:
    powers = [math.exp(one) for one in sums]
    return [one / sum(powers) for one in powers]


def test_the_shipped_trees_look_at_features_that_are_there_and_say_where_they_are_from() -> None:
    told = json.loads((Path(leaning.__file__).parent / "data" / "leaning_trees.json").read_text(encoding="utf-8"))
    assert "examined halves" in told["source"]
    assert len(told["sides"]) == len(leaning.SIDES)
    for tree in (tree for side in told["sides"] for tree in side):
        for node in tree:
            assert len(node) == 1 or (node[0] < len(told["features"]) and max(node[2:]) < len(tree))
    reading, claim = Reading(one_trial(UNREAD)), read_claim(CLAIM)[0]
    asked, line = of_text(CLAIM), reading.lines[-1]
    judged = judge(claim, asked, reading, appraise(reading.record), line)
    made = weighing.features(weighing.Beside(weighing.Weighed(claim, asked), judged, reading, line))
    unknown = {name for name in made if name not in told["features"]}
    assert not unknown, "a feature was renamed, and the trees not fitted again"


def test_words_stand_for_what_was_given_for_the_outcome_and_for_numbers() -> None:
    told = direction_words.words("pain fell by 3 points after zinc", outcome={"pain"}, given={"zinc"})
    assert {"[outcome]", "[given]", "[number]", "fell", "near fell", direction_words.ALWAYS} <= told
    assert not {"pain", "zinc", "3"} & told
    assert "near fell" not in direction_words.words("pain fell by 3 points after zinc")


def test_chances_of_ways_make_one_and_follow_the_words() -> None:
    up = direction_words.ways(
        ["rose", "near rose", "unheard-of"], {"rose": (2.0, 0.0, 0.0), "near rose": (1.0, 0.0, 0.0)}
    )
    assert list(up) == pytest.approx(_softmax(3.0, 0.0, 0.0))
    for sentence, likeliest in (
        ("pain was significantly increased (p < 0.001)", 0),
        ("pain was significantly reduced (p < 0.001)", 1),
        ("there was no significant difference in pain between the groups", 2),
    ):
        ways = direction_words.ways(direction_words.words(sentence, outcome={"pain"}))
        assert sum(ways) == pytest.approx(1.0)
        assert max(ways) == ways[likeliest], sentence


# --- how they are fitted ----------------------------------------------------------------------------------------------


def placed(number: int, claim: str, result: str, label: Label, half: Half) -> Placed:
    reading = Reading(one_trial(result))
    line = reading.lines[-1]
    why = Why.OTHER_OUTCOME if label is Label.NEITHER else Why.FINDING
    pair = Pair(str(number), claim, "990000001", line.start, line.end, label, why, half, Drawn.RANKED, None)
    return Placed(pair, reading, line)


def pairs(half: Half) -> list[Placed]:
    """Pairs of claims on many symptoms: one supported, one contradicted, one on something else of each."""
    symptoms = ("anxiety", "pain", "anhedonia", "fatigue", "nausea", "insomnia", "craving", "irritability")
    told = []
    for number, symptom in enumerate(symptoms * 5):
        claim = f"Ketamine eases {symptom} in study {number}."
        for label, result in (
            (Label.SUPPORTS, f"With ketamine {symptom} gave way, more so than with saline, in study {number}."),
            (Label.CONTRADICTS, f"With ketamine {symptom} was not eased any more than with saline in study {number}."),
            (Label.NEITHER, "Blood was drawn from all patients by nurses who had been trained."),
        ):
            is_odd = number % 7 == 0  # no reader is always of one mind
            told.append(placed(number, claim, result, Label.NEITHER if is_odd else label, half))
    return told


def test_fitting_learns_and_only_from_the_examined_halves(monkeypatch: pytest.MonkeyPatch) -> None:
    fitted_on: set[Half] = set()
    fit_trees = bench.fit_trees

    def watched(every: list[bench.Example]) -> leaning.Trees:
        fitted_on.update(one.pair.half for one in every)
        return fit_trees(every)

    monkeypatch.setattr(bench, "fit_trees", watched)
    monkeypatch.setattr(bench, "_ROUNDS", 20)
    every = bench.examples([*pairs(Half.EXAMINED), *pairs(Half.UNTOUCHED)])
    told = bench.held_out(every)
    assert fitted_on == {Half.EXAMINED}
    examined = [one for one in told if one.pair.half is Half.EXAMINED and one.said is not Label.NEITHER]
    assert len(examined) > 40
    assert sum(one.said is one.pair.label for one in examined) > 0.6 * len(examined)
    table, figures = bench.leaning_table({"own": every})
    assert len(table.rows) == len(figures) == 2


def test_a_claim_of_two_parts_leans_only_as_a_whole() -> None:
    pair = pairs(Half.EXAMINED)[0].pair
    trees = trees_.Trees(("up",), (0.0, 0.0, 0.0), ((), (), (((0, 0.5, 1, 2), (-9.0,), (9.0,)),)), (0.0, 1.0))
    yes = bench.Part(Bearing.UNDETERMINED, True, EITHER, {"up": 1.0})
    decided = bench.Part(Bearing.SUPPORTS, False, EITHER, {})
    other = bench.Part(Bearing.UNDETERMINED, False, EITHER, {"up": 1.0})
    assert bench.leant(bench.Example(pair, (yes, decided)), trees).said is Label.SUPPORTS
    assert bench.leant(bench.Example(pair, (yes, other)), trees).said is Label.NEITHER
    assert (
        bench.leant(bench.Example(pair, (yes._replace(ways=frozenset({Bearing.CONTRADICTS})),)), trees).said
        is Label.NEITHER
    )


def test_claims_are_weighed_by_what_they_say() -> None:
    claim = Claim(CLAIM, 0, len(CLAIM), 1, read_claim(CLAIM)[0].statement)
    weighed = weighing.Weighed(claim, of_text(CLAIM))
    assert weighed.drugs == {"ketamine"}
    assert weighed.way == direction_words.Ways(0.0, 1.0, 0.0)
    assert not weighed.rest
    assert not weighed.denies


def test_nothing_leans_to_a_fragment_that_states_nothing() -> None:
    raised = one_trial(NO_WAY)
    assert lean("Suicidal ideation after ketamine.", raised) is None


@pytest.mark.parametrize(
    ("claim", "may"),
    [
        ("Ketamine does not reduce suicidal ideation.", True),
        ("Ketamine does not always reduce suicidal ideation.", False),
    ],
)
def test_nothing_leans_against_a_claim_that_denies_no_more_than_a_word(claim: str, may: bool) -> None:
    one, said, asked = (
        one_trial("Ketamine significantly reduced suicidal ideation."),
        read_claim(claim)[0],
        of_text(claim),
    )
    reading = Reading(one)
    judged = judge(said, asked, reading, appraise(one), reading.lines[-1])
    two = weighing.Beside(weighing.Weighed(said, asked), judged, reading, reading.lines[-1])
    assert leaning.may_contradict(two) is may
