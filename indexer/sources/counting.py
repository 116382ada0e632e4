"""Count the records and deletions of a file in its bytes, without parsing, to check the parser against.

Imports the standard library only.
"""

from __future__ import annotations

import re

_OUTSIDE = re.compile(
    rb"<(/?)(PubmedArticle|PubmedBookArticle)(?=[\s/>])|<(Delete)(?:Citation|Document)(?=[\s>])|<(!--|!\[CDATA\[)"
)
_IN_DELETION = re.compile(rb"<PMID(?=[\s>])|</(Delete)(?:Citation|Document)(?=[\s>])")
_CLOSERS = {b"!--": b"-->", b"![CDATA[": b"]]>"}
_LONGEST = len("</PubmedBookArticle>")


class ElementCounter:
    """Fed all the bytes of a file in order, knows how many elements have begun in them."""

    def __init__(self) -> None:
        self.articles = 0
        self.books = 0
        self.deletions = 0
        self._rest = b""
        self._in_record = False
        self._in_deletion = False
        self._closer = b""  # of the comment or CDATA section we are in
        self._in_block = False
        self._block_has_pmid = False

    def xml(self, chunk: bytes) -> None:
        """The next bytes of an XML file; empty at its end.

        A record is counted at its opening tag, or at its closing tag where it has no opening one; a deletion at
        each PMID inside DeleteCitation or DeleteDocument.
        """
        data = self._rest + chunk
        # A tag that lies across two chunks is found with the second one.
        limit = len(data) - _LONGEST if chunk else len(data)
        position = 0
        while position < max(limit, 0):
            if self._closer:
                found = data.find(self._closer, position)
                if found < 0:
                    break
                position, self._closer = found + len(self._closer), b""
                continue
            match = (_IN_DELETION if self._in_deletion else _OUTSIDE).search(data, position)
            if match is None or match.start() >= limit:
                break
            position = match.end()
            self._tag(match)
        self._rest = data[max(position, limit, 0) :]

    def _tag(self, match: re.Match[bytes]) -> None:
        if self._in_deletion:
            self._in_deletion = match[1] is None
            self.deletions += match[1] is None
        elif match[2]:
            closing = bool(match[1])
            if not (closing and self._in_record):
                self.articles += match[2] == b"PubmedArticle"
                self.books += match[2] == b"PubmedBookArticle"
            self._in_record = not closing
        elif self._in_record:
            pass  # what stands inside a record is that record's affair, damaged or not
        elif match[3]:
            self._in_deletion = True
        else:
            self._closer = _CLOSERS[match[4]]

    def nbib(self, line: bytes) -> None:
        """The next line of an NBIB file: each block of lines counts as one article, a second PMID line as another."""
        if not line.strip():
            self._in_block = False
            return
        names_pmid = line.startswith(b"PMID-")
        if not self._in_block or (names_pmid and self._block_has_pmid):
            self.articles += 1
            self._in_block, self._block_has_pmid = True, False
        self._block_has_pmid = self._block_has_pmid or names_pmid
