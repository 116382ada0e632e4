"""A local copy of the Retraction Watch database, as Crossref hands it out: one CSV file, read without a network.

The columns are those of Crossref's documentation (crossref.org/documentation/retrieve-metadata/retraction-watch): a row
is one notice, and lists such as `Reason` are separated by semicolons. As copies of the file show, a missing DOI is
`unavailable`, a missing PMID 0, and dates are American (`4/22/2023 0:00`). Touches the file it is given.
"""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import InputFileError
from indexer.external import Answer, Answered, Asked, ExternalStatus, Nature
from indexer.sources import identifiers

NAME = "retraction-watch"
_NEEDED = (
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionDOI",
    "RetractionDate",
    "RetractionNature",
    "Reason",
)
_NATURES = {
    "retraction": Nature.RETRACTION,
    "expression of concern": Nature.CONCERN,
    "correction": Nature.CORRECTION,
    "reinstatement": Nature.REINSTATEMENT,
}
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?:\s.*)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T\s].*)?")
_WHERE = "The file is handed out at https://gitlab.com/crossref/retraction-watch-data."


@dataclass(frozen=True, slots=True)
class _Notice:
    pmid: str
    doi: str
    status: ExternalStatus


class RetractionWatchFile:
    """A `RetractionSource`. Every record is answered: one that no row names has no notice in this file.

    Args:
        path: the CSV file.
        now: the time; an answer is as of the file's own date, never later than this.

    Raises:
        InputFileError: it cannot be read, or is not such a file.
    """

    name = NAME

    def __init__(self, path: Path, *, now: datetime.datetime) -> None:
        self.path = path
        try:
            data = path.read_bytes()
            modified = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
        except OSError as error:
            raise InputFileError(f"{path} cannot be read: {error.strerror}", hint=_WHERE) from error
        self.as_of = min(modified, now)
        self.broken_lines: list[int] = []
        self.rows = 0
        self._by_pmid: dict[str, list[_Notice]] = {}
        self._by_doi: dict[str, list[_Notice]] = {}
        self.newest: datetime.date | None = None
        for notice in self._notices(data):
            self.rows += 1
            if notice.pmid:
                self._by_pmid.setdefault(notice.pmid, []).append(notice)
            if notice.doi:
                self._by_doi.setdefault(notice.doi, []).append(notice)
            if notice.status.date and notice.status.date <= now.date():
                self.newest = max(self.newest or notice.status.date, notice.status.date)
        if not self.rows:
            # Answering from it would say of every record that there is no notice.
            raise InputFileError(f"{path} has the right columns, but not one whole row", hint=_WHERE)

    def ask(self, asked: Sequence[Asked]) -> Iterator[Answer]:
        """What the file says of each: rows that name its PMID or its DOI."""
        for one in asked:
            named = [*self._by_pmid.get(one.pmid, ()), *self._by_doi.get(identifiers.doi(one.doi).lower(), ())]
            statuses = tuple(dict.fromkeys(notice.status for notice in named))
            yield Answered(one.id, statuses or (ExternalStatus(NAME, Nature.NONE, self.as_of),))

    def _notices(self, data: bytes) -> Iterator[_Notice]:
        # A wrapper rather than the whole text: the real file has tens of megabytes.
        lines = io.TextIOWrapper(io.BytesIO(data), _encoding(data), errors="replace", newline="")
        first = lines.readline()
        reader = csv.reader(itertools.chain((first,), lines), delimiter=_delimiter(first))
        try:
            header = [name.strip() for name in next(reader, [])]
            places = self._places(header)
            cut_off = False
            for row in reader:
                cut_off = len(row) < len(header)
                if not any(cell.strip() for cell in row):
                    continue
                if cut_off:
                    self.broken_lines.append(reader.line_num)
                    continue
                yield self._notice({name: row[place].strip() for name, place in places.items()})
            if cut_off and not data.endswith(b"\n"):
                raise InputFileError(
                    f"{self.path} is cut off in its last row (line {reader.line_num}): what it does not say is unknown",
                    hint=_WHERE,
                )
        except csv.Error as error:
            raise InputFileError(f"{self.path}, line {reader.line_num}: {error}", hint=_WHERE) from error

    def _places(self, header: Sequence[str]) -> dict[str, int]:
        lower = {name.lower(): place for place, name in enumerate(header)}
        missing = [name for name in _NEEDED if name.lower() not in lower]
        if missing:
            first = ", ".join(header[:4])[:80]
            raise InputFileError(
                f"{self.path} is not in Retraction Watch's format: it lacks the columns {', '.join(missing)} "
                f"(its first line begins: {first or 'nothing'})",
                hint=_WHERE,
            )
        return {name: lower[name.lower()] for name in _NEEDED}

    def _notice(self, row: dict[str, str]) -> _Notice:
        pmid = row["OriginalPaperPubMedID"].removesuffix(".0")
        nature = _NATURES.get(row["RetractionNature"].casefold(), Nature.OTHER)
        reasons = [reason.strip().lstrip("+").strip() for reason in row["Reason"].split(";")]
        if nature is Nature.OTHER:
            reasons.insert(0, row["RetractionNature"])
        return _Notice(
            pmid if identifiers.is_pmid(pmid) else "",
            identifiers.doi(row["OriginalPaperDOI"]).lower(),
            ExternalStatus(
                source=NAME,
                nature=nature,
                checked=self.as_of,
                asserted_by=NAME,
                date=_day(row["RetractionDate"]),
                notice_doi=identifiers.doi(row["RetractionDOI"]).lower(),
                reason="; ".join(reason for reason in reasons if reason),
            ),
        )


def _encoding(data: bytes) -> str:
    """The encoding of a file that does not say it: by its mark, else UTF-8, else what Excel on Windows writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


def _delimiter(first: str) -> str:
    """The comma, unless a spreadsheet has written something else between the columns of the first line."""
    return max((",", ";", "\t"), key=first.count)


def _day(text: str) -> datetime.date | None:
    try:
        if found := _AMERICAN.fullmatch(text):
            month, day, year = map(int, found.groups())
            return datetime.date(year, month, day)
        if found := _ISO.fullmatch(text):
            return datetime.date(*map(int, found.groups()))
    except ValueError:
        pass
    return None
