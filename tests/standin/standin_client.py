"""A plain client of the stand-in."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

from standin_records import FIRST

from indexer.standin.server import StandIn

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: Any

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Sends requests to a stand-in with urllib, whatever the environment says about proxies."""

    def __init__(self, server: StandIn) -> None:
        self.server = server

    def get(self, endpoint: str, **params: object) -> Answer:
        return self._send(f"{self.server.base_url}{endpoint}.fcgi?{urllib.parse.urlencode({'db': 'pubmed'} | params)}")

    def post(self, endpoint: str, **params: object) -> Answer:
        body = urllib.parse.urlencode({"db": "pubmed"} | params).encode()
        return self._send(f"{self.server.base_url}{endpoint}.fcgi", body)

    def search(self, term: str, **params: object) -> dict[str, Any]:
        answer = self.get("esearch", term=term, retmode="json", **({"retmax": 1000} | params))
        assert answer.status == 200
        result: dict[str, Any] = answer.json["esearchresult"]
        return result

    def found(self, term: str, **params: object) -> set[int]:
        """Numbers of the records found, without the part that all PMIDs share."""
        result = self.search(term, **params)
        assert result["count"] == str(len(result["idlist"]))
        return {int(pmid) - FIRST for pmid in result["idlist"]}

    def _send(self, url: str, body: bytes | None = None) -> Answer:
        try:
            with _DIRECT.open(urllib.request.Request(url, body), timeout=10) as reply:
                return Answer(reply.status, reply.read(), reply.headers)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read(), error.headers)
