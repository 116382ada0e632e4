"""Cues for the designs of primary studies, in titles and in sentences about the paper's own study.

Written for this project from how such studies are titled and worded; `design_text` says in what order they count.

Imports `cues` only.
"""

from __future__ import annotations

import re

from indexer.appraisal.cues import cue

_R = "randomi[sz]"
_DESIGN_WORDS = (
    r"(?:[\w/:()-]+,? ){0,7}?(?:trial|study|design|experiment|comparison|assignment|order|sequence|investigation|"
    r"manner|fashion|crossover|"
    r"cross-over|protocol|evaluation|project|phase|rct|withdrawal|periods?|sessions?|conditions?|blocks?)\b"
)
_NOT = r"(?<!non-)(?<!non )(?<!not )(?<!un)(?<!quasi-)(?<!not be )"
RCT_TITLE = cue(
    rf"{_NOT}{_R}(?:ed|ation)\b(?!,? (?:controlled )?trials\b)(?! (?:studies|designs?|methods?|procedures?|tests?)\b)|"
    rf"random controlled (?:study|trial)\b|randomly\b|rct\b|randomi[sz]ing\b",
    "randomi", "randomly", "random ", "rct",
)  # fmt: skip
RCT = cue(
    rf"{_NOT}(?:{_R}ed,? {_DESIGN_WORDS}|"
    rf"(?:were|was|was then|been|being|we|and|patients|participants|subjects|adults|volunteers|women|children|"
    rf"individuals|who|all|"
    rf"\)|clusters?|schools|clinics|practices|groups|then|are|1:1|cluster|first|centrally|equally|\d+|blindly|"
    rf"also|sequentially|"
    rf"double-blind,?|they|"
    rf"(?:study|trial|survey|experiment)(?= {_R}ed (?:\d+|patients|participants|subjects|adults))) ?"
    rf"{_R}(?:ed|e|ation)\b(?! (?:controlled )?(?:clinical )?trials)|"
    rf"{_R}ed (?!controlled|clinical|trial|stud|placebo|evidence|data)(?:\w+ ){{0,3}}(?:to|into|in|between|among|"
    rf"1|2|by|patients|participants|subjects|at|within|after|before|using)\b|"
    rf"randomly,? (?:and \w+ )?(?:\w+ly )?(?:assign|allocat|divid|administer|"
    rf"distribut(?=ed (?:to|into|in|among|between)\b)|"
    rf"split|separat|receiv|treat|dos|order|grouped|categori[sz]ed (?:in)?to|put|placed|given|classified into|"
    rf"enrol+ed (?:in)?to)\w*|"
    rf"(?:assigned|allocated|divided|given|administered|distributed|received|separated|tested|"
    rf"presented) (?:[\w-]+,? ){{0,6}}(?:at random|randomly|"
    rf"in (?:a )?random(?:i[sz]ed)?\b(?! (?:presentation|position|location)))|"
    rf"(?:divided|assigned|allocated|grouped)[^.;]{{0,60}}random number|"
    rf"random (?:assignment|allocation)|random(?:i[sz]ed)? (?:order|"
    rf"sequence)s?\b|{_R}ation (?:to|was|of|"
    rf"into|by|ratio|sequence|list)\b|after {_R}ation|"
    rf"(?:this|pilot|the|a|present) rct\b|"
    rf"(?:from|of|pooled|in) (?:[\w-]+ ){{0,2}}(?:two|three|four|five|six|"
    rf"\d+) (?:[\w-]+,? ){{0,4}}{_R}ed,? (?:[\w-]+,? ){{0,6}}(?:trials|studies))",
    "random", "rct",
)  # fmt: skip
# What reads like randomisation and is none: samples, statistics, genes.
NOT_RANDOMISED = re.compile(
    r"mendelian|random[- ]effects?|random forest|(?:not|non)[- ]?randomi[sz]ed|nonrandomi[sz]ed|quasi-?randomi|"
    r"randomi[sz]ation test|"
    r"permut\w+|bootstrap\w*|(?:training|validation|test) (?:\(|set|cohort|sample|group|data|and (?:validation|test))|"
    r"randomly (?:selected|sampled|chosen)|"
    # a trial to come, or what this is not
    r"\b(?:for|towards?|inform\w*|power\w*|plan\w*|require[sd]?|needs?|needed|warrants?|demands?|deserves?|rather than|"
    r"await\w*|feasibility of) an? "
    r"(?:(?:definitive|subsequent|confirmatory|prospective|pragmatic|full-scale|later|larger?|controlled|and),? ){0,4}"
    r"randomi[sz]ed,? (?:[\w-]+,? ){0,4}?(?:trial|study|rct)\b|"
    r"randomi[sz]ed (?:[\w-]+,? ){0,3}(?:trial|study) is (?:running|ongoing|planned|under ?way)"
)
# What was only observed in a trial's participants, before or without what was randomised.
WITHIN_TRIAL = re.compile(
    r"\b(?:cross-sectional (?:[\w-]+ ){0,3}(?:analys[ie]s|data|stud(?:y|ies))|"
    r"observational,? (?:[\w-]+,? ){0,3}(?:study|analysis) (?:[\w-]+ ){0,6}?(?:within|from|nested)|"
    r"baseline data (?:[\w-]+ ){0,3}?from|(?:usual[- ]care|control|placebo) arm of)\b"
)
DOUBLE_BLIND = cue(
    r"(?:double|triple|quadruple)[- ]?(?:blind(?:ed)?|masked|dummy)\b(?! (?:[\w-]+,? ){0,4}(?:trials|studies|rcts)\b)",
    "double", "triple", "quadruple",
)  # fmt: skip
PLACEBO = cue(
    r"placebos?\b(?! (?:response|effects?)\b)(?!-controlled,? (?:[\w-]+,? ){0,3}(?:trials|studies)\b)", "placebo"
)
# Said anywhere, it forbids to take a trial for a randomised one: how treatments were allocated instead.
OTHERWISE_ALLOCATED = re.compile(
    r"\b(?:(?:not|non|un)[- ]?randomi[sz]ed|nonrandomi[sz]ed|quasi-?(?:randomi|experiment)|fixed[- ](?:order|sequence)|"
    r"alternat(?:e|ely|ing) (?:allocat|assign)\w*|(?:data|recordings|images|scans|sample|samples) (?:from|of) (?:an?|"
    r"our|"
    r"the) (?:recent|previous|earlier|published))"
)
CASE_TITLE = cue(
    r"case reports?\b|(?:report|description|presentation) (?:of|on) (?:(?:a|an|one|the) )?(?:[\w-]+ ){0,2}case\b|an? "
    r"(?:[\w-]+ ){0,3}case (?:of|with|study|presentation|and (?:a )?(?:brief )?review)\b|"
    r"[:.] (?:an? )?(?:[\w-]+ )?case(?: (?:study|"
    r"presentation|and|of)\b|[.\]]?$)|(?:single|index|n-of-1) case\b|in a \d+[- ](?:year|month|day|week)s?[- ]old|"
    r"a \d+[- ]year[- ]old|in (?:a|one) (?:[\w-]+ ){0,2}patient\b|a unique case|(?:one|rare|unusual|interesting|"
    r"first) case\b|"
    r"report of (?:a|an|one) (?:[\w-]+ ){0,2}(?:patient|case)",
    "case", "-old", " old", "patient", "report of",
)  # fmt: skip
SERIES_TITLE = cue(
    r"case series|(?:report|series|study|description) of (?:two|three|four|five|six|seven|eight|nine|ten|\d+|"
    r"several|a few) "
    r"(?:[\w-]+ ){0,3}(?:cases|patients)|(?:two|three|four|five|six|seven|eight) (?:[\w-]+ ){0,2}case(?:s|"
    r" reports)\b|case reports\b|"
    r"cases from\b|a series of\b",
    "case", "report of", "series", "study of", "description of",
)  # fmt: skip
CASE_TOLD = cue(
    r"(?:we|authors?|i|to|here,?|paper|article|report|study) (?:\w+ ){0,4}(?:report|present|describe|discuss|"
    r"document)(?:s|ed|ing)? (?:here |on )?"
    r"(?:a|an|the|one|our|this) (?:[\w'-]+,? ){0,6}?(?:case\b|patient\b|man\b|woman\b|boy\b|girl\b)(?!-control)|"
    r"(?:a|an) (?:[\w-]+ ){0,4}(?:patient|case|man|woman|boy|girl|child|infant)"
    r"(?: [\w-]+){0,8} is (?:described|reported|presented)|"
    r"(?:this|the) case (?:report|study|illustrates|demonstrates|highlights|shows|"
    r"suggests|describes|emphasi[sz]es|underscores|represents|presents|supports|raises|provides)|case (?:report|"
    r"description|summary)\b|"
    r"(?:a|an|this|the|our) (?:[\w'-]+,? ){0,5}\d{1,3}[- ]?(?:years?|months?|weeks?|days?|yrs?|"
    r"y)[- ]?(?:old)?[- ,](?:[\w'-]+,? ){0,5}"
    r"(?:man|woman|boy|girl|male|female|patient|lady|gentleman|infant|child|veteran|student|primigravida|case|"
    r"mother|adolescent|newborn|"
    r"neonate|teenager)\b|a (?:man|woman|boy|girl|patient),? (?:aged|age|of) \d+|"
    r"(?:first|single|unusual|rare|unique) (?:[\w-]+ ){0,2}case\b(?!-control)",
    "case", "-old", " old ", " aged ", "report", "describe", "present", "discuss", "document",
)  # fmt: skip
CASE = cue(
    r"a case of|in a case\b|(?:a|an) (?:[\w-]+ ){0,2}(?:patient|man|woman|boy|girl|child|infant) (?:with|who|"
    r"presenting|presented|suffering|"
    r"diagnosed|developed|had|was)|(?:present|our|second|only|this|reported) (?:[\w-]+ ){0,2}case\b(?!-control)|"
    r"the patient(?:'s)? (?:was|had|"
    r"is|presented|developed|underwent|recovered|died|responded|did|lived)|unusual (?:\w+ )?cases? of|"
    r"case (?:study|presentation)\b",
    "case", "patient", " man ", "woman", "boy", "girl", "child", "infant",
)  # fmt: skip
SERIES = cue(
    r"case series|(?:we|authors?) (?:\w+ ){0,3}(?:report|present|describe)(?:s|ed)? (?:on |the )?(?:(?:a|"
    r"our) series of|(?:two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|[2-9]|1\d) (?:[\w-]+,? ){0,5}(?:cases|patients|siblings|children|"
    r"brothers|sisters|women|men|"
    r"individuals|adolescents|infants|subjects|families))|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten) (?:[\w-]+ ){0,2}(?:cases (?:of|with|are|were|is)|"
    r"case reports|case studies)|(?:report|present|describe)(?:s|ed)? (?:[\w-]+ ){0,4}(?:of|in) (?:two|three|four|"
    r"five|six|"
    r"seven|eight|nine) (?:[\w-]+ ){0,3}(?:cases|patients)|case reports? (?:of|on) (?:two|three|four|five|six|seven)\b|"
    r"(?:these|the|both|all) (?:two |three |four |five )?cases (?:illustrate|"
    r"demonstrate|suggest|highlight|"
    r"show|are|were|had|presented)\w*",
    "case series", "series of", "cases", "case reports", "case studies", "report", "present", "describe",
)  # fmt: skip
QUALITATIVE = cue(
    r"qualitative (?:[\w-]+ ){0,2}(?:study|analysis|research|interviews?|data|approach|methods?|design|inquiry|"
    r"content|investigation|"
    r"descriptive)|semi-?structured (?:[\w-]+ ){0,3}interviews|in-depth (?:[\w-]+ ){0,2}interviews|"
    r"thematic (?:content )?analysis|"
    r"focus groups?|grounded theory|interpret(?:at)?ive phenomenolog\w+|phenomenological (?:study|approach|"
    r"analysis)|ethnograph\w+|"
    r"analy[sz]ed thematically|narrative (?:inquiry|analysis)",
    "qualitative", "interview", "thematic", "focus group", "grounded theory", "phenomenolog", "ethnograph", "narrative",
)  # fmt: skip
TRIAL = cue(
    r"(?:open|single|double|triple)[- ]?(?:label(?:led|ed)?|blind(?:ed)?|masked|arm)\b"
    r"(?! (?:[\w-]+,? ){0,4}(?:trials|studies)\b)|"
    r"non-?randomi[sz]ed (?:[\w-]+,? ){0,4}(?:trial|study)|"
    r"quasi-?(?:experimental|randomi[sz]ed)|placebo[- ]?controlled"
    r"(?! (?:[\w-]+,? ){0,4}(?:trials|studies)\b)|cross-?over\b|"
    r"(?:clinical|pilot|controlled|uncontrolled|open|feasibility|phase (?:i+|iv|[1-4])\w?|concept|intervention|"
    r"drug|treatment|"
    r"human|therapeutic|prospective) trial\b|phase (?:i+v?|[1-4])[ab/]?\w{0,3} (?:[\w-]+,? ){0,4}(?:study|trial)|"
    r"within-subjects?\b|one-arm|placebo (?:sessions?|infusions?|conditions?|or)|(?:or|and|than|to|with|by|"
    r"versus|vs\.?) (?:a )?placebo\b|"
    r"before-and-after (?:study|trial)|pre-?post (?:\w+ )?(?:study|design|trial)|counter-?balanced|"
    r"(?<!case-)controlled (?:[\w-]+ ){0,2}study|(?:proof[- ]of[- ]concept|pilot|feasibility) (?:intervention|trial)|"
    r"intervention study|human laboratory study|dose[- ](?:finding|escalat\w+|ranging)|bioequivalence|"
    r"waiting[- ]list",
    "label", "blind", "masked", "-arm", "non-random", "nonrandom", "quasi", "placebo", "crossover", "cross-over",
    " trial", "phase ", "within-subject", "before-and-after", "pre-post", "prepost", "counterbalanced",
    "counter-balanced", "controlled", "intervention study", "laboratory study", "dose-", "bioequivalence", "waiting",
)  # fmt: skip
# A number is looked for by its first character, which is found faster than a word's edge.
MANY = re.compile(
    r"[0-9tfhn](?<!\w[0-9tfhn])(?:"
    r"(?:(?<=[0-9])\d+|(?<=t)(?:wenty|hirty)|(?<=f)(?:orty|ifty)|(?<=h)undred) (?:(?!million|billion)[\w-]+ ){0,4}"
    r"(?:patients|participants|subjects|children|women|men|adults|cases|parents|individuals|volunteers|families|"
    r"respondents|students|nurses|users|people)\b"
    r"|(?<=n) ?= ?\d{2,})"
)
CASE_CONTROL = cue(r"(?:nested )?case[- ](?:control|referent)\b", "case")
CROSS_SECTIONAL = cue(
    r"cross-?sectional(?:ly)?\b|(?:online|web-based|national|nation-?wide|internet(?:-based)?|anonymous|exploratory|"
    r"postal|"
    r"population|"
    r"community|household|"
    r"telephone|international|questionnaire|mail(?:ed)?|global|population-based|present|this|"
    r"self-report) (?:[\w-]+ ){0,2}survey\b|survey (?:of|study|data|was|among)\b(?! (?:the )?(?:literature|(?:\w+ )?"
    r"guidelines))|"
    r"preference (?:assessment|survey|elicitation)|prevalence (?:study|survey)|respondents\b|(?:was|were|we) surveyed|"
    r"(?:complet\w+|filled (?:in|out)|answered) "
    r"(?:an?|the) (?:[\w-]+,? ){0,3}(?:online|internet|web|anonymous|postal|mailed)(?:-based)? (?:[\w-]+ ){0,2}"
    r"(?:questionnaire|survey)|(?:online|internet|web|anonymous|postal|mailed)(?:-based)? questionnaires?\b|"
    r"questionnaire (?:study|survey|"
    r"was (?:sent|administered|mailed|distributed))",
    "sectional", "survey", "preference", "prevalence", "respondents", "questionnaire",
)  # fmt: skip
COHORT = cue(
    r"(?:prospective|retrospective|historical|birth|population-based|longitudinal|matched|nationwide|national|"
    r"clinical|inception|"
    r"register-based|comparative|multicent\w+|observational) (?:[\w-]+,? ){0,2}cohorts?\b|cohort (?:study|"
    r"studies|analysis|design|of)\b|"
    r"(?:longitudinal|follow-?up|prospective|retrospective) (?:[\w-]+,? ){0,3}(?:study|analysis|review|"
    r"evaluation|investigation|survey|"
    r"data|chart|assessment|examination)\b|retrospectively\b|chart review|medical records?\b|"
    r"(?:were|was) (?:\w+ )?followed(?:-up| up)?\b|(?:long-term|\d+-(?:year|month)) follow-?up (?:study |survey |"
    r"assessment )?of\b|(?:examined|reviewed|analy[sz]ed|studied|searched) (?:the |all |our |\d+ )*(?:[\w-]+ ){0,2}"
    r"(?:records|charts|case notes|files)\b|(?:national|health|clinical|insurance|claims|patient|swedish|"
    r"danish|hospital) "
    r"(?:[\w-]+ )?(?:register|registry|registries|database|claims)",
    "cohort", "longitudinal", "follow", "prospective", "retrospective", "chart review", "medical record", "regist",
    "database", "claims", "records", "charts", "case notes", "files",
)  # fmt: skip
OBSERVATIONAL = cue(
    r"observational (?:[\w-]+ ){0,2}(?:study|data|design|analysis|protocol)|poison (?:control )?cent(?:er|re)s?\b|"
    r"(?:spontaneous|adverse (?:drug )?(?:event|reaction)s?) report(?:ing|s) (?:system|database)|"
    r"pharmacovigilance (?:study|"
    r"database|analysis)|faers\b|vigibase\b|disproportionality|naturalistic (?:[\w-]+ ){0,2}(?:study|setting|"
    r"design|follow)|"
    r"real-world (?:[\w-]+ ){0,2}(?:study|data|evidence|setting|effectiveness|practice)|"
    r"mendelian randomi[sz]ation|ecological study",
    "observational", "naturalistic", "real-world", "mendelian", "ecological", "poison", "reporting system", "reports",
    "reporting database", "pharmacovigilance", "faers", "vigibase", "disproportionality",
)  # fmt: skip
# Groups that people belong to rather than are put into; a comparison of these alone is an observation.
GROUPS = cue(
    r"non-?(?:[\w-]+ )?users\b|(?:comparison|control) (?:individuals|participants|subjects|persons|people)\b|"
    r"(?:polydrug|drug|alcohol|cannabis|tobacco) controls\b|drug-na?ive (?:\w+ )?(?:controls|participants|subjects)|"
    r"(?:healthy|matched|normal|age-matched|polydrug|cannabis|unaffected) (?:[\w-]+ )?controls\b",
    "nonusers", "non-users", "non-", "drug-na", "controls", "comparison", "control ",
)  # fmt: skip
GIVEN = re.compile(
    r"\b(?:infus\w+|administ\w+|received|treated|treatment|intervention|therapy|training|dose|doses|dosed|dosing)\b"
)
# People who are studied for what they take or do of their own accord: nobody gave it to them.
HABIT = cue(
    r"(?!(?:the|these|those|from|for|to|towards?|service|health|internet|web|online|end|app|social|media|turk|computer|"
    r"smartphone|wheelchair|designed|other|many|most) )[\w/-]+ users\b|users of (?!(?:the )?(?:[\w-]+ )?services?\b)|"
    r"(?:ab|"
    r"ex-)users\b|smokers\b|drinkers\b|ravers\b|attend(?:ees|ants|ers)\b|(?:attending|attended|participat\w+ in|"
    r"during) (?:an? |the )?(?:[\w-]+ ){0,2}"
    r"(?:ceremon(?:y|ies)|rituals?|retreats?|festivals?|raves?|parties)\b|self-?(?:medicat|experiment)\w+",
    "users", "abusers", "smokers", "drinkers", "ravers", "attend", "ceremon", "ritual", "retreat", "festival", "raves",
    "parties", "self-medic", "self-exper", "rave",
)  # fmt: skip
OBSERVED = re.compile(
    r"\b(?:compar\w+|differ\w*|controls|recruited|interviewed|assessed|completed|reported|questionnaires?|scored|"
    r"performed|were tested|examined|sample of|self-report\w*)\b"
)
# A drug at a dose that people are said to have been given: a trial, whatever it calls itself.
DOSED = cue(
    r"(?:received|(?:were|was) (?:then )?(?:given|administered|treated with|infused with)|ingested|took|gave|"
    r"self-administered|administered) (?:[^.;]|\.\d){0,60}?\.?\d ?(?:mg|ug|mcg|g|ml|micrograms?)(?:/kg)?\b",
    "received", "given", "administered", "treated with", "infused", "ingested", "took", "gave",
)  # fmt: skip
# The same without the dose; what a clinic gave as a matter of course is no trial.
TREATED = cue(
    r"(?:received|(?:were|was) (?:then )?(?:given|administered|treated with)) (?:an? |one |up to )?(?:single|repeated|"
    r"serial|"
    r"multiple|initial|first|two|three|four|five|six|seven|eight|[1-9]\d?|intravenous|subanesthetic|oral|low)\b"
    r"(?: [\w-]+){0,4} (?:infusions?|injections?|doses?)\b",
    "infusion", "injection", "dose",
)  # fmt: skip
ROUTINE = re.compile(
    r"\b(?:clinics?|cent(?:er|re) of excellence|practices?|routine|real-world|records?|charts?|naturalistic|registry|"
    r"compassionate)\b"
)
