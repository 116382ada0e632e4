"""Words that narrow a claim to a kind of an illness, to a way of giving a drug, or to a time by its place in a row.

`Melancholic depression`, `bipolar II`, `add-on ketamine`, `low doses`, `on the second day`: the tables have them as
other names of the whole, or do not know them. A finding on the whole says nothing of the kind, so that they must be
said where the finding stands.

Pure functions of text in plain writing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple


class _Where(Enum):
    """Where such a word must stand: in the sentence, there or in the title, or anywhere in the record."""

    SENTENCE = auto()
    AROUND = auto()
    RECORD = auto()


class _Narrowing(NamedTuple):
    """A word of a claim, and those that say as much of a finding."""

    claimed: re.Pattern[str]
    told: re.Pattern[str]
    where: _Where


def _both(pattern: str, where: _Where) -> _Narrowing:
    return _Narrowing(re.compile(pattern), re.compile(pattern), where)


LOW = "low"
_SITES = ("breast", "lung", "prostate", "ovarian", "colorectal", "pancreatic", "cervical", "gastric")
_NARROWINGS = {
    LOW: _Narrowing(
        re.compile(r"\blow(?:er)?[- ]doses?\b"),
        re.compile(r"\blow(?:er|est)?[- ]doses?\b|\bsub-?an(?:a)?esthetic\b"),
        _Where.SENTENCE,
    ),
    "high": _Narrowing(
        re.compile(r"\bhigh(?:er)?[- ]doses?\b"), re.compile(r"\bhigh(?:er|est)?[- ]doses?\b"), _Where.SENTENCE
    ),
    "any dose": _both(r"\b(?:any|every|all) doses?\b", _Where.SENTENCE),
    "microdoses": _both(r"\bmicro-?dos\w+", _Where.RECORD),  # given in all arms of a study
    "melancholic": _both(r"\bmelanchol\w+", _Where.AROUND),
    "non-psychotic": _both(r"\bnon-?psychotic\b|\bwithout psycho\w+", _Where.AROUND),
    "bipolar II": _Narrowing(
        re.compile(r"\bbipolar (?:disorder )?(?:type )?(?:ii|2)\b"),
        re.compile(r"\b(?:bipolar(?: disorder)?|bd|bp)[- ]?(?:type[- ]?)?(?:i (?:and|or) )?(?:ii|2)\b"),
        _Where.AROUND,
    ),
    "bipolar I": _Narrowing(
        re.compile(r"\bbipolar (?:disorder )?(?:type )?(?:i|1)\b"),
        re.compile(r"\b(?:bipolar(?: disorder)?|bd|bp)[- ]?(?:type[- ]?)?(?:i|1)\b"),
        _Where.AROUND,
    ),
    "mild depression": _Narrowing(
        re.compile(r"\bmild(?:ly)?[ -](?:(?:to|or|and)[ -]\w+ )?(?:\w+ )?depress\w+"),
        re.compile(r"\bmild"),
        _Where.AROUND,
    ),
    "moderate depression": _Narrowing(
        re.compile(r"\bmoderate(?:ly)?[ -](?:(?:to|or|and)[ -]\w+ )?(?:\w+ )?depress\w+"),
        re.compile(r"\bmoderate"),
        _Where.AROUND,
    ),
    # Everyday language calls any depression severe that is no mere low mood.
    "severe depression": _Narrowing(
        re.compile(r"\bsevere(?:ly)? (?:\w+ )?depress\w+"),
        re.compile(
            r"\bsevere|resistan|refractor|\btrd\b|major depress|\bmdd\b|suicid|inpatient|hospitali|electroconvuls"
        ),
        _Where.RECORD,
    ),
    "severe": _Narrowing(
        re.compile(r"\bsevere(?:ly)?\b(?!(?: [\w-]+){0,4}? depress)"),
        re.compile(r"\bsevere(?:ly)?\b|\bserious|\bgrade [345]"),
        _Where.AROUND,
    ),
    "seconds": _Narrowing(
        re.compile(r"\b(?:in|within) (?:mere |just |a few |a matter of )*seconds\b"),
        re.compile(r"\bseconds?\b|\bimmediate"),
        _Where.SENTENCE,
    ),
    "minutes": _Narrowing(
        re.compile(r"\b(?:in|within) (?:mere |just |a few |a matter of )*minutes\b"),
        re.compile(r"\bmin(?:ute)?s?\b|\bimmediate"),
        _Where.SENTENCE,
    ),
    "hours": _Narrowing(
        re.compile(r"\bin (?:mere |just |a few |a matter of )*hours\b"),
        re.compile(r"\bmin(?:ute)?s?\b|\bhours?\b|\bhrs?\b|\d ?-?h\b|\brapid|\bimmediate|\bacute"),
        _Where.SENTENCE,
    ),
    "days": _Narrowing(
        re.compile(r"\bin (?:mere |just |a few |a matter of )*days\b"),
        re.compile(r"\bmin(?:ute)?s?\b|\bhours?\b|\bhrs?\b|\d ?-?[hd]\b|\bdays?\b|\brapid|\bimmediate|\bacute"),
        _Where.SENTENCE,
    ),
    "the brain": _Narrowing(
        re.compile(r"\bin the (?:human )?brain\b|\bbrain levels\b"),
        re.compile(
            r"\bbrain|cort(?:ex|ic)|hippocamp|cingulate|spectroscop|\bmrs\b|amygdal|frontal|cerebr|striat|neural|"
            r"cerebrospinal|\bcsf\b|\bpet\b"
        ),
        _Where.AROUND,
    ),
    "receptors": _Narrowing(
        re.compile(r"\breceptors?\b"), re.compile(r"receptor|\b(?:nmda|ampa|trkb|5-ht\w*)r?s?\b"), _Where.AROUND
    ),
    "proBDNF": _both(r"\bpro-?bdnf\b", _Where.SENTENCE),
    **{f"{site} cancer": _both(rf"\b{site}\b", _Where.AROUND) for site in _SITES},
    "the end of life": _Narrowing(
        re.compile(r"\b(?:terminal(?:ly)?|dying|incurable|end[- ]of[- ]life)\b"),
        re.compile(
            r"\b(?:terminal\w*|dying|incurable|end[- ]of[- ]life|life-(?:threatening|limiting)|palliative|advanced)\b"
        ),
        _Where.AROUND,
    ),
    "survivors": _both(r"\bsurvivors?\b", _Where.AROUND),
    "inhaling it": _both(r"\b(?:inhal|vapou?ri[sz]|smok)\w*", _Where.SENTENCE),
    "those severely depressed": _Narrowing(
        re.compile(
            r"\b(?:patients|people|those|adults|individuals|women|men|sufferers) with severe (?:[\w-]+ )?depress"
        ),
        re.compile(r"\bsevere|resistan|refractor|\btrd\b"),
        _Where.AROUND,
    ),
    "the first dose": _Narrowing(
        re.compile(r"\bfirst (?:dose|infusion|session|treatment|injection)\b"),
        re.compile(r"\bfirst\b|\bsingle\b|\binitial\b|\bone (?:dose|infusion|session)\b"),
        _Where.SENTENCE,
    ),
    "the second dose": _both(r"\bsecond (?:dose|infusion|session|treatment|injection)\b", _Where.SENTENCE),
    "case reports": _Narrowing(
        re.compile(r"\bcase (?:reports?|series|studies)\b"), re.compile(r"\bcase"), _Where.RECORD
    ),
    "observational studies": _Narrowing(
        re.compile(r"\b(?:observational|cohort|registry) (?:studies|study|data)\b"),
        re.compile(r"observational|cohort|survey|registr|naturalistic|retrospective|real-world"),
        _Where.RECORD,
    ),
    "randomised trials": _Narrowing(
        re.compile(r"\brandomi[sz]ed (?:[\w-]+ )?(?:trials?|studies|study)\b|\brcts?\b"),
        re.compile(r"\brandom|\brcts?\b"),
        _Where.RECORD,
    ),
    "reviews": _Narrowing(
        re.compile(r"\b(?:meta-?analys[ei]s|(?:systematic )?reviews?)\b"),
        re.compile(r"review|meta-?anal"),
        _Where.RECORD,
    ),
    "glutamine": _both(r"\bglutamine\b", _Where.SENTENCE),
    "cystitis": _both(r"\bcystitis\b", _Where.SENTENCE),
    "blood in the urine": _Narrowing(
        re.compile(r"\bblood in (?:the |their )?urine\b|\bha?ematuria\b"),
        re.compile(r"\bblood in\b|\bha?ematuria\b"),
        _Where.SENTENCE,
    ),
    "a first episode": _both(r"\bfirst[- ]episode\b", _Where.AROUND),
    "recurrent depression": _Narrowing(
        re.compile(r"\brecurrent (?:\w+ ){0,2}?depress\w+"), re.compile(r"\brecurr\w+"), _Where.AROUND
    ),
    "first responders": _both(r"\bfirst responders?\b", _Where.AROUND),
    "what it was added to": _Narrowing(
        re.compile(r"\b(?:add-?on|adjunct\w*|augment\w*|plus (?:an? )?(?:\w+ )?antidepressants?)\b"),
        re.compile(
            r"\b(?:add-?on|adjunct\w*|augment\w*|add(?:ed|ing)|plus|combin\w+|in addition|concomitant\w*|concurrent\w*|"
            r"alongside|with (?:an? )?(?:\w+ )?antidepressants?)\b"
        ),
        _Where.AROUND,
    ),
    "its being given alone": _Narrowing(
        re.compile(r"\bmono-?therapy\b|\bas a (?:single|sole) (?:agent|treatment|drug|medicine)\b"),
        re.compile(r"\bmono-?therapy\b|\balone\b|\bsole\b|\bsingle agent\b"),
        _Where.AROUND,
    ),
    "prolonging it": _Narrowing(
        re.compile(r"\b(?:prolong|extend|lengthen)(?:s|ed|ing)?\b"),
        re.compile(r"\b(?:prolong|exten[ds]|length|long(?:er|est)\b|maint|sustain|persist|last)"),
        _Where.SENTENCE,
    ),
    "injections": _Narrowing(
        re.compile(r"\binject\w+"),
        re.compile(
            r"\binject\w+|\binfus\w+|\bbolus\w*|\bintraven\w+|\bi\.?v\b|\bintramuscular\w*|\bsubcutaneous\w*|\bi\.?m\b|\bs\.?c\b"
        ),
        _Where.RECORD,
    ),
}
# How long an infusion ran, which is not when its effect was looked for.
_RAN = re.compile(
    r"\b(?:infus\w+|given|administered|injected|drip|mg(?:/kg)?)\b[^.;,]{0,20}? over (?:about |some |the course of )?"
    r"(?P<time>(?:an?|one|two|three|four|several|\d+) (?:minutes?|hours?|days?|weeks?|months?))\b"
)
_NUMBERS = {"a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4"}
_UNITS = r"(?:minute|hour|day|night|morning|evening|weekend|week|fortnight|month|year)"
_IN_A_ROW = re.compile(rf"\b(?P<which>first|second|third|fourth|fifth|sixth|last|final) (?P<unit>{_UNITS})(?!s\b|\w)")
# The first of its kind, by other words.
_FIRST = {
    "hour": r"\b(?:60 ?min\w*|1 ?-?h(?:r|our)?s?|one hour)\b",
    "day": r"\b(?:24 ?-?h\w*|day 1|1 day|one day)\b",
    "week": r"\b(?:7 ?-?d\w*|day 7|week 1|1 ?-?week|one week|a week)\b",
    "month": r"\b(?:28 ?-?d\w*|day 28|(?:week )?4 ?-?weeks?|four weeks|1 ?-?month|one month|a month|30 ?-?d\w*)\b",
}


@lru_cache(maxsize=4096)
def _narrowings(low: str) -> tuple[tuple[str, _Narrowing], ...]:
    """The words that narrow a claim. A claim is asked for them at every sentence."""
    return tuple((name, one) for name, one in _NARROWINGS.items() if one.claimed.search(low))


def narrowed(low: str, sentence: str, around: str, record: str, *, is_low: Callable[[], bool]) -> Iterator[str]:
    """What narrows a claim (`low`) and is not said of a finding, in its sentence, there or in its title (`around`), or
    in its record, all in plain writing. `is_low` is asked where no word says so whether the dose was low."""
    texts = {_Where.SENTENCE: sentence, _Where.AROUND: around, _Where.RECORD: record}
    for name, one in _narrowings(low):
        if not one.told.search(texts[one.where]) and not (name == LOW and is_low()):
            yield f"nothing is said of “{name}”"
    if (ran := _RAN.search(low)) and not _ran(ran["time"], record):
        yield f"nothing is said of an infusion over {ran['time']}"
    for said in _IN_A_ROW.finditer(low):
        is_first = said["which"] == "first" and re.search(_FIRST.get(said["unit"], r"(?!)"), sentence)
        if said.group() not in sentence and not is_first:
            yield f"nothing is said of “{said.group()}”"


def _ran(time: str, record: str) -> bool:
    """Whether a record says that something was infused over this time: `over 40 min`, `a 40-minute infusion`."""
    number, unit = time.split()
    told = rf"(?:{number}|{_NUMBERS.get(number, number)})[ -]?{unit[:1] if unit[0] in 'hd' else unit[:3]}\w*"
    given = r"\b(?:infus\w+|given|administered|injected|mg(?:/kg)?)\b[^.;]{0,40}?"
    over = rf"{given}\bover (?:about |approximately )?{told}"
    return (
        re.search(rf"{over}|\b{told} (?:(?:iv|intravenous|continuous|ketamine|esketamine) )?infusion", record)
        is not None
    )
