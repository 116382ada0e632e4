"""One HTTP exchange, safely: deadlines, whole bodies, no redirects. Knows nothing of PubMed.

Every read is bounded by a timeout and the exchange by a total deadline, also against a server that drips a byte a
second; the body is read whole or not at all, up to a size; any status is a `Reply`, and redirects are replies too.
Proxy settings of the environment hold, except towards this machine itself. Touches the network.
"""

from __future__ import annotations

import functools
import http.client
import io
import ipaddress
import socket
import ssl
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

from indexer.sources.faults import Refused, Transient, excerpt
from indexer.sources.reply import Reply

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds a single read may take, seconds a whole exchange may take, and bytes a body may have."""

    timeout: float = 30.0
    deadline: float = 300.0
    size: int = 64 * 1024 * 1024


class _DeadlinePassed(TimeoutError):
    """The exchange as a whole took too long, however lively it was."""


class _Timed(io.RawIOBase):
    """A socket's bytes, each read waiting no longer than what is left of the deadline."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, left: Callable[[], float], timeout: float) -> None:
        self._raw = raw
        self._sock = sock
        self._left = left
        self._timeout = timeout

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._left()
        if left <= 0:
            raise _DeadlinePassed
        self._sock.settimeout(min(self._timeout, left))
        try:
            return self._raw.readinto(buffer)
        except TimeoutError:
            if left <= self._timeout:
                raise _DeadlinePassed from None
            raise

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedResponse(http.client.HTTPResponse):
    """A response whose status line, headers and body all come through `_Timed`."""

    def __init__(self, sock: socket.socket, *args: Any, left: Callable[[], float], timeout: float, **more: Any) -> None:
        super().__init__(sock, *args, **more)
        self.fp = io.BufferedReader(_Timed(self.fp.detach(), sock, left, timeout))


class _Handler(urllib.request.HTTPSHandler, urllib.request.HTTPHandler):
    """Opens http and https with connections that answer in `_TimedResponse`."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(context=self._tls)
        self._limits = limits
        self._clock = clock

    def _connection(self, kind: Callable[..., Any], host: str, **options: Any) -> Any:
        until = self._clock() + self._limits.deadline
        connection = kind(host, **options)
        connection.response_class = functools.partial(
            _TimedResponse, left=lambda: until - self._clock(), timeout=self._limits.timeout
        )
        return connection

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        kind: Any = functools.partial(self._connection, http.client.HTTPConnection)
        return self.do_open(kind, req)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        kind: Any = functools.partial(self._connection, http.client.HTTPSConnection)
        return self.do_open(kind, req, context=self._tls)


class Transport:
    """Sends requests to one server.

    Args:
        base_url: where the server is; decides only whether proxies are used.
        limits: how long and how much.
        clock: monotonic seconds.
    """

    def __init__(self, base_url: str, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._opener = urllib.request.OpenerDirector()
        # An http_proxy variable must not send what is meant for this machine to another one.
        proxies: dict[str, str] | None = {} if is_loopback(base_url) else None
        self._opener.add_handler(urllib.request.ProxyHandler(proxies))
        self._opener.add_handler(_Handler(limits, clock))

    def send(self, request: urllib.request.Request) -> Reply:
        """The whole reply, whatever its status.

        Raises:
            Transient: none came, or not all of it, or not in time.
            Refused: the server's certificate does not hold.
        """
        try:
            with self._opener.open(request, timeout=self._limits.timeout) as response:
                return Reply(response.status, _lower(response.headers), self._body(response))
        except URLError as error:
            fault = _connection_fault(error.reason)
        except (OSError, http.client.HTTPException) as error:
            fault = _connection_fault(error)
        raise fault

    def _body(self, response: http.client.HTTPResponse) -> bytes:
        parts: list[bytes] = []
        room = self._limits.size
        while part := response.read(_CHUNK):
            room -= len(part)
            if room < 0:
                raise Transient("oversized", f"the reply is larger than {self._limits.size} bytes", most_tries=2)
            parts.append(part)
        # HTTPResponse.read(n) does not notice that a body with a length ended early.
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return b"".join(parts)


def _connection_fault(reason: object) -> Transient | Refused:  # noqa: PLR0911 - one a reason
    match reason:
        case ssl.SSLCertVerificationError():
            return Refused(
                "bad-certificate",
                f"its certificate could not be verified ({getattr(reason, 'verify_message', 'not trusted')})",
                hint="A proxy that inspects traffic needs its certificate in SSL_CERT_FILE.",
            )
        case socket.gaierror():
            # No name service is most often no network at all: waiting long for it only hides that.
            return Transient("unresolved", "its address could not be found (no network?)", most_tries=3)
        case _DeadlinePassed():
            return Transient("deadline", "the reply took too long altogether")
        case TimeoutError():
            return Transient("timeout", "it fell silent")
        case ConnectionRefusedError():
            return Transient("connection-refused", "the connection was refused", most_tries=3)
        case http.client.IncompleteRead():
            return Transient("short-body", "the reply ended before its announced length")
        case http.client.RemoteDisconnected():
            return Transient("no-reply", "the connection was closed without a reply")
        case http.client.HTTPException():
            return Transient("bad-http", f"the reply is not HTTP as it should be ({type(reason).__name__})")
        case OSError():
            said = excerpt(reason.strerror or str(reason)) or type(reason).__name__
            return Transient("connection", f"the connection failed ({said})")
        case _:
            return Transient("connection", "the connection failed")


def _lower(headers: http.client.HTTPMessage) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def is_loopback(url: str) -> bool:
    """Whether `url` points at this machine itself."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
