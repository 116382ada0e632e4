"""Read what a writer handed in: Markdown, plain text, HTML or DOCX, as passages that know where they stand.

Every passage keeps the offsets of its letters in the file as given (in characters, a byte order mark not counted), so
that whatever is said of a sentence can be shown where the writer has it. Of a web page the main content counts; what is
page furniture is kept apart, not lost. For a DOCX file the text is what was extracted, a paragraph a line.

Imports the readers of the formats, `errors` and `values`; touches nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from indexer.checking import draft_docx, draft_html, draft_markdown, draft_text
from indexer.checking.draft_furniture import settled
from indexer.checking.draft_passage import Lines, without_glued_items, without_notes
from indexer.checking.values import Draft, Passage
from indexer.errors import UsageError


class DraftError(UsageError):
    """A draft cannot be read (exit code 2)."""

    default_code = "draft"


FORMATS = ("markdown", "text", "html", "docx")
_LARGEST = 10_000_000
_SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown", ".qmd": "markdown",
    ".rmd": "markdown", ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx",
}  # fmt: skip
# What a file of another kind begins with, what it is, and what to do.
_FOREIGN = (
    (b"%PDF", "a PDF file", "Export it as .docx, .html or .txt, or copy its text into a .txt file."),
    (b"\xd0\xcf\x11\xe0", "an old Word (.doc) file", "Save it as .docx, .html or .txt."),
    (b"{\\rtf", "an RTF file", "Save it as .docx, .html or .txt."),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|article|main|div|p|h1)\b",
    re.I | re.S,
)
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^(?:```|~~~)|\[[^\]\n]+\]\((?:https?:|#|/|\.)|^(?:=|-){3,}\s*$|\*\*\S[^*\n]*\*\*", re.M
)
_CHARSET = re.compile(rb"<meta[^>]{0,80}charset=[\"']?([\w-]{3,20})", re.I)
_READERS: dict[str, Callable[[str, Lines], list[Passage]]] = {
    "markdown": draft_markdown.passages,
    "text": draft_text.passages,
    "html": draft_html.passages,
}


def read_draft(name: str, data: bytes, *, format: str | None = None) -> Draft:  # noqa: A002 - the option's own name
    """The draft `name` of these bytes, in one of `FORMATS`; without one by the name's suffix, else by looking.

    Raises:
        DraftError: if it is empty, too large, not text, or of a format that cannot be read.
    """
    if format is not None and format not in FORMATS:
        raise DraftError(f"{name}: there is no draft format {format!r}", hint=f"Choose one of {', '.join(FORMATS)}.")
    if not data.strip():
        raise DraftError(f"{name} is empty", hint="Hand in a draft with some text.")
    if len(data) > _LARGEST:
        raise DraftError(f"{name} is larger than {_LARGEST // 1_000_000} MB", hint="Hand in a part of it.")
    for beginning, what, hint in _FOREIGN:
        if data.startswith(beginning):
            raise DraftError(f"{name} is {what}, which cannot be read here", hint=hint)
    if data.startswith(b"PK\x03\x04") or format == "docx":
        text, passages = _from_docx(name, data)
    else:
        text = _decoded(name, data)
        chosen = format or _SUFFIXES.get(PurePath(name).suffix.lower()) or _looked_at(text)
        if chosen == "docx":
            raise DraftError(
                f"{name} is no DOCX file, whatever its name says", hint="Save it as .docx again, or as .txt."
            )
        passages = _READERS[chosen](text, Lines(text))
    if not passages:
        raise DraftError(f"{name} has no text in it", hint="Hand in a draft with some text.")
    return Draft(name, text, tuple(settled(without_notes(without_glued_items(passages, Lines(text))))))


def _from_docx(name: str, data: bytes) -> tuple[str, list[Passage]]:
    try:
        return draft_docx.read(data)
    except draft_docx.Unreadable as unreadable:
        raise DraftError(f"{name}: {unreadable}", hint="Save it as .docx again, or as .html or .txt.") from unreadable


def _looked_at(text: str) -> str:
    if _HTML.match(text):
        return "html"
    return "markdown" if _MARKDOWN.search(text) else "text"


def _decoded(name: str, data: bytes) -> str:
    """The text of the bytes: as their byte order mark says, UTF-8, what a page declares, or Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data:
        raise DraftError(
            f"{name} is not a text file", hint="Hand in Markdown, plain text, HTML or DOCX, text as UTF-8."
        )
    else:
        declared = _CHARSET.search(data[:2048])
        encodings = ["utf-8-sig", *([declared[1].decode("ascii")] if declared else []), "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        odd = sum(1 for letter in text[:20_000] if letter < " " and letter not in "\t\n\r\f\v\x1a\x1b")
        if odd * 50 > min(len(text), 20_000):
            break
        return text.removeprefix("\ufeff")
    raise DraftError(f"{name} is not a text file", hint="Hand in Markdown, plain text, HTML or DOCX, text as UTF-8.")
