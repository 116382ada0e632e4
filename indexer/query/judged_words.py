"""The words of the local fields: what each value of `appraisal.values` is also called, and the groups of values.

British and American spellings, singular and plural are understood of every name and need not be listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from indexer.appraisal import Age, Control, Design, Feature, Masking, Regimen, Role, Route, Species
from indexer.query.syntax import Field
from indexer.text import normal

E = TypeVar("E", bound=StrEnum)

Words = tuple[tuple[str, tuple[str, ...]], ...]
"""(value, other names) pairs."""

_SPELLINGS = (("randomis", "randomiz"), ("anaesth", "anesth"), ("paediatric", "pediatric"), ("centre", "center"),
              ("labelled", "labeled"), ("stabilis", "stabiliz"), ("hospitalis", "hospitaliz"))  # fmt: skip

_DESIGNS: Mapping[Design, tuple[str, ...]] = {
    Design.META_ANALYSIS: ("metaanalysis",),
    Design.SYSTEMATIC_REVIEW: ("sr", "systematic"),
    Design.GUIDELINE: ("practice guideline", "clinical guideline"),
    Design.PROTOCOL: ("study protocol", "trial protocol"),
    Design.RCT: ("rct", "randomised trial", "randomised clinical trial", "randomised"),
    Design.TRIAL: ("nonrandomised trial", "non-randomised", "non-randomised controlled trial", "single-arm trial",
                   "open-label trial", "uncontrolled trial"),
    Design.COHORT: ("cohort",),
    Design.CASE_CONTROL: ("case-control",),
    Design.CROSS_SECTIONAL: ("cross-sectional", "survey"),
    Design.OBSERVATIONAL: ("observational",),
    Design.CASE_SERIES: (),
    Design.CASE_REPORT: ("case study",),
    Design.QUALITATIVE: ("qualitative", "qualitative research"),
    Design.ANIMAL: ("animal", "in vivo study"),
    Design.IN_VITRO: ("in vitro", "cell study"),
    Design.REVIEW: ("narrative", "literature review"),
    Design.OPINION: ("editorial", "letter", "comment", "commentary", "opinion"),
    Design.NOTICE: ("erratum", "retraction notice", "correction"),
}  # fmt: skip
_FEATURES: Mapping[Feature, tuple[str, ...]] = {
    Feature.SECONDARY: ("secondary", "post hoc", "post hoc analysis", "subgroup analysis"),
    Feature.POOLED: ("pooled",),
    Feature.NETWORK: ("network",),
    Feature.UMBRELLA: ("umbrella",),
    Feature.SCOPING: ("scoping",),
    Feature.CROSSOVER: ("cross-over",),
    Feature.PILOT: ("pilot study", "feasibility"),
    Feature.EXTENSION: ("extension study", "open-label extension"),
    Feature.MULTICENTRE: ("multi-centre", "multisite"),
    Feature.NON_INFERIORITY: ("noninferiority",),
    Feature.WITHDRAWAL: ("withdrawal", "relapse prevention"),
}
_SPECIES: Mapping[Species, tuple[str, ...]] = {
    Species.HUMAN: ("people", "patient"),
    Species.ANIMAL: ("rat", "mouse", "mice", "rodent", "murine", "monkey", "nonhuman", "non-human"),
    Species.BOTH: ("both",),
    Species.CELLS: ("cell",),
}
_AGES: Mapping[Age, tuple[str, ...]] = {
    Age.CHILD: ("children", "paediatric"),
    Age.ADOLESCENT: ("teenager", "youth"),
    Age.OLDER: ("older", "elderly", "geriatric", "late life", "aged"),
}
_ROUTES: Mapping[Route, tuple[str, ...]] = {
    Route.INTRAVENOUS: ("iv", "i.v."),
    Route.INTRANASAL: ("nasal", "in", "nasal spray"),
    Route.INTRAMUSCULAR: ("im", "i.m."),
    Route.SUBCUTANEOUS: ("sc", "s.c."),
    Route.ORAL: ("po", "p.o.", "by mouth"),
    Route.SUBLINGUAL: ("sl", "transmucosal", "buccal"),
    Route.INTRAPERITONEAL: ("ip", "i.p."),
    Route.INHALED: ("inhalation",),
    Route.TOPICAL: ("transdermal",),
    Route.EPIDURAL: ("epidural", "intrathecal"),
    Route.INTRACEREBRAL: ("intracerebroventricular", "icv"),
}
_REGIMENS: Mapping[Regimen, tuple[str, ...]] = {
    Regimen.SINGLE: ("single dose", "single infusion", "one dose", "once"),
    Regimen.REPEATED: ("repeat", "repeated dose", "multiple", "multiple dose", "serial"),
    Regimen.CONTINUOUS: ("continuous infusion",),
    Regimen.MAINTENANCE: ("maintenance treatment", "continuation"),
    Regimen.MICRODOSING: ("microdose",),
}
_CONTROLS: Mapping[Control, tuple[str, ...]] = {
    Control.PLACEBO: ("placebo-controlled",),
    Control.ACTIVE: ("active comparator", "active control", "active placebo"),
    Control.ECT: ("ect",),
    Control.DOSE: ("dose", "dose comparison"),
    Control.USUAL_CARE: ("treatment as usual", "tau", "standard care", "standard of care"),
    Control.WAITING_LIST: ("waitlist", "wait list"),
    Control.HEALTHY: ("healthy", "healthy volunteer"),
    Control.OTHER: ("other",),
    Control.NONE: ("no control", "no comparator", "uncontrolled"),
}
_MASKED = (Masking.SINGLE, Masking.DOUBLE, Masking.TRIPLE, Masking.QUADRUPLE, Masking.ASSESSOR)
_MASKING: Mapping[Masking, tuple[str, ...]] = {
    Masking.OPEN: ("open-label", "unblinded", "unmasked", "none"),
    **{one: tuple(f"{one.value}-{word}" for word in ("blind", "blinded", "masked")) for one in _MASKED},
}
_ROLES: Mapping[Role, tuple[str, ...]] = {
    Role.COMPARATOR: ("control",),
    Role.ANAESTHETIC: ("anaesthesia",),
    Role.ADJUNCT: ("adjunctive", "augmentation"),
    Role.RECREATIONAL: ("recreational", "misuse", "abuse"),
    Role.MODEL: ("model",),
}


def _listed(kind: type[E], names: Mapping[E, tuple[str, ...]]) -> Words:
    return tuple((str(value.value), names.get(value, ())) for value in kind)


WORDS: Mapping[Field, Words] = {
    Field.DESIGN: _listed(Design, _DESIGNS),
    Field.FEATURE: _listed(Feature, _FEATURES),
    Field.SPECIES: _listed(Species, _SPECIES),
    Field.AGE: _listed(Age, _AGES),
    Field.ROUTE: _listed(Route, _ROUTES),
    Field.REGIMEN: _listed(Regimen, _REGIMENS),
    Field.COMPARATOR: _listed(Control, _CONTROLS),
    Field.MASKING: _listed(Masking, _MASKING),
}
"""The values of the fields that hold an enumeration, in its order."""

QUALIFIERS: Mapping[Field, Words] = {
    Field.DRUG: tuple((role.value, _ROLES.get(role, ())) for role in Role),
    Field.OUTCOME: (("primary", ("primary outcome",)),),
}
"""What may stand after a slash."""

GROUPS: Mapping[Field, tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = {
    Field.DESIGN: (
        # A record has one design, and a review that pools is called by that: whoever asks for systematic reviews means
        # both.
        (Design.SYSTEMATIC_REVIEW.value, (), (Design.META_ANALYSIS,)),
        ("review", (), (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW, Design.REVIEW)),
        ("trial", ("clinical trial", "interventional study"), (Design.RCT, Design.TRIAL)),
        (Design.OBSERVATIONAL.value, (), (Design.COHORT, Design.CASE_CONTROL, Design.CROSS_SECTIONAL)),
        ("case report or series", ("case",), (Design.CASE_REPORT, Design.CASE_SERIES)),
        ("preclinical", ("preclinical study",), (Design.ANIMAL, Design.IN_VITRO)),
    ),
    Field.SPECIES: (
        (Species.HUMAN.value, (), (Species.BOTH,)),
        (Species.ANIMAL.value, (), (Species.BOTH,)),
    ),
    Field.MASKING: (("masked", ("blind", "blinded"), _MASKED),),
}
"""(name, other names, values it takes in)."""


def variants(name: str) -> Iterator[str]:
    """`name` in normal form, in either spelling, and the plural of each."""
    spelt = {normal(name)}
    for british, american in _SPELLINGS:
        spelt |= {one.replace(british, american) for one in spelt} | {one.replace(american, british) for one in spelt}
    for one in spelt:
        if not one:
            continue
        yield one
        if one[-1].isalpha() and len(one) > 2:
            yield _plural(one)


def _plural(name: str) -> str:
    if name.endswith("is"):
        return f"{name[:-2]}es"
    if name.endswith("y") and name[-2] not in "aeiou":
        return f"{name[:-1]}ies"
    return name if name.endswith("s") else f"{name}s"
