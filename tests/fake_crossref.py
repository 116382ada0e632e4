"""A Crossref on this machine: a list of works by DOI, and faults scripted for the next requests."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Work = dict[str, Any]
Script = Callable[["Request"], None]


def update(kind: str, notice: str, *, source: str = "publisher", date: tuple[int, ...] = (2023, 4, 22)) -> Work:
    """One entry of `updated-by`, as Crossref serves it."""
    return {
        "DOI": notice,
        "type": kind,
        "label": kind.replace("_", " ").capitalize(),
        "source": source,
        "updated": {"date-parts": [list(date)], "date-time": "2023-04-22T00:00:00Z", "timestamp": 1},
    }


@dataclass
class Asked:
    """One request as it arrived."""

    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]

    @property
    def dois(self) -> list[str]:
        """The DOIs of its filter."""
        return [part.removeprefix("doi:") for part in self.query.get("filter", [""])[0].split(",") if part]


@dataclass
class FakeCrossref:
    """The server's state: `works` by DOI in lower case, `script` for the next requests, `log` of what was asked."""

    works: dict[str, Work] = field(default_factory=dict)
    script: deque[Script | None] = field(default_factory=deque)
    headers: dict[str, str] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)
    unacceptable: set[str] = field(default_factory=set)
    url: str = ""

    def knows(self, doi: str, *updates: Work, **more: Any) -> None:
        """Registers a work with what updated it."""
        self.works[doi] = {"DOI": doi, **({"updated-by": list(updates)} if updates else {}), **more}


class Request(BaseHTTPRequestHandler):
    """Answers one request as the script says, else from the works."""

    fake: FakeCrossref
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = Asked(parts.path, parse_qs(parts.query), {name.lower(): value for name, value in self.headers.items()})
        self.fake.log.append(asked)
        scripted = self.fake.script.popleft() if self.fake.script else None
        if scripted is not None:
            scripted(self)
        elif asked.path == "/v1/works":
            self._list(asked)
        else:
            self._single(unquote(asked.path.removeprefix("/v1/works/")))

    def _list(self, asked: Asked) -> None:
        if self.fake.unacceptable & set(asked.dois):
            self.answer(400, b'{"status":"failed","message-type":"validation-failure","message":[]}')
            return
        chosen = asked.query["select"][0].split(",")
        found = [self.fake.works[doi] for doi in asked.dois if doi in self.fake.works]
        items = [{name: work[name] for name in chosen if name in work} for work in found]
        items = items[: int(asked.query["rows"][0])]
        self.message("work-list", {"total-results": len(found), "items": items})

    def _single(self, doi: str) -> None:
        if doi in self.fake.works:
            self.message("work", self.fake.works[doi])
        else:
            self.answer(404, b"Resource not found.", {"Content-Type": "text/plain"})

    def message(self, kind: str, message: Any) -> None:
        body = json.dumps({"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message})
        self.answer(200, body.encode(), {"Content-Type": "application/json"})

    def answer(self, status: int, body: bytes, headers: Mapping[str, str] | None = None, *, length: int = -1) -> None:
        self.send_response(status)
        for name, value in {**self.fake.headers, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length < 0 else length))
        self.end_headers()
        self.wfile.write(body)
        if length > len(body):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@contextmanager
def running() -> Iterator[FakeCrossref]:
    """A fake Crossref on a loopback port, until the block ends."""
    fake = FakeCrossref()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Request,), {"fake": fake}))
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_address[1]}/v1/"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# Scripts


def status(code: int, body: bytes = b"", **headers: str) -> Script:
    """Answers with a status; `Retry_After="3"` becomes a header."""
    return lambda request: request.answer(code, body, {name.replace("_", "-"): text for name, text in headers.items()})


def body(data: bytes) -> Script:
    """Answers 200 with these bytes."""
    return lambda request: request.answer(200, data)


def truncated(request: Request) -> None:
    """Announces more than it sends."""
    request.answer(200, b'{"status": "ok", "message": {"items": [', length=5000)


def silent(seconds: float) -> Script:
    """Says nothing for a while."""

    def wait(request: Request) -> None:
        time.sleep(seconds)
        request.close_connection = True

    return wait


def dripping(seconds: float) -> Script:
    """Sends a byte now and then, so that no single read times out."""

    def drip(request: Request) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "100000")
        request.end_headers()
        until = time.monotonic() + seconds
        try:
            while time.monotonic() < until:
                request.wfile.write(b" ")
                request.wfile.flush()
                time.sleep(0.02)
        except OSError:
            pass
        request.close_connection = True

    return drip


def redirect(target: str) -> Script:
    """Redirects to `target`."""
    return status(302, b"", Location=target)
