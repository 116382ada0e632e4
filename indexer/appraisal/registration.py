"""Registrations of trials and reviews: NLM's databank entries first, then the numbers printed in the text.

A number is given in its registry's own writing (`NCT01234567`, `2004-001234-56`, `CRD42012345678`), so that one that
is indexed and printed counts once, the indexed one first. What is no registration of a study (a sequence, a structure,
a data set) is left out of the databank entries. Numbers that a review's abstract gives of its included trials are
registrations too; nothing here says whose they are.

Imports `reading` and `values`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.appraisal.reading import Reading
from indexer.appraisal.stems import stem
from indexer.appraisal.values import Ground, Judgement, Registration, Source


@dataclass(frozen=True, slots=True)
class _Registry:
    """A registry: its name, words of which one stands in or by each of its numbers, and what its numbers look like in
    plain writing. `form` is the registry's own, filled with the groups of the pattern, in capitals."""

    name: str
    mark: str
    stem: str
    numbers: re.Pattern[str]
    form: str


def _registry(name: str, mark: str, pattern: str, form: str) -> _Registry:
    # Letters are found many times faster than a word's edge, so that it is looked at behind them.
    pattern = pattern.replace(rf"\b{mark}", rf"{mark}(?<!\w{mark})")
    return _Registry(name, mark, stem(mark), re.compile(pattern), form)


_SEP = r"[ :#.-]{0,3}"
_REGISTRIES = (
    _registry("ClinicalTrials.gov", "nct", rf"\bnct{_SEP}(?:no\.? ?)?([0-9]{{8}})(?![0-9])", "NCT{}"),
    _registry("ISRCTN", "isrctn", rf"\bisrctn{_SEP}([0-9]{{8}})(?![0-9])", "ISRCTN{}"),
    _registry(
        "EudraCT",
        "eudra",
        r"\beudra ?-?ct(?: (?:number|no|nr|identifier|id|registration|trial))*[ :#.,(]{0,3}"
        r"((?:19|20)[0-9]{2})-? ?([0-9]{6})-? ?([0-9]{2})(?![0-9])",
        "{}-{}-{}",
    ),
    # The numbers of the European register in force since 2022 begin at 500000 and have a fourth part, the version's.
    _registry("EU CT", "-5", r"\b(20[2-9][0-9])-(5[0-9]{5})-([0-9]{2})-[0-9]{2}(?![0-9])", "{}-{}-{}"),
    _registry("ChiCTR", "chictr", rf"\bchictr{_SEP}((?:[a-z]{{2,5}}-)?[0-9]{{8,10}})(?![0-9])", "ChiCTR{}"),
    _registry("ANZCTR", "actrn", rf"\bactrn{_SEP}([0-9]{{14}})(?![0-9])", "ACTRN{}"),
    _registry("UMIN-CTR", "umin", rf"\bumin(?:-ctr)?{_SEP}(?:id{_SEP})?([0-9]{{9}})(?![0-9])", "UMIN{}"),
    _registry("jRCT", "jrct", rf"\bjrct{_SEP}(s?[0-9]{{9,10}})(?![0-9])", "jRCT{}"),
    _registry("DRKS", "drks", rf"\bdrks{_SEP}(?:id{_SEP})?([0-9]{{8}})(?![0-9])", "DRKS{}"),
    _registry("IRCT", "irct", rf"\birct{_SEP}(?:id{_SEP})?([0-9]{{8,14}}n[0-9]{{1,3}})(?![0-9])", "IRCT{}"),
    _registry("CTRI", "ctri", r"\bctri ?/ ?(20[0-9]{2}) ?/ ?([0-9]{1,3}) ?/ ?([0-9]{6})(?![0-9])", "CTRI/{}/{}/{}"),
    _registry("TCTR", "tctr", rf"\btctr{_SEP}([0-9]{{11}})(?![0-9])", "TCTR{}"),
    _registry("CRiS", "kct", rf"\bkct{_SEP}([0-9]{{7}})(?![0-9])", "KCT{}"),
    _registry("ReBec", "rbr-", r"\brbr-([0-9a-z]{6,8})\b", "RBR-{}"),
    _registry("PACTR", "pactr", rf"\bpactr{_SEP}([0-9]{{15,16}})(?![0-9])", "PACTR{}"),
    _registry("SLCTR", "slctr", r"\bslctr ?/ ?(20[0-9]{2}) ?/ ?([0-9]{3})(?![0-9])", "SLCTR/{}/{}"),
    _registry("RPCEC", "rpcec", rf"\brpcec{_SEP}([0-9]{{8}})(?![0-9])", "RPCEC{}"),
    _registry("NTR", "ntr", r"\bntr[ :-]{0,2}([0-9]{3,5})(?![0-9])", "NTR{}"),
    _registry("PROSPERO", "crd", rf"\bcrd{_SEP}(?:no\.? ?)?(42[0-9]{{9,12}})(?![0-9])", "CRD{}"),
    _registry("INPLASY", "inplasy", rf"\binplasy{_SEP}([0-9]{{9,13}})(?![0-9])", "INPLASY{}"),
    _registry("OSF", "osf.io", r"\bosf\.io/(?:registries/|preregister/)?([a-z0-9]{5})\b", "osf.io/{}"),
)
# What the capitals of a number's beginning are in the registry's own writing.
_CASED = {"CHICTR": "ChiCTR", "JRCTS": "jRCTs", "JRCT": "jRCT"}
# A text without six digits in a row or one of these words holds no number of a registry.
_LONG = re.compile(r"[0-9][0-9]{5}")
_SHORT = ("osf.io/", "slctr", "rbr-", " ntr", "(ntr", "\nntr")
# NLM's databank names of registries, in small letters, where they differ from the ones above.
_DATABANKS = {
    "clinicaltrials.gov": "ClinicalTrials.gov",
    "isrctn": "ISRCTN",
    "eudract": "EudraCT",
    "ctis": "EU CT",
    "chictr": "ChiCTR",
    "anzctr": "ANZCTR",
    "umin-ctr": "UMIN-CTR",
    "umin ctr": "UMIN-CTR",
    "jrct": "jRCT",
    "japiccti": "JapicCTI",
    "jma": "JMA",
    "drks": "DRKS",
    "irct": "IRCT",
    "ctri": "CTRI",
    "tctr": "TCTR",
    "cris": "CRiS",
    "kctr": "CRiS",
    "rebec": "ReBec",
    "pactr": "PACTR",
    "slctr": "SLCTR",
    "rpcec": "RPCEC",
    "ntr": "NTR",
    "repec": "REPEC",
    "phrr": "PHRR",
    "prospero": "PROSPERO",
}


def registrations_of(reading: Reading) -> tuple[Judgement[Registration], ...]:
    """The registrations that a record names, those NLM indexed first, each once."""
    found: dict[str, Judgement[Registration]] = {}
    for one in reading.record.trial_ids:
        registry = _DATABANKS.get(one.registry.strip().lower())
        if registry is not None and one.accession.strip():
            number = _normal(registry, one.accession.strip())
            ground = Ground(Source.TRIAL_ID, one.accession)
            found.setdefault(_key(number), Judgement(Registration(registry, number), (ground,)))
    for registry, number, ground in _printed(reading):
        key = _key(number)
        if key not in found:
            found[key] = Judgement(Registration(registry, number), (ground,))
        elif found[key].grounds[-1].source is Source.TRIAL_ID:
            found[key] = Judgement(found[key].value, (*found[key].grounds, ground))
    return tuple(found.values())


def _key(number: str) -> str:
    return _PUNCTUATION.sub("", number.lower())


_PUNCTUATION = re.compile(r"[^0-9a-z]")


def _normal(registry: str, accession: str) -> str:
    """An accession as its registry writes it, the mark put before it if it is left out; as it stands if it looks like
    none of the registry's numbers."""
    plain = accession.lower()
    for one in _REGISTRIES:
        if one.name == registry:
            match = one.numbers.fullmatch(plain) or one.numbers.fullmatch(f"{_PREFIX.get(registry, one.mark)}{plain}")
            if match:
                return _written(one, match)
    return accession


_PREFIX = {"EudraCT": "eudract "}


def _written(registry: _Registry, match: re.Match[str]) -> str:
    if registry.name == "OSF":
        return registry.form.format(match[1])
    number = registry.form.format(*match.groups()).upper()
    for capitals, usual in _CASED.items():
        if number.startswith(capitals):
            rest = number[len(capitals) :]
            return usual + ("-" if rest[0].isalpha() and usual == "ChiCTR" else "") + rest  # `ChiCTR-TRC-…`
    return number


def _printed(reading: Reading) -> list[tuple[str, str, Ground]]:
    """The numbers in the title and the abstract, from the left: registry, number, ground."""
    plain = reading.plain
    marked = [one for one in _REGISTRIES if one.stem in reading.stems and one.mark in plain]
    if not marked or (_LONG.search(plain) is None and not any(mark in plain for mark in _SHORT)):
        return []
    found: list[tuple[int, str, str, Ground]] = []
    for one in marked:
        for match in one.numbers.finditer(plain):
            ground = reading.ground(match.start(), match.end())
            found.append((match.start(), one.name, _written(one, match), ground))
    found.sort(key=lambda each: each[0])
    return [each[1:] for each in found]
