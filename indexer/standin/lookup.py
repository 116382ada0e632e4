"""What one term finds: the records, how the translation writes it, and whether the index knows it at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from indexer.standin import dates, headings
from indexer.standin.fields import ZONES, Field, Kind
from indexer.standin.grammar import Range, Term
from indexer.standin.index import Index, Numbers
from indexer.standin.words import Word, key_of

_PROXIMITY = re.compile(r"~(\d+)")
_HAS_PROXIMITY = (Field.TITLE, Field.TITLE_ABSTRACT, Field.AFFILIATION)
_NAMES = (Field.AUTHOR, Field.FIRST_AUTHOR, Field.LAST_AUTHOR, Field.INVESTIGATOR)
_LONGEST_INITIALS = 3
_NONE: Numbers = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """`known` is false when neither a served record nor the controlled words have such a term."""

    numbers: Numbers
    text: str
    known: bool


def look_up(index: Index, term: Term, today: date) -> Found:
    """What a term with a known field finds."""
    field = term.field or Field.ALL
    match field.kind:
        case Kind.WORDS:
            return _words(index, term, field)
        case Kind.KEY:
            return _key(index, term, field)
        case Kind.NUMBER:
            return _pmids(index, term)
        case Kind.DATE:
            return _day(index, term, field, today)


def look_up_range(index: Index, asked: Range) -> Found:
    """What a range of dates or PMIDs finds."""
    if asked.field is Field.UID:
        text = f"{asked.low}:{asked.high}[UID]"
        if not (asked.low.isdecimal() and asked.high.isdecimal()):
            return Found(_NONE, text, known=False)
        return Found(index.with_pmid(int(asked.low), int(asked.high)), text, known=True)
    low, high = dates.bounds(asked.low.strip('"')), dates.bounds(asked.high.strip('"'))
    if low is None or high is None:
        return Found(_NONE, f"{asked.low}:{asked.high}[{asked.field.long_name}]", known=False)
    return _between(index, asked.field, low[0], high[1])


def _between(index: Index, field: Field, low: int, high: int) -> Found:
    text = f"{dates.as_slashes(low)}:{dates.as_slashes(high)}[{field.long_name}]"
    return Found(index.with_date(field, low, high), text, known=True)


def _quoted(text: str, field: Field, modifier: str = "") -> str:
    return f'"{text}"[{field.long_name}{modifier}]'


def _words(index: Index, term: Term, field: Field) -> Found:
    words, zones = term.words, ZONES[field]
    text = " ".join(map(str, words))
    proximity = _PROXIMITY.fullmatch(term.modifier)
    if proximity is not None and field in _HAS_PROXIMITY and len(words) > 1:
        near = index.with_words_near(zones, words, int(proximity[1]))
        return Found(near, _quoted(text, field, f":~{proximity[1]}"), known=True)
    if len(words) == 1 and words[0].is_stop_word and not term.quoted:
        return Found(_NONE, _quoted(text, field), known=False)
    found = index.with_words(zones, words)
    if found or term.quoted or len(words) == 1:
        return Found(found, _quoted(text, field), known=bool(found))
    # Not a phrase that any record has: PubMed then looks for each word in the field.
    return _each_word(index, words, field)


def _each_word(index: Index, words: tuple[Word, ...], field: Field) -> Found:
    parts = [word for word in words if not word.is_stop_word] or list(words)
    each = [index.with_words(ZONES[field], (word,)) for word in parts]
    text = " AND ".join(_quoted(str(word), field) for word in parts)
    return Found(frozenset.intersection(*each), f"({text})", known=all(each))


def _key(index: Index, term: Term, field: Field) -> Found:
    key, text = key_of(term.typed), _quoted(" ".join(map(str, term.words)), field)
    if term.words[-1].truncated:
        found = index.with_key_beginning(field, key)
        return Found(found, text, known=bool(found))
    match field:
        case Field.MESH | Field.MESH_MAJOR:
            return _heading(index, term, field)
        case Field.PUBLICATION_TYPE:
            return _exploded(index, field, text, headings.publication_types(), key)
        case Field.SUBHEADING:
            found = index.with_key(field, headings.qualifiers().get(key, key))
            return Found(found, text, known=bool(found) or key in headings.qualifiers().values())
        case field if field in _NAMES and not term.quoted:
            return _name(index, field, key, text)
        case _:
            found = index.with_key(field, key)
            return Found(found, text, known=bool(found))


def _name(index: Index, field: Field, key: str, text: str) -> Found:
    """A name without quotes: `smith` has any initials, `smith j` also finds `smith ja`."""
    found = index.with_key(field, key) | index.with_key_beginning(field, key + " ")
    initials = key.rpartition(" ")[2]
    if " " in key and len(initials) <= _LONGEST_INITIALS:
        found |= index.with_key_beginning(field, key)
    return Found(found, text, known=bool(found))


def _exploded(index: Index, field: Field, text: str, tree: headings.Tree, key: str) -> Found:
    keys = tree.below.get(key)
    if keys is None:
        found = index.with_key(field, key)
        return Found(found, text, known=bool(found))
    return Found(frozenset().union(*(index.with_key(field, narrower) for narrower in keys)), text, known=True)


def _heading(index: Index, term: Term, field: Field) -> Found:
    """A heading or entry term, with its narrower headings unless `:noexp`, and a qualifier if one follows a slash."""
    name, _, qualifier = term.typed.partition("/")
    key, tree = key_of(name), headings.mesh()
    preferred = tree.names.get(key)
    suffix = f"/{headings.qualifiers().get(key_of(qualifier), key_of(qualifier))}" if qualifier else ""
    no_explosion = term.modifier == "noexp"
    shown = (preferred or name).lower().replace("-", " ") + suffix
    text = _quoted(shown, field, ":noexp" if no_explosion else "")
    keys = {key_of(preferred or name)} if no_explosion else tree.below.get(key, {key})
    found: Numbers = frozenset().union(*(index.with_key(field, narrower + suffix) for narrower in keys))
    return Found(found, text, known=preferred is not None or bool(found))


def _pmids(index: Index, term: Term) -> Found:
    pmids = [word.text for word in term.words]
    text = " OR ".join(f"{pmid}[UID]" for pmid in pmids)
    if not all(pmid.isdecimal() for pmid in pmids):
        return Found(_NONE, f"{term.typed}[UID]", known=False)
    found: Numbers = frozenset().union(*(index.with_pmid(int(pmid), int(pmid)) for pmid in pmids))
    return Found(found, f"({text})" if len(pmids) > 1 else text, known=True)


def _day(index: Index, term: Term, field: Field, today: date) -> Found:
    between = dates.bounds(term.typed) or dates.last_period(term.typed, today)
    if between is None:
        return Found(_NONE, f"{term.typed}[{field.long_name}]", known=False)
    return _between(index, field, *between)
