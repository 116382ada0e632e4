"""Identifiers as sources spell them, in one spelling: PMID, PMCID, DOI, ORCID, trial registrations.

Imports `record` and the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.record import TrialId

_PMID = re.compile(r"[1-9][0-9]{0,8}")
_PMCID = re.compile(r"(?:PMC)?([0-9]+(?:\.[0-9]+)?)", re.IGNORECASE)
_PMCID_INSIDE = re.compile(r"\bPMC[0-9]+", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{3,}(?:\.[0-9]+)*/\S+")
_ORCID = re.compile(r"(?<![0-9])([0-9]{4})[-\s]?([0-9]{4})[-\s]?([0-9]{4})[-\s]?([0-9]{3}[0-9Xx])(?![0-9])")


def is_pmid(text: str) -> bool:
    """Whether `text` is a PMID: one to nine digits without a leading zero."""
    return _PMID.fullmatch(text) is not None


def pmcid(text: str) -> str:
    """`PMC123` from `PMC123`, `pmc123`, `123` or `pmc-id: PMC123;`; empty if there is none."""
    if match := _PMCID.fullmatch(text.strip()):
        return f"PMC{match[1]}"
    inside = _PMCID_INSIDE.search(text)
    return inside[0].upper() if inside else ""


def doi(text: str) -> str:
    """The bare DOI in its own case, without `doi:` or a resolver's address; empty if it is none."""
    bare = _DOI_PREFIX.sub("", text.strip(), count=1)
    return bare if _DOI.fullmatch(bare) else ""


def orcid(text: str) -> str:
    """`0000-0000-0000-000X` from an address, a bare or an undashed ORCID; empty if it is none."""
    match = _ORCID.search(text)
    return "-".join(match.groups()).upper() if match else ""


# Registry (named as in PubMed's DataBankList), what its numbers begin with, and their form. What a writer puts
# between the two (`NCT: 00000000`) is left out of the accession.
_REGISTRATIONS: tuple[tuple[str, str, str, re.Pattern[str]], ...] = tuple(
    (registry, mark, prefix, re.compile(pattern))
    for registry, mark, prefix, pattern in (
        ("ClinicalTrials.gov", "NCT", "NCT", r"\bNCT[\s:#-]?\s?([0-9]{8})\b"),
        ("ISRCTN", "ISRCTN", "ISRCTN", r"\bISRCTN[\s:#-]?\s?([0-9]{8})\b"),
        ("ChiCTR", "ChiCTR", "", r"\b(ChiCTR(?:-[A-Za-z]{2,5}-?[0-9]{6,10}|-?[0-9]{8,10}))\b"),
        ("UMIN CTR", "UMIN", "UMIN", r"\bUMIN[\s:#-]?\s?([0-9]{9})\b"),
        ("ANZCTR", "ACTRN", "ACTRN", r"\bACTRN[\s:#-]?\s?([0-9]{14})\b"),
        ("DRKS", "DRKS", "DRKS", r"\bDRKS[\s:#-]?\s?([0-9]{8})\b"),
        ("CTRI", "CTRI/", "", r"\b(CTRI/[0-9]{4}/[0-9]{2,3}/[0-9]{6})\b"),
        ("IRCT", "IRCT", "", r"\b(IRCT[0-9]{11,16}(?:N[0-9]{1,3})?)\b"),
        ("PACTR", "PACTR", "PACTR", r"\bPACTR\s?([0-9]{15,16})\b"),
        ("jRCT", "jRCT", "", r"\b(jRCTs?[0-9]{9,10})\b"),
        ("JapicCTI", "JapicCTI", "", r"\b(JapicCTI-[0-9]{6})\b"),
        ("CRiS", "KCT", "", r"\b(KCT[0-9]{7})\b"),
        ("TCTR", "TCTR", "", r"\b(TCTR[0-9]{11})\b"),
        ("ReBec", "RBR-", "", r"\b(RBR-[0-9a-z]{6,7})\b"),
        ("RPCEC", "RPCEC", "", r"\b(RPCEC[0-9]{8})\b"),
        ("SLCTR", "SLCTR", "", r"\b(SLCTR/[0-9]{4}/[0-9]{3})\b"),
    )
)
# These numbers carry no name, or one that means other things too: they count only beside their registry's.
_NAMED_REGISTRATIONS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("EudraCT", ("eudra",), re.compile(r"(?<![\w-])(20[0-9]{2}-[0-9]{6}-[0-9]{2})(?![\w-])")),
    (
        "CTIS",
        ("eu ct", "eu-ct", "euct", "ctis", "eu trial number"),
        re.compile(r"(?<![\w-])(20[0-9]{2}-5[0-9]{5}-[0-9]{2}(?:-[0-9]{2})?)(?![\w-])"),
    ),
    (
        "NTR",
        ("netherlands", "dutch", "nederlands", "trialregister.nl"),
        re.compile(r"\b(NTR-?[0-9]{3,4}|NL[0-9]{4})\b"),
    ),
)


def registrations(texts: Iterable[str]) -> tuple[TrialId, ...]:
    """The trial registrations named in `texts`, each once, in order of registry and place."""
    whole = "\n".join(texts)
    found = [
        TrialId(registry, prefix + number)
        for registry, mark, prefix, pattern in _REGISTRATIONS
        if mark in whole
        for number in pattern.findall(whole)
    ]
    lower = whole.lower()
    found += [
        TrialId(registry, number)
        for registry, names, pattern in _NAMED_REGISTRATIONS
        if any(name in lower for name in names)
        for number in pattern.findall(whole)
    ]
    return tuple(dict.fromkeys(found))


def merged_trial_ids(listed: Iterable[TrialId], texts: Iterable[str]) -> tuple[TrialId, ...]:
    """Listed accessions first, then registrations found in `texts` that are not among them."""
    kept = dict.fromkeys(listed)
    known = {trial.accession.casefold() for trial in kept}
    return (*kept, *(trial for trial in registrations(texts) if trial.accession.casefold() not in known))
