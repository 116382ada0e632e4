"""Faults about what was asked: windows, histories, ids, terms; and remarks on a query that change what it means."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape

from indexer.standin.exchange import JSON, PLAIN, Reply
from indexer.standin.faults_service import error_inside
from indexer.standin.scripted import Exchange, Fault, Kind, Mark
from indexer.standin.service import PROLOGS, window_error

_LIVE_WINDOW = 9999
_COUNT = re.compile(rb"<Count>(\d+)</Count>")
_IDS = re.compile(rb"<Id>\d+</Id>\n")
_TRANSLATION = re.compile(rb"(<QueryTranslation>)(.*?)(</QueryTranslation>)", re.DOTALL)
_ADDED = ' OR "demonstration"[All Fields]'
_GROUPS = {"ErrorList": "errorlist", "WarningList": "warninglist"}
_JSON_NAMES = {
    "PhraseNotFound": "phrasesnotfound",
    "FieldNotFound": "fieldsnotfound",
    "QuotedPhraseNotFound": "quotedphrasesnotfound",
    "OutputMessage": "outputmessages",
}


def _beyond_the_window(exchange: Exchange) -> Reply:
    message = f"Search Backend failed: Exception:\n{window_error(_LIVE_WINDOW)}"
    # Observed: in JSON the line break stands raw inside the string, which strict readers refuse.
    return error_inside(message if exchange.request.wants_json else escape(message))(exchange)


def _in_json(reply: Reply, change: Callable[[dict[str, Any]], None]) -> Reply:
    document = json.loads(reply.body)
    change(document["esearchresult"])
    return replace(reply, body=json.dumps(document).encode())


def _remark(group: str, name: str, text: str) -> Callable[[Exchange], Reply]:
    """The normal reply with one more remark in its ErrorList or WarningList."""

    def add(result: dict[str, Any]) -> None:
        result.setdefault(_GROUPS[group], {}).setdefault(_JSON_NAMES[name], []).append(text)

    def act(exchange: Exchange) -> Reply:
        reply = exchange.answer()
        if exchange.request.wants_json:
            return _in_json(reply, add)
        remark = f"<{name}>{escape(text)}</{name}>".encode()
        opening = f"<{group}>".encode()
        if opening in reply.body:
            return replace(reply, body=reply.body.replace(opening, opening + remark, 1))
        whole = opening + remark + f"</{group}>".encode()
        # ErrorList stands before WarningList.
        before = b"<WarningList>" if b"<WarningList>" in reply.body else b"</eSearchResult>"
        return replace(reply, body=reply.body.replace(before, whole + before, 1))

    return act


def _translated_otherwise(exchange: Exchange) -> Reply:
    reply = exchange.answer()
    if exchange.request.wants_json:
        return _in_json(reply, lambda result: result.update(querytranslation=result["querytranslation"] + _ADDED))
    return replace(reply, body=_TRANSLATION.sub(rb"\1\2" + _ADDED.encode() + rb"\3", reply.body, count=1))


def _no_hits(exchange: Exchange) -> Reply:
    if exchange.request.wants_json:
        body = (
            b'{"header":{"type":"esearch","version":"0.3"},"esearchresult":{"count":"0","retmax":"0","retstart":"0",'
            b'"idlist":[],"translationset":[],"querytranslation":"(abcXYZ[All Fields])","errorlist":'
            b'{"phrasesnotfound":["abcXYZ"],"fieldsnotfound":[]},"warninglist":{"phrasesignored":[],'
            b'"quotedphrasesnotfound":[],"outputmessages":["No items found."]}}}'
        )
        return Reply(body, JSON)
    inner = (
        "<Count>0</Count><RetMax>0</RetMax><RetStart>0</RetStart><IdList/><TranslationSet/><QueryTranslation>"
        "(abcXYZ[All Fields])</QueryTranslation><ErrorList><PhraseNotFound>abcXYZ</PhraseNotFound></ErrorList>"
        "<WarningList><OutputMessage>No items found.</OutputMessage></WarningList>"
    )
    return Reply(f"{PROLOGS['eSearchResult']}<eSearchResult>{inner}</eSearchResult>\n".encode())


def _clamped_ids(exchange: Exchange) -> Reply:
    """Half of the ids, as if the window were so small, with the message of the live service."""
    reply = exchange.answer()
    ids = _IDS.findall(reply.body)
    if exchange.request.wants_json or len(ids) <= 1:
        return reply
    kept = len(ids) // 2
    body = reply.body.replace(b"".join(ids), b"".join(ids[:kept]), 1)
    message = f"<OutputMessage>Restrictions achieved. start and count adjusted to 0, {kept}</OutputMessage>".encode()
    body = re.sub(rb"<RetMax>\d+</RetMax>", b"<RetMax>%d</RetMax>" % kept, body, count=1)
    if b"<WarningList>" in body:
        return replace(reply, body=body.replace(b"<WarningList>", b"<WarningList>" + message, 1))
    whole = b"<WarningList>" + message + b"</WarningList></eSearchResult>"
    return replace(reply, body=body.replace(b"</eSearchResult>", whole, 1))


def _before_three_more(exchange: Exchange) -> Reply:
    """The reply as it was before the three newest records came; at least one is left."""
    reply = exchange.answer()
    found = _COUNT.search(reply.body)
    if exchange.request.wants_json or found is None:
        return reply
    fewer = min(3, max(0, int(found[1]) - 1))
    body = _COUNT.sub(b"<Count>%d</Count>" % (int(found[1]) - fewer), reply.body, count=1)
    return replace(reply, body=_IDS.sub(b"", body, count=fewer) if fewer else body)


def _too_many_uids(exchange: Exchange) -> Reply:
    message = "Too many UIDs in request. Maximum number of UIDs is 500 for JSON format output."
    return Reply(f'{{"header":{{"type":"esummary","version":"0.3"}},"error":"{message}"}}'.encode(), JSON)


def _no_valid_ids(exchange: Exchange) -> Reply:
    message = "ID list is empty! Possibly it has no correct IDs."
    if exchange.request.text("retmode").lower() == "text":
        return Reply(message.replace(" ", "+").encode() + b"\n", PLAIN, 400)
    return error_inside(message, 400)(exchange)


_OBSERVED, _DESIGNED, _REFUSAL, _NOTICE = Mark.OBSERVED, Mark.DESIGNED, Kind.REFUSAL, Kind.NOTICE
_SEARCH, _FETCH = ("esearch",), ("efetch",)
_BUG = "a fault of the program: says so and does not ask again"
_CHANGED = "tells that the query was changed"

TABLE: tuple[Fault, ...] = (
    Fault("window-esearch", _OBSERVED, _beyond_the_window, 10, _REFUSAL, "retstart of 9999 or more",
          "200 with an ERROR; in JSON with a raw line break", "never sends it: splits by UID", _SEARCH),
    Fault("window-efetch", _OBSERVED,
          error_inside(escape(window_error(_LIVE_WINDOW)), 400), 11, _REFUSAL,
          "the same over the history", "400 with an ERROR", "never sends it: splits by UID", _FETCH),
    Fault("retmax-clamp", _OBSERVED, _clamped_ids, 13, Kind.POISON, "retmax beyond the window",
          "fewer ids than Count, and `Restrictions achieved`", "no error: splits if Count is larger", _SEARCH),
    Fault("history-out-of-range", _OBSERVED,
          error_inside(
              "Cannot retrieve history data: OUT OF RANGE. Parameter retstart=1 + 1 is greater than number of records "
              "available in history. History includes 1 IDs.", 400),
          15, Kind.TRANSIENT, "the stored set is smaller than thought", "400 with an ERROR", "searches again", _FETCH),
    Fault("no-valid-ids", _OBSERVED, _no_valid_ids, 18, _REFUSAL, "an id list without a PMID", "400 with an ERROR",
          f"{_BUG}; ids are checked before", _FETCH),
    Fault("zero-hits", _OBSERVED, _no_hits, 19, _NOTICE, "nothing matches", "Count 0, No items found.",
          "complete and empty", _SEARCH),
    Fault("count-drift", _DESIGNED, _before_three_more, 20, Kind.POISON, "records are added while one pages",
          "Count 100, then 103", "counts again, and takes each record once", _SEARCH),
    Fault("query-dropped-quoted", _OBSERVED, _remark("WarningList", "QuotedPhraseNotFound", '"body battery"'), 42,
          _NOTICE, "a quoted phrase is not in the index", "QuotedPhraseNotFound with a Count", _CHANGED, _SEARCH),
    Fault("query-dropped-phrase", _OBSERVED, _remark("ErrorList", "PhraseNotFound", "the"), 42,
          _NOTICE, "a word is a stop word or unknown", "PhraseNotFound with a Count", _CHANGED, _SEARCH),
    Fault("query-dropped-field", _OBSERVED, _remark("ErrorList", "FieldNotFound", "NoSuchField"), 42, _REFUSAL,
          "a field tag is unknown", "FieldNotFound with the Count of the untagged term", "refuses the answer", _SEARCH),
    Fault("sort-ignored", _OBSERVED, _remark("WarningList", "OutputMessage", "Unknown sort schema 'date' ignored"), 43,
          _REFUSAL, "an unknown sort", "200, `Unknown sort schema`, another order", "refuses the answer", _SEARCH),
    Fault("translation-changed", _DESIGNED, _translated_otherwise, 44, _NOTICE, "the yearly change of MeSH",
          "another QueryTranslation than last time", "records it, and shows the difference", _SEARCH),
    Fault("empty-term", _OBSERVED, error_inside("Empty term and query_key - nothing todo"), 45, _REFUSAL,
          "no term", "200 with an ERROR", _BUG, _SEARCH),
    Fault("bad-database", _OBSERVED, error_inside("Invalid db name specified: x"), 46, _REFUSAL,
          "a db that is none", "200 with an ERROR", _BUG),
    Fault("syntax", _OBSERVED, error_inside("Search Backend failed: unbalanced brackets in query"), 47, _REFUSAL,
          "a query such as `((`", "200 with an ERROR like that of an outage", "after a few tries blames the query",
          _SEARCH, times=12),
    Fault("too-many-uids", _OBSERVED, _too_many_uids, 50, _REFUSAL, "ESummary with more than 500 ids",
          "200 with an error", "never asks for so many", ("esummary",)),
)  # fmt: skip
