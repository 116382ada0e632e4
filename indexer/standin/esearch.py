"""ESearch: from a query to a count, a page of PMIDs, and what was really evaluated."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from indexer.standin import dates
from indexer.standin.citation import Citation
from indexer.standin.evaluate import Notes, Outcome, Recalled
from indexer.standin.exchange import Reply, Request
from indexer.standin.fields import DATE_TYPES, Field, field_named
from indexer.standin.grammar import Chain, Node, QueryFailed, Range, Recall, read_query
from indexer.standin.history import QueryExpired
from indexer.standin.service import Service, bad_database, error_document, json_document, xml_document

_DEFAULT_PAGE = 20
_SORTS: dict[str, Callable[[Citation], Any]] = {
    # Without a sort: most recently added first. `relevance` is arbitrary but stable.
    "": lambda c: (-c.created, -c.pmid),
    "pub_date": lambda c: (-c.published, -c.pmid),
    "Author": lambda c: (c.first_author, -c.pmid),
    "JournalName": lambda c: (c.journal, -c.pmid),
    "relevance": lambda c: zlib.crc32(str(c.pmid).encode()),
}


@dataclass(frozen=True, slots=True)
class _Page:
    """One answer, ready to be written as XML or JSON."""

    count: int
    start: int
    pmids: tuple[int, ...]
    text: str
    notes: Notes
    messages: tuple[str, ...]
    environment: str = ""
    key: int = 0


def esearch(service: Service, request: Request) -> Reply:
    """Answers an ESearch call."""
    term, key = request.text("term"), request.text("query_key")
    if error := bad_database(request):
        return _error(request, error)
    if not term and not key:
        return _error(request, "Empty term and query_key - nothing todo")
    environment = request.text("WebEnv")

    def recall(query_key: int) -> Recalled:
        return service.history.recall(environment, str(query_key))

    try:
        node = _limited(service, request, term, key)
        with service.library.lock:
            outcome = service.evaluator.evaluate(node, recall)
            found = [service.library.at(number) for number in outcome.numbers]
    except QueryFailed as error:
        return _error(request, f"Search Backend failed: {error}")
    except QueryExpired as error:
        return _error(request, str(error))
    sort, messages = request.text("sort"), []
    if sort not in _SORTS:
        messages.append(f"Unknown sort schema '{sort}' ignored")
        sort = ""
    pmids = tuple(citation.pmid for citation in sorted(found, key=_SORTS[sort]))
    return _answer(service, request, outcome, pmids, messages)


def _answer(service: Service, request: Request, outcome: Outcome, pmids: tuple[int, ...], messages: list[str]) -> Reply:
    if request.text("rettype").lower() == "count":
        if request.wants_json:
            return json_document("esearch", {"esearchresult": {"count": str(len(pmids))}})
        return xml_document("eSearchResult", f"\n\t<Count>{len(pmids)}</Count>\n")
    start, size = request.number("retstart", 0), request.number("retmax", _DEFAULT_PAGE)
    if start >= service.window and len(pmids) > service.window:
        return _error(request, f"Search Backend failed: Exception:\n{service.window_error}")
    if start + size > service.window:
        size = max(0, service.window - start)
        messages.append(f"Restrictions achieved. start and count adjusted to {start}, {size}")
    if not pmids:
        messages.append("No items found.")
    environment, key = request.text("WebEnv"), 0
    if request.text("usehistory").lower() == "y":
        environment, key = service.history.keep(pmids, outcome.text, environment)
    page = pmids[start : start + size]
    made = _Page(len(pmids), start, page, outcome.text, outcome.notes, tuple(messages), environment, key)
    return _as_json(made) if request.wants_json else _as_xml(made)


def _limited(service: Service, request: Request, term: str, key: str) -> Node:
    """The query with what other parameters AND to it: an earlier result and a range of dates."""
    parts: list[Node] = []
    if key:
        if not key.isdecimal():
            raise QueryExpired(key)
        parts.append(Recall(int(key)))
    if term:
        parts.append(read_query(term, field_named(request.text("field")) if request.text("field") else None))
    field = DATE_TYPES.get(request.text("datetype").lower(), Field.PUBLISHED)
    days, low, high = request.text("reldate"), request.text("mindate"), request.text("maxdate")
    if days.isdecimal():
        today = service.clock().date()
        low, high = (dates.as_slashes(day) for day in (dates.days_before(today, int(days)), dates.of_day(today)))
    if low and high:  # they must be a pair; one alone is ignored (an assumption)
        parts.append(Range(field, low, high))
    return Chain(parts[0], tuple(("AND", part) for part in parts[1:])) if len(parts) > 1 else parts[0]


def _error(request: Request, message: str) -> Reply:
    if not request.wants_json:
        return error_document("eSearchResult", message)
    made = json_document("esearch", {"esearchresult": {"ERROR": message}})
    # Observed: the line break after "Exception:" stands raw in the JSON string, which strict readers refuse.
    return Reply(made.body.replace(b"\\n", b"\n"), made.content_type)


def _element(name: str, *texts: str) -> str:
    return "".join(f"<{name}>{escape(text)}</{name}>" for text in texts)


def _as_xml(page: _Page) -> Reply:
    notes = page.notes
    inner = f"<Count>{page.count}</Count><RetMax>{len(page.pmids)}</RetMax><RetStart>{page.start}</RetStart>"
    if page.key:
        inner += f"<QueryKey>{page.key}</QueryKey><WebEnv>{page.environment}</WebEnv>"
    ids = "".join(f"<Id>{pmid}</Id>\n" for pmid in page.pmids)
    inner += f"<IdList>\n{ids}</IdList>" if ids else "<IdList/>"
    # The padding inside Translation is as observed.
    translations = "".join(
        f"<Translation>     {_element('From', plain)}     {_element('To', made)}    </Translation>"
        for plain, made in notes.translated
    )
    inner += f"<TranslationSet>{translations}</TranslationSet>" if translations else "<TranslationSet/>"
    inner += _element("QueryTranslation", page.text)
    errors = _element("PhraseNotFound", *notes.phrases_not_found) + _element("FieldNotFound", *notes.fields_not_found)
    inner += f"<ErrorList>{errors}</ErrorList>" if errors else ""
    warnings = (
        _element("PhraseIgnored", *notes.phrases_ignored)
        + _element("QuotedPhraseNotFound", *notes.quoted_not_found)
        + _element("OutputMessage", *page.messages)
    )
    inner += f"<WarningList>{warnings}</WarningList>" if warnings else ""
    return xml_document("eSearchResult", inner)


def _as_json(page: _Page) -> Reply:
    notes = page.notes
    result: dict[str, Any] = {
        "count": str(page.count),
        "retmax": str(len(page.pmids)),
        "retstart": str(page.start),
    }
    if page.key:
        result |= {"querykey": str(page.key), "webenv": page.environment}
    result["idlist"] = [str(pmid) for pmid in page.pmids]
    result["translationset"] = [{"from": plain, "to": made} for plain, made in notes.translated]
    result["querytranslation"] = page.text
    if notes.phrases_not_found or notes.fields_not_found:
        result["errorlist"] = {
            "phrasesnotfound": list(notes.phrases_not_found),
            "fieldsnotfound": list(notes.fields_not_found),
        }
    if notes.phrases_ignored or notes.quoted_not_found or page.messages:
        result["warninglist"] = {
            "phrasesignored": list(notes.phrases_ignored),
            "quotedphrasesnotfound": list(notes.quoted_not_found),
            "outputmessages": list(page.messages),
        }
    return json_document("esearch", {"esearchresult": result})
