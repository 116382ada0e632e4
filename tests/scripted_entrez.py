"""A loopback server that speaks E-utilities as a test tells it to, down to the bytes and the way a connection dies.

By default it is a little PubMed that holds the PMIDs it is given and lists at most `window` of a search. `script`
puts answers in front of that, one a request; every request is logged.
"""

from __future__ import annotations

import re
import socket
import socketserver
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import parse_qsl

Answer = Callable[[socket.socket], None]

PROLOG = '<?xml version="1.0" encoding="UTF-8" ?>\n'
SEARCH_DTD = (
    '<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
)
ARTICLE_DTD = (
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
BLOCKED_PAGE = (
    b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x">'
    b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>NCBI - WWW Error Blocked Diagnostic</title></head></html>'
)


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    method: str
    utility: str
    parameters: dict[str, str]

    @property
    def ids(self) -> list[str]:
        return self.parameters["id"].split(",") if self.parameters.get("id") else []


def http(body: bytes | str, status: int = 200, **headers: str) -> Answer:
    """A whole reply. Header names are written with underscores."""
    content = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": "text/xml", "Content-Length": str(len(content)), "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = f"HTTP/1.1 {status} Whatever\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return lambda connection: connection.sendall(head.encode() + b"\r\n" + content)


def raw(data: bytes) -> Answer:
    """Exactly these bytes, then the end of the connection."""
    return lambda connection: connection.sendall(data)


def short(body: str, by: int) -> Answer:
    """A reply that announces more than it sends."""
    content = body.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {len(content)}\r\n\r\n".encode()
    return raw(head + content[:-by])


def reset(connection: socket.socket) -> None:
    """A connection torn down before any reply."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def hang_up(connection: socket.socket) -> None:
    """A connection closed before any reply."""


def silence(connection: socket.socket) -> None:
    """Nothing, until the other side gives up."""
    connection.settimeout(5)
    connection.recv(1)


def drip(head: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n") -> Answer:
    """One byte at a time, for longer than anybody should wait."""

    def answer(connection: socket.socket) -> None:
        try:
            connection.sendall(head)
            for _ in range(200):
                time.sleep(0.02)
                connection.sendall(b"x")
        except OSError:
            pass  # the other side has given up, as it should

    return answer


def search_result(count: int, ids: Iterable[str] = (), extra: str = "", translation: str = "understood") -> str:
    """An ESearch reply."""
    listing = "".join(f"<Id>{pmid}</Id>\n" for pmid in ids)
    return (
        f"{PROLOG}{SEARCH_DTD}<eSearchResult><Count>{count}</Count><RetMax>0</RetMax><RetStart>0</RetStart>"
        f"<IdList>\n{listing}</IdList><TranslationSet/><QueryTranslation>{translation}</QueryTranslation>{extra}"
        "</eSearchResult>"
    )


def article(pmid: str, title: str = "", version: int = 1) -> str:
    """The smallest citation that has a PMID, a title and a journal."""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="{version}">{pmid}</PMID>'
        "<Article><Journal><Title>Journal of Tests</Title><JournalIssue><PubDate><Year>2020</Year></PubDate>"
        f"</JournalIssue></Journal><ArticleTitle>{title or f'Title {pmid}'}</ArticleTitle></Article></MedlineCitation>"
        f'<PubmedData><ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId></ArticleIdList></PubmedData>'
        "</PubmedArticle>"
    )


def article_set(*articles: str) -> str:
    """An EFetch reply."""
    return f"{PROLOG}{ARTICLE_DTD}<PubmedArticleSet>{''.join(articles)}</PubmedArticleSet>\n"


def error_document(text: str, root: str = "eFetchResult") -> str:
    """A reply that is nothing but an error."""
    return f"{PROLOG}<{root}>\n\t<ERROR>{text}</ERROR>\n</{root}>\n"


def info(build: str = "Build-1", updated: str = "2026/01/01 00:00", count: int = 7) -> str:
    """An EInfo reply."""
    return (
        f"{PROLOG}<eInfoResult><DbInfo><DbName>pubmed</DbName><DbBuild>{build}</DbBuild><Count>{count}</Count>"
        f"<LastUpdate>{updated}</LastUpdate></DbInfo></eInfoResult>"
    )


class Scripted:
    """The server, for use in a `with` block."""

    def __init__(self, pmids: Iterable[str] = (), window: int = 9999) -> None:
        self.pmids = list(pmids)
        self.window = window
        self.log: list[Asked] = []
        self._script: dict[str, list[Answer | Callable[[Asked], str]]] = defaultdict(list)
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                outer._handle(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False
            allow_reuse_address = True

        self._server = Server(("127.0.0.1", 0), Handler)
        self.base_url = f"http://127.0.0.1:{self._server.server_address[1]}/entrez/eutils/"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def script(self, utility: str, *answers: Answer) -> None:
        """The next answers of one utility; after them it answers as it always does."""
        self._script[utility].extend(answers)

    def asked(self, utility: str) -> list[Asked]:
        """The requests to one utility."""
        return [request for request in self.log if request.utility == utility]

    def _handle(self, connection: socket.socket) -> None:
        request = _read(connection)
        if request is None:
            return
        self.log.append(request)
        waiting: Any = self._script[request.utility]
        answer = waiting.pop(0) if waiting else http(self.reply(request))
        answer(connection)

    def reply(self, request: Asked) -> str:
        """What the little PubMed says."""
        match request.utility:
            case "esearch":
                return self.search(request)
            case "efetch":
                return article_set(*(article(pmid) for pmid in request.ids if pmid in self.pmids))
            case _:
                return info()

    def search(self, request: Asked) -> str:
        """Only ranges of UIDs are understood; all other words match everything."""
        matching = self.pmids
        for low, high in re.findall(r"(\d+):(\d+)\[uid\]", request.parameters["term"]):
            matching = [pmid for pmid in matching if int(low) <= int(pmid) <= int(high)]
        newest = sorted(matching, key=int, reverse=True)
        return search_result(len(matching), newest[: min(int(request.parameters["retmax"]), self.window)])


def _read(connection: socket.socket) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return None
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    method, target, _ = lines[0].split(" ")
    length = next((int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length:")), 0)
    while len(body) < length:
        body += connection.recv(65536)
    path, _, query = target.partition("?")
    parameters = dict(parse_qsl(query or body.decode(), keep_blank_values=True))
    return Asked(method, path.rpartition("/")[2].removesuffix(".fcgi"), parameters)


class VirtualTime:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
