"""What every endpoint works with, and what they share: the window, ids in parameters, error documents."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from indexer.standin.evaluate import Evaluator
from indexer.standin.exchange import JSON, Reply, Request
from indexer.standin.history import History
from indexer.standin.library import Library

# Document type declarations, observed 2025-11 to 2026-10 (those of esummary and espell are older).
_EUTILS = "https://eutils.ncbi.nlm.nih.gov/eutils/dtd"
PROLOGS = {
    name: f'<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE {name} PUBLIC "{public}" "{system}">\n'
    for name, public, system in (
        ("eSearchResult", "-//NLM//DTD esearch 20060628//EN", f"{_EUTILS}/20060628/esearch.dtd"),
        ("eEfetchResult", "-//NLM//DTD efetch 20131226//EN", f"{_EUTILS}/20131226/efetch.dtd"),
        ("ePostResult", "-//NLM//DTD epost 20090526//EN", f"{_EUTILS}/20090526/epost.dtd"),
        ("eInfoResult", "-//NLM//DTD einfo 20130322//EN", f"{_EUTILS}/20130322/einfo.dtd"),
        ("eSummaryResult", "-//NLM//DTD esummary v1 20041029//EN", f"{_EUTILS}/20041029/esummary-v1.dtd"),
        (
            "eSpellResult",
            "-//NLM//DTD eSpellResult, 23 November 2004//EN",
            "https://www.ncbi.nlm.nih.gov/entrez/query/DTD/eSpell.dtd",
        ),
    )
}
_SEPARATORS = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Service:
    """The state behind the endpoints.

    Args:
        window: how many records of one result can be reached; 9,999 on the live service.
        expired_status: the HTTP status of an EFetch over an expired WebEnv, for which 200 and 400 are both reported.
    """

    library: Library
    evaluator: Evaluator
    history: History
    clock: Callable[[], datetime]
    window: int
    expired_status: int

    @property
    def window_error(self) -> str:
        """What is said of a `retstart` beyond the window."""
        return window_error(self.window)


def window_error(window: int) -> str:
    """What is said of a `retstart` beyond a window of so many records (observed 2023 to 2026)."""
    return (
        f"'retstart' cannot be larger than {window - 1}. For PubMed, ESearch can only retrieve the first "
        f"{window:,} records matching the query. To obtain more than {window:,} PubMed records, consider "
        "using EDirect that contains additional logic to batch PubMed search results automatically so that an "
        "arbitrary number can be retrieved. For details see https://www.ncbi.nlm.nih.gov/books/NBK25499/"
    )


def bad_database(request: Request) -> str:
    """The error for a `db` other than pubmed, or nothing."""
    name = request.text("db")
    return "" if name == "pubmed" else f"Invalid db name specified: {name}"


def xml_document(name: str, inner: str, *, root: str = "", status: int = 200) -> Reply:
    """A reply with this document type; `root` where the root element is named otherwise than the DOCTYPE says."""
    root = root or name
    return Reply(f"{PROLOGS[name]}<{root}>{inner}</{root}>\n".encode(), status=status)


def error_document(name: str, message: str, *, root: str = "", status: int = 200) -> Reply:
    """A reply that holds nothing but an ERROR."""
    return xml_document(name, f"\n\t<ERROR>{escape(message)}</ERROR>\n", root=root, status=status)


def json_document(kind: str, content: dict[str, Any]) -> Reply:
    """A JSON reply with the header that ESearch and ESummary send."""
    return Reply(json.dumps({"header": {"type": kind, "version": "0.3"}} | content).encode(), JSON)


def ids_of(text: str) -> tuple[list[int], list[str]]:
    """PMIDs of an id list, in order and once each (`00000001` is 1), and what in it is no PMID."""
    parts = [part for part in _SEPARATORS.split(text) if part]
    valid = [int(part) for part in parts if part.isascii() and part.isdecimal() and int(part) > 0]
    invalid = [part for part in parts if not (part.isascii() and part.isdecimal() and int(part) > 0)]
    return list(dict.fromkeys(valid)), invalid
