"""Text out of PubMed's elements with nothing lost: inline markup goes, what it said stays.

Bold, italics and underlining vanish around their words. Superscripts and subscripts become Unicode characters
(`10<sup>-3</sup>` is `10⁻³`, `CO<sub>2</sub>` is `CO₂`); what has no such character follows plainly
(`V<sub>max</sub>` is `Vmax`) unless that would change a number, and then stands as `10^(2.5)`. Formulae in MathML
are written out on one line (see `mathml`). The result is NFC with white space collapsed.

Imports lxml (types only) and `mathml`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from lxml import etree

from indexer.sources.mathml import linear
from indexer.sources.scripts import Script, raised_or_lowered

_SCRIPTS = {"sup": Script.SUPER, "sub": Script.SUB}
_BLOCKS = frozenset({"DispFormula", "p", "br", "list", "list-item", "title", "sec"})


def clean(text: str | None) -> str:
    """`text` in NFC with white space collapsed; `None` is empty."""
    if not text:
        return ""
    if text.isascii():
        return text if text.isalnum() else " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text).split())


def without_repeats(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once whatever its case, as first spelt, in order, without empty ones."""
    found: dict[str, str] = {}
    for text in texts:
        if text:
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


def children_of(element: etree._Element | None) -> dict[str, etree._Element]:
    """The first child of each name; one pass, where many `find` calls would be many."""
    found: dict[str, etree._Element] = {}
    for child in () if element is None else element:
        found.setdefault(child.tag, child)
    return found


def text_of(element: etree._Element | None) -> str:
    """All the text inside `element`, markup resolved; an absent element is empty."""
    if element is None:
        return ""
    if not len(element):
        return clean(element.text)
    return clean(_walk(element, ""))


def _walk(element: etree._Element, written: str) -> str:
    """`written` followed by the content of `element`."""
    written += element.text or ""
    for child in element:
        tail = child.tail or ""
        if isinstance(child.tag, str):
            written = _inline(child, written, tail)
        written += tail
    return written


def _inline(child: etree._Element, written: str, tail: str) -> str:
    name = etree.QName(child).localname
    if name == "math":
        formula = linear(child)
        before = " " if written[-1:].isdigit() and formula[:1].isdigit() else ""
        after = " " if formula[-1:].isdigit() and tail[:1].isdigit() else ""
        return f"{written}{before}{formula}{after}"
    script = _SCRIPTS.get(name)
    if script is not None:
        return written + raised_or_lowered(script, _walk(child, ""), before=written, after=tail)
    if name in _BLOCKS:
        return _walk(child, written + " ") + " "
    return _walk(child, written)
