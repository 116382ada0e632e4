"""What the authors declare of their interests.

From PubMed's conflict of interest statement, else from the abstract (a section headed so, or `The authors declare
…`). A statement is read clause by clause: one author's fee is a declared interest whatever the other authors
declare. A statement that neither denies nor names an interest stays unknown.

Pure functions of a `Reading`.
"""

from __future__ import annotations

import re

from indexer.appraisal.reading import Reading
from indexer.appraisal.stems import stems
from indexer.appraisal.values import UNKNOWN, Conflict, Judgement
from indexer.text import plain as plain_of

_WHAT = (
    r"(?:interests?|conflicts?|disclosures?|disclos\w+|relationships?|affiliations?|involvement|ties|competing|"
    r"conflicting|"
    r"declarations?|declare|report)"
)
_DENIES = re.compile(
    rf"\b(?:no|not|none|nil|nothing|without|absence of|neither|never|n/a|not applicable)\b[^.;]{{0,80}}?\b{_WHAT}\b|"
    rf"\b{_WHAT}\b[^.;]{{0,60}}?"
    r"(?:\b(?:none|nil|nothing|not? (?:exist|applicable|known|declared|reported|disclosed))\b)|"
    r"^[\s:-]*(?:none|nil|nothing|n/a|not applicable|no)(?: (?:declared|reported|known|disclosed|stated))?\W*$|"
    r"^[\s:-]*none\b(?! of (?:the )?other)|: none(?: declared)?\W*$|\bfree (?:from|of) (?:a |any )?conflict|"
    r"\b(?:no|not any) (?:competing|conflict|financial|known|potential)|\bhas nothing to|\bhave nothing to|"
    r"\bno (?:\w+ ){0,3}?(?:support|benefits?|fees|payments?|remuneration)\b"
)
# What is paid for or held. Said before a denial it is somebody's: `A.B.: consultant for C.; D.E. has none`.
_HOLDS = (
    r"(?:consultants?|consultanc\w+|employees?|employed|honorari\w+|stocks?|share-?holders?|patents?|advisory|"
    r"advis[oe]rs?|speakers?|royalt\w+|founders?|co-?founders?|(?:fees|grants|funding|support) from|"
    r"(?<!journal )editors?|editorial board)"
)
_NAMES = re.compile(
    rf"\b(?:{_HOLDS}|consult\w*|employ\w*|fees?|grants?|shares|lectur(?:es?|ing)|equity|owns?|owner\w*|boards?|"
    rf"paid|licen[cs](?:ed to|ed by|ing)|"
    r"research (?:support|agreements?|collaborations?)|funded by|receiv\w+|travel|remuneration|inventors?|ceo|director|"
    r"officer|sponsor\w*|investigator (?:for|in|on)|works for|worked for|serve[sd]?|member of|compensat\w+|"
    r"financial interests? in|support was provided)\b|"
    r"\bconflicts? of interests? exists?\b"
)
# What announces interests, whether or not PubMed kept the list; forms print it beside a denial, unticked.
_ANNOUNCES = re.compile(r"\bfollowing (?:[\w/-]+ ){0,4}?(?:interests?|relationships?|conflicts?|disclosures?)")
_HELD_BEFORE = re.compile(rf"\b{_HOLDS}\b")
_EXCEPT = re.compile(r"\b(?:except|other than|apart from|aside from|with the exception)\b")
_THE_OTHERS = re.compile(
    r"\b(?:other|remaining|rest of the) (?:co-?)?authors?\b|"
    r"\b(?:no|nor) other (?:disclosures?|conflicts?|competing|interests?|relationships?)\b"
)
_BREAK = re.compile(
    r"[.;]\s+|\n|(?<=declared), |"
    r",? (?:and|while|whereas|but|however,?) (?=(?:all |the |all the )?(?:other|remaining|rest)\b)|,? but "
)
_HEADING = re.compile(
    r"\s*(?:(?:declarations?|statements?|disclosures?) of |potential )?"
    r"(?:(?:conflicts?|competing|declaration|disclosure)(?: of)?"
    r"(?: (?:competing|conflicting|financial))?(?: ?(?:interests?|disclosures?))?|disclosures?)"
    r"(?: and (?:sources? of )?funding(?: sources?)?)?(?: statements?)?[:.]?\s*"
)
_TELLS = re.compile(
    r"\b(?:declarations? of (?:competing |conflicting )?interests?|conflicts? of interests?|"
    r"competing (?:financial )?interests?|disclosure statements?|disclosures)\b[: ]|"
    r"\bauthors? (?:declare|report|disclose|have (?:no|nothing)|has (?:no|nothing)|are (?:paid )?employees|"
    r"were employees)\b|"
    r"\bemployees? of\b"
)
# Who paid for the study is no interest of an author's (`funding` reads it), nor is what a referee declares.
_NOT_THE_AUTHORS = re.compile(
    r"\b(?:sponsors?|funders?|funding sources?)\b[^.;]{0,30}\bhad no\b|\bthe reviewer\b|"
    r"\b(?:(?:this|the|our) (?:\w+ )?(?:study|work|research|project|trial|article|review|letter) (?:was|is|"
    r"has been) (?:\w+ )?"
    r"(?:funded|supported|sponsored|financed)|no (?:\w+ )?funding|funding (?:was|source)|sources of funding|"
    r"(?:not|any) receive\w* (?:any )?(?:\w+ )?(?:funding|grant)|no specific grant)\b"
)
_TELLING = stems("author", "conflict", "competing", "disclosure")
_LABELS = ("interest", "disclosure", "declaration")
_LONGEST = 160


def conflict_of(reading: Reading) -> Judgement[Conflict | None]:
    """Whether the authors declare an interest, or that they have none."""
    record = reading.record
    if record.conflict_statement:
        told = _read(record.conflict_statement)
        if told is not None:
            conflict, start, end = told
            return Judgement(conflict, (reading.conflict_ground(start, end),))
        return UNKNOWN
    place = reading.title_end + 1
    for section in record.abstract:
        if section.label and any(word in section.label.casefold() for word in _LABELS):
            told = _read(section.text)
            if told is not None:
                return Judgement(told[0], (reading.ground(place + told[1], place + told[2]),))
        place += len(section.text) + 1
    return _in_text(reading)


def _in_text(reading: Reading) -> Judgement[Conflict | None]:
    """What a sentence of the abstract declares: only one that speaks of these authors."""
    plain = reading.plain
    if _TELLING.isdisjoint(reading.stems):
        return UNKNOWN
    for match in _TELLS.finditer(plain):
        line = reading.line_at(match.start())
        if line is None or line.is_title:
            continue
        sentence = plain[line.start : line.end]
        if "author" not in sentence and not _HEADING.match(sentence):
            continue  # about studies that report conflicts, not a declaration
        told = _read(reading.text[line.start : line.end])
        if told is not None:
            return Judgement(told[0], (reading.ground(line.start + told[1], line.start + told[2]),))
    return UNKNOWN


def _read(statement: str) -> tuple[Conflict, int, int] | None:
    """What a statement declares, and the words that decide it as offsets."""
    plain = plain_of(statement)
    denied: tuple[int, int] | None = None
    silent: tuple[int, int] | None = None
    announced: tuple[int, int] | None = None
    others = False
    for start, end in _clauses(plain):
        clause = plain[start:end]
        denies, names = _DENIES.search(clause), _NAMES.search(clause)
        held = _HELD_BEFORE.search(clause, 0, denies.start()) if denies else names
        if denies and (held or _EXCEPT.search(clause)):
            return Conflict.DECLARED, *_around(plain, start, end, start + (held or denies).start())
        if denies and _THE_OTHERS.search(clause):
            others = True  # says that somebody's interest was told, not whose
        elif denies:
            denied = denied or _short(start, end)
        elif _NOT_THE_AUTHORS.search(clause):
            continue
        elif names:
            return Conflict.DECLARED, *_around(plain, start, end, start + names.start())
        elif _ANNOUNCES.search(clause):
            announced = announced or _short(start, end)
        elif len(clause.split()) > 2:
            silent = silent or _short(start, end)
    if denied:
        return (Conflict.NONE, *denied)
    if announced:
        return (Conflict.DECLARED, *announced)
    return (Conflict.DECLARED, *silent) if others and silent else None


def _clauses(plain: str) -> list[tuple[int, int]]:
    heading = _HEADING.match(plain)
    begin = heading.end() if heading and heading.end() < len(plain) else 0
    found, start = [], begin
    for match in _BREAK.finditer(plain, begin):
        if match.start() > start:
            found.append((start, match.start()))
        start = match.end()
    if start < len(plain):
        found.append((start, len(plain)))
    return found


def _short(start: int, end: int) -> tuple[int, int]:
    return start, min(end, start + _LONGEST)


def _around(plain: str, start: int, end: int, place: int) -> tuple[int, int]:
    """A clause cut to a readable length about the deciding word, which begins at `place`."""
    begin = start if place - start < _LONGEST // 2 else plain.index(" ", place - _LONGEST // 2) + 1
    return min(begin, place), min(end, begin + _LONGEST)
