"""What each label means in our words. A label that is not a value we judge maps to nothing, with the reason.

The labels are coarser than our values, so several of ours stand for one of theirs. Classes are named as the table of
results prints them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.appraisal import Age, Control, Design, Regimen, Route

OTHER = "other"
RCT = "RCT"
REVIEWED = "systematic review"
PROTOCOL = "protocol"
CASE_REPORT = "case report"
CASE_SERIES = "case series"
OBSERVED = "observational"
QUALITATIVE = "qualitative"
NARRATIVE = "narrative review"
ANIMAL = "animal"
IN_VITRO = "in vitro"

# Their codebook has no class for non-randomised trials, narrative reviews or editorials: all of those are `Other`.
# `Real-world study` is any observation of care or use, so a cohort study (three records) is one too.
TOPIC_DESIGN: Mapping[str, str] = {
    "Randomized-controlled trial (RCT)": RCT,
    "Systematic review/meta-analysis": REVIEWED,
    "Study protocol": PROTOCOL,
    "Case report": CASE_REPORT,
    "Case series": CASE_SERIES,
    "Real-world study": OBSERVED,
    "Cohort study": OBSERVED,
    "Qualitative Study": QUALITATIVE,
    "Other": OTHER,
}
_TOPIC_DESIGNS: Mapping[Design, str] = {
    Design.RCT: RCT,
    Design.META_ANALYSIS: REVIEWED,
    Design.SYSTEMATIC_REVIEW: REVIEWED,
    Design.PROTOCOL: PROTOCOL,
    Design.CASE_REPORT: CASE_REPORT,
    Design.CASE_SERIES: CASE_SERIES,
    Design.COHORT: OBSERVED,
    Design.CASE_CONTROL: OBSERVED,
    Design.CROSS_SECTIONAL: OBSERVED,
    Design.OBSERVATIONAL: OBSERVED,
    Design.QUALITATIVE: QUALITATIVE,
}

# `Human-non-RCT-…` holds trials and observation alike, `Remaining` whatever fits nowhere, observation without an
# intervention included: which of the two our words mean cannot be said, so they are one class.
TYPES_DESIGN: Mapping[str, str] = {
    "Human-RCT-drug-intervention": RCT,
    "Human-RCT-non-drug-intervention": RCT,
    "Human-RCT-non-intervention": RCT,
    "Human-systematic-review": REVIEWED,
    "Non-systematic-review": NARRATIVE,
    "Clinical-study-protocol": PROTOCOL,
    "Human-case-report": CASE_REPORT,
    "Animal-drug-intervention": ANIMAL,
    "Animal-non-drug-intervention": ANIMAL,
    "Animal-other": ANIMAL,
    "In-vitro-study": IN_VITRO,
    "Human-non-RCT-drug-intervention": OTHER,
    "Human-non-RCT-non-drug-intervention": OTHER,
    "Remaining": OTHER,
}
_TYPES_DESIGNS: Mapping[Design, str] = {
    Design.RCT: RCT,
    Design.META_ANALYSIS: REVIEWED,
    Design.SYSTEMATIC_REVIEW: REVIEWED,
    Design.REVIEW: NARRATIVE,
    Design.PROTOCOL: PROTOCOL,
    Design.CASE_REPORT: CASE_REPORT,
    Design.CASE_SERIES: CASE_REPORT,  # the set has no class of its own for several cases
    Design.ANIMAL: ANIMAL,
    Design.IN_VITRO: IN_VITRO,
}


def topic_design(design: Design) -> str:
    """One of our designs in the classes of the topic's labels."""
    return _TOPIC_DESIGNS.get(design, OTHER)


def types_design(design: Design) -> str:
    """One of our designs in the classes of the study types."""
    return _TYPES_DESIGNS.get(design, OTHER)


# `Non-systematic-review` and `Remaining` do not say who was studied. A clinical study protocol is of people.
TYPES_SPECIES: Mapping[str, str | None] = {
    label: (
        "human"
        if label.startswith(("Human-", "Clinical-"))
        else "animal"
        if label.startswith("Animal-")
        else "in vitro"
        if label == "In-vitro-study"
        else None
    )
    for label in TYPES_DESIGN
}

# (lowest, highest) number of participants; a study of 100 lies in two bins and is right in either.
SAMPLE_BINS: Mapping[str, tuple[int, int] | None] = {
    "1-20": (1, 20),
    "21-40": (21, 40),
    "41-60": (41, 60),
    "61-80": (61, 80),
    "81-100": (81, 100),
    "100-199": (100, 199),
    "200-499": (200, 499),
    "500-999": (500, 999),
    "≥1000": (1000, 10**12),
    "Not applicable": None,
    "Unknown": None,
    "None": None,
}

# `Combination Therapy` is how drugs were used, not a drug; `Analogue` does not say of what; of `Unknown` nothing can
# be right. Psychedelic mushrooms are how psilocybin is eaten.
DRUGS: Mapping[str, str | None] = {
    "Ketamine": "ketamine",
    "S-Ketamine": "esketamine",
    "R-Ketamine": "arketamine",
    "MDMA": "MDMA",
    "Psilocybin": "psilocybin",
    "Psychedelic mushrooms": "psilocybin",
    "LSD": "lysergide",
    "Ayahuasca": "ayahuasca",
    "DMT": "N,N-dimethyltryptamine",
    "5-MeO-DMT": "5-MeO-DMT",
    "Ibogaine": "ibogaine",
    "Mescaline": "mescaline",
    "Salvinorin A": "salvinorin A",
    "Combination Therapy": None,
    "Analogue": None,
    "Unknown": None,
}

ROUTES: Mapping[str, str | None] = {
    "Intravenous": "intravenous",
    "Oral": "oral",
    "Nasal": "intranasal",
    "Smoking": "inhaled",
    "Subcutaneous": "subcutaneous",
    "Other": OTHER,
    "Unknown": None,
    "Not applicable": None,
}


def route(given: Route) -> str:
    """One of our routes in the classes of the labels."""
    named = given.value
    return named if named in ROUTES.values() else OTHER


REGIMENS: Mapping[str, str | None] = {
    "Single Dose": "single",
    "Multiple Applications": "repeated",
    "Microdosing": "microdosing",
    "Unknown": None,
    "None": None,
}


def regimen(one: Regimen) -> str | None:
    """One of our regimens in the classes of the labels, which do not speak of the length of an infusion."""
    match one:
        case Regimen.CONTINUOUS:
            return None
        case Regimen.MAINTENANCE:
            return "repeated"
        case _:
            return one.value


CONTROLS: Mapping[str, str | None] = {
    "Placebo": "placebo",
    "Active control": "active",
    "Other control": OTHER,
    "Non-controlled": "none",
    "Not applicable": None,
}


def control(one: Control) -> str:
    """One of our comparisons in the classes of the labels: electroconvulsive therapy is an active treatment."""
    match one:
        case Control.PLACEBO:
            return "placebo"
        case Control.ACTIVE | Control.ECT:
            return "active"
        case Control.NONE:
            return "none"
        case _:
            return OTHER


AGES: Mapping[str, str | None] = {
    "Adult (≥18 years)": "adult",
    "Pediatric (< 18 years old)": "under 18",
    "Unknown": None,
    "Not applicable": None,
}


def age(one: Age) -> str:
    """One of our age groups in the classes of the labels."""
    return "under 18" if one in (Age.CHILD, Age.ADOLESCENT) else "adult"


@dataclass(frozen=True, slots=True)
class Span:
    """The concepts of our tables that belong to a class: those named and all beneath, `but` those and all beneath."""

    named: tuple[str, ...]
    but: tuple[str, ...] = ()


# `Substance abuse` and `Other addictions (e.g. smoking)` have no boundary between them: they are one class.
CONDITIONS: Mapping[str, str | None] = {
    "Psychiatric condition": "mental disorder",
    "Depression": "depression",
    "Anxiety": "anxiety",
    "Post-traumatic stress disorder (PTSD)": "PTSD",
    "Alcoholism": "alcoholism",
    "Other addictions (e.g. smoking)": "other addiction",
    "Substance abuse": "other addiction",
    "(Chronic) Pain": "pain",
    "Palliative Setting": "palliative",
    "Anorexia": "anorexia",
    "Healthy Participants": "healthy",
    "Recreational Drug Use": "recreational use",
    "None": None,
}
CONDITION_SPANS: Mapping[str, Span] = {
    "mental disorder": Span(("mental disorder",)),
    "depression": Span(("depression",)),
    "anxiety": Span(("anxiety",)),
    "PTSD": Span(("post-traumatic stress disorder",)),
    "alcoholism": Span(("alcohol use disorder",)),
    "other addiction": Span(("substance use disorder",), but=("alcohol use disorder",)),
    "pain": Span(("pain",)),
    "palliative": Span(("serious illness",)),
    "anorexia": Span(("anorexia nervosa",)),
    "healthy": Span(("healthy volunteers",)),
    "recreational use": Span(("recreational drug users",)),
}

# One list of theirs holds what was measured, with which instrument and of whom; only what an outcome of ours can mean
# is scored. `Mental Functions` (two records in three) and `Soluble biomarker` have no bounds that could be mapped.
# Imaging is by instrument there, and by what is looked at here.
OUTCOMES: Mapping[str, str | None] = {
    "Suicide": "suicidality",
    "Psychedelic experience": "psychedelic experience",
    "Physiological Functions": "physiology",
    "Electroencephalography (EEG)": "EEG",
    "MRI": "brain imaging",
    "Functional MRI": "brain imaging",
    "PET, SPECT": "brain imaging",
    "Mental Functions": None,
    "Soluble biomarker": None,
    "Surveys": None,
    "Interviews": None,
    "Neurotoxicity": None,
    "Emergency department visits": None,
    "The ability to drive a car": None,
    "None": None,
}
OUTCOME_SPANS: Mapping[str, Span] = {
    "suicidality": Span(("suicidality",)),
    "psychedelic experience": Span(("psychedelic experience",)),
    "physiology": Span(
        ("blood pressure", "heart rate", "heart rate variability", "arrhythmia", "QT interval", "haemodynamics")
    ),
    "EEG": Span(("EEG",)),
    "brain imaging": Span(("brain activity",), but=("EEG",)),
}
