"""People who are not patients: healthy volunteers and people who use drugs of their own accord.

Their wording is open (`healthy right-handed male volunteers`, `current ecstasy/polydrug users`), so that patterns find
it where the table of conditions holds only the plain names. A group that is there to be compared with (`healthy
controls`) does not make the sample healthy where patients or users are studied too; `conditions` decides that.

Each pattern is tried only around a word that it cannot do without. Pure functions of a `Reading`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from indexer.appraisal.reading import Reading
from indexer.appraisal.stems import places
from indexer.salience import Kind

HEALTHY = "healthy volunteers"
USERS = "recreational drug users"

_HEALTHY = re.compile(
    r"(?:(?:healthy|normal)[, ](?: ?[\w-]+,? ){0,4}?(?P<who>volunteer|subject|participant|individual|human|adult|"
    r"m[ae]n\b|wom[ae]n|male|female|people|person|student|control|comparison)s?|healthy sample)\b"
)
# `compared with 20 healthy subjects`: a comparison group under another name.
_COMPARED = re.compile(
    r"\bpatients?\b[^.;\n]{0,60}\band\b[^.;\n]{0,25}\Z|"
    r"\b(?:vs\.?|versus|compared (?:with|to)|matched|than|relative to|controls?)\b[^.;\n]{0,40}\Z"
)
_SUBSTANCE = (
    r"(?:ecstasy|mdma|psychostimulants?|ketamine|lsd|psilocybin|mushrooms?|ayahuasca|dmt|ibogaine|psychedelics?|"
    r"hallucinogens?|cannabis|club[- ]drugs?|party[- ]drugs?|(?:poly[- ]?)?drugs?|poly[- ]?substance|substance|"
    r"recreational|illicit)"
)
_PEOPLE = r"(?:adults|adolescents|students|youths?|people|men|women|participants|clubbers|population|attendees|users)\b"
_CALLED = re.compile(
    rf"\b{_SUBSTANCE}[)\"']?[ /-]\(?(?:[\w-]+[)\"']?[ /-]){{0,2}}?(?:users?|consumers|drinkers|abusers?)\b|"
    rf"\busers? of (?:[\w-]+ ){{0,2}}\"?{_SUBSTANCE}\b|"
    r"\bmicrodosers\b|\bclubbers\b|\bclubbing population\b|\b(?:club|rave)goers\b|"
    r"\b(?:festival|nightclub|rave|party|dance music)[- ](?:attendees|goers|visitors)\b|"
    r"\bpoison (?:control )?(?:cent(?:er|re)s?|information)\b"
)
# Letters that each has some of, with the words of which the text must have one.
_CALLED_BY = {
    "user": frozenset({"user", "users", "abuser", "abusers"}),
    "consumers": frozenset({"consumers"}),
    "drinkers": frozenset({"drinkers"}),
    "microdosers": frozenset({"microdosers"}),
    "club": frozenset({"clubbers", "clubbing", "clubgoers"}),
    "goers": frozenset({"goers", "clubgoers", "ravegoers"}),
    "attendees": frozenset({"attendees"}),
    "visitors": frozenset({"visitors"}),
    "poison ": frozenset({"poison"}),
}
# What is said of people rather than their name.
_TRAIT = re.compile(
    r"\brecreational(?:ly)? (?:[\w/-]+ ){0,3}?(?:use[ds]?|using|consumption)\b|"
    rf"\b(?:{_SUBSTANCE}[)\"']?[ -](?:use|consumption) (?:among|by|in) (?:[\w-]+ ){{0,3}}?{_PEOPLE}|"
    r"(?:naturalistic|non-?medical|lifetime|current|past|chronic|regular|heavy|long-term|illicit|self-reported) "
    rf"(?:use of )?(?:[\w-]+ )?\"?{_SUBSTANCE}[)\"']?(?: \(?(?:mdma|ecstasy|\"ecstasy\")\)?)? (?:use|consumption)\b|"
    rf"use of (?:[\w-]+ ){{0,2}}?\"?{_SUBSTANCE}\"?\b[^.;]{{0,30}}? (?:among|by) (?:[\w-]+ ){{0,3}}?{_PEOPLE}|"
    r"(?:people|individuals|persons|adults|adolescents|participants) (?:who|that) (?:use|used|microdose)\b|"
    r"(?:subjects|participants|volunteers|persons|individuals|adults) (?:with|having) (?:[\w-]+ ){0,3}?experience "
    rf"(?:with|of|in) (?:[\w-]+ )?{_SUBSTANCE}\b)"
)
_TRAIT_BY = {
    " use ": frozenset({"use"}),
    " used ": frozenset({"used"}),
    " using ": frozenset({"using"}),
    "consumption": frozenset({"consumption"}),
    "experience ": frozenset({"experience"}),
    "microdose ": frozenset({"microdose"}),
}
_TRAIT_WORDS = frozenset(
    {
        "recreational", "recreationally", "among", "naturalistic", "medical", "nonmedical", "lifetime", "current",
        "past", "chronic", "regular", "heavy", "term", "illicit", "reported", "people", "individuals", "persons",
        "adults", "adolescents", "students", "men", "women", "subjects", "volunteers",
    }
)  # fmt: skip
# What no trait can do without, by a word that it has.
_TRAIT_NEEDS = tuple(
    (word, f"{before}{word}{after}")
    for before, words, after in (
        ("", "recreational recreationally naturalistic medical nonmedical lifetime current past chronic", ""),
        ("", "regular heavy term illicit reported", ""),
        ("use ", "among by in of", ""),
        ("consumption ", "among by in", ""),
        ("", "who that", " use"),
        ("", "who that", " microdose"),
        ("experience ", "with of in", ""),
    )
    for word in words.split()
)  # fmt: skip
# In a title the habit names the people. Ketamine's use is as often the clinic's.
_HABIT = re.compile(
    r"\b(?:ecstasy|mdma|lsd|hallucinogens?|psychedelics?|psilocybin|ayahuasca|substance|illicit drug|polydrug|"
    r"recreational drug)[)\"']*(?: \(?\"?(?:mdma|ecstasy)\"?\)?)? (?:use|consumption)\b(?! disorder)|"
    r"\buse of (?:[\w-]+ ){0,2}?\"?(?:ecstasy|mdma|lsd|hallucinogens)\b"
)
_HABIT_WORDS = frozenset({"use", "consumption"})
_AROUND = 90


class Found(NamedTuple):
    """A kind of people, where `text[start:end]` says so; whether only as the others' comparison, or as something said
    of them (`past ecstasy use`) rather than as their name (`ecstasy users`)."""

    name: str
    start: int
    end: int
    is_control: bool = False
    is_trait: bool = False


def people(reading: Reading) -> Iterator[Found]:
    """The people who are not patients that title, aims, methods or findings speak of."""
    plain, vocabulary = reading.plain, reading.vocabulary
    for word in ("healthy", "normal "):
        for place in places(plain, word):
            match = _HEALTHY.match(plain, place)
            if match and _is_own(reading, place):
                is_control = match["who"] in ("control", "comparison") or (
                    _COMPARED.search(plain, max(0, place - 60), place) is not None
                )
                yield Found(HEALTHY, *match.span(), is_control)
    for start, end in _found(plain, _CALLED, _sought(_CALLED_BY, vocabulary)):
        if _is_own(reading, start):
            yield Found(USERS, start, end)
    if not vocabulary.isdisjoint(_TRAIT_WORDS):
        needed = [literal for word, literal in _TRAIT_NEEDS if word in vocabulary]
        for start, end in _found(plain, _TRAIT, _sought(_TRAIT_BY, vocabulary), needed):
            if _is_own(reading, start):
                yield Found(USERS, start, end, is_trait=True)
    if not vocabulary.isdisjoint(_HABIT_WORDS):
        for match in _HABIT.finditer(plain, 0, reading.title_end):
            yield Found(USERS, *match.span(), is_trait=True)


def _sought(literals: Mapping[str, frozenset[str]], vocabulary: AbstractSet[str]) -> list[str]:
    """The literals that are worth looking for, by the words of the text."""
    return [literal for literal, words in literals.items() if not words.isdisjoint(vocabulary)]


def _found(
    plain: str, pattern: re.Pattern[str], words: Iterable[str], needed: Iterable[str] = ("",)
) -> Iterator[tuple[int, int]]:
    """Where `pattern` is found around any of `words`; it needs some of `needed`."""
    done = 0
    for place in sorted([place for word in words for place in places(plain, word)]):
        if place < done or not any(map(plain[max(done, place - _AROUND) : place + _AROUND].__contains__, needed)):
            continue
        for match in pattern.finditer(plain, max(done, place - _AROUND), place + _AROUND):
            yield match.span()
            done = match.end()


def _is_own(reading: Reading, place: int) -> bool:
    """Whether the sentence speaks of this study rather than of what was known before."""
    line = reading.line_at(place)
    return line is not None and line.kind is not Kind.BACKGROUND
