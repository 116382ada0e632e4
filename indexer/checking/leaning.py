"""Which way a sentence that decides nothing probably goes, so that a writer reads the telling ones first.

`stance` decides only what it reads; most sentences that bear on a claim are worded in ways that it does not. Here what
can be counted of a sentence beside a claim (`weighing`) is weighed by boosted trees, fitted on pairs labelled by hand;
`data/leaning_trees.json` has them, with how they were fitted, and the curve that makes of what they say how often the
like was right. A leaning is shown as what it is, and no verdict counts it.

Nothing leans that comes before the findings or tells of what is to come, has no results, or is of another form of the
drug, population, species or number, as far as this could be read, or names another time, route, dose or comparator; nor
to a claim on people, or a purpose, of which it says nothing (`in firefighters`). Nothing leans to support absolute
wording, or a claim with a word that limits it (`rarely`, `only`, `nobody`) and is left unsaid. What else of the claim
is left unsaid is weighed: the trees were fitted on claims with a false word added, too.

Reads its own packaged data only.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from indexer.appraisal import Appraisal
from indexer.appraisal.reading import Line, Reading
from indexer.checking.acted_on import USE
from indexer.checking.calibration import logistic
from indexer.checking.opposed import denied_so_far
from indexer.checking.stance import Judged, denied, is_beside_the_point
from indexer.checking.trees import Features, Trees, chances, odds
from indexer.checking.unfit import NO_RESULTS
from indexer.checking.values import Bearing, Certainty, Code, Direction, Leaning, Mismatch
from indexer.checking.weighing import Beside, Weighed, features, is_limiting

_FILE = Path(__file__).parent / "data" / "leaning_trees.json"
_APART = frozenset({Code.DRUG_FORM, Code.POPULATION, Code.SPECIES, Code.NUMBER})
"""What a sentence must not have other than the claim, nor leave unsaid."""
_NOT_ANOTHER = frozenset({Code.TIME, Code.ROUTE, Code.DOSE, Code.COMPARATOR})
"""What it may leave unsaid, and must not have other than the claim."""
_TO_COME = re.compile(
    r"\b(?:whether|(?:we|it|they|studies|trials|study|trial) will|will be|remains? to be|future (?:stud\w+|research|"
    r"trials?|work|investigations?) (?:\w+ )?(?:should|must|will|are|is|needs?|may))\b"
)
_SELDOM = re.compile(
    r"\b(?:rare(?:ly)?|seldom|hardly|barely|scarcely|nobody|no one|few|uncommon(?:ly)?|infrequent(?:ly)?)\b"
)
_RELATES = re.compile(
    r"\bthe (?:more|less|higher|lower|stronger|weaker|longer|shorter|deeper|greater|bigger|older|younger|worse)\b.*"
    r"\bthe (?:more|less|better|worse|higher|lower|greater|bigger|smaller|stronger|weaker|poorer|longer|faster)\b|"
    r"\b(?:predict\w*|correlat\w*|unrelated|relat(?:es?|ed) to|nothing to do with|(?:go|goes) (?:along|hand in hand)|"
    r"depend\w* (?:\w+ )?on|hinges? on|mediat\w+|moderat(?:e|es|ed|or)\b|necessary|needed|essential|required|have to|"
    r"has no bearing|no part in|determines?)\b"
)
_RELATED = re.compile(
    r"predict|correlat|associat|relat|mediat|moderat|link|depend|requir|necess|essential|contribut|\brole\b|responders"
)
_OF_A_GROUP = re.compile(
    r"\b(?:(?:in|among) (?:[\w-]+ )?(?P<whom>(?!hours|days|nights|weeks|months|years|animals)[\w-]+s)|"
    r"as an? (?P<what>(?!pill|tablet|capsule|liquid|spray|drip|shot|result)[\w-]+))\b"
)

_FEWEST_WORDS = 5
"""Words of the shortest claim to which something may lean though no direction was read in it."""

SIDES = (Bearing.CONTRADICTS, Bearing.UNDETERMINED, Bearing.SUPPORTS)
"""What a sentence may do for a claim, as the trees have it."""


def leaning(weighed: Weighed, judged: Judged, evidence: Reading, appraisal: Appraisal, line: Line) -> Leaning | None:
    """Which way a sentence that is not decided goes at best, likely or not; None if it may not lean that way."""
    two = Beside(weighed, judged, evidence, line)
    if not may_lean(two, appraisal):
        return None
    told = lean(features(two))
    may = may_support if told.towards is Bearing.SUPPORTS else may_contradict
    return told if may(two) else None


def may_lean(two: Beside, appraisal: Appraisal) -> bool:
    """Whether a sentence that decides nothing may bear on the claim: it may be a finding, and was read as being of
    nothing else, nor is the claim on people or a purpose that it does not speak of."""
    if two.judged.bearing is not Bearing.UNDETERMINED or two.line.kind.precedes_findings:
        return False
    if appraisal.design.value in NO_RESULTS or any(_is_apart(one, two.weighed) for one in two.judged.mismatches):
        return False
    if _TO_COME.search(two.sentence) or _is_of_a_group(two):
        return False
    said = two.weighed.claim.statement
    if said.outcome is None and two.left_unsaid:
        return False  # a claim of which no outcome was read may be of anything
    if said.direction is Direction.UNKNOWN and len(two.weighed.words) < _FEWEST_WORDS:
        return False  # `heart rate after ketamine` says nothing of it
    return _is_worded_alike(two.weighed.asked.plain, two.sentence)


def _is_worded_alike(claim: str, sentence: str) -> bool:
    """Whether a sentence says how seldom or what goes with what, if the claim does: what is found of either alone tells
    nothing of that."""
    if (seldom := _SELDOM.search(claim)) and seldom.group() not in sentence:
        return False
    return _RELATES.search(claim) is None or _RELATED.search(sentence) is not None


def _is_of_a_group(two: Beside) -> bool:
    """Whether a claim is on people, or a purpose, of which nothing is said: `in firefighters`, `as a sedative`."""
    groups = {match["whom"] or match["what"] for match in _OF_A_GROUP.finditer(two.weighed.asked.plain)}
    return bool(groups) and any(f"“{one}”" in reason for reason in two.left_unsaid for one in groups)


def _is_apart(one: Mismatch, weighed: Weighed) -> bool:
    if one.code is Code.NUMBER and weighed.numbers.isdisjoint(one.claimed.split()):
        return False  # said in a word (`a single infusion`, `most`), which a sentence may say otherwise
    if one.code is Code.DRUG_FORM and {one.claimed, f"{one.claimed}{USE}"} & {one.found, f"{one.found}{USE}"}:
        return False  # what those who use it of their own accord have is not said of treatment, nor is it another drug
    return one.code in _APART or (one.code in _NOT_ANOTHER and not one.is_unsaid)


def may_support(two: Beside) -> bool:
    """Whether a sentence may lean to a claim's side: not to absolute wording, nor where it was read another way, nor
    where it leaves a word unsaid that limits the claim."""
    said = two.weighed.claim.statement
    is_read = Direction.UNKNOWN not in (two.judged.direction, said.direction)
    if said.certainty is Certainty.ABSOLUTE or (is_read and two.judged.direction is not said.direction):
        return False
    return not any(map(is_limiting, two.left_unsaid))


def may_contradict(two: Beside) -> bool:
    """Whether a sentence may lean against a claim: one that denies a direction (`does not worsen`) only if the words of
    the sentence rather go that way than another; and not where what it denies is not what the claim says, or where the
    claim denies only so much (`is no cure`)."""
    said = two.weighed.claim.statement
    if any(map(is_beside_the_point, two.judged.reasons)):
        return False
    if any(denied_so_far(said, two.weighed.asked.plain, two.sentence)):
        return False
    way = denied(said, two.weighed.asked.plain)
    if way is Direction.UNKNOWN:
        return True
    return max(two.ways) == (two.ways.higher if way is Direction.HIGHER else two.ways.lower)


def lean(told: Features, trees: Trees | None = None) -> Leaning:
    """The likelier side of a sentence with these features, and its chance."""
    used = trees or _shipped()
    sides = chances(told, used)
    towards = Bearing.SUPPORTS if sides[2] >= sides[0] else Bearing.CONTRADICTS
    always, slope = used.curve
    return Leaning(towards, logistic(always + slope * odds(max(sides[0], sides[2]))))


@lru_cache(maxsize=1)
def _shipped() -> Trees:
    told = json.loads(_FILE.read_text(encoding="utf-8"))
    return Trees(tuple(told["features"]), tuple(told["start"]), tuple(told["sides"]), tuple(told["curve"]))
