"""Where a draft refers to records: PubMed ids, DOIs and PubMed Central ids, in its text or behind its links.

Numbers in brackets and footnotes (`[3]`, `[^3]`, `³`, `<sup>3</sup>`) stand for what the reference of that number
gives. They belong to the words before them, behind a full stop too. A reference without any id, or an author with a
year, is a citation too, but one that cannot be looked up.

Pure: knows the draft's text only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote


class Scheme(StrEnum):
    """Whose number an id is; the value is as it is written before it."""

    PMID = "PMID "
    DOI = "DOI "
    PMC = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """`12345678`, `10.1000/x` in lower case, or `PMC1234`."""

    scheme: Scheme
    value: str

    def __str__(self) -> str:
        return f"{self.scheme.value}{self.value}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A place of the draft that refers to something: `text[start:end]`. `about` is where it stands for what it is set
    beside: the end of a link's words. `identifier` is None for a citation that cannot be looked up."""

    identifier: Identifier | None
    start: int
    end: int
    about: int


# PubMed's addresses, old and new, and Europe PMC's; then its ids as text, several after one `PMIDs`.
_PUBMED = (
    r"(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|pubmed\.gov/|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(?:\?term=)?|"
    r"ncbi\.nlm\.nih\.gov/(?:sites/)?entrez/[\w.]*\?[\w=&;.+-]{0,120}?(?:list_uids|term)=|"
    r"europepmc\.org/(?:article|abstract)/med/)(?P<linked>\d{1,9})(?!\d)"
)
_SPELT = (
    r"\bpmids?\b[\s:#]{0,3}(?P<spelt>\d{1,9}(?!\d)(?:(?:\s?[,;]\s?(?:and\s)?|\s(?:and|&)\s)\d{5,9}(?![\d%.]\d|\d))*)"
)
_PMC = r"\b(?P<pmc>pmc\d{4,9})\b"
_DOI = (
    r"(?:https?://)?(?:(?:dx\.)?doi\.org/|\bdoi:?\s{0,2})?(?<![\w.])(?P<doi>10\.\d{4,9}(?:/|%2f)[^\s\"'<>|\\^`{}“”]+)"
)
_ID = re.compile(f"{_PUBMED}|{_SPELT}|{_PMC}|{_DOI}", re.IGNORECASE)

# What stands in an address behind the DOI of the page.
_PAGE = re.compile(r"(?:[?#].*|/(?:full|fulltext|abstract|pdf|epdf|pdfdirect|meta|summary|html))+$", re.IGNORECASE)
_CLOSING = {")": "(", "]": "[", "*": "", "_": "", ".": "", ",": "", ";": "", ":": "", "!": "", "?": ""}

# What nobody reads of a page.
_UNREAD = re.compile(r"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b[^<>]*$", re.IGNORECASE)
_ANCHOR_END = re.compile(r"</a\s*>", re.IGNORECASE)
# The longest `<a …>` and the longest text of a link that are looked through.
_REACH = 2000

# The entries of a reference list, each at the beginning of a line, and what stands for one in the text.
_ENTRY = re.compile(r"^[ \t>]*(?:\[\^?(?P<bracket>\w{1,20})\]:?|(?P<number>\d{1,3})[.)])[ \t]+(?=\S)", re.MULTILINE)
_ENTRY_END = re.compile(r"\n[ \t]*\n|\Z")
_NUMBERS = r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*"
_RAISED_NUMBERS = r"(?:(?<=[.,;)\"”])|(?<=[A-Za-z]{3}))[⁰¹²³⁴-⁹]+(?:[⁻˒,][⁰¹²³⁴-⁹]+)*"
_MARKER = re.compile(
    rf"\[(?P<numbers>{_NUMBERS})\](?![:(])|\[\^(?P<note>\w{{1,20}})\](?!:)|(?P<raised>{_RAISED_NUMBERS})"
)
RAISED_TAG = (
    r"<sup\b[^<>]*>[\s\[(]*<a\b[^<>]*>(?:<(?!/sup)[^<>]{0,300}>|[\s\[\](),;–-]|\d|&#9[13];){1,120}</sup\s*>|"
    rf"(?:(?<=[.,;:!?)\"”’])|(?<=[A-Za-z]{{3}}))<sup\b[^<>]*>[\s\[(]*{_NUMBERS}[\s\])]*</sup\s*>"
)
"""The number of a reference as a page raises it: behind a word or a full stop, or a link. A unit (`m<sup>2</sup>`) is
none."""
_RAISED = re.compile(RAISED_TAG, re.IGNORECASE)
# Numbers that a reader of the running text passes over: raised, or in brackets behind the end of a sentence.
_PASSED_OVER = re.compile(
    rf"(?:(?<=[.!?])|(?<=[.!?][\"”’)]))(?:\s?\[{_NUMBERS}\])+(?=\s+[\"“‘(]?[A-Z0-9]|\s*\Z)|{_RAISED_NUMBERS}"
)
# What may stand between the words and the number that belongs to them: blanks, marks of emphasis, tags.
_BETWEEN = re.compile(r"(?:[\s*_]|<[^<>]{0,200}>)+\Z")
_TAG = re.compile(r"<[^<>]*>|&#9[13];")
_RANGE = re.compile(r"\d{1,3}(?:\s?[–-]\s?\d{1,3})?")
_TARGET = re.compile(r"\bhref=[\"']?#([\w.:-]{1,80})", re.IGNORECASE)
_LIST = re.compile(r"<ol\b[^<>]*>(.*?)</ol\s?>", re.IGNORECASE | re.DOTALL)
_LIST_ITEM = re.compile(r"<li\b[^<>]*>.*?(?=<li\b|</li\b|\Z)", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(r"\bid=[\"']?([\w.:-]{1,80})", re.IGNORECASE)
_AS_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_LONGEST_RANGE = 50
# How far before a number the words that it belongs to are looked for.
_BEFORE = 200
_AUTHOR_YEAR = re.compile(
    r"[(;]\s?(?:see |e\.g\.,? |cf\. )?[A-Z][\w'’-]+(?:(?:,| and| &) [A-Z][\w'’-]+){0,3}(?:,? et al\.?)?,? "
    r"(?:19|20)\d\d[a-z]?(?=[;,)])|\b[A-Z][\w'’-]+ (?:et al\.|and colleagues),? \((?:19|20)\d\d[a-z]?\)"
)


def references(text: str) -> tuple[Reference, ...]:
    """Every reference of a draft, in the order in which they stand."""
    read = _UNREAD.sub(lambda match: " " * len(match.group()), text)
    direct = list(_direct(read))
    found = [*direct, *_by_number(read, direct)]
    found += (Reference(None, *match.span(), match.end()) for match in _AUTHOR_YEAR.finditer(read))
    return tuple(sorted(found, key=lambda one: (one.start, one.end, str(one.identifier))))


def without_references(text: str) -> str:
    """`text` with blanks where ids, numbers of references and authors with years stand, as long as it was: what is read
    as a statement must not take a PMID for a number of patients."""
    for pattern in (_ID, _MARKER, _AUTHOR_YEAR):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def passed_over(text: str) -> list[tuple[int, int]]:
    """Where numbers of references stand in a running text that are no part of its sentences: `within hours.[1] In`."""
    return [match.span() for match in _PASSED_OVER.finditer(text)]


def _direct(text: str) -> Iterator[Reference]:
    for match in _ID.finditer(text):
        about = _about(text, match.start(), match.end())
        if match["linked"]:
            yield Reference(_pmid(match["linked"]), *match.span(), about)
        elif match["spelt"]:
            first = match.start("spelt")
            for place, number in enumerate(re.finditer(r"\d+", match["spelt"])):
                start = match.start() if place == 0 else first + number.start()
                yield Reference(_pmid(number.group()), start, first + number.end(), about)
        elif match["pmc"]:
            yield Reference(Identifier(Scheme.PMC, match["pmc"].upper()), *match.span(), about)
        else:
            written = _without_tail(match["doi"])
            end = match.start("doi") + len(written)
            yield Reference(Identifier(Scheme.DOI, _doi(written)), match.start(), end, _about(text, match.start(), end))


def _pmid(digits: str) -> Identifier:
    return Identifier(Scheme.PMID, str(int(digits)))


def _without_tail(written: str) -> str:
    """A DOI as written, without what closes the sentence or the bracket around it. It may hold brackets itself."""
    while written and written[-1] in _CLOSING:
        opening = _CLOSING[written[-1]]
        if opening and written.count(written[-1]) <= written.count(opening):
            break
        written = written[:-1]
    return written


def _doi(written: str) -> str:
    decoded = html.unescape(unquote(written)) if "%" in written or "&" in written else written
    return _PAGE.sub("", decoded).casefold()


def _about(text: str, start: int, end: int) -> int:
    """Where a reference stands for what it is set beside. Of an address within `<a …>` this is the end of its words."""
    if _ANCHOR.search(text, max(0, text.rfind("<", 0, start)), start):
        closing = _ANCHOR_END.search(text, end, end + _REACH)
        return closing.start() if closing else end
    return end


def _listed(
    text: str, heads: Sequence[re.Match[str]], direct: Sequence[Reference]
) -> Mapping[str, tuple[Identifier, ...]]:
    """The ids of each reference of a list, by its number or name."""
    listed: dict[str, tuple[Identifier, ...]] = {}
    for place, head in enumerate(heads):
        blank = _ENTRY_END.search(text, head.end())
        stop = min(
            heads[place + 1].start() if place + 1 < len(heads) else len(text), blank.start() if blank else len(text)
        )
        own = tuple(
            dict.fromkeys(one.identifier for one in direct if head.end() <= one.start < stop and one.identifier)
        )
        name = head["bracket"] or head["number"]
        # A numbered list is one of references if something in it can be looked up; one in brackets always is.
        if own or head["bracket"]:
            listed.setdefault(name, own)
    return listed


def _listed_on_page(text: str, direct: Sequence[Reference]) -> Mapping[str, tuple[Identifier, ...]]:
    """The ids of each item of a page's numbered lists, by its number and by the name that links to it have (`#r1`)."""
    listed: dict[str, tuple[Identifier, ...]] = {}
    # Behind the last end of a list none is whole.
    for block in _LIST.finditer(text, 0, text.casefold().rfind("</ol") + len("</ol >")):
        for number, item in enumerate(_LIST_ITEM.finditer(text, *block.span(1)), start=1):
            own = tuple(
                dict.fromkeys(
                    one.identifier for one in direct if item.start() <= one.start < item.end() and one.identifier
                )
            )
            if own:
                names = [f"#{name}" for name in _NAMED.findall(item.group())]
                listed.update(dict.fromkeys((name for name in (*names, str(number)) if name not in listed), own))
    return listed


def _by_number(text: str, direct: Sequence[Reference]) -> Iterator[Reference]:
    heads = list(_ENTRY.finditer(text))
    listed = {**_listed_on_page(text, direct), **_listed(text, heads, direct)}
    own = {head.end() - len(head.group().lstrip(" \t>")) for head in heads}
    last = about = 0
    for start, end, names, is_sure in sorted(_markers(text)):
        if start in own:
            continue
        words = _beside(text, last, start)
        # Numbers side by side belong to the same words: `within hours.[1][2]`.
        last, about = end, words if words > last or not last else about
        for name in names:
            for identifier in listed.get(name, ()) or ((None,) if name in listed or is_sure else ()):
                yield Reference(identifier, start, end, about)


def _markers(text: str) -> Iterator[tuple[int, int, list[str], bool]]:
    """What stands for references of a list: from where to where, their names, and whether it can be nothing else."""
    raised = list(_RAISED.finditer(text))
    for match in raised:
        targets = [f"#{name}" for name in _TARGET.findall(match.group())]
        numbers = [one for span in _RANGE.findall(_TAG.sub(" ", match.group())) for one in _numbers(span)]
        yield *match.span(), targets or numbers, bool(targets)
    inside = {place for match in raised for place in range(*match.span())}
    for match in _MARKER.finditer(text):
        if match.start() not in inside:
            names = [match["note"]] if match["note"] else list(_numbers(match["numbers"] or match["raised"]))
            yield *match.span(), names, not match["raised"]


def _beside(text: str, earlier: int, start: int) -> int:
    """The end of the words before `start`, tags and marks of emphasis left out; not before `earlier`."""
    between = _BETWEEN.search(text, max(earlier, start - _BEFORE), start)
    return between.start() if between else start


def _numbers(written: str) -> Iterator[str]:
    """`1, 3-5` as 1, 3, 4, 5."""
    for part in re.split(r"[,;]", written.translate(_AS_DIGITS).replace("–", "-")):
        low, _, high = (piece.strip() for piece in part.partition("-"))
        if high and low and int(low) < int(high) <= int(low) + _LONGEST_RANGE:
            yield from map(str, range(int(low), int(high) + 1))
        else:
            yield from (one for one in (low, high) if one)
