"""Cues for what is said of a design: of reviews, of what a review included, and of primary studies.

Written for this project from how such studies are titled and worded.

Imports `cues` and `values` only.
"""

from __future__ import annotations

from indexer.appraisal.cues import Cue, cue
from indexer.appraisal.values import Feature

POOLED_TITLE = cue(r"pooled (?:[\w-]+,? ){0,5}?analys[ie]s", "pooled")

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

_LATER = (
    r"(?:secondary|post[- ]?hoc|ancillary|exploratory|sub-?group|mediation|mediator|moderat(?:or|ion)|supplementary)"
)
_POST_HOC = r"(?:secondary|post[- ]?hoc|ancillary|sub-?group|mediation|mediator|moderat(?:or|ion))"
_STUDY = r"(?:trials?|rcts?|stud(?:y|ies))"
_EARLIER = r"(?:previous|prior|earlier|larger|recent|completed|published|parent|original|phase [\w/-]+)"
# Whose data: `from a randomised, double-blind (DB) trial`, `from two trials`, `from the larger trial`, but not from
# `the trial`, which may be the paper's own.
_OF_A_TRIAL = (
    rf"(?:an?|one|two|three|four|five|six|\d+|our (?:own )?{_EARLIER}|the (?!present|current|same|open|first|"
    rf"second|double|randomi|whole|entire)[\w-]+) (?:[\w()/:-]+,? ){{0,10}}?(?:trials?|rcts?)\b|"
    rf"(?:an?|the|our|two|three|four|five|six) (?:[\w-]+ ){{0,2}}?{_EARLIER} (?:[\w()/:-]+,? ){{0,8}}?{_STUDY}\b"
)
SECONDARY_TITLE = cue(
    rf"{_LATER},?(?: and [\w-]+)?[ -](?:[\w-]+ ){{0,3}}analys[ie]s|secondary (?:report|study|paper|publication)\b|"
    rf"re-?analys[ie]s|(?:ancillary|sub-?) ?study\b|analys[ie]s of (?:[\w-]+ ){{0,3}}data from|"
    rf"(?:data|participants|patients|samples?) (?:from|of|in) (?:{_OF_A_TRIAL})",
    "analys", "secondary", "ancillary", "substudy", "sub-study", "trial", "rct", "data", "stud",
)  # fmt: skip
"""The title names a secondary analysis: it names the paper itself."""

SECONDARY_SAID = cue(
    rf"(?:this|these|the present|the current|our|here,? (?:an?|we report an?)) (?:[\w-]+ ){{0,3}}?(?:"
    rf"{_POST_HOC} (?:[\w-]+ ){{0,3}}?(?:analys[ie]s|study|report|publication|paper|investigation)\b|"
    rf"(?:(?:study|analysis|report|paper|investigation|work|article) )?(?:is|was|were|are|represents?|presents?|"
    rf"reports?|constitutes?|comprises?) (?:[\w-]+ ){{0,3}}?(?:{_POST_HOC},? (?:[\w-]+,? ){{0,3}}?analys[ie]s|"
    r"re-?analys[ie]s|sub-?study)\b|sub-?study\b|re-?analysis\b)|"
    rf"(?:we|authors?) (?:\w+ ){{0,3}}?(?:conduct|perform|undert|carried|report|present|complet|did|us)\w* (?:out )?"
    rf"(?:an?|these|this|the|several) (?:[\w-]+,? ){{0,2}}?{_POST_HOC} (?:[\w-]+ ){{0,3}}?analys[ie]s "
    rf"(?:of|on|using|from|with|based on) (?:[^.;]{{0,120}}?)(?:\bdata|\btrials?\b|\brcts?\b|\bstudies\b)|"
    r"(?:investigat|examin|assess|explor|evaluat|analy[sz])\w* post[- ]hoc\b|"
    r"secondary (?:publication|report|paper) (?:of|from)|sub-?study of (?:an?|the)\b|"
    rf"we re-?analy[sz]ed (?:[\w-]+ ){{0,5}}?(?:data|samples|recordings|images|scans)|re-?analysis of (?:[\w-]+ )"
    r"{0,4}?(?:data|samples|trials?|stud(?:y|ies))\b",
    "analys", "secondary", "reanaly", "re-analy", "substudy", "sub-study", "post",
)  # fmt: skip
"""A sentence says of the study itself that it is one."""

SECONDARY_MADE = cue(
    rf"{_LATER} (?:[\w-]+ ){{0,3}}?analys[ie]s (?:(?:was|were) (?:\w+ )?(?:conducted|performed|undertaken|carried "
    rf"out|done) )?(?:of|from|on|using|with|based on) (?!(?:this|our|all|the (?:present|same|current)) )"
    rf"[^.;]{{0,150}}?\b(?:pooled|data (?:from|of|collected|obtained|derived)|dataset\b|trials\b|studies\b|"
    rf"(?:trial|rct|study)\b(?! (?:data|participants|arms?|period|phase)))",
    "analys",
)  # fmt: skip
"""What was done was one: told among the methods. Among the results it is one of several analyses."""

OTHER_DATA = cue(
    rf"data(?:set)?s? (?:[\w(),-]+ ){{0,10}}?(?:from|of|drawn|derived|collected|acquired|obtained)(?: (?:from|in|"
    rf"during|within|as part of))? (?:{_OF_A_TRIAL})|"
    rf"(?:participants|patients|subjects|samples?|individuals|volunteers|scans|recordings|interviews) "
    rf"(?:[\w(),=-]+ ){{0,8}}?(?:from|derived from|(?:previously|had|originally) (?:\w+ )?(?:enrolled|participated) in|"
    rf"participating in|taken from|drawn from|part of) (?:{_OF_A_TRIAL})|"
    r"(?:baseline|cross-sectional) data (?:of|from|collected (?:in|during|for|from)) [^.;]{0,160}?\b"
    r"(?:trials?|rcts?)\b|"
    r"part of an? (?:larger )?(?:[\w-]+,? ){0,6}?(?:trial|rct)\b|"
    r"(?:results|outcomes|findings|data)(?: [\w-]+){0,6} (?:have|has|were|was) (?:previously |already )?(?:been )?"
    r"(?:(?:previously|already) )?(?:published|reported) (?:previously|elsewhere|before|separately)|"
    r"(?:results|outcomes|findings)(?: [\w-]+){0,6} (?:have|has|were|was) (?:previously |already )(?:been )?"
    r"(?:published|reported)|(?:results|outcomes|findings)(?: [\w-]+){0,6} (?:have|has|were|was) (?:been )"
    r"(?:previously|already) (?:published|reported)",
    "data", "trial", "rct", "study", "published", "reported",
)  # fmt: skip
"""The data are those of trials reported before. Of several trials they are a pooled analysis, and no secondary one."""

OF_STUDIES: tuple[tuple[Feature, Cue], ...] = (
    (Feature.POOLED, cue(
        r"pooled (?:[\w-]+,? ){0,5}?analys[ie]s (?:of|from|on|across|included|using) (?:[\w-]+,? ){0,12}?"
        r"(?:trials|studies|data)\b|pooled (?:[\w-]+,? ){0,3}?data\b|"
        r"(?:this|present|current|our) (?:[\w-]+,? ){0,3}?pooled analys[ie]s|"
        r"data (?:[\w-]+,? ){0,3}?(?:from|of|across) (?:[\w-]+,? ){0,8}?(?:trials|studies) (?:\w+ ){0,3}?(?:were|was) "
        r"(?:\w+ )?pooled|(?:we pooled|sample pooled|data pooled|pooling) (?:[\w-]+,? ){0,10}?(?:trials|studies)\b|"
        r"(?:trials|studies) (?:\([^()]{0,60}\) )?were pooled|integrated (?:\w+ )?analysis of|"
        r"combined (?:data|analysis) (?:from|of) (?:two|three|four|five|six|\d+)|"
        r"(?:individual|patient|participant)[- ](?:\w+[- ])?level data from (?:two|three|four|five|six|\d+)",
        "pooled", "pooling", "integrated", "combined", "level data",
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
