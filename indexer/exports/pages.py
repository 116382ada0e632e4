"""Page ranges written out: PubMed's `123-9` is pages 123 to 129.

Imports the standard library only.
"""

from __future__ import annotations

import re

# A page is a number with perhaps letters before it and a supplement after: `123`, `S12`, `e45`, `1234.e1`, `129.e2`.
_RANGE = re.compile(
    r"(?<![\w.-])(?P<prefix>(?:\w+\.)?[A-Za-z]*)(?P<first>\d+)(?P<tail>[A-Za-z]?)\s?[-–]\s?"
    r"(?P<prefix2>[A-Za-z]*)(?P<last>\d+)(?P<rest>[A-Za-z]?(?:\.e?\d+)?)(?![\w-])"
)
_ROMAN = re.compile(r"([ivxlc]+)-([ivxlc]+)", re.IGNORECASE)


def written_out(pages: str, dash: str = "-") -> str:
    """`pages` with every shortened range in full: `123-9` is `123-129`, `S12-5` is `S12-S15`.

    What only looks like a range (`2020-0123` is an article number) stays as it is.
    """
    return _RANGE.sub(lambda match: dash.join(_ends(match) or (match[0],)), pages)


def start_and_end(pages: str) -> tuple[str, str]:
    """First and last page of a range, what follows the range (`; discussion 130-2`) kept with the last.

    Anything else is all start: `e45`, `12, 15-18`.
    """
    match = _RANGE.match(pages)
    if match and (ends := _ends(match)):
        return ends[0], ends[1] + written_out(pages[match.end() :])
    if roman := _ROMAN.fullmatch(pages):
        return roman[1], roman[2]
    return written_out(pages), ""


def _ends(match: re.Match[str]) -> tuple[str, str] | None:
    """First and last page, or None where the second number is not the later one."""
    first, last = match["first"], match["last"]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    prefix2 = match["prefix2"]
    if (prefix2 and prefix2 != match["prefix"]) or int(last) < int(first):
        return None
    return f"{match['prefix']}{first}{match['tail']}", f"{match['prefix']}{last}{match['rest']}"
