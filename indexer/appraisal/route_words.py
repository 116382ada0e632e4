"""Words that name or imply how a drug was given, and those beside them that take this meaning away.

A dose implies no route. What implies one is the act (`infusion`, `ingestion`, `drank`), the form a drug comes in when
it is said to have been taken or weighed (`capsules`, `nasal spray`) and, of a drug that is one by nature, what it is:
ayahuasca is a tea, psilocybin is in mushrooms that people eat. All patterns are for plain writing (`text.plain`).

Imports `forms`, `stems` and `values`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.appraisal.forms import KETAMINES
from indexer.appraisal.stems import stems
from indexer.appraisal.values import Route

BY_HEADING = {
    "administration, intranasal": Route.INTRANASAL,
    "nasal sprays": Route.INTRANASAL,
    "administration, intravenous": Route.INTRAVENOUS,
    "infusions, intravenous": Route.INTRAVENOUS,
    "injections, intravenous": Route.INTRAVENOUS,
    "injections, intramuscular": Route.INTRAMUSCULAR,
    "injections, subcutaneous": Route.SUBCUTANEOUS,
    "infusions, subcutaneous": Route.SUBCUTANEOUS,
    "administration, oral": Route.ORAL,
    "administration, sublingual": Route.SUBLINGUAL,
    "injections, intraperitoneal": Route.INTRAPERITONEAL,
    "administration, inhalation": Route.INHALED,
    "administration, rectal": Route.RECTAL,
    "injections, epidural": Route.EPIDURAL,
    "injections, spinal": Route.EPIDURAL,
    "injections, intraventricular": Route.INTRACEREBRAL,
}
"""NLM's headings, in lower case."""


class Implied(NamedTuple):
    """A word that implies a route: its first letters, the stems of which the text must have one, the whole."""

    beginning: str
    needed: frozenset[str]
    route: Route
    pattern: re.Pattern[str]


IMPLYING = tuple(
    Implied(beginning, stems(*needed.split()), route, re.compile(pattern))
    for beginning, needed, route, pattern in (
        (
            "infus",
            "infus postinfus preinfus reinfus microinfus",
            Route.INTRAVENOUS,
            r"infus(?:ions?|ed|ing)\b",
        ),
        ("bolus", "bolus", Route.INTRAVENOUS, r"bolus(?:es)?\b(?! (?:frequenc|times|demand|press|attempt|rate))"),
        (
            "nasal",
            "nasal intranasal transnasal internasal",
            Route.INTRANASAL,
            r"(?<!non-intra)(?<!nonintra)(?<!non-)nasal(?= (?:\w+ )?(?:es)?ketamine)|(?<=ketamine )nasal\b",
        ),
        ("spravato", "spravato", Route.INTRANASAL, r"spravato"),
        ("insuffl", "insuffl", Route.INTRANASAL, r"insufflat\w+"),
        ("drank", "drank", Route.ORAL, r"drank\b(?=[^.]{0,40}(?:ayahuasca|brew|tea\b))"),
        (
            "drink",
            "drink",
            Route.ORAL,
            r"drink(?:s|ing)?(?= (?:the |of )?(?:ayahuasca|brew))|(?<=ayahuasca )drink(?:s|ing|ers?)?\b",
        ),
        ("ingest", "ingest", Route.ORAL, r"(?<![\w-])ingest(?:s|ed|ing|ion)?\b"),
        ("peroral", "peroral", Route.ORAL, r"peroral(?:ly)?\b"),
        ("swallow", "swallow", Route.ORAL, r"swallow(?:ed|ing)\b"),
        ("gavage", "gavage", Route.ORAL, r"gavage\b"),
        ("capsule", "capsule", Route.ORAL, r"capsules?\b"),
        ("tablet", "tablet", Route.ORAL, r"tablets?\b"),
        ("pill", "pill", Route.ORAL, r"(?<!\w)pills?\b(?! (?:test|check|placebo))"),
        ("smok", "smok", Route.INHALED, r"smok(?:ed|ing)\b"),
        ("inhal", "inhal", Route.INHALED, r"inhal(?:ed|ing)\b"),
    )
)


class Nature(NamedTuple):
    """What a drug is by its nature or its product's name, where that says how it is taken.

    `own`: said of what the study did, not of the drug in general. The tea of a people is the tea of the study, but
    that psilocybin is found in mushrooms does not make the capsules of a trial mushrooms.
    """

    drug: str
    needed: frozenset[str]
    route: Route
    pattern: re.Pattern[str]
    own: bool


NATURES = (
    Nature(
        "ayahuasca",
        stems("tea", "brew", "beverage", "potion", "decoction", "concoction"),
        Route.ORAL,
        re.compile(r"(?<![\w-])(?:teas?|brews?|(?<!alcoholic )beverages?|potion|decoctions?|concoction)\b"),
        own=False,
    ),
    Nature(
        "psilocybin",
        stems("mushroom", "truffle"),
        Route.ORAL,
        re.compile(
            r"(?:psilocybin(?:-containing)?|magic|psychedelic|hallucinogenic|dried|psilocybe)['\"]? "
            r"(?:mushrooms?|truffles?)\b"
        ),
        own=True,
    ),
    Nature(
        "esketamine",
        stems("nasal"),
        Route.INTRANASAL,
        re.compile(r"(?<=esketamine )nasal spray"),
        own=False,
    ),
)

SOURCE = re.compile(
    r"\b(?:found|present|occur\w*|contained|produced|components?|compounds?|ingredients?|alkaloids?|constituents?|"
    r"derived|extracted|isolated|principles?)\b[^.;]{0,25}$"
)
"""Before mushrooms: where psilocybin comes from, not how anybody took it."""

OFTEN = 4
"""So many words for one route are read; the rest repeat them."""

ELSEWHERE = re.compile(
    r"subcut|\bs\.?c\.?\b|epidural|intrathecal|intranasal|intraperit|intramusc|caudal|osmotic|perineural|wound|intra-art|"
    r"intracerebro|intra-oss|\boral (?:bolus|infus)|infused with|infused? tea|"
    r"herbal|infus\w+ (?:centers?|centres?|clinics?)"
)
"""Around an infusion or a bolus: it is no one's into a vein, or not known to be."""

SALINE_ALONE = re.compile(r"saline infus")
BESIDE_SALINE = re.compile(
    r"ketamine,? (?:and|or|versus|vs\.?|than|/)[^.,;]{0,12} saline infus|"
    r"saline infus\w+,? (?:and|or|versus|vs\.?) [^.,;]{0,50}ketamine"
)
"""A drug and an infusion of saline set side by side were given in one way."""

NOT_VEINS = frozenset({"subcutaneous", "sc", "epidural", "intrathecal", "intramuscular"})
INFUSED_ELSEWHERE = re.compile(rf"\b(?:{'|'.join(sorted(NOT_VEINS))})(?: [\w-]+){{0,2}} infus")
"""In the text: the infusions that it goes on to speak of are these."""

NOT_AFTER = re.compile(
    r"[ -](?:contracept|health|fluid|cavit|cancer|mucos|hygiene|squam|surg|care\b|histor|tradit|present|antidepress|"
    r"ssri|anticoag|feeding|glucose|lichen|microb|disease|communic|submuc|and maxil|cannab|mariju|tobac|cigar|crack|"
    r"injur|review|issue|trauma|commun|examin|exam\b|cannul|access\b|line\b|(?:illicit |injection )?drug (?:us|abus)|"
    r"alcohol|ethanol|food|caffein|secret|airway|intub|cessation|abstin|status)"
)
"""Words that look like routes: oral health, intravenous access, alcohol ingestion, and cannabis, which people smoke."""

NOT_BEFORE = re.compile(
    r"(?:phase|dsm|stage|type|grade|class|level|schedule|part|study|section|scid|factor|group)[\s-]*$|-$"
)
"""Phase IV, `I'm`."""

INGESTION = re.compile(
    r"(?:after|before|during|post|post-|following|of|was|(?<!illicit )(?<!other )drugs?|substance|pills?|tablets?|the|"
    r"first|second|single|acute|"
    r"co-)[ -]?ingestion\b(?! of (?!(?:an? |the )?(?:single |first |low )?(?:dose|drug|brew|tea|substance)))"
)
"""Ingestion of the drug that the study is about; of anything else the text says of what."""
NOT_EATEN = re.compile(r"(?:alcohol|ethanol|food|caffeine|meal|glucose|water)(?: co-?)? $")
"""Before `ingestion`: no drug of ours."""

UNKNOWN_DRUG = re.compile(
    r" (?:(?:administration|doses?|infusions?|injections?|tablets?|capsules?) of )?(?:[a-z]{2,5}-\d+\w*|"
    r"[a-z]+(?:tocin|olol|azole|statin|caine|mab|done|pril|sartan|mycin|cillin|phine|tanil|oxetine|triptyline|"
    r"setron|tide|lone|sone|barbital|profen|fenac))\b(?!,? (?:and|or|plus|with) (?:es|s-)?ketamine)"
)
"""After a route that stands beside no drug we know: it is that of another."""
NERVE_BLOCK = re.compile(
    r"(?:epidural|intrathecal|spinal|caudal) (?:ana?esthesia|analgesia|block)\b"
    r"(?! (?:with|using) (?:\w+ ){0,3}\w*ketamine)|"
    r"\w+ (?:or \w+ )?sedation was (?:required|needed)"
)
"""How patients were made numb, or quiet, by whatever drug."""

INITIALS = re.compile(r"[a-z]\.? ?[a-z]\.?|[a-z]{2,3}")
DOSE = re.compile(r"\d ?-?m?c?u?g\b|\binject|\binfus|\badminist|\broute|ketamine|\bdose|\breceiv")
WEIGHED = re.compile(r"\d ?-?m?c?g\b|placebo capsule|capsules? (?:of|contain)")
TAKEN = re.compile(r"\b(?:took|take[ns]?|taking|consum(?:ed?|ing)|ingest\w*|swallow\w*|(?:pill|tablet|capsule) form)\b")
"""Around tablets: they were taken, not seized; `in both pill and crystal form` says it as well."""
SMOKED = re.compile(r"dmt\b|tryptamine|salvi|toad|freebase")
ACRONYMS = frozenset({"DMT", "LSD", "MDMA", "PCP", "THC", "NMDA", "HCL"})
"""Words that are written in capitals in any text."""

OTHER = re.compile(
    r"\b(?:and|or|versus|vs|than|with|plus|to|followed by|whereas|while|after|before|compared|nor|placebo|saline)\b|"
    r"[,;/+]"
)
"""Between a route and a drug: it is not that drug's."""
FURTHER = re.compile(r"\b(?:and|or|versus|vs|than|with|plus|followed|while|after|before)\b|[;+]")
"""The same where no other drug is named before the route: `it, titrated to 300 mg orally`."""
BETWEEN = re.compile(
    r" ?\([^()]*\)|/(?:kg|h|hr|hour|min|minute|day|m2|70)\b|, an? [^,.;]{1,60},(?= (?:was|were))|"
    r" (?:was|were) \w+ed and(?= )"
)
"""What tells nothing of that: brackets, the stroke of a dose, what the drug is, another verb."""

NEXT_ROUTE = re.compile(
    r"(?:,|/| and/or| and| or| versus| vs\.?|\(\w{2}\))+ ?(?:intra|oral|sub|iv\b|im\b|in\b|nasal|i\.)"
)

ANOTHER_GIVEN = re.compile(
    r"(?!(?:it|they|both|all|each|these|this|that|which|drugs?|medications?|medicines?|treatments?|doses?|capsules?|"
    r"tablets?|solutions?|infusions?|injections?|interventions?|administrations?|participants|patients|subjects|"
    r"volunteers|animals|rats|mice|compounds?|substances?|premedication|placebo|saline|sessions?)\b)"
    r"[a-z][\w-]*(?:, [^,.]{1,60},)? (?:was|were) (?:\w+ )?(?:administered|given|infused|injected)\b"
)
"""A sentence that opens with the name of something that was given, none of the drugs we know."""

AIM = re.compile(r"(?:the )?(?:purpose|objective|aim)s?\b|to (?:assess|evaluate|investigate|determine|compare|examine)")
TELLING = frozenset({"described", "reported", "published"})
TOLD = re.compile(
    r"\breports? (?:in|of|on) [^.;]{0,60}\bdescribed\b|\b(?:has|have) been (?:reported|published|described)\b"
)
"""In a paper that is no review: others' work."""

INFUSED = KETAMINES | {"N,N-dimethyltryptamine", "5-MeO-DMT", "psilocybin"}
"""Drugs whose infusion, if a text speaks of one, is likely theirs and goes into a vein; of ayahuasca it is a tea."""
UNNAMED = frozenset({"placebo", "saline", "sham procedure", "electroconvulsive therapy"})
