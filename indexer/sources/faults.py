"""What can be wrong with a reply, as exceptions that never leave this room, and the ledger that counts them.

A `Fault` is raised where a reply is judged and turned into one of the classes of `errors` where a request is given
up (`entrez.py`). `name` is the stable word under which the run log counts it. Fault text may quote what a server
said, so it is redacted before anybody sees it. Touches nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

from indexer.runs import RunWarning

_KEY_IN_URL = re.compile(r"(api[_-]key=)[^&\s\"'<>]*", re.IGNORECASE)
# NCBI's bad-key and rate-limit replies echo the key, or the caller's address, in this member.
_KEY_IN_JSON = re.compile(r"(\"api[_-]key\"\s*:\s*)\"[^\"]*\"", re.IGNORECASE)
_LONGEST_EXCERPT = 200


class Fault(Exception):
    """A reply, or the want of one, that cannot be used. `detail` says what was wrong with it."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(name)
        self.name = name
        self.detail = detail


class Transient(Fault):
    """Worth asking again.

    Args:
        name: the word it is counted under.
        detail: what was wrong.
        retry_after: seconds the server asked to wait, if it did.
        most_tries: give up after so many tries even where more are allowed.
        refused: whether, when it does not pass, the query is to blame rather than the connection.
    """

    def __init__(
        self,
        name: str,
        detail: str,
        *,
        retry_after: float | None = None,
        most_tries: int | None = None,
        refused: bool = False,
    ) -> None:
        super().__init__(name, detail)
        self.retry_after = retry_after
        self.most_tries = most_tries
        self.refused = refused


class Unreadable(Transient):
    """A body that arrived whole and cannot be read as the document asked for. Asked again, then halved.

    `cut` says that the end of the document is not there, which is more likely an outage than a bad record.
    """

    def __init__(self, name: str, detail: str, body: bytes, *, cut: bool = False) -> None:
        super().__init__(name, detail, most_tries=None if cut else 2)
        self.body = body
        self.cut = cut


class UriTooLong(Fault):
    """The address was too long for the server: the same request goes out again as a POST."""


class Refused(Fault):
    """The server understood and said no: asking again the same way is pointless."""

    def __init__(self, name: str, detail: str, *, hint: str = "") -> None:
        super().__init__(name, detail)
        self.hint = hint


class Blocked(Fault):
    """The server has blocked this caller. Nothing more may be sent."""


@dataclass(slots=True)
class Ledger:
    """Faults met and things noticed, for one harvest."""

    met: Counter[str] = field(default_factory=Counter)
    noticed: list[RunWarning] = field(default_factory=list)

    def count(self, name: str) -> None:
        """Counts one fault under its name."""
        self.met[name] += 1

    def warn(self, code: str, message: str) -> None:
        """Notes something a person should know; the same words are noted once."""
        warning = RunWarning(code, message)
        if warning not in self.noticed:
            self.noticed.append(warning)

    @property
    def faults(self) -> tuple[tuple[str, int], ...]:
        """Names and numbers, sorted by name."""
        return tuple(sorted(self.met.items()))

    @property
    def warnings(self) -> tuple[RunWarning, ...]:
        """What was noticed, in order."""
        return tuple(self.noticed)


def redacted(text: str, key: str | None) -> str:
    """`text` without the API key, whether quoted bare, in a URL or in a server's JSON."""
    if key:
        for form in {key, quote(key, safe=""), quote_plus(key)}:
            text = text.replace(form, "***")
    return _KEY_IN_JSON.sub(r'\1"***"', _KEY_IN_URL.sub(r"\1***", text))


def excerpt(text: str) -> str:
    """The beginning of what a server said, on one line and without control characters: it may reach a terminal."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * _LONGEST_EXCERPT])
    line = " ".join(plain.split())
    return line if len(line) <= _LONGEST_EXCERPT else line[: _LONGEST_EXCERPT - 1] + "…"
