"""Where the labels can be shown to be wrong, or not to be read from the record: the ceiling of any answer.

Each rule proves its point from the labels alone or from the words of the title and abstract; none looks at what we
say. What it counts is no excuse of ours: the scores keep every label as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from benchmarks.appraisal import mapping
from benchmarks.appraisal.labels import Half, Labelled, Set
from benchmarks.appraisal.scoring import Judged
from benchmarks.appraisal.tables import Table
from indexer.vocabulary import concepts

_SYNTHESIS = re.compile(r"\bsystematic review\b|\bmeta-?analysis\b", re.IGNORECASE)
_PLAN = re.compile(r"\bprotocol\b", re.IGNORECASE)
_CASE = re.compile(r"\bcase reports?\b", re.IGNORECASE)
_RODENT = re.compile(r"\b(?:mice|mouse|rats?)\b", re.IGNORECASE)
_ROUTES = {
    "Nasal": re.compile(r"nasal|spravato", re.IGNORECASE),
    "Intravenous": re.compile(r"intravenous|infus|inject|bolus|\bi\.?v\b", re.IGNORECASE),
    "Oral": re.compile(
        r"\boral|capsule|tablet|\bpills?\b|ingest|swallow|\bdr[aiu]nk|brew|\btea\b|per os", re.IGNORECASE
    ),
}
_OF_TRIALS = re.compile(r"random|\bblind|masked|placebo|\btrial|cross-?over|allocat", re.IGNORECASE)
_NOT_SAID = frozenset({"Unknown", "Not applicable"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A proof of noise: how many records it could hold for, and for how many it does."""

    name: str
    set: Set
    bears: Callable[[Labelled], bool]
    holds: Callable[[Labelled], bool]


def _has(one: Labelled, name: str, values: tuple[str, ...]) -> bool:
    return not set(values).isdisjoint(one.labels.get(name, ()))


def _says_and_does_not(one: Labelled) -> bool:
    lists = ("application_form", "regimen", "study_control", "age_of_participants", "substances")
    return any(_NOT_SAID & set(values) and set(values) - _NOT_SAID for name in lists if (values := one.labels[name]))


def _design_of(one: Labelled) -> str:
    return mapping.TYPES_DESIGN[one.labels["accepted_label"][0]]


def _names_all_drugs(one: Labelled) -> bool:
    text = f"{one.record.title}\n{one.record.abstract_text}"
    named = {mention.concept.name for mention in concepts.mentions(text) if mention.concept.kind is concepts.Kind.DRUG}
    meant = {mapping.DRUGS[value] for value in one.labels["substances"]} - {None}
    return meant <= named


def _says_nothing_like(pattern: re.Pattern[str]) -> Callable[[Labelled], bool]:
    def holds(one: Labelled) -> bool:
        indexed = " ".join(heading.descriptor for heading in one.record.mesh)
        return pattern.search(f"{one.record.title}\n{one.record.abstract_text}\n{indexed}") is None

    return holds


_RCT = "Randomized-controlled trial (RCT)"
_REVIEW = "Systematic review/meta-analysis"
RULES = (
    Rule(
        "an RCT without a control group",
        Set.TOPIC,
        lambda one: _has(one, "study_type", (_RCT,)),
        lambda one: _has(
            one,
            "study_control",
            (
                "Non-controlled",
                "Not applicable",
            ),
        ),
    ),
    Rule(
        "controlled and not controlled",
        Set.TOPIC,
        lambda one: _has(one, "study_control", ("Non-controlled",)),
        lambda one: len(one.labels["study_control"]) > 1,
    ),
    Rule("a value and 'Unknown' or 'Not applicable' together", Set.TOPIC, lambda one: True, _says_and_does_not),
    Rule(
        "title: review or meta-analysis; label: neither that nor protocol",
        Set.TOPIC,
        lambda one: bool(_SYNTHESIS.search(one.record.title)),
        lambda one: (
            not _has(
                one,
                "study_type",
                (
                    _REVIEW,
                    "Study protocol",
                ),
            )
        ),
    ),
    Rule(
        "a labelled drug is not named in title or abstract",
        Set.TOPIC,
        lambda one: any(mapping.DRUGS[value] for value in one.labels["substances"]),
        lambda one: not _names_all_drugs(one),
    ),
    *(
        Rule(
            f"labelled {route.lower()}; no word for it in title, abstract or MeSH",
            Set.TOPIC,
            partial(_has, name="application_form", values=(route,)),
            _says_nothing_like(words),
        )
        for route, words in _ROUTES.items()
    ),
    Rule(
        "title: review or meta-analysis; label: neither that nor protocol",
        Set.TYPES,
        lambda one: bool(_SYNTHESIS.search(one.record.title)),
        lambda one: _design_of(one) not in (mapping.REVIEWED, mapping.PROTOCOL),
    ),
    Rule(
        "label: RCT; no word of a trial in title or abstract (random…, blind, placebo, trial, crossover …)",
        Set.TYPES,
        lambda one: _design_of(one) == mapping.RCT,
        _says_nothing_like(_OF_TRIALS),
    ),
    Rule(
        "title: protocol; label: something else",
        Set.TYPES,
        lambda one: bool(_PLAN.search(one.record.title)),
        lambda one: _design_of(one) != mapping.PROTOCOL,
    ),
    Rule(
        "title: case report; label: something else",
        Set.TYPES,
        lambda one: bool(_CASE.search(one.record.title)),
        lambda one: _design_of(one) != mapping.CASE_REPORT,
    ),
    Rule(
        "title: mice or rats; label: of people",
        Set.TYPES,
        lambda one: bool(_RODENT.search(one.record.title)),
        lambda one: one.labels["accepted_label"][0].startswith("Human-"),
    ),
)


def noise_table(judged: Mapping[Set, Sequence[Judged]], halves: Sequence[Half]) -> Table:
    """How often each rule holds, of how many records it bears on."""
    rows = []
    for rule in RULES:
        counts = []
        for half in halves:
            bearing = [one.labelled for one in judged[rule.set] if one.labelled.half is half]
            bearing = [one for one in bearing if rule.bears(one)]
            counts.append(f"{sum(map(rule.holds, bearing))} of {len(bearing)}")
        rows.append((rule.name, rule.set.value, *counts))
    header = ("contradiction", "set", *(half.value for half in halves))
    return Table("Label noise that can be shown by rule", header, tuple(rows), "kept in all scores as it is")
