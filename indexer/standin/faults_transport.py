"""Faults of the connection: silence, resets, bodies that fall short. All are ours."""

from __future__ import annotations

import re
import time
from dataclasses import replace

from indexer.standin.exchange import Reply
from indexer.standin.scripted import Exchange, Fault, Mark

_SHORT_BY = 500
_PATIENCE = 60.0  # seconds after which a stalled connection is closed though the caller still waits
_DRIPS = 600
_NOTICEABLE = 0.5  # real seconds
_RECORD_END = re.compile(rb"</Pubmed(?:Book)?Article>\s*|\n(?=\nPMID- )")


def _cut_at(length: int) -> int:
    """Where a body of so many bytes is cut: 500 before its end, or in the middle of a short one."""
    return max(length - _SHORT_BY, length // 2)


def _stall(exchange: Exchange) -> None:
    exchange.wire.outlast(_PATIENCE)


def _drip(exchange: Exchange) -> None:
    """Ten minutes of one byte a second. What drips is blank, so that however it is read no document ever comes.

    Bytes go out when real time has passed. A virtual clock passes its ten minutes before the first of them, so that it
    stands still again when the caller goes on.
    """
    reply = exchange.answer()
    exchange.wire.head(reply, _DRIPS + len(reply.body))
    waiting, since = b"", time.monotonic()
    for _ in range(_DRIPS):
        exchange.pause(1.0)
        waiting += b" "
        if time.monotonic() - since >= _NOTICEABLE:
            exchange.wire.send(waiting)
            waiting, since = b"", time.monotonic()
    exchange.wire.send(waiting)
    exchange.wire.outlast(_PATIENCE)


def _short(exchange: Exchange) -> None:
    """Declares the whole length and sends less."""
    reply = exchange.answer()
    exchange.wire.head(reply, len(reply.body))
    exchange.wire.send(reply.body[: _cut_at(len(reply.body))])
    exchange.wire.close()


def _chunk_cut(exchange: Exchange) -> None:
    reply = exchange.answer()
    part = reply.body[: _cut_at(len(reply.body))]
    exchange.wire.head(replace(reply, headers=(*reply.headers, ("Transfer-Encoding", "chunked"))), None)
    exchange.wire.send(b"%x\r\n%s\r\n" % (len(part), part))
    exchange.wire.close()


def _ends_inside(exchange: Exchange) -> None:
    """No length is declared, so that nothing but the document itself tells that it is not all there."""
    reply = exchange.answer()
    exchange.wire.head(reply, None)
    exchange.wire.send(reply.body[: _cut_at(len(reply.body))])
    exchange.wire.close()


def _fewer_records(exchange: Exchange) -> Reply:
    """The first half of the records: text that ends between two of them, or a set closed after them."""
    reply = exchange.answer()
    ends = [found.end() for found in _RECORD_END.finditer(reply.body)]
    is_xml = reply.body.rstrip().endswith(b"</PubmedArticleSet>")
    boundaries = ends[:-1] if is_xml else ends
    if not boundaries:
        return reply
    cut = boundaries[(len(boundaries) - 1) // 2]
    return replace(reply, body=reply.body[:cut] + (b"</PubmedArticleSet>" if is_xml else b""))


_AGAIN = "notices, discards what came, and asks again"
RESET = Fault(
    "reset", Mark.DESIGNED, lambda exchange: exchange.wire.reset(), 26,
    trigger="the connection is torn down", response="RST before the status line", harvester="asks again",
)  # fmt: skip
SHORT_BODY = Fault(
    "short-body", Mark.DESIGNED, _short, 28, trigger="the connection ends early",
    response="Content-Length: N, N - 500 bytes, FIN; XML and MEDLINE", harvester=_AGAIN,
)  # fmt: skip

TABLE: tuple[Fault, ...] = (
    Fault("stall", Mark.DESIGNED, _stall, 24, trigger="the service hangs", response="accepts, then silence",
          harvester="has a timeout, and asks again"),
    Fault("slow-drip", Mark.DESIGNED, _drip, 25, trigger="a proxy starves", response="one byte a second",
          harvester="has a deadline for the whole, and asks again"),
    RESET,
    Fault("no-reply", Mark.DESIGNED, lambda exchange: exchange.wire.close(), 27, trigger="a proxy gives up",
          response="FIN without a byte", harvester="asks again"),
    SHORT_BODY,
    Fault("chunk-cut", Mark.DESIGNED, _chunk_cut, 29, trigger="the connection ends early",
          response="chunks without the last, empty one", harvester=_AGAIN),
    Fault("clean-eof", Mark.DESIGNED, _ends_inside, 30, trigger="the connection ends early",
          response="no length, Connection: close, FIN inside a record",
          harvester="reads XML to its end, discards the batch, and asks again"),
    Fault("cut-at-boundary", Mark.DESIGNED, _fewer_records, 31, trigger="text that ends between two records",
          response="200, valid, fewer records", harvester="compares with what it asked for", endpoints=("efetch",)),
)  # fmt: skip
