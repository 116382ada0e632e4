"""Cues for what is said of a design: of reviews, of what a review included, and of primary studies.

Written for this project from how such studies are titled and worded.

Imports `cues` and `values` only.
"""

from __future__ import annotations

from indexer.appraisal.cues import Cue, cue
from indexer.appraisal.values import Feature

OF_REVIEWS: tuple[tuple[Feature, Cue], ...] = (
    (Feature.NETWORK, cue(
        r"(?:network|mixed[- ]treatments?(?: comparison)?|multiple[- ]treatments?) meta-?analys[ie]s|"
        r"network meta-?analytic",
        "network", "treatment",
    )),
    (Feature.UMBRELLA, cue(
        r"umbrella review|overview of (?:\w+ )?(?:systematic )?reviews|meta-review|review of reviews|"
        r"review of (?:systematic reviews|meta-analyses)",
        "umbrella", "overview of", "review",
    )),
    (Feature.SCOPING, cue(r"scoping (?:literature )?reviews?|scoping search", "scoping")),
)  # fmt: skip

INCLUDED: tuple[tuple[Feature, Cue], ...] = (
    (Feature.OF_TRIALS, cue(
        r"(?<!non-)(?<!non)randomi[sz]ed,? (?:[\w/-]+,? (?:and |or )?){0,4}?(?:trials?|studies|rcts)|rcts\b",
        "randomi", "rcts",
    )),
    (Feature.OF_OBSERVATIONAL, cue(
        r"(?:observational|cohort|prospective|retrospective|case-control|cross-sectional|open[- ]label|uncontrolled|"
        r"longitudinal|naturalistic) (?:\w+ )?(?:studies|trials|cohorts|data|evidence)|"
        r"non-?randomi[sz]ed (?:\w+,? ){0,3}(?:trials|studies)",
        "observational", "cohort", "prospective", "retrospective", "case-control", "sectional", "label",
        "non-random", "nonrandom", "naturalistic", "uncontrolled", "longitudinal",
    )),
    (Feature.OF_CASES, cue(
        r"case (?:reports?|series|studies)\b|published cases",
        "case report", "case series", "case stud", "published cases",
    )),
)  # fmt: skip

OF_STUDIES: tuple[tuple[Feature, Cue], ...] = (
    (Feature.SECONDARY, cue(
        r"(?:secondary|post[- ]?hoc|ancillary|sub-?group|mediation|moderator)[ -](?:[\w-]+ ){0,3}analys[ie]s "
        r"(?:of|from|on|was|were|based|using|included|examin\w+|explor\w+|evaluat\w+)|"
        r"(?:secondary|post[- ]?hoc) (?:data )?analys[ie]s|re-?analys(?:is|ed|es)|secondary (?:report|study|paper) "
        r"(?:of|from)|(?:data|participants|patients|samples?) (?:[\w-]+ ){0,6}"
        r"(?:from|derived|enrolled in|participating in|taken from|part of) (?:an?|the|two|three|our) "
        r"(?:previous |larger |recent |completed |published )?(?:[\w-]+,? ){0,6}(?:trial|rct)s?\b|"
        r"data (?:from|of) an? (?:previous|larger|recent|completed|published|earlier) (?:[\w-]+,? ){0,4}"
        r"(?:study|trial)\b|"
        r"sub-?study|(?:baseline|cross-sectional) data (?:of|from|collected)|"
        r"part of (?:an?|the) (?:larger )?(?:[\w-]+,? ){0,6}(?:trial|rct)\b|"
        r"(?:originally|previously) (?:enrolled|randomi[sz]ed|reported)",
        "secondary", "post hoc", "post-hoc", "posthoc", "reanaly", "re-analy", "substudy", "sub-study", "subgroup",
        "sub-group", "ancillary", "mediation", "moderator", " trial", " rct", "data of", "data from",
        "data collected", "originally", "previously",
    )),
    (Feature.POOLED, cue(
        r"pooled (?:[\w-]+,? ){0,5}(?:analys[ie]s|data)|data (?:were|was) (?:\w+ )?pooled|we pooled|were pooled|"
        r"integrated (?:\w+ )?analysis of|combined (?:data|analysis) (?:from|of) (?:two|three|four|five|six|\d+)|"
        r"(?:individual|patient|participant)[- ](?:\w+[- ])?level data from (?:two|three|four|five|six|\d+)",
        "pooled", "integrated", "combined", "level data",
    )),
    (Feature.CROSSOVER, cue(
        r"cross-?over\b(?! from)|crossed over|within-subjects?\b|"
        r"(?:three|four|two|five|six)-(?:way|period) (?:[\w-]+ ){0,3}(?:cross|design|study|trial)",
        "cross", "within-subject", "-way", "-period",
    )),
    (Feature.PILOT, cue(
        r"pilot\b|proof[- ]of[- ](?:concept|principle|mechanism)|feasibility (?:study|trial|rct)|"
        r"preliminary (?:study|trial)",
        "pilot", "proof", "feasibility", "preliminary",
    )),
    (Feature.EXTENSION, cue(
        r"(?:open-?label |long-?term |long term |safety )(?:[\w-]+ ){0,2}extension|"
        r"extension (?:study|trial|phase|period)|continuation (?:phase|study|trial)",
        "extension", "continuation",
    )),
    (Feature.OPEN_LABEL, cue(
        r"open[- ]?label(?:led|ed)?\b|open (?:trial|study|pilot|clinical trial)\b|unblinded|non-blinded|unmasked",
        "open", "unblinded", "non-blinded", "unmasked",
    )),
    (Feature.SINGLE_ARM, cue(
        r"(?:single|one)[- ](?:arm|group)\b|uncontrolled\b|"
        r"(?:without|lack(?:ed)?|absence) (?:of )?(?:an? )?(?:[\w-]+ )?(?:control|comparison|comparator|placebo)"
        r" (?:group|arm|condition)",
        "single-arm", "single arm", "single-group", "single group", "one-arm", "one-group", "one arm", "one group",
        "uncontrolled", "without", "lack", "absence",
    )),
    (Feature.PROSPECTIVE, cue(r"prospective(?:ly)?\b(?! (?:memory|registered))", "prospective")),
    (Feature.RETROSPECTIVE, cue(
        r"retrospective(?:ly)?\b(?! registered)|chart review|"
        r"(?:medical|electronic health|clinical) records? (?:were|of|review)",
        "retrospective", "chart review", "record",
    )),
    (Feature.MULTICENTRE, cue(
        r"multi-?(?:cent(?:er|re|ric)|site|national|institution)\w*|(?:at|in|from|across) "
        r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|multiple) (?:[\w-]+ ){0,3}"
        r"(?:sites|cent(?:er|re)s|hospitals|clinics)",
        "multi-", "multicent", "multisite", "multinational", "multiinst", "sites", "centers", "centres",
        "hospitals", "clinics",
    )),
    (Feature.NON_INFERIORITY, cue(
        r"non-?inferior(?:ity)?\b|equivalence (?:trial|study|margin)", "inferior", "noninferior", "equivalence",
    )),
    (Feature.WITHDRAWAL, cue(
        r"(?:randomi[sz]ed|controlled|blind)[- ]+withdrawal|withdrawal (?:design|trial|study|phase)|"
        r"relapse prevention (?:study|trial)",
        "withdrawal", "relapse prevention",
    )),
)  # fmt: skip
