"""PubMed XML: EFetch replies, baseline and update files, records saved from the web page.

`read_xml` streams: memory stays flat however large the file is. No DTD is loaded, nothing is fetched, entities
are refused. Every record comes with the bytes it came in; those bytes inside `<PubmedArticleSet>` give the same
record again. What is damaged is `Rejected` by itself and the rest lives; what is unsound about the document as a
whole (cut off, not well-formed between the records) is raised as `InputFileError` after every complete record has
been given.

Imports lxml, `changes` and below.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from indexer.changes import Deleted, Incoming, Parsed, Rejected
from indexer.errors import InputFileError
from indexer.sources.identifiers import is_pmid
from indexer.sources.markup import clean
from indexer.sources.pubmed_book import book_record
from indexer.sources.pubmed_elements import Malformed, article_record
from indexer.sources.xml_pieces import ByteReader, Part, Piece, pieces

ROOTS = ("PubmedArticleSet", "PubmedBookArticleSet")
_RECORD_OF = {"PubmedArticle": article_record, "PubmedBookArticle": book_record}


def read_xml_bytes(body: bytes) -> Iterator[Parsed]:
    """The records of one document in memory; see `read_xml`."""
    return read_xml(io.BytesIO(body))


def read_xml(stream: ByteReader) -> Iterator[Parsed]:
    """The records, unreadable records and deletions of `stream`, in its order.

    Several documents one after another (`efetch … >> file.xml`) are read as one, and a bare `PubmedArticle`
    without a set around it is read too.

    Raises:
        InputFileError: while iterating, after every complete record: the document is cut off, not PubMed's, not
            well-formed between its records, or declares entities.
    """
    document = _Document()
    read = 0
    for piece in pieces(stream):
        parsed: Iterator[Parsed]
        match piece.part:
            case Part.BETWEEN:
                parsed = document.between(piece, read)
            case Part.RECORD:
                parsed = iter((document.record(piece),))
            case Part.UNCLOSED:
                parsed = iter((_rejected(piece, "it has no end tag: another record begins inside it"),))
            case Part.CUT:
                document.cut_off(piece, read)
                return
        for one in parsed:
            read += 1
            yield one
    document.end(read)


_SPACE_OR_PROLOG = rb"(?:\s+|<\?.*?\?>|<!--.*?-->|\xef\xbb\xbf|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*"
_PROLOG = re.compile(rb"\A" + _SPACE_OR_PROLOG, re.DOTALL)
_ROOT = re.compile(rb"""<([A-Za-z_][\w:.-]*)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ROOT_END = re.compile(rb"</Pubmed(?:Book)?ArticleSet\s*>")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ORPHAN_END = re.compile(rb"</Pubmed(?:Book)?Article\s*>")
_RECORD_PMID = re.compile(rb"<(?:MedlineCitation|BookDocument)\b[^>]*>\s*<PMID\b[^>]*>\s*([1-9][0-9]{0,8})\s*</PMID>")
_INCOMPLETE_TAG = re.compile(rb"<[^>]*\Z")
_WEB_PAGES = frozenset({"html", "HTML"})


def _parser() -> etree.XMLParser:
    # huge_tree stays off: libxml2's own bounds (10 MB a text, depth 256) are far above any record.
    return etree.XMLParser(
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


class _Document:
    """What is known of the document around the records."""

    def __init__(self) -> None:
        self._parser = _parser()
        self._root = b""  # the opening tag of the set that is open
        self._seen = False  # a set has been opened, or a bare record met
        self._unsound: InputFileError | None = None

    def between(self, piece: Piece, read: int) -> Iterator[Parsed]:
        """Reads what stands between records: prolog, root tags, deletions."""
        data, line = piece.data, piece.line
        while data and not data.isspace():
            if not self._root:
                consumed = self._open(data, line, read)
                if consumed is None:
                    return
            else:
                end = _ROOT_END.search(data)
                yield from self._content(Piece(piece.part, data[: end.start()] if end else data, line), read)
                if end is None:
                    return
                self._root = b""
                consumed = end.end()
            line += data.count(b"\n", 0, consumed)
            data = data[consumed:]

    def record(self, piece: Piece) -> Parsed:
        """One whole record."""
        self._seen = True
        raw = piece.data
        try:
            element = etree.fromstring(raw, self._parser)
        except etree.XMLSyntaxError as error:
            if b"xmlns" not in self._root:
                return _rejected(piece, _not_well_formed(error, piece.line))
            # A namespace declared on the root: the record needs it to be read, and to be kept by itself.
            try:
                (element,) = etree.fromstring(self._root + raw + _closing(self._root), self._parser)
            except etree.XMLSyntaxError as again:
                return _rejected(piece, _not_well_formed(again, piece.line))
            raw = etree.tostring(element, encoding="utf-8", with_tail=False)
        try:
            return Incoming(_RECORD_OF[element.tag](element), raw)
        except Malformed as malformed:
            return Rejected(malformed.pmid, f"{malformed} (line {piece.line})", raw)

    def cut_off(self, piece: Piece, read: int) -> None:
        """Raises for a record that the end of the stream cut off."""
        pmid = _pmid_in(piece.data)
        named = f"PMID {pmid}" if pmid else "a record"
        raise InputFileError(
            f"line {piece.line}: the XML is cut off inside {named}; {_so_far(read)}", hint=_DOWNLOAD_AGAIN
        )

    def end(self, read: int) -> None:
        """Raises what is unsound about the document as a whole."""
        if self._root:
            raise InputFileError(
                f"the XML is cut off: {_closing(self._root).decode()} is missing at its end; {_so_far(read)}",
                hint=_DOWNLOAD_AGAIN,
            )
        if self._unsound:
            raise self._unsound
        if not self._seen:
            raise InputFileError("it holds no XML document: nothing, or a heading without content", hint=_EXPECTED)

    def _open(self, data: bytes, line: int, read: int) -> int | None:
        """How many bytes the prolog and the opening tag take; None if there is no more than a prolog."""
        begin = len(data) - len(_PROLOG.sub(b"", data, count=1))
        if _ENTITY.search(data, 0, begin):
            raise InputFileError(
                f"line {line}: the document declares entities, which PubMed never does; {_so_far(read)}",
                hint="Do not trust this file. " + _EXPECTED,
            )
        if begin == len(data):
            return None
        root = _ROOT.match(data, begin)
        if root is None:
            if _ENTITY.search(data):
                raise InputFileError(f"line {line}: the document declares entities", hint="Do not trust this file.")
            excerpt = clean(data[begin : begin + 60].decode("utf-8", "replace"))
            raise InputFileError(f"line {line}: this is not XML, it says {excerpt!r}; {_so_far(read)}", hint=_EXPECTED)
        name = root[1].decode("utf-8", "replace")
        if name not in ROOTS:
            raise _wrong_root(name, data[root.start() :], line, read)
        self._seen = True
        if not root[0].endswith(b"/>"):
            self._root = root[0]
        return root.end()

    def _content(self, piece: Piece, read: int) -> Iterator[Parsed]:
        """What stands inside the set, besides records: deletions, and elements not known here."""
        if not piece.data or piece.data.isspace():
            return
        try:
            root = etree.fromstring(self._root + piece.data + _closing(self._root), self._parser)
        except etree.XMLSyntaxError as error:
            yield from self._disorder(piece, error, read)
            return
        for name in ("DeleteCitation", "DeleteDocument"):
            for element in root.iterfind(f"{name}/PMID"):
                pmid = clean(element.text)
                if is_pmid(pmid):
                    yield Deleted(pmid)
                else:
                    raw = etree.tostring(element, encoding="utf-8", with_tail=False)
                    yield Rejected("", f"{name} names no usable PMID: {pmid!r} (line {piece.line})", raw)

    def _disorder(self, piece: Piece, error: etree.XMLSyntaxError, read: int) -> Iterator[Parsed]:
        """What can be saved of content that is not well-formed."""
        data, begin = piece.data, 0
        for orphan in _ORPHAN_END.finditer(data):
            line = piece.line + data.count(b"\n", 0, begin)
            yield _rejected(Piece(piece.part, data[begin : orphan.end()], line), "it has no start tag, only an end tag")
            begin = orphan.end()
        if begin:
            line = piece.line + data.count(b"\n", 0, begin)
            yield from self._content(Piece(piece.part, data[begin:], line), read)
            return
        if self._unsound is None:
            self._unsound = InputFileError(
                f"{_not_well_formed(error, piece.line)}, between the records; {_so_far(read)} before it",
                hint=_DOWNLOAD_AGAIN,
            )
        sound = _INCOMPLETE_TAG.sub(b"", data)
        if sound != data:  # the stream ends inside a tag; what stands before that is complete
            yield from self._content(Piece(piece.part, sound, piece.line), read)


_DOWNLOAD_AGAIN = "Download or export it again; what was read is complete record by record."
_EXPECTED = (
    "Expected is PubMed XML, whose root is PubmedArticleSet: EFetch with retmode=xml, a baseline or an update file."
)


def _closing(root: bytes) -> bytes:
    return b"</" + _ROOT.sub(rb"\1", root) + b">"


def _so_far(read: int) -> str:
    return f"{read:,} record{'' if read == 1 else 's'} read"


def _wrong_root(name: str, data: bytes, line: int, read: int) -> InputFileError:
    local = name.rpartition(":")[2]
    if local in _WEB_PAGES:
        return InputFileError(f"line {line}: this is a web page (<{name}>), not PubMed XML", hint=_EXPECTED)
    error = re.search(rb"<ERROR>(.{1,500}?)</ERROR>", data, re.DOTALL)
    if error:
        said = clean(error[1].decode("utf-8", "replace"))
        return InputFileError(f"line {line}: this is an error reply of E-utilities (<{name}>): {said}", hint=_EXPECTED)
    return InputFileError(
        f"line {line}: the root element is <{name}>, not PubmedArticleSet; {_so_far(read)}", hint=_EXPECTED
    )


def _pmid_in(raw: bytes) -> str:
    """The record's own PMID in bytes that cannot be parsed, never that of a work it refers to."""
    match = _RECORD_PMID.search(raw)
    return match[1].decode() if match else ""


def _rejected(piece: Piece, reason: str) -> Rejected:
    return Rejected(_pmid_in(piece.data), f"{reason} (record on line {piece.line})", piece.data)


def _not_well_formed(error: etree.XMLSyntaxError, line: int) -> str:
    inside = error.lineno or 1
    reason = clean(_POSITION.sub("", error.msg))
    return f"not well-formed XML on line {line + inside - 1}: {reason}"


_POSITION = re.compile(r",? line [0-9]+, column [0-9]+$")  # counted from the record, not from the file
