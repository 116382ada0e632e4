"""Authors and investigators in NBIB: the lines that follow a name belong to it.

Imports `record` and below.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from indexer.record import Author
from indexer.sources.identifiers import orcid

_SUFFIX = re.compile(r"(?:Jr|Sr|[2-9](?:nd|rd|th)|1st|I{1,3}|IV|V)\.?")


def authors(fields: Iterable[tuple[str, str]]) -> tuple[Author, ...]:
    """The people (FAU, AU) and groups (CN) in order, with their AUID and AD."""
    return _people(fields, full="FAU", short="AU", affiliation="AD", identifier="AUID", group="CN")


def investigators(fields: Iterable[tuple[str, str]]) -> tuple[Author, ...]:
    """The investigators (FIR, IR) in order, with their IRAD."""
    return _people(fields, full="FIR", short="IR", affiliation="IRAD", identifier="", group="")


def _people(
    fields: Iterable[tuple[str, str]], *, full: str, short: str, affiliation: str, identifier: str, group: str
) -> tuple[Author, ...]:
    found: list[Author] = []
    awaits_short = False
    for tag, text in fields:
        if not text:
            continue
        if tag == full:
            family, _, given = text.partition(", ")
            found.append(Author(family=family, given=given))
            awaits_short = True
        elif tag == short:
            if awaits_short:
                found[-1] = _with_initials(found[-1], text)
            else:
                found.append(_from_short(text))
            awaits_short = False
        elif tag == group:
            found.append(Author(collective=text))
            awaits_short = False
        elif tag == identifier and found and "ORCID" in text.upper():
            found[-1] = dataclasses.replace(found[-1], orcid=found[-1].orcid or orcid(text))
        elif tag == affiliation and found and text not in found[-1].affiliations:
            found[-1] = dataclasses.replace(found[-1], affiliations=(*found[-1].affiliations, text))
    return tuple(found)


def _with_initials(author: Author, text: str) -> Author:
    """`author` as the full name gave it, with the initials and suffix of the short one (`Berg JK Jr`)."""
    rest = text.removeprefix(author.family).split() if text.startswith(author.family) else text.split()[1:]
    suffix = rest.pop() if len(rest) > 1 and _SUFFIX.fullmatch(rest[-1]) else ""
    given = author.given
    if suffix and given.endswith(suffix):
        given = given.removesuffix(suffix).rstrip(", ")
    return dataclasses.replace(author, given=given, initials=" ".join(rest), suffix=suffix)


def _from_short(text: str) -> Author:
    """`van der Berg JK Jr`: capitals without a small letter at the end are initials."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    initials = words.pop() if len(words) > 1 and words[-1].isupper() else ""
    return Author(family=" ".join(words), initials=initials, suffix=suffix)
