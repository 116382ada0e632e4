"""A MathML formula written out on one line: `x²`, `(a+b)/2`, `√(n)`, `x̄`.

Presentation markup only; an annotation (TeX, content markup) repeats the formula and is used when there is
nothing else. Every other element's text is kept, known or not.

Imports lxml (types only) and `scripts`.
"""

from __future__ import annotations

import re

from lxml import etree

from indexer.sources.scripts import Script, raised_or_lowered

_RELATIONS = frozenset("=<>≤≥≈≃≅∼~≠≡±×∈∉→←↔⇒∝≪≫⩽⩾")
_ACCENTS = {
    "¯": "\u0304", "‾": "\u0304", "―": "\u0304", "_": "\u0304", "ˉ": "\u0304", "^": "\u0302", "ˆ": "\u0302",
    "~": "\u0303", "˜": "\u0303", "∼": "\u0303", "˙": "\u0307", "→": "\u20d7", "⃗": "\u20d7",
}  # fmt: skip
_ATOM = re.compile(r"[^\W_]+|\d+(?:\.\d+)?|\(.*\)")
_ANNOTATIONS = frozenset({"annotation", "annotation-xml"})


def linear(math: etree._Element) -> str:
    """The formula `math` on one line."""
    return " ".join(_row(_children(math), math).split())


def _children(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _row(children: list[etree._Element], parent: etree._Element) -> str:
    written = _stray(parent.text)
    for child in children:
        written = _join(written, _one(child)) + _stray(child.tail)
    return written


def _stray(text: str | None) -> str:
    """Text between elements: layout white space means nothing in MathML, anything else is kept."""
    return text if text and not text.isspace() else ""


def _join(before: str, after: str) -> str:
    """Two parts side by side; a space keeps two numbers apart (`3 1/2`)."""
    return f"{before} {after}" if before[-1:].isdigit() and after[:1].isdigit() else before + after


def _one(element: etree._Element) -> str:  # noqa: PLR0911, PLR0912 - one case, one construct
    children = _children(element)
    match etree.QName(element).localname, len(children):
        case (("mi" | "mn" | "mtext" | "ms"), 0):
            return element.text or ""
        case "mo", 0:
            sign = (element.text or "").strip()
            return f" {sign} " if sign in _RELATIONS and sign else sign
        case "mspace", _:
            return " "
        case "mfrac", 2:
            return f"{_grouped(_one(children[0]))}/{_grouped(_one(children[1]))}"
        case "msup", 2:
            return _scripted(_one(children[0]), superscript=_one(children[1]))
        case "msub", 2:
            return _scripted(_one(children[0]), subscript=_one(children[1]))
        case (("msubsup" | "munderover"), 3):
            return _scripted(_one(children[0]), subscript=_one(children[1]), superscript=_one(children[2]))
        case "munder", 2:
            return _scripted(_one(children[0]), subscript=_one(children[1]))
        case "mover", 2:
            return _over(_one(children[0]), _one(children[1]))
        case "msqrt", _:
            return f"√{_grouped(_row(children, element))}"
        case "mroot", 2:
            return f"{_script(Script.SUPER, _one(children[1]), '')}√{_grouped(_one(children[0]))}"
        case "mfenced", _:
            separator = f"{(element.get('separators', ',').strip() or ' ')[0]} "
            inside = separator.join(_one(child) for child in children)
            return f"{element.get('open', '(')}{inside}{element.get('close', ')')}"
        case "mmultiscripts", count if count:
            return _multiscripts(children)
        case "mtable", _:
            return "; ".join(_one(child) for child in children)
        case (("mtr" | "mlabeledtr"), _):
            return ", ".join(_one(child) for child in children)
        case "semantics", count if count:
            shown = [child for child in children if etree.QName(child).localname not in _ANNOTATIONS]
            return _row(shown, element) or _row(children, element)
        case _:
            return _row(children, element)


def _grouped(part: str) -> str:
    part = part.strip()
    return part if _ATOM.fullmatch(part) and part.count("(") <= 1 else f"({part})"


def _scripted(base: str, *, subscript: str = "", superscript: str = "") -> str:
    if len(base.strip()) > 1 and not _ATOM.fullmatch(base.strip()) and not base.strip().endswith((")", "]", "}")):
        base = f"({base.strip()})"
    base += _script(Script.SUB, subscript, base)
    return base + _script(Script.SUPER, superscript, base)


def _script(script: Script, text: str, base: str) -> str:
    text = text.strip()
    shown = raised_or_lowered(script, text, before=base, after="")
    # A letter above is a power, and a condition below (`min_(x > 0)`) is not part of the word; an index is (`Cmax`).
    power = script is Script.SUPER and text.isalnum()
    condition = any(character.isalnum() for character in text) and not text.isalnum()
    if shown == text and base and (power or condition):
        return f"{script.value}{text}" if text[0] == "(" and text[-1] == ")" else f"{script.value}({text})"
    return shown


def _over(base: str, over: str) -> str:
    accent = _ACCENTS.get(over.strip())
    if accent and len(base.strip()) == 1:
        return base.strip() + accent
    return _scripted(base, superscript=over)


def _multiscripts(children: list[etree._Element]) -> str:
    base, *rest = children
    names = [etree.QName(child).localname for child in rest]
    cut = names.index("mprescripts") if "mprescripts" in names else len(rest)
    after = _pairs(rest[:cut], _one(base))
    return _pairs(rest[cut + 1 :], "") + after


def _pairs(scripts: list[etree._Element], written: str) -> str:
    for place, child in enumerate(scripts):
        if etree.QName(child).localname != "none":
            written += _script(Script.SUPER if place % 2 else Script.SUB, _one(child), written)
    return written
