"""ESummary: short descriptions of records, as version 1 XML, version 2.0 XML, or JSON."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from indexer.standin import dates
from indexer.standin.exchange import Reply, Request
from indexer.standin.history import QueryExpired
from indexer.standin.service import PROLOGS, Service, bad_database, error_document, ids_of, json_document

_MOST_AS_JSON = 500
_ABSENT = "cannot get document summary"
_Summary = dict[str, Any]


def esummary(service: Service, request: Request) -> Reply:
    """Answers an ESummary call; absent PMIDs are named as such, unlike EFetch."""
    if error := bad_database(request):
        return _error(request, error)
    text = request.text("id")
    pmids, invalid = ids_of(text)
    if request.text("WebEnv") and request.text("query_key"):
        try:
            kept = service.history.recall(request.text("WebEnv"), request.text("query_key")).pmids
        except QueryExpired as expired:
            return _error(request, str(expired))
        start = request.number("retstart", 0)
        pmids = list(kept[start : start + request.number("retmax", service.window)])
        invalid = []
    if request.wants_json:
        return _as_json(service, text, pmids, invalid)
    if not pmids:
        return _error(request, "Empty id list - nothing todo")
    summaries = [(pmid, _summary(service, pmid)) for pmid in pmids]
    return _version_2(summaries) if request.text("version").startswith("2") else _version_1(summaries)


def _error(request: Request, message: str) -> Reply:
    if request.wants_json:
        return json_document("esummary", {"esummaryresult": [message]})
    return error_document("eSummaryResult", message)


def _as_json(service: Service, text: str, pmids: list[int], invalid: list[str]) -> Reply:
    if invalid:
        position = text.replace(",", " ").split().index(invalid[0])
        error = f"Invalid uid {invalid[0]} at position= {position}"
        return json_document("esummary", {"error": error, "result": {"uids": []}})
    if not pmids:
        return json_document("esummary", {"esummaryresult": ["Empty id list - nothing todo"]})
    if len(pmids) > _MOST_AS_JSON:
        most = f"Maximum number of UIDs is {_MOST_AS_JSON} for JSON format output."
        return json_document("esummary", {"error": f"Too many UIDs in request. {most}"})
    result: dict[str, Any] = {"uids": [str(pmid) for pmid in pmids]}
    for pmid in pmids:
        result[str(pmid)] = {"uid": str(pmid)} | (_summary(service, pmid) or {"error": _ABSENT})
    return json_document("esummary", {"result": result})


def _summary(service: Service, pmid: int) -> _Summary:
    """A record's summary under the names of JSON; empty if it is not served."""
    citation = service.library.get(pmid)
    if citation is None:
        return {}
    root = ET.fromstring(citation.raw)  # noqa: S314  (a cut record, read before when it was indexed)
    record = root.find("BookDocument" if citation.is_book else "MedlineCitation")
    if record is None:
        return {}
    text = _Texts(root)
    issue = "MedlineCitation/Article/Journal/JournalIssue"
    authors = [
        " ".join(filter(None, (a.findtext("LastName"), a.findtext("Initials"), a.findtext("Suffix"))))
        or (a.findtext("CollectiveName") or "")
        for a in record.iterfind(".//AuthorList/Author")
    ]
    electronic = dates.of_element(record.find("Article/ArticleDate"))
    return {
        "pubdate": text.of(f"{issue}/PubDate", " ") or text.of("BookDocument/Book/PubDate", " "),
        "epubdate": "" if electronic is None else dates.as_slashes(electronic),
        "source": text.of("MedlineCitation/MedlineJournalInfo/MedlineTA"),
        "authors": [{"name": name, "authtype": "Author", "clusterid": ""} for name in authors],
        "lastauthor": authors[-1] if authors else "",
        "title": text.of("MedlineCitation/Article/ArticleTitle") or text.of("BookDocument/ArticleTitle"),
        "volume": text.of(f"{issue}/Volume"),
        "issue": text.of(f"{issue}/Issue"),
        "pages": text.of("MedlineCitation/Article/Pagination/MedlinePgn"),
        "lang": [language.text or "" for language in record.iter("Language")],
        "pubtype": ["".join(kind.itertext()) for kind in record.iter("PublicationType")],
        "recordstatus": record.get("Status") or "",
        "articleids": [
            {"idtype": identifier.get("IdType") or "", "value": "".join(identifier.itertext())}
            for identifier in root.iterfind("./*/ArticleIdList/ArticleId")
        ],
        "fulljournalname": text.of("MedlineCitation/Article/Journal/Title"),
    }


class _Texts:
    """Texts below the root of a record, by path."""

    def __init__(self, root: ET.Element) -> None:
        self._root = root

    def of(self, path: str, separator: str = "") -> str:
        element = self._root.find(path)
        texts = [] if element is None else element.itertext()
        return separator.join(text.strip() if separator else text for text in texts if text.strip()).strip()


_NAMES_1 = {
    "pubdate": ("PubDate", "Date"),
    "epubdate": ("EPubDate", "Date"),
    "source": ("Source", "String"),
    "lastauthor": ("LastAuthor", "String"),
    "title": ("Title", "String"),
    "volume": ("Volume", "String"),
    "issue": ("Issue", "String"),
    "pages": ("Pages", "String"),
    "recordstatus": ("RecordStatus", "String"),
    "fulljournalname": ("FullJournalName", "String"),
}


def _version_1(summaries: list[tuple[int, _Summary]]) -> Reply:
    parts = []
    for pmid, summary in summaries:
        if not summary:
            parts.append(f"\t<ERROR>UID={pmid}: {_ABSENT}</ERROR>\n")
            continue
        items = [_item(name, kind, escape(summary[key])) for key, (name, kind) in _NAMES_1.items()]
        authors = "".join(_item("Author", "String", escape(author["name"])) for author in summary["authors"])
        kinds = "".join(_item("PubType", "String", escape(kind)) for kind in summary["pubtype"])
        ids = "".join(_item(found["idtype"], "String", escape(found["value"])) for found in summary["articleids"])
        items += [_item("AuthorList", "List", authors), _item("PubTypeList", "List", kinds)]
        items.append(_item("ArticleIds", "List", ids))
        parts.append(f"<DocSum>\n\t<Id>{pmid}</Id>\n{''.join(items)}</DocSum>\n\n")
    return Reply(f"{PROLOGS['eSummaryResult']}<eSummaryResult>\n{''.join(parts)}</eSummaryResult>\n".encode())


def _item(name: str, kind: str, inner: str) -> str:
    return f"\t<Item Name={quoteattr(name)} Type={quoteattr(kind)}>{inner}</Item>\n"


def _version_2(summaries: list[tuple[int, _Summary]]) -> Reply:
    parts = []
    for pmid, summary in summaries:
        if not summary:
            parts.append(f'<DocumentSummary uid="{pmid}"><error>{_ABSENT}</error></DocumentSummary>\n')
            continue
        inner = "".join(
            f"\t<{name}>{escape(summary[key])}</{name}>\n" for key, (name, _) in _NAMES_1.items() if summary[key]
        )
        parts.append(f'<DocumentSummary uid="{pmid}">\n{inner}</DocumentSummary>\n')
    body = f'<DocumentSummarySet status="OK">\n{"".join(parts)}</DocumentSummarySet>\n'
    prolog = '<?xml version="1.0" encoding="UTF-8" ?>\n'
    return Reply(f"{prolog}<eSummaryResult>\n{body}</eSummaryResult>\n".encode())
