"""EFetch: records by PMID or from the history, as the files held them (XML), as MEDLINE text, or only their PMIDs."""

from __future__ import annotations

from indexer.standin.citation import Citation
from indexer.standin.exchange import PLAIN, Reply, Request
from indexer.standin.history import QueryExpired
from indexer.standin.medline import medline_text
from indexer.standin.service import Service, bad_database, error_document, ids_of

_ROOT = "eFetchResult"  # the DOCTYPE says eEfetchResult: observed, and so served
_PROLOG = (
    b'<?xml version="1.0" ?>\n'
    b'<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    b'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)


def efetch(service: Service, request: Request) -> Reply:
    """Answers an EFetch call: order kept, each record once, unknown PMIDs left out without a word."""
    if error := bad_database(request):
        return _error(error)
    pmids = _asked(service, request)
    if isinstance(pmids, Reply):
        return pmids
    with service.library.lock:
        found = [citation for pmid in pmids if (citation := service.library.get(pmid)) is not None]
    match request.text("rettype").lower(), request.text("retmode").lower():
        case "uilist", _:
            return Reply("".join(f"{citation.pmid}\n" for citation in found).encode(), PLAIN)
        case "medline", "text" | "":
            return Reply("".join(f"\n{medline_text(citation.raw)}" for citation in found).encode(), PLAIN)
        case _, "xml" | "":
            return Reply(_PROLOG + _article_set(found))
        case rettype, retmode:
            return _error(f"The stand-in does not serve rettype={rettype} with retmode={retmode}.")


def _asked(service: Service, request: Request) -> list[int] | Reply:
    """The PMIDs asked for, by number or as a slice of a kept result; or the reply that refuses them."""
    if request.text("WebEnv") and request.text("query_key"):
        return _from_history(service, request)
    pmids, _ = ids_of(request.text("id"))
    if not pmids:
        return _error("ID list is empty! Possibly it has no correct IDs.")
    start = request.number("retstart", 0)
    return pmids[start : start + request.number("retmax", len(pmids))]


def _article_set(found: list[Citation]) -> bytes:
    if not found:
        return b"<PubmedArticleSet></PubmedArticleSet>\n"
    return b"<PubmedArticleSet>\n" + b"".join(citation.raw for citation in found) + b"</PubmedArticleSet>"


def _from_history(service: Service, request: Request) -> list[int] | Reply:
    """A slice of a kept result; a slice that crosses the window's edge is cut there without a word, as observed."""
    try:
        pmids = service.history.recall(request.text("WebEnv"), request.text("query_key")).pmids
    except QueryExpired as error:
        return _error(str(error), status=service.expired_status)
    start, size = request.number("retstart", 0), request.number("retmax", service.window)
    if start >= service.window:
        return _error(service.window_error)
    if start >= len(pmids):
        return _error(
            f"Cannot retrieve history data: OUT OF RANGE. Parameter retstart={start} + 1 is greater than number of "
            f"records available in history. History includes {len(pmids)} IDs."
        )
    return list(pmids[start : min(start + size, service.window)])


def _error(message: str, *, status: int = 400) -> Reply:
    return error_document("eEfetchResult", message, root=_ROOT, status=status)
