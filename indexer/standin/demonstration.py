"""Where the demonstration records are, and a draft to check against them."""

from __future__ import annotations

from pathlib import Path


def demonstration_file() -> Path:
    """The shipped file of demonstration records: fictional studies with PMIDs from 990000001 up."""
    return Path(__file__).parent / "data" / "demonstration.xml"


def demonstration_draft() -> Path:
    """The shipped draft whose claims the demonstration records bear on."""
    return Path(__file__).parent / "data" / "draft.md"
