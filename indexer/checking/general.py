"""Advice that fits any claim that nothing decides, so that a report need say it only once. Imports nothing."""

from __future__ import annotations

LEAVE = "Leave it out, or cite a source that shows it."
NOTHING = "Leave it out, or cite a source: nothing in this collection was found to bear on it."
GENERAL = frozenset({LEAVE, NOTHING})
