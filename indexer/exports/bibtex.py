"""BibTeX in UTF-8, for LaTeX and JabRef.

Characters that LaTeX reads as commands are escaped everywhere but in `doi` and `url`, which packages read verbatim.
In titles, words with capitals that a style must not lower are in braces. Keys are family name and year; the second
and further ones of a kind get `a`, `b` and so on, in the order of the records (as JabRef does it).

Imports `record`, `text` and its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from indexer.exports.names import given_name, particle_and_name
from indexer.exports.pages import written_out
from indexer.exports.wording import issued, keywords, link, notes, one_line, others
from indexer.record import Author, Kind, Record
from indexer.text import fold

# Written so that braces stay balanced, which BibTeX counts even behind a backslash.
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
_ESCAPES = str.maketrans(_LATEX)
# Characters that LaTeX joins when they repeat: `--` would be printed as a dash, `''` as a quotation mark.
_LIGATURE = re.compile(r"([-'`,<>])(?=\1)")
_VERBATIM = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def export(records: Iterable[Record]) -> Iterator[str]:
    """The BibTeX file of `records`, a piece a record."""
    keys = _Keys()
    for record in records:
        lines = [f"  {name} = {value}," for name, value in _fields(record)]
        yield "\n".join((f"@{_entry_type(record)}{{{keys.of(record)},", *lines, "}", "", ""))


def _entry_type(record: Record) -> str:
    if record.kind is Kind.ARTICLE:
        return "article"
    return "incollection" if record.journal.title else "book"


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    """Each field with its value as BibTeX has it, delimiters included."""
    journal, date, is_book = record.journal, issued(record), record.kind is Kind.BOOK
    names = [_name(author) for author in record.authors] + ([] if record.authors_complete else ["others"])
    ready = (
        ("author", " and ".join(names)),
        ("title", protected(one_line(record.title or record.vernacular_title))),
        ("pages", written_out(_escaped(journal.pages), dash="--")),
    )
    plain = (
        ("booktitle" if is_book else "journal", journal.title or journal.medline or journal.abbreviation),
        ("shortjournal", "" if is_book else journal.medline or journal.abbreviation),
        ("year", f"{date.year:04d}" if date.year is not None else ""),
        ("month", ""),
        ("volume", journal.volume),
        ("number", journal.issue),
        ("address", journal.country if is_book else ""),
        ("issn", "" if is_book else ", ".join(journal.issns)),
        ("isbn", ", ".join(others(record, "isbn"))),
        ("doi", record.doi),
        ("pmid", record.pmid),
        ("pmcid", record.pmcid),
        ("url", link(record)),
        ("language", " and ".join(record.languages)),
        ("keywords", ", ".join(keyword.replace(",", " ") for keyword in keywords(record))),
        ("note", ". ".join(notes(record))),
        ("abstract", record.abstract_text),
    )
    yield from ((name, f"{{{value}}}") for name, value in ready if value)
    for name, value in plain:
        if name == "month" and date.month:
            yield name, _MONTHS[date.month - 1]
        elif text := one_line(value):
            yield name, f"{{{text.translate(_VERBATIM) if name in {'doi', 'url'} else _escaped(text)}}}"


def _name(author: Author) -> str:
    """`van der Berg, Jr, Jan`; in braces whatever BibTeX would take apart."""
    if author.collective:
        return f"{{{_escaped(author.collective)}}}"
    family, given, suffix = (_whole(part) for part in (author.family, given_name(author), author.suffix))
    if not given:
        # Without a comma BibTeX takes the last word for the name and the others for given names.
        alone = " ".join(filter(None, (_escaped(author.family), _escaped(author.suffix))))
        return f"{{{alone}}}" if " " in alone else family
    return ", ".join(part for part in (family, suffix, given) if part)


def _whole(part: str) -> str:
    escaped = _escaped(part)
    return f"{{{escaped}}}" if "," in part or " and " in f" {part.lower()} " else escaped


def _escaped(text: str) -> str:
    return _LIGATURE.sub(r"\1{}", one_line(text).translate(_ESCAPES))


_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")


def protected(title: str) -> str:
    """A title for BibTeX: escaped, and in braces every word whose capitals a style must keep.

    PubMed's titles are in sentence case, so that any capital is meant, but for the first letter of the title and
    after a colon, where styles keep it of themselves.
    """
    written: list[str] = []
    end = 0
    for match in _WORD.finditer(title):
        before, word = title[end : match.start()], match.group()
        written.append(before.translate(_ESCAPES))
        opens = match.start() == 0 or title[: match.start()].endswith(": ")
        capitals = any(character.isupper() for character in (word[1:] if opens else word))
        escaped = word.translate(_ESCAPES)
        written.append(f"{{{escaped}}}" if capitals else escaped)
        end = match.end()
    return _LIGATURE.sub(r"\1{}", "".join((*written, title[end:].translate(_ESCAPES))))


class _Keys:
    """Citation keys, each given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def of(self, record: Record) -> str:
        """`Berg2020`, the next one `Berg2020a`; `PMID…` where nobody's name has Latin letters."""
        name = _key_name(record)
        date = issued(record)
        year = f"{date.year:04d}" if date.year is not None else "ND"
        base = f"{name}{year}" if name else f"PMID{record.pmid}"
        key = base
        while key.lower() in self._given:  # some tools take keys without regard to case
            number = self._next.get(base, 0)
            key, self._next[base] = base + _letters(number), number + 1
        self._given.add(key.lower())
        return key


def _key_name(record: Record) -> str:
    if not record.authors:
        return ""
    first = record.authors[0]
    if first.collective:
        words = [_ascii(word) for word in re.findall(r"[^\W_]+", first.collective)]
        return "".join(word[:1].upper() + word[1:] for word in words[:3])
    return _ascii(particle_and_name(first.family)[1])


def _ascii(name: str) -> str:
    """The Latin letters and digits of `name`, accents gone: `Muller` of `Müller`, `OBrien` of `O'Brien`."""
    return "".join(_plain(character) for character in name)


def _plain(character: str) -> str:
    if character.isascii():
        return character if character.isalnum() else ""
    folded = fold(character)
    if not folded.isascii():
        return ""
    return folded.capitalize() if character.isupper() else folded


def _letters(number: int) -> str:
    """`a` to `z`, then `aa`, `ab` and so on."""
    front, last = divmod(number, 26)
    return (_letters(front - 1) if front else "") + chr(ord("a") + last)
