"""How drugs were given. Sentences are made up."""

from __future__ import annotations

import pytest
from appraisal.abstracts import reading, record, stands_there

from indexer.appraisal import UNKNOWN, Given, Ground, Route, Source
from indexer.appraisal.drugs import drugs_of
from indexer.appraisal.reading import Reading
from indexer.appraisal.routes import routes_of


def routes(title: str, *sections: str | tuple[str, str], mesh: tuple[str, ...] = ()) -> list[Given]:
    one = reading(title, *sections, mesh=mesh)
    return [judged.value for judged in routes_of(one, drugs_of(one, UNKNOWN))]


@pytest.mark.parametrize(
    ("words", "route"),
    [
        ("intravenous ketamine", Route.INTRAVENOUS),
        ("IV ketamine", Route.INTRAVENOUS),
        ("a ketamine infusion", Route.INTRAVENOUS),
        ("a 40-minute infusion of ketamine", Route.INTRAVENOUS),
        ("ketamine 0.5 mg/kg i.v.", Route.INTRAVENOUS),
        ("intranasal ketamine", Route.INTRANASAL),
        ("nasal ketamine", Route.INTRANASAL),
        ("ketamine 50 mg IM", Route.INTRAMUSCULAR),
        ("ketamine 50 mg i.m.", Route.INTRAMUSCULAR),
        ("subcutaneous ketamine", Route.SUBCUTANEOUS),
        ("a subcutaneous infusion of ketamine", Route.SUBCUTANEOUS),
        ("an epidural infusion of ketamine", Route.EPIDURAL),
        ("oral ketamine", Route.ORAL),
        ("ketamine per os", Route.ORAL),
        ("ketamine capsules of 50 mg", Route.ORAL),
        ("sublingual ketamine", Route.SUBLINGUAL),
        ("intraperitoneal ketamine", Route.INTRAPERITONEAL),
        ("ketamine i.p. at 10 mg/kg", Route.INTRAPERITONEAL),
    ],
)
def test_one_route(words: str, route: Route) -> None:
    assert routes("A trial", ("METHODS", f"They received {words}."), ("RESULTS", "It worked.")) == [
        Given(route, "ketamine")
    ]


def test_the_brand_is_a_nasal_spray() -> None:
    assert routes("Starting Spravato in clinics") == [Given(Route.INTRANASAL, "esketamine")]


def test_each_drug_has_its_own() -> None:
    assert routes("Intranasal esketamine versus intravenous ketamine") == [
        Given(Route.INTRANASAL, "esketamine"),
        Given(Route.INTRAVENOUS, "ketamine"),
    ]


def test_two_routes_of_one_drug() -> None:
    assert routes("Intravenous or intranasal ketamine for migraine") == [
        Given(Route.INTRAVENOUS, "ketamine"),
        Given(Route.INTRANASAL, "ketamine"),
    ]


def test_a_route_without_a_drug_nearby_is_the_studied_drugs() -> None:
    assert routes("Ketamine for depression", ("METHODS", "It was given intravenously.")) == [
        Given(Route.INTRAVENOUS, "ketamine")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine 0.5 mg/kg was given to adults.",
        "Oral health was assessed after ketamine.",
        "An oral antidepressant was continued with ketamine.",
        "Diagnoses followed DSM-IV before ketamine.",
        "This phase IV study looked at ketamine doses.",
        "I'm calmer, said one patient on ketamine dose two.",
        "Ketamine was studied in adults IN THE NORTH.",
        "Cannabis was smoked by half, and ketamine was given.",
        "A saline infusion came before ketamine.",
        "Ecstasy tablets were seized, and ketamine too.",
    ],
)
def test_what_names_no_route(text: str) -> None:
    assert routes("Ketamine", ("METHODS", text), ("RESULTS", "It worked.")) == []


def test_a_title_in_capitals_names_no_nose() -> None:
    assert routes("KETAMINE IN DEPRESSION") == []


@pytest.mark.parametrize("title", ["MDMA and trust", "Psilocybin and mood", "Ayahuasca and mood"])
def test_what_is_usually_swallowed_may_not_have_been(title: str) -> None:
    drug = title.partition(" ")[0]
    assert routes(title, ("METHODS", f"Volunteers received {drug} 75 mg or placebo.")) == []


def test_swallowed_if_the_text_says_so() -> None:
    assert routes("Ayahuasca and mood", ("METHODS", "Volunteers drank ayahuasca.")) == [Given(Route.ORAL, "ayahuasca")]
    assert routes("Psilocybin", ("METHODS", "Psilocybin was given orally.")) == [Given(Route.ORAL, "psilocybin")]


def test_smoked() -> None:
    assert routes("DMT", ("METHODS", "Dimethyltryptamine (DMT) was smoked.")) == [
        Given(Route.INHALED, "N,N-dimethyltryptamine")
    ]


def test_background_tells_of_other_studies() -> None:
    assert routes(
        "Esketamine in clinics",
        ("BACKGROUND", "Intravenous ketamine is widely used."),
        ("METHODS", "Esketamine nasal spray was given."),
    ) == [Given(Route.INTRANASAL, "esketamine")]


def test_a_heading_backs_the_text_or_stands_alone() -> None:
    heading = Ground(Source.MESH, "Infusions, Intravenous")
    one = reading("Intravenous ketamine", mesh=("Infusions, Intravenous",))
    (judged,) = routes_of(one, drugs_of(one, UNKNOWN))
    assert judged.grounds == (heading, Ground(Source.TITLE, "Intravenous", 0, 0, 11))
    one = reading("Ketamine for depression", mesh=("Infusions, Intravenous",))
    (judged,) = routes_of(one, drugs_of(one, UNKNOWN))
    assert judged.value == Given(Route.INTRAVENOUS, "ketamine")
    assert judged.grounds == (heading,)


def test_a_text_without_drugs_has_none() -> None:
    assert routes("Intravenous iron", "Iron was given intravenously.") == []


def test_grounds_stand_where_they_say() -> None:
    one = record("Intranasal esketamine", "We gave esketamine nasal spray and then ketamine infusions.")
    found = routes_of(Reading(one), drugs_of(Reading(one), UNKNOWN))
    assert found
    assert all(stands_there(ground, one) for judged in found for ground in judged.grounds)
