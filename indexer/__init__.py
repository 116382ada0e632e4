"""A living, local, searchable index of PubMed evidence on a topic. See ARCHITECTURE.md for the map.

For other programs there are two functions, which read a workspace as the command line does:

    from indexer import check_claim, check_draft

    for checked in check_claim("Ketamine reduces suicidal ideation within a day", "my-workspace"):
        print(checked.verdict.stance, checked.verdict.balance)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from indexer.version import VERSION as __version__

if TYPE_CHECKING:
    from indexer.checking.values import CheckedClaim, CheckReport

__all__ = ["__version__", "check_claim", "check_draft"]


def check_claim(text: str, workspace: str | Path = ".", *, strict: bool = False) -> tuple[CheckedClaim, ...]:
    """What a workspace's collection says of a sentence: one verdict for each outcome that it speaks of.

    Args:
        text: one sentence, as a writer would put it.
        workspace: the folder with `queries/`, `index/` and, if it adds to the concept tables, `concepts/`.
        strict: ask for three findings, one of level 1 or 2, before a claim is supported.

    Raises:
        EvidenceError: the workspace has no index, or it cannot be used; the message says what to do.
    """
    from indexer.app import Workspace
    from indexer.checking import check
    from indexer.checking.library import Library
    from indexer.checking.values import CheckedClaim
    from indexer.settings import read_settings

    with Workspace(read_settings(workspace=str(workspace))).reading() as (store, engine):
        library = Library(engine, store)
        return tuple(
            CheckedClaim(claim, check.check_claim(claim, library, strict=strict)) for claim in check.read_claim(text)
        )


def check_draft(path: str | Path, workspace: str | Path = ".", *, made: str = "", strict: bool = False) -> CheckReport:
    """Every claim and every reference of a draft, against a workspace's collection.

    Args:
        path: a Markdown, plain text, HTML or DOCX file.
        workspace: the folder with `queries/`, `index/` and, if it adds to the concept tables, `concepts/`.
        made: when the report is made, as it shall say; left out, the report names no time and is the same each time.
        strict: ask for three findings, one of level 1 or 2, before a claim is supported.

    Raises:
        EvidenceError: the draft cannot be read, or the workspace cannot be used; the message says what to do.
    """
    from indexer.app import Workspace
    from indexer.checking import check
    from indexer.checking.draft import read_draft
    from indexer.errors import UsageError
    from indexer.settings import read_settings

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", hint="Name a file that exists.") from error
    draft = read_draft(Path(path).name, data)
    with Workspace(read_settings(workspace=str(workspace))).reading() as (store, engine):
        return check.check_draft(draft, engine, store, made=made, strict=strict)
