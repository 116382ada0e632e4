"""Where the demonstration records are."""

from __future__ import annotations

from pathlib import Path


def demonstration_file() -> Path:
    """The shipped file of demonstration records: fictional studies with PMIDs from 990000001 up."""
    return Path(__file__).parent / "data" / "demonstration.xml"
