"""The benchmark of appraisals: its arithmetic on cases done by hand, its labels, its halves."""

from __future__ import annotations

import csv
import gzip
import json
import math
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.appraisal import attributes, mapping, measures
from benchmarks.appraisal.__main__ import main
from benchmarks.appraisal.attributes import ATTRIBUTES
from benchmarks.appraisal.goals import GOALS, measured
from benchmarks.appraisal.labels import STUDY_TYPES, TOPIC_LABELS, Half, Labelled, Set, half_of, labelled, text_only
from benchmarks.appraisal.noise import RULES
from benchmarks.appraisal.scoring import by_keyword, differences, judge, scores
from benchmarks.appraisal.tables import Table, render
from indexer.appraisal import Design
from indexer.record import AbstractSection, MeshHeading, PublicationType, Record, TrialId, record_id
from indexer.vocabulary import concepts


def cells(*pairs: tuple[str, str]) -> measures.Cells:
    """Pairs of (truth, answer), the classes of each parted by spaces."""
    return measures.count((frozenset(truth.split()), frozenset(answer.split())) for truth, answer in pairs)


def record(pmid: str, title: str, abstract: str) -> Record:
    return Record(record_id(pmid), pmid, title=title, abstract=(AbstractSection(abstract),))


# Arithmetic


def test_precision_recall_and_f1_of_a_class_by_hand() -> None:
    counted = cells(("rct", "rct"), ("rct", "rct"), ("rct", "cohort"), ("cohort", "rct"), ("cohort", "cohort"))
    rct = measures.hits(counted, "rct")
    assert (rct.right, rct.wrong, rct.missed) == (2, 1, 1)
    assert rct.precision == pytest.approx(2 / 3)
    assert rct.recall == pytest.approx(2 / 3)
    assert measures.hits(counted, "cohort").f1 == pytest.approx(0.5)
    assert measures.macro_f1(counted) == pytest.approx((2 / 3 + 1 / 2) / 2)


def test_an_unknown_costs_recall_and_accuracy_but_no_precision() -> None:
    counted = cells(("rct", "rct"), ("rct", ""))
    assert measures.hits(counted, "rct").precision == 1
    assert measures.hits(counted, "rct").recall == 0.5
    assert measures.exact(counted) == (1, 2)
    assert measures.exact_where_said(counted) == (1, 1)
    assert measures.said(counted) == (1, 2)


def test_sets_are_right_as_a_whole_or_in_part() -> None:
    counted = cells(("oral intranasal", "oral"), ("oral", "oral"), ("oral", "inhaled"))
    assert measures.exact(counted) == (1, 3)
    assert measures.touching(counted) == (2, 3)
    assert measures.micro_f1(counted) == pytest.approx(2 * 2 / (4 + 3))


def test_where_nothing_is_there_and_nothing_is_said_it_is_right_but_nothing_was_said() -> None:
    counted = cells(("", ""), ("suicidality", "suicidality"), ("", "suicidality"))
    assert measures.exact(counted) == (2, 3)
    assert measures.exact_where_said(counted) == (1, 2)
    assert measures.touching(counted) == (1, 1)


def test_a_class_said_but_never_true_costs_precision_and_is_no_class_of_the_macro_mean() -> None:
    counted = cells(("a", "b"), ("a", "a"))
    assert measures.classes(counted) == ("a",)
    assert measures.macro_f1(counted) == pytest.approx(2 / 3)
    assert measures.hits(counted, "b").precision == 0


def test_nothing_counted_is_not_a_number() -> None:
    assert math.isnan(measures.hits(cells(), "rct").f1)
    assert math.isnan(measures.macro_f1(cells()))
    assert math.isnan(measures.wilson(0, 0).value)
    assert math.isnan(measures.bootstrap(cells(), {"macro": measures.macro_f1})["macro"].low)


def test_the_wilson_interval_of_nine_in_ten() -> None:
    # (0.9 + 1.96²/20 ± 1.96·sqrt(0.9·0.1/10 + 1.96²/400)) / (1 + 1.96²/10)
    interval = measures.wilson(9, 10)
    assert interval.value == 0.9
    assert interval.low == pytest.approx(0.5958, abs=1e-4)
    assert interval.high == pytest.approx(0.9821, abs=1e-4)


def test_a_share_of_all_or_none_stays_within_its_bounds() -> None:
    assert measures.wilson(10, 10).high == pytest.approx(1)
    assert measures.wilson(0, 10).low == pytest.approx(0)
    assert measures.wilson(0, 10).high > 0.2


def test_the_bootstrap_is_repeatable_and_holds_the_value() -> None:
    counted = cells(*[("a", "a")] * 30, *[("a", "b")] * 10, *[("b", "b")] * 20, *[("b", "a")] * 5)
    statistics = {"macro": measures.macro_f1}
    first, second = (measures.bootstrap(counted, statistics)["macro"] for _ in range(2))
    assert first == second
    assert 0.6 < first.low < first.value < first.high < 0.95


# Halves


def test_the_half_of_a_record_never_changes() -> None:
    assert [half_of(pmid) for pmid in ("1", "3", "990000001", "990000002")] == [
        Half.UNTOUCHED,
        Half.EXAMINED,
        Half.UNTOUCHED,
        Half.EXAMINED,
    ]


def test_the_halves_are_disjoint_about_as_large_and_together_all(shared_data: Path) -> None:
    for name, listed in labelled(shared_data).items():
        halves = {half: {one.record.pmid for one in listed if one.half is half} for half in Half}
        assert not halves[Half.EXAMINED] & halves[Half.UNTOUCHED]
        assert sum(map(len, halves.values())) == len(listed) == (1581 if name is Set.TYPES else 533)
        assert all(0.4 < len(half) / len(listed) < 0.6 for half in halves.values())


def test_the_errors_of_the_untouched_half_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for half in ("untouched", "both"):
        assert main(["--data", "nowhere", "--errors", "design", "--half", half]) == 2
        assert "would no longer be untouched" in capsys.readouterr().err


def test_data_that_is_not_there_is_said_to_be_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


# Labels


def test_what_the_hand_labels_made_is_stripped_and_mesh_stays(shared_data: Path) -> None:
    sets = labelled(shared_data)
    assert not any(one.record.publication_types for one in sets[Set.TOPIC])
    assert any(one.record.mesh for one in sets[Set.TOPIC])
    assert not any(one.record.mesh or one.record.trial_ids for one in sets[Set.TOPIC_TEXT])
    assert not any(one.record.mesh or one.record.publication_types for one in sets[Set.TYPES])


def test_text_only_is_what_the_authors_wrote() -> None:
    whole = Record(
        record_id("990000001"),
        "990000001",
        title="Title",
        abstract=(AbstractSection("Text."),),
        mesh=(MeshHeading("Humans"),),
        publication_types=(PublicationType("Review"),),
        trial_ids=(TrialId("ClinicalTrials.gov", "NCT00000000"),),
        keywords=("ketamine",),
    )
    assert text_only(whole) == Record(
        whole.id, whole.pmid, title="Title", abstract=whole.abstract, keywords=("ketamine",)
    )


TOPIC_MAPPINGS: Mapping[str, Mapping[str, object]] = {
    "study_type": mapping.TOPIC_DESIGN,
    "number_of_participants": mapping.SAMPLE_BINS,
    "application_form": mapping.ROUTES,
    "regimen": mapping.REGIMENS,
    "substances": mapping.DRUGS,
    "condition": mapping.CONDITIONS,
    "outcomes": mapping.OUTCOMES,
    "study_control": mapping.CONTROLS,
    "age_of_participants": mapping.AGES,
}


def test_every_topic_label_is_mapped_and_every_mapping_is_a_label(shared_data: Path) -> None:
    seen: dict[str, set[str]] = {name: {"None"} for name in TOPIC_MAPPINGS}
    with gzip.open(shared_data / TOPIC_LABELS, "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            for name, known in seen.items():
                known |= {str(value) for value in (row[name] if isinstance(row[name], list) else [row[name]])}
    for name, meaning in TOPIC_MAPPINGS.items():
        assert seen[name] - {"None"} == set(meaning) - {"None"}, name


def test_every_study_type_is_mapped(shared_data: Path) -> None:
    with gzip.open(shared_data / STUDY_TYPES, "rt", encoding="utf-8", newline="") as stream:
        seen = {row["accepted_label"] for row in csv.DictReader(stream)}
    assert seen == set(mapping.TYPES_DESIGN) == set(mapping.TYPES_SPECIES)


def test_every_drug_condition_and_outcome_of_the_mapping_is_in_our_tables() -> None:
    for drug in filter(None, mapping.DRUGS.values()):
        found = concepts.find(concepts.Kind.DRUG, drug)
        assert found is not None, drug
        assert found.name == drug
    for kind, spans, labels in (
        (concepts.Kind.CONDITION, mapping.CONDITION_SPANS, mapping.CONDITIONS),
        (concepts.Kind.OUTCOME, mapping.OUTCOME_SPANS, mapping.OUTCOMES),
    ):
        assert set(spans) == {name for name in labels.values() if name}
        known = {one.name for one in concepts.concepts(kind)}
        for span in spans.values():
            assert {*span.named, *span.but} <= known


def test_a_narrower_condition_counts_as_its_class_and_alcohol_is_no_other_addiction() -> None:
    def classes(*names: str) -> frozenset[str]:
        return attributes.within(concepts.Kind.CONDITION, names, mapping.CONDITION_SPANS)

    assert classes("treatment-resistant depression") == {"depression", "mental disorder"}
    assert classes("alcohol use disorder") == {"alcoholism", "mental disorder"}
    assert classes("opioid use disorder") == {"other addiction", "mental disorder"}
    assert classes("asthma") == frozenset()


def test_designs_fall_into_the_classes_of_each_set() -> None:
    assert (
        mapping.topic_design(Design.META_ANALYSIS) == mapping.types_design(Design.META_ANALYSIS) == "systematic review"
    )
    assert mapping.topic_design(Design.REVIEW) == "other"
    assert mapping.types_design(Design.REVIEW) == "narrative review"
    assert mapping.topic_design(Design.COHORT) == "observational"
    assert mapping.types_design(Design.COHORT) == "other"
    assert mapping.topic_design(Design.CASE_SERIES) == "case series"
    assert mapping.types_design(Design.CASE_SERIES) == "case report"


# Scores of labelled records


REVIEW = Labelled(
    record("3", "Ketamine for low mood: a systematic review and meta-analysis", "We searched two databases."),
    {"study_type": ("Systematic review/meta-analysis",), "number_of_participants": ("Not applicable",)},
)
HUNDRED = Labelled(
    record("4", "A trial of ketamine", "One hundred patients were randomised to ketamine or midazolam (n = 100)."),
    {"study_type": ("Randomized-controlled trial (RCT)", "Other"), "number_of_participants": ("100-199",)},
)
SETS = {Set.TOPIC: (REVIEW, HUNDRED), Set.TOPIC_TEXT: (), Set.TYPES: ()}


def test_one_hundred_is_right_in_both_bins_that_hold_it() -> None:
    attribute = next(one for one in ATTRIBUTES if one.name == "sample")
    both = frozenset({"81-100", "100-199"})
    assert attribute.agrees(frozenset({"100-199"}), both) == {"100-199"}
    assert attribute.agrees(frozenset({"81-100"}), both) == {"81-100"}
    assert attribute.agrees(frozenset({"1-20"}), both) == {"100-199"}


def test_healthy_is_not_scored_of_those_labelled_recreational_users() -> None:
    attribute = next(one for one in ATTRIBUTES if one.name == "condition")
    users = Labelled(REVIEW.record, {"condition": ("Healthy Participants", "Recreational Drug Use")})
    volunteers = Labelled(REVIEW.record, {"condition": ("Healthy Participants",)})
    nobody = Labelled(REVIEW.record, {"condition": ("None",)})
    assert attribute.truth(users) == {"recreational use"}
    assert attribute.truth(volunteers) == {"healthy"}
    assert attribute.truth(nobody) == frozenset()
    both = frozenset({"recreational use", "healthy"})
    assert attribute.agrees(frozenset({"recreational use"}), both) == {"recreational use"}
    assert attribute.agrees(frozenset({"healthy"}), both) == both


def test_a_label_that_does_not_say_leaves_the_record_out_and_what_we_say_of_it_is_counted() -> None:
    found = list(scores(judge(SETS, (Half.EXAMINED,)), (Half.EXAMINED,)))
    sample = next(one for one in found if one.attribute.name == "sample" and one.set is Set.TOPIC)
    assert sample.cells.total() == 1
    assert sample.silent == 1
    assert sample.silent_said == 0


def test_other_beside_a_design_is_that_design() -> None:
    attribute = next(one for one in ATTRIBUTES if one.name == "design")
    assert attribute.truth(HUNDRED) == {"RCT"}


def test_the_keyword_baseline_takes_random_for_a_trial() -> None:
    assert by_keyword(REVIEW.record) == {"systematic review"}
    assert by_keyword(HUNDRED.record) == {"RCT"}
    assert by_keyword(record("1", "Random thoughts", "")) == {"RCT"}
    assert by_keyword(record("1", "Mood", "A cohort.")) == {"other"}


def test_differences_name_the_record_and_both_sides() -> None:
    attribute = next(one for one in ATTRIBUTES if one.name == "design")
    wrong = Labelled(REVIEW.record, {"study_type": ("Case report",)})
    judged = judge({Set.TOPIC: (wrong, REVIEW)}, (Half.EXAMINED,))[Set.TOPIC]
    assert [(one.labelled, one.truth, one.answer) for one in differences(judged, attribute)] == [
        (wrong, {"case report"}, {"systematic review"})
    ]


def test_each_goal_is_measured_on_every_set_that_labels_it() -> None:
    found = list(measured(list(scores(judge(SETS, tuple(Half)), tuple(Half)))))
    assert {goal.name for goal, _, _ in found} == {goal.name for goal in GOALS}
    design = [(score.set, score.half) for goal, score, _ in found if goal.name == "RCT F1"]
    assert set(design) == {(one, half) for one in Set for half in Half}


def test_an_accuracy_goal_counts_unknowns_as_wrong_and_says_how_right_the_rest_is() -> None:
    accuracy = next(goal for goal in GOALS if goal.attribute == "route")
    counted = cells(("oral", "oral"), ("oral", "inhaled"), ("oral", ""), ("oral", ""))
    assert accuracy.reached(counted) == 0.25
    assert accuracy.where_said(counted) == 0.5
    assert math.isnan(next(goal for goal in GOALS if goal.attribute == "design").where_said(counted))


def test_noise_is_proved_by_the_labels_or_the_words_alone() -> None:
    def holds(name: str, one: Labelled) -> bool:
        rule = next(rule for rule in RULES if rule.name.startswith(name))
        return rule.bears(one) and rule.holds(one)

    uncontrolled = {"study_type": ("Randomized-controlled trial (RCT)",), "study_control": ("Non-controlled",)}
    assert holds("an RCT without", Labelled(HUNDRED.record, uncontrolled))
    assert not holds("an RCT without", Labelled(HUNDRED.record, {**uncontrolled, "study_control": ("Placebo",)}))
    assert holds("labelled oral", Labelled(HUNDRED.record, {"application_form": ("Oral",)}))
    drunk = record("1", "Brew", "Volunteers drank the brew.")
    assert not holds("labelled oral", Labelled(drunk, {"application_form": ("Oral",)}))
    assert holds("a labelled drug", Labelled(drunk, {"substances": ("Ayahuasca",)}))
    assert not holds("a labelled drug", Labelled(HUNDRED.record, {"substances": ("Ketamine", "Unknown")}))
    assert holds("label: RCT", Labelled(drunk, {"accepted_label": ("Human-RCT-drug-intervention",)}))
    assert not holds("label: RCT", Labelled(HUNDRED.record, {"accepted_label": ("Human-RCT-drug-intervention",)}))


# Tables


def test_a_table_as_text_and_as_markdown() -> None:
    table = Table("Goals", ("goal", "reached"), (("RCT F1", "0.9"), ("drug", "0.95")), "a note")
    assert render(table, markdown=False) == "Goals\n(a note)\n  goal    reached\n  RCT F1      0.9\n  drug       0.95\n"
    assert "| goal | reached |\n| --- | ---: |\n| RCT F1 | 0.9 |" in render(table, markdown=True)
