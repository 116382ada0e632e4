"""Superscripts and subscripts as plain Unicode text, so that no number changes its value.

Imports the standard library only.
"""

from __future__ import annotations

import re
from enum import Enum


class Script(Enum):
    """Above or below the line, and the mark that says so where Unicode has no character for it."""

    SUPER = "^"
    SUB = "_"


_MINUS = "-−–‐‑"
_SIGNS = "\\-−–‐‑"  # for use inside a character class
_TABLES = {
    Script.SUPER: str.maketrans("0123456789+=()" + _MINUS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁼⁽⁾" + "⁻" * len(_MINUS)),
    Script.SUB: str.maketrans("0123456789+=()" + _MINUS, "₀₁₂₃₄₅₆₇₈₉₊₌₍₎" + "₋" * len(_MINUS)),
}
_SIMPLE = re.compile(rf"[0-9+=(){_SIGNS}]+")
# Letters, digits and signs, or a list of numbers: each digit can be raised or lowered by itself (`VO₂max`, `¹,²`).
_MIXED = re.compile(rf"[^\W_]+(?:[+=(){_SIGNS}*,\s]+[^\W_]*)*|[0-9,;\s{_SIGNS}]+")
# A number by itself, as in `5 × 10`; the digits of `F4/80`, `DNAM-1` or `CD25` are part of a name.
_NUMBER_BEFORE = re.compile(r"(?:^|[\s(\[=<>≤≥≈×·~±])[0-9][0-9.,]*$")
# `10<sup>n</sup>`, `2<sup>-ΔΔCt</sup>` are powers; `5<sup>th</sup>`, `DSM 100<sup>T</sup>`, `12<sup>a</sup>` are not.
_POWER = re.compile(rf"[{_SIGNS}0-9.,].*|[ikmnpqtxyz]")


def raised_or_lowered(script: Script, text: str, *, before: str, after: str) -> str:
    """What to write for `text` set as `script` between `before` and `after`."""
    inner = text.strip()
    if _SIMPLE.fullmatch(inner):
        return inner.translate(_TABLES[script])
    if not inner:
        return text
    marked = f"{script.value}({inner})"
    if _POWER.fullmatch(inner) and _NUMBER_BEFORE.search(before[-24:]):
        return marked
    if not any(character.isdigit() for character in inner):
        return text
    if _MIXED.fullmatch(inner):
        return text.translate(_TABLES[script])
    # Fractions and decimals keep their digits (`t1/2`, `PM2.5`) where no neighbour could be taken for part of them.
    touches = (before[-1:].isdigit() and inner[0] in "0123456789.,") or (after[:1].isdigit() and inner[-1].isdigit())
    return marked if touches else text
