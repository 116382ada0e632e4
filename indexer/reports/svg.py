"""Plots as SVG: bars, stacked columns and pies, without script, legible in light, dark and print. Pure.

A `Figure` is drawn once and used twice: inside a page, which brings its own colours, and in a file of its own, which
carries them along. Every figure has a title and a description for whoever cannot see it, and every mark a title with
its exact numbers. Colours are never the only sign: the legend names them, and tables stand beside them.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

LEVEL_KEYS = ("l1", "l2", "l3", "l4", "l5", "l0")
"""The class of each level's mark, strongest first, unknown last."""
LEVEL_NAMES = ("level 1", "level 2", "level 3", "level 4", "level 5", "level not known")

# After Okabe and Ito's colours, which people with any kind of colour vision can tell apart, darkened (on white) or
# lightened (on black) until each has a contrast of at least 3 to 1 with its ground, as WCAG 2.2 asks of graphics.
LIGHT = "--l1: #0072b2; --l2: #00825f; --l3: #b07a00; --l4: #d55e00; --l5: #b5568a; --l0: #737b86;"
DARK = "--l1: #56b4e9; --l2: #2bbd93; --l3: #e8b23a; --l4: #f0793c; --l5: #dc94bd; --l0: #9aa1ab;"
MARKS = """\
.l1 { fill: var(--l1); } .l2 { fill: var(--l2); } .l3 { fill: var(--l3); }
.l4 { fill: var(--l4); } .l5 { fill: var(--l5); } .l0 { fill: var(--l0); }
svg text { fill: var(--ink); font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
svg .soft { fill: var(--soft); } svg .small { font-size: 11.5px; } svg .head { font-size: 15px; font-weight: 650; }
svg .end { text-anchor: end; } svg .middle { text-anchor: middle; }
svg .grid { stroke: var(--line); stroke-width: 1; } svg .bar { fill: var(--l1); } svg .unknown { fill: var(--l0); }
"""
_ALONE = (
    ":root { --ink: #1c2024; --soft: #525b66; --paper: #ffffff; --line: #d9d6cd; " + LIGHT + " }\n"
    "@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --soft: #a9b0b8; --paper: #16181b; "
    "--line: #3a3f45; " + DARK + " } }\n"
    ".paper { fill: var(--paper); }\n"
)
_GAP = 28
_MARGIN = 20
_LETTER = 6.6  # pixels of an average letter at 13 px: SVG cannot wrap or measure
_SMALL_LETTER = 6.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of `width` by `height` pixels: `body` is what stands inside `<svg>`, `note` what is said under its
    title."""

    key: str
    width: int
    height: int
    title: str
    description: str
    body: str
    note: str = ""


def inside(figure: Figure) -> str:
    """The figure as an element of a page, whose style sheet holds `MARKS`."""
    return (
        f'<svg role="img" aria-labelledby="{figure.key}-title {figure.key}-desc" '
        f'viewBox="0 0 {figure.width} {figure.height}" width="{figure.width}" height="{figure.height}">'
        f'<title id="{figure.key}-title">{escape(figure.title)}</title>'
        f'<desc id="{figure.key}-desc">{escape(figure.description)}</desc>\n{figure.body}</svg>'
    )


def alone(rows: Sequence[Sequence[Figure]], title: str, lines: Sequence[str]) -> str:
    """An SVG file: a heading, lines of text, then the figures of each row side by side, each under its title."""
    width = max(sum(one.width for one in row) + _GAP * (len(row) - 1) for row in rows) + 2 * _MARGIN
    top = _MARGIN + 20
    body = [text(_MARGIN, top, title, "head")]
    for line in lines:
        top += 19
        body.append(text(_MARGIN, top, line, "soft small"))
    top += _GAP
    for row in rows:
        left = _MARGIN
        notes = [textwrap.wrap(one.note, int(one.width / _SMALL_LETTER)) for one in row]
        below = 12 + max(map(len, notes)) * 16
        for one, note in zip(row, notes, strict=True):
            named = text(0, 0, one.title, "head")
            named += "".join(text(0, 17 + 16 * number, line, "soft small") for number, line in enumerate(note))
            named += f'<g transform="translate(0 {below})">\n{one.body}</g>'
            inner = f"<title>{escape(one.title)}</title><desc>{escape(one.description)}</desc>"
            body.append(f'<g role="img" transform="translate({left} {top})">{inner}{named}</g>\n')
            left += one.width + _GAP
        top += max(one.height for one in row) + below + _GAP
    described = " ".join((*lines, *(one.title + "." for row in rows for one in row)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" '
        f'viewBox="0 0 {width} {top}" width="{width}" height="{top}">\n<title id="title">{escape(title)}</title>\n'
        f'<desc id="desc">{escape(described)}</desc>\n<style>\n{_ALONE}{MARKS}</style>\n'
        f'<rect class="paper" width="{width}" height="{top}"/>\n{"".join(body)}</svg>\n'
    )


def bars(rows: Sequence[tuple[str, int, str]], *, whole: int, width: int = 430, gutter: int = 212) -> tuple[int, str]:
    """Horizontal bars: rows of (label, count, class), drawn to the scale of the longest; each with its count and its
    share of `whole`.

    Returns:
        The height, and the body of the figure.
    """
    room = width - gutter - 92
    most = max((count for _, count, _ in rows), default=0) or 1
    step = 22
    parts = []
    for number, (label, count, style) in enumerate(rows):
        top = 4 + number * step
        told = f"{label}: {count:,} of {whole:,} ({percent(count, whole)})"
        short = _fitted(label, gutter - 10)
        length = max(round(room * count / most, 1), 1 if count else 0)
        parts.append(
            f"<g><title>{escape(told)}</title>{text(gutter - 8, top + 13, short, 'end')}"
            f'<rect class="{style}" x="{gutter}" y="{top + 2}" width="{length:g}" height="14" rx="1.5"/>'
            + text(round(gutter + length + 6, 1), top + 13, f"{count:,}")
            + text(width, top + 13, percent(count, whole), "soft small end")
            + "</g>\n"
        )
    return 4 + len(rows) * step, "".join(parts)


def columns(years: Sequence[tuple[str, Sequence[int]]], *, width: int = 888, height: int = 300) -> str:
    """Stacked columns: (label, counts by level, strongest first) from the left, with a scale and a legend."""
    left, bottom, top = 46, height - 26, 34
    most = max((sum(counts) for _, counts in years), default=0) or 1
    step = tick(most)
    ceiling = math.ceil(most / step) * step
    scale = (bottom - top) / ceiling
    parts = [legend(left)]
    for value in range(0, ceiling + 1, step):
        y = round(bottom - value * scale, 1)
        parts.append(f'<line class="grid" x1="{left}" x2="{width}" y1="{y:g}" y2="{y:g}"/>')
        parts.append(text(left - 6, y + 4, f"{value:,}", "soft small end"))
    slot = (width - left - 12) / max(len(years), 1)
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 1000) if n * slot >= 38)
    for number, (label, counts) in enumerate(years):
        x = left + number * slot
        told = ", ".join(f"{name} {count:,}" for name, count in zip(LEVEL_NAMES, counts, strict=True) if count)
        parts.append(f"<g><title>{escape(label)}: {sum(counts):,}{f' ({told})' if told else ''}</title>")
        y = float(bottom)
        for key, count in zip(LEVEL_KEYS, counts, strict=True):
            if count:
                y -= count * scale
                parts.append(
                    f'<rect class="{key}" x="{x + slot * 0.1:.1f}" y="{y:.1f}" width="{slot * 0.8:.1f}" '
                    f'height="{count * scale:.1f}"/>'
                )
        parts.append("</g>\n")
        if not label.isdecimal() or int(label) % every == 0:
            parts.append(text(round(x + slot / 2, 1), bottom + 18, label, "soft small middle"))
    return "".join(parts)


def legend(left: int) -> str:
    """The colours of the levels, in a line of 20 pixels."""
    parts, x = [], float(left)
    for key, name in zip(LEVEL_KEYS, LEVEL_NAMES, strict=True):
        parts.append(f'<rect class="{key}" x="{x:g}" y="4" width="12" height="12" rx="2"/>')
        parts.append(text(x + 17, 14.5, name, "small"))
        x += 17 + len(name) * 6.2 + 16
    return "".join(parts) + "\n"


def pie(counts: Sequence[int], radius: float) -> str:
    """A disc about (0, 0) in slices by level, strongest first, clockwise from the top."""
    whole = sum(counts)
    parts, turned = [], 0
    for key, count in zip(LEVEL_KEYS, counts, strict=True):
        if not count:
            continue
        if count == whole:
            return f'<circle class="{key}" r="{radius:g}"/>'
        start, turned = turned, turned + count
        x1, y1 = _on_circle(start / whole, radius)
        x2, y2 = _on_circle(turned / whole, radius)
        large = int(count * 2 > whole)
        parts.append(f'<path class="{key}" d="M0 0L{x1:g} {y1:g}A{radius:g} {radius:g} 0 {large} 1 {x2:g} {y2:g}Z"/>')
    return "".join(parts)


def text(x: float, y: float, words: str, style: str = "") -> str:
    """A line of text whose baseline begins (or ends, by its class) at a point."""
    named = f' class="{style}"' if style else ""
    return f'<text{named} x="{x:g}" y="{y:g}">{escape(words)}</text>'


def tick(most: int) -> int:
    """A round step that parts a scale up to `most` in at most five."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if factor * power * 5 >= most:
                return factor * power
        power *= 10


def percent(count: int, whole: int) -> str:
    """A share in words, never rounded to none or to all."""
    if not whole:
        return "0 %"
    share = 100 * count / whole
    if 0 < share < 1:
        return "< 1 %"
    if 99 < share < 100:
        return "> 99 %"
    return f"{share:.0f} %"


def _on_circle(part: float, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * part
    return round(radius * math.sin(angle), 2) + 0.0, round(-radius * math.cos(angle), 2) + 0.0


def _fitted(words: str, pixels: float) -> str:
    most = int(pixels / _LETTER)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
