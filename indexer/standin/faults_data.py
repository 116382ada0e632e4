"""Faults of the records themselves: missing, twice, unasked, damaged, unfamiliar. All are ours but the clamp."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from indexer.standin.exchange import Reply
from indexer.standin.scripted import Exchange, Fault, Kind, Mark

STRANGER = 990_999_999
"""The PMID of the record that nobody asked for."""

_RECORD = re.compile(rb"<PubmedArticle>.*?</PubmedArticle>\s*", re.DOTALL)
_PMID = re.compile(rb"(<PMID\b[^>]*>)(\d+)(</PMID>)")
_TITLE = b"<ArticleTitle>"
_DOCTYPE = re.compile(rb"<!DOCTYPE PubmedArticleSet\b[^>]*>")
_ONE_IN = 25  # 500 asked, 480 sent

Change = Callable[[bytes], bytes]


def _in_records(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Exchange], Reply]:
    """The normal reply with its list of records changed; one that holds none passes as it is."""

    def act(exchange: Exchange) -> Reply:
        reply = exchange.answer()
        records = _RECORD.findall(reply.body)
        if not records:
            return reply
        head, _, tail = reply.body.partition(b"".join(records))
        return replace(reply, body=head + b"".join(change(records)) + tail)

    return act


def in_one(change: Change, pmid: int | None = None) -> Callable[[Exchange], Reply]:
    """The normal reply with one record changed: that of `pmid` wherever it comes, or the first of the reply."""

    def pick(records: list[bytes]) -> list[bytes]:
        chosen = records[0] if pmid is None else next((one for one in records if pmid_of(one) == pmid), b"")
        return [change(one) if one == chosen else one for one in records]

    return _in_records(pick)


def pmid_of(record: bytes) -> int:
    """The record's own PMID: the first in it."""
    found = _PMID.search(record)
    return int(found[2]) if found else 0


def in_title(inserted: bytes) -> Change:
    """Puts bytes at the beginning of a record's title."""
    return lambda record: record.replace(_TITLE, _TITLE + inserted, 1)


def without(element: bytes) -> Change:
    """Takes the first element of this name out of a record."""
    pattern = re.compile(rb"<%s\b.*?</%s>" % (element, element), re.DOTALL)
    return lambda record: pattern.sub(b"", record, count=1)


def without_pmid(record: bytes) -> bytes:
    """Empties a record's own PMID."""
    return _PMID.sub(rb"\1\3", record, count=1)


def _two_versions(records: list[bytes]) -> list[bytes]:
    """The first record in its place, and again at the end with a higher version and another title."""
    later = re.sub(rb'Version="(\d+)"', lambda found: b'Version="%d"' % (int(found[1]) + 1), records[0], count=1)
    return [*records, in_title(b"Second version. ")(later)]


def _with_a_stranger(records: list[bytes]) -> list[bytes]:
    number = str(STRANGER).encode()
    return [*records, _PMID.sub(rb"\g<1>" + number + rb"\g<3>", records[0], count=1)]


def _fewer(records: list[bytes]) -> list[bytes]:
    kept = len(records) - max(1, len(records) // _ONE_IN)
    return records[:kept]


def _in_body(change: Change) -> Callable[[Exchange], Reply]:
    def act(exchange: Exchange) -> Reply:
        reply = exchange.answer()
        return replace(reply, body=change(reply.body))

    return act


def _new_dtd(body: bytes) -> bytes:
    return body.replace(b"pubmed_250101.dtd", b"pubmed_270101.dtd").replace(b"1st January 2025", b"1st January 2027")


def _unfamiliar(record: bytes) -> bytes:
    known = record.replace(b"<Article ", b'<Article NewAttribute="yes" ', 1)
    return known.replace(b"</MedlineCitation>", b'<NewThing Kind="new">News</NewThing></MedlineCitation>', 1)


def _entities(body: bytes) -> bytes:
    """A document type that declares entities, each ten times the one before, and a title that uses the last."""
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE PubmedArticleSet [<!ENTITY e0 "lol">{layers}]>'.encode()
    return _DOCTYPE.sub(lambda _: doctype, body, count=1).replace(_TITLE, _TITLE + b"&e8;", 1)


_DESIGNED, _POISON, _FETCH = Mark.DESIGNED, Kind.POISON, ("efetch",)
_BAD_BYTES = "bytes are damaged on the way or at the source"
_ISOLATE = "asks again, halves the batch, and sets one record aside"
_QUARANTINE = "sets that one aside and keeps the rest"

TABLE: tuple[Fault, ...] = (
    Fault("clamp", Mark.OBSERVED, _in_records(lambda records: records[:-1] or records), 12, _POISON,
          "a slice crosses the edge of the window", "499 records for 500, without a word",
          "compares with what it asked for", _FETCH),
    Fault("short-page", _DESIGNED, _in_records(_fewer), 21, _POISON, "the back end lags",
          "480 records for 500, well-formed", "asks for the missing ones by id", _FETCH),
    Fault("duplicate-record", _DESIGNED, _in_records(lambda records: [*records, records[0]]), 22, _POISON,
          "the back end repeats itself", "a PMID twice", "keeps one", _FETCH),
    Fault("two-versions", _DESIGNED, _in_records(_two_versions), 22, _POISON, "a record has versions",
          "a PMID with Version 1 and 2", "keeps the highest", _FETCH),
    Fault("unrequested-record", _DESIGNED, _in_records(_with_a_stranger), 23, _POISON, "the back end mixes replies up",
          "a PMID that nobody asked for", "leaves it out, and says so", _FETCH),
    Fault("bad-utf8", _DESIGNED, in_one(in_title(b"\xff\xfe")), 37, _POISON, _BAD_BYTES, "invalid UTF-8", _ISOLATE,
          _FETCH),
    Fault("nul-byte", _DESIGNED, in_one(in_title(b"\x00")), 37, _POISON, _BAD_BYTES, "U+0000 in a text", _ISOLATE,
          _FETCH),
    Fault("byte-order-mark", _DESIGNED, _in_body(lambda body: b"\xef\xbb\xbf" + body), 37, _POISON,
          "an editor on the way", "a byte order mark before the XML", "reads on"),
    Fault("unknown-dtd", _DESIGNED, _in_body(_new_dtd), 38, _POISON, "the yearly change of the DTD",
          "pubmed_270101.dtd", "reads without any DTD, and fetches none", _FETCH),
    Fault("new-element", _DESIGNED, in_one(_unfamiliar), 39, _POISON, "the yearly change of the DTD",
          "an element and an attribute nobody knows", "reads the rest, and keeps the bytes", _FETCH),
    Fault("no-article", _DESIGNED, in_one(without(b"Article")), 40, _POISON, "a damaged record",
          "a record without Article", _QUARANTINE, _FETCH),
    Fault("no-journal", _DESIGNED, in_one(without(b"Journal")), 40, _POISON, "a damaged record",
          "a record without Journal", "keeps what there is, or sets it aside", _FETCH),
    Fault("no-pmid", _DESIGNED, in_one(without_pmid), 40, _POISON, "a damaged record", "a record with an empty PMID",
          "finds out which it is by asking singly", _FETCH),
    Fault("entities", _DESIGNED, _in_body(_entities), 41, _POISON, "an attack, or a broken proxy",
          "a DOCTYPE with nested entities", "refuses to read it", _FETCH),
)  # fmt: skip
