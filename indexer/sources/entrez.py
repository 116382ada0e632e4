"""The E-utilities through Biopython's Entrez client, one paced, judged and boundedly retried request at a time.

Biopython builds each request and this module carries it: `Bio.Entrez.urlopen` is replaced while one of our requests
is in Biopython's hands, for our own thread only, and restored afterwards. That takes Biopython's place where 1.88
falls short: it sets no timeout, retries 429 and 5xx at once, ignores Retry-After, does not retry resets or bodies
that break off (biopython #1524, #2277), follows redirects to any host, and paces by the wall clock. Its parser is
never loaded, so that no DTD is ever fetched.

The API key appears in no message, log or repr. Touches the network through `Transport`.
"""

from __future__ import annotations

import contextlib
import io
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from typing import Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import Request

from indexer.errors import SettingsError, SourceBlocked, SourceError, SourceRefused, SourceUnreachable
from indexer.sources.faults import (
    Blocked,
    Fault,
    Ledger,
    Refused,
    Transient,
    Unreadable,
    UriTooLong,
    redacted,
)
from indexer.sources.pacing import Pace, backoff
from indexer.sources.reply import Reply
from indexer.sources.transport import Transport, is_loopback

T = TypeVar("T")

NCBI = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
# Told to wait longer than this, a run ends and leaves the rest to the next one.
LONGEST_WAIT = 120.0
_OFFLINE_HINT = (
    "Check the network and try again later; what was stored before is unchanged. "
    "Without a network, `evidence demo` and `evidence import FILE` work."
)
_BLOCKED_HINT = (
    "Do not send anything more from this address. Write to eutilities@ncbi.nlm.nih.gov, naming your tool and e-mail "
    "address, and wait until NCBI has lifted the block."
)


class UnreadableReply(SourceUnreachable):
    """Every try brought a body that could not be read; `fault` holds the last one."""

    def __init__(self, message: str, fault: Unreadable) -> None:
        super().__init__(message, hint=_OFFLINE_HINT)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks: NCBI wants `tool` and `email` with every request. The key stays out of the repr."""

    tool: str
    email: str
    api_key: str | None = field(default=None, repr=False)


def settle(base_url: str | None, identity: Identity) -> tuple[str, Identity]:
    """The base URL, ending in a slash, and the identity to use there.

    Raises:
        SettingsError: an address that is not https (unless it is this machine), or no e-mail address for PubMed.
    """
    base = (base_url or NCBI).rstrip("/") + "/"
    local = is_loopback(base)
    try:
        parts = urlsplit(base)
        usable = parts.hostname is not None and (parts.scheme == "https" or (local and parts.scheme == "http"))
        usable = usable and not (parts.query or parts.fragment or parts.username) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(
            "The base address of the E-utilities cannot be used: it must be an https address without user, query or "
            "fragment (http only on this machine).",
            hint=f"Leave it unset for PubMed itself, {NCBI}",
        )
    email = identity.email.strip()
    if not local and ("@" not in email or any(letter.isspace() for letter in email)):
        raise SettingsError(
            "PubMed asks for an e-mail address with every request, and none is set.",
            hint="Set NCBI_EMAIL to your address; NCBI writes to it before it blocks anyone.",
            code="no-email",
        )
    # An empty key would be sent as `api_key=` and paced at ten a second by Biopython: it is no key.
    return base, Identity(
        identity.tool.strip() or "evidence-indexer",
        email or "nobody@localhost",
        (identity.api_key or "").strip() or None,
    )


class EntrezClient:
    """Asks one server, politely, and never again once it has blocked us.

    Args:
        base_url: where the E-utilities are, ending in a slash.
        identity: who asks.
        transport: carries one request.
        pace: gives out the slots; retries wait for theirs too.
        tries: how often a request is sent at most.
        sleep: waits so many seconds.
        dice: the jitter.
    """

    def __init__(
        self,
        base_url: str,
        identity: Identity,
        transport: Transport,
        pace: Pace,
        *,
        tries: int,
        sleep: Callable[[float], None],
        dice: random.Random,
    ) -> None:
        self._base_url = base_url
        self._identity = identity
        self._transport = transport
        self._pace = pace
        self._tries = max(1, tries)
        self._sleep = sleep
        self._dice = dice
        self._blocked: str | None = None

    @property
    def host(self) -> str:
        """The server, for messages."""
        return urlsplit(self._base_url).netloc

    def ask(
        self,
        utility: str,
        judge: Callable[[Reply], T],
        ledger: Ledger,
        *,
        tries: int | None = None,
        **parameters: str | int,
    ) -> T:
        """What `judge` made of the first reply it could accept.

        Args:
            utility: the function of Bio.Entrez: `esearch`, `efetch`, `epost`, `einfo`.
            judge: reply to value; raises a `Fault` for a reply that cannot be used.
            ledger: where faults are counted.
            tries: fewer tries than usual.
            parameters: of the E-utility.

        Raises:
            SourceUnreachable, SourceRefused, SourceBlocked: given up.
        """
        allowed = min(tries or self._tries, self._tries)
        post = False
        attempt = 0
        while True:
            attempt += 1
            if self._blocked is not None:
                raise SourceBlocked(self._blocked, hint=_BLOCKED_HINT)
            self._pace.wait()
            fault: Fault
            try:
                return judge(self._carry(utility, parameters, post))
            except Fault as met:
                fault = met
            # Outside of the handler: the fault may quote a key and must not travel as anybody's __context__.
            ledger.count(fault.name)
            if isinstance(fault, UriTooLong) and not post:
                post = True
                continue
            if not isinstance(fault, Transient) or self._is_over(fault, attempt, allowed):
                raise self._given_up(utility, fault, attempt)
            self._sleep(backoff(attempt, self._dice, fault.retry_after))

    def _is_over(self, fault: Transient, attempt: int, allowed: int) -> bool:
        return attempt >= min(allowed, fault.most_tries or allowed) or (fault.retry_after or 0.0) > LONGEST_WAIT

    def _given_up(self, utility: str, fault: Fault, attempt: int) -> SourceError:  # noqa: PLR0911 - one a kind of fault
        what = f"PubMed ({self.host})"
        said = redacted(fault.detail, self._identity.api_key)
        match fault:
            case Blocked():
                self._blocked = f"{what} has blocked this address: {said}."
                return SourceBlocked(self._blocked, hint=_BLOCKED_HINT)
            case Refused():
                return SourceRefused(f"{what} refused {utility}: {said}.", hint=fault.hint, code=fault.name)
            case Unreadable():
                return UnreadableReply(f"{what} gave no readable answer to {utility}: {said}.", fault)
            case Transient(retry_after=float(wait)) if wait > LONGEST_WAIT:
                return SourceUnreachable(
                    f"{what} asks to be left alone for {wait:.0f} seconds: {said}.",
                    hint="Run again after that time; what was stored before is unchanged.",
                    code=fault.name,
                )
            case Transient(refused=True):
                return SourceRefused(
                    f"{what} did not accept {utility} in {attempt} tries: {said}.",
                    hint="If it stays so, the query is at fault: `evidence strategies lint` checks it.",
                    code=fault.name,
                )
            case Transient():
                tries = "1 try" if attempt == 1 else f"{attempt} tries"
                return SourceUnreachable(
                    f"{what} gave no usable answer to {utility} in {tries}: {said}.",
                    hint=_OFFLINE_HINT,
                    code=fault.name,
                )
            case _:
                return SourceRefused(f"{what} refused {utility}: {said}.", code=fault.name)

    def _carry(self, utility: str, parameters: dict[str, str | int], post: bool) -> Reply:
        from Bio import Entrez

        reply: Reply | None = None

        def carry(request: Request) -> _Handed:
            nonlocal reply
            reply = self._transport.send(_readdressed(request, self._base_url, post))
            return _Handed()

        known: dict[str, Any] = {
            "tool": self._identity.tool,
            "email": self._identity.email,
            # Given even when None, which Biopython drops: a key left in Bio.Entrez.api_key is not ours to use.
            "api_key": self._identity.api_key,
        }
        with _in_place_of_urlopen(Entrez, carry):
            getattr(Entrez, utility)(**parameters, **known)
        assert reply is not None  # noqa: S101 - Biopython returned, so it has opened the request
        return reply


class _Handed(io.BytesIO):
    """What Biopython gets to hand back. The reply itself goes past it, since it would decode text and hide errors."""

    def __init__(self) -> None:
        super().__init__()
        self.headers = Message()
        self.headers["Content-Type"] = "application/octet-stream"
        self.url = ""


def _readdressed(request: Request, base_url: str, post: bool) -> Request:
    """The request as Biopython built it, sent to `base_url`, and as a POST if asked."""
    address = base_url + request.full_url.removeprefix(NCBI)
    data = request.data
    if post and data is None:
        address, _, query = address.partition("?")
        data = query.encode("ascii")
    return Request(address, data=data, method="GET" if data is None else "POST")  # noqa: S310 - settle() checked it


_turn = threading.Lock()


@contextlib.contextmanager
def _in_place_of_urlopen(entrez: Any, carry: Callable[[Request], _Handed]) -> Iterator[None]:
    """Puts `carry` in the place of Biopython's `urlopen`, for this thread, until the block ends.

    Other threads that use Bio.Entrez meanwhile get the function that was there. Ours come one after another.
    """
    with _turn:
        mine = threading.get_ident()
        before, previous, tries = entrez.urlopen, entrez._open.previous, entrez.max_tries

        def dispatch(request: Request, *args: Any, **more: Any) -> Any:
            return carry(request) if threading.get_ident() == mine else before(request, *args, **more)

        entrez.urlopen = dispatch
        entrez.max_tries = 1
        # Its own throttle goes by the wall clock and would wait on top of ours; 0 means "never asked before".
        entrez._open.previous = 0
        try:
            yield
        finally:
            entrez.urlopen, entrez._open.previous, entrez.max_tries = before, previous, tries
