"""What a claim speaks of though it names a drug: what changes the drug's effect, less of it, what is named after it.

`Naltrexone reduces the effect of ketamine`, `delaying ketamine`, `patients not given ketamine`, `ketamine was given
up`, `ketamine clinics`: of what the drug does nothing is said.

Imports `appraisal`, `vocabulary` and the modules of this package that it names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.appraisal.reading import Reading
from indexer.checking import durations
from indexer.checking.acted_on import EFFECT_OF
from indexer.checking.joins import CHANGING
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind

# What is named after the drug, and is another thing.
_NOT_THE_DRUG = re.compile(
    r"'s (?:ability|(?:increase|decrease|reduction|rise|fall) (?:in|of))\b| effects? on\b|"
    r"(?:'s)?[ -](?:cravings?|trials?|research|stud(?:y|ies)|prescri\w+|clinics?|compan(?:y|ies)|makers?|prices?|"
    r"costs?|sales|polic(?:y|ies)|laws?|regulations?|advert\w+|marketing|patents?|guidelines?|doctors?|prescribers|"
    r"providers?|advocates|sceptics|skeptics|hype|headlines|news|experiences?|conditioning|response|"
    r"responders|remission|relapse|dissociation|withdrawal|tolerance|controls?(?! condition)|comparison)\b"
)
_ITS_OUTCOME = re.compile(r" (?:on|from|to|with|under) (?:the )?$")
# What something else does to the effect of a drug, which is no effect of the drug.
_ITS_EFFECT = re.compile(
    r"\b(?:effects?|benefits?|efficacy|effectiveness|actions?|usefulness|adherence|response|uptake)"
    r"(?: (?:of|to|from))(?: (?:the|a|an|single|repeated|intravenous|oral|nasal|intranasal))* $"
)
_OF_ITS_OWN = re.compile(r"'s? (?:\w+ )?(?:effects?|benefits?|efficacy|effectiveness|action)\b")
_CHANGES_IT = re.compile(r" (?:[\w-]+ ){0,3}$")
_IS_CHANGED = re.compile(
    r"(?: on [\w -]{3,40}?)? (?:\w+ly )?(?:increases|reduces|lowers|raises|improves|worsens|causes|"
    r"decreas\w+|wan(?:es|ed|ing)|declin\w+|fad(?:es|ed|ing)|diminish\w+|"
    r"weaken\w+|lessen\w+|(?:is|are|was|were|becomes?) (?:\w+ly )?(?:reduced|lowered|increased|enhanced|lessened|"
    r"weaker|smaller|less|greater|stronger|boosted|blunted|diminished|raised))\b"
)
_LED_TO = re.compile(r"\b(?:leads?|led|leading) to (?:the |more |less )?$")
# Words by which less of a drug is given, or later.
_WITHHELD = re.compile(
    r"\b(?:delay(?:s|ed|ing)?|postpon\w+|reduc(?:ed|ing)|cut(?:ting)?(?: down(?: on)?| back(?: on)?)?|lower(?:ed|"
    r"ing)|decreas(?:ed|ing)|limit(?:ed|ing)|restrict(?:ed|ing)|spac(?:ed|ing)(?: out)?|switch(?:ed|"
    r"ing) (?:away )?from|mov(?:ed|ing) (?:away )?from|wean\w*(?: off| from)|less(?: frequent| of)?|fewer|infrequent|"
    r"rationing|denying|(?:reductions?|decreases?|increases?|cuts?|changes?) (?:in|of)|more|higher|greater|"
    r"increas(?:ing|ed)|rais(?:ing|ed)|control(?:s|ling)? (?:of|for)|stud(?:y|ies) of|experience (?:of|with)|"
    r"number of|evidence for|results of|differences in|without|absence of|lack of|trials? of|research (?:on|into|"
    r"with)|off|giving up|gave up|give up|failing(?: to (?:give|take|get|use|respond to|benefit from))?|"
    r"failed(?: (?:course|session|trial|dose|infusion)s?(?: of)?)?|getting over|bad|missed|missing|skipping|"
    r"instead of|rather than) (?:the |"
    r"an? )?(?:(?:dos(?:e|es|age)|frequency|number|amount|use|length)(?: of)? )?(?:(?:infusions?|doses|"
    r"sessions) of )?$"
)
# Who was not given it, or not helped, and that it was given up.
_NOT_GIVEN = re.compile(
    r"\b(?:(?:not|never)|\w+n't) (?:(?:been|being|having) )?(?:receiv\w+|tak\w+|took|us(?:e|es|ed|ing)|get|got|getting|"
    r"given|treated|exposed|prescribed|respond\w*|offered|on)(?: (?:to|with|any|the))* $|\bwhom $"
)
_GIVEN_UP = re.compile(
    r" (?:was|is|were|are|has been|being) (?:given up|stopped|withheld|withdrawn|abandoned|discontinued|dropped|"
    r"refused)\b"
)
# What stands behind a drug and makes another thing of it: `psilocybin sessions that failed`.
_SPOILT = re.compile(r"(?:'s)? (?:[\w-]+ ){0,1}(?:that|which) (?:fail|failed|go wrong|went wrong|do not work)\b")


@lru_cache(maxsize=4096)
def not_the_drug(own: str, given: frozenset[str], asked: Reading) -> tuple[str, ...]:
    """That a claim on the outcome `own` is on what changes the effect of the drugs `given` or on less of these, and
    not on what they do. A claim is asked for it at every sentence."""
    low = asked.plain
    found: list[str] = []
    is_on_how_long = durations.claimed(low) is not None or durations.over_by(low) is not None
    if is_on_how_long or own.startswith(EFFECT_OF):
        return ()
    outcomes = asked.named(Kind.OUTCOME)
    cues = [one for one in directions.cues(low, 0, len(low)) if one.meaning in CHANGING]
    for drug in (one for one in asked.drugs if one.concept.name in given):
        before, behind = _ITS_EFFECT.search(low, 0, drug.start), _OF_ITS_OWN.match(low, drug.end)
        start = before.start() if before else drug.start
        end = behind.end() if behind else drug.end
        is_changed = (before or behind) and (
            any(one.end <= start and _CHANGES_IT.fullmatch(low, one.end, start) for one in cues)
            or _IS_CHANGED.match(low, end)
        )
        if is_changed:
            found.append("the claim is on what changes the effect of a drug")
        whose = _ITS_OUTCOME.search(low, 0, drug.start)
        if whose and any(one.end == whose.start() and one.concept.name != own for one in outcomes):
            found.append("what the claim is on is not the drug but what came with it")
        if _NOT_THE_DRUG.match(low, drug.end):
            found.append("the claim is not on the drug itself")
        if _LED_TO.search(low, 0, drug.start):
            found.append("the claim is on what leads to a drug")
        is_not_given = _NOT_GIVEN.search(low, 0, drug.start) or _GIVEN_UP.match(low, drug.end)
        if is_not_given or _WITHHELD.search(low, 0, drug.start) or _SPOILT.match(low, drug.end):
            found.append("the claim is on less of a drug, or none")
    return tuple(found)
