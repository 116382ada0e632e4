"""Words that name who or what was studied, and how much each says.

A whole share is a word that hardly ever means anything else; half a share one that often does (`subjects`,
`individuals`), or that names a method rather than a subject (`survey`, `intraperitoneal`). Words written one way for
people and animals alike (`male`, `adult`, `treated`) are left out. `CLINICAL` are words of clinical research that name
nobody (`trial`, `placebo`). Written for this project.
"""

from __future__ import annotations

import re

from indexer.appraisal.stems import stem

HUMAN, ANIMAL, CELLS, CLINICAL = "human", "animal", "cells", "clinical"

_WHOLE = {
    HUMAN: "patient patients participant participants volunteer volunteers women woman men man adults child children "
    "adolescent adolescents people persons person respondents students parents mothers caregivers carers nurses "
    "physicians clinicians psychiatrists veterans boys girls boy girl inpatients outpatients inpatient outpatient "
    "users teachers youth youths toddlers schoolchildren clients employees workers survivors families psychologists "
    "professionals smokers drinkers soldiers prisoners residents practitioners teenagers twins athletes",
    ANIMAL: "rat rats mouse mice murine rodent rodents wistar zebrafish drosophila macaque macaques monkey monkeys "
    "rhesus marmoset marmosets baboon baboons piglet piglets swine porcine rabbit rabbits dog dogs canine cats feline "
    "sheep ovine ewes lambs horses equine cows cattle bovine calves chicks chickens pigeon pigeons hamster hamsters "
    "gerbil gerbils ferret ferrets frogs xenopus elegans knockout primates broilers honeybee honeybees "
    "goats mosquitoes hens birds crayfish c57bl pups fmr1 songbirds pigs snails aplysia tadpoles "
    "zebra goldfish voles squirrels dams bats lizards minipigs opossum opossums gilts sows barrows heifers steers "
    "foals mares stallions ponies donkeys camels alpacas llamas beagles chimpanzees gorillas lemurs tortoises turtles "
    "snakes geckos salamanders parrots ducks geese quails broiler livestock carp trout tilapia planarians crustaceans "
    "tetrapods nematode nematodes caenorhabditis daphnia beetles locusts ants spiders whales dolphins wolves deer",
    CELLS: "organoid organoids hek293 hek293t hela u87 u251 caco astrocytoma transfected transfection "
    "fibroblasts ipsc ipscs oocytes docking organotypic synaptosomes explants yeast "
    "cytotoxicity coculture cocultures",
}
_HALF = {
    HUMAN: "subjects individuals infants newborns neonates survey surveys questionnaire questionnaires interview "
    "interviews hospital hospitals clinic clinics adulthood cohort cohorts outpatient population "
    "gender sociodemographic consent education infant elderly pregnant pregnancy schools psychotherapy "
    "caregiver pediatric paediatric psychiatric dsm ecstasy polydrug diagnosed autopsy newborn baby babies",
    ANIMAL: "intraperitoneal intraperitoneally animals transgenic littermates "
    "gavage decapitated intracerebroventricular microdialysis optogenetic",
    CELLS: "recombinant plasmid sirna lentiviral astrocytes cultured cultures culture incubated proliferation "
    "apoptosis assay assays slices luciferase",
}
WORDS: dict[str, tuple[str, float]] = {
    word: (kind, share)
    for share, table in ((0.5, _HALF), (1.0, _WHOLE))
    for kind, listed in table.items()
    for word in listed.split()
}

# Animals that treat, bite or are kept are not studied.
COMPANY = re.compile(r"\b(?:animal|dog|canine|pet|equine|horse)[- ](?:assisted|facilitated|attack|bites?|owners?)\b")
COMPANIONS = frozenset({"animal", "animals", "dog", "dogs", "canine", "cats", "equine", "horses"})

IN_CULTURE = frozenset({"rodent", "rodents", "rat", "rats", "mouse", "murine"})
"""Animals whose cells laboratories keep."""
CULTURED = re.compile(r" (?:[\w-]+ ){0,3}(?:cultures?|cell lines?|organotypic slices)\b")
"""After one of them: cells were studied, not animals. So they were after `primary`: `primary rat neurons`."""

_SMALL = "two|three|four|five|six|seven|eight|nine|ten"
_LABORATORY = "|".join(sorted(IN_CULTURE))
_TRIAL = (
    r"[cpb](?<!\w[cpb])(?<!\bpre-c)(?:(?<=c)(?:linical|ontrolled)|(?<=p)(?:ilot|hase \w{1,3})|(?<=b)lind) trials?\b"
)
_LABORATORY_TRIAL = (
    r"(?:(?:multi-?cent(?:er|re)|multi-?laboratory|confirmatory|randomi[sz]ed|(?:double-)?blind(?:ed)?|animal|"
    r"(?:placebo-|vehicle-)?controlled)[ ,]{1,2}){0,5}(?:trials?|rcts?)\b"
)
_FROM_PEOPLE = "cells?|neurons|lines?|organoids?|embryonic|tissues?|fibroblasts"


def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase that begins with a word. Letters are found many times faster than a word's edge, so that the edge is
    looked for behind them."""
    return re.compile(re.sub(r"^\\b([a-z]{4,}+(?!\?)|[a-z]{4,}(?=[a-z]\?))", r"\1(?<!\\w\1)", phrase))


# (how a word of the literal begins, a literal that stands in every match, the pattern, kind, share)
PHRASES: tuple[tuple[str, str, re.Pattern[str], str, float], ...] = tuple(
    (stem(guard), guard, _pattern(pattern), kind, share)
    for guard, pattern, kind, share in (
        ("in vitro", r"\bin vitro\b", CELLS, 1.0),
        ("cell line", r"\bcell lines?\b", CELLS, 1.0),
        ("sh-sy5y", r"\bsh-sy5y\b", CELLS, 1.0),
        ("cultured", r"\bcultured (?:\w+ ){0,3}(?:cells|neurons|astrocytes|fibroblasts|slices)\b", CELLS, 1.0),
        ("culture", r"\b(?:cell|tissue|primary|neuronal|slice|long[- ]term) cultures?\b", CELLS, 1.0),
        (" slice", r"\b(?:brain|hippocampal|cortical|acute|striatal|coronal|neocortical) slices?\b", CELLS, 1.0),
        ("stem cell", r"\bpluripotent stem cells?\b", CELLS, 1.0),
        ("culture", rf"\b(?:{_LABORATORY}){CULTURED.pattern}", CELLS, 1.0),
        (
            "primary ",
            rf"\bprimary (?:{_LABORATORY}) (?:[\w-]+ ){{0,2}}(?:cells|neurons|astrocytes|microglia)\b",
            CELLS,
            1.0,
        ),
        ("sprague", r"\bsprague[- ]dawley\b", ANIMAL, 1.0),
        ("balb/c", r"\bbalb/c\b", ANIMAL, 1.0),
        ("guinea pig", r"\bguinea pig\b", ANIMAL, 1.0),
        ("animal", r"\banimal\b", ANIMAL, 0.25),
        ("preclinical", r"\bpreclinical\b", ANIMAL, 0.1),
        ("preclinical", rf"\bpreclinical,? {_LABORATORY_TRIAL}", ANIMAL, 1.0),
        ("pre-clinical", rf"\bpre-clinical,? {_LABORATORY_TRIAL}", ANIMAL, 1.0),
        ("i.p.", r"\bi\.p\.", ANIMAL, 0.5),
        ("swim", r"\bforced swim(?:ming)?\b", ANIMAL, 1.0),
        ("suspension test", r"\btail suspension test\b", ANIMAL, 1.0),
        ("sucrose preference", r"\bsucrose preference\b", ANIMAL, 1.0),
        ("open field", r"\bopen field\b", ANIMAL, 0.5),
        ("maze", r"\b(?:morris water|elevated plus|radial arm|elevated|water|y-|t-)\s?-?maze\b", ANIMAL, 1.0),
        ("suppressed feeding", r"\bnovelty[- ]suppressed feeding\b", ANIMAL, 1.0),
        ("chronic", r"\bchronic (?:unpredictable|mild|social defeat|restraint|corticosterone)\b", ANIMAL, 1.0),
        ("place preference", r"\bconditioned place preference\b", ANIMAL, 1.0),
        ("learned helplessness", r"\blearned helplessness\b", ANIMAL, 0.5),
        ("social defeat", r"\bsocial defeat\b", ANIMAL, 1.0),
        ("year-old", r"\b\d+[- ]years?[- ]old\b", HUMAN, 1.0),
        ("healthy ", r"\bhealthy (?:controls|subjects|humans|males|females)\b", HUMAN, 1.0),
        ("self-report", r"\bself-?report(?:s|ed|ing)?\b", HUMAN, 0.5),
        ("human", rf"\bhumans?\b(?! (?:\w+ ){{0,2}}(?:{_FROM_PEOPLE})\b)", HUMAN, 0.5),
        ("trial", _TRIAL, CLINICAL, 0.5),
        ("placebo", r"\bplacebo\b", CLINICAL, 0.5),
        ("clinical stud", r"\bclinical(?<!pre-clinical) stud(?:y|ies)\b", CLINICAL, 0.5),
        ("rcts", r"\brcts\b", CLINICAL, 0.5),
        ("cases", rf"\b(?:\d+|{_SMALL}) (?:[\w-]+ )?cases\b", HUMAN, 0.5),
        ("case", r"\b(?:case reports?|case series|(?:first|this|a|present) case of)\b", HUMAN, 0.5),
    )
)
