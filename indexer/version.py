"""The version, where both the package's metadata and its code can read it."""

from __future__ import annotations

VERSION = "0.1.0"
