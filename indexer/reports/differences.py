"""What differs between two states of one record, field by field, in words. Pure.

Lists are compared as sets, so that `MeSH headings added: Humans` says all there is to say; of a text, the place
where it differs is quoted with a few words around it.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.canonical import changed_fields
from indexer.record import AbstractSection, Author, Correction, Grant, MeshHeading, OtherAbstract, Record

LONGEST = 90
"""How many characters of a text are quoted."""
MOST = 8
"""How many values of a list are named."""
_CONTEXT = 3  # words quoted on either side of what differs


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs: its name in `Record`, short forms of what was and what is, and both in one phrase.

    For a list, `before` holds what is no longer there and `after` what was added.
    """

    field: str
    before: str
    after: str
    words: str


def differences(before: Record, after: Record) -> tuple[FieldChange, ...]:
    """Every field that differs, what matters most to a reader first; none if the records are equal."""
    changed = changed_fields(before, after)
    ordered = sorted(changed, key=lambda name: list(LABELS).index(name))
    return tuple(_difference(name, getattr(before, name), getattr(after, name)) for name in ordered)


LABELS: dict[str, str] = {
    "publication_types": "publication types",
    "corrections": "links to notices and related work",
    "title": "title",
    "abstract": "abstract",
    "vernacular_title": "original title",
    "other_abstracts": "other abstracts",
    "mesh": "MeSH headings",
    "supplementary_mesh": "supplementary concepts",
    "substances": "substances",
    "keywords": "keywords",
    "authors": "authors",
    "authors_complete": "list of authors complete",
    "investigators": "investigators",
    "journal": "journal",
    "published": "date of publication",
    "electronic": "date of electronic publication",
    "trial_ids": "trial registrations",
    "funding": "funding",
    "conflict_statement": "conflict-of-interest statement",
    "languages": "languages",
    "doi": "DOI",
    "pmcid": "PMCID",
    "other_ids": "other identifiers",
    "version": "version",
    "kind": "kind of record",
    "copyright": "copyright notice",
    "publication_status": "publication status",
    "medline_status": "MEDLINE status",
    "indexing_method": "indexing method",
    "history": "PubMed's own dates",
    "id": "id",
    "pmid": "PMID",
}
"""Every field of `Record`, in words, in the order in which changes are told."""


def _difference(name: str, before: Any, after: Any) -> FieldChange:
    label = LABELS[name]
    if name in _TEXTS:
        return _of_text(name, _TEXTS[name](before), _TEXTS[name](after))
    if dataclasses.is_dataclass(before) and dataclasses.is_dataclass(after) and name in {"journal", "history"}:
        parts = tuple(_parts(before, after))
        return FieldChange(
            name,
            "; ".join(f"{part} {old}" for part, old, _ in parts if old),
            "; ".join(f"{part} {new}" for part, _, new in parts if new),
            f"{label}: {'; '.join(_step(*part) for part in parts)}",
        )
    if isinstance(before, tuple):
        return _of_list(name, [_item(value) for value in before], [_item(value) for value in after])
    old, new = ("" if value is None else str(value) for value in (before, after))
    return FieldChange(name, _short(old), _short(new), _step(label, _short(old), _short(new)))


def _of_list(name: str, before: Sequence[str], after: Sequence[str]) -> FieldChange:
    label = LABELS[name]
    removed = [value for value in dict.fromkeys(before) if value not in after]
    added = [value for value in dict.fromkeys(after) if value not in before]
    phrases = [f"{verb}: {_several(values)}" for verb, values in (("added", added), ("removed", removed)) if values]
    if phrases:
        words = f"{label} {' · '.join(phrases)}"
    elif sorted(before) == sorted(after) and list(before) != list(after):
        words = f"{label} in another order"
    else:
        words = f"details of {label} changed"
    return FieldChange(name, _several(removed), _several(added), words)


def _of_text(name: str, before: str, after: str) -> FieldChange:
    label = LABELS[name]
    if not before or not after:
        verb = "added" if after else "removed"
        return FieldChange(name, _short(before), _short(after), f"{label} {verb}")
    old, new = _where_they_differ(before, after)
    if old == new:
        return FieldChange(name, old, new, f"{label} divided differently")
    return FieldChange(name, old, new, f"{label} changed: “{old}” → “{new}”")


def _where_they_differ(before: str, after: str) -> tuple[str, str]:
    """The differing words of two texts, each with a few words around them."""
    old, new = before.split(), after.split()
    shortest = min(len(old), len(new))
    head = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    tail = next((n for n in range(shortest - head) if old[-1 - n] != new[-1 - n]), shortest - head)
    return _excerpt(old, head, tail), _excerpt(new, head, tail)


def _excerpt(words: Sequence[str], head: int, tail: int) -> str:
    start, end = max(0, head - _CONTEXT), min(len(words), len(words) - tail + _CONTEXT)
    text = _short(" ".join(words[start:end]))
    return f"{'… ' if start else ''}{text}{' …' if end < len(words) and not text.endswith('…') else ''}"


def _parts(before: Any, after: Any) -> Iterable[tuple[str, str, str]]:
    for field in dataclasses.fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            yield field.name.replace("_", " ").replace("nlm id", "NLM id"), _plain(old), _plain(new)


def _step(label: str, before: str, after: str) -> str:
    if not before:
        return f"{label} added: {after}"
    if not after:
        return f"{label} removed: {before}"
    return f"{label} {before} → {after}"


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None else str(value)


def _item(value: Any) -> str:
    """One value of a list, as a reader knows it."""
    match value:
        case MeshHeading():
            qualifiers = ", ".join(f"{one.name}{'*' if one.major else ''}" for one in value.qualifiers)
            return f"{value.descriptor}{'*' if value.major else ''}{f' ({qualifiers})' if qualifiers else ''}"
        case Correction(kind, source, pmid, note):
            target = " ".join(part for part in (source, f"(PMID {pmid})" if pmid else "", note) if part)
            return f"{kind} {target}".strip()
        case Author():
            return value.short
        case Grant(number, agency, country):
            return " ".join(part for part in (number, agency, country) if part)
        case tuple():
            return " ".join(map(str, value))
        case _:
            # A name (publication type, substance), an accession (trial), or the word itself.
            return str(getattr(value, "name", None) or getattr(value, "accession", value))


def _sections(value: tuple[AbstractSection, ...]) -> str:
    return " ".join(f"{part.label}: {part.text}" if part.label else part.text for part in value)


def _others(value: tuple[OtherAbstract, ...]) -> str:
    return " ".join(f"[{other.kind}, {other.language}] {_sections(other.sections)}" for other in value)


_TEXTS: dict[str, Callable[[Any], str]] = {
    "title": str,
    "abstract": _sections,
    "vernacular_title": str,
    "other_abstracts": _others,
    "conflict_statement": str,
    "copyright": str,
}


def _several(values: Sequence[str]) -> str:
    more = len(values) - MOST
    return "; ".join(_short(value) for value in values[:MOST]) + (f"; and {more} more" if more > 0 else "")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
