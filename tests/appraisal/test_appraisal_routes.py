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
        ("a bolus of ketamine", Route.INTRAVENOUS),
        ("an infusion of saline or a saline infusion with ketamine IV", Route.INTRAVENOUS),
        ("a subcutaneous bolus of ketamine", Route.SUBCUTANEOUS),
        ("one peroral dose of ketamine", Route.ORAL),
        ("ketamine, and after ingestion of the drug they slept", Route.ORAL),
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
        "Women under epidural anaesthesia had ketamine 0.2 mg/kg.",
        "Women had ketamine 0.2 mg/kg under epidural anaesthesia.",
        "The ketamine group pressed for a bolus frequency of two an hour.",
        "Oral secretion was scored after ketamine.",
        "Ketamine was studied for smoking cessation.",
        "Ketamine 0.2 mg/kg was compared with intranasal oxytocin.",
        "One oral dose of ABC-012 lessened what ketamine did.",
        "Intravenous sedation was needed in three of those on ketamine.",
    ],
)
def test_what_names_no_route(text: str) -> None:
    assert routes("Ketamine", ("METHODS", text), ("RESULTS", "It worked.")) == []


def test_pain_relief_by_the_studied_drug_is_its_route() -> None:
    for words in ("epidural analgesia with ketamine", "intravenous dexamethasone and ketamine"):
        assert len(routes("Ketamine", ("METHODS", f"They had {words}."), ("RESULTS", "It worked."))) == 1


def test_a_route_that_is_ruled_out_is_none() -> None:
    assert routes("Non-intranasal esketamine", ("METHODS", "Scores were read."), ("RESULTS", "It worked.")) == []


def test_a_title_in_capitals_names_no_nose() -> None:
    assert routes("KETAMINE IN DEPRESSION") == []


@pytest.mark.parametrize("title", ["MDMA and trust", "Psilocybin and mood", "Ayahuasca and mood"])
def test_what_is_usually_swallowed_may_not_have_been(title: str) -> None:
    drug = title.partition(" ")[0]
    assert routes(title, ("METHODS", f"Volunteers received {drug} 75 mg or placebo.")) == []


def test_swallowed_if_the_text_says_so() -> None:
    assert routes("Ayahuasca and mood", ("METHODS", "Volunteers drank ayahuasca.")) == [Given(Route.ORAL, "ayahuasca")]
    assert routes("Psilocybin", ("METHODS", "Psilocybin was given orally.")) == [Given(Route.ORAL, "psilocybin")]


@pytest.mark.parametrize(
    ("drug", "text"),
    [
        ("MDMA", "Guests took one tablet of MDMA an hour."),
        ("MDMA", "They use MDMA in pill form."),
        ("MDMA", "Mood was rated an hour after ingestion."),
        ("psilocybin", "Psilocybin ingestion was followed by fear."),
        ("psilocybin", "They weighed 2 g of dried mushrooms each time psilocybin was used."),
        ("ayahuasca", "Ceremonies of ayahuasca drinkers were visited."),
    ],
)
def test_what_people_took_by_themselves(drug: str, text: str) -> None:
    assert routes(f"A survey on {drug}", ("RESULTS", text)) == [Given(Route.ORAL, drug)]


@pytest.mark.parametrize(
    ("drug", "text"),
    [
        ("MDMA", "The tablets of MDMA were bought from friends."),
        ("MDMA", "Ethanol ingestion was common, and MDMA use was not."),
        ("MDMA", "Illicit drug ingestion was common."),
        ("MDMA", "Venom ingestion was a risk."),
        ("psilocybin", "Psilocybin, a compound found in magic mushrooms, was given to adults."),
    ],
)
def test_what_says_nothing_of_it(drug: str, text: str) -> None:
    assert routes(f"A study of {drug}", ("RESULTS", text)) == []


def test_a_tea_is_drunk_even_if_only_the_background_calls_it_one() -> None:
    """What a drug is holds for the study's as well; how others gave it does not."""
    told = ("BACKGROUND", "Ayahuasca is a brew of two plants.")
    assert routes("Ayahuasca and mood", told, ("RESULTS", "Mood rose.")) == [Given(Route.ORAL, "ayahuasca")]
    given = ("METHODS", "Rats got ayahuasca intraperitoneally.")
    assert routes("Ayahuasca and mood", told, given) == [Given(Route.INTRAPERITONEAL, "ayahuasca")]
    told = ("BACKGROUND", "Esketamine nasal spray is licensed for depression.")
    assert routes("Esketamine in clinics", told) == [Given(Route.INTRANASAL, "esketamine")]


def test_an_abstract_without_headings_tells_what_was_done() -> None:
    known = "Depression is common and hard to treat."
    done = "Activity was recorded in ten men after intravenous ketamine."
    assert routes("Ketamine and the cortex", f"{known} {done}") == [Given(Route.INTRAVENOUS, "ketamine")]
    others = "Intravenous ketamine is widely used."
    assert routes("Ketamine and the cortex", f"{known} {others}") == []


def test_infusions_under_the_skin_stay_there() -> None:
    text = "They had six subcutaneous ketamine infusions. Mood was rated after each infusion."
    assert routes("Ketamine", ("METHODS", text), ("RESULTS", "Mood rose.")) == [Given(Route.SUBCUTANEOUS, "ketamine")]


def test_another_drugs_route_is_not_the_studied_drugs() -> None:
    text = "Naltrexone, an opioid antagonist, was given at 50 mg orally before a ketamine infusion."
    assert routes("Naltrexone and ketamine", ("METHODS", text), ("RESULTS", "Mood rose.")) == [
        Given(Route.ORAL, "naltrexone"),
        Given(Route.INTRAVENOUS, "ketamine"),
    ]
    assert routes("Ketamine", ("METHODS", "Fooamide was given orally.")) == []
    text = "Ketamine (1 mg/kg) was swallowed, and cannulas for intravenous access were placed."
    assert routes("Ketamine", ("METHODS", text)) == [Given(Route.ORAL, "ketamine")]


def test_a_dose_in_brackets_does_not_part_a_drug_from_its_route() -> None:
    text = "Midazolam syrup came first, then ketamine (0.3 mg/kg over 5 min) by intravenous bolus."
    assert Given(Route.INTRAVENOUS, "ketamine") in routes("Ketamine or midazolam", ("METHODS", text))


def test_capitals_of_a_drug_are_no_shouting() -> None:
    one = routes("Dimethyltryptamine", ("RESULTS", "Continuous IV DMT administration was safe (dimethyltryptamine)."))
    assert one == [Given(Route.INTRAVENOUS, "N,N-dimethyltryptamine")]


def test_saline_infused_beside_the_drug() -> None:
    text = "Volunteers were given either a saline infusion or a low dose of ketamine."
    assert routes("Ketamine and attention", ("METHODS", text)) == [Given(Route.INTRAVENOUS, "ketamine")]


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
