"""MeSH headings: what a name means, what it explodes to, and that the shipped subset tells no untruth."""

from __future__ import annotations

import csv
import gzip
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from indexer.text import normal, words
from indexer.vocabulary import mesh

TREE_NUMBER = re.compile(r"[A-Z]\d{2}(?:\.\d{3})*(?:\.x)?")


def test_a_heading_is_found_by_its_name_an_entry_term_and_a_former_name() -> None:
    assert mesh.find("ketamine") is mesh.find("ketalar") is mesh.find(normal("CI-581"))
    assert mesh.find("psilocybine") is mesh.find("psilocybin")
    ketamine = mesh.find("ketamine")
    assert ketamine is not None
    assert (ketamine.name, ketamine.ui) == ("Ketamine", "D007649")


def test_an_inverted_heading_is_found_turned_round() -> None:
    resistant = mesh.find(normal("Depressive Disorder, Treatment-Resistant"))
    assert resistant is not None
    assert mesh.find("treatment resistant depressive disorder") is resistant
    assert mesh.find("treatment resistant depression") is resistant
    assert mesh.find("ampa receptors") is mesh.find("receptors ampa")


def test_an_unknown_name_stands_for_itself_alone() -> None:
    assert mesh.find("esketamine") is None
    assert mesh.narrower("esketamine") == {"esketamine"}


def test_explosion_takes_in_everything_below() -> None:
    assert mesh.narrower("depressive disorder") == {
        "depressive disorder",
        "depressive disorder major",
        "depressive disorder treatment resistant",
        "dysthymic disorder",
        "depression postpartum",
        "premenstrual dysphoric disorder",
        "seasonal affective disorder",
    }


def test_depression_the_symptom_is_not_depressive_disorder() -> None:
    assert mesh.narrower("depression") == {"depression"}


def test_explosion_follows_every_place_a_heading_has_in_the_tree() -> None:
    assert {"administration intranasal", "administration rectal"} <= mesh.narrower("administration topical")
    assert "administration sublingual" in mesh.narrower("administration oral")
    assert {"humans", "rats", "mice"} <= mesh.narrower("animals")


def test_explosion_counts_former_names_since_old_citations_carry_them() -> None:
    assert {"psilocybin", "psilocybine"} <= mesh.narrower("psilocybin")
    assert {"cognitive behavioral therapy", "cognitive therapy"} <= mesh.narrower("psychotherapy")


def test_post_traumatic_stress_is_no_longer_below_anxiety_disorders() -> None:
    assert "stress disorders post traumatic" not in mesh.narrower("anxiety disorders")
    assert "stress disorders post traumatic" in mesh.narrower("trauma and stressor related disorders")


def test_bipolar_disorder_is_below_bipolar_and_related_disorders_not_below_depressive_disorder() -> None:
    assert mesh.narrower("bipolar and related disorders") == {
        "bipolar and related disorders",
        "bipolar disorder",
        "cyclothymic disorder",
    }
    assert "bipolar disorder" not in mesh.narrower("depressive disorder")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("treatment resistant depression ketamine", 3),
        ("major depressive disorder in adults", 3),
        ("suicidal ideation", 2),
        ("ketamine for depression", 1),
        ("esketamine", 0),
        ("", 0),
    ],
)
def test_the_longest_known_name_is_matched(text: str, count: int) -> None:
    assert mesh.longest_match(words(text)) == count


def test_no_name_belongs_to_two_headings() -> None:
    owners: dict[str, str] = {}
    for heading in mesh.headings():
        for name in (heading.name, *heading.former_names, *heading.entry_terms):
            assert owners.setdefault(normal(name), heading.name) == heading.name, name


def test_every_row_is_well_formed() -> None:
    found = list(mesh.headings())
    assert len(found) > 400
    assert len({heading.ui for heading in found if heading.ui}) == sum(1 for heading in found if heading.ui)
    for heading in found:
        assert heading.name == heading.name.strip() != ""
        assert not heading.ui or re.fullmatch(r"D\d{6}(?:\d{3})?", heading.ui)
        assert all(TREE_NUMBER.fullmatch(number) for number in heading.tree_numbers), heading


def test_no_two_headings_share_a_place_in_the_tree() -> None:
    numbers = [number for heading in mesh.headings() for number in heading.tree_numbers if not number.endswith(".x")]
    assert len(numbers) == len(set(numbers))


def test_importing_reads_nothing() -> None:
    script = (
        "from indexer.vocabulary import mesh, publication_types, subheadings, languages, concepts\n"
        "caches = mesh._index, publication_types._by_key, subheadings._by_key, languages._names"
        ", concepts._table, concepts._by_words, concepts._by_beginning\n"
        "assert all(cache.cache_info().currsize == 0 for cache in caches)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


# Moved in the mental disorders' tree by NLM after 2015, with DSM-5.
MOVED = frozenset(
    {
        "Bipolar Disorder",
        "Cyclothymic Disorder",
        "Stress Disorders, Traumatic",
        "Stress Disorders, Post-Traumatic",
        "Stress Disorders, Traumatic, Acute",
        "Battered Child Syndrome",
        "Combat Disorders",
        "Adjustment Disorders",
    }
)
# Roots whose whole subtree is shipped, and what has come and gone below them since 2015, by today's names.
COMPLETE: dict[str, tuple[set[str], set[str]]] = {
    "Depressive Disorder": (set(), set()),
    "Mood Disorders": (set(), {"Bipolar Disorder", "Cyclothymic Disorder"}),
    "Self-Injurious Behavior": ({"Suicide, Completed"}, set()),
    "Suicide": ({"Suicide, Completed"}, set()),
    "Anxiety Disorders": (
        {"Phobia, Social", "Generalized Anxiety Disorder", "Hoarding Disorder"},
        {
            "Stress Disorders, Traumatic",
            "Stress Disorders, Post-Traumatic",
            "Stress Disorders, Traumatic, Acute",
            "Battered Child Syndrome",
            "Combat Disorders",
        },
    ),
    "Stress Disorders, Traumatic": ({"Psychological Trauma"}, set()),
    "Dissociative Disorders": (set(), set()),
    "Substance-Related Disorders": (set(), set()),
    "Schizophrenia Spectrum and Other Psychotic Disorders": (set(), set()),
    "Antidepressive Agents": (set(), set()),
    "Anesthetics": (set(), set()),
    "Psychotropic Drugs": (set(), set()),
    "Excitatory Amino Acid Agents": (set(), set()),
    "Serotonin Agents": (set(), set()),
    "GABA Agents": (set(), set()),
    "Benzodiazepines": (set(), set()),
    "Drug Administration Routes": (set(), set()),
    "Administration, Oral": (set(), set()),
    "Administration, Intravenous": (set(), set()),
    "Drug Administration Schedule": (set(), set()),
    "Receptors, Glutamate": (set(), set()),
    "Receptors, Opioid": (set(), set()),
    "Neuronal Plasticity": (set(), set()),
    "Convulsive Therapy": (set(), set()),
    "Psychotherapy": (set(), set()),
    "Psychiatric Status Rating Scales": (set(), set()),
    "Age Groups": (set(), set()),
    "Clinical Trials as Topic": ({"Adaptive Clinical Trials as Topic", "Equivalence Trials as Topic"}, set()),
    "Epidemiologic Studies": (set(), set()),
    "Hypertension": (set(), set()),
    "Cystitis": (set(), set()),
    "Chemical and Drug Induced Liver Injury": (set(), set()),
    "Drug-Related Side Effects and Adverse Reactions": (set(), set()),
    "Cognition": (set(), set()),
    "Memory": (set(), set()),
}


@pytest.fixture(scope="module")
def tree(shared_data: Path) -> dict[str, tuple[str, set[str]]]:
    """Unique id -> name and tree numbers of 2015."""
    names: dict[str, str] = {}
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    with gzip.open(shared_data / "mesh" / "mesh_tree-numbers.tsv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            names[row["mesh_id"]] = row["mesh_name"]
            numbers[row["mesh_id"]].add(row["mesh_tree_number"])
    return {ui: (name, numbers[ui]) for ui, name in names.items()}


class TestAgainstThe2015Tree:
    """Every fact that the open table of 2015 can confirm, with the known differences listed."""

    def test_names_ids_and_places_are_those_of_mesh(self, tree: dict[str, tuple[str, set[str]]]) -> None:
        by_name = {name: ui for ui, (name, _) in tree.items()}
        checked = 0
        for heading in mesh.headings():
            if heading.ui not in tree:
                assert by_name.get(heading.name, "") == heading.ui or heading.name not in by_name, heading
                continue
            name, numbers = tree[heading.ui]
            assert name in {heading.name, *heading.former_names}
            if heading.name not in MOVED:
                assert set(heading.tree_numbers) == numbers, heading
            checked += 1
        assert checked > 400

    def test_explosion_is_that_of_2015_among_the_headings_that_are_here(
        self, tree: dict[str, tuple[str, set[str]]]
    ) -> None:
        shipped = {heading.ui: heading for heading in mesh.headings() if heading.ui in tree}
        for ui, heading in shipped.items():
            below_2015 = _below(tree, ui) & shipped.keys()
            if heading.name in MOVED or any(shipped[below].name in MOVED for below in below_2015):
                continue
            exploded = mesh.narrower(normal(heading.name))
            found = {other for other in shipped if normal(shipped[other].name) in exploded}
            assert found == below_2015, heading.name

    def test_no_name_given_to_a_heading_is_another_heading_of_mesh(self, tree: dict[str, tuple[str, set[str]]]) -> None:
        ui_of = {normal(name): ui for ui, (name, _) in tree.items()}
        for key in mesh._index().by_key:
            heading = mesh.find(key)
            assert heading is not None
            assert ui_of.get(key, heading.ui) == heading.ui, (key, heading.name)

    @pytest.mark.parametrize("name", COMPLETE)
    def test_subtrees_that_matter_are_whole(self, name: str, tree: dict[str, tuple[str, set[str]]]) -> None:
        come, gone = COMPLETE[name]
        heading = mesh.find(normal(name))
        assert heading is not None
        today = {other.name for other in mesh.headings() if normal(other.name) in mesh.narrower(normal(name))}
        renamed = {former: other.name for other in mesh.headings() for former in other.former_names}
        then = {renamed.get(tree[ui][0], tree[ui][0]) for ui in _below(tree, heading.ui)}
        assert today - then == come
        assert then - today == gone


def _below(tree: dict[str, tuple[str, set[str]]], top: str) -> set[str]:
    branches = tuple(number + "." for number in tree[top][1])
    return {
        ui for ui, (_, numbers) in tree.items() if ui == top or any(number.startswith(branches) for number in numbers)
    }
