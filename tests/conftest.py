"""Fixtures shared by all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real records and labelled sets, which lies beside the repository and is not part of it.

    Tests that ask for it are skipped where it is absent; set EVIDENCE_SHARED_DATA to point elsewhere.
    """
    folder = Path(os.environ.get("EVIDENCE_SHARED_DATA") or REPOSITORY.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"real data is not here: {folder} does not exist (set EVIDENCE_SHARED_DATA)")
    return folder
