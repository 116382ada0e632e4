"""PubMed's text format (MEDLINE, `.nbib`): fields of four letters and `- `, continued after six spaces.

`read_nbib` gives every block between blank lines as a record or as `Rejected`, never silence: a block without a
PMID, with bytes that are not UTF-8, or with a line that is neither field nor continuation is kept aside with its
reason. Where records end with their `SO` line and a later one does not, it was cut off and is rejected: the format
itself has no end mark, and a short download would lose the rest of the record in silence.

The format holds less than the XML (no unique ids of headings, no category of abstract sections), and a structured
abstract is one text in it: that is split only where its labels are beyond doubt.

Imports `changes` and below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from indexer.changes import Incoming, Parsed, Rejected
from indexer.sources.identifiers import is_pmid
from indexer.sources.markup import clean
from indexer.sources.nbib_fields import Field, record_from

_FIELD = re.compile(r"(?=.{4}-)([A-Z][A-Z0-9]{1,3}) *-(?: (.*))?")
_STARTS_RECORD = re.compile(rb"PMID-")


def read_nbib(stream: Iterable[bytes] | Iterable[str]) -> Iterator[Parsed]:
    """The records in the lines of `stream` (an open file, binary or text), each with the bytes of its own block."""
    others_end_with_so = False
    for raw, line in _blocks(stream):
        parsed = _parsed(raw, line)
        ends_with_so = _LAST_FIELD.search(raw) is not None
        if others_end_with_so and not ends_with_so and isinstance(parsed, Incoming):
            reason = "it has no SO line, with which the records before it end: it was cut off"
            parsed = Rejected(parsed.record.pmid, f"{reason} (block on line {line})", raw)
        others_end_with_so = others_end_with_so or ends_with_so
        yield parsed


_LAST_FIELD = re.compile(rb"^SO  - ", re.MULTILINE)


def _blocks(stream: Iterable[bytes] | Iterable[str]) -> Iterator[tuple[bytes, int]]:
    """Each block of lines with the number of its first line; a second PMID line starts a new block too."""
    lines: list[bytes] = []
    first = 1
    has_pmid = False
    given: Iterable[bytes | str] = stream
    for number, text in enumerate(given, start=1):
        line = text.encode() if isinstance(text, str) else text
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        starts = _STARTS_RECORD.match(line) is not None
        if lines and (not line.strip() or (starts and has_pmid)):
            yield b"".join(lines), first
            lines, has_pmid = [], False
        if line.strip():
            if not lines:
                first = number
            lines.append(line)
            has_pmid = has_pmid or starts
    if lines:
        yield b"".join(lines), first


def _parsed(raw: bytes, line: int) -> Parsed:
    where = f"(block on line {line})"
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return Rejected("", f"it is not UTF-8: byte {error.start} of the block {where}", raw)
    fields: list[Field] = []
    stray = ""
    for one in text.replace("\r", "").split("\n"):  # splitlines() would also split at U+2028 and its like
        if match := _FIELD.fullmatch(one):
            fields.append(Field(match[1], match[2] or ""))
        elif fields and one[:1].isspace():
            fields[-1] = Field(fields[-1].tag, f"{fields[-1].text} {one.strip()}")
        elif one.strip() and not stray:
            stray = clean(one)[:60]
    fields = [Field(field.tag, clean(field.text)) for field in fields]
    pmid = next((field.text for field in fields if field.tag == "PMID"), "")
    if not pmid:
        return Rejected("", f"it has no PMID; it begins {clean(text)[:60]!r} {where}", raw)
    if not is_pmid(pmid):
        return Rejected("", f"not a PMID: {pmid!r} {where}", raw)
    if stray:
        return Rejected(pmid, f"neither a field nor the continuation of one: {stray!r} {where}", raw)
    return Incoming(record_from(pmid, fields), raw)
