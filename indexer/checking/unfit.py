"""Why a statement that was read decides nothing of a claim: it is no finding, or is of another drug, another arm, a
part of the outcome, another illness, one of several doses.

Imports `appraisal`, `vocabulary` and modules of this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.appraisal import Appraisal, Control, Design, Role
from indexer.appraisal.forms import KETAMINES
from indexer.appraisal.reading import Line, Reading
from indexer.checking.agents import ECT
from indexer.checking.course import TOLERABILITY
from indexer.checking.mismatch import studied
from indexer.checking.statements import NO_CASES
from indexer.checking.values import (
    OPPOSITE,
    Direction,
    Statement,
)
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind, narrower

# What a trial may be compared with and still tell whether the treatment itself works.
_INERT = frozenset({"placebo", "saline", "midazolam", "sham procedure", "niacin", "diphenhydramine", "remifentanil"})
_GIVEN = re.compile(
    r"\b(?:after|following|post|with|by|upon|during)[ -](?:\w+ ){0,2}?(?:doses?|dosing|infusions?|injections?|"
    r"administration|drug|treatments?)\b"
)
_ARM = re.compile(r"\b(?:placebo|control|saline|midazolam|both|either|groups?|arms?|conditions?)\b")
_BETWEEN = re.compile(r"\b(?:between|among|than|versus|vs|compared)\b")
_OF_GROUPS = re.compile(
    r"\b(?:between|among|across) (?:the |both |these |all )*(?:\w+ ){0,2}?(?:groups|arms|conditions|cohorts|"
    r"methods)\b|\bby[- ]group\b|\b(?:groups|arms|cohorts) did not\b|\bin both groups\b"
)
_BY_MOUTH = frozenset({"oral", "sublingual"})
_HYPOMANIA = re.compile(r"\bhypomani\w+ (?:\w+ )?(?:observed|occurred|seen|reported|in|was|were)\b")
_UNTREATED = frozenset({Control.USUAL_CARE.value, Control.WAITING_LIST.value})
_EITHER = re.compile(
    r"\b(?:either|neither) (?:drug|infusion|treatment|medication|compound|agent|of the (?:drugs|infusions))\b|"
    r"\bboth (?:drugs|infusions|treatments|medications|compounds|agents)\b"
)
_IT = re.compile(r"(?:it|this (?:drug|treatment|medication)) (?!is\b|was\b|has been\b|seems|appears)")
_LEAD = re.compile(r"(?:additionally|furthermore|moreover|in addition|also|besides|further|however|importantly),? ")
_NO_DIFFERENCE = re.compile(
    r"\bno (?:\w+ ){0,2}(?:differences?)\b|\b(?:did|do|does) not differ\b|\bnot (?:\w+ ){0,2}different\b|"
    r"\b(?:similar|comparable)\b(?! to)|\bno (?:\w+ ){0,2}(?:effects?|impact|influence) on\b"
)
# `Treatment did not affect cytokines`: what was given, whatever it is.
_TREATMENT_DID_NOT = re.compile(
    r"\b(?:treatments?|infusions?|interventions?|drug administration) (?:did not|does not|had no|has no)\b|"
    r"\bno (?:\w+ )?treatment (?:effects?|impact)\b"
)
_OWN_ARM = re.compile(r"\b(?:baseline|pre-?\w*|before|placebo|saline|controls?|sham|midazolam)\b")
_DOSE = re.compile(r"(?<![\d.])\d*\.?\d+ ?(?:mg/kg|mg|ug/kg|ug|mcg)\b")
_ANY_DOSE = re.compile(r"\b(?:after|at|with|for) (?:any|all|either|both|the) (?:\w+ )?doses?\b")
_RELATED = re.compile(r"associat|relat|correlat")
# Nothing was found: a protocol has no results, and a notice is about another paper.
NO_RESULTS = {Design.PROTOCOL: "a protocol has no findings", Design.NOTICE: "a notice is about another paper"}
_KIND = re.compile(
    r"\b(?P<kind>cognitive|affective|emotional|implicit|explicit|verbal|visual|spatial|prospective|subjective|"
    r"objective|total|central|peripheral) $"
)
_OF_DEPRESSION = frozenset({"antidepressant response", "remission", "relapse"})
_OTHER_ROLES = {
    Role.ANAESTHETIC: "is the anaesthetic there",
    Role.RECREATIONAL: "is used recreationally there",
    Role.MODEL: "makes the disease model there",
}
# `Consistent with previous studies, …`: what a study found, which others had found too.
_ALIKE = "".join(
    rf"(?<!{words} {whose}previous)"
    for whose in ("", "our ", "the ")
    for words in ("confirm", "confirms", "confirmed", "confirming", "replicate", "replicates", "replicated",
                  "replicating", "extend", "extends", "extended", "consistent with", "in line with",
                  "in agreement with", "in accordance with", "in keeping with")
)  # fmt: skip
# Words by which a sentence, or a clause, tells no finding of its own study: by what they mean, for attention, awareness
# and perception are also what studies measure, and a questionnaire is what they measure it with.
NO_FINDING = re.compile(
    r"\b(?:whether|hypothes\w+|expected to|would|should|aim(?:s|ed)? (?:to|at|was)|(?<!number )(?<!number-)needed|"
    r"needs|remains? to be|unclear|"
    r"unknown|future|(?:further|additional|more|larger|future) (?:\w+ )?(?:studies|research|trials|investigation\w*|"
    r"evidence|"
    r"data)|warrant\w*|lack of (?:evidence|data|consensus)|lacking|(?:insufficient|limited|little|scarce|sparse) "
    r"(?:evidence|data|research|information)|investigated?|investigating|explor\w+|to (?:assess|evaluate|determine|"
    r"examine|"
    r"compare|test|understand)|we (?:assessed|evaluated|examined|compared|tested)|designed to|promising|"
    r"sheds? (?:new )?light|compatible with|theory|and colleagues|et al|"
    r"need(?! for (?:rescue|(?:\w+ )?(?:opioids?|analges\w+|admissions?|hospital\w*))\b)|"
    r"in (?:19|20)\d\d, (?:\w+ ){1,4}(?:reported|showed|found)|possess\w* (?:[\w-]+ ){0,2}potential|if|"
    r"assumption|notion|"
    rf"question(?:s|ed|able)?|previous{_ALIKE}"
    r"(?:ly)?(?! (?:received|treated|failed|given|assigned|exposed|responded))|prior (?:studies|"
    r"research|work|reports)|(?:has|have) been (?:shown|reported|demonstrated|found|"
    r"used|"
    r"proposed|suggested|studied)|not (?:yet )?(?:been )?(?:established|known|clear|studied|reported)|"
    r"(?:does|do|did|not) (?:not )?(?:provide |offer )?support\b|no evidence|evidence (?:for|that) .{0,60} (?:is|"
    r"was) (?:weak|low|"
    r"limited|insufficient|uncertain)|"
    r"very low|low[- ](?:certainty|quality)|it is (?:possible|conceivable|plausible)|must|caution|concerns?|"
    r"(?:deserv\w+|merit\w*|requir\w+|attract\w*|draw[ns]?|drew|gain\w*|garner\w*|receiv\w+|pa(?:id|y|ying)|"
    r"call\w*|growing|considerable|more|special|particular|careful|close|clinical|scientific) (?:[\w-]+ ){0,3}?"
    r"attention|will|planned|promise|(?:our|an|this|in an) attempt to|attempted to|sought|"
    r"consider(?:s|ing|ation|ed(?! (?:\w+ )?(?:mild|minor|moderate|tolerable|safe|feasible|unrelated)\b))?\b|"
    r"be considered|recommend\w*|propos\w+|speculat\w+|belie(?:f|ve|ves|ved)|beliefs (?:that|in|about)|"
    r"perceived(?! stress\b)|perceptions? of (?:the |its |their )?(?:\w+ )?(?:efficacy|effectiveness|benefits?|harms?|"
    r"risks?|safety|treatments?|drugs?)|(?:patients'?|clinicians'?|users'?|participants'?|physicians'?|public|"
    r"qualitative) (?:\w+ )?perceptions?|thought to|"
    r"sub-?group|sub-?analys\w+|subset|"
    r"(?<!this )post[- ]hoc(?! (?:\w+ )?(?:tests?|testing|comparisons?|contrasts?)\b)|"
    r"(?:among|in|for) (?:non-)?(?:hispanic|white|black|asian|latin\w)s?|"
    r"as (?:the |a |its )?(?:primary|secondary|main) (?:endpoint|outcome)|"
    r"posit(?:s|ed)|(?:has|have|had|its|their|the|shows?|showed) (?:\w+ )?potential (?:to|for|of|efficacy|benefits?|"
    r"effectiveness|as)|controvers\w+|debate\w*|(?:be|being|become|made) (?:\w+ )?"
    r"aware|aware (?:of|that)|(?:rais\w+|public|clinical|growing|greater|lack of) awareness|awareness (?:among|that)|"
    r"vigilant|(?:requir\w+|necessitat\w+|clinical|careful|close) vigilance|be (?:\w+ )?monitored|"
    r"(?:requir\w+|necessitat\w+|importan\w+|careful(?:ly)?|close(?:ly)?|adequate(?:ly)?|appropriate(?:ly)?|"
    r"regular(?:ly)?|routine(?:ly)?|ongoing|continu\w+|safety|under) (?:\w+ ){0,2}?monitor(?:ed|ing))\b"
)
# Studies that disagree, whatever most of them say.
_MIXED = re.compile(
    r"\b(?:(?:mixed|conflicting|inconsistent|contradictory|heterogeneous|inconclusive) (?:\w+ )?"
    r"(?:results?|findings?|evidence|effects?|outcomes?|data)|(?:results|findings|evidence) (?:\w+ ){0,3}"
    r"(?:mixed|conflicting|inconsistent|contradictory|inconclusive))\b"
)
# `Similar rates of remission, but it was reached after significantly fewer treatments`.
_BUT_DIFFERED = re.compile(
    r"(?:\b(?:but|however|although|though|whereas|while|yet)\b)?[^.]*?\b(?:significantly|statistically) (?:\w+ )?"
    r"(?:lower|higher|fewer|more|less|faster|sooner|greater|shorter|longer|better|worse)\b"
)
# What is told after a primary outcome that failed is no finding that counts.
_SPIN = re.compile(
    r"\b(?:no (?:statistically )?(?:significant )?differences?|not (?:met|significant|differ|reach)|"
    r"fail(?:ed)?)\b[^.]{0,90}\bprimary\b|"
    r"\bprimary (?:outcome|endpoint|end point|analysis)\b[^.]{0,60}\b(?:not (?:met|significant|reach\w*)|"
    r"no (?:significant )?"
    r"difference|fail(?:ed)?|did not)\b"
)


def unfit(claim: Statement, told: Statement, evidence: Reading, appraisal: Appraisal) -> Iterator[str]:
    """Why what a sentence says of the claim's outcome does not count for or against it, in words; nothing if it may."""
    if appraisal.design.value in NO_RESULTS:
        yield NO_RESULTS[appraisal.design.value]
    line = evidence.line_at(told.clause.start) if told.clause else None
    if line and _SPIN.search(evidence.plain, line.start, line.end):
        yield "the sentence says of the primary outcome that there was no difference"
    if line and (mixed := _MIXED.search(evidence.plain, line.start, line.end)):
        yield f"the sentence tells it as “{mixed.group()}”"
    is_even = told.direction is Direction.NONE and bool(claim.against or told.against)
    if is_even and line and told.clause and _BUT_DIFFERED.search(evidence.plain, told.clause.end - 1, line.end):
        yield "the sentence tells a difference of the two as well"
    if silent := _in_clause(NO_FINDING, told, evidence):
        words = evidence.text[silent.start() : silent.end()]
        yield f"it is told as no finding of this study: “{words}”"
    if told.direction is Direction.NONE and (part := _part_of(claim, told, evidence)):
        yield f"it is said of one part of it: “{part}”"
    if told.direction is Direction.NONE and _is_of_one_dose(told, evidence):
        yield "it is said of one of several doses"
    if _of_another_illness(claim, told, appraisal):
        yield "response and remission there are of another illness"
    if _of_measures(told, evidence):
        yield "one measure is set beside another there, not the intervention"
    yield from _unfit_drugs(claim, told, evidence, appraisal)
    yield from _unfit_comparison(claim, told, evidence, appraisal)


def _unfit_drugs(claim: Statement, told: Statement, evidence: Reading, appraisal: Appraisal) -> Iterator[str]:
    claimed = {slot.value for slot in claim.interventions}
    named = {slot.value for slot in told.interventions}
    against = {slot.value for slot in told.against}
    if not claimed:
        yield "the claim names no intervention"
        return
    if claimed & against and not claimed & named:
        yield "the intervention is what another was compared with"
    line = evidence.line_at(told.outcome.span.start) if told.outcome else None
    others = line and not _is_named_behind(claimed, told, evidence, line)
    related = any(_RELATED.search(evidence.plain, word.start, word.end) for word in told.direction_words)
    if (
        not named
        and line
        and (
            claimed == _meant_by_it(evidence, line)
            or _of_each_studied(claimed, told, evidence, appraisal)
            or _of_all_given(claimed, told, evidence, appraisal)
        )
    ):
        named = claimed
    if not named and (others or related or not _is_sole(claimed, told, evidence, appraisal)):
        yield "the sentence does not name the intervention"
    extra = named - claimed
    # `Ketamine and esketamine both …` says it of each; a pooled group, or a drug added, of neither.
    if extra and not (extra <= KETAMINES and _of_each(told, evidence)):
        yield f"it is said of {', '.join(sorted(extra))} too"
    with_ect = any(use.value.drug == ECT and use.value.is_studied for use in appraisal.drugs)
    in_whom = {slot.value for slot in claim.conditions}
    if with_ect and ECT not in claimed | named | against and not any(ECT in one for one in in_whom):
        yield "it was given with electroconvulsive therapy there"
    yield from other_roles(claim, told.outcome_name, appraisal)
    if told.direction is Direction.NONE and directions.is_harm(claim.outcome_name) and _is_by_mouth(claim, appraisal):
        yield "it was given by mouth, and the claim does not say so"
    if (
        told.outcome_name == "mania"
        and claim.direction is Direction.NONE
        and line
        and _HYPOMANIA.search(evidence.plain, line.start, line.end)
    ):
        yield "it tells of hypomania as well"


def _is_named_behind(claimed: set[str], told: Statement, evidence: Reading, line: Line) -> bool:
    """Whether a sentence names no drug, or the claim's alone and behind the clause, which compares nothing: `Heart rate
    fell, and more so after repeated ketamine`. One that is named before may be what another was like."""
    named = [one for one in evidence.drugs if line.start <= one.start < line.end]
    if not named or told.clause is None:
        return not named
    is_behind = all(told.clause.end <= one.start and one.concept.name in claimed for one in named)
    return is_behind and _in_clause(_BETWEEN, told, evidence) is None


def _is_by_mouth(claim: Statement, appraisal: Appraisal) -> bool:
    """Whether a study gave a drug only by mouth that is mostly given otherwise, and the claim says nothing of it."""
    drugs = {one.value for one in claim.interventions}
    routes = {one.value.route.value for one in appraisal.routes}
    return bool(drugs) and drugs <= KETAMINES and bool(routes) and routes <= _BY_MOUTH and not claim.routes


def _in_clause(pattern: re.Pattern[str], told: Statement, evidence: Reading) -> re.Match[str] | None:
    return pattern.search(evidence.plain, told.clause.start, told.clause.end) if told.clause else None


def _of_each_studied(claimed: set[str], told: Statement, evidence: Reading, appraisal: Appraisal) -> bool:
    """Whether a clause says of each treatment of a study that it did nothing, or that it was tolerated: `no effect of
    either infusion`, `both drugs raised blood pressure`. That both improved something tells nothing of one."""
    if not claimed <= set(studied(appraisal)):
        return False
    is_of_each = told.outcome_name == TOLERABILITY or directions.is_harm(told.outcome_name)
    if told.direction is not Direction.NONE and not is_of_each:
        return False
    return _in_clause(_EITHER, told, evidence) is not None


def _of_all_given(claimed: set[str], told: Statement, evidence: Reading, appraisal: Appraisal) -> bool:
    """Whether a clause that names no drug says that what was given changed nothing, in a study that gave forms of one
    drug and nothing else: `no change in cortisol after the infusion` of ketamine or esketamine."""
    given = set(studied(appraisal))
    if told.direction is not Direction.NONE or appraisal.comparators or not claimed <= given <= KETAMINES:
        return False
    if _in_clause(_BETWEEN, told, evidence):
        return False
    return any(_in_clause(one, told, evidence) for one in (_GIVEN, _TREATMENT_DID_NOT))


def _meant_by_it(evidence: Reading, line: Line) -> set[str]:
    """The drug that `it` at the beginning of a sentence stands for: the only one that the sentence before names."""
    number = evidence.lines.index(line)
    if number == 0 or not _IT.match(evidence.plain, _behind_lead(evidence.plain, line.start)):
        return set()
    before = evidence.lines[number - 1]
    told = {one.concept.name for one in evidence.drugs if before.start <= one.start < before.end}
    return told if len(told) == 1 and not before.is_title else set()


def _behind_lead(plain: str, start: int) -> int:
    """Where a sentence begins behind `Additionally, `."""
    lead = _LEAD.match(plain, start)
    return lead.end() if lead else start


def _part_of(claim: Statement, told: Statement, evidence: Reading) -> str:
    """The word by which nothing is said to have happened to a part of an outcome only: `cognitive` empathy."""
    if told.outcome is None or claim.outcome is None:
        return ""
    start = told.outcome.span.start
    kind = _KIND.search(evidence.plain, max(0, start - 20), start)
    named = told.outcome.span.end - start
    is_named_alike = claim.outcome.span.end - claim.outcome.span.start >= named + (len(kind.group()) if kind else 0)
    return kind["kind"] if kind and not is_named_alike else ""


def _is_of_one_dose(told: Statement, evidence: Reading) -> bool:
    """Whether that nothing was found is said of one dose (`0.2 mg/kg was insufficient`) where others were given."""
    if told.clause is None:
        return False
    named = {one.group() for one in _DOSE.finditer(evidence.plain, told.clause.start, told.clause.end)}
    given = {one.group() for one in _DOSE.finditer(evidence.plain)}
    return len(named) == 1 and len(given) > 1 and told.outcome is not None


def _of_another_illness(claim: Statement, told: Statement, appraisal: Appraisal) -> bool:
    """Whether response, remission or relapse are those of an illness that is no depression."""
    if told.outcome_name not in _OF_DEPRESSION or claim.outcome_name == told.outcome_name:
        return False
    about = {one.value for one in appraisal.conditions}
    return bool(about) and about.isdisjoint(narrower(Kind.CONDITION, "mood disorder") | {"suicidality"})


def _of_measures(told: Statement, evidence: Reading) -> bool:
    """Whether a clause says that one outcome goes with another, or does not: `Cytokines were related to response`."""
    if told.clause is None:
        return False
    start = told.clause.start
    measured = [one for one in evidence.named(Kind.OUTCOME) if start <= one.start and one.end <= told.clause.end]
    return any(
        _RELATED.search(evidence.plain, word.start, word.end) and any(one.end <= word.start for one in measured)
        for word in told.direction_words
    )


def _is_sole(claimed: set[str], told: Statement, evidence: Reading, appraisal: Appraisal) -> bool:
    """Whether a sentence that names no drug can only speak of the claimed one: no other is studied, and what it is
    compared with is inert, and the clause says `after the infusion` and speaks of no other arm."""
    if set(studied(appraisal)) != claimed or told.clause is None:
        return False
    clause = evidence.plain[told.clause.start : told.clause.end]
    is_apart = _BETWEEN.search(clause) and told.direction in OPPOSITE and not _OWN_ARM.search(clause)
    return not is_apart and _is_of_its_arms(told, clause, claimed, appraisal)  # not `higher … for self-death than …`


def _is_of_its_arms(told: Statement, clause: str, claimed: set[str], appraisal: Appraisal) -> bool:
    """Whether a clause without a drug speaks of the one that a study gave, for what the study compares it with."""
    if told.direction is Direction.NONE and NO_CASES.search(clause):
        return True  # in none of the arms that there are
    if not appraisal.comparators:
        # A randomised trial compares, though what with was not read: another drug that it names may be it.
        others = {use.value.drug for use in appraisal.drugs} - claimed
        return appraisal.design.value is not Design.RCT or not others
    compared = _set_beside(appraisal) - {Control.NONE.value}
    if not compared:
        return True
    if Control.DOSE.value in compared and not _BETWEEN.search(clause):
        compared.discard(Control.DOSE.value)
    if not compared <= _INERT:
        return False
    # `There were no differences in nausea` is said of the two arms that there are.
    if told.direction is Direction.NONE and (_NO_DIFFERENCE.search(clause) or _TREATMENT_DID_NOT.search(clause)):
        return True
    return _GIVEN.search(clause) is not None and _ARM.search(clause) is None


def _set_beside(appraisal: Appraisal) -> set[str]:
    """What a study compares with: the drugs by name, anything else by its kind."""
    return {one.value.name or one.value.control.value for one in appraisal.comparators}


def other_roles(claim: Statement, outcome: str, appraisal: Appraisal) -> Iterator[str]:
    """Where the claim's drug is no treatment of the study; harms it may have all the same."""
    claimed = {slot.value for slot in claim.interventions}
    for use in appraisal.drugs:
        if use.value.drug in claimed and use.value.role in _OTHER_ROLES and not directions.is_harm(outcome):
            yield f"{use.value.drug} {_OTHER_ROLES[use.value.role]}"


def _of_each(told: Statement, evidence: Reading) -> bool:
    slots = sorted(told.interventions, key=lambda slot: slot.span.start)
    between = evidence.plain[slots[0].span.end : slots[-1].span.start]
    return " and " in between and len(between) < 60


def _unfit_comparison(claim: Statement, told: Statement, evidence: Reading, appraisal: Appraisal) -> Iterator[str]:
    against = {slot.value for slot in told.against}
    claimed = {slot.value for slot in claim.against}
    active = against - _INERT - claimed
    compared = {one.value.drug for one in appraisal.drugs if one.value.role is Role.COMPARATOR} - _INERT
    compared |= {one.value.control.value for one in appraisal.comparators if one.value.control.value in (
        "other dose", "active", "electroconvulsive therapy", "other group")} if not against else set()  # fmt: skip
    if _in_clause(_ANY_DOSE, told, evidence):
        compared.discard(Control.DOSE.value)
    is_of_groups = told.direction is Direction.NONE and not against and _in_clause(_OF_GROUPS, told, evidence)
    if is_of_groups and _set_beside(appraisal).isdisjoint(_INERT | claimed | _UNTREATED):
        yield "who are in the groups that did not differ is not told"
    if told.direction is Direction.NONE and not claimed and (active or (not against and compared - _INERT)):
        yield f"no difference from {', '.join(sorted(active or compared))} does not say whether it works"
    if told.direction in OPPOSITE and active and not claimed:
        yield f"compared with {', '.join(sorted(active))}"
    if claim.direction is Direction.NONE and not claimed and active:
        yield f"compared with {', '.join(sorted(active))}"
