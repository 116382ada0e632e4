"""A request as the stand-in sees it, and a reply as it sends one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

XML = "text/xml; charset=UTF-8"
JSON = "application/json; charset=UTF-8"
HTML = "text/html; charset=UTF-8"
PLAIN = "text/plain; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Request:
    """A call of one E-utility. `endpoint` is `esearch`, `efetch`, …; `client` the caller's address."""

    endpoint: str
    method: str
    params: Mapping[str, str]
    client: str = "127.0.0.1"

    def text(self, name: str) -> str:
        """A parameter, or an empty text: null parameters are ignored."""
        return self.params.get(name, "").strip()

    def number(self, name: str, default: int) -> int:
        """A parameter as a number of 0 or more, or the default where it is absent or something else."""
        text = self.text(name)
        return int(text) if text.isdecimal() else default

    @property
    def wants_json(self) -> bool:
        """Whether JSON is asked for."""
        return self.text("retmode").lower() == "json"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back; Content-Length is added when it is sent."""

    body: bytes
    content_type: str = XML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
