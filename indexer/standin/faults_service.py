"""Faults of the service as a whole: it limits, refuses, fails, blocks, or sends something else than it should."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from email.utils import formatdate

from indexer.standin.exchange import HTML, JSON, PLAIN, XML, Reply
from indexer.standin.scripted import Exchange, Fault, Kind, Mark
from indexer.standin.service import PROLOGS

MISUSE_PATH = "/misuse"
# The live service redirects to misuse.ncbi.nlm.nih.gov; the stand-in stays on its own host.
MISUSE_PAGE = Reply(
    b'<?xml version="1.0" encoding="utf-8"?>\n'
    b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    b'"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
    b'<html xmlns="http://www.w3.org/1999/xhtml">\n<head><title>NCBI - WWW Error Blocked Diagnostic</title></head>\n'
    b"<body><h1>Access denied</h1><p>Your access has been temporarily blocked.</p></body>\n</html>\n",
    HTML,
)
_ERROR_PAGE = (
    b"<html><head><title>NCBI/eutils202 - WWW Error 500 Diagnostic</title></head>\n"
    b"<body><h1>Server Error</h1><p>Your request could not be processed due to a problem on our Web server.</p></body>"
    b"</html>\n"
)
_MAINTENANCE = (
    b"<html><head><title>NCBI - Site Maintenance</title></head>\n<body><h1>Down for maintenance</h1></body></html>\n"
)
_MAINTENANCE_XHTML = (
    b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
    b'"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml"><head>'
    b"<title>NCBI - Site Maintenance</title></head><body><h1>Down for maintenance</h1></body></html>\n"
)
_ROOTS = {
    "esearch": ("eSearchResult", "eSearchResult"),
    "efetch": ("eEfetchResult", "eFetchResult"),
    "epost": ("ePostResult", "ePostResult"),
    "einfo": ("eInfoResult", "eInfoResult"),
    "esummary": ("eSummaryResult", "eSummaryResult"),
    "espell": ("eSpellResult", "eSpellResult"),
}
Act = Callable[[Exchange], Reply]


def rate_limited(client: str, count: int, limit: int, retry_after: str = "2") -> Reply:
    """The 429 reply, observed 2026-07-11."""
    body = f'{{"error":"API rate limit exceeded","api-key":"{client}","count":"{count}","limit":"{limit}"}}'
    limits = (("X-RateLimit-Limit", str(limit)), ("X-RateLimit-Remaining", "0"))
    return Reply(body.encode(), JSON, 429, (("Retry-After", retry_after), *limits))


def error_inside(message: str, status: int = 200) -> Act:
    """An ERROR (already escaped) in the document that the endpoint sends, with this status."""

    def act(exchange: Exchange) -> Reply:
        if exchange.request.wants_json and exchange.request.endpoint == "esearch":
            body = f'{{"header":{{"type":"esearch","version":"0.3"}},"esearchresult":{{"ERROR":"{message}"}}}}'
            return Reply(body.encode(), JSON, status)
        doctype, root = _ROOTS[exchange.request.endpoint]
        return Reply(f"{PROLOGS[doctype]}<{root}><ERROR>{message}</ERROR></{root}>\n".encode(), status=status)

    return act


def _limited(retry_after: str = "2") -> Act:
    return lambda exchange: rate_limited(exchange.request.client, 4, 3, retry_after)


def _limited_until_a_date(exchange: Exchange) -> Reply:
    # By the wall clock, as is the reply's own Date header.
    return _limited(formatdate(time.time() + 20, usegmt=True))(exchange)


def _bad_key(exchange: Exchange) -> Reply:
    key = exchange.request.text("api_key")
    body = f'{{"error":"API key invalid","api-key":"{key}","type":"invalid",\n"status":"unknown"}}'
    return Reply(body.encode(), JSON, 400)


def _unavailable(status: int, name: str, *headers: tuple[str, str]) -> Act:
    page = f"<html><head><title>{status} {name}</title></head><body><h1>{name}</h1></body></html>\n"
    return lambda _: Reply(page.encode(), HTML, status, headers)


def _prolog(exchange: Exchange) -> Reply:
    doctype, _ = _ROOTS[exchange.request.endpoint]
    return Reply(PROLOGS[doctype].encode())


def _json_as_xml(exchange: Exchange) -> Reply:
    body = b'{"header":{"type":"%s","version":"0.3"},"result":{}}' % exchange.request.endpoint.encode()
    return Reply(body, XML)


def _redirect(status: int) -> Act:
    def act(exchange: Exchange) -> Reply:
        away = f"https://elsewhere.example/entrez/eutils/{exchange.request.endpoint}.fcgi"
        return Reply(b"", HTML, status, (("Location", away),))

    return act


def _too_long(exchange: Exchange) -> Reply:
    """414 for a GET; a POST is answered, as by the live service."""
    if exchange.request.method == "POST":
        return exchange.answer()
    return Reply(b"<html><head><title>414 Request-URI Too Long</title></head></html>\n", HTML, 414)


_PROXY_STREAM = (
    " Error: CEFetchPApplication::proxy_stream(): &#xa;&lt;html&gt;&lt;head&gt;&lt;title&gt;502 Server Error&lt;/title"
    "&gt;&lt;/head&gt;&lt;body&gt;Please try again in 30 seconds.&lt;/body&gt;&lt;/html&gt;"
)
_BACKEND = "Search Backend failed: Pubmed 2.0 search API: HTTP request returned 502 status."
_OBSERVED, _DESIGNED = Mark.OBSERVED, Mark.DESIGNED
_AGAIN = "backs off and sends the same request again"
_LIMIT = "more than 3 requests in a second"

RATE_LIMITED = Fault(
    "rate429", _OBSERVED, _limited(), 1, trigger=_LIMIT, response="429, Retry-After: 2, JSON",
    harvester="waits 2 s or more and sends the same request again",
)  # fmt: skip
SERVER_ERROR = Fault(
    "http500", _OBSERVED, lambda _: Reply(_ERROR_PAGE, HTML, 500), 6,
    trigger="the web server fails", response="500, a page", harvester=_AGAIN,
)  # fmt: skip
BACKEND_FAILED = Fault(
    "backend502-in-200", _OBSERVED, error_inside(_BACKEND), 8,
    trigger="the search back end is down (2026-09-17)", response="200 with an ERROR inside",
    harvester="takes it for an outage, not for no hits, and asks again",
)  # fmt: skip
# The text is observed; the status for EFetch is reported as 200 and as 400.
HISTORY_EXPIRED = Fault(
    "webenv-expired", _OBSERVED,
    lambda exchange: error_inside(
        f"Unable to obtain query #{exchange.request.text('query_key') or 1}",
        400 if exchange.request.endpoint == "efetch" else 200,
    )(exchange),
    14, trigger="a stored search has expired", response="ERROR; 200 for ESearch, 400 for EFetch",
    harvester="searches again", endpoints=("esearch", "efetch"),
)  # fmt: skip
EMPTY_BODY = Fault(
    "empty-200", _DESIGNED, lambda exchange: replace(exchange.answer(), body=b"", status=200), 32,
    trigger="a proxy or back end gives up", response="200 and no byte", harvester=_AGAIN,
)  # fmt: skip
BLOCKED = Fault(
    "blocked", _OBSERVED, lambda _: Reply(b"", HTML, 302, (("Location", MISUSE_PATH),)), 34, Kind.REFUSAL,
    trigger="NCBI blocks the address", response="302 to a page that says so, with status 200",
    harvester="stops at once, says so, and sends nothing more",
)  # fmt: skip

TABLE: tuple[Fault, ...] = (
    RATE_LIMITED,
    Fault("rate200", _OBSERVED, lambda exchange: replace(_limited()(exchange), status=200, headers=()), 2,
          trigger=_LIMIT, response="200 with the JSON of a 429", harvester="treats it as a 429"),
    Fault("rate429-forever", _OBSERVED, _limited(), 3, trigger="the limit stays exceeded",
          response="429 to every request", harvester="gives up after bounded tries; the watermark stays", times=12),
    Fault("retry-after-date", _DESIGNED, _limited_until_a_date, 4, trigger=_LIMIT,
          response="429, Retry-After as an HTTP date 20 s ahead", harvester="reads the date and waits"),
    Fault("retry-after-hour", _DESIGNED, _limited("3600"), 4, trigger=_LIMIT, response="429, Retry-After: 3600",
          harvester="ends the run rather than sleep for an hour"),
    Fault("badkey", _OBSERVED, _bad_key, 5, Kind.REFUSAL, trigger="the API key is not known",
          response="400 JSON that echoes the key", harvester="does not ask again; the key is never logged"),
    SERVER_ERROR,
    Fault("http502", _DESIGNED, _unavailable(502, "Bad Gateway"), 7, trigger="a gateway fails",
          response="502, a page", harvester=_AGAIN),
    Fault("http503", _DESIGNED, _unavailable(503, "Service Unavailable", ("Retry-After", "5")), 7,
          trigger="the service is overloaded", response="503, Retry-After: 5", harvester="waits 5 s or more"),
    Fault("http504", _DESIGNED, _unavailable(504, "Gateway Timeout"), 7, trigger="a gateway waits in vain",
          response="504, a page", harvester=_AGAIN),
    BACKEND_FAILED,
    Fault("proxy-stream-400", _OBSERVED, error_inside(_PROXY_STREAM, 400), 9, endpoints=("efetch",),
          trigger="the back end of EFetch is down (2026-09-17)", response="400 with an ERROR that wraps a 502 page",
          harvester="takes it for an outage although it is a 400"),
    Fault("proxy-stream-200", _OBSERVED, error_inside(_PROXY_STREAM), 9, endpoints=("efetch",),
          trigger="the same; the status was not recorded", response="200 with that ERROR", harvester=_AGAIN),
    HISTORY_EXPIRED,
    Fault("webenv-expired-200", _OBSERVED, error_inside("Unable to obtain query #1"), 14,
          trigger="the same, as reported elsewhere", response="ERROR with status 200", harvester="searches again",
          endpoints=("efetch",)),
    EMPTY_BODY,
    Fault("prolog-only", _OBSERVED, _prolog, 33, trigger="a back end gives up after the head",
          response="200, XML declaration and DOCTYPE, nothing else", harvester=_AGAIN),
    BLOCKED,
    Fault("blocked-page", _OBSERVED, lambda _: MISUSE_PAGE, 34, Kind.REFUSAL,
          trigger="the same, with a proxy that follows redirects", response="that page with status 200",
          harvester="stops at once, says so, and sends nothing more"),
    Fault("maintenance", _DESIGNED, lambda _: Reply(_MAINTENANCE, HTML), 35, trigger="maintenance",
          response="200, a web page", harvester="takes it for an outage and asks again later"),
    Fault("maintenance-xhtml", _DESIGNED, lambda _: Reply(_MAINTENANCE_XHTML, XML), 35, trigger="maintenance",
          response="200, a web page that is well-formed XML and says it is", harvester="looks at the root"),
    Fault("xml-as-plain", _DESIGNED, lambda exchange: replace(exchange.answer(), content_type=PLAIN), 36, Kind.NOTICE,
          trigger="a header is wrong", response="the right XML as text/plain", harvester="goes by the bytes"),
    Fault("json-as-xml", _DESIGNED, _json_as_xml, 36, trigger="retmode is lost on the way",
          response="JSON as text/xml", harvester="goes by the bytes and asks again"),
    Fault("uri-too-long", _DESIGNED, _too_long, 48, trigger="a GET with too many ids; the limit is not known",
          response="414", harvester="sends the same request as a POST"),
    Fault("redirect302", _OBSERVED, _redirect(302), 49, Kind.REFUSAL, trigger="a proxy or log-in page",
          response="302 to another host; a POST that follows loses its body",
          harvester="does not follow, and says so"),
    Fault("redirect307", _OBSERVED, _redirect(307), 49, Kind.REFUSAL, trigger="a proxy or log-in page",
          response="307 to another host", harvester="does not follow, and says so"),
)  # fmt: skip
