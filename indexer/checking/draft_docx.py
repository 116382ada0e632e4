"""A draft from Word: the paragraphs of `word/document.xml`, with headings and list items as their styles say.

The format is ECMA-376, WordprocessingML. Deleted text of tracked changes and field codes are left out, inserted text is
kept; of a drawing with a fallback the first choice counts. The file comes from anywhere, so sizes are bounded and XML
with a document type, through which entities come, is refused.

Imports `lxml`, `draft_passage` and `values` only.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from indexer.checking.draft_passage import Lines, Pieces
from indexer.checking.values import Block, Passage

_LARGEST = 30_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr", _FALLBACK})
_AS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-", f"{_W}ptab": " "}
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADING = re.compile(r"(?:heading \d|title|subtitle)$", re.I)
_LIST = re.compile(r"list\b(?!.*continue)", re.I)


class Unreadable(Exception):
    """The bytes are no Word document that can be read; says why."""


def read(data: bytes) -> tuple[str, list[Passage]]:
    """The text of a document, a paragraph a line, and its passages.

    Raises:
        Unreadable: if it is no such document, damaged, or larger than anybody writes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document = _parsed(_entry(archive, "word/document.xml"))
            styles = _styles(_parsed(_entry(archive, "word/styles.xml"))) if _has(archive, "word/styles.xml") else {}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as damaged:
        raise Unreadable("the DOCX file is damaged or locked with a password") from damaged
    paragraphs = [(_block(one, styles), _text(one)) for one in document.iter(f"{_W}p") if not _is_skipped(one)]
    text = "\n".join(said for _, said in paragraphs)
    return text, list(_passages(paragraphs, Lines(text)))


def _passages(paragraphs: list[tuple[Block, str]], lines: Lines) -> Iterator[Passage]:
    place = 0
    for block, said in paragraphs:
        pieces = Pieces()
        pieces.add(said, place)
        place += len(said) + 1
        if passage := pieces.passage(block, lines):
            yield passage


def _has(archive: zipfile.ZipFile, name: str) -> bool:
    return name in archive.NameToInfo


def _entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part of the archive; what its directory says of the size is not trusted."""
    if not _has(archive, name):
        raise Unreadable("it is a ZIP file, but no Word document")
    with archive.open(name) as part:
        data = part.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise Unreadable(f"its text takes more than {_LARGEST // 1_000_000} MB")
    return data


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)
    head = data[:4096].replace(b"\x00", b"").lower()
    if b"<!doctype" in head or b"<!entity" in head:
        raise Unreadable("its XML declares a document type, which Word never writes")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as broken:
        raise Unreadable("its XML is broken") from broken
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("its XML declares a document type, which Word never writes")
    return root


def _styles(root: etree._Element) -> dict[str, Block]:
    """What the paragraph styles are, by id: ids follow the language of the program that wrote them, names do not."""
    found: dict[str, Block] = {}
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        label = name.get(f"{_W}val", "") if name is not None else ""
        identity = style.get(f"{_W}styleId", "")
        if _HEADING.match(label) or style.find(f"{_W}pPr/{_W}outlineLvl") is not None:
            found[identity] = Block.HEADING
        elif _LIST.match(label):
            found[identity] = Block.ITEM
    return found


def _block(paragraph: etree._Element, styles: dict[str, Block]) -> Block:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val", "") if style is not None else ""
    if styles.get(name) is Block.HEADING or re.match(r"(?:heading\d|title$)", name, re.I):
        return Block.HEADING
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None or styles.get(name) is Block.ITEM:
        return Block.ITEM
    return Block.CELL if any(one.tag == f"{_W}tc" for one in paragraph.iterancestors()) else Block.PARAGRAPH


def _is_skipped(paragraph: etree._Element) -> bool:
    return any(one.tag == _FALLBACK for one in paragraph.iterancestors())


def _text(paragraph: etree._Element) -> str:
    """What a reader sees of a paragraph; line breaks are blanks, so that a paragraph is one line."""
    return re.sub(r"[\r\n]", " ", "".join(_runs(paragraph)))


def _runs(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == f"{_W}p":  # a text box holds paragraphs of its own
            continue
        if child.tag == f"{_W}t":
            said = child.text or ""
            yield said.translate(_RAISED_DIGITS) if _is_raised(element) else said
        elif child.tag in _AS:
            yield _AS[str(child.tag)]
        elif child.tag == f"{_W}txbxContent":
            continue
        else:
            yield from _runs(child)


def _is_raised(run: etree._Element) -> bool:
    """Whether a run is written above the line, as the numbers of references are."""
    how = run.find(f"{_W}rPr/{_W}vertAlign")
    return how is not None and how.get(f"{_W}val") == "superscript"
