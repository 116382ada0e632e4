"""One question to Crossref's REST API, asked politely: paced, bounded, repeated a few times, never sent elsewhere.

What Crossref asks of its callers (crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication): a
contact address in `mailto` or in the agent header, and the limits kept that stand in `X-Rate-Limit-Limit` (requests)
and `X-Rate-Limit-Interval` (`1s`). Touches the network, through requests.
"""

from __future__ import annotations

import json
import queue
import random
import re
import threading
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import requests

from indexer.errors import SourceBlocked, SourceError, SourceRefused, SourceUnreachable
from indexer.sources.faults import Blocked, Fault, Refused, Transient, excerpt
from indexer.sources.pacing import backoff, retry_after
from indexer.sources.transport import Limits, is_loopback

_T = TypeVar("_T")
_CHUNK = 64 * 1024
_HOPS = 3
_INTERVAL = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(ms|s|m)?")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, None: 1.0}
_LONGEST_INTERVAL = 60.0
# Bad requests: the question itself is what this server cannot take, so that a smaller one may do.
_UNACCEPTABLE = frozenset({400, 413, 414})


class NotAcceptable(Refused):
    """The server takes this question to be wrong, or too long."""


class Exchange:
    """Asks one server.

    Args:
        base_url: where the API is, with a slash at its end.
        email: the contact address, which is sent with every request and to this server only.
        agent: the program and its version.
        limits: seconds a read and a whole question with its repetitions may take, bytes a reply may have.
        tries: how often a question is asked at most.
        interval: seconds between requests at least; the server's own limit can only lengthen it.
        clock: monotonic seconds.
        sleep: waits so many seconds.
        dice: for the jitter of waits.
    """

    def __init__(
        self,
        base_url: str,
        *,
        email: str,
        agent: str,
        limits: Limits,
        tries: int,
        interval: float,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        dice: random.Random,
    ) -> None:
        self._base = base_url
        self._email = email
        self._limits = limits
        self._tries = tries
        self._interval = interval
        self._clock = clock
        self._sleep = sleep
        self._dice = dice
        self._free = 0.0
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": f"{agent} (mailto:{email})", "Accept": "application/json"})
        # Proxies of the environment hold, except towards this machine; a .netrc never does.
        self._session.trust_env = not is_loopback(base_url)
        self._session.auth = _unchanged

    def close(self) -> None:
        """Closes its connections."""
        self._session.close()

    def get(self, path: str, parameters: Mapping[str, str], read: Callable[[dict[str, Any]], _T]) -> _T | None:
        """What `read` makes of the reply's `message`; None if the server knows nothing under `path` (404).

        `read` raises `Transient` for a message that is not what it should be.

        Raises:
            NotAcceptable: the server takes the question to be wrong.
            SourceUnreachable, SourceRefused, SourceBlocked: there is no answer.
        """
        url = urljoin(self._base, path)
        until = self._clock() + self._limits.deadline
        attempt = 0
        while True:
            attempt += 1
            self._wait_for_slot()
            try:
                message = self._once(url, {**parameters, "mailto": self._email}, until)
                return None if message is None else read(message)
            except Transient as fault:
                wait = backoff(attempt, self._dice, fault.retry_after)
                late = self._clock() + wait > until
                if late or attempt >= min(self._tries, fault.most_tries or self._tries):
                    raise self._given_up(fault, attempt) from None
                self._sleep(wait)
            except NotAcceptable:
                raise
            except (Refused, Blocked) as fault:
                raise self._given_up(fault, attempt) from None

    def _once(self, url: str, parameters: Mapping[str, str], until: float) -> dict[str, Any] | None:
        """One request. The timeout of requests bounds a single read, not the exchange (its documentation says so), and
        a server may drip a byte at a time: so it runs in a thread of its own, which is left behind when it is late."""
        replies: queue.SimpleQueue[dict[str, Any] | Fault | None] = queue.SimpleQueue()

        def work() -> None:
            try:
                replies.put(self._exchanged(url, parameters))
            except Fault as fault:
                replies.put(fault)
            except Exception as error:  # noqa: BLE001 - the adapter's edge; nobody could catch it beyond this thread
                replies.put(_fault_of(error))

        threading.Thread(target=work, name="crossref", daemon=True).start()
        try:
            reply = replies.get(timeout=max(0.0, until - self._clock()))
        except queue.Empty:
            raise Transient("deadline", "the reply took too long altogether") from None
        if isinstance(reply, Fault):
            raise reply
        return reply

    def _exchanged(self, url: str, parameters: Mapping[str, str]) -> dict[str, Any] | None:
        asked: Mapping[str, str] | None = parameters
        for _ in range(_HOPS):
            with self._session.get(
                url, params=asked, timeout=self._limits.timeout, allow_redirects=False, stream=True
            ) as response:
                target = response.headers.get("Location", "")
                if not (300 <= response.status_code < 400 and target):
                    return self._judged(response)
            # A redirect carries the whole question in its own address.
            url, asked = self._followed(url, target), None
        raise Refused("redirects", f"it redirects more than {_HOPS} times")

    def _followed(self, url: str, target: str) -> str:
        new = urljoin(url, target)
        if _origin(new) != _origin(self._base):
            # The question holds a person's address, and an answer from elsewhere is nobody's word on a retraction.
            raise Refused("redirect-elsewhere", f"it redirects to another server ({excerpt(_origin(new))})")
        return new

    def _judged(self, response: requests.Response) -> dict[str, Any] | None:
        self._learn(response.headers)
        status = response.status_code
        if status == 404:
            return None
        body = self._body(response)
        if status == 200:
            return _message(body)
        detail = f"it answered {status} ({excerpt(body.decode('utf-8', 'replace')) or 'without a word'})"
        headers = {name.lower(): value for name, value in response.headers.items()}
        if status in _UNACCEPTABLE:
            raise NotAcceptable("bad-request", detail)
        if status == 403:
            raise Blocked("blocked", detail)
        if status in {408, 429} or status >= 500:
            raise Transient(f"http-{status}", detail, retry_after=retry_after(headers))
        raise Refused(f"http-{status}", detail)

    def _body(self, response: requests.Response) -> bytes:
        parts: list[bytes] = []
        room = self._limits.size
        for part in response.iter_content(_CHUNK):
            room -= len(part)
            if room < 0:
                raise Transient("oversized", f"the reply is larger than {self._limits.size} bytes", most_tries=2)
            parts.append(part)
        return b"".join(parts)

    def _learn(self, headers: Mapping[str, str]) -> None:
        """Goes slower if the server says that it allows less."""
        limit, interval = headers.get("X-Rate-Limit-Limit", ""), headers.get("X-Rate-Limit-Interval", "")
        found = _INTERVAL.fullmatch(interval.strip())
        if found and limit.isascii() and limit.isdigit() and int(limit):
            allowed = float(found[1]) * _SECONDS[found[2]] / int(limit)
            self._interval = max(self._interval, min(allowed, _LONGEST_INTERVAL))

    def _wait_for_slot(self) -> None:
        now = self._clock()
        if now < self._free:
            self._sleep(self._free - now)
        self._free = max(now, self._free) + self._interval

    def _given_up(self, fault: Fault, attempt: int) -> SourceError:
        times = "once" if attempt == 1 else f"{attempt} times"
        message = f"Crossref ({_origin(self._base)}) gave no answer: {fault.detail}; asked {times}"
        match fault:
            case Blocked():
                return SourceBlocked(message, hint="Write to support@crossref.org before you try again.")
            case Refused():
                return SourceRefused(message, hint="Check EVIDENCE_CROSSREF_URL; nothing was changed.")
            case Transient(retry_after=float(seconds)):
                return SourceUnreachable(message, hint=f"It asks to be left alone for {seconds:g} seconds: try later.")
            case _:
                return SourceUnreachable(message, hint="Try again later: what was answered before is kept.")


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _message(body: bytes) -> dict[str, Any]:
    """The `message` of a reply: the API wraps each as `{"status": "ok", "message-type": …, "message": {…}}`."""
    try:
        reply = json.loads(body)
    except (ValueError, RecursionError):
        said = excerpt(body[:1000].decode("utf-8", "replace")) or "nothing"
        raise Transient("not-json", f"the reply is not JSON ({said})", most_tries=3) from None
    message = reply.get("message") if isinstance(reply, dict) and reply.get("status") == "ok" else None
    if not isinstance(message, dict):
        raise Transient("not-an-answer", "the reply is JSON, but no answer of Crossref's", most_tries=3)
    return message


def _fault_of(error: Exception) -> Fault:
    match error:
        case requests.exceptions.SSLError():
            return Refused("bad-certificate", "its certificate could not be verified")
        case requests.exceptions.Timeout():
            return Transient("timeout", "it fell silent")
        case requests.exceptions.ChunkedEncodingError() | requests.exceptions.ContentDecodingError():
            return Transient("short-body", "the reply broke off")
        case requests.exceptions.ConnectionError():
            return Transient("connection", "the connection failed", most_tries=3)
        case _:
            return Transient("connection", f"the exchange failed ({type(error).__name__})", most_tries=2)
