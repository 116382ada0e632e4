"""Which drug a name stands for in this text.

Authors define a form once and then write `ketamine`: in a report of esketamine the bare word means esketamine, unless
the two are set side by side. And a few short names mean other things elsewhere (`LSD`: lysosomal storage disease),
while `DMT` is a drug only in the company of the words that make it one.

Pure functions of a text and the mentions in it; imports the vocabulary only.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.vocabulary import concepts
from indexer.vocabulary.concepts import Concept, Mention
from indexer.vocabulary.tables import Extension, active

RACEMATE = "ketamine"
FORMS = frozenset({"esketamine", "arketamine"})
KETAMINES = FORMS | {RACEMATE}

# What else the name means, by the words that then stand in the same text: LSD is Fisher's test and several diseases.
_OTHERWISE = {
    "lysergide": re.compile(
        r"lysosom|least[- ]significant|lumpy skin|fisher|lipid (?:storage|droplet)|storage dis|"
        r"\blsd (?:post|test|multiple)|\banova\b[^.]{0,40}\blsd\b"
    ),
    "nitrous oxide": re.compile(r"emission|greenhouse|denitrif|\bsoil"),
    "lithium": re.compile(r"batter(?:y|ies)\b|\banode|\bcathode|disilicate"),
    "transcranial magnetic stimulation": re.compile(r"trimethylsilyl"),
}
# A report of the drug may test its figures by Fisher's.
_NEVERTHELESS = {"lysergide": ("lysergic", "psychedelic", "hallucinogen", "mdma", "ecstasy", "psilocyb")}
_ELIDED = re.compile(r"(?<![\w])\(?(?P<form>[sr])\)?(?:\([-+]\))?-? ?(?:and|or|versus|vs\.?|/) ?\(?[sr]$")
_OF_DMT = ("tryptamine", "psychedelic", "hallucin", "ayahuasca", "5-ht2a", "psilocybin", "eeg", "consciousness")
_DMT = re.compile(r"(?<![\w-])dmt(?![\w-]*meo)\b")
_BARE = frozenset({"ketamine", "ketamines", "ketamin", "ketamine hydrochloride", "ketamine hcl"})
# Words that set a bare `ketamine` beside a form as another drug, in the gap between the two names.
_BESIDE = re.compile(
    r"\W*(?:/|(?:\w+ ){0,3}?(?:and|or|versus|vs\.?|over|than|compar\w+|nor|to|with|from)\b|, ?(?:and )?)"
    r"[^.;:]{0,40}$"
)
# `the S-enantiomer of ketamine`, `ketamine's enantiomer`, `esketamine, an isomer of ketamine`.
_OF_PARENT = re.compile(
    r"(?:enantiomers?|isomers?|stereoisomers?|form|component|half|part|derivatives?) (?:\([^)]*\) )?"
    r"of (?:the )?(?:racemic )?$"
)
_ENDS_OF = ("of ", "of the ", "racemic ")
_GIVEN_BEFORE = re.compile(
    r"(?:receiv\w+|administ\w+|infus\w+|inject\w+|given|treated with|mg(?:/kg)?|\d ?mcg|\d ?ug)\)?(?: [\w-]+){0,3} \(?$"
)
_GIVEN_AFTER = re.compile(r"\W{0,2}[^.;\d]{0,25}\d+(?:\.\d+)?(?: ?-? ?\d+(?:\.\d+)?)? ?-?(?:m|u|mc)g\b")
_OF_OTHERS = re.compile(r"\breview|meta-analy|guideline|consensus")


def resolved(plain: str, found: Sequence[Mention], title_end: int) -> tuple[Mention, ...]:
    """The drugs that `found` names in `plain`, from the left, each by the name it stands for."""
    if not found:
        return ()
    names = {mention.concept.name for mention in found}
    kept: Sequence[Mention] = found
    for doubtful in names & _OTHERWISE.keys():
        if any(map(plain.__contains__, _NEVERTHELESS.get(doubtful, ()))):
            continue
        if _OTHERWISE[doubtful].search(plain):
            kept = [one for one in kept if one.concept.name != doubtful]
    if "dmt" in plain and any(map(plain.__contains__, _OF_DMT)):
        taken = {mention.start for mention in kept}
        short = [Mention(_drug(active(), "N,N-dimethyltryptamine"), *one.span()) for one in _DMT.finditer(plain)]
        kept = sorted([*kept, *(one for one in short if one.start not in taken and not _inside(one, kept))], key=_place)
    if "arketamine" in names or "esketamine" in names:
        kept = _with_elided(plain, kept)
        names = {mention.concept.name for mention in kept}
    forms = names & FORMS
    if not forms or RACEMATE not in names:
        return tuple(kept)
    form = _meant(plain, kept, title_end, forms)
    if form is None:
        return tuple(kept)
    meant = _drug(active(), form)
    return tuple(
        Mention(meant, one.start, one.end) if _is_bare(one, plain) and not is_parent(one, plain) else one
        for one in kept
    )


def _with_elided(plain: str, found: Sequence[Mention]) -> Sequence[Mention]:
    """With the form that is named by its letter alone: `(S)- and (R)-ketamine`."""
    short: list[Mention] = []
    for one in found:
        if one.concept.name in FORMS:
            before = _ELIDED.search(plain, max(0, one.start - 24), one.start + 1)
            if before:
                letter = before["form"]
                name = "esketamine" if letter == "s" else "arketamine"
                if name != one.concept.name:
                    short.append(Mention(_drug(active(), name), before.start("form"), before.end("form")))
    return sorted([*found, *short], key=_place) if short else found


def is_parent(mention: Mention, plain: str) -> bool:
    """Whether ketamine is named only as what another form is a form of: `the S-enantiomer of ketamine`."""
    return (
        mention.concept.name == RACEMATE
        and plain.endswith(_ENDS_OF, 0, mention.start)
        and _OF_PARENT.search(plain, max(0, mention.start - 60), mention.start) is not None
    )


def _meant(plain: str, found: Sequence[Mention], title_end: int, forms: set[str]) -> str | None:
    """The form that a bare `ketamine` stands for in this text; None where it is the racemate, or all of them."""
    ketamines = [one for one in found if one.concept.name == RACEMATE or one.concept.name in forms]
    if len(forms) > 1 or any(
        one.concept.name == RACEMATE and not _is_bare(one, plain) and not is_parent(one, plain) for one in ketamines
    ):
        return None
    if _are_compared(plain, ketamines):
        return None
    form = next(iter(forms))
    titled = {one.concept.name for one in ketamines if one.end <= title_end and not is_parent(one, plain)}
    if form in titled:
        return None if RACEMATE in titled else form
    # A title of ketamine: the form is meant if it is what was given. A review speaks of many studies' drugs.
    if _OF_OTHERS.search(plain):
        return None
    given = [one for one in ketamines if one.start > title_end and _is_given(one, plain)]
    return form if given and given[0].concept.name == form else None


def _are_compared(plain: str, ketamines: Sequence[Mention]) -> bool:
    """Whether the racemate and a form stand side by side as two drugs: `ketamine and esketamine`."""
    for one, after in itertools.pairwise(ketamines):
        if one.concept.name == after.concept.name or after.start - one.end > 60:
            continue
        if is_parent(after, plain):
            continue
        if _BESIDE.match(plain[one.end : after.start]):
            return True
    return False


def _is_given(mention: Mention, plain: str) -> bool:
    return bool(
        _GIVEN_BEFORE.search(plain, max(0, mention.start - 70), mention.start)
        or _GIVEN_AFTER.match(plain[mention.end : mention.end + 40])
    )


def _is_bare(mention: Mention, plain: str) -> bool:
    return mention.concept.name == RACEMATE and plain[mention.start : mention.end] in _BARE


def _inside(one: Mention, found: Sequence[Mention]) -> bool:
    return any(other.start < one.end and one.start < other.end for other in found)


def _place(mention: Mention) -> int:
    return mention.start


@lru_cache(maxsize=64)
def _drug(_added: Extension, name: str) -> Concept:
    return next(one for one in concepts.concepts(concepts.Kind.DRUG) if one.name == name)
