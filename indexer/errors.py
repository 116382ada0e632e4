"""The error tree. Every failure a user can meet is one of these, and each class knows its exit code.

A message names the thing, the reason and the next step: `message` says what failed and why, `hint` what to
do about it, and `code` is a stable word for scripts. Foreign exceptions stop at the adapters and are raised
again as one of these classes.

Touches nothing; imports nothing.
"""

from __future__ import annotations

from typing import ClassVar


class EvidenceError(Exception):
    """Anything that ends a command with something to tell the user.

    Args:
        message: what failed, and why.
        hint: the next step, as a sentence; empty if there is none.
        code: a stable, lower-case word for scripts; defaults to the class's own.
    """

    exit_code: ClassVar[int] = 1
    default_code: ClassVar[str] = "error"
    told = False
    """Set once it stands in the log on stderr, so that it is not told there again in another form."""

    def __init__(self, message: str, *, hint: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code or self.default_code

    def __str__(self) -> str:
        return self.message


class UsageError(EvidenceError):
    """The user must change something: arguments, settings, a draft or a file handed in (exit code 2)."""

    exit_code = 2
    default_code = "usage"


class SettingsError(UsageError):
    """A setting has a value that cannot be used (exit code 2)."""

    default_code = "settings"


class StrategyError(UsageError):
    """A strategy file cannot be used (exit code 2)."""

    default_code = "strategy"


class ConceptsError(UsageError):
    """A row that the workspace adds to the concept tables cannot be used (exit code 2)."""

    default_code = "concepts"


class InputFileError(UsageError):
    """A file handed in for import cannot be read as what it should be (exit code 2)."""

    default_code = "input-file"


class QuerySyntaxError(UsageError):
    """A query breaks the rules of the language (exit code 2).

    Args:
        message: what is wrong.
        query: the query as typed.
        span: start and end of the offending characters in `query`, end excluded.
        hint: how to put it right.
    """

    default_code = "query-syntax"

    def __init__(self, message: str, *, query: str, span: tuple[int, int], hint: str = "", code: str = "") -> None:
        super().__init__(message, hint=hint, code=code)
        self.query = query
        self.span = span

    def caret(self) -> str:
        """The query and, below it, carets under the offending characters: two lines."""
        start, end = self.span
        return f"{self.query}\n{' ' * start}{'^' * max(1, end - start)}"


class UnsupportedQuery(UsageError):
    """A well-formed query that the engine in use cannot answer exactly, so it refuses (exit code 2)."""

    default_code = "unsupported-query"


class SourceError(EvidenceError):
    """A source failed: unreachable, refusing or blocked (exit code 3)."""

    exit_code = 3
    default_code = "source"


class SourceUnreachable(SourceError):
    """No usable reply came, after bounded retries (exit code 3)."""

    default_code = "source-unreachable"


class SourceRefused(SourceError):
    """The source understood the request and refused it: bad key, bad database, syntax (exit code 3)."""

    default_code = "source-refused"


class SourceBlocked(SourceError):
    """The source has blocked this caller. No further request may be sent (exit code 3)."""

    default_code = "source-blocked"


class JudgeError(EvidenceError):
    """A judge that was plugged in failed: no answer in time, or none in the form agreed on (exit code 3)."""

    exit_code = 3
    default_code = "judge"


class LocalDataError(EvidenceError):
    """Local data is unusable: missing, damaged, or written by a newer version (exit code 4)."""

    exit_code = 4
    default_code = "local-data"


class StoreError(LocalDataError):
    """The record store is missing, damaged, full, read-only or too new (exit code 4)."""

    default_code = "store"


class EngineError(LocalDataError):
    """The full-text index is missing, damaged or cannot be written (exit code 4)."""

    default_code = "engine"


class IncompleteError(EvidenceError):
    """Part of the work was done and kept, part was not; the watermark did not move (exit code 5)."""

    exit_code = 5
    default_code = "incomplete"


class LockHeld(EvidenceError):
    """Another run holds the workspace's lock (exit code 6)."""

    exit_code = 6
    default_code = "locked"
