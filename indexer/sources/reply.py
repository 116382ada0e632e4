"""Is this reply what was asked for? Pure judgement, in a fixed order, from bytes to a document.

PubMed reports most failures with status 200, so that only the body tells an outage from an empty answer. A reply is
judged by: status, then the bytes themselves (content types lie), then well-formed XML to its very end, then the right
root, then any `<ERROR>`, then the parts the answer must have. `judge_search` and `judge_info` return values,
`judge_fetch` the body to be parsed; all raise `faults`. Only what passes all of it may say "none".
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_plus, urlsplit

from lxml import etree

from indexer.runs import RunWarning
from indexer.sources.faults import Blocked, Fault, Refused, Transient, Unreadable, UriTooLong, excerpt
from indexer.sources.identifiers import is_pmid
from indexer.sources.interface import SourceState
from indexer.sources.pacing import date_of, retry_after

_COUNT = re.compile(r"[0-9]{1,12}")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+)?html\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKED = re.compile(rb"Blocked Diagnostic|misuse\.ncbi\.", re.IGNORECASE)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_HEAD = 4096

# What servers were seen to say, most telling words first; compared in lower case.
_KEY_HINT = "Check NCBI_API_KEY, or unset it to go on at three requests a second."
_BUG_HINT = "This is a fault in the program; please report it."
_RATE_PAUSE = 2.0  # what NCBI's own Retry-After says; the same reply under status 200 has none
_WINDOW = ("cannot be larger than 9998", "'retstart'", "only the first 9,999")
_HISTORY = ("unable to obtain query", "cannot retrieve history data", "out of range")
_OUR_MISTAKES = {
    "no-ids": ("id list is empty", "empty id list"),
    "empty-term": ("empty term",),
    "bad-database": ("invalid db name",),
    "too-many-ids": ("too many uids",),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """One complete HTTP reply. Header names are lower case. Nothing of it shows in its repr: it may echo a key."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: `count` hits, of which `ids` are listed, newest first, as PubMed understood the query."""

    count: int
    ids: tuple[str, ...] = ()
    translation: str = ""
    notices: tuple[RunWarning, ...] = ()


def judge_search(reply: Reply, *, retmax: int) -> Found:
    """What an ESearch that asked for up to `retmax` ids found. Fewer ids than there should be is left to the caller."""
    root = _document(reply, "eSearchResult")
    count = (root.findtext("Count") or "").strip()
    listing = root.find("IdList")
    if _COUNT.fullmatch(count) is None or listing is None:
        raise Transient("incomplete-reply", "the search result lacks its count or its list of ids")
    ids = tuple((element.text or "").strip() for element in listing.iterfind("Id"))
    if not all(map(is_pmid, ids)) or len(set(ids)) != len(ids) or len(ids) > min(retmax, int(count)):
        raise Transient("inconsistent-reply", "the list of ids in the search result contradicts itself")
    return Found(int(count), ids, (root.findtext("QueryTranslation") or "").strip(), _notices(root))


def judge_fetch(reply: Reply) -> bytes:
    """The body of an EFetch for XML: well formed, with the right root, and no error inside."""
    _document(reply, "PubmedArticleSet")
    return reply.body


def judge_info(reply: Reply) -> str:
    """The state of the database in one line: build, time of the last update, number of citations."""
    info = _document(reply, "eInfoResult").find("DbInfo")
    if info is None:
        raise Transient("incomplete-reply", "the database information is empty")
    said = {name: (info.findtext(name) or "").strip() for name in ("DbBuild", "LastUpdate", "Count")}
    if not any(said.values()):
        raise Transient("incomplete-reply", "the database information is empty")
    return f"{said['DbBuild']}, updated {said['LastUpdate']}, {said['Count']} citations"


def judge_state(reply: Reply) -> SourceState:
    """The state of the database, and what the server's clock showed when it answered."""
    return SourceState(judge_info(reply), date_of(reply.headers))


def _notices(root: etree._Element) -> tuple[RunWarning, ...]:
    """What PubMed remarked on the query; a query that it changed so that the answer is wrong is refused."""
    notices: list[RunWarning] = []
    for element in (*root.iterfind("ErrorList/*"), *root.iterfind("WarningList/*")):
        said = excerpt(element.text or "")
        match element.tag:
            case "FieldNotFound":
                raise Refused(
                    "field-not-found",
                    f"it ignored the field [{said}] of the query, so that the answer would be wrong",
                    hint="Put the field tag right in the strategy: `evidence strategies lint` names the known ones.",
                )
            case "PhraseNotFound":
                notices.append(RunWarning("phrase-not-found", f"PubMed does not know the phrase “{said}”"))
            case "QuotedPhraseNotFound":
                notices.append(
                    RunWarning("quoted-phrase-not-found", f"PubMed left out the quoted phrase “{said}”: not indexed")
                )
            case "PhraseIgnored":
                notices.append(RunWarning("phrase-ignored", f"PubMed ignored “{said}”"))
            case "OutputMessage" if said.lower().startswith("unknown sort schema"):
                raise Refused("sort-ignored", f"it ignored the sort order ({said})", hint=_BUG_HINT)
            case "OutputMessage" if said.startswith(("No items found", "Restrictions achieved")) or not said:
                pass
            case _ if said:
                notices.append(RunWarning("source-message", f"PubMed remarked: {said}"))
            case _:
                pass
    return tuple(notices)


def _document(reply: Reply, expected: str) -> etree._Element:
    body = reply.body.removeprefix(_BYTE_ORDER_MARK).strip()
    _judge_status(reply, body)
    _judge_bytes(body)
    root = _parsed(body, expected)
    if root.tag != expected:
        if said := _first_error(root):
            raise _meaning(said)
        if str(root.tag).rpartition("}")[2].lower() == "html":
            raise Transient("html-page", "it sent a web page instead of data")
        raise Transient("wrong-root", f"it sent <{excerpt(str(root.tag))}> instead of <{expected}>")
    for error in root.iterfind("ERROR"):
        if said := _text(error):
            raise _meaning(said)
    return root


def _judge_status(reply: Reply, body: bytes) -> None:
    status = reply.status
    if _HTML.match(body[:_HEAD]) and _BLOCKED.search(body):
        raise Blocked("blocked", "it shows its page for blocked callers")
    match status:
        case 200:
            return
        case _ if 300 <= status < 400:
            host, path = _target(reply.headers.get("location", ""))
            if host.startswith("misuse.") or path.startswith("/misuse"):
                raise Blocked("blocked", "it sent us to its page for blocked callers")
            target = excerpt(host) or "another page"
            raise Refused(
                "redirected",
                f"it redirected to {target} (status {status}), which is not followed",
                hint="Check the base address and any proxy or log-in page between here and PubMed.",
            )
        case 429:
            raise Transient("rate-limited", "too many requests (status 429)", retry_after=retry_after(reply.headers))
        case 413 | 414:
            raise UriTooLong("uri-too-long", f"the request was too long (status {status})")
        case _ if status in {408, 425} or status < 300 or status >= 500:
            raise Transient(f"http-{status}", f"status {status}", retry_after=retry_after(reply.headers))
        case 400 if body:
            raise _bad_request(body)
        case _:
            raise Refused(
                f"http-{status}", f"status {status}: {_words(body)}", hint="Check the base address and any proxy."
            )


def _target(address: str) -> tuple[str, str]:
    """Host and path of a redirect; never its query, which may repeat the key."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").lower(), parts.path.lower()
    except ValueError:
        return "", ""


def _bad_request(body: bytes) -> Fault:
    """A 400 is read before it is believed: some are outages, some our own mistakes."""
    if body.startswith(b"{"):
        return _json_fault(body)
    if body.startswith(b"<") and not _HTML.match(body[:_HEAD]):
        try:
            root = etree.fromstring(body, _parser())
        except etree.XMLSyntaxError:
            return _meaning(_words(body), status=400)
        return _meaning(_first_error(root) or _words(body), status=400)
    return _meaning(_words(body), status=400)


def _judge_bytes(body: bytes) -> None:
    if not body:
        raise Transient("empty-body", "the reply is empty")
    if _HTML.match(body[:_HEAD]):
        raise Transient("html-page", "it sent a web page instead of data")
    if body.startswith(b"{"):
        raise _json_fault(body)
    if not body.startswith(b"<"):
        said = _words(body)
        if "PMID is not available" in said:
            raise Unreadable("not-available", excerpt(said), body)
        raise _meaning(said)
    if b"<!ENTITY" in body:
        raise Refused("entities", "the reply declares XML entities, which PubMed never does; it was not read")


def _parsed(body: bytes, expected: str) -> etree._Element:
    try:
        return etree.fromstring(body, _parser())
    except etree.XMLSyntaxError as error:
        flaw = excerpt(error.msg or "")
    if b"<" + expected.encode() not in body[:_HEAD]:
        raise Transient("no-document", "the reply holds no document")
    if body.endswith(b"</" + expected.encode() + b">"):
        raise Unreadable("unreadable-body", f"the reply is not well-formed XML ({flaw})", body)
    raise Unreadable("cut-body", "the reply breaks off in the middle", body, cut=True)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True)


def _json_fault(body: bytes) -> Fault:
    """What a JSON body means where XML was asked for. PubMed's own may hold raw line breaks inside strings."""
    try:
        said = json.loads(body, strict=False)
    except (ValueError, RecursionError):  # ValueError covers undecodable bytes too
        return Transient("wrong-type", "it sent something that looks like JSON instead of XML")
    inner = said.get("esearchresult") if isinstance(said, dict) else None
    for holder in (said, inner):
        if isinstance(holder, dict):
            message = next((holder[name] for name in ("error", "ERROR") if isinstance(holder.get(name), str)), "")
            if message:
                return _meaning(message)
    return Transient("wrong-type", "it sent JSON instead of XML")


def _meaning(said: str, *, status: int = 200) -> Fault:  # noqa: PLR0911 - one a meaning
    """What an error text means. Words we do not know are asked about again, and then taken as a refusal."""
    low = unquote_plus(said).lower()
    quoted = excerpt(unquote_plus(said))
    if "api key invalid" in low:
        return Refused("bad-key", "it rejects the API key", hint=_KEY_HINT)
    if "rate limit exceeded" in low:
        return Transient("rate-limited", "too many requests", retry_after=_RATE_PAUSE)
    if "proxy_stream" in low:
        return Transient("backend-failed", "its own back end failed")
    # Before the next: this one too begins with "Search Backend failed".
    if any(words in low for words in _WINDOW):
        return Refused("window", f"more was asked for than it lists at once: {quoted}", hint=_BUG_HINT)
    if "search backend failed" in low:
        outage = re.search(r"returned 5\d\d", low) is not None
        return Transient("backend-failed", f"its search back end failed: {quoted}", refused=not outage)
    if any(words in low for words in _HISTORY):
        # Our requests carry everything they need, so that asking again is searching again.
        return Transient("history-lost", "it lost the stored search")
    for name, phrases in _OUR_MISTAKES.items():
        if any(words in low for words in phrases):
            return Refused(name, quoted, hint=_BUG_HINT)
    return Transient("error-reply", f"status {status}: {quoted}" if status != 200 else quoted, refused=True)


def _first_error(root: etree._Element) -> str:
    """The first `<ERROR>` that says something: ESpell's normal answer holds an empty one."""
    return next((said for element in root.iter("ERROR") if (said := _text(element))), "")


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext(with_tail=False))).strip()


def _words(body: bytes) -> str:
    return excerpt(re.sub(r"<[^>]*>", " ", body[:_HEAD].decode("utf-8", "replace")))
