"""The words that tell what a number counts and what became of those counted.

For `sample_counts`; all in plain writing (`text.plain`). Imports the standard library only.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Thing(StrEnum):
    """What a number counts."""

    PEOPLE = "people"
    SEX = "people of one sex"
    CASES = "cases"
    ANIMALS = "animals"
    STUDIES = "studies"
    BARE = "not said"
    """A subject without a noun: `84 were randomised`, `n = 20`."""
    NEXT = "what the next number counts"
    """The first of `20 depressed and 20 healthy women`."""


class Said(StrEnum):
    """What is said of those counted."""

    NOTHING = ""
    SCREENED = "assessed for eligibility"
    ENROLLED = "enrolled"
    RANDOMISED = "randomised"
    STUDIED = "treated, examined or asked"
    ANALYSED = "completed or analysed"
    LOST = "left"
    EVENT = "had an event"


_PEOPLE = """
patients participants subjects volunteers individuals adults inpatients outpatients people persons respondents users
veterans students adolescents teenagers children youth youths controls probands survivors recipients mothers
parturients ss infants neonates newborns clinicians physicians psychiatrists psychologists nurses therapists
professionals practitioners workers employees residents clients drinkers smokers attendees attenders ravers
interviewees informants soldiers prisoners offenders citizens relatives siblings twins caregivers carers parents
teachers officers seniors elders consumers nonusers ex-users non-users abusers undergraduates enrollees beneficiaries
pilots drivers meditators personnel servicemembers inmates sufferers visitors dancers clubbers partygoers humans
donors surgeons anesthesiologists anaesthesiologists anesthetists pharmacists freshmen pupils schoolchildren toddlers
babies widows refugees migrants athletes members counterparts subscribers injectors patrons friends couples counselors
counsellors stimulant-users alcoholics addicts abstainers schizophrenics dyads nondrinkers nonsmokers non-smokers
in-patients out-patients olds
"""
_ANIMALS = """
rats mice animals monkeys macaques marmosets baboons dogs cats pigs piglets rabbits zebrafish hamsters gerbils sheep
horses goats ferrets pups larvae flies chickens chicks ponies calves primates voles donkeys beagles cows wistar
sprague-dawley c57bl/6
"""
_STUDIES = """
studies trials rcts articles papers publications reviews meta-analyses reports manuscripts datasets
"""
# No gap between a number and what it counts holds one of these: prepositions, verbs, units, and other things counted.
_STOPS = """
of in with for to from by at on per than were was is are be been had have has having received who that which whom as
more fewer less not no after before during between within over versus vs while when where if then but because since
until mg kg g ml l dl ug mcg ng nmol mmol um nm mm cm m mmhg bpm hz khz mhz t min mins minute minutes h hr hrs hour
hours d day days wk wks week weeks month months mo y yr yrs year years s sec secs second seconds ms point points item
items time times session sessions dose doses infusions injections treatments administrations groups arm arms cohorts
sites center centers centre centres hospitals clinics schools universities visit visits scores drugs conditions
measures regions countries states cities tablet tablets pill pills percent fold th samples categories clusters factors
genes snps phase phases mean sd sem ci aged experiments occasion occasions questions database databases themes
outcomes domains types classes steps stages periods age million billion variables scale scales models events symptoms
cells neurons sections slices interviews questionnaires surveys sequences sets lines records blocks levels
"""
KINDS: dict[str, Thing | None] = (
    dict.fromkeys(_STOPS.split())
    | dict.fromkeys(_PEOPLE.split(), Thing.PEOPLE)
    | dict.fromkeys(_ANIMALS.split(), Thing.ANIMALS)
    | dict.fromkeys(_STUDIES.split(), Thing.STUDIES)
    | dict.fromkeys(("women", "men", "males", "females", "boys", "girls"), Thing.SEX)
    | {"cases": Thing.CASES}
)
"""What each word after a number says of what it counts; None ends the search. Other words may stand between."""

_NOT_PEOPLE = """
models sessions infusions injections doses treatments visits events administrations sites centers centres hospitals
clinics schools groups specimens tablets pills seizures episodes fractures eyes implants teeth cells countries items
scans images observations
"""
NOT_PEOPLE = frozenset(_NOT_PEOPLE.split())
"""Before `(n = 36)`: nobody was counted."""

_UNITS_BEFORE = """
age aged ages day days week weeks month months year years hour hours minute phase type stage grade
version axis item items table figure fig session visit criteria chapter level wave article volume dsm icd score scores
i ii iii january february march april may june july august september october november december
"""
UNITS_BEFORE = frozenset(_UNITS_BEFORE.split())
"""`week 4 patients`, `study 2 participants`: the number belongs to the word before it."""

NUMBERED = frozenset({"study", "experiment", "trial", "cohort", "sample", "part", "group", "arm", "substudy"})
"""`trial 2 patients`, but `in this study 20 patients`: a digit may belong to the word before it."""

_DATE_BEFORE = """
in since from until to between during of and through by before after year
"""
DATE_BEFORE = frozenset(_DATE_BEFORE.split())
"""Before a number that may be a year: `in 2019 patients` says nothing sure."""

_SCREENED = "screened screening eligibility approached invited contacted eligible referred consented"
_RANDOMISED = """
randomised randomized randomly randomise randomize randomising randomizing randomization randomisation assigned
allocated
"""
_ENROLLED = """
enrolled enroled enrol enroll enrolling enrolment enrollment recruit recruited recruiting include included includes
including participated participate participating entered comprised comprising consisted consists involving involved
involve
"""
_STUDIED = """
studied study examined investigated evaluated compared compare underwent undergo received receive receiving treated
interviewed surveyed assessed tested scanned administered selected took attended given collected obtained conducted
analysing analyzing exposed admitted administering measured performed inhaled ingested drank watched
"""
_ANALYSED = """
complete completed completing completers analysed analyzed analysis analyses analysable analyzable evaluable finished
intention-to-treat intent-to-treat itt per-protocol available
"""
_LOST = """
withdrew dropped dropouts drop-outs discontinued excluded lost declined refused died discontinuing
"""
_EVENT = """
experienced reported reporting responded responders remitted remitters achieved developed relapsed showed showing
improved reached exhibited met suffered required had became failed demonstrated attempted deteriorated worsened
tolerated needed stopped continued non-responders nonresponders remission
"""
SAID: dict[str, Said] = (
    dict.fromkeys(_SCREENED.split(), Said.SCREENED)
    | dict.fromkeys(_RANDOMISED.split(), Said.RANDOMISED)
    | dict.fromkeys(_STUDIED.split(), Said.STUDIED)
    | dict.fromkeys(_ENROLLED.split(), Said.ENROLLED)
    | dict.fromkeys(_ANALYSED.split(), Said.ANALYSED)
    | dict.fromkeys(_LOST.split(), Said.LOST)
    | dict.fromkeys(_EVENT.split(), Said.EVENT)
)
"""What a word says of those counted in the same clause."""

_NOT_RANDOMISED = """
controlled clinical trial trials study studies double double-blind placebo placebo-controlled withdrawal order
cross-over crossover comparison active open open-label multicenter multicentre parallel phase single single-blind
sequence design controlled, clinical, double-blind, crossover, within-subject triple-blind pilot selected sampled
chosen counterbalanced balanced
"""
NOT_RANDOMISED = frozenset(_NOT_RANDOMISED.split())
"""After `randomised` or `randomly`: the study was, or nothing was."""

TOTAL_BEFORE = re.compile(
    r"\b(?:(?:a|the|in) total(?: sample)?(?: number)?(?: of)?|total(?: sample)?(?: number)? of|total|altogether|"
    r"overall|"
    r"(?:sample|cohort|population|group|panel|survey|series|pool)(?: size)?(?: was| is|,)? ?(?:of|comprised|comprising|"
    r"consisted of|consisting of|included|consists of|includes)|"
    r"(?:participants|subjects|patients|respondents|sample|volunteers|people|controls) "
    r"(?:were|was|included|comprised|consisted of))"
    r"(?: (?:only|about|approximately|up to|around|over|more than|nearly|n =|n=|all|the|these|those|an?|of))*\s?$"
)
"""What stands before the number of all."""

ASIDE = re.compile(
    r"\bof (?:whom|which|these|those|them|the (?:total|remaining))\b|\bincluding\b|\bwhom\b|\bwherea(?:s)?\b|"
    r"\bthe remaining\b|\bclassified\b|\bsubdivided\b|\bamong (?:them|these|which|whom)\b|"
    r"\bwho (?:then|later|subsequently)\b|\bfor [\w -]{2,40},? and (?:from|in) $"
)
"""Between two counts of a sentence: the second is a part of the first."""

CONTRAST = re.compile(
    r"(?:\band|\bvs\.?|\bversus|\bplus|\bor|\balong with|\bas well as|[,;] (?:and|or|as well as|along with)|[,;])"
    r"(?:(?<![,;]) (?:with|in|of|from|to|on|by))?(?: (?:the|a|an|another|those|other|further|additional|matched))*"
    r"(?: (?:group|sample|cohort)(?: of)?)? $|\b(?:compar|match|contrast)[^.]* (?:with|to|of|against)"
    r"(?: (?:the|a|an|another|those|that|group|of|from|in|further|matched|sex-|age-|and))* $"
)
"""What ends the words between two counts of one enumeration."""

OUT_OF = re.compile(r"(?:^|[,;] )(?:out of|of|among)(?: the| these| all| a total of)* ?$")
"""Before a count at the beginning of a clause: what follows is a part of it (`of 120 screened, 84 were randomised`)."""

SUBSET = re.compile(r"\b(?:subset|subgroup|subsample|sub-sample|sub-group|retested|second analysis|followed up)\b")
"""Around a count: only some of the participants."""

OWN_DONE = re.compile(
    r"\b(?:were|was) (?:\w+ )?(?:tested|administered|given|studied|assessed|evaluated|examined|recorded|presented|"
    r"measured) (?:in|to|on|among) (?:a total of |the )?$"
)
"""Before a count, in a sentence without a heading: done to the study's own people, whatever else it speaks of."""

EARLIER = re.compile(
    r"\b(?:published|only available|existing|worldwide|million|(?:previous|prior|earlier|recent|other|another|"
    r"several) (?:[\w-]+,? ){0,2}(?:stud|trial|research|report|work|investigat|analys|review|"
    r"literature|evidence|author|paper|finding|experiment|sample)\w*)"
)
"""In a sentence on what was known: another study's number."""

OWN = re.compile(
    r"\b(?:this|present|current|our) (?:[\w-]+,? ){0,3}?(?:study|trial|analysis|sample|report|investigation|research|"
    r"work|survey|article|case|experiment|paper|project|series)|\bwe\b|\bhere,|\bin the study\b"
)
"""In a sentence on what was known: the study's own number after all."""

KNOWN = re.compile(r"\b(?:is|are|has|(?<!not )have|may|can|remains?|million|worldwide|prevalence)\b")
"""In a sentence without a heading: it tells what holds, not what was done."""

OWN_DATA = re.compile(
    r"\bdata (?:for|of|in|used (?:in|for)) (?:the|this) (?:present |current )?(?:analysis|study|report|work)\b|"
    r"\b(?:using|used|analy[sz]\w+|reanaly[sz]\w+) (?:[\w-]+ ){0,3}?data (?:[\w-]+ ){0,3}?(?:from|of)\b"
)
"""In a sentence on what was known: whatever was published of it, its data are the study's own."""

DONE = re.compile(
    r"\b(?:were|was) (?:\w+ )?(?:randomi[sz]ed|randomly|tested|administered|given|examined|recruited|enrolled|included|"
    r"treated|assessed|studied|scanned|interviewed|investigated|evaluated|compared|assigned|allocated|pooled|"
    r"aggregated|analy[sz]ed|collected|obtained|measured|recorded)\b|\b(?:received|underwent|participated)\b"
)
"""In a sentence without a heading: it tells what was done to people."""

TRIAL = re.compile(
    r"\b(?:randomi[sz]ed|double-blind|placebo-controlled|cross-?over|open-label|this study|present study|our study|"
    r"this trial|prospective|retrospective|cross-sectional)\b"
)
"""Before a count, in a sentence on results: the study is being described."""

WITH = re.compile(r"\b(?:with|to|against)(?: (?:a|an|the|another|those|that|of|group|further|matched)){0,4} $")

TIMES = re.compile(
    r"(?:\bbaseline|\bfollow-?up|\b(?:week|day|month|year|wave|visit|time|t)[ -]?[0-9]+|"
    r"\b(?:minutes|hours?|days?|weeks?|months?|years?)(?: (?:after|later|post|follow)[\w -]{0,20})?|"
    r"\b(?:morning|day|week) after|\bpost-?treatment|\bend ?point)(?: use| dosing)?\W{0,3}$"
)
"""Before `(n = 50)`: a time of measurement, not a group."""

PER_GROUP = re.compile(
    r"(?: (?:patients|subjects|participants|volunteers|rats|mice|animals|women|men|individuals|people))?"
    r"(?: ?/ ?| per | in each | each| for each | in every | in both )"
    r"(?: ?(?:treatment |study |experimental |dose |drug )?(?:group|arm|condition|cohort)s?)?"
)
GROUPS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|2|3|4|5|6|7|8) (?:[a-z][\w-]*,? ){0,3}?"
    r"(?:groups|arms|cohorts|conditions)\b"
)
GROUPS_OF = re.compile(r"\b(?:groups|arms|cohorts)(?: \([^()]{1,40}\))? (?:of|with|comprising|containing)(?: about)? $")
"""Before a number that is the size of each of several groups: `two groups of 12`."""

CONTROLS = re.compile(r"\b(?:controls?|healthy|comparison|non-?users|relatives)\b")
"""Of a group: not the patients."""

SINGLE_CASE = re.compile(
    r"\b(?:an? |the case of an? )[0-9]{1,3}[- ](?:years?|yrs?|yo|y|months?)[- /](?:old|o)\b|\b[0-9]{1,3}-year-old\b|"
    r"\ba (?:unique |rare |single |first |novel |clinical |new )?case (?:report|study|of|with|in)\b|: a case\b|"
    r"\b(?:single|one|case of a|report on a|report a|describe a|present a|describes a|reports a|presents a) "
    r"(?:\w+ )?(?:patient|case|woman|man|individual|subject)\b|\bthe patient (?:was|had|is|received|reported)\b|"
    r"\bin an? (?:\w+ ){0,3}?(?:patient|woman|man|child|adolescent|girl|boy|veteran)\b|^case report\b"
)
"""A single person described."""

YEARS_OLD = re.compile(r"\b[0-9]{1,3}[- ](?:year|yr)s?[- ]old\b")
SERIES = re.compile(r"\b(?:case series|cases|patients|case reports)\b")

STUDIES_INCLUDED = re.compile(
    r"\b(?:includ\w+|met|eligible|inclusion|meta-analy\w+|synthesi\w+|selected|comprising|involving|analy[sz]ed|"
    r"fulfilled|meeting|pooled|final|reviewed|qualified|retained)\b"
)
"""Around a number of studies: those a review rests on."""

STUDIES_SCREENED = re.compile(
    r"\b(?:screened|retrieved|identified|records|titles|full[- ]text|excluded|yielded|hits|found|duplicates|search)\b"
)
"""Around a number of studies: those it looked at."""

STUDIES_CHOSEN = re.compile(r"\b(?:met|meeting|fulfil\w*|included|eligible|retained|qualified|selected)\b")
WE_INCLUDED = re.compile(r"\b(?:included|selected|analy[sz]ed|retained) (?:a total of |data from )?$")
"""After, or just before, a number of studies: those a review rests on."""

STUDIES_PARTS = re.compile(r":|\b(?:including|comprising|consisting|comprised|namely)\b")
"""Between two counts of studies: the second is of a kind of those counted first, or of what they hold."""

AND = re.compile(
    r"(?: (?!were|was|are|identified|found|screened)[\w-]+){0,2}(?: \([^()]*\))?,? (?:and|plus|as well as) $"
)
"""Between two counts of studies of different kinds that were both included."""

MORE = re.compile(r"\b(?:another|additional|further|remaining|other|previous) $")
"""Before a number of studies: those beside the ones counted."""

SUBSTUDY = re.compile(r"\b(?:sub-?study|study|experiment|sample) (1|2|3|one|two|three|i|ii|iii|a|b|c)\b")
SUBSTUDIES = ("tudy ", "xperiment ", "ample ")
SECOND = ("2", "two", "ii", "b ", "b,", "b:")
"""The name of a part of a paper that has participants of its own; where there are two, one of the `SUBSTUDIES` stands
with one of `SECOND` behind it."""

STUDIES_NAMED = re.compile(r"\b(?:studies|trials|rcts|articles|papers|publications|reports)\b")
"""In a sentence: the people it counts are those of the included studies."""
