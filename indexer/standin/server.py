"""The server: E-utilities on a loopback port."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import Thread
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import parse_qsl, urlsplit

from indexer.standin.efetch import efetch
from indexer.standin.esearch import esearch
from indexer.standin.esummary import esummary
from indexer.standin.evaluate import Evaluator
from indexer.standin.exchange import HTML, JSON, Reply, Request
from indexer.standin.faults import MISUSE_PAGE, MISUSE_PATH, Exchange, Faults, rate_limited
from indexer.standin.history import History
from indexer.standin.library import Library
from indexer.standin.ratelimit import RateLimit
from indexer.standin.requestlog import Entry, RequestLog
from indexer.standin.service import Service
from indexer.standin.utilities import einfo, epost, espell
from indexer.standin.wire import Wire

_FOLDER = "/entrez/eutils/"
_ENDPOINTS: dict[str, Callable[[Service, Request], Reply]] = {
    "esearch": esearch,
    "efetch": efetch,
    "epost": epost,
    "esummary": esummary,
    "einfo": einfo,
    "espell": espell,
}
_NOT_FOUND = Reply(b"<html><head><title>404 Not Found</title></head></html>\n", HTML, 404)
_TOO_LONG = Reply(b"<html><head><title>414 Request-URI Too Long</title></head></html>\n", HTML, 414)


class StandIn:
    """E-utilities over the records of some files, on 127.0.0.1. A context manager: it serves inside the `with`.

    Args:
        paths: PubMed XML files (`.xml`, `.xml.gz`), read in order.
        library: records already loaded, to serve those (files are added to it).
        port: 0 takes a free one.
        window: how many records of one result can be reached; a small one exercises splitting.
        rate_limit: requests a second without an API key (3 on the live service); None for no limit.
        api_keys: the keys that are good; None takes any.
        longest_url: a GET with a longer path and query is answered 414. The live limit is unknown.
        unknown_tags: whether a tag that names no field is reported or silently ignored; both were observed.
        report_missing_phrases: whether phrases that no served record has are reported as not found.
        history_lifetime: seconds after its last use that a WebEnv expires; None never.
        expired_status: HTTP status of an EFetch over an expired WebEnv; 200 and 400 are both reported.
        clock: the date and time.
        monotonic: seconds, for rates, the history's age and the log.
        pause: waits so many seconds, for faults that take their time.

    Raises:
        UnreadableFile, UnreadableRecord: a file cannot be served.
    """

    def __init__(
        self,
        paths: Iterable[Path | str] = (),
        *,
        library: Library | None = None,
        port: int = 0,
        window: int = 9999,
        rate_limit: int | None = None,
        api_keys: frozenset[str] | None = None,
        longest_url: int = 2048,
        unknown_tags: Literal["report", "silent"] = "report",
        report_missing_phrases: bool = True,
        history_lifetime: float | None = None,
        expired_status: int = 400,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.library = Library(clock) if library is None else library
        self.library.load(Path(path) for path in paths)
        self.log = RequestLog()
        self.faults = Faults()
        self.history = History(monotonic, history_lifetime)
        evaluator = Evaluator(
            self.library, clock, unknown_tags=unknown_tags, report_missing_phrases=report_missing_phrases
        )
        self._service = Service(self.library, evaluator, self.history, clock, window, expired_status)
        self._rate_limit = None if rate_limit is None else RateLimit(rate_limit, monotonic)
        self._api_keys = api_keys
        self._longest_url = longest_url
        self._monotonic = monotonic
        self._pause = pause
        self._server = _Server(("127.0.0.1", port), _handler_for(self))
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), name="standin", daemon=True)

    @property
    def base_url(self) -> str:
        """Where the endpoints are: `http://127.0.0.1:PORT/entrez/eutils/`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{_FOLDER}"

    def start(self) -> None:
        """Starts serving in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stops serving and frees the port.

        Raises:
            Exception: what went wrong in the stand-in itself while answering, if anything did.
        """
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()
        if self._server.defects:
            raise self._server.defects[0]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def respond(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """Logs and answers one request."""
        url = urlsplit(handler.path)
        endpoint = url.path.rpartition("/")[2].removesuffix(".fcgi")
        pairs = parse_qsl(url.query, keep_blank_values=True)
        pairs += parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        params: dict[str, str] = {}
        for given, value in pairs:
            # Parameter names are lower case but for WebEnv, which Biopython's tutorial sends as `webenv`.
            name = "WebEnv" if given == "webenv" else given
            # A repeated id adds to the list, as ELink's documentation has it; of others the last counts.
            params[name] = f"{params[name]},{value}" if name == "id" and name in params else value
        request = Request(endpoint, handler.command, params, str(handler.client_address[0]))
        entry = Entry(self._monotonic(), endpoint, handler.command, url.path, params, len(body))
        number, wire = self.log.note(entry), Wire(handler)

        def answer() -> Reply:
            return self._answer(request, url.path, len(handler.path))

        fault = None if url.path == MISUSE_PATH else self.faults.next_for(endpoint)
        reply: Reply | None
        if fault is None:
            reply = answer()
        else:
            self.log.answered(number, fault=fault.name)
            reply = fault.act(Exchange(request, answer, wire, self._pause))
        if reply is not None:
            self.log.answered(number, status=reply.status)
            wire.whole(reply)

    def _answer(self, request: Request, path: str, url_length: int) -> Reply:
        if path == MISUSE_PATH:
            return MISUSE_PAGE
        endpoint = _ENDPOINTS.get(request.endpoint)
        if endpoint is None or path != f"{_FOLDER}{request.endpoint}.fcgi":
            return _NOT_FOUND
        if url_length > self._longest_url:
            return _TOO_LONG
        return self._refuse_key(request) or self._within_limits(request, endpoint)

    def _refuse_key(self, request: Request) -> Reply | None:
        key = request.text("api_key")
        if not key or self._api_keys is None or key in self._api_keys:
            return None
        # Observed, line break and all: the service echoes the key.
        refusal = f'{{"error":"API key invalid","api-key":"{key}","type":"invalid",\n"status":"unknown"}}'
        return Reply(refusal.encode(), JSON, 400)

    def _within_limits(self, request: Request, endpoint: Callable[[Service, Request], Reply]) -> Reply:
        if self._rate_limit is None:
            return endpoint(self._service, request)
        key = request.text("api_key")
        verdict = self._rate_limit.judge(request.client, key)
        if not verdict.allowed:
            return rate_limited(key or request.client, verdict.count, verdict.limit)
        reply = endpoint(self._service, request)
        limits = (("X-RateLimit-Limit", str(verdict.limit)), ("X-RateLimit-Remaining", str(verdict.remaining)))
        return replace(reply, headers=(*reply.headers, *limits))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.defects: list[BaseException] = []

    def server_bind(self) -> None:
        """Binds without asking the name service who we are, which may take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keeps what went wrong in the stand-in itself; a caller that hangs up early is no defect."""
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError | TimeoutError):
            self.defects.append(error)


def _handler_for(standin: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "standin"
        timeout = 60

        def handle_one_request(self) -> None:
            """As the base class, which flushes what a reset has already closed."""
            try:
                super().handle_one_request()
            except ValueError:
                if not self.wfile.closed:
                    raise

        def do_GET(self) -> None:
            standin.respond(self, b"")

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "0")
            standin.respond(self, self.rfile.read(int(length)) if length.isdecimal() else b"")

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the base class names it so)
            """Writes nothing: `RequestLog` has it all."""

    return Handler
